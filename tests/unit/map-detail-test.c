/* A dense part of the map is drawn once more, larger; what is not dense is left as it is. */
#include "map-incidents.h"
#include "map/symbols.h"

static void set_up(Fixture *self, gconstpointer data) {
    fixture_set_up(self);
    fixture_add(self, INCIDENT_CLASH, "Hasakah", 40.75, 36.5, METHOD_EXACT);
    fixture_add(self, INCIDENT_IED, "Palmyra", 38.28, 34.56, METHOD_EXACT);
    fixture_add(self, INCIDENT_ATTACK, "Raqqa", 39.01, 35.95, METHOD_EXACT);
}

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

/* Ten places within a few kilometres of each other. */
static void add_dense_part(Fixture *self) {
    for (guint i = 0; i < 10; i++) {
        g_autofree char *name = g_strdup_printf("Quarter %u", i);
        fixture_add(self, i % 2 ? INCIDENT_IED : INCIDENT_AIRSTRIKE, name, 40.4 + i % 4 * 0.03,
                    35.0 + i / 4 * 0.03, METHOD_EXACT);
    }
}

static guint count_parts(const MapScene *scene, bool dots) {
    guint n = 0;
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        n += symbol->shape != MARK_NONE && symbol->is_dot == dots;
    }
    return n;
}

static void test_dense_part_is_enlarged(Fixture *self, gconstpointer data) {
    add_dense_part(self);
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_nonnull(scene->detail);
    g_assert_true(box_holds(scene->map_frame, scene->detail->map_frame));
    g_assert_cmpuint(count_parts(scene, true), ==, 10);
    g_assert_cmpuint(count_parts(scene, false), ==, 3);
    g_assert_cmpuint(count_parts(scene->detail, false), ==, 10);
    g_assert_cmpuint(map_scene_warnings(scene)->len, ==, 0);
}

static void test_names_are_there_once(Fixture *self, gconstpointer data) {
    add_dense_part(self);
    g_autoptr(MapScene) scene = fixture_scene(self);
    guint n = 0;
    const MapScene *const maps[] = {scene, scene->detail};
    for (guint map = 0; map < G_N_ELEMENTS(maps); map++)
        for (guint i = 0; i < maps[map]->labels->len; i++) {
            const Label *label = &g_array_index(maps[map]->labels, Label, i);
            n += label->placed && g_str_has_prefix(label->name, "Quarter");
            g_assert_true(!label->placed || box_holds(maps[map]->map_frame, label->box));
            g_assert_false(map == 0 && label->placed &&
                           boxes_overlap(label->box, scene->detail->map_frame));
        }
    g_assert_cmpuint(n, ==, 10);
}

/* The enlargement covers no mark of the map. */
static void test_covers_no_mark(Fixture *self, gconstpointer data) {
    add_dense_part(self);
    g_autoptr(MapScene) scene = fixture_scene(self);
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        Box box = box_around(symbol->at, symbol->size, symbol->size);
        g_assert_false(symbol->shape != MARK_NONE && boxes_overlap(box, scene->detail->map_frame));
    }
}

/* A second dense part has an enlargement of its own; neither covers the other. */
static void test_two_parts(Fixture *self, gconstpointer data) {
    static const LonLat knots[] = {{36.3, 33.5}, {36.9, 36.1}};
    for (guint knot = 0; knot < G_N_ELEMENTS(knots); knot++)
        for (guint i = 0; i < 8; i++) {
            g_autofree char *name = g_strdup_printf("Place %u of %u", i, knot);
            fixture_add(self, INCIDENT_CLASH, name, knots[knot].lon + i % 4 * 0.05,
                        knots[knot].lat + i / 4 * 0.05, METHOD_EXACT);
        }
    for (MapLanguage language = LANGUAGE_AR; language <= LANGUAGE_BOTH; language++) {
        self->options.language = language;
        g_autoptr(MapScene) scene = fixture_scene(self);
        const MapScene *first = scene->detail, *second = first ? first->next : NULL;
        g_assert_nonnull(second);
        g_assert_false(boxes_overlap(first->map_frame, second->map_frame));
        g_assert_cmpuint(count_parts(first, false), ==, 8);
        g_assert_cmpuint(count_parts(second, false), ==, 8);
        g_assert_cmpuint(count_parts(scene, true), ==, 16);
        g_assert_cmpuint(map_scene_warnings(scene)->len, ==, 0);
    }
}

/* A crowd of which no map could name each is enlarged as well, where its own map has no names. */
static void test_crowd_is_enlarged(Fixture *self, gconstpointer data) {
    enum { ROWS = 12, COLUMNS = 8 };
    for (guint i = 0; i < ROWS * COLUMNS; i++) {
        g_autofree char *name = g_strdup_printf("Place %u", i);
        fixture_add(self, INCIDENT_CLASH, name, 36.3 + i % COLUMNS * 0.1, 34.8 + i / COLUMNS * 0.12,
                    METHOD_EXACT);
    }
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_nonnull(scene->detail);
    g_assert_cmpuint(count_parts(scene, true), >, ROWS * COLUMNS / 2);
    g_assert_cmpuint(scene->detail->labels->len, >, 0);
}

/* Which corner of the map a box stands in: 0 to 3. */
static guint corner_of(Box map, Box box) {
    bool right = box.x + box.width / 2 > map.x + map.width / 2;
    bool low = box.y + box.height / 2 > map.y + map.height / 2;
    return (right ? 1 : 0) + (low ? 2 : 0);
}

/* Text takes more room in one language than in another; the editions of a map show the same parts
 * in the same corners. */
static void check_editions(Fixture *self) {
    static const char *const sizes[] = {"1200x675", "1000x700", "800x600"};
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
        guint n_shown[3] = {0}, corners[3] = {0};
        g_assert_true(map_options_set_size(&self->options, sizes[i], NULL));
        for (MapLanguage language = LANGUAGE_AR; language <= LANGUAGE_BOTH; language++) {
            self->options.language = language;
            g_autoptr(MapScene) scene = fixture_scene(self);
            for (const MapScene *detail = scene->detail; detail; detail = detail->next) {
                n_shown[language] = n_shown[language] * 100 + count_parts(detail, false);
                corners[language] =
                    corners[language] * 4 + corner_of(scene->map_frame, detail->map_frame);
            }
        }
        g_assert_cmpuint(n_shown[LANGUAGE_AR], >, 0);
        for (MapLanguage language = LANGUAGE_EN; language <= LANGUAGE_BOTH; language++) {
            g_assert_cmpuint(n_shown[language], ==, n_shown[LANGUAGE_AR]);
            g_assert_cmpuint(corners[language], ==, corners[LANGUAGE_AR]);
        }
    }
}

static void test_same_in_all_languages(Fixture *self, gconstpointer data) {
    add_dense_part(self);
    for (guint i = 0; i < 9; i++) {
        g_autofree char *name = g_strdup_printf("Village %u", i);
        fixture_add(self, i % 4, name, 36.2 + i % 3 * 0.05, 33.5 + i / 3 * 0.05, METHOD_EXACT);
    }
    check_editions(self);
}

/* Places around two knots leave a corner free on a high map that is none on a low one. */
static void test_has_room_in_all_languages(Fixture *self, gconstpointer data) {
    static const LonLat places[] = {{37.38, 35.18}, {37.52, 36.37}, {36.70, 34.82}, {39.68, 35.37},
                                    {36.22, 32.69}, {36.42, 33.51}, {36.36, 33.52}, {37.46, 35.04},
                                    {36.98, 32.98}, {36.35, 33.53}, {36.38, 33.53}, {35.79, 35.53},
                                    {36.51, 34.89}, {36.63, 35.93}, {40.45, 35.02}, {36.47, 34.88},
                                    {36.78, 34.89}, {36.72, 34.73}, {36.73, 34.84}, {40.73, 36.06},
                                    {40.87, 35.80}, {37.86, 35.10}, {36.36, 33.96}, {39.01, 35.95}};
    g_ptr_array_set_size(self->incidents, 0);
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *name = g_strdup_printf("Town %u", i);
        fixture_add(self, INCIDENT_CLASH, name, places[i].lon, places[i].lat, METHOD_EXACT);
    }
    check_editions(self);
}

/* What an enlargement shows is a plain dot on the map, without a sign or a number to be read. */
static void test_dots_are_plain(Fixture *self, gconstpointer data) {
    add_dense_part(self);
    g_autoptr(MapScene) scene = fixture_scene(self);
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (!symbol->is_dot) continue;
        g_assert_cmpint(symbol->shape, ==, MARK_CIRCLE);
        g_assert_cmpfloat(symbol->size, <, 4);
        g_assert_null(symbol->number);
    }
}

/* The box on the map goes aside where its edge would run through a mark that it does not show. */
static void test_box_cuts_no_mark(Fixture *self, gconstpointer data) {
    add_dense_part(self);
    for (guint i = 0; i < 6; i++) {
        g_autofree char *name = g_strdup_printf("Near %u", i);
        fixture_add(self, INCIDENT_ATTACK, name, 40.15 + i * 0.12, 34.82 + i % 2 * 0.36,
                    METHOD_EXACT);
    }
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_nonnull(scene->detail);
    for (guint i = 0; i < scene->furniture->len; i++) {
        const Furniture *piece = &g_array_index(scene->furniture, Furniture, i);
        if (strcmp(piece->id, "detail") != 0) continue;
        const Path *outline = &g_array_index(piece->paths, GroundPath, 1).path;
        for (guint j = 0; j < scene->symbols->len; j++) {
            const Symbol *symbol = &g_array_index(scene->symbols, Symbol, j);
            if (symbol->shape == MARK_NONE || symbol->is_dot) continue;
            g_assert_cmpfloat(path_distance(outline, symbol->at), >, symbol->size / 2);
        }
    }
}

static void test_sparse_map_has_none(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_null(scene->detail);
}

static void test_phone_has_none(Fixture *self, gconstpointer data) {
    add_dense_part(self);
    g_assert_true(map_options_set_size(&self->options, "phone", NULL));
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_null(scene->detail);
}

/* A frame that the editor chose stays where it is. */
static void test_chosen_focus_is_not_moved(Fixture *self, gconstpointer data) {
    add_dense_part(self);
    self->options.focus = "37.5,33.5,42.5,37";
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Symbol *raqqa = NULL;
    for (guint i = 0; i < scene->symbols->len; i++)
        if (strcmp(g_array_index(scene->symbols, Symbol, i).id, "place-3-attack-1") == 0)
            raqqa = &g_array_index(scene->symbols, Symbol, i);
    g_assert_nonnull(raqqa);
    double middle = scene->map_frame.x + scene->map_frame.width / 2;
    g_assert_cmpfloat(raqqa->anchor.x, <, middle);
    g_assert_cmpfloat(raqqa->anchor.x, >, middle - scene->map_frame.width / 5);
}

#define ADD(name, test) g_test_add("/map/detail/" name, Fixture, NULL, set_up, test, tear_down)

/* A mark that has grown at the edge of an enlargement's frame moves off it, though no mark pushes
 * it.
 */
static void test_marks_keep_off_the_frame(Fixture *self, gconstpointer data) {
    MapScene whole = {.map_frame = {0, 0, 400, 300}}, enlarged = {.map_frame = {200, 200, 150, 80}};
    Layout detail = {.scene = &enlarged}, layout = {.scene = &whole, .detail = &detail};
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(Symbol));
    Symbol mark = {.at = {260, 190}, .anchor = {260, 190}, .size = 30};
    g_array_append_val(marks, mark);
    symbols_push_apart(&layout, marks);
    Point at = g_array_index(marks, Symbol, 0).at;
    g_assert_cmpfloat(at.y + symbol_reach(&mark), <=, enlarged.map_frame.y);
    g_assert_cmpfloat_with_epsilon(at.x, 260, 0.01);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    ADD("dense-part-is-enlarged", test_dense_part_is_enlarged);
    ADD("names-are-there-once", test_names_are_there_once);
    ADD("covers-no-mark", test_covers_no_mark);
    ADD("sparse-map-has-none", test_sparse_map_has_none);
    ADD("phone-has-none", test_phone_has_none);
    ADD("chosen-focus-is-not-moved", test_chosen_focus_is_not_moved);
    ADD("same-in-all-languages", test_same_in_all_languages);
    ADD("has-room-in-all-languages", test_has_room_in_all_languages);
    ADD("crowd-is-enlarged", test_crowd_is_enlarged);
    ADD("two-parts", test_two_parts);
    ADD("dots-are-plain", test_dots_are_plain);
    ADD("marks-keep-off-the-frame", test_marks_keep_off_the_frame);
    ADD("box-cuts-no-mark", test_box_cuts_no_mark);
    return g_test_run();
}
