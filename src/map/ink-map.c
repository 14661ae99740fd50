/*
 * ink-map: how much is drawn where, as sums over a grid, so that a label can be weighed against the
 * ground under it in constant time (Crow 1984, summed-area tables).
 */
#include <math.h>
#include <string.h>

#include "map/labels.h"

static const double CELL = 4; /* points */
/* The edge of an area of the story is dashed: letters over it are taken for dashes, and the name
 * for what lies beyond. */
static const double AREA_EDGE = 2.5, RING = 0.7;

/* Owns its table of (columns + 1) × (rows + 1) sums. */
struct InkMap {
    Box frame;
    int columns, rows;
    double *sums;
};

static double weight_of(const char *layer) {
    static const struct {
        const char *layer;
        double weight;
    } weights[] = {{"river", 1},    {"border", 1},        {"disputed", 1},
                   {"admin1", 0.4}, {"road-major", 0.35}, {"water", 0.3}};
    for (guint i = 0; i < G_N_ELEMENTS(weights); i++)
        if (strcmp(weights[i].layer, layer) == 0) return weights[i].weight;
    return 0;
}

static double *cell_at(InkMap *self, Point point) {
    int column = (int)floor((point.x - self->frame.x) / CELL);
    int row = (int)floor((point.y - self->frame.y) / CELL);
    if (column < 0 || row < 0 || column >= self->columns || row >= self->rows) return NULL;
    return &self->sums[(row + 1) * (self->columns + 1) + column + 1];
}

/* Each cell counts a layer's ink once at most per step along the line. */
static void add_path(InkMap *self, const Path *path, double weight) {
    for (guint32 part = 0; part < path->n_parts; part++) {
        guint32 end = part + 1 < path->n_parts ? path->parts[part + 1] : path->n_points;
        for (guint32 i = path->parts[part] + 1; i < end; i++) {
            Point a = path->points[i - 1], b = path->points[i];
            double length = point_distance(a, b);
            int steps = (int)ceil(length / CELL);
            for (int s = 0; s < steps; s++) {
                double t = (s + 0.5) / steps;
                double *cell = cell_at(self, (Point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
                if (cell) *cell = fmin(fmax(1, weight), *cell + weight * fmin(1, length / CELL));
            }
        }
    }
}

static InkMap *ink_map_empty(const Layout *layout) {
    InkMap *self = g_new0(InkMap, 1);
    self->frame = layout->scene->map_frame;
    self->columns = (int)ceil(self->frame.width / CELL);
    self->rows = (int)ceil(self->frame.height / CELL);
    self->sums = g_new0(double, (gsize)(self->columns + 1) * (gsize)(self->rows + 1));
    return self;
}

/* From cells to sums of all above and left of each. */
static void sum_up(InkMap *self) {
    int width = self->columns + 1;
    for (int row = 1; row <= self->rows; row++)
        for (int column = 1; column <= self->columns; column++)
            self->sums[row * width + column] += self->sums[(row - 1) * width + column] +
                                                self->sums[row * width + column - 1] -
                                                self->sums[(row - 1) * width + column - 1];
}

InkMap *ink_map_new(const Layout *layout) {
    InkMap *self = ink_map_empty(layout);
    const GArray *ground = layout->scene->ground, *symbols = layout->scene->symbols;
    for (guint i = 0; i < ground->len; i++) {
        const GroundPath *path = &g_array_index(ground, GroundPath, i);
        double weight = weight_of(path->layer);
        if (weight > 0) add_path(self, &path->path, weight);
    }
    for (guint i = 0; i < symbols->len; i++) {
        const Symbol *symbol = &g_array_index(symbols, Symbol, i);
        add_path(self, &symbol->area, symbol->precision == PRECISION_AREA ? AREA_EDGE : RING);
    }
    sum_up(self);
    return self;
}

/* ---- the story --------------------------------------------------------------------------------
 */

static gint compare_numbers(gconstpointer a, gconstpointer b) {
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

/* Where a row's middle crosses the outline, from the left. Array of double. */
static void find_crossings(const Path *area, double y, GArray *ret_crossings) {
    g_array_set_size(ret_crossings, 0);
    for (guint32 part = 0; part < area->n_parts; part++) {
        guint32 end = part + 1 < area->n_parts ? area->parts[part + 1] : area->n_points;
        for (guint32 i = area->parts[part] + 1; i < end; i++) {
            Point a = area->points[i - 1], b = area->points[i];
            if ((a.y > y) == (b.y > y)) continue;
            double x = a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y);
            g_array_append_val(ret_crossings, x);
        }
    }
    g_array_sort(ret_crossings, compare_numbers);
}

/* Adds `worth` to the cells whose middles an area holds; returns their number. */
static guint fill_area(InkMap *self, const Path *area, double worth) {
    g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(double));
    guint n = 0;
    for (int row = 0; row < self->rows; row++) {
        find_crossings(area, self->frame.y + (row + 0.5) * CELL, crossings);
        for (guint k = 0; k + 1 < crossings->len; k += 2) {
            double left = (g_array_index(crossings, double, k) - self->frame.x) / CELL - 0.5;
            double right = (g_array_index(crossings, double, k + 1) - self->frame.x) / CELL - 0.5;
            int first = (int)fmax(0, ceil(left)), end = (int)fmin(self->columns, ceil(right));
            for (int column = first; column < end; column++, n++)
                self->sums[(row + 1) * (self->columns + 1) + column + 1] += worth;
        }
    }
    return n;
}

InkMap *ink_map_of_story(const Layout *layout) {
    static const double widest = 0.35;
    InkMap *self = ink_map_empty(layout);
    const GArray *symbols = layout->scene->symbols;
    for (guint i = 0; i < symbols->len; i++) {
        const Symbol *symbol = &g_array_index(symbols, Symbol, i);
        if (!symbol->is_extent || symbol->precision < PRECISION_LINE) continue;
        guint n = fill_area(self, &symbol->area, 0);
        if (n > 0 && n < widest * self->rows * self->columns)
            fill_area(self, &symbol->area, 1.0 / n);
    }
    sum_up(self);
    return self;
}

void ink_map_free(InkMap *self) {
    if (!self) return;
    g_free(self->sums);
    g_free(self);
}

double ink_map_under(const InkMap *self, Box box) {
    int left = CLAMP((int)((box.x - self->frame.x) / CELL), 0, self->columns);
    int right = CLAMP((int)((box.x + box.width - self->frame.x) / CELL) + 1, 0, self->columns);
    int top = CLAMP((int)((box.y - self->frame.y) / CELL), 0, self->rows);
    int bottom = CLAMP((int)((box.y + box.height - self->frame.y) / CELL) + 1, 0, self->rows);
    int width = self->columns + 1;
    return self->sums[bottom * width + right] - self->sums[top * width + right] -
           self->sums[bottom * width + left] + self->sums[top * width + left];
}
