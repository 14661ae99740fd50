/* The parts of the SVG painter that make a drawing small: what nobody sees is not written, what is
 * said of many is said once, what SVG has an element for is that element. */
#include "map/layout.h"
#include "map/svg.h"

/* ---- what is not seen -------------------------------------------------------------------------
 */

/* A map of 100 by 100 with an enlargement on its right half. */
static const SvgView VIEW = {
    .frame = {0, 0, 100, 100}, .covers = {{50, 0, 50, 100}}, .n_covers = 1};

static void assert_cut(const Point *points, guint32 n, const Point *expected, guint32 n_expected) {
    g_autofree Point *left = g_new(Point, n);
    g_assert_cmpuint(svg_cut_unseen(&VIEW, points, n, left), ==, n_expected);
    for (guint32 i = 0; i < n_expected; i++) {
        g_assert_cmpfloat(left[i].x, ==, expected[i].x);
        g_assert_cmpfloat(left[i].y, ==, expected[i].y);
    }
}

static void test_what_is_seen_stays(void) {
    const Point line[] = {{10, 10}, {20, 40}, {30, 10}, {40, 40}};
    assert_cut(line, G_N_ELEMENTS(line), line, G_N_ELEMENTS(line));
}

static void test_a_run_under_a_cover_is_its_ends(void) {
    const Point line[] = {{10, 10}, {60, 10}, {70, 20}, {80, 30}, {60, 40}, {10, 40}};
    const Point left[] = {{10, 10}, {60, 10}, {60, 40}, {10, 40}};
    assert_cut(line, G_N_ELEMENTS(line), left, G_N_ELEMENTS(left));
}

static void test_what_lies_under_a_cover_is_left_out(void) {
    const Point line[] = {{60, 10}, {70, 20}, {80, 30}};
    assert_cut(line, G_N_ELEMENTS(line), NULL, 0);
}

/* A stroke under the edge of a cover shows beside it. */
static void test_what_touches_the_edge_stays(void) {
    const Point line[] = {{51, 10}, {52, 20}, {51, 30}};
    assert_cut(line, G_N_ELEMENTS(line), line, G_N_ELEMENTS(line));
}

/* Points beyond two sides of the frame do not lie in one place: the way around its corner stays. */
static void test_the_way_around_a_corner_stays(void) {
    const Point line[] = {{10, 10},   {-20, 10}, {-30, 20}, {-30, -20},
                          {-20, -30}, {10, -20}, {20, -20}};
    const Point left[] = {{10, 10}, {-20, 10}, {-20, -30}, {10, -20}, {20, -20}};
    assert_cut(line, G_N_ELEMENTS(line), left, G_N_ELEMENTS(left));
}

/* ---- forms ------------------------------------------------------------------------------------
 */

static void assert_rounded(Box box, double radius, double expected) {
    Path path = {0};
    path_add_rounded_box(&path, box, radius);
    Box found = {0};
    double found_radius = -1;
    g_assert_true(svg_is_rounded_box(&path, &found, &found_radius));
    g_assert_cmpfloat_with_epsilon(found.x, box.x, 1e-6);
    g_assert_cmpfloat_with_epsilon(found.y, box.y, 1e-6);
    g_assert_cmpfloat_with_epsilon(found.width, box.width, 1e-6);
    g_assert_cmpfloat_with_epsilon(found.height, box.height, 1e-6);
    g_assert_cmpfloat_with_epsilon(found_radius, expected, 1e-6);
    path_clear(&path);
}

static void test_rounded_boxes_are_known(void) {
    assert_rounded((Box){10, 20, 60, 30}, 5, 5);
    assert_rounded((Box){10, 20, 60, 30}, 0, 0);
    assert_rounded((Box){10, 20, 60, 30}, 40, 15); /* a pill */
}

static void test_other_paths_are_no_boxes(void) {
    Box box;
    double radius;
    Path path = {0};
    path_add_rounded_box(&path, (Box){10, 20, 60, 30}, 5);
    path.points[9].x -= 1;
    g_assert_false(svg_is_rounded_box(&path, &box, &radius));
    path_clear(&path);
    /* As many points inside of a box as its corners have. */
    path_begin(&path);
    path_add(&path, (Point){60, 0});
    path_add(&path, (Point){60, 60});
    path_add(&path, (Point){0, 60});
    path_add(&path, (Point){0, 0});
    while (path.n_points < 28) path_add(&path, (Point){path.n_points, path.n_points});
    path_add(&path, path.points[0]);
    g_assert_false(svg_is_rounded_box(&path, &box, &radius));
    path_clear(&path);
}

/* ---- rules ------------------------------------------------------------------------------------
 */

static char *rules_of(const char *const *looks, const char *prefix) {
    g_autoptr(GPtrArray) classes = g_ptr_array_new();
    for (; *looks; looks++) g_ptr_array_add(classes, (char *)*looks);
    GString *css = g_string_new(NULL);
    svg_append_classes(css, prefix, classes);
    return g_string_free(css, FALSE);
}

static void test_looks_without_anything_in_common(void) {
    const char *const looks[] = {"fill:#fff", "fill:#000;stroke:#111", NULL};
    g_autofree char *css = rules_of(looks, "p-");
    g_assert_cmpstr(css, ==, ".p-k1{fill:#fff}\n.p-k2{fill:#000;stroke:#111}\n");
}

static void test_what_looks_share_is_said_once(void) {
    const char *const looks[] = {"fill:#fff;stroke-linecap:round;stroke-linejoin:round",
                                 "stroke-linecap:round;stroke-linejoin:round", "fill:#000", NULL};
    g_autofree char *css = rules_of(looks, "");
    g_assert_cmpstr(css, ==,
                    ".k1,.k2{stroke-linecap:round;stroke-linejoin:round}\n"
                    ".k1{fill:#fff}\n.k3{fill:#000}\n");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/svg/cut/what-is-seen-stays", test_what_is_seen_stays);
    g_test_add_func("/svg/cut/run-under-cover", test_a_run_under_a_cover_is_its_ends);
    g_test_add_func("/svg/cut/all-under-cover", test_what_lies_under_a_cover_is_left_out);
    g_test_add_func("/svg/cut/edge", test_what_touches_the_edge_stays);
    g_test_add_func("/svg/cut/corner", test_the_way_around_a_corner_stays);
    g_test_add_func("/svg/forms/rounded-box", test_rounded_boxes_are_known);
    g_test_add_func("/svg/forms/no-box", test_other_paths_are_no_boxes);
    g_test_add_func("/svg/rules/nothing-shared", test_looks_without_anything_in_common);
    g_test_add_func("/svg/rules/shared", test_what_looks_share_is_said_once);
    return g_test_run();
}
