/* check: the audit's findings. Private to gazetteer/. */
#pragma once

#include "gazetteer/gazetteer.h"

/* Where findings go, and how many there are. Owns nothing. */
typedef struct {
    const Gazetteer *g;
    FILE *out;
    guint n_hard, n_soft;
} Audit;

/* Writes "hard" or "soft", the rule, and the message, split by tabs, as one line. */
void audit_hard(Audit *self, const char *rule, const char *format, ...) G_GNUC_PRINTF(3, 4);
void audit_soft(Audit *self, const char *rule, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Areas: validity, siblings that overlap, settlements far outside their parent. */
void audit_areas(Audit *self);
