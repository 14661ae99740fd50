/*
 * Case files: what the language does stands as text under tests/cases/, a case a line, so that a
 * reader of Arabic can check and add to it. A line has the cells that the test names, split by
 * tabs; # begins a comment.
 */
#pragma once

#include <glib.h>

typedef struct {
    char *path;
} CaseFile;

/* Marks the running test as failed, with file and line, and goes on. */
static inline void case_fail(const CaseFile *cases, guint line, const char *expected,
                             const char *found) {
    g_test_message("%s, line %u: expected '%s', found '%s'", cases->path, line, expected, found);
    g_test_fail();
}

/* Calls `check` for each case of tests/cases/<name>; the folder is found from the checkout's top.
 */
static inline void cases_run(const char *name, guint n_cells,
                             void (*check)(const CaseFile *cases, guint line, char **cells)) {
    CaseFile cases = {g_build_filename("tests/cases", name, NULL)};
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(cases.path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint n_checked = 0;
    for (guint i = 0; lines[i]; i++) {
        if (lines[i][0] == '\0' || lines[i][0] == '#') continue;
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        if (g_strv_length(cells) == n_cells)
            check(&cases, i + 1, cells);
        else
            case_fail(&cases, i + 1, "another number of cells", lines[i]);
        n_checked++;
    }
    g_assert_cmpuint(n_checked, >, 0);
    g_free(cases.path);
}
