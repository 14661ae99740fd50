/*
 * When it happened, as far as the words say: an explicit date, a day told from the day of
 * publication, a weekday, a span. Nothing is invented: without a publication date أمس is no date of
 * the record, and a day and month without a year take one only from it; inside the article they are
 * counted from a day that stands for it, so that today's deeds are told from yesterday's.
 */
#include <unicode/ucal.h>

#include "incident/stages.h"

/* "منذ شهرين": what lasts or lasted so long gives a single deed no date. */
enum { LONGEST_SINCE = 10 };

enum { BEST_NONE, BEST_YEAR, BEST_RECENT, BEST_UNIT, BEST_WEEKDAY, BEST_DAY, BEST_EXPLICIT };

void when_init(When *self) { *self = (When){.precision = DATE_UNKNOWN, .basis = BASIS_NONE}; }

/* Reads a number of at most `most` digits, of which one must be there; gives what stands behind. */
static const char *read_digits(const char *at, int most, int *ret_number) {
    *ret_number = 0;
    const char *first = at;
    for (; at && at < first + most && g_ascii_isdigit(*at); at++)
        *ret_number = 10 * *ret_number + (*at - '0');
    return at == first ? NULL : at;
}

guint32 julian_of_iso(const char *iso) {
    int year, month, day;
    const char *at = read_digits(iso, 4, &year);
    if (!at || *at != '-' || !(at = read_digits(at + 1, 2, &month)) || *at != '-' ||
        !read_digits(at + 1, 2, &day))
        return 0;
    if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) return 0;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return g_date_get_julian(&date);
}

char *iso_of_julian(guint32 julian) {
    if (julian == 0) return NULL;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, julian);
    return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date), (int)g_date_get_month(&date),
                           g_date_get_day(&date));
}

/* Julian day of a civil date; 0 where there is no such day. */
static guint32 julian_of(int year, int month, int day) {
    if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return 0;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return g_date_get_julian(&date);
}

static void split_julian(guint32 julian, int *year, int *month, int *day) {
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, julian);
    *year = g_date_get_year(&date);
    *month = (int)g_date_get_month(&date);
    *day = g_date_get_day(&date);
}

/* Julian day of a day of the Umm al-Qura calendar; 0 where ICU has none. */
static guint32 julian_of_hijri(int year, int month, int day) {
    static const UChar utc[] = {'U', 'T', 'C', 0};
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(utc, -1, "en@calendar=islamic-umalqura", UCAL_DEFAULT, &status);
    if (U_FAILURE(status)) return 0;
    ucal_clear(calendar);
    ucal_setDate(calendar, year, month - 1, day, &status);
    int32_t modified = ucal_get(calendar, UCAL_JULIAN_DAY, &status);
    ucal_close(calendar);
    /* ICU counts from 4713 BC, GLib from the year 1. */
    return U_SUCCESS(status) && modified > 1721425 ? (guint32)(modified - 1721425) : 0;
}

/* What is being read: the best date so far. */
typedef struct {
    const Reader *reader;
    When when;
    int rank;
} Search;

static void offer(Search *search, int rank, guint32 start, guint32 end, DatePrecision precision,
                  DateBasis basis) {
    if (start == 0 || end < start || rank <= search->rank) return;
    search->rank = rank;
    search->when.start = start;
    search->when.end = end;
    search->when.precision = precision;
    search->when.basis = basis;
}

static bool is_number(const Reader *self, guint32 token, double *ret_value) {
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

/* 13-2-2016, 2016/3/13, 30 9 2015, 26 _ 10 _ 2015. */
static void read_numeric(Search *search, guint32 token, guint32 end) {
    const Reader *self = search->reader;
    double a, b, c;
    if (!is_number(self, token, &a)) return;
    guint32 second = after_separator(self, token + 1, end);
    if (second >= end || !is_number(self, second, &b)) return;
    guint32 third = after_separator(self, second + 1, end);
    if (third >= end || !is_number(self, third, &c)) return;
    guint32 day = a > 31 ? julian_of((int)a, (int)b, (int)c) : julian_of((int)c, (int)b, (int)a);
    offer(search, BEST_EXPLICIT, day, day, DATE_DAY, BASIS_EXPLICIT);
}

static const Match *calendar_at(const Reader *self, guint32 token, guint32 end, const char *kind) {
    const Match *mark = token < end ? mark_at(self, MARK_CALENDAR, token) : NULL;
    return mark && mark->first_token == token && mark_is(self, mark, "kind", kind) ? mark : NULL;
}

static int value_of(const Reader *self, const Match *mark) {
    return (int)g_ascii_strtoll(mark_cell(self, mark, "value"), NULL, 10);
}

/* The day number before a month: "19", "التاسع عشر من", "٢٨ من شهر". 0 where none. */
static int day_before(const Reader *self, guint32 month, guint32 first) {
    double value;
    for (guint32 back = 1; back <= 3 && month >= first + back; back++) {
        guint32 at = month - back;
        if (is_number(self, at, &value)) return value <= 31 ? (int)value : 0;
        const Match *word = mark_at(self, MARK_NUMBER, at);
        if (word && !mark_is(self, word, "kind", "vague")) {
            int day = value_of(self, word);
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
        if (is_number(self, t, &value)) return value >= 1300 && value <= 2100 ? (int)value : 0;
        bool is_gap = self->text->tokens[t].kind == TOKEN_PUNCT ||
                      mark_at(self, MARK_CALENDAR, t) || self->text->tokens[t].norm_len <= 6;
        if (!is_gap) return 0;
    }
    return 0;
}

static guint32 day_of(bool is_hijri, int year, int month, int day) {
    return is_hijri ? julian_of_hijri(year, month, day) : julian_of(year, month, day);
}

/* The year that puts a day last before publication. */
static int latest_year(const Reader *self, bool is_hijri, int month, int day) {
    if (!self->today) return 0;
    int year, unused;
    split_julian(self->today, &year, &unused, &unused);
    if (is_hijri) year -= 578; /* never too small; the loop goes back */
    for (int back = 0; back < 4; back++) {
        guint32 julian = day_of(is_hijri, year - back, month, day > 0 ? day : 1);
        if (julian > 0 && julian <= self->today + 1) return year - back;
    }
    return 0;
}

/* A part of a month: مطلع، منتصف، أواخر. */
static const char *lead_before(const Reader *self, guint32 token, guint32 first) {
    for (guint32 back = 1; back <= 2 && token >= first + back; back++) {
        const Match *lead = mark_at(self, MARK_CALENDAR, token - back);
        if (lead && mark_is(self, lead, "kind", "lead")) return mark_cell(self, lead, "value");
    }
    return "";
}

static void offer_month(Search *search, bool is_hijri, int year, int month, const char *lead) {
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
    offer(search, BEST_UNIT, start, MAX(start, end), precision, BASIS_EXPLICIT);
}

/* "في آذار": a preposition of two letters stands before the month. */
static bool is_in(const Reader *self, const Match *month) {
    enum { TWO_LETTERS = 4 }; /* bytes */
    return room_before(self, month->first_token, 1) == 1 &&
           self->text->tokens[month->first_token - 1].norm_len == TWO_LETTERS;
}

/* 14 تموز / يوليو [2017], في شهر آب الماضي, منتصف شباط. */
static void read_month(Search *search, const Match *mark, guint32 first, guint32 end) {
    const Reader *self = search->reader;
    bool is_hijri = mark_is(self, mark, "kind", "hijri");
    int month = value_of(self, mark);
    int day = day_before(self, mark->first_token, first);
    int year = year_after(self, mark_end(mark), end);
    const char *lead = lead_before(self, mark->first_token, first);
    /* Some months are also words and names: alone they need a word of dates before them. */
    const Match *which = calendar_at(self, mark_end(mark), end, "which"); /* شباط الماضي */
    if (day == 0 && year == 0 && !*lead && !which && !is_in(self, mark)) return;
    if (is_hijri && year > 1700) year = 0;
    if (year == 0) year = latest_year(self, is_hijri, month, day);
    if (year == 0) return;
    guint32 julian = day > 0 ? day_of(is_hijri, year, month, day) : 0;
    if (julian)
        offer(search, BEST_EXPLICIT, julian, julian, DATE_DAY, BASIS_EXPLICIT);
    else
        offer_month(search, is_hijri, year, month, lead);
}

/* The last such day up to publication. */
static void read_weekday(Search *search, const Match *mark) {
    const Reader *self = search->reader;
    if (!self->today) return;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, self->today);
    int back = ((int)g_date_get_weekday(&date) - value_of(self, mark) + 7) % 7;
    guint32 day = self->today - (guint32)back;
    const Match *lead = room_before(self, mark->first_token, 1)
                            ? mark_at(self, MARK_CALENDAR, mark->first_token - 1)
                            : NULL;
    if (lead && mark_is(self, lead, "value", "since")) { /* منذ الثلاثاء */
        offer(search, BEST_WEEKDAY, day, self->today, DATE_RANGE, BASIS_WEEKDAY);
        return;
    }
    offer(search, BEST_WEEKDAY, day, day, DATE_DAY, BASIS_WEEKDAY);
}

static guint32 published_plus(const Reader *self, int days) {
    return self->today ? (guint32)((gint64)self->today + days) : 0;
}

/* "اليوم الثاني على التوالي" counts days, it names none. */
static bool is_counted_day(const Reader *self, const Match *mark) {
    const Match *next = mark_at(self, MARK_NUMBER, mark_end(mark));
    return next && mark_is(self, next, "kind", "ordinal");
}

/* "في الـ 17 من الشهر الجاري", "خلال الشهر الماضي". */
static void read_month_of(Search *search, const Match *mark, guint32 first) {
    const Reader *self = search->reader;
    if (!self->today) return;
    int year, month, day;
    split_julian(self->today, &year, &month, &day);
    month += value_of(self, mark);
    if (month < 1) month += 12, year--;
    if (month > 12) month -= 12, year++;
    int of_month = day_before(self, mark->first_token, first);
    guint32 julian = of_month > 0 ? julian_of(year, month, of_month) : 0;
    if (julian)
        offer(search, BEST_DAY, julian, julian, DATE_DAY, BASIS_RELATIVE);
    else
        offer_month(search, false, year, month, lead_before(self, mark->first_token, first));
    if (search->when.basis == BASIS_EXPLICIT) search->when.basis = BASIS_RELATIVE;
}

static void read_week_of(Search *search, const Match *mark) {
    const Reader *self = search->reader;
    int weeks = value_of(self, mark);
    /* Weeks begin on Saturday, Sunday or Monday: a span that holds the week however counted. */
    guint32 start = published_plus(self, weeks * 7 - (weeks ? 3 : 6));
    guint32 end = published_plus(self, weeks < 0 ? weeks * 7 + 6 : 6);
    offer(search, BEST_UNIT, start, MIN(end, self->today), DATE_WEEK, BASIS_RELATIVE);
}

/* A dual says two: يومين، ساعتين. */
static bool is_dual(const Reader *self, const Match *mark) {
    return g_str_has_suffix(text_norm(self->text, mark->first_token), "\xD9\x8A\xD9\x86");
}

/* "أيام", "ساعات" without a number: some. */
static bool is_plural_unit(const Reader *self, const Match *mark) {
    const char *norm = text_norm(self->text, mark->first_token);
    return g_str_has_prefix(norm, "\xD8\xA7\xD9\x8A\xD8\xA7\xD9\x85"); /* ايام */
}

/* "خلال الـ 48 ساعة الماضية", "قبل ثلاثة أيام", "منذ يومين": a lead, a number, a unit. */
static void read_span(Search *search, const Match *lead, guint32 end) {
    const Reader *self = search->reader;
    double n = 0;
    const Match *unit = NULL;
    for (guint32 t = mark_end(lead); t < end && t < mark_end(lead) + 5 && !unit; t++) {
        double value;
        unit = calendar_at(self, t, end, "unit");
        const Match *word = mark_at(self, MARK_NUMBER, t);
        if (is_number(self, t, &value))
            n = value;
        else if (word && !unit)
            n = value_of(self, word);
        else if (!unit && self->text->tokens[t].kind == TOKEN_WORD &&
                 self->text->tokens[t].norm_len > 6)
            return;
    }
    if (!unit) return;
    const char *length = mark_cell(self, unit, "value");
    double days = g_ascii_strtod(length, NULL);
    if (!strcmp(length, "h")) days = 1.0 / 24;
    if (!strcmp(length, "m")) days = 0;
    if (n == 0) n = is_dual(self, unit) ? 2 : 0;
    if (n == 0) return;
    int back = (int)(days * n + 0.999);
    const char *kind = mark_cell(self, lead, "value");
    guint32 start = published_plus(self, -back);
    if (!strcmp(kind, "ago") && days >= 1 && days < 7)
        offer(search, BEST_DAY, start, start, DATE_DAY, BASIS_RELATIVE);
    else if (!strcmp(kind, "ago"))
        offer(search, BEST_UNIT, published_plus(self, -back - (int)days / 2),
              published_plus(self, -back + (int)days / 2), days < 7 ? DATE_RANGE : DATE_WEEK,
              BASIS_RELATIVE);
    else if (!strcmp(kind, "within") || (!strcmp(kind, "on") && !strcmp(length, "h")) ||
             (!strcmp(kind, "since") && back <= LONGEST_SINCE))
        offer(search, BEST_UNIT, start, self->today, DATE_RANGE, BASIS_RELATIVE);
}

static void offer_year(Search *search, int year, DateBasis basis) {
    guint32 start = julian_of(year, 1, 1), end = julian_of(year, 12, 31);
    if (search->reader->today) end = MIN(end, search->reader->today);
    offer(search, BEST_YEAR, start, end, DATE_RANGE, basis);
}

/* "وفي عام 2019 قتل …": a year at the head of the words; elsewhere it belongs to something else. */
static void read_year(Search *search, const Match *unit, guint32 first, guint32 end) {
    enum { HEAD = 2, SHORTEST = 360 };
    double year;
    if (unit->first_token > first + HEAD || mark_end(unit) >= end ||
        value_of(search->reader, unit) < SHORTEST ||
        !is_number(search->reader, mark_end(unit), &year))
        return;
    offer_year(search, (int)year, BASIS_EXPLICIT);
}

/* "العام الماضي". */
static void read_year_of(Search *search, const Match *mark) {
    int year, month, day;
    if (!search->reader->today || value_of(search->reader, mark) >= 0) return;
    split_julian(search->reader->today, &year, &month, &day);
    offer_year(search, year + value_of(search->reader, mark), BASIS_RELATIVE);
}

static void read_recent(Search *search, const Match *mark) {
    int days = value_of(search->reader, mark);
    if (days == 0) return;
    offer(search, BEST_RECENT, published_plus(search->reader, -days), search->reader->today,
          days <= 3 ? DATE_RANGE : DATE_WEEK, BASIS_RELATIVE);
}

static void read_mark(Search *search, const Match *mark, guint32 first, guint32 end) {
    const Reader *self = search->reader;
    const char *kind = mark_cell(self, mark, "kind");
    if (!strcmp(kind, "month") || !strcmp(kind, "hijri")) read_month(search, mark, first, end);
    if (!strcmp(kind, "weekday")) read_weekday(search, mark);
    if ((!strcmp(kind, "day") || !strcmp(kind, "night")) && !is_counted_day(self, mark)) {
        guint32 day = published_plus(self, value_of(self, mark));
        offer(search, BEST_DAY, day, day, DATE_DAY, BASIS_RELATIVE);
        if (!strcmp(kind, "night") && !search->when.time_of_day) search->when.time_of_day = "night";
    }
    if (!strcmp(kind, "week")) read_week_of(search, mark);
    if (!strcmp(kind, "year_rel")) read_year_of(search, mark);
    if (!strcmp(kind, "unit")) read_year(search, mark, first, end);
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

When when_before(const Reader *self, const Match *joint, const When *base) {
    double days = 1, n = 1, value;
    bool is_vague = false;
    for (guint32 t = joint->first_token; t < mark_end(joint); t++) {
        const Match *unit = calendar_at(self, t, mark_end(joint), "unit");
        const Match *word = mark_at(self, MARK_NUMBER, t);
        if (is_number(self, t, &value)) n = value;
        if (word && !unit) n = value_of(self, word);
        if (!unit) continue;
        const char *length = mark_cell(self, unit, "value");
        days = !strcmp(length, "h") || !strcmp(length, "m") ? 0 : g_ascii_strtod(length, NULL);
        if (is_dual(self, unit)) n = 2;
        is_vague = days > 1 || (n == 1 && is_plural_unit(self, unit));
    }
    When when;
    when_init(&when);
    guint32 back = (guint32)(days * n);
    if (base->start == 0 || base->start <= back) return when;
    when.start = base->start - back;
    when.end = base->end - back;
    when.precision = base->precision;
    when.basis = BASIS_RELATIVE;
    if (is_vague) {
        when.start -= back > 1 ? 1 : 6;
        when.precision = DATE_RANGE;
    }
    return when;
}

When when_read(const Reader *self, guint32 first, guint32 end) {
    Search search = {.reader = self};
    when_init(&search.when);
    for (guint32 t = first; t < end; t++)
        if (self->place_at[t] == NO_MARK) read_numeric(&search, t, end);
    const Match *mark;
    for (guint cursor = 0; (mark = mark_next(self, MARK_CALENDAR, first, end, &cursor));)
        read_mark(&search, mark, first, end);
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
        if (day) *ret_days = value_of(self, day);
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
        int weekday = value_of(self, mark);
        if (day_beside(self, mark, &days)) return ((weekday - days - 1) % 7 + 7) % 7 + 1;
        const Match *which = mark_at(self, MARK_CALENDAR, mark_end(mark));
        if (lone == 0 && !which) lone = weekday; /* قتل اثنان، الاثنين، … */
    }
    return lone;
}

guint32 today_of(const Reader *self) {
    if (self->published) return self->published;
    guint32 day = julian_of(ASSUMED_YEAR, 6, 15);
    int wanted = told_weekday(self);
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, day);
    int at = (int)g_date_get_weekday(&date);
    return wanted > 0 ? day + (guint32)((wanted - at + 7) % 7) : day;
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
