/* Towns of the surroundings: which are named, and that their dots are seen. */
#include "map-incidents.h"

static Gazetteer *gazetteer;

static void set_up(Fixture *self, gconstpointer data) { fixture_set_up(self); }

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

static const Label *named(const MapScene *scene, const char *name) {
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        if (strcmp(label->name, name) == 0 && label->placed) return label;
    }
    return NULL;
}

static const Symbol *mark_of(const MapScene *scene, const char *tooltip) {
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (symbol->shape != MARK_NONE && g_str_has_prefix(symbol->tooltip, tooltip)) return symbol;
    }
    return NULL;
}

static void add_from_buqrus(Fixture *self) {
    Incident *incident =
        fixture_add(self, INCIDENT_ATTACK, "2 km from Buqrus", 40.412, 35.075, METHOD_OFFSET);
    incident->place = g_strdup("buqrus");
    g_free(incident->place_ar);
    incident->place_ar = g_strdup("على بعد 2 كم من بقرص");
    incident->location.radius_m = 3000;
}

/* The town from which the story measures is named, and the mark leaves its dot free. */
static void test_measured_from(Fixture *self, gconstpointer data) {
    add_from_buqrus(self);
    fixture_add(self, INCIDENT_ATTACK, "East", 40.7, 35.1, METHOD_EXACT);
    g_autoptr(MapScene) scene = fixture_scene_at(self, gazetteer);
    const Label *town = named(scene, "Buqrus");
    g_assert_nonnull(town);
    g_assert_cmpint(town->voice, ==, VOICE_CONTEXT);
    const Symbol *mark = mark_of(scene, "2 km from Buqrus");
    g_assert_nonnull(mark);
    g_assert_cmpfloat(hypot(mark->at.x - town->feature.x, mark->at.y - town->feature.y), >,
                      mark->size / 2 + 2);
}

/* Where two kilometres are less than a dot, the mark stands in its place, and the town, whose dot
 * it hides, has no second name. */
static void test_measured_from_afar(Fixture *self, gconstpointer data) {
    add_from_buqrus(self);
    fixture_add(self, INCIDENT_ATTACK, "West", 36.3, 35.9, METHOD_EXACT);
    g_assert_true(map_options_set_size(&self->options, "400x560", NULL));
    g_autoptr(MapScene) scene = fixture_scene_at(self, gazetteer);
    const Symbol *mark = mark_of(scene, "2 km from Buqrus");
    g_assert_nonnull(mark);
    g_assert_cmpfloat(hypot(mark->at.x - mark->anchor.x, mark->at.y - mark->anchor.y), <, 0.5);
    g_assert_null(named(scene, "Buqrus"));
}

/* A name that its own dot does not stand beside would be read as the mark's. */
static void test_names_have_dots(Fixture *self, gconstpointer data) {
    static const double farthest = 8;
    fixture_add(self, INCIDENT_ATTACK, "At Palmyra's museum", 38.28, 34.555, METHOD_EXACT);
    fixture_add(self, INCIDENT_ATTACK, "At the bridge", 40.14, 35.335, METHOD_EXACT);
    fixture_add(self, INCIDENT_ATTACK, "In the camp", 37.0, 36.2, METHOD_EXACT);
    g_autoptr(MapScene) scene = fixture_scene_at(self, gazetteer);
    guint n = 0;
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        if (label->voice != VOICE_CONTEXT || !label->placed || label->has_leader) continue;
        Point near = {CLAMP(label->feature.x, label->box.x, label->box.x + label->box.width),
                      CLAMP(label->feature.y, label->box.y, label->box.y + label->box.height)};
        g_assert_cmpfloat(hypot(near.x - label->feature.x, near.y - label->feature.y), <, farthest);
        n++;
    }
    g_assert_cmpuint(n, >, 2);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
#define ADD(name, test) g_test_add("/map/towns/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("measured-from", test_measured_from);
    ADD("measured-from-afar", test_measured_from_afar);
    ADD("names-have-dots", test_names_have_dots);
    return run_with_gazetteer(&gazetteer);
}
