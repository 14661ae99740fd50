/*
 * The words of relation around a name: near it, so far from it, in this direction of it, on its
 * bank. They are read backwards from the phrase, and never across the phrase before it.
 */
#include <math.h>

#include "toponym/draft.h"

static guint32 before_quotes(const Scan *scan, guint32 token, guint32 from) {
    while (token > from && (scan_is_quote(scan, token - 1) || scan_is_punct(scan, token - 1, "#(")))
        token--;
    return token;
}

/* ---- distance -------------------------------------------------------------------------------- */

/* A number that ends just before `token`, in digits or in words. */
static bool number_before(const Scan *scan, guint32 token, guint32 from, double *ret_value,
                          guint32 *ret_first) {
    if (token <= from) return false;
    const Token *t = &scan->text->tokens[token - 1];
    *ret_first = token - 1;
    *ret_value = t->value;
    if (t->kind == TOKEN_NUMBER) return true;
    for (guint32 first = token > from + 4 ? token - 4 : from; first < token; first++) {
        for (guint32 i = matches_at(scan->matches, first); i < scan->matches->n; i++) {
            const Match *m = &scan->matches->items[i];
            if (m->first_token != first) break;
            if (m->table != TABLE_NUMBER || first + m->n_tokens != token) continue;
            const char *value = gazetteer_cell(scan->gazetteer, TABLE_NUMBER, m->entry, "value");
            if (!g_ascii_isdigit(*value)) continue;
            *ret_value = g_ascii_strtod(value, NULL);
            *ret_first = first;
            return true;
        }
    }
    return false;
}

/* A unit that says how many of it (كيلومترين، عشرات الأمتار); of the others a number tells. */
static bool is_own_number(const Cue *unit) {
    double metres = g_ascii_strtod(unit->value, NULL);
    return metres > 1 && (metres < 1000 || metres >= 1700);
}

/* A unit with its number (2 كم), or a unit that is its own number (كيلومترين, عشرات الكيلومترات),
 * ending just before `token`. */
static bool distance_before(const Scan *scan, guint32 token, guint32 from, double *ret_metres,
                            guint32 *ret_first) {
    double alone = 0, number;
    guint32 alone_first = token, number_first;
    guint32 start = token > from + 5 ? token - 5 : from;
    for (guint32 i = scan->cue_at[start]; i < scan->cues->len; i++) {
        const Cue *cue = &g_array_index(scan->cues, Cue, i);
        if (cue->first >= token) break;
        if (cue->kind != CUE_OFFSET_UNIT || cue->first + cue->n != token) continue;
        double metres = g_ascii_strtod(cue->value, NULL);
        if (number_before(scan, cue->first, from, &number, &number_first)) {
            *ret_metres = number * metres;
            *ret_first = number_first;
            return true;
        }
        if (is_own_number(cue) && metres > alone) {
            alone = metres;
            alone_first = cue->first;
        }
    }
    *ret_metres = alone;
    *ret_first = alone_first;
    return alone > 0;
}

/* A number at `token`, in digits or in words: gives its value, its tokens and its clitics. */
static guint32 number_at(const Scan *scan, guint32 token, double *ret_value, guint8 *ret_clitics) {
    *ret_clitics = 0;
    if (token >= scan->text->n_tokens) return 0;
    *ret_value = scan->text->tokens[token].value;
    if (scan->text->tokens[token].kind == TOKEN_NUMBER) return 1;
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) return 0;
        const char *value = m->table == TABLE_NUMBER
                                ? gazetteer_cell(scan->gazetteer, TABLE_NUMBER, m->entry, "value")
                                : "";
        if (!g_ascii_isdigit(*value)) continue;
        *ret_value = g_ascii_strtod(value, NULL);
        *ret_clitics = m->clitics;
        return m->n_tokens;
    }
    return 0;
}

/* «نحو»، «حوالي»: a word of the number table that bounds a number, or the preposition ب alone. */
static bool leads_number(const Scan *scan, guint32 token) {
    if (token >= scan->text->n_tokens) return false;
    if (strcmp(text_norm(scan->text, token), "ب") == 0) return true;
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) return false;
        if (m->table == TABLE_NUMBER && m->n_tokens == 1 && (m->clitics & CLITIC_IN) &&
            strcmp(gazetteer_cell(scan->gazetteer, TABLE_NUMBER, m->entry, "kind"), "bound") == 0)
            return true;
    }
    return false;
}

/* The longest unit of length at `token`; `alone`: one that is its own number (كيلومترين). */
static const Cue *unit_at(const Scan *scan, guint32 token, bool alone) {
    if (token >= scan->text->n_tokens) return NULL;
    for (guint32 i = scan->cue_at[token]; i < scan->cues->len; i++) {
        const Cue *cue = &g_array_index(scan->cues, Cue, i);
        if (cue->first != token) return NULL;
        if (cue->kind == CUE_OFFSET_UNIT && is_own_number(cue) == alone) return cue;
    }
    return NULL;
}

/* «شرق تدمر بـ 20 كم»، «… بنحو عشرين كيلومتراً»، «… بكيلومترين»، «… على بعد 20 كم»: the distance
 * behind the name. Gives the token behind it, or 0. */
static guint32 distance_after(const Scan *scan, guint32 last, guint32 token, double *ret_metres) {
    double number = 0;
    guint8 clitics = 0;
    guint32 at = token;
    const Cue *offset = scan_cue_at(scan, CUE_OFFSET, at);
    if (offset && !*offset->value) at += offset->n;
    if (leads_number(scan, at)) at++;
    guint32 n = number_at(scan, at, &number, &clitics);
    const Cue *unit = unit_at(scan, at + n, n == 0);
    if (!unit || !scan_same_sentence(scan, last, at + n)) return 0;
    double metres = g_ascii_strtod(unit->value, NULL);
    if (at == token && !((n ? clitics : unit->clitics) & CLITIC_IN)) return 0;
    *ret_metres = n ? number * metres : metres;
    return at + n + unit->n;
}

/* «على مسافة 35 كم من تدمر باتجاه الشرق»: the bearing behind the name. */
static void read_bearing_behind(const Scan *scan, Draft *draft) {
    const Cue *towards = scan_cue_at(scan, CUE_DESTINATION, draft->end);
    guint32 at = draft->end + (towards ? towards->n : 0);
    const Cue *cue = towards ? scan_cue_at(scan, CUE_BEARING, at) : NULL;
    if (!cue || !g_ascii_isdigit(*cue->value) || !scan_has_article(scan, at) ||
        !scan_same_sentence(scan, draft->begin, at))
        return;
    draft->t.bearing = g_ascii_strtod(cue->value, NULL);
    draft->end = at + cue->n;
}

/* ---- one step backwards ---------------------------------------------------------------------- */

static bool read_near(const Scan *scan, Draft *draft, guint32 at, guint32 from) {
    const Cue *cue = scan_cue_before(scan, CUE_NEAR, at, from);
    /* Some cues hold the head noun (حدود مدينة). */
    if (!cue) cue = scan_cue_before(scan, CUE_NEAR, draft->t.first_token, from);
    if (!cue || cue->first >= draft->begin) return false;
    draft->t.is_introduced = true;
    bool is_ring = strcmp(cue->value, "at") != 0 && strcmp(cue->value, "above") != 0;
    if (is_ring && draft->t.relation == RELATION_AT) {
        draft->t.relation = RELATION_NEAR;
        /* «في محيط»: the preposition is none of the relation's words. */
        bool leads = cue->n > 1 && scan_is_particle(scan, cue->first);
        draft->begin = cue->first + leads;
        draft->lead = leads ? 0 : cue->clitics;
        draft->follows_and = draft->follows_and || (cue->clitics & CLITIC_AND);
    }
    return is_ring;
}

/* The bearing that ends before `token`: indefinite right before the name (شرقي ديرالزور), definite
 * with a preposition between (إلى الشرق من ديرالزور). */
static const Cue *bearing_before(const Scan *scan, guint32 token, guint32 from) {
    const Cue *cue = scan_cue_before(scan, CUE_BEARING, token, from);
    if (cue && g_ascii_isdigit(*cue->value) && !scan_has_article(scan, cue->first)) return cue;
    if (token <= from || !scan_is_particle(scan, token - 1)) return NULL;
    /* «شمالاً إلى حلب»، «وجنوباً في درعا»: where the report turns to. */
    if (scan_cue_over(scan, CUE_DESTINATION, token - 1, token) ||
        scan_cue_over(scan, CUE_INSIDE, token - 1, token))
        return NULL;
    cue = scan_cue_before(scan, CUE_BEARING, token - 1, from);
    return cue && g_ascii_isdigit(*cue->value) ? cue : NULL;
}

/* No report measures further; a longer number is a slip or no distance. */
#define MOST_DISTANCE_M 1000000.0

static void set_distance(const Scan *scan, Draft *draft, double metres, guint32 first,
                         guint32 from) {
    if (!(metres <= MOST_DISTANCE_M)) return;
    draft->t.relation = RELATION_OFFSET;
    draft->t.distance_m = metres;
    draft->begin = first;
    guint32 at = first;
    const Cue *cue = scan_cue_before(scan, CUE_OFFSET, at, from);
    if (!cue && at > from + 1) cue = scan_cue_before(scan, CUE_OFFSET, at - 1, from);
    if (!cue) return;
    draft->begin = cue->first;
    draft->t.cue = cue->name;
    draft->t.cue_value = cue->value;
}

/* Bearing and distance before the phrase. */
static bool read_offset(const Scan *scan, Draft *draft, guint32 at, guint32 from) {
    /* «تل أحمر شرقي وقرية كودنة»: what a و joins has no bearing before it. */
    const Cue *bearing = draft->lead & CLITIC_AND ? NULL : bearing_before(scan, at, from);
    guint32 end = bearing ? bearing->first : at, first;
    double metres;
    bool found = distance_before(scan, end, from, &metres, &first);
    /* «بطول 120 كيلومتراً بين تل أبيض ورأس العين» is the length of a stretch. */
    bool is_stretch = end > from && scan_cue_over(scan, CUE_BETWEEN, end - 1, end);
    if (!found && end > from && !is_stretch && scan_is_particle(scan, end - 1))
        found = distance_before(scan, end - 1, from, &metres, &first);
    if (!bearing && !found) return false;
    draft->t.is_introduced = true;
    if (bearing) {
        draft->t.bearing = g_ascii_strtod(bearing->value, NULL);
        draft->begin = bearing->first;
        draft->lead = bearing->clitics;
        if (draft->t.relation == RELATION_AT) draft->t.relation = RELATION_SECTOR;
    }
    if (found) {
        set_distance(scan, draft, metres, first, from);
        if (!bearing) read_bearing_behind(scan, draft);
        return true;
    }
    guint32 behind = distance_after(scan, draft->end - 1, draft->end, &metres);
    if (behind && draft->t.relation == RELATION_SECTOR && metres <= MOST_DISTANCE_M) {
        draft->t.relation = RELATION_OFFSET;
        draft->t.distance_m = metres;
        draft->end = behind;
    }
    return true;
}

/* «الضفة المقابلة لمدينة الميادين»: across the river from a town. */
static bool read_across(const Scan *scan, Draft *draft, guint32 from) {
    bool is_led = draft->lead & (CLITIC_TO | CLITIC_IN);
    /* «القصف من الضفة المقابلة طال بلدة غرانيج»: a verb is no preposition. */
    bool has_particle = draft->begin > from && scan_is_particle(scan, draft->begin - 1) &&
                        !scan_cue_at(scan, CUE_UNDERGO, draft->begin - 1);
    if (!is_led && !has_particle) return false;
    const Cue *cue = scan_cue_before(scan, CUE_BANK, draft->begin - (is_led ? 0 : 1), from);
    if (!cue || strcmp(cue->value, "other") != 0) return false;
    draft->t.relation = RELATION_BANK;
    draft->t.bearing = BANK_OTHER;
    draft->t.is_introduced = true;
    draft->lead = cue->clitics;
    draft->begin = cue->first;
    return true;
}

static bool names_river(const Scan *scan, const Draft *draft) {
    for (guint32 i = 0; i < draft->t.n_candidates; i++)
        if (gazetteer_place(scan->gazetteer, draft->t.candidates[i])->kind == PLACE_RIVER)
            return true;
    return false;
}

/* The words of a bank around a river's name: they may hold the name («الضفة الغربية من الفرات»),
 * begin its phrase («ضفة نهر الفرات»), or stand before it, with من between («الضفة الشرقية من نهر
 * الفرات»). */
static const Cue *bank_cue(const Scan *scan, const Draft *draft, guint32 from) {
    const Cue *cue = scan_cue_at(scan, CUE_BANK, draft->begin);
    if (!cue) cue = scan_cue_before(scan, CUE_BANK, draft->begin, from);
    if (!cue) cue = scan_cue_before(scan, CUE_BANK, draft->t.first_token, from);
    if (!cue && draft->begin > from && scan_is_particle(scan, draft->begin - 1))
        cue = scan_cue_before(scan, CUE_BANK, draft->begin - 1, from);
    guint32 end = draft->t.first_token + draft->t.n_tokens;
    if (!cue && end < scan->text->n_tokens) cue = scan_cue_before(scan, CUE_BANK, end, from);
    return cue;
}

/* «ضفة نهر الفرات»، «شرق الفرات»، «الضفة اليسرى لنهر الفرات». */
static bool read_bank(const Scan *scan, Draft *draft, guint32 from) {
    const Cue *cue = names_river(scan, draft) ? bank_cue(scan, draft, from) : NULL;
    if (!cue) return false;
    draft->t.relation = RELATION_BANK;
    draft->t.is_introduced = true;
    draft->t.bearing = strcmp(cue->value, "left") == 0    ? 90
                       : strcmp(cue->value, "right") == 0 ? 270
                       : strcmp(cue->value, "other") == 0 ? BANK_OTHER
                                                          : NAN;
    if (cue->first < draft->begin) draft->lead = cue->clitics;
    draft->begin = MIN(draft->begin, cue->first);
    return true;
}

static bool is_led_to(const Scan *scan, const Draft *draft, guint32 from) {
    guint32 at = before_quotes(scan, draft->begin, from);
    if (draft->t.clitics & (CLITIC_IN | CLITIC_TO)) return true;
    return at > from &&
           (scan_is_particle(scan, at - 1) || scan_cue_before(scan, CUE_INSIDE, at, from) ||
            scan_cue_before(scan, CUE_DESTINATION, at, from) ||
            scan_cue_before(scan, CUE_PART_OF, at, from) ||
            scan_cue_before(scan, CUE_UNDERGO, at, from));
}

/* «المعابر البرية»، «مصادر سورية»: right behind a noun stands its adjective, not a place. A
 * definite word behind a definite one; of a country's name also behind an indefinite one. */
static bool stands_like_adjective(const Scan *scan, const Draft *draft, guint32 from) {
    guint32 at = draft->begin;
    /* «الحدود (السورية – التركية)» */
    if (at > from && scan_is_punct(scan, at - 1, "(")) at--;
    if (draft->t.n_tokens > 1 || draft->t.has_own_head || draft->lead || at <= from ||
        !scan_same_sentence(scan, at - 1, at) || scan->text->tokens[at - 1].kind != TOKEN_WORD)
        return false;
    if (scan_has_article(scan, draft->begin)) return scan_has_article(scan, at - 1);
    if (draft->t.n_candidates == 0 || draft->t.is_introduced ||
        !g_str_has_suffix(text_norm(scan->text, at), "ه"))
        return false;
    const Place *p = gazetteer_place(scan->gazetteer, draft->t.candidates[0]);
    return p->kind == PLACE_COUNTRY;
}

/* «حلب – حيان: …»: a name at the head of a line, before a mark; «الغنطو غارة عنيفة …»: before what
 * happened there; «مجزرة عنجارة»: behind it. */
static bool heads_line(const Scan *scan, const Draft *draft) {
    const Token *t = &scan->text->tokens[draft->begin];
    guint32 at = scan->text->sentences[t->sentence].first_token;
    while (at < draft->begin && scan->text->tokens[at].kind == TOKEN_PUNCT) at++;
    if (at == draft->begin &&
        (scan_is_punct(scan, draft->end, ":|-–—/") || scan_is_headline_break(scan, draft->end)))
        return true;
    if (!draft->t.is_exact || *draft->need) return false;
    if (at == draft->begin) return scan_names_event(scan, draft->end);
    return scan_names_event(scan, draft->begin - 1) &&
           scan_same_sentence(scan, draft->begin - 1, draft->begin);
}

/* «مساكن الادخار غربي المدينة»: on that side of the town spoken of before. */
static void read_side(const Scan *scan, Draft *draft) {
    guint32 at = draft->end;
    const Cue *cue = scan_cue_at(scan, CUE_BEARING, at);
    if (!cue || cue->clitics || !g_ascii_isdigit(*cue->value) || scan_has_article(scan, at) ||
        !scan_same_sentence(scan, draft->begin, at + cue->n) ||
        !scan_has_article(scan, at + cue->n))
        return;
    draft->t.side_kinds = scan_back_kinds(scan, at + cue->n);
    draft->t.side_bearing = g_ascii_strtod(cue->value, NULL);
}

static void read_one(const Scan *scan, Draft *draft, guint32 from) {
    read_side(scan, draft);
    if (is_led_to(scan, draft, from)) draft->t.is_introduced = true;
    if (read_across(scan, draft, from) || read_bank(scan, draft, from)) return;
    guint32 at = before_quotes(scan, draft->begin, from);
    read_offset(scan, draft, at, from);
    at = before_quotes(scan, draft->begin, from);
    if (read_near(scan, draft, at, from)) {
        at = before_quotes(scan, draft->begin, from);
        if (draft->t.relation == RELATION_NEAR) read_offset(scan, draft, at, from);
    }
    if (is_led_to(scan, draft, from) || heads_line(scan, draft)) draft->t.is_introduced = true;
    draft->t.is_qualifier = stands_like_adjective(scan, draft, from);
}

/* «محيط قرى المسرب والخريطة»: what stands before a list stands before each member. */
static void share_in_list(const Draft *before, Draft *draft) {
    if (draft->t.list == NO_PLACE || before->t.list != draft->t.list) return;
    draft->t.is_introduced = draft->t.is_introduced || before->t.is_introduced;
    if (draft->t.relation == RELATION_AT && before->t.relation == RELATION_NEAR)
        draft->t.relation = RELATION_NEAR;
}

void relations_read(const Scan *scan, GArray *drafts) {
    guint32 from = 0;
    for (guint i = 0; i < drafts->len; i++) {
        Draft *draft = DRAFT(drafts, i);
        if (draft->is_dropped) continue;
        const Token *first = &scan->text->tokens[draft->begin];
        guint32 begin = scan->text->sentences[first->sentence].first_token;
        if (draft->begin >= from) read_one(scan, draft, MAX(from, begin));
        if (i > 0) share_in_list(DRAFT(drafts, i - 1), draft);
        from = draft->end;
    }
}
