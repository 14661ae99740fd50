/* Folding of single signs. Private to text/. */
#pragma once

#include <glib.h>

/* Appends the search form of one code point: nothing for marks, tatweel and what is invisible. */
void fold_append(GString *out, gunichar c);
/* Can the code point stand inside a word or a number? */
gboolean fold_is_word(gunichar c);
/* Zero-width and bidirectional controls, which stand anywhere and mean nothing here. */
gboolean fold_is_invisible(gunichar c);
