/*
 * legend: what is on the map, and nothing else: types, colour classes, how sure a report is, how
 * well a place is known. Each row is a sample and its words, in each of the page's languages.
 */
#include <math.h>
#include <string.h>

#include "map/symbols.h"

static const double SAMPLE_WIDTH = 24, ROW_GAP = 3, COLUMN_GAP = 12, PADDING = 8;
/* Between types and notes, with a rule in it. */
static const double GROUP_GAP = 11;
/* Lines of two languages in one row stand closer. */
static const double PAIR_LEADING = 0.84;
/* A sample no larger than its column. */
static const double LARGEST_SAMPLE = 22;

typedef enum {
    SAMPLE_MARK,
    SAMPLE_DISC,
    SAMPLE_RING,
    SAMPLE_BAND,
    SAMPLE_AREA,
    SAMPLE_DONUT
} SampleKind;

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
    bool hollow, ringed, several, clusters, donuts;
    bool precision[PRECISION_AREA + 1];
} Contents;

static void count_stack(const Stack *stack, void *data) {
    Contents *contents = data;
    contents->types[stack->type] += stack->members->len;
    contents->hollow |= stack->hollow;
    contents->ringed |= stack->ringed;
}

static void look_at_groups(const Layout *self, Contents *contents) {
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (group->drawn == GROUP_DOT) continue;
        contents->precision[group->precision] = true;
        contents->clusters |= group->is_cluster;
        contents->donuts |= group->precision != PRECISION_AREA && group_is_donut(group);
        for (guint j = 0; j < group->stacks->len && group->precision != PRECISION_AREA; j++)
            contents->several |=
                !group_is_donut(group) && g_array_index(group->stacks, Stack, j).members->len > 1;
    }
}

static Contents contents_of(const Layout *self) {
    Contents contents = {0};
    each_stack(self, count_stack, &contents);
    look_at_groups(self, &contents);
    if (self->detail) look_at_groups(self->detail, &contents);
    return contents;
}

bool legend_needed(const Layout *self) { return layout_n_drawn(self) > 0; }

static Symbol neutral_symbol(const Layout *self) {
    Color grey = style_color(self->style, "legend", "text-color");
    return (Symbol){
        .shape = MARK_CIRCLE,
        .fill = color_with_alpha(
            color_mixed(grey, style_color(self->style, "panel", "fill-color"), 0.45), 1),
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
    g_autofree char *brief = g_strdup_printf("%s-short", key);
    for (guint i = 0; i < self->n_words; i++)
        row->texts[i] = words_say(self->words[i], self->compact ? brief : key);
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
            row->texts[i] = layout_type_label(self, (IncidentType)best, self->words[i]);
    }
}

static void add_category_rows(const Layout *self, GArray *rows) {
    if (self->options->color_by == COLOR_BY_TYPE) return;
    for (guint i = 0; i < self->categories->len; i++) {
        Stack stack = {.category = i, .hollow = self->periods && i == 0};
        Symbol symbol = stack_symbol(self, &stack, 12);
        symbol.shape = MARK_CIRCLE;
        Row *row = add_row(rows, SAMPLE_MARK, symbol);
        for (guint j = 0; j < self->n_words; j++)
            row->texts[j] =
                category_name(&g_array_index(self->categories, Category, i), self->words[j]);
    }
}

static Symbol numbered_symbol(const Layout *self) {
    Symbol symbol = neutral_symbol(self);
    symbol.size = 17;
    symbol.number = words_number(self->words[0], 3);
    symbol.number_size = 10;
    symbol.number_color = symbol_readable_on(self->style, symbol.fill);
    return symbol;
}

/* Of the marks that bear a count the one that bears the least, as it stands on the map; NULL where
 * there is none. */
static const Stack *counted_stack(const Layout *self) {
    const Stack *least = NULL;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (group->drawn != GROUP_WHOLE || group->precision == PRECISION_AREA ||
            group_is_donut(group))
            continue;
        for (guint j = 0; j < group->stacks->len; j++) {
            const Stack *stack = &g_array_index(group->stacks, Stack, j);
            bool is_less = !least || stack->members->len < least->members->len;
            if (stack->members->len > 1 && is_less) least = stack;
        }
    }
    return least;
}

static Symbol counted_symbol(const Layout *self) {
    const Stack *stack = counted_stack(self);
    if (!stack && self->detail) stack = counted_stack(self->detail);
    if (!stack) return numbered_symbol(self);
    Symbol symbol = stack_symbol(self, stack, fmin(stack_size(self, stack), LARGEST_SAMPLE));
    symbol.number = words_number(self->words[0], stack->members->len);
    return symbol;
}

/* Rings of shares, and marks with a number in them. */
static void add_count_rows(const Layout *self, GArray *rows, const Contents *contents) {
    if (self->has_key) {
        add_word_row(self, rows, SAMPLE_MARK, numbered_symbol(self), "legend-key");
        return;
    }
    if (contents->donuts) {
        Symbol symbol = numbered_symbol(self);
        symbol.size = 12;
        symbol.fill = style_color(self->style, "badge", "fill-color");
        symbol.number_color = style_color(self->style, "badge", "text-color");
        symbol.number_size = 9.5;
        add_word_row(self, rows, SAMPLE_DONUT, symbol, "legend-cluster");
    }
    if (contents->several && !self->compact)
        add_word_row(self, rows, SAMPLE_MARK, counted_symbol(self),
                     self->options->size_by == SIZE_BY_KILLED ? "legend-killed"
                     : contents->clusters                     ? "legend-places"
                                                              : "legend-count");
}

static void add_trust_rows(const Layout *self, GArray *rows, const Contents *contents) {
    if (contents->hollow && !self->periods) {
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
        {PRECISION_AREA, SAMPLE_AREA, "legend-area"},
        {PRECISION_LINE, SAMPLE_BAND, "legend-line"},
        {PRECISION_NEAR, SAMPLE_RING, "legend-near"},
        {PRECISION_TOWN, SAMPLE_DISC, "legend-town"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(samples); i++)
        if (contents->precision[samples[i].precision] &&
            (!self->compact || samples[i].precision >= PRECISION_NEAR)) {
            Symbol symbol = neutral_symbol(self);
            symbol.size = 8;
            /* The number in an area is then no count. */
            bool bare = self->has_key && !self->compact && samples[i].precision == PRECISION_AREA;
            add_word_row(self, rows, samples[i].kind, symbol,
                         bare ? "legend-area-short" : samples[i].key);
        }
}

/* On a phone what has no place is told here; there is no room for a box of its own. */
static void add_unplaced_row(const Layout *self, GArray *rows) {
    guint n = self->scene->summary.n_unplaced;
    if (!self->compact || n == 0) return;
    Symbol symbol = neutral_symbol(self);
    symbol.shape = MARK_SQUARE;
    symbol.fill = style_color(self->style, "badge", "fill-color");
    symbol.size = 15;
    symbol.number = words_number(self->words[0], n);
    symbol.number_size = 10;
    symbol.number_color = style_color(self->style, "badge", "text-color");
    add_word_row(self, rows, SAMPLE_MARK, symbol, "unplaced");
}

/* Types first; *ret_n_types of them. */
static GArray *rows_make(Layout *self, guint *ret_n_types) {
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_array_set_clear_func(rows, (GDestroyNotify)row_clear);
    Contents contents = contents_of(self);
    add_type_rows(self, rows, contents);
    add_category_rows(self, rows);
    *ret_n_types = rows->len;
    add_unplaced_row(self, rows);
    add_count_rows(self, rows, &contents);
    if (self->compact) {
        add_precision_rows(self, rows, &contents);
        add_trust_rows(self, rows, &contents);
    } else {
        add_trust_rows(self, rows, &contents);
        add_precision_rows(self, rows, &contents);
    }
    guint most = *ret_n_types + MIN(self->most_notes, rows->len);
    if (rows->len > most) g_array_set_size(rows, most);
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
        row->height += type_line_height(&type) * (self->n_words > 1 ? PAIR_LEADING : 1);
    }
    row->width += SAMPLE_WIDTH + 4;
    row->height = fmax(row->height, row->symbol.size + (row->kind == SAMPLE_DONUT ? 11 : 3));
}

/* A ring of two shares. */
static void add_sample_donut(Furniture *legend, const Row *row, Point at) {
    static const double radius = 10, share = 0.62;
    Color grey = row->symbol.outline, shades[] = {color_mixed(grey, row->symbol.fill, 0.35),
                                                  color_mixed(grey, row->symbol.fill, 0.7)};
    for (guint i = 0; i < G_N_ELEMENTS(shades); i++) {
        Paint paint = {.fill = shades[i], .stroke = row->symbol.fill, .stroke_width = 0.8};
        paint.fill.a = 1;
        double from = -G_PI / 2 + (i ? 2 * G_PI * share : 0);
        Path path = {0};
        path_add_sector(&path, at, radius, from, i ? 1.5 * G_PI : from + 2 * G_PI * share);
        furniture_add_path(legend, "sample", &path, paint, true);
    }
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
    if (row->kind == SAMPLE_DONUT)
        add_sample_donut(legend, row, at);
    else if (row->kind != SAMPLE_MARK)
        add_sample_area(self, legend, row, at);
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
        total += type_line_height(&type) * (self->n_words > 1 ? PAIR_LEADING : 1);
    }
    line_y += (row->height - total) / 2;
    for (guint i = 0; i < self->n_words; i++) {
        Type type = row_type(self, i);
        Point text = {rtl ? x + width - SAMPLE_WIDTH - 4 : x + SAMPLE_WIDTH + 4,
                      line_y + type.size * 1.02};
        furniture_add_line(legend,
                           layout_line(self, row->texts[i], &type, words_direction(self->words[i]),
                                       rtl ? ANCHOR_END : ANCHOR_START, text));
        line_y += type_line_height(&type) * (self->n_words > 1 ? PAIR_LEADING : 1);
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

enum { MOST_COLUMNS = 6 };

/* Rows of the legend in columns, filled one after the other, each as wide as its rows need. */
typedef struct {
    Row *rows;
    guint n, columns, per_column;
    double widths[MOST_COLUMNS];
    double width, height;
} Block;

/* All columns stand on one grid: a row is as high as its highest part. */
static double row_height(const Block *self, guint row) {
    double height = 0;
    for (guint i = row; i < self->n; i += self->per_column)
        height = fmax(height, self->rows[i].height);
    return height;
}

static void block_set_columns(Block *self, guint columns) {
    self->per_column = (self->n + columns - 1) / columns;
    self->columns = (self->n + self->per_column - 1) / self->per_column;
    self->width = -COLUMN_GAP;
    self->height = 0;
    for (guint row = 0; row < self->per_column; row++)
        self->height += row_height(self, row) + ROW_GAP;
    for (guint column = 0; column < self->columns; column++) {
        double width = 0;
        guint first = column * self->per_column;
        for (guint i = first; i < MIN(self->n, first + self->per_column); i++)
            width = fmax(width, self->rows[i].width);
        self->widths[column] = width;
        self->width += width + COLUMN_GAP;
    }
}

/* Rows `first` to `end` in as many columns as there is room for, one at least. */
static Block block_of(Layout *self, GArray *rows, guint first, guint end, double room) {
    Block block = {.rows = &g_array_index(rows, Row, first), .n = end - first};
    for (guint i = 0; i < block.n; i++) measure_row(self, &block.rows[i]);
    guint columns = MIN(block.n, MOST_COLUMNS);
    if (block.n) block_set_columns(&block, columns);
    while (columns > 1 && block.width > room) block_set_columns(&block, --columns);
    return block;
}

static void draw_block(Layout *self, Furniture *legend, const Block *block, double x, double y) {
    bool rtl = self->direction == DIRECTION_RTL;
    double left = rtl ? x + block->width : x;
    for (guint column = 0; column < block->columns; column++) {
        double width = block->widths[column], row_y = y;
        guint first = column * block->per_column;
        if (rtl) left -= width;
        for (guint i = first; i < MIN(block->n, first + block->per_column); i++) {
            double height = row_height(block, i - first);
            draw_row(self, legend, &block->rows[i], left,
                     row_y + (height - block->rows[i].height) / 2, width);
            row_y += height + ROW_GAP;
        }
        left += rtl ? -COLUMN_GAP : width + COLUMN_GAP;
    }
}

/* Sets what happened apart from how to read it. */
static void add_rule(const Layout *self, Furniture *legend, double x, double y, double width) {
    Paint paint = {.stroke = style_color(self->style, "panel", "line-color"), .stroke_width = 0.8};
    Path path = {0};
    path_begin(&path);
    path_add(&path, (Point){x, y});
    path_add(&path, (Point){x + width, y});
    furniture_add_path(legend, "rule", &path, paint, false);
}

void legend_make(Layout *self, LegendForm form, double width, bool with_panel,
                 Furniture *ret_legend) {
    if (self->own_legend) {
        self->own_legend(self, width, ret_legend);
        return;
    }
    furniture_init(ret_legend, "legend");
    guint n_types;
    g_autoptr(GArray) rows = rows_make(self, &n_types);
    double pad = with_panel ? PADDING : 0, room = form == LEGEND_STRIP ? width : 0;
    Block types = block_of(self, rows, 0, n_types, room);
    Block notes = block_of(self, rows, n_types, rows->len, room);
    bool beside = form == LEGEND_TWO_COLUMNS && notes.n > 0, rtl = self->direction == DIRECTION_RTL;
    double inner = beside ? types.width + COLUMN_GAP + notes.width : fmax(types.width, notes.width);
    double gap = types.n && notes.n && !beside ? GROUP_GAP : 0;
    double height = beside ? fmax(types.height, notes.height) : types.height + gap + notes.height;
    Box box = {0, 0, inner + 2 * pad, height - ROW_GAP + 2 * pad};
    if (with_panel) furniture_add_panel(self, ret_legend, box);
    ret_legend->box = box;
    double types_x = rtl ? pad + inner - types.width : pad;
    double notes_x = rtl == beside ? pad : pad + inner - notes.width;
    draw_block(self, ret_legend, &types, types_x, pad);
    if (gap > 0) add_rule(self, ret_legend, pad, pad + types.height + (gap - ROW_GAP) / 2, inner);
    draw_block(self, ret_legend, &notes, notes_x, beside ? pad : pad + types.height + gap);
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
            g_autofree char *label = layout_type_label(self, stack->type, self->words[j]);
            row->texts[j] = g_strdup_printf("%s: %s", label, count);
        }
    }
    for (guint i = 0; i < rows->len; i++) {
        measure_row(self, &g_array_index(rows, Row, i));
        width = fmax(width, g_array_index(rows, Row, i).width);
        height += g_array_index(rows, Row, i).height + ROW_GAP;
    }
    Type head[2] = {0};
    char *said[2] = {NULL, NULL};
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
        Direction direction = words_direction(self->words[i]);
        // NOLINTBEGIN(clang-analyzer-core.CallAndMessage): there are two languages at the most
        TextLine line =
            layout_line(self, said[i], &head[i], direction, rtl ? ANCHOR_END : ANCHOR_START, at);
        // NOLINTEND(clang-analyzer-core.CallAndMessage)
        furniture_add_line(ret_box, line);
        g_free(said[i]);
        y += type_line_height(&head[i]);
    }
    for (guint i = 0; i < rows->len; i++) {
        Row *row = &g_array_index(rows, Row, i);
        draw_row(self, ret_box, row, PADDING, y, width);
        y += row->height + ROW_GAP;
    }
}
