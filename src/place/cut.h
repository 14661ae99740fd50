/*
 * cut: rings in the flat frame, cut along straight lines: what GEOS's overlays do for any two
 * areas, for one that is convex. Private to place/.
 */
#pragma once

#include "base/base.h"

typedef struct {
    double x, y;
} Flat;

/* Rings side by side, none within another, all turned the same way; the last point of each is not
 * the first. Owns its arrays. */
typedef struct {
    GArray *points; /* Flat */
    GArray *ends;   /* guint: one past the last point of each ring */
} Rings;

Rings *rings_new(void);
void rings_free(Rings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rings, rings_free)
/* Adds a ring of these points. */
void rings_add(Rings *self, const Flat *points, guint n);

/* Keeps the points p of which u·p is no more than `most`. FALSE where the rings cross each other;
 * they are undefined then. */
bool rings_cut(Rings *self, Flat u, double most);
/* Keeps what lies in a convex ring; FALSE likewise, and where the ring is not convex. */
bool rings_cut_to(Rings *self, const Flat *convex, guint n);
