/* Where the program begins: the reader's language, signals, and on to the commands. */
#include <locale.h>
#include <signal.h>

#include "cmd/cmd.h"

/* Messages in the reader's language, where there is a catalogue for it. */
static void speak_as_the_reader(void) {
    setlocale(LC_CTYPE, ""); /* file names; numbers are never written by the locale */
    setlocale(LC_MESSAGES, "");
    g_autofree char *folder = data_path("locale", NULL);
    if (folder) bindtextdomain("kharita", folder);
    bind_textdomain_codeset("kharita", "UTF-8");
    textdomain("kharita");
}

int main(int argc, char **argv) {
    speak_as_the_reader();
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_IGN); /* a file that grows too large is an error like any other */
    return command_main(argc, argv);
}
