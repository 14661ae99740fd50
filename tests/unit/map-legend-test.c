/* The legend explains what is on the map, stands where it costs the map least, and never leaves out
 * the row without which a sign would be misread. */
#include "map-incidents.h"

/* Marks of six kinds, one of them only suspected, steppe, a ring of several, and one without a
 * place. */
static void set_up(Fixture *self, gconstpointer data) {
    static const IncidentType types[] = {INCIDENT_ATTACK, INCIDENT_AIRSTRIKE, INCIDENT_AMBUSH,
                                         INCIDENT_CLASH,  INCIDENT_SHELLING,  INCIDENT_ABDUCTION};
    fixture_set_up(self);
    for (guint i = 0; i < 18; i++) {
        g_autofree char *name = g_strdup_printf("Place %u", i);
        Incident *incident =
            fixture_add(self, types[i % G_N_ELEMENTS(types)], name, 38.3 + i % 6 * 0.45,
                        33.8 + i / 6 * 0.9, i % 3 ? METHOD_EXACT : METHOD_NEAR);
        if (i == 4) incident->modality = MODALITY_SUSPECTED;
        if (i == 7) incident->reports = 3;
    }
    fixture_add(self, INCIDENT_ATTACK, "", NAN, NAN, METHOD_UNRESOLVED);
}

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

static const Furniture *legend_of(const MapScene *scene) {
    for (guint i = 0; i < scene->furniture->len; i++) {
        const Furniture *piece = &g_array_index(scene->furniture, Furniture, i);
        if (strcmp(piece->id, "legend") == 0) return piece;
    }
    return NULL;
}

static bool says(const Furniture *legend, const char *text) {
    for (guint i = 0; i < legend->lines->len; i++)
        if (strcmp(g_array_index(legend->lines, TextLine, i).text, text) == 0) return true;
    return false;
}

static void test_unplaced_are_a_row(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Furniture *legend = legend_of(scene);
    g_assert_true(says(legend, "incidents in no known place"));
    const TextLine *last = &g_array_index(legend->lines, TextLine, legend->lines->len - 1);
    g_assert_cmpstr(last->text, ==, "incidents in no known place");
    self->options.language = LANGUAGE_AR;
    g_autoptr(MapScene) arabic = fixture_scene(self);
    g_assert_true(says(legend_of(arabic), "حوادث دون مكان محدد"));
}

/* However little room there is, and whichever languages take it. */
static void test_unsure_is_explained(Fixture *self, gconstpointer data) {
    static const char *const sizes[] = {"1200x675", "800x600", "400x560", "400x400"};
    self->options.language = LANGUAGE_BOTH;
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_assert_true(map_options_set_size(&self->options, sizes[i], NULL));
        g_autoptr(MapScene) scene = fixture_scene(self);
        const Furniture *legend = legend_of(scene);
        g_assert_true(says(legend, "غير مؤكد") || says(legend, "مشتبه به أو وفق ادعاء طرف واحد"));
        g_assert_true(says(legend, "دون مكان محدد") || says(legend, "حوادث دون مكان محدد"));
    }
}

/* A map all of whose ground is taken keeps its width: the legend lies below it. */
static void test_map_keeps_its_width(Fixture *self, gconstpointer data) {
    for (guint i = 0; i < 140; i++) {
        g_autofree char *name = g_strdup_printf("Site %u", i);
        fixture_add(self, INCIDENT_CLASH, name, 36.0 + i % 14 * 0.45, 33.0 + i / 14 * 0.43,
                    METHOD_EXACT);
    }
    g_assert_true(map_options_set_size(&self->options, "800x600", NULL));
    for (MapLanguage language = LANGUAGE_AR; language <= LANGUAGE_BOTH; language++) {
        self->options.language = language;
        g_autoptr(MapScene) scene = fixture_scene(self);
        const Furniture *legend = legend_of(scene);
        g_assert_cmpfloat(scene->map_frame.width, >, 0.8 * scene->width);
        bool below = legend->box.y > scene->map_frame.y + scene->map_frame.height;
        g_assert_true(below || box_holds(scene->map_frame, legend->box));
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add("/map/legend/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("unplaced-are-a-row", test_unplaced_are_a_row);
    ADD("unsure-is-explained", test_unsure_is_explained);
    ADD("map-keeps-its-width", test_map_keeps_its_width);
#undef ADD
    return g_test_run();
}
