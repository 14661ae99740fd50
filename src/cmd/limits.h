/*
 * limits: how much is taken of what comes in, and how much it may cost. Each has an option, a bound
 * on both sides and a value that holds unless it is said; man kharita lists them.
 */
#pragma once

#include "base/base.h"

/* 0 until limits_complete. */
typedef struct {
    int article;  /* MiB of an article, or of a line of JSON */
    int depth;    /* of elements in each other, or of brackets of JSON */
    int mentions; /* places that one article may name */
    int pixels;   /* millions, of a picture */
    int memory;   /* MiB */
} Limits;

/* Gives what was not said its usual value. The name of the option whose value is out of its bounds,
 * and these; NULL where all are good. */
const char *limits_complete(Limits *self, int *ret_least, int *ret_most);

/*
 * From now on the process gets no more memory than that; where it would need more it ends with a
 * message and EXIT_FAILED, and what was there before stays. `command` is borrowed for good. Where
 * sanitizers are built in nothing is limited: they reserve all there is.
 */
void limits_hold_memory(const Limits *self, const char *command);
/* How many threads have room for their stacks in half of it. */
guint limits_most_threads(const Limits *self);
/* Each other thread that works calls this first, so that it can end likewise. */
void limits_hold_thread(void);
