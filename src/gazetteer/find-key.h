/*
 * find-key: a name reduced to what all its spellings share, in Arabic or in Latin letters. Both
 * scripts reduce to the same small alphabet of consonants, so that «Dayr az-Zawr», «Deir Ezzor» and
 * «دير الزور» have one key: dr zr. Private to gazetteer/.
 */
#pragma once

#include "gazetteer/gazetteer.h"

/* The skeleton of a name: consonants, without articles, vowels, doubling and spaces. "" where
 * nothing is left. The caller frees it. */
char *find_key(const char *name);

/* The same for a name whose article stands inside a run-together word (ديرالزور, Deiralzor); NULL
 * where there is none. The caller frees it. */
char *find_key_joined(const char *name);

/* The words of a name in the form of find_letters, without articles. The caller frees them. */
char **find_words(const char *name);

/* The name's letters alone: lower case, no marks, no spaces, no articles; Arabic in search form.
 * Finer than the key: it ranks what the key found. The caller frees it. */
char *find_letters(const char *name);
