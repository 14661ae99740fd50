/* decisions: rows of decisions as the store keeps and uses them. Private to the store. */
#pragma once

#include "store/store.h"

typedef enum {
    DECISION_CONFIRM,
    DECISION_REJECT,
    DECISION_MOVE,
    DECISION_RETYPE,
    DECISION_REDATE,
    DECISION_ACTOR,
    DECISION_TARGET,
    DECISION_KILLED,
    DECISION_INJURED,
    DECISION_SAME,
    DECISION_DIFFERENT,
    N_DECISIONS
} DecisionKind;

/* One row. Owns its strings. */
typedef struct {
    char *id, *value, *note;
    char *where; /* "FILE, line N", for messages */
    char *file;  /* its name without folder */
    DecisionKind kind;
    gboolean is_met; /* an incident had the id */
} Decision;

const char *decision_name(DecisionKind kind);
/* Adds a row; "" stands for an empty cell. On failure nothing is added and `error` says why. */
gboolean decisions_add(Decisions *self, const char *id, const char *kind, const char *value,
                       const char *note, const char *file, const char *where,
                       const Gazetteer *gazetteer, GError **error);
const Decision *decisions_at(const Decisions *self, guint i);
/* Says that row `i` was of use. */
void decisions_meet(Decisions *self, guint i);
/* Applies what was decided under any of `ids` (NULL-ended). */
void decisions_apply_as(Decisions *self, const char *const *ids, Incident *incident,
                        const Gazetteer *gazetteer);
