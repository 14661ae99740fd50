/*
 * The store's tables, described once. A new store gets all of them; an older one gets what it
 * lacks, so that a key which the record has won since then becomes a column there too.
 */
#include "store/package.h"

typedef enum { WITHOUT_RECORD, WITH_RECORD } HasRecord;

typedef struct {
    PackageTable package;
    HasRecord has_record;
    const char *columns; /* beside fid, geom and the record's: NAME TYPE, split by commas */
    const char *indexes; /* statements, or NULL */
} StoreTable;

static const StoreTable TABLES[] = {
    {{"incidents", "POINT", "incidents", "one row an event at a place, merged from its reports"},
     WITH_RECORD,
     "digest TEXT",
     "CREATE UNIQUE INDEX IF NOT EXISTS incidents_id ON incidents (id);"
     /* What store_read asks for; it is told from these alone which rows are wanted. */
     "CREATE INDEX IF NOT EXISTS incidents_place ON incidents (lon, lat, date_start, date_end);"
     "CREATE INDEX IF NOT EXISTS incidents_last_day ON incidents"
     " (coalesce(date_end, date_start), date_start);"
     "CREATE INDEX IF NOT EXISTS incidents_first_day ON incidents (date_start)"},
    {{"reports", "POINT", "reports", "one row an article's telling of an incident, as it was read"},
     WITH_RECORD,
     "article_key TEXT, incident TEXT, merged_with TEXT, merge_reason TEXT",
     "CREATE INDEX IF NOT EXISTS reports_article ON reports (article_key);"
     "CREATE INDEX IF NOT EXISTS reports_incident ON reports (incident)"},
    {{"extents", "GEOMETRY", "extents", "where the true place lies in nine cases of ten"},
     WITHOUT_RECORD,
     "article_key TEXT, report TEXT, kind TEXT, incident TEXT, is_shown BOOLEAN",
     "CREATE INDEX IF NOT EXISTS extents_report ON extents (article_key, report);"
     "CREATE INDEX IF NOT EXISTS extents_incident ON extents (incident)"},
    {{"articles", NULL, "articles", "what was read; copies of one text name the first of them"},
     WITHOUT_RECORD,
     "article_key TEXT, article TEXT, source TEXT, url TEXT, title TEXT, published DATE,"
     " is_sample BOOLEAN, n_reports INTEGER, copy_of TEXT, digest TEXT, sketch BLOB, run INTEGER",
     "CREATE UNIQUE INDEX IF NOT EXISTS articles_key ON articles (article_key)"},
    {{"runs", NULL, "runs", "one row an ingest that changed something"},
     WITHOUT_RECORD,
     "program TEXT, merging TEXT, new_articles INTEGER, changed_articles INTEGER,"
     " articles INTEGER, reports INTEGER, incidents INTEGER",
     NULL},
    {{"decisions", NULL, "decisions", "what people decided; never changed by the program"},
     WITHOUT_RECORD,
     "id TEXT, decision TEXT, value TEXT, note TEXT, file TEXT, run INTEGER",
     NULL},
    {{"kharita_store", NULL, "kharita_store", "the version of these tables"},
     WITHOUT_RECORD,
     "key TEXT, value TEXT",
     "CREATE UNIQUE INDEX IF NOT EXISTS kharita_store_key ON kharita_store (key)"},
};

static const StoreTable *table_named(const char *name) {
    for (guint i = 0; i < G_N_ELEMENTS(TABLES); i++)
        if (g_str_equal(TABLES[i].package.name, name)) return &TABLES[i];
    g_assert_not_reached();
}

static const char *sql_type(const RecordField *field) {
    switch (field->kind) {
        case VALUE_COUNT:
        case VALUE_HARM:
        case VALUE_PRECISION:
        case VALUE_OFFSET:
            return "INTEGER";
        case VALUE_BOOL:
            return "BOOLEAN";
        case VALUE_SHARE:
        case VALUE_DEGREES:
        case VALUE_METRES:
            return "DOUBLE";
        default:
            return record_is_date(field) ? "DATE" : "TEXT";
    }
}

/* NAME and TYPE of each column but fid, in order. */
static GPtrArray *columns_of(const StoreTable *table) {
    GPtrArray *columns = g_ptr_array_new_with_free_func(g_free);
    if (table->package.geometry)
        g_ptr_array_add(columns, g_strdup_printf("geom %s", table->package.geometry));
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n && table->has_record == WITH_RECORD; i++) {
        g_autofree char *name = record_column(&fields[i]);
        g_ptr_array_add(columns, g_strdup_printf("\"%s\" %s", name, sql_type(&fields[i])));
    }
    g_auto(GStrv) own = g_strsplit(table->columns, ",", -1);
    for (char **column = own; *column; column++)
        g_ptr_array_add(columns, g_strdup(g_strstrip(*column)));
    return columns;
}

static char *name_of_column(const char *column) { return g_strndup(column, strcspn(column, " ")); }

char *package_columns(const char *table) {
    g_autoptr(GPtrArray) columns = columns_of(table_named(table));
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < columns->len; i++) {
        g_autofree char *name = name_of_column(columns->pdata[i]);
        g_string_append_printf(list, "%s%s", i ? ", " : "", name);
    }
    return g_string_free(g_steal_pointer(&list), FALSE);
}

char *package_record_columns(const char *prefix) {
    g_autoptr(GString) list = g_string_new(NULL);
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = record_column(&fields[i]);
        g_string_append_printf(list, "%s%s\"%s\"", i ? ", " : "", prefix, name);
    }
    return g_string_free(g_steal_pointer(&list), FALSE);
}

static gboolean create_table(Database *database, const StoreTable *table, const char *name,
                             GError **error) {
    g_autoptr(GPtrArray) columns = columns_of(table);
    g_autoptr(GString) sql = g_string_new(NULL);
    g_string_printf(
        sql, "CREATE TABLE IF NOT EXISTS %s (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", name);
    for (guint i = 0; i < columns->len; i++)
        g_string_append_printf(sql, ", %s", (const char *)columns->pdata[i]);
    g_string_append(sql, ")");
    return database_run(database, sql->str, error);
}

/* The names of the columns that a table has, quoted as columns_of quotes them: a set. */
static GHashTable *present_columns(Database *database, const char *table, GError **error) {
    auto_statement *statement =
        database_prepare(database, "SELECT name FROM pragma_table_info(?)", error);
    if (!statement) return NULL;
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GError) bad = NULL;
    bind_text(statement, 1, table);
    while (database_row(database, statement, &bad))
        g_hash_table_add(names, g_strdup(column_text(statement, 0)));
    if (bad) {
        g_propagate_error(error, g_steal_pointer(&bad));
        return NULL;
    }
    return g_steal_pointer(&names);
}

static gboolean add_missing_columns(Database *database, const StoreTable *table, GError **error) {
    g_autoptr(GHashTable) present = present_columns(database, table->package.name, error);
    g_autoptr(GPtrArray) columns = columns_of(table);
    for (guint i = 0; present && i < columns->len; i++) {
        g_autofree char *name = name_of_column(columns->pdata[i]);
        g_autofree char *plain = g_strdup(name);
        g_strdelimit(plain, "\"", ' ');
        if (g_hash_table_contains(present, g_strstrip(plain))) continue;
        g_autofree char *sql = g_strdup_printf("ALTER TABLE %s ADD COLUMN %s", table->package.name,
                                               (const char *)columns->pdata[i]);
        if (!database_run(database, sql, error)) return FALSE;
    }
    return present != NULL;
}

gboolean package_is_store(Database *database, gboolean *ret_is, GError **error) {
    return database_has_table(database, "kharita_store", ret_is, error);
}

gboolean package_version(Database *database, gint64 *ret_version, GError **error) {
    gboolean is_store;
    *ret_version = 0;
    if (!package_is_store(database, &is_store, error)) return FALSE;
    return !is_store ||
           database_number(database,
                           "SELECT CAST(value AS INTEGER) FROM kharita_store WHERE key = "
                           "'schema_version'",
                           0, ret_version, error);
}

typedef struct {
    gboolean is_store;
    gint64 version, n_tables;
} PackageState;

/* In one transaction: another program may be making the store between two questions. A savepoint
 * is one, and stands inside a writer's too. */
static gboolean package_state(Database *database, PackageState *ret_state, GError **error) {
    if (!database_run(database, "SAVEPOINT state", error)) return FALSE;
    gboolean is_known = package_is_store(database, &ret_state->is_store, error) &&
                        package_version(database, &ret_state->version, error) &&
                        database_number(database, "SELECT count(*) FROM sqlite_schema", 0,
                                        &ret_state->n_tables, error);
    g_autoptr(GError) ignored = NULL;
    return database_run(database, "RELEASE state", is_known ? error : &ignored) && is_known;
}

gboolean package_check(Database *database, GError **error) {
    PackageState state = {0};
    if (!package_state(database, &state, error)) return FALSE;
    if (!state.is_store && state.n_tables > 0) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("'%s' is no store of kharita: name a new file, and this one as input"),
                    database->path);
        return FALSE;
    }
    if (state.version <= STORE_SCHEMA_VERSION) return TRUE;
    g_set_error(
        error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
        _("'%s' has tables of version %d, this program knows up to %d: use a newer kharita"),
        database->path, (int)state.version, STORE_SCHEMA_VERSION);
    return FALSE;
}

static gboolean set_value(Database *database, const char *key, const char *value, GError **error) {
    auto_statement *statement = database_prepare(
        database,
        "INSERT INTO kharita_store (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET"
        " value = excluded.value WHERE value <> excluded.value",
        error);
    if (!statement) return FALSE;
    bind_text(statement, 1, key);
    bind_text(statement, 2, value);
    return database_step(database, statement, error);
}

/* What a store must say of itself to be used as it is: its columns and indexes. The caller frees
 * it. */
static char *columns_digest(void) {
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TABLES); i++) {
        g_autofree char *columns = package_columns(TABLES[i].package.name);
        g_string_append_printf(all, "%s: %s\n%s\n", TABLES[i].package.name, columns,
                               TABLES[i].indexes ? TABLES[i].indexes : "");
    }
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, all->str, -1);
}

static gboolean set_version(Database *database, GError **error) {
    g_autofree char *version = g_strdup_printf("%d", STORE_SCHEMA_VERSION);
    g_autofree char *columns = columns_digest();
    return set_value(database, "schema_version", version, error) &&
           set_value(database, "columns", columns, error);
}

gboolean package_is_current(Database *database, gboolean *ret_is, GError **error) {
    gint64 version, has_columns = 0;
    *ret_is = FALSE;
    if (!package_version(database, &version, error)) return FALSE;
    if (version != STORE_SCHEMA_VERSION) return TRUE;
    g_autofree char *columns = columns_digest();
    g_autofree char *sql = g_strdup_printf(
        "SELECT count(*) FROM kharita_store WHERE key = 'columns' AND value = '%s'", columns);
    if (!database_number(database, sql, 0, &has_columns, error)) return FALSE;
    *ret_is = has_columns > 0;
    return TRUE;
}

char *package_present_record_columns(Database *database, const char *table, GError **error) {
    g_autoptr(GHashTable) present = present_columns(database, table, error);
    if (!present) return NULL;
    g_autoptr(GString) list = g_string_new(NULL);
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = record_column(&fields[i]);
        bool is_there = g_hash_table_contains(present, name);
        g_string_append_printf(list, is_there ? "%s%s.\"%s\"" : "%sNULL", i ? ", " : "", table,
                               name);
    }
    return g_string_free(g_steal_pointer(&list), FALSE);
}

static const char METADATA_SQL[] =
    "INSERT INTO gpkg_metadata (id, md_scope, md_standard_uri, mime_type, metadata) SELECT 1,"
    " 'dataset', 'https://www.w3.org/TR/html', 'text/plain', 'Incidents found by kharita in news"
    " articles. A row is what reports say, not what is established; places are as exact as the"
    " words (radius_m). Columns: docs/codebook.md of kharita. Names and places: see"
    " gazetteer/SOURCES.md (OpenStreetMap contributors, OCHA, GeoNames).'"
    " WHERE NOT EXISTS (SELECT 1 FROM gpkg_metadata);"
    "INSERT INTO gpkg_metadata_reference (reference_scope, md_file_id) SELECT 'geopackage', 1"
    " WHERE NOT EXISTS (SELECT 1 FROM gpkg_metadata_reference);";

static gboolean add_styles(Database *database, GError **error) {
    g_autofree char *points = qgis_style_of_incidents();
    g_autofree char *areas = qgis_style_of_extents();
    return geopackage_add_style(database, "incidents", "types", points, error) &&
           geopackage_add_style(database, "reports", "types", points, error) &&
           geopackage_add_style(database, "extents", "extents", areas, error);
}

gboolean package_migrate(Database *database, GError **error) {
    if (!geopackage_create(database, error)) return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(TABLES); i++) {
        const StoreTable *table = &TABLES[i];
        if (!create_table(database, table, table->package.name, error) ||
            !add_missing_columns(database, table, error) ||
            (table->indexes && !database_run(database, table->indexes, error)) ||
            !geopackage_register(database, &table->package, error))
            return FALSE;
    }
    return database_run(database, METADATA_SQL, error) && add_styles(database, error) &&
           set_version(database, error);
}

gboolean package_create_staging(Database *database, GError **error) {
    static const char *const names[][2] = {{"articles", "temp.staged_articles"},
                                           {"reports", "temp.staged_reports"},
                                           {"extents", "temp.staged_extents"},
                                           {"decisions", "temp.staged_decisions"}};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (!create_table(database, table_named(names[i][0]), names[i][1], error)) return FALSE;
    return database_run(database,
                        "CREATE UNIQUE INDEX temp.staged_articles_key ON staged_articles"
                        " (article_key);"
                        "CREATE INDEX temp.staged_reports_key ON staged_reports (article_key);"
                        "CREATE INDEX temp.staged_extents_key ON staged_extents (article_key)",
                        error);
}
