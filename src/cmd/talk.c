/* How commands talk: one line a message, on standard error, and nothing in it acts on the terminal.
 */
#include <stdarg.h>

#include "cmd/cmd.h"
#include "cmd/terminal.h"

gboolean command_steers_terminal(gunichar c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

void command_print(const char *command, const char *message) {
    GString *out = g_string_new(NULL);
    for (const char *p = message; *p;) {
        gunichar c = g_utf8_get_char_validated(p, -1);
        gboolean is_bad = c == (gunichar)-1 || c == (gunichar)-2;
        gsize len = is_bad ? 1 : (gsize)(g_utf8_next_char(p) - p);
        if (c == '\n')
            g_string_append(out, "\\n");
        else if (is_bad || command_steers_terminal(c))
            for (gsize i = 0; i < len; i++) g_string_append_printf(out, "\\x%02x", (guint8)p[i]);
        else
            g_string_append_len(out, p, (gssize)len);
        p += len;
    }
    terminal_clear_line(stderr); /* of progress */
    fprintf(stderr, "kharita%s%s: %s\n", command ? " " : "", command ? command : "", out->str);
    g_string_free(out, TRUE);
}

static void G_GNUC_PRINTF(2, 0) say(const CommandLine *self, const char *format, va_list args) {
    g_autofree char *message = g_strdup_vprintf(gettext(format), args);
    command_print(self->command, message);
}

void command_say(const CommandLine *self, const char *format, ...) {
    if (self->quiet) return;
    va_list args;
    va_start(args, format);
    say(self, format, args);
    va_end(args);
}

void command_warn(const CommandLine *self, const char *format, ...) {
    va_list args;
    va_start(args, format);
    say(self, format, args);
    va_end(args);
}

int command_usage(const CommandLine *self, const char *format, ...) {
    va_list args;
    va_start(args, format);
    say(self, format, args);
    va_end(args);
    return EXIT_USAGE;
}

int command_fail(const CommandLine *self, const GError *error) {
    command_print(self->command, error->message);
    if (error->domain == G_OPTION_ERROR) return EXIT_USAGE;
    if (error->domain != KHARITA_ERROR) return EXIT_FAILED;
    return error->code == KHARITA_ERROR_USAGE   ? EXIT_USAGE
           : error->code == KHARITA_ERROR_INPUT ? EXIT_BAD_INPUT
                                                : EXIT_FAILED;
}
