/* From the files of a command line to readings and incidents. */
#include "cmd/cmd.h"
#include "cmd/module.h"

void command_report_bad(CommandLine *self, const GError *error) {
    command_print(self->command, error->message);
    self->n_bad++;
}

int command_end_of_input(const CommandLine *self, int status) {
    if (self->n_bad == 0 || status == EXIT_FAILED) return status;
    command_warn(self, "%u of %u inputs could not be read", self->n_bad,
                 self->n_bad + self->n_articles);
    return EXIT_BAD_INPUT;
}

/* One input on its way: read in order, worked on by any thread, handed on in order. */
typedef struct {
    Article *article; /* NULL where the input was bad */
    GError *error;    /* why */
    Reading *reading;
    gsize n_bytes; /* of the article */
    gboolean done;
} Job;

/* Owns the queue of jobs in input order; `lock` guards `done` of each. */
typedef struct {
    const Gazetteer *gazetteer;
    ReadingOptions options;
    ArticleReader *reader;
    Timings *timings;  /* of the command */
    GThreadPool *pool; /* NULL: one job at a time, in this thread */
    GQueue jobs;
    gsize n_bytes; /* of the articles of `jobs` */
    gboolean at_end;
    GMutex lock;
    GCond finished;
} Workshop;

static void work(void *data, void *user_data) {
    Job *job = data;
    Workshop *shop = user_data;
    limits_hold_thread();
    job->reading = reading_new_with(g_steal_pointer(&job->article), shop->gazetteer, &shop->options,
                                    &job->error);
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

/* FALSE where no thread can be had: this one does the work. */
static gboolean give_to_thread(Workshop *shop, Job *job) {
    if (!shop->pool) return FALSE;
    if (g_thread_pool_push(shop->pool, job, NULL) || g_thread_pool_get_num_threads(shop->pool))
        return TRUE;
    g_thread_pool_free(g_steal_pointer(&shop->pool), TRUE, FALSE);
    return FALSE;
}

/* How far inputs are read ahead: results are handed on in order, so that behind an article that
 * takes long the other threads need others to go on with; of long ones a few have room. */
enum { JOBS_A_THREAD = 4, SHORT_JOBS_A_THREAD = 32, MOST_BYTES_AHEAD = 2 << 20 };

static bool wants_more(const Workshop *shop, guint n_threads) {
    if (!shop->pool) return shop->jobs.length == 0;
    if (shop->jobs.length < JOBS_A_THREAD * n_threads) return true;
    return shop->jobs.length < SHORT_JOBS_A_THREAD * n_threads && shop->n_bytes < MOST_BYTES_AHEAD;
}

/* Reads inputs ahead, so that every thread has work, but never more than a few: memory stays flat.
 */
static void read_ahead(Workshop *shop, guint n_threads) {
    while (!shop->at_end && wants_more(shop, n_threads)) {
        Job *job = g_new0(Job, 1);
        gint64 at = timings_begin(shop->timings);
        job->article = article_reader_next(shop->reader, &job->error);
        timings_lap(shop->timings, STAGE_ARTICLE, at);
        shop->at_end = !job->article && !job->error;
        job->done = !job->article;
        if (shop->at_end) {
            job_free(job);
            return;
        }
        g_queue_push_tail(&shop->jobs, job);
        if (!job->article) continue;
        job->n_bytes = strlen(job->article->body);
        shop->n_bytes += job->n_bytes;
        if (!give_to_thread(shop, job)) work(job, shop);
    }
}

/* The first job of the queue once it is done; NULL at the end. */
static Job *take_job(Workshop *shop) {
    Job *job = g_queue_pop_head(&shop->jobs);
    if (!job) return NULL;
    shop->n_bytes -= job->n_bytes;
    g_mutex_lock(&shop->lock);
    while (!job->done) g_cond_wait(&shop->finished, &shop->lock);
    g_mutex_unlock(&shop->lock);
    return job;
}

static int hand_on(CommandLine *self, Job *job, gboolean (*visit)(Reading *, void *, GError **),
                   void *data) {
    g_autoptr(GError) error = NULL;
    if (job->error) {
        command_report_bad(self, job->error);
        return self->strict ? EXIT_BAD_INPUT : EXIT_WELL;
    }
    self->n_articles++;
    timings_add(&self->timings, &job->reading->timings);
    gint64 at = timings_begin(&self->timings);
    gboolean done = visit(job->reading, data, &error);
    timings_lap(&self->timings, STAGE_OUTPUT, at);
    return done ? EXIT_WELL : command_fail(self, error);
}

/* Incident files that only the module reads. */
static gboolean is_of_module(const char *file) {
    return g_str_has_suffix(file, ".gpkg") || g_str_has_suffix(file, ".fgb");
}

static bool is_foreign(const CommandLine *self, const char *file) {
    return self->columns && g_str_has_suffix(file, ".csv");
}

/* Does a file hold incidents, and no articles? */
static bool is_table(const CommandLine *self, const char *file) {
    return is_foreign(self, file) || is_of_module(file) || store_sniff(file) ||
           incidents_sniff(file);
}

/* Tables and stores are soon read: they count as what is behind from the start. */
static void begin_progress(CommandLine *self) {
    if (self->progress || self->quiet || !self->files) return;
    guint64 n_bytes = 0;
    for (char **file = self->files; *file; file++)
        if (!is_table(self, *file)) n_bytes += article_bytes(*file);
    self->progress = progress_new(n_bytes, !self->outputs);
}

static int each_article(CommandLine *self, const char *const *files,
                        gboolean (*visit)(Reading *, void *, GError **), void *data) {
    const ArticleOptions options = {.format = self->input_format,
                                    .default_date = self->date,
                                    .max_bytes = (gsize)self->limits.article << 20,
                                    .max_depth = (guint)self->limits.depth};
    guint n_threads = MIN(self->jobs ? (guint)self->jobs : g_get_num_processors(),
                          limits_most_threads(&self->limits));
    Workshop shop = {
        .gazetteer = command_line_gazetteer(self),
        .options = {(guint)self->limits.mentions, self->points_alone, self->timings.is_on},
        .timings = &self->timings};
    if (!shop.gazetteer) return EXIT_FAILED;
    shop.reader = article_reader_new(files, &options);
    begin_progress(self);
    if (n_threads > 1) shop.pool = g_thread_pool_new(work, &shop, (int)n_threads, FALSE, NULL);
    g_mutex_init(&shop.lock);
    g_cond_init(&shop.finished);
    int status = EXIT_WELL;
    while (status == EXIT_WELL) {
        read_ahead(&shop, n_threads);
        Job *job = take_job(&shop);
        if (!job) break;
        status = hand_on(self, job, visit, data);
        job_free(job);
        progress_show(self->progress, self->n_articles,
                      self->n_bytes_begun + article_reader_bytes(shop.reader));
    }
    self->n_bytes_begun += article_reader_bytes(shop.reader);
    if (shop.pool) g_thread_pool_free(shop.pool, FALSE, TRUE);
    g_queue_clear_full(&shop.jobs, job_free);
    article_reader_free(shop.reader);
    g_mutex_clear(&shop.lock);
    g_cond_clear(&shop.finished);
    return status;
}

/* ---- mentions -----------------------------------------------------------------------------------
 */

/* A mention is written where its last word stands: «الطريق بين A وB» behind A and B, which it
 * holds. */
static gint compare_ends(gconstpointer a, gconstpointer b) {
    const PlaceMention *x = *(const PlaceMention *const *)a, *y = *(const PlaceMention *const *)b;
    guint32 x_end = x->body.start + x->body.len, y_end = y->body.start + y->body.len;
    if (x->field != y->field) return x->field == FIELD_TITLE ? -1 : 1;
    if (x_end != y_end) return x_end < y_end ? -1 : 1;
    return x->body.len < y->body.len ? -1 : x->body.len > y->body.len;
}

GPtrArray *command_mentions_in_order(const Reading *reading) {
    GPtrArray *mentions = g_ptr_array_new();
    for (guint32 i = 0; i < reading->places->n; i++)
        g_ptr_array_add(mentions, &reading->places->items[i]);
    g_ptr_array_sort(mentions, compare_ends);
    return mentions;
}

/* ---- tables and stores --------------------------------------------------------------------------
 */

static GPtrArray *read_by_module(const char *file, GError **error) {
    const OgrModule *module = module_open(error);
    return module ? module->read(file, error) : NULL;
}

/* Somebody else's table: rows that make no sense are bad inputs, each counted. */
static GPtrArray *read_foreign(CommandLine *self, const char *file, GError **error) {
    enum { MOST_SAID = 10 };
    g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *incidents = incidents_read_columns(file, self->columns, bad, notes, error);
    for (guint i = 0; i < bad->len && i < MOST_SAID; i++)
        command_print(self->command, bad->pdata[i]);
    if (bad->len > MOST_SAID) command_warn(self, "and %u more", bad->len - MOST_SAID);
    for (guint i = 0; i < notes->len; i++) command_say(self, "%s", (const char *)notes->pdata[i]);
    self->n_bad += bad->len;
    if (incidents) self->n_articles += incidents->len;
    return incidents;
}

static GPtrArray *read_table(CommandLine *self, const char *file, bool all, GError **error) {
    if (is_foreign(self, file)) return read_foreign(self, file, error);
    const IncidentFilter *filter = all ? NULL : &self->filter;
    GPtrArray *incidents = store_sniff(file)    ? store_read(file, filter, self->decisions, error)
                           : is_of_module(file) ? read_by_module(file, error)
                                                : incidents_read(file, error);
    if (incidents) self->n_articles++;
    return incidents;
}

int command_take_file(CommandLine *self, const char *file, const Intake *intake) {
    if (!is_table(self, file)) {
        const char *const files[] = {file, NULL};
        return each_article(self, files, intake->reading, intake->data);
    }
    g_autoptr(GError) error = NULL;
    gint64 at = timings_begin(&self->timings);
    g_autoptr(GPtrArray) incidents = read_table(self, file, intake->wants_all, &error);
    timings_lap(&self->timings, STAGE_ARTICLE, at);
    if (!incidents) {
        command_report_bad(self, error);
        return EXIT_BAD_INPUT;
    }
    return intake->table(incidents, intake->data, &error) ? EXIT_WELL : command_fail(self, error);
}

/* ---- articles alone -----------------------------------------------------------------------------
 */

/* What holds incidents has no text to read: it is said and left out. */
static bool holds_no_text(CommandLine *self, const char *file) {
    if (!is_of_module(file) && !store_sniff(file) && !incidents_sniff(file)) return false;
    g_autoptr(GError) error = NULL;
    g_set_error(&error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                _("'%s' holds incidents, and this command needs articles"), file);
    command_report_bad(self, error);
    return true;
}

int command_each_reading(CommandLine *self, gboolean (*visit)(Reading *, void *, GError **),
                         void *data) {
    if (!self->files) return command_usage(self, "no files named; '-' reads standard input");
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    for (char **file = self->files; *file; file++)
        if (!holds_no_text(self, *file)) g_ptr_array_add(files, *file);
    if (self->strict && self->n_bad) return command_end_of_input(self, EXIT_BAD_INPUT);
    g_ptr_array_add(files, NULL);
    int status = each_article(self, (const char *const *)files->pdata, visit, data);
    return command_end_of_input(self, status);
}

/* ---- incidents ----------------------------------------------------------------------------------
 */

Decisions *command_decisions(CommandLine *self) {
    if (self->decisions) return self->decisions;
    const Gazetteer *gazetteer = self->corrections ? command_line_gazetteer(self) : NULL;
    if (self->corrections && !gazetteer) return NULL;
    g_autoptr(Decisions) decisions = decisions_new();
    g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func(g_free);
    for (char **path = self->corrections; path && *path; path++) {
        g_autoptr(GError) error = NULL;
        if (!decisions_read(decisions, *path, gazetteer, bad, &error))
            g_ptr_array_add(bad, g_strdup(error->message));
    }
    for (guint i = 0; i < bad->len; i++) command_print(self->command, bad->pdata[i]);
    /* A verdict that cannot be read may be the one that rejects: nothing is made without it. */
    if (bad->len) return NULL;
    return self->decisions = g_steal_pointer(&decisions);
}

void command_say_unmet(const CommandLine *self, bool in_store) {
    g_autoptr(GPtrArray) unmet =
        self->decisions ? decisions_unmet(self->decisions, in_store) : g_ptr_array_new();
    for (guint i = 0; i < unmet->len; i++)
        command_say(self, "warning: %s", (const char *)unmet->pdata[i]);
}

static void free_incident(void *incident) { incident_free(incident); }

/* People's verdicts come before the filter: an incident that was moved is looked for where it is.
 */
GPtrArray *command_choose(CommandLine *self, GPtrArray *from) {
    GPtrArray *chosen = g_ptr_array_new_with_free_func(free_incident);
    for (guint i = 0; i < from->len; i++) {
        if (self->corrections)
            decisions_apply(self->decisions, from->pdata[i], command_line_gazetteer(self));
        if (incident_filter_passes(&self->filter, from->pdata[i]))
            g_ptr_array_add(chosen, g_steal_pointer(&from->pdata[i]));
    }
    return chosen;
}

typedef struct {
    CommandLine *line;
    gboolean (*visit)(Incident *incident, void *data, GError **error);
    void *data;
} Selection;

static gboolean select_incidents(GPtrArray *from, void *data, GError **error) {
    const Selection *self = data;
    g_autoptr(GPtrArray) chosen = command_choose(self->line, from);
    for (guint i = 0; i < chosen->len; i++)
        if (!self->visit(g_steal_pointer(&chosen->pdata[i]), self->data, error)) return FALSE;
    return TRUE;
}

static gboolean select_of_reading(Reading *reading, void *data, GError **error) {
    return select_incidents(reading->incidents, data, error);
}

gboolean command_take_files(CommandLine *self, const Intake *intake, int *ret_status) {
    if (!self->files) {
        *ret_status = command_usage(self, "no files named; '-' reads standard input");
        return FALSE;
    }
    *ret_status = EXIT_BAD_INPUT;
    if (!command_decisions(self)) return FALSE;
    *ret_status = EXIT_WELL;
    for (char **file = self->files; *file; file++) {
        int status = command_take_file(self, *file, intake);
        if (status != EXIT_WELL) *ret_status = status;
        if (status == EXIT_FAILED || (self->strict && status == EXIT_BAD_INPUT)) return FALSE;
    }
    command_say_unmet(self, false);
    *ret_status = command_end_of_input(self, *ret_status);
    return TRUE;
}

gboolean command_each_incident(CommandLine *self,
                               gboolean (*visit)(Incident *incident, void *data, GError **error),
                               void *data, int *ret_status) {
    Selection selection = {self, visit, data};
    const Intake intake = {select_of_reading, select_incidents, .data = &selection};
    return command_take_files(self, &intake, ret_status);
}

/* An incident with its first day as a number, beside its fellows in memory: tables have thousands.
 */
typedef struct {
    guint32 day; /* YYYYMMDD; 0 where it is none */
    Incident *incident;
} Dated;

static guint32 number_of_day(const char *iso) {
    guint32 number = 0;
    for (guint i = 0; iso && i < strlen("2012-12-31"); i++) {
        if (i == 4 || i == 7 ? iso[i] != '-' : !g_ascii_isdigit(iso[i])) return 0;
        if (iso[i] != '-') number = number * 10 + (guint32)(iso[i] - '0');
    }
    return number;
}

static gint by_date(gconstpointer a, gconstpointer b) {
    const Dated *one = a, *other = b;
    if (one->day && other->day && one->day != other->day) return one->day < other->day ? -1 : 1;
    const Incident *x = one->incident, *y = other->incident;
    int order = g_strcmp0(x->date_start, y->date_start);
    return order ? order : g_strcmp0(x->id, y->id);
}

void command_put_by_date(GPtrArray *incidents, guint from) {
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(Dated));
    for (guint i = from; i < incidents->len; i++) {
        Incident *incident = incidents->pdata[i];
        Dated dated = {number_of_day(incident->date_start), incident};
        g_array_append_val(order, dated);
    }
    g_array_sort(order, by_date);
    for (guint i = from; i < incidents->len; i++)
        incidents->pdata[i] = g_array_index(order, Dated, i - from).incident;
}

static gboolean keep(Incident *incident, void *data, GError **error) {
    g_ptr_array_add(data, incident);
    return TRUE;
}

GPtrArray *command_incidents(CommandLine *self, int *ret_status) {
    g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func(free_incident);
    return command_each_incident(self, keep, incidents, ret_status) ? g_steal_pointer(&incidents)
                                                                    : NULL;
}
