/* Ways along the gazetteer's lines: see road.h. */
#include "place/road.h"

#include <math.h>

#define MAX_DETOUR 1.7
#define METRES_PER_DEGREE 111200.0
#define NO_NODE G_MAXUINT32

/* ---- lines ----------------------------------------------------------------------------------- */

Shape *line_straight(LonLat a, LonLat b) {
    Shape *line = shape_new(SHAPE_LINES);
    shape_begin_part(line);
    shape_add_point(line, a);
    shape_add_point(line, b);
    return line;
}

/* The lengths of the line's segments: that of the one which ends in point i is item i. They are
 * told by their chords, which differ from the way on the ground by less than their own rounding.
 * The caller frees them. */
static double *steps_of(const Shape *line, double *ret_length) {
    guint32 n = shape_part_end(line, 0);
    double *steps = g_new0(double, n);
    *ret_length = 0;
    GeoSpot last = geo_spot(line->points[0]);
    for (guint32 i = 1; i < n; i++) {
        GeoSpot next = geo_spot(line->points[i]);
        *ret_length += steps[i] = geo_arc_m(geo_chord2(&last, &next));
        last = next;
    }
    return steps;
}

static LonLat point_at(const Shape *line, const double *steps, double distance_m) {
    for (guint32 i = 1; i < shape_part_end(line, 0); i++) {
        LonLat a = line->points[i - 1], b = line->points[i];
        if (distance_m <= steps[i] && steps[i] > 0) {
            double t = distance_m / steps[i];
            return (LonLat){a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
        }
        distance_m -= steps[i];
    }
    return line->points[shape_part_end(line, 0) - 1];
}

LonLat line_middle(const Shape *line, double *ret_length_m) {
    g_autofree double *steps = steps_of(line, ret_length_m);
    return point_at(line, steps, *ret_length_m / 2);
}

LonLat line_at_distance(const Shape *line, LonLat from, double distance_m) {
    double length, least = INFINITY;
    g_autofree double *steps = steps_of(line, &length);
    LonLat best = line->points[0];
    const int STEPS = 400;
    for (int i = 0; i <= STEPS; i++) {
        LonLat p = point_at(line, steps, length * i / STEPS);
        double off = fabs(geo_distance_m(from, p) - distance_m);
        if (off >= least) continue;
        least = off;
        best = p;
    }
    return best;
}

/* Name in search form -> GArray of guint32: the lines that bear it, of any kind, in order. */
static void *names_read(const Gazetteer *gazetteer) {
    GHashTable *names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    /* Most lines have no name, and the parts of one road the same. */
    guint32 last = G_MAXUINT32;
    GArray *lines = NULL;
    for (guint32 i = 0; i < gazetteer_n_lines(gazetteer); i++) {
        const Line *line = gazetteer_line(gazetteer, i);
        if (line->name_ar != last) {
            const char *text = gazetteer_string(gazetteer, line->name_ar);
            g_autofree char *own = *text ? search_form(text) : NULL;
            last = line->name_ar;
            lines = own ? g_hash_table_lookup(names, own) : NULL;
            if (own && !lines) {
                lines = g_array_new(FALSE, FALSE, sizeof(guint32));
                g_hash_table_insert(names, g_steal_pointer(&own), lines);
            }
        }
        if (lines) g_array_append_val(lines, i);
    }
    return names;
}

static void names_free(void *names) { g_hash_table_unref(names); }

static void add_line(const Gazetteer *gazetteer, guint32 i, LineKind kind, Shape *found) {
    const Line *line = gazetteer_line(gazetteer, i);
    const LonLat *points = gazetteer_line_points(gazetteer);
    if (line->kind != kind || line->n_points < 2) return;
    shape_begin_part(found);
    for (guint32 p = 0; p < line->n_points; p++)
        shape_add_point(found, points[line->first_point + p]);
}

Shape *lines_named(const Gazetteer *gazetteer, LineKind kind, const char *name) {
    GHashTable *names = name ? gazetteer_kept(gazetteer, KEPT_LINES, names_read, names_free) : NULL;
    const GArray *lines = name ? g_hash_table_lookup(names, name) : NULL;
    Shape *found = shape_new(SHAPE_LINES);
    for (guint32 i = 0; lines && i < lines->len; i++)
        add_line(gazetteer, g_array_index(lines, guint32, i), kind, found);
    for (guint32 i = 0; !name && i < gazetteer_n_lines(gazetteer); i++)
        add_line(gazetteer, i, kind, found);
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

/* ---- shortest path --------------------------------------------------------------------------- */

/* The roads of a box. Borrows from the gazetteer; the nodes that may lie in the box are those from
 * `first` to before `end`. */
typedef struct {
    const RoadNode *nodes;
    const RoadEdge *edges;
    guint32 first, end;
    LonLatBox box;
    double k; /* metres per degree of longitude here */
} Roads;

/* A node that may be gone to next: its way so far, and the least that a way over it can be. */
typedef struct {
    double least, distance;
    guint32 node;
} Entry;

/* What is known of a node that was reached; `node` is NO_NODE where a place of the table is free.
 */
typedef struct {
    guint32 node, previous;
    double best;
} Reached;

/* The nodes reached, by number: few of those of the box. Owns its table. */
typedef struct {
    Reached *items;
    guint32 n, mask;
} Reaches;

/* The first node that does not lie south of `lat`. */
static guint32 first_from(const RoadNode *nodes, guint32 n, double lat) {
    guint32 low = 0, high = n;
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (nodes[middle].point.lat < lat)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static Roads roads_in(const Gazetteer *gazetteer, LonLatBox box) {
    guint32 n;
    Roads self = {.box = box};
    self.nodes = gazetteer_roads(gazetteer, &n, &self.edges);
    self.first = first_from(self.nodes, n, box.south);
    self.end = first_from(self.nodes, n, nextafter(box.north, INFINITY));
    self.k = METRES_PER_DEGREE * cos((box.south + box.north) / 2 * G_PI / 180);
    return self;
}

static bool holds(const Roads *self, guint32 node) {
    LonLat p = self->nodes[node].point;
    return p.lon >= self->box.west && p.lon <= self->box.east && node >= self->first &&
           node < self->end;
}

static double flat_distance(const Roads *self, LonLat p, LonLat q) {
    double x = (p.lon - q.lon) * self->k, y = (p.lat - q.lat) * METRES_PER_DEGREE;
    return sqrt(x * x + y * y); /* far from overflow: hypot takes ten times as long */
}

/* What was nearest so far, to a point. */
typedef struct {
    LonLat point;
    double most_m; /* nothing farther counts */
    guint32 node;  /* or NO_NODE */
} Nearest;

/* False where the node lies so far north or south that those beyond it lie too far as well. */
static bool take_nearer(const Roads *self, Nearest *nearest, guint32 node) {
    LonLat at = self->nodes[node].point;
    if (fabs(at.lat - nearest->point.lat) * METRES_PER_DEGREE > nearest->most_m) return false;
    if (fabs(at.lon - nearest->point.lon) * self->k > nearest->most_m || !holds(self, node))
        return true;
    double d = flat_distance(self, at, nearest->point);
    /* Of two that are as near, the first. */
    bool is_as_near = d <= nearest->most_m && nearest->node != NO_NODE && node < nearest->node;
    if (d >= nearest->most_m && !is_as_near) return true;
    nearest->most_m = d;
    nearest->node = node;
    return true;
}

/* From the latitude of the point to both sides. */
static guint32 nearest_within(const Roads *self, LonLat p, double most_m) {
    Nearest nearest = {p, most_m, NO_NODE};
    guint32 middle = first_from(self->nodes, self->end, p.lat);
    bool goes_north = middle<self->end, goes_south = middle> 0;
    for (guint32 step = 0; goes_north || goes_south; step++) {
        goes_north =
            goes_north && middle + step < self->end && take_nearer(self, &nearest, middle + step);
        goes_south = goes_south && middle > step && take_nearer(self, &nearest, middle - step - 1);
    }
    return nearest.node;
}

/* Close by at first: a wide band of latitude has thousands of nodes. */
static guint32 nearest_node(const Roads *self, LonLat p, double most_m) {
    guint32 found = NO_NODE;
    for (double near_m = 500; near_m < most_m && found == NO_NODE; near_m *= 4)
        found = nearest_within(self, p, near_m);
    return found == NO_NODE ? nearest_within(self, p, most_m) : found;
}

static void reaches_init(Reaches *self, guint32 n_places) {
    *self = (Reaches){g_new(Reached, n_places), 0, n_places - 1};
    for (guint32 i = 0; i < n_places; i++) self->items[i].node = NO_NODE;
}

static Reached *reaches_find(const Reaches *self, guint32 node) {
    guint32 at = (node * 2654435761u >> 7) & self->mask;
    while (self->items[at].node != node && self->items[at].node != NO_NODE)
        at = (at + 1) & self->mask;
    return &self->items[at];
}

/* What is known of the node, which holds until the next call. */
static Reached *reaches_take(Reaches *self, guint32 node) {
    Reached *found = reaches_find(self, node);
    if (found->node == node) return found;
    if (2 * self->n > self->mask) {
        Reaches grown;
        reaches_init(&grown, 2 * (self->mask + 1));
        for (guint32 i = 0; i <= self->mask; i++)
            if (self->items[i].node != NO_NODE)
                *reaches_find(&grown, self->items[i].node) = self->items[i];
        grown.n = self->n;
        g_free(self->items);
        *self = grown;
        found = reaches_find(self, node);
    }
    self->n++;
    *found = (Reached){node, NO_NODE, INFINITY};
    return found;
}

static bool nearer(Entry a, Entry b) {
    return a.least < b.least || (a.least <= b.least && a.node < b.node);
}

/* A plain array: a long road puts and takes so many entries that calls of GArray would show. */
typedef struct {
    Entry *items;
    guint n, room;
} Heap;

static void heap_push(Heap *self, Entry entry) {
    if (self->n == self->room) {
        self->room = MAX(64, 2 * self->room);
        self->items = g_renew(Entry, self->items, self->room);
    }
    guint i = self->n++;
    for (; i > 0 && nearer(entry, self->items[(i - 1) / 2]); i = (i - 1) / 2)
        self->items[i] = self->items[(i - 1) / 2];
    self->items[i] = entry;
}

static Entry heap_pop(Heap *self) {
    Entry *items = self->items, top = items[0], last = items[--self->n];
    guint i = 0;
    for (guint child = 1; child < self->n; child = 2 * i + 1) {
        if (child + 1 < self->n && nearer(items[child + 1], items[child])) child++;
        if (!nearer(items[child], last)) break;
        items[i] = items[child];
        i = child;
    }
    items[i] = last;
    return top;
}

/* No road is shorter than the line to its end; a little less, for the rounding of lengths. */
static double least_left(const Roads *self, guint32 node, guint32 to) {
    return 0.999999 * flat_distance(self, self->nodes[node].point, self->nodes[to].point);
}

typedef struct {
    const Roads *roads;
    Reaches reaches;
    Heap heap;
    Entry next; /* … that has not been put there, as long as it is the nearest; its node may be
                     NO_NODE */
    guint32 to;
    double most; /* no way may be longer */
} Search;

/* On a road without junctions the node reached last is mostly gone on from next: it never sees the
 * heap. */
static void put(Search *self, Entry entry) {
    if (self->next.node == NO_NODE) {
        self->next = entry;
    } else if (nearer(entry, self->next)) {
        heap_push(&self->heap, self->next);
        self->next = entry;
    } else {
        heap_push(&self->heap, entry);
    }
}

/* The nearest; its node is NO_NODE where none is left. */
static Entry take_next(Search *self) {
    Entry next = self->next;
    self->next.node = NO_NODE;
    if (self->heap.n == 0) return next;
    if (next.node == NO_NODE) return heap_pop(&self->heap);
    if (nearer(next, self->heap.items[0])) return next;
    heap_push(&self->heap, next);
    return heap_pop(&self->heap);
}

/* On a grid of coordinates two ways are often equally long: the one whose last node but one is
 * nearer to the beginning is taken, or the one of the lower number. Between nodes at one point the
 * first stands. */
static bool comes_before(const Search *self, Entry at, double d, guint32 previous) {
    if (previous == NO_NODE || at.distance >= d) return false;
    double other = reaches_find(&self->reaches, previous)->best;
    return at.distance < other || (at.distance <= other && at.node < previous);
}

static void go_on_from(Search *self, Entry at) {
    const RoadNode *nodes = self->roads->nodes, *node = &nodes[at.node];
    for (guint32 i = node->first_edge; i < node->first_edge + node->n_edges; i++) {
        RoadEdge edge = self->roads->edges[i];
        if (!holds(self->roads, edge.to)) continue;
        double length = flat_distance(self->roads, node->point, nodes[edge.to].point);
        if (edge.is_join && length > ROAD_JOIN_M) continue;
        double d = at.distance + (double)(float)length;
        double least = d + least_left(self->roads, edge.to, self->to);
        if (least > self->most) continue;
        Reached *reached = reaches_take(&self->reaches, edge.to);
        if (d > reached->best) continue;
        if (d >= reached->best && !comes_before(self, at, d, reached->previous)) continue;
        reached->best = d;
        reached->previous = at.node;
        put(self, (Entry){least, d, edge.to});
    }
}

/* A*: towards `to` first. False where no way is short enough; else `reaches` knows the way back. */
static bool search(Search *self, guint32 from) {
    reaches_take(&self->reaches, from)->best = 0;
    Entry at = {least_left(self->roads, from, self->to), 0, from};
    for (; at.node != NO_NODE; at = take_next(self)) {
        if (at.node == self->to) return at.distance <= self->most;
        if (at.distance <= reaches_find(&self->reaches, at.node)->best) go_on_from(self, at);
    }
    return false;
}

static Shape *path_shape(const Search *self, LonLat a, LonLat b, guint32 from) {
    g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 node = self->to; node != from; node = reaches_find(&self->reaches, node)->previous)
        g_array_append_val(way, node);
    g_array_append_val(way, from);
    Shape *line = shape_new(SHAPE_LINES);
    shape_begin_part(line);
    shape_add_point(line, a);
    for (guint i = way->len; i-- > 0;)
        shape_add_point(line, self->roads->nodes[g_array_index(way, guint32, i)].point);
    shape_add_point(line, b);
    return line;
}

Shape *road_between(const Gazetteer *gazetteer, LonLat a, LonLat b) {
    double straight = geo_distance_m(a, b), reach = MAX(6000, 0.2 * straight);
    double margin = MAX(0.15, 0.35 * straight / METRES_PER_DEGREE);
    LonLatBox box = {MIN(a.lon, b.lon) - margin, MIN(a.lat, b.lat) - margin,
                     MAX(a.lon, b.lon) + margin, MAX(a.lat, b.lat) + margin};
    Roads roads = roads_in(gazetteer, box);
    guint32 from = nearest_node(&roads, a, reach), to = nearest_node(&roads, b, reach);
    if (from == NO_NODE || to == NO_NODE || from == to) return NULL;
    enum { FIRST_ROOM = 1024 };
    Search way = {
        .roads = &roads, .next = {.node = NO_NODE}, .to = to, .most = MAX_DETOUR * straight};
    reaches_init(&way.reaches, FIRST_ROOM);
    Shape *shape = search(&way, from) ? path_shape(&way, a, b, from) : NULL;
    g_free(way.reaches.items);
    g_free(way.heap.items);
    return shape;
}
