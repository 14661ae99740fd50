/* The module kharita-proj: what the program finds when it opens it. */
#include <math.h>
#include <proj.h>

#include "base/projection.h"

struct ProjPlane {
    PJ_CONTEXT *context;
    PJ *transformation;
    bool in_radians; /* what the transformation takes */
};

static const double RADIANS = G_PI / 180;

static void be_silent(void *data, int level, const char *message) {}

/* PROJ would open its database, for 5 ms, although nothing of it is needed. */
static void forget_database(PJ_CONTEXT *context) {
    const char *nowhere = "/dev/null";
    proj_context_set_search_paths(context, 1, &nowhere);
}

static PJ *from_database(PJ_CONTEXT *context, const char *code) {
    proj_context_set_enable_network(context, FALSE);
    PJ *raw = proj_create_crs_to_crs(context, "OGC:CRS84", code, NULL);
    PJ *transformation = raw ? proj_normalize_for_visualization(context, raw) : NULL;
    proj_destroy(raw);
    return transformation;
}

static void plane_close(ProjPlane *self) {
    proj_destroy(self->transformation);
    proj_context_destroy(self->context);
    g_free(self);
}

/* Of a code that its database lacks PROJ says only that something is wrong. The caller frees it. */
static char *problem_of(PJ_CONTEXT *context, ProjKind kind) {
    int code = proj_context_errno(context);
    if (kind == PROJ_CODE && (code == PROJ_ERR_OTHER || code == 0))
        return g_strdup(_("PROJ's database has no such system"));
    return g_strdup(proj_context_errno_string(context, code));
}

static ProjPlane *plane_open(const char *definition, ProjKind kind, char **ret_problem) {
    ProjPlane *self = g_new0(ProjPlane, 1);
    self->context = proj_context_create();
    proj_log_func(self->context, NULL, be_silent);
    if (kind == PROJ_CODE) {
        self->transformation = from_database(self->context, definition);
        self->in_radians = self->transformation && proj_angular_input(self->transformation, PJ_FWD);
    } else {
        forget_database(self->context);
        self->transformation = proj_create(self->context, definition);
        self->in_radians = kind == PROJ_PARAMETERS;
    }
    if (self->transformation) return self;
    *ret_problem = problem_of(self->context, kind);
    plane_close(self);
    return NULL;
}

static PlanePoint plane_forward(const ProjPlane *self, LonLat at) {
    double unit = self->in_radians ? RADIANS : 1;
    PJ_COORD to = proj_trans(self->transformation, PJ_FWD,
                             proj_coord(at.lon * unit, at.lat * unit, 0, HUGE_VAL));
    return (PlanePoint){to.xy.x, to.xy.y};
}

static LonLat plane_inverse(const ProjPlane *self, PlanePoint at) {
    double unit = self->in_radians ? RADIANS : 1;
    PJ_COORD to = proj_trans(self->transformation, PJ_INV, proj_coord(at.x, at.y, 0, HUGE_VAL));
    return (LonLat){to.xy.x / unit, to.xy.y / unit};
}

const ProjModule *kharita_proj_module(void) {
    static const ProjModule TABLE = {KHARITA_VERSION, plane_open, plane_close, plane_forward,
                                     plane_inverse};
    return &TABLE;
}
