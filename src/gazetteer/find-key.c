/* Names reduced: what a person types in any romanisation meets what the tables write. */
#include "gazetteer/find-key.h"

/* A row of sounds.tsv. */
typedef struct {
    char *written, *plain, *sound;
    gsize len;
    gboolean at_end; /* only at a word's end */
} Sound;

struct KeyRules {
    GArray *sounds;       /* Sound, by first byte, then longest first */
    guint starts[257];    /* where each first byte begins */
    GHashTable *articles; /* whole words */
};

static void sound_clear(void *data) {
    Sound *self = data;
    g_free(self->written);
    g_free(self->plain);
    g_free(self->sound);
}

KeyRules *key_rules_new(void) {
    KeyRules *self = g_new0(KeyRules, 1);
    self->sounds = g_array_new(FALSE, FALSE, sizeof(Sound));
    g_array_set_clear_func(self->sounds, sound_clear);
    self->articles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return self;
}

void key_rules_free(KeyRules *self) {
    if (!self) return;
    g_array_unref(self->sounds);
    g_hash_table_unref(self->articles);
    g_free(self);
}

void key_rules_add(KeyRules *self, const char *written, const char *where, const char *plain,
                   const char *sound) {
    if (g_str_equal(where, "article")) {
        g_hash_table_add(self->articles, g_strdup(written));
        return;
    }
    Sound row = {g_strdup(written), g_strdup(plain), g_strdup(sound), strlen(written),
                 g_str_equal(where, "end")};
    guint8 first = (guint8)*written;
    guint at = self->starts[first];
    for (; at < self->starts[first + 1]; at++) {
        const Sound *other = &g_array_index(self->sounds, Sound, at);
        if (row.len > other->len || (row.len == other->len && row.at_end)) break;
    }
    g_array_insert_val(self->sounds, at, row);
    for (guint byte = first + 1u; byte < G_N_ELEMENTS(self->starts); byte++) self->starts[byte]++;
}

static void *key_rules_read(const Gazetteer *g) {
    KeyRules *self = key_rules_new();
    for (guint32 row = 0; row < gazetteer_n_rows(g, TABLE_SOUND); row++)
        key_rules_add(self, gazetteer_cell(g, TABLE_SOUND, row, "written"),
                      gazetteer_cell(g, TABLE_SOUND, row, "where"),
                      gazetteer_cell(g, TABLE_SOUND, row, "plain"),
                      gazetteer_cell(g, TABLE_SOUND, row, "sound"));
    return self;
}

static void key_rules_release(void *data) { key_rules_free(data); }

const KeyRules *key_rules_of(const Gazetteer *g) {
    return gazetteer_kept(g, KEPT_KEY_RULES, key_rules_read, key_rules_release);
}

/* ---- letters --------------------------------------------------------------------------------- */

/* «Ezzor», «Assafira»: a vowel before a doubled consonant is an article grown on. */
static const char *skip_grown_article(const char *word) {
    if ((*word == 'a' || *word == 'e') && word[1] && word[1] == word[2] && word[3] &&
        !strchr("aeiou", word[1]))
        return word + 2;
    if (g_str_has_prefix(word, "al") && strlen(word) > 5) return word + 2;
    return word;
}

/* The first bytes of U+0600 to U+06FF. */
gboolean begins_in_arabic(const char *text) {
    return (guint8)*text >= 0xD8 && (guint8)*text <= 0xDB;
}

static const char *skip_arabic_article(const char *word) {
    const gsize article = strlen("ال");
    return g_str_has_prefix(word, "ال") && strlen(word) >= article + 4 ? word + article : word;
}

/* An apostrophe stands inside a Latin word, where it splits none: A'zaz, Ra's. */
static char *without_apostrophes(const char *name) {
    GString *out = g_string_new(NULL);
    for (const char *p = name; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\'' || c == '`' || (c >= 0x2018 && c <= 0x201B) || (c >= 0x02B0 && c <= 0x02FF))
            continue;
        if (c == 0x0131) c = 'i'; /* Turkish dotless i */
        g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

char **find_words(const KeyRules *rules, const char *name) {
    g_autofree char *plain = without_apostrophes(name);
    g_autofree char *form = search_form(plain);
    g_auto(GStrv) all = g_strsplit(form, " ", -1);
    GPtrArray *words = g_ptr_array_new();
    guint n = g_strv_length(all);
    for (guint i = 0; i < n; i++) {
        if (*all[i] == '\0') continue;
        if (i + 1 < n && g_hash_table_contains(rules->articles, all[i])) continue;
        const char *word =
            begins_in_arabic(all[i]) ? skip_arabic_article(all[i]) : skip_grown_article(all[i]);
        g_ptr_array_add(words, g_strdup(word));
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

char *find_letters(const KeyRules *rules, const char *name) {
    g_auto(GStrv) words = find_words(rules, name);
    return g_strjoinv("", words);
}

/* ---- sounds ---------------------------------------------------------------------------------- */

/* The row that fits at `p`, or NULL. */
static const Sound *sound_at(const KeyRules *rules, const char *p) {
    guint8 first = (guint8)*p;
    for (guint i = rules->starts[first]; i < rules->starts[first + 1]; i++) {
        const Sound *row = &g_array_index(rules->sounds, Sound, i);
        if (strncmp(p, row->written, row->len) == 0 && (!row->at_end || p[row->len] == '\0'))
            return row;
    }
    return NULL;
}

/* Steps over a letter that is written twice, or over what `row` says. */
static const char *step(const char *p, const Sound *row) {
    const char *next = row ? p + row->len : g_utf8_next_char(p);
    gsize len = (gsize)(next - p);
    return !begins_in_arabic(p) && strncmp(p, next, len) == 0 ? next + len : next;
}

static gboolean is_semivowel(const char *p) {
    return *p == 'w' || *p == 'y' || g_str_has_prefix(p, "و") || g_str_has_prefix(p, "ي");
}

/* A word's sounds: a vowel at the beginning is kept as `a` (Idlib, إدلب, A'zaz), h at the end is
 * not (Raqqa, Raqqah). */
static void append_skeleton(const KeyRules *rules, GString *key, const char *word) {
    gsize begin = key->len;
    for (const char *p = word; *p;) {
        const Sound *row = sound_at(rules, p);
        if (row && *row->sound == '\0') {
            if (p == word) g_string_append_c(key, is_semivowel(p) ? 'w' : 'a');
        } else if (row) {
            g_string_append(key, row->sound);
        } else if ((guint8)*p < 0x80) {
            g_string_append_c(key, *p);
        }
        p = step(p, row);
    }
    if (key->len > begin + 1 && key->str[key->len - 1] == 'h') g_string_truncate(key, key->len - 1);
}

char *find_key_of(const KeyRules *rules, char *const *words) {
    GString *key = g_string_new(NULL);
    for (guint i = 0; words[i]; i++) append_skeleton(rules, key, words[i]);
    return g_string_free(key, FALSE);
}

char *find_key(const KeyRules *rules, const char *name) {
    g_auto(GStrv) words = find_words(rules, name);
    return find_key_of(rules, words);
}

char *find_key_joined(const KeyRules *rules, const char *letters) {
    static const char *const INSIDE[] = {"ال", "al", "el"};
    for (guint i = 0; i < G_N_ELEMENTS(INSIDE); i++) {
        const char *at = *letters ? strstr(letters + 1, INSIDE[i]) : NULL;
        gsize cut = strlen(INSIDE[i]);
        if (!at || strlen(at) < cut + 2) continue;
        g_autofree char *without =
            g_strdup_printf("%.*s%s", (int)(at - letters), letters, at + cut);
        return find_key(rules, without);
    }
    return NULL;
}

guint64 find_beginning(const char *key) {
    guint64 beginning = 0;
    for (guint i = 0; i < sizeof beginning; i++) {
        beginning = beginning << 8 | (guint8)*key;
        key += *key != '\0';
    }
    return beginning;
}

char *find_plain(const KeyRules *rules, const char *letters) {
    GString *plain = g_string_new(NULL);
    for (const char *p = letters; *p;) {
        const Sound *row = begins_in_arabic(p) ? NULL : sound_at(rules, p);
        const char *next = step(p, row);
        if (row)
            g_string_append(plain, row->plain);
        else
            g_string_append_unichar(plain, g_utf8_get_char(p));
        p = next;
    }
    return g_string_free(plain, FALSE);
}
