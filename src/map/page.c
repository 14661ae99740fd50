/*
 * page: title and subtitle above the map, what must stand with it below: the legend on a phone, the
 * count of what could not be placed, the credit. What is left is the map's frame.
 */
#include <math.h>

#include "map/layout.h"

/* A column of text lines that grows downwards. */
typedef struct {
    Layout *layout;
    Furniture *furniture;
    double left, width, y;
} Column;

static void column_add(Column *column, const char *text, const Type *type, Direction direction) {
    bool rtl = direction == DIRECTION_RTL;
    g_autoptr(GPtrArray) lines = layout_wrap(column->layout, text, type, direction, column->width);
    for (guint i = 0; i < lines->len; i++) {
        Point at = {rtl ? column->left + column->width : column->left, column->y + type->size};
        TextLine line = layout_line(column->layout, lines->pdata[i], type, direction,
                                    rtl ? ANCHOR_END : ANCHOR_START, at);
        column->furniture->box = box_union(column->furniture->box, line.box);
        furniture_add_line(column->furniture, line);
        column->y += type_line_height(type);
    }
}

/* A title too long for two lines is set smaller, down to the size of a subtitle. */
static Type fitting_type(Layout *self, const char *layer, const Words *words, const char *text,
                         double width) {
    Type type = layout_type(self, layer, words);
    double least = layout_type(self, "subtitle", words).size;
    if (self->compact) type.size = fmax(least, type.size * 0.8);
    while (type.size > least) {
        g_autoptr(GPtrArray) lines = layout_wrap(self, text, &type, words_direction(words), width);
        if (lines->len <= (self->compact ? 2 : 1)) break;
        type.size = fmax(least, type.size - 1);
    }
    return type;
}

typedef char *(*TextMaker)(const Layout *self, const Words *words);

/* One piece of text in each of the page's languages. Returns the y below it. */
static double add_text(Layout *self, const char *id, const char *layer, TextMaker make, double left,
                       double width, double y, bool is_given) {
    Furniture furniture;
    furniture_init(&furniture, id);
    Column column = {self, &furniture, left, width, y};
    guint n = is_given ? 1 : self->n_words;
    for (guint i = 0; i < n; i++) {
        const Words *words = self->words[i];
        g_autofree char *text = make(self, words);
        Type type = fitting_type(self, layer, words, text, width);
        if (i > 0 && type.weight > 600) type.size *= 0.8;
        column_add(&column, text, &type, words_direction(words));
    }
    g_array_append_val(self->scene->furniture, furniture);
    return column.y;
}

static char *sample_text(const Layout *self, const Words *words) {
    return words_say(words, "sample");
}

static bool has_samples(const Layout *self) {
    for (guint i = 0; i < self->n_incidents; i++)
        if (self->incidents[i]->is_sample) return true;
    return false;
}

static double add_head(Layout *self, double margin) {
    const MapOptions *options = self->options;
    double width = self->scene->width - 2 * margin, y = margin * 0.7;
    if (has_samples(self))
        y = add_text(self, "sample", "sample", sample_text, margin, width, y, false);
    y = add_text(self, "title", "title", layout_title, margin, width, y, options->title != NULL);
    return add_text(self, "subtitle", "subtitle", layout_subtitle, margin, width, y,
                    options->subtitle != NULL) +
           margin * 0.4;
}

/* Everything below the map is first set from y = 0, then moved to stand on the bottom margin. */
static double add_foot(Layout *self, double margin) {
    GArray *furniture = self->scene->furniture;
    guint first = furniture->len;
    double width = self->scene->width - 2 * margin, y = 0;
    if (self->compact && legend_needed(self)) {
        Furniture legend;
        legend_make(self, width, false, &legend);
        self->has_legend = true;
        bool rtl = self->direction == DIRECTION_RTL;
        furniture_move(&legend, rtl ? margin + width - legend.box.width : margin, 0);
        y += legend.box.height + 3;
        g_array_append_val(furniture, legend);
    }
    bool side_by_side = !self->compact && self->n_words == 1;
    double half = width / 2 - margin;
    bool rtl = self->direction == DIRECTION_RTL;
    double count_left = side_by_side && rtl ? margin + width - half : margin;
    double credit_left = side_by_side && !rtl ? margin + width - half : margin;
    double below = add_text(self, "count", "credit", layout_coarse, count_left,
                            side_by_side ? half : width, y, false);
    double end =
        add_text(self, "credit", "credit", layout_credit, credit_left, side_by_side ? half : width,
                 side_by_side ? y : below, self->options->credit != NULL);
    y = fmax(below, end);
    double shift = self->scene->height - margin * 0.6 - y;
    for (guint i = first; i < furniture->len; i++)
        furniture_move(&g_array_index(furniture, Furniture, i), 0, shift);
    return shift - margin * 0.35;
}

void layout_page(Layout *self) {
    double margin = style_number(self->style, "page", "margin") * (self->compact ? 0.75 : 1);
    double top = add_head(self, margin), bottom = add_foot(self, margin);
    /* However much text there is, the map keeps a third of the page. */
    double least = self->scene->height / 3.0;
    if (bottom - top < least) {
        g_ptr_array_add(self->scene->warnings,
                        g_strdup("the text around the map leaves it too little room"));
        bottom = top + least;
    }
    self->n_page_furniture = self->scene->furniture->len;
    self->scene->map_frame = (Box){margin, top, self->scene->width - 2 * margin, bottom - top};
}
