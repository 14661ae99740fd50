/* An editor's corrections, applied to an incident that they name. */
#include <math.h>

#include "fuzz.h"
#include "store/store.h"

static Incident *sample(void) {
    Incident *incident = incident_new();
    incident->id = g_strdup("a1");
    incident->location.lon = 40;
    incident->location.lat = 35;
    incident->location.radius_m = 1000;
    return incident;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Decisions) decisions = decisions_new();
    gboolean is_read = decisions_read(decisions, file.path, small_gazetteer(), bad, &error);
    g_assert_true(!is_read == !!error);
    if (error) check_error(error);
    g_autoptr(Incident) incident = sample();
    decisions_apply(decisions, incident, small_gazetteer());
    g_autoptr(GPtrArray) unmet = decisions_unmet(decisions, false);
    g_autoptr(GPtrArray) unmet_in_store = decisions_unmet(decisions, true);
    g_assert_nonnull(unmet);
    g_assert_nonnull(unmet_in_store);
    g_assert_true(isfinite(incident->location.lon) && fabs(incident->location.lon) <= 180);
    g_assert_true(isfinite(incident->location.lat) && fabs(incident->location.lat) <= 90);
    g_assert_cmpfloat(incident->location.radius_m, >, 0);
    g_assert_true(incident->killed_max == HARM_NOT_SAID ||
                  incident->killed_min <= incident->killed_max);
    return 0;
}
