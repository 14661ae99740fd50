/* kharita ingest: articles into a store, their reports of one event merged. */
#include <errno.h>
#include <glib/gstdio.h>

#include "cmd/cmd.h"

typedef struct {
    CommandLine *line;
    Store *store;
} Ingest;

static void say_waiting(void *data) {
    const CommandLine *line = data;
    command_say(line, "another program is writing '%s'; waiting for it", line->files[0]);
}

/* The incidents that pass the filter, borrowed. */
static GPtrArray *filtered(const CommandLine *line, const GPtrArray *incidents) {
    GPtrArray *passing = g_ptr_array_new();
    for (guint i = 0; i < incidents->len; i++)
        if (incident_filter_passes(&line->filter, incidents->pdata[i]))
            g_ptr_array_add(passing, incidents->pdata[i]);
    return passing;
}

static gboolean add_reading(Reading *reading, void *data, GError **error) {
    const Ingest *self = data;
    g_autoptr(GPtrArray) incidents = filtered(self->line, reading->incidents);
    return store_add_article(self->store, reading->text, incidents, error);
}

static gboolean add_table(GPtrArray *table, void *data, GError **error) {
    const Ingest *self = data;
    g_autoptr(GPtrArray) incidents = filtered(self->line, table);
    return store_add_incidents(self->store, incidents, error);
}

static int add_file(Ingest *self, const char *file) {
    const Intake intake = {add_reading, add_table, .data = self};
    g_autoptr(GError) error = NULL;
    if (!store_sniff(file)) return command_take_file(self->line, file, &intake);
    if (!store_add_store(self->store, file, &error)) {
        command_report_bad(self->line, error);
        return EXIT_BAD_INPUT;
    }
    self->line->n_articles++;
    return EXIT_WELL;
}

/* Stages all inputs. Returns the exit status; EXIT_FAILED, or EXIT_BAD_INPUT with --strict, means
 * that nothing is to be written. */
static int add_files(Ingest *self) {
    int status = EXIT_WELL;
    for (char **file = self->line->files + 1; *file; file++) {
        int own = add_file(self, *file);
        if (own != EXIT_WELL) status = own;
        if (own == EXIT_FAILED || (self->line->strict && own == EXIT_BAD_INPUT)) return own;
    }
    return command_end_of_input(self->line, status);
}

static void say_summary(const CommandLine *line, const StoreSummary *summary) {
    command_say(line, "%u articles are new, %u have changed, %u were known", summary->n_new,
                summary->n_changed, summary->n_known);
    if (summary->n_decisions) command_say(line, "%u decisions are new", summary->n_decisions);
    command_say(line, "the store has %u articles (%u of them copies), %u reports, %u incidents",
                summary->n_articles, summary->n_copies, summary->n_reports, summary->n_incidents);
    if (!summary->has_changed) command_say(line, "nothing has changed");
}

static int ingest(CommandLine *line, gboolean no_merge) {
    const char *path = line->files[0];
    g_autoptr(GError) error = NULL;
    const Gazetteer *gazetteer = command_line_gazetteer(line);
    if (!gazetteer) return EXIT_FAILED;
    Decisions *decisions = command_decisions(line);
    if (!decisions) return EXIT_BAD_INPUT;
    g_autoptr(Store) store = store_open(path, say_waiting, line, &error);
    if (!store) return command_fail(line, error);
    Ingest self = {line, store};
    int status = add_files(&self);
    if (status == EXIT_FAILED || status == EXIT_USAGE || (line->strict && status != EXIT_WELL))
        return status;
    const StoreOptions options = {
        .merge = !no_merge, .decisions = decisions, .gazetteer = gazetteer};
    StoreSummary summary;
    if (!store_commit(store, &options, &summary, &error)) return command_fail(line, error);
    say_summary(line, &summary);
    command_say_unmet(line, true);
    return status;
}

/* A store is named first; without other files it is merged anew, which --decisions may change. */
static int check(const CommandLine *line) {
    const char *path = line->files ? line->files[0] : NULL;
    if (!path) return command_usage(line, "name the store: ingest STORE.gpkg FILE…");
    if (!g_str_has_suffix(path, ".gpkg"))
        return command_usage(line, "'%s' is no name for a store: it ends in .gpkg", path);
    if (line->outputs) return command_usage(line, "the store is the output: -o is not for ingest");
    bool is_there = g_file_test(path, G_FILE_TEST_EXISTS);
    if (!line->files[1] && !is_there)
        return command_usage(line, "there is no store '%s' yet: name articles too", path);
    for (char **file = line->files + 1; *file; file++)
        if (g_str_equal(*file, path))
            return command_usage(line, "'%s' cannot be taken into itself", path);
    return -1;
}

int cmd_ingest(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    gboolean no_merge = FALSE;
    g_auto(GStrv) decisions = NULL;
    const GOptionEntry own[] = {
        {"no-merge", 0, 0, G_OPTION_ARG_NONE, &no_merge,
         N_("leave each report an incident of its own; people's decisions still hold"), NULL},
        {"decisions", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &decisions,
         N_("people's decisions, kept in the store: as --corrections, and same, different"),
         "FILE.tsv"},
        G_OPTION_ENTRY_NULL};
    int status = command_line_parse(&line, "ingest", own, argc, argv);
    if (status >= 0) return status;
    for (char **path = decisions; path && *path; path++) {
        guint n = line.corrections ? g_strv_length(line.corrections) : 0;
        line.corrections = g_renew(char *, line.corrections, n + 2);
        line.corrections[n] = g_strdup(*path);
        line.corrections[n + 1] = NULL;
    }
    status = check(&line);
    return status >= 0 ? status : ingest(&line, no_merge);
}
