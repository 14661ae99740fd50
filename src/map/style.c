/*
 * style: a style file read against the schema. libconfuse parses; here its sections are built from
 * the schema, its errors get the file's name and a hint, and values are kept parsed, one a rule.
 */
#include <confuse.h>
#include <string.h>

#include "map/scene.h"
#include "map/style-schema.h"

/* No width, size or share of a style is as large; infinity is none. */
static const double MOST_NUMBER = 10000;
enum { MOST_BYTES = 1 << 20 };

typedef struct {
    Color color;
    double number;
    char *string;
} StyleValue;

enum { N_SLOTS = 1024 };

/* Owns its values, which stand in the schema's order. */
struct Style {
    StyleValue *values;
    guint n_values;
    guint16 slots[N_SLOTS]; /* open addressing by layer and key: index of a value + 1 */
};

/* ---- reading values ---------------------------------------------------------------------------
 */

/* "#RRGGBB" or "#RRGGBBAA". */
static gboolean parse_color(const char *text, Color *ret_color) {
    gsize len = strlen(text);
    if (text[0] != '#' || (len != 7 && len != 9)) return FALSE;
    double channel[4] = {0, 0, 0, 1};
    for (gsize i = 0; 1 + 2 * i < len; i++) {
        int high = g_ascii_xdigit_value(text[1 + 2 * i]),
            low = g_ascii_xdigit_value(text[2 + 2 * i]);
        if (high < 0 || low < 0) return FALSE;
        channel[i] = (high * 16 + low) / 255.0;
    }
    *ret_color = (Color){channel[0], channel[1], channel[2], channel[3]};
    return TRUE;
}

static gboolean parse_value(const StyleRule *rule, const char *text, StyleValue *value) {
    if (rule->kind == STYLE_COLOR) return parse_color(text, &value->color);
    if (rule->kind == STYLE_NUMBER) {
        char *end = NULL;
        value->number = g_ascii_strtod(text, &end);
        return end != text && *end == '\0' && value->number >= 0 && value->number <= MOST_NUMBER;
    }
    value->string = g_strdup(text);
    return TRUE;
}

/* ---- libconfuse -------------------------------------------------------------------------------
 */

enum { MAX_LAYERS = 80, MAX_KEYS = 24 };

/* The options of libconfuse for the whole schema; libconfuse copies them. */
typedef struct {
    cfg_opt_t sections[MAX_LAYERS + 1];
    cfg_opt_t keys[MAX_LAYERS][MAX_KEYS + 1];
    guint n_layers, n_keys[MAX_LAYERS];
} Options;

static cfg_opt_t no_more_options(void) {
    cfg_opt_t end = CFG_END();
    return end;
}

/* Layers of the schema may be split over several runs of rules. */
static guint layer_of(Options *options, const char *layer) {
    for (guint i = 0; i < options->n_layers; i++)
        if (strcmp(options->sections[i].name, layer) == 0) return i;
    g_assert(options->n_layers < MAX_LAYERS);
    guint added = options->n_layers++;
    cfg_opt_t section = CFG_SEC((char *)layer, options->keys[added], CFGF_NONE);
    options->sections[added] = section;
    return added;
}

static void options_fill(Options *options) {
    guint n;
    const StyleRule *rules = style_schema(&n);
    options->n_layers = 0;
    for (guint i = 0; i < n; i++) {
        guint layer = layer_of(options, rules[i].layer);
        g_assert(options->n_keys[layer] < MAX_KEYS);
        cfg_opt_t key = CFG_STR((char *)rules[i].key, (char *)rules[i].fallback, CFGF_NONE);
        options->keys[layer][options->n_keys[layer]++] = key;
    }
    for (guint i = 0; i < options->n_layers; i++)
        options->keys[i][options->n_keys[i]] = no_more_options();
    options->sections[options->n_layers] = no_more_options();
}

/* The name of the schema nearest to `name`: a key of `layer`, or a layer where that is NULL. */
static const char *nearest(const char *layer, const char *name) {
    guint n, best = 4;
    const char *found = NULL;
    const StyleRule *rules = style_schema(&n);
    for (guint i = 0; i < n; i++) {
        if (layer && strcmp(rules[i].layer, layer) != 0) continue;
        const char *known = layer ? rules[i].key : rules[i].layer;
        guint d = word_distance(name, known);
        if (d < best) {
            best = d;
            found = known;
        }
    }
    return found;
}

/* libconfuse hands its callbacks no data of ours: the first message of a parse waits here. */
static GPrivate first_message = G_PRIVATE_INIT(g_free);

static void keep_message(cfg_t *cfg, const char *form, va_list arguments) G_GNUC_PRINTF(2, 0);
static void keep_message(cfg_t *cfg, const char *form, va_list arguments) {
    if (g_private_get(&first_message)) return;
    g_autofree char *said = g_strdup_vprintf(form, arguments);
    g_autoptr(GString) message = g_string_new(NULL);
    g_string_printf(message, "line %d: %s", cfg->line, said);
    g_auto(GStrv) parts = g_strsplit(said, "'", 3);
    if (g_str_has_prefix(said, "no such option") && g_strv_length(parts) > 1) {
        bool top = strcmp(cfg->name, "root") == 0;
        const char *meant = nearest(top ? NULL : cfg->name, parts[1]);
        g_string_printf(message, "line %d: no such %s '%s'", cfg->line, top ? "layer" : "key",
                        parts[1]);
        if (!top) g_string_append_printf(message, " in layer '%s'", cfg->name);
        if (meant) g_string_append_printf(message, "; did you mean '%s'?", meant);
    }
    g_private_set(&first_message, g_strdup(message->str));
}

static const StyleRule *rule_of(const char *layer, const char *key) {
    guint n;
    const StyleRule *rules = style_schema(&n);
    for (guint i = 0; i < n; i++)
        if (strcmp(rules[i].key, key) == 0 && strcmp(rules[i].layer, layer) == 0) return &rules[i];
    g_error("the style's schema has no '%s' in '%s'", key, layer);
}

/* Called where the value stands, so that its line is known. */
static int check_value(cfg_t *cfg, cfg_opt_t *opt) {
    const StyleRule *rule = rule_of(cfg->name, opt->name);
    const char *text = cfg_opt_getnstr(opt, 0);
    StyleValue value = {0};
    bool good = parse_value(rule, text, &value);
    g_free(value.string);
    if (good) return 0;
    cfg_error(cfg, "'%s' is no %s for '%s' (%s)", text,
              rule->kind == STYLE_COLOR ? "colour" : "number", opt->name,
              rule->kind == STYLE_COLOR ? "\"#RRGGBB\" or \"#RRGGBBAA\"" : "0 to 10000");
    return 1;
}

static cfg_t *parser_new(void) {
    g_autofree Options *options = g_new0(Options, 1);
    options_fill(options);
    cfg_t *cfg = cfg_init(options->sections, CFGF_NONE);
    cfg_set_error_function(cfg, keep_message);
    guint n;
    const StyleRule *rules = style_schema(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *path = g_strdup_printf("%s|%s", rules[i].layer, rules[i].key);
        cfg_set_validate_func(cfg, path, check_value);
    }
    return cfg;
}

/* ---- the style --------------------------------------------------------------------------------
 */

/* The slot that the rule of a layer and key stands in, or the free one where it would (FNV-1a). */
static guint slot_of(const Style *self, const StyleRule *rules, const char *layer,
                     const char *key) {
    guint32 hash = 2166136261u;
    for (const char *c = key; *c; c++) hash = (hash ^ (guchar)*c) * 16777619u;
    for (const char *c = layer; *c; c++) hash = (hash ^ (guchar)*c) * 16777619u;
    guint slot = (hash ^ hash >> 15) % N_SLOTS;
    for (; self->slots[slot]; slot = (slot + 1) % N_SLOTS) {
        const StyleRule *rule = &rules[self->slots[slot] - 1];
        if (strcmp(rule->key, key) == 0 && strcmp(rule->layer, layer) == 0) break;
    }
    return slot;
}

static Style *style_from(cfg_t *cfg) {
    Style *self = g_new0(Style, 1);
    const StyleRule *rules = style_schema(&self->n_values);
    g_assert(self->n_values < N_SLOTS / 2);
    self->values = g_new0(StyleValue, self->n_values);
    for (guint i = 0; i < self->n_values; i++) {
        cfg_t *layer = cfg_getsec(cfg, rules[i].layer);
        const char *text = layer ? cfg_getstr(layer, rules[i].key) : rules[i].fallback;
        gboolean good = parse_value(&rules[i], text, &self->values[i]);
        g_assert(good);
        self->slots[slot_of(self, rules, rules[i].layer, rules[i].key)] = (guint16)(i + 1);
    }
    return self;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of the styles that come with the program, NULL-ended, sorted; the caller frees them. */
static GStrv style_names(void) {
    GPtrArray *names = g_ptr_array_new();
    g_autofree char *folder = data_path("styles", NULL);
    g_autoptr(GDir) dir = folder ? g_dir_open(folder, 0, NULL) : NULL;
    const char *file;
    while (dir && (file = g_dir_read_name(dir)))
        if (g_str_has_suffix(file, ".style"))
            g_ptr_array_add(names, g_strndup(file, strlen(file) - strlen(".style")));
    if (names->len) qsort(names->pdata, names->len, sizeof(char *), compare_names);
    g_ptr_array_add(names, NULL);
    return (GStrv)g_ptr_array_free(names, FALSE);
}

static char *style_path(const char *name_or_path, GError **error) {
    if (strchr(name_or_path, G_DIR_SEPARATOR) || g_str_has_suffix(name_or_path, ".style"))
        return g_strdup(name_or_path);
    g_autofree char *name = g_strdup_printf("styles/%s.style", name_or_path);
    char *path = data_path(name, NULL);
    if (path) return path;
    g_auto(GStrv) known = style_names();
    const char *meant = word_nearest(name_or_path, (const char *const *)known);
    g_autofree char *list = g_strjoinv(", ", known);
    if (meant)
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                    _("no style '%s'; did you mean '%s'?"), name_or_path, meant);
    else
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, _("no style '%s'; there are %s"),
                    name_or_path, list);
    return NULL;
}

/* Line of the last brace that opens a layer and is never closed, which libconfuse lets pass; 0
 * where all are. */
static guint open_brace(const char *text) {
    guint line = 1, opened = 0;
    bool quoted = false, comment = false;
    for (const char *at = text; *at; at++) {
        if (*at == '\n') {
            line++;
            comment = false;
        } else if (comment) {
            continue;
        } else if (*at == '"') {
            quoted = !quoted;
        } else if (!quoted) {
            comment = *at == '#';
            if (*at == '{') opened = line;
            if (*at == '}') opened = 0;
        }
    }
    return opened;
}

Style *style_load(const char *name_or_path, GError **error) {
    g_autofree char *path = style_path(name_or_path, error);
    if (!path) return NULL;
    g_autofree char *text = file_read_text(path, MOST_BYTES, error);
    if (!text) return NULL;
    cfg_t *cfg = parser_new();
    g_private_replace(&first_message, NULL);
    Style *self = NULL;
    guint opened = open_brace(text);
    if (opened) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("%s, line %u: '{' is never closed"),
                    path, opened);
    } else if (cfg_parse_buf(cfg, text) == CFG_SUCCESS) {
        self = style_from(cfg);
    } else {
        const char *message = g_private_get(&first_message);
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, "%s, %s", path,
                    message ? message : _("not a style"));
    }
    g_private_replace(&first_message, NULL);
    cfg_free(cfg);
    return self;
}

void style_free(Style *self) {
    if (!self) return;
    for (guint i = 0; i < self->n_values; i++) g_free(self->values[i].string);
    g_free(self->values);
    g_free(self);
}

static const StyleValue *value_of(const Style *self, const char *layer, const char *key,
                                  StyleValueKind kind) {
    guint n;
    const StyleRule *rules = style_schema(&n);
    guint found = self->slots[slot_of(self, rules, layer, key)];
    if (!found) g_error("the style's schema has no '%s' in '%s'", key, layer);
    g_assert(rules[found - 1].kind == kind);
    return &self->values[found - 1];
}

Color style_color(const Style *self, const char *layer, const char *key) {
    return value_of(self, layer, key, STYLE_COLOR)->color;
}

double style_number(const Style *self, const char *layer, const char *key) {
    return value_of(self, layer, key, STYLE_NUMBER)->number;
}

const char *style_string(const Style *self, const char *layer, const char *key) {
    return value_of(self, layer, key, STYLE_STRING)->string;
}

static MarkShape mark_shape(const char *name) {
    static const char *const names[] = {"circle", "square", "diamond",  "triangle", "triangle-down",
                                        "star",   "cross",  "pentagon", "hexagon",  "plus"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i], name) == 0) return (MarkShape)i;
    return MARK_CIRCLE;
}

void style_incident(const Style *self, IncidentType type, MarkShape *ret_shape, Color *ret_fill,
                    Color *ret_outline) {
    g_autofree char *layer = g_strdup_printf("incident-%s", incident_type_name(type));
    *ret_shape = mark_shape(style_string(self, layer, "symbol-shape"));
    *ret_fill = style_color(self, layer, "symbol-color");
    *ret_outline = style_color(self, layer, "symbol-outline-color");
}
