/*
 * frame: which part of the world the map shows. `auto` fits the incidents with their uncertainty,
 * but lets no single large area push the rest into a corner.
 */
#include <math.h>
#include <string.h>

#include "map/layout.h"

/* Padding around the incidents at a width of 1200, and the least for small maps. */
static const double PADDING = 60, PADDING_LEAST = 26;
/* An area that would make the frame more than this many times as wide counts by its middle only. */
static const double AREA_DOMINANCE = 1.25;
/* An area narrower than this (degrees: a town's steppe, a district) is shown whole all the same, up
 * to a wider frame: its size is what is known of the place. */
static const double LOCAL_SIDE = 1.3, LOCAL_DOMINANCE = 2.2;
/* Sides of the smallest frame: a town with its surroundings. */
static const double LEAST_SIDE_M = 44000, LEAST_SIDE_TOWN_M = 16000;
/* A name that fits a place worse than this is no place's name. */
static const double SURE = 0.75;
/* What fits less is not worth asking for. */
static const double PERHAPS = 0.45;
static const double METRES_PER_DEGREE = 111320;

static const LonLatBox EMPTY = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static bool is_empty(LonLatBox box) { return box.west > box.east; }

static LonLatBox joined(LonLatBox a, LonLatBox b) {
    return (LonLatBox){fmin(a.west, b.west), fmin(a.south, b.south), fmax(a.east, b.east),
                       fmax(a.north, b.north)};
}

static LonLatBox around(LonLat at, double radius_m) {
    double lat = radius_m / METRES_PER_DEGREE, lon = lat / cos(at.lat * G_PI / 180);
    return (LonLatBox){at.lon - lon, at.lat - lat, at.lon + lon, at.lat + lat};
}

static double side(LonLatBox box) {
    if (is_empty(box)) return 0;
    double shrink = cos((box.south + box.north) / 2 * G_PI / 180);
    return fmax((box.east - box.west) * shrink, box.north - box.south);
}

static LonLatBox box_of_group(const Group *group) {
    return group->shape ? joined(shape_box(group->shape), around(group->at, 0))
                        : around(group->at, group->radius_m);
}

/* What is known well first; then the areas, smallest first, each weighed against what is there. */
static LonLatBox box_of_incidents(const Layout *self) {
    LonLatBox box = EMPTY;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (group->precision != PRECISION_AREA) box = joined(box, box_of_group(group));
    }
    bool has_known = !is_empty(box); /* else areas alone are the story: none crowds out a mark */
    g_autofree bool *done = g_new0(bool, self->groups->len + 1);
    for (;;) {
        const Group *next = NULL;
        guint at = 0;
        for (guint i = 0; i < self->groups->len; i++) {
            const Group *group = &g_array_index(self->groups, Group, i);
            if (group->precision != PRECISION_AREA || done[i]) continue;
            if (!next || side(box_of_group(group)) < side(box_of_group(next))) {
                next = group;
                at = i;
            }
        }
        if (!next) return box;
        done[at] = true;
        LonLatBox area = box_of_group(next);
        LonLatBox least = joined(box, around(next->at, 0));
        bool is_local = side(area) <= LOCAL_SIDE || !has_known;
        double most = is_local ? LOCAL_DOMINANCE : AREA_DOMINANCE;
        bool whole = is_empty(box) || side(joined(box, area)) <= most * side(least);
        box = whole ? joined(box, area) : least;
    }
}

static LonLatBox at_least(LonLatBox box, double side_m) {
    LonLat middle = {(box.west + box.east) / 2, (box.south + box.north) / 2};
    return joined(box, around(middle, side_m / 2));
}

gboolean frame_view(const char *name, LonLatBox *ret_box, GError **error) {
    static const char *const columns[] = {"view", "west", "south", "east", "north", NULL};
    g_autofree char *path = data_path("gazetteer/map-views.tsv", error);
    g_autoptr(Tsv) tsv = path ? tsv_open(path, columns, error) : NULL;
    if (!tsv) return FALSE;
    GError *failure = NULL;
    while (tsv_next(tsv, &failure)) {
        double side_of[4];
        for (guint i = 0; i < 4; i++)
            if (!tsv_number(tsv, i + 1, 0, &side_of[i], error)) return FALSE;
        if (strcmp(tsv_cell(tsv, 0), name) != 0) continue;
        *ret_box = (LonLatBox){side_of[0], side_of[1], side_of[2], side_of[3]};
        return TRUE;
    }
    if (failure)
        g_propagate_error(error, failure);
    else
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, _("no view or place '%s'"), name);
    return FALSE;
}

/* "W,S,E,N" in degrees. */
static gboolean parse_box(const char *text, LonLatBox *ret_box) {
    g_auto(GStrv) cells = g_strsplit(text, ",", -1);
    double number[4];
    if (g_strv_length(cells) != 4) return FALSE;
    for (guint i = 0; i < 4; i++) {
        char *end = NULL;
        number[i] = g_ascii_strtod(g_strstrip(cells[i]), &end);
        if (end == cells[i] || *end || fabs(number[i]) > 180) return FALSE;
    }
    *ret_box = (LonLatBox){number[0], number[1], number[2], number[3]};
    return number[0] < number[2] && number[1] < number[3];
}

static gboolean box_of_place(const Gazetteer *gazetteer, const char *name, LonLatBox *ret_box) {
    g_autoptr(GArray) found = gazetteer ? gazetteer_find(gazetteer, name, 1) : NULL;
    if (!found || found->len == 0 || g_array_index(found, Found, 0).score < SURE) return FALSE;
    guint32 index = g_array_index(found, Found, 0).place;
    const Place *place = gazetteer_place(gazetteer, index);
    g_autoptr(Shape) area = gazetteer_area(gazetteer, index);
    LonLatBox box = area
                        ? shape_box(area)
                        : around((LonLat){place->lon, place->lat}, fmax(place->radius_m, 1000) * 2);
    *ret_box = at_least(box, LEAST_SIDE_TOWN_M);
    return TRUE;
}

/* Says that nothing is called so, and what was perhaps meant. */
static gboolean refuse_focus(const Gazetteer *gazetteer, const char *focus, GError **error) {
    g_autoptr(GArray) found = gazetteer ? gazetteer_find(gazetteer, focus, 1) : NULL;
    LonLatBox box;
    if (!found || found->len == 0 || g_array_index(found, Found, 0).score < PERHAPS)
        return frame_view(focus, &box, error);
    const Place *place = gazetteer_place(gazetteer, g_array_index(found, Found, 0).place);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                _("no view or place '%s'; did you mean '%s'?"), focus,
                gazetteer_string(gazetteer, place->name_en));
    return FALSE;
}

gboolean layout_ground_box(const Layout *self, LonLatBox *ret_box, GError **error) {
    const char *focus = self->options->focus ? self->options->focus : "auto";
    if (strcmp(focus, "auto") == 0) {
        LonLatBox box = box_of_incidents(self);
        if (is_empty(box)) return frame_view("syria", ret_box, error);
        *ret_box = at_least(box, LEAST_SIDE_M);
        return TRUE;
    }
    if (strchr(focus, ',')) {
        if (parse_box(focus, ret_box)) return TRUE;
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                    _("'%s' is no box: west,south,east,north in degrees"), focus);
        return FALSE;
    }
    if (frame_view(focus, ret_box, NULL)) return TRUE;
    return box_of_place(self->gazetteer, focus, ret_box) ||
           refuse_focus(self->gazetteer, focus, error);
}

/* A frame around a pole has no projection, and all longitudes. */
static void keep_off_poles(LonLatBox *box) {
    static const double most = 85;
    box->south = CLAMP(box->south, -most, most - 1);
    box->north = CLAMP(box->north, box->south, most);
    box->west = fmax(box->west, -180);
    box->east = fmin(box->east, 180);
}

bool layout_frames_itself(const Layout *self) {
    return !self->options->focus || strcmp(self->options->focus, "auto") == 0;
}

gboolean layout_frame(Layout *self, GError **error) {
    LonLatBox box = {0};
    if (!layout_ground_box(self, &box, error)) return FALSE;
    keep_off_poles(&box);
    double padding =
        layout_frames_itself(self) ? fmax(PADDING_LEAST, PADDING * self->scene->width / 1200.0) : 4;
    padding = fmin(padding, self->scene->map_frame.height / 6);
    g_clear_pointer(&self->view, map_view_free);
    self->view = map_view_new(box, self->scene->map_frame, padding, self->options->crs, error);
    return self->view != NULL;
}
