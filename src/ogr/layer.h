/* layer: a table of incidents in any dataset of GDAL. Private to ogr/. */
#pragma once

#include <gdal.h>

#include "ogr/ogr.h"
#include "store/fields.h"

/* Creates the table `name` with the record's columns and writes the incidents into it, in one
 * transaction where the driver has them. Failures stand in GDAL's last error. */
gboolean layer_fill(GDALDatasetH dataset, const char *name, const char *const *options,
                    ExportGeometry geometry, const Incident *const *incidents, guint n);
/* The type of a field's column in SQL. */
const char *layer_sql_type(const RecordField *field);
