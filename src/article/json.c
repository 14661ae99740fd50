/* Articles as JSON: one object a line, an array of objects, or one object; the keys that crawlers
 * write. */
#include <jansson.h>

#include "article/readers.h"
#include "base/autoptr.h"

/* The first of the keys that holds a string, or a number where those are taken too. The caller
 * frees it. */
static char *take(const json_t *object, const char *const *keys, gboolean or_number) {
    for (; *keys; keys++) {
        const json_t *value = json_object_get(object, *keys);
        if (json_is_string(value) && json_string_length(value))
            return g_strdup(json_string_value(value));
        if (or_number && json_is_integer(value))
            return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
    }
    return NULL;
}

/* Seconds or milliseconds since 1970, as crawlers also write dates. */
static char *day_of_epoch(const char *text) {
    char *end = NULL;
    gint64 seconds = g_ascii_strtoll(text, &end, 10);
    if (*end != '\0' || seconds < 100000000) return NULL;
    if (seconds > 100000000000) seconds /= 1000;
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);
    return time ? g_date_time_format(time, "%Y-%m-%d") : NULL;
}

/* `where` is "line" or "record". */
static Article *article_of_object(const char *path, const char *where, guint number,
                                  const json_t *object, GError **error) {
    static const char *const BODY[] = {"text", "body", "content", NULL},
                             *const TITLE[] = {"title", NULL},
                             *const DATE[] = {"date", "published", "published_at", "datePublished",
                                              NULL},
                             *const SOURCE[] = {"source", "source-hostname", "sitename", NULL},
                             *const URL[] = {"url", NULL}, *const ID[] = {"id", NULL};
    g_autoptr(Article) article = g_new0(Article, 1);
    article->body = take(object, BODY, FALSE);
    if (!article->body) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("cannot read '%s', %s %u: expected an object with a string for \"text\""),
                    path, where, number);
        return NULL;
    }
    article->title = take(object, TITLE, FALSE);
    article->source = take(object, SOURCE, FALSE);
    article->url = take(object, URL, FALSE);
    article->id = take(object, ID, TRUE);
    g_autofree char *date = take(object, DATE, TRUE);
    if (date) article->published = article_day(date);
    if (date && !article->published) article->published = day_of_epoch(date);
    if (!article->id) article->id = record_id(path, number);
    return g_steal_pointer(&article);
}

/* The line on which more than `most` brackets stand in each other; 0 where none does. */
static guint line_too_deep(const char *text, gsize len, guint most) {
    guint depth = 0, line = 1;
    bool quoted = false;
    for (const char *p = text; p < text + len; p++) {
        if (quoted && *p == '\\')
            p++;
        else if (*p == '"')
            quoted = !quoted;
        else if (*p == '\n')
            line++;
        else if (!quoted && (*p == '[' || *p == '{') && ++depth > most)
            return line;
        else if (!quoted && (*p == ']' || *p == '}') && depth)
            depth--;
    }
    return 0;
}

/* NULs have no place in a text; jansson refuses them unless told otherwise. */
static json_t *parse(const char *path, guint first_line, const char *text, gsize len,
                     guint most_depth, GError **error) {
    json_error_t cause;
    guint deep = line_too_deep(text, len, most_depth);
    if (deep) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("'%s', line %u: nested more than %u deep (--max-depth)"), path,
                    first_line - 1 + deep, most_depth);
        return NULL;
    }
    json_t *value = json_loadb(text, len, JSON_REJECT_DUPLICATES, &cause);
    if (value) return value;
    /* The library cuts what it quotes at a byte, which may lie inside a letter. */
    g_autofree char *why = g_utf8_make_valid(cause.text, -1);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                _("cannot read '%s', line %d, column %d: %s"), path,
                (int)first_line - 1 + cause.line, cause.column, why);
    return NULL;
}

Article *read_json_object(const char *path, guint line, const char *text, gsize len,
                          guint most_depth, GError **error) {
    auto_json *object = parse(path, line, text, len, most_depth, error);
    return object ? article_of_object(path, "line", line, object, error) : NULL;
}

static void add(GPtrArray *results, const char *path, guint record, const json_t *object) {
    RecordResult *result = g_new0(RecordResult, 1);
    result->article = article_of_object(path, "record", record, object, &result->error);
    g_ptr_array_add(results, result);
}

GPtrArray *read_json(const char *path, const char *text, guint most_depth, GError **error) {
    auto_json *value = parse(path, 1, text, strlen(text), most_depth, error);
    if (!value) return NULL;
    GPtrArray *results = g_ptr_array_new_with_free_func((GDestroyNotify)record_result_free);
    if (!json_is_array(value)) add(results, path, 1, value);
    gsize i;
    json_t *object;
    json_array_foreach(value, i, object) add(results, path, (guint)i + 1, object);
    return results;
}

GPtrArray *read_json_lines(const char *path, const char *text, guint most_depth) {
    GPtrArray *results = g_ptr_array_new_with_free_func((GDestroyNotify)record_result_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        if (!*g_strchomp(lines[i])) continue;
        RecordResult *result = g_new0(RecordResult, 1);
        result->article =
            read_json_object(path, i + 1, lines[i], strlen(lines[i]), most_depth, &result->error);
        g_ptr_array_add(results, result);
    }
    return results;
}
