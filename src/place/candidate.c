/*
 * Which of the places that bear a name is meant. Each candidate gets points, added up like
 * log-odds; the table below is the whole of it. A point more is about twice as likely.
 */
#include "place/resolver.h"

enum { PRIOR_OF_HAMLET = 0 };

/* How often reports mean a place of this kind by a bare name. */
static double kind_prior(const Place *p) {
    switch ((PlaceKind)p->kind) {
        case PLACE_COUNTRY:
            return 3.5;
        case PLACE_GOVERNORATE:
            return 1.6;
        case PLACE_DISTRICT:
            return 0;
        case PLACE_SUBDISTRICT:
            return 0.1;
        case PLACE_REGION:
        case PLACE_COUNTRYSIDE:
        case PLACE_DESERT:
            return 2.2;
        case PLACE_CITY:
            return 2.6;
        case PLACE_TOWN:
            return 2.2;
        case PLACE_VILLAGE:
            return 1.2;
        case PLACE_RIVER:
        case PLACE_MOUNTAIN:
        case PLACE_BASE:
        case PLACE_OILFIELD:
        case PLACE_GASFIELD:
        case PLACE_AIRPORT:
        case PLACE_CROSSING:
        case PLACE_DAM:
        case PLACE_PRISON:
        case PLACE_CASTLE:
            return 1.5;
        case PLACE_QUARTER:
            return 0.9;
        case PLACE_HAMLET:
        case PLACE_LOCALITY:
        case PLACE_FARM:
        case PLACE_BUILDING:
        case PLACE_SCHOOL:
            return PRIOR_OF_HAMLET;
        default:
            return 0.8;
    }
}

#define KNOWN_ABROAD 2.8

static double prior(const Place *p, bool is_lent) {
    /* A place abroad is in the table because the press names it: Cairo before a village Qahira; one
     * that shares its name («القصير») is called by it where the text is about its country. */
    bool is_known = p->is_abroad && kind_is_settlement(p->kind) && !is_lent;
    double points = kind_prior(p) + (is_known ? KNOWN_ABROAD : 0);
    if (kind_is_settlement(p->kind)) points += 0.9 * log10(1 + (double)p->population / 1000.0);
    if (p->is_osm) points -= 0.3;
    return points;
}

/* Is the name borne as written, with or without its article? A candidate that no match gives was
 * found with its head noun put before it (حقلي العمر والتنك), as written. */
static bool is_exact(const Resolver *self, const Toponym *t, guint32 place) {
    bool is_matched = false;
    for (guint32 i = matches_at(self->matches, t->first_token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != t->first_token) break;
        if (m->table != TABLE_NAME || m->n_tokens != t->n_tokens ||
            gazetteer_name(self->gazetteer, m->entry)->place != place)
            continue;
        if (m->exact) return true;
        is_matched = true;
    }
    return !is_matched && t->is_exact;
}

/* Is it the place's own name, not a second one? */
static bool is_own_name(const Resolver *self, const Toponym *t, guint32 place) {
    for (guint32 i = matches_at(self->matches, t->first_token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != t->first_token) return false;
        if (m->table != TABLE_NAME || m->n_tokens != t->n_tokens || !m->exact) continue;
        const Name *name = gazetteer_name(self->gazetteer, m->entry);
        if (name->place == place && name->is_display) return true;
    }
    return false;
}

/* «القصير» of Egypt: a further name of a place abroad, which a place here bears as its own. */
static bool is_lent_name(const Resolver *self, const Toponym *t, guint32 place) {
    if (!gazetteer_place(self->gazetteer, place)->is_abroad || is_own_name(self, t, place))
        return false;
    for (guint32 k = 0; k < t->n_candidates; k++)
        if (!gazetteer_place(self->gazetteer, t->candidates[k])->is_abroad &&
            is_exact(self, t, t->candidates[k]))
            return true;
    return false;
}

const char *head_role(const Resolver *self, const Toponym *t) {
    return t->head == NO_PLACE ? "" : gazetteer_cell(self->gazetteer, TABLE_HEAD, t->head, "role");
}

/* The head's first kinds are the likelier ones; a settlement's kind is a matter of taste. */
static double head_points(const Resolver *self, const Toponym *t, const Place *p, bool *ret_fits) {
    guint64 kinds = t->head_kinds;
    const char *role = head_role(self, t);
    bool is_extent = strcmp(role, "countryside") == 0 || strcmp(role, "badia") == 0;
    if (is_extent) {
        *ret_fits =
            kind_is_settlement(p->kind) || p->kind == PLACE_GOVERNORATE || kind_is_area(p->kind);
        /* The countryside of a town, not of the unit that bears its name. */
        return kind_is_settlement(p->kind) ? 1.5 : 0;
    }
    *ret_fits = kinds >> p->kind & 1;
    if (!kinds) return 0;
    /* «محافظة درعا» is never the town. */
    if (strcmp(role, "admin") == 0 && (*ret_fits || !kind_is_unit((PlaceKind)p->kind)))
        return *ret_fits ? 4.5 : -3.0;
    /* The head of a list is true of most members, not of all (مدن زملكا وجوبر); of sites it is
     * (جسور الميادين والعشارة are bridges). */
    const guint64 SETTLEMENTS = G_GUINT64_CONSTANT(1) << PLACE_TOWN | G_GUINT64_CONSTANT(1)
                                                                          << PLACE_VILLAGE;
    bool is_inherited = !t->has_own_head && strcmp(role, "admin") != 0 && (kinds & SETTLEMENTS);
    /* «قرية صيدا» is not the city in Lebanon, and «قرية الجفرة» hardly the town in Libya: what the
     * press knows abroad it calls no village. */
    bool is_village = (kinds & G_GUINT64_CONSTANT(1) << PLACE_VILLAGE) &&
                      !(kinds & G_GUINT64_CONSTANT(1) << PLACE_CITY);
    if (is_village && p->is_abroad && p->kind == PLACE_TOWN) return 1.0 - KNOWN_ABROAD;
    if (*ret_fits) return strcmp(role, "region") == 0 ? 0.8 : is_inherited ? 1.2 : 2.2;
    if (is_village && p->is_abroad && p->kind == PLACE_CITY) return -4.0;
    if (strcmp(role, "admin") == 0 && kind_is_unit(p->kind)) return 1.0;
    bool both = kind_is_settlement(p->kind) && (kinds & SETTLEMENTS);
    return both ? 1.0 : is_inherited ? -0.5 : -2.0;
}

/* «منطقة المسرب»، a place with the relation near or offset: a point rather than a unit. */
static double relation_points(const Toponym *t, const Place *p) {
    switch (t->relation) {
        case RELATION_NEAR:
        case RELATION_OFFSET:
        case RELATION_SECTOR:
        case RELATION_BETWEEN:
        case RELATION_ROAD:
        case RELATION_FROM_TO:
            return kind_is_settlement(p->kind) ? 0.5 : 0;
        default:
            return 0;
    }
}

/* Of Tripoli in Lebanon and Tripoli in Libya the one whose country the text names, or of which it
 * names another town or an institution; a name that is lent from a place here is nothing without.
 */
static double country_points(const Resolver *self, guint32 i, const Place *p, bool is_lent) {
    const guint32 parent = p->parent;
    for (guint k = 0; k < self->lands->len; k++)
        if (g_array_index(self->lands, guint32, k) == parent) return 2.5;
    for (guint32 k = context_begin(i); k < context_end(self, i) && parent != NO_PLACE; k++) {
        const Place *other = chosen_place(self, k);
        if (k == i || !other || self->choices[k].is_dropped) continue;
        bool is_neighbour = other != p && other->parent == parent && self->choices[k].is_sure &&
                            toponym_at(self, k)->n_candidates == 1;
        if (self->choices[k].place == parent || is_neighbour) return 2.5;
    }
    return is_lent ? -4.0 : 0;
}

/* «بين السخنة والطيبة»: the place at the other end of the way, or NO_PLACE. */
static guint32 other_end(const Resolver *self, guint32 i) {
    for (guint32 k = i + 1; k < self->toponyms->n && k <= i + 2; k++) {
        const Toponym *pair = toponym_at(self, k);
        if (pair->one == NO_PLACE || (pair->one != i && pair->other != i)) continue;
        return self->choices[pair->one == i ? pair->other : pair->one].place;
    }
    return NO_PLACE;
}

/* Of the two ends of a way each is the one near the other. */
static double way_points(const Resolver *self, guint32 end, const Place *p) {
    if (end == NO_PLACE) return 0;
    const Place *other = gazetteer_place(self->gazetteer, end);
    return 3.0 * exp(-geo_distance_m(place_point(other), place_point(p)) / 60000);
}

/* «القبيبات شرق حماة»: of two places that lie that way, the one straight there and nearer; what
 * lies in the town itself lies on no side of it. */
static double side_points(const Resolver *self, const Toponym *t, const Place *p) {
    const Toponym *outer = t->within == NO_PLACE ? NULL : toponym_at(self, t->within);
    const Place *anchor = outer ? chosen_place(self, t->within) : NULL;
    if (!anchor || outer->relation != RELATION_SECTOR || kind_is_area((PlaceKind)p->kind) ||
        kind_is_area((PlaceKind)anchor->kind))
        return 0;
    double azimuth, away = geo_inverse(place_point(anchor), place_point(p), &azimuth);
    double turn = azimuth - outer->bearing;
    double off = away <= (double)anchor->radius_m ? 45 : fabs(fmod(turn + 540, 360) - 180);
    return -1.5 * off / 45 - 0.8 * MIN(away, 100000) / 50000;
}

/* «قرية أم كهيف بريف القامشلي»: of two in the governorate the one that the countryside itself
 * holds. */
static double countryside_points(const Resolver *self, const Toponym *t, const Place *p) {
    const Place *outer = t->within == NO_PLACE ? NULL : chosen_place(self, t->within);
    if (!outer || outer->kind != PLACE_COUNTRYSIDE || kind_is_area((PlaceKind)p->kind)) return 0;
    guint32 area = self->choices[t->within].place;
    return gazetteer_area_holds(self->gazetteer, area, place_point(p)) ? 0 : -1.5;
}

/* Ties the candidates to the places of `within` and of a way: a toponym is decided again and again,
 * and these seldom change. */
static void candidates_tie(Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    Choice *choice = &self->choices[i];
    bool has_outer = t->within != NO_PLACE && !self->choices[t->within].is_dropped;
    guint32 outer = has_outer ? self->choices[t->within].place : NO_PLACE, end = other_end(self, i);
    if (choice->ties && choice->tied_within == outer && choice->tied_end == end) return;
    if (!choice->ties) choice->ties = g_new(Tie, MAX(t->n_candidates, 1));
    choice->tied_within = outer;
    choice->tied_end = end;
    for (guint32 k = 0; k < t->n_candidates; k++) {
        const Place *p = gazetteer_place(self->gazetteer, t->candidates[k]);
        Tie *tie = &choice->ties[k];
        tie->agrees = within_agrees(self, t->within, p);
        tie->side = tie->agrees > 0 ? side_points(self, t, p) + countryside_points(self, t, p) : 0;
        tie->way = way_points(self, end, p);
    }
}

static double context_points(const Resolver *self, guint32 i, const Place *p, const Tie *tie,
                             Scored *scored) {
    const Toponym *t = toponym_at(self, i);
    double points = 0;
    int agrees = tie->agrees;
    scored->fits_within = agrees > 0;
    points += agrees > 0 ? 3.0 : agrees == 0 ? 0 : t->within_is_loose ? -1.5 : -2.0;
    points += tie->side;
    /* «القورية شرقي ديرالزور»: a place may also be what the words before it lie in. */
    for (guint32 k = MAX(context_begin(i), self->first_inner[i]); k < i; k++) {
        const Place *inner = chosen_place(self, k);
        if (toponym_at(self, k)->within != i || !inner || !self->choices[k].is_sure) continue;
        guint32 unit = p->kind == PLACE_GOVERNORATE ? scored->place : p->admin1;
        if (inner->admin1 != NO_PLACE && inner->admin1 == unit) points += 1.0;
    }
    double near = kind_is_area((PlaceKind)p->kind) ? 0 : nearness(self, p, 30000);
    scored->is_near = near > 0.3;
    /* A quarter is named where its town is spoken of. */
    if (kind_is_quarter((PlaceKind)p->kind) && near < 0.4 && agrees <= 0) points -= 1.2;
    points += 3.0 * near + tie->way;
    /* Of villages that share a name the one in the governorate that the text is about. */
    double share = p->kind == PLACE_VILLAGE || p->kind == PLACE_HAMLET ? 2.3 : 1.5;
    points +=
        share * governorate_share(self, p->kind == PLACE_GOVERNORATE ? scored->place : p->admin1);
    if (p->is_abroad)
        points += p->kind == PLACE_COUNTRY ? 0
                                           : 3.0 * (self->foreign - self->syrian) +
                                                 country_points(self, i, p, scored->is_lent);
    else if (self->foreign > self->syrian)
        points -= 1.5 * (self->foreign - self->syrian);
    return points;
}

/* A list is of one sort: the same kind or the same governorate as its sure members. */
static double list_points(const Resolver *self, guint32 i, const Place *p) {
    const Toponym *t = toponym_at(self, i);
    if (t->list == NO_PLACE) return 0;
    for (guint32 k = context_begin(i); k < context_end(self, i); k++) {
        if (toponym_at(self, k)->list != t->list || k == i || !self->choices[k].is_sure) continue;
        const Place *other = chosen_place(self, k);
        if (!other) continue;
        double points = 0;
        if (other->admin1 != NO_PLACE && other->admin1 == p->admin1) points += 1.0;
        if (kind_is_settlement(other->kind) == kind_is_settlement(p->kind)) points += 0.5;
        return points;
    }
    return 0;
}

static gint compare_scored(gconstpointer a, gconstpointer b) {
    const Scored *x = a, *y = b;
    if (x->score > y->score) return -1;
    if (x->score < y->score) return 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* What the name and its head say, whatever stands around them. */
static Scored score_alone(const Resolver *self, const Toponym *t, guint32 place) {
    const Place *p = gazetteer_place(self->gazetteer, place);
    Scored one = {.place = place,
                  .is_exact = is_exact(self, t, place),
                  .is_lent = is_lent_name(self, t, place)};
    one.score = prior(p, one.is_lent) + (one.is_exact ? 1.2 : 0);
    if (one.is_exact && is_own_name(self, t, place)) one.score += 0.5;
    one.score += head_points(self, t, p, &one.fits_head) + relation_points(t, p);
    return one;
}

void candidates_score(Resolver *self, guint32 i, bool use_context) {
    const Toponym *t = toponym_at(self, i);
    Choice *choice = &self->choices[i];
    if (!choice->alone) {
        choice->alone = g_new(Scored, MAX(t->n_candidates, 1));
        for (guint32 k = 0; k < t->n_candidates; k++)
            choice->alone[k] = score_alone(self, t, t->candidates[k]);
    }
    g_array_set_size(choice->scored, 0);
    g_array_append_vals(choice->scored, choice->alone, t->n_candidates);
    if (use_context) candidates_tie(self, i);
    for (guint32 k = 0; k < t->n_candidates && use_context; k++) {
        Scored *one = &g_array_index(choice->scored, Scored, k);
        const Place *p = gazetteer_place(self->gazetteer, one->place);
        one->score += context_points(self, i, p, &choice->ties[k], one) + list_points(self, i, p);
    }
    if (t->n_candidates > 1) g_array_sort(choice->scored, compare_scored);
}
