/* The options that all commands share, and how they talk. */
#include <stdarg.h>

#include "cmd/cmd.h"

static const char *const INPUT_FORMATS[] = {"txt", "html", "jsonl", "ndjson", "json", "csv", NULL};

/* Each job reads some articles ahead. */
enum { MOST_JOBS = 1024 };

gboolean command_steers_terminal(gunichar c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

void command_print(const char *command, const char *message) {
    GString *out = g_string_new(NULL);
    for (const char *p = message; *p;) {
        gunichar c = g_utf8_get_char_validated(p, -1);
        gboolean is_bad = c == (gunichar)-1 || c == (gunichar)-2;
        gsize len = is_bad ? 1 : (gsize)(g_utf8_next_char(p) - p);
        if (c == '\n')
            g_string_append(out, "\\n");
        else if (is_bad || command_steers_terminal(c))
            for (gsize i = 0; i < len; i++) g_string_append_printf(out, "\\x%02x", (guint8)p[i]);
        else
            g_string_append_len(out, p, (gssize)len);
        p += len;
    }
    fprintf(stderr, "kharita%s%s: %s\n", command ? " " : "", command ? command : "", out->str);
    g_string_free(out, TRUE);
}

static void G_GNUC_PRINTF(2, 0) say(const CommandLine *self, const char *format, va_list args) {
    g_autofree char *message = g_strdup_vprintf(format, args);
    command_print(self->command, message);
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
    command_print(self->command, error->message);
    if (error->domain == G_OPTION_ERROR) return EXIT_USAGE;
    if (error->domain != KHARITA_ERROR) return EXIT_FAILED;
    return error->code == KHARITA_ERROR_USAGE   ? EXIT_USAGE
           : error->code == KHARITA_ERROR_INPUT ? EXIT_BAD_INPUT
                                                : EXIT_FAILED;
}

/* YYYY, YYYY-MM or YYYY-MM-DD, with no digit more or less; its parts, 0 where left out. */
static gboolean parse_date(const char *text, int *ret_year, int *ret_month, int *ret_day) {
    static const char FORM[] = "dddd-dd-dd";
    gsize n = strlen(text);
    if (n != 4 && n != 7 && n != 10) return FALSE;
    for (gsize i = 0; i < n; i++)
        if (FORM[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != FORM[i]) return FALSE;
    *ret_year = (int)g_ascii_strtoll(text, NULL, 10);
    *ret_month = n > 4 ? (int)g_ascii_strtoll(text + 5, NULL, 10) : 0;
    *ret_day = n > 7 ? (int)g_ascii_strtoll(text + 8, NULL, 10) : 0;
    return g_date_valid_dmy((GDateDay)(n > 7 ? *ret_day : 1), (GDateMonth)(n > 4 ? *ret_month : 1),
                            (GDateYear)*ret_year);
}

/* A period ends with its last day: days are compared as text, and «2022-01» comes before them. */
static char *last_day_of(char *text) {
    int year = 0, month = 0, day = 0;
    if (!text || !parse_date(text, &year, &month, &day) || day) return text;
    if (!month) month = 12;
    day = g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
    g_free(text);
    return g_strdup_printf("%04d-%02d-%02d", year, month, day);
}

static int check_dates(CommandLine *self) {
    const char *const dates[] = {self->since, self->until, self->date};
    int year, month, day;
    for (guint i = 0; i < G_N_ELEMENTS(dates); i++)
        if (dates[i] && !parse_date(dates[i], &year, &month, &day))
            return command_usage(self, "'%s' is no date YYYY-MM-DD", dates[i]);
    if (self->date && strlen(self->date) != strlen("YYYY-MM-DD"))
        return command_usage(self, "--date takes a day, YYYY-MM-DD, not '%s'", self->date);
    self->until = last_day_of(self->until);
    return -1;
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
    int status = check_dates(self);
    if (status >= 0) return status;
    if (self->input_format && !g_strv_contains(INPUT_FORMATS, self->input_format))
        return command_usage(self, "--input-format is txt, html, jsonl, json or csv, not '%s'",
                             self->input_format);
    if (self->bbox_text && !parse_bbox(self->bbox_text, &self->bbox))
        return command_usage(self, "'%s' is no box W,S,E,N in degrees", self->bbox_text);
    g_autoptr(GError) error = NULL;
    if (self->columns_text && !(self->columns = column_map_new(self->columns_text, &error)))
        return command_fail(self, error);
    self->types = split_lists(self->types);
    self->actors = split_lists(self->actors);
    IncidentType type;
    for (char **name = self->types; name && *name; name++)
        if (!incident_type_parse(*name, &type))
            return command_usage(self, "no incident type '%s'", *name);
    if (self->jobs < 0 || self->jobs > MOST_JOBS)
        return command_usage(self, "--jobs takes a number from 1 to %d, or 0 for one a processor",
                             MOST_JOBS);
    if (!(self->min_confidence >= 0 && self->min_confidence <= 1))
        return command_usage(self, "--min-confidence takes a number from 0 to 1");
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
        {"columns", 0, 0, G_OPTION_ARG_STRING, &self->columns_text,
         "read .csv files as tables of incidents: lon=COLUMN,lat=COLUMN,date=COLUMN,type=COLUMN,…",
         "KEY=COLUMN,…"},
        {"corrections", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->corrections,
         "an editor's verdicts by incident id: columns id, decision, value, note", "FILE.tsv"},
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

/* The word of the command line that is no UTF-8, or "". */
static const char *first_invalid(char **argv) {
    for (; *argv; argv++)
        if (!g_utf8_validate(*argv, -1, NULL)) return *argv;
    return "";
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
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        if (error->domain != G_CONVERT_ERROR) return command_fail(self, error);
        return command_usage(self, "'%s' is no valid UTF-8", first_invalid(argv));
    }
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
    g_clear_pointer(&self->columns_text, g_free);
    g_clear_pointer(&self->columns, column_map_free);
    g_clear_pointer(&self->corrections, g_strfreev);
    g_clear_pointer(&self->decisions, decisions_free);
    g_clear_pointer(&self->gazetteer, gazetteer_free);
}

/* Says what the audit finds in a desk's own places; FALSE where a finding is hard. */
static gboolean desk_is_sound(const CommandLine *self, const Gazetteer *gazetteer) {
    g_autoptr(GPtrArray) findings = gazetteer_check(gazetteer, CHECK_DESK);
    gboolean is_sound = TRUE;
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        g_autofree char *message =
            g_strdup_printf("%s, line %u: %s%s", finding->file, finding->line,
                            finding->is_hard ? "" : "warning: ", finding->message);
        if (finding->is_hard || !self->quiet) command_print(self->command, message);
        is_sound = is_sound && !finding->is_hard;
    }
    return is_sound;
}

const Gazetteer *command_line_gazetteer(CommandLine *self) {
    if (self->gazetteer) return self->gazetteer;
    g_autoptr(GError) error = NULL;
    const char *const *more = (const char *const *)self->more_places;
    g_autoptr(Gazetteer) opened = more ? gazetteer_open_tables(NULL, more, &error)
                                       : gazetteer_open(self->gazetteer_path, &error);
    if (!opened)
        command_fail(self, error);
    else if (!more || desk_is_sound(self, opened))
        self->gazetteer = g_steal_pointer(&opened);
    return self->gazetteer;
}

const char *command_line_output(CommandLine *self) {
    if (!self->outputs) return "-";
    if (g_strv_length(self->outputs) == 1) return self->outputs[0];
    command_usage(self, "one -o is enough here");
    return NULL;
}
