/* What an editor would send back is found, each with its place. */
#include "map-incidents.h"

static void set_up(Fixture *self, gconstpointer data) {
    fixture_set_up(self);
    fixture_add(self, INCIDENT_ATTACK, "Al-Mayadin", 40.45, 35.019, METHOD_EXACT);
    fixture_add(self, INCIDENT_IED, "Abu Kamal", 40.919, 34.451, METHOD_EXACT);
    fixture_add(self, INCIDENT_SHELLING, "Al-Tibni", 39.82, 35.61, METHOD_EXACT);
}

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

/* The first finding with these words after `change` has spoilt the scene; NULL where there is none.
 * The caller frees it. */
static char *finding(const Fixture *self, void (*change)(MapScene *scene), const char *words) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_cmpuint(map_scene_warnings(scene)->len, ==, 0);
    Layout layout = {.scene = scene,
                     .style = self->style,
                     .options = &self->options,
                     .incidents = (const Incident *const *)self->incidents->pdata,
                     .n_incidents = self->incidents->len,
                     .groups = g_array_new(FALSE, FALSE, sizeof(Group)),
                     .n_page_furniture = scene->furniture->len};
    change(scene);
    layout_preflight(&layout);
    g_array_unref(layout.groups);
    for (guint i = 0; i < scene->warnings->len; i++)
        if (strstr(scene->warnings->pdata[i], words)) return g_strdup(scene->warnings->pdata[i]);
    return NULL;
}

static void assert_found(const Fixture *self, void (*change)(MapScene *scene), const char *words) {
    g_autofree char *found = finding(self, change, words);
    if (!found) g_test_message("no finding of '%s'", words);
    g_assert_nonnull(found);
    g_assert_true(g_regex_match_simple(" at -?[0-9]+,-?[0-9]+ ", found, 0, 0));
}

/* The label of a story's place. */
static Label *label_named(MapScene *scene, const char *name) {
    for (guint i = 0; i < scene->labels->len; i++) {
        Label *label = &g_array_index(scene->labels, Label, i);
        if (strcmp(label->name, name) == 0) return label;
    }
    g_assert_not_reached();
}

static Symbol *symbol_named(MapScene *scene, const char *id) {
    for (guint i = 0; i < scene->symbols->len; i++) {
        Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (strcmp(symbol->id, id) == 0) return symbol;
    }
    g_assert_not_reached();
}

static void overlap(MapScene *scene) {
    label_named(scene, "Abu Kamal")->box = label_named(scene, "Al-Mayadin")->box;
}
static void test_overlap(Fixture *self, gconstpointer data) {
    assert_found(self, overlap, "labels 'Al-Mayadin' and 'Abu Kamal'");
}

static void cover(MapScene *scene) {
    Point at = symbol_named(scene, "place-2-ied-1")->at;
    label_named(scene, "Al-Mayadin")->box = box_around(at, 40, 16);
}
static void test_label_over_symbol(Fixture *self, gconstpointer data) {
    assert_found(self, cover, "covers the symbol place-2-ied-1");
}

static void push_out(MapScene *scene) { label_named(scene, "Al-Mayadin")->box.x = -20; }
static void test_outside(Fixture *self, gconstpointer data) {
    assert_found(self, push_out, "stands out of the frame");
}

static void drop(MapScene *scene) {
    Label *label = label_named(scene, "Al-Mayadin");
    label->placed = false;
    label->why = g_strdup("dropped");
}
static void test_dropped_story(Fixture *self, gconstpointer data) {
    assert_found(self, drop, "was dropped");
}

static void shrink(MapScene *scene) { label_named(scene, "Al-Mayadin")->lines[0].type.size = 9; }
static void test_small_text(Fixture *self, gconstpointer data) {
    assert_found(self, shrink, "is 9.0 points, under 11.0");
}

static void fade(MapScene *scene) {
    label_named(scene, "Al-Mayadin")->lines[0].type.color = (Color){0.7, 0.7, 0.7, 1};
}
static void test_pale_text(Fixture *self, gconstpointer data) {
    assert_found(self, fade, "has a contrast of");
}

/* Without its halo a text that is good on land is not on what lies there as well. */
static void darken_ground(MapScene *scene) {
    Type *type = &label_named(scene, "Al-Mayadin")->lines[0].type;
    type->halo.a = 0;
    for (guint i = 0; i < scene->ground->len; i++) {
        GroundPath *path = &g_array_index(scene->ground, GroundPath, i);
        if (g_str_equal(path->layer, "water")) path->paint.fill = (Color){0.1, 0.2, 0.4, 1};
    }
}
static void test_text_on_dark_water(Fixture *self, gconstpointer data) {
    assert_found(self, darken_ground, "text 'Al-Mayadin'");
}

static void stack_symbols(MapScene *scene) {
    Symbol *symbol = symbol_named(scene, "place-2-ied-1");
    symbol->at = symbol_named(scene, "place-1-attack-1")->at;
}
static void test_symbols_overlap(Fixture *self, gconstpointer data) {
    assert_found(self, stack_symbols, "the symbols place-1-attack-1 and place-2-ied-1");
    assert_found(self, stack_symbols, "stands far from its place");
}

static void number_faintly(MapScene *scene) {
    Symbol *symbol = symbol_named(scene, "place-1-attack-1");
    symbol->number = g_strdup("2");
    symbol->number_color = symbol->fill;
}
static void test_faint_number(Fixture *self, gconstpointer data) {
    assert_found(self, number_faintly, "the number 2");
}

/* An area so small that its count would hide it is drawn as a ring instead; one that is hidden all
 * the same is told. */
static void test_hidden_area(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    Group group = {.id = (char *)"place-9",
                   .names = group_names_of(g_strdup(""), g_strdup("Small steppe")),
                   .precision = PRECISION_AREA,
                   .box = {100, 200, 40, 20}};
    Layout layout = {.scene = scene,
                     .style = self->style,
                     .options = &self->options,
                     .groups = g_array_new(FALSE, FALSE, sizeof(Group)),
                     .n_page_furniture = scene->furniture->len};
    g_array_append_val(layout.groups, group);
    Symbol extent = {.id = g_strdup("place-9-extent"), .shape = MARK_NONE};
    path_add_rounded_box(&extent.area, (Box){98, 198, 42, 22}, 0);
    g_array_append_val(scene->symbols, extent);
    layout_preflight(&layout);
    g_array_unref(layout.groups);
    group_names_free(group.names);
    const GPtrArray *warnings = map_scene_warnings(scene);
    g_assert_cmpuint(warnings->len, ==, 1);
    g_assert_cmpstr(warnings->pdata[0], ==,
                    "the area 'Small steppe' at 120,210 is hidden by its count");
}

static void assert_refused(const Fixture *self, const char *words) {
    g_autoptr(GError) error = NULL;
    g_assert_null(map_scene_new((const Incident *const *)self->incidents->pdata,
                                self->incidents->len, &self->options, self->style, NULL, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
    g_assert_cmpstr(error->message, ==, words);
}

/* A character that no font has: in the user's own words an error, in an article's a warning. */
static void test_missing_glyph(Fixture *self, gconstpointer data) {
    Incident *incident =
        fixture_add(self, INCIDENT_CLASH, "Place \u6f22", 40.1, 35.3, METHOD_EXACT);
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_cmpuint(map_scene_warnings(scene)->len, ==, 1);
    g_assert_cmpstr(map_scene_warnings(scene)->pdata[0], ==,
                    "the name 'Place \ufffd' has a character that no font has");
    g_free(incident->place_en);
    incident->place_en = g_strdup("Place");
    self->options.title = "\u6f22";
    assert_refused(self, "--title has a character that no font has");
}

static void test_endless_title(Fixture *self, gconstpointer data) {
    g_autofree char *long_text = g_strnfill(1001, 'a');
    self->options.credit = long_text;
    assert_refused(self, "--credit is longer than 1000 letters");
    self->options.credit = "\xff";
    assert_refused(self, "--credit is not UTF-8");
}

static void stray(MapScene *scene) { symbol_named(scene, "place-1-attack-1")->at.x += 80; }
static void test_far_symbol(Fixture *self, gconstpointer data) {
    assert_found(self, stray, "stands far from its place");
}

/* Furniture that reaches out of the page has no place that is worth telling. */
static void test_furniture_beyond_the_page(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    Layout layout = {.scene = scene,
                     .style = self->style,
                     .options = &self->options,
                     .groups = g_array_new(FALSE, FALSE, sizeof(Group)),
                     .n_page_furniture = scene->furniture->len};
    g_array_index(scene->furniture, Furniture, 0).box.x = scene->width;
    layout_preflight(&layout);
    g_array_unref(layout.groups);
    g_assert_cmpuint(scene->warnings->len, ==, 1);
    g_assert_true(g_str_has_suffix(scene->warnings->pdata[0], "does not fit on the page"));
}

static void test_crowd(Fixture *self, gconstpointer data) {
    for (guint i = 0; i < 600; i++) {
        g_autofree char *name = g_strdup_printf("Village %u", i);
        fixture_add(self, INCIDENT_CLASH, name, 36.5 + i % 30 * 0.1, 33 + i / 30 * 0.1,
                    METHOD_EXACT);
    }
    g_autoptr(MapScene) scene = fixture_scene(self);
    bool told = false;
    for (guint i = 0; i < scene->warnings->len; i++)
        told |= strstr(scene->warnings->pdata[i], "--layout density") != NULL;
    g_assert_true(told);
}

#define ADD(name, test) g_test_add("/map/preflight/" name, Fixture, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    ADD("labels-overlap", test_overlap);
    ADD("label-over-symbol", test_label_over_symbol);
    ADD("label-outside", test_outside);
    ADD("story-without-its-name", test_dropped_story);
    ADD("small-text", test_small_text);
    ADD("pale-text", test_pale_text);
    ADD("text-on-dark-water", test_text_on_dark_water);
    ADD("symbols-overlap", test_symbols_overlap);
    ADD("faint-number", test_faint_number);
    ADD("hidden-area", test_hidden_area);
    ADD("far-symbol", test_far_symbol);
    ADD("furniture-beyond-the-page", test_furniture_beyond_the_page);
    ADD("crowd", test_crowd);
    ADD("missing-glyph", test_missing_glyph);
    ADD("endless-title", test_endless_title);
    return g_test_run();
}
