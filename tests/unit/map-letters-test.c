/* Where names crowd, letters stand for some of them, and a list on, below or beside the map says
 * which. */
#include "map-incidents.h"

/* Places with long names so near each other that a small map cannot name them all. */
static void set_up(Fixture *self, gconstpointer data) {
    fixture_set_up(self);
    for (guint i = 0; i < 12; i++) {
        g_autofree char *name = g_strdup_printf("A place with a rather long name %u", i + 1);
        fixture_add(self, i % 2 ? INCIDENT_IED : INCIDENT_CLASH, name, 40.0 + (i % 4) * 0.14,
                    35.0 + (i / 4) * 0.12, METHOD_EXACT);
    }
    fixture_add(self, INCIDENT_ATTACK, "Far away", 38.0, 36.4, METHOD_EXACT);
    g_assert_true(map_options_set_size(&self->options, "800x600", NULL));
}

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

static const Furniture *list_of(const MapScene *scene) { return scene_piece(scene, "letters"); }

/* The name that the list says of a letter; NULL where it says none. */
static const char *name_of(const Furniture *list, const char *letter) {
    for (guint i = 0; i + 1 < list->lines->len; i++)
        if (strcmp(g_array_index(list->lines, TextLine, i).text, letter) == 0)
            return g_array_index(list->lines, TextLine, i + 1).text;
    return NULL;
}

/* Each letter of the map is in the list, once, with the name of its place. */
static guint check_letters(const MapScene *scene, const Furniture *list) {
    guint n = 0;
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        if (!label->placed || !label->is_letter) continue;
        g_assert_cmpstr(name_of(list, label->lines[0].text), ==, label->name);
        g_assert_true(box_holds(scene->map_frame, label->box));
        n++;
    }
    return n;
}

static void test_letters(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Furniture *list = list_of(scene);
    g_assert_nonnull(list);
    guint n = check_letters(scene, list);
    for (const MapScene *detail = scene->detail; detail; detail = detail->next)
        n += check_letters(detail, list);
    g_assert_cmpuint(n, >=, 2);
    g_assert_cmpuint(list->lines->len, ==, 2 * n);
    for (guint i = 0; i < scene->labels->len; i++)
        g_assert_true(g_array_index(scene->labels, Label, i).placed);
}

static bool is_on_map(const MapScene *scene, const Furniture *list) {
    return boxes_overlap(list->box, scene->map_frame);
}

/* What stands on the map is under no list: names, their leaders, marks, other furniture. */
static void check_hides_nothing(const MapScene *scene, const Furniture *list) {
    g_assert_true(box_holds(scene->map_frame, list->box));
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        if (!label->placed) continue;
        g_assert_false(boxes_overlap(label->box, list->box));
        if (label->has_leader)
            g_assert_false(segment_meets_box(label->leader[0], label->leader[1], list->box));
    }
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (!symbol->is_extent) g_assert_false(box_holds_point(list->box, symbol->at));
    }
    for (guint i = 0; i < scene->furniture->len; i++) {
        const Furniture *piece = &g_array_index(scene->furniture, Furniture, i);
        if (piece != list) g_assert_false(boxes_overlap(piece->box, list->box));
    }
}

/* In the frame that the map has without letters. */
static Box plain_frame(const Fixture *self) {
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    Fixture plain = *self;
    plain.incidents = kept;
    for (guint i = 0; i < self->incidents->len; i++) {
        Incident *incident = self->incidents->pdata[i];
        /* The corners of the story, and one of each type, so that frame and legend are the same. */
        if (i < 2 || i == 3 || i >= self->incidents->len - 4) g_ptr_array_add(kept, incident);
    }
    g_autoptr(MapScene) scene = fixture_scene(&plain);
    g_assert_null(list_of(scene));
    return scene->map_frame;
}

/* A map with a free corner is not made lower for the list. */
static void test_on_the_map(Fixture *self, gconstpointer data) {
    g_assert_true(map_options_set_size(&self->options, "1200x675", NULL));
    self->options.language = LANGUAGE_AR;
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Furniture *list = list_of(scene);
    g_assert_nonnull(list);
    g_assert_true(is_on_map(scene, list));
    check_hides_nothing(scene, list);
    g_assert_cmpuint(check_letters(scene, list), >=, 1);
    g_assert_cmpfloat(scene->map_frame.height, ==, plain_frame(self).height);
}

/* Room that is kept for a list is filled, but for a row or two; without a list none is kept. */
static void test_kept_room_is_used(Fixture *self, gconstpointer data) {
    static const char *const sizes[] = {"400x560", "400x700", "800x600"};
    static const double two_rows = 32;
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
        for (MapLanguage language = LANGUAGE_AR; language <= LANGUAGE_BOTH; language++) {
            g_assert_true(map_options_set_size(&self->options, sizes[i], NULL));
            self->options.language = language;
            g_autoptr(MapScene) scene = fixture_scene(self);
            const Furniture *list = list_of(scene);
            if (!list || is_on_map(scene, list) ||
                list->box.x > scene->map_frame.x + scene->map_frame.width)
                continue;
            g_assert_cmpuint(list->lines->len, >, 0);
            const TextLine *last = &g_array_index(list->lines, TextLine, list->lines->len - 1);
            double below = list->box.y + list->box.height - last->box.y - last->box.height;
            g_assert_cmpfloat(below, <, two_rows);
        }
}

static void test_none_without_need(Fixture *self, gconstpointer data) {
    g_ptr_array_set_size(self->incidents, 3);
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_null(list_of(scene));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    g_test_add("/map/letters/stand-for-names-without-room", Fixture, NULL, set_up, test_letters,
               tear_down);
    g_test_add("/map/letters/on-the-map", Fixture, NULL, set_up, test_on_the_map, tear_down);
    g_test_add("/map/letters/none-without-need", Fixture, NULL, set_up, test_none_without_need,
               tear_down);
    g_test_add("/map/letters/kept-room-is-used", Fixture, NULL, set_up, test_kept_room_is_used,
               tear_down);
    return g_test_run();
}
