/* Distances and directions on the ellipsoid, by PROJ's copy of GeographicLib. */
#include <geodesic.h>

#include "base/base.h"

static const double WGS84_A = 6378137.0, WGS84_F = 1.0 / 298.257223563;

/* The ellipsoid's series take longer to set up than a distance takes to measure: they are made
 * once. */
static const struct geod_geodesic *wgs84(void) {
    static struct geod_geodesic ellipsoid;
    static gsize is_made = 0;
    if (g_once_init_enter(&is_made)) {
        geod_init(&ellipsoid, WGS84_A, WGS84_F);
        g_once_init_leave(&is_made, 1);
    }
    return &ellipsoid;
}

double geo_distance_m(LonLat a, LonLat b) {
    double distance = 0;
    geod_inverse(wgs84(), a.lat, a.lon, b.lat, b.lon, &distance, NULL, NULL);
    return distance;
}

double geo_azimuth(LonLat a, LonLat b) {
    double azimuth = 0;
    geod_inverse(wgs84(), a.lat, a.lon, b.lat, b.lon, NULL, &azimuth, NULL);
    if (azimuth < 0) azimuth += 360;
    return azimuth < 360 ? azimuth : 0; /* less than nothing and 360 are 360 */
}

LonLat geo_direct(LonLat from, double azimuth, double distance_m) {
    LonLat to = {0, 0};
    geod_direct(wgs84(), from.lat, from.lon, azimuth, distance_m, &to.lat, &to.lon, NULL);
    return to;
}
