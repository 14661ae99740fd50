/*
 * sheet-change: what rose and what fell. An area's colour says how many times, the triangle on it
 * by how many incidents; what chance explains is grey.
 */
#include <math.h>
#include <string.h>

#include "map/detail.h"
#include "map/sheet-parts.h"

enum { N_CLASSES = 6, MOST_NAMED = 9, LEAST_NAMED = 4, NAMED_ON_PHONE = 3 };
static const char *const CLASS_KEYS[N_CLASSES] = {"fall-color-1", "fall-color-2", "fall-color-3",
                                                  "rise-color-3", "rise-color-2", "rise-color-1"};
/* Ratios at which one class ends and the next begins. */
static const double BREAKS[N_CLASSES - 1] = {0.25, 0.5, 1, 2, 4};
/* Bands beside a river or along a road, in points. */
static const double BAND = 3.2, BESIDE = 4.2;
static const double LEAST_TRIANGLE = 5.5, TRIANGLE_GAP = 2.5;

static guint class_of(const Rate *rate) {
    guint class = 0;
    while (class < N_CLASSES - 1 && rate->ratio > BREAKS[class]) class ++;
    return class;
}

/* In greys direction is told by a hatch. */
static Hatch fall_hatch(const Style *style) {
    const char *name = style_string(style, "change", "fall-hatch");
    if (strcmp(name, "diagonal") == 0) return HATCH_DIAGONAL;
    return strcmp(name, "dots") == 0 ? HATCH_DOTS : HATCH_NONE;
}

static Paint class_paint(const Style *style, guint class) {
    double opacity = style_number(style, "change", "fill-opacity");
    Color fill = style_color(style, "change", CLASS_KEYS[class]);
    return (Paint){.fill = color_with_alpha(fill, opacity),
                   .stroke = style_color(style, "land", "fill-color"),
                   .stroke_width = 0.7,
                   .hatch = class < N_CLASSES / 2 ? fall_hatch(style) : HATCH_NONE};
}

/* Dotted: a plain grey is what lies abroad. */
static Paint chance_paint(const Style *style) {
    Paint paint = class_paint(style, N_CLASSES - 1);
    paint.fill = color_with_alpha(style_color(style, "change", "chance-color"), paint.fill.a);
    paint.hatch = HATCH_DOTS;
    return paint;
}

static Paint row_paint(const Style *style, const Rate *rate) {
    return rate->may_be_chance ? chance_paint(style) : class_paint(style, class_of(rate));
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
    g_autoptr(Shape) whole = area_system_shape(self->input->areas, row->area), shape = NULL;
    Path path = {0};
    if (!whole) return path;
    bool is_unit = area_system_kind(self->input->areas) == AREAS_ADMIN;
    shape = is_unit ? area_within_border(panel, whole) : shape_share(whole);
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
    const Area *area = area_system_area(self->input->areas, row->area);
    GroundPath fill = {.layer = g_strdup_printf("area-%s", area->id), .closed = true};
    fill.path = row_path(self, panel, row);
    fill.paint = row_paint(panel->style, &row->rate);
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
    return fmax(LEAST_TRIANGLE,
                largest_triangle(panel->scene->map_frame) * sqrt(fabs(change) / most));
}

static Symbol change_symbol(const Style *style, const Rate *rate, double size) {
    bool rise = rate->after > rate->before;
    Color grey = color_mixed(style_color(style, "change", "chance-color"),
                             style_color(style, "legend", "text-color"), 0.45);
    Symbol symbol = {
        .precision = PRECISION_AREA,
        .shape = rise ? MARK_TRIANGLE : MARK_TRIANGLE_DOWN,
        .fill = rate->may_be_chance
                    ? grey
                    : style_color(style, "change", rise ? "rise-color-1" : "fall-color-1"),
        .hollow = rate->after == 0,
        .ringed = rate->before == 0,
        .size = size};
    /* An edge must be seen on the palest colour, a ring on the strongest too. */
    Color text = style_color(style, "title", "text-color");
    symbol.outline =
        symbol.ringed && !rate->may_be_chance ? text : color_mixed(symbol.fill, text, 0.45);
    return symbol;
}

static void add_triangle(const Sheet *self, Layout *panel, const CompareRow *row, double most) {
    const Rate *rate = &row->rate;
    double change = rate->after - rate->before, size = triangle_size(panel, change, most);
    /* The smallest of what chance explains would only be noise. */
    if (change == 0 || (rate->may_be_chance && size <= LEAST_TRIANGLE)) return;
    Symbol symbol = change_symbol(panel->style, rate, size);
    symbol.id = g_strdup_printf("change-%s", area_system_area(self->input->areas, row->area)->id);
    symbol.at = symbol.anchor =
        map_view_project(panel->view, area_system_middle(self->input->areas, row->area));
    symbol.tooltip =
        comparison_sentence(self->input->comparison, row, self->input->areas, panel->words[0]);
    g_array_append_val(panel->scene->symbols, symbol);
}

static gint largest_first(gconstpointer a, gconstpointer b) {
    const Symbol *left = a, *right = b;
    if (left->size != right->size) return left->size > right->size ? -1 : 1;
    return strcmp(left->id, right->id);
}

static double reach_of(const Symbol *symbol) {
    return symbol->size / 2 + (symbol->ringed ? 3 : 1) + TRIANGLE_GAP / 2;
}

/* Areas are small and near each other in places: triangles make way by as little as they must. */
static void push_apart(GArray *symbols) {
    enum { ROUNDS = 40 };
    for (guint round = 0; round < ROUNDS; round++)
        for (guint i = 0; i < symbols->len; i++)
            for (guint j = i + 1; j < symbols->len; j++) {
                Symbol *a = &g_array_index(symbols, Symbol, i);
                Symbol *b = &g_array_index(symbols, Symbol, j);
                double distance = fmax(point_distance(a->at, b->at), 0.1);
                double missing = reach_of(a) + reach_of(b) - distance;
                if (missing <= 0) continue;
                double x = (b->at.x - a->at.x) / distance * missing / 2;
                double y = (b->at.y - a->at.y) / distance * missing / 2;
                a->at = (Point){a->at.x - x, a->at.y - y};
                b->at = (Point){b->at.x + x, b->at.y + y};
            }
}

static void settle_triangles(Layout *panel) {
    GArray *symbols = panel->scene->symbols;
    g_array_sort(symbols, largest_first);
    push_apart(symbols);
    for (guint i = 0; i < symbols->len; i++) {
        const Symbol *symbol = &g_array_index(symbols, Symbol, i);
        Box box = box_around(symbol->at, 2 * reach_of(symbol), 2 * reach_of(symbol));
        g_array_append_val(panel->obstacles, box);
    }
}

/* ---- names -------------------------------------------------------------------------------------
 */

char *sheet_area_name(const Sheet *self, const CompareRow *row, const Words *words) {
    const AreaSystem *areas = self->input->areas;
    const Area *area = area_system_area(areas, row->area);
    AreaKind kind = area_system_kind(areas);
    static const char *const banks[] = {NULL, "sheet-left-bank-of", "sheet-right-bank-of"};
    if (kind == AREAS_AROUND || area->place == NO_PLACE)
        return area_system_name(areas, row->area, words);
    const Place *place = gazetteer_place(self->page.gazetteer, area->place);
    const char *name = gazetteer_string(self->page.gazetteer,
                                        words_are_arabic(words) ? place->name_ar : place->name_en);
    return banks[area->bank] ? words_say_with(words, banks[area->bank], "place", name, NULL)
                             : g_strdup(name);
}

/* "Raqqa", and below it "121 to 781". */
static char *label_of(const Sheet *self, const CompareRow *row, const Words *words) {
    g_autofree char *name = sheet_area_name(self, row, words);
    double before = round(row->rate.before * 10) / 10, after = round(row->rate.after * 10) / 10;
    g_autofree char *said = words_say_number(words, "sheet-from-to", before, after);
    return g_strdup_printf("%s\n%s", name, said);
}

/* The triangle of an area; NULL where it has none. */
static const Symbol *triangle_of(const Layout *panel, const Area *area) {
    g_autofree char *id = g_strdup_printf("change-%s", area->id);
    for (guint i = 0; i < panel->scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(panel->scene->symbols, Symbol, i);
        if (strcmp(symbol->id, id) == 0) return symbol;
    }
    return NULL;
}

/* A group that stands for the area, so that the labels know it. */
static void add_group(const Sheet *self, Layout *panel, const CompareRow *row, guint rank) {
    const Area *area = area_system_area(self->input->areas, row->area);
    const Symbol *triangle = triangle_of(panel, area);
    if (!triangle) return;
    double size = 2 * reach_of(triangle);
    Group group = {.id = g_strdup_printf("area-%s", area->id),
                   .place = area->place,
                   .precision = PRECISION_TOWN,
                   .at = area_system_middle(self->input->areas, row->area),
                   .anchor = triangle->at,
                   .n_incidents = 1000 - rank};
    group.box = box_around(group.anchor, size, size);
    char *ar = NULL, *en = NULL;
    for (guint i = 0; i < panel->n_words; i++)
        *(words_are_arabic(panel->words[i]) ? &ar : &en) = label_of(self, row, panel->words[i]);
    group.names = group_names_of(ar ? ar : g_strdup(en), en ? en : g_strdup(ar));
    g_array_append_val(panel->groups, group);
}

/* The surest are named: those that are more than chance, or a few of the others. */
static void add_names(const Sheet *self, Layout *panel) {
    g_autoptr(GPtrArray) findings = comparison_findings(self->input->comparison, MOST_NAMED);
    guint named = panel->compact ? NAMED_ON_PHONE : MOST_NAMED;
    for (guint i = 0; i < MIN(findings->len, named); i++) {
        const CompareRow *row = findings->pdata[i];
        if (row->rate.may_be_chance && i >= LEAST_NAMED) break;
        add_group(self, panel, row, i);
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
    Paint paints[N_CLASSES];
    char *breaks[N_CLASSES] = {NULL};
    for (guint i = 0; i < N_CLASSES; i++) {
        paints[i] = class_paint(page->style, i);
        if (i > 0) breaks[i] = words_number(page->words[0], BREAKS[i - 1]);
    }
    char *texts[2];
    legend_words(page, "sheet-ratio", 0, 0, texts);
    legend_add_scale(page, pieces, paints, N_CLASSES, breaks, texts);
    for (guint i = 0; i < N_CLASSES; i++) g_free(breaks[i]);
    legend_words(page, "sheet-chance", 0, 0, texts);
    Paint chance = chance_paint(page->style);
    legend_add_swatch(page, pieces, &chance, texts);
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
    sheet_add_table(self);
    Layout *panel = sheet_panel_new(self, NULL, 0, self->body, self->ground, NULL, error);
    if (!panel) return FALSE;
    sheet_panel_ground(panel, true, false);
    add_fills(self, panel);
    double most = most_change(comparison);
    for (guint i = 0; i < comparison->n_rows; i++)
        if (is_shown(&comparison->rows[i])) add_triangle(self, panel, &comparison->rows[i], most);
    settle_triangles(panel);
    add_names(self, panel);
    panel->most_labels = panel->groups->len + 8;
    layout_labels(panel);
    layout_river_labels(panel);
    sheet_take_panel(self, panel);
    return TRUE;
}
