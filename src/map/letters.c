/*
 * letters: names that find no good place on the map, which would need a long leader, lose one of
 * two languages or be left out, stand in a list; on the map a letter stands for them:
 *
 *     A  Near Al-Shula      B  Conoco gas plant      C  Kabajib
 *
 * The list stands where it costs the map nothing: below a legend beside it, or in a corner that
 * nothing needs. Only where there is none, and several names want it, the map is made again, lower
 * by the list below it.
 */
#include <math.h>
#include <string.h>

#include "map/layout.h"

static const double COLUMN_GAP = 16, LETTER_GAP = 6, NAMES_GAP = 10;
/* A list that takes more of the page leaves the map too little. */
static const double MOST_OF_PAGE = 0.17, MOST_OF_PAGE_COMPACT = 0.2;
/* Nor may it hide more of the map. */
static const double MOST_OF_MAP = 0.08, PANEL_PAD = 7;
/* A leader is too long from here on. */
static const double LONG_LEADER = 75, LONG_LEADER_COMPACT = 52;
/* For fewer names a lower map is too much, and where not all marks are named anyway. */
enum { LEAST_NAMES = 2, MOST_COLUMNS = 5 };

/* A place of the list. Borrows both. */
typedef struct {
    const Group *group;
    Label *label;
} Entry;

/* ---- which names ------------------------------------------------------------------------------
 */

static Label *label_of(const Layout *self, const Group *group) {
    g_autofree char *id = g_strdup_printf("label-%s", group->id);
    GArray *labels = self->scene->labels;
    for (guint i = 0; i < labels->len; i++) {
        Label *label = &g_array_index(labels, Label, i);
        if (strcmp(label->id, id) == 0) return label;
    }
    return NULL;
}

/* The same name may stand nearby. */
static bool is_named(const Layout *self, const Group *group) {
    const char *name = group_name(self, group, self->words[0]);
    const GArray *labels = self->scene->labels;
    for (guint i = 0; i < labels->len; i++) {
        const Label *label = &g_array_index(labels, Label, i);
        if (label->placed && strlen(label->name) == strcspn(name, "\n") &&
            g_str_has_prefix(name, label->name))
            return true;
    }
    return false;
}

static bool is_badly_set(const Layout *self, const Label *label) {
    if (!label->placed || label->in_one_language) return true;
    if (!label->has_leader) return false;
    return point_distance(label->leader[0], label->leader[1]) >
           (self->compact ? LONG_LEADER_COMPACT : LONG_LEADER);
}

/* Is there a mark on the map that has no name, though it should have one? */
static bool lacks_name(const Layout *self, const Group *group) {
    Point middle = {group->box.x + group->box.width / 2, group->box.y + group->box.height / 2};
    return group->is_wished && group->drawn == GROUP_WHOLE && !is_named(self, group) &&
           *group_name(self, group, self->words[0]) &&
           !pins_hide(self->pins, group_name_in(self, group, true),
                      group_name_in(self, group, false)) &&
           box_holds_point(self->scene->map_frame, middle);
}

static guint wanted_in(const Layout *self) {
    guint n = 0;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        const Label *label = label_of(self, group);
        n += label ? is_badly_set(self, label) : lacks_name(self, group);
    }
    return n;
}

guint letters_wanted(const Layout *self) {
    if (self->has_key || self->is_sheet) return 0;
    guint n = wanted_in(self);
    for (const Layout *detail = self->detail; detail; detail = detail->next) n += wanted_in(detail);
    return n;
}

static void add_entries(const Layout *self, GArray *entries) {
    for (guint i = 0; i < self->groups->len; i++) {
        Entry entry = {&g_array_index(self->groups, Group, i), NULL};
        entry.label = label_of(self, entry.group);
        if (entry.label && entry.label->placed && entry.label->is_letter)
            g_array_append_val(entries, entry);
    }
}

/* From above, so that the eye finds a letter of the list on the map. */
static gint from_above(gconstpointer a, gconstpointer b) {
    const Entry *left = a, *right = b;
    Box x = left->group->box, y = right->group->box;
    if (x.y != y.y) return x.y < y.y ? -1 : 1;
    if (x.x != y.x) return x.x < y.x ? -1 : 1;
    return strcmp(left->group->id, right->group->id);
}

/* ---- the list ---------------------------------------------------------------------------------
 */

/* What the list is set in. Owns its letters. */
typedef struct {
    Layout *layout;
    char **letters;
    Type types[2], bold;
    double letter_width, row_height;
    bool stacked; /* two languages one below the other */
} List;

static void list_clear(List *self) { g_strfreev(self->letters); }
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(List, list_clear)

static void list_init(List *self, Layout *layout) {
    /* Latin letters serve readers of both languages. */
    g_autofree char *letters = words_say(layout->words[layout->n_words - 1], "letters");
    *self = (List){.layout = layout, .letters = g_strsplit(letters, " ", 0)};
    for (guint i = 0; i < layout->n_words; i++) {
        self->types[i] = layout_type(layout, "legend", layout->words[i]);
        self->row_height = fmax(self->row_height, type_line_height(&self->types[i]));
    }
    self->bold = self->types[layout->n_words - 1];
    self->bold.weight = 700;
    for (guint i = 0; self->letters[i]; i++)
        self->letter_width =
            fmax(self->letter_width,
                 layout_advance(layout, self->letters[i], &self->bold, DIRECTION_LTR) + LETTER_GAP);
}

static char *name_in(const List *self, const Entry *entry, guint language) {
    const char *name = group_name(self->layout, entry->group, self->layout->words[language]);
    return g_strndup(name, strcspn(name, "\n"));
}

static double row_width(const List *self, const Entry *entry) {
    double width = self->letter_width, widest = 0;
    for (guint i = 0; i < self->layout->n_words; i++) {
        g_autofree char *name = name_in(self, entry, i);
        double advance = layout_advance(self->layout, name, &self->types[i],
                                        words_direction(self->layout->words[i]));
        width += advance + (i ? NAMES_GAP : 0);
        widest = fmax(widest, advance);
    }
    return self->stacked ? self->letter_width + widest : width;
}

static guint rows_of(const GArray *entries, guint columns) {
    return (entries->len + columns - 1) / columns;
}

static double column_width(const List *self, const GArray *entries, guint columns, guint column) {
    guint rows = rows_of(entries, columns), end = MIN(entries->len, (column + 1) * rows);
    double widest = 0;
    for (guint i = column * rows; i < end; i++)
        widest = fmax(widest, row_width(self, &g_array_index(entries, Entry, i)));
    return widest;
}

/* As wide as its columns with the room between them. */
static double list_width(const List *self, const GArray *entries, guint columns) {
    double width = (columns - 1) * COLUMN_GAP;
    for (guint i = 0; i < columns; i++) width += column_width(self, entries, columns, i);
    return width;
}

static void add_row(const List *self, Furniture *list, const Entry *entry, guint index, double x,
                    double y) {
    Layout *layout = self->layout;
    bool rtl = layout->direction == DIRECTION_RTL;
    double ahead = rtl ? -1 : 1;
    TextAnchor anchor = rtl ? ANCHOR_END : ANCHOR_START;
    furniture_add_line(list, layout_line(layout, self->letters[index], &self->bold, DIRECTION_LTR,
                                         anchor, (Point){x, y + self->bold.size}));
    x += ahead * self->letter_width;
    for (guint i = 0; i < layout->n_words; i++) {
        g_autofree char *name = name_in(self, entry, i);
        Direction direction = words_direction(layout->words[i]);
        furniture_add_line(list, layout_line(layout, name, &self->types[i], direction, anchor,
                                             (Point){x, y + self->types[i].size}));
        double advance = layout_advance(layout, name, &self->types[i], direction);
        if (self->stacked)
            y += self->row_height;
        else
            x += ahead * (advance + NAMES_GAP);
    }
}

/* Sets the rows into so many columns of a list `width` wide, or only measures them where that is
 * NULL; returns how high they are. */
static double set_columns(const List *self, const GArray *entries, double width, guint columns,
                          Furniture *list) {
    bool rtl = self->layout->direction == DIRECTION_RTL;
    guint rows = rows_of(entries, columns);
    double height = self->row_height * (self->stacked ? self->layout->n_words : 1);
    double spare = list ? (width - list_width(self, entries, columns)) / columns : 0, x = 0;
    for (guint i = 0; list && i < entries->len; i++) {
        if (i > 0 && i % rows == 0)
            x += column_width(self, entries, columns, i / rows - 1) + COLUMN_GAP + spare;
        add_row(self, list, &g_array_index(entries, Entry, i), i,
                rtl ? list->box.x + width - x : list->box.x + x, list->box.y + i % rows * height);
    }
    return rows * height;
}

/* In how many columns the list is lowest; 0 where not even one fits. */
static guint most_columns(const List *self, const GArray *entries, double width) {
    guint columns = MIN(MOST_COLUMNS, entries->len);
    while (columns > 0 && list_width(self, entries, columns) > width) columns--;
    return columns;
}

/* The same in as many columns as the width holds; INFINITY where it holds none. */
static double set_rows(List *self, const GArray *entries, double width, Furniture *list) {
    self->stacked = false;
    guint columns = most_columns(self, entries, width);
    if (columns == 0 && self->layout->n_words > 1) {
        self->stacked = true;
        columns = most_columns(self, entries, width);
    }
    return columns ? set_columns(self, entries, width, columns, list) : INFINITY;
}

/* The middle of a shorter side within a longer one: at that end which is nearer to `towards`. */
static double nearer_end(double start, double length, double shorter, double towards) {
    double end = towards < start ? -1 : towards > start + length ? 1 : 0;
    return start + length / 2 + end * (length - shorter) / 2;
}

/* A letter instead of the sign that kept its place, as near to what it names. */
static void set_letter(Layout *self, Label *label, const char *letter) {
    TextLine *line = &label->lines[0];
    TextLine set = layout_line(self, letter, &line->type, line->direction, ANCHOR_START, line->at);
    Box kept = label->box;
    Point middle = {nearer_end(kept.x, kept.width, set.box.width, label->feature.x),
                    nearer_end(kept.y, kept.height, set.box.height, label->feature.y)};
    text_line_move(&set, middle.x - set.box.x - set.box.width / 2,
                   middle.y - set.box.y - set.box.height / 2);
    text_line_clear(line);
    *line = set;
    label->box = set.box;
}

static Furniture *list_of(const Layout *self) {
    GArray *furniture = self->scene->furniture;
    for (guint i = 0; i < furniture->len; i++) {
        Furniture *piece = &g_array_index(furniture, Furniture, i);
        if (strcmp(piece->id, "letters") == 0) return piece;
    }
    return NULL;
}

/* Below a legend beside the map there may be room that costs the map nothing. */
static bool fits_beside(List *self, const GArray *entries) {
    const Box *side = &self->layout->side;
    return side->width > 0 && set_rows(self, entries, side->width, NULL) <= side->height;
}

static void set_beside(List *self, const GArray *entries) {
    Box side = self->layout->side;
    Furniture list;
    furniture_init(&list, "letters");
    list.box = (Box){side.x, side.y, side.width, 0};
    list.box.height = set_rows(self, entries, side.width, &list);
    g_array_append_val(self->layout->scene->furniture, list);
}

/* A form of the list: so many columns, and of two languages one below the other. */
typedef struct {
    guint columns;
    bool stacked;
    Box panel;
} Form;

static Form form_of(List *self, const GArray *entries, guint columns, bool stacked) {
    self->stacked = stacked;
    double width = list_width(self, entries, columns);
    double height = set_columns(self, entries, width, columns, NULL);
    return (Form){columns, stacked, box_grown((Box){0, 0, width, height}, PANEL_PAD)};
}

/* In a free corner of the map, in the form that lies best. */
static bool set_on_map(List *self, const GArray *entries) {
    Layout *layout = self->layout;
    Box frame = layout->scene->map_frame, sizes[2 * MOST_COLUMNS];
    Form forms[2 * MOST_COLUMNS];
    guint n = 0;
    for (guint columns = 1; columns <= MIN(MOST_COLUMNS, entries->len); columns++)
        for (guint language = 0; language < layout->n_words; language++) {
            Form form = form_of(self, entries, columns, language > 0);
            if (form.panel.width * form.panel.height > MOST_OF_MAP * frame.width * frame.height)
                continue;
            sizes[n] = form.panel;
            forms[n++] = form;
        }
    Point at;
    int chosen = layout_find_room(layout, sizes, n, &at);
    if (chosen < 0) return false;
    Furniture list;
    furniture_init(&list, "letters");
    Box panel = {at.x, at.y, sizes[chosen].width, sizes[chosen].height};
    furniture_add_panel(layout, &list, panel);
    list.box = box_grown(panel, -PANEL_PAD);
    self->stacked = forms[chosen].stacked;
    set_columns(self, entries, list.box.width, forms[chosen].columns, &list);
    list.box = panel;
    Box taken = box_grown(panel, 2);
    g_array_append_val(layout->obstacles, taken);
    g_array_append_val(layout->scene->furniture, list);
    return true;
}

static bool names_as_room_allows(const Layout *self) {
    bool any = self->names_as_room_allows;
    for (const Layout *detail = self->detail; detail; detail = detail->next)
        any |= detail->names_as_room_allows;
    return any;
}

/* In the room that is kept for it, or that another page would have to keep. */
static bool set_below(List *self, const GArray *entries) {
    Layout *layout = self->layout;
    Furniture *below = list_of(layout);
    double margin = style_number(layout->style, "page", "margin");
    double width = below ? below->box.width : layout->scene->width - 2 * margin;
    double height = set_rows(self, entries, width, NULL);
    double most = layout->compact ? MOST_OF_PAGE_COMPACT : MOST_OF_PAGE;
    bool is_high = height > most * layout->scene->height;
    bool is_worth = below || (entries->len >= LEAST_NAMES && !names_as_room_allows(layout));
    layout->letters_needed = is_high ? INFINITY : is_worth ? height : 0;
    if (!below || height > below->box.height) return false;
    set_rows(self, entries, width, below);
    return true;
}

static bool set_list(List *self, const GArray *entries) {
    if (self->layout->letters_room > 0) return set_below(self, entries);
    if (fits_beside(self, entries)) {
        set_beside(self, entries);
        return true;
    }
    return set_on_map(self, entries) || set_below(self, entries);
}

bool letters_set(Layout *self) {
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    g_autoptr(GArray) enlarged = g_array_new(FALSE, FALSE, sizeof(Entry));
    add_entries(self, entries);
    g_array_sort(entries, from_above);
    for (Layout *detail = self->detail; detail; detail = detail->next)
        add_entries(detail, enlarged);
    g_array_sort(enlarged, from_above);
    g_array_append_vals(entries, enlarged->data, enlarged->len);
    self->letters_needed = 0;
    if (entries->len == 0) return true;
    g_auto(List) list;
    list_init(&list, self);
    bool has_all = entries->len <= g_strv_length(list.letters);
    if (!has_all) self->letters_needed = INFINITY;
    if (!has_all || !set_list(&list, entries)) return false;
    for (guint i = 0; i < entries->len; i++)
        set_letter(self, g_array_index(entries, Entry, i).label, list.letters[i]);
    return true;
}
