/* Distances and directions on the ellipsoid; what is only compared goes by chords. */
#include <math.h>

#include "base/ellipsoid.h"

static const double WGS84_A = 6378137.0, WGS84_F = 1.0 / 298.257223563;
static const double SQUARED = WGS84_F * (2 - WGS84_F); /* eccentricity */

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
    double normal = WGS84_A / sqrt(1 - SQUARED * sin(lat) * sin(lat));
    return (GeoSpot){normal * cos(lat) * cos(lon), normal * cos(lat) * sin(lon),
                     normal * (1 - SQUARED) * sin(lat)};
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

GeoFrame geo_frame(LonLat origin) {
    double lon = origin.lon * G_PI / 180, lat = origin.lat * G_PI / 180;
    GeoFrame self = {.origin = origin,
                     .spot = geo_spot(origin),
                     .sin_lon = sin(lon),
                     .cos_lon = cos(lon),
                     .sin_lat = sin(lat),
                     .cos_lat = cos(lat)};
    double w2 = 1 - SQUARED * self.sin_lat * self.sin_lat;
    self.per_normal = sqrt(w2) / WGS84_A;
    self.per_meridian = w2 * sqrt(w2) / (WGS84_A * (1 - SQUARED));
    self.eta2 = SQUARED / (1 - SQUARED) * self.cos_lat * self.cos_lat;
    return self;
}

static void by_geodesic(const GeoFrame *self, LonLat point, double *ret_east, double *ret_north) {
    double azimuth, distance = geo_inverse(self->origin, point, &azimuth);
    bool is_origin = distance < 1e-6;
    *ret_east = is_origin ? 0 : distance * sin(azimuth * G_PI / 180);
    *ret_north = is_origin ? 0 : distance * cos(azimuth * G_PI / 180);
}

/* The chord and the azimuth of the plane through both spots and the vertical of the origin (the
 * normal section); the arc over the chord by the section's curvature and how that changes; and from
 * the section's azimuth to the geodesic's (Rapp, Geometric Geodesy I, 4.1). */
void geo_frame_at(const GeoFrame *self, LonLat point, double *ret_east, double *ret_north) {
    const double MOST_M = 200000, LEAST_M = 1e-3, STEEPEST = 0.99;
    GeoSpot to = geo_spot(point);
    double dx = to.x - self->spot.x, dy = to.y - self->spot.y, dz = to.z - self->spot.z;
    double out = self->cos_lon * dx + self->sin_lon * dy;
    double east = self->cos_lon * dy - self->sin_lon * dx;
    double north = self->cos_lat * dz - self->sin_lat * out;
    double flat = sqrt(east * east + north * north), chord2 = dx * dx + dy * dy + dz * dz;
    if (!(chord2 < MOST_M * MOST_M && flat > LEAST_M && fabs(self->sin_lat) < STEEPEST)) {
        by_geodesic(self, point, ret_east, ret_north);
        return;
    }
    double s = east / flat, c = north / flat, chord = sqrt(chord2);
    double bend = self->per_meridian * c * c + self->per_normal * s * s;
    double tilt = self->eta2 * self->sin_lat / self->cos_lat; /* how fast it changes, northwards */
    double kc = bend * chord, kc2 = kc * kc;
    double arc = chord * (1 + kc2 / 24 - tilt * c * kc2 * kc / 8 + 3 * kc2 * kc2 / 640);
    double turn = arc * self->per_normal; /* of the vertical, nearly */
    double off = (self->eta2 / 6 * c - tilt / 24 * turn) * turn * turn * s;
    *ret_east = arc * (s - off * c);
    *ret_north = arc * (c + off * s);
}
