/* The parts of the article reader. Private to article/. */
#pragma once

#include "article/article.h"

/* ---- bytes ------------------------------------------------------------------------------------
 */

/* The whole of a file, or of standard input for "-", unpacked where it is gzip; fails on files
 * larger than `most` bytes once unpacked. */
GBytes *read_bytes(const char *path, gsize most, GError **error);
/*
 * Bytes as UTF-8: a byte order mark decides, then valid UTF-8 is taken as it is, then ICU's
 * detector chooses among the Arabic encodings. Fails on NUL bytes, on damaged UTF-8 and where no
 * encoding gives Arabic text.
 */
char *decode(const char *path, GBytes *bytes, GError **error);

/* ---- metadata ---------------------------------------------------------------------------------
 */

/* The day of a date as the web writes it (ISO with or without time, 2022/1/5, 5/1/2022), as ISO;
 * NULL if it is none. */
char *iso_day(const char *text);
/* The day that a file name begins with, or NULL. */
char *iso_day_of_file_name(const char *path);
/* Ends an article: the id falls back to `id`, the date to the file name's and the default. */
void article_complete(Article *self, const char *path, const char *id,
                      const ArticleOptions *options);

/* ---- one file, one article --------------------------------------------------------------------
 */

Article *read_text(const char *path, const char *text, GError **error);
Article *read_html(const char *path, const char *text, GError **error);

/* ---- one file, many articles -------------------------------------------------------------------
 */

/* One JSON object as an article; `line` names it in messages and ids. */
Article *read_json_object(const char *path, guint line, const char *text, gsize len,
                          GError **error);
/* What a file of records holds, in order: GPtrArray of RecordResult. */
typedef struct {
    Article *article; /* NULL where the record is bad */
    GError *error;
} RecordResult;
void record_result_free(RecordResult *self);
/* An array of objects, or one object. Fails where the file as a whole is no JSON. */
GPtrArray *read_json(const char *path, const char *text, GError **error);
GPtrArray *read_csv(const char *path, const char *text, GError **error);
