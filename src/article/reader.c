/* Files, folders and standard input as one stream of articles. */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "article/readers.h"

enum { DEFAULT_MAX_BYTES = 16 << 20, DEFAULT_MAX_DEPTH = 256, MAX_FILE_BYTES = 1 << 30 };

typedef enum {
    FORMAT_NONE,
    FORMAT_TEXT,
    FORMAT_HTML,
    FORMAT_LINES,
    FORMAT_JSON,
    FORMAT_CSV
} FileFormat;

struct ArticleReader {
    const ArticleOptions *options;
    GQueue paths;       /* char*: what is still to be read */
    GPtrArray *records; /* RecordResult of the file in hand, or NULL */
    guint next_record;
    char *file;        /* the file of records in hand, of either kind */
    ByteSource *lines; /* of JSON lines, one read at a time */
    GString *text;     /* the line in hand */
    guint n_records;   /* of the file in hand, good and bad */
    guint line;
    guint64 n_bytes; /* of the files behind, but for the lines in hand */
};

static const struct {
    const char *ending;
    FileFormat format;
} ENDINGS[] = {{".txt", FORMAT_TEXT},    {".html", FORMAT_HTML},    {".htm", FORMAT_HTML},
               {".jsonl", FORMAT_LINES}, {".ndjson", FORMAT_LINES}, {".json", FORMAT_JSON},
               {".csv", FORMAT_CSV}};

static FileFormat format_of_name(const char *path) {
    g_autofree char *name = g_ascii_strdown(path, -1);
    if (g_str_has_suffix(name, ".gz")) name[strlen(name) - 3] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(ENDINGS); i++)
        if (g_str_has_suffix(name, ENDINGS[i].ending)) return ENDINGS[i].format;
    return FORMAT_NONE;
}

/* UTF-16 has no lines until it is decoded as a whole. */
static gboolean is_utf16(const char *bytes, gsize len) {
    return len >= 2 && (!memcmp(bytes, "\xff\xfe", 2) || !memcmp(bytes, "\xfe\xff", 2));
}

static gboolean has_utf8_mark(const char *bytes, gsize len) {
    return len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3);
}

/* What standard input holds, by its first sign that is no blank. */
static FileFormat format_of_bytes(const char *bytes, gsize len) {
    gsize i = is_utf16(bytes, len) ? 2 : has_utf8_mark(bytes, len) ? 3 : 0;
    while (i < len && (g_ascii_isspace(bytes[i]) || bytes[i] == '\0')) i++;
    char sign = i < len ? bytes[i] : '\0';
    return sign == '<'   ? FORMAT_HTML
           : sign == '[' ? FORMAT_JSON
           : sign == '{' ? FORMAT_LINES
                         : FORMAT_TEXT;
}

static FileFormat format_of_option(const char *name) {
    g_autofree char *ending = name ? g_strconcat(".", name, NULL) : NULL;
    return ending ? format_of_name(ending) : FORMAT_NONE;
}

ArticleReader *article_reader_new(const char *const *paths, const ArticleOptions *options) {
    ArticleReader *self = g_new0(ArticleReader, 1);
    self->options = options;
    self->text = g_string_new(NULL);
    for (; paths && *paths; paths++) g_queue_push_tail(&self->paths, g_strdup(*paths));
    return self;
}

static void close_file(ArticleReader *self) {
    if (self->lines) self->n_bytes += byte_source_offset(self->lines);
    g_clear_pointer(&self->records, g_ptr_array_unref);
    g_clear_pointer(&self->file, g_free);
    g_clear_pointer(&self->lines, byte_source_close);
    self->next_record = self->line = self->n_records = 0;
}

void article_reader_free(ArticleReader *self) {
    if (!self) return;
    close_file(self);
    g_string_free(self->text, TRUE);
    g_queue_clear_full(&self->paths, g_free);
    g_free(self);
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A folder that is only linked may hold the one that we are in: it is not entered. */
static gboolean is_own_folder(const char *path) {
    return g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK);
}

/* Pipes, sockets and devices may lie in a folder, and would wait for ever. */
static gboolean is_article_file(const char *path) {
    return format_of_name(path) != FORMAT_NONE && g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* Puts a folder's files and folders in front of the queue, sorted, without those whose ending says
 * nothing. */
static gboolean open_folder(ArticleReader *self, const char *path, GError **error) {
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) folder = g_dir_open(path, 0, &cause);
    if (!folder) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s': %s"), path,
                    cause->message);
        return FALSE;
    }
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    const char *name;
    while ((name = g_dir_read_name(folder))) {
        char *file = g_build_filename(path, name, NULL);
        if (name[0] != '.' && (is_own_folder(file) || is_article_file(file)))
            g_ptr_array_add(found, file);
        else
            g_free(file);
    }
    if (found->len) qsort(found->pdata, found->len, sizeof(char *), by_name);
    for (guint i = found->len; i > 0; i--) g_queue_push_head(&self->paths, found->pdata[i - 1]);
    if (found->len) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                _("'%s' holds no articles (.txt .html .jsonl .json .csv, or .gz of them)"), path);
    return FALSE;
}

guint64 article_reader_bytes(const ArticleReader *self) {
    return self->n_bytes + (self->lines ? byte_source_offset(self->lines) : 0);
}

guint64 article_bytes(const char *path) {
    GStatBuf state;
    if (g_stat(path, &state) != 0) return 0;
    if (!S_ISDIR(state.st_mode)) return S_ISREG(state.st_mode) ? (guint64)state.st_size : 0;
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    guint64 sum = 0;
    const char *name;
    while (folder && (name = g_dir_read_name(folder))) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        if (name[0] != '.' && (is_own_folder(file) || is_article_file(file)))
            sum += article_bytes(file);
    }
    return sum;
}

static gsize most_of_article(const ArticleReader *self) {
    return self->options->max_bytes ? self->options->max_bytes : DEFAULT_MAX_BYTES;
}

static bool has_records(FileFormat format) {
    return format == FORMAT_LINES || format == FORMAT_JSON || format == FORMAT_CSV;
}

static GBytes *read_bytes(const ArticleReader *self, FileFormat format, ByteSource *source,
                          GError **error) {
    if (has_records(format)) return byte_source_all(source, MAX_FILE_BYTES, "", error);
    return byte_source_all(source, most_of_article(self), " (--max-article)", error);
}

static guint most_depth(const ArticleReader *self) {
    return self->options->max_depth ? self->options->max_depth : DEFAULT_MAX_DEPTH;
}

/* One article of a file that is one article. */
static Article *read_single(ArticleReader *self, const char *path, FileFormat format,
                            const char *text, GError **error) {
    Article *article = format == FORMAT_HTML ? read_html(path, text, most_depth(self), error)
                                             : read_text(path, text, error);
    if (!article) return NULL;
    g_autofree char *name = g_path_get_basename(path);
    article_complete(article, path, name, self->options);
    return article;
}

/* Reads all of a source and takes it as one article, or as records. */
static Article *read_whole(ArticleReader *self, const char *path, FileFormat format,
                           ByteSource *source, GError **error) {
    g_autoptr(GBytes) bytes = read_bytes(self, format, source, error);
    self->n_bytes += byte_source_offset(source);
    g_autofree char *text = bytes ? decode(path, bytes, error) : NULL;
    if (!text) return NULL;
    if (!has_records(format)) return read_single(self, path, format, text, error);
    self->file = g_strdup(path);
    self->records = format == FORMAT_CSV    ? read_csv(path, text, error)
                    : format == FORMAT_JSON ? read_json(path, text, most_depth(self), error)
                                            : read_json_lines(path, text, most_depth(self));
    return NULL;
}

/* Opens a file. Gives its article where it holds one; NULL without error where records are to be
 * taken from it. */
static Article *open_file(ArticleReader *self, const char *path, GError **error) {
    gboolean is_stdin = g_str_equal(path, "-");
    FileFormat format = is_stdin ? format_of_option(self->options->format) : format_of_name(path);
    g_autoptr(ByteSource) source = byte_source_open(path, error);
    const char *head = NULL;
    gsize len = 0;
    if (!source || !byte_source_peek(source, &head, &len, error)) return NULL;
    if (format == FORMAT_NONE) format = format_of_bytes(head, len);
    if (format != FORMAT_LINES || is_utf16(head, len) || len == 0)
        return read_whole(self, path, format, source, error);
    self->file = g_strdup(path);
    self->lines = g_steal_pointer(&source);
    return NULL;
}

/* Opens the next path: a folder only fills the queue. */
static Article *open_next(ArticleReader *self, GError **error) {
    g_autofree char *path = g_queue_pop_head(&self->paths);
    if (!g_str_equal(path, "-") && g_file_test(path, G_FILE_TEST_IS_DIR)) {
        open_folder(self, path, error);
        return NULL;
    }
    return open_file(self, path, error);
}

static Article *bad_line(const ArticleReader *self, const char *why, GError **error) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("cannot read '%s', line %u: %s"),
                self->file, self->line, gettext(why));
    return NULL;
}

/* The end of a file of records: one that had none is said. */
static Article *end_of_records(ArticleReader *self, GError **error) {
    if (self->n_records == 0)
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("'%s' holds no articles"),
                    self->file);
    close_file(self);
    return NULL;
}

/* The line in hand as an article; a line in another encoding is decoded by itself. */
static Article *article_of_line(ArticleReader *self, GError **error) {
    const char *text = self->text->str;
    gsize len = self->text->len;
    g_autofree char *decoded = NULL;
    if (self->line == 1 && has_utf8_mark(text, len)) {
        text += 3;
        len -= 3;
    }
    if (!g_utf8_validate(text, (gssize)len, NULL)) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(text, len);
        decoded = decode(self->file, bytes, NULL);
        if (!decoded)
            return bad_line(self, "no valid UTF-8, and no other Arabic encoding fits", error);
        text = decoded;
        len = strlen(decoded);
    }
    Article *article = read_json_object(self->file, self->line, text, len, most_depth(self), error);
    if (article) article_complete(article, self->file, article->id, self->options);
    return article;
}

/* The next line of JSON that is not blank; NULL without error at the end of the file. A file that
 * breaks off is said once. */
static Article *take_line(ArticleReader *self, GError **error) {
    for (;;) {
        LineState state = byte_source_line(self->lines, most_of_article(self), self->text, error);
        self->line++;
        if (state == LINE_TOO_LONG) {
            self->n_records++;
            return bad_line(self, "it is longer than an article may be (--max-article)", error);
        }
        if (state == LINE_NONE) return end_of_records(self, error);
        if (state == LINE_FAILED) {
            close_file(self);
            return NULL;
        }
        if (strspn(self->text->str, " \t\r") == self->text->len) continue;
        self->n_records++;
        return article_of_line(self, error);
    }
}

static Article *take_record(ArticleReader *self, GError **error) {
    if (self->next_record == self->records->len) return end_of_records(self, error);
    self->n_records++;
    RecordResult *result = self->records->pdata[self->next_record++];
    if (result->error) {
        g_propagate_error(error, g_steal_pointer(&result->error));
        return NULL;
    }
    Article *article = g_steal_pointer(&result->article);
    article_complete(article, self->file, article->id, self->options);
    return article;
}

Article *article_reader_next(ArticleReader *self, GError **error) {
    for (;;) {
        GError *cause = NULL;
        Article *article = NULL;
        if (self->lines)
            article = take_line(self, &cause);
        else if (self->records)
            article = take_record(self, &cause);
        else if (g_queue_is_empty(&self->paths))
            return NULL;
        else
            article = open_next(self, &cause);
        if (article) return article;
        if (cause) {
            if (!self->lines && !self->records) close_file(self);
            g_propagate_error(error, cause);
            return NULL;
        }
    }
}
