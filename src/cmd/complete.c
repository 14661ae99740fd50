/* What a word of the command line may become: asked by the shells' completion scripts. */
#include "cmd/options.h"

enum { MOST_PLACES = 40 };

/* One answer: `before` is what stands in the word already and comes back with every candidate. */
typedef struct {
    CommandLine *line;
    const char *before;
} Answer;

/* Tabs and newlines part the fields and lines of an answer: no name of ours holds any. */
static void offer(const Answer *self, const char *candidate, const char *meaning) {
    printf("%s%s\t%s\n", self->before, candidate, meaning);
}

/* ---- places -----------------------------------------------------------------------------------
 */

typedef struct {
    const char *text;
    guint32 place, population;
    bool is_display;
} NamedPlace;

/* What a map prints before other spellings, the large before the small. */
static int by_rank(const void *a, const void *b) {
    const NamedPlace *x = a, *y = b;
    if (x->is_display != y->is_display) return x->is_display ? -1 : 1;
    if (x->population != y->population) return x->population > y->population ? -1 : 1;
    return strcmp(x->text, y->text);
}

/* The names that begin so, in any case and with any hamza. GArray of NamedPlace, ranked. */
static GArray *names_that_begin(const Gazetteer *g, const char *typed) {
    g_autofree char *wanted = search_form(typed);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(NamedPlace));
    for (guint32 i = 0; i < gazetteer_n_places(g); i++) {
        guint32 first = 0, n = gazetteer_place_names(g, i, &first);
        for (guint32 j = first; j < first + n; j++) {
            const Name *name = gazetteer_name(g, j);
            NamedPlace row = {gazetteer_string(g, name->text), i, gazetteer_place(g, i)->population,
                              name->is_display != 0};
            g_autofree char *form = search_form(row.text);
            if (g_str_has_prefix(form, wanted)) g_array_append_val(found, row);
        }
    }
    g_array_sort(found, by_rank);
    return found;
}

static void offer_places(const Answer *self, const char *typed) {
    const Gazetteer *g = command_line_gazetteer(self->line);
    if (!g) return;
    g_autoptr(GArray) found = names_that_begin(g, typed);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < found->len && g_hash_table_size(seen) < MOST_PLACES; i++) {
        const NamedPlace *row = &g_array_index(found, NamedPlace, i);
        if (!g_hash_table_add(seen, (char *)row->text)) continue;
        const Place *place = gazetteer_place(g, row->place);
        const char *in = place->admin1 == NO_PLACE
                             ? ""
                             : gazetteer_string(g, gazetteer_place(g, place->admin1)->name_en);
        g_autofree char *meaning =
            g_strdup_printf("%s %s", place_kind_name((PlaceKind)place->kind), in);
        offer(self, row->text, meaning);
    }
}

/* ---- other kinds ------------------------------------------------------------------------------
 */

static void offer_types(const Answer *self, const char *typed) {
    for (guint i = 0; i < N_INCIDENT_TYPES; i++)
        if (g_str_has_prefix(incident_type_name((IncidentType)i), typed))
            offer(self, incident_type_name((IncidentType)i),
                  incident_type_label((IncidentType)i, "en"));
}

static void offer_actors(const Answer *self, const char *typed) {
    const Gazetteer *g = command_line_gazetteer(self->line);
    const char *last = "";
    for (guint32 i = 0; g && i < gazetteer_n_rows(g, TABLE_ACTOR); i++) {
        const char *id = gazetteer_cell(g, TABLE_ACTOR, i, "id");
        if (g_str_equal(id, last) || !g_str_has_prefix(id, typed)) continue;
        offer(self, id, gazetteer_cell(g, TABLE_ACTOR, i, "name_en"));
        last = id;
    }
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void offer_styles(const Answer *self, const char *typed) {
    g_autofree char *folder = data_path("styles", NULL);
    g_autoptr(GDir) dir = folder ? g_dir_open(folder, 0, NULL) : NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *file;
    while (dir && (file = g_dir_read_name(dir)))
        if (g_str_has_suffix(file, ".style") && g_str_has_prefix(file, typed))
            g_ptr_array_add(names, g_strndup(file, strlen(file) - strlen(".style")));
    if (names->len) g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) offer(self, names->pdata[i], _("style"));
    puts(":files .style");
}

/* "a,b,c": only what stands behind the last comma is completed. */
static void offer_list(const Answer *self, const char *typed,
                       void (*offer_one)(const Answer *, const char *)) {
    const char *comma = strrchr(typed, ',');
    gsize done = comma ? (gsize)(comma + 1 - typed) : 0;
    g_autofree char *before = g_strdup_printf("%s%.*s", self->before, (int)done, typed);
    const Answer rest = {self->line, before};
    offer_one(&rest, typed + done);
}

static void offer_kind(const Answer *self, const char *kind, const char *typed) {
    if (g_str_has_prefix(kind, "PLACE"))
        offer_places(self, typed);
    else if (g_str_equal(kind, "STYLE"))
        offer_styles(self, typed);
    else if (g_str_equal(kind, "TYPE,…"))
        offer_list(self, typed, offer_types);
    else if (g_str_equal(kind, "ACTOR,…"))
        offer_list(self, typed, offer_actors);
    else if (g_str_equal(kind, "FOLDER"))
        puts(":folders");
    else if (g_str_has_prefix(kind, "FILE") || g_str_has_prefix(kind, "STORE")) {
        gsize stem = strcspn(kind, ".");
        printf(":files %s\n", kind + stem);
    }
}

/* "river[:NAME]": what stands before the bracket. "around:PLACE": a place behind the colon. */
static void offer_word(const Answer *self, const char *word, const char *typed) {
    gsize len = strcspn(word, "[");
    const char *place = g_strstr_len(word, (gssize)len, "PLACE");
    g_autofree char *plain = g_strndup(word, place ? (gsize)(place - word) : len);
    if (place && g_str_has_prefix(typed, plain)) {
        g_autofree char *before = g_strconcat(self->before, plain, NULL);
        const Answer rest = {self->line, before};
        offer_places(&rest, typed + strlen(plain));
    } else if (g_str_has_prefix(plain, typed)) {
        offer(self, plain, "");
    }
}

static void offer_alternatives(const Answer *self, const char *description, const char *typed) {
    g_auto(GStrv) alternatives = g_strsplit(description ? description : "", "|", -1);
    for (char **word = alternatives; *word; word++)
        (option_is_kind(*word) ? offer_kind : offer_word)(self, *word, typed);
}

/* The sizes that a desk has named. */
static void offer_sizes(const Answer *self, const char *typed) {
    g_autoptr(Config) config = config_load(self->line->config_path, NULL);
    for (const char *const *name = config ? config_sizes(config) : NULL; name && *name; name++)
        if (g_str_has_prefix(*name, typed)) offer(self, *name, config_size(config, *name));
}

static void offer_value(const Answer *self, const GOptionEntry *entry, const char *typed) {
    if (g_str_equal(entry->long_name, "size")) offer_sizes(self, typed);
    offer_alternatives(self, entry->arg_description, typed);
}
/* ---- where in the command line ----------------------------------------------------------------
 */

static void offer_options(const OptionTable *table, const Answer *self, const char *typed) {
    for (guint i = 0; i < table->entries->len; i++) {
        const GOptionEntry *entry = &g_array_index(table->entries, GOptionEntry, i);
        g_autofree char *word = g_strconcat("--", entry->long_name, NULL);
        if (!(entry->flags & G_OPTION_FLAG_HIDDEN) && g_str_has_prefix(word, typed))
            offer(self, word, _(entry->description));
    }
}

/* The option whose value comes with the next word, or NULL. */
static const GOptionEntry *awaits_value(const OptionTable *table, const char *word) {
    const GOptionEntry *entry = NULL;
    if (g_str_has_prefix(word, "--"))
        entry = option_table_find(table, word + 2);
    else if (word[0] == '-' && word[1] && !word[2])
        for (guint i = 0; i < table->entries->len && !entry; i++) {
            const GOptionEntry *each = &g_array_index(table->entries, GOptionEntry, i);
            if (each->short_name == word[1]) entry = each;
        }
    return entry && option_takes_value(entry) ? entry : NULL;
}

/* The kind of the n-th file of a command: "STORE.gpkg FILE…" has two, the last for all others. */
static char *kind_of_operand(const char *usage, guint n) {
    g_auto(GStrv) kinds = g_strsplit(usage, " ", -1);
    guint count = g_strv_length(kinds);
    bool repeats = g_str_has_suffix(usage, "…");
    if (n >= count && !repeats) return g_strdup("");
    const char *kind = kinds[MIN(n, count - 1)];
    if (*kind == '[') kind++;
    gsize len = strcspn(kind, "]");
    if (repeats && n >= count - 1) len -= strlen("…");
    return g_strndup(kind, len);
}

/* A name of several words: those before are part of it, but do not come back. */
static void offer_place_words(const Answer *self, const GPtrArray *operands, const char *typed) {
    g_autoptr(GString) name = g_string_new(NULL);
    for (guint i = 0; i < operands->len; i++)
        g_string_append_printf(name, "%s ", (const char *)operands->pdata[i]);
    gsize before = name->len;
    g_string_append(name, typed);
    const Gazetteer *g = before ? command_line_gazetteer(self->line) : NULL;
    if (!g) {
        offer_places(self, typed);
        return;
    }
    g_autoptr(GArray) found = names_that_begin(g, name->str);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < found->len && g_hash_table_size(seen) < MOST_PLACES; i++) {
        const char *text = g_array_index(found, NamedPlace, i).text;
        bool is_new = strlen(text) > before && g_utf8_validate(text + before, -1, NULL) &&
                      g_hash_table_add(seen, (char *)text + before);
        if (is_new) offer(self, text + before, "");
    }
}

static void offer_operand(const OptionTable *table, const Answer *self, const GPtrArray *operands,
                          const char *typed) {
    g_autofree char *kind = kind_of_operand(table->command->usage, operands->len);
    if (g_str_has_prefix(kind, "PLACE"))
        offer_place_words(self, operands, typed);
    else
        offer_alternatives(self, kind, typed);
}

void option_table_complete(const OptionTable *self, CommandLine *line, char **words) {
    g_autoptr(GPtrArray) operands = g_ptr_array_new();
    const GOptionEntry *open = NULL;
    bool only_operands = false;
    Answer answer = {line, ""};
    for (; *words && words[1]; words++) {
        if (open)
            open = NULL;
        else if (!only_operands && g_str_equal(*words, "--"))
            only_operands = true;
        else if (only_operands || (*words)[0] != '-' || !(*words)[1])
            g_ptr_array_add(operands, *words);
        else
            open = awaits_value(self, *words);
    }
    const char *typed = *words ? *words : "";
    const char *equals = g_str_has_prefix(typed, "--") ? strchr(typed, '=') : NULL;
    if (open) {
        offer_value(&answer, open, typed);
    } else if (equals && !only_operands) {
        g_autofree char *name = g_strndup(typed + 2, (gsize)(equals - typed - 2));
        g_autofree char *before = g_strndup(typed, (gsize)(equals + 1 - typed));
        const GOptionEntry *entry = option_table_find(self, name);
        answer.before = before;
        if (entry) offer_value(&answer, entry, equals + 1);
    } else if (*typed == '-' && !only_operands) {
        offer_options(self, &answer, typed);
    } else {
        offer_operand(self, &answer, operands, typed);
    }
}

void commands_complete(const char *word) {
    const Answer answer = {NULL, ""};
    for (const Command *command = COMMANDS; command->name; command++)
        if (g_str_has_prefix(command->name, word)) offer(&answer, command->name, _(command->brief));
    if (*word == '-') {
        offer(&answer, "--help", _("show this help"));
        offer(&answer, "--version", _("say the version"));
    }
}
