/* Densities: nothing is lost, and what is not sure is wide and faint. */
#include <math.h>

#include "compare/compare.h"

static Incident *incident_at(double lon, double lat, double radius_m) {
    Incident *incident = incident_new();
    incident->date_start = g_strdup("2022-01-05");
    incident->location.lon = lon;
    incident->location.lat = lat;
    incident->location.radius_m = radius_m;
    incident->where_prec = 1;
    return incident;
}

/* The density of one incident, in cells of 10 km. */
static Density *density_of(double radius_m) {
    g_auto(Periods) periods = {0};
    g_autoptr(Incident) incident = incident_at(40.2, 35.3, radius_m);
    const Incident *all[] = {incident};
    CompareInput input = {.incidents = all, .n = 1};
    g_assert_true(periods_add_range(&periods, "2022", NULL));
    g_autoptr(GError) error = NULL;
    Density *density = density_new(&input, &periods, 10000, &error);
    g_assert_no_error(error);
    return density;
}

static double sum_of(const Density *density) {
    double sum = 0;
    for (guint i = 0; i < density->n_cells; i++) sum += density->cells[i].expected[0];
    return sum;
}

static void test_one_is_one(void) {
    static const double radii[] = {100, 3000, 20000, 90000};
    for (guint i = 0; i < G_N_ELEMENTS(radii); i++) {
        g_autoptr(Density) density = density_of(radii[i]);
        g_assert_cmpfloat_with_epsilon(sum_of(density), 1, 1e-9);
    }
}

static void test_uncertain_is_faint(void) {
    double before = INFINITY;
    guint cells = 0;
    static const double radii[] = {1000, 15000, 40000, 90000};
    for (guint i = 0; i < G_N_ELEMENTS(radii); i++) {
        g_autoptr(Density) density = density_of(radii[i]);
        g_assert_cmpfloat(density->most, <, before);
        g_assert_cmpuint(density->n_cells, >, cells);
        before = density->most;
        cells = density->n_cells;
    }
}

/* Of a wide incident 90 % lies within its radius, as its radius promises. */
static void test_radius_holds(void) {
    const double radius = 60000;
    g_autoptr(Density) density = density_of(radius);
    double inside = 0;
    for (guint i = 0; i < density->n_cells; i++) {
        LonLatBox box = shape_box(density->cells[i].shape);
        LonLat middle = {(box.west + box.east) / 2, (box.south + box.north) / 2};
        if (geo_distance_m(middle, (LonLat){40.2, 35.3}) <= radius)
            inside += density->cells[i].expected[0];
    }
    g_assert_cmpfloat_with_epsilon(inside, 0.9, 0.03);
}

static void test_cells_are_of_one_size(void) {
    g_autoptr(Density) density = density_of(20000);
    g_assert_cmpfloat_with_epsilon(density->cell_km2, 86.6, 0.05);
}

static void test_nowhere_is_counted(void) {
    g_auto(Periods) periods = {0};
    g_autoptr(Incident) incident = incident_at(NAN, NAN, NAN);
    const Incident *all[] = {incident};
    CompareInput input = {.incidents = all, .n = 1};
    g_assert_true(periods_add_range(&periods, "2022", NULL));
    g_autoptr(Density) density = density_new(&input, &periods, 10000, NULL);
    g_assert_cmpuint(density->n_cells, ==, 0);
    g_assert_cmpuint(density->n_nowhere, ==, 1);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/density/an-incident-counts-one", test_one_is_one);
    g_test_add_func("/density/uncertain-is-wide-and-faint", test_uncertain_is_faint);
    g_test_add_func("/density/nine-in-ten-inside-the-radius", test_radius_holds);
    g_test_add_func("/density/cells-are-of-one-size", test_cells_are_of_one_size);
    g_test_add_func("/density/what-is-nowhere-is-counted", test_nowhere_is_counted);
    return g_test_run();
}
