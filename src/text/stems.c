/* Proclitics: the ways to read «وبالميادين». */
#include "text/text.h"

/* Letters of the Arabic block take two bytes of UTF-8. */
enum { LETTER = 2, MIN_STEM = 2 * LETTER };

static gboolean begins(const char *norm, gsize len, gsize at, const char *letter) {
    return at + LETTER <= len && memcmp(norm + at, letter, LETTER) == 0;
}

/* Letters of the Latin alphabet behind a clitic («وT3», «بM5») are no part of a word's root: two
 * are enough, and they take a byte each. */
static void add(Stem stems[MAX_STEMS], guint *n, const char *norm, gsize len, Stem stem) {
    gsize least = stem.offset < len && (guint8)norm[stem.offset] < 0x80 ? 2 : MIN_STEM;
    if (*n > 0 && len < stem.offset + least) return;
    if (*n < MAX_STEMS) stems[(*n)++] = stem;
}

/* The stem at `at`, and the same without its article; after ل the article has lost its alef
 * (للميادين). */
static void add_with_article(Stem stems[MAX_STEMS], guint *n, const char *norm, gsize len, gsize at,
                             guint8 clitics) {
    add(stems, n, norm, len, (Stem){(guint8)at, false, clitics});
    if (begins(norm, len, at, "ا") && begins(norm, len, at + LETTER, "ل"))
        add(stems, n, norm, len, (Stem){(guint8)(at + 2 * LETTER), true, clitics});
    else if ((clitics & CLITIC_TO) && begins(norm, len, at, "ل"))
        add(stems, n, norm, len, (Stem){(guint8)(at + LETTER), true, clitics});
}

static void add_with_preposition(Stem stems[MAX_STEMS], guint *n, const char *norm, gsize len,
                                 gsize at, guint8 clitics) {
    static const struct {
        const char *letter;
        guint8 clitic;
    } PREPOSITIONS[] = {{"ب", CLITIC_IN}, {"ل", CLITIC_TO}, {"ك", CLITIC_LIKE}};
    add_with_article(stems, n, norm, len, at, clitics);
    for (guint i = 0; i < G_N_ELEMENTS(PREPOSITIONS); i++)
        if (begins(norm, len, at, PREPOSITIONS[i].letter))
            add_with_article(stems, n, norm, len, at + LETTER, clitics | PREPOSITIONS[i].clitic);
}

guint text_stems(const char *norm, gsize len, Stem stems[MAX_STEMS]) {
    guint n = 0;
    add_with_preposition(stems, &n, norm, len, 0, 0);
    if (begins(norm, len, 0, "و") || begins(norm, len, 0, "ف"))
        add_with_preposition(stems, &n, norm, len, LETTER, CLITIC_AND);
    return n;
}
