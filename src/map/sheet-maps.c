/*
 * sheet-maps: a map a period, or both periods on one. Few incidents are drawn with their own marks
 * as on any map; many, or on small panels, as circles.
 */
#include <math.h>

#include "map/detail.h"
#include "map/sheet-parts.h"

/* Marks are drawn of no more places than this, on panels that are at least this wide. */
enum { MOST_PLACES = 60 };
static const double LEAST_WIDTH = 165;
/* Neighbourhoods of circles, in shares of a panel's shorter side. */
static const double REACH = 1 / 26.0, LEAST_REACH = 5.5, MOST_REACH = 17;
/* Labels of a panel by its area. */
static const double POINTS_PER_LABEL = 26000;
enum { MOST_LABELS = 18, SMALL_FROM = 5, NAMED_ON_SMALL = 3 };

static bool is_overlay(const Sheet *self) { return self->input->layout == SHEET_OVERLAY; }

/* ---- before the page ---------------------------------------------------------------------------
 */

static void circles_legend(Layout *page, double width, Furniture *ret_legend) {
    const Sheet *self = page->sheet;
    g_autoptr(GArray) pieces = legend_pieces_new();
    circles_add_legend(self->circles, page, pieces);
    for (guint i = 0; is_overlay(self) && i < 2; i++) {
        Furniture sample;
        furniture_init(&sample, "period");
        sample.box = (Box){0, 0, 14, 14};
        Color color = style_color(page->style, "period", i ? "after-color" : "before-color");
        Paint filled = {.fill = color_with_alpha(color, 0.8)};
        Paint hollow = {.stroke = color, .stroke_width = 1.8};
        Path path = {0};
        path_add_circle(&path, (Point){7, 7}, 6);
        furniture_add_path(&sample, "period", &path, i ? filled : hollow, true);
        const Periods *periods = self->input->periods;
        const Period *period = &periods->items[i ? periods->n - 1 : 0];
        char *texts[2] = {period_name(period, page->words[0]),
                          page->n_words > 1 ? period_name(period, page->words[1]) : NULL};
        legend_add_piece(page, pieces, &sample, texts);
    }
    legend_flow(page, pieces, width, ret_legend);
}

/* The two periods are the classes of an overlay. */
static void set_classes(Sheet *self) {
    const Periods *periods = self->input->periods;
    GArray *categories = self->page.categories;
    g_array_set_size(categories, 0);
    for (guint i = 0; i < 2; i++) {
        const Period *period = &periods->items[i ? periods->n - 1 : 0];
        Category category = {.id = g_strdup_printf("period-%u", i + 1)};
        for (guint k = 0; k < self->page.n_words; k++) {
            const Words *words = self->page.words[k];
            char **name = words_are_arabic(words) ? &category.ar : &category.en;
            *name = period_name(period, words);
        }
        g_array_append_val(categories, category);
    }
}

/* How the page will be about divided. */
static Box likely_frame(Sheet *self) {
    static const double head_and_foot = 0.24;
    const MapScene *scene = self->page.scene;
    double timeline = sheet_timeline_height(self);
    Box body = {0, 0, scene->width - 28.0,
                fmax(60, scene->height * (1 - head_and_foot) - timeline)};
    g_autofree Box *frames = sheet_frames(self, self->n_panels, sheet_aspect(self->ground), body);
    return frames[0];
}

gboolean sheet_prepare_maps(Sheet *self, GError **error) {
    self->n_panels = is_overlay(self) ? 1 : self->input->periods->n;
    if (is_overlay(self)) set_classes(self);
    if (!sheet_ground_box(self, &self->ground, error)) return FALSE;
    Box frame = likely_frame(self);
    if (self->page.n_places <= MOST_PLACES && frame.width >= LEAST_WIDTH) return TRUE;
    g_autoptr(MapView) view = map_view_new(self->ground, frame, 8, NULL, error);
    if (!view) return FALSE;
    double reach = CLAMP(fmin(frame.width, frame.height) * REACH, LEAST_REACH, MOST_REACH);
    self->circles = circles_new(self, reach, map_view_metres_per_point(view));
    self->page.own_legend = circles_legend;
    return TRUE;
}

/* ---- panels ------------------------------------------------------------------------------------
 */

static guint label_budget(Box frame) {
    return (guint)CLAMP(frame.width * frame.height / POINTS_PER_LABEL, 2, MOST_LABELS);
}

/* The incidents of one period; all where it is an overlay. */
static GPtrArray *incidents_of(const Sheet *self, guint period) {
    GPtrArray *own = g_ptr_array_new();
    for (guint i = 0; i < self->n; i++)
        if (is_overlay(self) || self->periods[i] == period)
            g_ptr_array_add(own, (void *)self->incidents[i]);
    return own;
}

static gboolean draw_marks(Sheet *self, guint period, Box frame, GError **error) {
    g_autoptr(GPtrArray) own = incidents_of(self, period);
    Layout *panel = sheet_panel_new(self, (const Incident *const *)own->pdata, own->len, frame,
                                    self->ground, NULL, error);
    if (!panel) return FALSE;
    panel->most_labels = label_budget(frame) + 4;
    layout_symbols(panel);
    sheet_panel_ground(panel, period + 1 == self->n_panels, false);
    if (panel->unplaced->len) {
        Furniture box;
        unplaced_make(panel, &box);
        bool rtl = panel->direction == DIRECTION_RTL;
        furniture_move(&box, rtl ? frame.x + frame.width - box.box.width - 6 : frame.x + 6,
                       frame.y + 6);
        g_array_append_val(panel->obstacles, box.box);
        g_array_append_val(panel->scene->furniture, box);
    }
    layout_labels(panel);
    layout_river_labels(panel);
    layout_region_labels(panel);
    sheet_take_panel(self, panel);
    return TRUE;
}

/* Labels are set once, where the circles of all periods leave room, and are the same everywhere. */
static Layout *labelled_panel(Sheet *self, Box frame, GError **error) {
    Layout *panel = sheet_panel_new(self, NULL, 0, frame, self->ground, NULL, error);
    if (!panel) return NULL;
    bool is_small = self->n_panels >= SMALL_FROM;
    sheet_panel_ground(panel, true, is_small);
    circles_label(self->circles, panel, label_budget(frame),
                  is_small ? NAMED_ON_SMALL : label_budget(frame));
    if (!is_small) layout_river_labels(panel);
    return panel;
}

static gboolean draw_circles(Sheet *self, guint period, Box frame, const Layout *labelled,
                             GError **error) {
    Layout *panel = sheet_panel_new(self, NULL, 0, frame, self->ground, NULL, error);
    if (!panel) return FALSE;
    sheet_panel_ground(panel, period + 1 == self->n_panels, self->n_panels >= SMALL_FROM);
    if (is_overlay(self))
        circles_draw_both(self->circles, panel);
    else
        circles_draw(self->circles, panel, period);
    g_assert(labelled);
    Box from = labelled->scene->map_frame;
    /* Many small panels would say the same names many times. */
    if (self->n_panels < SMALL_FROM || period == 0)
        sheet_copy_labels(labelled->scene, panel->scene, frame.x - from.x, frame.y - from.y);
    sheet_take_panel(self, panel);
    return TRUE;
}

gboolean sheet_draw_maps(Sheet *self, GError **error) {
    Box body = self->body;
    g_autofree Box *frames = sheet_frames(self, self->n_panels, sheet_aspect(self->ground), body);
    if (is_overlay(self)) frames[0] = body;
    Layout *labelled = self->circles ? labelled_panel(self, frames[0], error) : NULL;
    gboolean good = !self->circles || labelled;
    for (guint i = 0; i < self->n_panels && good; i++) {
        if (!is_overlay(self)) sheet_add_caption(self, i, frames[i]);
        good = self->circles ? draw_circles(self, i, frames[i], labelled, error)
                             : draw_marks(self, i, frames[i], error);
    }
    if (labelled && !self->page.failure) self->page.failure = g_steal_pointer(&labelled->failure);
    detail_free(labelled);
    return good;
}
