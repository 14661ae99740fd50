/* kharita map: the incidents as a drawn map. */
#include "map/map.h"

#include <string.h>

#include "cmd/drawing.h"
#include "cmd/module.h"

/* The words of the map's own options. Owns its strings. */
typedef struct {
    DrawingWords drawing;
    char *color_by, *size_by, *include, *pins, *report;
    gboolean embed, key;
} MapWords;

static void map_words_clear(MapWords *self) {
    char **const words[] = {&self->color_by, &self->size_by, &self->include, &self->pins,
                            &self->report};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) g_clear_pointer(words[i], g_free);
    drawing_words_clear(&self->drawing);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MapWords, map_words_clear)

/* Index of `word` in `names` (NULL-ended), -1 where it is none; 0 for NULL. */
static int index_of(const char *word, const char *const *names) {
    if (!word) return 0;
    for (int i = 0; names[i]; i++)
        if (strcmp(names[i], word) == 0) return i;
    return -1;
}

/* Can a page show one of these files? */
static bool names_embeddable(char **outputs) {
    for (char **path = outputs; *path; path++)
        if (map_embed_takes(*path)) return true;
    return false;
}

/* Borrows the words. Returns -1, or the exit status after a message. */
static int read_options(const CommandLine *line, MapWords *words, MapOptions *options) {
    static const char *const colors[] = {"type", "actor", "period", NULL};
    static const char *const sizes[] = {"none", "killed", "count", NULL};
    int status = drawing_read(&words->drawing, line, options);
    if (status >= 0) return status;
    int color = index_of(words->color_by, colors), size = index_of(words->size_by, sizes);
    if (words->embed && !names_embeddable(line->outputs))
        return command_usage(line, "--embed needs -o FILE.png or -o FILE.svg");
    options->color_by = (ColorBy)color;
    if (words->size_by) options->size_by = (SizeBy)size;
    options->include_strategic = words->include != NULL;
    options->pins = words->pins;
    options->key = words->key;
    return -1;
}

static void say_summary(const CommandLine *line, const MapScene *scene) {
    const MapSummary *summary = map_scene_summary(scene);
    command_say(
        line,
        "incidents read: %u, drawn: %u, without a place: %u, no better than a governorate: %u",
        summary->n_incidents, summary->n_drawn, summary->n_unplaced, summary->n_coarse);
    command_say(line, "%u of %u labels placed", summary->n_labels_placed, summary->n_labels_wished);
    drawing_say_warnings(line, scene);
}

/* The first picture that a page can show takes the others along; `phone` NULL: the map is as narrow
 * itself. */
static gboolean write_embedded(const CommandLine *line, const MapScene *scene,
                               const MapScene *phone, const MapWriting *writing, GError **error) {
    bool embedded = false;
    for (char **path = line->outputs; *path; path++) {
        bool embeds = !embedded && map_embed_takes(*path);
        if (embeds ? !map_embed_write(scene, phone, *path, writing, error)
                   : !map_scene_write_with(scene, *path, writing, error))
            return FALSE;
        command_say(line, "wrote %s%s", *path, embeds ? _(" and what a page needs with it") : "");
        embedded = embedded || embeds;
    }
    return TRUE;
}

/* What a map is drawn from. Owns nothing but the incidents. */
typedef struct {
    GPtrArray *incidents;
    const Style *style;
    const Gazetteer *gazetteer;
} Sources;

static MapScene *scene_of(const Sources *sources, const MapOptions *options, GError **error) {
    return map_scene_new((const Incident *const *)sources->incidents->pdata,
                         sources->incidents->len, options, sources->style, sources->gazetteer,
                         error);
}

/* Where the page takes a PNG, and this machine has WebP. */
static gboolean add_webp(const CommandLine *line, MapWriting *writing, GError **error) {
    const char *first = line->outputs[0];
    for (char **path = line->outputs; *path && !map_embed_takes(first); path++) first = *path;
    if (!g_str_has_suffix(first, ".png")) return TRUE;
    const OgrModule *module = module_open(error);
    if (!module) return FALSE;
    if (module->has_webp())
        writing->webp = module->write_webp;
    else
        command_say(line, "this machine's GDAL cannot write WebP: the page gets PNG alone");
    return TRUE;
}

static gboolean write_all(const CommandLine *line, const MapWords *words, const Sources *sources,
                          const MapOptions *options, const MapScene *scene, GError **error) {
    if (!words->embed) {
        if (!drawing_write(&words->drawing, line, scene, error)) return FALSE;
    } else {
        g_autoptr(MapScene) phone = NULL;
        MapOptions narrow = *options;
        map_options_set_size(&narrow, "phone", NULL);
        bool has_phone = options->width_px > MAP_COMPACT_WIDTH;
        if (has_phone) phone = scene_of(sources, &narrow, error);
        if (has_phone && !phone) return FALSE;
        MapWriting writing = words->drawing.writing;
        if (!add_webp(line, &writing, error)) return FALSE;
        if (!write_embedded(line, scene, phone, &writing, error)) return FALSE;
    }
    return !words->report || map_scene_write_layout_report(scene, words->report, error);
}

static int draw(CommandLine *line, const MapWords *words, const MapOptions *options) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Style) style = drawing_style(&words->drawing, &error);
    if (!style) return command_fail(line, error);
    const Gazetteer *gazetteer = command_line_gazetteer(line);
    if (!gazetteer) return EXIT_FAILED;
    int status = EXIT_WELL;
    g_autoptr(GPtrArray) incidents = command_incidents(line, &status);
    if (!incidents) return status;
    /* A mistyped name must not put an empty map in the place of yesterday's. */
    if (line->n_bad > 0 && line->n_articles == 0) {
        command_warn(line, "no input could be read: nothing is drawn");
        return EXIT_BAD_INPUT;
    }
    command_put_by_date(incidents, 0);
    const Sources sources = {incidents, style, gazetteer};
    gint64 at = timings_begin(&line->timings);
    g_autoptr(MapScene) scene = scene_of(&sources, options, &error);
    at = timings_lap(&line->timings, STAGE_SCENE, at);
    if (!scene) return command_fail(line, error);
    say_summary(line, scene);
    if (line->strict && map_scene_warnings(scene)->len) return EXIT_FAILED;
    gboolean written = write_all(line, words, &sources, options, scene, &error);
    timings_lap(&line->timings, STAGE_PAINT, at);
    return written ? status : command_fail(line, error);
}

int cmd_map(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    g_auto(MapWords) words = {.drawing = {.scale = 1}};
    const GOptionEntry own[] = {{"color-by", 0, 0, G_OPTION_ARG_STRING, &words.color_by,
                                 N_("what colours tell"), "type|actor|period"},
                                {"size-by", 0, 0, G_OPTION_ARG_STRING, &words.size_by,
                                 N_("what sizes tell"), "none|killed|count"},
                                {"include", 0, 0, G_OPTION_ARG_STRING, &words.include,
                                 N_("draw arrests, movements and the like too"), "strategic"},
                                {"key", 0, 0, G_OPTION_ARG_NONE, &words.key,
                                 N_("number the places, and list them below the map"), NULL},
                                {"pins", 0, 0, G_OPTION_ARG_FILENAME, &words.pins,
                                 N_("labels pinned or hidden by hand"), "FILE"},
                                {"embed", 0, 0, G_OPTION_ARG_NONE, &words.embed,
                                 N_("also write the <figure> for a page, with its pictures"), NULL},
                                {"layout-report", 0, 0, G_OPTION_ARG_FILENAME, &words.report,
                                 N_("where everything stands, as JSON"), "FILE.json"},
                                G_OPTION_ENTRY_NULL};
    g_autofree GOptionEntry *entries = drawing_join(&words.drawing, own);
    int status = command_line_parse(&line, "map", entries, argc, argv);
    if (status >= 0) return status;
    if (!line.outputs) return command_usage(&line, "name the map with -o FILE.png, .svg or .pdf");
    MapOptions options;
    status = drawing_check_outputs(&line);
    if (status < 0) status = read_options(&line, &words, &options);
    return status >= 0 ? status : draw(&line, &words, &options);
}
