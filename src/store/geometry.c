/* Geometries as RFC 7946 has them: longitude first, rings by the right-hand rule, no crs. */
#include <math.h>

#include "store/fields.h"

enum { DECIMALS = 5 };

json_t *geometry_point(double lon, double lat) {
    json_t *coordinates = json_array();
    json_array_append_new(coordinates, json_rounded(lon, DECIMALS));
    json_array_append_new(coordinates, json_rounded(lat, DECIMALS));
    return coordinates;
}

static json_t *typed(const char *type, json_t *coordinates) {
    json_t *geometry = json_object();
    json_object_set_new(geometry, "type", json_string(type));
    json_object_set_new(geometry, "coordinates", coordinates);
    return geometry;
}

/* Twice the signed area of a ring in square degrees: positive runs counter-clockwise. */
static double signed_area(const Shape *shape, guint32 first, guint32 end) {
    double sum = 0;
    for (guint32 i = first; i + 1 < end; i++) {
        const LonLat *a = &shape->points[i], *b = a + 1;
        sum += a->lon * b->lat - b->lon * a->lat;
    }
    return sum;
}

static json_t *part_points(const Shape *shape, guint32 first, guint32 end) {
    json_t *points = json_array();
    for (guint32 i = first; i < end; i++)
        json_array_append_new(points, geometry_point(shape->points[i].lon, shape->points[i].lat));
    return points;
}

/* The shape's rings already run as RFC 7946 wants them: outer ones counter-clockwise, holes the
 * other way and after their outer ring. */
static json_t *polygons(const Shape *shape) {
    json_t *all = json_array();
    for (guint32 part = 0; part < shape->n_parts; part++) {
        guint32 first = shape->parts[part], end = shape_part_end(shape, part);
        bool is_hole = json_array_size(all) > 0 && signed_area(shape, first, end) < 0;
        if (!is_hole) json_array_append_new(all, json_array());
        json_array_append_new(json_array_get(all, json_array_size(all) - 1),
                              part_points(shape, first, end));
    }
    if (json_array_size(all) != 1) return typed("MultiPolygon", all);
    json_t *only = json_incref(json_array_get(all, 0));
    json_decref(all);
    return typed("Polygon", only);
}

static json_t *lines(const Shape *shape) {
    if (shape->n_parts == 1)
        return typed("LineString", part_points(shape, 0, shape_part_end(shape, 0)));
    json_t *all = json_array();
    for (guint32 part = 0; part < shape->n_parts; part++)
        json_array_append_new(all,
                              part_points(shape, shape->parts[part], shape_part_end(shape, part)));
    return typed("MultiLineString", all);
}

json_t *geometry_of(const Location *location, ExportGeometry geometry) {
    const Shape *shape = geometry == GEOMETRY_AREA ? location->shape : NULL;
    if (!isfinite(location->lon) || !isfinite(location->lat)) return json_null();
    if (shape && shape->n_parts > 0 && shape->kind == SHAPE_POLYGONS) return polygons(shape);
    if (shape && shape->n_parts > 0 && shape->kind == SHAPE_LINES) return lines(shape);
    return typed("Point", geometry_point(location->lon, location->lat));
}

bool is_on_globe(double lon, double lat) {
    return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
}

gboolean record_set_point(Incident *incident, double lon, double lat, GError **error) {
    if (is_on_globe(lon, lat)) {
        incident->location.lon = lon;
        incident->location.lat = lat;
        return TRUE;
    }
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("its point %g,%g is not on the globe"),
                lon, lat);
    return FALSE;
}

/* Adds a line or ring; FALSE where it holds anything but longitudes and latitudes. */
static gboolean add_part(Shape *shape, const json_t *points) {
    shape_begin_part(shape);
    for (gsize i = 0; i < json_array_size(points); i++) {
        const json_t *pair = json_array_get(points, i);
        const json_t *lon = json_array_get(pair, 0), *lat = json_array_get(pair, 1);
        if (!json_is_number(lon) || !json_is_number(lat) ||
            !is_on_globe(json_number_value(lon), json_number_value(lat)))
            return FALSE;
        shape_add_point(shape, (LonLat){json_number_value(lon), json_number_value(lat)});
    }
    return json_array_size(points) > 1;
}

/* Adds what lies `depth` arrays above a line or ring. */
static gboolean add_parts(Shape *shape, const json_t *coordinates, int depth) {
    if (depth == 0) return add_part(shape, coordinates);
    for (gsize i = 0; i < json_array_size(coordinates); i++)
        if (!add_parts(shape, json_array_get(coordinates, i), depth - 1)) return FALSE;
    return json_array_size(coordinates) > 0;
}

Shape *geometry_shape(const json_t *geometry, const LiftedShapes *shapes) {
    static const struct {
        const char *type;
        ShapeKind kind;
        int depth;
    } types[] = {{"LineString", SHAPE_LINES, 0},
                 {"MultiLineString", SHAPE_LINES, 1},
                 {"Polygon", SHAPE_POLYGONS, 1},
                 {"MultiPolygon", SHAPE_POLYGONS, 2}};
    const char *type = json_string_value(json_object_get(geometry, "type"));
    for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
        if (g_strcmp0(type, types[i].type) != 0) continue;
        const json_t *coordinates = json_object_get(geometry, "coordinates");
        Shape *lifted = lifted_shape(shapes, coordinates, types[i].depth);
        if (lifted) lifted->kind = types[i].kind;
        if (lifted) return lifted;
        g_autoptr(Shape) shape = shape_new(types[i].kind);
        return add_parts(shape, coordinates, types[i].depth) ? g_steal_pointer(&shape) : NULL;
    }
    return NULL;
}
