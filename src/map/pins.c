/*
 * pins: an editor's sidecar file. One label a line: its name in either language, a tab, then
 * "hide", or the shift of its centre from its feature in points ("12,-30"). `#` begins a comment.
 */
#include <math.h>
#include <string.h>

#include "map/layout.h"

enum { MOST_BYTES = 1 << 20 };

static void pin_clear(Pin *self) { g_clear_pointer(&self->name, g_free); }

static gboolean parse_shift(const char *text, Point *ret_shift) {
    g_auto(GStrv) cells = g_strsplit(text, ",", -1);
    char *ends[2] = {NULL, NULL};
    if (g_strv_length(cells) != 2) return FALSE;
    Point shift = {g_ascii_strtod(cells[0], &ends[0]), g_ascii_strtod(cells[1], &ends[1])};
    if (ends[0] == cells[0] || *ends[0] || ends[1] == cells[1] || *ends[1]) return FALSE;
    if (!isfinite(shift.x) || !isfinite(shift.y)) return FALSE;
    *ret_shift = shift;
    return TRUE;
}

static gboolean parse_line(const char *line, Pin *pin) {
    g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
    if (g_strv_length(cells) != 2 || !*g_strstrip(cells[0])) return FALSE;
    g_strstrip(cells[1]);
    pin->hidden = strcmp(cells[1], "hide") == 0;
    pin->has_shift = !pin->hidden && parse_shift(cells[1], &pin->shift);
    if (!pin->hidden && !pin->has_shift) return FALSE;
    pin->name = g_strdup(cells[0]);
    return TRUE;
}

GArray *pins_read(const char *path, GError **error) {
    g_autofree char *text = file_read_text(path, MOST_BYTES, error);
    if (!text) return NULL;
    g_autoptr(GArray) pins = g_array_new(FALSE, FALSE, sizeof(Pin));
    g_array_set_clear_func(pins, (GDestroyNotify)pin_clear);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        if (!*g_strchomp(lines[i]) || lines[i][0] == '#') continue;
        Pin pin = {0};
        if (!parse_line(lines[i], &pin)) {
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                        _("%s, line %u: expected NAME, a tab, and \"hide\" or \"DX,DY\""), path,
                        i + 1);
            return NULL;
        }
        g_array_append_val(pins, pin);
    }
    return g_steal_pointer(&pins);
}

const Pin *pins_find(const GArray *pins, const char *name_ar, const char *name_en) {
    for (guint i = 0; pins && i < pins->len; i++) {
        const Pin *pin = &g_array_index(pins, Pin, i);
        if (strcmp(pin->name, name_ar) == 0 || strcmp(pin->name, name_en) == 0) return pin;
    }
    return NULL;
}

bool pins_hide(const GArray *pins, const char *name_ar, const char *name_en) {
    const Pin *pin = pins_find(pins, name_ar, name_en);
    return pin && pin->hidden;
}
