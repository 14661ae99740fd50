/* boxes: boxes, segments and rings of the page. Defined here, since the solver asks some of these a
 * million times a map. Private to map/. */
#pragma once

#include <math.h>

#include "map/scene.h"

/* Of what is no NAN: fmin() and fmax(), which care for that, are calls. */
static inline double lesser(double a, double b) { return a < b ? a : b; }
static inline double greater(double a, double b) { return a > b ? a : b; }

static inline Box box_grown(Box box, double by) {
    return (Box){box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by};
}

/* With room at its ends for a name that others in its line shall not run into. */
static inline Box box_in_line(Box box) {
    static const double aside = 5;
    return (Box){box.x - aside, box.y, box.width + 2 * aside, box.height};
}

/* Marks are round, and their boxes square, as no other is. */
static inline bool box_is_square(Box box) { return fabs(box.width - box.height) < 0.01; }

/* An empty box adds nothing. */
static inline Box box_union(Box a, Box b) {
    if (a.width <= 0 && a.height <= 0) return b;
    if (b.width <= 0 && b.height <= 0) return a;
    double x = lesser(a.x, b.x), y = lesser(a.y, b.y);
    return (Box){x, y, greater(a.x + a.width, b.x + b.width) - x,
                 greater(a.y + a.height, b.y + b.height) - y};
}

static inline Box box_around(Point centre, double width, double height) {
    return (Box){centre.x - width / 2, centre.y - height / 2, width, height};
}

static inline bool boxes_overlap(Box a, Box b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

/* Area that two boxes share. */
static inline double boxes_shared(Box a, Box b) {
    double width = lesser(a.x + a.width, b.x + b.width) - greater(a.x, b.x);
    double height = lesser(a.y + a.height, b.y + b.height) - greater(a.y, b.y);
    return width > 0 && height > 0 ? width * height : 0;
}

static inline bool box_holds(Box outer, Box inner) {
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

static inline bool box_holds_point(Box box, Point point) {
    return point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y &&
           point.y <= box.y + box.height;
}

/* Pages are small: what hypot() guards against, and takes ten times as long for, cannot happen. */
static inline double point_distance(Point a, Point b) {
    double dx = a.x - b.x, dy = a.y - b.y;
    return sqrt(dx * dx + dy * dy);
}

/* Squared: to find the least of many, whose root is that of the least. */
static inline double segment_distance2(Point at, Point a, Point b) {
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double t = length > 0 ? ((at.x - a.x) * dx + (at.y - a.y) * dy) / length : 0;
    t = CLAMP(t, 0, 1);
    double x = at.x - (a.x + t * dx), y = at.y - (a.y + t * dy);
    return x * x + y * y;
}

static inline double segment_distance(Point at, Point a, Point b) {
    return sqrt(segment_distance2(at, a, b));
}

/* Twice the area to the left of a, b, c. */
static inline double triangle_turn(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static inline bool segments_cross(Point a, Point b, Point c, Point d) {
    return triangle_turn(a, b, c) * triangle_turn(a, b, d) < 0 &&
           triangle_turn(c, d, a) * triangle_turn(c, d, b) < 0;
}

static inline bool segment_meets_box(Point a, Point b, Box box) {
    double right = box.x + box.width, bottom = box.y + box.height;
    if ((a.x < box.x && b.x < box.x) || (a.x > right && b.x > right) ||
        (a.y < box.y && b.y < box.y) || (a.y > bottom && b.y > bottom))
        return false;
    /* Its line misses the box where all corners lie on one side of it. */
    double turns[4] = {
        triangle_turn(a, b, (Point){box.x, box.y}), triangle_turn(a, b, (Point){right, box.y}),
        triangle_turn(a, b, (Point){right, bottom}), triangle_turn(a, b, (Point){box.x, bottom})};
    bool left = turns[0] > 0 || turns[1] > 0 || turns[2] > 0 || turns[3] > 0;
    bool other = turns[0] < 0 || turns[1] < 0 || turns[2] < 0 || turns[3] < 0;
    return left && other;
}

/* What a ring encloses; its last point is its first. */
static inline double ring_area(const Point *points, guint32 n) {
    double sum = 0;
    for (guint32 i = 0; i + 1 < n; i++)
        sum += (points[i].x - points[0].x) * (points[i + 1].y - points[0].y) -
               (points[i + 1].x - points[0].x) * (points[i].y - points[0].y);
    return fabs(sum) / 2;
}
