/* With a key, places bear numbers from north to south, and a list below the map says what each is.
 */
#include "map-incidents.h"

static void set_up(Fixture *self, gconstpointer data) {
    fixture_set_up(self);
    self->options.key = true;
    fixture_add(self, INCIDENT_IED, "Palmyra", 38.28, 34.56, METHOD_EXACT);
    fixture_add(self, INCIDENT_CLASH, "Hasakah", 40.75, 36.5, METHOD_EXACT);
    fixture_add(self, INCIDENT_ATTACK, "Raqqa", 39.01, 35.95, METHOD_EXACT);
    fixture_add(self, INCIDENT_ATTACK, "Raqqa", 39.01, 35.95, METHOD_EXACT);
}

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

static const Furniture *key_of(const MapScene *scene) { return scene_piece(scene, "key"); }

/* The number and the words after it, row by row. */
static char *key_text(const MapScene *scene) {
    const Furniture *key = key_of(scene);
    g_assert_nonnull(key);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < key->lines->len; i++)
        g_string_append_printf(text, "%s\n", g_array_index(key->lines, TextLine, i).text);
    return g_string_free(text, FALSE);
}

static const char *number_at(const MapScene *scene, const char *id) {
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (strcmp(symbol->id, id) == 0) return symbol->number;
    }
    return NULL;
}

static guint count_story_names(const MapScene *scene) {
    guint n = 0;
    for (guint i = 0; i < scene->labels->len; i++)
        n += g_array_index(scene->labels, Label, i).voice == VOICE_STORY;
    return n;
}

static void test_numbered_from_the_north(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_autofree char *text = key_text(scene);
    g_assert_cmpstr(text, ==,
                    "1\nHasakah: Clashes · 7\u00a0Jan\n"
                    "2\nRaqqa: Armed attack (2) · 7\u00a0Jan\n"
                    "3\nPalmyra: IED or mine · 7\u00a0Jan\n");
    g_assert_cmpstr(number_at(scene, "place-2-clash-1"), ==, "1");
    g_assert_cmpstr(number_at(scene, "place-3-attack-1"), ==, "2");
    g_assert_cmpstr(number_at(scene, "place-1-ied-1"), ==, "3");
    g_assert_cmpuint(count_story_names(scene), ==, 0);
    g_assert_cmpuint(map_scene_warnings(scene)->len, ==, 0);
}

/* The list and the map share the page. */
static void test_stands_below_the_map(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Furniture *key = key_of(scene);
    g_assert_nonnull(key);
    g_assert_false(boxes_overlap(key->box, scene->map_frame));
    g_assert_true(box_holds((Box){0, 0, scene->width, scene->height}, key->box));
}

/* An enlargement's marks bear the numbers of the list, each once. */
static void test_numbers_in_an_enlargement(Fixture *self, gconstpointer data) {
    for (guint i = 0; i < 10; i++) {
        g_autofree char *name = g_strdup_printf("Quarter %u", i);
        fixture_add(self, INCIDENT_AIRSTRIKE, name, 40.4 + i % 4 * 0.03, 35.0 + i / 4 * 0.03,
                    METHOD_EXACT);
    }
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_nonnull(scene->detail);
    guint seen[14] = {0};
    const MapScene *const maps[] = {scene, scene->detail};
    for (guint map = 0; map < G_N_ELEMENTS(maps); map++)
        for (guint i = 0; i < maps[map]->symbols->len; i++) {
            const char *number = g_array_index(maps[map]->symbols, Symbol, i).number;
            if (number) seen[g_ascii_strtoull(number, NULL, 10) % G_N_ELEMENTS(seen)]++;
        }
    for (guint i = 1; i < G_N_ELEMENTS(seen); i++) g_assert_cmpuint(seen[i], ==, 1);
}

/* The number in an area is no count there, and the legend says so in either wording. */
static void test_areas_on_a_brief_page(Fixture *self, gconstpointer data) {
    for (guint i = 0; i < 4; i++) {
        g_autofree char *name = g_strdup_printf("Village %u", i);
        fixture_add(self, INCIDENT_AIRSTRIKE, name, 37 + i % 4, 33.5 + i / 4, METHOD_EXACT);
    }
    Incident *somewhere = fixture_add(self, INCIDENT_CLASH, "Steppe", 39, 34.5, METHOD_BADIA);
    somewhere->location.radius_m = 40000;
    self->options.language = LANGUAGE_BOTH;
    g_assert_true(map_options_set_size(&self->options, "800x600", NULL));
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_nonnull(key_of(scene));
}

/* Too many places for a list: they are named as ever, and an editor is told. */
static void test_no_room(Fixture *self, gconstpointer data) {
    for (guint i = 0; i < 150; i++) {
        g_autofree char *name = g_strdup_printf("Village of many words %u", i);
        fixture_add(self, INCIDENT_AIRSTRIKE, name, 37 + i % 15 * 0.3, 33.5 + i / 15 * 0.3,
                    METHOD_EXACT);
    }
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_null(key_of(scene));
    g_assert_cmpuint(count_story_names(scene), >, 0);
    bool told = false;
    const GPtrArray *warnings = map_scene_warnings(scene);
    for (guint i = 0; i < warnings->len; i++)
        told |= g_str_has_prefix(warnings->pdata[i], "no room for a key");
    g_assert_true(told);
}

/* A legend below the map, where a key was tried and found no room, tells of none. */
static void test_legend_without_room(Fixture *self, gconstpointer data) {
    g_assert_true(map_options_set_size(&self->options, "400x560", NULL));
    for (guint i = 0; i < 20; i++) {
        g_autofree char *name = g_strdup_printf("Village of many words %u", i);
        fixture_add(self, INCIDENT_AIRSTRIKE, name, 37 + i % 4 * 0.9, 33.5 + i / 4 * 0.7,
                    METHOD_EXACT);
    }
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Furniture *legend = scene_piece(scene, "legend");
    g_assert_null(key_of(scene));
    g_assert_nonnull(legend);
    for (guint i = 0; i < legend->lines->len; i++)
        g_assert_cmpstr(g_array_index(legend->lines, TextLine, i).text, !=, "number in the list");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    g_test_add("/map/key/numbered-from-the-north", Fixture, NULL, set_up,
               test_numbered_from_the_north, tear_down);
    g_test_add("/map/key/stands-below-the-map", Fixture, NULL, set_up, test_stands_below_the_map,
               tear_down);
    g_test_add("/map/key/numbers-in-an-enlargement", Fixture, NULL, set_up,
               test_numbers_in_an_enlargement, tear_down);
    g_test_add("/map/key/areas-on-a-brief-page", Fixture, NULL, set_up, test_areas_on_a_brief_page,
               tear_down);
    g_test_add("/map/key/legend-without-room", Fixture, NULL, set_up, test_legend_without_room,
               tear_down);
    g_test_add("/map/key/no-room", Fixture, NULL, set_up, test_no_room, tear_down);
    return g_test_run();
}
