/* gazetteer: tables in, one file out; what the build refuses stands in
 * tests/cases/gazetteer/refused.tsv. */
#include <glib/gstdio.h>

#include "cases.h"
#include "gazetteer-tables.h"

static void remove_folder(const char *folder) {
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
}

/* A copy of the small tables, to be spoilt. The caller removes and frees it. */
static char *copy_tables(void) {
    char *folder = g_dir_make_tmp("tables-XXXXXX", NULL);
    g_autoptr(GDir) dir = g_dir_open(TABLES, 0, NULL);
    g_assert_nonnull(dir);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *from = g_build_filename(TABLES, name, NULL), *text = NULL;
        g_autofree char *to = g_build_filename(folder, name, NULL);
        gsize len = 0;
        g_assert_true(g_file_get_contents(from, &text, &len, NULL));
        g_assert_true(g_file_set_contents(to, text, (gssize)len, NULL));
    }
    return folder;
}

static void append_record(const char *folder, const char *file, const char *record) {
    g_auto(GStrv) cells = g_strsplit(record, "¦", -1);
    g_autofree char *line = g_strjoinv("\t", cells);
    g_autofree char *path = g_build_filename(folder, file, NULL), *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_autofree char *more = g_strconcat(text, line, "\n", NULL);
    g_assert_true(g_file_set_contents(path, more, -1, NULL));
}

static void check_refusal(const CaseFile *cases, guint line, char **cells) {
    g_autofree char *folder = copy_tables();
    g_autofree char *path = g_build_filename(folder, "gazetteer.bin", NULL);
    append_record(folder, cells[0], cells[1]);
    g_auto(GStrv) parts = g_strsplit(cells[2], "%s", -1);
    g_autofree char *expected = g_strjoinv(folder, parts);
    g_autoptr(GError) error = NULL;
    g_assert_false(gazetteer_build(folder, path, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
    g_autofree char *file = g_build_filename(folder, cells[0], NULL);
    if (!g_str_has_suffix(error->message, expected) || !g_str_has_prefix(error->message, file))
        case_fail(cases, line, expected, error->message);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    remove_folder(folder);
}

static void test_build_refuses_bad_records(void) {
    cases_run("gazetteer/refused.tsv", 3, check_refusal);
}

static void expect_geojson_refused(const char *feature, const char *message) {
    g_autofree char *folder = copy_tables();
    g_autofree char *path = g_build_filename(folder, "areas-osm.geojson", NULL);
    g_autofree char *text =
        g_strdup_printf("{\"type\":\"FeatureCollection\",\"features\":[%s]}", feature);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_autofree char *out = g_build_filename(folder, "gazetteer.bin", NULL);
    g_autoptr(GError) error = NULL;
    g_assert_false(gazetteer_build(folder, out, &error));
    g_assert_nonnull(strstr(error->message, message));
    remove_folder(folder);
}

static void test_build_refuses_bad_areas(void) {
    expect_geojson_refused("{\"id\":\"C99\"}", "feature 'C99': no place has this id");
    expect_geojson_refused("{\"id\":\"SY\"}", "feature 'SY': the place has an area already");
    expect_geojson_refused("{\"id\":\"C1\",\"geometry\":{\"type\":\"Point\"}}",
                           "neither Polygon nor MultiPolygon");
    expect_geojson_refused(
        "{\"id\":\"C1\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[5,6],"
        "[7,8]]]}}",
        "a ring is not closed");
    expect_geojson_refused("{\"id\":", "line 1");
}

static char *build_bytes(gsize *ret_len) {
    g_autofree char *folder = g_dir_make_tmp("gazetteer-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "gazetteer.bin", NULL);
    g_autoptr(GError) error = NULL;
    gazetteer_build(TABLES, path, &error);
    g_assert_no_error(error);
    char *bytes = NULL;
    g_assert_true(g_file_get_contents(path, &bytes, ret_len, NULL));
    remove_folder(folder);
    return bytes;
}

static void test_build_gives_the_same_bytes_each_time(void) {
    gsize n = 0, m = 0;
    g_autofree char *a = build_bytes(&n), *b = build_bytes(&m);
    g_assert_cmpmem(a, n, b, m);
}

static void test_a_desks_own_places_take_precedence(void) {
    g_autofree char *folder = copy_tables();
    g_autofree char *more = g_build_filename(folder, "desk.tsv", NULL);
    g_assert_true(g_file_set_contents(
        more,
        "id\tkind\tname_ar\tname_en\tlon\tlat\tradius_m\tpopulation\tparent\tpcode\tsources\tnote\n"
        "C3\tvillage\tبقرص\tBuqrus\t40.5\t35.1\t\t\tSY0903S\t\tdesk\t\n"
        "our-office\tbuilding\tمكتبنا\tOur office\t40.4\t35.1\t\t\tC2\t\tdesk\t\n",
        -1, NULL));
    g_autoptr(GError) error = NULL;
    g_autoptr(Gazetteer) gazetteer =
        gazetteer_open_tables(folder, (const char *[]){more, NULL}, &error);
    g_assert_no_error(error);
    const Place *place = gazetteer_place(gazetteer, gazetteer_by_id(gazetteer, "C3"));
    g_assert_cmpfloat(place->lon, ==, 40.5);
    g_assert_cmpuint(gazetteer_by_id(gazetteer, "our-office"), !=, NO_PLACE);
    remove_folder(folder);
}

static void test_open_refuses_what_is_no_gazetteer(void) {
    g_autoptr(GError) error = NULL;
    g_assert_null(gazetteer_open(TABLES "/kinds.tsv", &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/build/refuses-bad-records", test_build_refuses_bad_records);
    g_test_add_func("/gazetteer/build/refuses-bad-areas", test_build_refuses_bad_areas);
    g_test_add_func("/gazetteer/build/gives-the-same-bytes-each-time",
                    test_build_gives_the_same_bytes_each_time);
    g_test_add_func("/gazetteer/build/a-desks-own-places-take-precedence",
                    test_a_desks_own_places_take_precedence);
    g_test_add_func("/gazetteer/build/open-refuses-what-is-no-gazetteer",
                    test_open_refuses_what_is_no_gazetteer);
    return g_test_run();
}
