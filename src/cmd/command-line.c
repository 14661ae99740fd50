/* A command line read and checked, and what most commands then ask of it. */
#include "cmd/options.h"

/* Each job reads some articles ahead. */
enum { MOST_JOBS = 1024 };

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
    if (self->since && self->until && strcmp(self->since, self->until) > 0)
        return command_usage(self, "no day lies between --since %s and --until %s", self->since,
                             self->until);
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

static int check_types(const CommandLine *self) {
    const char *known[N_INCIDENT_TYPES + 1] = {NULL};
    for (guint i = 0; i < N_INCIDENT_TYPES; i++) known[i] = incident_type_name((IncidentType)i);
    for (char **name = self->types; name && *name; name++) {
        if (g_strv_contains(known, *name)) continue;
        g_autofree char *hint = option_hint(*name, known), *all = g_strjoinv(", ", (char **)known);
        return *hint ? command_usage(self, "no incident type '%s'%s", *name, hint)
                     : command_usage(self, "no incident type '%s'; the types: %s", *name, all);
    }
    return -1;
}

/* An incident of a table may have an actor that we do not know: that is said, and no mistake. */
static int check_sides(CommandLine *self, char **sides) {
    if (!sides) return -1;
    const Gazetteer *gazetteer = command_line_gazetteer(self);
    if (!gazetteer) return EXIT_FAILED;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint32 i = 0; i < gazetteer_n_rows(gazetteer, TABLE_ACTOR); i++)
        g_ptr_array_add(known, (char *)gazetteer_cell(gazetteer, TABLE_ACTOR, i, "id"));
    g_ptr_array_add(known, NULL);
    const char *const *ids = (const char *const *)known->pdata;
    for (char **name = sides; *name; name++) {
        if (g_strv_contains(ids, *name)) continue;
        g_autofree char *hint = option_hint(*name, ids);
        command_say(self, "no actor '%s' is known%s", *name, hint);
    }
    return -1;
}

static int check(CommandLine *self) {
    int status = check_dates(self);
    if (status >= 0) return status;
    if (self->bbox_text && !parse_bbox(self->bbox_text, &self->bbox))
        return command_usage(self, "'%s' is no box W,S,E,N in degrees", self->bbox_text);
    g_autoptr(GError) error = NULL;
    if (self->columns_text && !(self->columns = column_map_new(self->columns_text, &error)))
        return command_fail(self, error);
    self->types = split_lists(self->types);
    self->actors = split_lists(self->actors);
    self->targets = split_lists(self->targets);
    status = check_types(self);
    if (status >= 0) return status;
    status = check_sides(self, self->actors);
    if (status < 0) status = check_sides(self, self->targets);
    if (status >= 0) return status;
    if (self->jobs < 0 || self->jobs > MOST_JOBS)
        return command_usage(self, "--jobs takes a number from 1 to %d, or 0 for one a processor",
                             MOST_JOBS);
    int least, most;
    const char *limit = limits_complete(&self->limits, &least, &most);
    if (limit) return command_usage(self, "--%s takes a number from %d to %d", limit, least, most);
    limits_hold_memory(&self->limits, self->command);
    if (!(self->min_confidence >= 0 && self->min_confidence <= 1))
        return command_usage(self, "--min-confidence takes a number from 0 to 1");
    self->filter = (IncidentFilter){.since = self->since,
                                    .until = self->until,
                                    .box = self->bbox_text ? &self->bbox : NULL,
                                    .types = (const char *const *)self->types,
                                    .actors = (const char *const *)self->actors,
                                    .targets = (const char *const *)self->targets,
                                    .gazetteer = self->gazetteer,
                                    .min_confidence = self->min_confidence};
    return -1;
}

/* The word of the command line that is no UTF-8, or "". */
static const char *first_invalid(char **argv) {
    for (; *argv; argv++)
        if (!g_utf8_validate(*argv, -1, NULL)) return *argv;
    return "";
}

static int parse(CommandLine *self, const OptionTable *table, int argc, char **argv) {
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_set_help_enabled(context, FALSE);
    GOptionGroup *group = g_option_group_new("main", "", "", NULL, NULL);
    const GOptionEntry rest[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->files, "", NULL},
        G_OPTION_ENTRY_NULL};
    g_option_group_add_entries(group, (const GOptionEntry *)(const void *)table->entries->data);
    g_option_group_add_entries(group, rest);
    g_option_context_set_main_group(context, group);
    g_autoptr(GError) error = NULL;
    if (g_option_context_parse(context, &argc, &argv, &error)) return -1;
    if (error->domain == G_CONVERT_ERROR)
        return command_usage(self, "'%s' is no valid UTF-8", first_invalid(argv));
    if (g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
        return option_table_refuse(table, self, error->message);
    return command_fail(self, error);
}

/* What the command line leaves open, kharita.conf may say. */
static int configure(CommandLine *self, const Command *command) {
    g_autoptr(GError) error = NULL;
    const char *named = command->uses & FOR_CONFIG ? self->config_path : "none";
    self->config = config_load(named, &error);
    if (!self->config) return command_fail(self, error);
    if (config_path(self->config) && self->verbose)
        command_say(self, "'%s' is heeded", config_path(self->config));
    if (self->gazetteer_path) return -1;
    if (!self->more_places) self->more_places = g_strdupv(config_list(self->config, CONFIG_PLACES));
    if (!self->more_actors) self->more_actors = g_strdupv(config_list(self->config, CONFIG_ACTORS));
    if (!self->more_places && !self->more_actors)
        self->gazetteer_path = g_strdup(config_value(self->config, CONFIG_GAZETTEER));
    return -1;
}

int command_line_parse(CommandLine *self, const char *command, const GOptionEntry *own, int argc,
                       char **argv) {
    *self = (CommandLine){.command = command, .jobs = 0};
    g_auto(OptionTable) table = {0};
    option_table_init(&table, self, command_named(command), own);
    if (argc > 1 && g_str_equal(argv[1], COMPLETE_OPTION)) {
        option_table_complete(&table, self, argv + 2);
        return EXIT_WELL;
    }
    int status = parse(self, &table, argc, argv);
    if (status >= 0) return status;
    if (self->wants_help) option_table_print_help(&table);
    if (self->wants_version) puts("kharita " KHARITA_VERSION);
    if (self->wants_help || self->wants_version) return EXIT_WELL;
    option_table_say_idle(&table, self);
    status = option_table_check(&table, self);
    if (status >= 0) return status;
    status = configure(self, table.command);
    return status >= 0 ? status : check(self);
}

/* What a stage did not take is the start of the process and its libraries. */
static void say_timings(const CommandLine *self) {
    const gint64 all = timings_of_process();
    gint64 rest = all;
    for (Stage stage = 0; stage < N_STAGES; stage++) {
        gint64 ns = self->timings.ns[stage];
        rest -= ns;
        if (ns)
            fprintf(stderr, "kharita %s: %9.1f ms  %s\n", self->command, (double)ns / 1e6,
                    stage_name(stage));
    }
    fprintf(stderr, "kharita %s: %9.1f ms  start, end, and all else\n", self->command,
            (double)rest / 1e6);
    fprintf(stderr, "kharita %s: %9.1f ms  in all\n", self->command, (double)all / 1e6);
}

void command_line_clear(CommandLine *self) {
    if (self->timings.is_on) say_timings(self);
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
    g_clear_pointer(&self->more_actors, g_strfreev);
    g_clear_pointer(&self->config_path, g_free);
    g_clear_pointer(&self->config, config_free);
    g_clear_pointer(&self->progress, progress_free);
    g_clear_pointer(&self->types, g_strfreev);
    g_clear_pointer(&self->actors, g_strfreev);
    g_clear_pointer(&self->targets, g_strfreev);
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

DeskTables command_line_desk(const CommandLine *self) {
    return (DeskTables){(const char *const *)self->more_places,
                        (const char *const *)self->more_actors};
}

const Gazetteer *command_line_gazetteer(CommandLine *self) {
    if (self->gazetteer) return self->gazetteer;
    g_autoptr(GError) error = NULL;
    gint64 at = timings_begin(&self->timings);
    const DeskTables desk = command_line_desk(self);
    bool more = desk.places || desk.actors;
    g_autoptr(Gazetteer) opened = more ? gazetteer_open_desk(NULL, &desk, &error)
                                       : gazetteer_open(self->gazetteer_path, &error);
    timings_lap(&self->timings, STAGE_GAZETTEER, at);
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
