/*
 * Spellings by rule. One change at a time: a name with two changes is rare, and two changes may
 * turn a name into another. Whether a spelling may be used is for the caller to say, who knows all
 * names.
 */
#include "gazetteer/variants.h"

typedef enum { SCOPE_SPLIT, SCOPE_WORD, SCOPE_START, SCOPE_INSIDE, SCOPE_END, N_SCOPES } Scope;
static const char *const SCOPE_NAMES[N_SCOPES] = {"split", "word", "start", "inside", "end"};

typedef struct {
    char *pattern, *replacement;
    Scope scope;
    guint least, alone; /* letters; alone: of a name of one word, 0 never */
} Rule;

struct Variants {
    GArray *rules;
};

/* Letters of the Arabic block take two bytes. */
enum { LETTER = 2, LEAST_JOINED = 5 * LETTER, LEAST_DOUBLED = 5 * LETTER };
static const char ARTICLE[] = "ال";

static void clear_rule(void *data) {
    Rule *rule = data;
    g_free(rule->pattern);
    g_free(rule->replacement);
}

static gboolean parse_scope(const char *name, Scope *ret_scope) {
    for (guint i = 0; i < N_SCOPES; i++) {
        if (!g_str_equal(name, SCOPE_NAMES[i])) continue;
        *ret_scope = (Scope)i;
        return TRUE;
    }
    return FALSE;
}

Variants *variants_read(Tsv *table, GError **error) {
    g_autoptr(Variants) self = g_new0(Variants, 1);
    self->rules = g_array_new(FALSE, TRUE, sizeof(Rule));
    g_array_set_clear_func(self->rules, clear_rule);
    GError *cause = NULL;
    while (tsv_next(table, &cause)) {
        double least = 0, alone = 0;
        Rule rule = {0};
        if (!parse_scope(tsv_cell(table, 2), &rule.scope)) {
            tsv_fail(table, error, "unknown scope '%s'", tsv_cell(table, 2));
            return NULL;
        }
        if (!tsv_number(table, 3, 0, &least, error) || !tsv_number(table, 4, 0, &alone, error))
            return NULL;
        if (*tsv_cell(table, 0) == '\0') {
            tsv_fail(table, error, "no pattern");
            return NULL;
        }
        rule.pattern = search_form(tsv_cell(table, 0));
        rule.replacement = search_form(tsv_cell(table, 1));
        rule.least = (guint)least;
        rule.alone = (guint)alone;
        g_array_append_val(self->rules, rule);
    }
    if (cause) {
        g_propagate_error(error, cause);
        return NULL;
    }
    return g_steal_pointer(&self);
}

void variants_free(Variants *self) {
    if (!self) return;
    g_array_unref(self->rules);
    g_free(self);
}

/* ---- one change ------------------------------------------------------------------------------ */

/* A form whose word `at` is `bytes`; the other words are borrowed from `form`. */
static Form with_word(const Form *form, guint at, char *bytes) {
    Form changed = *form;
    changed.words[at].bytes = bytes;
    return changed;
}

static void visit_change(const Form *form, guint at, const char *cut, gsize cut_len,
                         const char *replacement, Change change, VariantVisit visit, void *data) {
    const char *word = form->words[at].bytes;
    g_autofree char *bytes =
        g_strdup_printf("%.*s%s%s", (int)(cut - word), word, replacement, cut + cut_len);
    if (*bytes == '\0') return;
    Form changed = with_word(form, at, bytes);
    visit(&changed, change, data);
}

/* Two words run together: «دير الزور» as «ديرالزور»; after ta marbuta the t is heard: «معرتمصرين».
 */
static void visit_join(const Form *form, guint at, Change before, VariantVisit visit, void *data) {
    const FormWord *a = &form->words[at], *b = a + 1;
    gsize len = strlen(a->bytes);
    for (guint heard = 0; heard < 2; heard++) {
        gboolean ends_in_ha = len >= LETTER && g_str_has_suffix(a->bytes, "ه");
        if (heard && !ends_in_ha) return;
        g_autofree char *bytes =
            g_strdup_printf("%.*s%s%s%s", (int)(heard ? len - LETTER : len), a->bytes,
                            heard ? "ت" : "", b->article ? ARTICLE : "", b->bytes);
        if (strlen(bytes) < LEAST_JOINED) continue;
        Form joined = with_word(form, at, bytes);
        for (guint i = at + 1; i + 1 < joined.n; i++) joined.words[i] = joined.words[i + 1];
        joined.n--;
        visit(&joined, heard && before == CHANGE_SPACES ? CHANGE_LETTERS : before, data);
    }
}

static void visit_joins(const Form *form, Change before, VariantVisit visit, void *data) {
    for (guint at = 0; at + 1 < form->n; at++) visit_join(form, at, before, visit, data);
}

/* One word as two: «تلرفعت» as «تل رفعت», «جزرة البوحميد» as «جزرة البو حميد». */
static void visit_split(const Form *form, guint at, const Rule *rule, VariantVisit visit,
                        void *data) {
    const FormWord *word = &form->words[at];
    if (form->n + 1 > MAX_WORDS || !g_str_has_prefix(word->bytes, rule->pattern)) return;
    const char *rest = word->bytes + strlen(rule->pattern);
    FormWord second = {.bytes = (char *)rest};
    if (g_str_has_prefix(rest, ARTICLE) && strlen(rest) >= sizeof ARTICLE - 1 + 2 * LETTER) {
        second.bytes += sizeof ARTICLE - 1;
        second.article = TRUE;
    }
    Form split = with_word(form, at, rule->pattern);
    for (guint i = split.n; i > at + 1; i--) split.words[i] = split.words[i - 1];
    split.words[at + 1] = second;
    split.n++;
    visit(&split, CHANGE_SPACES, data);
}

static void visit_inside(const Form *form, guint at, const Rule *rule, VariantVisit visit,
                         void *data) {
    const char *word = form->words[at].bytes;
    gsize len = strlen(word), cut = strlen(rule->pattern);
    for (gsize i = LETTER; i + cut + LETTER <= len; i += LETTER)
        if (memcmp(word + i, rule->pattern, cut) == 0)
            visit_change(form, at, word + i, cut, rule->replacement, CHANGE_LETTERS, visit, data);
}

typedef struct {
    VariantVisit visit;
    void *data;
} Visitor;

/* A name whose first word varies is also written in one: «معرة شورين», «معرشورين». Not after a word
 * of two letters: «بوكالة» is with an agency, and not بو كالة. */
static void visit_with_joins(const Form *variant, Change change, void *data) {
    const Visitor *visitor = data;
    visitor->visit(variant, change, visitor->data);
    if (strlen(variant->words[0].bytes) > 2 * LETTER)
        visit_joins(variant, change, visitor->visit, visitor->data);
}

static void apply_rule(const Form *form, guint at, const Rule *rule, VariantVisit visit,
                       void *data) {
    const char *word = form->words[at].bytes;
    gsize len = strlen(word), cut = strlen(rule->pattern);
    guint least = form->n == 1 ? rule->alone : rule->least;
    if (least == 0 || g_utf8_strlen(word, -1) < (glong)least) return;
    switch (rule->scope) {
        case SCOPE_SPLIT:
            visit_split(form, at, rule, visit, data);
            break;
        case SCOPE_WORD:
            if (g_str_equal(word, rule->pattern)) {
                Visitor visitor = {visit, data};
                visit_change(form, at, word, cut, rule->replacement, CHANGE_WORD, visit_with_joins,
                             &visitor);
            }
            break;
        case SCOPE_START:
            if (g_str_has_prefix(word, rule->pattern) && len > cut)
                visit_change(form, at, word, cut, rule->replacement, CHANGE_LETTERS, visit, data);
            break;
        case SCOPE_END:
            if (g_str_has_suffix(word, rule->pattern) && len > cut)
                visit_change(form, at, word + len - cut, cut, rule->replacement, CHANGE_LETTERS,
                             visit, data);
            break;
        default:
            visit_inside(form, at, rule, visit, data);
    }
}

static void visit_doubled(const Form *form, guint at, VariantVisit visit, void *data) {
    const char *word = form->words[at].bytes;
    gsize len = strlen(word);
    if (len < LEAST_DOUBLED) return;
    for (gsize i = 0; i + 2 * LETTER <= len; i += LETTER)
        if (memcmp(word + i, word + i + LETTER, LETTER) == 0)
            visit_change(form, at, word + i, LETTER, "", CHANGE_LETTERS, visit, data);
}

static gboolean is_arabic_throughout(const char *word) {
    for (const char *p = word; *p; p += LETTER)
        if ((guint8)*p < 0xD8 || (guint8)*p > 0xDB) return FALSE;
    return *word != '\0';
}

void variants_visit(const Variants *self, const Form *form, VariantVisit visit, void *data) {
    for (guint at = 0; at < form->n; at++)
        if (!is_arabic_throughout(form->words[at].bytes)) return;
    visit_joins(form, CHANGE_SPACES, visit, data);
    for (guint at = 0; at < form->n; at++) {
        visit_doubled(form, at, visit, data);
        for (guint i = 0; i < self->rules->len; i++)
            apply_rule(form, at, &g_array_index(self->rules, Rule, i), visit, data);
    }
}
