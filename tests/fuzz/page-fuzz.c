/*
 * Article with its head lines (title, source, address) to the page of `report`: one script, which
 * is our own, no handlers, and no address that runs something or is fetched.
 */
#include <libxml/HTMLparser.h>

#include "article/readers.h"
#include "reading.h"
#include "report/report.h"

static void check_attribute(const xmlAttr *attribute) {
    static const char *const addresses[] = {"href", "src", "action", "formaction", "srcset", NULL};
    const char *name = (const char *)attribute->name;
    g_assert_false(g_str_has_prefix(name, "on"));
    if (!g_strv_contains(addresses, name) || !attribute->children) return;
    const char *value = (const char *)attribute->children->content;
    gboolean is_link = g_str_equal(name, "href");
    g_assert_true(*value == '#' || (is_link && (!g_ascii_strncasecmp(value, "http://", 7) ||
                                                !g_ascii_strncasecmp(value, "https://", 8))));
}

static guint check_nodes(const xmlNode *node) {
    guint n_scripts = 0;
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        const char *name = (const char *)node->name;
        n_scripts += g_str_equal(name, "script");
        g_assert_cmpstr(name, !=, "iframe");
        g_assert_cmpstr(name, !=, "object");
        for (const xmlAttr *at = node->properties; at; at = at->next) check_attribute(at);
        n_scripts += check_nodes(node->children);
    }
    return n_scripts;
}

static void check_page(const char *path) {
    htmlDocPtr page =
        htmlReadFile(path, "UTF-8", HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    g_assert_nonnull(page);
    g_assert_cmpuint(check_nodes(xmlDocGetRootElement(page)), ==, 1);
    xmlFreeDoc(page);
}

/* The map of the page, with room for its names: where there is none, they take most of the time. */
static MapScene *draw(const Report *report) {
    static Style *style = NULL;
    if (!style) style = style_load("newsroom", NULL);
    MapOptions options;
    map_options_init(&options);
    g_assert_true(map_options_set_size(&options, "wide", NULL));
    g_autoptr(GPtrArray) incidents = report_incidents(report);
    return map_scene_new((const Incident *const *)incidents->pdata, incidents->len, &options, style,
                         whole_gazetteer(), NULL);
}

static void write_page(const Report *report, const char *words_of) {
    static char path[] = "/dev/shm/kharita-page-fuzz.html";
    static const char *const how[] = {"--lang ar", NULL};
    g_autoptr(MapScene) map = draw(report);
    g_autoptr(Words) words = words_new(words_of, "latn", NULL);
    g_assert_true(map && words);
    const ReportPage page = {map, NULL, words, how};
    g_autoptr(GError) error = NULL;
    g_assert_true(report_write(report, &page, path, &error));
    check_page(path);
    g_unlink(path);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_autofree char *text = valid_text(data, size);
    Article *article = text ? read_text("2022-01-05-fuzz.txt", text, NULL) : NULL;
    if (!article) return 0;
    article_complete(article, "2022-01-05-fuzz.txt", "fuzz", &(ArticleOptions){0});
    g_autoptr(Reading) reading = reading_new(article, whole_gazetteer());
    g_autoptr(Report) report = report_new();
    report_add_article(report, reading->text, reading->places, reading->incidents,
                       whole_gazetteer());
    report_arrange(report, TRUE);
    write_page(report, size % 2 ? "ar" : "en");
    return 0;
}
