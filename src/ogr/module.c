/* The module's table of functions: what the program finds when it opens kharita-ogr. */
#include "ogr/basemap.h"
#include "ogr/export.h"
#include "ogr/import.h"
#include "ogr/ogr.h"
#include "ogr/webp.h"

static const OgrModule MODULE = {
    .version = OGR_MODULE_VERSION,
    .build_basemap = basemap_build,
    .formats = OGR_EXPORT_FORMATS,
    .write = ogr_export,
    .write_to = ogr_export_to,
    .read = ogr_import,
    .has_webp = webp_is_there,
    .write_webp = webp_from_png,
};

const OgrModule *kharita_ogr_module(void) { return &MODULE; }
