/* A module lies beside the program, or in the prefix's lib/kharita. */
#include "cmd/module.h"

#include <gmodule.h>
#include <malloc.h>

#include "cmd/cmd.h"

static const char OGR_FILE[] = "kharita-ogr.so", MAP_FILE[] = "kharita-map.so";

static void set_other_build(const char *file_name, GError **error) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                _("the module %s is of another build: build it anew with make"), file_name);
}

/* The symbol of a module, NULL with `error` set. */
static gpointer symbol_of(const char *file_name, const char *symbol, GError **error) {
    g_autofree char *path = data_path(file_name, NULL);
    GModule *module = path ? g_module_open(path, G_MODULE_BIND_LOCAL) : NULL;
    gpointer found = NULL;
    if (!module) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot open the module %s: %s"),
                    file_name, path ? g_module_error() : "it is not beside the program");
        return NULL;
    }
    /* The libraries behind it keep threads and tables of their own: they are not meant to be
     * unloaded. */
    g_module_make_resident(module);
    if (!g_module_symbol(module, symbol, &found)) set_other_build(file_name, error);
    return found;
}

const OgrModule *module_open(GError **error) {
    const OgrModule *(*table)(void) = NULL;
    gpointer symbol = symbol_of(OGR_FILE, OGR_MODULE_SYMBOL, error);
    if (!symbol) return NULL;
    memcpy(&table, &symbol, sizeof table); /* C knows no way from an object to a function */
    if (table()->version == OGR_MODULE_VERSION) return table();
    set_other_build(OGR_FILE, error);
    return NULL;
}

/* Drawing takes and gives back large pictures. Memory that it once had stays its own: handing it
 * back each time and clearing it anew was a third of what the kernel did. */
static void keep_memory(void) {
    enum { MIB = 1024 * 1024 };
    mallopt(M_MMAP_THRESHOLD, 64 * MIB);
    mallopt(M_TRIM_THRESHOLD, 256 * MIB);
    mallopt(M_TOP_PAD, MIB);
}

int module_run_command(const char *name, int argc, char **argv) {
    g_autofree char *symbol = g_strconcat("cmd_", name, NULL);
    g_autoptr(GError) error = NULL;
    gpointer version = symbol_of(MAP_FILE, MAP_MODULE_VERSION_SYMBOL, &error);
    if (version && !g_str_equal(version, KHARITA_VERSION)) set_other_build(MAP_FILE, &error);
    gpointer found = error ? NULL : symbol_of(MAP_FILE, symbol, &error);
    if (!found) {
        command_print(name, error ? error->message : symbol);
        return EXIT_FAILED;
    }
    keep_memory();
    int (*run)(int, char **) = NULL;
    memcpy(&run, &found, sizeof run);
    return run(argc, argv);
}
