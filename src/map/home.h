/* home: where on the map Syria lies. The reader finds the way by it, so that what must cover some
 * of the map should cover what lies abroad. Private to map/. */
#pragma once

#include "map/layout.h"

enum { HOME_CELLS = 96 };

/* Cells of the map's frame, in rows from above: how many of a row's are home, left of a column. */
typedef struct {
    Box map;
    guint8 left_of[HOME_CELLS][HOME_CELLS + 1];
} Home;

/* As the view shows it now. */
void home_find(const Layout *layout, Home *ret_home);
/* Does a point of the map lie on it? */
bool home_holds(const Home *self, Point at);
/* How many of `n` points along the middle of a box do? */
guint home_count_along(const Home *self, Box box, guint n);
/* How much of the home ground in view a box covers, 0 to 1. */
double home_covered(const Home *self, Box box);
/* How much of a box lies on it. */
double home_share(const Home *self, Box box);
