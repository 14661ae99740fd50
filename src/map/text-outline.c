/*
 * text-outline: the outlines of a laid-out line, straight or bent along a curve. HarfBuzz reads
 * them from the font unhinted, so that they are the same at every size and on every machine.
 */
#include <math.h>

#include "map/fonts.h"

/* A baseline with the length up to each of its points. Owns the array; borrows the points. */
typedef struct {
    const Point *points;
    guint n;
    double *lengths;
    double reach; /* half the stretch over which the direction is averaged */
    double start; /* where the text begins */
} Curve;

/* From a font's units to the page, straight or along a curve. */
typedef struct {
    const OutlineSink *sink;
    void *data;
    const Curve *curve; /* NULL: straight */
    Point origin;       /* of the glyph */
    double scale;
} Pen;

/* ---- along a curve ----------------------------------------------------------------------------
 */

/* The point at length `at`; before the start and after the end it goes straight on. */
static Point curve_point(const Curve *self, double at) {
    guint i = 1;
    while (i + 1 < self->n && self->lengths[i] < at) i++;
    Point a = self->points[i - 1], b = self->points[i];
    double length = self->lengths[i] - self->lengths[i - 1];
    double t = length > 0 ? (at - self->lengths[i - 1]) / length : 0;
    return (Point){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

/* Where a point of the straight line comes to lie: `at.x` along the curve, `at.y` to its right. */
static Point curve_bend(const Curve *self, Point at) {
    double along = self->start + at.x;
    Point base = curve_point(self, along);
    Point behind = curve_point(self, along - self->reach);
    Point ahead = curve_point(self, along + self->reach);
    double dx = ahead.x - behind.x, dy = ahead.y - behind.y, length = hypot(dx, dy);
    if (length == 0) return (Point){base.x, base.y + at.y};
    return (Point){base.x - at.y * dy / length, base.y + at.y * dx / length};
}

static bool curve_init(Curve *self, const Path *path, const TextLayout *layout) {
    guint n = path->n_parts > 1 ? path->parts[1] : path->n_points;
    if (n < 2) return false;
    *self = (Curve){.points = path->points, .n = n, .lengths = g_new0(double, n)};
    for (guint i = 1; i < n; i++)
        self->lengths[i] = self->lengths[i - 1] + hypot(path->points[i].x - path->points[i - 1].x,
                                                        path->points[i].y - path->points[i - 1].y);
    self->reach = layout->size;
    self->start = (self->lengths[n - 1] - layout->advance) / 2;
    return true;
}

/* ---- the pen ----------------------------------------------------------------------------------
 */

static Point pen_place(const Pen *self, float x, float y) {
    Point page = {self->origin.x + (double)x * self->scale,
                  self->origin.y - (double)y * self->scale};
    return self->curve ? curve_bend(self->curve, page) : page;
}

static void move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                    void *user_data) {
    const Pen *self = data;
    self->sink->move_to(self->data, pen_place(self, x, y));
}

static void line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                    void *user_data) {
    const Pen *self = data;
    self->sink->line_to(self->data, pen_place(self, x, y));
}

static void quadratic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1,
                         float y1, float x, float y, void *user_data) {
    const Pen *self = data;
    self->sink->quad_to(self->data, pen_place(self, x1, y1), pen_place(self, x, y));
}

static void cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1,
                     float x2, float y2, float x, float y, void *user_data) {
    const Pen *self = data;
    self->sink->curve_to(self->data, pen_place(self, x1, y1), pen_place(self, x2, y2),
                         pen_place(self, x, y));
}

static void close_path(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
                       void *user_data) {
    const Pen *self = data;
    self->sink->close(self->data);
}

static hb_draw_funcs_t *pen_funcs(void) {
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
    return funcs;
}

static void draw(const TextLayout *self, Pen *pen, Point origin) {
    hb_draw_funcs_t *funcs = pen_funcs();
    for (guint i = 0; i < self->n_runs; i++) {
        const GlyphRun *run = &self->runs[i];
        pen->scale = self->size / run->face->units_per_em;
        for (guint j = run->first_glyph; j < run->first_glyph + run->n_glyphs; j++) {
            const Glyph *glyph = &self->glyphs[j];
            pen->origin = (Point){origin.x + glyph->x, origin.y + glyph->y};
            hb_font_get_glyph_shape(run->face->hb_font, glyph->id, funcs, pen);
            if (pen->sink->end_glyph) pen->sink->end_glyph(pen->data);
        }
    }
    hb_draw_funcs_destroy(funcs);
}

void text_layout_outline(const TextLayout *self, Point origin, const OutlineSink *sink,
                         void *data) {
    Pen pen = {.sink = sink, .data = data};
    draw(self, &pen, origin);
}

void text_layout_outline_on_curve(const TextLayout *self, const Path *path, const OutlineSink *sink,
                                  void *data) {
    Curve curve;
    if (!curve_init(&curve, path, self)) return;
    Pen pen = {.sink = sink, .data = data, .curve = &curve};
    draw(self, &pen, (Point){0, 0});
    g_free(curve.lengths);
}
