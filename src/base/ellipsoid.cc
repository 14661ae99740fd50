/* The only file that is not C: docs/decisions/0009-geodesics-without-proj.md says why. */
/* C++'s headers name functions that base/banned.h forbids: they must come first. */
/* clang-format off */
#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/LambertConformalConic.hpp>
#include <GeographicLib/TransverseMercator.hpp>

#include <cmath>
#include <optional>

#include "base/ellipsoid.h"
/* clang-format on */

using namespace GeographicLib;

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

/* ---- planes -----------------------------------------------------------------------------------
 */

struct EllipsoidPlane {
    double lon;
    std::optional<LambertConformalConic> conic; /* none: transverse Mercator */
};

/* Farther from its meridian transverse Mercator's series says nothing; PROJ's ends there too. */
static const double MOST_ASIDE_M = 16.7e6;

static bool is_within_series(double x) { return std::fabs(x) < MOST_ASIDE_M; }

static const TransverseMercator &transverse_mercator() {
    static const TransverseMercator projection(Constants::WGS84_a(), Constants::WGS84_f(), 1);
    return projection;
}

EllipsoidPlane *ellipsoid_conic_new(double lon, double south, double north) {
    try {
        LambertConformalConic conic(Constants::WGS84_a(), Constants::WGS84_f(), south, north, 1);
        return new EllipsoidPlane{lon, conic};
    } catch (const GeographicErr &) {
        return NULL;
    }
}

EllipsoidPlane *ellipsoid_transverse_mercator_new(double lon) {
    return new EllipsoidPlane{lon, std::nullopt};
}

void ellipsoid_plane_free(EllipsoidPlane *self) { delete self; }

void ellipsoid_to_plane(const EllipsoidPlane *self, LonLat at, double *ret_x, double *ret_y) {
    if (self->conic) {
        self->conic->Forward(self->lon, at.lat, at.lon, *ret_x, *ret_y);
        return;
    }
    transverse_mercator().Forward(self->lon, at.lat, at.lon, *ret_x, *ret_y);
    if (!is_within_series(*ret_x)) *ret_x = *ret_y = NAN;
}

LonLat ellipsoid_from_plane(const EllipsoidPlane *self, double x, double y) {
    LonLat at;
    if (self->conic)
        self->conic->Reverse(self->lon, x, y, at.lat, at.lon);
    else if (!is_within_series(x))
        at.lat = at.lon = NAN;
    else
        transverse_mercator().Reverse(self->lon, x, y, at.lat, at.lon);
    return at;
}
