/* Gold that cannot be scored is refused, with file and line: a slip in it would count as one of the
 * program's. */
#include <string.h>

#include "cmd/evaluate.h"

/* The line on which the n-th object of a list of the outermost object begins, from 1; 1 where it
 * is not found. The text is sound JSON. */
static guint line_of_entry(const char *text, const char *list, gsize n) {
    g_autofree char *key = g_strdup_printf("\"%s\"", list);
    guint line = 1, depth = 0;
    gsize seen = 0;
    bool is_in_list = false;
    for (const char *p = text; *p; p++) {
        if (*p == '\n') line++;
        if (*p == '"') {
            if (depth == 1) is_in_list = g_str_has_prefix(p, key);
            for (p++; *p && *p != '"'; p++) p += *p == '\\' && p[1];
            if (!*p) return 1;
        }
        if (*p == '{' && depth == 2 && is_in_list && seen++ == n) return line;
        if (*p == '{' || *p == '[') depth++;
        if (*p == '}' || *p == ']') depth--;
    }
    return 1;
}

static bool is_list_of_strings(const json_t *list) {
    for (gsize i = 0; i < json_array_size(list); i++)
        if (!json_is_string(json_array_get(list, i))) return false;
    return json_is_array(list);
}

static bool is_count(const json_t *value) {
    return !value || json_is_null(value) ||
           (json_is_integer(value) && json_integer_value(value) >= 0);
}

static char *count_problem(const json_t *row) {
    static const char *const counts[] = {"killed", "injured"};
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
        if (!is_count(json_object_get(row, counts[i])))
            return g_strdup_printf(_("\"%s\" is no whole number from 0, nor null"), counts[i]);
    if (!gold_when_is_sound(json_object_get(row, "when")))
        return g_strdup(_("\"when\" is no day (2022-01-19), no DAY..DAY and not null"));
    return NULL;
}

static char *span_problem(const json_t *row) {
    const json_t *start = json_object_get(row, "start"), *end = json_object_get(row, "end");
    bool is_sound = json_is_integer(start) && json_is_integer(end) &&
                    json_integer_value(start) >= 0 &&
                    json_integer_value(start) < json_integer_value(end);
    return is_sound ? NULL : g_strdup(_("\"start\" and \"end\" are no code points of a text"));
}

static char *place_problem(const GoldPlaces *places, const json_t *place) {
    if (gold_place_is_known(places, place)) return NULL;
    return g_strdup_printf(_("no place '%s' in the table of places (--places FILE) nor"
                             " in the gazetteer"),
                           json_is_string(place) ? json_string_value(place) : "without name");
}

static char *mention_problem(const GoldPlaces *places, const json_t *row) {
    char *problem = span_problem(row);
    return problem ? problem : place_problem(places, json_object_get(row, "place"));
}

static char *incident_problem(const GoldPlaces *places, const json_t *row) {
    static const char *const lists[] = {"classes", "actors", "targets"};
    char *problem = span_problem(row);
    if (!problem) problem = count_problem(row);
    const json_t *list = json_object_get(row, "places");
    for (gsize i = 0; !problem && i < json_array_size(list); i++)
        problem = place_problem(places, json_array_get(list, i));
    if (problem) return problem;
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        if (json_object_get(row, lists[i]) && !is_list_of_strings(json_object_get(row, lists[i])))
            return g_strdup_printf(_("\"%s\" is no list of strings"), lists[i]);
    list = json_object_get(row, "classes");
    for (gsize i = 0; i < json_array_size(list); i++)
        if (!is_class(json_string_value(json_array_get(list, i))))
            return g_strdup_printf(
                _("no class '%s': ground, air, shelling, ied, civilians, strategic"),
                json_string_value(json_array_get(list, i)));
    return json_array_size(list) ? NULL : g_strdup(_("an incident without \"classes\""));
}

gboolean gold_check(const GoldPlaces *places, const json_t *gold, const char *list,
                    const char *path, const char *text, GError **error) {
    const json_t *rows = json_object_get(gold, list);
    bool are_incidents = g_str_equal(list, "incidents");
    for (gsize i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        g_autofree char *problem = !json_is_object(row) ? g_strdup(_("a row that is no object"))
                                   : are_incidents      ? incident_problem(places, row)
                                                        : mention_problem(places, row);
        if (!problem) continue;
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s', line %u: %s"),
                    path, line_of_entry(text, list, i), problem);
        return FALSE;
    }
    return TRUE;
}

char *gold_excerpt_problem(const json_t *row) {
    const json_t *incidents = json_object_get(row, "incidents");
    if (incidents && !json_is_array(incidents))
        return g_strdup(_("\"incidents\" is no list of objects"));
    if (json_object_get(row, "places") && !is_list_of_strings(json_object_get(row, "places")))
        return g_strdup_printf(_("\"%s\" is no list of strings"), "places");
    for (gsize i = 0; i < json_array_size(incidents); i++) {
        const json_t *incident = json_array_get(incidents, i);
        if (!json_is_object(incident)) return g_strdup(_("\"incidents\" is no list of objects"));
        if (!json_is_string(json_object_get(incident, "type")))
            return g_strdup(_("an incident without a \"type\""));
        const char *type = json_string_value(json_object_get(incident, "type"));
        if (!is_excerpt_type(type)) return g_strdup_printf(_("no type '%s' of incidents"), type);
        char *problem = count_problem(incident);
        if (problem) return problem;
    }
    return NULL;
}
