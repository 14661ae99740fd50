/*
 * text-mask: FreeType tells how much of each pixel the outlines of a line cover: exactly, and in a
 * fraction of the time in which Cairo samples it. The halo is grown from that coverage instead of
 * being stroked around each letter and filled.
 */
/* FreeType's header names functions that base/banned.h forbids: it must come first. */
/* clang-format off */
#include <ft2build.h>
#include FT_OUTLINE_H

#include "map/text-mask.h"
/* clang-format on */

#include <math.h>
#include <string.h>

#include "base/autoptr.h"

enum {
    FULL = 255,        /* coverage of a whole pixel */
    NONE = -1024,      /* coverage from which no halo grows, however near */
    BLOCK = 16,        /* pixels reckoned at once: rows are whole blocks */
    ROWS = 4,          /* of a pixel, where letters are joined */
    MOST_PART = 30000, /* points of outlines filled at once; FreeType counts to 32,767 */
};

/* Where the outlines that are filled at once begin. */
typedef struct {
    guint point, contour;
    bool is_joined; /* of more letters than one */
} Part;

/* A pixel so far away gives a pixel of the halo so much more than it has itself. */
typedef struct {
    int dx, dy, gain;
} Step;

/* Pixels of the page. */
typedef struct {
    int left, top, width, height;
} Pixels;

struct TextMask {
    FT_Library library;
    cairo_matrix_t to_pixels;
    FT_Vector
        *points; /* in 64ths of a pixel of the page: plain, since there are thousands a line */
    char *tags;  /* what each of them is */
    guint n_points, room;
    GArray *ends;      /* guint, the last point of each contour */
    GArray *parts;     /* Part */
    Part glyph;        /* where the outlines of the present one begin */
    FT_Pos right;      /* of the last part */
    GArray *part_ends; /* short, of one part */
    Pixels box;        /* of the masks */
    int stride;
    GArray *letters; /* guint8, coverage of the letters */
    GArray *halo;    /* and of what is around them */
    GArray *steps;   /* Step */
    GArray *seeds;   /* gint16, from what the halo grows */
    GArray *grown;   /* gint16, a row of it */
};

TextMask *text_mask_new(void) {
    TextMask *self = g_new0(TextMask, 1);
    if (FT_Init_FreeType(&self->library)) g_error("FreeType cannot begin");
    self->ends = g_array_new(FALSE, FALSE, sizeof(guint));
    self->part_ends = g_array_new(FALSE, FALSE, sizeof(short));
    self->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    self->letters = g_array_new(FALSE, FALSE, sizeof(guint8));
    self->halo = g_array_new(FALSE, FALSE, sizeof(guint8));
    self->steps = g_array_new(FALSE, FALSE, sizeof(Step));
    self->seeds = g_array_new(FALSE, FALSE, sizeof(gint16));
    self->grown = g_array_new(FALSE, FALSE, sizeof(gint16));
    return self;
}

void text_mask_free(TextMask *self) {
    if (!self) return;
    g_free(self->points);
    g_free(self->tags);
    g_array_unref(self->ends);
    g_array_unref(self->part_ends);
    g_array_unref(self->parts);
    g_array_unref(self->letters);
    g_array_unref(self->halo);
    g_array_unref(self->steps);
    g_array_unref(self->seeds);
    g_array_unref(self->grown);
    FT_Done_FreeType(self->library);
    g_free(self);
}

/* ---- the outlines, as FreeType has them -------------------------------------------------------
 */

/* Rounded; a call of lround() for each would be a tenth of the work. */
static FT_Pos sixty_fourths(double pixels) {
    return (FT_Pos)(pixels * 64 + (pixels < 0 ? -0.5 : 0.5));
}

static void add_point(TextMask *self, Point at, char tag) {
    const cairo_matrix_t *m = &self->to_pixels;
    if (self->n_points == self->room) {
        self->room = MAX(1024, 2 * self->room);
        self->points = g_renew(FT_Vector, self->points, self->room);
        self->tags = g_renew(char, self->tags, self->room);
    }
    self->points[self->n_points] =
        (FT_Vector){sixty_fourths(at.x * m->xx + m->x0), sixty_fourths(at.y * m->yy + m->y0)};
    self->tags[self->n_points++] = tag;
}

static void outline_move_to(void *data, Point to) { add_point(data, to, FT_CURVE_TAG_ON); }
static void outline_line_to(void *data, Point to) { add_point(data, to, FT_CURVE_TAG_ON); }
static void outline_quad_to(void *data, Point control, Point to) {
    add_point(data, control, FT_CURVE_TAG_CONIC);
    add_point(data, to, FT_CURVE_TAG_ON);
}
static void outline_curve_to(void *data, Point control1, Point control2, Point to) {
    add_point(data, control1, FT_CURVE_TAG_CUBIC);
    add_point(data, control2, FT_CURVE_TAG_CUBIC);
    add_point(data, to, FT_CURVE_TAG_ON);
}
static void outline_close(void *data) {
    TextMask *self = data;
    guint last = self->n_points - 1;
    g_array_append_val(self->ends, last);
}

/* Letters that touch are filled as one; where one lies right of all before, FreeType, which seeks
 * its way along each row of pixels, has shorter rows. */
static void outline_end_glyph(void *data) {
    TextMask *self = data;
    FT_Pos left = G_MAXLONG, right = G_MINLONG;
    for (guint i = self->glyph.point; i < self->n_points; i++) {
        const FT_Vector *at = &self->points[i];
        left = MIN(left, at->x);
        right = MAX(right, at->x);
    }
    if (self->glyph.point == self->n_points) return; /* a blank */
    guint n = self->parts->len;
    guint before = n ? g_array_index(self->parts, Part, n - 1).point : 0;
    if (n == 0 || left >= self->right || self->n_points - before > MOST_PART) {
        g_array_append_val(self->parts, self->glyph);
        self->right = right;
    } else {
        g_array_index(self->parts, Part, n - 1).is_joined = true;
    }
    self->right = MAX(self->right, right);
    self->glyph = (Part){.point = self->n_points, .contour = self->ends->len};
}

static const OutlineSink OUTLINE = {outline_move_to,  outline_line_to, outline_quad_to,
                                    outline_curve_to, outline_close,   outline_end_glyph};

static void trace(TextMask *self, const TextLayout *layout, Point origin, const Path *curve) {
    self->n_points = 0;
    g_array_set_size(self->ends, 0);
    g_array_set_size(self->parts, 0);
    self->glyph = (Part){0};
    if (curve)
        text_layout_outline_on_curve(layout, curve, &OUTLINE, self);
    else
        text_layout_outline(layout, origin, &OUTLINE, self);
}

/* ---- the letters ------------------------------------------------------------------------------
 */

/* The pixels that outlines and a halo of this radius touch, within what may be painted. */
static Pixels find_box(const TextMask *self, double radius, cairo_t *cr) {
    double left, top, right, bottom;
    cairo_clip_extents(cr, &left, &top, &right, &bottom);
    if (self->n_points == 0) return (Pixels){0};
    FT_Vector low = self->points[0], high = low;
    for (guint i = 1; i < self->n_points; i++) {
        const FT_Vector *at = &self->points[i];
        low = (FT_Vector){MIN(low.x, at->x), MIN(low.y, at->y)};
        high = (FT_Vector){MAX(high.x, at->x), MAX(high.y, at->y)};
    }
    left = MAX(floor(left), floor(low.x / 64.0 - radius) - 1);
    top = MAX(floor(top), floor(low.y / 64.0 - radius) - 1);
    right = MIN(ceil(right), ceil(high.x / 64.0 + radius) + 1);
    bottom = MIN(ceil(bottom), ceil(high.y / 64.0 + radius) + 1);
    if (right <= left || bottom <= top) return (Pixels){0};
    return (Pixels){(int)left, (int)top, (int)(right - left), (int)(bottom - top)};
}

static guint8 *row_at(const TextMask *self, int y) {
    return (guint8 *)self->letters->data + (gsize)y * (gsize)self->stride;
}

/* Letters that lie side by side may meet in a pixel. */
static void add_spans(int y, int n, const FT_Span *spans, void *data) {
    guint8 *row = row_at(data, y);
    for (int i = 0; i < n; i++)
        for (int x = spans[i].x; x < spans[i].x + spans[i].len; x++)
            row[x] = (guint8)MIN(FULL, row[x] + spans[i].coverage);
}

static void add_spans_of_rows(int y, int n, const FT_Span *spans, void *data) {
    guint8 *row = row_at(data, y / ROWS);
    for (int i = 0; i < n; i++)
        for (int x = spans[i].x; x < spans[i].x + spans[i].len; x++)
            row[x] = (guint8)MIN(FULL, row[x] + (spans[i].coverage + ROWS / 2) / ROWS);
}

/* Memory of whole rows, with nothing in it. */
static void clear(GArray *array, gsize n) {
    g_array_set_size(array, (guint)n);
    memset(array->data, 0, n * g_array_get_element_size(array));
}

/* Of the strokes by which letters are joined FreeType would count twice what both cover of a pixel:
 * it sees them in rows so low that hardly one of them is covered by half. */
static void fill_part(TextMask *self, const Part *part, Part end) {
    int rows = part->is_joined ? ROWS : 1;
    g_array_set_size(self->part_ends, 0);
    for (guint i = part->contour; i < end.contour; i++) {
        short last = (short)(g_array_index(self->ends, guint, i) - part->point);
        g_array_append_val(self->part_ends, last);
    }
    FT_Outline outline = {.n_contours = (short)self->part_ends->len,
                          .n_points = (short)(end.point - part->point),
                          .points = &self->points[part->point],
                          .tags = &self->tags[part->point],
                          .contours = (short *)self->part_ends->data};
    FT_Raster_Params params = {
        .flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT | FT_RASTER_FLAG_CLIP,
        .gray_spans = part->is_joined ? add_spans_of_rows : add_spans,
        .user = self,
        .clip_box = {0, 0, self->box.width, self->box.height * rows}};
    for (int i = 0; i < outline.n_points; i++) {
        outline.points[i].x -= 64L * self->box.left;
        outline.points[i].y = (outline.points[i].y - 64L * self->box.top) * rows;
    }
    FT_Outline_Render(self->library, &outline, &params);
}

static void fill_letters(TextMask *self) {
    clear(self->letters, (gsize)self->stride * (gsize)self->box.height);
    for (guint i = 0; i < self->parts->len; i++) {
        const Part *part = &g_array_index(self->parts, Part, i);
        Part end = {.point = self->n_points, .contour = self->ends->len};
        if (i + 1 < self->parts->len) end = part[1];
        fill_part(self, part, end);
    }
}

/* ---- the halo ---------------------------------------------------------------------------------
 */

/* What a pixel gets from the row `seeds` at this distance: its coverage, as far as that reaches. */
static void grow_row(gint16 *restrict grown, const gint16 *restrict seeds, int n_blocks, int gain) {
    for (int block = 0; block < n_blocks; block++, grown += BLOCK, seeds += BLOCK)
        for (int i = 0; i < BLOCK; i++) {
            gint16 got = (gint16)(seeds[i] + gain);
            grown[i] = grown[i] > got ? grown[i] : got;
        }
}

static void keep_row(guint8 *restrict halo, const gint16 *restrict grown, int n_blocks) {
    for (int block = 0; block < n_blocks; block++, halo += BLOCK, grown += BLOCK)
        for (int i = 0; i < BLOCK; i++) {
            gint16 some = grown[i] > 0 ? grown[i] : 0;
            halo[i] = (guint8)(some < FULL ? some : FULL);
        }
}

/* The pixels around one that give it something, and how far away the farthest is. */
static int find_steps(TextMask *self, double radius) {
    int reach = (int)ceil(radius);
    g_array_set_size(self->steps, 0);
    for (int dy = -reach; dy <= reach; dy++)
        for (int dx = -reach; dx <= reach; dx++) {
            Step step = {dx, dy, (int)lround(FULL * MIN(1, radius - hypot(dx, dy)))};
            if (step.gain > -FULL) g_array_append_val(self->steps, step);
        }
    return reach;
}

/* The letters' coverage with `reach` pixels more on all sides, so that none is asked whether it is
 * there. */
static void sow(TextMask *self, int reach) {
    gsize margins = 2 * (gsize)reach;
    gsize width = (gsize)self->stride + margins, height = (gsize)self->box.height + margins;
    g_array_set_size(self->seeds, (guint)(width * height));
    gint16 *seeds = (gint16 *)self->seeds->data;
    for (gsize i = 0; i < width * height; i++) seeds[i] = NONE;
    for (int y = 0; y < self->box.height; y++) {
        const guint8 *letters = (const guint8 *)self->letters->data + y * self->stride;
        gint16 *row = seeds + (gsize)(y + reach) * width + reach;
        for (int x = 0; x < self->stride; x++) row[x] = letters[x] ? letters[x] : NONE;
    }
}

/* A pixel's halo is the most that one of the letters' pixels gives: the edge that covers a pixel by
 * half lies in its middle, and the halo ends a radius from there. */
static void grow_halo(TextMask *self, double radius) {
    int reach = find_steps(self, radius), n_blocks = self->stride / BLOCK;
    int width = self->stride + 2 * reach;
    g_array_set_size(self->grown, (guint)self->stride);
    g_array_set_size(self->halo, self->letters->len);
    sow(self, reach);
    gint16 *grown = (gint16 *)self->grown->data;
    for (int y = 0; y < self->box.height; y++) {
        memset(grown, 0, (gsize)self->stride * sizeof *grown);
        for (guint i = 0; i < self->steps->len; i++) {
            const Step *step = &g_array_index(self->steps, Step, i);
            gsize from = (gsize)(y + step->dy + reach) * (gsize)width + (gsize)(step->dx + reach);
            grow_row(grown, &g_array_index(self->seeds, gint16, from), n_blocks, step->gain);
        }
        keep_row((guint8 *)self->halo->data + y * self->stride, grown, n_blocks);
    }
}

/* ---- both -------------------------------------------------------------------------------------
 */

static void show(const TextMask *self, cairo_t *cr, GArray *mask, Color color) {
    g_autoptr(cairo_surface_t) surface = cairo_image_surface_create_for_data(
        (guchar *)mask->data, CAIRO_FORMAT_A8, self->box.width, self->box.height, self->stride);
    cairo_set_source_rgba(cr, color.r, color.g, color.b, color.a);
    cairo_mask_surface(cr, surface, self->box.left, self->box.top);
    cairo_surface_finish(surface);
}

void text_mask_paint(TextMask *self, cairo_t *cr, const TextLayout *layout, const Type *type,
                     Point origin, const Path *curve) {
    bool with_halo = type_has_halo(type);
    cairo_get_matrix(cr, &self->to_pixels);
    double radius = with_halo ? type->halo_width * self->to_pixels.xx : 0;
    trace(self, layout, origin, curve);
    cairo_save(cr);
    cairo_identity_matrix(cr);
    self->box = find_box(self, radius, cr);
    self->stride = (self->box.width + BLOCK - 1) / BLOCK * BLOCK;
    if (self->box.width > 0) {
        fill_letters(self);
        if (with_halo) {
            grow_halo(self, radius);
            show(self, cr, self->halo, type->halo);
        }
        show(self, cr, self->letters, type->color);
    }
    cairo_restore(cr);
}
