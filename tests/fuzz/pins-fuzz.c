/* An editor's pins for labels. */
#include <math.h>

#include "fuzz.h"
#include "map/layout.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) pins = pins_read(file.path, &error);
    g_assert_true(!pins == !!error);
    if (error) g_assert_cmpuint(strlen(error->message), >, 0);
    for (guint i = 0; pins && i < pins->len; i++) {
        const Pin *pin = &g_array_index(pins, Pin, i);
        g_assert_true(pin->hidden != pin->has_shift);
        if (pin->has_shift) g_assert_true(isfinite(pin->shift.x) && isfinite(pin->shift.y));
    }
    return 0;
}
