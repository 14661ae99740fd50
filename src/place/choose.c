/*
 * Deciding all toponyms of a text, the plain ones first: what is sure by itself speaks for what is
 * near it. Then each word must earn being a place at all: a village whose name is one bare word
 * needs a head noun, a list, a governorate, or places of the text close by.
 */
#include "place/resolver.h"

#define ACCEPTED 0.5
#define SURE 0.75

static bool is_pair(const Toponym *t) { return t->one != NO_PLACE; }

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

static const guint64 SETTLEMENT_KINDS =
    KIND(PLACE_CITY) | KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE) | KIND(PLACE_HAMLET);

static const Scored *best_of(const Choice *choice) {
    return choice->scored->len ? &g_array_index(choice->scored, Scored, 0) : NULL;
}

/* ---- is it a place? -------------------------------------------------------------------------- */

static double trust_of_kind(const Place *p) {
    switch ((PlaceKind)p->kind) {
        case PLACE_COUNTRY:
        case PLACE_GOVERNORATE:
        case PLACE_CITY:
        case PLACE_REGION:
        case PLACE_COUNTRYSIDE:
        case PLACE_DESERT:
            return 0.95;
        case PLACE_RIVER:
            return 0.8;
        case PLACE_TOWN:
            return p->population >= 2000 ? 0.8 : 0.6;
        case PLACE_DISTRICT:
        case PLACE_SUBDISTRICT:
            return 0.6;
        case PLACE_VILLAGE:
            return p->population >= 5000 ? 0.55 : 0.42;
        default:
            return 0.35;
    }
}

/* What a head noun adds: much where it names the place's kind, less where it fits anything
 * (منطقة); one that speaks of another kind speaks against. */
static double trust_of_head(const Resolver *self, const Toponym *t, const Scored *best,
                            double trust) {
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    const char *role = head_role(self, t);
    bool is_admin = strcmp(role, "admin") == 0;
    if (best->fits_head) {
        double most = strcmp(role, "region") == 0 ? 0.7 : 0.92;
        return MAX(trust, most);
    }
    if (is_admin) return kind_is_unit(p->kind) || p->kind == PLACE_CITY ? trust : trust - 0.4;
    bool both_settlements = kind_is_settlement(p->kind) && (head_kinds(self, t) & SETTLEMENT_KINDS);
    return both_settlements ? MAX(trust, 0.8) : trust - 0.1;
}

/* What the name says by itself. */
static double trust_of_name(const Resolver *self, const Toponym *t, const Scored *best) {
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    double trust = trust_of_kind(p);
    if (t->n_tokens > 1) {
        trust = MAX(trust, best->is_exact ? 0.72 : 0.5);
    } else if (!best->is_exact) {
        /* Without its article a name may be a word; with a clitic taken off it mostly is (ورقة). */
        bool is_large = kind_is_settlement(p->kind) && p->population > 100000;
        trust *= t->clitics ? 0.4 : is_large ? 0.85 : 0.5;
        if (p->kind == PLACE_COUNTRY) trust = 0.2;
        if ((t->clitics & CLITIC_AND) && t->list == NO_PLACE) trust = 0;
    }
    if (t->has_own_head && t->head != NO_PLACE) trust = trust_of_head(self, t, best, trust);
    if (t->is_qualifier && p->kind != PLACE_CITY) trust -= 0.5;
    if (t->needs_context) trust = MIN(trust, 0.3);
    return trust;
}

/* Another member of the list is sure, and lies in the same part of the country. */
static bool list_is_sure(const Resolver *self, guint32 i, const Place *p) {
    const Toponym *t = toponym_at(self, i);
    for (guint32 k = 0; k < self->toponyms->n && t->list != NO_PLACE; k++) {
        const Place *other = chosen_place(self, k);
        if (k == i || toponym_at(self, k)->list != t->list || !self->choices[k].is_sure || !other)
            continue;
        if (kind_is_area(p->kind) || p->admin1 == other->admin1 ||
            geo_distance_m(place_point(p), place_point(other)) < 60000)
            return true;
    }
    return false;
}

/* Words that report an incident by themselves. */
static bool is_report(const Resolver *self, const Match *m) {
    if (m->table == TABLE_WEAPON) return true;
    if (m->table == TABLE_HARM) {
        const char *harm = gazetteer_cell(self->gazetteer, TABLE_HARM, m->entry, "harm");
        return strcmp(harm, "killed") == 0 || strcmp(harm, "injured") == 0 ||
               strcmp(harm, "both") == 0;
    }
    return m->table == TABLE_TRIGGER &&
           strcmp(gazetteer_cell(self->gazetteer, TABLE_TRIGGER, m->entry, "strength"), "sure") ==
               0;
}

/* Does the sentence report something? */
static bool sentence_reports(const Resolver *self, guint32 i) {
    const Token *token = &self->text->tokens[toponym_at(self, i)->first_token];
    const Sentence *s = &self->text->sentences[token->sentence];
    for (guint32 k = matches_at(self->matches, s->first_token); k < self->matches->n; k++) {
        const Match *m = &self->matches->items[k];
        if (m->first_token >= s->first_token + s->n_tokens) return false;
        if (is_report(self, m)) return true;
    }
    return false;
}

/* The name together with what stands around it. */
static double trust_in_context(const Resolver *self, guint32 i, const Scored *best) {
    const Toponym *t = toponym_at(self, i);
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    double trust = trust_of_name(self, t, best);
    if (best->fits_within) trust += 0.45;
    trust += 0.5 * nearness(self, i, p, 25000);
    trust += 0.2 * governorate_share(self, i, p->admin1);
    if (list_is_sure(self, i, p)) trust += 0.3;
    if (kind_is_quarter((PlaceKind)p->kind) && !best->fits_within && !best->is_near) trust -= 0.3;
    if (t->is_introduced) trust += 0.08;
    if (sentence_reports(self, i)) trust += t->is_introduced ? 0.08 : 0.04;
    guint32 before = self->choices[i].same_as;
    if (before != NO_PLACE && self->choices[before].is_sure) trust += 0.4;
    if (t->needs_context) {
        /* Large or well-known places need no more than a text about Syria, or a scene. */
        bool is_area = p->kind == PLACE_DESERT || p->kind == PLACE_REGION ||
                       p->kind == PLACE_CITY || p->kind == PLACE_GOVERNORATE;
        if (is_area) trust += 0.4 * self->syrian;
        if (t->is_introduced && sentence_reports(self, i)) trust += 0.2;
    }
    if (!p->is_abroad && self->foreign > self->syrian)
        trust -= (p->kind == PLACE_CITY || t->has_own_head ? 0.35 : 0.5) *
                 (self->foreign - self->syrian);
    return CLAMP(trust, 0, 0.99);
}

/* ---- which place? ---------------------------------------------------------------------------- */

/* Softmax of the points; a point is about a factor of two. */
static double probability_of_best(const Choice *choice) {
    const Scored *best = best_of(choice);
    double sum = 0;
    for (guint k = 0; k < choice->scored->len; k++)
        sum += exp(0.8 * (g_array_index(choice->scored, Scored, k).score - best->score));
    return 1 / sum;
}

/* The place that an earlier toponym of the same name was taken for. */
static guint32 settled_before(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    for (guint32 k = i; k-- > 0;) {
        const Choice *choice = &self->choices[k];
        if (choice->place == NO_PLACE || choice->is_dropped || is_pair(toponym_at(self, k)))
            continue;
        PlaceKind kind = (PlaceKind)gazetteer_place(self->gazetteer, choice->place)->kind;
        if (kind_is_unit(kind) && kind != PLACE_COUNTRY) continue;
        for (guint32 c = 0; c < t->n_candidates; c++)
            if (t->candidates[c] == choice->place) return k;
    }
    return NO_PLACE;
}

static gint compare_scored(gconstpointer a, gconstpointer b) {
    const Scored *x = a, *y = b;
    if (x->score > y->score) return -1;
    if (x->score < y->score) return 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* A first mention settles the later ones, unless their own head noun speaks against it. */
static void settle(Resolver *self, guint32 i) {
    Choice *choice = &self->choices[i];
    choice->same_as = settled_before(self, i);
    if (choice->same_as == NO_PLACE) return;
    guint32 place = self->choices[choice->same_as].place;
    for (guint k = 0; k < choice->scored->len; k++) {
        Scored *one = &g_array_index(choice->scored, Scored, k);
        if (one->place == place && (one->fits_head || toponym_at(self, i)->head == NO_PLACE))
            one->score += 3;
    }
    g_array_sort(choice->scored, compare_scored);
    if (best_of(choice)->place != place) choice->same_as = NO_PLACE;
}

static void choose(Resolver *self, guint32 i, bool use_context) {
    Choice *choice = &self->choices[i];
    const Toponym *t = toponym_at(self, i);
    if (is_pair(t)) return;
    candidates_score(self, i, use_context);
    const Scored *best = best_of(choice);
    if (!best) {
        choice->trust = 0.6;
        return;
    }
    if (use_context) settle(self, i);
    best = best_of(choice);
    choice->place = best->place;
    choice->probability = probability_of_best(choice);
    choice->trust = use_context ? trust_in_context(self, i, best) : trust_of_name(self, t, best);
    choice->is_dropped = use_context && choice->trust < ACCEPTED;
    choice->is_sure = !choice->is_dropped && choice->trust >= SURE &&
                      choice->probability >= (use_context ? 0.6 : 0.8);
}

/* ---- Syria or elsewhere ---------------------------------------------------------------------- */

static void weigh_countries(Resolver *self) {
    double syria = 0, abroad = 0;
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        const Place *p = chosen_place(self, i);
        if (!p || !self->choices[i].is_sure) continue;
        if (p->is_abroad)
            abroad += p->kind == PLACE_COUNTRY ? 0.7 : 1;
        else
            syria += 1;
    }
    self->syrian = syria / (syria + abroad + 0.3);
    self->foreign = abroad / (syria + abroad + 0.3);
}

static bool is_known_area(const Place *p) {
    return !p->is_abroad &&
           (p->kind == PLACE_COUNTRY || p->kind == PLACE_GOVERNORATE || p->kind == PLACE_CITY ||
            p->kind == PLACE_REGION || p->kind == PLACE_COUNTRYSIDE || p->kind == PLACE_DESERT);
}

/* Something in the sentence treats the word as a place. */
static bool is_used_as_place(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    return t->has_own_head || t->is_introduced || t->n_tokens > 1 || t->list != NO_PLACE ||
           sentence_reports(self, i);
}

/* Fields, bases, crossings … that the editors set down by hand: their names with the head noun are
 * rarely another's. */
static bool is_landmark(const Place *p) {
    return !p->is_osm && !p->is_abroad && (p->kind >= PLACE_OILFIELD && p->kind <= PLACE_CASTLE);
}

/* How far one mention ties the text to Syria. */
static double anchor_weight(const Resolver *self, guint32 i) {
    const Choice *choice = &self->choices[i];
    const Toponym *t = toponym_at(self, i);
    const Place *p = chosen_place(self, i);
    const Scored *best = &g_array_index(choice->scored, Scored, 0);
    /* Regions bear the names of directions and coasts, which every country has. */
    if (p->kind == PLACE_REGION || p->kind == PLACE_DESERT) return 0.4;
    if (is_known_area(p)) {
        bool is_plain = best->is_exact && !t->needs_context;
        return is_plain && is_used_as_place(self, i) ? 1 : 0.2;
    }
    if (is_landmark(p) && best->fits_head && best->is_exact) return t->has_own_head ? 0.5 : 0.2;
    if (best->fits_within) {
        const Place *outer = chosen_place(self, t->within);
        if (outer && is_known_area(outer)) return 1;
    }
    if (p->kind == PLACE_TOWN && p->population >= 5000 && best->is_exact)
        return t->has_own_head || t->is_introduced ? 0.5 : 0.35;
    return t->has_own_head && best->is_exact && sentence_reports(self, i) ? 0.25 : 0.05;
}

/* Each place counts once, however often it is named. */
static double anchorage(const Resolver *self) {
    double sum = 0;
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        const Choice *choice = &self->choices[i];
        const Place *p = chosen_place(self, i);
        if (!p || choice->is_dropped || p->is_abroad || is_pair(toponym_at(self, i))) continue;
        bool is_repeated = false;
        for (guint32 k = 0; k < i; k++)
            is_repeated = is_repeated ||
                          (!self->choices[k].is_dropped && self->choices[k].place == choice->place);
        if (!is_repeated) sum += anchor_weight(self, i);
    }
    return sum;
}

/* In a text that nothing ties to Syria a village's name is a word, or a place elsewhere. A town is
 * believed where something leads to it or no place abroad is named; a village only with a head noun
 * or a preposition, where something violent happens. */
static void drop_unanchored(Resolver *self) {
    if (anchorage(self) >= 0.9) return;
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        Choice *choice = &self->choices[i];
        const Place *p = chosen_place(self, i);
        if (!p && !is_pair(toponym_at(self, i)))
            choice->is_dropped = self->foreign > 0 || !sentence_reports(self, i);
        if (!p || p->is_abroad || choice->is_dropped || is_pair(toponym_at(self, i))) continue;
        const Toponym *t = toponym_at(self, i);
        const Scored *best = &g_array_index(choice->scored, Scored, 0);
        bool is_told = sentence_reports(self, i);
        bool is_used = is_used_as_place(self, i);
        bool is_plain = best->is_exact || (is_known_area(p) && t->has_own_head && best->fits_head);
        bool stays = is_plain && !t->is_qualifier && self->foreign <= self->syrian;
        if (p->kind == PLACE_TOWN && p->population >= 5000)
            stays = stays && (is_used || self->foreign <= 0);
        else if (p->kind == PLACE_REGION || p->kind == PLACE_DESERT)
            stays = stays && is_told;
        else if (is_known_area(p) || (is_landmark(p) && t->has_own_head && best->fits_head))
            stays = stays && is_used;
        else
            stays = stays && is_told && self->foreign <= 0 &&
                    (t->has_own_head ? choice->trust >= 0.75 : t->is_introduced || t->n_tokens > 1);
        choice->is_dropped = !stays;
    }
}

static void close_within(Resolver *self) {
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        Choice *choice = &self->choices[i];
        guint32 w = toponym_at(self, i)->within;
        if (w == NO_PLACE || self->choices[w].is_dropped || self->choices[w].place == NO_PLACE)
            continue;
        const Place *p = chosen_place(self, i);
        choice->within_holds = !p || within_agrees(self, w, p) > 0;
    }
}

/* A pair stands and falls with its two. */
static void close_pairs(Resolver *self) {
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        const Toponym *t = toponym_at(self, i);
        Choice *choice = &self->choices[i];
        if (!is_pair(t)) continue;
        const Choice *one = &self->choices[t->one], *other = &self->choices[t->other];
        choice->is_dropped = one->is_dropped || other->is_dropped || one->place == NO_PLACE ||
                             other->place == NO_PLACE || chosen_place(self, t->one)->is_abroad ||
                             chosen_place(self, t->other)->is_abroad || one->place == other->place;
        choice->place = choice->is_dropped ? NO_PLACE : one->place;
        choice->probability = MIN(one->probability, other->probability);
        choice->trust = MIN(one->trust, other->trust);
    }
}

void choices_make(Resolver *self) {
    for (guint32 i = 0; i < self->toponyms->n; i++) choose(self, i, false);
    weigh_countries(self);
    for (int pass = 0; pass < 3; pass++) {
        /* Backwards first: what says where a place lies stands behind it. */
        for (guint32 i = self->toponyms->n; i-- > 0;)
            if (pass == 0) choose(self, i, true);
        for (guint32 i = 0; i < self->toponyms->n; i++) choose(self, i, true);
        weigh_countries(self);
    }
    drop_unanchored(self);
    close_within(self);
    close_pairs(self);
}
