/*
 * compare: incidents counted in periods and areas, and which of the differences are more than
 * chance. Numbers only: nothing here draws.
 *
 * Counts need not be whole: an incident that is dated "last week" and straddles the border of two
 * periods counts in each by its share of days.
 */
#pragma once

#include "incident/incident.h"
#include "words/words.h"

/* ---- periods --------------------------------------------------------------------------------- */

/* Days from first to last, both counted. A set without dates ("--before folder") has no days. */
typedef struct {
    GDate first, last; /* not valid where the period is a set */
    char *name;        /* as it was asked for: "2016", a folder's name; NULL for a range of days */
} Period;

/* Periods in order of time. Owns the names. */
typedef struct {
    Period *items;
    guint n;
} Periods;
void periods_clear(Periods *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Periods, periods_clear)

/* A day of the form YYYY-MM-DD. */
gboolean day_parse(const char *text, GDate *ret_day);

/* Adds "FROM..TO" (days), "YYYY", "YYYY-MM" or "YYYY-MM-DD". Fails with what is wrong. */
gboolean periods_add_range(Periods *self, const char *text, GError **error);
/* FALSE with `error` set where two periods share a day. */
gboolean periods_are_apart(const Periods *self, GError **error);
/* Adds a set without dates. */
void periods_add_set(Periods *self, const char *name);

typedef enum { BY_DAY, BY_WEEK, BY_MONTH, BY_QUARTER, BY_YEAR } PeriodStep;
/* "day", "week", "month", "quarter", "year"; FALSE of any other. */
gboolean period_step_parse(const char *name, PeriodStep *ret_step);
/* Adds whole steps (weeks from Monday) until `first` and `last` are covered. Fails where they would
 * be more than `most`. */
gboolean periods_add_series(Periods *self, PeriodStep step, const GDate *first, const GDate *last,
                            guint most, GError **error);

/* Days of the period; 0 for a set. */
guint period_days(const Period *self);
/* The first and last day on which an incident may have happened; FALSE where it is undated. */
gboolean incident_days(const Incident *incident, GDate *ret_first, GDate *ret_last);
/* Which share (0 to 1) of these days lies in the period. */
double period_share_of_days(const Period *self, const GDate *first, const GDate *last);
/* Which share (0 to 1) of the days on which the incident may have happened lies in the period; 0
 * for an undated incident. */
double period_share(const Period *self, const Incident *incident);

/* ---- areas ----------------------------------------------------------------------------------- */

typedef enum { BANK_NONE, BANK_LEFT, BANK_RIGHT } Bank;

/* A thing that incidents are counted in. Owns its id. */
typedef struct {
    char *id; /* P-code or place id; "hex 3,-2"; "km 120-140 left" */
    guint32
        place; /* the unit itself; of a stretch or a cell the best known town in it; or NO_PLACE */
    double from_km, to_km; /* along the line, or away from the place; NAN where neither */
    Bank bank;
    int q, r;     /* of a hexagon: its axes */
    double order; /* areas are listed by this, then by id */
} Area;

/* A way to divide the land. Areas come into being when an incident falls into them. */
typedef struct AreaSystem AreaSystem;

/*
 * `text` says which: governorate, district or subdistrict; hexagons[:KM] (between opposite sides,
 * 20); river[:NAME][:KM] (stretches of a river by bank, the Euphrates, 20 km);
 * road:PLACE/PLACE[:KM] (stretches of the road between two places, 20 km); around:PLACE[:KM] (rings
 * by distance, 25 km). Borrows the gazetteer. Fails where a word is not known.
 */
AreaSystem *area_system_new(const char *text, const Gazetteer *gazetteer, GError **error);
void area_system_free(AreaSystem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AreaSystem, area_system_free)

typedef enum { AREAS_ADMIN, AREAS_HEXAGONS, AREAS_RIVER, AREAS_ROAD, AREAS_AROUND } AreaKind;
/* How it divides the land. */
AreaKind area_system_kind(const AreaSystem *self);
/* Side of a hexagon's two opposite sides, length of a stretch, width of a ring, in metres. */
double area_system_size_m(const AreaSystem *self);

/* Why an incident stands in no area. */
typedef enum { IN_AREA, TOO_COARSE, OUTSIDE } AreaFit;
/* Index of the area that holds the incident. TOO_COARSE where its place is not known as finely as
 * the areas are, OUTSIDE where no area is there. */
AreaFit area_system_find(AreaSystem *self, const Incident *incident, guint *ret_area);
guint area_system_n(const AreaSystem *self);
const Area *area_system_area(const AreaSystem *self, guint area);
/* The area's outline, or the stretch of the line that it is; NULL where it has none. The caller
 * frees it. */
Shape *area_system_shape(const AreaSystem *self, guint area);

/* A point in the area that stands for it. */
LonLat area_system_middle(const AreaSystem *self, guint area);
/* The river itself, or the place that the rings are around; NO_PLACE. */
guint32 area_system_centre(const AreaSystem *self);
/* Where the line runs to from its beginning, degrees clockwise from north; NAN of what is no line.
 */
double area_system_course(const AreaSystem *self);
/* Length of the river or road; 0 of what is no line. */
double area_system_length_km(const AreaSystem *self);

/* A town beside the river or road. */
typedef struct {
    guint32 place, population;
    double along_km;
} Landmark;
/* Those of a river or road, the largest first. GArray; the caller unrefs it. */
GArray *area_system_landmarks(const AreaSystem *self);

/* How far from its point the incident may be, with 90 % probability: its radius, or what UCDP's
 * class of precision says where a table of others has none. INFINITY where that is not known. */
double incident_uncertainty_m(const Incident *incident);

/* Beside the index of an area: all incidents wherever, and those in any of the areas. */
#define AREA_ALL G_MAXUINT
#define AREA_ANY (G_MAXUINT - 1)
/* What a person calls the area, also AREA_ALL and AREA_ANY. The caller frees it. */
char *area_system_name(const AreaSystem *self, guint area, const Words *words);

/* The place with the most people within `reach_m` of a point, a city, a town, or with `least`
 * PLACE_VILLAGE a village; NO_PLACE where none is. */
guint32 best_known_place(const Gazetteer *gazetteer, LonLat at, double reach_m, PlaceKind least);

/* ---- rates ----------------------------------------------------------------------------------- */

/* How often something happened in two periods, and how sure the difference is. */
typedef struct {
    double before, after;                   /* counts */
    double exposure_before, exposure_after; /* days, or articles */
    double ratio; /* of the rates: after to before; NAN where both are 0, INFINITY where only before
is */
    double low, high;   /* its 95% interval */
    double p;           /* two-sided probability of so large a difference by chance alone */
    bool may_be_chance; /* p over 0.05 */
} Rate;

/*
 * The ratio of two Poisson rates, exactly: given the sum of both counts, the second is binomial.
 * Interval of Clopper and Pearson (1934), test as Przyborowski and Wilenski (1940), twice the
 * smaller tail. Counts that are not whole go through the incomplete beta function in the same way.
 */
Rate rate_compare(double before, double after, double exposure_before, double exposure_after);
/* The regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 <= x <= 1. */
double incomplete_beta(double a, double b, double x);

/* ---- the comparison -------------------------------------------------------------------------- */

/* An article that was read, with or without incidents. Borrowed strings. */
typedef struct {
    const char *id, *published; /* ISO or NULL */
    guint set;                  /* which set it came in; 0 where the periods have days */
} ArticleSeen;

typedef struct {
    const Incident *const *incidents;
    const guint *sets; /* of each incident, where the periods are sets; else NULL */
    guint n;
    const ArticleSeen *articles;
    guint n_articles;
    bool by_articles;       /* exposure is articles instead of days */
    bool include_strategic; /* count arrests, movements and the like too */
} CompareInput;

typedef struct {
    double count;        /* of incidents, in all areas and in none */
    guint days;          /* 0: a set */
    guint n_articles;    /* published in it */
    guint n_straddling;  /* incidents of which only a share lies here */
    double n_killed_min; /* people killed at the least, by share */
} PeriodCount;

/* One row: an area, or all. */
typedef struct {
    guint area;             /* of the system, or AREA_ALL, AREA_ANY */
    double *counts;         /* a period each */
    double *article_shares; /* of the period's articles that tell of an incident here; NAN without
                               articles */
    Rate rate;              /* last period against the first */
} CompareRow;

typedef struct {
    guint n_periods, n_rows;
    PeriodCount *periods;
    CompareRow all;
    CompareRow *rows; /* by the areas' order */
    guint n_undated, n_outside_periods, n_too_coarse, n_outside_areas, n_not_drawn, n_strategic;
    GPtrArray *undated; /* borrowed incidents that have no date */
    bool by_articles;
} Comparison;

/* The sum of all areas, without the incidents that stand in none. The caller frees it with
 * compare_row_free. */
CompareRow *comparison_in_areas(const Comparison *self);
void compare_row_free(CompareRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CompareRow, compare_row_free)

/* Counts. Incidents that a map would not draw are left out: movements, arrests and the like are
 * counted in n_strategic, what is denied, planned, a sum or background in n_not_drawn. Borrows the
 * input only during the call, but for `undated`. */
Comparison *comparison_new(const CompareInput *input, const Periods *periods, AreaSystem *areas);
void comparison_free(Comparison *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comparison, comparison_free)

/* ---- density ----------------------------------------------------------------------------------
 */

/* The equal-area plane in which cells are of one size, as PROJ writes it. */
#define EQUAL_AREA "+proj=laea +lat_0=35 +lon_0=38.5 +ellps=WGS84 +units=m"

/* Expected incidents in one hexagon, a period each. Owns both. */
typedef struct {
    Shape *shape;
    double *expected;
} DensityCell;

typedef struct {
    DensityCell *cells;
    guint n_cells, n_periods;
    double cell_km2;
    double most;     /* in any cell and period */
    guint n_nowhere; /* incidents whose place is not known at all */
} Density;

/*
 * Spreads each incident over hexagons (`size_m` between opposite sides) by a normal distribution
 * that has 90 % inside the incident's radius: a place that is not certain becomes wide and faint,
 * never a peak. Each counts 1 in all cells together, times its share in each period.
 */
Density *density_new(const CompareInput *input, const Periods *periods, double size_m,
                     GError **error);
void density_free(Density *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Density, density_free)

/* ---- what else happened ------------------------------------------------------------------------
 */

/* An event that a timeline marks. Owns its labels. */
typedef struct {
    GDate day;
    char *ar, *en;
} Annotation;

/* Reads a table with the columns date, label_ar, label_en, of which one label may be empty. GArray
 * in order of time; the caller unrefs it. Fails with file and line of the first bad row. */
GArray *annotations_read(const char *path, GError **error);

/* ---- telling --------------------------------------------------------------------------------- */

/* What a person calls the period: "March 2016", "2016", a folder's name; months and quarters also
 * shorter. The caller frees it. */
char *period_name(const Period *self, const Words *words);
char *period_short_name(const Period *self, const Words *words);
/* How `first` is called just before `second` is: of two months of one year the first goes without
 * its year. The caller frees it. */
char *period_name_before(const Period *first, const Period *second, const Words *words);

/* "2.8 (0.90–8.8)": how many times, and the interval; NULL where one count is 0. The caller frees
 * it. */
char *rate_text(const Rate *self, const Words *words);
/* One sentence on a row: from how many to how many, how many times, its interval, and whether it
 * may be chance. The caller frees it. */
char *comparison_sentence(const Comparison *self, const CompareRow *row, const AreaSystem *areas,
                          const Words *words);
/* What a reader must be told of what is not in the numbers, a sentence each: undated, too coarse,
 * outside, straddling; that fewer reports are not fewer events. Free with g_ptr_array_unref. */
GPtrArray *comparison_caveats(const Comparison *self, const Words *words);
/* The rows that are worth a sentence, the surest difference first, `most` at the most. Borrowed
 * rows; the caller unrefs the array. */
GPtrArray *comparison_findings(const Comparison *self, guint most);

/* Writes all numbers: ".json" or ".csv" by the ending, "-" a table for a terminal. */
gboolean comparison_write(const Comparison *self, const Periods *periods, const AreaSystem *areas,
                          const Words *const *words, guint n_words, const char *path,
                          GError **error);
