/*
 * The units that hold each place, and the net of squares over the country.
 *
 * A unit comes from the chain of parents where that names one; what the chain leaves open comes
 * from the polygons. A unit of administration is its own unit: the admin1 of a governorate is the
 * governorate.
 */
#include "gazetteer/build.h"

/* The net covers Syria and its borders; capitals further away belong to the squares at the edge. */
static const Grid NET = {.west = 35.0, .south = 32.0, .step = 0.1, .n_columns = 80, .n_rows = 60};

/* Chains of parents are short; a longer one is a circle. */
enum { MAX_CHAIN = 12 };

static Place *place_at(const Build *self, guint32 index) {
    return &g_array_index(self->places, Place, index);
}

static guint32 *unit_of_kind(Place *place, guint kind) {
    switch (kind) {
        case PLACE_GOVERNORATE:
            return &place->admin1;
        case PLACE_DISTRICT:
            return &place->admin2;
        case PLACE_SUBDISTRICT:
            return &place->admin3;
        default:
            return NULL;
    }
}

/* The country whose units our own tables list: it is home, every other country is abroad. */
static guint32 home_country(const Build *self) {
    for (guint32 i = 0; i < self->places->len; i++) {
        const Place *place = place_at(self, i);
        if (place->kind == PLACE_GOVERNORATE && !place->is_abroad && place->parent != NO_PLACE &&
            place_at(self, place->parent)->kind == PLACE_COUNTRY)
            return place->parent;
    }
    return NO_PLACE;
}

static gboolean follow_chain(Build *self, guint32 index, guint32 home, GError **error) {
    Place *place = place_at(self, index);
    guint steps = 0;
    for (guint32 at = index; at != NO_PLACE; at = place_at(self, at)->parent) {
        const Place *unit = place_at(self, at);
        guint32 *slot = unit_of_kind(place, unit->kind);
        if (slot && *slot == NO_PLACE) *slot = at;
        if (unit->is_abroad || (unit->kind == PLACE_COUNTRY && home != NO_PLACE && at != home))
            place->is_abroad = 1;
        if (++steps > MAX_CHAIN) {
            const TableRow *row = &g_array_index(self->details, PlaceDetail, index).row;
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                        _("%s, line %u: the parents of '%s' run in a circle"),
                        build_text(self, row->file), row->line, build_text(self, place->id));
            return FALSE;
        }
    }
    return TRUE;
}

/* Regions, deserts and countrysides lie across units: their point says nothing of them. */
static gboolean is_wide(const Place *place) {
    return place->kind == PLACE_COUNTRY || place->kind == PLACE_REGION ||
           place->kind == PLACE_COUNTRYSIDE || place->kind == PLACE_DESERT ||
           place->kind == PLACE_RIVER || place->kind == PLACE_ROAD || place->kind == PLACE_RAILWAY;
}

static void ask_polygons(Build *self, guint32 index) {
    Place *place = place_at(self, index);
    if (place->is_abroad || is_wide(place)) return;
    LonLat point = {place->lon, place->lat};
    for (guint i = 0; i < self->areas->len; i++) {
        const Area *area = &g_array_index(self->areas, Area, i);
        guint32 *slot = unit_of_kind(place, area->kind);
        /* Smaller units than the place itself do not hold it. */
        if (!slot || *slot != NO_PLACE || area->kind > place->kind) continue;
        if (area_holds(area, (const Ring *)(void *)self->rings->data,
                       (const LonLat *)(void *)self->points->data, point))
            *slot = area->place;
    }
}

/* A unit that the polygons gave brings its own chain: a subdistrict knows its district. */
static void complete_units(Build *self, guint32 index) {
    Place *place = place_at(self, index);
    if (place->admin3 != NO_PLACE && place->admin2 == NO_PLACE)
        place->admin2 = place_at(self, place->admin3)->admin2;
    if (place->admin2 != NO_PLACE && place->admin1 == NO_PLACE)
        place->admin1 = place_at(self, place->admin2)->admin1;
}

static void fill_grid(Build *self) {
    self->grid = NET;
    guint32 n_cells = NET.n_columns * NET.n_rows;
    g_array_set_size(self->grid_cells, n_cells + 1);
    g_array_set_size(self->grid_members, self->places->len);
    guint32 *starts = &g_array_index(self->grid_cells, guint32, 0);
    for (guint32 i = 0; i < self->places->len; i++) {
        const Place *place = place_at(self, i);
        starts[grid_cell(&NET, (LonLat){place->lon, place->lat}) + 1]++;
    }
    for (guint32 cell = 0; cell < n_cells; cell++) starts[cell + 1] += starts[cell];
    g_autofree guint32 *next = g_memdup2(starts, n_cells * sizeof *starts);
    for (guint32 i = 0; i < self->places->len; i++) {
        const Place *place = place_at(self, i);
        guint32 cell = grid_cell(&NET, (LonLat){place->lon, place->lat});
        g_array_index(self->grid_members, guint32, next[cell]++) = i;
    }
}

gboolean build_admin(Build *self, GError **error) {
    guint32 home = home_country(self);
    for (guint32 i = 0; i < self->places->len; i++)
        if (!follow_chain(self, i, home, error)) return FALSE;
    for (guint32 i = 0; i < self->places->len; i++) {
        complete_units(self, i);
        ask_polygons(self, i);
        complete_units(self, i);
    }
    fill_grid(self);
    return TRUE;
}
