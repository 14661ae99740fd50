/* Where a toponym lies, once its place is chosen: the relation decides which geometry. */
#include "place/kept.h"
#include "place/road.h"

static LocationMethod method_of_kind(PlaceKind kind) {
    if (kind_is_settlement(kind) || kind == PLACE_LOCALITY) return METHOD_EXACT;
    if (kind_is_quarter(kind)) return METHOD_NEIGHBOURHOOD;
    if (kind_is_unit(kind)) return METHOD_ADMIN;
    switch (kind) {
        case PLACE_REGION:
            return METHOD_REGION;
        case PLACE_COUNTRYSIDE:
            return METHOD_COUNTRYSIDE;
        case PLACE_DESERT:
            return METHOD_BADIA;
        case PLACE_RIVER:
        case PLACE_LAKE:
            return METHOD_RIVER;
        case PLACE_ROAD:
        case PLACE_RAILWAY:
            return METHOD_ROAD;
        default:
            return METHOD_POI;
    }
}

/*
 * The gazetteer's radius of a settlement is its built-up reach, which holds nearly everything that
 * is told of it. radius_m shall hold the true point nine times of ten. Two sources of points that
 * are not ours (docs/geometry.md has the figures by class) say that it grows slowly with a town, by
 * the fourth root of its people: ten times as many, 1.8 times as wide. Of most villages nobody
 * knows how many live there.
 */
#define PEOPLE_CALIBRATION 93.6 /* metres, of the fourth root */
#define UNCOUNTED_CALIBRATION 0.53
#define LEAST_M 700.0
#define UNCOUNTED_VILLAGE_M 750.0
#define UNCOUNTED_REACH_M 1200.0 /* a village's reach that goes beyond it says that two */
#define COUNTED_REACH_M 1500.0   /* sources differ about its point */
#define DIFFERENCE_CALIBRATION 1.1

static double calibrated_radius(const Place *place) {
    double reach = (double)place->radius_m;
    if (place->kind == PLACE_HAMLET) return MAX(reach, LEAST_M); /* its point is the unsure thing */
    if (place->kind == PLACE_VILLAGE) {
        if (reach > (place->population ? COUNTED_REACH_M : UNCOUNTED_REACH_M))
            return DIFFERENCE_CALIBRATION * reach;
        if (!place->population) return UNCOUNTED_VILLAGE_M;
    }
    if (!place->population) return MAX(UNCOUNTED_CALIBRATION * reach, LEAST_M);
    return MAX(PEOPLE_CALIBRATION * pow(place->population, 0.25), LEAST_M);
}

/*
 * The press draws the border of a countryside or a steppe loosely, and beyond the area of tables
 * and rules: against the same titles that much more, and at most thirteen kilometres, is what 90 %
 * needs.
 */
#define LOOSE_BORDER 0.42
#define LOOSE_BORDER_MOST_M 13000.0

/* The town whose badia the place is («بادية القورية»), or NULL. */
static const Place *town_of_badia(const Resolver *self, guint32 place, ToponymRelation relation) {
    const Place *p = gazetteer_place(self->gazetteer, place);
    if (kind_is_settlement((PlaceKind)p->kind)) return relation == RELATION_BADIA ? p : NULL;
    guint32 town = p->kind == PLACE_DESERT ? related_to(self, place, "badia-of") : NO_PLACE;
    return town == NO_PLACE ? NULL : gazetteer_place(self->gazetteer, town);
}

/* A town's steppe begins at its last houses, and half of what the press tells of it lies there: its
 * radius reaches to the town. */
static void loosen_border(const Resolver *self, guint32 i, Location *location) {
    if (location->method != METHOD_COUNTRYSIDE && location->method != METHOD_BADIA) return;
    location->radius_m += MIN(LOOSE_BORDER * location->radius_m, LOOSE_BORDER_MOST_M);
    guint32 place = self->choices[i].place;
    if (location->method != METHOD_BADIA || place == NO_PLACE) return;
    const Place *town = town_of_badia(self, place, toponym_at(self, i)->relation);
    if (!town) return;
    LonLat point = {location->lon, location->lat};
    location->radius_m = MAX(location->radius_m, geo_distance_m(point, place_point(town)));
}

static void make_area(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    ret_answer->location.shape = gazetteer_area(self->gazetteer, key->place);
    ret_answer->found = ret_answer->location.shape != NULL;
}

static Shape *own_area(const Resolver *self, guint32 place) {
    KeptKey key = kept_key(KEPT_AREA, place);
    Location location = {.lon = NAN};
    return kept_location(self, &key, make_area, &location) ? location.shape : NULL;
}

static void locate_at(const Resolver *self, const Place *place, guint32 index, Location *location) {
    location->method = method_of_kind((PlaceKind)place->kind);
    location->lon = place->lon;
    location->lat = place->lat;
    location->radius_m = (double)place->radius_m;
    /* What a desk states of its own places stands as it is. */
    if (kind_is_settlement(place->kind) && !place->is_desk)
        location->radius_m = calibrated_radius(place);
    if (self->wants_shapes && (kind_is_area(place->kind) || kind_is_quarter(place->kind)))
        location->shape = own_area(self, index);
}

/* «في ناحية الكسرة»: the unit's ground around the town that it is named for. As often the town is
 * meant, so that eight tenths of the ground hold the place nine times of ten. */
#define UNIT_OR_TOWN 0.85

static bool locate_unit_of_town(const Resolver *self, guint32 i, Location *location) {
    guint32 unit = unit_named(self, i);
    if (unit == NO_PLACE) return false;
    const Place *p = gazetteer_place(self->gazetteer, unit);
    location->method = METHOD_ADMIN;
    location->lon = chosen_place(self, i)->lon;
    location->lat = chosen_place(self, i)->lat;
    location->radius_m = UNIT_OR_TOWN * (double)p->radius_m;
    if (self->wants_shapes) location->shape = own_area(self, unit);
    return true;
}

/* «طريق الخرافي»: a road that the gazetteer knows by these words. */
static bool locate_named_road(const Resolver *self, const Toponym *t, Location *location) {
    g_autoptr(GString) name = g_string_new(NULL);
    guint32 end = t->first_token + t->n_tokens;
    for (guint32 i = end - t->n_tokens - 1; t->first_token > 0 && i < end; i++)
        g_string_append_printf(name, name->len ? " %s" : "%s", text_norm(self->text, i));
    Shape *line = lines_named(self->gazetteer, LINE_ROAD, name->str);
    if (!line) return false;
    double length;
    LonLat middle = line_middle(line, &length);
    location->method = METHOD_ROAD;
    location->lon = middle.lon;
    location->lat = middle.lat;
    location->radius_m = 0.45 * length;
    location->shape = line;
    return true;
}

/* «طريق تدمر»: the roads that leave the place. */
static void locate_on_road_to(const Place *place, Location *location) {
    location->method = METHOD_ROAD;
    location->lon = place->lon;
    location->lat = place->lat;
    location->radius_m = MAX(2.5 * (double)place->radius_m, 10000);
}

/* Does another toponym take this one as the words that say where it lies? */
static bool is_gloss(const Resolver *self, guint32 i) {
    for (guint32 k = 0; k < self->toponyms->n; k++)
        if (toponym_at(self, k)->within == i && !self->choices[k].is_dropped &&
            (self->choices[k].within_holds || self->choices[k].place == NO_PLACE))
            return true;
    return false;
}

/* «البادية جنوب القورية»، «البادية قرب السخنة»: the steppe of the town. */
static bool is_steppe_by_town(const Resolver *self, const Place *place, guint32 w) {
    ToponymRelation relation = toponym_at(self, w)->relation;
    return place->kind == PLACE_DESERT &&
           kind_is_settlement((PlaceKind)chosen_place(self, w)->kind) &&
           (relation == RELATION_SECTOR || relation == RELATION_NEAR);
}

/* «البادية السورية شرقي حمص»، «البادية شرقي محافظة حمص»: the countryside on that side. A border of
 * a state is cut so by any town («على الحدود مع العراق شرق البوكمال»). */
static bool is_told_by_side(const Resolver *self, guint32 i, guint32 w) {
    const Toponym *t = toponym_at(self, w);
    PlaceKind kind = (PlaceKind)chosen_place(self, w)->kind;
    if (t->relation == RELATION_SECTOR && kind_is_settlement(kind) && is_state_border(self, i))
        return true;
    return t->relation == RELATION_SECTOR && (kind == PLACE_CITY || kind == PLACE_GOVERNORATE) &&
           extent_row(self, self->choices[w].place, RELATION_COUNTRYSIDE, t->bearing) != NO_PLACE;
}

/* Only of what is broad: of a town's own badia the words behind only say where it is. */
#define BROAD_M 80000.0
#define LONG_ROAD_M 30000.0

/* KeptKey.flags: the countryside counts only where it is smaller than the area. */
enum { SIDE_IS_SMALLER = 1 };

/* What an area and the countryside of `other` share. */
static void make_side(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    Location whole = {.shape = own_area(self, key->place)}, side = {.lon = NAN};
    double radius_m = (double)gazetteer_place(self->gazetteer, key->place)->radius_m;
    ret_answer->found = whole.shape &&
                        locate_countryside(self, key->other, key->numbers[0], &side) &&
                        side.shape && (!key->flags || side.radius_m < radius_m) &&
                        location_shared(self, &whole, &side, &ret_answer->location);
    location_clear(&whole);
    location_clear(&side);
}

static bool cut_to_side(const Resolver *self, guint32 i, bool is_smaller, Location *location) {
    guint32 w = toponym_at(self, i)->within;
    KeptKey key = kept_key(KEPT_SIDE, self->choices[i].place);
    key.other = self->choices[w].place;
    key.flags = is_smaller ? SIDE_IS_SMALLER : 0;
    key.numbers[0] = toponym_at(self, w)->bearing;
    Location part = {.lon = NAN};
    if (!kept_location(self, &key, make_side, &part)) return false;
    location_replace(location, &part);
    return true;
}

static void cut(const Resolver *self, guint32 i, const Place *place, Location *location) {
    guint32 w = toponym_at(self, i)->within;
    Location part = {.lon = NAN};
    if (is_told_by_side(self, i, w)) {
        cut_to_side(self, i, false, location);
        return;
    }
    if (is_steppe_by_town(self, place, w)) {
        if (locate_badia(self, self->choices[w].place, toponym_at(self, w)->bearing, &part))
            location_replace(location, &part);
        return;
    }
    bool is_countryside = toponym_at(self, w)->relation == RELATION_COUNTRYSIDE;
    if (is_countryside && cut_to_side(self, i, true, location)) return;
    bool is_area = kind_is_area((PlaceKind)chosen_place(self, w)->kind) || is_countryside;
    if (!is_area || !location->shape) return;
    Location outer = {.lon = NAN};
    locate_known(self, w, &outer);
    if (outer.shape && outer.radius_m < location->radius_m &&
        location_shared(self, location, &outer, &part))
        location_replace(location, &part);
    location_clear(&outer);
}

static bool is_broad(const Place *place) {
    double radius_m = (double)place->radius_m;
    return place->kind == PLACE_ROAD
               ? radius_m >= LONG_ROAD_M
               : (place->kind == PLACE_DESERT || place->kind == PLACE_REGION) &&
                     radius_m >= BROAD_M;
}

/* «البادية بريف حمص الشرقي»، «طريق M4 شمالي الرقة»، «منطقة الجزيرة بريف دير الزور»: of two areas
 * that are named together what they share, where that is less than the first. */
static void cut_to_within(const Resolver *self, guint32 i, const Place *place, Location *location) {
    guint32 w = toponym_at(self, i)->within;
    if (w == NO_PLACE || self->choices[w].is_dropped || !chosen_place(self, w) || !is_broad(place))
        return;
    const Resolver drawing = resolver_with_shapes(self);
    if (!location->shape) location->shape = own_area(&drawing, self->choices[i].place);
    cut(&drawing, i, place, location);
}

/* The governorate that the text spoke of last before toponym i, or next behind it, other than
 * `unit`; else NO_PLACE. */
static guint32 governorate_beside(const Resolver *self, guint32 i, guint32 unit) {
    for (guint32 step = 1; step <= self->toponyms->n; step++)
        for (int side = 0; side < 2; side++) {
            guint32 k = side == 0 ? i - step : i + step;
            if ((side == 0 && step > i) || k >= self->toponyms->n) continue;
            const Voice *voice = &self->voices[k];
            if (voice->is_sure && !voice->is_abroad && voice->governorate != NO_PLACE &&
                voice->governorate != unit)
                return voice->governorate;
        }
    return NO_PLACE;
}

/* «على الحدود الإدارية مع محافظة الرقة»: its border with the governorate that the text is about. */
static bool locate_edge_of_unit(const Resolver *self, guint32 i, Location *location) {
    guint32 unit = self->choices[i].place;
    if (chosen_place(self, i)->kind != PLACE_GOVERNORATE) return false;
    guint32 other = governorate_beside(self, i, unit);
    return other != NO_PLACE && locate_border(self, unit, other, location);
}

void locate_known(const Resolver *self, guint32 i, Location *location) {
    const Toponym *t = toponym_at(self, i);
    const Place *place = chosen_place(self, i);
    guint32 index = self->choices[i].place;
    location->anchors[0] = (Anchor){index, t->distance_m, t->bearing};
    location->n_anchors = 1;
    bool done = false;
    switch (t->relation) {
        case RELATION_NEAR:
            if (!kind_is_area(place->kind) && place->kind != PLACE_RIVER) {
                locate_near(self, index, location);
                done = true;
            } else {
                done = locate_edge_of_unit(self, i, location);
            }
            break;
        case RELATION_OFFSET:
            if (!is_gloss(self, i) && !kind_is_area(place->kind)) {
                locate_offset(self, i, index, location);
                done = true;
            }
            break;
        case RELATION_SECTOR:
            done = !is_gloss(self, i) &&
                   locate_sector(self, index, t->bearing, t->has_own_head, location);
            break;
        case RELATION_COUNTRYSIDE:
            done = locate_countryside(self, index, t->bearing, location);
            break;
        case RELATION_BADIA:
            done = locate_badia(self, index, t->bearing, location);
            break;
        case RELATION_ROAD:
            done = locate_named_road(self, t, location);
            if (!done && place->kind != PLACE_ROAD && !kind_is_area(place->kind)) {
                locate_on_road_to(place, location);
                done = true;
            }
            break;
        case RELATION_BANK:
            done = locate_bank(self, i, index, location);
            break;
        default:
            break;
    }
    /* A river is where the text last was on it. */
    if (!done && place->kind == PLACE_RIVER) done = locate_bank(self, i, index, location);
    if (done || locate_unit_of_town(self, i, location)) return;
    locate_at(self, place, index, location);
    /* «قرب الحدود السورية اللبنانية في ريف القصير»: what is near an area is told as if in it. */
    if (t->relation == RELATION_AT || t->relation == RELATION_NEAR)
        cut_to_within(self, i, place, location);
}

void locate(const Resolver *self, guint32 i, Location *ret_location) {
    *ret_location =
        (Location){.method = METHOD_UNRESOLVED, .lon = NAN, .lat = NAN, .radius_m = NAN};
    const Toponym *t = toponym_at(self, i);
    if (t->one != NO_PLACE)
        locate_pair(self, i, ret_location);
    else if (self->choices[i].place == NO_PLACE)
        locate_unresolved(self, i, ret_location);
    else
        locate_known(self, i, ret_location);
    loosen_border(self, i, ret_location);
    if (!self->wants_shapes) location_clear(ret_location);
}
