/* Article to incidents: the first line is the title, the rest the body. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_autofree char *text = valid_text(data, size);
    if (!text || !*text) return 0;
    char *end = strchr(text, '\n');
    if (end) *end = '\0';
    gboolean has_title = end && end[1];
    reading_free(read_and_check(has_title ? text : NULL, has_title ? end + 1 : text));
    return 0;
}
