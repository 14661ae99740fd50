/* The version of the module kharita-map, which the program holds against its own. */
#include "cmd/module.h"

const char kharita_map_version[] = KHARITA_VERSION;
