/* gazetteer: places, their units, areas, lines and neighbours, on the small tables. */
#include "gazetteer-tables.h"

static Gazetteer *gazetteer;

static guint32 place(const char *id) {
    guint32 found = gazetteer_by_id(gazetteer, id);
    g_assert_cmpuint(found, !=, NO_PLACE);
    return found;
}

static const Place *record(const char *id) { return gazetteer_place(gazetteer, place(id)); }

static void test_unknown_id_is_no_place(void) {
    g_assert_cmpuint(gazetteer_by_id(gazetteer, "C99"), ==, NO_PLACE);
    g_assert_cmpuint(gazetteer_by_id(gazetteer, ""), ==, NO_PLACE);
}

static void test_place_keeps_its_cells(void) {
    const Place *p = record("C1");
    g_assert_cmpstr(gazetteer_string(gazetteer, p->name_ar), ==, "دير الزور");
    g_assert_cmpstr(gazetteer_string(gazetteer, p->name_en), ==, "Deir ez-Zor");
    g_assert_cmpuint(p->population, ==, 240000);
    g_assert_cmpuint(p->kind, ==, PLACE_CITY);
    g_assert_cmpfloat(p->radius_m, ==, 5000);
    g_assert_cmpstr(gazetteer_place_note(gazetteer, place("omar-field")), ==, "by hand");
}

static void test_empty_radius_is_that_of_the_kind(void) {
    g_assert_cmpfloat(record("C3")->radius_m, ==, 1200);
}

static void test_units_come_from_the_chain_of_parents(void) {
    const Place *p = record("C3");
    g_assert_cmpstr(id_of(gazetteer, p->admin1), ==, "SY09");
    g_assert_cmpstr(id_of(gazetteer, p->admin2), ==, "SY0903");
    g_assert_cmpstr(id_of(gazetteer, p->admin3), ==, "SY0903S");
}

static void test_units_come_from_polygons_where_no_parent_is_named(void) {
    const Place *field = record("omar-field");
    g_assert_cmpstr(id_of(gazetteer, field->admin1), ==, "SY09");
    g_assert_cmpstr(id_of(gazetteer, field->admin3), ==, "SY0903S");
    g_assert_cmpstr(id_of(gazetteer, record("C10")->admin2), ==, "SY0901");
    g_assert_cmpstr(id_of(gazetteer, record("C10")->admin3), ==, "-");
}

static void test_a_unit_is_its_own_unit_and_none_below(void) {
    g_assert_cmpstr(id_of(gazetteer, record("SY09")->admin1), ==, "SY09");
    g_assert_cmpstr(id_of(gazetteer, record("SY09")->admin2), ==, "-");
    g_assert_cmpstr(id_of(gazetteer, record("SY")->admin1), ==, "-");
}

static void test_abroad_is_known(void) {
    g_assert_true(record("iq")->is_abroad);
    g_assert_true(record("qaim")->is_abroad);
    g_assert_false(record("C1")->is_abroad);
    g_assert_false(record("SY")->is_abroad);
}

static void test_area_has_outer_rings_counter_clockwise_and_holes_clockwise(void) {
    g_autoptr(Shape) shape = gazetteer_area(gazetteer, place("badia-mayadin"));
    g_assert_cmpuint(shape->n_parts, ==, 2);
    for (guint32 part = 0; part < 2; part++) {
        double sum = 0;
        for (guint32 i = shape->parts[part]; i + 1 < shape_part_end(shape, part); i++)
            sum += shape->points[i].lon * shape->points[i + 1].lat -
                   shape->points[i + 1].lon * shape->points[i].lat;
        g_assert_true(part == 0 ? sum > 0 : sum < 0);
    }
    g_assert_null(gazetteer_area(gazetteer, place("C1")));
}

static void test_area_holds_what_is_inside_and_not_in_a_hole(void) {
    guint32 badia = place("badia-mayadin");
    g_assert_true(gazetteer_area_holds(gazetteer, badia, (LonLat){39.7, 34.5}));
    g_assert_false(gazetteer_area_holds(gazetteer, badia, (LonLat){39.95, 34.55}));
    g_assert_false(gazetteer_area_holds(gazetteer, badia, (LonLat){40.5, 34.5}));
    g_assert_false(gazetteer_area_holds(gazetteer, place("C1"), (LonLat){40.15, 35.33}));
}

static void test_unit_at_a_point(void) {
    LonLat point = {40.3, 35.0};
    g_assert_cmpstr(id_of(gazetteer, gazetteer_admin_at(gazetteer, point, PLACE_COUNTRY)), ==,
                    "SY");
    g_assert_cmpstr(id_of(gazetteer, gazetteer_admin_at(gazetteer, point, PLACE_DISTRICT)), ==,
                    "SY0903");
    point = (LonLat){30, 30};
    g_assert_cmpstr(id_of(gazetteer, gazetteer_admin_at(gazetteer, point, PLACE_COUNTRY)), ==, "-");
}

typedef struct {
    guint n;
    double farthest;
} Seen;

static void see(guint32 index, double distance_m, void *data) {
    Seen *seen = data;
    seen->n++;
    seen->farthest = MAX(seen->farthest, distance_m);
    const Place *p = gazetteer_place(gazetteer, index);
    g_assert_cmpfloat_with_epsilon(geo_distance_m((LonLat){40.1, 35.4}, (LonLat){p->lon, p->lat}),
                                   distance_m, 1e-6);
}

static void test_near_visits_all_within_and_none_beyond(void) {
    for (double distance_m = 1000; distance_m < 200000; distance_m *= 2) {
        guint expected = 0;
        for (guint32 i = 0; i < gazetteer_n_places(gazetteer); i++) {
            const Place *p = gazetteer_place(gazetteer, i);
            expected +=
                geo_distance_m((LonLat){40.1, 35.4}, (LonLat){p->lon, p->lat}) <= distance_m;
        }
        Seen seen = {0};
        gazetteer_near(gazetteer, (LonLat){40.1, 35.4}, distance_m, see, &seen);
        g_assert_cmpuint(seen.n, ==, expected);
        g_assert_cmpfloat(seen.farthest, <=, distance_m);
    }
}

static void test_line_of_several_parts_becomes_several_lines(void) {
    g_assert_cmpuint(gazetteer_n_lines(gazetteer), ==, 2);
    const Line *second = gazetteer_line(gazetteer, 1);
    g_assert_cmpuint(second->n_points, ==, 3);
    g_assert_cmpstr(gazetteer_string(gazetteer, second->ref), ==, "M20");
    g_assert_cmpfloat(gazetteer_line_points(gazetteer)[second->first_point].lon, ==, 39.8);
}

static const Relation *first_relation(const char *id, const char *relation) {
    guint32 cursor = 0;
    return gazetteer_next_relation(gazetteer, place(id), relation, &cursor);
}

static void test_relations_name_places(void) {
    guint32 cursor = 0;
    const Relation *badia =
        gazetteer_next_relation(gazetteer, place("badia-mayadin"), "badia-of", &cursor);
    g_assert_nonnull(badia);
    g_assert_cmpstr(id_of(gazetteer, badia->other), ==, "C2");
    g_assert_cmpuint(badia->line, ==, NO_PLACE);
    g_assert_null(gazetteer_next_relation(gazetteer, place("badia-mayadin"), "badia-of", &cursor));
    const Relation *junction = first_relation("C4", "serves");
    g_assert_nonnull(junction);
    g_assert_cmpuint(junction->other, ==, NO_PLACE);
    g_assert_cmpuint(junction->line, ==, 0);
    g_assert_null(first_relation("badia-mayadin", "capital-of"));
    g_assert_null(first_relation("C1", "capital-of"));
}

static void test_names_lie_together_display_first(void) {
    guint32 first = 0, n = gazetteer_place_names(gazetteer, place("C1"), &first);
    g_assert_cmpuint(n, ==, 4);
    g_assert_true(gazetteer_name(gazetteer, first)->is_display);
    g_assert_cmpstr(gazetteer_name_kind(gazetteer, first + 2), ==, "joined");
    for (guint32 i = first; i < first + n; i++)
        g_assert_cmpuint(gazetteer_name(gazetteer, i)->place, ==, place("C1"));
}

#define ADD(name, test) g_test_add_func("/gazetteer/places/" name, test)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    gazetteer = open_tables();
    ADD("unknown-id-is-no-place", test_unknown_id_is_no_place);
    ADD("place-keeps-its-cells", test_place_keeps_its_cells);
    ADD("empty-radius-is-that-of-the-kind", test_empty_radius_is_that_of_the_kind);
    ADD("units-from-parents", test_units_come_from_the_chain_of_parents);
    ADD("units-from-polygons", test_units_come_from_polygons_where_no_parent_is_named);
    ADD("a-unit-is-its-own-unit", test_a_unit_is_its_own_unit_and_none_below);
    ADD("abroad-is-known", test_abroad_is_known);
    ADD("rings-turn-as-they-should",
        test_area_has_outer_rings_counter_clockwise_and_holes_clockwise);
    ADD("area-holds", test_area_holds_what_is_inside_and_not_in_a_hole);
    ADD("unit-at-a-point", test_unit_at_a_point);
    ADD("near-visits-all-within", test_near_visits_all_within_and_none_beyond);
    ADD("line-of-parts", test_line_of_several_parts_becomes_several_lines);
    ADD("relations-name-places", test_relations_name_places);
    ADD("names-lie-together", test_names_lie_together_display_first);
    int status = g_test_run();
    gazetteer_free(gazetteer);
    return status;
}
