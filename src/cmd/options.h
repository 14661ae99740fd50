/*
 * options: what the commands take, as tables. One table says it all: what is read from a command
 * line, what help shows, what a shell completes, and what the man pages must name (a test looks).
 *
 * The value of an option is described by alternatives split by "|": words as they are typed
 * ("ar|en|both"), and among them kinds in capitals ("SIZE|wide|square"). Where no kind is among
 * them, nothing else is taken. Kinds that a shell completes: FILE, FILE.tsv (an ending), FOLDER,
 * PLACE, STYLE; and in lists, "TYPE,…" and "ACTOR,…".
 */
#pragma once

#include "cmd/cmd.h"

/* Shared options that do something for a command, as bits. */
typedef enum {
    FOR_ALL = 0,
    FOR_OUTPUT = 1 << 0,
    FOR_FORMAT = 1 << 1,
    FOR_CHOOSING = 1 << 2, /* which incidents */
    FOR_READING = 1 << 3,  /* articles */
    FOR_TABLES = 1 << 4,   /* incidents that come as tables, and verdicts on them */
    FOR_PLACES = 1 << 5,
    FOR_CONFIG = 1 << 6, /* what kharita.conf says holds for the command */
    FOR_DRAWING = 1 << 7,
    IS_LIMIT = 1 << 8, /* with one of the others: it bounds what is taken */
} OptionUse;

/* A command. Owns nothing; `brief` and `summary` are translated where they are shown. */
typedef struct {
    const char *name;
    int (*run)(int argc, char **argv); /* NULL: it lies in kharita-map */
    const char *usage;                 /* what stands behind its name: kinds as above */
    const char *brief;                 /* in the list of commands */
    const char *summary;               /* over its options */
    guint uses;                        /* OptionUse */
} Command;

/* The table of commands, ended by a row without a name. */
extern const Command COMMANDS[];
/* The command of that name, or NULL. */
const Command *command_named(const char *name);
/* Runs it; argv[0] is its name. Returns the exit status. */
int command_run(const Command *self, int argc, char **argv);

/* All options of one command: its own first, then the shared ones; what does nothing for it is
 * hidden. Owns the arrays, borrows what the entries point to. */
typedef struct {
    const Command *command;
    GArray *entries; /* GOptionEntry, ended by an empty one that is not counted */
    GArray *uses;    /* OptionUse of each; the command's own have FOR_ALL */
    guint n_own;
} OptionTable;

void option_table_init(OptionTable *self, CommandLine *line, const Command *command,
                       const GOptionEntry *own);
void option_table_clear(OptionTable *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OptionTable, option_table_clear)

/* The option of that long name, or NULL. */
const GOptionEntry *option_table_find(const OptionTable *self, const char *long_name);
/* Does the option take a value? */
bool option_takes_value(const GOptionEntry *entry);
/* The alternatives of its value, NULL-ended; the caller frees them. */
GStrv option_alternatives(const GOptionEntry *entry);
/* Is an alternative a kind, and not a word as it is typed? */
bool option_is_kind(const char *alternative);

/* Writes the help of the command to standard output. */
void option_table_print_help(const OptionTable *self);
/* Are the values among the words that are taken? Returns -1, or the exit status after a message. */
int option_table_check(const OptionTable *self, const CommandLine *line);
/* Says which options were given that do nothing for this command. */
void option_table_say_idle(const OptionTable *self, const CommandLine *line);
/* Says that there is no such option, and what was perhaps meant. `message` is what GLib says of it.
 * Returns the exit status. */
int option_table_refuse(const OptionTable *self, const CommandLine *line, const char *message);

/* "; did you mean 'x'?", or "" where no word of `among` (NULL-ended) is near. The caller frees it.
 */
char *option_hint(const char *word, const char *const *among);

/*
 * What may stand in place of the last of `words` (NULL-ended; those behind the command's name) on
 * standard output: a line each, a tab and what it means; ":files ENDING" and ":folders" leave the
 * rest to the shell.
 */
void option_table_complete(const OptionTable *self, CommandLine *line, char **words);
/* The same for the names of the commands. */
void commands_complete(const char *word);
