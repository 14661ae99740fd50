/*
 * What the stage knows while it reads an article from its first sentence to its last, and the steps
 * that add to it: a deed with a place of its own (extract.c), one that goes on with what was told
 * (carry.c), the dead told behind it (deed-toll.c), and the draft of either (tell.c). Private to
 * these four.
 */
#pragma once

#include "incident/stages.h"

/* A plural of deeds over more than this is a sum, no point. */
#define REGION_RADIUS_M 30000.0

/* Owns its arrays; `reader` borrows the results of the stages before. */
typedef struct {
    Reader reader;
    GArray *named;  /* rows of TABLE_ACTOR in the order of their names in the article */
    GArray *drafts; /* Draft */
    GArray *told;   /* Draft: every event of the article, with or without a place, for its sides */
    guint32 lead;   /* the first paragraph of the body that tells an incident, or NO_PLACE */
    Draft homeless; /* the first incident for which no place is named at all */
    bool has_homeless;
    Draft pending; /* a deed told without its place, which a later sentence may name */
    bool has_pending;
    Draft waiting; /* the same of this sentence alone, for the deed joined to it */
    bool has_waiting;
    gint last; /* the draft that a clause without a place continues, or NO_MARK */
} Extraction;

/* The draft of an event, with its date and its harm, without a place. */
Draft extraction_draft(const Extraction *self, const Clause *clause, const Event *event);
/* Adds a draft that has its place, and tells whether it is a headline, a lead or a sum. */
void extraction_add(Extraction *self, const Clause *clause, Draft draft);
/* An event without a place goes on with the one before it, or happens at its scene, or nowhere. */
void extraction_carry(Extraction *self, const Clause *clause, const Event *event);

/* "… انفجار في X. وأفاد ناشطون أن عدد القتلى تجاوز عشرين": the dead whom words without a deed, a
 * place or a day tell right behind a deed are its own, where it has told none. FALSE where they are
 * not. */
bool extraction_take_toll(Extraction *self, const Clause *clause, const Harm *harm);

/* "هاجموا حاجزاً ثم لاذوا بالفرار، ما أدى إلى مقتل عنصر": the dead whom the words of a movement tell
 * are those of the violent deed told before it in the sentence, which has told none. FALSE where
 * they are not. */
bool extraction_give_harm(Extraction *self, const Clause *clause, const Event *event);
/* What is told on of several places is counted at the first of them. */
Draft *extraction_first_of_list(const Extraction *self, Draft *draft);
/* How many paragraphs lie between a draft and a clause; far when in another field. */
guint paragraphs_since(const Extraction *self, const Draft *draft, const Clause *clause);
/* "بعد يوم من مقتل …": the words that put the deed before the one it is told with; or NULL. */
const Match *later_before(const Reader *reader, const Clause *clause, const Event *event);
