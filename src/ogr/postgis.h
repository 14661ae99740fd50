/* postgis: incidents into the table "incidents" of a PostgreSQL database. Private to ogr/. */
#pragma once

#include "ogr/ogr.h"

/* Is the target a database of PostgreSQL: "PG:dbname=…", "postgresql://…"? */
bool postgis_takes(const char *target);
/* The target without its password, for messages. The caller frees it. */
char *postgis_name(const char *target);
/*
 * Adds the incidents to the table, which is made where there is none; a row of the same id is
 * replaced where it says something else. Many may write at once. Failures stand in GDAL's last
 * error; then nothing was added.
 */
gboolean postgis_write(const char *target, ExportGeometry geometry,
                       const Incident *const *incidents, guint n);
