/*
 * find: look-up by hand, in steps that each offer places with a score. Private to gazetteer/.
 *
 *   find-key      names reduced to what their spellings share
 *   find-letters  letters compared; English words for kinds
 *   find-build    the keys of all names, when the tables are compiled
 *   find-names    one spelling: by code, by key, as a text would have it, by parts and near misses
 *   find-parts    what is typed in parts: «Tadmur/Palmyra», «Suran, Hama», «Mezzeh airport»
 *   find          the order of the steps, and the ranking
 */
#pragma once

#include "gazetteer/find-key.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/packed.h"

/* Longest name that is compared letter by letter. */
enum { MAX_LETTERS = 48 };

/* The letters of a name, to be compared. */
typedef struct {
    gunichar letters[MAX_LETTERS];
    guint n;
    guint32 signature; /* a bit a letter */
} Letters;

Letters letters_spell(const char *text);
/* A name that many others are held against: where each letter stands in it, a bit a letter of it,
 * by the letter's last byte, which tells those of one script apart. */
typedef struct {
    Letters name;
    guint64 at[256];
    gunichar letter[256];
    gboolean is_mixed; /* two letters share a byte: these bits say nothing */
} Pattern;
void pattern_init(Pattern *self, const char *text);
/* Levenshtein's distance, or `most` + 1 where it is more than `most`. */
guint letters_distance(const Pattern *a, const Letters *b, guint most);

/* What is looked for, and the best score of each place so far. Owns what was found; borrows the
 * rest. */
typedef struct {
    const Gazetteer *g;
    const KeyRules *rules;
    GArray *found;     /* Found, each place once, as they were offered */
    GHashTable *index; /* where in it a place stands, by the place, each plus one */
    double best, weight;
    GeoSpot near; /* places farther from there than the chord are none */
    double most_chord2;
    guint64 kinds; /* bit set of the kinds to look among */
    /* of the spelling at hand */
    const char *typed, *letters;
    char **words;
    Pattern spelt, plain;
    gboolean arabic;
} Search;

/* Sites within a town, which often bear another place's name: that one is likelier meant. */
static inline gboolean place_is_small_site(const Place *place) {
    return place->kind == PLACE_STREET || place->kind == PLACE_MOSQUE ||
           place->kind == PLACE_ROUNDABOUT || place->kind == PLACE_SQUARE ||
           place->kind == PLACE_CHURCH || place->kind == PLACE_SHRINE || place->kind == PLACE_WADI;
}

/* A score from which on nothing worse is looked for. */
#define SCORE_SURE 0.88
#define ALL_KINDS G_MAXUINT64

/* `kinds` is a bit set. */
Search search_new(const Gazetteer *g, const KeyRules *rules, guint64 kinds);
void search_clear(Search *self);
/* The best score of a place so far; 0 where it was not offered. */
double search_score(const Search *self, guint32 place);
/* Keeps the score of a place where it is the best so far. */
void search_offer(Search *self, guint32 place, double score);
/* Looks one spelling up; scores count by `weight`. With `exactly`, parts and near misses are none.
 */
void search_name(Search *self, const char *name, double weight, gboolean exactly);
/* Takes what was typed apart; FALSE where it has no parts that say anything. */
gboolean search_alternatives(Search *self, const char *name);
gboolean search_within_unit(Search *self, const char *name);
gboolean search_after_head(Search *self, const char *name);
gboolean search_beginnings(Search *self, const char *name);

/* A row of english-heads.tsv. Owns its form. */
typedef struct {
    char *form;
    guint64 kinds;
} EnglishHead;
/* Longest first. GArray of EnglishHead; the caller unrefs it. */
GArray *english_heads_new(void);
void english_heads_add(GArray *self, const char *form, const char *kinds);
/* The name without the word before or after it that says its kind, and the kinds that the word
 * allows; NULL where there is no such word. The caller frees it. */
char *english_heads_strip(const GArray *self, const char *name, guint64 *ret_kinds);
