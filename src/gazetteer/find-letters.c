/* Letters of names compared, and the English words that say what kind of place a name is. */
#include "gazetteer/find.h"

Letters letters_spell(const char *text) {
    Letters out = {.n = 0};
    for (const char *p = text; *p && out.n < MAX_LETTERS; p = g_utf8_next_char(p)) {
        out.letters[out.n] = g_utf8_get_char(p);
        out.signature |= 1u << out.letters[out.n++] % 32;
    }
    return out;
}

void pattern_init(Pattern *self, const char *text) {
    *self = (Pattern){.name = letters_spell(text)};
    for (guint i = 0; i < self->name.n; i++) {
        gunichar letter = self->name.letters[i];
        guint8 byte = (guint8)letter;
        if (self->at[byte] && self->letter[byte] != letter) self->is_mixed = TRUE;
        self->letter[byte] = letter;
        self->at[byte] |= G_GUINT64_CONSTANT(1) << i;
    }
}

/* A column of the table of distances at once: its steps up and down as bits (Myers 1999, Hyyrö
 * 2003). */
static guint distance_by_bits(const Pattern *a, const Letters *b) {
    guint distance = a->name.n;
    guint64 up = ~G_GUINT64_CONSTANT(0), down = 0, last = G_GUINT64_CONSTANT(1) << (distance - 1);
    for (guint j = 0; j < b->n; j++) {
        guint8 byte = (guint8)b->letters[j];
        guint64 equal = a->letter[byte] == b->letters[j] ? a->at[byte] : 0;
        guint64 across = equal | down;
        equal = (((equal & up) + up) ^ up) | equal;
        guint64 right_up = down | ~(equal | up), right_down = up & equal;
        distance = distance + ((right_up & last) != 0) - ((right_down & last) != 0);
        right_up = right_up << 1 | 1;
        up = right_down << 1 | ~(across | right_up);
        down = right_up & across;
    }
    return distance;
}

/* Row by row, for names that mix scripts. */
static guint distance_by_rows(const Letters *a, const Letters *b) {
    guint row[MAX_LETTERS + 1];
    for (guint j = 0; j <= b->n; j++) row[j] = j;
    for (guint i = 1; i <= a->n; i++) {
        guint diagonal = row[0];
        row[0] = i;
        for (guint j = 1; j <= b->n; j++) {
            guint change = diagonal + (a->letters[i - 1] != b->letters[j - 1]);
            diagonal = row[j];
            row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[b->n];
}

guint letters_distance(const Pattern *a, const Letters *b, guint most) {
    const Letters *name = &a->name;
    if (name->n > b->n + most || b->n > name->n + most) return most + 1;
    if (name->n == 0 || b->n == 0) return MAX(name->n, b->n);
    guint distance = a->is_mixed ? distance_by_rows(name, b) : distance_by_bits(a, b);
    return MIN(distance, most + 1);
}

/* ---- English heads --------------------------------------------------------------------------- */

static void english_head_clear(void *data) { g_free(((EnglishHead *)data)->form); }

GArray *english_heads_new(void) {
    GArray *self = g_array_new(FALSE, FALSE, sizeof(EnglishHead));
    g_array_set_clear_func(self, english_head_clear);
    return self;
}

void english_heads_add(GArray *self, const char *form, const char *kinds) {
    EnglishHead row = {g_strdup(form), 0};
    g_auto(GStrv) names = g_strsplit(kinds, "|", -1);
    for (guint i = 0; names[i]; i++) {
        PlaceKind kind;
        if (place_kind_parse(names[i], &kind)) row.kinds |= G_GUINT64_CONSTANT(1) << kind;
    }
    guint at = 0;
    while (at < self->len && strlen(g_array_index(self, EnglishHead, at).form) >= strlen(form))
        at++;
    g_array_insert_val(self, at, row);
}

char *english_heads_strip(const GArray *self, const char *name, guint64 *ret_kinds) {
    g_autofree char *lower = g_ascii_strdown(name, -1);
    gsize n = strlen(lower);
    for (guint i = 0; i < self->len; i++) {
        const EnglishHead *head = &g_array_index(self, EnglishHead, i);
        gsize len = strlen(head->form);
        if (n < len + 2) continue;
        gboolean is_last = g_str_has_suffix(lower, head->form) && lower[n - len - 1] == ' ';
        gboolean is_first = g_str_has_prefix(lower, head->form) && lower[len] == ' ';
        if (!is_last && !is_first) continue;
        *ret_kinds = head->kinds;
        const char *rest = is_last ? name : name + len + 1;
        if (is_first && g_str_has_prefix(lower + len + 1, "of ")) rest += strlen("of ");
        return g_strstrip(is_last ? g_strndup(rest, n - len - 1) : g_strdup(rest));
    }
    return NULL;
}
