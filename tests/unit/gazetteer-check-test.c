/* gazetteer: the audit. Our own tables have no hard finding; spoilt ones have those expected. */
#include "gazetteer-tables.h"

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
    g_autoptr(GError) error = NULL;
    g_autoptr(Gazetteer) whole = gazetteer_open(NULL, &error);
    g_assert_no_error(error);
    guint hard = 0, soft = 0;
    char *report = audit(whole, &hard, &soft);
    g_auto(GStrv) lines = g_strsplit(report, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (g_str_has_prefix(lines[i], "hard")) g_test_message("%s", lines[i]);
    g_assert_cmpuint(hard, ==, 0);
    free(report);
}

/* The small tables with more rows in one of them, compiled. */
static Gazetteer *open_spoilt(const char *rows) {
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("tables-XXXXXX", NULL);
    g_autofree char *more = g_build_filename(folder, "more.tsv", NULL);
    g_autofree char *path = g_build_filename(folder, "gazetteer.bin", NULL);
    g_autofree char *text = g_strconcat(
        "id\tkind\tname_ar\tname_en\tlon\tlat\tradius_"
        "m\tpopulation\tparent\tpcode\tsources\tnote\n",
        rows, NULL);
    g_assert_true(g_file_set_contents(more, text, -1, NULL));
    gazetteer_build_with(TABLES, (const char *[]){more, NULL}, path, &error);
    g_assert_no_error(error);
    Gazetteer *gazetteer = gazetteer_open(path, &error);
    g_unlink(more);
    g_unlink(path);
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
    ADD("whole-gazetteer-has-no-hard-finding", test_whole_gazetteer_has_no_hard_finding);
    ADD("small-tables-are-sound", test_small_tables_are_sound);
    ADD("point-outside-its-parent-is-hard", test_point_outside_its_parent_is_hard);
    ADD("settlement-in-no-governorate-is-hard", test_settlement_in_no_governorate_is_hard);
    ADD("unlike-names-close-together-are-soft", test_unlike_names_close_together_are_soft);
    ADD("one-name-twice-in-a-district-is-soft", test_one_name_twice_in_a_district_is_soft);
    ADD("too-fine-a-radius-is-soft", test_too_fine_a_radius_is_soft);
    ADD("a-name-that-is-a-word-is-soft", test_a_name_that_is_a_word_is_soft);
    return g_test_run();
}
