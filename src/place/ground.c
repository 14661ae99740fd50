/* Areas in a flat frame: see ground.h. */
#include "place/ground.h"

#include <math.h>

#include "place/ground-flat.h"

enum { CIRCLE_STEPS = 72 };

static void be_silent(const char *message, void *data) {}

Ground *ground_new(LonLat origin) {
    Ground *self = g_new0(Ground, 1);
    self->geos = GEOS_init_r();
    GEOSContext_setNoticeMessageHandler_r(self->geos, be_silent, NULL);
    GEOSContext_setErrorMessageHandler_r(self->geos, be_silent, NULL);
    self->origin = origin;
    self->frame = geo_frame(origin);
    return self;
}

void ground_free(Ground *self) {
    if (!self) return;
    GEOS_finish_r(self->geos);
    g_free(self);
}

void ground_drop(const Ground *self, Area *area) {
    if (area) GEOSGeom_destroy_r(self->geos, area);
}

/* ---- frame ----------------------------------------------------------------------------------- */

Flat flat_from(const Ground *self, LonLat p) {
    Flat f;
    geo_frame_at(&self->frame, p, &f.x, &f.y);
    return f;
}

LonLat flat_to(const Ground *self, Flat f) {
    double d = hypot(f.x, f.y);
    if (d < 1e-6) return self->origin;
    return geo_direct(self->origin, atan2(f.x, f.y) * 180 / G_PI, d);
}

static GEOSCoordSequence *sequence_of(const Ground *self, const Flat *points, guint32 n) {
    GEOSCoordSequence *seq = GEOSCoordSeq_create_r(self->geos, n, 2);
    for (guint32 i = 0; i < n; i++)
        // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): all n points are set
        GEOSCoordSeq_setXY_r(self->geos, seq, i, points[i].x, points[i].y);
    return seq;
}

Area *polygon_of(const Ground *self, const Flat *points, guint32 n) {
    GEOSGeometry *ring = GEOSGeom_createLinearRing_r(self->geos, sequence_of(self, points, n));
    if (!ring) return NULL;
    return GEOSGeom_createPolygon_r(self->geos, ring, NULL, 0);
}

/* Eats `area`; mends what self-intersects. */
static Area *make_valid(const Ground *self, Area *area) {
    if (!area || GEOSisValid_r(self->geos, area) == 1) return area;
    Area *valid = GEOSMakeValid_r(self->geos, area);
    ground_drop(self, area);
    return valid;
}

/* Eats `area`; nothing for what is empty. */
static Area *not_empty(const Ground *self, Area *area) {
    if (!area || GEOSisEmpty_r(self->geos, area) == 0) return area;
    ground_drop(self, area);
    return NULL;
}

/* The points of a ring or a line; none where it has none. The caller frees them. */
Flat *flat_of_ring(const Ground *self, const GEOSGeometry *line, guint32 *ret_n) {
    const GEOSCoordSequence *seq = GEOSGeom_getCoordSeq_r(self->geos, line);
    unsigned n = 0;
    if (!seq || !GEOSCoordSeq_getSize_r(self->geos, seq, &n)) n = 0;
    Flat *points = g_new(Flat, n + 1);
    if (n > 0) GEOSCoordSeq_copyToBuffer_r(self->geos, seq, &points[0].x, 0, 0);
    *ret_n = n;
    return points;
}

/* ---- shapes in ------------------------------------------------------------------------------- */

static Flat *flat_part(const Ground *self, const Shape *shape, guint32 part, guint32 *ret_n) {
    guint32 first = shape->parts[part], end = shape_part_end(shape, part);
    Flat *points = g_new(Flat, end - first + 1);
    for (guint32 i = first; i < end; i++) points[i - first] = flat_from(self, shape->points[i]);
    *ret_n = end - first;
    return points;
}

static double signed_area(const Flat *p, guint32 n) {
    double sum = 0;
    for (guint32 i = 0; i + 1 < n; i++) sum += p[i].x * p[i + 1].y - p[i + 1].x * p[i].y;
    return sum;
}

/* As signed_area, of a ring in degrees: its sign says something, its size nothing. */
static double signed_degrees(const LonLat *p, guint32 n) {
    double sum = 0;
    for (guint32 i = 0; i + 1 < n; i++) {
        LonLat a = {p[i].lon - p[0].lon, p[i].lat - p[0].lat};
        LonLat b = {p[i + 1].lon - p[0].lon, p[i + 1].lat - p[0].lat};
        sum += a.lon * b.lat - b.lon * a.lat;
    }
    return sum;
}

/* On which sides of the box a point lies outside, as bits. */
static guint sides_outside(LonLatBox box, LonLat p) {
    return (p.lon < box.west ? 1u : 0u) | (p.lon > box.east ? 2u : 0u) |
           (p.lat < box.south ? 4u : 0u) | (p.lat > box.north ? 8u : 0u);
}

/* The ring without the corners between the first and the last of those that follow one another
 * beyond the same side of the box: the line that is left there lies beyond it too. */
static guint32 thin_ring(const LonLat *points, guint32 n, LonLatBox box, LonLat *ret_points) {
    guint32 kept = 0;
    for (guint32 i = 0; i < n;) {
        guint sides = sides_outside(box, points[i]), common = sides;
        guint32 end = i + 1;
        while (end < n && (common & sides_outside(box, points[end])))
            common &= sides_outside(box, points[end++]);
        ret_points[kept++] = points[i];
        if (end - i > 1) ret_points[kept++] = points[end - 1];
        i = end;
    }
    return kept;
}

static Area *lines_from(const Ground *self, const Shape *shape) {
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    for (guint32 part = 0; part < shape->n_parts; part++) {
        guint32 n;
        g_autofree Flat *points = flat_part(self, shape, part, &n);
        if (n < 2) continue;
        g_ptr_array_add(lines,
                        GEOSGeom_createLineString_r(self->geos, sequence_of(self, points, n)));
    }
    if (lines->len == 0) return NULL;
    return GEOSGeom_createCollection_r(self->geos, GEOS_MULTILINESTRING,
                                       (GEOSGeometry **)(void *)lines->pdata, lines->len);
}

/* A ring of the shape in the frame, thinned where it lies outside the box; NULL where nothing is
 * left. The caller frees it. */
static Flat *flat_ring(const Ground *self, const LonLat *points, guint32 n, LonLatBox box,
                       guint32 *ret_n) {
    g_autofree LonLat *kept = g_new(LonLat, n);
    *ret_n = thin_ring(points, n, box, kept);
    if (*ret_n < LEAST_RING) return NULL;
    Flat *flat = g_new(Flat, *ret_n);
    for (guint32 i = 0; i < *ret_n; i++) flat[i] = flat_from(self, kept[i]);
    flat[*ret_n - 1] = flat[0];
    return flat;
}

static Area *ring_from(const Ground *self, const LonLat *points, guint32 n, LonLatBox box) {
    guint32 n_kept;
    g_autofree Flat *flat = flat_ring(self, points, n, box, &n_kept);
    return flat ? make_valid(self, polygon_of(self, flat, n_kept)) : NULL;
}

static Area *polygons_from(const Ground *self, const Shape *shape, LonLatBox box) {
    Area *whole = NULL;
    for (guint32 part = 0; part < shape->n_parts; part++) {
        const LonLat *points = shape->points + shape->parts[part];
        guint32 n = shape_part_end(shape, part) - shape->parts[part];
        bool is_hole = whole && signed_degrees(points, n) < 0;
        Area *ring = n < 4 ? NULL : ring_from(self, points, n, box);
        if (!ring) continue;
        Area *next = !whole    ? GEOSGeom_clone_r(self->geos, ring)
                     : is_hole ? GEOSDifference_r(self->geos, whole, ring)
                               : GEOSUnion_r(self->geos, whole, ring);
        ground_drop(self, ring);
        ground_drop(self, whole);
        whole = next;
    }
    return not_empty(self, whole);
}

Area *ground_from_shape(const Ground *self, const Shape *shape) {
    if (!shape || shape->n_points == 0) return NULL;
    const LonLatBox everything = {-INFINITY, -INFINITY, INFINITY, INFINITY};
    return shape->kind == SHAPE_LINES ? lines_from(self, shape)
                                      : polygons_from(self, shape, everything);
}

/* What lies beyond the box lies beyond the reach. Parallels are bent in the frame: a line between
 * two points beyond one comes some kilometres nearer. */
static LonLatBox box_of_reach(const Ground *self, double reach_m) {
    const double LEAST_DEGREE_M = 110500, BEND_M = 10000;
    double dy = (1.3 * reach_m + BEND_M) / LEAST_DEGREE_M;
    double dx = dy / cos((fabs(self->origin.lat) + dy) * G_PI / 180);
    return (LonLatBox){self->origin.lon - dx, self->origin.lat - dy, self->origin.lon + dx,
                       self->origin.lat + dy};
}

Area *ground_from_shape_near(const Ground *self, const Shape *shape, double reach_m) {
    if (!shape || shape->n_points == 0) return NULL;
    return polygons_from(self, shape, box_of_reach(self, reach_m));
}

/* ---- shapes out ------------------------------------------------------------------------------ */

static double round4(double degrees) { return round(degrees * 1e4) / 1e4; }

/* Where edges meet at a corner, arithmetic makes two of it a nanometre apart: rounded, they are
 * one. Gives how many points are left. */
static guint32 merge_twins(LonLat *points, guint32 n) {
    guint32 kept = MIN(n, 1);
    for (guint32 i = 1; i < n; i++) {
        LonLat p = points[i], last = points[kept - 1];
        if (fabs(p.lon - last.lon) > 1e-9 || fabs(p.lat - last.lat) > 1e-9) points[kept++] = p;
    }
    return kept;
}

/* Where a closed ring begins says nothing: the same ring begins in the same point, the one farthest
 * west (south), however it was made. */
static guint32 ring_begin(const LonLat *points, guint32 n) {
    guint32 first = 0;
    for (guint32 i = 1; i + 1 < n; i++) {
        LonLat p = points[i], q = points[first];
        bool is_as_far = fabs(p.lon - q.lon) < 1e-9;
        if (is_as_far ? p.lat < q.lat : p.lon < q.lon) first = i;
    }
    return first;
}

/* Adds a ring or a line; rings are turned so that outer ones run counter-clockwise. */
static void add_part(const Ground *self, Shape *shape, const GEOSGeometry *line, bool is_ring,
                     bool is_hole) {
    guint32 n;
    g_autofree Flat *points = flat_of_ring(self, line, &n);
    if (n < 2) return;
    bool turn = is_ring && (signed_area(points, n) < 0) != is_hole;
    g_autofree LonLat *rounded = g_new(LonLat, n);
    for (guint32 i = 0; i < n; i++) {
        LonLat p = flat_to(self, points[turn ? n - 1 - i : i]);
        rounded[i] = (LonLat){round4(p.lon), round4(p.lat)};
    }
    guint32 left = merge_twins(rounded, n);
    if (left < (is_ring ? LEAST_RING : 2)) return;
    guint32 first = is_ring ? ring_begin(rounded, left) : 0, steps = is_ring ? left - 1 : left;
    shape_begin_part(shape);
    for (guint32 i = 0; i < left; i++) shape_add_point(shape, rounded[(first + i) % steps]);
}

static void add_geometry(const Ground *self, Shape *shape, const GEOSGeometry *geometry) {
    int type = GEOSGeomTypeId_r(self->geos, geometry);
    if (type == GEOS_POLYGON && shape->kind == SHAPE_POLYGONS) {
        add_part(self, shape, GEOSGetExteriorRing_r(self->geos, geometry), true, false);
        int holes = GEOSGetNumInteriorRings_r(self->geos, geometry);
        for (int i = 0; i < holes; i++)
            add_part(self, shape, GEOSGetInteriorRingN_r(self->geos, geometry, i), true, true);
    } else if (type == GEOS_LINESTRING && shape->kind == SHAPE_LINES) {
        add_part(self, shape, geometry, false, false);
    } else if (type >= GEOS_MULTIPOINT) {
        int n = GEOSGetNumGeometries_r(self->geos, geometry);
        for (int i = 0; i < n; i++)
            add_geometry(self, shape, GEOSGetGeometryN_r(self->geos, geometry, i));
    }
}

Shape *ground_to_shape(const Ground *self, const Area *area) {
    if (!area) return NULL;
    int dimension = GEOSGeom_getDimensions_r(self->geos, area);
    Shape *shape = shape_new(dimension == 1 ? SHAPE_LINES : SHAPE_POLYGONS);
    add_geometry(self, shape, area);
    if (shape->n_points > 0) return shape;
    shape_free(shape);
    return NULL;
}

/* ---- made ------------------------------------------------------------------------------------ */

/* So far from the centre in that direction. Around the origin the frame gives it without a
 * geodesic. */
static Flat flat_at(const Ground *self, LonLat centre, double azimuth, double distance_m) {
    bool is_origin =
        fabs(centre.lon - self->origin.lon) < 1e-9 && fabs(centre.lat - self->origin.lat) < 1e-9;
    if (!is_origin) return flat_from(self, geo_direct(centre, azimuth, distance_m));
    double a = azimuth * G_PI / 180;
    return (Flat){distance_m * sin(a), distance_m * cos(a)};
}

Area *ground_disc(const Ground *self, LonLat centre, double radius_m) {
    return ground_sector(self, centre, 0, radius_m, 0, 180);
}

static GEOSGeometry *circle_of(const Ground *self, LonLat centre, double radius_m) {
    Flat points[CIRCLE_STEPS + 1];
    for (int i = 0; i < CIRCLE_STEPS; i++)
        points[i] = flat_at(self, centre, 360.0 * i / CIRCLE_STEPS, radius_m);
    points[CIRCLE_STEPS] = points[0];
    return GEOSGeom_createLinearRing_r(self->geos, sequence_of(self, points, CIRCLE_STEPS + 1));
}

static Area *ring_of(const Ground *self, LonLat centre, double inner_m, double outer_m) {
    GEOSGeometry *outer = circle_of(self, centre, outer_m);
    if (!(inner_m > 0)) return GEOSGeom_createPolygon_r(self->geos, outer, NULL, 0);
    GEOSGeometry *inner = circle_of(self, centre, inner_m);
    if (inner_m < outer_m) return GEOSGeom_createPolygon_r(self->geos, outer, &inner, 1);
    GEOSGeom_destroy_r(self->geos, outer);
    GEOSGeom_destroy_r(self->geos, inner);
    return NULL;
}

Area *ground_sector(const Ground *self, LonLat centre, double inner_m, double outer_m,
                    double bearing, double half_width) {
    if (!(outer_m > 0)) return NULL;
    if (half_width >= 180) return ring_of(self, centre, inner_m, outer_m);
    Flat points[2 * CIRCLE_STEPS + 3];
    guint32 n = 0;
    for (int i = 0; i <= CIRCLE_STEPS; i++) {
        double a = bearing - half_width + 2 * half_width * i / CIRCLE_STEPS;
        points[n++] = flat_at(self, centre, a, outer_m);
    }
    for (int i = CIRCLE_STEPS; i >= 0 && inner_m > 0; i--) {
        double a = bearing - half_width + 2 * half_width * i / CIRCLE_STEPS;
        points[n++] = flat_at(self, centre, a, inner_m);
    }
    if (!(inner_m > 0)) points[n++] = flat_from(self, centre);
    points[n++] = points[0];
    return polygon_of(self, points, n);
}

static Area *combine(const Ground *self, Area *eaten, Area *other,
                     GEOSGeometry *(*operation)(GEOSContextHandle_t, const GEOSGeometry *,
                                                const GEOSGeometry *)) {
    Area *result = operation(self->geos, eaten, other);
    ground_drop(self, eaten);
    ground_drop(self, other);
    return not_empty(self, result);
}

Area *ground_and(const Ground *self, Area *eaten, Area *other) {
    if (eaten && other) return combine(self, eaten, other, GEOSIntersection_r);
    ground_drop(self, eaten);
    ground_drop(self, other);
    return NULL;
}

Area *ground_minus(const Ground *self, Area *eaten, Area *other) {
    if (!eaten || !other) {
        ground_drop(self, other);
        return eaten;
    }
    return combine(self, eaten, other, GEOSDifference_r);
}

/* How far `p` lies left of the segment a-b (negative: right), and its distance from it. */
static double left_of(Flat a, Flat b, Flat p, double *ret_distance) {
    double dx = b.x - a.x, dy = b.y - a.y, n = dx * dx + dy * dy;
    double t = n > 0 ? CLAMP(((p.x - a.x) * dx + (p.y - a.y) * dy) / n, 0, 1) : 0;
    *ret_distance = hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
    return n > 0 ? (dx * (p.y - a.y) - dy * (p.x - a.x)) / sqrt(n) : 0;
}

/* Does the disc around the origin lie inside, and touch no edge? */
static bool holds_disc(const Ground *self, const Area *area, double radius_m) {
    if (GEOSGeomTypeId_r(self->geos, area) != GEOS_POLYGON ||
        GEOSGetNumInteriorRings_r(self->geos, area) != 0)
        return false;
    guint32 n;
    g_autofree Flat *ring = flat_of_ring(self, GEOSGetExteriorRing_r(self->geos, area), &n);
    double least = INFINITY;
    bool holds = false;
    for (guint32 i = 1; i < n; i++) {
        Flat a = ring[i - 1], b = ring[i];
        double distance;
        left_of(a, b, (Flat){0, 0}, &distance);
        least = MIN(least, distance);
        if ((a.y > 0) != (b.y > 0)) holds ^= a.x - a.y * (b.x - a.x) / (b.y - a.y) <= 0;
    }
    return holds && least > radius_m + 1;
}

Area *ground_minus_disc(const Ground *self, Area *eaten, double radius_m) {
    if (!eaten || !(radius_m > 0)) return eaten;
    if (!holds_disc(self, eaten, radius_m))
        return ground_minus(self, eaten, ground_disc(self, self->origin, radius_m));
    GEOSGeometry *hole = circle_of(self, self->origin, radius_m);
    GEOSGeometry *ring = GEOSGeom_clone_r(self->geos, GEOSGetExteriorRing_r(self->geos, eaten));
    ground_drop(self, eaten);
    return GEOSGeom_createPolygon_r(self->geos, ring, &hole, 1);
}

Area *ground_copy(const Ground *self, const Area *area) {
    return area ? GEOSGeom_clone_r(self->geos, area) : NULL;
}

/* ---- beside lines ---------------------------------------------------------------------------- */

Area *ground_along(const Ground *self, const Shape *lines, LonLat centre, double reach_m,
                   double width_m) {
    Area *near = ground_and(self, lines_from(self, lines), ground_disc(self, centre, reach_m));
    if (!near) return NULL;
    Area *strip = GEOSBufferWithStyle_r(self->geos, near, width_m, CIRCLE_STEPS / 9,
                                        GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_ROUND, 5);
    ground_drop(self, near);
    return not_empty(self, make_valid(self, strip));
}

/* At a bend two segments are equally near: the one that the point lies farther aside of says. */
static bool is_left(const Ground *self, const Area *lines, Flat p) {
    double least = INFINITY, side = 0;
    int n_lines = lines ? GEOSGetNumGeometries_r(self->geos, lines) : 0;
    for (int k = 0; k < n_lines; k++) {
        guint32 n;
        g_autofree Flat *points = flat_of_ring(self, GEOSGetGeometryN_r(self->geos, lines, k), &n);
        for (guint32 i = 1; i < n; i++) {
            double distance, aside = left_of(points[i - 1], points[i], p, &distance);
            bool is_bend = fabs(distance - least) < 0.01 && fabs(aside) > fabs(side);
            if (distance > least - 0.01 && !is_bend) continue;
            least = MIN(least, distance);
            side = aside;
        }
    }
    return side > 0;
}

bool ground_is_left(const Ground *self, const Shape *lines, LonLat point) {
    Area *flat = lines_from(self, lines);
    bool left = is_left(self, flat, flat_from(self, point));
    ground_drop(self, flat);
    return left;
}

/* The strip's parts on either side of the lines: what polygons its edge and the lines make. */
static Area *split_by(const Ground *self, const Area *strip, const Area *lines) {
    GEOSGeometry *edge = GEOSBoundary_r(self->geos, strip);
    GEOSGeometry *net = edge && lines ? GEOSUnion_r(self->geos, edge, lines) : NULL;
    const GEOSGeometry *nets[1] = {net};
    Area *parts = net ? GEOSPolygonize_r(self->geos, nets, 1) : NULL;
    ground_drop(self, edge);
    ground_drop(self, net);
    return parts;
}

Area *ground_beside(const Ground *self, const Shape *lines, LonLat centre, double reach_m,
                    double width_m, bool left) {
    Area *strip = ground_along(self, lines, centre, reach_m, width_m),
         *flat = lines_from(self, lines);
    Area *parts = strip ? split_by(self, strip, flat) : NULL, *side = NULL;
    int n = parts ? GEOSGetNumGeometries_r(self->geos, parts) : 0;
    for (int i = 0; i < n; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(self->geos, parts, i);
        Flat inside;
        GEOSGeometry *point = GEOSPointOnSurface_r(self->geos, part);
        bool ok = point && GEOSGeomGetX_r(self->geos, point, &inside.x) == 1 &&
                  GEOSGeomGetY_r(self->geos, point, &inside.y) == 1;
        ground_drop(self, point);
        if (!ok || is_left(self, flat, inside) != left) continue;
        Area *next =
            side ? GEOSUnion_r(self->geos, side, part) : GEOSGeom_clone_r(self->geos, part);
        ground_drop(self, side);
        side = next;
    }
    ground_drop(self, parts);
    ground_drop(self, flat);
    return ground_and(self, side, strip);
}

/* ---- asked ----------------------------------------------------------------------------------- */

bool ground_holds(const Ground *self, const Area *area, LonLat point) {
    if (!area) return false;
    Flat f = flat_from(self, point);
    GEOSGeometry *p = GEOSGeom_createPointFromXY_r(self->geos, f.x, f.y);
    bool holds = GEOSIntersects_r(self->geos, area, p) == 1;
    ground_drop(self, p);
    return holds;
}
