/*
 * gazetteer: the audit. Our own tables have no hard finding and no stale acceptance; small ones to
 * which records are added have those that tests/cases/gazetteer/check.tsv lists.
 */
#include <math.h>

#include "cases.h"
#include "gazetteer-tables.h"

static void test_whole_gazetteer_has_no_hard_finding(void) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Gazetteer) whole = gazetteer_open(NULL, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) findings = gazetteer_check(whole, CHECK_ALL);
    for (guint i = 0; i < findings->len; i++) {
        const Finding *f = g_ptr_array_index(findings, i);
        if (!f->is_hard) continue;
        g_test_message("%s:%u: %s: %s", f->file, f->line, f->rule, f->message);
        g_test_fail();
    }
}

static void test_small_tables_are_sound(void) {
    g_autoptr(Gazetteer) gazetteer = open_tables();
    g_autoptr(GPtrArray) findings = gazetteer_check(gazetteer, CHECK_ALL);
    g_assert_cmpuint(findings->len, ==, 0);
}

/* "hard no-unit places.tsv:20 X; …", or "-". The caller frees it. */
static char *list_findings(const GPtrArray *findings) {
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < findings->len; i++) {
        const Finding *f = g_ptr_array_index(findings, i);
        const char *weight = f->is_hard ? "hard" : f->is_accepted ? "accepted" : "soft";
        g_string_append_printf(list, "%s%s %s %s:%u %s", list->len ? "; " : "", weight, f->rule,
                               f->file, f->line, f->subject);
    }
    return g_string_free(list->len ? list : g_string_append_c(list, '-'), FALSE);
}

static void write_features(const char *folder, const char *file, const char *features) {
    g_autofree char *path = g_build_filename(folder, file, NULL);
    g_autofree char *text =
        g_strdup_printf("{\"type\":\"FeatureCollection\",\"features\":[%s]}", features);
    write_file(path, text, strlen(text));
}

/* Additions are "file: record" split by ¶; a GeoJSON file is written anew. */
static void add_all(const char *folder, const char *additions) {
    g_auto(GStrv) list = g_strsplit(additions, "¶", -1);
    for (guint i = 0; list[i]; i++) {
        g_auto(GStrv) parts = g_strsplit(list[i], ": ", 2);
        g_strchug(parts[0]);
        if (g_str_has_suffix(parts[0], ".geojson"))
            write_features(folder, parts[0], parts[1]);
        else
            append_record(folder, parts[0], parts[1]);
    }
}

static void check_findings(const CaseFile *cases, guint line, char **cells) {
    g_autofree char *folder = copy_tables();
    add_all(folder, cells[0]);
    g_autoptr(GError) error = NULL;
    g_autoptr(Gazetteer) gazetteer = gazetteer_open_tables(folder, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) findings = gazetteer_check(gazetteer, CHECK_ALL);
    g_autofree char *found = list_findings(findings);
    if (!g_str_equal(found, cells[1])) case_fail(cases, line, cells[1], found);
    remove_folder(folder);
}

static void test_each_rule_fires_where_it_should_and_nowhere_else(void) {
    cases_run("gazetteer/check.tsv", 2, check_findings);
}

static void test_a_finding_says_what_is_wrong(void) {
    g_autofree char *folder = copy_tables();
    append_record(folder, "places.tsv", "X¦village¦قرية¦Village¦40.0¦35.10¦¦¦SY0901¦¦¦");
    append_record(folder, "glosses.tsv", "بقرص¦الميادين¦30¦W¦¦");
    g_autoptr(GError) error = NULL;
    g_autoptr(Gazetteer) gazetteer = gazetteer_open_tables(folder, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) findings = gazetteer_check(gazetteer, CHECK_ALL);
    g_assert_cmpuint(findings->len, ==, 2);
    const Finding *gloss = findings->pdata[0], *place = findings->pdata[1];
    g_assert_cmpstr(gloss->message, ==,
                    "C3 بقرص is said to lie 30 km W of C2 الميادين, by the coordinates 7 km at "
                    "327°");
    g_assert_cmpstr(place->message, ==, "X قرية lies 11.1 km outside its parent SY0901 دير الزور");
    remove_folder(folder);
}

static void test_a_desk_hears_of_its_own_places_only(void) {
    g_autofree char *folder = copy_tables(), *desk = g_build_filename(folder, "desk.tsv", NULL);
    append_record(folder, "places.tsv", "X¦village¦قرية¦Village¦30.0¦35.10¦¦¦¦¦¦");
    g_assert_true(g_file_set_contents(desk,
                                      "id\tkind\tname_ar\tlon\tlat\tparent\n"
                                      "mine\tvillage\tمكاني\t40.0\t35.10\tSY0901\n"
                                      "beside\tvillage\tقربها\t40.411\t35.071\tSY0903S\n",
                                      -1, NULL));
    g_autoptr(GError) error = NULL;
    g_autoptr(Gazetteer) gazetteer =
        gazetteer_open_tables(folder, (const char *[]){desk, NULL}, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) findings = gazetteer_check(gazetteer, CHECK_DESK);
    g_autofree char *found = list_findings(findings);
    g_assert_cmpstr(found, ==,
                    "hard outside-parent desk.tsv:2 mine; soft twins desk.tsv:3 C3|beside");
    remove_folder(folder);
}

#define ADD(name, test) g_test_add_func("/gazetteer/check/" name, test)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("whole-gazetteer-has-no-hard-finding", test_whole_gazetteer_has_no_hard_finding);
    ADD("small-tables-are-sound", test_small_tables_are_sound);
    ADD("each-rule-fires-where-it-should-and-nowhere-else",
        test_each_rule_fires_where_it_should_and_nowhere_else);
    ADD("a-finding-says-what-is-wrong", test_a_finding_says_what_is_wrong);
    ADD("a-desk-hears-of-its-own-places-only", test_a_desk_hears_of_its_own_places_only);
    return g_test_run();
}
