/* Periods: ranges of days as an analyst writes them, and how much of an incident lies in one. */
#include <string.h>

#include "compare/compare.h"

void periods_clear(Periods *self) {
    for (guint i = 0; i < self->n; i++) g_free(self->items[i].name);
    g_clear_pointer(&self->items, g_free);
    self->n = 0;
}

static void add(Periods *self, const GDate *first, const GDate *last, const char *name) {
    self->items = g_renew(Period, self->items, self->n + 1);
    Period *period = &self->items[self->n++];
    period->first = *first;
    period->last = *last;
    period->name = g_strdup(name);
}

void periods_add_set(Periods *self, const char *name) {
    GDate never;
    g_date_clear(&never, 1);
    add(self, &never, &never, name);
}

/* The number in `n` digits of `text`. */
static gboolean digits(const char *text, gsize n, guint least, guint most, guint *ret_number) {
    guint number = 0;
    for (gsize i = 0; i < n; i++) {
        if (!g_ascii_isdigit(text[i])) return FALSE;
        number = 10 * number + (guint)g_ascii_digit_value(text[i]);
    }
    *ret_number = number;
    return number >= least && number <= most;
}

/* The first and last day that "2016", "2016-03" or "2016-03-17" mean. */
static gboolean span_of(const char *text, GDate *ret_first, GDate *ret_last) {
    guint year, month = 1, day = 1;
    gsize len = strlen(text);
    if ((len != 4 && len != 7 && len != 10) || !digits(text, 4, 1, 9999, &year)) return FALSE;
    if (len >= 7 && (text[4] != '-' || !digits(text + 5, 2, 1, 12, &month))) return FALSE;
    if (len == 10 && (text[7] != '-' || !digits(text + 8, 2, 1, 31, &day))) return FALSE;
    if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) return FALSE;
    g_date_set_dmy(ret_first, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    *ret_last = *ret_first;
    if (len == 4) g_date_set_dmy(ret_last, 31, G_DATE_DECEMBER, (GDateYear)year);
    if (len == 7)
        g_date_set_day(ret_last, g_date_get_days_in_month((GDateMonth)month, (GDateYear)year));
    return TRUE;
}

gboolean day_parse(const char *text, GDate *ret_day) {
    GDate last;
    return text && strlen(text) == 10 && span_of(text, ret_day, &last);
}

gboolean periods_add_range(Periods *self, const char *text, GError **error) {
    const char *dots = strstr(text, "..");
    g_autofree char *from = dots ? g_strndup(text, (gsize)(dots - text)) : g_strdup(text);
    const char *until = dots ? dots + 2 : text;
    GDate first, last, unused;
    if (!span_of(from, &first, &unused) || !span_of(until, &unused, &last)) {
        g_set_error(
            error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
            _("'%s' is no period: write FROM..TO with days (2022-01-01..2022-01-31), a year "
              "(2022) or a month (2022-01)"),
            text);
        return FALSE;
    }
    if (g_date_compare(&first, &last) > 0) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, _("'%s' ends before it begins"),
                    text);
        return FALSE;
    }
    add(self, &first, &last, dots ? NULL : text);
    return TRUE;
}

/* Whichever comes first: days of one in the other would count on both sides of a difference. */
static bool share_days(const Period *a, const Period *b) {
    if (!g_date_valid(&a->first) || !g_date_valid(&b->first)) return false;
    return g_date_compare(&a->first, &b->last) <= 0 && g_date_compare(&b->first, &a->last) <= 0;
}

gboolean periods_are_apart(const Periods *self, GError **error) {
    for (guint i = 0; i + 1 < self->n; i++)
        for (guint j = i + 1; j < self->n; j++) {
            if (!share_days(&self->items[i], &self->items[j])) continue;
            g_set_error(
                error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                _("the periods overlap: what happened on a day of both would count as before "
                  "and as after"));
            return FALSE;
        }
    return TRUE;
}

gboolean period_step_parse(const char *name, PeriodStep *ret_step) {
    static const char *const names[] = {"day", "week", "month", "quarter", "year"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0) {
            *ret_step = (PeriodStep)i;
            return TRUE;
        }
    return FALSE;
}

/* The first day of the step that holds `day`. */
static GDate step_start(PeriodStep step, const GDate *day) {
    GDate start = *day;
    if (step == BY_WEEK)
        g_date_subtract_days(&start, (guint)g_date_get_weekday(&start) - G_DATE_MONDAY);
    if (step >= BY_MONTH) g_date_set_day(&start, 1);
    if (step == BY_QUARTER)
        g_date_subtract_months(&start, ((guint)g_date_get_month(&start) - 1) % 3);
    if (step == BY_YEAR) g_date_set_month(&start, G_DATE_JANUARY);
    return start;
}

static void step_on(PeriodStep step, GDate *day) {
    static const guint months[] = {[BY_MONTH] = 1, [BY_QUARTER] = 3, [BY_YEAR] = 12};
    if (step == BY_DAY) g_date_add_days(day, 1);
    if (step == BY_WEEK) g_date_add_days(day, 7);
    if (step >= BY_MONTH) g_date_add_months(day, months[step]);
}

gboolean periods_add_series(Periods *self, PeriodStep step, const GDate *first, const GDate *last,
                            guint most, GError **error) {
    GDate start = step_start(step, first);
    for (guint n = 0; g_date_compare(&start, last) <= 0; n++) {
        if (n == most) {
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                        _("the incidents fill more than %u periods: choose longer ones, or fewer "
                          "days with --since and --until"),
                        most);
            return FALSE;
        }
        GDate end = start;
        step_on(step, &end);
        GDate next = end;
        g_date_subtract_days(&end, 1);
        add(self, &start, &end, NULL);
        start = next;
    }
    return TRUE;
}

guint period_days(const Period *self) {
    if (!g_date_valid(&self->first)) return 0;
    return (guint)g_date_days_between(&self->first, &self->last) + 1;
}

gboolean incident_days(const Incident *incident, GDate *ret_first, GDate *ret_last) {
    if (!day_parse(incident_day(incident), ret_first)) return FALSE;
    if (!day_parse(incident->date_end, ret_last) || g_date_compare(ret_last, ret_first) < 0)
        *ret_last = *ret_first;
    return TRUE;
}

double period_share_of_days(const Period *self, const GDate *first, const GDate *last) {
    if (!g_date_valid(&self->first)) return 0;
    guint32 from = MAX(g_date_get_julian(first), g_date_get_julian(&self->first));
    guint32 until = MIN(g_date_get_julian(last), g_date_get_julian(&self->last));
    if (from > until) return 0;
    return (double)(until - from + 1) / (g_date_days_between(first, last) + 1);
}

double period_share(const Period *self, const Incident *incident) {
    GDate first, last;
    return incident_days(incident, &first, &last) ? period_share_of_days(self, &first, &last) : 0;
}
