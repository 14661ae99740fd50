/* A view fits its box into its frame, and projects there and back. */
#include <math.h>
#include <proj.h>

#include "map/scene.h"

static const Box FRAME = {0, 0, 1200, 675};
static const LonLatBox SYRIA = {35.5, 32.2, 42.5, 37.4};
static const LonLatBox TOWN = {40.10, 35.30, 40.20, 35.36};

static MapView *view_of(LonLatBox box, double padding, const char *crs) {
    g_autoptr(GError) error = NULL;
    MapView *view = map_view_new(box, FRAME, padding, crs, &error);
    g_assert_no_error(error);
    return view;
}

static void assert_inside(const MapView *view, double lon, double lat, double padding) {
    Point at = map_view_project(view, (LonLat){lon, lat});
    g_assert_cmpfloat(at.x, >=, FRAME.x + padding - 0.01);
    g_assert_cmpfloat(at.x, <=, FRAME.x + FRAME.width - padding + 0.01);
    g_assert_cmpfloat(at.y, >=, FRAME.y + padding - 0.01);
    g_assert_cmpfloat(at.y, <=, FRAME.y + FRAME.height - padding + 0.01);
}

static void test_box_lies_in_frame(void) {
    g_autoptr(MapView) view = view_of(SYRIA, 60, NULL);
    for (double lon = SYRIA.west; lon <= SYRIA.east; lon += 0.5) {
        assert_inside(view, lon, SYRIA.south, 60);
        assert_inside(view, lon, SYRIA.north, 60);
    }
    assert_inside(view, SYRIA.west, 35, 60);
    assert_inside(view, SYRIA.east, 35, 60);
}

static void test_north_is_up_at_the_centre(void) {
    g_autoptr(MapView) view = view_of(SYRIA, 0, NULL);
    Point a = map_view_project(view, (LonLat){39, 34.8}),
          b = map_view_project(view, (LonLat){39, 35});
    g_assert_cmpfloat_with_epsilon(a.x, b.x, 0.001);
    g_assert_cmpfloat(b.y, <, a.y);
}

static void test_unproject_undoes_project(void) {
    const char *crs[] = {NULL, "EPSG:32637", "EPSG:4326", "EPSG:3857"};
    for (guint i = 0; i < G_N_ELEMENTS(crs); i++) {
        g_autoptr(MapView) view = view_of(SYRIA, 20, crs[i]);
        LonLat back = map_view_unproject(view, map_view_project(view, (LonLat){40.14, 35.33}));
        g_assert_cmpfloat_with_epsilon(back.lon, 40.14, 1e-7);
        g_assert_cmpfloat_with_epsilon(back.lat, 35.33, 1e-7);
    }
}

/* What PROJ's database says of a code: degrees, east first, to its plane. */
static PJ *by_database(PJ_CONTEXT *context, const char *code) {
    PJ *raw = proj_create_crs_to_crs(context, "OGC:CRS84", code, NULL);
    PJ *out = proj_normalize_for_visualization(context, raw);
    proj_destroy(raw);
    return out;
}

/* Pipelines of the table are those of PROJ's database. */
static void test_known_pipelines_are_right(void) {
    static const char *const columns[] = {"code", "pipeline", NULL};
    g_autoptr(GError) error = NULL;
    g_autofree char *path = data_path("gazetteer/map-projections.tsv", &error);
    g_autoptr(Tsv) tsv = tsv_open(path, columns, &error);
    g_assert_no_error(error);
    PJ_CONTEXT *context = proj_context_create();
    while (tsv_next(tsv, &error)) {
        PJ *exact = by_database(context, tsv_cell(tsv, 0));
        PJ *known = proj_create(context, tsv_cell(tsv, 1));
        g_assert_nonnull(exact);
        g_assert_nonnull(known);
        for (double lon = 30; lon < 45; lon += 0.7) {
            PJ_COORD from = proj_coord(lon, lon - 4, 0, HUGE_VAL);
            PJ_COORD a = proj_trans(exact, PJ_FWD, from), b = proj_trans(known, PJ_FWD, from);
            g_assert_cmpfloat(a.xy.x, ==, b.xy.x);
            g_assert_cmpfloat(a.xy.y, ==, b.xy.y);
        }
        proj_destroy(exact);
        proj_destroy(known);
    }
    g_assert_no_error(error);
    proj_context_destroy(context);
}

/* Along the centre's parallel and meridian a point is as long as the view says. */
static void test_metres_per_point_hold(void) {
    const LonLatBox boxes[] = {SYRIA, TOWN};
    for (guint i = 0; i < G_N_ELEMENTS(boxes); i++) {
        g_autoptr(MapView) view = view_of(boxes[i], 0, NULL);
        LonLat centre = map_view_unproject(view, (Point){600, 337.5});
        LonLat north = map_view_unproject(view, (Point){600, 327.5});
        double metres = geo_distance_m(centre, north) / 10;
        g_assert_cmpfloat_with_epsilon(metres / map_view_metres_per_point(view), 1, 0.003);
    }
}

static void test_scale_of_a_town_is_large(void) {
    g_autoptr(MapView) town = view_of(TOWN, 0, NULL);
    g_autoptr(MapView) country = view_of(SYRIA, 0, NULL);
    g_assert_cmpfloat(map_view_scale_denominator(town), <, 100000);
    g_assert_cmpfloat(map_view_scale_denominator(country), >, 3000000);
    g_assert_cmpint(basemap_level(map_view_scale_denominator(town)), ==, 3);
    g_assert_cmpint(basemap_level(map_view_scale_denominator(country)), ==, 0);
}

static void test_extent_holds_box(void) {
    g_autoptr(MapView) view = view_of(SYRIA, 10, NULL);
    LonLatBox extent = map_view_extent(view);
    g_assert_cmpfloat(extent.west, <, SYRIA.west);
    g_assert_cmpfloat(extent.south, <, SYRIA.south);
    g_assert_cmpfloat(extent.east, >, SYRIA.east);
    g_assert_cmpfloat(extent.north, >, SYRIA.north);
}

/* Many points at once come to lie where each alone does. */
static void test_many_points_lie_like_each(void) {
    const LonLatBox boxes[] = {SYRIA, TOWN, {20, 10, 70, 60}, {-170, -80, 170, 80}};
    for (guint i = 0; i < G_N_ELEMENTS(boxes); i++) {
        g_autoptr(MapView) view = view_of(boxes[i], 0, NULL);
        for (int k = 0; k <= 400; k++) {
            LonLat at = {boxes[i].west + (boxes[i].east - boxes[i].west) * (k * 37 % 401) / 400,
                         boxes[i].south + (boxes[i].north - boxes[i].south) * k / 400};
            Point many, alone = map_view_project(view, at);
            map_view_project_many(view, &at, 1, &many);
            if (isnan(alone.x)) continue;
            g_assert_cmpfloat_with_epsilon(many.x, alone.x, 0.06);
            g_assert_cmpfloat_with_epsilon(many.y, alone.y, 0.06);
        }
    }
}

static void test_a_point_gets_a_view(void) {
    g_autoptr(MapView) view = view_of((LonLatBox){40, 35, 40, 35}, 60, NULL);
    Point at = map_view_project(view, (LonLat){40, 35});
    g_assert_cmpfloat_with_epsilon(at.x, 600, 0.01);
    g_assert_cmpfloat_with_epsilon(at.y, 337.5, 0.1);
}

/* The map moves under its frame: each point by as much, and what is seen with it. */
static void test_moves_under_its_frame(void) {
    g_autoptr(MapView) view = view_of(SYRIA, 0, NULL);
    LonLat damascus = {36.28, 33.51};
    Point before = map_view_project(view, damascus);
    double west = map_view_extent(view).west;
    map_view_move(view, -120);
    Point after = map_view_project(view, damascus), many;
    map_view_project_many(view, &damascus, 1, &many);
    g_assert_cmpfloat_with_epsilon(after.x, before.x - 120, 1e-6);
    g_assert_cmpfloat_with_epsilon(after.y, before.y, 1e-6);
    g_assert_cmpfloat_with_epsilon(many.x, after.x, 0.05);
    g_assert_cmpfloat(map_view_extent(view).west, >, west + 0.3);
}

/* Larger around the middle of its frame, and back. */
static void test_zooms(void) {
    g_autoptr(MapView) view = view_of(SYRIA, 0, NULL);
    Point middle = {FRAME.x + FRAME.width / 2, FRAME.y + FRAME.height / 2};
    LonLat damascus = {36.28, 33.51};
    Point before = map_view_project(view, damascus), many;
    double metres = map_view_metres_per_point(view), west = map_view_extent(view).west;
    map_view_zoom(view, 0.5);
    Point after = map_view_project(view, damascus);
    map_view_project_many(view, &damascus, 1, &many);
    g_assert_cmpfloat_with_epsilon(after.x - middle.x, (before.x - middle.x) / 2, 1e-6);
    g_assert_cmpfloat_with_epsilon(after.y - middle.y, (before.y - middle.y) / 2, 1e-6);
    g_assert_cmpfloat_with_epsilon(many.x, after.x, 0.05);
    g_assert_cmpfloat_with_epsilon(map_view_metres_per_point(view), 2 * metres, 1e-6);
    g_assert_cmpfloat(map_view_extent(view).west, <, west - 1);
}

static void test_unknown_crs_is_an_error(void) {
    g_autoptr(GError) error = NULL;
    g_assert_null(map_view_new(SYRIA, FRAME, 0, "EPSG:1", &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
}

static void test_nothing_beyond_the_projection(void) {
    g_autoptr(MapView) view = view_of(SYRIA, 0, "EPSG:3857");
    Point at = map_view_project(view, (LonLat){39, 95});
    g_assert_true(isnan(at.x) && isnan(at.y));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/view/box-lies-in-frame", test_box_lies_in_frame);
    g_test_add_func("/view/north-is-up-at-the-centre", test_north_is_up_at_the_centre);
    g_test_add_func("/view/known-pipelines", test_known_pipelines_are_right);
    g_test_add_func("/view/unproject-undoes-project", test_unproject_undoes_project);
    g_test_add_func("/view/metres-per-point-hold", test_metres_per_point_hold);
    g_test_add_func("/view/scale-of-a-town-is-large", test_scale_of_a_town_is_large);
    g_test_add_func("/view/extent-holds-box", test_extent_holds_box);
    g_test_add_func("/view/many-points-lie-like-each", test_many_points_lie_like_each);
    g_test_add_func("/view/a-point-gets-a-view", test_a_point_gets_a_view);
    g_test_add_func("/view/moves-under-its-frame", test_moves_under_its_frame);
    g_test_add_func("/view/zooms", test_zooms);
    g_test_add_func("/view/unknown-crs-is-an-error", test_unknown_crs_is_an_error);
    g_test_add_func("/view/nothing-beyond-the-projection", test_nothing_beyond_the_projection);
    return g_test_run();
}
