/*
 * palette: a picture's colours reduced to 256, where no eye sees the difference. Private to map/.
 *
 * The measure is the distance of two colours in CIE L*a*b* (CIE 1976), where 1 is what an eye can
 * just see between two large fields side by side.
 */
#pragma once

#include <glib.h>

enum { PALETTE_MOST = 256 };

/* Owns its indices. */
typedef struct {
    guint8 rgb[PALETTE_MOST][3];
    guint n_colors;
    guint8 *indices;        /* a pixel each, row by row */
    double mean_difference; /* over all pixels */
    double visible_share;   /* of the pixels that differ by more than an edge may */
    double worst_difference;
} Palette;

/* Reduces `height` rows of `width` pixels (0xXXRRGGBB), `stride` bytes apart. NULL where the
 * picture has more colours than a drawing has. The same pixels give the same palette. */
Palette *palette_new(const guint8 *pixels, int width, int height, int stride);
void palette_free(Palette *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Palette, palette_free)

/* Would an eye take the reduced picture for the original? */
gboolean palette_is_faithful(const Palette *self);
