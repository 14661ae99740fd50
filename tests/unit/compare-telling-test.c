/* A comparison in words and as a table. */
#include <glib/gstdio.h>
#include <string.h>

#include "compare/compare.h"

static Words *english, *arabic;

static char *sentence(double before, double after, const Words *words) {
    CompareRow row = {.area = AREA_ALL, .rate = rate_compare(before, after, 31, 28)};
    return comparison_sentence(NULL, &row, NULL, words);
}

static void assert_sentence(double before, double after, const char *expected) {
    g_autofree char *said = sentence(before, after, english);
    g_assert_cmpstr(said, ==, expected);
}

static void test_sentences(void) {
    assert_sentence(4, 11,
                    "Incidents in all areas rose from 4 to 11 (3.0 times the rate; 95% interval "
                    "0.90–13): may be chance");
    assert_sentence(40, 5,
                    "Incidents in all areas fell from 40 to 5 (0.14 times the rate; 95% interval "
                    "0.04–0.35): more than chance explains");
    assert_sentence(17, 16,
                    "Incidents in all areas: 17, then 16, at nearly the same rate (1.0 times the "
                    "rate; 95% interval 0.49–2.2): may be chance");
    assert_sentence(0, 0, "Incidents in all areas stayed at 0");
}

/* Equal counts neither rose nor fell, nor did what the rates tell otherwise than the counts; shares
 * of incidents are about so many. */
static void test_no_false_direction(void) {
    g_autofree char *same = sentence(2, 2, english), *other = sentence(20, 19, english);
    g_autofree char *shares = sentence(1.5, 0.5, english), *in_arabic = sentence(2, 2, arabic);
    g_assert_true(g_str_has_prefix(same, "Incidents in all areas stayed at 2 (1.1 times"));
    g_assert_true(g_str_has_prefix(
        other,
        "Incidents in all areas: 20, then 19, while the rate went the other way (1.1 times"));
    g_assert_true(
        g_str_has_prefix(shares, "Incidents in all areas fell from about 1.5 to about 0.5"));
    g_assert_nonnull(strstr(in_arabic, "بقيت"));
    g_assert_null(strstr(in_arabic, "ارتفعت"));
}

/* Of what is new or ceased no ratio is told: it would be infinite, or nothing. */
static void test_new_and_ceased(void) {
    g_autofree char *new = sentence(0, 9, english), *ceased = sentence(9, 0, english);
    g_assert_nonnull(strstr(new, "none, then 9"));
    g_assert_nonnull(strstr(new, "at least"));
    g_assert_nonnull(strstr(ceased, "9, then none"));
    g_assert_nonnull(strstr(ceased, "at most"));
    g_assert_null(strstr(new, "inf"));
}

/* One, two, few, many: each has its own form. */
static void test_arabic_plurals(void) {
    static const struct {
        double before;
        const char *form;
    } forms[] = {{1, "من حادثة واحدة"}, {2, "من حادثتين"}, {7, "من 7 حوادث"}, {40, "من 40 حادثة"}};
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autofree char *said = sentence(forms[i].before, 60, arabic);
        g_assert_nonnull(strstr(said, forms[i].form));
    }
}

static void assert_name(const char *range, const char *expected) {
    g_auto(Periods) periods = {0};
    g_assert_true(periods_add_range(&periods, range, NULL));
    g_autofree char *name = period_name(&periods.items[0], english);
    g_assert_cmpstr(name, ==, expected);
}

static void test_names_of_periods(void) {
    assert_name("2016", "2016");
    assert_name("2022-01", "January 2022");
    assert_name("2022-01-03..2022-01-09", "3–9 January 2022");
    assert_name("2022-01-31..2022-02-06", "31 January – 6 February 2022");
    assert_name("2021-12-27..2022-01-02", "27 December 2021 – 2 January 2022");
    assert_name("2021-11..2022-02", "November 2021 – February 2022");
}

static void assert_short_name(const char *range, const Words *words, const char *expected) {
    g_auto(Periods) periods = {0};
    g_assert_true(periods_add_range(&periods, range, NULL));
    g_autofree char *name = period_short_name(&periods.items[0], words);
    g_assert_cmpstr(name, ==, expected);
}

static void test_short_names_of_periods(void) {
    assert_short_name("2016-10..2016-12", english, "Oct–Dec 2016");
    assert_short_name("2016-10..2016-12", arabic, "10–12/2016");
    assert_short_name("2016-12..2017-02", english, "Dec 2016–Feb 2017");
    assert_short_name("2016-03", english, "Mar 2016");
    assert_short_name("2016", english, "2016");
}

static void assert_name_before(const char *first, const char *second, const char *expected) {
    g_auto(Periods) periods = {0};
    g_assert_true(periods_add_range(&periods, first, NULL));
    g_assert_true(periods_add_range(&periods, second, NULL));
    g_autofree char *name = period_name_before(&periods.items[0], &periods.items[1], english);
    g_assert_cmpstr(name, ==, expected);
}

/* A title of two months says their year once, and only where it is the same. */
static void test_names_before_another(void) {
    assert_name_before("2022-01", "2022-02", "January");
    assert_name_before("2021-12", "2022-01", "December 2021");
    assert_name_before("2022-01", "2022", "January 2022");
    assert_name_before("2016", "2017", "2016");
}

static GArray *annotations_of(const char *text, GError **error) {
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("kharita-events-XXXXXX", &path, NULL);
    g_assert_cmpint(file, >=, 0);
    g_close(file, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    GArray *found = annotations_read(path, error);
    g_remove(path);
    return found;
}

static void test_annotations(void) {
    g_autoptr(GArray) found = annotations_of(
        "date\tlabel_ar\tlabel_en\n2022-02-01\t\tstorm\n2022-01-05\tهدنة\ttruce\n", NULL);
    g_assert_cmpuint(found->len, ==, 2);
    g_assert_cmpstr(g_array_index(found, Annotation, 0).ar, ==, "هدنة");
    g_assert_cmpstr(g_array_index(found, Annotation, 1).ar, ==, "storm");
}

static void test_bad_annotations(void) {
    static const char *const texts[] = {"date\tlabel_ar\tlabel_en\n2022-02-30\tأ\tb\n",
                                        "date\tlabel_ar\tlabel_en\n2022-02-03\t\t\n",
                                        "date\tlabel_ar\tlabel_en\nsoon\tأ\tb\n",
                                        "day\tlabel_ar\tlabel_en\n"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(annotations_of(texts[i], &error));
        g_assert_nonnull(error);
        g_assert_nonnull(strstr(error->message, "kharita-events-"));
    }
}

int main(int argc, char **argv) {
    g_setenv("KHARITA_DATA", ".", FALSE);
    g_test_init(&argc, &argv, NULL);
    english = words_new("en", "latn", NULL);
    arabic = words_new("ar", "latn", NULL);
    g_assert_true(english && arabic);
    g_test_add_func("/compare/sentences", test_sentences);
    g_test_add_func("/compare/no-false-direction", test_no_false_direction);
    g_test_add_func("/compare/new-and-ceased", test_new_and_ceased);
    g_test_add_func("/compare/arabic-plurals", test_arabic_plurals);
    g_test_add_func("/compare/names-of-periods", test_names_of_periods);
    g_test_add_func("/compare/short-names-of-periods", test_short_names_of_periods);
    g_test_add_func("/compare/names-before-another", test_names_before_another);
    g_test_add_func("/compare/annotations", test_annotations);
    g_test_add_func("/compare/bad-annotations-are-refused", test_bad_annotations);
    int status = g_test_run();
    words_free(english);
    words_free(arabic);
    return status;
}
