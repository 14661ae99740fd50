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

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    static const char *const FILES[] = {"surface", "lists",       "no-place", "homonyms",
                                        "roles",   "extents",     "near",     "offset",
                                        "ways",    "countryside", "badia",    "banks-regions"};
    for (guint i = 0; i < G_N_ELEMENTS(FILES); i++) {
        g_autofree char *name = g_strdup_printf("/place/cases-of-%s-hold", FILES[i]);
        char *file = g_strdup_printf("%s.txt", FILES[i]);
        g_test_add_data_func_full(name, file, check_file, g_free);
    }
    return g_test_run();
}
