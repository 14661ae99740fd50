/*
 * The rules of recognition, as case files: tests/cases/toponym/<subject>.txt holds a sentence,
 * below it one line for each toponym: text | relation | bearing | metres | what says where it is |
 * list. GOLDEN=1 rewrites the lines.
 */
#include <math.h>

#include "sentences.h"
#include "toponym/toponym.h"

static char *words_of(const Text *text, guint32 first, guint32 n) {
    return span_dup(article_field(text->article, text->tokens[first].field),
                    text_span(text, first, n));
}

static void add_toponym(GString *lines, const Text *text, const Toponyms *toponyms, guint32 i) {
    static const char *const RELATIONS[] = {
        [RELATION_AT] = "at",         [RELATION_NEAR] = "near",
        [RELATION_OFFSET] = "offset", [RELATION_BETWEEN] = "between",
        [RELATION_ROAD] = "road",     [RELATION_FROM_TO] = "from-to",
        [RELATION_SECTOR] = "sector", [RELATION_COUNTRYSIDE] = "countryside",
        [RELATION_BADIA] = "badia",   [RELATION_BANK] = "bank",
    };
    const Toponym *t = &toponyms->items[i];
    g_autofree char *words = words_of(text, t->span_first, t->span_n);
    const Toponym *outer = t->within == NO_PLACE ? NULL : &toponyms->items[t->within];
    g_autofree char *within =
        outer ? words_of(text, outer->first_token, outer->n_tokens) : g_strdup("-");
    g_string_append_printf(lines, "%s | %s | ", words, RELATIONS[t->relation]);
    if (isnan(t->bearing))
        g_string_append(lines, "- | ");
    else
        g_string_append_printf(lines, "%d | ", (int)t->bearing);
    if (isnan(t->distance_m))
        g_string_append(lines, "- | ");
    else
        g_string_append_printf(lines, "%d | ", (int)t->distance_m);
    g_string_append_printf(lines, "%s | %s\n", within, t->list == NO_PLACE ? "-" : "list");
}

static char *read_toponyms(const char *sentence, const Gazetteer *gazetteer) {
    Article article = {.id = (char *)"case", .body = (char *)sentence};
    g_autoptr(Text) text = text_new(&article);
    g_autoptr(Matches) matches = gazetteer_scan(gazetteer, text);
    g_autoptr(Toponyms) toponyms = toponyms_find(text, matches, gazetteer);
    GString *lines = g_string_new(NULL);
    for (guint32 i = 0; i < toponyms->n; i++) add_toponym(lines, text, toponyms, i);
    return g_string_free(lines, FALSE);
}

static void check_file(gconstpointer data) { sentences_run("toponym", data, read_toponyms); }

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/toponym/cases-of-relations-hold", "relations.txt", check_file);
    g_test_add_data_func("/toponym/cases-of-phrases-hold", "phrases.txt", check_file);
    return g_test_run();
}
