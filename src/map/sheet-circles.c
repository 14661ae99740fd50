/*
 * sheet-circles: more incidents than marks can stand for. Those near each other become one circle
 * whose area is their number; the circles stand at the same places in every panel, so that what
 * changes between panels is what changed.
 */
#include <math.h>

#include "map/sheet-parts.h"

static const double LEAST_DIAMETER = 2.6, NUMBERED_FROM = 21;
static const double OPACITY = 0.78;
/* Of the diameter of the largest circle to the reach of a neighbourhood. */
static const double FULL = 2.6;
/* A circle stands for its neighbourhood: what may lie this many reaches away is not in it. */
static const double KNOWN = 1.6;
enum { LABELLED = 30 };

/* ---- neighbourhoods ----------------------------------------------------------------------------
 */

static double flat_distance_m(LonLat a, LonLat b) {
    double metres = 111320, x = (a.lon - b.lon) * cos((a.lat + b.lat) / 2 * G_PI / 180);
    return metres * hypot(x, a.lat - b.lat);
}

static gint most_first(gconstpointer a, gconstpointer b) {
    const Spot *left = a, *right = b;
    if (left->total != right->total) return left->total > right->total ? -1 : 1;
    if (left->at.lon != right->at.lon) return left->at.lon < right->at.lon ? -1 : 1;
    return left->at.lat < right->at.lat ? -1 : left->at.lat > right->at.lat;
}

/* Every place with its counts. */
static GArray *places_of(const Sheet *self, double known_m, guint *ret_n_coarse) {
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(Spot));
    g_autoptr(GHashTable) index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool overlay = self->input->layout == SHEET_OVERLAY;
    *ret_n_coarse = 0;
    for (guint i = 0; i < self->n; i++) {
        const Incident *incident = self->incidents[i];
        LonLat at = {incident->location.lon, incident->location.lat};
        if (!isfinite(at.lon) || incident_uncertainty_m(incident) > known_m) {
            ++*ret_n_coarse;
            continue;
        }
        char *key = g_strdup_printf("%ld %ld", lround(at.lon * 1e4), lround(at.lat * 1e4));
        void *found;
        if (!g_hash_table_lookup_extended(index, key, NULL, &found)) {
            Spot spot = {.at = at, .place = NO_PLACE};
            found = GUINT_TO_POINTER(spots->len);
            g_array_append_val(spots, spot);
            g_hash_table_insert(index, key, found);
        } else {
            g_free(key);
        }
        Spot *spot = &g_array_index(spots, Spot, GPOINTER_TO_UINT(found));
        spot->total++;
        spot->counts[overlay ? self->classes[i] : self->periods[i]]++;
    }
    g_array_sort(spots, most_first);
    return spots;
}

static void spot_join(Spot *into, const Spot *from) {
    into->total += from->total;
    for (guint i = 0; i < SHEET_MOST_PANELS; i++) into->counts[i] += from->counts[i];
}

/* The largest takes in what lies within its reach, then the next. */
static void join_near(GArray *spots, double reach_m) {
    g_autofree bool *gone = g_new0(bool, spots->len + 1);
    for (guint i = 0; i < spots->len; i++) {
        Spot *leader = &g_array_index(spots, Spot, i);
        for (guint j = i + 1; j < spots->len && !gone[i]; j++) {
            const Spot *other = &g_array_index(spots, Spot, j);
            if (gone[j] || flat_distance_m(leader->at, other->at) > reach_m) continue;
            spot_join(leader, other);
            gone[j] = true;
        }
    }
    guint kept = 0;
    for (guint i = 0; i < spots->len; i++)
        if (!gone[i]) g_array_index(spots, Spot, kept++) = g_array_index(spots, Spot, i);
    g_array_set_size(spots, kept);
    g_array_sort(spots, most_first);
}

static void name_spots(GArray *spots, const Gazetteer *gazetteer, double reach_m) {
    for (guint i = 0; gazetteer && i < MIN(spots->len, LABELLED); i++) {
        Spot *spot = &g_array_index(spots, Spot, i);
        spot->place =
            best_known_place(gazetteer, spot->at, CLAMP(reach_m * 0.4, 3000, 8000), PLACE_TOWN);
    }
}

Circles *circles_new(const Sheet *self, double reach, double metres_per_point) {
    double reach_m = reach * metres_per_point;
    Circles *circles = g_new0(Circles, 1);
    circles->spots = places_of(self, KNOWN * reach_m, &circles->n_coarse);
    circles->diameter = FULL * reach;
    join_near(circles->spots, reach_m);
    name_spots(circles->spots, self->page.gazetteer, reach_m);
    for (guint i = 0; i < circles->spots->len; i++)
        for (guint k = 0; k < SHEET_MOST_PANELS; k++)
            circles->most = MAX(circles->most, g_array_index(circles->spots, Spot, i).counts[k]);
    return circles;
}

void circles_free(Circles *self) {
    if (!self) return;
    g_array_unref(self->spots);
    g_free(self);
}

/* ---- drawing -----------------------------------------------------------------------------------
 */

static double diameter_of(const Circles *self, guint count) {
    if (count == 0 || self->most == 0) return 0;
    return fmax(LEAST_DIAMETER, self->diameter * sqrt((double)count / self->most));
}

static char *tooltip_of(const Layout *panel, const Spot *spot, guint count) {
    const Words *words = panel->words[0];
    g_autofree char *number = words_number(words, count);
    if (spot->place == NO_PLACE) return g_steal_pointer(&number);
    const Place *place = gazetteer_place(panel->gazetteer, spot->place);
    return g_strdup_printf(
        "%s: %s",
        gazetteer_string(panel->gazetteer,
                         words_are_arabic(words) ? place->name_ar : place->name_en),
        number);
}

/* A circle of one count; hollow: only its edge. */
static Symbol circle_symbol(const Circles *self, const Layout *panel, const Spot *spot, guint count,
                            bool hollow) {
    Color color = style_color(panel->style, "period", hollow ? "before-color" : "after-color");
    Color page = style_color(panel->style, "page", "background-color");
    double radius = diameter_of(self, count) / 2;
    Symbol symbol = {.precision = PRECISION_TOWN, .shape = MARK_NONE, .fill = color};
    symbol.at = symbol.anchor = map_view_project(panel->view, spot->at);
    symbol.tooltip = tooltip_of(panel, spot, count);
    symbol.n_incidents = count;
    symbol.size = 2 * radius;
    symbol.area_paint = (Paint){.fill = color_with_alpha(color, OPACITY),
                                .stroke = color_with_alpha(page, 0.9),
                                .stroke_width = radius > 3 ? 0.8 : 0.3};
    if (hollow)
        symbol.area_paint = (Paint){.stroke = color, .stroke_width = radius > 4 ? 1.8 : 0.9};
    path_add_circle(&symbol.area, symbol.at, radius);
    return symbol;
}

static Color readable_on(const Style *style, Color fill) {
    Color light = style_color(style, "symbol", "text-color");
    Color dark = style_color(style, "symbol", "text-color-dark");
    return color_contrast(light, fill) >= color_contrast(dark, fill) ? light : dark;
}

static void add_number(const Layout *panel, Symbol *symbol, guint count) {
    if (symbol->size < NUMBERED_FROM) return;
    symbol->number = words_number(panel->words[0], count);
    symbol->number_size = CLAMP(symbol->size * 0.36, 9.5, 15);
    symbol->number_color = readable_on(panel->style, symbol->fill);
}

static void add_circle(const Circles *self, Layout *panel, guint index, guint period, bool hollow,
                       bool numbered) {
    const Spot *spot = &g_array_index(self->spots, Spot, index);
    guint count = spot->counts[period];
    if (count == 0) return;
    Symbol symbol = circle_symbol(self, panel, spot, count, hollow);
    symbol.id = g_strdup_printf("spot-%u-%u", index + 1, period + 1);
    if (numbered) add_number(panel, &symbol, count);
    g_array_append_val(panel->scene->symbols, symbol);
}

void circles_draw(const Circles *self, Layout *panel, guint period) {
    for (guint i = 0; i < self->spots->len; i++) add_circle(self, panel, i, period, false, true);
}

void circles_draw_both(const Circles *self, Layout *panel) {
    for (guint i = 0; i < self->spots->len; i++) add_circle(self, panel, i, 1, false, false);
    for (guint i = 0; i < self->spots->len; i++) add_circle(self, panel, i, 0, true, false);
}

/* ---- names -------------------------------------------------------------------------------------
 */

/* A group that stands for the spot, so that the labels know it. */
static void add_group(Layout *panel, const Spot *spot, double diameter) {
    const Gazetteer *gazetteer = panel->gazetteer;
    const Place *place = gazetteer_place(gazetteer, spot->place);
    Group group = {.id = g_strdup_printf("spot-%s", gazetteer_string(gazetteer, place->id)),
                   .place = spot->place,
                   .precision = PRECISION_TOWN,
                   .at = spot->at,
                   .anchor = map_view_project(panel->view, spot->at),
                   .names = group_names_of(g_strdup(gazetteer_string(gazetteer, place->name_ar)),
                                           g_strdup(gazetteer_string(gazetteer, place->name_en))),
                   .n_incidents = spot->total};
    group.box = box_around(group.anchor, diameter, diameter);
    g_array_append_val(panel->groups, group);
}

void circles_label(const Circles *self, Layout *panel, guint most_labels, guint most_named) {
    static const double worth_a_name = 0.25, in_the_way = 5, in_the_way_of_few = 8;
    double least = most_named <= 3 ? in_the_way_of_few : in_the_way;
    for (guint i = 0; i < self->spots->len; i++) {
        const Spot *spot = &g_array_index(self->spots, Spot, i);
        guint most = 0;
        for (guint k = 0; k < SHEET_MOST_PANELS; k++) most = MAX(most, spot->counts[k]);
        double diameter = diameter_of(self, most);
        Point at = map_view_project(panel->view, spot->at);
        Box box = box_around(at, diameter + 1, diameter + 1);
        if (diameter > least) g_array_append_val(panel->obstacles, box);
        bool large = diameter >= worth_a_name * self->diameter;
        if (spot->place != NO_PLACE && large && panel->groups->len < most_named)
            add_group(panel, spot, diameter);
    }
    panel->most_labels = most_labels;
    layout_labels(panel);
}

/* ---- legend ------------------------------------------------------------------------------------
 */

/* The largest of 1, 2, 5 × 10^n that is no more than `count`. */
static guint round_count(double count) {
    if (count < 1) return 1;
    double power = pow(10, floor(log10(count) + 1e-9)), first = count / power;
    return (guint)(power * (first >= 5 ? 5 : first >= 2 ? 2 : 1));
}

void circles_add_legend(const Circles *self, Layout *page, GArray *pieces) {
    const guint sizes[] = {round_count(self->most), round_count(self->most / 8.0), 1};
    Color color = style_color(page->style, "legend", "text-color");
    Furniture piece;
    furniture_init(&piece, "sizes");
    Type type = layout_type(page, "legend", page->words[0]);
    bool rtl = page->direction == DIRECTION_RTL;
    double height = fmax(diameter_of(self, sizes[0]), type.size), x = 0;
    for (guint k = 0; k < G_N_ELEMENTS(sizes); k++) {
        guint i = rtl ? (guint)G_N_ELEMENTS(sizes) - 1 - k : k;
        if (i > 0 && sizes[i] >= sizes[i - 1]) continue;
        g_autofree char *number = words_number(page->words[0], sizes[i]);
        double diameter = diameter_of(self, sizes[i]);
        double advance = layout_advance(page, number, &type, DIRECTION_LTR);
        double circle_x = rtl ? x + advance + 4 : x, text_x = rtl ? x : x + diameter + 4;
        Path path = {0};
        path_add_circle(&path, (Point){circle_x + diameter / 2, height / 2}, diameter / 2);
        Paint paint = {.fill = color_with_alpha(color, 0.18), .stroke = color, .stroke_width = 0.8};
        furniture_add_path(&piece, "size", &path, paint, true);
        furniture_add_line(&piece, layout_line(page, number, &type, DIRECTION_LTR, ANCHOR_START,
                                               (Point){text_x, height / 2 + type.size * 0.36}));
        x += advance + diameter + 14;
    }
    piece.box = (Box){0, 0, x - 8, height};
    char *texts[2];
    legend_words(page, "sheet-circles", 0, 0, texts);
    legend_add_piece(page, pieces, &piece, texts);
}
