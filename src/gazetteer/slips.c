/* Names one slip apart: see slips.h. */
#include "gazetteer/slips.h"

#include "gazetteer/build.h"
#include "gazetteer/phrases.h"

guint slip_hashes(const char *form, guint32 ret_hashes[MAX_SLIP_LETTERS + 1]) {
    char shorter[MAX_SLIP_LETTERS * 4];
    gsize len = strlen(form);
    if (len >= sizeof shorter || g_utf8_strlen(form, -1) > MAX_SLIP_LETTERS) return 0;
    guint n = 0;
    ret_hashes[n++] = phrase_hash(form, len);
    for (const char *p = form; *p; p = g_utf8_next_char(p)) {
        gsize before = (gsize)(p - form), letter = (gsize)(g_utf8_next_char(p) - p);
        memcpy(shorter, form, before);
        memcpy(shorter + before, p + letter, len - before - letter);
        ret_hashes[n++] = phrase_hash(shorter, len - letter);
    }
    return n;
}

/* ---- built ----------------------------------------------------------------------------------- */

static int compare_hashes(const void *a, const void *b) {
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

void build_slips(Build *self) {
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < self->places->len; i++) {
        const Place *place = &g_array_index(self->places, Place, i);
        g_autofree char *form = search_form(build_text(self, place->name_ar));
        guint32 hashes[MAX_SLIP_LETTERS + 1];
        guint n = slip_hashes(form, hashes);
        g_array_append_vals(all, hashes, n);
    }
    g_array_sort(all, compare_hashes);
    for (guint i = 0; i < all->len; i++) {
        guint32 hash = g_array_index(all, guint32, i);
        if (i == 0 || hash != g_array_index(all, guint32, i - 1))
            g_array_append_val(self->slips, hash);
    }
}

/* ---- asked ----------------------------------------------------------------------------------- */

static gboolean has_slip(const Gazetteer *self, guint32 hash) {
    gsize low = 0, high = self->n_slips;
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        if (self->slips[middle] == hash) return TRUE;
        if (self->slips[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return FALSE;
}

gboolean gazetteer_may_be_slip(const Gazetteer *self, const char *form) {
    guint32 hashes[MAX_SLIP_LETTERS + 1];
    guint n = slip_hashes(form, hashes);
    for (guint i = 0; i < n; i++)
        if (has_slip(self, hashes[i])) return TRUE;
    return n == 0;
}
