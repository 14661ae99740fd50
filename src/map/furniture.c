/*
 * furniture: legend, locator and scale bar look for free room on the map, each beginning at its
 * favourite corner. No mark and no town that the reader looks for is
 * ever covered, and next to nothing of the story's areas; then rivers, borders and the country
 * count.
 */
#include <math.h>

#include "map/detail.h"
#include "map/home.h"
#include "map/labels.h"

static const double EDGE = 8, CLEARANCE = 4;
/* Of the story's areas furniture covers no more than this share. */
static const double MOST_COVERED = 0.08;
static const double HOME_PRICE = 0.5, AREA_PRICE = 7, LINE_PRICE = 0.035, CROWD_PRICE = 0.1,
                    FAR_PRICE = 0.45, EDGE_PRICE = 1.1, INNER_PRICE = 1.7;
/* Beyond this more lines under a piece say nothing: the shore of a lake is no reason to leave a
 * corner. */
static const double MOST_LINES = 0.5;
/* Around a town is its name. */
static const double FROM_LANDMARK = 14;
enum { STEPS = 24 };

/* Corners as parts of the free room: x, y from 0 to 1, in a left-to-right page. */
static const Point LEGEND_HOME = {0, 1}, LOCATOR_HOME = {1, 0}, SCALE_HOME = {1, 1};

/* What lies where on the map. Owns its maps of ink. */
typedef struct {
    const Layout *layout;
    Home home;
    InkMap *story, *lines;
} Ground;

static void ground_clear(Ground *self) {
    ink_map_free(self->story);
    ink_map_free(self->lines);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ground, ground_clear)

static void ground_init(Ground *self, const Layout *layout) {
    *self =
        (Ground){.layout = layout, .story = ink_map_of_story(layout), .lines = ink_map_new(layout)};
    home_find(layout, &self->home);
}

static bool hides_landmark(const Layout *self, Box box) {
    const GArray *landmarks = self->scene->landmarks;
    for (guint i = 0; i < landmarks->len; i++)
        if (box_holds_point(box_grown(box, FROM_LANDMARK), g_array_index(landmarks, Point, i)))
            return true;
    return false;
}

/* A leader that ends under a box leads nowhere. */
static bool hides_leader(const Layout *self, Box box) {
    const GArray *labels = self->scene->labels;
    for (guint i = 0; i < labels->len; i++) {
        const Label *label = &g_array_index(labels, Label, i);
        if (label->has_leader &&
            segment_meets_box(label->leader[0], label->leader[1], box_grown(box, CLEARANCE)))
            return true;
    }
    return false;
}

/* What the ground under a box and the marks around it cost; INFINITY where it must stay in view. */
static double price_of(const Ground *self, Box box) {
    const Layout *layout = self->layout;
    double story = ink_map_under(self->story, box_grown(box, CLEARANCE));
    if (story > MOST_COVERED || hides_landmark(layout, box) || hides_leader(layout, box) ||
        !layout_is_clear(layout, box, CLEARANCE))
        return INFINITY;
    double cost = AREA_PRICE * story +
                  fmin(LINE_PRICE * ink_map_under(self->lines, box), MOST_LINES) +
                  HOME_PRICE * home_share(&self->home, box);
    Box near = box_grown(box, 30);
    for (guint i = 0; i < layout->obstacles->len; i++)
        if (boxes_overlap(near, g_array_index(layout->obstacles, Box, i))) cost += CROWD_PRICE;
    return cost;
}

/* Where a piece had better stand: a picture in the midst of the map is taken for a part of it. */
typedef enum { ANYWHERE, AT_EDGES } Standing;

/* On the map, best in its corner, then along an edge. Returns the cost, INFINITY where there is no
 * room. */
static double find_room(const Ground *self, Box size, Point home, Standing standing,
                        Point *ret_at) {
    Box frame = box_grown(self->layout->scene->map_frame, -EDGE);
    double room_x = frame.width - size.width, room_y = frame.height - size.height;
    if (room_x < 0 || room_y < 0) return INFINITY;
    if (self->layout->direction == DIRECTION_RTL) home.x = 1 - home.x;
    double best = INFINITY;
    for (guint i = 0; i <= STEPS; i++)
        for (guint j = 0; j <= STEPS; j++) {
            bool at_side = i == 0 || i == STEPS, at_end = j == 0 || j == STEPS;
            double u = (double)i / STEPS, v = (double)j / STEPS;
            if (standing == AT_EDGES && !at_side && !at_end) continue;
            double cost =
                hypot(u - home.x, v - home.y) * FAR_PRICE + (at_side && at_end   ? 0
                                                             : at_side || at_end ? EDGE_PRICE
                                                                                 : INNER_PRICE);
            if (cost >= best) continue;
            Box box = {frame.x + u * room_x, frame.y + v * room_y, size.width, size.height};
            cost += price_of(self, box);
            if (cost >= best) continue;
            best = cost;
            *ret_at = (Point){box.x, box.y};
        }
    return best;
}

/* Takes the piece; frees it where it finds no room. */
static bool settle(Layout *self, const Ground *ground, Furniture *piece, Point home,
                   Standing standing) {
    Point at = {0, 0};
    double cost = find_room(ground, piece->box, home, standing, &at);
    if (isinf(cost) && standing != ANYWHERE)
        cost = find_room(ground, piece->box, home, ANYWHERE, &at);
    if (isinf(cost)) {
        furniture_clear(piece);
        return false;
    }
    furniture_move(piece, at.x - piece->box.x, at.y - piece->box.y);
    Box taken = box_grown(piece->box, 2);
    g_array_append_val(self->obstacles, taken);
    g_array_append_val(self->scene->furniture, *piece);
    return true;
}

int layout_find_room(const Layout *self, const Box *sizes, guint n, Point *ret_at) {
    static const double dearest = 2.6;
    g_auto(Ground) ground;
    ground_init(&ground, self);
    double best = dearest;
    int chosen = -1;
    for (guint i = 0; i < n; i++) {
        Point at = {0, 0};
        double cost = find_room(&ground, sizes[i], LEGEND_HOME, AT_EDGES, &at);
        if (cost >= best) continue;
        best = cost;
        chosen = (int)i;
        *ret_at = at;
    }
    return chosen;
}

/* Below a legend beside the map there may be room that costs the map nothing. */
static bool settle_beside(Layout *self, Furniture *piece) {
    if (piece->box.width > self->side.width || piece->box.height > self->side.height) return false;
    bool rtl = self->direction == DIRECTION_RTL;
    double x = rtl ? self->side.x : self->side.x + self->side.width - piece->box.width;
    furniture_move(piece, x - piece->box.x,
                   self->side.y + self->side.height - piece->box.height - piece->box.y);
    self->side.height -= piece->box.height + EDGE;
    g_array_append_val(self->scene->furniture, *piece);
    return true;
}

static void settle_or_warn(Layout *self, const Ground *ground, Furniture *piece, Point home) {
    g_autofree char *id = g_strdup(piece->id);
    if (!settle(self, ground, piece, home, ANYWHERE))
        g_ptr_array_add(self->scene->warnings, g_strdup_printf("no room for the %s", id));
}

/* The form of the legend that lies best, large ones at a price; false where it had better stand
 * beside the map. */
static bool settle_legend(Layout *self, const Ground *ground) {
    static const struct {
        LegendForm form;
        double width; /* of the map's, for what flows */
    } forms[] = {
        {LEGEND_COLUMN, 0}, {LEGEND_TWO_COLUMNS, 0}, {LEGEND_STRIP, 0.5}, {LEGEND_STRIP, 0.35}};
    static const double size_price = 4, dearest = 2.7;
    Box frame = self->scene->map_frame;
    double best = dearest;
    int chosen = -1;
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        Furniture legend;
        Point at = {0, 0};
        legend_make(self, forms[i].form, forms[i].width * frame.width, true, &legend);
        double share = legend.box.width * legend.box.height / (frame.width * frame.height);
        double cost =
            find_room(ground, legend.box, LEGEND_HOME, ANYWHERE, &at) + size_price * share;
        furniture_clear(&legend);
        if (cost >= best) continue;
        best = cost;
        chosen = (int)i;
    }
    if (chosen < 0) return false;
    Furniture legend;
    legend_make(self, forms[chosen].form, forms[chosen].width * frame.width, true, &legend);
    return settle(self, ground, &legend, LEGEND_HOME, ANYWHERE);
}

bool layout_furniture(Layout *self) {
    g_array_set_size(self->scene->furniture, self->n_page_furniture);
    layout_landmarks(self);
    detail_frame(self);
    g_auto(Ground) ground;
    ground_init(&ground, self);
    if (!self->has_legend && legend_needed(self) && !settle_legend(self, &ground)) return false;
    Furniture piece;
    if (!self->is_detail && locator_make(self, &piece) && !settle_beside(self, &piece))
        settle(self, &ground, &piece, LOCATOR_HOME, AT_EDGES);
    /* Small as it is, it finds room where the locator does not. */
    if (scale_bar_make(self, &piece)) settle_or_warn(self, &ground, &piece, SCALE_HOME);
    return true;
}

/* ---- a legend that finds no room on the map ---------------------------------------------------
 */

/* How large the story is drawn in a frame, and a little for how much is seen around it. */
static double worth_of_frame(const Layout *self, double width, double height) {
    static const double surface_power = 0.25;
    LonLatBox ground;
    if (width <= 0 || height <= 0 || !layout_ground_box(self, &ground, NULL)) return 0;
    Point a = map_view_project(self->view, (LonLat){ground.west, ground.north});
    Point b = map_view_project(self->view, (LonLat){ground.east, ground.south});
    double scale = fmin(width / fmax(1, b.x - a.x), height / fmax(1, b.y - a.y));
    return scale * pow(width * height, surface_power);
}

static void set_beside(Layout *self, Furniture *legend) {
    Box *frame = &self->scene->map_frame;
    double taken = legend->box.width + 14;
    bool rtl = self->direction == DIRECTION_RTL;
    double x = rtl ? frame->x : frame->x + frame->width - legend->box.width;
    furniture_move(legend, x, frame->y + 2);
    double below = legend->box.y + legend->box.height + EDGE;
    self->side = (Box){x, below, legend->box.width, frame->y + frame->height - below};
    if (rtl) frame->x += taken;
    frame->width -= taken;
    g_array_set_size(self->scene->furniture, self->n_page_furniture);
    g_array_append_val(self->scene->furniture, *legend);
    self->n_page_furniture++;
    self->has_legend = true;
}

/* A column leaves most of its height empty: where a strip is low it stands beside a map only that
 * is hardly narrower for it. */
static bool is_better_beside(const Layout *self, const Furniture *column, const Furniture *strip) {
    static const double good_width = 0.8, good_height = 0.75, high = 0.7, least_width = 0.6,
                        two_maps = 700;
    Box frame = self->scene->map_frame;
    double width = frame.width - column->box.width, height = frame.height - strip->box.height;
    /* An enlargement stands beside what it enlarges. */
    bool needs_width = self->detail_choices && self->detail_choices->len && width < two_maps;
    bool is_wide = width >= least_width * frame.width && !needs_width;
    if (!is_wide && height > least_width * frame.height) return false;
    bool is_high = column->box.height > high * frame.height;
    if (height > good_height * frame.height && (!is_high || width < good_width * frame.width))
        return false;
    return worth_of_frame(self, width, frame.height) >= worth_of_frame(self, frame.width, height);
}

/* In one column; where that is too high with two languages on a line, at last in two columns. */
static void make_beside(Layout *self, Furniture *ret_legend) {
    static const LegendForm forms[] = {LEGEND_COLUMN, LEGEND_LOW_COLUMN, LEGEND_TWO_COLUMNS};
    double most = self->scene->map_frame.height;
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (forms[i] == LEGEND_LOW_COLUMN && self->n_words < 2) continue;
        if (i > 0) furniture_clear(ret_legend);
        legend_make(self, forms[i], 0, false, ret_legend);
        if (ret_legend->box.height <= most) return;
    }
}

void layout_legend_off_map(Layout *self) {
    static const double wide = 0.2;
    Furniture column, strip;
    make_beside(self, &column);
    if (self->n_words > 1 && !self->is_brief &&
        column.box.width > wide * self->scene->map_frame.width) {
        /* Two languages take so much of the page that they say it in fewer words. */
        furniture_clear(&column);
        self->must_be_brief = true;
        layout_page(self);
        make_beside(self, &column);
    }
    legend_make(self, LEGEND_STRIP, self->scene->map_frame.width, false, &strip);
    bool beside = is_better_beside(self, &column, &strip);
    furniture_clear(&strip);
    if (beside) {
        set_beside(self, &column);
        return;
    }
    furniture_clear(&column);
    self->legend_below = true;
    layout_page(self);
}
