/* Where the time of a run went. */
#include <time.h>

#include "base/base.h"

static const char *const NAMES[N_STAGES] = {
    [STAGE_GAZETTEER] = "gazetteer opened",
    [STAGE_ARTICLE] = "inputs read",
    [STAGE_TEXT] = "words",
    [STAGE_SCAN] = "tables' forms found",
    [STAGE_TOPONYM] = "toponyms",
    [STAGE_PLACE] = "places",
    [STAGE_INCIDENT] = "incidents",
    [STAGE_OUTPUT] = "results taken and written",
    [STAGE_SCENE] = "scene laid out",
    [STAGE_PAINT] = "pictures and pages written",
};

const char *stage_name(Stage stage) { return NAMES[stage]; }

static gint64 clock_ns(clockid_t clock) {
    struct timespec now;
    return clock_gettime(clock, &now) == 0 ? (gint64)now.tv_sec * 1000000000 + now.tv_nsec : 0;
}

gint64 timings_begin(const Timings *self) {
    return self->is_on ? clock_ns(CLOCK_THREAD_CPUTIME_ID) : 0;
}

gint64 timings_lap(Timings *self, Stage stage, gint64 since) {
    gint64 now = timings_begin(self);
    self->ns[stage] += now - since;
    return now;
}

void timings_add(Timings *self, const Timings *more) {
    for (Stage stage = 0; stage < N_STAGES; stage++) self->ns[stage] += more->ns[stage];
}

gint64 timings_of_process(void) { return clock_ns(CLOCK_PROCESS_CPUTIME_ID); }
