/*
 * legend: what is on the map, and nothing else: types, colour classes, how sure a report is, how
 * well a place is known. Each row is a sample and its words, in each of the page's languages.
 */
#include "map/legend.h"

#include <math.h>

static const double SAMPLE_WIDTH = 24, ROW_GAP = 3, COLUMN_GAP = 12, COLUMN_GAP_TIGHT = 7,
                    PADDING = 8;
/* Between types and notes, with a rule in it. */
static const double GROUP_GAP = 11;
/* Lines of two languages in one row stand closer; so far apart they stand on one line. */
static const double PAIR_LEADING = 0.84, PAIR_GAP = 7;

/* ---- drawing a row ----------------------------------------------------------------------------
 */

/* Second languages are set a little smaller, under or beside the first. */
static Type row_type(const Layout *self, guint language) {
    static const double smaller = 0.85;
    const Words *words = self->words[language];
    Type type = layout_type(self, "legend", words);
    double least = least_text_size(words_are_arabic(words));
    if (language > 0) type.size = fmax(11, type.size * 0.9);
    if (self->is_tight) type.size = fmin(type.size, fmax(least, type.size * smaller));
    return type;
}

/* Lines of a row's texts below each other. */
static double texts_height(const Layout *self, const LegendRow *row) {
    double total = 0, highest = 0;
    for (guint i = 0; i < self->n_words; i++) {
        Type type = row_type(self, i);
        highest = fmax(highest, type_line_height(&type));
        total += type_line_height(&type) * (self->n_words > 1 ? PAIR_LEADING : 1);
    }
    return row->on_one_line ? highest : total;
}

static double text_width(Layout *self, const LegendRow *row, guint language) {
    Type type = row_type(self, language);
    return layout_advance(self, row->texts[language], &type,
                          words_direction(self->words[language]));
}

static void measure_row(Layout *self, LegendRow *row) {
    row->width = 0;
    for (guint i = 0; i < self->n_words; i++) {
        double width = text_width(self, row, i);
        row->width =
            row->on_one_line ? row->width + width + (i ? PAIR_GAP : 0) : fmax(row->width, width);
    }
    row->height = texts_height(self, row);
    row->width += SAMPLE_WIDTH + 4;
    row->height = fmax(row->height, row->symbol.size + (row->kind == SAMPLE_DONUT ? 11 : 3));
}

/* A ring of two shares. */
static void add_sample_donut(Furniture *legend, const LegendRow *row, Point at) {
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

static void add_sample_area(const Layout *self, Furniture *legend, const LegendRow *row, Point at) {
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

static void draw_row(Layout *self, Furniture *legend, LegendRow *row, double x, double y,
                     double width) {
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
    double line_y = y + (row->height - texts_height(self, row)) / 2;
    double line_x = rtl ? x + width - SAMPLE_WIDTH - 4 : x + SAMPLE_WIDTH + 4;
    Type first = row_type(self, 0);
    for (guint i = 0; i < self->n_words; i++) {
        Type type = row_type(self, i);
        double base = row->on_one_line ? first.size : type.size;
        furniture_add_line(
            legend,
            layout_line(self, row->texts[i], &type, words_direction(self->words[i]),
                        rtl ? ANCHOR_END : ANCHOR_START, (Point){line_x, line_y + base * 1.02}));
        if (row->on_one_line)
            line_x += (text_width(self, row, i) + PAIR_GAP) * (rtl ? -1 : 1);
        else
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
    LegendRow *rows;
    guint n, columns, per_column;
    double widths[MOST_COLUMNS];
    double width, height, gap;
} Block;

/* All columns stand on one grid: a row is as high as its highest part. */
static double row_height(const Block *self, guint row) {
    double height = 0;
    for (guint i = row; i < self->n; i += self->per_column)
        height = fmax(height, self->rows[i].height);
    return height;
}

static void block_set_columns(Block *self, guint columns, double gap) {
    self->per_column = (self->n + columns - 1) / columns;
    self->columns = (self->n + self->per_column - 1) / self->per_column;
    self->gap = gap;
    self->width = -gap;
    self->height = 0;
    for (guint row = 0; row < self->per_column; row++)
        self->height += row_height(self, row) + ROW_GAP;
    for (guint column = 0; column < self->columns; column++) {
        double width = 0;
        guint first = column * self->per_column;
        for (guint i = first; i < MIN(self->n, first + self->per_column); i++)
            width = fmax(width, self->rows[i].width);
        self->widths[column] = width;
        self->width += width + gap;
    }
}

/* Rows `first` to `end` in as many columns as there is room for, one at least. */
static Block block_of(Layout *self, GArray *rows, guint first, guint end, double room) {
    Block block = {.rows = &g_array_index(rows, LegendRow, first), .n = end - first};
    for (guint i = 0; i < block.n; i++) measure_row(self, &block.rows[i]);
    guint columns = MIN(block.n, MOST_COLUMNS);
    double gap = self->is_tight ? COLUMN_GAP_TIGHT : COLUMN_GAP;
    if (block.n) block_set_columns(&block, columns, gap);
    while (columns > 1 && block.width > room) block_set_columns(&block, --columns, gap);
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
        left += rtl ? -block->gap : width + block->gap;
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

/* Types and notes as one block below the map, where that takes fewer rows and no column holds both.
 */
static bool flows_together(Layout *self, GArray *rows, guint n_types, double room, Block *ret_all) {
    Block types = block_of(self, rows, 0, n_types, room);
    Block notes = block_of(self, rows, n_types, rows->len, room);
    *ret_all = block_of(self, rows, 0, rows->len, room);
    return n_types > 0 && notes.n > 0 && ret_all->width <= room &&
           (n_types == 1 || n_types % ret_all->per_column == 0) &&
           ret_all->per_column < types.per_column + notes.per_column;
}

/* How the rows are set, measured. */
typedef struct {
    Block types, notes; /* apart, but where all is one block: then that is `types` */
    bool beside;        /* each other; else with a rule between them */
    double width, height;
} Plan;

static Plan plan_of(Layout *self, GArray *rows, guint n_types, LegendForm form, double room) {
    Plan plan = {0};
    if (form == LEGEND_STRIP && flows_together(self, rows, n_types, room, &plan.types)) {
        plan.width = plan.types.width;
        plan.height = plan.types.height - ROW_GAP;
        return plan;
    }
    plan.types = block_of(self, rows, 0, n_types, room);
    plan.notes = block_of(self, rows, n_types, rows->len, room);
    plan.beside = form == LEGEND_TWO_COLUMNS && plan.notes.n > 0;
    double gap = plan.types.n && plan.notes.n ? GROUP_GAP : 0;
    plan.width = plan.beside ? plan.types.width + COLUMN_GAP + plan.notes.width
                             : fmax(plan.types.width, plan.notes.width);
    plan.height = plan.beside ? fmax(plan.types.height, plan.notes.height)
                              : plan.types.height + gap + plan.notes.height;
    plan.height -= ROW_GAP;
    return plan;
}

static void draw_plan(Layout *self, const Plan *plan, double pad, Furniture *legend) {
    bool rtl = self->direction == DIRECTION_RTL;
    furniture_init(legend, "legend");
    legend->box = (Box){0, 0, plan->width + 2 * pad, plan->height + 2 * pad};
    if (pad > 0) furniture_add_panel(self, legend, legend->box);
    double types_x = rtl ? pad + plan->width - plan->types.width : pad;
    double notes_x = rtl == plan->beside ? pad : pad + plan->width - plan->notes.width;
    draw_block(self, legend, &plan->types, types_x, pad);
    if (plan->notes.n == 0) return;
    double gap = plan->types.n && !plan->beside ? GROUP_GAP : 0;
    double rule_y = pad + plan->types.height + (gap - ROW_GAP) / 2;
    if (gap > 0) add_rule(self, legend, pad, rule_y, plan->width);
    draw_block(self, legend, &plan->notes, notes_x,
               plan->beside ? pad : pad + plan->types.height + gap);
}

/* Two languages stand under each other or on one line, types and notes each in their way. */
enum { TYPES_LOW = 1, NOTES_LOW = 2, WAYS = 4 };

static void set_way(GArray *rows, guint n_types, guint way) {
    for (guint i = 0; i < rows->len; i++)
        g_array_index(rows, LegendRow, i).on_one_line = way & (i < n_types ? TYPES_LOW : NOTES_LOW);
}

/* The way in which a strip is lowest; of two alike the one with more under each other. */
static guint lowest_way(Layout *self, GArray *rows, guint n_types, double room) {
    guint best = 0;
    double least = INFINITY;
    for (guint way = 0; way < WAYS; way++) {
        set_way(rows, n_types, way);
        Plan plan = plan_of(self, rows, n_types, LEGEND_STRIP, room);
        if (plan.height >= least || (way > 0 && plan.width > room)) continue;
        least = plan.height;
        best = way;
    }
    return best;
}

void legend_make(Layout *self, LegendForm form, double width, bool with_panel,
                 Furniture *ret_legend) {
    if (self->own_legend) {
        self->own_legend(self, width, ret_legend);
        return;
    }
    double room = form == LEGEND_STRIP ? width : 0;
    guint n_types, way = form == LEGEND_LOW_COLUMN ? TYPES_LOW | NOTES_LOW : 0;
    g_autoptr(GArray) rows = legend_rows_new(self, &n_types);
    if (self->n_words > 1 && form == LEGEND_STRIP) way = lowest_way(self, rows, n_types, room);
    set_way(rows, n_types, way);
    Plan plan = plan_of(self, rows, n_types, form, room);
    draw_plan(self, &plan, with_panel ? PADDING : 0, ret_legend);
}

/* ---- what has no place ------------------------------------------------------------------------
 */

void unplaced_make(Layout *self, Furniture *ret_box) {
    furniture_init(ret_box, "unplaced");
    g_autoptr(GArray) rows = legend_rows_empty();
    double width = 0, height = 0;
    for (guint i = 0; i < self->unplaced->len; i++) {
        const Stack *stack = &g_array_index(self->unplaced, Stack, i);
        LegendRow *row =
            legend_rows_add(rows, SAMPLE_MARK, NEED_ALWAYS, stack_symbol(self, stack, 12));
        for (guint j = 0; j < self->n_words; j++) {
            g_autofree char *count = words_number(self->words[j], stack->members->len);
            g_autofree char *label = layout_type_label(self, stack->type, self->words[j]);
            row->texts[j] = g_strdup_printf("%s: %s", label, count);
        }
    }
    for (guint i = 0; i < rows->len; i++) {
        measure_row(self, &g_array_index(rows, LegendRow, i));
        width = fmax(width, g_array_index(rows, LegendRow, i).width);
        height += g_array_index(rows, LegendRow, i).height + ROW_GAP;
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
        LegendRow *row = &g_array_index(rows, LegendRow, i);
        draw_row(self, ret_box, row, PADDING, y, width);
        y += row->height + ROW_GAP;
    }
}
