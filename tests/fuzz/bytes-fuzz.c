/* Files as they are read: plain or gzip, whole and by lines. */
#include "articles.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    enum { MOST = 1 << 16 };
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(ByteSource) whole = byte_source_open(file.path, &error);
    g_autoptr(GBytes) bytes = whole ? byte_source_all(whole, MOST, "", &error) : NULL;
    g_assert_true(!bytes == !!error);
    if (error) check_error(error);
    if (bytes) g_assert_cmpuint(g_bytes_get_size(bytes), <=, MOST);
    g_clear_error(&error);
    g_autoptr(ByteSource) lines = byte_source_open(file.path, &error);
    g_autoptr(GString) line = g_string_new(NULL);
    LineState state = lines ? LINE_READ : LINE_FAILED;
    for (guint i = 0; i < MOST && (state == LINE_READ || state == LINE_TOO_LONG); i++) {
        g_clear_error(&error);
        state = byte_source_line(lines, 100, line, &error);
        g_assert_cmpuint(line->len, <=, MOST);
    }
    g_assert_true((state == LINE_FAILED) == !!error);
    return 0;
}
