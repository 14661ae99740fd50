/*
 * Do two reports tell of one event? Four gates (what, who, when, where), each of which can only
 * refuse; then points for what they have in common. A place that is wide needs more in common, for
 * in a steppe of a hundred kilometres two attacks a day are two attacks.
 */
#include <math.h>

#include "store/merge.h"

/* ---- thresholds -------------------------------------------------------------------------------
 */

/* Points of two villages whose names mean one another, and of a town told by its quarter. */
static const double SLACK_M = 3000;
/* Two radii are no licence to join what lies a governorate apart: the sum of both is cut here. */
static const double MOST_APART_M = 40000;
/* A radius beyond this is an area, not a place: agreement on it alone says little. */
static const double WIDE_M = 10000;
/* Outlets repeat each other within two days; later it is another event in the same place. */
enum { RETOLD_DAYS = 2 };
/* Days that a "last week" or "this month" may reach beyond its own ends. */
enum { SOFT_WEEK_DAYS = 1, SOFT_MONTH_DAYS = 3, MONTH_DAYS = 30 };
/* First counts differ from later ones; beyond twice and two more they count something else. */
enum { TOLL_FACTOR = 2, TOLL_SLACK = 2 };
/* What two reports need in common to be one event: at a place, and in an area. */
static const double LEAST_POINTS = 3, LEAST_POINTS_WIDE = 5;

static const double POINTS_COPY = 8, POINTS_PLACE = 2, POINTS_SIDE = 2, POINTS_DAY = 2,
                    POINTS_PERIOD = 1, POINTS_TOLL = 2, POINTS_TYPE = 0.5;

/* ---- what -------------------------------------------------------------------------------------
 */

/* Types that one event bears in two outlets: the words for it differ, the weapon may be left out.
 */
static const IncidentType KIN[][2] = {
    {INCIDENT_ATTACK, INCIDENT_CLASH},         {INCIDENT_ATTACK, INCIDENT_AMBUSH},
    {INCIDENT_CLASH, INCIDENT_AMBUSH},         {INCIDENT_ATTACK, INCIDENT_ASSASSINATION},
    {INCIDENT_AMBUSH, INCIDENT_ASSASSINATION}, {INCIDENT_ATTACK, INCIDENT_IED},
    {INCIDENT_AMBUSH, INCIDENT_IED},           {INCIDENT_IED, INCIDENT_SUICIDE},
    {INCIDENT_IED, INCIDENT_GRENADE},          {INCIDENT_ATTACK, INCIDENT_GRENADE},
    {INCIDENT_ATTACK, INCIDENT_SUICIDE},       {INCIDENT_AIRSTRIKE, INCIDENT_DRONE},
    {INCIDENT_AIRSTRIKE, INCIDENT_SHELLING},   {INCIDENT_SHELLING, INCIDENT_CHEMICAL},
    {INCIDENT_AIRSTRIKE, INCIDENT_CHEMICAL},   {INCIDENT_ASSASSINATION, INCIDENT_BODY_FOUND},
    {INCIDENT_ABDUCTION, INCIDENT_BODY_FOUND}, {INCIDENT_ARREST, INCIDENT_SWEEP},
    {INCIDENT_ARREST, INCIDENT_ABDUCTION},     {INCIDENT_MOVEMENT, INCIDENT_ALERT},
};

static bool types_agree(IncidentType a, IncidentType b) {
    if (a == b) return true;
    for (guint i = 0; i < G_N_ELEMENTS(KIN); i++)
        if ((a == KIN[i][0] && b == KIN[i][1]) || (a == KIN[i][1] && b == KIN[i][0])) return true;
    return false;
}

/* Sums, plans, denials and background are no events to be joined. */
static bool is_event(const MergeReport *self) {
    return !self->aggregate &&
           (self->modality == MODALITY_STATED || self->modality == MODALITY_SUSPECTED ||
            self->modality == MODALITY_CLAIMED || self->modality == MODALITY_ALLEGED);
}

/* ---- who --------------------------------------------------------------------------------------
 */

static bool is_unknown(const char *actor) { return !actor || g_str_equal(actor, "unidentified"); }

/* 1 where both are known and one is the other or a part of it, 0 where one is open, -1 where they
 * are two. */
static int compare_sides(const Gazetteer *gazetteer, const char *a, const char *b) {
    if (is_unknown(a) || is_unknown(b)) return 0;
    if (!gazetteer) return g_str_equal(a, b) ? 1 : -1;
    return actor_is_part_of(gazetteer, a, b) || actor_is_part_of(gazetteer, b, a) ? 1 : -1;
}

/* Who began a clash is told either way. What explodes or falls from above hits bystanders beside
 * its target. */
static bool sides_agree(const MergeReport *a, const MergeReport *b, const Gazetteer *gazetteer,
                        int *ret_actors, int *ret_targets) {
    *ret_actors = compare_sides(gazetteer, a->actor, b->actor);
    *ret_targets = compare_sides(gazetteer, a->target, b->target);
    bool is_blast = a->type != INCIDENT_CLASH && a->type != INCIDENT_AMBUSH &&
                    a->type != INCIDENT_ATTACK && incident_type_is_violent(a->type);
    bool hits_bystanders = !g_strcmp0(a->target, "civilians") || !g_strcmp0(b->target, "civilians");
    if (*ret_targets < 0 && is_blast && hits_bystanders) *ret_targets = 0;
    if (*ret_actors >= 0 && *ret_targets >= 0) return true;
    if (a->type != INCIDENT_CLASH && b->type != INCIDENT_CLASH) return false;
    *ret_actors = compare_sides(gazetteer, a->actor, b->target);
    *ret_targets = compare_sides(gazetteer, a->target, b->actor);
    return *ret_actors >= 0 && *ret_targets >= 0;
}

/* ---- when -------------------------------------------------------------------------------------
 */

typedef struct {
    gint64 first, last;
} Days;

static bool is_by_night(const MergeReport *self) {
    static const char *const NIGHT[] = {"night", "dawn", "evening", NULL};
    return self->time_of_day && g_strv_contains(NIGHT, self->time_of_day);
}

/* The days on which it may have been, widened by what its precision leaves open. */
static Days days_of(const MergeReport *self) {
    Days days = {self->start, self->end};
    switch (self->date_precision) {
        case DATE_DAY:
            /* A night belongs to two days, and outlets differ on which. */
            if (is_by_night(self)) days = (Days){days.first - 1, days.last + 1};
            break;
        case DATE_WEEK:
            /* Known by its publication alone: news is told at once or not much later. */
            if (self->date_basis == BASIS_PUBLISHED)
                days.first = days.last - RETOLD_DAYS;
            else
                days = (Days){days.first - SOFT_WEEK_DAYS, days.last + SOFT_WEEK_DAYS};
            break;
        case DATE_MONTH:
            if (days.first == days.last) days.first -= MONTH_DAYS;
            days = (Days){days.first - SOFT_MONTH_DAYS, days.last + SOFT_MONTH_DAYS};
            break;
        default:
            days = (Days){days.first - SOFT_WEEK_DAYS, days.last + SOFT_WEEK_DAYS};
            break;
    }
    return days;
}

/* "صباحاً" and "مساءً" of one day: so far apart by the clock that they are two deeds. A night belongs
 * to the evening before it and to the dawn behind it; outlets differ by one step. */
static bool hours_agree(const MergeReport *a, const MergeReport *b) {
    static const char *const CLOCK[] = {"dawn", "morning", "noon", "afternoon", "evening", "night"};
    enum { N = G_N_ELEMENTS(CLOCK), APART = 3 };
    int x = -1, y = -1;
    for (int i = 0; i < N; i++) {
        if (!g_strcmp0(a->time_of_day, CLOCK[i])) x = i;
        if (!g_strcmp0(b->time_of_day, CLOCK[i])) y = i;
    }
    if (x < 0 || y < 0) return true;
    int steps = ABS(x - y);
    return MIN(steps, N - steps) < APART;
}

/* Do the words of both name a day? */
static bool is_by_day(const MergeReport *a, const MergeReport *b) {
    return a->date_precision == DATE_DAY && b->date_precision == DATE_DAY;
}

static bool days_agree(const MergeReport *a, const MergeReport *b) {
    if (!a->start || !b->start) return false;
    if (a->date_basis == BASIS_PUBLISHED && b->date_basis == BASIS_PUBLISHED)
        return ABS((gint64)a->end - (gint64)b->end) <= RETOLD_DAYS;
    Days x = days_of(a), y = days_of(b);
    /* Two nights that touch only by their widening are two nights. */
    if (is_by_day(a, b))
        return ABS((gint64)a->start - (gint64)b->start) <=
               (is_by_night(a) || is_by_night(b) ? 1 : 0);
    return x.first <= y.last && y.first <= x.last;
}

/* ---- where ------------------------------------------------------------------------------------
 */

static double distance_of(const MergeReport *a, const MergeReport *b) {
    return geo_distance_m((LonLat){a->lon, a->lat}, (LonLat){b->lon, b->lat});
}

static double radius_of(const MergeReport *self) {
    return isfinite(self->radius_m) ? self->radius_m : 0;
}

static bool is_placed(const MergeReport *self) {
    return isfinite(self->lon) && isfinite(self->lat);
}

/* ---- how many ---------------------------------------------------------------------------------
 */

/* 1 where both say a number above none and the ranges meet, -1 where they are far apart, else 0. */
static int compare_tolls(int a_min, int a_max, int b_min, int b_max) {
    if (a_min == HARM_NOT_SAID || b_min == HARM_NOT_SAID) return 0;
    if (a_max == HARM_NOT_SAID) a_max = G_MAXINT / 4; /* "more than" has no upper end */
    if (b_max == HARM_NOT_SAID) b_max = G_MAXINT / 4;
    if (a_min <= b_max && b_min <= a_max) return a_min > 0 && b_min > 0 ? 1 : 0;
    int least = a_max < b_min ? a_max : b_max, most = a_max < b_min ? b_min : a_min;
    return most > TOLL_FACTOR * least + TOLL_SLACK ? -1 : 0;
}

/* ---- together ---------------------------------------------------------------------------------
 */

/* A place by its own name, and not what lies near it or between it and another. */
static bool is_named_spot(const MergeReport *self) {
    return self->place && radius_of(self) <= WIDE_M &&
           (self->method == METHOD_EXACT || self->method == METHOD_POI ||
            self->method == METHOD_NEIGHBOURHOOD);
}

static bool is_same_place(const MergeReport *a, const MergeReport *b) {
    return a->place && b->place && g_str_equal(a->place, b->place);
}

/* How far apart the two may be put and still be one. Two names are two places, unless the one lies
 * within the other: a quarter in its town. */
static double reach_of(const MergeReport *a, const MergeReport *b) {
    double larger = MAX(radius_of(a), radius_of(b));
    if (is_named_spot(a) && is_named_spot(b) && !is_same_place(a, b)) return larger;
    return MIN(radius_of(a) + radius_of(b), MOST_APART_M) + SLACK_M;
}

/* Where, as points; below 0 where the places exclude each other. */
static double place_points(const MergeReport *a, const MergeReport *b) {
    double reach = reach_of(a, b), distance = distance_of(a, b);
    if (distance > reach) return -1;
    double points = reach > 0 ? 1 - distance / reach : 1; /* nearer is better, all else alike */
    return points + (is_same_place(a, b) ? POINTS_PLACE : 0);
}

/* In an area, what two reports have in common must be sharp: a day, its name, a count. */
static bool is_sharp(const MergeReport *a, const MergeReport *b, int tolls) {
    return is_by_day(a, b) || is_same_place(a, b) || tolls > 0;
}

/* What two reports have in common. */
typedef struct {
    bool is_copy, is_wide;
    int actors, targets, tolls;
    double place; /* points */
} Common;

static char *describe(const MergeReport *a, const MergeReport *b, const Common *common) {
    g_autoptr(GString) text = g_string_new(NULL);
    char km[G_ASCII_DTOSTR_BUF_SIZE];
    if (common->is_copy) g_string_append(text, "a copy of its text; ");
    g_string_append_printf(text, "%s",
                           a->type == b->type ? "same type" : incident_type_name(a->type));
    if (a->type != b->type) g_string_append_printf(text, " and %s", incident_type_name(b->type));
    if (common->actors > 0) g_string_append_printf(text, ", actor %s", b->actor ? b->actor : "");
    if (common->targets > 0)
        g_string_append_printf(text, ", target %s", b->target ? b->target : "");
    if (is_placed(a) && is_placed(b)) {
        g_ascii_formatd(km, sizeof km, "%.1f", distance_of(a, b) / 1000);
        g_string_append_printf(text, ", %s km apart", km);
        g_ascii_formatd(km, sizeof km, "%.1f", (radius_of(a) + radius_of(b)) / 1000);
        g_string_append_printf(text, " (radii together %s km)", km);
    }
    g_string_append(text, is_by_day(a, b) && a->start == b->start ? ", same day" : ", dates meet");
    if (common->tolls > 0) g_string_append(text, ", counts of dead or injured agree");
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Two printings of one text: what stands in both at one place is one report. */
static bool is_same_line(const MergeReport *a, const MergeReport *b) {
    if (a->text != b->text || a->type != b->type) return false;
    if (g_strcmp0(a->place, b->place)) return false;
    return !is_placed(a) || !is_placed(b) || distance_of(a, b) < SLACK_M;
}

/* Gate after gate; the cheap ones come first. */
static bool gates_open(const MergeReport *a, const MergeReport *b, const Gazetteer *gazetteer,
                       Common *common) {
    if (!is_event(a) || !is_event(b) || !types_agree(a->type, b->type)) return false;
    common->is_copy = is_same_line(a, b);
    /* "Today" in a copy is the day on which that was printed: its dates do not count. */
    if (!common->is_copy && (!days_agree(a, b) || !hours_agree(a, b))) return false;
    int killed = compare_tolls(a->killed_min, a->killed_max, b->killed_min, b->killed_max);
    int injured = compare_tolls(a->injured_min, a->injured_max, b->injured_min, b->injured_max);
    common->tolls = (killed > 0) + (injured > 0);
    if (killed < 0 || injured < 0) return false;
    if (is_placed(a) && is_placed(b))
        common->place = place_points(a, b);
    else if (!common->is_copy)
        return false;
    common->is_wide = MAX(radius_of(a), radius_of(b)) > WIDE_M;
    if (common->is_wide && !common->is_copy && !is_sharp(a, b, common->tolls)) return false;
    return common->place >= 0 && sides_agree(a, b, gazetteer, &common->actors, &common->targets);
}

double reports_agreement(const MergeReport *a, const MergeReport *b, const Gazetteer *gazetteer,
                         char **ret_reason) {
    Common common = {0};
    if (!gates_open(a, b, gazetteer, &common)) return 0;
    double points = common.place + (is_by_day(a, b) ? POINTS_DAY : POINTS_PERIOD) +
                    POINTS_SIDE * ((common.actors > 0) + (common.targets > 0)) +
                    POINTS_TOLL * common.tolls + (common.is_copy ? POINTS_COPY : 0) +
                    (a->type == b->type ? POINTS_TYPE : 0);
    if (points < (common.is_wide ? LEAST_POINTS_WIDE : LEAST_POINTS)) return 0;
    if (ret_reason) *ret_reason = describe(a, b, &common);
    return points;
}
