/* Plain text with head lines. */
#include "articles.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    GError *error = NULL;
    g_autofree char *text = valid_text(data, size);
    if (!text) return 0;
    Article *article = read_text("fuzz.txt", text, &error);
    /* The body is the end of the text. */
    if (article) g_assert_true(g_str_has_suffix(text, article->body));
    check_result(article, error);
    return 0;
}
