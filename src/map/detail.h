/* detail: the enlargement of the dense part of a map, a layout of its own. Private to map/. */
#pragma once

#include "map/layout.h"

/* detail-find.c: what is drawn larger, and where. */
typedef struct {
    Box box;            /* on the map, moved */
    Box frame;          /* of the enlargement */
    double moved;       /* how far right the map goes under its frame */
    Box core;           /* of the box: what it is for, moved */
    guint corner, move; /* which of the corners and moves that are tried */
} DetailPlan;
/* A map whose anchors and landmarks are set, and the enlargements that it has already. */
typedef struct {
    const Layout *layout;
    const DetailPlan *plans;
    guint n;
} DetailMap;
/* What is chosen for all pictures of a scene, whichever language their text takes room in. */
typedef struct {
    LonLatBox core;
    guint corner, move;
} DetailChoice;
/* Are page and story such that there could be an enlargement? */
bool detail_may_be(const Layout *self);
enum { DETAIL_CORNERS = 4 };
/* In a corner of which `banned` has no bit. False where nothing is crowded, or no room is free. */
bool detail_find(const DetailMap *map, guint banned, DetailPlan *ret_plan);
/* The same with all but the size chosen; false where it has no room. */
bool detail_fit(const DetailMap *map, const DetailChoice *choice, DetailPlan *ret_plan);
/* With the part chosen alone. */
bool detail_fit_anywhere(const DetailMap *map, const DetailChoice *choice, DetailPlan *ret_plan);
/* Does an enlargement of this box show a spot? */
bool detail_shows_spot(Box shown, Point at);
/* The ends of the shortest line between box and frame: one short line says what belongs together,
 * where two from corner to corner would cross half the map. */
void detail_tie(Box box, Box frame, Point *ret_from, Point *ret_to);
/* Is the group drawn at a spot, and not as an area? */
bool detail_is_spot(const Group *group);
/* What of a group should be in a box that shows it: a spot, or all of an area. */
Box detail_extent(const Layout *self, const Group *group);

/* Chooses the part that is drawn larger, marks its groups, and sets the symbols of the enlargement;
 * none where nothing is crowded or no room is free. FALSE where its view cannot be made. */
gboolean detail_choose(Layout *self, GError **error);
/* Adds the room of frame, box and the lines between them to what nothing may cover. */
void detail_add_obstacles(Layout *self);
/* Adds them to the furniture. */
void detail_frame(Layout *self);
/* Leaves out the lines of the ground that the enlargement covers. */
void detail_clear_ground(Layout *self);
void detail_free(Layout *self);
