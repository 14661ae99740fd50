/* What kharita compare reads. Articles without an incident count too: how much was published is
 * what rates are corrected by. */
#include "cmd/compare-input.h"

typedef struct {
    CompareFiles *files;
    CommandLine *line;
    Decisions *decisions;
    const Gazetteer *gazetteer;
    guint set;
    GHashTable *known; /* ids of the articles of this set */
} Intaking;

void compare_files_clear(CompareFiles *self) {
    g_clear_pointer(&self->incidents, g_ptr_array_unref);
    g_clear_pointer(&self->sets, g_array_unref);
    g_clear_pointer(&self->articles, g_array_unref);
    g_clear_pointer(&self->texts, g_ptr_array_unref);
}

static const char *keep(CompareFiles *self, const char *text) {
    if (!text) return NULL;
    char *own = g_strdup(text);
    g_ptr_array_add(self->texts, own);
    return own;
}

static void note_article(Intaking *self, const char *id, const char *published) {
    if (!id || g_hash_table_contains(self->known, id)) return;
    CompareFiles *files = self->files;
    ArticleSeen article = {keep(files, id), keep(files, published), self->set};
    g_hash_table_add(self->known, (void *)article.id);
    g_array_append_val(files->articles, article);
}

/* People's verdicts come before the filter, as everywhere. */
static void collect(Intaking *self, GPtrArray *from) {
    for (guint i = 0; i < from->len; i++) {
        if (decisions_n(self->decisions))
            decisions_apply(self->decisions, from->pdata[i], self->gazetteer);
        if (!incident_filter_passes(&self->line->filter, from->pdata[i])) continue;
        g_ptr_array_add(self->files->incidents, g_steal_pointer(&from->pdata[i]));
        g_array_append_val(self->files->sets, self->set);
    }
}

static gboolean take_reading(Reading *reading, void *data, GError **error) {
    note_article(data, reading->article->id, reading->article->published);
    collect(data, reading->incidents);
    return TRUE;
}

static gboolean take_table(GPtrArray *incidents, void *data, GError **error) {
    Intaking *self = data;
    self->files->has_tables = true;
    for (guint i = 0; i < incidents->len; i++) {
        const Incident *incident = incidents->pdata[i];
        note_article(self, incident->article, incident->published);
    }
    collect(self, incidents);
    return TRUE;
}

static void prepare(CompareFiles *self) {
    if (self->incidents) return;
    self->incidents = g_ptr_array_new_with_free_func((GDestroyNotify)incident_free);
    self->sets = g_array_new(FALSE, FALSE, sizeof(guint));
    self->articles = g_array_new(FALSE, FALSE, sizeof(ArticleSeen));
    self->texts = g_ptr_array_new_with_free_func(g_free);
}

int compare_files_read(CompareFiles *self, CommandLine *line, char **files, guint set) {
    if (!files) return command_usage(line, "no files named; '-' reads standard input");
    prepare(self);
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    Intaking intaking = {self, line, command_decisions(line), NULL, set, known};
    intaking.gazetteer = command_line_gazetteer(line);
    if (!intaking.decisions || !intaking.gazetteer) return EXIT_FAILED;
    const Intake intake = {take_reading, take_table, &intaking, .wants_all = true};
    int worst = EXIT_WELL;
    guint from = self->incidents->len;
    for (char **file = files; *file; file++) {
        int status = command_take_file(line, *file, &intake);
        if (status != EXIT_WELL) worst = status;
        if (status == EXIT_FAILED || (line->strict && status == EXIT_BAD_INPUT)) break;
    }
    command_put_by_date(self->incidents, from);
    return worst;
}
