/*
 * kept: what a relation makes of a place is the same in every text (the countryside of Manbij, the
 * road from Palmyra to Sukhnah), and costs a thousand times more to make than to look up: it is
 * made once a process and shared. Private to place/.
 */
#pragma once

#include "place/resolver.h"

typedef enum {
    KEPT_AREA,
    KEPT_NEAR,
    KEPT_COUNTRYSIDE,
    KEPT_BADIA,
    KEPT_SECTOR,
    KEPT_BORDER,
    KEPT_OFFSET,
    KEPT_BANK,
    KEPT_WAY,
    KEPT_SIDE,
    KEPT_ROW
} KeptKind;

/* All that the answer hangs on, beside the gazetteer. Fill it with kept_key, so that no byte of it
 * is left to chance. */
typedef struct {
    guint32 kind; /* KeptKind */
    guint32 place, other;
    guint32 flags;
    double numbers[4];
} KeptKey;
KeptKey kept_key(KeptKind kind, guint32 place);

/* The answer. Owns the location. */
typedef struct {
    bool found; /* else the location says nothing */
    guint32 row;
    Location location; /* without anchors */
} KeptAnswer;

/* Fills an empty answer from the key alone; its shape too, where the resolver wants shapes. */
typedef void (*KeptMake)(const Resolver *self, const KeptKey *key, KeptAnswer *ret_answer);

/* The answer's location, put into method, point, radius and shape of `location`, which keeps its
 * anchors; FALSE where there is none. */
bool kept_location(const Resolver *self, const KeptKey *key, KeptMake make, Location *location);
/* The answer's row of the gazetteer. */
guint32 kept_row(const Resolver *self, const KeptKey *key, KeptMake make);
