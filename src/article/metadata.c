/* Dates, ids and sources of articles. */
#include <string.h>

#include "article/readers.h"

/* Reads up to three numbers split by - / or . and says where they end. */
static guint read_numbers(const char *text, guint values[3], guint digits[3],
                          const char **ret_end) {
    guint n = 0;
    const char *p = text;
    while (n < 3 && g_ascii_isdigit(*p)) {
        values[n] = digits[n] = 0;
        for (; g_ascii_isdigit(*p) && digits[n] < 5; p++, digits[n]++)
            values[n] = 10 * values[n] + (guint)(*p - '0');
        n++;
        if (n < 3 && (*p == '-' || *p == '/' || *p == '.')) p++;
    }
    *ret_end = p;
    return n;
}

char *article_day(const char *text) {
    while (g_ascii_isspace(*text)) text++;
    guint v[3], digits[3];
    const char *end = NULL;
    if (read_numbers(text, v, digits, &end) != 3) return NULL;
    if (*end != '\0' && *end != 'T' && !g_ascii_isspace(*end) && *end != '_' && *end != '-' &&
        *end != '.')
        return NULL;
    guint year = digits[0] == 4 ? v[0] : v[2], day = digits[0] == 4 ? v[2] : v[0];
    if ((digits[0] != 4 && digits[2] != 4) || year < 1900 || year > 2200) return NULL;
    if (!g_date_valid_dmy((GDateDay)MIN(day, 255), (GDateMonth)MIN(v[1], 13), (GDateYear)year))
        return NULL;
    /* Most are written so already. */
    if (digits[0] == 4 && digits[1] == 2 && digits[2] == 2 && text[4] == '-' && text[7] == '-')
        return g_strndup(text, 10);
    return g_strdup_printf("%04u-%02u-%02u", year, v[1], day);
}

char *iso_day_of_file_name(const char *path) {
    g_autofree char *name = g_path_get_basename(path);
    guint v[3], digits[3];
    const char *end = NULL;
    if (read_numbers(name, v, digits, &end) != 3 || digits[0] != 4 || digits[1] != 2 ||
        digits[2] != 2)
        return NULL;
    g_autofree char *day = g_strndup(name, 10);
    return article_day(day);
}

char *record_id(const char *path, guint number) {
    if (strcmp(path, "-") == 0) return NULL; /* see id_of_stream */
    g_autofree char *name = g_path_get_basename(path);
    return g_strdup_printf("%s:%u", name, number);
}

/* What comes through a pipe has no name, and its place in it may be another in each of many pipes:
 * the article is known by what it is, its address or its text. */
static char *id_of_stream(const Article *article) {
    const char *const parts[] = {article->published, article->title, article->body};
    bool has_address = article->url && *article->url;
    g_autoptr(GString) text = g_string_new(has_address ? article->url : NULL);
    for (guint i = 0; i < G_N_ELEMENTS(parts) && !has_address; i++)
        g_string_append_printf(text, "%s\n", parts[i] ? parts[i] : "");
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, -1);
    return g_strdup_printf("text-%.16s", hash);
}

void article_complete(Article *self, const char *path, const char *id,
                      const ArticleOptions *options) {
    /* A file may be named in bytes that are no UTF-8; what goes into data and messages is. */
    self->path = g_utf8_make_valid(path, -1);
    if (!self->id || !*self->id) {
        g_free(self->id);
        self->id = strcmp(path, "-") == 0 ? id_of_stream(self) : g_strdup(id);
    }
    if (!g_utf8_validate(self->id, -1, NULL)) {
        char *valid = g_utf8_make_valid(self->id, -1);
        g_free(self->id);
        self->id = valid;
    }
    if (!self->published) self->published = iso_day_of_file_name(path);
    if (!self->published) self->published = g_strdup(options->default_date);
    /* "sample", or "sample outlet" where a fixture needs several */
    static const char mark[] = "sample";
    gsize len = strlen(mark);
    self->is_sample = self->source && g_ascii_strncasecmp(self->source, mark, len) == 0 &&
                      (!self->source[len] || self->source[len] == ' ');
}

void article_free(Article *self) {
    if (!self) return;
    g_free(self->id);
    g_free(self->path);
    g_free(self->source);
    g_free(self->url);
    g_free(self->title);
    g_free(self->body);
    g_free(self->published);
    g_free(self);
}

const char *article_field(const Article *self, Field field) {
    const char *text = field == FIELD_TITLE ? self->title : self->body;
    return text ? text : "";
}

void record_result_free(RecordResult *self) {
    article_free(self->article);
    g_clear_error(&self->error);
    g_free(self);
}
