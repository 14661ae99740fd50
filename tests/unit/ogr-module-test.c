/* The module kharita-ogr: incidents in GDAL's formats, and layers compiled into a basemap. */
#include <glib/gstdio.h>
#include <math.h>

#include "cmd/module.h"
#include "map/scene.h"
#include "store/fields.h"
#include "store/look.h"

static const OgrModule *open_module(void) {
    /* The module calls back into the program: the test must have linked what it calls. */
    guint n;
    g_autofree char *column = record_column(record_fields(&n));
    g_autoptr(Incident) none = incident_new();
    g_autofree char *cell = record_cell(record_fields(&n), none);
    g_autoptr(GError) error = NULL;
    const OgrModule *module = module_open(&error);
    g_assert_no_error(error);
    return module;
}

/* An attack within a square of a degree with a hole, north-east of (40, 35). */
static Incident *square_incident(void) {
    const LonLat outer[] = {{40, 35}, {41, 35}, {41, 36}, {40, 36}, {40, 35}};
    const LonLat hole[] = {{40.4, 35.4}, {40.4, 35.6}, {40.6, 35.6}, {40.6, 35.4}, {40.4, 35.4}};
    Incident *incident = incident_new();
    incident->id = g_strdup("a-1");
    incident->date_start = g_strdup("2023-04-05");
    incident->type = INCIDENT_AMBUSH;
    incident->place_ar = g_strdup("بادية الميادين");
    incident->quote = g_strdup("قتل عنصران & أصيب <ثالث>");
    incident->killed_min = 2;
    incident->location.lon = 40.5;
    incident->location.lat = 35.2;
    incident->location.shape = shape_new(SHAPE_POLYGONS);
    shape_begin_part(incident->location.shape);
    for (guint i = 0; i < 5; i++) shape_add_point(incident->location.shape, outer[i]);
    shape_begin_part(incident->location.shape);
    for (guint i = 0; i < 5; i++) shape_add_point(incident->location.shape, hole[i]);
    return incident;
}

/* A folder for one test; `name` in it is written by `write` and its bytes are returned. */
static GBytes *exported(const char *format, ExportGeometry geometry) {
    const OgrModule *module = open_module();
    g_autofree char *folder = g_dir_make_tmp("kharita-ogr-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "incidents", NULL);
    g_autoptr(Incident) incident = square_incident();
    g_autoptr(Incident) unplaced = incident_new();
    unplaced->id = g_strdup("a-2");
    unplaced->location.lon = unplaced->location.lat = unplaced->location.radius_m = NAN;
    const Incident *const incidents[] = {incident, unplaced};
    ExportOptions options = {.format = format, .geometry = geometry};
    g_autoptr(GError) error = NULL;
    module->write(path, &options, incidents, G_N_ELEMENTS(incidents), &error);
    g_assert_no_error(error);
    char *bytes = NULL;
    gsize len = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
    g_unlink(path);
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* nothing else was left there */
    return g_bytes_new_take(bytes, len);
}

static bool contains(GBytes *bytes, const char *words) {
    gsize len;
    const char *data = g_bytes_get_data(bytes, &len);
    return memmem(data, len, words, strlen(words)) != NULL;
}

static void test_formats_have_their_signs(void) {
    const struct {
        const char *format, *sign;
    } cases[] = {{"gpkg", "SQLite format 3"}, {"fgb", "fgb"}, {"xlsx", "PK"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = exported(cases[i].format, GEOMETRY_AREA);
        const char *data = g_bytes_get_data(bytes, NULL);
        const char *sign = cases[i].sign;
        g_assert_cmpmem(data, strlen(sign), sign, strlen(sign));
    }
}

static void test_same_incidents_same_bytes(void) {
    const OgrModule *module = open_module();
    for (const char *const *format = module->formats; *format; format++) {
        g_autoptr(GBytes) first = exported(*format, GEOMETRY_POINT);
        g_autoptr(GBytes) second = exported(*format, GEOMETRY_POINT);
        g_test_message("%s", *format);
        g_assert_true(g_bytes_equal(first, second));
    }
}

/* What else would come from the clock. */
static void test_files_carry_no_time(void) {
    g_autoptr(GBytes) gpkg = exported("gpkg", GEOMETRY_POINT);
    g_assert_true(contains(gpkg, "2000-01-01T00:00:00.000Z"));
    g_autoptr(GBytes) xlsx = exported("xlsx", GEOMETRY_POINT);
    const guint8 *zip = g_bytes_get_data(xlsx, NULL);
    g_assert_cmpmem(zip + 10, 4, "\0\0\0\0", 4);
}

/* What an article says cannot end the section of text that GDAL writes around it, nor break the
 * XML; a GeoPackage keeps it as it stands. */
static void test_text_stays_text(void) {
    static const char evil[] = "]]><NetworkLink>\x01 \xEF\xBF\xBE";
    const OgrModule *module = open_module();
    g_autofree char *folder = g_dir_make_tmp("kharita-ogr-XXXXXX", NULL);
    g_autoptr(Incident) incident = square_incident();
    incident->source = g_strdup(evil);
    const Incident *const incidents[] = {incident};
    static const char *const names[] = {"a.kml", "a.gpkg"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL), *bytes = NULL;
        const ExportOptions options = {.geometry = GEOMETRY_POINT};
        gsize len = 0;
        g_assert_true(module->write_to(path, &options, incidents, 1, NULL));
        g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
        bool as_it_stands = memmem(bytes, len, evil, sizeof evil - 1) != NULL;
        g_assert_true(as_it_stands == g_str_has_suffix(names[i], ".gpkg"));
        if (!as_it_stands) {
            g_assert_null(memmem(bytes, len, "]]><NetworkLink", 15));
            g_assert_null(memchr(bytes, 1, len));
        }
        g_unlink(path);
    }
    g_rmdir(folder);
}

static char *color_text(const Style *style, const char *layer, const char *key) {
    Color color = style_color(style, layer, key);
    return g_strdup_printf("#%02X%02X%02X", (int)lround(color.r * 255), (int)lround(color.g * 255),
                           (int)lround(color.b * 255));
}

/* Other programs draw the symbols of our maps. */
static void test_looks_are_those_of_the_newsroom(void) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Style) style = style_load("newsroom", &error);
    g_assert_no_error(error);
    for (int i = 0; i < N_INCIDENT_TYPES; i++) {
        const IncidentLook *look = incident_look((IncidentType)i);
        g_autofree char *layer =
            g_strdup_printf("incident-%s", incident_type_name((IncidentType)i));
        g_test_message("%s", layer);
        g_assert_cmpstr(look->shape, ==, style_string(style, layer, "symbol-shape"));
        g_autofree char *color = color_text(style, layer, "symbol-color");
        g_autofree char *outline = color_text(style, layer, "symbol-outline-color");
        g_assert_cmpstr(look->color, ==, color);
        g_assert_cmpstr(INCIDENT_OUTLINE, ==, outline);
    }
}

/* GDAL would open addresses: nothing is asked for over a network. */
static void test_addresses_are_no_files(void) {
    static const char *const names[] = {"/vsicurl/http://127.0.0.1:1/x.fgb", "/vsizip//tmp/x.gpkg",
                                        "GPKG:/tmp/x.gpkg:incidents"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(open_module()->read(names[i], &error));
        g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, "there is no such file"));
    }
}

static void test_unknown_format_is_an_error(void) {
    g_autoptr(GError) error = NULL;
    ExportOptions options = {.format = "dwg"};
    g_assert_false(open_module()->write("x.dwg", &options, NULL, 0, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
}

static void test_unwritable_file_is_an_error(void) {
    g_autoptr(GError) error = NULL;
    ExportOptions options = {.format = "gpkg"};
    g_assert_false(open_module()->write("/nowhere/x.gpkg", &options, NULL, 0, &error));
    g_assert_nonnull(error);
    g_clear_error(&error);
    g_assert_false(open_module()->write_to("/nowhere/x.gpkg", &options, NULL, 0, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT);
}

/* ---- the basemap ------------------------------------------------------------------------------
 */

/* Writes the square as layer "squares", level 1, and compiles it. */
static Basemap *compiled(char *folder) {
    const OgrModule *module = open_module();
    g_autofree char *layer = g_build_filename(folder, "squares-1.fgb", NULL);
    g_autofree char *path = g_build_filename(folder, "basemap.bin", NULL);
    g_autoptr(Incident) incident = square_incident();
    const Incident *const incidents[] = {incident};
    ExportOptions options = {.geometry = GEOMETRY_AREA};
    g_autoptr(GError) error = NULL;
    module->write_to(layer, &options, incidents, 1, &error);
    g_assert_no_error(error);
    BasemapSummary summary;
    module->build_basemap(folder, path, &summary, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(summary.n_features, ==, 1);
    Basemap *basemap = basemap_open(path, &error);
    g_assert_no_error(error);
    g_unlink(layer);
    g_unlink(path);
    g_rmdir(folder);
    return basemap;
}

static void look_at_square(const BasemapFeature *feature, void *data) {
    ++*(guint *)data;
    g_assert_cmpstr(feature->name_ar, ==, "");
    g_assert_cmpstr(feature->ref, ==, "a-1");
    g_assert_cmpuint(feature->n_parts, ==, 2);
    g_assert_cmpuint(feature->n_points, ==, 10);
    /* Outer rings go anticlockwise, holes clockwise. */
    g_assert_cmpfloat(feature->points[1].lon, >, feature->points[0].lon);
    g_assert_cmpfloat(feature->points[6].lat, >, feature->points[5].lat);
}

static void test_basemap_is_compiled(void) {
    g_autofree char *folder = g_dir_make_tmp("kharita-ogr-XXXXXX", NULL);
    g_autoptr(Basemap) basemap = compiled(folder);
    guint n = 0;
    basemap_visit(basemap, "squares", 1, (LonLatBox){40.1, 35.1, 40.2, 35.2}, look_at_square, &n);
    basemap_visit(basemap, "squares", 1, (LonLatBox){50, 35.1, 51, 35.2}, look_at_square, &n);
    g_assert_cmpuint(n, ==, 1);
}

/* A layer cut off in the middle is no short layer. */
static void test_broken_layer_is_an_error(void) {
    g_autofree char *folder = g_dir_make_tmp("kharita-ogr-XXXXXX", NULL);
    g_autofree char *layer = g_build_filename(folder, "squares-1.fgb", NULL);
    g_autofree char *path = g_build_filename(folder, "basemap.bin", NULL);
    g_autoptr(GBytes) whole = exported("fgb", GEOMETRY_AREA);
    g_assert_true(g_file_set_contents(layer, g_bytes_get_data(whole, NULL),
                                      (gssize)g_bytes_get_size(whole) - 200, NULL));
    g_autoptr(GError) error = NULL;
    BasemapSummary summary;
    g_assert_false(open_module()->build_basemap(folder, path, &summary, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
    g_unlink(layer);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void test_folder_without_layers_is_an_error(void) {
    g_autofree char *folder = g_dir_make_tmp("kharita-ogr-XXXXXX", NULL);
    g_autoptr(GError) error = NULL;
    BasemapSummary summary;
    g_assert_false(open_module()->build_basemap(folder, "unused.bin", &summary, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
    g_rmdir(folder);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    g_test_add_func("/ogr/formats-have-their-signs", test_formats_have_their_signs);
    g_test_add_func("/ogr/same-incidents-same-bytes", test_same_incidents_same_bytes);
    g_test_add_func("/ogr/files-carry-no-time", test_files_carry_no_time);
    g_test_add_func("/ogr/looks-are-those-of-the-newsroom", test_looks_are_those_of_the_newsroom);
    g_test_add_func("/ogr/text-stays-text", test_text_stays_text);
    g_test_add_func("/ogr/addresses-are-no-files", test_addresses_are_no_files);
    g_test_add_func("/ogr/unknown-format-is-an-error", test_unknown_format_is_an_error);
    g_test_add_func("/ogr/unwritable-file-is-an-error", test_unwritable_file_is_an_error);
    g_test_add_func("/ogr/basemap-is-compiled", test_basemap_is_compiled);
    g_test_add_func("/ogr/broken-layer-is-an-error", test_broken_layer_is_an_error);
    g_test_add_func("/ogr/folder-without-layers-is-an-error",
                    test_folder_without_layers_is_an_error);
    return g_test_run();
}
