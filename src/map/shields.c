/*
 * shields: the number of a road, where a report says that something happened on that road, and
 * nowhere else. Of all numbered roads the one that runs through the group's band.
 */
#include <string.h>

#include "map/symbols.h"

static const double HEIGHT = 15, PAD = 5, CLEARANCE = 3, TEXT_SIZE = 11;
enum { LEAST_POINTS = 2 };

/* Of the road with the most points inside of a band. */
typedef struct {
    const Layout *layout;
    const Path *band;
    const char *ref; /* of the best, borrowed from the basemap; NULL: none yet */
    guint n;
    GArray *spots; /* Point: where a shield would stand on it */
} RoadVisit;

static void visit_road(const BasemapFeature *feature, void *data) {
    RoadVisit *visit = data;
    if (!*feature->ref) return;
    Path path = {0};
    path_add_projected(&path, visit->layout->view, feature->points, feature->parts,
                       feature->n_points, feature->n_parts, false);
    g_autoptr(GArray) inside = g_array_new(FALSE, FALSE, sizeof(Point));
    for (guint32 i = 0; i + 1 < path.n_points; i++) {
        Point middle = {(path.points[i].x + path.points[i + 1].x) / 2,
                        (path.points[i].y + path.points[i + 1].y) / 2};
        if (path_holds(visit->band, middle)) g_array_append_val(inside, middle);
    }
    path_clear(&path);
    if (inside->len <= visit->n) return;
    visit->n = inside->len;
    visit->ref = feature->ref;
    g_array_set_size(visit->spots, 0);
    g_array_append_vals(visit->spots, inside->data, inside->len);
}

static bool is_free(const Layout *self, Box box) {
    return box_holds(box_grown(self->scene->map_frame, -CLEARANCE), box) &&
           layout_is_clear(self, box, CLEARANCE);
}

static void add_shield(Layout *self, const Group *group, const char *ref, Box box) {
    Color ink = style_color(self->style, "badge", "text-color");
    Symbol plate = {.id = g_strdup_printf("%s-shield", group->id),
                    .precision = PRECISION_LINE,
                    .shape = MARK_NONE,
                    .at = {box.x + box.width / 2, box.y + box.height / 2},
                    .area_paint = {.fill = style_color(self->style, "badge", "fill-color"),
                                   .stroke = ink,
                                   .stroke_width = 0.8},
                    .tooltip = g_strdup(ref)};
    plate.anchor = plate.at;
    path_add_rounded_box(&plate.area, box, 3);
    Symbol number = {.id = g_strdup_printf("%s-shield-number", group->id),
                     .precision = PRECISION_LINE,
                     .shape = MARK_NONE,
                     .number = g_strdup(ref),
                     .number_size = TEXT_SIZE,
                     .number_color = ink,
                     .at = plate.at,
                     .anchor = plate.at};
    g_array_append_val(self->scene->symbols, plate);
    g_array_append_val(self->scene->symbols, number);
    g_array_append_val(self->obstacles, box);
}

/* Near the middle of the road's course through the band, where nothing else stands. */
static void place_shield(Layout *self, const Group *group, const RoadVisit *visit) {
    Type type = layout_type(self, "legend", self->words[0]);
    type.size = TEXT_SIZE;
    type.weight = 700;
    double width = layout_advance(self, visit->ref, &type, DIRECTION_LTR) + 2 * PAD;
    guint n = visit->spots->len;
    for (guint step = 0; step < n; step++) {
        guint at = n / 2 + (step % 2 ? (step + 1) / 2 : n - step / 2);
        Box box = box_around(g_array_index(visit->spots, Point, at % n), width, HEIGHT);
        if (!is_free(self, box)) continue;
        add_shield(self, group, visit->ref, box);
        return;
    }
}

static bool is_on_road(const Layout *self, const Group *group) {
    const Place *place = group_place(self, group);
    return group->precision == PRECISION_LINE && group->drawn == GROUP_WHOLE &&
           (group->method == METHOD_ROAD || group->method == METHOD_BETWEEN ||
            (place && place->kind == PLACE_ROAD));
}

void layout_shields(Layout *self) {
    int level = basemap_level(map_view_scale_denominator(self->view));
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (!is_on_road(self, group)) continue;
        Path band;
        area_path(self, group, &band);
        g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(Point));
        RoadVisit visit = {.layout = self, .band = &band, .spots = spots};
        basemap_visit(self->basemap, "roads", level, map_view_extent(self->view), visit_road,
                      &visit);
        if (visit.n >= LEAST_POINTS) place_shield(self, group, &visit);
        path_clear(&band);
    }
}
