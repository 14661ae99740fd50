/* base: tables, packed files, whole files, shapes, geodesics. */
#include "base/base.h"

#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

static char *temp_file(const char *content) {
    char *path = NULL;
    int fd = g_file_open_tmp("kharita-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    close(fd);
    g_assert_true(g_file_set_contents(path, content, -1, NULL));
    return path;
}

static void test_tsv_reads_named_columns(void) {
    g_autofree char *path =
        temp_file("# a comment\n# b: meaning\nb\ta\n# between\n2\tone\n\tdrei\n");
    const char *const columns[] = {"a", "b", NULL};
    g_autoptr(Tsv) table = tsv_open(path, columns, NULL);
    g_assert_nonnull(table);
    double value = 0;
    g_assert_true(tsv_next(table, NULL));
    g_assert_cmpstr(tsv_cell(table, 0), ==, "one");
    g_assert_true(tsv_number(table, 1, -1, &value, NULL));
    g_assert_cmpfloat(value, ==, 2);
    g_assert_true(tsv_next(table, NULL));
    g_assert_cmpuint(tsv_line(table), ==, 6);
    g_assert_true(tsv_number(table, 1, -1, &value, NULL));
    g_assert_cmpfloat(value, ==, -1);
    g_assert_false(tsv_next(table, NULL));
    g_unlink(path);
}

static void check_tsv_error(const char *content, const char *message) {
    g_autofree char *path = temp_file(content);
    const char *const columns[] = {"a", "b", NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(Tsv) table = tsv_open(path, columns, &error);
    while (table && tsv_next(table, &error)) continue;
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
    g_assert_nonnull(strstr(error->message, message));
    g_unlink(path);
}

static void test_tsv_says_what_is_wrong(void) {
    check_tsv_error("", "no head line");
    check_tsv_error("a\tc\n", "line 1: no column 'b'");
    check_tsv_error("a\tb\n1\n", "line 2: 1 cells where the head names 2 columns");
    check_tsv_error("a\tb\n\n1\t2\t3\n", "line 3: 3 cells");
    check_tsv_error("a\tb\nx\t\xff\n", "line 2: no valid UTF-8");
}

static void test_pack_gives_back_what_went_in(void) {
    g_autofree char *path = temp_file("");
    const struct {
        double x;
        guint32 n, spare;
    } rows[] = {{1.5, 7, 0}, {-2, 8, 0}, {0, 9, 0}};
    PackWriter *writer = pack_writer_new("test", 3);
    pack_writer_add(writer, "rows", rows, 3, sizeof rows[0]);
    pack_writer_add(writer, "none", NULL, 0, 4);
    pack_writer_add(writer, "odd", "abc", 3, 1);
    g_assert_true(pack_writer_save(writer, path, NULL));
    pack_writer_free(writer);
    g_autoptr(Pack) pack = pack_open(path, "test", 3, NULL);
    gsize n = 99;
    g_assert_cmpmem(pack_array(pack, "rows", sizeof rows[0], &n, NULL), sizeof rows, rows,
                    sizeof rows);
    g_assert_cmpuint(n, ==, 3);
    g_assert_cmpuint((guintptr)pack_array(pack, "rows", sizeof rows[0], &n, NULL) % 8, ==, 0);
    g_assert_nonnull(pack_array(pack, "none", 4, &n, NULL));
    g_assert_cmpuint(n, ==, 0);
    g_assert_cmpmem(pack_array(pack, "odd", 1, &n, NULL), 3, "abc", 3);
    g_unlink(path);
}

static void test_pack_refuses_what_is_not_its_own(void) {
    g_autofree char *path = temp_file("this is no packed file at all, only some text");
    g_autoptr(GError) error = NULL;
    g_assert_null(pack_open(path, "test", 3, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
    g_clear_error(&error);
    PackWriter *writer = pack_writer_new("test", 2);
    pack_writer_add(writer, "a", "abcd", 4, 1);
    g_assert_true(pack_writer_save(writer, path, NULL));
    pack_writer_free(writer);
    g_assert_null(pack_open(path, "test", 3, &error));
    g_assert_nonnull(strstr(error->message, "version 2"));
    g_clear_error(&error);
    gsize n = 0;
    g_autoptr(Pack) pack = pack_open(path, "test", 2, NULL);
    g_assert_null(pack_array(pack, "b", 1, &n, &error));
    g_clear_error(&error);
    g_assert_null(pack_array(pack, "a", 3, &n, &error));
    g_unlink(path);
}

static void test_out_file_is_whole_or_absent(void) {
    g_autofree char *path = temp_file("old");
    g_autofree char *text = NULL;
    OutFile *file = out_file_open(path, NULL);
    fputs("new", out_file_stream(file));
    out_file_free(file); /* never committed */
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "old");
    g_clear_pointer(&text, g_free);
    g_assert_true(out_file_write(path, "new", 3, NULL));
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "new");
    g_unlink(path);
}

static void test_out_file_writes_through_a_link(void) {
    g_autofree char *path = temp_file("old"), *link = g_strconcat(path, ".link", NULL);
    g_autofree char *name = g_path_get_basename(path), *text = NULL;
    g_assert_cmpint(symlink(name, link), ==, 0);
    g_assert_true(out_file_write(link, "new", 3, NULL));
    g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "new");
    g_unlink(path);
    g_assert_true(out_file_write(link, "anew", 4, NULL)); /* the link led to nothing */
    g_assert_true(g_file_test(path, G_FILE_TEST_IS_REGULAR));
    g_unlink(path);
    g_unlink(link);
}

static void test_tsv_reads_files_only(void) {
    const char *const columns[] = {"a", NULL};
    g_autoptr(GError) error = NULL;
    g_assert_null(tsv_open("/dev/zero", columns, &error));
    g_assert_cmpstr(error->message, ==, "cannot read '/dev/zero': it is no file");
}

static void test_tsv_columns_may_be_missing(void) {
    g_autofree char *path = temp_file("b\n2\n");
    const char *const columns[] = {"?a", "b", NULL};
    g_autoptr(Tsv) table = tsv_open(path, columns, NULL);
    g_assert_true(tsv_next(table, NULL));
    g_assert_cmpstr(tsv_cell(table, 0), ==, "");
    g_assert_cmpstr(tsv_cell(table, 1), ==, "2");
    g_unlink(path);
}

static void test_out_file_says_why_not(void) {
    g_autoptr(GError) error = NULL;
    g_assert_false(out_file_write("/no such folder/x", "x", 1, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT);
    g_assert_cmpstr(error->message, ==,
                    "cannot write '/no such folder/x': No such file or directory");
}

static void test_shape_keeps_its_parts(void) {
    g_autoptr(Shape) shape = shape_new(SHAPE_LINES);
    for (guint part = 0; part < 5; part++) {
        shape_begin_part(shape);
        for (guint i = 0; i <= part; i++) shape_add_point(shape, (LonLat){part, i});
    }
    g_assert_cmpuint(shape->n_points, ==, 15);
    g_assert_cmpuint(shape_part_end(shape, 3), ==, 10);
    LonLatBox box = shape_box(shape);
    g_assert_cmpfloat(box.west, ==, 0);
    g_assert_cmpfloat(box.east, ==, 4);
    g_assert_cmpfloat(box.north, ==, 4);
}

static void test_shape_lives_as_long_as_its_holders(void) {
    Shape *shape = shape_new(SHAPE_LINES);
    shape_begin_part(shape);
    shape_add_point(shape, (LonLat){1, 2});
    Shape *shared = shape_share(shape);
    shape_free(shape);
    g_assert_cmpuint(shared->n_points, ==, 1);
    shape_free(shared);
    g_assert_null(shape_share(NULL));
}

/* Chords and arcs, against the geodesic, across the country and across a town. */
static void test_geo_spots_are_as_far_as_places(void) {
    const LonLat from = {36.28, 33.51},
                 to[] = {{36.29, 33.52}, {40.14, 35.33}, {41.9, 37.1}, {36.28, 33.51}};
    for (guint i = 0; i < G_N_ELEMENTS(to); i++) {
        GeoSpot a = geo_spot(from), b = geo_spot(to[i]);
        double exact = geo_distance_m(from, to[i]);
        g_assert_cmpfloat(geo_chord2(&a, &b), <=, exact * exact + 1e-6);
        g_assert_true(geo_is_nearer(from, to[i], exact + 0.001));
        g_assert_false(geo_is_nearer(from, to[i], exact - 0.001));
        g_assert_cmpfloat_with_epsilon(geo_arc_m(geo_chord2(&a, &b)), exact, 1e-5 * exact + 1e-6);
    }
}

/* The frame's series against the geodesic, in all directions, and beyond where they reach. */
static void test_geo_frame_is_the_geodesics(void) {
    const LonLat origins[] = {{40.15, 35.33}, {-70, -52}, {179.99, 0.5}, {10, 89.5}};
    const double away[] = {0, 0.5, 900, 45000, 199000, 250000, 900000};
    for (guint i = 0; i < G_N_ELEMENTS(origins); i++) {
        GeoFrame frame = geo_frame(origins[i]);
        for (guint k = 0; k < G_N_ELEMENTS(away); k++) {
            for (double azimuth = 3; azimuth < 360; azimuth += 29) {
                double east, north, turn = azimuth * G_PI / 180;
                geo_frame_at(&frame, geo_direct(origins[i], azimuth, away[k]), &east, &north);
                g_assert_cmpfloat_with_epsilon(east, away[k] * sin(turn), 1e-3);
                g_assert_cmpfloat_with_epsilon(north, away[k] * cos(turn), 1e-3);
            }
        }
    }
}

/* Deir ez-Zor to Al-Mayadin, against an iteration of Vincenty (1975) done apart. */
static void test_geo_measures_on_the_ellipsoid(void) {
    LonLat a = {40.143, 35.335}, b = {40.4535, 35.0209};
    double distance = geo_distance_m(a, b), azimuth = geo_azimuth(a, b);
    g_assert_cmpfloat_with_epsilon(distance, 44880.895, 0.01);
    LonLat c = geo_direct(a, azimuth, distance);
    g_assert_cmpfloat_with_epsilon(c.lon, b.lon, 1e-9);
    g_assert_cmpfloat_with_epsilon(c.lat, b.lat, 1e-9);
    g_assert_cmpfloat(geo_azimuth(b, a), >, 270);
}

static void test_geo_has_an_answer_for_every_pair(void) {
    const LonLat a = {36.3, 33.5}, across = {-143.7, -33.5}, pole = {0, 90};
    g_assert_cmpfloat(geo_distance_m(a, a), ==, 0);
    g_assert_cmpfloat_with_epsilon(geo_distance_m(a, across), 20003931, 1);
    g_assert_cmpfloat_with_epsilon(remainder(geo_azimuth(a, pole), 360), 0, 1e-9);
    g_assert_cmpfloat(geo_azimuth(a, pole), <, 360);
    g_assert_cmpfloat_with_epsilon(geo_distance_m((LonLat){179.9, 1}, (LonLat){-179.9, 1}), 22260,
                                   20);
    g_assert_cmpfloat_with_epsilon(geo_distance_m((LonLat){10, 0}, (LonLat){11, 0}), 111319.5, 0.1);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/tsv/reads-named-columns", test_tsv_reads_named_columns);
    g_test_add_func("/base/tsv/says-what-is-wrong", test_tsv_says_what_is_wrong);
    g_test_add_func("/base/pack/gives-back-what-went-in", test_pack_gives_back_what_went_in);
    g_test_add_func("/base/pack/refuses-what-is-not-its-own",
                    test_pack_refuses_what_is_not_its_own);
    g_test_add_func("/base/out-file/is-whole-or-absent", test_out_file_is_whole_or_absent);
    g_test_add_func("/base/out-file/says-why-not", test_out_file_says_why_not);
    g_test_add_func("/base/out-file/writes-through-a-link", test_out_file_writes_through_a_link);
    g_test_add_func("/base/tsv/reads-files-only", test_tsv_reads_files_only);
    g_test_add_func("/base/tsv/columns-may-be-missing", test_tsv_columns_may_be_missing);
    g_test_add_func("/base/shape/keeps-its-parts", test_shape_keeps_its_parts);
    g_test_add_func("/base/shape/lives-as-long-as-its-holders",
                    test_shape_lives_as_long_as_its_holders);
    g_test_add_func("/base/geo/spots-are-as-far-as-places", test_geo_spots_are_as_far_as_places);
    g_test_add_func("/base/geo/frame", test_geo_frame_is_the_geodesics);
    g_test_add_func("/base/geo/measures-on-the-ellipsoid", test_geo_measures_on_the_ellipsoid);
    g_test_add_func("/base/geo/has-an-answer-for-every-pair",
                    test_geo_has_an_answer_for_every_pair);
    return g_test_run();
}
