/* ellipsoid: geodesics and projections of WGS 84, by GeographicLib, which is C++. Private to
 * base/. */
#pragma once

#include "base/base.h"

G_BEGIN_DECLS

/* Metres. */
double ellipsoid_distance(LonLat a, LonLat b);
/* The same, and the azimuth at `a` in degrees from -180 to 180. */
double ellipsoid_inverse(LonLat a, LonLat b, double *ret_azimuth);
LonLat ellipsoid_direct(LonLat from, double azimuth, double distance_m);

/* A plane in metres, its y axis along the meridian `lon`. */
typedef struct EllipsoidPlane EllipsoidPlane;
/* Lambert's conformal conic, true along two parallels; NULL where no cone touches them. */
EllipsoidPlane *ellipsoid_conic_new(double lon, double south, double north);
EllipsoidPlane *ellipsoid_transverse_mercator_new(double lon);
void ellipsoid_plane_free(EllipsoidPlane *self);
/* Both ways: no numbers where the projection ends. */
void ellipsoid_to_plane(const EllipsoidPlane *self, LonLat at, double *ret_x, double *ret_y);
LonLat ellipsoid_from_plane(const EllipsoidPlane *self, double x, double y);

G_END_DECLS
