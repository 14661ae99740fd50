/*
 * What the readers of dates share: one looks for days (dates.c), one for times told by how long ago
 * (date-spans.c), one for spans between two days (date-ranges.c), over the days of three calendars
 * (calendar.c). Private to these four.
 */
#pragma once

#include "incident/stages.h"

/* ---- calendar.c: Julian days; 0 where there is no such day ----------------------------------- */

guint32 julian_of(int year, int month, int day);
/* Of the Umm al-Qura calendar, or of the civil one. */
guint32 day_of(bool is_hijri, int year, int month, int day);
void split_julian(guint32 julian, int *year, int *month, int *day);
/* The last such day up to another; ISO, 1 is Monday. */
guint32 weekday_until(guint32 julian, int weekday);
/* The year that puts a day last before publication; 0 where that is unknown. */
int latest_year(const Reader *self, bool is_hijri, int month, int day);

/* Reads a number of at most `most` digits, of which one must be there; gives what stands behind, or
 * NULL. */
const char *read_digits(const char *at, int most, int *ret_number);

/* ---- dates.c --------------------------------------------------------------------------------- */

/* The surer, the higher; a span that is told by both its ends holds them. */
enum {
    BEST_NONE,
    BEST_YEAR,
    BEST_RECENT,
    BEST_UNIT,
    BEST_WEEKDAY,
    BEST_DAY,
    BEST_EXPLICIT,
    BEST_RANGE
};

/* What is being read: the best date so far. Borrows the reader. */
typedef struct {
    const Reader *reader;
    When when;
    int rank;
    guint32 first, end; /* tokens of what is being read */
} DateSearch;

/* Takes a date that is surer than the one so far; none where `start` is 0. */
void date_offer(DateSearch *search, int rank, guint32 start, guint32 end, DatePrecision precision,
                DateBasis basis);
/* Is the token a number in digits that may be a part of a date? */
bool date_number(const Reader *self, guint32 token, double *ret_value);
/* 13-2-2016, 2016/3/13, 30 9 2015, 26 _ 10 _ 2015: its day, or 0; `ret_end` is set with it. */
guint32 date_in_numbers(const Reader *self, guint32 token, guint32 end, guint32 *ret_end);
/* The mark of a kind of calendar.tsv that begins at a token before `end`, or NULL. */
const Match *calendar_at(const Reader *self, guint32 token, guint32 end, const char *kind);
/* The number in its column value. */
int calendar_value(const Reader *self, const Match *mark);

/* The day number before a month: "19", "التاسع عشر من", "٢٨ من شهر". 0 where none. */
int day_before(const Reader *self, guint32 month, guint32 first);
/* A part of a month: "early", "middle", "late" (مطلع، منتصف، أواخر), or "". */
const char *lead_before(const Reader *self, guint32 token, guint32 first);
/* A month, or the part of it that `lead` says, no farther than publication. */
void offer_month(DateSearch *search, bool is_hijri, int year, int month, const char *lead);

/* ---- date-spans.c: what a mark of the calendar says, offered to the search ------------------- */

/* The day so many days from publication; 0 where that is unknown. */
guint32 published_plus(const Reader *self, int days);
/* "في الـ 17 من الشهر الجاري", "خلال الشهر الماضي". */
void read_month_of(DateSearch *search, const Match *mark, guint32 first);
/* "الأسبوع الماضي". */
void read_week_of(DateSearch *search, const Match *mark);
/* "خلال الـ 48 ساعة الماضية", "قبل ثلاثة أيام", "منذ يومين": a lead, a number, a unit. */
void read_span(DateSearch *search, const Match *lead, guint32 end);
/* "الأيام الثلاثة الماضية", "الـ 48 ساعة الأخيرة": so many units back, whatever word leads them. */
void read_past_units(DateSearch *search, const Match *unit, guint32 first, guint32 end);
/* "وفي عام 2019 قتل …": a year at the head of the words; elsewhere it belongs to something else. */
void read_year(DateSearch *search, const Match *unit, guint32 first, guint32 end);
/* "العام الماضي". */
void read_year_of(DateSearch *search, const Match *mark);
/* "منذ أيام". */
void read_recent(DateSearch *search, const Match *mark);

/* ---- date-ranges.c --------------------------------------------------------------------------- */

/* "بين 3 و5 آذار", "من الأحد حتى الثلاثاء", "ليل الجمعة/السبت": a span whose first end begins at
 * the token; words before it are looked at from `first` on, the second end may lie as far as `end`.
 */
void date_read_range(DateSearch *search, guint32 token, guint32 first, guint32 end);
