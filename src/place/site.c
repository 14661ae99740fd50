/*
 * «المطار العسكري في مدينة دير الزور»: a site by its common noun and an adjective, which together
 * name no place, but one and only one beside the town that the text speaks of. The adjective must
 * stand in the site's own name (مطار دير الزور العسكري).
 */
#include "place/resolver.h"

#define SITE_REACH_M 12000.0

typedef struct {
    const Resolver *resolver;
    guint64 kinds;
    guint32 town;
    const char *adjective; /* search form */
    guint32 place;
    guint n; /* sites by hand, or of the map where there is none by hand */
    bool by_hand;
} SiteSearch;

/* Does some name of the place hold the adjective as a word? */
static bool name_holds(const Resolver *self, guint32 place, const char *adjective) {
    guint32 first, n = gazetteer_place_names(self->gazetteer, place, &first);
    for (guint32 i = first; i < first + n; i++) {
        const Name *name = gazetteer_name(self->gazetteer, i);
        g_autofree char *form = search_form(gazetteer_string(self->gazetteer, name->text));
        g_auto(GStrv) words = g_strsplit(form, " ", -1);
        if (g_strv_contains((const char *const *)words, adjective)) return true;
    }
    return false;
}

static void meet_site(guint32 index, void *data) {
    SiteSearch *self = data;
    const Place *p = gazetteer_place(self->resolver->gazetteer, index);
    if (!(self->kinds >> p->kind & 1) || !name_holds(self->resolver, index, self->adjective))
        return;
    /* «الحي الشمالي في بلدة تلبيسة» is no quarter of the town beside it. */
    if (p->kind == PLACE_QUARTER && p->parent != self->town) return;
    if (p->is_osm && self->by_hand) return;
    if (!p->is_osm && !self->by_hand) self->n = 0;
    self->by_hand = self->by_hand || !p->is_osm;
    self->place = index;
    self->n++;
}

/* The town that the words behind say, or else the one that the text spoke of last, or the next of
 * the sentence. */
static const Place *town_of(const Resolver *self, guint32 i) {
    guint32 w = toponym_at(self, i)->within;
    const Place *outer = w == NO_PLACE ? NULL : chosen_place(self, w);
    if (outer && kind_is_settlement((PlaceKind)outer->kind) && !outer->is_abroad) return outer;
    for (guint32 k = i; k-- > 0;) {
        const Place *p = chosen_place(self, k);
        if (p && !self->choices[k].is_dropped && self->choices[k].is_sure && !p->is_abroad &&
            (p->kind == PLACE_CITY || p->kind == PLACE_TOWN))
            return p;
    }
    guint32 sentence = self->text->tokens[toponym_at(self, i)->first_token].sentence;
    for (guint32 k = i + 1; k < self->toponyms->n; k++) {
        const Place *p = chosen_place(self, k);
        if (self->text->tokens[toponym_at(self, k)->first_token].sentence != sentence) break;
        if (p && !self->choices[k].is_dropped && self->choices[k].is_sure && !p->is_abroad &&
            (p->kind == PLACE_CITY || p->kind == PLACE_TOWN))
            return p;
    }
    return NULL;
}

bool choose_site(Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    Choice *choice = &self->choices[i];
    const Place *town = town_of(self, i);
    guint32 index = town ? (guint32)(town - gazetteer_place(self->gazetteer, 0)) : NO_PLACE;
    SiteSearch search = {self,     t->head_kinds,
                         index,    text_norm(self->text, t->first_token + t->n_tokens - 1),
                         NO_PLACE, 0,
                         false};
    if (town)
        gazetteer_around(self->gazetteer, place_point(town), SITE_REACH_M, meet_site, &search);
    g_array_set_size(choice->scored, 0);
    choice->is_dropped = search.n != 1 && !t->is_sort;
    choice->place = search.n == 1 ? search.place : NO_PLACE;
    choice->trust = 0.6;
    if (search.n != 1) return false;
    Scored one = {.place = search.place, .score = 1, .fits_head = true, .is_near = true};
    g_array_append_val(choice->scored, one);
    choice->probability = 0.85;
    choice->trust = 0.8;
    return true;
}
