/*
 * geopackage: what makes a SQLite file one that QGIS and GDAL open: the tables of the GeoPackage
 * standard (OGC 12-128r18, 1.3.1), geometries as its blobs, default styles. Private to the store.
 */
#pragma once

#include "store/database.h"

/* A table of the package. */
typedef struct {
    const char *name;
    const char *geometry; /* POINT, GEOMETRY …; NULL: a table without a place */
    const char *title, *description;
} PackageTable;

/* Makes the standard's own tables where they are not there. */
gboolean geopackage_create(Database *database, GError **error);
/* Enters a table into the package's lists, once. */
gboolean geopackage_register(Database *database, const PackageTable *table, GError **error);
/* Writes the box around a table's geometries into the list of contents, where it has changed. */
gboolean geopackage_update_box(Database *database, const char *table, GError **error);
/* The standard's functions on blobs, which the triggers of a spatial index (made by QGIS) call. */
gboolean geopackage_add_functions(Database *database, GError **error);
/* Adds a QGIS style as the default of a table, unless the table has one: a desk's own stays. */
gboolean geopackage_add_style(Database *database, const char *table, const char *name,
                              const char *qml, GError **error);

/* Geometries as blobs: a point, a shape's lines or areas, a circle on the ellipsoid. */
GBytes *geometry_blob_point(LonLat point);
GBytes *geometry_blob_shape(const Shape *shape);
GBytes *geometry_blob_circle(LonLat centre, double radius_m);
/* Lines or areas of a blob as a new shape; NULL for points and for what is no geometry. */
Shape *geometry_blob_read(const void *bytes, gsize len);
/* The box around a blob's geometry; FALSE for what is none, or empty. */
gboolean geometry_blob_box(const void *bytes, gsize len, LonLatBox *ret_box);
