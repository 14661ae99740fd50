/*
 * scan: what stands at each token of a text, asked in the ways the rules need: the longest head
 * noun here, the names that begin here, the cue that ends here. Private to toponym/.
 */
#pragma once

#include "toponym/toponym.h"

typedef enum {
    CUE_NONE,
    CUE_NEAR,
    CUE_OFFSET,
    CUE_OFFSET_UNIT,
    CUE_BETWEEN,
    CUE_ROAD,
    CUE_ALONG,
    CUE_FROMTO,
    CUE_BEARING,
    CUE_BANK,
    CUE_INSIDE,
    CUE_DESTINATION,
    CUE_ORIGIN,
    CUE_HOME,
    CUE_TREATMENT,
    CUE_COMPARE,
    CUE_METONYM,
    CUE_DATELINE,
    CUE_PART_OF,
    CUE_APPOSITION,
    CUE_OUTLET,
    CUE_UNDERGO,
    CUE_BACKER,
    N_CUES
} CueKind;
G_STATIC_ASSERT(N_CUES <= 32); /* bits of cue_begins */

/* A cue of a text. `name` and `value` are borrowed from the gazetteer. */
typedef struct {
    CueKind kind;
    guint32 row, first, n;
    guint8 clitics;
    bool article;
    const char *name, *value;
} Cue;

/* What a head noun says. */
typedef enum { HEAD_KIND, HEAD_COUNTRYSIDE, HEAD_BADIA, HEAD_ADMIN, HEAD_REGION } HeadRole;
typedef struct {
    guint32 row, first, n;
    guint64 kinds; /* bit a PlaceKind */
    HeadRole role;
    guint number; /* 1 sg, 2 du, 3 pl */
    guint8 clitics;
    bool article;
} Head;

/* Borrows text, matches and gazetteer; owns its arrays. */
typedef struct {
    const Text *text;
    const Matches *matches;
    const Gazetteer *gazetteer;
    guint8 *shut;    /* tokens inside something that is no place */
    GArray *cues;    /* Cue, by first token */
    guint8 endings;  /* which letters end words of the text: bit 0 ي, bit 1 ة */
    guint32 *cue_at; /* index of the first cue at or after a token; n_tokens + 1 items */
    guint32 *cue_begins, *cue_ends; /* beside it: bits of the kinds that begin there, and that end
                                       just before */
} Scan;

void scan_init(Scan *self, const Text *text, const Matches *matches, const Gazetteer *gazetteer);
void scan_clear(Scan *self);

guint64 kinds_parse(const char *cell);
/* What row `row` of heads.tsv says, without a place in a text. */
Head head_read(const Gazetteer *gazetteer, guint32 row);
/* The longest head noun that begins at `token` and ends before `end`. */
bool scan_head(const Scan *self, guint32 token, Head *ret_head);

/* The names that begin at `token`, longest first: number of tokens of the longest that is no longer
 * than `most` and not shut; 0 when there is none. */
guint32 scan_name(const Scan *self, guint32 token, guint32 most);

/* The longest cue of `kind` that ends just before `token` and begins at `from` or later. */
const Cue *scan_cue_before(const Scan *self, CueKind kind, guint32 token, guint32 from);
/* A cue of `kind` that is the words from `token` up to `end`. */
const Cue *scan_cue_over(const Scan *self, CueKind kind, guint32 token, guint32 end);
/* The longest cue of `kind` that begins at `token`. */
const Cue *scan_cue_at(const Scan *self, CueKind kind, guint32 token);
/* Does a match of `table` begin at `token`; how many tokens has the longest (0: none)? */
guint32 scan_table_at(const Scan *self, TableId table, guint32 token);

/* Are the `n` words from `token`, as they stand or without their article and at most these clitics,
 * a form of `table` («كبانة» is no ك + بأنه)? */
bool scan_table_alone(const Scan *self, TableId table, guint32 token, guint32 n, guint8 clitics);

/* Does a noun that reports an event (غارة، مجزرة) or a weapon begin at `token`? */
bool scan_names_event(const Scan *self, guint32 token);

/* Do words that say where something lies begin at `token`: «بريف حمص», «شرقي دير الزور», «في بلدة
 * …»? */
bool scan_place_follows(const Scan *self, guint32 token);

/* «المحافظة»، «المدينة»: the kinds of place of which the word means the last one, as bits; else 0.
 */
guint64 scan_back_kinds(const Scan *self, guint32 token);

/* Are two tokens of one sentence? */
bool scan_same_sentence(const Scan *self, guint32 a, guint32 b);
bool scan_is_punct(const Scan *self, guint32 token, const char *characters);
/* Is the token a و that stands alone? */
bool scan_is_and(const Scan *self, guint32 token);
/* «الجرذي الشرقي.. مجهولون …»: two points or more, which part a headline and end nothing. */
bool scan_is_headline_break(const Scan *self, guint32 token);
/* A quotation mark of any kind: which side it opens is not asked, since the press mixes them up. */
bool scan_is_quote(const Scan *self, guint32 token);
/* A preposition by its shape: a word of two or three letters (من، عن، في، إلى). */
bool scan_is_particle(const Scan *self, guint32 token);
/* Is it the preposition على? */
bool scan_is_upon(const Scan *self, guint32 token);
/* Does the token's search form begin with the article? */
bool scan_has_article(const Scan *self, guint32 token);

/* units.c: are the words of a unit's name, at `first`, the site that bears its number here? */
bool units_is_site(const Scan *self, guint32 first, guint32 n);
