/*
 * Linking the sides of one event, in two steps: what the words beside the parties say, then the
 * frame of the verb. Private to sides*.c.
 */
#pragma once

#include "incident/stages.h"

/* Borrows all; `actor` and `target` are indices of parties, or NO_MARK. */
typedef struct {
    const Reader *reader;
    const Event *event;
    const GArray *parties;
    guint32 end; /* of the event's own words, before they turn to another deed */
    gint actor, target;
    gint bystander; /* civilians said to be harmed: the target where nothing else was hit */
    bool is_fight;  /* the words say that the two fight each other */
    gint noted_actor, noted_target; /* those whose reason is noted */
    Tie actor_tie, target_tie;
} Sides;

/* ---- parties --------------------------------------------------------------------------------- */

const Party *sides_party(const Sides *sides, guint i);
bool party_is_civilian(const Reader *self, const Party *at);
/* Has the party no side yet, nor is it joined to one that has? */
bool sides_is_free(const Sides *sides, guint i);
/* Does the party stand among the words of the event? */
bool sides_is_in(const Sides *sides, guint i);
/* Is the thing that a party owns a site, a vehicle or goods? It is hit, it does not act. */
bool party_owns_thing(const Reader *self, const Party *at);
/* Whoever is said to be hit, or owns what is hit, does not act; nor do civilians. */
bool party_can_act(const Reader *self, const Party *at);
/* The first free party in [from, to), or NO_MARK. */
gint sides_first_free(const Sides *sides, guint32 from, guint32 to);
/* The last free party in [from, to) that can be meant, of a list its first; or NO_MARK. */
gint sides_last_free(const Sides *sides, guint32 from, guint32 to, bool must_act);
/* The first party of the event that hangs on it by this word, or NO_MARK. */
gint sides_first_with_bond(const Sides *sides, Bond bond);
/* Is there anybody or anything after a party that can be what was hit? */
bool sides_has_object_after(const Sides *sides, const Party *at);
/* Sets the target where there is none yet. */
void sides_set_target(Sides *sides, gint i);
/* "انفجرت عبوة": what bursts is the bomb; no party does it. */
bool verb_bursts(const Reader *self, const Match *verb);

/* Notes why the sides set since the last call are what they are; TIE_NONE where only
 * the other side is told of. */
void sides_note(Sides *sides, Tie actor_tie, Tie target_tie);

/* ---- the two steps --------------------------------------------------------------------------- */

/* By the words beside the parties: من قبل, على, مقتل; by claims, weapons and what shares words with
 * the deed. */
void sides_link_words(Sides *sides);
/* By the frame of the verb, for what the words leave open. */
void sides_link_frame(Sides *sides);
