/*
 * module: the parts of the program that need heavy libraries lie in files of their own beside it,
 * and are opened when a command first asks for them: kharita-ogr what needs GDAL, kharita-map what
 * draws or speaks to readers. (kharita-proj, what projects as maps seldom do: base/projection.h.)
 */
#pragma once

#include "ogr/ogr.h"

/* The symbol of kharita-map that says of which version it is. */
#define MAP_MODULE_VERSION_SYMBOL "kharita_map_version"
extern const char kharita_map_version[];

/* The functions of kharita-ogr; opened once and never closed. Fails when the file is not there, or
 * is of another build. */
const OgrModule *module_open(GError **error);

/* Runs a command that lies in kharita-map, whose symbol is cmd_NAME, and returns its exit status;
 * EXIT_FAILED after a message where the module cannot be opened. */
int module_run_command(const char *name, int argc, char **argv);
