/* The names of the record's codes: one table a code, in the order of its enum. */
#include "incident/incident.h"

typedef struct {
    const char *name, *acled_event, *acled_sub_event, *ar, *en;
    bool is_violent;
} TypeRow;

/* One row a type, in the order of the enum: made of gazetteer/incident-types.tsv. */
static const TypeRow TYPES[] = {
#include "incident-types.inc"
};
G_STATIC_ASSERT(G_N_ELEMENTS(TYPES) == N_INCIDENT_TYPES);

const char *incident_type_name(IncidentType type) { return TYPES[type].name; }

gboolean incident_type_parse(const char *name, IncidentType *ret_type) {
    for (guint i = 0; i < N_INCIDENT_TYPES; i++) {
        if (g_strcmp0(name, TYPES[i].name) != 0) continue;
        *ret_type = (IncidentType)i;
        return TRUE;
    }
    return FALSE;
}

bool incident_type_is_violent(IncidentType type) { return TYPES[type].is_violent; }

const char *incident_type_acled(IncidentType type, const char **ret_sub_event) {
    if (ret_sub_event) *ret_sub_event = TYPES[type].acled_sub_event;
    return TYPES[type].acled_event;
}

const char *incident_type_label(IncidentType type, const char *language) {
    return g_str_has_prefix(language, "ar") ? TYPES[type].ar : TYPES[type].en;
}

const char *date_precision_name(DatePrecision value) {
    static const char *const names[] = {"day", "range", "week", "month", "unknown"};
    return names[value];
}

const char *date_basis_name(DateBasis value) {
    static const char *const names[] = {"explicit", "weekday", "relative", "published", "none"};
    return names[value];
}

const char *modality_name(Modality value) {
    static const char *const names[] = {"stated", "suspected", "claimed",   "alleged",
                                        "denied", "planned",   "background"};
    return names[value];
}

const char *attribution_name(Attribution value) {
    static const char *const names[] = {"stated", "claimed", "suspected", "unidentified"};
    return names[value];
}

const char *target_kind_name(TargetKind value) {
    static const char *const names[] = {"unknown", "military", "civilian", "infrastructure"};
    return names[value];
}

const char *harm_side_name(HarmSide value) {
    static const char *const names[] = {"unknown", "actor", "target", "civilians"};
    return names[value];
}
