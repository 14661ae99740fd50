/*
 * A record as JSON, straight into text: the same bytes as jansson writes of record_to_json, without
 * a tree of sixty values for each incident.
 */
#include <math.h>
#include <string.h>

#include "store/fields.h"

#define CONST_MEMBER(type, incident, field) \
    ((const type *)(const void *)((const char *)(incident) + (field)->offset))

/* What lies in the buffer's room needs no call: a record has two hundred pieces. */
static inline void append_bytes(GString *out, const char *bytes, gsize n) {
    if (out->len + n >= out->allocated_len) {
        g_string_append_len(out, bytes, (gssize)n);
        return;
    }
    memcpy(out->str + out->len, bytes, n);
    out->len += n;
    out->str[out->len] = '\0';
}
#define APPEND(out, literal) append_bytes(out, literal, sizeof(literal) - 1)

static void append_value(GString *out, json_t *eaten) {
    g_autofree char *text = json_dumps(eaten, JSON_STYLE | JSON_ENCODE_ANY);
    g_string_append(out, text ? text : "null");
    json_decref(eaten);
}

static void append_control(GString *out, char c) {
    static const char LETTERS[] = "btn\0fr"; /* from \b on; \v has none */
    char letter = c >= '\b' && c <= '\r' ? LETTERS[c - '\b'] : '\0';
    if (letter)
        g_string_append_printf(out, "\\%c", letter);
    else
        g_string_append_printf(out, "\\u%04X", (guint)c);
}

#define EACH_BYTE G_GUINT64_CONSTANT(0x0101010101010101)

/* The top bit of each byte that is zero, and perhaps of bytes above one (Mycroft 1987). */
static inline guint64 zero_bytes(guint64 eight) {
    return (eight - EACH_BYTE) & ~eight & EACH_BYTE << 7;
}

/* How many bytes from the first on may stand in a string of JSON as they are. Eight are asked at a
 * time, since quoted sentences are most of what is written. */
static gsize plain_bytes(const char *text, gsize n) {
    gsize i = 0;
    for (guint64 eight; i + sizeof eight <= n; i += sizeof eight) {
        memcpy(&eight, text + i, sizeof eight);
        guint64 controls = (eight - EACH_BYTE * 0x20) & ~eight & EACH_BYTE << 7;
        if (controls | zero_bytes(eight ^ EACH_BYTE * '"') | zero_bytes(eight ^ EACH_BYTE * '\\'))
            break;
    }
    while (i < n && (guint8)text[i] >= 0x20 && text[i] != '"' && text[i] != '\\') i++;
    return i;
}

static void append_string(GString *out, const char *text) {
    if (!text) {
        APPEND(out, "null");
        return;
    }
    const char *end = text + strlen(text);
    APPEND(out, "\"");
    for (;;) {
        gsize plain = plain_bytes(text, (gsize)(end - text));
        append_bytes(out, text, plain);
        text += plain;
        if (text == end) break;
        if ((guint8)*text < 0x20)
            append_control(out, *text);
        else
            append_bytes(out, (const char[]){'\\', *text}, 2);
        text++;
    }
    APPEND(out, "\"");
}

static void append_strings(GString *out, char *const *strings) {
    g_string_append_c(out, '[');
    for (guint i = 0; strings && strings[i]; i++) {
        if (i > 0) g_string_append_c(out, ',');
        append_string(out, strings[i]);
    }
    g_string_append_c(out, ']');
}

static void append_integer(GString *out, gint64 value) {
    char room[NUMBER_ROOM];
    const char *digits = number_digits(room, value);
    append_bytes(out, digits, (gsize)(room + NUMBER_ROOM - 1 - digits));
}

/* A number with up to `decimals` decimals, at least one. What would be written with an exponent is
 * left to jansson. */
static void append_number(GString *out, double value, int decimals) {
    const double PLAIN_FROM = 1e-4, PLAIN_TO = 1e9;
    double scale = decimals == 1 ? 1e1 : decimals == 3 ? 1e3 : 1e5;
    double units = round(value * scale), size = fabs(units);
    if (!(size < PLAIN_TO * scale) || (size > 0 && size < PLAIN_FROM * scale)) {
        append_value(out, json_rounded(value, decimals));
        return;
    }
    guint64 left = (guint64)size, whole = left / (guint64)scale, rest = left % (guint64)scale;
    if (units < 0) g_string_append_c(out, '-');
    append_integer(out, (gint64)whole);
    g_string_append_c(out, '.');
    for (guint64 unit = (guint64)scale / 10; unit > 0; unit /= 10) {
        g_string_append_c(out, (char)('0' + rest / unit));
        rest %= unit;
        if (rest == 0) break;
    }
}

static void append_metres(GString *out, double value) {
    if (isfinite(value))
        append_integer(out, (gint64)round(value));
    else
        APPEND(out, "null");
}

static void append_count(GString *out, int count, int null_count) {
    if (count == null_count)
        APPEND(out, "null");
    else
        append_integer(out, count);
}

static void append_code(GString *out, const RecordField *field, int code) {
    const char *name = code >= 0 && code < field->n_names ? field->name(code) : "";
    append_string(out, *name ? name : NULL);
}

static void append_key(GString *out, const char *key) {
    if (out->str[out->len - 1] == '{')
        APPEND(out, "\"");
    else
        APPEND(out, ",\"");
    append_bytes(out, key, strlen(key));
    APPEND(out, "\":");
}

static void append_anchors(GString *out, const Incident *incident) {
    g_string_append_c(out, '[');
    for (guint i = 0; incident->anchors[i] && i < MAX_ANCHORS; i++) {
        const Anchor *anchor = &incident->location.anchors[i];
        if (i > 0) g_string_append_c(out, ',');
        g_string_append_c(out, '{');
        append_key(out, "place");
        append_string(out, incident->anchors[i]);
        append_key(out, "distance_km");
        append_number(out, anchor->distance_m / 1000, 3);
        append_key(out, "bearing");
        append_number(out, anchor->bearing, 1);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void append_field(GString *out, const RecordField *field, const Incident *incident) {
    switch (field->kind) {
        case VALUE_STRING:
            append_string(out, *CONST_MEMBER(char *, incident, field));
            return;
        case VALUE_STRINGS:
            append_strings(out, *CONST_MEMBER(GStrv, incident, field));
            return;
        case VALUE_COUNT:
            append_integer(out, *CONST_MEMBER(int, incident, field));
            return;
        case VALUE_HARM:
            append_count(out, *CONST_MEMBER(int, incident, field), HARM_NOT_SAID);
            return;
        case VALUE_PRECISION:
            append_count(out, *CONST_MEMBER(int, incident, field), 0);
            return;
        case VALUE_OFFSET:
            append_integer(out, *CONST_MEMBER(guint32, incident, field));
            return;
        case VALUE_BOOL:
            if (*CONST_MEMBER(bool, incident, field))
                APPEND(out, "true");
            else
                APPEND(out, "false");
            return;
        case VALUE_SHARE:
            append_number(out, *CONST_MEMBER(double, incident, field), 3);
            return;
        case VALUE_DEGREES:
            append_number(out, *CONST_MEMBER(double, incident, field), 5);
            return;
        case VALUE_CODE:
            append_code(out, field, *CONST_MEMBER(int, incident, field));
            return;
        case VALUE_DERIVED:
            append_string(out, field->derive(incident));
            return;
        case VALUE_METRES:
            append_metres(out, *CONST_MEMBER(double, incident, field));
            return;
        case VALUE_ANCHORS:
            append_anchors(out, incident);
            return;
    }
}

void record_append_json(GString *out, const Incident *incident, ExportGeometry geometry) {
    guint n;
    const RecordField *fields = record_fields(&n);
    const char *group = NULL;
    g_string_append_c(out, '{');
    for (guint i = 0; i < n; i++) {
        if (group && g_strcmp0(fields[i].group, group) != 0) g_string_append_c(out, '}');
        if (fields[i].group && g_strcmp0(fields[i].group, group) != 0) {
            append_key(out, fields[i].group);
            g_string_append_c(out, '{');
        }
        group = fields[i].group;
        append_key(out, fields[i].key);
        append_field(out, &fields[i], incident);
    }
    if (group) g_string_append_c(out, '}');
    if (geometry == GEOMETRY_AREA) {
        append_key(out, "geometry");
        append_value(out, geometry_of(&incident->location, geometry));
    }
    g_string_append_c(out, '}');
}
