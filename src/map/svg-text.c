/*
 * svg-text: real text. Browsers, librsvg and resvg show Arabic alike only where a line is isolated
 * by RLI…PDI, its direction is given and it is anchored in the middle.
 */
#include "map/svg-canvas.h"

#define RLI "\u2067"
#define LRI "\u2066"
#define PDI "\u2069"

static void write_outline(SvgCanvas *self, const TextLine *line, const TextLayout *layout,
                          Point origin, const Path *curve) {
    g_autoptr(GString) data = g_string_new(NULL);
    double unit = svg_append_outline(data, layout, line->type.size, origin, curve);
    svg_start(self, "path");
    g_autoptr(GString) css = g_string_new(NULL);
    svg_declare_ink(css, &line->type, unit);
    svg_declare_ink_order(css);
    g_autofree char *clean = svg_clean_text(line->text);
    svg_class_attribute(self, css->str, NULL);
    svg_scale_attribute(self, unit);
    svg_attribute(self, "role", "img"); /* a bare path may have no label */
    svg_attribute(self, "aria-label", clean);
    svg_attribute(self, "d", data->str);
    svg_end(self);
}

/* What a text is written in: "ar" or "en"; NULL for bare numbers, which are in none. */
static const char *language_of(const char *text) {
    bool latin = false;
    for (; *text; text = g_utf8_next_char(text)) {
        if (g_unichar_get_script(g_utf8_get_char(text)) == G_UNICODE_SCRIPT_ARABIC) return "ar";
        latin |= g_unichar_isalpha(g_utf8_get_char(text));
    }
    return latin ? "en" : NULL;
}

void svg_paint_text(Canvas *canvas, const TextLine *line, const TextLayout *layout, Point origin) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    if (self->mode == SVG_TEXT_OUTLINE) {
        write_outline(self, line, layout, origin, NULL);
        return;
    }
    const char *language = language_of(layout->text);
    bool rtl = line->direction == DIRECTION_RTL, arabic = g_strcmp0(language, "ar") == 0;
    bool middle = rtl || arabic || line->anchor == ANCHOR_MIDDLE;
    double x = middle ? origin.x + layout->advance / 2 : line->at.x;
    svg_fonts_add(self->fonts, layout);
    svg_start(self, "text");
    const char *anchor = middle ? "middle" : line->anchor == ANCHOR_END ? "end" : NULL;
    g_autofree char *css = svg_type_declarations(&line->type, anchor, rtl);
    svg_class_attribute(self, css, rtl ? "rtl" : NULL);
    svg_number_attribute(self, "x", x, 1);
    svg_number_attribute(self, "y", origin.y, 1);
    if (language && !g_str_equal(language, self->language))
        svg_attribute(self, "xml:lang", language);
    g_autofree char *text = svg_clean_text(layout->text);
    g_autofree char *isolated = g_strconcat(rtl ? RLI : LRI, text, PDI, NULL);
    xmlTextWriterWriteString(self->xml, (const xmlChar *)(rtl || arabic ? isolated : text));
    svg_end(self);
}

/* Text on a path is not known to librsvg, and tears Arabic apart elsewhere: it is drawn. */
void svg_paint_curved_text(Canvas *canvas, const TextLine *line, const TextLayout *layout,
                           const Path *curve) {
    write_outline((SvgCanvas *)canvas, line, layout, (Point){0, 0}, curve);
}
