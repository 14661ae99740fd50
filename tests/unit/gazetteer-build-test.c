/* gazetteer: tables in, one file out; what the build refuses stands in
 * tests/cases/gazetteer/refused.tsv. */
#include "cases.h"
#include "gazetteer-tables.h"

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
    write_file(path, text, strlen(text));
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

/* Every word of the file changed in turn, at random places: it is refused or can be used. */
static void test_open_survives_a_spoilt_file(void) {
    gsize len = 0;
    g_autofree char *bytes = build_bytes(&len);
    g_autofree char *folder = g_dir_make_tmp("spoilt-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "gazetteer.bin", NULL);
    GRand *random = g_rand_new_with_seed(10);
    guint n_refused = 0;
    for (guint i = 0; i < 400; i++) {
        g_autofree char *spoilt = g_memdup2(bytes, len);
        gsize at = (gsize)g_rand_int_range(random, 0, (gint32)(len / 4)) * 4;
        guint32 value = g_rand_int(random) >> g_rand_int_range(random, 0, 31);
        memcpy(spoilt + at, &value, sizeof value);
        write_file(path, spoilt, len);
        g_autoptr(GError) error = NULL;
        g_autoptr(Gazetteer) gazetteer = gazetteer_open(path, &error);
        n_refused += gazetteer == NULL;
        if (!gazetteer) continue;
        g_autoptr(GArray) found = gazetteer_find(gazetteer, "قرية الحسينية", 5);
        g_autoptr(GPtrArray) findings = gazetteer_check(gazetteer, CHECK_ALL);
        g_assert_true(found && findings);
    }
    g_assert_cmpuint(n_refused, >, 0);
    g_rand_free(random);
    remove_folder(folder);
}

static char *unescaped(const char *text, const char *mark, const char *sign) {
    g_auto(GStrv) parts = g_strsplit(text, mark, -1);
    return g_strjoinv(sign, parts);
}

static void check_desk(const CaseFile *cases, guint line, char **cells) {
    g_autofree char *folder = g_dir_make_tmp("desk-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "desk.tsv", NULL);
    g_autofree char *rows = unescaped(cells[0], "¦", "\t");
    g_autofree char *text = unescaped(rows, "¶", "\n");
    write_file(path, text, strlen(text));
    g_autofree char *expected = unescaped(cells[1], "%s", path);
    g_autoptr(GError) error = NULL;
    g_autoptr(Gazetteer) gazetteer =
        gazetteer_open_tables(TABLES, (const char *[]){path, NULL}, &error);
    const char *said = error ? error->message : "-";
    if (!g_str_equal(said, expected)) case_fail(cases, line, expected, said);
    g_assert_true((gazetteer == NULL) == (error != NULL));
    remove_folder(folder);
}

static void test_a_desks_bad_table_is_refused_with_file_and_line(void) {
    cases_run("gazetteer/desk.tsv", 2, check_desk);
}

static void test_a_desks_other_names_are_found(void) {
    g_autofree char *folder = copy_tables();
    g_autofree char *more = g_build_filename(folder, "desk.tsv", NULL);
    g_assert_true(g_file_set_contents(more,
                                      "id\tkind\tname_en\tlon\tlat\tother_names\n"
                                      "mine\tvillage\tBuqrus\t40.3\t35.0\tقريتي|Qaryati\n",
                                      -1, NULL));
    g_autoptr(GError) error = NULL;
    g_autoptr(Gazetteer) gazetteer =
        gazetteer_open_tables(folder, (const char *[]){more, NULL}, &error);
    g_assert_no_error(error);
    static const char *const NAMES[] = {"قريتي", "Qaryati", "Buqrus"};
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autoptr(GArray) found = gazetteer_find(gazetteer, NAMES[i], 1);
        g_assert_cmpuint(found->len, ==, 1);
        g_assert_cmpstr(id_of(gazetteer, g_array_index(found, Found, 0).place), ==, "mine");
    }
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
    g_test_add_func("/gazetteer/build/a-desks-bad-table-is-refused-with-file-and-line",
                    test_a_desks_bad_table_is_refused_with_file_and_line);
    g_test_add_func("/gazetteer/build/a-desks-other-names-are-found",
                    test_a_desks_other_names_are_found);
    g_test_add_func("/gazetteer/build/open-survives-a-spoilt-file",
                    test_open_survives_a_spoilt_file);
    g_test_add_func("/gazetteer/build/open-refuses-what-is-no-gazetteer",
                    test_open_refuses_what_is_no_gazetteer);
    return g_test_run();
}
