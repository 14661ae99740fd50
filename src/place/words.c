/* What is said about a mention besides its point: role, confidence. */
#include "place/resolver.h"

/* ---- role ------------------------------------------------------------------------------------ */

/* «من دمشق إلى درعا»: the bare من is an origin where the next place is a destination. */
static bool destination_follows(const Resolver *self, guint32 i) {
    if (i + 1 >= self->toponyms->n) return false;
    const Toponym *t = toponym_at(self, i), *next = toponym_at(self, i + 1);
    return strcmp(next->cue, "destination") == 0 &&
           self->text->tokens[t->first_token].sentence ==
               self->text->tokens[next->first_token].sentence &&
           next->span_first - (t->span_first + t->span_n) <= 2;
}

/* Bases and airports: what comes from one sets out or is fired there. */
static bool is_firing_base(const Resolver *self, guint32 i) {
    const Place *p = chosen_place(self, i);
    return p && (p->kind == PLACE_BASE || p->kind == PLACE_BARRACKS || p->kind == PLACE_AIRPORT);
}

/* «هجوم على محطة تبعد 60 كم عن البوكمال»: the words say where an indefinite thing without a name
 * is. */
static bool describes_something(const Resolver *self, guint32 i) {
    guint32 first = toponym_at(self, i)->span_first;
    if (first == 0) return false;
    const Token *before = &self->text->tokens[first - 1];
    return before->kind == TOKEN_WORD && before->sentence == self->text->tokens[first].sentence &&
           !text_has_article(self->text, first - 1) && sentence_reports(self, i);
}

static PlaceRole role_of_cue(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    static const struct {
        const char *cue;
        PlaceRole role;
    } ROLES[] = {
        {"treatment", ROLE_TREATMENT},     {"home", ROLE_VICTIM_HOME},
        {"destination", ROLE_DESTINATION}, {"compare", ROLE_CONTEXT},
        {"metonym", ROLE_CONTEXT},
    };
    if (strcmp(t->cue, "dateline") == 0)
        return strcmp(t->cue_value, "line") == 0 ? ROLE_DATELINE : ROLE_CONTEXT;
    if (strcmp(t->cue, "origin") == 0)
        return strcmp(t->cue_value, "weak") == 0 && !destination_follows(self, i) &&
                       !is_firing_base(self, i)
                   ? ROLE_SCENE
                   : ROLE_ORIGIN;
    if (strcmp(t->cue, "part_of") == 0)
        return strcmp(t->cue_value, "control") == 0 ? ROLE_CONTEXT : ROLE_SCENE;
    /* «امتدت الاشتباكات حتى الشحيل» */
    if (strcmp(t->cue, "destination") == 0 && strcmp(t->cue_value, "reach") == 0) return ROLE_SCENE;
    if (strcmp(t->cue, "offset") == 0)
        return strcmp(t->cue_value, "gloss") == 0 && !describes_something(self, i) ? ROLE_CONTEXT
                                                                                   : ROLE_SCENE;
    for (guint k = 0; k < G_N_ELEMENTS(ROLES); k++)
        if (strcmp(ROLES[k].cue, t->cue) == 0) return ROLES[k].role;
    return ROLE_SCENE;
}

/* Where the two ends of a way stand, or ROLE_SCENE when i is no end. */
static PlaceRole role_in_pair(const Resolver *self, guint32 i) {
    for (guint32 k = i + 1; k < self->toponyms->n && k <= i + 2; k++) {
        const Toponym *pair = toponym_at(self, k);
        if (pair->one == NO_PLACE || self->choices[k].is_dropped) continue;
        if (pair->one != i && pair->other != i) continue;
        if (pair->relation != RELATION_FROM_TO) return ROLE_CONTEXT;
        return pair->one == i ? ROLE_ORIGIN : ROLE_DESTINATION;
    }
    return ROLE_SCENE;
}

/* «عين العرب (كوباني)»: the other name of the place before. */
static bool is_other_name(const Resolver *self, guint32 i) {
    if (i == 0 || toponym_is_pair(toponym_at(self, i - 1))) return false;
    const Toponym *t = toponym_at(self, i), *before = toponym_at(self, i - 1);
    return self->choices[i].place != NO_PLACE &&
           self->choices[i].place == self->choices[i - 1].place && t->span_first > 0 &&
           self->text->tokens[t->span_first - 1].kind == TOKEN_PUNCT &&
           self->text->tokens[t->span_first - 1].punct == '(' &&
           before->span_first + before->span_n + 1 == t->span_first;
}

/* «على الحدود السورية العراقية قرب معبر القائم»: a region that is only where the spot lies. The
 * border of a state is so by any settlement that is named with it («في قرية الهري»). */
static bool is_region_by_spot(const Resolver *self, guint32 i) {
    guint32 w = toponym_at(self, i)->within;
    const Place *region = chosen_place(self, i);
    if (w == NO_PLACE || self->choices[w].is_dropped || !region || region->kind != PLACE_REGION)
        return false;
    const Place *spot = chosen_place(self, w);
    ToponymRelation relation = toponym_at(self, w)->relation;
    if (!spot || kind_is_area((PlaceKind)spot->kind) || spot->kind == PLACE_RIVER) return false;
    return relation == RELATION_NEAR || (relation == RELATION_AT && is_state_border(self, i) &&
                                         kind_is_settlement((PlaceKind)spot->kind));
}

PlaceRole role_of(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    if (t->one != NO_PLACE) return ROLE_SCENE;
    if (is_other_name(self, i)) return role_of(self, i - 1);
    PlaceRole role = role_in_pair(self, i);
    if (role != ROLE_SCENE) return role;
    role = role_of_cue(self, i);
    if (role == ROLE_SCENE && is_region_by_spot(self, i)) return ROLE_CONTEXT;
    /* What says where another place lies has that place's role, or is but its background. */
    for (guint32 k = 0; k < i; k++) {
        if (toponym_at(self, k)->within != i || self->choices[k].is_dropped ||
            toponym_at(self, k)->one != NO_PLACE)
            continue;
        if (!self->choices[k].within_holds) continue;
        PlaceRole inner = role_of(self, k);
        if (is_region_by_spot(self, k)) return inner == ROLE_CONTEXT ? role : inner;
        return inner == ROLE_SCENE ? ROLE_CONTEXT : inner;
    }
    return role;
}

/* ---- confidence ------------------------------------------------------------------------------ */

/* That the word is a place, that it is this one, and that a relation was read rightly. */
double confidence_of(const Resolver *self, guint32 i, const Location *location) {
    const Choice *choice = &self->choices[i];
    if (choice->place == NO_PLACE) return isnan(location->lon) ? 0.2 : 0.45;
    double relation = toponym_at(self, i)->relation == RELATION_AT ? 1 : 0.92;
    return CLAMP(choice->probability * (0.4 + 0.6 * choice->trust) * relation, 0.05, 0.99);
}
