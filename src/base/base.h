/*
 * base: what every stage needs and no stage owns: one error domain, spans of a text, shapes on the
 * globe, tables read, files written whole, packed data files.
 */
#pragma once

#include <glib.h>
#include <libintl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/banned.h"

/* ---- what people read --------------------------------------------------------------------------
 */

/* A message in the reader's language (po/), and the mark of one that is translated where it is
 * shown. Only what goes to a terminal: no file that is written depends on a locale. */
#define _(message) gettext(message)
#define N_(message) message

/* ---- errors ---------------------------------------------------------------------------------- */

/* The one error domain. A command turns the code into its exit status. */
#define KHARITA_ERROR (kharita_error_quark())

typedef enum {
    KHARITA_ERROR_INPUT,  /* an article or a table that came in is bad: report, skip, exit 2 */
    KHARITA_ERROR_DATA,   /* our own gazetteer, basemap or style is missing or broken: exit 1 */
    KHARITA_ERROR_OUTPUT, /* something could not be written: exit 1 */
    KHARITA_ERROR_USAGE,  /* the command line is wrong: exit 64 */
} KharitaError;

/* The domain of our errors. */
GQuark kharita_error_quark(void);

/* Can the file be opened, is it one, and no larger than that? Else fails with the reason. */
gboolean file_is_readable(const char *path, gint64 most_bytes, GError **error);
/* The text of such a file, which is UTF-8 without NULs, else fails with its line; the caller frees
 * it. */
char *file_read_text(const char *path, gint64 most_bytes, GError **error);

/* ---- spans ----------------------------------------------------------------------------------- */

/* Bytes of a UTF-8 text that somebody else owns. */
typedef struct {
    guint32 start, len;
} Span;

/* The smallest span that holds both. */
Span span_join(Span a, Span b);

/* A new string with the bytes of `span` in `text`; the caller frees it. */
char *span_dup(const char *text, Span span);

/* ---- words ----------------------------------------------------------------------------------- */

/* Does the text begin with these letters? As g_str_has_prefix, inline, since it is asked of each
 * word and mostly answered by the first byte. */
static inline bool begins_with(const char *text, const char *letters) {
    return text[0] == letters[0] && strncmp(text, letters, strlen(letters)) == 0;
}
/* Does it end with them? Likewise. */
static inline bool ends_with(const char *text, const char *letters) {
    gsize n = strlen(text), n_letters = strlen(letters);
    return n >= n_letters && memcmp(text + n - n_letters, letters, n_letters) == 0;
}

/* How many bytes must be changed, added or left out to make b of a (Levenshtein 1966); G_MAXUINT
 * where b is longer than a word. */
guint word_distance(const char *a, const char *b);
/* The one of `among` (NULL-ended) that was perhaps meant by `word`, NULL where none is near. */
const char *word_nearest(const char *word, const char *const *among);

/* ---- shapes ---------------------------------------------------------------------------------- */

typedef struct {
    double lon, lat; /* degrees WGS 84 */
} LonLat;

typedef struct {
    double west, south, east, north; /* degrees */
} LonLatBox;

typedef enum { SHAPE_POINTS, SHAPE_LINES, SHAPE_POLYGONS } ShapeKind;

/*
 * A geometry as plain arrays. Owns both arrays. Once it is handed on nobody changes it, so that it
 * is shared: each holder has a reference. `parts` holds the index of the first point of each part
 * (points: one part; lines: a part a line; polygons: a part a ring, closed, where a ring whose
 * winding is clockwise is a hole of the ring before it).
 */
typedef struct {
    ShapeKind kind;
    gint n_holders;
    LonLat *points;
    guint32 n_points;
    guint32 *parts;
    guint32 n_parts;
} Shape;

/* An empty shape; add parts and points with the functions below; give it back with shape_free. */
Shape *shape_new(ShapeKind kind);
/* The same shape for one more holder, who gives it back with shape_free; NULL gives NULL. */
Shape *shape_share(const Shape *self);
/* Lets go of it; the last holder frees it. */
void shape_free(Shape *self);
/* Begins a new part: a line or a ring. */
void shape_begin_part(Shape *self);
/* Adds a point to the last part. */
void shape_add_point(Shape *self, LonLat point);
/* One past the last point of part `part`. */
guint32 shape_part_end(const Shape *self, guint32 part);
/* The box around all points; an empty shape gives a box whose west is greater than its east. */
LonLatBox shape_box(const Shape *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Shape, shape_free)

/* Great-circle distance in metres on the WGS 84 ellipsoid (Karney 2013, by his GeographicLib). */
double geo_distance_m(LonLat a, LonLat b);
/* Azimuth of b seen from a, degrees clockwise from north, 0 <= azimuth < 360. */
double geo_azimuth(LonLat a, LonLat b);
/* Both of these at the price of one. */
double geo_inverse(LonLat a, LonLat b, double *ret_azimuth);
/* The point `distance_m` away from `from` in direction `azimuth`. */
LonLat geo_direct(LonLat from, double azimuth, double distance_m);

/* Is the distance at most `most_m`? A geodesic is asked only where that is nearly so. */
bool geo_is_nearer(LonLat a, LonLat b, double most_m);

/* A point on the ellipsoid in space, in metres from its centre: where many distances are only held
 * against each other or against a bound, the chord between two spots says it in a few operations.
 */
typedef struct {
    double x, y, z;
} GeoSpot;
GeoSpot geo_spot(LonLat point);
/* The square of the chord, which is never longer than the way on the ground. */
static inline double geo_chord2(const GeoSpot *a, const GeoSpot *b) {
    double x = a->x - b->x, y = a->y - b->y, z = a->z - b->z;
    return x * x + y * y + z * z;
}
/* The way on the ground over such a chord, to a hundred-thousandth within 1,000 km. */
double geo_arc_m(double chord2);
/* The same of two points whose spots these are. */
bool geo_is_within(const GeoSpot *a, const GeoSpot *b, LonLat at_a, LonLat at_b, double most_m);

/* What many directions and distances from one point have in common. */
typedef struct {
    LonLat origin;
    GeoSpot spot;
    double sin_lon, cos_lon, sin_lat, cos_lat;
    double per_meridian, per_normal; /* curvature north and east, 1/m */
    double eta2;                     /* second eccentricity squared by cos² of the latitude */
} GeoFrame;
GeoFrame geo_frame(LonLat origin);
/* Metres east and north of the origin, by the length and azimuth of the geodesic: within 200 km by
 * series that are good to a millimetre, farther by the geodesic itself. */
void geo_frame_at(const GeoFrame *self, LonLat point, double *ret_east, double *ret_north);

/* ---- tables ---------------------------------------------------------------------------------- */

/*
 * A tab-separated table as gazetteer/README.md describes: `#` comments, a head line, one record a
 * line. Owns its text; rows point into it.
 */
typedef struct Tsv Tsv;

/* Opens `path`; fails when it cannot be read, is not UTF-8, or lacks one of the NULL-ended
 * `columns`. A column that is asked for with a "?" before its name may be missing: its cells are
 * empty. */
Tsv *tsv_open(const char *path, const char *const *columns, GError **error);
void tsv_free(Tsv *self);
/* Steps to the next record; FALSE at the end, or with `error` set where a line has too many or too
 * few cells. */
gboolean tsv_next(Tsv *self, GError **error);
/* The cell of the current record in the n-th of the columns asked for; "" when empty; borrowed. */
const char *tsv_cell(const Tsv *self, guint column);
/* The number in a cell, or `fallback` when empty; fails on anything that is no number. */
gboolean tsv_number(const Tsv *self, guint column, double fallback, double *ret_value,
                    GError **error);
/* Line number of the current record, from 1, for messages. */
guint tsv_line(const Tsv *self);
const char *tsv_path(const Tsv *self);
/* Sets `error` to "<path>, line <n>: <message>". Always returns FALSE. */
gboolean tsv_fail(const Tsv *self, GError **error, const char *format, ...) G_GNUC_PRINTF(3, 4);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tsv, tsv_free)

/* ---- timings ----------------------------------------------------------------------------------
 */

/* The stages of a run whose time is told apart. */
typedef enum {
    STAGE_GAZETTEER,
    STAGE_ARTICLE,
    STAGE_TEXT,
    STAGE_SCAN,
    STAGE_TOPONYM,
    STAGE_PLACE,
    STAGE_INCIDENT,
    STAGE_OUTPUT,
    STAGE_SCENE,
    STAGE_PAINT,
    N_STAGES
} Stage;
const char *stage_name(Stage stage);

/* Processor time by stage, of all threads together. Nobody looks at a clock unless it is on: for
 * short articles that takes longer than to find their words. */
typedef struct {
    gboolean is_on; /* an option of the command line */
    gint64 ns[N_STAGES];
} Timings;

/* The processor time of this thread so far, in ns: what the first lap counts from. */
gint64 timings_begin(const Timings *self);
/* Counts the time since `since` for the stage; gives the time now, for the next lap. */
gint64 timings_lap(Timings *self, Stage stage, gint64 since);
void timings_add(Timings *self, const Timings *more);
/* The processor time of the whole process so far, in ns. */
gint64 timings_of_process(void);

/* ---- packed files ---------------------------------------------------------------------------- */

/*
 * A packed file: named arrays of fixed-size records, mapped read-only, shared between processes and
 * used as they lie. The container is a GVariant, so GLib checks its structure; a magic name and a
 * version say whether the program and the file fit. See docs/decisions/0002-packed-files.md.
 */
typedef struct Pack Pack;
typedef struct PackWriter PackWriter;

/* A file of that magic and version, without arrays; nothing is written yet. */
PackWriter *pack_writer_new(const char *magic, guint32 version);
/* Copies `n` records of `size` bytes under `name`. */
void pack_writer_add(PackWriter *self, const char *name, const void *records, gsize n, gsize size);
/* Writes beside `path` and renames; frees nothing. */
gboolean pack_writer_save(PackWriter *self, const char *path, GError **error);
void pack_writer_free(PackWriter *self);

/* Maps `path`; fails when it is missing, of another magic or version, or damaged. */
Pack *pack_open(const char *path, const char *magic, guint32 version, GError **error);
/* The array `name`, aligned to 8 bytes, borrowed from the pack; NULL with `error` set where it is
 * absent or its size is no multiple of `size`. An empty array gives a non-NULL pointer and *ret_n
 * 0. */
const void *pack_array(const Pack *self, const char *name, gsize size, gsize *ret_n,
                       GError **error);
void pack_free(Pack *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pack, pack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PackWriter, pack_writer_free)

/* ---- files written whole --------------------------------------------------------------------- */

/*
 * An output file that is whole or absent: written without a name, then flushed, synced, named
 * beside `path` and renamed over it, or over what it leads to as a symbolic link. "-" is standard
 * output, written as it comes. The folder must exist.
 */
typedef struct OutFile OutFile;

/* Opens beside the path what is to become that file; "-" is standard output. Fails where it cannot
 * be written. */
OutFile *out_file_open(const char *path, GError **error);
/* The stream to write to; borrowed. */
FILE *out_file_stream(OutFile *self);
/* Fails where something written so far was lost, as on a full disk. Ask right after writing: the
 * reason is in errno. */
gboolean out_file_check(OutFile *self, GError **error);
/* Flushes, syncs, renames; on failure the old file still stands. Call once; free afterwards. */
gboolean out_file_commit(OutFile *self, GError **error);
/* Frees; what was not committed is removed. */
void out_file_free(OutFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutFile, out_file_free)

/* Writes `len` bytes whole to `path` in the way above. */
gboolean out_file_write(const char *path, const void *bytes, gsize len, GError **error);

/* ---- the program's own data ------------------------------------------------------------------ */

/*
 * Path of a file of the program's own data ("gazetteer.bin", "styles/newsroom.style"): looked for
 * in $KHARITA_DATA, then in the prefix's share/kharita, lib/kharita and share, or, where there is
 * no such folder beside the program's, in a checkout's out/ and its parent. NULL with `error` set
 * when it is nowhere. The caller frees it.
 */
char *data_path(const char *name, GError **error);
