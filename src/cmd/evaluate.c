/*
 * kharita evaluate: the program's own output against gold: a folder of *.mentions.json and
 * *.incidents.json with the articles they are about, or JSON lines that hold their texts.
 */
#include "cmd/evaluate.h"

#include "article/article.h"

typedef struct {
    CommandLine *line;
    Figures figures;
    GoldPlaces places;
    GHashTable *mentions, *incidents; /* name of an article → json_t of its gold */
    guint n_scored;
} Evaluation;

/* ---- a folder of gold, and articles
 * --------------------------------------------------------------
 */

static void unref_json(void *value) { json_decref(value); }

static gboolean load_gold_file(Evaluation *self, const char *path, const char *list,
                               GHashTable *into, GError **error) {
    g_autofree char *text = gold_text(path, error);
    json_t *gold = text ? gold_parse(text, path, error) : NULL;
    if (!gold) return FALSE;
    const char *article = json_string_value(json_object_get(gold, "article"));
    const json_t *rows = json_object_get(gold, list);
    if (article && json_is_array(rows)) {
        g_hash_table_replace(into, g_strdup(article), gold);
        return gold_check(&self->places, gold, list, path, text, error);
    }
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s', line %d: %s"), path,
                1, _("expected an object with \"article\" and its rows"));
    json_decref(gold);
    return FALSE;
}

static gboolean load_gold(Evaluation *self, const char *folder, GError **error) {
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) entries = g_dir_open(folder, 0, &cause);
    if (!entries) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, "%s", cause->message);
        return FALSE;
    }
    const char *name;
    while ((name = g_dir_read_name(entries))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_str_has_suffix(name, ".mentions.json") &&
            !load_gold_file(self, path, "mentions", self->mentions, error))
            return FALSE;
        if (g_str_has_suffix(name, ".incidents.json") &&
            !load_gold_file(self, path, "incidents", self->incidents, error))
            return FALSE;
    }
    if (g_hash_table_size(self->mentions) + g_hash_table_size(self->incidents)) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                _("'%s' holds no gold (*.mentions.json, *.incidents.json)"), folder);
    return FALSE;
}

/* Gold names an article by its file, or by its id. */
static const json_t *gold_for(GHashTable *gold, const Article *article) {
    g_autofree char *name = g_path_get_basename(article->path);
    const json_t *found = g_hash_table_lookup(gold, name);
    return found ? found : g_hash_table_lookup(gold, article->id);
}

static gboolean score_reading(Reading *reading, void *data, GError **error) {
    Evaluation *self = data;
    const json_t *mentions = gold_for(self->mentions, reading->article);
    const json_t *incidents = gold_for(self->incidents, reading->article);
    if (mentions) score_mentions(&self->figures, &self->places, mentions, reading);
    if (incidents) score_incidents(&self->figures, &self->places, incidents, reading);
    self->n_scored += (mentions != NULL) + (incidents != NULL);
    return TRUE;
}

static gboolean refuse_table(GPtrArray *incidents, void *data, GError **error) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                _("articles are scored, not tables of incidents"));
    return FALSE;
}

static gint by_name(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of all articles that gold is about, sorted; borrowed. */
static GPtrArray *article_names(const Evaluation *self) {
    GHashTable *const tables[] = {self->mentions, self->incidents};
    GPtrArray *names = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        GHashTableIter iter;
        gpointer name;
        g_hash_table_iter_init(&iter, tables[i]);
        while (g_hash_table_iter_next(&iter, &name, NULL))
            if (i == 0 || !g_hash_table_contains(self->mentions, name))
                g_ptr_array_add(names, name);
    }
    g_ptr_array_sort(names, by_name);
    return names;
}

/* Of a folder only the articles that gold names are read: gold itself may lie there. */
static int score_folder(Evaluation *self, const char *folder, const Intake *intake) {
    g_autoptr(GPtrArray) names = article_names(self);
    int status = EXIT_WELL;
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) continue;
        int own = command_take_file(self->line, path, intake);
        if (own != EXIT_WELL) status = own;
    }
    return status;
}

static int score_articles(Evaluation *self) {
    char **file = self->line->files + 1;
    const Intake intake = {score_reading, refuse_table, .data = self};
    int status = EXIT_WELL;
    if (!*file) return command_usage(self->line, "name the articles that the gold is about");
    for (; *file; file++) {
        int own = g_file_test(*file, G_FILE_TEST_IS_DIR)
                      ? score_folder(self, *file, &intake)
                      : command_take_file(self->line, *file, &intake);
        if (own != EXIT_WELL) status = own;
    }
    guint n_gold = g_hash_table_size(self->mentions) + g_hash_table_size(self->incidents);
    if (self->n_scored < n_gold) {
        command_warn(self->line, "the articles of %u of %u gold files are not among the files",
                     n_gold - self->n_scored, n_gold);
        return EXIT_BAD_INPUT;
    }
    return command_end_of_input(self->line, status);
}

/* ---- JSON lines that hold their texts
 * ------------------------------------------------------------
 */

static gboolean score_line(Evaluation *self, const char *path, guint number, const char *text,
                           GError **error) {
    json_error_t problem;
    auto_json *row = json_loads(text, JSON_REJECT_DUPLICATES, &problem);
    const char *body = json_string_value(json_object_get(row, "text"));
    const char *id = json_string_value(json_object_get(row, "id"));
    const char *date = json_string_value(json_object_get(row, "date"));
    g_autofree char *fault = !row              ? g_strdup(problem.text)
                             : !body || !*body ? g_strdup("expected an object with a \"text\"")
                                               : gold_excerpt_problem(row);
    if (fault) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s', line %u: %s"),
                    path, number, fault);
        return FALSE;
    }
    Article *article = g_new0(Article, 1);
    article->id = id ? g_strdup(id) : g_strdup_printf("%u", number);
    article->path = g_strdup(path);
    article->body = g_strdup(body);
    article->published = date ? article_day(date) : NULL;
    const ReadingOptions options = {(guint)self->line->limits.mentions, true,
                                    self->line->timings.is_on};
    g_autoptr(Reading) reading = reading_new_with(article, self->places.gazetteer, &options, error);
    if (!reading) return FALSE;
    score_row(&self->figures, row, reading, self->places.gazetteer);
    return TRUE;
}

static int score_lines(Evaluation *self, const char *path) {
    g_autoptr(GError) error = NULL;
    if (self->line->files[1])
        return command_usage(self->line, "'%s' holds its texts itself: name no other files", path);
    g_autofree char *text = gold_text(path, &error);
    if (!text) {
        command_report_bad(self->line, error);
        return EXIT_BAD_INPUT;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        if (!*g_strchomp(lines[i])) continue;
        g_clear_error(&error);
        if (score_line(self, path, i + 1, lines[i], &error))
            self->line->n_articles++;
        else
            command_report_bad(self->line, error);
    }
    return command_end_of_input(self->line, EXIT_WELL);
}

/* ---- output
 * --------------------------------------------------------------------------------------
 */

static int write_figures(const Evaluation *self, const char *path, bool as_json) {
    g_autoptr(GError) error = NULL;
    g_autoptr(OutFile) file = out_file_open(path, &error);
    if (!file) return command_fail(self->line, error);
    FILE *out = out_file_stream(file);
    if (as_json) {
        auto_json *figures = figures_json(&self->figures);
        json_dumpf(figures, out, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
        fputc('\n', out);
    } else {
        figures_print(&self->figures, out);
    }
    return out_file_commit(file, &error) ? EXIT_WELL : command_fail(self->line, error);
}

static void say_errors(const Evaluation *self) {
    for (guint i = 0; i < self->figures.errors->len; i++)
        command_print(self->line->command, self->figures.errors->pdata[i]);
}

static int score(Evaluation *self, const char *table) {
    const char *gold = self->line->files[0];
    bool is_folder = g_file_test(gold, G_FILE_TEST_IS_DIR);
    g_autoptr(GError) error = NULL;
    self->places.gazetteer = command_line_gazetteer(self->line);
    if (!self->places.gazetteer) return EXIT_FAILED;
    if (!gold_places_load(&self->places, table, gold, &error))
        return command_fail(self->line, error);
    if (!is_folder) return score_lines(self, gold);
    return load_gold(self, gold, &error) ? score_articles(self) : command_fail(self->line, error);
}

static int evaluate(CommandLine *line, const char *table, bool with_errors) {
    const char *format = line->format ? line->format : "table";
    const char *output = command_line_output(line);
    bool as_json = g_str_equal(format, "json");
    if (!output) return EXIT_USAGE;
    Evaluation self = {
        .line = line,
        .mentions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_json),
        .incidents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_json)};
    figures_init(&self.figures);
    int status = score(&self, table);
    if (status == EXIT_WELL || (status == EXIT_BAD_INPUT && line->n_articles)) {
        if (with_errors) say_errors(&self);
        int written = write_figures(&self, output, as_json);
        if (written != EXIT_WELL) status = written;
    }
    figures_clear(&self.figures);
    g_hash_table_unref(self.mentions);
    g_hash_table_unref(self.incidents);
    json_decref(self.places.table);
    return status;
}

int cmd_evaluate(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    g_autofree char *table = NULL;
    gboolean with_errors = FALSE;
    const GOptionEntry own[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &line.format, N_("form of the output"),
         "table|json"},
        {"places", 0, 0, G_OPTION_ARG_FILENAME, &table,
         N_("coordinates of the gold's places; else places.json beside the gold"), "FILE.json"},
        {"errors", 0, 0, G_OPTION_ARG_NONE, &with_errors, N_("say each single error too"), NULL},
        G_OPTION_ENTRY_NULL};
    int status = command_line_parse(&line, "evaluate", own, argc, argv);
    if (status >= 0) return status;
    if (!line.files) return command_usage(&line, "name the gold: evaluate GOLD FILE…");
    line.points_alone = true;
    return evaluate(&line, table, with_errors);
}
