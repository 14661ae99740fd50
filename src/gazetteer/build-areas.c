/* Polygons of places and lines that a report can name, from GeoJSON. */
#include <jansson.h>

#include "base/autoptr.h"
#include "gazetteer/build.h"

enum { MOST_BYTES = 256 << 20 };

static const char *const AREA_FILES[] = {"areas.geojson", "areas-admin.geojson",
                                         "areas-quarters.geojson", "areas-osm.geojson"};
static const struct {
    const char *name;
    guint16 is_osm;
} LINE_FILES[] = {{"lines.geojson", 0}, {"lines-osm.geojson", 1}};

/* Where a feature stands, for messages. */
typedef struct {
    const char *path;
    const char *id;
    guint32 file; /* string: the file's name */
} Source;

static gboolean fail(const Source *source, GError **error, const char *message) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("%s, feature '%s': %s"), source->path,
                source->id, message);
    return FALSE;
}

static const char *property(const json_t *feature, const char *key) {
    const char *text =
        json_string_value(json_object_get(json_object_get(feature, "properties"), key));
    return text ? text : "";
}

static gboolean read_position(const json_t *pair, LonLat *ret_point) {
    const json_t *lon = json_array_get(pair, 0), *lat = json_array_get(pair, 1);
    if (!json_is_number(lon) || !json_is_number(lat)) return FALSE;
    *ret_point = (LonLat){json_number_value(lon), json_number_value(lat)};
    return ret_point->lon >= -180 && ret_point->lon <= 180 && ret_point->lat >= -90 &&
           ret_point->lat <= 90;
}

static gboolean read_positions(const json_t *list, GArray *points, const Source *source,
                               GError **error) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        LonLat point;
        if (!read_position(json_array_get(list, i), &point))
            return fail(source, error, _("a position is no pair of degrees on the globe"));
        g_array_append_val(points, point);
    }
    return TRUE;
}

/* Twice the signed area: positive where the ring runs counter-clockwise. */
static double ring_sense(const LonLat *ring, guint n) {
    double sum = 0;
    for (guint i = 0; i + 1 < n; i++)
        sum += ring[i].lon * ring[i + 1].lat - ring[i + 1].lon * ring[i].lat;
    return sum;
}

static gboolean add_ring(Build *self, const json_t *list, gboolean is_hole, Area *area,
                         const Source *source, GError **error) {
    Ring ring = {.first_point = self->points->len};
    if (!read_positions(list, self->points, source, error)) return FALSE;
    ring.n_points = self->points->len - ring.first_point;
    if (ring.n_points < 4) return fail(source, error, _("a ring has less than four points"));
    LonLat *at = &g_array_index(self->points, LonLat, ring.first_point);
    LonLat first = at[0], last = at[ring.n_points - 1];
    if (first.lon != last.lon || first.lat != last.lat)
        return fail(source, error, _("a ring is not closed"));
    gboolean is_clockwise = ring_sense(at, ring.n_points) < 0;
    for (guint i = 0, j = ring.n_points - 1; is_clockwise != is_hole && i < j; i++, j--) {
        LonLat swap = at[i];
        at[i] = at[j];
        at[j] = swap;
    }
    for (guint i = 0; i < ring.n_points; i++) {
        area->box.west = MIN(area->box.west, at[i].lon);
        area->box.south = MIN(area->box.south, at[i].lat);
        area->box.east = MAX(area->box.east, at[i].lon);
        area->box.north = MAX(area->box.north, at[i].lat);
    }
    g_array_append_val(self->rings, ring);
    area->n_rings++;
    return TRUE;
}

static gboolean add_polygon(Build *self, const json_t *rings, Area *area, const Source *source,
                            GError **error) {
    if (json_array_size(rings) == 0) return fail(source, error, _("a polygon without rings"));
    for (size_t i = 0; i < json_array_size(rings); i++)
        if (!add_ring(self, json_array_get(rings, i), i > 0, area, source, error)) return FALSE;
    return TRUE;
}

static gboolean add_area(Build *self, const json_t *feature, const Source *source, GError **error) {
    guint32 index = build_place_by_id(self, source->id);
    if (index == NO_PLACE) return fail(source, error, _("no place has this id"));
    Place *place = &g_array_index(self->places, Place, index);
    if (place->area != NO_PLACE) return fail(source, error, _("the place has an area already"));
    const json_t *geometry = json_object_get(feature, "geometry");
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    const char *type = json_string_value(json_object_get(geometry, "type"));
    Area area = {.box = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE},
                 .place = index,
                 .kind = place->kind,
                 .file = source->file,
                 .first_ring = self->rings->len};
    if (g_strcmp0(type, "Polygon") == 0) {
        if (!add_polygon(self, coordinates, &area, source, error)) return FALSE;
    } else if (g_strcmp0(type, "MultiPolygon") == 0) {
        for (size_t i = 0; i < json_array_size(coordinates); i++)
            if (!add_polygon(self, json_array_get(coordinates, i), &area, source, error))
                return FALSE;
    } else {
        return fail(source, error, _("neither Polygon nor MultiPolygon"));
    }
    if (area.n_rings == 0) return fail(source, error, _("an area without rings"));
    place->area = self->areas->len;
    g_array_append_val(self->areas, area);
    return TRUE;
}

/* ---- lines ----------------------------------------------------------------------------------- */

static gboolean parse_line_kind(const char *name, guint16 *ret_kind) {
    static const struct {
        const char *name;
        LineKind kind;
    } KINDS[] = {
        {"road", LINE_ROAD}, {"river", LINE_RIVER}, {"rail", LINE_RAIL}, {"railway", LINE_RAIL}};
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (!g_str_equal(KINDS[i].name, name)) continue;
        *ret_kind = (guint16)KINDS[i].kind;
        return TRUE;
    }
    return FALSE;
}

static gboolean add_line_part(Build *self, const json_t *list, const Line *like,
                              const Source *source, GError **error) {
    Line line = *like;
    line.first_point = self->line_points->len;
    if (!read_positions(list, self->line_points, source, error)) return FALSE;
    line.n_points = self->line_points->len - line.first_point;
    if (line.n_points < 2) return fail(source, error, _("a line has less than two points"));
    g_array_append_val(self->lines, line);
    return TRUE;
}

/* A line of several parts becomes several lines with the same id and names. */
static gboolean add_line(Build *self, const json_t *feature, guint16 is_osm, const Source *source,
                         GError **error) {
    Line line = {.id = build_string(self, source->id),
                 .name_ar = build_string(self, property(feature, "name_ar")),
                 .name_en = build_string(self, property(feature, "name_en")),
                 .ref = build_string(self, property(feature, "ref")),
                 .is_osm = is_osm};
    if (!parse_line_kind(property(feature, "kind"), &line.kind))
        return fail(source, error, _("kind is none of road, river, rail"));
    const json_t *geometry = json_object_get(feature, "geometry");
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    const char *type = json_string_value(json_object_get(geometry, "type"));
    if (g_strcmp0(type, "LineString") == 0)
        return add_line_part(self, coordinates, &line, source, error);
    if (g_strcmp0(type, "MultiLineString") != 0)
        return fail(source, error, _("neither LineString nor MultiLineString"));
    for (size_t i = 0; i < json_array_size(coordinates); i++)
        if (!add_line_part(self, json_array_get(coordinates, i), &line, source, error))
            return FALSE;
    return TRUE;
}

/* ---- files ----------------------------------------------------------------------------------- */

/* Reads the file of a feature collection; NULL without `error` where it is absent. */
static json_t *load(const Build *self, const char *name, char **ret_path, GError **error) {
    g_autofree char *path = g_build_filename(self->folder, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) return NULL;
    g_autofree char *text = file_read_text(path, MOST_BYTES, error);
    if (!text) return NULL;
    json_error_t cause;
    auto_json *root = json_loads(text, JSON_REJECT_DUPLICATES, &cause);
    if (!root) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                    _("cannot read '%s', line %d, column %d: %s"), path, cause.line, cause.column,
                    cause.text);
        return NULL;
    }
    if (!json_is_array(json_object_get(root, "features"))) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("%s: no feature collection"), path);
        return NULL;
    }
    *ret_path = g_steal_pointer(&path);
    return g_steal_pointer(&root);
}

static gboolean read_features(Build *self, const char *name, gboolean are_areas, guint16 is_osm,
                              GError **error) {
    GError *cause = NULL;
    g_autofree char *path = NULL;
    auto_json *root = load(self, name, &path, &cause);
    if (cause) {
        g_propagate_error(error, cause);
        return FALSE;
    }
    const json_t *features = json_object_get(root, "features");
    guint32 file = build_string(self, name);
    for (size_t i = 0; i < json_array_size(features); i++) {
        const json_t *feature = json_array_get(features, i);
        const char *id = json_string_value(json_object_get(feature, "id"));
        Source source = {path, id ? id : property(feature, "id"), file};
        if (*source.id == '\0') return fail(&source, error, _("no id"));
        if (are_areas ? !add_area(self, feature, &source, error)
                      : !add_line(self, feature, is_osm, &source, error))
            return FALSE;
    }
    return TRUE;
}

gboolean build_areas(Build *self, GError **error) {
    for (guint i = 0; i < G_N_ELEMENTS(AREA_FILES); i++)
        if (!read_features(self, AREA_FILES[i], TRUE, 0, error)) return FALSE;
    return TRUE;
}

gboolean build_lines(Build *self, GError **error) {
    for (guint i = 0; i < G_N_ELEMENTS(LINE_FILES); i++)
        if (!read_features(self, LINE_FILES[i].name, FALSE, LINE_FILES[i].is_osm, error))
            return FALSE;
    return TRUE;
}
