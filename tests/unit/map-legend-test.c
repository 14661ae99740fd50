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

static const Furniture *legend_of(const MapScene *scene) { return scene_piece(scene, "legend"); }

static bool says(const Furniture *piece, const char *text) {
    for (guint i = 0; piece && i < piece->lines->len; i++)
        if (strstr(g_array_index(piece->lines, TextLine, i).text, text)) return true;
    return false;
}

/* A box with a number in the legend would be read as a sample of what stands on the map. */
static void test_unplaced_are_told_in_words(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_false(says(legend_of(scene), "no known place"));
    g_assert_true(says(scene_piece(scene, "count"), "1 incident in no known place is not drawn."));
    self->options.language = LANGUAGE_AR;
    g_autoptr(MapScene) arabic = fixture_scene(self);
    g_assert_true(says(scene_piece(arabic, "count"), "حادثة واحدة دون مكان محدد، لم تُرسم."));
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
        g_assert_true(says(scene_piece(scene, "count"), "دون مكان محدد"));
    }
}

/* A phone's page says all in both of its languages, in fewer words, and its map stays large. */
static void test_phone_says_it_in_both(Fixture *self, gconstpointer data) {
    static const struct {
        const char *piece, *ar, *en;
    } said[] = {{"title", "حوادث", "incidents"},
                {"legend", "اشتباكات", "Clashes"},
                {"legend", "غير مؤكد", "unconfirmed"},
                {"legend", "قرب المكان", "near the place"},
                {"count", "دون مكان محدد", "no known place"},
                {"credit", "مساهمو", "contributors"}};
    static const char *const styles[] = {"newsroom", "high-contrast"};
    self->options.language = LANGUAGE_BOTH;
    g_assert_true(map_options_set_size(&self->options, "400x560", NULL));
    for (guint s = 0; s < G_N_ELEMENTS(styles); s++) {
        style_free(self->style);
        self->style = style_load(styles[s], NULL);
        g_autoptr(MapScene) scene = fixture_scene(self);
        g_assert_cmpfloat(scene->map_frame.height, >, 0.55 * scene->map_frame.width);
        for (guint i = 0; i < G_N_ELEMENTS(said); i++) {
            g_assert_true(says(scene_piece(scene, said[i].piece), said[i].ar));
            g_assert_true(says(scene_piece(scene, said[i].piece), said[i].en));
        }
    }
}

/* Of what an enlargement shows there is only a dot. */
static bool has_rings(const MapScene *scene) {
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (!symbol->is_dot && g_str_has_suffix(symbol->id, "-cluster")) return true;
    }
    return false;
}

/* A number in a mark is explained on a phone's page too. */
static void test_counts_are_explained(Fixture *self, gconstpointer data) {
    g_ptr_array_set_size(self->incidents, 0);
    for (guint i = 0; i < 4; i++)
        fixture_add(self, INCIDENT_CLASH, "Sample town", 38.3, 35.1, METHOD_EXACT);
    fixture_add(self, INCIDENT_CLASH, "Sample village", 39.9, 34.6, METHOD_EXACT);
    g_assert_true(map_options_set_size(&self->options, "400x560", NULL));
    for (MapLanguage language = LANGUAGE_AR; language <= LANGUAGE_BOTH; language++) {
        self->options.language = language;
        g_autoptr(MapScene) scene = fixture_scene(self);
        const Furniture *legend = legend_of(scene);
        g_assert_true(says(legend, "no. of incidents") == (language != LANGUAGE_AR));
        g_assert_true(says(legend, "عدد الحوادث") == (language != LANGUAGE_EN));
    }
}

/* Two languages on a page tell as much as one does: what gives way first is what says how to read
 * it. */
static void test_subtitle_stays_whole(Fixture *self, gconstpointer data) {
    static const char *const sizes[] = {"1200x675", "800x600", "400x560"};
    for (guint i = 0; i < self->incidents->len; i++) {
        Incident *incident = self->incidents->pdata[i];
        incident->article = g_strdup_printf("sample-%u", i % 3);
        incident->quote = g_strdup("a sample");
    }
    g_ptr_array_set_size(self->incidents, self->incidents->len - 1);
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_assert_true(map_options_set_size(&self->options, sizes[i], NULL));
        self->options.language = LANGUAGE_BOTH;
        g_autoptr(MapScene) scene = fixture_scene(self);
        g_assert_true(says(scene_piece(scene, "subtitle"), "in 18 places"));
        g_assert_true(says(scene_piece(scene, "subtitle"), "from 3 reports"));
        g_assert_true(says(scene_piece(scene, "subtitle"), "3 تقارير"));
    }
}

/* Rings that appear only because the legend left the map less room are explained all the same. */
static void test_rings_are_explained(Fixture *self, gconstpointer data) {
    static const char *const sizes[] = {"1200x675", "800x600", "700x500", "400x560", "400x400"};
    guint n_ringed = 0;
    for (guint i = 0; i < 40; i++) {
        g_autofree char *name = g_strdup_printf("Quarter %u", i);
        fixture_add(self, i % 2 ? INCIDENT_CLASH : INCIDENT_SHELLING, name, 39 + i % 8 * 0.04,
                    34.5 + i / 8 * 0.04, METHOD_EXACT);
    }
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
        for (MapLanguage language = LANGUAGE_AR; language <= LANGUAGE_BOTH; language++) {
            self->options.language = language;
            g_assert_true(map_options_set_size(&self->options, sizes[i], NULL));
            g_autoptr(MapScene) scene = fixture_scene(self);
            bool ringed = has_rings(scene);
            for (const MapScene *detail = scene->detail; detail; detail = detail->next)
                ringed |= has_rings(detail);
            const Furniture *legend = legend_of(scene);
            g_assert_true(!ringed || says(legend, "by type") || says(legend, "النوع"));
            n_ringed += ringed;
        }
    g_assert_cmpuint(n_ringed, >, 0);
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

/* In the midst of a map it would be taken for a part of it, and where a corner is free no lake's
 * shore keeps it out of there. */
static void test_locator_stands_in_a_corner(Fixture *self, gconstpointer data) {
    g_ptr_array_set_size(self->incidents, 0);
    for (guint i = 0; i < 12; i++) {
        g_autofree char *name = g_strdup_printf("Farm %u", i);
        fixture_add(self, INCIDENT_CLASH, name, 39.6 + i % 4 * 0.35, 34.7 + i / 4 * 0.35,
                    METHOD_EXACT);
    }
    for (MapLanguage language = LANGUAGE_AR; language <= LANGUAGE_BOTH; language++) {
        self->options.language = language;
        g_autoptr(MapScene) scene = fixture_scene(self);
        const Furniture *locator = scene_piece(scene, "locator");
        g_assert_nonnull(locator);
        Box inner = box_grown(scene->map_frame, -12), box = locator->box;
        bool at_side = box.x < inner.x || box.x + box.width > inner.x + inner.width;
        bool at_end = box.y < inner.y || box.y + box.height > inner.y + inner.height;
        g_assert_true((at_side && at_end) || !boxes_overlap(box, scene->map_frame));
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add("/map/legend/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("unplaced-are-told-in-words", test_unplaced_are_told_in_words);
    ADD("phone-says-it-in-both", test_phone_says_it_in_both);
    ADD("rings-are-explained", test_rings_are_explained);
    ADD("unsure-is-explained", test_unsure_is_explained);
    ADD("counts-are-explained", test_counts_are_explained);
    ADD("subtitle-stays-whole", test_subtitle_stays_whole);
    ADD("locator-stands-in-a-corner", test_locator_stands_in_a_corner);
    ADD("map-keeps-its-width", test_map_keeps_its_width);
#undef ADD
    return g_test_run();
}
