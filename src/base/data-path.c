/* Where the program's own data lie: where KHARITA_DATA says, in a prefix, or in a checkout. */
#include "base/base.h"

static char *try(const char *folder, const char *below, const char *name) {
    char *path = g_build_filename(folder, below, name, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS)) return path;
    g_free(path);
    return NULL;
}

/* Of an installation, what any machine reads and what only this kind reads; of a checkout, what is
 * made and what is kept. A test binary lies one folder deeper than the program, and a build beside
 * the first (out/san) one deeper again. */
static const char *const INSTALLED[] = {"../share/kharita", "../lib/kharita", "../share", NULL};
static const char *const CHECKOUT[] = {"", "..", "../..", "../../..", NULL};

char *data_path(const char *name, GError **error) {
    const char *named = g_getenv("KHARITA_DATA");
    char *path = named && *named ? try(named, "", name) : NULL;
    g_autofree char *binary = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = binary ? g_path_get_dirname(binary) : g_strdup(".");
    g_autofree char *share = try(folder, "../share", "kharita");
    for (const char *const *below = share ? INSTALLED : CHECKOUT; !path && *below; below++)
        path = try(folder, *below, name);
    if (!path)
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                    _("cannot find '%s' beside the program, in its prefix or in KHARITA_DATA"),
                    name);
    return path;
}
