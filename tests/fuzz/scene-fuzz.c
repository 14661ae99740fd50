/*
 * Article to drawing: the input's length chooses size and language. Of the scene
 * must hold that every label that is placed stands inside the frame and is a number, and of the SVG
 * that it is well-formed XML without scripts.
 */
#include <libxml/parser.h>

#include "map/scene.h"
#include "reading.h"

static void check_box(Box outer, Box inner) {
    const double slack = 0.01;
    g_assert_true(isfinite(inner.x) && isfinite(inner.y));
    g_assert_true(inner.width >= 0 && inner.height >= 0);
    g_assert_true(inner.x >= outer.x - slack && inner.y >= outer.y - slack);
    g_assert_true(inner.x + inner.width <= outer.x + outer.width + slack);
    g_assert_true(inner.y + inner.height <= outer.y + outer.height + slack);
}

static void check_scene(const MapScene *scene) {
    const Box page = {0, 0, scene->width, scene->height};
    check_box(page, scene->map_frame);
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        if (label->placed) check_box(scene->map_frame, label->box);
    }
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        g_assert_true(isfinite(symbol->at.x) && isfinite(symbol->at.y) && symbol->size >= 0);
    }
    if (scene->detail) check_scene(scene->detail);
}

static void check_node(const xmlNode *node) {
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        g_assert_cmpstr((const char *)node->name, !=, "script");
        for (const xmlAttr *at = node->properties; at; at = at->next)
            g_assert_false(g_str_has_prefix((const char *)at->name, "on"));
        check_node(node->children);
    }
}

static void check_svg(const MapScene *scene) {
    static char path[] = "/dev/shm/kharita-scene-fuzz.svg";
    const MapWriting writing = {.svg_text = SVG_TEXT_PLAIN};
    g_autoptr(GError) error = NULL;
    g_assert_true(map_scene_write_with(scene, path, &writing, &error));
    xmlDoc *document = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
    g_assert_nonnull(document);
    check_node(xmlDocGetRootElement(document));
    xmlFreeDoc(document);
    g_unlink(path);
}

static void draw(const GPtrArray *incidents, guint choice, const char *title) {
    static Style *style = NULL;
    if (!style) style = style_load("newsroom", NULL);
    static const char *const sizes[] = {"wide", "phone", "story", "240x240"};
    MapOptions options;
    map_options_init(&options);
    g_assert_true(map_options_set_size(&options, sizes[choice % 4], NULL));
    options.language = (MapLanguage)(choice / 4 % 3);
    if (choice & 16) options.title = title;
    g_autoptr(GError) error = NULL;
    g_autoptr(MapScene) scene =
        map_scene_new((const Incident *const *)incidents->pdata, incidents->len, &options, style,
                      whole_gazetteer(), &error);
    g_assert_no_error(error);
    check_scene(scene);
    check_svg(scene);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_autofree char *text = valid_text(data, size);
    if (!text || !*text) return 0;
    g_autofree char *title = g_utf8_substring(text, 0, MIN(60, g_utf8_strlen(text, -1)));
    g_autoptr(Reading) reading = read_and_check(NULL, text);
    if (reading->incidents->len) draw(reading->incidents, (guint)size, title);
    return 0;
}
