/* The formats by name, and the file that a format writes to. */
#include "store/fields.h"

static const ExportFormat *const FORMATS[] = {&FORMAT_JSONL,     &FORMAT_GEOJSON, &FORMAT_CSV,
                                              &FORMAT_ACLED_CSV, &FORMAT_TIMEMAP, &FORMAT_KML};

struct Exporter {
    const ExportFormat *format;
    OutFile *file;
    ExportState state;
};

const char *const *export_formats(void) {
    static const char *const names[] = {"jsonl",   "geojson", "csv", "acled-csv",
                                        "timemap", "kml",     NULL};
    G_STATIC_ASSERT(G_N_ELEMENTS(names) == G_N_ELEMENTS(FORMATS) + 1);
    return names;
}

static const ExportFormat *format_by_name(const char *name, GError **error) {
    for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++)
        if (!g_strcmp0(name, FORMATS[i]->name)) return FORMATS[i];
    g_autofree char *known = g_strjoinv(", ", (char **)export_formats());
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, _("unknown format '%s'; there are %s"),
                name ? name : "", known);
    return NULL;
}

Exporter *exporter_open(const char *path, const ExportOptions *options, GError **error) {
    const ExportFormat *format = format_by_name(options->format, error);
    if (!format) return NULL;
    OutFile *file = out_file_open(path, error);
    if (!file) return NULL;
    Exporter *self = g_new0(Exporter, 1);
    self->format = format;
    self->file = file;
    self->state = (ExportState){.stream = out_file_stream(file), .options = *options};
    if (format->begin) format->begin(&self->state);
    return self;
}

gboolean exporter_add(Exporter *self, const Incident *incident, GError **error) {
    self->format->add(&self->state, incident);
    return out_file_check(self->file, error);
}

gboolean exporter_add_article(Exporter *self, const char *article, const GPtrArray *incidents,
                              GError **error) {
    g_assert(self->format == &FORMAT_JSONL);
    jsonl_add_article(&self->state, article, incidents);
    return out_file_check(self->file, error);
}

gboolean exporter_finish(Exporter *self, GError **error) {
    if (self->format->finish) self->format->finish(&self->state);
    return out_file_commit(self->file, error);
}

void exporter_free(Exporter *self) {
    if (!self) return;
    out_file_free(self->file);
    g_clear_pointer(&self->state.parts, g_ptr_array_unref);
    g_free(self);
}
