/* solver-problem: which positions of labels touch each other, and what is chosen. */
#include "map/solver.h"

/* Wider between neighbours, and the more so on one line, so that two names are not read as one. */
static const double PAD = 1, PAD_ASIDE = 3, PAD_IN_LINE = 9;
/* Labels that share so much of their heights have a line in common. */
static const double LINE_SHARED = 4;
/* So far from another name's dot, or it would seem to be its own. */
static const double FROM_DOT = 2;
enum { TOUCH = 14, LEADER_TOUCH = 10, DOT_TOUCH = 9 };
enum { MOST_KNOWN = 3000 }; /* positions of all labels, whose touches are remembered */

static const Extent NOWHERE = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static void extent_add(Extent *self, Box box) {
    self->left = MIN(self->left, box.x);
    self->top = MIN(self->top, box.y);
    self->right = MAX(self->right, box.x + box.width);
    self->bottom = MAX(self->bottom, box.y + box.height);
}

static Extent extent_of(const Wish *wish, const Candidate *candidate) {
    Extent extent = NOWHERE;
    extent_add(&extent, box_grown(candidate->box, PAD_IN_LINE + PAD));
    if (wish->has_dot) extent_add(&extent, box_grown(wish->feature, FROM_DOT + PAD));
    for (guint end = 0; candidate->has_leader && end < 2; end++)
        extent_add(&extent, box_around(candidate->leader[end], PAD, PAD));
    return extent;
}

void solver_init(Problem *self, GArray *wishes) {
    *self = (Problem){.wishes = (Wish *)wishes->data, .n = wishes->len};
    self->extents = g_new0(Extent *, self->n);
    self->costs = g_new0(double *, self->n);
    self->taken = g_new0(Extent, self->n);
    self->pairs = g_new0(guint8, (gsize)self->n * self->n);
    self->touched = g_new0(guint, self->n);
    self->blocker = g_new0(guint, self->n);
    self->stood = g_new0(int, self->n);
    self->blocked = g_new0(guint64 *, self->n);
    self->open = g_new0(Open, self->n);
    for (guint i = 0; i < self->n; i++) {
        const GArray *candidates = self->wishes[i].candidates;
        self->blocker[i] = i; /* none yet */
        self->extents[i] = g_new(Extent, candidates->len);
        self->costs[i] = g_new(double, candidates->len);
        for (guint c = 0; c < candidates->len; c++) {
            const Candidate *candidate = &g_array_index(candidates, Candidate, c);
            self->extents[i][c] = extent_of(&self->wishes[i], candidate);
            self->costs[i][c] = candidate->cost;
        }
    }
    self->base = g_new0(guint, self->n);
    for (guint i = 0; i < self->n; i++) {
        self->base[i] = (guint)self->n_positions;
        self->n_positions += self->wishes[i].candidates->len;
    }
    if (self->n_positions <= MOST_KNOWN)
        self->known = g_new0(guint8, self->n_positions * self->n_positions);
    self->first = g_new0(guint, self->n + 1);
    GArray *list = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < self->n; i++) {
        self->first[i] = list->len;
        for (guint j = 0; j < self->n; j++)
            if (i != j && boxes_overlap(box_grown(self->wishes[i].reach, PAD_IN_LINE + PAD),
                                        self->wishes[j].reach))
                g_array_append_val(list, j);
    }
    self->first[self->n] = list->len;
    self->neighbours = (guint *)g_array_free(list, FALSE);
}

void solver_forget(Problem *self) {
    for (guint i = 0; i < self->n; i++) {
        g_clear_pointer(&self->blocked[i], g_free);
        g_clear_pointer(&self->open[i].positions, g_array_unref);
    }
}

void solver_clear(Problem *self) {
    solver_forget(self);
    g_free(self->blocked);
    g_free(self->open);
    g_free(self->stood);
    for (guint i = 0; i < self->n; i++) {
        g_free(self->extents[i]);
        g_free(self->costs[i]);
    }
    g_free(self->extents);
    g_free(self->costs);
    g_free(self->taken);
    g_free(self->pairs);
    g_free(self->touched);
    g_free(self->known);
    g_free(self->base);
    g_free(self->blocker);
    g_free(self->first);
    g_free(self->neighbours);
}

static bool labels_touch(Box a, Box b) {
    double shared = MIN(a.y + a.height, b.y + b.height) - MAX(a.y, b.y);
    double aside = shared >= LINE_SHARED ? PAD_IN_LINE : PAD_ASIDE;
    return shared > -PAD && a.x - aside < b.x + b.width && b.x < a.x + a.width + aside;
}

static guint between(const Wish *wish, const Candidate *a, const Wish *other, const Candidate *b) {
    guint cost = 0;
    if (labels_touch(a->box, b->box)) cost += TOUCH;
    if (other->has_dot && boxes_overlap(a->box, box_grown(other->feature, FROM_DOT)))
        cost += DOT_TOUCH;
    if (wish->has_dot && boxes_overlap(b->box, box_grown(wish->feature, FROM_DOT)))
        cost += DOT_TOUCH;
    if (a->has_leader && segment_meets_box(a->leader[0], a->leader[1], box_grown(b->box, PAD)))
        cost += LEADER_TOUCH;
    if (b->has_leader && segment_meets_box(b->leader[0], b->leader[1], box_grown(a->box, PAD)))
        cost += LEADER_TOUCH;
    if (a->has_leader && b->has_leader &&
        segments_cross(a->leader[0], a->leader[1], b->leader[0], b->leader[1]))
        cost += LEADER_TOUCH;
    return cost;
}

guint solver_between(const Problem *self, guint i, guint c, guint j, guint d) {
    const Wish *wish = &self->wishes[i], *other = &self->wishes[j];
    if (!self->known)
        return between(wish, solver_candidate(wish, (int)c), other,
                       solver_candidate(other, (int)d));
    guint8 *known = &self->known[(self->base[i] + c) * self->n_positions + self->base[j] + d];
    if (!*known)
        *known = (guint8)(1 + between(wish, solver_candidate(wish, (int)c), other,
                                      solver_candidate(other, (int)d)));
    return *known - 1u;
}

void solver_stand(Problem *self, guint i, int chosen) {
    self->wishes[i].chosen = chosen;
    self->taken[i] = chosen == DROPPED ? NOWHERE : self->extents[i][chosen];
}

guint solver_all_touching(const Problem *self, guint i, guint c, double limit) {
    guint first = self->blocker[i], cost = first == i ? 0 : solver_touching(self, i, c, first);
    for (guint k = self->first[i]; k < self->first[i + 1] && cost < limit; k++) {
        guint j = self->neighbours[k];
        guint more = j == first ? 0 : solver_touching(self, i, c, j);
        if (more > 0) self->blocker[i] = j;
        cost += more;
    }
    return cost;
}

static bool touches(const Problem *self, guint i, guint c) {
    return solver_all_touching(self, i, c, 1) > 0;
}

int solver_free_candidate(Problem *self, guint i) {
    for (guint c = 0; c < self->wishes[i].candidates->len; c++) {
        self->work++;
        if (!touches(self, i, c)) return (int)c;
    }
    return DROPPED;
}
