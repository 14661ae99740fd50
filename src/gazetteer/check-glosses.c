/*
 * The audit by what is said of places: glosses.tsv holds what is well known of where they lie, and
 * a command may bring what texts say in passing. Whoever says it means the road, a round figure,
 * and one of eight directions.
 */
#include <math.h>

#include "gazetteer/check.h"

/* What is allowed: of the distance, and of the direction, which is meant more loosely where no
 * distance goes with it («شرقي دير الزور», east of it, of all that lies down the river). */
static const double SHARE = 0.35, TURN = 50, LOOSE_TURN = 70;
/* A name that is found this surely is the place's own: see find.c. */
static const double OWN_NAME = 0.94;

static const char *const DIRECTIONS[] = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"};

char *gazetteer_contradiction(const Gazetteer *g, const Gloss *gloss) {
    const Place *place = &g->places[gloss->place], *from = &g->places[gloss->from];
    LonLat here = {from->lon, from->lat}, there = {place->lon, place->lat};
    double metres = geo_distance_m(here, there), azimuth = geo_azimuth(here, there);
    double slack = (double)(place->radius_m + from->radius_m);
    double allowed =
        isnan(gloss->tolerance_m) ? SHARE * gloss->distance_m + slack / 2 : gloss->tolerance_m;
    gboolean is_far = !isnan(gloss->distance_m) && fabs(metres - gloss->distance_m) > allowed;
    double turn = isnan(gloss->distance_m) ? LOOSE_TURN : TURN;
    gboolean is_aside = !isnan(gloss->bearing) && metres > slack &&
                        fabs(remainder(azimuth - gloss->bearing, 360)) > turn;
    if (!is_far && !is_aside) return NULL;
    GString *said = g_string_new(NULL);
    if (!isnan(gloss->distance_m))
        g_string_append_printf(said, "%.0f km ", gloss->distance_m / 1000);
    if (!isnan(gloss->bearing))
        g_string_append_printf(
            said, "%s ",
            DIRECTIONS[(guint)floor(gloss->bearing / 45 + 0.5) % G_N_ELEMENTS(DIRECTIONS)]);
    g_autofree char *a = audit_label(g, gloss->place), *b = audit_label(g, gloss->from);
    char *words =
        g_strdup_printf("%s is said to lie %sof %s, by the coordinates %.0f km at %.0f\u00b0", a,
                        said->str, b, metres / 1000, azimuth);
    g_string_free(said, TRUE);
    return words;
}

Finding *finding_new_gloss(const Gazetteer *g, const char *file, const Gloss *gloss,
                           const char *contradiction) {
    Finding *finding = g_new0(Finding, 1);
    finding->rule = "gloss";
    finding->file = g_strdup(file);
    finding->subject = g_strconcat(place_id(g, gloss->place), "|", place_id(g, gloss->from), NULL);
    finding->message = g_strdup(contradiction);
    return finding;
}

/* ---- glosses.tsv ----------------------------------------------------------------------------- */

/* A place by its id or its own name; NO_PLACE where there is none. */
static guint32 place_called(const Gazetteer *g, const char *name) {
    guint32 place = gazetteer_by_id(g, name);
    if (place != NO_PLACE) return place;
    g_autoptr(GArray) found = gazetteer_find(g, name, 1);
    const Found *best = found->len ? &g_array_index(found, Found, 0) : NULL;
    return best && best->score >= OWN_NAME ? best->place : NO_PLACE;
}

/* NAN for an empty cell; FALSE where it is no number from 0. */
static gboolean read_km(const char *cell, double *ret_metres) {
    char *end = NULL;
    *ret_metres = *cell ? g_ascii_strtod(cell, &end) * 1000 : (double)NAN;
    return *cell == '\0' || (*end == '\0' && *ret_metres >= 0);
}

static gboolean read_direction(const char *cell, double *ret_bearing) {
    *ret_bearing = (double)NAN;
    for (guint i = 0; i < G_N_ELEMENTS(DIRECTIONS); i++)
        if (g_str_equal(DIRECTIONS[i], cell)) *ret_bearing = 45.0 * i;
    return *cell == '\0' || !isnan(*ret_bearing);
}

static void check_row(Audit *self, guint32 row) {
    const Gazetteer *g = self->g;
    const char *km = gazetteer_cell(g, TABLE_GLOSS, row, "km");
    const char *direction = gazetteer_cell(g, TABLE_GLOSS, row, "direction");
    const char *tolerance = gazetteer_cell(g, TABLE_GLOSS, row, "tolerance_km");
    const char *names[] = {gazetteer_cell(g, TABLE_GLOSS, row, "place"),
                           gazetteer_cell(g, TABLE_GLOSS, row, "from")};
    g_autofree char *subject = g_strconcat(names[0], "|", names[1], NULL);
    guint32 places[2];
    for (guint i = 0; i < 2; i++) {
        places[i] = place_called(g, names[i]);
        if (places[i] != NO_PLACE) continue;
        audit_row(self, HARD, "bad-gloss", TABLE_GLOSS, row, subject, "no place is called '%s'",
                  names[i]);
        return;
    }
    Gloss gloss = {.place = places[0], .from = places[1]};
    if (!read_km(km, &gloss.distance_m) || !read_km(tolerance, &gloss.tolerance_m) ||
        !read_direction(direction, &gloss.bearing) || (*km == '\0' && *direction == '\0')) {
        audit_row(self, HARD, "bad-gloss", TABLE_GLOSS, row, subject,
                  "'%s' km, '%s', within '%s' km says no distance and direction (N NE E …)", km,
                  direction, tolerance);
        return;
    }
    g_autofree char *contradiction = gazetteer_contradiction(g, &gloss);
    if (contradiction)
        audit_row(self, HARD, "gloss", TABLE_GLOSS, row, subject, "%s", contradiction);
}

void audit_glosses(Audit *self) {
    guint32 n = gazetteer_n_rows(self->g, TABLE_GLOSS);
    for (guint32 row = 0; row < n; row++) check_row(self, row);
}
