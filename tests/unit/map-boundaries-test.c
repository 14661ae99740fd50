/* Lines that not all agree on are drawn as the view has it, and a map that shows one says so. */
#include "map-incidents.h"

static void set_up(Fixture *self, gconstpointer data) {
    fixture_set_up(self);
    self->options.focus = "35.5,32.5,36.5,33.5";
    fixture_add(self, INCIDENT_ATTACK, "Nawa", 36.04, 32.89, METHOD_EXACT);
}

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

static guint count_points(const MapScene *scene, const char *layer) {
    guint n = 0;
    for (guint i = 0; i < scene->ground->len; i++) {
        const GroundPath *path = &g_array_index(scene->ground, GroundPath, i);
        if (g_str_equal(path->layer, layer)) n += path->path.n_points;
    }
    return n;
}

static MapScene *seen_as(Fixture *self, const char *view) {
    self->options.boundaries = view;
    return fixture_scene(self);
}

static void test_dashed_unless_told(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = seen_as(self, NULL), named = seen_as(self, "disputed");
    g_assert_cmpuint(count_points(scene, "disputed"), >, 100);
    g_assert_cmpuint(count_points(scene, "disputed"), ==, count_points(named, "disputed"));
    g_assert_nonnull(strstr(scene->captions[0].credit, "shown without endorsement"));
}

/* A line is drawn once, in one way. */
static void test_views(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) dashed = seen_as(self, "disputed"), none = seen_as(self, "none");
    g_autoptr(MapScene) syria = seen_as(self, "syria"), held = seen_as(self, "held");
    guint rest = count_points(none, "border");
    g_assert_cmpuint(count_points(dashed, "border"), ==, rest);
    g_assert_cmpuint(count_points(none, "disputed"), ==, 0);
    g_assert_cmpuint(count_points(syria, "border"), >, rest);
    g_assert_cmpuint(count_points(held, "border"), >, rest);
    g_assert_cmpuint(count_points(syria, "border") + count_points(held, "border") - 2 * rest, ==,
                     count_points(dashed, "disputed") - count_points(syria, "disputed"));
    g_assert_cmpuint(count_points(held, "neighbour"), >, count_points(syria, "neighbour"));
    g_assert_nonnull(strstr(none->captions[0].credit, "shown without endorsement"));
}

static void test_unknown_view(Fixture *self, gconstpointer data) {
    g_autoptr(GError) error = NULL;
    self->options.boundaries = "mine";
    g_assert_null(map_scene_new((const Incident *const *)self->incidents->pdata, 1, &self->options,
                                self->style, NULL, &error));
    g_assert_cmpstr(error->message, ==,
                    "no view of boundaries 'mine': there are disputed, held, none, syria");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    g_test_add("/map/boundaries/dashed-unless-told", Fixture, NULL, set_up, test_dashed_unless_told,
               tear_down);
    g_test_add("/map/boundaries/views", Fixture, NULL, set_up, test_views, tear_down);
    g_test_add("/map/boundaries/unknown-view", Fixture, NULL, set_up, test_unknown_view, tear_down);
    return g_test_run();
}
