/* rebuild: what the two halves of merging anew share. Private to the store. */
#pragma once

#include "store/ingest.h"
#include "store/merge.h"

/* All reports, light enough to hold a whole store. */
typedef struct {
    Store *store;
    const StoreOptions *options;
    Decisions *decisions;
    GStringChunk *strings; /* of the reports; each kept once */
    GHashTable *texts;     /* key of an article → number of its text + 1 */
    GArray *reports;       /* MergeReport; `article` is the article's key */
    GArray *fids;          /* gint64 of each report */
    GArray *merged;        /* Merged of each report */
    GHashTable *used_ids;  /* ids of the incidents made so far */
    guint *n_changes;
} Rebuild;

/* Runs a statement that changes a table of the store, and counts the rows. */
gboolean rebuild_change(Rebuild *self, sqlite3_stmt *statement, GError **error);
const MergeReport *rebuild_report(const Rebuild *self, guint i);
/* Makes the incidents of all groups, and writes those that differ from what stands there. */
gboolean rebuild_write_incidents(Rebuild *self, GError **error);
