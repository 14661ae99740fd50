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
