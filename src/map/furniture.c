/*
 * furniture: legend, locator, scale bar and the box of what has no place look for free room along
 * the edges of the map, each beginning at its favourite corner; no mark is ever covered.
 */
#include <math.h>

#include "map/layout.h"

static const double EDGE = 8, CLEARANCE = 4;
enum { STEPS = 24 };

/* Corners as parts of the free room: x, y from 0 to 1, in a left-to-right page. */
static const Point LEGEND_HOME = {0, 1}, LOCATOR_HOME = {1, 0}, SCALE_HOME = {1, 1},
                   UNPLACED_HOME = {0, 0};

static bool is_free(const Layout *self, Box box) {
    for (guint i = 0; i < self->obstacles->len; i++)
        if (boxes_overlap(box_grown(box, CLEARANCE), g_array_index(self->obstacles, Box, i)))
            return false;
    return true;
}

/* The places of labels-to-be and what lies under: the fewer anchors nearby the better. */
static double crowding(const Layout *self, Box box) {
    double cost = 0;
    Box near = box_grown(box, 30);
    for (guint i = 0; i < self->obstacles->len; i++) {
        Box other = g_array_index(self->obstacles, Box, i);
        if (boxes_overlap(near, other)) cost += 0.15;
    }
    return cost;
}

/* Along the edges only: furniture in the middle of a map is in the way. */
static bool find_room(const Layout *self, Box size, Point home, Point *ret_at) {
    Box frame = box_grown(self->scene->map_frame, -EDGE);
    double room_x = frame.width - size.width, room_y = frame.height - size.height;
    if (room_x < 0 || room_y < 0) return false;
    if (self->direction == DIRECTION_RTL) home.x = 1 - home.x;
    double best = INFINITY;
    for (guint i = 0; i <= STEPS; i++)
        for (guint j = 0; j <= STEPS; j++) {
            bool corner = (i == 0 || i == STEPS) && (j == 0 || j == STEPS);
            if (i != 0 && i != STEPS && j != 0 && j != STEPS) continue;
            double u = (double)i / STEPS, v = (double)j / STEPS;
            Box box = {frame.x + u * room_x, frame.y + v * room_y, size.width, size.height};
            if (!is_free(self, box)) continue;
            double cost = hypot(u - home.x, v - home.y) + (corner ? 0 : 0.35) + crowding(self, box);
            if (cost >= best) continue;
            best = cost;
            *ret_at = (Point){box.x, box.y};
        }
    return isfinite(best);
}

/* Takes the piece; frees it where it finds no room. */
static bool settle(Layout *self, Furniture *piece, Point home) {
    Point at = {0, 0};
    if (!find_room(self, piece->box, home, &at)) {
        furniture_clear(piece);
        return false;
    }
    furniture_move(piece, at.x - piece->box.x, at.y - piece->box.y);
    Box taken = box_grown(piece->box, 2);
    g_array_append_val(self->obstacles, taken);
    g_array_append_val(self->scene->furniture, *piece);
    return true;
}

static void settle_or_warn(Layout *self, Furniture *piece, Point home) {
    g_autofree char *id = g_strdup(piece->id);
    if (!settle(self, piece, home))
        g_ptr_array_add(self->scene->warnings, g_strdup_printf("no room for the %s", id));
}

bool layout_furniture(Layout *self) {
    g_array_set_size(self->scene->furniture, self->n_page_furniture);
    Furniture piece;
    if (!self->has_legend && legend_needed(self)) {
        legend_make(self, 0, true, &piece);
        /* A legend that takes much of the map stands better beside it. */
        Box frame = self->scene->map_frame;
        bool large = piece.box.width * piece.box.height > 0.14 * frame.width * frame.height;
        if (large) {
            furniture_clear(&piece);
            return false;
        }
        if (!settle(self, &piece, LEGEND_HOME)) return false;
    }
    if (self->unplaced->len) {
        unplaced_make(self, &piece);
        settle_or_warn(self, &piece, UNPLACED_HOME);
    }
    if (scale_bar_make(self, &piece)) settle_or_warn(self, &piece, SCALE_HOME);
    if (locator_make(self, &piece)) settle(self, &piece, LOCATOR_HOME);
    return true;
}

void layout_legend_beside(Layout *self) {
    Furniture legend;
    legend_make(self, 0, false, &legend);
    Box *frame = &self->scene->map_frame;
    double taken = legend.box.width + 14;
    bool rtl = self->direction == DIRECTION_RTL;
    double x = rtl ? frame->x : frame->x + frame->width - legend.box.width;
    furniture_move(&legend, x, frame->y + 2);
    if (rtl) frame->x += taken;
    frame->width -= taken;
    g_array_set_size(self->scene->furniture, self->n_page_furniture);
    g_array_append_val(self->scene->furniture, legend);
    self->n_page_furniture++;
    self->has_legend = true;
}
