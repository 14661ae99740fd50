/* sheet-grid: panels of one size, each with the same ground and a caption above it. */
#include <math.h>

#include "map/detail.h"
#include "map/sheet-parts.h"

static const double COLUMN_GAP = 10, ROW_GAP = 8, CAPTION_GAP = 4, COUNT_GAP = 9;
/* Two languages share a line from this width on. */
static const double SHARED = 500;

/* ---- frames ------------------------------------------------------------------------------------
 */

static Type caption_type(const Sheet *self, guint language, bool is_name) {
    Type type =
        layout_type(&self->page, is_name ? "label-area" : "legend", self->page.words[language]);
    type.halo_width = 0;
    if (is_name) type.color = style_color(self->page.style, "title", "text-color");
    return type;
}

/* In two languages a narrow panel has two lines. */
static bool shares_line(const Sheet *self, double width) {
    return self->page.n_words == 1 || width >= SHARED;
}

double sheet_caption_height(const Sheet *self, double width) {
    double height = 0;
    guint lines = shares_line(self, width) ? 1 : self->page.n_words;
    for (guint i = 0; i < lines; i++) {
        Type type = caption_type(self, i, true);
        height += type_line_height(&type);
    }
    return height + CAPTION_GAP;
}

/* The grid of `columns` in the body. */
typedef struct {
    guint columns, rows;
    double width, height; /* of a frame */
    double scale;         /* how large the ground is drawn */
} Grid;

static Grid grid_of(const Sheet *self, guint n, guint columns, double aspect, Box body) {
    Grid grid = {.columns = columns, .rows = (n + columns - 1) / columns};
    grid.width = (body.width - COLUMN_GAP * (columns - 1)) / columns;
    double caption = sheet_caption_height(self, grid.width);
    grid.height = (body.height - ROW_GAP * (grid.rows - 1)) / grid.rows - caption;
    grid.scale = fmin(grid.width / aspect, grid.height);
    return grid;
}

Box *sheet_frames(const Sheet *self, guint n, double aspect, Box body) {
    Grid best = grid_of(self, n, 1, aspect, body);
    for (guint columns = 2; columns <= n; columns++) {
        Grid grid = grid_of(self, n, columns, aspect, body);
        if (grid.scale > best.scale) best = grid;
    }
    best.width = fmax(best.width, 20);
    best.height = fmax(best.height, 20);
    double caption = sheet_caption_height(self, best.width);
    bool rtl = self->page.direction == DIRECTION_RTL;
    Box *frames = g_new0(Box, n);
    for (guint i = 0; i < n; i++) {
        guint column = i % best.columns, row = i / best.columns;
        if (rtl) column = best.columns - 1 - column;
        frames[i] = (Box){body.x + column * (best.width + COLUMN_GAP),
                          body.y + row * (best.height + caption + ROW_GAP) + caption, best.width,
                          best.height};
    }
    return frames;
}

/* ---- captions ----------------------------------------------------------------------------------
 */

/* What a caption says beside the period's name; and when it says nothing. */
static const char *const COUNT_KEYS[] = {"sheet-count", "sheet-count-only", NULL};
enum { ALONE = 2, ALONE_SHORT = 3, NOTHING = 4 };

static char *count_text(const Sheet *self, guint period, const Words *words, guint form) {
    const PeriodCount *count = &self->input->comparison->periods[period];
    /* Shares of days matter where there are few. */
    double shown = count->count < 20 ? round(count->count * 10) / 10 : round(count->count);
    if (form == NOTHING) return g_strdup("");
    if (form >= ALONE) return words_number(words, shown);
    return words_say_number(words, COUNT_KEYS[form], shown, count->days);
}

static char *name_text(const Sheet *self, guint period, const Words *words, guint form) {
    const Period *named = &self->input->periods->items[period];
    return form >= ALONE_SHORT ? period_short_name(named, words) : period_name(named, words);
}

/* Name and count side by side. */
static double advance_of(Sheet *self, guint period, guint language, guint form, double scale) {
    const Words *words = self->page.words[language];
    Direction direction = words_direction(words);
    Type bold = caption_type(self, language, true), plain = caption_type(self, language, false);
    bold.size *= scale;
    plain.size *= scale;
    g_autofree char *name = name_text(self, period, words, form);
    g_autofree char *count = count_text(self, period, words, form);
    return layout_advance(&self->page, name, &bold, direction) + (*count ? COUNT_GAP : 0) +
           layout_advance(&self->page, count, &plain, direction);
}

static bool fits_all(Sheet *self, guint form, double scale, double width) {
    for (guint i = 0; i < self->input->periods->n; i++) {
        if (form == 0 && self->input->comparison->periods[i].days == 0) return false;
        for (guint k = 0; k < self->page.n_words; k++)
            if (advance_of(self, i, k, form, scale) > width) return false;
    }
    return true;
}

/* All captions say as much, in one size: what fits the tightest. */
static void choose_captions(Sheet *self, double width) {
    static const double scales[] = {1, 0.92, 0.84};
    double room = shares_line(self, width) ? width / self->page.n_words - 4 : width;
    self->caption_scale = scales[0];
    for (guint form = 0; form <= ALONE_SHORT; form++) {
        self->caption_form = form;
        if (fits_all(self, form, self->caption_scale, room)) return;
    }
    for (guint i = 1; i < G_N_ELEMENTS(scales); i++) {
        self->caption_scale = scales[i];
        if (fits_all(self, ALONE_SHORT, scales[i], room)) return;
    }
    self->caption_form = NOTHING;
}

/* Name and count in one language, from the reading side of the language on. */
static void add_caption_in(Sheet *self, Furniture *caption, guint period, guint language, Box row) {
    const Words *words = self->page.words[language];
    Direction direction = words_direction(words);
    bool rtl = direction == DIRECTION_RTL;
    Type bold = caption_type(self, language, true), plain = caption_type(self, language, false);
    double base = bold.size;
    bold.size *= self->caption_scale;
    plain.size *= self->caption_scale;
    g_autofree char *name = name_text(self, period, words, self->caption_form);
    g_autofree char *count = count_text(self, period, words, self->caption_form);
    Point at = {rtl ? row.x + row.width : row.x, row.y + base};
    TextAnchor anchor = rtl ? ANCHOR_END : ANCHOR_START;
    furniture_add_line(caption, layout_line(&self->page, name, &bold, direction, anchor, at));
    if (!*count) return;
    double taken = layout_advance(&self->page, name, &bold, direction) + COUNT_GAP;
    at.x += rtl ? -taken : taken;
    furniture_add_line(caption, layout_line(&self->page, count, &plain, direction, anchor, at));
}

void sheet_add_caption(Sheet *self, guint period, Box frame) {
    Furniture caption;
    g_autofree char *id = g_strdup_printf("caption-%u", period + 1);
    furniture_init(&caption, id);
    if (period == 0) choose_captions(self, frame.width);
    bool share = shares_line(self, frame.width);
    double y = frame.y - sheet_caption_height(self, frame.width);
    Box row = {frame.x, y, frame.width, 0};
    if (share && self->page.n_words > 1) row.width = frame.width / 2;
    for (guint i = 0; i < self->page.n_words; i++) {
        bool rtl = words_direction(self->page.words[i]) == DIRECTION_RTL;
        row.x = rtl ? frame.x + frame.width - row.width : frame.x;
        add_caption_in(self, &caption, period, i, row);
        Type type = caption_type(self, i, true);
        if (!share) row.y += type_line_height(&type);
    }
    for (guint i = 0; i < caption.lines->len; i++) {
        Box line = g_array_index(caption.lines, TextLine, i).box;
        caption.box = i ? box_union(caption.box, line) : line;
    }
    g_array_append_val(self->page.scene->furniture, caption);
}

void sheet_add_edge(Sheet *self, Box frame) {
    Furniture edge;
    furniture_init(&edge, "panel-edge");
    Paint paint = {.stroke = style_color(self->page.style, "frame", "line-color"),
                   .stroke_width = style_number(self->page.style, "frame", "line-width")};
    Path path = {0};
    path_add_rounded_box(&path, frame, 0);
    furniture_add_path(&edge, "frame", &path, paint, true);
    edge.box = frame;
    g_array_append_val(self->page.scene->furniture, edge);
}

/* ---- ground ------------------------------------------------------------------------------------
 */

/* Where a few lie far from all others, they alone do not set the frame. */
static const double KEPT = 0.995;
enum { MANY = 200 };

static gint compare_numbers(gconstpointer a, gconstpointer b) {
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

/* The span that holds all numbers, or of many all but the outermost. */
static void span_of(GArray *numbers, double *ret_least, double *ret_most) {
    g_array_sort(numbers, compare_numbers);
    guint cut = numbers->len >= MANY ? (guint)(numbers->len * (1 - KEPT) / 2) : 0;
    *ret_least = g_array_index(numbers, double, cut);
    *ret_most = g_array_index(numbers, double, numbers->len - 1 - cut);
}

/* Around all incidents whose place is known to some 25 km. */
static bool box_of_places(const Sheet *self, LonLatBox *ret_box) {
    static const double well_known_m = 25000, margin = 0.04, least_degrees = 0.5;
    g_autoptr(GArray) lons = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) lats = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < self->n; i++) {
        const Location *location = &self->incidents[i]->location;
        if (!isfinite(location->lon) || incident_uncertainty_m(self->incidents[i]) > well_known_m)
            continue;
        g_array_append_val(lons, location->lon);
        g_array_append_val(lats, location->lat);
    }
    if (lons->len == 0) return false;
    span_of(lons, &ret_box->west, &ret_box->east);
    span_of(lats, &ret_box->south, &ret_box->north);
    double x = fmax(margin * (ret_box->east - ret_box->west), least_degrees / 4);
    double y = fmax(margin * (ret_box->north - ret_box->south), least_degrees / 4);
    *ret_box =
        (LonLatBox){ret_box->west - x, ret_box->south - y, ret_box->east + x, ret_box->north + y};
    return true;
}

gboolean sheet_ground_box(Sheet *self, LonLatBox *ret_box, GError **error) {
    const char *focus = self->options.focus;
    bool is_auto = !focus || g_str_equal(focus, "auto");
    bool many = self->page.n_places >= MANY || self->input->layout == SHEET_DENSITY;
    if (is_auto && many && box_of_places(self, ret_box)) return TRUE;
    return layout_ground_box(&self->page, ret_box, error);
}

double sheet_aspect(LonLatBox box) {
    double shrink = cos((box.south + box.north) / 2 * G_PI / 180);
    return (box.east - box.west) * shrink / fmax(box.north - box.south, 1e-6);
}

/* ---- panels ------------------------------------------------------------------------------------
 */

/* Room around the incidents, in proportion to the panel. */
static double padding_of(Box frame) { return CLAMP(fmin(frame.width, frame.height) * 0.06, 8, 40); }

Layout *sheet_panel_new(Sheet *self, const Incident *const *incidents, guint n, Box frame,
                        LonLatBox ground, const char *crs, GError **error) {
    Layout *page = &self->page, *panel = g_new0(Layout, 1);
    *panel = (Layout){.incidents = incidents,
                      .n_incidents = n,
                      .options = page->options,
                      .style = page->style,
                      .gazetteer = page->gazetteer,
                      .fonts = page->fonts,
                      .basemap = page->basemap,
                      .areas = page->areas,
                      .boundaries = page->boundaries,
                      .words = {page->words[0], page->words[1]},
                      .n_words = page->n_words,
                      .direction = page->direction,
                      .compact = page->compact,
                      .has_legend = true,
                      .is_detail = true,
                      .most_notes = G_MAXUINT,
                      .periods = n ? page->periods : NULL};
    panel->scene = scene_new(page->options, page->style);
    panel->scene->map_frame = frame;
    panel->obstacles = g_array_new(FALSE, FALSE, sizeof(Box));
    layout_group(panel);
    panel->view =
        map_view_new(ground, frame, padding_of(frame), crs ? crs : page->options->crs, error);
    if (panel->view) return panel;
    detail_free(panel);
    return NULL;
}

/* In the corner where reading ends, or in the next one that is free. */
static void add_scale_bar(Layout *panel) {
    static const double edge = 6;
    Furniture bar;
    if (!scale_bar_make(panel, &bar)) return;
    Box frame = box_grown(panel->scene->map_frame, -edge);
    bool rtl = panel->direction == DIRECTION_RTL;
    Box corners[4];
    for (guint i = 0; i < 4; i++) {
        bool at_right = rtl == (i % 2 == 1), at_top = i / 2 == 1;
        corners[i] = bar.box;
        corners[i].x = at_right ? frame.x + frame.width - bar.box.width : frame.x;
        corners[i].y = at_top ? frame.y : frame.y + frame.height - bar.box.height;
    }
    guint chosen = 0;
    while (chosen < 4 && !layout_is_clear(panel, corners[chosen], 0)) chosen++;
    chosen %= 4;
    furniture_move(&bar, corners[chosen].x - bar.box.x, corners[chosen].y - bar.box.y);
    g_array_append_val(panel->obstacles, bar.box);
    g_array_append_val(panel->scene->furniture, bar);
}

/* Small panels show land, water and borders only. */
static void thin_out(MapScene *scene) {
    static const char *const dropped[] = {"road-major", "road-minor", "rail",   "admin1",
                                          "admin2",     "builtup",    "stream", NULL};
    shade_clear(&scene->shade);
    for (guint i = scene->ground->len; i-- > 0;)
        if (g_strv_contains(dropped, g_array_index(scene->ground, GroundPath, i).layer))
            g_array_remove_index(scene->ground, i);
}

void sheet_panel_ground(Layout *panel, bool has_scale_bar, bool is_small) {
    layout_ground(panel);
    if (is_small) thin_out(panel->scene);
    if (has_scale_bar) add_scale_bar(panel);
}

static bool is_known_warning(const GPtrArray *warnings, const char *warning) {
    for (guint i = 0; i < warnings->len; i++)
        if (g_str_equal(warnings->pdata[i], warning)) return true;
    return false;
}

void sheet_take_panel(Sheet *self, Layout *panel) {
    MapScene *page = self->page.scene;
    layout_preflight(panel);
    page->summary.n_labels_wished += panel->scene->summary.n_labels_wished;
    page->summary.n_labels_placed += panel->scene->summary.n_labels_placed;
    for (guint i = 0; i < panel->scene->warnings->len; i++) {
        const char *warning = panel->scene->warnings->pdata[i];
        if (!is_known_warning(page->warnings, warning))
            g_ptr_array_add(page->warnings, g_strdup(warning));
    }
    if (!self->page.failure) self->page.failure = g_steal_pointer(&panel->failure);
    sheet_add_edge(self, panel->scene->map_frame);
    page->uses_osm = true;
    g_ptr_array_add(page->panels, g_steal_pointer(&panel->scene));
    detail_free(panel);
}

static Label label_copy(const Label *label, double dx, double dy) {
    Label copy = *label;
    copy.id = g_strdup(label->id);
    copy.name = g_strdup(label->name);
    copy.why = g_strdup(label->why);
    copy.lines = g_memdup2(label->lines, label->n_lines * sizeof *label->lines);
    for (guint i = 0; i < copy.n_lines; i++) {
        copy.lines[i].text = g_strdup(label->lines[i].text);
        text_line_move(&copy.lines[i], dx, dy);
    }
    copy.box.x += dx;
    copy.box.y += dy;
    copy.feature = (Point){label->feature.x + dx, label->feature.y + dy};
    for (guint i = 0; i < copy.n_leader; i++)
        copy.leader[i] = (Point){label->leader[i].x + dx, label->leader[i].y + dy};
    copy.curve = path_copy(&label->curve);
    path_move(&copy.curve, dx, dy);
    return copy;
}

void sheet_copy_labels(const MapScene *from, MapScene *into, double dx, double dy) {
    for (guint i = 0; i < from->labels->len; i++) {
        Label copy = label_copy(&g_array_index(from->labels, Label, i), dx, dy);
        g_array_append_val(into->labels, copy);
    }
    for (guint i = 0; i < from->ground->len; i++) {
        const GroundPath *ground = &g_array_index(from->ground, GroundPath, i);
        if (!g_str_equal(ground->layer, "town")) continue;
        GroundPath copy = {g_strdup(ground->layer), ground->paint, path_copy(&ground->path),
                           ground->closed};
        path_move(&copy.path, dx, dy);
        g_array_append_val(into->ground, copy);
    }
}
