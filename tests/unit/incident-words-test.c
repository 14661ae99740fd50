/* Harm and dates alone: what the words of one line say, by the compiled tables. */
#include "incident/stages.h"
#include "text/text.h"

static Gazetteer *gazetteer;

/* A line read by the tables, without places. */
typedef struct {
    Article article;
    Text *text;
    Matches *matches;
    PlaceMentions places;
    Reader reader;
} TextLine;

static void line_init(TextLine *self, const char *body, const char *published) {
    *self = (TextLine){
        .article = {.id = (char *)"line", .body = (char *)body, .published = (char *)published}};
    self->text = text_new(&self->article);
    self->matches = gazetteer_scan(gazetteer, self->text);
    reader_init(&self->reader, self->text, self->matches, &self->places, gazetteer);
}

static void line_clear(TextLine *self) {
    reader_clear(&self->reader);
    matches_free(self->matches);
    text_free(self->text);
}

static void assert_harm(const char *body, int killed_min, int killed_max, int injured_min,
                        int injured_max) {
    TextLine line;
    line_init(&line, body, NULL);
    Harm harm = harm_read(&line.reader, 0, line.text->n_tokens);
    g_assert_cmpint(harm.killed_min, ==, killed_min);
    g_assert_cmpint(harm.killed_max, ==, killed_max);
    g_assert_cmpint(harm.injured_min, ==, injured_min);
    g_assert_cmpint(harm.injured_max, ==, injured_max);
    line_clear(&line);
}

static void test_numbers_in_three_scripts(void) {
    assert_harm("مقتل 7 عناصر وإصابة ٩ آخرين", 7, 7, 9, 9);
    assert_harm("مقتل ۱۲ عنصراً", 12, 12, -1, -1);
    assert_harm("20 قتيلاً و30 جريحاً", 20, 20, 30, 30);
}

static void test_number_words(void) {
    assert_harm("قتل ثلاثة مدنيين", 3, 3, -1, -1);
    assert_harm("مقتل خمسة وعشرين عنصراً", 25, 25, -1, -1);
    assert_harm("إصابة مئة وعشرين شخصاً", -1, -1, 120, 120);
    assert_harm("أحد عشر قتيلاً", 11, 11, -1, -1);
}

static void test_singular_and_dual_count(void) {
    assert_harm("مقتل عنصر وإصابة آخر", 1, 1, 1, 1);
    assert_harm("مقتل شخصين", 2, 2, -1, -1);
    assert_harm("سقط قتيلان", 2, 2, -1, -1);
}

static void test_bounds(void) {
    assert_harm("مقتل أكثر من 20 عنصراً", 20, -1, -1, -1);
    assert_harm("إصابة نحو 15 شخصاً", -1, -1, 15, 15);
    assert_harm("مقتل بين 5 و7 عناصر", 5, 7, -1, -1);
    assert_harm("تجاوز الـ 20 قتيل", 20, -1, -1, -1);
}

static void test_some_is_no_number(void) {
    assert_harm("مقتل عدد من العناصر", -1, -1, -1, -1);
    assert_harm("مقتل وإصابة عدد كبير من العناصر", -1, -1, -1, -1);
    assert_harm("مقتل العشرات", -1, -1, -1, -1);
}

static void test_sum_of_both_leaves_the_parts_open(void) {
    assert_harm("قتل وجرح ثمانية مدنيين", 1, 7, 1, 7);
}

static void test_none_is_zero(void) { assert_harm("دون وقوع إصابات", 0, 0, 0, 0); }

static void test_part_of_a_number_is_not_added(void) {
    assert_harm("مقتل خمسة أشخاص بينهم طفلان", 5, 5, -1, -1);
}

static void assert_when(const char *body, const char *published, const char *start, const char *end,
                        DateBasis basis) {
    TextLine line;
    line_init(&line, body, published);
    When read = when_read(&line.reader, 0, line.text->n_tokens);
    When when = when_told(&line.reader, &read);
    g_autofree char *from = iso_of_julian(when.start), *to = iso_of_julian(when.end);
    g_assert_cmpstr(from, ==, start);
    g_assert_cmpstr(to, ==, end);
    g_assert_cmpint(when.basis, ==, basis);
    line_clear(&line);
}

static void test_relative_days(void) {
    assert_when("مساء أمس", "2022-01-20", "2022-01-19", "2022-01-19", BASIS_RELATIVE);
    assert_when("الليلة الماضية", "2022-01-20", "2022-01-19", "2022-01-19", BASIS_RELATIVE);
    assert_when("قبل ثلاثة أيام", "2022-01-20", "2022-01-17", "2022-01-17", BASIS_RELATIVE);
    assert_when("خلال الـ 48 ساعة الماضية", "2022-01-20", "2022-01-18", "2022-01-20",
                BASIS_RELATIVE);
    assert_when("منذ أيام", "2022-01-20", "2022-01-13", "2022-01-18", BASIS_RELATIVE);
}

static void test_weekday_is_the_last_one(void) {
    assert_when("يوم الاثنين", "2022-01-20", "2022-01-17", "2022-01-17", BASIS_WEEKDAY);
    assert_when("اليوم الخميس", "2022-01-20", "2022-01-20", "2022-01-20", BASIS_WEEKDAY);
}

static void test_explicit_in_three_calendars(void) {
    assert_when("14 تموز / يوليو 2017", NULL, "2017-07-14", "2017-07-14", BASIS_EXPLICIT);
    assert_when("19 تشرين الثاني", "2017-11-20", "2017-11-19", "2017-11-19", BASIS_EXPLICIT);
    assert_when("26 شوال 1436", NULL, "2015-08-11", "2015-08-11", BASIS_EXPLICIT);
}

static void test_numeric(void) {
    assert_when("13-2-2016", NULL, "2016-02-13", "2016-02-13", BASIS_EXPLICIT);
    assert_when("2016/3/13", NULL, "2016-03-13", "2016-03-13", BASIS_EXPLICIT);
    assert_when("30 9 2015", NULL, "2015-09-30", "2015-09-30", BASIS_EXPLICIT);
    assert_when("31-2-2016", NULL, NULL, NULL, BASIS_NONE);
}

static void test_no_date_is_invented(void) {
    assert_when("أمس", NULL, NULL, NULL, BASIS_NONE);
    assert_when("يوم الاثنين", NULL, NULL, NULL, BASIS_NONE);
    assert_when("19 تشرين الثاني", NULL, NULL, NULL, BASIS_NONE);
    assert_when("اليوم الثاني على التوالي", "2022-01-20", NULL, NULL, BASIS_NONE);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    const char *out = g_getenv("OUT");
    g_autofree char *path = g_build_filename(out ? out : "out", "gazetteer.bin", NULL);
    g_autoptr(GError) error = NULL;
    gazetteer = gazetteer_open(path, &error);
    g_assert_no_error(error);
    g_test_add_func("/incident/harm/numbers-in-three-scripts", test_numbers_in_three_scripts);
    g_test_add_func("/incident/harm/number-words", test_number_words);
    g_test_add_func("/incident/harm/singular-and-dual-count", test_singular_and_dual_count);
    g_test_add_func("/incident/harm/bounds", test_bounds);
    g_test_add_func("/incident/harm/some-is-no-number", test_some_is_no_number);
    g_test_add_func("/incident/harm/sum-of-both-leaves-the-parts-open",
                    test_sum_of_both_leaves_the_parts_open);
    g_test_add_func("/incident/harm/none-is-zero", test_none_is_zero);
    g_test_add_func("/incident/harm/part-of-a-number-is-not-added",
                    test_part_of_a_number_is_not_added);
    g_test_add_func("/incident/dates/relative-days", test_relative_days);
    g_test_add_func("/incident/dates/weekday-is-the-last-one", test_weekday_is_the_last_one);
    g_test_add_func("/incident/dates/explicit-in-three-calendars",
                    test_explicit_in_three_calendars);
    g_test_add_func("/incident/dates/numeric", test_numeric);
    g_test_add_func("/incident/dates/no-date-is-invented", test_no_date_is_invented);
    int status = g_test_run();
    gazetteer_free(gazetteer);
    return status;
}
