/* png-file: pixels become a PNG file. Private to map/. */
#pragma once

#include "base/base.h"

/* Words that go into the file; may be NULL. */
typedef struct {
    const char *title, *description;
} PngText;

/* Writes `height` rows of `width` pixels, each 4 bytes as Cairo's RGB24 has them on this machine,
 * `stride` bytes apart. The file is whole or absent. */
gboolean png_file_write(const char *path, const guint8 *pixels, int width, int height, int stride,
                        double pixels_per_inch, const PngText *text, GError **error);

/* A small PNG in memory: one colour (red, green, blue), and for each pixel how opaque it is. The
 * caller unrefs it; NULL where libpng fails. */
GByteArray *png_mask_new(const guint8 *opacity, guint32 width, guint32 height, const guint8 *rgb);
