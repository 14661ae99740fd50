/*
 * furniture: legend, locator, scale bar and the box of what has no place look for free room along
 * the edges of the map, each beginning at its favourite corner; no mark is ever covered.
 */
#include <math.h>

#include "map/detail.h"
#include "map/home.h"

static const double EDGE = 8, CLEARANCE = 4, HOME_PRICE = 0.5, AREA_PRICE = 7;
enum { STEPS = 24 };

/* Corners as parts of the free room: x, y from 0 to 1, in a left-to-right page. */
static const Point LEGEND_HOME = {0, 1}, LOCATOR_HOME = {1, 0}, SCALE_HOME = {1, 1},
                   UNPLACED_HOME = {0, 0};

/* Marks nearby, areas under it, and the country: the fewer the better. */
static double crowding(const Layout *self, const Home *home, Box box) {
    enum { SAMPLES = 5 };
    double cost = HOME_PRICE * home_share(home, box);
    Box near = box_grown(box, 30);
    for (guint i = 0; i < self->obstacles->len; i++)
        if (boxes_overlap(near, g_array_index(self->obstacles, Box, i))) cost += 0.1;
    const GArray *symbols = self->scene->symbols;
    for (guint k = 0; k < SAMPLES * SAMPLES; k++) {
        Point at = {box.x + box.width * (k % SAMPLES) / (SAMPLES - 1),
                    box.y + box.height * (double)(k / SAMPLES) / (SAMPLES - 1)};
        for (guint i = 0; i < symbols->len; i++)
            if (path_holds(&g_array_index(symbols, Symbol, i).area, at)) {
                cost += AREA_PRICE / (SAMPLES * SAMPLES);
                break;
            }
    }
    return cost;
}

/* Along the edges only: furniture in the middle of a map is in the way. Returns the cost, INFINITY
 * where there is no room. */
static double find_room(const Layout *self, Box size, Point home, Point *ret_at) {
    Box frame = box_grown(self->scene->map_frame, -EDGE);
    double room_x = frame.width - size.width, room_y = frame.height - size.height;
    if (room_x < 0 || room_y < 0) return INFINITY;
    if (self->direction == DIRECTION_RTL) home.x = 1 - home.x;
    Home home_ground;
    home_find(self, &home_ground);
    double best = INFINITY;
    for (guint i = 0; i <= STEPS; i++)
        for (guint j = 0; j <= STEPS; j++) {
            bool corner = (i == 0 || i == STEPS) && (j == 0 || j == STEPS);
            if (i != 0 && i != STEPS && j != 0 && j != STEPS) continue;
            double u = (double)i / STEPS, v = (double)j / STEPS;
            Box box = {frame.x + u * room_x, frame.y + v * room_y, size.width, size.height};
            if (!layout_is_clear(self, box, CLEARANCE)) continue;
            double cost = hypot(u - home.x, v - home.y) * 0.6 + (corner ? 0 : 0.6);
            if (cost >= best) continue;
            cost += crowding(self, &home_ground, box);
            if (cost >= best) continue;
            best = cost;
            *ret_at = (Point){box.x, box.y};
        }
    return best;
}

/* Takes the piece; frees it where it finds no room. */
static bool settle(Layout *self, Furniture *piece, Point home) {
    Point at = {0, 0};
    if (isinf(find_room(self, piece->box, home, &at))) {
        furniture_clear(piece);
        return false;
    }
    furniture_move(piece, at.x - piece->box.x, at.y - piece->box.y);
    Box taken = box_grown(piece->box, 2);
    g_array_append_val(self->obstacles, taken);
    g_array_append_val(self->scene->furniture, *piece);
    return true;
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

static void settle_or_warn(Layout *self, Furniture *piece, Point home) {
    g_autofree char *id = g_strdup(piece->id);
    if (!settle(self, piece, home))
        g_ptr_array_add(self->scene->warnings, g_strdup_printf("no room for the %s", id));
}

/* The form of the legend that lies best, large ones at a price; false where it had better stand
 * beside the map. */
static bool settle_legend(Layout *self) {
    static const LegendForm forms[] = {LEGEND_COLUMN, LEGEND_TWO_COLUMNS};
    static const double size_price = 4, dearest = 1.9;
    Box frame = self->scene->map_frame;
    double best = dearest;
    int chosen = -1;
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        Furniture legend;
        Point at = {0, 0};
        legend_make(self, forms[i], 0, true, &legend);
        double share = legend.box.width * legend.box.height / (frame.width * frame.height);
        double cost = find_room(self, legend.box, LEGEND_HOME, &at) + size_price * share;
        furniture_clear(&legend);
        if (cost >= best) continue;
        best = cost;
        chosen = (int)forms[i];
    }
    if (chosen < 0) return false;
    Furniture legend;
    legend_make(self, (LegendForm)chosen, 0, true, &legend);
    return settle(self, &legend, LEGEND_HOME);
}

bool layout_furniture(Layout *self) {
    g_array_set_size(self->scene->furniture, self->n_page_furniture);
    detail_frame(self);
    if (!self->has_legend && legend_needed(self) && !settle_legend(self)) return false;
    Furniture piece;
    if (self->unplaced->len && !self->compact) {
        unplaced_make(self, &piece);
        if (!settle_beside(self, &piece)) settle_or_warn(self, &piece, UNPLACED_HOME);
    }
    if (scale_bar_make(self, &piece)) settle_or_warn(self, &piece, SCALE_HOME);
    if (!self->is_detail && locator_make(self, &piece) && !settle_beside(self, &piece))
        settle(self, &piece, LOCATOR_HOME);
    return true;
}

void layout_legend_beside(Layout *self) {
    Box *frame = &self->scene->map_frame;
    Furniture legend;
    legend_make(self, LEGEND_COLUMN, 0, false, &legend);
    if (legend.box.height > frame->height) {
        furniture_clear(&legend);
        legend_make(self, LEGEND_TWO_COLUMNS, 0, false, &legend);
    }
    double taken = legend.box.width + 14;
    bool rtl = self->direction == DIRECTION_RTL;
    double x = rtl ? frame->x : frame->x + frame->width - legend.box.width;
    furniture_move(&legend, x, frame->y + 2);
    double below = legend.box.y + legend.box.height + EDGE;
    self->side = (Box){x, below, legend.box.width, frame->y + frame->height - below};
    if (rtl) frame->x += taken;
    frame->width -= taken;
    g_array_set_size(self->scene->furniture, self->n_page_furniture);
    g_array_append_val(self->scene->furniture, legend);
    self->n_page_furniture++;
    self->has_legend = true;
}
