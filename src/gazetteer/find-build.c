/*
 * The keys by which names are found. A site is known without the word for its kind too: «Mezzeh»
 * of Mezzeh airbase, «باب الهوى» of معبر باب الهوى, which people leave out who know it. Streets and
 * the like are not: «Aleppo» is no name of Aleppo street. And the codes of places, for the same
 * end.
 */
#include "gazetteer/build.h"
#include "gazetteer/find.h"

typedef struct {
    Build *build;
    KeyRules *rules;
    GArray *english;   /* EnglishHead */
    GHashTable *heads; /* one-word forms of heads.tsv in letters -> kinds, split by | */
} Keys;

static const char *cell(const Build *build, TableId table, guint32 row, guint column) {
    const Table *t = &g_array_index(build->tables, Table, table);
    return build_text(
        build, g_array_index(build->cells, guint32, t->first_cell + row * t->n_columns + column));
}

static guint32 n_rows(const Build *build, TableId table) {
    return g_array_index(build->tables, Table, table).n_rows;
}

static void read_rules(Keys *self) {
    const Build *b = self->build;
    for (guint32 row = 0; row < n_rows(b, TABLE_SOUND); row++)
        key_rules_add(self->rules, cell(b, TABLE_SOUND, row, 0), cell(b, TABLE_SOUND, row, 1),
                      cell(b, TABLE_SOUND, row, 2), cell(b, TABLE_SOUND, row, 3));
    for (guint32 row = 0; row < n_rows(b, TABLE_ENGLISH_HEAD); row++)
        english_heads_add(self->english, cell(b, TABLE_ENGLISH_HEAD, row, 0),
                          cell(b, TABLE_ENGLISH_HEAD, row, 1));
    for (guint32 row = 0; row < n_rows(b, TABLE_HEAD); row++) {
        g_auto(GStrv) forms = g_strsplit(cell(b, TABLE_HEAD, row, 0), "|", -1);
        for (guint i = 0; forms[i]; i++)
            if (!strchr(forms[i], ' '))
                g_hash_table_insert(self->heads, find_letters(self->rules, forms[i]),
                                    g_strdup(cell(b, TABLE_HEAD, row, 1)));
    }
}

static void add_key(Keys *self, guint32 name, const char *text, gboolean is_headless) {
    g_autofree char *key = find_key(self->rules, text), *letters = find_letters(self->rules, text);
    g_autofree char *plain = find_plain(self->rules, letters);
    Letters spelt = letters_spell(letters);
    FindKey row = {.beginning = find_beginning(key),
                   .key = build_string(self->build, key),
                   .letters = build_string(self->build, letters),
                   .plain = build_string(self->build, plain),
                   .name = name,
                   .signature = spelt.signature,
                   .n_letters = (guint16)spelt.n,
                   .is_arabic = (guint8)begins_in_arabic(letters),
                   .is_headless = (guint8)is_headless};
    g_array_append_val(self->build->keys, row);
}

/* The name without an Arabic head noun that the place's kind goes with; NULL where it has none. */
static char *without_head(const Keys *self, const char *text, const Place *place) {
    const char *space = strchr(text, ' ');
    if (!space) return NULL;
    g_autofree char *first = g_strndup(text, (gsize)(space - text));
    g_autofree char *letters = find_letters(self->rules, first);
    const char *kinds = g_hash_table_lookup(self->heads, letters);
    if (!kinds) return NULL;
    g_auto(GStrv) list = g_strsplit(kinds, "|", -1);
    return g_strv_contains((const char *const *)list, place_kind_name((PlaceKind)place->kind))
               ? g_strdup(space + 1)
               : NULL;
}

/* «T4 (Tiyas) airbase»: what stands in brackets is another name, or says which of several it is. */
static char *without_brackets(const char *text) {
    const char *open = strchr(text, '('), *close = open ? strchr(open, ')') : NULL;
    if (!close || open == text) return NULL;
    return g_strdup_printf("%.*s%s", (int)(open - text) - (open[-1] == ' '), text, close + 1);
}

static void add_keys(Keys *self, guint32 index) {
    const Name *name = &g_array_index(self->build->names, Name, index);
    const Place *place = &g_array_index(self->build->places, Place, name->place);
    /* Copied, because adding to the pool moves it. */
    g_autofree char *text = g_strdup(build_text(self->build, name->text));
    g_autofree char *bare = without_brackets(text);
    const char *whole = bare ? bare : text;
    g_autofree char *headless = NULL;
    guint64 kinds = 0;
    if (!place_is_small_site(place))
        headless = begins_in_arabic(whole) ? without_head(self, whole, place)
                                           : english_heads_strip(self->english, whole, &kinds);
    add_key(self, index, text, FALSE);
    if (bare) add_key(self, index, bare, TRUE);
    if (headless) add_key(self, index, headless, TRUE);
}

static int compare_keys(const void *a, const void *b, void *data) {
    const Build *build = data;
    const FindKey *x = a, *y = b;
    int order = strcmp(build_text(build, x->key), build_text(build, y->key));
    if (order == 0) order = x->name < y->name ? -1 : x->name > y->name;
    return order ? order : strcmp(build_text(build, x->letters), build_text(build, y->letters));
}

void build_find_keys(Build *self) {
    Keys keys = {.build = self,
                 .rules = key_rules_new(),
                 .english = english_heads_new(),
                 .heads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    read_rules(&keys);
    for (guint32 i = 0; i < self->names->len; i++) add_keys(&keys, i);
    g_array_sort_with_data(self->keys, compare_keys, self);
    key_rules_free(keys.rules);
    g_array_unref(keys.english);
    g_hash_table_unref(keys.heads);
}

static int compare_codes(const void *a, const void *b, void *data) {
    const PlaceCode *x = a, *y = b;
    int order = g_ascii_strcasecmp(build_text(data, x->code), build_text(data, y->code));
    return order ? order : x->place < y->place ? -1 : x->place > y->place;
}

void build_place_codes(Build *self) {
    for (guint32 i = 0; i < self->places->len; i++) {
        const Place *place = &g_array_index(self->places, Place, i);
        PlaceCode id = {place->id, i}, pcode = {place->pcode, i};
        g_array_append_val(self->codes, id);
        if (pcode.code && pcode.code != id.code) g_array_append_val(self->codes, pcode);
    }
    g_array_sort_with_data(self->codes, compare_codes, self);
}
