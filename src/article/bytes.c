/* Files in, UTF-8 out. */
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unistd.h>

#include "article/readers.h"

static GInputStream *open_stream(const char *path, GError **error) {
    if (g_str_equal(path, "-")) {
        /* GLib has no stream for a descriptor outside its Unix part; /dev/stdin is the same file.
         */
        g_autoptr(GFile) in = g_file_new_for_path("/dev/stdin");
        return G_INPUT_STREAM(g_file_read(in, NULL, error));
    }
    g_autoptr(GFile) file = g_file_new_for_path(path);
    g_autoptr(GInputStream) raw = G_INPUT_STREAM(g_file_read(file, NULL, error));
    if (!raw || !g_str_has_suffix(path, ".gz")) return g_steal_pointer(&raw);
    g_autoptr(GConverter) unzip =
        G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP));
    return g_converter_input_stream_new(raw, unzip);
}

GBytes *read_bytes(const char *path, gsize most, GError **error) {
    g_autoptr(GError) cause = NULL;
    if (!g_str_equal(path, "-") && g_access(path, R_OK) != 0) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, "cannot read '%s': %s", path,
                    g_strerror(errno));
        return NULL;
    }
    g_autoptr(GInputStream) stream = open_stream(path, &cause);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    while (stream && bytes->len <= most) {
        guint8 block[1 << 16];
        gssize n = g_input_stream_read(stream, block, sizeof block, NULL, &cause);
        if (n <= 0) break;
        g_byte_array_append(bytes, block, (guint)n);
    }
    if (cause) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, "cannot read '%s': %s", path,
                    cause->message);
        return NULL;
    }
    if (bytes->len > most) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    "'%s' is larger than %" G_GSIZE_FORMAT " MiB", path, most >> 20);
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

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

static char *convert(const char *bytes, gsize len, const char *encoding) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t need = ucnv_convert("UTF-8", encoding, NULL, 0, bytes, (int32_t)len, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) return NULL;
    char *text = g_malloc((gsize)need + 1);
    status = U_ZERO_ERROR;
    ucnv_convert("UTF-8", encoding, text, need + 1, bytes, (int32_t)len, &status);
    if (U_FAILURE(status) || !g_utf8_validate(text, -1, NULL)) g_clear_pointer(&text, g_free);
    return text;
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

char *decode(const char *path, GBytes *bytes, GError **error) {
    gsize len = 0;
    const char *text = g_bytes_get_data(bytes, &len);
    if (len == 0) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, "'%s' is empty", path);
        return NULL;
    }
    if (len >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0)) {
        char *wide = convert(text, len, "UTF-16");
        if (wide) return wide;
    }
    if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        len -= 3;
    }
    const char *bad = NULL;
    if (g_utf8_validate(text, (gssize)len, &bad)) return g_strndup(text, len);
    char *other = is_damaged_utf8(text, len) ? NULL : decode_arabic(text, len);
    if (other) return other;
    if (memchr(text, '\0', len))
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    "'%s' is no text: it holds NUL bytes", path);
    else
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    "'%s', line %u: no valid UTF-8, and no other Arabic encoding fits", path,
                    line_of(text, bad));
    return NULL;
}
