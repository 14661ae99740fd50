/* Text decoding: any bytes become valid UTF-8 or an error that names the file. */
#include "articles.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = decode("fuzz.txt", bytes, &error);
    g_assert_true(!text == !!error);
    if (error) check_error(error);
    if (!text) return 0;
    check_string(text);
    /* What is UTF-8 is taken as it stands. */
    g_autofree char *same = valid_text(data, size);
    if (same && !g_str_has_prefix(same, "\xef\xbb\xbf")) g_assert_cmpstr(same, ==, text);
    return 0;
}
