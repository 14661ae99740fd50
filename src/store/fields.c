/* The table of the record's keys: docs/codebook.md in its order. */
#include "store/fields.h"

static const char *name_of_type(int v) { return incident_type_name((IncidentType)v); }
static const char *name_of_date_precision(int v) { return date_precision_name((DatePrecision)v); }
static const char *name_of_basis(int v) { return date_basis_name((DateBasis)v); }
static const char *name_of_modality(int v) { return modality_name((Modality)v); }
static const char *name_of_attribution(int v) { return attribution_name((Attribution)v); }
static const char *name_of_harm_side(int v) { return harm_side_name((HarmSide)v); }
static const char *name_of_method(int v) { return location_method_name((LocationMethod)v); }
static const char *name_of_place_kind(int v) { return place_kind_name((PlaceKind)v); }
static const char *name_of_field(int v) { return v == FIELD_TITLE ? "title" : "body"; }
static const char *name_of_target_kind(int v) {
    return v == TARGET_UNKNOWN ? "" : target_kind_name((TargetKind)v);
}

static const char *acled_event(const Incident *incident) {
    return incident_type_acled(incident->type, NULL);
}
static const char *acled_sub_event(const Incident *incident) {
    const char *sub_event = NULL;
    incident_type_acled(incident->type, &sub_event);
    return sub_event;
}

#define FIELD(key, kind) \
    { NULL, #key, kind, offsetof(Incident, key), NULL, 0, NULL }
#define CODE(key, names, n) \
    { NULL, #key, VALUE_CODE, offsetof(Incident, key), names, n, NULL }
#define DERIVED(key, derive) \
    { NULL, key, VALUE_DERIVED, 0, NULL, 0, derive }
#define OF_LOCATION(key, kind) \
    { NULL, #key, kind, offsetof(Incident, location) + offsetof(Location, key), NULL, 0, NULL }

static const RecordField FIELDS[] = {
    FIELD(id, VALUE_STRING),
    FIELD(cluster, VALUE_STRING),
    FIELD(status, VALUE_STRING),
    FIELD(date_start, VALUE_STRING),
    FIELD(date_end, VALUE_STRING),
    CODE(date_precision, name_of_date_precision, DATE_UNKNOWN + 1),
    CODE(date_basis, name_of_basis, BASIS_NONE + 1),
    FIELD(time_of_day, VALUE_STRING),
    CODE(type, name_of_type, N_INCIDENT_TYPES),
    DERIVED("acled_event_type", acled_event),
    DERIVED("acled_sub_event_type", acled_sub_event),
    FIELD(weapons, VALUE_STRINGS),
    CODE(modality, name_of_modality, MODALITY_BACKGROUND + 1),
    FIELD(aggregate, VALUE_BOOL),
    FIELD(count_min, VALUE_COUNT),
    FIELD(actor, VALUE_STRING),
    FIELD(actor_ar, VALUE_STRING),
    FIELD(actor_en, VALUE_STRING),
    CODE(attribution, name_of_attribution, ATTRIBUTION_UNIDENTIFIED + 1),
    FIELD(target, VALUE_STRING),
    FIELD(target_ar, VALUE_STRING),
    FIELD(target_en, VALUE_STRING),
    CODE(target_kind, name_of_target_kind, TARGET_INFRASTRUCTURE + 1),
    FIELD(killed_min, VALUE_HARM),
    FIELD(killed_max, VALUE_HARM),
    FIELD(injured_min, VALUE_HARM),
    FIELD(injured_max, VALUE_HARM),
    FIELD(harm_text, VALUE_STRING),
    CODE(harm_side, name_of_harm_side, HARM_SIDE_CIVILIANS + 1),
    FIELD(place, VALUE_STRING),
    FIELD(place_ar, VALUE_STRING),
    FIELD(place_en, VALUE_STRING),
    FIELD(surface, VALUE_STRING),
    CODE(place_kind, name_of_place_kind, N_PLACE_KINDS),
    FIELD(admin1, VALUE_STRING),
    FIELD(admin2, VALUE_STRING),
    FIELD(pcode, VALUE_STRING),
    OF_LOCATION(lon, VALUE_DEGREES),
    OF_LOCATION(lat, VALUE_DEGREES),
    OF_LOCATION(radius_m, VALUE_METRES),
    {NULL, "method", VALUE_CODE, offsetof(Incident, location) + offsetof(Location, method),
     name_of_method, N_METHODS, NULL},
    FIELD(geo_precision, VALUE_PRECISION),
    FIELD(where_prec, VALUE_PRECISION),
    FIELD(anchors, VALUE_ANCHORS),
    FIELD(article, VALUE_STRING),
    FIELD(source, VALUE_STRING),
    FIELD(url, VALUE_STRING),
    FIELD(published, VALUE_STRING),
    CODE(field, name_of_field, N_FIELDS),
    FIELD(start, VALUE_OFFSET),
    FIELD(end, VALUE_OFFSET),
    FIELD(quote, VALUE_STRING),
    {"trigger", "text", VALUE_STRING, offsetof(Incident, trigger), NULL, 0, NULL},
    {"trigger", "start", VALUE_OFFSET, offsetof(Incident, trigger_start), NULL, 0, NULL},
    {"trigger", "end", VALUE_OFFSET, offsetof(Incident, trigger_end), NULL, 0, NULL},
    FIELD(reports, VALUE_COUNT),
    FIELD(is_sample, VALUE_BOOL),
    FIELD(confidence, VALUE_SHARE),
    FIELD(type_confidence, VALUE_SHARE),
    FIELD(place_confidence, VALUE_SHARE),
    FIELD(link_confidence, VALUE_SHARE),
    FIELD(reason, VALUE_STRING),
};

const RecordField *record_fields(guint *ret_n) {
    *ret_n = G_N_ELEMENTS(FIELDS);
    return FIELDS;
}

char *record_column(const RecordField *field) {
    return field->group ? g_strconcat(field->group, "_", field->key, NULL) : g_strdup(field->key);
}

bool record_is_date(const RecordField *field) {
    return !field->group && g_str_has_prefix(field->key, "date_") && field->kind == VALUE_STRING;
}
