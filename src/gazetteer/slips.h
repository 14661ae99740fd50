/*
 * slips: is there a place whose Arabic name is one slip of the typing hand away from a word? A name
 * and a word that one letter parts (more, less, other, or two swapped) are the same once one letter
 * is left out of each, or of one of them: the hashes of all names so shortened are compiled, and
 * nearly every word is told with a few look-ups to be near none. Private to gazetteer/.
 */
#pragma once

#include "gazetteer/gazetteer.h"

enum { MAX_SLIP_LETTERS = 40 };

/* The hashes of a name in search form and of what it is without each of its letters; gives their
 * number, 0 where it has more than MAX_SLIP_LETTERS. */
guint slip_hashes(const char *form, guint32 ret_hashes[MAX_SLIP_LETTERS + 1]);
