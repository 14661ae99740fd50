/* A line as a measure: how far along it a point lies, how far away, and on which side. */
#include <math.h>

#include "compare/areas.h"

void track_from(Track *self, const Projection *plane, const LonLat *points, guint n) {
    self->points = g_new(PlanePoint, n);
    self->along_m = g_new0(double, n);
    self->n = n;
    for (guint i = 0; i < n; i++) {
        self->points[i] = projection_forward(plane, points[i]);
        if (i) self->along_m[i] = self->along_m[i - 1] + geo_distance_m(points[i - 1], points[i]);
    }
}

void track_clear(Track *self) {
    g_clear_pointer(&self->points, g_free);
    g_clear_pointer(&self->along_m, g_free);
    self->n = 0;
}

TrackPosition track_locate(const Track *self, PlanePoint at) {
    TrackPosition best = {0, INFINITY, BANK_NONE};
    for (guint i = 0; i + 1 < self->n; i++) {
        PlanePoint a = self->points[i], b = self->points[i + 1];
        double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
        if (square == 0) continue;
        double share = CLAMP(((at.x - a.x) * dx + (at.y - a.y) * dy) / square, 0.0, 1.0);
        double away = hypot(at.x - a.x - share * dx, at.y - a.y - share * dy);
        if (away >= best.away_m) continue;
        double cross = dx * (at.y - a.y) - dy * (at.x - a.x);
        best.away_m = away;
        best.along_m = self->along_m[i] + share * (self->along_m[i + 1] - self->along_m[i]);
        best.bank = cross >= 0 ? BANK_LEFT : BANK_RIGHT;
    }
    return best;
}

PlanePoint track_point(const Track *self, double along_m) {
    guint i = 0;
    while (i + 2 < self->n && self->along_m[i + 1] < along_m) i++;
    double length = self->along_m[i + 1] - self->along_m[i];
    double share = length > 0 ? CLAMP((along_m - self->along_m[i]) / length, 0.0, 1.0) : 0;
    PlanePoint a = self->points[i], b = self->points[i + 1];
    return (PlanePoint){a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

Shape *track_part(const Track *self, const Projection *plane, double from_m, double to_m) {
    Shape *line = shape_new(SHAPE_LINES);
    shape_begin_part(line);
    shape_add_point(line, projection_inverse(plane, track_point(self, from_m)));
    for (guint i = 0; i < self->n; i++)
        if (self->along_m[i] > from_m && self->along_m[i] < to_m)
            shape_add_point(line, projection_inverse(plane, self->points[i]));
    shape_add_point(line, projection_inverse(plane, track_point(self, to_m)));
    return line;
}
