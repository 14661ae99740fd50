/* The module lies beside the program, or in the prefix's lib/kharita. */
#include "cmd/module.h"

#include <gmodule.h>

static const char FILE_NAME[] = "kharita-ogr.so";

static char *module_path(void) {
    char *path = data_path(FILE_NAME, NULL);
    if (path) return path;
    g_autofree char *below = g_build_filename("..", "..", "lib", "kharita", FILE_NAME, NULL);
    return data_path(below, NULL);
}

const OgrModule *module_open(GError **error) {
    g_autofree char *path = module_path();
    GModule *module = path ? g_module_open(path, G_MODULE_BIND_LOCAL) : NULL;
    if (!module) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, "cannot open the module %s: %s",
                    FILE_NAME, path ? g_module_error() : "it is not beside the program");
        return NULL;
    }
    /* GDAL keeps threads and tables of its own: it is not meant to be unloaded. */
    g_module_make_resident(module);
    const OgrModule *(*table)(void) = NULL;
    if (g_module_symbol(module, OGR_MODULE_SYMBOL, (gpointer *)&table) && table &&
        table()->version == OGR_MODULE_VERSION)
        return table();
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                "the module '%s' is of another build: build it anew with make", path);
    return NULL;
}
