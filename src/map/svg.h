/* svg: parts of the SVG painter. Private to map/. */
#pragma once

#include "map/canvas.h"

/* ---- numbers and paths ------------------------------------------------------------------------
 */

/* What of a map is seen: what lies in its frame and under none of the boxes upon it. */
enum { SVG_MOST_COVERS = 8 };
typedef struct {
    Box frame;
    Box covers[SVG_MOST_COVERS];
    guint n_covers;
} SvgView;
/* So far under a cover's edge lies what no stroke of it shows; points. */
static const double SVG_UNSEEN = 4;
/* Copies to `ret_points`, which has room for all, without the points that lie between others of the
 * same unseen place. Returns how many are left: 0 where no part is seen. */
guint32 svg_cut_unseen(const SvgView *view, const Point *points, guint32 n, Point *ret_points);

/* Appends path data to a tenth of a point (the ground: to a half), every step relative to the last:
 * the shortest that SVG knows. Points that fall together are written once, and none that is not
 * seen (`view` NULL: all is). */
void svg_append_path(GString *out, const Path *path, PathKind kind, const SvgView *view);
/* The same in whole numbers, which are shorter still. Returns how large one of them is in points,
 * which the element must be scaled by. */
double svg_append_path_whole(GString *out, const Path *path, PathKind kind, const SvgView *view);
/* Is the path a ring of many points around one, as path_add_circle makes it? */
bool svg_is_circle(const Path *path, Point *ret_centre, double *ret_radius);
/* Is it a box with round corners (radius 0: with none), as path_add_rounded_box makes it? */
bool svg_is_rounded_box(const Path *path, Box *ret_box, double *ret_radius);
/* Appends path data of the outlines of a line of this size, in whole numbers likewise; along
 * `curve` where it is not NULL. */
double svg_append_outline(GString *out, const TextLayout *layout, double size, Point origin,
                          const Path *curve);
/* A number without needless digits, at most `decimals` of them; the caller frees it. */
char *svg_number(double value, int decimals);

/* ---- looks ------------------------------------------------------------------------------------
 */

/* A part of a colour, 0 to 255. */
guint svg_byte(double part);
/* Append a declaration; a colour with its opacity. */
void svg_declare(GString *css, const char *name, const char *value);
void svg_declare_number(GString *css, const char *name, double value);
void svg_declare_color(GString *css, const char *name, Color color);
/* `unit`: how many points the element's own unit is. */
void svg_declare_stroke(GString *css, const Paint *paint, double unit);
/* Colour and halo of text. */
void svg_declare_ink(GString *css, const Type *type, double unit);
/* That a halo lies under its letters, which the rule for all texts says of those. */
void svg_declare_ink_order(GString *css);
/* What the rules for all texts leave open; `anchor` NULL: at its start. Text from right to left is
 * of the class "rtl" too, which anchors it in its middle. The caller frees it. */
char *svg_type_declarations(const Type *type, const char *anchor, bool rtl);
/* Those rules. */
void svg_append_text_rules(GString *css, const char *prefix);
/* Appends the rules of the classes "k1", "k2" … of these declarations. */
void svg_append_classes(GString *css, const char *prefix, const GPtrArray *classes);

/* ---- fonts ------------------------------------------------------------------------------------
 */

/* The characters that a drawing shows of each font. */
typedef struct SvgFonts SvgFonts;
SvgFonts *svg_fonts_new(void);
void svg_fonts_free(SvgFonts *self);
void svg_fonts_add(SvgFonts *self, const TextLayout *layout);
/* Appends one @font-face a font, with the glyphs of those characters and no others (hb-subset), as
 * WOFF in base64. Fails when a font cannot be cut. */
gboolean svg_fonts_append_css(const SvgFonts *self, GString *css, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SvgFonts, svg_fonts_free)
