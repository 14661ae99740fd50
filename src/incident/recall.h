/*
 * What an event leaves out of its sides and the article has told: the steps of sides_recall
 * (recall.c) and those about who fights whom (foes.c). Private to the two.
 */
#pragma once

#include "incident/stages.h"

enum { NEAR = 1, FAR = 3 }; /* paragraphs */

/* Is the draft told in the same field, at most so many paragraphs before the clause? */
bool recall_is_within(const Reader *self, const Draft *draft, const Clause *clause, guint reach);
/* Gives the event the side of one told before; nobody is recalled against himself: "صادرت قسد"
 * after "هاجموا قسد". */
void recall_take_actor(Event *event, const Event *from);
void recall_take_target(Event *event, const Event *from);

/* "اشتباكات مع X": whoever X fought before, the raider first. */
void foes_recall(const Reader *self, const Clause *clause, const GArray *drafts, Event *event);
/* "هاجم X نقاطاً أخرى": those whom X attacked before, or who held what he stormed. */
void foes_recall_alone(const Reader *self, const Clause *clause, const GArray *drafts,
                       Event *event);
