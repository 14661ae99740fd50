/* The parts of the article reader. Private to article/. */
#pragma once

#include "article/article.h"

/* ---- bytes ------------------------------------------------------------------------------------
 */

/* A file, or standard input for "-", unpacked where it is gzip. */
typedef struct ByteSource ByteSource;

ByteSource *byte_source_open(const char *path, GError **error);
void byte_source_close(ByteSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ByteSource, byte_source_close)
/* How far into the file itself, packed as it may be, the reading is. */
guint64 byte_source_offset(const ByteSource *self);
/* What comes next, without taking it: borrowed until the next call; no bytes at the end. */
gboolean byte_source_peek(ByteSource *self, const char **ret_bytes, gsize *ret_len, GError **error);
/* All that is left; fails on more than `most` bytes, and says `option`, which changes that. */
GBytes *byte_source_all(ByteSource *self, gsize most, const char *option, GError **error);

typedef enum { LINE_READ, LINE_NONE, LINE_TOO_LONG, LINE_FAILED } LineState;
/* The next line without its end; one of more than `most` bytes is passed over and said. */
LineState byte_source_line(ByteSource *self, gsize most, GString *line, GError **error);

/*
 * Bytes as UTF-8: a byte order mark decides, then valid UTF-8 is taken as it is, then ICU's
 * detector chooses among the Arabic encodings. Fails on NUL bytes, on damaged UTF-8 and where no
 * encoding gives Arabic text.
 */
char *decode(const char *path, GBytes *bytes, GError **error);

/* ---- metadata ---------------------------------------------------------------------------------
 */

/* The day that a file name begins with, or NULL. */
char *iso_day_of_file_name(const char *path);
/* The id of a record that has none: "file:number", the file without its folder, so that it is the
 * same from wherever it is read; NULL for standard input. The caller frees it. */
char *record_id(const char *path, guint number);
/* Ends an article: the id falls back to `id` (to the address or the text on standard input), the
 * date to the file name's and the default. */
void article_complete(Article *self, const char *path, const char *id,
                      const ArticleOptions *options);

/* ---- one file, one article --------------------------------------------------------------------
 */

/* A page fails where more than `most_depth` elements stand in each other. */
Article *read_text(const char *path, const char *text, GError **error);
Article *read_html(const char *path, const char *text, guint most_depth, GError **error);

/* ---- one file, many articles -------------------------------------------------------------------
 */

/* One JSON object as an article; `line` names it in messages and ids. `most_depth` as above. */
Article *read_json_object(const char *path, guint line, const char *text, gsize len,
                          guint most_depth, GError **error);
/* What a file of records holds, in order: GPtrArray of RecordResult. */
typedef struct {
    Article *article; /* NULL where the record is bad */
    GError *error;
} RecordResult;
void record_result_free(RecordResult *self);
/* An array of objects, or one object. Fails where the file as a whole is no JSON. */
GPtrArray *read_json(const char *path, const char *text, guint most_depth, GError **error);
/* One object a line, of a text that had to be decoded as a whole. */
GPtrArray *read_json_lines(const char *path, const char *text, guint most_depth);
GPtrArray *read_csv(const char *path, const char *text, GError **error);
