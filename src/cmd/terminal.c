#include "cmd/terminal.h"

#include <unistd.h>

bool terminal_is(FILE *stream) {
    const char *kind = g_getenv("TERM");
    return isatty(fileno(stream)) && kind && *kind && !g_str_equal(kind, "dumb");
}

bool terminal_has_color(FILE *stream) {
    const char *no_color = g_getenv("NO_COLOR");
    return terminal_is(stream) && !(no_color && *no_color);
}

void terminal_clear_line(FILE *stream) {
    if (terminal_is(stream)) fputs("\r\033[K", stream);
}
