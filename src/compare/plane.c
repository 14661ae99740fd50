/* The equal-area plane, by PROJ. */
#include "compare/plane.h"

#include <proj.h>

#include "compare/compare.h"

struct Plane {
    PJ_CONTEXT *context;
    PJ *projection;
};

Plane *plane_new(GError **error) {
    Plane *self = g_new0(Plane, 1);
    self->context = proj_context_create();
    proj_context_set_enable_network(self->context, 0);
    self->projection = proj_create(self->context, EQUAL_AREA);
    if (self->projection) return self;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("PROJ has no equal-area projection"));
    plane_free(self);
    return NULL;
}

void plane_free(Plane *self) {
    if (!self) return;
    proj_destroy(self->projection);
    proj_context_destroy(self->context);
    g_free(self);
}

PlanePoint plane_from(const Plane *self, LonLat at) {
    PJ_COORD from = proj_coord(proj_torad(at.lon), proj_torad(at.lat), 0, 0);
    PJ_COORD to = proj_trans(self->projection, PJ_FWD, from);
    return (PlanePoint){to.xy.x, to.xy.y};
}

LonLat plane_to(const Plane *self, PlanePoint at) {
    PJ_COORD to = proj_trans(self->projection, PJ_INV, proj_coord(at.x, at.y, 0, 0));
    return (LonLat){proj_todeg(to.lp.lam), proj_todeg(to.lp.phi)};
}
