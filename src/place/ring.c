/*
 * Extents around a point: the surroundings of a place, so far from it, the bank of a river beside
 * it. Method: the point-radius way of GBIF's guide (Chapman and Wieczorek 2020).
 */
#include "place/kept.h"
#include "place/road.h"

static void set_point(Location *location, LocationMethod method, LonLat point, double radius_m) {
    location->method = method;
    location->lon = point.lon;
    location->lat = point.lat;
    location->radius_m = radius_m;
}

Resolver resolver_with_shapes(const Resolver *self) {
    Resolver drawing = *self;
    drawing.wants_shapes = true;
    return drawing;
}

bool location_from_area(const Resolver *self, const Ground *ground, Area *eaten,
                        LocationMethod method, Location *location) {
    LonLat centre;
    double radius_m;
    bool ok = ground_centre(ground, eaten, &centre, &radius_m);
    if (ok) {
        set_point(location, method, centre, radius_m);
        if (self->wants_shapes) location->shape = ground_to_shape(ground, eaten);
    }
    ground_drop(ground, eaten);
    return ok;
}

#define LEAST_SHARED_M 1000.0

void location_replace(Location *self, Location *part) {
    location_clear(self);
    self->lon = part->lon;
    self->lat = part->lat;
    self->radius_m = part->radius_m;
    self->shape = g_steal_pointer(&part->shape);
}

bool location_shared(const Resolver *self, const Location *one, const Location *other,
                     Location *ret_part) {
    g_autoptr(Ground) ground = ground_new((LonLat){other->lon, other->lat});
    Area *part = ground_and(ground, ground_from_shape(ground, one->shape),
                            ground_from_shape(ground, other->shape));
    if (!location_from_area(self, ground, part, one->method, ret_part)) return false;
    /* Neighbours that only touch share no land. */
    if (ret_part->shape && ret_part->radius_m >= LEAST_SHARED_M) return true;
    location_clear(ret_part);
    return false;
}

/* ---- near ------------------------------------------------------------------------------------ */

typedef struct {
    const Resolver *resolver;
    guint32 index;
    const Place *place;
    double nearest_m;
} Neighbour;

/* As large as the place or larger: a village beside a town does not end the town's surroundings. */
static void meet_neighbour(guint32 index, void *data) {
    Neighbour *self = data;
    const Place *p = gazetteer_place(self->resolver->gazetteer, index);
    bool is_same_sort = kind_is_settlement(self->place->kind)
                            ? kind_is_settlement(p->kind) && p->kind <= self->place->kind
                            : p->kind == self->place->kind;
    if (index == self->index || !is_same_sort) return;
    /* No way is shorter than the chord; a millimetre for the rounding. */
    double chord2 = geo_chord2(gazetteer_spot(self->resolver->gazetteer, self->index),
                               gazetteer_spot(self->resolver->gazetteer, index));
    if (sqrt(chord2) - 1e-3 >= self->nearest_m) return;
    double exact_m = geo_distance_m(place_point(self->place), place_point(p));
    if (exact_m >= 500) self->nearest_m = MIN(self->nearest_m, exact_m);
}

#define EUPHRATES_ID "nahr-euphrates"
#define BEYOND_SITE_M 1500.0 /* what is near a building is not far from it */
#define BEYOND_TOWN_M 2000.0 /* a site of a town lies no farther out than this */

/* How far «near» reaches: of a settlement twice its own radius (1.5 to 4 km beyond it). A site's
 * radius says how unsure its point is, and one that belongs to a town is not far from it. */
static double near_reach(const Resolver *self, const Place *place) {
    double own = (double)place->radius_m;
    if (kind_is_settlement((PlaceKind)place->kind))
        return MAX(own + 1500, MIN(2 * own, own + 4000));
    double outer = own + BEYOND_SITE_M;
    const Place *town =
        place->parent == NO_PLACE ? NULL : gazetteer_place(self->gazetteer, place->parent);
    if (!town || !kind_is_settlement((PlaceKind)town->kind)) return outer;
    double from_town = geo_distance_m(place_point(place), place_point(town));
    return MIN(outer, MAX((double)town->radius_m + BEYOND_TOWN_M, from_town));
}

/* Of the land around a town on the Euphrates what lies on its own bank: reports say the other one.
 */
static Area *on_own_bank(const Resolver *self, const Ground *ground, guint32 index, double reach_m,
                         Area *eaten) {
    bool is_left = has_relation(self, index, "bank-left");
    guint32 river = gazetteer_by_id(self->gazetteer, EUPHRATES_ID);
    if ((!is_left && !has_relation(self, index, "bank-right")) || river == NO_PLACE) return eaten;
    g_autofree char *name = search_form(
        gazetteer_string(self->gazetteer, gazetteer_place(self->gazetteer, river)->name_ar));
    g_autoptr(Shape) lines = lines_named(self->gazetteer, LINE_RIVER, name);
    if (!lines) return eaten;
    const double BOTH_WAYS = 2;
    return ground_minus(ground, eaten,
                        ground_beside(ground, lines, ground->origin, BOTH_WAYS * reach_m,
                                      BOTH_WAYS * reach_m, !is_left));
}

/* محيط X: no further than half-way to the next such place. A town's middle is not its surroundings;
 * of a site nothing is left out of its middle. */
static void make_near(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    const Place *place = gazetteer_place(self->gazetteer, key->place);
    Location *location = &ret_answer->location;
    double own = (double)place->radius_m;
    double outer = near_reach(self, place);
    Neighbour next = {self, key->place, place, INFINITY};
    gazetteer_around(self->gazetteer, place_point(place), 4 * outer, meet_neighbour, &next);
    if (isfinite(next.nearest_m)) outer = MIN(outer, MAX(next.nearest_m / 2, own));
    LonLat centre = place_point(place);
    set_point(location, METHOD_NEAR, centre, outer);
    ret_answer->found = true;
    if (!self->wants_shapes) return;
    g_autoptr(Ground) ground = ground_new(centre);
    double inner = kind_is_settlement(place->kind) ? 0.3 * own : 0;
    Area *ring = ground_sector(ground, centre, inner, outer, 0, 180);
    if (kind_is_settlement(place->kind)) ring = on_own_bank(self, ground, key->place, outer, ring);
    location->shape = ground_to_shape(ground, ring);
    ground_drop(ground, ring);
}

void locate_near(const Resolver *self, guint32 place, Location *location) {
    KeptKey key = kept_key(KEPT_NEAR, place);
    kept_location(self, &key, make_near, location);
}

/* ---- offset ---------------------------------------------------------------------------------- */

/* Half of the last digit that the number gives (20 km: 5 km; 2 km: 500 m), but at least an eighth
 * and at most a quarter of it: reporters round. */
static double distance_slack(double distance_m) {
    double unit = distance_m >= 1000 ? 1000 : 100;
    double step = unit;
    while (step * 10 <= distance_m && fmod(distance_m, step * 10) < 0.5) step *= 10;
    return CLAMP(step / 2, distance_m / 8, distance_m / 4);
}

/* The heading's slack: ±45° for the four winds, ±22.5° for those between. */
static double heading_slack(double bearing) { return fmod(bearing, 90) < 1 ? 45 : 22.5; }

/* The road that the sentence of toponym i names by its two ends, or NULL. */
static Shape *road_of_sentence(const Resolver *self, guint32 i) {
    const Resolver drawing = resolver_with_shapes(self);
    guint32 sentence = self->text->tokens[toponym_at(self, i)->first_token].sentence;
    for (guint32 k = 0; k < self->toponyms->n; k++) {
        const Toponym *pair = toponym_at(self, k);
        if (!toponym_is_pair(pair) || self->choices[k].is_dropped ||
            self->text->tokens[pair->first_token].sentence != sentence ||
            toponym_at(self, pair->one)->relation != RELATION_AT ||
            toponym_at(self, pair->other)->relation != RELATION_AT)
            continue;
        Location location = {.lon = NAN};
        locate_pair(&drawing, k, &location);
        if (location.method == METHOD_ROAD) return location.shape;
        location_clear(&location);
    }
    return NULL;
}

/* Puts the location on the part of the road that lies in the area; false where none does. */
static bool snap_to_road(const Ground *ground, const Shape *road, const Area *area, LonLat wanted,
                         double slack_m, Location *location) {
    if (!road) return false;
    Area *part = ground_and(ground, ground_from_shape(ground, road), ground_copy(ground, area));
    if (!part) return false;
    double distance_m;
    g_autoptr(Shape) line = ground_to_shape(ground, part);
    ground_drop(ground, part);
    if (!line) return false;
    LonLat point = line_nearest(line, wanted, &distance_m);
    set_point(location, METHOD_OFFSET, point, slack_m + 500);
    location->shape = g_steal_pointer(&line);
    return true;
}

static void set_offset(const Resolver *self, const Place *place, double d, double bearing,
                       const Shape *road, Location *location) {
    LonLat centre = place_point(place);
    double slack = distance_slack(d) + 0.5 * (double)place->radius_m;
    bool turned = !isnan(bearing);
    set_point(location, METHOD_OFFSET, centre, d + slack);
    if (!turned && !road && !self->wants_shapes) return;
    g_autoptr(Ground) ground = ground_new(centre);
    Area *area = ground_sector(ground, centre, MAX(0, d - slack), d + slack, turned ? bearing : 0,
                               turned ? heading_slack(bearing) : 180);
    LonLat point = turned || !road ? geo_direct(centre, turned ? bearing : 0, d)
                                   : line_at_distance(road, centre, d);
    if (snap_to_road(ground, road, area, point, slack, location)) {
        ground_drop(ground, area);
        return;
    }
    if (turned) {
        location_from_area(self, ground, area, METHOD_OFFSET, location);
        location->lon = point.lon;
        location->lat = point.lat;
        return;
    }
    location->shape = ground_to_shape(ground, area);
    ground_drop(ground, area);
}

static void answer_offset(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    set_offset(self, gazetteer_place(self->gazetteer, key->place), key->numbers[0], key->numbers[1],
               NULL, &ret_answer->location);
    ret_answer->found = true;
}

void locate_offset(const Resolver *self, guint32 i, guint32 place, Location *location) {
    const Toponym *t = toponym_at(self, i);
    g_autoptr(Shape) road = road_of_sentence(self, i);
    if (road) {
        set_offset(self, gazetteer_place(self->gazetteer, place), t->distance_m, t->bearing, road,
                   location);
        return;
    }
    KeptKey key = kept_key(KEPT_OFFSET, place);
    key.numbers[0] = t->distance_m;
    key.numbers[1] = t->bearing;
    kept_location(self, &key, answer_offset, location);
}

/* ---- bank ------------------------------------------------------------------------------------ */

#define BANK_REACH_M 6000.0 /* up and down the river */
#define BANK_M 5000.0       /* away from it */
#define BOTH_M 2000.0

/* A town, a bridge, a camp: what lies by a river at one place. */
static bool is_spot(const Place *p) {
    return !kind_is_area((PlaceKind)p->kind) && p->kind != PLACE_RIVER && !p->is_abroad;
}

/* What the text puts the bank at: the words behind it, else the last such place before it in the
 * sentence, or NO_PLACE. */
static guint32 beside(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    if (t->within != NO_PLACE && !self->choices[t->within].is_dropped) {
        const Place *p = chosen_place(self, t->within);
        if (p && is_spot(p)) return self->choices[t->within].place;
    }
    for (guint32 k = i; k-- > 0;) {
        const Toponym *before = toponym_at(self, k);
        if (self->text->tokens[before->first_token].sentence !=
            self->text->tokens[t->first_token].sentence)
            break;
        const Place *p = chosen_place(self, k);
        if (p && !self->choices[k].is_dropped && is_spot(p)) return self->choices[k].place;
    }
    /* «في نهر الفرات عند قرية الخريطة» */
    const Place *next = i + 1 < self->toponyms->n ? chosen_place(self, i + 1) : NULL;
    bool is_next = next && !self->choices[i + 1].is_dropped && is_spot(next) &&
                   self->text->tokens[toponym_at(self, i + 1)->first_token].sentence ==
                       self->text->tokens[t->first_token].sentence;
    return is_next ? self->choices[i + 1].place : NO_PLACE;
}

/* The unit or countryside that toponym k names, or NO_PLACE. */
static guint32 area_named(const Resolver *self, guint32 k) {
    const Place *p = chosen_place(self, k);
    if (!p || self->choices[k].is_dropped || p->is_abroad) return NO_PLACE;
    if (toponym_at(self, k)->relation == RELATION_COUNTRYSIDE && p->admin1 != NO_PLACE)
        return p->admin1;
    bool is_part = p->kind == PLACE_GOVERNORATE || p->kind == PLACE_DISTRICT ||
                   p->kind == PLACE_SUBDISTRICT || p->kind == PLACE_COUNTRYSIDE;
    return is_part ? self->choices[k].place : NO_PLACE;
}

/* The unit or countryside that the words behind toponym i say, or else the one that the text spoke
 * of last before it; NO_PLACE where there is none. */
static guint32 area_around(const Resolver *self, guint32 i) {
    guint32 w = toponym_at(self, i)->within;
    guint32 area = w == NO_PLACE ? NO_PLACE : area_named(self, w);
    for (guint32 k = i; area == NO_PLACE && k-- > 0;) area = area_named(self, k);
    return area;
}

/* Without a town by it: the river where it flows through what the text speaks of. */
static bool locate_reach(const Resolver *self, guint32 unit, const Shape *lines,
                         Location *location) {
    if (unit == NO_PLACE) return false;
    LonLat centre = place_point(gazetteer_place(self->gazetteer, unit));
    g_autoptr(Ground) ground = ground_new(centre);
    g_autoptr(Shape) whole = gazetteer_area(self->gazetteer, unit);
    Area *strip = ground_along(ground, lines, centre, 300000, BOTH_M);
    Area *part = ground_and(ground, strip, ground_from_shape(ground, whole));
    if (!location_from_area(self, ground, part, METHOD_RIVER, location)) return false;
    double distance_m;
    LonLat point = line_nearest(lines, (LonLat){location->lon, location->lat}, &distance_m);
    location->lon = point.lon;
    location->lat = point.lat;
    location->radius_m += distance_m;
    return true;
}

/* Left, right, or the side on which the town beside it does not lie; NULL bearing is both. */
static Area *bank_area(const Ground *ground, const Shape *lines, double bearing, LonLat anchor) {
    if (isnan(bearing)) return ground_along(ground, lines, ground->origin, BANK_REACH_M, BOTH_M);
    bool left = bearing < BANK_OTHER;
    if (fabs(bearing - BANK_OTHER) < 1) left = !ground_is_left(ground, lines, anchor);
    return ground_beside(ground, lines, ground->origin, BANK_REACH_M, BANK_M, left);
}

/* KeptKey.flags: is a bank meant, or the river; and does `other` hold the unit it flows through, or
 * the town by it? */
enum { BANK_OF_IT = 1, BANK_AT_UNIT = 2 };

/* The strip along twelve kilometres of the river by the town; without a bank the river there. The
 * place is the river, or the town whose bank is meant (الضفة المقابلة لمدينة الميادين). */
static bool make_bank(const Resolver *self, const KeptKey *key, Location *location) {
    const Place *place = gazetteer_place(self->gazetteer, key->place);
    const Place *anchor =
        key->flags & BANK_AT_UNIT ? NULL : gazetteer_place(self->gazetteer, key->other);
    g_autofree char *name = search_form(gazetteer_string(self->gazetteer, place->name_ar));
    g_autoptr(Shape) lines = lines_named(self->gazetteer, LINE_RIVER, name);
    if (!lines) lines = lines_named(self->gazetteer, LINE_RIVER, NULL);
    if (!lines) return false;
    if (!anchor) return locate_reach(self, key->other, lines, location);
    double distance_m;
    LonLat point = line_nearest(lines, place_point(anchor), &distance_m);
    if (distance_m > 15000) return false;
    if (key->flags & BANK_OF_IT) {
        g_autoptr(Ground) ground = ground_new(point);
        Area *area = bank_area(ground, lines, key->numbers[0], place_point(anchor));
        if (location_from_area(self, ground, area, METHOD_RIVER, location)) return true;
    }
    set_point(location, METHOD_RIVER, point, (double)anchor->radius_m + 2000);
    return true;
}

static void answer_bank(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    ret_answer->found = make_bank(self, key, &ret_answer->location);
}

bool locate_bank(const Resolver *self, guint32 i, guint32 place, Location *location) {
    const Toponym *t = toponym_at(self, i);
    KeptKey key = kept_key(KEPT_BANK, place);
    bool is_river = gazetteer_place(self->gazetteer, place)->kind == PLACE_RIVER;
    key.other = is_river ? beside(self, i) : place;
    if (t->relation == RELATION_BANK) {
        key.flags = BANK_OF_IT;
        key.numbers[0] = t->bearing;
    }
    if (key.other == NO_PLACE) {
        key.flags |= BANK_AT_UNIT;
        key.other = area_around(self, i);
    }
    return kept_location(self, &key, answer_bank, location);
}
