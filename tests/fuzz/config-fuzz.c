/* kharita.conf: what a desk has settled. */
#include "cmd/config.h"
#include "fuzz.h"

static void check_sizes(const Config *config) {
    for (const char *const *name = config_sizes(config); *name; name++) {
        int width = 0, height = 0;
        g_assert_cmpint(sscanf(config_size(config, *name), "%10dx%10d", &width, &height), ==, 2);
        g_assert_true(g_utf8_validate(*name, -1, NULL));
    }
}

/* A key that the file names has a value, and a place in the file for messages about it. */
static void check_values(const Config *config) {
    for (guint key = 0; key < N_CONFIG_KEYS; key++) {
        const char *value = config_value(config, (ConfigKey)key);
        char **list = config_list(config, (ConfigKey)key);
        g_assert_true(!value == !list);
        if (!value) continue;
        g_autofree char *where = config_where(config, (ConfigKey)key);
        g_assert_true(strstr(where, "line") != NULL);
        for (; *list; list++) g_assert_true(**list && g_utf8_validate(*list, -1, NULL));
    }
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = config_load(file.path, &error);
    g_assert_true(!config == !!error);
    if (error) check_error(error);
    if (!config) return 0;
    check_sizes(config);
    check_values(config);
    return 0;
}
