/* write: a scene becomes a file, whose ending says which, or a part of a page. */
#include "map/scene.h"

typedef enum { FORMAT_NONE, FORMAT_PNG, FORMAT_SVG, FORMAT_PDF } Format;

static Format format_of(const char *path) {
    static const struct {
        const char *ending;
        Format format;
    } ENDINGS[] = {{".png", FORMAT_PNG}, {".svg", FORMAT_SVG}, {".pdf", FORMAT_PDF}};
    for (guint i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        gsize length = strlen(path), ending = strlen(ENDINGS[i].ending);
        if (length >= ending && g_ascii_strcasecmp(path + length - ending, ENDINGS[i].ending) == 0)
            return ENDINGS[i].format;
    }
    return FORMAT_NONE;
}

gboolean svg_text_parse(const char *name, SvgText *ret_mode) {
    static const char *const NAMES[] = {"embedded", "plain", "outline"};
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (!g_str_equal(name, NAMES[i])) continue;
        *ret_mode = (SvgText)i;
        return TRUE;
    }
    return FALSE;
}

/* Those by which the scene was laid out know its lines already. `ret_own`: others, to be freed. */
static Fonts *fonts_of(const MapScene *scene, Fonts **ret_own, GError **error) {
    if (scene->fonts) return scene->fonts;
    return *ret_own = fonts_new(error);
}

gboolean map_check_path(const char *path, GError **error) {
    if (format_of(path) != FORMAT_NONE) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                _("cannot tell the format of '%s': a map's name ends in .png, .svg or .pdf"), path);
    return FALSE;
}

gboolean map_scene_write_with(const MapScene *self, const char *path, const MapWriting *writing,
                              GError **error) {
    if (!map_check_path(path, error)) return FALSE;
    Format format = format_of(path);
    g_autoptr(Fonts) own = NULL;
    Fonts *fonts = fonts_of(self, &own, error);
    if (!fonts) return FALSE;
    if (format == FORMAT_PNG) return paint_png_with(self, fonts, writing->png_colors, path, error);
    if (format == FORMAT_PDF) return paint_pdf(self, fonts, path, error);
    return paint_svg_with(self, fonts, writing->svg_text, path, error);
}

gboolean map_scene_write(const MapScene *self, const char *path, GError **error) {
    const MapWriting usual = {0};
    return map_scene_write_with(self, path, &usual, error);
}

char *map_scene_svg(const MapScene *self, const char *prefix, GError **error) {
    g_autoptr(Fonts) own = NULL;
    Fonts *fonts = fonts_of(self, &own, error);
    g_autofree char *document = fonts ? svg_new(self, fonts, SVG_TEXT_PLAIN, prefix, error) : NULL;
    /* The XML declaration has no place within a page. */
    return document ? g_strdup(strstr(document, "<svg")) : NULL;
}

static void add_symbols(const MapScene *scene, guint index, GPtrArray *out) {
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        for (guint j = 0; j < symbol->n_incidents; j++)
            if (symbol->incidents[j] == index) g_ptr_array_add(out, symbol->id);
    }
}

GPtrArray *map_scene_symbols_of(const MapScene *self, guint index) {
    GPtrArray *ids = g_ptr_array_new();
    /* Where a part is enlarged, its symbols say more than the dots that they enlarge. */
    for (const MapScene *detail = self->detail; detail; detail = detail->next)
        add_symbols(detail, index, ids);
    add_symbols(self, index, ids);
    return ids;
}

MapCaption map_scene_caption(const MapScene *self) {
    const Caption *first = &self->captions[0];
    return (MapCaption){first->title,  first->subtitle,    first->count,
                        first->credit, first->description, first->in_words};
}
