/*
 * svg-path: short path data. Steps are integers of tenths, so that rounding never adds up; SVG lets
 * a minus sign or a second decimal point begin the next number, which saves the blank.
 */
#include <math.h>

#include "map/boxes.h"
#include "map/svg.h"

char *svg_number(double value, int decimals) {
    char format[] = "%.0f", digits[G_ASCII_DTOSTR_BUF_SIZE];
    format[2] = (char)('0' + decimals);
    g_ascii_formatd(digits, sizeof digits, format, value);
    if (strchr(digits, '.')) {
        char *end = digits + strlen(digits);
        while (end[-1] == '0') *--end = '\0';
        if (end[-1] == '.') *--end = '\0';
    }
    if (g_str_equal(digits, "-0")) return g_strdup("0");
    return g_strdup(g_str_has_prefix(digits, "0.") ? digits + 1 : digits);
}

/* ---- numbers one after another ----------------------------------------------------------------
 */

/* What has been written so far decides whether the next number needs a blank before it. */
typedef struct {
    GString *out;
    int grid;                       /* places are multiples of so many tenths of a point */
    bool whole;                     /* numbers are multiples of the grid, else points */
    bool after_number, after_point; /* the last number had a decimal point */
    double tolerance;               /* so far from its place a point that is left out may lie */
    const SvgView *view;            /* NULL: all is seen */
} Writer;

/* Tenths of a point. */
enum { TENTHS = 10 };

typedef struct {
    int x, y;
} Spot;

static Spot spot_of(const Writer *self, Point at) {
    return (Spot){self->grid * (int)lround(at.x * TENTHS / self->grid),
                  self->grid * (int)lround(at.y * TENTHS / self->grid)};
}

static bool same_spot(Spot a, Spot b) { return a.x == b.x && a.y == b.y; }

static void write_letter(Writer *self, char letter) {
    g_string_append_c(self->out, letter);
    self->after_number = self->after_point = false;
}

static void write_number(Writer *self, int tenths) {
    int value = self->whole ? tenths / self->grid * TENTHS : tenths;
    int whole = abs(value) / TENTHS, rest = abs(value) % TENTHS;
    bool bare = whole == 0 && rest > 0; /* .5 */
    if (self->after_number && value >= 0 && !(bare && self->after_point))
        g_string_append_c(self->out, ' ');
    if (value < 0) g_string_append_c(self->out, '-');
    if (!bare) g_string_append_printf(self->out, "%d", whole);
    self->after_number = true;
    self->after_point = rest > 0;
    if (rest > 0) g_string_append_printf(self->out, ".%d", rest);
}

static void write_step(Writer *self, Spot from, Spot to) {
    write_number(self, to.x - from.x);
    write_number(self, to.y - from.y);
}

/* ---- straight paths ---------------------------------------------------------------------------
 */

/* Points of the ground that lie nearer than this to the line without them are left out; of the
 * rest, which may be round, nearer than that. Points of the page. */
static const double GROUND_TOLERANCE = 1.0, FAINT_TOLERANCE = 1.9, SHAPE_TOLERANCE = 0.4;
/* The ground lies on halves of points, which are written short, and on whole ones where it is
 * faint; large shapes between. */
enum { FAINT_GRID = 10, GROUND_GRID = 5, SHAPE_GRID = 4 };
/* Rings of the ground that cover less, and lines that are shorter, are not seen: square points and
 * points. Of what is hardly darker than the land more is not seen. */
static const double LEAST_AREA = 6, LEAST_LENGTH = 1.5, FAINT_AREA = 20, FAINT_LENGTH = 8;

static bool is_faint(PathKind kind) {
    return kind == PATH_FAINT_LINES || kind == PATH_FAINT_GROUND;
}

static bool is_lines(PathKind kind) { return kind == PATH_LINES || kind == PATH_FAINT_LINES; }

static bool is_rings(PathKind kind) { return kind == PATH_GROUND || kind == PATH_FAINT_GROUND; }

static bool is_ground(PathKind kind) { return is_lines(kind) || is_rings(kind); }

static int grid_of(PathKind kind) {
    if (is_faint(kind)) return FAINT_GRID;
    return is_ground(kind) ? GROUND_GRID : kind == PATH_SHAPE ? SHAPE_GRID : 1;
}

static double tolerance_of(PathKind kind) {
    return is_faint(kind) ? FAINT_TOLERANCE : is_ground(kind) ? GROUND_TOLERANCE : SHAPE_TOLERANCE;
}

/* Marks what Douglas and Peucker (1973) keep between two points that are kept. */
static void mark_kept(const Point *points, guint32 first, guint32 last, double tolerance,
                      guint8 *kept) {
    double farthest = tolerance;
    guint32 split = 0;
    for (guint32 i = first + 1; i < last; i++) {
        double distance = segment_distance(points[i], points[first], points[last]);
        if (distance <= farthest) continue;
        farthest = distance;
        split = i;
    }
    if (split == 0) return;
    kept[split] = 1;
    mark_kept(points, first, split, tolerance, kept);
    mark_kept(points, split, last, tolerance, kept);
}

/* For each point whether it is written. */
static guint8 *simplify(const Point *points, guint32 n, double tolerance) {
    guint8 *kept = g_malloc0(n);
    /* A ring has no ends: a point half-way round is kept as well. */
    const guint32 fixed[] = {0, n / 2, n - 1};
    for (guint i = 0; i < G_N_ELEMENTS(fixed); i++) kept[fixed[i]] = 1;
    mark_kept(points, fixed[0], fixed[1], tolerance, kept);
    mark_kept(points, fixed[1], fixed[2], tolerance, kept);
    return kept;
}

static double length_of(const Point *points, guint32 n) {
    double sum = 0;
    for (guint32 i = 1; i < n; i++)
        sum += hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    return sum;
}

static void append_part(Writer *writer, Spot *at, const Point *all, guint32 n_all, PathKind kind) {
    g_autofree Point *seen = writer->view ? g_new(Point, n_all) : NULL;
    const Point *points = seen ? seen : all;
    guint32 n = seen ? svg_cut_unseen(writer->view, all, n_all, seen) : n_all;
    if (n == 0) return;
    bool ring = n > 2 && points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;
    bool closed = is_rings(kind) || kind == PATH_RINGS || (kind == PATH_SHAPE && ring);
    double least_area = is_faint(kind) ? FAINT_AREA : LEAST_AREA;
    double least_length = is_faint(kind) ? FAINT_LENGTH : LEAST_LENGTH;
    if (is_rings(kind) && ring_area(points, n) < least_area) return;
    if (is_lines(kind) && n > 1 && length_of(points, n) < least_length) return;
    g_autofree guint8 *kept = simplify(points, n, writer->tolerance);
    Spot start = spot_of(writer, points[0]);
    write_letter(writer, 'm');
    write_step(writer, *at, start);
    *at = start;
    guint32 steps = 0;
    for (guint32 i = 1; i < (closed && ring ? n - 1 : n); i++) {
        Spot to = spot_of(writer, points[i]);
        if (!kept[i] || same_spot(*at, to)) continue;
        write_step(writer, *at, to);
        *at = to;
        steps++;
    }
    if (closed) {
        write_letter(writer, 'z');
        *at = start;
    } else if (steps == 0) {
        write_step(writer, *at, *at); /* a dot: seen where its caps are round */
    }
}

/* ---- lines joined -----------------------------------------------------------------------------
 */

/* Where a part begins or ends. */
typedef struct {
    Spot at; /* where it is written: what falls together there is one place */
    guint32 part;
    bool is_end;
} Tip;

static int compare_tips(gconstpointer a, gconstpointer b) {
    const Tip *left = a, *right = b;
    if (left->at.x != right->at.x) return left->at.x < right->at.x ? -1 : 1;
    if (left->at.y != right->at.y) return left->at.y < right->at.y ? -1 : 1;
    if (left->part != right->part) return left->part < right->part ? -1 : 1;
    return (int)left->is_end - (int)right->is_end;
}

static guint32 part_end(const Path *path, guint32 part) {
    return part + 1 < path->n_parts ? path->parts[part + 1] : path->n_points;
}

/* Every part's two tips, those at one place together. */
static GArray *sorted_tips(const Writer *writer, const Path *path) {
    GArray *tips = g_array_new(FALSE, FALSE, sizeof(Tip));
    for (guint32 i = 0; i < path->n_parts; i++) {
        if (part_end(path, i) <= path->parts[i]) continue;
        Tip start = {spot_of(writer, path->points[path->parts[i]]), i, false};
        Tip end = {spot_of(writer, path->points[part_end(path, i) - 1]), i, true};
        g_array_append_val(tips, start);
        g_array_append_val(tips, end);
    }
    g_array_sort(tips, compare_tips);
    return tips;
}

/* For each tip of a part (2 * part, and + 1 for its end) the tip that it goes on from, or itself.
 * Where more than two meet, they go on in pairs. */
static guint32 *find_meetings(const Writer *writer, const Path *path) {
    g_autoptr(GArray) tips = sorted_tips(writer, path);
    guint32 *meetings = g_new(guint32, 2 * (gsize)path->n_parts);
    for (guint32 i = 0; i < 2 * path->n_parts; i++) meetings[i] = i;
    for (guint i = 0; i + 1 < tips->len; i++) {
        const Tip *tip = &g_array_index(tips, Tip, i), *next = tip + 1;
        if (!same_spot(tip->at, next->at) || tip->part == next->part) continue;
        guint32 a = 2 * tip->part + tip->is_end, b = 2 * next->part + next->is_end;
        meetings[a] = b;
        meetings[b] = a;
        i++;
    }
    return meetings;
}

/* Appends a part to a line that may have begun; `backwards` from its end to its start. */
static void append_points(GArray *line, const Path *path, guint32 part, bool backwards) {
    guint32 first = path->parts[part], n = part_end(path, part) - first;
    for (guint32 i = line->len ? 1 : 0; i < n; i++)
        g_array_append_val(line, path->points[first + (backwards ? n - 1 - i : i)]);
}

/* Follows the meetings from `tip`, by which its part is entered, to the end of the chain. */
static void follow(GArray *line, const Path *path, const guint32 *meetings, guint32 tip,
                   guint8 *used) {
    for (;;) {
        guint32 part = tip / 2, other = tip ^ 1;
        append_points(line, path, part, tip & 1);
        used[part] = 1;
        tip = meetings[other];
        if (tip == other || used[tip / 2]) return;
    }
}

/* The tip at which the chain that `part` belongs to begins. */
static guint32 chain_start(const guint32 *meetings, guint32 part) {
    guint32 tip = 2 * part;
    while (meetings[tip] != tip) {
        tip = meetings[tip] ^ 1;
        if (tip / 2 == part) break; /* a chain that is closed */
    }
    return tip;
}

/* Roads come in many pieces; those that go on from one another are written as one. */
static void append_joined(Writer *writer, Spot *at, const Path *path, PathKind kind) {
    g_autofree guint32 *meetings = find_meetings(writer, path);
    g_autofree guint8 *used = g_malloc0(path->n_parts);
    g_autoptr(GArray) line = g_array_new(FALSE, FALSE, sizeof(Point));
    for (guint32 i = 0; i < path->n_parts; i++) {
        if (used[i]) continue;
        g_array_set_size(line, 0);
        follow(line, path, meetings, chain_start(meetings, i), used);
        if (line->len == 0) continue;
        append_part(writer, at, (const Point *)line->data, line->len, kind);
    }
}

static void append_path(Writer *writer, const Path *path, PathKind kind) {
    Spot at = {0, 0};
    if (is_lines(kind)) {
        append_joined(writer, &at, path, kind);
        return;
    }
    for (guint32 i = 0; i < path->n_parts; i++) {
        guint32 first = path->parts[i], end = part_end(path, i);
        if (end > first) append_part(writer, &at, path->points + first, end - first, kind);
    }
}

void svg_append_path(GString *out, const Path *path, PathKind kind, const SvgView *view) {
    Writer writer = {.out = out,
                     .grid = is_ground(kind) ? grid_of(kind) : 1,
                     .tolerance = tolerance_of(kind),
                     .view = view};
    append_path(&writer, path, kind);
}

double svg_append_path_whole(GString *out, const Path *path, PathKind kind, const SvgView *view) {
    Writer writer = {.out = out,
                     .grid = grid_of(kind),
                     .whole = true,
                     .tolerance = tolerance_of(kind),
                     .view = view};
    append_path(&writer, path, kind);
    return (double)writer.grid / TENTHS;
}

/* ---- outlines of text -------------------------------------------------------------------------
 */

typedef struct {
    Writer writer;
    Spot at, start;
    char letter; /* of the command before: it need not be said again */
} Outline;

/* A command with its points, all relative to the point before it. */
static void append_command(Outline *self, char letter, const Point *points, guint n) {
    if (letter != self->letter) write_letter(&self->writer, letter);
    self->letter = letter;
    Spot to = self->at;
    for (guint i = 0; i < n; i++) {
        to = spot_of(&self->writer, points[i]);
        write_step(&self->writer, self->at, to);
    }
    self->at = to;
}

static void outline_move_to(void *data, Point to) {
    Outline *self = data;
    append_command(self, 'm', &to, 1);
    self->letter = '\0';
    self->start = self->at;
}

static void outline_line_to(void *data, Point to) { append_command(data, 'l', &to, 1); }

static void outline_quad_to(void *data, Point control, Point to) {
    const Point points[] = {control, to};
    append_command(data, 'q', points, G_N_ELEMENTS(points));
}

static void outline_curve_to(void *data, Point control1, Point control2, Point to) {
    const Point points[] = {control1, control2, to};
    append_command(data, 'c', points, G_N_ELEMENTS(points));
}

static void outline_close(void *data) {
    Outline *self = data;
    write_letter(&self->writer, 'z');
    self->letter = '\0';
    self->at = self->start;
}

/* ---- outlines on a curve ----------------------------------------------------------------------
 * Such letters are small and pale: polygons with few corners say as much as curves with many
 * points.
 */

typedef struct {
    Writer writer;
    Spot at;
    GArray *contour; /* Point */
} Contours;

static void contour_line_to(void *data, Point to) {
    Contours *self = data;
    g_array_append_val(self->contour, to);
}

static void contour_move_to(void *data, Point to) {
    Contours *self = data;
    g_array_set_size(self->contour, 0);
    contour_line_to(data, to);
}

static Point contour_end(const Contours *self) {
    return g_array_index(self->contour, Point, self->contour->len - 1);
}

enum { CURVE_STEPS = 6 };

static void contour_curve_to(void *data, Point control1, Point control2, Point to) {
    Point from = contour_end(data);
    for (int i = 1; i <= CURVE_STEPS; i++) {
        double t = (double)i / CURVE_STEPS, s = 1 - t;
        double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
        contour_line_to(data, (Point){a * from.x + b * control1.x + c * control2.x + d * to.x,
                                      a * from.y + b * control1.y + c * control2.y + d * to.y});
    }
}

static void contour_quad_to(void *data, Point control, Point to) {
    Point from = contour_end(data);
    for (int i = 1; i <= CURVE_STEPS; i++) {
        double t = (double)i / CURVE_STEPS, s = 1 - t;
        double a = s * s, b = 2 * s * t, c = t * t;
        contour_line_to(data, (Point){a * from.x + b * control.x + c * to.x,
                                      a * from.y + b * control.y + c * to.y});
    }
}

static void contour_close(void *data) {
    Contours *self = data;
    contour_line_to(data, g_array_index(self->contour, Point, 0));
    append_part(&self->writer, &self->at, (const Point *)self->contour->data, self->contour->len,
                PATH_RINGS);
}

static void append_on_curve(Writer writer, const TextLayout *layout, const Path *curve) {
    static const OutlineSink SINK = {contour_move_to,  contour_line_to, contour_quad_to,
                                     contour_curve_to, contour_close,   NULL};
    Contours contours = {.writer = writer, .contour = g_array_new(FALSE, FALSE, sizeof(Point))};
    text_layout_outline_on_curve(layout, curve, &SINK, &contours);
    g_array_unref(contours.contour);
}

double svg_append_outline(GString *out, const TextLayout *layout, double size, Point origin,
                          const Path *curve) {
    static const OutlineSink SINK = {outline_move_to,  outline_line_to, outline_quad_to,
                                     outline_curve_to, outline_close,   NULL};
    /* A tenth of a point is less than a hundredth of such letters. */
    static const double large = 14, on_curve = 0.16;
    Outline outline = {.writer = {.out = out,
                                  .grid = curve || size >= large ? 2 : 1,
                                  .whole = true,
                                  .tolerance = on_curve}};
    if (curve)
        append_on_curve(outline.writer, layout, curve);
    else
        text_layout_outline(layout, origin, &SINK, &outline);
    return (double)outline.writer.grid / TENTHS;
}
