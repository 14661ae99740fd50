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
    gsize length = strlen(text);
    g_auto(CsvTable) table = {NULL, NULL};
    gboolean is_split = csv_split(text, &table, &error);
    g_assert_true(!is_split == !!error);
    if (error) check_error(error);
    for (guint row = 0; is_split && row < table.ends->len; row++) {
        guint n;
        char **cells = csv_row(&table, row, &n);
        for (guint i = 0; i < n; i++)
            g_assert_true(cells[i] >= text && cells[i] + strlen(cells[i]) <= text + length);
    }
    g_clear_error(&error);
    return 0;
}
