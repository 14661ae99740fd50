/* phrases-build: forms in, the matcher's arrays out. Private to gazetteer/. */
#pragma once

#include "gazetteer/phrases.h"

/* A word of a form. Owns its bytes. */
typedef struct {
    char *bytes;        /* search form without its article */
    gboolean article;   /* had ال */
    gboolean is_prefix; /* written with `*`: every word that begins so; without bytes: any word */
    gboolean after_gap; /* «…» before it */
} FormWord;

/* A form as words. Owns them. */
typedef struct {
    FormWord words[MAX_WORDS];
    guint n;
    guint16 flags; /* PAYLOAD_GAP, PAYLOAD_BEFORE_* */
} Form;

/*
 * Cuts a form into words as a text is cut into tokens. Fails with a message (the caller adds the
 * place) on a form without words, with too many, or with a `*` after less than two letters.
 */
gboolean form_parse(const char *text, Form *ret_form, GError **error);
void form_clear(Form *self);
/* The form's words, without articles, joined by spaces: two forms with one key meet the same text.
 */
char *form_key(const Form *self);

typedef struct PhraseBuilder PhraseBuilder;

PhraseBuilder *phrase_builder_new(void);
void phrase_builder_free(PhraseBuilder *self);
/* Copies the form. Articles and flags of the payload are taken from the form, beside the flags
 * given. */
void phrase_builder_add(PhraseBuilder *self, const Form *form, Payload payload);

/* The finished arrays. Owns them. */
typedef struct {
    GArray *words, *edges, *nodes, *payloads, *prefix_starts, *word_filter;
    GString *bytes;
} PhraseIndex;

PhraseIndex *phrase_builder_finish(PhraseBuilder *self);
void phrase_index_free(PhraseIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PhraseIndex, phrase_index_free)
