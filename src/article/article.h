/*
 * article: files of any supported format in, articles out, one at a time. Text is decoded to UTF-8
 * and otherwise left as it stands, because every later span points into it.
 */
#pragma once

#include "base/base.h"

typedef enum { FIELD_TITLE, FIELD_BODY, N_FIELDS } Field;

/* One article. Owns its strings; all are valid UTF-8. Only `id` and `body` are never NULL. */
typedef struct {
    char *id; /* file name without folder for .txt and .html, else the record's id or "file:line" */
    char *path;   /* the file it came from, for messages */
    char *source; /* the outlet */
    char *url;
    char *title;
    char *body;
    char *published; /* ISO date, or NULL when unknown */
    bool is_sample;  /* its source says "sample": maps say so too */
} Article;

/* Takes NULL, as every free does. */
void article_free(Article *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Article, article_free)

/* The text of a field; "" where the article has none. Borrowed. */
const char *article_field(const Article *self, Field field);

/* The day of a date as the web writes it (ISO with or without time, 2022/1/5, 5/1/2022), as ISO;
 * NULL if it is none. The caller frees it. */
char *article_day(const char *text);

typedef struct {
    const char *format;       /* of "-": txt html jsonl json csv; NULL: its first bytes decide */
    const char *default_date; /* --date: ISO, or NULL */
    gsize max_bytes;          /* the longest article that is read; 0 means the default of 16 MiB */
    guint max_depth;          /* of elements or brackets in each other; 0 means 256 */
} ArticleOptions;

/* Reads a list of files, folders and "-" as one stream of articles. Borrows paths and options. */
typedef struct ArticleReader ArticleReader;

/* Reads the files and folders of a NULL-ended list, in order; never fails: what cannot be read is
 * said by article_reader_next. Copies the paths, borrows the options. */
ArticleReader *article_reader_new(const char *const *paths, const ArticleOptions *options);
void article_reader_free(ArticleReader *self);
/*
 * The next article, or NULL at the end (error unset), or NULL with `error` set for one bad article
 * or file: say it, count it, and call again: the reader goes on with the next one. The caller frees
 * it.
 */
Article *article_reader_next(ArticleReader *self, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ArticleReader, article_reader_free)
/* How many bytes of its files (as they lie there, packed or not) are behind the reader. */
guint64 article_reader_bytes(const ArticleReader *self);
/* How many bytes a file or folder holds that would be read; 0 for "-" and what is not there. */
guint64 article_bytes(const char *path);
