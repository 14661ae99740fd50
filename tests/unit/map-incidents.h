/* Made-up incidents and the scene of them, for tests of the map. */
#pragma once

#include <math.h>

#include "map/layout.h"

typedef struct {
    GPtrArray *incidents;
    MapOptions options;
    Style *style;
} Fixture;

static inline Incident *fixture_add(Fixture *self, IncidentType type, const char *name, double lon,
                                    double lat, LocationMethod method) {
    Incident *incident = incident_new();
    incident->type = type;
    incident->modality = MODALITY_STATED;
    incident->place_ar = g_strdup(name);
    incident->place_en = g_strdup(name);
    incident->place_kind = PLACE_TOWN;
    incident->location = (Location){.method = method, .lon = lon, .lat = lat, .radius_m = 2000};
    incident->date_start = g_strdup("2022-01-07");
    incident->reports = 1;
    incident->killed_min = incident->killed_max = HARM_NOT_SAID;
    g_ptr_array_add(self->incidents, incident);
    return incident;
}

static inline void fixture_set_up(Fixture *self) {
    self->incidents = g_ptr_array_new_with_free_func((GDestroyNotify)incident_free);
    map_options_init(&self->options);
    self->options.language = LANGUAGE_EN;
    self->style = style_load("newsroom", NULL);
}

static inline void fixture_tear_down(Fixture *self) {
    g_ptr_array_unref(self->incidents);
    style_free(self->style);
}

/* With the places of a gazetteer; NULL for none. */
static inline MapScene *fixture_scene_at(const Fixture *self, const Gazetteer *gazetteer) {
    g_autoptr(GError) error = NULL;
    MapScene *scene =
        map_scene_new((const Incident *const *)self->incidents->pdata, self->incidents->len,
                      &self->options, self->style, gazetteer, &error);
    g_assert_no_error(error);
    return scene;
}

static inline MapScene *fixture_scene(const Fixture *self) { return fixture_scene_at(self, NULL); }

/* A piece of furniture; NULL where the page has none. */
static inline const Furniture *scene_piece(const MapScene *scene, const char *id) {
    for (guint i = 0; i < scene->furniture->len; i++) {
        const Furniture *piece = &g_array_index(scene->furniture, Furniture, i);
        if (strcmp(piece->id, id) == 0) return piece;
    }
    return NULL;
}

/* Runs all tests with our gazetteer, which the tests' own pointer gives them. */
static inline int run_with_gazetteer(Gazetteer **gazetteer) {
    *gazetteer = gazetteer_open(NULL, NULL);
    g_assert_nonnull(*gazetteer);
    int failed = g_test_run();
    g_clear_pointer(gazetteer, gazetteer_free);
    return failed;
}
