/* Names reduced: what a person types in any romanisation meets what the tables write. */
#include "gazetteer/find-key.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

/* ---- letters --------------------------------------------------------------------------------- */

/* The article as romanisations write it before sun and moon letters; ez-Zor, ash-Shaddadi. */
static gboolean is_latin_article(const char *word) {
    static const char *const ARTICLES[] = {"al", "el",  "ul",  "il",  "l",   "ad",  "ar", "as",
                                           "at", "az",  "an",  "ed",  "er",  "es",  "et", "ez",
                                           "en", "ash", "ath", "adh", "esh", "eth", "edh"};
    for (guint i = 0; i < G_N_ELEMENTS(ARTICLES); i++)
        if (g_str_equal(word, ARTICLES[i])) return TRUE;
    return FALSE;
}

/* «Ezzor», «Assafira»: a vowel before a doubled consonant is an article grown on. */
static const char *skip_grown_article(const char *word) {
    if ((*word == 'a' || *word == 'e') && word[1] && word[1] == word[2] && word[3] &&
        !strchr("aeiou", word[1]))
        return word + 2;
    if (g_str_has_prefix(word, "al") && strlen(word) > 5) return word + 2;
    return word;
}

static gboolean is_arabic_word(const char *word) {
    return (guint8)*word >= 0xD8 && (guint8)*word <= 0xDB;
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

char **find_words(const char *name) {
    g_autofree char *plain = without_apostrophes(name);
    g_autofree char *form = search_form(plain);
    g_auto(GStrv) all = g_strsplit(form, " ", -1);
    GPtrArray *words = g_ptr_array_new();
    guint n = g_strv_length(all);
    for (guint i = 0; i < n; i++) {
        if (*all[i] == '\0') continue;
        if (i + 1 < n && is_latin_article(all[i])) continue;
        const char *word =
            is_arabic_word(all[i]) ? skip_arabic_article(all[i]) : skip_grown_article(all[i]);
        g_ptr_array_add(words, g_strdup(word));
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

char *find_letters(const char *name) {
    g_auto(GStrv) words = find_words(name);
    return g_strjoinv("", words);
}

/* ---- skeleton -------------------------------------------------------------------------------- */

/* Latin spellings of one sound, longest first; "" is a vowel. */
static const struct {
    const char *written, *sound;
} LATIN[] = {
    {"tch", "s"}, {"sch", "s"}, {"kh", "x"}, {"sh", "s"}, {"ch", "s"}, {"gh", "g"},
    {"dh", "d"},  {"th", "t"},  {"ph", "f"}, {"dj", "j"}, {"ck", "k"}, {"a", ""},
    {"e", ""},    {"i", ""},    {"o", ""},   {"u", ""},   {"w", ""},   {"y", ""},
    {"q", "k"},   {"c", "k"},   {"p", "b"},  {"v", "f"},  {"x", "x"},
};

/* Arabic letters of the search form and their sounds; what is left out has none (ع ا و ي). */
static const struct {
    const char *written, *sound;
} ARABIC[] = {
    {"ب", "b"}, {"ت", "t"}, {"ث", "t"}, {"ج", "j"}, {"ح", "h"}, {"خ", "x"}, {"د", "d"},
    {"ذ", "d"}, {"ر", "r"}, {"ز", "z"}, {"س", "s"}, {"ش", "s"}, {"ص", "s"}, {"ض", "d"},
    {"ط", "t"}, {"ظ", "z"}, {"غ", "g"}, {"ف", "f"}, {"ق", "k"}, {"ك", "k"}, {"ل", "l"},
    {"م", "m"}, {"ن", "n"}, {"ه", "h"}, {"و", ""},  {"ي", ""},  {"ا", ""},  {"ع", ""},
};

/* The sound at `*p`, stepping over it; a vowel is "". */
static const char *next_sound(const char **p, char single[2]) {
    if (is_arabic_word(*p)) {
        const char *at = *p;
        *p = g_utf8_next_char(at);
        for (guint i = 0; i < G_N_ELEMENTS(ARABIC); i++)
            if (strncmp(at, ARABIC[i].written, 2) == 0) return ARABIC[i].sound;
        return "";
    }
    for (guint i = 0; i < G_N_ELEMENTS(LATIN); i++) {
        if (!g_str_has_prefix(*p, LATIN[i].written)) continue;
        *p += strlen(LATIN[i].written);
        return LATIN[i].sound;
    }
    single[0] = (guint8) * *p < 0x80 ? **p : '\0';
    *p = g_utf8_next_char(*p);
    return single;
}

/* A word's sounds: a vowel at the beginning is kept as `a` (Idlib, إدلب, A'zaz), h at the end is
 * not (Raqqa, Raqqah). */
static void append_skeleton(GString *key, const char *word) {
    gsize begin = key->len;
    char single[2] = "";
    const char *p = word;
    while (*p) {
        gboolean at_start = p == word, semivowel = *p == 'w' || *p == 'y';
        semivowel = semivowel || g_str_has_prefix(p, "و") || g_str_has_prefix(p, "ي");
        const char *sound = next_sound(&p, single);
        if (*sound == '\0' && at_start) sound = semivowel ? "w" : "a";
        if (*sound == '\0' || (key->len > begin && key->str[key->len - 1] == *sound)) continue;
        g_string_append(key, sound);
    }
    if (key->len > begin + 1 && key->str[key->len - 1] == 'h') g_string_truncate(key, key->len - 1);
}

char *find_key(const char *name) {
    g_auto(GStrv) words = find_words(name);
    GString *key = g_string_new(NULL);
    for (guint i = 0; words[i]; i++) append_skeleton(key, words[i]);
    return g_string_free(key, FALSE);
}

char *find_key_joined(const char *name) {
    static const char *const INSIDE[] = {"ال", "al", "el"};
    g_autofree char *letters = find_letters(name);
    for (guint i = 0; i < G_N_ELEMENTS(INSIDE); i++) {
        const char *at = *letters ? strstr(letters + 1, INSIDE[i]) : NULL;
        gsize cut = strlen(INSIDE[i]);
        if (!at || strlen(at) < cut + 2) continue;
        g_autofree char *without =
            g_strdup_printf("%.*s%s", (int)(at - letters), letters, at + cut);
        return find_key(without);
    }
    return NULL;
}
