/* sheet-table: the numbers beside the picture: before, after, how many times. What may be chance is
 * set in grey. */
#include <math.h>

#include "map/sheet-plot.h"

static const double LEAST_ROOM = 270, MOST_WIDTH = 400, GAP = 14, ROW = 19;
/* Under so many incidents a ratio says little, and is not said. */
static const double LEAST_FOR_RATIO = 10;
enum { COLUMNS = 4, MOST_ROWS = 22, LEAST_ROWS = 3 };

typedef struct {
    Sheet *sheet;
    Furniture furniture;
    Box box;
    double ends[COLUMNS]; /* where a column ends, from the reading side on */
} NumberTable;

/* The cell's text from the reading side on; numbers end at their column. Takes the text. */
static void add_cell(NumberTable *self, guint column, double y, char *text, const char *layer,
                     bool is_grey) {
    Layout *page = &self->sheet->page;
    const Words *words = page->words[0];
    bool rtl = page->direction == DIRECTION_RTL;
    double along = column == 0 ? 0 : self->ends[column];
    double x = rtl ? self->box.x + self->box.width - along : self->box.x + along;
    TextAnchor anchor = (column == 0) == rtl ? ANCHOR_END : ANCHOR_START;
    TextLine line = plot_text(page, text, layer, words, anchor, (Point){x, y});
    if (column > 0) line.direction = DIRECTION_LTR;
    if (is_grey) line.type.color = style_color(page->style, "credit", "text-color");
    furniture_add_line(&self->furniture, line);
    g_free(text);
}

static char *count_text(const Words *words, double count) {
    return words_number(words, round(count * 10) / 10);
}

static void add_row(NumberTable *self, const CompareRow *row, double y) {
    Sheet *sheet = self->sheet;
    const Words *words = sheet->page.words[0];
    bool is_sum = row->area == AREA_ALL || row->area == AREA_ANY;
    bool is_grey = row->rate.may_be_chance && !is_sum;
    const char *layer = is_sum ? "label-area" : "legend";
    char *name = is_sum ? words_say(words, "sheet-table-sum") : sheet_area_name(sheet, row, words);
    add_cell(self, 0, y, name, layer, is_grey);
    add_cell(self, 1, y, count_text(words, row->rate.before), layer, is_grey);
    add_cell(self, 2, y, count_text(words, row->rate.after), layer, is_grey);
    char *ratio =
        row->rate.before + row->rate.after < LEAST_FOR_RATIO ? NULL : rate_text(&row->rate, words);
    add_cell(self, 3, y, ratio ? ratio : g_strdup("–"), layer, is_grey);
}

static void add_head(NumberTable *self, double y) {
    Sheet *sheet = self->sheet;
    const Words *words = sheet->page.words[0];
    const Periods *periods = sheet->input->periods;
    const Period *last = &periods->items[periods->n - 1];
    add_cell(self, 0, y, words_say(words, "sheet-table-area"), "legend", true);
    add_cell(self, 1, y, period_name(&periods->items[0], words), "legend", true);
    add_cell(self, 2, y, period_name(last, words), "legend", true);
    add_cell(self, 3, y, words_say(words, "sheet-table-ratio"), "legend", true);
    plot_line(&self->furniture, (Point){self->box.x, y + 6},
              (Point){self->box.x + self->box.width, y + 6}, plot_grid_color(sheet->page.style),
              0.8);
}

static double advance_of(const NumberTable *self, const char *text, const char *layer) {
    Layout *page = &self->sheet->page;
    Type type = layout_type(page, layer, page->words[0]);
    return text ? layout_advance(page, text, &type, DIRECTION_LTR) : 0;
}

/* Columns as wide as their head and their sum. */
static void set_columns(NumberTable *self, const CompareRow *sum) {
    static const double gap = 14, least_ratio = 100, least_count = 34;
    const Words *words = self->sheet->page.words[0];
    const Periods *periods = self->sheet->input->periods;
    g_autofree char *ratio = rate_text(&sum->rate, words);
    g_autofree char *after = count_text(words, sum->rate.after);
    g_autofree char *name = period_name(&periods->items[periods->n - 1], words);
    double ratio_width = fmax(least_ratio, advance_of(self, ratio, "label-area"));
    double count_width =
        fmax(advance_of(self, after, "label-area"), advance_of(self, name, "legend"));
    self->ends[3] = self->box.width;
    self->ends[2] = self->ends[3] - ratio_width - gap;
    self->ends[1] = self->ends[2] - fmax(least_count, count_width) - gap;
}

static void fill(NumberTable *self) {
    Sheet *sheet = self->sheet;
    const Comparison *comparison = sheet->input->comparison;
    guint room = (guint)fmax(0, self->box.height / ROW - 2);
    g_autoptr(GPtrArray) rows = comparison_findings(comparison, MIN(room, MOST_ROWS));
    g_autoptr(CompareRow) sum = comparison_in_areas(comparison);
    set_columns(self, sum);
    double y = self->box.y + 13;
    add_head(self, y);
    add_row(self, sum, y += ROW + 3);
    for (guint i = 0; i < rows->len; i++) add_row(self, rows->pdata[i], y += ROW);
}

/* What the ground leaves of the width. */
static double spare_width(const Sheet *self) {
    double needed = self->body.height * sheet_aspect(self->ground) * 1.06;
    return self->body.width - needed - GAP;
}

void sheet_add_table(Sheet *self) {
    double width = fmin(spare_width(self), MOST_WIDTH);
    if (width < LEAST_ROOM || self->input->comparison->n_rows < LEAST_ROWS) return;
    NumberTable table = {.sheet = self};
    bool rtl = self->page.direction == DIRECTION_RTL;
    table.box = (Box){rtl ? self->body.x : self->body.x + self->body.width - width, self->body.y,
                      width, self->body.height};
    furniture_init(&table.furniture, "numbers");
    fill(&table);
    table.furniture.box = table.box;
    g_array_append_val(self->page.scene->furniture, table.furniture);
    self->body.width -= width + GAP;
    if (rtl) self->body.x += width + GAP;
}
