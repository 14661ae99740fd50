/* What both kinds of gold ask of an incident: how many dead and injured, and when it was ("when", a
 * day or DAY..DAY, null where the text does not say). */
#include <string.h>

#include "cmd/evaluate.h"

/* "2022-01-17..2022-01-19" as its two ends, which the caller frees; both one for a day. */
static bool split_span(const char *when, char **ret_start, char **ret_end) {
    const char *dots = strstr(when, "..");
    g_autofree char *first = dots ? g_strndup(when, (gsize)(dots - when)) : g_strdup(when);
    g_autofree char *start = article_day(first), *end = article_day(dots ? dots + 2 : when);
    /* What is no plain day (a time, a year alone) would be read as one. */
    if (g_strcmp0(start, first) || g_strcmp0(end, dots ? dots + 2 : when) || strcmp(start, end) > 0)
        return false;
    *ret_start = g_steal_pointer(&start);
    *ret_end = g_steal_pointer(&end);
    return true;
}

bool gold_when_is_sound(const json_t *when) {
    if (!when || json_is_null(when)) return true;
    g_autofree char *start = NULL, *end = NULL;
    return json_is_string(when) && split_span(json_string_value(when), &start, &end);
}

static void score_when(Figures *figures, const json_t *gold, const Incident *found,
                       const char *article) {
    const json_t *when = json_object_get(gold, "when");
    if (!when) return;
    g_autofree char *start = NULL, *end = NULL;
    bool is_untold = found->date_basis == BASIS_PUBLISHED || found->date_basis == BASIS_NONE;
    bool is_exact = is_untold, is_held = is_untold;
    if (json_is_string(when) && split_span(json_string_value(when), &start, &end)) {
        const char *from = is_untold ? NULL : found->date_start;
        const char *to = found->date_end ? found->date_end : from;
        is_exact = from && !strcmp(from, start) && !strcmp(to, end);
        is_held = from && strcmp(from, start) <= 0 && strcmp(to, end) >= 0;
    }
    Share *exact[] = {&figures->when, &figures->when_by_basis[found->date_basis],
                      &figures->when_by_precision[found->date_precision]};
    for (guint i = 0; i < G_N_ELEMENTS(exact); i++) {
        exact[i]->n++;
        exact[i]->ok += is_exact;
    }
    figures->when_held.n++;
    figures->when_held.ok += is_held;
    if (!is_exact)
        figures_error(
            figures, "%s: %s at %s was %s, not %s..%s (%s, %s)", article,
            incident_type_name(found->type), found->place_en ? found->place_en : "nowhere",
            start ? json_string_value(when) : "not said",
            found->date_start ? found->date_start : "", found->date_end ? found->date_end : "",
            date_precision_name(found->date_precision), date_basis_name(found->date_basis));
}

/* Gold's number must be the least that the record says. */
static void score_count(Share *share, const json_t *gold, int least) {
    if (!json_is_integer(gold)) return;
    share->n++;
    share->ok += least == json_integer_value(gold);
}

void score_facts(Figures *figures, const json_t *gold, const Incident *found, const char *article) {
    score_count(&figures->killed, json_object_get(gold, "killed"), found->killed_min);
    score_count(&figures->injured, json_object_get(gold, "injured"), found->injured_min);
    score_when(figures, gold, found, article);
}
