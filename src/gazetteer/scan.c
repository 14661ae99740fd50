/*
 * Finds every form of every table in a text, in one pass.
 *
 * Each token is looked up once in the vocabulary, as it stands and without its article. From each
 * token a walk goes down the trie as far as the following tokens lead. Only the first token of a
 * match may lose proclitics (وبالرقة); a later one only its article.
 *
 * What binds and what breaks: quotes, tatweel, the underscore of hashtags and a hyphen without
 * spaces are stepped over; any other punctuation, and the end of a sentence, ends the walk.
 */
#include "gazetteer/gazetteer.h"
#include "gazetteer/phrases.h"

typedef enum { STEP_WORD, STEP_OVER, STEP_BREAK } Step;

/* What the vocabulary knows of a token. 0: no such word. */
typedef struct {
    guint32 whole, bare; /* numbers of the word as it stands, and without ال; hashes at first */
    guint32 whole_node, bare_node; /* where the root leads with them */
    guint8 bare_offset;            /* bytes of the article */
    guint8 step;                   /* Step */
} Known;

/* In place of a hash, of what the filter does not know. */
enum { NO_WORD = 0 };

/* A way to begin: what was taken off the first token. */
typedef struct {
    guint8 clitics;
    gboolean article;
} Start;

/* A match, and what decides whether it stays. */
typedef struct {
    Match match;
    guint32 owner;
    guint16 flags;
} FoundForm;

/* A plain array: some are found at each token, and a call of GArray for each would show. */
typedef struct {
    FoundForm *items;
    guint n, room;
} FoundForms;

typedef struct {
    const Gazetteer *g;
    const Text *text;
    Known *known;
    GArray *matches;  /* Match: the result */
    FoundForms found; /* from the current first token */
    guint32 any;      /* number of the word `*`, which any word meets */
    guint32 first;
    Start start;
    Opening *opening; /* takes down where walks end with the text; NULL: nobody asks */
} Scan;

struct Opening {
    const Gazetteer *g;
    GArray *ends;     /* guint32: nodes */
    gboolean has_gap; /* a form may go on behind any words */
};

/* ---- vocabulary and trie --------------------------------------------------------------------- */

/* `star`: the prefix written with `*`, which is a word of its own. */
static const WordSlot *find_hashed(const Gazetteer *g, guint32 hash, const char *bytes, gsize len) {
    guint32 mask = (guint32)g->n_words - 1;
    for (guint32 at = hash & mask; g->words[at].word; at = (at + 1) & mask) {
        const WordSlot *slot = &g->words[at];
        if (slot->hash != hash) continue;
        const char *word = g->word_bytes + slot->bytes;
        if (strncmp(word, bytes, len) == 0 && word[len] == '\0') return slot;
    }
    return NULL;
}

static gboolean may_be_word(const Gazetteer *g, guint32 hash) {
    guint32 bit = filter_bit(hash);
    return g->word_filter[bit / 32] >> bit % 32 & 1;
}

static const WordSlot *find_word(const Gazetteer *g, const char *bytes, gsize len) {
    guint32 hash = phrase_hash(bytes, len);
    return may_be_word(g, hash) ? find_hashed(g, hash, bytes, len) : NULL;
}

static guint32 word_number(const Gazetteer *g, const char *bytes, gsize len) {
    const WordSlot *slot = find_word(g, bytes, len);
    return slot ? slot->word : 0;
}

static guint32 child_of(const Gazetteer *g, guint32 node, guint32 word) {
    if (!(g->nodes[node].flags & node_word_bit(word))) return 0;
    guint32 mask = (guint32)g->n_edges - 1;
    for (guint32 at = edge_hash(node, word) & mask; g->edges[at].child; at = (at + 1) & mask)
        if (g->edges[at].node == node && g->edges[at].word == word) return g->edges[at].child;
    return 0;
}

static gboolean may_have_prefix(const Gazetteer *g, const char *bytes, gsize len) {
    if (len < PREFIX_START) return FALSE;
    guint32 bit = phrase_hash(bytes, PREFIX_START) % PREFIX_BITS;
    return g->prefix_starts[bit / 32] >> bit % 32 & 1;
}

/* Calls `visit` for each word of the vocabulary that is written with `*` and begins the token. */
static void visit_prefixes(const Gazetteer *g, const char *bytes, gsize len,
                           void (*visit)(const WordSlot *slot, void *data), void *data) {
    char key[256];
    if (!may_have_prefix(g, bytes, len)) return;
    for (gsize n = PREFIX_START; n <= len && n < sizeof key; n++) {
        if (n < len && ((guint8)bytes[n] & 0xC0) == 0x80) continue; /* inside a letter */
        memcpy(key, bytes, n);
        key[n] = '*';
        const WordSlot *slot = find_word(g, key, n + 1 < sizeof key ? n + 1 : n);
        if (slot) visit(slot, data);
    }
}

/* ---- tokens ---------------------------------------------------------------------------------- */

static const char ARTICLE[] = "ال";
enum { ARTICLE_BYTES = sizeof ARTICLE - 1, LETTER_BYTES = 2 };

static gboolean has_article(const char *norm, gsize len) {
    /* The rule of text_stems: two letters must remain. */
    return len >= ARTICLE_BYTES + 2 * LETTER_BYTES && memcmp(norm, ARTICLE, ARTICLE_BYTES) == 0;
}

/* «السورية», «العراقي»: of a land, with its article. */
static gboolean is_definite_nisba(const Text *text, guint32 token) {
    const char *norm = text_norm(text, token);
    gsize len = text->tokens[token].norm_len;
    return text->tokens[token].kind == TOKEN_WORD && has_article(norm, len) &&
           (g_str_has_suffix(norm, "يه") || g_str_has_suffix(norm, "ي"));
}

static bool is_dash(const Token *t) {
    return t->kind == TOKEN_PUNCT &&
           (t->punct == '-' || (t->punct >= 0x2010 && t->punct <= 0x2014));
}

/* «حلب - حماة - الرقة»: one of two dashes with one word between them. */
static bool is_dash_of_three(const Text *text, guint32 token) {
    const Token *t = text->tokens;
    if (token > 1 && is_dash(&t[token - 2]) && t[token - 1].kind == TOKEN_WORD) return true;
    return token + 2 < text->n_tokens && t[token + 1].kind == TOKEN_WORD && is_dash(&t[token + 2]);
}

/* A dash inside a word is passed over, and so is one between the two lands of «الحدود السورية –
 * العراقية» and between the corners of a triangle; elsewhere it parts. */
static Step step_of_dash(const Text *text, guint32 token) {
    if (token == 0 || token + 1 >= text->n_tokens) return STEP_BREAK;
    const Token *t = &text->tokens[token];
    bool is_hyphen = t->punct == '-' || t->punct == 0x2010;
    if (is_hyphen && t->glued && t[1].glued) return STEP_OVER;
    bool between_lands = is_definite_nisba(text, token - 1) && is_definite_nisba(text, token + 1);
    return between_lands || is_dash_of_three(text, token) ? STEP_OVER : STEP_BREAK;
}

static Step step_of(const Text *text, guint32 token) {
    const Token *t = &text->tokens[token];
    if (t->kind != TOKEN_PUNCT) return STEP_WORD;
    if (t->punct == '_' || t->punct == 0x0640 /* tatweel */ || text_is_quote(t->punct))
        return STEP_OVER;
    return is_dash(t) ? step_of_dash(text, token) : STEP_BREAK;
}

/* The slot of a word, asked for before it is looked at: what lies far away in memory is on its way
 * while the words between are hashed. */
static guint32 ask_word(const Gazetteer *g, const char *bytes, gsize len) {
    guint32 hash = phrase_hash(bytes, len);
    if (!may_be_word(g, hash)) return NO_WORD;
    __builtin_prefetch(&g->words[hash & ((guint32)g->n_words - 1)]);
    return hash;
}

/* The word's number, and where the root leads with it, which is asked for likewise. */
static guint32 get_word(const Gazetteer *g, guint32 hash, const char *bytes, gsize len,
                        guint32 *ret_node) {
    const WordSlot *slot = hash == NO_WORD ? NULL : find_hashed(g, hash, bytes, len);
    *ret_node = slot ? slot->node : 0;
    if (*ret_node) __builtin_prefetch(&g->nodes[*ret_node]);
    return slot ? slot->word : 0;
}

static void know_tokens(Scan *s) {
    for (guint32 i = 0; i < s->text->n_tokens; i++) {
        Known *known = &s->known[i];
        known->step = (guint8)step_of(s->text, i);
        if (known->step != STEP_WORD) continue;
        const char *norm = text_norm(s->text, i);
        gsize len = s->text->tokens[i].norm_len;
        known->whole = ask_word(s->g, norm, len);
        if (!has_article(norm, len)) continue;
        known->bare_offset = ARTICLE_BYTES;
        known->bare = ask_word(s->g, norm + ARTICLE_BYTES, len - ARTICLE_BYTES);
    }
    for (guint32 i = 0; i < s->text->n_tokens; i++) {
        Known *known = &s->known[i];
        if (known->step != STEP_WORD) continue;
        const char *norm = text_norm(s->text, i);
        gsize len = s->text->tokens[i].norm_len;
        known->whole = get_word(s->g, known->whole, norm, len, &known->whole_node);
        if (!known->bare_offset) continue;
        known->bare = get_word(s->g, known->bare, norm + ARTICLE_BYTES, len - ARTICLE_BYTES,
                               &known->bare_node);
    }
}

/* The next word after `token` that belongs to the same walk, or n_tokens. */
static guint32 next_word(const Scan *s, guint32 token) {
    guint32 sentence = s->text->tokens[token].sentence;
    for (guint32 i = token + 1; i < s->text->n_tokens; i++) {
        if (s->text->tokens[i].sentence != sentence || s->known[i].step == STEP_BREAK) break;
        if (s->known[i].step == STEP_WORD) return i;
    }
    return s->text->n_tokens;
}

/* ---- the walk -------------------------------------------------------------------------------- */

/* Where a walk stands: the last token that it took, and which tokens had ال. */
typedef struct {
    Scan *scan;
    guint32 node, token;
    guint32 articles, depth;
} Walk;

static void walk_on(Walk at);

static gboolean next_begins(const Scan *s, guint32 token, const char *letter) {
    guint32 next = next_word(s, token);
    if (next == s->text->n_tokens) return FALSE;
    return s->text->tokens[next].norm_len > LETTER_BYTES &&
           memcmp(text_norm(s->text, next), letter, LETTER_BYTES) == 0;
}

static gboolean is_followed_as_asked(const Scan *s, guint16 flags, guint32 token) {
    if (flags & PAYLOAD_BEFORE_IN && !next_begins(s, token, "ب")) return FALSE;
    if (flags & PAYLOAD_BEFORE_TO && !next_begins(s, token, "ل")) return FALSE;
    return TRUE;
}

static void found_add(FoundForms *self, FoundForm form) {
    enum { FIRST_ROOM = 32 }; /* as many as begin at one word, as a rule */
    if (self->n == self->room) {
        self->room = MAX(FIRST_ROOM, 2 * self->room);
        self->items = g_renew(FoundForm, self->items, self->room);
    }
    self->items[self->n++] = form;
}

static void take_payloads(const Walk *at) {
    Scan *s = at->scan;
    const PhraseNode *node = &s->g->nodes[at->node];
    for (guint32 i = 0; i < node->n_payloads; i++) {
        const Payload *payload = &s->g->payloads[node->first_payload + i];
        if (!is_followed_as_asked(s, payload->flags, at->token)) continue;
        FoundForm form = {.match = {.table = (TableId)payload->table,
                                    .entry = payload->entry,
                                    .first_token = s->first,
                                    .n_tokens = at->token - s->first + 1,
                                    .clitics = s->start.clitics,
                                    .article = s->start.article,
                                    .exact = payload->articles == at->articles &&
                                             !(payload->flags & PAYLOAD_VARIANT),
                                    .variant = (payload->flags & PAYLOAD_VARIANT) != 0},
                          .owner = payload->owner,
                          .flags = payload->flags};
        FoundForm *last = s->found.n > 0 ? &s->found.items[s->found.n - 1] : NULL;
        /* Forms of one owner at one node differ in their articles, or one is made by a rule and
         * comes later: keep the better. */
        if (i > 0 && last && last->owner == form.owner && last->match.table == form.match.table &&
            last->match.n_tokens == form.match.n_tokens &&
            ((last->flags ^ form.flags) & ~PAYLOAD_VARIANT) == 0) {
            if (form.match.exact && !last->match.exact) *last = form;
            continue;
        }
        found_add(&s->found, form);
    }
}

static void enter(const Walk *from, guint32 child, guint32 token, gboolean article) {
    if (!child) return;
    Walk at = {from->scan, child, token, from->articles, from->depth + 1};
    if (article) at.articles |= 1u << from->depth;
    take_payloads(&at);
    walk_on(at);
}

typedef struct {
    const Walk *from;
    guint32 token;
    gboolean article;
} PrefixStep;

static void enter_prefix(const WordSlot *slot, void *data) {
    const PrefixStep *step = data;
    enter(step->from, child_of(step->from->scan->g, step->from->node, slot->word), step->token,
          step->article);
}

/* Takes the token `next` from the node of `from`, in each of its forms. */
static void take_token(const Walk *from, guint32 next) {
    const Scan *s = from->scan;
    const Known *known = &s->known[next];
    const PhraseNode *node = &s->g->nodes[from->node];
    if (known->whole) enter(from, child_of(s->g, from->node, known->whole), next, FALSE);
    if (known->bare) enter(from, child_of(s->g, from->node, known->bare), next, TRUE);
    if (!(node->flags & NODE_HAS_PREFIXES)) return;
    if (s->any) enter(from, child_of(s->g, from->node, s->any), next, FALSE);
    const char *norm = text_norm(s->text, next);
    gsize len = s->text->tokens[next].norm_len;
    visit_prefixes(s->g, norm, len, enter_prefix, &(PrefixStep){from, next, FALSE});
    if (known->bare_offset)
        visit_prefixes(s->g, norm + known->bare_offset, len - known->bare_offset, enter_prefix,
                       &(PrefixStep){from, next, TRUE});
}

static void note_end(Opening *opening, const Walk *at) {
    if (at->scan->g->nodes[at->node].gap) opening->has_gap = TRUE;
    if (at->token + 1 == at->scan->text->n_tokens) g_array_append_val(opening->ends, at->node);
}

static void walk_on(Walk at) {
    const Scan *s = at.scan;
    const PhraseNode *node = &s->g->nodes[at.node];
    if (s->opening) note_end(s->opening, &at);
    if (node->flags & NODE_HAS_CHILDREN) {
        guint32 next = next_word(s, at.token);
        if (next < s->text->n_tokens) take_token(&at, next);
    }
    if (!node->gap) return;
    Walk behind = at;
    behind.node = node->gap;
    guint32 next = at.token;
    for (guint skipped = 0; skipped <= MAX_GAP; skipped++) {
        next = next_word(s, next);
        if (next == s->text->n_tokens) return;
        take_token(&behind, next);
    }
}

/* ---- the first token ------------------------------------------------------------------------- */

static void start_at(Scan *s, guint32 node) {
    if (!node) return;
    Walk at = {s, node, s->first, s->start.article ? 1 : 0, 1};
    take_payloads(&at);
    walk_on(at);
}

static void start_prefix(const WordSlot *slot, void *data) { start_at(data, slot->node); }

/* Begins with a stem of the first token, which the root reaches at `node` (0: not). */
static void start_stem(Scan *s, const char *bytes, gsize len, guint32 node, Start start) {
    s->start = start;
    start_at(s, node);
    visit_prefixes(s->g, bytes, len, start_prefix, s);
}

static int compare_found(const void *a, const void *b, void *unused) {
    const Match *x = &((const FoundForm *)a)->match, *y = &((const FoundForm *)b)->match;
    if (x->n_tokens != y->n_tokens) return x->n_tokens > y->n_tokens ? -1 : 1;
    if (x->table != y->table) return x->table < y->table ? -1 : 1;
    if (x->entry != y->entry) return x->entry < y->entry ? -1 : 1;
    if (x->clitics != y->clitics) return x->clitics < y->clitics ? -1 : 1;
    return (int)y->exact - (int)x->exact;
}

/*
 * Should a reading that takes clitics off give way? Yes to a known word, or for a name to a known
 * name, that leaves more of the token and reaches as far: «بقرص» is Buqrus before it is in Qurs,
 * «بلدة» a town before it is in Ludda.
 */
static gboolean gives_way(const Scan *s, const FoundForm *form) {
    const Match *match = &form->match;
    if (!match->clitics) return FALSE;
    for (guint i = 0; i < s->found.n; i++) {
        const FoundForm *other = &s->found.items[i];
        guint8 more = (guint8)(match->clitics & ~other->match.clitics);
        gboolean keeps_more = more && !(other->match.clitics & ~match->clitics);
        if (!keeps_more || other->match.n_tokens < match->n_tokens) continue;
        if (other->flags & PAYLOAD_VARIANT) continue;
        if (other->match.table != TABLE_NAME || match->table == TABLE_NAME) return TRUE;
    }
    return FALSE;
}

/* The same row met twice over a gap: the shorter match is meant. Others: the better reading. */
static gboolean is_repeated(const Scan *s, guint at) {
    const FoundForm *form = &s->found.items[at];
    for (guint i = 0; i < s->found.n; i++) {
        const FoundForm *other = &s->found.items[i];
        if (i == at || other->match.table != form->match.table ||
            other->match.entry != form->match.entry)
            continue;
        if (other->match.n_tokens == form->match.n_tokens && i < at) return TRUE;
        if (form->flags & PAYLOAD_GAP && other->flags & PAYLOAD_GAP &&
            other->match.n_tokens < form->match.n_tokens)
            return TRUE;
    }
    return FALSE;
}

/* Few as a rule: each is put behind those that come before it. */
static void sort_found(FoundForms *found) {
    enum { FEW = 16 };
    FoundForm *forms = found->items;
    if (found->n > FEW) {
        g_qsort_with_data(forms, (gint)found->n, sizeof *forms, compare_found, NULL);
        return;
    }
    for (guint i = 1; i < found->n; i++) {
        FoundForm form = forms[i];
        guint k = i;
        for (; k > 0 && compare_found(&form, &forms[k - 1], NULL) < 0; k--) forms[k] = forms[k - 1];
        forms[k] = form;
    }
}

static void keep_found(Scan *s) {
    if (s->found.n == 0) return;
    sort_found(&s->found);
    for (guint i = 0; i < s->found.n; i++) {
        const FoundForm *form = &s->found.items[i];
        if (gives_way(s, form) || (s->found.n > 1 && is_repeated(s, i))) continue;
        g_array_append_val(s->matches, form->match);
    }
    s->found.n = 0;
}

static gboolean may_have_clitics(const char *norm, gsize len) {
    static const char *const LETTERS[] = {"و", "ف", "ب", "ك", "ل"};
    if (len < LETTER_BYTES + 2 * LETTER_BYTES) return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(LETTERS); i++)
        if (memcmp(norm, LETTERS[i], LETTER_BYTES) == 0) return TRUE;
    return FALSE;
}

static void start_without_clitics(Scan *s, const char *norm, gsize len) {
    Stem stems[MAX_STEMS];
    guint n = text_stems(norm, len, stems);
    for (guint i = 0; i < n; i++) {
        if (!stems[i].clitics) continue;
        const char *bytes = norm + stems[i].offset;
        gsize rest = len - stems[i].offset;
        const WordSlot *slot = find_word(s->g, bytes, rest);
        start_stem(s, bytes, rest, slot ? slot->node : 0,
                   (Start){.clitics = stems[i].clitics, .article = stems[i].article});
    }
}

static void scan_token(Scan *s, guint32 token) {
    const Known *known = &s->known[token];
    if (known->step != STEP_WORD) return;
    s->first = token;
    const char *norm = text_norm(s->text, token);
    gsize len = s->text->tokens[token].norm_len;
    start_stem(s, norm, len, known->whole_node, (Start){0});
    if (known->bare_offset)
        start_stem(s, norm + known->bare_offset, len - known->bare_offset, known->bare_node,
                   (Start){.article = TRUE});
    if (may_have_clitics(norm, len)) start_without_clitics(s, norm, len);
    keep_found(s);
}

/* Those that begin before the token `end`. */
static Matches *scan_up_to(const Gazetteer *self, const Text *text, guint32 end, Opening *opening) {
    Scan scan = {.g = self,
                 .text = text,
                 .opening = opening,
                 .known = g_new0(Known, text->n_tokens + 1),
                 .matches = g_array_sized_new(FALSE, FALSE, sizeof(Match), 2 * text->n_tokens)};
    scan.any = word_number(self, "*", 1);
    know_tokens(&scan);
    Matches *matches = g_new0(Matches, 1);
    matches->n_tokens = text->n_tokens;
    matches->at = g_new(guint32, text->n_tokens + 1);
    for (guint32 token = 0; token <= text->n_tokens; token++) {
        matches->at[token] = scan.matches->len;
        if (token < end) scan_token(&scan, token);
    }
    g_free(scan.known);
    g_free(scan.found.items);
    matches->n = scan.matches->len;
    matches->items = (Match *)(void *)g_array_free(scan.matches, FALSE);
    matches->tables = g_new0(guint32, text->n_tokens + 1);
    for (guint32 i = 0; i < matches->n; i++)
        matches->tables[matches->items[i].first_token] |= 1u << matches->items[i].table;
    return matches;
}

Matches *gazetteer_scan(const Gazetteer *self, const Text *text) {
    return scan_up_to(self, text, text->n_tokens, NULL);
}

Matches *gazetteer_scan_first(const Gazetteer *self, const Text *text) {
    return scan_up_to(self, text, MIN(text->n_tokens, 1), NULL);
}

Opening *opening_new(const Gazetteer *gazetteer, const char *words) {
    Opening *self = g_new0(Opening, 1);
    self->g = gazetteer;
    self->ends = g_array_new(FALSE, FALSE, sizeof(guint32));
    Article article = {.id = (char *)"", .body = (char *)words};
    g_autoptr(Text) text = text_new(&article);
    matches_free(scan_up_to(gazetteer, text, MIN(text->n_tokens, 1), self));
    return self;
}

void opening_free(Opening *self) {
    if (!self) return;
    g_array_unref(self->ends);
    g_free(self);
}

gboolean opening_may_go_on(const Opening *self, const char *word) {
    const Gazetteer *g = self->g;
    gsize len = strlen(word);
    if (self->has_gap) return TRUE;
    guint32 whole = word_number(g, word, len), bare = 0;
    if (has_article(word, len)) bare = word_number(g, word + ARTICLE_BYTES, len - ARTICLE_BYTES);
    for (guint i = 0; i < self->ends->len; i++) {
        guint32 node = g_array_index(self->ends, guint32, i);
        if (g->nodes[node].flags & NODE_HAS_PREFIXES) return TRUE;
        if ((whole && child_of(g, node, whole)) || (bare && child_of(g, node, bare))) return TRUE;
    }
    return FALSE;
}

gboolean gazetteer_knows_word(const Gazetteer *self, const char *form) {
    gsize len = strlen(form);
    return find_word(self, form, len) ||
           (has_article(form, len) &&
            find_word(self, form + ARTICLE_BYTES, len - ARTICLE_BYTES) != NULL);
}

void matches_free(Matches *self) {
    if (!self) return;
    g_free(self->items);
    g_free(self->at);
    g_free(self->tables);
    g_free(self);
}
