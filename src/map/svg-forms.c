/*
 * svg-forms: paths that SVG has an element for.
 */
#include "map/boxes.h"
#include "map/layout.h"
#include "map/svg.h"

bool svg_is_circle(const Path *path, Point *ret_centre, double *ret_radius) {
    enum { MANY = 24 };
    static const double same = 0.02;
    const Point *at = path->points;
    guint32 n = path->n_points;
    if (path->n_parts != 1 || n <= MANY || at[0].x != at[n - 1].x || at[0].y != at[n - 1].y)
        return false;
    Point centre = {0, 0};
    for (guint32 i = 1; i < n; i++) {
        centre.x += at[i].x / (n - 1);
        centre.y += at[i].y / (n - 1);
    }
    double radius = point_distance(at[0], centre);
    for (guint32 i = 0; i < n; i++)
        if (fabs(point_distance(at[i], centre) - radius) > same) return false;
    *ret_centre = centre;
    *ret_radius = radius;
    return true;
}

/* On a side, or in a corner as far from its arc's centre as the arc. */
static bool is_on_rounded_box(Point at, Box box, double radius) {
    static const double same = 0.02;
    Box inner = box_grown(box, -radius);
    double dx = fmax(inner.x - at.x, at.x - inner.x - inner.width);
    double dy = fmax(inner.y - at.y, at.y - inner.y - inner.height);
    if (dx > 0 && dy > 0) return fabs(hypot(dx, dy) - radius) < same;
    return fabs(dx - radius) < same || fabs(dy - radius) < same;
}

bool svg_is_rounded_box(const Path *path, Box *ret_box, double *ret_radius) {
    enum { POINTS = 29 }; /* the first, and seven a corner, of which the last is the first again */
    const Point *at = path->points;
    if (path->n_parts != 1 || path->n_points != POINTS) return false;
    Box box = path_box(path);
    double radius = at[0].x - box.x; /* the upper side begins where the last corner ends */
    if (box.width <= 0 || box.height <= 0 || at[0].y > box.y + 0.02 ||
        radius > fmin(box.width, box.height) / 2 + 0.02)
        return false;
    for (guint32 i = 0; i < path->n_points; i++)
        if (!is_on_rounded_box(at[i], box, radius)) return false;
    *ret_box = box;
    *ret_radius = fmin(radius, fmin(box.width, box.height) / 2);
    return true;
}
