/* Numbers of persons as reports write them. Private to harm.c and amounts.c. */
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
