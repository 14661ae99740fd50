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

/* The outline of an area that is smaller than the badge's own. Borrowed. */
typedef struct {
    const Path *path;
    Box box;
} Inner;

/* What the places for one badge are held against. Borrows all but the inner areas. */
typedef struct {
    const Layout *layout;
    const Group *group;
    const Path *area;
    Box extent; /* of the area */
    double width;
    GArray *inner; /* Inner */
} Search;

static GArray *smaller_areas(const Layout *self, const Group *group, Box extent) {
    g_autofree char *own = g_strdup_printf("%s-extent", group->id);
    GArray *inner = g_array_new(FALSE, FALSE, sizeof(Inner));
    const GArray *symbols = self->scene->symbols;
    for (guint i = 0; i < symbols->len; i++) {
        const Symbol *symbol = &g_array_index(symbols, Symbol, i);
        if (!symbol->is_extent || symbol->precision < PRECISION_LINE ||
            strcmp(symbol->id, own) == 0)
            continue;
        Inner other = {&symbol->area, path_box(&symbol->area)};
        if (other.box.width * other.box.height < extent.width * extent.height)
            g_array_append_val(inner, other);
    }
    return inner;
}

/* A count in a smaller area that lies in this one would be taken for that one's. */
static double in_others(const Search *search, Point at) {
    static const double price = 45;
    double cost = 0;
    for (guint i = 0; i < search->inner->len; i++) {
        const Inner *other = &g_array_index(search->inner, Inner, i);
        if (box_holds_point(other->box, at) && path_holds(other->path, at)) cost += price;
    }
    return cost;
}

/* Good: deep inside the area, near its representative point, on nothing else. What is not better
 * than `least` is told by -INFINITY, mostly before any outline is looked at. */
static double quality(const Search *search, Point at, double least) {
    const Layout *self = search->layout;
    double width = search->width;
    Box box = box_around(at, width, HEIGHT), extent = search->extent;
    if (!box_holds(box_grown(self->scene->map_frame, -6), box)) return -INFINITY;
    /* A small area is seen beside its badge, not under it. */
    if (boxes_shared(extent, box) > MOST_COVERED * extent.width * extent.height) return -INFINITY;
    double off = 0.12 * point_distance(at, search->group->anchor), over = 3 * covered(self, box);
    if (width - off - over <= least) return -INFINITY;
    double in_inner = in_others(search, at);
    if (width - off - over - in_inner <= least) return -INFINITY;
    double room = path_distance(search->area, at);
    double depth = fmin(path_holds(search->area, at) ? room : -room, width);
    return depth - off - over - in_inner;
}

static Point place_within(const Search *search, double beside) {
    Box frame = box_grown(search->layout->scene->map_frame, -6 - HEIGHT / 2);
    Box box = box_grown(search->extent, beside);
    double left = fmax(box.x, frame.x), right = fmin(box.x + box.width, frame.x + frame.width);
    double top = fmax(box.y, frame.y), bottom = fmin(box.y + box.height, frame.y + frame.height);
    Point best = search->group->anchor;
    double best_quality = quality(search, best, -INFINITY);
    for (guint i = 0; i <= GRID; i++)
        for (guint j = 0; j <= GRID; j++) {
            Point at = {left + (right - left) * i / GRID, top + (bottom - top) * j / GRID};
            double q = quality(search, at, best_quality);
            if (q <= best_quality) continue;
            best = at;
            best_quality = q;
        }
    return best;
}

/* In the area or next to it; where marks take all of that, farther off. */
static Point badge_place(const Layout *self, const Path *area, const Group *group, double width) {
    Box extent = path_box(area);
    g_autoptr(GArray) inner = smaller_areas(self, group, extent);
    Search search = {self, group, area, extent, width, inner};
    Point at = place_within(&search, BESIDE);
    if (covered(self, box_around(at, width, HEIGHT)) <= 0) return at;
    return place_within(&search, FAR_BESIDE);
}

/* ---- the pill ---------------------------------------------------------------------------------
 */

static Symbol pill(const Layout *self, const Group *group, const Paint *edge, Box box) {
    Symbol symbol = {.id = g_strdup_printf("%s-badge", group->id),
                     .precision = PRECISION_AREA,
                     .shape = MARK_NONE,
                     .at = {box.x + box.width / 2, box.y + box.height / 2},
                     .area_paint = *edge,
                     .tooltip = g_strdup(group_name(self, group, self->words[0]))};
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
