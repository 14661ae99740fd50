/* webp: pictures for pages, by GDAL's WEBP driver. Private to ogr/. */
#pragma once

#include "base/base.h"

bool webp_is_there(void);
gboolean webp_from_png(const char *png, const char *path, GError **error);
