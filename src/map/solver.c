/*
 * solver: one position for each label, such that the whole is best: no two labels touch, no leader
 * crosses a label or another leader, and the sum of the positions' costs is low.
 *
 * Threshold accepting (Dueck and Scheuer 1990: annealing without its exponential) over a graph of
 * neighbours, from a fixed seed; then what still touches is moved or dropped, the least important
 * first, and what was dropped gets another chance. The last two steps make "none touch" certain.
 * Where a label is lost all the same, the whole is done again from another seed.
 */
#include "map/solver.h"

#include <string.h>

static const double START_THRESHOLD = 3, END_THRESHOLD = 0.01;
/* Labels may pass through each other at first; at the end a touch costs more than any label. */
static const double START_STRICTNESS = 0.5, END_STRICTNESS = 6;
enum { MOVES_PER_LABEL = 3000, MOST_MOVES = 80000 };

/* splitmix64 (Steele, Lea and Flood 2014). */
static guint64 next_random(guint64 *state) {
    guint64 z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Until the repair, which asks for no sums, every change of what is chosen goes this way. */
static void choose(Problem *self, guint i, int chosen) {
    solver_stand(self, i, chosen);
    for (guint k = self->first[i]; k < self->first[i + 1]; k++) {
        guint j = self->neighbours[k];
        guint8 *pair = &self->pairs[(gsize)i * self->n + j];
        guint now = chosen == DROPPED ? 0 : solver_touching(self, i, (guint)chosen, j);
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
    return own + self->strictness * solver_all_touching(self, i, (guint)chosen, most);
}

static void start_greedily(Problem *self) {
    for (guint i = 0; i < self->n; i++) solver_stand(self, i, DROPPED);
    memset(self->pairs, 0, (gsize)self->n * self->n);
    memset(self->touched, 0, self->n * sizeof *self->touched);
    for (guint i = 0; i < self->n; i++) choose(self, i, solver_free_candidate(self, i));
}

static void anneal(Problem *self, guint attempt) {
    guint64 state = 0x6B68617269746121u + attempt;
    if (self->n == 0) return;
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
        choose(self, (guint)worst, solver_free_candidate(self, (guint)worst));
    }
}

/* What a label costs that is dropped, or stands as none should: with a long leader, or in one
 * language of two. A letter is as good as its list. */
static double loss_of(const Wish *wish, int chosen) {
    static const double as_none_should = 8;
    const Candidate *candidate = solver_candidate(wish, chosen);
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
    solver_repair(self);
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
    for (guint i = 0; best && i < self->n; i++) self->wishes[i].chosen = best[i];
}

void labels_solve(GArray *wishes) {
    if (!wishes->len) return;
    Problem problem;
    solver_init(&problem, wishes);
    solve(&problem);
    solver_clear(&problem);
}
