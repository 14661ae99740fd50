/*
 * shade: the relief brought from its grid of degrees to the page. A whisper under the ground of a
 * country's map: few cells and few steps, which painters smooth, so that an SVG can carry it.
 */
#include <math.h>

#include "map/scene.h"

static const double CELL = 6;               /* points */
static const double FLAT = 232, DARK = 150; /* grey values of the relief: no shade, full shade */
static const double QUIET = 8;              /* below FLAT: plains have no shade of their own */
static const double FADE = 1.0 / 16;        /* of its width: over which it fades at its edge */
enum { STEPS = 20, NODE_CELLS = 8 };

void shade_clear(Shade *self) {
    g_clear_pointer(&self->cells, g_free);
    self->width = self->height = 0;
}

/* The relief's grey between the centres of its cells, fading to FLAT at its edge. */
static double grey_at(const Relief *relief, LonLat at) {
    double x = (at.lon - relief->box.west) / (relief->box.east - relief->box.west) * relief->width;
    double y =
        (relief->box.north - at.lat) / (relief->box.north - relief->box.south) * relief->height;
    x -= 0.5;
    y -= 0.5;
    if (!(x >= 0 && y >= 0 && x < relief->width - 1 && y < relief->height - 1)) return FLAT;
    gsize column = (gsize)x, row = (gsize)y;
    double u = x - (double)column, v = y - (double)row;
    const guint8 *north = relief->grey + row * relief->width + column;
    const guint8 *south = north + relief->width;
    double grey =
        (1 - v) * ((1 - u) * north[0] + u * north[1]) + v * ((1 - u) * south[0] + u * south[1]);
    double inside = fmin(fmin(x, relief->width - 1 - x), fmin(y, relief->height - 1 - y));
    return FLAT + (grey - FLAT) * fmin(1, inside / (FADE * relief->width));
}

static guint8 darkness(double grey) {
    double t = CLAMP((FLAT - QUIET - grey) / (FLAT - QUIET - DARK), 0, 1);
    t *= 0.5 + 0.5 * sqrt(t); /* it begins unseen */
    return (guint8)(lround(t * STEPS) * 255 / STEPS);
}

/* Where on the globe the nodes of a coarse net over the page lie. */
static LonLat *net_of(const MapView *view, const Shade *shade, guint32 columns, guint32 rows) {
    LonLat *net = g_new(LonLat, (gsize)columns * rows);
    for (guint32 j = 0; j < rows; j++)
        for (guint32 i = 0; i < columns; i++)
            net[j * columns + i] = map_view_unproject(
                view, (Point){shade->box.x + i * NODE_CELLS * shade->box.width / shade->width,
                              shade->box.y + j * NODE_CELLS * shade->box.height / shade->height});
    return net;
}

static LonLat between(LonLat a, LonLat b, double t) {
    return (LonLat){a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
}

bool shade_make(const Basemap *self, const MapView *view, Shade *ret_shade) {
    Relief relief;
    if (!basemap_relief(self, &relief) || relief.width < 2 || relief.height < 2) return false;
    Shade shade = {.box = map_view_frame(view)};
    shade.width = (guint32)fmax(ceil(shade.box.width / CELL), 1);
    shade.height = (guint32)fmax(ceil(shade.box.height / CELL), 1);
    shade.cells = g_malloc((gsize)shade.width * shade.height);
    guint32 columns = shade.width / NODE_CELLS + 2, rows = shade.height / NODE_CELLS + 2;
    g_autofree LonLat *net = net_of(view, &shade, columns, rows);
    for (guint32 y = 0; y < shade.height; y++) {
        for (guint32 x = 0; x < shade.width; x++) {
            const LonLat *node = net + (y / NODE_CELLS) * columns + x / NODE_CELLS;
            double u = (x % NODE_CELLS + 0.5) / NODE_CELLS, v = (y % NODE_CELLS + 0.5) / NODE_CELLS;
            LonLat at = between(between(node[0], node[1], u),
                                between(node[columns], node[columns + 1], u), v);
            shade.cells[y * shade.width + x] = darkness(grey_at(&relief, at));
        }
    }
    *ret_shade = shade;
    return true;
}
