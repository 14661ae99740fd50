/* Where the program's own data lie: in a checkout, in a prefix, or where KHARITA_DATA says. */
#include "base/base.h"

static char *try(const char *folder, const char *below, const char *name) {
    char *path = g_build_filename(folder, below, name, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS)) return path;
    g_free(path);
    return NULL;
}

char *data_path(const char *name, GError **error) {
    const char *named = g_getenv("KHARITA_DATA");
    char *path = named && *named ? try(named, "", name) : NULL;
    g_autofree char *binary = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = binary ? g_path_get_dirname(binary) : g_strdup(".");
    /* A test binary lies one folder deeper than the program. */
    const char *const below[] = {"", "..", "../..", "../share/kharita"};
    for (guint i = 0; !path && i < G_N_ELEMENTS(below); i++) path = try(folder, below[i], name);
    if (!path)
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                    "cannot find '%s' beside the program, in its prefix or in KHARITA_DATA", name);
    return path;
}
