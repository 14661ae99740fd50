/* layer: the record's keys as columns of one table, as the store has them (store/fields.h), so that
 * a GeoPackage, a database and a CSV have the same ones. */
#include "ogr/layer.h"

#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

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

const char *layer_sql_type(const RecordField *field) {
    if (field->kind == VALUE_BOOL) return "boolean";
    switch (column_type(field)) {
        case OFTInteger:
            return "integer";
        case OFTReal:
            return "double precision";
        case OFTDate:
            return "date";
        default:
            return "text";
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

/* Five decimals, as every format has them: what passed through a file of lines is the same. */
static double rounded(double degrees) { return round(degrees * 1e5) / 1e5; }

static OGRGeometryH line_of(const Shape *shape, guint32 part, OGRwkbGeometryType type) {
    OGRGeometryH line = OGR_G_CreateGeometry(type);
    for (guint32 i = shape->parts[part]; i < shape_part_end(shape, part); i++)
        OGR_G_AddPoint_2D(line, rounded(shape->points[i].lon), rounded(shape->points[i].lat));
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
    OGR_G_SetPoint_2D(point, 0, rounded(location->lon), rounded(location->lat));
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

gboolean layer_fill(GDALDatasetH dataset, const char *name, const char *const *options,
                    ExportGeometry kind, const Incident *const *incidents, guint n) {
    OGRSpatialReferenceH crs = wgs84_new();
    OGRLayerH layer = GDALDatasetCreateLayer(
        dataset, name, crs, kind == GEOMETRY_AREA ? wkbUnknown : wkbPoint, (char **)options);
    OSRRelease(crs);
    if (!layer || !create_columns(layer)) return FALSE;
    bool for_xml = is_written_in_xml(dataset);
    bool bundled = OGR_L_StartTransaction(layer) == OGRERR_NONE;
    for (guint i = 0; i < n; i++)
        if (!add_incident(layer, incidents[i], kind, for_xml)) return FALSE;
    return !bundled || OGR_L_CommitTransaction(layer) == OGRERR_NONE;
}
