/* The only file that is not C: docs/decisions/0009-geodesics-without-proj.md says why. */
/* C++'s headers name functions that base/banned.h forbids: they must come first. */
/* clang-format off */
#include <GeographicLib/Geodesic.hpp>

#include "base/ellipsoid.h"
/* clang-format on */

using GeographicLib::Geodesic;

/* The ellipsoid's series take longer to set up than a distance takes to measure: WGS84() makes them
 * once. */
double ellipsoid_distance(LonLat a, LonLat b) {
    double distance;
    Geodesic::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, distance);
    return distance;
}

double ellipsoid_inverse(LonLat a, LonLat b, double *ret_azimuth) {
    double distance, arrival;
    Geodesic::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, distance, *ret_azimuth, arrival);
    return distance;
}

LonLat ellipsoid_direct(LonLat from, double azimuth, double distance_m) {
    LonLat to;
    Geodesic::WGS84().Direct(from.lat, from.lon, azimuth, distance_m, to.lat, to.lon);
    return to;
}
