/* write: a scene becomes a file; the ending of its name says which. */
#include "map/scene.h"

typedef gboolean (*Painter)(const MapScene *scene, Fonts *fonts, const char *path, GError **error);

static const struct {
    const char *ending;
    Painter paint;
} PAINTERS[] = {{".png", paint_png}, {".svg", paint_svg}, {".pdf", paint_pdf}};

static Painter painter_of(const char *path, GError **error) {
    for (guint i = 0; i < G_N_ELEMENTS(PAINTERS); i++) {
        gsize length = strlen(path), ending = strlen(PAINTERS[i].ending);
        if (length >= ending && g_ascii_strcasecmp(path + length - ending, PAINTERS[i].ending) == 0)
            return PAINTERS[i].paint;
    }
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                "cannot tell the format of '%s': a map's name ends in .png, .svg or .pdf", path);
    return NULL;
}

gboolean map_scene_write(const MapScene *self, const char *path, GError **error) {
    Painter paint = painter_of(path, error);
    if (!paint) return FALSE;
    g_autoptr(Fonts) fonts = fonts_new(error);
    return fonts && paint(self, fonts, path, error);
}
