/* 256 colours stand for all that a map has, as near as an eye needs; flat fields keep their own. */
#include <glib.h>

#include "map/palette.h"

enum { WIDTH = 64, HEIGHT = 48 };

/* Rows of pixels 0xXXRRGGBB, each from `color_at`. */
static guint32 *picture(guint32 (*color_at)(int x, int y)) {
    guint32 *pixels = g_new(guint32, WIDTH * HEIGHT);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) pixels[y * WIDTH + x] = color_at(x, y) | 0xAA000000u;
    return pixels;
}

static Palette *palette_of(guint32 (*color_at)(int x, int y)) {
    g_autofree guint32 *pixels = picture(color_at);
    return palette_new((const guint8 *)pixels, WIDTH, HEIGHT, WIDTH * 4);
}

static guint32 shown_at(const Palette *palette, int x, int y) {
    const guint8 *rgb = palette->rgb[palette->indices[y * WIDTH + x]];
    return (guint32)rgb[0] << 16 | (guint32)rgb[1] << 8 | rgb[2];
}

static guint32 flags(int x, int y) { return x < 20 ? 0xD3EAF7 : y < 30 ? 0xFAFAF8 : 0xD55E00; }

static void test_few_colors_stay_as_they_are(void) {
    g_autoptr(Palette) palette = palette_of(flags);
    g_assert_cmpuint(palette->n_colors, ==, 3);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) g_assert_cmphex(shown_at(palette, x, y), ==, flags(x, y));
    g_assert_cmpfloat(palette->worst_difference, ==, 0);
    g_assert_true(palette_is_faithful(palette));
}

/* A field with the soft edges of a letter on it: some hundred colours between two. */
static guint32 edges(int x, int y) {
    if (y < 30) return 0xFAFAF8;
    guint level = (guint)(x * 4 + y % 4);
    return level << 16 | (level * 9 / 10) << 8 | (255 - level) / 2;
}

static void test_soft_edges_pass(void) {
    g_autoptr(Palette) palette = palette_of(edges);
    g_assert_cmphex(shown_at(palette, 5, 5), ==, 0xFAFAF8);
    g_assert_true(palette_is_faithful(palette));
}

/* As many colours as pixels, all over the gamut: what no map is. */
static guint32 noise(int x, int y) {
    guint32 n = (guint32)(y * WIDTH + x) * 2654435769u;
    return (n ^ n >> 15) & 0xFFFFFF;
}

static void test_noise_is_found_out(void) {
    g_autoptr(Palette) palette = palette_of(noise);
    g_assert_nonnull(palette);
    g_assert_false(palette_is_faithful(palette));
}

static void test_same_pixels_same_palette(void) {
    g_autoptr(Palette) one = palette_of(edges), two = palette_of(edges);
    g_assert_cmpmem(one->rgb, sizeof one->rgb, two->rgb, sizeof two->rgb);
    g_assert_cmpmem(one->indices, WIDTH * HEIGHT, two->indices, WIDTH * HEIGHT);
}

static void test_too_many_colors(void) {
    enum { SIDE = 300 };
    g_autofree guint32 *pixels = g_new(guint32, SIDE * SIDE);
    for (guint32 i = 0; i < SIDE * SIDE; i++) pixels[i] = i;
    g_assert_null(palette_new((const guint8 *)pixels, SIDE, SIDE, SIDE * 4));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/palette/few-colours-stay", test_few_colors_stay_as_they_are);
    g_test_add_func("/map/palette/soft-edges-pass", test_soft_edges_pass);
    g_test_add_func("/map/palette/noise-is-found-out", test_noise_is_found_out);
    g_test_add_func("/map/palette/same-pixels-same-palette", test_same_pixels_same_palette);
    g_test_add_func("/map/palette/too-many-colours", test_too_many_colors);
    return g_test_run();
}
