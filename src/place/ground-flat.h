/*
 * What the files of ground.h share: points and rings in the frame. Private to ground*.c.
 */
#pragma once

#include "place/ground.h"

typedef struct {
    double x, y;
} Flat;

enum { LEAST_RING = 4 }; /* points, the first of them twice */

Flat flat_from(const Ground *self, LonLat p);
LonLat flat_to(const Ground *self, Flat f);
/* A polygon of a closed ring, NULL where GEOS makes none. */
Area *polygon_of(const Ground *self, const Flat *points, guint32 n);
/* The points of a ring or a line; none where it has none. The caller frees them. */
Flat *flat_of_ring(const Ground *self, const GEOSGeometry *line, guint32 *ret_n);
