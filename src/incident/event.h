/* What one clause says happened, before it has a place, and who did it to whom. Private to
 * incident/; stages.h includes it. */
#pragma once

#include "incident/party.h"

enum { MAX_WEAPONS = 6 };

/* By which words a side is known, and how they tie it to the deed. */
typedef struct {
    guint32 first, end; /* tokens; equal when no words name it */
    Tie tie;            /* TIE_NONE where there is no side */
} SideLink;

/* What one clause says happened, before it has a place. Borrows the tables' strings. */
typedef struct {
    guint32 first, end;   /* tokens that speak of it */
    const Match *trigger; /* the one that tells the type */
    guint32 unharmed; /* where its words begin to say that nobody was harmed; its end if nowhere */
    IncidentType type;
    bool is_sure;     /* by a sure trigger, else by a weak one with support */
    bool is_definite; /* الهجوم: told before */
    int ordinal;      /* التفجير الثاني: 2; 0 without one */
    bool has_known; /* الانفجار ناجم عن غارة: the deed told before, whose cause is told now */
    IncidentType known_type;
    bool is_plural;
    int count_min;
    bool is_aimed;  /* its target stands behind a word that says against whom */
    bool is_attack; /* some word of it tells of an attack or a clash */
    bool has_cause; /* by a mine or remnant: nobody acts */
    const char *weapons[MAX_WEAPONS];
    guint n_weapons;
    guint32 actor, actor_name, target, target_name; /* rows of TABLE_ACTOR, or NO_PLACE */
    SideLink actor_link, target_link;
    Attribution attribution;
    TargetKind target_kind;
    Reality reality;
} Event;

/* The events of a clause in order: GArray of Event. */
GArray *events_find(const Reader *self, const Clause *clause, const GArray *parties);
/* Troops that move or stand ready do it to nobody, unless the words say against whom. */
bool event_has_no_foe(const Event *event);
/* Who did it to whom: fills the event's sides from the parties of its clause. */
void sides_link(const Reader *self, const GArray *parties, Event *event);
/* Does the verb carry its object as a suffix: أعدمهم? */
bool has_object(const Reader *self, const Match *verb);
/* Settles the type by weapons, sides and targets, once the sides are known. */
void kind_settle(const Reader *self, const Clause *clause, Event *event);
/* May the word tell a deed: no mere part, nor a weapon that no verb of suffering governs? */
bool is_deed_word(const Reader *self, const Match *mark);
/* الانفجار، القصف المدفعي: a deed by its noun with the article, as one told before. */
bool is_known_noun(const Reader *self, const Match *noun);
/* "حالات الاغتيال": many, though the deed is told in the singular. */
bool counts_cases(const Reader *self, const Match *noun);
/* Is the noun a plural in -ات (هجمات)? */
bool is_plural_deed(const Reader *self, const Match *noun);
/* "بالإضافة إلى غارات على X": do the words right before the noun add a deed? */
bool is_added(const Reader *self, const Match *noun);
/* What a deed is done by, or 0: asked of all pairs of a long report. */
typedef enum {
    FAMILY_NONE,
    FAMILY_GROUND,
    FAMILY_AIR,
    FAMILY_SHELLS,
    FAMILY_EXPLOSIVES,
    FAMILY_PERSONS
} TypeFamily;
static inline TypeFamily type_family(IncidentType type) {
    switch (type) {
        case INCIDENT_ATTACK:
        case INCIDENT_CLASH:
        case INCIDENT_AMBUSH:
            return FAMILY_GROUND;
        case INCIDENT_AIRSTRIKE:
        case INCIDENT_DRONE:
            return FAMILY_AIR;
        case INCIDENT_SHELLING:
        case INCIDENT_CHEMICAL:
            return FAMILY_SHELLS;
        case INCIDENT_IED:
        case INCIDENT_SUICIDE:
        case INCIDENT_GRENADE:
            return FAMILY_EXPLOSIVES;
        case INCIDENT_ASSASSINATION:
            return FAMILY_PERSONS;
        default:
            return FAMILY_NONE;
    }
}
/* Types that may tell one incident. */
static inline bool types_are_kin(IncidentType a, IncidentType b) {
    return a == b || (type_family(a) && type_family(a) == type_family(b));
}
/* From the air, or by guns and gas: who does it need not be there. */
static inline bool type_is_from_afar(IncidentType type) {
    return type_family(type) == FAMILY_AIR || type_family(type) == FAMILY_SHELLS;
}
