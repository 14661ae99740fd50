/* Numbers of persons as reports write them. Private to harm.c, harm-sides.c and amounts.c. */
#pragma once

#include "incident/stages.h"

/* A number with its bounds; HARM_NOT_SAID where it is open or unknown. */
typedef struct {
    int min, max;
    guint32 first, end; /* tokens; equal when there is none */
} Amount;

#define NO_AMOUNT ((Amount){HARM_NOT_SAID, HARM_NOT_SAID, 0, 0})

/* The bound right before a number: min, max, about, range or "". */
const char *harm_bound_before(const Reader *self, guint32 token);
/* The number of persons that begins at a token, with its bounds: "بين 5 و7", "نحو عشرين". */
Amount harm_amount_at(const Reader *self, guint32 token, guint32 end);
/* A vague number of persons: أحد is one; some, dozens (العشرات) are no number. */
Amount harm_vague_at(const Reader *self, guint32 token);
/* "وإصابة ثالث": one more. */
Amount harm_ordinal_at(const Reader *self, guint32 token);
/* A person counted by the word alone: عنصر 1, عنصرين 2, عناصر unknown. */
Amount harm_person_at(const Reader *self, guint32 token);
/* Whose men the counted dead are by the name in or behind the count, or NO_PLACE. */
guint32 harm_owner(const Reader *self, const Amount *dead);
/* The newest of the tolls that the words behind a mark tell: "ارتفع عدد القتلى … إلى 44". */
Amount harm_risen_to(const Reader *self, const Match *mark, guint32 end);
/* Does the mark tell a newer toll than those before it? */
bool harm_is_newest(const Reader *self, const Match *mark, guint32 first);
