/* Folding of single signs. Private to text/. */
#pragma once

#include <glib.h>

/* Appends the search form of one code point: nothing for marks, tatweel and what is invisible. */
void fold_append(GString *out, gunichar c);
/* Can the code point stand inside a word or a number? */
gboolean fold_is_word(gunichar c);
/* One of the letters that words are made of: none is a digit, a sign or a mark. */
static inline gboolean fold_is_letter(gunichar c) {
    return (c >= 0x0621 && c <= 0x063A) || (c >= 0x0641 && c <= 0x064A);
}
/* The search form of such a letter, 0 where it leaves nothing: what search-form.c says of each,
 * without a call. */
static inline gunichar fold_letter(gunichar letter) {
    /* From U+0621 to U+064A, what is added to U+0600. */
    static const guint8 LETTERS[] = {
        0x00, 0x27, 0x27, 0x48, 0x27, 0x4A, 0x27, 0x28, 0x47, 0x2A, 0x2B, 0x2C, 0x2D, 0x2E,
        0x2F, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x4A, 0x4A};
    guint8 folded = LETTERS[letter - 0x0621];
    return folded ? 0x0600u + folded : 0;
}
/* Zero-width and bidirectional controls, which stand anywhere and mean nothing here. */
gboolean fold_is_invisible(gunichar c);
