/*
 * check: the audit, a file a subject. Each step looks at the compiled gazetteer and adds findings.
 * Private to gazetteer/.
 *
 *   check-places   places by themselves and beside each other
 *   check-areas    polygons, and what lies outside them
 *   check-words    names that are ordinary words
 *   check-glosses  what is said of where a place lies
 */
#pragma once

#include "gazetteer/find-key.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/packed.h"

/* Borrows all. */
typedef struct {
    const Gazetteer *g;
    CheckScope scope;
    GPtrArray *findings;
    const KeyRules *rules;
} Audit;

/* Is the place one to look at: any, or a desk's own? */
gboolean audit_wants(const Audit *self, guint32 place);

typedef enum { SOFT, HARD } Weight;
/* A finding about `place` and, where it is none of NO_PLACE, `other`; or about a name of it. */
void audit_place(Audit *self, Weight weight, const char *rule, guint32 place, const char *format,
                 ...) G_GNUC_PRINTF(5, 6);
void audit_pair(Audit *self, Weight weight, const char *rule, guint32 place, guint32 other,
                const char *format, ...) G_GNUC_PRINTF(6, 7);
void audit_name(Audit *self, Weight weight, const char *rule, guint32 name, const char *format, ...)
    G_GNUC_PRINTF(5, 6);
/* A finding about a row of a word table. */
void audit_row(Audit *self, Weight weight, const char *rule, TableId table, guint32 row,
               const char *subject, const char *format, ...) G_GNUC_PRINTF(7, 8);

/* "C3 بقرص"; the caller frees it. */
char *audit_label(const Gazetteer *g, guint32 place);
static inline const char *place_id(const Gazetteer *g, guint32 place) {
    return g->strings + g->places[place].id;
}
static inline gboolean place_is_settlement(const Place *place) {
    return place->kind >= PLACE_CITY && place->kind <= PLACE_HAMLET;
}
/* Does its point stand for something that reaches across units? */
static inline gboolean place_is_wide(const Place *place) {
    return place->kind <= PLACE_COUNTRYSIDE || place->kind == PLACE_DESERT ||
           place->kind == PLACE_RIVER || place->kind == PLACE_ROAD ||
           place->kind == PLACE_RAILWAY || place->kind == PLACE_WADI ||
           place->kind == PLACE_MOUNTAIN || place->kind == PLACE_LAKE;
}

/* The steps. */
void audit_places(Audit *self);
void audit_areas(Audit *self);
void audit_words(Audit *self);
void audit_glosses(Audit *self);
