/*
 * evaluate: the program's own output against gold, by the rules of the project's scorer, so that
 * both give the same figures. Private to cmd/evaluate*.c.
 */
#pragma once

#include <jansson.h>

#include "base/autoptr.h"
#include "cmd/cmd.h"

/* ---- figures ----------------------------------------------------------------------------------
 */

typedef struct {
    guint tp, fp, fn;
} Tally;
/* 0 where nothing was found or is to be found. */
double tally_precision(const Tally *self);
double tally_recall(const Tally *self);
double tally_f1(const Tally *self);

/* How many of `n` are right. */
typedef struct {
    guint ok, n;
} Share;

/* Are those of confidence 0.8 right in eight cases of ten? One bin a tenth, from 0 to 1. */
enum { N_BINS = 10 };
typedef struct {
    guint n[N_BINS], right[N_BINS];
    double confidence[N_BINS]; /* sums */
    double square;             /* sum of squared errors: Brier (1950) */
} Calibration;
void calibration_add(Calibration *self, double confidence, bool is_right);

/* How far the nearest mention or incident of a text lies from the known place. */
enum { N_REACHES = 4 };
extern const int REACHES_KM[N_REACHES];
typedef struct {
    guint n, none, inside, within[N_REACHES];
} Distances;

/* All that is measured; a figure whose gold was not there has n = 0. */
typedef struct {
    gboolean has_places, has_incidents, has_texts, has_negatives, is_excerpts;
    Tally places, incidents;
    Share resolution, actor, target, killed, injured;
    Share actor_grain, target_grain; /* the same at gold's grain: its id or a part of it */
    Share when, when_held;           /* gold's day or span; those that lie in what is said */
    Share when_by_basis[N_DATE_BASES], when_by_precision[N_DATE_PRECISIONS];
    Calibration of_places, of_incidents;
    GHashTable *confusion; /* "gold\tfound" → count */
    GHashTable *texts;     /* group → Distances[2]: any place, any incident */
    guint n_negatives, false_places, false_incidents;
    GPtrArray *errors; /* char*: each single one */
} Figures;

void figures_init(Figures *self);
void figures_clear(Figures *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Figures, figures_clear)
/* Counts that gold has the one type where the program has the other ("-" for none). */
void figures_confuse(Figures *self, const char *gold, const char *found);
/* Notes a single error, for --errors. */
void figures_error(Figures *self, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Both ways of writing; the table's lines have the form of the scorer's. */
void figures_print(const Figures *self, FILE *out);
json_t *figures_json(const Figures *self);

/* ---- what the program found -------------------------------------------------------------------
 */

/* A mention in the order in which `places` writes them. */
typedef struct {
    guint32 start, end;            /* code points */
    guint32 first_byte, last_byte; /* in the body */
    Field field;
    double lon, lat, radius_m, confidence;
    PlaceRole role;
    LocationMethod method;
    char *text, *name;
} FoundPlace;

/* The mentions of a reading: GArray of FoundPlace, which frees its strings. */
GArray *found_places(const Reading *reading, const Gazetteer *gazetteer);
/* Counts a side: exactly gold's id, and at gold's grain, where the program may name a part of it
 * (fourth-division where gold says regime). */
void score_side(Share *exact, Share *grain, const char *gold, const char *found,
                const Gazetteer *gazetteer);
/* Counts the dead, the injured and the date where gold has them. */
void score_facts(Figures *figures, const json_t *gold, const Incident *found, const char *article);
/* Is it a day, DAY..DAY, null or absent? */
bool gold_when_is_sound(const json_t *when);
/* Classes of the scorer: "ground", "air" …; "strategic" for the rest. */
const char *class_of_type(IncidentType type);
bool is_class(const char *name);
/* Is it a type that excerpts may name, scored or (a strategic one) not? */
bool is_excerpt_type(const char *type);

/* ---- gold --------------------------------------------------------------------------------------
 */

double distance_km(LonLat a, LonLat b);

/* The text of a file of gold; the caller frees it. */
char *gold_text(const char *path, GError **error);
/* Its JSON, of the text that was read from it; the caller unrefs it. */
json_t *gold_parse(const char *text, const char *path, GError **error);
/* Both in one. */
json_t *gold_read(const char *path, GError **error);

/* The coordinates that gold names by a word. */
typedef struct {
    json_t *table; /* name → {at, km, line, min_radius_km}; NULL where there is none */
    const Gazetteer *gazetteer;
} GoldPlaces;
/* Does a location agree with a place of the gold: a name of the table, a gazetteer's id, or an
 * object of the table's form? */
bool gold_place_agrees(const GoldPlaces *self, const json_t *place, double lon, double lat,
                       double radius_m);
/* Reads the table; without `path` the places.json beside the gold or in a score/ folder beside its
 * own. An absent table is no error; a broken one is. */
gboolean gold_places_load(GoldPlaces *self, const char *path, const char *gold, GError **error);
/* Is there such a place? */
bool gold_place_is_known(const GoldPlaces *self, const json_t *place);
/* Fails on the first row of `list` ("mentions", "incidents") that cannot be scored, with its line;
 * `text` is the file's. */
gboolean gold_check(const GoldPlaces *places, const json_t *gold, const char *list,
                    const char *path, const char *text, GError **error);
/* What is wrong with an incident of an excerpt, to be freed; NULL where nothing is. */
char *gold_excerpt_problem(const json_t *row);

/* Scores one article's reading against its mentions and incidents (either may be NULL). */
void score_mentions(Figures *figures, const GoldPlaces *places, const json_t *gold,
                    const Reading *reading);
void score_incidents(Figures *figures, const GoldPlaces *places, const json_t *gold,
                     const Reading *reading);
/* Scores a row of JSON lines: an excerpt, a text with a known place, or one without any. */
void score_row(Figures *figures, const json_t *row, const Reading *reading,
               const Gazetteer *gazetteer);
