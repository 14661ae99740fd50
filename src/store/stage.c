/* Taking articles in: into tables of this connection alone, which no other program sees. */
#include "store/copies.h"
#include "store/ingest.h"

Store *store_open(const char *path, void (*waiting)(void *data), void *data, GError **error) {
    g_autoptr(Store) self = g_new0(Store, 1);
    self->database = database_open(path, TRUE, waiting, data, error);
    if (!self->database || !package_check(self->database, error) ||
        !geopackage_add_functions(self->database, error) ||
        !package_create_staging(self->database, error))
        return NULL;
    return g_steal_pointer(&self);
}

void store_free(Store *self) {
    if (!self) return;
    sqlite3_finalize(self->stage_article);
    sqlite3_finalize(self->stage_report);
    sqlite3_finalize(self->stage_extent);
    database_close(self->database);
    g_free(self);
}

/* ---- articles ---------------------------------------------------------------------------------
 */

/* An article as the store knows it. Owns its strings. */
typedef struct {
    char *key, *digest;
    const Article *article; /* borrowed */
} Entry;

static void entry_clear(Entry *self) {
    g_free(self->key);
    g_free(self->digest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Entry, entry_clear)

/*
 * An address names an article, and what stands there may change. A file's name does not: ten
 * folders have a "1.txt"; there the text itself is part of the key.
 */
static char *key_of(const Article *article) {
    if (article->url && *article->url) return g_strdup(article->url);
    g_autofree char *text = g_strdup_printf("%s\n%s", article_field(article, FIELD_TITLE),
                                            article_field(article, FIELD_BODY));
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    return g_strdup_printf("%s#%.8s", article->id, hash);
}

/* Over the text and what was read from it: a better program gives another one. */
static char *digest_of(const Article *article, const GPtrArray *incidents) {
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    const char *const parts[] = {article->id, article->source ? article->source : "",
                                 article->published ? article->published : "",
                                 article_field(article, FIELD_TITLE),
                                 article_field(article, FIELD_BODY)};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        g_checksum_update(sum, (const guchar *)parts[i], (gssize)strlen(parts[i]) + 1);
    for (guint i = 0; i < incidents->len; i++) {
        g_autofree char *digest = record_digest(incidents->pdata[i]);
        g_checksum_update(sum, (const guchar *)digest, -1);
    }
    return g_strdup(g_checksum_get_string(sum));
}

static sqlite3_stmt *insert_into(Store *self, sqlite3_stmt **statement, const char *table,
                                 GError **error) {
    if (*statement) return *statement;
    g_autofree char *columns = package_columns(table);
    g_autoptr(GString) marks = g_string_new("?");
    for (const char *p = columns; *p; p++)
        if (*p == ',') g_string_append(marks, ", ?");
    g_autofree char *sql =
        g_strdup_printf("INSERT INTO temp.staged_%s (%s) VALUES (%s)", table, columns, marks->str);
    *statement = database_prepare(self->database, sql, error);
    return *statement;
}

/*
 * What is staged under this key already: nothing, the same, or another text. Of two texts of one
 * address the later published one is kept, whatever the order in which they come.
 */
typedef enum { STAGED_NOT, STAGED_BETTER, STAGED_WORSE, STAGED_UNKNOWN } Staged;

static Staged staged_as(Store *self, const Entry *entry, GError **error) {
    auto_statement *look =
        database_prepare(self->database,
                         "SELECT (coalesce(published, ''), digest) < (coalesce(?2, ''), ?3) FROM"
                         " temp.staged_articles WHERE article_key = ?1",
                         error);
    if (!look) return STAGED_UNKNOWN;
    g_autoptr(GError) bad = NULL;
    bind_text(look, 1, entry->key);
    bind_text(look, 2, entry->article->published);
    bind_text(look, 3, entry->digest);
    if (database_row(self->database, look, &bad))
        return sqlite3_column_int(look, 0) ? STAGED_WORSE : STAGED_BETTER;
    if (!bad) return STAGED_NOT;
    g_propagate_error(error, g_steal_pointer(&bad));
    return STAGED_UNKNOWN;
}

static gboolean unstage(Store *self, const char *key, GError **error) {
    static const char *const tables[] = {"articles", "reports", "extents"};
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *sql =
            g_strdup_printf("DELETE FROM temp.staged_%s WHERE article_key = ?", tables[i]);
        auto_statement *statement = database_prepare(self->database, sql, error);
        if (!statement) return FALSE;
        bind_text(statement, 1, key);
        if (!database_step(self->database, statement, error)) return FALSE;
    }
    return TRUE;
}

static gboolean stage_entry(Store *self, const Entry *entry, GBytes *sketch, guint n_reports,
                            GError **error) {
    const Article *article = entry->article;
    sqlite3_stmt *row = insert_into(self, &self->stage_article, "articles", error);
    if (!row) return FALSE;
    const char *const texts[] = {entry->key,   article->id,    article->source,
                                 article->url, article->title, article->published};
    int column = 1;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) bind_text(row, column++, texts[i]);
    sqlite3_bind_int(row, column++, article->is_sample);
    sqlite3_bind_int(row, column++, (int)n_reports);
    sqlite3_bind_null(row, column++); /* copy_of: known once all are there */
    bind_text(row, column++, entry->digest);
    row_bind_blob(row, column++, sketch);
    sqlite3_bind_null(row, column++); /* run */
    return database_step(self->database, row, error);
}

static gboolean stage_extent(Store *self, const char *key, const Incident *incident,
                             GError **error) {
    const char *kind = NULL;
    g_autoptr(GBytes) extent = record_extent_blob(incident, &kind);
    if (!extent) return TRUE;
    sqlite3_stmt *row = insert_into(self, &self->stage_extent, "extents", error);
    if (!row) return FALSE;
    row_bind_blob(row, 1, extent);
    bind_text(row, 2, key);
    bind_text(row, 3, incident->id);
    bind_text(row, 4, kind);
    sqlite3_bind_null(row, 5); /* incident: known after merging */
    sqlite3_bind_null(row, 6); /* is_shown */
    return database_step(self->database, row, error);
}

static gboolean stage_report(Store *self, const char *key, const Incident *incident,
                             GError **error) {
    sqlite3_stmt *row = insert_into(self, &self->stage_report, "reports", error);
    if (!row) return FALSE;
    g_autoptr(GBytes) point = record_point_blob(incident);
    row_bind_blob(row, 1, point);
    int column = row_bind_record(row, 2, incident);
    bind_text(row, column++, key);
    for (int i = 0; i < 3; i++) sqlite3_bind_null(row, column++); /* known after merging */
    return database_step(self->database, row, error) && stage_extent(self, key, incident, error);
}

static gboolean stage(Store *self, const Entry *entry, GBytes *sketch, const GPtrArray *incidents,
                      GError **error) {
    Staged staged = staged_as(self, entry, error);
    if (staged == STAGED_UNKNOWN) return FALSE;
    if (staged == STAGED_BETTER) return TRUE;
    if (staged == STAGED_WORSE && !unstage(self, entry->key, error)) return FALSE;
    if (!stage_entry(self, entry, sketch, incidents->len, error)) return FALSE;
    for (guint i = 0; i < incidents->len; i++)
        if (!stage_report(self, entry->key, incidents->pdata[i], error)) return FALSE;
    return TRUE;
}

gboolean store_add_article(Store *self, const Text *text, const GPtrArray *incidents,
                           GError **error) {
    const Article *article = text->article;
    g_auto(Entry) entry = {key_of(article), digest_of(article, incidents), article};
    g_autoptr(GBytes) sketch = sketch_new(text);
    return stage(self, &entry, sketch, incidents, error);
}

/* ---- tables of incidents ------------------------------------------------------------------------
 */

/* The incidents of one article: those that name it and its address. */
static gboolean stage_table_article(Store *self, const GPtrArray *incidents, GError **error) {
    const Incident *first = incidents->pdata[0];
    Article article = {.id = first->article ? first->article : first->id,
                       .source = first->source,
                       .url = first->url,
                       .published = first->published,
                       .is_sample = first->is_sample};
    bool has_url = article.url && *article.url;
    g_auto(Entry) entry = {
        has_url ? g_strdup(article.url)
                : g_strdup_printf("%s#%s", article.id, article.source ? article.source : ""),
        digest_of(&article, incidents), &article};
    return stage(self, &entry, NULL, incidents, error);
}

static gint by_article(gconstpointer a, gconstpointer b) {
    const Incident *x = *(Incident *const *)a, *y = *(Incident *const *)b;
    int order = g_strcmp0(x->url, y->url);
    if (order == 0) order = g_strcmp0(x->source, y->source);
    if (order == 0) order = g_strcmp0(x->article, y->article);
    return order ? order : g_strcmp0(x->id, y->id);
}

static bool is_same_article(const Incident *a, const Incident *b) {
    return a->article && !g_strcmp0(a->article, b->article) && !g_strcmp0(a->url, b->url) &&
           !g_strcmp0(a->source, b->source);
}

gboolean store_add_incidents(Store *self, const GPtrArray *incidents, GError **error) {
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    for (guint i = 0; i < incidents->len; i++) {
        const Incident *incident = incidents->pdata[i];
        if (incident->id) {
            g_ptr_array_add(sorted, incidents->pdata[i]);
            continue;
        }
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("incident %u of the table has no id: a store cannot take it"), i + 1);
        return FALSE;
    }
    g_ptr_array_sort(sorted, by_article);
    for (guint i = 0; i < sorted->len;) {
        g_autoptr(GPtrArray) own = g_ptr_array_new();
        const Incident *first = sorted->pdata[i];
        g_ptr_array_add(own, sorted->pdata[i++]);
        while (i < sorted->len && is_same_article(first, sorted->pdata[i]))
            g_ptr_array_add(own, sorted->pdata[i++]);
        if (!stage_table_article(self, own, error)) return FALSE;
    }
    return TRUE;
}

/* ---- another store ------------------------------------------------------------------------------
 */

static gboolean copy_tables(Store *self, GError **error) {
    static const char *const tables[] = {"reports", "extents", "articles"};
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *columns = package_columns(tables[i]);
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO temp.staged_%s (%s) SELECT %s FROM other.%s WHERE article_key NOT IN"
            " (SELECT article_key FROM temp.staged_articles) ORDER BY fid",
            tables[i], columns, columns, tables[i]);
        if (!database_run(self->database, sql, error)) return FALSE;
    }
    g_autofree char *columns = package_columns("decisions");
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO temp.staged_decisions (%s) SELECT %s FROM other.decisions"
        " ORDER BY fid",
        columns, columns);
    return database_run(self->database, sql, error);
}

gboolean store_add_store(Store *self, const char *path, GError **error) {
    g_autoptr(Database) other = database_open(path, FALSE, NULL, NULL, error);
    gint64 version;
    if (!other || !package_check(other, error) || !package_version(other, &version, error))
        return FALSE;
    if (version != STORE_SCHEMA_VERSION) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("'%s' is of an older version: bring it up to date with 'kharita ingest %s'"),
                    path, path);
        return FALSE;
    }
    auto_statement *attach = database_prepare(self->database, "ATTACH ? AS other", error);
    if (!attach) return FALSE;
    bind_text(attach, 1, other->name);
    gboolean done = database_step(self->database, attach, error) && copy_tables(self, error);
    g_autoptr(GError) ignored = NULL;
    database_run(self->database, "DETACH other", done ? error : &ignored);
    return done;
}
