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

/* ---- outlines of glyphs -----------------------------------------------------------------------
 */

typedef enum { STEP_MOVE, STEP_LINE, STEP_QUAD, STEP_CURVE, STEP_CLOSE } OutlineStep;
static const guint STEP_PLACES[] = {1, 1, 2, 3, 0};

/* A glyph's outline as the font has it: letters recur, and reading one takes longer than drawing
 * it. */
typedef struct {
    GByteArray *steps; /* OutlineStep */
    GArray *places;    /* float, x and y of all steps' points in font units */
} GlyphOutline;

static void add_step(GlyphOutline *self, OutlineStep step, const float *places) {
    guint8 byte = (guint8)step;
    g_byte_array_append(self->steps, &byte, 1);
    if (STEP_PLACES[step]) g_array_append_vals(self->places, places, 2 * STEP_PLACES[step]);
}

static void move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                    void *user_data) {
    add_step(data, STEP_MOVE, (const float[]){x, y});
}

static void line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                    void *user_data) {
    add_step(data, STEP_LINE, (const float[]){x, y});
}

static void quadratic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1,
                         float y1, float x, float y, void *user_data) {
    add_step(data, STEP_QUAD, (const float[]){x1, y1, x, y});
}

static void cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1,
                     float x2, float y2, float x, float y, void *user_data) {
    add_step(data, STEP_CURVE, (const float[]){x1, y1, x2, y2, x, y});
}

static void close_path(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state,
                       void *user_data) {
    add_step(data, STEP_CLOSE, NULL);
}

static GlyphOutline *glyph_outline_new(hb_font_t *font, guint32 glyph) {
    GlyphOutline *self = g_new(GlyphOutline, 1);
    *self = (GlyphOutline){g_byte_array_new(), g_array_new(FALSE, FALSE, sizeof(float))};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
    hb_font_get_glyph_shape(font, glyph, funcs, self);
    hb_draw_funcs_destroy(funcs);
    return self;
}

static void glyph_outline_free(void *data) {
    GlyphOutline *self = data;
    g_byte_array_unref(self->steps);
    g_array_unref(self->places);
    g_free(self);
}

GHashTable *glyph_outlines_new(void) {
    return g_hash_table_new_full(NULL, NULL, NULL, glyph_outline_free);
}

static const GlyphOutline *outline_of(const FontFace *face, guint32 glyph) {
    GlyphOutline *known = g_hash_table_lookup(face->outlines, GUINT_TO_POINTER(glyph));
    if (known) return known;
    GlyphOutline *outline = glyph_outline_new(face->hb_font, glyph);
    g_hash_table_insert(face->outlines, GUINT_TO_POINTER(glyph), outline);
    return outline;
}

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

static void draw_glyph(const Pen *self, const GlyphOutline *outline) {
    const OutlineSink *sink = self->sink;
    const float *at = (const float *)outline->places->data;
    for (guint i = 0; i < outline->steps->len; i++) {
        Point to[3] = {0};
        guint n = STEP_PLACES[outline->steps->data[i]];
        for (guint k = 0; k < n; k++, at += 2) to[k] = pen_place(self, at[0], at[1]);
        switch ((OutlineStep)outline->steps->data[i]) {
            case STEP_MOVE:
                sink->move_to(self->data, to[0]);
                break;
            case STEP_LINE:
                sink->line_to(self->data, to[0]);
                break;
            case STEP_QUAD:
                sink->quad_to(self->data, to[0], to[1]);
                break;
            case STEP_CURVE:
                sink->curve_to(self->data, to[0], to[1], to[2]);
                break;
            case STEP_CLOSE:
                sink->close(self->data);
                break;
        }
    }
    if (sink->end_glyph) sink->end_glyph(self->data);
}

static void draw(const TextLayout *self, Pen *pen, Point origin) {
    for (guint i = 0; i < self->n_runs; i++) {
        const GlyphRun *run = &self->runs[i];
        pen->scale = self->size / run->face->units_per_em;
        for (guint j = run->first_glyph; j < run->first_glyph + run->n_glyphs; j++) {
            const Glyph *glyph = &self->glyphs[j];
            pen->origin = (Point){origin.x + glyph->x, origin.y + glyph->y};
            draw_glyph(pen, outline_of(run->face, glyph->id));
        }
    }
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
