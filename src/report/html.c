/* html: what comes from articles and tables stands in the page as text, and as nothing else. */
#include "report/html.h"

#include <string.h>

#define REPLACEMENT "\uFFFD"

/* Controls have no place in a page, and overrides of direction can make one text look like another.
 */
static bool is_harmful(gunichar c) {
    if (c == '\t' || c == '\n') return false;
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x202d || c == 0x202e ||
           (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

static const char *entity(gunichar c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return NULL;
    }
}

void html_text(GString *out, const char *text, gssize len) {
    if (!text) return;
    const char *end = text + (len < 0 ? strlen(text) : (gsize)len);
    while (text < end) {
        gunichar c = g_utf8_get_char_validated(text, end - text);
        bool broken = c == (gunichar)-1 || c == (gunichar)-2 || c == 0;
        const char *next = broken ? text + 1 : g_utf8_next_char(text);
        const char *instead = broken || is_harmful(c) ? REPLACEMENT : entity(c);
        if (instead)
            g_string_append(out, instead);
        else
            g_string_append_len(out, text, next - text);
        text = next;
    }
}

void html_attribute(GString *out, const char *name, const char *value) {
    g_string_append_printf(out, " %s=\"", name);
    html_text(out, value, -1);
    g_string_append_c(out, '"');
}

void html_element(GString *out, const char *tag, const char *text) {
    if (!text || !*text) return;
    g_string_append_printf(out, "<%s>", tag);
    html_text(out, text, -1);
    g_string_append_printf(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

void html_foreign(GString *out, const char *text, const char *page_language) {
    bool is_own = g_str_equal(page_language, "ar");
    g_string_append(out, is_own ? "<bdi>" : "<bdi lang=\"ar\">");
    html_text(out, text, -1);
    g_string_append(out, "</bdi>");
}

bool html_is_address(const char *url) {
    return url && (g_ascii_strncasecmp(url, "https://", 8) == 0 ||
                   g_ascii_strncasecmp(url, "http://", 7) == 0);
}
