/*
 * rivers: names of rivers, and of mountain ranges, along their courses. The course is smoothed
 * until letters can stand on it; of all stretches long enough, the straightest and freest is taken:
 *
 *     course --> points every STEP --> moving average --> baseline, lifted off the water
 */
#include <math.h>
#include <string.h>

#include "map/labels.h"

static const double STEP = 4, EDGE = 8, CLEARANCE = 3.5, LIFT = 3;
static const double STEEPEST = 1.15; /* radians from level */
static const double MOST_TURN = 0.5; /* radians from one letter to the next */
enum { SMOOTH = 7 };                 /* steps on each side */

/* Points every STEP along part `part`, inside of the frame's surroundings. */
static GArray *resampled(const Path *path, guint32 part) {
    GArray *out = g_array_new(FALSE, FALSE, sizeof(Point));
    guint32 end = part + 1 < path->n_parts ? path->parts[part + 1] : path->n_points;
    double carried = 0;
    for (guint32 i = path->parts[part] + 1; i < end; i++) {
        Point a = path->points[i - 1], b = path->points[i];
        double length = point_distance(a, b), along = STEP - carried;
        for (; along <= length; along += STEP) {
            Point at = {a.x + (b.x - a.x) * along / length, a.y + (b.y - a.y) * along / length};
            g_array_append_val(out, at);
        }
        carried = length - (along - STEP);
    }
    return out;
}

static GArray *smoothed(const GArray *course) {
    GArray *out = g_array_new(FALSE, FALSE, sizeof(Point));
    for (guint i = 0; i < course->len; i++) {
        guint from = i > SMOOTH ? i - SMOOTH : 0, to = MIN(i + SMOOTH, course->len - 1);
        Point sum = {0, 0};
        for (guint j = from; j <= to; j++) {
            sum.x += g_array_index(course, Point, j).x;
            sum.y += g_array_index(course, Point, j).y;
        }
        Point mean = {sum.x / (to - from + 1), sum.y / (to - from + 1)};
        g_array_append_val(out, mean);
    }
    return out;
}

/* A stretch of a course. */
typedef struct {
    const GArray *raw, *smooth;
    guint first, n;
    double quality, lift;
    bool on_line; /* a range is named on its crest, a river beside its water */
} Stretch;

static Point smooth_at(const Stretch *self, guint i) {
    g_assert(self->smooth);
    return g_array_index(self->smooth, Point, self->first + i);
}

static bool runs_left(const Stretch *self) {
    return smooth_at(self, self->n - 1).x < smooth_at(self, 0).x;
}

/* The stretch's baseline from left to right, `lift` above the smoothed course. */
static Point baseline_at(const Stretch *self, guint i, double lift) {
    bool left = runs_left(self);
    guint at = left ? self->n - 1 - i : i;
    Point before = smooth_at(self, at > 0 ? at - 1 : 0);
    Point after = smooth_at(self, MIN(at + 1, self->n - 1)), here = smooth_at(self, at);
    double dx = after.x - before.x, dy = after.y - before.y, length = hypot(dx, dy);
    if (left) {
        dx = -dx;
        dy = -dy;
    }
    if (length == 0) return here;
    return (Point){here.x + dy / length * lift, here.y - dx / length * lift};
}

/* How far the water itself comes above the smoothed line. */
static double water_above(const Stretch *self) {
    bool left = runs_left(self);
    double most = 0;
    for (guint i = 0; i < self->n; i++) {
        Point up = baseline_at(self, left ? self->n - 1 - i : i, 1), line = smooth_at(self, i);
        Point water = g_array_index(self->raw, Point, self->first + i);
        most =
            fmax(most, (water.x - line.x) * (up.x - line.x) + (water.y - line.y) * (up.y - line.y));
    }
    return most;
}

/* The most that the baseline turns from one letter to the next, an em wide each; INFINITY where it
 * is too steep to read. Over the outside of a bend it turns as the course does, but letters part.
 */
static double bend(const Stretch *self, double size) {
    guint em = MAX((guint)lround(size / STEP), 2);
    double most = 0;
    g_autofree double *angles = g_new(double, self->n);
    for (guint i = 0; i + em < self->n; i++) {
        Point a = baseline_at(self, i, self->lift), b = baseline_at(self, i + em, self->lift);
        angles[i] = atan2(b.y - a.y, b.x - a.x);
        if (fabs(angles[i]) > STEEPEST) return INFINITY;
        if (i >= em) most = fmax(most, fabs(angles[i] - angles[i - em]));
    }
    return most;
}

static Box stretch_box(const Stretch *self, double lift, double size) {
    Box box = {0};
    for (guint i = 0; i < self->n; i++) {
        Point low = baseline_at(self, i, lift - size * 0.35);
        Point high = baseline_at(self, i, lift + size * 0.9);
        box = box_union(box, box_around(low, 0.1, 0.1));
        box = box_union(box, box_around(high, 0.1, 0.1));
    }
    return box;
}

static void weigh(const Layout *layout, Stretch *stretch, double size, Stretch *best) {
    double above = stretch->on_line ? 0 : water_above(stretch);
    if (above > size * 0.8) return;
    stretch->lift = stretch->on_line ? -0.3 * size : above + LIFT;
    double turning = bend(stretch, size);
    if (turning > MOST_TURN) return;
    if (!layout_has_room(layout, stretch_box(stretch, stretch->lift, size), EDGE, CLEARANCE))
        return;
    Box frame = layout->scene->map_frame;
    Point centre = {frame.x + frame.width / 2, frame.y + frame.height / 2};
    stretch->quality = -turning - 0.06 * above -
                       point_distance(smooth_at(stretch, stretch->n / 2), centre) / frame.width;
    if (stretch->quality > best->quality) *best = *stretch;
}

/* ---- the label --------------------------------------------------------------------------------
 */

/* What is named along a course. */
typedef struct {
    const char *kind, *layer; /* of the style */
    Voice voice;
    bool on_line;
} CourseKind;

static const CourseKind RIVER = {"river", "label-river", VOICE_WATER, false},
                        RANGE = {"range", "label-governorate", VOICE_REGION, true};

typedef struct {
    Layout *layout;
    const Words *words;
    GHashTable *named; /* names that have their label */
} RiverVisit;

static void add_label(Layout *layout, const CourseKind *kind, const Stretch *stretch,
                      const char *text, const Type *type, const Words *words) {
    Label label = {.id = g_strdup_printf("%s-%u", kind->kind, layout->scene->labels->len),
                   .name = g_strdup(text),
                   .voice = kind->voice,
                   .feature = smooth_at(stretch, stretch->n / 2),
                   .n_lines = 1,
                   .lines = g_new0(TextLine, 1),
                   .placed = true};
    path_begin(&label.curve);
    for (guint i = 0; i < stretch->n; i++)
        path_add(&label.curve, baseline_at(stretch, i, stretch->lift));
    label.box = stretch_box(stretch, stretch->lift, type->size);
    label.lines[0] = layout_line(layout, text, type, words_direction(words), ANCHOR_MIDDLE,
                                 baseline_at(stretch, stretch->n / 2, stretch->lift));
    label.lines[0].box = label.box;
    g_array_append_val(layout->obstacles, label.box);
    g_array_append_val(layout->scene->labels, label);
}

static void try_part(const Layout *layout, const CourseKind *kind, const Path *path, guint32 part,
                     double length, double size, GPtrArray *keep, Stretch *best) {
    GArray *raw = resampled(path, part), *smooth = smoothed(raw);
    g_ptr_array_add(keep, raw);
    g_ptr_array_add(keep, smooth);
    guint n = (guint)ceil(length / STEP) + 3;
    for (guint first = 0; first + n < raw->len; first += 2) {
        Stretch stretch = {raw, smooth, first, n, -INFINITY, 0, kind->on_line};
        weigh(layout, &stretch, size, best);
    }
}

/* Names a course along its best stretch; false where there is no room for the name. */
static bool name_course(Layout *layout, const CourseKind *kind, const Path *path, const char *name,
                        const Words *words) {
    Type type = layout_type(layout, kind->layer, words);
    double length = layout_advance(layout, name, &type, words_direction(words));
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    Stretch best = {.quality = -INFINITY};
    for (guint32 part = 0; part < path->n_parts; part++)
        try_part(layout, kind, path, part, length, type.size, keep, &best);
    if (!isfinite(best.quality)) return false;
    add_label(layout, kind, &best, name, &type, words);
    return true;
}

static void visit_river(const BasemapFeature *feature, void *data) {
    RiverVisit *visit = data;
    Layout *layout = visit->layout;
    const char *name = words_are_arabic(visit->words) ? feature->name_ar : feature->name_en;
    if (strcmp(feature->kind, "major") != 0 || !*name || g_hash_table_contains(visit->named, name))
        return;
    if (pins_hide(layout->pins, feature->name_ar, feature->name_en)) return;
    Path path = {0};
    path_add_projected(&path, layout->view, feature->points, feature->parts, feature->n_points,
                       feature->n_parts, false);
    if (name_course(layout, &RIVER, &path, name, visit->words))
        g_hash_table_add(visit->named, g_strdup(name));
    path_clear(&path);
}

/* What stood when a name was tried, to go back to. */
typedef struct {
    guint n_labels, n_obstacles;
} Mark;

static Mark mark_now(const Layout *layout) {
    return (Mark){layout->scene->labels->len, layout->obstacles->len};
}

static void go_back(Layout *layout, Mark mark) {
    g_array_set_size(layout->scene->labels, mark.n_labels);
    g_array_set_size(layout->obstacles, mark.n_obstacles);
}

/* Names the rivers in each language, `first` before the other; returns how many names there are. */
static guint name_rivers(Layout *layout, guint first) {
    LonLatBox extent = map_view_extent(layout->view);
    int level = basemap_level(map_view_scale_denominator(layout->view));
    guint before = layout->scene->labels->len;
    for (guint i = 0; i < layout->n_words; i++) {
        g_autoptr(GHashTable) named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        RiverVisit visit = {layout, layout->words[(first + i) % layout->n_words], named};
        basemap_visit(layout->basemap, "rivers", level, extent, visit_river, &visit);
    }
    return layout->scene->labels->len - before;
}

/* Where the second language finds no room beside the first, it is perhaps found the other way
 * round.
 */
void layout_river_labels(Layout *layout) {
    Mark start = mark_now(layout);
    guint n = name_rivers(layout, 0);
    if (layout->n_words < 2 || n % 2 == 0) return;
    go_back(layout, start);
    if (name_rivers(layout, 1) > n) return;
    go_back(layout, start);
    name_rivers(layout, 0);
}

/* ---- ranges ------------------------------------------------------------------------------------
 */

/* "lon,lat lon,lat …" as a path on the page. */
static gboolean course_path(const Layout *layout, const Tsv *tsv, Path *ret_path, GError **error) {
    g_auto(GStrv) places = g_strsplit(tsv_cell(tsv, 2), " ", -1);
    guint n = g_strv_length(places);
    g_autofree LonLat *points = g_new0(LonLat, n + 1);
    for (guint i = 0; i < n; i++) {
        char *comma = NULL, *end = NULL;
        points[i].lon = g_ascii_strtod(places[i], &comma);
        if (*comma == ',') points[i].lat = g_ascii_strtod(comma + 1, &end);
        if (!end || *end || end == comma + 1)
            return tsv_fail(tsv, error, "'%s' is no longitude,latitude", places[i]);
    }
    const guint32 start = 0;
    path_add_projected(ret_path, layout->view, points, &start, n, 1, false);
    return TRUE;
}

static bool is_named(const Layout *layout, const char *name) {
    const GArray *labels = layout->scene->labels;
    for (guint i = 0; i < labels->len; i++) {
        const Label *label = &g_array_index(labels, Label, i);
        if (label->placed && strstr(label->name, name)) return true;
    }
    return false;
}

/* In all of the page's languages, or not at all: a reader of one should not miss what the other's
 * sees. */
static void name_range(Layout *layout, const Path *path, const char *const names[2]) {
    Mark start = mark_now(layout);
    for (guint i = 0; i < layout->n_words; i++) {
        const Words *words = layout->words[i];
        const char *name = names[words_are_arabic(words) ? 0 : 1];
        if (is_named(layout, name) || name_course(layout, &RANGE, path, name, words)) continue;
        go_back(layout, start);
        return;
    }
}

void layout_range_labels(Layout *layout) {
    static const char *const columns[] = {"name_ar", "name_en", "course", NULL};
    /* Nearer, a range is the whole map; a phone has no room to spare. */
    static const double nearest = 6e5;
    if (layout->failure || layout->compact || map_view_scale_denominator(layout->view) < nearest)
        return;
    g_autofree char *file = data_path("gazetteer/map-ranges.tsv", &layout->failure);
    g_autoptr(Tsv) tsv = file ? tsv_open(file, columns, &layout->failure) : NULL;
    while (tsv && tsv_next(tsv, &layout->failure)) {
        Path path = {0};
        bool read = course_path(layout, tsv, &path, &layout->failure);
        bool hidden = pins_hide(layout->pins, tsv_cell(tsv, 0), tsv_cell(tsv, 1));
        const char *const names[] = {tsv_cell(tsv, 0), tsv_cell(tsv, 1)};
        if (read && !hidden) name_range(layout, &path, names);
        path_clear(&path);
        if (!read) return;
    }
}
