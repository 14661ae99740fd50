/*
 * The tables under gazetteer/ become one file. The order of the steps is the order of what they
 * need: areas need places, units need areas, names need the words that they must not be taken for.
 */
#include "gazetteer/build.h"

#include <glib/gstdio.h>

guint32 build_string(Build *self, const char *text) {
    if (*text == '\0') return 0;
    gpointer found = g_hash_table_lookup(self->offsets, text);
    if (found) return GPOINTER_TO_UINT(found);
    guint32 offset = (guint32)self->strings->len;
    g_string_append_len(self->strings, text, (gssize)strlen(text) + 1);
    g_hash_table_insert(self->offsets, g_strdup(text), GUINT_TO_POINTER(offset));
    return offset;
}

TableRow build_row(Build *self, const Tsv *table) {
    const char *path = tsv_path(table);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *ours = g_build_filename(self->folder, name, NULL);
    gboolean is_ours = g_str_equal(path, ours);
    return (TableRow){build_string(self, is_ours ? name : path), tsv_line(table)};
}

guint32 build_place_by_id(const Build *self, const char *id) {
    gpointer found = g_hash_table_lookup(self->by_id, id);
    return found ? GPOINTER_TO_UINT(found) - 1 : NO_PLACE;
}

Tsv *build_table(const Build *self, const char *name, const char *const *columns, GError **error) {
    g_autofree char *path = g_build_filename(self->folder, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) return NULL;
    return tsv_open(path, columns, error);
}

static void build_init(Build *self, const char *folder) {
    *self = (Build){.folder = folder};
    self->strings = g_string_new(NULL);
    g_string_append_c(self->strings, '\0'); /* offset 0 is "" */
    self->offsets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->places = g_array_new(FALSE, TRUE, sizeof(Place));
    self->spots = g_array_new(FALSE, TRUE, sizeof(GeoSpot));
    self->details = g_array_new(FALSE, TRUE, sizeof(PlaceDetail));
    self->names = g_array_new(FALSE, TRUE, sizeof(Name));
    self->desk_names = g_array_new(FALSE, TRUE, sizeof(DeskName));
    self->infos = g_array_new(FALSE, TRUE, sizeof(NameInfo));
    self->relations = g_array_new(FALSE, TRUE, sizeof(Relation));
    self->parents = g_array_new(FALSE, TRUE, sizeof(guint32));
    self->areas = g_array_new(FALSE, TRUE, sizeof(Area));
    self->rings = g_array_new(FALSE, TRUE, sizeof(Ring));
    self->points = g_array_new(FALSE, TRUE, sizeof(LonLat));
    self->lines = g_array_new(FALSE, TRUE, sizeof(Line));
    self->line_points = g_array_new(FALSE, TRUE, sizeof(LonLat));
    self->road_nodes = g_array_new(FALSE, TRUE, sizeof(RoadNode));
    self->road_edges = g_array_new(FALSE, TRUE, sizeof(RoadEdge));
    self->tables = g_array_new(FALSE, TRUE, sizeof(Table));
    self->columns = g_array_new(FALSE, TRUE, sizeof(guint32));
    self->cells = g_array_new(FALSE, TRUE, sizeof(guint32));
    self->row_lines = g_array_new(FALSE, TRUE, sizeof(guint32));
    self->slips = g_array_new(FALSE, TRUE, sizeof(guint32));
    self->keys = g_array_new(FALSE, TRUE, sizeof(FindKey));
    self->codes = g_array_new(FALSE, TRUE, sizeof(PlaceCode));
    self->grid_cells = g_array_new(FALSE, TRUE, sizeof(guint32));
    self->grid_members = g_array_new(FALSE, TRUE, sizeof(guint32));
    self->phrases = phrase_builder_new();
    self->word_keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->actor_keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void build_clear(Build *self) {
    g_string_free(self->strings, TRUE);
    g_hash_table_unref(self->offsets);
    g_hash_table_unref(self->by_id);
    GArray *arrays[] = {self->places,     self->spots,     self->details,    self->names,
                        self->infos,      self->relations, self->parents,    self->areas,
                        self->rings,      self->points,    self->lines,      self->line_points,
                        self->tables,     self->columns,   self->cells,      self->row_lines,
                        self->keys,       self->codes,     self->grid_cells, self->grid_members,
                        self->desk_names, self->slips,     self->road_nodes, self->road_edges};
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++) g_array_unref(arrays[i]);
    phrase_builder_free(self->phrases);
    g_hash_table_unref(self->word_keys);
    g_hash_table_unref(self->actor_keys);
}

static gboolean read_tables(Build *self, const DeskTables *desk, GError **error) {
    float radius[N_PLACE_KINDS];
    if (!build_kinds(self, radius, error) || !build_places(self, desk->places, radius, error) ||
        !build_names_of_places(self, error) || !build_areas(self, error) ||
        !build_lines(self, error) || !build_relations(self, error) || !build_admin(self, error) ||
        !build_words(self, desk->actors, error) || !build_name_phrases(self, error))
        return FALSE;
    build_roads(self);
    build_slips(self);
    build_find_keys(self);
    build_place_codes(self);
    return TRUE;
}

/* The arrays as an opened gazetteer would have them, so that one list (PACKED_ARRAYS) serves both.
 * Borrows from `self` and `index`. */
static Gazetteer as_gazetteer(const Build *self, const PhraseIndex *index) {
    Gazetteer g = {0};
#define TAKE(pointer, count, array)          \
    g.pointer = (const void *)(array)->data; \
    g.count = (array)->len
    TAKE(places, n_places, self->places);
    TAKE(spots, n_spots, self->spots);
    TAKE(details, n_details, self->details);
    TAKE(names, n_names, self->names);
    TAKE(infos, n_infos, self->infos);
    TAKE(areas, n_areas, self->areas);
    TAKE(rings, n_rings, self->rings);
    TAKE(points, n_points, self->points);
    TAKE(lines, n_lines, self->lines);
    TAKE(line_points, n_line_points, self->line_points);
    TAKE(road_nodes, n_road_nodes, self->road_nodes);
    TAKE(road_edges, n_road_edges, self->road_edges);
    TAKE(relations, n_relations, self->relations);
    TAKE(tables, n_tables, self->tables);
    TAKE(columns, n_columns, self->columns);
    TAKE(cells, n_cells, self->cells);
    TAKE(row_lines, n_row_lines, self->row_lines);
    TAKE(grid_cells, n_grid_cells, self->grid_cells);
    TAKE(grid_members, n_grid_members, self->grid_members);
    TAKE(slips, n_slips, self->slips);
    TAKE(keys, n_keys, self->keys);
    TAKE(codes, n_codes, self->codes);
    TAKE(words, n_words, index->words);
    TAKE(edges, n_edges, index->edges);
    TAKE(nodes, n_nodes, index->nodes);
    TAKE(payloads, n_payloads, index->payloads);
    TAKE(prefix_starts, n_prefix_starts, index->prefix_starts);
    TAKE(word_filter, n_word_filter, index->word_filter);
#undef TAKE
    g.strings = self->strings->str;
    g.n_strings = self->strings->len;
    g.word_bytes = index->bytes->str;
    g.n_word_bytes = index->bytes->len;
    g.grid = &self->grid;
    g.n_grids = 1;
    return g;
}

static gboolean write_file(const Build *self, const char *path, GError **error) {
    g_autoptr(PhraseIndex) index = phrase_builder_finish(self->phrases);
    Gazetteer g = as_gazetteer(self, index);
    g_autoptr(PackWriter) writer = pack_writer_new(GAZETTEER_MAGIC, GAZETTEER_VERSION);
    for (const PackedArray *array = PACKED_ARRAYS; array->name; array++)
        pack_writer_add(writer, array->name,
                        G_STRUCT_MEMBER(const void *, &g, array->pointer_offset),
                        G_STRUCT_MEMBER(gsize, &g, array->count_offset), array->size);
    return pack_writer_save(writer, path, error);
}

gboolean gazetteer_build_with(const char *folder, const DeskTables *desk, const char *path,
                              GError **error) {
    Build build;
    build_init(&build, folder);
    gboolean done = read_tables(&build, desk, error) && write_file(&build, path, error);
    build_clear(&build);
    return done;
}

gboolean gazetteer_build(const char *folder, const char *path, GError **error) {
    return gazetteer_build_with(folder, &(DeskTables){NULL, NULL}, path, error);
}

Gazetteer *gazetteer_open_tables(const char *folder, const char *const *more_places,
                                 GError **error) {
    return gazetteer_open_desk(folder, &(DeskTables){more_places, NULL}, error);
}

Gazetteer *gazetteer_open_desk(const char *folder, const DeskTables *desk, GError **error) {
    g_autofree char *bundled = folder ? NULL : data_path("gazetteer", error);
    if (!folder && !bundled) return NULL;
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("kharita-gazetteer-XXXXXX", &path, error);
    if (fd < 0) return NULL;
    g_close(fd, NULL);
    gboolean built = gazetteer_build_with(folder ? folder : bundled, desk, path, error);
    Gazetteer *gazetteer = built ? gazetteer_open(path, error) : NULL;
    g_unlink(path); /* the mapping outlives the name */
    return gazetteer;
}
