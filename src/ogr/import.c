/*
 * import: what export.c wrote, read back: a column of the record's table sets its field, the
 * geometry of an area or a line becomes the location's shape. Only the drivers of our own files are
 * asked.
 */
#include "ogr/import.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>

#include "store/fields.h"

static GPtrArray *fail(GError **error, const char *path, const char *why) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s': %s"), path, why);
    return NULL;
}

/* The value of a column as the record's table takes it: a new reference. */
static json_t *value_of(OGRFeatureH feature, int column, const RecordField *field) {
    OGRFieldDefnH definition = OGR_F_GetFieldDefnRef(feature, column);
    switch (OGR_Fld_GetType(definition)) {
        case OFTInteger:
        case OFTInteger64: {
            gint64 number = OGR_F_GetFieldAsInteger64(feature, column);
            return field->kind == VALUE_BOOL ? json_boolean(number != 0) : json_integer(number);
        }
        case OFTReal:
            return json_real(OGR_F_GetFieldAsDouble(feature, column));
        case OFTDate:
        case OFTDateTime: { /* FlatGeobuf has no days alone */
            int year = 0, month = 0, day = 0, rest[4];
            OGR_F_GetFieldAsDateTime(feature, column, &year, &month, &day, &rest[0], &rest[1],
                                     &rest[2], &rest[3]);
            return json_sprintf("%04d-%02d-%02d", year, month, day);
        }
        default:
            return NULL;
    }
}

static gboolean set_field(Incident *incident, const RecordField *field, OGRFeatureH feature,
                          GError **error) {
    g_autofree char *name = record_column(field);
    int column = OGR_F_GetFieldIndex(feature, name);
    if (column < 0 || !OGR_F_IsFieldSetAndNotNull(feature, column) || field->kind == VALUE_DERIVED)
        return TRUE;
    auto_json *value = value_of(feature, column, field);
    if (value) return record_set(field, incident, value, error);
    return record_set_cell(field, incident, OGR_F_GetFieldAsString(feature, column), error);
}

static Incident *incident_of(OGRFeatureH feature, GError **error) {
    g_autoptr(Incident) incident = incident_new();
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++)
        if (!set_field(incident, &fields[i], feature, error)) return NULL;
    if (!record_check(incident, error)) return NULL;
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    char *text = geometry ? OGR_G_ExportToJson(geometry) : NULL;
    auto_json *shape = text ? json_loads(text, 0, NULL) : NULL;
    CPLFree(text);
    if (shape) incident->location.shape = geometry_shape(shape, NULL);
    return g_steal_pointer(&incident);
}

static void free_incident(void *incident) { incident_free(incident); }

static GPtrArray *read_layer(OGRLayerH layer, const char *path, GError **error) {
    g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func(free_incident);
    OGRFeatureH feature;
    OGR_L_ResetReading(layer);
    while ((feature = OGR_L_GetNextFeature(layer))) {
        g_autoptr(GError) bad = NULL;
        Incident *incident = incident_of(feature, &bad);
        OGR_F_Destroy(feature);
        if (!incident) return fail(error, path, bad->message);
        g_ptr_array_add(incidents, incident);
    }
    return g_steal_pointer(&incidents);
}

GPtrArray *ogr_import(const char *path, GError **error) {
    static const char *const drivers[] = {"GPKG", "FlatGeobuf", NULL};
    /* GDAL takes names for addresses (/vsicurl/…): only what lies on this disk is opened. */
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) || g_str_has_prefix(path, "/vsi"))
        return fail(error, path, _("there is no such file"));
    GDALAllRegister();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    OGRLayerH layer = dataset ? GDALDatasetGetLayerByName(dataset, "incidents") : NULL;
    bool is_ours = layer && OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), "date_basis") >= 0;
    GPtrArray *incidents = is_ours ? read_layer(layer, path, error)
                                   : fail(error, path,
                                          dataset ? "it has no table of incidents"
                                                  : "it is no whole GeoPackage or FlatGeobuf");
    if (dataset) GDALClose(dataset);
    CPLPopErrorHandler();
    return incidents;
}
