/* html: text that came in, made safe for a page. Private to report/. */
#pragma once

#include "base/base.h"

/* Appends `len` bytes (-1: up to the NUL) as text of an element or of a quoted attribute. Bytes
 * that are no UTF-8, control characters and overrides of direction become U+FFFD. */
void html_text(GString *out, const char *text, gssize len);
/* Appends ` name="value"`. */
void html_attribute(GString *out, const char *name, const char *value);
/* Appends <tag>text</tag>; `tag` may have attributes. Nothing where there is no text. */
void html_element(GString *out, const char *tag, const char *text);
/* The same, in Arabic within a page of another language. */
void html_foreign(GString *out, const char *text, const char *page_language);
/* Is it an address that a page may link to, and no script? */
bool html_is_address(const char *url);
