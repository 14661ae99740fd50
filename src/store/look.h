/* look: how a type of incident is drawn where others draw it: QGIS, Google Earth. Private to the
 * store and to kharita-ogr. */
#pragma once

#include "incident/incident.h"

typedef struct {
    const char *shape; /* as styles/newsroom.style has it */
    const char *color; /* "#RRGGBB" */
} IncidentLook;

/* What styles/newsroom.style says, so that a symbol is the same everywhere; a test holds the two
 * together. */
const IncidentLook *incident_look(IncidentType type);
/* The outline of all symbols, as "#RRGGBB". */
extern const char INCIDENT_OUTLINE[];
