/* A style file. */
#include <math.h>

#include "fuzz.h"
#include "map/scene.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(Style) style = style_load(file.path, &error);
    g_assert_true(!style == !!error);
    if (error) g_assert_cmpuint(strlen(error->message), >, 0);
    if (!style) return 0;
    MarkShape shape;
    Color fill, outline;
    for (IncidentType type = 0; type < N_INCIDENT_TYPES; type++)
        style_incident(style, type, &shape, &fill, &outline);
    g_assert_true(isfinite(fill.r) && fill.r >= 0 && fill.r <= 1);
    return 0;
}
