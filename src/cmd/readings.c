/* From the files of a command line to readings and incidents. */
#include "cmd/cmd.h"
#include "cmd/module.h"
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

/* One input on its way: read in order, worked on by any thread, handed on in order. */
typedef struct {
    Article *article; /* NULL where the input was bad */
    GError *error;    /* why */
    Reading *reading;
    gboolean done;
} Job;

/* Owns the queue of jobs in input order; `lock` guards `done` of each. */
typedef struct {
    const Gazetteer *gazetteer;
    ArticleReader *reader;
    GThreadPool *pool; /* NULL: one job at a time, in this thread */
    GQueue jobs;
    gboolean at_end;
    GMutex lock;
    GCond finished;
} Workshop;

static void work(void *data, void *user_data) {
    Job *job = data;
    Workshop *shop = user_data;
    job->reading = reading_new(g_steal_pointer(&job->article), shop->gazetteer);
    g_mutex_lock(&shop->lock);
    job->done = TRUE;
    g_cond_signal(&shop->finished);
    g_mutex_unlock(&shop->lock);
}

static void job_free(void *data) {
    Job *job = data;
    g_clear_pointer(&job->article, article_free);
    g_clear_pointer(&job->reading, reading_free);
    g_clear_error(&job->error);
    g_free(job);
}

/* Reads inputs ahead, so that every thread has work, but never more than a few: memory stays flat.
 */
static void read_ahead(Workshop *shop, guint most) {
    while (!shop->at_end && shop->jobs.length < most) {
        Job *job = g_new0(Job, 1);
        job->article = article_reader_next(shop->reader, &job->error);
        shop->at_end = !job->article && !job->error;
        job->done = !job->article;
        if (shop->at_end) {
            job_free(job);
            return;
        }
        g_queue_push_tail(&shop->jobs, job);
        if (!job->article) continue;
        if (shop->pool)
            g_thread_pool_push(shop->pool, job, NULL);
        else
            work(job, shop);
    }
}

/* The first job of the queue once it is done; NULL at the end. */
static Job *take_job(Workshop *shop) {
    Job *job = g_queue_pop_head(&shop->jobs);
    if (!job) return NULL;
    g_mutex_lock(&shop->lock);
    while (!job->done) g_cond_wait(&shop->finished, &shop->lock);
    g_mutex_unlock(&shop->lock);
    return job;
}

static int hand_on(CommandLine *self, Job *job, gboolean (*visit)(Reading *, void *, GError **),
                   void *data) {
    g_autoptr(GError) error = NULL;
    if (job->error) {
        report_bad(self, job->error);
        return self->strict ? EXIT_BAD_INPUT : EXIT_WELL;
    }
    self->n_articles++;
    return visit(job->reading, data, &error) ? EXIT_WELL : command_fail(self, error);
}

static int each_article(CommandLine *self, const char *const *files,
                        gboolean (*visit)(Reading *, void *, GError **), void *data) {
    const ArticleOptions options = {.format = self->input_format, .default_date = self->date};
    guint n_threads = self->jobs ? (guint)self->jobs : g_get_num_processors();
    Workshop shop = {.gazetteer = command_line_gazetteer(self)};
    if (!shop.gazetteer) return EXIT_FAILED;
    shop.reader = article_reader_new(files, &options);
    if (n_threads > 1) shop.pool = g_thread_pool_new(work, &shop, (int)n_threads, FALSE, NULL);
    g_mutex_init(&shop.lock);
    g_cond_init(&shop.finished);
    int status = EXIT_WELL;
    while (status == EXIT_WELL) {
        read_ahead(&shop, shop.pool ? 4 * n_threads : 1);
        Job *job = take_job(&shop);
        if (!job) break;
        status = hand_on(self, job, visit, data);
        job_free(job);
    }
    if (shop.pool) g_thread_pool_free(shop.pool, FALSE, TRUE);
    g_queue_clear_full(&shop.jobs, job_free);
    article_reader_free(shop.reader);
    g_mutex_clear(&shop.lock);
    g_cond_clear(&shop.finished);
    return status;
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

/* Incident files that only the module reads. */
static gboolean is_of_module(const char *file) {
    return g_str_has_suffix(file, ".gpkg") || g_str_has_suffix(file, ".fgb");
}

static GPtrArray *read_by_module(const char *file, GError **error) {
    const OgrModule *module = module_open(error);
    return module ? module->read(file, error) : NULL;
}

static int collect_file(CommandLine *self, const char *file, Collector *collector) {
    gboolean of_module = is_of_module(file);
    if (!of_module && !incidents_sniff(file)) {
        const char *const files[] = {file, NULL};
        return each_article(self, files, collect_reading, collector);
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) incidents =
        of_module ? read_by_module(file, &error) : incidents_read(file, &error);
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
