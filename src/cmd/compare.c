/* kharita compare: incidents of two periods or several, against each other. */
#include "compare/compare.h"

#include <string.h>

#include "cmd/compare-input.h"
#include "cmd/drawing.h"
#include "map/sheet.h"

/* The words of the command's own options. Owns its strings. */
typedef struct {
    char **before, **after;
    char *by, *areas, *table, *normalise, *include, *layout, *annotate;
    gboolean timeline;
    DrawingWords drawing;
} CompareWords;

static void compare_words_clear(CompareWords *self) {
    g_strfreev(self->before);
    g_strfreev(self->after);
    char **const words[] = {&self->by,      &self->areas,  &self->table,   &self->normalise,
                            &self->include, &self->layout, &self->annotate};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) g_clear_pointer(words[i], g_free);
    drawing_words_clear(&self->drawing);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CompareWords, compare_words_clear)

enum { MOST_PERIODS = 400, FINDINGS_SAID = 5 };

/* What is compared. Owns all. */
typedef struct {
    CompareFiles files;
    Periods periods;
    AreaSystem *areas;
    Words *words[2];
    guint n_words;
    CompareInput input;
    Comparison *comparison;
    GArray *annotations;
} Job;

static void job_clear(Job *self) {
    g_clear_pointer(&self->comparison, comparison_free);
    g_clear_pointer(&self->areas, area_system_free);
    g_clear_pointer(&self->words[0], words_free);
    g_clear_pointer(&self->words[1], words_free);
    g_clear_pointer(&self->annotations, g_array_unref);
    compare_files_clear(&self->files);
    periods_clear(&self->periods);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Job, job_clear)

/* ---- what the words ask for --------------------------------------------------------------------
 */

static bool is_file(const char *name) { return g_file_test(name, G_FILE_TEST_EXISTS); }

/* --before and --after name files or folders: two sets without dates. */
static bool asks_for_sets(const CompareWords *words) {
    return words->before && is_file(words->before[0]);
}

static int check_words(const CommandLine *line, const CompareWords *words) {
    if (!words->before != !words->after)
        return command_usage(line, "--before and --after belong together");
    if (!words->before && !words->by)
        return command_usage(line,
                             "name what to compare: --before FROM..TO --after FROM..TO, or "
                             "--by month");
    if (words->before && words->by)
        return command_usage(line, "either --before and --after, or --by");
    if (words->annotate && !words->timeline)
        return command_usage(line, "--annotate marks a timeline: add --timeline");
    if ((words->layout || words->timeline) && !line->outputs)
        return command_usage(line, "name the picture with -o FILE.png, .svg or .pdf");
    if (asks_for_sets(words) && line->files)
        return command_usage(line, "the sets are named by --before and --after; '%s' is one more",
                             line->files[0]);
    return -1;
}

static gboolean say_in(Job *job, const char *language, GError **error) {
    Words *words = words_new(language, "latn", error);
    if (words) job->words[job->n_words++] = words;
    return words != NULL;
}

static gboolean choose_languages(Job *job, const char *language, GError **error) {
    bool english_first = !language || strcmp(language, "en") == 0;
    return say_in(job, english_first ? "en" : "ar", error) &&
           say_in(job, english_first ? "ar" : "en", error);
}

/* The areas that suit the layout, where none are named. */
static const char *default_areas(const CompareWords *words) {
    if (words->layout && strcmp(words->layout, "profile") == 0) return "river";
    return "governorate";
}

/* ---- incidents and periods ---------------------------------------------------------------------
 */

static int read_sets(CommandLine *line, const CompareWords *words, Job *job) {
    char **const sets[] = {words->before, words->after};
    int worst = EXIT_WELL;
    for (guint i = 0; i < G_N_ELEMENTS(sets); i++) {
        int status = compare_files_read(&job->files, line, sets[i], i);
        if (status != EXIT_WELL) worst = status;
        if (status == EXIT_FAILED) return status;
        g_autofree char *name = g_path_get_basename(sets[i][0]);
        periods_add_set(&job->periods, name);
    }
    return worst;
}

/* The first and last day on which any incident may have happened. FALSE where none is dated. */
static bool days_of(const GPtrArray *incidents, GDate *ret_first, GDate *ret_last) {
    bool any = false;
    for (guint i = 0; i < incidents->len; i++) {
        const Incident *incident = incidents->pdata[i];
        GDate first, last;
        if (!incident_days(incident, &first, &last)) continue;
        if (!any || g_date_compare(&first, ret_first) < 0) *ret_first = first;
        if (!any || g_date_compare(&last, ret_last) > 0) *ret_last = last;
        any = true;
    }
    return any;
}

/* --since and --until say how far a series reaches, where they are given. */
static gboolean make_series(const CommandLine *line, const CompareWords *words, Job *job,
                            GError **error) {
    GDate first, last;
    PeriodStep step = BY_MONTH;
    period_step_parse(words->by, &step);
    if (!days_of(job->files.incidents, &first, &last)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("no incident has a date"));
        return FALSE;
    }
    if (line->since) day_parse(line->since, &first);
    if (line->until) day_parse(line->until, &last);
    return periods_add_series(&job->periods, step, &first, &last, MOST_PERIODS, error);
}

static gboolean make_periods(const CommandLine *line, const CompareWords *words, Job *job,
                             GError **error) {
    if (words->by) return make_series(line, words, job, error);
    return periods_add_range(&job->periods, words->before[0], error) &&
           periods_add_range(&job->periods, words->after[0], error) &&
           periods_are_apart(&job->periods, error);
}

/* ---- counting ----------------------------------------------------------------------------------
 */

static void count(const CommandLine *line, const CompareWords *words, Job *job) {
    const CompareFiles *files = &job->files;
    bool by_articles = words->normalise && strcmp(words->normalise, "articles") == 0;
    job->input = (CompareInput){
        .incidents = (const Incident *const *)files->incidents->pdata,
        .sets = asks_for_sets(words) ? (const guint *)(const void *)files->sets->data : NULL,
        .n = files->incidents->len,
        .articles = (const ArticleSeen *)(const void *)files->articles->data,
        .n_articles = files->articles->len,
        .by_articles = by_articles,
        .include_strategic = words->include != NULL,
    };
    if (by_articles && files->has_tables)
        command_say(line, "of tables and stores only articles with an incident are counted");
    job->comparison = comparison_new(&job->input, &job->periods, job->areas);
}

/* ---- results -----------------------------------------------------------------------------------
 */

/* Side by side for two, small multiples for more. */
static SheetLayout layout_of(const CompareWords *words, const Job *job) {
    SheetLayout layout = job->periods.n > 2 ? SHEET_SMALL_MULTIPLES : SHEET_SIDE_BY_SIDE;
    if (words->layout) sheet_layout_parse(words->layout, &layout);
    return layout;
}

static int draw(CommandLine *line, const CompareWords *words, const Job *job,
                const MapOptions *options) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Style) style = drawing_style(&words->drawing, &error);
    if (!style) return command_fail(line, error);
    if (words->areas && !words->table && !sheet_layout_uses_areas(layout_of(words, job)))
        command_say(line, "this layout draws no areas: --areas counts for the numbers alone");
    SheetInput input = {&job->input,           &job->periods,   job->comparison, job->areas,
                        layout_of(words, job), words->timeline, job->annotations};
    gint64 at = timings_begin(&line->timings);
    g_autoptr(MapScene) scene =
        map_sheet_new(&input, options, style, command_line_gazetteer(line), &error);
    at = timings_lap(&line->timings, STAGE_SCENE, at);
    if (!scene) return command_fail(line, error);
    drawing_say_warnings(line, scene);
    if (line->strict && map_scene_warnings(scene)->len) return EXIT_FAILED;
    gboolean written = drawing_write(&words->drawing, line, scene, &error);
    timings_lap(&line->timings, STAGE_PAINT, at);
    return written ? EXIT_WELL : command_fail(line, error);
}

/* What the numbers say, to the person at the terminal. */
static void say_findings(const CommandLine *line, const Job *job) {
    const Words *words = job->words[0];
    g_autoptr(GPtrArray) rows = comparison_findings(job->comparison, FINDINGS_SAID);
    g_ptr_array_insert(rows, 0, &job->comparison->all);
    for (guint i = 0; i < rows->len; i++) {
        g_autofree char *said =
            comparison_sentence(job->comparison, rows->pdata[i], job->areas, words);
        command_say(line, "%s", said);
    }
    g_autoptr(GPtrArray) caveats = comparison_caveats(job->comparison, words);
    for (guint i = 0; i < caveats->len; i++)
        command_say(line, "%s", (const char *)caveats->pdata[i]);
}

static gboolean write_table(const CompareWords *words, const Job *job, GError **error) {
    return comparison_write(job->comparison, &job->periods, job->areas,
                            (const Words *const *)job->words, job->n_words,
                            words->table ? words->table : "-", error);
}

static int give_results(CommandLine *line, const CompareWords *words, const Job *job,
                        const MapOptions *options) {
    g_autoptr(GError) error = NULL;
    if ((words->table || !line->outputs) && !write_table(words, job, &error))
        return command_fail(line, error);
    if (!line->outputs) return EXIT_WELL;
    if (!words->table) say_findings(line, job);
    return draw(line, words, job, options);
}

static int read_all(CommandLine *line, const CompareWords *words, Job *job) {
    int status = asks_for_sets(words) ? read_sets(line, words, job)
                                      : compare_files_read(&job->files, line, line->files, 0);
    if (status == EXIT_FAILED || status == EXIT_USAGE) return status;
    command_say_unmet(line, false);
    return command_end_of_input(line, status);
}

static int compare(CommandLine *line, const CompareWords *words, const MapOptions *options) {
    g_auto(Job) job = {0};
    g_autoptr(GError) error = NULL;
    const Gazetteer *gazetteer = command_line_gazetteer(line);
    if (!gazetteer) return EXIT_FAILED;
    job.areas =
        area_system_new(words->areas ? words->areas : default_areas(words), gazetteer, &error);
    if (!job.areas || !choose_languages(&job, words->drawing.language, &error))
        return command_fail(line, error);
    if (words->annotate && !(job.annotations = annotations_read(words->annotate, &error)))
        return command_fail(line, error);
    int status = read_all(line, words, &job);
    if (status == EXIT_FAILED || status == EXIT_USAGE) return status;
    if (status != EXIT_WELL && line->strict) return status;
    if (!asks_for_sets(words) && !make_periods(line, words, &job, &error))
        return command_fail(line, error);
    count(line, words, &job);
    int given = give_results(line, words, &job, options);
    return given != EXIT_WELL ? given : status;
}

int cmd_compare(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    g_auto(CompareWords) words = {.drawing = {.scale = 1}};
    const GOptionEntry own[] = {
        {"before", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.before,
         N_("the first period (FROM..TO, a year, a month), or files"), "FILE|FROM..TO"},
        {"after", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.after, N_("the second"), "FILE|FROM..TO"},
        {"by", 0, 0, G_OPTION_ARG_STRING, &words.by, N_("a period after another, of this length"),
         "day|week|month|quarter|year"},
        {"areas", 0, 0, G_OPTION_ARG_STRING, &words.areas, N_("what is counted by"),
         "AREAS|governorate|district|subdistrict|hexagons[:KM]|river[:NAME][:KM]|"
         "road:PLACE/PLACE[:KM]|around:PLACE[:KM]"},
        {"layout", 0, 0, G_OPTION_ARG_STRING, &words.layout, N_("the form of the picture"),
         "side-by-side|difference|small-multiples|overlay|density|profile"},
        {"timeline", 0, 0, G_OPTION_ARG_NONE, &words.timeline, N_("a strip of days below"), NULL},
        {"annotate", 0, 0, G_OPTION_ARG_FILENAME, &words.annotate,
         N_("events to mark on it: columns date, label_ar, label_en"), "FILE.tsv"},
        {"table", 0, 0, G_OPTION_ARG_FILENAME, &words.table, N_("the numbers, as .json or .csv"),
         "FILE"},
        {"normalise", 0, 0, G_OPTION_ARG_STRING, &words.normalise,
         N_("rates per day, or per article published"), "days|articles"},
        {"include", 0, 0, G_OPTION_ARG_STRING, &words.include,
         N_("count arrests, movements and the like too"), "strategic"},
        G_OPTION_ENTRY_NULL};
    g_autofree GOptionEntry *options = drawing_join(&words.drawing, own);
    int status = command_line_parse(&line, "compare", options, argc, argv);
    if (status >= 0) return status;
    status = check_words(&line, &words);
    if (status < 0) status = drawing_check_outputs(&line);
    if (status >= 0) return status;
    MapOptions drawn;
    status = drawing_read(&words.drawing, &line, &drawn);
    return status >= 0 ? status : compare(&line, &words, &drawn);
}
