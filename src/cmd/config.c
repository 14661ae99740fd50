/*
 * GKeyFile reads the values; it does not say on which line a key stands, so the lines are looked
 * through first, and what is no line of ours is refused there.
 */
#include "cmd/config.h"

enum { MOST_BYTES = 1 << 20 };

static const struct {
    const char *group, *key;
    gboolean is_list, is_path;
} KEYS[N_CONFIG_KEYS] = {
    [CONFIG_LANGUAGE] = {"map", "language", FALSE, FALSE},
    [CONFIG_STYLE] = {"map", "style", FALSE, FALSE},
    [CONFIG_CREDIT] = {"map", "credit", FALSE, FALSE},
    [CONFIG_SIZE] = {"map", "size", FALSE, FALSE},
    [CONFIG_GAZETTEER] = {"gazetteer", "file", FALSE, TRUE},
    [CONFIG_PLACES] = {"gazetteer", "places", TRUE, TRUE},
    [CONFIG_ACTORS] = {"gazetteer", "actors", TRUE, TRUE},
};
/* Its keys are names that the desk gives. */
static const char SIZES[] = "sizes";
static const char *const GROUPS[] = {"map", "gazetteer", SIZES, NULL};

struct Config {
    char *path;
    char **values[N_CONFIG_KEYS]; /* NULL, or NULL-ended */
    guint lines[N_CONFIG_KEYS];
    GPtrArray *size_names; /* char*, NULL-ended where it is handed out */
    GPtrArray *sizes;      /* char* */
};

/* Where the reading stands. Borrows all. */
typedef struct {
    Config *config;
    GKeyFile *file;
    const char *group; /* NULL before the first */
    guint line;
} Reader;

static Config *config_new(void) {
    Config *self = g_new0(Config, 1);
    self->size_names = g_ptr_array_new_with_free_func(g_free);
    self->sizes = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(self->size_names, NULL);
    return self;
}

void config_free(Config *self) {
    if (!self) return;
    g_free(self->path);
    for (guint i = 0; i < N_CONFIG_KEYS; i++) g_strfreev(self->values[i]);
    g_ptr_array_unref(self->size_names);
    g_ptr_array_unref(self->sizes);
    g_free(self);
}

static gboolean fail(const Reader *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
static gboolean fail(const Reader *self, GError **error, const char *format, ...) {
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, _("%s, line %u: %s"), self->config->path,
                self->line, message);
    return FALSE;
}

static gboolean fail_with_hint(const Reader *self, GError **error, const char *what,
                               const char *word, const char *const *among) {
    const char *meant = word_nearest(word, among);
    g_autofree char *list = g_strjoinv(", ", (char **)among);
    if (meant) return fail(self, error, _("%s '%s'; did you mean '%s'?"), what, word, meant);
    return fail(self, error, _("%s '%s'; there are %s"), what, word, list);
}

/* ---- values -----------------------------------------------------------------------------------
 */

static gboolean is_size(const char *text) {
    const char *x = strchr(text, 'x');
    if (!x || x == text || !x[1] || strlen(text) > 11) return FALSE;
    for (const char *p = text; *p; p++)
        if (p != x && !g_ascii_isdigit(*p)) return FALSE;
    return TRUE;
}

/* The path of a file that is named in the configuration: beside it. */
static char *beside(const Reader *self, const char *name) {
    if (g_path_is_absolute(name)) return g_strdup(name);
    g_autofree char *folder = g_path_get_dirname(self->config->path);
    return g_str_equal(folder, ".") ? g_strdup(name) : g_build_filename(folder, name, NULL);
}

static gboolean check_value(const Reader *self, ConfigKey key, char **value, GError **error) {
    static const char *const languages[] = {"ar", "en", "both", NULL};
    bool is_file = KEYS[key].is_path;
    if (!**value) return fail(self, error, _("'%s' has no value"), KEYS[key].key);
    if (key == CONFIG_LANGUAGE && !g_strv_contains(languages, *value))
        return fail_with_hint(self, error, _("no language"), *value, languages);
    if (key == CONFIG_STYLE)
        is_file = strchr(*value, G_DIR_SEPARATOR) || g_str_has_suffix(*value, ".style");
    if (!is_file) return TRUE;
    char *path = beside(self, *value);
    g_free(*value);
    *value = path;
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) return TRUE;
    return fail(self, error, _("there is no file '%s'"), path);
}

static gboolean take_size(Reader *self, const char *name, GError **error) {
    g_autofree char *value = g_key_file_get_string(self->file, self->group, name, NULL);
    if (!value || !is_size(value))
        return fail(self, error, _("'%s' is no size WIDTHxHEIGHT"), value ? value : "");
    if (config_size(self->config, name)) return fail(self, error, _("'%s' stands twice"), name);
    g_ptr_array_insert(self->config->size_names, (int)self->config->sizes->len, g_strdup(name));
    g_ptr_array_add(self->config->sizes, g_steal_pointer(&value));
    return TRUE;
}

static gboolean take_key(Reader *self, const char *name, GError **error) {
    const char *known[N_CONFIG_KEYS + 1] = {NULL};
    guint n = 0, key = 0;
    for (; key < N_CONFIG_KEYS; key++) {
        if (!g_str_equal(KEYS[key].group, self->group)) continue;
        known[n++] = KEYS[key].key;
        if (g_str_equal(KEYS[key].key, name)) break;
    }
    if (key == N_CONFIG_KEYS) {
        g_autofree char *what = g_strdup_printf(_("[%s] has no key"), self->group);
        return fail_with_hint(self, error, what, name, known);
    }
    if (self->config->values[key]) return fail(self, error, _("'%s' stands twice"), name);
    g_autoptr(GError) cause = NULL;
    char **values = KEYS[key].is_list
                        ? g_key_file_get_string_list(self->file, self->group, name, NULL, &cause)
                        : g_new0(char *, 2);
    if (!KEYS[key].is_list)
        values[0] = g_key_file_get_string(self->file, self->group, name, &cause);
    self->config->values[key] = values;
    self->config->lines[key] = self->line;
    if (cause) return fail(self, error, "%s", cause->message);
    for (char **value = values; *value; value++) {
        g_strstrip(*value);
        if (!check_value(self, (ConfigKey)key, value, error)) return FALSE;
    }
    if (*values) return TRUE;
    return fail(self, error, _("'%s' has no value"), name);
}

/* ---- lines ------------------------------------------------------------------------------------
 */

static gboolean take_group(Reader *self, char *line, GError **error) {
    char *end = strchr(line, ']');
    if (!end || end[1]) return fail(self, error, _("a group is written [name]"));
    *end = '\0';
    for (const char *const *group = GROUPS; *group; group++)
        if (g_str_equal(*group, line + 1)) self->group = *group;
    if (self->group && g_str_equal(self->group, line + 1)) return TRUE;
    return fail_with_hint(self, error, _("no group"), line + 1, GROUPS);
}

static gboolean take_line(Reader *self, char *line, GError **error) {
    g_strstrip(line);
    if (!*line || *line == '#') return TRUE;
    if (*line == '[') return take_group(self, line, error);
    char *equals = strchr(line, '=');
    if (!equals || equals == line)
        return fail(self, error, _("expected [group], 'key = value' or '# comment'"));
    if (!self->group) return fail(self, error, _("a key stands behind a [group]"));
    *equals = '\0';
    g_strchomp(line);
    return (self->group == SIZES ? take_size : take_key)(self, line, error);
}

static gboolean read_text(Config *config, const char *text, GError **error) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) cause = NULL;
    Reader reader = {config, file, NULL, 0};
    bool is_read = g_key_file_load_from_data(file, text, strlen(text), G_KEY_FILE_NONE, &cause);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        reader.line++;
        if (!take_line(&reader, *line, error)) return FALSE;
    }
    if (is_read) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, "%s: %s", config->path, cause->message);
    return FALSE;
}

static char *find_file(void) {
    if (g_file_test("kharita.conf", G_FILE_TEST_IS_REGULAR)) return g_strdup("kharita.conf");
    g_autofree char *own =
        g_build_filename(g_get_user_config_dir(), "kharita", "kharita.conf", NULL);
    if (g_file_test(own, G_FILE_TEST_IS_REGULAR)) return g_steal_pointer(&own);
    for (const char *const *folder = g_get_system_config_dirs(); *folder; folder++) {
        g_autofree char *path = g_build_filename(*folder, "kharita", "kharita.conf", NULL);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) return g_steal_pointer(&path);
    }
    return NULL;
}

Config *config_load(const char *named, GError **error) {
    g_autoptr(Config) self = config_new();
    if (g_strcmp0(named, "none") != 0) self->path = named ? g_strdup(named) : find_file();
    if (!self->path) return g_steal_pointer(&self);
    g_autofree char *text = file_read_text(self->path, MOST_BYTES, error);
    return text && read_text(self, text, error) ? g_steal_pointer(&self) : NULL;
}

/* ---- what it says -----------------------------------------------------------------------------
 */

const char *config_path(const Config *self) { return self->path; }

const char *config_value(const Config *self, ConfigKey key) {
    return self->values[key] ? self->values[key][0] : NULL;
}

char **config_list(const Config *self, ConfigKey key) { return self->values[key]; }

const char *const *config_sizes(const Config *self) {
    return (const char *const *)self->size_names->pdata;
}

const char *config_size(const Config *self, const char *name) {
    for (guint i = 0; i < self->sizes->len; i++)
        if (g_str_equal(self->size_names->pdata[i], name)) return self->sizes->pdata[i];
    return NULL;
}

char *config_where(const Config *self, ConfigKey key) {
    return g_strdup_printf(_("%s, line %u"), self->path, self->lines[key]);
}
