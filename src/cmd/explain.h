/* The page that explain writes. Private to cmd/explain*.c. */
#pragma once

#include "cmd/cmd.h"
#include "words/words.h"

/* How the parts of the page look on a terminal, and what holds words of the other direction
 * together there; empty strings elsewhere. */
typedef struct {
    const char *head, *place, *incident, *quiet, *end;
    const char *foreign, *rtl, *pop; /* begin words of either direction, of Arabic; their end */
} Ink;

/* Borrows all that it holds. */
typedef struct {
    FILE *out;
    Ink ink;
    const Gazetteer *gazetteer;
    const Words *words; /* of the page's language */
} Page;

/* What an article says goes through these two: nothing in it acts on the terminal. */
void page_print(const Page *page, const char *format, ...) G_GNUC_PRINTF(2, 3);
void page_put(const Page *page, const char *text, gsize len);
/* Colours, and marks of direction. */
void page_dye(const Page *page, const char *ink);
/* The words of the key. */
void page_say(const Page *page, const char *key);
/* The same with text put in the place of <name>. */
void page_say_with(const Page *page, const char *key, const char *name, const char *text);
/* The words of "explain-FAMILY-CODE". */
void page_say_code(const Page *page, const char *family, const char *code);
/* Begins a line of an incident: "   when     ". */
void page_label(const Page *page, const char *label);
/* The same of the article's head: "published  ". */
void page_label_of_article(const Page *page, const char *label);
/* Words of the article, in either direction; a dash where there are none. */
void page_foreign(const Page *page, const char *text);
void page_print_quietly(const Page *page, const char *before, const char *text);
/* A day in the page's language, `unknown` (a key) where it is NULL. */
void page_day(const Page *page, const char *day, const char *unknown);
/* The point with its radius and how it was found: "40.146,35.332 ± 2.1 km  in the place itself". */
void page_point(const Page *page, const Location *location);
/* Of the two names of a thing that of the page's language, else the other; may be NULL. */
const char *page_name(const Page *page, const char *ar, const char *en);

/* The incident at an index: what, where, when, who, and the words that say each. */
void page_print_incident(const Page *page, const GPtrArray *incidents, guint index);
