/* module: opens kharita-ogr, the part that needs GDAL, when a command first asks for it. */
#pragma once

#include "ogr/ogr.h"

/* The module's functions; opened once and never closed. Fails when the file is not there, or is of
 * another build. */
const OgrModule *module_open(GError **error);
