/*
 * plane: Syria laid flat in an equal-area projection (Lambert azimuthal, PROJ's laea), in metres,
 * so that cells of a grid are of one size wherever they lie. Private to compare/.
 */
#pragma once

#include "base/base.h"

typedef struct Plane Plane;
typedef struct {
    double x, y;
} PlanePoint;

/* One per thread. Fails where PROJ does not start. */
Plane *plane_new(GError **error);
void plane_free(Plane *self);
PlanePoint plane_from(const Plane *self, LonLat at);
LonLat plane_to(const Plane *self, PlanePoint at);
