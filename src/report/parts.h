/* parts: what a report holds, and the parts of its page. Private to report/. */
#pragma once

#include "report/html.h"
#include "report/report.h"

/* Why an incident is not on the map. */
typedef enum { FATE_SHOWN, FATE_REJECTED, FATE_AGGREGATE, FATE_MODALITY, FATE_STRATEGIC } Fate;

/* An incident and where it stands in the page. Owns the incident. */
typedef struct {
    Incident *incident;
    Fate fate;
    guint number; /* from 1, in the page's order */
    guint
        evidence; /* the number under which its sentence stands: the first that this one reports */
    bool in_text; /* its article's text is at hand, with these bytes of the field */
    guint32 start, end, trigger_start, trigger_end;
} Entry;

/* A place that a text names. Borrows its names from the gazetteer. */
typedef struct {
    Field field;
    Span body;
    const char *name_ar, *name_en; /* NULL where unresolved */
    LocationMethod method;
    double radius_m;
} NamedPlace;

/* A text of the page. Owns all but the entries. */
typedef struct {
    char *id, *source, *url, *published;
    char *fields[N_FIELDS];
    bool is_sample;
    GArray *names;      /* NamedPlace */
    GPtrArray *entries; /* Entry, borrowed */
} ReportText;

struct Report {
    GPtrArray *texts;   /* ReportText, those read, in order */
    GPtrArray *entries; /* Entry */
};

/* What the parts are written with. */
typedef struct {
    GString *out;
    const Report *report;
    const ReportPage *page;
    const Words *words;
    const char *language;
} PageWriter;

bool entry_is_placed(const Entry *self);
/* Is there a sentence that reports it? Tables of others have none. */
bool entry_has_words(const Entry *self);

/* ---- facts: an incident in words
 * -------------------------------------------------------------------------------- */

/* The caller frees the strings. */
char *facts_date(const Words *words, const Incident *incident);
/* Where in or around the place, and within how many kilometres. */
char *facts_extent(const Words *words, LocationMethod method, double radius_m);
/* "3", "3–5", "at least 3"; NULL where not said. */
char *facts_range(const Words *words, int least, int most);
/* The words of a code: `family` "report-modality", `code` "stated". */
char *facts_code(const Words *words, const char *family, const char *code);
/* Why it is not shown. */
char *facts_fate(const Words *words, const Entry *entry);
/* Appends the place, the sides. */
void facts_append_place(PageWriter *self, const Incident *incident);
void facts_append_sides(PageWriter *self, const Incident *incident);

/* ---- parts of the page
 * ---------------------------------------------------------------------------------- */

/* <tag>words</tag> */
void write_words(PageWriter *self, const char *tag, const char *key);
void write_table(PageWriter *self);
void write_left_out(PageWriter *self);
void write_unplaced(PageWriter *self);
void write_texts(PageWriter *self);
/* Appends a link to an entry's sentence; false where there is none. */
bool write_evidence_link(PageWriter *self, const Entry *entry);
