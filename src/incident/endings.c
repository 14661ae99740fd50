/* Pronouns that stand as the ending of a word: مقره his, مقرها hers, مقرهم theirs,
 * مقرهما of the two, مقرنا ours. */
#include "incident/stages.h"

Pronoun pronoun_in(const char *norm) {
    static const struct {
        const char *letters;
        Pronoun pronoun;
    } endings[] = {{"هما", PRONOUN_BOTH},
                   {"هم", PRONOUN_THEIR},
                   {"ها", PRONOUN_HER},
                   {"نا", PRONOUN_OUR},
                   {"ه", PRONOUN_HIS}};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        if (ends_with(norm, endings[i].letters)) return endings[i].pronoun;
    return PRONOUN_NONE;
}

/* The search form writes ta marbuta like the ending ه: the article's own letters tell them apart.
 */
static bool ends_in_ta_marbuta(const Reader *self, guint32 token) {
    static const gunichar TA_MARBUTA = 0x0629, TATWEEL = 0x0640;
    Span body = self->text->tokens[token].body;
    const char *word =
        article_field(self->text->article, self->text->tokens[token].field) + body.start;
    gunichar last = 0;
    for (const char *p = word; p < word + body.len; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);
        if (!g_unichar_ismark(letter) && letter != TATWEEL) last = letter;
    }
    return last == TA_MARBUTA;
}

Pronoun pronoun_of(const Reader *self, guint32 token) {
    Pronoun pronoun = pronoun_in(text_norm(self->text, token));
    return pronoun == PRONOUN_HIS && ends_in_ta_marbuta(self, token) ? PRONOUN_NONE : pronoun;
}

bool has_possessive(const Reader *self, guint32 token) {
    Pronoun whose = pronoun_of(self, token);
    return whose != PRONOUN_NONE && whose != PRONOUN_OUR;
}
