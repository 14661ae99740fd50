/* Gold places, and articles scored against gold mentions and incidents. */
#include <math.h>

#include "cmd/evaluate.h"

/* ---- what the program found --------------------------------------------------------------------
 */

static void found_place_clear(void *data) {
    FoundPlace *self = data;
    g_free(self->text);
    g_free(self->name);
}

static double rounded(double value, double steps) { return round(value * steps) / steps; }

GArray *found_places(const Reading *reading, const Gazetteer *gazetteer) {
    GArray *found = g_array_new(FALSE, FALSE, sizeof(FoundPlace));
    g_array_set_clear_func(found, found_place_clear);
    g_autoptr(GPtrArray) mentions = command_mentions_in_order(reading);
    for (guint i = 0; i < mentions->len; i++) {
        const PlaceMention *m = mentions->pdata[i];
        guint32 last = m->body.start + m->body.len;
        const Place *place = m->place == NO_PLACE ? NULL : gazetteer_place(gazetteer, m->place);
        FoundPlace row = {
            .start = text_code_points(reading->text, m->field, m->body.start),
            .end = text_code_points(reading->text, m->field, last),
            .first_byte = m->body.start,
            .last_byte = last,
            .field = m->field,
            .lon = rounded(m->location.lon, 1e4), /* as `places` writes them */
            .lat = rounded(m->location.lat, 1e4),
            .radius_m = rounded(m->location.radius_m, 1),
            .confidence = m->confidence,
            .role = m->role,
            .method = m->location.method,
            .text = span_dup(article_field(reading->article, m->field), m->body),
            .name = g_strdup(place ? gazetteer_string(gazetteer, place->name_en) : "nowhere")};
        g_array_append_val(found, row);
    }
    return found;
}

static const struct {
    const char *name;
    IncidentType types[3];
    guint n;
} CLASSES[] = {
    {"ground", {INCIDENT_ATTACK, INCIDENT_CLASH, INCIDENT_AMBUSH}, 3},
    {"air", {INCIDENT_AIRSTRIKE, INCIDENT_DRONE}, 2},
    {"shelling", {INCIDENT_SHELLING, INCIDENT_CHEMICAL}, 2},
    {"ied", {INCIDENT_IED, INCIDENT_SUICIDE, INCIDENT_GRENADE}, 3},
    {"civilians", {INCIDENT_ASSASSINATION, INCIDENT_ABDUCTION, INCIDENT_BODY_FOUND}, 3},
};

static const char *const STRATEGIC = "strategic";

const char *class_of_type(IncidentType type) {
    for (guint i = 0; i < G_N_ELEMENTS(CLASSES); i++)
        for (guint k = 0; k < CLASSES[i].n; k++)
            if (CLASSES[i].types[k] == type) return CLASSES[i].name;
    return STRATEGIC;
}

bool is_class(const char *name) {
    for (guint i = 0; name && i < G_N_ELEMENTS(CLASSES); i++)
        if (g_str_equal(name, CLASSES[i].name)) return true;
    return !g_strcmp0(name, STRATEGIC);
}

/* ---- files -------------------------------------------------------------------------------------
 */

enum { MOST_BYTES = 1 << 28 };

char *gold_text(const char *path, GError **error) {
    g_autoptr(GError) cause = NULL;
    char *text = file_read_text(path, MOST_BYTES, &cause);
    if (!text) g_set_error_literal(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, cause->message);
    return text;
}

json_t *gold_parse(const char *text, const char *path, GError **error) {
    json_error_t problem;
    json_t *gold = json_loads(text, JSON_REJECT_DUPLICATES, &problem);
    if (!gold)
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s', line %d: %s"),
                    path, problem.line, problem.text);
    return gold;
}

json_t *gold_read(const char *path, GError **error) {
    g_autofree char *text = gold_text(path, error);
    return text ? gold_parse(text, path, error) : NULL;
}

/* ---- places ------------------------------------------------------------------------------------
 */

/* The scorer's own: a sphere of 12,742 km. */
double distance_km(LonLat a, LonLat b) {
    const double rad = G_PI / 180;
    double lat1 = a.lat * rad, lat2 = b.lat * rad, lon = (b.lon - a.lon) * rad;
    double h = pow(sin((lat2 - lat1) / 2), 2) + cos(lat1) * cos(lat2) * pow(sin(lon / 2), 2);
    return 12742 * asin(MIN(1, sqrt(h)));
}

static LonLat point_of(const json_t *pair) {
    return (LonLat){json_number_value(json_array_get(pair, 0)),
                    json_number_value(json_array_get(pair, 1))};
}

/* The nearest of a hundred points a stretch. */
static double distance_to_line_km(LonLat p, const json_t *line) {
    double best = 1e9;
    for (gsize i = 0; i + 1 < json_array_size(line); i++) {
        LonLat a = point_of(json_array_get(line, i)), b = point_of(json_array_get(line, i + 1));
        for (int k = 0; k <= 100; k++) {
            LonLat on = {a.lon + (b.lon - a.lon) * k / 100, a.lat + (b.lat - a.lat) * k / 100};
            best = MIN(best, distance_km(p, on));
        }
    }
    return best;
}

/* A place of the gazetteer that gold names by its id: right within this, or its own radius. */
static const double LEAST_KM = 3;

static bool agrees_with_id(const GoldPlaces *self, const char *id, LonLat at) {
    guint32 index = gazetteer_by_id(self->gazetteer, id);
    if (index == NO_PLACE) return false;
    const Place *place = gazetteer_place(self->gazetteer, index);
    return distance_km(at, (LonLat){place->lon, place->lat}) <=
           MAX(LEAST_KM, place->radius_m / 1000.0);
}

bool gold_place_agrees(const GoldPlaces *self, const json_t *place, double lon, double lat,
                       double radius_m) {
    if (isnan(lon) || isnan(lat)) return false;
    LonLat at = {lon, lat};
    const char *name = json_string_value(place);
    const json_t *gold = name ? json_object_get(self->table, name) : place;
    if (!gold) return name && agrees_with_id(self, name, at);
    const json_t *line = json_object_get(gold, "line");
    double off = line ? distance_to_line_km(at, line)
                      : distance_km(at, point_of(json_object_get(gold, "at")));
    if (off > json_number_value(json_object_get(gold, "km"))) return false;
    double least = json_number_value(json_object_get(gold, "min_radius_km"));
    return (isnan(radius_m) ? 0 : radius_m) >= 1000 * least * 0.8;
}

gboolean gold_places_load(GoldPlaces *self, const char *path, const char *gold, GError **error) {
    g_autofree char *folder =
        g_file_test(gold, G_FILE_TEST_IS_DIR) ? g_strdup(gold) : g_path_get_dirname(gold);
    g_autofree char *beside = g_build_filename(folder, "places.json", NULL);
    g_autofree char *apart = g_build_filename(folder, "..", "score", "places.json", NULL);
    const char *found = path                                      ? path
                        : g_file_test(beside, G_FILE_TEST_EXISTS) ? beside
                        : g_file_test(apart, G_FILE_TEST_EXISTS)  ? apart
                                                                  : NULL;
    if (!found) return TRUE;
    self->table = gold_read(found, error);
    if (!self->table || json_is_object(self->table)) return self->table != NULL;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s', line %d: %s"),
                found, 1, _("expected an object of places"));
    return FALSE;
}

bool gold_place_is_known(const GoldPlaces *self, const json_t *place) {
    const char *name = json_string_value(place);
    if (!name) return json_is_object(place) && json_object_get(place, "km");
    return json_object_get(self->table, name) || gazetteer_by_id(self->gazetteer, name) != NO_PLACE;
}

/* ---- mentions ----------------------------------------------------------------------------------
 */

static guint32 number(const json_t *row, const char *key) {
    return (guint32)json_integer_value(json_object_get(row, key));
}

static bool touches(guint32 start, guint32 end, const json_t *gold) {
    return start < number(gold, "end") && number(gold, "start") < end;
}

/* The first mention that touches the gold one and is not taken yet, or -1. */
static int mention_for(const GArray *found, const bool *used, const json_t *gold) {
    for (guint i = 0; i < found->len; i++) {
        const FoundPlace *m = &g_array_index(found, FoundPlace, i);
        if (!used[i] && m->role != ROLE_DATELINE && touches(m->start, m->end, gold)) return (int)i;
    }
    return -1;
}

static void score_mention(Figures *figures, const GoldPlaces *places, const char *article,
                          const json_t *gold, const FoundPlace *m) {
    bool is_right =
        gold_place_agrees(places, json_object_get(gold, "place"), m->lon, m->lat, m->radius_m);
    figures->places.tp++;
    figures->resolution.n++;
    figures->resolution.ok += is_right;
    calibration_add(&figures->of_places, m->confidence, is_right);
    if (!is_right)
        figures_error(figures, "%s: %s (%s) put at %.4f,%.4f radius %.0f %s %s", article,
                      json_string_value(json_object_get(gold, "text")),
                      json_string_value(json_object_get(gold, "place")), m->lon, m->lat,
                      m->radius_m, location_method_name(m->method), m->name);
}

void score_mentions(Figures *figures, const GoldPlaces *places, const json_t *gold,
                    const Reading *reading) {
    g_autoptr(GArray) found = found_places(reading, places->gazetteer);
    g_autofree bool *used = g_new0(bool, found->len + 1);
    const char *article = json_string_value(json_object_get(gold, "article"));
    const json_t *mentions = json_object_get(gold, "mentions");
    figures->has_places = TRUE;
    for (gsize i = 0; i < json_array_size(mentions); i++) {
        const json_t *g = json_array_get(mentions, i);
        int hit = mention_for(found, used, g);
        if (hit >= 0) {
            used[hit] = true;
            score_mention(figures, places, article, g, &g_array_index(found, FoundPlace, hit));
        } else if (!json_is_true(json_object_get(g, "optional"))) {
            figures->places.fn++;
            figures_error(figures, "%s: missed %s at %u", article,
                          json_string_value(json_object_get(g, "text")), number(g, "start"));
        }
    }
    for (guint i = 0; i < found->len; i++) {
        const FoundPlace *m = &g_array_index(found, FoundPlace, i);
        bool is_gold = used[i] || m->role == ROLE_DATELINE;
        for (gsize k = 0; k < json_array_size(mentions) && !is_gold; k++)
            is_gold = touches(m->start, m->end, json_array_get(mentions, k));
        if (is_gold) continue;
        figures->places.fp++;
        figures_error(figures, "%s: not a place: %s at %u -> %s", article, m->text, m->start,
                      m->name);
    }
}

/* ---- incidents ---------------------------------------------------------------------------------
 */

static bool holds(const json_t *list, const char *word) {
    for (gsize i = 0; word && i < json_array_size(list); i++)
        if (!g_strcmp0(json_string_value(json_array_get(list, i)), word)) return true;
    return false;
}

/* As `extract` writes them. */
static bool is_at(const GoldPlaces *places, const json_t *gold, const Incident *incident) {
    const json_t *list = json_object_get(gold, "places");
    const Location *at = &incident->location;
    for (gsize i = 0; i < json_array_size(list); i++)
        if (gold_place_agrees(places, json_array_get(list, i), rounded(at->lon, 1e5),
                              rounded(at->lat, 1e5), rounded(at->radius_m, 1)))
            return true;
    return false;
}

static bool is_real(const Incident *incident) {
    return incident->modality != MODALITY_DENIED && incident->modality != MODALITY_PLANNED;
}

/* The first incident that fits; with `any_class` whatever its type. */
static int incident_for(const GoldPlaces *places, const GPtrArray *found, const bool *used,
                        const json_t *gold, bool any_class) {
    for (guint i = 0; i < found->len; i++) {
        const Incident *m = found->pdata[i];
        if (used[i] || !is_real(m) || !touches(m->start, m->end, gold)) continue;
        if (!any_class && !holds(json_object_get(gold, "classes"), class_of_type(m->type)))
            continue;
        if (is_at(places, gold, m)) return (int)i;
    }
    return -1;
}

/* The accepted id that is right: exactly, else at its grain, else the first. */
static const char *best_of(const json_t *accepted, const char *found, const Gazetteer *gazetteer) {
    const char *best = json_string_value(json_array_get(accepted, 0));
    for (gsize i = 0; i < json_array_size(accepted); i++) {
        const char *id = json_string_value(json_array_get(accepted, i));
        if (!g_strcmp0(id, found)) return id;
        if (actor_is_part_of(gazetteer, found, id)) best = id;
    }
    return best;
}

static void score_accepted(Share *exact, Share *grain, const json_t *accepted, const char *found,
                           const Gazetteer *gazetteer) {
    if (json_array_size(accepted) == 0) return;
    score_side(exact, grain, best_of(accepted, found, gazetteer), found, gazetteer);
}

static char *joined(const json_t *list) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (gsize i = 0; i < json_array_size(list); i++) {
        const char *word = json_string_value(json_array_get(list, i));
        g_string_append_printf(text, "%s%s", i ? "/" : "", word ? word : "…");
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void score_hit(Figures *figures, const json_t *gold, const Incident *m, const char *article,
                      const Gazetteer *gazetteer) {
    g_autofree char *classes = joined(json_object_get(gold, "classes"));
    calibration_add(&figures->of_incidents, m->confidence, true);
    figures_confuse(figures, classes, incident_type_name(m->type));
    if (!json_is_true(json_object_get(gold, "required"))) return;
    figures->incidents.tp++;
    score_accepted(&figures->actor, &figures->actor_grain, json_object_get(gold, "actors"),
                   m->actor, gazetteer);
    score_accepted(&figures->target, &figures->target_grain, json_object_get(gold, "targets"),
                   m->target, gazetteer);
    score_facts(figures, gold, m, article);
}

static bool is_scored(const Incident *m) {
    return is_real(m) && strcmp(class_of_type(m->type), "strategic") && !m->aggregate &&
           m->modality != MODALITY_BACKGROUND;
}

/* What was missed, and as what it was found at its place, if it was. */
static void score_miss(Figures *figures, const GoldPlaces *places, const json_t *gold,
                       const GPtrArray *found, bool *named, const char *article) {
    g_autofree char *classes = joined(json_object_get(gold, "classes"));
    g_autofree char *where = joined(json_object_get(gold, "places"));
    int other = incident_for(places, found, named, gold, true);
    const Incident *m = other < 0 ? NULL : found->pdata[other];
    if (m) named[other] = true;
    figures->incidents.fn++;
    figures_confuse(figures, classes, m ? incident_type_name(m->type) : "-");
    figures_error(figures, "%s: missed %s at %s: %s", article, classes, where,
                  json_string_value(json_object_get(gold, "quote")));
}

/* `named` are those that are in the table of types already, as what a gold one was taken for. */
static void score_rest(Figures *figures, const GPtrArray *found, const bool *used,
                       const bool *named, const char *article) {
    for (guint i = 0; i < found->len; i++) {
        const Incident *m = found->pdata[i];
        if (used[i] || !is_scored(m)) continue;
        figures->incidents.fp++;
        calibration_add(&figures->of_incidents, m->confidence, false);
        if (!named[i]) figures_confuse(figures, "-", incident_type_name(m->type));
        figures_error(figures, "%s: no such incident: %s at %s (%s): %s", article,
                      incident_type_name(m->type), m->place_en ? m->place_en : "nowhere",
                      location_method_name(m->location.method), m->quote ? m->quote : "");
    }
}

void score_incidents(Figures *figures, const GoldPlaces *places, const json_t *gold,
                     const Reading *reading) {
    const GPtrArray *found = reading->incidents;
    g_autofree bool *used = g_new0(bool, found->len + 1);
    const char *article = json_string_value(json_object_get(gold, "article"));
    const json_t *incidents = json_object_get(gold, "incidents");
    g_autoptr(GPtrArray) missed = g_ptr_array_new();
    figures->has_incidents = TRUE;
    for (gsize i = 0; i < json_array_size(incidents); i++) {
        json_t *g = json_array_get(incidents, i);
        int hit = incident_for(places, found, used, g, false);
        if (hit >= 0) {
            used[hit] = true;
            score_hit(figures, g, found->pdata[hit], article, places->gazetteer);
        } else if (json_is_true(json_object_get(g, "required"))) {
            g_ptr_array_add(missed, g);
        }
    }
    g_autofree bool *named = g_memdup2(used, (found->len + 1) * sizeof(bool));
    for (guint i = 0; i < missed->len; i++)
        score_miss(figures, places, missed->pdata[i], found, named, article);
    score_rest(figures, found, used, named, article);
}
