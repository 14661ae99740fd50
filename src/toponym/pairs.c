/*
 * Toponyms of two: between A and B, the road from A to B, on the way from A to B. The two stand as
 * toponyms of their own; the third, behind them, joins them and says where the event was.
 */
#include "toponym/draft.h"

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

static bool is_road_head(const Draft *draft) {
    return draft->head.n && draft->head.kinds == KIND(PLACE_ROAD);
}

static bool names_road(const Scan *scan, const Draft *draft) {
    for (guint32 i = 0; i < draft->t.n_candidates; i++)
        if (gazetteer_place(scan->gazetteer, draft->t.candidates[i])->kind == PLACE_ROAD)
            return true;
    return false;
}

/* Is the likeliest bearer of the name a settlement, or the unit named for one? A road leads to one,
 * not to an area. */
static bool names_settlement(const Scan *scan, const Draft *draft) {
    if (draft->t.n_candidates == 0) return false;
    guint16 kind = gazetteer_place(scan->gazetteer, draft->t.candidates[0])->kind;
    return (kind >= PLACE_CITY && kind <= PLACE_HAMLET) ||
           (kind >= PLACE_GOVERNORATE && kind <= PLACE_SUBDISTRICT);
}

/* The cue that ends before the phrase of A, or before its name (where the cue holds the head:
 * «بين مدينتي»). */
static const Cue *cue_before(const Scan *scan, CueKind kind, const Draft *a, guint32 from) {
    /* «على طريق (القامشلي - القحطانية)» */
    guint32 begin = a->begin;
    if (begin > from && (scan_is_punct(scan, begin - 1, "(") || scan_is_quote(scan, begin - 1)))
        begin--;
    const Cue *cue = scan_cue_before(scan, kind, begin, from);
    return cue ? cue : scan_cue_before(scan, kind, a->t.first_token, from);
}

/* Do only these stand between A and B: a dash or slash, or nothing at all? */
static bool dash_between(const Scan *scan, const Draft *a, const Draft *b) {
    guint32 at = a->end;
    while (at < b->begin && scan_is_punct(scan, at, "-–—/_")) at++;
    /* With nothing between, words of relation before B are a gloss on A. */
    if (at == a->end && (b->lead || b->begin < b->t.first_token - (b->head.n ? b->head.n : 0)))
        return false;
    return at == b->begin && scan_same_sentence(scan, a->end - 1, b->begin);
}

static bool destination_between(const Scan *scan, const Draft *a, const Draft *b) {
    const Cue *cue = scan_cue_before(scan, CUE_DESTINATION, b->begin, a->end);
    return cue && cue->first <= a->end + 1 && scan_same_sentence(scan, a->end - 1, b->begin);
}

/* «يصل مدينة الرقة ببلدة عين عيسى»: the second end has ب or إلى. */
static bool joined_by_in(const Scan *scan, const Draft *a, const Draft *b) {
    return a->end == b->begin && (b->lead & CLITIC_IN) &&
           scan_same_sentence(scan, a->end - 1, b->begin);
}

/* «في طريقه إلى تدمر قادماً من دير الزور»: the end of the way stands first. */
static bool origin_between(const Scan *scan, const Draft *a, const Draft *b) {
    const Cue *cue = scan_cue_before(scan, CUE_ORIGIN, b->begin, a->end);
    return cue && cue->n > 1 && cue->first <= a->end + 1 &&
           scan_same_sentence(scan, a->end - 1, b->begin);
}

static guint list_size(const GArray *drafts, guint32 list) {
    guint n = 0;
    for (guint i = 0; i < drafts->len; i++)
        n += list != NO_PLACE && DRAFT(drafts, i)->t.list == list;
    return n;
}

/* «على طريق»: the preposition is none of the relation's words. */
static guint32 without_particle(const Scan *scan, guint32 begin, guint32 end) {
    return begin + 1 < end && scan_is_particle(scan, begin) ? begin + 1 : begin;
}

/* Which relation joins drafts a and b, and where its words begin; RELATION_AT: none. */
static ToponymRelation relation_of(const Scan *scan, const GArray *drafts, guint a, guint b,
                                   guint32 from, guint32 *ret_begin) {
    const Draft *A = DRAFT(drafts, a), *B = DRAFT(drafts, b);
    bool in_list =
        A->t.list != NO_PLACE && A->t.list == B->t.list && list_size(drafts, A->t.list) == 2;
    const Cue *road = cue_before(scan, CUE_ROAD, A, from);
    const Cue *between = cue_before(scan, CUE_BETWEEN, A, from);
    const Cue *fromto = cue_before(scan, CUE_FROMTO, A, from);
    *ret_begin = A->begin;
    bool is_joined = in_list || joined_by_in(scan, A, B) || destination_between(scan, A, B);
    if (road && strcmp(road->value, "between") == 0 && is_joined) {
        *ret_begin = without_particle(scan, road->first, A->t.first_token);
        return RELATION_ROAD;
    }
    if (between && strcmp(between->value, "extent") != 0 && in_list) {
        const Cue *before = scan_cue_before(scan, CUE_ROAD, between->first, from);
        *ret_begin = before ? before->first : between->first;
        return before ? RELATION_ROAD : RELATION_BETWEEN;
    }
    /* «الممتدة من الرصافة إلى أثريا»، «الممتدة بين الرصافة وأثريا» */
    if (between && strcmp(between->value, "extent") == 0 &&
        (in_list || destination_between(scan, A, B))) {
        *ret_begin = between->first;
        return RELATION_BETWEEN;
    }
    if (fromto && strcmp(fromto->value, "to") == 0 && origin_between(scan, A, B)) {
        *ret_begin = fromto->first;
        return RELATION_FROM_TO;
    }
    if (fromto && !*fromto->value && destination_between(scan, A, B)) {
        *ret_begin = fromto->first;
        return RELATION_FROM_TO;
    }
    bool is_named = is_road_head(A) || (road && strcmp(road->value, "name") == 0);
    /* «محور الرصافة – أثريا»; «محور كفر نبل» alone is a front. */
    bool is_axis = road && strcmp(road->value, "axis") == 0 && A->end < B->begin;
    bool is_way = destination_between(scan, A, B) && names_settlement(scan, B);
    if ((is_named && (in_list || is_way || dash_between(scan, A, B))) ||
        (is_axis && dash_between(scan, A, B))) {
        guint32 begin = road ? MIN(road->first, A->begin) : A->begin;
        *ret_begin = without_particle(scan, begin, A->t.first_token);
        return RELATION_ROAD;
    }
    return RELATION_AT;
}

/* «على طريق المحطة الثانية»: a field or a station in the steppe has a road of its own. */
static bool names_far_site(const Scan *scan, const Draft *draft) {
    if (draft->t.n_candidates == 0) return false;
    const Place *p = gazetteer_place(scan->gazetteer, draft->t.candidates[0]);
    return !p->is_osm && (p->kind == PLACE_OILFIELD || p->kind == PLACE_GASFIELD ||
                          p->kind == PLACE_STATION || p->kind == PLACE_BASE);
}

/* «على طريق ناحية معبطلي»، «الطريق المؤدي إلى بلدة ذيبان»: the road that leads to a settlement. */
static void read_road_to(const Scan *scan, Draft *draft, guint32 from) {
    const Cue *road = scan_cue_before(scan, CUE_ROAD, draft->begin, from);
    bool leads = road && (strcmp(road->value, "name") == 0 || strcmp(road->value, "to") == 0);
    if (!leads || road->first < from || draft->t.relation != RELATION_AT || draft->lead ||
        !(names_settlement(scan, draft) || names_far_site(scan, draft)))
        return;
    draft->t.relation = RELATION_ROAD;
    draft->t.is_introduced = true;
    draft->begin = without_particle(scan, road->first, draft->t.first_token);
    draft->lead = draft->begin == road->first ? road->clitics : 0;
}

/* A settlement behind طريق is the place that the road leads to, no road itself. */
static void unhead_road(const Scan *scan, Draft *draft, bool is_alone) {
    if (!is_road_head(draft) || names_road(scan, draft)) return;
    if (is_alone && draft->t.relation == RELATION_AT) draft->t.relation = RELATION_ROAD;
    if (!is_alone) draft->begin = draft->t.first_token;
    draft->head = (Head){0};
    draft->t.head = NO_PLACE;
}

/* `one` is the index of a; a way whose end stands first (`is_back`) begins at b. */
static Draft joined(const Draft *a, const Draft *b, ToponymRelation relation, guint32 begin,
                    guint32 one, bool is_back) {
    Draft pair = *a;
    pair.t.candidates =
        g_memdup2(a->t.candidates, (a->t.n_candidates + 1) * sizeof *a->t.candidates);
    pair.t.relation = relation;
    pair.t.one = is_back ? one + 1 : one;
    pair.t.other = is_back ? one : one + 1;
    pair.t.list = NO_PLACE;
    pair.t.is_introduced = true;
    pair.begin = begin;
    pair.end = b->end;
    return pair;
}

void pairs_read(const Scan *scan, GArray *drafts) {
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Draft));
    guint32 from = 0;
    for (guint i = 0; i < drafts->len; i++) {
        guint32 begin = 0;
        ToponymRelation relation = RELATION_AT;
        if (i + 1 < drafts->len && DRAFT(drafts, i)->begin >= from)
            relation = relation_of(scan, drafts, i, i + 1, from, &begin);
        if (relation == RELATION_AT) read_road_to(scan, DRAFT(drafts, i), from);
        unhead_road(scan, DRAFT(drafts, i), relation == RELATION_AT);
        g_array_append_val(all, g_array_index(drafts, Draft, i));
        from = DRAFT(drafts, i)->end;
        if (relation == RELATION_AT) continue;
        Draft *a = DRAFT(all, all->len - 1), *b = DRAFT(drafts, i + 1);
        bool is_back = relation == RELATION_FROM_TO && origin_between(scan, a, b);
        Draft pair = joined(a, b, relation, begin, all->len - 1, is_back);
        b->t.is_introduced = true; /* what leads to the first end leads to the other */
        g_array_append_val(all, *b);
        g_array_append_val(all, pair);
        from = b->end;
        i++;
    }
    g_array_set_size(drafts, 0);
    g_array_append_vals(drafts, all->data, all->len);
}
