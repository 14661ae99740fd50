/*
 * progress: how far a long reading is, on a terminal and nowhere else: articles, how many a second,
 * and the time left where the inputs' sizes are known.
 */
#pragma once

#include <glib.h>

typedef struct Progress Progress;

/* Begins for inputs of that many bytes (0: unknown). NULL where nobody watches: standard error is
 * no terminal, or results go to the same one. */
Progress *progress_new(guint64 n_bytes, gboolean writes_to_stdout);
/* Takes its line away. */
void progress_free(Progress *self);
/* So many articles and bytes are behind; shows it a few times a second. `self` may be NULL. */
void progress_show(Progress *self, guint n_articles, guint64 n_bytes);
/* The line: "1,234 articles, 56/s, 12 %, 3 min left". The caller frees it. */
char *progress_text(guint n_articles, double seconds, guint64 n_bytes, guint64 of_bytes);
