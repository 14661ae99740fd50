/* compare-input: what kharita compare reads: incidents, the articles behind them, and which set
 * each is of. */
#pragma once

#include "cmd/cmd.h"
#include "compare/compare.h"

/* Owns its arrays and their strings. */
typedef struct {
    GPtrArray *incidents;
    GArray *sets;     /* guint, of each incident */
    GArray *articles; /* ArticleSeen, whose strings `texts` owns */
    GPtrArray *texts;
    bool has_tables; /* some input told of incidents only: articles without any are not known */
} CompareFiles;

void compare_files_clear(CompareFiles *self);
/* Reads files as set `set`; the first call prepares `self`. Returns the exit status so far. */
int compare_files_read(CompareFiles *self, CommandLine *line, char **files, guint set);
