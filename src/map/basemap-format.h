/*
 * basemap-format: the compiled basemap as it lies in its file: what src/ogr/basemap.c writes and
 * src/map/basemap.c reads. Arrays of a Pack:
 *
 *   layers    BasemapLayer    sorted by name, then level
 *   features  FeatureRecord   those of a layer follow each other along a Hilbert curve
 *   blocks    LonLatBox       around each BLOCK_FEATURES features of a layer
 *   points    LonLat
 *   parts     guint32         per feature, as in Shape
 *   strings   char            each ended by NUL; offset 0 is ""
 *   relief    guint8          one grey raster, rows from the north; may be empty
 *   relief-box LonLatBox, relief-size guint32[2]
 *
 * Neighbours in the file are neighbours on the map, so the boxes of blocks are small: a visit
 * compares a few hundred boxes and comes in file order without sorting.
 */
#pragma once

#include "base/base.h"

#define BASEMAP_MAGIC "kharita-basemap"

enum { BASEMAP_VERSION = 1, BLOCK_FEATURES = 32 };

typedef struct {
    guint32 name; /* in strings */
    guint32 level;
    guint32 first_feature, n_features;
    guint32 first_block, n_blocks;
} BasemapLayer;

typedef struct {
    LonLatBox box;
    guint32 kind, name_ar, name_en, ref; /* in strings */
    gint32 rank;
    guint32 first_point, n_points;
    guint32 first_part, n_parts;
    guint32 unused;
} FeatureRecord;
