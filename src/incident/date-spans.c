/*
 * Times told from the day of publication by how long ago or in which week, month or year: "قبل
 * ثلاثة أيام", "خلال الـ 48 ساعة الماضية", "الأسبوع الماضي", "في السابع من الشهر الجاري".
 */
#include "incident/dates.h"

/* "منذ شهرين": what lasts or lasted so long gives a single deed no date. */
enum { LONGEST_SINCE = 10, LONGEST_PAST = 31 };

guint32 published_plus(const Reader *self, int days) {
    return self->today ? (guint32)((gint64)self->today + days) : 0;
}

void read_month_of(DateSearch *search, const Match *mark, guint32 first) {
    const Reader *self = search->reader;
    if (!self->today) return;
    int year, month, day;
    split_julian(self->today, &year, &month, &day);
    month += calendar_value(self, mark);
    if (month < 1) month += 12, year--;
    if (month > 12) month -= 12, year++;
    int of_month = day_before(self, mark->first_token, first);
    guint32 julian = of_month > 0 ? julian_of(year, month, of_month) : 0;
    if (julian)
        date_offer(search, BEST_DAY, julian, julian, DATE_DAY, BASIS_RELATIVE);
    else
        offer_month(search, false, year, month, lead_before(self, mark->first_token, first));
    if (search->when.basis == BASIS_EXPLICIT) search->when.basis = BASIS_RELATIVE;
}

void read_week_of(DateSearch *search, const Match *mark) {
    const Reader *self = search->reader;
    int weeks = calendar_value(self, mark);
    /* Weeks begin on Sunday; of the running one so much is told as has been. */
    enum { SUNDAY = 7, DAYS = 7 };
    guint32 start = weekday_until(self->today, SUNDAY) + (guint32)(DAYS * weeks);
    if (weeks == 0) start = published_plus(self, 1 - DAYS);
    date_offer(search, BEST_UNIT, start, MIN(start + DAYS - 1, self->today), DATE_WEEK,
               BASIS_RELATIVE);
}

/* A dual says two: يومين، ساعتين. */
static bool is_dual(const Reader *self, const Match *unit) {
    return mark_is(self, unit, "number", "du");
}

/* Part of a day that counts as one. */
#define ROUND_UP 0.999

static double days_of_unit(const Reader *self, const Match *unit) {
    const char *length = mark_cell(self, unit, "value");
    if (!strcmp(length, "h")) return 1.0 / 24;
    return !strcmp(length, "m") ? 0 : g_ascii_strtod(length, NULL);
}

/* The number at a token, in digits or as a word that is no ordinal told of one thing; 0 where none.
 */
static double amount_at(const Reader *self, guint32 token, guint32 end) {
    double value;
    if (token >= end) return 0;
    if (date_number(self, token, &value)) return value;
    const Match *word = mark_at(self, MARK_NUMBER, token);
    bool is_amount = word && !mark_is(self, word, "kind", "ordinal");
    return is_amount ? calendar_value(self, word) : 0;
}

/* "منذ يومين": all the time from then on, of what lasts. */
static void offer_since(DateSearch *search, guint32 start) {
    if (search->rank >= BEST_UNIT || !start) return;
    date_offer(search, BEST_UNIT, start, search->reader->today, DATE_RANGE, BASIS_RELATIVE);
    search->when.is_since = true;
}

void read_span(DateSearch *search, const Match *lead, guint32 end) {
    const Reader *self = search->reader;
    double n = 0;
    const Match *unit = NULL;
    for (guint32 t = mark_end(lead); t < end && t < mark_end(lead) + 5 && !unit; t++) {
        double value;
        unit = calendar_at(self, t, end, "unit");
        const Match *word = mark_at(self, MARK_NUMBER, t);
        if (date_number(self, t, &value))
            n = value;
        else if (word && !unit)
            n = calendar_value(self, word);
        else if (!unit && self->text->tokens[t].kind == TOKEN_WORD &&
                 self->text->tokens[t].norm_len > 6)
            return;
    }
    if (!unit) return;
    double days = days_of_unit(self, unit);
    if (n == 0) n = is_dual(self, unit) ? 2 : 0;
    if (n == 0) return;
    int back = (int)(days * n + ROUND_UP);
    const char *kind = mark_cell(self, lead, "value");
    guint32 start = published_plus(self, -back);
    if (!strcmp(kind, "ago") && days >= 1 && days < 7)
        date_offer(search, BEST_DAY, start, start, DATE_DAY, BASIS_RELATIVE);
    else if (!strcmp(kind, "ago"))
        date_offer(search, BEST_UNIT, published_plus(self, -back - (int)days / 2),
                   published_plus(self, -back + (int)days / 2), days < 7 ? DATE_RANGE : DATE_WEEK,
                   BASIS_RELATIVE);
    else if (!strcmp(kind, "within") || (!strcmp(kind, "on") && days < 1))
        date_offer(search, BEST_UNIT, start, self->today, DATE_RANGE, BASIS_RELATIVE);
    else if (!strcmp(kind, "since") && back <= LONGEST_SINCE)
        offer_since(search, start);
}

void read_past_units(DateSearch *search, const Match *unit, guint32 first, guint32 end) {
    const Reader *self = search->reader;
    guint32 next = mark_end(unit), before = unit->first_token;
    if (next < end && !strcmp(text_norm(self->text, next), "ال")) next++; /* الـ 5 */
    double n = amount_at(self, next, end);
    if (n > 0)
        next++;
    else if (before > first)
        n = amount_at(self, before - 1, end);
    const Match *which = calendar_at(self, next, end, "which");
    if (n == 0 || !which || calendar_value(self, which) >= 0) return;
    int back = (int)(days_of_unit(self, unit) * n + ROUND_UP);
    if (back > 0 && back <= LONGEST_PAST)
        date_offer(search, BEST_UNIT, published_plus(self, -back), self->today, DATE_RANGE,
                   BASIS_RELATIVE);
}

static void offer_year(DateSearch *search, int year, DateBasis basis) {
    guint32 start = julian_of(year, 1, 1), end = julian_of(year, 12, 31);
    if (search->reader->today) end = MIN(end, search->reader->today);
    date_offer(search, BEST_YEAR, start, end, DATE_RANGE, basis);
}

void read_year(DateSearch *search, const Match *unit, guint32 first, guint32 end) {
    enum { HEAD = 2, SHORTEST = 360 };
    double year;
    if (unit->first_token > first + HEAD || mark_end(unit) >= end ||
        calendar_value(search->reader, unit) < SHORTEST ||
        !date_number(search->reader, mark_end(unit), &year))
        return;
    offer_year(search, (int)year, BASIS_EXPLICIT);
}

void read_year_of(DateSearch *search, const Match *mark) {
    int year, month, day;
    if (!search->reader->today || calendar_value(search->reader, mark) >= 0) return;
    split_julian(search->reader->today, &year, &month, &day);
    offer_year(search, year + calendar_value(search->reader, mark), BASIS_RELATIVE);
}

void read_recent(DateSearch *search, const Match *mark) {
    int days = calendar_value(search->reader, mark), least = 0;
    const char *until = strchr(mark_cell(search->reader, mark, "value"), '-');
    if (days == 0) return;
    if (until) read_digits(until + 1, 3, &least);
    date_offer(search, BEST_RECENT, published_plus(search->reader, -days),
               published_plus(search->reader, -least), days <= 3 ? DATE_RANGE : DATE_WEEK,
               BASIS_RELATIVE);
}

When when_before(const Reader *self, const Match *joint, const When *base) {
    enum { DAYS_BEFORE = 6 }; /* of a day that is known by its publication alone */
    double days = 1, n = 1, value;
    bool is_vague = false;
    for (guint32 t = joint->first_token; t < mark_end(joint); t++) {
        const Match *unit = calendar_at(self, t, mark_end(joint), "unit");
        const Match *word = mark_at(self, MARK_NUMBER, t);
        if (date_number(self, t, &value)) n = value;
        if (word && !unit) n = calendar_value(self, word);
        if (!unit) continue;
        days = days_of_unit(self, unit);
        if (days < 1) days = 0;
        if (is_dual(self, unit)) n = 2;
        is_vague = days > 1 || (days > 0 && n == 1 && mark_is(self, unit, "number", "pl"));
    }
    When when;
    when_init(&when);
    guint32 back = (guint32)(days * n);
    if (base->start == 0 || base->start <= back) return when;
    bool is_of_week = base->precision == DATE_WEEK && base->start == base->end;
    when.start = base->start - back - (is_of_week ? DAYS_BEFORE : 0);
    when.end = base->end - back;
    when.precision = base->precision;
    when.basis = BASIS_RELATIVE;
    if (is_vague) {
        when.start -= back > 1 ? 1 : 6;
        when.precision = DATE_RANGE;
    }
    return when;
}
