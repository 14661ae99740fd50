/* Incidents as files: each format that is read gives back what was written, byte by byte. */
#include <glib/gstdio.h>
#include <jansson.h>
#include <math.h>

#include "base/autoptr.h"
#include "store/fields.h"
#include "store/store.h"

static char *folder;

static Incident *sample(void) {
    Incident *incident = incident_new();
    incident->id = g_strdup("abc123");
    incident->date_start = g_strdup("2022-01-19");
    incident->date_end = g_strdup("2022-01-20");
    incident->date_precision = DATE_RANGE;
    incident->date_basis = BASIS_RELATIVE;
    incident->type = INCIDENT_IED;
    g_strfreev(incident->weapons);
    incident->weapons = g_strsplit("ied|mine", "|", -1);
    incident->actor = g_strdup("isis");
    incident->actor_ar = g_strdup("تنظيم داعش");
    incident->killed_min = 3;
    incident->injured_min = 0;
    incident->injured_max = 0;
    incident->place_ar = g_strdup("بادية الميادين");
    incident->place_en = g_strdup("Badia of \"Al-Mayadin\", west");
    incident->location.lon = 40.45351;
    incident->location.lat = -0.00001;
    incident->location.radius_m = 28000;
    incident->location.method = METHOD_OFFSET;
    incident->location.anchors[0] = (Anchor){NO_PLACE, 2000, NAN};
    incident->location.n_anchors = 1;
    g_strfreev(incident->anchors);
    incident->anchors = g_strsplit("C5192", "|", -1);
    incident->quote = g_strdup("=قال «أ»، ثم\nب,ج");
    incident->trigger = g_strdup("انفجار");
    incident->trigger_end = 6;
    incident->confidence = 0.8125;
    return incident;
}

static char *write_one(const Incident *incident, const char *name, const ExportOptions *options) {
    char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(Exporter) exporter = exporter_open(path, options, &error);
    g_assert_no_error(error);
    g_assert_true(exporter_add(exporter, incident, &error));
    g_assert_true(exporter_finish(exporter, &error));
    return path;
}

/* The writer of records against jansson's, over texts and numbers at the edges. */
static void test_json_is_as_jansson_writes_it(void) {
    static const double NUMBERS[] = {0,       -0.0,   1,         35.5,    -0.00001,
                                     0.00009, 0.0001, 179.99999, -36.125, 0.8125,
                                     0.9995,  1e-7,   1e12,      NAN,     40.10001};
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
        g_autoptr(Incident) incident = sample();
        incident->location.lon = incident->confidence = NUMBERS[i];
        g_free(incident->quote);
        incident->quote = g_strdup_printf("\b\f\n\r\t\v%c%c \"«نص»\" \\ /", 1 + (int)i, 0x7F);
        incident->killed_max = HARM_NOT_SAID;
        incident->start = G_MAXUINT32;
        incident->count_min = -12;
        for (ExportGeometry geometry = GEOMETRY_POINT; geometry <= GEOMETRY_AREA; geometry++) {
            auto_json *object = record_to_json(incident, geometry);
            g_autofree char *expected = json_dumps(object, JSON_STYLE);
            g_autoptr(GString) text = g_string_new(NULL);
            record_append_json(text, incident, geometry);
            g_assert_cmpstr(text->str, ==, expected);
        }
    }
}

static char *contents(const char *path) {
    char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static void test_round_trip(gconstpointer format) {
    const ExportOptions options = {.format = format, .bom = true};
    g_autoptr(Incident) incident = sample();
    g_autofree char *path = write_one(incident, "first", &options);
    g_assert_true(incidents_sniff(path));
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) read = incidents_read(path, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(read->len, ==, 1);
    g_autofree char *again = write_one(read->pdata[0], "second", &options);
    g_autofree char *before = contents(path), *after = contents(again);
    g_assert_cmpstr(before, ==, after);
    const Incident *back = read->pdata[0];
    g_assert_cmpstr(back->quote, ==, incident->quote);
    g_assert_cmpint(back->killed_max, ==, HARM_NOT_SAID);
    g_assert_cmpstr(back->weapons[1], ==, "mine");
    g_assert_cmpfloat(back->location.anchors[0].distance_m, ==, 2000);
}

static void test_area_round_trip(void) {
    const ExportOptions options = {.format = "geojson", .geometry = GEOMETRY_AREA};
    g_autoptr(Incident) incident = sample();
    Shape *shape = incident->location.shape = shape_new(SHAPE_POLYGONS);
    const LonLat outer[] = {{40, 34}, {41, 34}, {41, 35}, {40, 35}, {40, 34}};
    shape_begin_part(shape);
    for (guint i = 0; i < G_N_ELEMENTS(outer); i++) shape_add_point(shape, outer[i]);
    shape_begin_part(shape); /* a hole runs clockwise */
    const LonLat hole[] = {{40.2, 34.2}, {40.2, 34.4}, {40.4, 34.4}, {40.2, 34.2}};
    for (guint i = 0; i < G_N_ELEMENTS(hole); i++) shape_add_point(shape, hole[i]);
    g_autofree char *path = write_one(incident, "area", &options);
    g_autoptr(GPtrArray) read = incidents_read(path, NULL);
    const Shape *back = ((const Incident *)read->pdata[0])->location.shape;
    g_assert_cmpuint(back->n_parts, ==, 2);
    g_assert_cmpuint(back->n_points, ==, 9);
    g_assert_cmpfloat(((const Incident *)read->pdata[0])->location.lon, ==, 40.45351);
}

static void test_geojson_follows_the_standard(void) {
    const ExportOptions options = {.format = "geojson"};
    g_autoptr(Incident) incident = sample();
    g_autofree char *path = write_one(incident, "standard", &options);
    auto_json *root = json_load_file(path, 0, NULL);
    g_assert_null(json_object_get(root, "crs"));
    g_assert_cmpuint(json_array_size(json_object_get(root, "bbox")), ==, 4);
    const json_t *feature = json_array_get(json_object_get(root, "features"), 0);
    const json_t *point = json_object_get(json_object_get(feature, "geometry"), "coordinates");
    g_assert_cmpfloat(json_number_value(json_array_get(point, 0)), ==, 40.45351);
}

static void test_unplaced_has_null_geometry(void) {
    const ExportOptions options = {.format = "geojson"};
    g_autoptr(Incident) incident = incident_new();
    g_autofree char *path = write_one(incident, "unplaced", &options);
    g_autofree char *text = contents(path);
    g_assert_nonnull(strstr(text, "\"geometry\":null"));
    g_assert_null(strstr(text, "bbox"));
}

static char *kml_of(Incident *incident, ExportGeometry geometry) {
    const ExportOptions options = {.format = "kml", .geometry = geometry};
    g_autofree char *path = write_one(incident, "kml", &options);
    return contents(path);
}

static void test_kml_has_names_days_styles_and_data(void) {
    g_autoptr(Incident) incident = sample();
    g_autofree char *text = kml_of(incident, GEOMETRY_POINT);
    const char *const wanted[] = {"<name>بادية الميادين · Badia of \"Al-Mayadin\", west</name>",
                                  "<begin>2022-01-19</begin><end>2022-01-20</end>",
                                  "<Style id=\"ied\">",
                                  "<color>21042d8c</color>", /* #8C2D04 backwards */
                                  "<styleUrl>#ied</styleUrl>",
                                  "<Point><coordinates>40.45351,-0.00001</coordinates></Point>",
                                  "<SimpleData name=\"killed_min\">3</SimpleData>",
                                  "&lt;td&gt;killed_min&lt;/td&gt;&lt;td&gt;3&lt;/td&gt;"};
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_test_message("%s", wanted[i]);
        g_assert_nonnull(strstr(text, wanted[i]));
    }
    g_assert_null(strstr(text, "<Icon>")); /* nothing is fetched */
    incident->geo_precision = 3;
    g_autofree char *vague = kml_of(incident, GEOMETRY_POINT);
    g_assert_nonnull(strstr(vague, "<styleUrl>#ied-area</styleUrl>"));
    g_assert_null(strstr(text, "killed_max\">"));
}

static void test_kml_has_areas_with_holes(void) {
    g_autoptr(Incident) incident = sample();
    Shape *shape = incident->location.shape = shape_new(SHAPE_POLYGONS);
    const LonLat rings[] = {{40, 34},     {41, 34},     {41, 35},     {40, 34},
                            {40.2, 34.1}, {40.4, 34.3}, {40.4, 34.1}, {40.2, 34.1}};
    for (guint i = 0; i < G_N_ELEMENTS(rings); i++) {
        if (i % 4 == 0) shape_begin_part(shape);
        shape_add_point(shape, rings[i]);
    }
    g_autofree char *text = kml_of(incident, GEOMETRY_AREA);
    g_assert_nonnull(strstr(text, "</Point><Polygon><outerBoundaryIs>"));
    g_assert_nonnull(strstr(text, "</outerBoundaryIs><innerBoundaryIs>"));
    g_assert_nonnull(strstr(text, "</innerBoundaryIs></Polygon></MultiGeometry>"));
}

/* What an article says is text in the file, and text in the balloon. */
static void test_kml_keeps_text_text(void) {
    g_autoptr(Incident) incident = sample();
    g_free(incident->quote);
    incident->quote = g_strdup("]]><script>\x01\xEF\xBF\xBE</description>");
    incident->url = g_strdup("javascript:alert(1)");
    g_autofree char *text = kml_of(incident, GEOMETRY_POINT);
    g_assert_nonnull(strstr(text, "]]&amp;gt;&amp;lt;script&amp;gt;\uFFFD\uFFFD&amp;lt;"));
    g_assert_null(strstr(text, "<script"));
    g_assert_null(strstr(text, "href"));
    g_assert_null(strchr(text, 1));
}

/* An editor's cell with a separator too many. */
static void test_empty_anchors_are_left_out(void) {
    guint n = 0;
    const RecordField *fields = record_fields(&n), *anchors = NULL;
    for (guint i = 0; i < n; i++)
        if (fields[i].kind == VALUE_ANCHORS) anchors = &fields[i];
    g_autoptr(Incident) incident = g_new0(Incident, 1);
    g_autoptr(GError) error = NULL;
    g_assert_true(record_set_cell(anchors, incident, "||C5192:2.5||", &error));
    g_assert_no_error(error);
    g_assert_cmpuint(g_strv_length(incident->anchors), ==, 1);
    g_assert_cmpstr(incident->anchors[0], ==, "C5192");
    g_assert_cmpfloat(incident->location.anchors[0].distance_m, ==, 2500);
}

static void test_csv_guards_formulas(void) {
    const ExportOptions options = {.format = "csv"};
    g_autoptr(Incident) incident = sample();
    g_autofree char *path = write_one(incident, "guard", &options);
    g_autofree char *text = contents(path);
    g_assert_nonnull(strstr(text, "\"'=قال"));
    g_assert_nonnull(strstr(text, ",-0.00001,")); /* a number is no formula */
    g_assert_nonnull(strstr(text, "\r\n"));
}

static void test_numbers_have_few_decimals(void) {
    const ExportOptions options = {.format = "jsonl"};
    g_autoptr(Incident) incident = sample();
    incident->location.lon = 40.1 + 0.2;
    g_autofree char *path = write_one(incident, "numbers", &options);
    g_autofree char *text = contents(path);
    g_assert_nonnull(strstr(text, "\"lon\":40.3,"));
    g_assert_nonnull(strstr(text, "\"confidence\":0.813,"));
}

static void test_timemap_has_strings_and_month_first(void) {
    const ExportOptions options = {.format = "timemap"};
    g_autoptr(Incident) incident = sample();
    g_autofree char *path = write_one(incident, "timemap", &options);
    auto_json *root = json_load_file(path, 0, NULL);
    const json_t *event = json_array_get(root, 0);
    g_assert_cmpstr(json_string_value(json_object_get(event, "date")), ==, "1/19/2022");
    g_assert_cmpstr(json_string_value(json_object_get(event, "latitude")), ==, "-0.00001");
}

static void test_acled_leaves_open_what_is_not_said(void) {
    const ExportOptions options = {.format = "acled-csv"};
    g_autoptr(Incident) incident = sample();
    incident->killed_min = HARM_NOT_SAID;
    g_autofree char *path = write_one(incident, "acled", &options);
    g_autofree char *text = contents(path);
    g_assert_nonnull(strstr(text, "Explosions/Remote violence,Remote explosive/landmine/IED"));
    g_assert_true(g_str_has_suffix(text, ",,ied; mine\r\n"));
}

static void test_unknown_format_says_which_exist(void) {
    const ExportOptions options = {.format = "dbf"};
    g_autoptr(GError) error = NULL;
    g_assert_null(exporter_open("-", &options, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "geojson"));
}

static void test_unfinished_file_is_absent(void) {
    const ExportOptions options = {.format = "jsonl"};
    g_autofree char *path = g_build_filename(folder, "unfinished", NULL);
    Exporter *exporter = exporter_open(path, &options, NULL);
    g_autoptr(Incident) incident = sample();
    g_assert_true(exporter_add(exporter, incident, NULL));
    exporter_free(exporter);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void assert_unreadable(const char *text, const char *said) {
    g_autofree char *path = g_build_filename(folder, "bad", NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_autoptr(GError) error = NULL;
    g_assert_null(incidents_read(path, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT);
    g_assert_nonnull(strstr(error->message, said));
}

static void test_bad_files_are_named_with_their_line(void) {
    assert_unreadable("", "holds no incidents");
    assert_unreadable("{\"date_basis\":\"none\",\"geo_precision\":null}\n{\"date_basis\":",
                      "line 2");
    assert_unreadable("{\"date_basis\":\"sometimes\",\"geo_precision\":1}", "date_basis");
    assert_unreadable("type,date_basis,geo_precision\n\"attack,none,1", "never closed");
    assert_unreadable("type,date_basis,geo_precision\nattack,none", "record 2");
    assert_unreadable("\xFF\xFE", "UTF-8");
}

static void test_articles_are_not_taken_for_incidents(void) {
    g_autofree char *path = g_build_filename(folder, "article.jsonl", NULL);
    g_assert_true(
        g_file_set_contents(path, "{\"text\":\"قصف\",\"date\":\"2022-01-20\"}\n", -1, NULL));
    g_assert_false(incidents_sniff(path));
    g_assert_false(incidents_sniff("-"));
    g_assert_false(incidents_sniff(folder));
}

static void clear_folder(void) {
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
    }
    g_rmdir(folder);
    g_free(folder);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("kharita-store-XXXXXX", NULL);
    g_test_add_func("/store/json-is-as-jansson-writes-it", test_json_is_as_jansson_writes_it);
    g_test_add_data_func("/store/jsonl-round-trip", "jsonl", test_round_trip);
    g_test_add_data_func("/store/geojson-round-trip", "geojson", test_round_trip);
    g_test_add_data_func("/store/csv-round-trip", "csv", test_round_trip);
    g_test_add_func("/store/area-round-trip", test_area_round_trip);
    g_test_add_func("/store/geojson-follows-the-standard", test_geojson_follows_the_standard);
    g_test_add_func("/store/unplaced-has-null-geometry", test_unplaced_has_null_geometry);
    g_test_add_func("/store/kml-has-names-days-styles-and-data",
                    test_kml_has_names_days_styles_and_data);
    g_test_add_func("/store/kml-has-areas-with-holes", test_kml_has_areas_with_holes);
    g_test_add_func("/store/kml-keeps-text-text", test_kml_keeps_text_text);
    g_test_add_func("/store/empty-anchors-are-left-out", test_empty_anchors_are_left_out);
    g_test_add_func("/store/csv-guards-formulas", test_csv_guards_formulas);
    g_test_add_func("/store/numbers-have-few-decimals", test_numbers_have_few_decimals);
    g_test_add_func("/store/timemap-has-strings-and-month-first",
                    test_timemap_has_strings_and_month_first);
    g_test_add_func("/store/acled-leaves-open-what-is-not-said",
                    test_acled_leaves_open_what_is_not_said);
    g_test_add_func("/store/unknown-format-says-which-exist", test_unknown_format_says_which_exist);
    g_test_add_func("/store/unfinished-file-is-absent", test_unfinished_file_is_absent);
    g_test_add_func("/store/bad-files-are-named-with-their-line",
                    test_bad_files_are_named_with_their_line);
    g_test_add_func("/store/articles-are-not-taken-for-incidents",
                    test_articles_are_not_taken_for_incidents);
    int status = g_test_run();
    clear_folder();
    return status;
}
