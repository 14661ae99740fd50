/*
 * draft: a toponym while the rules still work on it. The rules run one after the other over one
 * array: names (names.c, bearers.c), lists (lists.c), relations (relations.c), what leads where
 * (links.c). Private to toponym/.
 */
#pragma once

#include "toponym/scan.h"

/* Owns its candidates until toponyms_find hands them over. */
typedef struct {
    Toponym t;
    Head head;          /* governs the name: kinds; n == 0 where there is none */
    Head extent;        /* ريف، بادية before it; n == 0 where there is none */
    guint32 begin, end; /* the phrase: heads, name, bearing after it */
    const char *need;   /* common-words.tsv; "" for a name that is no ordinary word */
    guint8 lead;        /* clitics of the first word of the phrase, whatever it is */
    bool follows_and;   /* a و stands before the words of its relation */
    bool inherits;      /* the head is its list's */
    bool is_dropped;
} Draft;

#define DRAFT(drafts, i) (&g_array_index((drafts), Draft, (i)))

/* Fills `drafts` with every name, with the heads before it and the bearing after it, in order. */
void names_pick(const Scan *scan, GArray *drafts);
/* Candidates of the name of `n` tokens at `token`: exact ones first, then by size. */
void names_candidates(const Scan *scan, guint32 token, guint32 n, Draft *draft);
/* «الشرقي»، «الشمالي الغربي» behind an extent: takes the bearing into the draft. */
void names_read_bearing(const Scan *scan, Draft *draft);
/* The fewest clitics with which some name of `n` words at `token` reads: «بقرص» is a town before it
 * is ب + قرص. */
guint8 names_least_clitics(const Scan *scan, guint32 token, guint32 n);
/* «المدينة»، «الحقل»: the `n` words at `token` are the thing spoken of before. */
bool names_point_back(const Scan *scan, guint32 token, guint32 n);
/* Do the `n` words at `token` stand in a table of ordinary words (heads, targets, triggers …)? */
bool names_are_words(const Scan *scan, guint32 token, guint32 n);
/* An empty draft for the tokens of a name. */
Draft draft_new(guint32 first, guint32 n);

/* A head noun with a word behind it that no table knows: a place without a gazetteer entry. */
bool unknown_pick(const Scan *scan, const Head *heads, guint n_heads, GArray *drafts);
/* Behind a settlement's head noun a landform begins a name that no table has, and a definite word
 * ends it (قرية ظهرة العلي): the tokens of the name, or 0. */
guint32 unknown_landform(const Scan *scan, const Head *heads, guint n_heads);
/* A later member of a list that the gazetteer does not know («قرى كفركلبين وشوارغة ومرعناز»). */
bool unknown_member(const Scan *scan, guint32 token, const Head *list, GArray *drafts);
/* A misspelt head of extent before another head and a name (بايدة مدينة الميادين). */
bool slip_head(const Scan *scan, guint32 token, Head *ret_head);

/* Adds the places whose name is the head's singular with these words behind it; `offset` bytes of
 * the first word are clitics. */
void compound_candidates(const Scan *scan, const Head *head, guint8 offset, Draft *draft);
/* A member of a list with a dual or plural head whose name holds the head: a draft for it. */
bool compound_pick(const Scan *scan, guint32 token, const Head *head, GArray *drafts);

/* Joins names that stand in one list, hands the head of a dual or plural on, and drops ordinary
 * words that have neither the head nor the list that they need. */
void lists_join(const Scan *scan, GArray *drafts);

/* Near, offset, sector, bank: what stands before and after each name. */
void relations_read(const Scan *scan, GArray *drafts);
/* Between, road, from–to: toponyms of two. */
void pairs_read(const Scan *scan, GArray *drafts);
/* Which toponym says where another lies, and which role the words before it give. */
void links_read(const Scan *scan, GArray *drafts);
/* Drops names of governments: a capital or a country that speaks or owns. Gives how many of them
 * are abroad. */
guint32 metonyms_drop(const Scan *scan, GArray *drafts);
