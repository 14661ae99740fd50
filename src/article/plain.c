/* Plain text, with head lines where it has them. */
#include "article/readers.h"

typedef enum { HEAD_TITLE, HEAD_DATE, HEAD_SOURCE, HEAD_URL, HEAD_ID } HeadKey;

static const struct {
    const char *name;
    HeadKey key;
} HEAD_KEYS[] = {
    {"Title", HEAD_TITLE},   {"العنوان", HEAD_TITLE}, {"عنوان", HEAD_TITLE},
    {"Date", HEAD_DATE},     {"التاريخ", HEAD_DATE},  {"تاريخ", HEAD_DATE},
    {"Source", HEAD_SOURCE}, {"المصدر", HEAD_SOURCE}, {"URL", HEAD_URL},
    {"الرابط", HEAD_URL},    {"رابط", HEAD_URL},      {"Id", HEAD_ID},
    {"المعرف", HEAD_ID},     {"المعرّف", HEAD_ID},
};

/* The key of a head line and where its value begins; FALSE when the line is none. */
static gboolean head_line(const char *line, gsize len, HeadKey *ret_key, const char **ret_value) {
    const char *colon = memchr(line, ':', len);
    if (!colon) return FALSE;
    g_autofree char *name = g_strndup(line, (gsize)(colon - line));
    g_strstrip(name);
    for (guint i = 0; i < G_N_ELEMENTS(HEAD_KEYS); i++) {
        if (g_ascii_strcasecmp(name, HEAD_KEYS[i].name) != 0) continue;
        *ret_key = HEAD_KEYS[i].key;
        *ret_value = colon + 1;
        return TRUE;
    }
    return FALSE;
}

static void set_head(Article *article, HeadKey key, const char *value, gsize len) {
    char *text = g_strstrip(g_strndup(value, len));
    char **slot = key == HEAD_TITLE    ? &article->title
                  : key == HEAD_SOURCE ? &article->source
                  : key == HEAD_URL    ? &article->url
                  : key == HEAD_ID     ? &article->id
                                       : &article->published;
    g_free(*slot);
    *slot = text;
    if (key == HEAD_DATE) {
        *slot = article_day(text);
        g_free(text);
    }
}

static gboolean is_blank(const char *text, gsize len) {
    for (gsize i = 0; i < len; i++)
        if (!g_ascii_isspace(text[i])) return FALSE;
    return TRUE;
}

/* Where the body begins: after head lines and the blank line that ends them, or at the start when
 * there are none. */
static const char *read_head(Article *article, const char *text) {
    const char *p = text;
    while (*p) {
        const char *end = strchr(p, '\n');
        gsize len = end ? (gsize)(end - p) : strlen(p);
        HeadKey key;
        const char *value = NULL;
        if (is_blank(p, len)) return p > text ? (end ? end + 1 : p + len) : text;
        if (!head_line(p, len, &key, &value)) return text;
        set_head(article, key, value, len - (gsize)(value - p));
        p = end ? end + 1 : p + len;
    }
    return p;
}

static void forget_head(Article *article) {
    g_clear_pointer(&article->title, g_free);
    g_clear_pointer(&article->source, g_free);
    g_clear_pointer(&article->url, g_free);
    g_clear_pointer(&article->id, g_free);
    g_clear_pointer(&article->published, g_free);
}

Article *read_text(const char *path, const char *text, GError **error) {
    g_autoptr(Article) article = g_new0(Article, 1);
    const char *body = read_head(article, text);
    if (body == text) forget_head(article);
    if (is_blank(body, strlen(body))) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("'%s' holds no text"), path);
        return NULL;
    }
    article->body = g_strdup(body);
    return g_steal_pointer(&article);
}
