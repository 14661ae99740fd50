/* Rings cut along lines. */
#include <math.h>

#include "place/cut.h"

static double area_of(const Rings *rings) {
    double sum = 0;
    for (guint k = 0, first = 0; k < rings->ends->len; k++) {
        guint end = g_array_index(rings->ends, guint, k);
        for (guint i = first; i < end; i++) {
            Flat p = g_array_index(rings->points, Flat, i);
            Flat q = g_array_index(rings->points, Flat, i + 1 < end ? i + 1 : first);
            sum += (p.x * q.y - q.x * p.y) / 2;
        }
        first = end;
    }
    return sum;
}

/* A comb of two teeth, 3 wide and 4 high, that stands on a bar of height 1. */
static Rings *comb(void) {
    const Flat points[] = {{0, 0}, {3, 0}, {3, 4}, {2, 4}, {2, 1}, {1, 1}, {1, 4}, {0, 4}};
    Rings *rings = rings_new();
    rings_add(rings, points, G_N_ELEMENTS(points));
    return rings;
}

static void a_comb_falls_into_its_teeth(void) {
    g_autoptr(Rings) teeth = comb();
    g_assert_true(rings_cut(teeth, (Flat){0, -1}, -2)); /* what lies above y = 2 */
    g_assert_cmpuint(teeth->ends->len, ==, 2);
    g_assert_cmpfloat_with_epsilon(area_of(teeth), 4, 1e-9);
    g_assert_true(rings_cut(teeth, (Flat){1, 0}, 0.5));
    g_assert_cmpuint(teeth->ends->len, ==, 1);
    g_assert_cmpfloat_with_epsilon(area_of(teeth), 1, 1e-9);
}

static void what_no_line_crosses_stays_whole_or_goes(void) {
    g_autoptr(Rings) rings = comb();
    g_assert_true(rings_cut(rings, (Flat){1, 0}, 3));
    g_assert_cmpuint(rings->points->len, ==, 8);
    g_assert_true(rings_cut(rings, (Flat){1, 0}, -1));
    g_assert_cmpuint(rings->ends->len, ==, 0);
}

/* A line through corners and along an edge leaves what lies on one side of it. */
static void a_line_may_go_through_corners(void) {
    g_autoptr(Rings) bar = comb();
    g_assert_true(rings_cut(bar, (Flat){0, 1}, 1));
    g_assert_cmpfloat_with_epsilon(area_of(bar), 3, 1e-9);
    g_autoptr(Rings) half = comb();
    g_assert_true(rings_cut(half, (Flat){-M_SQRT1_2, M_SQRT1_2}, 0)); /* right of y = x */
    g_assert_cmpfloat_with_epsilon(area_of(half), 0.5 + 1 + 1 + 1.5, 1e-9);
}

static void only_a_convex_frame_cuts(void) {
    const Flat square[] = {{0.5, 0.5}, {0.5, 3}, {2.5, 3}, {2.5, 0.5}};
    g_autoptr(Rings) rings = comb();
    g_assert_true(rings_cut_to(rings, square, G_N_ELEMENTS(square)));
    g_assert_cmpfloat_with_epsilon(area_of(rings), 2 * 0.5 + 2 * 0.5 * 2, 1e-9);
    const Flat arrow[] = {{0, 0}, {2, 1}, {0, 2}, {1, 1}};
    g_autoptr(Rings) other = comb();
    g_assert_false(rings_cut_to(other, arrow, G_N_ELEMENTS(arrow)));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/place/cut/parts", a_comb_falls_into_its_teeth);
    g_test_add_func("/place/cut/whole", what_no_line_crosses_stays_whole_or_goes);
    g_test_add_func("/place/cut/corners", a_line_may_go_through_corners);
    g_test_add_func("/place/cut/to-convex", only_a_convex_frame_cuts);
    return g_test_run();
}
