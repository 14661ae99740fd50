/*
 * The record's keys as one table, so that every format writes and reads the same ones in the same
 * order. Private to the store.
 */
#pragma once

#include <jansson.h>

#include "base/autoptr.h"
#include "store/store.h"

typedef enum {
    VALUE_STRING,
    VALUE_STRINGS,
    VALUE_COUNT,     /* an int */
    VALUE_HARM,      /* an int, null where HARM_NOT_SAID */
    VALUE_PRECISION, /* an int, null where 0 */
    VALUE_OFFSET,    /* a guint32 */
    VALUE_BOOL,
    VALUE_SHARE,   /* a double from 0 to 1, three decimals */
    VALUE_DEGREES, /* a double, five decimals, null where NAN */
    VALUE_METRES,  /* a double, no decimals, null where NAN */
    VALUE_CODE,    /* an enum with names */
    VALUE_ANCHORS, /* incident.anchors with location.anchors */
    VALUE_DERIVED, /* written, never read */
} ValueKind;

typedef struct {
    const char *group; /* the object that holds the key in JSON, or NULL */
    const char *key;
    ValueKind kind;
    gsize offset;             /* of the member in Incident */
    const char *(*name)(int); /* of VALUE_CODE: its names, "" for one written as null */
    int n_names;
    const char *(*derive)(const Incident *);
} RecordField;

const RecordField *record_fields(guint *ret_n);
/* The name of a field as a column: "trigger_start". The caller frees it. */
char *record_column(const RecordField *field);
/* Does it hold a day: date_start, date_end? */
bool record_is_date(const RecordField *field);

/* The value of a field: a new reference. */
json_t *record_value(const RecordField *field, const Incident *incident);
/* Sets a field; null and absent leave it. Fails on a value of the wrong kind. */
gboolean record_set(const RecordField *field, Incident *incident, const json_t *value,
                    GError **error);
/* The value of a field as the text of a cell, and back; "" is null. The caller frees it. */
char *record_cell(const RecordField *field, const Incident *incident);
gboolean record_set_cell(const RecordField *field, Incident *incident, const char *cell,
                         GError **error);

/* All fields as one object; with `geometry` the location's shape under "geometry". */
json_t *record_to_json(const Incident *incident, ExportGeometry geometry);
/* The same object as text, appended. The fields of a group stand together in the table. */
void record_append_json(GString *out, const Incident *incident, ExportGeometry geometry);
/* Coordinates that were taken out of a JSON text before it was parsed. */
typedef struct LiftedShapes LiftedShapes;
/* Parses, rejecting duplicate keys; coordinates of lines and areas are in `ret_shapes`, which the
 * caller frees, a number standing for them. NULL where it is no JSON. */
json_t *json_load_lifted(const char *text, LiftedShapes **ret_shapes, json_error_t *ret_problem);
void lifted_shapes_free(LiftedShapes *self);
/* What a number stands for, as a share; NULL where it is none of so many arrays above its lines. */
Shape *lifted_shape(const LiftedShapes *self, const json_t *number, int depth);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LiftedShapes, lifted_shapes_free)

/* A record from such an object; its "geometry" is read where it is a line or an area. `shapes` may
 * be NULL, here and below. */
Incident *record_from_json(const json_t *object, const LiftedShapes *shapes, GError **error);

/* Fails on a record that contradicts itself: half a point. Call it when all fields are set. */
gboolean record_check(const Incident *incident, GError **error);
/* Sets the point; fails on one that is not on the globe. */
gboolean record_set_point(Incident *incident, double lon, double lat, GError **error);
/* Is it a longitude and a latitude? FALSE for NAN. */
bool is_on_globe(double lon, double lat);

/* Coordinates with five decimals, as metres need no more. */
json_t *geometry_point(double lon, double lat);
/* The area or line of a location, else its point; JSON null where it is unplaced. */
json_t *geometry_of(const Location *location, ExportGeometry geometry);
/* A new shape from a line or polygon geometry, NULL for a point or anything else. */
Shape *geometry_shape(const json_t *geometry, const LiftedShapes *shapes);
/* A number cut to `decimals`, as JSON; null where it is no number. */
json_t *json_rounded(double value, int decimals);
/* What every format writes: compact, in the table's order, Arabic as it stands. */
enum { JSON_STYLE = JSON_COMPACT | JSON_REAL_PRECISION(15) };

/* One row of a CSV file as RFC 4180 has it, ended by CRLF; `guard` keeps spreadsheets from
 * reading a text as a formula. */
void csv_write_row(FILE *stream, char *const *cells, const bool *guard, guint n);
/* The text that csv_write_row guarded: the cell's own, or what is behind its apostrophe. */
char *csv_unguard(char *cell);
/* The cells of a CSV text, row by row. Owns its arrays; the cells are borrowed from the text. */
typedef struct {
    GPtrArray *cells; /* char* */
    GArray *ends;     /* guint: where in `cells` each row ends */
} CsvTable;
/* Splits a text in its place. Fails on an unclosed quote. */
gboolean csv_split(char *text, CsvTable *ret_table, GError **error);
void csv_table_clear(CsvTable *self);
/* The cells of a row, and how many there are. */
char **csv_row(const CsvTable *self, guint row, guint *ret_n);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CsvTable, csv_table_clear)

/* Reads a plain decimal number of so few digits that the quotient of two whole numbers is the one
 * that is nearest. Returns what is behind it; NULL where it is another number, or none. */
const char *number_read(const char *at, double *ret_number);
/* A whole number's digits, in the room. */
enum { NUMBER_ROOM = 24 };
const char *number_digits(char room[NUMBER_ROOM], gint64 value);

/* A whole file as UTF-8. The caller frees it. */
char *file_text(const char *path, GError **error);

/* A format: how its file begins, what it writes for an incident, how it ends. */
typedef struct {
    FILE *stream;
    ExportOptions options;
    guint n;          /* records written; a format that needs it counts it */
    LonLatBox box;    /* around them */
    GPtrArray *parts; /* GString, what a format keeps until the end; NULL: nothing */
} ExportState;

typedef struct {
    const char *name;
    void (*begin)(ExportState *state);
    void (*add)(ExportState *state, const Incident *incident);
    void (*finish)(ExportState *state);
} ExportFormat;

extern const ExportFormat FORMAT_JSONL, FORMAT_GEOJSON, FORMAT_CSV, FORMAT_ACLED_CSV,
    FORMAT_TIMEMAP, FORMAT_KML;
/* An article with all its incidents, as a line of its own. */
void jsonl_add_article(ExportState *state, const char *article, const GPtrArray *incidents);
