/*
 * scene: the steps in their order. What each does is in its own file:
 *
 *     group -> page -> frame -> ground -> symbols -> furniture -> labels -> regions -> preflight
 *                        ^                               |
 *                        '--- no room for the legend ----'
 */
#include <string.h>

#include "map/layout.h"

static GArray *array_of(gsize size, GDestroyNotify clear) {
    GArray *array = g_array_new(FALSE, FALSE, (guint)size);
    if (clear) g_array_set_clear_func(array, clear);
    return array;
}

static MapScene *scene_new(const MapOptions *options, const Style *style) {
    MapScene *self = g_new0(MapScene, 1);
    self->width = options->width_px;
    self->height = options->height_px;
    self->scale = options->scale > 0 ? options->scale : 1;
    self->language = options->language;
    self->background = style_color(style, "page", "background-color");
    self->ground = array_of(sizeof(GroundPath), (GDestroyNotify)ground_path_clear);
    self->symbols = array_of(sizeof(Symbol), (GDestroyNotify)symbol_clear);
    self->labels = array_of(sizeof(Label), (GDestroyNotify)label_clear);
    self->furniture = array_of(sizeof(Furniture), (GDestroyNotify)furniture_clear);
    self->warnings = g_ptr_array_new_with_free_func(g_free);
    return self;
}

void map_scene_free(MapScene *self) {
    if (!self) return;
    g_array_unref(self->ground);
    shade_clear(&self->shade);
    g_array_unref(self->symbols);
    g_array_unref(self->labels);
    g_array_unref(self->furniture);
    g_ptr_array_unref(self->warnings);
    g_free(self->title);
    g_free(self->alt_text);
    g_free(self->description);
    g_free(self);
}

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
    self->direction = words_direction(self->words[0]);
    return TRUE;
}

static gboolean layout_open(Layout *self, GError **error) {
    enum { COMPACT_WIDTH = 560 };
    self->compact = self->options->width_px <= COMPACT_WIDTH;
    self->obstacles = array_of(sizeof(Box), NULL);
    self->fonts = fonts_new(error);
    self->basemap = self->fonts ? basemap_open(NULL, error) : NULL;
    return self->basemap && open_words(self, error);
}

static void layout_clear(Layout *self) {
    map_scene_free(self->scene);
    map_view_free(self->view);
    basemap_free(self->basemap);
    fonts_free(self->fonts);
    for (guint i = 0; i < self->n_words; i++) words_free(self->words[i]);
    if (self->obstacles) g_array_unref(self->obstacles);
    g_free(self->left_out);
    if (self->groups) g_array_unref(self->groups);
    if (self->unplaced) g_array_unref(self->unplaced);
    if (self->categories) g_array_unref(self->categories);
    g_clear_error(&self->failure);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Layout, layout_clear)

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
    if (!self->left_out) self->left_out = g_new0(bool, self->n_incidents);
    for (guint i = 0; i < group->stacks->len; i++) {
        const GArray *members = g_array_index(group->stacks, Stack, i).members;
        for (guint j = 0; j < members->len; j++)
            self->left_out[g_array_index(members, guint32, j)] = true;
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

/* The page is set first; where the frame then leaves incidents out, or shows a border that not all
 * agree on, once more, saying so. */
static gboolean set_page(Layout *self, GError **error) {
    layout_page(self);
    if (!layout_frame(self, error)) return FALSE;
    leave_out(self);
    basemap_visit(self->basemap, "borders", basemap_level(map_view_scale_denominator(self->view)),
                  map_view_extent(self->view), visit_border, self);
    if (self->n_outside == 0 && !self->shows_disputed) return TRUE;
    layout_page(self);
    return layout_frame(self, error);
}

static gboolean draw_map(Layout *self, GError **error) {
    if (!set_page(self, error)) return FALSE;
    layout_symbols(self);
    if (!layout_furniture(self)) {
        layout_legend_beside(self);
        if (!layout_frame(self, error)) return FALSE;
        layout_symbols(self);
        layout_furniture(self);
    }
    layout_ground(self);
    layout_labels(self);
    layout_river_labels(self);
    layout_region_labels(self);
    return TRUE;
}

static void describe(Layout *self) {
    const Words *words = self->words[0];
    self->scene->title = layout_title(self, words);
    self->scene->alt_text = layout_alt_text(self, words);
    self->scene->description = layout_description(self, words);
}

MapScene *map_scene_new(const Incident *const *incidents, guint n, const MapOptions *options,
                        const Style *style, const Gazetteer *gazetteer, GError **error) {
    g_auto(Layout) layout = {.incidents = incidents,
                             .n_incidents = n,
                             .options = options,
                             .style = style,
                             .gazetteer = gazetteer,
                             .most_notes = G_MAXUINT};
    layout.scene = scene_new(options, style);
    if (!layout_open(&layout, error)) return NULL;
    layout_group(&layout);
    if (!draw_map(&layout, error)) return NULL;
    describe(&layout);
    layout_preflight(&layout);
    if (layout.failure) {
        g_propagate_error(error, g_steal_pointer(&layout.failure));
        return NULL;
    }
    return g_steal_pointer(&layout.scene);
}

const MapSummary *map_scene_summary(const MapScene *self) { return &self->summary; }
const GPtrArray *map_scene_warnings(const MapScene *self) { return self->warnings; }
const char *map_scene_alt_text(const MapScene *self) { return self->alt_text; }
const char *map_scene_description(const MapScene *self) { return self->description; }
