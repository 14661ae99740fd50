/* Files that are whole or absent: written beside, synced, renamed. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

struct OutFile {
    char *path;        /* as it was named, for messages */
    char *target;      /* the file that it is, behind symbolic links */
    char *beside;      /* while it is being written, where it has a name then */
    gboolean is_whole; /* it is renamed over the target when it is whole */
    FILE *stream;
};

static gboolean fail(GError **error, const char *path, int code) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT, _("cannot write '%s': %s"), path,
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

/* Follows symbolic links, also where the last leads to no file yet. The caller frees it. */
static char *behind_links(const char *path) {
    enum { MOST_LINKS = 40 };
    char *at = g_strdup(path);
    for (guint i = 0; i < MOST_LINKS && g_file_test(at, G_FILE_TEST_IS_SYMLINK); i++) {
        g_autofree char *folder = g_path_get_dirname(at), *link = g_file_read_link(at, NULL);
        if (!link) break;
        g_free(at);
        at = g_path_is_absolute(link) ? g_strdup(link) : g_build_filename(folder, link, NULL);
    }
    return at;
}

/* A file without a name, so that a killed program leaves nothing behind; where the file system
 * knows none, one beside the target. -1 with errno set. */
static int open_beside(OutFile *self) {
    g_autofree char *folder = g_path_get_dirname(self->target);
    gboolean can_be_named = g_file_test("/proc/self/fd", G_FILE_TEST_IS_DIR);
    int fd = can_be_named ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
    if (fd >= 0) return fd;
    g_autofree char *beside = g_strdup_printf("%s.XXXXXX", self->target);
    fd = g_mkstemp_full(beside, O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) self->beside = g_steal_pointer(&beside);
    return fd;
}

OutFile *out_file_open(const char *path, GError **error) {
    g_autoptr(OutFile) self = g_new0(OutFile, 1);
    self->path = g_strdup(path);
    if (g_str_equal(path, "-")) {
        self->stream = stdout;
        return g_steal_pointer(&self);
    }
    self->target = behind_links(path);
    if (g_file_test(self->target, G_FILE_TEST_IS_DIR)) {
        fail(error, path, EISDIR);
        return NULL;
    }
    if (is_special(self->target)) {
        self->stream = g_fopen(self->target, "wb");
        if (!self->stream) fail(error, path, errno);
        return self->stream ? g_steal_pointer(&self) : NULL;
    }
    int fd = open_beside(self);
    if (fd < 0) {
        fail(error, path, errno);
        return NULL;
    }
    self->is_whole = TRUE;
    set_usual_mode(fd, self->target);
    self->stream = fdopen(fd, "wb");
    g_assert(self->stream);
    return g_steal_pointer(&self);
}

FILE *out_file_stream(OutFile *self) { return self->stream; }

gboolean out_file_check(OutFile *self, GError **error) {
    if (!ferror(self->stream)) return TRUE;
    return fail(error, self->path, errno ? errno : EIO);
}

/* Gives the nameless file a name beside the target. FALSE with errno set. */
static gboolean name_beside(OutFile *self) {
    enum { MOST_TRIES = 100 };
    g_autofree char *descriptor = g_strdup_printf("/proc/self/fd/%d", fileno(self->stream));
    for (guint i = 0; i < MOST_TRIES; i++) {
        g_autofree char *beside = g_strdup_printf("%s.%d-%u", self->target, (int)getpid(), i);
        if (linkat(AT_FDCWD, descriptor, AT_FDCWD, beside, AT_SYMLINK_FOLLOW) == 0) {
            self->beside = g_steal_pointer(&beside);
            return TRUE;
        }
        if (errno != EEXIST) return FALSE;
    }
    return FALSE;
}

gboolean out_file_commit(OutFile *self, GError **error) {
    if (fflush(self->stream) != 0 || ferror(self->stream))
        return fail(error, self->path, errno ? errno : EIO);
    if (self->stream == stdout) return TRUE;
    if (self->is_whole && fsync(fileno(self->stream)) != 0) return fail(error, self->path, errno);
    if (self->is_whole && !self->beside && !name_beside(self))
        return fail(error, self->path, errno);
    FILE *stream = g_steal_pointer(&self->stream);
    if (fclose(stream) != 0) return fail(error, self->path, errno);
    if (self->is_whole && g_rename(self->beside, self->target) != 0)
        return fail(error, self->path, errno);
    g_clear_pointer(&self->beside, g_free);
    return TRUE;
}

void out_file_free(OutFile *self) {
    if (!self) return;
    if (self->stream && self->stream != stdout) fclose(self->stream);
    if (self->beside) g_unlink(self->beside);
    g_free(self->beside);
    g_free(self->target);
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
