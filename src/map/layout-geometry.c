/* layout-geometry: colours and paths of the page. */
#include <geos_c.h>
#include <math.h>
#include <string.h>

#include "map/layout.h"

/* ---- colours ----------------------------------------------------------------------------------
 */

Color color_with_alpha(Color color, double alpha) {
    color.a = alpha;
    return color;
}

Color color_mixed(Color color, Color other, double share) {
    return (Color){color.r + (other.r - color.r) * share, color.g + (other.g - color.g) * share,
                   color.b + (other.b - color.b) * share, color.a};
}

static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double luminance(Color color) {
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

double color_contrast(Color a, Color b) {
    double light = fmax(luminance(a), luminance(b)), dark = fmin(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

/* ---- paths ------------------------------------------------------------------------------------
 */

/* Arrays grow by doubling: room is a power of two that the count alone tells. */
static bool is_full(guint32 n) { return n == 0 || (n & (n - 1)) == 0; }

void path_begin(Path *self) {
    if (is_full(self->n_parts))
        self->parts = g_renew(guint32, self->parts, self->n_parts ? self->n_parts * 2 : 1);
    self->parts[self->n_parts++] = self->n_points;
}

void path_add(Path *self, Point point) {
    if (is_full(self->n_points))
        self->points = g_renew(Point, self->points, self->n_points ? self->n_points * 2 : 1);
    self->points[self->n_points++] = point;
}

static guint32 part_end(const Path *self, guint32 part) {
    return part + 1 < self->n_parts ? self->parts[part + 1] : self->n_points;
}

Path path_copy(const Path *self) {
    Path copy = {0};
    for (guint32 i = 0, part = 0; i < self->n_points; i++) {
        if (part < self->n_parts && self->parts[part] == i) {
            path_begin(&copy);
            part++;
        }
        path_add(&copy, self->points[i]);
    }
    return copy;
}

void path_move(Path *self, double dx, double dy) {
    for (guint32 i = 0; i < self->n_points; i++) {
        self->points[i].x += dx;
        self->points[i].y += dy;
    }
}

Box path_box(const Path *self) {
    if (!self->n_points) return (Box){0};
    double west = INFINITY, east = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (guint32 i = 0; i < self->n_points; i++) {
        Point at = self->points[i];
        if (at.x < west) west = at.x;
        if (at.x > east) east = at.x;
        if (at.y < top) top = at.y;
        if (at.y > bottom) bottom = at.y;
    }
    return (Box){west, top, east - west, bottom - top};
}

bool path_holds(const Path *self, Point point) {
    bool inside = false;
    for (guint32 part = 0; part < self->n_parts; part++) {
        guint32 end = part_end(self, part);
        for (guint32 i = self->parts[part] + 1; i < end; i++) {
            Point a = self->points[i - 1], b = self->points[i];
            if ((a.y > point.y) != (b.y > point.y) &&
                point.x < a.x + (point.y - a.y) * (b.x - a.x) / (b.y - a.y))
                inside = !inside;
        }
    }
    return inside;
}

double path_distance(const Path *self, Point point) {
    double best = INFINITY;
    for (guint32 part = 0; part < self->n_parts; part++) {
        guint32 end = part_end(self, part);
        for (guint32 i = self->parts[part] + 1; i < end; i++)
            best = lesser(best, segment_distance2(point, self->points[i - 1], self->points[i]));
    }
    return sqrt(best);
}

static void add_arc(Path *self, Point centre, double radius, double from, double to, guint steps) {
    for (guint i = 0; i <= steps; i++) {
        double angle = from + (to - from) * i / steps;
        path_add(self, (Point){centre.x + radius * cos(angle), centre.y + radius * sin(angle)});
    }
}

static int points_compare(const void *a, const void *b) {
    const Point *left = a, *right = b;
    if (left->x != right->x) return left->x < right->x ? -1 : 1;
    return left->y < right->y ? -1 : left->y > right->y;
}

/* Andrew's monotone chain (1979): the lower side, then the upper one back. */
void path_add_hull(Path *self, Point *points, guint n) {
    qsort(points, n, sizeof *points, points_compare);
    g_autofree Point *hull = g_new(Point, 2 * n + 1);
    guint k = 0;
    for (guint side = 0; side < 2; side++) {
        guint first = k;
        for (guint i = 0; i < n; i++) {
            Point at = points[side ? n - 1 - i : i];
            while (k >= first + 2 && triangle_turn(hull[k - 2], hull[k - 1], at) <= 0) k--;
            hull[k++] = at;
        }
        if (side == 0) k--; /* the upper side begins there */
    }
    path_begin(self);
    for (guint i = 0; i < k; i++) path_add(self, hull[i]);
}

void path_add_circle(Path *self, Point centre, double radius) {
    guint steps = (guint)CLAMP(radius * 1.5, 24, 120);
    path_begin(self);
    add_arc(self, centre, radius, 0, 2 * G_PI, steps);
    self->points[self->n_points - 1] = self->points[self->parts[self->n_parts - 1]];
}

void path_add_sector(Path *self, Point centre, double radius, double from, double to) {
    path_begin(self);
    path_add(self, centre);
    add_arc(self, centre, radius, from, to, (guint)ceil((to - from) * 8) + 1);
    path_add(self, centre);
}

void path_add_rounded_box(Path *self, Box box, double radius) {
    radius = fmin(radius, fmin(box.width, box.height) / 2);
    double left = box.x + radius, right = box.x + box.width - radius;
    double top = box.y + radius, bottom = box.y + box.height - radius;
    /* From where a rect of SVG begins: its dashes do too. */
    path_begin(self);
    path_add(self, (Point){left, box.y});
    add_arc(self, (Point){right, top}, radius, -G_PI / 2, 0, 6);
    add_arc(self, (Point){right, bottom}, radius, 0, G_PI / 2, 6);
    add_arc(self, (Point){left, bottom}, radius, G_PI / 2, G_PI, 6);
    add_arc(self, (Point){left, top}, radius, G_PI, 3 * G_PI / 2, 6);
    self->points[self->n_points - 1] = (Point){left, box.y};
}

/* ---- bands ------------------------------------------------------------------------------------
 */

static GEOSGeometry *lines_to_geos(GEOSContextHandle_t geos, const Path *lines) {
    g_autofree GEOSGeometry **parts = g_new0(GEOSGeometry *, lines->n_parts);
    guint n = 0;
    for (guint32 part = 0; part < lines->n_parts; part++) {
        guint32 first = lines->parts[part], end = part_end(lines, part);
        if (end < first + 2) continue;
        GEOSCoordSequence *points =
            GEOSCoordSeq_copyFromBuffer_r(geos, &lines->points[first].x, end - first, 0, 0);
        GEOSGeometry *line = points ? GEOSGeom_createLineString_r(geos, points) : NULL;
        if (line) parts[n++] = line;
    }
    return GEOSGeom_createCollection_r(geos, GEOS_MULTILINESTRING, parts, n);
}

static void add_ring(GEOSContextHandle_t geos, Path *out, const GEOSGeometry *ring) {
    const GEOSCoordSequence *points = ring ? GEOSGeom_getCoordSeq_r(geos, ring) : NULL;
    unsigned n = 0;
    if (!points || !GEOSCoordSeq_getSize_r(geos, points, &n) || n < 4) return;
    path_begin(out);
    for (unsigned i = 0; i < n; i++) {
        Point point;
        if (GEOSCoordSeq_getXY_r(geos, points, i, &point.x, &point.y)) path_add(out, point);
    }
}

static void add_polygons(GEOSContextHandle_t geos, Path *out, const GEOSGeometry *area) {
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, area); i++) {
        const GEOSGeometry *polygon = GEOSGetGeometryN_r(geos, area, i);
        if (GEOSGeomTypeId_r(geos, polygon) != GEOS_POLYGON) continue;
        add_ring(geos, out, GEOSGetExteriorRing_r(geos, polygon));
        for (int hole = 0; hole < GEOSGetNumInteriorRings_r(geos, polygon); hole++)
            add_ring(geos, out, GEOSGetInteriorRingN_r(geos, polygon, hole));
    }
}

void path_add_band(Path *out, const Path *lines, double distance) {
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSGeometry *geometry = lines_to_geos(geos, lines);
    GEOSGeometry *simple = geometry ? GEOSSimplify_r(geos, geometry, distance / 8) : NULL;
    GEOSGeometry *band = simple ? GEOSBuffer_r(geos, simple, distance, 6) : NULL;
    if (band) add_polygons(geos, out, band);
    if (band) GEOSGeom_destroy_r(geos, band);
    if (simple) GEOSGeom_destroy_r(geos, simple);
    if (geometry) GEOSGeom_destroy_r(geos, geometry);
    GEOS_finish_r(geos);
}

/* ---- cutting ----------------------------------------------------------------------------------
 */

/* What lies in the box; takes the area over. An outline of thousands of points has few there. */
static GEOSGeometry *clipped(GEOSContextHandle_t geos, GEOSGeometry *area, const Box *box) {
    if (!area || !box) return area;
    GEOSGeometry *part =
        GEOSClipByRect_r(geos, area, box->x, box->y, box->x + box->width, box->y + box->height);
    if (!part) return area;
    GEOSGeom_destroy_r(geos, area);
    return part;
}

/* The rings as one area, by the even-odd rule, or no more of it than lies in `box`, if that is not
 * NULL; NULL where it has none. */
static GEOSGeometry *rings_to_geos(GEOSContextHandle_t geos, const Path *rings, const Box *box) {
    GEOSGeometry *area = NULL;
    for (guint32 part = 0; part < rings->n_parts; part++) {
        guint32 first = rings->parts[part], n = part_end(rings, part) - first;
        if (n < 4) continue;
        GEOSCoordSequence *points =
            GEOSCoordSeq_copyFromBuffer_r(geos, &rings->points[first].x, n, 0, 0);
        if (points) {
            GEOSCoordSeq_setXY_r(geos, points, n - 1, rings->points[first].x,
                                 rings->points[first].y);
        }
        GEOSGeometry *ring = points ? GEOSGeom_createLinearRing_r(geos, points) : NULL;
        GEOSGeometry *raw = ring ? GEOSGeom_createPolygon_r(geos, ring, NULL, 0) : NULL;
        raw = clipped(geos, raw, box);
        GEOSGeometry *whole = raw ? GEOSMakeValid_r(geos, raw) : NULL;
        if (raw) GEOSGeom_destroy_r(geos, raw);
        if (!area) {
            area = whole;
            continue;
        }
        GEOSGeometry *both = whole ? GEOSSymDifference_r(geos, area, whole) : NULL;
        if (whole) GEOSGeom_destroy_r(geos, whole);
        if (!both) continue;
        GEOSGeom_destroy_r(geos, area);
        area = both;
    }
    return area;
}

void path_cut(Path *self, const Path *by) {
    GEOSContextHandle_t geos = GEOS_init_r();
    Box box = path_box(self), near = box_grown(box, MAX(box.width, box.height) / 16);
    GEOSGeometry *area = rings_to_geos(geos, self, NULL), *bounds = rings_to_geos(geos, by, &near);
    bool is_inside = area && bounds && GEOSContains_r(geos, bounds, area) == 1;
    GEOSGeometry *cut =
        area && bounds && !is_inside ? GEOSIntersection_r(geos, area, bounds) : NULL;
    Path out = {0};
    if (cut) add_polygons(geos, &out, cut);
    /* What lies wholly outside stays as it is: it was meant so. */
    if (out.n_points) {
        path_clear(self);
        *self = out;
    }
    if (cut) GEOSGeom_destroy_r(geos, cut);
    if (bounds) GEOSGeom_destroy_r(geos, bounds);
    if (area) GEOSGeom_destroy_r(geos, area);
    GEOS_finish_r(geos);
}

/* ---- softening --------------------------------------------------------------------------------
 */

/* Takes the geometry over. What is finer than the tolerance is left out first: time grows with it.
 */
static GEOSGeometry *grown(GEOSContextHandle_t geos, GEOSGeometry *area, double by,
                           double tolerance) {
    enum { QUARTER_STEPS = 8 };
    GEOSGeometry *plain = area ? GEOSSimplify_r(geos, area, tolerance) : NULL;
    GEOSGeometry *out = plain ? GEOSBuffer_r(geos, plain, by, QUARTER_STEPS) : NULL;
    if (area) GEOSGeom_destroy_r(geos, area);
    if (plain) GEOSGeom_destroy_r(geos, plain);
    return out;
}

/* Notches are filled and corners rounded off, by circles of a radius. */
static GEOSGeometry *rounded(GEOSContextHandle_t geos, const GEOSGeometry *area, double radius) {
    GEOSGeometry *out = GEOSGeom_clone_r(geos, area);
    out = grown(geos, out, radius, radius / 10);
    out = grown(geos, out, -2 * radius, radius / 100);
    return grown(geos, out, radius, radius / 100);
}

static double area_of(GEOSContextHandle_t geos, const GEOSGeometry *geometry) {
    double area = 0;
    return geometry && GEOSArea_r(geos, geometry, &area) ? area : 0;
}

void path_soften(Path *self, double share) {
    static const double least_left = 0.85; /* of its surface: a narrow shape is rounded less */
    enum { TRIES = 4 };
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSGeometry *area = rings_to_geos(geos, self, NULL);
    double whole = area_of(geos, area), radius = share * sqrt(whole / G_PI);
    for (guint i = 0; i < TRIES && whole > 0; i++, radius /= 2) {
        GEOSGeometry *soft = rounded(geos, area, radius);
        Path out = {0};
        if (area_of(geos, soft) >= least_left * whole) add_polygons(geos, &out, soft);
        if (soft) GEOSGeom_destroy_r(geos, soft);
        if (!out.n_points) continue;
        path_clear(self);
        *self = out;
        break;
    }
    if (area) GEOSGeom_destroy_r(geos, area);
    GEOS_finish_r(geos);
}
