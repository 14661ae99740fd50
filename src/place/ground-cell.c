/* What is nearer to the frame's origin than to others: see ground.h. */
#include <math.h>

#include "place/ground-flat.h"

Area *ground_part_of(const Ground *self, const Shape *shape, double reach_m, const Area *frame) {
    if (!shape || shape->n_points == 0 || !frame) return NULL;
    return ground_and(self, ground_copy(self, frame), ground_from_shape_near(self, shape, reach_m));
}

/* The dual of the line half-way to `q`: the point d for which d·p is 1 where p lies on the line. */
static Flat dual_of(Flat q) {
    double square = q.x * q.x + q.y * q.y;
    return (Flat){2 * q.x / square, 2 * q.y / square};
}

/* The convex hull of those points; the caller frees it. */
static Flat *hull_of(const Ground *self, const Flat *points, guint n, guint32 *ret_n) {
    GEOSCoordSequence *sequence =
        GEOSCoordSeq_copyFromBuffer_r(self->geos, &points->x, n, false, false);
    GEOSGeometry *line = GEOSGeom_createLineString_r(self->geos, sequence);
    GEOSGeometry *hull = GEOSConvexHull_r(self->geos, line);
    Flat *ring = flat_of_ring(self, GEOSGetExteriorRing_r(self->geos, hull), ret_n);
    GEOSGeom_destroy_r(self->geos, hull);
    GEOSGeom_destroy_r(self->geos, line);
    return ring;
}

/* The cell of the origin among the others, as far as the reach matters. The lines that bound it are
 * those whose duals are corners of the duals' convex hull; where two of them meet is a corner of
 * the cell. Four lines outside the reach close it. */
static Area *cell_of(const Ground *self, const LonLat *others, guint n, double reach_m) {
    enum { FRAME = 4 };
    const double far = 4 * reach_m, LEAST_M = 1;
    const Flat frame[FRAME] = {{far, 0}, {0, far}, {-far, 0}, {0, -far}};
    g_autofree Flat *duals = g_new(Flat, n + FRAME);
    guint n_duals = 0;
    for (guint i = 0; i < FRAME; i++) duals[n_duals++] = dual_of(frame[i]);
    for (guint i = 0; i < n; i++) {
        Flat q = flat_from(self, others[i]);
        if (hypot(q.x, q.y) >= LEAST_M) duals[n_duals++] = dual_of(q);
    }
    guint32 n_ring;
    g_autofree Flat *ring = hull_of(self, duals, n_duals, &n_ring);
    for (guint32 i = 0; i + 1 < n_ring; i++) {
        Flat a = ring[i], b = ring[i + 1];
        double cross = a.x * b.y - a.y * b.x;
        ring[i] = (Flat){(b.y - a.y) / cross, (a.x - b.x) / cross};
    }
    ring[n_ring - 1] = ring[0];
    return polygon_of(self, ring, n_ring);
}

Area *ground_keep_nearer(const Ground *self, Area *eaten, const LonLat *others, guint n,
                         double reach_m) {
    if (!eaten || n == 0) return eaten;
    return ground_and(self, eaten, cell_of(self, others, n, reach_m));
}
