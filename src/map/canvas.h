/*
 * canvas: what a painter must be able to do. paint.c walks the scene once for all of them, so that
 * PNG, PDF and SVG show the same picture; each painter only knows its format. Private to map/.
 */
#pragma once

#include "map/fonts.h"

typedef enum {
    PATH_LINES,  /* lines of the ground: stroked, never filled */
    PATH_GROUND, /* rings of the ground, holes wound the other way: filled by the nonzero rule */
    PATH_FAINT_LINES, /* the same hardly darker than the land: no eye follows every bend */
    PATH_FAINT_GROUND,
    PATH_STROKE, /* as lines, but drawn to the point */
    PATH_RINGS,  /* as ground, but drawn to the point */
    PATH_SHAPE,  /* a part is a ring where its last point repeats its first; even-odd */
} PathKind;

typedef struct Canvas Canvas;

/* Begun and ended in pairs. Strings are borrowed; `id` and `title` may be NULL. */
struct Canvas {
    /* What follows belongs together: `title` is shown when one points at it. */
    void (*begin_group)(Canvas *self, const char *id, const char *title);
    void (*begin_clip)(Canvas *self, Box box);
    void (*end_group)(Canvas *self);
    /* What is painted until the end covers what it lies on, and then is shown with this opacity, so
     * that areas over areas do not add up. Within `box`; not nested. Paths painted once more after
     * it may be referred to: they stay where they are. */
    void (*begin_tint)(Canvas *self, double alpha, Box box);
    void (*end_tint)(Canvas *self);
    void (*shade)(Canvas *self, const Shade *shade);
    void (*path)(Canvas *self, const Path *path, PathKind kind, const Paint *paint);
    void (*circle)(Canvas *self, Point centre, double radius, const Paint *paint);
    /* Puts a mark that it has painted elsewhere; false: it is to be painted. NULL: never. */
    bool (*mark)(Canvas *self, const Symbol *symbol);
    /* A line whose baseline begins at `origin`; where it is laid on a curve instead, `curve`. */
    void (*text)(Canvas *self, const TextLine *line, const TextLayout *layout, Point origin);
    void (*curved_text)(Canvas *self, const TextLine *line, const TextLayout *layout,
                        const Path *curve);
};

/* Paints the whole scene, bottom first. Fails where a text cannot be laid out. */
gboolean canvas_paint(Canvas *self, const MapScene *scene, Fonts *fonts, GError **error);

/* Paints the mark of a symbol, without its number and its area. */
void canvas_paint_mark(Canvas *self, const MapScene *scene, const Symbol *symbol);

bool color_equals(Color a, Color b);

/* Hatches are drawn by their numbers, in points, so that all painters agree. */
static const double HATCH_STEP = 6, HATCH_WIDTH = 0.8, DOTS_STEP = 5, DOTS_RADIUS = 0.7;
/* The colour of a hatch: that of the edge, or of the fill made opaque. */
Color hatch_color(const Paint *paint);

/* The outline of a mark of diameter 1 around (0, 0), as a ring without its closing point. Circles
 * and MARK_NONE have none: 0 points. */
guint mark_outline(MarkShape shape, Point ret_points[16]);
/* How far below (above: less than 0) the point a number stands in a mark of diameter 1. */
double mark_middle(MarkShape shape);
