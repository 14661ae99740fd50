/* Paths are projected, clipped to the frame with its margin, and thinned. */
#include <math.h>

#include "map/layout.h"

static const Box FRAME = {0, 0, 400, 400};

/* A view in which a degree is 100 points, so that clipping can be seen in round numbers. */
static MapView *plain_view(void) {
    g_autoptr(GError) error = NULL;
    MapView *view = map_view_new((LonLatBox){38, 33, 42, 37}, FRAME, 0, "EPSG:4326", &error);
    g_assert_no_error(error);
    return view;
}

static Path project(const LonLat *points, guint32 n, bool closed) {
    g_autoptr(MapView) view = plain_view();
    Path path = {0};
    const guint32 parts[] = {0};
    path_add_projected(&path, view, points, parts, n, 1, closed);
    return path;
}

static double area_of(const Path *path) {
    double sum = 0;
    for (guint32 i = 0; i < path->n_parts; i++) {
        guint32 end = i + 1 < path->n_parts ? path->parts[i + 1] : path->n_points;
        for (guint32 j = path->parts[i]; j + 1 < end; j++)
            sum += path->points[j].x * path->points[j + 1].y -
                   path->points[j + 1].x * path->points[j].y;
    }
    return fabs(sum) / 2;
}

static void test_ring_inside_is_kept(void) {
    const LonLat ring[] = {{39, 34}, {41, 34}, {41, 36}, {39, 36}, {39, 34}};
    Path path = project(ring, G_N_ELEMENTS(ring), true);
    g_assert_cmpuint(path.n_points, ==, 5);
    g_assert_cmpfloat_with_epsilon(area_of(&path), 200 * 200, 0.1);
    g_assert_cmpfloat(path.points[0].x, ==, path.points[4].x);
    path_clear(&path);
}

/* A ring larger than the frame fills frame and margin, and no more. */
static void test_ring_around_is_cut_to_the_margin(void) {
    const LonLat ring[] = {{0, 0}, {80, 0}, {80, 80}, {0, 80}, {0, 0}};
    Path path = project(ring, G_N_ELEMENTS(ring), true);
    g_assert_cmpfloat_with_epsilon(area_of(&path), 440 * 440, 0.1);
    path_clear(&path);
}

static void test_ring_outside_is_dropped(void) {
    const LonLat ring[] = {{50, 34}, {51, 34}, {51, 35}, {50, 34}};
    Path path = project(ring, G_N_ELEMENTS(ring), true);
    g_assert_cmpuint(path.n_parts, ==, 0);
    path_clear(&path);
}

/* A ring that goes round a corner outside still covers what it covered. */
static void test_ring_around_a_corner(void) {
    const LonLat ring[] = {{30, 30}, {40, 30}, {40, 35}, {30, 35}, {30, 30}};
    Path path = project(ring, G_N_ELEMENTS(ring), true);
    g_assert_cmpfloat_with_epsilon(area_of(&path), 220 * 220, 0.1);
    path_clear(&path);
}

/* A line that goes round a corner outside does not cut it. */
static void test_line_around_a_corner_stays_outside(void) {
    const LonLat line[] = {{37, 36}, {37, 37.6}, {37, 37.8}, {37.2, 38}, {37.8, 38}, {39, 38}};
    Path path = project(line, G_N_ELEMENTS(line), false);
    g_assert_cmpuint(path.n_parts, ==, 0);
    path_clear(&path);
}

/* Many points far outside on one side cost nothing and change nothing. */
static void test_far_points_are_thinned(void) {
    g_autoptr(GArray) ring = g_array_new(FALSE, FALSE, sizeof(LonLat));
    for (int i = 0; i <= 1000; i++) {
        LonLat far = {60 + 0.001 * (i % 7), 30 + 0.01 * i};
        g_array_append_val(ring, far);
    }
    LonLat near[] = {{40, 40}, {40, 30}};
    g_array_append_vals(ring, near, 2);
    Path path = project((LonLat *)ring->data, ring->len, true);
    g_assert_cmpfloat_with_epsilon(area_of(&path), 220 * 440, 0.1);
    g_assert_cmpuint(path.n_points, <, 100);
    path_clear(&path);
}

static void test_line_leaves_and_comes_back(void) {
    const LonLat line[] = {{39, 35}, {50, 35}, {50, 34}, {39, 34}};
    Path path = project(line, G_N_ELEMENTS(line), false);
    g_assert_cmpuint(path.n_parts, ==, 2);
    g_assert_cmpuint(path.n_points, ==, 4);
    g_assert_cmpfloat_with_epsilon(path.points[1].x, 420, 0.01);
    g_assert_cmpfloat_with_epsilon(path.points[2].x, 420, 0.01);
    path_clear(&path);
}

static void test_line_through_without_a_point_inside(void) {
    const LonLat line[] = {{20, 35}, {60, 35}};
    Path path = project(line, G_N_ELEMENTS(line), false);
    g_assert_cmpuint(path.n_points, ==, 2);
    g_assert_cmpfloat_with_epsilon(path.points[1].x - path.points[0].x, 440, 0.01);
    path_clear(&path);
}

static void test_close_points_are_dropped(void) {
    LonLat line[101];
    for (int i = 0; i <= 100; i++) line[i] = (LonLat){40 + i * 0.0001, 35}; /* one point long */
    Path path = project(line, G_N_ELEMENTS(line), false);
    g_assert_cmpuint(path.n_points, <=, 6);
    g_assert_cmpfloat_with_epsilon(path.points[path.n_points - 1].x - path.points[0].x, 1, 0.001);
    path_clear(&path);
}

static void test_paths_grow_by_parts(void) {
    g_autoptr(MapView) view = plain_view();
    Path path = {0};
    const LonLat line[] = {{39, 34}, {40, 34}, {40, 35}};
    const guint32 parts[] = {0};
    for (int i = 0; i < 100; i++) path_add_projected(&path, view, line, parts, 3, 1, false);
    g_assert_cmpuint(path.n_parts, ==, 100);
    g_assert_cmpuint(path.n_points, ==, 300);
    g_assert_cmpuint(path.parts[99], ==, 297);
    path_clear(&path);
}

/* Indices of a broken file are passed over. */
/* Rings in one another are holes; what lies wholly beyond stays. */
static void test_cut(void) {
    Path area = {0}, country = {0}, abroad = {0};
    path_add_rounded_box(&area, (Box){0, 0, 100, 100}, 0);
    path_add_rounded_box(&area, (Box){10, 10, 20, 20}, 0);
    path_add_rounded_box(&country, (Box){-50, -50, 100, 300}, 0);
    path_cut(&area, &country);
    g_assert_cmpfloat_with_epsilon(area_of(&area), 50 * 100 - 20 * 20, 0.5);
    path_add_rounded_box(&abroad, (Box){200, 0, 10, 10}, 0);
    path_cut(&abroad, &country);
    g_assert_cmpfloat_with_epsilon(area_of(&abroad), 100, 0.5);
    path_clear(&area);
    path_clear(&country);
    path_clear(&abroad);
}

static void test_broken_parts_are_ignored(void) {
    g_autoptr(MapView) view = plain_view();
    Path path = {0};
    const LonLat line[] = {{39, 34}, {40, 34}};
    const guint32 parts[] = {0, 900};
    path_add_projected(&path, view, line, parts, 2, 2, false);
    g_assert_cmpuint(path.n_parts, ==, 0);
    path_clear(&path);
}

/* A notch is filled, corners are rounded off, and the surface stays about what it was. */
static void test_soften(void) {
    static const Point points[] = {{0, 0},    {100, 0},   {100, 45}, {80, 45}, {80, 55},
                                   {100, 55}, {100, 100}, {0, 100},  {0, 0}};
    guint32 start = 0;
    Path path = {g_memdup2(points, sizeof points), G_N_ELEMENTS(points),
                 g_memdup2(&start, sizeof start), 1};
    double before = area_of(&path);
    path_soften(&path, 0.3);
    g_assert_true(path_holds(&path, (Point){90, 50}));
    g_assert_false(path_holds(&path, (Point){2, 2}));
    g_assert_true(path_holds(&path, (Point){50, 2}));
    g_assert_cmpfloat(area_of(&path), >, 0.85 * before);
    g_assert_cmpfloat(area_of(&path), <, 1.05 * before);
    path_clear(&path);
}

/* What is narrower than the circles is rounded less, and does not vanish. */
static void test_a_narrow_shape_is_softened_less(void) {
    static const Point points[] = {{0, 0}, {400, 0}, {400, 20}, {0, 20}, {0, 0}};
    guint32 start = 0;
    Path path = {g_memdup2(points, sizeof points), G_N_ELEMENTS(points),
                 g_memdup2(&start, sizeof start), 1};
    path_soften(&path, 0.4);
    g_assert_cmpfloat(area_of(&path), >, 0.85 * 400 * 20);
    g_assert_false(path_holds(&path, (Point){0.5, 0.5}));
    path_clear(&path);
}

/* What lies inside is no corner, and no corner is lost. */
static void test_hull(void) {
    Point points[] = {{5, 5}, {0, 0}, {10, 0}, {5, 0}, {10, 10}, {3, 7}, {0, 10}, {10, 0}};
    Path path = {0};
    path_add_hull(&path, points, G_N_ELEMENTS(points));
    g_assert_cmpuint(path.n_points, ==, 5);
    g_assert_cmpfloat(area_of(&path), ==, 100);
    g_assert_cmpfloat(path.points[0].x, ==, path.points[4].x);
    path_clear(&path);
}

/* A speck and a hole of the last two parts go; what was there before, and what is large, stays. */
static void test_small_rings_are_dropped(void) {
    Point points[] = {{0, 0}, {1, 0}, {1, 1}, {0, 0}, {5, 5}, {7, 5}, {7, 7}, {5, 5},
                      {0, 0}, {9, 0}, {9, 9}, {0, 0}, {3, 2}, {4, 2}, {4, 3}, {3, 2}};
    guint32 parts[] = {0, 4, 8, 12};
    Path path = {points, G_N_ELEMENTS(points), parts, G_N_ELEMENTS(parts)};
    path_drop_small(&path, 1, 10);
    g_assert_cmpuint(path.n_parts, ==, 2);
    g_assert_cmpuint(path.n_points, ==, 8);
    g_assert_cmpuint(path.parts[1], ==, 4);
    g_assert_cmpfloat(path.points[1].x, ==, 1);
    g_assert_cmpfloat(path.points[5].x, ==, 9);
    path_drop_small(&path, 0, 100);
    g_assert_cmpuint(path.n_parts, ==, 0);
    g_assert_cmpuint(path.n_points, ==, 0);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/path/ring-inside-is-kept", test_ring_inside_is_kept);
    g_test_add_func("/path/ring-around-is-cut-to-the-margin",
                    test_ring_around_is_cut_to_the_margin);
    g_test_add_func("/path/ring-outside-is-dropped", test_ring_outside_is_dropped);
    g_test_add_func("/path/ring-around-a-corner", test_ring_around_a_corner);
    g_test_add_func("/path/line-around-a-corner-stays-outside",
                    test_line_around_a_corner_stays_outside);
    g_test_add_func("/path/far-points-are-thinned", test_far_points_are_thinned);
    g_test_add_func("/path/line-leaves-and-comes-back", test_line_leaves_and_comes_back);
    g_test_add_func("/path/line-through-without-a-point-inside",
                    test_line_through_without_a_point_inside);
    g_test_add_func("/path/close-points-are-dropped", test_close_points_are_dropped);
    g_test_add_func("/path/paths-grow-by-parts", test_paths_grow_by_parts);
    g_test_add_func("/path/cut", test_cut);
    g_test_add_func("/path/broken-parts-are-ignored", test_broken_parts_are_ignored);
    g_test_add_func("/path/soften", test_soften);
    g_test_add_func("/path/a-narrow-shape-is-softened-less", test_a_narrow_shape_is_softened_less);
    g_test_add_func("/path/hull", test_hull);
    g_test_add_func("/path/small-rings-are-dropped", test_small_rings_are_dropped);
    return g_test_run();
}
