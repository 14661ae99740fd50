/* Projections by whoever reckons them. */
#include "base/projection.h"

#include <math.h>
#include <string.h>

#include "base/ellipsoid.h"
#include "base/module.h"

static const char PROJ_FILE[] = "kharita-proj.so";
static const double WEB_RADIUS_M = 6378137;

/* One of the two; EPSG:3857 has neither. */
struct Projection {
    EllipsoidPlane *plane;
    ProjPlane *by_proj;
    const ProjModule *module; /* that made it */
};

static Projection *of_plane(EllipsoidPlane *plane) {
    Projection *self = g_new0(Projection, 1);
    self->plane = plane;
    return self;
}

Projection *projection_new_transverse_mercator(double lon) {
    return of_plane(ellipsoid_transverse_mercator_new(lon));
}

Projection *projection_new_conic(double lon, double south, double north) {
    EllipsoidPlane *plane = ellipsoid_conic_new(lon, south, north);
    return plane ? of_plane(plane) : projection_new_transverse_mercator(lon);
}

Projection *projection_new_web_mercator(void) { return of_plane(NULL); }

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

static PlanePoint web_forward(LonLat at) {
    if (!(fabs(at.lat) < 90)) return (PlanePoint){NAN, NAN};
    return (PlanePoint){WEB_RADIUS_M * at.lon * G_PI / 180,
                        WEB_RADIUS_M * asinh(tan(at.lat * G_PI / 180))};
}

static LonLat web_inverse(PlanePoint at) {
    return (LonLat){at.x / WEB_RADIUS_M * 180 / G_PI, atan(sinh(at.y / WEB_RADIUS_M)) * 180 / G_PI};
}

PlanePoint projection_forward(const Projection *self, LonLat at) {
    PlanePoint to;
    if (self->by_proj) return self->module->forward(self->by_proj, at);
    if (!self->plane) return web_forward(at);
    ellipsoid_to_plane(self->plane, at, &to.x, &to.y);
    return to;
}

LonLat projection_inverse(const Projection *self, PlanePoint at) {
    if (self->by_proj) return self->module->inverse(self->by_proj, at);
    if (!self->plane) return web_inverse(at);
    return ellipsoid_from_plane(self->plane, at.x, at.y);
}
