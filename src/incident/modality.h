/* How real is what the words tell. Private to incident/; stages.h includes it. */
#pragma once

#include "incident/clause.h"

typedef struct {
    Modality modality;
    bool is_tally, is_toll, is_recap, is_habitual, is_heard;
    bool is_before;     /* a recap of another deed than those told before it */
    bool is_counted;    /* by those who keep count: one deed, or many (وثق) */
    bool is_routine;    /* habitual, told by how often */
    bool is_claimed;    /* somebody claims it: says who, not whether */
    bool is_suspected;  /* somebody is suspected of it */
    bool is_dropped;    /* negated, figurative: no incident at all */
    guint32 first, end; /* tokens of the words that make it other than stated; equal without */
    Tie tie;            /* what makes it so where no words do, or TIE_NONE */
} Reality;

/* How real is what the trigger says, by the cues that reach it? */
Reality reality_of(const Reader *self, const Clause *clause, const Match *trigger);
/* Planned, recalled, denied or alleged: none that happened, as far as the words go. */
bool reality_is_unreal(const Reality *self);
/* Does a mark of a kind that blocks triggers overlap these tokens? */
bool is_blocked(const Reader *self, const Match *trigger);
/* Does a word of war tell of none: of sport and prices, storms, what projects aim at? */
bool is_figure(const Reader *self, const Clause *clause, const Match *trigger);
/* Is the deed only spoken of: commented on, a habit of once, the cause of what is repaired now? */
bool is_talk(const Reader *self, const Clause *clause, const Match *trigger);
/* Is a verb one of the present, by its first letter? One in ت that ends in ت is none. */
bool is_imperfect(const Reader *self, guint32 token);
/* Does it go on since days: many deeds, told as one? */
bool is_lasting(const Reader *self, const Clause *clause, const Match *trigger);
/* Is it withheld, or did it hit something long ago? A place of its own stays with it. */
bool is_no_deed_of_now(const Reader *self, const Match *trigger);
/* Is the known deed only the cause of something else, without harm, day, place and party? */
bool is_mere_cause(const Reader *self, const Clause *clause, const Match *trigger);
/* Is the article one of sport, by its words? */
bool is_of_sport(const Reader *self);
/* … or one of accidents, without any arms? */
bool is_of_mishaps(const Reader *self);
