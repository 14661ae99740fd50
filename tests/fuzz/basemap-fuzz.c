/* A compiled basemap: opened, and every layer visited at every level. */
#include <math.h>

#include "fuzz.h"
#include "map/scene.h"

static void visit(const BasemapFeature *feature, void *data) {
    gsize *sum = data;
    *sum += strlen(feature->kind) + strlen(feature->name_ar) + strlen(feature->name_en) +
            strlen(feature->ref);
    for (guint32 i = 0; i < feature->n_parts; i++)
        g_assert_cmpuint(feature->parts[i], <, feature->n_points);
    Path path = {0};
    static MapView *view = NULL;
    if (!view)
        view = map_view_new((LonLatBox){36, 32, 42, 37}, (Box){0, 0, 600, 400}, 10, NULL, NULL);
    path_add_projected(&path, view, feature->points, feature->parts, feature->n_points,
                       feature->n_parts, *sum % 2);
    path_clear(&path);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    static const char *const layers[] = {"land", "water", "rivers", "borders", "disputed", "dams"};
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(Basemap) basemap = basemap_open(file.path, &error);
    g_assert_true(!basemap == !!error);
    if (error) check_error(error);
    gsize sum = 0;
    for (guint i = 0; basemap && i < G_N_ELEMENTS(layers); i++)
        for (int level = 0; level < 4; level++)
            basemap_visit(basemap, layers[i], level, (LonLatBox){30, 30, 45, 40}, visit, &sum);
    Relief relief;
    if (basemap && basemap_relief(basemap, &relief)) {
        g_assert_cmpuint(relief.width, >, 0);
        sum += relief.grey[0] + relief.grey[(gsize)relief.width * relief.height - 1];
        g_assert_true(isfinite(relief.box.west) && relief.box.west < relief.box.east);
    }
    return 0;
}
