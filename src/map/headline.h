/* headline: the two parts of a title made from the data. Private to map/. */
#pragma once

#include "map/layout.h"

/* So few incidents that each is told. */
enum { HEADLINE_FEW = 8 };

/* headline-what.c: what happened ("two attacks, an ambush and an airstrike"), with a capital. The
 * caller frees it. */
char *headline_what(const Layout *layout, const Words *words);
