/* import: the table "incidents" of a GeoPackage or FlatGeobuf back as records. Private to ogr/. */
#pragma once

#include "store/store.h"

/* What a file that `ogr_export` wrote holds: GPtrArray of Incident. Fails on a file without such a
 * table. */
GPtrArray *ogr_import(const char *path, GError **error);
