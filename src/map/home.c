/* home: the country's outline on a net of cells, by the crossings of each row. */
#include "map/home.h"

#include <math.h>
#include <string.h>

typedef struct {
    const MapView *view;
    Path country;
} Visit;

static void visit_country(const BasemapFeature *feature, void *data) {
    Visit *visit = data;
    if (strcmp(feature->ref, "SY") == 0)
        path_add_projected(&visit->country, visit->view, feature->points, feature->parts,
                           feature->n_points, feature->n_parts, true);
}

static Point cell_middle(const Home *self, guint row, guint column) {
    return (Point){self->map.x + self->map.width * (column + 0.5) / HOME_CELLS,
                   self->map.y + self->map.height * (row + 0.5) / HOME_CELLS};
}

/* An edge of the outline turns inside out what lies right of it: its marks stand where that begins.
 */
static void cross(Home *self, Point a, Point b) {
    for (guint row = 0; row < HOME_CELLS; row++) {
        double y = cell_middle(self, row, 0).y;
        if ((a.y > y) == (b.y > y)) continue;
        double x = a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y);
        guint column = HOME_CELLS;
        while (column > 0 && cell_middle(self, row, column - 1).x > x) column--;
        self->left_of[row][column] ^= 1;
    }
}

/* From where the outline is crossed to how many cells lie within. */
static void count_cells(Home *self) {
    for (guint row = 0; row < HOME_CELLS; row++) {
        guint8 count = 0, is_home = 0;
        for (guint column = 0; column <= HOME_CELLS; column++) {
            is_home ^= self->left_of[row][column];
            self->left_of[row][column] = count;
            count = (guint8)(count + is_home);
        }
    }
}

void home_find(const Layout *layout, Home *ret_home) {
    Visit visit = {.view = layout->view};
    basemap_visit(layout->basemap, "countries", 0, map_view_extent(layout->view), visit_country,
                  &visit);
    *ret_home = (Home){.map = layout->scene->map_frame};
    const Path *path = &visit.country;
    for (guint32 part = 0; part < path->n_parts; part++) {
        guint32 first = path->parts[part];
        guint32 end = part + 1 < path->n_parts ? path->parts[part + 1] : path->n_points;
        for (guint32 i = first; i < end; i++)
            cross(ret_home, path->points[i], path->points[i + 1 < end ? i + 1 : first]);
    }
    path_clear(&visit.country);
    count_cells(ret_home);
}

/* The first cell whose middle lies at or beyond `at`, of those along a side. */
static guint first_cell(double at, double start, double length) {
    return (guint)CLAMP(ceil((at - start) / length * HOME_CELLS - 0.5), 0, HOME_CELLS);
}

/* Counts the cells whose middle a box holds, and those of them that are home. */
static guint count_home(const Home *self, Box box, guint *ret_n) {
    Box map = self->map;
    guint left = first_cell(box.x, map.x, map.width), top = first_cell(box.y, map.y, map.height);
    guint right = first_cell(box.x + box.width, map.x, map.width);
    guint bottom = first_cell(box.y + box.height, map.y, map.height);
    guint n_home = 0;
    *ret_n = right > left && bottom > top ? (right - left) * (bottom - top) : 0;
    for (guint row = top; row < bottom && *ret_n; row++)
        n_home += (guint)(self->left_of[row][right] - self->left_of[row][left]);
    return n_home;
}

/* The cell that holds `at`, of those along a side; the outermost one where it lies beyond. */
static int cell_of(double at, double start, double length) {
    return CLAMP((int)((at - start) / length * HOME_CELLS), 0, HOME_CELLS - 1);
}

static bool is_home(const guint8 *left_of, int column) {
    return left_of[column + 1] > left_of[column];
}

bool home_holds(const Home *self, Point at) {
    Box map = self->map;
    return is_home(self->left_of[cell_of(at.y, map.y, map.height)],
                   cell_of(at.x, map.x, map.width));
}

guint home_count_along(const Home *self, Box box, guint n) {
    Box map = self->map;
    const guint8 *row = self->left_of[cell_of(box.y + box.height / 2, map.y, map.height)];
    guint count = 0;
    for (guint i = 0; i < n; i++)
        count += is_home(row, cell_of(box.x + box.width * (i + 0.5) / n, map.x, map.width));
    return count;
}

double home_covered(const Home *self, Box box) {
    guint n, all = count_home(self, self->map, &n);
    return all ? (double)count_home(self, box, &n) / all : 0;
}

double home_share(const Home *self, Box box) {
    guint n, home = count_home(self, box, &n);
    return n ? (double)home / n : 0;
}
