/* The options that all commands share that draw, their reading, and the writing of pictures. */
#include "cmd/drawing.h"

#include <string.h>

void drawing_words_clear(DrawingWords *self) {
    char **const words[] = {&self->size,       &self->language,    &self->style,
                            &self->title,      &self->subtitle,    &self->credit,
                            &self->focus,      &self->crs,         &self->svg_text,
                            &self->png_colors, &self->style_where, &self->boundaries};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) g_clear_pointer(words[i], g_free);
}

GOptionEntry *drawing_join(DrawingWords *self, const GOptionEntry *own) {
    const GOptionEntry shared[] = {
        {"size", 0, 0, G_OPTION_ARG_STRING, &self->size, N_("how large, in pixels"),
         "WIDTHxHEIGHT|wide|square|story|column|phone|print-a4"},
        {"scale", 0, 0, G_OPTION_ARG_DOUBLE, &self->scale, N_("pixels a point in PNG"), "N"},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &self->language, N_("of the map"), "ar|en|both"},
        {"style", 0, 0, G_OPTION_ARG_STRING, &self->style,
         N_("newsroom, the default, another of ours, or a file"), "STYLE"},
        {"title", 0, 0, G_OPTION_ARG_STRING, &self->title, N_("instead of the one made"), "TEXT"},
        {"subtitle", 0, 0, G_OPTION_ARG_STRING, &self->subtitle, N_("likewise"), "TEXT"},
        {"credit", 0, 0, G_OPTION_ARG_STRING, &self->credit, N_("likewise"), "TEXT"},
        {"focus", 0, 0, G_OPTION_ARG_STRING, &self->focus, N_("what the map shows"),
         "PLACE|auto|syria|euphrates|badia|W,S,E,N"},
        {"crs", 0, 0, G_OPTION_ARG_STRING, &self->crs, N_("the projection"), "CRS|auto|EPSG:…"},
        {"boundaries", 0, 0, G_OPTION_ARG_STRING, &self->boundaries,
         N_("how disputed lines are drawn"), "VIEW|disputed|syria|held|none"},
        {"svg-text", 0, 0, G_OPTION_ARG_STRING, &self->svg_text,
         N_("text of SVG: with its fonts, trusting the reader's, or drawn"),
         "embedded|plain|outline"},
        {"png-colors", 0, 0, G_OPTION_ARG_STRING, &self->png_colors,
         N_("256 where no eye sees it, or all"), "auto|full"},
        G_OPTION_ENTRY_NULL};
    guint n = 0;
    while (own[n].long_name) n++;
    GOptionEntry *joined = g_new0(GOptionEntry, n + G_N_ELEMENTS(shared));
    memcpy(joined, own, n * sizeof *own);
    memcpy(joined + n, shared, sizeof shared);
    return joined;
}

/* What the command line leaves open, kharita.conf may say. */
static void configure(char **word, const Config *config, ConfigKey key) {
    if (!*word) *word = g_strdup(config_value(config, key));
}

/* A size may be one of the desk's own. */
static gboolean set_size(DrawingWords *self, const CommandLine *line, MapOptions *options,
                         GError **error) {
    bool is_configured = !self->size;
    configure(&self->size, line->config, CONFIG_SIZE);
    if (!self->size) return TRUE;
    const char *own = config_size(line->config, self->size);
    g_autofree char *where = config_where(line->config, CONFIG_SIZE);
    if (own) {
        g_free(self->size);
        self->size = g_strdup(own);
    }
    if (map_options_set_size(options, self->size, error)) return TRUE;
    if (is_configured) g_prefix_error(error, "%s: ", where);
    return FALSE;
}

int drawing_read(DrawingWords *self, const CommandLine *line, MapOptions *ret_options) {
    g_autoptr(GError) error = NULL;
    map_options_init(ret_options);
    configure(&self->language, line->config, CONFIG_LANGUAGE);
    if (!self->style && config_value(line->config, CONFIG_STYLE))
        self->style_where = config_where(line->config, CONFIG_STYLE);
    configure(&self->style, line->config, CONFIG_STYLE);
    configure(&self->credit, line->config, CONFIG_CREDIT);
    if (!set_size(self, line, ret_options, &error)) return command_fail(line, error);
    /* Only words of the table have come so far. */
    if (self->language) map_language_parse(self->language, &ret_options->language);
    if (self->svg_text) svg_text_parse(self->svg_text, &self->writing.svg_text);
    if (self->png_colors && strcmp(self->png_colors, "full") == 0)
        self->writing.png_colors = PNG_COLORS_FULL;
    if (!(self->scale >= 0.5 && self->scale <= 8)) /* a NaN is neither */
        return command_usage(line, "--scale takes a number from 0.5 to 8");
    ret_options->scale *= self->scale;
    ret_options->most_pixels = 1e6 * line->limits.pixels;
    ret_options->title = self->title;
    ret_options->subtitle = self->subtitle;
    ret_options->credit = self->credit;
    ret_options->crs = self->crs;
    ret_options->boundaries = self->boundaries;
    if (self->focus) ret_options->focus = self->focus;
    return -1;
}

int drawing_check_outputs(const CommandLine *line) {
    g_autoptr(GError) error = NULL;
    for (char **path = line->outputs; path && *path; path++)
        if (!map_check_path(*path, &error)) return command_fail(line, error);
    return -1;
}

Style *drawing_style(const DrawingWords *self, GError **error) {
    Style *style = style_load(self->style ? self->style : "newsroom", error);
    if (!style && self->style_where) g_prefix_error(error, "%s: ", self->style_where);
    return style;
}

void drawing_say_warnings(const CommandLine *line, const MapScene *scene) {
    const GPtrArray *warnings = map_scene_warnings(scene);
    for (guint i = 0; i < warnings->len; i++)
        command_say(line, "%s: %s", line->strict ? _("error") : _("warning"),
                    (const char *)warnings->pdata[i]);
    if (line->verbose) command_say(line, "%s", map_scene_description(scene));
}

gboolean drawing_write(const DrawingWords *self, const CommandLine *line, const MapScene *scene,
                       GError **error) {
    for (char **path = line->outputs; path && *path; path++) {
        if (!map_scene_write_with(scene, *path, &self->writing, error)) return FALSE;
        command_say(line, "wrote %s", *path);
    }
    return TRUE;
}
