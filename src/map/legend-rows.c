/*
 * legend-rows: which rows a legend has: what is on the map, and nothing else. Where there is no
 * room for all of them the least needed go first; what a reader would take for something else
 * without its row stays.
 */
#include "map/legend.h"

/* A sample no larger than its column. */
static const double LARGEST_SAMPLE = 22;

static void row_clear(LegendRow *self) {
    symbol_clear(&self->symbol);
    for (guint i = 0; i < G_N_ELEMENTS(self->texts); i++) g_clear_pointer(&self->texts[i], g_free);
}

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

/* A bit for each of the signs that not every map has: precisions by their number, and others. */
enum {
    SIGN_RING = 1 << (PRECISION_AREA + 1),
    SIGN_COUNT = SIGN_RING << 1,
    SIGN_PLACES = SIGN_RING << 2
};

static guint sign_of(PrecisionClass precision) { return 1U << precision; }

/* What there is to explain. */
typedef struct {
    guint types[N_INCIDENT_TYPES];
    bool hollow, ringed;
    guint signs;
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
        contents->signs |= sign_of(group->precision);
        if (group->is_cluster) contents->signs |= SIGN_PLACES;
        if (group->precision == PRECISION_AREA) continue;
        if (group_is_donut(group)) {
            contents->signs |= SIGN_RING;
            continue;
        }
        for (guint j = 0; j < group->stacks->len; j++)
            if (g_array_index(group->stacks, Stack, j).members->len > 1)
                contents->signs |= SIGN_COUNT;
    }
}

/* Those that have a row of their own on this page; on a phone's the row of the rings says of all
 * numbers what they are. */
static guint signs_told(const Layout *self, guint signs) {
    signs &= ~sign_of(PRECISION_SITE);
    if (self->compact) signs &= ~sign_of(PRECISION_TOWN);
    if (self->compact && signs & SIGN_RING) signs &= ~(guint)SIGN_COUNT;
    if (self->has_key) signs &= ~(guint)(SIGN_RING | SIGN_COUNT);
    return signs & SIGN_COUNT ? signs : signs & ~(guint)SIGN_PLACES;
}

static Contents contents_of(const Layout *self) {
    Contents contents = {0};
    each_stack(self, count_stack, &contents);
    look_at_groups(self, &contents);
    for (const Layout *detail = self->detail; detail; detail = detail->next)
        look_at_groups(detail, &contents);
    return contents;
}

guint legend_signs(const Layout *self) { return signs_told(self, contents_of(self).signs); }

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

GArray *legend_rows_empty(void) {
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(LegendRow));
    g_array_set_clear_func(rows, (GDestroyNotify)row_clear);
    return rows;
}

LegendRow *legend_rows_add(GArray *rows, SampleKind kind, RowNeed need, Symbol symbol) {
    LegendRow row = {.kind = kind, .need = need, .symbol = symbol};
    g_array_append_val(rows, row);
    return &g_array_index(rows, LegendRow, rows->len - 1);
}

static bool says_briefly(const Layout *self) { return self->compact || self->is_brief; }

static void add_word_row(const Layout *self, GArray *rows, SampleKind kind, RowNeed need,
                         Symbol symbol, const char *key) {
    LegendRow *row = legend_rows_add(rows, kind, need, symbol);
    g_autofree char *brief = g_strdup_printf("%s-short", key);
    for (guint i = 0; i < self->n_words; i++)
        row->texts[i] = words_say(self->words[i], says_briefly(self) ? brief : key);
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
        LegendRow *row = legend_rows_add(rows, SAMPLE_MARK, NEED_ALWAYS, symbol);
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
        LegendRow *row = legend_rows_add(rows, SAMPLE_MARK, NEED_ALWAYS, symbol);
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
    for (const Layout *detail = self->detail; detail && !stack; detail = detail->next)
        stack = counted_stack(detail);
    if (!stack) return numbered_symbol(self);
    Symbol symbol = stack_symbol(self, stack, fmin(stack_size(self, stack), LARGEST_SAMPLE));
    symbol.number = words_number(self->words[0], stack->members->len);
    return symbol;
}

/* Rings of shares, and marks with a number in them. */
static void add_count_rows(const Layout *self, GArray *rows, const Contents *contents) {
    if (self->has_key) {
        add_word_row(self, rows, SAMPLE_MARK, NEED_ALWAYS, numbered_symbol(self), "legend-key");
        return;
    }
    if (contents->signs & SIGN_RING) {
        Symbol symbol = numbered_symbol(self);
        symbol.size = 12;
        symbol.fill = style_color(self->style, "badge", "fill-color");
        symbol.number_color = style_color(self->style, "badge", "text-color");
        symbol.number_size = 9.5;
        add_word_row(self, rows, SAMPLE_DONUT, NEED_ALWAYS, symbol, "legend-cluster");
    }
    if (contents->signs & SIGN_COUNT)
        add_word_row(self, rows, SAMPLE_MARK, NEED_COUNT, counted_symbol(self),
                     self->options->size_by == SIZE_BY_KILLED ? "legend-killed"
                     : contents->signs & SIGN_PLACES          ? "legend-places"
                                                              : "legend-count");
}

static void add_trust_rows(const Layout *self, GArray *rows, const Contents *contents) {
    if (contents->hollow && !self->periods) {
        Symbol symbol = neutral_symbol(self);
        symbol.hollow = true;
        add_word_row(self, rows, SAMPLE_MARK, NEED_ALWAYS, symbol, "legend-hollow");
    }
    if (contents->ringed) {
        Symbol symbol = neutral_symbol(self);
        symbol.ringed = true;
        symbol.size = 9;
        add_word_row(self, rows, SAMPLE_MARK, NEED_LITTLE, symbol, "legend-ringed");
    }
}

static void add_precision_rows(const Layout *self, GArray *rows, const Contents *contents) {
    static const struct {
        PrecisionClass precision;
        SampleKind kind;
        RowNeed need;
        const char *key;
    } samples[] = {
        {PRECISION_AREA, SAMPLE_AREA, NEED_AREA, "legend-area"},
        {PRECISION_LINE, SAMPLE_BAND, NEED_PLACE, "legend-line"},
        {PRECISION_NEAR, SAMPLE_RING, NEED_PLACE, "legend-near"},
        {PRECISION_TOWN, SAMPLE_DISC, NEED_PLACE, "legend-town"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(samples); i++)
        if (contents->signs & sign_of(samples[i].precision)) {
            Symbol symbol = neutral_symbol(self);
            symbol.size = 8;
            /* The number in an area is then no count. */
            bool bare =
                self->has_key && !says_briefly(self) && samples[i].precision == PRECISION_AREA;
            add_word_row(self, rows, samples[i].kind, samples[i].need, symbol,
                         bare ? "legend-area-short" : samples[i].key);
        }
}

/* Leaves out the least needed notes until there are no more than asked. */
static void leave_out(GArray *rows, guint n_types, guint most) {
    for (RowNeed need = NEED_LITTLE; need > NEED_ALWAYS; need--)
        for (guint i = rows->len; i > n_types && rows->len - n_types > most; i--)
            if (g_array_index(rows, LegendRow, i - 1).need == need)
                g_array_remove_index(rows, i - 1);
}

GArray *legend_rows_new(Layout *self, guint *ret_n_types) {
    GArray *rows = legend_rows_empty();
    Contents contents = contents_of(self);
    contents.signs |= self->signs_kept;
    self->signs_told = contents.signs = signs_told(self, contents.signs);
    /* Periods are what such a page compares, and stand before the types. */
    if (self->periods) add_category_rows(self, rows);
    add_type_rows(self, rows, contents);
    if (!self->periods) add_category_rows(self, rows);
    *ret_n_types = rows->len;
    add_count_rows(self, rows, &contents);
    add_trust_rows(self, rows, &contents);
    add_precision_rows(self, rows, &contents);
    leave_out(rows, *ret_n_types, self->most_notes);
    return rows;
}
