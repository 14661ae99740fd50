/* hexagons: cells of one size in the equal-area plane. `size_m` is the distance of two opposite
 * sides. Private to compare/. */
#pragma once

#include "base/projection.h"

typedef struct {
    int q, r;
} HexCell;

HexCell hexagon_at(double size_m, PlanePoint at);
PlanePoint hexagon_centre(double size_m, HexCell cell);
double hexagon_km2(double size_m);
/* The outline; the caller frees it. */
Shape *hexagon_shape(const Projection *plane, double size_m, HexCell cell);
