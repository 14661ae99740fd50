/*
 * The roads as a graph, so that a way is found without looking at every line: vertices of lines are
 * one node where they agree to about 10 m, and a loose end meets the vertices of other lines around
 * it. Nodes lie by latitude, so that those of a box are looked for in a part of them.
 */
#include <math.h>

#include "gazetteer/build.h"

#define METRES_PER_DEGREE 111200.0
#define NO_NODE G_MAXUINT32

typedef struct {
    guint32 from, to, is_join;
} Step;

typedef struct {
    GArray *nodes;       /* RoadNode */
    GHashTable *by_spot; /* vertex to 10 m -> index of its node + 1 */
    GArray *steps;       /* Step, both ways */
    GArray *ends;        /* guint32: nodes at which a line ends */
} Roads;

static gint64 *spot_of(LonLat point) {
    gint64 spot = (gint64)llround(point.lon * 1e4) * 10000000 + llround(point.lat * 1e4);
    return g_memdup2(&spot, sizeof spot);
}

static guint32 node_at(Roads *self, LonLat point) {
    g_autofree gint64 *spot = spot_of(point);
    gpointer found = g_hash_table_lookup(self->by_spot, spot);
    if (found) return GPOINTER_TO_UINT(found) - 1;
    RoadNode node = {.point = point};
    g_array_append_val(self->nodes, node);
    g_hash_table_insert(self->by_spot, g_steal_pointer(&spot), GUINT_TO_POINTER(self->nodes->len));
    return self->nodes->len - 1;
}

static void join(Roads *self, guint32 a, guint32 b, guint32 is_join) {
    if (a == b) return;
    Step there = {a, b, is_join}, back = {b, a, is_join};
    g_array_append_val(self->steps, there);
    g_array_append_val(self->steps, back);
}

static void add_line(Roads *self, const LonLat *points, guint32 n) {
    guint32 last = node_at(self, points[0]);
    g_array_append_val(self->ends, last);
    for (guint32 i = 1; i < n; i++) {
        guint32 node = node_at(self, points[i]);
        join(self, last, node, FALSE);
        last = node;
    }
    g_array_append_val(self->ends, last);
}

/* ---- by latitude ----------------------------------------------------------------------------- */

static int compare_nodes(const void *a, const void *b, void *data) {
    const RoadNode *nodes = data;
    LonLat p = nodes[*(const guint32 *)a].point, q = nodes[*(const guint32 *)b].point;
    if (p.lat < q.lat || p.lat > q.lat) return p.lat < q.lat ? -1 : 1;
    return p.lon < q.lon ? -1 : p.lon > q.lon;
}

static void sort_nodes(Roads *self) {
    guint n = self->nodes->len;
    const RoadNode *nodes = (const RoadNode *)(const void *)self->nodes->data;
    g_autofree guint32 *order = g_new(guint32, n + 1), *place = g_new(guint32, n + 1);
    for (guint32 i = 0; i < n; i++) order[i] = i;
    g_qsort_with_data(order, (gint)n, sizeof *order, compare_nodes, (void *)nodes);
    g_autofree RoadNode *sorted = g_new(RoadNode, n + 1);
    for (guint32 i = 0; i < n; i++) {
        sorted[i] = nodes[order[i]];
        place[order[i]] = i;
    }
    memcpy(self->nodes->data, sorted, n * sizeof *sorted);
    for (guint i = 0; i < self->steps->len; i++) {
        Step *step = &g_array_index(self->steps, Step, i);
        step->from = place[step->from];
        step->to = place[step->to];
    }
    for (guint i = 0; i < self->ends->len; i++) {
        guint32 *end = &g_array_index(self->ends, guint32, i);
        *end = place[*end];
    }
}

/* ---- loose ends ------------------------------------------------------------------------------ */

static void join_end(Roads *self, guint32 end) {
    const double REACH_M = ROAD_JOIN_M * 1.05; /* who asks measures again, on a plane of his own */
    const RoadNode *nodes = (const RoadNode *)(const void *)self->nodes->data;
    LonLat p = nodes[end].point;
    double k = cos(p.lat * G_PI / 180), reach = REACH_M / METRES_PER_DEGREE;
    guint32 first = end;
    while (first > 0 && nodes[first - 1].point.lat >= p.lat - reach) first--;
    for (guint32 i = first; i < self->nodes->len && nodes[i].point.lat <= p.lat + reach; i++)
        if (hypot((nodes[i].point.lon - p.lon) * k, nodes[i].point.lat - p.lat) <= reach)
            join(self, end, i, TRUE);
}

static void join_ends(Roads *self) {
    g_autofree guint8 *degree = g_new0(guint8, self->nodes->len + 1);
    guint n = self->steps->len;
    for (guint i = 0; i < n; i++) {
        guint32 from = g_array_index(self->steps, Step, i).from;
        degree[from] = (guint8)MIN(degree[from] + 1, 2);
    }
    for (guint i = 0; i < self->ends->len; i++) {
        guint32 end = g_array_index(self->ends, guint32, i);
        if (degree[end] == 1) join_end(self, end);
    }
}

/* ---- edges ----------------------------------------------------------------------------------- */

static int compare_steps(const void *a, const void *b) {
    const Step *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    return (int)x->is_join - (int)y->is_join;
}

/* Each once. */
static void take_edges(Build *build, Roads *self) {
    g_array_sort(self->steps, compare_steps);
    const Step *last = NULL;
    for (guint i = 0; i < self->steps->len; i++) {
        const Step *step = &g_array_index(self->steps, Step, i);
        if (last && last->from == step->from && last->to == step->to) continue;
        RoadNode *node = &g_array_index(self->nodes, RoadNode, step->from);
        if (node->n_edges++ == 0) node->first_edge = build->road_edges->len;
        RoadEdge edge = {step->to, step->is_join};
        g_array_append_val(build->road_edges, edge);
        last = step;
    }
    g_array_append_vals(build->road_nodes, self->nodes->data, self->nodes->len);
}

void build_roads(Build *self) {
    Roads roads = {.nodes = g_array_new(FALSE, TRUE, sizeof(RoadNode)),
                   .by_spot = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
                   .steps = g_array_new(FALSE, TRUE, sizeof(Step)),
                   .ends = g_array_new(FALSE, TRUE, sizeof(guint32))};
    const LonLat *points = (const LonLat *)(const void *)self->line_points->data;
    for (guint i = 0; i < self->lines->len; i++) {
        const Line *line = &g_array_index(self->lines, Line, i);
        if (line->kind == LINE_ROAD) add_line(&roads, points + line->first_point, line->n_points);
    }
    sort_nodes(&roads);
    join_ends(&roads);
    take_edges(self, &roads);
    g_array_unref(roads.nodes);
    g_array_unref(roads.steps);
    g_array_unref(roads.ends);
    g_hash_table_unref(roads.by_spot);
}
