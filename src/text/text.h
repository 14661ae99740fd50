/*
 * text: an article as tokens in search form. Search form folds what Arabic spelling leaves open
 * (hamza, alef, ta marbuta, ya, diacritics, tatweel, presentation forms, digits), so that one
 * spelling in a table meets all spellings in the press. Offsets always point to the article's
 * bytes.
 */
#pragma once

#include "article/article.h"

typedef enum { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PUNCT } TokenKind;

/* A word, a number or one mark of punctuation. Owns nothing. */
typedef struct {
    TokenKind kind;
    Field field;
    Span body;        /* bytes of article_field(article, field) */
    guint32 norm;     /* where its search form begins in Text.norm, NUL-ended */
    guint32 norm_len; /* bytes */
    guint32 sentence; /* index into Text.sentences */
    double value;     /* of a TOKEN_NUMBER written in digits of any script */
    gunichar punct;   /* of a TOKEN_PUNCT: the character as written; else 0 */
    bool glued;       /* nothing stands between it and the token before */
} Token;

/* A sentence: ends at . ! ؟ ? ; or a line's end. Owns nothing. */
typedef struct {
    Field field;
    guint32 paragraph; /* counts lines with text in its field, from 0 */
    guint32 first_token, n_tokens;
    Span body;
} Sentence;

/* Owns its arrays, borrows the article. Tokens of the title come first, then those of the body. */
typedef struct {
    const Article *article;
    char *norm;
    Token *tokens;
    guint32 n_tokens;
    Sentence *sentences;
    guint32 n_sentences;
    guint32 *marks[N_FIELDS]; /* code points counted at regular steps, for text_code_points */
} Text;

/* Never fails: an article's strings are valid UTF-8. Free with text_free before the article. */
Text *text_new(const Article *article);
void text_free(Text *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Text, text_free)

/* Search form of a token, borrowed. */
const char *text_norm(const Text *self, guint32 token);
/* Does the search form of a token begin with the letters of the article? */
bool text_has_article(const Text *self, guint32 token);
/* The bytes from the first to one past the last token; both must lie in one field. */
Span text_span(const Text *self, guint32 first_token, guint32 n_tokens);
/* Code points before byte `offset` of a field: what the contract calls start and end. */
guint32 text_code_points(const Text *self, Field field, guint32 offset);

/* Is the character a quotation mark of any script or width? */
bool text_is_quote(gunichar c);

/* Appends the search form of `text` (any UTF-8, words split by single spaces) to `out`. */
void search_form_append(GString *out, const char *text, gssize len);
/* The same as a new string. The caller frees it. */
char *search_form(const char *text);

/*
 * The ways to read a token's search form: as it stands, and with proclitics (و ف ب ك ل and their
 * chains, لل) and the article ال taken off. The first is the whole form. At most
 * MAX_STEMS; each points into the token's search form (a stem of لل- loses both ل).
 */
enum { MAX_STEMS = 8 };

typedef struct {
    guint8 offset;  /* bytes of the search form before the stem */
    bool article;   /* ال (or لل) was taken off */
    guint8 clitics; /* bits of CLITIC_* that were taken off */
} Stem;

enum { CLITIC_AND = 1, CLITIC_IN = 2, CLITIC_LIKE = 4, CLITIC_TO = 8 }; /* و ف · ب · ك · ل */

/* Fills `ret_stems`, best first, and returns their number (at least 1). */
guint text_stems(const char *norm, gsize len, Stem ret_stems[MAX_STEMS]);
