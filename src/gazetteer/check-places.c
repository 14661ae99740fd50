/* The audit of places: by themselves, within their parents, and beside each other. */
#include "gazetteer/check.h"

/* Settlements closer than this are one, or two with two names. */
static const double TWINS_M = 500;
/* Namesakes closer than this are probably one place twice. */
static const double DOUBLE_M = 2000;
/* How far beyond the edges of both circles a place may lie from the town that it belongs to. */
static const double BEYOND_PARENT_M = 5000;

/* ---- by themselves --------------------------------------------------------------------------- */

static void check_unit(Audit *self, guint32 i) {
    const Place *place = &self->g->places[i];
    g_autofree char *label = audit_label(self->g, i);
    if (place->is_abroad || place_is_wide(place) || place->admin1 != NO_PLACE) return;
    guint32 swapped =
        gazetteer_admin_at(self->g, (LonLat){place->lat, place->lon}, PLACE_GOVERNORATE);
    audit_place(self, place_is_settlement(place) ? HARD : SOFT, "no-unit", i,
                "%s lies in no governorate, and its parent is in no country abroad%s", label,
                swapped == NO_PLACE ? "" : ": are longitude and latitude swapped?");
}

/* A parent with polygons is the business of check-areas. */
static void check_parent(Audit *self, guint32 i) {
    const Gazetteer *g = self->g;
    const Place *place = &g->places[i];
    if (place->parent == NO_PLACE || place_is_wide(place)) return;
    const Place *parent = &g->places[place->parent];
    if (parent->area != NO_PLACE || place_is_wide(parent)) return;
    double away =
        geo_distance_m((LonLat){place->lon, place->lat}, (LonLat){parent->lon, parent->lat});
    if (away <= (double)(place->radius_m + parent->radius_m) + BEYOND_PARENT_M) return;
    g_autofree char *label = audit_label(g, i), *of = audit_label(g, place->parent);
    audit_place(self, SOFT, "far-from-parent", i, "%s lies %.1f km from its parent %s", label,
                away / 1000, of);
}

/* ---- radius ---------------------------------------------------------------------------------- */

/* The finest radius of a source; a negative number where no row of source-precision.tsv has it. */
static double finest_of(const Gazetteer *g, const char *source) {
    for (guint32 row = 0; row < gazetteer_n_rows(g, TABLE_SOURCE); row++)
        if (g_str_equal(gazetteer_cell(g, TABLE_SOURCE, row, "source"), source))
            return g_ascii_strtod(gazetteer_cell(g, TABLE_SOURCE, row, "finest_m"), NULL);
    return -1;
}

/* A row with several sources is as fine as the finest of them. */
static void check_radius(Audit *self, guint32 i) {
    const Gazetteer *g = self->g;
    g_auto(GStrv) sources = g_strsplit(gazetteer_place_sources(g, i), "|", -1);
    g_autofree char *label = audit_label(g, i);
    double finest = 0;
    for (guint k = 0; sources[k]; k++) {
        double its = finest_of(g, sources[k]);
        if (its < 0) {
            audit_place(self, SOFT, "unknown-source", i,
                        "%s: source '%s' has no row in source-precision.tsv", label, sources[k]);
            return;
        }
        if (k == 0 || its < finest) finest = its;
    }
    double radius = (double)g->places[i].radius_m;
    if (radius < finest)
        audit_place(self, SOFT, "fine-radius", i,
                    "%s: %.0f m is finer than its source allows (%s: %.0f m)", label, radius,
                    gazetteer_place_sources(g, i), finest);
}

/* ---- beside each other ----------------------------------------------------------------------- */

/* Two consonants stand in many names and prove nothing. */
static gboolean is_part(const char *part, const char *whole) {
    return strlen(part) > 2 ? strstr(whole, part) != NULL : g_str_equal(part, whole);
}

/* Do two places share a name in any spelling? */
static gboolean are_alike(const Audit *self, guint32 a, guint32 b) {
    const Gazetteer *g = self->g;
    const PlaceDetail *x = &g->details[a], *y = &g->details[b];
    for (guint32 i = 0; i < x->n_names; i++) {
        g_autofree char *key = find_key(self->rules, g->strings + g->names[x->first_name + i].text);
        for (guint32 j = 0; j < y->n_names; j++) {
            g_autofree char *other =
                find_key(self->rules, g->strings + g->names[y->first_name + j].text);
            if (is_part(key, other) || is_part(other, key)) return TRUE;
        }
    }
    return FALSE;
}

typedef struct {
    Audit *audit;
    guint32 place;
} TwinSearch;

static void check_twin(guint32 other, double distance_m, void *data) {
    const TwinSearch *search = data;
    const Gazetteer *g = search->audit->g;
    /* Each pair once; but a desk's place is not visited from its neighbours. */
    gboolean is_second = audit_wants(search->audit, other) && other < search->place;
    if (other == search->place || is_second || !place_is_settlement(&g->places[other])) return;
    if (are_alike(search->audit, search->place, other)) return;
    g_autofree char *a = audit_label(g, search->place), *b = audit_label(g, other);
    audit_pair(search->audit, SOFT, "twins", search->place, other, "%s and %s are %.0f m apart", a,
               b, distance_m);
}

static void check_twins(Audit *self, guint32 i) {
    const Place *place = &self->g->places[i];
    if (!place_is_settlement(place)) return;
    TwinSearch search = {self, i};
    gazetteer_near(self->g, (LonLat){place->lon, place->lat}, TWINS_M, check_twin, &search);
}

/* A name that two settlements of one district bear cannot be told apart by its district. */
static void check_namesake(Audit *self, GHashTable *seen, guint32 i) {
    const Gazetteer *g = self->g;
    const Place *place = &g->places[i];
    if (!place_is_settlement(place) || place->admin2 == NO_PLACE) return;
    g_autofree char *letters = find_letters(self->rules, g->strings + place->name_ar);
    g_autofree char *key = g_strdup_printf("%u %s", place->admin2, letters);
    gpointer before = g_hash_table_lookup(seen, key);
    if (!before) {
        g_hash_table_insert(seen, g_steal_pointer(&key), GUINT_TO_POINTER(i + 1));
        return;
    }
    guint32 other = GPOINTER_TO_UINT(before) - 1;
    if (!audit_wants(self, i) && !audit_wants(self, other)) return;
    double away = geo_distance_m((LonLat){place->lon, place->lat},
                                 (LonLat){g->places[other].lon, g->places[other].lat});
    g_autofree char *district = audit_label(g, place->admin2);
    audit_pair(self, SOFT, away < DOUBLE_M ? "double" : "namesakes", i, other,
               "%s and %s in %s are both %s, %.1f km apart", place_id(g, other), place_id(g, i),
               district, g->strings + place->name_ar, away / 1000);
}

void audit_places(Audit *self) {
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint32 i = 0; i < self->g->n_places; i++) {
        check_namesake(self, seen, i);
        if (!audit_wants(self, i)) continue;
        check_unit(self, i);
        check_parent(self, i);
        check_radius(self, i);
        check_twins(self, i);
    }
}
