/* Incident files back in: what `extract` wrote as GeoJSON, JSON lines or CSV. */
#include <glib/gstdio.h>
#include <math.h>

#include "store/fields.h"

static void free_incident(void *incident) { incident_free(incident); }

static GPtrArray *fail(GError **error, const char *path, guint line, const char *message) {
    g_autofree char *where = line ? g_strdup_printf(", line %u", line) : g_strdup("");
    /* A parser's message may be cut inside a letter. */
    g_autofree char *valid = g_utf8_make_valid(message, -1);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s'%s: %s"), path, where,
                valid);
    return NULL;
}

static const char *skip_bom(const char *text) {
    return g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text;
}

/* A feature: its properties are the record; a foreign one may have no more than its point. */
static Incident *from_feature(const json_t *feature, const LiftedShapes *shapes, GError **error) {
    const json_t *geometry = json_object_get(feature, "geometry");
    const json_t *properties = json_object_get(feature, "properties");
    if (!json_is_object(feature) || !json_is_object(properties)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("expected an object with \"properties\""));
        return NULL;
    }
    g_autoptr(Incident) incident = record_from_json(properties, shapes, error);
    if (!incident) return NULL;
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    const json_t *lon = json_array_get(coordinates, 0), *lat = json_array_get(coordinates, 1);
    Location *location = &incident->location;
    if (!location->shape) location->shape = geometry_shape(geometry, shapes);
    if (isfinite(location->lon) || !json_is_number(lon) || !json_is_number(lat))
        return g_steal_pointer(&incident);
    return record_set_point(incident, json_number_value(lon), json_number_value(lat), error)
               ? g_steal_pointer(&incident)
               : NULL;
}

static GPtrArray *read_geojson(const char *path, const char *text, GError **error) {
    json_error_t problem;
    g_autoptr(LiftedShapes) shapes = NULL;
    auto_json *root = json_load_lifted(text, &shapes, &problem);
    const json_t *features = json_object_get(root, "features");
    if (!root) return fail(error, path, (guint)problem.line, problem.text);
    if (!json_is_array(features)) return fail(error, path, 0, _("expected a feature collection"));
    g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func(free_incident);
    for (gsize i = 0; i < json_array_size(features); i++) {
        g_autoptr(GError) bad = NULL;
        Incident *incident = from_feature(json_array_get(features, i), shapes, &bad);
        g_autofree char *message =
            incident ? NULL : g_strdup_printf("feature %zu: %s", i + 1, bad->message);
        if (!incident) return fail(error, path, 0, message);
        g_ptr_array_add(incidents, incident);
    }
    return g_steal_pointer(&incidents);
}

/* A line is an incident, or an article with a list of them. */
static gboolean add_of_line(GPtrArray *incidents, const json_t *object, const LiftedShapes *shapes,
                            GError **error) {
    const json_t *list = json_object_get(object, "incidents");
    gsize n = json_is_array(list) ? json_array_size(list) : 1;
    for (gsize i = 0; i < n; i++) {
        const json_t *one = json_is_array(list) ? json_array_get(list, i) : object;
        Incident *incident = json_is_object(one) ? record_from_json(one, shapes, error) : NULL;
        if (!incident && !*error)
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("expected an object"));
        if (!incident) return FALSE;
        g_ptr_array_add(incidents, incident);
    }
    return TRUE;
}

static GPtrArray *read_jsonl(const char *path, const char *text, GError **error) {
    g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func(free_incident);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        g_strchomp(lines[i]);
        if (!*lines[i]) continue;
        json_error_t problem;
        g_autoptr(LiftedShapes) shapes = NULL;
        auto_json *object = json_load_lifted(lines[i], &shapes, &problem);
        if (!json_is_object(object))
            return fail(error, path, i + 1, object ? _("expected an object") : problem.text);
        g_autoptr(GError) bad = NULL;
        if (!add_of_line(incidents, object, shapes, &bad))
            return fail(error, path, i + 1, bad->message);
    }
    return g_steal_pointer(&incidents);
}

/* Which field each column is; NULL for a column that we do not know. */
static const RecordField **columns_of(char *const *head, guint n_columns) {
    const RecordField **columns = g_new0(const RecordField *, n_columns);
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = record_column(&fields[i]);
        for (guint c = 0; c < n_columns; c++)
            if (!strcmp(head[c], name)) columns[c] = &fields[i];
    }
    return columns;
}

static Incident *from_row(char *const *row, guint n_cells, const RecordField **columns,
                          GError **error) {
    g_autoptr(Incident) incident = incident_new();
    for (guint c = 0; c < n_cells; c++)
        if (columns[c] && !record_set_cell(columns[c], incident, csv_unguard(row[c]), error))
            return NULL;
    return record_check(incident, error) ? g_steal_pointer(&incident) : NULL;
}

/* The text is split in its place. */
static GPtrArray *read_csv(const char *path, char *text, GError **error) {
    g_autoptr(GError) bad = NULL;
    g_auto(CsvTable) table = {0};
    if (!csv_split(text, &table, &bad)) return fail(error, path, 0, bad->message);
    g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func(free_incident);
    if (table.ends->len == 0) return g_steal_pointer(&incidents);
    guint n_columns, n_cells;
    char **head = csv_row(&table, 0, &n_columns);
    g_autofree const RecordField **columns = columns_of(head, n_columns);
    for (guint i = 1; i < table.ends->len; i++) {
        char **row = csv_row(&table, i, &n_cells);
        g_autofree char *where = NULL;
        Incident *incident = n_cells == n_columns ? from_row(row, n_cells, columns, &bad) : NULL;
        if (!incident)
            where = g_strdup_printf("record %u: %s", i + 1,
                                    bad ? bad->message : "not as many cells as the head has");
        if (!incident) return fail(error, path, 0, where);
        g_ptr_array_add(incidents, incident);
    }
    return g_steal_pointer(&incidents);
}

typedef enum { FILE_OTHER, FILE_GEOJSON, FILE_JSONL, FILE_CSV } FileKind;

/* By the first bytes: articles have a "text", incidents a "date_basis". */
static FileKind kind_of(const char *text) {
    g_autofree char *head = g_strndup(text, strcspn(text, "\r\n"));
    const char *start = text + strspn(text, " \t\r\n");
    if (*start != '{') {
        bool has_columns =
            strstr(head, "date_basis") && strstr(head, "geo_precision") && strchr(head, ',');
        return has_columns ? FILE_CSV : FILE_OTHER;
    }
    gsize near = MIN(strlen(start), 400);
    if (g_strstr_len(start, (gssize)near, "\"FeatureCollection\"")) return FILE_GEOJSON;
    /* --by-article: its first line may hold none. */
    if (g_str_has_prefix(start, "{\"article\":") && strstr(head, "\"incidents\":["))
        return FILE_JSONL;
    return strstr(head, "\"date_basis\"") && strstr(head, "\"geo_precision\"") ? FILE_JSONL
                                                                               : FILE_OTHER;
}

/* A table in memory: larger ones are no table of incidents. */
enum { MOST_BYTES = 1 << 30 };

char *file_text(const char *path, GError **error) {
    g_autofree char *text = NULL;
    gsize len;
    GStatBuf info;
    g_autoptr(GError) bad = NULL;
    if (g_stat(path, &info) == 0 && info.st_size > MOST_BYTES) {
        fail(error, path, 0, _("it is larger than 1 GiB"));
        return NULL;
    }
    if (!g_file_get_contents(path, &text, &len, &bad)) {
        fail(error, path, 0, bad->message);
        return NULL;
    }
    if (!g_utf8_validate(text, (gssize)len, NULL)) {
        fail(error, path, 0, _("it is not UTF-8"));
        return NULL;
    }
    return g_steal_pointer(&text);
}

GPtrArray *incidents_read(const char *path, GError **error) {
    g_autofree char *text = file_text(path, error);
    if (!text) return NULL;
    const char *start = skip_bom(text);
    switch (kind_of(start)) {
        case FILE_GEOJSON:
            return read_geojson(path, start, error);
        case FILE_JSONL:
            return read_jsonl(path, start, error);
        case FILE_CSV:
            return read_csv(path, text + (start - text), error);
        default:
            return fail(error, path, 0, _("it holds no incidents"));
    }
}

gboolean incidents_sniff(const char *path) {
    FILE *stream =
        strcmp(path, "-") && g_file_test(path, G_FILE_TEST_IS_REGULAR) ? fopen(path, "rb") : NULL;
    if (!stream) return FALSE;
    enum { MOST = 64 * 1024 };
    g_autofree char *head = g_malloc0(MOST + 1);
    gsize n = fread(head, 1, MOST, stream);
    fclose(stream);
    return n > 0 && kind_of(skip_bom(head)) != FILE_OTHER;
}
