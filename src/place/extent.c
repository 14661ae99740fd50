/*
 * Areas that a relation makes of a place: its countryside, its badia, its sector. Where the press
 * has a convention of its own the gazetteer holds a region for it (rif-deir-ez-zor-east is the
 * valley down to Abu Kamal, both banks); the rest is computed from units and towns.
 */
#include "place/kept.h"
#include "place/road.h"

#define BADIA_ID "badia-syria"
#define JAZIRA_ID "jazira"
#define VALLEY_ID "euphrates-valley"
#define LEAST_STEPPE_M 8000.0 /* a narrower share of the steppe is none */

/* ---- regions of the gazetteer ---------------------------------------------------------------- */

static bool row_says(const Resolver *self, guint32 row, double bearing) {
    const char *kind = gazetteer_cell(self->gazetteer, TABLE_CUE, row, "cue");
    const char *value = gazetteer_cell(self->gazetteer, TABLE_CUE, row, "value");
    return strcmp(kind, "bearing") == 0 && g_ascii_isdigit(*value) &&
           fabs(g_ascii_strtod(value, NULL) - bearing) < 1;
}

/* Does `rest` say `bearing`: is it one of the adjectives of cues.tsv? */
static bool is_adjective_of(const Resolver *self, const char *rest, double bearing) {
    for (guint32 row = 0; row < gazetteer_n_rows(self->gazetteer, TABLE_CUE); row++) {
        if (!row_says(self, row, bearing)) continue;
        g_auto(GStrv) forms =
            g_strsplit(gazetteer_cell(self->gazetteer, TABLE_CUE, row, "form"), "|", -1);
        for (char **form = forms; *form; form++) {
            g_autofree char *own = search_form(*form);
            if (strcmp(own, rest) == 0) return true;
        }
    }
    return false;
}

/* «ريف X الشرقي»: `name` is what follows the head: the name of X, then nothing or the bearing. */
static bool name_says(const Resolver *self, const char *name, const char *of, double bearing) {
    if (!begins_with(name, of)) return false;
    const char *at = name + strlen(of);
    if (isnan(bearing)) return *at == '\0';
    return *at == ' ' && is_adjective_of(self, at + 1, bearing);
}

/* A countryside or desert of the gazetteer, by its name in search form. */
typedef struct {
    guint32 place;
    PlaceKind kind;
    char *name; /* … without its head */
} Region;

static void region_clear(void *data) { g_free(((Region *)data)->name); }

/* In the order of the places. */
static void *regions_read(const Gazetteer *gazetteer) {
    GArray *regions = g_array_new(FALSE, FALSE, sizeof(Region));
    g_array_set_clear_func(regions, region_clear);
    for (guint32 i = 0; i < gazetteer_n_places(gazetteer); i++) {
        const Place *p = gazetteer_place(gazetteer, i);
        if (p->kind != PLACE_DESERT && p->kind != PLACE_COUNTRYSIDE) continue;
        g_autofree char *own = search_form(gazetteer_string(gazetteer, p->name_ar));
        const char *blank = strchr(own, ' ');
        if (!blank) continue;
        Region region = {i, (PlaceKind)p->kind, g_strdup(blank + 1)};
        g_array_append_val(regions, region);
    }
    return regions;
}

static void regions_free(void *data) { g_array_unref(data); }

static void make_row(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    const Place *p = gazetteer_place(self->gazetteer, key->place);
    PlaceKind kind = key->flags == RELATION_BADIA ? PLACE_DESERT : PLACE_COUNTRYSIDE;
    g_autofree char *own = search_form(gazetteer_string(self->gazetteer, p->name_ar));
    /* Of «ريف دير الزور» itself, what it is the countryside of. */
    const char *blank = p->kind == kind ? strchr(own, ' ') : NULL;
    const char *of = blank ? blank + 1 : own;
    const GArray *regions =
        gazetteer_kept(self->gazetteer, KEPT_REGIONS, regions_read, regions_free);
    for (guint i = 0; i < regions->len; i++) {
        const Region *region = &g_array_index(regions, Region, i);
        if (region->kind != kind || !name_says(self, region->name, of, key->numbers[0])) continue;
        ret_answer->row = region->place;
        return;
    }
}

guint32 extent_row(const Resolver *self, guint32 place, ToponymRelation relation, double bearing) {
    KeptKey key = kept_key(KEPT_ROW, place);
    key.flags = relation;
    key.numbers[0] = bearing;
    return kept_row(self, &key, make_row);
}

static bool from_row(const Resolver *self, guint32 row, LocationMethod method, Location *location) {
    if (row == NO_PLACE) return false;
    const Place *p = gazetteer_place(self->gazetteer, row);
    location->method = method;
    location->lon = p->lon;
    location->lat = p->lat;
    location->radius_m = (double)p->radius_m;
    if (self->wants_shapes) location->shape = gazetteer_area(self->gazetteer, row);
    return true;
}

/* ---- units ----------------------------------------------------------------------------------- */

/* The largest unit whose capital the place is; else the subdistrict around it. */
static guint32 unit_of(const Resolver *self, guint32 place) {
    const Place *p = gazetteer_place(self->gazetteer, place);
    if (kind_is_area(p->kind)) return place;
    guint32 cursor = 0, best = NO_PLACE;
    const Relation *row;
    while ((row = gazetteer_next_relation(self->gazetteer, place, "capital-of", &cursor))) {
        if (row->other == NO_PLACE) continue;
        const Place *unit = gazetteer_place(self->gazetteer, row->other);
        if (best == NO_PLACE || unit->kind < gazetteer_place(self->gazetteer, best)->kind)
            best = row->other;
    }
    return best != NO_PLACE ? best : p->admin3 != NO_PLACE ? p->admin3 : p->admin2;
}

/* The area of a place, which is of no concern beyond `reach_m` from the frame's origin. */
static Area *area_of(const Resolver *self, const Ground *ground, guint32 place, double reach_m) {
    if (place == NO_PLACE) return NULL;
    g_autoptr(Shape) shape = gazetteer_area(self->gazetteer, place);
    return ground_from_shape_near(ground, shape, reach_m);
}

/* The shape of a place that may come within `reach_m` of the frame's origin, else NULL. */
static Shape *shape_near(const Resolver *self, const Ground *ground, guint32 place,
                         double reach_m) {
    const double LEAST_DEGREE_M = 110500; /* of latitude */
    if (place == NO_PLACE) return NULL;
    Shape *shape = gazetteer_area(self->gazetteer, place);
    if (!shape) return NULL;
    LonLatBox box = shape_box(shape);
    LonLat at = ground->origin;
    double dy = reach_m / LEAST_DEGREE_M;
    double dx = dy / cos((fabs(at.lat) + dy) * G_PI / 180);
    bool is_far = at.lon + dx < box.west || at.lon - dx > box.east || at.lat + dy < box.south ||
                  at.lat - dy > box.north;
    if (!is_far) return shape;
    shape_free(shape);
    return NULL;
}

/* What of the area, within `reach_m` of the frame's origin, belongs to the place, or all where the
 * place has no area; eats it. */
static Area *part_in(const Resolver *self, const Ground *ground, guint32 place, double reach_m,
                     Area *eaten) {
    g_autoptr(Shape) shape = place == NO_PLACE ? NULL : gazetteer_area(self->gazetteer, place);
    if (!shape) return eaten;
    Area *part = ground_part_of(ground, shape, reach_m, eaten);
    if (eaten) ground_drop(ground, eaten);
    return part;
}

static double sector_half_width(double bearing) { return fmod(bearing, 90) < 1 ? 45 : 30; }

/* How far the countryside of a town reaches: a governorate's capital to its border, others as far
 * as one goes to market. */
static double countryside_reach(const Resolver *self, guint32 unit) {
    if (unit == NO_PLACE) return 15000;
    switch ((PlaceKind)gazetteer_place(self->gazetteer, unit)->kind) {
        case PLACE_GOVERNORATE:
            return 250000;
        case PLACE_DISTRICT:
            return 35000;
        default:
            return 18000;
    }
}

/* The unit of X, in that sector of X, without the town itself. */
static bool make_countryside(const Resolver *self, const Place *place, guint32 index,
                             double bearing, Location *location) {
    if (from_row(self, extent_row(self, index, RELATION_COUNTRYSIDE, bearing), METHOD_COUNTRYSIDE,
                 location))
        return true;
    LonLat centre = place_point(place);
    guint32 unit = related_to(self, index, "countryside-in");
    if (unit == NO_PLACE) unit = unit_of(self, index);
    double reach = countryside_reach(self, unit);
    g_autoptr(Ground) ground = ground_new(centre);
    Area *area = ground_sector(ground, centre, 0, reach, isnan(bearing) ? 0 : bearing,
                               isnan(bearing) ? 180 : sector_half_width(bearing));
    area = part_in(self, ground, unit, reach, area);
    if (kind_is_settlement(place->kind))
        area = ground_minus_disc(ground, area, 0.7 * (double)place->radius_m);
    if (!area) /* the unit ends before the sector begins: what is named lies beyond it, close by */
        area = ground_sector(ground, centre, (double)place->radius_m, 15000,
                             isnan(bearing) ? 0 : bearing,
                             isnan(bearing) ? 180 : sector_half_width(bearing));
    return location_from_area(self, ground, area, METHOD_COUNTRYSIDE, location);
}

static void answer_countryside(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    ret_answer->found = make_countryside(self, gazetteer_place(self->gazetteer, key->place),
                                         key->place, key->numbers[0], &ret_answer->location);
}

bool locate_countryside(const Resolver *self, guint32 place, double bearing, Location *location) {
    KeptKey key = kept_key(KEPT_COUNTRYSIDE, place);
    key.numbers[0] = bearing;
    return kept_location(self, &key, answer_countryside, location);
}

/* ---- badia ----------------------------------------------------------------------------------- */

/* Does the steppe that bears the place's name lie in the Jazira? The region of that name says so
 * (Raqqa's lies across the river); else the bank of the Euphrates that the place is on. */
static bool is_steppe_beyond_river(const Resolver *self, guint32 place) {
    guint32 row = extent_row(self, place, RELATION_BADIA, NAN);
    guint32 badia = gazetteer_by_id(self->gazetteer, BADIA_ID);
    if (row != NO_PLACE && badia != NO_PLACE)
        return !gazetteer_area_holds(self->gazetteer, badia,
                                     place_point(gazetteer_place(self->gazetteer, row)));
    if (has_relation(self, place, "bank-left")) return true;
    guint32 jazira = gazetteer_by_id(self->gazetteer, JAZIRA_ID);
    return jazira != NO_PLACE && !has_relation(self, place, "bank-right") &&
           gazetteer_area_holds(self->gazetteer, jazira,
                                place_point(gazetteer_place(self->gazetteer, place)));
}

/* The same for each place, once it was asked: every badia asks it of all towns around. */
typedef enum { SIDE_UNASKED, SIDE_HERE, SIDE_BEYOND } SteppeSide;

static void *steppes_new(const Gazetteer *gazetteer) {
    return g_new0(gint, gazetteer_n_places(gazetteer) + 1);
}

/* Two threads that ask at once write the same. */
static bool has_steppe_beyond_river(const Resolver *self, guint32 place) {
    gint *sides = gazetteer_kept(self->gazetteer, KEPT_STEPPES, steppes_new, g_free);
    SteppeSide side = (SteppeSide)g_atomic_int_get(&sides[place]);
    if (side == SIDE_UNASKED) {
        side = is_steppe_beyond_river(self, place) ? SIDE_BEYOND : SIDE_HERE;
        g_atomic_int_set(&sides[place], (gint)side);
    }
    return side == SIDE_BEYOND;
}

typedef struct {
    const Resolver *resolver;
    guint32 index;
    bool is_beyond;
    GArray *points; /* LonLat: the settlements that the place shares the steppe with */
} Rivals;

/* Other towns of the same rank with the same steppe; not those of half its people, nor its own
 * other half.
 */
static void meet_rival(guint32 index, void *data) {
    Rivals *self = data;
    const Gazetteer *gazetteer = self->resolver->gazetteer;
    const Place *place = gazetteer_place(gazetteer, self->index);
    const Place *other = gazetteer_place(gazetteer, index);
    if (index == self->index || !kind_is_settlement(other->kind) || other->kind > place->kind ||
        (other->kind == place->kind && 2 * other->population < place->population) ||
        geo_is_nearer(place_point(place), place_point(other), 1000) ||
        has_steppe_beyond_river(self->resolver, index) != self->is_beyond)
        return;
    LonLat point = place_point(other);
    g_array_append_val(self->points, point);
}

/* Takes off what is nearer to others. */
static Area *without_rivals(const Resolver *self, const Ground *ground, guint32 index,
                            double reach_m, Area *eaten) {
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(LonLat));
    Rivals meeting = {self, index, has_steppe_beyond_river(self, index), points};
    if (eaten) gazetteer_around(self->gazetteer, ground->origin, 2 * reach_m, meet_rival, &meeting);
    return ground_keep_nearer(ground, eaten, (const LonLat *)(const void *)points->data,
                              points->len, reach_m);
}

static double steppe_reach(const Place *p) {
    switch ((PlaceKind)p->kind) {
        case PLACE_CITY:
            return 60000;
        case PLACE_TOWN:
            return 40000;
        default:
            return 25000;
    }
}

/* The open land of the governorate around X, where no Badia is in reach. */
static Area *open_land(const Resolver *self, const Ground *ground, const Place *place,
                       double bearing, double reach) {
    Area *area = ground_sector(ground, ground->origin, (double)place->radius_m, reach / 2,
                               isnan(bearing) ? 0 : bearing, isnan(bearing) ? 180 : 45);
    return part_in(self, ground, place->admin1, reach, area);
}

/* What of the land within reach of X is steppe on the side of the Euphrates where its is, outside
 * the cultivated valley: of the Syrian Badia, or beyond the river of the Jazira. */
static Area *steppe_of(const Resolver *self, const Ground *ground, const Shape *badia, double reach,
                       const Area *land) {
    guint32 valley = gazetteer_by_id(self->gazetteer, VALLEY_ID);
    g_autoptr(Shape) fields = shape_near(self, ground, valley, reach);
    Area *area = badia ? ground_part_of(ground, badia, reach, land) : ground_copy(ground, land);
    if (!area || !fields) return area;
    /* Beyond the land: along an edge of both, arithmetic would leave a thread of a nanometre. */
    Area *around = ground_disc(ground, ground->origin, 1.1 * reach);
    Area *taken = ground_part_of(ground, fields, 1.1 * reach, around);
    ground_drop(ground, around);
    return ground_minus(ground, area, taken);
}

/* Of the steppe what is nearer to X than to other towns; all of it where that leaves but a sliver
 * or nothing, as between the villages of the valley; NULL where there is none. */
static Area *own_steppe(const Resolver *self, const Ground *ground, guint32 index, double bearing,
                        double reach) {
    bool is_area = kind_is_area((PlaceKind)gazetteer_place(self->gazetteer, index)->kind);
    bool is_beyond = has_steppe_beyond_river(self, index);
    guint32 whole = gazetteer_by_id(self->gazetteer, is_beyond ? JAZIRA_ID : BADIA_ID);
    g_autoptr(Shape) badia = shape_near(self, ground, whole, reach);
    if (!badia && whole != NO_PLACE) return NULL;
    Area *land = ground_sector(ground, ground->origin, 0, reach, isnan(bearing) ? 0 : bearing,
                               isnan(bearing) ? 180 : 60);
    if (is_area) {
        Area *area = steppe_of(self, ground, badia, reach, land);
        ground_drop(ground, land);
        return ground_and(ground, area, area_of(self, ground, index, reach));
    }
    Area *own_land = without_rivals(self, ground, index, reach, ground_copy(ground, land));
    Area *area = steppe_of(self, ground, badia, reach, own_land);
    ground_drop(ground, own_land);
    LonLat middle;
    double radius_m;
    bool is_sliver =
        !area || (ground_centre(ground, area, &middle, &radius_m) && radius_m < LEAST_STEPPE_M);
    if (is_sliver) {
        ground_drop(ground, area);
        area = steppe_of(self, ground, badia, reach, land);
    }
    ground_drop(ground, land);
    return area;
}

static bool make_badia(const Resolver *self, const Place *place, guint32 index, double bearing,
                       Location *location) {
    if (from_row(self, extent_row(self, index, RELATION_BADIA, bearing), METHOD_BADIA, location))
        return true;
    g_autoptr(Ground) ground = ground_new(place_point(place));
    const double WHOLE_M = 300000; /* «البادية الجنوبية من المحافظة» is all of it on that side */
    double reach = kind_is_area(place->kind) ? WHOLE_M : steppe_reach(place);
    Area *area = own_steppe(self, ground, index, bearing, reach);
    if (!area) area = open_land(self, ground, place, bearing, reach);
    return location_from_area(self, ground, area, METHOD_BADIA, location);
}

static void answer_badia(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    ret_answer->found = make_badia(self, gazetteer_place(self->gazetteer, key->place), key->place,
                                   key->numbers[0], &ret_answer->location);
}

bool locate_badia(const Resolver *self, guint32 place, double bearing, Location *location) {
    KeptKey key = kept_key(KEPT_BADIA, place);
    key.numbers[0] = bearing;
    return kept_location(self, &key, answer_badia, location);
}

/* ---- sector ---------------------------------------------------------------------------------- */

/* شرقي X: of an area its part on that side; of a governorate's capital the countryside there; of
 * another town the land up to 5 km beyond it. */
static bool make_sector(const Resolver *self, const Place *place, guint32 index, double bearing,
                        bool is_town, Location *location) {
    LonLat centre = place_point(place);
    /* «القطاع الشرقي من ريف دير الزور» */
    if (place->kind == PLACE_COUNTRYSIDE &&
        from_row(self, extent_row(self, index, RELATION_COUNTRYSIDE, bearing), METHOD_COUNTRYSIDE,
                 location))
        return true;
    if (kind_is_area(place->kind)) {
        g_autoptr(Ground) ground = ground_new(centre);
        const double EVERYWHERE_M = 800000;
        g_autoptr(Shape) whole = gazetteer_area(self->gazetteer, index);
        if (!whole) return false;
        Area *side =
            ground_sector(ground, centre, 0, EVERYWHERE_M, bearing, sector_half_width(bearing));
        Area *part = ground_part_of(ground, whole, EVERYWHERE_M, side);
        ground_drop(ground, side);
        LocationMethod method = kind_is_unit(place->kind) ? METHOD_ADMIN : METHOD_REGION;
        return location_from_area(self, ground, part, method, location);
    }
    guint32 row = is_town ? NO_PLACE : extent_row(self, index, RELATION_COUNTRYSIDE, bearing);
    if (from_row(self, row, METHOD_COUNTRYSIDE, location)) return true;
    /* «شمال شرق حماة»: no region of that name, and yet the side of the governorate. */
    if (!is_town && place->kind == PLACE_CITY && locate_countryside(self, index, bearing, location))
        return true;
    g_autoptr(Ground) ground = ground_new(centre);
    double own = (double)place->radius_m;
    Area *area = ground_sector(ground, centre, 0, MAX(2 * own, own + 5000), bearing,
                               sector_half_width(bearing));
    return location_from_area(self, ground, area, METHOD_NEAR, location);
}

static void answer_sector(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    ret_answer->found = make_sector(self, gazetteer_place(self->gazetteer, key->place), key->place,
                                    key->numbers[0], key->flags, &ret_answer->location);
}

bool locate_sector(const Resolver *self, guint32 place, double bearing, bool is_town,
                   Location *location) {
    KeptKey key = kept_key(KEPT_SECTOR, place);
    key.flags = is_town;
    key.numbers[0] = bearing;
    return kept_location(self, &key, answer_sector, location);
}

/* ---- border ---------------------------------------------------------------------------------- */

#define BORDER_WIDTH_M 12000.0
#define BORDER_REACH_M 400000.0

/* The land that lies along the borders of both units: their common one, on both its sides. */
static void make_border(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer) {
    LonLat centre = place_point(gazetteer_place(self->gazetteer, key->place));
    g_autoptr(Ground) ground = ground_new(centre);
    g_autoptr(Shape) one = gazetteer_area(self->gazetteer, key->place);
    g_autoptr(Shape) other = gazetteer_area(self->gazetteer, key->other);
    if (!one || !other) return;
    Area *area = ground_along(ground, one, centre, BORDER_REACH_M, BORDER_WIDTH_M);
    Area *beside = ground_along(ground, other, centre, BORDER_REACH_M, BORDER_WIDTH_M);
    if (!beside) ground_drop(ground, g_steal_pointer(&area));
    if (area) area = ground_and(ground, area, beside);
    ret_answer->found = location_from_area(self, ground, area, METHOD_NEAR, &ret_answer->location);
}

bool locate_border(const Resolver *self, guint32 unit, guint32 other, Location *location) {
    KeptKey key = kept_key(KEPT_BORDER, unit);
    key.other = other;
    return kept_location(self, &key, make_border, location);
}
