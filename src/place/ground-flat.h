/*
 * What the files of ground.h share: points and rings in the frame. Private to ground*.c.
 */
#pragma once

#include "place/cut.h"
#include "place/ground.h"

enum { LEAST_RING = 4 }; /* points, the first of them twice */

Flat flat_from(const Ground *self, LonLat p);
LonLat flat_to(const Ground *self, Flat f);
/* A polygon of a closed ring, NULL where GEOS makes none. */
Area *polygon_of(const Ground *self, const Flat *points, guint32 n);
/* Eats `area`; mends what self-intersects. */
Area *make_valid(const Ground *self, Area *area);
/* The points of a ring or a line; none where it has none. The caller frees them. */
Flat *flat_of_ring(const Ground *self, const GEOSGeometry *line, guint32 *ret_n);
/* More than 0 where a closed ring turns left. */
double signed_area(const Flat *p, guint32 n);
/* What lies beyond the box lies beyond the reach. */
LonLatBox box_of_reach(const Ground *self, double reach_m);
/* A ring of a shape in the frame, thinned where it lies outside the box; NULL where nothing is
 * left. The caller frees it. */
Flat *flat_ring(const Ground *self, const LonLat *points, guint32 n, LonLatBox box, guint32 *ret_n);
