/*
 * ogr: the module kharita-ogr, opened only where GDAL is needed, since loading libgdal costs more
 * than drawing a map. It offers one table of functions; nothing else of it is called.
 */
#pragma once

#include "store/store.h"

/* The symbol that the program looks up: a function without arguments. */
#define OGR_MODULE_SYMBOL "kharita_ogr_module"

enum { OGR_MODULE_VERSION = 3 };

/* What a compiled basemap holds, for the command to say. */
typedef struct {
    guint n_layers, n_features, n_points;
    gboolean has_relief;
} BasemapSummary;

typedef struct {
    guint version; /* OGR_MODULE_VERSION of the module's build */
    /* Compiles the layers of `folder` (NAME-LEVEL.fgb, relief.tif) into the file `path`. Fails on a
     * layer that cannot be read and on a folder without layers. */
    gboolean (*build_basemap)(const char *folder, const char *path, BasemapSummary *ret_summary,
                              GError **error);
    /* Formats beside those of export_formats(), a NULL-ended array of names: gpkg fgb xlsx. */
    const char *const *formats;
    /* Writes all incidents as options->format into `path` ("-": standard output); the file is whole
     * or absent. FlatGeobuf has no room for what is unplaced: it is left out there. */
    gboolean (*write)(const char *path, const ExportOptions *options,
                      const Incident *const *incidents, guint n, GError **error);
    /* Writes them as table "incidents" to whatever GDAL can write to ("x.ods"); a table of that
     * name is replaced. In PostGIS ("PG:dbname=…") they are added to it, each known by its id. */
    gboolean (*write_to)(const char *target, const ExportOptions *options,
                         const Incident *const *incidents, guint n, GError **error);
    /* The incidents of a file that `write` made (gpkg, fgb): GPtrArray of Incident. Fails on any
     * other. */
    GPtrArray *(*read)(const char *path, GError **error);
    /* Has this machine's GDAL WebP, and a PNG as WebP, pixel by pixel. */
    bool (*has_webp)(void);
    gboolean (*write_webp)(const char *png, const char *path, GError **error);
} OgrModule;

/* Lives as long as the program. */
const OgrModule *kharita_ogr_module(void);
