/*
 * cluster-names: by which of its places a mark that stands for several is called, and where it
 * stands: with the city that is among them, or else where most happened. It is asked only once all
 * are joined, for the first to be joined need not be the one that readers know the others by.
 */
#include <math.h>
#include <string.h>

#include "map/symbols.h"

/* A city gives its name where it has this share of the incidents, a capital with a single one: an
 * "area of Al-Dumayr" that holds Damascus would hide it. */
static const double CITY_SHARE = 0.25;

static void member_clear(Member *self) { group_names_free(self->names); }

static GArray *members_new(void) {
    GArray *members = g_array_new(FALSE, FALSE, sizeof(Member));
    g_array_set_clear_func(members, (GDestroyNotify)member_clear);
    return members;
}

/* ---- who is in it -----------------------------------------------------------------------------
 */

/* Takes the group's names. */
static Member member_of(Group *group) {
    guint32 place = group->place;
    const char *written = group_names_written(group->names);
    return (Member){.place = group->place,
                    .kind = group->kind,
                    .precision = group->precision,
                    .at = group->at,
                    .radius_m = group->radius_m,
                    .n_incidents = group->n_incidents,
                    .hash = place != NO_PLACE ? place : g_str_hash(written),
                    .names = g_steal_pointer(&group->names)};
}

void group_take_members(Group *into, Group *from) {
    if (!into->members) {
        into->members = members_new();
        Member own = member_of(into);
        g_array_append_val(into->members, own);
    }
    if (!from->members) {
        Member only = member_of(from);
        g_array_append_val(into->members, only);
        return;
    }
    gsize n = 0;
    g_autofree Member *members = g_array_steal(from->members, &n);
    g_array_append_vals(into->members, members, (guint)n);
}

bool group_has_place(const Group *self, guint32 place) {
    if (place == NO_PLACE) return false;
    for (guint i = 0; self->members && i < self->members->len; i++)
        if (g_array_index(self->members, Member, i).place == place) return true;
    return self->place == place;
}

static bool is_same_place(const Member *a, const Member *b) {
    if (a->hash != b->hash) return false;
    if (a->place != NO_PLACE || b->place != NO_PLACE) return a->place == b->place;
    return strcmp(group_names_written(a->names), group_names_written(b->names)) == 0;
}

/* The places once each: what happened near Al-Shula is counted with what happened there. They
 * borrow their names of the group. */
static GArray *places_of(const Group *group) {
    GArray *places = g_array_new(FALSE, FALSE, sizeof(Member));
    for (guint i = 0; i < group->members->len; i++) {
        const Member *member = &g_array_index(group->members, Member, i);
        Member *known = NULL;
        for (guint j = 0; !known && j < places->len; j++)
            if (is_same_place(member, &g_array_index(places, Member, j)))
                known = &g_array_index(places, Member, j);
        if (!known) {
            g_array_append_vals(places, member, 1);
            continue;
        }
        guint n = known->n_incidents + member->n_incidents;
        if (member->precision < known->precision) *known = *member;
        known->n_incidents = n;
    }
    return places;
}

/* ---- which of them ----------------------------------------------------------------------------
 */

static guint32 population(const Layout *self, const Member *member) {
    return member->place == NO_PLACE ? 0
                                     : gazetteer_place(self->gazetteer, member->place)->population;
}

/* How well readers know the others by a place: 2 for a governorate's capital, -1 for a road or
 * river, which is no middle of anything. */
static int renown(const Layout *self, const Member *member, guint n_incidents) {
    if (member->precision == PRECISION_LINE) return -1;
    if (member->kind != PLACE_CITY) return 0;
    if (member->place != NO_PLACE &&
        layout_is_seat(self, member->place, PLACE_GOVERNORATE, PLACE_GOVERNORATE))
        return 2;
    return member->n_incidents >= CITY_SHARE * n_incidents;
}

static bool leads(const Layout *self, const Member *a, const Member *b, guint n_incidents) {
    int city_a = renown(self, a, n_incidents), city_b = renown(self, b, n_incidents);
    if (city_a != city_b) return city_a > city_b;
    if (city_a <= 0 && a->n_incidents != b->n_incidents) return a->n_incidents > b->n_incidents;
    bool town_a = a->precision <= PRECISION_TOWN, town_b = b->precision <= PRECISION_TOWN;
    if (town_a != town_b) return town_a;
    return population(self, a) > population(self, b);
}

/* Brings the place that gives its name to the head of the list. */
static void lead_first(const Layout *self, GArray *places, guint n_incidents) {
    Member *all = (Member *)places->data;
    guint best = 0;
    for (guint i = 1; i < places->len; i++)
        if (leads(self, &all[i], &all[best], n_incidents)) best = i;
    Member lead = all[best];
    memmove(all + 1, all, best * sizeof(Member));
    all[0] = lead;
}

double group_reach_m(const Group *group) {
    double reach = 0;
    for (guint i = 0; i < group->members->len; i++) {
        const Member *member = &g_array_index(group->members, Member, i);
        reach = fmax(reach, geo_distance_m(group->at, member->at) + member->radius_m);
    }
    return reach;
}

void group_settle_cluster(const Layout *self, Group *group) {
    g_autoptr(GArray) places = places_of(group);
    lead_first(self, places, group->n_incidents);
    const Member *second = places->len > 1 ? &g_array_index(places, Member, 1) : NULL;
    group_names_free(group->names);
    group->names = group_names_of_places(g_array_index(places, Member, 0).names,
                                         second ? second->names : NULL, places->len);
    const Member *lead = &g_array_index(places, Member, 0);
    group->place = lead->place;
    group->kind = lead->kind;
    group->at = lead->at;
}
