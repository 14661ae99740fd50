/* Rings cut along lines: see cut.h. */
#include "place/cut.h"

#include <math.h>

Rings *rings_new(void) {
    Rings *self = g_new(Rings, 1);
    self->points = g_array_new(FALSE, FALSE, sizeof(Flat));
    self->ends = g_array_new(FALSE, FALSE, sizeof(guint));
    return self;
}

void rings_free(Rings *self) {
    if (!self) return;
    g_array_unref(self->points);
    g_array_unref(self->ends);
    g_free(self);
}

void rings_add(Rings *self, const Flat *points, guint n) {
    g_array_append_vals(self->points, points, n);
    g_array_append_val(self->ends, self->points->len);
}

/* ---- along one line -------------------------------------------------------------------------- */

enum { NO_CHAIN = -1 };

/* A stretch of a ring on the side that is kept, from where it comes over the line to where it
 * leaves it again. */
typedef struct {
    guint first, n; /* points of the cut */
    gint next;      /* the chain that begins where this one ends, along the line */
    bool is_done;
} Chain;

/* Where a chain begins or ends, along the line. */
typedef struct {
    double at;
    guint chain;
    bool is_end;
} Crossing;

typedef struct {
    Flat u;
    double most;
    GArray *points; /* Flat, of all chains */
    GArray *chains, *crossings;
    Rings *kept;
} Cut;

static double beyond(const Cut *self, Flat p) {
    return p.x * self->u.x + p.y * self->u.y - self->most;
}

static void add_crossing(Cut *self, Flat a, Flat b, bool is_end) {
    double from = beyond(self, a), to = beyond(self, b), t = from / (from - to);
    Flat p = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    Crossing crossing = {p.y * self->u.x - p.x * self->u.y, self->chains->len, is_end};
    g_array_append_val(self->crossings, crossing);
    g_array_append_val(self->points, p);
}

/* The chains of a ring of which point `start` lies beyond the line. */
static void add_chains(Cut *self, const Flat *ring, guint n, guint start) {
    Chain chain = {.n = 0};
    bool is_in = false;
    for (guint i = 1; i <= n; i++) {
        Flat before = ring[(start + i - 1) % n], p = ring[(start + i) % n];
        bool is_kept = beyond(self, p) <= 0;
        if (is_kept && !is_in) {
            chain = (Chain){.first = self->points->len, .next = NO_CHAIN};
            add_crossing(self, before, p, false);
        }
        if (!is_kept && is_in) {
            add_crossing(self, before, p, true);
            chain.n = self->points->len - chain.first;
            g_array_append_val(self->chains, chain);
        }
        if (is_kept) g_array_append_val(self->points, p);
        is_in = is_kept;
    }
}

static gint compare_crossings(gconstpointer a, gconstpointer b) {
    const Crossing *x = a, *y = b;
    if (x->at < y->at || x->at > y->at) return x->at < y->at ? -1 : 1;
    if (x->chain != y->chain) return x->chain < y->chain ? -1 : 1;
    return x->is_end - y->is_end;
}

/* Along the line the area lies between the first crossing and the second, the third and the fourth:
 * one of each two is where a chain ends. */
static bool join_chains(Cut *self) {
    g_array_sort(self->crossings, compare_crossings);
    for (guint i = 0; i + 1 < self->crossings->len; i += 2) {
        const Crossing *one = &g_array_index(self->crossings, Crossing, i), *other = one + 1;
        if (one->is_end == other->is_end) return false;
        const Crossing *end = one->is_end ? one : other, *begin = one->is_end ? other : one;
        g_array_index(self->chains, Chain, end->chain).next = (gint)begin->chain;
    }
    return true;
}

/* Chains that lead into each other make a ring. */
static void add_rings(Cut *self) {
    for (guint i = 0; i < self->chains->len; i++) {
        guint first = self->kept->points->len;
        for (Chain *chain = &g_array_index(self->chains, Chain, i); !chain->is_done;
             chain = &g_array_index(self->chains, Chain, chain->next)) {
            chain->is_done = true;
            g_array_append_vals(self->kept->points,
                                &g_array_index(self->points, Flat, chain->first), chain->n);
        }
        if (self->kept->points->len > first)
            g_array_append_val(self->kept->ends, self->kept->points->len);
    }
}

bool rings_cut(Rings *self, Flat u, double most) {
    Cut cut = {.u = u, .most = most};
    const Flat *points = (const Flat *)(const void *)self->points->data;
    guint n_beyond = 0;
    for (guint i = 0; i < self->points->len; i++) n_beyond += beyond(&cut, points[i]) > 0;
    if (n_beyond == 0) return true;
    if (n_beyond == self->points->len) {
        g_array_set_size(self->points, 0);
        g_array_set_size(self->ends, 0);
        return true;
    }
    cut.points = g_array_new(FALSE, FALSE, sizeof(Flat));
    cut.chains = g_array_new(FALSE, FALSE, sizeof(Chain));
    cut.crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
    cut.kept = rings_new();
    for (guint k = 0, first = 0; k < self->ends->len; k++) {
        guint end = g_array_index(self->ends, guint, k), start = first;
        while (start < end && beyond(&cut, points[start]) <= 0) start++;
        if (start == end)
            rings_add(cut.kept, points + first, end - first);
        else
            add_chains(&cut, points + first, end - first, start - first);
        first = end;
    }
    bool ok = join_chains(&cut);
    if (ok) add_rings(&cut);
    g_array_unref(cut.points);
    g_array_unref(cut.chains);
    g_array_unref(cut.crossings);
    Rings before = *self;
    *self = *cut.kept;
    *cut.kept = before;
    rings_free(cut.kept);
    return ok;
}

/* ---- to a convex ring ------------------------------------------------------------------------ */

static double turn_at(Flat a, Flat b, Flat c) {
    return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}

/* 1 where it turns left all the way, -1 right, 0 where it is not convex. */
static int turn_of(const Flat *ring, guint n) {
    bool left = false, right = false;
    for (guint i = 0; i < n; i++) {
        Flat a = ring[i], b = ring[(i + 1) % n], c = ring[(i + 2) % n];
        double size = hypot(b.x - a.x, b.y - a.y) * hypot(c.x - b.x, c.y - b.y);
        double turn = turn_at(a, b, c), least = 1e-9 * size;
        left = left || turn > least;
        right = right || turn < -least;
    }
    return left == right ? 0 : left ? 1 : -1;
}

bool rings_cut_to(Rings *self, const Flat *convex, guint n) {
    int turn = turn_of(convex, n);
    if (turn == 0) return false;
    for (guint i = 0; i < n && self->points->len > 0; i++) {
        Flat a = convex[i], b = convex[(i + 1) % n];
        double length = hypot(b.x - a.x, b.y - a.y);
        if (!(length > 0)) continue;
        Flat u = {turn * (b.y - a.y) / length, -turn * (b.x - a.x) / length};
        if (!rings_cut(self, u, a.x * u.x + a.y * u.y)) return false;
    }
    return true;
}
