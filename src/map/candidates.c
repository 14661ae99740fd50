/*
 * candidates: the positions that a label may take. Twelve touch the feature, in Imhof's order
 * ("Positioning names on maps", 1975), mirrored where the page runs from right to left; rings of
 * further ones are tied to it by a leader.
 */
#include <math.h>

#include "map/labels.h"

static const double EDGE = 5, GAP = 3, OBSTACLE_GAP = 1;
/* How far a leader may come into a box that it passes, and how near to a mark. */
static const double LEADER_INSET = 1.5, LEADER_FROM_MARK = 0.5;
static const double LEADER_COST = 1.3, LEADER_COST_PER_POINT = 0.025;
/* Eyes follow no longer leader: what is somewhat longer is a last resort, the rest is none. */
static const double LONG_LEADER = 58, LONGEST_LEADER = 70, LONG_COST_PER_POINT = 0.15;
static const double COMPACT_LEADERS = 0.74; /* of these, on a phone */
/* A name on the other side of a border seems to name what lies there. */
static const double ABROAD_COST = 1.6;
static const double INK_COST = 0.06, MOST_INK = 2;
static const double RINGS[] = {13, 20, 28, 36, 43, 50, 57, 68};
/* Around a dot that a mark hides: a name without either is read there alone. */
static const double RINGS_OF_COVERED[] = {1, 2.5, 4};
static const double SLIDES[] = {0, -0.38, 0.38}, SLIDE_COST = 0.3;
enum {
    DIRECTIONS = 36,
    N_RINGS = G_N_ELEMENTS(RINGS),
    LETTER_RINGS = 3, /* a letter stands at its place or next to it */
    FREE_RINGS = 3,   /* a town of the surroundings is not looked for farther off */
    N_SLIDES = G_N_ELEMENTS(SLIDES),
    MAX_KEPT = 900,
    MANY = 2000 /* are found for most labels */
};

/* Where a label touches its feature: side and shift along it, for a left-to-right page. */
typedef struct {
    int side_x, side_y; /* -1 0 1 */
    double shift;       /* in label heights (sides) or widths (above, below) from the middle */
    double cost;
} Slot;

static const Slot SLOTS[] = {
    {1, 0, -0.45, 0},  {-1, 0, -0.45, 0.1}, {1, 0, 0.45, 0.15}, {-1, 0, 0.45, 0.2},
    {1, 0, 0, 0.12},   {-1, 0, 0, 0.25},    {0, -1, 0, 0.3},    {0, 1, 0, 0.35},
    {0, -1, 0.3, 0.4}, {0, -1, -0.3, 0.42}, {0, 1, 0.3, 0.45},  {0, 1, -0.3, 0.47},
};

/* A badge is wide: its name stands above or below it. */
static double slot_cost(const Slot *slot, bool centred) {
    if (!centred) return slot->cost;
    return slot->side_y ? slot->cost - 0.3 : slot->cost + 0.4;
}

static Candidate slot_candidate(const Wish *wish, const Slot *slot, guint wording, bool rtl) {
    const Wording *words = &wish->wordings[wording];
    int side_x = rtl ? -slot->side_x : slot->side_x;
    Box f = wish->feature;
    double x = f.x + f.width / 2 - words->width / 2, y = f.y + f.height / 2 - words->height / 2;
    if (side_x > 0) x = f.x + f.width + GAP;
    if (side_x < 0) x = f.x - GAP - words->width;
    if (side_x) y += slot->shift * words->height;
    if (slot->side_y) x += slot->shift * words->width * (rtl ? -1 : 1);
    if (slot->side_y < 0) y = f.y - GAP + 1 - words->height;
    if (slot->side_y > 0) y = f.y + f.height + GAP - 1;
    return (Candidate){.box = {x, y, words->width, words->height},
                       .wording = (guint8)wording,
                       .align = side_x > 0   ? ALIGN_LEFT
                                : side_x < 0 ? ALIGN_RIGHT
                                             : ALIGN_CENTRE,
                       .cost = slot_cost(slot, wish->centred)};
}

/* From the middle of a box to its edge, in a direction. */
static double way_out(double width, double height, Point ahead) {
    return lesser(fabs(ahead.x) > 1e-9 ? width / 2 / fabs(ahead.x) : INFINITY,
                  fabs(ahead.y) > 1e-9 ? height / 2 / fabs(ahead.y) : INFINITY);
}

/* From the feature's edge to the nearest point of the label, which is not in its text. */
static void set_leader(Candidate *candidate, Box feature) {
    static const double inset = 3, off = 0.5;
    Box box = candidate->box;
    Point from = {feature.x + feature.width / 2, feature.y + feature.height / 2};
    Point to = {CLAMP(from.x, box.x + inset, box.x + box.width - inset),
                CLAMP(from.y, box.y + inset, box.y + box.height - inset)};
    if (from.y < box.y) to.y = box.y;
    if (from.y > box.y + box.height) to.y = box.y + box.height;
    if (from.x < box.x) to.x = box.x;
    if (from.x > box.x + box.width) to.x = box.x + box.width;
    double length = greater(point_distance(from, to), 1e-9);
    Point ahead = {(to.x - from.x) / length, (to.y - from.y) / length};
    double out = way_out(feature.width, feature.height, ahead) + off;
    candidate->has_leader = true;
    candidate->leader[0] = (Point){from.x + ahead.x * out, from.y + ahead.y * out};
    candidate->leader[1] = to;
}

static bool is_own(const Wish *wish, Box obstacle) {
    return box_holds(box_grown(wish->feature, 0.5), obstacle);
}

/* Marks are round: a leader may pass the corners of their boxes. No other square is so small. */
static bool leader_meets(const Candidate *candidate, Box obstacle) {
    Point from = candidate->leader[0], to = candidate->leader[1];
    bool round = box_is_square(obstacle) && obstacle.width < LARGEST_MARK;
    if (!round) return segment_meets_box(from, to, box_grown(obstacle, -LEADER_INSET));
    Point middle = {obstacle.x + obstacle.width / 2, obstacle.y + obstacle.height / 2};
    return segment_distance(middle, from, to) < obstacle.width / 2 + LEADER_FROM_MARK;
}

/* ---- what is in the way -----------------------------------------------------------------------
 */

/* What stands in the way, and how far it is from the middle of the wish's feature. */
typedef struct {
    double distance;
    Box box;
    double right, bottom;
} Near;

/* A way out of the feature. */
typedef struct {
    Point ahead;
    double out; /* from the feature's middle to its edge */
} Heading;

/* What the candidates of one wish are held against. Borrows all but the arrays. */
typedef struct {
    const Layout *layout;
    const InkMap *ink;
    const Home *home;
    Wish *wish;
    Box room;          /* where labels may stand */
    bool is_home;      /* the feature */
    GArray *obstacles; /* Near, the nearest first */
    Strangers strangers;
    GArray *found; /* Candidate, as they come */
    Heading headings[DIRECTIONS];
} Trial;

static gint nears_compare(gconstpointer a, gconstpointer b) {
    double left = ((const Near *)a)->distance, right = ((const Near *)b)->distance;
    return left < right ? -1 : left > right;
}

static Near near_of(Box box, Point middle) {
    Near near = {.box = box, .right = box.x + box.width, .bottom = box.y + box.height};
    Point nearest = {CLAMP(middle.x, box.x, near.right), CLAMP(middle.y, box.y, near.bottom)};
    near.distance = point_distance(middle, nearest);
    return near;
}

static GArray *obstacles_by_distance(const Layout *layout, Point middle) {
    GArray *obstacles = g_array_sized_new(FALSE, FALSE, sizeof(Near), layout->obstacles->len);
    for (guint i = 0; i < layout->obstacles->len; i++) {
        Near near = near_of(g_array_index(layout->obstacles, Box, i), middle);
        g_array_append_val(obstacles, near);
    }
    g_array_sort(obstacles, nears_compare);
    return obstacles;
}

static void trial_init(Trial *self, const Layout *layout, Wish *wish, const InkMap *ink,
                       const Home *home) {
    Box feature = wish->feature;
    Point middle = {feature.x + feature.width / 2, feature.y + feature.height / 2};
    *self = (Trial){.layout = layout,
                    .ink = ink,
                    .home = home,
                    .wish = wish,
                    .room = box_grown(layout->scene->map_frame, -EDGE),
                    .is_home = home_holds(home, middle),
                    .obstacles = obstacles_by_distance(layout, middle),
                    .found = g_array_sized_new(FALSE, FALSE, sizeof(Candidate), MANY)};
    strangers_init(&self->strangers, layout, wish);
    for (guint d = 0; d < DIRECTIONS; d++) {
        double angle = 2 * G_PI * d / DIRECTIONS;
        Point ahead = {cos(angle), sin(angle)};
        self->headings[d] = (Heading){ahead, way_out(feature.width, feature.height, ahead)};
    }
}

static void trial_clear(Trial *self) {
    g_array_unref(self->obstacles);
    strangers_clear(&self->strangers);
    g_array_unref(self->found);
}

static double diagonal(double width, double height) {
    return sqrt(width * width + height * height);
}

/* How far from the feature's middle any part of a candidate is, at a distance from the feature:
 * through the feature, the way, and the words, which may be shifted along their side. */
static double reach_of(const Wish *wish, guint wording, double distance) {
    const Wording *words = &wish->wordings[wording];
    return diagonal(wish->feature.width, wish->feature.height) / 2 + distance +
           1.5 * diagonal(words->width, words->height) + OBSTACLE_GAP;
}

/* The edges of a box, which may grow. */
typedef struct {
    double left, top, right, bottom;
} Hull;

static void hull_add(Hull *self, Box box) {
    if (box.x < self->left) self->left = box.x;
    if (box.y < self->top) self->top = box.y;
    if (box.x + box.width > self->right) self->right = box.x + box.width;
    if (box.y + box.height > self->bottom) self->bottom = box.y + box.height;
}

static bool hull_meets(const Hull *self, const Near *near) {
    return self->left < near->right && near->box.x < self->right && self->top < near->bottom &&
           near->box.y < self->bottom;
}

static Hull hull_of(Box box) { return (Hull){box.x, box.y, box.x + box.width, box.y + box.height}; }

static bool is_free(const Trial *trial, const Candidate *candidate, double reach) {
    Box room = box_grown(candidate->box, OBSTACLE_GAP);
    Hull hull = hull_of(room);
    for (guint end = 0; candidate->has_leader && end < 2; end++)
        hull_add(&hull, box_around(candidate->leader[end], OBSTACLE_GAP, OBSTACLE_GAP));
    const Near *obstacles = (const Near *)trial->obstacles->data;
    for (guint i = 0; i < trial->obstacles->len; i++) {
        const Near *near = &obstacles[i];
        if (near->distance > reach) break;
        if (!hull_meets(&hull, near)) continue;
        if (boxes_overlap(room, near->box)) return false;
        if (candidate->has_leader && !is_own(trial->wish, near->box) &&
            leader_meets(candidate, near->box))
            return false;
    }
    return true;
}

/* How much of a label lies on the other side of the border than what it names. */
static double share_across(const Trial *trial, Box box) {
    enum { SAMPLES = 5 };
    guint home = home_count_along(trial->home, box, SAMPLES);
    return (double)(trial->is_home ? SAMPLES - home : home) / SAMPLES;
}

/* INFINITY where it is too long for any eye. */
static double length_cost(const Layout *layout, const Candidate *candidate) {
    if (!candidate->has_leader) return 0;
    double share = layout->compact ? COMPACT_LEADERS : 1;
    double length = point_distance(candidate->leader[0], candidate->leader[1]);
    if (length > LONGEST_LEADER * share) return INFINITY;
    return LONG_COST_PER_POINT * greater(0, length - LONG_LEADER * share);
}

/* Its box lies in the frame. */
static void add_if_free(const Trial *trial, Candidate *candidate, double reach) {
    Wish *wish = trial->wish;
    candidate->cost += length_cost(trial->layout, candidate);
    if (isinf(candidate->cost) || !is_free(trial, candidate, reach)) return;
    candidate->cost += strangers_cost(&trial->strangers, wish, candidate, reach);
    if (isinf(candidate->cost)) return;
    candidate->cost += wish->wordings[candidate->wording].cost;
    candidate->cost += lesser(MOST_INK, INK_COST * ink_map_under(trial->ink, candidate->box));
    candidate->cost += ABROAD_COST * share_across(trial, candidate->box);
    g_array_append_vals(trial->found, candidate, 1);
}

/* Where a candidate stands among those found, and what it costs. */
typedef struct {
    double cost;
    guint at;
} Rank;

/* Of two alike the one that came first stays first. */
static int ranks_compare(const void *a, const void *b) {
    const Rank *left = a, *right = b;
    if (left->cost != right->cost) return left->cost < right->cost ? -1 : 1;
    return left->at < right->at ? -1 : 1;
}

/* The cheapest of those found, the cheapest first; of two alike the one found first. */
static GArray *cheapest(const GArray *found) {
    const Candidate *candidates = (const Candidate *)found->data;
    g_autofree Rank *ranks = g_new(Rank, found->len + 1);
    for (guint i = 0; i < found->len; i++) ranks[i] = (Rank){candidates[i].cost, i};
    qsort(ranks, found->len, sizeof *ranks, ranks_compare);
    guint n = MIN(found->len, MAX_KEPT);
    GArray *kept = g_array_set_size(g_array_sized_new(FALSE, FALSE, sizeof(Candidate), n), n);
    for (guint i = 0; i < n; i++) g_array_index(kept, Candidate, i) = candidates[ranks[i].at];
    return kept;
}

static void set_reach(Wish *wish) {
    wish->reach = wish->feature;
    for (guint i = 0; i < wish->candidates->len; i++)
        wish->reach = box_union(wish->reach, g_array_index(wish->candidates, Candidate, i).box);
}

/* The labels of one wording in one direction: at each distance from the feature, and there moved
 * along the side at which its leader ends, in parts of that side, so that one way out between
 * neighbours serves several places. */
static void add_direction(const Trial *trial, const Heading *heading, guint wording, double ring,
                          double reach) {
    const Wording *words = &trial->wish->wordings[wording];
    Point ahead = heading->ahead;
    Box f = trial->wish->feature;
    Point middle = {f.x + f.width / 2, f.y + f.height / 2};
    /* From middle to middle: out of the feature, the leader, and into the label. */
    double along = heading->out + ring + way_out(words->width, words->height, ahead);
    bool level = fabs(ahead.x) * words->height > fabs(ahead.y) * words->width;
    for (guint slide = 0; slide < N_SLIDES; slide++) {
        Point at = {middle.x + ahead.x * along, middle.y + ahead.y * along};
        if (level)
            at.y += SLIDES[slide] * words->height;
        else
            at.x += SLIDES[slide] * words->width;
        Candidate candidate = {.box = box_around(at, words->width, words->height)};
        if (!box_holds(trial->room, candidate.box)) continue;
        candidate.wording = (guint8)wording;
        candidate.align = ahead.x > 0.4 ? ALIGN_LEFT : ahead.x < -0.4 ? ALIGN_RIGHT : ALIGN_CENTRE;
        candidate.cost =
            LEADER_COST + LEADER_COST_PER_POINT * ring + SLIDE_COST * fabs(SLIDES[slide]);
        if (!trial->wish->is_covered) set_leader(&candidate, f);
        add_if_free(trial, &candidate, reach);
    }
}

static void add_rings(const Trial *trial, guint wording) {
    guint rings = trial->wish->wordings[wording].is_letter ? LETTER_RINGS : N_RINGS;
    if (trial->wish->voice == VOICE_CONTEXT) rings = FREE_RINGS;
    for (guint i = 0; i < rings; i++) {
        double ring = trial->wish->is_covered ? RINGS_OF_COVERED[i] : RINGS[i];
        double reach = reach_of(trial->wish, wording, ring);
        for (guint d = 0; d < DIRECTIONS; d++)
            add_direction(trial, &trial->headings[d], wording, ring, reach);
    }
}

static void add_slots(const Trial *trial, guint wording) {
    bool rtl = trial->layout->direction == DIRECTION_RTL;
    double reach = reach_of(trial->wish, wording, GAP);
    for (guint i = 0; i < G_N_ELEMENTS(SLOTS); i++) {
        Candidate candidate = slot_candidate(trial->wish, &SLOTS[i], wording, rtl);
        if (box_holds(trial->room, candidate.box)) add_if_free(trial, &candidate, reach);
    }
}

static void add_wording(const Trial *trial, guint wording) {
    add_slots(trial, wording);
    if (trial->wish->may_lead || trial->wish->is_covered) add_rings(trial, wording);
}

void candidates_make(const Layout *layout, Wish *wish, const InkMap *ink, const Home *home) {
    Trial trial;
    trial_init(&trial, layout, wish, ink, home);
    for (guint wording = 0; wording < wish->n_wordings; wording++) add_wording(&trial, wording);
    wish->candidates = cheapest(trial.found);
    trial_clear(&trial);
    set_reach(wish);
}

void candidates_make_again(const Layout *layout, Wish *wish, guint wording, const InkMap *ink,
                           const Home *home) {
    Trial trial;
    trial_init(&trial, layout, wish, ink, home);
    for (guint i = 0; i < wish->candidates->len; i++) {
        const Candidate *kept = &g_array_index(wish->candidates, Candidate, i);
        if (kept->wording != wording) g_array_append_vals(trial.found, kept, 1);
    }
    add_wording(&trial, wording);
    g_array_unref(wish->candidates);
    wish->candidates = cheapest(trial.found);
    trial_clear(&trial);
    set_reach(wish);
}

void candidates_pin(Wish *wish, Point shift) {
    wish->candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    Point at = {wish->feature.x + wish->feature.width / 2 + shift.x,
                wish->feature.y + wish->feature.height / 2 + shift.y};
    Candidate only = {
        .box = box_around(at, wish->wordings[0].width, wish->wordings[0].height),
        .align = ALIGN_CENTRE,
    };
    g_array_append_val(wish->candidates, only);
    wish->is_pinned = true;
    set_reach(wish);
}
