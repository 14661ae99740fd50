/* A store, damaged or made by somebody else: read, and taken into another one. */
#include "fuzz.h"
#include "store/geopackage.h"
#include "store/store.h"

static void read_blob(const guint8 *data, gsize size) {
    LonLatBox box;
    Shape *shape = geometry_blob_read(data, size);
    geometry_blob_box(data, size, &box);
    shape_free(shape);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    if (size < 16 || memcmp(data, "SQLite format 3", 16) != 0) {
        read_blob(data, size);
        return 0;
    }
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    if (!store_sniff(file.path)) return 0;
    g_autoptr(GPtrArray) incidents = store_read(file.path, &error);
    g_assert_true(!incidents == !!error);
    if (error) check_error(error);
    return 0;
}
