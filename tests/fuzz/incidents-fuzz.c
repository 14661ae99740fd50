/* Tables of incidents (GeoJSON, JSON lines, CSV): what is read can be written in every format. */
#include <math.h>

#include "fuzz.h"
#include "store/store.h"

static void write_all(const GPtrArray *incidents) {
    for (const char *const *format = export_formats(); *format; format++) {
        const ExportOptions options = {.format = *format, .geometry = GEOMETRY_AREA};
        g_autoptr(GError) error = NULL;
        g_autoptr(Exporter) exporter = exporter_open("/dev/null", &options, &error);
        g_assert_no_error(error);
        for (guint i = 0; i < incidents->len; i++)
            g_assert_true(exporter_add(exporter, incidents->pdata[i], &error));
        g_assert_true(exporter_finish(exporter, &error));
    }
}

static void check(const Incident *incident) {
    const Location *location = &incident->location;
    g_assert_true(isnan(location->lon) == isnan(location->lat));
    if (!isnan(location->lon)) {
        g_assert_cmpfloat(fabs(location->lon), <=, 180);
        g_assert_cmpfloat(fabs(location->lat), <=, 90);
    }
    g_assert_true(isnan(location->radius_m) || location->radius_m >= 0);
    for (guint32 i = 0; location->shape && i < location->shape->n_points; i++)
        g_assert_true(isfinite(location->shape->points[i].lon) &&
                      isfinite(location->shape->points[i].lat));
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    incidents_sniff(file.path);
    g_autoptr(GPtrArray) incidents = incidents_read(file.path, &error);
    g_assert_true(!incidents == !!error);
    if (error) check_error(error);
    for (guint i = 0; incidents && i < incidents->len; i++) check(incidents->pdata[i]);
    if (incidents) write_all(incidents);
    return 0;
}
