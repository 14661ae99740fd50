/*
 * pipeline: the whole way of one article, stage after stage. Nothing calls back: each stage takes
 * the results before it as const and gives a new one.
 */
#pragma once

#include "incident/incident.h"

/* An article and what each stage made of it. Owns all but the gazetteer. */
typedef struct {
    Article *article;
    Text *text;
    Matches *matches;
    Toponyms *toponyms;
    PlaceMentions *places;
    GPtrArray *incidents; /* Incident */
    Timings timings;
} Reading;

/* Reads an article through all stages; takes the article. Never fails. */
Reading *reading_new(Article *article, const Gazetteer *gazetteer);
typedef struct {
    guint most_mentions; /* an article that may name more places fails: what is said of one is held
                            against what is said of the others */
    bool points_alone;   /* no shape of a place is wanted, which takes half the time */
    bool is_timed;       /* `timings` are wanted */
} ReadingOptions;
/* The same by these options. */
Reading *reading_new_with(Article *article, const Gazetteer *gazetteer,
                          const ReadingOptions *options, GError **error);
void reading_free(Reading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)
