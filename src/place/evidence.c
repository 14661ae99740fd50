/*
 * What the rest of the text says about where a place lies: the words behind it (بريف حمص الشرقي),
 * and the places that are already sure.
 */
#include "place/resolver.h"

bool kind_is_area(PlaceKind kind) { return kind <= PLACE_COUNTRYSIDE || kind == PLACE_DESERT; }
bool kind_is_quarter(PlaceKind kind) {
    return kind == PLACE_QUARTER || kind == PLACE_STREET || kind == PLACE_SQUARE ||
           kind == PLACE_ROUNDABOUT || kind == PLACE_MARKET;
}

bool has_relation(const Resolver *self, guint32 place, const char *relation) {
    guint32 cursor = 0;
    return gazetteer_next_relation(self->gazetteer, place, relation, &cursor) != NULL;
}

guint32 related_to(const Resolver *self, guint32 place, const char *relation) {
    guint32 cursor = 0;
    const Relation *row = gazetteer_next_relation(self->gazetteer, place, relation, &cursor);
    return row ? row->other : NO_PLACE;
}

/* Is the place the seat of the unit? */
static bool is_seat_of(const Resolver *self, guint32 place, guint32 unit) {
    guint32 cursor = 0;
    const Relation *row;
    while ((row = gazetteer_next_relation(self->gazetteer, place, "capital-of", &cursor)))
        if (row->other == unit) return true;
    return false;
}

guint32 unit_named(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    const Place *p = chosen_place(self, i);
    bool is_led = t->has_own_head ? t->span_first + 1 == t->first_token : t->list != NO_PLACE;
    bool says_unit = t->relation == RELATION_AT && is_led &&
                     (t->head_kinds >> PLACE_SUBDISTRICT & 1) &&
                     strcmp(head_role(self, t), "admin") == 0;
    if (!says_unit || !p || toponym_is_pair(t) || !kind_is_settlement((PlaceKind)p->kind))
        return NO_PLACE;
    bool is_centre = p->admin3 != NO_PLACE && is_seat_of(self, self->choices[i].place, p->admin3);
    return is_centre ? p->admin3 : NO_PLACE;
}

static double angle_between(double a, double b) {
    double d = fabs(fmod(a - b + 540, 360) - 180);
    return d;
}

/* Does `place` lie in the unit or area `outer`? */
static bool unit_holds(const Resolver *self, guint32 outer, const Place *place) {
    if (place->admin1 == outer || place->admin2 == outer || place->admin3 == outer ||
        place->parent == outer)
        return true;
    const Place *o = gazetteer_place(self->gazetteer, outer);
    if (o->kind == PLACE_COUNTRY) {
        const Place *unit =
            place->admin1 == NO_PLACE ? NULL : gazetteer_place(self->gazetteer, place->admin1);
        return !o->is_abroad ? !place->is_abroad
                             : place->parent == outer || (unit && unit->parent == outer);
    }
    return gazetteer_area_holds(self->gazetteer, outer, place_point(place));
}

static guint32 index_of(const Resolver *self, const Place *place) {
    return (guint32)(place - gazetteer_place(self->gazetteer, 0));
}

static bool are_within(const Resolver *self, const Place *a, const Place *b, double most_m) {
    return geo_is_within(gazetteer_spot(self->gazetteer, index_of(self, a)),
                         gazetteer_spot(self->gazetteer, index_of(self, b)), place_point(a),
                         place_point(b), most_m);
}

/* In the settlement, its parts, or what reports count to it. */
static bool settlement_holds(const Resolver *self, guint32 outer, const Place *place) {
    const Place *o = gazetteer_place(self->gazetteer, outer);
    double reach = 2.5 * (double)o->radius_m + (kind_is_settlement(place->kind) ? 12000 : 9000);
    return place->parent == outer || are_within(self, o, place, reach);
}

#define FAR_SIDE_M 80000.0
#define FAR_SLACK 50.0

/* «قرية شكيف شمال حلب»: a village far from a city is told by another town, unless it lies right
 * that way, or in what is called the city's countryside there. */
static bool is_off_side(const Resolver *self, const Toponym *t, const Place *anchor,
                        const Place *place, double azimuth) {
    bool is_small = place->kind == PLACE_VILLAGE || place->kind == PLACE_HAMLET;
    if (!is_small || isnan(t->bearing) || angle_between(azimuth, t->bearing) <= FAR_SLACK)
        return false;
    guint32 side = extent_row(self, index_of(self, anchor), RELATION_COUNTRYSIDE, t->bearing);
    return side == NO_PLACE || !gazetteer_area_holds(self->gazetteer, side, place_point(place));
}

/* X east of Y, or 40 km east of Y. */
static int bearing_agrees(const Resolver *self, const Toponym *t, const Place *anchor,
                          const Place *place) {
    double azimuth, distance = geo_inverse(place_point(anchor), place_point(place), &azimuth);
    double slack_angle = kind_is_area(place->kind) ? 110 : 75;
    bool turned = !isnan(t->bearing) && angle_between(azimuth, t->bearing) > slack_angle &&
                  distance > (double)anchor->radius_m;
    if (!isnan(t->distance_m)) {
        double slack = 0.4 * t->distance_m + (double)anchor->radius_m + 5000;
        return fabs(distance - t->distance_m) > slack ? -1 : turned ? 0 : 1;
    }
    /* A subdistrict lies where its town does: its size is no reason to prefer it. */
    bool is_small_unit = place->kind == PLACE_DISTRICT || place->kind == PLACE_SUBDISTRICT;
    if (kind_is_area(place->kind) && !is_small_unit) return distance > 300000 ? -1 : turned ? 0 : 1;
    if (distance > FAR_SIDE_M && is_off_side(self, t, anchor, place, azimuth)) return -1;
    /* The bigger the place, the farther the anchor may be (Manbij east of Aleppo); a village or a
     * site is told from the town next to it, or from its governorate's capital. A town may be told
     * from another governorate's capital, where the direction is right (السخنة غربي دير الزور). */
    bool same_unit = anchor->admin1 != NO_PLACE && anchor->admin1 == place->admin1;
    bool is_known_town =
        (place->kind == PLACE_TOWN || is_small_unit) && !turned && anchor->kind == PLACE_CITY;
    double reach = same_unit || place->kind == PLACE_CITY || is_known_town ? 160000 : 60000;
    if (distance > reach) return -1;
    return turned ? 0 : 1;
}

/* How far the countryside of a town that is no governorate's seat reaches beyond its district, and
 * how far what is counted to it may lie at all. */
#define TOWN_COUNTRY_M 25000.0
#define TOWN_COUNTRY_MOST_M 45000.0

/* «ريف منبج»: its district, or what lies about it; a namesake elsewhere in the governorate is
 * another village. */
static int town_country_agrees(const Resolver *self, guint32 town, const Place *place) {
    const Place *t = gazetteer_place(self->gazetteer, town);
    bool is_seat = t->admin2 != NO_PLACE && is_seat_of(self, town, t->admin2);
    bool same = t->admin1 == place->admin1;
    if (place->admin2 == t->admin2 && is_seat) return 1;
    if (are_within(self, t, place, (double)t->radius_m + TOWN_COUNTRY_M)) return same ? 1 : 0;
    return same && are_within(self, t, place, (double)t->radius_m + TOWN_COUNTRY_MOST_M) ? 0 : -1;
}

/* ريف X الشرقي: the governorate of X, or the country about it where X is no seat of one, and not
 * quite the other side of it. */
static int countryside_agrees(const Resolver *self, const Toponym *t, guint32 anchor,
                              const Place *place) {
    const Place *a = gazetteer_place(self->gazetteer, anchor);
    bool is_town = kind_is_settlement((PlaceKind)a->kind) && !a->is_abroad &&
                   !is_seat_of(self, anchor, a->admin1) && !kind_is_area((PlaceKind)place->kind);
    int agrees = is_town                        ? town_country_agrees(self, anchor, place)
                 : a->kind == PLACE_GOVERNORATE ? (place->admin1 == anchor ? 1 : -1)
                 : place->admin1 == a->admin1   ? 1
                                                : -1;
    if (agrees <= 0 || isnan(t->bearing)) return agrees;
    /* The point of a governorate is the middle of its land, and its sides are told from its seat.
     */
    guint32 side = a->kind == PLACE_GOVERNORATE
                       ? extent_row(self, anchor, RELATION_COUNTRYSIDE, t->bearing)
                       : NO_PLACE;
    if (side != NO_PLACE)
        return gazetteer_area_holds(self->gazetteer, side, place_point(place)) ? 1 : 0;
    double azimuth, distance = geo_inverse(place_point(a), place_point(place), &azimuth);
    return distance > 8000 && angle_between(azimuth, t->bearing) > 95 ? 0 : 1;
}

/* «X – حلب»: a town may stand for the unit around it that bears its name, unless the words say the
 * town itself (مدينة البوكمال). */
static bool stands_for_unit(const Resolver *self, const Toponym *t, const Place *place) {
    if (t->head != NO_PLACE && strcmp(head_role(self, t), "kind") == 0) return false;
    for (guint32 k = 0; k < t->n_candidates; k++) {
        guint32 unit = t->candidates[k];
        if (unit == place->admin1 || unit == place->admin2 || unit == place->admin3) return true;
    }
    return false;
}

int within_agrees(const Resolver *self, guint32 w, const Place *place) {
    if (w == NO_PLACE) return 0;
    const Toponym *t = toponym_at(self, w);
    guint32 outer = self->choices[w].place;
    if (outer == NO_PLACE || self->choices[w].is_dropped) return 0;
    const Place *o = gazetteer_place(self->gazetteer, outer);
    if (o == place) return 0;
    /* A river lies in no town, and by many. */
    if (place->kind == PLACE_RIVER && !kind_is_area((PlaceKind)o->kind)) return 1;
    if (o->is_abroad != place->is_abroad && o->kind == PLACE_COUNTRY) return -1;
    /* «طريق M5 في ريف إدلب الجنوبي»: a long road lies in all lands that it runs through. */
    bool is_land = kind_is_area((PlaceKind)o->kind) || t->relation == RELATION_COUNTRYSIDE ||
                   (t->relation == RELATION_SECTOR && o->kind == PLACE_CITY);
    if (place->kind == PLACE_ROAD && is_land && !o->is_abroad &&
        are_within(self, o, place, (double)place->radius_m))
        return 1;
    /* «الجزيرة بريف دير الزور»: two areas that overlap. */
    bool are_areas = kind_is_area((PlaceKind)o->kind) || t->relation == RELATION_COUNTRYSIDE;
    if (are_areas && !o->is_abroad && !place->is_abroad &&
        (place->kind == PLACE_DESERT || place->kind == PLACE_REGION) &&
        are_within(self, o, place, (double)place->radius_m + 0.5 * (double)o->radius_m))
        return 1;
    switch (t->relation) {
        case RELATION_SECTOR:
        case RELATION_OFFSET:
            if (kind_is_area(o->kind)) return unit_holds(self, outer, place) ? 1 : -1;
            return bearing_agrees(self, t, o, place);
        case RELATION_COUNTRYSIDE:
            return countryside_agrees(self, t, outer, place);
        case RELATION_BADIA:
            return are_within(self, o, place, 90000) ? 1 : -1;
        default:
            break;
    }
    if (o->kind == PLACE_COUNTRYSIDE || o->kind == PLACE_DESERT || o->kind == PLACE_REGION) {
        if (unit_holds(self, outer, place)) return 1;
        if (o->admin1 != NO_PLACE && o->admin1 == place->admin1) return 1;
        return are_within(self, o, place, 1.2 * (double)o->radius_m) ? 1 : -1;
    }
    if (kind_is_unit(o->kind)) return unit_holds(self, outer, place) ? 1 : -1;
    /* «البادية قرب السخنة»: the town lies in the area. */
    if (kind_is_area(place->kind) &&
        gazetteer_area_holds(self->gazetteer, index_of(self, place), place_point(o)))
        return 1;
    if (settlement_holds(self, outer, place)) return 1;
    if (stands_for_unit(self, t, place)) return 1;
    /* «بادية الصالحية قرب مدينة البوكمال»: a city is the landmark of a wide land. */
    bool is_by_city = t->relation == RELATION_NEAR || place->kind == PLACE_CITY; /* حمص الرستن */
    return is_by_city && o->kind == PLACE_CITY && o->admin1 != NO_PLACE &&
                   o->admin1 == place->admin1
               ? 1
               : -1;
}
