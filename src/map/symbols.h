/* symbols: what marks and badges share. Private to map/. */
#pragma once

#include "map/layout.h"

/* groups.c: is a place of the kind no spot, but ground that a group lies somewhere in? */
bool group_kind_is_area(PlaceKind kind);
/* group-names.c: the names that the first incident of a group gives it, not looked up yet; borrows
 * the incident. */
GroupNames *group_names_new(const Group *group, const Incident *incident);
/* The names of a mark for so many places: of the first, and the second where there are two; borrows
 * theirs, which must not go before it is asked for its own. NULL `second`: there is one. */
GroupNames *group_names_of_places(GroupNames *first, GroupNames *second, guint n_places);
/* A name of them, looked up once; never NULL, borrowed of them. */
const char *group_names_in(const Layout *layout, GroupNames *self, bool arabic);
/* The name as the incident has it, before any look-up; borrowed. */
const char *group_names_written(const GroupNames *self);
/* "Al-Taybah (Al-Mayadin)" is told apart in a list; on a map its place does that. The caller frees
 * it. */
char *name_without_brackets(const char *name);
/* Gives a symbol the incidents of its stack and its tooltip. */
void symbol_take_members(const Layout *self, Symbol *symbol, const Group *group,
                         const Stack *stack);
/* The colour of a number on a fill: the style's light or dark one. */
Color symbol_readable_on(const Style *style, Color fill);
/* Between marks, and from them to the frame. */
#define SYMBOL_GAP 1.5
#define SYMBOL_FROM_FRAME 2.0
/* From a mark's middle to its edge, with its ring. */
double symbol_reach(const Symbol *symbol);
/* The room of a mark, with its ring. */
Box symbol_box(const Symbol *symbol);
/* The badges of areas: a pill with a small mark and a count for each type, inside the area. */
void layout_badges(Layout *self);

/* push.c: moves marks (GArray of Symbol) until none covers another, as far as that can be. */
void symbols_push_apart(const Layout *self, GArray *marks);
/* A mark whose place lies outside of a frame that the editor chose stays outside. */
bool symbol_is_in_view(const Symbol *symbol, Box frame);

/* clusters.c: joins places whose anchors lie within `distance` points. Returns whether any were. */
bool layout_cluster(Layout *self, double distance);
/* What happened at, near and around one place, with anchors within `distance` points, becomes one
 * group. Returns whether any did. */
bool layout_join_twins(Layout *self, double distance);
/* cluster-names.c: moves the places of `from`, which goes, or itself among those that `into` stands
 * for. */
void group_take_members(Group *into, Group *from);
/* Name and point of a group that stands for several places. */
void group_settle_cluster(const Layout *self, Group *group);
/* From its point to the end of all that was joined. */
double group_reach_m(const Group *group);
/* The width of a round mark for so many incidents, on the scale of all marks. */
double count_size(const Layout *self, guint n);
/* Does the group get one ring of shares instead of a mark for each type? */
bool group_is_donut(const Group *group);
/* How wide a donut is with its ring. */
double donut_size(const Layout *self, const Group *group);
/* A donut's mark, still with its outer size, and its shares once it has its place. */
Symbol donut_mark(const Layout *self, const Group *group, double size);
void donut_finish(Layout *self, const Group *group, Symbol *mark);
