/* The problem that the labels of a map are, as its solver and its repair see it. Private to them.
 */
#pragma once

#include <math.h>

#include "map/labels.h"

/* What a label takes up with its leader, its dot and the room that it asks for: labels whose
 * extents lie apart cannot touch. */
typedef struct {
    double left, top, right, bottom;
} Extent;

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

static inline bool extents_meet(const Extent *a, const Extent *b) {
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

/* The candidate of that number; NULL where it is DROPPED. Borrowed. */
static inline const Candidate *solver_candidate(const Wish *wish, int chosen) {
    return chosen == DROPPED ? NULL : &g_array_index(wish->candidates, Candidate, (guint)chosen);
}

/* The problem of these wishes (Wish), which it borrows; free with solver_clear. */
void solver_init(Problem *self, GArray *wishes);
void solver_clear(Problem *self);
/* Forgets what `stood` told. */
void solver_forget(Problem *self);
/* What candidate `c` of wish `i` and `d` of `j` touch of each other, whose extents meet: 0 nothing,
 * more the worse. */
guint solver_between(const Problem *self, guint i, guint c, guint j, guint d);
/* What wish `i` would touch with candidate `c` of neighbour `j`, as that stands. */
static inline guint solver_touching(const Problem *self, guint i, guint c, guint j) {
    if (!extents_meet(&self->extents[i][c], &self->taken[j])) return 0;
    return solver_between(self, i, c, j, (guint)self->wishes[j].chosen);
}

/* Sets what is chosen for wish `i`, without the sums of what is touched. */
void solver_stand(Problem *self, guint i, int chosen);
/* What wish `i` would touch with candidate `c`, the others as they are; no more is added up once it
 * is `limit`. */
guint solver_all_touching(const Problem *self, guint i, guint c, double limit);
/* The cheapest position of wish `i` that touches nothing; DROPPED where there is none. */
int solver_free_candidate(Problem *self, guint i);

/* solver-repair.c: gives each dropped wish another chance: moves what is in its way, or drops what
 * is worth less. */
void solver_repair(Problem *self);
