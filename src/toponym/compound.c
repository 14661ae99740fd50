/*
 * Names that hold their head noun, under a dual or plural head: the gazetteer has «حقل العمر», the
 * text says «حقلي العمر والتنك». The singular of the head is put before each member, and the
 * gazetteer is asked for that.
 */
#include "toponym/draft.h"

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

enum { MAX_MEMBER = 3, MAX_FOUND = 12 };
static const char ARTICLE[] = "ال";

/* The name as the list writes it: و and other clitics of the first word taken off. */
static void append_words(const Scan *scan, guint32 token, guint32 n, guint8 offset, GString *out) {
    for (guint32 i = 0; i < n; i++) {
        g_string_append_c(out, ' ');
        g_string_append(out, text_norm(scan->text, token + i) + (i == 0 ? offset : 0));
    }
}

/* Places that bear exactly this phrase. */
static void add_bearers(const Scan *scan, const char *phrase, guint64 kinds, Draft *draft) {
    Article article = {.id = (char *)"", .body = (char *)phrase};
    g_autoptr(Text) text = text_new(&article);
    g_autoptr(Matches) matches = gazetteer_scan_first(scan->gazetteer, text);
    for (guint32 i = 0; i < matches->n; i++) {
        const Match *m = &matches->items[i];
        if (m->table != TABLE_NAME || m->first_token != 0 || m->n_tokens != text->n_tokens)
            continue;
        guint32 place = gazetteer_name(scan->gazetteer, m->entry)->place;
        PlaceKind kind = (PlaceKind)gazetteer_place(scan->gazetteer, place)->kind;
        /* «جبلي الأكراد والتركمان»: the mountains are regions. */
        bool fits = (kinds >> kind & 1) || kind == PLACE_REGION;
        for (guint32 k = 0; k < draft->t.n_candidates; k++)
            fits = fits && draft->t.candidates[k] != place;
        if (!fits || draft->t.n_candidates >= MAX_CANDIDATES) continue;
        draft->t.candidates = g_renew(guint32, draft->t.candidates, draft->t.n_candidates + 2);
        draft->t.candidates[draft->t.n_candidates++] = place;
        draft->t.is_exact = true;
    }
}

/* «مطاري حلب ودمشق»: the one place of these kinds whose own name begins with the phrase (مطار حلب
 * الدولي). */
static void add_longer_bearer(const Scan *scan, const char *phrase, guint64 kinds, Draft *draft) {
    g_autofree char *form = search_form(phrase);
    g_autofree char *begins = g_strconcat(form, " ", NULL);
    g_autoptr(GArray) found = gazetteer_find(scan->gazetteer, phrase, MAX_FOUND);
    guint32 only = NO_PLACE;
    for (guint i = 0; i < found->len; i++) {
        guint32 place = g_array_index(found, Found, i).place;
        const Place *p = gazetteer_place(scan->gazetteer, place);
        g_autofree char *name = search_form(gazetteer_string(scan->gazetteer, p->name_ar));
        if (!(kinds >> p->kind & 1) || !g_str_has_prefix(name, begins) || p->is_osm) continue;
        if (only != NO_PLACE) return;
        only = place;
    }
    if (only == NO_PLACE || draft->t.n_candidates >= MAX_CANDIDATES) return;
    draft->t.candidates = g_renew(guint32, draft->t.candidates, draft->t.n_candidates + 2);
    draft->t.candidates[draft->t.n_candidates++] = only;
    draft->t.is_exact = true;
}

/* A head noun in the singular, by its first form. */
typedef struct {
    char *form;
    Opening *bare, *definite; /* what names go on with behind it, without and with its article */
} Singular;

static void singular_clear(void *data) {
    Singular *self = data;
    g_free(self->form);
    opening_free(self->bare);
    opening_free(self->definite);
}

static void unref_array(void *array) { g_array_unref(array); }

/* Of each cell of kinds the nouns that have it (GArray of Singular), in the order of the table. */
static void *singulars_read(const Gazetteer *gazetteer) {
    GHashTable *by_kinds = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, unref_array);
    for (guint32 row = 0; row < gazetteer_n_rows(gazetteer, TABLE_HEAD); row++) {
        if (strcmp(gazetteer_cell(gazetteer, TABLE_HEAD, row, "number"), "sg") != 0) continue;
        const char *form = gazetteer_cell(gazetteer, TABLE_HEAD, row, "form");
        const char *kinds = gazetteer_cell(gazetteer, TABLE_HEAD, row, "kinds");
        GArray *singulars = g_hash_table_lookup(by_kinds, kinds);
        if (!singulars) {
            singulars = g_array_new(FALSE, FALSE, sizeof(Singular));
            g_array_set_clear_func(singulars, singular_clear);
            g_hash_table_insert(by_kinds, (char *)kinds, singulars);
        }
        Singular one = {.form = g_strndup(form, strcspn(form, "|"))};
        g_autofree char *definite = g_strconcat(ARTICLE, one.form, NULL);
        one.bare = opening_new(gazetteer, one.form);
        one.definite = opening_new(gazetteer, definite);
        g_array_append_val(singulars, one);
    }
    return by_kinds;
}

static void singulars_free(void *data) { g_hash_table_unref(data); }

/* Can a name hold these words? */
static bool are_known(const Scan *scan, guint32 token, guint32 n, guint8 offset) {
    for (guint32 i = 0; i < n; i++)
        if (scan->text->tokens[token + i].kind == TOKEN_WORD &&
            !gazetteer_knows_word(scan->gazetteer,
                                  text_norm(scan->text, token + i) + (i == 0 ? offset : 0)))
            return false;
    return true;
}

/* Is it one word of letters, which is read the same wherever it stands? */
static bool is_plain_word(const char *form) {
    const char *p = form;
    while ((guint8)*p >= 0x80) p++;
    return *form && !*p;
}

/* Names that begin with the singular of the head and go on with these words. */
static void add_bearers_behind(const Scan *scan, const Singular *singular, const Head *head,
                               guint8 offset, Draft *draft) {
    const char *first = text_norm(scan->text, draft->t.first_token) + offset;
    bool is_plain = is_plain_word(first);
    bool may_be_bare = !is_plain || opening_may_go_on(singular->bare, first);
    bool may_be_definite = !is_plain || opening_may_go_on(singular->definite, first);
    if (!may_be_bare && !may_be_definite && head->kinds != KIND(PLACE_AIRPORT)) return;
    g_autoptr(GString) phrase = g_string_new(singular->form);
    append_words(scan, draft->t.first_token, draft->t.n_tokens, offset, phrase);
    guint32 before = draft->t.n_candidates;
    if (may_be_bare) add_bearers(scan, phrase->str, head->kinds, draft);
    /* «مشافي المجتهد والفرنسي»: its adjective stands behind a definite noun (المشفى الفرنسي). */
    g_autofree char *definite = g_strconcat(ARTICLE, phrase->str, NULL);
    if (may_be_definite) add_bearers(scan, definite, head->kinds, draft);
    if (draft->t.n_candidates == before && head->kinds == KIND(PLACE_AIRPORT))
        add_longer_bearer(scan, phrase->str, head->kinds, draft);
}

void compound_candidates(const Scan *scan, const Head *head, guint8 offset, Draft *draft) {
    const guint64 SETTLEMENTS =
        (G_GUINT64_CONSTANT(1) << PLACE_TOWN) | (G_GUINT64_CONSTANT(1) << PLACE_VILLAGE);
    if (head->number < 2 || head->role != HEAD_KIND || (head->kinds & SETTLEMENTS) ||
        !are_known(scan, draft->t.first_token, draft->t.n_tokens, offset))
        return;
    GHashTable *by_kinds =
        gazetteer_kept(scan->gazetteer, KEPT_BY_TOPONYM, singulars_read, singulars_free);
    const GArray *singulars = g_hash_table_lookup(
        by_kinds, gazetteer_cell(scan->gazetteer, TABLE_HEAD, head->row, "kinds"));
    for (guint i = 0; singulars && i < singulars->len; i++)
        add_bearers_behind(scan, &g_array_index(singulars, Singular, i), head, offset, draft);
}

/* Where the search form of a list's member begins: behind its و. */
static guint8 member_offset(const Scan *scan, guint32 token, guint8 *ret_clitics) {
    Stem stems[MAX_STEMS];
    guint n = text_stems(text_norm(scan->text, token), scan->text->tokens[token].norm_len, stems);
    for (guint i = 0; i < n; i++) {
        if (stems[i].clitics != CLITIC_AND || stems[i].article) continue;
        *ret_clitics = CLITIC_AND;
        return stems[i].offset;
    }
    *ret_clitics = 0;
    return 0;
}

/* «مطاري حلب ودمشق»: beside the airports the cities are no candidates. */
static void keep_fitting(const Scan *scan, guint64 kinds, Draft *draft) {
    guint32 kept = 0;
    for (guint32 i = 0; i < draft->t.n_candidates; i++) {
        guint32 place = draft->t.candidates[i];
        if (kinds >> gazetteer_place(scan->gazetteer, place)->kind & 1)
            draft->t.candidates[kept++] = place;
    }
    draft->t.n_candidates = kept;
}

bool compound_pick(const Scan *scan, guint32 token, const Head *head, GArray *drafts) {
    if (token >= scan->text->n_tokens || scan->shut[token] || names_point_back(scan, token, 1) ||
        scan->text->tokens[token].kind != TOKEN_WORD)
        return false;
    guint8 clitics;
    guint8 offset = member_offset(scan, token, &clitics);
    guint32 most = 1;
    while (most < MAX_MEMBER && scan_same_sentence(scan, token, token + most) &&
           scan->text->tokens[token + most].kind == TOKEN_WORD)
        most++;
    for (guint32 n = most; n > 0; n--) {
        Draft draft = draft_new(token, n);
        if (scan_name(scan, token, n) == n) names_candidates(scan, token, n, &draft);
        guint32 plain = draft.t.n_candidates;
        compound_candidates(scan, head, offset, &draft);
        draft.need = "";
        if (draft.t.n_candidates == plain) {
            bool is_name = n > 1 && draft.t.is_exact;
            g_free(draft.t.candidates);
            /* «شوارع معضمية الشام»: the longer name wins over a street of the first word. */
            if (is_name) return false;
            continue;
        }
        if (head->kinds == KIND(PLACE_AIRPORT)) keep_fitting(scan, head->kinds, &draft);
        draft.t.clitics = draft.lead = clitics;
        g_array_append_val(drafts, draft);
        return true;
    }
    return false;
}
