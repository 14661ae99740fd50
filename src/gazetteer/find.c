/*
 * Look-up by hand. A person types a name in one of many spellings, a P-code, or part of a name; the
 * answer is ranked, and says how well each place fits:
 *
 *   1          the id or P-code
 *   0.96       a display name letter for letter (articles, marks and case aside); 0.945 another
 *              name of the place; 0.9 its name without the word for its kind; a hundredth less
 *              where only the plain romanisation is the same
 *   0.9        a spelling that a text may have (joined, varied, after its head noun)
 *   0.3–0.9    the same consonants (find-key.h), by how alike the letters are; of one or two
 *              consonants, which names share by chance, only where the letters are much alike
 *   0.77–0.91  the greater part of a town's name, from its beginning
 *   0.4–0.7    part of another name; a name at one or two letters' distance
 *
 * and up to 0.04 for what a person is likelier to mean: a city before the hamlet of its name.
 */
#include "gazetteer/find.h"

#include <math.h>

/* What importance adds. */
static const double OF_CITY = 0.04, OF_TOWN = 0.03, OF_UNIT = 0.02, OF_PEOPLE = 0.02,
                    OF_SMALL_SITE = -0.02;
enum { MANY_PEOPLE = 5000 };

/* ---- ranking --------------------------------------------------------------------------------- */

static double importance(const Place *place) {
    if (place_is_small_site(place)) return OF_SMALL_SITE;
    switch (place->kind) {
        case PLACE_CITY:
            return OF_CITY;
        case PLACE_TOWN:
            return OF_TOWN;
        case PLACE_COUNTRY:
        case PLACE_GOVERNORATE:
        case PLACE_DISTRICT:
        case PLACE_SUBDISTRICT:
            return OF_UNIT;
        default:
            return place->population > MANY_PEOPLE ? OF_PEOPLE : 0;
    }
}

static guint kind_rank(guint kind) {
    switch (kind) {
        case PLACE_CITY:
            return 0;
        case PLACE_TOWN:
            return 1;
        case PLACE_COUNTRY:
        case PLACE_GOVERNORATE:
        case PLACE_DISTRICT:
        case PLACE_SUBDISTRICT:
            return 3;
        default:
            return 2;
    }
}

static int compare_results(const void *a, const void *b, void *data) {
    const Gazetteer *g = data;
    const Found *x = a, *y = b;
    if (x->score < y->score || x->score > y->score) return x->score > y->score ? -1 : 1;
    const Place *p = &g->places[x->place], *q = &g->places[y->place];
    if (p->is_desk != q->is_desk) return p->is_desk ? -1 : 1;
    if (p->is_abroad != q->is_abroad) return p->is_abroad ? 1 : -1;
    guint p_rank = kind_rank(p->kind), q_rank = kind_rank(q->kind);
    if (p_rank != q_rank) return p_rank < q_rank ? -1 : 1;
    if (p->population != q->population) return p->population > q->population ? -1 : 1;
    /* A place that is written about has been spelt in more ways. */
    guint32 p_names = g->details[x->place].n_names, q_names = g->details[y->place].n_names;
    if (p_names != q_names) return p_names > q_names ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

/* Clears the search. */
static GArray *collect(Search *s, guint most) {
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Found));
    for (guint i = 0; i < s->found->len; i++) {
        Found row = g_array_index(s->found, Found, i);
        if (row.score <= 0) continue;
        double score = MIN(1.0, row.score + importance(&s->g->places[row.place]));
        row.score = MAX(0.0, round(score * 1e6) / 1e6); /* what is as good is the same number */
        g_array_append_val(found, row);
    }
    g_array_sort_with_data(found, compare_results, (void *)s->g);
    if (found->len > most) g_array_set_size(found, most);
    search_clear(s);
    return found;
}

GArray *gazetteer_find_near(const Gazetteer *self, const char *name, LonLat at, double most_m,
                            guint most) {
    g_autofree char *typed = g_strstrip(g_strdup(name));
    Search search = search_new(self, key_rules_of(self), ALL_KINDS);
    search.near = geo_spot(at);
    search.most_chord2 = most_m * most_m;
    search_name(&search, typed, 1.0, TRUE);
    return collect(&search, search.best >= SCORE_SURE ? most : 0);
}

GArray *gazetteer_find(const Gazetteer *self, const char *name, guint most) {
    g_autofree char *typed = g_strstrip(g_strdup(name));
    Search search = search_new(self, key_rules_of(self), ALL_KINDS);
    search_name(&search, typed, 1.0, TRUE);
    if (search.best < SCORE_SURE) search_after_head(&search, typed);
    if (search.best < SCORE_SURE) search_within_unit(&search, typed);
    if (search.best < SCORE_SURE) search_alternatives(&search, typed);
    if (search.best < SCORE_SURE) search_name(&search, typed, 1.0, FALSE);
    if (search.best <= 0) search_beginnings(&search, typed);
    return collect(&search, most);
}
