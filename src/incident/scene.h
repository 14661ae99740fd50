/* Which mentions are the scene of an event. Private to incident/; stages.h includes it. */
#pragma once

#include "incident/told.h"

/* Below this a name is likelier no place of ours than one. */
#define LEAST_CONFIDENCE 0.25
/* The gazetteer's place of a mention, or NULL. */
const Place *mention_place(const Reader *self, const PlaceMention *mention);
/* Does it name a place at all: no verb spelt like one, no second name in brackets? */
bool mention_names_place(const Reader *self, const PlaceMention *mention);
/* Is it somewhere in Syria that is smaller than Syria? */
bool mention_is_site(const Reader *self, const PlaceMention *mention);
/* Can it be a scene? `of_people`: where people live (سكان قرية X) counts too. */
bool mention_is_scene(const Reader *self, const PlaceMention *mention, bool of_people);
/* Mentions that are a scene in these tokens, finer ones only: GArray of guint32. */
GArray *scenes_in(const Reader *self, guint32 first, guint32 end);
/* The mention of the i-th of some scenes. */
const PlaceMention *scene_mention(const Reader *self, const GArray *scenes, guint i);
/* The scenes of an event among those of its clause: GArray of guint32. */
GArray *scenes_choose(const Reader *self, const Event *event, const GArray *all);
/* Where an event without a scene may lie by what it is: a withdrawal where it left, reinforcements
 * where they came to, a body where those who found it live. Adds to `scenes`. */
void scenes_add_by_kind(const Reader *self, const Event *event, GArray *scenes);
/* Mentions in these tokens that would be a scene but that people are said to live there or to come
 * from there: GArray of guint32. */
GArray *scenes_of_people(const Reader *self, guint32 first, guint32 end);
/* "ضربة استهدفت مجموعة كانت تستعد للهجوم في X": adds where those were who were hit. */
void scenes_add_aim(const Reader *self, const GArray *events, guint at, const GArray *all,
                    GArray *scenes);
/* Do they name one place in one way? */
bool mentions_are_same(const PlaceMention *a, const PlaceMention *b);
/* قرية، بلدة: does a head noun of settlements begin at the token? */
bool is_head_of_settlement(const Reader *self, guint32 token);
/* Is it told what the place is (مدينة X، قرب قرية X), not its name alone? */
bool mention_has_head(const Reader *self, const PlaceMention *mention);
/* "على محور قريتي A وB", "على محور A – B": does it name a front? */
bool mention_is_front(const Reader *self, const PlaceMention *named);
/* "من جهة قرية X": does it say whence they came? */
bool mention_is_approach(const Reader *self, const PlaceMention *mention);
/* Are they farther from each other than both their radii reach? */
bool mentions_lie_apart(const PlaceMention *a, const PlaceMention *b);
/* Are they joined by و or in one list, so that each stands for itself? */
bool are_coordinated(const Reader *self, const PlaceMention *a, const PlaceMention *b);
/* Is there a place in these tokens that is named but is no scene of ours (abroad, unresolved)? */
bool names_other_place(const Reader *self, guint32 first, guint32 end);
/* Does the article name a place in Syria, or Syria? */
bool is_about_syria(const Reader *self);
/* Is it a place that nobody knows, or the whole country? */
bool is_vague(const Reader *self, const PlaceMention *mention);
/* The first such scene in these tokens, or NO_PLACE; none in articles of other countries. */
guint32 vague_scene(const Reader *self, guint32 first, guint32 end);
/* Does the mention's place or area hold the other's point? */
bool mention_holds(const Reader *self, const PlaceMention *outer, const PlaceMention *inner);
