/* options: what may be asked of a map, and its defaults. */
#include <string.h>

#include "map/map.h"

enum { MIN_SIDE = 240, MAX_SIDE = 8000 };

/* Pictures for a phone's whole screen are laid out at a phone's size and drawn with more pixels. */
static const struct {
    const char *name;
    int width_px, height_px;
    double scale;
} PRESETS[] = {
    {"wide", 1200, 675, 1},  {"square", 540, 540, 2}, {"story", 540, 960, 2},
    {"column", 800, 600, 1}, {"phone", 400, 560, 1},  {"print-a4", 1123, 794, 1},
};

void map_options_init(MapOptions *self) {
    *self = (MapOptions){
        .width_px = PRESETS[0].width_px,
        .height_px = PRESETS[0].height_px,
        .scale = 1,
        .most_pixels = 130e6, /* half a gigabyte of memory */
        .language = LANGUAGE_AR,
        .focus = "auto",
        .size_by = SIZE_BY_COUNT,
    };
}

static gboolean parse_side(const char *text, int *ret_side) {
    guint64 side;
    if (!g_ascii_string_to_unsigned(text, 10, MIN_SIDE, MAX_SIDE, &side, NULL)) return FALSE;
    *ret_side = (int)side;
    return TRUE;
}

gboolean map_options_set_size(MapOptions *self, const char *size, GError **error) {
    for (guint i = 0; i < G_N_ELEMENTS(PRESETS); i++)
        if (strcmp(PRESETS[i].name, size) == 0) {
            self->width_px = PRESETS[i].width_px;
            self->height_px = PRESETS[i].height_px;
            self->scale = PRESETS[i].scale;
            return TRUE;
        }
    g_auto(GStrv) sides = g_strsplit(size, "x", 2);
    int width, height;
    if (g_strv_length(sides) != 2 || !parse_side(sides[0], &width) ||
        !parse_side(sides[1], &height)) {
        g_set_error(
            error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
            _("'%s' is no size: WIDTHxHEIGHT from %d to %d, or wide, square, story, column, "
              "phone, print-a4"),
            size, MIN_SIDE, MAX_SIDE);
        return FALSE;
    }
    self->width_px = width;
    self->height_px = height;
    return TRUE;
}

gboolean map_language_parse(const char *name, MapLanguage *ret_language) {
    static const char *const names[] = {"ar", "en", "both"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i], name) == 0) {
            *ret_language = (MapLanguage)i;
            return TRUE;
        }
    return FALSE;
}
