/*
 * detail: where many places of the story lie so close that their marks would be pushed from their
 * places, that part is drawn once more, larger, in a frame of its own on a free part of the map. On
 * the map itself small dots and a box stand for it, tied to the enlargement by a line:
 *
 *     .-----------------------.
 *     |    *        .-------. |
 *     |  .---.      |  * *  | |      box --> frame
 *     |  |:.'| ---- | *   * | |
 *     |  '---'      |   *   | |
 *     '-------------'-------'-'
 */
#include "map/detail.h"

#include <math.h>
#include <string.h>

/* ---- the layout of the enlargement ------------------------------------------------------------
 */

/* What the enlargement shows of a group: all of it, or of a wide area only its part. */
typedef enum { NOT_SHOWN, PART_SHOWN, ALL_SHOWN } Shown;

static Shown shown_of(const Group *group, Box extent, Box shown) {
    static const double most_inside = 0.6;
    if (detail_is_spot(group))
        return detail_shows_spot(shown, group->anchor) ? ALL_SHOWN : NOT_SHOWN;
    double inside = boxes_shared(extent, shown) / fmax(1, extent.width * extent.height);
    return inside >= most_inside ? ALL_SHOWN : inside > 0 ? PART_SHOWN : NOT_SHOWN;
}

/* For each incident what is shown of its group. */
static guint8 *incidents_shown(const Layout *self, const Shown *shown) {
    guint8 *only = g_new0(guint8, self->n_incidents + 1);
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        for (guint j = 0; j < group->stacks->len; j++) {
            const GArray *members = g_array_index(group->stacks, Stack, j).members;
            for (guint k = 0; k < members->len; k++)
                only[g_array_index(members, guint32, k)] = (guint8)shown[i];
        }
    }
    return only;
}

/* Here spots are dots and areas bare; there areas of which a part is seen are bare. */
static void share_groups(Layout *self, Layout *detail, const Shown *shown) {
    for (guint i = 0; i < self->groups->len; i++) {
        Group *group = &g_array_index(self->groups, Group, i);
        if (shown[i] == ALL_SHOWN) group->drawn = detail_is_spot(group) ? GROUP_DOT : GROUP_EXTENT;
    }
    for (guint i = 0; i < detail->groups->len; i++) {
        Group *group = &g_array_index(detail->groups, Group, i);
        const Stack *stack = &g_array_index(group->stacks, Stack, 0);
        if (detail->only[g_array_index(stack->members, guint32, 0)] == PART_SHOWN)
            group->drawn = GROUP_EXTENT;
    }
}

static LonLatBox ground_under(const MapView *view, Box box) {
    LonLat corner[2] = {map_view_unproject(view, (Point){box.x, box.y + box.height}),
                        map_view_unproject(view, (Point){box.x + box.width, box.y})};
    return (LonLatBox){corner[0].lon, corner[0].lat, corner[1].lon, corner[1].lat};
}

static Layout *detail_new(const Layout *self, const Shown *shown, Box box, Box frame,
                          GError **error) {
    Layout *detail = g_new0(Layout, 1);
    *detail = (Layout){.incidents = self->incidents,
                       .n_incidents = self->n_incidents,
                       .options = self->options,
                       .style = self->style,
                       .gazetteer = self->gazetteer,
                       .fonts = self->fonts,
                       .basemap = self->basemap,
                       .areas = self->areas,
                       .boundaries = self->boundaries,
                       .words = {self->words[0], self->words[1]},
                       .n_words = self->n_words,
                       .direction = self->direction,
                       .has_legend = true,
                       .is_detail = true,
                       .most_notes = self->most_notes};
    detail->only = incidents_shown(self, shown);
    detail->scene = scene_new(self->options, self->style);
    detail->scene->map_frame = frame;
    detail->obstacles = g_array_new(FALSE, FALSE, sizeof(Box));
    layout_group(detail);
    key_copy_numbers(self, detail);
    detail->view = map_view_new(ground_under(self->view, box), frame, 0, self->options->crs, error);
    if (detail->view) return detail;
    detail_free(detail);
    return NULL;
}

void detail_free(Layout *self) {
    if (!self) return;
    detail_free(self->next);
    map_scene_free(self->scene);
    map_view_free(self->view);
    layout_clear_parts(self);
    g_free(self->only);
    g_free(self);
}

/* ---- how the two hang together ----------------------------------------------------------------
 */

/* Where two stretches side by side are nearest: the middle of what they share, or their ends. */
static void nearest_ends(double a, double a_end, double b, double b_end, double *ret_a,
                         double *ret_b) {
    double low = fmax(a, b), high = fmin(a_end, b_end);
    *ret_a = low <= high ? (low + high) / 2 : a > b ? a : a_end;
    *ret_b = low <= high ? (low + high) / 2 : a > b ? b_end : b;
}

void detail_tie(Box box, Box frame, Point *ret_from, Point *ret_to) {
    nearest_ends(box.x, box.x + box.width, frame.x, frame.x + frame.width, &ret_from->x,
                 &ret_to->x);
    nearest_ends(box.y, box.y + box.height, frame.y, frame.y + frame.height, &ret_from->y,
                 &ret_to->y);
}

static Path tie_between(Box box, Box frame) {
    Point from, to;
    detail_tie(box, frame, &from, &to);
    Path path = {0};
    path_begin(&path);
    path_add(&path, from);
    path_add(&path, to);
    return path;
}

static void add_obstacles(Layout *self, const Layout *detail) {
    /* So small that leaders pass, and so close that no label does. */
    static const double step = 8, side = 3;
    Box frame = detail->scene->map_frame, outer = box_grown(frame, 3);
    g_array_append_val(self->obstacles, outer);
    g_array_append_val(self->obstacles, detail->part);
    Path tie = tie_between(detail->part, frame);
    Point a = tie.points[0], b = tie.points[1];
    double length = point_distance(a, b);
    for (double along = 0; along < length; along += step) {
        Point at = {a.x + (b.x - a.x) * along / length, a.y + (b.y - a.y) * along / length};
        Box spot = box_around(at, side, side);
        g_array_append_val(self->obstacles, spot);
    }
    path_clear(&tie);
}

void detail_add_obstacles(Layout *self) {
    for (const Layout *detail = self->detail; detail; detail = detail->next)
        add_obstacles(self, detail);
}

/* The parts of the lines that are not wholly inside of the box. */
static Path lines_outside(const Path *lines, Box box) {
    Path out = {0};
    for (guint32 part = 0; part < lines->n_parts; part++) {
        guint32 end = part + 1 < lines->n_parts ? lines->parts[part + 1] : lines->n_points;
        bool drawing = false;
        for (guint32 i = lines->parts[part] + 1; i < end; i++) {
            Point a = lines->points[i - 1], b = lines->points[i];
            bool hidden = box_holds_point(box, a) && box_holds_point(box, b);
            if (!hidden && !drawing) {
                path_begin(&out);
                path_add(&out, a);
            }
            if (!hidden) path_add(&out, b);
            drawing = !hidden;
        }
    }
    return out;
}

void detail_clear_ground(Layout *self) {
    GArray *ground = self->scene->ground;
    for (const Layout *detail = self->detail; detail; detail = detail->next)
        for (guint i = 0; i < ground->len; i++) {
            GroundPath *path = &g_array_index(ground, GroundPath, i);
            if (path->closed) continue;
            Path outside = lines_outside(&path->path, detail->scene->map_frame);
            path_clear(&path->path);
            path->path = outside;
        }
}

static void add_frame(Layout *self, const Layout *detail) {
    Box frame = detail->scene->map_frame;
    Color color = style_color(self->style, "locator", "line-color");
    Furniture piece;
    furniture_init(&piece, "detail");
    Paint edge = {.stroke = color, .stroke_width = 1.1};
    /* Dotted and pale, lest it be taken for a border or a road. */
    Paint dotted = {
        .stroke = color_with_alpha(color, 0.6), .stroke_width = 1, .dash = {1.5, 2.5}, .n_dash = 2};
    Path tie = tie_between(detail->part, frame), outline = {0};
    furniture_add_path(&piece, "detail", &tie, dotted, false);
    path_clear(&tie);
    path_add_rounded_box(&outline, detail->part, 0);
    path_add_rounded_box(&outline, frame, 0);
    furniture_add_path(&piece, "detail", &outline, edge, true);
    piece.box = frame;
    g_array_append_val(self->scene->furniture, piece);
}

void detail_frame(Layout *self) {
    for (const Layout *detail = self->detail; detail; detail = detail->next)
        add_frame(self, detail);
}

static void project_anchors(Layout *self) {
    for (guint i = 0; i < self->groups->len; i++) {
        Group *group = &g_array_index(self->groups, Group, i);
        group->anchor = map_view_project(self->view, group->at);
    }
    layout_landmarks(self);
}

static void set_anchors(Layout *self) {
    project_anchors(self);
    for (guint i = 0; i < self->groups->len; i++) {
        Group *group = &g_array_index(self->groups, Group, i);
        group->drawn = GROUP_WHOLE;
        group_narrow(self, group);
    }
}

/* On a map whose anchors are set and moved. */
static gboolean enlarge(Layout *self, const DetailPlan *plan, GError **error) {
    g_autofree Shown *shown = g_new0(Shown, self->groups->len);
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (group->drawn == GROUP_DOT) continue;
        shown[i] = shown_of(group, detail_extent(self, group), plan->box);
        /* Another enlargement has its count and name. */
        if (group->drawn == GROUP_EXTENT) shown[i] = MIN(shown[i], PART_SHOWN);
    }
    Layout *detail = detail_new(self, shown, plan->box, plan->frame, error);
    if (!detail) return FALSE;
    detail->part = plan->box;
    Layout **end = &self->detail;
    while (*end) end = &(*end)->next;
    *end = detail;
    share_groups(self, detail, shown);
    layout_symbols(detail);
    return TRUE;
}

enum { MOST_DETAILS = 2 };

/* ---- the choice --------------------------------------------------------------------------------
 *
 * The words around the map take more room in one language than in another, and its scale with it.
 * What is enlarged, and in which corner, is chosen on a map of a size that no language changes;
 * only how large the frame may be is asked on the map itself.
 */

/* The frame between what words around the map take so much height of, beside a legend that takes
 * so much of its width. */
static Box frame_with(const Layout *self, double text, double beside) {
    static const double least = 0.45; /* of the page */
    double margin = style_number(self->style, "page", "margin"), height = self->scene->height;
    return (Box){margin, text / 2, (self->scene->width - 2 * margin) * (1 - beside),
                 fmax(height - text, least * height)};
}

/* Shows the map in another frame for now. */
static gboolean look_in(Layout *self, Box frame, GError **error) {
    self->scene->map_frame = frame;
    g_clear_pointer(&self->view, map_view_free);
    if (!layout_frame(self, error)) return FALSE;
    project_anchors(self);
    return TRUE;
}

/* The map may go aside for the first; there it stays for the next. */
static void move_for(Layout *self, const DetailPlan *plans, guint n) {
    if (n != 1 || plans[0].moved == 0) return;
    map_view_move(self->view, plans[0].moved);
    project_anchors(self);
}

/* In the frame that is looked at; without the corners that each of them must not stand in. */
static GArray *choose_in(Layout *self, const guint *banned) {
    GArray *choices = g_array_new(FALSE, FALSE, sizeof(DetailChoice));
    DetailPlan plans[MOST_DETAILS];
    guint n = 0;
    while (n < MOST_DETAILS && detail_find(&(DetailMap){self, plans, n}, banned[n], &plans[n])) {
        const DetailPlan *plan = &plans[n++];
        move_for(self, plans, n);
        DetailChoice choice = {ground_under(self->view, plan->core), plan->corner, plan->move};
        g_array_append_val(choices, choice);
    }
    return choices;
}

/* The first of the choices that has no room in the frame that is looked at, or their number. */
static guint first_misfit(Layout *self, const GArray *choices) {
    DetailPlan plans[MOST_DETAILS];
    for (guint n = 0; n < choices->len;) {
        const DetailChoice *choice = &g_array_index(choices, DetailChoice, n);
        if (!detail_fit(&(DetailMap){self, plans, n}, choice, &plans[n])) return n;
        move_for(self, plans, ++n);
    }
    return choices->len;
}

/* How many of the frames that languages may leave the map the choices have room in: high, low, and,
 * which is rarer, beside a legend. `ret_misfit`: the first choice without room in the next. */
static gboolean count_fits(Layout *self, const GArray *choices, guint *ret_fits, guint *ret_misfit,
                           GError **error) {
    static const struct { double text, beside; } frames[] = {{100, 0}, {245, 0}, {190, 0.2}};
    *ret_misfit = choices->len;
    for (*ret_fits = 0; *ret_fits < G_N_ELEMENTS(frames); (*ret_fits)++) {
        Box frame = frame_with(self, frames[*ret_fits].text, frames[*ret_fits].beside);
        if (!look_in(self, frame, error)) return FALSE;
        *ret_misfit = first_misfit(self, choices);
        if (*ret_misfit < choices->len) return TRUE;
    }
    return TRUE;
}

/* What lies best in a middle frame and has room in most of the others; none that is drawn there is
 * given up for them. */
static gboolean choose_for_all(Layout *self, GError **error) {
    static const double middle = 175;
    guint banned[MOST_DETAILS] = {0}, most = 0;
    for (guint tries = 0; tries < MOST_DETAILS * DETAIL_CORNERS; tries++) {
        guint fits = 0, misfit = 0;
        if (!look_in(self, frame_with(self, middle, 0), error)) return FALSE;
        g_autoptr(GArray) choices = choose_in(self, banned);
        if (self->detail_choices && choices->len < self->detail_choices->len) return TRUE;
        if (!count_fits(self, choices, &fits, &misfit, error)) return FALSE;
        if (!self->detail_choices || fits > most) {
            g_clear_pointer(&self->detail_choices, g_array_unref);
            self->detail_choices = g_array_ref(choices);
            most = fits;
        }
        if (misfit == choices->len) return TRUE;
        banned[misfit] |= 1u << g_array_index(choices, DetailChoice, misfit).corner;
    }
    return TRUE;
}

/* Once, before places are joined. */
static gboolean choose(Layout *self, GError **error) {
    if (self->detail_choices) return TRUE;
    MapView *view = g_steal_pointer(&self->view);
    Box frame = self->scene->map_frame;
    gboolean ok = choose_for_all(self, error);
    map_view_free(self->view);
    self->view = view;
    self->scene->map_frame = frame;
    return ok;
}

/* A language with fewer words around the map leaves its story less room beside it: it is drawn a
 * little smaller before an enlargement goes to another corner than in the other languages. */
static bool fit_smaller(Layout *self, const DetailChoice *choice, DetailPlan *ret_plan) {
    static const double step = 0.97, least = 0.88;
    const DetailMap map = {self, NULL, 0};
    double times = 1;
    if (!layout_frames_itself(self)) return false;
    while (times > least) {
        times *= step;
        map_view_zoom(self->view, step);
        set_anchors(self);
        if (detail_fit(&map, choice, ret_plan)) return true;
    }
    map_view_zoom(self->view, 1 / times);
    set_anchors(self);
    return false;
}

gboolean detail_choose(Layout *self, GError **error) {
    DetailPlan plans[MOST_DETAILS];
    guint n = 0;
    g_clear_pointer(&self->detail, detail_free);
    bool may_be = detail_may_be(self) || self->detail_choices;
    if (may_be && !choose(self, error)) return FALSE;
    set_anchors(self);
    for (guint i = 0; may_be && i < self->detail_choices->len; i++) {
        const DetailChoice *choice = &g_array_index(self->detail_choices, DetailChoice, i);
        const DetailMap map = {self, plans, n};
        /* Better in another corner than not at all. */
        if (!detail_fit(&map, choice, &plans[n]) &&
            !(n == 0 && fit_smaller(self, choice, &plans[n])) &&
            !detail_fit_anywhere(&map, choice, &plans[n]))
            continue;
        if (n == 0 && plans[0].moved != 0) {
            map_view_move(self->view, plans[0].moved);
            set_anchors(self);
        }
        if (!enlarge(self, &plans[n++], error)) return FALSE;
    }
    return TRUE;
}
