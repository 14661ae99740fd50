/*
 * Tables of others as incidents: their columns are named on the command line, their codes are those
 * of ACLED and UCDP. What a table does not say stays open; a place without a stated exactness is
 * never taken for an exact one.
 */
#include <math.h>

#include "store/fields.h"

/* ---- the map of columns -------------------------------------------------------------------------
 */

/* Keys that stand for two of the record: both ends of a range. */
static const struct {
    const char *key, *first, *last;
} PAIRS[] = {{"date", "date_start", "date_end"},
             {"killed", "killed_min", "killed_max"},
             {"injured", "injured_min", "injured_max"}};

/* How a cell is read that others write in other ways than we. */
typedef enum { READ_PLAIN, READ_TYPE, READ_DAY, READ_EXACTNESS } Reading;

/* Owns its strings. */
typedef struct {
    char *key, *column;
    const RecordField *field;
    Reading reading;
} ColumnKey;

struct ColumnMap {
    GArray *keys; /* ColumnKey */
};

static void column_key_clear(void *data) {
    g_free(((ColumnKey *)data)->key);
    g_free(((ColumnKey *)data)->column);
}

static const RecordField *field_named(const char *key) {
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = record_column(&fields[i]);
        if (fields[i].kind != VALUE_DERIVED && g_str_equal(name, key)) return &fields[i];
    }
    return NULL;
}

static Reading reading_of(const RecordField *field) {
    if (record_is_date(field)) return READ_DAY;
    return g_str_equal(field->key, "type")             ? READ_TYPE
           : g_str_equal(field->key, "date_precision") ? READ_EXACTNESS
                                                       : READ_PLAIN;
}

static gboolean add(ColumnMap *self, const char *key, const char *column) {
    const RecordField *field = field_named(key);
    if (!field) return FALSE;
    ColumnKey added = {g_strdup(key), g_strdup(column), field, reading_of(field)};
    g_array_append_val(self->keys, added);
    return TRUE;
}

static gboolean add_word(ColumnMap *self, const char *key, const char *column) {
    for (guint i = 0; i < G_N_ELEMENTS(PAIRS); i++) {
        if (!g_str_equal(key, PAIRS[i].key)) continue;
        return add(self, PAIRS[i].first, column) && add(self, PAIRS[i].last, column);
    }
    return add(self, key, column);
}

static const char *column_of(const ColumnMap *self, const char *key) {
    const char *column = NULL; /* the last one counts: date=a,date_end=b */
    for (guint i = 0; i < self->keys->len; i++) {
        const ColumnKey *one = &g_array_index(self->keys, ColumnKey, i);
        if (g_str_equal(one->key, key)) column = one->column;
    }
    return column;
}

ColumnMap *column_map_new(const char *words, GError **error) {
    g_autoptr(ColumnMap) self = g_new0(ColumnMap, 1);
    self->keys = g_array_new(FALSE, FALSE, sizeof(ColumnKey));
    g_array_set_clear_func(self->keys, column_key_clear);
    g_auto(GStrv) pairs = g_strsplit(words, ",", -1);
    for (char **pair = pairs; *pair; pair++) {
        char *equals = strchr(*pair, '=');
        if (equals) *equals = '\0';
        if (equals && equals[1] && add_word(self, *pair, equals + 1)) continue;
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                    equals ? _("--columns: '%s' is no key of the record")
                           : _("--columns takes KEY=COLUMN,…; '%s' is no such pair"),
                    *pair);
        return NULL;
    }
    if (column_of(self, "lon") && column_of(self, "lat")) return g_steal_pointer(&self);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                _("--columns must name lon and lat: lon=COLUMN,lat=COLUMN,…"));
    return NULL;
}

void column_map_free(ColumnMap *self) {
    if (!self) return;
    g_array_unref(self->keys);
    g_free(self);
}

/* ---- codes of others ----------------------------------------------------------------------------
 */

/* Types beside our own names and ACLED's sub-events: UCDP's type_of_violence. */
static const struct {
    const char *word;
    IncidentType type;
} FOREIGN_TYPES[] = {
    {"1", INCIDENT_CLASH},         /* state-based: two armed sides */
    {"2", INCIDENT_CLASH},         /* non-state: likewise */
    {"3", INCIDENT_ASSASSINATION}, /* one-sided: on civilians */
};

static gboolean parse_type(const char *word, IncidentType *ret_type) {
    if (incident_type_parse(word, ret_type)) return TRUE;
    for (int i = 0; i < N_INCIDENT_TYPES; i++) {
        const char *sub_event = NULL;
        incident_type_acled((IncidentType)i, &sub_event);
        if (g_ascii_strcasecmp(word, sub_event)) continue;
        *ret_type = (IncidentType)i;
        return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(FOREIGN_TYPES); i++) {
        if (!g_str_equal(word, FOREIGN_TYPES[i].word)) continue;
        *ret_type = FOREIGN_TYPES[i].type;
        return TRUE;
    }
    return FALSE;
}

/* UCDP's where_prec 1 to 7: how far the truth may lie, and what our record calls it. */
static const struct {
    double radius_m;
    LocationMethod method;
    int geo_precision;
} PRECISIONS[] = {
    {2000, METHOD_EXACT, 1},    /* 1 the place itself */
    {25000, METHOD_NEAR, 2},    /* 2 within 25 kilometres, as UCDP has it */
    {25000, METHOD_ADMIN, 2},   /* 3 the district */
    {60000, METHOD_ADMIN, 3},   /* 4 the governorate */
    {40000, METHOD_REGION, 3},  /* 5 a line or a fuzzy area */
    {300000, METHOD_REGION, 3}, /* 6 the country */
    {300000, METHOD_REGION, 3}, /* 7 beyond it */
};
/* A table that says nothing of its exactness: a town and its surroundings. */
static const double UNSAID_RADIUS_M = 5000;

static void settle_place(Incident *incident) {
    Location *at = &incident->location;
    guint row = CLAMP(incident->where_prec, 0, (int)G_N_ELEMENTS(PRECISIONS));
    if (row == 0 && incident->geo_precision) /* ACLED's 1 to 3 */
        row = incident->geo_precision == 1 ? 1 : incident->geo_precision == 2 ? 3 : 4;
    if (isnan(at->radius_m)) at->radius_m = row ? PRECISIONS[row - 1].radius_m : UNSAID_RADIUS_M;
    if (at->method == METHOD_UNRESOLVED)
        at->method = row ? PRECISIONS[row - 1].method : METHOD_NEAR;
    if (!incident->geo_precision)
        incident->geo_precision = row ? PRECISIONS[row - 1].geo_precision : 2;
}

/* UCDP's date_prec 1 to 5; ACLED's time_precision 1 to 3 means the same. */
static gboolean parse_precision(const char *word, DatePrecision *ret_precision) {
    static const DatePrecision codes[] = {DATE_DAY, DATE_WEEK, DATE_MONTH, DATE_RANGE, DATE_RANGE};
    int code = *word && !word[1] ? *word - '0' : 0;
    if (code < 1 || code > (int)G_N_ELEMENTS(codes)) return FALSE;
    *ret_precision = codes[code - 1];
    return TRUE;
}

/* ---- rows ---------------------------------------------------------------------------------------
 */

/* A day as ISO, or as ACLED writes it ("05 January 2016"). NULL for what is none. */
static char *day_of(const char *text) {
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    char *iso = article_day(text);
    int day = 0, year = 0;
    char name[16] = "";
    if (iso || sscanf(text, "%2d %15[A-Za-z] %4d", &day, name, &year) != 3) return iso;
    for (guint i = 0; i < G_N_ELEMENTS(months); i++)
        if (!g_ascii_strncasecmp(name, months[i], 3) && day >= 1 && year >= 1900 &&
            g_date_valid_dmy((GDateDay)day, (GDateMonth)(i + 1), (GDateYear)year))
            return g_strdup_printf("%04d-%02u-%02d", year, i + 1, day);
    return NULL;
}

/* What a table's reading needs for each row. Borrows the path and the map. */
typedef struct {
    const char *path;
    const ColumnMap *map;
    char *name;                /* of the file alone */
    GArray *cells;             /* guint: the column of each key of the map */
    GHashTable *unknown_types; /* word → how often */
} Table;

static void table_clear(Table *self) {
    g_free(self->name);
    g_array_unref(self->cells);
    g_hash_table_unref(self->unknown_types);
}

static gboolean fail(GError **error, const char *key, const char *cell) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("'%s' makes no sense as %s"), cell,
                key);
    return FALSE;
}

static void set_type(const Table *table, Incident *incident, const char *cell) {
    if (parse_type(cell, &incident->type)) {
        incident->type_confidence = 1;
        return;
    }
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(table->unknown_types, cell));
    g_hash_table_replace(table->unknown_types, g_strdup(cell), GUINT_TO_POINTER(n + 1));
}

static gboolean set_day(const RecordField *field, Incident *incident, const char *cell,
                        GError **error) {
    char *day = day_of(cell);
    if (!day) return fail(error, "a date", cell);
    char **to = g_str_equal(field->key, "date_start") ? &incident->date_start : &incident->date_end;
    g_free(*to);
    *to = day;
    return TRUE;
}

static gboolean set_cell(const Table *table, Incident *incident, const ColumnKey *key,
                         const char *cell, GError **error) {
    if (!*cell) return TRUE;
    switch (key->reading) {
        case READ_TYPE:
            set_type(table, incident, cell);
            return TRUE;
        case READ_DAY:
            return set_day(key->field, incident, cell, error);
        case READ_EXACTNESS:
            if (parse_precision(cell, &incident->date_precision)) return TRUE;
            break;
        default:
            break;
    }
    return record_set_cell(key->field, incident, cell, error);
}

static void settle_date(Incident *incident) {
    if (!incident->date_end) incident->date_end = g_strdup(incident->date_start);
    if (!incident->date_start) return;
    incident->date_basis = BASIS_EXPLICIT;
    if (incident->date_precision != DATE_UNKNOWN) return;
    bool is_day = g_str_equal(incident->date_start, incident->date_end);
    incident->date_precision = is_day ? DATE_DAY : DATE_RANGE;
}

/* What the record must have and the table has not: it is what its makers vouch for. */
static void settle(const Table *table, Incident *incident, guint record) {
    char room[NUMBER_ROOM];
    if (!incident->id)
        incident->id = g_strconcat(table->name, ":", number_digits(room, record), NULL);
    if (!incident->article) incident->article = g_strdup(table->name);
    if (!incident->actor) incident->actor = g_strdup("unidentified");
    incident->confidence = incident->place_confidence = 1;
    incident->link_confidence = 1;
    settle_place(incident);
    settle_date(incident);
}

static gboolean check(const Incident *incident, GError **error) {
    const Location *at = &incident->location;
    if (!isfinite(at->lon) || !isfinite(at->lat) || fabs(at->lon) > 180 || fabs(at->lat) > 90) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("no longitude and latitude"));
        return FALSE;
    }
    if (!incident->date_start || !incident->date_end ||
        strcmp(incident->date_start, incident->date_end) <= 0)
        return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("it ends (%s) before it begins (%s)"),
                incident->date_end, incident->date_start);
    return FALSE;
}

static Incident *row_incident(const Table *table, char **row, guint n_cells, guint record,
                              GError **error) {
    g_autoptr(Incident) incident = incident_new();
    incident->type = INCIDENT_ATTACK; /* with no confidence, unless the table says a type */
    for (guint c = 0; c < n_cells; c++) row[c] = g_strstrip(csv_unguard(row[c]));
    for (guint i = 0; i < table->cells->len; i++) {
        guint at = g_array_index(table->cells, guint, i);
        const ColumnKey *key = &g_array_index(table->map->keys, ColumnKey, i);
        if (at < n_cells && !set_cell(table, incident, key, row[at], error)) return NULL;
    }
    if (!check(incident, error)) return NULL;
    settle(table, incident, record);
    return g_steal_pointer(&incident);
}

/* Finds the columns by the head; a name that is not there fails, for a slip would lose all of it.
 */
static gboolean find_columns(Table *table, char *const *head, guint n_columns, GError **error) {
    for (guint i = 0; i < table->map->keys->len; i++) {
        const char *wanted = g_array_index(table->map->keys, ColumnKey, i).column;
        guint at = 0;
        while (at < n_columns && !g_str_equal(head[at], wanted)) at++;
        if (at == n_columns) {
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                        _("cannot read '%s': it has no column '%s'"), table->path, wanted);
            return FALSE;
        }
        g_array_append_val(table->cells, at);
    }
    return TRUE;
}

static gint by_name(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void note_types(const Table *table, GPtrArray *notes) {
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    GHashTableIter iter;
    gpointer word;
    g_hash_table_iter_init(&iter, table->unknown_types);
    while (g_hash_table_iter_next(&iter, &word, NULL)) g_ptr_array_add(words, word);
    g_ptr_array_sort(words, by_name);
    for (guint i = 0; i < words->len; i++)
        g_ptr_array_add(
            notes,
            g_strdup_printf(
                "'%s': the type '%s' (%u times) is none of ours and taken as attack", table->path,
                (const char *)words->pdata[i],
                GPOINTER_TO_UINT(g_hash_table_lookup(table->unknown_types, words->pdata[i]))));
}

static void free_incident(void *incident) { incident_free(incident); }

static GPtrArray *read_rows(Table *table, const CsvTable *rows, GPtrArray *bad, GError **error) {
    g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func(free_incident);
    guint n_cells = 0;
    char **head = rows->ends->len ? csv_row(rows, 0, &n_cells) : NULL;
    if (!head)
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("'%s' is empty"), table->path);
    if (!head || !find_columns(table, head, n_cells, error)) return NULL;
    for (guint i = 1; i < rows->ends->len; i++) {
        g_autoptr(GError) problem = NULL;
        char **row = csv_row(rows, i, &n_cells);
        Incident *incident = row_incident(table, row, n_cells, i + 1, &problem);
        if (incident)
            g_ptr_array_add(incidents, incident);
        else
            g_ptr_array_add(
                bad, g_strdup_printf("'%s', record %u: %s", table->path, i + 1, problem->message));
    }
    return g_steal_pointer(&incidents);
}

GPtrArray *incidents_read_columns(const char *path, const ColumnMap *map, GPtrArray *ret_bad,
                                  GPtrArray *ret_notes, GError **error) {
    g_autofree char *text = file_text(path, error);
    if (!text) return NULL;
    g_autoptr(GError) problem = NULL;
    g_auto(CsvTable) rows = {0};
    if (!csv_split(text, &rows, &problem)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s': %s"), path,
                    problem->message);
        return NULL;
    }
    Table table = {path, map, g_path_get_basename(path), g_array_new(FALSE, FALSE, sizeof(guint)),
                   g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    GPtrArray *incidents = read_rows(&table, &rows, ret_bad, error);
    if (incidents) note_types(&table, ret_notes);
    table_clear(&table);
    return incidents;
}
