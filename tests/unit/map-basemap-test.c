/* A compiled basemap gives what lies in a box, and says when it is broken. */
#include <glib/gstdio.h>

#include "map/basemap-format.h"
#include "map/scene.h"

enum { N_ROADS = 100 };

static const char STRINGS[] = "\0roads\0major\0الطريق\0road\0M7";
enum { ROADS = 1, MAJOR = 7, ARABIC = 13, ENGLISH = 26, NUMBER = 31 };

/* A layer "roads": level 0 has one long road, level 2 a hundred short ones from west to east. */
static char *make_basemap(guint32 n_blocks_of_fine) {
    g_autoptr(PackWriter) writer = pack_writer_new(BASEMAP_MAGIC, BASEMAP_VERSION);
    BasemapLayer layers[] = {{.name = ROADS, .level = 0, .n_features = 1, .n_blocks = 1},
                             {.name = ROADS,
                              .level = 2,
                              .first_feature = 1,
                              .n_features = N_ROADS,
                              .first_block = 1,
                              .n_blocks = n_blocks_of_fine}};
    FeatureRecord features[1 + N_ROADS] = {0};
    LonLatBox blocks[1 + (N_ROADS + BLOCK_FEATURES - 1) / BLOCK_FEATURES];
    LonLat points[2 * (1 + N_ROADS)];
    guint32 parts[1 + N_ROADS] = {0};
    for (guint i = 0; i <= N_ROADS; i++) {
        double west = i == 0 ? 0 : i - 1, east = i == 0 ? N_ROADS : i - 0.5;
        points[2 * i] = (LonLat){west, 10};
        points[2 * i + 1] = (LonLat){east, 10.5};
        features[i] = (FeatureRecord){.box = {west, 10, east, 10.5},
                                      .kind = MAJOR,
                                      .name_ar = ARABIC,
                                      .name_en = ENGLISH,
                                      .ref = NUMBER,
                                      .rank = (gint32)i,
                                      .first_point = 2 * i,
                                      .n_points = 2,
                                      .first_part = i,
                                      .n_parts = 1};
    }
    blocks[0] = features[0].box;
    for (guint i = 1; i < G_N_ELEMENTS(blocks); i++)
        blocks[i] = (LonLatBox){(i - 1) * BLOCK_FEATURES, 10, i * BLOCK_FEATURES, 10.5};
    const guint8 relief[] = {255, 200, 180, 160, 140, 120};
    const LonLatBox relief_box = {0, 10, 3, 12};
    const guint32 relief_size[] = {3, 2};
    pack_writer_add(writer, "layers", layers, G_N_ELEMENTS(layers), sizeof *layers);
    pack_writer_add(writer, "features", features, G_N_ELEMENTS(features), sizeof *features);
    pack_writer_add(writer, "blocks", blocks, G_N_ELEMENTS(blocks), sizeof *blocks);
    pack_writer_add(writer, "points", points, G_N_ELEMENTS(points), sizeof *points);
    pack_writer_add(writer, "parts", parts, G_N_ELEMENTS(parts), sizeof *parts);
    pack_writer_add(writer, "strings", STRINGS, sizeof STRINGS, 1);
    pack_writer_add(writer, "relief", relief, sizeof relief, 1);
    pack_writer_add(writer, "relief-box", &relief_box, 1, sizeof relief_box);
    pack_writer_add(writer, "relief-size", relief_size, 2, sizeof *relief_size);
    char *path = NULL;
    int fd = g_file_open_tmp("kharita-basemap-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_close(fd, NULL);
    g_assert_true(pack_writer_save(writer, path, NULL));
    return path;
}

static Basemap *open_basemap(void) {
    g_autofree char *path = make_basemap((N_ROADS + BLOCK_FEATURES - 1) / BLOCK_FEATURES);
    g_autoptr(GError) error = NULL;
    Basemap *basemap = basemap_open(path, &error);
    g_assert_no_error(error);
    g_unlink(path);
    return basemap;
}

typedef struct {
    guint n;
    int first_rank, last_rank;
} Seen;

static void count(const BasemapFeature *feature, void *data) {
    Seen *seen = data;
    if (seen->n++ == 0) seen->first_rank = feature->rank;
    seen->last_rank = feature->rank;
}

static void test_only_what_is_in_the_box(void) {
    g_autoptr(Basemap) basemap = open_basemap();
    Seen seen = {0};
    basemap_visit(basemap, "roads", 2, (LonLatBox){29.8, 9, 34.2, 11}, count, &seen);
    g_assert_cmpuint(seen.n, ==, 5); /* those that begin at 30, 31, 32, 33, 34 */
    g_assert_cmpint(seen.first_rank, ==, 31);
    g_assert_cmpint(seen.last_rank, ==, 35);
}

static void test_a_coarser_level_stands_in(void) {
    g_autoptr(Basemap) basemap = open_basemap();
    Seen at_1 = {0}, at_3 = {0};
    basemap_visit(basemap, "roads", 1, (LonLatBox){0, 0, 100, 20}, count, &at_1);
    basemap_visit(basemap, "roads", 3, (LonLatBox){0, 0, 100, 20}, count, &at_3);
    g_assert_cmpuint(at_1.n, ==, 1);
    g_assert_cmpuint(at_3.n, ==, N_ROADS);
}

static void test_unknown_layer_is_empty(void) {
    g_autoptr(Basemap) basemap = open_basemap();
    Seen seen = {0};
    basemap_visit(basemap, "glaciers", 0, (LonLatBox){0, 0, 100, 20}, count, &seen);
    g_assert_cmpuint(seen.n, ==, 0);
}

static void look_at_first(const BasemapFeature *feature, void *data) {
    g_assert_cmpstr(feature->kind, ==, "major");
    g_assert_cmpstr(feature->name_ar, ==, "الطريق");
    g_assert_cmpstr(feature->name_en, ==, "road");
    g_assert_cmpstr(feature->ref, ==, "M7");
    g_assert_cmpuint(feature->n_points, ==, 2);
    g_assert_cmpuint(feature->parts[0], ==, 0);
    g_assert_cmpfloat(feature->points[0].lat, ==, 10);
}

static void test_features_have_their_fields(void) {
    g_autoptr(Basemap) basemap = open_basemap();
    basemap_visit(basemap, "roads", 2, (LonLatBox){0, 0, 100, 20}, look_at_first, NULL);
}

static void test_relief_is_given(void) {
    g_autoptr(Basemap) basemap = open_basemap();
    Relief relief;
    g_assert_true(basemap_relief(basemap, &relief));
    g_assert_cmpuint(relief.width, ==, 3);
    g_assert_cmpuint(relief.height, ==, 2);
    g_assert_cmpuint(relief.grey[5], ==, 120);
    g_assert_cmpfloat(relief.box.north, ==, 12);
}

/* The relief of the file lies over 0 to 3 E and 10 to 12 N, darker to the right and below, and
 * fades at its edge. */
static void test_relief_comes_to_the_page(void) {
    g_autoptr(Basemap) basemap = open_basemap();
    g_autoptr(MapView) view =
        map_view_new((LonLatBox){0.5, 10.5, 2.5, 11.5}, (Box){0, 0, 96, 48}, 0, "EPSG:4326", NULL);
    Shade shade;
    g_assert_true(shade_make(basemap, view, &shade));
    g_assert_cmpuint(shade.width, ==, 16);
    g_assert_cmpuint(shade.height, ==, 8);
    const guint8 *low = shade.cells + shade.width * (shade.height - 3);
    g_assert_cmpuint(shade.cells[0], ==, 0);
    g_assert_cmpuint(low[shade.width - 3], >=, 150);
    g_assert_cmpuint(low[0], <, low[shade.width - 3]);
    g_assert_cmpuint(low[shade.width - 1], <, low[shade.width - 3]);
    shade_clear(&shade);
}

static void test_damage_is_an_error(void) {
    g_autofree char *path = make_basemap(77);
    g_autoptr(GError) error = NULL;
    g_assert_null(basemap_open(path, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
    g_unlink(path);
}

static void test_missing_file_is_an_error(void) {
    g_autoptr(GError) error = NULL;
    g_assert_null(basemap_open("/nowhere/basemap.bin", &error));
    g_assert_nonnull(error);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/basemap/only-what-is-in-the-box", test_only_what_is_in_the_box);
    g_test_add_func("/basemap/a-coarser-level-stands-in", test_a_coarser_level_stands_in);
    g_test_add_func("/basemap/unknown-layer-is-empty", test_unknown_layer_is_empty);
    g_test_add_func("/basemap/features-have-their-fields", test_features_have_their_fields);
    g_test_add_func("/basemap/relief-is-given", test_relief_is_given);
    g_test_add_func("/basemap/relief-comes-to-the-page", test_relief_comes_to_the_page);
    g_test_add_func("/basemap/damage-is-an-error", test_damage_is_an_error);
    g_test_add_func("/basemap/missing-file-is-an-error", test_missing_file_is_an_error);
    return g_test_run();
}
