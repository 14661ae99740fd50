/*
 * The command line: an argument a line. Only options with their values are let through, and no
 * files, so that nothing is ever written and every run ends as wrong usage or before.
 */
#include "cmd/cmd.h"
#include "fuzz.h"

typedef int (*Command)(int argc, char **argv);
static const Command COMMANDS[] = {cmd_map, cmd_extract, cmd_places, cmd_explain, cmd_compare};

/* Help ends the program; a file that is named may be a pipe, which waits for ever ("--=FILE" names
 * one to GLib). */
static gboolean is_taken(const char *argument) {
    static const char *const refused[] = {"--=",     "--version",   "--help",  "--layout-report",
                                          "--to",    "--gazetteer", "--style", "--pins",
                                          "--table", "--before",    "--after", "--add-places",
                                          "--output"};
    if (!g_str_has_prefix(argument, "--") || !strchr(argument, '=')) return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
        if (g_str_has_prefix(argument, refused[i])) return FALSE;
    return TRUE;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    if (size < 1 || memchr(data, '\0', size)) return 0;
    be_silent();
    g_autofree char *text = g_strndup((const char *)data + 1, size - 1);
    g_auto(GStrv) lines = g_strsplit(text, "\n", 32);
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_ptr_array_add(argv, (char *)"kharita");
    for (char **line = lines; *line; line++)
        if (is_taken(*line)) g_ptr_array_add(argv, *line);
    g_ptr_array_add(argv, (char *)"--output=/dev/null/fuzz.svg");
    int argc = (int)argv->len;
    g_ptr_array_add(argv, NULL);
    int status = COMMANDS[data[0] % G_N_ELEMENTS(COMMANDS)](argc, (char **)argv->pdata);
    g_assert_true(status == EXIT_USAGE || status == EXIT_FAILED);
    return 0;
}
