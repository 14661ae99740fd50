/* What GDAL reads for us (GeoPackage, FlatGeobuf): a damaged file is refused, or its incidents are
 * within range. GDAL itself is not instrumented: its crashes are findings, its coverage is blind.
 */
#include <math.h>

#include "fuzz.h"
#include "ogr/import.h"

/* SQLite follows links to what they mean, and a file in memory has no name: this one has, one a
 * process. */
static const char *input_path(void) {
    static char *path = NULL;
    if (!path) path = g_strdup_printf("%s/import-fuzz-%d.gpkg", g_get_tmp_dir(), (int)getpid());
    return path;
}
static void remove_input(void) { g_unlink(input_path()); }

int LLVMFuzzerInitialize(int *n, char ***words);
int LLVMFuzzerInitialize(int *n, char ***words) {
    atexit(remove_input);
    return 0;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_autoptr(GError) error = NULL;
    g_assert_true(g_file_set_contents(input_path(), (const char *)data, (gssize)size, NULL));
    g_autoptr(GPtrArray) incidents = ogr_import(input_path(), &error);
    g_assert_true(!incidents == !!error);
    if (error) check_error(error);
    for (guint i = 0; incidents && i < incidents->len; i++) {
        const Location *location = &((const Incident *)incidents->pdata[i])->location;
        g_assert_true(isnan(location->lon) == isnan(location->lat));
        g_assert_true(isnan(location->lon) ||
                      (fabs(location->lon) <= 180 && fabs(location->lat) <= 90));
        g_assert_true(isnan(location->radius_m) || location->radius_m >= 0);
    }
    return 0;
}
