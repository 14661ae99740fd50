/* ingest: the parts of taking articles into a store. Private to the store. */
#pragma once

#include "store/decisions.h"
#include "store/package.h"

/* Owns its database and the statements that stage. */
struct Store {
    Database *database;
    sqlite3_stmt *stage_article, *stage_report, *stage_extent;
};

/* Merges all reports anew and brings the tables up to what comes out, writing only what differs;
 * adds the rows written to `ret_n_changes`. Inside a transaction. */
gboolean store_rebuild(Store *self, const StoreOptions *options, Decisions *decisions,
                       guint *ret_n_changes, GError **error);
