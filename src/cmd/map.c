/* kharita map: the incidents as a drawn map. */
#include "map/map.h"

#include <string.h>

#include "cmd/cmd.h"

/* The words of the map's own options. Owns its strings. */
typedef struct {
    char *size, *language, *style, *title, *subtitle, *credit, *focus, *crs, *color_by, *size_by,
        *include, *pins, *report, *svg_text, *png_colors;
    double scale;
    gboolean embed;
    MapWriting writing; /* what svg_text and png_colors say */
} MapWords;

static void map_words_clear(MapWords *self) {
    char **const words[] = {&self->size,     &self->language, &self->style,     &self->title,
                            &self->subtitle, &self->credit,   &self->focus,     &self->crs,
                            &self->color_by, &self->size_by,  &self->include,   &self->pins,
                            &self->report,   &self->svg_text, &self->png_colors};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) g_clear_pointer(words[i], g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MapWords, map_words_clear)

/* Index of `word` in `names` (NULL-ended), -1 where it is none; 0 for NULL. */
static int index_of(const char *word, const char *const *names) {
    if (!word) return 0;
    for (int i = 0; names[i]; i++)
        if (strcmp(names[i], word) == 0) return i;
    return -1;
}

/* Borrows the words. Returns -1, or the exit status after a message. */
static int read_options(const CommandLine *line, MapWords *words, MapOptions *options) {
    static const char *const colors[] = {"type", "actor", "period", NULL};
    static const char *const sizes[] = {"none", "killed", "count", NULL};
    static const char *const depths[] = {"auto", "full", NULL};
    g_autoptr(GError) error = NULL;
    map_options_init(options);
    if (words->size && !map_options_set_size(options, words->size, &error))
        return command_fail(line, error);
    if (words->language && !map_language_parse(words->language, &options->language))
        return command_usage(line, "--lang takes ar, en or both");
    int color = index_of(words->color_by, colors), size = index_of(words->size_by, sizes);
    if (color < 0) return command_usage(line, "--color-by takes type, actor or period");
    if (size < 0) return command_usage(line, "--size-by takes none, killed or count");
    if (words->include && strcmp(words->include, "strategic") != 0)
        return command_usage(line, "--include takes strategic");
    if (words->svg_text && !svg_text_parse(words->svg_text, &words->writing.svg_text))
        return command_usage(line, "--svg-text takes embedded, plain or outline");
    int png_colors = index_of(words->png_colors, depths);
    if (png_colors < 0) return command_usage(line, "--png-colors takes auto or full");
    words->writing.png_colors = (PngColors)png_colors;
    if (words->scale < 0.5 || words->scale > 8)
        return command_usage(line, "--scale takes a number from 0.5 to 8");
    options->color_by = (ColorBy)color;
    if (words->size_by) options->size_by = (SizeBy)size;
    options->include_strategic = words->include != NULL;
    options->scale *= words->scale;
    options->title = words->title;
    options->subtitle = words->subtitle;
    options->credit = words->credit;
    if (words->focus) options->focus = words->focus;
    options->crs = words->crs;
    options->pins = words->pins;
    return -1;
}

static void say_summary(const CommandLine *line, const MapScene *scene) {
    const MapSummary *summary = map_scene_summary(scene);
    command_say(line,
                "%u incidents read, %u drawn, %u without a place; %u no better than a governorate",
                summary->n_incidents, summary->n_drawn, summary->n_unplaced, summary->n_coarse);
    command_say(line, "%u of %u labels placed", summary->n_labels_placed, summary->n_labels_wished);
    const GPtrArray *warnings = map_scene_warnings(scene);
    for (guint i = 0; i < warnings->len; i++)
        command_say(line, "%s: %s", line->strict ? "error" : "warning",
                    (const char *)warnings->pdata[i]);
    if (line->verbose) command_say(line, "%s", map_scene_description(scene));
}

/* With --embed the first picture that a page can show takes the others along; `phone` NULL: the map
 * is as narrow itself. */
static gboolean write_outputs(const CommandLine *line, const MapScene *scene, const MapScene *phone,
                              const MapWords *words, GError **error) {
    bool embedded = !words->embed;
    for (char **path = line->outputs; *path; path++) {
        bool embeds = !embedded && map_embed_takes(*path);
        if (embeds ? !map_embed_write(scene, phone, *path, &words->writing, error)
                   : !map_scene_write_with(scene, *path, &words->writing, error))
            return FALSE;
        command_say(line, "wrote %s%s", *path, embeds ? " and what a page needs with it" : "");
        embedded = embedded || embeds;
    }
    return !words->report || map_scene_write_layout_report(scene, words->report, error);
}

static int draw(CommandLine *line, const MapWords *words, const MapOptions *options) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Style) style = style_load(words->style ? words->style : "newsroom", &error);
    if (!style) return command_fail(line, error);
    const Gazetteer *gazetteer = command_line_gazetteer(line);
    if (!gazetteer) return EXIT_FAILED;
    int status = EXIT_WELL;
    g_autoptr(GPtrArray) incidents = command_incidents(line, &status);
    if (!incidents) return status;
    g_autoptr(MapScene) scene = map_scene_new((const Incident *const *)incidents->pdata,
                                              incidents->len, options, style, gazetteer, &error);
    if (!scene) return command_fail(line, error);
    say_summary(line, scene);
    if (line->strict && map_scene_warnings(scene)->len) return EXIT_FAILED;
    g_autoptr(MapScene) phone = NULL;
    if (words->embed && options->width_px > MAP_COMPACT_WIDTH) {
        MapOptions narrow = *options;
        map_options_set_size(&narrow, "phone", NULL);
        phone = map_scene_new((const Incident *const *)incidents->pdata, incidents->len, &narrow,
                              style, gazetteer, &error);
        if (!phone) return command_fail(line, error);
    }
    if (!write_outputs(line, scene, phone, words, &error)) return command_fail(line, error);
    return status;
}

static bool names_embeddable(char **outputs) {
    for (char **path = outputs; *path; path++)
        if (map_embed_takes(*path)) return true;
    return false;
}

int cmd_map(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    g_auto(MapWords) words = {.scale = 1};
    const GOptionEntry own[] = {
        {"size", 0, 0, G_OPTION_ARG_STRING, &words.size,
         "WIDTHxHEIGHT, or wide, square, story, column, phone, print-a4", "SIZE"},
        {"scale", 0, 0, G_OPTION_ARG_DOUBLE, &words.scale, "pixels a point in PNG", "N"},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &words.language, "ar, en or both", "LANGUAGE"},
        {"style", 0, 0, G_OPTION_ARG_STRING, &words.style,
         "newsroom, night, print, analyst, high-contrast, or a file", "STYLE"},
        {"title", 0, 0, G_OPTION_ARG_STRING, &words.title, "instead of the one made", "TEXT"},
        {"subtitle", 0, 0, G_OPTION_ARG_STRING, &words.subtitle, "likewise", "TEXT"},
        {"credit", 0, 0, G_OPTION_ARG_STRING, &words.credit, "likewise", "TEXT"},
        {"focus", 0, 0, G_OPTION_ARG_STRING, &words.focus,
         "auto, syria, euphrates, badia, a place's name, or W,S,E,N", "WHERE"},
        {"crs", 0, 0, G_OPTION_ARG_STRING, &words.crs, "auto, or EPSG:…", "CRS"},
        {"color-by", 0, 0, G_OPTION_ARG_STRING, &words.color_by, "type, actor or period", "BY"},
        {"size-by", 0, 0, G_OPTION_ARG_STRING, &words.size_by, "none, killed or count", "BY"},
        {"include", 0, 0, G_OPTION_ARG_STRING, &words.include,
         "strategic: arrests, movements and the like too", "WHAT"},
        {"pins", 0, 0, G_OPTION_ARG_FILENAME, &words.pins, "labels pinned or hidden by hand",
         "FILE"},
        {"svg-text", 0, 0, G_OPTION_ARG_STRING, &words.svg_text,
         "text of SVG: embedded (with its fonts), plain, or outline", "KIND"},
        {"embed", 0, 0, G_OPTION_ARG_NONE, &words.embed,
         "also write the <figure> for a page, with its pictures", NULL},
        {"png-colors", 0, 0, G_OPTION_ARG_STRING, &words.png_colors,
         "auto: 256 where no eye sees it; full: all", "N"},
        {"layout-report", 0, 0, G_OPTION_ARG_FILENAME, &words.report,
         "where everything stands, as JSON", "FILE"},
        G_OPTION_ENTRY_NULL};
    int status = command_line_parse(&line, "map", "FILE…",
                                    "Draws the incidents of articles as a map.", own, argc, argv);
    if (status >= 0) return status;
    if (!line.outputs) return command_usage(&line, "name the map with -o FILE.png, .svg or .pdf");
    if (words.embed && !names_embeddable(line.outputs))
        return command_usage(&line, "--embed needs -o FILE.png or -o FILE.svg");
    MapOptions options;
    status = read_options(&line, &words, &options);
    return status >= 0 ? status : draw(&line, &words, &options);
}
