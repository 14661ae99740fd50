/* JSON lines and GeoJSON: one object an incident, the record's keys in the table's order. */
#include <math.h>

#include "store/fields.h"

json_t *record_to_json(const Incident *incident, ExportGeometry geometry) {
    json_t *object = json_object();
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        json_t *holder = object;
        if (fields[i].group) {
            holder = json_object_get(object, fields[i].group);
            if (!holder) json_object_set_new(object, fields[i].group, holder = json_object());
        }
        json_object_set_new(holder, fields[i].key, record_value(&fields[i], incident));
    }
    if (geometry == GEOMETRY_AREA)
        json_object_set_new(object, "geometry", geometry_of(&incident->location, geometry));
    return object;
}

static void write_json(FILE *stream, const json_t *value) {
    g_autofree char *text = json_dumps(value, JSON_STYLE | JSON_ENCODE_ANY);
    fputs(text, stream);
}

static void jsonl_add(ExportState *state, const Incident *incident) {
    g_autoptr(GString) line = g_string_sized_new(4096);
    record_append_json(line, incident, state->options.geometry);
    g_string_append_c(line, '\n');
    fwrite(line->str, 1, line->len, state->stream);
}

void jsonl_add_article(ExportState *state, const char *article, const GPtrArray *incidents) {
    auto_json *object = json_object();
    json_t *list = json_array();
    json_object_set_new(object, "article", json_string(article));
    json_object_set_new(object, "incidents", list);
    for (guint i = 0; i < incidents->len; i++)
        json_array_append_new(list, record_to_json(incidents->pdata[i], state->options.geometry));
    write_json(state->stream, object);
    fputc('\n', state->stream);
}

const ExportFormat FORMAT_JSONL = {"jsonl", NULL, jsonl_add, NULL};

static void geojson_begin(ExportState *state) {
    fputs("{\"type\":\"FeatureCollection\",\"features\":[", state->stream);
    state->box = (LonLatBox){G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};
}

static void widen(LonLatBox *box, const Location *location, ExportGeometry geometry) {
    LonLatBox add = {location->lon, location->lat, location->lon, location->lat};
    if (geometry == GEOMETRY_AREA && location->shape && location->shape->n_points > 0)
        add = shape_box(location->shape);
    if (!isfinite(location->lon)) return;
    *box = (LonLatBox){MIN(box->west, add.west), MIN(box->south, add.south),
                       MAX(box->east, add.east), MAX(box->north, add.north)};
}

static void geojson_add(ExportState *state, const Incident *incident) {
    auto_json *feature = json_object();
    json_object_set_new(feature, "type", json_string("Feature"));
    if (incident->id) json_object_set_new(feature, "id", json_string(incident->id));
    json_object_set_new(feature, "geometry",
                        geometry_of(&incident->location, state->options.geometry));
    json_object_set_new(feature, "properties", record_to_json(incident, GEOMETRY_POINT));
    fputs(state->n++ ? ",\n" : "\n", state->stream);
    write_json(state->stream, feature);
    widen(&state->box, &incident->location, state->options.geometry);
}

static void geojson_finish(ExportState *state) {
    fputs("\n]", state->stream);
    if (state->box.west <= state->box.east) {
        auto_json *box = geometry_point(state->box.west, state->box.south);
        auto_json *corner = geometry_point(state->box.east, state->box.north);
        json_array_extend(box, corner);
        fputs(",\"bbox\":", state->stream);
        write_json(state->stream, box);
    }
    fputs("}\n", state->stream);
}

const ExportFormat FORMAT_GEOJSON = {"geojson", geojson_begin, geojson_add, geojson_finish};

Incident *record_from_json(const json_t *object, const LiftedShapes *shapes, GError **error) {
    g_autoptr(Incident) incident = incident_new();
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        const json_t *holder = fields[i].group ? json_object_get(object, fields[i].group) : object;
        if (!record_set(&fields[i], incident, json_object_get(holder, fields[i].key), error))
            return NULL;
    }
    incident->location.shape = geometry_shape(json_object_get(object, "geometry"), shapes);
    return record_check(incident, error) ? g_steal_pointer(&incident) : NULL;
}
