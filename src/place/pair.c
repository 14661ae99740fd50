/*
 * Between two places: along the road where the gazetteer has one, else along the straight line. The
 * representative point lies half-way, and half the length with a margin holds the truth.
 */
#include "place/resolver.h"
#include "place/road.h"

/* The point for one end: where its own location lies (a countryside is not its town). */
static LonLat end_point(const Resolver *self, guint32 i, double *ret_radius_m) {
    Location location = {.lon = NAN};
    locate(self, i, &location);
    const Place *p = chosen_place(self, i);
    LonLat point = isnan(location.lon) ? place_point(p) : (LonLat){location.lon, location.lat};
    *ret_radius_m = isnan(location.lon) ? (double)p->radius_m : location.radius_m;
    location_clear(&location);
    return point;
}

bool locate_pair(const Resolver *self, guint32 i, Location *location) {
    const Toponym *t = toponym_at(self, i);
    double radius_a, radius_b;
    LonLat a = end_point(self, t->one, &radius_a), b = end_point(self, t->other, &radius_b);
    bool is_areal = kind_is_area(chosen_place(self, t->one)->kind) ||
                    toponym_at(self, t->one)->relation != RELATION_AT;
    Shape *line = is_areal ? NULL : road_between(self->gazetteer, a, b);
    bool is_road = line != NULL;
    if (!line) line = line_straight(a, b);
    double length = line_length_m(line);
    LonLat middle = line_point_at(line, length / 2);
    location->method = is_road || t->relation == RELATION_ROAD ? METHOD_ROAD : METHOD_BETWEEN;
    location->lon = middle.lon;
    location->lat = middle.lat;
    location->radius_m = 0.45 * length + (is_areal ? 0.5 * MIN(radius_a, radius_b) : 1000);
    location->shape = line;
    guint32 ends[2] = {self->choices[t->one].place, self->choices[t->other].place};
    for (int k = 0; k < 2; k++)
        location->anchors[location->n_anchors++] = (Anchor){ends[k], NAN, NAN};
    return true;
}
