/* Articles as HTML pages. */
#include "articles.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    GError *error = NULL;
    g_autofree char *text = valid_text(data, size);
    if (!text) return 0;
    Article *article = read_html("fuzz.html", text, 256, &error);
    check_result(article, error);
    return 0;
}
