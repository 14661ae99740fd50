/* The second step of taking in: what was staged goes into the store, in one transaction. */
#include "store/ingest.h"

static gboolean add_changes(Store *self, const char *sql, guint *n_changes, GError **error) {
    auto_statement *statement = database_prepare(self->database, sql, error);
    if (!statement || !database_step(self->database, statement, error)) return FALSE;
    *n_changes += (guint)sqlite3_changes(self->database->handle);
    return TRUE;
}

/* Tables and columns that are not there yet; a new file gets all. */
static gboolean bring_up_to_date(Store *self, guint *n_changes, GError **error) {
    gboolean is_current;
    if (!package_check(self->database, error) ||
        !package_is_current(self->database, &is_current, error))
        return FALSE;
    if (is_current) return TRUE;
    ++*n_changes;
    return package_migrate(self->database, error);
}

static gboolean count(Store *self, const char *sql, guint *ret_n, GError **error) {
    gint64 n;
    if (!database_number(self->database, sql, 0, &n, error)) return FALSE;
    *ret_n = (guint)n;
    return TRUE;
}

/* ---- articles ---------------------------------------------------------------------------------
 */

/* Which staged articles are new, or read otherwise than before. */
static gboolean compare_articles(Store *self, StoreSummary *summary, GError **error) {
    return database_run(
               self->database,
               "CREATE TEMP TABLE touched (article_key TEXT PRIMARY KEY, is_new INTEGER);"
               "INSERT INTO temp.touched SELECT s.article_key, a.article_key IS NULL FROM"
               " temp.staged_articles s LEFT JOIN main.articles a ON a.article_key = s.article_key"
               " WHERE a.article_key IS NULL OR a.digest <> s.digest",
               error) &&
           count(self, "SELECT count(*) FROM temp.touched WHERE is_new", &summary->n_new, error) &&
           count(self, "SELECT count(*) FROM temp.touched WHERE NOT is_new", &summary->n_changed,
                 error) &&
           count(self,
                 "SELECT count(*) FROM temp.staged_articles WHERE article_key NOT IN (SELECT"
                 " article_key FROM temp.touched)",
                 &summary->n_known, error);
}

static gboolean take_articles(Store *self, guint *n_changes, GError **error) {
    static const char *const tables[] = {"articles", "reports", "extents"};
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *columns = package_columns(tables[i]);
        g_autofree char *clear = g_strdup_printf(
            "DELETE FROM main.%s WHERE article_key IN (SELECT article_key FROM temp.touched)",
            tables[i]);
        g_autofree char *insert = g_strdup_printf(
            "INSERT INTO main.%s (%s) SELECT %s FROM temp.staged_%s WHERE article_key IN (SELECT"
            " article_key FROM temp.touched) ORDER BY article_key, fid",
            tables[i], columns, columns, tables[i]);
        if (!add_changes(self, clear, n_changes, error) ||
            !add_changes(self, insert, n_changes, error))
            return FALSE;
    }
    return add_changes(self,
                       "UPDATE articles SET run = (SELECT coalesce(max(fid), 0) + 1 FROM runs)"
                       " WHERE article_key IN (SELECT article_key FROM temp.touched)",
                       n_changes, error);
}

/* An article whose row somebody took away goes with all that it told. */
static gboolean drop_orphans(Store *self, guint *n_changes, GError **error) {
    return add_changes(self,
                       "DELETE FROM reports WHERE article_key NOT IN (SELECT article_key FROM"
                       " articles)",
                       n_changes, error) &&
           add_changes(self,
                       "DELETE FROM extents WHERE article_key NOT IN (SELECT article_key FROM"
                       " articles)",
                       n_changes, error);
}

/* ---- decisions --------------------------------------------------------------------------------
 */

static const char ADD_DECISION[] =
    "INSERT INTO decisions (id, decision, value, note, file, run) SELECT ?1, ?2, ?3, ?4, ?5,"
    " (SELECT coalesce(max(fid), 0) + 1 FROM runs) WHERE NOT EXISTS (SELECT 1 FROM decisions WHERE"
    " id = ?1 AND decision = ?2 AND value IS ?3 AND note IS ?4)";

/* Rows that are there already, from an earlier run of the same file, are left alone. */
static gboolean add_decisions(Store *self, const Decisions *decisions, StoreSummary *summary,
                              GError **error) {
    auto_statement *add = database_prepare(self->database, ADD_DECISION, error);
    if (!add) return FALSE;
    for (guint i = 0; decisions && i < decisions_n(decisions); i++) {
        const Decision *row = decisions_at(decisions, i);
        bind_text(add, 1, row->id);
        bind_text(add, 2, decision_name(row->kind));
        bind_text(add, 3, row->value);
        bind_text(add, 4, row->note);
        bind_text(add, 5, row->file);
        if (!database_step(self->database, add, error)) return FALSE;
        summary->n_decisions += (guint)sqlite3_changes(self->database->handle);
    }
    return TRUE;
}

/* Those of another store that was taken in. */
static gboolean add_staged_decisions(Store *self, StoreSummary *summary, GError **error) {
    return add_changes(
        self,
        "INSERT INTO decisions (id, decision, value, note, file, run) SELECT id, decision, value,"
        " note, file, (SELECT coalesce(max(fid), 0) + 1 FROM runs) FROM temp.staged_decisions s"
        " WHERE NOT EXISTS (SELECT 1 FROM decisions d WHERE d.id IS s.id AND d.decision IS"
        " s.decision AND d.value IS s.value AND d.note IS s.note) ORDER BY s.fid",
        &summary->n_decisions, error);
}

static const char *or_empty(const char *text) { return text ? text : ""; }

/* All decisions of the store, as people may have edited them in QGIS too: a row that says nothing
 * sensible fails, for a verdict must not be lost in silence. */
static Decisions *load_decisions(Store *self, const Gazetteer *gazetteer, GError **error) {
    auto_statement *rows = database_prepare(
        self->database, "SELECT id, decision, value, note, fid FROM decisions ORDER BY fid", error);
    if (!rows) return NULL;
    g_autoptr(Decisions) decisions = decisions_new();
    g_autoptr(GError) bad = NULL;
    while (database_row(self->database, rows, &bad)) {
        g_autofree char *where =
            g_strdup_printf("'%s', table decisions, row %lld", self->database->path,
                            (long long)sqlite3_column_int64(rows, 4));
        g_autoptr(GError) wrong = NULL;
        if (decisions_add(decisions, or_empty(column_text(rows, 0)), or_empty(column_text(rows, 1)),
                          or_empty(column_text(rows, 2)), or_empty(column_text(rows, 3)), "", where,
                          gazetteer, &wrong))
            continue;
        g_set_error(&bad, KHARITA_ERROR, KHARITA_ERROR_INPUT, "%s: %s", where, wrong->message);
        break;
    }
    if (!bad) return g_steal_pointer(&decisions);
    g_propagate_error(error, g_steal_pointer(&bad));
    return NULL;
}

/* What the given table says of incidents that are here counts as met there too. */
static void meet_given(Decisions *given, const Decisions *all) {
    for (guint i = 0; given && i < decisions_n(given); i++)
        for (guint k = 0; k < decisions_n(all); k++) {
            const Decision *a = decisions_at(given, i), *b = decisions_at(all, k);
            if (b->is_met && a->kind == b->kind && g_str_equal(a->id, b->id) &&
                g_str_equal(a->value, b->value))
                decisions_meet(given, i);
        }
}

/* ---- the run ----------------------------------------------------------------------------------
 */

static gboolean record_run(Store *self, const StoreOptions *options, const StoreSummary *summary,
                           GError **error) {
    auto_statement *run = database_prepare(
        self->database,
        "INSERT INTO runs (program, merging, new_articles, changed_articles, articles, reports,"
        " incidents) VALUES (?, ?, ?, ?, ?, ?, ?)",
        error);
    if (!run) return FALSE;
    bind_text(run, 1, "kharita " KHARITA_VERSION);
    bind_text(run, 2, options->merge ? "on" : "off");
    const guint numbers[] = {summary->n_new, summary->n_changed, summary->n_articles,
                             summary->n_reports, summary->n_incidents};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        sqlite3_bind_int64(run, 3 + (int)i, numbers[i]);
    return database_step(self->database, run, error) &&
           geopackage_update_box(self->database, "incidents", error) &&
           geopackage_update_box(self->database, "reports", error) &&
           geopackage_update_box(self->database, "extents", error);
}

static gboolean count_all(Store *self, StoreSummary *summary, GError **error) {
    return count(self, "SELECT count(*) FROM articles", &summary->n_articles, error) &&
           count(self, "SELECT count(*) FROM articles WHERE copy_of IS NOT NULL",
                 &summary->n_copies, error) &&
           count(self, "SELECT count(*) FROM reports", &summary->n_reports, error) &&
           count(self, "SELECT count(*) FROM incidents", &summary->n_incidents, error);
}

static gboolean write_all(Store *self, const StoreOptions *options, StoreSummary *summary,
                          GError **error) {
    guint n_changes = 0;
    if (!bring_up_to_date(self, &n_changes, error) || !compare_articles(self, summary, error) ||
        !take_articles(self, &n_changes, error) || !drop_orphans(self, &n_changes, error) ||
        !add_staged_decisions(self, summary, error) ||
        !add_decisions(self, options->decisions, summary, error))
        return FALSE;
    g_autoptr(Decisions) all = load_decisions(self, options->gazetteer, error);
    if (!all || !store_rebuild(self, options, all, &n_changes, error) ||
        !count_all(self, summary, error))
        return FALSE;
    meet_given(options->decisions, all);
    summary->has_changed = n_changes + summary->n_decisions > 0;
    return !summary->has_changed || record_run(self, options, summary, error);
}

gboolean store_commit(Store *self, const StoreOptions *options, StoreSummary *ret_summary,
                      GError **error) {
    StoreSummary summary = {0};
    /* IMMEDIATE: waits for its turn to write before it looks at what is there. */
    if (!database_run(self->database, "BEGIN IMMEDIATE", error)) return FALSE;
    gboolean done = write_all(self, options, &summary, error);
    const char *end = done && summary.has_changed ? "COMMIT" : "ROLLBACK";
    g_autoptr(GError) ignored = NULL;
    if (!database_run(self->database, end, done ? error : &ignored)) return FALSE;
    if (done) *ret_summary = summary;
    return done;
}
