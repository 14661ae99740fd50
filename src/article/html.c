/*
 * HTML: the article's text without menus, share buttons and related links. Parsing is libxml2's;
 * here stands only what a page of a news site is made of.
 */
#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "article/readers.h"
#include "base/autoptr.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

/* Elements that never hold an article's words. */
static const char *const SKIPPED[] = {
    "script", "style", "nav",    "header", "footer",     "aside",    "form",   "noscript",
    "iframe", "svg",   "button", "select", "figcaption", "template", "object", NULL};
/* Parts of the class or id of an element that is furniture of the page. */
static const char *const FURNITURE[] = {
    "share",   "social", "related", "sidebar", "menu",       "breadcrumb", "comment",
    "widget",  "advert", "footer",  "navbar",  "newsletter", "read-more",  "readalso",
    "popular", "tags",   "byline",  "promo",   "cookie",     NULL};
/* Elements that begin and end a line. */
static const char *const BLOCKS[] = {
    "p",  "div", "br", "li",         "ul",      "ol",      "h1",   "h2",     "h3",    "h4",  "h5",
    "h6", "tr",  "td", "blockquote", "section", "article", "main", "figure", "table", "pre", NULL};

static gboolean is_named(const xmlNode *node, const char *const *names) {
    return node->type == XML_ELEMENT_NODE && g_strv_contains(names, (const char *)node->name);
}

static char *attribute(const xmlNode *node, const char *name) {
    xmlChar *value = xmlGetProp((xmlNode *)node, (const xmlChar *)name);
    char *copy = value ? g_strdup((const char *)value) : NULL;
    xmlFree(value);
    return copy;
}

static gboolean attribute_holds(const xmlNode *node, const char *name, const char *const *parts) {
    g_autofree char *value = attribute(node, name);
    g_autofree char *lower = value ? g_ascii_strdown(value, -1) : NULL;
    for (; lower && *parts; parts++)
        if (strstr(lower, *parts)) return TRUE;
    return FALSE;
}

static gboolean is_furniture(const xmlNode *node) {
    return is_named(node, SKIPPED) || attribute_holds(node, "class", FURNITURE) ||
           attribute_holds(node, "id", FURNITURE);
}

static void end_line(GString *out) {
    while (out->len && out->str[out->len - 1] == ' ') g_string_truncate(out, out->len - 1);
    if (out->len && out->str[out->len - 1] != '\n') g_string_append_c(out, '\n');
}

/* Appends text with its white space folded. */
static void append_text(GString *out, const char *text) {
    for (const char *p = text; *p; p++) {
        gboolean space = g_ascii_isspace(*p);
        gboolean at_gap =
            out->len == 0 || out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\n';
        if (!space)
            g_string_append_c(out, *p);
        else if (!at_gap)
            g_string_append_c(out, ' ');
    }
}

static void collect_text(GString *out, const xmlNode *node) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE) append_text(out, (const char *)child->content);
        if (child->type != XML_ELEMENT_NODE || is_furniture(child)) continue;
        gboolean is_block = is_named(child, BLOCKS);
        if (is_block) end_line(out);
        collect_text(out, child);
        if (is_block) end_line(out);
    }
}

/* Letters in the paragraphs that stand right below a node: what makes it the holder of an article.
 */
static gsize paragraph_weight(const xmlNode *node) {
    gsize weight = 0;
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE) {
            const char *text = (const char *)child->content;
            weight += strlen(text + strspn(text, " \t\r\n")) / 4;
        }
        if (child->type != XML_ELEMENT_NODE || !g_str_equal(child->name, "p") ||
            is_furniture(child))
            continue;
        xmlChar *text = xmlNodeGetContent(child);
        weight += strlen((const char *)text);
        xmlFree(text);
    }
    return weight;
}

static gboolean says_it_is_the_article(const xmlNode *node) {
    g_autofree char *property = attribute(node, "itemprop");
    return g_strcmp0(property, "articleBody") == 0;
}

static void find_holder(const xmlNode *node, const xmlNode **best, gsize *best_weight) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || is_furniture(child)) continue;
        gsize weight = paragraph_weight(child) * (says_it_is_the_article(child) ? 100 : 1);
        if (weight > *best_weight) {
            *best = child;
            *best_weight = weight;
        }
        find_holder(child, best, best_weight);
    }
}

/* Calls `visit` for every element until it returns TRUE. */
static gboolean each_element(const xmlNode *node, gboolean (*visit)(const xmlNode *, void *),
                             void *data) {
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE &&
            (visit(child, data) || each_element(child, visit, data)))
            return TRUE;
    return FALSE;
}

/* The date in a JSON-LD block, wherever it stands in it. */
static char *date_in_json(const json_t *value) {
    const json_t *date = json_object_get(value, "datePublished");
    if (json_is_string(date)) return article_day(json_string_value(date));
    const char *key;
    json_t *member;
    json_object_foreach((json_t *)value, key, member) {
        char *day = json_is_object(member) || json_is_array(member) ? date_in_json(member) : NULL;
        if (day) return day;
    }
    gsize i;
    json_array_foreach((json_t *)value, i, member) {
        char *day = date_in_json(member);
        if (day) return day;
    }
    return NULL;
}

static gboolean visit_metadata(const xmlNode *node, void *data) {
    Article *article = data;
    if (g_str_equal(node->name, "meta")) {
        g_autofree char *property = attribute(node, "property"),
                        *content = attribute(node, "content");
        if (g_strcmp0(property, "og:title") == 0 && content && !article->title)
            article->title = g_strdup(content);
        if (g_strcmp0(property, "og:site_name") == 0 && content && !article->source)
            article->source = g_strdup(content);
        if (g_strcmp0(property, "og:url") == 0 && content && !article->url)
            article->url = g_strdup(content);
        if (g_strcmp0(property, "article:published_time") == 0 && content && !article->published)
            article->published = article_day(content);
    } else if (g_str_equal(node->name, "script")) {
        g_autofree char *type = attribute(node, "type");
        xmlChar *text =
            g_strcmp0(type, "application/ld+json") == 0 ? xmlNodeGetContent(node) : NULL;
        auto_json *value = text ? json_loads((const char *)text, 0, NULL) : NULL;
        if (value && !article->published) article->published = date_in_json(value);
        xmlFree(text);
    }
    return FALSE;
}

static gboolean visit_time(const xmlNode *node, void *data) {
    Article *article = data;
    g_autofree char *datetime =
        g_str_equal(node->name, "time") ? attribute(node, "datetime") : NULL;
    if (datetime) article->published = article_day(datetime);
    return article->published != NULL;
}

static gboolean visit_heading(const xmlNode *node, void *data) {
    Article *article = data;
    if (!g_str_equal(node->name, "h1") && !g_str_equal(node->name, "title")) return FALSE;
    GString *text = g_string_new(NULL);
    collect_text(text, node);
    g_free(article->title);
    article->title = g_strstrip(g_string_free(text, FALSE));
    if (!*article->title) g_clear_pointer(&article->title, g_free);
    return article->title != NULL && g_str_equal(node->name, "h1");
}

/* The parser compares each attribute of a tag with all before it: a tag of a hundred thousand takes
 * it minutes. No page has more than this. */
enum { MOST_ATTRIBUTES = 1000 };

/* Behind the tag that begins at `tag`; counts its attributes, by the blanks outside quotes. */
static const char *pass_tag(const char *tag, guint *ret_n) {
    char quote = '\0';
    const char *p = tag + 1;
    for (; *p && (quote || *p != '>'); p++) {
        if (quote)
            quote = *p == quote ? '\0' : quote;
        else if (*p == '"' || *p == '\'')
            quote = *p;
        else
            *ret_n += g_ascii_isspace(*p) && !g_ascii_isspace(p[1]) && p[1] != '>' && p[1] != '=';
    }
    return p;
}

/* The line of the first tag with too many attributes, 0 where there is none. What stands in scripts
 * is no tag. */
static guint line_of_wide_tag(const char *text) {
    const char *from = text;
    guint line = 1;
    for (const char *p = strchr(text, '<'); p; p = strchr(p + 1, '<')) {
        guint n = 0;
        if (!g_ascii_isalpha(p[1])) continue;
        bool is_script = !g_ascii_strncasecmp(p + 1, "script", 6);
        const char *end = pass_tag(p, &n);
        if (n > MOST_ATTRIBUTES) {
            for (; from < p; from++) line += *from == '\n';
            return line;
        }
        const char *close = is_script ? strstr(end, "</") : end;
        while (is_script && close && g_ascii_strncasecmp(close, "</script", 8))
            close = strstr(close + 2, "</");
        if (!close || !*close) return 0;
        p = close > p ? close - 1 : p;
    }
    return 0;
}

/* The parser's own limit of depth ends a page in the middle: what stood behind is not known. */
static gboolean has_ended_early(void) {
    const xmlError *last = xmlGetLastError();
    return last && last->level == XML_ERR_FATAL && last->code == XML_ERR_INTERNAL_ERROR;
}

Article *read_html(const char *path, const char *text, guint most_depth, GError **error) {
    guint wide = line_of_wide_tag(text);
    if (wide) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("'%s', line %u: a tag with more than %d attributes"), path, wide,
                    MOST_ATTRIBUTES);
        return NULL;
    }
    xmlResetLastError();
    xmlParserMaxDepth = most_depth; /* pages are read one after another, by one thread */
    g_autoptr(xmlDoc) page = htmlReadMemory(
        text, (int)strlen(text), NULL, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    if (has_ended_early()) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("'%s' is nested more than %u deep (--max-depth)"), path, most_depth);
        return NULL;
    }
    const xmlNode *root = page ? xmlDocGetRootElement(page) : NULL;
    g_autoptr(Article) article = g_new0(Article, 1);
    GString *body = g_string_new(NULL);
    if (root) {
        each_element(root, visit_metadata, article);
        if (!article->published) each_element(root, visit_time, article);
        if (!article->title) each_element(root, visit_heading, article);
        const xmlNode *holder = root;
        gsize weight = 0;
        find_holder(root, &holder, &weight);
        collect_text(body, holder);
    }
    article->body = g_strstrip(g_string_free(body, FALSE));
    if (!*article->body) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("'%s' holds no article: no text outside its menus"), path);
        return NULL;
    }
    return g_steal_pointer(&article);
}
