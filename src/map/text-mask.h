/* text-mask: a laid-out line as pixels of a PNG. Private to map/. */
#pragma once

#include <cairo.h>

#include "map/fonts.h"

/* The rasteriser, and memory that lines share. */
typedef struct TextMask TextMask;
TextMask *text_mask_new(void);
void text_mask_free(TextMask *self);
/* Paints the line, with its halo below it, whose baseline begins at `origin`; where `curve` is not
 * NULL, along that instead. Scales and shifts of `cr` are kept, turns are not. */
void text_mask_paint(TextMask *self, cairo_t *cr, const TextLayout *layout, const Type *type,
                     Point origin, const Path *curve);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextMask, text_mask_free)
