/* Why a place was taken: noted as codes while it is resolved, put into words where somebody reads
 * them. */
#include "place/resolver.h"

/* ---- noted ----------------------------------------------------------------------------------- */

static const PlaceWhy WHY_OF_RELATION[] = {
    [RELATION_AT] = WHY_NONE,       [RELATION_NEAR] = WHY_RING,
    [RELATION_OFFSET] = WHY_SO_FAR, [RELATION_BETWEEN] = WHY_BETWEEN,
    [RELATION_ROAD] = WHY_ALONG,    [RELATION_FROM_TO] = WHY_ON_THE_WAY,
    [RELATION_SECTOR] = WHY_SECTOR, [RELATION_COUNTRYSIDE] = WHY_COUNTRYSIDE,
    [RELATION_BADIA] = WHY_STEPPE,  [RELATION_BANK] = WHY_BANK,
};

static void note(PlaceMention *mention, PlaceNote words) {
    g_assert(mention->n_notes < MAX_PLACE_NOTES);
    mention->notes[mention->n_notes++] = words;
}

static void note_unknown(const Resolver *self, guint32 i, PlaceMention *mention) {
    const Location *location = &mention->location;
    bool has_namesakes = self->choices[i].scored->len > 0;
    note(mention, (PlaceNote){.why = has_namesakes ? WHY_NAMESAKES_ELSEWHERE : WHY_UNKNOWN});
    if (isnan(location->lon))
        note(mention, (PlaceNote){.why = WHY_NOWHERE});
    else if (location->n_anchors)
        note(mention, (PlaceNote){.why = WHY_CONTEXT, .place = location->anchors[0].place});
}

/* A unit and the town that gives it its name are told apart by the head noun alone: no news. */
static bool is_unit_of_town(const Place *a, const Place *b) {
    bool one_is_unit = kind_is_unit((PlaceKind)a->kind) != kind_is_unit((PlaceKind)b->kind);
    return one_is_unit &&
           (a->admin1 == b->admin1 || a->kind == PLACE_GOVERNORATE || b->kind == PLACE_GOVERNORATE);
}

/* The strongest place that was not taken, and what spoke against it. */
static void note_rejected(const Resolver *self, guint32 i, PlaceMention *mention) {
    const Choice *choice = &self->choices[i];
    const Scored *best = &g_array_index(choice->scored, Scored, 0);
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    for (guint k = 1; k < choice->scored->len; k++) {
        const Scored *other = &g_array_index(choice->scored, Scored, k);
        const Place *o = gazetteer_place(self->gazetteer, other->place);
        if (is_unit_of_town(p, o)) continue;
        PlaceWhy against = best->fits_head && !other->fits_head       ? WHY_HEAD_IS_NOT
                           : best->fits_within && !other->fits_within ? WHY_ELSEWHERE
                           : best->is_near && !other->is_near         ? WHY_FAR
                           : best->is_exact && !other->is_exact       ? WHY_SPELT_OTHERWISE
                           : o->is_abroad != p->is_abroad             ? WHY_OF_OTHER_COUNTRY
                           : p->kind < o->kind                        ? WHY_SMALLER
                           : best->score - other->score > 1           ? WHY_LESS
                                                                      : WHY_HARDLY_LESS;
        note(mention, (PlaceNote){.why = o->admin1 == NO_PLACE ? WHY_NOT : WHY_NOT_IN,
                                  .place = other->place,
                                  .against = against});
        return;
    }
}

/* How it lies to the place that is named with it. */
static PlaceWhy why_within(ToponymRelation relation) {
    if (relation == RELATION_SECTOR || relation == RELATION_OFFSET) return WHY_LIES_THAT_WAY;
    return relation == RELATION_NEAR ? WHY_LIES_BY : WHY_LIES_IN;
}

static void note_choice(const Resolver *self, guint32 i, PlaceMention *mention) {
    const Toponym *t = toponym_at(self, i);
    const Choice *choice = &self->choices[i];
    if (choice->scored->len == 0) return;
    const Scored *best = &g_array_index(choice->scored, Scored, 0);
    PlaceWhy first = t->is_site ? WHY_ONLY_SITE : choice->scored->len == 1 ? WHY_ONLY : WHY_BEST;
    note(mention, (PlaceNote){.why = first, .n = choice->scored->len});
    if (best->fits_head && t->has_own_head) note(mention, (PlaceNote){.why = WHY_HEAD_FITS});
    if (best->fits_within && t->within != NO_PLACE && chosen_place(self, t->within))
        note(mention, (PlaceNote){.why = why_within(toponym_at(self, t->within)->relation),
                                  .place = self->choices[t->within].place});
    if (choice->same_as != NO_PLACE)
        note(mention, (PlaceNote){.why = WHY_AS_BEFORE});
    else if (best->is_near)
        note(mention, (PlaceNote){.why = WHY_NEAR_OTHERS});
    if (!best->is_exact) note(mention, (PlaceNote){.why = WHY_SPELT});
    note_rejected(self, i, mention);
}

void note_reasons(const Resolver *self, guint32 i, PlaceMention *mention) {
    const Toponym *t = toponym_at(self, i);
    bool is_known = self->choices[i].place != NO_PLACE;
    if (t->one != NO_PLACE)
        note(mention, (PlaceNote){.why = WHY_TWO,
                                  .place = self->choices[t->one].place,
                                  .other = self->choices[t->other].place});
    else if (is_known)
        note_choice(self, i, mention);
    else
        note_unknown(self, i, mention);
    PlaceWhy relation = WHY_OF_RELATION[t->relation];
    if (is_known && relation != WHY_NONE) note(mention, (PlaceNote){.why = relation});
}

/* ---- in words -------------------------------------------------------------------------------- */

typedef struct {
    const char *ar, *en;
} ReasonRow;

/* One row a reason, in the order of the enum: made of gazetteer/reasons.tsv. */
static const ReasonRow REASONS[] = {
#include "place-reasons.inc"
};
G_STATIC_ASSERT(G_N_ELEMENTS(REASONS) == N_PLACE_WHYS);

static const char *words_of(PlaceWhy why, bool in_arabic) {
    return in_arabic ? REASONS[why].ar : REASONS[why].en;
}

static const char *name_of(const Gazetteer *gazetteer, guint32 place, bool in_arabic) {
    const Place *p = gazetteer_place(gazetteer, place);
    const char *en = gazetteer_string(gazetteer, p->name_en);
    return !in_arabic && *en ? en : gazetteer_string(gazetteer, p->name_ar);
}

/* What stands in braces in a row. */
static void append_named(GString *out, const char *what, const PlaceNote *note,
                         const Gazetteer *gazetteer, const char *language) {
    bool in_arabic = g_str_has_prefix(language, "ar");
    if (g_str_has_prefix(what, "{n}")) {
        g_string_append_printf(out, "%u", note->n);
        return;
    }
    const Place *place = gazetteer_place(gazetteer, note->place);
    g_string_append(
        out, g_str_has_prefix(what, "{kind}")   ? place_kind_label((PlaceKind)place->kind, language)
             : g_str_has_prefix(what, "{unit}") ? name_of(gazetteer, place->admin1, in_arabic)
             : g_str_has_prefix(what, "{other}") ? name_of(gazetteer, note->other, in_arabic)
             : g_str_has_prefix(what, "{why}")   ? words_of(note->against, in_arabic)
                                                 : name_of(gazetteer, note->place, in_arabic));
}

static void append_note(GString *out, const PlaceNote *note, const Gazetteer *gazetteer,
                        const char *language) {
    for (const char *p = words_of(note->why, g_str_has_prefix(language, "ar")); *p;) {
        gsize plain = strcspn(p, "{");
        g_string_append_len(out, p, (gssize)plain);
        p += plain;
        if (!*p) break;
        append_named(out, p, note, gazetteer, language);
        p += strcspn(p, "}") + 1;
    }
}

char *place_mention_reason(const PlaceMention *self, const Gazetteer *gazetteer,
                           const char *language) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < self->n_notes; i++) {
        if (i > 0) g_string_append(out, g_str_has_prefix(language, "ar") ? "؛ " : "; ");
        append_note(out, &self->notes[i], gazetteer, language);
    }
    return g_string_free(out, FALSE);
}
