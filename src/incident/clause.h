/* The runs of words that can hold an incident of their own. Private to incident/; stages.h includes
 * it. */
#pragma once

#include "incident/marks.h"

/* JOIN_SAID: as JOIN_THAT where it tells no deed, else none. */
typedef enum { JOIN_SENTENCE, JOIN_SPLIT, JOIN_THAT, JOIN_SAID, JOIN_RESET, JOIN_AND } JoinKind;

/* A run of tokens of one sentence that can hold an incident of its own. */
typedef struct {
    guint32 first, end; /* tokens */
    guint32 sentence;
    JoinKind join; /* how it hangs on the clause before it */
    guint32 told; /* one past its words that tell a deed: behind them "فيما …" speaks of others */
} Clause;

/* The clauses of a sentence, in order: GArray of Clause. */
GArray *clauses_split(const Reader *self, guint32 sentence);

/* "…، وكان آخرها مقتل شاب في X": one of the many told as a sum begins at the token. */
bool opens_with_last(const Reader *self, guint32 token);

/* "اشتباكات … عقب سيطرتها على X", "… إضافة إلى السيطرة على X": another deed at another time, with a
 * place and sides of its own, begins at the token. */
bool turns_to_other_deed(const Reader *reader, guint32 token);
