/*
 * areas: uncertainty made visible. A town is a soft disc of its size, a place nearby a dashed ring,
 * a road or river a band along it, a district or steppe its own outline. Where the true size would
 * vanish under the symbol, the least that can be seen around it is drawn.
 */
#include <math.h>
#include <string.h>

#include "map/boxes.h"
#include "map/symbols.h"

static const double BAND_LEAST = 5, BAND_MOST = 12; /* half widths, points */
/* An outline with more points than any of ours crosses itself for all we know: GEOS would take
 * minutes. */
enum { MOST_CUT = 5000 };
static const double HALO_LEAST = 3.5; /* around a symbol */

static double points_of_metres(const Layout *self, double metres) {
    return metres / map_view_metres_per_point(self->view);
}

static double mark_radius(const Layout *self, const Group *group) {
    return stack_size(self, &g_array_index(group->stacks, Stack, 0)) / 2;
}

static void add_shape(const Layout *self, const Shape *shape, Path *out) {
    path_add_projected(out, self->view, shape->points, shape->parts, shape->n_points,
                       shape->n_parts, shape->kind == SHAPE_POLYGONS);
}

static void make_band(const Layout *self, const Group *group, Path *out) {
    Path lines = {0};
    add_shape(self, group->shape, &lines);
    double half = fmin(points_of_metres(self, group->radius_m) * 0.2, BAND_MOST);
    path_add_band(out, &lines, fmax(half, BAND_LEAST));
    path_clear(&lines);
}

static void make_ring(const Layout *self, const Group *group, Path *out) {
    double least = mark_radius(self, group) + HALO_LEAST;
    double radius = points_of_metres(self, group->radius_m);
    if (group->shape && group->shape->kind == SHAPE_POLYGONS && radius > 2 * least)
        add_shape(self, group->shape, out);
    else
        path_add_circle(out, group->anchor, fmax(radius, least));
}

static void make_disc(const Layout *self, const Group *group, Path *out) {
    double least = mark_radius(self, group) + HALO_LEAST;
    path_add_circle(out, group->anchor, fmax(points_of_metres(self, group->radius_m), least));
}

enum { CORNERS = 16 };

typedef struct {
    Point at;
    double radius;
} Disc;

static Point disc_corner(const Disc *self, Point way) {
    return (Point){self->at.x + self->radius * way.x, self->at.y + self->radius * way.y};
}

/* The corner of all discs that lies farthest each way. */
static void outermost_corners(const Disc *discs, guint n, const Point ways[CORNERS],
                              Point ret_corners[CORNERS]) {
    for (guint c = 0; c < CORNERS; c++) {
        const Disc *best = discs;
        double most = -INFINITY;
        for (guint i = 0; i < n; i++) {
            double far = discs[i].at.x * ways[c].x + discs[i].at.y * ways[c].y + discs[i].radius;
            if (far <= most) continue;
            most = far;
            best = &discs[i];
        }
        ret_corners[c] = disc_corner(best, ways[c]);
    }
}

/* Does the disc lie within the ring of these corners, so that the hull does not touch it? */
static bool is_enclosed(const Disc *disc, const Point corners[CORNERS]) {
    static const double apart = 0.01;
    for (guint c = 0; c < CORNERS; c++) {
        Point a = corners[c], b = corners[(c + 1) % CORNERS];
        double inward = triangle_turn(a, b, disc->at);
        if (inward < (disc->radius + apart) * point_distance(a, b)) return false;
    }
    return true;
}

/* Where the group's mark and its places are, each with the least that can be seen of it. The caller
 * frees the array. */
static Disc *discs_of(const Layout *self, const Group *group) {
    static const double least_place = 4;
    Disc *discs = g_new(Disc, (gsize)group->members->len + 1);
    discs[0] = (Disc){group->anchor, mark_radius(self, group) + HALO_LEAST};
    for (guint i = 0; i < group->members->len; i++) {
        const Member *member = &g_array_index(group->members, Member, i);
        double radius = points_of_metres(self, member->radius_m);
        discs[i + 1] = (Disc){map_view_project(self->view, member->at), fmax(radius, least_place)};
    }
    return discs;
}

/* What stands for several places spans them and no more: a circle from one of them to the farthest
 * would reach where nothing was. */
static void make_span(const Layout *self, const Group *group, Path *out) {
    guint n = group->members->len + 1, n_points = 0;
    g_autofree Disc *discs = discs_of(self, group);
    g_autofree Point *points = g_new(Point, (gsize)n * CORNERS);
    Point ways[CORNERS], corners[CORNERS];
    for (guint c = 0; c < CORNERS; c++) {
        double angle = 2 * G_PI * c / CORNERS;
        ways[c] = (Point){cos(angle), sin(angle)};
    }
    outermost_corners(discs, n, ways, corners);
    for (guint i = 0; i < n; i++)
        for (guint c = 0; c < CORNERS && (c > 0 || !is_enclosed(&discs[i], corners)); c++)
            points[n_points++] = disc_corner(&discs[i], ways[c]);
    path_add_hull(out, points, n_points);
}

/* ---- on the globe -----------------------------------------------------------------------------
 */

/* A plane on which circles stay round: degrees, those of longitude shrunk by `across`. */
typedef struct {
    Path path;
    double across;
} Plane;

static void add_to_plane(Plane *self, const LonLat *points, const guint32 *parts, guint32 n_points,
                         guint32 n_parts) {
    for (guint32 part = 0; part < n_parts; part++) {
        guint32 end = part + 1 < n_parts ? parts[part + 1] : n_points;
        path_begin(&self->path);
        for (guint32 i = parts[part]; i < end; i++)
            path_add(&self->path, (Point){points[i].lon * self->across, points[i].lat});
    }
}

static Plane plane_of(const Shape *shape) {
    Plane plane = {.across = cos(shape->points[0].lat * G_PI / 180)};
    add_to_plane(&plane, shape->points, shape->parts, shape->n_points, shape->n_parts);
    return plane;
}

/* What has become of a shape; clears the plane. */
static Shape *shape_of(Plane *plane) {
    Shape *out = shape_new(SHAPE_POLYGONS);
    const Path *path = &plane->path;
    for (guint32 part = 0; part < path->n_parts; part++) {
        guint32 end = part + 1 < path->n_parts ? path->parts[part + 1] : path->n_points;
        shape_begin_part(out);
        for (guint32 i = path->parts[part]; i < end; i++)
            shape_add_point(out, (LonLat){path->points[i].x / plane->across, path->points[i].y});
    }
    path_clear(&plane->path);
    return out;
}

static bool is_ground(const Shape *shape) {
    return shape && shape->kind == SHAPE_POLYGONS && shape->n_points && shape->n_points <= MOST_CUT;
}

/* ---- the border -------------------------------------------------------------------------------
 */

/* The country's outline, as the map draws it. */
static void visit_country(const BasemapFeature *feature, void *data) {
    if (strcmp(feature->ref, "SY") == 0)
        add_to_plane(data, feature->points, feature->parts, feature->n_points, feature->n_parts);
}

/* Does any edge of the outline come near? */
static bool outline_meets(const Path *outline, Box box) {
    for (guint32 part = 0; part < outline->n_parts; part++) {
        guint32 end = part + 1 < outline->n_parts ? outline->parts[part + 1] : outline->n_points;
        for (guint32 i = outline->parts[part] + 1; i < end; i++)
            if (segment_meets_box(outline->points[i - 1], outline->points[i], box)) return true;
    }
    return false;
}

Shape *area_within_border(const Layout *self, const Shape *shape) {
    static const LonLatBox everywhere = {-180, -90, 180, 90};
    if (!is_ground(shape) || !self->basemap) return shape_share(shape);
    Plane area = plane_of(shape), country = {.across = area.across};
    basemap_visit(self->basemap, "countries", basemap_level(map_view_scale_denominator(self->view)),
                  everywhere, visit_country, &country);
    /* What no border comes near is not cut, and GEOS need not be asked. */
    if (outline_meets(&country.path, path_box(&area.path))) path_cut(&area.path, &country.path);
    path_clear(&country.path);
    return shape_of(&area);
}

enum { SOFTENED = -1 };

/* Key of a layout's table of areas that were worked on; holds its shape. */
typedef struct {
    const Shape *shape;
    int level; /* of the basemap, whose border cuts it; or SOFTENED */
} AreaKey;

static guint hash_key(gconstpointer key) {
    const AreaKey *self = key;
    return g_direct_hash(self->shape) * 31 + (guint)self->level;
}

static gboolean same_key(gconstpointer a, gconstpointer b) {
    const AreaKey *left = a, *right = b;
    return left->shape == right->shape && left->level == right->level;
}

static void free_key(gpointer key) {
    AreaKey *self = key;
    shape_free((Shape *)self->shape);
    g_free(self);
}

GHashTable *areas_table_new(void) {
    return g_hash_table_new_full(hash_key, same_key, free_key, (GDestroyNotify)shape_free);
}

/* Shares both shapes. */
static void keep_area(GHashTable *areas, const Shape *shape, int level, const Shape *made) {
    AreaKey key = {shape_share(shape), level};
    g_hash_table_insert(areas, g_memdup2(&key, sizeof key), shape_share(made));
}

/* The same, made once: every step of a layout asks for its areas. */
static Shape *kept_within_border(const Layout *self, const Shape *shape) {
    if (!self->areas) return area_within_border(self, shape);
    AreaKey key = {shape, basemap_level(map_view_scale_denominator(self->view))};
    Shape *found = g_hash_table_lookup(self->areas, &key);
    if (found) return shape_share(found);
    Shape *cut = area_within_border(self, shape);
    keep_area(self->areas, shape, key.level, cut);
    return cut;
}

/* ---- about here -------------------------------------------------------------------------------
 */

/* Units of the administration, quarters and lakes have an edge; a steppe or a countryside lies
 * "about here". */
static bool has_edge(const Layout *self, const Group *group) {
    if (group->method == METHOD_BADIA || group->method == METHOD_COUNTRYSIDE) return false;
    const Place *place = group_place(self, group);
    PlaceKind kind = place ? place->kind : PLACE_GOVERNORATE;
    return kind != PLACE_REGION && kind != PLACE_COUNTRYSIDE && kind != PLACE_DESERT;
}

/* Softened on the globe, so that a map's frame and scale do not change the shape: enlargements and
 * second tries have it from the first. */
Shape *area_soft_shape(const Layout *self, const Group *group) {
    static const double share = 0.33;
    if (group->precision != PRECISION_AREA || !is_ground(group->shape) || has_edge(self, group))
        return NULL;
    AreaKey key = {group->shape, SOFTENED};
    Shape *found = self->areas ? g_hash_table_lookup(self->areas, &key) : NULL;
    if (found) return shape_share(found);
    Plane plane = plane_of(group->shape);
    path_soften(&plane.path, share);
    Shape *soft = shape_of(&plane);
    if (self->areas) keep_area(self->areas, group->shape, SOFTENED, soft);
    return soft;
}

/* Steppes and districts come with a border of their own, some kilometres off: they end at the one
 * that is drawn. */
static void make_area(const Layout *self, const Group *group, Path *out) {
    if (group->shape && group->shape->kind == SHAPE_POLYGONS) {
        const Place *place = group_place(self, group);
        bool is_home = place && !place->is_abroad;
        g_autoptr(Shape) shape =
            is_home ? kept_within_border(self, group->shape) : shape_share(group->shape);
        add_shape(self, shape, out);
    } else
        path_add_circle(out, group->anchor, fmax(points_of_metres(self, group->radius_m), 12));
}

/* ---- paint ------------------------------------------------------------------------------------
 */

static double distance_between(Color a, Color b) {
    return fmax(fmax(fabs(a.r - b.r), fabs(a.g - b.g)), fabs(a.b - b.b));
}

/* A blue tint that comes near the water's colour would be taken for a lake: it is greyed towards
 * violet. */
static Color unlike_water(const Layout *self, Color color, double opacity) {
    static const double near = 0.16, share = 0.65, colourless = 0.1;
    static const Color violet = {0.35, 0.2, 0.45, 1};
    bool is_blue =
        color.b > fmax(color.r, color.g) && color.b - fmin(color.r, color.g) > colourless;
    Color water = style_color(self->style, "water", "fill-color");
    Color tint = color_mixed(style_color(self->style, "land", "fill-color"), color, opacity);
    if (!is_blue || distance_between(tint, water) > near) return color;
    return color_mixed(color, violet, share);
}

Color area_edge_color(const Style *style, Color color) {
    static const Color black = {0, 0, 0, 1}, white = {1, 1, 1, 1};
    static const double first = 0.25, step = 0.1, least_contrast = 3;
    Color land = style_color(style, "land", "fill-color");
    double opacity = style_number(style, "uncertainty", "line-opacity");
    Color away = color_contrast(land, black) > color_contrast(land, white) ? black : white;
    for (double share = first;; share += step) {
        Color edge = color_mixed(color, away, fmin(share, 1));
        if (share >= 1 || color_contrast(color_mixed(land, edge, opacity), land) >= least_contrast)
            return color_with_alpha(edge, opacity);
    }
}

/* What areas are tinted with: the colour of what happened there, unless the style has one for all.
 */
static Color tint_of(const Layout *self, Color color, double opacity) {
    Color of_all = style_color(self->style, "uncertainty", "fill-color");
    Color tint = of_all.a > 0 ? of_all : unlike_water(self, color, opacity);
    return color_with_alpha(tint, opacity);
}

static Paint dashed_paint(const Layout *self, Color color) {
    const Style *style = self->style;
    double opacity = style_number(style, "uncertainty", "fill-opacity");
    Paint paint = {
        .fill = tint_of(self, color, opacity),
        .stroke = area_edge_color(style, color),
        .stroke_width = style_number(style, "uncertainty", "line-width"),
        .dash = {style_number(style, "uncertainty", "line-dash"),
                 style_number(style, "uncertainty", "line-gap")},
    };
    paint.n_dash = paint.dash[0] > 0 && paint.dash[1] > 0 ? 2 : 0;
    return paint;
}

/* An area that fills the map would tint all of it: the wider, the paler. */
static void pale_by_share(const Layout *self, const Path *area, Paint *paint) {
    enum { SAMPLES = 12 };
    static const double full_until = 0.12, palest = 0.1;
    Box frame = self->scene->map_frame, box = path_box(area);
    guint inside = 0;
    for (guint i = 0; i < SAMPLES * SAMPLES; i++) {
        Point at = {frame.x + frame.width * (i % SAMPLES + 0.5) / SAMPLES,
                    frame.y + frame.height * ((double)(i / SAMPLES) + 0.5) / SAMPLES};
        inside += box_holds_point(box, at) && path_holds(area, at);
    }
    double share = (double)inside / (SAMPLES * SAMPLES);
    if (share > full_until) paint->fill.a *= fmax(pow(full_until / share, 1.5), palest);
}

void area_path(const Layout *self, const Group *group, Path *ret_area) {
    *ret_area = (Path){0};
    switch (group->precision) {
        case PRECISION_SITE:
            break;
        case PRECISION_TOWN:
            group->is_cluster ? make_span(self, group, ret_area) : make_disc(self, group, ret_area);
            break;
        case PRECISION_NEAR:
            group->is_cluster ? make_span(self, group, ret_area) : make_ring(self, group, ret_area);
            break;
        case PRECISION_LINE:
            make_band(self, group, ret_area);
            break;
        case PRECISION_AREA:
            make_area(self, group, ret_area);
            break;
    }
}

void area_make(const Layout *self, const Group *group, Path *ret_area, Paint *ret_paint) {
    area_path(self, group, ret_area);
    Symbol look = stack_symbol(self, &g_array_index(group->stacks, Stack, 0), 0);
    /* What spans several places has no type. */
    if (group_is_donut(group)) look.fill = style_color(self->style, "leader", "line-color");
    /* Around a symbol a halo must show; wide, it must not hide the ground. */
    if (group->precision == PRECISION_TOWN)
        *ret_paint =
            (Paint){.fill = tint_of(self, look.fill, path_box(ret_area).width > 60 ? 0.13 : 0.22)};
    else
        *ret_paint = dashed_paint(self, look.fill);
    /* An enlargement tints like the map that it enlarges. */
    if (!self->is_detail) pale_by_share(self, ret_area, ret_paint);
    symbol_clear(&look);
}
