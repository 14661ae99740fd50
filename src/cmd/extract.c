/* kharita extract: the incidents as data. */
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/module.h"
#include "store/store.h"

/* Where incidents go, and how. Owns nothing. */
typedef struct {
    const char *path;   /* a file or "-"; NULL with `target` */
    const char *target; /* --to: what GDAL can write to; NULL without */
    ExportOptions options;
    const OgrModule *module; /* opened where the format or the target needs it */
} Output;

static gboolean write_one(Incident *incident, void *exporter, GError **error) {
    g_autoptr(Incident) own = incident;
    return exporter_add(exporter, own, error);
}

/* Writes each incident as soon as its article is read, so that memory stays flat. */
static int write_as_they_come(CommandLine *line, const Output *output) {
    g_autoptr(GError) error = NULL;
    int status = EXIT_WELL;
    g_autoptr(Exporter) exporter = exporter_open(output->path, &output->options, &error);
    if (!exporter) return command_fail(line, error);
    if (!command_each_incident(line, write_one, exporter, &status)) return status;
    return exporter_finish(exporter, &error) ? status : command_fail(line, error);
}

/* ---- a line an article ------------------------------------------------------------------------
 */

typedef struct {
    CommandLine *line;
    Exporter *exporter;
} ByArticle;

static gboolean write_article(Reading *reading, void *data, GError **error) {
    const ByArticle *self = data;
    g_autoptr(GPtrArray) chosen = command_choose(self->line, reading->incidents);
    return exporter_add_article(self->exporter, reading->text->article->id, chosen, error);
}

static gboolean refuse_table(GPtrArray *incidents, void *data, GError **error) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                _("--by-article takes articles, not tables of incidents"));
    return FALSE;
}

/* As many lines as there are articles, in their order, also where nothing was found. */
static int write_by_article(CommandLine *line, const Output *output) {
    g_autoptr(GError) error = NULL;
    int status = EXIT_WELL;
    g_autoptr(Exporter) exporter = exporter_open(output->path, &output->options, &error);
    if (!exporter) return command_fail(line, error);
    ByArticle by_article = {line, exporter};
    const Intake intake = {write_article, refuse_table, .data = &by_article};
    if (!command_take_files(line, &intake, &status)) return status;
    return exporter_finish(exporter, &error) ? status : command_fail(line, error);
}

/* ---- through GDAL -----------------------------------------------------------------------------
 */

/* GDAL's formats are written in one go. */
static int write_by_module(CommandLine *line, const Output *output) {
    g_autoptr(GError) error = NULL;
    int status = EXIT_WELL;
    g_autoptr(GPtrArray) incidents = command_incidents(line, &status);
    if (!incidents) return status;
    const Incident *const *all = (const Incident *const *)incidents->pdata;
    const ExportOptions *options = &output->options;
    gboolean done =
        output->target
            ? output->module->write_to(output->target, options, all, incidents->len, &error)
            : output->module->write(output->path, options, all, incidents->len, &error);
    return done ? status : command_fail(line, error);
}

/* The format by the file's ending, where none is named. */
static const char *format_of(const char *path) {
    static const struct {
        const char *ending, *format;
    } endings[] = {{".geojson", "geojson"}, {".json", "geojson"}, {".csv", "csv"},
                   {".gpkg", "gpkg"},       {".kml", "kml"},      {".fgb", "fgb"},
                   {".xlsx", "xlsx"}};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(path, endings[i].ending)) return endings[i].format;
    return "jsonl";
}

/* Our own formats write no shapes unless they are asked for. */
static bool needs_points_alone(const Output *output) {
    return !output->module && output->options.geometry == GEOMETRY_POINT;
}

/* Settles format and target; opens the module only where it is needed. Returns -1, or the exit
 * status. */
static int settle_output(CommandLine *line, Output *output) {
    g_autoptr(GError) error = NULL;
    if (output->target && line->outputs)
        return command_usage(line, "-o and --to exclude each other");
    output->path = command_line_output(line);
    if (!output->path) return EXIT_USAGE;
    output->options.format = line->format ? line->format : format_of(output->path);
    if (!output->target && g_strv_contains(export_formats(), output->options.format)) return -1;
    output->module = module_open(&error);
    if (!output->module) return command_fail(line, error);
    if (output->target || g_strv_contains(output->module->formats, output->options.format))
        return -1;
    g_autofree char *plain = g_strjoinv(", ", (char **)export_formats());
    g_autofree char *more = g_strjoinv(", ", (char **)output->module->formats);
    return command_usage(line, "unknown format '%s'; there are %s, %s", output->options.format,
                         plain, more);
}

int cmd_extract(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    g_autofree char *geometry = NULL, *target = NULL;
    gboolean bom = FALSE, by_article = FALSE;
    const GOptionEntry own[] = {{"format", 'f', 0, G_OPTION_ARG_STRING, &line.format,
                                 N_("form of the output; else by the ending of -o"),
                                 "FORMAT|jsonl|geojson|csv|acled-csv|timemap|gpkg|kml|fgb|xlsx"},
                                {"geometry", 0, 0, G_OPTION_ARG_STRING, &geometry,
                                 N_("a point, or the area within which it lies"), "point|area"},
                                {"bom", 0, 0, G_OPTION_ARG_NONE, &bom,
                                 N_("CSV with a byte order mark, for spreadsheets"), NULL},
                                {"by-article", 0, 0, G_OPTION_ARG_NONE, &by_article,
                                 N_("JSON lines: one an article, with all its incidents"), NULL},
                                {"to", 0, 0, G_OPTION_ARG_STRING, &target,
                                 N_("write to what GDAL can write to, as PG:dbname=…"), "TARGET"},
                                G_OPTION_ENTRY_NULL};
    int status = command_line_parse(&line, "extract", own, argc, argv);
    if (status >= 0) return status;
    Output output = {.target = target, .options.bom = bom};
    output.options.geometry = g_strcmp0(geometry, "area") == 0 ? GEOMETRY_AREA : GEOMETRY_POINT;
    status = settle_output(&line, &output);
    if (status >= 0) return status;
    if (by_article && (output.module || g_strcmp0(output.options.format, "jsonl") != 0))
        return command_usage(&line, "--by-article goes with --format jsonl");
    line.points_alone = needs_points_alone(&output);
    if (by_article) return write_by_article(&line, &output);
    return output.module ? write_by_module(&line, &output) : write_as_they_come(&line, &output);
}
