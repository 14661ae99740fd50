/* Text in pixels covers what its outlines cover: Cairo, which samples them finely, is the measure.
 */
#include <math.h>

#include "map/text-mask.h"

enum { WIDTH = 320, HEIGHT = 80 };

static void move_to(void *data, Point to) { cairo_move_to(data, to.x, to.y); }
static void line_to(void *data, Point to) { cairo_line_to(data, to.x, to.y); }
static void curve_to(void *data, Point a, Point b, Point to) {
    cairo_curve_to(data, a.x, a.y, b.x, b.y, to.x, to.y);
}
static void quad_to(void *data, Point c, Point to) {
    double x, y;
    cairo_get_current_point(data, &x, &y);
    curve_to(data, (Point){x + (c.x - x) * 2 / 3, y + (c.y - y) * 2 / 3},
             (Point){to.x + (c.x - to.x) * 2 / 3, to.y + (c.y - to.y) * 2 / 3}, to);
}
static void close_path(void *data) { cairo_close_path(data); }
static const OutlineSink OUTLINE = {move_to, line_to, quad_to, curve_to, close_path, NULL};

static cairo_t *page_new(double scale) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, WIDTH, HEIGHT);
    cairo_t *cr = cairo_create(surface);
    cairo_surface_destroy(surface);
    cairo_scale(cr, scale, scale);
    return cr;
}

/* By Cairo, letters alone or with all within the halo's width. */
static cairo_t *sampled(const TextLayout *layout, const Type *type, Point origin, const Path *curve,
                        double scale) {
    cairo_t *cr = page_new(scale);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_BEST);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cr, 2 * type->halo_width);
    if (curve)
        text_layout_outline_on_curve(layout, curve, &OUTLINE, cr);
    else
        text_layout_outline(layout, origin, &OUTLINE, cr);
    if (type->halo_width > 0) cairo_stroke_preserve(cr);
    cairo_fill(cr);
    return cr;
}

static int level_at(cairo_t *cr, int x, int y) {
    cairo_surface_t *surface = cairo_get_target(cr);
    cairo_surface_flush(surface);
    return cairo_image_surface_get_data(surface)[y * cairo_image_surface_get_stride(surface) + x];
}

/* The largest difference of a pixel, and the mean of those that either touches. */
static void compare(cairo_t *a, cairo_t *b, int *ret_most, double *ret_mean) {
    int n = 0, sum = 0;
    *ret_most = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            int left = level_at(a, x, y), right = level_at(b, x, y), apart = abs(left - right);
            if (left == 0 && right == 0) continue;
            n++;
            sum += apart;
            *ret_most = MAX(*ret_most, apart);
        }
    g_assert_cmpint(n, >, 100);
    *ret_mean = (double)sum / n;
}

static void check(const char *text, Direction direction, double halo_width, const Path *curve,
                  double scale, int most, double mean) {
    GError *error = NULL;
    g_autoptr(Fonts) fonts = fonts_new(&error);
    g_assert_no_error(error);
    Type type = {.size = 14, .weight = 700, .color = {0, 0, 0, 1}, .halo_width = halo_width};
    if (halo_width > 0) type.halo = (Color){1, 1, 1, 1};
    g_autoptr(TextLayout) layout = text_layout_new(fonts, text, &type, direction, &error);
    g_assert_no_error(error);
    g_autoptr(TextMask) mask = text_mask_new();
    Point origin = {10.3, 22.6};
    cairo_t *expected = sampled(layout, &type, origin, curve, scale), *got = page_new(scale);
    text_mask_paint(mask, got, layout, &type, origin, curve);
    int worst;
    double average;
    compare(expected, got, &worst, &average);
    g_test_message("%s: %d, %.2f", text, worst, average);
    g_assert_cmpint(worst, <=, most);
    g_assert_cmpfloat(average, <=, mean);
    cairo_destroy(expected);
    cairo_destroy(got);
}

/* Where joined letters overlap, a pixel may be a shade darker. */
static void test_letters(void) {
    check("Deir ez-Zor, 14 km", DIRECTION_LTR, 0, NULL, 1, 16, 2);
    check("محيط الشولا", DIRECTION_RTL, 0, NULL, 1, 30, 3);
    check("كباجب Kabajib", DIRECTION_RTL, 0, NULL, 1.7, 30, 3);
}

static void test_letters_on_a_curve(void) {
    Point points[] = {{10, 30}, {90, 20}, {180, 40}, {300, 30}};
    guint32 parts[] = {0};
    Path curve = {.points = points, .n_points = 4, .parts = parts, .n_parts = 1};
    check("نهر الفرات", DIRECTION_RTL, 0, &curve, 1, 30, 3);
    check("Euphrates", DIRECTION_LTR, 1.5, &curve, 1, 160, 8);
}

/* Around a corner a halo may end half a pixel sooner. */
static void test_halo(void) {
    check("Deir ez-Zor", DIRECTION_LTR, 1.5, NULL, 1, 128, 8);
    check("محيط الشولا", DIRECTION_RTL, 1.8, NULL, 1, 128, 8);
    check("محيط الشولا", DIRECTION_RTL, 1.8, NULL, 2, 128, 8);
}

/* What lies outside the page is not drawn, and takes no memory. */
static void test_text_outside(void) {
    g_autoptr(Fonts) fonts = fonts_new(NULL);
    Type type = {.size = 14, .weight = 400, .color = {0, 0, 0, 1}};
    g_autoptr(TextLayout) layout = text_layout_new(fonts, "abc", &type, DIRECTION_LTR, NULL);
    g_autoptr(TextMask) mask = text_mask_new();
    cairo_t *cr = page_new(1);
    text_mask_paint(mask, cr, layout, &type, (Point){-1e6, 10}, NULL);
    text_mask_paint(mask, cr, layout, &type, (Point){10, 1e6}, NULL);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) g_assert_cmpint(level_at(cr, x, y), ==, 0);
    text_mask_paint(mask, cr, layout, &type, (Point){-6, 10}, NULL); /* its left is cut off */
    g_assert_cmpint(level_at(cr, 3, 6), >, 0);
    g_assert_cmpint(cairo_status(cr), ==, CAIRO_STATUS_SUCCESS);
    cairo_destroy(cr);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text-mask/letters", test_letters);
    g_test_add_func("/text-mask/on-a-curve", test_letters_on_a_curve);
    g_test_add_func("/text-mask/halo", test_halo);
    g_test_add_func("/text-mask/outside", test_text_outside);
    return g_test_run();
}
