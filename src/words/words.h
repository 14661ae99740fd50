/*
 * words: everything that a map, a comparison, a report or explain says in a language, from
 * gazetteer/map-words.tsv.
 * Numbers, plurals, dates and lists go through ICU, so that Arabic has its six forms.
 */
#pragma once

#include "base/base.h"

typedef enum { DIRECTION_LTR, DIRECTION_RTL } Direction;

/* One language's words. One per thread. */
typedef struct Words Words;

/* `language` "ar" or "en"; `digits` "latn" or "arab". Fails on a missing table or a broken pattern.
 */
Words *words_new(const char *language, const char *digits, GError **error);
void words_free(Words *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Words, words_free)

/* "ar" or "en", borrowed; and what follows from it. */
const char *words_language(const Words *self);
Direction words_direction(const Words *self);
bool words_are_arabic(const Words *self);

/* Are there words of `key`? Of what stands in a table that a desk may add to. */
bool words_have(const Words *self, const char *key);
/* The words of `key`, with up to two numbers. The caller frees them. An unknown key is a
 * programmer's mistake. */
char *words_say(const Words *self, const char *key);
char *words_say_number(const Words *self, const char *key, double first, double second);
/* The words of `key` with the NULL-ended pairs `<name>`, text put in. */
char *words_say_with(const Words *self, const char *key, ...) G_GNUC_NULL_TERMINATED;

/* A whole number in the language's digits. */
char *words_number(const Words *self, double number);
/* A ratio to two digits, zeros too, so that a column of them lines up: "0.20", "8.0", "14". */
char *words_ratio(const Words *self, double ratio);
/* "a, b and c". */
char *words_list(const Words *self, const char *const *items, guint n);
/* The time between two ISO days, as short as it can be told; NULL where either is no date. */
char *words_period(const Words *self, const char *from, const char *until);
/* The same told by days ("3 January – 9 February 2022"). */
char *words_days(const Words *self, const char *from, const char *until);
/* The same without the year, and as short as can be ("3 Jan–9 Feb", "3–9 Jan"). */
char *words_days_brief(const Words *self, const char *from, const char *until);
/* The month of an ISO day ("January 2022"), or as short as can be; NULL where it is none. */
char *words_month(const Words *self, const char *day);
/* The same without its year, for where the year follows ("January" of "January and May 2022"). */
char *words_month_of_year(const Words *self, const char *day);
char *words_month_short(const Words *self, const char *day);
/* Whole months between two ISO days, as short as can be ("Oct–Dec 2016"); NULL likewise. */
char *words_months_short(const Words *self, const char *from, const char *until);
