/*
 * view: a projection chosen for the box, and the linear map from its plane to the page. PROJ is
 * asked for what a map does not choose by itself; codes in map-projections.tsv go by their
 * pipelines, so that it need not open its database.
 */
#include <math.h>
#include <string.h>

#include "base/projection.h"
#include "compare/compare.h"
#include "map/scene.h"

/* Boxes narrower than this are drawn in transverse Mercator: degrees. */
static const double TOWN_EXTENT = 2.0;
/* Smaller boxes are grown to this: degrees, about one kilometre. */
static const double MIN_EXTENT = 0.01;

enum { EDGE_SAMPLES = 16, GRID_CELLS = 32 };

/* Between nodes that are projected exactly, points are placed in proportion. Over a cell of 40
 * points a country's parallels bend by 0.03; where a view bends more, there is no grid. */
static const double GRID_TOLERANCE = 0.05;

/* Owns the projection. */
struct MapView {
    Projection *projection;
    double scale;                            /* points per unit of the plane */
    double plane_x, plane_y, page_x, page_y; /* the point that both share */
    Box frame;
    LonLatBox extent;
    double metres_per_point;
    bool has_grid;
    LonLatBox grid_box;
    double cells_per_lon, cells_per_lat;
    Point grid[GRID_CELLS + 1][GRID_CELLS + 1]; /* by latitude, then longitude */
};

static void grow_to_least(double *low, double *high) {
    double missing = MIN_EXTENT - (*high - *low);
    if (missing <= 0) return;
    *low -= missing / 2;
    *high += missing / 2;
}

/* To a millionth of a degree: boxes that are the same but for rounding have one projection. */
static double rounded(double degrees) { return round(degrees * 1e6) / 1e6; }

static Projection *default_projection(LonLatBox box) {
    double lon = rounded((box.west + box.east) / 2), height = box.north - box.south;
    double south = rounded(box.south + height / 6), north = rounded(box.north - height / 6);
    bool town = height < TOWN_EXTENT && box.east - box.west < TOWN_EXTENT;
    /* A cone needs both parallels on one side of the equator. */
    if (town || box.south * box.north <= 0) return projection_new_transverse_mercator(lon);
    return projection_new_conic(lon, south, north);
}

/* The pipeline of a code in map-projections.tsv; NULL where it has none, or cannot be read. */
static char *known_pipeline(const char *code, GError **error) {
    static const char *const columns[] = {"code", "pipeline", NULL};
    g_autofree char *path = data_path("gazetteer/map-projections.tsv", error);
    g_autoptr(Tsv) tsv = path ? tsv_open(path, columns, error) : NULL;
    while (tsv && tsv_next(tsv, error))
        if (g_ascii_strcasecmp(tsv_cell(tsv, 0), code) == 0) return g_strdup(tsv_cell(tsv, 1));
    return NULL;
}

/* PROJ also takes a name, and for one that it does not know opens the nearest ("Syria" is some
 * system that only begins so): what is drawn then is not what was meant. */
static bool is_bare_name(const char *crs) { return !strpbrk(crs, ":+["); }

static Projection *open_code(const char *crs, GError **error) {
    GError *failure = NULL;
    g_autofree char *pipeline = known_pipeline(crs, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    if (!pipeline && is_bare_name(crs)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                    _("'%s' is no projection: auto, EPSG:CODE or a PROJ string (+proj=…)"), crs);
        return NULL;
    }
    if (!pipeline) return projection_new(crs, PROJ_CODE, error);
    if (strstr(pipeline, "+proj=webmerc ")) return projection_new_web_mercator();
    return projection_new(pipeline, PROJ_PIPELINE, error);
}

static Projection *open_projection(LonLatBox box, const char *crs, GError **error) {
    if (!crs || g_str_equal(crs, "auto")) return default_projection(box);
    if (g_str_equal(crs, EQUAL_AREA)) return projection_new(crs, PROJ_PARAMETERS, error);
    return open_code(crs, error);
}

/* Degrees to the projection's plane; no finite numbers where the projection ends. */
static Point to_plane(const MapView *self, LonLat at) {
    PlanePoint to = projection_forward(self->projection, at);
    return (Point){to.x, to.y};
}

/* Calls `visit` with points along the edges of a unit square. */
static void along_edges(void (*visit)(double u, double v, gpointer data), gpointer data) {
    for (int i = 0; i <= EDGE_SAMPLES; i++) {
        double t = (double)i / EDGE_SAMPLES;
        visit(t, 0, data);
        visit(t, 1, data);
        visit(0, t, data);
        visit(1, t, data);
    }
}

typedef struct {
    const MapView *view;
    LonLatBox box;
    Point least, most;
} Bounds;

static void bounds_add_plane(double u, double v, gpointer data) {
    Bounds *self = data;
    Point at =
        to_plane(self->view, (LonLat){self->box.west + u * (self->box.east - self->box.west),
                                      self->box.south + v * (self->box.north - self->box.south)});
    if (!isfinite(at.x) || !isfinite(at.y)) return;
    self->least = (Point){fmin(self->least.x, at.x), fmin(self->least.y, at.y)};
    self->most = (Point){fmax(self->most.x, at.x), fmax(self->most.y, at.y)};
}

static gboolean fit(MapView *self, LonLatBox box, double padding, GError **error) {
    Bounds bounds = {self, box, {INFINITY, INFINITY}, {-INFINITY, -INFINITY}};
    along_edges(bounds_add_plane, &bounds);
    double width = bounds.most.x - bounds.least.x, height = bounds.most.y - bounds.least.y;
    if (!(width > 0 && height > 0 && isfinite(width) && isfinite(height))) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                    _("the projection cannot show the box %.4f,%.4f,%.4f,%.4f"), box.west,
                    box.south, box.east, box.north);
        return FALSE;
    }
    self->scale = fmin(fmax(self->frame.width - 2 * padding, 1) / width,
                       fmax(self->frame.height - 2 * padding, 1) / height);
    self->plane_x = (bounds.least.x + bounds.most.x) / 2;
    self->plane_y = (bounds.least.y + bounds.most.y) / 2;
    self->page_x = self->frame.x + self->frame.width / 2;
    self->page_y = self->frame.y + self->frame.height / 2;
    return TRUE;
}

void map_view_free(MapView *self) {
    if (!self) return;
    projection_free(self->projection);
    g_free(self);
}

/* ---- projecting -------------------------------------------------------------------------------
 */

Point map_view_project(const MapView *self, LonLat at) {
    Point plane = to_plane(self, at);
    if (!isfinite(plane.x) || !isfinite(plane.y)) return (Point){NAN, NAN};
    return (Point){self->page_x + (plane.x - self->plane_x) * self->scale,
                   self->page_y - (plane.y - self->plane_y) * self->scale};
}

LonLat map_view_unproject(const MapView *self, Point at) {
    PlanePoint plane = {self->plane_x + (at.x - self->page_x) / self->scale,
                        self->plane_y - (at.y - self->page_y) / self->scale};
    LonLat to = projection_inverse(self->projection, plane);
    return isfinite(to.lon) && isfinite(to.lat) ? to : (LonLat){NAN, NAN};
}

static Point between(Point a, Point b, double t) {
    return (Point){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

/* `column` and `row` in cells of the grid, within it. */
static Point grid_point(const MapView *self, double column, double row) {
    int i = MIN((int)column, GRID_CELLS - 1), j = MIN((int)row, GRID_CELLS - 1);
    const Point *south = &self->grid[j][i], *north = &self->grid[j + 1][i];
    return between(between(south[0], south[1], column - i), between(north[0], north[1], column - i),
                   row - j);
}

static LonLat grid_place(const MapView *self, double column, double row) {
    return (LonLat){self->grid_box.west + column / self->cells_per_lon,
                    self->grid_box.south + row / self->cells_per_lat};
}

/* Is the grid near enough in the middle of its cells? Asked of a diagonal and of the edges. */
static bool grid_holds(const MapView *self) {
    for (int i = 0; i < GRID_CELLS; i++) {
        const double cells[][2] = {
            {i + 0.5, i + 0.5}, {i + 0.5, 0.5}, {i + 0.5, GRID_CELLS - 0.5}, {0.5, i + 0.5}};
        for (guint k = 0; k < G_N_ELEMENTS(cells); k++) {
            Point near = grid_point(self, cells[k][0], cells[k][1]);
            Point exact = map_view_project(self, grid_place(self, cells[k][0], cells[k][1]));
            /* The comparison is false for NAN too. */
            if (!(hypot(near.x - exact.x, near.y - exact.y) <= GRID_TOLERANCE)) return false;
        }
    }
    return true;
}

static void make_grid(MapView *self) {
    double lon = self->extent.east - self->extent.west,
           lat = self->extent.north - self->extent.south;
    const double margin = 0.15;
    self->grid_box =
        (LonLatBox){self->extent.west - margin * lon, self->extent.south - margin * lat,
                    self->extent.east + margin * lon, self->extent.north + margin * lat};
    self->cells_per_lon = GRID_CELLS / (lon * (1 + 2 * margin));
    self->cells_per_lat = GRID_CELLS / (lat * (1 + 2 * margin));
    for (int j = 0; j <= GRID_CELLS; j++)
        for (int i = 0; i <= GRID_CELLS; i++)
            self->grid[j][i] = map_view_project(self, grid_place(self, i, j));
    self->has_grid = grid_holds(self);
}

void map_view_project_many(const MapView *self, const LonLat *from, gsize n, Point *ret_points) {
    for (gsize k = 0; k < n; k++) {
        double column = (from[k].lon - self->grid_box.west) * self->cells_per_lon;
        double row = (from[k].lat - self->grid_box.south) * self->cells_per_lat;
        bool within =
            self->has_grid && column >= 0 && column <= GRID_CELLS && row >= 0 && row <= GRID_CELLS;
        ret_points[k] = within ? grid_point(self, column, row) : map_view_project(self, from[k]);
    }
}

/* ---- making a view ----------------------------------------------------------------------------
 */

static void extent_add(double u, double v, gpointer data) {
    MapView *self = data;
    LonLat at = map_view_unproject(self, (Point){self->frame.x + u * self->frame.width,
                                                 self->frame.y + v * self->frame.height});
    if (!isfinite(at.lon) || !isfinite(at.lat)) return;
    self->extent.west = fmin(self->extent.west, at.lon);
    self->extent.east = fmax(self->extent.east, at.lon);
    self->extent.south = fmin(self->extent.south, at.lat);
    self->extent.north = fmax(self->extent.north, at.lat);
}

/* What the frame shows, and the grid over it. */
static void look_around(MapView *self) {
    self->extent = (LonLatBox){INFINITY, INFINITY, -INFINITY, -INFINITY};
    along_edges(extent_add, self);
    make_grid(self);
}

MapView *map_view_new(LonLatBox box, Box frame, double padding, const char *crs, GError **error) {
    g_assert(frame.width > 0 && frame.height > 0);
    grow_to_least(&box.west, &box.east);
    grow_to_least(&box.south, &box.north);
    g_autoptr(MapView) self = g_new0(MapView, 1);
    self->frame = frame;
    self->projection = open_projection(box, crs, error);
    if (!self->projection || !fit(self, box, padding, error)) return NULL;
    look_around(self);
    LonLat left = map_view_unproject(self, (Point){self->page_x - 1, self->page_y});
    LonLat right = map_view_unproject(self, (Point){self->page_x + 1, self->page_y});
    self->metres_per_point = geo_distance_m(left, right) / 2;
    return g_steal_pointer(&self);
}

double map_view_metres_per_point(const MapView *self) { return self->metres_per_point; }

double map_view_scale_denominator(const MapView *self) {
    const double metres_per_inch = 0.0254;
    return self->metres_per_point * 96 / metres_per_inch;
}

void map_view_move(MapView *self, double right) {
    if (right == 0) return;
    self->page_x += right;
    look_around(self);
}

void map_view_zoom(MapView *self, double times) {
    self->scale *= times;
    self->metres_per_point /= times;
    look_around(self);
}

Box map_view_frame(const MapView *self) { return self->frame; }

LonLatBox map_view_extent(const MapView *self) { return self->extent; }
