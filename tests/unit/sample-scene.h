/* A small scene made by hand, with one of everything that painters must paint. */
#pragma once

#include "map/scene.h"

static const Type STORY_TYPE = {.family = "Noto Sans",
                                .size = 14,
                                .weight = 600,
                                .color = {0.1, 0.1, 0.1, 1},
                                .halo = {0.98, 0.98, 0.97, 0.9},
                                .halo_width = 1.8};

static void path_add_points(Path *path, const Point *points, guint32 n) {
    path->parts = g_renew(guint32, path->parts, path->n_parts + 1);
    path->parts[path->n_parts++] = path->n_points;
    path->points = g_renew(Point, path->points, path->n_points + n);
    memcpy(path->points + path->n_points, points, n * sizeof *points);
    path->n_points += n;
}

static Path box_path(double x, double y, double width, double height) {
    const Point corners[] = {
        {x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}};
    Path path = {0};
    path_add_points(&path, corners, G_N_ELEMENTS(corners));
    return path;
}

static void add_line(Label *label, const char *text, Direction direction, TextAnchor anchor,
                     Point at) {
    label->lines = g_renew(TextLine, label->lines, label->n_lines + 1);
    label->lines[label->n_lines++] = (TextLine){.text = g_strdup(text),
                                                .type = STORY_TYPE,
                                                .direction = direction,
                                                .anchor = anchor,
                                                .at = at};
}

static void add_ground(MapScene *scene) {
    GroundPath land = {.layer = g_strdup("land"), .closed = true};
    land.paint = (Paint){.fill = {0.97, 0.97, 0.96, 1}};
    land.path = box_path(20, 40, 340, 200);
    /* A lake: a ring wound the other way. */
    const Point lake[] = {{60, 100}, {60, 140}, {110, 140}, {110, 100}, {60, 100}};
    path_add_points(&land.path, lake, G_N_ELEMENTS(lake));
    g_array_append_val(scene->ground, land);
    GroundPath river = {.layer = g_strdup("river")};
    river.paint = (Paint){
        .fill = {1, 0, 0, 1}, .stroke = {0.6, 0.8, 0.9, 1}, .stroke_width = 2, .round = true};
    const Point course[] = {{20, 60}, {120, 90}, {220, 200}, {360, 220}};
    path_add_points(&river.path, course, G_N_ELEMENTS(course));
    g_array_append_val(scene->ground, river);
}

static void add_symbols(MapScene *scene) {
    Symbol area = {.id = g_strdup("area-badia"),
                   .precision = PRECISION_AREA,
                   .shape = MARK_NONE,
                   .at = {290, 90},
                   .number = g_strdup("3"),
                   .number_size = 13,
                   .number_color = {0.3, 0.1, 0.1, 1},
                   .tooltip = g_strdup("بادية <دير الزور>: 3 حوادث")};
    area.area = box_path(250, 60, 80, 60);
    area.area_paint = (Paint){.fill = {0.8, 0.2, 0.1, 0.14},
                              .stroke = {0.8, 0.2, 0.1, 1},
                              .stroke_width = 1,
                              .dash = {4, 3},
                              .n_dash = 2,
                              .hatch = HATCH_DIAGONAL};
    g_array_append_val(scene->symbols, area);
    for (MarkShape shape = MARK_CIRCLE; shape < MARK_NONE; shape++) {
        Symbol symbol = {.shape = shape,
                         .fill = {0.84, 0.37, 0, 1},
                         .outline = {0.15, 0.1, 0.1, 1},
                         .hollow = shape % 3 == 1,
                         .ringed = shape % 4 == 2,
                         .size = 14,
                         .at = {40 + 32 * shape, 175},
                         .anchor = {40 + 32 * shape, 160},
                         .has_hairline = shape == MARK_STAR};
        symbol.id = g_strdup_printf("symbol-%d", (int)shape + 1);
        symbol.tooltip = g_strdup("A & B");
        g_array_append_val(scene->symbols, symbol);
    }
}

static void add_labels(MapScene *scene) {
    Label town = {.id = g_strdup("label-1"), .placed = true, .has_leader = true, .n_leader = 2};
    town.leader[0] = (Point){150, 95};
    town.leader[1] = (Point){140, 120};
    town.leader_color = (Color){0.3, 0.3, 0.3, 1};
    add_line(&town, "دير الزور", DIRECTION_RTL, ANCHOR_MIDDLE, (Point){160, 70});
    add_line(&town, "Deir ez-Zor", DIRECTION_LTR, ANCHOR_MIDDLE, (Point){160, 88});
    g_array_append_val(scene->labels, town);
    Label mixed = {.id = g_strdup("label-2"), .placed = true};
    add_line(&mixed, "حقل العمر — Al-Omar (5 قتلى)", DIRECTION_RTL, ANCHOR_END, (Point){350, 145});
    g_array_append_val(scene->labels, mixed);
    Label river = {.id = g_strdup("label-3"), .voice = VOICE_WATER, .placed = true};
    const Point curve[] = {{170, 150}, {220, 200}, {280, 212}, {340, 218}};
    path_add_points(&river.curve, curve, G_N_ELEMENTS(curve));
    add_line(&river, "نهر الفرات", DIRECTION_RTL, ANCHOR_MIDDLE, (Point){250, 205});
    g_array_append_val(scene->labels, river);
    Label dropped = {.id = g_strdup("label-4")};
    add_line(&dropped, "dropped", DIRECTION_LTR, ANCHOR_START, (Point){30, 200});
    g_array_append_val(scene->labels, dropped);
}

static void add_furniture(MapScene *scene) {
    Furniture title = {.id = g_strdup("title"),
                       .paths = g_array_new(FALSE, TRUE, sizeof(GroundPath)),
                       .marks = g_array_new(FALSE, TRUE, sizeof(Symbol)),
                       .lines = g_array_new(FALSE, TRUE, sizeof(TextLine))};
    TextLine line = {.text = g_strdup("حوادث الأسبوع"),
                     .type = {"Noto Sans", 18, 700, {0.1, 0.1, 0.1, 1}, {0, 0, 0, 0}, 0},
                     .direction = DIRECTION_RTL,
                     .anchor = ANCHOR_END,
                     .at = {370, 26}};
    g_array_append_val(title.lines, line);
    Symbol mark = {.shape = MARK_SQUARE, .fill = {0, 0.45, 0.7, 1}, .size = 10, .at = {20, 20}};
    g_array_append_val(title.marks, mark);
    g_array_append_val(scene->furniture, title);
}

static void clear_ground(gpointer data) {
    GroundPath *self = data;
    g_free(self->layer);
    path_clear(&self->path);
}

static void clear_symbol(gpointer data) {
    Symbol *self = data;
    g_free(self->id);
    g_free(self->number);
    g_free(self->tooltip);
    path_clear(&self->area);
}

static void clear_label(gpointer data) {
    Label *self = data;
    for (guint i = 0; i < self->n_lines; i++) g_free(self->lines[i].text);
    g_free(self->lines);
    g_free(self->id);
    path_clear(&self->curve);
}

static void clear_furniture(gpointer data) {
    Furniture *self = data;
    for (guint i = 0; i < self->lines->len; i++)
        g_free(g_array_index(self->lines, TextLine, i).text);
    g_array_unref(self->lines);
    g_array_unref(self->marks);
    g_array_unref(self->paths);
    g_free(self->id);
}

static GArray *array_of(guint size, GDestroyNotify clear) {
    GArray *array = g_array_new(FALSE, TRUE, size);
    g_array_set_clear_func(array, clear);
    return array;
}

/* Free with sample_scene_free. */
static MapScene *sample_scene_new(void) {
    MapScene *scene = g_new0(MapScene, 1);
    scene->width = 380;
    scene->height = 260;
    scene->scale = 1;
    scene->background = (Color){1, 1, 1, 1};
    scene->sea = (Color){0.83, 0.92, 0.97, 1};
    scene->map_frame = (Box){10, 36, 360, 214};
    scene->title = g_strdup("Sample");
    scene->alt_text = g_strdup("خريطة & test");
    scene->description = g_strdup("A scene made by hand.");
    scene->ground = array_of(sizeof(GroundPath), clear_ground);
    scene->symbols = array_of(sizeof(Symbol), clear_symbol);
    scene->labels = array_of(sizeof(Label), clear_label);
    scene->furniture = array_of(sizeof(Furniture), clear_furniture);
    add_ground(scene);
    add_symbols(scene);
    add_labels(scene);
    add_furniture(scene);
    return scene;
}

static void sample_scene_free(MapScene *scene) {
    g_array_unref(scene->ground);
    g_array_unref(scene->symbols);
    g_array_unref(scene->labels);
    g_array_unref(scene->furniture);
    g_free(scene->title);
    g_free(scene->alt_text);
    g_free(scene->description);
    g_free(scene);
}
