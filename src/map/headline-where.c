/*
 * headline-where: where it happened, in the words of a headline: along a river, in the steppe, in
 * one town or two, else in so many governorates.
 */
#include <math.h>
#include <string.h>

#include "map/headline.h"

/* What lies within this distance of a river lies along it. */
static const double RIVER_REACH_M = 12000;
#define METRES_PER_DEGREE 111320.0
/* A river or the steppe is named from SOME of the incidents on, where both together hold MOST. */
static const double MOST = 0.75, SOME = 0.1;
enum { MAX_GOVERNORATES = 3 };

static double flat_distance_m(LonLat a, LonLat b) {
    double x = (a.lon - b.lon) * cos(a.lat * G_PI / 180);
    return METRES_PER_DEGREE * hypot(x, a.lat - b.lat);
}

static bool is_badia(const Layout *self, const Group *group) {
    const Place *place = group_place(self, group);
    return group->method == METHOD_BADIA || (place && place->kind == PLACE_DESERT);
}

static bool lies_along(const BasemapFeature *line, LonLat at) {
    double reach = RIVER_REACH_M / METRES_PER_DEGREE;
    for (guint32 i = 0; i < line->n_points; i++)
        if (fabs(line->points[i].lat - at.lat) <= reach &&
            flat_distance_m(line->points[i], at) < RIVER_REACH_M)
            return true;
    return false;
}

/* A river of the whole country's map, and which groups lie along it. */
typedef struct {
    const char *name_ar, *name_en;
    guint n, n_groups;
    const Group *group;      /* one of them */
    const Group *last_apart; /* of the groups that do not lie there, nor in the steppe */
    guint n_apart;           /* of those */
    int rank;                /* 1: the greatest */
} River;

/* A group that is not in the steppe. */
typedef struct {
    LonLat at;
    bool is_coarse;
    const Group *group;
} Spot;

typedef struct {
    const GArray *spots; /* Spot: rivers are many, and groups may be thousands */
    River best;
} RiverSearch;

/* The box around all that may lie along the line. */
static LonLatBox reach_of(const BasemapFeature *line) {
    LonLatBox box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (guint32 i = 0; i < line->n_points; i++) {
        LonLat at = line->points[i];
        double dy = RIVER_REACH_M / METRES_PER_DEGREE, dx = dy / cos(at.lat * G_PI / 180);
        box = (LonLatBox){MIN(box.west, at.lon - dx), MIN(box.south, at.lat - dy),
                          MAX(box.east, at.lon + dx), MAX(box.north, at.lat + dy)};
    }
    return box;
}

static void visit_river(const BasemapFeature *feature, void *data) {
    RiverSearch *search = data;
    River river = {.name_ar = feature->name_ar, .name_en = feature->name_en, .rank = feature->rank};
    if (!*river.name_ar || !*river.name_en) return;
    LonLatBox box = reach_of(feature);
    for (guint i = 0; i < search->spots->len; i++) {
        const Spot *spot = &g_array_index(search->spots, Spot, i);
        bool may_lie = spot->at.lon >= box.west && spot->at.lon <= box.east &&
                       spot->at.lat >= box.south && spot->at.lat <= box.north;
        if (!may_lie || spot->is_coarse || !lies_along(feature, spot->at)) {
            river.n_apart++;
            river.last_apart = spot->group;
            continue;
        }
        river.n += spot->group->n_incidents;
        river.n_groups++;
        river.group = spot->group;
    }
    const River *best = &search->best;
    if (river.n > best->n || (river.n == best->n && river.rank < best->rank)) search->best = river;
}

/* The river that most incidents lie along, the greater of two that meet; n is 0 where there is
 * none.
 */
static River river_of(const Layout *self) {
    static const LonLatBox everywhere = {-180, -90, 180, 90};
    g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(Spot));
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        Spot spot = {group->at, group->is_coarse, group};
        if (!is_badia(self, group)) g_array_append_val(spots, spot);
    }
    RiverSearch search = {.spots = spots};
    basemap_visit(self->basemap, "rivers", 0, everywhere, visit_river, &search);
    return search.best;
}

static const char *place_name(const Layout *self, const Place *place, const Words *words) {
    return gazetteer_string(self->gazetteer,
                            words_are_arabic(words) ? place->name_ar : place->name_en);
}

/* The steppe: of one town, or of one name, where all steppe incidents name the same. */
static char *where_badia(const Layout *self, const Words *words) {
    const Place *of = NULL;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (!is_badia(self, group)) continue;
        const Place *place = group_place(self, group);
        if (!place || (of && of != place)) return words_say(words, "where-badia");
        of = place;
    }
    if (!of) return words_say(words, "where-badia");
    return words_say_with(words, of->kind == PLACE_DESERT ? "where-area" : "where-badia-of",
                          "place", place_name(self, of, words), NULL);
}

/* A countryside, a district: said by its name, as nothing finer is known. NULL of a governorate or
 * what has no name, which are told as governorates. */
static char *where_area(const Layout *self, const Group *group, const Words *words) {
    const Place *place = group_place(self, group);
    if (group->precision != PRECISION_AREA || !place || place->kind == PLACE_GOVERNORATE ||
        place->kind == PLACE_COUNTRY)
        return NULL;
    return words_say_with(words, "where-area", "place", group_name(self, group, words), NULL);
}

typedef struct {
    guint32 place;
    guint n;
} Share;

static gint shares_compare(gconstpointer a, gconstpointer b) {
    const Share *left = a, *right = b;
    if (left->n != right->n) return left->n > right->n ? -1 : 1;
    return left->place < right->place ? -1 : left->place > right->place;
}

/* Governorates by number of incidents, until they are more than a headline names; what lies in none
 * is left out. */
static GArray *governorate_shares(const Layout *self) {
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(Share));
    guint n = self->gazetteer ? self->groups->len : 0;
    for (guint i = 0; i < n && shares->len <= MAX_GOVERNORATES; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        guint32 unit = gazetteer_admin_at(self->gazetteer, group->at, PLACE_GOVERNORATE);
        if (unit == NO_PLACE) continue;
        guint at = 0;
        while (at < shares->len && g_array_index(shares, Share, at).place != unit) at++;
        if (at == shares->len) {
            Share share = {unit, 0};
            g_array_append_val(shares, share);
        }
        g_array_index(shares, Share, at).n += group->n_incidents;
    }
    g_array_sort(shares, shares_compare);
    return shares;
}

static char *where_governorates(const Layout *self, const Words *words) {
    g_autoptr(GArray) shares = governorate_shares(self);
    if (shares->len == 0 || shares->len > MAX_GOVERNORATES) return words_say(words, "where-syria");
    const char *names[MAX_GOVERNORATES];
    for (guint i = 0; i < shares->len; i++)
        names[i] = place_name(
            self, gazetteer_place(self->gazetteer, g_array_index(shares, Share, i).place), words);
    g_autofree char *list = words_list(words, names, shares->len);
    static const char *const keys[MAX_GOVERNORATES] = {
        "where-governorate", "where-governorates-two", "where-governorates"};
    return words_say_with(words, keys[shares->len - 1], "place", list, NULL);
}

/* One place: said by its name. NULL where that would not read well. */
static char *where_one(const Layout *self, const Group *only, const Words *words) {
    const Place *place = group_place(self, only);
    if (is_badia(self, only)) return where_badia(self, words);
    if (only->precision == PRECISION_TOWN || only->precision == PRECISION_SITE)
        return words_say_with(words, "where-in", "place", group_name(self, only, words), NULL);
    if (only->precision == PRECISION_LINE)
        return words_say_with(words, "where-on", "place", group_name(self, only, words), NULL);
    if (only->precision == PRECISION_NEAR && place)
        return words_say_with(words, "where-near", "place", place_name(self, place, words), NULL);
    return where_area(self, only, words);
}

/* Two towns, each by its name. NULL where they are others, or more. */
static char *where_two(const Layout *self, const Words *words) {
    const char *names[2];
    if (self->groups->len != G_N_ELEMENTS(names)) return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (group->precision > PRECISION_TOWN || is_badia(self, group)) return NULL;
        names[i] = group_name(self, group, words);
    }
    g_autofree char *list = words_list(words, names, G_N_ELEMENTS(names));
    return words_say_with(words, "where-in", "place", list, NULL);
}

/* The town that a spot lies in, or next to; NULL where none is. */
static const Place *town_at(const Layout *self, LonLat at) {
    static const double next_to_m = 6000;
    guint32 n = self->gazetteer ? gazetteer_n_places(self->gazetteer) : 0;
    const Place *town = NULL;
    double nearest = next_to_m;
    for (guint32 i = 0; i < n; i++) {
        const Place *place = gazetteer_place(self->gazetteer, i);
        if (place->kind != PLACE_CITY && place->kind != PLACE_TOWN) continue;
        double distance = flat_distance_m(at, (LonLat){place->lon, place->lat});
        if (distance >= nearest) continue;
        nearest = distance;
        town = place;
    }
    return town;
}

/* One place by a river does not lie along it: it is an area, or lies in its town, or in its
 * governorate. */
static char *where_along(const Layout *self, const River *river, const Words *words) {
    char *area = river->n_groups == 1 ? where_area(self, river->group, words) : NULL;
    if (area) return area;
    const Place *town = river->n_groups == 1 ? town_at(self, river->group->at) : NULL;
    if (town)
        return words_say_with(words, "where-in", "place", place_name(self, town, words), NULL);
    guint32 unit = river->n_groups == 1 && self->gazetteer
                       ? gazetteer_admin_at(self->gazetteer, river->group->at, PLACE_GOVERNORATE)
                       : NO_PLACE;
    if (unit != NO_PLACE) {
        const char *name = place_name(self, gazetteer_place(self->gazetteer, unit), words);
        return words_say_with(words, "where-governorate", "place", name, NULL);
    }
    return words_say_with(words, "where-along", "place",
                          words_are_arabic(words) ? river->name_ar : river->name_en, NULL);
}

char *layout_where(const Layout *self, const Words *words) {
    guint total = self->scene->summary.n_drawn, n_badia = 0;
    const char *found = self->where[words == self->words[1]];
    if (found) return g_strdup(found);
    char *named = self->groups->len == 1
                      ? where_one(self, &g_array_index(self->groups, Group, 0), words)
                      : where_two(self, words);
    if (named) return named;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        n_badia += is_badia(self, group) ? group->n_incidents : 0;
    }
    River river = river_of(self);
    if (total == 0 || river.n + n_badia < MOST * total) return where_governorates(self, words);
    bool is_along = river.n > 0 && river.n >= SOME * total;
    bool is_steppe = n_badia > 0 && (n_badia >= SOME * total || !is_along);
    /* Of few places the one that lies elsewhere is not passed over. */
    bool is_apart = total <= HEADLINE_FEW && is_along && river.n_apart == 1;
    g_autofree char *along = is_along ? where_along(self, &river, words) : NULL;
    g_autofree char *steppe = is_steppe ? where_badia(self, words) : NULL;
    g_autofree char *apart = is_apart ? where_one(self, river.last_apart, words) : NULL;
    const char *parts[3];
    guint n = 0;
    if (along) parts[n++] = along;
    if (steppe) parts[n++] = steppe;
    if (apart) parts[n++] = apart;
    return words_list(words, parts, n);
}
