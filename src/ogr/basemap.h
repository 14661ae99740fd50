/* basemap: the layers that git keeps become the one file that drawing maps. Private to ogr/. */
#pragma once

#include "ogr/ogr.h"

gboolean basemap_build(const char *folder, const char *path, BasemapSummary *ret_summary,
                       GError **error);
