/* Distances and directions on the ellipsoid, by PROJ's copy of GeographicLib. */
#include <geodesic.h>

#include "base/base.h"

static const double WGS84_A = 6378137.0, WGS84_F = 1.0 / 298.257223563;

static struct geod_geodesic wgs84(void) {
    struct geod_geodesic ellipsoid;
    geod_init(&ellipsoid, WGS84_A, WGS84_F);
    return ellipsoid;
}

double geo_distance_m(LonLat a, LonLat b) {
    struct geod_geodesic ellipsoid = wgs84();
    double distance = 0;
    geod_inverse(&ellipsoid, a.lat, a.lon, b.lat, b.lon, &distance, NULL, NULL);
    return distance;
}

double geo_azimuth(LonLat a, LonLat b) {
    struct geod_geodesic ellipsoid = wgs84();
    double azimuth = 0;
    geod_inverse(&ellipsoid, a.lat, a.lon, b.lat, b.lon, NULL, &azimuth, NULL);
    return azimuth < 0 ? azimuth + 360 : azimuth;
}

LonLat geo_direct(LonLat from, double azimuth, double distance_m) {
    struct geod_geodesic ellipsoid = wgs84();
    LonLat to = {0, 0};
    geod_direct(&ellipsoid, from.lat, from.lon, azimuth, distance_m, &to.lat, &to.lon, NULL);
    return to;
}
