/* sheet-legend: the legend of a sheet as pieces that flow below the panels: a sample and its words,
 * or a scale of colours with its breaks. */
#include <math.h>

#include "map/sheet-parts.h"

static const double PIECE_GAP = 20, ROW_GAP = 4, SAMPLE_GAP = 6;
static const double SWATCH_WIDTH = 22, SWATCH_HEIGHT = 11;
/* Lines of two languages in one piece stand closer. */
static const double PAIR_LEADING = 0.88;

static void piece_clear(void *data) { furniture_clear(&((LegendPiece *)data)->drawn); }

GArray *legend_pieces_new(void) {
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(LegendPiece));
    g_array_set_clear_func(pieces, piece_clear);
    return pieces;
}

void legend_words(const Layout *self, const char *key, double first, double second,
                  char *ret_texts[2]) {
    for (guint i = 0; i < 2; i++)
        ret_texts[i] =
            i < self->n_words ? words_say_number(self->words[i], key, first, second) : NULL;
}

static Type text_type(const Layout *self, guint language) {
    Type type = layout_type(self, "legend", self->words[language]);
    if (language > 0) type.size = fmax(11, type.size * 0.9);
    return type;
}

/* Words in the page's languages, in as many lines as the page's width asks for. */
typedef struct {
    GPtrArray *lines[2];
    double width, height;
} WordBlock;

static double line_height(const Layout *self, const Type *type) {
    return type_line_height(type) * (self->n_words > 1 ? PAIR_LEADING : 1);
}

static WordBlock block_of(Layout *self, char *texts[2], double room) {
    WordBlock block = {{NULL, NULL}, 0, 0};
    for (guint i = 0; i < self->n_words; i++) {
        Type type = text_type(self, i);
        Direction direction = words_direction(self->words[i]);
        block.lines[i] = layout_wrap(self, texts[i], &type, direction, room);
        block.height += block.lines[i]->len * line_height(self, &type);
        for (guint k = 0; k < block.lines[i]->len; k++)
            block.width =
                fmax(block.width, layout_advance(self, block.lines[i]->pdata[k], &type, direction));
    }
    return block;
}

static double page_width(const Layout *self) {
    return self->scene->width - 2 * style_number(self->style, "page", "margin");
}

/* Words beside what is drawn, which lies at the reading side. Frees the texts. */
static void add_words(Layout *self, Furniture *piece, char *texts[2]) {
    bool rtl = self->direction == DIRECTION_RTL;
    Box sample = piece->box;
    double gap = sample.width > 0 ? SAMPLE_GAP : 0;
    WordBlock block = block_of(self, texts, page_width(self) - sample.width - gap);
    double whole = fmax(block.height, sample.height);
    furniture_move(piece, rtl ? block.width + gap : 0, (whole - sample.height) / 2);
    double y = (whole - block.height) / 2;
    for (guint i = 0; i < self->n_words; i++) {
        Type type = text_type(self, i);
        g_assert(block.lines[i]);
        for (guint k = 0; k < block.lines[i]->len; k++, y += line_height(self, &type)) {
            Point at = {rtl ? block.width : sample.width + gap, y + type.size * 1.02};
            furniture_add_line(piece, layout_line(self, block.lines[i]->pdata[k], &type,
                                                  words_direction(self->words[i]),
                                                  rtl ? ANCHOR_END : ANCHOR_START, at));
        }
        g_ptr_array_unref(block.lines[i]);
        g_free(texts[i]);
    }
    piece->box = (Box){0, 0, sample.width + gap + block.width, whole};
}

void legend_add_piece(Layout *self, GArray *pieces, Furniture *sample, char *texts[2]) {
    add_words(self, sample, texts);
    LegendPiece piece = {*sample};
    g_array_append_val(pieces, piece);
}

static void add_box(const Layout *self, Furniture *piece, Box box, Paint paint) {
    if (paint.stroke.a <= 0) {
        paint.stroke = style_color(self->style, "frame", "line-color");
        paint.stroke_width = 0.5;
    }
    Path path = {0};
    path_add_rounded_box(&path, box, 0);
    furniture_add_path(piece, "swatch", &path, paint, true);
}

void legend_add_swatch(Layout *self, GArray *pieces, const Paint *paint, char *texts[2]) {
    Furniture piece;
    furniture_init(&piece, "swatch");
    piece.box = (Box){0, 0, SWATCH_WIDTH, SWATCH_HEIGHT};
    add_box(self, &piece, piece.box, *paint);
    legend_add_piece(self, pieces, &piece, texts);
}

void legend_add_scale(Layout *self, GArray *pieces, const Paint *paints, guint n,
                      char *const *breaks, char *texts[2]) {
    Furniture piece;
    furniture_init(&piece, "scale-of-colours");
    bool rtl = self->direction == DIRECTION_RTL;
    Type type = text_type(self, 0);
    double step = SWATCH_WIDTH;
    for (guint i = 0; i < n; i++)
        if (breaks[i]) step = fmax(step, layout_advance(self, breaks[i], &type, DIRECTION_LTR) + 5);
    double inset = breaks[0] ? layout_advance(self, breaks[0], &type, DIRECTION_LTR) / 2 : 0;
    for (guint i = 0; i < n; i++) {
        double x = (rtl ? n - 1 - i : i) * step + (rtl ? 0 : inset);
        add_box(self, &piece, (Box){x, 0, step, SWATCH_HEIGHT}, paints[i]);
        if (!breaks[i]) continue;
        Point at = {rtl ? x + step : x, SWATCH_HEIGHT + type.size * 1.05};
        furniture_add_line(&piece,
                           layout_line(self, breaks[i], &type, DIRECTION_LTR, ANCHOR_MIDDLE, at));
    }
    piece.box = (Box){0, 0, n * step + inset, SWATCH_HEIGHT + type.size * 1.3};
    legend_add_piece(self, pieces, &piece, texts);
}

/* ---- rows --------------------------------------------------------------------------------------
 */

static void take_parts(Furniture *into, Furniture *from) {
    g_array_append_vals(into->paths, from->paths->data, from->paths->len);
    g_array_append_vals(into->marks, from->marks->data, from->marks->len);
    g_array_append_vals(into->lines, from->lines->data, from->lines->len);
    GArray *const emptied[] = {from->paths, from->marks, from->lines};
    for (guint i = 0; i < G_N_ELEMENTS(emptied); i++) {
        g_array_set_clear_func(emptied[i], NULL);
        g_array_set_size(emptied[i], 0);
    }
}

/* Sets pieces `first` to `end` in a row at `y`, their middles level. Returns its height. */
static double set_row(Layout *self, GArray *pieces, guint first, guint end, double width, double y,
                      Furniture *legend) {
    double height = 0, x = 0;
    for (guint i = first; i < end; i++)
        height = fmax(height, g_array_index(pieces, LegendPiece, i).drawn.box.height);
    for (guint i = first; i < end; i++) {
        Furniture *piece = &g_array_index(pieces, LegendPiece, i).drawn;
        double left = self->direction == DIRECTION_RTL ? width - x - piece->box.width : x;
        furniture_move(piece, left, y + (height - piece->box.height) / 2);
        x += piece->box.width + PIECE_GAP;
        take_parts(legend, piece);
    }
    return height;
}

void legend_flow(Layout *self, GArray *pieces, double width, Furniture *ret_legend) {
    furniture_init(ret_legend, "legend");
    double y = 0;
    for (guint first = 0; first < pieces->len;) {
        double x = 0;
        guint end = first;
        while (end < pieces->len) {
            double own = g_array_index(pieces, LegendPiece, end).drawn.box.width;
            if (end > first && x + own > width) break;
            x += own + PIECE_GAP;
            end++;
        }
        y += set_row(self, pieces, first, end, width, y, ret_legend) + ROW_GAP;
        first = end;
    }
    ret_legend->box = (Box){0, 0, width, y};
}
