/* sheet-density: hexagons of one size, a map a period, all under one scale of colours. */
#include <math.h>

#include "map/detail.h"
#include "map/sheet-parts.h"

enum { N_CLASSES = 6, SMALL_FROM = 5 };
/* A cell is about this many points wide. */
static const double CELL = 8;
/* Counts are told for so much ground, and for so many days where the periods are not of one length.
 */
static const double DAYS = 30;

/* ---- the scale ---------------------------------------------------------------------------------
 */

/* Do the periods differ so much in length that counts alone would mislead? */
static bool differ_in_length(const Sheet *self) {
    guint least = G_MAXUINT, most = 0;
    for (guint i = 0; i < self->input->periods->n; i++) {
        guint days = self->input->comparison->periods[i].days;
        least = MIN(least, days);
        most = MAX(most, days);
    }
    return least > 0 && most > 1.12 * least;
}

/* So much ground that the strongest cells hold some incidents: 100 km², 1000, 10,000. */
static double ground_km2(const Sheet *self) {
    static const double some = 4;
    double ground = 100;
    while (ground < 10000 && self->density->most * ground / self->density->cell_km2 < some)
        ground *= 10;
    return ground;
}

/* From incidents in a cell to what the scale tells. */
static double factor_of(const Sheet *self, guint period) {
    double factor = ground_km2(self) / self->density->cell_km2;
    return differ_in_length(self) ? factor * DAYS / self->input->comparison->periods[period].days
                                  : factor;
}

/* The next round number under `value`: 1, 2, 5, or of coarse ones 1, 3. */
static double next_below(double value, bool is_coarse) {
    double power = pow(10, floor(log10(value) + 1e-9)), first = value / power;
    if (is_coarse && first > 3.0001) return 3 * power;
    if (!is_coarse && first > 5.0001) return 5 * power;
    if (!is_coarse && first > 2.0001) return 2 * power;
    return first > 1.0001 ? power : power * (is_coarse ? 0.3 : 0.5);
}

/* Share of the incidents that lies in cells under `bound`. */
static double share_under(const Sheet *self, double bound) {
    const Density *density = self->density;
    double under = 0, all = 0;
    for (guint i = 0; i < density->n_cells; i++)
        for (guint k = 0; k < density->n_periods; k++) {
            double expected = density->cells[i].expected[k];
            all += expected;
            if (expected * factor_of(self, k) < bound) under += expected;
        }
    return all > 0 ? under / all : 0;
}

static gint strongest_first(gconstpointer a, gconstpointer b) {
    double left = *(const double *)a, right = *(const double *)b;
    return left > right ? -1 : left < right;
}

/* Cells of this value and more hold a good part of all incidents: a single cell beyond all others
 * shall not have the darkest colour for itself. */
static double strong_value(const Sheet *self) {
    static const double part = 0.12;
    const Density *density = self->density;
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));
    double all = 0, sum = 0;
    for (guint i = 0; i < density->n_cells; i++)
        for (guint k = 0; k < density->n_periods; k++) {
            double value = density->cells[i].expected[k] * factor_of(self, k);
            all += value;
            g_array_append_val(values, value);
        }
    g_array_sort(values, strongest_first);
    guint at = 0;
    while (at + 1 < values->len && (sum += g_array_index(values, double, at)) < part * all) at++;
    return values->len ? fmax(g_array_index(values, double, at), 1e-6) : 1;
}

/* Lower bounds of the classes: what lies under the first is not drawn. The steps are coarse where
 * fine ones would leave out too much. */
static void find_breaks(const Sheet *self, double ret_breaks[N_CLASSES]) {
    static const double most_left_out = 0.06;
    double strong = strong_value(self);
    for (guint coarse = 0; coarse < 2; coarse++) {
        double bound = next_below(strong, coarse);
        for (guint i = N_CLASSES; i-- > 0; bound = next_below(bound, coarse)) ret_breaks[i] = bound;
        if (share_under(self, ret_breaks[0]) <= most_left_out) return;
    }
}

static int class_of(double value, const double breaks[N_CLASSES]) {
    int class = -1;
    while (class + 1 < N_CLASSES && value >= breaks[class + 1]) class ++;
    return class;
}

static Color class_color(const Style *style, guint class) {
    g_autofree char *key = g_strdup_printf("color-%u", class + 1);
    return color_with_alpha(style_color(style, "density", key),
                            style_number(style, "density", "fill-opacity"));
}

static void density_legend(Layout *page, double width, Furniture *ret_legend) {
    const Sheet *self = page->sheet;
    double breaks[N_CLASSES];
    Paint paints[N_CLASSES];
    char *said[N_CLASSES];
    find_breaks(self, breaks);
    for (guint i = 0; i < N_CLASSES; i++) {
        paints[i] = (Paint){.fill = class_color(page->style, i)};
        said[i] = words_number(page->words[0], breaks[i]);
    }
    g_autoptr(GArray) pieces = legend_pieces_new();
    char *texts[2];
    legend_words(page, differ_in_length(self) ? "sheet-density-per-days" : "sheet-density",
                 ground_km2(self), DAYS, texts);
    legend_add_scale(page, pieces, paints, N_CLASSES, said, texts);
    for (guint i = 0; i < N_CLASSES; i++) g_free(said[i]);
    Furniture nothing;
    furniture_init(&nothing, "note");
    legend_words(page, "sheet-density-note", 0, 0, texts);
    legend_add_piece(page, pieces, &nothing, texts);
    legend_flow(page, pieces, width, ret_legend);
}

/* ---- cells -------------------------------------------------------------------------------------
 */

gboolean sheet_prepare_density(Sheet *self, GError **error) {
    static const double least_m = 2000;
    self->n_panels = self->input->periods->n;
    if (!sheet_ground_box(self, &self->ground, error)) return FALSE;
    Box body = {0, 0, self->page.scene->width - 28.0, self->page.scene->height * 0.76};
    g_autofree Box *frames = sheet_frames(self, self->n_panels, sheet_aspect(self->ground), body);
    g_autoptr(MapView) view = map_view_new(self->ground, frames[0], 8, EQUAL_AREA, error);
    if (!view) return FALSE;
    const AreaSystem *areas = self->input->areas;
    double size = area_system_kind(areas) == AREAS_HEXAGONS
                      ? area_system_size_m(areas)
                      : fmax(least_m, CELL * map_view_metres_per_point(view));
    self->density = density_new(self->input->counted, self->input->periods, size, error);
    if (!self->density) return FALSE;
    self->page.own_legend = density_legend;
    return TRUE;
}

/* Under the first line of the ground, so that rivers and borders stay in sight. */
static void insert_under_lines(GArray *ground, GroundPath *path) {
    guint at = 0;
    while (at < ground->len && g_array_index(ground, GroundPath, at).closed) at++;
    g_array_insert_val(ground, at, *path);
}

static void add_cells(const Sheet *self, Layout *panel, guint period,
                      const double breaks[N_CLASSES]) {
    const Density *density = self->density;
    GroundPath classes[N_CLASSES] = {0};
    double factor = factor_of(self, period);
    for (guint i = 0; i < density->n_cells; i++) {
        int class = class_of(density->cells[i].expected[period] * factor, breaks);
        const Shape *shape = density->cells[i].shape;
        if (class >= 0)
            path_add_projected(&classes[class].path, panel->view, shape->points, shape->parts,
                               shape->n_points, shape->n_parts, true);
    }
    for (guint i = 0; i < N_CLASSES; i++) {
        if (classes[i].path.n_points == 0) continue;
        classes[i].layer = g_strdup_printf("density-%u", i + 1);
        classes[i].closed = true;
        classes[i].paint = (Paint){.fill = class_color(panel->style, i)};
        insert_under_lines(panel->scene->ground, &classes[i]);
    }
}

static guint label_budget(Box frame) {
    static const double points_per_label = 22000;
    return (guint)CLAMP(frame.width * frame.height / points_per_label, 2, 15);
}

/* Many small panels would say the same names many times: the first does. */
static void add_names(const Sheet *self, Layout *panel) {
    panel->most_labels = label_budget(panel->scene->map_frame);
    layout_labels(panel);
    if (self->n_panels < SMALL_FROM) layout_river_labels(panel);
}

gboolean sheet_draw_density(Sheet *self, GError **error) {
    double breaks[N_CLASSES];
    find_breaks(self, breaks);
    g_autofree Box *frames =
        sheet_frames(self, self->n_panels, sheet_aspect(self->ground), self->body);
    const MapScene *first = NULL;
    for (guint i = 0; i < self->n_panels; i++) {
        sheet_add_caption(self, i, frames[i]);
        Layout *panel = sheet_panel_new(self, NULL, 0, frames[i], self->ground, EQUAL_AREA, error);
        if (!panel) return FALSE;
        bool is_last = i + 1 == self->n_panels;
        /* The first one's names keep off the scale bar, which then stands in the last. */
        sheet_panel_ground(panel, !first || is_last, self->n_panels >= SMALL_FROM);
        shade_clear(&panel->scene->shade);
        add_cells(self, panel, i, breaks);
        if (!first) {
            add_names(self, panel);
            first = panel->scene;
            if (!is_last) g_array_set_size(panel->scene->furniture, 0);
        } else if (self->n_panels < SMALL_FROM) {
            sheet_copy_labels(first, panel->scene, frames[i].x - frames[0].x,
                              frames[i].y - frames[0].y);
        }
        sheet_take_panel(self, panel);
    }
    return TRUE;
}
