/*
 * basemap: compiles gazetteer/layers into the file that src/map/basemap.c maps
 * (src/map/basemap-format.h). The same layers give the same bytes: files are taken by name,
 * features by their place on a Hilbert curve and then in the order of their file.
 */
#include "ogr/basemap.h"

#include <gdal.h>
#include <math.h>
#include <ogr_api.h>

#include "map/basemap-format.h"

/* The file as it grows. Owns everything. */
typedef struct {
    GArray *layers;   /* BasemapLayer */
    GArray *features; /* FeatureRecord */
    GArray *blocks;   /* LonLatBox */
    GArray *points;   /* LonLat */
    GArray *parts;    /* guint32 */
    GString *strings;
    GHashTable *offsets; /* string -> its offset, to store each once; looked up, never walked */
    guint8 *relief;
    LonLatBox relief_box;
    guint32 relief_size[2];
} Builder;

static void builder_init(Builder *self) {
    *self = (Builder){.layers = g_array_new(FALSE, TRUE, sizeof(BasemapLayer)),
                      .features = g_array_new(FALSE, TRUE, sizeof(FeatureRecord)),
                      .blocks = g_array_new(FALSE, TRUE, sizeof(LonLatBox)),
                      .points = g_array_new(FALSE, TRUE, sizeof(LonLat)),
                      .parts = g_array_new(FALSE, TRUE, sizeof(guint32)),
                      .strings = g_string_new(NULL),
                      .offsets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    g_string_append_c(self->strings, '\0');
}

static void builder_clear(Builder *self) {
    g_array_unref(self->layers);
    g_array_unref(self->features);
    g_array_unref(self->blocks);
    g_array_unref(self->points);
    g_array_unref(self->parts);
    g_string_free(self->strings, TRUE);
    g_hash_table_unref(self->offsets);
    g_free(self->relief);
}

static guint32 add_string(Builder *self, const char *text) {
    if (!text || !*text) return 0;
    gpointer known = g_hash_table_lookup(self->offsets, text);
    if (known) return GPOINTER_TO_UINT(known);
    guint32 offset = (guint32)self->strings->len;
    g_string_append_len(self->strings, text, (gssize)strlen(text) + 1);
    g_hash_table_insert(self->offsets, g_strdup(text), GUINT_TO_POINTER(offset));
    return offset;
}

/* ---- geometry ---------------------------------------------------------------------------------
 */

static const LonLatBox EMPTY_BOX = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static void box_add(LonLatBox *self, const LonLatBox *other) {
    self->west = fmin(self->west, other->west);
    self->south = fmin(self->south, other->south);
    self->east = fmax(self->east, other->east);
    self->north = fmax(self->north, other->north);
}

static double ring_area(const LonLat *points, guint n) {
    double sum = 0;
    for (guint i = 0; i + 1 < n; i++)
        sum += (points[i].lon - points[0].lon) * (points[i + 1].lat - points[0].lat) -
               (points[i + 1].lon - points[0].lon) * (points[i].lat - points[0].lat);
    return sum / 2;
}

static void reverse(LonLat *points, guint n) {
    for (guint i = 0; i < n / 2; i++) {
        LonLat swap = points[i];
        points[i] = points[n - 1 - i];
        points[n - 1 - i] = swap;
    }
}

typedef enum { WINDING_ANY, WINDING_OUTER, WINDING_HOLE } Winding;

/* Adds one line or ring; outer rings go anticlockwise and holes clockwise, as Shape has them. */
static void add_part(Builder *self, FeatureRecord *record, OGRGeometryH line, Winding winding) {
    int n = OGR_G_GetPointCount(line);
    if (n < 2) return;
    guint first = self->points->len;
    guint32 start = first - record->first_point;
    g_array_append_val(self->parts, start);
    record->n_parts++;
    g_array_set_size(self->points, first + (guint)n);
    LonLat *points = &g_array_index(self->points, LonLat, first);
    OGR_G_GetPoints(line, &points->lon, sizeof *points, &points->lat, sizeof *points, NULL, 0);
    record->n_points += (guint32)n;
    if (winding == WINDING_ANY) return;
    if ((ring_area(points, (guint)n) < 0) == (winding == WINDING_OUTER)) reverse(points, (guint)n);
}

static void add_geometry(Builder *self, FeatureRecord *record, OGRGeometryH geometry) {
    OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    int n = OGR_G_GetGeometryCount(geometry);
    if (type == wkbPolygon) {
        for (int i = 0; i < n; i++)
            add_part(self, record, OGR_G_GetGeometryRef(geometry, i),
                     i == 0 ? WINDING_OUTER : WINDING_HOLE);
    } else if (n > 0) {
        for (int i = 0; i < n; i++) add_geometry(self, record, OGR_G_GetGeometryRef(geometry, i));
    } else {
        add_part(self, record, geometry, WINDING_ANY);
    }
}

/* ---- fields -----------------------------------------------------------------------------------
 */

/* The layer's first field of these names that has a value; "" when none has. */
static const char *first_field(OGRFeatureH feature, const char *const *names) {
    for (; *names; names++) {
        int index = OGR_F_GetFieldIndex(feature, *names);
        if (index < 0 || !OGR_F_IsFieldSetAndNotNull(feature, index)) continue;
        const char *value = OGR_F_GetFieldAsString(feature, index);
        if (*value) return value;
    }
    return "";
}

static const char *const KIND_FIELDS[] = {"class", "kind", NULL};
static const char *const REF_FIELDS[] = {"ref", "id", "line", "river", NULL};
static const char *const ARABIC_FIELDS[] = {"name_ar", NULL};
static const char *const ENGLISH_FIELDS[] = {"name_en", NULL};
static const char *const RANK_FIELDS[] = {"rank", "level", NULL};

static void add_feature(Builder *self, GArray *records, OGRFeatureH feature) {
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (!geometry || OGR_G_IsEmpty(geometry)) return;
    OGREnvelope envelope;
    OGR_G_GetEnvelope(geometry, &envelope);
    FeatureRecord record = {
        .box = {envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY},
        .kind = add_string(self, first_field(feature, KIND_FIELDS)),
        .name_ar = add_string(self, first_field(feature, ARABIC_FIELDS)),
        .name_en = add_string(self, first_field(feature, ENGLISH_FIELDS)),
        .ref = add_string(self, first_field(feature, REF_FIELDS)),
        .rank = (gint32)g_ascii_strtoll(first_field(feature, RANK_FIELDS), NULL, 10),
        .first_point = self->points->len,
        .first_part = self->parts->len};
    add_geometry(self, &record, geometry);
    if (record.n_points > 0) g_array_append_val(records, record);
}

/* ---- order ------------------------------------------------------------------------------------
 */

enum { HILBERT_ORDER = 16 };

/* Distance along the Hilbert curve of a cell of a 2^16 by 2^16 grid. */
static guint32 hilbert(guint32 x, guint32 y) {
    guint32 distance = 0;
    for (guint32 side = 1u << (HILBERT_ORDER - 1); side > 0; side /= 2) {
        guint32 right = (x & side) > 0, up = (y & side) > 0;
        distance += side * side * ((3 * right) ^ up);
        if (up == 0) {
            if (right) {
                x = (1u << HILBERT_ORDER) - 1 - x;
                y = (1u << HILBERT_ORDER) - 1 - y;
            }
            guint32 swap = x;
            x = y;
            y = swap;
        }
    }
    return distance;
}

typedef struct {
    guint32 distance, index;
} Order;

static int compare_order(gconstpointer a, gconstpointer b) {
    const Order *left = a, *right = b;
    if (left->distance != right->distance) return left->distance < right->distance ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

static guint32 grid_cell(double low, double high, double least, double most) {
    double span = most - least;
    double t = span > 0 ? ((low + high) / 2 - least) / span : 0;
    return (guint32)(CLAMP(t, 0, 1) * ((1u << HILBERT_ORDER) - 1));
}

static GArray *order_of(const GArray *records) {
    LonLatBox all = EMPTY_BOX;
    for (guint i = 0; i < records->len; i++)
        box_add(&all, &g_array_index(records, FeatureRecord, i).box);
    GArray *orders = g_array_new(FALSE, FALSE, sizeof(Order));
    for (guint i = 0; i < records->len; i++) {
        const LonLatBox *box = &g_array_index(records, FeatureRecord, i).box;
        Order order = {.distance = hilbert(grid_cell(box->west, box->east, all.west, all.east),
                                           grid_cell(box->south, box->north, all.south, all.north)),
                       .index = i};
        g_array_append_val(orders, order);
    }
    g_array_sort(orders, compare_order);
    return orders;
}

/* Moves the points and parts of the layer's features into the features' new order, so that what a
 * view touches lies together. */
static void add_in_order(Builder *self, const GArray *records, guint first_point,
                         guint first_part) {
    g_autoptr(GArray) orders = order_of(records);
    guint n_points = self->points->len - first_point, n_parts = self->parts->len - first_part;
    g_autofree LonLat *points =
        g_memdup2(&g_array_index(self->points, LonLat, first_point), n_points * sizeof(LonLat));
    g_autofree guint32 *parts =
        g_memdup2(&g_array_index(self->parts, guint32, first_part), n_parts * sizeof(guint32));
    g_array_set_size(self->points, first_point);
    g_array_set_size(self->parts, first_part);
    for (guint i = 0; i < orders->len; i++) {
        FeatureRecord record =
            g_array_index(records, FeatureRecord, g_array_index(orders, Order, i).index);
        guint old_point = record.first_point - first_point;
        guint old_part = record.first_part - first_part;
        record.first_point = self->points->len;
        record.first_part = self->parts->len;
        g_array_append_vals(self->points, points + old_point, record.n_points);
        g_array_append_vals(self->parts, parts + old_part, record.n_parts);
        g_array_append_val(self->features, record);
    }
}

static void add_blocks(Builder *self, BasemapLayer *layer) {
    layer->first_block = self->blocks->len;
    for (guint i = 0; i < layer->n_features; i += BLOCK_FEATURES) {
        LonLatBox box = EMPTY_BOX;
        for (guint j = i; j < MIN(i + BLOCK_FEATURES, layer->n_features); j++)
            box_add(&box,
                    &g_array_index(self->features, FeatureRecord, layer->first_feature + j).box);
        g_array_append_val(self->blocks, box);
    }
    layer->n_blocks = self->blocks->len - layer->first_block;
}

/* ---- files ------------------------------------------------------------------------------------
 */

static GDALDatasetH open_dataset(const char *path, unsigned kind, GError **error) {
    GDALDatasetH dataset = GDALOpenEx(path, kind | GDAL_OF_READONLY, NULL, NULL, NULL);
    if (!dataset)
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot read the layer '%s': %s"),
                    path, CPLGetLastErrorMsg());
    return dataset;
}

/* GDAL ends at a broken feature as at the last one, and only its error tells them apart. */
static void read_features(Builder *self, GArray *records, OGRLayerH table) {
    CPLErrorReset();
    OGRFeatureH feature;
    while (table && (feature = OGR_L_GetNextFeature(table))) {
        add_feature(self, records, feature);
        OGR_F_Destroy(feature);
    }
}

static gboolean add_layer(Builder *self, const char *folder, const char *file, GError **error) {
    g_autofree char *path = g_build_filename(folder, file, NULL);
    GDALDatasetH dataset = open_dataset(path, GDAL_OF_VECTOR, error);
    if (!dataset) return FALSE;
    const char *dash = strrchr(file, '-');
    g_autofree char *name = g_strndup(file, (gsize)(dash - file));
    BasemapLayer layer = {.name = add_string(self, name),
                          .level = (guint32)g_ascii_digit_value(dash[1]),
                          .first_feature = self->features->len};
    g_autoptr(GArray) records = g_array_new(FALSE, TRUE, sizeof(FeatureRecord));
    guint first_point = self->points->len, first_part = self->parts->len;
    read_features(self, records, GDALDatasetGetLayer(dataset, 0));
    GDALClose(dataset);
    if (CPLGetLastErrorType() >= CE_Failure) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot read the layer '%s': %s"),
                    path, CPLGetLastErrorMsg());
        return FALSE;
    }
    add_in_order(self, records, first_point, first_part);
    layer.n_features = records->len;
    add_blocks(self, &layer);
    g_array_append_val(self->layers, layer);
    return TRUE;
}

static gboolean add_relief(Builder *self, const char *folder, GError **error) {
    g_autofree char *path = g_build_filename(folder, "relief.tif", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) return TRUE;
    GDALDatasetH dataset = open_dataset(path, GDAL_OF_RASTER, error);
    if (!dataset) return FALSE;
    int width = GDALGetRasterXSize(dataset), height = GDALGetRasterYSize(dataset);
    double t[6] = {0};
    GDALGetGeoTransform(dataset, t);
    self->relief_size[0] = (guint32)width;
    self->relief_size[1] = (guint32)height;
    self->relief_box = (LonLatBox){t[0], t[3] + height * t[5], t[0] + width * t[1], t[3]};
    self->relief = g_malloc((gsize)width * (gsize)height);
    CPLErr failed = GDALRasterIO(GDALGetRasterBand(dataset, 1), GF_Read, 0, 0, width, height,
                                 self->relief, width, height, GDT_Byte, 0, 0);
    GDALClose(dataset);
    if (failed == CE_None) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot read '%s': %s"), path,
                CPLGetLastErrorMsg());
    return FALSE;
}

static int compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* NAME-LEVEL.fgb of a folder, sorted. */
static GPtrArray *layer_files(const char *folder, GError **error) {
    g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
    if (!dir) return NULL;
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir));) {
        const char *dash = strrchr(name, '-');
        if (dash && g_ascii_isdigit(dash[1]) && g_str_equal(dash + 2, ".fgb"))
            g_ptr_array_add(files, g_strdup(name));
    }
    g_ptr_array_sort(files, compare_names);
    if (files->len > 0) return g_steal_pointer(&files);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("no layers NAME-LEVEL.fgb in '%s'"),
                folder);
    return NULL;
}

static gboolean save(const Builder *self, const char *path, GError **error) {
    g_autoptr(PackWriter) writer = pack_writer_new(BASEMAP_MAGIC, BASEMAP_VERSION);
    const struct {
        const char *name;
        const GArray *array;
    } arrays[] = {{"layers", self->layers},
                  {"features", self->features},
                  {"blocks", self->blocks},
                  {"points", self->points},
                  {"parts", self->parts}};
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        pack_writer_add(writer, arrays[i].name, arrays[i].array->data, arrays[i].array->len,
                        g_array_get_element_size((GArray *)arrays[i].array));
    pack_writer_add(writer, "strings", self->strings->str, self->strings->len, 1);
    gsize n_relief = (gsize)self->relief_size[0] * self->relief_size[1];
    pack_writer_add(writer, "relief", self->relief, n_relief, 1);
    pack_writer_add(writer, "relief-box", &self->relief_box, 1, sizeof self->relief_box);
    pack_writer_add(writer, "relief-size", self->relief_size, 2, sizeof(guint32));
    return pack_writer_save(writer, path, error);
}

gboolean basemap_build(const char *folder, const char *path, BasemapSummary *ret_summary,
                       GError **error) {
    g_autoptr(GPtrArray) files = layer_files(folder, error);
    if (!files) return FALSE;
    GDALAllRegister();
    Builder builder;
    builder_init(&builder);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    gboolean done = TRUE;
    for (guint i = 0; done && i < files->len; i++)
        done = add_layer(&builder, folder, files->pdata[i], error);
    done = done && add_relief(&builder, folder, error) && save(&builder, path, error);
    CPLPopErrorHandler();
    if (done)
        *ret_summary = (BasemapSummary){.n_layers = builder.layers->len,
                                        .n_features = builder.features->len,
                                        .n_points = builder.points->len,
                                        .has_relief = builder.relief != NULL};
    builder_clear(&builder);
    return done;
}
