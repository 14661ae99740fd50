/* Gold in JSON lines: excerpts with their place strings and incidents, texts with one known place,
 * texts without any. */
#include <math.h>

#include "cmd/evaluate.h"

/* ---- excerpts ----------------------------------------------------------------------------------
 */

/* An excerpt's types, and which of the scorer's classes answer to them. */
static const struct {
    const char *type, *classes;
} EXCERPT_TYPES[] = {
    {"armed_attack", "ground"},
    {"attack", "ground civilians"},
    {"clashes", "ground"},
    {"ambush", "ground"},
    {"ambush_vbied", "ground ied"},
    {"airstrike", "air"},
    {"drone_strike", "air"},
    {"landmine", "ied"},
    {"uxo", "ied"},
    {"ied", "ied"},
    {"suicide_bombing", "ied"},
    {"shooting", "ground civilians"},
    {"assassination", "ground civilians"},
    {"killing", "ground civilians"},
    {"execution", "civilians"},
    {"shelling", "shelling"},
    {"chemical", "shelling"},
    {"abduction", "civilians"},
    {"body_found", "civilians"},
    {"grenade", "ied"},
};

/* NULL for a type that is not scored. */
static const char *classes_of(const char *type) {
    for (guint i = 0; type && i < G_N_ELEMENTS(EXCERPT_TYPES); i++)
        if (g_str_equal(type, EXCERPT_TYPES[i].type)) return EXCERPT_TYPES[i].classes;
    return NULL;
}

bool is_excerpt_type(const char *type) {
    IncidentType unused;
    bool is_of_ground = !g_strcmp0(type, "control_change"); /* not scored, as strategic ones */
    return classes_of(type) || is_of_ground || (type && incident_type_parse(type, &unused));
}

/* The words of a place's name by which it is known again: without its head nouns and the parts of
 * the commonest name. */
static bool is_common(const char *word) {
    static const char *const COMMON[] = {"مدينه",    "بلده",  "قريه", "ريف", "باديه",
                                         "محيط",     "اطراف", "طريق", "دير", "الزور",
                                         "ديرالزور", "زور",   NULL};
    return g_strv_contains(COMMON, word);
}

static gunichar folded(gunichar c) {
    switch (c) {
        case 0x623: /* أ */
        case 0x625: /* إ */
        case 0x622: /* آ */
            return 0x627;
        case 0x649: /* ى */
            return 0x64A;
        case 0x629: /* ة */
            return 0x647;
        default:
            return c;
    }
}

static void add_word(GHashTable *words, GString *word) {
    const char *stem = g_str_has_prefix(word->str, "ال") ? word->str + strlen("ال") : word->str;
    if (g_utf8_strlen(stem, -1) > 2 && !is_common(stem)) g_hash_table_add(words, g_strdup(stem));
    g_string_truncate(word, 0);
}

static void add_words(GHashTable *words, const char *text) {
    g_autoptr(GString) word = g_string_new(NULL);
    for (const char *p = text ? text : ""; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c))
            g_string_append_unichar(word, folded(c));
        else
            add_word(words, word);
    }
    add_word(words, word);
}

static GHashTable *word_set(void) {
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static GHashTable *words_of_place(const json_t *gold) {
    GHashTable *words = word_set();
    add_words(words, json_string_value(json_object_get(gold, "place")));
    return words;
}

static bool share_word(GHashTable *a, GHashTable *b) {
    GHashTableIter iter;
    gpointer word;
    g_hash_table_iter_init(&iter, a);
    while (g_hash_table_iter_next(&iter, &word, NULL))
        if (g_hash_table_contains(b, word)) return true;
    return false;
}

/* Does the mention touch any place where the string stands in the text? */
static bool is_string_at(const char *text, const char *name, const FoundPlace *m) {
    for (const char *at = *name ? strstr(text, name) : NULL; at;
         at = strstr(g_utf8_next_char(at), name)) {
        guint32 start = (guint32)(at - text), end = start + (guint32)strlen(name);
        if (m->first_byte < end && start < m->last_byte) return true;
    }
    return false;
}

static void score_strings(Figures *figures, const json_t *row, const char *id, const char *text,
                          const GArray *found) {
    const json_t *names = json_object_get(row, "places");
    g_autofree bool *listed = g_new0(bool, found->len + 1);
    for (gsize k = 0; k < json_array_size(names); k++) {
        const char *name = json_string_value(json_array_get(names, k));
        bool is_found = false;
        for (guint i = 0; name && i < found->len; i++) {
            const FoundPlace *m = &g_array_index(found, FoundPlace, i);
            if (m->role == ROLE_DATELINE || !is_string_at(text, name, m)) continue;
            listed[i] = is_found = true;
        }
        figures->places.tp += is_found;
        figures->places.fn += !is_found;
        if (!is_found) figures_error(figures, "%s: missed %s", id, name ? name : "");
    }
    for (guint i = 0; i < found->len; i++) {
        const FoundPlace *m = &g_array_index(found, FoundPlace, i);
        if (listed[i] || m->role == ROLE_DATELINE) continue;
        figures->places.fp++;
        figures_error(figures, "%s: not a listed place: %s -> %s", id, m->text, m->name);
    }
}

static bool is_event(const Incident *m) {
    return strcmp(class_of_type(m->type), "strategic") && !m->aggregate &&
           m->modality != MODALITY_DENIED && m->modality != MODALITY_PLANNED &&
           m->modality != MODALITY_BACKGROUND;
}

static bool has_class(const char *classes, IncidentType type) {
    g_auto(GStrv) list = g_strsplit(classes, " ", -1);
    return g_strv_contains((const char *const *)list, class_of_type(type));
}

/* The first event of the class (any, for `classes` NULL) that bears a word of gold's place. */
static int event_for(const GPtrArray *events, const bool *used, const char *classes,
                     GHashTable *want) {
    for (guint i = 0; i < events->len; i++) {
        const Incident *m = events->pdata[i];
        if (used[i] || (classes && !has_class(classes, m->type))) continue;
        g_autoptr(GHashTable) own = word_set();
        add_words(own, m->place_ar);
        add_words(own, m->surface);
        if (g_hash_table_size(want) == 0 || share_word(want, own)) return (int)i;
    }
    return -1;
}

static bool is_actor(const Gazetteer *gazetteer, const char *id) {
    for (guint32 i = 0; id && i < gazetteer_n_rows(gazetteer, TABLE_ACTOR); i++)
        if (g_str_equal(gazetteer_cell(gazetteer, TABLE_ACTOR, i, "id"), id)) return true;
    return false;
}

/* Gold that names a side by other words than an id of the actors says nothing here. */
static void score_named(Share *exact, Share *grain, const json_t *gold, const char *found,
                        const Gazetteer *gazetteer) {
    const char *id = json_string_value(gold);
    if (is_actor(gazetteer, id)) score_side(exact, grain, id, found, gazetteer);
}

static void score_event(Figures *figures, const json_t *gold, const Incident *m, const char *id,
                        const Gazetteer *gazetteer) {
    figures->incidents.tp++;
    calibration_add(&figures->of_incidents, m->confidence, true);
    figures_confuse(figures, json_string_value(json_object_get(gold, "type")),
                    incident_type_name(m->type));
    score_named(&figures->actor, &figures->actor_grain, json_object_get(gold, "actor"), m->actor,
                gazetteer);
    score_named(&figures->target, &figures->target_grain, json_object_get(gold, "target"),
                m->target, gazetteer);
    score_facts(figures, gold, m, id);
}

static void score_missed(Figures *figures, const json_t *gold, const char *id,
                         const GPtrArray *events, bool *named) {
    g_autoptr(GHashTable) want = words_of_place(gold);
    const char *type = json_string_value(json_object_get(gold, "type"));
    const char *place = json_string_value(json_object_get(gold, "place"));
    int other = event_for(events, named, NULL, want);
    const Incident *m = other < 0 ? NULL : events->pdata[other];
    if (m) named[other] = true;
    figures->incidents.fn++;
    figures_confuse(figures, type, m ? incident_type_name(m->type) : "-");
    figures_error(figures, "%s: missed incident %s at %s", id, type, place ? place : "nowhere");
}

/* `named` are those that are in the table of types already, as what a gold one was taken for. */
static void score_spare(Figures *figures, const char *id, const GPtrArray *events, const bool *used,
                        const bool *named) {
    for (guint i = 0; i < events->len; i++) {
        const Incident *m = events->pdata[i];
        if (used[i]) continue;
        figures->incidents.fp++;
        calibration_add(&figures->of_incidents, m->confidence, false);
        if (!named[i]) figures_confuse(figures, "-", incident_type_name(m->type));
        figures_error(figures, "%s: no such incident: %s at %s: %s", id,
                      incident_type_name(m->type), m->place_ar ? m->place_ar : "nowhere",
                      m->quote ? m->quote : "");
    }
}

static void score_events(Figures *figures, const json_t *row, const char *id,
                         const GPtrArray *incidents, const Gazetteer *gazetteer) {
    g_autoptr(GPtrArray) events = g_ptr_array_new();
    for (guint i = 0; i < incidents->len; i++)
        if (is_event(incidents->pdata[i])) g_ptr_array_add(events, incidents->pdata[i]);
    g_autofree bool *used = g_new0(bool, events->len + 1);
    g_autoptr(GPtrArray) missed = g_ptr_array_new();
    const json_t *gold = json_object_get(row, "incidents");
    for (gsize k = 0; k < json_array_size(gold); k++) {
        json_t *g = json_array_get(gold, k);
        const char *classes = classes_of(json_string_value(json_object_get(g, "type")));
        if (!classes) continue;
        g_autoptr(GHashTable) want = words_of_place(g);
        int hit = event_for(events, used, classes, want);
        if (hit < 0) {
            g_ptr_array_add(missed, g);
            continue;
        }
        used[hit] = true;
        score_event(figures, g, events->pdata[hit], id, gazetteer);
    }
    g_autofree bool *named = g_memdup2(used, (events->len + 1) * sizeof(bool));
    for (guint i = 0; i < missed->len; i++)
        score_missed(figures, missed->pdata[i], id, events, named);
    score_spare(figures, id, events, used, named);
}

/* ---- texts with a known place ------------------------------------------------------------------
 */

typedef struct {
    double lon, lat, radius_m;
} Spot;

static void score_nearest(Distances *self, LonLat gold, const GArray *spots) {
    double best = INFINITY, radius = 0;
    for (guint i = 0; i < spots->len; i++) {
        const Spot *spot = &g_array_index(spots, Spot, i);
        double km = distance_km((LonLat){spot->lon, spot->lat}, gold);
        if (km >= best) continue;
        best = km;
        radius = isnan(spot->radius_m) ? 0 : spot->radius_m;
    }
    self->n++;
    if (isinf(best)) {
        self->none++;
        return;
    }
    self->inside += best * 1000 <= radius;
    for (guint i = 0; i < N_REACHES; i++) self->within[i] += best <= REACHES_KM[i];
}

static GArray *spots_of_places(const GArray *found) {
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(Spot));
    for (guint i = 0; i < found->len; i++) {
        const FoundPlace *m = &g_array_index(found, FoundPlace, i);
        Spot spot = {m->lon, m->lat, m->radius_m};
        if (!isnan(m->lon)) g_array_append_val(spots, spot);
    }
    return spots;
}

static GArray *spots_of_incidents(const GPtrArray *incidents) {
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(Spot));
    for (guint i = 0; i < incidents->len; i++) {
        const Location *at = &((const Incident *)incidents->pdata[i])->location;
        Spot spot = {at->lon, at->lat, at->radius_m};
        if (!isnan(at->lon)) g_array_append_val(spots, spot);
    }
    return spots;
}

static void score_text(Figures *figures, const json_t *row, const GArray *found,
                       const GPtrArray *incidents) {
    const char *group = json_string_value(json_object_get(row, "trust"));
    if (!group) group = "all";
    Distances *both = g_hash_table_lookup(figures->texts, group);
    if (!both) g_hash_table_insert(figures->texts, g_strdup(group), both = g_new0(Distances, 2));
    LonLat gold = {json_number_value(json_object_get(row, "lon")),
                   json_number_value(json_object_get(row, "lat"))};
    g_autoptr(GArray) places = spots_of_places(found);
    g_autoptr(GArray) events = spots_of_incidents(incidents);
    score_nearest(&both[0], gold, places);
    score_nearest(&both[1], gold, events);
}

/* ---- texts without a place ---------------------------------------------------------------------
 */

/* The box in which the scorer takes a place for one of Syria. */
static const LonLatBox SYRIA = {35.5, 32.3, 42.4, 37.4};

static bool is_in_syria(double lon, double lat) {
    return lon > SYRIA.west && lon < SYRIA.east && lat > SYRIA.south && lat < SYRIA.north;
}

static void score_negative(Figures *figures, const char *id, const GArray *found,
                           const GPtrArray *incidents) {
    figures->n_negatives++;
    for (guint i = 0; i < found->len; i++) {
        const FoundPlace *m = &g_array_index(found, FoundPlace, i);
        if (!is_in_syria(m->lon, m->lat) || m->method == METHOD_UNRESOLVED) continue;
        figures->false_places++;
        figures_error(figures, "%s: %s -> %s", id, m->text, m->name);
    }
    for (guint i = 0; i < incidents->len; i++) {
        const Incident *m = incidents->pdata[i];
        if (!is_in_syria(m->location.lon, m->location.lat)) continue;
        figures->false_incidents++;
        figures_error(figures, "%s: incident %s: %s", id, incident_type_name(m->type),
                      m->quote ? m->quote : "");
    }
}

/* ---- a row -------------------------------------------------------------------------------------
 */

void score_row(Figures *figures, const json_t *row, const Reading *reading,
               const Gazetteer *gazetteer) {
    g_autoptr(GArray) found = found_places(reading, gazetteer);
    const char *id = reading->article->id;
    if (json_object_get(row, "places") || json_object_get(row, "incidents")) {
        figures->has_places = figures->has_incidents = figures->is_excerpts = TRUE;
        score_strings(figures, row, id, reading->article->body, found);
        score_events(figures, row, id, reading->incidents, gazetteer);
    } else if (json_object_get(row, "lon")) {
        figures->has_texts = TRUE;
        score_text(figures, row, found, reading->incidents);
    } else {
        figures->has_negatives = TRUE;
        score_negative(figures, id, found, reading->incidents);
    }
}
