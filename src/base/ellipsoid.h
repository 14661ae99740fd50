/* ellipsoid: geodesics of WGS 84, by GeographicLib, which is C++. Private to base/. */
#pragma once

#include "base/base.h"

G_BEGIN_DECLS

/* Metres. */
double ellipsoid_distance(LonLat a, LonLat b);
/* The same, and the azimuth at `a` in degrees from -180 to 180. */
double ellipsoid_inverse(LonLat a, LonLat b, double *ret_azimuth);
LonLat ellipsoid_direct(LonLat from, double azimuth, double distance_m);

G_END_DECLS
