/*
 * paint-cairo: the canvas of PNG and PDF. Text in a PNG is filled outlines (text-mask.h), placed to
 * a fraction of a pixel; in a PDF it is text, so that it can be found and copied, over outlines for
 * its halo.
 */
#include <cairo-pdf.h>
#include <cairo.h>
#include <math.h>
#include <string.h>

#include "base/autoptr.h"
#include "map/cairo-text.h"
#include "map/canvas.h"
#include "map/png-file.h"
#include "map/text-mask.h"

/* Owns the pen; borrows nothing. */
typedef struct {
    Canvas canvas;
    cairo_t *cr;
    CairoText *text; /* of a PDF */
    TextMask *mask;  /* of a PNG */
    GArray *tags;    /* const char*, of the groups that are open, NULL for most; of a PDF only */
    double tint;     /* opacity of the sheet that is begun */
} CairoCanvas;

static void set_color(cairo_t *cr, Color color) {
    cairo_set_source_rgba(cr, color.r, color.g, color.b, color.a);
}

/* ---- groups -----------------------------------------------------------------------------------
 */

/* What a group is in a tagged PDF; NULL: a part of what it stands in. */
static const char *tag_of(const char *id) {
    static const struct {
        const char *id, *tag;
    } TAGS[] = {{"title", "H1"}, {"sample", "P"},   {"subtitle", "P"}, {"symbols", "Figure"},
                {"labels", "P"}, {"legend", "P"},   {"key", "P"},      {"scale-bar", "P"},
                {"count", "P"},  {"unplaced", "P"}, {"credit", "P"},   {"disclaimer", "P"}};
    for (guint i = 0; id && i < G_N_ELEMENTS(TAGS); i++)
        if (strcmp(TAGS[i].id, id) == 0) return TAGS[i].tag;
    return NULL;
}

static void begin_group(Canvas *canvas, const char *id, const char *title) {
    CairoCanvas *self = (CairoCanvas *)canvas;
    cairo_save(self->cr);
    if (!self->tags) return;
    const char *tag = tag_of(id);
    if (tag) cairo_tag_begin(self->cr, tag, "");
    g_array_append_val(self->tags, tag);
}

static void begin_clip(Canvas *canvas, Box box) {
    cairo_t *cr = ((CairoCanvas *)canvas)->cr;
    begin_group(canvas, NULL, NULL);
    cairo_rectangle(cr, box.x, box.y, box.width, box.height);
    cairo_clip(cr);
}

static void end_group(Canvas *canvas) {
    CairoCanvas *self = (CairoCanvas *)canvas;
    if (self->tags) {
        const char *tag = g_array_index(self->tags, const char *, self->tags->len - 1);
        g_array_set_size(self->tags, self->tags->len - 1);
        if (tag) cairo_tag_end(self->cr, tag);
    }
    cairo_restore(self->cr);
}

/* The sheet is as large as the box, not as the page. */
static void begin_tint(Canvas *canvas, double alpha, Box box) {
    CairoCanvas *self = (CairoCanvas *)canvas;
    cairo_save(self->cr);
    cairo_rectangle(self->cr, box.x, box.y, box.width, box.height);
    cairo_clip(self->cr);
    cairo_push_group(self->cr);
    self->tint = alpha;
}

static void end_tint(Canvas *canvas) {
    CairoCanvas *self = (CairoCanvas *)canvas;
    cairo_pop_group_to_source(self->cr);
    cairo_paint_with_alpha(self->cr, self->tint);
    cairo_restore(self->cr);
}

/* ---- paths ------------------------------------------------------------------------------------
 */

static bool is_ring(const Point *points, guint32 n) {
    return n > 2 && points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;
}

static bool is_line(PathKind kind) {
    return kind == PATH_LINES || kind == PATH_FAINT_LINES || kind == PATH_STROKE;
}

static void trace_part(cairo_t *cr, const Point *points, guint32 n, PathKind kind) {
    bool ring = is_ring(points, n);
    cairo_move_to(cr, points[0].x, points[0].y);
    for (guint32 i = 1; i < (ring && !is_line(kind) ? n - 1 : n); i++)
        cairo_line_to(cr, points[i].x, points[i].y);
    if (!is_line(kind) && (kind != PATH_SHAPE || ring)) cairo_close_path(cr);
}

/* Calls `done`, where given, after each part. */
static void trace(cairo_t *cr, const Path *path, PathKind kind, void (*done)(cairo_t *cr)) {
    cairo_new_path(cr);
    for (guint32 i = 0; i < path->n_parts; i++) {
        guint32 first = path->parts[i];
        guint32 end = i + 1 < path->n_parts ? path->parts[i + 1] : path->n_points;
        if (end <= first) continue;
        trace_part(cr, path->points + first, end - first, kind);
        if (done) done(cr);
    }
}

static void hatch_lines(cairo_t *cr, double x1, double y1, double x2, double y2) {
    /* Lines x + y = c, HATCH_STEP apart, begun so that the page's corner lies midway. */
    double step = HATCH_STEP * G_SQRT2;
    double first = (floor((x1 + y1) / step) - 0.5) * step;
    for (double c = first; c < x2 + y2 + step; c += step) {
        cairo_move_to(cr, c - y1, y1);
        cairo_line_to(cr, c - y2, y2);
    }
    cairo_set_line_width(cr, HATCH_WIDTH);
    cairo_stroke(cr);
}

static void hatch_dots(cairo_t *cr, double x1, double y1, double x2, double y2) {
    for (double y = (floor(y1 / DOTS_STEP) + 0.5) * DOTS_STEP; y < y2 + DOTS_STEP; y += DOTS_STEP)
        for (double x = (floor(x1 / DOTS_STEP) + 0.5) * DOTS_STEP; x < x2 + DOTS_STEP;
             x += DOTS_STEP) {
            cairo_new_sub_path(cr);
            cairo_arc(cr, x, y, DOTS_RADIUS, 0, 2 * G_PI);
        }
    cairo_fill(cr);
}

/* Hatches the current path, which stays. */
static void hatch(cairo_t *cr, const Paint *paint) {
    if (paint->hatch == HATCH_NONE) return;
    cairo_path_t *path = cairo_copy_path(cr);
    cairo_save(cr);
    cairo_clip(cr);
    double x1, y1, x2, y2;
    cairo_clip_extents(cr, &x1, &y1, &x2, &y2);
    set_color(cr, hatch_color(paint));
    if (x2 > x1 && y2 > y1) {
        if (paint->hatch == HATCH_DIAGONAL)
            hatch_lines(cr, x1, y1, x2, y2);
        else
            hatch_dots(cr, x1, y1, x2, y2);
    }
    cairo_restore(cr);
    cairo_new_path(cr);
    cairo_append_path(cr, path);
    cairo_path_destroy(path);
}

static void fill(cairo_t *cr, const Paint *paint, PathKind kind) {
    cairo_set_fill_rule(cr,
                        kind == PATH_SHAPE ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
    if (paint->fill.a > 0) {
        set_color(cr, paint->fill);
        cairo_fill_preserve(cr);
    }
    hatch(cr, paint);
}

static bool prepare_stroke(cairo_t *cr, const Paint *paint) {
    if (paint->stroke.a <= 0 || paint->stroke_width <= 0) return false;
    set_color(cr, paint->stroke);
    cairo_set_line_width(cr, paint->stroke_width);
    cairo_set_dash(cr, paint->dash, (int)MIN(paint->n_dash, G_N_ELEMENTS(paint->dash)), 0);
    cairo_set_line_cap(cr, paint->round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cr, paint->round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    return true;
}

static void paint_path(Canvas *canvas, const Path *path, PathKind kind, const Paint *paint) {
    CairoCanvas *self = (CairoCanvas *)canvas;
    cairo_t *cr = self->cr;
    if (!is_line(kind)) {
        trace(cr, path, kind, NULL);
        fill(cr, paint, kind);
        cairo_new_path(cr);
    }
    if (!prepare_stroke(cr, paint)) return;
    /* Pixels of many lines are found a third sooner one by one; where lines that cross would show
     * through each other, and in a PDF, which keeps its length, they stay one path. */
    bool one_by_one = !self->text && paint->stroke.a >= 1;
    trace(cr, path, kind, one_by_one ? cairo_stroke : NULL);
    if (!one_by_one) cairo_stroke(cr);
}

static void paint_circle(Canvas *canvas, Point centre, double radius, const Paint *paint) {
    cairo_t *cr = ((CairoCanvas *)canvas)->cr;
    cairo_new_path(cr);
    cairo_arc(cr, centre.x, centre.y, radius, 0, 2 * G_PI);
    cairo_close_path(cr);
    fill(cr, paint, PATH_RINGS);
    if (prepare_stroke(cr, paint)) cairo_stroke_preserve(cr);
    cairo_new_path(cr);
}

/* ---- relief -----------------------------------------------------------------------------------
 */

enum { TILE = 8 }; /* cells a side */

/* Is there shade in a tile's cells or the cells around them, which the edge is smoothed with? */
static bool tile_is_shaded(const Shade *shade, guint32 column, guint32 row) {
    guint32 left = column * TILE, top = row * TILE;
    guint32 right = MIN(left + TILE + 1, shade->width), bottom = MIN(top + TILE + 1, shade->height);
    for (guint32 y = top ? top - 1 : 0; y < bottom; y++)
        for (guint32 x = left ? left - 1 : 0; x < right; x++)
            if (shade->cells[y * shade->width + x]) return true;
    return false;
}

/* Where a line between tiles runs, in whole pixels, so that none is painted twice. */
static Point tile_corner(cairo_t *cr, const Shade *shade, guint32 column, guint32 row) {
    double x = shade->box.x + shade->box.width * MIN(column * TILE, shade->width) / shade->width;
    double y = shade->box.y + shade->box.height * MIN(row * TILE, shade->height) / shade->height;
    cairo_user_to_device(cr, &x, &y);
    return (Point){column * TILE < shade->width ? floor(x) : ceil(x),
                   row * TILE < shade->height ? floor(y) : ceil(y)};
}

static void add_pixels(cairo_t *cr, Point from, Point to) {
    cairo_save(cr);
    cairo_identity_matrix(cr);
    cairo_rectangle(cr, from.x, from.y, to.x - from.x, to.y - from.y);
    cairo_restore(cr);
}

/* Most of a map is plain: only tiles with shade are asked for their pixels. Cairo reckons a pattern
 * from the middle of what is painted, which a pixel in two corners keeps where it was. */
static void clip_to_shaded_tiles(cairo_t *cr, const Shade *shade) {
    guint32 columns = (shade->width + TILE - 1) / TILE, rows = (shade->height + TILE - 1) / TILE;
    Point first = tile_corner(cr, shade, 0, 0), last = tile_corner(cr, shade, columns, rows);
    cairo_new_path(cr);
    add_pixels(cr, first, (Point){first.x + 1, first.y + 1});
    add_pixels(cr, (Point){last.x - 1, last.y - 1}, last);
    for (guint32 row = 0; row < rows; row++)
        for (guint32 column = 0; column < columns; column++) {
            guint32 begin = column;
            while (column < columns && tile_is_shaded(shade, column, row)) column++;
            if (column > begin)
                add_pixels(cr, tile_corner(cr, shade, begin, row),
                           tile_corner(cr, shade, column, row + 1));
        }
    cairo_clip(cr);
}

static void paint_shade(Canvas *canvas, const Shade *shade) {
    cairo_t *cr = ((CairoCanvas *)canvas)->cr;
    g_autoptr(cairo_surface_t) mask =
        cairo_image_surface_create(CAIRO_FORMAT_A8, (int)shade->width, (int)shade->height);
    guint8 *rows = cairo_image_surface_get_data(mask);
    if (!rows) return;
    int stride = cairo_image_surface_get_stride(mask);
    for (guint32 y = 0; y < shade->height; y++)
        for (guint32 x = 0; x < shade->width; x++)
            rows[y * (guint32)stride + x] =
                (guint8)lround(shade->cells[y * shade->width + x] * shade->color.a);
    cairo_surface_mark_dirty(mask);
    cairo_pattern_t *pattern = cairo_pattern_create_for_surface(mask);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_BILINEAR);
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD);
    cairo_matrix_t matrix;
    cairo_matrix_init_scale(&matrix, shade->width / shade->box.width,
                            shade->height / shade->box.height);
    cairo_matrix_translate(&matrix, -shade->box.x, -shade->box.y);
    cairo_pattern_set_matrix(pattern, &matrix);
    Color opaque = shade->color;
    opaque.a = 1;
    set_color(cr, opaque);
    cairo_save(cr);
    cairo_rectangle(cr, shade->box.x, shade->box.y, shade->box.width, shade->box.height);
    cairo_clip(cr);
    if (!((CairoCanvas *)canvas)->text) clip_to_shaded_tiles(cr, shade);
    cairo_mask(cr, pattern);
    cairo_restore(cr);
    cairo_pattern_destroy(pattern);
}

/* ---- text -------------------------------------------------------------------------------------
 */

static void outline_move_to(void *data, Point to) { cairo_move_to(data, to.x, to.y); }
static void outline_line_to(void *data, Point to) { cairo_line_to(data, to.x, to.y); }
static void outline_curve_to(void *data, Point c1, Point c2, Point to) {
    cairo_curve_to(data, c1.x, c1.y, c2.x, c2.y, to.x, to.y);
}
static void outline_quad_to(void *data, Point c, Point to) {
    /* Cairo knows cubic curves only: the controls lie two thirds of the way. */
    double x, y;
    cairo_get_current_point(data, &x, &y);
    cairo_curve_to(data, x + (c.x - x) * 2 / 3, y + (c.y - y) * 2 / 3, to.x + (c.x - to.x) * 2 / 3,
                   to.y + (c.y - to.y) * 2 / 3, to.x, to.y);
}
static void outline_close(void *data) { cairo_close_path(data); }

/* A halo's edge is as near to the paper as its colour: where a curve hardly bends it is a line. */
static const double HALO_TOLERANCE = 0.15;
static void halo_quad_to(void *data, Point c, Point to) {
    double x, y;
    cairo_get_current_point(data, &x, &y);
    if (hypot(x - 2 * c.x + to.x, y - 2 * c.y + to.y) / 4 < HALO_TOLERANCE)
        cairo_line_to(data, to.x, to.y);
    else
        outline_quad_to(data, c, to);
}

static const OutlineSink OUTLINE = {outline_move_to,  outline_line_to, outline_quad_to,
                                    outline_curve_to, outline_close,   NULL};
static const OutlineSink HALO = {outline_move_to,  outline_line_to, halo_quad_to,
                                 outline_curve_to, outline_close,   NULL};

static void stroke_halo(cairo_t *cr, const Type *type) {
    set_color(cr, type->halo);
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cr, 2 * type->halo_width);
    cairo_stroke(cr);
}

static void paint_text(Canvas *canvas, const TextLine *line, const TextLayout *layout,
                       Point origin) {
    CairoCanvas *self = (CairoCanvas *)canvas;
    if (self->mask) {
        text_mask_paint(self->mask, self->cr, layout, &line->type, origin, NULL);
        return;
    }
    if (type_has_halo(&line->type)) {
        cairo_new_path(self->cr);
        text_layout_outline(layout, origin, &HALO, self->cr);
        stroke_halo(self->cr, &line->type);
    }
    set_color(self->cr, line->type.color);
    cairo_text_show(self->text, self->cr, layout, origin);
}

/* Bent letters are outlines: for whoever searches or copies, the words lie over them, too faint to
 * be seen, and level, since readers tear rotated Arabic into letters. */
static void show_hidden_words(CairoCanvas *self, const TextLayout *layout, const Path *curve) {
    static const double faintest = 1.0 / 255;
    Point first = curve->points[0], last = curve->points[curve->n_points - 1];
    Point origin = {(first.x + last.x - layout->advance) / 2, (first.y + last.y) / 2};
    cairo_set_source_rgba(self->cr, 0, 0, 0, faintest);
    cairo_text_show(self->text, self->cr, layout, origin);
}

static void paint_curved_text(Canvas *canvas, const TextLine *line, const TextLayout *layout,
                              const Path *curve) {
    CairoCanvas *self = (CairoCanvas *)canvas;
    if (self->mask) {
        text_mask_paint(self->mask, self->cr, layout, &line->type, (Point){0, 0}, curve);
        return;
    }
    cairo_new_path(self->cr);
    if (type_has_halo(&line->type)) {
        text_layout_outline_on_curve(layout, curve, &HALO, self->cr);
        stroke_halo(self->cr, &line->type);
    }
    text_layout_outline_on_curve(layout, curve, &OUTLINE, self->cr);
    cairo_set_fill_rule(self->cr, CAIRO_FILL_RULE_WINDING);
    set_color(self->cr, line->type.color);
    cairo_fill(self->cr);
    if (curve->n_points) show_hidden_words(self, layout, curve);
}

/* ---- the painters -----------------------------------------------------------------------------
 */

static const Canvas FUNCTIONS = {.begin_group = begin_group,
                                 .begin_clip = begin_clip,
                                 .end_group = end_group,
                                 .begin_tint = begin_tint,
                                 .end_tint = end_tint,
                                 .shade = paint_shade,
                                 .path = paint_path,
                                 .circle = paint_circle,
                                 .text = paint_text,
                                 .curved_text = paint_curved_text};

static gboolean cairo_fail(cairo_status_t status, const char *path, GError **error) {
    if (status == CAIRO_STATUS_SUCCESS) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT, _("cannot draw '%s': %s"), path,
                cairo_status_to_string(status));
    return FALSE;
}

gboolean paint_png(const MapScene *scene, Fonts *fonts, const char *path, GError **error) {
    return paint_png_with(scene, fonts, PNG_COLORS_AUTO, path, error);
}

gboolean paint_png_with(const MapScene *scene, Fonts *fonts, PngColors colors, const char *path,
                        GError **error) {
    const double pixels_per_inch = 96;
    int width = (int)ceil(scene->width * scene->scale - 1e-6);
    int height = (int)ceil(scene->height * scene->scale - 1e-6);
    if (scene->most_pixels > 0 && (double)width * height > scene->most_pixels) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                    _("a PNG of %d by %d is more than %d million pixels (--max-pixels)"), width,
                    height, (int)(scene->most_pixels / 1e6));
        return FALSE;
    }
    g_autoptr(cairo_surface_t) surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    g_autoptr(cairo_t) cr = cairo_create(surface);
    cairo_scale(cr, scene->scale, scene->scale);
    g_autoptr(TextMask) mask = text_mask_new();
    CairoCanvas self = {.canvas = FUNCTIONS, .cr = cr, .mask = mask};
    if (!canvas_paint(&self.canvas, scene, fonts, error)) return FALSE;
    cairo_surface_flush(surface);
    if (!cairo_fail(cairo_status(cr), path, error)) return FALSE;
    PngPicture picture = {.pixels = cairo_image_surface_get_data(surface),
                          .width = width,
                          .height = height,
                          .stride = cairo_image_surface_get_stride(surface),
                          .pixels_per_inch = pixels_per_inch * scene->scale,
                          .title = scene->title,
                          .description = scene->alt_text};
    return png_file_write(path, &picture, colors == PNG_COLORS_AUTO, error);
}

static cairo_status_t write_bytes(void *closure, const unsigned char *data, unsigned int length) {
    return fwrite(data, 1, length, closure) == length ? CAIRO_STATUS_SUCCESS
                                                      : CAIRO_STATUS_WRITE_ERROR;
}

static void describe_pdf(cairo_surface_t *surface, const MapScene *scene) {
    if (scene->title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene->title);
    if (scene->alt_text)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, scene->alt_text);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS,
                                   scene->language == LANGUAGE_EN ? "en" : "ar");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "kharita");
    /* The same map is the same file on every day. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
}

gboolean paint_pdf(const MapScene *scene, Fonts *fonts, const char *path, GError **error) {
    const double pdf_points = 72.0 / 96.0; /* a CSS pixel in PostScript points */
    g_autoptr(OutFile) file = out_file_open(path, error);
    if (!file) return FALSE;
    g_autoptr(cairo_surface_t) surface = cairo_pdf_surface_create_for_stream(
        write_bytes, out_file_stream(file), scene->width * pdf_points, scene->height * pdf_points);
    describe_pdf(surface, scene);
    g_autoptr(cairo_t) cr = cairo_create(surface);
    cairo_scale(cr, pdf_points, pdf_points);
    g_autoptr(CairoText) text = cairo_text_new();
    g_autoptr(GArray) tags = g_array_new(FALSE, FALSE, sizeof(const char *));
    CairoCanvas self = {.canvas = FUNCTIONS, .cr = cr, .text = text, .tags = tags};
    cairo_tag_begin(cr, "Document", "");
    if (!canvas_paint(&self.canvas, scene, fonts, error)) return FALSE;
    cairo_show_page(cr); /* first: Cairo 1.16 refuses to end the document's tag on its page */
    cairo_tag_end(cr, "Document");
    cairo_surface_finish(surface);
    if (!cairo_fail(cairo_status(cr), path, error)) return FALSE;
    if (!cairo_fail(cairo_surface_status(surface), path, error)) return FALSE;
    return out_file_commit(file, error);
}
