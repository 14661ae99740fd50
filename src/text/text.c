/* An article as tokens and sentences. */
#include "text/text.h"

#include <unicode/uchar.h>

#include "text/fold.h"

/* Bytes between two marks of the code-point count. */
enum { MARK_STEP = 256 };

/* What the tokenizer carries through a field. */
typedef struct {
    Text *text;
    GArray *tokens, *sentences;
    GString *norm;
    Field field;
    const char *begin, *end, *at;
    guint32 paragraph;
    gboolean line_has_text, glued;
    gboolean in_sentence; /* the next token belongs to the last sentence */
} Scanner;

/* The sign at `p`. ASCII and the Arabic block at once: they are nearly all there is. */
static inline gunichar sign_at(const char *p) {
    guint8 first = (guint8)p[0];
    if (first < 0x80) return first;
    if (first < 0xE0) return (gunichar)(first & 0x1F) << 6 | ((guint8)p[1] & 0x3F);
    return g_utf8_get_char(p);
}

static inline gunichar peek(const Scanner *s, const char *p) { return p < s->end ? sign_at(p) : 0; }

static gboolean is_digit(gunichar c) {
    return (c >= '0' && c <= '9') || (c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9);
}

static gboolean is_arabic_letter(gunichar c) {
    if (c >= 0x0620 && c <= 0x064A) return TRUE;
    return c > 0x064A && c <= 0x06D5 && !is_digit(c) && u_isalpha(c);
}

static void add_token(Scanner *s, Token token, const char *from) {
    token.field = s->field;
    token.body = (Span){(guint32)(from - s->begin), (guint32)(s->at - from)};
    token.glued = s->glued;
    if (!s->in_sentence) {
        Sentence fresh = {s->field, s->paragraph, s->tokens->len, 0, token.body};
        g_array_append_val(s->sentences, fresh);
        s->in_sentence = TRUE;
    }
    Sentence *sentence = &g_array_index(s->sentences, Sentence, s->sentences->len - 1);
    token.sentence = s->sentences->len - 1;
    sentence->n_tokens++;
    sentence->body = span_join(sentence->body, token.body);
    g_array_append_val(s->tokens, token);
    s->line_has_text = s->glued = TRUE;
}

static guint32 begin_norm(Scanner *s) { return (guint32)s->norm->len; }

static void end_norm(Scanner *s, Token *token, guint32 begin) {
    token->norm = begin;
    token->norm_len = (guint32)s->norm->len - begin;
    g_string_append_c(s->norm, '\0');
}

/* Are the next digits a group of a larger number: exactly three, as in 1,500? */
static gboolean is_group_of_three(const Scanner *s, const char *p) {
    for (int i = 0; i < 3; i++, p = g_utf8_next_char(p))
        if (!is_digit(peek(s, p))) return FALSE;
    return !is_digit(peek(s, p));
}

/* 1.5 is one number, 13.2.2016 is three: a second point shows that the first was none of a decimal.
 */
static gboolean is_decimal_point(const Scanner *s, const char *p) {
    gunichar c = peek(s, p);
    if (c != '.' && c != 0x066B) return FALSE;
    const char *q = g_utf8_next_char(p);
    if (!is_digit(peek(s, q))) return FALSE;
    while (is_digit(peek(s, q))) q = g_utf8_next_char(q);
    gunichar after = peek(s, q);
    return !((after == '.' || after == '-' || after == '/') && is_digit(peek(s, q + 1)));
}

static void read_number(Scanner *s) {
    const char *from = s->at;
    guint32 begin = begin_norm(s);
    gboolean in_date = from > s->begin && strchr(".-/", from[-1]);
    for (;;) {
        gunichar c = peek(s, s->at);
        if (is_digit(c)) {
            fold_append(s->norm, c);
        } else if ((c == ',' || c == 0x066C) && s->at - from <= 6 &&
                   is_group_of_three(s, g_utf8_next_char(s->at))) {
            /* a separator of thousands leaves nothing */
        } else if (!in_date && is_decimal_point(s, s->at)) {
            g_string_append_c(s->norm, '.');
        } else {
            break;
        }
        s->at = g_utf8_next_char(s->at);
    }
    Token token = {.kind = TOKEN_NUMBER};
    end_norm(s, &token, begin);
    token.value = g_ascii_strtod(s->norm->str + begin, NULL);
    add_token(s, token, from);
}

/* A sign that stands in for nothing, where a word was cut to pass a filter. */
static gboolean is_cut_sign(gunichar c) {
    return c == '.' || c == '*' || c == 0x2022 || c == 0x00B7 || c == 0x2026;
}

/* «انفـ ـجرت»، «الميـ.ـادين»: a word that was cut beside a tatweel, by a space between two of them
 * or by signs beside one. Gives where the word goes on, or NULL. */
static const char *cut_by_tatweel(const Scanner *s, const char *p, gunichar before) {
    const char *q = p;
    gunichar c = peek(s, p);
    if (c != ' ' && !is_cut_sign(c)) return NULL;
    if (c == ' ')
        q++;
    else
        while (is_cut_sign(peek(s, q))) q = g_utf8_next_char(q);
    gboolean tatweel_after = peek(s, q) == 0x0640;
    if (*p == ' ' ? before != 0x0640 || !tatweel_after : before != 0x0640 && !tatweel_after)
        return NULL;
    const char *letter = tatweel_after ? g_utf8_next_char(q) : q;
    return is_arabic_letter(peek(s, letter)) ? q : NULL;
}

/* «د.اعش»، «د.ا.ع.ش»: a single letter, a sign, more letters, all glued; an asterisk cuts anywhere
 * («قص*ف»). `piece` counts the letters since the last cut. */
static const char *cut_by_sign(const Scanner *s, const char *p, guint piece) {
    gunichar c = peek(s, p);
    if (!is_cut_sign(c) || c == 0x2026 || piece == 0 || (piece > 1 && c != '*')) return NULL;
    const char *q = g_utf8_next_char(p);
    return is_arabic_letter(peek(s, q)) ? q : NULL;
}

enum { TA_MARBUTA = 0x0629 };

/* Common letters, as far as they follow each other: nearly all of a text. All are of two bytes, and
 * so is what they become. */
static void read_letters(Scanner *s, gunichar *before, guint *piece) {
    char *to = s->norm->str + s->norm->len;
    const char *room = s->norm->str + s->norm->allocated_len - 2;
    while (s->end - s->at > 1 && to < room && *before != TA_MARBUTA) {
        guint8 lead = (guint8)s->at[0];
        if (lead != 0xD8 && lead != 0xD9) break;
        gunichar c = (gunichar)(lead & 0x1F) << 6 | ((guint8)s->at[1] & 0x3F);
        if (!fold_is_letter(c)) break;
        gunichar folded = fold_letter(c);
        to[0] = (char)(0xC0 | folded >> 6);
        to[1] = (char)(0x80 | (folded & 0x3F));
        to += folded ? 2 : 0;
        *before = c;
        ++*piece;
        s->at += 2;
    }
    s->norm->len = (gsize)(to - s->norm->str);
    *to = '\0';
}

static void read_word(Scanner *s) {
    const char *from = s->at;
    guint32 begin = begin_norm(s);
    gunichar before = 0;
    guint piece = 0; /* letters since the word was cut last */
    gboolean latin = FALSE;
    for (;;) {
        read_letters(s, &before, &piece);
        gunichar c = peek(s, s->at);
        bool is_letter = fold_is_letter(c);
        const char *on = is_letter ? NULL : cut_by_tatweel(s, s->at, before);
        if (!on && !is_letter) on = cut_by_sign(s, s->at, piece);
        if (on) {
            s->at = on;
            piece = 0;
            continue;
        }
        bool is_word = is_letter || (c && fold_is_word(c) && (latin || !is_digit(c)));
        if (!is_word) break;
        /* Ta marbuta ends a word: in «قريةزيتان» the blank was forgotten. */
        if (before == TA_MARBUTA && is_arabic_letter(c)) break;
        latin = latin || (c < 0x0250 && g_unichar_isalpha(c));
        piece += is_arabic_letter(c) && c != 0x0640;
        fold_append(s->norm, c);
        before = c;
        s->at = g_utf8_next_char(s->at);
    }
    /* A mark of direction behind the last letter is no part of the word. */
    while (s->at > from && !fold_is_letter(before) &&
           fold_is_invisible(sign_at(g_utf8_prev_char(s->at))))
        s->at = g_utf8_prev_char(s->at);
    Token token = {.kind = TOKEN_WORD};
    end_norm(s, &token, begin);
    /* Marks without a letter (a lone tatweel or zero-width sign) are no word. */
    if (token.norm_len) add_token(s, token, from);
}

/* «المدعو (م. ر)», «ج.ع.»: the first letter of a name, before its point; not «50 م.», metres. */
static gboolean is_initial(const Scanner *s) {
    enum { LETTER_BYTES = 2 };
    if (s->tokens->len == 0 || !s->glued) return FALSE;
    const Token *last = &g_array_index(s->tokens, Token, s->tokens->len - 1);
    gboolean is_measure = s->tokens->len > 1 && last[-1].kind == TOKEN_NUMBER;
    return last->kind == TOKEN_WORD && last->norm_len == LETTER_BYTES && !is_measure &&
           is_arabic_letter(g_utf8_get_char(s->norm->str + last->norm));
}

/* A point inside 13.2.2016 or SY24.com ends nothing. */
static gboolean ends_sentence(const Scanner *s, gunichar c, gunichar before) {
    if (c == '!' || c == '?' || c == 0x061F || c == 0x2026) return TRUE;
    if (c != '.' && c != 0x06D4) return FALSE;
    gunichar after = peek(s, s->at);
    gboolean inside_latin =
        before < 0x80 && g_ascii_isalnum(before) && after < 0x80 && g_ascii_isalnum(after);
    return !(is_digit(before) && is_digit(after)) && !inside_latin && !is_initial(s);
}

static void read_punct(Scanner *s) {
    const char *from = s->at;
    gunichar c = sign_at(s->at);
    gunichar before = s->at > s->begin ? g_utf8_get_char(g_utf8_prev_char(s->at)) : 0;
    s->at = g_utf8_next_char(s->at);
    Token token = {.kind = TOKEN_PUNCT, .punct = c};
    end_norm(s, &token, begin_norm(s));
    gboolean ends = ends_sentence(s, c, before);
    /* «..» after a sentence belongs to it and opens none. */
    if (!s->in_sentence && ends) return;
    add_token(s, token, from);
    if (ends) s->in_sentence = FALSE;
}

static void scan_field(Scanner *s) {
    s->in_sentence = FALSE;
    while (s->at < s->end) {
        gunichar c = sign_at(s->at);
        if (fold_is_letter(c)) {
            read_word(s);
        } else if (c == ' ') {
            s->glued = FALSE;
            s->at++;
        } else if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) {
            s->in_sentence = FALSE;
            s->paragraph += s->line_has_text;
            s->line_has_text = s->glued = FALSE;
            s->at = g_utf8_next_char(s->at);
        } else if (is_digit(c)) {
            read_number(s);
        } else if (fold_is_invisible(c)) {
            s->at = g_utf8_next_char(s->at); /* before a word it is no part of it */
        } else if (fold_is_word(c)) {
            read_word(s);
        } else if (g_unichar_isspace(c) || g_unichar_iscntrl(c)) {
            s->glued = FALSE;
            s->at = g_utf8_next_char(s->at);
        } else {
            read_punct(s);
        }
    }
}

/* The code points that begin in these bytes: those that go on with one have the bits 10 in front.
 */
static guint32 count_code_points(const char *bytes, gsize n) {
    const guint64 EACH_BYTE = G_GUINT64_CONSTANT(0x0101010101010101);
    guint32 count = 0;
    gsize i = 0;
    for (guint64 eight; i + sizeof eight <= n; i += sizeof eight) {
        memcpy(&eight, bytes + i, sizeof eight);
        guint64 goes_on = eight >> 7 & ~(eight >> 6) & EACH_BYTE;
        count += (guint32)(sizeof eight - (goes_on * EACH_BYTE >> 56));
    }
    for (; i < n; i++) count += (bytes[i] & 0xC0) != 0x80;
    return count;
}

/* Code points before every MARK_STEP-th byte, so that offsets need no count from the start. */
static guint32 *count_marks(const char *body) {
    gsize len = strlen(body), n_marks = len / MARK_STEP + 1;
    guint32 *marks = g_new(guint32, n_marks);
    guint32 n = 0;
    for (gsize mark = 0; mark < n_marks; mark++) {
        marks[mark] = n;
        if (mark + 1 == n_marks) break;
        n += count_code_points(body + mark * MARK_STEP, MARK_STEP);
    }
    return marks;
}

Text *text_new(const Article *article) {
    Text *self = g_new0(Text, 1);
    self->article = article;
    /* Room for what such a text has as a rule. */
    enum { BYTES_OF_TOKEN = 8, BYTES_OF_SENTENCE = 128 };
    gsize len = strlen(article_field(article, FIELD_BODY));
    Scanner s = {
        .text = self,
        .tokens = g_array_sized_new(FALSE, FALSE, sizeof(Token), (guint)(len / BYTES_OF_TOKEN)),
        .sentences =
            g_array_sized_new(FALSE, FALSE, sizeof(Sentence), (guint)(len / BYTES_OF_SENTENCE)),
        .norm = g_string_sized_new(len + 64)};
    for (Field field = 0; field < N_FIELDS; field++) {
        s.field = field;
        s.begin = s.at = article_field(article, field);
        s.end = s.begin + strlen(s.begin);
        s.paragraph = 0;
        s.line_has_text = s.glued = FALSE;
        scan_field(&s);
        self->marks[field] = count_marks(s.begin);
    }
    self->n_tokens = s.tokens->len;
    self->tokens = (Token *)(void *)g_array_free(s.tokens, FALSE);
    self->n_sentences = s.sentences->len;
    self->sentences = (Sentence *)(void *)g_array_free(s.sentences, FALSE);
    self->norm = g_string_free(s.norm, FALSE);
    return self;
}

void text_free(Text *self) {
    if (!self) return;
    g_free(self->norm);
    g_free(self->tokens);
    g_free(self->sentences);
    for (Field field = 0; field < N_FIELDS; field++) g_free(self->marks[field]);
    g_free(self);
}

const char *text_norm(const Text *self, guint32 token) {
    g_assert(token < self->n_tokens);
    return self->norm + self->tokens[token].norm;
}

bool text_has_article(const Text *self, guint32 token) {
    return begins_with(text_norm(self, token), "ال");
}

Span text_span(const Text *self, guint32 first_token, guint32 n_tokens) {
    g_assert(n_tokens > 0 && first_token + n_tokens <= self->n_tokens);
    const Token *first = &self->tokens[first_token], *last = first + n_tokens - 1;
    g_assert(first->field == last->field);
    return span_join(first->body, last->body);
}

bool text_is_quote(gunichar c) { return u_hasBinaryProperty((UChar32)c, UCHAR_QUOTATION_MARK); }

guint32 text_code_points(const Text *self, Field field, guint32 offset) {
    const char *body = article_field(self->article, field);
    guint32 rest = offset % MARK_STEP;
    return self->marks[field][offset / MARK_STEP] + count_code_points(body + offset - rest, rest);
}
