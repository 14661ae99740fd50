/* Bytes in, UTF-8 out. */
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include "article/readers.h"

static guint line_of(const char *text, const char *at) {
    guint line = 1;
    for (const char *p = text; p < at; p++) line += *p == '\n';
    return line;
}

/* Is text with a few bad bytes damaged UTF-8 (most of its multi-byte signs are whole) rather than
 * another encoding? */
static gboolean is_damaged_utf8(const char *text, gsize len) {
    gsize good = 0, bad = 0;
    for (const char *p = text; p < text + len;) {
        gunichar c = g_utf8_get_char_validated(p, text + len - p);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            bad++;
            p++;
        } else {
            good += c >= 0x80;
            p = g_utf8_next_char(p);
        }
    }
    return good > 2 * bad;
}

/* Does decoded text read as Arabic? A wrong single-byte encoding gives signs, not words. */
static gboolean reads_as_arabic(const char *text) {
    gsize arabic = 0, other = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c >= 0x0620 && c <= 0x0652)
            arabic++;
        else if (c >= 0x80 && c != 0x060C && c != 0x061B && c != 0x061F)
            other++;
    }
    return arabic >= 10 && arabic > 8 * other;
}

/* NULL where a byte has no meaning in the encoding, or where it gives NULs, which no text holds. */
static char *convert(const char *bytes, gsize len, const char *encoding) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    int32_t n = ucnv_toUChars(converter, NULL, 0, bytes, (int32_t)len, &status);
    bool is_good = U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR;
    g_autofree UChar *wide = is_good ? g_new(UChar, (gsize)n + 1) : NULL;
    g_autofree char *text = NULL;
    int32_t n_bytes = 0;
    if (wide) {
        status = U_ZERO_ERROR;
        ucnv_toUChars(converter, wide, n + 1, bytes, (int32_t)len, &status);
        text = g_malloc(3 * (gsize)n + 1);
        u_strToUTF8(text, 3 * n + 1, &n_bytes, wide, n, &status);
    }
    ucnv_close(converter);
    if (!text || U_FAILURE(status) || memchr(text, '\0', (gsize)n_bytes)) return NULL;
    return g_steal_pointer(&text);
}

/* The encodings that Arabic pages were written in, the common one first. */
static char *decode_arabic(const char *bytes, gsize len) {
    static const char *const ENCODINGS[] = {"windows-1256", "ISO-8859-6", "UTF-16LE", "UTF-16BE"};
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    ucsdet_setText(detector, bytes, (int32_t)len, &status);
    const UCharsetMatch *match = ucsdet_detect(detector, &status);
    const char *guess = match ? ucsdet_getName(match, &status) : NULL;
    char *text = NULL;
    for (guint i = 0; guess && !text && i < G_N_ELEMENTS(ENCODINGS); i++)
        if (g_ascii_strcasecmp(guess, ENCODINGS[i]) == 0) text = convert(bytes, len, ENCODINGS[i]);
    for (guint i = 0; i < G_N_ELEMENTS(ENCODINGS) && !(text && reads_as_arabic(text)); i++) {
        g_free(text);
        text = convert(bytes, len, ENCODINGS[i]);
    }
    ucsdet_close(detector);
    if (text && !reads_as_arabic(text)) g_clear_pointer(&text, g_free);
    return text;
}

static char *refuse(GError **error, const char *path, const char *why) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, "'%s' %s", path, gettext(why));
    return NULL;
}

/* The encoding that a byte order mark states, NULL where there is none of these. */
static const char *marked_encoding(const char *bytes, gsize len) {
    if (len >= 4 && (!memcmp(bytes, "\xff\xfe\0\0", 4) || !memcmp(bytes, "\0\0\xfe\xff", 4)))
        return "UTF-32";
    if (len >= 2 && (!memcmp(bytes, "\xff\xfe", 2) || !memcmp(bytes, "\xfe\xff", 2)))
        return "UTF-16";
    return NULL;
}

char *decode(const char *path, GBytes *bytes, GError **error) {
    gsize len = 0;
    const char *text = g_bytes_get_data(bytes, &len);
    if (len == 0) return refuse(error, path, "is empty");
    const char *encoding = marked_encoding(text, len);
    if (encoding) {
        char *wide = convert(text, len, encoding);
        g_autofree char *why = g_strdup_printf(_("is no valid %s text"), encoding);
        return wide ? wide : refuse(error, path, why);
    }
    if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        len -= 3;
    }
    const char *bad = NULL;
    if (g_utf8_validate(text, (gssize)len, &bad)) return g_strndup(text, len);
    char *other = is_damaged_utf8(text, len) ? NULL : decode_arabic(text, len);
    if (other) return other;
    if (memchr(text, '\0', len)) return refuse(error, path, "is no text: it holds NUL bytes");
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                _("'%s', line %u: no valid UTF-8, and no other Arabic encoding fits"), path,
                line_of(text, bad));
    return NULL;
}
