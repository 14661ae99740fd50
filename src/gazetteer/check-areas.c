/* The audit of polygons, with GEOS. */
#include <geos_c.h>

#include "gazetteer/check.h"

/* How far outside its parent a settlement may lie: boundaries are simplified to some 150 m, and
 * points of large villages to a kilometre. Other places may lie as far again as their radius. */
static const double OUTSIDE_M = 2000;
/* The share of the smaller of two siblings that may overlap. */
static const double OVERLAP_SHARE = 0.02;

static GEOSGeometry *ring_of(GEOSContextHandle_t geos, const Gazetteer *g, const Ring *ring) {
    GEOSCoordSequence *line = GEOSCoordSeq_create_r(geos, ring->n_points, 2);
    for (guint32 i = 0; i < ring->n_points; i++) {
        LonLat point = g->points[ring->first_point + i];
        GEOSCoordSeq_setXY_r(geos, line, i, point.lon, point.lat);
    }
    return GEOSGeom_createLinearRing_r(geos, line);
}

/* Holes run clockwise and follow the outer ring that they lie in. */
static gboolean is_hole(const Gazetteer *g, const Ring *ring) {
    const LonLat *at = g->points + ring->first_point;
    double sum = 0;
    for (guint32 i = 0; i + 1 < ring->n_points; i++)
        sum += at[i].lon * at[i + 1].lat - at[i + 1].lon * at[i].lat;
    return sum < 0;
}

/* One polygon with its holes, from ring *at on; NULL where one of its rings is none. */
static GEOSGeometry *polygon_of(GEOSContextHandle_t geos, const Gazetteer *g, const Area *area,
                                guint32 *at) {
    const Ring *rings = g->rings + area->first_ring;
    GEOSGeometry *shell = ring_of(geos, g, &rings[(*at)++]);
    g_autoptr(GPtrArray) holes = g_ptr_array_new();
    gboolean is_whole = shell != NULL;
    while (*at < area->n_rings && is_hole(g, &rings[*at])) {
        GEOSGeometry *hole = ring_of(geos, g, &rings[(*at)++]);
        is_whole = is_whole && hole;
        if (hole) g_ptr_array_add(holes, hole);
    }
    if (is_whole) return GEOSGeom_createPolygon_r(geos, shell, (void *)holes->pdata, holes->len);
    for (guint i = 0; i < holes->len; i++) GEOSGeom_destroy_r(geos, holes->pdata[i]);
    if (shell) GEOSGeom_destroy_r(geos, shell);
    return NULL;
}

/* The area's polygons; NULL where a ring of it is not closed or has too few points. */
static GEOSGeometry *geometry_of(GEOSContextHandle_t geos, const Gazetteer *g, const Area *area) {
    g_autoptr(GPtrArray) polygons = g_ptr_array_new();
    gboolean is_whole = TRUE;
    for (guint32 i = 0; i < area->n_rings;) {
        GEOSGeometry *polygon = polygon_of(geos, g, area, &i);
        is_whole = is_whole && polygon;
        if (polygon) g_ptr_array_add(polygons, polygon);
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON,
                                                    (void *)polygons->pdata, polygons->len);
    if (is_whole) return all;
    GEOSGeom_destroy_r(geos, all);
    return NULL;
}

static double distance_to(GEOSContextHandle_t geos, const GEOSGeometry *area, LonLat point) {
    GEOSGeometry *dot = GEOSGeom_createPointFromXY_r(geos, point.lon, point.lat);
    GEOSCoordSequence *nearest = GEOSNearestPoints_r(geos, area, dot);
    LonLat edge = point;
    if (nearest) GEOSCoordSeq_getXY_r(geos, nearest, 0, &edge.lon, &edge.lat);
    GEOSCoordSeq_destroy_r(geos, nearest);
    GEOSGeom_destroy_r(geos, dot);
    return geo_distance_m(point, edge);
}

static void check_validity(Audit *self, GEOSContextHandle_t geos, const Area *area,
                           const GEOSGeometry *geometry) {
    if (geometry && GEOSisValid_r(geos, geometry) == 1) return;
    char *reason = geometry ? GEOSisValidReason_r(geos, geometry) : NULL;
    g_autofree char *label = audit_label(self->g, area->place);
    audit_place(self, HARD, "invalid-area", area->place, "%s in %s: %s", label,
                self->g->strings + area->file,
                reason ? reason : "a ring is not closed, or has too few points");
    GEOSFree_r(geos, reason);
}

static void check_points(Audit *self, GEOSContextHandle_t geos, GEOSGeometry *const *geometries) {
    const Gazetteer *g = self->g;
    for (guint32 i = 0; i < g->n_places; i++) {
        const Place *place = &g->places[i];
        if (place->parent == NO_PLACE || place->is_abroad || !audit_wants(self, i)) continue;
        gboolean is_settlement = place_is_settlement(place);
        guint32 area = g->places[place->parent].area;
        LonLat point = {place->lon, place->lat};
        if (place_is_wide(place) || area == NO_PLACE || !geometries[area] ||
            gazetteer_area_holds(g, place->parent, point))
            continue;
        double away = distance_to(geos, geometries[area], point);
        if (away <= OUTSIDE_M + (is_settlement ? 0 : (double)place->radius_m)) continue;
        g_autofree char *label = audit_label(g, i), *of = audit_label(g, place->parent);
        audit_place(self, is_settlement ? HARD : SOFT, "outside-parent", i,
                    "%s lies %.1f km outside its parent %s", label, away / 1000, of);
    }
}

static double overlap(GEOSContextHandle_t geos, const GEOSGeometry *a, const GEOSGeometry *b) {
    double common = 0, of_a = 0, of_b = 0;
    if (!a || !b || GEOSisValid_r(geos, a) != 1 || GEOSisValid_r(geos, b) != 1) return 0;
    GEOSGeometry *both = GEOSIntersection_r(geos, a, b);
    if (!both) return 0;
    GEOSArea_r(geos, both, &common);
    GEOSArea_r(geos, a, &of_a);
    GEOSArea_r(geos, b, &of_b);
    GEOSGeom_destroy_r(geos, both);
    double smaller = MIN(of_a, of_b);
    return smaller > 0 ? common / smaller : 0;
}

static gboolean boxes_meet(const LonLatBox *a, const LonLatBox *b) {
    return a->west < b->east && b->west < a->east && a->south < b->north && b->south < a->north;
}

static void check_siblings(Audit *self, GEOSContextHandle_t geos, GEOSGeometry *const *geometries) {
    const Gazetteer *g = self->g;
    for (gsize i = 0; i < g->n_areas; i++) {
        const Area *a = &g->areas[i];
        /* Regions and deserts may overlap; units of administration and quarters may not. */
        if (a->kind > PLACE_SUBDISTRICT && a->kind != PLACE_QUARTER) continue;
        for (gsize j = i + 1; j < g->n_areas; j++) {
            const Area *b = &g->areas[j];
            if (a->kind != b->kind || g->places[a->place].parent != g->places[b->place].parent ||
                !boxes_meet(&a->box, &b->box))
                continue;
            double share = overlap(geos, geometries[i], geometries[j]);
            if (share <= OVERLAP_SHARE) continue;
            g_autofree char *first = audit_label(g, a->place), *second = audit_label(g, b->place);
            audit_pair(self, SOFT, "overlap", a->place, b->place,
                       "%s and %s share %.0f %% of the smaller", first, second, share * 100);
        }
    }
}

/* GEOS writes its notices nowhere: what matters is reported as a finding. */
static void keep_silent(const char *format, ...) {}

void audit_areas(Audit *self) {
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSContext_setNoticeHandler_r(geos, keep_silent);
    GEOSContext_setErrorHandler_r(geos, keep_silent);
    const Gazetteer *g = self->g;
    g_autofree GEOSGeometry **geometries = g_new0(GEOSGeometry *, g->n_areas + 1);
    for (gsize i = 0; i < g->n_areas; i++) {
        geometries[i] = geometry_of(geos, g, &g->areas[i]);
        if (self->scope == CHECK_ALL) check_validity(self, geos, &g->areas[i], geometries[i]);
    }
    check_points(self, geos, geometries);
    if (self->scope == CHECK_ALL) check_siblings(self, geos, geometries);
    for (gsize i = 0; i < g->n_areas; i++)
        if (geometries[i]) GEOSGeom_destroy_r(geos, geometries[i]);
    GEOS_finish_r(geos);
}
