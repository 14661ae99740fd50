/*
 * report: the layout as JSON, in pixels of the picture: each symbol, label and piece of furniture
 * with its box; what was moved or dropped, and why. Tests and editors read it.
 */
#include <jansson.h>
#include <math.h>

#include "base/autoptr.h"
#include "map/layout.h"

static double rounded(double value) { return round(value * 100) / 100; }

static json_t *box_json(Box box, double scale) {
    return json_pack("[f,f,f,f]", rounded(box.x * scale), rounded(box.y * scale),
                     rounded(box.width * scale), rounded(box.height * scale));
}

static json_t *point_json(Point point, double scale) {
    return json_pack("[f,f]", rounded(point.x * scale), rounded(point.y * scale));
}

/* The rings of an area. */
static json_t *outline_json(const Path *area, double scale) {
    json_t *rings = json_array();
    for (guint32 part = 0; part < area->n_parts; part++) {
        guint32 end = part + 1 < area->n_parts ? area->parts[part + 1] : area->n_points;
        json_t *ring = json_array();
        for (guint32 i = area->parts[part]; i < end; i++)
            json_array_append_new(ring, point_json(area->points[i], scale));
        json_array_append_new(rings, ring);
    }
    return rings;
}

static json_t *symbol_json(const Symbol *symbol, double scale) {
    static const char *const classes[] = {"site", "town", "near", "line", "area"};
    Box box = symbol->shape == MARK_NONE ? path_box(&symbol->area)
                                         : box_around(symbol->at, symbol->size, symbol->size);
    json_t *json =
        json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:b, s:b, s:b}", "id", symbol->id, "precision",
                  classes[symbol->precision], "part",
                  symbol->is_dot               ? "dot"
                  : symbol->shape != MARK_NONE ? "mark"
                  : symbol->number             ? "count"
                                               : "area",
                  "box", box_json(box, scale), "at", point_json(symbol->at, scale), "anchor",
                  point_json(symbol->anchor, scale), "hairline", symbol->has_hairline, "hollow",
                  symbol->hollow, "ringed", symbol->ringed);
    if (symbol->is_extent && symbol->precision >= PRECISION_LINE)
        json_object_set_new(json, "outline", outline_json(&symbol->area, scale));
    if (symbol->shape != MARK_NONE)
        json_object_set_new(json, "type", json_string(incident_type_name(symbol->type)));
    json_t *incidents = json_array();
    for (guint i = 0; i < symbol->n_incidents; i++)
        json_array_append_new(incidents, json_integer(symbol->incidents[i]));
    json_object_set_new(json, "incidents", incidents);
    return json;
}

static json_t *label_json(const Label *label, double scale) {
    static const char *const voices[] = {"story",  "context",   "water",
                                         "region", "furniture", "title"};
    json_t *json = json_pack("{s:s, s:s, s:s, s:b, s:o, s:s?}", "id", label->id, "name",
                             label->name, "voice", voices[label->voice], "placed", label->placed,
                             "feature", point_json(label->feature, scale), "why", label->why);
    if (!label->placed) return json;
    json_object_set_new(json, "box", box_json(label->box, scale));
    json_object_set_new(json, "letter", json_boolean(label->is_letter));
    json_object_set_new(json, "curved", json_boolean(label->curve.n_points > 0));
    json_t *lines = json_array(), *leader = json_array();
    for (guint i = 0; i < label->n_lines; i++)
        json_array_append_new(lines, json_pack("{s:s, s:o, s:f}", "text", label->lines[i].text,
                                               "box", box_json(label->lines[i].box, scale), "size",
                                               rounded(label->lines[i].type.size * scale)));
    for (guint i = 0; label->has_leader && i < label->n_leader; i++)
        json_array_append_new(leader, point_json(label->leader[i], scale));
    json_object_set_new(json, "lines", lines);
    json_object_set_new(json, "leader", leader);
    return json;
}

static json_t *furniture_json(const Furniture *furniture, double scale) {
    json_t *texts = json_array();
    for (guint i = 0; i < furniture->lines->len; i++)
        json_array_append_new(texts,
                              json_string(g_array_index(furniture->lines, TextLine, i).text));
    return json_pack("{s:s, s:o, s:o}", "id", furniture->id, "box", box_json(furniture->box, scale),
                     "texts", texts);
}

static json_t *summary_json(const MapSummary *summary) {
    return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i}", "incidents", (int)summary->n_incidents,
                     "drawn", (int)summary->n_drawn, "unplaced", (int)summary->n_unplaced, "coarse",
                     (int)summary->n_coarse, "labels_wished", (int)summary->n_labels_wished,
                     "labels_placed", (int)summary->n_labels_placed);
}

/* What stands in a map's frame, and its furniture. */
static json_t *map_json(const MapScene *self) {
    json_t *symbols = json_array(), *labels = json_array(), *furniture = json_array();
    for (guint i = 0; i < self->symbols->len; i++)
        json_array_append_new(symbols,
                              symbol_json(&g_array_index(self->symbols, Symbol, i), self->scale));
    for (guint i = 0; i < self->labels->len; i++)
        json_array_append_new(labels,
                              label_json(&g_array_index(self->labels, Label, i), self->scale));
    for (guint i = 0; i < self->furniture->len; i++)
        json_array_append_new(
            furniture, furniture_json(&g_array_index(self->furniture, Furniture, i), self->scale));
    json_t *landmarks = json_array();
    for (guint i = 0; i < self->landmarks->len; i++)
        json_array_append_new(landmarks,
                              point_json(g_array_index(self->landmarks, Point, i), self->scale));
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "map_frame",
                     box_json(self->map_frame, self->scale), "symbols", symbols, "labels", labels,
                     "landmarks", landmarks, "furniture", furniture);
}

static json_t *scene_json(const MapScene *self) {
    json_t *warnings = json_array();
    for (guint i = 0; i < self->warnings->len; i++)
        json_array_append_new(warnings, json_string(self->warnings->pdata[i]));
    json_t *json = json_pack(
        "{s:f, s:f, s:s, s:s, s:s, s:o, s:o}", "width", self->width * self->scale, "height",
        self->height * self->scale, "title", self->title, "alt_text", self->alt_text, "description",
        self->description, "summary", summary_json(&self->summary), "warnings", warnings);
    auto_json *map = map_json(self);
    json_object_update(json, map);
    json_t *details = json_array();
    for (const MapScene *detail = self->detail; detail; detail = detail->next)
        json_array_append_new(details, map_json(detail));
    json_object_set_new(json, "details", details);
    return json;
}

gboolean map_scene_write_layout_report(const MapScene *self, const char *path, GError **error) {
    auto_json *json = scene_json(self);
    char *text = json_dumps(json, JSON_INDENT(1) | JSON_REAL_PRECISION(10));
    g_autoptr(GString) out = g_string_new(text);
    free(text);
    g_string_append_c(out, '\n');
    return out_file_write(path, out->str, out->len, error);
}
