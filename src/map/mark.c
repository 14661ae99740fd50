/*
 * mark: the shapes of symbols. Each covers about the area of the circle of its diameter, so that
 * none looks more important than another.
 */
#include <math.h>

#include "map/canvas.h"

/* A ring of `n` corners; every second one at `inner` where that is not 0. */
static guint regular(Point *points, guint n, double radius, double inner, double first_angle) {
    for (guint i = 0; i < n; i++) {
        double angle = first_angle + 2 * G_PI * i / n;
        double r = inner > 0 && i % 2 == 1 ? inner : radius;
        points[i] = (Point){r * cos(angle), r * sin(angle)};
    }
    return n;
}

static guint plus(Point *points, double turn) {
    const double arm = 0.56, half = 0.19;
    const Point corners[] = {{-half, -arm}, {half, -arm}, {half, -half}, {arm, -half},
                             {arm, half},   {half, half}, {half, arm},   {-half, arm},
                             {-half, half}, {-arm, half}, {-arm, -half}, {-half, -half}};
    for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
        points[i] = (Point){corners[i].x * cos(turn) - corners[i].y * sin(turn),
                            corners[i].x * sin(turn) + corners[i].y * cos(turn)};
    return G_N_ELEMENTS(corners);
}

static guint triangle(Point *points, double up) {
    /* The middle of its height lies on the point, where the eye looks for it. */
    const double width = 1.16, height = 1.04;
    points[0] = (Point){0, -up * height / 2};
    points[1] = (Point){width / 2, up * height / 2};
    points[2] = (Point){-width / 2, up * height / 2};
    return 3;
}

double mark_middle(MarkShape shape) {
    static const double third = 1.04 / 2 - 1.04 / 3;
    return shape == MARK_TRIANGLE ? third : shape == MARK_TRIANGLE_DOWN ? -third : 0;
}

guint mark_outline(MarkShape shape, Point ret_points[16]) {
    const double top = -G_PI / 2;
    switch (shape) {
        case MARK_SQUARE:
            return regular(ret_points, 4, 0.63, 0, G_PI / 4);
        case MARK_DIAMOND:
            return regular(ret_points, 4, 0.63, 0, 0);
        case MARK_TRIANGLE:
            return triangle(ret_points, 1);
        case MARK_TRIANGLE_DOWN:
            return triangle(ret_points, -1);
        case MARK_STAR:
            return regular(ret_points, 10, 0.66, 0.3, top);
        case MARK_CROSS:
            return plus(ret_points, G_PI / 4);
        case MARK_PLUS:
            return plus(ret_points, 0);
        case MARK_PENTAGON:
            return regular(ret_points, 5, 0.57, 0, top);
        case MARK_HEXAGON:
            return regular(ret_points, 6, 0.55, 0, top);
        case MARK_CIRCLE:
        case MARK_NONE:
            break;
    }
    return 0;
}
