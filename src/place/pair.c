/*
 * Between two places: along the road where the gazetteer has one, else along the straight line. The
 * representative point lies half-way, and half the length with a margin holds the truth.
 */
#include "place/kept.h"
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

/* The road or the straight line between two points: its middle, and its length in place of a
 * radius. */
static void make_way(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    LonLat a = {key->numbers[0], key->numbers[1]}, b = {key->numbers[2], key->numbers[3]};
    bool is_areal = key->flags;
    Shape *line = is_areal ? NULL : road_between(self->gazetteer, a, b);
    bool is_road = line != NULL;
    if (!line) line = line_straight(a, b);
    double length;
    LonLat middle = line_middle(line, &length);
    ret_answer->found = true;
    ret_answer->location = (Location){.method = is_road ? METHOD_ROAD : METHOD_BETWEEN,
                                      .lon = middle.lon,
                                      .lat = middle.lat,
                                      .radius_m = length,
                                      .shape = line};
}

/* «الحدود الإدارية بين محافظتي دير الزور والرقة»: what lies between two governorates that share a
 * border is the land along it. */
static bool locate_between_units(const Resolver *self, const Toponym *t, Location *location) {
    const Place *one = chosen_place(self, t->one), *other = chosen_place(self, t->other);
    return t->relation == RELATION_BETWEEN && one->kind == PLACE_GOVERNORATE &&
           other->kind == PLACE_GOVERNORATE && toponym_at(self, t->one)->relation == RELATION_AT &&
           locate_border(self, self->choices[t->one].place, self->choices[t->other].place,
                         location);
}

bool locate_pair(const Resolver *self, guint32 i, Location *location) {
    const Toponym *t = toponym_at(self, i);
    guint32 ends[2] = {self->choices[t->one].place, self->choices[t->other].place};
    for (int k = 0; k < 2; k++)
        location->anchors[location->n_anchors++] = (Anchor){ends[k], NAN, NAN};
    if (locate_between_units(self, t, location)) return true;
    double radius_a, radius_b;
    LonLat a = end_point(self, t->one, &radius_a), b = end_point(self, t->other, &radius_b);
    bool is_areal = kind_is_area(chosen_place(self, t->one)->kind) ||
                    toponym_at(self, t->one)->relation != RELATION_AT;
    KeptKey key = kept_key(KEPT_WAY, NO_PLACE);
    key.flags = is_areal;
    const double ends_of[] = {a.lon, a.lat, b.lon, b.lat};
    memcpy(key.numbers, ends_of, sizeof ends_of);
    kept_location(self, &key, make_way, location);
    if (t->relation == RELATION_ROAD) location->method = METHOD_ROAD;
    location->radius_m =
        0.45 * location->radius_m + (is_areal ? 0.5 * MIN(radius_a, radius_b) : 1000);
    return true;
}
