/* Flat JSON objects: see json-flat.h. */
#include "article/json-flat.h"

typedef struct {
    const char *at, *end;
} Cursor;

static void skip_blanks(Cursor *c) {
    while (c->at < c->end && (*c->at == ' ' || *c->at == '\t' || *c->at == '\n' || *c->at == '\r'))
        c->at++;
}

static bool take_sign(Cursor *c, char sign) {
    skip_blanks(c);
    if (c->at == c->end || *c->at != sign) return false;
    c->at++;
    return true;
}

/* ---- strings --------------------------------------------------------------------------------- */

static const guint64 EACH_BYTE = G_GUINT64_CONSTANT(0x0101010101010101);
static const guint64 HIGH_BITS = G_GUINT64_CONSTANT(0x8080808080808080);

/* Is one of the eight bytes zero? */
static inline bool has_zero(guint64 bytes) { return (bytes - EACH_BYTE) & ~bytes & HIGH_BITS; }

/* Is one of them no plain byte of a string: a quotation mark, a backslash, a control sign? */
static inline bool has_special(guint64 bytes) {
    return has_zero(bytes ^ EACH_BYTE * '"') || has_zero(bytes ^ EACH_BYTE * '\\') ||
           ((bytes - EACH_BYTE * 0x20) & ~bytes & HIGH_BITS);
}

static inline bool is_special(char byte) {
    return byte == '"' || byte == '\\' || (guint8)byte < 0x20;
}

/* The sign of \uXXXX behind the backslash, 0 where it is none. */
static gunichar sign_of_hex(const char *p, const char *end) {
    gunichar sign = 0;
    if (end - p < 5 || *p != 'u') return 0;
    for (int i = 1; i <= 4; i++) {
        if (!g_ascii_isxdigit(p[i])) return 0;
        sign = sign << 4 | (gunichar)g_ascii_xdigit_value(p[i]);
    }
    return sign;
}

/* The sign that the escape behind a backslash stands for, and where it ends; 0 where it stands for
 * none, or for NUL. */
static gunichar read_escape(const char *p, const char *end, const char **ret_end) {
    static const char NAMES[] = "\"\\/bfnrt", SIGNS[] = "\"\\/\b\f\n\r\t";
    const char *name = p < end && *p ? strchr(NAMES, *p) : NULL;
    *ret_end = p + 1;
    if (name) return (guint8)SIGNS[name - NAMES];
    gunichar sign = sign_of_hex(p, end);
    *ret_end = p + 5;
    if (sign < 0xD800 || sign > 0xDFFF) return sign;
    /* Two of these make one. */
    gunichar low = end - p > 6 && p[5] == '\\' ? sign_of_hex(p + 6, end) : 0;
    if (sign > 0xDBFF || low < 0xDC00 || low > 0xDFFF) return 0;
    *ret_end = p + 11;
    return 0x10000 + ((sign - 0xD800) << 10) + (low - 0xDC00);
}

/* Behind the opening mark: gives what stands up to the closing one, and goes behind that. */
static bool read_string(Cursor *c, const char **ret_string, gsize *ret_len) {
    *ret_string = c->at;
    for (;;) {
        guint64 bytes;
        while (c->end - c->at >= (ptrdiff_t)sizeof bytes) {
            memcpy(&bytes, c->at, sizeof bytes);
            if (has_special(bytes)) break;
            c->at += sizeof bytes;
        }
        while (c->at < c->end && !is_special(*c->at)) c->at++;
        if (c->at == c->end || (guint8)*c->at < 0x20) return false;
        if (*c->at == '"') break;
        if (read_escape(c->at + 1, c->end, &c->at) == 0) return false;
    }
    *ret_len = (gsize)(c->at++ - *ret_string);
    return true;
}

char *flat_member_text(const FlatMember *member) {
    const char *p = member->value, *end = p + member->value_len;
    char *text = g_malloc(member->value_len + 1), *to = text; /* escapes are longer than signs */
    while (p < end) {
        const char *escape = memchr(p, '\\', (gsize)(end - p));
        gsize plain = (gsize)((escape ? escape : end) - p);
        memcpy(to, p, plain);
        to += plain;
        p += plain;
        if (escape) to += g_unichar_to_utf8(read_escape(p + 1, end, &p), to);
    }
    *to = '\0';
    return text;
}

/* ---- objects --------------------------------------------------------------------------------- */

enum { MOST_DIGITS = 15 };

static bool read_word(Cursor *c, const char *word) {
    gsize len = strlen(word);
    if ((gsize)(c->end - c->at) < len || memcmp(c->at, word, len) != 0) return false;
    c->at += len;
    return true;
}

static bool read_value(Cursor *c, FlatMember *member) {
    skip_blanks(c);
    if (take_sign(c, '"')) {
        member->kind = FLAT_STRING;
        return read_string(c, &member->value, &member->value_len);
    }
    member->value = c->at;
    while (c->at < c->end && g_ascii_isdigit(*c->at)) c->at++;
    member->value_len = (gsize)(c->at - member->value);
    if (member->value_len == 0)
        return read_word(c, "null") || read_word(c, "true") || read_word(c, "false");
    member->kind = FLAT_NUMBER;
    bool is_padded = member->value_len > 1 && *member->value == '0';
    bool goes_on = c->at < c->end && (*c->at == '.' || *c->at == 'e' || *c->at == 'E');
    return member->value_len <= MOST_DIGITS && !is_padded && !goes_on;
}

static const FlatMember *find_key(const FlatObject *self, const char *key, gsize len) {
    for (guint i = 0; i < self->n; i++)
        if (self->members[i].key_len == len && memcmp(self->members[i].key, key, len) == 0)
            return &self->members[i];
    return NULL;
}

/* A key with an escape may be the same as one without. */
static bool read_member(FlatObject *self, Cursor *c) {
    FlatMember member = {.kind = FLAT_OTHER};
    if (self->n == MOST_FLAT_MEMBERS || !take_sign(c, '"') ||
        !read_string(c, &member.key, &member.key_len) || memchr(member.key, '\\', member.key_len) ||
        find_key(self, member.key, member.key_len) || !take_sign(c, ':') || !read_value(c, &member))
        return false;
    self->members[self->n++] = member;
    return true;
}

bool flat_object_read(FlatObject *self, const char *text, gsize len) {
    Cursor c = {text, text + len};
    self->n = 0;
    if (!g_utf8_validate_len(text, len, NULL) || !take_sign(&c, '{')) return false;
    do {
        if (!read_member(self, &c)) return false;
    } while (take_sign(&c, ','));
    if (!take_sign(&c, '}')) return false;
    skip_blanks(&c);
    return c.at == c.end;
}

const FlatMember *flat_object_get(const FlatObject *self, const char *key) {
    return find_key(self, key, strlen(key));
}
