/*
 * legend: what is on the map, and nothing else: types, colour classes, how sure a report is, how
 * well a place is known. Each row is a sample and its words, in each of the page's languages.
 */
#include <math.h>
#include <string.h>

#include "map/layout.h"

static const double SAMPLE_WIDTH = 24, ROW_GAP = 3, COLUMN_GAP = 16, PADDING = 8;

typedef enum { SAMPLE_MARK, SAMPLE_DISC, SAMPLE_RING, SAMPLE_BAND, SAMPLE_AREA } SampleKind;

/* A row. Owns its texts. */
typedef struct {
    SampleKind kind;
    Symbol symbol;
    char *texts[2]; /* a language each */
    double width, height;
} Row;

static void row_clear(Row *self) {
    symbol_clear(&self->symbol);
    for (guint i = 0; i < G_N_ELEMENTS(self->texts); i++) g_clear_pointer(&self->texts[i], g_free);
}

/* ---- which rows -------------------------------------------------------------------------------
 */

/* Calls `visit` for each stack, placed or not. */
static void each_stack(const Layout *self, void (*visit)(const Stack *stack, void *data),
                       void *data) {
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        for (guint j = 0; j < group->stacks->len; j++)
            visit(&g_array_index(group->stacks, Stack, j), data);
    }
    for (guint j = 0; j < self->unplaced->len; j++)
        visit(&g_array_index(self->unplaced, Stack, j), data);
}

/* What there is to explain. */
typedef struct {
    guint types[N_INCIDENT_TYPES];
    bool hollow, ringed, several;
    bool precision[PRECISION_AREA + 1];
} Contents;

static void count_stack(const Stack *stack, void *data) {
    Contents *contents = data;
    contents->types[stack->type] += stack->members->len;
    contents->hollow |= stack->hollow;
    contents->ringed |= stack->ringed;
}

static Contents contents_of(const Layout *self) {
    Contents contents = {0};
    each_stack(self, count_stack, &contents);
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        contents.precision[group->precision] = true;
        for (guint j = 0; j < group->stacks->len && group->precision != PRECISION_AREA; j++)
            contents.several |= g_array_index(group->stacks, Stack, j).members->len > 1;
    }
    return contents;
}

bool legend_needed(const Layout *self) { return layout_n_drawn(self) > 0; }

static Symbol neutral_symbol(const Layout *self) {
    Color grey = style_color(self->style, "legend", "text-color");
    return (Symbol){.shape = MARK_CIRCLE,
                    .fill = color_mixed(grey, (Color){1, 1, 1, 1}, 0.45),
                    .outline = grey,
                    .size = 11};
}

static Row *add_row(GArray *rows, SampleKind kind, Symbol symbol) {
    Row row = {.kind = kind, .symbol = symbol};
    g_array_append_val(rows, row);
    return &g_array_index(rows, Row, rows->len - 1);
}

static void add_word_row(const Layout *self, GArray *rows, SampleKind kind, Symbol symbol,
                         const char *key) {
    Row *row = add_row(rows, kind, symbol);
    for (guint i = 0; i < self->n_words; i++) row->texts[i] = words_say(self->words[i], key);
}

/* Types, most frequent first. */
static void add_type_rows(const Layout *self, GArray *rows, Contents contents) {
    for (;;) {
        guint best = 0;
        for (guint i = 1; i < N_INCIDENT_TYPES; i++)
            if (contents.types[i] > contents.types[best]) best = i;
        if (contents.types[best] == 0) return;
        contents.types[best] = 0;
        Stack stack = {.type = (IncidentType)best};
        Symbol symbol = stack_symbol(self, &stack, 12);
        if (self->options->color_by != COLOR_BY_TYPE) symbol.fill = neutral_symbol(self).fill;
        Row *row = add_row(rows, SAMPLE_MARK, symbol);
        for (guint i = 0; i < self->n_words; i++)
            row->texts[i] =
                g_strdup(incident_type_label((IncidentType)best, words_language(self->words[i])));
    }
}

static void add_category_rows(const Layout *self, GArray *rows) {
    if (self->options->color_by == COLOR_BY_TYPE) return;
    for (guint i = 0; i < self->categories->len; i++) {
        Stack stack = {.category = i};
        Symbol symbol = stack_symbol(self, &stack, 12);
        symbol.shape = MARK_CIRCLE;
        Row *row = add_row(rows, SAMPLE_MARK, symbol);
        for (guint j = 0; j < self->n_words; j++)
            row->texts[j] =
                category_name(&g_array_index(self->categories, Category, i), self->words[j]);
    }
}

static void add_trust_rows(const Layout *self, GArray *rows, const Contents *contents) {
    if (contents->several) {
        Symbol symbol = neutral_symbol(self);
        symbol.size = 17;
        symbol.number = words_number(self->words[0], 3);
        symbol.number_size = 10;
        symbol.number_color = (Color){0, 0, 0, 1};
        add_word_row(self, rows, SAMPLE_MARK, symbol,
                     self->options->size_by == SIZE_BY_KILLED ? "legend-killed" : "legend-count");
    }
    if (contents->hollow) {
        Symbol symbol = neutral_symbol(self);
        symbol.hollow = true;
        add_word_row(self, rows, SAMPLE_MARK, symbol, "legend-hollow");
    }
    if (contents->ringed) {
        Symbol symbol = neutral_symbol(self);
        symbol.ringed = true;
        symbol.size = 9;
        add_word_row(self, rows, SAMPLE_MARK, symbol, "legend-ringed");
    }
}

static void add_precision_rows(const Layout *self, GArray *rows, const Contents *contents) {
    static const struct {
        PrecisionClass precision;
        SampleKind kind;
        const char *key;
    } samples[] = {
        {PRECISION_SITE, SAMPLE_MARK, "legend-site"}, {PRECISION_TOWN, SAMPLE_DISC, "legend-town"},
        {PRECISION_NEAR, SAMPLE_RING, "legend-near"}, {PRECISION_LINE, SAMPLE_BAND, "legend-line"},
        {PRECISION_AREA, SAMPLE_AREA, "legend-area"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(samples); i++)
        if (contents->precision[samples[i].precision]) {
            Symbol symbol = neutral_symbol(self);
            symbol.size = 8;
            add_word_row(self, rows, samples[i].kind, symbol, samples[i].key);
        }
}

static GArray *rows_make(Layout *self) {
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_array_set_clear_func(rows, (GDestroyNotify)row_clear);
    Contents contents = contents_of(self);
    add_type_rows(self, rows, contents);
    add_category_rows(self, rows);
    add_trust_rows(self, rows, &contents);
    add_precision_rows(self, rows, &contents);
    return rows;
}

/* ---- drawing a row ----------------------------------------------------------------------------
 */

/* Second languages are set a little smaller, under the first. */
static Type row_type(const Layout *self, guint language) {
    Type type = layout_type(self, "legend", self->words[language]);
    if (language > 0) type.size = fmax(11, type.size * 0.9);
    return type;
}

static void measure_row(Layout *self, Row *row) {
    row->width = 0;
    row->height = 0;
    for (guint i = 0; i < self->n_words; i++) {
        Type type = row_type(self, i);
        row->width = fmax(row->width, layout_advance(self, row->texts[i], &type,
                                                     words_direction(self->words[i])));
        row->height += type_line_height(&type) * (self->n_words > 1 ? 0.94 : 1);
    }
    row->width += SAMPLE_WIDTH + 4;
    row->height = fmax(row->height, row->symbol.size + 3);
}

static void add_sample_area(const Layout *self, Furniture *legend, const Row *row, Point at) {
    Color grey = row->symbol.outline;
    double opacity = style_number(self->style, "uncertainty", "fill-opacity");
    Paint paint = {.fill = color_with_alpha(grey, opacity),
                   .stroke = grey,
                   .stroke_width = 1,
                   .dash = {3, 2},
                   .n_dash = 2};
    Path path = {0};
    if (row->kind == SAMPLE_DISC) {
        path_add_circle(&path, at, 8);
        paint = (Paint){.fill = color_with_alpha(grey, 0.25)};
    } else if (row->kind == SAMPLE_RING) {
        path_add_circle(&path, at, 8);
    } else if (row->kind == SAMPLE_BAND) {
        path_add_rounded_box(&path, box_around(at, 22, 9), 4.5);
    } else {
        path_add_rounded_box(&path, box_around(at, 22, 13), 4);
    }
    furniture_add_path(legend, "sample", &path, paint, true);
}

static void draw_row(Layout *self, Furniture *legend, Row *row, double x, double y, double width) {
    bool rtl = self->direction == DIRECTION_RTL;
    Point at = {rtl ? x + width - SAMPLE_WIDTH / 2 : x + SAMPLE_WIDTH / 2, y + row->height / 2};
    if (row->kind != SAMPLE_MARK) add_sample_area(self, legend, row, at);
    if (row->kind != SAMPLE_AREA) {
        Symbol symbol = row->symbol;
        row->symbol = (Symbol){0};
        symbol.id = g_strdup_printf("legend-%u", legend->marks->len + 1);
        symbol.at = symbol.anchor = at;
        g_array_append_val(legend->marks, symbol);
    }
    double total = 0, line_y = y;
    for (guint i = 0; i < self->n_words; i++) {
        Type type = row_type(self, i);
        total += type_line_height(&type) * (self->n_words > 1 ? 0.94 : 1);
    }
    line_y += (row->height - total) / 2;
    for (guint i = 0; i < self->n_words; i++) {
        Type type = row_type(self, i);
        Point text = {rtl ? x + width - SAMPLE_WIDTH - 4 : x + SAMPLE_WIDTH + 4,
                      line_y + type.size * 1.02};
        furniture_add_line(legend,
                           layout_line(self, row->texts[i], &type, words_direction(self->words[i]),
                                       rtl ? ANCHOR_END : ANCHOR_START, text));
        line_y += type_line_height(&type) * (self->n_words > 1 ? 0.94 : 1);
    }
}

/* ---- columns ----------------------------------------------------------------------------------
 */

void furniture_add_panel(const Layout *self, Furniture *furniture, Box box) {
    Paint paint = {.fill = style_color(self->style, "panel", "fill-color"),
                   .stroke = style_color(self->style, "panel", "line-color"),
                   .stroke_width = style_number(self->style, "panel", "line-width")};
    Path path = {0};
    path_add_rounded_box(&path, box, 3);
    furniture_add_path(furniture, "panel", &path, paint, true);
    furniture->box = box;
}

void legend_make(Layout *self, double width, bool with_panel, Furniture *ret_legend) {
    furniture_init(ret_legend, "legend");
    g_autoptr(GArray) rows = rows_make(self);
    double widest = 1;
    for (guint i = 0; i < rows->len; i++) {
        measure_row(self, &g_array_index(rows, Row, i));
        widest = fmax(widest, g_array_index(rows, Row, i).width);
    }
    guint columns = (guint)fmax(1, floor((width + COLUMN_GAP) / (widest + COLUMN_GAP)));
    guint per_column = (rows->len + columns - 1) / columns;
    double pad = with_panel ? PADDING : 0, bottom = 0;
    columns = per_column ? (rows->len + per_column - 1) / per_column : 1;
    double total = columns * widest + (columns - 1) * COLUMN_GAP;
    g_autofree double *heights = g_new0(double, columns);
    for (guint i = 0; i < rows->len; i++)
        heights[i / per_column] += g_array_index(rows, Row, i).height + ROW_GAP;
    for (guint i = 0; i < columns; i++) bottom = fmax(bottom, heights[i]);
    Box box = {0, 0, total + 2 * pad, bottom - ROW_GAP + 2 * pad};
    if (with_panel) furniture_add_panel(self, ret_legend, box);
    ret_legend->box = box;
    double y = pad;
    bool rtl = self->direction == DIRECTION_RTL;
    for (guint i = 0; i < rows->len; i++) {
        guint column = i / per_column, shown = rtl ? columns - 1 - column : column;
        if (i % per_column == 0) y = pad;
        Row *row = &g_array_index(rows, Row, i);
        draw_row(self, ret_legend, row, pad + shown * (widest + COLUMN_GAP), y, widest);
        y += row->height + ROW_GAP;
    }
}

/* ---- what has no place ------------------------------------------------------------------------
 */

void unplaced_make(Layout *self, Furniture *ret_box) {
    furniture_init(ret_box, "unplaced");
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_array_set_clear_func(rows, (GDestroyNotify)row_clear);
    double width = 0, height = 0;
    for (guint i = 0; i < self->unplaced->len; i++) {
        const Stack *stack = &g_array_index(self->unplaced, Stack, i);
        Row *row = add_row(rows, SAMPLE_MARK, stack_symbol(self, stack, 12));
        for (guint j = 0; j < self->n_words; j++) {
            g_autofree char *count = words_number(self->words[j], stack->members->len);
            row->texts[j] = g_strdup_printf(
                "%s: %s", incident_type_label(stack->type, words_language(self->words[j])), count);
        }
    }
    for (guint i = 0; i < rows->len; i++) {
        measure_row(self, &g_array_index(rows, Row, i));
        width = fmax(width, g_array_index(rows, Row, i).width);
        height += g_array_index(rows, Row, i).height + ROW_GAP;
    }
    Type head[2];
    g_autofree char *said[2] = {NULL, NULL};
    for (guint i = 0; i < self->n_words; i++) {
        head[i] = row_type(self, i);
        head[i].weight = 600;
        said[i] = words_say(self->words[i], "unplaced");
        width =
            fmax(width, layout_advance(self, said[i], &head[i], words_direction(self->words[i])));
        height += type_line_height(&head[i]);
    }
    Box box = {0, 0, width + 2 * PADDING, height + 2 * PADDING - ROW_GAP};
    furniture_add_panel(self, ret_box, box);
    bool rtl = self->direction == DIRECTION_RTL;
    double y = PADDING;
    for (guint i = 0; i < self->n_words; i++) {
        Point at = {rtl ? box.width - PADDING : PADDING, y + head[i].size};
        furniture_add_line(ret_box,
                           layout_line(self, said[i], &head[i], words_direction(self->words[i]),
                                       rtl ? ANCHOR_END : ANCHOR_START, at));
        y += type_line_height(&head[i]);
    }
    for (guint i = 0; i < rows->len; i++) {
        Row *row = &g_array_index(rows, Row, i);
        draw_row(self, ret_box, row, PADDING, y, width);
        y += row->height + ROW_GAP;
    }
}
