/*
 * copies: which articles are one text in several outlets. An agency's report that ten sites print
 * is one witness, not ten. Private to the store.
 */
#pragma once

#include "incident/incident.h"

/* The numbers of a text's runs of words that stand for it: at most SKETCH_MOST, the smallest, in
 * rising order. */
enum { SKETCH_MOST = 128 };

/* The sketch of an article's body, as bytes that a store keeps. */
GBytes *sketch_new(const Text *text);

/* One article among those that are compared. Borrows its sketch. */
typedef struct {
    const guint32 *numbers; /* rising; NULL where there is no text */
    guint n;
} Sketch;

/* The sketch in a blob; empty where the bytes are none. They must be aligned to 4. */
Sketch sketch_read(const void *bytes, gsize len);
/* Are two texts the same, or is one all but contained in the other? */
bool sketches_are_copies(const Sketch *a, const Sketch *b);
/* For each sketch the index of the first one of its group of copies (its own where it has none).
 * The caller frees it. */
guint *sketches_group(const Sketch *sketches, guint n);
