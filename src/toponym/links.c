/*
 * What leads where: which toponym says where another lies («القورية شرقي ديرالزور», «السخنة بريف
 * حمص الشرقي»), and which role the words before a name give it.
 */
#include "toponym/draft.h"

enum { MAX_GAP = 4 };

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

static bool is_gloss(const Draft *draft) {
    return draft->t.relation == RELATION_SECTOR || draft->t.relation == RELATION_OFFSET;
}

/* Does B stand behind A as the words that say where A lies? Between them may stand adjectives of A,
 * a mark, and a preposition. */
static bool says_where(const Scan *scan, const Draft *a, const Draft *b) {
    if (a->end > b->begin || b->begin - a->end > MAX_GAP ||
        !scan_same_sentence(scan, a->end - 1, b->begin))
        return false;
    if (a->t.relation == RELATION_BANK && b->t.relation == RELATION_NEAR && a->end == b->begin)
        return true;
    bool marks = true;
    for (guint32 at = a->end; at < b->begin; at++) {
        const Cue *inside = scan_cue_over(scan, CUE_INSIDE, at, b->begin);
        const Cue *part_of = scan_cue_over(scan, CUE_PART_OF, at, b->begin);
        if (inside) return !(inside->clitics & CLITIC_AND);
        if (part_of) return !(part_of->clitics & CLITIC_AND);
        bool is_mark = scan_is_punct(scan, at, "،,()-–—:/|\"”»“«");
        bool is_adjective =
            scan_has_article(scan, at) || part_of || scan_cue_at(scan, CUE_APPOSITION, at);
        /* «حسياء» على أطراف البوكمال: the preposition before the words of relation. */
        bool leads_near =
            b->t.relation == RELATION_NEAR && at + 1 == b->begin && scan_is_particle(scan, at);
        if (leads_near) return true;
        if (!is_mark && !is_adjective) return false;
        marks = marks && is_mark;
    }
    if ((b->lead & CLITIC_AND) || b->follows_and) return false;
    return marks || is_gloss(b) || (b->lead & CLITIC_IN);
}

static bool is_pair(const Draft *draft) { return draft->t.one != NO_PLACE; }

/* Are drafts i and j the two ends of a road or a way? */
static bool are_ends(const GArray *drafts, guint i, guint j) {
    if (j + 1 >= drafts->len) return false;
    const Draft *pair = DRAFT(drafts, j + 1);
    return is_pair(pair) && pair->t.one == i && pair->t.other == j;
}

/* Do only marks stand between? */
static bool is_loose(const Scan *scan, const Draft *a, const Draft *b) {
    if (is_gloss(b) || (b->lead & CLITIC_IN)) return false;
    for (guint32 at = a->end; at < b->begin; at++)
        if (scan->text->tokens[at].kind != TOKEN_PUNCT) return false;
    return true;
}

static guint next_single(const GArray *drafts, guint i) {
    for (i++; i < drafts->len; i++)
        if (!is_pair(DRAFT(drafts, i)) && !DRAFT(drafts, i)->is_dropped) return i;
    return drafts->len;
}

static void link_within(const Scan *scan, GArray *drafts) {
    for (guint i = drafts->len; i-- > 0;) {
        Draft *a = DRAFT(drafts, i);
        guint j = next_single(drafts, i);
        if (is_pair(a)) {
            a->t.within = DRAFT(drafts, a->t.other)->t.within;
        } else if (j < drafts->len) {
            Draft *b = DRAFT(drafts, j);
            bool same_list = a->t.list != NO_PLACE && a->t.list == b->t.list;
            if (same_list)
                a->t.within = b->t.within;
            else if (!are_ends(drafts, i, j) && says_where(scan, a, b)) {
                a->t.within = j;
                a->t.within_is_loose = is_loose(scan, a, b);
            }
        }
    }
    for (guint i = 0; i < drafts->len; i++)
        if (is_pair(DRAFT(drafts, i)))
            DRAFT(drafts, i)->t.within = DRAFT(drafts, DRAFT(drafts, i)->t.other)->t.within;
}

/* ---- roles ----------------------------------------------------------------------------------- */

static const CueKind ROLE_CUES[] = {CUE_TREATMENT, CUE_HOME,        CUE_ORIGIN,
                                    CUE_COMPARE,   CUE_DATELINE,    CUE_METONYM,
                                    CUE_PART_OF,   CUE_DESTINATION, CUE_INSIDE};

/* The longest cue of role that ends before the phrase; among equals the rarer kind. */
static const Cue *role_cue(const Scan *scan, const Draft *draft, guint32 from) {
    const Cue *best = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(ROLE_CUES); i++) {
        const Cue *cue = scan_cue_before(scan, ROLE_CUES[i], draft->begin, from);
        if (cue && (!best || cue->n > best->n)) best = cue;
    }
    return best;
}

/* A town, a dash and an agency's name: where and by whom the report was written. */
static bool is_dateline(const Scan *scan, const Draft *draft) {
    guint32 after = draft->end, before = draft->begin;
    if (scan_is_punct(scan, after, "-–—/") && (scan_table_at(scan, TABLE_BOILERPLATE, after + 1) ||
                                               scan_cue_at(scan, CUE_DATELINE, after + 1)))
        return true;
    return before >= 2 && scan_is_punct(scan, before - 1, "-–—/") && scan->shut[before - 2] &&
           scan_table_at(scan, TABLE_BOILERPLATE, before - 2);
}

static void set_cue(Draft *draft, const char *name, const char *value) {
    draft->t.cue = name;
    draft->t.cue_value = value;
}

/* A hospital, or the hospitals of a town. */
static bool is_care(const Scan *scan, const Draft *draft) {
    Head head;
    return scan_head(scan, draft->begin, &head) && (head.kinds & KIND(PLACE_HOSPITAL));
}

/* «نقلوا إلى المشفى الوطني في مدينة إزرع»: a hospital without a name stands before the phrase. */
static bool is_at_care(const Scan *scan, const Draft *draft, guint32 from) {
    Head head;
    guint32 start = draft->begin > from + MAX_GAP ? draft->begin - MAX_GAP : from;
    for (guint32 at = start; at < draft->begin; at++)
        if (scan_same_sentence(scan, at, draft->begin) && scan_head(scan, at, &head) &&
            (head.kinds & KIND(PLACE_HOSPITAL)) && head.article &&
            (scan_cue_before(scan, CUE_DESTINATION, at, from) ||
             scan_cue_before(scan, CUE_TREATMENT, at, from)))
            return true;
    return false;
}

static void read_role(const Scan *scan, Draft *draft, guint32 from) {
    if (is_dateline(scan, draft)) {
        set_cue(draft, "dateline", "line");
        return;
    }
    const Cue *cue = role_cue(scan, draft, from);
    if (is_at_care(scan, draft, from)) {
        set_cue(draft, "treatment", "");
    } else if (cue) {
        if (!*draft->t.cue) set_cue(draft, cue->name, cue->value);
        /* Taken to a hospital: nothing happened there. */
        if (cue->kind == CUE_DESTINATION && is_care(scan, draft)) set_cue(draft, "treatment", "");
    } else if (!*draft->t.cue && (draft->lead & CLITIC_IN)) {
        set_cue(draft, "inside", "");
    }
}

static void read_roles(const Scan *scan, GArray *drafts) {
    guint32 from = 0;
    for (guint i = 0; i < drafts->len; i++) {
        Draft *draft = DRAFT(drafts, i);
        if (draft->is_dropped || is_pair(draft)) continue;
        read_role(scan, draft, MIN(from, draft->begin));
        if (i > 0 && !*draft->t.cue && draft->t.list != NO_PLACE) {
            const Draft *before = DRAFT(drafts, i - 1);
            if (before->t.list == draft->t.list) set_cue(draft, before->t.cue, before->t.cue_value);
        }
        from = draft->end;
    }
}

void links_read(const Scan *scan, GArray *drafts) {
    link_within(scan, drafts);
    read_roles(scan, drafts);
}

/* ---- governments ----------------------------------------------------------------------------- */

static bool may_be_government(const Scan *scan, const Draft *draft) {
    if (draft->t.has_own_head) return false;
    const Cue *cue = scan_cue_at(scan, CUE_METONYM, draft->t.first_token);
    if (cue && strcmp(cue->value, "name") == 0) return true;
    for (guint32 i = 0; i < draft->t.n_candidates; i++)
        if (gazetteer_place(scan->gazetteer, draft->t.candidates[i])->kind == PLACE_COUNTRY)
            return true;
    return false;
}

/* «بين دمشق وموسكو»: two governments, where no road is spoken of. */
static bool are_two_governments(const Scan *scan, const GArray *drafts, guint i) {
    if (i + 1 >= drafts->len) return false;
    const Draft *a = DRAFT(drafts, i), *b = DRAFT(drafts, i + 1);
    const Cue *between = scan_cue_before(scan, CUE_BETWEEN, a->begin, 0);
    return between && a->t.list != NO_PLACE && a->t.list == b->t.list &&
           may_be_government(scan, a) && may_be_government(scan, b) &&
           !scan_cue_before(scan, CUE_ROAD, between->first, 0) &&
           !scan_cue_before(scan, CUE_ROAD, a->begin, 0);
}

void metonyms_drop(const Scan *scan, GArray *drafts) {
    for (guint i = 0; i < drafts->len; i++) {
        Draft *draft = DRAFT(drafts, i);
        if (draft->is_dropped || draft->t.relation != RELATION_AT ||
            !may_be_government(scan, draft))
            continue;
        if (are_two_governments(scan, drafts, i))
            draft->is_dropped = DRAFT(drafts, i + 1)->is_dropped = true;
        /* «دعا روسيا وتركيا»: what is true of the first is true of the next. */
        const Draft *before = i > 0 ? DRAFT(drafts, i - 1) : NULL;
        if (before && before->is_dropped && before->t.list != NO_PLACE &&
            before->t.list == draft->t.list && may_be_government(scan, before))
            draft->is_dropped = true;
        if (draft->lead & CLITIC_IN) continue;
        const Cue *cue = scan_cue_before(scan, CUE_METONYM, draft->begin, 0);
        if (cue && strcmp(cue->value, "name") != 0) draft->is_dropped = true;
    }
}
