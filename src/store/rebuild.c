/*
 * Merging anew: all reports of the store become incidents, and only rows that came out otherwise
 * than they stand are written. So an ingest that brings nothing new changes nothing, and the result
 * depends on what the store holds, not on the order in which it came.
 */
#include "store/rebuild.h"

#include "store/copies.h"

gboolean rebuild_change(Rebuild *self, sqlite3_stmt *statement, GError **error) {
    if (!database_step(self->store->database, statement, error)) return FALSE;
    *self->n_changes += (guint)sqlite3_changes(self->store->database->handle);
    return TRUE;
}

/* ---- copies -----------------------------------------------------------------------------------
 */

typedef struct {
    GPtrArray *keys;  /* of the articles, by publication */
    GPtrArray *blobs; /* GBytes of their sketches */
} ArticleList;

static void free_bytes(void *bytes) { g_bytes_unref(bytes); }

static gboolean load_articles(Rebuild *self, ArticleList *list, GError **error) {
    auto_statement *rows = database_prepare(
        self->store->database,
        "SELECT article_key, sketch FROM articles ORDER BY published IS NULL, published,"
        " article_key",
        error);
    if (!rows) return FALSE;
    g_autoptr(GError) bad = NULL;
    while (database_row(self->store->database, rows, &bad)) {
        g_ptr_array_add(list->keys, g_strdup(column_text(rows, 0)));
        g_ptr_array_add(list->blobs, g_bytes_new(sqlite3_column_blob(rows, 1),
                                                 (gsize)sqlite3_column_bytes(rows, 1)));
    }
    if (!bad) return TRUE;
    g_propagate_error(error, g_steal_pointer(&bad));
    return FALSE;
}

static gboolean write_copies(Rebuild *self, const ArticleList *list, const guint *first,
                             GError **error) {
    auto_statement *update = database_prepare(
        self->store->database,
        "UPDATE articles SET copy_of = ?1 WHERE article_key = ?2 AND copy_of IS NOT ?1", error);
    if (!update) return FALSE;
    for (guint i = 0; i < list->keys->len; i++) {
        const char *key = list->keys->pdata[i];
        bind_text(update, 1, first[i] == i ? NULL : list->keys->pdata[first[i]]);
        bind_text(update, 2, key);
        if (!rebuild_change(self, update, error)) return FALSE;
        g_hash_table_insert(self->texts, g_strdup(key), GUINT_TO_POINTER(first[i] + 1));
    }
    return TRUE;
}

static gboolean find_copies(Rebuild *self, GError **error) {
    ArticleList list = {g_ptr_array_new_with_free_func(g_free),
                        g_ptr_array_new_with_free_func(free_bytes)};
    gboolean done = load_articles(self, &list, error);
    guint n = list.keys->len;
    g_autofree Sketch *sketches = g_new0(Sketch, n + 1);
    for (guint i = 0; i < n; i++) {
        gsize len;
        const void *bytes = g_bytes_get_data(list.blobs->pdata[i], &len);
        sketches[i] = sketch_read(bytes, len);
    }
    g_autofree guint *first = sketches_group(sketches, n);
    done = done && write_copies(self, &list, first, error);
    g_ptr_array_unref(list.keys);
    g_ptr_array_unref(list.blobs);
    return done;
}

/* ---- reports ----------------------------------------------------------------------------------
 */

static const char *keep(Rebuild *self, const char *text) {
    return text ? g_string_chunk_insert_const(self->strings, text) : NULL;
}

static guint text_of(const Rebuild *self, const char *key) {
    gpointer number = key ? g_hash_table_lookup(self->texts, key) : NULL;
    return number ? GPOINTER_TO_UINT(number) : 0;
}

static void add_report(Rebuild *self, gint64 fid, const char *key, const Incident *incident) {
    MergeReport report = merge_report(incident, text_of(self, key));
    const char **const strings[] = {&report.id,         &report.source, &report.published,
                                    &report.actor,      &report.target, &report.place,
                                    &report.time_of_day};
    for (guint i = 0; i < G_N_ELEMENTS(strings); i++) *strings[i] = keep(self, *strings[i]);
    report.article = keep(self, key);
    g_array_append_val(self->reports, report);
    g_array_append_val(self->fids, fid);
}

static gboolean load_reports(Rebuild *self, GError **error) {
    g_autofree char *columns = package_record_columns("");
    g_autofree char *sql = g_strdup_printf("SELECT fid, article_key, %s FROM reports", columns);
    auto_statement *rows = database_prepare(self->store->database, sql, error);
    g_autoptr(GError) bad = NULL;
    while (rows && database_row(self->store->database, rows, &bad)) {
        g_autoptr(Incident) incident = row_read_record(rows, 2, &bad);
        if (!incident) break;
        add_report(self, sqlite3_column_int64(rows, 0), column_text(rows, 1), incident);
    }
    if (rows && !bad) return TRUE;
    if (bad) g_propagate_error(error, g_steal_pointer(&bad));
    return FALSE;
}

const MergeReport *rebuild_report(const Rebuild *self, guint i) {
    return &g_array_index(self->reports, MergeReport, i);
}

/* Pairs of reports on which people decided; rows about reports that are not here wait. */
static GArray *verdicts_of(Rebuild *self) {
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = self->reports->len; i > 0; i--)
        if (rebuild_report(self, i - 1)->id)
            g_hash_table_insert(by_id, (gpointer)rebuild_report(self, i - 1)->id,
                                GUINT_TO_POINTER(i));
    GArray *verdicts = g_array_new(FALSE, FALSE, sizeof(MergeVerdict));
    for (guint i = 0; i < decisions_n(self->decisions); i++) {
        const Decision *row = decisions_at(self->decisions, i);
        if (row->kind != DECISION_SAME && row->kind != DECISION_DIFFERENT) continue;
        guint a = GPOINTER_TO_UINT(g_hash_table_lookup(by_id, row->id));
        guint b = GPOINTER_TO_UINT(g_hash_table_lookup(by_id, row->value));
        if (!a || !b || a == b) continue;
        MergeVerdict verdict = {a - 1, b - 1, row->kind == DECISION_SAME, row->note};
        g_array_append_val(verdicts, verdict);
        decisions_meet(self->decisions, i);
    }
    return verdicts;
}

/* ---- all --------------------------------------------------------------------------------------
 */

static void rebuild_init(Rebuild *self, Store *store, const StoreOptions *options,
                         Decisions *decisions, guint *n_changes) {
    *self = (Rebuild){.store = store,
                      .options = options,
                      .decisions = decisions,
                      .n_changes = n_changes,
                      .strings = g_string_chunk_new(1 << 14),
                      .texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                      .reports = g_array_new(FALSE, FALSE, sizeof(MergeReport)),
                      .fids = g_array_new(FALSE, FALSE, sizeof(gint64)),
                      .used_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
}

static void rebuild_clear(Rebuild *self) {
    g_string_chunk_free(self->strings);
    g_hash_table_unref(self->texts);
    g_array_unref(self->reports);
    g_array_unref(self->fids);
    g_hash_table_unref(self->used_ids);
    if (self->merged) g_array_unref(self->merged);
}

static gboolean rebuild(Rebuild *self, GError **error) {
    if (!find_copies(self, error) || !load_reports(self, error)) return FALSE;
    g_autoptr(GArray) verdicts = verdicts_of(self);
    self->merged = reports_merge((const MergeReport *)(void *)self->reports->data,
                                 self->reports->len, (const MergeVerdict *)(void *)verdicts->data,
                                 verdicts->len, self->options->merge, self->options->gazetteer);
    return rebuild_write_incidents(self, error);
}

gboolean store_rebuild(Store *store, const StoreOptions *options, Decisions *decisions,
                       guint *ret_n_changes, GError **error) {
    Rebuild self;
    rebuild_init(&self, store, options, decisions, ret_n_changes);
    gboolean done = rebuild(&self, error);
    rebuild_clear(&self);
    return done;
}
