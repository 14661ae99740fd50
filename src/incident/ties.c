/* The reasons of what ties words to a deed, in both languages. */
#include "incident/incident.h"

typedef struct {
    const char *ar, *en;
} TieRow;

/* One row a reason, in the order of the enum: made of gazetteer/reasons.tsv. */
static const TieRow TIES[] = {
#include "tie-reasons.inc"
};
G_STATIC_ASSERT(G_N_ELEMENTS(TIES) == N_TIES);

const char *tie_words(Tie tie, const char *language) {
    return g_str_has_prefix(language, "ar") ? TIES[tie].ar : TIES[tie].en;
}
