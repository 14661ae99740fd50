/* What places of others' tables, which know them in Latin letters alone, are called on an Arabic
 * map.
 */
#include "map-incidents.h"

static Gazetteer *gazetteer;

static void set_up(Fixture *self, gconstpointer data) {
    fixture_set_up(self);
    self->options.language = LANGUAGE_AR;
}

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

static void add_foreign(Fixture *self, const char *name, double lon, double lat) {
    Incident *incident = fixture_add(self, INCIDENT_CLASH, name, lon, lat, METHOD_EXACT);
    g_clear_pointer(&incident->place_ar, g_free);
    incident->place_kind = PLACE_VILLAGE;
}

static bool has_name(const Fixture *self, const char *name) {
    g_autoptr(MapScene) scene = fixture_scene_at(self, gazetteer);
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        if (label->voice == VOICE_STORY && strcmp(label->name, name) == 0) return true;
    }
    return false;
}

/* The place itself is known. */
static void test_namesake_nearby(Fixture *self, gconstpointer data) {
    add_foreign(self, "Al Taybah", 37.25, 34.99);
    g_assert_true(has_name(self, "الطيبة"));
}

/* Others of the name are, far away, and all are spelt alike. */
static void test_spelt_as_others(Fixture *self, gconstpointer data) {
    add_foreign(self, "Al Taybah", 36.466, 34.876);
    g_assert_true(has_name(self, "الطيبة"));
}

/* A name that no place has stays as it is. */
static void test_unknown_name(Fixture *self, gconstpointer data) {
    add_foreign(self, "Xyzzyville", 36.466, 34.876);
    g_assert_true(has_name(self, "Xyzzyville"));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
#define ADD(name, test) g_test_add("/map/group-names/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("namesake-nearby", test_namesake_nearby);
    ADD("spelt-as-others", test_spelt_as_others);
    ADD("unknown-name", test_unknown_name);
    return run_with_gazetteer(&gazetteer);
}
