/* Where the program begins: the reader's language, signals, and on to the commands. */
#include <locale.h>
#include <signal.h>

#include "cmd/cmd.h"

int main(int argc, char **argv) {
    setlocale(LC_CTYPE, ""); /* messages and file names; numbers are never written by the locale */
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_IGN); /* a file that grows too large is an error like any other */
    return command_main(argc, argv);
}
