/*
 * svg-path: short path data. Steps are integers of tenths, so that rounding never adds up; SVG lets
 * a minus sign or a second decimal point begin the next number, which saves the blank.
 */
#include <math.h>

#include "map/svg.h"

char *svg_number(double value, int decimals) {
    char format[] = "%.0f", digits[G_ASCII_DTOSTR_BUF_SIZE];
    format[2] = (char)('0' + decimals);
    g_ascii_formatd(digits, sizeof digits, format, value);
    if (strchr(digits, '.')) {
        char *end = digits + strlen(digits);
        while (end[-1] == '0') *--end = '\0';
        if (end[-1] == '.') *--end = '\0';
    }
    if (g_str_equal(digits, "-0")) return g_strdup("0");
    return g_strdup(digits);
}

/* ---- straight paths ---------------------------------------------------------------------------
 */

/* What has been written so far decides whether the next number needs a blank before it. */
typedef struct {
    GString *out;
    bool after_number, after_point; /* the last number had a decimal point */
} Writer;

static void write_letter(Writer *self, char letter) {
    g_string_append_c(self->out, letter);
    self->after_number = self->after_point = false;
}

static void write_tenths(Writer *self, int tenths) {
    int whole = abs(tenths) / 10, rest = abs(tenths) % 10;
    bool bare = whole == 0 && rest > 0; /* .5 */
    if (self->after_number && tenths >= 0 && !(bare && self->after_point))
        g_string_append_c(self->out, ' ');
    if (tenths < 0) g_string_append_c(self->out, '-');
    if (!bare) g_string_append_printf(self->out, "%d", whole);
    if (rest > 0) g_string_append_printf(self->out, ".%d", rest);
    self->after_number = true;
    self->after_point = rest > 0;
}

typedef struct {
    int x, y; /* tenths */
} Spot;

static Spot spot_of(Point at) { return (Spot){(int)lround(at.x * 10), (int)lround(at.y * 10)}; }

static bool same_spot(Spot a, Spot b) { return a.x == b.x && a.y == b.y; }

static void write_step(Writer *writer, Spot *from, Spot to) {
    write_tenths(writer, to.x - from->x);
    write_tenths(writer, to.y - from->y);
    *from = to;
}

static void append_part(Writer *writer, Spot *at, const Point *points, guint32 n, PathKind kind) {
    bool ring = n > 2 && points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;
    bool closed = kind == PATH_CLOSED || (kind == PATH_SHAPE && ring);
    Spot start = spot_of(points[0]);
    write_letter(writer, 'm');
    write_step(writer, at, start);
    guint32 steps = 0;
    for (guint32 i = 1; i < (closed && ring ? n - 1 : n); i++) {
        Spot to = spot_of(points[i]);
        if (same_spot(*at, to)) continue;
        write_step(writer, at, to);
        steps++;
    }
    if (closed) {
        write_letter(writer, 'z');
        *at = start;
    } else if (steps == 0) {
        write_tenths(writer, 0); /* a dot: seen where its caps are round */
        write_tenths(writer, 0);
    }
}

void svg_append_path(GString *out, const Path *path, PathKind kind) {
    Writer writer = {.out = out};
    Spot at = {0, 0};
    for (guint32 i = 0; i < path->n_parts; i++) {
        guint32 first = path->parts[i];
        guint32 end = i + 1 < path->n_parts ? path->parts[i + 1] : path->n_points;
        if (end > first) append_part(&writer, &at, path->points + first, end - first, kind);
    }
}

/* ---- outlines of text -------------------------------------------------------------------------
 */

static void append_point(GString *out, char letter, Point at) {
    g_autofree char *x = svg_number(at.x, 2), *y = svg_number(at.y, 2);
    if (letter)
        g_string_append_c(out, letter);
    else if (x[0] != '-')
        g_string_append_c(out, ' ');
    g_string_append_printf(out, "%s%s%s", x, y[0] == '-' ? "" : " ", y);
}

static void outline_move_to(void *data, Point to) { append_point(data, 'M', to); }

static void outline_line_to(void *data, Point to) { append_point(data, 'L', to); }

static void outline_curve_to(void *data, Point control1, Point control2, Point to) {
    append_point(data, 'C', control1);
    append_point(data, '\0', control2);
    append_point(data, '\0', to);
}

static void outline_close(void *data) { g_string_append_c(data, 'z'); }

void svg_append_outline(GString *out, const TextLayout *layout, Point origin, const Path *curve) {
    static const OutlineSink SINK = {outline_move_to, outline_line_to, outline_curve_to,
                                     outline_close};
    if (curve)
        text_layout_outline_on_curve(layout, curve, &SINK, out);
    else
        text_layout_outline(layout, origin, &SINK, out);
}
