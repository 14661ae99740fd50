/* The options that all commands share, and how they talk. */
#include <stdarg.h>

#include "cmd/cmd.h"

static void G_GNUC_PRINTF(2, 0) say(const CommandLine *self, const char *format, va_list args) {
    g_autofree char *message = g_strdup_vprintf(format, args);
    fprintf(stderr, "kharita %s: %s\n", self->command, message);
}

void command_say(const CommandLine *self, const char *format, ...) {
    if (self->quiet) return;
    va_list args;
    va_start(args, format);
    say(self, format, args);
    va_end(args);
}

int command_usage(const CommandLine *self, const char *format, ...) {
    va_list args;
    va_start(args, format);
    say(self, format, args);
    va_end(args);
    return EXIT_USAGE;
}

int command_fail(const CommandLine *self, const GError *error) {
    fprintf(stderr, "kharita %s: %s\n", self->command, error->message);
    if (error->domain == G_OPTION_ERROR) return EXIT_USAGE;
    if (error->domain != KHARITA_ERROR) return EXIT_FAILED;
    return error->code == KHARITA_ERROR_USAGE   ? EXIT_USAGE
           : error->code == KHARITA_ERROR_INPUT ? EXIT_BAD_INPUT
                                                : EXIT_FAILED;
}

/* An ISO date, or a year or month of one, as a filter takes it. */
static gboolean is_date(const char *text) {
    int year = 0, month = 1, day = 1, used = 0;
    if (sscanf(text, "%4d%n-%2d%n-%2d%n", &year, &used, &month, &used, &day, &used) < 1)
        return FALSE;
    return text[used] == '\0' && used >= 4 &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static gboolean parse_bbox(const char *text, LonLatBox *ret_box) {
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    if (g_strv_length(parts) != 4) return FALSE;
    double value[4];
    for (guint i = 0; i < 4; i++) {
        char *end = NULL;
        value[i] = g_ascii_strtod(parts[i], &end);
        if (end == parts[i] || *end != '\0') return FALSE;
    }
    *ret_box = (LonLatBox){value[0], value[1], value[2], value[3]};
    return value[0] < value[2] && value[1] < value[3];
}

/* "--type attack,ied --type clash" is three types. */
static char **split_lists(char **lists) {
    if (!lists) return NULL;
    g_autofree char *joined = g_strjoinv(",", lists);
    g_strfreev(lists);
    return g_strsplit(joined, ",", -1);
}

static int check(CommandLine *self) {
    const char *const dates[] = {self->since, self->until, self->date};
    for (guint i = 0; i < G_N_ELEMENTS(dates); i++)
        if (dates[i] && !is_date(dates[i]))
            return command_usage(self, "'%s' is no date YYYY-MM-DD", dates[i]);
    if (self->bbox_text && !parse_bbox(self->bbox_text, &self->bbox))
        return command_usage(self, "'%s' is no box W,S,E,N in degrees", self->bbox_text);
    self->types = split_lists(self->types);
    self->actors = split_lists(self->actors);
    IncidentType type;
    for (char **name = self->types; name && *name; name++)
        if (!incident_type_parse(*name, &type))
            return command_usage(self, "no incident type '%s'", *name);
    if (self->jobs < 0)
        return command_usage(self, "--jobs takes a number from 1, or 0 for one a processor");
    self->filter = (IncidentFilter){.since = self->since,
                                    .until = self->until,
                                    .box = self->bbox_text ? &self->bbox : NULL,
                                    .types = (const char *const *)self->types,
                                    .actors = (const char *const *)self->actors,
                                    .min_confidence = self->min_confidence};
    return -1;
}

static GOptionGroup *main_group(CommandLine *self, const GOptionEntry *own) {
    const GOptionEntry shared[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &self->outputs,
         "write here; '-' is standard output", "FILE"},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &self->format, "form of the output", "NAME"},
        {"input-format", 0, 0, G_OPTION_ARG_STRING, &self->input_format,
         "form of '-': txt, html, jsonl, json or csv", "NAME"},
        {"since", 0, 0, G_OPTION_ARG_STRING, &self->since, "only incidents from this day on",
         "DATE"},
        {"until", 0, 0, G_OPTION_ARG_STRING, &self->until, "only incidents up to this day", "DATE"},
        {"bbox", 0, 0, G_OPTION_ARG_STRING, &self->bbox_text,
         "only incidents in this box, in degrees", "W,S,E,N"},
        {"type", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->types, "only these types, split by commas",
         "TYPE"},
        {"actor", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->actors,
         "only these actors, split by commas", "ACTOR"},
        {"min-confidence", 0, 0, G_OPTION_ARG_DOUBLE, &self->min_confidence,
         "only incidents at least this sure, 0 to 1", "N"},
        {"date", 0, 0, G_OPTION_ARG_STRING, &self->date,
         "publication date of articles that name none", "DATE"},
        {"gazetteer", 0, 0, G_OPTION_ARG_FILENAME, &self->gazetteer_path,
         "another compiled gazetteer", "FILE"},
        {"add-places", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->more_places,
         "a desk's own places, in the form of places.tsv; they take precedence", "FILE.tsv"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &self->jobs,
         "articles worked on at once; 0, the default, is one a processor", "N"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &self->strict, "stop at the first bad article", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &self->quiet, "say errors only", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &self->verbose, "say more", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->files, "", NULL},
        G_OPTION_ENTRY_NULL};
    GOptionGroup *group = g_option_group_new("main", "", "", NULL, NULL);
    if (own) g_option_group_add_entries(group, own);
    g_option_group_add_entries(group, shared);
    return group;
}

int command_line_parse(CommandLine *self, const char *command, const char *usage,
                       const char *summary, const GOptionEntry *own, int argc, char **argv) {
    *self = (CommandLine){.command = command, .jobs = 0};
    g_autofree char *program = g_strdup_printf("kharita %s", command);
    g_set_prgname(program);
    g_autoptr(GOptionContext) context = g_option_context_new(usage);
    g_option_context_set_summary(context, summary);
    g_option_context_set_main_group(context, main_group(self, own));
    g_autoptr(GError) error = NULL;
    if (!g_option_context_parse(context, &argc, &argv, &error)) return command_fail(self, error);
    return check(self);
}

void command_line_clear(CommandLine *self) {
    g_clear_pointer(&self->gazetteer_path, g_free);
    g_clear_pointer(&self->format, g_free);
    g_clear_pointer(&self->input_format, g_free);
    g_clear_pointer(&self->date, g_free);
    g_clear_pointer(&self->since, g_free);
    g_clear_pointer(&self->until, g_free);
    g_clear_pointer(&self->bbox_text, g_free);
    g_clear_pointer(&self->outputs, g_strfreev);
    g_clear_pointer(&self->files, g_strfreev);
    g_clear_pointer(&self->more_places, g_strfreev);
    g_clear_pointer(&self->types, g_strfreev);
    g_clear_pointer(&self->actors, g_strfreev);
    g_clear_pointer(&self->gazetteer, gazetteer_free);
}

const Gazetteer *command_line_gazetteer(CommandLine *self) {
    g_autoptr(GError) error = NULL;
    if (!self->gazetteer && self->more_places)
        self->gazetteer =
            gazetteer_open_tables(NULL, (const char *const *)self->more_places, &error);
    else if (!self->gazetteer)
        self->gazetteer = gazetteer_open(self->gazetteer_path, &error);
    if (!self->gazetteer) command_fail(self, error);
    return self->gazetteer;
}

const char *command_line_output(CommandLine *self) {
    if (!self->outputs) return "-";
    if (g_strv_length(self->outputs) == 1) return self->outputs[0];
    command_usage(self, "one -o is enough here");
    return NULL;
}
