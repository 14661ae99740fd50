/* inset: scale bar and locator. */
#include <math.h>
#include <string.h>

#include "map/layout.h"

static const double BAR_MOST = 100, LOCATOR_SIDE = 104, LOCATOR_DOT = 7;
static const double MOST_SHOWN = 0.45; /* of the country's box */

/* ---- scale bar --------------------------------------------------------------------------------
 */

/* The longest of 1, 2, 5 × 10^n metres whose bar is no longer than `most`. */
static double round_metres(double metres_per_point, double most) {
    double room = metres_per_point * most, power = pow(10, floor(log10(room)));
    double first = room / power;
    return power * (first >= 5 ? 5 : first >= 2 ? 2 : 1);
}

/* With a tick at half its length, so that this can be read off too; on the bare ground, with a halo
 * like that of names. */
static void draw_bar(const Layout *self, Furniture *bar, double length, double y) {
    Paint line = {.stroke = style_color(self->style, "scale", "line-color"),
                  .stroke_width = style_number(self->style, "scale", "line-width")};
    Paint halo = {.stroke = style_color(self->style, "label-town", "text-halo-color"),
                  .stroke_width = line.stroke_width +
                                  2 * style_number(self->style, "label-town", "text-halo-width"),
                  .round = true};
    Path path = {0};
    path_begin(&path);
    path_add(&path, (Point){0.5, y - 5});
    path_add(&path, (Point){0.5, y});
    path_add(&path, (Point){length + 0.5, y});
    path_add(&path, (Point){length + 0.5, y - 5});
    path_begin(&path);
    path_add(&path, (Point){length / 2 + 0.5, y - 3});
    path_add(&path, (Point){length / 2 + 0.5, y});
    Path under = path_copy(&path);
    furniture_add_path(bar, "scale-halo", &under, halo, false);
    furniture_add_path(bar, "scale", &path, line, false);
}

static TextLine length_line(Layout *self, double metres, guint language, TextAnchor anchor,
                            double x) {
    const Words *words = self->words[language];
    Type type = layout_type(self, "scale", words);
    type.halo = style_color(self->style, "label-town", "text-halo-color");
    type.halo_width = style_number(self->style, "label-town", "text-halo-width");
    g_autofree char *said = metres >= 1000
                                ? words_say_number(words, "scale-kilometres", metres / 1000, 0)
                                : words_say_number(words, "scale-metres", metres, 0);
    return layout_line(self, said, &type, words_direction(words), anchor, (Point){x, type.size});
}

/* In two languages the second stands at the left of the bar's middle, the first at its right. */
bool scale_bar_make(Layout *self, Furniture *ret_bar) {
    double mpp = map_view_metres_per_point(self->view);
    double metres = round_metres(mpp, self->compact ? BAR_MOST * 0.75 : BAR_MOST);
    double length = metres / mpp;
    bool two = self->n_words > 1;
    static const double apart = 4;
    furniture_init(ret_bar, "scale-bar");
    TextLine line = length_line(self, metres, 0, two ? ANCHOR_START : ANCHOR_MIDDLE,
                                length / 2 + (two ? apart : 0));
    double y = line.type.size + 9;
    Box lines = line.box;
    furniture_add_line(ret_bar, line);
    if (two) {
        TextLine second = length_line(self, metres, 1, ANCHOR_END, length / 2 - apart);
        lines = box_union(lines, second.box);
        furniture_add_line(ret_bar, second);
    }
    ret_bar->box = box_grown(box_union(lines, (Box){0, y - 5, length + 1, 6}), 4);
    draw_bar(self, ret_bar, length, y);
    return true;
}

/* ---- locator ----------------------------------------------------------------------------------
 */

typedef struct {
    const MapView *view;
    Path *path;
} CountryVisit;

static void visit_country(const BasemapFeature *feature, void *data) {
    CountryVisit *visit = data;
    if (strcmp(feature->ref, "SY") == 0)
        path_add_projected(visit->path, visit->view, feature->points, feature->parts,
                           feature->n_points, feature->n_parts, true);
}

/* The frame of the big map, on the small one: a box, or a dot where that would be too small. */
static void draw_frame(const Layout *self, Furniture *locator, const MapView *small, Box panel) {
    LonLatBox extent = map_view_extent(self->view);
    Point a = map_view_project(small, (LonLat){extent.west, extent.north});
    Point b = map_view_project(small, (LonLat){extent.east, extent.south});
    Box inner = box_grown(panel, -3);
    Box box = {fmax(a.x, inner.x), fmax(a.y, inner.y), 0, 0};
    box.width = fmin(b.x, inner.x + inner.width) - box.x;
    box.height = fmin(b.y, inner.y + inner.height) - box.y;
    Color color = style_color(self->style, "locator", "line-color");
    Paint paint = {.stroke = color,
                   .stroke_width = style_number(self->style, "locator", "line-width")};
    Path path = {0};
    if (box.width < LOCATOR_DOT && box.height < LOCATOR_DOT) {
        paint = (Paint){.fill = color};
        path_add_circle(&path, (Point){box.x + box.width / 2, box.y + box.height / 2}, 3);
    } else {
        path_add_rounded_box(&path, box, 0.5);
    }
    furniture_add_path(locator, "locator", &path, paint, true);
}

/* Is so much of the country in view anyway that a box around it would say nothing? */
static bool shows_all(const Layout *self, LonLatBox country) {
    LonLatBox extent = map_view_extent(self->view);
    double width = fmin(extent.east, country.east) - fmax(extent.west, country.west);
    double height = fmin(extent.north, country.north) - fmax(extent.south, country.south);
    return width * height >
           MOST_SHOWN * (country.east - country.west) * (country.north - country.south);
}

bool locator_make(Layout *self, Furniture *ret_locator) {
    LonLatBox country;
    if (self->compact || !frame_view("syria", &country, NULL) || shows_all(self, country))
        return false;
    Box panel = {0, 0, LOCATOR_SIDE, LOCATOR_SIDE * 0.84};
    g_autoptr(MapView) small = map_view_new(country, panel, 4, NULL, NULL);
    if (!small) return false;
    furniture_init(ret_locator, "locator");
    furniture_add_panel(self, ret_locator, panel);
    Paint land = {.fill = style_color(self->style, "locator-land", "fill-color")};
    Path path = {0};
    CountryVisit visit = {small, &path};
    basemap_visit(self->basemap, "countries", 0, country, visit_country, &visit);
    furniture_add_path(ret_locator, "locator-land", &path, land, true);
    draw_frame(self, ret_locator, small, panel);
    return true;
}
