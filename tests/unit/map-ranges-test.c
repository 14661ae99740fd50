/* Mountain ranges are named along their crest where the story leaves room. */
#include <glib/gstdio.h>

#include "map-incidents.h"

static void set_up(Fixture *self, gconstpointer data) {
    fixture_set_up(self);
    fixture_add(self, INCIDENT_ATTACK, "Al-Masrib", 39.93, 35.53, METHOD_EXACT);
    fixture_add(self, INCIDENT_IED, "Palmyra", 38.28, 34.56, METHOD_EXACT);
}

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

static const Label *range_named(const MapScene *scene, const char *name) {
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        if (g_str_has_prefix(label->id, "range-") && strcmp(label->name, name) == 0) return label;
    }
    return NULL;
}

static void test_on_a_curve(Fixture *self, gconstpointer data) {
    self->options.language = LANGUAGE_AR;
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Label *label = range_named(scene, "جبل البشري");
    g_assert_nonnull(label);
    g_assert_cmpuint(label->curve.n_points, >, 3);
    /* From left to right, whichever way the words run. */
    g_assert_cmpfloat(label->curve.points[0].x, <,
                      label->curve.points[label->curve.n_points - 1].x);
    g_assert_true(box_holds(scene->map_frame, label->box));
    g_assert_cmpuint(map_scene_warnings(scene)->len, ==, 0);
}

/* Where the story is, the range is not named over it. */
static void test_gives_way(Fixture *self, gconstpointer data) {
    for (guint i = 0; i < 8; i++)
        fixture_add(self, INCIDENT_ATTACK, "Jabal al-Bishri", 38.8 + i * 0.12, 35.12 + i * 0.05,
                    METHOD_EXACT);
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_null(range_named(scene, "Jabal al-Bishri"));
}

/* An editor's sidecar file hides names of ranges and rivers as well. */
static void test_hidden_by_an_editor(Fixture *self, gconstpointer data) {
    static const char *const hidden[] = {"Jabal al-Bishri", "Euphrates"};
    g_autofree char *path = NULL;
    g_close(g_file_open_tmp("kharita-XXXXXX.pins", &path, NULL), NULL);
    g_file_set_contents(path, "Jabal al-Bishri\thide\nEuphrates\thide\n", -1, NULL);
    for (guint pass = 0; pass < 2; pass++) {
        self->options.pins = pass ? path : NULL;
        g_autoptr(MapScene) scene = fixture_scene(self);
        guint n = 0;
        for (guint i = 0; i < scene->labels->len; i++)
            for (guint k = 0; k < G_N_ELEMENTS(hidden); k++)
                n += strcmp(g_array_index(scene->labels, Label, i).name, hidden[k]) == 0;
        g_assert_cmpuint(n, ==, pass ? 0 : G_N_ELEMENTS(hidden));
    }
    g_unlink(path);
}

static void test_not_on_a_phone(Fixture *self, gconstpointer data) {
    self->options.width_px = 400;
    self->options.height_px = 560;
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_null(range_named(scene, "Jabal al-Bishri"));
}

/* The most that a name's baseline turns from one stretch of three steps, about a letter, to the
 * next. */
static double sharpest_bend(const Path *curve) {
    enum { STEPS = 3 };
    double most = 0;
    for (guint32 i = 0; i + 2 * STEPS < curve->n_points; i++) {
        const Point *at = curve->points + i;
        double before = atan2(at[STEPS].y - at[0].y, at[STEPS].x - at[0].x);
        double after = atan2(at[2 * STEPS].y - at[STEPS].y, at[2 * STEPS].x - at[STEPS].x);
        most = fmax(most, fabs(after - before));
    }
    return most;
}

/* Over a tight bend, as where the Euphrates leaves the country, letters would stand apart. */
static void test_no_letters_parted(Fixture *self, gconstpointer data) {
    fixture_add(self, INCIDENT_CLASH, "Hasakah", 40.75, 36.5, METHOD_EXACT);
    fixture_add(self, INCIDENT_CLASH, "Aleppo", 37.15, 36.2, METHOD_EXACT);
    fixture_add(self, INCIDENT_CLASH, "Daraa", 36.1, 32.62, METHOD_EXACT);
    self->options.language = LANGUAGE_AR;
    self->options.height_px = 560;
    for (self->options.width_px = 400; self->options.width_px <= 460;
         self->options.width_px += 20) {
        g_autoptr(MapScene) scene = fixture_scene(self);
        guint n = 0;
        for (guint i = 0; i < scene->labels->len; i++) {
            const Label *label = &g_array_index(scene->labels, Label, i);
            if (!g_str_has_prefix(label->id, "river-")) continue;
            n++;
            g_assert_cmpfloat(sharpest_bend(&label->curve), <, 0.55);
        }
        g_assert_cmpuint(n, >, 0);
    }
}

static bool names_region(const MapScene *scene, const char *name) {
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        if (label->voice == VOICE_REGION && strcmp(label->name, name) == 0) return true;
    }
    return false;
}

/* A narrow neighbour is named in the wider script as in the other: which countries a map names is
 * not to depend on its language. */
static void test_neighbours_in_both_scripts(Fixture *self, gconstpointer data) {
    static const char *const names[][2] = {
        {"لبنان", "Lebanon"}, {"إسرائيل", "Israel"}, {"الأردن", "Jordan"}};
    fixture_add(self, INCIDENT_CLASH, "Qamishli", 41.2, 37.05, METHOD_EXACT);
    fixture_add(self, INCIDENT_CLASH, "Aleppo", 37.15, 36.2, METHOD_EXACT);
    fixture_add(self, INCIDENT_CLASH, "Daraa", 36.1, 32.62, METHOD_EXACT);
    for (guint arabic = 0; arabic < 2; arabic++) {
        self->options.language = arabic ? LANGUAGE_AR : LANGUAGE_EN;
        g_autoptr(MapScene) scene = fixture_scene(self);
        for (guint i = 0; i < G_N_ELEMENTS(names); i++)
            g_assert_true(names_region(scene, names[i][arabic ? 0 : 1]));
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    g_test_add("/map/ranges/on-a-curve", Fixture, NULL, set_up, test_on_a_curve, tear_down);
    g_test_add("/map/ranges/gives-way", Fixture, NULL, set_up, test_gives_way, tear_down);
    g_test_add("/map/ranges/hidden-by-an-editor", Fixture, NULL, set_up, test_hidden_by_an_editor,
               tear_down);
    g_test_add("/map/ranges/no-letters-parted", Fixture, NULL, set_up, test_no_letters_parted,
               tear_down);
    g_test_add("/map/ranges/neighbours-in-both-scripts", Fixture, NULL, set_up,
               test_neighbours_in_both_scripts, tear_down);
    g_test_add("/map/ranges/not-on-a-phone", Fixture, NULL, set_up, test_not_on_a_phone, tear_down);
    return g_test_run();
}
