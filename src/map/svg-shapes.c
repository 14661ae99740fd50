/*
 * svg-shapes: paths, circles, areas and marks of the SVG painter. What is shown at several places
 * is written once: the outline of an area that is tinted and edged, and marks that look alike.
 */
#include <math.h>

#include "map/boxes.h"
#include "map/png-file.h"
#include "map/svg-canvas.h"

/* Points from which on a path is written in whole numbers, and scaled. */
enum { WORTH_SCALING = 24 };

void svg_begin_tint(Canvas *canvas, double alpha, Box box) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    svg_start(self, "g");
    svg_number_attribute(self, "opacity", alpha, 2);
    self->in_tint = true;
}

void svg_end_tint(Canvas *canvas) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    self->in_tint = false;
    svg_end(self);
}

void svg_paint_shade(Canvas *canvas, const Shade *shade) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    const guint8 rgb[] = {(guint8)svg_byte(shade->color.r), (guint8)svg_byte(shade->color.g),
                          (guint8)svg_byte(shade->color.b)};
    g_autoptr(GByteArray) png = png_mask_new(shade->cells, shade->width, shade->height, rgb);
    if (!png) return;
    g_autofree char *base64 = g_base64_encode(png->data, png->len);
    g_autofree char *url = g_strconcat("data:image/png;base64,", base64, NULL);
    svg_start(self, "image");
    svg_attribute(self, "id", svg_new_id(self, "relief"));
    svg_box_attributes(self, shade->box);
    svg_number_attribute(self, "opacity", shade->color.a, 2);
    svg_attribute(self, "preserveAspectRatio", "none");
    svg_attribute(self, "xlink:href", url); /* older readers do not know a plain href */
    svg_end(self);
}

/* ---- looks ------------------------------------------------------------------------------------
 */

static guint hatch_number(SvgCanvas *self, const Paint *paint) {
    SvgHatch hatch = {paint->hatch, hatch_color(paint)};
    for (guint i = 0; i < self->hatches->len; i++) {
        const SvgHatch *known = &g_array_index(self->hatches, SvgHatch, i);
        if (known->kind == hatch.kind && color_equals(known->color, hatch.color)) return i + 1;
    }
    g_array_append_val(self->hatches, hatch);
    return self->hatches->len;
}

/* Which parts of a paint an element shows. */
typedef enum { SHOW_FILL = 1, SHOW_STROKE = 2, SHOW_HATCH = 4 } Shown;

/* How a path is shown, and how many points its unit is. */
typedef struct {
    const Paint *paint;
    PathKind kind;
    guint shown;
    double unit;
} Look;

static char *declarations_of(SvgCanvas *self, const Look *look) {
    GString *css = g_string_new(NULL);
    if (look->shown & SHOW_HATCH) {
        g_autofree char *url = g_strdup_printf("url(#%skharita-hatch-%u)", self->prefix,
                                               hatch_number(self, look->paint));
        svg_declare(css, "fill", url);
    } else {
        svg_declare_color(css, "fill", look->shown & SHOW_FILL ? look->paint->fill : (Color){0});
    }
    if (look->kind == PATH_SHAPE && look->shown & (SHOW_FILL | SHOW_HATCH))
        svg_declare(css, "fill-rule", "evenodd");
    if (look->shown & SHOW_STROKE) svg_declare_stroke(css, look->paint, look->unit);
    return g_string_free(css, FALSE);
}

static void look_attribute(SvgCanvas *self, const Look *look) {
    g_autofree char *css = declarations_of(self, look);
    svg_class_attribute(self, css, NULL);
}

/* ---- outlines ---------------------------------------------------------------------------------
 */

/* What an element draws: a circle, a box with round corners, or path data. */
typedef struct {
    Point centre;
    double radius; /* of the circle, or of the corners */
    Box box;
    GString *data; /* NULL: a circle or a box */
    double unit;
} Outline;

static Outline outline_of(const SvgCanvas *self, const Path *path, PathKind kind, Hatch hatch) {
    Outline outline = {.unit = 1};
    bool is_ring = hatch == HATCH_NONE && (kind == PATH_SHAPE || kind == PATH_RINGS);
    if (is_ring && kind == PATH_SHAPE && svg_is_circle(path, &outline.centre, &outline.radius))
        return outline;
    if (is_ring && svg_is_rounded_box(path, &outline.box, &outline.radius)) return outline;
    const SvgView *view = self->in_clip ? &self->view : NULL;
    outline.data = g_string_new(NULL);
    /* A hatch would be scaled too; a short path gains nothing. */
    if (path->n_points < WORTH_SCALING || hatch != HATCH_NONE)
        svg_append_path(outline.data, path, kind, view);
    else
        outline.unit = svg_append_path_whole(outline.data, path, kind, view);
    return outline;
}

static bool outline_is_empty(const Outline *self) { return self->data && self->data->len == 0; }

static void outline_clear(Outline *self) {
    if (self->data) g_string_free(self->data, TRUE);
}

static void start_outline(SvgCanvas *self, const Outline *outline) {
    svg_start(self, outline->data ? "path" : outline->box.width > 0 ? "rect" : "circle");
}

static void outline_attributes(SvgCanvas *self, const Outline *outline) {
    if (outline->data) {
        svg_scale_attribute(self, outline->unit);
        svg_attribute(self, "d", outline->data->str);
    } else if (outline->box.width > 0) {
        svg_box_attributes(self, outline->box);
        if (outline->radius > 0) svg_number_attribute(self, "rx", outline->radius, 1);
    } else {
        svg_number_attribute(self, "cx", outline->centre.x, 1);
        svg_number_attribute(self, "cy", outline->centre.y, 1);
        svg_number_attribute(self, "r", outline->radius, 2);
    }
}

static void write_outline(SvgCanvas *self, const Outline *outline, const Paint *paint,
                          PathKind kind, guint shown) {
    Look look = {paint, kind, shown, outline->unit};
    start_outline(self, outline);
    look_attribute(self, &look);
    outline_attributes(self, outline);
    svg_end(self);
}

/* ---- areas that are painted twice -------------------------------------------------------------
 */

static char *shared_id(const SvgCanvas *self, guint number) {
    return g_strdup_printf("%sa%u", self->prefix, number + 1);
}

/* A look is given around the outline: of its own it has none, so that it can be painted anew. */
static void write_shared(SvgCanvas *self, const Path *path, const Outline *outline,
                         const Paint *paint) {
    SvgShared shared = {path, outline->unit};
    g_array_append_val(self->shared, shared);
    g_autofree char *id = shared_id(self, self->shared->len - 1);
    Look look = {paint, PATH_SHAPE, SHOW_FILL, outline->unit};
    bool in_group = svg_start_as_group(self, "g");
    if (!in_group) svg_start(self, "g");
    look_attribute(self, &look);
    if (in_group) svg_end_as_group(self, false);
    start_outline(self, outline);
    svg_attribute(self, "id", id);
    outline_attributes(self, outline);
    svg_end(self);
    if (!in_group) svg_end(self);
}

/* False where the path is not there yet. */
static bool write_again(SvgCanvas *self, const Path *path, const Paint *paint) {
    for (guint i = 0; i < self->shared->len && paint->hatch == HATCH_NONE; i++) {
        const SvgShared *shared = &g_array_index(self->shared, SvgShared, i);
        if (shared->path != path) continue;
        g_autofree char *id = shared_id(self, i), *url = g_strconcat("#", id, NULL);
        Look look = {paint, PATH_SHAPE, SHOW_STROKE, shared->unit};
        svg_start(self, "use");
        svg_attribute(self, "xlink:href", url);
        look_attribute(self, &look);
        svg_end(self);
        return true;
    }
    return false;
}

/* ---- paths ------------------------------------------------------------------------------------
 */

void svg_paint_circle(Canvas *canvas, Point centre, double radius, const Paint *paint) {
    const Outline circle = {.centre = centre, .radius = radius, .unit = 1};
    write_outline((SvgCanvas *)canvas, &circle, paint, PATH_RINGS, SHOW_FILL | SHOW_STROKE);
}

void svg_paint_path(Canvas *canvas, const Path *path, PathKind kind, const Paint *paint) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    if (write_again(self, path, paint)) return;
    Outline outline = outline_of(self, path, kind, paint->hatch);
    bool is_lines = kind == PATH_LINES || kind == PATH_FAINT_LINES || kind == PATH_STROKE;
    if (outline_is_empty(&outline)) {
        /* nothing is seen */
    } else if (self->in_tint) {
        write_shared(self, path, &outline, paint);
    } else if (is_lines) {
        write_outline(self, &outline, paint, kind, SHOW_STROKE);
    } else if (paint->hatch == HATCH_NONE) {
        /* Circles need no rule for what is inside. */
        PathKind as = outline.data ? kind : PATH_RINGS;
        write_outline(self, &outline, paint, as, SHOW_FILL | SHOW_STROKE);
    } else {
        if (paint->fill.a > 0) write_outline(self, &outline, paint, kind, SHOW_FILL);
        write_outline(self, &outline, paint, kind, SHOW_HATCH | SHOW_STROKE);
    }
    outline_clear(&outline);
}

/* ---- marks ------------------------------------------------------------------------------------
 */

static bool is_same_mark(const Symbol *a, const Symbol *b) {
    return a->shape == b->shape && a->size == b->size && a->hollow == b->hollow &&
           a->ringed == b->ringed && color_equals(a->fill, b->fill) &&
           color_equals(a->outline, b->outline);
}

static guint mark_number(SvgCanvas *self, const Symbol *symbol) {
    guint number = 0;
    while (number < self->marks->len &&
           !is_same_mark(&g_array_index(self->marks, SvgMark, number).symbol, symbol))
        number++;
    if (number < self->marks->len) return number;
    SvgMark mark = {.symbol = {.shape = symbol->shape,
                               .size = symbol->size,
                               .hollow = symbol->hollow,
                               .ringed = symbol->ringed,
                               .fill = symbol->fill,
                               .outline = symbol->outline}};
    g_array_append_val(self->marks, mark);
    return number;
}

static char *mark_id(const SvgCanvas *self, guint number) {
    return g_strdup_printf("%sm%u", self->prefix, number + 1);
}

bool svg_paint_mark(Canvas *canvas, const Symbol *symbol) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    guint number = mark_number(self, symbol);
    SvgMark *mark = &g_array_index(self->marks, SvgMark, number);
    if (self->counting) mark->n++;
    if (self->counting || mark->n < 2) return false;
    g_autofree char *id = mark_id(self, number), *url = g_strconcat("#", id, NULL);
    /* A mark without a number is all that its group holds. */
    bool is_all = self->group.waits && self->group.title && !(symbol->number && *symbol->number);
    if (!is_all || !svg_start_as_group(self, "use")) svg_start(self, "use");
    svg_attribute(self, "xlink:href", url);
    svg_number_attribute(self, "x", symbol->at.x, 1);
    svg_number_attribute(self, "y", symbol->at.y, 1);
    if (is_all)
        svg_end_as_group(self, true);
    else
        svg_end(self);
    return true;
}

void svg_write_marks(SvgCanvas *self) {
    for (guint i = 0; i < self->marks->len; i++) {
        const SvgMark *mark = &g_array_index(self->marks, SvgMark, i);
        if (mark->n < 2) continue;
        g_autofree char *id = mark_id(self, i);
        g_hash_table_add(self->ids, g_strdup(id));
        svg_start(self, "g");
        svg_attribute(self, "id", id);
        canvas_paint_mark(&self->canvas, self->scene, &mark->symbol);
        svg_end(self);
    }
}

/* ---- hatches ----------------------------------------------------------------------------------
 */

static void write_hatch(SvgCanvas *self, guint number, const SvgHatch *hatch) {
    bool dots = hatch->kind == HATCH_DOTS;
    g_autofree char *id = g_strdup_printf("%skharita-hatch-%u", self->prefix, number);
    svg_start(self, "pattern");
    svg_attribute(self, "id", id);
    svg_attribute(self, "patternUnits", "userSpaceOnUse");
    svg_number_attribute(self, "width", dots ? DOTS_STEP : HATCH_STEP, 1);
    svg_number_attribute(self, "height", dots ? DOTS_STEP : HATCH_STEP, 1);
    if (dots) {
        Paint paint = {.fill = hatch->color};
        svg_paint_circle(&self->canvas, (Point){DOTS_STEP / 2, DOTS_STEP / 2}, DOTS_RADIUS, &paint);
    } else {
        svg_attribute(self, "patternTransform", "rotate(45)");
        Point line[] = {{HATCH_STEP / 2, 0}, {HATCH_STEP / 2, HATCH_STEP}};
        guint32 first = 0;
        Path path = {line, G_N_ELEMENTS(line), &first, 1};
        Paint paint = {.stroke = hatch->color, .stroke_width = HATCH_WIDTH};
        svg_paint_path(&self->canvas, &path, PATH_STROKE, &paint);
    }
    svg_end(self);
}

void svg_write_hatches(SvgCanvas *self) {
    for (guint i = 0; i < self->hatches->len; i++)
        write_hatch(self, i + 1, &g_array_index(self->hatches, SvgHatch, i));
}
