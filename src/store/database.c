/* SQLite's calls with GError. */
#include "store/database.h"

#include <glib/gstdio.h>

/* One writer at a time: another waits this long for its turn. A commit takes seconds at most. */
enum { WAIT_SECONDS = 120, WAIT_STEP_MS = 20 };

static gboolean fail(Database *self, int code, GError **error) {
    const char *why = self->handle ? sqlite3_errmsg(self->handle) : sqlite3_errstr(code);
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT,
                        _("'%s' is being written by another program; waited %d seconds, gave up"),
                        self->path, WAIT_SECONDS);
            return FALSE;
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                        _("'%s' is no whole GeoPackage: %s"), self->path, why);
            return FALSE;
        case SQLITE_READONLY:
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT, _("cannot write '%s': %s"),
                        self->path, why);
            return FALSE;
        default:
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT, _("cannot use '%s': %s"),
                        self->path, why);
            return FALSE;
    }
}

/* Another writer holds the file: waits a little and says so once. */
static int on_busy(void *data, int n) {
    Database *self = data;
    if (n >= WAIT_SECONDS * 1000 / WAIT_STEP_MS) return 0;
    if (n > 0 && !self->has_waited && self->waiting) {
        self->has_waited = TRUE;
        self->waiting(self->waiting_data);
    }
    g_usleep(WAIT_STEP_MS * 1000);
    return 1;
}

/*
 * Readers open for writing too, because what a killed writer left must be rolled back before
 * anybody can read; where the file may not be written they read it as it is. NOFOLLOW is not asked
 * for: a newsroom may link its store.
 */
static int open_handle(Database *self, gboolean write) {
    int flags = write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
    int code = sqlite3_open_v2(self->name, &self->handle, flags, NULL);
    if (code == SQLITE_OK || write) return code;
    sqlite3_close(self->handle);
    return sqlite3_open_v2(self->name, &self->handle, SQLITE_OPEN_READONLY, NULL);
}

Database *database_open(const char *path, gboolean write, DatabaseWaiting waiting, void *data,
                        GError **error) {
    g_autoptr(Database) self = g_new0(Database, 1);
    self->path = g_strdup(path);
    /* Names that SQLite would read as more than a name (":memory:", "file:…", "") become paths. */
    self->name = g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(".", path, NULL);
    self->waiting = waiting;
    self->waiting_data = data;
    int code = open_handle(self, write);
    if (code != SQLITE_OK) {
        fail(self, code, error);
        return NULL;
    }
    sqlite3_extended_result_codes(self->handle, 1);
    sqlite3_busy_handler(self->handle, on_busy, self);
    /* A foreign file is data: its views run nothing when it is read. A writer's triggers must run:
     * a spatial index is kept by them. */
    sqlite3_db_config(self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (!write) sqlite3_db_config(self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    /* EXTRA syncs the folder too: a commit that was reported is there after a power cut. */
    if (!database_run(self, "PRAGMA synchronous = EXTRA", error)) return NULL;
    return g_steal_pointer(&self);
}

void database_close(Database *self) {
    if (!self) return;
    sqlite3_close_v2(self->handle);
    g_free(self->path);
    g_free(self->name);
    g_free(self);
}

gboolean database_run(Database *self, const char *sql, GError **error) {
    int code = sqlite3_exec(self->handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || fail(self, code, error);
}

sqlite3_stmt *database_prepare(Database *self, const char *sql, GError **error) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(self->handle, sql, -1, &statement, NULL);
    if (code != SQLITE_OK) fail(self, code, error);
    return statement;
}

gboolean database_row(Database *self, sqlite3_stmt *statement, GError **error) {
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) return TRUE;
    if (code != SQLITE_DONE) fail(self, code, error);
    return FALSE;
}

gboolean database_step(Database *self, sqlite3_stmt *statement, GError **error) {
    int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE || code == SQLITE_ROW || fail(self, code, error);
}

gboolean database_number(Database *self, const char *sql, gint64 fallback, gint64 *ret_number,
                         GError **error) {
    auto_statement *statement = database_prepare(self, sql, error);
    if (!statement) return FALSE;
    int code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fail(self, code, error);
    *ret_number = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : fallback;
    return TRUE;
}

gboolean database_has_table(Database *self, const char *name, gboolean *ret_has, GError **error) {
    auto_statement *statement = database_prepare(
        self, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", error);
    if (!statement) return FALSE;
    bind_text(statement, 1, name);
    int code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fail(self, code, error);
    *ret_has = code == SQLITE_ROW;
    return TRUE;
}

void bind_text(sqlite3_stmt *statement, int column, const char *text) {
    if (text)
        sqlite3_bind_text(statement, column, text, -1, SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, column);
}

const char *column_text(sqlite3_stmt *statement, int column) {
    return (const char *)sqlite3_column_text(statement, column);
}
