/* A title names what happened: each kind where they are few, and the place that lies apart. */
#include "map-incidents.h"

static void set_up(Fixture *self, gconstpointer data) { fixture_set_up(self); }

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

/* `n` of a type in places of their own, far from any river. */
static void add(Fixture *self, IncidentType type, guint n) {
    for (guint i = 0; i < n; i++) {
        guint at = self->incidents->len;
        g_autofree char *name = g_strdup_printf("Place %u", at);
        fixture_add(self, type, name, 37.6 + at % 5 * 0.3, 34.0 + at / 5 * 0.2, METHOD_EXACT)
            ->type_confidence = 1;
    }
}

static void assert_title(Fixture *self, MapLanguage language, const char *start) {
    self->options.language = language;
    g_autoptr(MapScene) scene = fixture_scene(self);
    if (!g_str_has_prefix(scene->title, start)) g_assert_cmpstr(scene->title, ==, start);
}

static void test_few_are_all_named(Fixture *self, gconstpointer data) {
    add(self, INCIDENT_ATTACK, 2);
    add(self, INCIDENT_AMBUSH, 1);
    add(self, INCIDENT_AIRSTRIKE, 1);
    assert_title(self, LANGUAGE_EN, "Two attacks, an ambush and an airstrike in Syria");
    assert_title(self, LANGUAGE_AR, "هجومان وكمين وغارة جوية في سوريا");
}

static void test_one_kind(Fixture *self, gconstpointer data) {
    add(self, INCIDENT_SHELLING, 3);
    assert_title(self, LANGUAGE_EN, "Shelling in Syria");
    add(self, INCIDENT_BODY_FOUND, 1);
    assert_title(self, LANGUAGE_EN, "Shelling and a body found in Syria");
}

/* Of many, the kinds that make up most, without saying that there were two of one. */
static void test_many_are_summed_up(Fixture *self, gconstpointer data) {
    add(self, INCIDENT_CLASH, 9);
    add(self, INCIDENT_IED, 3);
    add(self, INCIDENT_AMBUSH, 2);
    assert_title(self, LANGUAGE_EN, "Clashes and bombs and mines in Syria");
    add(self, INCIDENT_ABDUCTION, 4);
    add(self, INCIDENT_SHELLING, 4);
    assert_title(self, LANGUAGE_EN, "Violent incidents in Syria");
    add(self, INCIDENT_CLASH, 40);
    assert_title(self, LANGUAGE_EN, "Clashes in Syria");
}

/* Two of ten are not passed over; two of fifty are. */
static void test_second_kind(Fixture *self, gconstpointer data) {
    add(self, INCIDENT_AIRSTRIKE, 8);
    add(self, INCIDENT_ATTACK, 2);
    assert_title(self, LANGUAGE_EN, "Airstrikes and attacks in Syria");
    add(self, INCIDENT_AIRSTRIKE, 40);
    assert_title(self, LANGUAGE_EN, "Airstrikes in Syria");
}

static void test_two_towns(Fixture *self, gconstpointer data) {
    add(self, INCIDENT_CLASH, 2);
    assert_title(self, LANGUAGE_EN, "Clashes in Place 0 and Place 1, 7 January 2022");
}

/* Nearly all by the river: what lies on a road far from it is told too. */
static void test_place_apart(Fixture *self, gconstpointer data) {
    static const LonLat by_euphrates[] = {{40.14, 35.33}, {40.45, 35.02}, {40.92, 34.45}};
    for (guint i = 0; i < G_N_ELEMENTS(by_euphrates); i++) {
        g_autofree char *name = g_strdup_printf("Bank %u", i);
        fixture_add(self, INCIDENT_ATTACK, name, by_euphrates[i].lon, by_euphrates[i].lat,
                    METHOD_EXACT);
    }
    fixture_add(self, INCIDENT_IED, "Town of dates", 38.28, 34.56, METHOD_EXACT);
    assert_title(self, LANGUAGE_EN,
                 "Attacks and a bomb or mine along the Euphrates and in Town of dates");
}

/* Who is found dead is not among the day's dead. */
static void test_bodies_are_no_days_dead(Fixture *self, gconstpointer data) {
    add(self, INCIDENT_ATTACK, 1);
    add(self, INCIDENT_BODY_FOUND, 1);
    ((Incident *)self->incidents->pdata[0])->killed_min = 3;
    ((Incident *)self->incidents->pdata[1])->killed_min = 4;
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_nonnull(strstr(scene->captions[0].subtitle, "at least 3 killed"));
}

/* A headline that would be set small stands in two lines instead. */
static void test_long_title_breaks(Fixture *self, gconstpointer data) {
    self->options.title =
        "Attacks, clashes, an airstrike and a bomb or mine in Hasakah, in the "
        "Badia and on the road to the springs in the hills beyond Palmyra";
    add(self, INCIDENT_ATTACK, 1);
    g_assert_true(map_options_set_size(&self->options, "800x600", NULL));
    g_autoptr(MapScene) scene = fixture_scene(self);
    for (guint i = 0; i < scene->furniture->len; i++) {
        const Furniture *piece = &g_array_index(scene->furniture, Furniture, i);
        if (strcmp(piece->id, "title") != 0) continue;
        g_assert_cmpuint(piece->lines->len, ==, 2);
        g_assert_cmpfloat(g_array_index(piece->lines, TextLine, 0).type.size, >=, 17);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add("/map/headline/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("few-are-all-named", test_few_are_all_named);
    ADD("one-kind", test_one_kind);
    ADD("many-are-summed-up", test_many_are_summed_up);
    ADD("second-kind", test_second_kind);
    ADD("two-towns", test_two_towns);
    ADD("place-apart", test_place_apart);
    ADD("bodies-are-no-days-dead", test_bodies_are_no_days_dead);
    ADD("long-title-breaks", test_long_title_breaks);
#undef ADD
    return g_test_run();
}
