/* svg-canvas: what the parts of the SVG painter share: the document as it is written, its groups,
 * its classes, and what is written once and shown at several places. Private to map/. */
#pragma once

#include <libxml/xmlwriter.h>

#include "map/svg.h"

/* A group that has begun but has nothing in it yet: it is written with its first element, if ever.
 * Owns its strings. */
typedef struct {
    bool waits;
    char *id, *title;
} SvgGroup;

/* What stands open for a group that is not ended. */
typedef enum { SVG_OPEN_NONE, SVG_OPEN_GROUP, SVG_OPEN_CLIP } SvgOpen;

/* Owns what it collects; borrows the writer. */
typedef struct {
    Canvas canvas;
    const MapScene *scene;
    SvgText mode;
    const char *prefix;   /* of every id and class, so that one page can hold several drawings */
    const char *language; /* of the document */
    SvgFonts *fonts;
    GPtrArray *classes; /* char*, declarations of the style sheet's classes */
    GArray *hatches;    /* SvgHatch, each a pattern */
    GHashTable *ids;    /* char*, those given so far; only looked up */
    guint n_clips;
    SvgView view; /* of the map that is painted */
    bool in_clip; /* it holds for what is painted now */
    bool in_tint;
    GArray *shared; /* SvgShared, those of the sheets of tints */
    GArray *marks;  /* SvgMark, counted in the first walk */
    bool counting;  /* it is the first walk */
    SvgGroup group;
    GArray *elements; /* SvgOpen, one for each group that is not ended */
    xmlTextWriter *xml;
} SvgCanvas;

typedef struct {
    Hatch kind;
    Color color;
} SvgHatch;

/* A path that is written once and painted twice. */
typedef struct {
    const Path *path; /* borrowed from the scene */
    double unit;
} SvgShared;

/* A mark that stands at several places is written once. */
typedef struct {
    Symbol symbol; /* at (0, 0); owns nothing */
    guint n;       /* places */
} SvgMark;

/* ---- elements (svg-elements.c) ----------------------------------------------------------------
 */

void svg_start(SvgCanvas *self, const char *name);
void svg_end(SvgCanvas *self);
void svg_attribute(SvgCanvas *self, const char *name, const char *value);
void svg_number_attribute(SvgCanvas *self, const char *name, double value, int decimals);
/* So that one unit of the element is `unit` points; nothing where that is 1. */
void svg_scale_attribute(SvgCanvas *self, double unit);
/* A box's place and size. */
void svg_box_attributes(SvgCanvas *self, Box box);
/* Gives the element the class of these declarations: whoever restyles the map finds each look once,
 * and the file stays small. `other`: a class beside it, or NULL. */
void svg_class_attribute(SvgCanvas *self, const char *declarations, const char *other);
/* An element that holds text and nothing else; `id` may be NULL. */
void svg_text_element(SvgCanvas *self, const char *name, const char *id, const char *text);
/* XML has no way to write most control characters; bytes that are no UTF-8 are replaced. The caller
 * frees it. */
char *svg_clean_text(const char *text);
/* An id that XML allows and that no other element has: "river", then "river-2". Owned by `self`. */
const char *svg_new_id(SvgCanvas *self, const char *wish);

/* Canvas functions: groups. */
void svg_begin_group(Canvas *canvas, const char *id, const char *title);
void svg_end_group(Canvas *canvas);
void svg_begin_clip(Canvas *canvas, Box box);
/* Begins an element in place of the group that waits, with its id; false where none waits. The
 * caller writes further attributes, then calls svg_end_as_group(). */
bool svg_start_as_group(SvgCanvas *self, const char *name);
/* Writes the group's title. `is_all`: the group holds nothing else; the element ends. Else it is
 * the group, and svg_end_group() ends it. */
void svg_end_as_group(SvgCanvas *self, bool is_all);
void svg_group_clear(SvgGroup *self);

/* ---- shapes (svg-shapes.c) --------------------------------------------------------------------
 */

/* Canvas functions. */
void svg_begin_tint(Canvas *canvas, double alpha, Box box);
void svg_end_tint(Canvas *canvas);
void svg_paint_shade(Canvas *canvas, const Shade *shade);
void svg_paint_path(Canvas *canvas, const Path *path, PathKind kind, const Paint *paint);
void svg_paint_circle(Canvas *canvas, Point centre, double radius, const Paint *paint);
bool svg_paint_mark(Canvas *canvas, const Symbol *symbol);
/* What the head of the document defines. */
void svg_write_hatches(SvgCanvas *self);
void svg_write_marks(SvgCanvas *self);

/* ---- text (svg-text.c) ------------------------------------------------------------------------
 */

/* Canvas functions. */
void svg_paint_text(Canvas *canvas, const TextLine *line, const TextLayout *layout, Point origin);
void svg_paint_curved_text(Canvas *canvas, const TextLine *line, const TextLayout *layout,
                           const Path *curve);
