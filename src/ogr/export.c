/*
 * export: one table "incidents" for GDAL to write, with the record's keys as the store has them
 * (store/fields.h), so that a GeoPackage and a CSV have the same columns. Files are made in memory
 * and then written whole.
 */
#include "ogr/export.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>

#include "ogr/layer.h"
#include "ogr/postgis.h"

static const char LAYER[] = "incidents";

typedef struct {
    const char *name, *driver, *ending;
    const char *const *dataset_options, *const *layer_options;
} OgrFormat;

static const char *const GPKG_LAYER_OPTIONS[] = {"GEOMETRY_NAME=geom", NULL};

static const OgrFormat FORMATS[] = {
    {"gpkg", "GPKG", "gpkg", NULL, GPKG_LAYER_OPTIONS},
    {"fgb", "FlatGeobuf", "fgb", NULL, NULL},
    {"xlsx", "XLSX", "xlsx", NULL, NULL},
};

const char *const OGR_EXPORT_FORMATS[] = {"gpkg", "fgb", "xlsx", NULL};
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

/* What a library or a server said, its lines and tabs as one line. */
static char *last_message(void) {
    g_auto(GStrv) words = g_strsplit_set(CPLGetLastErrorMsg(), " \t\n", -1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (char **word = words; *word; word++)
        if (**word) g_string_append_printf(out, "%s%s", out->len ? " " : "", *word);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static gboolean fail(GError **error, const char *path) {
    g_autofree char *why = last_message();
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT, _("cannot write '%s': %s"), path,
                *why ? why : _("GDAL does not say why"));
    return FALSE;
}

/* Creates `path` and fills it; GDAL closes files before it says whether all went well. */
static gboolean write_dataset(GDALDriverH driver, const char *path, const OgrFormat *format,
                              ExportGeometry kind, const Incident *const *incidents, guint n) {
    GDALDatasetH dataset =
        GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, (char **)format->dataset_options);
    if (!dataset) return FALSE;
    gboolean done = layer_fill(dataset, LAYER, format->layer_options, kind, incidents, n);
    if (done) CPLErrorReset();
    GDALClose(dataset);
    return done && CPLGetLastErrorType() < CE_Failure;
}

/* ---- formats ----------------------------------------------------------------------------------
 */

static const OgrFormat *format_by_name(const char *name, GError **error) {
    for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++)
        if (g_strcmp0(FORMATS[i].name, name) == 0) return &FORMATS[i];
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, _("unknown format '%s'"),
                name ? name : "");
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
                    _("this machine's GDAL has no driver for the format '%s'"), format->name);
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

/* A database that is there gets a new table; a file is made anew. */
static gboolean write_table(const char *target, ExportGeometry geometry,
                            const Incident *const *incidents, guint n) {
    static const char *const REPLACE[] = {"OVERWRITE=YES", NULL};
    GDALDatasetH database =
        strchr(target, ':') ? GDALOpenEx(target, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL)
                            : NULL;
    GDALDriverH driver = driver_of(target);
    if (database) {
        gboolean done = layer_fill(database, LAYER, REPLACE, geometry, incidents, n);
        GDALClose(database);
        return done;
    }
    if (driver) {
        OgrFormat plain = {.name = "", .driver = ""};
        return write_dataset(driver, target, &plain, geometry, incidents, n);
    }
    CPLError(CE_Failure, CPLE_AppDefined, "no driver of GDAL writes to such a name");
    return FALSE;
}

gboolean ogr_export_to(const char *target, const ExportOptions *options,
                       const Incident *const *incidents, guint n, GError **error) {
    begin();
    bool is_postgis = postgis_takes(target);
    gboolean done =
        (is_postgis ? postgis_write : write_table)(target, options->geometry, incidents, n);
    g_autofree char *name = is_postgis ? postgis_name(target) : g_strdup(target);
    if (!done) fail(error, name);
    end();
    return done;
}
