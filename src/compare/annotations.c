/* Events that a desk wants to see marked on a timeline. */
#include "compare/compare.h"

static void annotation_clear(void *data) {
    Annotation *self = data;
    g_free(self->ar);
    g_free(self->en);
}

static int by_day(gconstpointer a, gconstpointer b) {
    return g_date_compare(&((const Annotation *)a)->day, &((const Annotation *)b)->day);
}

/* A label that is not there is that of the other language. */
static gboolean add_row(GArray *annotations, const Tsv *tsv, GError **error) {
    const char *ar = tsv_cell(tsv, 1), *en = tsv_cell(tsv, 2);
    Annotation annotation = {0};
    if (!day_parse(tsv_cell(tsv, 0), &annotation.day))
        return tsv_fail(tsv, error, "'%s' is no day: write it as 2022-01-31", tsv_cell(tsv, 0));
    if (!*ar && !*en) return tsv_fail(tsv, error, "neither label_ar nor label_en is there");
    annotation.ar = g_strdup(*ar ? ar : en);
    annotation.en = g_strdup(*en ? en : ar);
    g_array_append_val(annotations, annotation);
    return TRUE;
}

GArray *annotations_read(const char *path, GError **error) {
    static const char *const columns[] = {"date", "label_ar", "label_en", NULL};
    g_autoptr(Tsv) tsv = tsv_open(path, columns, error);
    if (!tsv) return NULL;
    g_autoptr(GArray) annotations = g_array_new(FALSE, FALSE, sizeof(Annotation));
    g_array_set_clear_func(annotations, annotation_clear);
    GError *failure = NULL;
    while (tsv_next(tsv, &failure))
        if (!add_row(annotations, tsv, error)) return NULL;
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    g_array_sort(annotations, by_day);
    return g_steal_pointer(&annotations);
}
