/*
 * places: every place mention of the articles, one JSON object a line in text order (the contract's
 * keys), or a table for a person.
 */
#include <jansson.h>
#include <math.h>

#include "cmd/cmd.h"

typedef struct {
    FILE *out;
    const Gazetteer *gazetteer;
    gboolean geometry, table;
} Writer;

/* ---- geometry -------------------------------------------------------------------------------- */

static double rounded(double value, double steps) { return round(value * steps) / steps; }

static json_t *position(LonLat p) {
    json_t *pair = json_array();
    json_array_append_new(pair, json_real(rounded(p.lon, 1e4)));
    json_array_append_new(pair, json_real(rounded(p.lat, 1e4)));
    return pair;
}

static json_t *part_positions(const Shape *shape, guint32 part) {
    json_t *positions = json_array();
    for (guint32 i = shape->parts[part]; i < shape_part_end(shape, part); i++)
        json_array_append_new(positions, position(shape->points[i]));
    return positions;
}

/* A ring that runs clockwise is a hole. */
static bool is_hole(const Shape *shape, guint32 part) {
    double sum = 0;
    for (guint32 i = shape->parts[part] + 1; i < shape_part_end(shape, part); i++)
        sum += shape->points[i - 1].lon * shape->points[i].lat -
               shape->points[i].lon * shape->points[i - 1].lat;
    return sum < 0;
}

static json_t *geojson_of(const Shape *shape) {
    json_t *coordinates = json_array();
    for (guint32 part = 0; part < shape->n_parts; part++) {
        json_t *positions = part_positions(shape, part);
        if (shape->kind != SHAPE_POLYGONS) {
            json_array_append_new(coordinates, positions);
        } else if (part > 0 && is_hole(shape, part)) {
            json_t *polygon = json_array_get(coordinates, json_array_size(coordinates) - 1);
            json_array_append_new(polygon, positions);
        } else {
            json_t *polygon = json_array();
            json_array_append_new(polygon, positions);
            json_array_append_new(coordinates, polygon);
        }
    }
    const char *type = shape->kind == SHAPE_LINES ? "MultiLineString" : "MultiPolygon";
    return json_pack("{s:s, s:o}", "type", type, "coordinates", coordinates);
}

/* ---- a mention ------------------------------------------------------------------------------- */

static json_t *string_or_null(const char *text) {
    return text && *text ? json_string(text) : json_null();
}

static json_t *number_or_null(double value, double steps) {
    return isnan(value) ? json_null() : json_real(rounded(value, steps));
}

static const char *text_of(const Writer *self, guint32 place, bool english) {
    if (place == NO_PLACE) return NULL;
    const Place *p = gazetteer_place(self->gazetteer, place);
    return gazetteer_string(self->gazetteer, english ? p->name_en : p->name_ar);
}

static void add_place(const Writer *self, const PlaceMention *m, json_t *row) {
    const Place *p = m->place == NO_PLACE ? NULL : gazetteer_place(self->gazetteer, m->place);
    const Gazetteer *g = self->gazetteer;
    guint32 admin1 = place_mention_admin(m, g, PLACE_GOVERNORATE);
    guint32 admin2 = place_mention_admin(m, g, PLACE_DISTRICT);
    json_object_set_new(row, "place", string_or_null(p ? gazetteer_string(g, p->id) : NULL));
    json_object_set_new(row, "name_ar", string_or_null(text_of(self, m->place, false)));
    json_object_set_new(row, "name_en", string_or_null(text_of(self, m->place, true)));
    json_object_set_new(row, "kind",
                        string_or_null(p ? place_kind_name((PlaceKind)p->kind) : NULL));
    json_object_set_new(row, "admin1", string_or_null(text_of(self, admin1, true)));
    json_object_set_new(row, "admin2", string_or_null(text_of(self, admin2, true)));
    json_object_set_new(row, "pcode", string_or_null(p ? gazetteer_string(g, p->pcode) : NULL));
}

static json_t *candidates_of(const Writer *self, const PlaceMention *m) {
    json_t *candidates = json_array();
    for (guint i = 0; i < m->n_candidates; i++) {
        const Place *p = gazetteer_place(self->gazetteer, m->candidates[i].place);
        json_array_append_new(
            candidates, json_pack("{s:s, s:f}", "place", gazetteer_string(self->gazetteer, p->id),
                                  "score", rounded(m->candidates[i].score, 1e3)));
    }
    return candidates;
}

static json_t *row_of(const Writer *self, const Reading *reading, const PlaceMention *m) {
    static const char *const FIELD_NAMES[N_FIELDS] = {
        [FIELD_TITLE] = "title", [FIELD_BODY] = "body"};
    g_autofree char *text = span_dup(article_field(reading->article, m->field), m->body);
    guint32 end = m->body.start + m->body.len;
    json_t *row = json_object();
    json_object_set_new(row, "article", json_string(reading->article->id));
    json_object_set_new(row, "field", json_string(FIELD_NAMES[m->field]));
    json_object_set_new(row, "start",
                        json_integer(text_code_points(reading->text, m->field, m->body.start)));
    json_object_set_new(row, "end", json_integer(text_code_points(reading->text, m->field, end)));
    json_object_set_new(row, "text", json_string(text));
    add_place(self, m, row);
    json_object_set_new(row, "method", json_string(location_method_name(m->location.method)));
    json_object_set_new(row, "lon", number_or_null(m->location.lon, 1e4));
    json_object_set_new(row, "lat", number_or_null(m->location.lat, 1e4));
    json_object_set_new(row, "radius_m", number_or_null(m->location.radius_m, 1));
    if (self->geometry)
        json_object_set_new(row, "geometry",
                            m->location.shape ? geojson_of(m->location.shape) : json_null());
    json_object_set_new(row, "role", json_string(place_role_name(m->role)));
    json_object_set_new(row, "confidence", json_real(rounded(m->confidence, 1e3)));
    g_autofree char *reason = place_mention_reason(m, self->gazetteer, "en");
    json_object_set_new(row, "reason", string_or_null(reason));
    json_object_set_new(row, "candidates", candidates_of(self, m));
    return row;
}

/* ---- output ---------------------------------------------------------------------------------- */

static void write_json(const Writer *self, const Reading *reading, const PlaceMention *m) {
    json_t *row = row_of(self, reading, m);
    json_dumpf(row, self->out, JSON_COMPACT | JSON_REAL_PRECISION(10));
    fputc('\n', self->out);
    json_decref(row);
}

static void write_table(const Writer *self, const Reading *reading, const PlaceMention *m) {
    g_autofree char *text = span_dup(article_field(reading->article, m->field), m->body);
    g_strdelimit(text, "\t\n\r", ' ');
    const Place *p = m->place == NO_PLACE ? NULL : gazetteer_place(self->gazetteer, m->place);
    char lon[G_ASCII_DTOSTR_BUF_SIZE] = "", lat[G_ASCII_DTOSTR_BUF_SIZE] = "", km[32] = "";
    if (!isnan(m->location.lon)) {
        g_ascii_formatd(lon, sizeof lon, "%.4f", m->location.lon);
        g_ascii_formatd(lat, sizeof lat, "%.4f", m->location.lat);
        g_ascii_formatd(km, sizeof km, "%.1f km", m->location.radius_m / 1000);
    }
    fprintf(self->out, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", text,
            p ? gazetteer_string(self->gazetteer, p->id) : "-",
            p ? gazetteer_string(self->gazetteer, p->name_en) : "-",
            location_method_name(m->location.method), lon, lat, km, place_role_name(m->role));
}

static gboolean write_reading(Reading *reading, void *data, GError **error) {
    const Writer *self = data;
    g_autoptr(GPtrArray) mentions = command_mentions_in_order(reading);
    for (guint i = 0; i < mentions->len; i++)
        (self->table ? write_table : write_json)(self, reading, mentions->pdata[i]);
    if (!ferror(self->out)) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT, _("cannot write the places"));
    return FALSE;
}

int cmd_places(int argc, char **argv) {
    gboolean geometry = FALSE;
    g_auto(CommandLine) line = {0};
    const GOptionEntry own[] = {{"format", 'f', 0, G_OPTION_ARG_STRING, &line.format,
                                 N_("form of the output"), "jsonl|table"},
                                {"geometry", 0, 0, G_OPTION_ARG_NONE, &geometry,
                                 N_("add the line, sector or area as GeoJSON"), NULL},
                                G_OPTION_ENTRY_NULL};
    int status = command_line_parse(&line, "places", own, argc, argv);
    if (status >= 0) return status;
    const char *format = line.format ? line.format : "jsonl";
    const char *output = command_line_output(&line);
    if (!output) return EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    const Gazetteer *gazetteer = command_line_gazetteer(&line);
    if (!gazetteer) return EXIT_FAILED;
    g_autoptr(OutFile) file = out_file_open(output, &error);
    if (!file) return command_fail(&line, error);
    Writer writer = {out_file_stream(file), gazetteer, geometry, strcmp(format, "table") == 0};
    line.points_alone = !geometry;
    status = command_each_reading(&line, write_reading, &writer);
    if (status == EXIT_FAILED || status == EXIT_USAGE) return status;
    if (!out_file_commit(file, &error)) return command_fail(&line, error);
    return status;
}
