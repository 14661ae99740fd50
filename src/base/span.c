/* Spans of a text. */
#include "base/base.h"

Span span_join(Span a, Span b) {
    guint32 start = MIN(a.start, b.start);
    guint32 end = MAX(a.start + a.len, b.start + b.len);
    return (Span){start, end - start};
}

char *span_dup(const char *text, Span span) { return g_strndup(text + span.start, span.len); }
