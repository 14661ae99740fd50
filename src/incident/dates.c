/*
 * When it happened, as far as the words say: an explicit date, a day told from the day of
 * publication, a weekday, a span. Nothing is invented: without a publication date أمس is no date of
 * the record, and a day and month without a year take one only from it; inside the article they are
 * counted from a day that stands for it, so that today's deeds are told from yesterday's.
 */
#include "incident/dates.h"

void when_init(When *self) { *self = (When){.precision = DATE_UNKNOWN, .basis = BASIS_NONE}; }

void date_offer(DateSearch *search, int rank, guint32 start, guint32 end, DatePrecision precision,
                DateBasis basis) {
    if (start == 0 || end < start || rank <= search->rank) return;
    search->rank = rank;
    search->when.start = start;
    search->when.end = end;
    search->when.precision = precision;
    search->when.basis = basis;
    search->when.is_since = false;
    search->when.said_first = search->first;
    search->when.said_end = search->end;
}

bool date_number(const Reader *self, guint32 token, double *ret_value) {
    if (token >= self->text->n_tokens || self->text->tokens[token].kind != TOKEN_NUMBER)
        return false;
    *ret_value = self->text->tokens[token].value;
    /* Large ones are no part of a date, nor an int. */
    return *ret_value > 0 && *ret_value <= 9999 && *ret_value == (int)*ret_value;
}

/* The marks that part the numbers of a date, and the token after them. */
static guint32 after_separator(const Reader *self, guint32 token, guint32 end) {
    guint32 at = token;
    while (at < end && at < token + 2 && self->text->tokens[at].kind == TOKEN_PUNCT &&
           self->text->tokens[at].punct < 128 &&
           strchr("-/._\\", (int)self->text->tokens[at].punct))
        at++;
    return at;
}

guint32 date_in_numbers(const Reader *self, guint32 token, guint32 end, guint32 *ret_end) {
    double a, b, c;
    if (!date_number(self, token, &a)) return 0;
    guint32 second = after_separator(self, token + 1, end);
    if (second >= end || !date_number(self, second, &b)) return 0;
    guint32 third = after_separator(self, second + 1, end);
    if (third >= end || !date_number(self, third, &c)) return 0;
    *ret_end = third + 1;
    return a > 31 ? julian_of((int)a, (int)b, (int)c) : julian_of((int)c, (int)b, (int)a);
}

static void read_numeric(DateSearch *search, guint32 token, guint32 end) {
    guint32 unused, day = date_in_numbers(search->reader, token, end, &unused);
    date_offer(search, BEST_EXPLICIT, day, day, DATE_DAY, BASIS_EXPLICIT);
}

const Match *calendar_at(const Reader *self, guint32 token, guint32 end, const char *kind) {
    const Match *mark = token < end ? mark_at(self, MARK_CALENDAR, token) : NULL;
    return mark && mark->first_token == token && mark_is(self, mark, "kind", kind) ? mark : NULL;
}

int calendar_value(const Reader *self, const Match *mark) {
    return (int)g_ascii_strtoll(mark_cell(self, mark, "value"), NULL, 10);
}

int day_before(const Reader *self, guint32 month, guint32 first) {
    double value;
    for (guint32 back = 1; back <= 3 && month >= first + back; back++) {
        guint32 at = month - back;
        if (date_number(self, at, &value)) return value <= 31 ? (int)value : 0;
        const Match *other = mark_at(self, MARK_CALENDAR, at);
        if (other && mark_is(self, other, "kind", "month")) return 0; /* تشرين الثاني وكانون … */
        if (other && mark_is(self, other, "kind", "unit")) return 0; /* 3 أيام من آذار */
        const Match *word = mark_at(self, MARK_NUMBER, at);
        if (word && !mark_is(self, word, "kind", "vague")) {
            int day = calendar_value(self, word);
            return day <= 31 ? day : 0;
        }
        if (self->text->tokens[at].kind == TOKEN_PUNCT) return 0;
        /* only من and words of the calendar may stand between */
        if (!mark_at(self, MARK_CALENDAR, at) && self->text->tokens[at].norm_len > 4) return 0;
    }
    return 0;
}

/* The year after a month, past a second name of the same month (شباط/فبراير); 0 where none. */
static int year_after(const Reader *self, guint32 token, guint32 end) {
    double value;
    for (guint32 t = token; t < end && t < token + 5; t++) {
        if (date_number(self, t, &value)) return value >= 1300 && value <= 2100 ? (int)value : 0;
        const Match *told = calendar_at(self, t, end, "year_rel"); /* من العام الماضي */
        if (told && self->today) {
            int year, month, day;
            split_julian(self->today, &year, &month, &day);
            return year + calendar_value(self, told);
        }
        bool is_gap = self->text->tokens[t].kind == TOKEN_PUNCT ||
                      mark_at(self, MARK_CALENDAR, t) || self->text->tokens[t].norm_len <= 6;
        if (!is_gap) return 0;
    }
    return 0;
}

const char *lead_before(const Reader *self, guint32 token, guint32 first) {
    for (guint32 back = 1; back <= 2 && token >= first + back; back++) {
        const Match *lead = mark_at(self, MARK_CALENDAR, token - back);
        if (lead && mark_is(self, lead, "kind", "lead")) return mark_cell(self, lead, "value");
    }
    return "";
}

void offer_month(DateSearch *search, bool is_hijri, int year, int month, const char *lead) {
    guint32 start = day_of(is_hijri, year, month, 1);
    int next = month % 12 + 1;
    guint32 end = day_of(is_hijri, year + (month == 12), next, 1);
    if (!start || !end) return;
    end--;
    DatePrecision precision = DATE_MONTH;
    guint32 third = (end - start) / 3;
    if (!strcmp(lead, "early")) end = start + third, precision = DATE_RANGE;
    if (!strcmp(lead, "late")) start = end - third, precision = DATE_RANGE;
    if (!strcmp(lead, "middle")) start += third, end -= third, precision = DATE_RANGE;
    if (search->reader->today) end = MIN(end, search->reader->today);
    date_offer(search, BEST_UNIT, start, MAX(start, end), precision, BASIS_EXPLICIT);
}

/* "الأسبوع الأول من آذار": which week, or 0. */
static int week_before(const Reader *self, guint32 month, guint32 first) {
    enum { BACK = 4 };
    for (guint32 back = 1; back <= BACK && month >= first + back; back++) {
        const Match *word = mark_at(self, MARK_NUMBER, month - back);
        const Match *unit = mark_at(self, MARK_CALENDAR, month - back - 1);
        if (word && mark_is(self, word, "kind", "ordinal"))
            return unit && mark_is(self, unit, "kind", "unit") && calendar_value(self, unit) == 7
                       ? calendar_value(self, word)
                       : 0;
        if (self->text->tokens[month - back].kind == TOKEN_PUNCT) return 0;
    }
    return 0;
}

static void offer_week(DateSearch *search, bool is_hijri, int year, int month, int week) {
    enum { DAYS = 7, WEEKS = 4 };
    guint32 start = day_of(is_hijri, year, month, 1);
    if (!start || week > WEEKS) return;
    start += (guint32)(DAYS * (week - 1));
    date_offer(search, BEST_DAY, start, start + DAYS - 1, DATE_WEEK, BASIS_EXPLICIT);
}

/* "منذ 5 آذار", "منذ بداية رمضان": does the word before the date open a time that lasts? */
static bool is_since(const Reader *self, guint32 month, guint32 first) {
    enum { BACK = 5 };
    for (guint32 back = 1; back <= BACK && month >= first + back; back++) {
        if (is_marked_as(self, MARK_CALENDAR, month - back, "value", "since")) return true;
        if (self->text->tokens[month - back].kind == TOKEN_PUNCT) return false;
    }
    return false;
}

/* "في آذار": a preposition of two letters stands before the month. */
static bool is_in(const Reader *self, const Match *month) {
    enum { TWO_LETTERS = 4 }; /* bytes */
    return room_before(self, month->first_token, 1) == 1 &&
           self->text->tokens[month->first_token - 1].norm_len == TWO_LETTERS;
}

/* 14 تموز / يوليو [2017], في شهر آب الماضي, منتصف شباط. */
static void read_month(DateSearch *search, const Match *mark, guint32 first, guint32 end) {
    const Reader *self = search->reader;
    bool is_hijri = mark_is(self, mark, "kind", "hijri");
    int month = calendar_value(self, mark);
    int week = week_before(self, mark->first_token, first);
    int day = week ? 0 : day_before(self, mark->first_token, first);
    int year = year_after(self, mark_end(mark), end);
    const char *lead = lead_before(self, mark->first_token, first);
    /* Some months are also words and names: alone they need a word of dates before them. */
    const Match *which = calendar_at(self, mark_end(mark), end, "which"); /* شباط الماضي */
    if (day == 0 && week == 0 && year == 0 && !*lead && !which && !is_in(self, mark)) return;
    if (is_hijri && year > 1700) year = 0;
    if (year == 0) year = latest_year(self, is_hijri, month, day);
    if (year == 0) return;
    guint32 julian = day > 0 ? day_of(is_hijri, year, month, day) : 0;
    guint32 start = julian ? julian : day_of(is_hijri, year, month, 1);
    bool lasts = start && start < self->today && self->today - start <= OLD_DAYS &&
                 strcmp(lead, "late") && is_since(self, mark->first_token, first);
    if (lasts)
        date_offer(search, BEST_EXPLICIT, start, self->today, DATE_RANGE, BASIS_EXPLICIT);
    else if (julian)
        date_offer(search, BEST_EXPLICIT, julian, julian, DATE_DAY, BASIS_EXPLICIT);
    else if (week)
        offer_week(search, is_hijri, year, month, week);
    else
        offer_month(search, is_hijri, year, month, lead);
}

/* "ثاني أيام عيد الأضحى", "خلال عيد الفطر": a day of the feast, or all of it (month-day-days). */
static void read_holiday(DateSearch *search, const Match *mark, guint32 first) {
    enum { BACK = 3 };
    const Reader *self = search->reader;
    int month, day, days, of_feast = 0;
    const char *at = read_digits(mark_cell(self, mark, "value"), 2, &month);
    if (!at || !(at = read_digits(at + 1, 2, &day)) || !read_digits(at + 1, 2, &days)) return;
    for (guint32 back = 1; back <= BACK && mark->first_token >= first + back; back++) {
        const Match *word = mark_at(self, MARK_NUMBER, mark->first_token - back);
        if (word && mark_is(self, word, "kind", "ordinal")) of_feast = calendar_value(self, word);
    }
    int year = latest_year(self, true, month, day);
    guint32 start = year ? day_of(true, year, month, day) : 0;
    if (!start || of_feast > days) return;
    if (of_feast)
        date_offer(search, BEST_EXPLICIT, start + (guint32)of_feast - 1,
                   start + (guint32)of_feast - 1, DATE_DAY, BASIS_EXPLICIT);
    else if (calendar_at(self, mark->first_token > first ? mark->first_token - 1 : first,
                         mark->first_token, "lead"))
        date_offer(search, BEST_UNIT, start, start + (guint32)days - 1, DATE_RANGE, BASIS_EXPLICIT);
}

/* The last such day up to publication; "الخميس الماضي" told on a Thursday is that of last week. */
static void read_weekday(DateSearch *search, const Match *mark) {
    const Reader *self = search->reader;
    if (!self->today) return;
    const Match *which = calendar_at(self, mark_end(mark), self->text->n_tokens, "which");
    bool is_past = which && calendar_value(self, which) < 0;
    guint32 day = weekday_until(self->today - is_past, calendar_value(self, mark));
    const Match *lead = room_before(self, mark->first_token, 1)
                            ? mark_at(self, MARK_CALENDAR, mark->first_token - 1)
                            : NULL;
    if (lead && mark_is(self, lead, "value", "since")) { /* منذ الثلاثاء */
        date_offer(search, BEST_WEEKDAY, day, self->today, DATE_RANGE, BASIS_WEEKDAY);
        search->when.is_since |= search->rank == BEST_WEEKDAY;
        return;
    }
    date_offer(search, BEST_WEEKDAY, day, day, DATE_DAY, BASIS_WEEKDAY);
}

/* "اليوم الثاني على التوالي" counts days, it names none. */
static bool is_counted_day(const Reader *self, const Match *mark) {
    return is_marked_as(self, MARK_NUMBER, mark_end(mark), "kind", "ordinal");
}

/* "أمس الخميس" in an article of a Saturday: it was printed before, and the weekday says when. */
static bool is_of_other_printing(const Reader *self, const Match *day) {
    enum { APART = 2, MOST_DAYS = 4 }; /* a comma or a bracket */
    const Match *weekday = NULL;
    for (guint32 t = mark_end(day); !weekday && t < mark_end(day) + APART; t++) {
        weekday = calendar_at(self, t, self->text->n_tokens, "weekday");
        if (!weekday && t < self->text->n_tokens && self->text->tokens[t].kind != TOKEN_PUNCT)
            return false;
    }
    if (!weekday || !self->published) return false;
    guint32 told = published_plus(self, calendar_value(self, day));
    guint32 named = weekday_until(self->today, calendar_value(self, weekday));
    return named < told && told - named <= MOST_DAYS;
}

static void read_mark(DateSearch *search, const Match *mark, guint32 first, guint32 end) {
    const Reader *self = search->reader;
    const char *kind = mark_cell(self, mark, "kind");
    if (!strcmp(kind, "month") || !strcmp(kind, "hijri")) read_month(search, mark, first, end);
    if (!strcmp(kind, "weekday")) read_weekday(search, mark);
    if ((!strcmp(kind, "day") || !strcmp(kind, "night")) && !is_counted_day(self, mark) &&
        !is_of_other_printing(self, mark)) {
        guint32 day = published_plus(self, calendar_value(self, mark));
        date_offer(search, BEST_DAY, day, day, DATE_DAY, BASIS_RELATIVE);
        if (!strcmp(kind, "night") && !search->when.time_of_day) search->when.time_of_day = "night";
    }
    if (!strcmp(kind, "week")) read_week_of(search, mark);
    if (!strcmp(kind, "year_rel")) read_year_of(search, mark);
    if (!strcmp(kind, "unit")) {
        read_year(search, mark, first, end);
        read_past_units(search, mark, first, end);
    }
    if (!strcmp(kind, "holiday")) read_holiday(search, mark, first);
    if (!strcmp(kind, "month_rel")) read_month_of(search, mark, first);
    if (!strcmp(kind, "recent")) read_recent(search, mark);
    if (!strcmp(kind, "lead")) read_span(search, mark, end);
}

/* The first word of the time of day; فجر is one only beside a day. */
static const char *time_of_day(const Reader *self, guint32 first, guint32 end) {
    for (guint32 i = matches_at(self->matches, first); i < self->matches->n; i++) {
        const Match *match = &self->matches->items[i];
        if (match->first_token >= end) break;
        if (match->table != TABLE_CALENDAR || !mark_is(self, match, "kind", "time")) continue;
        if (mark_at(self, MARK_TRIGGER, match->first_token) &&
            !mark_at(self, MARK_CALENDAR, mark_end(match)) &&
            mark_at(self, MARK_CALENDAR, match->first_token)->n_tokens == match->n_tokens)
            continue;
        return mark_cell(self, match, "value");
    }
    return NULL;
}

/* A number, an ordinal or a word of the calendar; a unit only behind what counts it. */
static bool is_of_date(const Reader *self, guint32 token, bool with_units) {
    const Match *mark = mark_at(self, MARK_CALENDAR, token);
    if (mark) return with_units || !mark_is(self, mark, "kind", "unit");
    const Match *number = mark_at(self, MARK_NUMBER, token);
    return self->text->tokens[token].kind == TOKEN_NUMBER ||
           (number && !mark_is(self, number, "kind", "vague"));
}

/* "السابع من", "شباط/": words that join the parts of a date. */
static bool joins_date(const Reader *self, guint32 token) {
    const Match *from = mark_at(self, MARK_FROM, token);
    return (from && from->first_token == token) || self->text->tokens[token].punct == '/';
}

/* The words of the date, with its day, its year and "مساء" beside what told it. */
static void widen(DateSearch *search, guint32 first, guint32 end) {
    const Reader *self = search->reader;
    When *when = &search->when;
    if (when->said_end == when->said_first) return;
    while (when->said_first > first) {
        guint32 at = when->said_first;
        if (is_of_date(self, at - 1, false))
            when->said_first = at - 1;
        else if (at > first + 1 && joins_date(self, at - 1) && is_of_date(self, at - 2, false))
            when->said_first = at - 2;
        else
            break;
    }
    while (when->said_end < end) {
        guint32 at = when->said_end;
        if (is_of_date(self, at, true))
            when->said_end = at + 1;
        else if (at + 1 < end && joins_date(self, at) && is_of_date(self, at + 1, true))
            when->said_end = at + 2;
        else
            break;
    }
}

/* Is the token a number, or a word of numbers or the calendar? Most are neither. */
static bool may_begin_date(const Reader *self, guint32 token) {
    const guint64 WORDS = G_GUINT64_CONSTANT(1) << MARK_CALENDAR | G_GUINT64_CONSTANT(1)
                                                                       << MARK_NUMBER;
    return self->text->tokens[token].kind == TOKEN_NUMBER || (self->kinds_at[token] & WORDS);
}

When when_read(const Reader *self, guint32 first, guint32 end) {
    DateSearch search = {.reader = self};
    when_init(&search.when);
    for (guint32 t = first; t < end; t++) {
        if (self->place_at[t] != NO_MARK || !may_begin_date(self, t)) continue;
        const Sentence *sentence = &self->text->sentences[self->text->tokens[t].sentence];
        search.first = t;
        search.end = t + 1;
        read_numeric(&search, t, end);
        date_read_range(&search, t, first, sentence->first_token + sentence->n_tokens);
    }
    const Match *mark;
    for (guint cursor = 0; (mark = mark_next(self, MARK_CALENDAR, first, end, &cursor));) {
        search.first = mark->first_token;
        search.end = mark_end(mark);
        read_mark(&search, mark, first, end);
    }
    widen(&search, first, end);
    const char *time = time_of_day(self, first, end);
    if (time) search.when.time_of_day = time;
    return search.when;
}

/* The day that stands for publication where it is unknown: a year that no report is about. */
enum { ASSUMED_YEAR = 2070, ASSUMED_SPAN = 5 };

/* "أمس الأحد": how many days the words beside a weekday put it from publication; FALSE where none
 * stand there. */
static bool day_beside(const Reader *self, const Match *weekday, int *ret_days) {
    enum { APART = 1 }; /* a comma or a bracket */
    guint32 first = weekday->first_token, end = mark_end(weekday);
    const Sentence *sentence = &self->text->sentences[self->text->tokens[first].sentence];
    guint32 sentence_end = sentence->first_token + sentence->n_tokens;
    for (guint32 gap = 1; gap <= APART + 1; gap++) {
        const Match *before =
            room_before(self, first, gap) == gap ? mark_at(self, MARK_CALENDAR, first - gap) : NULL;
        const Match *after =
            end + gap - 1 < sentence_end ? mark_at(self, MARK_CALENDAR, end + gap - 1) : NULL;
        const Match *day = before && mark_is(self, before, "kind", "day") ? before
                           : after && mark_is(self, after, "kind", "day") ? after
                                                                          : NULL;
        if (day) *ret_days = calendar_value(self, day);
        if (day) return true;
    }
    return false;
}

/* The ISO weekday of publication as the words tell it; 0 where they do not. */
static int told_weekday(const Reader *self) {
    int lone = 0, days;
    for (guint i = 0; i < self->marks[MARK_CALENDAR]->len; i++) {
        const Match *mark = &g_array_index(self->marks[MARK_CALENDAR], Match, i);
        if (!mark_is(self, mark, "kind", "weekday")) continue;
        int weekday = calendar_value(self, mark);
        if (day_beside(self, mark, &days)) return ((weekday - days - 1) % 7 + 7) % 7 + 1;
        const Match *which = mark_at(self, MARK_CALENDAR, mark_end(mark));
        if (lone == 0 && !which) lone = weekday; /* قتل اثنان، الاثنين، … */
    }
    return lone;
}

guint32 today_of(const Reader *self) {
    if (self->published) return self->published;
    enum { REST_OF_WEEK = 6 };
    guint32 day = julian_of(ASSUMED_YEAR, 6, 15);
    int wanted = told_weekday(self);
    return wanted > 0 ? weekday_until(day + REST_OF_WEEK, wanted) : day;
}

When when_told(const Reader *self, const When *when) {
    if (!when_is_assumed(self, when)) return *when;
    When unknown;
    when_init(&unknown);
    unknown.time_of_day = when->time_of_day;
    return unknown;
}

bool when_is_assumed(const Reader *self, const When *when) {
    return !self->published && (when->basis != BASIS_EXPLICIT ||
                                when->end >= julian_of(ASSUMED_YEAR - ASSUMED_SPAN, 1, 1));
}
