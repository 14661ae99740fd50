/* The one error domain, and why a file cannot be read. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

G_DEFINE_QUARK(kharita - error, kharita_error)

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
