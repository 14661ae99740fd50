/*
 * road: ways along the gazetteer's lines. The road between two towns is the shortest path on the
 * graph whose nodes are the lines' vertices; lines join where they share a vertex and where an end
 * lies within 400 m of another line's vertex. Private to place/.
 */
#pragma once

#include "gazetteer/gazetteer.h"

/* The road from `a` to `b` as one line that begins and ends at them; NULL where the gazetteer's
 * roads do not join them within 1.7 times the straight distance. The caller frees it. */
Shape *road_between(const Gazetteer *gazetteer, LonLat a, LonLat b);

/* The straight line, as a shape. */
Shape *line_straight(LonLat a, LonLat b);
/* The point half-way along the line's first part, and how long that is. */
LonLat line_middle(const Shape *line, double *ret_length_m);

/* The point of the line's first part whose distance from `from` as the crow flies comes nearest to
 * `distance_m`. */
LonLat line_at_distance(const Shape *line, LonLat from, double distance_m);

/* The lines of `kind` that bear the Arabic name in search form `name` (NULL: any), as one shape of
 * lines; NULL when there is none. */
Shape *lines_named(const Gazetteer *gazetteer, LineKind kind, const char *name);
/* The point of the shape's lines nearest to `from`, and how far it is. */
LonLat line_nearest(const Shape *lines, LonLat from, double *ret_distance_m);
