/* Forms become words, words a vocabulary, sequences of words a trie. */
#include "gazetteer/phrases-build.h"

/* ---- forms ----------------------------------------------------------------------------------- */

static const char GAP[] = "…";

/* The word without its article, by the same rule by which a text's tokens lose theirs. */
static FormWord make_word(const char *norm, gsize len) {
    Stem stems[MAX_STEMS];
    guint n = text_stems(norm, len, stems);
    for (guint i = 0; i < n; i++)
        if (stems[i].article && stems[i].clitics == 0)
            return (FormWord){.bytes = g_strdup(norm + stems[i].offset), .article = TRUE};
    return (FormWord){.bytes = g_strdup(norm)};
}

static gboolean fail(GError **error, const char *message, const char *text) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("form '%s' %s"), text, message);
    return FALSE;
}

/* Adds the words of a part without gaps. Text is tokenised as an article is, so that a form and the
 * text that it shall meet are cut alike. */
static gboolean add_part(Form *form, const char *part, gboolean after_gap, GError **error) {
    char *body = (char *)part, *empty = (char *)"";
    Article article = {.id = empty, .body = body};
    g_autoptr(Text) text = text_new(&article);
    for (guint32 i = 0; i < text->n_tokens; i++) {
        const Token *token = &text->tokens[i];
        gboolean is_star = token->punct == '*' && form->n > 0;
        if (is_star && token->glued) form->words[form->n - 1].is_prefix = TRUE;
        if (token->kind == TOKEN_PUNCT && (!is_star || token->glued)) continue;
        if (form->n == MAX_WORDS) return fail(error, _("has too many words"), part);
        FormWord word = is_star ? (FormWord){.bytes = g_strdup(""), .is_prefix = TRUE}
                                : make_word(text_norm(text, i), token->norm_len);
        word.after_gap = after_gap && form->n > 0;
        after_gap = FALSE;
        form->words[form->n++] = word;
    }
    return TRUE;
}

/* A final ب or ل that stands alone asks for that letter on the next token; but among single letters
 * it is one of them («أ ف ب», the agency). */
static void take_final_letter(Form *form) {
    if (form->n < 2) return;
    FormWord *last = &form->words[form->n - 1];
    if (last->after_gap || last->is_prefix || g_utf8_strlen(last[-1].bytes, -1) == 1) return;
    guint16 flag = g_str_equal(last->bytes, "ب")   ? PAYLOAD_BEFORE_IN
                   : g_str_equal(last->bytes, "ل") ? PAYLOAD_BEFORE_TO
                                                   : 0;
    if (!flag) return;
    g_free(last->bytes);
    form->n--;
    form->flags |= flag;
}

gboolean form_parse(const char *text, Form *ret_form, GError **error) {
    Form form = {.n = 0};
    g_auto(GStrv) parts = g_strsplit(text, GAP, -1);
    for (guint i = 0; parts[i]; i++) {
        if (add_part(&form, parts[i], i > 0, error)) continue;
        form_clear(&form);
        return FALSE;
    }
    take_final_letter(&form);
    gboolean good = form.n > 0;
    if (!good) fail(error, _("normalises to nothing"), text);
    for (guint i = 0; i < form.n && good; i++) {
        if (form.words[i].after_gap) form.flags |= PAYLOAD_GAP;
        if (!form.words[i].is_prefix) continue;
        gsize len = strlen(form.words[i].bytes);
        good = len == 0 || len >= PREFIX_START;
        if (!good) fail(error, _("has a * after less than two letters"), text);
    }
    if (good)
        *ret_form = form;
    else
        form_clear(&form);
    return good;
}

void form_clear(Form *self) {
    for (guint i = 0; i < self->n; i++) g_free(self->words[i].bytes);
    self->n = 0;
}

char *form_key(const Form *self) {
    GString *key = g_string_new(NULL);
    for (guint i = 0; i < self->n; i++) {
        if (i > 0) g_string_append_c(key, ' ');
        if (self->words[i].after_gap) g_string_append(key, GAP);
        g_string_append(key, self->words[i].bytes);
        if (self->words[i].is_prefix) g_string_append_c(key, '*');
    }
    return g_string_free(key, FALSE);
}

/* ---- trie ------------------------------------------------------------------------------------ */

/* A payload before its node's payloads are brought together. */
typedef struct {
    guint32 node;
    Payload payload;
} Ending;

typedef struct {
    guint32 node, word, child;
} Edge;

struct PhraseBuilder {
    GHashTable *numbers;  /* word -> number from 1 */
    GPtrArray *words;     /* by number - 1; owned by `numbers` */
    GHashTable *children; /* Edge by (node, word) -> child */
    GArray *edges;        /* Edge, in order of insertion */
    GArray *nodes;        /* PhraseNode */
    GArray *endings;
};

static guint hash_edge(gconstpointer key) {
    const guint32 *pair = key;
    return edge_hash(pair[0], pair[1]);
}

static gboolean equal_edges(gconstpointer a, gconstpointer b) {
    return memcmp(a, b, 2 * sizeof(guint32)) == 0;
}

PhraseBuilder *phrase_builder_new(void) {
    PhraseBuilder *self = g_new0(PhraseBuilder, 1);
    self->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->words = g_ptr_array_new();
    self->children = g_hash_table_new_full(hash_edge, equal_edges, g_free, NULL);
    self->edges = g_array_new(FALSE, TRUE, sizeof(Edge));
    self->nodes = g_array_new(FALSE, TRUE, sizeof(PhraseNode));
    self->endings = g_array_new(FALSE, TRUE, sizeof(Ending));
    g_array_set_size(self->nodes, 1); /* the root */
    return self;
}

void phrase_builder_free(PhraseBuilder *self) {
    if (!self) return;
    g_hash_table_unref(self->numbers);
    g_ptr_array_unref(self->words);
    g_hash_table_unref(self->children);
    g_array_unref(self->edges);
    g_array_unref(self->nodes);
    g_array_unref(self->endings);
    g_free(self);
}

static guint32 new_node(PhraseBuilder *self) {
    g_array_set_size(self->nodes, self->nodes->len + 1);
    return self->nodes->len - 1;
}

static PhraseNode *node_at(PhraseBuilder *self, guint32 node) {
    return &g_array_index(self->nodes, PhraseNode, node);
}

/* A prefix is a word of its own that ends in `*`, which no token does; any word at all is `*`. */
static guint32 word_number(PhraseBuilder *self, const FormWord *word) {
    g_autofree char *key = g_strconcat(word->bytes, word->is_prefix ? "*" : NULL, NULL);
    gpointer found = g_hash_table_lookup(self->numbers, key);
    if (found) return GPOINTER_TO_UINT(found);
    g_ptr_array_add(self->words, key);
    g_hash_table_insert(self->numbers, g_steal_pointer(&key), GUINT_TO_POINTER(self->words->len));
    return self->words->len;
}

static guint32 child_of(PhraseBuilder *self, guint32 node, guint32 word) {
    const guint32 key[2] = {node, word};
    gpointer found = g_hash_table_lookup(self->children, key);
    if (found) return GPOINTER_TO_UINT(found);
    Edge edge = {node, word, new_node(self)};
    g_array_append_val(self->edges, edge);
    g_hash_table_insert(self->children, g_memdup2(key, sizeof key), GUINT_TO_POINTER(edge.child));
    return edge.child;
}

void phrase_builder_add(PhraseBuilder *self, const Form *form, Payload payload) {
    guint32 node = 0;
    payload.flags |= form->flags;
    for (guint i = 0; i < form->n; i++) {
        const FormWord *word = &form->words[i];
        if (word->after_gap) {
            if (!node_at(self, node)->gap) {
                guint32 gap = new_node(self);
                node_at(self, node)->gap = gap;
            }
            node = node_at(self, node)->gap;
        }
        guint32 number = word_number(self, word);
        node_at(self, node)->flags |=
            NODE_HAS_CHILDREN | node_word_bit(number) | (word->is_prefix ? NODE_HAS_PREFIXES : 0u);
        node = child_of(self, node, number);
        if (word->article) payload.articles |= 1u << i;
    }
    Ending ending = {node, payload};
    g_array_append_val(self->endings, ending);
}

/* ---- the finished arrays --------------------------------------------------------------------- */

/* Tables are at most half full, so that a search ends soon. */
static guint32 table_size(guint32 n) {
    guint32 size = 16;
    while (size < 2 * n) size *= 2;
    return size;
}

static void set_bit(GArray *bits, guint32 bit) {
    g_array_index(bits, guint32, bit / 32) |= 1u << bit % 32;
}

static void finish_words(const PhraseBuilder *self, PhraseIndex *index) {
    guint32 size = table_size(self->words->len);
    g_array_set_size(index->words, size);
    g_array_set_size(index->prefix_starts, PREFIX_BITS / 32);
    g_array_set_size(index->word_filter, FILTER_BITS / 32);
    for (guint32 i = 0; i < self->words->len; i++) {
        const char *word = g_ptr_array_index(self->words, i);
        gsize len = strlen(word);
        const guint32 key[2] = {0, i + 1};
        WordSlot slot = {.hash = phrase_hash(word, len),
                         .bytes = (guint32)index->bytes->len,
                         .word = i + 1,
                         .node = GPOINTER_TO_UINT(g_hash_table_lookup(self->children, key))};
        g_string_append_len(index->bytes, word, (gssize)len + 1);
        guint32 at = slot.hash & (size - 1);
        while (g_array_index(index->words, WordSlot, at).word) at = (at + 1) & (size - 1);
        g_array_index(index->words, WordSlot, at) = slot;
        set_bit(index->word_filter, filter_bit(slot.hash));
        if (word[len - 1] != '*' || len == 1) continue;
        set_bit(index->prefix_starts, phrase_hash(word, PREFIX_START) % PREFIX_BITS);
    }
}

static void finish_edges(const PhraseBuilder *self, PhraseIndex *index) {
    guint32 size = table_size(self->edges->len);
    g_array_set_size(index->edges, size);
    for (guint32 i = 0; i < self->edges->len; i++) {
        const Edge *edge = &g_array_index(self->edges, Edge, i);
        if (edge->node == 0) continue; /* the vocabulary holds the root's children */
        guint32 at = edge_hash(edge->node, edge->word) & (size - 1);
        while (g_array_index(index->edges, EdgeSlot, at).child) at = (at + 1) & (size - 1);
        g_array_index(index->edges, EdgeSlot, at) = (EdgeSlot){edge->node, edge->word, edge->child};
    }
}

#define ORDER(a, b) \
    if ((a) != (b)) return (a) < (b) ? -1 : 1

static int compare_endings(const void *a, const void *b) {
    const Ending *x = a, *y = b;
    ORDER(x->node, y->node);
    ORDER(x->payload.table, y->payload.table);
    ORDER(x->payload.owner, y->payload.owner);
    ORDER(x->payload.flags, y->payload.flags);
    ORDER(x->payload.entry, y->payload.entry);
    ORDER(x->payload.articles, y->payload.articles);
    return 0;
}

/* An owner's form that the same owner has already with the same articles says nothing new. */
static gboolean is_repeated(const Ending *a, const Ending *b) {
    return a->node == b->node && a->payload.table == b->payload.table &&
           a->payload.owner == b->payload.owner && a->payload.articles == b->payload.articles &&
           ((a->payload.flags ^ b->payload.flags) & ~(guint)PAYLOAD_VARIANT) == 0;
}

static void finish_payloads(PhraseBuilder *self, PhraseIndex *index) {
    g_array_sort(self->endings, compare_endings);
    for (guint32 i = 0; i < self->endings->len; i++) {
        const Ending *ending = &g_array_index(self->endings, Ending, i);
        if (i > 0 && is_repeated(ending - 1, ending)) continue;
        PhraseNode *node = node_at(self, ending->node);
        if (node->n_payloads++ == 0) node->first_payload = index->payloads->len;
        g_array_append_val(index->payloads, ending->payload);
    }
    g_array_append_vals(index->nodes, self->nodes->data, self->nodes->len);
}

PhraseIndex *phrase_builder_finish(PhraseBuilder *self) {
    PhraseIndex *index = g_new0(PhraseIndex, 1);
    index->words = g_array_new(FALSE, TRUE, sizeof(WordSlot));
    index->edges = g_array_new(FALSE, TRUE, sizeof(EdgeSlot));
    index->nodes = g_array_new(FALSE, TRUE, sizeof(PhraseNode));
    index->payloads = g_array_new(FALSE, TRUE, sizeof(Payload));
    index->prefix_starts = g_array_new(FALSE, TRUE, sizeof(guint32));
    index->word_filter = g_array_new(FALSE, TRUE, sizeof(guint32));
    index->bytes = g_string_new(NULL);
    finish_words(self, index);
    finish_edges(self, index);
    finish_payloads(self, index);
    return index;
}

void phrase_index_free(PhraseIndex *self) {
    if (!self) return;
    g_array_unref(self->words);
    g_array_unref(self->edges);
    g_array_unref(self->nodes);
    g_array_unref(self->payloads);
    g_array_unref(self->prefix_starts);
    g_array_unref(self->word_filter);
    g_string_free(self->bytes, TRUE);
    g_free(self);
}
