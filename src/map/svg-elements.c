/*
 * svg-elements: elements and groups of the SVG painter. A group is written with its first element:
 * one that stays empty is not there, and one of a single element is that element.
 */
#include "map/boxes.h"
#include "map/svg-canvas.h"

/* ---- elements ---------------------------------------------------------------------------------
 */

void svg_attribute(SvgCanvas *self, const char *name, const char *value) {
    xmlTextWriterWriteAttribute(self->xml, (const xmlChar *)name, (const xmlChar *)value);
}

void svg_number_attribute(SvgCanvas *self, const char *name, double value, int decimals) {
    g_autofree char *number = svg_number(value, decimals);
    svg_attribute(self, name, number);
}

void svg_scale_attribute(SvgCanvas *self, double unit) {
    if (unit == 1) return;
    g_autofree char *number = svg_number(unit, 1), *scale = g_strdup_printf("scale(%s)", number);
    svg_attribute(self, "transform", scale);
}

void svg_box_attributes(SvgCanvas *self, Box box) {
    svg_number_attribute(self, "x", box.x, 1);
    svg_number_attribute(self, "y", box.y, 1);
    svg_number_attribute(self, "width", box.width, 1);
    svg_number_attribute(self, "height", box.height, 1);
}

void svg_class_attribute(SvgCanvas *self, const char *declarations, const char *other) {
    guint number = 0;
    while (number < self->classes->len && !g_str_equal(self->classes->pdata[number], declarations))
        number++;
    if (number == self->classes->len) g_ptr_array_add(self->classes, g_strdup(declarations));
    g_autofree char *name = g_strdup_printf("%sk%u", self->prefix, number + 1);
    g_autofree char *both = other ? g_strconcat(name, " ", self->prefix, other, NULL) : NULL;
    svg_attribute(self, "class", both ? both : name);
}

char *svg_clean_text(const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    char *clean = text_without_controls(valid);
    for (char *at = clean; (at = strstr(at, "\xef\xbf")); at += 3)
        if ((guchar)at[2] >= 0xbe) at[2] = '\xbd'; /* U+FFFE and U+FFFF become U+FFFD */
    return clean;
}

void svg_text_element(SvgCanvas *self, const char *name, const char *id, const char *text) {
    g_autofree char *clean = svg_clean_text(text);
    svg_start(self, name);
    if (id) svg_attribute(self, "id", id);
    xmlTextWriterWriteString(self->xml, (const xmlChar *)clean);
    svg_end(self);
}

const char *svg_new_id(SvgCanvas *self, const char *wish) {
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

/* ---- groups -----------------------------------------------------------------------------------
 */

void svg_group_clear(SvgGroup *self) {
    g_clear_pointer(&self->id, g_free);
    g_clear_pointer(&self->title, g_free);
    self->waits = false;
}

static void start_element(SvgCanvas *self, const char *name) {
    xmlTextWriterStartElement(self->xml, (const xmlChar *)name);
}

bool svg_start_as_group(SvgCanvas *self, const char *name) {
    if (!self->group.waits) return false;
    self->group.waits = false;
    start_element(self, name);
    if (self->group.id) svg_attribute(self, "id", svg_new_id(self, self->group.id));
    return true;
}

void svg_end_as_group(SvgCanvas *self, bool is_all) {
    if (self->group.title) svg_text_element(self, "title", NULL, self->group.title);
    svg_group_clear(&self->group);
    g_array_index(self->elements, SvgOpen, self->elements->len - 1) =
        is_all ? SVG_OPEN_NONE : SVG_OPEN_GROUP;
    if (is_all) svg_end(self);
}

static void write_group(SvgCanvas *self) {
    if (svg_start_as_group(self, "g")) svg_end_as_group(self, false);
}

void svg_start(SvgCanvas *self, const char *name) {
    write_group(self);
    start_element(self, name);
}

void svg_end(SvgCanvas *self) { xmlTextWriterEndElement(self->xml); }

void svg_begin_group(Canvas *canvas, const char *id, const char *title) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    write_group(self);
    self->group = (SvgGroup){.waits = true,
                             .id = id && *id ? g_strdup(id) : NULL,
                             .title = title && *title ? g_strdup(title) : NULL};
    const SvgOpen open = SVG_OPEN_NONE;
    g_array_append_val(self->elements, open);
}

/* The parts of the page that are painted later upon this map. */
static void set_view(SvgCanvas *self, Box box) {
    const MapScene *detail = self->scene->detail;
    Box frame = self->scene->map_frame;
    bool is_main = box_holds(box, frame) && box_holds(frame, box);
    self->view = (SvgView){.frame = box};
    for (; is_main && detail && self->view.n_covers < SVG_MOST_COVERS; detail = detail->next)
        self->view.covers[self->view.n_covers++] = detail->map_frame;
}

void svg_begin_clip(Canvas *canvas, Box box) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_autofree char *name = g_strdup_printf("%skharita-clip-%u", self->prefix, ++self->n_clips);
    g_autofree char *url = g_strdup_printf("url(#%s)", name);
    svg_start(self, "clipPath");
    svg_attribute(self, "id", name);
    svg_start(self, "rect");
    svg_box_attributes(self, box);
    svg_end(self);
    svg_end(self);
    svg_start(self, "g");
    svg_attribute(self, "clip-path", url);
    set_view(self, box);
    self->in_clip = true;
    const SvgOpen open = SVG_OPEN_CLIP;
    g_array_append_val(self->elements, open);
}

void svg_end_group(Canvas *canvas) {
    SvgCanvas *self = (SvgCanvas *)canvas;
    SvgOpen open = g_array_index(self->elements, SvgOpen, self->elements->len - 1);
    g_array_set_size(self->elements, self->elements->len - 1);
    svg_group_clear(&self->group);
    if (open == SVG_OPEN_CLIP) self->in_clip = false;
    if (open != SVG_OPEN_NONE) svg_end(self);
}
