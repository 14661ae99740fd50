/* Ways along the gazetteer's lines: see road.h. */
#include "place/road.h"

#include <math.h>

#define MAX_DETOUR 1.7
#define JOIN_M 400.0
#define METRES_PER_DEGREE 111200.0
#define NO_NODE G_MAXUINT32

typedef struct {
    guint32 from, to;
    float length_m;
} Edge;

typedef struct {
    GArray *nodes;        /* LonLat */
    GArray *ends;         /* guint32: nodes at which a line ends */
    GArray *edges;        /* Edge, both ways, sorted by `from` before use */
    guint32 *first;       /* where those of each node begin; n + 1 items */
    GHashTable *by_point; /* into `keys` */
    GArray *keys;         /* gint64, with room for all, so that they stay where they are */
    double k;             /* metres per degree of longitude here */
} Graph;

/* ---- lines ----------------------------------------------------------------------------------- */

Shape *line_straight(LonLat a, LonLat b) {
    Shape *line = shape_new(SHAPE_LINES);
    shape_begin_part(line);
    shape_add_point(line, a);
    shape_add_point(line, b);
    return line;
}

double line_length_m(const Shape *line) {
    double length = 0;
    for (guint32 i = 1; i < shape_part_end(line, 0); i++)
        length += geo_distance_m(line->points[i - 1], line->points[i]);
    return length;
}

LonLat line_point_at(const Shape *line, double distance_m) {
    for (guint32 i = 1; i < shape_part_end(line, 0); i++) {
        LonLat a = line->points[i - 1], b = line->points[i];
        double step = geo_distance_m(a, b);
        if (distance_m <= step && step > 0) {
            double t = distance_m / step;
            return (LonLat){a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
        }
        distance_m -= step;
    }
    return line->points[shape_part_end(line, 0) - 1];
}

LonLat line_at_distance(const Shape *line, LonLat from, double distance_m) {
    double length = line_length_m(line), least = INFINITY;
    LonLat best = line->points[0];
    const int STEPS = 400;
    for (int i = 0; i <= STEPS; i++) {
        LonLat p = line_point_at(line, length * i / STEPS);
        double off = fabs(geo_distance_m(from, p) - distance_m);
        if (off >= least) continue;
        least = off;
        best = p;
    }
    return best;
}

Shape *lines_named(const Gazetteer *gazetteer, LineKind kind, const char *name) {
    Shape *found = shape_new(SHAPE_LINES);
    const LonLat *points = gazetteer_line_points(gazetteer);
    /* Most lines have no name, and the parts of one road the same. */
    guint32 last = G_MAXUINT32;
    bool is_last = false;
    for (guint32 i = 0; i < gazetteer_n_lines(gazetteer); i++) {
        const Line *line = gazetteer_line(gazetteer, i);
        if (line->kind != kind || line->n_points < 2) continue;
        if (name && line->name_ar != last) {
            const char *text = gazetteer_string(gazetteer, line->name_ar);
            g_autofree char *own = *text ? search_form(text) : NULL;
            is_last = own && strcmp(own, name) == 0;
            last = line->name_ar;
        }
        if (name && !is_last) continue;
        shape_begin_part(found);
        for (guint32 p = 0; p < line->n_points; p++)
            shape_add_point(found, points[line->first_point + p]);
    }
    if (found->n_points > 0) return found;
    shape_free(found);
    return NULL;
}

/* The point of segment a-b nearest to p, on a plane scaled at p. */
static LonLat nearest_on_segment(LonLat a, LonLat b, LonLat p) {
    double k = cos(p.lat * G_PI / 180);
    double dx = (b.lon - a.lon) * k, dy = b.lat - a.lat, n = dx * dx + dy * dy;
    double t = n > 0 ? ((p.lon - a.lon) * k * dx + (p.lat - a.lat) * dy) / n : 0;
    t = CLAMP(t, 0, 1);
    return (LonLat){a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
}

LonLat line_nearest(const Shape *lines, LonLat from, double *ret_distance_m) {
    LonLat best = from;
    double least = INFINITY, k = cos(from.lat * G_PI / 180);
    for (guint32 part = 0; part < lines->n_parts; part++) {
        for (guint32 i = lines->parts[part] + 1; i < shape_part_end(lines, part); i++) {
            LonLat q = nearest_on_segment(lines->points[i - 1], lines->points[i], from);
            double d = hypot((q.lon - from.lon) * k, q.lat - from.lat);
            if (d >= least) continue;
            least = d;
            best = q;
        }
    }
    *ret_distance_m = geo_distance_m(from, best);
    return best;
}

/* ---- graph ----------------------------------------------------------------------------------- */

static double flat_distance(const Graph *self, guint32 a, guint32 b) {
    LonLat p = g_array_index(self->nodes, LonLat, a), q = g_array_index(self->nodes, LonLat, b);
    double x = (p.lon - q.lon) * self->k, y = (p.lat - q.lat) * METRES_PER_DEGREE;
    return sqrt(x * x + y * y); /* far from overflow: hypot takes ten times as long */
}

static guint32 node_at(Graph *self, LonLat point) {
    /* Vertices are the same where they agree to about 10 m. */
    gint64 key = (gint64)llround(point.lon * 1e4) * 10000000 + llround(point.lat * 1e4);
    gpointer found = g_hash_table_lookup(self->by_point, &key);
    if (found) return GPOINTER_TO_UINT(found) - 1;
    g_array_append_val(self->nodes, point);
    g_array_append_val(self->keys, key);
    g_hash_table_insert(self->by_point, &g_array_index(self->keys, gint64, self->keys->len - 1),
                        GUINT_TO_POINTER(self->nodes->len));
    return self->nodes->len - 1;
}

static void join(Graph *self, guint32 a, guint32 b) {
    if (a == b) return;
    float length = (float)flat_distance(self, a, b);
    Edge there = {a, b, length}, back = {b, a, length};
    g_array_append_val(self->edges, there);
    g_array_append_val(self->edges, back);
}

static bool box_holds(LonLatBox box, LonLat p) {
    return p.lon >= box.west && p.lon <= box.east && p.lat >= box.south && p.lat <= box.north;
}

static void add_line(Graph *self, const LonLat *points, guint32 n, LonLatBox box) {
    guint32 before = NO_NODE, last = NO_NODE;
    for (guint32 i = 0; i < n; i++) {
        guint32 node = box_holds(box, points[i]) ? node_at(self, points[i]) : NO_NODE;
        if (node != NO_NODE) {
            if (before == NO_NODE)
                g_array_append_val(self->ends, node);
            else
                join(self, before, node);
            last = node;
        }
        before = node;
    }
    if (last != NO_NODE) g_array_append_val(self->ends, last);
}

static guint32 *first_edges(const Graph *self) {
    guint32 *first = g_new0(guint32, self->nodes->len + 1);
    for (guint i = 0; i < self->edges->len; i++)
        first[g_array_index(self->edges, Edge, i).from + 1]++;
    for (guint i = 0; i < self->nodes->len; i++) first[i + 1] += first[i];
    return first;
}

/* By `from`, then `to`: counted into place, since a node has but a few edges. */
static void sort_edges(Graph *self) {
    const guint32 *first = self->first;
    guint n = self->edges->len;
    g_autofree guint32 *next = g_memdup2(first, (self->nodes->len + 1) * sizeof *first);
    Edge *sorted = g_new0(Edge, n + 1);
    for (guint i = 0; i < n; i++) {
        Edge edge = g_array_index(self->edges, Edge, i);
        guint32 at = next[edge.from]++;
        for (; at > first[edge.from] && sorted[at - 1].to > edge.to; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = edge;
    }
    memcpy(self->edges->data, sorted, n * sizeof *sorted);
    g_free(sorted);
}

static gint compare_by_lat(gconstpointer a, gconstpointer b, gpointer nodes) {
    double x = ((const LonLat *)nodes)[*(const guint32 *)a].lat;
    double y = ((const LonLat *)nodes)[*(const guint32 *)b].lat;
    return (x > y) - (x < y);
}

/* Where in `by_lat` the nodes begin that do not lie south of `lat`. */
static guint32 first_from(const Graph *self, const guint32 *by_lat, double lat) {
    guint32 low = 0, high = self->nodes->len;
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (g_array_index(self->nodes, LonLat, by_lat[middle]).lat < lat)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A loose end (of one edge only) meets the vertices of other lines that lie within JOIN_M. */
static void join_ends(Graph *self) {
    const double REACH = 1.0001 * JOIN_M / METRES_PER_DEGREE;
    guint32 n = self->nodes->len;
    g_autofree guint32 *by_lat = g_new(guint32, n + 1);
    for (guint32 i = 0; i < n; i++) by_lat[i] = i;
    g_qsort_with_data(by_lat, (gint)n, sizeof *by_lat, compare_by_lat, self->nodes->data);
    g_autofree guint8 *degree = g_new0(guint8, self->nodes->len + 1);
    for (guint i = 0; i < self->edges->len; i++) {
        guint32 from = g_array_index(self->edges, Edge, i).from;
        degree[from] = (guint8)MIN(degree[from] + 1, 2);
    }
    for (guint i = 0; i < self->ends->len; i++) {
        guint32 end = g_array_index(self->ends, guint32, i);
        LonLat p = g_array_index(self->nodes, LonLat, end);
        if (degree[end] != 1) continue;
        for (guint32 k = first_from(self, by_lat, p.lat - REACH); k < n; k++) {
            LonLat q = g_array_index(self->nodes, LonLat, by_lat[k]);
            if (q.lat > p.lat + REACH) break;
            if (flat_distance(self, end, by_lat[k]) <= JOIN_M) join(self, end, by_lat[k]);
        }
    }
}

static Graph graph_new(const Gazetteer *gazetteer, LonLatBox box) {
    Graph self = {.nodes = g_array_new(FALSE, FALSE, sizeof(LonLat)),
                  .ends = g_array_new(FALSE, FALSE, sizeof(guint32)),
                  .edges = g_array_new(FALSE, FALSE, sizeof(Edge)),
                  .by_point = g_hash_table_new(g_int64_hash, g_int64_equal)};
    self.k = METRES_PER_DEGREE * cos((box.south + box.north) / 2 * G_PI / 180);
    const LonLat *points = gazetteer_line_points(gazetteer);
    guint32 n_lines = gazetteer_n_lines(gazetteer), n_points = 0;
    for (guint32 i = 0; i < n_lines; i++) n_points += gazetteer_line(gazetteer, i)->n_points;
    self.keys = g_array_sized_new(FALSE, FALSE, sizeof(gint64), n_points + 1);
    for (guint32 i = 0; i < n_lines; i++) {
        const Line *line = gazetteer_line(gazetteer, i);
        if (line->kind == LINE_ROAD)
            add_line(&self, points + line->first_point, line->n_points, box);
    }
    join_ends(&self);
    self.first = first_edges(&self);
    sort_edges(&self);
    return self;
}

static void graph_clear(Graph *self) {
    g_array_unref(self->nodes);
    g_array_unref(self->ends);
    g_array_unref(self->edges);
    g_hash_table_unref(self->by_point);
    g_array_unref(self->keys);
    g_free(self->first);
}

static guint32 nearest_node(const Graph *self, LonLat p, double most_m) {
    guint32 best = NO_NODE;
    for (guint32 i = 0; i < self->nodes->len; i++) {
        LonLat q = g_array_index(self->nodes, LonLat, i);
        if (fabs(q.lat - p.lat) * METRES_PER_DEGREE >= most_m) continue;
        double d = hypot((q.lon - p.lon) * self->k, (q.lat - p.lat) * METRES_PER_DEGREE);
        if (d >= most_m) continue;
        most_m = d;
        best = i;
    }
    return best;
}

/* ---- shortest path --------------------------------------------------------------------------- */

typedef struct {
    double distance;
    guint32 node;
} Entry;

static bool nearer(Entry a, Entry b) {
    return a.distance < b.distance || (a.distance <= b.distance && a.node < b.node);
}

static void heap_push(GArray *heap, Entry entry) {
    g_array_append_val(heap, entry);
    Entry *items = (Entry *)(void *)heap->data;
    for (guint i = heap->len - 1; i > 0 && nearer(items[i], items[(i - 1) / 2]); i = (i - 1) / 2) {
        Entry swap = items[i];
        items[i] = items[(i - 1) / 2];
        items[(i - 1) / 2] = swap;
    }
}

static Entry heap_pop(GArray *heap) {
    Entry *items = (Entry *)(void *)heap->data;
    Entry top = items[0];
    items[0] = items[heap->len - 1];
    g_array_set_size(heap, heap->len - 1);
    for (guint i = 0;;) {
        guint least = i;
        for (guint child = 2 * i + 1; child <= 2 * i + 2 && child < heap->len; child++)
            if (nearer(items[child], items[least])) least = child;
        if (least == i) return top;
        Entry swap = items[i];
        items[i] = items[least];
        items[least] = swap;
        i = least;
    }
}

/* Dijkstra. Fills `previous` and returns the length, or INFINITY where `to` is out of reach. */
static double shortest(const Graph *self, guint32 from, guint32 to, guint32 *previous) {
    const guint32 *first = self->first;
    g_autofree double *best = g_new(double, self->nodes->len);
    for (guint i = 0; i < self->nodes->len; i++) best[i] = INFINITY;
    g_autoptr(GArray) heap = g_array_new(FALSE, FALSE, sizeof(Entry));
    best[from] = 0;
    heap_push(heap, (Entry){0, from});
    while (heap->len > 0) {
        Entry at = heap_pop(heap);
        if (at.node == to) break;
        if (at.distance > best[at.node]) continue;
        for (guint32 i = first[at.node]; i < first[at.node + 1]; i++) {
            const Edge *edge = &g_array_index(self->edges, Edge, i);
            double d = at.distance + (double)edge->length_m;
            if (d >= best[edge->to]) continue;
            best[edge->to] = d;
            previous[edge->to] = at.node;
            heap_push(heap, (Entry){d, edge->to});
        }
    }
    return best[to];
}

static Shape *path_shape(const Graph *self, LonLat a, LonLat b, guint32 from, guint32 to,
                         const guint32 *previous) {
    g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 node = to; node != from; node = previous[node]) g_array_append_val(way, node);
    g_array_append_val(way, from);
    Shape *line = shape_new(SHAPE_LINES);
    shape_begin_part(line);
    shape_add_point(line, a);
    for (guint i = way->len; i-- > 0;)
        shape_add_point(line, g_array_index(self->nodes, LonLat, g_array_index(way, guint32, i)));
    shape_add_point(line, b);
    return line;
}

Shape *road_between(const Gazetteer *gazetteer, LonLat a, LonLat b) {
    double straight = geo_distance_m(a, b), reach = MAX(6000, 0.2 * straight);
    double margin = MAX(0.15, 0.35 * straight / METRES_PER_DEGREE);
    LonLatBox box = {MIN(a.lon, b.lon) - margin, MIN(a.lat, b.lat) - margin,
                     MAX(a.lon, b.lon) + margin, MAX(a.lat, b.lat) + margin};
    Graph graph = graph_new(gazetteer, box);
    guint32 from = nearest_node(&graph, a, reach), to = nearest_node(&graph, b, reach);
    Shape *line = NULL;
    if (from != NO_NODE && to != NO_NODE && from != to) {
        g_autofree guint32 *previous = g_new0(guint32, graph.nodes->len);
        if (shortest(&graph, from, to, previous) <= MAX_DETOUR * straight)
            line = path_shape(&graph, a, b, from, to, previous);
    }
    graph_clear(&graph);
    return line;
}
