/* Articles as JSON: an object a line, an array, or one object. */
#include "articles.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    GError *error = NULL;
    g_autofree char *text = valid_text(data, size);
    if (!text) return 0;
    Article *article = read_json_object("fuzz.jsonl", 1, text, strlen(text), 256, &error);
    check_result(article, error);
    error = NULL;
    GPtrArray *results = read_json("fuzz.json", text, 256, &error);
    check_results(results, error);
    return 0;
}
