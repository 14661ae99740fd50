/*
 * Where a name lies that the gazetteer does not know: where its context says, radius and all. What
 * is said of the place itself comes first («قرية X بريف دير الزور الشرقي»), then its list, then the
 * place that the sentence or the paragraph speaks of; the weaker the tie, the wider the radius.
 */
#include "place/resolver.h"

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

/* A village beside a town; a junction or a post of one; somewhere about the places of its list or
 * its sentence. */
#define BESIDE_M 8000.0
#define SITE_BESIDE_M 2500.0
#define ABOUT_M 20000.0

/* What says where an unknown name lies. */
typedef struct {
    guint32 outer; /* a toponym, or NO_PLACE */
    bool is_loose; /* it is only named with it */
    bool is_side;  /* it lies on the side of it that the words say */
} Context;

/* Streets, hospitals, mosques: parts of a town, found where the text last was. */
static bool is_part_of_town(const Toponym *t) {
    const guint64 PARTS = KIND(PLACE_QUARTER) | KIND(PLACE_STREET) | KIND(PLACE_SQUARE) |
                          KIND(PLACE_ROUNDABOUT) | KIND(PLACE_MARKET) | KIND(PLACE_MOSQUE) |
                          KIND(PLACE_CHURCH) | KIND(PLACE_HOSPITAL) | KIND(PLACE_SCHOOL) |
                          KIND(PLACE_BUILDING);
    return t->head_kinds & PARTS;
}

static bool is_settlement(const Toponym *t) {
    return t->head_kinds & (KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE));
}

/* «مفرق القهاوي في بلدة أبو حمام»: junctions, posts, stations: they have a head noun of their own,
 * and it is no village's. */
static bool is_site(const Toponym *t) { return t->has_own_head && !is_settlement(t); }

static const Sentence *sentence_of(const Resolver *self, guint32 i) {
    return &self->text->sentences[self->text->tokens[toponym_at(self, i)->first_token].sentence];
}

static bool in_paragraph(const Resolver *self, guint32 i, guint32 k) {
    const Sentence *a = sentence_of(self, i), *b = sentence_of(self, k);
    return a->field == b->field && a->paragraph == b->paragraph;
}

/* May toponym k say where a part of a town, or any place, lies? */
static bool is_ground(const Resolver *self, guint32 k, bool of_town) {
    const Place *p = chosen_place(self, k);
    if (!p || self->choices[k].is_dropped || toponym_is_pair(toponym_at(self, k))) return false;
    return of_town ? kind_is_settlement((PlaceKind)p->kind)
                   : !p->is_abroad && p->kind != PLACE_COUNTRY;
}

/* The last place named before toponym i in its paragraph. */
static guint32 ground_before(const Resolver *self, guint32 i, bool of_town) {
    for (guint32 k = i; k-- > 0 && in_paragraph(self, i, k);)
        if (is_ground(self, k, of_town)) return k;
    return NO_PLACE;
}

/* The next place named behind it in its sentence. */
static guint32 ground_behind(const Resolver *self, guint32 i, bool of_town) {
    for (guint32 k = i + 1; k < self->toponyms->n; k++) {
        if (sentence_of(self, k) != sentence_of(self, i)) return NO_PLACE;
        if (is_ground(self, k, of_town)) return k;
    }
    return NO_PLACE;
}

/* A sure member of the same list, or NO_PLACE. */
static guint32 list_neighbour(const Resolver *self, guint32 i) {
    guint32 list = toponym_at(self, i)->list;
    for (guint32 k = context_begin(i); k < context_end(self, i) && list != NO_PLACE; k++)
        if (k != i && toponym_at(self, k)->list == list && self->choices[k].is_sure) return k;
    return NO_PLACE;
}

/* «محطة المياه غربي المدينة»: the last town that the text spoke of, however long ago. */
static guint32 town_of_side(const Resolver *self, guint32 i) {
    guint64 kinds = toponym_at(self, i)->side_kinds;
    for (guint32 k = i; kinds && k-- > 0;)
        if (is_ground(self, k, true) && (kinds >> chosen_place(self, k)->kind & 1)) return k;
    return NO_PLACE;
}

static Context context_of(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    bool is_part = is_part_of_town(t);
    if (self->choices[i].within_holds) return (Context){.outer = t->within};
    Context found = {.outer = town_of_side(self, i), .is_side = true};
    if (found.outer != NO_PLACE) return found;
    found = (Context){.outer = is_part ? ground_before(self, i, true) : NO_PLACE};
    if (found.outer != NO_PLACE) return found;
    found = (Context){.outer = list_neighbour(self, i), .is_loose = true};
    /* «قرية المشمولة تتعرض لقصف … بريف حلب»: a clause says its ground behind. */
    if (found.outer == NO_PLACE) found.outer = ground_behind(self, i, is_part);
    if (found.outer == NO_PLACE && is_part) found.outer = ground_behind(self, i, false);
    if (found.outer == NO_PLACE) found.outer = ground_before(self, i, false);
    return found;
}

void locate_unresolved(const Resolver *self, guint32 i, Location *location) {
    const Toponym *t = toponym_at(self, i);
    Context context = context_of(self, i);
    location->method = METHOD_UNRESOLVED;
    if (context.outer == NO_PLACE || self->choices[context.outer].place == NO_PLACE) return;
    const Toponym *o = toponym_at(self, context.outer);
    guint32 outer = self->choices[context.outer].place;
    const Place *p = chosen_place(self, context.outer);
    if (context.is_side)
        locate_sector(self, outer, t->side_bearing, !is_settlement(t), location);
    else if (o->relation == RELATION_OFFSET)
        locate_offset(self, context.outer, outer, location);
    else if (o->relation == RELATION_SECTOR)
        /* «قرية العجاج شمال غرب مدينة الرقة» lies in the country on that side. */
        locate_sector(self, outer, o->bearing, o->has_own_head && !is_settlement(t), location);
    else
        locate_known(self, context.outer, location);
    location->method = METHOD_UNRESOLVED;
    location->n_anchors = 1;
    location->anchors[0] = context.is_side ? (Anchor){outer, NAN, t->side_bearing}
                                           : (Anchor){outer, o->distance_m, o->bearing};
    /* What is said to lie so far off or that way has its slack already. */
    bool is_beside =
        !context.is_side && (o->relation == RELATION_AT || o->relation == RELATION_NEAR);
    if (is_beside && !kind_is_area((PlaceKind)p->kind) && !is_part_of_town(t))
        location->radius_m += context.is_loose                              ? ABOUT_M
                              : is_site(t) && self->choices[i].within_holds ? SITE_BESIDE_M
                                                                            : BESIDE_M;
}
