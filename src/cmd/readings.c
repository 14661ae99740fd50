/* From the files of a command line to readings and incidents. */
#include "cmd/cmd.h"
#include "store/store.h"

/* Says a bad input, and counts it. */
static void report_bad(CommandLine *self, const GError *error) {
    fprintf(stderr, "kharita %s: %s\n", self->command, error->message);
    self->n_bad++;
}

static int end_of_input(const CommandLine *self, int status) {
    if (self->n_bad == 0 || status == EXIT_FAILED) return status;
    fprintf(stderr, "kharita %s: %u of %u inputs could not be read\n", self->command, self->n_bad,
            self->n_bad + self->n_articles);
    return EXIT_BAD_INPUT;
}

static int each_article(CommandLine *self, const char *const *files,
                        gboolean (*visit)(Reading *, void *, GError **), void *data) {
    const Gazetteer *gazetteer = command_line_gazetteer(self);
    if (!gazetteer) return EXIT_FAILED;
    const ArticleOptions options = {.format = self->input_format, .default_date = self->date};
    g_autoptr(ArticleReader) reader = article_reader_new(files, &options);
    for (;;) {
        g_autoptr(GError) error = NULL;
        Article *article = article_reader_next(reader, &error);
        if (!article && !error) return EXIT_WELL;
        if (error) {
            report_bad(self, error);
            if (self->strict) return EXIT_BAD_INPUT;
            continue;
        }
        self->n_articles++;
        g_autoptr(Reading) reading = reading_new(article, gazetteer);
        if (!visit(reading, data, &error)) return command_fail(self, error);
    }
}

int command_each_reading(CommandLine *self, gboolean (*visit)(Reading *, void *, GError **),
                         void *data) {
    if (!self->files) return command_usage(self, "no files named; '-' reads standard input");
    int status = each_article(self, (const char *const *)self->files, visit, data);
    return end_of_input(self, status);
}

typedef struct {
    const IncidentFilter *filter;
    GPtrArray *incidents;
} Collector;

static void collect(Collector *self, GPtrArray *from) {
    for (guint i = 0; i < from->len; i++) {
        if (!incident_filter_passes(self->filter, from->pdata[i])) continue;
        g_ptr_array_add(self->incidents, g_steal_pointer(&from->pdata[i]));
    }
}

static gboolean collect_reading(Reading *reading, void *data, GError **error) {
    collect(data, reading->incidents);
    return TRUE;
}

static int collect_file(CommandLine *self, const char *file, Collector *collector) {
    if (!incidents_sniff(file)) {
        const char *const files[] = {file, NULL};
        return each_article(self, files, collect_reading, collector);
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) incidents = incidents_read(file, &error);
    if (incidents) {
        self->n_articles++;
        collect(collector, incidents);
        return EXIT_WELL;
    }
    report_bad(self, error);
    return EXIT_BAD_INPUT;
}

static void free_incident(void *incident) { incident_free(incident); }

GPtrArray *command_incidents(CommandLine *self, int *ret_status) {
    g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func(free_incident);
    Collector collector = {&self->filter, incidents};
    *ret_status =
        self->files ? EXIT_WELL : command_usage(self, "no files named; '-' reads standard input");
    for (char **file = self->files; file && *file; file++) {
        int status = collect_file(self, *file, &collector);
        if (status != EXIT_WELL) *ret_status = status;
        if (status == EXIT_FAILED || (self->strict && status == EXIT_BAD_INPUT)) return NULL;
    }
    if (*ret_status == EXIT_USAGE) return NULL;
    *ret_status = end_of_input(self, *ret_status);
    return g_steal_pointer(&incidents);
}
