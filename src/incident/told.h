/* The harm and the time that a clause tells. Private to incident/; stages.h includes it. */
#pragma once

#include "incident/event.h"

typedef struct {
    int killed_min, killed_max, injured_min, injured_max; /* HARM_NOT_SAID */
    bool is_sum;        /* of killed and injured: from 1, which nobody says */
    guint32 first, end; /* tokens that say it; equal when none */
    guint32 victim;     /* token of the persons counted */
    guint32 dead_of;    /* row of TABLE_ACTOR whose men were killed, or NO_PLACE */
    guint32 also_of;    /* … of another side, whose dead are added; NO_PLACE where none are */
} Harm;

/* Is it a number of some, neither open nor unknown? */
static inline bool harm_is_exact(int min, int max) { return min > 0 && min == max; }

void harm_init(Harm *self);
Harm harm_read(const Reader *self, guint32 first, guint32 end);
/* "قتل وجرح ثمانية", then "ثلاثة قتلوا وأصيب خمسة": does the second part what the first sums up? */
bool harm_parts_sum(const Harm *sum, const Harm *parts);
/* "… مقتل ثلاثة من X، فيما قتل اثنان من المهاجمين": are so many dead of one more side than those
 * told before, whom they add to? */
bool harm_adds(const Reader *self, const Harm *harm, int dead, guint32 of);
void harm_add(Harm *harm, int dead, guint32 of);
/* Takes from another telling of the same deed what it tells better, and the dead of the other side.
 */
void harm_take(const Reader *self, Harm *harm, const Harm *other);
/* "لم ترد أنباء عن إصابات": does the word tell of harm only that nobody knows it? */
bool harm_is_unsaid(const Reader *self, const Match *mark);
/* Where the words of [first, end) begin to say that nobody was harmed; `end` where they do not. */
guint32 harm_denied_from(const Reader *self, guint32 first, guint32 end);
/* "خمسة في مدينة A وثلاثة في B": the number that stands right before a place of a list, in [from,
 * place). FALSE, and nothing written, where none does. */
bool harm_beside(const Reader *self, guint32 from, guint32 place, Harm *ret_harm);

typedef struct {
    guint32 start, end; /* Julian days, 0 when unknown */
    DatePrecision precision;
    DateBasis basis;
    const char *time_of_day;      /* borrowed from the table, or NULL */
    guint32 said_first, said_end; /* tokens that say it; equal where none do */
    bool is_carried;              /* told before the deed, which the report goes on with */
    bool is_since; /* "منذ يومين": of what lasts the whole time, of a deed its first day */
} When;

void when_init(When *self);
/* What the tokens say of the date; basis none where they say nothing. */
When when_read(const Reader *self, guint32 first, guint32 end);
/* The day of publication; where it is unknown one far off that stands for it, of the weekday that
 * the words tell. */
guint32 today_of(const Reader *self);
/* Is the date counted from a day that only stands for publication, and so none of the record? */
bool when_is_assumed(const Reader *self, const When *when);
/* What a record keeps of a date: nothing but the time of day, where it is assumed. */
When when_told(const Reader *self, const When *when);
/* What happened longer before publication than this is recalled. */
enum { OLD_DAYS = 45 };
/* Do the words put the deed years back: "مجزرة X عام 2015", "قبل خمسة أعوام"? */
bool is_long_past(const Reader *reader, const Event *event, const When *when);
/* The day of a deed that came so long before another: "بعد يومين من …". */
When when_before(const Reader *self, const Match *joint, const When *base);
/* Julian day of an ISO date, or 0. */
guint32 julian_of_iso(const char *iso);
/* The caller frees it; NULL for 0. */
char *iso_of_julian(guint32 julian);
