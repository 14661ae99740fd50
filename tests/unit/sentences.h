/*
 * Sentence files: a sentence, below it a line for each thing that the program must find in it, then
 * a blank line; a sentence without lines must give nothing; # begins a comment. With GOLDEN=1 the
 * lines are rewritten with the program's own answers, and the diff is the review.
 */
#pragma once

#include "gazetteer/gazetteer.h"

/* The compiled gazetteer of the build under test ($OUT, default out/). */
static inline Gazetteer *sentences_gazetteer(void) {
    const char *out = g_getenv("OUT");
    g_autofree char *path = g_build_filename(out ? out : "out", "gazetteer.bin", NULL);
    g_autoptr(GError) error = NULL;
    Gazetteer *gazetteer = gazetteer_open(path, &error);
    g_assert_no_error(error);
    return gazetteer;
}

/* What the program finds in one sentence, a line each. The caller frees it. */
typedef char *(*SentenceReader)(const char *sentence, const Gazetteer *gazetteer);

/* Checks every case; gives the file as it would be with the program's own answers. */
static inline char *sentences_check(const char *contents, SentenceReader read,
                                    const Gazetteer *gazetteer) {
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
        g_autofree char *found = read(sentence, gazetteer);
        g_string_append_printf(golden, "%s\n%s", sentence, found);
        if (strcmp(found, expected->str) == 0 || g_getenv("GOLDEN")) continue;
        g_test_message("%s\nexpected:\n%sfound:\n%s", sentence, expected->str, found);
        g_test_fail();
    }
    return g_string_free(golden, FALSE);
}

/* Runs the file tests/cases/<folder>/<file>. */
static inline void sentences_run(const char *folder, const char *file, SentenceReader read) {
    g_autoptr(Gazetteer) gazetteer = sentences_gazetteer();
    g_autofree char *path = g_build_filename("tests/cases", folder, file, NULL);
    g_autofree char *contents = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &contents, NULL, &error);
    g_assert_no_error(error);
    g_autofree char *golden = sentences_check(contents, read, gazetteer);
    if (!g_getenv("GOLDEN")) return;
    g_file_set_contents(path, golden, -1, &error);
    g_assert_no_error(error);
}
