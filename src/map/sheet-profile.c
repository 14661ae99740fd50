/*
 * sheet-profile: incidents along a line. Of a river the left bank stands up and the right one
 * hangs down, the towns between them; of a road, or of rings around a place, all stand up.
 *
 *      left   ▯▮   ▮▯          before outlined, after filled
 *     ────────towns──────── km
 *      right   ▮      ▯
 */
#include <math.h>
#include <string.h>

#include "map/sheet-plot.h"

static const double AXIS_WIDTH = 44, KM_ROW = 17, TOWN_ROW = 16, NAME_ROW = 19;
enum { MOST_TOWN_ROWS = 3 };

/* The plot while it is set. */
typedef struct {
    Sheet *sheet;
    Furniture furniture;
    bool has_banks;
    double from_km, to_km;
    double most[2];     /* of any bar that stands up, or hangs down */
    Box room;           /* of the bars */
    double top, bottom; /* of the axis between the banks; both the same without banks */
} Profile;

/* ---- legend ------------------------------------------------------------------------------------
 */

static void profile_legend(Layout *page, double width, Furniture *ret_legend) {
    const Sheet *self = page->sheet;
    const Periods *periods = self->input->periods;
    g_autoptr(GArray) pieces = legend_pieces_new();
    for (guint i = 0; i < 2; i++) {
        const Period *period = &periods->items[i ? periods->n - 1 : 0];
        Furniture sample;
        furniture_init(&sample, "period");
        sample.box = (Box){0, 0, 12, 14};
        plot_box(&sample, (Box){1, 1, 10, 12},
                 i ? plot_after(page->style) : plot_before(page->style));
        char *texts[2] = {period_name(period, page->words[0]),
                          page->n_words > 1 ? period_name(period, page->words[1]) : NULL};
        legend_add_piece(page, pieces, &sample, texts);
    }
    Furniture nothing;
    furniture_init(&nothing, "note");
    char *texts[2];
    double km = area_system_size_m(self->input->areas) / 1000;
    legend_words(page, "sheet-profile", km, 0, texts);
    legend_add_piece(page, pieces, &nothing, texts);
    legend_flow(page, pieces, width, ret_legend);
}

void sheet_prepare_profile(Sheet *self) { self->page.own_legend = profile_legend; }

/* ---- scales ------------------------------------------------------------------------------------
 */

static double x_of(const Profile *self, double km) {
    double share = (km - self->from_km) / (self->to_km - self->from_km);
    return self->room.x + share * self->room.width;
}

/* Height of a bar that stands for `count`, up or down. */
static double height_of(const Profile *self, double count) {
    double room = self->room.height - (self->has_banks ? AXIS_WIDTH : 0);
    return room * count / (self->most[0] + self->most[1]);
}

/* A line is shown as far as incidents lie along it, and some way on; rings from their place on. */
static void find_ends(Profile *self) {
    static const double stretches_on = 3;
    const AreaSystem *areas = self->sheet->input->areas;
    double length = area_system_length_km(areas);
    double on = stretches_on * area_system_size_m(areas) / 1000;
    bool is_empty = self->from_km > self->to_km;
    if (length > 0) {
        self->from_km = is_empty ? 0 : fmax(0, self->from_km - on);
        self->to_km = is_empty ? length : fmin(fmax(length, self->to_km), self->to_km + on);
    } else {
        self->from_km = 0;
        if (is_empty) self->to_km = on;
    }
}

static void find_scales(Profile *self) {
    const SheetInput *input = self->sheet->input;
    self->from_km = INFINITY;
    self->to_km = -INFINITY;
    double most[2] = {1, 1};
    for (guint i = 0; i < input->comparison->n_rows; i++) {
        const CompareRow *row = &input->comparison->rows[i];
        const Area *area = area_system_area(input->areas, row->area);
        self->from_km = fmin(self->from_km, area->from_km);
        self->to_km = fmax(self->to_km, area->to_km);
        double *side = &most[area->bank == BANK_RIGHT];
        *side = fmax(*side, fmax(row->rate.before, row->rate.after));
        self->has_banks |= area->bank != BANK_NONE;
    }
    /* Neither bank is so low that its name has no room. */
    for (guint i = 0; i < 2; i++) self->most[i] = fmax(most[i], most[!i] * 0.25) * 1.08;
    if (!self->has_banks) self->most[1] = 0;
    find_ends(self);
}

/* ---- axes --------------------------------------------------------------------------------------
 */

static void add_count_line(Profile *self, double count, bool down) {
    Layout *page = &self->sheet->page;
    double y = down ? self->bottom + height_of(self, count) : self->top - height_of(self, count);
    plot_line(&self->furniture, (Point){self->room.x, y},
              (Point){self->room.x + self->room.width, y}, plot_grid_color(page->style), 0.6);
    g_autofree char *number = words_number(page->words[0], count);
    furniture_add_line(&self->furniture, plot_text(page, number, "scale", page->words[0],
                                                   ANCHOR_END, (Point){self->room.x - 5, y + 4}));
}

static void add_grid(Profile *self) {
    double step = axis_step(self->most[0] + self->most[1], 8);
    for (guint side = 0; side < 2; side++)
        for (double count = step; count <= self->most[side]; count += step)
            add_count_line(self, count, side == 1);
}

/* Of a river the kilometres stand in its water, below the towns; else under the axis. */
static double km_baseline(const Profile *self) {
    return self->has_banks ? self->bottom - 7 : self->bottom + KM_ROW - 4;
}

static void add_kilometres(Profile *self) {
    Layout *page = &self->sheet->page;
    const Words *words = page->words[0];
    double step = axis_step(self->to_km - self->from_km, page->compact ? 4 : 8);
    double y = km_baseline(self);
    for (double km = ceil(self->from_km / step) * step; km <= self->to_km; km += step) {
        double x = x_of(self, km);
        bool is_last = km + step > self->to_km;
        g_autofree char *said =
            is_last ? words_say_number(words, "scale-kilometres", km, 0) : words_number(words, km);
        furniture_add_line(&self->furniture,
                           plot_text(page, said, "scale", words, ANCHOR_MIDDLE, (Point){x, y}));
        double tick = self->has_banks ? -4 : 4;
        plot_line(&self->furniture, (Point){x, self->bottom}, (Point){x, self->bottom + tick},
                  style_color(page->style, "scale", "line-color"), 0.8);
    }
}

/* The bank's name with the side of the compass that it lies on, as seen down the whole line. */
static char *bank_name(const Profile *self, const Words *words, bool left) {
    static const char *const sides[] = {"compass-n", "compass-ne", "compass-e", "compass-se",
                                        "compass-s", "compass-sw", "compass-w", "compass-nw"};
    double azimuth = area_system_course(self->sheet->input->areas) + (left ? -90 : 90);
    long eighth = lround(azimuth / 45);
    g_autofree char *side = words_say(words, sides[((eighth % 8) + 8) % 8]);
    return words_say_with(words, left ? "sheet-left-bank" : "sheet-right-bank", "side", side, NULL);
}

static void add_bank_names(Profile *self) {
    Layout *page = &self->sheet->page;
    const Words *words = page->words[0];
    bool rtl = page->direction == DIRECTION_RTL;
    double x = rtl ? self->room.x + self->room.width : self->room.x + 4;
    TextAnchor anchor = rtl ? ANCHOR_END : ANCHOR_START;
    g_autofree char *left = bank_name(self, words, true);
    g_autofree char *right = bank_name(self, words, false);
    furniture_add_line(&self->furniture, plot_text(page, left, "label-area", words, anchor,
                                                   (Point){x, self->room.y - 6}));
    furniture_add_line(&self->furniture,
                       plot_text(page, right, "label-area", words, anchor,
                                 (Point){x, self->room.y + self->room.height + 14}));
}

/* The line itself: water or road. */
static void add_axis(Profile *self) {
    const Style *style = self->sheet->page.style;
    Box axis = {self->room.x, self->top, self->room.width, self->bottom - self->top};
    if (self->has_banks) {
        Paint water = {.fill = style_color(style, "water", "fill-color")};
        plot_box(&self->furniture, axis, water);
    } else {
        plot_line(&self->furniture, (Point){axis.x, self->top},
                  (Point){axis.x + axis.width, self->top},
                  style_color(style, "legend", "text-color"), 1);
    }
}

/* ---- bars --------------------------------------------------------------------------------------
 */

static Box bar_box(const Profile *self, const Area *area, double count, double share) {
    double left = x_of(self, area->from_km), right = x_of(self, area->to_km);
    double width = (right - left) * share, height = height_of(self, count);
    Box box = {(left + right - width) / 2, self->top - height, width, height};
    if (area->bank == BANK_RIGHT) box.y = self->bottom;
    return box;
}

static void add_bars(Profile *self) {
    const SheetInput *input = self->sheet->input;
    const Style *style = self->sheet->page.style;
    for (guint i = 0; i < input->comparison->n_rows; i++) {
        const CompareRow *row = &input->comparison->rows[i];
        const Area *area = area_system_area(input->areas, row->area);
        if (row->rate.after > 0)
            plot_box(&self->furniture, bar_box(self, area, row->rate.after, 0.52),
                     plot_after(style));
        if (row->rate.before > 0)
            plot_box(&self->furniture, bar_box(self, area, row->rate.before, 0.84),
                     plot_before(style));
    }
}

/* ---- towns -------------------------------------------------------------------------------------
 */

static bool is_free(const GArray *taken, Box box) {
    for (guint i = 0; i < taken->len; i++)
        if (boxes_overlap(box_grown(box, 4), g_array_index(taken, Box, i))) return false;
    return true;
}

/* A town on the axis, where its name finds room. */
static void add_town(Profile *self, const Landmark *town, GArray *taken) {
    if (town->along_km < self->from_km || town->along_km > self->to_km) return;
    Layout *page = &self->sheet->page;
    const Words *words = page->words[0];
    const Place *place = gazetteer_place(page->gazetteer, town->place);
    const char *name = gazetteer_string(page->gazetteer,
                                        words_are_arabic(words) ? place->name_ar : place->name_en);
    double x = x_of(self, town->along_km);
    double y =
        self->has_banks ? self->top + 19 : self->room.y + self->room.height + KM_ROW + TOWN_ROW - 4;
    TextLine line = plot_text(page, name, "label-town", words, ANCHOR_MIDDLE, (Point){x, y});
    bool inside = line.box.x >= self->room.x - 24 &&
                  line.box.x + line.box.width <= self->room.x + self->room.width + 14;
    if (!inside || !is_free(taken, line.box)) {
        text_line_clear(&line);
        return;
    }
    g_array_append_val(taken, line.box);
    furniture_add_line(&self->furniture, line);
    Color color = style_color(page->style, "label-town", "icon-color");
    plot_line(&self->furniture, (Point){x, self->top}, (Point){x, self->top + 5}, color, 1);
}

static void add_towns(Profile *self) {
    g_autoptr(GArray) towns = area_system_landmarks(self->sheet->input->areas);
    g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Box));
    for (guint i = 0; i < towns->len; i++)
        add_town(self, &g_array_index(towns, Landmark, i), taken);
}

/* Rings have no towns along them. */
static bool has_towns(const Sheet *self) { return area_system_length_km(self->input->areas) > 0; }

/* ---- all ---------------------------------------------------------------------------------------
 */

gboolean sheet_draw_profile(Sheet *self, GError **error) {
    static const double numbers = 34, right = 12;
    Profile profile = {.sheet = self};
    Box body = self->body;
    furniture_init(&profile.furniture, "profile");
    find_scales(&profile);
    double names = profile.has_banks ? NAME_ROW : 6;
    double below = profile.has_banks ? NAME_ROW : KM_ROW + (has_towns(self) ? TOWN_ROW : 0);
    profile.room = (Box){body.x + numbers, body.y + names, body.width - numbers - right,
                         body.height - names - below};
    profile.top = profile.room.y + height_of(&profile, profile.most[0]);
    profile.bottom = profile.top + (profile.has_banks ? AXIS_WIDTH : 0);
    add_grid(&profile);
    add_axis(&profile);
    add_bars(&profile);
    add_kilometres(&profile);
    add_towns(&profile);
    if (profile.has_banks) add_bank_names(&profile);
    profile.furniture.box = body;
    g_array_append_val(self->page.scene->furniture, profile.furniture);
    return TRUE;
}
