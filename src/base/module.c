/* A module lies beside the program, or in the prefix's lib/kharita. */
#include "base/module.h"

#include <gmodule.h>

static void set_other_build(const char *file_name, GError **error) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                _("the module %s is of another build: build it anew with make"), file_name);
}

gpointer module_symbol(const char *file_name, const char *symbol, GError **error) {
    g_autofree char *path = data_path(file_name, NULL);
    /* The module itself is bound at once, as its own flags want it; what its libraries do not use
     * need not be. */
    GModule *module = path ? g_module_open(path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL) : NULL;
    gpointer found = NULL;
    if (!module) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot open the module %s: %s"),
                    file_name, path ? g_module_error() : _("it is not beside the program"));
        return NULL;
    }
    /* The libraries behind it keep threads and tables of their own: they are not meant to be
     * unloaded. */
    g_module_make_resident(module);
    if (!g_module_symbol(module, symbol, &found)) set_other_build(file_name, error);
    return found;
}

gboolean module_check_build(const char *file_name, bool is_same, GError **error) {
    if (!is_same) set_other_build(file_name, error);
    return is_same;
}
