/*
 * page: title and subtitle above the map, what must stand with it below: the legend on a phone, the
 * count of what could not be placed, the credit. What is left is the map's frame.
 */
#include <math.h>

#include "map/layout.h"

static const double CLEARANCE = 3; /* between one text and the next */

/* The text in as few lines as the width allows, these of like lengths. */
static GPtrArray *balanced(Layout *self, const char *text, const Type *type, Direction direction,
                           double width) {
    GPtrArray *lines = layout_wrap(self, text, type, direction, width);
    for (double narrower = width * 0.96; lines->len > 1 && narrower > width * 0.5;
         narrower -= width * 0.04) {
        GPtrArray *tried = layout_wrap(self, text, type, direction, narrower);
        bool same = tried->len == lines->len;
        g_ptr_array_unref(same ? lines : tried);
        if (!same) break;
        lines = tried;
    }
    return lines;
}

/* Sets text in lines from `y` downwards. Returns the y below it. */
static double add_lines(Layout *self, Furniture *furniture, const char *text, const Type *type,
                        Direction direction, bool at_right, Box column) {
    g_autoptr(GPtrArray) lines = balanced(self, text, type, direction, column.width);
    double y = column.y;
    for (guint i = 0; i < lines->len; i++) {
        Point at = {at_right ? column.x + column.width : column.x, y + type->size};
        TextLine line = layout_line(self, lines->pdata[i], type, direction,
                                    at_right ? ANCHOR_END : ANCHOR_START, at);
        furniture->box = box_union(furniture->box, line.box);
        furniture_add_line(furniture, line);
        y += type_line_height(type);
    }
    return y;
}

/* Set smaller until it needs no more than `lines`, or would be smaller than `least`. */
static bool fit_lines(Layout *self, Type *type, const Words *words, const char *text, double width,
                      guint lines, double least) {
    for (;;) {
        g_autoptr(GPtrArray) set = layout_wrap(self, text, type, words_direction(words), width);
        if (set->len <= lines) return true;
        if (type->size <= least) return false;
        type->size = fmax(least, type->size - 1);
    }
}

/* A title too long for its lines is set a little smaller, then in one line more, and after that
 * down to the size of a subtitle. The second language's is smaller. */
static Type fitting_type(Layout *self, const char *layer, const Words *words, const char *text,
                         double width, bool is_second) {
    static const double little = 0.78;
    Type type = layout_type(self, layer, words);
    double least = fmin(type.size, layout_type(self, "legend", words).size);
    if (self->is_tight) least = least_text_size(words_are_arabic(words));
    if (self->compact) type.size = fmax(least, type.size * (self->is_tight ? 0.64 : 0.75));
    if (is_second && type.weight > 600) type.size = fmax(least_text_size(true), type.size * 0.8);
    guint lines = self->compact ? 2 : 1;
    Type smaller = type;
    if (fit_lines(self, &smaller, words, text, width, lines, fmax(least, type.size * little)))
        return smaller;
    if (fit_lines(self, &type, words, text, width, lines + 1, fmax(least, type.size * little)))
        return type;
    fit_lines(self, &type, words, text, width, lines + 1, least);
    return type;
}

typedef char *(*TextMaker)(const Layout *self, const Words *words);

/* A text in one of the page's languages. */
typedef struct {
    char *text;
    Type type;
    double advance;
} Said;

/*
 * One piece of text in each of the page's languages, each at its own side of the page: on one line
 * where they fit, else one below the other. `at_end` swaps the sides. Returns the y below it.
 */
static double add_text(Layout *self, const char *id, const char *layer, TextMaker make, Box column,
                       bool at_end, bool said_once) {
    Furniture furniture;
    furniture_init(&furniture, id);
    Said said[2] = {0};
    guint n = said_once ? 1 : self->n_words;
    double total = 30 * (n - 1);
    for (guint i = 0; i < n; i++) {
        const Words *words = self->words[i];
        said[i].text = make(self, words);
        if (!*said[i].text) {
            /* Said in no language. */
            g_free(said[i].text);
            furniture_clear(&furniture);
            return column.y;
        }
        said[i].type = fitting_type(self, layer, words, said[i].text, column.width, i > 0);
        said[i].advance = layout_advance(self, said[i].text, &said[i].type, words_direction(words));
        total += said[i].advance;
    }
    bool share = n > 1 && total <= column.width;
    double y = column.y;
    for (guint i = 0; i < n; i++) {
        Direction direction = words_direction(self->words[i]);
        bool at_right = (direction == DIRECTION_RTL) != at_end;
        Box here = {column.x, share ? column.y : y, column.width, 0};
        if (share) here.y += fmax(0, said[0].type.size - said[i].type.size);
        y = fmax(
            y, add_lines(self, &furniture, said[i].text, &said[i].type, direction, at_right, here));
        g_free(said[i].text);
    }
    /* Arabic reaches deep below its line, and high above the next. */
    y = fmax(y, furniture.box.y + furniture.box.height + CLEARANCE);
    g_array_append_val(self->scene->furniture, furniture);
    return y;
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
    TextMaker subtitle = self->is_brief_head ? layout_subtitle_brief : layout_subtitle;
    Box column = {margin, margin * 0.7, self->scene->width - 2 * margin, 0};
    if (has_samples(self))
        column.y = add_text(self, "sample", "sample", sample_text, column, false, false);
    column.y =
        add_text(self, "title", "title", layout_title, column, false, options->title != NULL);
    return add_text(self, "subtitle", "subtitle", subtitle, column, false,
                    options->subtitle != NULL) +
           margin * 0.4;
}

/* Count at the reading side, credit opposite; below each other where they do not fit. */
static double add_foot_text(Layout *self, Box column) {
    const Words *words = self->words[0];
    bool given = self->options->credit != NULL;
    TextMaker count_in = self->is_brief ? layout_coarse_brief : layout_coarse;
    TextMaker credit_in = self->is_brief ? layout_credit_brief : layout_credit;
    Type type = layout_type(self, "credit", words);
    g_autofree char *count = count_in(self, words), *credit = credit_in(self, words);
    double both = layout_advance(self, count, &type, words_direction(words)) +
                  layout_advance(self, credit, &type, words_direction(words)) + 20;
    bool side_by_side = self->n_words == 1 && *count && both <= column.width;
    double below = add_text(self, "count", "credit", count_in, column, false, false);
    Box next = column;
    if (!side_by_side) next.y = below;
    next.y = add_text(self, "credit", "credit", credit_in, next, side_by_side, given);
    if (self->is_brief)
        next.y =
            add_text(self, "disclaimer", "credit", layout_disclaimer_brief, next, false, false);
    return fmax(below, next.y);
}

static double strip_height(Layout *self, double width, guint notes) {
    Furniture legend;
    self->most_notes = notes;
    legend_make(self, LEGEND_STRIP, width, false, &legend);
    double height = legend.box.height;
    furniture_clear(&legend);
    return height;
}

/* A phone's legend stands below the map; it gives up notes, but for one row, before it takes too
 * much of the page. */
static double add_strip(Layout *self, Box column) {
    enum { MOST_NOTES = 8 };
    static const double most_of_page = 0.32;
    double most = self->legend_below ? INFINITY
                                     : fmax(most_of_page * self->scene->height,
                                            strip_height(self, column.width, 1));
    guint notes = MOST_NOTES;
    while (notes > 1 && strip_height(self, column.width, notes) > most) notes--;
    Furniture legend;
    self->most_notes = notes;
    legend_make(self, LEGEND_STRIP, column.width, false, &legend);
    bool rtl = self->direction == DIRECTION_RTL;
    furniture_move(&legend, rtl ? column.x + column.width - legend.box.width : column.x, 0);
    double height = legend.box.height;
    g_array_append_val(self->scene->furniture, legend);
    self->has_legend = true;
    return height;
}

static double add_key(Layout *self, Furniture *key, Box column) {
    furniture_move(key, column.x, column.y);
    double height = key->box.height;
    g_array_append_vals(self->scene->furniture, key, 1);
    return height + 8;
}

/* Everything below the map is first set from y = 0, then moved to stand on the bottom margin. */
static double add_foot(Layout *self, double margin) {
    GArray *furniture = self->scene->furniture;
    guint first = furniture->len;
    Box column = {margin, 0, self->scene->width - 2 * margin, 0};
    Furniture key;
    /* The list of numbered places; without room for it the places are named on the map, which the
     * legend explains otherwise. */
    self->has_key = self->options->key && !self->is_sheet && key_make(self, column.width, &key);
    if ((self->compact || self->is_sheet || self->legend_below) && legend_needed(self))
        column.y = add_strip(self, column) + 5;
    if (self->has_key) column.y += add_key(self, &key, column);
    if (self->letters_room > 0) {
        Furniture list;
        furniture_init(&list, "letters");
        list.box = (Box){column.x, column.y, column.width, self->letters_room};
        g_array_append_val(furniture, list);
        column.y += self->letters_room + 6;
    }
    double bottom = add_foot_text(self, column);
    double shift = self->scene->height - margin * 0.6 - bottom;
    for (guint i = first; i < furniture->len; i++)
        furniture_move(&g_array_index(furniture, Furniture, i), 0, shift);
    return shift - margin * 0.5;
}

/* Sets head and foot, each in so many of the page's languages; returns the room between them. */
static Box set_text(Layout *self, double margin, guint head_words, guint foot_words) {
    guint n_words = self->n_words;
    g_array_set_size(self->scene->furniture, 0);
    self->n_words = head_words;
    double top = add_head(self, margin);
    self->n_words = foot_words;
    double bottom = add_foot(self, margin);
    self->n_words = n_words;
    self->n_page_furniture = self->scene->furniture->len;
    return (Box){margin, top, self->scene->width - 2 * margin, bottom - top};
}

/* How much of what stands around the map gives way to it. */
typedef struct {
    double enough; /* of the page for the map: no more need give way */
    bool tight, brief;
    bool brief_head;               /* last, as it tells of the story */
    bool head_in_one, foot_in_one; /* of two languages */
} Sacrifice;

static Box try_page(Layout *self, double margin, Sacrifice sacrifice) {
    static const double tight = 0.7;
    guint n = self->n_words;
    self->is_tight = sacrifice.tight;
    self->is_brief = sacrifice.brief;
    self->is_brief_head = sacrifice.brief_head;
    self->has_lost_language = n > 1 && (sacrifice.head_in_one || sacrifice.foot_in_one);
    return set_text(self, margin * (sacrifice.tight ? tight : 1), sacrifice.head_in_one ? 1 : n,
                    sacrifice.foot_in_one ? 1 : n);
}

/* Gives up one thing after the other until the map has enough of the page; for a key no language.
 */
static Box fit_page(Layout *self, const Sacrifice *tries, guint n) {
    double margin = style_number(self->style, "page", "margin") * (self->compact ? 0.75 : 1);
    double height = self->scene->height;
    guint first = 0;
    while (self->must_be_brief && first + 1 < n && !tries[first].brief) first++;
    Box room = try_page(self, margin, tries[first]);
    for (guint i = first + 1; i < n && room.height < tries[i - 1].enough * height; i++) {
        if (self->has_key && tries[i].foot_in_one) break;
        room = try_page(self, margin, tries[i]);
    }
    return room;
}

/* However much text there is, the map keeps a good part of the page: before two languages take it,
 * all is said in fewer words; then the second is left to title, legend and labels, and at last to
 * the labels. A key that leaves less than that is left out. */
void layout_page(Layout *self) {
    static const Sacrifice small[] = {
        {.enough = 0.56},
        {.enough = 0.5, .tight = true},
        {.enough = 0.34, .tight = true, .brief = true},
        {.enough = 0.34, .tight = true, .brief = true, .brief_head = true},
        {.enough = 0.34, .tight = true, .brief = true, .brief_head = true, .foot_in_one = true},
        {0, true, true, true, true, true}};
    static const Sacrifice large[] = {
        {.enough = 0.5},
        {.enough = 0.4, .brief = true},
        {.enough = 0.33, .brief = true, .brief_head = true},
        {.enough = 0.33, .brief = true, .brief_head = true, .foot_in_one = true},
        {0, .head_in_one = true, .foot_in_one = true}};
    static const double least_of_page = 0.33, least_with_key = 0.42, least_with_key_compact = 0.36;
    double height = self->scene->height;
    const Sacrifice *tries = self->compact ? small : large;
    guint n = self->compact ? G_N_ELEMENTS(small) : G_N_ELEMENTS(large);
    while (self->n_words == 1 && tries[n - 1].foot_in_one) n--; /* those are for two */
    self->refuses_key = false;
    Box room = fit_page(self, tries, n);
    double least = self->compact ? least_with_key_compact : least_with_key;
    if (self->has_key && room.height < least * height) {
        self->refuses_key = true;
        room = fit_page(self, tries, n);
    }
    if (room.height < least_of_page * height) {
        g_ptr_array_add(self->scene->warnings,
                        g_strdup("the text around the map leaves it too little room"));
        room.height = fmax(room.height, height / 4.0);
    }
    self->scene->map_frame = room;
}
