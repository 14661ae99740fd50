/*
 * Spans told by both their ends: two days of one month or of two, two weekdays, two months. What
 * joins the ends is a word (حتى، إلى), a stroke, or "and" behind a word that asks for two (بين،
 * يومي، ليل): without one "الأحد والثلاثاء" may be the days of two deeds.
 */
#include "incident/dates.h"

/* Longer ones are the life of something, no date of a deed. */
enum { LONGEST_DAYS = 400 };

/* One end of a span; what the words leave open is 0. */
typedef struct {
    guint32 end; /* one past its tokens */
    bool is_hijri;
    int day, month, year;
    int weekday;
    guint32 julian; /* of a date in numbers, of today and yesterday */
    bool has_and;   /* "و5", "والثلاثاء" */
} DateEnd;

typedef enum { BY_NOTHING, BY_UNTIL, BY_STROKE, BY_AND } Joiner;

/* "يوم", "مساء": words before the day itself. */
static guint32 skip_leads(const Reader *self, guint32 token, guint32 end) {
    const Match *mark;
    while ((mark = calendar_at(self, token, end, "lead")) ||
           (mark = calendar_at(self, token, end, "time")))
        token = mark_end(mark);
    return token;
}

/* A number of a day, in digits or as an ordinal (الخامس); 0 where none. */
static int day_number(const Reader *self, guint32 token, guint32 end) {
    double value;
    if (token >= end) return 0;
    if (date_number(self, token, &value)) return value <= 31 ? (int)value : 0;
    const Match *word = mark_at(self, MARK_NUMBER, token);
    if (!word || word->first_token != token || !mark_is(self, word, "kind", "ordinal")) return 0;
    int day = calendar_value(self, word);
    return day <= 31 ? day : 0;
}

static bool is_stroke(const Reader *self, guint32 token) {
    const Token *at = &self->text->tokens[token];
    return at->kind == TOKEN_PUNCT &&
           (at->punct == '-' || at->punct == '/' || at->punct == 0x2013 || at->punct == 0x2014);
}

/* "آذار", "شباط/فبراير 2021": a month from the token on, past its second name, and its year. */
static void read_month_and_year(const Reader *self, guint32 token, guint32 end, DateEnd *item) {
    const Match *month = calendar_at(self, token, end, "month");
    const Match *hijri = month ? NULL : calendar_at(self, token, end, "hijri");
    double year;
    if (!month && !hijri) return;
    item->is_hijri = hijri != NULL;
    item->month = calendar_value(self, month ? month : hijri);
    item->end = mark_end(month ? month : hijri);
    if (item->end < end && is_stroke(self, item->end)) {
        const Match *again = calendar_at(self, item->end + 1, end, "month");
        if (again && calendar_value(self, again) == item->month) item->end = mark_end(again);
    }
    if (item->end < end && date_number(self, item->end, &year) && year >= 1300 && year <= 2100)
        item->year = (int)year, item->end++;
}

/* "5 من آذار"; a form with a gap (من … إلى) covers the words in it too. */
static bool is_from(const Reader *self, guint32 token, guint32 end) {
    const Match *from = token < end ? mark_at(self, MARK_FROM, token) : NULL;
    return from && from->first_token == token;
}

/* "الاثنين", "الاثنين 3 آذار", "3 [من [شهر]] آذار 2022", "آذار", "1-3-2022", "اليوم". */
static bool read_end(const Reader *self, guint32 token, guint32 end, DateEnd *item) {
    enum { AND_BYTES = 2 };
    *item = (DateEnd){.end = token};
    if (token < end && self->text->tokens[token].kind == TOKEN_WORD &&
        self->text->tokens[token].norm_len == AND_BYTES && has_and(self, token))
        item->has_and = true, token++;
    if (token >= end) return false;
    const Match *opening = mark_at(self, MARK_CALENDAR, token);
    item->has_and |= opening && opening->first_token == token && (opening->clitics & CLITIC_AND);
    token = skip_leads(self, token, end);
    if ((item->julian = date_in_numbers(self, token, end, &item->end))) return true;
    const Match *day = calendar_at(self, token, end, "day");
    const Match *weekday = calendar_at(self, token, end, "weekday");
    if (day && self->today) {
        item->julian = (guint32)((gint64)self->today + calendar_value(self, day));
        item->end = mark_end(day);
        return true;
    }
    if (weekday) {
        item->weekday = calendar_value(self, weekday);
        item->end = token = mark_end(weekday);
        item->has_and |= (weekday->clitics & CLITIC_AND) != 0;
    }
    item->day = day_number(self, token, end);
    if (item->day) item->end = ++token;
    while (item->day && (calendar_at(self, token, end, "lead") || is_from(self, token, end)))
        token++;
    if (item->day || !weekday) read_month_and_year(self, token, end, item);
    if (weekday && !item->month) item->day = 0; /* الاثنين 3 قتلى */
    if (weekday && !item->month) item->end = mark_end(weekday);
    return item->day || item->month || item->weekday;
}

/* What joins the ends, from the token on; `ret_next` is where the second one begins. */
static Joiner joiner_at(const Reader *self, guint32 token, guint32 end, guint32 *ret_next) {
    *ret_next = token;
    if (token >= end) return BY_NOTHING;
    const Match *to = mark_at(self, MARK_TO, token);
    const Match *until = calendar_at(self, token, end, "lead");
    if (until && mark_is(self, until, "value", "until")) to = until;
    if (to && to->first_token == token) {
        *ret_next = mark_end(to);
        return BY_UNTIL;
    }
    if (!is_stroke(self, token)) return BY_AND;
    *ret_next = token + 1;
    return BY_STROKE;
}

/* "بين", "يومي", "ليل": do the words before the first end ask for a second? */
static bool asks_for_two(const Reader *self, guint32 token, guint32 first) {
    enum { BACK = 3 };
    for (guint32 back = 1; back <= BACK && token >= first + back; back++) {
        guint32 at = token - back;
        const Match *mark = mark_at(self, MARK_CALENDAR, at);
        if (mark_at(self, MARK_BETWEEN, at)) return true;
        if (!mark) return false;
        if (mark_is(self, mark, "value", "both") || mark_is(self, mark, "value", "night"))
            return true;
    }
    return false;
}

/* Are the two ends of kinds that make a span, joined in a way that says so? */
static bool make_span(const DateEnd *a, const DateEnd *b, Joiner joiner, bool is_of_two,
                      bool is_governed) {
    if (joiner == BY_AND && !b->has_and) return false;
    if (b->julian) return joiner == BY_UNTIL || (joiner == BY_AND && is_of_two);
    if (a->weekday && !a->month) {
        int days = (b->weekday - a->weekday + 7) % 7;
        if (!b->weekday || b->month) return false;
        return joiner == BY_UNTIL || is_of_two || (joiner == BY_STROKE && days == 1);
    }
    if (!b->month && !(a->month && a->day && b->day)) return false;
    if (!a->day != !b->day) return false;
    bool is_rising = a->month ? true : a->day < b->day;
    if (!a->day) return a->month && (is_of_two || joiner == BY_UNTIL);
    return is_rising && (joiner != BY_AND || is_of_two || is_governed);
}

/* First day of an end that is told by its day and month, or by its month alone. */
static guint32 first_day(const DateEnd *item) {
    return item->julian ? item->julian
                        : day_of(item->is_hijri, item->year, item->month, MAX(item->day, 1));
}

static guint32 last_day(const DateEnd *item) {
    if (item->day || item->julian) return first_day(item);
    guint32 next =
        day_of(item->is_hijri, item->year + (item->month == 12), item->month % 12 + 1, 1);
    return next ? next - 1 : 0;
}

static void complete(const Reader *self, DateEnd *a, DateEnd *b) {
    if (!b->month) b->month = a->month;
    if (!a->month) a->month = b->month;
    a->is_hijri |= b->is_hijri;
    b->is_hijri |= a->is_hijri;
    if (!b->year) b->year = a->year;
    if (!b->year) b->year = latest_year(self, b->is_hijri, b->month, b->day);
    if (!a->year) a->year = b->year - (a->month > b->month);
}

void date_read_range(DateSearch *search, guint32 token, guint32 first, guint32 end) {
    const Reader *self = search->reader;
    DateEnd a, b;
    guint32 second;
    if (!mark_at(self, MARK_CALENDAR, token) && !day_number(self, token, end)) return;
    if (!read_end(self, token, end, &a)) return;
    Joiner joiner = joiner_at(self, a.end, end, &second);
    if (joiner == BY_NOTHING || !read_end(self, second, end, &b)) return;
    bool is_of_two = asks_for_two(self, token, first);
    bool is_governed = token > first && is_preposition(self, token - 1);
    if (!make_span(&a, &b, joiner, is_of_two, is_governed)) return;
    search->first = token;
    search->end = b.end;
    if (a.weekday && !a.month) {
        if (!self->today) return;
        const Match *which = calendar_at(self, b.end, end, "which");
        bool is_past = which && calendar_value(self, which) < 0;
        guint32 to = b.julian ? b.julian : weekday_until(self->today - is_past, b.weekday);
        guint32 from = weekday_until(to - 1, a.weekday);
        date_offer(search, BEST_RANGE, from, to, DATE_RANGE, BASIS_WEEKDAY);
        return;
    }
    if (!b.julian || !a.julian) complete(self, &a, &b);
    guint32 from = first_day(&a), to = last_day(&b);
    if (from && to > from && to - from < LONGEST_DAYS)
        date_offer(search, BEST_RANGE, from, to, DATE_RANGE, BASIS_EXPLICIT);
}
