/* gazetteer: look-up by hand in the whole gazetteer; the names stand in
 * tests/cases/gazetteer/find.tsv. */
#include "cases.h"
#include "gazetteer-tables.h"

static Gazetteer *whole, *small;

static void check_spelling(const CaseFile *cases, guint line, const char *spelling, LonLat where,
                           double tolerance_m) {
    g_autoptr(GArray) found = gazetteer_find(whole, spelling, 1);
    const Place *best =
        found->len ? gazetteer_place(whole, g_array_index(found, Found, 0).place) : NULL;
    if (best && geo_distance_m(where, (LonLat){best->lon, best->lat}) <= tolerance_m) return;
    g_autofree char *got = best ? g_strdup_printf("%s %s", gazetteer_string(whole, best->id),
                                                  gazetteer_string(whole, best->name_en))
                                : g_strdup("nothing");
    case_fail(cases, line, spelling, got);
}

static void check_find(const CaseFile *cases, guint line, char **cells) {
    LonLat where = {g_ascii_strtod(cells[0], NULL), g_ascii_strtod(cells[1], NULL)};
    g_auto(GStrv) spellings = g_strsplit(cells[3], "|", -1);
    for (guint i = 0; spellings[i]; i++)
        check_spelling(cases, line, spellings[i], where, 1000 * g_ascii_strtod(cells[2], NULL));
}

static void test_find_knows_sixty_names_in_three_spellings(void) {
    cases_run("gazetteer/find.tsv", 4, check_find);
}

/* The ids found, best first, split by spaces. */
static char *find_ids(const char *name, guint most) {
    g_autoptr(GArray) found = gazetteer_find(small, name, most);
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++)
        g_string_append_printf(ids, "%s%s", i ? " " : "",
                               id_of(small, g_array_index(found, Found, i).place));
    return g_string_free(ids, FALSE);
}

static void expect(const char *name, const char *ids) {
    g_autofree char *found = find_ids(name, 2);
    g_assert_cmpstr(found, ==, ids);
}

static void test_find_takes_ids_and_codes(void) {
    expect("C3", "C3");
    expect("sy09", "SY09");
}

static void test_find_puts_the_city_before_its_units(void) { expect("دير الزور", "C1 SY09"); }

static void test_find_uses_the_head_noun(void) {
    expect("قرى الحسينية", "C5 C6");
    expect("مدينة الميادين", "C2");
}

static void test_find_suggests_what_was_meant(void) {
    expect("بقرس", "C3");
    expect("Bukross", "C3");
    expect("Omar field", "omar-field");
    expect("zzzzzz", "");
}

static void test_find_takes_parts_where_the_whole_is_unknown(void) {
    expect("Tell Abyad/Nowhere", "C10");
    expect("Mayadin Military Airport", "C2 SY0903");
}

static void test_find_takes_a_name_in_its_unit(void) {
    expect("الحسينية، الميادين", "C6");
    expect("Husayniyah, Al-Mayadin", "C6");
    expect("Husayniyah (Deir ez-Zor)", "C5 C6");
    expect("Husayniyah Mayadin", "C6");
}

static void test_find_takes_the_english_word_for_a_kind(void) {
    expect("Omar oilfield", "omar-field");
    expect("T4 air base", "t4");
    expect("Omar", "omar-field");
    expect("village of Buqrus", "C3");
    expect("Buqrus airport", "C3");
}

static void test_find_hears_one_name_in_many_spellings(void) {
    expect("Meyadeen", "C2 SY0903");
    expect("Dair ez-Zour", "C1 SY09");
    expect("Bouqrous", "C3");
}

static void expect_near(const char *name, LonLat at, const char *id) {
    g_autoptr(GArray) found = gazetteer_find_near(small, name, at, 12000, 4);
    g_assert_cmpuint(found->len, ==, id ? 1 : 0);
    if (id) g_assert_cmpstr(id_of(small, g_array_index(found, Found, 0).place), ==, id);
}

static void test_find_near_tells_namesakes_apart(void) {
    expect_near("Husayniyah", (LonLat){40.1, 35.36}, "C5");
    expect_near("al-Husainia", (LonLat){40.5, 34.85}, "C6");
    expect_near("Husayniyah", (LonLat){38, 36}, NULL);
    expect_near("Nowhere", (LonLat){40.1, 35.36}, NULL);
}

static void test_find_scores_fall(void) {
    g_autoptr(GArray) found = gazetteer_find(small, "الميادين", 10);
    g_assert_cmpuint(found->len, >, 2);
    for (guint i = 1; i < found->len; i++)
        g_assert_cmpfloat(g_array_index(found, Found, i).score, <=,
                          g_array_index(found, Found, i - 1).score);
    g_assert_cmpfloat(g_array_index(found, Found, 0).score, <=, 1.0);
}

static void test_find_of_nothing_finds_nothing(void) {
    expect("", "");
    expect(" !? ", "");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    whole = gazetteer_open(NULL, &error);
    g_assert_no_error(error);
    small = open_tables();
    g_test_add_func("/gazetteer/find/knows-sixty-names-in-three-spellings",
                    test_find_knows_sixty_names_in_three_spellings);
    g_test_add_func("/gazetteer/find/takes-ids-and-codes", test_find_takes_ids_and_codes);
    g_test_add_func("/gazetteer/find/puts-the-city-before-its-units",
                    test_find_puts_the_city_before_its_units);
    g_test_add_func("/gazetteer/find/uses-the-head-noun", test_find_uses_the_head_noun);
    g_test_add_func("/gazetteer/find/suggests-what-was-meant", test_find_suggests_what_was_meant);
    g_test_add_func("/gazetteer/find/takes-parts-where-the-whole-is-unknown",
                    test_find_takes_parts_where_the_whole_is_unknown);
    g_test_add_func("/gazetteer/find/takes-a-name-in-its-unit", test_find_takes_a_name_in_its_unit);
    g_test_add_func("/gazetteer/find/takes-the-english-word-for-a-kind",
                    test_find_takes_the_english_word_for_a_kind);
    g_test_add_func("/gazetteer/find/hears-one-name-in-many-spellings",
                    test_find_hears_one_name_in_many_spellings);
    g_test_add_func("/gazetteer/find/near-tells-namesakes-apart",
                    test_find_near_tells_namesakes_apart);
    g_test_add_func("/gazetteer/find/scores-fall", test_find_scores_fall);
    g_test_add_func("/gazetteer/find/of-nothing-finds-nothing", test_find_of_nothing_finds_nothing);
    int status = g_test_run();
    gazetteer_free(whole);
    gazetteer_free(small);
    return status;
}
