/* Files that are whole or absent: written beside, synced, renamed. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

struct OutFile {
    char *path;
    char *beside; /* NULL for standard output, and after the rename */
    FILE *stream;
};

static gboolean fail(GError **error, const char *path, int code) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT, "cannot write '%s': %s", path,
                g_strerror(code));
    return FALSE;
}

/* A new file gets the mode that the umask leaves; mkstemp's 0600 would hide it from a web server.
 */
static void set_usual_mode(int fd, const char *path) {
    struct stat old;
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = stat(path, &old) == 0 ? old.st_mode & 0777 : 0666 & ~mask;
    if (fchmod(fd, mode) != 0) return; /* a file system without modes is no reason to fail */
}

/* Devices and pipes (/dev/stdout) cannot be renamed over: they are written as they are. */
static gboolean is_special(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

OutFile *out_file_open(const char *path, GError **error) {
    g_autoptr(OutFile) self = g_new0(OutFile, 1);
    self->path = g_strdup(path);
    if (g_str_equal(path, "-")) {
        self->stream = stdout;
        return g_steal_pointer(&self);
    }
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        fail(error, path, EISDIR);
        return NULL;
    }
    if (is_special(path)) {
        self->stream = g_fopen(path, "wb");
        if (!self->stream) fail(error, path, errno);
        return self->stream ? g_steal_pointer(&self) : NULL;
    }
    g_autofree char *beside = g_strdup_printf("%s.XXXXXX", path);
    int fd = g_mkstemp_full(beside, O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {
        fail(error, path, errno);
        return NULL;
    }
    self->beside = g_steal_pointer(&beside);
    set_usual_mode(fd, path);
    self->stream = fdopen(fd, "wb");
    g_assert(self->stream);
    return g_steal_pointer(&self);
}

FILE *out_file_stream(OutFile *self) { return self->stream; }

gboolean out_file_commit(OutFile *self, GError **error) {
    if (fflush(self->stream) != 0 || ferror(self->stream))
        return fail(error, self->path, errno ? errno : EIO);
    if (self->stream == stdout) return TRUE;
    if (self->beside && fsync(fileno(self->stream)) != 0) return fail(error, self->path, errno);
    FILE *stream = g_steal_pointer(&self->stream);
    if (fclose(stream) != 0) return fail(error, self->path, errno);
    if (self->beside && g_rename(self->beside, self->path) != 0)
        return fail(error, self->path, errno);
    g_clear_pointer(&self->beside, g_free);
    return TRUE;
}

void out_file_free(OutFile *self) {
    if (!self) return;
    if (self->stream && self->stream != stdout) fclose(self->stream);
    if (self->beside) g_unlink(self->beside);
    g_free(self->beside);
    g_free(self->path);
    g_free(self);
}

gboolean out_file_write(const char *path, const void *bytes, gsize len, GError **error) {
    g_autoptr(OutFile) file = out_file_open(path, error);
    if (!file) return FALSE;
    errno = 0;
    if (fwrite(bytes, 1, len, file->stream) != len) return fail(error, path, errno ? errno : EIO);
    return out_file_commit(file, error);
}
