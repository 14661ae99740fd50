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

/* ---- what is asked for ------------------------------------------------------------------------
 *
 * The rows wanted, as a query for their fid that the indexes answer alone. It may name more rows
 * than pass the filter, never fewer. A coordinate that is no number stands behind all numbers: such
 * a row is wanted too, so that it is said. A plus keeps SQLite from going by days where there is a
 * box.
 */

#define FIDS "SELECT fid FROM incidents WHERE "

static const char DECIDED[] = "id IN (SELECT value FROM json_each(:decided))";

/* The caller frees it; NULL where all rows are. */
static char *sql_of_wanted(const IncidentFilter *filter) {
    const char *since = filter->since ? "coalesce(date_end, date_start) >= :since" : "TRUE";
    const char *until = filter->until ? "date_start < :until" : "TRUE";
    if (filter->box)
        return g_strdup_printf(FIDS
                               "lon BETWEEN :west AND :east AND (lat BETWEEN :south AND :north OR"
                               " lat > 90) AND (+date_start IS NULL OR (+%s AND +%s))"
                               " UNION " FIDS "lon > 180 UNION " FIDS "%s",
                               since, until, DECIDED);
    if (filter->since || filter->until)
        return g_strdup_printf(FIDS "%s AND %s UNION " FIDS "date_start IS NULL UNION " FIDS "%s",
                               since, until, DECIDED);
    return NULL;
}

static void bind_named_text(sqlite3_stmt *rows, const char *name, char *text) {
    int column = sqlite3_bind_parameter_index(rows, name);
    if (column && text)
        sqlite3_bind_text(rows, column, text, -1, g_free);
    else
        g_free(text);
}

/* All ids decided on, as a list in JSON. The caller frees it. */
static char *json_of_decided(const Decisions *decisions) {
    auto_json *ids = json_array();
    for (guint i = 0; decisions && i < decisions_n(decisions); i++)
        json_array_append_new(ids, json_string(decisions_at(decisions, i)->id));
    return json_dumps(ids, 0);
}

static void bind_wanted(sqlite3_stmt *rows, const IncidentFilter *filter,
                        const Decisions *decisions) {
    static const char *const names[] = {":west", ":south", ":east", ":north"};
    const LonLatBox *box = filter->box;
    const double edges[] = {box ? box->west : 0, box ? box->south : 0, box ? box->east : 0,
                            box ? box->north : 0};
    for (guint i = 0; box && i < G_N_ELEMENTS(names); i++)
        sqlite3_bind_double(rows, sqlite3_bind_parameter_index(rows, names[i]), edges[i]);
    bind_named_text(rows, ":since", g_strdup(filter->since));
    /* A month or a year holds all that begins with it. */
    bind_named_text(rows, ":until", filter->until ? g_strconcat(filter->until, "~", NULL) : NULL);
    bind_named_text(rows, ":decided", json_of_decided(decisions));
}

/* ---- rows -------------------------------------------------------------------------------------
 */

static Incident *read_row(sqlite3_stmt *rows, GError **error) {
    Incident *incident = row_read_record(rows, 3, error);
    const char *kind = column_text(rows, 1);
    if (incident && kind && strcmp(kind, "circle"))
        incident->location.shape =
            geometry_blob_read(sqlite3_column_blob(rows, 0), (gsize)sqlite3_column_bytes(rows, 0));
    return incident;
}

static sqlite3_stmt *select_rows(Database *database, const IncidentFilter *filter,
                                 const Decisions *decisions, GError **error) {
    static const IncidentFilter all = {0};
    if (!filter) filter = &all;
    g_autofree char *columns = package_present_record_columns(database, "incidents", error);
    if (!columns) return NULL;
    g_autofree char *wanted = sql_of_wanted(filter);
    g_autofree char *sql = g_strdup_printf(
        "SELECT extents.geom, extents.kind, incidents.fid, %s FROM incidents LEFT JOIN extents ON"
        " extents.incident = incidents.id AND extents.is_shown %s%s%s ORDER BY"
        " incidents.date_start IS NULL, incidents.date_start, incidents.id",
        columns, wanted ? "WHERE incidents.fid IN (" : "", wanted ? wanted : "", wanted ? ")" : "");
    sqlite3_stmt *rows = database_prepare(database, sql, error);
    if (rows && wanted) bind_wanted(rows, filter, decisions);
    return rows;
}

GPtrArray *store_read(const char *path, const IncidentFilter *filter, const Decisions *decisions,
                      GError **error) {
    g_autoptr(Database) database = database_open(path, FALSE, NULL, NULL, error);
    /* All of it as it was at one moment; closing ends the transaction. */
    if (!database || !database_run(database, "BEGIN", error) || !package_check(database, error))
        return NULL;
    auto_statement *rows = select_rows(database, filter, decisions, error);
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
