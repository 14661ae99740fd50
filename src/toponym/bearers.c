/*
 * Who bears a name: the places that the matches at its words give, exact ones first, and what the
 * name needs beside it where it is an ordinary word as well.
 */
#include <math.h>

#include "toponym/draft.h"

enum { ALEF_MAQSURA = 0x0649 };

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

Draft draft_new(guint32 first, guint32 n) {
    return (Draft){
        .t = {.first_token = first,
              .n_tokens = n,
              .head = NO_PLACE,
              .bearing = NAN,
              .distance_m = NAN,
              .other = NO_PLACE,
              .within = NO_PLACE,
              .list = NO_PLACE,
              .one = NO_PLACE,
              .cue = "",
              .cue_value = ""},
        .begin = first,
        .end = first + n,
        .need = "",
    };
}

typedef struct {
    guint32 place;
    bool exact;
    guint16 kind;
    guint32 population;
} Bearer;

static gint compare_bearers(gconstpointer a, gconstpointer b) {
    const Bearer *x = a, *y = b;
    if (x->exact != y->exact) return x->exact ? -1 : 1;
    if (x->population != y->population) return x->population > y->population ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* How a text writes the ends of words that search form folds. */
static bool text_writes(const Scan *scan, gunichar letter) {
    return scan->endings >> (letter == 0x0629) & 1;
}

static gunichar last_letter(const char *text, gsize len) {
    const char *p = text + len;
    while (p > text) {
        p = g_utf8_prev_char(p);
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c)) return c;
    }
    return 0;
}

/* Is the word before its last letter one of the word tables' («منزل» of «منزله»)? */
static bool has_noun_inside(const Scan *scan, guint32 token) {
    const char *norm = text_norm(scan->text, token);
    g_autofree char *stem = g_strndup(norm, (gsize)(g_utf8_prev_char(norm + strlen(norm)) - norm));
    Article article = {.id = (char *)"", .body = stem};
    g_autoptr(Text) text = text_new(&article);
    g_autoptr(Matches) matches = gazetteer_scan(scan->gazetteer, text);
    for (guint32 i = 0; i < matches->n; i++) {
        TableId table = matches->items[i].table;
        if (table != TABLE_NAME && table != TABLE_COMMON && table != TABLE_NOT_PLACE) return true;
    }
    return false;
}

/* «منزله» is his house and «تبنى» to adopt, not the villages منزلة and التبني: without the article
 * a name ends as its table writes it, in a text that writes ة and ي elsewhere. */
static bool ends_otherwise(const Scan *scan, const Match *m) {
    const Token *t = &scan->text->tokens[m->first_token + m->n_tokens - 1];
    const char *field = article_field(scan->text->article, t->field);
    gunichar written = last_letter(field + t->body.start, t->body.len);
    if (written != 0x0647 && written != 0x0649) return false;
    if (scan_has_article(scan, m->first_token)) return false;
    const Name *known = gazetteer_name(scan->gazetteer, m->entry);
    PlaceKind kind = (PlaceKind)gazetteer_place(scan->gazetteer, known->place)->kind;
    if (kind == PLACE_CITY || kind == PLACE_GOVERNORATE) return false; /* حماه */
    const char *name = gazetteer_string(scan->gazetteer, known->text);
    gunichar own = last_letter(name, strlen(name));
    return (written == 0x0647 && own == 0x0629 && text_writes(scan, own) &&
            has_noun_inside(scan, m->first_token + m->n_tokens - 1)) ||
           (written == 0x0649 && own == 0x064A && text_writes(scan, own));
}

/* The fewest clitics with which some name of this length reads: «بقرص» is a town before it is
 * ب + قرص. */
guint8 names_least_clitics(const Scan *scan, guint32 token, guint32 n) {
    guint8 least = G_MAXUINT8;
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) break;
        if (m->table == TABLE_NAME && m->n_tokens == n) least = MIN(least, m->clitics);
    }
    return least;
}

static void add_bearer(const Scan *scan, GArray *bearers, const Match *m) {
    guint32 place = gazetteer_name(scan->gazetteer, m->entry)->place;
    for (guint i = 0; i < bearers->len; i++) {
        Bearer *known = &g_array_index(bearers, Bearer, i);
        if (known->place != place) continue;
        known->exact = known->exact || m->exact;
        return;
    }
    const Place *p = gazetteer_place(scan->gazetteer, place);
    Bearer fresh = {place, m->exact, p->kind, p->population};
    g_array_append_val(bearers, fresh);
}

bool names_are_words(const Scan *scan, guint32 token, guint32 n) {
    static const TableId WORDS[] = {TABLE_HEAD,     TABLE_CUE,   TABLE_CONNECTIVE, TABLE_TRIGGER,
                                    TABLE_TARGET,   TABLE_HARM,  TABLE_MODALITY,   TABLE_NUMBER,
                                    TABLE_CALENDAR, TABLE_WEAPON};
    guint8 clitics = names_least_clitics(scan, token, n);
    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (scan_table_alone(scan, WORDS[i], token, n, clitics)) return true;
    return false;
}

/* Words that stand in another table are ordinary words, even where a hamlet bears them (وسط, الحقل,
 * المشفى الميداني); a town of that name is not so easily denied. */
static bool is_ordinary(const Scan *scan, guint32 token, guint32 n, const Place *best) {
    if (best->kind <= PLACE_TOWN || best->kind == PLACE_DESERT || best->kind == PLACE_RIVER)
        return false;
    /* A site of several words that the editors set down by hand is one (قاعدة حميميم). */
    if (n > 1 && !best->is_osm && best->kind >= PLACE_OILFIELD && !scan_has_article(scan, token))
        return false;
    return names_are_words(scan, token, n);
}

/* Names take no tanwin: درعاً is a shield. */
static bool has_tanwin(const Scan *scan, guint32 token) {
    const Token *t = &scan->text->tokens[token];
    const char *body = article_field(scan->text->article, t->field) + t->body.start;
    for (const char *p = body; p < body + t->body.len; p = g_utf8_next_char(p))
        if (g_utf8_get_char(p) == 0x064B) return true;
    return false;
}

/* «المدينة»، «الحقل»: the thing spoken of before, whatever hamlet bears the word. */
bool names_point_back(const Scan *scan, guint32 token, guint32 n) {
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) return false;
        if (m->table == TABLE_CUE && m->n_tokens == n && m->exact &&
            strcmp(gazetteer_cell(scan->gazetteer, TABLE_CUE, m->entry, "cue"), "anaphora") == 0)
            return true;
    }
    return false;
}

/* «المدينة»: the town spoken of before, even behind a head noun (مشفى المدينة). */
static bool points_to_town(const Scan *scan, guint32 token, guint32 n) {
    const guint64 TOWNS = KIND(PLACE_CITY) | KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE);
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) return false;
        if (m->table == TABLE_CUE && m->n_tokens == n &&
            (kinds_parse(gazetteer_cell(scan->gazetteer, TABLE_CUE, m->entry, "value")) & TOWNS))
            return true;
    }
    return false;
}

/* Were two villages named before: «قريتي المسرب والخريطة … القريتين»? */
static bool dual_before(const Scan *scan, guint32 token) {
    for (guint32 i = 0; i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token >= token) return false;
        if (m->table != TABLE_HEAD) continue;
        Head head = head_read(scan->gazetteer, m->entry);
        if (head.number == 2 && (head.kinds >> PLACE_VILLAGE & 1)) return true;
    }
    return false;
}

/* What a name needs that is also a word; "" for one that is no word. */
static const char *need_of(const Scan *scan, guint32 token, guint32 n, const Draft *draft) {
    const Place *best = gazetteer_place(scan->gazetteer, draft->t.candidates[0]);
    if (n == 1 && has_tanwin(scan, token)) return "never";
    /* «القريتان» is a town, and two villages spoken of before: common-words.tsv says what it needs.
     */
    bool is_known_town =
        best->kind <= PLACE_TOWN &&
        (strcmp(draft->need, "context") == 0 || strcmp(draft->need, "verb") == 0) &&
        !dual_before(scan, draft->t.first_token);
    /* «مشفى المدينة» */
    if (n == 2 && scan_table_at(scan, TABLE_HEAD, token) && points_to_town(scan, token + 1, 1))
        return "back";
    if (best->kind != PLACE_DESERT && !is_known_town && names_point_back(scan, token, n))
        return points_to_town(scan, token, n) ? "back" : "never";
    /* «تل عنتر» is a hill, not the town التل. */
    if (!draft->t.is_exact && scan_table_alone(scan, TABLE_HEAD, token, n, G_MAXUINT8))
        return "never";
    if (*draft->need) return draft->need;
    return is_ordinary(scan, token, n, best) ? "head" : "";
}

/* Gathers who bears the name; `strict`: as its table ends it. */
static void gather_bearers(const Scan *scan, guint32 token, guint32 n, bool strict, Draft *draft,
                           GArray *bearers) {
    guint8 clitics = names_least_clitics(scan, token, n);
    draft->t.clitics = draft->lead = clitics;
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) break;
        if (m->table == TABLE_NAME && m->n_tokens == n && m->clitics == clitics &&
            !(strict && ends_otherwise(scan, m)))
            add_bearer(scan, bearers, m);
        if (m->table == TABLE_COMMON && m->n_tokens == n)
            draft->need = gazetteer_cell(scan->gazetteer, TABLE_COMMON, m->entry, "need");
    }
}

/* على with its alef maqsura. */
static bool is_written_upon(const Scan *scan, guint32 token) {
    const Token *t = &scan->text->tokens[token];
    const char *field = article_field(scan->text->article, t->field);
    return scan_is_upon(scan, token) &&
           last_letter(field + t->body.start, t->body.len) == ALEF_MAQSURA;
}

void names_candidates(const Scan *scan, guint32 token, guint32 n, Draft *draft) {
    g_autoptr(GArray) bearers = g_array_new(FALSE, FALSE, sizeof(Bearer));
    gather_bearers(scan, token, n, true, draft, bearers);
    bool is_word = bearers->len == 0;
    if (is_word) gather_bearers(scan, token, n, false, draft, bearers);
    g_array_sort(bearers, compare_bearers);
    guint32 most = MIN(bearers->len, (guint32)MAX_CANDIDATES);
    draft->t.candidates = g_new(guint32, most + 1);
    for (guint32 i = 0; i < most; i++)
        draft->t.candidates[i] = g_array_index(bearers, Bearer, i).place;
    draft->t.n_candidates = most;
    draft->t.is_exact = most > 0 && g_array_index(bearers, Bearer, 0).exact;
    if (most > 0) draft->need = is_word ? "never" : need_of(scan, token, n, draft);
    /* «محاور على خط التماس»: the preposition, whatever stands before. */
    if (n == 1 && most > 0 && is_written_upon(scan, token)) draft->need = "back";
}
