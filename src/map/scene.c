/*
 * scene: the steps in their order. What each does is in its own file:
 *
 *     group -> page -> frame -> detail -> symbols -> ground -> furniture -> labels -> preflight
 *               ^                                                 |
 *               '----------- no room for the legend --------------'
 */
#include <math.h>
#include <string.h>

#include "map/detail.h"
#include "map/symbols.h"

static gboolean open_words(Layout *self, GError **error) {
    static const char *const languages[][2] = {
        [LANGUAGE_AR] = {"ar", NULL}, [LANGUAGE_EN] = {"en", NULL}, [LANGUAGE_BOTH] = {"ar", "en"}};
    const char *digits = style_string(self->style, "page", "digits");
    for (guint i = 0; i < 2; i++) {
        const char *language = languages[self->options->language][i];
        if (!language) break;
        self->words[i] = words_new(language, digits, error);
        if (!self->words[i]) return FALSE;
        self->n_words++;
    }
    return TRUE;
}

/* What the user said is said in full, or not at all. */
static gboolean check_given(const Layout *self, GError **error) {
    enum { MOST_LETTERS = 1000 };
    const struct {
        const char *option, *text;
    } given[] = {{"--title", self->options->title},
                 {"--subtitle", self->options->subtitle},
                 {"--credit", self->options->credit}};
    for (guint i = 0; i < G_N_ELEMENTS(given); i++) {
        const char *text = given[i].text;
        const char *fault = NULL;
        guint n_lost = 0;
        if (!text) continue;
        if (!g_utf8_validate(text, -1, NULL))
            fault = _("is not UTF-8");
        else if (g_utf8_strlen(text, -1) > MOST_LETTERS)
            fault = _("is longer than 1000 letters");
        else
            g_free(fonts_mend_text(self->fonts, text, &n_lost));
        if (n_lost) fault = _("has a character that no font has");
        if (!fault) continue;
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, "%s %s", given[i].option, fault);
        return FALSE;
    }
    return TRUE;
}

static gboolean open_tools(Layout *self, GError **error) {
    const char *view = self->options->boundaries;
    self->areas = areas_table_new();
    self->fonts = fonts_new(error);
    if (!self->fonts || !check_given(self, error)) return FALSE;
    self->basemap = basemap_open(NULL, error);
    if (!self->basemap || !open_words(self, error)) return FALSE;
    self->boundaries = boundaries_new(view ? view : "disputed", error);
    return self->boundaries != NULL;
}

gboolean layout_open(Layout *self, GError **error) {
    self->scene = scene_new(self->options, self->style);
    self->compact = self->options->width_px <= MAP_COMPACT_WIDTH;
    self->obstacles = g_array_new(FALSE, FALSE, sizeof(Box));
    /* A second try has what the first one opened. */
    if (!self->boundaries && !open_tools(self, error)) return FALSE;
    self->direction = words_direction(self->words[0]);
    return TRUE;
}

/* What one try has opened, measured and cut serves the next. */
static void hand_on(Layout *from, Layout *to) {
    to->areas = g_steal_pointer(&from->areas);
    to->fonts = g_steal_pointer(&from->fonts);
    to->basemap = g_steal_pointer(&from->basemap);
    to->boundaries = g_steal_pointer(&from->boundaries);
    to->detail_choices = g_steal_pointer(&from->detail_choices);
    for (guint i = 0; i < from->n_words; i++) to->words[i] = g_steal_pointer(&from->words[i]);
    to->n_words = from->n_words;
    from->n_words = 0;
}

void layout_clear(Layout *self) {
    detail_free(self->detail);
    map_scene_free(self->scene);
    map_view_free(self->view);
    basemap_free(self->basemap);
    boundaries_free(self->boundaries);
    fonts_free(self->fonts);
    for (guint i = 0; i < self->n_words; i++) words_free(self->words[i]);
    layout_clear_parts(self);
    g_clear_pointer(&self->areas, g_hash_table_unref);
}

/* An area or a line can be seen though its middle lies beyond the frame. */
static bool is_in_frame(const Layout *self, const Group *group) {
    if (box_holds_point(self->scene->map_frame, map_view_project(self->view, group->at)))
        return true;
    if (!group->shape || group->precision < PRECISION_LINE) return false;
    LonLatBox area = shape_box(group->shape), seen = map_view_extent(self->view);
    return area.west < seen.east && seen.west < area.east && area.south < seen.north &&
           seen.south < area.north;
}

static void note_left_out(Layout *self, const Group *group) {
    for (guint i = 0; i < group->stacks->len; i++) {
        const GArray *members = g_array_index(group->stacks, Stack, i).members;
        for (guint j = 0; j < members->len; j++)
            self->shown[g_array_index(members, guint32, j)] = false;
    }
    MapSummary *summary = &self->scene->summary;
    self->n_outside += group->n_incidents;
    summary->n_drawn -= group->n_incidents;
    summary->n_coarse -= group->is_coarse ? group->n_incidents : 0;
}

/* What a chosen frame does not show is counted, and then out of title, legend and sums. */
static void leave_out(Layout *self) {
    const char *focus = self->options->focus;
    if (!focus || g_str_equal(focus, "auto")) return;
    for (guint i = self->groups->len; i > 0; i--) {
        const Group *group = &g_array_index(self->groups, Group, i - 1);
        if (is_in_frame(self, group)) continue;
        note_left_out(self, group);
        g_array_remove_index(self->groups, i - 1);
    }
    self->n_places = self->groups->len;
}

/* Takes note where a disputed line runs through the frame. */
static void visit_border(const BasemapFeature *feature, void *data) {
    Layout *self = data;
    if (strcmp(feature->kind, "disputed") != 0) return;
    Path path = {0};
    path_add_projected(&path, self->view, feature->points, feature->parts, feature->n_points,
                       feature->n_parts, false);
    for (guint32 i = 0; i < path.n_points; i++)
        self->shows_disputed |= box_holds_point(self->scene->map_frame, path.points[i]);
    path_clear(&path);
}

/* What the title says of where and when: before places near each other are joined, and of what is
 * shown. */
static void keep_where(Layout *self) {
    for (guint i = 0; i < self->n_words; i++)
        if (!self->where[i]) self->where[i] = layout_where(self, self->words[i]);
    self->days = (DaySpan){0};
    self->days = layout_days(self);
}

static void forget_where(Layout *self) {
    for (guint i = 0; i < self->n_words; i++) g_clear_pointer(&self->where[i], g_free);
}

/* The page is set first; where the frame then leaves incidents out, or shows a border that not all
 * agree on, once more, saying so. */
static gboolean set_page(Layout *self, GError **error) {
    keep_where(self);
    layout_page(self);
    if (!layout_frame(self, error)) return FALSE;
    leave_out(self);
    if (self->n_outside > 0) forget_where(self);
    keep_where(self);
    basemap_visit(self->basemap, "borders", basemap_level(map_view_scale_denominator(self->view)),
                  map_view_extent(self->view), visit_border, self);
    if (self->n_outside == 0 && !self->shows_disputed) return TRUE;
    layout_page(self);
    return layout_frame(self, error);
}

/* The scenes of the details become parts of the whole's. */
static void take_details(Layout *self) {
    MapSummary *sum = &self->scene->summary;
    MapScene **end = &self->scene->detail;
    for (Layout *detail = self->detail; detail; detail = detail->next) {
        layout_preflight(detail);
        sum->n_labels_wished += detail->scene->summary.n_labels_wished;
        sum->n_labels_placed += detail->scene->summary.n_labels_placed;
        for (guint i = 0; i < detail->scene->warnings->len; i++)
            g_ptr_array_add(self->scene->warnings, g_strdup(detail->scene->warnings->pdata[i]));
        if (!self->failure) self->failure = g_steal_pointer(&detail->failure);
        *end = g_steal_pointer(&detail->scene);
        end = &(*end)->next;
    }
}

static gboolean set_symbols(Layout *self, GError **error) {
    if (!layout_frame(self, error) || !detail_choose(self, error)) return FALSE;
    layout_symbols(self);
    return TRUE;
}

/* The legend once more, with room for the map that it leaves. */
static gboolean reset_legend(Layout *self, GError **error) {
    if (!self->compact) self->has_legend = self->legend_below = false;
    layout_page(self);
    if (self->compact) return set_symbols(self, error);
    if (!layout_frame(self, error)) return FALSE;
    layout_legend_off_map(self);
    return set_symbols(self, error);
}

/* A legend that stands outside of the map is set before it: what is joined on the map then, or
 * shown in an enlargement, is only known afterwards. Where each is so only beside the other's
 * legend, it explains both. */
static gboolean settle_legend_off_map(Layout *self, GError **error) {
    enum { MOST_TIMES = 3 };
    for (guint i = 0; i < MOST_TIMES && self->has_legend && legend_needed(self); i++) {
        guint signs = legend_signs(self), told = self->signs_told;
        if (signs == told || (i > 0 && !(signs & ~told))) break;
        if (i > 0) self->signs_kept |= signs | told;
        if (!reset_legend(self, error)) return FALSE;
    }
    return TRUE;
}

/* All but the names. */
static gboolean draw_map(Layout *self, GError **error) {
    if (!set_page(self, error)) return FALSE;
    layout_describe(self); /* before places near each other are joined */
    if (!detail_choose(self, error)) return FALSE;
    layout_symbols(self);
    if (!settle_legend_off_map(self, error)) return FALSE;
    layout_ground(self);
    if (!layout_furniture(self)) {
        layout_legend_off_map(self);
        if (!set_symbols(self, error) || !settle_legend_off_map(self, error)) return FALSE;
        layout_ground(self);
        layout_furniture(self);
    }
    for (Layout *detail = self->detail; detail; detail = detail->next) {
        layout_ground(detail);
        layout_furniture(detail);
    }
    return TRUE;
}

static void add_caption(Layout *self, const Words *words) {
    self->scene->captions[self->scene->n_captions++] =
        (Caption){.language = words_are_arabic(words) ? "ar" : "en",
                  .direction = words_direction(words),
                  .title = layout_title(self, words),
                  .subtitle = layout_subtitle(self, words),
                  .count = layout_coarse(self, words),
                  .credit = layout_credit(self, words),
                  .description = layout_description(self, words),
                  .in_words = words_say(words, "in-words")};
}

void layout_describe(Layout *self) {
    const Words *words = self->words[0];
    if (self->scene->title) return;
    keep_where(self);
    self->scene->title = layout_title(self, words);
    self->scene->alt_text = layout_alt_text(self, words);
    self->scene->description = layout_description(self, words);
    for (guint i = 0; i < self->n_words; i++) add_caption(self, self->words[i]);
}

/* Names and words, on a page with all else. */
static MapScene *finish(Layout *self, GError **error) {
    layout_names(self);
    detail_clear_ground(self);
    take_details(self);
    layout_describe(self);
    layout_preflight(self);
    if (!self->failure) return g_steal_pointer(&self->scene);
    g_propagate_error(error, g_steal_pointer(&self->failure));
    return NULL;
}

static gboolean start(Layout *self, GError **error) {
    if (!layout_open(self, error)) return FALSE;
    layout_group(self);
    return draw_map(self, error);
}

/* What a page has before there is a list. */
typedef struct {
    Box frame;
    guint n_details;
    bool has_lost_language;
} Plain;

static guint n_details(const Layout *self) {
    guint n = 0;
    for (const Layout *detail = self->detail; detail; detail = detail->next) n++;
    return n;
}

/* A list of names is not worth a map that is much smaller than without, shows or says less. */
static bool is_worth_list(const Layout *self, const Plain *plain) {
    static const double least_of_page = 0.36, least_of_plain = 0.75;
    Box frame = self->scene->map_frame;
    return frame.height >= least_of_page * self->scene->height &&
           frame.width * frame.height >=
               least_of_plain * plain->frame.width * plain->frame.height &&
           n_details(self) >= plain->n_details &&
           (plain->has_lost_language || !self->has_lost_language);
}

MapScene *map_scene_new(const Incident *const *incidents, guint n, const MapOptions *options,
                        const Style *style, const Gazetteer *gazetteer, GError **error) {
    /* Names that find no good place, and whose list finds no room beside them, are worth another
     * page with room for it; of that hardly more than a row may stay empty. */
    enum { MOST_TRIES = 4 };
    static const double row = 15, first_of_page = 0.13;
    g_autoptr(MapScene) best = NULL; /* first the one with all names on the map */
    g_auto(Layout) tools = {0};
    Plain plain = {0};
    double room = 0, least_spare = 2 * row;
    for (guint i = 0; i < MOST_TRIES; i++) {
        g_auto(Layout) layout = {.incidents = incidents,
                                 .n_incidents = n,
                                 .options = options,
                                 .style = style,
                                 .gazetteer = gazetteer,
                                 .letters_room = room,
                                 .most_notes = G_MAXUINT};
        hand_on(&tools, &layout);
        if (!start(&layout, error)) return NULL;
        if (i == 0)
            plain = (Plain){layout.scene->map_frame, n_details(&layout), layout.has_lost_language};
        else if (!is_worth_list(&layout, &plain))
            break;
        g_autoptr(MapScene) scene = finish(&layout, error);
        if (!scene) return NULL;
        hand_on(&layout, &tools);
        double needed = layout.letters_needed, spare = room - needed;
        bool fits = i > 0 && spare >= 0 && spare < least_spare;
        if (i == 0 || fits) {
            map_scene_free(best);
            best = g_steal_pointer(&scene);
        }
        if (fits) least_spare = spare;
        /* With a letter for some, not each of too many will need one. */
        if (i == 0 && isinf(needed)) needed = first_of_page * options->height_px;
        if (needed <= 0 || isinf(needed) || (fits && spare <= row)) break;
        room = spare > row ? needed + row : needed;
    }
    if (best) best->fonts = g_steal_pointer(&tools.fonts);
    return g_steal_pointer(&best);
}

const MapSummary *map_scene_summary(const MapScene *self) { return &self->summary; }
const GPtrArray *map_scene_warnings(const MapScene *self) { return self->warnings; }
const char *map_scene_alt_text(const MapScene *self) { return self->alt_text; }
const char *map_scene_description(const MapScene *self) { return self->description; }
