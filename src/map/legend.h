/* legend: the rows that explain the map, and how they are drawn. Private to map/. */
#pragma once

#include "map/symbols.h"

typedef enum {
    SAMPLE_MARK,
    SAMPLE_DISC,
    SAMPLE_RING,
    SAMPLE_BAND,
    SAMPLE_AREA,
    SAMPLE_DONUT
} SampleKind;

/* How well a map can be read without a row. */
typedef enum {
    NEED_ALWAYS, /* what it explains would be taken for something else */
    NEED_AREA,
    NEED_COUNT,
    NEED_PLACE,
    NEED_LITTLE
} RowNeed;

/* A row: a sample and its words. Owns its texts. */
typedef struct {
    SampleKind kind;
    RowNeed need;
    Symbol symbol;
    char *texts[2];   /* a language each */
    bool on_one_line; /* beside each other */
    double width, height;
} LegendRow;

/* legend-rows.c: the rows (GArray of LegendRow), types first; *ret_n_types of them. Of the others
 * at most `most_notes` of the layout, unless more cannot be done without. */
GArray *legend_rows_new(Layout *layout, guint *ret_n_types);
/* No rows. */
GArray *legend_rows_empty(void);
/* A row without words at the end; borrowed. */
LegendRow *legend_rows_add(GArray *rows, SampleKind kind, RowNeed need, Symbol symbol);
