/* export: incidents in the formats that GDAL writes. Private to ogr/. */
#pragma once

#include "ogr/ogr.h"

extern const char *const OGR_EXPORT_FORMATS[];

gboolean ogr_export(const char *path, const ExportOptions *options,
                    const Incident *const *incidents, guint n, GError **error);
gboolean ogr_export_to(const char *target, const ExportOptions *options,
                       const Incident *const *incidents, guint n, GError **error);
