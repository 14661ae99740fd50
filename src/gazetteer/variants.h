/* variants: spellings of a name that the press uses and no table lists, made by rules. Private to
 * gazetteer/. */
#pragma once

#include "gazetteer/phrases-build.h"

/* The rules of variants.tsv. */
typedef struct Variants Variants;

/* NULL with `error` set where a row is bad. The caller frees it. */
Variants *variants_read(Tsv *table, GError **error);
void variants_free(Variants *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Variants, variants_free)

/* What was changed: nothing but the spaces, a whole word for another of the table, or letters. */
typedef enum { CHANGE_SPACES, CHANGE_WORD, CHANGE_LETTERS } Change;

/* The form is lent. */
typedef void (*VariantVisit)(const Form *variant, Change change, void *data);

/* Calls `visit` for each spelling that the rules make of `form`; the same one may come twice. */
void variants_visit(const Variants *self, const Form *form, VariantVisit visit, void *data);
