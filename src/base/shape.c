/* Geometries as plain arrays. */
#include "base/base.h"

/* Arrays grow to the next power of two, which needs no field for their capacity. */
static gboolean is_full(guint32 n) { return (n & (n - 1)) == 0; }

Shape *shape_new(ShapeKind kind) {
    Shape *self = g_new0(Shape, 1);
    self->kind = kind;
    self->n_holders = 1;
    return self;
}

Shape *shape_share(const Shape *self) {
    Shape *shared = (Shape *)self;
    if (shared) g_atomic_int_inc(&shared->n_holders);
    return shared;
}

void shape_free(Shape *self) {
    if (!self || !g_atomic_int_dec_and_test(&self->n_holders)) return;
    g_free(self->points);
    g_free(self->parts);
    g_free(self);
}

void shape_begin_part(Shape *self) {
    if (is_full(self->n_parts))
        self->parts = g_renew(guint32, self->parts, self->n_parts ? 2 * self->n_parts : 1);
    self->parts[self->n_parts++] = self->n_points;
}

void shape_add_point(Shape *self, LonLat point) {
    g_assert(self->n_parts > 0);
    if (is_full(self->n_points))
        self->points = g_renew(LonLat, self->points, self->n_points ? 2 * self->n_points : 1);
    self->points[self->n_points++] = point;
}

guint32 shape_part_end(const Shape *self, guint32 part) {
    return part + 1 < self->n_parts ? self->parts[part + 1] : self->n_points;
}

LonLatBox shape_box(const Shape *self) {
    LonLatBox box = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};
    for (guint32 i = 0; i < self->n_points; i++) {
        box.west = MIN(box.west, self->points[i].lon);
        box.south = MIN(box.south, self->points[i].lat);
        box.east = MAX(box.east, self->points[i].lon);
        box.north = MAX(box.north, self->points[i].lat);
    }
    return box;
}
