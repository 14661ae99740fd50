/* The middle of an area and how far it reaches: see ground.h. */
#include <math.h>

#include "place/ground-flat.h"

enum { GRID = 30 };

/* What would stand at index `k` of the items in order (Hoare); turns them about. */
static double kth_of(double *items, int n, int k) {
    int low = 0, high = n - 1;
    while (low < high) {
        double pivot = items[k];
        int i = low, j = high;
        while (i <= j) {
            while (items[i] < pivot) i++;
            while (pivot < items[j]) j--;
            if (i > j) break;
            double swap = items[i];
            items[i++] = items[j];
            items[j--] = swap;
        }
        if (j < k) low = i;
        if (k < i) high = j;
    }
    return items[k];
}

/* An edge of a ring. */
typedef struct {
    Flat a, b;
} Edge;

static void add_ring(const Ground *self, const GEOSGeometry *ring, GArray *edges) {
    guint32 n;
    g_autofree Flat *points = flat_of_ring(self, ring, &n);
    guint first = edges->len;
    g_array_set_size(edges, first + MAX(n, 1) - 1);
    for (guint32 i = 1; i < n; i++)
        g_array_index(edges, Edge, first + i - 1) = (Edge){points[i - 1], points[i]};
}

static void add_edges(const Ground *self, const GEOSGeometry *area, GArray *edges) {
    int type = GEOSGeomTypeId_r(self->geos, area);
    if (type == GEOS_POLYGON) {
        add_ring(self, GEOSGetExteriorRing_r(self->geos, area), edges);
        int holes = GEOSGetNumInteriorRings_r(self->geos, area);
        for (int i = 0; i < holes; i++)
            add_ring(self, GEOSGetInteriorRingN_r(self->geos, area, i), edges);
    } else if (type >= GEOS_MULTIPOINT) {
        int n = GEOSGetNumGeometries_r(self->geos, area);
        for (int i = 0; i < n; i++) add_edges(self, GEOSGetGeometryN_r(self->geos, area, i), edges);
    }
}

/* The edges of all rings of its polygons. */
static GArray *edges_of(const Ground *self, const Area *area) {
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(Edge));
    add_edges(self, area, edges);
    return edges;
}

/* Is the number of edges to the left of the point odd? */
static bool edges_hold(const GArray *edges, Flat p) {
    bool holds = false;
    for (guint i = 0; i < edges->len; i++) {
        Edge e = g_array_index(edges, Edge, i);
        if ((e.a.y > p.y) != (e.b.y > p.y))
            holds ^= e.a.x + (p.y - e.a.y) * (e.b.x - e.a.x) / (e.b.y - e.a.y) <= p.x;
    }
    return holds;
}

/* The centroid where it lies inside, else a point that does. */
static bool middle_of(const Ground *self, const Area *area, const GArray *edges, Flat *ret_middle) {
    GEOSGeometry *centre = GEOSGetCentroid_r(self->geos, area);
    bool ok = centre && GEOSGeomGetX_r(self->geos, centre, &ret_middle->x) == 1 &&
              GEOSGeomGetY_r(self->geos, centre, &ret_middle->y) == 1;
    if (ok && edges_hold(edges, *ret_middle)) {
        ground_drop(self, centre);
        return true;
    }
    ground_drop(self, centre);
    centre = GEOSPointOnSurface_r(self->geos, area);
    ok = centre && GEOSGeomGetX_r(self->geos, centre, &ret_middle->x) == 1 &&
         GEOSGeomGetY_r(self->geos, centre, &ret_middle->y) == 1;
    ground_drop(self, centre);
    return ok;
}

/* A grid over a box: the heights of its rows, and how many edges cross each, by the first middle of
 * a cell that lies right of the crossing. */
typedef struct {
    double x0, step, heights[GRID];
    int crossings[GRID][GRID + 1];
} Grid;

/* The first row that is no lower than `y`: guessed, and set right where rounding missed it. */
static int row_from(const Grid *self, double y) {
    double between = self->heights[1] - self->heights[0];
    int row = between > 0 ? (int)CLAMP((y - self->heights[0]) / between, 0, GRID) : 0;
    while (row > 0 && self->heights[row - 1] >= y) row--;
    while (row < GRID && self->heights[row] < y) row++;
    return row;
}

/* An edge is asked only of the rows that it crosses: most cross none or one. */
static void cross(Grid *self, Edge e) {
    double top = MAX(e.a.y, e.b.y);
    for (int row = row_from(self, MIN(e.a.y, e.b.y)); row < GRID && self->heights[row] < top;
         row++) {
        double x = e.a.x + (self->heights[row] - e.a.y) * (e.b.x - e.a.x) / (e.b.y - e.a.y);
        self->crossings[row][(int)CLAMP(ceil((x - self->x0) / self->step - 0.5), 0, GRID)]++;
    }
}

static Grid grid_over(const GArray *edges, double x0, double x1, double y0, double y1) {
    Grid grid = {.x0 = x0, .step = (x1 - x0) / GRID};
    for (int row = 0; row < GRID; row++) grid.heights[row] = y0 + (y1 - y0) * (row + 0.5) / GRID;
    for (guint i = 0; i < edges->len; i++) cross(&grid, g_array_index(edges, Edge, i));
    return grid;
}

bool ground_centre(const Ground *self, const Area *area, LonLat *ret_centre, double *ret_radius_m) {
    double x0, y0, x1, y1;
    Flat middle;
    if (!area) return false;
    g_autoptr(GArray) edges = edges_of(self, area);
    if (!middle_of(self, area, edges, &middle) ||
        !GEOSGeom_getExtent_r(self->geos, area, &x0, &y0, &x1, &y1))
        return false;
    double distances[GRID * GRID], farthest = hypot(x1 - x0, y1 - y0) / 2;
    const Grid grid = grid_over(edges, x0, x1, y0, y1);
    int n = 0;
    for (int row = 0; row < GRID; row++) {
        double dy = grid.heights[row] - middle.y;
        int n_left = 0; /* edges: a middle with an odd number of them to its left lies inside */
        for (int i = 0; i < GRID; i++) {
            double dx = x0 + (x1 - x0) * (i + 0.5) / GRID - middle.x;
            n_left += grid.crossings[row][i];
            if (n_left % 2 == 1) distances[n++] = sqrt(dx * dx + dy * dy);
        }
    }
    *ret_radius_m = n > 0 ? kth_of(distances, n, MIN(n - 1, (int)(0.9 * n))) : farthest;
    *ret_centre = flat_to(self, middle);
    return true;
}
