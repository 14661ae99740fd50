/* sheet-axis: what plots share: round steps of an axis, its lines, words and bars. */
#include <math.h>

#include "map/sheet-plot.h"

double axis_step(double most, double wanted) {
    if (!(most > 0)) return 1;
    double rough = most / wanted, power = pow(10, floor(log10(rough))), first = rough / power;
    double step = power * (first <= 1 ? 1 : first <= 2 ? 2 : first <= 5 ? 5 : 10);
    return fmax(step, 1);
}

void plot_line(Furniture *plot, Point from, Point to, Color color, double width) {
    Paint paint = {.stroke = color, .stroke_width = width};
    Path path = {0};
    path_begin(&path);
    path_add(&path, from);
    path_add(&path, to);
    furniture_add_path(plot, "line", &path, paint, false);
}

void plot_box(Furniture *plot, Box box, Paint paint) {
    Path path = {0};
    path_add_rounded_box(&path, box, 0);
    furniture_add_path(plot, "bar", &path, paint, true);
}

TextLine plot_text(Layout *page, const char *text, const char *layer, const Words *words,
                   TextAnchor anchor, Point at) {
    Type type = layout_type(page, layer, words);
    type.halo_width = 0;
    return layout_line(page, text, &type, words_direction(words), anchor, at);
}

Color plot_grid_color(const Style *style) { return style_color(style, "frame", "line-color"); }

Paint plot_before(const Style *style) {
    return (Paint){.stroke = style_color(style, "period", "before-color"), .stroke_width = 1.4};
}

Paint plot_after(const Style *style) {
    return (Paint){.fill = color_with_alpha(style_color(style, "period", "after-color"), 0.85)};
}
