/*
 * Hexagons of one size in the equal-area plane, with a corner to the north, addressed by two axes
 * that make 60 degrees (axial coordinates q, r).
 */
#include <math.h>

#include "compare/areas.h"

/* From the centre to a corner. */
static double corner_radius(double size_m) { return size_m / sqrt(3); }

PlanePoint hexagon_centre(double size_m, HexCell cell) {
    double radius = corner_radius(size_m);
    return (PlanePoint){sqrt(3) * (cell.q + cell.r / 2.0) * radius, 1.5 * cell.r * radius};
}

/* Rounds the three coordinates whose sum is zero, then mends the one that was rounded most. */
static HexCell nearest_cell(double q, double r) {
    double s = -q - r, q0 = round(q), r0 = round(r), s0 = round(s);
    double dq = fabs(q0 - q), dr = fabs(r0 - r), ds = fabs(s0 - s);
    if (dq > dr && dq > ds)
        q0 = -r0 - s0;
    else if (dr > ds)
        r0 = -q0 - s0;
    return (HexCell){(int)q0, (int)r0};
}

HexCell hexagon_at(double size_m, PlanePoint at) {
    double radius = corner_radius(size_m);
    return nearest_cell((sqrt(3) / 3 * at.x - at.y / 3) / radius, 2.0 / 3 * at.y / radius);
}

double hexagon_km2(double size_m) { return sqrt(3) / 2 * size_m * size_m / 1e6; }

Shape *hexagon_shape(const Projection *plane, double size_m, HexCell cell) {
    PlanePoint centre = hexagon_centre(size_m, cell);
    Shape *shape = shape_new(SHAPE_POLYGONS);
    shape_begin_part(shape);
    for (int i = 0; i <= 6; i++) {
        double angle = G_PI / 6 + G_PI / 3 * (i % 6);
        PlanePoint corner = {centre.x + corner_radius(size_m) * cos(angle),
                             centre.y + corner_radius(size_m) * sin(angle)};
        shape_add_point(shape, projection_inverse(plane, corner));
    }
    return shape;
}
