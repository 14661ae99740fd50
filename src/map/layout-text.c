/* layout-text: lines of text measured, wrapped and moved. The first failure of a font stays with
 * the layout, so that callers need not look after each line. */
#include <math.h>
#include <string.h>

#include "map/layout.h"

Type layout_type(const Layout *self, const char *layer, const Words *words) {
    const Style *style = self->style;
    bool arabic = words_are_arabic(words);
    bool has_halo = g_str_has_prefix(layer, "label-");
    double grown = arabic ? style_number(style, "page", "arabic-scale") : 1;
    return (Type){
        .family = g_intern_string(
            style_string(style, "page", arabic ? "text-font-arabic" : "text-font-latin")),
        .size = style_number(style, layer, "text-size") * grown,
        .weight = (int)style_number(style, layer, "text-weight"),
        .color = style_color(style, layer, "text-color"),
        .halo = has_halo ? style_color(style, layer, "text-halo-color") : (Color){0},
        .halo_width = has_halo ? style_number(style, layer, "text-halo-width") : 0,
    };
}

/* Between things that are told side by side. */
static const char DOT[] = " · ";

double type_line_height(const Type *type) { return type->size * 1.35; }

/* Measures, or keeps the failure and answers an empty box. */
static Box measure(Layout *self, const char *text, const Type *type, Direction direction,
                   TextAnchor anchor, double *ret_advance) {
    Box ink = {0};
    double advance = 0;
    GError *error = NULL;
    if (!fonts_measure(self->fonts, text, type, direction, anchor, &ink, &advance, &error)) {
        if (self->failure)
            g_error_free(error);
        else
            self->failure = error;
    }
    *ret_advance = advance;
    return ink;
}

double layout_advance(Layout *self, const char *text, const Type *type, Direction direction) {
    double advance;
    measure(self, text, type, direction, ANCHOR_START, &advance);
    return advance;
}

TextLine layout_line(Layout *self, const char *text, const Type *type, Direction direction,
                     TextAnchor anchor, Point at) {
    double advance;
    Box ink = measure(self, text, type, direction, anchor, &advance);
    TextLine line = {.text = g_strdup(text),
                     .type = *type,
                     .direction = direction,
                     .anchor = anchor,
                     .at = at,
                     .box = box_grown(ink, type->halo_width)};
    line.box.x += at.x;
    line.box.y += at.y;
    return line;
}

/* The word that ends at `end`. */
static char *last_word(const char *text, const char *end) {
    const char *start = end;
    while (start > text && start[-1] != ' ') start--;
    return g_strndup(start, (gsize)(end - start));
}

static bool is_number(const char *word) {
    for (const char *at = word; *at; at = g_utf8_next_char(at))
        if (!g_unichar_isdigit(g_utf8_get_char(at))) return false;
    return *word != '\0';
}

bool layout_keeps_together(const Layout *self, const char *text, const char *blank) {
    g_autofree char *word = last_word(text, blank);
    if (is_number(word)) return true;
    for (guint i = 0; i < self->n_words; i++) {
        g_autofree char *kept = words_say(self->words[i], "keep-with-next");
        g_auto(GStrv) list = g_strsplit(kept, " ", -1);
        if (g_strv_contains((const char *const *)list, word)) return true;
    }
    return false;
}

/* Pieces of a text that stay on one line, with their blanks inside: a number and what it counts,
 * the parts of a date, a dash and what is before it. */
static GPtrArray *pieces_of(const Layout *self, const char *text) {
    GPtrArray *pieces = g_ptr_array_new_with_free_func(g_free);
    const char *start = text;
    for (const char *blank = strchr(text, ' '); blank; blank = strchr(blank + 1, ' ')) {
        const char *end = strchr(blank + 1, ' ');
        g_autofree char *next =
            end ? g_strndup(blank + 1, (gsize)(end - blank - 1)) : g_strdup(blank + 1);
        if (is_number(next) || strcmp(next, "\u2013") == 0 ||
            layout_keeps_together(self, text, blank))
            continue;
        g_ptr_array_add(pieces, g_strndup(start, (gsize)(blank - start)));
        start = blank + 1;
    }
    g_ptr_array_add(pieces, g_strdup(start));
    return pieces;
}

/* Parts of a text that dots part, each in one line; NULL where one is too wide for that. */
static GPtrArray *parts_of(Layout *self, const char *text, const Type *type, Direction direction,
                           double width) {
    g_auto(GStrv) parts = g_strsplit(text, DOT, -1);
    bool has_room = parts[0] && parts[1];
    for (guint i = 0; has_room && parts[i]; i++)
        has_room = layout_advance(self, parts[i], type, direction) <= width;
    if (!has_room) return NULL;
    GPtrArray *whole = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; parts[i]; i++) g_ptr_array_add(whole, g_strdup(parts[i]));
    return whole;
}

GPtrArray *layout_wrap(Layout *self, const char *text, const Type *type, Direction direction,
                       double width) {
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) pieces = parts_of(self, text, type, direction, width);
    const char *between = pieces ? DOT : " ";
    if (!pieces) pieces = pieces_of(self, text);
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < pieces->len; i++) {
        const char *piece = pieces->pdata[i];
        gsize before = line->len;
        if (before) g_string_append(line, between);
        g_string_append(line, piece);
        if (!before || layout_advance(self, line->str, type, direction) <= width) continue;
        g_string_truncate(line, before);
        /* The end of a line parts as well as a dot between two things. */
        if (g_str_has_suffix(line->str, " ·")) g_string_truncate(line, before - strlen(" ·"));
        g_ptr_array_add(lines, g_strdup(line->str));
        g_string_assign(line, strcmp(piece, "·") == 0 ? "" : piece);
    }
    if (line->len) g_ptr_array_add(lines, g_strdup(line->str));
    return lines;
}

void text_line_move(TextLine *self, double dx, double dy) {
    self->at.x += dx;
    self->at.y += dy;
    self->box.x += dx;
    self->box.y += dy;
}

void text_line_clear(TextLine *self) { g_clear_pointer(&self->text, g_free); }
