/* gazetteer: the audit. Our own tables have no hard finding; spoilt ones have those expected. */
#include <glib/gstdio.h>
#include <math.h>

#include "cases.h"
#include "gazetteer-tables.h"

static Gazetteer *whole;

/* The audit's report. The caller frees it. */
static char *audit(const Gazetteer *gazetteer, guint *ret_hard, guint *ret_soft) {
    char *report = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&report, &len);
    *ret_hard = gazetteer_check(gazetteer, out, ret_soft);
    fclose(out);
    return report;
}

static void test_whole_gazetteer_has_no_hard_finding(void) {
    guint hard = 0, soft = 0;
    char *report = audit(whole, &hard, &soft);
    g_auto(GStrv) lines = g_strsplit(report, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (g_str_has_prefix(lines[i], "hard")) g_test_message("%s", lines[i]);
    g_assert_cmpuint(hard, ==, 0);
    free(report);
}

static LonLat point_of(const char *name) {
    g_autoptr(GArray) found = gazetteer_find(whole, name, 1);
    g_assert_cmpuint(found->len, ==, 1);
    const Place *place = gazetteer_place(whole, g_array_index(found, Found, 0).place);
    return (LonLat){place->lon, place->lat};
}

static double azimuth_of(const char *direction) {
    static const char *const DIRECTIONS[] = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
    for (guint i = 0; i < G_N_ELEMENTS(DIRECTIONS); i++)
        if (g_str_equal(DIRECTIONS[i], direction)) return 45.0 * i;
    g_assert_not_reached();
}

static void check_gloss(const CaseFile *cases, guint line, char **cells) {
    LonLat place = point_of(cells[0]), from = point_of(cells[3]);
    double said_km = g_ascii_strtod(cells[1], NULL), km = geo_distance_m(from, place) / 1000;
    double azimuth = geo_azimuth(from, place);
    double turn = fabs(fmod(azimuth - azimuth_of(cells[2]) + 540, 360) - 180);
    if (fabs(km - said_km) <= 0.35 * said_km && turn <= 45) return;
    g_autofree char *expected = g_strdup_printf("%s km %s", cells[1], cells[2]);
    g_autofree char *got = g_strdup_printf("%.0f km at %.0f degrees", km, azimuth);
    case_fail(cases, line, expected, got);
}

static void test_places_lie_where_reports_say(void) {
    cases_run("gazetteer/glosses.tsv", 4, check_gloss);
}

/* The small tables with more rows in one of them, compiled. */
static Gazetteer *open_spoilt(const char *rows) {
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("tables-XXXXXX", NULL);
    g_autofree char *more = g_build_filename(folder, "more.tsv", NULL);
    g_autofree char *text = g_strconcat(
        "id\tkind\tname_ar\tname_en\tlon\tlat\tradius_"
        "m\tpopulation\tparent\tpcode\tsources\tnote\n",
        rows, NULL);
    g_assert_true(g_file_set_contents(more, text, -1, NULL));
    Gazetteer *gazetteer = gazetteer_open_tables(TABLES, (const char *[]){more, NULL}, &error);
    g_assert_no_error(error);
    g_unlink(more);
    g_rmdir(folder);
    return gazetteer;
}

static void expect_finding(const char *rows, const char *finding) {
    g_autoptr(Gazetteer) gazetteer = open_spoilt(rows);
    guint hard = 0, soft = 0;
    char *report = audit(gazetteer, &hard, &soft);
    if (!strstr(report, finding)) g_test_message("no '%s' in '%s'", finding, report);
    g_assert_nonnull(strstr(report, finding));
    g_assert_cmpuint(g_str_has_prefix(finding, "hard") ? hard : soft, >, 0);
    free(report);
}

static void test_small_tables_are_sound(void) {
    g_autoptr(Gazetteer) gazetteer = open_tables();
    guint hard = 0, soft = 0;
    char *report = audit(gazetteer, &hard, &soft);
    g_assert_cmpstr(report, ==, "");
    g_assert_cmpuint(hard + soft, ==, 0);
    free(report);
}

static void test_point_outside_its_parent_is_hard(void) {
    expect_finding("X\tvillage\tقرية\tVillage\t40.0\t35.10\t\t\tSY0901\t\t\t\n",
                   "hard\toutside-parent\tX قرية lies 11.1 km outside SY0901");
}

static void test_settlement_in_no_governorate_is_hard(void) {
    expect_finding("X\tvillage\tقرية\tVillage\t30.0\t35.10\t\t\t\t\t\t\n", "hard\tno-unit\tX");
}

static void test_unlike_names_close_together_are_soft(void) {
    expect_finding("X\tvillage\tقرية\tVillage\t40.411\t35.071\t\t\tSY0903S\t\t\t\n",
                   "soft\ttwins\tC3 بقرص and X قرية");
}

static void test_one_name_twice_in_a_district_is_soft(void) {
    expect_finding("X\tvillage\tبقرص\tBuqrus\t40.3\t35.0\t\t\tSY0903S\t\t\t\n",
                   "soft\tnamesakes\tC3 and X in district SY0903");
}

static void test_too_fine_a_radius_is_soft(void) {
    expect_finding("X\tvillage\tقرية\tVillage\t40.3\t35.0\t20\t\tSY0903S\t\t\t\n",
                   "soft\tfine-radius\tX");
}

static void test_a_name_that_is_a_word_is_soft(void) {
    expect_finding("X\tvillage\tهجوم\tHujum\t40.3\t35.0\t\t\tSY0903S\t\t\t\n",
                   "soft\tcommon-word\tهجوم of X");
}

#define ADD(name, test) g_test_add_func("/gazetteer/check/" name, test)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    whole = gazetteer_open(NULL, &error);
    g_assert_no_error(error);
    ADD("whole-gazetteer-has-no-hard-finding", test_whole_gazetteer_has_no_hard_finding);
    ADD("places-lie-where-reports-say", test_places_lie_where_reports_say);
    ADD("small-tables-are-sound", test_small_tables_are_sound);
    ADD("point-outside-its-parent-is-hard", test_point_outside_its_parent_is_hard);
    ADD("settlement-in-no-governorate-is-hard", test_settlement_in_no_governorate_is_hard);
    ADD("unlike-names-close-together-are-soft", test_unlike_names_close_together_are_soft);
    ADD("one-name-twice-in-a-district-is-soft", test_one_name_twice_in_a_district_is_soft);
    ADD("too-fine-a-radius-is-soft", test_too_fine_a_radius_is_soft);
    ADD("a-name-that-is-a-word-is-soft", test_a_name_that_is_a_word_is_soft);
    int status = g_test_run();
    gazetteer_free(whole);
    return status;
}
