/*
 * groups: incidents at one place stand together, those of one type under one symbol. How well the
 * place is known (the precision class) is decided here, once.
 */
#include <math.h>
#include <string.h>

#include "map/symbols.h"

/* Where no governorate is known to compare with, a location this wide tells no more than one. */
static const double GOVERNORATE_RADIUS_M = 56000;

/* ---- classes ----------------------------------------------------------------------------------
 */

static bool is_inhabited(PlaceKind kind) {
    return kind == PLACE_CITY || kind == PLACE_TOWN || kind == PLACE_VILLAGE ||
           kind == PLACE_HAMLET || kind == PLACE_CAMP || kind == PLACE_QUARTER;
}

bool group_kind_is_area(PlaceKind kind) {
    return kind <= PLACE_COUNTRYSIDE || kind == PLACE_DESERT || kind == PLACE_MOUNTAIN ||
           kind == PLACE_LAKE;
}

static PrecisionClass class_of_point(const Incident *incident) {
    if (incident->place_kind == PLACE_RIVER || incident->place_kind == PLACE_ROAD)
        return PRECISION_LINE;
    if (group_kind_is_area(incident->place_kind)) return PRECISION_AREA;
    return is_inhabited(incident->place_kind) ? PRECISION_TOWN : PRECISION_SITE;
}

/* The shape, where there is one, outweighs what the method promises. */
static PrecisionClass class_of_shape(const Location *location, PrecisionClass promised) {
    if (!location->shape) return promised == PRECISION_LINE ? PRECISION_NEAR : promised;
    if (location->shape->kind == SHAPE_LINES) return PRECISION_LINE;
    return promised == PRECISION_LINE ? PRECISION_AREA : promised;
}

static PrecisionClass class_of(const Incident *incident) {
    switch (incident->location.method) {
        case METHOD_NEAR:
        case METHOD_OFFSET:
            return PRECISION_NEAR;
        case METHOD_BETWEEN:
        case METHOD_ROAD:
        case METHOD_RIVER:
            return class_of_shape(&incident->location, PRECISION_LINE);
        case METHOD_COUNTRYSIDE:
        case METHOD_BADIA:
        case METHOD_REGION:
        case METHOD_ADMIN:
            return class_of_shape(&incident->location, PRECISION_AREA);
        case METHOD_NEIGHBOURHOOD:
            return PRECISION_TOWN;
        default:
            return class_of_point(incident);
    }
}

/* "Somewhere in the country", without an outline, is no place that a map could show. */
static bool is_placed(const Incident *incident) {
    if (incident->where_prec >= 6 && !incident->location.shape) return false;
    return incident->location.method != METHOD_UNRESOLVED && isfinite(incident->location.lon) &&
           isfinite(incident->location.lat);
}

/* Of the governorate around a point. */
static double governorate_radius_m(const Layout *self, LonLat at) {
    guint32 unit =
        self->gazetteer ? gazetteer_admin_at(self->gazetteer, at, PLACE_GOVERNORATE) : NO_PLACE;
    return unit == NO_PLACE ? GOVERNORATE_RADIUS_M
                            : gazetteer_place(self->gazetteer, unit)->radius_m;
}

/* UCDP: 4 is a governorate, 6 a country, 7 beyond; 5 is any line or area, small or large: the
 * steppe of a town is placed better than its governorate, the steppe of Syria is not. */
static bool is_coarse(const Layout *self, const Incident *incident) {
    int code = incident->where_prec;
    if (code == 4 || code == 6 || code == 7) return true;
    const Location *location = &incident->location;
    return class_of(incident) == PRECISION_AREA &&
           location->radius_m >= governorate_radius_m(self, (LonLat){location->lon, location->lat});
}

/* ---- colour classes ---------------------------------------------------------------------------
 */

static void category_clear(Category *self) {
    g_free(self->id);
    g_free(self->ar);
    g_free(self->en);
}

GArray *categories_new(void) {
    GArray *categories = g_array_new(FALSE, FALSE, sizeof(Category));
    g_array_set_clear_func(categories, (GDestroyNotify)category_clear);
    return categories;
}

static guint category_of(Layout *self, guint32 index) {
    const Incident *incident = self->incidents[index];
    ColorBy by = self->options->color_by;
    if (self->periods) return self->periods[index];
    if (by == COLOR_BY_TYPE) return 0;
    g_autofree char *month = incident_day(incident) ? g_strndup(incident_day(incident), 7) : NULL;
    const char *id = by == COLOR_BY_ACTOR ? incident->actor : month;
    if (!id) id = "";
    for (guint i = 0; i < self->categories->len; i++)
        if (strcmp(g_array_index(self->categories, Category, i).id, id) == 0) return i;
    Category added = {.id = g_strdup(id)};
    if (by == COLOR_BY_ACTOR) {
        const char *ar = incident->actor_ar, *en = incident->actor_en;
        added.ar = ar ? fonts_mend_text(self->fonts, ar, NULL) : NULL;
        added.en = en ? fonts_mend_text(self->fonts, en, NULL) : NULL;
    }
    g_array_append_val(self->categories, added);
    return self->categories->len - 1;
}

char *category_name(const Category *self, const Words *words) {
    const char *name = words_are_arabic(words) ? self->ar : self->en;
    if (name) return g_strdup(name);
    if (!*self->id) return words_say(words, "category-unknown");
    if (strlen(self->id) != 7) return g_strdup(self->id);
    g_autofree char *day = g_strdup_printf("%s-01", self->id);
    g_autofree char *month = words_month(words, day);
    return month ? g_steal_pointer(&month) : g_strdup(self->id);
}

/* ---- stacks -----------------------------------------------------------------------------------
 */

static void stack_clear(Stack *self) { g_clear_pointer(&self->members, g_array_unref); }

static GArray *stacks_new(void) {
    GArray *stacks = g_array_new(FALSE, FALSE, sizeof(Stack));
    g_array_set_clear_func(stacks, (GDestroyNotify)stack_clear);
    return stacks;
}

/* What is only suspected or claimed stands apart from what is stated: one mark for both would vouch
 * for all. */
static Stack *stack_for(GArray *stacks, IncidentType type, guint category, bool hollow) {
    for (guint i = 0; i < stacks->len; i++) {
        Stack *stack = &g_array_index(stacks, Stack, i);
        if (stack->type == type && stack->category == category && stack->hollow == hollow)
            return stack;
    }
    Stack added = {type, category, g_array_new(FALSE, FALSE, sizeof(guint32)), hollow, false, 0};
    g_array_append_val(stacks, added);
    return &g_array_index(stacks, Stack, stacks->len - 1);
}

static void stack_add(Layout *self, GArray *stacks, guint32 index) {
    const Incident *incident = self->incidents[index];
    bool doubtful = self->periods ? self->periods[index] == 0
                                  : incident->modality == MODALITY_SUSPECTED ||
                                        incident->modality == MODALITY_CLAIMED;
    Stack *stack = stack_for(stacks, incident->type, category_of(self, index), doubtful);
    g_array_append_val(stack->members, index);
    stack->ringed = stack->ringed || incident->reports >= 2;
    stack->killed += MAX(incident->killed_min, 0);
}

static gint stacks_compare(gconstpointer a, gconstpointer b) {
    const Stack *left = a, *right = b;
    if (left->members->len != right->members->len)
        return left->members->len > right->members->len ? -1 : 1;
    if (left->type != right->type) return left->type < right->type ? -1 : 1;
    if (left->category != right->category) return left->category < right->category ? -1 : 1;
    return left->hollow - right->hollow;
}

/* ---- groups -----------------------------------------------------------------------------------
 */

static void group_clear(Group *self) {
    g_free(self->id);
    group_names_free(self->names);
    shape_free(self->own_shape);
    g_clear_pointer(&self->stacks, g_array_unref);
    g_clear_pointer(&self->members, g_array_unref);
}

/* Degrees as "%.4f" rounds them. Printing is asked only where it may round either way: it is slow,
 * and tables have thousands of points. */
static gint64 ten_thousandths(double degrees) {
    static const double tie = 0.4999;
    double scaled = degrees * 10000, whole = round(scaled);
    if (fabs(scaled - whole) < tie) return (gint64)whole;
    char printed[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(printed, sizeof printed, "%.4f", degrees);
    return llround(g_ascii_strtod(printed, NULL) * 10000);
}

static guint32 place_of(const Layout *self, const Incident *incident) {
    return incident->place && self->gazetteer ? gazetteer_by_id(self->gazetteer, incident->place)
                                              : NO_PLACE;
}

/* Same place, same relation to it, same point; an area is one wherever its middle was put. Borrows
 * of the incident. */
typedef struct {
    const char *place, *area;
    int relation;
    gint64 lon, lat;
} GroupKey;

static GroupKey group_key(const Incident *incident) {
    const Location *at = &incident->location;
    PrecisionClass precision = class_of(incident);
    if (incident->place && incident->place_ar && precision == PRECISION_AREA)
        return (GroupKey){incident->place, incident->place_ar, (int)at->method, 0, 0};
    return (GroupKey){incident->place ? incident->place : "", "", (int)precision,
                      ten_thousandths(at->lon), ten_thousandths(at->lat)};
}

static guint group_key_hash(gconstpointer data) {
    const GroupKey *self = data;
    guint64 at = (guint64)self->lon * 0x9E3779B97F4A7C15u + (guint64)self->lat;
    return (guint)(at >> 32) ^ (guint)at * 31 ^ g_str_hash(self->place) ^ (guint)self->relation;
}

static gboolean group_keys_equal(gconstpointer a, gconstpointer b) {
    const GroupKey *one = a, *other = b;
    return one->lon == other->lon && one->lat == other->lat && one->relation == other->relation &&
           g_str_equal(one->place, other->place) && g_str_equal(one->area, other->area);
}

static Shape *area_of_place(const Layout *self, const Group *group) {
    return group->precision == PRECISION_AREA && group->place != NO_PLACE
               ? gazetteer_area(self->gazetteer, group->place)
               : NULL;
}

static Group group_new(const Layout *self, const Incident *incident, char *id) {
    const Location *location = &incident->location;
    Group group = {.id = id,
                   .place = place_of(self, incident),
                   .kind = incident->place_kind,
                   .method = location->method,
                   .precision = class_of(incident),
                   .at = {location->lon, location->lat},
                   .radius_m = isfinite(location->radius_m) ? location->radius_m : 0,
                   .shape = location->shape,
                   .is_coarse = is_coarse(self, incident),
                   .stacks = stacks_new()};
    if (!group.shape) group.shape = group.own_shape = area_of_place(self, &group);
    Shape *soft = area_soft_shape(self, &group);
    if (soft) {
        shape_free(group.own_shape);
        group.shape = group.own_shape = soft;
    }
    group.names = group_names_new(&group, incident);
    return group;
}

static Group *group_for(Layout *self, GHashTable *index, const Incident *incident) {
    GroupKey key = group_key(incident);
    gpointer found;
    if (g_hash_table_lookup_extended(index, &key, NULL, &found))
        return &g_array_index(self->groups, Group, GPOINTER_TO_UINT(found));
    g_hash_table_insert(index, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(self->groups->len));
    char *id =
        g_strdup_printf("%splace-%u", self->is_detail ? "detail-" : "", self->groups->len + 1);
    Group group = group_new(self, incident, id);
    g_array_append_val(self->groups, group);
    return &g_array_index(self->groups, Group, self->groups->len - 1);
}

void layout_group(Layout *self) {
    self->groups = g_array_new(FALSE, FALSE, sizeof(Group));
    g_array_set_clear_func(self->groups, (GDestroyNotify)group_clear);
    self->unplaced = stacks_new();
    if (!self->categories) self->categories = categories_new();
    g_autoptr(GHashTable) index =
        g_hash_table_new_full(group_key_hash, group_keys_equal, g_free, NULL);
    MapSummary *summary = &self->scene->summary;
    summary->n_incidents = self->n_incidents;
    self->shown = g_new(bool, MAX(self->n_incidents, 1));
    for (guint32 i = 0; i < self->n_incidents; i++) {
        const Incident *incident = self->incidents[i];
        self->shown[i] = incident_is_drawn(incident, self->options->include_strategic);
        if (!self->shown[i]) continue;
        if (self->only && !self->only[i]) continue;
        if (!is_placed(incident)) {
            stack_add(self, self->unplaced, i);
            summary->n_unplaced++;
            summary->n_coarse++;
            continue;
        }
        Group *group = group_for(self, index, incident);
        stack_add(self, group->stacks, i);
        group->n_incidents++;
        summary->n_drawn++;
        summary->n_coarse += is_coarse(self, incident);
    }
    self->n_places = self->groups->len;
    g_array_sort(self->unplaced, stacks_compare);
    for (guint i = 0; i < self->groups->len; i++)
        g_array_sort(g_array_index(self->groups, Group, i).stacks, stacks_compare);
}

static void stack_join(Stack *into, const Stack *from) {
    g_array_append_vals(into->members, from->members->data, from->members->len);
    into->ringed = into->ringed || from->ringed;
    into->killed += from->killed;
}

void group_join(Group *into, Group *from) {
    group_take_members(into, from);
    for (guint i = 0; i < from->stacks->len; i++) {
        const Stack *stack = &g_array_index(from->stacks, Stack, i);
        stack_join(stack_for(into->stacks, stack->type, stack->category, stack->hollow), stack);
    }
    g_array_sort(into->stacks, stacks_compare);
    into->n_incidents += from->n_incidents;
    /* As sure as the least sure of them. */
    bool near = into->precision > PRECISION_TOWN || from->precision > PRECISION_TOWN;
    into->precision = near ? PRECISION_NEAR : PRECISION_TOWN;
    into->shape = NULL;
    into->is_cluster = true;
}

bool layout_shows(const Layout *self, guint32 incident) {
    return self->shown
               ? self->shown[incident]
               : incident_is_drawn(self->incidents[incident], self->options->include_strategic);
}

guint layout_n_drawn(const Layout *self) {
    return self->scene->summary.n_drawn + self->scene->summary.n_unplaced;
}

const Place *group_place(const Layout *self, const Group *group) {
    return group->place == NO_PLACE ? NULL : gazetteer_place(self->gazetteer, group->place);
}
