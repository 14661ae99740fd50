/* The module's table of functions: what the program finds when it opens kharita-ogr. */
#include "ogr/basemap.h"
#include "ogr/ogr.h"

static const OgrModule MODULE = {
    .version = OGR_MODULE_VERSION,
    .build_basemap = basemap_build,
};

const OgrModule *kharita_ogr_module(void) { return &MODULE; }
