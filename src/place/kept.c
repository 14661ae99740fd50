/* Answers shared by all texts: see kept.h. */
#include "place/kept.h"

/* Room for the points of so many shapes (32 MB); then it begins anew, which changes the time and
 * nothing else. */
enum { MOST_POINTS = 2 << 20, MOST_ANSWERS = 1 << 16 };

typedef struct {
    GMutex lock;
    GHashTable *answers; /* KeptKey -> KeptAnswer */
    gsize n_points;
} KeptStore;

static guint key_hash(gconstpointer key) {
    const guint64 *words = key;
    guint64 hash = 0;
    for (gsize i = 0; i < sizeof(KeptKey) / sizeof *words; i++) {
        hash = (hash ^ words[i]) * G_GUINT64_CONSTANT(0xD6E8FEB86659FD93);
        hash ^= hash >> 32;
    }
    return (guint)hash;
}

static gboolean key_equal(gconstpointer a, gconstpointer b) {
    return memcmp(a, b, sizeof(KeptKey)) == 0;
}

static void answer_free(void *data) {
    KeptAnswer *answer = data;
    location_clear(&answer->location);
    g_free(answer);
}

static void *store_new(const Gazetteer *gazetteer) {
    KeptStore *self = g_new0(KeptStore, 1);
    g_mutex_init(&self->lock);
    self->answers = g_hash_table_new_full(key_hash, key_equal, g_free, answer_free);
    return self;
}

static void store_free(void *data) {
    KeptStore *self = data;
    g_hash_table_unref(self->answers);
    g_mutex_clear(&self->lock);
    g_free(self);
}

KeptKey kept_key(KeptKind kind, guint32 place) {
    KeptKey key;
    memset(&key, 0, sizeof key);
    key.kind = kind;
    key.place = place;
    key.other = NO_PLACE;
    return key;
}

/* Copies the answer out, with a hold on its shape. */
static bool look_up(KeptStore *self, const KeptKey *key, KeptAnswer *ret_answer) {
    g_mutex_lock(&self->lock);
    const KeptAnswer *known = g_hash_table_lookup(self->answers, key);
    if (known) {
        *ret_answer = *known;
        shape_share(known->location.shape);
    }
    g_mutex_unlock(&self->lock);
    return known != NULL;
}

static void keep(KeptStore *self, const KeptKey *key, const KeptAnswer *answer) {
    KeptAnswer *own = g_memdup2(answer, sizeof *answer);
    shape_share(own->location.shape);
    g_mutex_lock(&self->lock);
    if (self->n_points > MOST_POINTS || g_hash_table_size(self->answers) >= MOST_ANSWERS) {
        g_hash_table_remove_all(self->answers);
        self->n_points = 0;
    }
    if (own->location.shape) self->n_points += own->location.shape->n_points;
    g_hash_table_replace(self->answers, g_memdup2(key, sizeof *key), own);
    g_mutex_unlock(&self->lock);
}

/* ---- without shapes ---------------------------------------------------------------------------
 *
 * Where nobody asks for shapes an answer is a few numbers, and so many have room that a long
 * archive hardly ever asks twice.
 */

enum { MOST_OF_POINTS = 1 << 18 };

typedef struct {
    KeptKey key;
    double lon, lat, radius_m;
    guint32 row;
    LocationMethod method;
    bool found;
} KeptPoint;

typedef struct {
    GMutex lock;
    GHashTable *points; /* a set of KeptPoint, by their key, which they begin with */
} KeptPoints;

static void *points_new(const Gazetteer *gazetteer) {
    KeptPoints *self = g_new0(KeptPoints, 1);
    g_mutex_init(&self->lock);
    self->points = g_hash_table_new_full(key_hash, key_equal, g_free, NULL);
    return self;
}

static void points_free(void *data) {
    KeptPoints *self = data;
    g_hash_table_unref(self->points);
    g_mutex_clear(&self->lock);
    g_free(self);
}

static bool look_up_point(KeptPoints *self, const KeptKey *key, KeptPoint *ret_point) {
    g_mutex_lock(&self->lock);
    const KeptPoint *known = g_hash_table_lookup(self->points, key);
    if (known) *ret_point = *known;
    g_mutex_unlock(&self->lock);
    return known != NULL;
}

static void keep_point(KeptPoints *self, const KeptPoint *point) {
    KeptPoint *own = g_memdup2(point, sizeof *point);
    g_mutex_lock(&self->lock);
    if (g_hash_table_size(self->points) >= MOST_OF_POINTS) g_hash_table_remove_all(self->points);
    g_hash_table_add(self->points, own);
    g_mutex_unlock(&self->lock);
}

static KeptPoint point_of(const Resolver *self, const KeptKey *key, KeptMake make) {
    KeptPoints *points = gazetteer_kept(self->gazetteer, KEPT_POINTS, points_new, points_free);
    KeptPoint point;
    if (look_up_point(points, key, &point)) return point;
    KeptAnswer answer = {.row = NO_PLACE, .location = {.lon = NAN, .lat = NAN, .radius_m = NAN}};
    make(self, key, &answer);
    const Location *at = &answer.location;
    point = (KeptPoint){*key, at->lon, at->lat, at->radius_m, answer.row, at->method, answer.found};
    location_clear(&answer.location);
    keep_point(points, &point);
    return point;
}

/* ---- either -----------------------------------------------------------------------------------
 */

static KeptAnswer answer_of(const Resolver *self, const KeptKey *key, KeptMake make) {
    if (!self->wants_shapes) {
        KeptPoint point = point_of(self, key, make);
        return (KeptAnswer){point.found,
                            point.row,
                            {.method = point.method,
                             .lon = point.lon,
                             .lat = point.lat,
                             .radius_m = point.radius_m}};
    }
    KeptStore *store = gazetteer_kept(self->gazetteer, KEPT_BY_PLACE, store_new, store_free);
    KeptAnswer answer = {.row = NO_PLACE, .location = {.lon = NAN, .lat = NAN, .radius_m = NAN}};
    if (look_up(store, key, &answer)) return answer;
    make(self, key, &answer);
    keep(store, key, &answer);
    return answer;
}

bool kept_location(const Resolver *self, const KeptKey *key, KeptMake make, Location *location) {
    KeptAnswer answer = answer_of(self, key, make);
    if (!answer.found) {
        location_clear(&answer.location);
        return false;
    }
    location->method = answer.location.method;
    location->lon = answer.location.lon;
    location->lat = answer.location.lat;
    location->radius_m = answer.location.radius_m;
    location->shape = answer.location.shape;
    return true;
}

guint32 kept_row(const Resolver *self, const KeptKey *key, KeptMake make) {
    KeptAnswer answer = answer_of(self, key, make);
    location_clear(&answer.location);
    return answer.row;
}
