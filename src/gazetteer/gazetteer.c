/* The compiled gazetteer: opened, and read by index. */
#include "gazetteer/gazetteer.h"

#include "gazetteer/phrases.h"
#include "gazetteer/verify.h"

#define ARRAY(label, record, pointer, count)                               \
    {                                                                      \
        label, sizeof(record), G_STRUCT_OFFSET(struct Gazetteer, pointer), \
            G_STRUCT_OFFSET(struct Gazetteer, count)                       \
    }

const PackedArray PACKED_ARRAYS[] = {
    ARRAY("strings", char, strings, n_strings),
    ARRAY("places", Place, places, n_places),
    ARRAY("spots", GeoSpot, spots, n_spots),
    ARRAY("details", PlaceDetail, details, n_details),
    ARRAY("names", Name, names, n_names),
    ARRAY("name-infos", NameInfo, infos, n_infos),
    ARRAY("areas", Area, areas, n_areas),
    ARRAY("rings", Ring, rings, n_rings),
    ARRAY("points", LonLat, points, n_points),
    ARRAY("lines", Line, lines, n_lines),
    ARRAY("line-points", LonLat, line_points, n_line_points),
    ARRAY("road-nodes", RoadNode, road_nodes, n_road_nodes),
    ARRAY("road-edges", RoadEdge, road_edges, n_road_edges),
    ARRAY("relations", Relation, relations, n_relations),
    ARRAY("tables", Table, tables, n_tables),
    ARRAY("columns", guint32, columns, n_columns),
    ARRAY("cells", guint32, cells, n_cells),
    ARRAY("row-lines", guint32, row_lines, n_row_lines),
    ARRAY("grid", Grid, grid, n_grids),
    ARRAY("grid-cells", guint32, grid_cells, n_grid_cells),
    ARRAY("grid-members", guint32, grid_members, n_grid_members),
    ARRAY("words", WordSlot, words, n_words),
    ARRAY("word-bytes", char, word_bytes, n_word_bytes),
    ARRAY("edges", EdgeSlot, edges, n_edges),
    ARRAY("nodes", PhraseNode, nodes, n_nodes),
    ARRAY("payloads", Payload, payloads, n_payloads),
    ARRAY("prefix-starts", guint32, prefix_starts, n_prefix_starts),
    ARRAY("word-filter", guint32, word_filter, n_word_filter),
    ARRAY("slips", guint32, slips, n_slips),
    ARRAY("find-keys", FindKey, keys, n_keys),
    ARRAY("codes", PlaceCode, codes, n_codes),
    {NULL, 0, 0, 0},
};

static gboolean find_arrays(Gazetteer *self, GError **error) {
    for (const PackedArray *array = PACKED_ARRAYS; array->name; array++) {
        const void *records = pack_array(self->pack, array->name, array->size,
                                         G_STRUCT_MEMBER_P(self, array->count_offset), error);
        if (!records) return FALSE;
        G_STRUCT_MEMBER(const void *, self, array->pointer_offset) = records;
    }
    return TRUE;
}

/* The counts that the code below relies on; the pack itself was checked by its own format. */
static gboolean check_counts(const Gazetteer *self, const char *path, GError **error) {
    if (self->n_strings > 0 && self->strings[self->n_strings - 1] == '\0' &&
        self->n_details == self->n_places && self->n_spots == self->n_places &&
        self->n_infos == self->n_names && self->n_tables == N_TABLES && self->n_grids == 1 &&
        self->n_nodes > 0 && self->n_words > 0 && self->n_edges > 0 &&
        self->n_word_filter == FILTER_BITS / 32 && self->n_prefix_starts == PREFIX_BITS / 32)
        return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                _("'%s' is damaged: its arrays do not fit together"), path);
    return FALSE;
}

static void code_columns(Gazetteer *self) {
    self->column_codes = g_new(guint32, self->n_columns);
    for (gsize i = 0; i < self->n_columns; i++)
        self->column_codes[i] = column_code(self->strings + self->columns[i]);
    self->column_slots = g_new0(guint8, N_TABLES * COLUMN_SLOTS);
    for (guint table = 0; table < N_TABLES; table++) {
        const Table *t = &self->tables[table];
        for (guint32 i = 0; i < t->n_columns; i++) {
            guint32 slot = column_slot(self->column_codes[t->first_column + i]);
            self->column_slots[table * COLUMN_SLOTS + slot] = (guint8)i;
        }
    }
}

Gazetteer *gazetteer_open(const char *path, GError **error) {
    g_autofree char *bundled = path ? NULL : data_path("gazetteer.bin", error);
    if (!path && !bundled) return NULL;
    const char *used = path ? path : bundled;
    g_autoptr(Gazetteer) self = g_new0(Gazetteer, 1);
    self->kept = g_new0(Kept, N_KEEPERS);
    self->pack = pack_open(used, GAZETTEER_MAGIC, GAZETTEER_VERSION, error);
    if (!self->pack || !find_arrays(self, error) || !check_counts(self, used, error)) return NULL;
    const char *damage = path ? gazetteer_damage(self) : NULL;
    if (!damage) {
        code_columns(self);
        return g_steal_pointer(&self);
    }
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("'%s' is damaged: %s"), path, damage);
    return NULL;
}

void *gazetteer_kept(const Gazetteer *self, Keeper keeper, void *(*make)(const Gazetteer *),
                     GDestroyNotify release) {
    Kept *kept = &self->kept[keeper];
    if (g_once_init_enter(&kept->made)) {
        kept->release = release;
        g_once_init_leave(&kept->made, make(self));
    }
    return kept->made;
}

void gazetteer_free(Gazetteer *self) {
    if (!self) return;
    for (Keeper keeper = 0; self->kept && keeper < N_KEEPERS; keeper++)
        if (self->kept[keeper].made) self->kept[keeper].release(self->kept[keeper].made);
    g_free(self->kept);
    g_free(self->column_codes);
    g_free(self->column_slots);
    pack_free(self->pack);
    g_free(self);
}

guint32 gazetteer_n_places(const Gazetteer *self) { return (guint32)self->n_places; }

const Place *gazetteer_place(const Gazetteer *self, guint32 place) {
    g_assert(place < self->n_places);
    return &self->places[place];
}

const GeoSpot *gazetteer_spot(const Gazetteer *self, guint32 place) {
    g_assert(place < self->n_places);
    return &self->spots[place];
}

const char *gazetteer_string(const Gazetteer *self, guint32 offset) {
    g_assert(offset < self->n_strings);
    return self->strings + offset;
}

guint32 gazetteer_by_id(const Gazetteer *self, const char *id) {
    gsize low = 0, high = self->n_places;
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        int order = strcmp(self->strings + self->places[middle].id, id);
        if (order == 0) return (guint32)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NO_PLACE;
}

guint32 gazetteer_n_lines(const Gazetteer *self) { return (guint32)self->n_lines; }

const Line *gazetteer_line(const Gazetteer *self, guint32 line) {
    g_assert(line < self->n_lines);
    return &self->lines[line];
}

const LonLat *gazetteer_line_points(const Gazetteer *self) { return self->line_points; }

const RoadNode *gazetteer_roads(const Gazetteer *self, guint32 *ret_n, const RoadEdge **ret_edges) {
    *ret_n = (guint32)self->n_road_nodes;
    *ret_edges = self->road_edges;
    return self->road_nodes;
}

/* The first relation of a place with that number or a higher one. */
static guint32 first_relation(const Gazetteer *self, guint32 place) {
    guint32 low = 0, high = (guint32)self->n_relations;
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (self->relations[middle].place < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const Relation *gazetteer_next_relation(const Gazetteer *self, guint32 place, const char *relation,
                                        guint32 *cursor) {
    if (*cursor == 0) *cursor = first_relation(self, place);
    while (*cursor < self->n_relations && self->relations[*cursor].place == place) {
        const Relation *row = &self->relations[(*cursor)++];
        if (strcmp(gazetteer_string(self, row->relation), relation) == 0) return row;
    }
    return NULL;
}

const Name *gazetteer_name(const Gazetteer *self, guint32 name) {
    g_assert(name < self->n_names);
    return &self->names[name];
}

guint32 gazetteer_place_names(const Gazetteer *self, guint32 place, guint32 *ret_first) {
    g_assert(place < self->n_places);
    *ret_first = self->details[place].first_name;
    return self->details[place].n_names;
}

const char *gazetteer_name_kind(const Gazetteer *self, guint32 name) {
    g_assert(name < self->n_names);
    return self->strings + self->infos[name].kind;
}

const char *gazetteer_place_sources(const Gazetteer *self, guint32 place) {
    g_assert(place < self->n_places);
    return self->strings + self->details[place].sources;
}

const char *gazetteer_place_note(const Gazetteer *self, guint32 place) {
    g_assert(place < self->n_places);
    return self->strings + self->details[place].note;
}

const char *gazetteer_cell_by_code(const Gazetteer *self, TableId table, guint32 row,
                                   guint32 code) {
    g_assert(table != TABLE_NAME && table < N_TABLES);
    const Table *t = &self->tables[table];
    g_assert(row < t->n_rows);
    const guint32 *codes = self->column_codes + t->first_column;
    const guint32 *cells = self->cells + t->first_cell + row * t->n_columns;
    guint32 guess = self->column_slots[table * COLUMN_SLOTS + column_slot(code)];
    if (codes[guess] == code) return self->strings + cells[guess];
    for (guint32 i = 0; i < t->n_columns; i++)
        if (codes[i] == code) return self->strings + cells[i];
    g_assert_not_reached();
}

guint32 gazetteer_n_rows(const Gazetteer *self, TableId table) {
    g_assert(table < N_TABLES);
    return table == TABLE_NAME ? (guint32)self->n_names : self->tables[table].n_rows;
}
