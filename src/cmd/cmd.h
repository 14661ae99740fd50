/*
 * cmd: the commands, a file each, and the options that they share. A command reads its command
 * line, calls the stages, writes results to the output and talk to standard error, and returns the
 * exit status.
 */
#pragma once

#include "cmd/config.h"
#include "cmd/limits.h"
#include "cmd/progress.h"
#include "incident/incident.h"
#include "pipeline.h"
#include "store/store.h"

/* 0 all well · 1 something failed · 2 some input was bad, and was reported and skipped · 64 wrong
 * usage */
enum { EXIT_WELL = 0, EXIT_FAILED = 1, EXIT_BAD_INPUT = 2, EXIT_USAGE = 64 };

/* What every command takes. Owns its strings and the gazetteer. Fill it with command_line_parse. */
typedef struct {
    const char *command;
    gboolean quiet, verbose, strict, wants_help, wants_version;
    char *gazetteer_path, *format, *date;
    char *input_format; /* of "-"; NULL: by its first bytes */
    char **outputs;     /* -o, once or more; NULL when absent */
    char *config_path;  /* --config */
    Config *config;     /* what kharita.conf says, of commands that ask for it; else empty */
    char **more_places; /* --add-places, once or more; NULL when absent */
    char **more_actors; /* --add-actors, likewise */
    char **files;       /* what is left: files, folders, "-" */
    char *since, *until, *bbox_text;
    char **types, **actors, **targets;
    char *columns_text; /* --columns */
    ColumnMap *columns; /* made of it */
    char **corrections; /* --corrections, once or more; NULL when absent */
    double min_confidence;
    Limits limits;
    int jobs;
    LonLatBox bbox;
    IncidentFilter filter; /* made of the options above */
    Gazetteer *gazetteer;  /* opened by command_line_gazetteer */
    Decisions *decisions;  /* read by command_decisions */
    bool points_alone;     /* the command asks for no shapes of places */
    guint n_articles, n_bad;
    Progress *progress;    /* NULL where nobody watches, and before the first input */
    guint64 n_bytes_begun; /* of the inputs before the one in hand */
    Timings timings;       /* --timings */
} CommandLine;

/*
 * Reads the options of the command of that name: `own` are its own (G_OPTION_ENTRY_NULL-ended, may
 * be NULL), described as cmd/options.h says; they come before shared ones of the same name. Returns
 * -1 when the command can go on, else the exit status to return. Free with command_line_clear in
 * any case.
 */
int command_line_parse(CommandLine *self, const char *command, const GOptionEntry *own, int argc,
                       char **argv);
/* As the first argument of a command: what may the last of the others become? */
#define COMPLETE_OPTION "--complete"
void command_line_clear(CommandLine *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CommandLine, command_line_clear)

/* The gazetteer that the options name, opened once; NULL after a message on standard error. */
const Gazetteer *command_line_gazetteer(CommandLine *self);
/* The desk's own tables that the options name; borrowed. */
DeskTables command_line_desk(const CommandLine *self);
/* The only -o, or "-". With several, a message and NULL. */
const char *command_line_output(CommandLine *self);

/* Whether the sign would act on a terminal or turn its text about, instead of being read. */
gboolean command_steers_terminal(gunichar c);
/* Writes "kharita <command>: <message>" to standard error as one line; what would act on the
 * terminal is escaped. `command` may be NULL. All that is said goes through here. */
void command_print(const char *command, const char *message);
/* Says the error's message, and returns EXIT_USAGE, _BAD_INPUT or _FAILED by its code. */
int command_fail(const CommandLine *self, const GError *error);
/* The same for a wrong use of the command line. `format` is translated, here and below. */
int command_usage(const CommandLine *self, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Says something on standard error, even with --quiet. */
void command_warn(const CommandLine *self, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The same unless --quiet. */
void command_say(const CommandLine *self, const char *format, ...) G_GNUC_PRINTF(2, 3);

/*
 * Reads every article of the files named, in order, through all stages, and calls `visit` for each;
 * the reading is freed afterwards. A bad article is said, counted and skipped (with --strict: the
 * end). Returns the exit status so far: well, bad input, or failed where `visit` returned FALSE
 * with its error set.
 */
int command_each_reading(CommandLine *self,
                         gboolean (*visit)(Reading *reading, void *data, GError **error),
                         void *data);
/* The place mentions of a reading in the order in which they are written: GPtrArray of
 * PlaceMention, borrowed; the caller unrefs the array. */
GPtrArray *command_mentions_in_order(const Reading *reading);

/* What to do with the parts of an input; each fails with its error set. */
typedef struct {
    gboolean (*reading)(Reading *reading, void *data, GError **error);
    gboolean (*table)(GPtrArray *incidents, void *data, GError **error);
    void *data;
    bool wants_all; /* of a store, what the filter leaves out too */
} Intake;
/* Takes in one file or folder: an article's reading, or the incidents of a table or store. Bad
 * input is said and counted. Returns the exit status so far. */
int command_take_file(CommandLine *self, const char *file, const Intake *intake);
/* Says a bad input, and counts it. */
void command_report_bad(CommandLine *self, const GError *error);
/* Says how many inputs were bad, and makes the exit status of it. */
int command_end_of_input(const CommandLine *self, int status);

/* The verdicts of --corrections, read once (empty without the option); NULL after a message for
 * each bad row. */
Decisions *command_decisions(CommandLine *self);
/* Takes out of an article's or a table's incidents those that pass the filter, as people corrected
 * them: GPtrArray of Incident; the caller unrefs it. Call command_decisions first. */
GPtrArray *command_choose(CommandLine *self, GPtrArray *from);
/* Takes in all files named, and says what was bad and which corrections met nothing. `ret_status`
 * is the exit status so far; FALSE when nothing is to be written. */
gboolean command_take_files(CommandLine *self, const Intake *intake, int *ret_status);
/* Hands every incident of the files named that passes the filter to `visit`, which takes it, as
 * people corrected it: articles are read one by one, tables and stores are taken as they are.
 * `ret_status` as above; FALSE when nothing is to be written. */
gboolean command_each_incident(CommandLine *self,
                               gboolean (*visit)(Incident *incident, void *data, GError **error),
                               void *data, int *ret_status);
/* All of them: GPtrArray of Incident; the caller unrefs it. NULL when nothing is to be written. */
GPtrArray *command_incidents(CommandLine *self, int *ret_status);
/* Puts those from index `from` on in the order of their dates: what is drawn or counted does not
 * depend on the order in which files are named. */
void command_put_by_date(GPtrArray *incidents, guint from);
/* Says which corrections were of no use. */
void command_say_unmet(const CommandLine *self, bool in_store);

/* The program: the command that the first argument names. Returns the exit status. */
int command_main(int argc, char **argv);

int cmd_map(int argc, char **argv);
int cmd_compare(int argc, char **argv);
int cmd_report(int argc, char **argv);
int cmd_extract(int argc, char **argv);
int cmd_ingest(int argc, char **argv);
int cmd_evaluate(int argc, char **argv);
int cmd_places(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_find(int argc, char **argv);
int cmd_gazetteer(int argc, char **argv);
int cmd_basemap(int argc, char **argv);
