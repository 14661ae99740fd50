/*
 * words: ICU does all that depends on a language; this file only looks patterns up and puts text
 * into them. Texts are put in after the numbers, since ICU's C interface takes either numbers or
 * names as arguments, not both.
 */
#include "words/words.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/ulistformatter.h>
#include <unicode/umsg.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

enum { TEXT_MAX = 2048, DECIMALS_MAX = 2 };

struct Words {
    char *language;
    char *locale;         /* with the digits: "ar_SY@numbers=latn" */
    GHashTable *patterns; /* Pattern by its key */
    GHashTable *dates;    /* UDateFormat by the key of its pattern; opening one costs ten uses */
    UNumberFormat *plain, *grouped; /* how numbers are written: opened once, only read then */
    UNumberFormat *fixed[DECIMALS_MAX + 1]; /* by the digits behind the point */
};

static UChar *to_utf16(const char *text) {
    glong n = 0;
    return (UChar *)g_utf8_to_utf16(text, -1, NULL, &n, NULL);
}

static char *to_utf8(const UChar *text, int32_t n) {
    return g_utf16_to_utf8((const gunichar2 *)text, n, NULL, NULL, NULL);
}

/* A pattern of the table, read once. */
typedef struct {
    char *text;
    UMessageFormat *message; /* NULL: the words themselves */
    bool second_alone;
} Pattern;

static void pattern_free(gpointer data) {
    Pattern *self = data;
    g_free(self->text);
    umsg_close(self->message);
    g_free(self);
}

/* ICU's C interface must not be given a pattern that has the second argument alone: it becomes the
 * first. NULL where ICU does not take the pattern. */
static UMessageFormat *open_message(const char *locale, const char *pattern, bool second_alone) {
    g_autoptr(GString) own = g_string_new(pattern);
    if (second_alone) g_string_replace(own, "{1", "{0", 0);
    g_autofree UChar *wide = to_utf16(own->str);
    UErrorCode status = U_ZERO_ERROR;
    UMessageFormat *message = wide ? umsg_open(wide, -1, locale, NULL, &status) : NULL;
    if (U_SUCCESS(status)) return message;
    umsg_close(message);
    return NULL;
}

/* NULL where ICU refuses the numbers. */
static char *format(const Pattern *pattern, double first, double second) {
    if (pattern->second_alone) first = second;
    UChar out[TEXT_MAX];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = umsg_format(pattern->message, out, TEXT_MAX, &status, first, second);
    return U_SUCCESS(status) && n < TEXT_MAX ? to_utf8(out, n) : NULL;
}

/* A bare {0} would make ICU take the number for a text. */
static bool has_bare_argument(const char *pattern) {
    for (const char *at = strchr(pattern, '{'); at; at = strchr(at + 1, '{')) {
        const char *digits = at + 1 + strspn(at + 1, " \t");
        gsize n = strspn(digits, "0123456789");
        if (n && digits[n + strspn(digits + n, " \t")] == '}') return true;
    }
    return false;
}

/* Most patterns say nothing of a number: they are the words themselves. */
static bool is_plain(const char *pattern) { return !strpbrk(pattern, "{}'"); }

static gboolean add_pattern(Words *self, const Tsv *tsv, guint column, GError **error) {
    const char *text = tsv_cell(tsv, column);
    Pattern pattern = {.second_alone = !strstr(text, "{0")};
    if (!is_plain(text) && !has_bare_argument(text))
        pattern.message = open_message(self->locale, text, pattern.second_alone);
    if (!*text || (!is_plain(text) && !pattern.message))
        return tsv_fail(tsv, error, "'%s' has no usable %s pattern", tsv_cell(tsv, 0),
                        self->language);
    pattern.text = g_strdup(text);
    g_hash_table_insert(self->patterns, g_strdup(tsv_cell(tsv, 0)),
                        g_memdup2(&pattern, sizeof pattern));
    return TRUE;
}

static gboolean read_patterns(Words *self, GError **error) {
    static const char *const columns[] = {"key", "ar", "en", NULL};
    g_autofree char *path = data_path("gazetteer/map-words.tsv", error);
    if (!path) return FALSE;
    g_autoptr(Tsv) tsv = tsv_open(path, columns, error);
    if (!tsv) return FALSE;
    guint column = words_are_arabic(self) ? 1 : 2;
    GError *failure = NULL;
    while (tsv_next(tsv, &failure))
        if (!add_pattern(self, tsv, column, error)) return FALSE;
    if (failure) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    return TRUE;
}

static UNumberFormat *number_format(const char *locale, bool is_grouped) {
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *style = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
    g_assert(U_SUCCESS(status));
    unum_setAttribute(style, UNUM_GROUPING_USED, is_grouped);
    return style;
}

static void date_format_free(gpointer data) { udat_close(data); }

Words *words_new(const char *language, const char *digits, GError **error) {
    g_autoptr(Words) self = g_new0(Words, 1);
    self->language = g_strdup(language);
    /* Syria's names of the months, whatever the digits. */
    self->locale = words_are_arabic(self) ? g_strdup_printf("ar_SY@numbers=%s", digits)
                                          : g_strdup("en_GB@numbers=latn");
    self->patterns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, pattern_free);
    self->dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, date_format_free);
    self->plain = number_format(self->locale, false);
    self->grouped = number_format(self->locale, true);
    for (int decimals = 0; decimals <= DECIMALS_MAX; decimals++) {
        self->fixed[decimals] = number_format(self->locale, true);
        unum_setAttribute(self->fixed[decimals], UNUM_FRACTION_DIGITS, decimals);
    }
    return read_patterns(self, error) ? g_steal_pointer(&self) : NULL;
}

void words_free(Words *self) {
    if (!self) return;
    g_free(self->language);
    g_free(self->locale);
    g_hash_table_unref(self->patterns);
    g_hash_table_unref(self->dates);
    unum_close(self->plain);
    unum_close(self->grouped);
    for (int decimals = 0; decimals <= DECIMALS_MAX; decimals++) unum_close(self->fixed[decimals]);
    g_free(self);
}

const char *words_language(const Words *self) { return self->language; }

bool words_are_arabic(const Words *self) { return strcmp(self->language, "ar") == 0; }

Direction words_direction(const Words *self) {
    return words_are_arabic(self) ? DIRECTION_RTL : DIRECTION_LTR;
}

bool words_have(const Words *self, const char *key) {
    return g_hash_table_contains(self->patterns, key);
}

char *words_say_number(const Words *self, const char *key, double first, double second) {
    const Pattern *pattern = g_hash_table_lookup(self->patterns, key);
    if (!pattern) g_error("map-words.tsv has no '%s'", key);
    char *said = pattern->message ? format(pattern, first, second) : g_strdup(pattern->text);
    g_assert(said);
    return said;
}

char *words_say(const Words *self, const char *key) { return words_say_number(self, key, 0, 0); }

char *words_say_with(const Words *self, const char *key, ...) {
    g_autofree char *base = words_say(self, key);
    g_autoptr(GString) out = g_string_new(base);
    va_list pairs;
    va_start(pairs, key);
    for (const char *name = va_arg(pairs, const char *); name; name = va_arg(pairs, const char *)) {
        g_autofree char *mark = g_strdup_printf("<%s>", name);
        g_string_replace(out, mark, va_arg(pairs, const char *), 0);
    }
    va_end(pairs);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *written(const UNumberFormat *style, double number) {
    UErrorCode status = U_ZERO_ERROR;
    UChar out[64];
    int32_t n = unum_formatDouble(style, number, out, G_N_ELEMENTS(out), NULL, &status);
    g_assert(U_SUCCESS(status));
    return to_utf8(out, n);
}

char *words_number(const Words *self, double number) {
    return written(number >= 1000 ? self->grouped : self->plain, number);
}

char *words_ratio(const Words *self, double ratio) {
    return written(self->fixed[ratio >= 9.95 ? 0 : ratio >= 0.995 ? 1 : 2], ratio);
}

char *words_list(const Words *self, const char *const *items, guint n) {
    if (n == 0) return g_strdup("");
    g_autoptr(GPtrArray) wide = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < n; i++) g_ptr_array_add(wide, to_utf16(items[i]));
    UErrorCode status = U_ZERO_ERROR;
    UListFormatter *list = ulistfmt_open(self->locale, &status);
    UChar out[TEXT_MAX];
    int32_t len = ulistfmt_format(list, (const UChar *const *)wide->pdata, NULL, (int32_t)n, out,
                                  TEXT_MAX, &status);
    ulistfmt_close(list);
    return U_SUCCESS(status) && len < TEXT_MAX ? to_utf8(out, len)
                                               : g_strjoinv("، ", (char **)items);
}

/* Milliseconds since 1970 of an ISO day at noon UTC; FALSE where it is none. */
static gboolean day_of(const char *iso, double *ret_day) {
    GDate date;
    g_date_clear(&date, 1);
    if (!iso || strlen(iso) < 10 || iso[4] != '-' || iso[7] != '-') return FALSE;
    guint64 year, month, day;
    g_autofree char *y = g_strndup(iso, 4), *m = g_strndup(iso + 5, 2), *d = g_strndup(iso + 8, 2);
    if (!g_ascii_string_to_unsigned(y, 10, 1, 9999, &year, NULL) ||
        !g_ascii_string_to_unsigned(m, 10, 1, 12, &month, NULL) ||
        !g_ascii_string_to_unsigned(d, 10, 1, 31, &day, NULL) ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return FALSE;
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    const guint32 epoch = 719163; /* g_date_get_julian of 1970-01-01 */
    *ret_day = ((double)g_date_get_julian(&date) - epoch + 0.5) * 86400000.0;
    return TRUE;
}

static const UDateFormat *date_format(const Words *self, const char *key) {
    static const UChar utc[] = u"UTC";
    UDateFormat *known = g_hash_table_lookup(self->dates, key);
    if (known) return known;
    const Pattern *pattern = g_hash_table_lookup(self->patterns, key);
    g_assert(pattern);
    g_autofree UChar *wide = to_utf16(pattern->text);
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *style =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, self->locale, utc, -1, wide, -1, &status);
    g_assert(U_SUCCESS(status));
    g_hash_table_insert(self->dates, g_strdup(key), style);
    return style;
}

/* A time in the pattern of `key`, as ICU writes patterns ("d MMMM y"). */
static char *date_as(const Words *self, const char *key, double time) {
    UErrorCode status = U_ZERO_ERROR;
    UChar out[256];
    int32_t n = udat_format(date_format(self, key), time, out, G_N_ELEMENTS(out), NULL, &status);
    g_assert(U_SUCCESS(status));
    return to_utf8(out, n);
}

/* Whole days need telling only within a month; longer spans are told by month. */
char *words_period(const Words *self, const char *from, const char *until) {
    double start, end;
    if (!day_of(from, &start) || !day_of(until, &end) || start > end) return NULL;
    if (start == end) return date_as(self, "date-day", start);
    bool same_month = strncmp(from, until, 7) == 0, same_year = strncmp(from, until, 4) == 0;
    const char *first = same_month  ? "date-day-of-month"
                        : same_year ? "date-month-of-year"
                                    : "date-month";
    g_autofree char *left = date_as(self, first, start);
    g_autofree char *right = date_as(self, same_month ? "date-day" : "date-month", end);
    return words_say_with(self, same_month ? "period-days" : "period-months", "from", left, "until",
                          right, NULL);
}

char *words_days(const Words *self, const char *from, const char *until) {
    double start, end;
    if (!day_of(from, &start) || !day_of(until, &end) || start > end) return NULL;
    if (strncmp(from, until, 7) == 0) return words_period(self, from, until);
    bool same_year = strncmp(from, until, 4) == 0;
    g_autofree char *left = date_as(self, same_year ? "date-day-of-year" : "date-day", start);
    g_autofree char *right = date_as(self, "date-day", end);
    return words_say_with(self, "period-months", "from", left, "until", right, NULL);
}

char *words_days_brief(const Words *self, const char *from, const char *until) {
    double start, end;
    if (!day_of(from, &start) || !day_of(until, &end) || start > end) return NULL;
    if (start == end) return date_as(self, "date-day-brief", start);
    bool same_month = strncmp(from, until, 7) == 0;
    g_autofree char *left =
        date_as(self, same_month ? "date-day-of-month" : "date-day-brief", start);
    g_autofree char *right = date_as(self, "date-day-brief", end);
    return words_say_with(self, "period-days", "from", left, "until", right, NULL);
}

char *words_month(const Words *self, const char *day) {
    double time;
    return day_of(day, &time) ? date_as(self, "date-month", time) : NULL;
}

char *words_month_of_year(const Words *self, const char *day) {
    double time;
    return day_of(day, &time) ? date_as(self, "date-month-of-year", time) : NULL;
}

char *words_month_short(const Words *self, const char *day) {
    double time;
    return day_of(day, &time) ? date_as(self, "date-month-short", time) : NULL;
}

char *words_months_short(const Words *self, const char *from, const char *until) {
    double start, end;
    if (!day_of(from, &start) || !day_of(until, &end) || start > end) return NULL;
    bool same_year = strncmp(from, until, 4) == 0;
    g_autofree char *left =
        date_as(self, same_year ? "date-month-brief" : "date-month-short", start);
    g_autofree char *right = date_as(self, "date-month-short", end);
    return words_say_with(self, "period-days", "from", left, "until", right, NULL);
}
