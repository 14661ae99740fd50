/*
 * key: on a map that numbers its places, the list below it that says what each number is. The
 * places are numbered from north to south, so that the eye finds a number of the list on the map:
 *
 *     1  Near Al-Shula: Airstrike      3  Badia of Abu Kamal: Ambush and
 *     2  Al-Mayadin: Airstrike (2)        Airstrike
 */
#include <math.h>
#include <string.h>

#include "map/layout.h"

static const double LEAST_COLUMN = 230, LEAST_COLUMN_COMPACT = 170;
static const double COLUMN_GAP = 16, ROW_GAP = 3, NUMBER_GAP = 6;
/* A key that takes more of the page leaves the map too little. */
static const double MOST_OF_PAGE = 0.42;
enum { MOST_COLUMNS = 5 };

/* ---- numbers ----------------------------------------------------------------------------------
 */

static gint from_the_north(gconstpointer a, gconstpointer b) {
    const Group *left = *(const Group *const *)a, *right = *(const Group *const *)b;
    if (left->at.lat != right->at.lat) return left->at.lat > right->at.lat ? -1 : 1;
    if (left->at.lon != right->at.lon) return left->at.lon < right->at.lon ? -1 : 1;
    return strcmp(left->id, right->id);
}

/* The groups by their numbers, which are given here; borrowed. */
static GPtrArray *numbered(Layout *self) {
    GPtrArray *order = g_ptr_array_new();
    for (guint i = 0; i < self->groups->len; i++)
        g_ptr_array_add(order, &g_array_index(self->groups, Group, i));
    g_ptr_array_sort(order, from_the_north);
    for (guint i = 0; i < order->len; i++) ((Group *)order->pdata[i])->number = i + 1;
    return order;
}

static guint number_of(const Layout *whole, guint32 incident) {
    for (guint i = 0; i < whole->groups->len; i++) {
        const Group *group = &g_array_index(whole->groups, Group, i);
        for (guint j = 0; j < group->stacks->len; j++) {
            const GArray *members = g_array_index(group->stacks, Stack, j).members;
            for (guint k = 0; k < members->len; k++)
                if (g_array_index(members, guint32, k) == incident) return group->number;
        }
    }
    return 0;
}

void key_copy_numbers(const Layout *whole, Layout *detail) {
    detail->has_key = whole->has_key;
    for (guint i = 0; whole->has_key && i < detail->groups->len; i++) {
        Group *group = &g_array_index(detail->groups, Group, i);
        const Stack *stack = &g_array_index(group->stacks, Stack, 0);
        group->number = number_of(whole, g_array_index(stack->members, guint32, 0));
    }
}

/* ---- rows -------------------------------------------------------------------------------------
 */

/* A column of the key while it is filled. */
typedef struct {
    Box box; /* grows downwards */
    double number_width;
} Column;

static Type key_type(const Layout *self, guint language) {
    Type type = layout_type(self, "legend", self->words[language]);
    if (language > 0) type.size = fmax(11, type.size * 0.9);
    return type;
}

static Type number_type(const Layout *self) {
    Type type = key_type(self, 0);
    type.weight = 700;
    return type;
}

static double add_words(Layout *self, Furniture *key, const char *text, const Type *type,
                        Direction direction, Box room) {
    bool rtl = self->direction == DIRECTION_RTL;
    g_autoptr(GPtrArray) lines = layout_wrap(self, text, type, direction, room.width);
    double y = room.y;
    for (guint i = 0; i < lines->len; i++) {
        Point at = {rtl ? room.x + room.width : room.x, y + type->size};
        furniture_add_line(key, layout_line(self, lines->pdata[i], type, direction,
                                            rtl ? ANCHOR_END : ANCHOR_START, at));
        y += type_line_height(type);
    }
    return y;
}

static void add_row(Layout *self, Furniture *key, const Group *group, Column *column) {
    bool rtl = self->direction == DIRECTION_RTL;
    double left = column->box.x, right = left + column->box.width, taken = column->number_width;
    double y = column->box.y + column->box.height;
    g_autofree char *number = words_number(self->words[0], group->number);
    Type bold = number_type(self);
    Point at = {rtl ? right : left, y + bold.size};
    furniture_add_line(
        key, layout_line(self, number, &bold, DIRECTION_LTR, rtl ? ANCHOR_END : ANCHOR_START, at));
    for (guint i = 0; i < self->n_words; i++) {
        const Words *words = self->words[i];
        Type type = key_type(self, i);
        g_autofree char *said = layout_group_in_words(self, group, words);
        Box room = {rtl ? left : left + taken, y, column->box.width - taken, 0};
        y = add_words(self, key, said, &type, words_direction(words), room);
    }
    column->box.height = y + ROW_GAP - column->box.y;
}

/* ---- the list ---------------------------------------------------------------------------------
 */

static guint columns_in(const Layout *self, double width, guint n_rows) {
    double least = self->compact ? LEAST_COLUMN_COMPACT : LEAST_COLUMN;
    guint fit = (guint)fmax(1, floor((width + COLUMN_GAP) / (least + COLUMN_GAP)));
    return MAX(1, MIN(MIN(fit, MOST_COLUMNS), n_rows));
}

/* The rows one below the other in columns no higher than `most`; false where that is too low. */
static bool fill_columns(Layout *self, const GPtrArray *order, double width, double most,
                         Furniture *ret_key) {
    guint n = columns_in(self, width, order->len), column = 0, in_column = 0;
    double each = (width - (n - 1) * COLUMN_GAP) / n;
    bool rtl = self->direction == DIRECTION_RTL;
    Type bold = number_type(self);
    g_autofree char *widest = words_number(self->words[0], order->len >= 10 ? 88 : 8);
    Column at = {{rtl ? width - each : 0, 0, each, 0},
                 layout_advance(self, widest, &bold, DIRECTION_LTR) + NUMBER_GAP};
    furniture_init(ret_key, "key");
    ret_key->box = (Box){0, 0, width, 0};
    for (guint i = 0; i < order->len; i++, in_column++) {
        guint lines = ret_key->lines->len;
        double before = at.box.height;
        add_row(self, ret_key, order->pdata[i], &at);
        if (at.box.height > most && in_column > 0) {
            for (guint k = lines; k < ret_key->lines->len; k++)
                text_line_clear(&g_array_index(ret_key->lines, TextLine, k));
            g_array_set_size(ret_key->lines, lines);
            ret_key->box.height = fmax(ret_key->box.height, before);
            if (++column == n) return false;
            at.box.x += rtl ? -(each + COLUMN_GAP) : each + COLUMN_GAP;
            at.box.height = 0;
            in_column = 0;
            add_row(self, ret_key, order->pdata[i], &at);
        }
        ret_key->box.height = fmax(ret_key->box.height, at.box.height);
    }
    return true;
}

bool key_make(Layout *self, double width, Furniture *ret_key) {
    g_autoptr(GPtrArray) order = numbered(self);
    double most = self->refuses_key ? 0 : MOST_OF_PAGE * self->scene->height;
    static const double step = 6;
    for (double height = 24; order->len > 0 && height <= most; height += step) {
        if (fill_columns(self, order, width, height, ret_key) && ret_key->box.height <= most)
            return true;
        furniture_clear(ret_key);
    }
    for (guint i = 0; i < order->len; i++) ((Group *)order->pdata[i])->number = 0;
    return false;
}
