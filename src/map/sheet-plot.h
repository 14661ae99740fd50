/* sheet-plot: drawing of plots (timeline, profile) out of furniture. Private to map/. */
#pragma once

#include "map/sheet-parts.h"

/* A round step (1, 2, 5 × 10^n, 1 at the least) of which about `wanted` reach `most`. */
double axis_step(double most, double wanted);
void plot_line(Furniture *plot, Point from, Point to, Color color, double width);
void plot_box(Furniture *plot, Box box, Paint paint);
/* Words in the type of a layer, without halo. */
TextLine plot_text(Layout *page, const char *text, const char *layer, const Words *words,
                   TextAnchor anchor, Point at);
Color plot_grid_color(const Style *style);
/* How the first and the last period look: outlined, filled. */
Paint plot_before(const Style *style);
Paint plot_after(const Style *style);
