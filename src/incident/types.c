/* The names of the record's codes: one table a code, in the order of its enum. */
#include "incident/incident.h"

typedef struct {
    const char *name, *acled_event, *acled_sub_event, *ar, *en;
    bool is_violent;
} TypeRow;

/* Types of the codebook with ACLED's event and sub-event, and what a legend prints. */
static const TypeRow TYPES[N_INCIDENT_TYPES] = {
    [INCIDENT_ATTACK] = {"attack", "Battles", "Armed clash", "هجوم مسلح", "Armed attack", true},
    [INCIDENT_CLASH] = {"clash", "Battles", "Armed clash", "اشتباكات", "Clashes", true},
    [INCIDENT_AMBUSH] = {"ambush", "Battles", "Armed clash", "كمين", "Ambush", true},
    [INCIDENT_AIRSTRIKE] = {"airstrike", "Explosions/Remote violence", "Air/drone strike",
                            "غارة جوية", "Airstrike", true},
    [INCIDENT_DRONE] = {"drone", "Explosions/Remote violence", "Air/drone strike",
                        "هجوم بطائرة مسيّرة", "Drone strike", true},
    [INCIDENT_SHELLING] = {"shelling", "Explosions/Remote violence",
                           "Shelling/artillery/missile attack", "قصف مدفعي أو صاروخي", "Shelling",
                           true},
    [INCIDENT_IED] = {"ied", "Explosions/Remote violence", "Remote explosive/landmine/IED",
                      "عبوة ناسفة أو لغم", "IED or mine", true},
    [INCIDENT_SUICIDE] = {"suicide", "Explosions/Remote violence", "Suicide bomb", "تفجير انتحاري",
                          "Suicide bombing", true},
    [INCIDENT_GRENADE] = {"grenade", "Explosions/Remote violence", "Grenade", "قنبلة يدوية",
                          "Grenade", true},
    [INCIDENT_CHEMICAL] = {"chemical", "Explosions/Remote violence", "Chemical weapon",
                           "سلاح كيميائي", "Chemical weapon", true},
    [INCIDENT_ASSASSINATION] = {"assassination", "Violence against civilians", "Attack",
                                "اغتيال أو قتل", "Assassination or killing", true},
    [INCIDENT_ABDUCTION] = {"abduction", "Violence against civilians",
                            "Abduction/forced disappearance", "خطف", "Abduction", true},
    [INCIDENT_BODY_FOUND] = {"body_found", "Violence against civilians", "Attack", "العثور على جثة",
                             "Body found", true},
    [INCIDENT_ARREST] = {"arrest", "Strategic developments", "Arrests", "اعتقال", "Arrests", false},
    [INCIDENT_SWEEP] = {"sweep", "Strategic developments", "Other", "تمشيط أو حملة أمنية",
                        "Sweep or raid", false},
    [INCIDENT_MOVEMENT] = {"movement", "Strategic developments", "Change to group/activity",
                           "تحركات عسكرية", "Troop movement", false},
    [INCIDENT_ALERT] = {"alert", "Strategic developments", "Other", "استنفار أو تحليق",
                        "Alert or overflight", false},
    [INCIDENT_SEIZURE] = {"seizure", "Strategic developments", "Disrupted weapons use",
                          "ضبط أو استيلاء", "Seizure", false},
    [INCIDENT_PROTEST] = {"protest", "Protests", "Peaceful protest", "احتجاج", "Protest", false},
};

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
