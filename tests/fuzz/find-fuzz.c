/* A name that a person types. */
#include <math.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_autofree char *name = valid_text(data, size);
    if (!name) return 0;
    g_autoptr(GArray) found = gazetteer_find(whole_gazetteer(), name, 5);
    g_assert_cmpuint(found->len, <=, 5);
    double last = 1;
    for (guint i = 0; i < found->len; i++) {
        const Found *row = &g_array_index(found, Found, i);
        g_assert_cmpuint(row->place, <, gazetteer_n_places(whole_gazetteer()));
        g_assert_true(row->score >= 0 && row->score <= last + 1e-9);
        last = row->score;
    }
    return 0;
}
