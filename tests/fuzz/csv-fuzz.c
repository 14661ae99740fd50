/* Articles as CSV, and tables of incidents split into rows. */
#include "articles.h"
#include "store/fields.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    GError *error = NULL;
    g_autofree char *text = valid_text(data, size);
    if (!text) return 0;
    GPtrArray *results = read_csv("fuzz.csv", text, &error);
    check_results(results, error);
    error = NULL;
    g_autoptr(GPtrArray) rows = csv_read_rows(text, &error);
    g_assert_true(!rows == !!error);
    if (error) check_error(error);
    g_clear_error(&error);
    return 0;
}
