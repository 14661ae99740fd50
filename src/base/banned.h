/* Functions that depend on the locale, on a hidden buffer or on luck: using one does not compile.
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atof strtod gmtime localtime
