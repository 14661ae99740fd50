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

/* The words of a name: lower case, no marks, without articles; Arabic in search form. The caller
 * frees them. */
char **find_words(const KeyRules *rules, const char *name);

/* Its letters alone: its words run together. The caller frees it. */
char *find_letters(const KeyRules *rules, const char *name);

/* The skeleton of a name: consonants, without articles, vowels, doubling and spaces. "" where
 * nothing is left. The caller frees it. */
char *find_key(const KeyRules *rules, const char *name);
/* The same of words that are at hand. */
char *find_key_of(const KeyRules *rules, char *const *words);

/* The same for letters whose article stands inside a run-together word (ديرالزور, deiralzor); NULL
 * where there is none. The caller frees it. */
char *find_key_joined(const KeyRules *rules, const char *letters);

/* The first eight bytes of a key as a number, in the order of keys. */
guint64 find_beginning(const char *key);

/* Letters in plain romanisation; Arabic as it is. The caller frees it. */
char *find_plain(const KeyRules *rules, const char *letters);

/* Is the first letter Arabic? Names are written in one script. */
gboolean begins_in_arabic(const char *text);
