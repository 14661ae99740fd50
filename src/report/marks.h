/* marks: parts of a running text marked, which may overlap. Private to report/. */
#pragma once

#include "base/base.h"

/* A part of a text to mark. Owns its strings. */
typedef struct {
    guint32 start, end; /* bytes */
    char *id;           /* of its first piece; NULL: none */
    char *attributes;   /* of every piece, ready to write, beginning with a space */
    char *tail;         /* HTML behind the last piece; NULL: none */
    bool begun;
} Mark;

void mark_clear(Mark *self);

/* Writes a text with its marks, stretch by stretch in order. Elements of HTML must nest, so a mark
 * is cut where another ends within it, and where a stretch ends. */
typedef struct MarkWriter MarkWriter;

/* Sorts `marks` (GArray of Mark), which stays the caller's, as `text` does. */
MarkWriter *mark_writer_new(GString *out, const char *text, GArray *marks);
/* Appends the bytes from `from` to `to`; no stretch may begin before the end of the last. */
void mark_writer_write(MarkWriter *self, guint32 from, guint32 to);
void mark_writer_free(MarkWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarkWriter, mark_writer_free)
