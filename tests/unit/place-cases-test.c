/*
 * The rules of place, as case files: tests/cases/place/<subject>.txt holds a sentence, below it one
 * line for each place that it must give (text | place id | method | role, in the program's order),
 * then a blank line. A sentence without lines must give no place. GOLDEN=1 rewrites the lines; the
 * diff is the review.
 */
#include <math.h>

#include "place/place.h"

#define FOLDER "tests/cases/place"

static Gazetteer *open_gazetteer(void) {
    const char *out = g_getenv("OUT");
    g_autofree char *path = g_build_filename(out ? out : "out", "gazetteer.bin", NULL);
    g_autoptr(GError) error = NULL;
    Gazetteer *gazetteer = gazetteer_open(path, &error);
    g_assert_no_error(error);
    return gazetteer;
}

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

/* Runs the cases of a file; gives the file as it would be with the program's own answers. */
static char *run_file(const char *contents, const Gazetteer *gazetteer) {
    g_auto(GStrv) lines = g_strsplit(contents, "\n", -1);
    GString *golden = g_string_new(NULL);
    for (guint i = 0; lines[i]; i++) {
        if (!*lines[i] || *lines[i] == '#') {
            if (*lines[i] || lines[i + 1]) g_string_append_printf(golden, "%s\n", lines[i]);
            continue;
        }
        const char *sentence = lines[i];
        g_autoptr(GString) expected = g_string_new(NULL);
        for (i++; lines[i] && *lines[i]; i++) g_string_append_printf(expected, "%s\n", lines[i]);
        i--;
        g_autofree char *found = read_places(sentence, gazetteer);
        g_string_append_printf(golden, "%s\n%s", sentence, found);
        if (strcmp(found, expected->str) == 0 || g_getenv("GOLDEN")) continue;
        g_test_message("%s\nexpected:\n%sfound:\n%s", sentence, expected->str, found);
        g_test_fail();
    }
    return g_string_free(golden, FALSE);
}

static void check_file(gconstpointer data) {
    g_autoptr(Gazetteer) gazetteer = open_gazetteer();
    g_autofree char *path = g_build_filename(FOLDER, data, NULL);
    g_autofree char *contents = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &contents, NULL, &error);
    g_assert_no_error(error);
    g_autofree char *golden = run_file(contents, gazetteer);
    if (!g_getenv("GOLDEN")) return;
    g_file_set_contents(path, golden, -1, &error);
    g_assert_no_error(error);
}

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
