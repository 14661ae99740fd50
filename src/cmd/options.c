/* The options that commands share, and what is done with tables of options. */
#include "cmd/options.h"

/* ---- the tables -------------------------------------------------------------------------------
 */

typedef struct {
    GOptionEntry entry;
    OptionUse use;
} SharedOption;

static void add_entry(OptionTable *self, GOptionEntry entry, OptionUse use) {
    if (option_table_find(self, entry.long_name)) return; /* the command has its own */
    OptionUse by = use & ~IS_LIMIT;
    if (by != FOR_ALL && !(self->command->uses & by)) entry.flags |= G_OPTION_FLAG_HIDDEN;
    g_array_append_val(self->entries, entry);
    g_array_append_val(self->uses, use);
}

static void add_shared(OptionTable *self, const SharedOption *options, guint n) {
    for (guint i = 0; i < n; i++) add_entry(self, options[i].entry, options[i].use);
}

static void add_output_and_choice(OptionTable *self, CommandLine *line) {
    const SharedOption options[] = {
        {{"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &line->outputs,
          N_("write here; '-' is standard output"), "FILE"},
         FOR_OUTPUT},
        {{"format", 'f', 0, G_OPTION_ARG_STRING, &line->format, N_("form of the output"), "FORMAT"},
         FOR_FORMAT},
        {{"since", 0, 0, G_OPTION_ARG_STRING, &line->since, N_("only incidents from this day on"),
          "DATE"},
         FOR_CHOOSING},
        {{"until", 0, 0, G_OPTION_ARG_STRING, &line->until, N_("only incidents up to this day"),
          "DATE"},
         FOR_CHOOSING},
        {{"bbox", 0, 0, G_OPTION_ARG_STRING, &line->bbox_text,
          N_("only incidents in this box, in degrees"), "W,S,E,N"},
         FOR_CHOOSING},
        {{"type", 0, 0, G_OPTION_ARG_STRING_ARRAY, &line->types,
          N_("only these types, split by commas"), "TYPE,…"},
         FOR_CHOOSING},
        {{"actor", 0, 0, G_OPTION_ARG_STRING_ARRAY, &line->actors,
          N_("only deeds of these, with their units, split by commas"), "ACTOR,…"},
         FOR_CHOOSING},
        {{"target", 0, 0, G_OPTION_ARG_STRING_ARRAY, &line->targets,
          N_("only deeds against these, with their units, split by commas"), "ACTOR,…"},
         FOR_CHOOSING},
        {{"min-confidence", 0, 0, G_OPTION_ARG_DOUBLE, &line->min_confidence,
          N_("only incidents at least this sure, 0 to 1"), "N"},
         FOR_CHOOSING},
    };
    add_shared(self, options, G_N_ELEMENTS(options));
}

static void add_reading_and_places(OptionTable *self, CommandLine *line) {
    const SharedOption options[] = {
        {{"input-format", 0, 0, G_OPTION_ARG_STRING, &line->input_format, N_("form of '-'"),
          "txt|html|jsonl|ndjson|json|csv"},
         FOR_READING},
        {{"date", 0, 0, G_OPTION_ARG_STRING, &line->date,
          N_("publication date of articles that name none"), "DATE"},
         FOR_READING},
        {{"jobs", 'j', 0, G_OPTION_ARG_INT, &line->jobs,
          N_("articles worked on at once; 0, the default, is one a processor"), "N"},
         FOR_READING},
        {{"strict", 0, 0, G_OPTION_ARG_NONE, &line->strict, N_("stop at the first bad article"),
          NULL},
         FOR_READING},
        {{"columns", 0, 0, G_OPTION_ARG_STRING, &line->columns_text,
          N_("read .csv files as tables of incidents: lon=COLUMN,lat=COLUMN,date=COLUMN,type=COLUMN"
             ",…"),
          "KEY=COLUMN,…"},
         FOR_TABLES},
        {{"corrections", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &line->corrections,
          N_("an editor's verdicts by incident id: columns id, decision, value, note"), "FILE.tsv"},
         FOR_TABLES},
        {{"gazetteer", 0, 0, G_OPTION_ARG_FILENAME, &line->gazetteer_path,
          N_("another compiled gazetteer"), "FILE.bin"},
         FOR_PLACES},
        {{"add-places", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &line->more_places,
          N_("a desk's own places, in the form of places.tsv; they take precedence"), "FILE.tsv"},
         FOR_PLACES},
        {{"add-actors", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &line->more_actors,
          N_("a desk's own actors, in the form of actors.tsv"), "FILE.tsv"},
         FOR_PLACES},
    };
    add_shared(self, options, G_N_ELEMENTS(options));
}

static void add_limits(OptionTable *self, CommandLine *line) {
    Limits *limits = &line->limits;
    const SharedOption options[] = {
        {{"max-article", 0, 0, G_OPTION_ARG_INT, &limits->article,
          N_("the longest article, unpacked, or line of JSON; 16 unless said"), "MIB"},
         FOR_READING | IS_LIMIT},
        {{"max-depth", 0, 0, G_OPTION_ARG_INT, &limits->depth,
          N_("the deepest nesting of a page or of JSON; 256 unless said"), "N"},
         FOR_READING | IS_LIMIT},
        {{"max-mentions", 0, 0, G_OPTION_ARG_INT, &limits->mentions,
          N_("the most places that one article may name; 10000 unless said"), "N"},
         FOR_READING | IS_LIMIT},
        {{"max-pixels", 0, 0, G_OPTION_ARG_INT, &limits->pixels,
          N_("the largest picture, in millions of pixels; 130 unless said"), "MILLIONS"},
         FOR_DRAWING | IS_LIMIT},
        {{"max-memory", 0, 0, G_OPTION_ARG_INT, &limits->memory,
          N_("the most memory that is taken; 4096 unless said"), "MIB"},
         FOR_ALL | IS_LIMIT},
    };
    add_shared(self, options, G_N_ELEMENTS(options));
}

static void add_talk(OptionTable *self, CommandLine *line) {
    const SharedOption options[] = {
        {{"config", 0, 0, G_OPTION_ARG_FILENAME, &line->config_path,
          N_("another kharita.conf; 'none' for no"), "FILE.conf|none"},
         FOR_CONFIG},
        {{"quiet", 'q', 0, G_OPTION_ARG_NONE, &line->quiet, N_("say errors only"), NULL}, FOR_ALL},
        {{"verbose", 'v', 0, G_OPTION_ARG_NONE, &line->verbose, N_("say more"), NULL}, FOR_ALL},
        {{"timings", 0, 0, G_OPTION_ARG_NONE, &line->timings.is_on,
          N_("say how much processor time each stage took"), NULL},
         FOR_ALL},
        {{"version", 0, 0, G_OPTION_ARG_NONE, &line->wants_version, N_("say the version"), NULL},
         FOR_ALL},
        {{"help", 'h', 0, G_OPTION_ARG_NONE, &line->wants_help, N_("show this help"), NULL},
         FOR_ALL},
    };
    add_shared(self, options, G_N_ELEMENTS(options));
}

void option_table_init(OptionTable *self, CommandLine *line, const Command *command,
                       const GOptionEntry *own) {
    *self = (OptionTable){.command = command,
                          .entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry)),
                          .uses = g_array_new(FALSE, FALSE, sizeof(OptionUse))};
    for (; own && own->long_name; own++) add_entry(self, *own, FOR_ALL);
    self->n_own = self->entries->len;
    add_output_and_choice(self, line);
    add_reading_and_places(self, line);
    add_limits(self, line);
    add_talk(self, line);
}

void option_table_clear(OptionTable *self) {
    g_array_unref(self->entries);
    g_array_unref(self->uses);
}

const GOptionEntry *option_table_find(const OptionTable *self, const char *long_name) {
    for (guint i = 0; i < self->entries->len; i++) {
        const GOptionEntry *entry = &g_array_index(self->entries, GOptionEntry, i);
        if (g_str_equal(entry->long_name, long_name)) return entry;
    }
    return NULL;
}

bool option_takes_value(const GOptionEntry *entry) { return entry->arg != G_OPTION_ARG_NONE; }

GStrv option_alternatives(const GOptionEntry *entry) {
    return g_strsplit(entry->arg_description ? entry->arg_description : "", "|", -1);
}

bool option_is_kind(const char *alternative) { return g_ascii_isupper(*alternative); }

/* ---- what is taken ----------------------------------------------------------------------------
 */

char *option_hint(const char *word, const char *const *among) {
    const char *meant = word_nearest(word, among);
    return meant ? g_strdup_printf(_("; did you mean '%s'?"), meant) : g_strdup("");
}

/* "a, b or c". */
static char *list_of(char **words) {
    GString *list = g_string_new(NULL);
    for (guint i = 0; words[i]; i++) {
        const char *between = i == 0 ? "" : words[i + 1] ? ", " : _(" or ");
        g_string_append_printf(list, "%s%s", between, words[i]);
    }
    return g_string_free(list, FALSE);
}

static bool takes_only_words(char **alternatives) {
    if (!*alternatives) return false;
    for (; *alternatives; alternatives++)
        if (option_is_kind(*alternatives)) return false;
    return true;
}

int option_table_check(const OptionTable *self, const CommandLine *line) {
    for (guint i = 0; i < self->entries->len; i++) {
        const GOptionEntry *entry = &g_array_index(self->entries, GOptionEntry, i);
        const char *value = entry->arg == G_OPTION_ARG_STRING ? *(char **)entry->arg_data : NULL;
        g_auto(GStrv) words = option_alternatives(entry);
        if (!value || !takes_only_words(words) ||
            g_strv_contains((const char *const *)words, value))
            continue;
        g_autofree char *list = list_of(words);
        g_autofree char *hint = option_hint(value, (const char *const *)words);
        return command_usage(line, "--%s takes %s, not '%s'%s", entry->long_name, list, value,
                             hint);
    }
    return -1;
}

static bool is_given(const GOptionEntry *entry) {
    switch (entry->arg) {
        case G_OPTION_ARG_NONE:
        case G_OPTION_ARG_INT:
            return *(const int *)entry->arg_data != 0;
        case G_OPTION_ARG_DOUBLE: {
            double value = *(const double *)entry->arg_data;
            return value < 0 || value > 0;
        }
        default:
            return *(void *const *)entry->arg_data != NULL;
    }
}

void option_table_say_idle(const OptionTable *self, const CommandLine *line) {
    for (guint i = self->n_own; i < self->entries->len; i++) {
        const GOptionEntry *entry = &g_array_index(self->entries, GOptionEntry, i);
        if ((entry->flags & G_OPTION_FLAG_HIDDEN) && is_given(entry))
            command_say(line, "--%s does nothing here", entry->long_name);
    }
}

/* The option that a message of GLib is about: in any language it stands behind a blank. */
static char *option_in(const char *message) {
    const char *at = strstr(message, " -");
    if (!at) return g_strdup(message);
    gsize len = strcspn(at + 1, " =");
    return g_strndup(at + 1, len);
}

int option_table_refuse(const OptionTable *self, const CommandLine *line, const char *message) {
    g_autofree char *option = option_in(message);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < self->entries->len; i++) {
        const GOptionEntry *entry = &g_array_index(self->entries, GOptionEntry, i);
        if (!(entry->flags & G_OPTION_FLAG_HIDDEN))
            g_ptr_array_add(names, g_strconcat("--", entry->long_name, NULL));
    }
    g_ptr_array_add(names, NULL);
    const char *meant = word_nearest(option, (const char *const *)names->pdata);
    if (meant) return command_usage(line, "no option '%s'; did you mean '%s'?", option, meant);
    return command_usage(line, "no option '%s'; 'kharita %s --help' lists them", option,
                         self->command->name);
}

/* ---- help -------------------------------------------------------------------------------------
 */

enum { HELP_COLUMNS = 80, HELP_INDENT = 26, SHORT_VALUE = 14 };

/* The placeholder of the value in help; the alternatives that it hides are added to `more`. */
static char *value_shown(const GOptionEntry *entry, GString *more) {
    g_auto(GStrv) words = option_alternatives(entry);
    const char *whole = entry->arg_description ? entry->arg_description : "";
    if (g_strv_length(words) < 2 || g_utf8_strlen(whole, -1) <= SHORT_VALUE) return g_strdup(whole);
    bool has_kind = option_is_kind(words[0]);
    g_autofree char *rest = g_strjoinv(", ", words + (has_kind ? 1 : 0));
    g_string_append(more, rest);
    if (has_kind) return g_strdup(words[0]);
    const char *last = strrchr(entry->long_name, '-');
    return g_ascii_strup(last ? last + 1 : entry->long_name, -1);
}

static guint columns_of(const char *text, gsize len) {
    guint columns = 0;
    for (const char *p = text; p < text + len; p = g_utf8_next_char(p))
        if (!g_unichar_iszerowidth(g_utf8_get_char(p))) columns++;
    return columns;
}

/* Prints words from column `at` on, broken before the edge and indented. */
static void print_wrapped(const char *text, guint at, guint indent) {
    for (const char *word = text; *word;) {
        gsize len = strcspn(word, " ");
        guint columns = columns_of(word, len);
        bool is_first = word == text, breaks = at + 1 + columns > HELP_COLUMNS;
        if (!is_first && breaks) at = indent;
        if (!is_first && breaks) printf("\n%*s", (int)indent, "");
        if (!is_first && !breaks) putchar(' ');
        printf("%.*s", (int)len, word);
        at += columns + (is_first || breaks ? 0 : 1);
        word += len;
        word += strspn(word, " ");
    }
    putchar('\n');
}

static void print_option(const GOptionEntry *entry) {
    g_autoptr(GString) more = g_string_new(NULL);
    g_autoptr(GString) left = g_string_new("  ");
    if (entry->short_name)
        g_string_append_printf(left, "-%c, ", entry->short_name);
    else
        g_string_append(left, "    ");
    g_string_append_printf(left, "--%s", entry->long_name);
    if (option_takes_value(entry)) {
        g_autofree char *value = value_shown(entry, more);
        g_string_append_printf(left, "=%s", value);
    }
    g_autofree char *text = more->len ? g_strdup_printf("%s (%s)", _(entry->description), more->str)
                                      : g_strdup(_(entry->description));
    guint columns = columns_of(left->str, left->len);
    fputs(left->str, stdout);
    if (columns + 1 > HELP_INDENT)
        printf("\n%*s", HELP_INDENT, "");
    else
        printf("%*s", (int)(HELP_INDENT - columns), "");
    print_wrapped(text, HELP_INDENT, HELP_INDENT);
}

/* The options from index `first` to before `end` whose use is among `uses` (FOR_ALL alone: those
 * of every command). */
static void print_section(const OptionTable *self, const char *title, guint first, guint end,
                          guint uses) {
    bool has_title = false;
    for (guint i = first; i < end; i++) {
        const GOptionEntry *entry = &g_array_index(self->entries, GOptionEntry, i);
        OptionUse use = g_array_index(self->uses, OptionUse, i);
        bool is_here = uses ? (use & uses) != 0 : use == FOR_ALL;
        if ((use & IS_LIMIT) && uses != IS_LIMIT) is_here = false;
        if ((entry->flags & G_OPTION_FLAG_HIDDEN) || !is_here) continue;
        if (!has_title) printf("\n%s\n", title);
        has_title = true;
        print_option(entry);
    }
}

void option_table_print_help(const OptionTable *self) {
    const Command *command = self->command;
    printf("%s kharita %s [%s]… %s\n\n", _("usage:"), command->name, _("OPTION"), command->usage);
    print_wrapped(_(command->summary), 0, 0);
    print_section(self, _("Its own options:"), 0, self->n_own, FOR_ALL);
    print_section(self, _("Output:"), self->n_own, self->entries->len, FOR_OUTPUT | FOR_FORMAT);
    print_section(self, _("Which incidents:"), self->n_own, self->entries->len, FOR_CHOOSING);
    print_section(self, _("How it is read:"), self->n_own, self->entries->len,
                  FOR_READING | FOR_TABLES);
    print_section(self, _("Places:"), self->n_own, self->entries->len, FOR_PLACES);
    print_section(self, _("Limits:"), self->n_own, self->entries->len, IS_LIMIT);
    print_section(self, _("Configuration:"), self->n_own, self->entries->len, FOR_CONFIG);
    print_section(self, _("Talk:"), self->n_own, self->entries->len, FOR_ALL);
    printf("\n");
    g_autofree char *page = g_strdup_printf(_("'man kharita-%s' says more."), command->name);
    puts(page);
}
