/* Records as rows of a table, and back. */
#include <math.h>

#include "store/package.h"

static void bind_value(sqlite3_stmt *statement, int column, const RecordField *field,
                       const Incident *incident) {
    auto_json *value = record_value(field, incident);
    if (json_is_null(value)) {
        sqlite3_bind_null(statement, column);
    } else if (json_is_boolean(value)) {
        sqlite3_bind_int(statement, column, json_is_true(value));
    } else if (json_is_integer(value)) {
        sqlite3_bind_int64(statement, column, json_integer_value(value));
    } else if (json_is_real(value)) {
        sqlite3_bind_double(statement, column, json_real_value(value));
    } else {
        g_autofree char *cell = record_cell(field, incident);
        sqlite3_bind_text(statement, column, *cell ? cell : NULL, -1, SQLITE_TRANSIENT);
    }
}

int row_bind_record(sqlite3_stmt *statement, int column, const Incident *incident) {
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) bind_value(statement, column++, &fields[i], incident);
    return column;
}

void row_bind_blob(sqlite3_stmt *statement, int column, GBytes *blob) {
    gsize len;
    const void *bytes = blob ? g_bytes_get_data(blob, &len) : NULL;
    if (bytes)
        sqlite3_bind_blob64(statement, column, bytes, len, SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(statement, column);
}

/* A number that the record keeps; what a person typed into a cell of a number fails. */
static gboolean read_value(sqlite3_stmt *statement, int column, const RecordField *field,
                           Incident *incident, GError **error) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL:
            return TRUE;
        case SQLITE_INTEGER: {
            gint64 number = sqlite3_column_int64(statement, column);
            auto_json *value =
                field->kind == VALUE_BOOL ? json_boolean(number != 0) : json_integer(number);
            return record_set(field, incident, value, error);
        }
        case SQLITE_FLOAT: {
            auto_json *value = json_real(sqlite3_column_double(statement, column));
            return record_set(field, incident, value, error);
        }
        default: {
            const char *text = column_text(statement, column);
            if (text && g_utf8_validate(text, -1, NULL))
                return record_set_cell(field, incident, text, error);
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("\"%s\" holds no UTF-8"),
                        field->key);
            return FALSE;
        }
    }
}

Incident *row_read_record(sqlite3_stmt *statement, int column, GError **error) {
    g_autoptr(Incident) incident = incident_new();
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++, column++)
        if (fields[i].kind != VALUE_DERIVED &&
            !read_value(statement, column, &fields[i], incident, error))
            return NULL;
    return record_check(incident, error) ? g_steal_pointer(&incident) : NULL;
}

GBytes *record_point_blob(const Incident *incident) {
    const Location *at = &incident->location;
    if (!isfinite(at->lon) || !isfinite(at->lat)) return NULL;
    return geometry_blob_point((LonLat){at->lon, at->lat});
}

GBytes *record_extent_blob(const Incident *incident, const char **ret_kind) {
    const Location *at = &incident->location;
    const Shape *shape = at->shape;
    if (!isfinite(at->lon) || !isfinite(at->lat)) return NULL;
    if (shape && shape->n_points > 0 && shape->kind != SHAPE_POINTS) {
        *ret_kind = shape->kind == SHAPE_LINES ? "line" : "area";
        return geometry_blob_shape(shape);
    }
    *ret_kind = "circle";
    bool has_radius = isfinite(at->radius_m) && at->radius_m > 0;
    return has_radius ? geometry_blob_circle((LonLat){at->lon, at->lat}, at->radius_m) : NULL;
}

char *record_digest(const Incident *incident) {
    auto_json *object = record_to_json(incident, GEOMETRY_AREA);
    g_autofree char *text = json_dumps(object, JSON_STYLE);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}
