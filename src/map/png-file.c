/*
 * png-file: libpng writes the chunks, libdeflate compresses the rows: level for level the bytes of
 * zlib in half its time. Maps are flat colours with thin lines: rows are stored unfiltered, where
 * equal pixels are equal bytes (filters made them a third larger). Most maps pass with a palette of
 * 256 colours: a third of the bytes, and sooner compressed.
 */
#include "map/png-file.h"

#include <libdeflate.h>
#include <png.h>
#include <setjmp.h>

#include "map/palette.h"

enum { COMPRESSION = 5, PALETTE_COMPRESSION = 5, MASK_COMPRESSION = 7, MAX_TEXTS = 3 };

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
}

static void set_palette(png_structp png, png_infop info, const Palette *palette) {
    png_color colors[PALETTE_MOST];
    for (guint i = 0; i < palette->n_colors; i++)
        colors[i] = (png_color){palette->rgb[i][0], palette->rgb[i][1], palette->rgb[i][2]};
    png_set_PLTE(png, info, colors, (int)palette->n_colors);
}

/* ---- rows -------------------------------------------------------------------------------------
 */

/* The rows as PNG has them before compression: each begins with the number of its filter, none. */
static guint8 *rows_of_indices(const guint8 *indices, gsize width, gsize height) {
    guint8 *rows = g_malloc((width + 1) * height);
    for (gsize y = 0; y < height; y++) {
        rows[y * (width + 1)] = PNG_FILTER_VALUE_NONE;
        memcpy(rows + y * (width + 1) + 1, indices + y * width, width);
    }
    return rows;
}

static guint8 *rows_of_pixels(const PngPicture *picture) {
    gsize width = (gsize)picture->width, height = (gsize)picture->height;
    guint8 *rows = g_malloc((3 * width + 1) * height), *to = rows;
    for (gsize y = 0; y < height; y++) {
        const guint32 *from =
            (const guint32 *)(const void *)(picture->pixels + y * (gsize)picture->stride);
        *to++ = PNG_FILTER_VALUE_NONE;
        for (gsize x = 0; x < width; x++) {
            *to++ = (guint8)(from[x] >> 16);
            *to++ = (guint8)(from[x] >> 8);
            *to++ = (guint8)from[x];
        }
    }
    return rows;
}

/* What an IDAT chunk holds. */
typedef struct {
    guint8 *bytes;
    gsize len;
} Packed;

/* Takes the rows, and frees them. */
static Packed pack_rows(guint8 *rows, gsize len, int level) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
    if (!compressor) g_error("out of memory");
    gsize room = libdeflate_zlib_compress_bound(compressor, len);
    Packed packed = {.bytes = g_malloc(room)};
    packed.len = libdeflate_zlib_compress(compressor, rows, len, packed.bytes, room);
    libdeflate_free_compressor(compressor);
    g_free(rows);
    return packed;
}

/* What follows the header; png_write_end would miss rows of libpng's own. */
static void write_packed(png_structp png, const Packed *packed) {
    png_write_chunk(png, (png_const_bytep) "IDAT", packed->bytes, packed->len);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
}

static Packed pack_picture(const PngPicture *picture, const Palette *palette) {
    gsize width = (gsize)picture->width, height = (gsize)picture->height;
    if (palette)
        return pack_rows(rows_of_indices(palette->indices, width, height), (width + 1) * height,
                         PALETTE_COMPRESSION);
    return pack_rows(rows_of_pixels(picture), (3 * width + 1) * height, COMPRESSION);
}

/* Everything between setjmp and its return; nothing here owns anything. */
static gboolean write_image(png_structp png, png_infop info, FILE *stream,
                            const PngPicture *picture, const Palette *palette,
                            const Packed *packed) {
    if (setjmp(png_jmpbuf(png))) return FALSE;
    png_init_io(png, stream);
    set_header(png, info, picture, palette);
    if (palette) set_palette(png, info, palette);
    png_write_info(png, info);
    write_packed(png, packed);
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
    Packed packed = pack_picture(picture, palette);
    GError *inner = NULL;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &inner, fail, ignore);
    png_infop info = png_create_info_struct(png);
    gboolean done = write_image(png, info, out_file_stream(file), picture, palette, &packed);
    png_destroy_write_struct(&png, &info);
    g_free(packed.bytes);
    if (inner) g_propagate_error(error, inner);
    return done && out_file_commit(file, error);
}

/* ---- in memory --------------------------------------------------------------------------------
 */

static void append_bytes(png_structp png, png_bytep data, png_size_t len) {
    g_byte_array_append(png_get_io_ptr(png), data, (guint)len);
}

static void flush_nothing(png_structp png) {}

/* The degrees of opacity that a mask has, and its cells as their numbers. */
typedef struct {
    guint8 opacity[256];
    int n;
    guint8 *indices;
} Degrees;

static Degrees degrees_of(const guint8 *opacity, gsize n_cells) {
    Degrees degrees = {.indices = g_malloc(n_cells)};
    guint8 number[256] = {0};
    bool has[256] = {false};
    for (gsize i = 0; i < n_cells; i++) has[opacity[i]] = true;
    for (int i = 0; i < 256; i++) {
        if (!has[i]) continue;
        degrees.opacity[degrees.n] = (guint8)i;
        number[i] = (guint8)degrees.n++;
    }
    for (gsize i = 0; i < n_cells; i++) degrees.indices[i] = number[opacity[i]];
    return degrees;
}

/* Everything between setjmp and its return. A palette of one colour in its degrees of opacity. */
static gboolean write_mask(png_structp png, png_infop info, GByteArray *out, const Packed *packed,
                           guint32 width, guint32 height, const guint8 *rgb,
                           const Degrees *degrees) {
    png_color palette[256];
    for (int i = 0; i < degrees->n; i++) palette[i] = (png_color){rgb[0], rgb[1], rgb[2]};
    if (setjmp(png_jmpbuf(png))) return FALSE;
    png_set_write_fn(png, out, append_bytes, flush_nothing);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_PLTE(png, info, palette, degrees->n);
    png_set_tRNS(png, info, degrees->opacity, degrees->n, NULL);
    png_write_info(png, info);
    write_packed(png, packed);
    return TRUE;
}

GByteArray *png_mask_new(const guint8 *opacity, guint32 width, guint32 height, const guint8 *rgb) {
    GByteArray *out = g_byte_array_new();
    GError *error = NULL;
    Degrees degrees = degrees_of(opacity, (gsize)width * height);
    Packed packed = pack_rows(rows_of_indices(degrees.indices, width, height),
                              ((gsize)width + 1) * height, MASK_COMPRESSION);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &error, fail, ignore);
    png_infop info = png_create_info_struct(png);
    gboolean done = write_mask(png, info, out, &packed, width, height, rgb, &degrees);
    png_destroy_write_struct(&png, &info);
    g_free(packed.bytes);
    g_free(degrees.indices);
    g_clear_error(&error);
    if (done) return out;
    g_byte_array_unref(out);
    return NULL;
}
