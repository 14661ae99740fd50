/* verify: is a compiled gazetteer that somebody names what the program takes it for? Private to
 * gazetteer/. */
#pragma once

#include "gazetteer/packed.h"

/* Checks every offset, index and span of every array once, so that nothing that is read later can
 * leave them, or run in a circle. NULL where all is well, else what is wrong, for a message. */
const char *gazetteer_damage(const Gazetteer *self);

/* The columns of a word table, NULL-ended, as the program asks for them. */
const char *const *word_table_columns(TableId table);
