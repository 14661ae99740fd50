/* Files, standard input and gzip of them as one stream of bytes, whole or line by line, so that a
 * file of a million articles needs the room of one. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include "article/readers.h"

enum { BLOCK_BYTES = 1 << 16 };

struct ByteSource {
    char *path;
    gzFile stream; /* reads plain bytes as they are */
    guint8 block[BLOCK_BYTES];
    gsize at, len; /* what is left of the block */
};

static void set_failure(GError **error, const char *path, const char *why) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s': %s"), path, why);
}

ByteSource *byte_source_open(const char *path, GError **error) {
    int fd = g_str_equal(path, "-") ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    gzFile stream = fd < 0 ? NULL : gzdopen(fd, "rb");
    if (!stream) {
        set_failure(error, path, g_strerror(errno));
        if (fd >= 0) close(fd);
        return NULL;
    }
    ByteSource *self = g_new(ByteSource, 1);
    self->path = g_strdup(path);
    self->stream = stream;
    self->at = self->len = 0;
    return self;
}

guint64 byte_source_offset(const ByteSource *self) {
    z_off_t offset = gzoffset(self->stream);
    return offset > 0 ? (guint64)offset : 0;
}

void byte_source_close(ByteSource *self) {
    if (!self) return;
    gzclose(self->stream);
    g_free(self->path);
    g_free(self);
}

/* Fills an empty block; it stays empty at the end. */
static gboolean fill(ByteSource *self, GError **error) {
    if (self->at < self->len) return TRUE;
    int n = gzread(self->stream, self->block, BLOCK_BYTES), code = Z_OK;
    const char *why = gzerror(self->stream, &code), *colon = strstr(why, ": ");
    if (colon) why = colon + 2; /* before it stands a number of zlib's own */
    self->at = 0;
    self->len = n > 0 ? (gsize)n : 0;
    if (n > 0 || code == Z_OK || code == Z_STREAM_END) return TRUE;
    set_failure(error, self->path,
                code == Z_ERRNO       ? g_strerror(errno)
                : code == Z_BUF_ERROR ? "its gzip ends too early"
                                      : why);
    return FALSE;
}

gboolean byte_source_peek(ByteSource *self, const char **ret_bytes, gsize *ret_len,
                          GError **error) {
    if (!fill(self, error)) return FALSE;
    *ret_bytes = (const char *)self->block + self->at;
    *ret_len = self->len - self->at;
    return TRUE;
}

GBytes *byte_source_all(ByteSource *self, gsize most, const char *option, GError **error) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    do {
        if (!fill(self, error)) return NULL;
        g_byte_array_append(bytes, self->block + self->at, (guint)(self->len - self->at));
        self->at = self->len;
    } while (self->len > 0 && bytes->len <= most);
    if (bytes->len <= most) return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("'%s' is larger than %u MiB%s"),
                self->path, (guint)(most >> 20), option);
    return NULL;
}

LineState byte_source_line(ByteSource *self, gsize most, GString *line, GError **error) {
    gboolean is_long = FALSE, is_any = FALSE;
    g_string_truncate(line, 0);
    for (;;) {
        if (!fill(self, error)) return LINE_FAILED;
        if (self->len == 0) return is_long ? LINE_TOO_LONG : is_any ? LINE_READ : LINE_NONE;
        const guint8 *start = self->block + self->at;
        const guint8 *end = memchr(start, '\n', self->len - self->at);
        gsize n = end ? (gsize)(end - start) : self->len - self->at;
        is_any = TRUE;
        is_long = is_long || line->len + n > most;
        if (!is_long) g_string_append_len(line, (const char *)start, (gssize)n);
        self->at += n + (end != NULL);
        if (end) return is_long ? LINE_TOO_LONG : LINE_READ;
    }
}
