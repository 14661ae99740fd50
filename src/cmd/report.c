/* kharita report: a page with the map, the table and the evidence. */
#include "report/report.h"

#include <string.h>

#include "cmd/drawing.h"

typedef struct {
    CommandLine *line;
    Report *report;
    const Gazetteer *gazetteer;
} Collecting;

static gboolean take_reading(Reading *reading, void *data, GError **error) {
    const Collecting *self = data;
    g_autoptr(GPtrArray) chosen = command_choose(self->line, reading->incidents);
    report_add_article(self->report, reading->text, reading->places, chosen, self->gazetteer);
    return TRUE;
}

static gboolean take_table(GPtrArray *incidents, void *data, GError **error) {
    const Collecting *self = data;
    g_autoptr(GPtrArray) chosen = command_choose(self->line, incidents);
    report_add_incidents(self->report, chosen);
    return TRUE;
}

/* ---- how it was made --------------------------------------------------------------------------
 */

static void add_option(GPtrArray *how, const char *name, const char *value) {
    if (value && *value) g_ptr_array_add(how, g_strdup_printf("--%s %s", name, value));
}

static void add_options(GPtrArray *how, const char *name, char **values) {
    for (char **value = values; value && *value; value++) add_option(how, name, *value);
}

/* The options that change what the page shows, NULL-ended; folders are nobody's business. */
static GPtrArray *options_used(const CommandLine *line, const DrawingWords *drawing,
                               const char *include) {
    GPtrArray *how = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *confidence =
        line->min_confidence > 0 ? g_strdup_printf("%.2f", line->min_confidence) : NULL;
    add_option(how, "lang", drawing->language ? drawing->language : "ar");
    add_option(how, "style", drawing->style ? drawing->style : "newsroom");
    add_option(how, "size", drawing->size);
    add_option(how, "focus", drawing->focus);
    add_option(how, "crs", drawing->crs);
    add_option(how, "include", include);
    add_option(how, "since", line->since);
    add_option(how, "until", line->until);
    add_option(how, "bbox", line->bbox_text);
    add_options(how, "type", line->types);
    add_options(how, "actor", line->actors);
    add_options(how, "target", line->targets);
    add_option(how, "min-confidence", confidence);
    for (char **path = line->corrections; path && *path; path++) {
        g_autofree char *name = g_path_get_basename(*path);
        add_option(how, "corrections", name);
    }
    for (char **path = line->more_places; path && *path; path++) {
        g_autofree char *name = g_path_get_basename(*path);
        add_option(how, "add-places", name);
    }
    g_ptr_array_add(how, NULL);
    return how;
}

/* ---- the page ---------------------------------------------------------------------------------
 */

/* `ret_phone` stays NULL where the map is as narrow itself. */
static MapScene *draw(const Collecting *self, const MapOptions *options, const Style *style,
                      MapScene **ret_phone, GError **error) {
    g_autoptr(GPtrArray) incidents = report_incidents(self->report);
    const Incident *const *items = (const Incident *const *)incidents->pdata;
    MapOptions narrow = *options;
    map_options_set_size(&narrow, "phone", NULL);
    g_autoptr(MapScene) map =
        map_scene_new(items, incidents->len, options, style, self->gazetteer, error);
    if (!map || options->width_px <= MAP_COMPACT_WIDTH) return g_steal_pointer(&map);
    *ret_phone = map_scene_new(items, incidents->len, &narrow, style, self->gazetteer, error);
    return *ret_phone ? g_steal_pointer(&map) : NULL;
}

static int write_page(const Collecting *self, const DrawingWords *drawing,
                      const MapOptions *options, const char *include, const char *path) {
    const CommandLine *line = self->line;
    g_autoptr(GError) error = NULL;
    g_autoptr(Style) style = drawing_style(drawing, &error);
    if (!style) return command_fail(line, error);
    g_autoptr(MapScene) phone = NULL;
    g_autoptr(MapScene) map = draw(self, options, style, &phone, &error);
    if (!map) return command_fail(line, error);
    drawing_say_warnings(line, map);
    if (line->strict && map_scene_warnings(map)->len) return EXIT_FAILED;
    g_autoptr(Words) words =
        words_new(options->language == LANGUAGE_EN ? "en" : "ar", "latn", &error);
    if (!words) return command_fail(line, error);
    g_autoptr(GPtrArray) how = options_used(line, drawing, include);
    const ReportPage page = {map, phone, words, (const char *const *)how->pdata};
    if (!report_write(self->report, &page, path, &error)) return command_fail(line, error);
    if (strcmp(path, "-") != 0) command_say(line, "wrote %s", path);
    return EXIT_WELL;
}

static int make_report(CommandLine *line, const DrawingWords *drawing, const MapOptions *options,
                       const char *include) {
    const char *path = command_line_output(line);
    if (!path) return EXIT_USAGE;
    g_autoptr(Report) report = report_new();
    Collecting collecting = {line, report, command_line_gazetteer(line)};
    if (!collecting.gazetteer) return EXIT_FAILED;
    const Intake intake = {take_reading, take_table, .data = &collecting};
    int status = EXIT_WELL;
    if (!command_take_files(line, &intake, &status)) return status;
    report_arrange(report, options->include_strategic);
    gint64 at = timings_begin(&line->timings);
    int written = write_page(&collecting, drawing, options, include, path);
    timings_lap(&line->timings, STAGE_PAINT, at);
    return written == EXIT_WELL ? status : written;
}

int cmd_report(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    DrawingWords drawing = {.scale = 1};
    g_autofree char *include = NULL;
    const GOptionEntry own[] = {{"include", 0, 0, G_OPTION_ARG_STRING, &include,
                                 N_("show arrests, movements and the like too"), "strategic"},
                                G_OPTION_ENTRY_NULL};
    g_autofree GOptionEntry *entries = drawing_join(&drawing, own);
    MapOptions options;
    int status = command_line_parse(&line, "report", entries, argc, argv);
    if (status < 0) status = drawing_read(&drawing, &line, &options);
    if (status < 0) {
        options.include_strategic = include != NULL;
        status = make_report(&line, &drawing, &options, include);
    }
    drawing_words_clear(&drawing);
    return status;
}
