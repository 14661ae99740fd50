/*
 * clusters: on a crowded map places near each other stand together under the largest of them, as a
 * ring whose shares are the types and whose middle is the count; the disc behind spans the places.
 */
#include <math.h>

#include "map/symbols.h"

static const double RING = 5;
enum { MOST_MARKS = 4 };

bool group_is_donut(const Group *group) {
    return group->stacks->len > MOST_MARKS || (group->is_cluster && group->stacks->len > 1);
}

/* What takes in its neighbours: many incidents, then a place well known. */
static bool leads(const Layout *self, const Group *a, const Group *b) {
    if (a->n_incidents != b->n_incidents) return a->n_incidents > b->n_incidents;
    bool town_a = a->precision <= PRECISION_TOWN, town_b = b->precision <= PRECISION_TOWN;
    if (town_a != town_b) return town_a;
    const Place *place_a = group_place(self, a), *place_b = group_place(self, b);
    return (place_a ? place_a->population : 0) > (place_b ? place_b->population : 0);
}

/* An area has its own count. A band tells more than a ring that spans it: it goes last. */
static bool may_join(const Group *group, double distance) {
    static const double far_enough = 24;
    if (group->precision == PRECISION_LINE) return distance >= far_enough;
    return group->precision != PRECISION_AREA;
}

/* The others keep their order; what goes is moved behind them, to be cleared. */
static void remove_gone(GArray *groups, const bool *gone) {
    guint kept = 0;
    for (guint i = 0; i < groups->len; i++) {
        if (gone[i]) continue;
        Group *to = &g_array_index(groups, Group, kept++), *from = &g_array_index(groups, Group, i);
        Group swapped = *to;
        *to = *from;
        *from = swapped;
    }
    g_array_set_size(groups, kept);
}

/* ---- neighbours -------------------------------------------------------------------------------
 */

enum { NO_GROUP = -1 };

/* Groups by cells of the page that are as wide as what is joined is far: what lies within that
 * distance is in a cell beside. Owns its arrays. */
typedef struct {
    const Layout *layout;
    double side;
    int columns, rows;
    int *first, *next; /* group of each cell, and the one behind each group, or NO_GROUP */
} Cells;

/* The outermost cells hold what lies beyond them. */
static int column_at(const Cells *self, double x) {
    double column = (x - self->layout->scene->map_frame.x) / self->side;
    return (int)CLAMP(column, 0, self->columns - 1);
}

static int row_at(const Cells *self, double y) {
    double row = (y - self->layout->scene->map_frame.y) / self->side;
    return (int)CLAMP(row, 0, self->rows - 1);
}

/* What the projection has no place for is in no cell: it is near nothing. */
static void cells_init(Cells *self, const Layout *layout, double distance) {
    Box frame = layout->scene->map_frame;
    *self = (Cells){.layout = layout, .side = distance};
    self->columns = (int)(frame.width / distance) + 1;
    self->rows = (int)(frame.height / distance) + 1;
    self->first = g_new(int, self->columns * self->rows);
    self->next = g_new(int, layout->groups->len + 1);
    for (int i = 0; i < self->columns * self->rows; i++) self->first[i] = NO_GROUP;
    for (guint i = layout->groups->len; i-- > 0;) { /* so that a cell has them in their order */
        Point at = g_array_index(layout->groups, Group, i).anchor;
        if (!isfinite(at.x) || !isfinite(at.y)) continue;
        int *cell = &self->first[row_at(self, at.y) * self->columns + column_at(self, at.x)];
        self->next[i] = *cell;
        *cell = (int)i;
    }
}

static void cells_clear(Cells *self) {
    g_free(self->first);
    g_free(self->next);
}

static gint compare_numbers(gconstpointer a, gconstpointer b) {
    return *(const int *)a - *(const int *)b;
}

/* The groups that `into` may take in, in their order. */
static void find_near(const Cells *self, int into, const bool *done, GArray *ret_near) {
    const GArray *groups = self->layout->groups;
    const Group *group = &g_array_index(groups, Group, (guint)into);
    g_array_set_size(ret_near, 0);
    if (!isfinite(group->anchor.x) || !isfinite(group->anchor.y)) return;
    int column = column_at(self, group->anchor.x), row = row_at(self, group->anchor.y);
    for (int y = MAX(row - 1, 0); y <= MIN(row + 1, self->rows - 1); y++)
        for (int x = MAX(column - 1, 0); x <= MIN(column + 1, self->columns - 1); x++)
            for (int i = self->first[y * self->columns + x]; i != NO_GROUP; i = self->next[i]) {
                const Group *other = &g_array_index(groups, Group, (guint)i);
                if (done[i] || !may_join(other, self->side) ||
                    point_distance(group->anchor, other->anchor) > self->side)
                    continue;
                g_array_append_val(ret_near, i);
            }
    g_array_sort(ret_near, compare_numbers);
}

/* ---- joining ----------------------------------------------------------------------------------
 */

static gint compare_leaders(gconstpointer a, gconstpointer b, gpointer layout) {
    const Layout *self = layout;
    int i = *(const int *)a, j = *(const int *)b;
    const Group *one = &g_array_index(self->groups, Group, (guint)i);
    const Group *other = &g_array_index(self->groups, Group, (guint)j);
    return leads(self, one, other) ? -1 : leads(self, other, one) ? 1 : i - j;
}

/* The groups that may take others in, the one that leads best first. The caller frees the array. */
static GArray *leaders(Layout *self) {
    GArray *order = g_array_new(FALSE, FALSE, sizeof(int));
    for (int i = 0; i < (int)self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, (guint)i);
        if (group->drawn == GROUP_WHOLE && group->precision != PRECISION_AREA)
            g_array_append_val(order, i);
    }
    g_array_sort_with_data(order, compare_leaders, self);
    return order;
}

bool layout_cluster(Layout *self, double distance) {
    guint n = self->groups->len;
    g_autofree bool *done = g_new0(bool, n + 1), *gone = g_new0(bool, n + 1);
    g_autoptr(GArray) order = leaders(self), near = g_array_new(FALSE, FALSE, sizeof(int));
    bool any = false;
    for (guint i = 0; i < n; i++)
        done[i] = g_array_index(self->groups, Group, i).drawn != GROUP_WHOLE;
    Cells cells;
    cells_init(&cells, self, distance);
    for (guint i = 0; i < order->len; i++) {
        int leader = g_array_index(order, int, i);
        Group *into = &g_array_index(self->groups, Group, (guint)leader);
        if (done[leader]) continue;
        done[leader] = true;
        if (!may_join(into, distance)) continue;
        find_near(&cells, leader, done, near);
        for (guint k = 0; k < near->len; k++) {
            int taken = g_array_index(near, int, k);
            group_join(into, &g_array_index(self->groups, Group, (guint)taken));
            done[taken] = gone[taken] = any = true;
        }
        if (near->len) group_settle_cluster(self, into);
    }
    cells_clear(&cells);
    remove_gone(self->groups, gone);
    return any;
}

/* ---- twins ------------------------------------------------------------------------------------
 */

/* At, near or around a place, and drawn by a mark? */
static bool may_be_twin(const Group *group) {
    return group->drawn == GROUP_WHOLE && group->place != NO_PLACE && !group->is_cluster &&
           group->precision <= PRECISION_NEAR;
}

static gint compare_places(gconstpointer a, gconstpointer b, gpointer groups) {
    int i = *(const int *)a, j = *(const int *)b;
    guint32 one = g_array_index((const GArray *)groups, Group, (guint)i).place;
    guint32 other = g_array_index((const GArray *)groups, Group, (guint)j).place;
    return one != other ? (one < other ? -1 : 1) : i - j;
}

/* The groups that may have a twin, those of one place one after the other. The caller frees it. */
static GArray *by_place(GArray *groups) {
    GArray *order = g_array_new(FALSE, FALSE, sizeof(int));
    for (int i = 0; i < (int)groups->len; i++)
        if (may_be_twin(&g_array_index(groups, Group, (guint)i))) g_array_append_val(order, i);
    g_array_sort_with_data(order, compare_places, groups);
    return order;
}

/* Joins to the group those behind it in `order` that are of one place with it, and so close that
 * the marks would be twins. */
static bool take_twins(Layout *self, const GArray *order, guint at, double distance, bool *gone) {
    Group *into = &g_array_index(self->groups, Group, (guint)g_array_index(order, int, at));
    guint32 place = into->place;
    bool takes = false;
    for (guint k = at + 1; k < order->len; k++) {
        int i = g_array_index(order, int, k);
        Group *from = &g_array_index(self->groups, Group, (guint)i);
        if (from->place != place) break;
        if (gone[i] || !(point_distance(into->anchor, from->anchor) < distance)) continue;
        group_join(into, from);
        gone[i] = takes = true;
    }
    if (!takes) return false;
    group_settle_cluster(self, into);
    into->is_cluster = false; /* it is one place, and its disc spans all of it */
    into->radius_m = group_reach_m(into);
    return true;
}

bool layout_join_twins(Layout *self, double distance) {
    g_autofree bool *gone = g_new0(bool, self->groups->len + 1);
    g_autoptr(GArray) order = by_place(self->groups);
    bool any = false;
    for (guint at = 0; at < order->len; at++)
        if (!gone[g_array_index(order, int, at)])
            any |= take_twins(self, order, at, distance, gone);
    remove_gone(self->groups, gone);
    return any;
}

/* ---- the ring ---------------------------------------------------------------------------------
 */

/* A ring in which the digits of its number stand. */
static double least_ring(guint n) {
    static const double inside[] = {10, 14, 19, 25};
    guint digits = n < 10 ? 0 : n < 100 ? 1 : n < 1000 ? 2 : 3;
    return inside[digits] + 2 * RING;
}

double donut_size(const Layout *self, const Group *group) {
    return fmax(least_ring(group->number ? group->number : group->n_incidents),
                count_size(self, group->n_incidents));
}

Symbol donut_mark(const Layout *self, const Group *group, double size) {
    const Words *words = self->words[0];
    g_autofree char *count = words_number(words, group->n_incidents);
    g_autofree char *number = words_number(words, group->number);
    Symbol mark = {.id = g_strdup_printf("%s-cluster", group->id),
                   .precision = group->precision,
                   .shape = MARK_CIRCLE,
                   .type = g_array_index(group->stacks, Stack, 0).type,
                   .fill = style_color(self->style, "badge", "fill-color"),
                   .outline = style_color(self->style, "leader", "line-color"),
                   .size = size,
                   .at = group->anchor,
                   .anchor = group->anchor,
                   .number = g_strdup(group->number ? number : count),
                   .number_color = style_color(self->style, "badge", "text-color"),
                   .tooltip = g_strdup_printf("%s: %s", group_name(self, group, words), count)};
    GArray *members = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < group->stacks->len; i++) {
        const Stack *stack = &g_array_index(group->stacks, Stack, i);
        g_array_append_vals(members, stack->members->data, stack->members->len);
    }
    mark.n_incidents = members->len;
    mark.incidents = (guint32 *)g_array_free(members, FALSE);
    return mark;
}

void donut_finish(Layout *self, const Group *group, Symbol *mark) {
    double radius = mark->size / 2, from = -G_PI / 2;
    for (guint i = 0; i < group->stacks->len; i++) {
        const Stack *stack = &g_array_index(group->stacks, Stack, i);
        double to = from + 2 * G_PI * stack->members->len / group->n_incidents;
        Symbol share = stack_symbol(self, stack, 0);
        share.id = g_strdup_printf("%s-share-%u", group->id, i + 1);
        share.precision = group->precision;
        share.shape = MARK_NONE;
        share.at = share.anchor = mark->at;
        share.area_paint = (Paint){.fill = color_with_alpha(share.fill, 1),
                                   .stroke = mark->fill,
                                   .stroke_width = 1.3,
                                   .round = true};
        symbol_take_members(self, &share, group, stack);
        path_add_sector(&share.area, mark->at, radius, from, to);
        g_array_append_val(self->scene->symbols, share);
        from = to;
    }
    mark->size -= 2 * RING;
    mark->number_size = CLAMP(mark->size * 0.55, 10, 15);
}
