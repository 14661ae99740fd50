/*
 * The rules of place, as case files: tests/cases/place/<subject>.txt holds a sentence, below it one
 * line for each place that it must give (text | place id | method | role, in the program's order),
 * then a blank line. A sentence without lines must give no place. GOLDEN=1 rewrites the lines; the
 * diff is the review.
 */
#include "place/place.h"
#include "sentences.h"

static void add_mention(GString *lines, const Text *text, const PlaceMention *m,
                        const Gazetteer *gazetteer) {
    g_autofree char *words = span_dup(article_field(text->article, m->field), m->body);
    const char *id = m->place == NO_PLACE
                         ? "-"
                         : gazetteer_string(gazetteer, gazetteer_place(gazetteer, m->place)->id);
    g_string_append_printf(lines, "%s | %s | %s | %s\n", words, id,
                           location_method_name(m->location.method), place_role_name(m->role));
}

/* What the program says of one sentence. The caller frees it. */
static char *read_places(const char *sentence, const Gazetteer *gazetteer) {
    Article article = {.id = (char *)"case", .body = (char *)sentence};
    g_autoptr(Text) text = text_new(&article);
    g_autoptr(Matches) matches = gazetteer_scan(gazetteer, text);
    g_autoptr(Toponyms) toponyms = toponyms_find(text, matches, gazetteer);
    g_autoptr(PlaceMentions) places = places_resolve(text, matches, toponyms, gazetteer);
    GString *lines = g_string_new(NULL);
    for (guint32 i = 0; i < places->n; i++) add_mention(lines, text, &places->items[i], gazetteer);
    return g_string_free(lines, FALSE);
}

static void check_file(gconstpointer data) { sentences_run("place", data, read_places); }

static gint compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) folder = g_dir_open("tests/cases/place", 0, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    for (const char *name; (name = g_dir_read_name(folder));)
        if (g_str_has_suffix(name, ".txt")) g_ptr_array_add(files, g_strdup(name));
    g_assert_cmpuint(files->len, >, 0);
    g_ptr_array_sort(files, compare_names);
    for (guint i = 0; i < files->len; i++) {
        char *file = files->pdata[i];
        g_autofree char *subject = g_strndup(file, strlen(file) - strlen(".txt"));
        g_autofree char *name = g_strdup_printf("/place/cases-of-%s-hold", subject);
        g_test_add_data_func_full(name, file, check_file, g_free);
    }
    return g_test_run();
}
