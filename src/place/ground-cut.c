/* Areas cut along lines and to convex frames: see ground.h. */
#include <math.h>

#include "place/ground-flat.h"

/* A closed ring, turned left. */
static void add_turned_left(Rings *rings, Flat *ring, guint32 n) {
    bool is_left = signed_area(ring, n) > 0;
    for (guint32 i = 0; i < n / 2 && !is_left; i++) {
        Flat swap = ring[i];
        ring[i] = ring[n - 1 - i];
        ring[n - 1 - i] = swap;
    }
    rings_add(rings, ring, n - 1);
}

/* The rings of a polygon or several, turned left; NULL where one has a hole. */
static Rings *rings_of(const Ground *self, const Area *area) {
    g_autoptr(Rings) rings = rings_new();
    int n_parts = area ? GEOSGetNumGeometries_r(self->geos, area) : 0;
    for (int i = 0; i < n_parts; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(self->geos, area, i);
        if (GEOSGeomTypeId_r(self->geos, part) != GEOS_POLYGON ||
            GEOSGetNumInteriorRings_r(self->geos, part) != 0)
            return NULL;
        guint32 n;
        g_autofree Flat *ring = flat_of_ring(self, GEOSGetExteriorRing_r(self->geos, part), &n);
        if (n < LEAST_RING) return NULL;
        add_turned_left(rings, ring, n);
    }
    return g_steal_pointer(&rings);
}

static Area *area_of_rings(const Ground *self, const Rings *rings) {
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    for (guint k = 0, first = 0; k < rings->ends->len; k++) {
        guint end = g_array_index(rings->ends, guint, k), n = end - first;
        g_autofree Flat *ring = g_new(Flat, n + 1);
        memcpy(ring, &g_array_index(rings->points, Flat, first), n * sizeof *ring);
        ring[n] = ring[0];
        Area *part = n + 1 < LEAST_RING ? NULL : polygon_of(self, ring, n + 1);
        if (part) g_ptr_array_add(parts, part);
        first = end;
    }
    if (parts->len == 0) return NULL;
    if (parts->len == 1) return parts->pdata[0];
    return GEOSGeom_createCollection_r(self->geos, GEOS_MULTIPOLYGON,
                                       (GEOSGeometry **)(void *)parts->pdata, parts->len);
}

/* By rings alone: false where that does not do. */
static bool cut_shape(const Ground *self, const Shape *shape, double reach_m, const Area *convex,
                      Area **ret_area) {
    if (shape->n_parts != 1 || shape->n_points < LEAST_RING) return false;
    g_autoptr(Rings) frame = rings_of(self, convex);
    if (!frame || frame->ends->len != 1) return false;
    guint32 n;
    g_autofree Flat *ring =
        flat_ring(self, shape->points, shape->n_points, box_of_reach(self, reach_m), &n);
    g_autoptr(Rings) rings = rings_new();
    if (ring) add_turned_left(rings, ring, n);
    if (!rings_cut_to(rings, (const Flat *)(const void *)frame->points->data, frame->points->len))
        return false;
    *ret_area = make_valid(self, area_of_rings(self, rings));
    return true;
}

Area *ground_part_of(const Ground *self, const Shape *shape, double reach_m, const Area *frame) {
    Area *area;
    if (!shape || shape->n_points == 0 || !frame) return NULL;
    if (cut_shape(self, shape, reach_m, frame, &area)) return area;
    return ground_and(self, ground_copy(self, frame), ground_from_shape_near(self, shape, reach_m));
}

/* The half of the plane up to `distance_m` from the origin in the direction of `u`, as far as
 * `reach_m` matters. */
static Area *half_plane(const Ground *self, Flat u, double distance_m, double reach_m) {
    double r = 2 * reach_m;
    Flat middle = {u.x * distance_m, u.y * distance_m};
    Flat corners[5] = {{middle.x - u.y * r, middle.y + u.x * r},
                       {middle.x + u.y * r, middle.y - u.x * r},
                       {middle.x + u.y * r - u.x * r, middle.y - u.x * r - u.y * r},
                       {middle.x - u.y * r - u.x * r, middle.y + u.x * r - u.y * r}};
    corners[4] = corners[0];
    return polygon_of(self, corners, 5);
}

/* Without what is nearer to that point; false where rings do not do. */
static bool cut_nearer(const Ground *self, Rings *rings, LonLat other) {
    Flat q = flat_from(self, other);
    double d = hypot(q.x, q.y);
    return d < 1 || rings_cut(rings, (Flat){q.x / d, q.y / d}, d / 2);
}

static Area *overlay_nearer(const Ground *self, Area *eaten, LonLat other, double reach_m) {
    Flat q = flat_from(self, other);
    double d = hypot(q.x, q.y);
    if (d < 1) return eaten;
    return ground_and(self, eaten, half_plane(self, (Flat){q.x / d, q.y / d}, d / 2, reach_m));
}

Area *ground_keep_nearer(const Ground *self, Area *eaten, const LonLat *others, guint n,
                         double reach_m) {
    g_autoptr(Rings) rings = rings_of(self, eaten);
    bool ok = rings != NULL;
    for (guint i = 0; i < n && ok && rings->points->len > 0; i++)
        ok = cut_nearer(self, rings, others[i]);
    for (guint i = 0; i < n && !ok && eaten; i++)
        eaten = overlay_nearer(self, eaten, others[i], reach_m);
    if (!ok) return eaten;
    ground_drop(self, eaten);
    return area_of_rings(self, rings);
}
