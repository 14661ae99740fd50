/*
 * basemap: reads the compiled basemap. The file is mapped and used as it lies; only pages that a
 * view needs are ever touched.
 */
#include "map/basemap-format.h"
#include "map/scene.h"

/* Owns the pack; the arrays lie in it. */
struct Basemap {
    Pack *pack;
    const BasemapLayer *layers;
    const FeatureRecord *features;
    const LonLatBox *blocks;
    const LonLat *points;
    const guint32 *parts;
    const char *strings;
    const guint8 *relief;
    const LonLatBox *relief_box;
    const guint32 *relief_size;
    gsize n_layers, n_features, n_blocks, n_points, n_parts, n_strings, n_relief;
};

static gboolean within(guint64 first, guint64 n, guint64 all) { return first + n <= all; }

/* A damaged file is told here as far as its layers show it; its features are looked at one by one
 * when they are visited, so that opening touches none of them. */
static gboolean check(const Basemap *self, const char *path, GError **error) {
    gboolean sound = self->n_strings > 0 && self->strings[self->n_strings - 1] == '\0';
    for (gsize i = 0; sound && i < self->n_layers; i++) {
        const BasemapLayer *layer = &self->layers[i];
        sound = layer->name < self->n_strings &&
                within(layer->first_feature, layer->n_features, self->n_features) &&
                within(layer->first_block, layer->n_blocks, self->n_blocks) &&
                (layer->n_features + BLOCK_FEATURES - 1) / BLOCK_FEATURES == layer->n_blocks;
    }
    if (!sound)
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("the basemap '%s' is damaged"),
                    path);
    return sound;
}

static gboolean read_arrays(Basemap *self, GError **error) {
    gsize n_boxes = 0, n_sizes = 0;
    self->layers = pack_array(self->pack, "layers", sizeof *self->layers, &self->n_layers, error);
    if (self->layers)
        self->features =
            pack_array(self->pack, "features", sizeof *self->features, &self->n_features, error);
    if (self->features)
        self->blocks =
            pack_array(self->pack, "blocks", sizeof *self->blocks, &self->n_blocks, error);
    if (self->blocks)
        self->points =
            pack_array(self->pack, "points", sizeof *self->points, &self->n_points, error);
    if (self->points)
        self->parts = pack_array(self->pack, "parts", sizeof *self->parts, &self->n_parts, error);
    if (self->parts) self->strings = pack_array(self->pack, "strings", 1, &self->n_strings, error);
    if (self->strings) self->relief = pack_array(self->pack, "relief", 1, &self->n_relief, error);
    if (self->relief)
        self->relief_box =
            pack_array(self->pack, "relief-box", sizeof *self->relief_box, &n_boxes, error);
    if (self->relief_box)
        self->relief_size = pack_array(self->pack, "relief-size", sizeof(guint32), &n_sizes, error);
    if (!self->relief_size) return FALSE;
    if (n_boxes < 1 || n_sizes < 2 ||
        (guint64)self->relief_size[0] * self->relief_size[1] > self->n_relief)
        self->n_relief = 0;
    return TRUE;
}

Basemap *basemap_open(const char *path, GError **error) {
    g_autofree char *found = path ? g_strdup(path) : data_path("basemap.bin", error);
    if (!found) return NULL;
    g_autoptr(Basemap) self = g_new0(Basemap, 1);
    self->pack = pack_open(found, BASEMAP_MAGIC, BASEMAP_VERSION, error);
    if (!self->pack || !read_arrays(self, error) || !check(self, found, error)) return NULL;
    return g_steal_pointer(&self);
}

void basemap_free(Basemap *self) {
    if (!self) return;
    pack_free(self->pack);
    g_free(self);
}

int basemap_level(double scale_denominator) {
    /* Half-way, in proportion, between the scales whose pixel is the levels' grain:
     * 1:2,650,000, 1:945,000, 1:302,000 and 1:94,000 (gazetteer/layers/README.md). A finer level
     * than that shows no more at 96 px an inch, but doubles the SVG. */
    static const double LEAST[] = {1600000, 540000, 170000};
    int level = 0;
    while (level < (int)G_N_ELEMENTS(LEAST) && scale_denominator < LEAST[level]) level++;
    return level;
}

/* The layer at `level`, else at the next coarser one, else at the coarsest there is. */
static const BasemapLayer *find_layer(const Basemap *self, const char *name, int level) {
    const BasemapLayer *best = NULL;
    for (gsize i = 0; i < self->n_layers; i++) {
        const BasemapLayer *layer = &self->layers[i];
        if (!g_str_equal(self->strings + layer->name, name)) continue;
        if (!best || (int)layer->level <= level) best = layer;
    }
    return best;
}

static bool meets(const LonLatBox *a, const LonLatBox *b) {
    return a->west <= b->east && a->east >= b->west && a->south <= b->north && a->north >= b->south;
}

static const char *string_at(const Basemap *self, guint32 offset) {
    return offset < self->n_strings ? self->strings + offset : "";
}

/* Parts follow each other within the feature's points. */
static bool is_sound(const Basemap *self, const FeatureRecord *record) {
    if (!within(record->first_point, record->n_points, self->n_points) ||
        !within(record->first_part, record->n_parts, self->n_parts))
        return false;
    const guint32 *parts = self->parts + record->first_part;
    guint32 least = 0;
    for (guint32 i = 0; i < record->n_parts; i++) {
        if (parts[i] < least || parts[i] >= record->n_points) return false;
        least = parts[i] + 1;
    }
    return true;
}

static void visit_feature(const Basemap *self, const FeatureRecord *record,
                          void (*visit)(const BasemapFeature *feature, void *data), void *data) {
    if (!is_sound(self, record)) return;
    BasemapFeature feature = {.kind = string_at(self, record->kind),
                              .name_ar = string_at(self, record->name_ar),
                              .name_en = string_at(self, record->name_en),
                              .ref = string_at(self, record->ref),
                              .rank = record->rank,
                              .points = self->points + record->first_point,
                              .parts = self->parts + record->first_part,
                              .n_points = record->n_points,
                              .n_parts = record->n_parts};
    visit(&feature, data);
}

void basemap_visit(const Basemap *self, const char *layer_name, int level, LonLatBox box,
                   void (*visit)(const BasemapFeature *feature, void *data), void *data) {
    const BasemapLayer *layer = find_layer(self, layer_name, level);
    if (!layer) return;
    for (guint32 i = 0; i < layer->n_blocks; i++) {
        if (!meets(&self->blocks[layer->first_block + i], &box)) continue;
        guint32 first = i * BLOCK_FEATURES;
        guint32 end = MIN(first + BLOCK_FEATURES, layer->n_features);
        for (guint32 j = first; j < end; j++) {
            const FeatureRecord *record = &self->features[layer->first_feature + j];
            if (meets(&record->box, &box)) visit_feature(self, record, visit, data);
        }
    }
}

bool basemap_relief(const Basemap *self, Relief *ret_relief) {
    if (self->n_relief == 0) return false;
    *ret_relief = (Relief){.width = self->relief_size[0],
                           .height = self->relief_size[1],
                           .box = *self->relief_box,
                           .grey = self->relief};
    return true;
}
