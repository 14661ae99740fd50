/* A store, damaged or made by somebody else; what is none, as the blobs that its cells hold. */
#include "fuzz.h"
#include "store/copies.h"
#include "store/geopackage.h"
#include "store/store.h"

static void read_blobs(const guint8 *data, gsize size) {
    LonLatBox box;
    Shape *shape = geometry_blob_read(data, size);
    geometry_blob_box(data, size, &box);
    shape_free(shape);
    g_autofree guint32 *aligned = g_new0(guint32, size / 4 + 1);
    memcpy(aligned, data, size);
    Sketch halves[] = {sketch_read(aligned, size), sketch_read(aligned, size / 2 / 4 * 4)};
    sketches_are_copies(&halves[0], &halves[1]);
    g_autofree guint *groups = sketches_group(halves, G_N_ELEMENTS(halves));
    g_assert_true(groups[1] <= 1);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    if (size < 16 || memcmp(data, "SQLite format 3", 16) != 0) {
        read_blobs(data, size);
        return 0;
    }
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    if (!store_sniff(file.path)) return 0;
    g_autoptr(GPtrArray) incidents = store_read(file.path, NULL, NULL, &error);
    g_assert_true(!incidents == !!error);
    if (error) check_error(error);
    return 0;
}
