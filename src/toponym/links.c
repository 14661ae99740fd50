/*
 * What leads where: which toponym says where another lies («القورية شرقي ديرالزور», «السخنة بريف
 * حمص الشرقي»), and which role the words before a name give it.
 */
#include "toponym/draft.h"

enum { MAX_GAP = 5 };

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

static bool is_gloss(const Draft *draft) {
    return draft->t.relation == RELATION_SECTOR || draft->t.relation == RELATION_OFFSET;
}

static bool is_headed_settlement(const Draft *draft) {
    const guint64 SETTLEMENTS = KIND(PLACE_CITY) | KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE);
    return draft->t.has_own_head && draft->head.n && (draft->head.kinds & SETTLEMENTS);
}

/* «المتمركزة في معسكر جورين», «بعد عبوره من معبر القائم إلى الأراضي السورية»: where somebody was
 * before, or the land that he entered. */
static bool is_on_way(const Scan *scan, const Draft *draft) {
    const Cue *origin = scan_cue_before(scan, CUE_ORIGIN, draft->begin, 0);
    if (origin) return strcmp(origin->value, "weak") != 0;
    return scan_cue_before(scan, CUE_DESTINATION, draft->begin, 0) && draft->t.n_candidates > 0 &&
           gazetteer_place(scan->gazetteer, draft->t.candidates[0])->kind == PLACE_COUNTRY;
}

/* «من أبناء بلدة محيميدة في بلدة الصور»: the home of a man, and where he was; «مدفعية معسكر جورين
 * قرى سهل الغاب»: who fired, and at whom; «بعد عبوره من معبر القائم، في قرية الهري»: whence he
 * came, and where he was hit. */
static bool are_apart(const Scan *scan, const Draft *a, const Draft *b) {
    Head head;
    if (a->end == b->begin && scan_head(scan, b->begin, &head) && head.number > 1) return true;
    if (is_on_way(scan, a) && is_headed_settlement(b)) {
        bool goes_on = a->end == b->begin && !b->lead;
        const Cue *inside = scan_cue_before(scan, CUE_INSIDE, b->begin, a->end);
        if (goes_on || (inside && scan_is_punct(scan, inside->first - 1, "،,"))) return true;
    }
    return is_headed_settlement(a) && is_headed_settlement(b) &&
           scan_cue_at(scan, CUE_INSIDE, a->end) &&
           (scan_cue_before(scan, CUE_HOME, a->begin, 0) ||
            scan_cue_before(scan, CUE_HOME, a->t.first_token, 0));
}

/* «X، وهي قرية تقع …»: a head noun without a name behind a word of relation to A. */
static bool is_relative_noun(const Scan *scan, const Draft *a, guint32 token) {
    Head head;
    return token > a->end && scan_cue_at(scan, CUE_APPOSITION, token - 1) &&
           scan_head(scan, token, &head) && head.n == 1 && !head.article;
}

/* Does B stand behind A as the words that say where A lies? Between them may stand adjectives of A,
 * a mark, and a preposition. */
static bool says_where(const Scan *scan, const Draft *a, const Draft *b) {
    if (a->end > b->begin || b->begin - a->end > MAX_GAP ||
        !scan_same_sentence(scan, a->end - 1, b->begin) || are_apart(scan, a, b))
        return false;
    if (a->t.relation == RELATION_BANK && b->t.relation == RELATION_NEAR && a->end == b->begin)
        return true;
    /* «الحي الشرقي من مدينة صوران» */
    if (a->t.is_site && a->t.is_sort && b->begin == a->end + 1 &&
        scan_cue_over(scan, CUE_ORIGIN, a->end, b->begin) && is_headed_settlement(b))
        return true;
    bool marks = true;
    for (guint32 at = a->end; at < b->begin; at++) {
        const Cue *inside = scan_cue_over(scan, CUE_INSIDE, at, b->begin);
        const Cue *part_of = scan_cue_over(scan, CUE_PART_OF, at, b->begin);
        if (inside) return !(inside->clitics & CLITIC_AND);
        if (part_of) return !(part_of->clitics & CLITIC_AND);
        bool is_mark = scan_is_quote(scan, at) || scan_is_punct(scan, at, "،,()-–—:/|#");
        bool is_adjective = scan_has_article(scan, at) || part_of ||
                            scan_cue_at(scan, CUE_APPOSITION, at) || is_relative_noun(scan, a, at);
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
    return is_pair(pair) && MIN(pair->t.one, pair->t.other) == i &&
           MAX(pair->t.one, pair->t.other) == j;
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

/* «طريق دمشق - درعا قرب خربة غزالة»: where on the road it was, not where its end lies. */
static bool is_beside(const GArray *drafts, const Draft *end) {
    return end->t.within != NO_PLACE && DRAFT(drafts, end->t.within)->t.relation == RELATION_NEAR;
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
    for (guint i = 0; i < drafts->len; i++) {
        Draft *pair = DRAFT(drafts, i);
        if (!is_pair(pair)) continue;
        Draft *end = DRAFT(drafts, pair->t.other);
        if (pair->t.relation == RELATION_ROAD && is_beside(drafts, end)) end->t.within = NO_PLACE;
        pair->t.within = end->t.within;
    }
}

/* ---- roles ----------------------------------------------------------------------------------- */

static const CueKind ROLE_CUES[] = {CUE_TREATMENT, CUE_HOME,        CUE_ORIGIN,
                                    CUE_COMPARE,   CUE_DATELINE,    CUE_METONYM,
                                    CUE_PART_OF,   CUE_DESTINATION, CUE_INSIDE};

/* «أفاد مراسل حلب اليوم بمقتل ثلاثة في حقول …»: between the reporter and the preposition stands
 * what he reports, so that the preposition is the event's. */
static bool spans_report(const Scan *scan, const Cue *cue) {
    for (guint32 at = cue->first + 1; at + 1 < cue->first + cue->n; at++)
        if (scan_table_at(scan, TABLE_HARM, at) || scan_table_at(scan, TABLE_TRIGGER, at))
            return true;
    return false;
}

/* A bearing is all that stands before the cue in its sentence. */
static bool opens_sentence(const Scan *scan, const Cue *cue) {
    const Cue *bearing = scan_cue_before(scan, CUE_BEARING, cue->first, 0);
    guint32 sentence = scan->text->tokens[cue->first].sentence;
    return bearing && bearing->first == scan->text->sentences[sentence].first_token;
}

/* The longest cue of role that ends before the phrase; among equals the rarer kind. */
static const Cue *role_cue(const Scan *scan, const Draft *draft, guint32 from) {
    const Cue *best = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(ROLE_CUES); i++) {
        const Cue *cue = scan_cue_before(scan, ROLE_CUES[i], draft->begin, from);
        /* «مدفعية معسكر جورين» fired from there; «قصفت المدفعية كفرنبل» did not, nor does a
         * definite noun own the name behind it (قصف الطيران مطار التيفور). */
        if (cue && (cue->kind == CUE_ORIGIN || cue->kind == CUE_METONYM) && cue->n == 1 &&
            cue->article)
            continue;
        if (cue && cue->kind == CUE_DATELINE && spans_report(scan, cue)) continue;
        /* «نحو 25 كم شمال تدمر»: about so much. */
        if (cue && cue->kind == CUE_DESTINATION && cue->n == 1 &&
            scan->text->tokens[draft->begin].kind == TOKEN_NUMBER)
            continue;
        /* «وجنوباً إلى درعا، …»: the report turns there. */
        if (cue && cue->kind == CUE_DESTINATION && opens_sentence(scan, cue)) continue;
        /* «بالإضافة إلى منطقة منبج» leads nowhere. */
        if (cue && cue->kind == CUE_DESTINATION && cue->n == 1) {
            const Cue *also = scan_cue_before(scan, CUE_APPOSITION, draft->begin, from);
            if (also && also->n > 1) continue;
        }
        if (cue && (!best || cue->n > best->n)) best = cue;
    }
    return best;
}

/* A town, a dash and an agency's name: where and by whom the report was written. */
static bool names_outlet(const Scan *scan, guint32 token) {
    while (scan_is_quote(scan, token)) token++;
    return scan_table_at(scan, TABLE_BOILERPLATE, token) || scan_cue_at(scan, CUE_DATELINE, token);
}

/* «واشنطن/عمان 3 شباط (رويترز) -»، «بيروت (ا ف ب) –»: behind the towns at the head of a line, and
 * perhaps a date, whose report it is in brackets, and a dash. */
static bool agency_follows(const Scan *scan, guint32 token) {
    const Sentence *s = &scan->text->sentences[scan->text->tokens[token].sentence];
    guint32 end = MIN(s->first_token + s->n_tokens, token + 12), open = 0;
    if (token > s->first_token + 4) return false;
    for (guint32 at = token; at + 1 < end; at++) {
        if (scan_is_punct(scan, at, "(")) open = at;
        if (scan_is_punct(scan, at, ")"))
            return open && (names_outlet(scan, open + 1) || scan_is_punct(scan, at + 1, "-–—:"));
    }
    return false;
}

/* «أوغاريت بوست (دير الزور) –»: the head of a line, in brackets and before a dash. */
static bool is_bracketed_dateline(const Scan *scan, const Draft *draft) {
    const Sentence *s = &scan->text->sentences[scan->text->tokens[draft->begin].sentence];
    return !draft->t.has_own_head && draft->begin > s->first_token + 1 &&
           draft->begin <= s->first_token + 5 && scan_is_punct(scan, draft->begin - 1, "(") &&
           scan_is_punct(scan, draft->end, ")") && scan_is_punct(scan, draft->end + 1, "-–—:");
}

/* No word of the line before `end` reports anything. */
static bool tells_nothing(const Scan *scan, guint32 first, guint32 end) {
    for (guint32 at = first; at < end; at++)
        if (scan_table_at(scan, TABLE_HARM, at) || scan_table_at(scan, TABLE_TRIGGER, at) ||
            scan_table_at(scan, TABLE_HEAD, at))
            return false;
    return true;
}

/* The last token of a time or a date in digits («12:06»، «02.06.2018»). */
static bool ends_stamp(const Scan *scan, guint32 token) {
    return scan->text->tokens[token].kind == TOKEN_NUMBER && token > 1 &&
           scan_is_punct(scan, token - 1, ":./-") &&
           scan->text->tokens[token - 2].kind == TOKEN_NUMBER;
}

/* «محمد عمر – درعا» as the first line; «دير الزور، سوريا، 12 أغسطس، أخبار الآن –»: towns, a date
 * and whose report it is, before a dash; «12:06 دمشق تلفزيون سوريا». */
static bool is_line_of_report(const Scan *scan, const Draft *draft) {
    const Sentence *s = &scan->text->sentences[scan->text->tokens[draft->begin].sentence];
    guint32 first = s->first_token, end = first + s->n_tokens;
    if (scan->text->tokens[draft->begin].sentence > 3) return false;
    if (draft->end == end && draft->begin > first + 2 && draft->begin <= first + 5 &&
        scan_is_punct(scan, draft->begin - 1, "-–—|"))
        return tells_nothing(scan, first, draft->begin);
    guint32 most = MIN(end, first + 14), dash = draft->end;
    while (dash < most && !scan_is_punct(scan, dash, "-–—")) dash++;
    if (dash < most && scan_is_punct(scan, draft->end, "،,") && scan->shut[dash - 1] &&
        tells_nothing(scan, draft->end, dash))
        return true;
    /* A time right before it. */
    bool is_stamped = draft->begin > first && ends_stamp(scan, draft->begin - 1);
    return is_stamped && scan->shut[draft->end] && draft->end < end &&
           scan->text->tokens[draft->end].kind == TOKEN_WORD;
}

static bool is_dateline(const Scan *scan, const Draft *draft) {
    guint32 after = draft->end, before = draft->begin;
    if (is_bracketed_dateline(scan, draft)) return true;
    if (!draft->t.has_own_head && !draft->lead && is_line_of_report(scan, draft)) return true;
    if (scan_is_punct(scan, after, "-–—/") && names_outlet(scan, after + 1)) return true;
    if (!draft->t.has_own_head && agency_follows(scan, draft->begin)) return true;
    /* «وكالة سانا من دمشق» */
    const Cue *from = scan_cue_before(scan, CUE_ORIGIN, before, 0);
    if (from && strcmp(from->value, "weak") == 0 && from->n == 1 && from->first > 0 &&
        !draft->t.has_own_head && scan_cue_at(scan, CUE_DATELINE, from->first - 1) &&
        strcmp(scan_cue_at(scan, CUE_DATELINE, from->first - 1)->value, "line") == 0)
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

/* «نقلوا إلى المشفى الوطني في مدينة إزرع»: a hospital without a name stands before the phrase, and
 * no deed between («إلى المشفى بعد هجوم في بلدة ذيبان»). */
static bool is_at_care(const Scan *scan, const Draft *draft) {
    Head head;
    guint32 start = draft->begin > MAX_GAP ? draft->begin - MAX_GAP : 0;
    for (guint32 at = start; at < draft->begin; at++)
        if (scan_table_at(scan, TABLE_TRIGGER, at)) start = at + 1;
    for (guint32 at = start; at < draft->begin; at++)
        if (scan_same_sentence(scan, at, draft->begin) && scan_head(scan, at, &head) &&
            (head.kinds & KIND(PLACE_HOSPITAL)) &&
            (scan_cue_before(scan, CUE_DESTINATION, at, 0) ||
             scan_cue_before(scan, CUE_TREATMENT, at, 0)))
            return true;
    return false;
}

static void read_role(const Scan *scan, Draft *draft, guint32 from) {
    if (is_dateline(scan, draft)) {
        set_cue(draft, "dateline", "line");
        return;
    }
    const Cue *cue = role_cue(scan, draft, from);
    if (is_at_care(scan, draft)) {
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

/* Does something lead to the name as to a place? */
static bool is_located(const Scan *scan, const Draft *draft) {
    static const CueKind KINDS[] = {CUE_INSIDE,      CUE_NEAR,   CUE_BEARING, CUE_ORIGIN,
                                    CUE_DESTINATION, CUE_FROMTO, CUE_ROAD,    CUE_BETWEEN,
                                    CUE_HOME,        CUE_ALONG,  CUE_COMPARE, CUE_TREATMENT};
    guint32 at = draft->begin;
    while (at > 0 && (scan_is_quote(scan, at - 1) || scan_is_punct(scan, at - 1, "(#"))) at--;
    /* «المدعوم من روسيا»، «موالين لإيران»: whose men they are. */
    const Cue *behind = scan_cue_before(scan, CUE_METONYM, at, 0);
    if (behind && strcmp(behind->value, "noun") == 0 && (behind->n > 1 || draft->lead) &&
        !draft->head.n && !draft->extent.n)
        return false;
    if ((draft->lead & (CLITIC_IN | CLITIC_TO)) || draft->extent.n || draft->head.n) return true;
    /* «كل من موسكو وطهران» */
    const Cue *each = scan_cue_before(scan, CUE_APPOSITION, at, 0);
    if (each && each->n > 1) return false;
    for (guint k = 0; k < G_N_ELEMENTS(KINDS); k++) {
        /* «الحرب بين إسرائيل وحماس»: no land lies between them. */
        if (KINDS[k] == CUE_BETWEEN && draft->t.list == NO_PLACE) continue;
        if (scan_cue_before(scan, KINDS[k], at, 0)) return true;
    }
    const Cue *part = scan_cue_before(scan, CUE_PART_OF, at, 0);
    if (part) return strcmp(part->value, "control") != 0;
    /* «الحدود مع تركيا» */
    return at > 1 && strcmp(text_norm(scan->text, at - 1), "مع") == 0 &&
           strstr(text_norm(scan->text, at - 2), "حدود") != NULL;
}

/* «القادمة من حلب وتركيا»: what leads to the first of a list leads to all. */
static bool list_is_located(const Scan *scan, const GArray *drafts, guint i) {
    const Draft *draft = DRAFT(drafts, i);
    while (i > 0 && DRAFT(drafts, i - 1)->t.list == draft->t.list) i--;
    return is_located(scan, DRAFT(drafts, i));
}

/* «إسرائيل تتوغل في …»: behind the name that heads a line stands a verb of the present. */
static bool present_follows(const Scan *scan, const Draft *draft) {
    if (!scan_same_sentence(scan, draft->begin, draft->end)) return false;
    const char *norm = text_norm(scan->text, draft->end);
    return scan->text->tokens[draft->end].kind == TOKEN_WORD && g_utf8_strlen(norm, -1) > 3 &&
           (g_str_has_prefix(norm, "ت") || g_str_has_prefix(norm, "ي")) &&
           !scan_name(scan, draft->end, 8) &&
           (scan_table_at(scan, TABLE_TRIGGER, draft->end) ||
            scan_table_at(scan, TABLE_MODALITY, draft->end));
}

/* «متهمة موسكو»، «تنفيه أنقرة»: a state or a capital abroad to which nothing leads as to a place is
 * its government; at the head of a line it may be where the line is from. */
static bool is_foreign_government(const Scan *scan, const GArray *drafts, guint i) {
    const Draft *draft = DRAFT(drafts, i);
    if (!may_be_government(scan, draft) || draft->t.n_candidates == 0) return false;
    const Place *p = gazetteer_place(scan->gazetteer, draft->t.candidates[0]);
    const Sentence *s = &scan->text->sentences[scan->text->tokens[draft->t.first_token].sentence];
    bool heads_line =
        draft->begin == s->first_token || scan_is_headline_break(scan, draft->begin - 1);
    return p->is_abroad && (!heads_line || present_follows(scan, draft)) &&
           !(draft->t.list == NO_PLACE ? is_located(scan, draft)
                                       : list_is_located(scan, drafts, i));
}

static bool modality_is_source(const Scan *scan, guint32 token) {
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) return false;
        if (m->table == TABLE_MODALITY &&
            strcmp(gazetteer_cell(scan->gazetteer, TABLE_MODALITY, m->entry, "modality"),
                   "source") == 0)
            return true;
    }
    return false;
}

/* «وأضاف "معارة" أن»: a village does not speak; a man of that byname does. */
static bool is_speaking_byname(const Scan *scan, const Draft *draft) {
    guint32 at = draft->begin;
    if (draft->t.has_own_head || draft->t.n_tokens > 1 || draft->lead || at < 2 ||
        !scan_is_quote(scan, at - 1) || !scan_is_quote(scan, draft->end) ||
        draft->t.n_candidates == 0)
        return false;
    for (guint32 i = 0; i < draft->t.n_candidates; i++) {
        const Place *p = gazetteer_place(scan->gazetteer, draft->t.candidates[i]);
        if (p->kind == PLACE_COUNTRY || p->kind == PLACE_GOVERNORATE || p->kind == PLACE_CITY)
            return false;
    }
    return scan_same_sentence(scan, at - 2, at) &&
           scan_table_at(scan, TABLE_MODALITY, at - 2) == 1 && modality_is_source(scan, at - 2);
}

/* «اتهمت قيادة الفرقة 17 …»: a staff that speaks; «الخابور بوست»: an outlet. */
static bool is_named_speaker(const Scan *scan, const Draft *draft) {
    if (scan_cue_at(scan, CUE_OUTLET, draft->end) && !draft->t.has_own_head &&
        scan_same_sentence(scan, draft->begin, draft->end))
        return true;
    const Cue *cue = scan_cue_before(scan, CUE_METONYM, draft->begin, 0);
    return cue && !*cue->value && draft->t.n_candidates > 0 &&
           gazetteer_place(scan->gazetteer, draft->t.candidates[0])->kind == PLACE_BASE;
}

guint32 metonyms_drop(const Scan *scan, GArray *drafts) {
    guint32 n_foreign = 0;
    for (guint i = 0; i < drafts->len; i++) {
        Draft *draft = DRAFT(drafts, i);
        if (draft->is_dropped || draft->t.relation != RELATION_AT) continue;
        draft->is_dropped = is_named_speaker(scan, draft) || is_speaking_byname(scan, draft);
        if (draft->is_dropped || !may_be_government(scan, draft)) continue;
        if (is_foreign_government(scan, drafts, i) && !is_dateline(scan, draft)) {
            draft->is_dropped = true;
            n_foreign++;
        }
        if (are_two_governments(scan, drafts, i))
            draft->is_dropped = DRAFT(drafts, i + 1)->is_dropped = true;
        /* «دعا روسيا وتركيا»: what is true of the first is true of the next. */
        const Draft *before = i > 0 ? DRAFT(drafts, i - 1) : NULL;
        if (before && before->is_dropped && before->t.list != NO_PLACE &&
            before->t.list == draft->t.list && may_be_government(scan, before))
            draft->is_dropped = true;
        /* «اتهمت دمشق تل أبيب»: the object of what a government did. */
        if (before && before->is_dropped && before->end == draft->begin && !draft->lead &&
            may_be_government(scan, before))
            draft->is_dropped = true;
        if (draft->lead & CLITIC_IN) continue;
        /* «ميليشيا موالية لروسيا»: who backs somebody is a government. */
        if (may_be_government(scan, draft) && scan_cue_before(scan, CUE_BACKER, draft->begin, 0))
            draft->is_dropped = true;
        const Cue *cue = scan_cue_before(scan, CUE_METONYM, draft->begin, 0);
        if (cue && strcmp(cue->value, "name") != 0) draft->is_dropped = true;
    }
    return n_foreign;
}
