/* Events as Forensic Architecture's TimeMap reads them: an array of objects whose values are
 * strings, placed or dated. What is neither is left out, as its schema asks. */
#include <math.h>

#include "store/fields.h"

static void timemap_begin(ExportState *state) { fputs("[", state->stream); }

static json_t *degrees(double value) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return json_string(g_ascii_formatd(text, sizeof text, "%.5f", value));
}

static json_t *text(const char *value) { return json_string(value ? value : ""); }

static json_t *associations(const Incident *incident) {
    json_t *array = json_array();
    json_array_append_new(array, json_string(incident_type_label(incident->type, "en")));
    if (incident->actor_en) json_array_append_new(array, json_string(incident->actor_en));
    if (incident->target_en) json_array_append_new(array, json_string(incident->target_en));
    return array;
}

/* TimeMap writes months first: 1/31/2022. */
static json_t *date(const char *iso) {
    int year, month, day;
    if (!iso || sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) != 3) return json_string("");
    return json_sprintf("%d/%d/%d", month, day, year);
}

static void timemap_add(ExportState *state, const Incident *incident) {
    bool is_placed = isfinite(incident->location.lon);
    if (!is_placed && !incident_day(incident)) return;
    auto_json *event = json_object();
    json_object_set_new(event, "id", text(incident->id));
    json_object_set_new(event, "description", text(incident->quote));
    json_object_set_new(event, "date", date(incident_day(incident)));
    json_object_set_new(event, "time", json_string(""));
    json_object_set_new(event, "time_display", text(incident_day(incident)));
    json_object_set_new(event, "location", text(incident->place_en));
    if (is_placed) {
        json_object_set_new(event, "latitude", degrees(incident->location.lat));
        json_object_set_new(event, "longitude", degrees(incident->location.lon));
    }
    json_object_set_new(event, "type", json_string(incident_type_name(incident->type)));
    json_object_set_new(event, "category", json_string(incident_type_label(incident->type, "en")));
    json_object_set_new(event, "associations", associations(incident));
    json_t *sources = json_array();
    if (incident->url || incident->source)
        json_array_append_new(sources, text(incident->url ? incident->url : incident->source));
    json_object_set_new(event, "sources", sources);
    g_autofree char *line = json_dumps(event, JSON_STYLE);
    fprintf(state->stream, "%s\n%s", state->n++ ? "," : "", line);
}

static void timemap_finish(ExportState *state) { fputs("\n]\n", state->stream); }

const ExportFormat FORMAT_TIMEMAP = {"timemap", timemap_begin, timemap_add, timemap_finish};
