/*
 * badges: an area's incidents are counted in a pill inside it, with a dashed edge like the area's
 * own, so that nobody takes it for a spot on the ground:
 *
 *     .- - - - - - - - -.
 *     |  mark 3  mark 1  |
 *     '- - - - - - - - -'
 */
#include <math.h>
#include <string.h>

#include "map/symbols.h"

static const double PAD = 6, MARK = 11, AFTER_MARK = 3.5, BETWEEN = 7, HEIGHT = 20;
/* How far beside a crowded area its badge may stand. */
static const double BESIDE = 24, FAR_BESIDE = 72;
/* Of its area a badge covers no more. */
static const double MOST_COVERED = 0.5;
enum { GRID = 28 };

static Type badge_type(const Layout *self) {
    Type type = layout_type(self, "legend", self->words[0]);
    type.size = style_number(self->style, "badge", "text-size");
    type.weight = 600;
    return type;
}

/* The count of a type; with a key, the place's number after the last of its marks. */
static char *cell_text(const Layout *self, const Group *group, guint i) {
    const Stack *stack = &g_array_index(group->stacks, Stack, i);
    if (!group->number) return words_number(self->words[0], stack->members->len);
    return i + 1 == group->stacks->len ? words_number(self->words[0], group->number) : NULL;
}

static double cell_width(Layout *self, const Group *group, guint i, const Type *type) {
    g_autofree char *count = cell_text(self, group, i);
    if (!count) return MARK;
    return MARK + AFTER_MARK + layout_advance(self, count, type, DIRECTION_LTR);
}

static double badge_width(Layout *self, const Group *group, const Type *type) {
    double width = 2 * PAD;
    for (guint i = 0; i < group->stacks->len; i++)
        width += cell_width(self, group, i, type) + (i ? BETWEEN : 0);
    return width;
}

/* ---- where ------------------------------------------------------------------------------------
 */

static double covered(const Layout *self, Box box) {
    double shared = 0;
    for (guint i = 0; i < self->obstacles->len; i++)
        shared += boxes_shared(box_grown(box, 4), g_array_index(self->obstacles, Box, i));
    return shared;
}

/* A count in a smaller area that lies in this one would be taken for that one's. */
static double in_others(const Layout *self, const Group *group, const Path *area, Point at) {
    static const double price = 45;
    g_autofree char *own = g_strdup_printf("%s-extent", group->id);
    Box extent = path_box(area);
    const GArray *symbols = self->scene->symbols;
    double cost = 0;
    for (guint i = 0; i < symbols->len; i++) {
        const Symbol *symbol = &g_array_index(symbols, Symbol, i);
        if (!symbol->is_extent || symbol->precision < PRECISION_LINE ||
            strcmp(symbol->id, own) == 0 || !path_holds(&symbol->area, at))
            continue;
        Box other = path_box(&symbol->area);
        if (other.width * other.height < extent.width * extent.height) cost += price;
    }
    return cost;
}

/* Good: deep inside the area, near its representative point, on nothing else. */
static double quality(const Layout *self, const Path *area, const Group *group, Point at,
                      double width) {
    Box box = box_around(at, width, HEIGHT);
    if (!box_holds(box_grown(self->scene->map_frame, -6), box)) return -INFINITY;
    Box extent = path_box(area);
    /* A small area is seen beside its badge, not under it. */
    if (boxes_shared(extent, box) > MOST_COVERED * extent.width * extent.height) return -INFINITY;
    double room = path_holds(area, at) ? path_distance(area, at) : -path_distance(area, at);
    double depth = fmin(room, width);
    return depth - 0.12 * point_distance(at, group->anchor) - 3 * covered(self, box) -
           in_others(self, group, area, at);
}

static Point place_within(const Layout *self, const Path *area, const Group *group, double width,
                          double beside) {
    Box frame = box_grown(self->scene->map_frame, -6 - HEIGHT / 2);
    Box box = box_grown(path_box(area), beside);
    double left = fmax(box.x, frame.x), right = fmin(box.x + box.width, frame.x + frame.width);
    double top = fmax(box.y, frame.y), bottom = fmin(box.y + box.height, frame.y + frame.height);
    Point best = group->anchor;
    double best_quality = quality(self, area, group, best, width);
    for (guint i = 0; i <= GRID; i++)
        for (guint j = 0; j <= GRID; j++) {
            Point at = {left + (right - left) * i / GRID, top + (bottom - top) * j / GRID};
            double q = quality(self, area, group, at, width);
            if (q <= best_quality) continue;
            best = at;
            best_quality = q;
        }
    return best;
}

/* In the area or next to it; where marks take all of that, farther off. */
static Point badge_place(const Layout *self, const Path *area, const Group *group, double width) {
    Point at = place_within(self, area, group, width, BESIDE);
    if (covered(self, box_around(at, width, HEIGHT)) <= 0) return at;
    return place_within(self, area, group, width, FAR_BESIDE);
}

/* ---- the pill ---------------------------------------------------------------------------------
 */

static Symbol pill(const Layout *self, const Group *group, const Paint *edge, Box box) {
    Symbol symbol = {.id = g_strdup_printf("%s-badge", group->id),
                     .precision = PRECISION_AREA,
                     .shape = MARK_NONE,
                     .at = {box.x + box.width / 2, box.y + box.height / 2},
                     .area_paint = *edge,
                     .tooltip = g_strdup(group_name(group, self->words[0]))};
    symbol.anchor = symbol.at;
    symbol.area_paint.fill = style_color(self->style, "badge", "fill-color");
    symbol.area_paint.stroke.a = 1;
    symbol.area_paint.dash[0] = 3;
    symbol.area_paint.dash[1] = 2;
    path_add_rounded_box(&symbol.area, box, box.height / 2);
    return symbol;
}

/* Mark and count of one type; `x` is the leading edge. */
static void add_cell(Layout *self, const Group *group, guint i, const Type *type, double x,
                     double y, double towards) {
    const Stack *stack = &g_array_index(group->stacks, Stack, i);
    Symbol mark = stack_symbol(self, stack, MARK);
    mark.id = g_strdup_printf("%s-%s-%u", group->id, incident_type_name(stack->type), i + 1);
    mark.precision = PRECISION_AREA;
    mark.at = mark.anchor = (Point){x + towards * MARK / 2, y};
    symbol_take_members(self, &mark, group, stack);
    g_array_append_val(self->scene->symbols, mark);
    g_autofree char *said = cell_text(self, group, i);
    if (!said) return;
    double text = cell_width(self, group, i, type) - MARK - AFTER_MARK;
    Symbol count = {.id = g_strdup_printf("%s-count-%u", group->id, i + 1),
                    .precision = PRECISION_AREA,
                    .shape = MARK_NONE,
                    .number = g_steal_pointer(&said),
                    .number_size = type->size,
                    .number_color = style_color(self->style, "badge", "text-color"),
                    .at = {x + towards * (MARK + AFTER_MARK + text / 2), y}};
    count.anchor = count.at;
    g_array_append_val(self->scene->symbols, count);
}

/* The point of the area nearest to the badge: of its outline, and a little inside. */
static Point nearest_in_area(const Path *area, Point from) {
    static const double inside = 5;
    Point nearest = area->points[0];
    for (guint32 i = 0; i < area->n_points; i++)
        if (point_distance(area->points[i], from) < point_distance(nearest, from))
            nearest = area->points[i];
    double distance = fmax(point_distance(from, nearest), 1e-9);
    Point deeper = {nearest.x + (nearest.x - from.x) / distance * inside,
                    nearest.y + (nearest.y - from.y) / distance * inside};
    return path_holds(area, deeper) ? deeper : nearest;
}

/* A badge that found no room inside of its area is tied to it. */
static void tie_to_area(Symbol *pill, const Path *area, Box box) {
    Point middle = {box.x + box.width / 2, box.y + box.height / 2};
    if (path_holds(area, middle)) return;
    pill->anchor = nearest_in_area(area, middle);
    if (box_holds_point(box, pill->anchor)) return;
    pill->at = (Point){CLAMP(pill->anchor.x, box.x, box.x + box.width),
                       CLAMP(pill->anchor.y, box.y, box.y + box.height)};
    pill->has_hairline = true;
    pill->outline = pill->area_paint.stroke;
}

static void add_badge(Layout *self, Group *group, const Path *area, const Paint *edge) {
    Type type = badge_type(self);
    double width = badge_width(self, group, &type);
    Point at = badge_place(self, area, group, width);
    Box box = box_around(at, width, HEIGHT);
    if (!box_holds_point(self->scene->map_frame, at)) return;
    Symbol symbol = pill(self, group, edge, box);
    tie_to_area(&symbol, area, box);
    g_array_append_val(self->scene->symbols, symbol);
    bool rtl = self->direction == DIRECTION_RTL;
    double towards = rtl ? -1 : 1, x = rtl ? box.x + box.width - PAD : box.x + PAD;
    for (guint i = 0; i < group->stacks->len; i++) {
        add_cell(self, group, i, &type, x, at.y, towards);
        x += towards * (cell_width(self, group, i, &type) + BETWEEN);
    }
    group->box = box;
    g_array_append_val(self->obstacles, box);
}

void layout_badges(Layout *self) {
    for (guint i = 0; i < self->groups->len; i++) {
        Group *group = &g_array_index(self->groups, Group, i);
        if (group->precision != PRECISION_AREA || group->drawn != GROUP_WHOLE) continue;
        Path area;
        Paint paint;
        area_make(self, group, &area, &paint);
        if (area.n_points) add_badge(self, group, &area, &paint);
        path_clear(&area);
    }
}
