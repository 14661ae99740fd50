/*
 * paint-svg: the canvas of SVG, with real text. Browsers, librsvg and resvg show Arabic alike only
 * where a line is isolated by RLI…PDI, its direction is given and it is anchored in the middle.
 *
 * The scene is walked twice: first to see which fonts, looks and hatches it needs, then to write.
 */
#include <libxml/xmlwriter.h>
#include <math.h>

#include "map/png-file.h"
#include "map/svg.h"

#define RLI "\u2067"
#define LRI "\u2066"
#define PDI "\u2069"

/* Points from which on a path is written in whole numbers, and scaled. */
enum { WORTH_SCALING = 24 };

typedef struct {
    Hatch kind;
    Color color;
} HatchDef;

/* A path that is written once and painted twice. */
typedef struct {
    const Path *path; /* borrowed from the scene */
    double unit;
} SharedPath;

/* A mark that stands at several places is written once. */
typedef struct {
    Symbol symbol; /* at (0, 0); owns nothing */
    guint n;       /* places */
} SharedMark;

/* Owns what it collects; borrows the writer. */
typedef struct {
    Canvas canvas;
    const MapScene *scene;
    SvgText mode;
    const char *prefix;   /* of every id and class, so that one page can hold several drawings */
    const char *language; /* of the document */
    SvgFonts *fonts;
    GPtrArray *classes; /* char*, declarations of the style sheet's classes */
    GArray *hatches;    /* HatchDef, each a pattern */
    GHashTable *ids;    /* char*, those given so far; only looked up */
    guint n_clips;
    bool in_tint;
    GArray *shared; /* SharedPath, those of the sheets of tints */
    GArray *marks;  /* SharedMark, counted in the first walk */
    bool counting;  /* it is the first walk */
    xmlTextWriter *xml;
} SvgCanvas;

/* ---- attributes -------------------------------------------------------------------------------
 */

static void attribute(SvgCanvas *self, const char *name, const char *value) {
    xmlTextWriterWriteAttribute(self->xml, (const xmlChar *)name, (const xmlChar *)value);
}

static void number_attribute(SvgCanvas *self, const char *name, double value, int decimals) {
    g_autofree char *number = svg_number(value, decimals);
    attribute(self, name, number);
}

static void start(SvgCanvas *self, const char *name) {
    xmlTextWriterStartElement(self->xml, (const xmlChar *)name);
}

static void end(SvgCanvas *self) { xmlTextWriterEndElement(self->xml); }

/* Gives the element the class of these declarations: whoever restyles the map finds each look once,
 * and the file stays small. */
static void class_attribute_with(SvgCanvas *self, const char *declarations, const char *other) {
    guint number = 0;
    while (number < self->classes->len && !g_str_equal(self->classes->pdata[number], declarations))
        number++;
    if (number == self->classes->len) g_ptr_array_add(self->classes, g_strdup(declarations));
    g_autofree char *name = g_strdup_printf("%sk%u", self->prefix, number + 1);
    g_autofree char *both = other ? g_strconcat(name, " ", self->prefix, other, NULL) : NULL;
    attribute(self, "class", both ? both : name);
}

static void class_attribute(SvgCanvas *self, const char *declarations) {
    class_attribute_with(self, declarations, NULL);
}

/* XML has no way to write most control characters; bytes that are no UTF-8 are replaced. */
static char *clean_text(const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    char *clean = text_without_controls(valid);
    for (char *at = clean; (at = strstr(at, "\xef\xbf")); at += 3)
        if ((guchar)at[2] >= 0xbe) at[2] = '\xbd'; /* U+FFFE and U+FFFF become U+FFFD */
    return clean;
}

static void text_element(SvgCanvas *self, const char *name, const char *id, const char *text) {
    g_autofree char *clean = clean_text(text);
    start(self, name);
    if (id) attribute(self, "id", id);
    xmlTextWriterWriteString(self->xml, (const xmlChar *)clean);
    end(self);
}

/* ---- groups -----------------------------------------------------------------------------------
 */

/* An id that XML allows and that no other element has: "river", then "river-2". */
static const char *new_id(SvgCanvas *self, const char *wish) {
    g_autofree char *base = g_strconcat(self->prefix, wish, NULL);
    for (char *c = base; *c; c++)
        if (!g_ascii_isalnum(*c) && !strchr("-_.", *c)) *c = '-';
    if (!g_ascii_isalpha(base[0])) {
        char *prefixed = g_strconcat("id-", base, NULL);
        g_free(base);
        base = prefixed;
    }
    char *id = g_strdup(base);
    for (guint n = 2; g_hash_table_contains(self->ids, id); n++) {
        g_free(id);
        id = g_strdup_printf("%s-%u", base, n);
    }
    g_hash_table_add(self->ids, id);
    return id;
}

static void begin_group(Canvas *canvas, const char *id, const char *title) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    start(self, "g");
    if (id && *id) attribute(self, "id", new_id(self, id));
    if (title && *title) text_element(self, "title", NULL, title);
}

static void begin_clip(Canvas *canvas, Box box) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_autofree char *name = g_strdup_printf("%skharita-clip-%u", self->prefix, ++self->n_clips);
    g_autofree char *url = g_strdup_printf("url(#%s)", name);
    start(self, "clipPath");
    attribute(self, "id", name);
    start(self, "rect");
    number_attribute(self, "x", box.x, 1);
    number_attribute(self, "y", box.y, 1);
    number_attribute(self, "width", box.width, 1);
    number_attribute(self, "height", box.height, 1);
    end(self);
    end(self);
    start(self, "g");
    attribute(self, "clip-path", url);
}

static void end_group(Canvas *canvas) { end((SvgCanvas *)canvas); }

static void begin_tint(Canvas *canvas, double alpha, Box box) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    start(self, "g");
    number_attribute(self, "opacity", alpha, 2);
    self->in_tint = true;
}

static void end_tint(Canvas *canvas) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    self->in_tint = false;
    end(self);
}

/* ---- paths ------------------------------------------------------------------------------------
 */

static void paint_shade(Canvas *canvas, const Shade *shade) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    const guint8 rgb[] = {(guint8)svg_byte(shade->color.r), (guint8)svg_byte(shade->color.g),
                          (guint8)svg_byte(shade->color.b)};
    g_autoptr(GByteArray) png = png_mask_new(shade->cells, shade->width, shade->height, rgb);
    if (!png) return;
    g_autofree char *base64 = g_base64_encode(png->data, png->len);
    g_autofree char *url = g_strconcat("data:image/png;base64,", base64, NULL);
    start(self, "image");
    attribute(self, "id", new_id(self, "relief"));
    number_attribute(self, "x", shade->box.x, 1);
    number_attribute(self, "y", shade->box.y, 1);
    number_attribute(self, "width", shade->box.width, 1);
    number_attribute(self, "height", shade->box.height, 1);
    number_attribute(self, "opacity", shade->color.a, 2);
    attribute(self, "preserveAspectRatio", "none");
    attribute(self, "xlink:href", url); /* older readers do not know a plain href */
    end(self);
}

static guint hatch_number(SvgCanvas *self, const Paint *paint) {
    HatchDef def = {paint->hatch, hatch_color(paint)};
    for (guint i = 0; i < self->hatches->len; i++) {
        const HatchDef *known = &g_array_index(self->hatches, HatchDef, i);
        if (known->kind == def.kind && color_equals(known->color, def.color)) return i + 1;
    }
    g_array_append_val(self->hatches, def);
    return self->hatches->len;
}

/* Which parts of a paint an element shows. */
typedef enum { SHOW_FILL = 1, SHOW_STROKE = 2, SHOW_HATCH = 4 } Shown;

static char *paint_declarations(SvgCanvas *self, const Paint *paint, PathKind kind, guint shown,
                                double unit) {
    GString *css = g_string_new(NULL);
    if (shown & SHOW_HATCH) {
        g_autofree char *url =
            g_strdup_printf("url(#%skharita-hatch-%u)", self->prefix, hatch_number(self, paint));
        svg_declare(css, "fill", url);
    } else {
        svg_declare_color(css, "fill", shown & SHOW_FILL ? paint->fill : (Color){0});
    }
    if (kind == PATH_SHAPE && shown & (SHOW_FILL | SHOW_HATCH))
        svg_declare(css, "fill-rule", "evenodd");
    if (shown & SHOW_STROKE) svg_declare_stroke(css, paint, unit);
    return g_string_free(css, FALSE);
}

static void scale_attribute(SvgCanvas *self, double unit) {
    if (unit == 1) return;
    g_autofree char *number = svg_number(unit, 1), *scale = g_strdup_printf("scale(%s)", number);
    attribute(self, "transform", scale);
}

static void write_path(SvgCanvas *self, const char *data, PathKind kind, const Paint *paint,
                       guint shown, double unit) {
    g_autofree char *css = paint_declarations(self, paint, kind, shown, unit);
    start(self, "path");
    class_attribute(self, css);
    scale_attribute(self, unit);
    attribute(self, "d", data);
    end(self);
}

static void circle_attributes(SvgCanvas *self, Point centre, double radius) {
    number_attribute(self, "cx", centre.x, 1);
    number_attribute(self, "cy", centre.y, 1);
    number_attribute(self, "r", radius, 2);
}

/* A look is given around the path: of its own it has none, so that it can be painted anew. `data`
 * NULL: a circle. */
static void write_shared(SvgCanvas *self, const Path *path, const char *data, const Paint *paint,
                         double unit, Point centre, double radius) {
    SharedPath shared = {path, unit};
    g_array_append_val(self->shared, shared);
    g_autofree char *name = g_strdup_printf("%sa%u", self->prefix, self->shared->len);
    g_autofree char *css = paint_declarations(self, paint, PATH_SHAPE, SHOW_FILL, unit);
    start(self, "g");
    class_attribute(self, css);
    start(self, data ? "path" : "circle");
    attribute(self, "id", name);
    if (data) {
        scale_attribute(self, unit);
        attribute(self, "d", data);
    } else {
        circle_attributes(self, centre, radius);
    }
    end(self);
    end(self);
}

/* False where the path is not there yet. */
static bool write_again(SvgCanvas *self, const Path *path, const Paint *paint) {
    for (guint i = 0; i < self->shared->len && paint->hatch == HATCH_NONE; i++) {
        const SharedPath *shared = &g_array_index(self->shared, SharedPath, i);
        if (shared->path != path) continue;
        g_autofree char *url = g_strdup_printf("#%sa%u", self->prefix, i + 1);
        g_autofree char *css =
            paint_declarations(self, paint, PATH_SHAPE, SHOW_STROKE, shared->unit);
        start(self, "use");
        attribute(self, "xlink:href", url);
        class_attribute(self, css);
        end(self);
        return true;
    }
    return false;
}

static void paint_circle(Canvas *canvas, Point centre, double radius, const Paint *paint) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_autofree char *css = paint_declarations(self, paint, PATH_RINGS, SHOW_FILL | SHOW_STROKE, 1);
    start(self, "circle");
    class_attribute(self, css);
    circle_attributes(self, centre, radius);
    end(self);
}

static void paint_path(Canvas *canvas, const Path *path, PathKind kind, const Paint *paint) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    Point centre = {0, 0};
    double unit = 1, radius = 0;
    if (write_again(self, path, paint)) return;
    if (paint->hatch == HATCH_NONE && kind == PATH_SHAPE && svg_is_circle(path, &centre, &radius)) {
        if (self->in_tint)
            write_shared(self, path, NULL, paint, unit, centre, radius);
        else
            paint_circle(canvas, centre, radius, paint);
        return;
    }
    g_autoptr(GString) data = g_string_new(NULL);
    /* A hatch would be scaled too; a short path gains nothing. */
    if (path->n_points < WORTH_SCALING || paint->hatch != HATCH_NONE)
        svg_append_path(data, path, kind);
    else
        unit = svg_append_path_whole(data, path, kind);
    if (data->len == 0) return;
    if (self->in_tint) {
        write_shared(self, path, data->str, paint, unit, centre, radius);
        return;
    }
    if (kind == PATH_LINES || kind == PATH_FAINT_LINES || kind == PATH_STROKE) {
        write_path(self, data->str, kind, paint, SHOW_STROKE, unit);
    } else if (paint->hatch == HATCH_NONE) {
        write_path(self, data->str, kind, paint, SHOW_FILL | SHOW_STROKE, unit);
    } else {
        if (paint->fill.a > 0) write_path(self, data->str, kind, paint, SHOW_FILL, 1);
        write_path(self, data->str, kind, paint, SHOW_HATCH | SHOW_STROKE, 1);
    }
}

static bool is_same_mark(const Symbol *a, const Symbol *b) {
    return a->shape == b->shape && a->size == b->size && a->hollow == b->hollow &&
           a->ringed == b->ringed && color_equals(a->fill, b->fill) &&
           color_equals(a->outline, b->outline);
}

static guint mark_number(SvgCanvas *self, const Symbol *symbol) {
    guint number = 0;
    while (number < self->marks->len &&
           !is_same_mark(&g_array_index(self->marks, SharedMark, number).symbol, symbol))
        number++;
    if (number < self->marks->len) return number;
    SharedMark mark = {.symbol = {.shape = symbol->shape,
                                  .size = symbol->size,
                                  .hollow = symbol->hollow,
                                  .ringed = symbol->ringed,
                                  .fill = symbol->fill,
                                  .outline = symbol->outline}};
    g_array_append_val(self->marks, mark);
    return number;
}

static char *mark_id(const SvgCanvas *self, guint number) {
    return g_strdup_printf("%sm%u", self->prefix, number + 1);
}

static bool paint_mark(Canvas *canvas, const Symbol *symbol) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    guint number = mark_number(self, symbol);
    SharedMark *mark = &g_array_index(self->marks, SharedMark, number);
    if (self->counting) mark->n++;
    if (self->counting || mark->n < 2) return false;
    g_autofree char *id = mark_id(self, number), *url = g_strconcat("#", id, NULL);
    start(self, "use");
    attribute(self, "xlink:href", url);
    number_attribute(self, "x", symbol->at.x, 1);
    number_attribute(self, "y", symbol->at.y, 1);
    end(self);
    return true;
}

static void write_marks(SvgCanvas *self) {
    for (guint i = 0; i < self->marks->len; i++) {
        const SharedMark *mark = &g_array_index(self->marks, SharedMark, i);
        if (mark->n < 2) continue;
        g_autofree char *id = mark_id(self, i);
        g_hash_table_add(self->ids, g_strdup(id));
        start(self, "g");
        attribute(self, "id", id);
        canvas_paint_mark(&self->canvas, self->scene, &mark->symbol);
        end(self);
    }
}

/* ---- text -------------------------------------------------------------------------------------
 */

static void write_outline(SvgCanvas *self, const TextLine *line, const TextLayout *layout,
                          Point origin, const Path *curve) {
    g_autoptr(GString) data = g_string_new(NULL);
    double unit = svg_append_outline(data, layout, line->type.size, origin, curve);
    start(self, "path");
    g_autoptr(GString) css = g_string_new(NULL);
    svg_declare_ink(css, &line->type, unit);
    svg_declare_ink_order(css);
    g_autofree char *clean = clean_text(line->text);
    class_attribute(self, css->str);
    scale_attribute(self, unit);
    attribute(self, "role", "img"); /* a bare path may have no label */
    attribute(self, "aria-label", clean);
    attribute(self, "d", data->str);
    end(self);
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

static void paint_text(Canvas *canvas, const TextLine *line, const TextLayout *layout,
                       Point origin) {
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
    start(self, "text");
    const char *anchor = middle ? "middle" : line->anchor == ANCHOR_END ? "end" : NULL;
    g_autofree char *css = svg_type_declarations(&line->type, anchor, rtl);
    class_attribute_with(self, css, rtl ? "rtl" : NULL);
    number_attribute(self, "x", x, 1);
    number_attribute(self, "y", origin.y, 1);
    if (language && !g_str_equal(language, self->language)) attribute(self, "xml:lang", language);
    g_autofree char *text = clean_text(layout->text);
    g_autofree char *isolated = g_strconcat(rtl ? RLI : LRI, text, PDI, NULL);
    xmlTextWriterWriteString(self->xml, (const xmlChar *)(rtl || arabic ? isolated : text));
    end(self);
}

/* Text on a path is not known to librsvg, and tears Arabic apart elsewhere: it is drawn. */
static void paint_curved_text(Canvas *canvas, const TextLine *line, const TextLayout *layout,
                              const Path *curve) {
    write_outline((SvgCanvas *)canvas, line, layout, (Point){0, 0}, curve);
}

/* ---- the style sheet --------------------------------------------------------------------------
 */

static gboolean write_style(SvgCanvas *self, GError **error) {
    g_autoptr(GString) css = g_string_new("\n");
    svg_append_text_rules(css, self->prefix);
    if (self->mode == SVG_TEXT_EMBEDDED && !svg_fonts_append_css(self->fonts, css, error))
        return FALSE;
    for (guint i = 0; i < self->classes->len; i++)
        g_string_append_printf(css, ".%sk%u{%s}\n", self->prefix, i + 1,
                               (const char *)self->classes->pdata[i]);
    start(self, "style");
    xmlTextWriterWriteString(self->xml, (const xmlChar *)css->str);
    end(self);
    return TRUE;
}

static void write_hatch(SvgCanvas *self, guint number, const HatchDef *def) {
    bool dots = def->kind == HATCH_DOTS;
    g_autofree char *id = g_strdup_printf("%skharita-hatch-%u", self->prefix, number);
    start(self, "pattern");
    attribute(self, "id", id);
    attribute(self, "patternUnits", "userSpaceOnUse");
    number_attribute(self, "width", dots ? DOTS_STEP : HATCH_STEP, 1);
    number_attribute(self, "height", dots ? DOTS_STEP : HATCH_STEP, 1);
    if (dots) {
        Paint paint = {.fill = def->color};
        paint_circle(&self->canvas, (Point){DOTS_STEP / 2, DOTS_STEP / 2}, DOTS_RADIUS, &paint);
    } else {
        attribute(self, "patternTransform", "rotate(45)");
        Point line[] = {{HATCH_STEP / 2, 0}, {HATCH_STEP / 2, HATCH_STEP}};
        guint32 first = 0;
        Path path = {line, G_N_ELEMENTS(line), &first, 1};
        Paint paint = {.stroke = def->color, .stroke_width = HATCH_WIDTH};
        paint_path(&self->canvas, &path, PATH_STROKE, &paint);
    }
    end(self);
}

/* ---- the document -----------------------------------------------------------------------------
 */

static void write_head(SvgCanvas *self, const MapScene *scene) {
    g_autofree char *view_box = g_strdup_printf("0 0 %d %d", scene->width, scene->height);
    g_autofree char *title_id = g_strconcat(self->prefix, "kharita-title", NULL);
    g_autofree char *words_id = g_strconcat(self->prefix, "kharita-description", NULL);
    g_autofree char *both = g_strconcat(title_id, " ", words_id, NULL);
    start(self, "svg");
    attribute(self, "xmlns", "http://www.w3.org/2000/svg");
    attribute(self, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    number_attribute(self, "width", scene->width, 0);
    number_attribute(self, "height", scene->height, 0);
    attribute(self, "viewBox", view_box);
    attribute(self, "fill", "none");
    attribute(self, "stroke-miterlimit", "10"); /* Cairo's, which is the PNG's */
    attribute(self, "role", "img");
    attribute(self, "aria-labelledby", both);
    attribute(self, "xml:lang", self->language);
    text_element(self, "title", title_id, scene->title ? scene->title : "");
    const char *words = scene->description ? scene->description : scene->alt_text;
    text_element(self, "desc", words_id, words ? words : "");
}

static gboolean write_document(SvgCanvas *self, const MapScene *scene, Fonts *fonts,
                               GError **error) {
    xmlTextWriterStartDocument(self->xml, "1.0", "UTF-8", NULL);
    write_head(self, scene);
    start(self, "defs");
    for (guint i = 0; i < self->hatches->len; i++)
        write_hatch(self, i + 1, &g_array_index(self->hatches, HatchDef, i));
    if (!write_style(self, error)) return FALSE;
    write_marks(self);
    end(self);
    if (!canvas_paint(&self->canvas, scene, fonts, error)) return FALSE;
    end(self);
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
    return buffer;
}

static const Canvas FUNCTIONS = {.begin_group = begin_group,
                                 .begin_clip = begin_clip,
                                 .end_group = end_group,
                                 .begin_tint = begin_tint,
                                 .end_tint = end_tint,
                                 .shade = paint_shade,
                                 .path = paint_path,
                                 .circle = paint_circle,
                                 .mark = paint_mark,
                                 .text = paint_text,
                                 .curved_text = paint_curved_text};

char *svg_new(const MapScene *scene, Fonts *fonts, SvgText mode, const char *prefix,
              GError **error) {
    SvgCanvas self = {.canvas = FUNCTIONS,
                      .mode = mode,
                      .prefix = prefix,
                      .language = scene->language == LANGUAGE_EN ? "en" : "ar",
                      .fonts = svg_fonts_new(),
                      .scene = scene,
                      .shared = g_array_new(FALSE, FALSE, sizeof(SharedPath)),
                      .marks = g_array_new(FALSE, FALSE, sizeof(SharedMark)),
                      .counting = true,
                      .classes = g_ptr_array_new_with_free_func(g_free),
                      .hatches = g_array_new(FALSE, TRUE, sizeof(HatchDef)),
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
