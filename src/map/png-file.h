/* png-file: pixels become a PNG file. Private to map/. */
#pragma once

#include "base/base.h"

/* `height` rows of `width` pixels, each 4 bytes as Cairo's RGB24 has them on this machine, `stride`
 * bytes apart; and words that go into the file, which may be NULL. */
typedef struct {
    const guint8 *pixels;
    int width, height, stride;
    double pixels_per_inch;
    const char *title, *description;
} PngPicture;

/* Writes the picture, with 256 colours where `may_reduce` and no eye sees the difference (see
 * palette.h), else with all. The file is whole or absent. */
gboolean png_file_write(const char *path, const PngPicture *picture, bool may_reduce,
                        GError **error);

/* A small PNG in memory: one colour (red, green, blue), and for each pixel how opaque it is. The
 * caller unrefs it; NULL where libpng fails. */
GByteArray *png_mask_new(const guint8 *opacity, guint32 width, guint32 height, const guint8 *rgb);
