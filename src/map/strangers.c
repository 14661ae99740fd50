/*
 * strangers: whose name does a reader take a label for? For that of the mark that it stands nearest
 * to; and of a knot of marks, for that of the one on its side. Positions that say a wrong thing are
 * refused, those that might are dear.
 */
#include <math.h>
#include <string.h>

#include "map/labels.h"

/* A label so near to a strange mark, with its own at the far end of a leader, is that one's; a mark
 * larger than its own draws names from farther off. */
static const double AT_MARK = 9, LEADER_FROM = 15, DRAWN_BY_LARGER = 1 / 3.0;
/* A town of the surroundings keeps off marks of the story, which are none of its own. */
static const double FROM_CONTEXT = 6;
/* Without dot and leader a name is that of what it touches: so near to its hidden dot, and off the
 * mark that hides it, it can only stand on the town's own side. */
static const double MOST_ADRIFT = 4.5, ADRIFT_COST_PER_POINT = 0.08;
/* A letter says nothing by itself: it is that of the nearest mark, unless a leader ties it. */
static const double LEAST_FROM_LETTER = 3, LEAST_FROM_LED_LETTER = 6;
static const double NEAR = 5, NEAR_COST = 1.2, NEARER_COST = 1.2, NEARER_COST_PER_POINT = 0.06;
/* A leader that touches a strange mark seems to begin there. */
static const double GRAZING = 2, GRAZING_COST = 0.7;
/* Marks within it are one knot; a mark this far from its middle is clearly on one side. */
static const double KNOT = 55, CLEARLY_ASIDE = 12;
static const double FAR_SIDE_COST = 0.4, FAR_SIDE_COST_LED = 2.2;

/* A mark, as distances to it are told: round ones, from their middle. */
typedef struct {
    Box box; /* of a round one its middle, without width and height */
    double radius;
} Spot;

/* A strange mark. */
typedef struct {
    double distance; /* from the middle of the wish's feature */
    double draws;    /* labels from so far off */
    Spot spot;
    Point middle;
    double half; /* of its breadth */
} Stranger;

static Point middle_of(Box box) { return (Point){box.x + box.width / 2, box.y + box.height / 2}; }

static double breadth(Box mark) { return lesser(mark.width, mark.height); }

/* Between the edges; 0 where they touch. */
static inline double boxes_apart(Box a, Box b) {
    double x = greater(greater(a.x - b.x - b.width, b.x - a.x - a.width), 0);
    double y = greater(greater(a.y - b.y - b.height, b.y - a.y - a.height), 0);
    return sqrt(x * x + y * y);
}

/* Marks are round, pills and rings of several are not. */
static Spot spot_of(Box mark) {
    if (!box_is_square(mark)) return (Spot){.box = mark};
    return (Spot){box_around(middle_of(mark), 0, 0), mark.width / 2};
}

static inline double apart(Box label, const Spot *spot) {
    return greater(0, boxes_apart(label, spot->box) - spot->radius);
}

/* What happened at, near and around a place bears one name. */
static bool is_own(const Layout *layout, const Wish *wish, const Group *group) {
    if (wish->place != NO_PLACE && group_has_place(group, wish->place)) return true;
    const char *name = group_name(layout, group, layout->words[0]);
    if (strlen(wish->name) == strcspn(name, "\n") && g_str_has_prefix(name, wish->name))
        return true;
    return box_holds(box_grown(wish->feature, 0.5), group->box);
}

static void set_side(Strangers *self, Point own) {
    Point sum = {0};
    guint n = 0;
    for (guint i = 0; i < self->marks->len; i++) {
        const Stranger *stranger = &g_array_index(self->marks, Stranger, i);
        Point other = stranger->middle;
        if (point_distance(own, other) > KNOT) continue;
        sum = (Point){sum.x + other.x, sum.y + other.y};
        n++;
    }
    if (n < 2) return;
    Point outward = {own.x - sum.x / n, own.y - sum.y / n};
    double length = sqrt(outward.x * outward.x + outward.y * outward.y);
    double most = greater(length, CLEARLY_ASIDE);
    self->side = (Point){outward.x / most, outward.y / most};
}

static gint strangers_compare(gconstpointer a, gconstpointer b) {
    double left = ((const Stranger *)a)->distance, right = ((const Stranger *)b)->distance;
    return left < right ? -1 : left > right;
}

void strangers_init(Strangers *self, const Layout *layout, const Wish *wish) {
    *self = (Strangers){.marks = g_array_new(FALSE, FALSE, sizeof(Stranger))};
    Point own = middle_of(wish->feature);
    for (guint i = 0; i < layout->groups->len; i++) {
        const Group *group = &g_array_index(layout->groups, Group, i);
        if (group->drawn != GROUP_WHOLE || group->box.width <= 0 || is_own(layout, wish, group))
            continue;
        double larger = greater(0, breadth(group->box) - breadth(wish->feature));
        Stranger stranger = {boxes_apart(box_around(own, 0, 0), group->box),
                             AT_MARK + DRAWN_BY_LARGER * larger, spot_of(group->box),
                             middle_of(group->box), breadth(group->box) / 2};
        g_array_append_val(self->marks, stranger);
    }
    g_array_sort(self->marks, strangers_compare);
    set_side(self, own);
}

void strangers_clear(Strangers *self) { g_clear_pointer(&self->marks, g_array_unref); }

/* How much the label stands on the other side of its knot: 0 on its own, 1 beyond. */
static double far_side(const Strangers *self, const Wish *wish, Box label) {
    Point from = middle_of(wish->feature), to = middle_of(label);
    double length = greater(point_distance(from, to), 1e-9);
    double along = ((to.x - from.x) * self->side.x + (to.y - from.y) * self->side.y) / length;
    double sure = sqrt(self->side.x * self->side.x + self->side.y * self->side.y);
    return (sure - along) / 2;
}

static inline double led_cost(const Candidate *candidate, double length, const Stranger *stranger,
                              double own, double other) {
    if (other < stranger->draws && (length > LEADER_FROM || other < own)) return INFINITY;
    double off = segment_distance(stranger->middle, candidate->leader[0], candidate->leader[1]) -
                 stranger->half;
    return (off < GRAZING ? GRAZING_COST : 0) +
           (other < own ? NEARER_COST_PER_POINT * (own - other) : 0);
}

/* How far a letter stands at least from strange marks. */
static double from_letter(const Candidate *candidate, double own) {
    return candidate->has_leader ? lesser(own, LEAST_FROM_LED_LETTER)
                                 : greater(own, LEAST_FROM_LETTER);
}

double strangers_cost(const Strangers *self, const Wish *wish, const Candidate *candidate,
                      double reach) {
    Spot feature = spot_of(wish->feature);
    double own = apart(candidate->box, &feature);
    if (wish->is_covered && own > MOST_ADRIFT) return INFINITY;
    double cost = wish->is_covered ? ADRIFT_COST_PER_POINT * own : 0;
    bool is_letter = wish->wordings[candidate->wording].is_letter;
    const Stranger *marks = (const Stranger *)self->marks->data;
    double farthest = reach + AT_MARK + DRAWN_BY_LARGER * LARGEST_MARK;
    double leader =
        candidate->has_leader ? point_distance(candidate->leader[0], candidate->leader[1]) : 0;
    for (guint i = 0; i < self->marks->len && marks[i].distance < farthest; i++) {
        double other = apart(candidate->box, &marks[i].spot);
        if (wish->voice == VOICE_CONTEXT && other < FROM_CONTEXT) return INFINITY;
        if (is_letter && other < from_letter(candidate, own)) return INFINITY;
        if (other < NEAR && other <= own) return INFINITY;
        if (other < NEAR) cost += NEAR_COST + (other < own ? NEARER_COST : 0);
        if (candidate->has_leader) cost += led_cost(candidate, leader, &marks[i], own, other);
    }
    return cost + (candidate->has_leader ? FAR_SIDE_COST_LED : FAR_SIDE_COST) *
                      far_side(self, wish, candidate->box);
}
