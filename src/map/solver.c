/*
 * solver: one position for each label, such that the whole is best: no two labels touch, no leader
 * crosses a label or another leader, and the sum of the positions' costs is low.
 *
 * Threshold accepting (Dueck and Scheuer 1990: annealing without its exponential) over a graph of
 * neighbours, from a fixed seed; then what still touches is moved or dropped, the least important
 * first, and what was dropped gets another chance. The last two steps make "none touch" certain.
 * Where a label is lost all the same, the whole is done again from another seed.
 */
#include <math.h>
#include <string.h>

#include "map/labels.h"

/* Wider between neighbours, and the more so on one line, so that two names are not read as one. */
static const double PAD = 1, PAD_ASIDE = 3, PAD_IN_LINE = 9;
/* Labels that share so much of their heights have a line in common. */
static const double LINE_SHARED = 4;
/* So far from another name's dot, or it would seem to be its own. */
static const double FROM_DOT = 2;
static const double START_THRESHOLD = 3, END_THRESHOLD = 0.01;
/* Labels may pass through each other at first; at the end a touch costs more than any label. */
static const double START_STRICTNESS = 0.5, END_STRICTNESS = 6;
enum { TOUCH = 14, LEADER_TOUCH = 10, DOT_TOUCH = 9 };
enum { MOVES_PER_LABEL = 3000, MOST_MOVES = 80000, MOST_WORK = 250000, REPAIR_DEPTH = 2 };
enum { MOST_KNOWN = 3000 }; /* positions of all labels, whose touches are remembered */

/* splitmix64 (Steele, Lea and Flood 2014). */
static guint64 next_random(guint64 *state) {
    guint64 z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* What a label takes up with its leader, its dot and the room that it asks for: labels whose
 * extents lie apart cannot touch. */
typedef struct {
    double left, top, right, bottom;
} Extent;

static const Extent NOWHERE = {INFINITY, INFINITY, -INFINITY, -INFINITY};

/* The positions of a wish that nothing blocks of what some bits stand for. */
typedef struct {
    guint64 bits;
    GArray *positions; /* guint; NULL: not asked yet */
} Open;

/* Borrows the wishes, owns the rest. */
typedef struct {
    Wish *wishes;
    guint n;
    guint *first; /* of each wish's neighbours; n + 1 */
    guint *neighbours;
    Extent **extents; /* of each wish's candidates */
    double **costs; /* of the same: next to each other, since most are only asked what they cost */
    Extent *taken;  /* by each wish as it stands */
    guint8 *pairs;  /* n by n: what two touch of each other as they stand */
    guint *touched; /* of each wish the sum of these */
    /* What two positions touch of each other, and 1; 0: not asked yet. By the positions of all
     * wishes, `base` where a wish's begin. NULL: there are too many. */
    guint8 *known;
    gsize n_positions;
    guint *base;
    guint *blocker; /* of each wish: the neighbour that stood in its way last, often the next too */
    /* While room is made for a label, others are sent elsewhere and back, and ask again and again
     * what they would touch: how all stood before, and by wish and candidate a bit for each
     * neighbour that it touched then. NULL: not asked yet. */
    int *stood;
    guint64 **blocked;
    Open *open;        /* of each wish */
    double strictness; /* how much a touch costs against a position's own cost */
    guint work;        /* candidates looked at in repair, which must end */
} Problem;

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

static bool extents_meet(const Extent *a, const Extent *b) {
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static void problem_init(Problem *self, GArray *wishes) {
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

static void forget_blocked(Problem *self) {
    for (guint i = 0; i < self->n; i++) {
        g_clear_pointer(&self->blocked[i], g_free);
        g_clear_pointer(&self->open[i].positions, g_array_unref);
    }
}

static void problem_clear(Problem *self) {
    forget_blocked(self);
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

static const Candidate *at(const Wish *wish, int chosen) {
    return chosen == DROPPED ? NULL : &g_array_index(wish->candidates, Candidate, (guint)chosen);
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

/* What candidate `c` of wish `i` and `d` of `j` touch of each other, whose extents meet. */
static guint between_positions(const Problem *self, guint i, guint c, guint j, guint d) {
    const Wish *wish = &self->wishes[i], *other = &self->wishes[j];
    if (!self->known) return between(wish, at(wish, (int)c), other, at(other, (int)d));
    guint8 *known = &self->known[(self->base[i] + c) * self->n_positions + self->base[j] + d];
    if (!*known) *known = (guint8)(1 + between(wish, at(wish, (int)c), other, at(other, (int)d)));
    return *known - 1u;
}

/* What wish `i` would touch with candidate `c` of neighbour `j`, as that stands. */
static inline guint touching_one(const Problem *self, guint i, guint c, guint j) {
    if (!extents_meet(&self->extents[i][c], &self->taken[j])) return 0;
    return between_positions(self, i, c, j, (guint)self->wishes[j].chosen);
}

/* What wish `i` would touch with candidate `c`, the others as they are; no more is added up once it
 * is `limit`. */
static guint touching(const Problem *self, guint i, guint c, double limit) {
    guint first = self->blocker[i], cost = first == i ? 0 : touching_one(self, i, c, first);
    for (guint k = self->first[i]; k < self->first[i + 1] && cost < limit; k++) {
        guint j = self->neighbours[k];
        guint more = j == first ? 0 : touching_one(self, i, c, j);
        if (more > 0) self->blocker[i] = j;
        cost += more;
    }
    return cost;
}

static void stand(Problem *self, guint i, int chosen) {
    self->wishes[i].chosen = chosen;
    self->taken[i] = chosen == DROPPED ? NOWHERE : self->extents[i][chosen];
}

/* Until the repair, which asks for no sums, every change of what is chosen goes this way. */
static void choose(Problem *self, guint i, int chosen) {
    stand(self, i, chosen);
    for (guint k = self->first[i]; k < self->first[i + 1]; k++) {
        guint j = self->neighbours[k];
        guint8 *pair = &self->pairs[(gsize)i * self->n + j];
        guint now = chosen == DROPPED ? 0 : touching_one(self, i, (guint)chosen, j);
        self->touched[i] += now - *pair;
        self->touched[j] += now - *pair;
        *pair = self->pairs[(gsize)j * self->n + i] = (guint8)now;
    }
}

static double cost_of_stand(const Problem *self, guint i) {
    const Wish *wish = &self->wishes[i];
    if (wish->chosen == DROPPED) return wish->drop_cost;
    return self->costs[i][wish->chosen] + self->strictness * self->touched[i];
}

/* What `chosen` would cost; anything of at least `limit` where it costs that or more. */
static double cost_of(const Problem *self, guint i, int chosen, double limit) {
    if (chosen == DROPPED) return self->wishes[i].drop_cost;
    double own = self->costs[i][chosen];
    if (own >= limit) return own;
    double most = (limit - own) / self->strictness;
    return own + self->strictness * touching(self, i, (guint)chosen, most);
}

static bool touches(const Problem *self, guint i, guint c) { return touching(self, i, c, 1) > 0; }

/* The cheapest position of wish `i` that touches nothing; DROPPED where there is none. */
static int free_candidate(Problem *self, guint i) {
    for (guint c = 0; c < self->wishes[i].candidates->len; c++) {
        self->work++;
        if (!touches(self, i, c)) return (int)c;
    }
    return DROPPED;
}

static void start_greedily(Problem *self) {
    for (guint i = 0; i < self->n; i++) stand(self, i, DROPPED);
    memset(self->pairs, 0, (gsize)self->n * self->n);
    memset(self->touched, 0, self->n * sizeof *self->touched);
    for (guint i = 0; i < self->n; i++) choose(self, i, free_candidate(self, i));
}

static void anneal(Problem *self, guint attempt) {
    guint64 state = 0x6B68617269746121u + attempt;
    guint moves = MIN(MOVES_PER_LABEL * self->n, MOST_MOVES);
    double ratio = pow(END_THRESHOLD / START_THRESHOLD, 1.0 / MAX(moves, 1));
    double tightening = pow(END_STRICTNESS / START_STRICTNESS, 1.0 / MAX(moves, 1));
    double threshold = START_THRESHOLD;
    self->strictness = START_STRICTNESS;
    for (guint move = 0; move < moves; move++, threshold *= ratio, self->strictness *= tightening) {
        guint i = (guint)(next_random(&state) % self->n);
        const Wish *wish = &self->wishes[i];
        guint n = wish->candidates->len;
        if (n == 0) continue;
        /* Cheap positions are tried more often: the lesser of two draws. */
        guint64 draw = next_random(&state);
        guint c = MIN((guint)(draw >> 32) % (n + 1), (guint)(draw & 0xFFFFFFFFu) % (n + 1));
        int chosen = (guint)c == n ? DROPPED : (int)c;
        if (chosen == wish->chosen) continue;
        double limit = cost_of_stand(self, i) + threshold;
        if (cost_of(self, i, chosen, limit) < limit) choose(self, i, chosen);
    }
}

/* Each label in turn takes its best position while that helps. */
static void descend(Problem *self) {
    bool moved = true;
    for (guint round = 0; moved && round < 20; round++) {
        moved = false;
        for (guint i = 0; i < self->n; i++) {
            double best = cost_of_stand(self, i);
            for (int c = DROPPED; c < (int)self->wishes[i].candidates->len; c++) {
                double cost = cost_of(self, i, c, best - 1e-9);
                if (cost >= best - 1e-9) continue;
                best = cost;
                choose(self, i, c);
                moved = true;
            }
        }
    }
}

/* Moves or drops until nothing touches, the least important first. */
static void untangle(Problem *self) {
    for (;;) {
        int worst = -1;
        for (guint i = 0; i < self->n; i++)
            if (self->touched[i] > 0 &&
                (worst < 0 || self->wishes[i].drop_cost < self->wishes[worst].drop_cost))
                worst = (int)i;
        if (worst < 0) return;
        choose(self, (guint)worst, free_candidate(self, (guint)worst));
    }
}

/* ---- repair -----------------------------------------------------------------------------------
 */

enum { MOST_BITS = 64 };

/* Room is about to be made. */
static void remember(Problem *self) {
    forget_blocked(self);
    for (guint i = 0; i < self->n; i++) self->stood[i] = self->wishes[i].chosen;
}

static guint64 *make_blocked(const Problem *self, guint i) {
    const Wish *wish = &self->wishes[i];
    guint64 *blocked = g_new0(guint64, MAX(wish->candidates->len, 1));
    guint end = MIN(self->first[i + 1], self->first[i] + MOST_BITS);
    for (guint k = self->first[i]; k < end; k++) {
        guint j = self->neighbours[k];
        if (self->stood[j] == DROPPED) continue;
        const Extent *extent = &self->extents[j][self->stood[j]];
        for (guint c = 0; c < wish->candidates->len; c++)
            if (extents_meet(&self->extents[i][c], extent) &&
                between_positions(self, i, c, j, (guint)self->stood[j]) > 0)
                blocked[c] |= (guint64)1 << (k - self->first[i]);
    }
    return blocked;
}

/* The neighbours of a wish that stand otherwise than they stood, or have no bit. */
typedef struct {
    guint64 as_before; /* the bits of the others */
    guint *places;     /* in the list of neighbours */
    guint n;
} Stirred;

static void stirred_clear(Stirred *self) { g_free(self->places); }
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stirred, stirred_clear)

static Stirred find_stirred(Problem *self, guint i) {
    guint first = self->first[i], n = self->first[i + 1] - first;
    Stirred stirred = {.as_before = ~(guint64)0, .places = g_new(guint, n)};
    for (guint k = 0; k < n; k++) {
        guint j = self->neighbours[first + k];
        if (k < MOST_BITS && self->wishes[j].chosen == self->stood[j]) continue;
        if (k < MOST_BITS) stirred.as_before &= ~((guint64)1 << k);
        if (self->wishes[j].chosen != DROPPED) stirred.places[stirred.n++] = k;
    }
    if (!self->blocked[i]) self->blocked[i] = make_blocked(self, i);
    return stirred;
}

/* Borrowed; mostly asked for the same bits as before. */
static const GArray *open_positions(Problem *self, guint i, guint64 bits) {
    Open *open = &self->open[i];
    if (open->positions && open->bits == bits) return open->positions;
    if (!open->positions) open->positions = g_array_new(FALSE, FALSE, sizeof(guint));
    open->bits = bits;
    g_array_set_size(open->positions, 0);
    for (guint c = 0; c < self->wishes[i].candidates->len; c++)
        if (!(self->blocked[i][c] & bits)) g_array_append_val(open->positions, c);
    return open->positions;
}

/* As free_candidate: what stands as it stood is told by its bit, the rest is looked at. */
static int free_candidate_again(Problem *self, guint i) {
    g_auto(Stirred) stirred = find_stirred(self, i);
    const guint *neighbours = self->neighbours + self->first[i];
    const GArray *open = open_positions(self, i, stirred.as_before);
    for (guint at = 0; at < open->len; at++) {
        guint c = g_array_index(open, guint, at), k = 0;
        while (k < stirred.n && !touching_one(self, i, c, neighbours[stirred.places[k]])) k++;
        if (k < stirred.n) continue;
        self->work += c + 1;
        return (int)c;
    }
    self->work += self->wishes[i].candidates->len;
    return DROPPED;
}

static int indices_compare(const void *a, const void *b) {
    return (int)*(const guint *)a - (int)*(const guint *)b;
}

/* The others that wish `i` would touch with candidate `c`, in their order; returns their number,
 * MAX_BLOCKERS + 1 where there are more. */
enum { MAX_BLOCKERS = 3 };
static guint blockers_of(const Problem *self, guint i, guint c, const Stirred *stirred,
                         guint ret_blockers[]) {
    const guint *neighbours = self->neighbours + self->first[i];
    guint64 bits = self->blocked[i][c] & stirred->as_before;
    guint n = 0;
    for (; bits && n <= MAX_BLOCKERS; bits &= bits - 1, n++)
        if (n < MAX_BLOCKERS) ret_blockers[n] = neighbours[__builtin_ctzll(bits)];
    for (guint k = 0; k < stirred->n && n <= MAX_BLOCKERS; k++) {
        guint j = neighbours[stirred->places[k]];
        if (!touching_one(self, i, c, j)) continue;
        if (n < MAX_BLOCKERS) ret_blockers[n] = j;
        n++;
    }
    if (n <= MAX_BLOCKERS) qsort(ret_blockers, n, sizeof *ret_blockers, indices_compare);
    return n;
}

/* `worth`: labels that cost less may be dropped. */
static bool make_room(Problem *self, guint i, guint depth, double worth);

/* Sends the blockers elsewhere, with `i` at its new place; puts all back where one cannot go. */
static bool move_blockers(Problem *self, const guint *blockers, guint n, guint depth,
                          double worth) {
    int before[MAX_BLOCKERS];
    for (guint b = 0; b < n; b++) {
        before[b] = self->wishes[blockers[b]].chosen;
        stand(self, blockers[b], DROPPED);
    }
    for (guint b = 0; b < n; b++) {
        const Wish *blocker = &self->wishes[blockers[b]];
        stand(self, blockers[b], free_candidate_again(self, blockers[b]));
        if (blocker->chosen != DROPPED) continue;
        if (depth > 0 && make_room(self, blockers[b], depth - 1, worth)) continue;
        stand(self, blockers[b], DROPPED);
        if (blocker->drop_cost < worth) continue;
        for (guint back = 0; back < n; back++) stand(self, blockers[back], before[back]);
        return false;
    }
    return true;
}

/* Finds a position for the dropped wish `i` by moving what is in its way, and, `depth` times over,
 * what is in the way of that. */
static bool make_room(Problem *self, guint i, guint depth, double worth) {
    const Wish *wish = &self->wishes[i];
    g_autofree int *before = g_new0(int, self->n);
    for (guint k = 0; k < self->n; k++) before[k] = self->wishes[k].chosen;
    g_auto(Stirred) stirred = find_stirred(self, i);
    for (guint c = 0; c < wish->candidates->len && self->work < MOST_WORK; c++) {
        guint blockers[MAX_BLOCKERS];
        guint n = blockers_of(self, i, c, &stirred, blockers);
        if (n > MAX_BLOCKERS) continue;
        stand(self, i, (int)c);
        if (move_blockers(self, blockers, n, depth, worth)) return true;
        for (guint k = 0; k < self->n; k++)
            if (self->wishes[k].chosen != before[k]) stand(self, k, before[k]);
    }
    return false;
}

/* Is there a label that may be dropped for one of this worth? */
static bool may_drop(const Problem *self, double worth) {
    for (guint i = 0; i < self->n; i++)
        if (self->wishes[i].drop_cost < worth) return true;
    return false;
}

static void try_again(Problem *self) {
    for (guint i = 0; i < self->n; i++) {
        if (self->wishes[i].chosen != DROPPED) continue;
        stand(self, i, free_candidate(self, i));
        if (self->wishes[i].chosen != DROPPED || self->wishes[i].optional) continue;
        remember(self);
        guint work_before = self->work;
        if (make_room(self, i, REPAIR_DEPTH, 0)) continue;
        double worth = self->wishes[i].drop_cost / 2;
        bool is_whole = self->work < MOST_WORK;
        self->work = is_whole ? self->work - work_before : 0;
        /* A search that looked at all and may drop nothing more would end the same. */
        if (is_whole && !may_drop(self, worth)) continue;
        self->work = 0;
        make_room(self, i, REPAIR_DEPTH, worth);
    }
}

/* What a label costs that is dropped, or stands as none should: with a long leader, or in one
 * language of two. A letter is as good as its list. */
static double loss_of(const Wish *wish, int chosen) {
    static const double as_none_should = 8;
    const Candidate *candidate = at(wish, chosen);
    if (!candidate) return wish->optional ? 0 : wish->drop_cost;
    bool is_letter = wish->wordings[candidate->wording].is_letter;
    return is_letter || candidate->cost <= as_none_should ? 0 : candidate->cost;
}

static double loss(const Problem *self) {
    double sum = 0;
    for (guint i = 0; i < self->n; i++) sum += loss_of(&self->wishes[i], self->wishes[i].chosen);
    return sum;
}

/* What is lost though each label had the map for itself: no solution loses less. */
static double least_loss(const Problem *self) {
    double sum = 0;
    for (guint i = 0; i < self->n; i++) {
        const Wish *wish = &self->wishes[i];
        double least = loss_of(wish, DROPPED);
        for (guint c = 0; c < wish->candidates->len && least > 0; c++)
            least = MIN(least, loss_of(wish, (int)c));
        sum += least;
    }
    return sum;
}

static int *standing(const Problem *self) {
    int *chosen = g_new0(int, self->n);
    for (guint i = 0; i < self->n; i++) chosen[i] = self->wishes[i].chosen;
    return chosen;
}

/* Does the repair begin as that of an earlier attempt did, and so must end as it? Else notes it. */
static bool is_tried(const Problem *self, GPtrArray *tried) {
    int *now = standing(self);
    for (guint i = 0; i < tried->len; i++) {
        if (memcmp(g_ptr_array_index(tried, i), now, self->n * sizeof *now) != 0) continue;
        g_free(now);
        return true;
    }
    g_ptr_array_add(tried, now);
    return false;
}

/* False where it comes to what an earlier attempt came to. */
static bool solve_once(Problem *self, guint attempt, GPtrArray *tried) {
    self->work = 0;
    start_greedily(self);
    anneal(self, attempt);
    descend(self);
    untangle(self);
    if (is_tried(self, tried)) return false;
    try_again(self);
    return true;
}

/* The first solution is the one, unless it drops a label or sets one badly: then others are tried,
 * from other seeds, while that helps. */
static void solve(Problem *self) {
    enum { ATTEMPTS = 6, MOST_IN_VAIN = 2 };
    g_autoptr(GPtrArray) tried = g_ptr_array_new_with_free_func(g_free);
    g_autofree int *best = NULL;
    double least = INFINITY, enough = least_loss(self);
    guint in_vain = 0;
    for (guint i = 0; i < ATTEMPTS && least > enough && in_vain < MOST_IN_VAIN; i++) {
        in_vain++;
        if (!solve_once(self, i, tried) || loss(self) >= least) continue;
        in_vain = 0;
        least = loss(self);
        g_free(best);
        best = standing(self);
    }
    for (guint i = 0; i < self->n; i++) self->wishes[i].chosen = best[i];
}

void labels_solve(GArray *wishes) {
    if (!wishes->len) return;
    Problem problem;
    problem_init(&problem, wishes);
    solve(&problem);
    problem_clear(&problem);
}
