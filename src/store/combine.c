/*
 * One record from several. Nothing is averaged: each part is taken from the report that says it
 * best, so that the record stays one that a sentence tells.
 */
#include "store/combine.h"

#include <math.h>

#include "store/fields.h"

/* The second witness read by the same program may be misread in the same way: each further text
 * takes away half of what its confidence would take from the doubt. */
static const double WEIGHT_OF_FURTHER = 0.5;
static const double MOST_CONFIDENCE = 0.99;

static void take(char **to, const char *from) {
    g_free(*to);
    *to = g_strdup(from);
}

static double radius_of(const Incident *report) {
    const Location *at = &report->location;
    return isfinite(at->lon) && isfinite(at->radius_m) ? at->radius_m : INFINITY;
}

/* The finer place shows more; of two alike the surer one, then the earlier. */
static guint best_placed(const Incident *const *reports, guint n) {
    guint best = 0;
    for (guint i = 1; i < n; i++) {
        double a = radius_of(reports[i]), b = radius_of(reports[best]);
        if (a < b || (a == b && reports[i]->confidence > reports[best]->confidence)) best = i;
    }
    return best;
}

/* Through its own form, so that no key of the record can be forgotten here. */
static Incident *copy(const Incident *from) {
    auto_json *object = record_to_json(from, GEOMETRY_AREA);
    Incident *to = record_from_json(object, NULL, NULL);
    g_assert(to);
    return to;
}

static bool is_open(const char *actor) { return !actor || g_str_equal(actor, "unidentified"); }

/* A side that the shown report leaves open is taken from the first that names it. */
static void fill_sides(Incident *event, const Incident *report) {
    if (is_open(event->actor) && !is_open(report->actor)) {
        take(&event->actor, report->actor);
        take(&event->actor_ar, report->actor_ar);
        take(&event->actor_en, report->actor_en);
        event->attribution = report->attribution;
    }
    if (is_open(event->target) && !is_open(report->target)) {
        take(&event->target, report->target);
        take(&event->target_ar, report->target_ar);
        take(&event->target_en, report->target_en);
    }
    if (event->target_kind == TARGET_UNKNOWN) event->target_kind = report->target_kind;
}

/* Published days are a guess; a day that the words name is better, and a day better than a week. */
static bool is_better_dated(const Incident *a, const Incident *b) {
    if (!a->date_start) return false;
    if (a->date_precision != b->date_precision) return a->date_precision < b->date_precision;
    return a->date_basis < b->date_basis;
}

static void fill_date(Incident *event, const Incident *report) {
    if (!event->time_of_day) take(&event->time_of_day, report->time_of_day);
    if (!is_better_dated(report, event)) return;
    take(&event->date_start, report->date_start);
    take(&event->date_end, report->date_end);
    event->date_precision = report->date_precision;
    event->date_basis = report->date_basis;
}

/* Two counts are a range from the smallest to the largest that was told; one without an upper end
 * leaves it open. */
static void widen(int *min, int *max, int other_min, int other_max) {
    if (other_min == HARM_NOT_SAID) return;
    if (*min == HARM_NOT_SAID) {
        *min = other_min;
        *max = other_max;
        return;
    }
    *min = MIN(*min, other_min);
    bool is_open_ended = *max == HARM_NOT_SAID || other_max == HARM_NOT_SAID;
    *max = is_open_ended ? HARM_NOT_SAID : MAX(*max, other_max);
}

typedef enum { KILLED, INJURED } Count;

static int least_of(const Incident *report, Count count) {
    return count == KILLED ? report->killed_min : report->injured_min;
}

/* "ارتفعت الحصيلة": has the same outlet told another count on a later day? */
static bool is_superseded(const Incident *const *reports, guint n, guint at, Count count) {
    const Incident *report = reports[at];
    for (guint i = 0; report->source && report->published && i < n; i++)
        if (least_of(reports[i], count) != HARM_NOT_SAID && reports[i]->published &&
            !g_strcmp0(reports[i]->source, report->source) &&
            strcmp(reports[i]->published, report->published) > 0)
            return true;
    return false;
}

/* The counts of all outlets, of each its last. */
static void fill_harm(Incident *event, const Incident *const *reports, guint n) {
    event->killed_min = event->killed_max = HARM_NOT_SAID;
    event->injured_min = event->injured_max = HARM_NOT_SAID;
    for (guint i = 0; i < n; i++) {
        const Incident *report = reports[i];
        if (!event->harm_text) {
            take(&event->harm_text, report->harm_text);
            event->harm_side = report->harm_side;
        }
        if (!is_superseded(reports, n, i, KILLED))
            widen(&event->killed_min, &event->killed_max, report->killed_min, report->killed_max);
        if (!is_superseded(reports, n, i, INJURED))
            widen(&event->injured_min, &event->injured_max, report->injured_min,
                  report->injured_max);
    }
}

static void fill_weapons(Incident *event, const Incident *report) {
    for (char **weapon = report->weapons; *weapon; weapon++) {
        if (g_strv_contains((const char *const *)event->weapons, *weapon)) continue;
        guint n = g_strv_length(event->weapons);
        event->weapons = g_renew(char *, event->weapons, n + 2);
        event->weapons[n] = g_strdup(*weapon);
        event->weapons[n + 1] = NULL;
    }
}

static gint by_sureness(gconstpointer a, gconstpointer b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x > y ? -1 : x < y;
}

/* The surest report of each text; how many texts there are. */
static GArray *sureness_of_texts(const Incident *const *reports, const guint *texts, guint n) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < n; i++) {
        bool is_first = true;
        double best = 0;
        for (guint k = 0; k < n; k++) {
            if (texts[k] != texts[i]) continue;
            if (k < i) is_first = false;
            best = MAX(best, reports[k]->confidence);
        }
        if (is_first) g_array_append_val(all, best);
    }
    g_array_sort(all, by_sureness);
    return all;
}

static double joint_confidence(const GArray *sureness) {
    double doubt = 1 - g_array_index(sureness, double, 0);
    if (sureness->len == 1) return 1 - doubt;
    for (guint i = 1; i < sureness->len; i++)
        doubt *= 1 - WEIGHT_OF_FURTHER * g_array_index(sureness, double, i);
    return MIN(1 - doubt, MAX(MOST_CONFIDENCE, g_array_index(sureness, double, 0)));
}

Incident *reports_combine(const Incident *const *reports, const guint *texts, guint n,
                          guint *ret_shown) {
    guint shown = best_placed(reports, n);
    Incident *event = copy(reports[shown]);
    take(&event->id, reports[0]->id);
    take(&event->cluster, reports[0]->id);
    for (guint i = 0; i < n; i++) {
        if (i == shown) continue;
        fill_sides(event, reports[i]);
        fill_date(event, reports[i]);
        fill_weapons(event, reports[i]);
    }
    fill_harm(event, reports, n);
    g_autoptr(GArray) sureness = sureness_of_texts(reports, texts, n);
    event->reports = (int)sureness->len;
    event->confidence = joint_confidence(sureness);
    if (n > 1) {
        g_autofree char *before = event->reason;
        event->reason = g_strdup_printf("%s; told by %u articles, %u of them independent",
                                        before ? before : "", n, sureness->len);
    }
    *ret_shown = shown;
    return event;
}
