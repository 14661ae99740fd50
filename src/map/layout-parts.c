/* layout-parts: the life of a scene's parts, and furniture put together piece by piece. */
#include "map/layout.h"

void ground_path_clear(GroundPath *self) {
    g_clear_pointer(&self->layer, g_free);
    path_clear(&self->path);
}

void symbol_clear(Symbol *self) {
    g_clear_pointer(&self->id, g_free);
    path_clear(&self->area);
    g_clear_pointer(&self->number, g_free);
    g_clear_pointer(&self->tooltip, g_free);
    g_clear_pointer(&self->incidents, g_free);
}

void label_clear(Label *self) {
    g_clear_pointer(&self->id, g_free);
    g_clear_pointer(&self->name, g_free);
    for (guint i = 0; i < self->n_lines; i++) text_line_clear(&self->lines[i]);
    g_clear_pointer(&self->lines, g_free);
    path_clear(&self->curve);
    g_clear_pointer(&self->why, g_free);
}

static GArray *cleared_array(gsize size, GDestroyNotify clear) {
    GArray *array = g_array_new(FALSE, FALSE, (guint)size);
    g_array_set_clear_func(array, clear);
    return array;
}

GArray *labels_new(void) { return cleared_array(sizeof(Label), (GDestroyNotify)label_clear); }

void furniture_init(Furniture *self, const char *id) {
    *self = (Furniture){
        .id = g_strdup(id),
        .paths = cleared_array(sizeof(GroundPath), (GDestroyNotify)ground_path_clear),
        .marks = cleared_array(sizeof(Symbol), (GDestroyNotify)symbol_clear),
        .lines = cleared_array(sizeof(TextLine), (GDestroyNotify)text_line_clear),
    };
}

void furniture_clear(Furniture *self) {
    g_clear_pointer(&self->id, g_free);
    g_clear_pointer(&self->paths, g_array_unref);
    g_clear_pointer(&self->marks, g_array_unref);
    g_clear_pointer(&self->lines, g_array_unref);
}

void furniture_move(Furniture *self, double dx, double dy) {
    self->box.x += dx;
    self->box.y += dy;
    for (guint i = 0; i < self->paths->len; i++)
        path_move(&g_array_index(self->paths, GroundPath, i).path, dx, dy);
    for (guint i = 0; i < self->marks->len; i++) {
        Symbol *mark = &g_array_index(self->marks, Symbol, i);
        mark->at.x += dx;
        mark->at.y += dy;
        mark->anchor.x += dx;
        mark->anchor.y += dy;
        path_move(&mark->area, dx, dy);
    }
    for (guint i = 0; i < self->lines->len; i++)
        text_line_move(&g_array_index(self->lines, TextLine, i), dx, dy);
}

void furniture_add_path(Furniture *self, const char *layer, Path *path, Paint paint, bool closed) {
    GroundPath part = {g_strdup(layer), paint, *path, closed};
    *path = (Path){0};
    g_array_append_val(self->paths, part);
}

void furniture_add_line(Furniture *self, TextLine line) { g_array_append_val(self->lines, line); }

MapScene *scene_new(const MapOptions *options, const Style *style) {
    MapScene *self = g_new0(MapScene, 1);
    self->width = options->width_px;
    self->height = options->height_px;
    self->scale = options->scale > 0 ? options->scale : 1;
    self->most_pixels = options->most_pixels;
    self->language = options->language;
    self->background = style_color(style, "page", "background-color");
    self->ground = cleared_array(sizeof(GroundPath), (GDestroyNotify)ground_path_clear);
    self->symbols = cleared_array(sizeof(Symbol), (GDestroyNotify)symbol_clear);
    self->labels = labels_new();
    self->furniture = cleared_array(sizeof(Furniture), (GDestroyNotify)furniture_clear);
    self->landmarks = g_array_new(FALSE, FALSE, sizeof(Point));
    self->warnings = g_ptr_array_new_with_free_func(g_free);
    return self;
}

static void caption_clear(Caption *self) {
    char **const texts[] = {&self->title,  &self->subtitle,    &self->count,
                            &self->credit, &self->description, &self->in_words};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) g_clear_pointer(texts[i], g_free);
}

void map_scene_free(MapScene *self) {
    if (!self) return;
    map_scene_free(self->detail);
    map_scene_free(self->next);
    if (self->panels) g_ptr_array_unref(self->panels);
    g_array_unref(self->ground);
    shade_clear(&self->shade);
    g_array_unref(self->symbols);
    g_array_unref(self->labels);
    g_array_unref(self->furniture);
    g_array_unref(self->landmarks);
    g_ptr_array_unref(self->warnings);
    for (guint i = 0; i < self->n_captions; i++) caption_clear(&self->captions[i]);
    g_free(self->title);
    g_free(self->alt_text);
    g_free(self->description);
    fonts_free(self->fonts);
    g_free(self);
}

void layout_clear_parts(Layout *self) {
    g_clear_pointer(&self->obstacles, g_array_unref);
    g_clear_pointer(&self->wishes, g_array_unref);
    g_clear_pointer(&self->pins, g_array_unref);
    g_clear_pointer(&self->detail_choices, g_array_unref);
    g_clear_pointer(&self->shown, g_free);
    for (guint i = 0; i < G_N_ELEMENTS(self->where); i++) g_clear_pointer(&self->where[i], g_free);
    g_clear_pointer(&self->groups, g_array_unref);
    g_clear_pointer(&self->unplaced, g_array_unref);
    g_clear_pointer(&self->categories, g_array_unref);
    for (guint i = 0; i < G_N_ELEMENTS(self->notes); i++) {
        g_clear_pointer(&self->notes[i], g_free);
        g_clear_pointer(&self->titles[i], g_free);
        g_clear_pointer(&self->subtitles[i], g_free);
    }
    g_clear_error(&self->failure);
}

bool layout_is_clear(const Layout *self, Box box, double clearance) {
    Box room = box_grown(box, clearance);
    for (guint i = 0; i < self->obstacles->len; i++)
        if (boxes_overlap(room, g_array_index(self->obstacles, Box, i))) return false;
    return true;
}

bool layout_has_room(const Layout *self, Box box, double edge, double clearance) {
    return box_holds(box_grown(self->scene->map_frame, -edge), box) &&
           layout_is_clear(self, box_in_line(box), clearance);
}
