/* The words of a map: numbers, plurals, times and lists in both languages. */
#include "cases.h"
#include "words/words.h"

static Words *open_words(const char *language) {
    g_autoptr(GError) error = NULL;
    Words *words = words_new(language, "latn", &error);
    g_assert_no_error(error);
    return words;
}

static void check_count(const CaseFile *cases, guint line, char **cells) {
    g_autoptr(Words) words = open_words(cells[0]);
    g_autofree char *said = words_say_number(words, cells[1], g_ascii_strtod(cells[2], NULL),
                                             g_ascii_strtod(cells[3], NULL));
    if (strcmp(said, cells[4]) != 0) case_fail(cases, line, cells[4], said);
}

static void test_counts(void) { cases_run("map/counts.txt", 5, check_count); }

static void check_period(const CaseFile *cases, guint line, char **cells) {
    g_autoptr(Words) words = open_words(cells[0]);
    g_autofree char *said = words_period(words, cells[1], cells[2]);
    if (g_strcmp0(said, cells[3]) != 0) case_fail(cases, line, cells[3], said ? said : "nothing");
}

static void test_periods(void) { cases_run("map/periods.txt", 4, check_period); }

static void test_no_date_no_period(void) {
    g_autoptr(Words) words = open_words("en");
    g_assert_null(words_period(words, "2022-13-01", "2022-13-02"));
    g_assert_null(words_period(words, NULL, "2022-01-02"));
    g_assert_null(words_period(words, "2022-02-02", "2022-01-02"));
}

static void test_lists(void) {
    const char *const ar[] = {"على الفرات", "في البادية"}, *const en[] = {"a", "b", "c"};
    g_autoptr(Words) arabic = open_words("ar"), english = open_words("en");
    g_autofree char *two = words_list(arabic, ar, 2), *three = words_list(english, en, 3);
    g_assert_cmpstr(two, ==, "على الفرات وفي البادية");
    g_assert_cmpstr(three, ==, "a, b and c");
}

static void test_digits(void) {
    g_autoptr(Words) words = words_new("ar", "arab", NULL);
    g_autofree char *number = words_number(words, 12);
    g_assert_cmpstr(number, ==, "١٢");
}

static void test_text_goes_in(void) {
    g_autoptr(Words) words = open_words("en");
    g_autofree char *said =
        words_say_with(words, "title", "what", "Attacks", "where", "in X", "when", "2022", NULL);
    g_assert_cmpstr(said, ==, "Attacks in X, 2022");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    g_test_add_func("/map/words/counts-take-their-plural", test_counts);
    g_test_add_func("/map/words/periods-are-told-short", test_periods);
    g_test_add_func("/map/words/no-date-gives-no-period", test_no_date_no_period);
    g_test_add_func("/map/words/lists-are-joined", test_lists);
    g_test_add_func("/map/words/digits-follow-the-style", test_digits);
    g_test_add_func("/map/words/text-goes-into-patterns", test_text_goes_in);
    return g_test_run();
}
