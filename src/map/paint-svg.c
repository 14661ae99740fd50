/*
 * paint-svg: the document of an SVG with real text. The scene is walked twice: first to see which
 * fonts, looks and hatches it needs and which marks stand at several places, then to write.
 */
#include "map/svg-canvas.h"

/* ---- the style sheet --------------------------------------------------------------------------
 */

static gboolean write_style(SvgCanvas *self, GError **error) {
    g_autoptr(GString) css = g_string_new("\n");
    svg_append_text_rules(css, self->prefix);
    if (self->mode == SVG_TEXT_EMBEDDED && !svg_fonts_append_css(self->fonts, css, error))
        return FALSE;
    svg_append_classes(css, self->prefix, self->classes);
    svg_start(self, "style");
    xmlTextWriterWriteString(self->xml, (const xmlChar *)css->str);
    svg_end(self);
    return TRUE;
}

/* ---- the document -----------------------------------------------------------------------------
 */

static void write_head(SvgCanvas *self, const MapScene *scene) {
    g_autofree char *view_box = g_strdup_printf("0 0 %d %d", scene->width, scene->height);
    g_autofree char *title_id = g_strconcat(self->prefix, "kharita-title", NULL);
    g_autofree char *words_id = g_strconcat(self->prefix, "kharita-description", NULL);
    g_autofree char *both = g_strconcat(title_id, " ", words_id, NULL);
    svg_start(self, "svg");
    svg_attribute(self, "xmlns", "http://www.w3.org/2000/svg");
    svg_attribute(self, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    svg_number_attribute(self, "width", scene->width, 0);
    svg_number_attribute(self, "height", scene->height, 0);
    svg_attribute(self, "viewBox", view_box);
    svg_attribute(self, "fill", "none");
    svg_attribute(self, "stroke-miterlimit", "10"); /* Cairo's, which is the PNG's */
    svg_attribute(self, "role", "img");
    svg_attribute(self, "aria-labelledby", both);
    svg_attribute(self, "xml:lang", self->language);
    svg_text_element(self, "title", title_id, scene->title ? scene->title : "");
    const char *words = scene->description ? scene->description : scene->alt_text;
    svg_text_element(self, "desc", words_id, words ? words : "");
}

static gboolean write_document(SvgCanvas *self, const MapScene *scene, Fonts *fonts,
                               GError **error) {
    xmlTextWriterStartDocument(self->xml, "1.0", "UTF-8", NULL);
    write_head(self, scene);
    svg_start(self, "defs");
    svg_write_hatches(self);
    if (!write_style(self, error)) return FALSE;
    svg_write_marks(self);
    svg_end(self);
    if (!canvas_paint(&self->canvas, scene, fonts, error)) return FALSE;
    svg_end(self);
    if (xmlTextWriterEndDocument(self->xml) >= 0) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT,
                _("cannot write the SVG: out of memory"));
    return FALSE;
}

/* Sends what the canvas writes from now on to a new buffer; ids and clips count anew. */
static xmlBuffer *begin_pass(SvgCanvas *self) {
    xmlBuffer *buffer = xmlBufferCreate();
    self->xml = xmlNewTextWriterMemory(buffer, 0);
    xmlTextWriterSetIndent(self->xml, 1);
    xmlTextWriterSetIndentString(self->xml, (const xmlChar *)"");
    g_hash_table_remove_all(self->ids);
    g_array_set_size(self->shared, 0);
    self->n_clips = 0;
    svg_group_clear(&self->group);
    g_array_set_size(self->elements, 0);
    self->in_clip = self->in_tint = false;
    return buffer;
}

static const Canvas FUNCTIONS = {.begin_group = svg_begin_group,
                                 .begin_clip = svg_begin_clip,
                                 .end_group = svg_end_group,
                                 .begin_tint = svg_begin_tint,
                                 .end_tint = svg_end_tint,
                                 .shade = svg_paint_shade,
                                 .path = svg_paint_path,
                                 .circle = svg_paint_circle,
                                 .mark = svg_paint_mark,
                                 .text = svg_paint_text,
                                 .curved_text = svg_paint_curved_text};

char *svg_new(const MapScene *scene, Fonts *fonts, SvgText mode, const char *prefix,
              GError **error) {
    SvgCanvas self = {.canvas = FUNCTIONS,
                      .elements = g_array_new(FALSE, FALSE, sizeof(SvgOpen)),
                      .mode = mode,
                      .prefix = prefix,
                      .language = scene->language == LANGUAGE_EN ? "en" : "ar",
                      .fonts = svg_fonts_new(),
                      .scene = scene,
                      .shared = g_array_new(FALSE, FALSE, sizeof(SvgShared)),
                      .marks = g_array_new(FALSE, FALSE, sizeof(SvgMark)),
                      .counting = true,
                      .classes = g_ptr_array_new_with_free_func(g_free),
                      .hatches = g_array_new(FALSE, TRUE, sizeof(SvgHatch)),
                      .ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    char *svg = NULL;
    xmlBuffer *buffer = begin_pass(&self);
    gboolean done = canvas_paint(&self.canvas, scene, fonts, error);
    xmlFreeTextWriter(self.xml);
    xmlBufferFree(buffer);
    if (done) {
        self.counting = false;
        buffer = begin_pass(&self);
        done = write_document(&self, scene, fonts, error);
        xmlFreeTextWriter(self.xml);
        if (done) svg = g_strdup((const char *)xmlBufferContent(buffer));
        xmlBufferFree(buffer);
    }
    svg_fonts_free(self.fonts);
    svg_group_clear(&self.group);
    g_array_unref(self.elements);
    g_array_unref(self.shared);
    g_array_unref(self.marks);
    g_ptr_array_unref(self.classes);
    g_array_unref(self.hatches);
    g_hash_table_unref(self.ids);
    return svg;
}

gboolean paint_svg_with(const MapScene *scene, Fonts *fonts, SvgText mode, const char *path,
                        GError **error) {
    g_autofree char *svg = svg_new(scene, fonts, mode, "", error);
    return svg && out_file_write(path, svg, strlen(svg), error);
}

gboolean paint_svg(const MapScene *scene, Fonts *fonts, const char *path, GError **error) {
    return paint_svg_with(scene, fonts, SVG_TEXT_EMBEDDED, path, error);
}
