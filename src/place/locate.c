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
 * is told of it. Against 1,029 titles of known place, 0.53 of it, with 700 m as the least, held the
 * true point of 96 of 100 titles and of 91 of 100 distinct places (large towns are named most): so
 * much is what 90 % means. docs/geometry.md has the figures by kind.
 */
#define SETTLEMENT_CALIBRATION 0.53
#define LEAST_RADIUS_M 700.0

/* A hamlet's point is less sure than its houses are near each other: its radius stays. */
static double calibration(const Place *place) {
    return place->kind == PLACE_HAMLET ? 1 : SETTLEMENT_CALIBRATION;
}

/*
 * The press draws the border of a countryside or a steppe loosely, and beyond the area of tables
 * and rules: against the same titles a third more, and at most ten kilometres, is what 90 % needs.
 */
#define LOOSE_BORDER 0.3
#define LOOSE_BORDER_MOST_M 10000.0

static void loosen_border(Location *location) {
    if (location->method == METHOD_COUNTRYSIDE || location->method == METHOD_BADIA)
        location->radius_m += MIN(LOOSE_BORDER * location->radius_m, LOOSE_BORDER_MOST_M);
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
        location->radius_m = MAX(calibration(place) * location->radius_m, LEAST_RADIUS_M);
    if (kind_is_area(place->kind) || kind_is_quarter(place->kind))
        location->shape = own_area(self, index);
}

/* «طريق الخرافي»: a road that the gazetteer knows by these words. */
static bool locate_named_road(const Resolver *self, const Toponym *t, Location *location) {
    g_autoptr(GString) name = g_string_new(NULL);
    guint32 end = t->first_token + t->n_tokens;
    for (guint32 i = end - t->n_tokens - 1; t->first_token > 0 && i < end; i++)
        g_string_append_printf(name, name->len ? " %s" : "%s", text_norm(self->text, i));
    Shape *line = lines_named(self->gazetteer, LINE_ROAD, name->str);
    if (!line) return false;
    double length = line_length_m(line);
    LonLat middle = line_point_at(line, length / 2);
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

/* «البادية السورية شرقي حمص»: a governorate's capital stands for its countryside on that side. */
static bool is_side_of_capital(const Resolver *self, guint32 w) {
    const Toponym *t = toponym_at(self, w);
    return t->relation == RELATION_SECTOR && chosen_place(self, w)->kind == PLACE_CITY &&
           extent_row(self, self->choices[w].place, RELATION_COUNTRYSIDE, t->bearing) != NO_PLACE;
}

/* Only of what is broad: of a town's own badia the words behind only say where it is. */
#define BROAD_M 80000.0

/* «البادية بريف حمص الشرقي»، «منطقة الجزيرة بريف دير الزور»: of two areas that are named together
 * what they share, where that is less than the first. */
static void cut_to_within(const Resolver *self, guint32 i, const Place *place, Location *location) {
    guint32 w = toponym_at(self, i)->within;
    if (w == NO_PLACE || self->choices[w].is_dropped || !chosen_place(self, w) ||
        (place->kind != PLACE_DESERT && place->kind != PLACE_REGION) ||
        (double)place->radius_m < BROAD_M)
        return;
    Location part = {.lon = NAN};
    if (is_side_of_capital(self, w)) {
        Location side = {.lon = NAN};
        if (location->shape &&
            locate_countryside(self, self->choices[w].place, toponym_at(self, w)->bearing, &side) &&
            side.shape && location_shared(location, &side, &part))
            location_replace(location, &part);
        location_clear(&side);
        return;
    }
    if (is_steppe_by_town(self, place, w)) {
        if (locate_badia(self, self->choices[w].place, toponym_at(self, w)->bearing, &part))
            location_replace(location, &part);
        return;
    }
    bool is_area = kind_is_area((PlaceKind)chosen_place(self, w)->kind) ||
                   toponym_at(self, w)->relation == RELATION_COUNTRYSIDE;
    if (!is_area || !location->shape) return;
    Location outer = {.lon = NAN};
    locate_known(self, w, &outer);
    if (outer.shape && outer.radius_m < location->radius_m &&
        location_shared(location, &outer, &part))
        location_replace(location, &part);
    location_clear(&outer);
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
            if (!done && kind_is_settlement(place->kind)) {
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
    if (done) return;
    locate_at(self, place, index, location);
    if (t->relation == RELATION_AT) cut_to_within(self, i, place, location);
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
    loosen_border(ret_location);
}
