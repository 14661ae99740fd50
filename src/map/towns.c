/*
 * towns: which towns of the surroundings are named, so that a reader knows where the story is: the
 * large ones first, none close to another or to a place of the story.
 */
#include <math.h>
#include <string.h>

#include "map/labels.h"
#include "map/symbols.h"

static const double APART = 74, ANCHOR_APART = 0.3, APART_FROM_STORY = 17, DOT_RADIUS = 2.2,
                    CAPITAL_RADIUS = 2.9;
/* In powers of ten of inhabitants. */
static const double NEARNESS_WORTH = 2, CAPITAL_WORTH = 1.5, ANCHOR_WORTH = 3;
/* A name of the story goes before it, no other town does. */
static const double NEEDED_DROP = 20;
/* Beyond the border a town is worth less of the reader's attention. */
static const double ABROAD_SHARE = 0.82;

typedef struct {
    guint32 place;
    double score;
    Point at;
    bool is_capital;
    bool is_anchor; /* the story says where it is by this town */
} Town;

static gint towns_compare(gconstpointer a, gconstpointer b) {
    const Town *left = a, *right = b;
    if (left->score != right->score) return left->score > right->score ? -1 : 1;
    return left->place < right->place ? -1 : left->place > right->place;
}

static double kind_bonus(PlaceKind kind) {
    return kind == PLACE_CITY ? 1.6 : kind == PLACE_TOWN ? 0.7 : 0;
}

bool layout_is_seat(const Layout *layout, guint32 place, PlaceKind widest, PlaceKind finest) {
    guint32 cursor = 0;
    const Relation *row;
    while ((row = gazetteer_next_relation(layout->gazetteer, place, "capital-of", &cursor))) {
        if (row->other == NO_PLACE) continue;
        PlaceKind unit = (PlaceKind)gazetteer_place(layout->gazetteer, row->other)->kind;
        if (unit >= widest && unit <= finest) return true;
    }
    return false;
}

static bool is_capital(const Layout *layout, guint32 place) {
    return layout_is_seat(layout, place, PLACE_COUNTRY, PLACE_SUBDISTRICT);
}

/* Whole words of a name? */
static bool says(const char *name, const char *word) {
    gsize len = strlen(word);
    for (const char *at = strstr(name, word); at && len; at = strstr(at + 1, word))
        if ((at == name || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' ')) return true;
    return false;
}

/* "The steppe of", "two kilometres from", "the road to": the reader looks for that town. */
static bool is_anchor(const Layout *layout, const Place *place) {
    enum { MOST_GROUPS = 400 };
    const char *name = gazetteer_string(layout->gazetteer, place->name_ar);
    if (place->is_abroad || layout->groups->len > MOST_GROUPS) return false;
    for (guint i = 0; i < layout->groups->len; i++)
        if (says(group_name_in(layout, &g_array_index(layout->groups, Group, i), true), name))
            return true;
    return false;
}

static bool holds(LonLatBox box, double lon, double lat) {
    return lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
}

/* A reader looks for the town next to the story before the larger one far off. */
static double nearness(const Layout *layout, Point at) {
    static const double fades_over = 0.18; /* of the frame's width */
    double nearest = INFINITY;
    for (guint i = 0; i < layout->groups->len; i++)
        nearest = fmin(nearest, point_distance(g_array_index(layout->groups, Group, i).anchor, at));
    return 1 / (1 + nearest / (fades_over * layout->scene->map_frame.width));
}

static GArray *towns_in_view(const Layout *layout) {
    GArray *towns = g_array_new(FALSE, FALSE, sizeof(Town));
    LonLatBox extent = map_view_extent(layout->view);
    Box frame = box_grown(layout->scene->map_frame, -8);
    bool villages = basemap_level(map_view_scale_denominator(layout->view)) >= 2;
    guint32 n = layout->gazetteer ? gazetteer_n_places(layout->gazetteer) : 0;
    for (guint32 i = 0; i < n; i++) {
        const Place *place = gazetteer_place(layout->gazetteer, i);
        bool wanted = place->kind == PLACE_CITY || place->kind == PLACE_TOWN ||
                      (villages && place->kind == PLACE_VILLAGE);
        if (!wanted || !holds(extent, place->lon, place->lat)) continue;
        Point at = map_view_project(layout->view, (LonLat){place->lon, place->lat});
        if (!box_holds_point(frame, at)) continue;
        Town town = {.place = i,
                     .score = log10(place->population + 100.0) + kind_bonus(place->kind),
                     .at = at,
                     .is_anchor = is_anchor(layout, place)};
        town.is_capital = place->kind == PLACE_CITY && is_capital(layout, i);
        if (town.is_capital) town.score += CAPITAL_WORTH;
        if (town.is_anchor) town.score += ANCHOR_WORTH;
        if (place->is_abroad) town.score *= ABROAD_SHARE;
        town.score += NEARNESS_WORTH * nearness(layout, at);
        g_array_append_val(towns, town);
    }
    g_array_sort(towns, towns_compare);
    return towns;
}

/* A reader misses the capital, or the town that the story names, though a mark covers its dot. */
static bool is_needed(const Town *town) { return town->is_capital || town->is_anchor; }

static double dot_radius(const Town *town) {
    return town->is_capital ? CAPITAL_RADIUS : DOT_RADIUS;
}

static Box dot_box(Point at, double radius) {
    return box_around(at, 2 * radius + 1, 2 * radius + 1);
}

/* Named already, or too close to a symbol to have a dot of its own. */
static bool is_story(const Layout *layout, const Town *town) {
    for (guint i = 0; i < layout->groups->len; i++) {
        const Group *group = &g_array_index(layout->groups, Group, i);
        if (group_has_place(group, town->place) &&
            (group->precision <= PRECISION_TOWN || group->members))
            return true;
    }
    for (guint i = 0; i < layout->obstacles->len; i++) {
        Box obstacle = g_array_index(layout->obstacles, Box, i);
        bool is_passable = is_needed(town) && obstacle.width < LARGEST_MARK;
        if (!is_passable && boxes_overlap(dot_box(town->at, DOT_RADIUS), obstacle)) return true;
    }
    for (guint i = 0; i < layout->groups->len && !is_needed(town); i++) {
        const Group *group = &g_array_index(layout->groups, Group, i);
        if (group->precision <= PRECISION_TOWN &&
            point_distance(group->anchor, town->at) < APART_FROM_STORY)
            return true;
    }
    return false;
}

/* What the story measures from is named beside another town too. */
static bool is_crowded(const GArray *chosen, const Town *town, double apart) {
    if (town->is_anchor) apart *= ANCHOR_APART;
    for (guint i = 0; i < chosen->len; i++)
        if (point_distance(g_array_index(chosen, Town, i).at, town->at) < apart) return true;
    return false;
}

/* Lies the dot under marks? Half a dot beside a round one is still seen. */
static bool is_covered(const Layout *layout, Point at, double radius) {
    static const double seen = 1;
    Box dot = dot_box(at, radius);
    for (guint i = 0; i < layout->obstacles->len; i++) {
        Box box = g_array_index(layout->obstacles, Box, i);
        bool is_round = box_is_square(box) && box.width < LARGEST_MARK;
        Point middle = {box.x + box.width / 2, box.y + box.height / 2};
        if (is_round ? point_distance(at, middle) < box.width / 2 + seen : boxes_overlap(dot, box))
            return true;
    }
    return false;
}

/* A name without its dot is read as that of the mark: only a capital's is missed more. */
static bool is_lost(const Layout *layout, const Town *town) {
    return !town->is_capital && is_covered(layout, town->at, dot_radius(town));
}

static void add_town(Layout *layout, GArray *wishes, const Town *town, const Pin *pin) {
    const Place *place = gazetteer_place(layout->gazetteer, town->place);
    g_autofree char *ar =
        name_without_brackets(gazetteer_string(layout->gazetteer, place->name_ar));
    g_autofree char *en =
        name_without_brackets(gazetteer_string(layout->gazetteer, place->name_en));
    double radius = dot_radius(town);
    bool covered = is_covered(layout, town->at, radius);
    Wish wish = {
        .id = g_strdup_printf("label-%s", gazetteer_string(layout->gazetteer, place->id)),
        .name = g_strdup(words_are_arabic(layout->words[0]) ? ar : en),
        .voice = VOICE_CONTEXT,
        .place = town->place,
        .feature = dot_box(town->at, radius),
        .dot = town->at,
        .has_dot = !covered,
        .is_covered = covered,
        .may_lead = is_needed(town) && !covered,
        .in_full = true,
        .dot_radius = radius,
        .drop_cost = (is_needed(town) ? NEEDED_DROP : 2) + town->score,
    };
    if (wishes_have_twin(wishes, &wish)) {
        wish_clear(&wish);
        return;
    }
    wish_set_words(layout, &wish, town->is_capital ? "label-capital" : "label-town", ar, en);
    if (pin && pin->has_shift) candidates_pin(&wish, pin->shift);
    g_array_append_val(wishes, wish);
}

void layout_landmarks(Layout *layout) {
    GArray *landmarks = layout->scene->landmarks;
    g_array_set_size(landmarks, 0);
    if (!layout->gazetteer) return;
    Box frame = layout->scene->map_frame;
    LonLatBox extent = map_view_extent(layout->view);
    guint32 n = gazetteer_n_places(layout->gazetteer);
    for (guint32 i = 0; i < n; i++) {
        const Place *place = gazetteer_place(layout->gazetteer, i);
        bool is_town = place->kind == PLACE_CITY || place->kind == PLACE_TOWN;
        if (!is_town || place->is_abroad || !holds(extent, place->lon, place->lat)) continue;
        Point at = map_view_project(layout->view, (LonLat){place->lon, place->lat});
        bool is_large = place->kind == PLACE_CITY && is_capital(layout, i);
        if (box_holds_point(frame, at) && (is_large || is_anchor(layout, place)))
            g_array_append_val(landmarks, at);
    }
}

void wishes_add_towns(Layout *layout, GArray *wishes, const GArray *pins, guint most) {
    g_autoptr(GArray) towns = towns_in_view(layout);
    g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(Town));
    double apart = APART * (layout->compact ? 0.8 : 1);
    for (guint i = 0; i < towns->len && chosen->len < most; i++) {
        const Town *town = &g_array_index(towns, Town, i);
        const Place *place = gazetteer_place(layout->gazetteer, town->place);
        const Pin *pin = pins_find(pins, gazetteer_string(layout->gazetteer, place->name_ar),
                                   gazetteer_string(layout->gazetteer, place->name_en));
        if ((pin && pin->hidden) || is_story(layout, town) || is_crowded(chosen, town, apart) ||
            is_lost(layout, town))
            continue;
        g_array_append_val(chosen, *town);
        add_town(layout, wishes, town, pin);
    }
}
