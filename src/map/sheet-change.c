/*
 * sheet-change: what rose and what fell. An area's colour says how many times, the triangle on it
 * by how many incidents; what chance explains is grey.
 */
#include <math.h>
#include <string.h>

#include "map/detail.h"
#include "map/sheet-parts.h"

enum { N_CLASSES = 6, MOST_NAMED = 9, LEAST_NAMED = 4 };
static const char *const CLASS_KEYS[N_CLASSES] = {"fall-color-1", "fall-color-2", "fall-color-3",
                                                  "rise-color-3", "rise-color-2", "rise-color-1"};
/* Ratios at which one class ends and the next begins. */
static const double BREAKS[N_CLASSES - 1] = {0.25, 0.5, 1, 2, 4};
/* Bands beside a river or along a road, in points. */
static const double BAND = 3.2, BESIDE = 4.2;

static guint class_of(const Rate *rate) {
    guint class = 0;
    while (class < N_CLASSES - 1 && rate->ratio > BREAKS[class]) class ++;
    /* Just as many is no fall. */
    return class;
}

static Color row_color(const Style *style, const Rate *rate) {
    return style_color(style, "change",
                       rate->may_be_chance ? "chance-color" : CLASS_KEYS[class_of(rate)]);
}

static bool is_shown(const CompareRow *row) { return row->rate.before + row->rate.after > 0; }

/* ---- fills -------------------------------------------------------------------------------------
 */

/* Under the first line of the ground, so that rivers and borders stay in sight. */
static guint first_line(const GArray *ground) {
    guint i = 0;
    while (i < ground->len && g_array_index(ground, GroundPath, i).closed) i++;
    return i;
}

static Point middle_of_path(const Path *path) {
    Point sum = {0, 0};
    for (guint32 i = 0; i < path->n_points; i++) {
        sum.x += path->points[i].x;
        sum.y += path->points[i].y;
    }
    return (Point){sum.x / fmax(path->n_points, 1), sum.y / fmax(path->n_points, 1)};
}

/* A stretch of a line as a band, on the side of its bank. */
static void make_band(const Layout *panel, const Path *lines, LonLat beside, Path *out) {
    path_add_band(out, lines, BAND);
    Point from = middle_of_path(lines), to = map_view_project(panel->view, beside);
    double away = point_distance(from, to);
    if (away > 0.5)
        path_move(out, (to.x - from.x) / away * BESIDE, (to.y - from.y) / away * BESIDE);
}

static Path row_path(const Sheet *self, const Layout *panel, const CompareRow *row) {
    g_autoptr(Shape) shape = area_system_shape(self->input->areas, row->area);
    Path path = {0};
    if (!shape) return path;
    bool closed = shape->kind == SHAPE_POLYGONS;
    path_add_projected(&path, panel->view, shape->points, shape->parts, shape->n_points,
                       shape->n_parts, closed);
    if (closed) return path;
    Path band = {0};
    make_band(panel, &path, area_system_middle(self->input->areas, row->area), &band);
    path_clear(&path);
    return band;
}

static void add_fill(const Sheet *self, Layout *panel, const CompareRow *row, guint at) {
    const Style *style = panel->style;
    Area const *area = area_system_area(self->input->areas, row->area);
    double opacity = style_number(style, "change", "fill-opacity");
    GroundPath fill = {.layer = g_strdup_printf("area-%s", area->id), .closed = true};
    fill.path = row_path(self, panel, row);
    fill.paint = (Paint){.fill = color_with_alpha(row_color(style, &row->rate), opacity),
                         .stroke = style_color(style, "land", "fill-color"),
                         .stroke_width = 0.7};
    g_array_insert_val(panel->scene->ground, at, fill);
}

/* Rings lie on each other: the widest is drawn first. */
static void add_fills(const Sheet *self, Layout *panel) {
    const Comparison *comparison = self->input->comparison;
    guint at = first_line(panel->scene->ground);
    for (guint i = 0; i < comparison->n_rows; i++) {
        bool is_ring = area_system_kind(self->input->areas) == AREAS_AROUND;
        const CompareRow *row = &comparison->rows[is_ring ? comparison->n_rows - 1 - i : i];
        if (is_shown(row)) add_fill(self, panel, row, at++);
    }
}

/* ---- triangles ---------------------------------------------------------------------------------
 */

static double most_change(const Comparison *comparison) {
    double most = 1;
    for (guint i = 0; i < comparison->n_rows; i++) {
        const Rate *rate = &comparison->rows[i].rate;
        most = fmax(most, fabs(rate->after - rate->before));
    }
    return most;
}

static double largest_triangle(Box frame) {
    return CLAMP(fmin(frame.width, frame.height) / 16, 13, 30);
}

static double triangle_size(const Layout *panel, double change, double most) {
    return fmax(5.5, largest_triangle(panel->scene->map_frame) * sqrt(fabs(change) / most));
}

static Symbol change_symbol(const Style *style, const Rate *rate, double size) {
    bool rise = rate->after > rate->before;
    Color grey = color_mixed(style_color(style, "change", "chance-color"),
                             style_color(style, "legend", "text-color"), 0.45);
    Symbol symbol = {.precision = PRECISION_AREA,
                     .shape = rise ? MARK_TRIANGLE : MARK_TRIANGLE_DOWN,
                     .fill = rate->may_be_chance
                                 ? grey
                                 : style_color(style, "change",
                                               rise ? "rise-color-1" : "fall-color-1"),
                     .outline = style_color(style, "page", "background-color"),
                     .hollow = rate->after == 0,
                     .ringed = rate->before == 0,
                     .size = size};
    if (symbol.ringed) symbol.outline = symbol.fill;
    return symbol;
}

static void add_triangle(const Sheet *self, Layout *panel, const CompareRow *row, double most) {
    const Rate *rate = &row->rate;
    double change = rate->after - rate->before;
    if (change == 0) return;
    Symbol symbol = change_symbol(panel->style, rate, triangle_size(panel, change, most));
    symbol.id = g_strdup_printf("change-%s", area_system_area(self->input->areas, row->area)->id);
    symbol.at = symbol.anchor =
        map_view_project(panel->view, area_system_middle(self->input->areas, row->area));
    symbol.tooltip = comparison_sentence(self->input->comparison, row, self->input->areas,
                                         panel->words[0]);
    Box box = box_around(symbol.at, symbol.size + (symbol.ringed ? 6 : 2),
                         symbol.size + (symbol.ringed ? 6 : 2));
    g_array_append_val(panel->obstacles, box);
    g_array_append_val(panel->scene->symbols, symbol);
}

static gint largest_first(gconstpointer a, gconstpointer b) {
    const Symbol *left = a, *right = b;
    if (left->size != right->size) return left->size > right->size ? -1 : 1;
    return strcmp(left->id, right->id);
}

/* ---- names -------------------------------------------------------------------------------------
 */

static char *name_of(const Sheet *self, const CompareRow *row, const Words *words) {
    const AreaSystem *areas = self->input->areas;
    const Area *area = area_system_area(areas, row->area);
    AreaKind kind = area_system_kind(areas);
    bool by_place = (kind == AREAS_ADMIN || kind == AREAS_HEXAGONS) && area->place != NO_PLACE;
    g_autofree char *name = NULL;
    if (by_place) {
        const Place *place = gazetteer_place(self->page.gazetteer, area->place);
        name = g_strdup(gazetteer_string(self->page.gazetteer, words_are_arabic(words)
                                                                   ? place->name_ar
                                                                   : place->name_en));
    } else {
        name = area_system_name(areas, row->area, words);
    }
    double before = round(row->rate.before * 10) / 10, after = round(row->rate.after * 10) / 10;
    g_autofree char *said = words_say_number(words, "sheet-from-to", before, after);
    g_autoptr(GString) out = g_string_new(said);
    g_string_replace(out, "<place>", name, 0);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* A group that stands for the area, so that the labels know it. */
static void add_group(const Sheet *self, Layout *panel, const CompareRow *row, guint rank,
                      double most) {
    LonLat at = area_system_middle(self->input->areas, row->area);
    const Area *area = area_system_area(self->input->areas, row->area);
    double size = triangle_size(panel, row->rate.after - row->rate.before, most) + 2;
    Group group = {.id = g_strdup_printf("area-%s", area->id),
                   .place = area->place,
                   .precision = PRECISION_TOWN,
                   .at = at,
                   .anchor = map_view_project(panel->view, at),
                   .n_incidents = 1000 - rank};
    group.box = box_around(group.anchor, size, size);
    for (guint i = 0; i < panel->n_words; i++) {
        char **name =
            words_are_arabic(panel->words[i]) ? &group.name_ar : &group.name_en;
        *name = name_of(self, row, panel->words[i]);
    }
    if (!group.name_ar) group.name_ar = g_strdup(group.name_en);
    if (!group.name_en) group.name_en = g_strdup(group.name_ar);
    g_array_append_val(panel->groups, group);
}

/* The surest are named: those that are more than chance, or a few of the others. */
static void add_names(const Sheet *self, Layout *panel, double most) {
    g_autoptr(GPtrArray) findings = comparison_findings(self->input->comparison, MOST_NAMED);
    guint named = MOST_NAMED;
    if (panel->compact) named = LEAST_NAMED + 1;
    for (guint i = 0; i < MIN(findings->len, named); i++) {
        const CompareRow *row = findings->pdata[i];
        if (row->rate.may_be_chance && i >= LEAST_NAMED) break;
        add_group(self, panel, row, i, most);
    }
}

/* ---- legend ------------------------------------------------------------------------------------
 */

static void add_mark_piece(Layout *page, GArray *pieces, Rate rate, const char *key) {
    Furniture sample;
    furniture_init(&sample, "change");
    Symbol symbol = change_symbol(page->style, &rate, 12);
    symbol.id = g_strdup(key);
    sample.box = (Box){0, 0, 18, 18};
    symbol.at = symbol.anchor = (Point){9, 9};
    g_array_append_val(sample.marks, symbol);
    char *texts[2];
    legend_words(page, key, 0, 0, texts);
    legend_add_piece(page, pieces, &sample, texts);
}

static void change_legend(Layout *page, double width, Furniture *ret_legend) {
    const Sheet *self = page->sheet;
    g_autoptr(GArray) pieces = legend_pieces_new();
    Color colors[N_CLASSES];
    char *breaks[N_CLASSES] = {NULL};
    double opacity = style_number(page->style, "change", "fill-opacity");
    for (guint i = 0; i < N_CLASSES; i++) {
        colors[i] = color_with_alpha(style_color(page->style, "change", CLASS_KEYS[i]), opacity);
        if (i > 0) breaks[i] = words_number(page->words[0], BREAKS[i - 1]);
    }
    char *texts[2];
    legend_words(page, "sheet-ratio", 0, 0, texts);
    legend_add_scale(page, pieces, colors, N_CLASSES, breaks, texts);
    for (guint i = 0; i < N_CLASSES; i++) g_free(breaks[i]);
    legend_words(page, "sheet-chance", 0, 0, texts);
    legend_add_swatch(page, pieces, style_color(page->style, "change", "chance-color"), texts);
    add_mark_piece(page, pieces, (Rate){.before = 1, .after = 2}, "sheet-rise");
    add_mark_piece(page, pieces, (Rate){.before = 2, .after = 1}, "sheet-fall");
    bool any_new = false, any_ceased = false;
    for (guint i = 0; i < self->input->comparison->n_rows; i++) {
        const Rate *rate = &self->input->comparison->rows[i].rate;
        any_new |= rate->before == 0 && rate->after > 0;
        any_ceased |= rate->after == 0 && rate->before > 0;
    }
    if (any_new) add_mark_piece(page, pieces, (Rate){.before = 0, .after = 1}, "sheet-new");
    if (any_ceased) add_mark_piece(page, pieces, (Rate){.before = 1, .after = 0}, "sheet-ceased");
    legend_flow(page, pieces, width, ret_legend);
}

/* ---- the map -----------------------------------------------------------------------------------
 */

void sheet_prepare_change(Sheet *self) { self->page.own_legend = change_legend; }

/* Around all areas that are shown, unless an editor says otherwise. */
static gboolean ground_box(Sheet *self, LonLatBox *ret_box, GError **error) {
    const char *focus = self->options.focus;
    LonLatBox box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (guint i = 0; i < self->input->comparison->n_rows; i++) {
        const CompareRow *row = &self->input->comparison->rows[i];
        g_autoptr(Shape) shape =
            is_shown(row) ? area_system_shape(self->input->areas, row->area) : NULL;
        if (!shape) continue;
        LonLatBox own = shape_box(shape);
        box = (LonLatBox){fmin(box.west, own.west), fmin(box.south, own.south),
                          fmax(box.east, own.east), fmax(box.north, own.north)};
    }
    bool is_auto = !focus || g_str_equal(focus, "auto");
    if (!is_auto || box.west > box.east) return sheet_ground_box(self, ret_box, error);
    *ret_box = box;
    return TRUE;
}

gboolean sheet_draw_change(Sheet *self, GError **error) {
    const Comparison *comparison = self->input->comparison;
    self->n_panels = 1;
    if (!ground_box(self, &self->ground, error)) return FALSE;
    Layout *panel = sheet_panel_new(self, NULL, 0, self->body, self->ground, NULL, error);
    if (!panel) return FALSE;
    sheet_panel_ground(panel, true, false);
    add_fills(self, panel);
    double most = most_change(comparison);
    for (guint i = 0; i < comparison->n_rows; i++)
        if (is_shown(&comparison->rows[i])) add_triangle(self, panel, &comparison->rows[i], most);
    g_array_sort(panel->scene->symbols, largest_first);
    add_names(self, panel, most);
    panel->most_labels = panel->groups->len + 8;
    layout_labels(panel);
    layout_river_labels(panel);
    sheet_take_panel(self, panel);
    return TRUE;
}
