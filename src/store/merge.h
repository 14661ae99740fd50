/*
 * merge: which reports of different articles tell of one event. Pure: reports in, groups out, the
 * same whatever the order of the input. Private to the store.
 */
#pragma once

#include "incident/incident.h"

/* What merging looks at in a report. Borrows its strings. */
typedef struct {
    const char *id, *article, *source, *published;
    guint text; /* articles that are copies of one text share it */
    IncidentType type;
    Modality modality;
    bool aggregate;
    const char *actor, *target, *place, *time_of_day;
    guint32 start, end; /* Julian days of GLib; 0 when unknown */
    DatePrecision date_precision;
    DateBasis date_basis;
    LocationMethod method;
    double lon, lat, radius_m; /* NAN where unplaced */
    int killed_min, killed_max, injured_min, injured_max;
} MergeReport;

/* Borrows the incident's strings. */
MergeReport merge_report(const Incident *incident, guint text);

/* What a person said about two reports: indices into the reports. */
typedef struct {
    guint a, b;
    bool is_same; /* else they are two events, whatever they look like */
    const char *note;
} MergeVerdict;

/* Where a report went. */
typedef struct {
    guint first; /* index of the first report of its group in the order of merge_compare */
    guint with;  /* the report to which it was joined; itself for the first */
    char *reason;
} Merged;
void merged_clear(Merged *self);

/* The order in which reports come: by publication, then article, then id. */
int merge_compare(const MergeReport *a, const MergeReport *b);

/*
 * Groups reports. `gazetteer` knows which actor is part of which; `by_machine` FALSE joins only
 * what the verdicts join. Gives a GArray of Merged, one a report; the caller unrefs it.
 */
GArray *reports_merge(const MergeReport *reports, guint n, const MergeVerdict *verdicts,
                      guint n_verdicts, bool by_machine, const Gazetteer *gazetteer);
/* Could the two be one event, and how well do they agree? 0 where they cannot. `ret_reason` may be
 * NULL; the caller frees what it gives. */
double reports_agreement(const MergeReport *a, const MergeReport *b, const Gazetteer *gazetteer,
                         char **ret_reason);
