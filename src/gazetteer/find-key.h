/*
 * find-key: a name reduced to what its spellings share, by the rules of sounds.tsv. Coarsely, to
 * its consonants, in one small alphabet for both scripts, so that «Dayr az-Zawr», «Deir Ezzor» and
 * «دير الزور» have one key: dr zr. Finely, to a plain romanisation, in which most spellings of one
 * name are the same: dayrzur. Private to gazetteer/.
 */
#pragma once

#include "gazetteer/gazetteer.h"

/* The rules of sounds.tsv. Owns its strings. */
typedef struct KeyRules KeyRules;

KeyRules *key_rules_new(void);
/* Adds a row of the table; `where` is "", "end" or "article". */
void key_rules_add(KeyRules *self, const char *written, const char *where, const char *plain,
                   const char *sound);
void key_rules_free(KeyRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeyRules, key_rules_free)
/* Those of a compiled gazetteer, borrowed from it. */
const KeyRules *key_rules_of(const Gazetteer *gazetteer);

/* The skeleton of a name: consonants, without articles, vowels, doubling and spaces. "" where
 * nothing is left. The caller frees it. */
char *find_key(const KeyRules *rules, const char *name);

/* The same for a name whose article stands inside a run-together word (ديرالزور, Deiralzor); NULL
 * where there is none. The caller frees it. */
char *find_key_joined(const KeyRules *rules, const char *name);

/* The words of a name in the form of find_letters, without articles. The caller frees them. */
char **find_words(const KeyRules *rules, const char *name);

/* The name's letters alone: lower case, no marks, no spaces, no articles; Arabic in search form.
 * The caller frees it. */
char *find_letters(const KeyRules *rules, const char *name);

/* Words of find_words in plain romanisation, run together; Arabic as it is. The caller frees it. */
char *find_plain(const KeyRules *rules, char *const *words);
