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

/* The group that may still take others in and leads best, or -1. */
static int next_leader(const Layout *self, const bool *done) {
    int leader = -1;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (done[i] || group->precision == PRECISION_AREA) continue;
        if (leader < 0 || leads(self, group, &g_array_index(self->groups, Group, (guint)leader)))
            leader = (int)i;
    }
    return leader;
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

bool layout_cluster(Layout *self, double distance) {
    guint n = self->groups->len;
    g_autofree bool *done = g_new0(bool, n + 1), *gone = g_new0(bool, n + 1);
    bool any = false;
    for (guint i = 0; i < n; i++)
        done[i] = g_array_index(self->groups, Group, i).drawn != GROUP_WHOLE;
    for (int leader = next_leader(self, done); leader >= 0; leader = next_leader(self, done)) {
        Group *into = &g_array_index(self->groups, Group, (guint)leader);
        bool takes = false;
        done[leader] = true;
        for (guint i = 0; i < n; i++) {
            const Group *from = &g_array_index(self->groups, Group, i);
            if (done[i] || !may_join(into, distance) || !may_join(from, distance) ||
                point_distance(into->anchor, from->anchor) > distance)
                continue;
            group_join(into, from);
            done[i] = gone[i] = takes = any = true;
        }
        if (takes) group_settle_cluster(self, into);
    }
    remove_gone(self->groups, gone);
    return any;
}

/* At, near and around one place, and so close that the marks would be twins? */
static bool are_twins(const Group *a, const Group *b, double distance) {
    return a->drawn == GROUP_WHOLE && b->drawn == GROUP_WHOLE && a->place != NO_PLACE &&
           a->place == b->place && a->precision <= PRECISION_NEAR &&
           b->precision <= PRECISION_NEAR && point_distance(a->anchor, b->anchor) < distance;
}

bool layout_join_twins(Layout *self, double distance) {
    guint n = self->groups->len;
    g_autofree bool *gone = g_new0(bool, n + 1);
    bool any = false;
    for (guint i = 0; i < n; i++) {
        Group *into = &g_array_index(self->groups, Group, i);
        if (gone[i] || into->is_cluster) continue;
        bool takes = false;
        for (guint j = i + 1; j < n; j++) {
            const Group *from = &g_array_index(self->groups, Group, j);
            if (gone[j] || from->is_cluster || !are_twins(into, from, distance)) continue;
            group_join(into, from);
            gone[j] = takes = any = true;
        }
        if (!takes) continue;
        group_settle_cluster(self, into);
        into->is_cluster = false; /* it is one place */
    }
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
                   .tooltip = g_strdup_printf("%s: %s", group_name(group, words), count)};
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
