/*
 * detail-find: which part of a map is so dense that it should be drawn larger, and where on the map
 * there is room for that. The map may be moved under its frame, where its sides are free, so that
 * the room lies together.
 */
#include <math.h>
#include <string.h>

#include "map/detail.h"
#include "map/home.h"

/* Marks whose places lie nearer than this touch, or leave no room for their names. */
static const double TOUCHING = 22, JOINED = 9, JOINED_WEIGHT = 1.6;
/* The box takes in what lies this near, while it stays smaller than these shares of the map. */
static const double REACH = 70, MOST_WIDTH = 0.24, MOST_HEIGHT = 0.46;
/* Of all that is crowded a part holds at least so much: elsewhere it helps little. */
static const double LEAST_SHARE = 0.25;
/* Room around the places in the box, and around the box in the enlargement. */
static const double BOX_MARGIN = 9, FRAME_MARGIN = 30;
static const double LEAST_TIMES = 1.75, ENOUGH_TIMES = 2.6, MOST_TIMES = 4;
static const double CROWD_WORTH = 0.65, MOVE_PRICE = 0.4, EDGE_AFTER_MOVE = 34;
static const double FROM_EDGE = 8, FROM_MARKS = 12, FROM_BOX = 26, FROM_HOME = 16;
/* Square points that a name needs with its mark, in one language as in two, so that all languages
 * of a map show the same; and a mark that bears a number instead. */
static const double NAME_ROOM = 12500, NUMBER_ROOM = 7000, LEAST_ROOM = 0.75,
                    MOST_ROOM = 1.2; /* of what all names need */
/* Of an area of the story, but of one that is wider than this share of the map, it covers no more.
 */
static const double MOST_COVERED = 0.12, WIDE = 0.35;
/* What covering a share of the map costs, and a lack of room for names, in times of enlargement. */
static const double AREA_PRICE = 2.7, COVER_PRICE = 1.2, FAR_PRICE = 2.5, ROOM_PRICE = 3,
                    HOME_PRICE = 6, CUT_PRICE = 0.5, EMPTY_PRICE = 2.5, TIE_PRICE = 0.25;
/* The edge of a box keeps so far from marks outside of it, and from the dots inside; to that end it
 * goes aside by a share of its own room. */
static const double MARK_RADIUS = 11, EDGE_OF_BOX = 4, MOST_ASIDE = 0.4;
enum {
    LEAST_CROWDED = 5,
    MOST_SEEDS = 4,
    N_MOVES = 3,
    MOST_GROUPS = 400,
    LEAST_WIDTH = 700,
    LEAST_FRAME = 185,
    LEAST_FITTED = 160,
    MOST_NAMES = 18, /* of a crowd not all are named */
    STEPS = 10
};

/* ---- the dense part ---------------------------------------------------------------------------
 */

bool detail_is_spot(const Group *group) { return group->precision != PRECISION_AREA; }

/* A spot that no enlargement shows yet. */
static bool is_free_spot(const DetailMap *map, const Group *group) {
    if (!detail_is_spot(group)) return false;
    for (guint i = 0; i < map->n; i++)
        if (detail_shows_spot(map->plans[i].box, group->anchor)) return false;
    return true;
}

bool detail_shows_spot(Box shown, Point at) {
    /* A spot on the very edge would be cut there. */
    static const double edge = 3;
    return box_holds_point(box_grown(shown, -edge), at);
}

/* How much the group stands in need of room: for a neighbour that leaves none for its name, or for
 * its own several marks; more where marks would be pushed far, or joined. 0: it does not. */
static double crowding(const DetailMap *map, guint index) {
    const Layout *self = map->layout;
    const Group *group = &g_array_index(self->groups, Group, index);
    double least = group->stacks->len > 1 ? 1.4 * TOUCHING : TOUCHING, nearest = INFINITY;
    if (!is_free_spot(map, group)) return 0;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *other = &g_array_index(self->groups, Group, i);
        if (i != index && is_free_spot(map, other))
            nearest = fmin(nearest, point_distance(group->anchor, other->anchor));
    }
    return nearest < JOINED ? JOINED_WEIGHT : nearest < least ? 1 : 0;
}

/* The spot with the most others around it of those that are not in an earlier part, or -1. */
static int densest(const DetailMap *map, const bool *tried) {
    const Layout *self = map->layout;
    int best = -1;
    guint most = 0;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        guint near = 0;
        if (tried[i] || !is_free_spot(map, group)) continue;
        for (guint j = 0; j < self->groups->len; j++) {
            const Group *other = &g_array_index(self->groups, Group, j);
            near += i != j && is_free_spot(map, other) &&
                    point_distance(group->anchor, other->anchor) < 2 * TOUCHING;
        }
        if (near <= most) continue;
        most = near;
        best = (int)i;
    }
    return best;
}

Box detail_extent(const Layout *self, const Group *group) {
    Box spot = box_around(group->anchor, 1, 1);
    if (detail_is_spot(group)) return spot;
    Path area;
    area_path(self, group, &area);
    Box box = area.n_points ? path_box(&area) : spot;
    path_clear(&area);
    return box;
}

static double gap_between(Box a, Box b) {
    double x = fmax(0, fmax(a.x - b.x - b.width, b.x - a.x - a.width));
    double y = fmax(0, fmax(a.y - b.y - b.height, b.y - a.y - a.height));
    return hypot(x, y);
}

/* The part to be enlarged while it grows. Owns its arrays, one entry a group. */
typedef struct {
    double *crowding;
    bool *refused; /* would make the box too large */
    Box *extents;
    Box box;
} Part;

static void part_clear(Part *self) {
    g_free(self->crowding);
    g_free(self->refused);
    g_free(self->extents);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Part, part_clear)

static void part_init(Part *self, const DetailMap *map) {
    const Layout *layout = map->layout;
    guint n = layout->groups->len;
    *self = (Part){.crowding = g_new0(double, n + 1), .refused = g_new0(bool, n + 1)};
    self->extents = g_new0(Box, n + 1);
    for (guint i = 0; i < n; i++) {
        self->extents[i] = detail_extent(layout, &g_array_index(layout->groups, Group, i));
        self->crowding[i] = crowding(map, i);
    }
}

/* The crowding in a box, or in all where it is NULL. */
static double part_sum(const Part *self, guint n_groups, const Box *box) {
    double sum = 0;
    for (guint i = 0; i < n_groups; i++)
        if (!box || box_holds(*box, self->extents[i])) sum += self->crowding[i];
    return sum;
}

/* Takes in the nearest crowded group; false where none is near, or the box would be too large. */
static bool part_grow(Part *self, const Layout *layout) {
    Box frame = layout->scene->map_frame;
    for (;;) {
        int next = -1;
        double nearest = REACH;
        for (guint i = 0; i < layout->groups->len; i++) {
            double gap = gap_between(self->box, self->extents[i]);
            bool is_free = self->crowding[i] > 0 && !self->refused[i] &&
                           !box_holds(self->box, self->extents[i]);
            if (!is_free || gap >= nearest) continue;
            nearest = gap;
            next = (int)i;
        }
        if (next < 0) return false;
        Box taken = box_union(self->box, self->extents[next]);
        self->refused[next] =
            taken.width > MOST_WIDTH * frame.width || taken.height > MOST_HEIGHT * frame.height;
        if (self->refused[next]) continue;
        self->box = taken;
        return true;
    }
}

/* ---- where the enlargement stands -------------------------------------------------------------
 */

/* What a frame shows, and how many marks the edge of that cuts. */
typedef struct {
    Box box;
    guint n_cut;
} View;

typedef struct {
    const Layout *layout;
    const DetailMap *map;
    const DetailChoice *choice; /* what a picture of another size shows, and where; NULL: any */
    guint banned;               /* corners, a bit each */
    double least_times, least_room, from_box, from_marks;
    const Box *extents; /* of each group */
    const Home *home;
    double moves[N_MOVES]; /* how far right the map may go; 0 first */
    GArray *near;          /* Point: the spots that the edge of the box may run by */
    Box box;               /* the part that is looked at, where the map is not moved */
    double crowding;       /* in it */
    double least_crowding; /* in any part that is drawn larger */
    double best;
    DetailPlan plan; /* that is worth so much */
} Search;

/* How many times larger the box is drawn in the frame. */
static double times(Box box, Box frame) {
    double x = (frame.width - 2 * FRAME_MARGIN) / box.width;
    double y = (frame.height - 2 * FRAME_MARGIN) / box.height;
    return fmin(MOST_TIMES, fmin(x, y));
}

/* Looks for what is near a box; once for all frames. */
static void search_set_box(Search *self, Box box) {
    const GArray *groups = self->layout->groups;
    Box map = self->layout->scene->map_frame;
    Box all = box_grown(box, fmax(map.width, map.height) / LEAST_TIMES / 2);
    self->box = box;
    g_array_set_size(self->near, 0);
    for (guint i = 0; i < groups->len; i++) {
        const Group *group = &g_array_index(groups, Group, i);
        if (detail_is_spot(group) && box_holds_point(all, group->anchor))
            g_array_append_val(self->near, group->anchor);
    }
}

static guint n_cut(const Search *self, Box box) {
    Box outer = box_grown(box, MARK_RADIUS), inner = box_grown(box, -EDGE_OF_BOX);
    guint n = 0;
    for (guint i = 0; i < self->near->len; i++) {
        Point at = g_array_index(self->near, Point, i);
        n += box_holds_point(outer, at) && !box_holds_point(inner, at);
    }
    return n;
}

/* All that the frame shows: the box in its middle, or beside it where the edge would cut marks. */
static View view_of(const Search *self, Box frame) {
    static const Point sides[] = {{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}};
    Box box = self->box;
    double scale = times(box, frame);
    Box shown = box_around((Point){box.x + box.width / 2, box.y + box.height / 2},
                           frame.width / scale, frame.height / scale);
    View best = {shown, G_MAXUINT};
    for (guint i = 0; i < G_N_ELEMENTS(sides) && best.n_cut > 0; i++) {
        Box tried = shown;
        tried.x += sides[i].x * (shown.width - box.width) * MOST_ASIDE;
        tried.y += sides[i].y * (shown.height - box.height) * MOST_ASIDE;
        guint cut = n_cut(self, tried);
        if (cut < best.n_cut) best = (View){tried, cut};
    }
    return best;
}

/* Does it lie over an enlargement that is there already, or over what that shows? */
static bool meets_other(const DetailMap *self, Box box) {
    for (guint i = 0; i < self->n; i++)
        if (boxes_overlap(box_grown(box, FROM_EDGE), self->plans[i].frame) ||
            boxes_overlap(box_grown(box, FROM_EDGE), self->plans[i].box))
            return true;
    return false;
}

/* How many marks the line between box and frame would run through. */
static guint n_under_tie(const Search *self, Box frame, Box shown) {
    static const double near = 9;
    Point from, to;
    detail_tie(shown, frame, &from, &to);
    guint n = 0;
    for (guint i = 0; i < self->layout->groups->len; i++) {
        const Group *group = &g_array_index(self->layout->groups, Group, i);
        n += detail_is_spot(group) && !box_holds_point(shown, group->anchor) &&
             segment_distance(group->anchor, from, to) < near;
    }
    return n;
}

/* The worth of a frame in times of enlargement; -INFINITY where it would cover the story. */
static double worth(const Search *self, Box frame, const View *view) {
    Box map = self->layout->scene->map_frame, shown = view->box;
    if (boxes_overlap(box_grown(frame, self->from_box), shown) || meets_other(self->map, frame) ||
        meets_other(self->map, shown))
        return -INFINITY;
    double covered = 0, wanted = 0;
    const double each = self->layout->has_key ? NUMBER_ROOM : NAME_ROOM;
    const GArray *landmarks = self->layout->scene->landmarks;
    for (guint i = 0; i < landmarks->len; i++)
        if (box_holds_point(box_grown(frame, self->from_marks), g_array_index(landmarks, Point, i)))
            return -INFINITY;
    for (guint i = 0; i < self->layout->groups->len; i++) {
        const Group *group = &g_array_index(self->layout->groups, Group, i);
        if (box_holds(shown, self->extents[i])) {
            wanted += each;
            continue;
        }
        if (box_holds_point(box_grown(frame, self->from_marks), group->anchor)) return -INFINITY;
        Box extent = self->extents[i];
        double share = boxes_shared(frame, extent) / fmax(1, extent.width * extent.height);
        bool is_small = extent.width * extent.height < WIDE * map.width * map.height;
        if (share > MOST_COVERED && is_small) return -INFINITY;
        covered += share;
    }
    double distance = gap_between(frame, shown) / map.width;
    double area = frame.width * frame.height;
    wanted = fmin(wanted, MOST_NAMES * each);
    if (area < self->least_room * wanted) return -INFINITY;
    return times(self->box, frame) - AREA_PRICE * area / (map.width * map.height) -
           ROOM_PRICE * fmax(0, 1 - area / fmax(1, wanted)) -
           EMPTY_PRICE * fmax(0, area / fmax(1, wanted) - MOST_ROOM) - COVER_PRICE * covered -
           FAR_PRICE * distance - CUT_PRICE * view->n_cut -
           TIE_PRICE * n_under_tie(self, frame, shown) -
           HOME_PRICE * home_covered(self->home, box_grown(frame, FROM_HOME));
}

/* What frames of a size are worth where nothing speaks against them: the more, the more is crowded
 * and the larger it becomes. */
static double most_worth(const Search *self, Box frame) {
    Box map = self->layout->scene->map_frame;
    double larger = times(self->box, frame);
    return larger + CROWD_WORTH * self->crowding * (fmin(larger, ENOUGH_TIMES) - 1) -
           AREA_PRICE * frame.width * frame.height / (map.width * map.height);
}

/* A box that reached out of the map would be cut. */
static bool stays_on_map(const Search *self, Box shown, double moved) {
    shown.x += moved;
    return box_holds(box_grown(self->layout->scene->map_frame, -1), shown);
}

/* A frame of a size in each corner of the map, which may move; the same in all languages. */
static void try_corners(Search *self, double width, double height) {
    Box map = box_grown(self->layout->scene->map_frame, -FROM_EDGE);
    Box frame = {map.x, map.y, width, height};
    double most = most_worth(self, frame);
    if (times(self->box, frame) < self->least_times || most <= self->best) return;
    View view = view_of(self, frame);
    double larger = times(self->box, frame);
    double more = CROWD_WORTH * self->crowding * (fmin(larger, ENOUGH_TIMES) - 1);
    /* Where this map has no room to move it stays. */
    guint move = self->choice && self->moves[self->choice->move] != 0 ? self->choice->move : 0;
    for (guint i = 0; i < N_MOVES; i++)
        for (guint corner = 0; corner < DETAIL_CORNERS; corner++) {
            double moved = self->moves[i], price = MOVE_PRICE * fabs(moved) / map.width;
            if (self->banned & 1u << corner) continue;
            if ((i > 0 && moved == 0) || most - price <= self->best) continue;
            if (self->choice && (corner != self->choice->corner || i != move)) continue;
            if (!stays_on_map(self, view.box, moved)) continue;
            frame.x = (corner % 2 ? map.x + map.width - width : map.x) - moved;
            frame.y = corner >= 2 ? map.y + map.height - height : map.y;
            double value = worth(self, frame, &view) + more - price;
            if (value <= self->best) continue;
            self->best = value;
            self->plan = (DetailPlan){view.box, frame, moved, self->box, corner, i};
            self->plan.box.x += moved;
            self->plan.core.x += moved;
            self->plan.frame.x += moved;
        }
}

static void try_frames(Search *self) {
    Box map = box_grown(self->layout->scene->map_frame, -FROM_EDGE);
    double least = self->choice ? 0.3 : 0.4; /* of the map's height */
    double side = self->choice ? LEAST_FITTED : LEAST_FRAME;
    for (guint i = 0; i <= STEPS; i++)
        for (guint j = 0; j <= STEPS; j++) {
            double width = map.width * (0.22 + 0.28 * i / STEPS);
            double height = map.height * (least + (1 - least) * j / STEPS);
            if (width >= side && height >= side) try_corners(self, width, height);
        }
}

/* ---- the whole --------------------------------------------------------------------------------
 */

/* How far the map may move right and left (the less first) with all of the story in its frame. */
static void find_play(const DetailMap *map, const Box *extents, double *ret_least,
                      double *ret_most) {
    const Layout *self = map->layout;
    Box frame = box_grown(self->scene->map_frame, -EDGE_AFTER_MOVE);
    *ret_least = *ret_most = 0;
    if (!layout_frames_itself(self) || map->n > 0) return;
    Box all = {0};
    for (guint i = 0; i < self->groups->len; i++) all = box_union(all, extents[i]);
    *ret_least = fmin(0, frame.x - all.x);
    *ret_most = fmax(0, frame.x + frame.width - all.x - all.width);
}

/* Of all parts that begin at a dense place the one whose enlargement helps most. */
static void try_part(Search *self, Part *part, guint seed) {
    guint n = self->layout->groups->len;
    memset(part->refused, 0, n * sizeof *part->refused);
    part->box = part->extents[seed];
    do {
        self->crowding = part_sum(part, n, &part->box);
        if (self->crowding < self->least_crowding) continue;
        search_set_box(self, box_grown(part->box, BOX_MARGIN));
        try_frames(self);
    } while (part_grow(part, self->layout));
}

bool detail_may_be(const Layout *self) {
    return !self->compact && self->scene->width >= LEAST_WIDTH &&
           self->groups->len >= LEAST_CROWDED && self->groups->len <= MOST_GROUPS;
}

/* Owns its part and its array; the rest is borrowed. */
typedef struct {
    Part part;
    Home home;
    GArray *near;
    Search search;
} Finder;

static void finder_clear(Finder *self) {
    part_clear(&self->part);
    g_array_unref(self->near);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Finder, finder_clear)

static void finder_init(Finder *self, const DetailMap *map) {
    *self = (Finder){.near = g_array_new(FALSE, FALSE, sizeof(Point))};
    part_init(&self->part, map);
    home_find(map->layout, &self->home);
    self->search = (Search){.layout = map->layout,
                            .map = map,
                            .extents = self->part.extents,
                            .home = &self->home,
                            .near = self->near,
                            .least_times = LEAST_TIMES,
                            .least_room = LEAST_ROOM,
                            .from_box = FROM_BOX,
                            .from_marks = FROM_MARKS};
    find_play(map, self->part.extents, &self->search.moves[1], &self->search.moves[2]);
}

bool detail_find(const DetailMap *map, guint banned, DetailPlan *ret_plan) {
    g_auto(Finder) finder;
    finder_init(&finder, map);
    guint n = map->layout->groups->len;
    double all = part_sum(&finder.part, n, NULL);
    if (all < LEAST_CROWDED) return false;
    g_autofree bool *tried = g_new0(bool, n + 1);
    finder.search.banned = banned;
    finder.search.least_crowding = fmax(LEAST_CROWDED, LEAST_SHARE * all);
    for (guint s = 0; s < MOST_SEEDS; s++) {
        int seed = densest(map, tried);
        if (seed < 0) break;
        try_part(&finder.search, &finder.part, (guint)seed);
        for (guint i = 0; i < n; i++)
            tried[i] |= box_holds(finder.part.box, finder.part.extents[i]);
    }
    *ret_plan = finder.search.plan;
    return finder.search.best > 0;
}

/* What is chosen once more, on this map; in the chosen corner, or in any. */
static bool fit(const DetailMap *map, const DetailChoice *choice, bool anywhere,
                DetailPlan *ret_plan) {
    static const double times = 1.4, room = 0.5, from_box = 10,
                        from_marks = 7; /* less than where all is free */
    g_auto(Finder) finder;
    finder_init(&finder, map);
    Search *search = &finder.search;
    const MapView *view = map->layout->view;
    Point a = map_view_project(view, (LonLat){choice->core.west, choice->core.north});
    Point b = map_view_project(view, (LonLat){choice->core.east, choice->core.south});
    Box core = {a.x, a.y, b.x - a.x, b.y - a.y};
    search->crowding = part_sum(&finder.part, map->layout->groups->len, &core);
    search->choice = anywhere ? NULL : choice;
    search->best = -INFINITY;
    search->least_times = times;
    search->least_room = room;
    search->from_box = from_box;
    search->from_marks = from_marks;
    search_set_box(search, core);
    try_frames(search);
    *ret_plan = search->plan;
    return isfinite(search->best);
}

bool detail_fit(const DetailMap *map, const DetailChoice *choice, DetailPlan *ret_plan) {
    return fit(map, choice, false, ret_plan);
}

bool detail_fit_anywhere(const DetailMap *map, const DetailChoice *choice, DetailPlan *ret_plan) {
    return fit(map, choice, true, ret_plan);
}
