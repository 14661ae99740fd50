/*
 * Names that the gazetteer does not know, and names and heads with a slip of the typing hand. A
 * head noun makes a place of the words behind it only where the phrase is closed as a name's is: by
 * quotes, by a word that says where it lies, or by the end of the clause.
 */
#include "toponym/draft.h"

enum { MAX_WORDS = 3, MIN_SLIP_LETTERS = 5, MIN_NAME_SLIP_LETTERS = 6, TRIED = 8 };

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

/* Heads behind which an unknown word is a name. Others (مقر, نقطة, حاجز, بناء) mostly stand before
 * an owner or an adjective. */
static const guint64 NAMING_KINDS =
    KIND(PLACE_CITY) | KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE) | KIND(PLACE_HAMLET) |
    KIND(PLACE_QUARTER) | KIND(PLACE_STREET) | KIND(PLACE_OILFIELD) | KIND(PLACE_CASTLE) |
    KIND(PLACE_SHRINE) | KIND(PLACE_MOSQUE) | KIND(PLACE_CHURCH) | KIND(PLACE_HOSPITAL) |
    KIND(PLACE_SCHOOL) | KIND(PLACE_MOUNTAIN) | KIND(PLACE_HILL) | KIND(PLACE_WADI) |
    KIND(PLACE_ROUNDABOUT) | KIND(PLACE_BRIDGE) | KIND(PLACE_CROSSING) | KIND(PLACE_SQUARE) |
    KIND(PLACE_JUNCTION) | KIND(PLACE_DAM) | KIND(PLACE_LAKE) | KIND(PLACE_CAMP);

/* Sites whose unknown name counts only where words behind it say where it lies (معمل السكر بمدينة
 * دير الزور); elsewhere they stand before an owner or a purpose. */
static const guint64 PLACED_KINDS = KIND(PLACE_FACILITY) | KIND(PLACE_STATION) | KIND(PLACE_SILO) |
                                    KIND(PLACE_BASE) | KIND(PLACE_AIRPORT) | KIND(PLACE_PRISON) |
                                    KIND(PLACE_UNIVERSITY);

/* What is named for a person by his title. */
static const guint64 TITLED_KINDS = KIND(PLACE_SCHOOL) | KIND(PLACE_HOSPITAL) | KIND(PLACE_MOSQUE) |
                                    KIND(PLACE_CHURCH) | KIND(PLACE_SHRINE) | KIND(PLACE_STREET) |
                                    KIND(PLACE_SQUARE) | KIND(PLACE_ROUNDABOUT) |
                                    KIND(PLACE_BRIDGE) | KIND(PLACE_CAMP) | KIND(PLACE_VILLAGE) |
                                    KIND(PLACE_UNIVERSITY) | KIND(PLACE_HILL) | KIND(PLACE_WADI);

static const TableId KNOWN_WORDS[] = {TABLE_HEAD,       TABLE_CUE,    TABLE_COMMON, TABLE_TRIGGER,
                                      TABLE_ACTOR,      TABLE_TARGET, TABLE_WEAPON, TABLE_MODALITY,
                                      TABLE_CONNECTIVE, TABLE_HARM,   TABLE_NUMBER, TABLE_NAME,
                                      TABLE_BOILERPLATE};

static guint letters(const Scan *scan, guint32 token) {
    return (guint)g_utf8_strlen(text_norm(scan->text, token), -1);
}

static const char *not_place_kind(const Scan *scan, const Match *m) {
    return m->table == TABLE_NOT_PLACE
               ? gazetteer_cell(scan->gazetteer, TABLE_NOT_PLACE, m->entry, "kind")
               : "";
}

/* Does a phrase that is no place begin here? A given name may be a village's as well. */
static bool begins_other(const Scan *scan, guint32 token) {
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) break;
        if (m->table == TABLE_NOT_PLACE && strcmp(not_place_kind(scan, m), "given") != 0)
            return true;
    }
    return false;
}

/* A word that stands in no table. */
static bool is_unknown(const Scan *scan, guint32 token) {
    if (token >= scan->text->n_tokens || scan->shut[token]) return false;
    const Token *t = &scan->text->tokens[token];
    if (t->kind != TOKEN_WORD || letters(scan, token) < 2) return false;
    for (guint i = 0; i < G_N_ELEMENTS(KNOWN_WORDS); i++)
        if (scan_table_at(scan, KNOWN_WORDS[i], token)) return false;
    return !begins_other(scan, token);
}

static bool is_closed(const Scan *scan, guint32 token, guint32 last) {
    return token >= scan->text->n_tokens || !scan_same_sentence(scan, last, token) ||
           scan_is_punct(scan, token, "،,.؛:()–-") || scan_is_quote(scan, token) ||
           scan_is_and(scan, token);
}

/* Inside quotes: everything up to the closing one, at most four words. */
static guint32 quoted_words(const Scan *scan, guint32 token) {
    if (!scan_is_quote(scan, token)) return 0;
    guint32 n = 0;
    while (n < 4 && token + 1 + n < scan->text->n_tokens &&
           scan->text->tokens[token + 1 + n].kind == TOKEN_WORD && !scan->shut[token + 1 + n])
        n++;
    return n && scan_is_quote(scan, token + 1 + n) ? n : 0;
}

/* «قرية العتال»: a man's trade, with the article that the word tables do not give it, and no other
 * word. */
static bool is_definite_trade(const Scan *scan, guint32 token) {
    if (token >= scan->text->n_tokens || scan->shut[token] || !scan_has_article(scan, token) ||
        scan->text->tokens[token].kind != TOKEN_WORD)
        return false;
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) break;
        bool is_man = m->table == TABLE_ACTOR || m->table == TABLE_HARM;
        if (!is_man || m->exact || m->n_tokens > 1) return false;
    }
    return true;
}

/* «في قرية كفرزيبا»: behind an indefinite noun an adjective ends in ة, a verb of the past in ت, and
 * one of the present begins with its person. */
static bool reads_as_name(const Scan *scan, guint32 token) {
    const char *norm = text_norm(scan->text, token);
    return letters(scan, token) >= 4 && !g_str_has_suffix(norm, "ه") &&
           !g_str_has_suffix(norm, "ت") && !g_str_has_suffix(norm, "ين") &&
           !g_str_has_prefix(norm, "ي") && !g_str_has_prefix(norm, "ت");
}

/* Does the clause, or what it says of the place, end before `token`? */
static bool ends_name(const Scan *scan, guint32 first, guint32 token) {
    return is_closed(scan, token, first) || scan_cue_at(scan, CUE_TREATMENT, token) ||
           scan_cue_at(scan, CUE_INSIDE, token) || scan_cue_at(scan, CUE_APPOSITION, token) ||
           scan_cue_at(scan, CUE_NEAR, token);
}

/* A word that may stand in a name, though some table knows it: it reports nothing, counts nothing
 * and leads nowhere. */
static bool may_be_in_name(const Scan *scan, guint32 token) {
    static const TableId OTHERS[] = {TABLE_HEAD,     TABLE_TRIGGER,    TABLE_ACTOR, TABLE_WEAPON,
                                     TABLE_MODALITY, TABLE_CONNECTIVE, TABLE_HARM,  TABLE_NUMBER,
                                     TABLE_TARGET,   TABLE_CALENDAR};
    if (token >= scan->text->n_tokens || scan->text->tokens[token].kind != TOKEN_WORD ||
        letters(scan, token) < 3)
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(OTHERS); i++)
        if (scan_table_at(scan, OTHERS[i], token)) return false;
    return !scan_table_at(scan, TABLE_CUE, token) || scan_cue_at(scan, CUE_METONYM, token);
}

/* «أم دبيسة»: half a name, as the second half is a name elsewhere. */
static bool opens_name(const Scan *scan, guint32 token) {
    const char *norm = text_norm(scan->text, token);
    return strcmp(norm, "ام") == 0 || strcmp(norm, "وام") == 0;
}

/* How many unknown words from `token` are the name: as many as reach a word that says where, or the
 * end of the clause; a definite word behind the noun is one in any case (قرية المشمولة أصيب …). */
static guint32 open_words(const Scan *scan, guint32 token, guint64 kinds, bool is_led) {
    const guint64 SETTLEMENTS =
        KIND(PLACE_CITY) | KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE) | KIND(PLACE_HAMLET);
    const guint64 WELLS = KIND(PLACE_OILFIELD) | KIND(PLACE_GASFIELD);
    const guint64 LAND =
        kinds & WELLS ? 0
                      : SETTLEMENTS | KIND(PLACE_HILL) | KIND(PLACE_MOUNTAIN) | KIND(PLACE_WADI);
    guint32 sure = 0;
    /* «قرية أم الشعفة», though الشعفة is a town elsewhere */
    if ((kinds & SETTLEMENTS) && opens_name(scan, token) &&
        scan_same_sentence(scan, token, token + 1) && may_be_in_name(scan, token + 1))
        sure = 2;
    for (guint32 n = 1; n <= MAX_WORDS; n++) {
        guint32 last = token + n - 1;
        bool is_trade = n == 1 && (kinds & NAMING_KINDS) && is_definite_trade(scan, token);
        /* «أم» asks as well as it opens a name. */
        bool is_short = n == 1 && letters(scan, last) <= 2 && (kinds & KIND(PLACE_VILLAGE));
        if (!is_trade && !is_short && !is_unknown(scan, last)) return sure;
        if (!scan_same_sentence(scan, token, last)) return sure;
        if (letters(scan, last) < 3) continue; /* «أم الجحش»: half a name */
        /* Two bare words are a noun and its adjective (خزان غاز قريب), except behind a village. */
        bool is_definite = scan_has_article(scan, token) ||
                           (n > 1 && ((kinds & SETTLEMENTS) || scan_has_article(scan, last)));
        /* «سوق شعبي في أريحا»: behind a site an indefinite word is its adjective. */
        if (scan_place_follows(scan, last + 1) && (is_definite || (kinds & LAND))) return n;
        const Cue *near = is_definite ? scan_cue_at(scan, CUE_NEAR, last + 1) : NULL;
        if (near && !(near->clitics & CLITIC_AND) && strcmp(near->value, "around") != 0) return n;
        if (is_definite && (kinds & NAMING_KINDS) && ends_name(scan, token, last + 1)) return n;
        bool is_name = scan_has_article(scan, token) && scan_has_article(scan, last);
        /* «قرية أم الجحش»: a short word and a definite one. */
        is_name = is_name || (n == 2 && (kinds & SETTLEMENTS) && letters(scan, token) <= 3 &&
                              scan_has_article(scan, last));
        bool is_village = (kinds & KIND(PLACE_VILLAGE)) && !(kinds & KIND(PLACE_FARM));
        is_name = is_name || (n == 1 && is_village && is_led && reads_as_name(scan, token));
        if (is_name && (kinds & NAMING_KINDS)) sure = n;
    }
    return sure;
}

/* «حوش عابد»، «يمة حازم»: two words of which tables know one at most. */
static bool are_two_of_name(const Scan *scan, guint32 token) {
    if (!scan_same_sentence(scan, token, token + 1)) return false;
    if (opens_name(scan, token)) return may_be_in_name(scan, token + 1);
    return (is_unknown(scan, token) || is_unknown(scan, token + 1)) &&
           may_be_in_name(scan, token) && may_be_in_name(scan, token + 1) &&
           !scan_is_particle(scan, token) && !scan_is_particle(scan, token + 1) &&
           !g_str_has_prefix(text_norm(scan->text, token + 1), "و");
}

/* The next member of a list begins at `token`: a name joined by و, or one behind a comma. */
static bool goes_on_at(const Scan *scan, const Head *list, guint32 last, guint32 token) {
    const guint64 SETTLEMENTS = KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE);
    if (!scan_same_sentence(scan, last, token)) return false;
    if (scan_is_punct(scan, token, "،,") || scan_is_and(scan, token))
        return scan_same_sentence(scan, last, token + 1) && scan_name(scan, token + 1, 8) &&
               names_least_clitics(scan, token + 1, scan_name(scan, token + 1, 8)) == 0;
    /* «حقول العمر والطبيلة والتنك»: of fields the gazetteer knows the name with its noun alone. */
    if (!(list->kinds & SETTLEMENTS) && g_str_has_prefix(text_norm(scan->text, token), "وال"))
        return true;
    return g_str_has_prefix(text_norm(scan->text, token), "و") && scan_name(scan, token, 8);
}

/* How many words from `token` may be a member that no table knows: two behind a comma or another
 * member only where the list goes on after them; 0 for none. */
static guint32 unknown_words(const Scan *scan, const Head *list, guint32 token) {
    if (!goes_on_at(scan, list, token, token + 1) && are_two_of_name(scan, token) &&
        goes_on_at(scan, list, token, token + 2))
        return 2;
    return is_unknown(scan, token) ? 1 : 0;
}

/* Where the words of the next member begin, behind a comma or a و that stands alone. */
static guint32 member_from(const Scan *scan, guint32 token) {
    bool is_parted = scan_is_punct(scan, token, "،,") || scan_is_and(scan, token);
    return token + is_parted;
}

static bool is_joined(const Scan *scan, guint32 token) {
    return g_str_has_prefix(text_norm(scan->text, token), "و") ||
           (token > 0 && scan_is_and(scan, token - 1));
}

/* Is a joined, definite word with nothing behind it, or what tells where, the last member? Of
 * several («قرى») any word that ends the sentence is. */
static bool is_last_member(const Scan *scan, const Head *list, guint32 token, guint32 end) {
    enum { LEAST = 5 };
    const char *norm = text_norm(scan->text, token);
    bool is_definite = g_str_has_prefix(norm, "ال") || g_str_has_prefix(norm, "وال");
    bool ends_all = list->number > 2 && letters(scan, token) >= LEAST &&
                    (!scan_same_sentence(scan, token, end) || scan_is_punct(scan, end, "."));
    if (ends_all && is_joined(scan, token)) return true;
    return is_joined(scan, token) && is_definite &&
           (is_closed(scan, end, token) || scan_is_particle(scan, end) ||
            (scan_has_article(scan, end) && scan_cue_at(scan, CUE_PART_OF, end)));
}

/* «البوبي، دادا عبدال والأسدية»، «ربيعات والدرارة والمسلط وعبوش بريف X»: behind one unknown member
 * stand others, and behind those a name or the end. */
static bool goes_on_unknown(const Scan *scan, const Head *list, guint32 last, guint32 token) {
    for (guint32 n, at;; last = at, token = at + n) {
        if (!scan_same_sentence(scan, last, token)) return false;
        at = member_from(scan, token);
        if ((at == token && !is_joined(scan, at)) || !scan_same_sentence(scan, last, at))
            return false;
        n = unknown_words(scan, list, at);
        if (n == 0 || letters(scan, at) <= 3) return false;
        if (goes_on_at(scan, list, at, at + n) || is_last_member(scan, list, at, at + n) ||
            (is_joined(scan, at) && scan_place_follows(scan, at + n)))
            return true;
    }
}

/* «قرى كفركلبين وشوارغة ومرعناز»، «بلدات خان شيخون، حوش عابد، سراقب»: one or two words that no
 * table knows, and behind them the next member or a word that says where. A verb that opens the
 * next clause has neither. */
bool unknown_member(const Scan *scan, guint32 token, const Head *list, GArray *drafts) {
    const guint64 LISTED = KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE) | KIND(PLACE_OILFIELD) |
                           KIND(PLACE_QUARTER) | KIND(PLACE_HILL);
    if (list->number < 2 || !(list->kinds & LISTED) || token >= scan->text->n_tokens) return false;
    bool is_tied = g_str_has_prefix(text_norm(scan->text, token), "و");
    guint32 n = unknown_words(scan, list, token);
    if (n == 0) return false;
    guint32 end = token + n;
    bool goes_on = goes_on_at(scan, list, token, end) || goes_on_unknown(scan, list, token, end);
    guint least = n == 2 && opens_name(scan, token) ? 2 : n == 2 || !is_tied ? 3 : 4;
    if (letters(scan, token) < least) return false;
    if (!goes_on && !(is_joined(scan, token) && scan_place_follows(scan, end)) &&
        !is_last_member(scan, list, token, end))
        return false;
    Draft draft = draft_new(token, n);
    draft.t.candidates = g_new0(guint32, 1);
    if (is_tied) draft.t.clitics = draft.lead = CLITIC_AND;
    g_array_append_val(drafts, draft);
    return true;
}

/* A service that a building is of («فرع المخابرات الجوية»): how many words, 0 for none. */
static guint32 service_words(const Scan *scan, guint32 token, guint64 kinds) {
    return kinds == KIND(PLACE_BUILDING) && scan_has_article(scan, token)
               ? scan_table_at(scan, TABLE_ACTOR, token)
               : 0;
}

/* «مشفى نوري السعيد بمدينة الميادين»، «جسر الرئيس بمدينة دمشق»: words that tables know as others'
 * names, the last of them definite, right before words that say where they are; behind words that
 * lead to a place nearby («بالقرب من معمل الغزل») the end of the clause will do. */
static guint32 placed_words(const Scan *scan, const Head *head, bool is_near) {
    guint32 token = head->first + head->n;
    guint32 service = service_words(scan, token, head->kinds);
    is_near = is_near && scan_has_article(scan, token);
    for (guint32 n = MAX(1, service); n <= MAX(MAX_WORDS, service); n++) {
        guint32 last = token + n - 1;
        /* «حاجز الكلية الحربية» */
        bool is_noun = n == 1 && scan_has_article(scan, last) &&
                       scan_table_at(scan, TABLE_HEAD, last) == 1 && !scan_names_event(scan, last);
        bool is_name = n <= service || is_noun || may_be_in_name(scan, last);
        if (!is_name || !scan_same_sentence(scan, token, last)) return 0;
        bool follows =
            scan_same_sentence(scan, token, last + 1) && scan_place_follows(scan, last + 1);
        Head other;
        bool ends = ends_name(scan, token, last + 1) ||
                    (scan_same_sentence(scan, token, last + 1) &&
                     scan_head(scan, last + 1, &other) && (other.clitics & CLITIC_AND));
        if (scan_has_article(scan, last) && (follows || (is_near && ends))) return n;
    }
    return 0;
}

/* «مدرسة الشهيد خالد الحمود»، «قرية أم الجحش»: behind a head noun the title or the kunya of a
 * person is the name of the place, with a byname behind it. */
static guint32 titled_words(const Scan *scan, guint32 token) {
    guint32 n = 0;
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n && n == 0; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) break;
        if (m->table != TABLE_NOT_PLACE || m->n_tokens < 2 || m->clitics) continue;
        const char *kind = not_place_kind(scan, m);
        if (strcmp(kind, "title") == 0 || strcmp(kind, "person") == 0 || strcmp(kind, "given") == 0)
            n = m->n_tokens;
    }
    /* «مشفى الشهيد في …»: the word that the title takes in leads elsewhere. */
    bool leads = n > 1 && (scan_cue_at(scan, CUE_INSIDE, token + n - 1) ||
                           scan_is_particle(scan, token + n - 1) ||
                           scan_table_at(scan, TABLE_HEAD, token + n - 1));
    if (leads) n--;
    if (n == 0 || !scan_same_sentence(scan, token, token + n - 1)) return 0;
    guint32 next = token + n;
    if (leads) return n;
    bool goes_on = scan_same_sentence(scan, token, next) && scan_has_article(scan, next) &&
                   may_be_in_name(scan, next) && !scan_cue_at(scan, CUE_BEARING, next);
    return n + goes_on;
}

/* «قرية ظهرة العلي قرب بلدة الصور» */
guint32 unknown_landform(const Scan *scan, const Head *heads, guint n_heads) {
    const guint64 SETTLEMENTS = KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE);
    if (n_heads < 2) return 0;
    const Head *outer = &heads[n_heads - 2], *inner = &heads[n_heads - 1];
    guint32 at = inner->first + inner->n;
    if (!(outer->kinds & SETTLEMENTS) || outer->number != 1 || outer->role != HEAD_KIND ||
        inner->number != 1 || inner->role != HEAD_KIND || !(inner->kinds & NAMING_KINDS) ||
        !scan_same_sentence(scan, inner->first, at) || !scan_has_article(scan, at) ||
        !(may_be_in_name(scan, at) || scan_table_at(scan, TABLE_COMMON, at)) ||
        scan_name(scan, inner->first, 8) > inner->n ||
        (scan_name(scan, at, 8) && !scan_table_at(scan, TABLE_COMMON, at)))
        return 0;
    bool ends = is_closed(scan, at + 1, at) || scan_place_follows(scan, at + 1) ||
                scan_cue_at(scan, CUE_NEAR, at + 1);
    return ends ? inner->n + 1 : 0;
}

/* The kinds of a head as far as they open a name; منطقة opens one only where words behind say
 * where. */
static guint64 naming_kinds(const Head *head) {
    return head->role == HEAD_REGION ? 0 : head->kinds;
}

/* ---- slips ----------------------------------------------------------------------------------- */

/* Are two words one edit apart: a letter more, less, other, or two swapped? */
static bool one_edit_apart(const char *a, const char *b) {
    glong na = 0, nb = 0;
    g_autofree gunichar *x = g_utf8_to_ucs4_fast(a, -1, &na);
    g_autofree gunichar *y = g_utf8_to_ucs4_fast(b, -1, &nb);
    if (ABS(na - nb) > 1) return false;
    glong head = 0, tail = 0, least = MIN(na, nb);
    while (head < least && x[head] == y[head]) head++;
    while (tail < least - head && x[na - 1 - tail] == y[nb - 1 - tail]) tail++;
    glong rx = na - head - tail, ry = nb - head - tail;
    if (rx <= 1 && ry <= 1) return rx + ry > 0;
    return rx == 2 && ry == 2 && x[head] == y[head + 1] && x[head + 1] == y[head];
}

static bool row_is_near(const Scan *scan, guint32 row, const char *word) {
    g_auto(GStrv) forms =
        g_strsplit(gazetteer_cell(scan->gazetteer, TABLE_HEAD, row, "form"), "|", -1);
    for (char **form = forms; *form; form++) {
        g_autofree char *own = search_form(*form);
        if (g_utf8_strlen(own, -1) >= MIN_SLIP_LETTERS && !strchr(own, ' ') &&
            one_edit_apart(own, word))
            return true;
    }
    return false;
}

bool slip_head(const Scan *scan, guint32 token, Head *ret_head) {
    Head inner;
    /* The rarer first: few words stand before a head noun with a name. */
    if (!scan_same_sentence(scan, token, token + 1) || !scan_head(scan, token + 1, &inner) ||
        inner.article || inner.clitics || inner.role != HEAD_KIND ||
        !scan_name(scan, token + 1 + inner.n, 8) || letters(scan, token) < MIN_SLIP_LETTERS ||
        !is_unknown(scan, token))
        return false;
    for (guint32 row = 0; row < gazetteer_n_rows(scan->gazetteer, TABLE_HEAD); row++) {
        const char *role = gazetteer_cell(scan->gazetteer, TABLE_HEAD, row, "role");
        if (strcmp(role, "badia") != 0 && strcmp(role, "countryside") != 0) continue;
        if (!row_is_near(scan, row, text_norm(scan->text, token))) continue;
        *ret_head = head_read(scan->gazetteer, row);
        ret_head->first = token;
        ret_head->n = 1;
        return true;
    }
    return false;
}

/* Names one edit away from words that texts wrote: a press has its slips again and again, and all
 * names are gone through for one. */
typedef struct {
    GMutex lock;
    GHashTable *places; /* word -> GArray of guint32 */
} Slips;

enum { MOST_SLIPS = 1 << 14 }; /* then it begins anew */

static void *slips_new(const Gazetteer *gazetteer) {
    Slips *self = g_new0(Slips, 1);
    g_mutex_init(&self->lock);
    self->places =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    return self;
}

static void slips_free(void *data) {
    Slips *self = data;
    g_hash_table_unref(self->places);
    g_mutex_clear(&self->lock);
    g_free(self);
}

static GArray *find_slips(const Gazetteer *gazetteer, const char *word) {
    GArray *places = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) found = gazetteer_find(gazetteer, word, TRIED);
    for (guint i = 0; i < found->len; i++) {
        guint32 place = g_array_index(found, Found, i).place;
        const Place *p = gazetteer_place(gazetteer, place);
        g_autofree char *name = search_form(gazetteer_string(gazetteer, p->name_ar));
        if (one_edit_apart(name, word)) g_array_append_val(places, place);
    }
    return places;
}

/* The places whose name is one edit away from the word, likeliest first; the caller unrefs them. */
static GArray *slips_of(const Gazetteer *gazetteer, const char *word) {
    Slips *slips = gazetteer_kept(gazetteer, KEPT_SLIPS, slips_new, slips_free);
    g_mutex_lock(&slips->lock);
    GArray *places = g_hash_table_lookup(slips->places, word);
    if (places) g_array_ref(places);
    g_mutex_unlock(&slips->lock);
    if (places) return places;
    places = find_slips(gazetteer, word);
    g_mutex_lock(&slips->lock);
    if (g_hash_table_size(slips->places) >= MOST_SLIPS) g_hash_table_remove_all(slips->places);
    g_hash_table_replace(slips->places, g_strdup(word), g_array_ref(places));
    g_mutex_unlock(&slips->lock);
    return places;
}

/* Places of the head's kinds whose name is one edit away from a long word. */
static void add_slip_candidates(const Scan *scan, Draft *draft, guint64 kinds) {
    guint32 token = draft->t.first_token;
    guint article = scan_has_article(scan, token) ? 2 : 0;
    if (draft->t.n_tokens != 1 || letters(scan, token) < MIN_NAME_SLIP_LETTERS + article / 2)
        return;
    if (!gazetteer_may_be_slip(scan->gazetteer, text_norm(scan->text, token))) return;
    g_autoptr(GArray) places = slips_of(scan->gazetteer, text_norm(scan->text, token));
    for (guint i = 0; i < places->len; i++) {
        guint32 place = g_array_index(places, guint32, i);
        if (kinds >> gazetteer_place(scan->gazetteer, place)->kind & 1)
            draft->t.candidates[draft->t.n_candidates++] = place;
    }
}

/* «قريتي جهبل والمشيرفة»: behind a dual or a plural, one word and a name that is joined to it. */
static bool begins_list(const Scan *scan, const Head *head, guint32 token) {
    const guint64 SETTLEMENTS = KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE);
    if (!(head->kinds & SETTLEMENTS) || !is_unknown(scan, token) ||
        !scan_same_sentence(scan, token, token + 1) ||
        !g_str_has_prefix(text_norm(scan->text, token + 1), "و"))
        return false;
    /* «قريتي الزوبعية والمسطاحة»: two definite words that no table knows. */
    bool are_definite = scan_has_article(scan, token) && !(head->kinds & KIND(PLACE_FARM)) &&
                        g_str_has_prefix(text_norm(scan->text, token + 1), "وال") &&
                        is_unknown(scan, token + 1);
    return are_definite || scan_name(scan, token + 1, 8);
}

/* ---- picked ---------------------------------------------------------------------------------- */

/* Does a preposition lead to the head noun («في قرية»، «بقرية»)? */
static bool is_led_to(const Scan *scan, const Head *head) {
    return (head->clitics & CLITIC_IN) ||
           (head->first > 0 && scan_same_sentence(scan, head->first - 1, head->first) &&
            (scan_is_particle(scan, head->first - 1) ||
             scan_cue_before(scan, CUE_NEAR, head->first, 0)));
}

/* «قرب مغسلة الرحمن ومديرية الكهرباء»: the next of two sites that are named to say where. */
static bool follows_site(const GArray *drafts, const Head *head) {
    if (drafts->len == 0 || !(head->clitics & CLITIC_AND)) return false;
    const Draft *last = DRAFT(drafts, drafts->len - 1);
    return last->end == head->first && last->t.has_own_head && last->t.n_candidates == 0;
}

/* «منطقة المستوصف في بلدة الأتارب»: a thing with its article, and the town that it is in. */
static bool names_thing_in_town(const Scan *scan, guint32 token) {
    Head town;
    guint32 next = token + 1;
    if (!scan_has_article(scan, token) || scan_table_at(scan, TABLE_HEAD, token) != 1 ||
        scan_names_event(scan, token) || !scan_same_sentence(scan, token, next))
        return false;
    if (scan_cue_at(scan, CUE_INSIDE, next)) next++;
    return scan_head(scan, next, &town) && (town.kinds & KIND(PLACE_TOWN)) && !town.article &&
           town.role == HEAD_KIND && (next > token + 1 || (town.clitics & CLITIC_IN));
}

bool unknown_pick(const Scan *scan, const Head *heads, guint n_heads, GArray *drafts) {
    guint32 landform = unknown_landform(scan, heads, n_heads);
    if (landform) n_heads--;
    const Head *head = &heads[n_heads - 1];
    guint32 at = head->first + head->n;
    bool is_region = head->role == HEAD_REGION && head->number == 1;
    bool is_placed = is_region || head->kinds == KIND(PLACE_BUILDING) ||
                     ((head->kinds & PLACED_KINDS) && !(head->kinds & KIND(PLACE_BUILDING)));
    bool is_land = (head->kinds & KIND(PLACE_LOCALITY)) && scan_is_quote(scan, at);
    if ((head->role != HEAD_KIND && !is_region) ||
        (!(head->kinds & NAMING_KINDS) && !is_placed && !is_land) ||
        !scan_same_sentence(scan, head->first, at) ||
        (head->number > 1 && !begins_list(scan, head, at)))
        return false;
    guint32 quoted = quoted_words(scan, at), n = 1;
    if (head->number == 1)
        n = quoted ? quoted : open_words(scan, at, naming_kinds(head), is_led_to(scan, &heads[0]));
    if (landform) n = landform;
    bool is_near = is_placed && (scan_cue_before(scan, CUE_NEAR, heads[0].first, 0) ||
                                 follows_site(drafts, &heads[0]));
    if (n == 0 && head->number == 1 && (!is_region || names_thing_in_town(scan, at)))
        n = placed_words(scan, head, is_near);
    if (n <= 1 && !quoted && head->number == 1 && (head->kinds & TITLED_KINDS))
        n = MAX(n, titled_words(scan, at));
    if (n == 0) return false;
    Draft draft = draft_new(quoted ? at + 1 : at, n);
    draft.t.candidates = g_new0(guint32, TRIED + 1);
    draft.head = *head;
    draft.t.head = head->row;
    draft.t.has_own_head = true;
    draft.t.clitics = draft.lead = heads[0].clitics;
    draft.begin = heads[0].first;
    draft.end = draft.t.first_token + n + (quoted ? 1 : 0);
    add_slip_candidates(scan, &draft, head->kinds);
    g_array_append_val(drafts, draft);
    return true;
}
