/*
 * png-file: libpng with settings of our own, since Cairo's cost 24 ms a map and give larger files.
 * Maps are flat colours with thin lines: rows are stored unfiltered, where equal pixels are equal
 * bytes (filters made them a third larger). Most maps pass with a palette of 256 colours: a third
 * of the bytes, and sooner compressed, even at level 6. All colours are compressed at level 3:
 * level 4 takes a third longer for 3 % less.
 */
#include "map/png-file.h"

#include <png.h>
#include <setjmp.h>

#include "map/palette.h"

enum { COMPRESSION = 3, PALETTE_COMPRESSION = 6, MAX_TEXTS = 3 };

static void fail(png_structp png, png_const_charp message) {
    GError **error = png_get_error_ptr(png);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT, _("cannot write a PNG: %s"), message);
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {}

static void add_text(png_text *texts, int *n, const char *key, const char *value) {
    if (!value || !*value) return;
    texts[(*n)++] = (png_text){.compression = PNG_ITXT_COMPRESSION_NONE,
                               .key = (char *)key,
                               .text = (char *)value,
                               .itxt_length = strlen(value),
                               .lang = (char *)"",
                               .lang_key = (char *)""};
}

static void set_words(png_structp png, png_infop info, const PngPicture *picture) {
    png_text texts[MAX_TEXTS];
    int n = 0;
    add_text(texts, &n, "Title", picture->title);
    add_text(texts, &n, "Description", picture->description);
    add_text(texts, &n, "Software", "kharita");
    png_set_text(png, info, texts, n);
}

static void set_header(png_structp png, png_infop info, const PngPicture *picture,
                       const Palette *palette) {
    png_set_IHDR(png, info, (png_uint_32)picture->width, (png_uint_32)picture->height, 8,
                 palette ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_uint_32 per_metre = (png_uint_32)(picture->pixels_per_inch / 0.0254 + 0.5);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    set_words(png, info, picture);
    png_set_compression_level(png, palette ? PALETTE_COMPRESSION : COMPRESSION);
    png_set_filter(png, 0, PNG_FILTER_NONE);
}

static void set_palette(png_structp png, png_infop info, const Palette *palette) {
    png_color colors[PALETTE_MOST];
    for (guint i = 0; i < palette->n_colors; i++)
        colors[i] = (png_color){palette->rgb[i][0], palette->rgb[i][1], palette->rgb[i][2]};
    png_set_PLTE(png, info, colors, (int)palette->n_colors);
}

/* Cairo keeps a pixel as a number 0xXXRRGGBB. */
static void set_pixel_order(png_structp png) {
    if (G_BYTE_ORDER == G_LITTLE_ENDIAN) {
        png_set_bgr(png);
        png_set_filler(png, 0, PNG_FILLER_AFTER);
    } else {
        png_set_filler(png, 0, PNG_FILLER_BEFORE);
    }
}

/* Everything between setjmp and its return; nothing here owns anything. */
static gboolean write_image(png_structp png, png_infop info, FILE *stream,
                            const PngPicture *picture, const Palette *palette) {
    if (setjmp(png_jmpbuf(png))) return FALSE;
    png_init_io(png, stream);
    set_header(png, info, picture, palette);
    if (palette) set_palette(png, info, palette);
    png_write_info(png, info);
    if (!palette) set_pixel_order(png);
    const guint8 *rows = palette ? palette->indices : picture->pixels;
    gsize stride = palette ? (gsize)picture->width : (gsize)picture->stride;
    for (gsize y = 0; y < (gsize)picture->height; y++) png_write_row(png, rows + y * stride);
    png_write_end(png, info);
    return TRUE;
}

static Palette *faithful_palette(const PngPicture *picture) {
    g_autoptr(Palette) palette =
        palette_new(picture->pixels, picture->width, picture->height, picture->stride);
    return palette && palette_is_faithful(palette) ? g_steal_pointer(&palette) : NULL;
}

gboolean png_file_write(const char *path, const PngPicture *picture, bool may_reduce,
                        GError **error) {
    g_autoptr(OutFile) file = out_file_open(path, error);
    if (!file) return FALSE;
    g_autoptr(Palette) palette = may_reduce ? faithful_palette(picture) : NULL;
    GError *inner = NULL;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &inner, fail, ignore);
    png_infop info = png_create_info_struct(png);
    gboolean done = write_image(png, info, out_file_stream(file), picture, palette);
    png_destroy_write_struct(&png, &info);
    if (inner) g_propagate_error(error, inner);
    return done && out_file_commit(file, error);
}

/* ---- in memory --------------------------------------------------------------------------------
 */

static void append_bytes(png_structp png, png_bytep data, png_size_t len) {
    g_byte_array_append(png_get_io_ptr(png), data, (guint)len);
}

static void flush_nothing(png_structp png) {}

/* Everything between setjmp and its return. A palette of one colour, its opacity the index. */
static gboolean write_mask(png_structp png, png_infop info, GByteArray *out, const guint8 *opacity,
                           guint32 width, guint32 height, const guint8 *rgb) {
    png_color palette[256];
    png_byte alpha[256];
    for (int i = 0; i < 256; i++) {
        palette[i] = (png_color){rgb[0], rgb[1], rgb[2]};
        alpha[i] = (png_byte)i;
    }
    if (setjmp(png_jmpbuf(png))) return FALSE;
    png_set_write_fn(png, out, append_bytes, flush_nothing);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_PLTE(png, info, palette, 256);
    png_set_tRNS(png, info, alpha, 256, NULL);
    png_set_compression_level(png, 9);
    png_set_filter(png, 0, PNG_FILTER_NONE);
    png_write_info(png, info);
    for (guint32 y = 0; y < height; y++) png_write_row(png, opacity + (gsize)y * width);
    png_write_end(png, info);
    return TRUE;
}

GByteArray *png_mask_new(const guint8 *opacity, guint32 width, guint32 height, const guint8 *rgb) {
    GByteArray *out = g_byte_array_new();
    GError *error = NULL;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &error, fail, ignore);
    png_infop info = png_create_info_struct(png);
    gboolean done = write_mask(png, info, out, opacity, width, height, rgb);
    png_destroy_write_struct(&png, &info);
    g_clear_error(&error);
    if (done) return out;
    g_byte_array_unref(out);
    return NULL;
}
