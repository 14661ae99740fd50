/*
 * package: the store's tables in a GeoPackage, and records as their rows. Private to the store.
 *
 *   articles ──< reports >── incidents        an article tells of incidents: a report each;
 *                   │                         reports of one event are one incident
 *                extents                      where the true place lies: area, line or circle
 *   runs, decisions, kharita_store            what was taken in when, what people decided, version
 */
#pragma once

#include "store/fields.h"
#include "store/geopackage.h"

/* The form of the tables. An older store is brought up to it, a newer one refused. */
enum { STORE_SCHEMA_VERSION = 1 };

/* Is the file a store? FALSE for any other SQLite file. */
gboolean package_is_store(Database *database, gboolean *ret_is, GError **error);
/* The version of the store's tables; 0 where the file has none yet. */
gboolean package_version(Database *database, gint64 *ret_version, GError **error);
/* Are its tables those that this program writes? */
gboolean package_is_current(Database *database, gboolean *ret_is, GError **error);
/* The record's columns of a table as it stands, for a SELECT: NULL for those that an older store
 * does not have. The caller frees it. */
char *package_present_record_columns(Database *database, const char *table, GError **error);
/* Fails on a store of a later version, and on a GeoPackage that is none. */
gboolean package_check(Database *database, GError **error);
/*
 * Makes the store's tables, or brings those of an older version up to date: tables and columns that
 * are not there are added. Inside the caller's transaction.
 */
gboolean package_migrate(Database *database, GError **error);
/* Makes temp.staged_articles, staged_reports and staged_extents, with the columns of the others. */
gboolean package_create_staging(Database *database, GError **error);
/* The columns of a table that hold the record, as "\"id\", \"cluster\", …"; with `prefix` before
 * each. The caller frees it. */
char *package_record_columns(const char *prefix);
/* All columns of `reports`, `extents` or `articles` but fid. The caller frees it. */
char *package_columns(const char *table);

/* Binds the values of the record from `column` on; returns the next column. */
int row_bind_record(sqlite3_stmt *statement, int column, const Incident *incident);
/* Binds a blob that the statement copies, NULL as null. */
void row_bind_blob(sqlite3_stmt *statement, int column, GBytes *blob);
/* The record in a row whose columns from `column` on are those of package_record_columns. */
Incident *row_read_record(sqlite3_stmt *statement, int column, GError **error);
/* The point of a record as a blob, NULL where it is unplaced. */
GBytes *record_point_blob(const Incident *incident);
/* Its area or line, else the circle of its radius, else NULL; `ret_kind`: area, line, circle. */
GBytes *record_extent_blob(const Incident *incident, const char **ret_kind);
/* A checksum over all that the record says, its shape included. The caller frees it. */
char *record_digest(const Incident *incident);

/* The default style of a table of incidents, as QGIS reads it. The caller frees it. */
char *qgis_style_of_incidents(void);
char *qgis_style_of_extents(void);
