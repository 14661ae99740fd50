/* svg: parts of the SVG painter. Private to map/. */
#pragma once

#include "map/canvas.h"

/* ---- numbers and paths ------------------------------------------------------------------------
 */

/* Appends path data to a tenth of a point (the ground: to a half), every step relative to the last:
 * the shortest that SVG knows. Points that fall together are written once. */
void svg_append_path(GString *out, const Path *path, PathKind kind);
/* The same in whole numbers, which are shorter still. Returns how large one of them is in points,
 * which the element must be scaled by. */
double svg_append_path_whole(GString *out, const Path *path, PathKind kind);
/* Appends path data of a line's outlines, in whole numbers likewise; along `curve` where it is not
 * NULL. */
double svg_append_outline(GString *out, const TextLayout *layout, Point origin, const Path *curve);
/* A number without needless digits, at most `decimals` of them; the caller frees it. */
char *svg_number(double value, int decimals);

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
