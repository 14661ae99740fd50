/* The label solver: whatever is asked of it, nothing touches, and the same question has one answer.
 */
#include "map/labels.h"

static const double WIDTH = 60, HEIGHT = 14;

/* A label that may stand right, left, above or below its point, or away from it with a leader. */
static Wish wish_at(double x, double y, double drop_cost) {
    Wish wish = {.feature = box_around((Point){x, y}, 10, 10),
                 .drop_cost = drop_cost,
                 .candidates = g_array_new(FALSE, FALSE, sizeof(Candidate))};
    static const Point shifts[] = {{38, 0}, {-38, 0}, {0, -13}, {0, 13}, {70, -30}, {-70, 30}};
    wish.reach = wish.feature;
    for (guint i = 0; i < G_N_ELEMENTS(shifts); i++) {
        Candidate candidate = {
            .box = box_around((Point){x + shifts[i].x, y + shifts[i].y}, WIDTH, HEIGHT),
            .cost = 0.2 * i,
            .has_leader = i > 3,
            .leader = {{x, y}, {x + shifts[i].x * 0.55, y + shifts[i].y * 0.8}}};
        g_array_append_val(wish.candidates, candidate);
        wish.reach = box_union(wish.reach, candidate.box);
    }
    return wish;
}

static GArray *wishes_new(void) {
    GArray *wishes = g_array_new(FALSE, FALSE, sizeof(Wish));
    g_array_set_clear_func(wishes, (GDestroyNotify)wish_clear);
    return wishes;
}

static void add(GArray *wishes, double x, double y, double drop_cost) {
    Wish wish = wish_at(x, y, drop_cost);
    g_array_append_val(wishes, wish);
}

static const Candidate *chosen(const GArray *wishes, guint i) {
    const Wish *wish = &g_array_index(wishes, Wish, i);
    return wish->chosen == DROPPED ? NULL
                                   : &g_array_index(wish->candidates, Candidate, wish->chosen);
}

static GArray *crowd(guint n) {
    GArray *wishes = wishes_new();
    for (guint i = 0; i < n; i++) add(wishes, (i * 7919 % 300), (i * 104729 % 200), 5 + i % 3);
    labels_solve(wishes);
    return wishes;
}

static void test_free_label_takes_first(void) {
    g_autoptr(GArray) wishes = wishes_new();
    add(wishes, 0, 0, 10);
    labels_solve(wishes);
    g_assert_cmpint(g_array_index(wishes, Wish, 0).chosen, ==, 0);
}

static void test_neighbours_make_room(void) {
    g_autoptr(GArray) wishes = wishes_new();
    add(wishes, 0, 0, 10);
    add(wishes, 50, 0, 10);
    labels_solve(wishes);
    g_assert_nonnull(chosen(wishes, 0));
    g_assert_nonnull(chosen(wishes, 1));
    g_assert_false(boxes_overlap(chosen(wishes, 0)->box, chosen(wishes, 1)->box));
}

/* A label that may stand only there. */
static void add_fixed(GArray *wishes, Box box, double drop_cost) {
    Wish wish = {.feature = box_around((Point){box.x - 20, box.y}, 4, 4),
                 .drop_cost = drop_cost,
                 .reach = box,
                 .candidates = g_array_new(FALSE, FALSE, sizeof(Candidate))};
    Candidate only = {.box = box};
    g_array_append_val(wish.candidates, only);
    g_array_append_val(wishes, wish);
}

/* Two names on one line keep more room between them than two that are set off. */
static void test_names_do_not_run_together(void) {
    for (guint lower = 0; lower < 2; lower++) {
        g_autoptr(GArray) wishes = wishes_new();
        add_fixed(wishes, (Box){0, 0, WIDTH, HEIGHT}, 10);
        add_fixed(wishes, (Box){WIDTH + 6, lower ? HEIGHT - 3 : 2, WIDTH, HEIGHT}, 9);
        labels_solve(wishes);
        g_assert_nonnull(chosen(wishes, 0));
        g_assert_cmpint(chosen(wishes, 1) != NULL, ==, (int)lower);
    }
}

static void test_nothing_touches(void) {
    g_autoptr(GArray) wishes = crowd(60);
    guint placed = 0;
    for (guint i = 0; i < wishes->len; i++) {
        const Candidate *a = chosen(wishes, i);
        placed += a != NULL;
        for (guint j = 0; a && j < wishes->len; j++) {
            const Candidate *b = j == i ? NULL : chosen(wishes, j);
            if (!b) continue;
            g_assert_false(boxes_overlap(a->box, b->box));
            g_assert_false(a->has_leader && segment_meets_box(a->leader[0], a->leader[1], b->box));
        }
    }
    g_assert_cmpuint(placed, >, 20);
}

static void test_important_stays(void) {
    g_autoptr(GArray) wishes = wishes_new();
    for (guint i = 0; i < 12; i++) add(wishes, 0, 0, i == 7 ? 100 : 1);
    labels_solve(wishes);
    g_assert_nonnull(chosen(wishes, 7));
}

static void test_same_answer(void) {
    g_autoptr(GArray) one = crowd(40), two = crowd(40);
    for (guint i = 0; i < one->len; i++)
        g_assert_cmpint(g_array_index(one, Wish, i).chosen, ==, g_array_index(two, Wish, i).chosen);
}

static void test_impossible_is_dropped(void) {
    g_autoptr(GArray) wishes = wishes_new();
    add(wishes, 0, 0, 10);
    g_array_set_size(g_array_index(wishes, Wish, 0).candidates, 0);
    labels_solve(wishes);
    g_assert_null(chosen(wishes, 0));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/labels/free-label-takes-its-first-wish", test_free_label_takes_first);
    g_test_add_func("/map/labels/neighbours-make-room", test_neighbours_make_room);
    g_test_add_func("/map/labels/nothing-touches", test_nothing_touches);
    g_test_add_func("/map/labels/run-together", test_names_do_not_run_together);
    g_test_add_func("/map/labels/important-labels-stay", test_important_stays);
    g_test_add_func("/map/labels/same-question-same-answer", test_same_answer);
    g_test_add_func("/map/labels/impossible-is-dropped", test_impossible_is_dropped);
    return g_test_run();
}
