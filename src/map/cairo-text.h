/* cairo-text: a laid-out line as text of a PDF. Private to map/. */
#pragma once

#include <cairo.h>

#include "map/fonts.h"

/* FreeType and the faces opened so far. */
typedef struct CairoText CairoText;
CairoText *cairo_text_new(void);
void cairo_text_free(CairoText *self);
/* Shows the glyphs in the current colour, each with the letters that it stands for. */
void cairo_text_show(CairoText *self, cairo_t *cr, const TextLayout *layout, Point origin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CairoText, cairo_text_free)
