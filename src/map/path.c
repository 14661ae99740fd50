/*
 * path: from degrees to the page. What lies far outside is thinned before it is projected, the
 * rest is projected at once and clipped on the page: rings by Sutherland and Hodgman (1974), lines
 * by Liang and Barsky (1984), both against the frame and a margin in which their cut edges vanish.
 *
 *     +- - - - - - - - +   margin: cut edges run here, unseen
 *       +-----------+
 *     | |   frame   |  |
 *       +-----------+
 *     +- - - - - - - - +
 */
#include <math.h>

#include "map/boxes.h"
#include "map/scene.h"

static const double MARGIN = 20;      /* points around the frame */
static const double LEAST_STEP = 0.2; /* points between two points that are kept */
/* Points outside are kept at least this often, in parts of the extent's size, so that the straight
 * line between two of them cannot bulge into the frame: over a fifth of the extent an arc of a
 * parallel rises by less than a hundredth of it. */
static const double OUTSIDE_STEP = 0.2;

void path_clear(Path *self) {
    g_clear_pointer(&self->points, g_free);
    g_clear_pointer(&self->parts, g_free);
    self->n_points = self->n_parts = 0;
}

/* ---- appending --------------------------------------------------------------------------------
 */

/* Room for `n` more items after `count`. Sizes go in powers of two, so that asking again mostly
 * gives the same block back; a block that somebody else made is grown all the same. */
static void *with_room(void *items, guint32 count, guint32 n, gsize size) {
    return g_realloc_n(items, (gsize)1 << g_bit_storage(count + n), size);
}

static void append_part(Path *self, const Point *points, guint32 n) {
    self->parts = with_room(self->parts, self->n_parts, 1, sizeof *self->parts);
    self->parts[self->n_parts++] = self->n_points;
    self->points = with_room(self->points, self->n_points, n, sizeof *self->points);
    memcpy(self->points + self->n_points, points, n * sizeof *points);
    self->n_points += n;
}

static bool apart(Point a, Point b) {
    double dx = a.x - b.x, dy = a.y - b.y;
    return dx * dx + dy * dy >= LEAST_STEP * LEAST_STEP;
}

/* Drops points that come too close to the last kept; first and last stay. Returns what is left. */
static guint thin(Point *points, guint n) {
    if (n < 3) return n;
    guint kept = 1;
    for (guint i = 1; i + 1 < n; i++)
        if (apart(points[i], points[kept - 1])) points[kept++] = points[i];
    if (kept > 1 && !apart(points[kept - 1], points[n - 1])) kept--;
    points[kept++] = points[n - 1];
    return kept;
}

/* ---- before projection ------------------------------------------------------------------------
 */

enum { WEST = 1, EAST = 2, SOUTH = 4, NORTH = 8 };

static guint outcode(const LonLatBox *box, LonLat at) {
    return (at.lon < box->west ? WEST : 0) | (at.lon > box->east ? EAST : 0) |
           (at.lat < box->south ? SOUTH : 0) | (at.lat > box->north ? NORTH : 0);
}

/* What a view needs of degrees: its extent, grown so far that nothing outside can be seen. */
static LonLatBox grown_extent(const MapView *view) {
    LonLatBox box = map_view_extent(view);
    Box frame = map_view_frame(view);
    double lon = (box.east - box.west) * (0.1 + MARGIN / frame.width);
    double lat = (box.north - box.south) * (0.1 + MARGIN / frame.height);
    return (LonLatBox){box.west - lon, box.south - lat, box.east + lon, box.north + lat};
}

/*
 * Copies the points of one part, leaving out those that lie beyond the same side of the box as all
 * points since the last one kept and the one after: the straight line in their place lies beyond
 * that side too. Some are kept on the way, see OUTSIDE_STEP.
 */
static void copy_near(GArray *out, const LonLat *points, guint32 n, const LonLatBox *box) {
    double step_lon = (box->east - box->west) * OUTSIDE_STEP;
    double step_lat = (box->north - box->south) * OUTSIDE_STEP;
    g_array_set_size(out, 0);
    LonLat kept = {0, 0};
    guint sides = 0, here = outcode(box, points[0]);
    for (guint32 i = 0; i < n; i++) {
        guint after = i + 1 < n ? outcode(box, points[i + 1]) : 0;
        sides &= here;
        if (i == 0 || !(sides & after) || fabs(points[i].lon - kept.lon) > step_lon ||
            fabs(points[i].lat - kept.lat) > step_lat) {
            g_array_append_val(out, points[i]);
            kept = points[i];
            sides = here;
        }
        here = after;
    }
}

/* ---- clipping rings ---------------------------------------------------------------------------
 */

typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_TOP, SIDE_BOTTOM, N_SIDES } Side;

/* How far inside of a side a point lies; negative outside. */
static double inside(const Box *box, Side side, Point at) {
    switch (side) {
        case SIDE_LEFT:
            return at.x - box->x;
        case SIDE_RIGHT:
            return box->x + box->width - at.x;
        case SIDE_TOP:
            return at.y - box->y;
        default:
            return box->y + box->height - at.y;
    }
}

static void clip_ring_side(const Box *box, Side side, const GArray *in, GArray *out) {
    g_array_set_size(out, 0);
    if (in->len == 0) return;
    Point last = g_array_index(in, Point, in->len - 1);
    double last_depth = inside(box, side, last);
    for (guint i = 0; i < in->len; i++) {
        Point at = g_array_index(in, Point, i);
        double depth = inside(box, side, at);
        if ((depth >= 0) != (last_depth >= 0)) {
            double t = last_depth / (last_depth - depth);
            Point cut = {last.x + t * (at.x - last.x), last.y + t * (at.y - last.y)};
            g_array_append_val(out, cut);
        }
        if (depth >= 0) g_array_append_val(out, at);
        last = at;
        last_depth = depth;
    }
}

/* Clips a ring given without its closing point; the result is closed. */
static void add_ring(Path *path, const Box *box, GArray *ring, GArray *spare) {
    for (Side side = 0; side < N_SIDES; side++) {
        clip_ring_side(box, side, ring, spare);
        GArray *swap = ring;
        ring = spare;
        spare = swap;
    }
    if (ring->len < 3) return;
    Point first = g_array_index(ring, Point, 0);
    g_array_append_val(ring, first);
    guint n = thin((Point *)ring->data, ring->len);
    if (n >= 4) append_part(path, (Point *)ring->data, n);
}

/* ---- clipping lines ---------------------------------------------------------------------------
 */

/* One side of Liang and Barsky: narrows [t0, t1]; false when nothing is left. */
static bool narrow(double direction, double depth, double *t0, double *t1) {
    if (direction == 0) return depth >= 0;
    double t = -depth / direction;
    if (direction > 0) {
        if (t > *t1) return false;
        *t0 = fmax(*t0, t);
    } else {
        if (t < *t0) return false;
        *t1 = fmin(*t1, t);
    }
    return true;
}

static bool clip_segment(const Box *box, Point a, Point b, Point *ret_a, Point *ret_b) {
    double t0 = 0, t1 = 1, dx = b.x - a.x, dy = b.y - a.y;
    if (!narrow(dx, inside(box, SIDE_LEFT, a), &t0, &t1)) return false;
    if (!narrow(-dx, inside(box, SIDE_RIGHT, a), &t0, &t1)) return false;
    if (!narrow(dy, inside(box, SIDE_TOP, a), &t0, &t1)) return false;
    if (!narrow(-dy, inside(box, SIDE_BOTTOM, a), &t0, &t1)) return false;
    if (t0 > t1) return false;
    *ret_a = t0 > 0 ? (Point){a.x + t0 * dx, a.y + t0 * dy} : a;
    *ret_b = t1 < 1 ? (Point){a.x + t1 * dx, a.y + t1 * dy} : b;
    return true;
}

static void flush_line(Path *path, GArray *run) {
    guint n = thin((Point *)run->data, run->len);
    if (n >= 2) append_part(path, (Point *)run->data, n);
    g_array_set_size(run, 0);
}

static void add_line(Path *path, const Box *box, const GArray *line, GArray *run) {
    g_array_set_size(run, 0);
    for (guint i = 1; i < line->len; i++) {
        Point from = g_array_index(line, Point, i - 1), to = g_array_index(line, Point, i);
        Point a, b;
        if (!clip_segment(box, from, to, &a, &b)) {
            flush_line(path, run);
            continue;
        }
        if (run->len == 0) g_array_append_val(run, a);
        g_array_append_val(run, b);
        if (b.x != to.x || b.y != to.y) flush_line(path, run);
    }
    flush_line(path, run);
}

/* ---- the whole --------------------------------------------------------------------------------
 */

/* Where the projection ends there is nothing to draw. */
static void drop_unprojected(GArray *points) {
    guint kept = 0;
    for (guint i = 0; i < points->len; i++) {
        Point at = g_array_index(points, Point, i);
        if (!isnan(at.x)) g_array_index(points, Point, kept++) = at;
    }
    g_array_set_size(points, kept);
}

static bool same(LonLat a, LonLat b) { return a.lon == b.lon && a.lat == b.lat; }

void path_add_projected(Path *out, const MapView *view, const LonLat *points, const guint32 *parts,
                        guint32 n_points, guint32 n_parts, bool closed) {
    LonLatBox near = grown_extent(view);
    Box frame = map_view_frame(view);
    Box box = {frame.x - MARGIN, frame.y - MARGIN, frame.width + 2 * MARGIN,
               frame.height + 2 * MARGIN};
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(LonLat));
    g_autoptr(GArray) page = g_array_new(FALSE, FALSE, sizeof(Point));
    g_autoptr(GArray) spare = g_array_new(FALSE, FALSE, sizeof(Point));
    for (guint32 i = 0; i < n_parts; i++) {
        guint32 first = parts[i], end = i + 1 < n_parts ? parts[i + 1] : n_points;
        if (first >= end || end > n_points) continue;
        if (closed && end - first > 1 && same(points[first], points[end - 1])) end--;
        copy_near(kept, points + first, end - first, &near);
        g_array_set_size(page, kept->len);
        map_view_project_many(view, (LonLat *)kept->data, kept->len, (Point *)page->data);
        drop_unprojected(page);
        if (closed)
            add_ring(out, &box, page, spare);
        else
            add_line(out, &box, page, spare);
    }
}

/* ---- what is too small ------------------------------------------------------------------------
 */

void path_drop_small(Path *self, guint32 first_part, double least) {
    guint32 kept = first_part, n_points = 0;
    if (first_part < self->n_parts) n_points = self->parts[first_part];
    for (guint32 i = first_part; i < self->n_parts; i++) {
        guint32 first = self->parts[i];
        guint32 n = (i + 1 < self->n_parts ? self->parts[i + 1] : self->n_points) - first;
        if (ring_area(self->points + first, n) < least) continue;
        memmove(self->points + n_points, self->points + first, n * sizeof *self->points);
        self->parts[kept++] = n_points;
        n_points += n;
    }
    if (first_part < self->n_parts) self->n_points = n_points;
    self->n_parts = kept;
}
