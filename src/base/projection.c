/* Projections by whoever reckons them. */
#include "base/projection.h"

#include <math.h>
#include <string.h>

#include "base/ellipsoid.h"
#include "base/module.h"

static const char PROJ_FILE[] = "kharita-proj.so";
static const double WEB_RADIUS_M = 6378137;
/* Farther from its meridian transverse Mercator's series says nothing; PROJ's ends there too. */
static const double MOST_ASIDE_M = 16.7e6;

/* One of the three. */
struct Projection {
    EllipsoidPlane *plane;
    bool is_transverse;
    const ProjModule *module;
    ProjPlane *by_proj;
    bool is_web;
};

static Projection *of_plane(EllipsoidPlane *plane, bool is_transverse) {
    Projection *self = g_new0(Projection, 1);
    self->plane = plane;
    self->is_transverse = is_transverse;
    return self;
}

Projection *projection_new_transverse_mercator(double lon) {
    return of_plane(ellipsoid_transverse_mercator_new(lon), true);
}

Projection *projection_new_conic(double lon, double south, double north) {
    EllipsoidPlane *plane = ellipsoid_conic_new(lon, south, north);
    return plane ? of_plane(plane, false) : projection_new_transverse_mercator(lon);
}

Projection *projection_new_web_mercator(void) {
    Projection *self = g_new0(Projection, 1);
    self->is_web = true;
    return self;
}

static const ProjModule *open_module(GError **error) {
    const ProjModule *(*table)(void) = NULL;
    gpointer symbol = module_symbol(PROJ_FILE, PROJ_MODULE_SYMBOL, error);
    if (!symbol) return NULL;
    memcpy(&table, &symbol, sizeof table); /* C knows no way from an object to a function */
    bool is_same = g_str_equal(table()->version, KHARITA_VERSION);
    return module_check_build(PROJ_FILE, is_same, error) ? table() : NULL;
}

Projection *projection_new(const char *definition, ProjKind kind, GError **error) {
    const ProjModule *module = open_module(error);
    if (!module) return NULL;
    g_autofree char *problem = NULL;
    ProjPlane *plane = module->open(definition, kind, &problem);
    if (!plane) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                    _("cannot use the projection \"%s\": %s"), definition, problem);
        return NULL;
    }
    Projection *self = g_new0(Projection, 1);
    self->module = module;
    self->by_proj = plane;
    return self;
}

void projection_free(Projection *self) {
    if (!self) return;
    ellipsoid_plane_free(self->plane);
    if (self->by_proj) self->module->close(self->by_proj);
    g_free(self);
}

PlanePoint projection_forward(const Projection *self, LonLat at) {
    PlanePoint to;
    if (self->by_proj) return self->module->forward(self->by_proj, at);
    if (self->is_web && !(fabs(at.lat) < 90)) return (PlanePoint){NAN, NAN};
    if (self->is_web)
        return (PlanePoint){WEB_RADIUS_M * at.lon * G_PI / 180,
                            WEB_RADIUS_M * asinh(tan(at.lat * G_PI / 180))};
    ellipsoid_to_plane(self->plane, at, &to.x, &to.y);
    if (self->is_transverse && !(fabs(to.x) < MOST_ASIDE_M)) return (PlanePoint){NAN, NAN};
    return to;
}

LonLat projection_inverse(const Projection *self, PlanePoint at) {
    if (self->by_proj) return self->module->inverse(self->by_proj, at);
    if (self->is_web)
        return (LonLat){at.x / WEB_RADIUS_M * 180 / G_PI,
                        atan(sinh(at.y / WEB_RADIUS_M)) * 180 / G_PI};
    if (self->is_transverse && !(fabs(at.x) < MOST_ASIDE_M)) return (LonLat){NAN, NAN};
    return ellipsoid_from_plane(self->plane, at.x, at.y);
}
