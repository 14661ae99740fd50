/* detail: the enlargement of the dense part of a map, a layout of its own. Private to map/. */
#pragma once

#include "map/layout.h"

/* detail-find.c: what is drawn larger, and where. */
typedef struct {
    Box box;      /* on the map, moved */
    Box frame;    /* of the enlargement */
    double moved; /* how far right the map goes under its frame */
} DetailPlan;
/* False where nothing is crowded, or no room is free. Anchors must be set. */
bool detail_find(const Layout *self, DetailPlan *ret_plan);
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
