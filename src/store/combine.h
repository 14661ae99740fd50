/* combine: the record of an event from the reports that tell of it. Private to the store. */
#pragma once

#include "incident/incident.h"

/*
 * A new record from `n` reports in the order of merge_compare, `texts` saying which are copies of
 * one text: place and words of the report that places it best, the first one's id, the range of all
 * counts, the number of independent articles. `ret_shown` is the report whose place is taken.
 */
Incident *reports_combine(const Incident *const *reports, const guint *texts, guint n,
                          guint *ret_shown);
