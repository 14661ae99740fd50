/* A line that is written over itself on standard error. */
#include "cmd/progress.h"

#include <unistd.h>

#include "cmd/terminal.h"

enum { STEP_US = 200000, QUIET_US = 500000 }; /* what is soon done needs no progress */

struct Progress {
    gint64 begun_us, shown_us;
    guint64 n_bytes;
};

Progress *progress_new(guint64 n_bytes, gboolean writes_to_stdout) {
    if (!terminal_is(stderr) || (writes_to_stdout && isatty(STDOUT_FILENO))) return NULL;
    Progress *self = g_new0(Progress, 1);
    self->begun_us = g_get_monotonic_time();
    self->n_bytes = n_bytes;
    return self;
}

void progress_free(Progress *self) {
    if (!self) return;
    if (self->shown_us) terminal_clear_line(stderr);
    g_free(self);
}

static char *time_left(double seconds) {
    if (seconds < 90) return g_strdup_printf(_("%u s left"), (guint)(seconds + 0.5));
    if (seconds < 5400) return g_strdup_printf(_("%u min left"), (guint)(seconds / 60 + 0.5));
    return g_strdup_printf(_("%u h left"), (guint)(seconds / 3600 + 0.5));
}

char *progress_text(guint n_articles, double seconds, guint64 n_bytes, guint64 of_bytes) {
    guint rate = seconds > 0 ? (guint)(n_articles / seconds + 0.5) : 0;
    g_autofree char *counted = g_strdup_printf(_("articles: %u, a second: %u"), n_articles, rate);
    if (n_bytes == 0 || of_bytes == 0 || n_bytes > of_bytes) return g_steal_pointer(&counted);
    double share = (double)n_bytes / (double)of_bytes;
    g_autofree char *left = time_left(seconds * (1 - share) / share);
    return g_strdup_printf("%s, %u %%, %s", counted, (guint)(share * 100), left);
}

void progress_show(Progress *self, guint n_articles, guint64 n_bytes) {
    gint64 now = g_get_monotonic_time();
    if (!self || now - self->begun_us < QUIET_US || now - self->shown_us < STEP_US) return;
    self->shown_us = now;
    g_autofree char *text = progress_text(
        n_articles, (double)(now - self->begun_us) / G_USEC_PER_SEC, n_bytes, self->n_bytes);
    terminal_clear_line(stderr);
    fputs(text, stderr);
    fflush(stderr);
}
