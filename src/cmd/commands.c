/* The table of commands, the help that leads to them, and the way to each. */
#include "cmd/module.h"
#include "cmd/options.h"

enum {
    FOR_DESK = FOR_PLACES | FOR_CONFIG,
    FOR_INCIDENTS = FOR_CHOOSING | FOR_READING | FOR_TABLES | FOR_DESK,
};

const Command COMMANDS[] = {
    {"map", NULL, "FILE…", N_("draw the incidents of articles as a map"),
     N_("Draws the incidents of articles as a map: -o FILE.png, .svg or .pdf, once or more."),
     FOR_OUTPUT | FOR_INCIDENTS | FOR_DRAWING},
    {"compare", NULL, "FILE…", N_("set two periods, or several, against each other"),
     N_("Sets two periods, or several, against each other: as numbers, or drawn with -o."),
     FOR_OUTPUT | FOR_INCIDENTS | FOR_DRAWING},
    {"report", NULL, "FILE…",
     N_("write a page: map, table, the articles with their evidence marked"),
     N_("Writes a page of HTML with the map, the table of incidents and the articles with their "
        "evidence marked."),
     FOR_OUTPUT | FOR_INCIDENTS | FOR_DRAWING},
    {"extract", cmd_extract, "FILE…", N_("write the incidents as data"),
     N_("Writes the incidents of articles as data; the ending of -o or --format decides the form."),
     FOR_OUTPUT | FOR_FORMAT | FOR_INCIDENTS},
    {"ingest", cmd_ingest, "STORE.gpkg FILE…",
     N_("add the incidents of articles to a store, merging reports of one"),
     N_("Adds the incidents of articles to a store, a GeoPackage; reports of one event become one "
        "incident."),
     FOR_INCIDENTS},
    {"evaluate", cmd_evaluate, "GOLD FILE…",
     N_("score the program's own output against gold files"),
     N_("Scores the program's own output: GOLD is a folder of gold about the articles FILE…, or "
        "JSON lines that hold their texts."),
     FOR_OUTPUT | FOR_FORMAT | FOR_READING | FOR_PLACES},
    {"places", cmd_places, "FILE…", N_("write every place mention as data"),
     N_("Writes every place mention of the articles: where it stands, which place it means, where "
        "that lies and how surely."),
     FOR_OUTPUT | FOR_FORMAT | FOR_READING | FOR_DESK},
    {"explain", NULL, "FILE…", N_("show an article's way through every stage"),
     N_("Shows what each stage made of an article: the names, the places they mean and why, the "
        "incidents with their words."),
     FOR_OUTPUT | FOR_READING | FOR_DESK},
    {"find", cmd_find, "PLACE…", N_("look a place up in the gazetteer"),
     N_("Looks a place up: Arabic or Latin in any spelling, P-code, or part of a name."),
     FOR_OUTPUT | FOR_FORMAT | FOR_DESK},
    {"gazetteer", cmd_gazetteer, "build|check|info [FOLDER]",
     N_("compile, audit, describe the gazetteer"),
     N_("build compiles the tables of FOLDER into -o FILE, with --add-places a desk's own too; "
        "check audits a folder, a compiled file, or with --add-places a desk's own places; info "
        "counts the places by kind and governorate."),
     FOR_OUTPUT | FOR_FORMAT | FOR_READING | FOR_PLACES},
    {"basemap", cmd_basemap, "build FOLDER", N_("compile the basemap"),
     N_("Compiles the generalised layers of FOLDER into -o FILE."), FOR_OUTPUT},
    {NULL, NULL, NULL, NULL, NULL, 0},
};

const Command *command_named(const char *name) {
    for (const Command *command = COMMANDS; command->name; command++)
        if (g_str_equal(command->name, name)) return command;
    return NULL;
}

int command_run(const Command *self, int argc, char **argv) {
    return self->run ? self->run(argc, argv) : module_run_command(self->name, argc, argv);
}

/* ---- help -------------------------------------------------------------------------------------
 */

/* The five common jobs: what is typed, and what comes of it. */
static const struct {
    const char *typed, *gives;
} JOBS[] = {
    {"kharita map articles/ -o map.png", N_("a map, in Arabic")},
    {"kharita report articles/ -o report.html", N_("map, table and evidence, one page")},
    {"kharita extract articles/ -o incidents.csv", N_("the incidents for a spreadsheet")},
    {"kharita compare articles/ --by month -o m.svg", N_("months against each other")},
    {"kharita find 'Deir Ezzor'", N_("where it is, what it is called")},
};

static void print_help(FILE *out) {
    fprintf(out, "%s\n\n%s kharita %s [%s]… %s…\n\n",
            _("kharita reads Arabic news articles about Syria and maps what they report."),
            _("usage:"), _("COMMAND"), _("OPTION"), _("FILE"));
    for (const Command *command = COMMANDS; command->name; command++)
        fprintf(out, "  %-10s %s\n", command->name, _(command->brief));
    fprintf(out, "\n%s\n", _("Five common jobs:"));
    for (guint i = 0; i < G_N_ELEMENTS(JOBS); i++)
        fprintf(out, "  %-43s %s\n", JOBS[i].typed, _(JOBS[i].gives));
    fprintf(out, "\n%s\n",
            _("'kharita COMMAND --help' says the options of a command, 'man kharita' the rest."));
}

static int refuse_command(const char *name) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (const Command *command = COMMANDS; command->name; command++)
        g_ptr_array_add(names, (char *)command->name);
    g_ptr_array_add(names, NULL);
    const char *meant = word_nearest(name, (const char *const *)names->pdata);
    g_autofree char *message = NULL;
    if (*name == '-' && name[1])
        message = g_strdup_printf(_("options stand behind a command: kharita COMMAND %s"), name);
    else if (meant)
        message = g_strdup_printf(_("no command '%s'; did you mean '%s'?"), name, meant);
    else
        message = g_strdup_printf(_("no command '%s'; 'kharita --help' lists them"), name);
    command_print(NULL, message);
    return EXIT_USAGE;
}

/* kharita help COMMAND is kharita COMMAND --help. */
static int help(int argc, char **argv) {
    const Command *command = argc > 2 ? command_named(argv[2]) : NULL;
    if (argc > 2 && !command) return refuse_command(argv[2]);
    if (command) return command_run(command, 2, (char *[]){argv[2], (char *)"--help", NULL});
    print_help(stdout);
    return EXIT_WELL;
}

/* kharita complete WORD… is asked by the shells: what may the last of the words become? */
static int complete(int argc, char **argv) {
    if (argc <= 3) {
        commands_complete(argc == 3 ? argv[2] : "");
        return EXIT_WELL;
    }
    const Command *command = command_named(argv[2]);
    if (!command) return EXIT_WELL;
    g_autofree char **words = g_new0(char *, (gsize)argc + 1);
    words[0] = argv[2];
    words[1] = (char *)COMPLETE_OPTION;
    for (int i = 3; i < argc; i++) words[i - 1] = argv[i];
    return command_run(command, argc - 1, words);
}

int command_main(int argc, char **argv) {
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    const char *name = argv[1];
    if (g_str_equal(name, "--help") || g_str_equal(name, "-h") || g_str_equal(name, "help"))
        return help(argc, argv);
    if (g_str_equal(name, "--version")) {
        puts("kharita " KHARITA_VERSION);
        return EXIT_WELL;
    }
    if (g_str_equal(name, "complete")) return complete(argc, argv);
    const Command *command = command_named(name);
    return command ? command_run(command, argc - 1, argv + 1) : refuse_command(name);
}
