/* Which place mentions are the scene: the role that the place stage gave them, and of two that lie
 * in each other the finer one. */
#include <math.h>

#include "incident/stages.h"

/* An outer place must be this much coarser than an inner one to hold it. */
#define COARSER 1.6

static LonLat point_of(const PlaceMention *mention) {
    return (LonLat){mention->location.lon, mention->location.lat};
}

static const Place *place_of(const Reader *self, const PlaceMention *mention) {
    return mention->place == NO_PLACE ? NULL : gazetteer_place(self->gazetteer, mention->place);
}

/* Somewhere in Syria that is smaller than Syria. */
static bool is_site(const Reader *self, const PlaceMention *mention) {
    const Place *place = place_of(self, mention);
    if (!isfinite(mention->location.lon)) return false;
    return !place || (!place->is_abroad && place->kind != PLACE_COUNTRY);
}

static bool is_scene(const Reader *self, const PlaceMention *mention) {
    return mention->role == ROLE_SCENE && is_site(self, mention);
}

bool mention_holds(const Reader *self, const PlaceMention *outer, const PlaceMention *inner) {
    const Place *inner_place = place_of(self, inner);
    if (outer == inner || !(outer->location.radius_m > COARSER * inner->location.radius_m))
        return false;
    if (inner_place && outer->place != NO_PLACE &&
        (inner_place->parent == outer->place || inner_place->admin1 == outer->place ||
         inner_place->admin2 == outer->place || inner_place->admin3 == outer->place))
        return true;
    if (outer->place != NO_PLACE &&
        gazetteer_area_holds(self->gazetteer, outer->place, point_of(inner)))
        return true;
    return geo_distance_m(point_of(outer), point_of(inner)) <= outer->location.radius_m;
}

static bool are_same(const Reader *self, const PlaceMention *a, const PlaceMention *b) {
    return a->place == b->place && a->location.method == b->location.method &&
           geo_distance_m(point_of(a), point_of(b)) < 500;
}

/* Is one of the other scenes a finer place inside this one, or the same place named before? */
static bool is_outdone(const Reader *self, const GArray *scenes, guint at) {
    const PlaceMention *items = self->places->items;
    const PlaceMention *mention = &items[g_array_index(scenes, guint32, at)];
    for (guint i = 0; i < scenes->len; i++) {
        if (i == at) continue;
        guint32 index = g_array_index(scenes, guint32, i);
        const PlaceMention *other = &items[index];
        if (other->within != NO_PLACE && &items[other->within] == mention) return true;
        if (i < at && are_same(self, mention, other)) return true;
        /* Members of a list stand for themselves: مدينة الميادين وريفها. */
        bool is_list = mention->list != NO_PLACE && mention->list == other->list;
        if (!is_list && mention_holds(self, mention, other)) return true;
    }
    return false;
}

GArray *scenes_in(const Reader *self, guint32 first, guint32 end) {
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = 0; i < self->places->n; i++) {
        const PlaceMention *mention = &self->places->items[i];
        if (mention->first_token >= first && mention->first_token < end && is_scene(self, mention))
            g_array_append_val(all, i);
    }
    GArray *scenes = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < all->len; i++)
        if (!is_outdone(self, all, i)) g_array_append_val(scenes, g_array_index(all, guint32, i));
    return scenes;
}

bool names_other_place(const Reader *self, guint32 first, guint32 end) {
    for (guint32 i = 0; i < self->places->n; i++) {
        const PlaceMention *mention = &self->places->items[i];
        if (mention->first_token < first || mention->first_token >= end) continue;
        const Place *place = place_of(self, mention);
        bool is_abroad = place && place->is_abroad;
        if (mention->role == ROLE_SCENE && (is_abroad || !isfinite(mention->location.lon)))
            return true;
    }
    return false;
}
