/*
 * store: incidents as data: the formats that others read. Formats that need no library beyond JSON
 * are written here; those of GDAL (GeoPackage, FlatGeobuf, XLSX, PostGIS …) by the module
 * kharita-ogr.
 */
#pragma once

#include "incident/incident.h"

typedef enum { GEOMETRY_POINT, GEOMETRY_AREA } ExportGeometry;

typedef struct {
    const char *format; /* jsonl geojson csv acled-csv timemap kml, and those of the module */
    ExportGeometry geometry;
    bool bom; /* CSV begins with a byte order mark, for spreadsheets */
} ExportOptions;

/* Writes incidents one by one, in the order given; what the format needs at the end is written by
 * export_finish. */
typedef struct Exporter Exporter;

/* Opens "-" or a file written whole. Fails on an unknown format (and says which there are). */
Exporter *exporter_open(const char *path, const ExportOptions *options, GError **error);
gboolean exporter_add(Exporter *self, const Incident *incident, GError **error);
/* Writes an article's incidents as one line, {"article": …, "incidents": [ … ]}: JSON lines alone.
 */
gboolean exporter_add_article(Exporter *self, const char *article, const GPtrArray *incidents,
                              GError **error);
/* Ends the file and puts it in place. */
gboolean exporter_finish(Exporter *self, GError **error);
void exporter_free(Exporter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Exporter, exporter_free)

/* The formats, a NULL-ended array of names. */
const char *const *export_formats(void);

/* Reads incidents back from what `extract` wrote as GeoJSON, JSON lines or CSV: GPtrArray of
 * Incident. */
GPtrArray *incidents_read(const char *path, GError **error);
/* Does the file look like one that incidents_read takes (and not like articles)? */
gboolean incidents_sniff(const char *path);

/* ---- what people decided -----------------------------------------------------------------------
 */

/*
 * Verdicts on incidents by their id, read from tables that people keep (columns id, decision,
 * value, note) and never written by the program:
 *
 *   confirm · reject · move (a place's id, or LON,LAT[,RADIUS_M]) · retype · redate (a day, or
 *   DAY..DAY) · actor · target (ids of the actors) · killed · injured (N, N-M or unknown) ·
 *   same · different (the id of another report: for the store)
 */
typedef struct Decisions Decisions;

/* Empty. */
Decisions *decisions_new(void);
void decisions_free(Decisions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Decisions, decisions_free)
/*
 * Adds a table's rows. What is wrong with any of them is added to `ret_bad` as "FILE, line N: …";
 * FALSE with `error` set only where the table as a whole cannot be read.
 */
gboolean decisions_read(Decisions *self, const char *path, const Gazetteer *gazetteer,
                        GPtrArray *ret_bad, GError **error);
/* How many rows there are. */
guint decisions_n(const Decisions *self);
/* Applies what was decided on an incident, in the order of the rows; its status says so. */
void decisions_apply(Decisions *self, Incident *incident, const Gazetteer *gazetteer);
/* Rows that were of no use, as "FILE, line N: …": those whose id no incident had, and `same` and
 * `different` outside a store or of reports that it does not have. The caller unrefs the array. */
GPtrArray *decisions_unmet(const Decisions *self, bool in_store);

/* ---- the store ---------------------------------------------------------------------------------
 */

/*
 * A GeoPackage that holds what articles told and what was made of it. Taking in goes in two steps:
 * articles are staged (nothing is written, so that many may read and stage at once), then
 * store_commit writes all of them in one transaction. A kill at any moment leaves the old state or
 * the new one.
 */
typedef struct Store Store;

/* Opens a store for writing, or names a new one. `waiting` is called once when another program is
 * writing and this one must wait. Fails on a later version's store and on any other file. */
Store *store_open(const char *path, void (*waiting)(void *data), void *data, GError **error);
void store_free(Store *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_free)
/* Stages an article with its incidents. The same article staged again counts once. */
gboolean store_add_article(Store *self, const Text *text, const GPtrArray *incidents,
                           GError **error);
/* Stages the incidents of a table, by the articles that they name. */
gboolean store_add_incidents(Store *self, const GPtrArray *incidents, GError **error);
/* Stages all that another store holds, as it was read there. */
gboolean store_add_store(Store *self, const char *path, GError **error);

typedef struct {
    bool merge;           /* FALSE: each report is an incident of its own */
    Decisions *decisions; /* added to the store's own; may be NULL */
    const Gazetteer *gazetteer;
} StoreOptions;

typedef struct {
    guint n_new, n_changed, n_known; /* articles of this run */
    guint n_copies;                  /* articles in the store that print another one's text */
    guint n_articles, n_reports, n_incidents;
    guint n_decisions;    /* new ones */
    gboolean has_changed; /* FALSE: the file was not touched */
} StoreSummary;

/* Writes what is staged, merges anew, applies all decisions. */
gboolean store_commit(Store *self, const StoreOptions *options, StoreSummary *ret_summary,
                      GError **error);

/* Is the file a store? */
gboolean store_sniff(const char *path);
/*
 * The incidents of a store, by date: GPtrArray of Incident. With a `filter`, which may be NULL,
 * some of those that its box and days leave out are not read, by index; what else it asks for, and
 * who passes, is told by incident_filter_passes. Those that `decisions` (NULL: none) speak of are
 * read in any case: they may be moved into the box.
 */
GPtrArray *store_read(const char *path, const IncidentFilter *filter, const Decisions *decisions,
                      GError **error);

/* ---- tables of others --------------------------------------------------------------------------
 */

/*
 * Which columns of somebody else's table hold what, as "lon=longitude,date=event_date,…": ours on
 * the left: keys of the record, and date, killed, injured for both ends of them. NULL with `error`
 * set for a key that is none, and without lon and lat.
 */
typedef struct ColumnMap ColumnMap;
ColumnMap *column_map_new(const char *words, GError **error);
void column_map_free(ColumnMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ColumnMap, column_map_free)
/*
 * Reads such a table (CSV) as incidents: GPtrArray of Incident. Rows that make no sense are left
 * out and named in `ret_bad` as "FILE, record N: …"; what had to be guessed stands in `ret_notes`.
 */
GPtrArray *incidents_read_columns(const char *path, const ColumnMap *map, GPtrArray *ret_bad,
                                  GPtrArray *ret_notes, GError **error);
