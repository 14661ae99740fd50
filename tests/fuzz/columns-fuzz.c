/* Somebody else's table of incidents: the first line says which column holds what, the rest is CSV.
 */
#include <math.h>

#include "fuzz.h"
#include "store/store.h"

static void check(const Incident *incident) {
    const Location *location = &incident->location;
    g_assert_true(isnan(location->lon) || fabs(location->lon) <= 180);
    g_assert_true(isnan(location->lat) || fabs(location->lat) <= 90);
    g_assert_true(incident->killed_max == HARM_NOT_SAID ||
                  incident->killed_min <= incident->killed_max);
}

static void read_table(const ColumnMap *map, const guint8 *data, gsize size) {
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) incidents = incidents_read_columns(file.path, map, bad, notes, &error);
    g_assert_true(!incidents == !!error);
    if (error) check_error(error);
    for (guint i = 0; incidents && i < incidents->len; i++) check(incidents->pdata[i]);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    const guint8 *end = memchr(data, '\n', size);
    if (!end || memchr(data, '\0', (gsize)(end - data))) return 0;
    g_autofree char *words = valid_text(data, (gsize)(end - data));
    g_autoptr(GError) error = NULL;
    g_autoptr(ColumnMap) map = words ? column_map_new(words, &error) : NULL;
    g_assert_true(!words || !map == !!error);
    if (error) check_error(error);
    if (map) read_table(map, end + 1, size - (gsize)(end + 1 - data));
    return 0;
}
