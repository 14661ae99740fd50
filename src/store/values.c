/* One value of a record as JSON or as a cell, and back. */
#include <math.h>

#include "store/fields.h"

/* The member of the record that a field describes. */
#define MEMBER(type, incident, field) ((type *)(void *)((char *)(incident) + (field)->offset))
#define CONST_MEMBER(type, incident, field) \
    ((const type *)(const void *)((const char *)(incident) + (field)->offset))

json_t *json_rounded(double value, int decimals) {
    if (!isfinite(value)) return json_null();
    double scale = pow(10, decimals), rounded = round(value * scale) / scale;
    if (rounded == 0) rounded = 0; /* never -0.0 */
    return decimals == 0 ? json_integer((json_int_t)rounded) : json_real(rounded);
}

static json_t *string_or_null(const char *text) { return text ? json_string(text) : json_null(); }

static json_t *strings_value(char *const *strings) {
    json_t *array = json_array();
    for (; strings && *strings; strings++) json_array_append_new(array, json_string(*strings));
    return array;
}

static json_t *anchors_value(const Incident *incident) {
    json_t *array = json_array();
    for (guint i = 0; incident->anchors[i] && i < MAX_ANCHORS; i++) {
        const Anchor *anchor = &incident->location.anchors[i];
        json_t *object = json_object();
        json_object_set_new(object, "place", json_string(incident->anchors[i]));
        json_object_set_new(object, "distance_km", json_rounded(anchor->distance_m / 1000, 3));
        json_object_set_new(object, "bearing", json_rounded(anchor->bearing, 1));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *code_value(const RecordField *field, int code) {
    const char *name = code >= 0 && code < field->n_names ? field->name(code) : "";
    return *name ? json_string(name) : json_null();
}

static json_t *count_value(int count, int null_count) {
    return count == null_count ? json_null() : json_integer(count);
}

json_t *record_value(const RecordField *field, const Incident *incident) {
    switch (field->kind) {
        case VALUE_STRING:
            return string_or_null(*CONST_MEMBER(char *, incident, field));
        case VALUE_STRINGS:
            return strings_value(*CONST_MEMBER(GStrv, incident, field));
        case VALUE_COUNT:
            return json_integer(*CONST_MEMBER(int, incident, field));
        case VALUE_HARM:
            return count_value(*CONST_MEMBER(int, incident, field), HARM_NOT_SAID);
        case VALUE_PRECISION:
            return count_value(*CONST_MEMBER(int, incident, field), 0);
        case VALUE_OFFSET:
            return json_integer(*CONST_MEMBER(guint32, incident, field));
        case VALUE_BOOL:
            return json_boolean(*CONST_MEMBER(bool, incident, field));
        case VALUE_SHARE:
            return json_rounded(*CONST_MEMBER(double, incident, field), 3);
        case VALUE_DEGREES:
            return json_rounded(*CONST_MEMBER(double, incident, field), 5);
        case VALUE_METRES:
            return json_rounded(*CONST_MEMBER(double, incident, field), 0);
        case VALUE_CODE:
            return code_value(field, *CONST_MEMBER(int, incident, field));
        case VALUE_ANCHORS:
            return anchors_value(incident);
        case VALUE_DERIVED:
            return string_or_null(field->derive(incident));
    }
    return json_null();
}

static gboolean wrong_value(const RecordField *field, GError **error) {
    g_autofree char *column = record_column(field);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("bad value for \"%s\""), column);
    return FALSE;
}

static gboolean set_strings(const RecordField *field, Incident *incident, const json_t *value,
                            GError **error) {
    if (!json_is_array(value)) return wrong_value(field, error);
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    for (gsize i = 0; i < json_array_size(value); i++) {
        const char *text = json_string_value(json_array_get(value, i));
        if (!text) return wrong_value(field, error);
        g_strv_builder_add(builder, text);
    }
    char ***strings = MEMBER(char **, incident, field);
    g_strfreev(*strings);
    *strings = g_strv_builder_end(builder);
    return TRUE;
}

static gboolean set_anchors(const RecordField *field, Incident *incident, const json_t *value,
                            GError **error) {
    if (!json_is_array(value) || json_array_size(value) > MAX_ANCHORS)
        return wrong_value(field, error);
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    for (gsize i = 0; i < json_array_size(value); i++) {
        const json_t *object = json_array_get(value, i);
        const char *place = json_string_value(json_object_get(object, "place"));
        const json_t *distance = json_object_get(object, "distance_km");
        const json_t *bearing = json_object_get(object, "bearing");
        if (!place) return wrong_value(field, error);
        g_strv_builder_add(builder, place);
        incident->location.anchors[i] = (Anchor){
            .place = NO_PLACE,
            .distance_m = json_is_number(distance) ? json_number_value(distance) * 1000 : NAN,
            .bearing = json_is_number(bearing) ? json_number_value(bearing) : NAN};
    }
    incident->location.n_anchors = (guint)json_array_size(value);
    g_strfreev(incident->anchors);
    incident->anchors = g_strv_builder_end(builder);
    return TRUE;
}

static gboolean set_code(const RecordField *field, Incident *incident, const char *name,
                         GError **error) {
    for (int i = 0; name && i < field->n_names; i++) {
        if (strcmp(name, field->name(i)) != 0) continue;
        *MEMBER(int, incident, field) = i;
        return TRUE;
    }
    return wrong_value(field, error);
}

typedef struct {
    double least, most;
} Range;

/* What a number of this field may be. */
static Range range_of(const RecordField *field) {
    switch (field->kind) {
        case VALUE_SHARE:
            return (Range){0, 1};
        case VALUE_DEGREES:
            return g_str_equal(field->key, "lat") ? (Range){-90, 90} : (Range){-180, 180};
        case VALUE_METRES: /* the globe's half girth */
            return (Range){0, 20037508};
        default:
            return (Range){0, G_MAXINT};
    }
}

static gboolean set_number(const RecordField *field, Incident *incident, double number,
                           GError **error) {
    Range range = range_of(field);
    if (!(number >= range.least && number <= range.most)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("\"%s\" is %g, outside %.0f to %.0f"), field->key, number, range.least,
                    range.most);
        return FALSE;
    }
    if (field->kind == VALUE_OFFSET)
        *MEMBER(guint32, incident, field) = (guint32)number;
    else if (field->kind == VALUE_SHARE || field->kind == VALUE_DEGREES ||
             field->kind == VALUE_METRES)
        *MEMBER(double, incident, field) = number;
    else
        *MEMBER(int, incident, field) = (int)number;
    return TRUE;
}

/* Days are compared as texts: each must have its ten signs. */
static bool is_iso_day(const char *text) {
    int year = 0, month = 0, day = 0, used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10) return false;
    return !text[used] && year > 0 && month > 0 && day > 0 &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static gboolean set_string(const RecordField *field, Incident *incident, const char *text,
                           GError **error) {
    if (record_is_date(field) && !is_iso_day(text)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("\"%s\" is '%s', no day YYYY-MM-DD"), field->key, text);
        return FALSE;
    }
    char **member = MEMBER(char *, incident, field);
    g_free(*member);
    *member = g_strdup(text);
    return TRUE;
}

gboolean record_check(const Incident *incident, GError **error) {
    const Location *at = &incident->location;
    if (isnan(at->lon) == isnan(at->lat)) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                isnan(at->lat) ? _("\"lon\" without \"lat\"") : _("\"lat\" without \"lon\""));
    return FALSE;
}

gboolean record_set(const RecordField *field, Incident *incident, const json_t *value,
                    GError **error) {
    if (!value || json_is_null(value)) return TRUE;
    switch (field->kind) {
        case VALUE_STRING:
            return json_is_string(value)
                       ? set_string(field, incident, json_string_value(value), error)
                       : wrong_value(field, error);
        case VALUE_STRINGS:
            return set_strings(field, incident, value, error);
        case VALUE_ANCHORS:
            return set_anchors(field, incident, value, error);
        case VALUE_CODE:
            return set_code(field, incident, json_string_value(value), error);
        case VALUE_BOOL:
            if (!json_is_boolean(value)) return wrong_value(field, error);
            *MEMBER(bool, incident, field) = json_is_true(value);
            return TRUE;
        case VALUE_DERIVED:
            return TRUE;
        default:
            return json_is_number(value)
                       ? set_number(field, incident, json_number_value(value), error)
                       : wrong_value(field, error);
    }
}

/* Plain decimals, never an exponent, without trailing zeros. */
static char *number_text(double value) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, "%.6f", value);
    gsize len = strlen(text);
    while (len > 0 && text[len - 1] == '0') len--;
    if (len > 0 && text[len - 1] == '.') len--;
    return g_strndup(text, len);
}

/* "C5210:2:90|C1024::" — a place, its distance in kilometres, its bearing. */
static char *anchors_cell(const json_t *array) {
    g_autoptr(GString) cell = g_string_new(NULL);
    for (gsize i = 0; i < json_array_size(array); i++) {
        const json_t *object = json_array_get(array, i);
        g_string_append_printf(cell, "%s%s", i ? "|" : "",
                               json_string_value(json_object_get(object, "place")));
        const char *const keys[] = {"distance_km", "bearing"};
        for (guint k = 0; k < G_N_ELEMENTS(keys); k++) {
            const json_t *number = json_object_get(object, keys[k]);
            g_autofree char *text =
                json_is_number(number) ? number_text(json_number_value(number)) : g_strdup("");
            g_string_append_printf(cell, ":%s", text);
        }
    }
    return g_string_free(g_steal_pointer(&cell), FALSE);
}

static char *strings_cell(const json_t *array) {
    g_autoptr(GString) cell = g_string_new(NULL);
    for (gsize i = 0; i < json_array_size(array); i++)
        g_string_append_printf(cell, "%s%s", i ? "|" : "",
                               json_string_value(json_array_get(array, i)));
    return g_string_free(g_steal_pointer(&cell), FALSE);
}

char *record_cell(const RecordField *field, const Incident *incident) {
    auto_json *value = record_value(field, incident);
    if (field->kind == VALUE_ANCHORS) return anchors_cell(value);
    if (json_is_array(value)) return strings_cell(value);
    if (json_is_string(value)) return g_strdup(json_string_value(value));
    if (json_is_number(value)) return number_text(json_number_value(value));
    if (json_is_boolean(value)) return g_strdup(json_is_true(value) ? "true" : "false");
    return g_strdup("");
}

static json_t *number_of(const char *text) {
    char *end = NULL;
    double value = g_ascii_strtod(text, &end);
    return end == text || *end ? json_null() : json_real(value);
}

static json_t *anchors_of(const char *cell) {
    json_t *array = json_array();
    g_auto(GStrv) items = g_strsplit(cell, "|", -1);
    for (char **item = items; *item; item++) {
        /* Of an empty text GLib makes no part at all. */
        if (!**item) continue;
        g_auto(GStrv) parts = g_strsplit(*item, ":", 3);
        json_t *object = json_object();
        json_object_set_new(object, "place", json_string(parts[0]));
        if (parts[1]) json_object_set_new(object, "distance_km", number_of(parts[1]));
        if (parts[1] && parts[2]) json_object_set_new(object, "bearing", number_of(parts[2]));
        json_array_append_new(array, object);
    }
    return array;
}

/* FALSE where a cell is no number. */
static gboolean number_of_cell(const char *cell, double *ret_number) {
    const char *behind = number_read(cell, ret_number);
    if (behind && !*behind) return TRUE;
    char *end = NULL;
    *ret_number = g_ascii_strtod(cell, &end);
    return end != cell && !*end && isfinite(*ret_number);
}

static gboolean set_list_cell(const RecordField *field, Incident *incident, const char *cell,
                              GError **error) {
    g_auto(GStrv) parts = g_strsplit(cell, "|", -1);
    auto_json *value = field->kind == VALUE_ANCHORS ? anchors_of(cell) : strings_value(parts);
    return record_set(field, incident, value, error);
}

gboolean record_set_cell(const RecordField *field, Incident *incident, const char *cell,
                         GError **error) {
    double number;
    if (!*cell) return TRUE;
    switch (field->kind) {
        case VALUE_STRING:
            return set_string(field, incident, cell, error);
        case VALUE_STRINGS:
        case VALUE_ANCHORS:
            return set_list_cell(field, incident, cell, error);
        case VALUE_CODE:
            return set_code(field, incident, cell, error);
        case VALUE_BOOL:
            if (strcmp(cell, "true") && strcmp(cell, "false")) return wrong_value(field, error);
            *MEMBER(bool, incident, field) = !strcmp(cell, "true");
            return TRUE;
        case VALUE_DERIVED:
            return TRUE;
        default:
            return number_of_cell(cell, &number) ? set_number(field, incident, number, error)
                                                 : wrong_value(field, error);
    }
}
