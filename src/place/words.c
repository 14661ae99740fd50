/* What is said about a mention besides its point: role, reason, confidence. */
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

PlaceRole role_of(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    if (t->one != NO_PLACE) return ROLE_SCENE;
    if (is_other_name(self, i)) return role_of(self, i - 1);
    PlaceRole role = role_in_pair(self, i);
    if (role != ROLE_SCENE) return role;
    role = role_of_cue(self, i);
    /* What says where another place lies has that place's role, or is but its background. */
    for (guint32 k = 0; k < i; k++) {
        if (toponym_at(self, k)->within != i || self->choices[k].is_dropped ||
            toponym_at(self, k)->one != NO_PLACE)
            continue;
        if (!self->choices[k].within_holds) continue;
        PlaceRole inner = role_of(self, k);
        return inner == ROLE_SCENE ? ROLE_CONTEXT : inner;
    }
    return role;
}

/* ---- reason ---------------------------------------------------------------------------------- */

static const char *english(const Resolver *self, guint32 place) {
    const Place *p = gazetteer_place(self->gazetteer, place);
    const char *name = gazetteer_string(self->gazetteer, p->name_en);
    return *name ? name : gazetteer_string(self->gazetteer, p->name_ar);
}

static const char *RELATION_WORDS[] = {
    [RELATION_AT] = "",
    [RELATION_NEAR] = "a ring around it",
    [RELATION_OFFSET] = "so far from it",
    [RELATION_BETWEEN] = "between the two",
    [RELATION_ROAD] = "along the road",
    [RELATION_FROM_TO] = "on the way from one to the other",
    [RELATION_SECTOR] = "the side of it that is named",
    [RELATION_COUNTRYSIDE] = "its countryside",
    [RELATION_BADIA] = "the steppe within its reach",
    [RELATION_BANK] = "the river's bank",
};

static void add_clause(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void add_clause(GString *out, const char *format, ...) {
    va_list arguments;
    if (out->len) g_string_append(out, "; ");
    va_start(arguments, format);
    g_string_append_vprintf(out, format, arguments);
    va_end(arguments);
}

static void explain_unknown(const Resolver *self, guint32 i, const Location *location,
                            GString *out) {
    add_clause(out, self->choices[i].scored->len ? "the places of this name lie elsewhere"
                                                 : "no place of this name in the gazetteer");
    if (isnan(location->lon))
        add_clause(out, "nothing says where it is");
    else if (location->n_anchors)
        add_clause(out, "placed by its context: %s", english(self, location->anchors[0].place));
}

/* A unit and the town that gives it its name are told apart by the head noun alone: no news. */
static bool is_unit_of_town(const Place *a, const Place *b) {
    bool one_is_unit = kind_is_unit((PlaceKind)a->kind) != kind_is_unit((PlaceKind)b->kind);
    return one_is_unit &&
           (a->admin1 == b->admin1 || a->kind == PLACE_GOVERNORATE || b->kind == PLACE_GOVERNORATE);
}

/* The strongest place that was not taken, and what spoke against it. */
static void explain_rejected(const Resolver *self, guint32 i, GString *out) {
    const Choice *choice = &self->choices[i];
    const Scored *best = &g_array_index(choice->scored, Scored, 0);
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    for (guint k = 1; k < choice->scored->len; k++) {
        const Scored *other = &g_array_index(choice->scored, Scored, k);
        const Place *o = gazetteer_place(self->gazetteer, other->place);
        if (is_unit_of_town(p, o)) continue;
        const char *why = best->fits_head && !other->fits_head       ? "the head noun is not its"
                          : best->fits_within && !other->fits_within ? "it lies elsewhere"
                          : best->is_near && !other->is_near   ? "it is far from the text's places"
                          : best->is_exact && !other->is_exact ? "it is spelt otherwise"
                          : o->is_abroad != p->is_abroad       ? "the text is about the other"
                          : p->kind < o->kind                  ? "it is a smaller place"
                          : best->score - other->score > 1     ? "less speaks for it"
                                                               : "hardly less likely";
        add_clause(out, "not %s (%s%s%s): %s", english(self, other->place),
                   place_kind_name((PlaceKind)o->kind), o->admin1 == NO_PLACE ? "" : ", ",
                   o->admin1 == NO_PLACE ? "" : english(self, o->admin1), why);
        return;
    }
}

static void explain_choice(const Resolver *self, guint32 i, GString *out) {
    const Toponym *t = toponym_at(self, i);
    const Choice *choice = &self->choices[i];
    if (choice->scored->len == 0) return;
    const Scored *best = &g_array_index(choice->scored, Scored, 0);
    if (t->is_site)
        add_clause(out, "the only such site by the town of the text");
    else if (choice->scored->len == 1)
        add_clause(out, "the only place of this name");
    else
        add_clause(out, "best of %u places of this name", choice->scored->len);
    if (best->fits_head && t->has_own_head) add_clause(out, "the head noun fits");
    if (best->fits_within && t->within != NO_PLACE && chosen_place(self, t->within)) {
        ToponymRelation relation = toponym_at(self, t->within)->relation;
        const char *how = relation == RELATION_SECTOR || relation == RELATION_OFFSET
                              ? "lies that way from"
                          : relation == RELATION_NEAR ? "lies by"
                                                      : "lies in";
        add_clause(out, "%s %s, which is named with it", how,
                   english(self, self->choices[t->within].place));
    }
    if (choice->same_as != NO_PLACE)
        add_clause(out, "as before in the text");
    else if (best->is_near)
        add_clause(out, "close to other places of the text");
    if (!best->is_exact) add_clause(out, "the spelling differs");
    explain_rejected(self, i, out);
}

char *reason_of(const Resolver *self, guint32 i, const Location *location) {
    const Toponym *t = toponym_at(self, i);
    GString *out = g_string_new(NULL);
    if (t->one != NO_PLACE)
        add_clause(out, "%s and %s", english(self, self->choices[t->one].place),
                   english(self, self->choices[t->other].place));
    else if (self->choices[i].place == NO_PLACE)
        explain_unknown(self, i, location, out);
    else
        explain_choice(self, i, out);
    if (*RELATION_WORDS[t->relation] && self->choices[i].place != NO_PLACE)
        add_clause(out, "%s", RELATION_WORDS[t->relation]);
    return g_string_free(out, FALSE);
}

/* ---- confidence ------------------------------------------------------------------------------ */

/* That the word is a place, that it is this one, and that a relation was read rightly. */
double confidence_of(const Resolver *self, guint32 i, const Location *location) {
    const Choice *choice = &self->choices[i];
    if (choice->place == NO_PLACE) return isnan(location->lon) ? 0.2 : 0.45;
    double relation = toponym_at(self, i)->relation == RELATION_AT ? 1 : 0.92;
    return CLAMP(choice->probability * (0.4 + 0.6 * choice->trust) * relation, 0.05, 0.99);
}
