/* Marks that stand for several places: what they are called, and one scale for all marks. */
#include "map-incidents.h"
#include "map/symbols.h"

static void set_up(Fixture *self, gconstpointer data) {
    fixture_set_up(self);
    /* Two far corners, so that what lies between them is a crowd. */
    fixture_add(self, INCIDENT_CLASH, "North-west", 36.6, 37.0, METHOD_EXACT);
    fixture_add(self, INCIDENT_CLASH, "South-east", 41.0, 33.4, METHOD_EXACT);
    g_assert_true(map_options_set_size(&self->options, "400x560", NULL));
}

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

/* So many villages of one incident each around a point, and one of two. */
static void add_villages(Fixture *self, guint n, double lon, double lat) {
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf("Village %u", i + 1);
        double angle = i * 2.4;
        Incident *incident = fixture_add(self, INCIDENT_CLASH, name, lon + 0.05 * cos(angle),
                                         lat + 0.04 * sin(angle), METHOD_EXACT);
        incident->place_kind = PLACE_VILLAGE;
    }
    for (guint i = 0; i < 2; i++)
        fixture_add(self, INCIDENT_CLASH, "Busy village", lon - 0.05, lat - 0.04, METHOD_EXACT);
}

static void add_city(Fixture *self, guint n, double lon, double lat, LocationMethod method) {
    for (guint i = 0; i < n; i++) {
        Incident *incident = fixture_add(self, INCIDENT_CLASH, "City", lon, lat, method);
        incident->place_kind = PLACE_CITY;
    }
}

static const Symbol *largest_of(const MapScene *scene) {
    const Symbol *largest = NULL;
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (symbol->shape == MARK_NONE) continue;
        if (!largest || symbol->n_incidents > largest->n_incidents) largest = symbol;
    }
    return largest;
}

/* Where the city comes twice, at it and near it, and another place is joined first. */
static void test_city_gives_its_name(Fixture *self, gconstpointer data) {
    add_villages(self, 5, 38.0, 36.0);
    add_city(self, 2, 38.1, 36.06, METHOD_EXACT);
    add_city(self, 1, 38.12, 36.07, METHOD_NEAR);
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Symbol *mark = largest_of(scene);
    g_assert_cmpuint(mark->n_incidents, >=, 8);
    g_assert_true(g_str_has_prefix(mark->tooltip, "City area"));
}

/* One of twelve is not what the reader knows the rest by. */
static void test_busiest_gives_its_name(Fixture *self, gconstpointer data) {
    add_villages(self, 8, 38.0, 36.0);
    add_city(self, 1, 38.02, 36.01, METHOD_EXACT);
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Symbol *mark = largest_of(scene);
    g_assert_cmpuint(mark->n_incidents, >=, 9);
    g_assert_true(g_str_has_prefix(mark->tooltip, "Busy village area"));
}

/* Places on a road are known by the busiest of them, though more is told of the road. */
static void test_no_road_gives_its_name(Fixture *self, gconstpointer data) {
    add_villages(self, 8, 38.0, 36.0);
    for (guint i = 0; i < 5; i++) {
        Incident *incident = fixture_add(self, INCIDENT_CLASH, "Road", 38.0, 36.0, METHOD_ROAD);
        Shape *line = shape_new(SHAPE_LINES);
        shape_begin_part(line);
        shape_add_point(line, (LonLat){37.95, 36.0});
        shape_add_point(line, (LonLat){38.05, 36.0});
        incident->location.shape = line;
    }
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Symbol *mark = largest_of(scene);
    g_assert_cmpuint(mark->n_incidents, ==, 15);
    g_assert_true(g_str_has_prefix(mark->tooltip, "Busy village area"));
}

/* At, near and around one place is one name. */
static void test_one_place_keeps_its_name(Fixture *self, gconstpointer data) {
    add_city(self, 3, 38.0, 36.0, METHOD_NEAR);
    add_city(self, 2, 38.01, 36.01, METHOD_EXACT);
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Symbol *mark = largest_of(scene);
    g_assert_cmpuint(mark->n_incidents, ==, 5);
    g_assert_true(g_str_has_prefix(mark->tooltip, "City:"));
}

/* Of two marks on a map the one for more incidents is no smaller, be it a ring or a stack. */
static void test_one_scale(Fixture *self, gconstpointer data) {
    for (guint i = 0; i < 24; i++)
        fixture_add(self, i % 8 ? INCIDENT_CLASH : INCIDENT_IED, "Ring", 38.0 + (i % 2) * 0.01,
                    36.0, METHOD_EXACT);
    for (guint i = 0; i < 12; i++)
        fixture_add(self, INCIDENT_ATTACK, "Stack", 40.0, 35.0, METHOD_EXACT);
    for (guint i = 0; i < 40; i++)
        fixture_add(self, INCIDENT_ATTACK, "More", 39.0, 34.0, METHOD_EXACT);
    g_autoptr(MapScene) scene = fixture_scene(self);
    double ring = 0, stack = 0, more = 0;
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (g_str_has_suffix(symbol->id, "-cluster")) ring = symbol->size + 2 * 5;
        if (symbol->shape == MARK_NONE || symbol->type != INCIDENT_ATTACK) continue;
        *(symbol->n_incidents == 12 ? &stack : &more) = symbol->size;
    }
    g_assert_cmpfloat(ring, >, stack);
    g_assert_cmpfloat(more, >, ring);
    g_assert_cmpfloat_with_epsilon(more * more / (ring * ring), 40.0 / 24, 0.2);
    g_assert_cmpfloat(more, <=, style_number(self->style, "symbol", "symbol-size-max") + 0.01);
}

/* A grid of places, `step` degrees apart, none of which touches another. */
static void add_grid(Fixture *self, guint side, double step) {
    for (guint i = 0; i < side * side; i++) {
        g_autofree char *name = g_strdup_printf("Place %u", i + 1);
        fixture_add(self, INCIDENT_CLASH, name, 36.8 + step * (i % side), 33.6 + step * (i / side),
                    METHOD_EXACT);
    }
}

static guint n_marks(const MapScene *scene) {
    guint n = 0;
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        n += symbol->shape != MARK_NONE && symbol->n_incidents > 0;
    }
    return n;
}

/* More marks than the page can name are joined where they lie close, though each had room; a few
 * are not. */
static void test_crowd_is_joined(Fixture *self, gconstpointer data) {
    add_grid(self, 4, 0.4);
    g_autoptr(MapScene) few = fixture_scene(self);
    g_assert_cmpuint(n_marks(few), ==, 18);
    add_grid(self, 7, 0.4);
    g_autoptr(MapScene) crowd = fixture_scene(self);
    g_assert_cmpuint(n_marks(crowd), <, 40);
}

static bool is_named(const MapScene *scene, const char *name) {
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        if (label->placed && g_str_has_prefix(label->name, name)) return true;
    }
    return false;
}

/* Of more places than find room for a name those of many incidents have one before others. */
static void test_busiest_are_named(Fixture *self, gconstpointer data) {
    const guint side = 6;
    for (guint i = 0; i < side * side; i++) {
        bool is_busy = i % 7 == 0;
        g_autofree char *name =
            g_strdup_printf("%s, a place of many words, %u", is_busy ? "Busy" : "Calm", i);
        for (guint k = 0; k < (is_busy ? 5 : 1); k++)
            fixture_add(self, INCIDENT_CLASH, name, 36.8 + 0.45 * (i % side),
                        33.6 + 0.45 * (i / side), METHOD_EXACT);
    }
    self->options.language = LANGUAGE_BOTH;
    self->options.focus = "36.6,33.4,39.3,36";
    g_assert_true(map_options_set_size(&self->options, "800x600", NULL));
    g_autoptr(MapScene) scene = fixture_scene(self);
    for (guint i = 0; i < side * side; i += 7) {
        g_autofree char *name = g_strdup_printf("Busy, a place of many words, %u", i);
        g_assert_true(is_named(scene, name));
    }
}

/* The ground behind a ring spans its places: it does not reach as far on their other side. */
static void test_ring_spans_its_places(Fixture *self, gconstpointer data) {
    for (guint i = 0; i < 6; i++)
        fixture_add(self, INCIDENT_CLASH, "Busy", 38.0, 36.0, METHOD_EXACT);
    add_villages(self, 8, 38.3, 36.0);
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Symbol *mark = largest_of(scene);
    g_assert_cmpuint(mark->n_incidents, >, 6);
    g_autofree char *place = g_strndup(mark->id, strcspn(mark->id + 6, "-") + 6);
    g_autofree char *id = g_strdup_printf("%s-extent", place);
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (strcmp(symbol->id, id) != 0) continue;
        Box box = path_box(&symbol->area);
        double left = mark->anchor.x - box.x, right = box.x + box.width - mark->anchor.x;
        g_assert_cmpfloat(right, >, left);
        return;
    }
    g_assert_not_reached();
}

/* ---- places of the gazetteer ------------------------------------------------------------------
 */

static Gazetteer *gazetteer;

/* At a known city, and so many degrees east of it. */
static void add_at_aleppo(Fixture *self, IncidentType type, double east, LocationMethod method) {
    Incident *incident = fixture_add(self, type, "Aleppo", 37.152 + east, 36.206, method);
    incident->place = g_strdup("C1007");
    incident->place_kind = PLACE_CITY;
}

/* A ring that hides a governorate's capital under a village's name would be a lie. */
static void test_capital_gives_its_name(Fixture *self, gconstpointer data) {
    add_villages(self, 10, 37.1, 36.2);
    add_at_aleppo(self, INCIDENT_CLASH, 0, METHOD_EXACT);
    g_autoptr(MapScene) scene = fixture_scene_at(self, gazetteer);
    const Symbol *mark = largest_of(scene);
    g_assert_cmpuint(mark->n_incidents, >=, 11);
    g_assert_true(g_str_has_prefix(mark->tooltip, "Aleppo area"));
}

/* What happened in a town and near it is one mark with its name, as sure as the less sure; not
 * where the map is large enough to show both. */
static void test_no_twins(Fixture *self, gconstpointer data) {
    add_at_aleppo(self, INCIDENT_CLASH, 0, METHOD_EXACT);
    add_at_aleppo(self, INCIDENT_CLASH, 0.03, METHOD_NEAR);
    g_autoptr(MapScene) scene = fixture_scene_at(self, gazetteer);
    g_assert_cmpuint(n_marks(scene), ==, 3); /* with the corners' */
    const Symbol *mark = largest_of(scene);
    g_assert_cmpuint(mark->n_incidents, ==, 2);
    g_assert_cmpint(mark->precision, ==, PRECISION_NEAR);
    g_assert_true(g_str_has_prefix(mark->tooltip, "Aleppo:"));
}

static void test_far_apart_are_no_twins(Fixture *self, gconstpointer data) {
    add_at_aleppo(self, INCIDENT_CLASH, 0, METHOD_EXACT);
    add_at_aleppo(self, INCIDENT_CLASH, 0.3, METHOD_NEAR);
    g_autoptr(MapScene) scene = fixture_scene_at(self, gazetteer);
    g_assert_cmpuint(n_marks(scene), ==, 4);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
#define ADD(name, test) g_test_add("/map/clusters/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("city-gives-its-name", test_city_gives_its_name);
    ADD("busiest-gives-its-name", test_busiest_gives_its_name);
    ADD("no-road-gives-its-name", test_no_road_gives_its_name);
    ADD("one-place-keeps-its-name", test_one_place_keeps_its_name);
    ADD("one-scale", test_one_scale);
    ADD("crowd-is-joined", test_crowd_is_joined);
    ADD("busiest-are-named", test_busiest_are_named);
    ADD("ring-spans-its-places", test_ring_spans_its_places);
    ADD("capital-gives-its-name", test_capital_gives_its_name);
    ADD("no-twins", test_no_twins);
    ADD("far-apart-are-no-twins", test_far_apart_are_no_twins);
    return run_with_gazetteer(&gazetteer);
}
