/*
 * ground: which features of the basemap are drawn, under which layer of the style, bottom first.
 * Features of one layer and paint become one path, so that the picture has few parts.
 */
#include <string.h>

#include "map/layout.h"

/* What of a layer of the basemap goes under which layer of the style, from which level on. */
typedef struct {
    const char *source; /* of the basemap */
    const char *target; /* of the style */
    const char *kinds;  /* NULL: all; else a list split by | */
    int first_level;
    bool is_area;
    double least; /* square points: smaller areas would be read as dirt, or as a sign unexplained */
    int first_rank, last_rank;
    double width; /* of a line, in parts of the style's */
} GroundRule;

#define AREA(source, target, kinds, level, least) \
    { source, target, kinds, level, true, least, 0, INT_MAX, 1 }
#define LINES(source, target, kinds, level) RANKED(source, target, kinds, level, 0, INT_MAX, 1)
#define RANKED(source, target, kinds, level, first, last, width) \
    { source, target, kinds, level, false, 0, first, last, width }

/* Rivers lie under what is wide enough of them to be an area, and end at a lake's shore. */
static const GroundRule RULES[] = {
    AREA("far_land", "neighbour", NULL, 0, 0),
    AREA("land", "neighbour", NULL, 0, 0),
    AREA("countries", "land", "SY", 0, 0),
    AREA("disputed", "neighbour", NULL, 0, 0),
    AREA("valley", "valley", NULL, 0, 150),
    AREA("builtup", "builtup", NULL, 1, 24),
    AREA("water", "saltpan", "sabkha", 0, 60),
    LINES("rivers", "stream", "minor|canal", 2),
    RANKED("rivers", "river", "major", 0, 2, 6, 0.75),
    RANKED("rivers", "river", "major", 0, 1, 1, 1),
    AREA("water", "river", "river", 2, 24),
    AREA("water", "water", "lake|reservoir|sea", 0, 50),
    LINES("rail", "rail", NULL, 2),
    LINES("streets", "road-minor", NULL, 3),
    LINES("roads", "road-minor", "secondary|tertiary|minor", 2),
    LINES("roads", "road-minor", "primary", 0),
    LINES("roads", "road-major", "motorway|trunk", 0),
    LINES("runways", "runway", "runway", 2),
    LINES("dams", "dam", NULL, 2),
    LINES("admin2", "admin2", NULL, 2),
    LINES("admin1", "admin1", NULL, 0),
    LINES("far_borders", "border", "international", 0),
    LINES("borders", "border", "international|disputed", 0),
    LINES("borders", "disputed", "disputed", 0),
};

static bool in_list(const char *list, const char *word) {
    if (!list) return true;
    gsize len = strlen(word);
    for (const char *at = strstr(list, word); at && len; at = strstr(at + 1, word))
        if ((at == list || at[-1] == '|') && (at[len] == '|' || at[len] == '\0')) return true;
    return false;
}

static Paint area_paint(const Style *style, const char *layer) {
    static const double bank = 0.4; /* of the width of a river that is a line */
    Paint paint = {.fill = style_color(style, layer, "fill-color")};
    bool is_river = strcmp(layer, "river") == 0;
    if (!is_river && strcmp(layer, "water") != 0) return paint;
    paint.stroke = style_color(style, layer, "line-color");
    paint.stroke_width = style_number(style, layer, "line-width") * (is_river ? bank : 1);
    paint.round = is_river;
    return paint;
}

static bool is_dashed(const char *layer) {
    static const char *const dashed[] = {"rail", "admin1", "admin2", "disputed", NULL};
    return g_strv_contains(dashed, layer);
}

static Paint line_paint(const Style *style, const char *layer) {
    Paint paint = {.stroke = style_color(style, layer, "line-color"),
                   .stroke_width = style_number(style, layer, "line-width"),
                   .round = !is_dashed(layer)};
    if (is_dashed(layer)) {
        paint.dash[0] = style_number(style, layer, "line-dash");
        paint.dash[1] = style_number(style, layer, "line-gap");
        paint.n_dash = paint.dash[0] > 0 && paint.dash[1] > 0 ? 2 : 0;
    }
    return paint;
}

/* Lines grow a little towards a town's scale. */
static double width_factor(int level) {
    static const double factors[] = {0.8, 1, 1.25, 1.6};
    return factors[CLAMP(level, 0, 3)];
}

typedef struct {
    const Layout *layout;
    const GroundRule *rule;
    GroundPath *ground;
} GroundVisit;

/* What not all agree on goes where the view of boundaries has it. */
static bool is_elsewhere(const GroundVisit *visit, const BasemapFeature *feature) {
    bool is_line = strcmp(feature->kind, "disputed") == 0;
    if (!is_line && strcmp(visit->rule->source, "disputed") != 0) return false;
    const char *as = boundaries_as(visit->layout->boundaries, feature->ref);
    return strcmp(as, visit->rule->target) != 0;
}

static void visit_ground(const BasemapFeature *feature, void *data) {
    GroundVisit *visit = data;
    if (is_elsewhere(visit, feature)) return;
    if (!in_list(visit->rule->kinds,
                 strcmp(visit->rule->source, "countries") == 0 ? feature->ref : feature->kind))
        return;
    const GroundRule *rule = visit->rule;
    if (feature->rank < rule->first_rank || feature->rank > rule->last_rank) return;
    Path *path = &visit->ground->path;
    guint32 first = path->n_parts;
    path_add_projected(path, visit->layout->view, feature->points, feature->parts,
                       feature->n_points, feature->n_parts, rule->is_area);
    if (rule->least > 0) path_drop_small(path, first, rule->least);
}

/* A whisper of relief on the land, under the water; close up the raster would only blur. */
static void add_relief(Layout *self) {
    static const double largest_scale = 1e6;
    MapScene *scene = self->scene;
    Color color = style_color(self->style, "relief", "fill-color");
    shade_clear(&scene->shade);
    if (color.a <= 0 || map_view_scale_denominator(self->view) < largest_scale) return;
    guint after = 0;
    while (after < scene->ground->len) {
        const char *layer = g_array_index(scene->ground, GroundPath, after).layer;
        if (strcmp(layer, "neighbour") != 0 && strcmp(layer, "land") != 0 &&
            strcmp(layer, "valley") != 0)
            break;
        after++;
    }
    if (!shade_make(self->basemap, self->view, &scene->shade)) return;
    scene->shade.color = color;
    scene->shade.after = after;
}

/* The roads on which the story happened: darker than the others, in their bands. */
static void add_story_roads(Layout *self) {
    static const double width = 1.6, share = 0.55;
    GroundPath roads = {.layer = g_strdup("road-story")};
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        bool is_road = group->method == METHOD_ROAD || group->method == METHOD_BETWEEN;
        const Shape *shape = group->shape;
        if (!is_road || !shape || shape->kind != SHAPE_LINES) continue;
        path_add_projected(&roads.path, self->view, shape->points, shape->parts, shape->n_points,
                           shape->n_parts, false);
    }
    roads.paint = line_paint(self->style, "road-major");
    roads.paint.stroke =
        color_mixed(roads.paint.stroke, style_color(self->style, "leader", "line-color"), share);
    roads.paint.stroke_width = width;
    if (roads.path.n_points)
        g_array_append_val(self->scene->ground, roads);
    else
        ground_path_clear(&roads);
}

void layout_ground(Layout *self) {
    MapScene *scene = self->scene;
    int level = basemap_level(map_view_scale_denominator(self->view));
    LonLatBox extent = map_view_extent(self->view);
    g_array_set_size(scene->ground, 0);
    for (guint i = 0; i < G_N_ELEMENTS(RULES); i++) {
        const GroundRule *rule = &RULES[i];
        if (level < rule->first_level) continue;
        GroundPath ground = {.layer = g_strdup(rule->target), .closed = rule->is_area};
        ground.paint = rule->is_area ? area_paint(self->style, rule->target)
                                     : line_paint(self->style, rule->target);
        ground.paint.stroke_width *= rule->width * (rule->is_area ? 1 : width_factor(level));
        GroundVisit visit = {self, rule, &ground};
        basemap_visit(self->basemap, rule->source, level, extent, visit_ground, &visit);
        if (ground.path.n_points)
            g_array_append_val(scene->ground, ground);
        else
            ground_path_clear(&ground);
    }
    add_relief(self);
    add_story_roads(self);
    scene->sea = style_color(self->style, "sea", "fill-color");
    scene->uses_osm = true;
}
