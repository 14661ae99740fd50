/*
 * symbols: from groups to marks on the page. Several types at one point stand in a ring around it;
 * marks that would cover each other are pushed apart (push.c) until they do not, each tied to its
 * place by a hairline. Nothing is random: the same incidents always stand the same way.
 */
#include "map/symbols.h"

#include <math.h>

#include "map/detail.h"

static const double LEAST_HAIRLINE = 6; /* beside the mark; a shorter one looks like dirt */
static const double DOT = 3.4;          /* of what an enlargement shows */
static const double TOWN_DOT = 6;       /* of a town that a mark keeps off */
/* Marks farther from their place than this would tell a wrong one; on a phone it is nearer. */
static const double COMPACT_SHARE = 0.86; /* of the size of a mark */
static const double FARTHEST = 16, FARTHEST_COMPACT = 7;

/* ---- one mark ---------------------------------------------------------------------------------
 */

/* A mark that holds the digits of its number. */
static double least_for_number(guint n) {
    static const double least[] = {17, 19, 25, 32};
    guint digits = n < 10 ? 0 : n < 100 ? 1 : n < 1000 ? 2 : 3;
    return least[digits];
}

static bool is_narrow(MarkShape shape) {
    return shape == MARK_TRIANGLE || shape == MARK_TRIANGLE_DOWN || shape == MARK_STAR ||
           shape == MARK_CROSS || shape == MARK_PLUS;
}

/* Digits are as high as the mark has room for, and so small that all stand inside. */
static double digits_size(const Layout *self, const Stack *stack, MarkShape shape, double size) {
    static const double least = 10, of_size = 0.55, digit_width = 0.58;
    guint n = self->has_key ? self->groups->len : stack->members->len;
    guint digits = n < 10 ? 1 : n < 100 ? 2 : n < 1000 ? 3 : 4;
    double room = size * (is_narrow(shape) ? 0.64 : 0.8);
    return fmax(least, fmin(of_size * size, room / (digit_width * digits)));
}

/* Triangles, stars and crosses have less room for a number. */
static double breadth_of(MarkShape shape) {
    static const double narrow = 1.2;
    return is_narrow(shape) ? narrow : 1;
}

static MarkShape shape_of(const Layout *self, IncidentType type) {
    MarkShape shape;
    Color fill, outline;
    style_incident(self->style, type, &shape, &fill, &outline);
    return shape;
}

static double base_size(const Layout *self) {
    return style_number(self->style, "symbol", "symbol-size") * (self->compact ? COMPACT_SHARE : 1);
}

double count_size(const Layout *self, guint n) {
    double most = style_number(self->style, "symbol", "symbol-size-max");
    /* Area by number; where the largest would be too large, all are smaller alike. */
    double step = base_size(self) * 1.05;
    if (self->largest_mark > 0) step = fmin(step, most / self->largest_mark);
    return step * sqrt(n);
}

double stack_size(const Layout *self, const Stack *stack) {
    double base = base_size(self), most = style_number(self->style, "symbol", "symbol-size-max");
    guint n = stack->members->len;
    double size = n > 1 ? fmax(base, least_for_number(n)) : base;
    if (self->has_key) size = fmax(size, least_for_number(self->groups->len));
    if (self->options->size_by == SIZE_BY_KILLED)
        size = fmax(size, base * sqrt(1 + stack->killed));
    else if (self->options->size_by == SIZE_BY_COUNT && n > 1)
        size = fmax(size, count_size(self, n));
    double breadth = n > 1 || self->has_key ? breadth_of(shape_of(self, stack->type)) : 1;
    return fmin(size * breadth, most);
}

static Color category_color(const Style *style, guint category) {
    g_autofree char *key = g_strdup_printf("color-%u", category % 8 + 1);
    return style_color(style, "category", key);
}

Color symbol_readable_on(const Style *style, Color fill) {
    Color light = style_color(style, "symbol", "text-color");
    Color dark = style_color(style, "symbol", "text-color-dark");
    double of_light = color_contrast(light, fill);
    return of_light >= 4.5 || of_light >= color_contrast(dark, fill) ? light : dark;
}

Symbol stack_symbol(const Layout *self, const Stack *stack, double size) {
    Symbol symbol = {
        .type = stack->type, .hollow = stack->hollow, .ringed = stack->ringed, .size = size};
    style_incident(self->style, stack->type, &symbol.shape, &symbol.fill, &symbol.outline);
    symbol.number_size = stack->members ? digits_size(self, stack, symbol.shape, size) : 10;
    if (self->options->color_by != COLOR_BY_TYPE)
        symbol.fill = category_color(self->style, stack->category);
    if (self->periods)
        symbol.fill =
            style_color(self->style, "period", stack->category ? "after-color" : "before-color");
    symbol.number_color = symbol_readable_on(
        self->style,
        stack->hollow ? style_color(self->style, "symbol", "hollow-color") : symbol.fill);
    return symbol;
}

void symbol_take_members(const Layout *self, Symbol *symbol, const Group *group,
                         const Stack *stack) {
    const Words *words = self->words[0];
    symbol->n_incidents = stack->members->len;
    symbol->incidents = g_memdup2(stack->members->data, stack->members->len * sizeof(guint32));
    g_autofree char *count = words_number(words, stack->members->len);
    g_autofree char *label = layout_type_label(self, stack->type, words);
    symbol->tooltip = g_strdup_printf("%s: %s (%s)", group_name(self, group, words), label, count);
}

double symbol_reach(const Symbol *symbol) {
    return symbol->size / 2 + (symbol->is_dot ? 0 : symbol->ringed ? 3 : 1);
}

Box symbol_box(const Symbol *symbol) {
    double side = 2 * symbol_reach(symbol);
    return box_around(symbol->at, side, side);
}

/* ---- marks of a group -------------------------------------------------------------------------
 */

static Point on_ring(Point centre, double radius, guint i, guint n) {
    double angle = -G_PI / 2 + 2 * G_PI * i / n + (n == 2 ? G_PI / 2 : 0);
    return (Point){centre.x + radius * cos(angle), centre.y + radius * sin(angle)};
}

/* Which group a mark belongs to, and which of its stacks it stands for. */
typedef struct {
    guint group, stack;
} Owner;

static void add_mark(GArray *marks, GArray *owners, Symbol mark, Owner owner) {
    g_array_append_val(marks, mark);
    g_array_append_val(owners, owner);
}

/* Adds the marks of a group to `marks`, in a ring where there are several; only as far as they are
 * needed to find their places (dress_marks does the rest). */
static void add_marks(const Layout *self, guint index, GArray *marks, GArray *owners) {
    const Group *group = &g_array_index(self->groups, Group, index);
    guint n = group->stacks->len;
    Symbol mark = {.anchor = group->anchor, .at = group->anchor};
    if (group->drawn == GROUP_DOT || group_is_donut(group)) {
        mark.is_dot = group->drawn == GROUP_DOT;
        mark.size = mark.is_dot ? DOT : donut_size(self, group);
        add_mark(marks, owners, mark, (Owner){index, 0});
        return;
    }
    double widest = 0;
    guint first = marks->len;
    for (guint i = 0; i < n; i++) {
        const Stack *stack = &g_array_index(group->stacks, Stack, i);
        mark.size = stack_size(self, stack);
        mark.ringed = stack->ringed;
        widest = fmax(widest, mark.size);
        add_mark(marks, owners, mark, (Owner){index, i});
    }
    double radius = n == 1 ? 0 : (widest / 2 + SYMBOL_GAP) / sin(G_PI / fmax(n, 2));
    for (guint i = 0; i < n; i++)
        g_array_index(marks, Symbol, first + i).at = on_ring(group->anchor, radius, i, n);
}

/* An enlargement shows the mark itself: here a plain dot of its colour. */
static Symbol dot_symbol(const Layout *self, const Group *group) {
    const Stack *stack = &g_array_index(group->stacks, Stack, 0);
    Symbol symbol = stack_symbol(self, stack, DOT);
    symbol.shape = MARK_CIRCLE;
    symbol.outline = symbol.fill = color_mixed(symbol.fill, symbol.outline, 0.35);
    symbol.hollow = symbol.ringed = false;
    symbol.id = g_strdup_printf("%s-dot", group->id);
    symbol.precision = group->precision;
    symbol.is_dot = true;
    symbol_take_members(self, &symbol, group, stack);
    return symbol;
}

static Symbol mark_symbol(const Layout *self, const Group *group, guint i, double size) {
    const Stack *stack = &g_array_index(group->stacks, Stack, i);
    Symbol symbol = stack_symbol(self, stack, size);
    symbol.id = g_strdup_printf("%s-%s-%u", group->id, incident_type_name(stack->type), i + 1);
    symbol.precision = group->precision;
    guint number = group->number ? group->number : stack->members->len;
    if (number > 1 || group->number) symbol.number = words_number(self->words[0], number);
    symbol_take_members(self, &symbol, group, stack);
    return symbol;
}

/* Marks that have their places become what is drawn. */
static void dress_marks(const Layout *self, GArray *marks, const GArray *owners) {
    for (guint i = 0; i < marks->len; i++) {
        Symbol *mark = &g_array_index(marks, Symbol, i);
        const Owner *owner = &g_array_index(owners, Owner, i);
        const Group *group = &g_array_index(self->groups, Group, owner->group);
        Symbol dressed = mark->is_dot ? dot_symbol(self, group)
                         : group_is_donut(group)
                             ? donut_mark(self, group, mark->size)
                             : mark_symbol(self, group, owner->stack, mark->size);
        dressed.at = mark->at;
        dressed.anchor = mark->anchor;
        *mark = dressed;
    }
}

static Group *owner_group(const Layout *self, const GArray *owners, guint mark) {
    return &g_array_index(self->groups, Group, g_array_index(owners, Owner, mark).group);
}

/* How far the worst mark was pushed beyond where it, or a ring with its fellows, would stand. */
static double farthest(const Layout *self, const GArray *marks, const GArray *owners) {
    double most = 0;
    for (guint i = 0; i < marks->len; i++) {
        const Symbol *symbol = &g_array_index(marks, Symbol, i);
        const Group *group = owner_group(self, owners, i);
        if (symbol->is_dot) continue;
        double ring = group->stacks->len > 1 && !group_is_donut(group) ? 1.2 * symbol->size : 0;
        most = fmax(most, point_distance(symbol->at, symbol->anchor) - ring);
    }
    return most;
}

/* ---- towns that the story measures from -------------------------------------------------------
 */

/* "2 km from Buqrus" did not happen in Buqrus: where the map is large enough to tell, the mark
 * leaves the town's dot free. */
static bool keeps_off_town(const Layout *self, const Group *group, Point *ret_town) {
    static const double least = 6, of_mark = 0.5;
    if (group->method != METHOD_OFFSET || group->members || group->place == NO_PLACE ||
        group->drawn != GROUP_WHOLE || self->has_key)
        return false;
    const Place *town = group_place(self, group);
    *ret_town = map_view_project(self->view, (LonLat){town->lon, town->lat});
    double away = fmax(group->radius_m / map_view_metres_per_point(self->view),
                       point_distance(*ret_town, group->anchor));
    return away >= fmax(least, of_mark * base_size(self));
}

/* Marks are pushed apart, and off the dots of these towns, which are no marks. */
static void push_apart(const Layout *self, GArray *marks) {
    guint n = marks->len;
    for (guint i = 0; i < self->groups->len; i++) {
        Symbol dot = {.is_dot = true, .size = TOWN_DOT};
        if (!keeps_off_town(self, &g_array_index(self->groups, Group, i), &dot.at)) continue;
        dot.anchor = dot.at;
        g_array_append_val(marks, dot);
    }
    symbols_push_apart(self, marks);
    g_array_set_size(marks, n);
}

/* ---- all --------------------------------------------------------------------------------------
 */

static void add_areas(Layout *self) {
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (group->drawn == GROUP_DOT) continue;
        Symbol symbol = {.precision = group->precision,
                         .shape = MARK_NONE,
                         .is_extent = true,
                         .at = group->anchor,
                         .anchor = group->anchor};
        area_make(self, group, &symbol.area, &symbol.area_paint);
        if (!symbol.area.n_points) {
            symbol_clear(&symbol);
            continue;
        }
        symbol.id = g_strdup_printf("%s-extent", group->id);
        symbol.tooltip = g_strdup(group_name(self, group, self->words[0]));
        g_array_append_val(self->scene->symbols, symbol);
    }
}

/* Wide areas first, so that small ones lie on them. */
static gint areas_compare(gconstpointer a, gconstpointer b) {
    Box left = path_box(&((const Symbol *)a)->area), right = path_box(&((const Symbol *)b)->area);
    double x = left.width * left.height, y = right.width * right.height;
    if (x != y) return x > y ? -1 : 1;
    return g_strcmp0(((const Symbol *)a)->id, ((const Symbol *)b)->id);
}

/* A mark that was moved little goes home where it then touches no other. */
static void send_home(const Layout *self, Symbol *symbol, guint index, const GArray *marks) {
    Box room = box_grown(self->scene->map_frame, -symbol_reach(symbol) - SYMBOL_FROM_FRAME);
    if (symbol_is_in_view(symbol, self->scene->map_frame) && !box_holds_point(room, symbol->anchor))
        return;
    for (const Layout *detail = self->detail; detail; detail = detail->next)
        if (box_holds_point(box_grown(detail->scene->map_frame, symbol_reach(symbol)),
                            symbol->anchor))
            return;
    for (guint i = 0; i < marks->len; i++) {
        const Symbol *other = &g_array_index(marks, Symbol, i);
        double least = symbol_reach(symbol) + symbol_reach(other);
        if (i != index && point_distance(symbol->anchor, other->at) < least) return;
    }
    symbol->at = symbol->anchor;
}

static void settle_mark(Layout *self, guint index, const GArray *marks, Group *group) {
    Symbol *symbol = &g_array_index(marks, Symbol, index);
    if (symbol->is_dot) return;
    double moved = point_distance(symbol->at, symbol->anchor);
    symbol->has_hairline = moved - symbol->size / 2 >= LEAST_HAIRLINE;
    Point town;
    if (!symbol->has_hairline && (group->stacks->len == 1 || group_is_donut(group)) &&
        !keeps_off_town(self, group, &town))
        send_home(self, symbol, index, marks);
    Box box = symbol_box(symbol);
    group->box = box_union(group->box, box);
    g_array_append_val(self->obstacles, box);
}

void group_narrow(const Layout *self, Group *group) {
    static const double least = 12;
    if (group->precision != PRECISION_AREA || group->drawn == GROUP_EXTENT) return;
    Path area;
    area_path(self, group, &area);
    Box box = path_box(&area);
    if (area.n_points && fmin(box.width, box.height) < least) group->precision = PRECISION_NEAR;
    path_clear(&area);
}

/* The largest mark against that of one incident: rings and stacks have one scale. */
static double largest_mark(const Layout *self) {
    double largest = 1;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (group->precision == PRECISION_AREA) continue;
        if (group_is_donut(group)) largest = fmax(largest, sqrt(group->n_incidents));
        for (guint j = 0; !group_is_donut(group) && j < group->stacks->len; j++) {
            const Stack *stack = &g_array_index(group->stacks, Stack, j);
            if (stack->members->len > 1)
                largest = fmax(largest,
                               sqrt(stack->members->len) * breadth_of(shape_of(self, stack->type)));
        }
    }
    return largest;
}

/* Where each group is on the page. */
static void place_groups(Layout *self) {
    self->largest_mark = largest_mark(self);
    for (guint i = 0; i < self->groups->len; i++) {
        Group *group = &g_array_index(self->groups, Group, i);
        group->anchor = map_view_project(self->view, group->at);
        group->box = (Box){0};
        group_narrow(self, group);
    }
}

/* The marks of all groups, each at its own place. */
static void place_marks(const Layout *self, GArray *marks, GArray *owners) {
    g_array_set_size(marks, 0);
    g_array_set_size(owners, 0);
    for (guint i = 0; i < self->groups->len; i++)
        if (g_array_index(self->groups, Group, i).precision != PRECISION_AREA)
            add_marks(self, i, marks, owners);
}

/* Marks that have more surface than the page cannot stand side by side, however they are pushed. */
static bool can_stand(const Layout *self, const GArray *marks) {
    double surface = 0;
    for (guint i = 0; i < marks->len; i++) {
        double radius = symbol_reach(&g_array_index(marks, Symbol, i));
        surface += G_PI * radius * radius;
    }
    return surface < self->scene->map_frame.width * self->scene->map_frame.height;
}

static guint n_whole(const Layout *self) {
    guint n = 0;
    for (guint i = 0; i < self->groups->len; i++)
        n += g_array_index(self->groups, Group, i).drawn == GROUP_WHOLE;
    return n;
}

/* Where marks had to be pushed far, places are joined, nearest first, until they need not be. */
static void place_or_join(Layout *self, GArray *marks, GArray *owners) {
    static const double first_reach = 9, reach_growth = 1.35, most_reach = 90;
    /* A crowd of marks leaves none of them room for a name: neighbours are joined then too. */
    const double most_for_names = self->compact ? 24 : 30;
    double far = self->compact ? FARTHEST_COMPACT : FARTHEST;
    bool is_new = true, is_pushed = false;
    place_groups(self);
    if (!self->has_key && layout_join_twins(self, base_size(self))) place_groups(self);
    for (double reach_now = first_reach; reach_now < most_reach; reach_now *= reach_growth) {
        bool is_crowd = reach_now < most_for_names && layout_is_crowd(self, n_whole(self));
        if (is_new && (self->has_key || !is_crowd)) {
            place_marks(self, marks, owners);
            is_pushed = self->has_key || can_stand(self, marks);
            if (is_pushed) push_apart(self, marks);
            if (is_pushed && (self->has_key || farthest(self, marks, owners) <= far)) return;
        }
        is_new = layout_cluster(self, reach_now);
        if (!is_new) continue;
        place_groups(self);
        is_pushed = false;
    }
    if (is_pushed) return;
    place_marks(self, marks, owners);
    push_apart(self, marks);
}

void layout_symbols(Layout *self) {
    g_array_set_size(self->scene->symbols, 0);
    g_array_set_size(self->obstacles, 0);
    detail_add_obstacles(self);
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(Symbol));
    g_autoptr(GArray) owners = g_array_new(FALSE, FALSE, sizeof(Owner));
    place_or_join(self, marks, owners);
    dress_marks(self, marks, owners);
    add_areas(self);
    g_array_sort(self->scene->symbols, areas_compare);
    for (guint i = 0; i < marks->len; i++) {
        Group *group = owner_group(self, owners, i);
        settle_mark(self, i, marks, group);
    }
    layout_badges(self);
    for (guint i = 0; i < marks->len; i++) {
        const Group *group = owner_group(self, owners, i);
        if (group_is_donut(group) && group->drawn == GROUP_WHOLE)
            donut_finish(self, group, &g_array_index(marks, Symbol, i));
    }
    g_array_append_vals(self->scene->symbols, marks->data, marks->len);
}
