/*
 * build: the tables on their way into one file. Each step reads some tables, checks every row, and
 * adds to the arrays of a Build; the last writes them. Private to gazetteer/.
 *
 *   build-places   places, parents, names, relations
 *   build-areas    polygons and lines from GeoJSON
 *   build-roads    the lines of roads as a graph
 *   build-admin    the governorate, district and subdistrict of each place; the grid
 *   build-words    the word tables, and their forms into the phrase matcher
 *   build-names    the names of places into the phrase matcher, with variants.c
 *   slips          what is one slip away from a name
 *   find-build     the keys of what a person may type
 */
#pragma once

#include "gazetteer/gazetteer.h"
#include "gazetteer/packed.h"
#include "gazetteer/phrases-build.h"

/* A name that a desk gives one of its places. */
typedef struct {
    guint32 id, text; /* strings */
    TableRow row;
} DeskName;

/* Owns everything but `folder`. Arrays hold the records of packed.h. */
typedef struct {
    const char *folder;
    GString *strings;    /* the pool: NUL-ended, each string once */
    GHashTable *offsets; /* string -> offset in the pool */
    GArray *places, *spots, *details, *names, *infos, *relations;
    GArray *desk_names; /* DeskName */
    GArray *parents;    /* of each place: string offset of its parent's id */
    GHashTable *by_id;  /* id -> index of place + 1 */
    GArray *areas, *rings, *points, *lines, *line_points, *road_nodes, *road_edges;
    GArray *tables, *columns, *cells, *row_lines;
    GArray *keys, *codes, *slips;
    Grid grid;
    GArray *grid_cells, *grid_members;
    PhraseBuilder *phrases;
    GHashTable *actor_keys; /* keys of the actors' forms */
    GHashTable *word_keys;  /* keys of the word tables' forms: no variant of a name may be one */
} Build;

/* Offset of a string in the pool, which keeps each string once. */
guint32 build_string(Build *self, const char *text);
static inline const char *build_text(const Build *self, guint32 offset) {
    return self->strings->str + offset;
}
/* Where the current record stands: our own tables by their name alone, a desk's by their path. */
TableRow build_row(Build *self, const Tsv *table);
/* Index of the place with this id, or NO_PLACE. */
guint32 build_place_by_id(const Build *self, const char *id);
/* Opens <folder>/<name>. NULL without `error` where the file is absent. */
Tsv *build_table(const Build *self, const char *name, const char *const *columns, GError **error);

/* The steps, in this order. */
gboolean build_kinds(Build *self, float ret_radius[N_PLACE_KINDS], GError **error);
gboolean build_places(Build *self, const char *const *more, const float radius[N_PLACE_KINDS],
                      GError **error);
gboolean build_names_of_places(Build *self, GError **error);
gboolean build_areas(Build *self, GError **error);
gboolean build_lines(Build *self, GError **error);
void build_roads(Build *self);
gboolean build_relations(Build *self, GError **error); /* between places, or a place and a line */
gboolean build_admin(Build *self, GError **error);
gboolean build_words(Build *self, const char *const *more_actors, GError **error);
gboolean build_name_phrases(Build *self, GError **error);
void build_slips(Build *self);
void build_find_keys(Build *self);
void build_place_codes(Build *self);
