/*
 * svg-cut: what of a path nobody sees. The frame of the map and the enlargements upon it are
 * convex: a run of points that lie all beyond one side of the frame, or all under one enlargement,
 * may be cut short to its two ends, for the chord lies there as well. What is seen stays to the
 * point.
 *
 *         .---.
 *     a--/-b c-\--d        b and c under one box: a, b, c, d stay; of b … c the points between go
 *        '-----'
 */
#include "map/boxes.h"
#include "map/svg.h"

/* Where a point is: a bit for each place that hides what lies there. */
enum { LEFT = 1, RIGHT = 2, ABOVE = 4, BELOW = 8, FIRST_COVER = 16 };

static guint32 places_of(const SvgView *view, Point at) {
    Box frame = view->frame;
    guint32 places = 0;
    if (at.x < frame.x - SVG_UNSEEN) places |= LEFT;
    if (at.x > frame.x + frame.width + SVG_UNSEEN) places |= RIGHT;
    if (at.y < frame.y - SVG_UNSEEN) places |= ABOVE;
    if (at.y > frame.y + frame.height + SVG_UNSEEN) places |= BELOW;
    for (guint i = 0; i < view->n_covers; i++)
        if (box_holds_point(box_grown(view->covers[i], -SVG_UNSEEN), at))
            places |= FIRST_COVER << i;
    return places;
}

guint32 svg_cut_unseen(const SvgView *view, const Point *points, guint32 n, Point *ret_points) {
    guint32 kept = 0;
    for (guint32 first = 0, last; first < n; first = last) {
        guint32 places = places_of(view, points[first]);
        ret_points[kept++] = points[first];
        for (last = first + 1; last < n; last++) {
            guint32 shared = places & places_of(view, points[last]);
            if (!shared) break;
            places = shared;
        }
        if (first == 0 && last == n && places) return 0;
        if (last - first > 2)
            ret_points[kept++] = points[last - 1];
        else if (last - first == 2)
            ret_points[kept++] = points[first + 1];
    }
    return kept;
}
