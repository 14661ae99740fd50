/*
 * store: incidents as data: the formats that others read. Formats that need no library beyond JSON
 * are written here; those of GDAL (GeoPackage, KML, FlatGeobuf, XLSX, PostGIS …) by the module
 * kharita-ogr.
 */
#pragma once

#include "incident/incident.h"

typedef enum { GEOMETRY_POINT, GEOMETRY_AREA } ExportGeometry;

typedef struct {
    const char *format; /* jsonl geojson csv acled-csv timemap, and those of the module */
    ExportGeometry geometry;
    bool bom; /* CSV begins with a byte order mark, for spreadsheets */
} ExportOptions;

/* Writes incidents one by one, in the order given; what the format needs at the end is written by
 * export_finish. */
typedef struct Exporter Exporter;

/* Opens "-" or a file written whole. Fails on an unknown format (and says which there are). */
Exporter *exporter_open(const char *path, const ExportOptions *options, GError **error);
gboolean exporter_add(Exporter *self, const Incident *incident, GError **error);
/* Ends the file and puts it in place. */
gboolean exporter_finish(Exporter *self, GError **error);
void exporter_free(Exporter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Exporter, exporter_free)

/* The formats, a NULL-ended array of names. */
const char *const *export_formats(void);

/* Reads incidents back from what `extract` wrote as GeoJSON, JSON lines or CSV: GPtrArray of
 * Incident. */
GPtrArray *incidents_read(const char *path, GError **error);
/* Does the file look like one that incidents_read takes (and not like articles)? */
gboolean incidents_sniff(const char *path);
