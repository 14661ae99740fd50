/* kharita extract: the incidents as data. */
#include "cmd/cmd.h"
#include "store/store.h"

static gboolean write_all(CommandLine *line, const GPtrArray *incidents, const char *path,
                          const ExportOptions *options, GError **error) {
    g_autoptr(Exporter) exporter = exporter_open(path, options, error);
    if (!exporter) return FALSE;
    for (guint i = 0; i < incidents->len; i++)
        if (!exporter_add(exporter, incidents->pdata[i], error)) return FALSE;
    return exporter_finish(exporter, error);
}

/* The format by the file's ending, where none is named. */
static const char *format_of(const char *path) {
    static const struct {
        const char *ending, *format;
    } endings[] = {{".geojson", "geojson"}, {".json", "geojson"}, {".csv", "csv"}};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(path, endings[i].ending)) return endings[i].format;
    return "jsonl";
}

static gboolean parse_geometry(const char *name, ExportGeometry *ret_geometry) {
    bool is_area = !g_strcmp0(name, "area");
    if (name && !is_area && strcmp(name, "point")) return FALSE;
    *ret_geometry = is_area ? GEOMETRY_AREA : GEOMETRY_POINT;
    return TRUE;
}

int cmd_extract(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    g_autofree char *geometry = NULL;
    gboolean bom = FALSE;
    const GOptionEntry own[] = {{"geometry", 0, 0, G_OPTION_ARG_STRING, &geometry,
                                 "point, or area: the area within which it lies", "KIND"},
                                {"bom", 0, 0, G_OPTION_ARG_NONE, &bom,
                                 "CSV with a byte order mark, for spreadsheets", NULL},
                                G_OPTION_ENTRY_NULL};
    int status = command_line_parse(&line, "extract", "FILE…",
                                    "Writes the incidents of articles as data.", own, argc, argv);
    if (status >= 0) return status;
    ExportOptions options = {.bom = bom};
    if (!parse_geometry(geometry, &options.geometry))
        return command_usage(&line, "--geometry takes point or area");
    const char *path = command_line_output(&line);
    if (!path) return EXIT_USAGE;
    options.format = line.format ? line.format : format_of(path);
    if (!g_strv_contains(export_formats(), options.format)) {
        g_autofree char *known = g_strjoinv(", ", (char **)export_formats());
        return command_usage(&line, "unknown format '%s'; there are %s", options.format, known);
    }
    g_autoptr(GPtrArray) incidents = command_incidents(&line, &status);
    if (!incidents) return status;
    g_autoptr(GError) error = NULL;
    if (!write_all(&line, incidents, path, &options, &error)) return command_fail(&line, error);
    return status;
}
