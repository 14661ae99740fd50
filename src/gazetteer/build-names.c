/*
 * The names of places into the phrase matcher: first as the tables write them, then as the rules of
 * variants.tsv vary them. A variant is refused that is a place's own name, a form of a word table,
 * or comes out of the names of different places: rules may find a place, never join two.
 */
#include "gazetteer/build.h"
#include "gazetteer/variants.h"

/* What one key, that is one sequence of words without articles, names. Owns its arrays. */
typedef struct {
    Form form;      /* of the first name with this key */
    GArray *names;  /* indices of names */
    GArray *places; /* the same as places, each once, ascending */
} Bearers;

/* A spelling by rule, and whose names it came from. Owns the form's words. */
typedef struct {
    Form form;
    const Bearers *bearers; /* NULL when different places claim it */
    gboolean is_joined;
} Claim;

typedef struct {
    Build *build;
    GHashTable *own;      /* key -> Bearers */
    GPtrArray *own_order; /* Bearers, in order of their first name */
    GHashTable *claims;   /* key -> Claim */
    GPtrArray *claim_order;
    GHashTable *ordinary; /* words of everyday prose, which no rule may make */
    const Bearers *current;
} NamePhrases;

static void bearers_free(void *data) {
    Bearers *self = data;
    form_clear(&self->form);
    g_array_unref(self->names);
    g_array_unref(self->places);
    g_free(self);
}

static void claim_free(void *data) {
    Claim *self = data;
    form_clear(&self->form);
    g_free(self);
}

static Form form_copy(const Form *form) {
    Form copy = *form;
    for (guint i = 0; i < copy.n; i++) copy.words[i].bytes = g_strdup(form->words[i].bytes);
    return copy;
}

static void add_own_name(NamePhrases *self, guint32 index, Form *form) {
    const Name *name = &g_array_index(self->build->names, Name, index);
    phrase_builder_add(self->build->phrases, form,
                       (Payload){.entry = index, .owner = name->place, .table = TABLE_NAME});
    g_autofree char *key = form_key(form);
    Bearers *bearers = g_hash_table_lookup(self->own, key);
    if (!bearers) {
        bearers = g_new0(Bearers, 1);
        bearers->form = form_copy(form);
        bearers->names = g_array_new(FALSE, FALSE, sizeof(guint32));
        bearers->places = g_array_new(FALSE, FALSE, sizeof(guint32));
        g_hash_table_insert(self->own, g_steal_pointer(&key), bearers);
        g_ptr_array_add(self->own_order, bearers);
    }
    g_array_append_val(bearers->names, index);
    guint n = bearers->places->len;
    if (n == 0 || g_array_index(bearers->places, guint32, n - 1) != name->place)
        g_array_append_val(bearers->places, name->place);
}

/* Names come in the order of their places, so that both lists ascend. */
static gboolean is_subset(const Bearers *small, const Bearers *large) {
    guint at = 0;
    for (guint i = 0; i < small->places->len; i++) {
        guint32 place = g_array_index(small->places, guint32, i);
        while (at < large->places->len && g_array_index(large->places, guint32, at) < place) at++;
        if (at == large->places->len || g_array_index(large->places, guint32, at) != place)
            return FALSE;
    }
    return TRUE;
}

static gboolean has_word(const Form *form, const char *bytes) {
    for (guint i = 0; i < form->n; i++)
        if (g_str_equal(form->words[i].bytes, bytes)) return TRUE;
    return FALSE;
}

/* Is a name of one word, as a rule has it, an inflection of an everyday word, or an adjective of
 * origin? «محافظا» as a governor is no spelling of محافظة, «بريطانية» none of بريطانيا. */
static gboolean is_inflection(const NamePhrases *self, const char *bytes) {
    static const char *const OF_ORIGIN[] = {"يه", "يا"};
    for (guint i = 0; i < G_N_ELEMENTS(OF_ORIGIN); i++)
        if (g_str_has_suffix(bytes, OF_ORIGIN[i])) return TRUE;
    const char *last = g_utf8_find_prev_char(bytes, bytes + strlen(bytes));
    if (!last) return TRUE;
    g_autofree char *stem = g_strndup(bytes, (gsize)(last - bytes));
    return g_hash_table_contains(self->ordinary, stem);
}

/* Has the rule made an everyday word out of one that was none? */
static gboolean turns_ordinary(const NamePhrases *self, const Form *variant) {
    if (self->current->form.n == 1 && variant->n == 1 &&
        is_inflection(self, variant->words[0].bytes))
        return TRUE;
    for (guint i = 0; i < variant->n; i++) {
        const char *bytes = variant->words[i].bytes;
        if (g_hash_table_contains(self->ordinary, bytes) && !has_word(&self->current->form, bytes))
            return TRUE;
    }
    return FALSE;
}

/* A word for another of the table is meant; but «منطقة شرقي» is prose, though المنطقة الشرقية is a
 * name. */
static gboolean is_all_ordinary(const NamePhrases *self, const Form *variant) {
    for (guint i = 0; i < variant->n; i++)
        if (!g_hash_table_contains(self->ordinary, variant->words[i].bytes)) return FALSE;
    return TRUE;
}

static void claim_variant(const Form *variant, Change change, void *data) {
    NamePhrases *self = data;
    gboolean is_joined = change == CHANGE_SPACES;
    g_autofree char *key = form_key(variant);
    const Bearers *owners = g_hash_table_lookup(self->own, key);
    /* Where one of our bearers is listed with this spelling, its namesakes have it too. */
    if (owners && !is_subset(owners, self->current)) return;
    if (!owners && g_hash_table_contains(self->build->word_keys, key)) return;
    if (!owners &&
        (change == CHANGE_WORD ? is_all_ordinary(self, variant) : turns_ordinary(self, variant)))
        return;
    Claim *claim = g_hash_table_lookup(self->claims, key);
    if (!claim) {
        claim = g_new0(Claim, 1);
        claim->form = form_copy(variant);
        claim->bearers = self->current;
        claim->is_joined = is_joined;
        g_hash_table_insert(self->claims, g_steal_pointer(&key), claim);
        g_ptr_array_add(self->claim_order, claim);
    } else if (!claim->bearers || is_subset(self->current, claim->bearers)) {
        claim->is_joined = claim->is_joined || (claim->bearers && is_joined);
    } else if (is_subset(claim->bearers, self->current)) {
        claim->bearers = self->current;
    } else if (is_joined != claim->is_joined) {
        /* The same letters run together outweigh letters that a rule has changed. */
        if (is_joined) claim->bearers = self->current;
        claim->is_joined = TRUE;
    } else {
        claim->bearers = NULL;
    }
}

static void add_claims(NamePhrases *self) {
    for (guint i = 0; i < self->claim_order->len; i++) {
        const Claim *claim = g_ptr_array_index(self->claim_order, i);
        for (guint j = 0; claim->bearers && j < claim->bearers->names->len; j++) {
            guint32 index = g_array_index(claim->bearers->names, guint32, j);
            const Name *name = &g_array_index(self->build->names, Name, index);
            Payload payload = {.entry = index,
                               .owner = name->place,
                               .table = TABLE_NAME,
                               .flags = claim->is_joined ? 0 : PAYLOAD_VARIANT};
            phrase_builder_add(self->build->phrases, &claim->form, payload);
        }
    }
}

static gboolean read_ordinary_words(NamePhrases *self, GError **error) {
    static const char *const COLUMNS[] = {"form", NULL};
    GError *cause = NULL;
    g_autoptr(Tsv) table = build_table(self->build, "ordinary-words.tsv", COLUMNS, &cause);
    while (table && tsv_next(table, &cause)) {
        Form form;
        if (!form_parse(tsv_cell(table, 0), &form, error)) return FALSE;
        if (form.n == 1) g_hash_table_add(self->ordinary, g_strdup(form.words[0].bytes));
        form_clear(&form);
    }
    if (cause) g_propagate_error(error, cause);
    return cause == NULL;
}

static gboolean vary_names(NamePhrases *self, GError **error) {
    static const char *const COLUMNS[] = {"pattern", "replacement", "scope",
                                          "least",   "alone",       NULL};
    GError *cause = NULL;
    g_autoptr(Tsv) table = build_table(self->build, "variants.tsv", COLUMNS, &cause);
    g_autoptr(Variants) rules = table ? variants_read(table, &cause) : NULL;
    if (cause) {
        g_propagate_error(error, cause);
        return FALSE;
    }
    if (!rules) return TRUE;
    for (guint i = 0; i < self->own_order->len; i++) {
        self->current = g_ptr_array_index(self->own_order, i);
        variants_visit(rules, &self->current->form, claim_variant, self);
    }
    add_claims(self);
    return TRUE;
}

static gboolean add_own_names(NamePhrases *self, GError **error) {
    const Build *build = self->build;
    for (guint32 i = 0; i < build->names->len; i++) {
        if (g_array_index(build->infos, NameInfo, i).is_latin) continue;
        Form form;
        guint32 text = g_array_index(build->names, Name, i).text;
        if (!form_parse(build_text(build, text), &form, error)) return FALSE;
        add_own_name(self, i, &form);
        g_array_index(build->infos, NameInfo, i).is_ordinary =
            form.n == 1 && g_hash_table_contains(self->ordinary, form.words[0].bytes);
        form_clear(&form);
    }
    return TRUE;
}

gboolean build_name_phrases(Build *build, GError **error) {
    NamePhrases self = {
        .build = build,
        .own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, bearers_free),
        .own_order = g_ptr_array_new(),
        .claims = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, claim_free),
        .claim_order = g_ptr_array_new(),
        .ordinary = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    gboolean done = read_ordinary_words(&self, error) && add_own_names(&self, error) &&
                    vary_names(&self, error);
    g_hash_table_unref(self.claims);
    g_hash_table_unref(self.own);
    g_hash_table_unref(self.ordinary);
    g_ptr_array_unref(self.claim_order);
    g_ptr_array_unref(self.own_order);
    return done;
}
