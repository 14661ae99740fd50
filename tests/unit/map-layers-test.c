/* What the layers of the bundled basemap promise at every level: a river ends in the one that it
 * runs into, or in the sea; the countries meet without a gap; governorates share their edges. */
#include <math.h>
#include <string.h>

#include "map/boxes.h"

enum { N_LEVELS = 4 };
static const LonLatBox EVERYWHERE = {-180, -90, 180, 90};
static const double GRID = 1e5; /* of a degree: that of the finest level */

typedef struct {
    Basemap *basemap;
} Fixture;

static void open_bundled(Fixture *self, gconstpointer data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    self->basemap = basemap_open(NULL, &error);
    g_assert_no_error(error);
}

static void close_bundled(Fixture *self, gconstpointer data) {
    (void)data;
    basemap_free(self->basemap);
}

/* ---- rivers -----------------------------------------------------------------------------------
 */

typedef struct {
    const char *id;
    LonLat end;
    bool is_found, is_met;
    double nearest; /* degrees */
} Mouth;

static void find_end(const BasemapFeature *feature, void *data) {
    Mouth *mouth = data;
    if (strcmp(feature->ref, mouth->id) != 0) return;
    mouth->end = feature->points[feature->n_points - 1];
    mouth->is_found = true;
}

static void meet(const BasemapFeature *feature, void *data) {
    Mouth *mouth = data;
    for (guint32 i = 0; strcmp(feature->ref, mouth->id) == 0 && i < feature->n_points; i++)
        mouth->is_met |=
            feature->points[i].lon == mouth->end.lon && feature->points[i].lat == mouth->end.lat;
}

static Point point_of(LonLat at) { return (Point){at.lon, at.lat}; }

static void come_near(const BasemapFeature *feature, void *data) {
    Mouth *mouth = data;
    for (guint32 i = 1; i < feature->n_points; i++)
        mouth->nearest = fmin(
            mouth->nearest, segment_distance(point_of(mouth->end), point_of(feature->points[i - 1]),
                                             point_of(feature->points[i])));
}

/* The end of a river at a level; not found where the level does not draw it. */
static Mouth end_of(const Basemap *basemap, const char *river, int level) {
    Mouth mouth = {.id = river, .nearest = INFINITY};
    basemap_visit(basemap, "rivers", level, EVERYWHERE, find_end, &mouth);
    return mouth;
}

static void test_rivers_meet(Fixture *self, gconstpointer data) {
    (void)data;
    static const char *const pairs[][2] = {{"khabur", "euphrates"}, {"balikh", "euphrates"},
                                           {"sajur", "euphrates"},  {"jaghjagh", "khabur"},
                                           {"afrin", "orontes"},    {"yarmuk", "jordan"}};
    for (int level = 0; level < N_LEVELS; level++) {
        guint n_drawn = 0;
        for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
            Mouth mouth = end_of(self->basemap, pairs[i][0], level);
            if (!mouth.is_found) continue;
            n_drawn++;
            mouth.id = pairs[i][1];
            basemap_visit(self->basemap, "rivers", level, EVERYWHERE, meet, &mouth);
            g_test_message("%s into %s, level %d", pairs[i][0], pairs[i][1], level);
            g_assert_true(mouth.is_met);
        }
        g_assert_cmpuint(n_drawn, >=, level == 0 ? 2 : G_N_ELEMENTS(pairs));
    }
}

static void test_rivers_reach_the_sea(Fixture *self, gconstpointer data) {
    (void)data;
    static const char *const rivers[] = {"orontes", "kabir-north", "kabir-south"};
    static const double near = 0.02; /* degrees: the coast is simplified by itself */
    for (int level = 1; level < N_LEVELS; level++)
        for (guint i = 0; i < G_N_ELEMENTS(rivers); i++) {
            Mouth mouth = end_of(self->basemap, rivers[i], level);
            g_assert_true(mouth.is_found);
            basemap_visit(self->basemap, "land", level, EVERYWHERE, come_near, &mouth);
            g_assert_cmpfloat(mouth.nearest, <, near);
        }
}

/* ---- the coverage -----------------------------------------------------------------------------
 */

typedef struct {
    gint32 from[2], to[2];
} Edge;

static guint hash_edge(gconstpointer key) {
    const Edge *edge = key;
    guint hash = 17;
    for (guint i = 0; i < 2; i++)
        hash = (hash * 31 + (guint)edge->from[i]) * 31 + (guint)edge->to[i];
    return hash;
}

static gboolean same_edge(gconstpointer a, gconstpointer b) {
    return memcmp(a, b, sizeof(Edge)) == 0;
}

/* How often each edge is drawn, whatever its direction. */
typedef struct {
    GHashTable *counts; /* Edge, GINT */
    const char *only;   /* ref or kind; NULL: all */
} Edges;

static Edge edge_between(LonLat a, LonLat b) {
    gint32 from[] = {(gint32)lround(a.lon * GRID), (gint32)lround(a.lat * GRID)};
    gint32 to[] = {(gint32)lround(b.lon * GRID), (gint32)lround(b.lat * GRID)};
    bool turned = from[0] != to[0] ? from[0] > to[0] : from[1] > to[1];
    Edge edge;
    memcpy(edge.from, turned ? to : from, sizeof from);
    memcpy(edge.to, turned ? from : to, sizeof to);
    return edge;
}

static int count_of(const Edges *self, const Edge *edge) {
    return GPOINTER_TO_INT(g_hash_table_lookup(self->counts, edge));
}

static void add_edges(const BasemapFeature *feature, void *data) {
    Edges *self = data;
    if (self->only && strcmp(feature->ref, self->only) != 0 &&
        strcmp(feature->kind, self->only) != 0)
        return;
    for (guint32 part = 0; part < feature->n_parts; part++) {
        guint32 end = part + 1 < feature->n_parts ? feature->parts[part + 1] : feature->n_points;
        for (guint32 i = feature->parts[part] + 1; i < end; i++) {
            Edge edge = edge_between(feature->points[i - 1], feature->points[i]);
            if (memcmp(edge.from, edge.to, sizeof edge.from) == 0) continue;
            int count = count_of(self, &edge) + 1;
            g_hash_table_insert(self->counts, g_memdup2(&edge, sizeof edge),
                                GINT_TO_POINTER(count));
        }
    }
}

static Edges edges_of(const Basemap *basemap, const char *layer, int level, const char *only) {
    Edges edges = {g_hash_table_new_full(hash_edge, same_edge, g_free, NULL), only};
    basemap_visit(basemap, layer, level, EVERYWHERE, add_edges, &edges);
    g_assert_cmpuint(g_hash_table_size(edges.counts), >, 100);
    return edges;
}

static void edges_clear(Edges *self) { g_hash_table_unref(self->counts); }

/* Each edge of cells lies between two of them, or on the outline around all; never between three.
 */
static void check_coverage(const Edges *cells, const Edges *outline) {
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, cells->counts);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        g_assert_cmpint(GPOINTER_TO_INT(value), <=, 2);
        if (GPOINTER_TO_INT(value) == 1) g_assert_cmpint(count_of(outline, key), >, 0);
    }
}

/* A line's edge lies between two cells; but one step of the coarse levels' grid may be a spur that
 * rounding made, and no eye sees. */
static void check_lines(const Edges *lines, const Edges *cells) {
    static const int step = 10;
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, lines->counts);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Edge *edge = key;
        if (abs(edge->to[0] - edge->from[0]) + abs(edge->to[1] - edge->from[1]) <= step) continue;
        g_assert_cmpint(count_of(cells, edge), ==, 2);
    }
}

static void test_countries_meet(Fixture *self, gconstpointer data) {
    (void)data;
    for (int level = 0; level < N_LEVELS; level++) {
        Edges countries = edges_of(self->basemap, "countries", level, NULL);
        Edges land = edges_of(self->basemap, "land", level, NULL);
        Edges borders = edges_of(self->basemap, "borders", level, "international");
        check_coverage(&countries, &land);
        check_lines(&borders, &countries);
        edges_clear(&countries);
        edges_clear(&land);
        edges_clear(&borders);
    }
}

static void test_governorates_share_edges(Fixture *self, gconstpointer data) {
    (void)data;
    for (int level = 0; level < N_LEVELS; level++) {
        Edges governorates = edges_of(self->basemap, "governorates", level, NULL);
        Edges syria = edges_of(self->basemap, "countries", level, "SY");
        Edges lines = edges_of(self->basemap, "admin1", level, NULL);
        check_coverage(&governorates, &syria);
        check_lines(&lines, &governorates);
        edges_clear(&governorates);
        edges_clear(&syria);
        edges_clear(&lines);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add("/layers/rivers-meet", Fixture, NULL, open_bundled, test_rivers_meet, close_bundled);
    g_test_add("/layers/rivers-reach-the-sea", Fixture, NULL, open_bundled,
               test_rivers_reach_the_sea, close_bundled);
    g_test_add("/layers/countries-meet", Fixture, NULL, open_bundled, test_countries_meet,
               close_bundled);
    g_test_add("/layers/governorates-share-edges", Fixture, NULL, open_bundled,
               test_governorates_share_edges, close_bundled);
    return g_test_run();
}
