/* Areas on the ground: rings, sectors, what is nearer, the radius that holds 90 %. */
#include <math.h>

#include "place/ground.h"

static const LonLat DEIR_EZ_ZOR = {40.146, 35.332};

static void a_ring_has_its_radius_in_every_direction(void) {
    g_autoptr(Ground) ground = ground_new(DEIR_EZ_ZOR);
    Area *disc = ground_disc(ground, DEIR_EZ_ZOR, 10000);
    for (int bearing = 0; bearing < 360; bearing += 45) {
        g_assert_true(ground_holds(ground, disc, geo_direct(DEIR_EZ_ZOR, bearing, 9900)));
        g_assert_false(ground_holds(ground, disc, geo_direct(DEIR_EZ_ZOR, bearing, 10100)));
    }
    ground_drop(ground, disc);
}

static void a_ring_has_a_hole_wound_the_other_way(void) {
    g_autoptr(Ground) ground = ground_new(DEIR_EZ_ZOR);
    Area *ring = ground_sector(ground, DEIR_EZ_ZOR, 2000, 5000, 0, 180);
    g_assert_false(ground_holds(ground, ring, DEIR_EZ_ZOR));
    g_autoptr(Shape) shape = ground_to_shape(ground, ring);
    g_assert_cmpuint(shape->n_parts, ==, 2);
    Area *again = ground_from_shape(ground, shape);
    g_assert_false(ground_holds(ground, again, DEIR_EZ_ZOR));
    g_assert_true(ground_holds(ground, again, geo_direct(DEIR_EZ_ZOR, 30, 3000)));
    ground_drop(ground, ring);
    ground_drop(ground, again);
}

static void a_sector_holds_its_side_only(void) {
    g_autoptr(Ground) ground = ground_new(DEIR_EZ_ZOR);
    Area *east = ground_sector(ground, DEIR_EZ_ZOR, 0, 20000, 90, 45);
    g_assert_true(ground_holds(ground, east, geo_direct(DEIR_EZ_ZOR, 60, 15000)));
    g_assert_true(ground_holds(ground, east, geo_direct(DEIR_EZ_ZOR, 130, 15000)));
    g_assert_false(ground_holds(ground, east, geo_direct(DEIR_EZ_ZOR, 20, 15000)));
    g_assert_false(ground_holds(ground, east, geo_direct(DEIR_EZ_ZOR, 270, 5000)));
    ground_drop(ground, east);
}

static void what_is_nearer_to_another_place_is_cut_off(void) {
    g_autoptr(Ground) ground = ground_new(DEIR_EZ_ZOR);
    LonLat other = geo_direct(DEIR_EZ_ZOR, 180, 10000);
    Area *disc = ground_disc(ground, DEIR_EZ_ZOR, 30000);
    Area *near = ground_keep_nearer(ground, disc, &other, 1, 30000);
    g_assert_true(ground_holds(ground, near, geo_direct(DEIR_EZ_ZOR, 180, 4900)));
    g_assert_false(ground_holds(ground, near, geo_direct(DEIR_EZ_ZOR, 180, 5100)));
    g_assert_true(ground_holds(ground, near, geo_direct(DEIR_EZ_ZOR, 0, 25000)));
    ground_drop(ground, near);
}

static void the_radius_holds_nine_tenths_of_a_disc(void) {
    g_autoptr(Ground) ground = ground_new(DEIR_EZ_ZOR);
    Area *disc = ground_disc(ground, DEIR_EZ_ZOR, 10000);
    LonLat centre;
    double radius_m;
    g_assert_true(ground_centre(ground, disc, &centre, &radius_m));
    g_assert_cmpfloat(geo_distance_m(centre, DEIR_EZ_ZOR), <, 50);
    g_assert_cmpfloat(fabs(radius_m - 10000 * sqrt(0.9)), <, 300);
    ground_drop(ground, disc);
}

static void the_centre_of_a_ring_lies_in_the_ring(void) {
    g_autoptr(Ground) ground = ground_new(DEIR_EZ_ZOR);
    Area *ring = ground_sector(ground, DEIR_EZ_ZOR, 5000, 8000, 0, 180);
    LonLat centre;
    double radius_m;
    g_assert_true(ground_centre(ground, ring, &centre, &radius_m));
    g_assert_true(ground_holds(ground, ring, centre));
    ground_drop(ground, ring);
}

static void nothing_in_nothing_out(void) {
    g_autoptr(Ground) ground = ground_new(DEIR_EZ_ZOR);
    Area *here = ground_disc(ground, DEIR_EZ_ZOR, 1000);
    Area *there = ground_disc(ground, geo_direct(DEIR_EZ_ZOR, 90, 9000), 1000);
    g_assert_null(ground_and(ground, here, there));
    g_assert_null(ground_to_shape(ground, NULL));
    g_assert_null(ground_sector(ground, DEIR_EZ_ZOR, 0, 0, 90, 45));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ground/a-ring-has-its-radius-in-every-direction",
                    a_ring_has_its_radius_in_every_direction);
    g_test_add_func("/ground/a-ring-has-a-hole-wound-the-other-way",
                    a_ring_has_a_hole_wound_the_other_way);
    g_test_add_func("/ground/a-sector-holds-its-side-only", a_sector_holds_its_side_only);
    g_test_add_func("/ground/what-is-nearer-to-another-place-is-cut-off",
                    what_is_nearer_to_another_place_is_cut_off);
    g_test_add_func("/ground/the-radius-holds-nine-tenths-of-a-disc",
                    the_radius_holds_nine_tenths_of_a_disc);
    g_test_add_func("/ground/the-centre-of-a-ring-lies-in-the-ring",
                    the_centre_of_a_ring_lies_in_the_ring);
    g_test_add_func("/ground/nothing-in-nothing-out", nothing_in_nothing_out);
    return g_test_run();
}
