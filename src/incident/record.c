/* The life of an incident record, and which records a command keeps. */
#include <math.h>

#include "incident/incident.h"

Incident *incident_new(void) {
    Incident *self = g_new0(Incident, 1);
    self->status = g_strdup("auto");
    self->weapons = g_new0(char *, 1);
    self->anchors = g_new0(char *, 1);
    self->date_precision = DATE_UNKNOWN;
    self->date_basis = BASIS_NONE;
    self->count_min = self->reports = 1;
    self->killed_min = self->killed_max = HARM_NOT_SAID;
    self->injured_min = self->injured_max = HARM_NOT_SAID;
    self->attribution = ATTRIBUTION_UNIDENTIFIED;
    self->location.method = METHOD_UNRESOLVED;
    self->location.lon = self->location.lat = self->location.radius_m = NAN;
    return self;
}

void incident_free(Incident *self) {
    if (!self) return;
    char *const strings[] = {self->id,
                             self->cluster,
                             self->status,
                             self->date_start,
                             self->date_end,
                             self->time_of_day,
                             self->actor,
                             self->actor_ar,
                             self->actor_en,
                             self->target,
                             self->target_ar,
                             self->target_en,
                             self->harm_text,
                             self->place,
                             self->place_ar,
                             self->place_en,
                             self->surface,
                             self->admin1,
                             self->admin2,
                             self->pcode,
                             self->article,
                             self->source,
                             self->url,
                             self->published,
                             self->quote,
                             self->trigger,
                             self->reason,
                             self->actor_link.words,
                             self->target_link.words,
                             self->place_link.words,
                             self->date_link.words,
                             self->reality_link.words};
    for (guint i = 0; i < G_N_ELEMENTS(strings); i++)
        if (strings[i]) g_free(strings[i]); /* most are not there, and tables have thousands */
    g_strfreev(self->weapons);
    g_strfreev(self->anchors);
    location_clear(&self->location);
    g_free(self);
}

const char *incident_day(const Incident *self) {
    return self->date_basis == BASIS_PUBLISHED && self->date_end ? self->date_end
                                                                 : self->date_start;
}

const char *incident_last_day(const Incident *self) {
    return self->date_end ? self->date_end : incident_day(self);
}

int incident_killed(const Incident *self) {
    return self->type == INCIDENT_BODY_FOUND ? 0 : MAX(self->killed_min, 0);
}

bool incident_is_drawn(const Incident *self, bool include_strategic) {
    if (self->aggregate || g_strcmp0(self->status, "rejected") == 0) return false;
    if (!include_strategic && !incident_type_is_violent(self->type)) return false;
    return self->modality == MODALITY_STATED || self->modality == MODALITY_SUSPECTED ||
           self->modality == MODALITY_CLAIMED;
}

static bool is_among(const char *const *names, const char *name) {
    return name && g_strv_contains(names, name);
}

/* A filter's date may be a year or a month: only as much of the record's date is compared. */
static bool is_in_period(const IncidentFilter *self, const Incident *incident) {
    const char *start = incident_day(incident), *end = incident_last_day(incident);
    if (!start) return true;
    if (self->since && strncmp(end, self->since, strlen(self->since)) < 0) return false;
    return !self->until || strncmp(start, self->until, strlen(self->until)) <= 0;
}

/* Is a side one of those named, a part of one (division-17 of regime), or a unit of one that the
 * record tells by its name alone? */
static bool is_part_of_any(const Gazetteer *gazetteer, const char *const *names, const char *side,
                           const char *name_en) {
    if (!side || !gazetteer) return is_among(names, side);
    for (guint i = 0; names[i]; i++)
        if (actor_is_part_of(gazetteer, side, names[i]) ||
            (name_en && !g_strcmp0(actor_unit_name(gazetteer, names[i]), name_en)))
            return true;
    return false;
}

bool incident_filter_passes(const IncidentFilter *self, const Incident *incident) {
    const Location *at = &incident->location;
    if (!is_in_period(self, incident)) return false;
    if (self->box && !(at->lon >= self->box->west && at->lon <= self->box->east &&
                       at->lat >= self->box->south && at->lat <= self->box->north))
        return false;
    if (self->types && !is_among(self->types, incident_type_name(incident->type))) return false;
    if (self->actors &&
        !is_part_of_any(self->gazetteer, self->actors, incident->actor, incident->actor_en))
        return false;
    if (self->targets &&
        !is_part_of_any(self->gazetteer, self->targets, incident->target, incident->target_en))
        return false;
    return incident->confidence >= self->min_confidence;
}
