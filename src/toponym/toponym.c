/* The rules of recognition, in their order. */
#include "toponym/toponym.h"

#include "toponym/draft.h"

/* Drops the dropped, and moves indices after them. */
static void sweep(GArray *drafts) {
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(Draft));
    for (guint i = 0; i < drafts->len; i++) {
        if (DRAFT(drafts, i)->is_dropped)
            g_free(DRAFT(drafts, i)->t.candidates);
        else
            g_array_append_val(kept, g_array_index(drafts, Draft, i));
    }
    g_array_set_size(drafts, 0);
    g_array_append_vals(drafts, kept->data, kept->len);
}

/* A span that holds an opening quote takes the closing one too. */
static void close_quotes(const Scan *scan, Draft *draft) {
    for (guint32 at = draft->begin; at < draft->end; at++)
        if (scan_is_quote(scan, at) && scan_is_quote(scan, draft->end) &&
            scan_same_sentence(scan, at, draft->end)) {
            draft->end++;
            return;
        }
}

Toponyms *toponyms_find(const Text *text, const Matches *matches, const Gazetteer *gazetteer) {
    Scan scan;
    scan_init(&scan, text, matches, gazetteer);
    g_autoptr(GArray) drafts = g_array_new(FALSE, FALSE, sizeof(Draft));
    names_pick(&scan, drafts);
    lists_join(&scan, drafts);
    guint32 n_foreign = metonyms_drop(&scan, drafts);
    /* From here on toponyms point at each other by index. */
    sweep(drafts);
    relations_read(&scan, drafts);
    pairs_read(&scan, drafts);
    links_read(&scan, drafts);
    Toponyms *self = g_new0(Toponyms, 1);
    self->n = drafts->len;
    self->n_foreign = n_foreign;
    self->items = g_new0(Toponym, drafts->len + 1);
    for (guint i = 0; i < drafts->len; i++) {
        Draft *draft = DRAFT(drafts, i);
        close_quotes(&scan, draft);
        draft->t.span_first = draft->begin;
        draft->t.span_n = draft->end - draft->begin;
        draft->t.lead = draft->lead;
        if (draft->t.head != NO_PLACE)
            draft->t.head_kinds = head_read(gazetteer, draft->t.head).kinds;
        self->items[i] = draft->t;
    }
    scan_clear(&scan);
    return self;
}

void toponyms_free(Toponyms *self) {
    if (!self) return;
    for (guint32 i = 0; i < self->n; i++) g_free(self->items[i].candidates);
    g_free(self->items);
    g_free(self);
}
