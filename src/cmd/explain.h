/* The page that explain writes. Private to cmd/explain*.c. */
#pragma once

#include "cmd/cmd.h"

/* How the parts of the page look on a terminal; empty strings elsewhere. */
typedef struct {
    const char *head, *place, *incident, *quiet, *end;
} Ink;

/* Borrows all that it holds. */
typedef struct {
    FILE *out;
    Ink ink;
    const Gazetteer *gazetteer;
} Page;

/* All but colours goes through these two. */
void page_print(const Page *page, const char *format, ...) G_GNUC_PRINTF(2, 3);
void page_put(const Page *page, const char *text, gsize len);
void page_dye(const Page *page, const char *ink);
void page_print_quietly(const Page *page, const char *before, const char *text);
const char *page_or_dash(const char *text);

/* The incident at an index: what, where, when, who, and the words that say each. */
void page_print_incident(const Page *page, const GPtrArray *incidents, guint index);
