/* Distances and directions on the ellipsoid; what is only compared goes by chords. */
#include <math.h>

#include "base/ellipsoid.h"

static const double WGS84_A = 6378137.0, WGS84_F = 1.0 / 298.257223563;

double geo_distance_m(LonLat a, LonLat b) { return ellipsoid_distance(a, b); }

/* Degrees from 0 to below 360: less than nothing and 360 are 360. */
static double turned(double azimuth) {
    if (azimuth < 0) azimuth += 360;
    return azimuth < 360 ? azimuth : 0;
}

double geo_azimuth(LonLat a, LonLat b) {
    double azimuth;
    geo_inverse(a, b, &azimuth);
    return azimuth;
}

double geo_inverse(LonLat a, LonLat b, double *ret_azimuth) {
    double azimuth, distance = ellipsoid_inverse(a, b, &azimuth);
    *ret_azimuth = turned(azimuth);
    return distance;
}

LonLat geo_direct(LonLat from, double azimuth, double distance_m) {
    return ellipsoid_direct(from, azimuth, distance_m);
}

GeoSpot geo_spot(LonLat point) {
    double lon = point.lon * G_PI / 180, lat = point.lat * G_PI / 180;
    double squared = WGS84_F * (2 - WGS84_F); /* eccentricity */
    double normal = WGS84_A / sqrt(1 - squared * sin(lat) * sin(lat));
    return (GeoSpot){normal * cos(lat) * cos(lon), normal * cos(lat) * sin(lon),
                     normal * (1 - squared) * sin(lat)};
}

/* The series of the arc over a chord; the earth's radius here matters in its second term only. */
double geo_arc_m(double chord2) {
    const double MEAN_RADIUS_M = 6371000;
    double chord = sqrt(chord2), bend = chord2 / (4 * MEAN_RADIUS_M * MEAN_RADIUS_M);
    return chord * (1 + bend / 6 + 3 * bend * bend / 40);
}

/* A way on the ellipsoid is no shorter than the chord, and, nowhere more bent than where the
 * ellipsoid is most (the meridian at the equator), no longer than the arc over it there (Schur). */
bool geo_is_within(const GeoSpot *a, const GeoSpot *b, LonLat at_a, LonLat at_b, double most_m) {
    const double LEAST_RADIUS_M = 6335000, ROUNDING_M = 1e-3;
    double chord = sqrt(geo_chord2(a, b)), half = chord / (2 * LEAST_RADIUS_M);
    if (chord - ROUNDING_M > most_m) return false;
    if (half < 0.5 && 2 * LEAST_RADIUS_M * asin(half) + ROUNDING_M <= most_m) return true;
    return geo_distance_m(at_a, at_b) <= most_m;
}

bool geo_is_nearer(LonLat a, LonLat b, double most_m) {
    const double LEAST_DEGREE_M = 110500; /* of latitude */
    if (fabs(a.lat - b.lat) * LEAST_DEGREE_M > most_m) return false;
    GeoSpot from = geo_spot(a), to = geo_spot(b);
    return geo_is_within(&from, &to, a, b, most_m);
}
