/* A store as a table of incidents. */
#include "store/ingest.h"

static void free_incident(void *incident) { incident_free(incident); }

static gboolean is_sqlite(const char *path) {
    static const char sign[] = "SQLite format 3";
    char head[sizeof sign] = "";
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) return FALSE;
    FILE *stream = fopen(path, "rb");
    gsize n = stream ? fread(head, 1, sizeof sign, stream) : 0;
    if (stream) fclose(stream);
    return n == sizeof sign && memcmp(head, sign, sizeof sign) == 0;
}

gboolean store_sniff(const char *path) {
    gboolean is_store = FALSE;
    if (!is_sqlite(path)) return FALSE;
    g_autoptr(Database) database = database_open(path, FALSE, NULL, NULL, NULL);
    return database && package_is_store(database, &is_store, NULL) && is_store;
}

static Incident *read_row(sqlite3_stmt *rows, GError **error) {
    Incident *incident = row_read_record(rows, 3, error);
    const char *kind = column_text(rows, 1);
    if (incident && kind && strcmp(kind, "circle"))
        incident->location.shape =
            geometry_blob_read(sqlite3_column_blob(rows, 0), (gsize)sqlite3_column_bytes(rows, 0));
    return incident;
}

GPtrArray *store_read(const char *path, GError **error) {
    g_autoptr(Database) database = database_open(path, FALSE, NULL, NULL, error);
    /* All of it as it was at one moment; closing ends the transaction. */
    if (!database || !database_run(database, "BEGIN", error) || !package_check(database, error))
        return NULL;
    g_autofree char *columns = package_present_record_columns(database, "incidents", error);
    if (!columns) return NULL;
    g_autofree char *sql = g_strdup_printf(
        "SELECT extents.geom, extents.kind, incidents.fid, %s FROM incidents LEFT JOIN extents ON"
        " extents.incident = incidents.id AND extents.is_shown ORDER BY incidents.date_start IS"
        " NULL, incidents.date_start, incidents.id",
        columns);
    auto_statement *rows = database_prepare(database, sql, error);
    g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func(free_incident);
    g_autoptr(GError) bad = NULL;
    while (rows && database_row(database, rows, &bad)) {
        Incident *incident = read_row(rows, &bad);
        if (incident) {
            g_ptr_array_add(incidents, incident);
            continue;
        }
        g_prefix_error(&bad, "'%s', table incidents, row %lld: ", path,
                       (long long)sqlite3_column_int64(rows, 2));
        break;
    }
    if (rows && !bad) return g_steal_pointer(&incidents);
    if (bad) g_propagate_error(error, g_steal_pointer(&bad));
    return NULL;
}
