/* look: shapes and colours of the types, told apart in grey and by colour-blind readers. */
#include "store/look.h"

const char INCIDENT_OUTLINE[] = "#202020";

static const IncidentLook LOOKS[] = {
    [INCIDENT_ATTACK] = {"circle", "#D55E00"},
    [INCIDENT_CLASH] = {"cross", "#E69F00"},
    [INCIDENT_AMBUSH] = {"square", "#CC79A7"},
    [INCIDENT_AIRSTRIKE] = {"triangle-down", "#0072B2"},
    [INCIDENT_DRONE] = {"triangle", "#56B4E9"},
    [INCIDENT_SHELLING] = {"diamond", "#F0E442"},
    [INCIDENT_IED] = {"star", "#8C2D04"},
    [INCIDENT_SUICIDE] = {"star", "#000000"},
    [INCIDENT_GRENADE] = {"hexagon", "#009E73"},
    [INCIDENT_CHEMICAL] = {"hexagon", "#F0E442"},
    [INCIDENT_ASSASSINATION] = {"pentagon", "#5B2A86"},
    [INCIDENT_ABDUCTION] = {"pentagon", "#F4B6D2"},
    [INCIDENT_BODY_FOUND] = {"plus", "#4D4D4D"},
    [INCIDENT_ARREST] = {"square", "#009E73"},
    [INCIDENT_SWEEP] = {"diamond", "#009E73"},
    [INCIDENT_MOVEMENT] = {"triangle", "#8A8A8A"},
    [INCIDENT_ALERT] = {"circle", "#BDBDBD"},
    [INCIDENT_SEIZURE] = {"square", "#BDBDBD"},
    [INCIDENT_PROTEST] = {"circle", "#56B4E9"},
};
G_STATIC_ASSERT(G_N_ELEMENTS(LOOKS) == N_INCIDENT_TYPES);

const IncidentLook *incident_look(IncidentType type) { return &LOOKS[type]; }
