/* Areas and the counts in them, on incidents made for the test. */
#include <math.h>
#include <string.h>

#include "compare/compare.h"

static Gazetteer *gazetteer;

static Incident *incident_at(const char *day, double lon, double lat, double radius_m) {
    Incident *incident = incident_new();
    incident->date_start = g_strdup(day);
    incident->date_end = g_strdup(day);
    incident->location.lon = lon;
    incident->location.lat = lat;
    incident->location.radius_m = radius_m;
    incident->where_prec = 1;
    incident->geo_precision = 1;
    return incident;
}

/* Id of the area that holds the point; NULL where none. */
static char *area_at(AreaSystem *areas, double lon, double lat, double radius_m, AreaFit fit) {
    g_autoptr(Incident) incident = incident_at("2022-01-05", lon, lat, radius_m);
    guint area;
    g_assert_cmpint(area_system_find(areas, incident, &area), ==, fit);
    return fit == IN_AREA ? g_strdup(area_system_area(areas, area)->id) : NULL;
}

static void assert_area(const char *system, double lon, double lat, const char *id) {
    g_autoptr(GError) error = NULL;
    g_autoptr(AreaSystem) areas = area_system_new(system, gazetteer, &error);
    g_assert_no_error(error);
    g_autofree char *found = area_at(areas, lon, lat, 800, IN_AREA);
    g_assert_cmpstr(found, ==, id);
    g_autoptr(Shape) shape = area_system_shape(areas, 0);
    g_assert_nonnull(shape);
    g_assert_cmpuint(shape->n_points, >, 1);
}

static void test_admin(void) {
    assert_area("governorate", 40.453, 35.021, "SY09");
    assert_area("district", 40.453, 35.021, "SY0903");
    assert_area("subdistrict", 40.453, 35.021, "SY090300");
}

/* The left bank is the eastern one, seen downstream. Al-Mayadin lies on the right. */
static void test_banks(void) {
    g_autoptr(AreaSystem) areas = area_system_new("river:100", gazetteer, NULL);
    g_autofree char *right = area_at(areas, 40.43, 35.02, 800, IN_AREA);
    g_autofree char *left = area_at(areas, 40.50, 35.03, 800, IN_AREA);
    g_assert_true(g_str_has_suffix(right, " right"));
    g_assert_true(g_str_has_suffix(left, " left"));
    g_free(area_at(areas, 38.28, 34.55, 800, OUTSIDE)); /* Palmyra */
}

/* Rivers are found by either language, with the word for river and without, though quarters and
 * villages are called after them. */
static void test_names_of_rivers(void) {
    static const char *const names[] = {"river:الخابور:10", "river:نهر الخابور:10",
                                        "river:Khabur:10"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(AreaSystem) areas = area_system_new(names[i], gazetteer, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(area_system_centre(areas), ==, gazetteer_by_id(gazetteer, "nahr-khabur"));
        g_assert_cmpfloat(area_system_length_km(areas), >, 100);
    }
}

static void test_rings(void) {
    assert_area("around:Palmyra:25", 38.28, 34.55, "km 0-25");
    assert_area("around:Palmyra:25", 38.87, 34.88, "km 50-75"); /* Al-Sukhnah */
}

static void test_road(void) { assert_area("road:Palmyra/Al-Sukhnah:200", 38.6, 34.72, "km 0-200"); }

/* Every point of a fine net lies in the cell whose centre is nearest: cells neither overlap nor
 * leave gaps, and a cell's outline holds its points. */
static void test_hexagons(void) {
    g_autoptr(AreaSystem) areas = area_system_new("hexagons:30", gazetteer, NULL);
    for (double lon = 39; lon < 41; lon += 0.13)
        for (double lat = 34; lat < 36; lat += 0.11) {
            g_autoptr(Incident) incident = incident_at("2022-01-05", lon, lat, 800);
            guint area;
            g_assert_cmpint(area_system_find(areas, incident, &area), ==, IN_AREA);
            g_autoptr(Shape) shape = area_system_shape(areas, area);
            LonLatBox box = shape_box(shape);
            LonLat middle = {(box.west + box.east) / 2, (box.south + box.north) / 2};
            g_assert_cmpfloat(geo_distance_m(middle, (LonLat){lon, lat}), <, 17500);
        }
}

static void test_coarse(void) {
    g_autoptr(AreaSystem) areas = area_system_new("hexagons:20", gazetteer, NULL);
    g_free(area_at(areas, 40.45, 35.02, 58000, TOO_COARSE));
    g_free(area_at(areas, NAN, NAN, NAN, TOO_COARSE));
}

static void test_bad_systems(void) {
    const char *const texts[] = {"",           "parish",        "hexagons:0", "hexagons:x",
                                 "road:Homs",  "around",        "river:Nile", "hexagons:9999",
                                 "district:5", "around:Xyzzyqq"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(AreaSystem) areas = area_system_new(texts[i], gazetteer, &error);
        g_assert_null(areas);
        g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
    }
}

static void test_counts(void) {
    g_auto(Periods) periods = {0};
    g_assert_true(periods_add_range(&periods, "2022-01", NULL));
    g_assert_true(periods_add_range(&periods, "2022-02", NULL));
    Incident *all[] = {
        incident_at("2022-01-05", 40.45, 35.02, 800), incident_at("2022-02-05", 40.45, 35.02, 800),
        incident_at("2022-02-06", 40.45, 35.02, 800), incident_at("2022-02-07", 38.28, 34.55, 800),
        incident_at("2022-03-07", 38.28, 34.55, 800), incident_at(NULL, 38.28, 34.55, 800),
        incident_at("2022-01-30", 38.28, 34.55, 800), incident_at("2022-01-05", NAN, NAN, NAN),
        incident_at("2022-01-05", 38.28, 34.55, 800), incident_at("2022-01-05", 38.28, 34.55, 800)};
    g_free(all[6]->date_end);
    all[6]->date_end = g_strdup("2022-02-02"); /* two of four days in January */
    all[7]->where_prec = 0;
    all[8]->modality = MODALITY_DENIED;
    all[9]->type = INCIDENT_MOVEMENT;
    g_autoptr(AreaSystem) areas = area_system_new("governorate", gazetteer, NULL);
    CompareInput input = {.incidents = (const Incident *const *)all, .n = G_N_ELEMENTS(all)};
    g_autoptr(Comparison) result = comparison_new(&input, &periods, areas);
    g_assert_cmpfloat(result->periods[0].count, ==, 2.5);
    g_assert_cmpfloat(result->periods[1].count, ==, 3.5);
    g_assert_cmpuint(result->n_undated, ==, 1);
    g_assert_cmpuint(result->n_outside_periods, ==, 1);
    g_assert_cmpuint(result->n_too_coarse, ==, 1);
    g_assert_cmpuint(result->n_not_drawn, ==, 1);
    g_assert_cmpuint(result->n_strategic, ==, 1);
    g_assert_cmpuint(result->n_rows, ==, 2);
    g_assert_cmpfloat(result->rows[0].counts[0], ==, 0.5); /* Homs */
    g_assert_cmpfloat(result->rows[0].counts[1], ==, 1.5);
    g_assert_cmpfloat(result->rows[1].counts[1], ==, 2); /* Deir ez-Zor */
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) incident_free(all[i]);
}

/* Thousands of made incidents: every one is in a row, too coarse, or outside, and the periods hold
 * what a plain count of the dates says. */
static void test_thousands_add_up(void) {
    enum { MANY = 6000 };
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)incident_free);
    double plain[2] = {0, 0};
    for (guint i = 0; i < MANY; i++) {
        g_autofree char *day =
            g_strdup_printf("%u-%02u-%02u", 2016 + i * 5 % 3, 1 + i * 7 % 12, 1 + i * 11 % 28);
        Incident *incident =
            incident_at(day, 35.9 + i % 67 * 0.09, 32.6 + i % 41 * 0.11, i % 9 ? 900 : 70000);
        if (i % 9 == 0) incident->where_prec = 6;
        for (guint k = 0; k < 2; k++) plain[k] += strncmp(day, k ? "2017" : "2016", 4) == 0;
        g_ptr_array_add(all, incident);
    }
    g_auto(Periods) periods = {0};
    g_assert_true(periods_add_range(&periods, "2016", NULL));
    g_assert_true(periods_add_range(&periods, "2017", NULL));
    static const char *const systems[] = {"governorate", "subdistrict", "hexagons:25", "river",
                                          "around:Homs"};
    for (guint s = 0; s < G_N_ELEMENTS(systems); s++) {
        g_autoptr(AreaSystem) areas = area_system_new(systems[s], gazetteer, NULL);
        CompareInput input = {.incidents = (const Incident *const *)all->pdata, .n = all->len};
        g_autoptr(Comparison) result = comparison_new(&input, &periods, areas);
        double placed = 0;
        for (guint k = 0; k < 2; k++) {
            g_assert_cmpfloat(result->periods[k].count, ==, plain[k]);
            g_assert_cmpfloat(result->all.counts[k], ==, plain[k]);
            for (guint i = 0; i < result->n_rows; i++) placed += result->rows[i].counts[k];
        }
        g_assert_cmpfloat(placed + result->n_too_coarse + result->n_outside_areas, ==,
                          plain[0] + plain[1]);
        g_assert_cmpfloat(plain[0] + plain[1] + result->n_outside_periods, ==, MANY);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    gazetteer = gazetteer_open(NULL, NULL);
    g_assert_nonnull(gazetteer);
    g_test_add_func("/compare/admin-areas", test_admin);
    g_test_add_func("/compare/banks-of-the-river", test_banks);
    g_test_add_func("/compare/names-of-rivers", test_names_of_rivers);
    g_test_add_func("/compare/rings-around-a-place", test_rings);
    g_test_add_func("/compare/stretches-of-a-road", test_road);
    g_test_add_func("/compare/hexagons-cover-the-land", test_hexagons);
    g_test_add_func("/compare/coarse-places-stand-in-no-cell", test_coarse);
    g_test_add_func("/compare/bad-areas-are-refused", test_bad_systems);
    g_test_add_func("/compare/counts-lose-nothing", test_counts);
    g_test_add_func("/compare/thousands-add-up", test_thousands_add_up);
    int status = g_test_run();
    gazetteer_free(gazetteer);
    return status;
}
