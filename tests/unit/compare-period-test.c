/* Periods: what an analyst writes, and how much of an incident lies in one. */
#include "compare/compare.h"

static void assert_days(const Period *period, const char *first, const char *last) {
    char from[16], until[16];
    g_date_strftime(from, sizeof from, "%Y-%m-%d", &period->first);
    g_date_strftime(until, sizeof until, "%Y-%m-%d", &period->last);
    g_assert_cmpstr(from, ==, first);
    g_assert_cmpstr(until, ==, last);
}

static void test_ranges(void) {
    g_auto(Periods) periods = {0};
    const char *const texts[] = {"2022-01-05..2022-02-03", "2024", "2024-02", "2022-12-31",
                                 "2021-11..2022-02"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_true(periods_add_range(&periods, texts[i], NULL));
    assert_days(&periods.items[0], "2022-01-05", "2022-02-03");
    assert_days(&periods.items[1], "2024-01-01", "2024-12-31");
    assert_days(&periods.items[2], "2024-02-01", "2024-02-29");
    assert_days(&periods.items[3], "2022-12-31", "2022-12-31");
    assert_days(&periods.items[4], "2021-11-01", "2022-02-28");
    g_assert_cmpuint(period_days(&periods.items[0]), ==, 30);
    g_assert_cmpuint(period_days(&periods.items[1]), ==, 366);
}

static void test_bad_ranges(void) {
    const char *const texts[] = {"",
                                 "last month",
                                 "2022-13",
                                 "2022-02-30",
                                 "2022-01-05..",
                                 "..2022",
                                 "2022-1-5",
                                 "2022-02-03..2022-01-05",
                                 "22-01-05",
                                 "2022-01-05...2022-01-06"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_auto(Periods) periods = {0};
        g_autoptr(GError) error = NULL;
        g_assert_false(periods_add_range(&periods, texts[i], &error));
        g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
        g_assert_cmpuint(periods.n, ==, 0);
    }
}

static void assert_series(const char *step_name, const char *first, const char *last, guint n,
                          const char *from, const char *until) {
    g_auto(Periods) periods = {0};
    PeriodStep step;
    GDate start, end;
    g_assert_true(period_step_parse(step_name, &step));
    g_assert_true(day_parse(first, &start) && day_parse(last, &end));
    g_assert_true(periods_add_series(&periods, step, &start, &end, 100, NULL));
    g_assert_cmpuint(periods.n, ==, n);
    assert_days(&periods.items[n - 1], from, until);
}

static void test_series(void) {
    assert_series("day", "2022-02-27", "2022-03-01", 3, "2022-03-01", "2022-03-01");
    assert_series("week", "2022-01-05", "2022-01-10", 2, "2022-01-10", "2022-01-16");
    assert_series("month", "2021-12-31", "2022-02-01", 3, "2022-02-01", "2022-02-28");
    assert_series("quarter", "2021-12-31", "2022-04-01", 3, "2022-04-01", "2022-06-30");
    assert_series("year", "2016-06-01", "2019-11-30", 4, "2019-01-01", "2019-12-31");
}

static void test_too_many(void) {
    g_auto(Periods) periods = {0};
    GDate first, last;
    g_autoptr(GError) error = NULL;
    g_assert_true(day_parse("2016-01-01", &first) && day_parse("2019-12-31", &last));
    g_assert_false(periods_add_series(&periods, BY_DAY, &first, &last, 400, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
}

static double share(const char *first, const char *last) {
    g_auto(Periods) periods = {0};
    g_autoptr(Incident) incident = incident_new();
    incident->date_start = g_strdup(first);
    incident->date_end = g_strdup(last);
    g_assert_true(periods_add_range(&periods, "2022-01", NULL));
    return period_share(&periods.items[0], incident);
}

static void test_shares(void) {
    g_assert_cmpfloat(share("2022-01-31", "2022-01-31"), ==, 1);
    g_assert_cmpfloat(share("2022-01-31", NULL), ==, 1);
    g_assert_cmpfloat(share("2022-01-31", "2022-02-03"), ==, 0.25);
    g_assert_cmpfloat(share("2021-12-31", "2022-02-01"), ==, 31.0 / 33);
    g_assert_cmpfloat(share("2022-02-01", "2022-02-05"), ==, 0);
    g_assert_cmpfloat(share(NULL, NULL), ==, 0);
    g_assert_cmpfloat(share("soon", NULL), ==, 0);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compare/ranges-of-days", test_ranges);
    g_test_add_func("/compare/bad-ranges-are-refused", test_bad_ranges);
    g_test_add_func("/compare/series-cover-their-days", test_series);
    g_test_add_func("/compare/series-have-an-end", test_too_many);
    g_test_add_func("/compare/straddling-incidents-are-split", test_shares);
    return g_test_run();
}
