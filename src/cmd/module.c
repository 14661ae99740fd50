/* The modules that hold commands and formats. */
#include "cmd/module.h"

#include <malloc.h>
#include <sys/mman.h>

#include "base/module.h"
#include "cmd/cmd.h"

static const char OGR_FILE[] = "kharita-ogr.so", DRAWING_FILE[] = "kharita-map.so";

const OgrModule *module_open(GError **error) {
    const OgrModule *(*table)(void) = NULL;
    gpointer symbol = module_symbol(OGR_FILE, OGR_MODULE_SYMBOL, error);
    if (!symbol) return NULL;
    memcpy(&table, &symbol, sizeof table); /* C knows no way from an object to a function */
    bool is_same = table()->version == OGR_MODULE_VERSION;
    return module_check_build(OGR_FILE, is_same, error) ? table() : NULL;
}

/* Drawing takes and gives back large pictures. Memory that it once had stays its own: handing it
 * back each time and clearing it anew was a third of what the kernel did. What most maps need is
 * asked for in large pages, where the kernel has them: it is entered ten times instead of 2,000. */
static void keep_memory(void) {
    enum { MIB = 1024 * 1024, LARGE_PAGE = 2 * MIB, USUAL = 32 * MIB };
    mallopt(M_MMAP_THRESHOLD, 64 * MIB);
    mallopt(M_TRIM_THRESHOLD, 256 * MIB);
    mallopt(M_TOP_PAD, MIB);
    char *room = malloc(USUAL);
    char *from = (char *)(((guintptr)room + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE);
    if (room) madvise(from, (gsize)(room + USUAL - from), MADV_HUGEPAGE);
    free(room);
}

int module_run_command(const char *name, int argc, char **argv) {
    g_autofree char *symbol = g_strconcat("cmd_", name, NULL);
    g_autoptr(GError) error = NULL;
    gpointer version = module_symbol(DRAWING_FILE, MAP_MODULE_VERSION_SYMBOL, &error);
    bool can =
        version && module_check_build(DRAWING_FILE, g_str_equal(version, KHARITA_VERSION), &error);
    gpointer found = can ? module_symbol(DRAWING_FILE, symbol, &error) : NULL;
    if (!found) {
        command_print(name, error ? error->message : symbol);
        return EXIT_FAILED;
    }
    keep_memory();
    int (*run)(int, char **) = NULL;
    memcpy(&run, &found, sizeof run);
    return run(argc, argv);
}
