/*
 * labels: names of the story's places and of towns around them. Wishes are collected, solved
 * together, and turned into the scene's labels; what was moved or dropped says why.
 */
#include "map/labels.h"

#include <math.h>
#include <string.h>

static const double WRAP_FROM = 96; /* longer names may be set in two lines */
static const double SMALLER = 0.82;
static const double WRAP_COST = 0.25, SMALLER_COST = 0.9;
/* A reader of the other language cannot read it then: a long leader comes before it. */
static const double ONE_LANGUAGE_COST = 24;
/* Readers look it up: a leader of a fair length comes before it. */
static const double LETTER_COST = 6.5, LETTER_COST_COMPACT = 12;
static const double STORY_DROP = 60, AREA_DROP = 40, SPARE_DROP = 8, SPARE_DROP_EACH = 4;
enum { LEAST_IN_DETAIL = 24 }; /* names that an enlargement, which is there for them, may bear */
static const double TWIN_DISTANCE = 90; /* the same name is not said twice within it */

/* ---- words ------------------------------------------------------------------------------------
 */

static void wording_clear(Wording *self) {
    for (guint i = 0; i < self->n_lines; i++) g_free(self->texts[i]);
    *self = (Wording){0};
}

void wish_clear(Wish *self) {
    g_free(self->id);
    g_free(self->name);
    for (guint w = 0; w < self->n_wordings; w++) wording_clear(&self->wordings[w]);
    g_clear_pointer(&self->candidates, g_array_unref);
}

static void wording_add(Layout *layout, Wording *self, const char *text, const Type *type,
                        Direction direction) {
    if (self->n_lines == G_N_ELEMENTS(self->texts)) return;
    TextLine line = layout_line(layout, text, type, direction, ANCHOR_START, (Point){0, 0});
    guint i = self->n_lines++;
    self->texts[i] = g_strdup(text);
    self->types[i] = *type;
    self->directions[i] = direction;
    self->inks[i] = line.box;
    /* The next line's ink begins below the last one's; halos may touch. */
    double top = self->height > 0 ? self->height - 2 * type->halo_width + 0.5 : 0;
    if (i > 0) {
        double least = self->baselines[i - 1] + type->size * 1.02;
        top = fmax(top, least + line.box.y);
    }
    self->baselines[i] = top - line.box.y;
    self->height = top + line.box.height;
    self->width = fmax(self->width, line.box.width);
    text_line_clear(&line);
}

static Type second_type(Layout *layout, const char *layer, guint language) {
    Type type = layout_type(layout, layer, layout->words[language]);
    if (language > 0) {
        bool is_arabic = words_are_arabic(layout->words[language]);
        type.size = fmax(least_text_size(is_arabic), type.size * 0.86);
        type.weight = 400;
    }
    return type;
}

/* The byte after which a text is best broken in two: the longer half shortest; 0 where nowhere. */
static gsize best_break(Layout *layout, const char *text, const Type *type, Direction direction) {
    gsize best = 0;
    double least = INFINITY;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        bool dash = g_str_has_prefix(at, "\u2013");
        /* A dash between spaces ends a line, and begins none. */
        if ((*at != ' ' && !dash) || g_str_has_prefix(at, " \u2013 ")) continue;
        if (*at == ' ' && layout_keeps_together(layout, text, at)) continue;
        const char *rest = g_utf8_next_char(at);
        g_autofree char *head = g_strndup(text, (gsize)((dash ? rest : at) - text));
        if (!*rest || !*g_strchomp(head)) continue;
        double longer = fmax(layout_advance(layout, head, type, direction),
                             layout_advance(layout, rest, type, direction));
        if (longer >= least) continue;
        least = longer;
        best = (gsize)(rest - text);
    }
    return best;
}

/* Adds a text in two lines, or in one where it is short or all of one piece. */
static bool add_wrapped(Layout *layout, Wording *wording, const char *text, const Type *type,
                        Direction direction, double width) {
    gsize at = width < WRAP_FROM ? 0 : best_break(layout, text, type, direction);
    if (at > 0) {
        g_autofree char *head = g_strndup(text, at);
        wording_add(layout, wording, g_strchomp(head), type, direction);
    }
    wording_add(layout, wording, text + at, type, direction);
    return at > 0;
}

/* The same words with long lines broken, and `size` times as large, but not under the floor.
 * Nothing where that changes nothing. */
static void add_other_wording(Layout *layout, Wish *wish, double size, guint most_lines,
                              double cost) {
    const Wording *plain = &wish->wordings[0];
    Wording *wording = &wish->wordings[wish->n_wordings];
    bool changed = most_lines < plain->n_lines;
    wording->cost = cost;
    for (guint i = 0; i < MIN(plain->n_lines, most_lines); i++) {
        Type type = plain->types[i];
        double least = least_text_size(plain->directions[i] == DIRECTION_RTL);
        type.size = fmin(type.size, fmax(least, type.size * size));
        changed |= type.size < plain->types[i].size * 0.95;
        changed |= add_wrapped(layout, wording, plain->texts[i], &type, plain->directions[i],
                               plain->inks[i].width);
    }
    if (changed) {
        wish->n_wordings++;
        return;
    }
    wording_clear(wording);
}

/* A name may have a second line of its own, after a line feed, set lighter: its numbers. */
static void add_lines(Layout *layout, Wording *wording, const char *text, Type type,
                      Direction direction) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", 0);
    for (guint i = 0; lines[i]; i++) {
        wording_add(layout, wording, lines[i], &type, direction);
        type.weight = 400;
    }
}

static bool speaks_two(const Wording *wording) {
    for (guint i = 1; i < wording->n_lines; i++)
        if (wording->directions[i] != wording->directions[0]) return true;
    return false;
}

void wish_set_words(Layout *layout, Wish *wish, const char *layer, const char *ar, const char *en) {
    wish->n_wordings = 1;
    for (guint i = 0; i < layout->n_words; i++) {
        const Words *words = layout->words[i];
        const char *text = words_are_arabic(words) ? ar : en;
        if (!text || !*text) continue;
        if (i > 0 && wish->wordings[0].n_lines && strcmp(text, wish->wordings[0].texts[0]) == 0)
            continue;
        Type type = second_type(layout, layer, i);
        add_lines(layout, &wish->wordings[0], text, type, words_direction(words));
    }
    if (!wish->wordings[0].n_lines) {
        Type type = second_type(layout, layer, 0);
        wording_add(layout, &wish->wordings[0], ar && *ar ? ar : en, &type, DIRECTION_LTR);
    }
    add_other_wording(layout, wish, 1, MAX_LINES, WRAP_COST);
    /* The last resorts: smaller, and of two languages the leading one alone. */
    if (!wish->may_lead) return;
    add_other_wording(layout, wish, SMALLER, MAX_LINES, SMALLER_COST);
    if (wish->in_full || !speaks_two(&wish->wordings[0])) return;
    guint before = wish->n_wordings;
    add_other_wording(layout, wish, SMALLER, 1, ONE_LANGUAGE_COST);
    if (wish->n_wordings > before) wish->wordings[before].in_one_language = true;
}

/* ---- wishes of the story ----------------------------------------------------------------------
 */

static gint groups_compare(gconstpointer a, gconstpointer b) {
    const Group *left = *(const Group *const *)a, *right = *(const Group *const *)b;
    if (left->n_incidents != right->n_incidents)
        return left->n_incidents > right->n_incidents ? -1 : 1;
    return left->precision < right->precision ? -1 : left->precision > right->precision;
}

bool wishes_have_twin(const GArray *wishes, const Wish *wish) {
    Point at = {wish->feature.x, wish->feature.y};
    for (guint i = 0; i < wishes->len; i++) {
        const Wish *other = &g_array_index(wishes, Wish, i);
        if (strcmp(other->name, wish->name) == 0 &&
            point_distance(at, (Point){other->feature.x, other->feature.y}) < TWIN_DISTANCE)
            return true;
    }
    return false;
}

/* The list is one of the whole map. */
static bool has_letters(const Layout *layout) { return layout->letters_price > 0; }

/* How much a name is wanted: a crowd's in both languages or not at all. */
typedef enum { WANTED, WANTED_IF_ROOM, WANTED_OF_CROWD } Wanted;

/* What it costs to leave a name out: the more the more happened there. */
static double drop_cost(const Group *group, Wanted wanted) {
    if (wanted == WANTED_IF_ROOM)
        return fmin(SPARE_DROP + SPARE_DROP_EACH * group->n_incidents, AREA_DROP);
    return group->precision == PRECISION_AREA ? AREA_DROP : STORY_DROP + group->n_incidents;
}

static void add_story_wish(Layout *layout, GArray *wishes, const Group *group, const Pin *pin,
                           Wanted wanted) {
    bool is_area = group->precision == PRECISION_AREA;
    const char *name = group_name(layout, group, layout->words[0]);
    Wish wish = {.id = g_strdup_printf("label-%s", group->id),
                 .name = g_strndup(name, strcspn(name, "\n")),
                 .voice = VOICE_STORY,
                 .place = group->place,
                 .feature = group->box,
                 .may_lead = true,
                 .centred = is_area,
                 .if_room = wanted == WANTED_IF_ROOM,
                 .in_full = wanted != WANTED,
                 .drop_cost = drop_cost(group, wanted)};
    if (!*wish.name || (pin && pin->hidden) || wishes_have_twin(wishes, &wish)) {
        wish_clear(&wish);
        return;
    }
    wish_set_words(layout, &wish, is_area ? "label-area" : "label-story",
                   group_name_in(layout, group, true), group_name_in(layout, group, false));
    if (pin && pin->has_shift) candidates_pin(&wish, pin->shift);
    g_array_append_val(wishes, wish);
}

/* Groups that are in view, most incidents first. */
static GPtrArray *groups_in_view(const Layout *layout) {
    GPtrArray *order = g_ptr_array_new();
    for (guint i = 0; i < layout->groups->len; i++) {
        Group *group = &g_array_index(layout->groups, Group, i);
        Point middle = {group->box.x + group->box.width / 2, group->box.y + group->box.height / 2};
        if (group->box.width > 0 && box_holds_point(layout->scene->map_frame, middle))
            g_ptr_array_add(order, group);
    }
    g_ptr_array_sort(order, groups_compare);
    return order;
}

static guint n_incidents_at(const GPtrArray *order, guint i) {
    const Group *group = g_ptr_array_index(order, i);
    return group->n_incidents;
}

/* How many of the groups are named where not all can be: those with at least so many incidents, so
 * that none is named while another of its size is not. */
static guint named_by_count(const GPtrArray *order, guint most) {
    guint named = 0;
    for (guint i = 0; i < order->len && i < most; i++)
        if (i + 1 == order->len || n_incidents_at(order, i + 1) < n_incidents_at(order, i))
            named = i + 1;
    return named;
}

/* Labels that the picture bears: 15 at 1200 points of width in 16:9, 8 at 400 squared. */
static guint label_budget(const Layout *layout) {
    if (layout->most_labels) return layout->most_labels;
    double most = style_number(layout->style, "page", "context-labels");
    Box frame = layout->scene->map_frame;
    double side = layout->is_detail ? sqrt(frame.width * frame.height)
                                    : sqrt((double)layout->scene->width * layout->scene->height);
    double share = CLAMP((side - 400) / (sqrt(1200.0 * 675) - 400), 0, 1.4);
    return (guint)round(most * (8.0 / 15 + share * 7.0 / 15));
}

/* So many are all named for sure. */
static guint sure_names(const Layout *layout, guint budget) {
    guint sure = layout->compact ? budget + budget / 2 : 2 * budget;
    return layout->is_detail ? MAX(sure, LEAST_IN_DETAIL) : sure;
}

bool layout_is_crowd(const Layout *layout, guint n_groups) {
    guint sure = sure_names(layout, label_budget(layout));
    return n_groups > sure + sure / 2;
}

/* All are named; where they are many, those of most incidents, and the others as far as there is
 * room, but of a crowd none of the smallest. */
static void add_story_wishes(Layout *layout, GArray *wishes, const GArray *pins, guint budget) {
    g_autoptr(GPtrArray) order = groups_in_view(layout);
    guint sure = sure_names(layout, budget);
    bool is_crowd = layout_is_crowd(layout, order->len);
    guint named = is_crowd ? named_by_count(order, layout->compact ? budget : sure) : order->len;
    guint for_sure = order->len > sure ? named_by_count(order, budget) : order->len;
    layout->names_as_room_allows = is_crowd;
    for (guint i = 0; i < named; i++) {
        Group *group = order->pdata[i];
        group->is_wished = true;
        const Pin *pin = pins_find(pins, group_name_in(layout, group, true),
                                   group_name_in(layout, group, false));
        add_story_wish(layout, wishes, group, pin,
                       i >= for_sure ? WANTED_IF_ROOM
                       : is_crowd    ? WANTED_OF_CROWD
                                     : WANTED);
    }
}

/* ---- labels of the scene ----------------------------------------------------------------------
 */

static TextLine set_line(const Wording *wording, guint i, Box box, Align align) {
    const Box *ink = &wording->inks[i];
    double free = box.width - ink->width;
    double x = box.x + (align == ALIGN_LEFT ? 0 : align == ALIGN_RIGHT ? free : free / 2);
    TextLine line = {.text = g_strdup(wording->texts[i]),
                     .type = wording->types[i],
                     .direction = wording->directions[i],
                     .anchor = ANCHOR_START,
                     .at = {x - ink->x, box.y + wording->baselines[i]}};
    line.box = (Box){x, line.at.y + ink->y, ink->width, ink->height};
    return line;
}

static char *why_moved(const Wish *wish) {
    if (wish->chosen == DROPPED)
        return g_strdup(wish->candidates->len ? "dropped: other labels need the room"
                                              : "dropped: no position is free");
    const Candidate *chosen = &g_array_index(wish->candidates, Candidate, (guint)wish->chosen);
    if (wish->wordings[chosen->wording].is_letter)
        return g_strdup("a letter stands for it: the list of letters has the name");
    if (chosen->has_leader)
        return g_strdup(
            chosen->wording
                ? "moved away, with a leader, and wrapped, set smaller or in one language"
                : "moved away, with a leader");
    if (chosen->wording) return g_strdup("wrapped, set smaller or in one language");
    return wish->chosen > 0 ? g_strdup("moved: a better position is taken") : NULL;
}

static Label label_of(const Layout *layout, const Wish *wish) {
    Label label = {.id = g_strdup(wish->id),
                   .name = g_strdup(wish->name),
                   .voice = wish->voice,
                   .feature = {wish->feature.x + wish->feature.width / 2,
                               wish->feature.y + wish->feature.height / 2},
                   .placed = wish->chosen != DROPPED,
                   .leader_color = style_color(layout->style, "leader", "line-color"),
                   .why = why_moved(wish)};
    if (!label.placed) return label;
    const Candidate *chosen = &g_array_index(wish->candidates, Candidate, (guint)wish->chosen);
    const Wording *wording = &wish->wordings[chosen->wording];
    label.n_lines = wording->n_lines;
    label.lines = g_new0(TextLine, label.n_lines);
    for (guint i = 0; i < label.n_lines; i++)
        label.lines[i] = set_line(wording, i, chosen->box, chosen->align);
    label.box = chosen->box;
    label.in_one_language = wording->in_one_language;
    label.is_letter = wording->is_letter;
    label.has_leader = chosen->has_leader;
    if (label.has_leader) {
        label.n_leader = 2;
        label.leader[0] = chosen->leader[0];
        label.leader[1] = chosen->leader[1];
    }
    return label;
}

/* Dots of the towns whose labels are there: one path. */
static void add_dots(Layout *layout, const GArray *wishes) {
    GroundPath dots = {.layer = g_strdup("town"), .closed = true};
    dots.paint.fill = style_color(layout->style, "label-town", "icon-color");
    for (guint i = 0; i < wishes->len; i++) {
        const Wish *wish = &g_array_index(wishes, Wish, i);
        if (!wish->has_dot || wish->chosen == DROPPED) continue;
        path_add_circle(&dots.path, wish->dot, wish->dot_radius);
    }
    if (dots.path.n_points)
        g_array_append_val(layout->scene->ground, dots);
    else
        ground_path_clear(&dots);
}

static void take_labels(Layout *layout, const GArray *wishes) {
    MapSummary *summary = &layout->scene->summary;
    for (guint i = 0; i < wishes->len; i++) {
        const Wish *wish = &g_array_index(wishes, Wish, i);
        if (wish->optional && wish->chosen == DROPPED) continue;
        Label label = label_of(layout, wish);
        summary->n_labels_wished++;
        summary->n_labels_placed += label.placed;
        if (label.placed) g_array_append_val(layout->obstacles, label.box);
        if (label.placed && wish->has_dot) g_array_append_val(layout->obstacles, wish->feature);
        g_array_append_val(layout->scene->labels, label);
    }
}

/* A town of the surroundings whose name has no free position is not asked for. */
static void forget_lost_towns(GArray *wishes) {
    for (guint i = wishes->len; i-- > 0;) {
        const Wish *wish = &g_array_index(wishes, Wish, i);
        if (wish->voice == VOICE_CONTEXT && wish->candidates->len == 0)
            g_array_remove_index(wishes, i);
    }
}

/* A letter of which only the room is known yet: that of the largest. */
static void add_letter(Layout *layout, Wish *wish) {
    static const char layer[] = "label-story";
    const Words *words = layout->words[layout->n_words - 1];
    Wording *wording = &wish->wordings[wish->n_wordings++];
    Type type = layout_type(layout, layer, words);
    type.weight = 700;
    g_autofree char *said = words_say(words, "letters");
    g_auto(GStrv) letters = g_strsplit(said, " ", 0);
    wording_add(layout, wording, letters[0], &type, DIRECTION_LTR);
    for (guint i = 0; letters[i]; i++) {
        TextLine line =
            layout_line(layout, letters[i], &type, DIRECTION_LTR, ANCHOR_START, (Point){0, 0});
        wording->width = fmax(wording->width, line.box.width);
        wording->height = fmax(wording->height, line.box.height);
        text_line_clear(&line);
    }
    wording->cost = (layout->compact ? LETTER_COST_COMPACT : LETTER_COST) * layout->letters_price;
    wording->is_letter = true;
}

/* The same wish with a letter, at its present price. */
static void give_letter(Layout *layout, Wish *wish, const InkMap *ink, const Home *home) {
    if (wish->wordings[wish->n_wordings - 1].is_letter)
        wording_clear(&wish->wordings[--wish->n_wordings]);
    add_letter(layout, wish);
    if (!wish->is_pinned) candidates_make_again(layout, wish, wish->n_wordings - 1, ink, home);
}

/* All that a map may name; kept, since names may be solved more than once. */
static GArray *wishes_new(Layout *layout) {
    GArray *wishes = g_array_new(FALSE, FALSE, sizeof(Wish));
    g_array_set_clear_func(wishes, (GDestroyNotify)wish_clear);
    guint budget = label_budget(layout);
    if (!layout->has_key) add_story_wishes(layout, wishes, layout->pins, budget);
    guint towns = budget > wishes->len ? budget - wishes->len : 0;
    wishes_add_towns(layout, wishes, layout->pins, MAX(towns, budget / 3));
    return wishes;
}

void layout_labels(Layout *layout) {
    if (layout->options->pins && !layout->pins)
        layout->pins = pins_read(layout->options->pins, &layout->failure);
    if (layout->failure) return;
    if (!layout->wishes) layout->wishes = wishes_new(layout);
    GArray *wishes = layout->wishes;
    g_autoptr(InkMap) ink = ink_map_new(layout);
    Home home;
    home_find(layout, &home);
    for (guint i = 0; i < wishes->len; i++) {
        Wish *wish = &g_array_index(wishes, Wish, i);
        wish->optional = wish->if_room && !has_letters(layout);
        if (!wish->candidates) candidates_make(layout, wish, ink, &home);
        if (wish->voice == VOICE_STORY && has_letters(layout))
            give_letter(layout, wish, ink, &home);
    }
    forget_lost_towns(wishes);
    labels_solve(wishes);
    add_dots(layout, wishes);
    take_labels(layout, wishes);
}
