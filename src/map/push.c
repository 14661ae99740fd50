/*
 * push: marks that cover each other are pushed apart, a pair after the other in their order, round
 * by round. A grid knows which marks lie near: thousands are pushed as tens are.
 */
#include <math.h>

#include "map/detail.h"
#include "map/symbols.h"

enum { PUSHES = 300, LEAST_PUSHES = 30, MOST_WORK = 60000, NO_MARK = -1 };

/* ---- the grid ---------------------------------------------------------------------------------
 */

/* A mark as it is pushed: next to its fellows in memory. */
typedef struct {
    Point at;
    double reach;
    bool is_dot;
    int cell, next, previous; /* in the grid, and the marks in the same cell, or NO_MARK */
} Spot;

/* A spot that moved less than this meets none but those that lay about it: points. */
static const double SLACK = 4;

/* Spots by cells that are wider than any two marks that touch, and SLACK. Owns its arrays. */
typedef struct {
    Spot *spots;
    int *about; /* room for the spots about one */
    int n, columns, rows;
    Box frame;
    double side; /* of a cell */
    int *first;  /* spot of each cell, or NO_MARK */
} Grid;

/* The outermost cells hold what lies beyond them; what the projection has no place for (NAN), which
 * is not drawn, is in the first. */
static int cell_at(const Grid *self, Point at) {
    double x = (at.x - self->frame.x) / self->side, y = (at.y - self->frame.y) / self->side;
    int column = (int)fmin(fmax(x, 0), self->columns - 1);
    int row = (int)fmin(fmax(y, 0), self->rows - 1);
    return row * self->columns + column;
}

static void grid_insert(Grid *self, int i) {
    Spot *spot = &self->spots[i];
    spot->cell = cell_at(self, spot->at);
    spot->previous = NO_MARK;
    spot->next = self->first[spot->cell];
    if (spot->next != NO_MARK) self->spots[spot->next].previous = i;
    self->first[spot->cell] = i;
}

/* After a spot has moved. */
static void grid_move(Grid *self, int i) {
    const Spot *spot = &self->spots[i];
    if (cell_at(self, spot->at) == spot->cell) return;
    if (spot->next != NO_MARK) self->spots[spot->next].previous = spot->previous;
    if (spot->previous != NO_MARK)
        self->spots[spot->previous].next = spot->next;
    else
        self->first[spot->cell] = spot->next;
    grid_insert(self, i);
}

static void grid_init(Grid *self, const GArray *marks, Box frame) {
    *self = (Grid){.n = (int)marks->len, .frame = frame};
    self->spots = g_new0(Spot, MAX(marks->len, 1));
    self->about = g_new(int, MAX(marks->len, 1));
    double widest = 1;
    for (int i = 0; i < self->n; i++) {
        const Symbol *mark = &g_array_index(marks, Symbol, i);
        double reach = symbol_reach(mark);
        self->spots[i] = (Spot){.at = mark->at, .reach = reach, .is_dot = mark->is_dot};
        widest = fmax(widest, reach);
    }
    self->side = 2 * widest + SYMBOL_GAP + SLACK;
    self->columns = (int)(frame.width / self->side) + 1;
    self->rows = (int)(frame.height / self->side) + 1;
    self->first = g_new0(int, self->columns * self->rows);
    for (int i = 0; i < self->columns * self->rows; i++) self->first[i] = NO_MARK;
    for (int i = 0; i < self->n; i++) grid_insert(self, i);
}

static void grid_clear(Grid *self) {
    g_free(self->spots);
    g_free(self->about);
    g_free(self->first);
}

static bool are_close(const Spot *a, const Spot *b, double slack) {
    double least = a->reach + b->reach + SYMBOL_GAP + slack;
    return fabs(b->at.x - a->at.x) < least && fabs(b->at.y - a->at.y) < least;
}

/* Finds the spots after `after` that spot `i` meets before it has moved by SLACK, in their order;
 * returns their number. */
static int find_about(Grid *self, int i, int after) {
    const Spot *spot = &self->spots[i];
    int column = spot->cell % self->columns, row = spot->cell / self->columns, n = 0;
    for (int y = MAX(row - 1, 0); y <= MIN(row + 1, self->rows - 1); y++)
        for (int x = MAX(column - 1, 0); x <= MIN(column + 1, self->columns - 1); x++)
            for (int k = self->first[y * self->columns + x]; k != NO_MARK;
                 k = self->spots[k].next) {
                if (k <= after || !are_close(spot, &self->spots[k], SLACK)) continue;
                int at = n++;
                for (; at > 0 && self->about[at - 1] > k; at--)
                    self->about[at] = self->about[at - 1];
                self->about[at] = k;
            }
    return n;
}

/* ---- pushing ----------------------------------------------------------------------------------
 */

static bool push_pair(Spot *a, Spot *b, guint order) {
    double dx = b->at.x - a->at.x, dy = b->at.y - a->at.y;
    double least = a->reach + b->reach + SYMBOL_GAP;
    if (a->is_dot && b->is_dot) return false;
    double distance = hypot(dx, dy), missing = least - distance;
    if (missing <= 0) return false;
    if (distance < 0.01) { /* one spot: each pair goes its own way, by the golden angle */
        double angle = order * 2.399963;
        dx = cos(angle);
        dy = sin(angle);
        distance = 1;
    }
    /* A dot stays in its place, in the box that the enlargement shows: the mark goes. */
    double of_a = a->is_dot ? 0 : b->is_dot ? 1 : 0.5;
    double x = dx / distance * missing, y = dy / distance * missing;
    a->at.x -= x * of_a;
    a->at.y -= y * of_a;
    b->at.x += x * (1 - of_a);
    b->at.y += y * (1 - of_a);
    return missing > 0.05;
}

static void keep_inside(Spot *spot, Box frame) {
    double edge = spot->reach + SYMBOL_FROM_FRAME;
    spot->at.x = CLAMP(spot->at.x, frame.x + edge, frame.x + frame.width - edge);
    spot->at.y = CLAMP(spot->at.y, frame.y + edge, frame.y + frame.height - edge);
}

/* Out of the enlargement's frame, by the nearest side. */
static void keep_out(Spot *spot, Box covered) {
    Box box = box_grown(covered, spot->reach + 2);
    if (spot->is_dot || !box_holds_point(box, spot->at)) return;
    double left = spot->at.x - box.x, right = box.x + box.width - spot->at.x;
    double up = spot->at.y - box.y, down = box.y + box.height - spot->at.y;
    double least = fmin(fmin(left, right), fmin(up, down));
    if (least == left)
        spot->at.x = box.x;
    else if (least == right)
        spot->at.x = box.x + box.width;
    else if (least == up)
        spot->at.y = box.y;
    else
        spot->at.y = box.y + box.height;
}

static void keep_in_view(const Layout *self, Spot *spot) {
    keep_inside(spot, self->scene->map_frame);
    for (const Layout *detail = self->detail; detail; detail = detail->next)
        keep_out(spot, detail->scene->map_frame);
}

bool symbol_is_in_view(const Symbol *symbol, Box frame) {
    return box_holds_point(frame, symbol->anchor);
}

/* Spot `i` with each after it that is close, in the order of the marks. */
static bool push_spot(Grid *grid, int i) {
    Spot *spot = &grid->spots[i];
    Point from = spot->at;
    bool pushed = false;
    int n = find_about(grid, i, i);
    for (int k = 0; k < n; k++) {
        int j = grid->about[k];
        if (!are_close(spot, &grid->spots[j], 0)) continue;
        pushed |= push_pair(spot, &grid->spots[j], (guint)(i + j));
        grid_move(grid, j);
        if (fabs(spot->at.x - from.x) < SLACK && fabs(spot->at.y - from.y) < SLACK) continue;
        grid_move(grid, i);
        from = spot->at;
        n = find_about(grid, i, j);
        k = -1;
    }
    grid_move(grid, i);
    return pushed;
}

/* Each pair once; returns whether any was pushed far. */
static bool push_round(Grid *grid) {
    bool pushed = false;
    for (int i = 0; i < grid->n; i++) pushed |= push_spot(grid, i);
    return pushed;
}

/* A weak pull home, so that marks do not drift. */
static void pull_home(const Layout *self, Grid *grid, const GArray *marks, double pull) {
    Box frame = self->scene->map_frame;
    for (int i = 0; i < grid->n; i++) {
        Spot *spot = &grid->spots[i];
        const Symbol *mark = &g_array_index(marks, Symbol, i);
        if (!symbol_is_in_view(mark, frame)) continue;
        spot->at.x += (mark->anchor.x - spot->at.x) * pull;
        spot->at.y += (mark->anchor.y - spot->at.y) * pull;
        keep_in_view(self, spot);
        grid_move(grid, i);
    }
}

static void begin_in_view(const Layout *self, Grid *grid, const GArray *marks) {
    for (int i = 0; i < grid->n; i++) {
        if (!symbol_is_in_view(&g_array_index(marks, Symbol, i), self->scene->map_frame)) continue;
        keep_in_view(self, &grid->spots[i]);
        grid_move(grid, i);
    }
}

void symbols_push_apart(const Layout *self, GArray *marks) {
    /* Crowds are joined in the end: they are not pushed for long. */
    guint rounds = CLAMP(MOST_WORK / MAX(marks->len, 1), LEAST_PUSHES, PUSHES);
    Grid grid;
    grid_init(&grid, marks, self->scene->map_frame);
    begin_in_view(self, &grid, marks);
    for (guint round = 0; round < rounds; round++) {
        bool pushed = push_round(&grid);
        double pull = round < rounds / 2 ? 0.04 : 0;
        if (!pushed && (pull == 0 || round == 0)) break;
        pull_home(self, &grid, marks, pull);
    }
    for (int i = 0; i < grid.n; i++) g_array_index(marks, Symbol, i).at = grid.spots[i].at;
    grid_clear(&grid);
}
