/*
 * A surface of expected incidents. Two spreads are added: that of the report (its radius) and a
 * small one of the cell, so that the picture does not depend on where the net of cells lies.
 */
#include <math.h>
#include <string.h>

#include "compare/areas.h"

/* A normal distribution in the plane has 90 % within 2.146 of its standard deviations. */
static const double SIGMAS_OF_RADIUS = 2.146;
/* The cell's own spread, in cells; and how far a spread is followed. */
static const double CELL_SPREAD = 0.35, REACH = 3;

typedef struct {
    const CompareInput *input;
    const Periods *periods;
    Projection *plane;
    double size_m;
    GHashTable *index; /* cell -> its place in `cells` */
    GArray *cells;     /* HexCell */
    GArray *expected;  /* double, n_periods a cell */
    guint n_nowhere;
} Spreading;

static guint hash_cell(gconstpointer key) {
    const HexCell *cell = key;
    return (guint)cell->q * 73856093u ^ (guint)cell->r * 19349663u;
}

static gboolean same_cell(gconstpointer a, gconstpointer b) {
    return memcmp(a, b, sizeof(HexCell)) == 0;
}

static double *expected_in(Spreading *self, HexCell cell) {
    void *found;
    guint n_periods = self->periods->n;
    if (!g_hash_table_lookup_extended(self->index, &cell, NULL, &found)) {
        found = GUINT_TO_POINTER(self->cells->len);
        g_hash_table_insert(self->index, g_memdup2(&cell, sizeof cell), found);
        g_array_append_val(self->cells, cell);
        g_array_set_size(self->expected, self->cells->len * n_periods);
    }
    return &g_array_index(self->expected, double, GPOINTER_TO_UINT(found) * n_periods);
}

/* A cell near an incident, and how much of it lies there. */
typedef struct {
    HexCell cell;
    double weight;
} Share;

static GArray *shares_around(const Spreading *self, PlanePoint at, double sigma) {
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(Share));
    HexCell home = hexagon_at(self->size_m, at);
    int reach = (int)ceil(REACH * sigma / (self->size_m * 0.866)) + 1;
    double sum = 0;
    for (int dr = -reach; dr <= reach; dr++)
        for (int dq = MAX(-reach, -dr - reach); dq <= MIN(reach, -dr + reach); dq++) {
            HexCell cell = {home.q + dq, home.r + dr};
            PlanePoint centre = hexagon_centre(self->size_m, cell);
            double away = hypot(centre.x - at.x, centre.y - at.y) / sigma;
            bool is_home = dq == 0 && dr == 0;
            if (away > REACH && !is_home) continue;
            Share share = {cell, exp(-away * away / 2)};
            sum += share.weight;
            g_array_append_val(shares, share);
        }
    for (guint i = 0; i < shares->len; i++) g_array_index(shares, Share, i).weight /= sum;
    return shares;
}

/* FALSE where the incident counts in no period. */
static bool shares_in_periods(const Spreading *self, guint index, double *ret_shares) {
    double sum = 0;
    for (guint i = 0; i < self->periods->n; i++) {
        ret_shares[i] = self->input->sets
                            ? self->input->sets[index] == i
                            : period_share(&self->periods->items[i], self->input->incidents[index]);
        sum += ret_shares[i];
    }
    return sum > 0;
}

static void spread(Spreading *self, guint index, double *in_periods) {
    const Incident *incident = self->input->incidents[index];
    if (!incident_is_drawn(incident, self->input->include_strategic) ||
        !shares_in_periods(self, index, in_periods))
        return;
    double radius = incident_uncertainty_m(incident);
    if (!isfinite(incident->location.lon) || !isfinite(radius)) {
        self->n_nowhere++;
        return;
    }
    PlanePoint at =
        projection_forward(self->plane, (LonLat){incident->location.lon, incident->location.lat});
    double sigma = hypot(radius / SIGMAS_OF_RADIUS, CELL_SPREAD * self->size_m);
    g_autoptr(GArray) shares = shares_around(self, at, sigma);
    for (guint i = 0; i < shares->len; i++) {
        const Share *share = &g_array_index(shares, Share, i);
        double *expected = expected_in(self, share->cell);
        for (guint k = 0; k < self->periods->n; k++) expected[k] += share->weight * in_periods[k];
    }
}

static Density *density_of(const Spreading *self) {
    Density *density = g_new0(Density, 1);
    guint n = self->periods->n;
    density->n_periods = n;
    density->n_cells = self->cells->len;
    density->n_nowhere = self->n_nowhere;
    density->cell_km2 = hexagon_km2(self->size_m);
    density->cells = g_new0(DensityCell, MAX(density->n_cells, 1u));
    for (guint i = 0; i < density->n_cells; i++) {
        HexCell cell = g_array_index(self->cells, HexCell, i);
        const double *expected = &g_array_index(self->expected, double, (gsize)i *n);
        density->cells[i].shape = hexagon_shape(self->plane, self->size_m, cell);
        density->cells[i].expected = g_memdup2(expected, n * sizeof *expected);
        for (guint k = 0; k < n; k++) density->most = fmax(density->most, expected[k]);
    }
    return density;
}

Density *density_new(const CompareInput *input, const Periods *periods, double size_m,
                     GError **error) {
    Spreading self = {.input = input, .periods = periods, .size_m = size_m};
    self.plane = projection_new(EQUAL_AREA, PROJ_PARAMETERS, error);
    if (!self.plane) return NULL;
    self.index = g_hash_table_new_full(hash_cell, same_cell, g_free, NULL);
    self.cells = g_array_new(FALSE, FALSE, sizeof(HexCell));
    self.expected = g_array_new(FALSE, TRUE, sizeof(double));
    g_autofree double *in_periods = g_new0(double, MAX(periods->n, 1u));
    for (guint i = 0; i < input->n; i++) spread(&self, i, in_periods);
    Density *density = density_of(&self);
    g_hash_table_unref(self.index);
    g_array_unref(self.cells);
    g_array_unref(self.expected);
    projection_free(self.plane);
    return density;
}

void density_free(Density *self) {
    if (!self) return;
    for (guint i = 0; i < self->n_cells; i++) {
        shape_free(self->cells[i].shape);
        g_free(self->cells[i].expected);
    }
    g_free(self->cells);
    g_free(self);
}
