/*
 * Is a word a place at all? A village whose name is one bare word must earn it: by a head noun, a
 * list, a governorate, or places of the text close by. The result is a number from 0 to 1; the
 * steps are set so that plain cases are clear and one piece of evidence tips the others.
 */
#include "place/resolver.h"

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

static const guint64 SETTLEMENT_KINDS =
    KIND(PLACE_CITY) | KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE) | KIND(PLACE_HAMLET);

/* Houses that a village has one of, and that bear its name. */
static const guint64 HOUSE_KINDS = KIND(PLACE_HOSPITAL) | KIND(PLACE_SCHOOL) |
                                   KIND(PLACE_BUILDING) | KIND(PLACE_STATION) |
                                   KIND(PLACE_FACILITY) | KIND(PLACE_SILO);

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

/* Quarters, and the mosques and schools that only a map knows, bear names that every town has. */
static bool is_mapped_part(const Place *p) {
    return kind_is_quarter((PlaceKind)p->kind) || (p->is_osm && p->kind >= PLACE_FACILITY);
}

/* What a head noun adds: much where it names the place's kind, less where it fits anything
 * (منطقة); one that speaks of another kind speaks against. */
static double trust_of_head(const Resolver *self, const Toponym *t, const Scored *best,
                            double trust) {
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    const char *role = head_role(self, t);
    bool is_admin = strcmp(role, "admin") == 0;
    /* «منطقة التنف»، «منطقة حقل العمر»: a site that the editors set down. */
    bool is_site = !p->is_osm && p->kind >= PLACE_OILFIELD && p->kind <= PLACE_CASTLE;
    if (strcmp(role, "region") == 0 && is_site && best->is_exact && !best->fits_head)
        return MAX(trust, 0.6);
    if (best->fits_head) {
        double most = strcmp(role, "region") == 0 ? 0.7 : is_mapped_part(p) ? 0.7 : 0.92;
        return MAX(trust, most);
    }
    if (is_admin) return kind_is_unit(p->kind) || p->kind == PLACE_CITY ? trust : trust - 0.4;
    /* «مستوصف أبريهة»، «مدرسة محيميدة»: a house that bears the name of its village. */
    if (best->is_exact && kind_is_settlement(p->kind) && !(t->head_kinds & ~HOUSE_KINDS))
        return MAX(trust, 0.6);
    bool both_settlements = kind_is_settlement(p->kind) && (t->head_kinds & SETTLEMENT_KINDS);
    return both_settlements ? MAX(trust, 0.8) : trust - 0.1;
}

/* A country or a city abroad: what the press means by its name, whatever word is spelt alike. */
static bool is_known_abroad(const Place *p, const Scored *best) {
    return p->is_abroad && best->is_exact && !best->is_lent &&
           (p->kind == PLACE_COUNTRY || p->kind == PLACE_CITY);
}

/* Of the quarters with this name only one is known otherwise than from a map («الوعر»). */
static bool is_sole_quarter(const Resolver *self, const Toponym *t, const Scored *best) {
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    guint n = 0;
    if (!best->is_exact || p->kind != PLACE_QUARTER || p->is_osm) return false;
    for (guint32 c = 0; c < t->n_candidates; c++) {
        const Place *other = gazetteer_place(self->gazetteer, t->candidates[c]);
        n += other->kind == PLACE_QUARTER && !other->is_osm;
    }
    return n == 1;
}

/* «حي المفتي» */
static bool is_only_quarter(const Resolver *self, const Toponym *t, const Scored *best) {
    return t->has_own_head && best->fits_head && is_sole_quarter(self, t, best);
}

enum { LEAST_WORD_OF_ITS_OWN = 7, LEAST_QUARTER_OF_ITS_OWN = 5 };

/* A name that one place alone bears, of several words or long, and without the article: no word of
 * everyday prose reads like it (كفرسوسة، كرم اللوز، قره كوزاك، هرابش). */
static bool is_distinctive(const Resolver *self, const Toponym *t, const Scored *best) {
    if (!best->is_exact || t->needs_context || t->clitics & CLITIC_TO) return false;
    if (is_only_quarter(self, t, best)) return true;
    if (t->n_candidates > 1) return false;
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    glong least = p->kind == PLACE_QUARTER ? LEAST_QUARTER_OF_ITS_OWN : LEAST_WORD_OF_ITS_OWN;
    const char *norm = text_norm(self->text, t->first_token);
    return t->n_tokens > 1 || (!g_str_has_prefix(norm, "ال") && g_utf8_strlen(norm, -1) >= least);
}

/* What the name says by itself. */
double trust_of_name(const Resolver *self, const Toponym *t, const Scored *best) {
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    double trust = trust_of_kind(p);
    if (t->n_tokens > 1) {
        trust = MAX(trust, best->is_exact ? 0.72 : 0.5);
    } else if (!best->is_exact) {
        /* Without its article a name may be a word; with a clitic taken off it mostly is (ورقة). */
        bool is_large = kind_is_settlement(p->kind) && p->population > 100000;
        trust *= t->clitics ? 0.4 : is_large ? 0.7 : 0.5;
        if (p->kind == PLACE_COUNTRY) trust = 0.2;
        if ((t->clitics & CLITIC_AND) && t->list == NO_PLACE) trust = 0;
    }
    if (t->has_own_head && t->head != NO_PLACE) trust = trust_of_head(self, t, best, trust);
    if (p->kind == PLACE_REGION && !best->is_exact) trust = 0.2;
    if (t->is_qualifier && p->kind != PLACE_CITY) trust -= 0.5;
    /* The word of common-words.tsv is no place here; a country or a city abroad still is. */
    if (t->needs_context && !is_known_abroad(p, best)) trust = MIN(trust, 0.3);
    return trust;
}

/* Another member of the list is sure, and lies in the same part of the country. */
static bool list_is_sure(const Resolver *self, guint32 i, const Place *p) {
    const Toponym *t = toponym_at(self, i);
    for (guint32 k = context_begin(i); k < context_end(self, i) && t->list != NO_PLACE; k++) {
        if (toponym_at(self, k)->list != t->list || k == i || !self->choices[k].is_sure) continue;
        const Place *other = chosen_place(self, k);
        if (!other) continue;
        /* «حقل العمر … والتنف»: sites that the editors know stand in one list from all over. */
        bool is_site = !p->is_osm && p->kind >= PLACE_OILFIELD && p->kind <= PLACE_CASTLE;
        if (kind_is_area(p->kind) || is_site || p->admin1 == other->admin1 ||
            geo_is_nearer(place_point(p), place_point(other), 60000))
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

static bool find_report(const Resolver *self, const Sentence *s) {
    for (guint32 k = matches_at(self->matches, s->first_token); k < self->matches->n; k++) {
        const Match *m = &self->matches->items[k];
        if (m->first_token >= s->first_token + s->n_tokens) return false;
        if (is_report(self, m)) return true;
    }
    return false;
}

/* … asked once a sentence. */
static bool reports(const Resolver *self, const Sentence *s) {
    enum { UNASKED, NOTHING, SOMETHING };
    guint8 *known = &self->reports[s - self->text->sentences];
    if (*known == UNASKED) *known = find_report(self, s) ? SOMETHING : NOTHING;
    return *known == SOMETHING;
}

enum { HEADLINE_TOKENS = 6 };

/* Does the sentence report something? «الجرذي الشرقي.. مجهولون يطلقون النار»: the first half of a
 * headline is told by the second. */
bool sentence_reports(const Resolver *self, guint32 i) {
    guint32 at = self->text->tokens[toponym_at(self, i)->first_token].sentence;
    const Sentence *s = &self->text->sentences[at];
    if (reports(self, s)) return true;
    return at + 1 < self->text->n_sentences && s->n_tokens <= HEADLINE_TOKENS &&
           s[1].field == s->field && s[1].paragraph == s->paragraph && reports(self, s + 1);
}

/* «طريق القامشلي – المالكية»: two towns that a road joins vouch for one another. */
static bool are_towns_on_road(const Resolver *self, const Toponym *pair) {
    const Place *one = chosen_place(self, pair->one), *other = chosen_place(self, pair->other);
    return pair->relation == RELATION_ROAD && one && other && one != other && !one->is_abroad &&
           !other->is_abroad && toponym_at(self, pair->one)->is_exact &&
           toponym_at(self, pair->other)->is_exact &&
           (one->kind == PLACE_CITY || one->kind == PLACE_TOWN) &&
           (other->kind == PLACE_CITY || other->kind == PLACE_TOWN) &&
           geo_is_nearer(place_point(one), place_point(other), 200000);
}

/* One of the two that a road or a way joins, where the other is sure. */
static bool is_end_of_way(const Resolver *self, guint32 i) {
    for (guint32 k = i + 1; k < self->toponyms->n && k <= i + 2; k++) {
        const Toponym *pair = toponym_at(self, k);
        if ((pair->one == i || (pair->one != NO_PLACE && pair->other == i)) &&
            are_towns_on_road(self, pair))
            return true;
        if (pair->one == i) return self->choices[pair->other].is_sure;
        if (pair->one != NO_PLACE && pair->other == i) return self->choices[pair->one].is_sure;
    }
    return false;
}

/* «من تدمر باتجاه السخنة»: two towns that are words as well, each led to by a preposition, and not
 * far from each other, vouch for one another. */
static bool has_companion(const Resolver *self, guint32 i, const Place *p) {
    const Toponym *t = toponym_at(self, i);
    if (!t->is_introduced || !t->is_exact || p->kind > PLACE_TOWN) return false;
    for (guint32 k = context_begin(i); k < context_end(self, i); k++) {
        const Toponym *o = toponym_at(self, k);
        if (k == i || !o->is_introduced || !o->is_exact || toponym_is_pair(o)) continue;
        const Place *other = chosen_place(self, k);
        if (!other || other == p || other->kind > PLACE_TOWN || other->is_abroad) continue;
        if (kind_is_settlement((PlaceKind)other->kind) &&
            geo_is_nearer(place_point(other), place_point(p), 120000))
            return true;
    }
    return false;
}

/* «مضايا والزبداني وكفريا والفوعة»: settlements of one list, of which two lie beside each other. */
static bool has_list_companion(const Resolver *self, guint32 i, const Place *p) {
    const Toponym *t = toponym_at(self, i);
    if (t->list == NO_PLACE || !t->is_exact || t->needs_context || p->is_abroad ||
        !kind_is_settlement((PlaceKind)p->kind))
        return false;
    for (guint32 k = context_begin(i); k < context_end(self, i); k++) {
        if (toponym_at(self, k)->list != t->list || k == i) continue;
        const Place *other = chosen_place(self, k);
        if (!other || other == p || other->is_abroad || !toponym_at(self, k)->is_exact ||
            !kind_is_settlement((PlaceKind)other->kind))
            continue;
        if (geo_is_nearer(place_point(p), place_point(other), 15000)) return true;
    }
    return false;
}

/* The name together with what stands around it. */
double trust_in_context(const Resolver *self, guint32 i, const Scored *best) {
    const Toponym *t = toponym_at(self, i);
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    double trust = trust_of_name(self, t, best);
    if (best->fits_within) trust += 0.45;
    trust += 0.5 * nearness(self, p, 25000);
    trust += 0.2 * governorate_share(self, p->admin1);
    bool has_company = has_list_companion(self, i, p);
    if (list_is_sure(self, i, p))
        trust += 0.3;
    else if (has_company)
        trust += 0.2;
    bool is_alone = is_mapped_part(p) && !best->fits_within && !best->is_near;
    bool is_own = is_distinctive(self, t, best) && (t->has_own_head || t->is_introduced);
    if (is_alone && (!is_own || p->is_osm))
        trust -= is_sole_quarter(self, t, best) && t->is_introduced ? 0 : 0.3;
    if (is_own && !p->is_osm) trust = MAX(trust, is_only_quarter(self, t, best) ? 0.6 : 0.5);
    if (t->is_introduced) trust += 0.08;
    if (is_end_of_way(self, i)) trust += 0.3;
    if (sentence_reports(self, i)) trust += t->is_introduced ? 0.08 : 0.04;
    guint32 before = self->choices[i].same_as;
    if (before != NO_PLACE && self->choices[before].is_sure) trust += 0.4;
    if (t->needs_context && !is_known_abroad(p, best)) {
        /* Large or well-known places need no more than a text about Syria, or a scene. */
        bool is_area = p->kind == PLACE_DESERT || p->kind == PLACE_REGION ||
                       p->kind == PLACE_CITY || p->kind == PLACE_GOVERNORATE;
        /* A town of some size, where something leads to it, in a text that is about here. */
        bool is_town = p->kind == PLACE_TOWN && p->population >= 10000 && best->is_exact &&
                       t->is_introduced && !t->needs_neighbour;
        bool is_used = p->kind != PLACE_CITY || t->is_introduced || t->has_own_head ||
                       t->list != NO_PLACE || sentence_reports(self, i);
        if ((is_area && is_used) || is_town) trust += (is_area ? 0.4 : 0.2) * self->syrian;
        if (t->needs_neighbour)
            trust += best->fits_within || best->is_near ? 0.05 : -0.3;
        else if (t->is_introduced && sentence_reports(self, i))
            trust += 0.2;
        else if (has_companion(self, i, p))
            trust += 0.2;
    }
    if (!p->is_abroad && self->foreign > self->syrian)
        trust -= (p->kind == PLACE_CITY || t->has_own_head || has_company ? 0.35 : 0.5) *
                 (self->foreign - self->syrian);
    return CLAMP(trust, 0, 0.99);
}
