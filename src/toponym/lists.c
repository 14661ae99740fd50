/*
 * Names in one list: «قرى المسرب والخريطة والشميطية», «محافظات ديرالزور والرقة», «بلدتي الكشمة
 * والدوير». A dual or plural head belongs to each of them; an ordinary word among places is a
 * place.
 */
#include <math.h>

#include "toponym/draft.h"

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

typedef enum { APART, COMMA, JOINED } Seam;

static guint head_number(const Draft *draft) {
    return draft->extent.n ? draft->extent.number : draft->head.number;
}

/* How two neighbours hang together. `first` is the list's first member. */
static Seam seam_between(const Scan *scan, const Draft *first, const Draft *a, const Draft *b) {
    if (!scan_same_sentence(scan, a->end - 1, b->begin) || a->end > b->begin) return APART;
    guint32 at = a->end;
    bool comma = false;
    /* «قرى “حسرات – أبو الغر – تل سرحا”»: the noun that is part of a name opens no phrase. */
    bool has_phrase = b->t.has_own_head && b->begin != b->t.first_token;
    const char *marks = head_number(first) > 2 && !has_phrase ? "،,#-–—" : "،,#";
    while (at < b->begin && (scan_is_quote(scan, at) || scan_is_punct(scan, at, marks))) {
        comma = comma || scan_is_punct(scan, at, "،,-–—");
        at++;
    }
    if (at < b->begin && scan_is_and(scan, at)) return at + 1 == b->begin ? JOINED : APART;
    if (at < b->begin) return APART;
    /* «… في مدينة الحسكة، وتبنى»: a word that is a name only without its article is no member. */
    if (b->t.clitics & CLITIC_AND)
        return b->t.is_exact || b->t.has_own_head || head_number(first) > 1 ? JOINED : APART;
    /* «المتمركزة في معسكر جورين، قريتي زيزون وقسطون»: a new phrase opens a list of its own. */
    const Cue *from = comma ? scan_cue_before(scan, CUE_ORIGIN, a->begin, 0) : NULL;
    if (from && b->t.has_own_head && head_number(b) > 1 && strcmp(from->value, "weak") != 0)
        return APART;
    if (comma) return COMMA;
    /* «بين مدينتي الميادين ديرالزور»: the dual promises a second name. */
    return first == a && head_number(first) == 2 && !b->t.has_own_head ? JOINED : APART;
}

/* A head noun of the member's own; of a governorate or an extent one that is but part of the name
 * (دير الزور) does not count. */
static bool has_other_head(const Draft *first, const Draft *member) {
    bool is_part = member->begin == member->t.first_token;
    bool is_unit = first->extent.n || first->head.role == HEAD_ADMIN;
    return member->t.has_own_head && !(is_part && is_unit);
}

static bool names_seat(const Scan *scan, const Draft *draft) {
    if (draft->t.n_candidates == 0) return false;
    const Place *p = gazetteer_place(scan->gazetteer, draft->t.candidates[0]);
    return !p->is_abroad && (p->kind == PLACE_CITY || p->kind == PLACE_GOVERNORATE);
}

/* «بادية حمص والسويداء وحماة»، «ريف حماة وإدلب»: one extent of several governorates, the first of
 * which may bear a name of its own with it. Gives its head noun. */
static bool extent_of_several(const Scan *scan, const Draft *first, const Draft *member,
                              Head *ret_extent) {
    if (member->t.has_own_head || member->t.relation != RELATION_AT || first->t.n_candidates == 0 ||
        !names_seat(scan, member) || !scan_head(scan, first->begin, ret_extent) ||
        ret_extent->article || ret_extent->number > 1 || !isnan(first->t.bearing))
        return false;
    guint16 kind = gazetteer_place(scan->gazetteer, first->t.candidates[0])->kind;
    bool is_row = kind == PLACE_COUNTRYSIDE || kind == PLACE_DESERT;
    return (ret_extent->role == HEAD_COUNTRYSIDE || ret_extent->role == HEAD_BADIA) &&
           (first->extent.n ? names_seat(scan, first)
                            : is_row && !scan_cue_at(scan, CUE_BEARING, first->end - 1));
}

static void inherit(const Scan *scan, const Draft *first, Draft *member) {
    Head extent;
    if (member == first || has_other_head(first, member)) return;
    if (head_number(first) >= 2) {
        member->inherits = true;
        member->head = first->head;
        member->extent = first->extent;
        member->t.head = first->t.head;
        member->t.relation = first->t.relation;
    } else if (extent_of_several(scan, first, member, &extent)) {
        member->inherits = true;
        member->extent = extent;
        member->t.head = extent.row;
        member->t.relation = extent.role == HEAD_BADIA ? RELATION_BADIA : RELATION_COUNTRYSIDE;
    }
}

static bool head_fits(const Scan *scan, const Draft *draft) {
    if (draft->extent.n) return true;
    for (guint32 i = 0; i < draft->t.n_candidates; i++) {
        const Place *p = gazetteer_place(scan->gazetteer, draft->t.candidates[i]);
        if (draft->head.kinds >> p->kind & 1) return true;
    }
    return false;
}

/* Does a town or a country abroad bear the name as written? The press means it, whatever village or
 * word is spelt alike here. */
static bool names_abroad(const Scan *scan, const Draft *draft) {
    for (guint32 i = 0; i < draft->t.n_candidates && draft->t.is_exact; i++) {
        const Place *p = gazetteer_place(scan->gazetteer, draft->t.candidates[i]);
        if (p->is_abroad && (p->kind == PLACE_COUNTRY || p->kind == PLACE_CITY)) return true;
    }
    return false;
}

/* «حاجز قرب خطاب»: what is near something bare is near a place, where the text knows of it. */
static bool is_near_something(const Scan *scan, const Draft *draft) {
    /* «أمام دار الجرحى»: what has a noun behind it is a noun. */
    bool is_owned = scan_same_sentence(scan, draft->end - 1, draft->end) &&
                    scan_has_article(scan, draft->end) &&
                    !scan_cue_at(scan, CUE_BEARING, draft->end);
    return !is_owned && draft->t.is_exact && !draft->t.clitics &&
           strcmp(draft->need, "never") != 0 && !scan_has_article(scan, draft->t.first_token) &&
           !names_are_words(scan, draft->t.first_token, draft->t.n_tokens) &&
           scan_cue_before(scan, CUE_NEAR, draft->begin, 0);
}

/* «بين السخنة والطيبة»: a name beside another, behind a word that joins two places. */
static bool is_span(const Scan *scan, const Draft *first) {
    return scan_cue_before(scan, CUE_BETWEEN, first->begin, 0) ||
           scan_cue_before(scan, CUE_ROAD, first->begin, 0);
}

/* «على طريق أبو خشب - الكسرة»: the two ends of a road, with a dash between them. */
static bool is_end_of_road(const Scan *scan, const Draft *a, const Draft *b) {
    guint32 at = a->end;
    while (at < b->begin && scan_is_punct(scan, at, "-–—")) at++;
    return at > a->end && at == b->begin && scan_same_sentence(scan, a->end - 1, b->begin) &&
           ((a->head.n && a->head.kinds == KIND(PLACE_ROAD)) ||
            scan_cue_before(scan, CUE_ROAD, a->begin, 0));
}

/* As an end of a road or of a span an ordinary word is a place, if it lies by the other end. */
static bool is_end(const Scan *scan, const GArray *drafts, guint i, guint first, bool is_list) {
    const Draft *draft = DRAFT(drafts, i);
    if (!draft->t.is_exact || strcmp(draft->need, "never") == 0) return false;
    return (is_list && is_span(scan, DRAFT(drafts, first))) ||
           (i > 0 && is_end_of_road(scan, DRAFT(drafts, i - 1), draft)) ||
           (i + 1 < drafts->len && is_end_of_road(scan, draft, DRAFT(drafts, i + 1)));
}

/* «تعرضت تشرين في محافظة الرقة لقصف»، «العون بريف حلب»: the governorate stands right behind the
 * word. An indefinite word must be led to as a place is, since it may be any thing there (سيارة
 * بريف حلب); one that the word tables know is none in any case. Whether a place of that name lies
 * in that governorate is asked when it is resolved. */
static bool area_follows(const Scan *scan, const Draft *draft, const Draft *next) {
    if (!next || !draft->t.is_exact || (draft->t.clitics & ~CLITIC_IN) ||
        names_are_words(scan, draft->t.first_token, draft->t.n_tokens) ||
        !scan_same_sentence(scan, draft->end - 1, next->begin) || next->begin < draft->end)
        return false;
    bool is_area = next->extent.role == HEAD_COUNTRYSIDE && next->extent.n;
    for (guint32 i = 0; i < next->t.n_candidates && !is_area; i++) {
        guint16 kind = gazetteer_place(scan->gazetteer, next->t.candidates[i])->kind;
        bool is_unit = next->head.role == HEAD_ADMIN && next->head.n && kind == PLACE_GOVERNORATE;
        /* «الزيارة بسهل الغاب», «عابدين في حوض اليرموك» */
        bool is_land = kind == PLACE_REGION && next->t.n_tokens > 1 && next->t.is_exact;
        is_area = is_unit || is_land || kind == PLACE_COUNTRYSIDE;
    }
    guint32 gap = next->begin - draft->end;
    bool is_inside = (gap == 0 && (next->lead & CLITIC_IN)) ||
                     (gap == 1 && scan_cue_over(scan, CUE_INSIDE, draft->end, next->begin));
    guint32 at = draft->begin;
    guint32 line = scan->text->sentences[scan->text->tokens[at].sentence].first_token;
    /* «عابدين في حوض اليرموك» at the head of a line. */
    bool is_led = (draft->t.clitics & CLITIC_IN) || scan_has_article(scan, at) || at == line ||
                  (at > 0 && scan_same_sentence(scan, at - 1, at) &&
                   (scan_is_particle(scan, at - 1) || scan_cue_before(scan, CUE_UNDERGO, at, 0)));
    return is_area && is_inside && is_led;
}

/* «بالقرب من معمل الغزل،»: words that lead near it before the phrase, and a mark or nothing behind.
 */
static bool ends_near_phrase(const Scan *scan, const Draft *draft) {
    bool ends = !scan_same_sentence(scan, draft->begin, draft->end) ||
                scan_is_punct(scan, draft->end, "،,.؛:()");
    return ends && scan_cue_before(scan, CUE_NEAR, draft->begin, 0);
}

/* «مخيم الفلاح في ريف إدلب»، «مسجد الفتح وسط المدينة»: behind the noun of a thing that bears a name
 * the word is that name, whatever village elsewhere has it too. */
static bool is_name_of_thing(const Scan *scan, const Draft *draft) {
    const guint64 THINGS = KIND(PLACE_CAMP) | KIND(PLACE_MOSQUE) | KIND(PLACE_CHURCH) |
                           KIND(PLACE_SCHOOL) | KIND(PLACE_HOSPITAL) | KIND(PLACE_ROUNDABOUT) |
                           KIND(PLACE_SQUARE) | KIND(PLACE_STREET) | KIND(PLACE_QUARTER) |
                           KIND(PLACE_HILL) | KIND(PLACE_MOUNTAIN) | KIND(PLACE_WADI) |
                           KIND(PLACE_VILLAGE) | KIND(PLACE_BRIDGE) | KIND(PLACE_FACILITY);
    const Head *head = &draft->head;
    bool is_post = head->kinds == (KIND(PLACE_JUNCTION) | KIND(PLACE_BUILDING)); /* حاجز */
    return head->n && head->role == HEAD_KIND && head->number == 1 && draft->t.has_own_head &&
           (is_post || ((head->kinds & THINGS) &&
                        !(head->kinds & (KIND(PLACE_BUILDING) | KIND(PLACE_FARM))))) &&
           head->first + head->n == draft->t.first_token &&
           scan_has_article(scan, draft->t.first_token) &&
           (ends_near_phrase(scan, draft) || (scan_same_sentence(scan, draft->begin, draft->end) &&
                                              scan_place_follows(scan, draft->end)));
}

/* «الطائرات تدمر أوكارا»، «تدمر مواقع»: nothing leads to the name, and behind it stands what a verb
 * would have as its object. */
static bool reads_as_verb(const Scan *scan, const Draft *draft) {
    static const CueKind LEADS[] = {CUE_INSIDE,      CUE_NEAR,    CUE_BEARING, CUE_ORIGIN,
                                    CUE_DESTINATION, CUE_PART_OF, CUE_ROAD};
    guint32 at = draft->end;
    Head head;
    if (draft->t.has_own_head || draft->lead || !scan_same_sentence(scan, draft->begin, at) ||
        scan->text->tokens[at].kind != TOKEN_WORD)
        return false;
    for (guint k = 0; k < G_N_ELEMENTS(LEADS); k++)
        if (scan_cue_before(scan, LEADS[k], draft->begin, 0)) return false;
    bool is_led = draft->begin > 0 && scan_same_sentence(scan, draft->begin - 1, draft->begin) &&
                  scan_is_particle(scan, draft->begin - 1);
    const char *norm = text_norm(scan->text, at);
    bool is_object =
        scan_table_alone(scan, TABLE_TARGET, at, 1, 0) ||
        scan_table_alone(scan, TABLE_WEAPON, at, 1, 0) ||
        (scan_head(scan, at, &head) && !head.clitics) ||
        (g_str_has_suffix(norm, "ا") && !scan_has_article(scan, at) && g_utf8_strlen(norm, -1) > 3);
    return !is_led && is_object;
}

/* «قرى جديدة»: behind the bare plural an indefinite adjective, where no list goes on. */
static bool is_adjective_of_many(const Scan *scan, const Draft *draft) {
    return draft->head.number > 2 && !draft->extent.n && draft->t.n_tokens == 1 &&
           draft->head.role == HEAD_KIND && draft->head.first + draft->head.n == draft->begin + 1 &&
           draft->t.list == NO_PLACE && !scan_has_article(scan, draft->t.first_token) &&
           g_str_has_suffix(text_norm(scan->text, draft->t.first_token), "ه");
}

/* An ordinary word without what it needs is no place. `n_sure`: how many members of its list are no
 * words; beside two of them it may be a place, if it lies by them. */
static void drop_ordinary(const Scan *scan, Draft *draft, const Draft *next, guint n_sure) {
    bool among_places = n_sure > 0;
    if (!*draft->need) return;
    if (strcmp(draft->need, "back") == 0) {
        draft->is_dropped = true;
        return;
    }
    if (strcmp(draft->need, "verb") == 0 && reads_as_verb(scan, draft)) {
        draft->is_dropped = true;
        return;
    }
    bool headed = (draft->t.has_own_head || draft->inherits) && head_fits(scan, draft);
    /* «قرى الجبل»: of villages one name is that of the land they lie in. */
    if (draft->head.number > 2 && !draft->extent.n && draft->t.n_tokens == 1 && !among_places &&
        draft->head.role == HEAD_KIND && (draft->head.kinds & KIND(PLACE_HAMLET)) &&
        scan_has_article(scan, draft->t.first_token) && draft->t.list == NO_PLACE)
        headed = false;
    if (is_adjective_of_many(scan, draft)) headed = false;
    /* منطقة stands before anything: it makes no place of a word by itself. */
    if (headed && draft->head.n && draft->head.role == HEAD_REGION) {
        draft->t.needs_context = true;
        draft->is_dropped = strcmp(draft->need, "never") == 0;
        return;
    }
    if (strcmp(draft->need, "never") == 0)
        draft->is_dropped =
            !(headed && draft->t.has_own_head && (draft->head.n || draft->extent.n));
    else if (strcmp(draft->need, "head") == 0)
        draft->is_dropped =
            !headed && !(n_sure > 1 && draft->t.is_exact) && !area_follows(scan, draft, next);
    else if (strcmp(draft->need, "list") == 0) {
        /* «بقرية الدالية» is ب and قرية. */
        draft->is_dropped = !headed && !among_places &&
                            (!draft->t.is_exact || scan_table_at(scan, TABLE_HEAD, draft->begin));
        draft->t.needs_context = draft->t.needs_neighbour = !headed && !among_places;
    } else
        draft->t.needs_context = !headed;
    if (strcmp(draft->need, "head") == 0 && !draft->is_dropped && !headed)
        draft->t.needs_context = draft->t.needs_neighbour = true;
    /* «مشفى السبخة»، «مفرق الزر»: a site that bears a town's name is mostly in it or by it. */
    const guint64 HOUSES = KIND(PLACE_HOSPITAL) | KIND(PLACE_JUNCTION) | KIND(PLACE_BRIDGE) |
                           KIND(PLACE_CROSSING) | KIND(PLACE_STATION) | KIND(PLACE_SILO) |
                           KIND(PLACE_DAM);
    /* «قرية الليلية»: a village that the gazetteer knows as something else. */
    bool is_village = draft->head.number == 1 && (draft->head.kinds & KIND(PLACE_VILLAGE)) &&
                      !(draft->head.kinds & KIND(PLACE_HILL)) && strcmp(draft->need, "never") != 0;
    bool is_house = draft->t.has_own_head && draft->t.is_exact && draft->head.n &&
                    ((draft->head.kinds & HOUSES) || is_village) &&
                    !(draft->head.kinds & KIND(PLACE_BUILDING));
    if (draft->is_dropped && strcmp(draft->need, "never") != 0 && is_name_of_thing(scan, draft)) {
        draft->is_dropped = false;
        draft->t.n_candidates = 0;
    }
    if (draft->is_dropped &&
        (is_house || names_abroad(scan, draft) || is_near_something(scan, draft))) {
        draft->is_dropped = false;
        draft->t.needs_context = true;
    }
}

/* The members first … end-1 of one chain. */
static void close_chain(const Scan *scan, GArray *drafts, guint first, guint end, bool has_and,
                        guint32 *lists) {
    Draft *head = DRAFT(drafts, first);
    bool is_list = end - first > 1 && (has_and || head_number(head) > 1);
    guint sure = 0;
    for (guint i = first; i < end; i++) {
        /* «مدينة مورك وقرى معان والكبارية»: the last head before it. */
        if (has_other_head(head, DRAFT(drafts, i))) head = DRAFT(drafts, i);
        if (is_list) inherit(scan, head, DRAFT(drafts, i));
        sure += !*DRAFT(drafts, i)->need;
    }
    for (guint i = first; i < end; i++) {
        if (is_list) DRAFT(drafts, i)->t.list = *lists;
        Draft *draft = DRAFT(drafts, i);
        const Draft *next = i + 1 < drafts->len ? DRAFT(drafts, i + 1) : NULL;
        drop_ordinary(scan, draft, next, is_list ? sure : 0);
        if (draft->is_dropped && is_end(scan, drafts, i, first, is_list)) {
            draft->is_dropped = false;
            draft->t.needs_context = true;
        }
    }
    *lists += is_list;
}

/* «أرياف حماة الشرقي والرقة الجنوبي»: each member has its own bearing, which is no name (الجنوبي).
 */
static void read_own_bearing(const Scan *scan, GArray *drafts, guint first, guint member) {
    const Draft *head = DRAFT(drafts, first);
    Draft *draft = DRAFT(drafts, member);
    bool inherits = head_number(head) > 1 && head->extent.n && !has_other_head(head, draft);
    if (!inherits || draft->begin == head->begin) return;
    names_read_bearing(scan, draft);
    guint32 end = draft->end;
    while (member + 1 < drafts->len && DRAFT(drafts, member + 1)->begin < end) {
        g_free(DRAFT(drafts, member + 1)->t.candidates);
        g_array_remove_index(drafts, member + 1);
    }
}

void lists_join(const Scan *scan, GArray *drafts) {
    guint32 lists = 0;
    for (guint first = 0; first < drafts->len;) {
        guint end = first + 1;
        bool has_and = false;
        while (end < drafts->len) {
            Seam seam = seam_between(scan, DRAFT(drafts, first), DRAFT(drafts, end - 1),
                                     DRAFT(drafts, end));
            /* The same words with another bearing are a list of two. */
            if (DRAFT(drafts, end)->begin == DRAFT(drafts, end - 1)->begin) seam = JOINED;
            /* «مدينتي دير الزور والميادين، صباح اليوم»: a dual has two; and a word is no member
             * behind the comma that follows the last one. */
            bool is_dual = head_number(DRAFT(drafts, first)) == 2 && end - first >= 2;
            if (seam == COMMA && (is_dual || (has_and && *DRAFT(drafts, end)->need))) seam = APART;
            if (seam == APART) break;
            read_own_bearing(scan, drafts, first, end);
            has_and = has_and || seam == JOINED;
            end++;
        }
        close_chain(scan, drafts, first, end, has_and, &lists);
        first = end;
    }
}
