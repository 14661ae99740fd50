/* Where a point lies: areas of places, units of administration, and the places around a point. */
#include <math.h>

#include "gazetteer/gazetteer.h"
#include "gazetteer/packed.h"

/* A degree of latitude, in metres; the least that it measures on the ellipsoid. */
static const double DEGREE_M = 110574.0;

/* So near the bound only the geodesic says on which side a place lies. */
static const double CLOSE = 1e-4;

static gboolean box_holds(const LonLatBox *box, LonLat p) {
    return p.lon >= box->west && p.lon <= box->east && p.lat >= box->south && p.lat <= box->north;
}

gboolean area_holds(const Area *area, const Ring *rings, const LonLat *points, LonLat p) {
    if (!box_holds(&area->box, p)) return FALSE;
    gboolean inside = FALSE;
    for (guint32 r = 0; r < area->n_rings; r++) {
        const Ring *ring = &rings[area->first_ring + r];
        const LonLat *at = points + ring->first_point;
        for (guint32 i = 0; i + 1 < ring->n_points; i++) {
            LonLat a = at[i], b = at[i + 1];
            if ((a.lat > p.lat) == (b.lat > p.lat)) continue;
            double lon = a.lon + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon);
            if (p.lon < lon) inside = !inside;
        }
    }
    return inside;
}

static const Area *area_of(const Gazetteer *self, guint32 place) {
    guint32 area = gazetteer_place(self, place)->area;
    return area == NO_PLACE ? NULL : &self->areas[area];
}

Shape *gazetteer_area(const Gazetteer *self, guint32 place) {
    const Area *area = area_of(self, place);
    if (!area) return NULL;
    Shape *shape = shape_new(SHAPE_POLYGONS);
    for (guint32 r = 0; r < area->n_rings; r++) {
        const Ring *ring = &self->rings[area->first_ring + r];
        shape_begin_part(shape);
        for (guint32 i = 0; i < ring->n_points; i++)
            shape_add_point(shape, self->points[ring->first_point + i]);
    }
    return shape;
}

gboolean gazetteer_area_holds(const Gazetteer *self, guint32 place, LonLat point) {
    const Area *area = area_of(self, place);
    return area && area_holds(area, self->rings, self->points, point);
}

guint32 gazetteer_admin_at(const Gazetteer *self, LonLat point, PlaceKind kind) {
    for (gsize i = 0; i < self->n_areas; i++) {
        const Area *area = &self->areas[i];
        if (area->kind == (guint32)kind && area_holds(area, self->rings, self->points, point))
            return area->place;
    }
    return NO_PLACE;
}

static guint32 clamp_square(double offset, double step, guint32 n) {
    double square = floor(offset / step);
    if (square < 0) return 0;
    return square >= n ? n - 1 : (guint32)square;
}

guint32 grid_cell(const Grid *grid, LonLat point) {
    return clamp_square(point.lat - grid->south, grid->step, grid->n_rows) * grid->n_columns +
           clamp_square(point.lon - grid->west, grid->step, grid->n_columns);
}

/* Is the place within the distance? Only near its bound a geodesic is needed. */
static gboolean is_within(const Gazetteer *self, guint32 place, LonLat point, const GeoSpot *spot,
                          double distance_m) {
    double away = geo_arc_m(geo_chord2(spot, &self->spots[place]));
    if (fabs(away - distance_m) < CLOSE * distance_m)
        away = geo_distance_m(point, (LonLat){self->places[place].lon, self->places[place].lat});
    return away <= distance_m;
}

void gazetteer_around(const Gazetteer *self, LonLat point, double distance_m,
                      void (*visit)(guint32 place, void *data), void *data) {
    double tall = distance_m / DEGREE_M;
    /* Meridians draw together: the widest stretch is at the edge that is nearer to the pole. */
    double edge = MIN(89.0, fabs(point.lat) + tall) * G_PI / 180;
    double wide = tall / cos(edge);
    const Grid *grid = self->grid;
    const GeoSpot spot = geo_spot(point);
    guint32 low = grid_cell(grid, (LonLat){point.lon - wide, point.lat - tall});
    guint32 high = grid_cell(grid, (LonLat){point.lon + wide, point.lat + tall});
    for (guint32 row = low / grid->n_columns; row <= high / grid->n_columns; row++) {
        for (guint32 column = low % grid->n_columns; column <= high % grid->n_columns; column++) {
            guint32 cell = row * grid->n_columns + column;
            for (guint32 i = self->grid_cells[cell]; i < self->grid_cells[cell + 1]; i++)
                if (is_within(self, self->grid_members[i], point, &spot, distance_m))
                    visit(self->grid_members[i], data);
        }
    }
}

/* One who asks how far each place is. */
typedef struct {
    const Gazetteer *gazetteer;
    LonLat point;
    void (*visit)(guint32 place, double distance_m, void *data);
    void *data;
} Measuring;

static void measure(guint32 place, void *data) {
    const Measuring *self = data;
    const Place *p = gazetteer_place(self->gazetteer, place);
    self->visit(place, geo_distance_m(self->point, (LonLat){p->lon, p->lat}), self->data);
}

void gazetteer_near(const Gazetteer *self, LonLat point, double distance_m,
                    void (*visit)(guint32 place, double distance_m, void *data), void *data) {
    Measuring measuring = {self, point, visit, data};
    gazetteer_around(self, point, distance_m, measure, &measuring);
}
