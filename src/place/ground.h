/*
 * ground: areas on the ground, in a flat frame of metres around one point. The frame is azimuthal
 * equidistant: x and y come from the geodesic distance and azimuth (base's geo_*, Karney 2013), so
 * that rings and sectors around the origin are exact and everything within a governorate is within
 * a tenth of a per cent. Set operations are GEOS's. Private to place/.
 */
#pragma once

#include <geos_c.h>

#include "base/base.h"

/* One frame and the GEOS context of its geometries. Owns the context. */
typedef struct {
    GEOSContextHandle_t geos;
    LonLat origin;
    GeoFrame frame;
} Ground;

Ground *ground_new(LonLat origin);
void ground_free(Ground *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ground, ground_free)

/* Geometries belong to the caller, who gives them back with ground_drop (NULL is nothing).
 * Functions that cannot answer (empty input, a GEOS failure) return NULL, and NULL arguments give
 * NULL. */
typedef GEOSGeometry Area;
void ground_drop(const Ground *self, Area *area);

/* Polygons or lines of a shape, in the frame. */
Area *ground_from_shape(const Ground *self, const Shape *shape);
/* The same polygons as far as what lies within `reach_m` of the origin goes: of their outline
 * beyond it only so much is kept that what is inside stays inside. */
Area *ground_from_shape_near(const Ground *self, const Shape *shape, double reach_m);
/* What of a shape's polygons lies in the frame, which lies within `reach_m` of the origin. */
Area *ground_part_of(const Ground *self, const Shape *shape, double reach_m, const Area *frame);
/* A new shape in degrees, rounded to 4 decimals (11 m), of a polygonal or linear geometry. */
Shape *ground_to_shape(const Ground *self, const Area *area);

Area *ground_copy(const Ground *self, const Area *area);
Area *ground_disc(const Ground *self, LonLat centre, double radius_m);
/*
 * The part of a ring around `centre` between two radii whose bearing lies within `half_width`
 * degrees of `bearing`; a whole ring where half_width >= 180.
 */
Area *ground_sector(const Ground *self, LonLat centre, double inner_m, double outer_m,
                    double bearing, double half_width);
/* The land within `width_m` of the lines, within `reach_m` of `centre`: both sides. */
Area *ground_along(const Ground *self, const Shape *lines, LonLat centre, double reach_m,
                   double width_m);
/* What of that land lies left of the lines, as they run (or right of them). */
Area *ground_beside(const Ground *self, const Shape *lines, LonLat centre, double reach_m,
                    double width_m, bool left);
/* Does the point lie left of the line nearest to it, as that runs? */
bool ground_is_left(const Ground *self, const Shape *lines, LonLat point);

/* Each eats its first argument, so that they chain: area = ground_and(g, area, other). The second
 * is dropped too. An empty result is NULL. */
Area *ground_and(const Ground *self, Area *eaten, Area *other);
Area *ground_minus(const Ground *self, Area *eaten, Area *other);
/* Without what lies so near to the origin. */
Area *ground_minus_disc(const Ground *self, Area *eaten, double radius_m);

/* What of the area, which lies within `reach_m` of the origin, is nearer to that than to any of the
 * others. */
Area *ground_keep_nearer(const Ground *self, Area *eaten, const LonLat *others, guint n,
                         double reach_m);

bool ground_holds(const Ground *self, const Area *area, LonLat point);

/*
 * A point inside the area near its middle (its centroid where that lies inside), and the radius
 * around it that holds 90 % of the area, measured on a grid of about 900 cells.
 */
bool ground_centre(const Ground *self, const Area *area, LonLat *ret_centre, double *ret_radius_m);
