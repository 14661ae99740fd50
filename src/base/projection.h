/*
 * projection: degrees of WGS 84 to a plane and back. The projections that maps have by themselves
 * are GeographicLib's; all others are PROJ's, whose libraries take 8 ms to load: they lie in the
 * module kharita-proj, opened when one of them is asked for.
 */
#pragma once

#include "base/base.h"

typedef struct Projection Projection;
typedef struct {
    double x, y;
} PlanePoint;

/* Lambert's conformal conic around a meridian, true along two parallels of one half of the earth.
 */
Projection *projection_new_conic(double lon, double south, double north);
Projection *projection_new_transverse_mercator(double lon);
/* EPSG:3857. */
Projection *projection_new_web_mercator(void);

typedef enum {
    PROJ_PARAMETERS, /* "+proj=laea …" */
    PROJ_PIPELINE,   /* "+proj=pipeline …", from degrees */
    PROJ_CODE,       /* "EPSG:22770", in PROJ's database */
} ProjKind;

/* One per thread. Fails on what PROJ cannot use. */
Projection *projection_new(const char *definition, ProjKind kind, GError **error);
void projection_free(Projection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Projection, projection_free)

/* No finite numbers where the projection ends. */
PlanePoint projection_forward(const Projection *self, LonLat at);
LonLat projection_inverse(const Projection *self, PlanePoint at);

/* ---- the module kharita-proj ---- */

/* What PROJ keeps for one projection; owned by its Projection. */
typedef struct ProjPlane ProjPlane;
typedef struct {
    const char *version; /* of the program that it was built with */
    /* NULL with a message, which the caller frees, where PROJ cannot use it. */
    ProjPlane *(*open)(const char *definition, ProjKind kind, char **ret_problem);
    void (*close)(ProjPlane *self);
    PlanePoint (*forward)(const ProjPlane *self, LonLat at);
    LonLat (*inverse)(const ProjPlane *self, PlanePoint at);
} ProjModule;

#define PROJ_MODULE_SYMBOL "kharita_proj_module"
const ProjModule *kharita_proj_module(void);
