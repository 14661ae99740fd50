/* How far two words are apart: for hints of what was meant. */
#include "base/base.h"

enum { LONGEST = 63 };

guint word_distance(const char *a, const char *b) {
    guint row[LONGEST + 1];
    gsize n = strlen(b);
    if (n > LONGEST) return G_MAXUINT;
    for (guint j = 0; j <= n; j++) row[j] = j;
    for (guint i = 1; a[i - 1]; i++) {
        guint diagonal = row[0];
        row[0] = i;
        for (guint j = 1; j <= n; j++) {
            guint change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[n];
}

const char *word_nearest(const char *word, const char *const *among) {
    gsize len = strlen(word);
    guint least = len < 3 ? 0 : len < 5 ? 2 : 3; /* what differs in more is another word */
    const char *nearest = NULL;
    for (; *among; among++) {
        guint distance = word_distance(word, *among);
        if (distance >= least) continue;
        least = distance;
        nearest = *among;
    }
    return nearest;
}
