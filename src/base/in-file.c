/* Small files that somebody gives: whether they can be read, and their text. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

gboolean file_is_readable(const char *path, gint64 most_bytes, GError **error) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    int cause = errno;
    struct stat info = {0};
    gboolean is_known = fd >= 0 && fstat(fd, &info) == 0;
    if (fd >= 0) close(fd);
    const char *reason = fd < 0                                ? g_strerror(cause)
                         : !is_known || !S_ISREG(info.st_mode) ? "it is no file"
                         : info.st_size > most_bytes           ? "it is too large"
                                                               : NULL;
    if (reason)
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot read '%s': %s"), path,
                    reason);
    return reason == NULL;
}

char *file_read_text(const char *path, gint64 most_bytes, GError **error) {
    g_autofree char *text = NULL;
    gsize len = 0;
    g_autoptr(GError) cause = NULL;
    if (!file_is_readable(path, most_bytes, error)) return NULL;
    if (!g_file_get_contents(path, &text, &len, &cause)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot read '%s': %s"), path,
                    cause->message);
        return NULL;
    }
    const char *bad = NULL;
    if (g_utf8_validate(text, (gssize)len, &bad)) return g_steal_pointer(&text);
    guint line = 1;
    for (const char *p = text; p < bad; p++) line += *p == '\n';
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("%s, line %u: %s"), path, line,
                *bad ? _("no valid UTF-8") : _("it holds NUL bytes"));
    return NULL;
}
