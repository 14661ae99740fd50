/*
 * Search form: one spelling for all the spellings of the press. The Arabic block takes a table;
 * what lies outside (presentation forms, Latin with marks, full-width digits) takes ICU's
 * compatibility decomposition.
 */
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "text/fold.h"
#include "text/text.h"

enum { DROP = 0xFFFF };

/*
 * Arabic letters that the press writes in more than one way, and what stands for them. Pairs of
 * (written, folded); DROP leaves the sign out; letters not named stay.
 */
static const guint16 FOLDS[][2] = {
    {0x0621, DROP},                                     /* ء: سماء، سما */
    {0x0622, 0x0627},                                   /* آ */
    {0x0623, 0x0627},                                   /* أ */
    {0x0624, 0x0648},                                   /* ؤ */
    {0x0625, 0x0627},                                   /* إ */
    {0x0626, 0x064A},                                   /* ئ */
    {0x0629, 0x0647},                                   /* ة */
    {0x0649, 0x064A},                                   /* ى */
    {0x0671, 0x0627},                                   /* ٱ */
    {0x0672, 0x0627}, {0x0673, 0x0627}, {0x0640, DROP}, /* tatweel */
    {0x0670, DROP},                                     /* dagger alef */
    {0x067E, 0x0628},                                   /* پ */
    {0x0686, 0x062C},                                   /* چ */
    {0x0698, 0x0632},                                   /* ژ */
    {0x06A4, 0x0641},                                   /* ڤ */
    {0x06A9, 0x0643},                                   /* ک */
    {0x06AF, 0x0643},                                   /* گ */
    {0x06BE, 0x0647}, {0x06C0, 0x0647}, {0x06C1, 0x0647}, {0x06C2, 0x0647}, {0x06C3, 0x0647},
    {0x06CC, 0x064A}, {0x06CE, 0x064A}, {0x06D2, 0x064A}, {0x06D5, 0x0647}, /* ی ێ ے ە */
    {0x06C6, 0x0648}, {0x06C7, 0x0648}, {0x06CB, 0x0648},
};

static gboolean is_arabic_mark(gunichar c) {
    return (c >= 0x0610 && c <= 0x061A) || (c >= 0x064B && c <= 0x065F) ||
           (c >= 0x06D6 && c <= 0x06ED && c != 0x06DD);
}

gboolean fold_is_invisible(gunichar c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x00AD || c == 0x034F || c == 0x061C;
}

/* Folds one sign of the Arabic block; DROP where it leaves nothing. */
static gunichar fold_arabic(gunichar c) {
    /* The common letters first. */
    if ((c >= 0x0627 && c <= 0x063A && c != 0x0629) || (c >= 0x0641 && c <= 0x0648)) return c;
    if (c == 0x064A) return c;
    if (c >= 0x0660 && c <= 0x0669) return '0' + (c - 0x0660);
    if (c >= 0x06F0 && c <= 0x06F9) return '0' + (c - 0x06F0);
    if (is_arabic_mark(c)) return DROP;
    for (gsize i = 0; i < G_N_ELEMENTS(FOLDS); i++)
        if (FOLDS[i][0] == c) return FOLDS[i][1];
    return c;
}

/* Appends what a sign outside ASCII and the Arabic block decomposes to. */
static void append_decomposed(GString *out, gunichar c) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
    UChar units[32];
    int32_t n = U_SUCCESS(status)
                    ? unorm2_getRawDecomposition(nfkd, c, units, G_N_ELEMENTS(units), &status)
                    : -1;
    if (n < 0 || U_FAILURE(status)) {
        if (u_isalnum(c)) g_string_append_unichar(out, u_foldCase(c, U_FOLD_CASE_DEFAULT));
        return;
    }
    for (int32_t i = 0; i < n;) {
        UChar32 part;
        U16_NEXT(units, i, n, part);
        fold_append(out, part);
    }
}

/* A code point from 0x80 to 0x7FF, or a digit that one was folded to. */
static void append_two_bytes(GString *out, gunichar c) {
    const char bytes[2] = {(char)(0xC0 | c >> 6), (char)(0x80 | (c & 0x3F))};
    if (c < 0x80) {
        g_string_append_c(out, (char)c);
    } else if (out->len + sizeof bytes < out->allocated_len) { /* nearly every letter of a text */
        memcpy(out->str + out->len, bytes, sizeof bytes);
        out->len += sizeof bytes;
        out->str[out->len] = '\0';
    } else {
        g_string_append_len(out, bytes, sizeof bytes);
    }
}

void fold_append(GString *out, gunichar c) {
    if (c < 0x80) {
        if (g_ascii_isalnum(c)) g_string_append_c(out, g_ascii_tolower(c));
    } else if (c >= 0x0600 && c <= 0x06FF) {
        gunichar folded = fold_arabic(c);
        if (folded != DROP) append_two_bytes(out, folded);
    } else if (!fold_is_invisible(c) && u_charType(c) != U_NON_SPACING_MARK) {
        append_decomposed(out, c);
    }
}

gboolean fold_is_word(gunichar c) {
    if (c < 0x80) return g_ascii_isalnum(c);
    if (c >= 0x0620 && c <= 0x065F) return TRUE;
    return u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK || c == 0x0640 ||
           fold_is_invisible(c);
}

void search_form_append(GString *out, const char *text, gssize len) {
    const char *end = len < 0 ? text + strlen(text) : text + len;
    gboolean pending = FALSE; /* a space is due before the next sign */
    gsize begin = out->len;
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!fold_is_word(c)) {
            pending = TRUE;
            continue;
        }
        gsize before = out->len;
        if (pending && before > begin) g_string_append_c(out, ' ');
        gsize at = out->len;
        fold_append(out, c);
        if (out->len == at)
            g_string_truncate(out, before);
        else
            pending = FALSE;
    }
}

char *search_form(const char *text) {
    GString *out = g_string_new(NULL);
    search_form_append(out, text, -1);
    return g_string_free(out, FALSE);
}
