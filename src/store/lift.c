/*
 * lift: most of a file of areas is their coordinates, and a tree of values is a long way to arrays
 * of numbers. They are read from the text at once, and a number stands for them in the tree. What
 * is not as nearly all programs write it stays in the text, and is read, or refused, from there.
 */
#include <string.h>

#include "store/fields.h"

enum { MOST_DEPTH = 2 /* of a MultiPolygon */ };

static const char KEY[] = "\"coordinates\"";

/* Lines or areas, and how many arrays each has above its lines or rings. */
typedef struct {
    Shape *shape;
    int depth;
} Lifted;

struct LiftedShapes {
    GArray *all; /* Lifted */
};

static void lifted_clear(void *data) { shape_free(((Lifted *)data)->shape); }

void lifted_shapes_free(LiftedShapes *self) {
    if (!self) return;
    g_array_unref(self->all);
    g_free(self);
}

Shape *lifted_shape(const LiftedShapes *self, const json_t *number, int depth) {
    if (!self || !json_is_integer(number)) return NULL;
    gsize at = (gsize)json_integer_value(number);
    if (at >= self->all->len) return NULL;
    const Lifted *lifted = &g_array_index(self->all, Lifted, at);
    return lifted->depth == depth ? shape_share(lifted->shape) : NULL;
}

/* ---- reading: each returns the first character behind, NULL where it leaves a text to others ---
 */

static const char *skip_blank(const char *at) { return at + strspn(at, " \t\r\n"); }

/* Heights may follow, which no map shows. */
static const char *read_point(const char *at, Shape *shape) {
    double numbers[2] = {0, 0}, height;
    if (*at != '[') return NULL;
    for (guint n = 0; n == 0 || *at == ','; n++) {
        at = number_read(skip_blank(at + 1), n < 2 ? &numbers[n] : &height);
        if (!at) return NULL;
        at = skip_blank(at);
        if (n == 0 && *at != ',') return NULL;
    }
    if (*at != ']' || !is_on_globe(numbers[0], numbers[1])) return NULL;
    shape_add_point(shape, (LonLat){numbers[0], numbers[1]});
    return at + 1;
}

/* An array with `depth` arrays between it and a line or ring. */
static const char *read_parts(const char *at, Shape *shape, int depth) {
    guint n = 0;
    if (*at != '[') return NULL;
    if (depth == 0) shape_begin_part(shape);
    do {
        at = skip_blank(at + 1);
        at = depth > 0 ? read_parts(at, shape, depth - 1) : read_point(at, shape);
        if (!at) return NULL;
        at = skip_blank(at);
        n++;
    } while (*at == ',');
    return *at == ']' && (depth > 0 || n > 1) ? at + 1 : NULL;
}

static int depth_of(const char *at) {
    int n = 0;
    while (*at == '[' && n <= MOST_DEPTH + 2) {
        at = skip_blank(at + 1);
        n++;
    }
    return n - 2;
}

/* The next value of the key, from its first character on; NULL where there is none. */
static const char *next_value(const char *text, const char *from) {
    for (const char *key = strstr(from, KEY); key; key = strstr(key + 1, KEY)) {
        const char *at = skip_blank(key + strlen(KEY));
        bool is_key = (key == text || key[-1] != '\\') && *at == ':';
        if (is_key) return skip_blank(at + 1);
    }
    return NULL;
}

/* A number for what stood from `from` to `end`, with its lines, by which a parser counts. */
static void append_number(GString *out, guint number, const char *from, const char *end) {
    g_string_append_printf(out, "%u", number);
    for (const char *at = from; at < end; at++)
        if (*at == '\n') g_string_append_c(out, '\n');
}

/* The text without the coordinates; FALSE where a number stands for coordinates as it is. */
static gboolean lift(LiftedShapes *self, const char *text, GString *out) {
    const char *done = text;
    for (const char *at = next_value(text, text); at; at = next_value(text, at)) {
        if (*at != '[') return FALSE;
        int depth = depth_of(at);
        if (depth < 0 || depth > MOST_DEPTH) continue;
        g_autoptr(Shape) shape = shape_new(depth == 0 ? SHAPE_LINES : SHAPE_POLYGONS);
        const char *end = read_parts(at, shape, depth);
        if (!end) continue;
        g_string_append_len(out, done, at - done);
        append_number(out, self->all->len, at, end);
        Lifted lifted = {g_steal_pointer(&shape), depth};
        g_array_append_val(self->all, lifted);
        done = at = end;
    }
    g_string_append(out, done);
    return TRUE;
}

json_t *json_load_lifted(const char *text, LiftedShapes **ret_shapes, json_error_t *ret_problem) {
    LiftedShapes *shapes = g_new0(LiftedShapes, 1);
    shapes->all = g_array_new(FALSE, FALSE, sizeof(Lifted));
    g_array_set_clear_func(shapes->all, lifted_clear);
    g_autoptr(GString) out = g_string_new(NULL);
    bool can = lift(shapes, text, out);
    if (!can) g_array_set_size(shapes->all, 0);
    *ret_shapes = shapes;
    return json_loads(can && shapes->all->len ? out->str : text, JSON_REJECT_DUPLICATES,
                      ret_problem);
}
