/*
 * database: SQLite with this project's errors: a file opened for one writer and many readers,
 * statements that clean up after themselves. Private to the store.
 */
#pragma once

#include <sqlite3.h>

#include "base/base.h"

static inline void sqlite3_finalize_auto(sqlite3_stmt **p) { sqlite3_finalize(*p); }
#define auto_statement __attribute__((cleanup(sqlite3_finalize_auto))) sqlite3_stmt

/* Says that another program is writing and that this one waits. */
typedef void (*DatabaseWaiting)(void *data);

/* One file. Owns its handle and its names. */
typedef struct {
    sqlite3 *handle;
    char *path;              /* as it was given, for messages */
    char *name;              /* as SQLite takes it */
    DatabaseWaiting waiting; /* called once when the first wait begins, or NULL */
    void *waiting_data;
    gboolean has_waited;
} Database;

/*
 * Opens a file for reading, or for writing where `write` (it is made when it is not there). Fails
 * on what is no SQLite file. What a killed writer left half done is rolled back by SQLite here.
 */
Database *database_open(const char *path, gboolean write, DatabaseWaiting waiting, void *data,
                        GError **error);
/* Closes; what was not committed is rolled back. Takes NULL. */
void database_close(Database *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Database, database_close)

/* Runs statements without results. */
gboolean database_run(Database *self, const char *sql, GError **error);
/* Prepares one statement; finalize it. NULL with `error` set where it fails. */
sqlite3_stmt *database_prepare(Database *self, const char *sql, GError **error);
/* Steps to the next row; FALSE at the end (error unset) or on failure (error set). */
gboolean database_row(Database *self, sqlite3_stmt *statement, GError **error);
/* Runs a prepared statement without results, and makes it ready to run again. */
gboolean database_step(Database *self, sqlite3_stmt *statement, GError **error);
/* The first number that a query gives, `fallback` where it gives no row. */
gboolean database_number(Database *self, const char *sql, gint64 fallback, gint64 *ret_number,
                         GError **error);
/* Is there a table of this name? */
gboolean database_has_table(Database *self, const char *name, gboolean *ret_has, GError **error);

/* Binds a text, NULL as null; the text must live until the statement has run. */
void bind_text(sqlite3_stmt *statement, int column, const char *text);
/* A text column as a borrowed string, NULL where it is null. */
const char *column_text(sqlite3_stmt *statement, int column);
