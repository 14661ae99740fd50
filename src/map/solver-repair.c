/*
 * solver-repair: what was dropped gets another chance. What is in its way is sent elsewhere, and
 * what is in the way of that; a label may be dropped for one that is worth twice as much.
 */
#include "map/solver.h"

enum { MOST_WORK = 250000, REPAIR_DEPTH = 2 };

enum { MOST_BITS = 64 };

/* Room is about to be made. */
static void remember(Problem *self) {
    solver_forget(self);
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
                solver_between(self, i, c, j, (guint)self->stood[j]) > 0)
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
        while (k < stirred.n && !solver_touching(self, i, c, neighbours[stirred.places[k]])) k++;
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
        if (!solver_touching(self, i, c, j)) continue;
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
        solver_stand(self, blockers[b], DROPPED);
    }
    for (guint b = 0; b < n; b++) {
        const Wish *blocker = &self->wishes[blockers[b]];
        solver_stand(self, blockers[b], free_candidate_again(self, blockers[b]));
        if (blocker->chosen != DROPPED) continue;
        if (depth > 0 && make_room(self, blockers[b], depth - 1, worth)) continue;
        solver_stand(self, blockers[b], DROPPED);
        if (blocker->drop_cost < worth) continue;
        for (guint back = 0; back < n; back++) solver_stand(self, blockers[back], before[back]);
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
        solver_stand(self, i, (int)c);
        if (move_blockers(self, blockers, n, depth, worth)) return true;
        for (guint k = 0; k < self->n; k++)
            if (self->wishes[k].chosen != before[k]) solver_stand(self, k, before[k]);
    }
    return false;
}

/* Is there a label that may be dropped for one of this worth? */
static bool may_drop(const Problem *self, double worth) {
    for (guint i = 0; i < self->n; i++)
        if (self->wishes[i].drop_cost < worth) return true;
    return false;
}

void solver_repair(Problem *self) {
    for (guint i = 0; i < self->n; i++) {
        if (self->wishes[i].chosen != DROPPED) continue;
        solver_stand(self, i, solver_free_candidate(self, i));
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
