/* terminal: is a stream watched by a person, and what may be done to it then. */
#pragma once

#include "base/base.h"

/* Is the stream a terminal that knows how to move its cursor? */
bool terminal_is(FILE *stream);
/* May it be coloured? Not with NO_COLOR (no-color.org). */
bool terminal_has_color(FILE *stream);
/* Takes away what stands on the line of the cursor; nothing where it is no terminal. */
void terminal_clear_line(FILE *stream);
