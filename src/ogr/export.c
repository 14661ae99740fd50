/*
 * export: one table "incidents" for GDAL to write, with the record's keys as the store has them
 * (store/fields.h), so that a GeoPackage and a CSV have the same columns. Files are made in memory
 * and then written whole.
 */
#include "ogr/export.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "store/fields.h"

static const char LAYER[] = "incidents";

typedef struct {
    const char *name, *driver, *ending;
    const char *const *dataset_options, *const *layer_options;
} OgrFormat;

static const char *const GPKG_LAYER_OPTIONS[] = {"GEOMETRY_NAME=geom", NULL};

static const OgrFormat FORMATS[] = {
    {"gpkg", "GPKG", "gpkg", NULL, GPKG_LAYER_OPTIONS},
    {"kml", "LIBKML", "kml", NULL, NULL},
    {"fgb", "FlatGeobuf", "fgb", NULL, NULL},
    {"xlsx", "XLSX", "xlsx", NULL, NULL},
};

const char *const OGR_EXPORT_FORMATS[] = {"gpkg", "kml", "fgb", "xlsx", NULL};
G_STATIC_ASSERT(G_N_ELEMENTS(OGR_EXPORT_FORMATS) == G_N_ELEMENTS(FORMATS) + 1);

/* What drivers would else take from the clock, or from columns of names of their own. */
static const char *const CONFIG[][2] = {
    {"OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"},
    {"LIBKML_NAME_FIELD", "place_ar"},
    {"LIBKML_DESCRIPTION_FIELD", "quote"},
    {"LIBKML_BEGIN_FIELD", "date_start"},
    {"LIBKML_END_FIELD", "date_end"},
    {"LIBKML_TIMESTAMP_FIELD", "no-such-column"},
};

static void configure(bool on) {
    for (guint i = 0; i < G_N_ELEMENTS(CONFIG); i++)
        CPLSetThreadLocalConfigOption(CONFIG[i][0], on ? CONFIG[i][1] : NULL);
}

static gboolean fail(GError **error, const char *path) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT, "cannot write '%s': %s", path,
                *CPLGetLastErrorMsg() ? CPLGetLastErrorMsg() : "GDAL does not say why");
    return FALSE;
}

/* ---- columns ----------------------------------------------------------------------------------
 */

static OGRFieldType column_type(const RecordField *field) {
    switch (field->kind) {
        case VALUE_COUNT:
        case VALUE_HARM:
        case VALUE_PRECISION:
        case VALUE_OFFSET:
        case VALUE_BOOL:
            return OFTInteger;
        case VALUE_SHARE:
        case VALUE_DEGREES:
        case VALUE_METRES:
            return OFTReal;
        default:
            return record_is_date(field) ? OFTDate : OFTString;
    }
}

static gboolean create_columns(OGRLayerH layer) {
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = record_column(&fields[i]);
        OGRFieldDefnH column = OGR_Fld_Create(name, column_type(&fields[i]));
        if (fields[i].kind == VALUE_BOOL) OGR_Fld_SetSubType(column, OFSTBoolean);
        OGRErr failed = OGR_L_CreateField(layer, column, TRUE);
        OGR_Fld_Destroy(column);
        if (failed != OGRERR_NONE) return FALSE;
    }
    return TRUE;
}

static void set_date(OGRFeatureH feature, int column, const char *text) {
    int year, month, day;
    if (sscanf(text, "%4d-%2d-%2d", &year, &month, &day) == 3)
        OGR_F_SetFieldDateTime(feature, column, year, month, day, 0, 0, 0, 0);
}

/* Formats written in XML 1.0, which has no room for control signs, nor for U+FFFE and U+FFFF. */
static bool is_written_in_xml(GDALDatasetH dataset) {
    static const char *const names[] = {"KML", "LIBKML", "XLSX", "ODS", "GML",
                                        "GPX", "GeoRSS", "SVG",  "JML", NULL};
    const char *name = GDALGetDriverShortName(GDALGetDatasetDriver(dataset));
    return name && g_strv_contains(names, name);
}

/* Text as XML can hold it; a "]]>" would end the section of plain text that GDAL writes around it,
 * and what stands behind become elements of the file. The caller frees it. */
static char *text_for_xml(const char *text) {
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool is_control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        g_string_append_unichar(out, is_control || (c & 0xFFFE) == 0xFFFE ? 0xFFFD : c);
    }
    g_string_replace(out, "]]>", "]]\u200B>", 0);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void set_text(OGRFeatureH feature, int column, const char *cell, bool for_xml) {
    g_autofree char *text = for_xml ? text_for_xml(cell) : NULL;
    OGR_F_SetFieldString(feature, column, text ? text : cell);
}

static void set_column(OGRFeatureH feature, int column, const RecordField *field,
                       const Incident *incident, bool for_xml) {
    auto_json *value = record_value(field, incident);
    if (json_is_null(value)) return;
    if (json_is_boolean(value)) {
        OGR_F_SetFieldInteger(feature, column, json_is_true(value));
    } else if (json_is_integer(value)) {
        OGR_F_SetFieldInteger(feature, column, (int)json_integer_value(value));
    } else if (json_is_real(value)) {
        OGR_F_SetFieldDouble(feature, column, json_real_value(value));
    } else {
        g_autofree char *cell = record_cell(field, incident);
        if (record_is_date(field))
            set_date(feature, column, cell);
        else if (*cell)
            set_text(feature, column, cell, for_xml);
    }
}

/* ---- geometry ---------------------------------------------------------------------------------
 */

static OGRGeometryH line_of(const Shape *shape, guint32 part, OGRwkbGeometryType type) {
    OGRGeometryH line = OGR_G_CreateGeometry(type);
    for (guint32 i = shape->parts[part]; i < shape_part_end(shape, part); i++)
        OGR_G_AddPoint_2D(line, shape->points[i].lon, shape->points[i].lat);
    return line;
}

static OGRGeometryH lines_of(const Shape *shape) {
    OGRGeometryH lines = OGR_G_CreateGeometry(wkbMultiLineString);
    for (guint32 i = 0; i < shape->n_parts; i++)
        OGR_G_AddGeometryDirectly(lines, line_of(shape, i, wkbLineString));
    return lines;
}

/* A ring whose winding is clockwise is a hole of the ring before it. */
static bool is_hole(OGRGeometryH ring) {
    double sum = 0;
    int n = OGR_G_GetPointCount(ring);
    for (int i = 0; i + 1 < n; i++)
        sum += OGR_G_GetX(ring, i) * OGR_G_GetY(ring, i + 1) -
               OGR_G_GetX(ring, i + 1) * OGR_G_GetY(ring, i);
    return sum < 0;
}

static OGRGeometryH polygons_of(const Shape *shape) {
    OGRGeometryH polygons = OGR_G_CreateGeometry(wkbMultiPolygon);
    for (guint32 i = 0; i < shape->n_parts; i++) {
        OGRGeometryH ring = line_of(shape, i, wkbLinearRing);
        int n = OGR_G_GetGeometryCount(polygons);
        if (n > 0 && is_hole(ring)) {
            OGR_G_AddGeometryDirectly(OGR_G_GetGeometryRef(polygons, n - 1), ring);
            continue;
        }
        OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
        OGR_G_AddGeometryDirectly(polygon, ring);
        OGR_G_AddGeometryDirectly(polygons, polygon);
    }
    return polygons;
}

/* NULL where the incident is unplaced. */
static OGRGeometryH geometry_of_incident(const Location *location, ExportGeometry kind) {
    const Shape *shape = location->shape;
    if (kind == GEOMETRY_AREA && shape && shape->n_points > 0 && shape->kind != SHAPE_POINTS)
        return shape->kind == SHAPE_LINES ? lines_of(shape) : polygons_of(shape);
    if (isnan(location->lon) || isnan(location->lat)) return NULL;
    OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(point, 0, location->lon, location->lat);
    return point;
}

/* ---- features ---------------------------------------------------------------------------------
 */

static gboolean add_incident(OGRLayerH layer, const Incident *incident, ExportGeometry geometry,
                             bool for_xml) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = record_column(&fields[i]);
        int column = OGR_F_GetFieldIndex(feature, name);
        if (column >= 0) set_column(feature, column, &fields[i], incident, for_xml);
    }
    OGRGeometryH shape = geometry_of_incident(&incident->location, geometry);
    if (shape) OGR_F_SetGeometryDirectly(feature, shape);
    OGRErr failed = OGR_L_CreateFeature(layer, feature);
    OGR_F_Destroy(feature);
    return failed == OGRERR_NONE;
}

static OGRSpatialReferenceH wgs84_new(void) {
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    OSRImportFromEPSG(crs, 4326);
    OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
    return crs;
}

static gboolean fill(GDALDatasetH dataset, const char *const *layer_options, ExportGeometry kind,
                     const Incident *const *incidents, guint n) {
    OGRSpatialReferenceH crs = wgs84_new();
    OGRLayerH layer = GDALDatasetCreateLayer(
        dataset, LAYER, crs, kind == GEOMETRY_AREA ? wkbUnknown : wkbPoint, (char **)layer_options);
    OSRRelease(crs);
    if (!layer || !create_columns(layer)) return FALSE;
    bool for_xml = is_written_in_xml(dataset);
    bool bundled = OGR_L_StartTransaction(layer) == OGRERR_NONE;
    for (guint i = 0; i < n; i++)
        if (!add_incident(layer, incidents[i], kind, for_xml)) return FALSE;
    return !bundled || OGR_L_CommitTransaction(layer) == OGRERR_NONE;
}

/* Creates `path` and fills it; GDAL closes files before it says whether all went well. */
static gboolean write_dataset(GDALDriverH driver, const char *path, const OgrFormat *format,
                              ExportGeometry kind, const Incident *const *incidents, guint n) {
    GDALDatasetH dataset =
        GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, (char **)format->dataset_options);
    if (!dataset) return FALSE;
    gboolean done = fill(dataset, format->layer_options, kind, incidents, n);
    if (done) CPLErrorReset();
    GDALClose(dataset);
    return done && CPLGetLastErrorType() < CE_Failure;
}

/* ---- formats ----------------------------------------------------------------------------------
 */

static const OgrFormat *format_by_name(const char *name, GError **error) {
    for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++)
        if (g_strcmp0(FORMATS[i].name, name) == 0) return &FORMATS[i];
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, "unknown format '%s'", name ? name : "");
    return NULL;
}

static void begin(void) {
    GDALAllRegister();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    configure(true);
}

static void end(void) {
    configure(false);
    CPLPopErrorHandler();
}

static gboolean write_file(const char *path, const OgrFormat *format, ExportGeometry kind,
                           const Incident *const *incidents, guint n, GError **error) {
    GDALDriverH driver = GDALGetDriverByName(format->driver);
    if (!driver) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT,
                    "this machine's GDAL has no driver for the format '%s'", format->name);
        return FALSE;
    }
    g_autofree char *memory = g_strdup_printf("/vsimem/kharita-export.%s", format->ending);
    gboolean done = write_dataset(driver, memory, format, kind, incidents, n);
    vsi_l_offset len = 0;
    const guint8 *bytes = done ? VSIGetMemFileBuffer(memory, &len, FALSE) : NULL;
    done = bytes ? out_file_write(path, bytes, len, error) : fail(error, path);
    VSIUnlink(memory);
    return done;
}

gboolean ogr_export(const char *path, const ExportOptions *options,
                    const Incident *const *incidents, guint n, GError **error) {
    const OgrFormat *format = format_by_name(options->format, error);
    if (!format) return FALSE;
    begin();
    gboolean done = write_file(path, format, options->geometry, incidents, n, error);
    end();
    return done;
}

/* ---- other targets ----------------------------------------------------------------------------
 */

static bool has_word(const char *words, const char *word) {
    if (!words) return false;
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    return g_strv_contains((const char *const *)list, word);
}

/* The driver that creates what is called `target`: by its prefix (PG:) or its ending. */
static GDALDriverH driver_of(const char *target) {
    const char *dot = strrchr(target, '.');
    for (int i = 0; i < GDALGetDriverCount(); i++) {
        GDALDriverH driver = GDALGetDriver(i);
        const char *prefix = GDALGetMetadataItem(driver, GDAL_DMD_CONNECTION_PREFIX, NULL);
        if (!GDALGetMetadataItem(driver, GDAL_DCAP_VECTOR, NULL)) continue;
        if (!GDALGetMetadataItem(driver, GDAL_DCAP_CREATE, NULL)) continue;
        if (prefix && *prefix && g_str_has_prefix(target, prefix)) return driver;
        if (dot && has_word(GDALGetMetadataItem(driver, GDAL_DMD_EXTENSIONS, NULL), dot + 1))
            return driver;
    }
    return NULL;
}

gboolean ogr_export_to(const char *target, const ExportOptions *options,
                       const Incident *const *incidents, guint n, GError **error) {
    static const char *const REPLACE[] = {"OVERWRITE=YES", NULL};
    begin();
    gboolean done = FALSE;
    /* A database that is there gets a new table; a file is made anew. */
    GDALDatasetH database =
        strchr(target, ':') ? GDALOpenEx(target, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL)
                            : NULL;
    GDALDriverH driver = driver_of(target);
    if (database) {
        done = fill(database, REPLACE, options->geometry, incidents, n);
        GDALClose(database);
    } else if (driver) {
        OgrFormat plain = {.name = "", .driver = ""};
        done = write_dataset(driver, target, &plain, options->geometry, incidents, n);
    } else {
        CPLError(CE_Failure, CPLE_AppDefined, "no driver of GDAL writes to such a name");
    }
    if (!done) fail(error, target);
    end();
    return done;
}
