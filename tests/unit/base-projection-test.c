/* Our own projections are PROJ's, but for the number at their origin. */
#include <math.h>

#include "base/projection.h"

static Projection *by_proj(const char *definition, ProjKind kind) {
    g_autoptr(GError) error = NULL;
    Projection *self = projection_new(definition, kind, &error);
    g_assert_no_error(error);
    return self;
}

/* To a hundredth of a millimetre, moved as far as the first place is. */
static void check(Projection *own, Projection *proj) {
    PlanePoint a = projection_forward(own, (LonLat){36, 33});
    PlanePoint b = projection_forward(proj, (LonLat){36, 33});
    double right = b.x - a.x, up = b.y - a.y;
    for (double lon = 34; lon < 44; lon += 0.37)
        for (double lat = 30; lat < 38.5; lat += 0.31) {
            a = projection_forward(own, (LonLat){lon, lat});
            b = projection_forward(proj, (LonLat){lon, lat});
            g_assert_cmpfloat_with_epsilon(a.x + right, b.x, 1e-5);
            g_assert_cmpfloat_with_epsilon(a.y + up, b.y, 1e-5);
            LonLat back = projection_inverse(own, a);
            g_assert_cmpfloat_with_epsilon(back.lon, lon, 1e-10);
            g_assert_cmpfloat_with_epsilon(back.lat, lat, 1e-10);
        }
    projection_free(own);
    projection_free(proj);
}

static void test_own_are_projs(void) {
    check(projection_new_conic(38.9, 33.1, 36.5),
          by_proj("+proj=lcc +lon_0=38.9 +lat_0=34.8 +lat_1=33.1 +lat_2=36.5 +ellps=WGS84 +units=m",
                  PROJ_PARAMETERS));
    check(projection_new_transverse_mercator(40.14),
          by_proj("+proj=tmerc +lon_0=40.14 +lat_0=35.3 +ellps=WGS84 +units=m", PROJ_PARAMETERS));
    check(projection_new_web_mercator(), by_proj("EPSG:3857", PROJ_CODE));
    check(projection_new_web_mercator(),
          by_proj("+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step "
                  "+proj=webmerc +ellps=WGS84",
                  PROJ_PIPELINE));
}

static bool is_nowhere(PlanePoint at) { return !isfinite(at.x) || !isfinite(at.y); }

static void test_where_they_end(void) {
    g_autoptr(Projection) web = projection_new_web_mercator();
    g_autoptr(Projection) transverse = projection_new_transverse_mercator(40);
    g_assert_true(is_nowhere(projection_forward(web, (LonLat){40, 90})));
    g_assert_true(is_nowhere(projection_forward(web, (LonLat){40, NAN})));
    g_assert_true(is_nowhere(projection_forward(transverse, (LonLat){130, 0})));
    g_assert_true(isnan(projection_inverse(transverse, (PlanePoint){2e7, 0}).lon));
}

/* On both sides of the equator a cone is a cylinder, or there is none. */
static void test_no_cone(void) {
    g_autoptr(Projection) self = projection_new_conic(40, -30, 30);
    g_assert_false(is_nowhere(projection_forward(self, (LonLat){41, 10})));
}

static void test_unusable(void) {
    static const struct {
        const char *definition;
        ProjKind kind;
    } BAD[] = {{"EPSG:1", PROJ_CODE}, {"+proj=nonsense", PROJ_PARAMETERS}, {"", PROJ_PIPELINE}};
    for (guint i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(projection_new(BAD[i].definition, BAD[i].kind, &error));
        g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/projection/own-are-projs", test_own_are_projs);
    g_test_add_func("/projection/where-they-end", test_where_they_end);
    g_test_add_func("/projection/no-cone", test_no_cone);
    g_test_add_func("/projection/unusable", test_unusable);
    return g_test_run();
}
