/* Whose name a label is taken for: positions at another's mark are refused or dear. */
#include "map-incidents.h"
#include "map/labels.h"

typedef struct {
    Layout layout;
    Words *words;
} Knot;

/* Three marks from west to east, 30 points apart, 10 wide. */
static void set_up(Knot *self, gconstpointer data) {
    self->words = words_new("en", "arab", NULL);
    self->layout = (Layout){.groups = g_array_new(FALSE, TRUE, sizeof(Group))};
    self->layout.words[0] = self->words;
    static const char *const names[] = {"West", "Middle", "East"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        Group group = {.names = group_names_of(g_strdup(names[i]), g_strdup(names[i])),
                       .place = NO_PLACE,
                       .box = box_around((Point){100 + 30.0 * i, 100}, 10, 10)};
        g_array_append_val(self->layout.groups, group);
    }
}

static void tear_down(Knot *self, gconstpointer data) {
    for (guint i = 0; i < self->layout.groups->len; i++)
        group_names_free(g_array_index(self->layout.groups, Group, i).names);
    g_array_unref(self->layout.groups);
    words_free(self->words);
}

static double cost_at(const Knot *self, const char *name, Voice voice, Point feature, Point label,
                      bool has_leader) {
    Wish wish = {.name = (char *)name,
                 .voice = voice,
                 .place = NO_PLACE,
                 .feature = box_around(feature, 10, 10)};
    Candidate candidate = {
        .box = box_around(label, 40, 12), .has_leader = has_leader, .leader = {feature, label}};
    Strangers strangers;
    strangers_init(&strangers, &self->layout, &wish);
    double cost = strangers_cost(&strangers, &wish, &candidate, 200);
    strangers_clear(&strangers);
    return cost;
}

/* Of a label that a leader of so many points ties to the mark in the west. */
static double cost_led(const Knot *self, Point label, double length) {
    Wish wish = {.name = (char *)"West",
                 .place = NO_PLACE,
                 .feature = box_around((Point){100, 100}, 10, 10)};
    Candidate candidate = {.box = box_around(label, 40, 12),
                           .has_leader = true,
                           .leader = {{100, 90}, {100, 90 - length}}};
    Strangers strangers;
    strangers_init(&strangers, &self->layout, &wish);
    double cost = strangers_cost(&strangers, &wish, &candidate, 200);
    strangers_clear(&strangers);
    return cost;
}

static const Point WEST = {100, 100}, EAST = {160, 100};

static void test_at_anothers_mark(Knot *self, gconstpointer data) {
    g_assert_true(isinf(cost_at(self, "West", VOICE_STORY, WEST, (Point){130, 84}, true)));
    g_assert_true(isfinite(cost_at(self, "West", VOICE_STORY, WEST, (Point){70, 70}, true)));
    /* Its own mark may be there, and another of its name. */
    g_assert_true(isfinite(cost_at(self, "Middle", VOICE_STORY, WEST, (Point){130, 84}, true)));
}

/* However short the leader, what is nearer to another's mark is that one's. */
static void test_short_leader(Knot *self, gconstpointer data) {
    g_assert_true(isinf(cost_led(self, (Point){125, 82}, 8)));
    g_assert_true(isfinite(cost_led(self, (Point){95, 76}, 8)));
}

/* A large mark draws a name from where a small one does not. */
static void test_larger_mark(Knot *self, gconstpointer data) {
    Point label = {110, 68};
    g_assert_true(isfinite(cost_led(self, label, 16)));
    Group *middle = &g_array_index(self->layout.groups, Group, 1);
    middle->box = box_around((Point){130, 100}, 34, 34);
    g_assert_true(isinf(cost_led(self, label, 16)));
}

static void test_far_side(Knot *self, gconstpointer data) {
    double near_side = cost_at(self, "East", VOICE_STORY, EAST, (Point){195, 80}, true);
    double far_side = cost_at(self, "East", VOICE_STORY, EAST, (Point){90, 60}, true);
    g_assert_cmpfloat(far_side, >, near_side + 1);
}

/* A town of the surroundings keeps off all marks of the story. */
static void test_context(Knot *self, gconstpointer data) {
    Point town = {130, 80};
    g_assert_true(isinf(cost_at(self, "Town", VOICE_CONTEXT, town, (Point){130, 86}, false)));
    g_assert_true(isfinite(cost_at(self, "Town", VOICE_CONTEXT, town, (Point){130, 68}, false)));
}

static double cost_covered(const Knot *self, Point town, Point label) {
    Wish wish = {.name = (char *)"Town",
                 .voice = VOICE_CONTEXT,
                 .place = NO_PLACE,
                 .is_covered = true,
                 .feature = box_around(town, 6, 6)};
    Candidate candidate = {.box = box_around(label, 40, 12)};
    Strangers strangers;
    strangers_init(&strangers, &self->layout, &wish);
    double cost = strangers_cost(&strangers, &wish, &candidate, 200);
    strangers_clear(&strangers);
    return cost;
}

/* A town whose dot a mark hides is named at its place, on its own side of the mark, or not. */
static void test_hidden_dot(Knot *self, gconstpointer data) {
    Point town = {130, 105};
    g_assert_true(isfinite(cost_covered(self, town, (Point){130, 118})));
    g_assert_true(isinf(cost_covered(self, town, (Point){130, 120})));
    g_assert_true(isinf(cost_covered(self, town, (Point){130, 84})));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
#define ADD(name, test) g_test_add("/map/strangers/" name, Knot, NULL, set_up, test, tear_down)
    ADD("at-anothers-mark", test_at_anothers_mark);
    ADD("short-leader", test_short_leader);
    ADD("larger-mark", test_larger_mark);
    ADD("hidden-dot", test_hidden_dot);
    ADD("far-side", test_far_side);
    ADD("context", test_context);
    return g_test_run();
}
