/* The table of commands. */
#include <locale.h>
#include <signal.h>

#include "cmd/cmd.h"
#include "cmd/module.h"

typedef struct {
    const char *name;
    int (*run)(int argc, char **argv); /* NULL: it draws, and lies in kharita-map */
    const char *summary;
} Command;

static const Command COMMANDS[] = {
    {"map", NULL, "draw the incidents of articles as a map"},
    {"compare", NULL, "set two periods, or several, against each other"},
    {"report", NULL, "write a page: map, table, the articles with their evidence marked"},
    {"extract", cmd_extract, "write the incidents as data"},
    {"ingest", cmd_ingest, "add the incidents of articles to a store, merging reports of one"},
    {"evaluate", cmd_evaluate, "score the program's own output against gold files"},
    {"places", cmd_places, "write every place mention as data"},
    {"explain", cmd_explain, "show an article's way through every stage"},
    {"find", cmd_find, "look a place up in the gazetteer"},
    {"gazetteer", cmd_gazetteer, "compile, audit, describe the gazetteer"},
    {"basemap", cmd_basemap, "compile the basemap"},
};

static void print_help(FILE *out) {
    fputs(
        "kharita reads Arabic news articles about Syria and draws maps of the incidents they "
        "report.\n\n"
        "usage: kharita COMMAND [OPTION]... FILE...\n\n",
        out);
    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        fprintf(out, "  %-10s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    fputs(
        "\nFive common jobs:\n"
        "  kharita map articles/ -o map.png                 a map, in Arabic\n"
        "  kharita map articles/ -o map.svg --lang en       the same for the web, in English\n"
        "  kharita extract articles/ --format csv -o i.csv  the incidents for a spreadsheet\n"
        "  kharita explain article.txt                      why each place and incident was found\n"
        "  kharita find 'Deir Ezzor'                        where is it, and what else is it "
        "called\n\n"
        "kharita COMMAND --help says the options of a command.\n",
        out);
}

static int unknown_command(const char *name) {
    const Command *nearest = NULL;
    guint best = 3; /* farther than two letters is no slip */
    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        guint distance = word_distance(name, COMMANDS[i].name);
        if (distance < best) {
            best = distance;
            nearest = &COMMANDS[i];
        }
    }
    g_autofree char *message =
        nearest ? g_strdup_printf("no command '%s'; did you mean '%s'?", name, nearest->name)
                : g_strdup_printf("no command '%s'; 'kharita --help' lists them", name);
    command_print(NULL, message);
    return EXIT_USAGE;
}

int main(int argc, char **argv) {
    setlocale(LC_CTYPE, ""); /* messages and file names; numbers are never written by the locale */
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_IGN); /* a file that grows too large is an error like any other */
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    const char *name = argv[1];
    if (g_str_equal(name, "--help") || g_str_equal(name, "-h") || g_str_equal(name, "help")) {
        print_help(stdout);
        return EXIT_WELL;
    }
    if (g_str_equal(name, "--version")) {
        puts("kharita " KHARITA_VERSION);
        return EXIT_WELL;
    }
    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        if (g_str_equal(name, COMMANDS[i].name))
            return COMMANDS[i].run ? COMMANDS[i].run(argc - 1, argv + 1)
                                   : module_run_command(name, argc - 1, argv + 1);
    return unknown_command(name);
}
