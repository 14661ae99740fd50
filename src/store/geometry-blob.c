/*
 * Geometries as GeoPackage's blobs: a header with the box, then well-known binary.
 *
 *   'G' 'P' version flags srs(4)  west east south north (8 each)  WKB
 */
#include "store/fields.h"
#include "store/geopackage.h"

enum { WKB_POINT = 1, WKB_LINE, WKB_POLYGON, WKB_MULTIPOINT, WKB_MULTILINE, WKB_MULTIPOLYGON };
enum { SRS_WGS84 = 4326, HEADER_LEN = 8, CIRCLE_POINTS = 48 };
/* Little-endian, with a box in x and y. */
enum { FLAG_LITTLE_ENDIAN = 1, FLAG_BOX_XY = 1 << 1 };

/* ---- writing ----------------------------------------------------------------------------------
 */

static void put_u32(GByteArray *out, guint32 value) {
    guint32 little = GUINT32_TO_LE(value);
    g_byte_array_append(out, (const guint8 *)&little, sizeof little);
}

static void put_double(GByteArray *out, double value) {
    guint64 bits;
    memcpy(&bits, &value, sizeof bits);
    bits = GUINT64_TO_LE(bits);
    g_byte_array_append(out, (const guint8 *)&bits, sizeof bits);
}

static void put_type(GByteArray *out, guint32 type) {
    const guint8 little_endian = 1;
    g_byte_array_append(out, &little_endian, 1);
    put_u32(out, type);
}

static GByteArray *blob_new(LonLatBox box) {
    const guint8 head[] = {'G', 'P', 0, FLAG_LITTLE_ENDIAN | FLAG_BOX_XY};
    GByteArray *out = g_byte_array_new();
    g_byte_array_append(out, head, sizeof head);
    put_u32(out, SRS_WGS84);
    put_double(out, box.west);
    put_double(out, box.east);
    put_double(out, box.south);
    put_double(out, box.north);
    return out;
}

static void put_points(GByteArray *out, const Shape *shape, guint32 part) {
    guint32 first = shape->parts[part], end = shape_part_end(shape, part);
    put_u32(out, end - first);
    for (guint32 i = first; i < end; i++) {
        put_double(out, shape->points[i].lon);
        put_double(out, shape->points[i].lat);
    }
}

/* A ring whose winding is clockwise is a hole of the ring before it. */
static bool is_hole(const Shape *shape, guint32 part) {
    double sum = 0;
    for (guint32 i = shape->parts[part]; i + 1 < shape_part_end(shape, part); i++) {
        const LonLat *a = &shape->points[i], *b = a + 1;
        sum += a->lon * b->lat - b->lon * a->lat;
    }
    return part > 0 && sum < 0;
}

static void put_lines(GByteArray *out, const Shape *shape) {
    put_type(out, WKB_MULTILINE);
    put_u32(out, shape->n_parts);
    for (guint32 i = 0; i < shape->n_parts; i++) {
        put_type(out, WKB_LINE);
        put_points(out, shape, i);
    }
}

static void put_polygons(GByteArray *out, const Shape *shape) {
    guint32 n_polygons = 0;
    for (guint32 i = 0; i < shape->n_parts; i++) n_polygons += !is_hole(shape, i);
    put_type(out, WKB_MULTIPOLYGON);
    put_u32(out, n_polygons);
    for (guint32 i = 0; i < shape->n_parts;) {
        guint32 end = i + 1;
        while (end < shape->n_parts && is_hole(shape, end)) end++;
        put_type(out, WKB_POLYGON);
        put_u32(out, end - i);
        for (; i < end; i++) put_points(out, shape, i);
    }
}

GBytes *geometry_blob_point(LonLat point) {
    GByteArray *out = blob_new((LonLatBox){point.lon, point.lat, point.lon, point.lat});
    put_type(out, WKB_POINT);
    put_double(out, point.lon);
    put_double(out, point.lat);
    return g_byte_array_free_to_bytes(out);
}

GBytes *geometry_blob_shape(const Shape *shape) {
    GByteArray *out = blob_new(shape_box(shape));
    if (shape->kind == SHAPE_LINES)
        put_lines(out, shape);
    else
        put_polygons(out, shape);
    return g_byte_array_free_to_bytes(out);
}

GBytes *geometry_blob_circle(LonLat centre, double radius_m) {
    g_autoptr(Shape) ring = shape_new(SHAPE_POLYGONS);
    shape_begin_part(ring);
    /* Anticlockwise, as outer rings run. */
    for (int i = 0; i < CIRCLE_POINTS; i++)
        shape_add_point(ring, geo_direct(centre, 360.0 - i * 360.0 / CIRCLE_POINTS, radius_m));
    shape_add_point(ring, ring->points[0]);
    return geometry_blob_shape(ring);
}

/* ---- reading: bytes of a file that anybody may have written ------------------------------------
 */

typedef struct {
    const guint8 *at, *end;
    bool is_swapped;
} Cursor;

static gboolean take(Cursor *self, void *value, gsize size) {
    if ((gsize)(self->end - self->at) < size) return FALSE;
    memcpy(value, self->at, size);
    self->at += size;
    return TRUE;
}

static gboolean take_order(Cursor *self) {
    guint8 order;
    if (!take(self, &order, 1) || order > 1) return FALSE;
    self->is_swapped = (order == 1) != (G_BYTE_ORDER == G_LITTLE_ENDIAN);
    return TRUE;
}

static gboolean take_u32(Cursor *self, guint32 *ret_value) {
    guint32 value;
    if (!take(self, &value, sizeof value)) return FALSE;
    *ret_value = self->is_swapped ? GUINT32_SWAP_LE_BE(value) : value;
    return TRUE;
}

static gboolean take_double(Cursor *self, double *ret_value) {
    guint64 bits;
    if (!take(self, &bits, sizeof bits)) return FALSE;
    if (self->is_swapped) bits = GUINT64_SWAP_LE_BE(bits);
    memcpy(ret_value, &bits, sizeof bits);
    return TRUE;
}

static gboolean take_header(Cursor *self) {
    static const gsize box_lens[] = {0, 32, 48, 48, 64};
    guint8 head[4];
    if (!take(self, head, sizeof head) || head[0] != 'G' || head[1] != 'P') return FALSE;
    guint box = (head[3] >> 1) & 7;
    if (box >= G_N_ELEMENTS(box_lens)) return FALSE;
    gsize rest = 4 + box_lens[box];
    if ((gsize)(self->end - self->at) < rest) return FALSE;
    self->at += rest;
    return TRUE;
}

/* A line or ring: each point has 16 bytes, so that a count cannot promise more than there is. */
static gboolean take_points(Cursor *self, Shape *shape) {
    guint32 n;
    if (!take_u32(self, &n) || n > (gsize)(self->end - self->at) / 16) return FALSE;
    shape_begin_part(shape);
    for (guint32 i = 0; i < n; i++) {
        LonLat point;
        if (!take_double(self, &point.lon) || !take_double(self, &point.lat)) return FALSE;
        if (!is_on_globe(point.lon, point.lat)) return FALSE;
        shape_add_point(shape, point);
    }
    return n > 1;
}

static gboolean take_rings(Cursor *self, Shape *shape) {
    guint32 n;
    if (!take_u32(self, &n)) return FALSE;
    for (guint32 i = 0; i < n; i++)
        if (!take_points(self, shape)) return FALSE;
    return n > 0;
}

/* The lines or polygons of a geometry, `single` being the type of one of them. */
static gboolean take_parts(Cursor *self, Shape *shape, guint32 type, guint32 single) {
    guint32 n = 1, part = type;
    if (type != single && !take_u32(self, &n)) return FALSE;
    for (guint32 i = 0; i < n; i++) {
        if (type != single && (!take_order(self) || !take_u32(self, &part) || part != single))
            return FALSE;
        gboolean done = single == WKB_LINE ? take_points(self, shape) : take_rings(self, shape);
        if (!done) return FALSE;
    }
    return n > 0;
}

Shape *geometry_blob_read(const void *bytes, gsize len) {
    Cursor cursor = {bytes, (const guint8 *)bytes + len, false};
    guint32 type;
    if (!bytes || !take_header(&cursor) || !take_order(&cursor) || !take_u32(&cursor, &type))
        return NULL;
    bool is_line = type == WKB_LINE || type == WKB_MULTILINE;
    if (!is_line && type != WKB_POLYGON && type != WKB_MULTIPOLYGON) return NULL;
    g_autoptr(Shape) shape = shape_new(is_line ? SHAPE_LINES : SHAPE_POLYGONS);
    if (!take_parts(&cursor, shape, type, is_line ? WKB_LINE : WKB_POLYGON)) return NULL;
    return g_steal_pointer(&shape);
}

gboolean geometry_blob_box(const void *bytes, gsize len, LonLatBox *ret_box) {
    Cursor cursor = {bytes, (const guint8 *)bytes + len, false};
    guint32 type;
    double lon, lat;
    if (!bytes || !take_header(&cursor) || !take_order(&cursor) || !take_u32(&cursor, &type))
        return FALSE;
    if (type == WKB_POINT) {
        if (!take_double(&cursor, &lon) || !take_double(&cursor, &lat) || !is_on_globe(lon, lat))
            return FALSE;
        *ret_box = (LonLatBox){lon, lat, lon, lat};
        return TRUE;
    }
    g_autoptr(Shape) shape = geometry_blob_read(bytes, len);
    if (!shape || shape->n_points == 0) return FALSE;
    *ret_box = shape_box(shape);
    return TRUE;
}
