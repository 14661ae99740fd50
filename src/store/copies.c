/*
 * Copies are found by their runs of words (Broder 1997): each run of RUN words is hashed, and the
 * smallest hashes stand for the text, so that two texts can be compared by what they share. An
 * article of a usual length is kept whole in its sketch.
 */
#include "store/copies.h"

/* Two reports of one event by different hands share names and phrases, seldom four words in a row
 * beyond them. */
enum { RUN = 4 };
/* Fewer runs than this are a post of one sentence, a copy only where it stands nearly word for word
 * (a hashtag more or less); fewer still are a headline, in which two events may sound alike. */
enum { LEAST_RUNS = 12, LEAST_POST_RUNS = 7 };
static const double POST_SHARE = 0.75;
/* A copy with another byline, a cut last paragraph or a lead in front keeps this share of the
 * shorter text. Independent reports of one event have below a tenth in common. */
static const double COPY_SHARE = 0.6;

/* FNV-1a of 64 bits: the same on every machine, and well spread for words. */
static guint64 hash_word(guint64 hash, const char *word) {
    for (; *word; word++) hash = (hash ^ (guint8)*word) * G_GUINT64_CONSTANT(1099511628211);
    return (hash ^ ' ') * G_GUINT64_CONSTANT(1099511628211);
}

/* The low bits of FNV are weak: mixed before they are cut (the finaliser of MurmurHash3). */
static guint32 mix(guint64 hash) {
    hash ^= hash >> 33;
    hash *= G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
    hash ^= hash >> 33;
    return (guint32)hash;
}

static gint by_number(gconstpointer a, gconstpointer b) {
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return x < y ? -1 : x > y;
}

/* The body's words as indices of tokens. */
static GArray *words_of(const Text *text) {
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = 0; i < text->n_tokens; i++)
        if (text->tokens[i].field == FIELD_BODY && text->tokens[i].kind != TOKEN_PUNCT)
            g_array_append_val(words, i);
    return words;
}

GBytes *sketch_new(const Text *text) {
    g_autoptr(GArray) words = words_of(text);
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i + RUN <= words->len; i++) {
        guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);
        for (guint k = 0; k < RUN; k++)
            hash = hash_word(hash, text_norm(text, g_array_index(words, guint32, i + k)));
        guint32 number = mix(hash);
        g_array_append_val(numbers, number);
    }
    g_array_sort(numbers, by_number);
    guint32 kept[SKETCH_MOST];
    guint n = 0;
    for (guint i = 0; i < numbers->len && n < SKETCH_MOST; i++) {
        guint32 number = g_array_index(numbers, guint32, i);
        if (n == 0 || kept[n - 1] != number) kept[n++] = number;
    }
    for (guint i = 0; i < n; i++) kept[i] = GUINT32_TO_LE(kept[i]);
    return g_bytes_new(kept, n * sizeof(guint32));
}

Sketch sketch_read(const void *bytes, gsize len) {
    bool is_sound = bytes && len % sizeof(guint32) == 0 && len / sizeof(guint32) <= SKETCH_MOST;
    if (!is_sound) return (Sketch){NULL, 0};
    return (Sketch){bytes, (guint)(len / sizeof(guint32))};
}

static guint32 number_at(const Sketch *self, guint i) { return GUINT32_FROM_LE(self->numbers[i]); }

/* How many numbers a sketch has up to `most`: the part of the range that both sketches cover. */
static guint count_up_to(const Sketch *self, guint32 most) {
    guint n = 0;
    while (n < self->n && number_at(self, n) <= most) n++;
    return n;
}

bool sketches_are_copies(const Sketch *a, const Sketch *b) {
    if (a->n < LEAST_POST_RUNS || b->n < LEAST_POST_RUNS) return false;
    /* A full sketch says nothing about the numbers behind its last. */
    guint32 most = G_MAXUINT32;
    if (a->n == SKETCH_MOST) most = MIN(most, number_at(a, a->n - 1));
    if (b->n == SKETCH_MOST) most = MIN(most, number_at(b, b->n - 1));
    guint n_a = count_up_to(a, most), n_b = count_up_to(b, most), shared = 0;
    for (guint i = 0, k = 0; i < n_a && k < n_b;) {
        guint32 x = number_at(a, i), y = number_at(b, k);
        shared += x == y;
        i += x <= y;
        k += y <= x;
    }
    guint shorter = MIN(n_a, n_b), longer = MAX(n_a, n_b);
    if (MIN(a->n, b->n) < LEAST_RUNS) return shared >= POST_SHARE * longer;
    return shorter >= LEAST_RUNS / 2 && shared >= COPY_SHARE * shorter;
}

/* ---- groups -----------------------------------------------------------------------------------
 */

typedef struct {
    guint32 number, sketch;
} Posting;

static gint by_posting(gconstpointer a, gconstpointer b) {
    const Posting *x = a, *y = b;
    if (x->number != y->number) return x->number < y->number ? -1 : 1;
    return x->sketch < y->sketch ? -1 : x->sketch > y->sketch;
}

static guint root_of(guint *first, guint i) {
    while (first[i] != i) i = first[i] = first[first[i]];
    return i;
}

static void join(guint *first, guint a, guint b) {
    guint x = root_of(first, a), y = root_of(first, b);
    first[MAX(x, y)] = MIN(x, y);
}

/* Only texts that share a number can be copies: those that stand near each other in the sorted list
 * of all numbers. Copies share most of theirs, so that a few neighbours of each are enough. */
enum { NEIGHBOURS = 4 };

static void join_neighbours(const Sketch *sketches, const GArray *postings, guint at,
                            guint *first) {
    const Posting *b = &g_array_index(postings, Posting, at);
    for (guint back = 1; back <= NEIGHBOURS && back <= at; back++) {
        const Posting *a = b - back;
        if (a->number != b->number) return;
        if (root_of(first, a->sketch) != root_of(first, b->sketch) &&
            sketches_are_copies(&sketches[a->sketch], &sketches[b->sketch]))
            join(first, a->sketch, b->sketch);
    }
}

guint *sketches_group(const Sketch *sketches, guint n) {
    guint *first = g_new(guint, n);
    g_autoptr(GArray) postings = g_array_new(FALSE, FALSE, sizeof(Posting));
    for (guint i = 0; i < n; i++) {
        first[i] = i;
        for (guint k = 0; k < sketches[i].n; k++) {
            Posting posting = {number_at(&sketches[i], k), i};
            g_array_append_val(postings, posting);
        }
    }
    g_array_sort(postings, by_posting);
    for (guint i = 1; i < postings->len; i++) join_neighbours(sketches, postings, i, first);
    for (guint i = 0; i < n; i++) first[i] = root_of(first, i);
    return first;
}
