/* Days of three calendars as Julian days, which GLib counts from the year 1. */
#include <unicode/ucal.h>

#include "incident/dates.h"

const char *read_digits(const char *at, int most, int *ret_number) {
    *ret_number = 0;
    const char *first = at;
    for (; at && at < first + most && g_ascii_isdigit(*at); at++)
        *ret_number = 10 * *ret_number + (*at - '0');
    return at == first ? NULL : at;
}

/* 0 where there is no such day. */
static guint32 julian_of_valid(int year, int month, int day) {
    if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) return 0;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return g_date_get_julian(&date);
}

static GDate date_of_julian(guint32 julian) {
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, julian);
    return date;
}

guint32 julian_of_iso(const char *iso) {
    int year, month, day;
    const char *at = read_digits(iso, 4, &year);
    if (!at || *at != '-' || !(at = read_digits(at + 1, 2, &month)) || *at != '-' ||
        !read_digits(at + 1, 2, &day))
        return 0;
    return julian_of_valid(year, month, day);
}

/* Writes so many digits of a number, the last of them before `end`. */
static void put_digits(char *end, int n, int number) {
    for (; n > 0; n--, number /= 10) *--end = (char)('0' + number % 10);
}

char *iso_of_julian(guint32 julian) {
    enum { LAST_YEAR = 9999 };
    if (julian == 0) return NULL;
    int year, month, day;
    split_julian(julian, &year, &month, &day);
    if (year > LAST_YEAR) return g_strdup_printf("%d-%02d-%02d", year, month, day);
    char *iso = g_strdup("0000-00-00");
    put_digits(iso + strlen("0000"), 4, year);
    put_digits(iso + strlen("0000-00"), 2, month);
    put_digits(iso + strlen("0000-00-00"), 2, day);
    return iso;
}

guint32 julian_of(int year, int month, int day) {
    bool is_of_now =
        year >= 1990 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return is_of_now ? julian_of_valid(year, month, day) : 0;
}

void split_julian(guint32 julian, int *year, int *month, int *day) {
    GDate date = date_of_julian(julian);
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

guint32 day_of(bool is_hijri, int year, int month, int day) {
    return is_hijri ? julian_of_hijri(year, month, day) : julian_of(year, month, day);
}

int latest_year(const Reader *self, bool is_hijri, int month, int day) {
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

guint32 weekday_until(guint32 julian, int weekday) {
    GDate date = date_of_julian(julian);
    int back = ((int)g_date_get_weekday(&date) - weekday + 7) % 7;
    return julian > (guint32)back ? julian - (guint32)back : 0;
}
