/*
 * incident: what happened, where, when, to whom, and in which words. One record is an incident at
 * one place, coded as the codebook (docs/codebook.md) says.
 */
#pragma once

#include "place/place.h"

typedef enum {
    INCIDENT_ATTACK,
    INCIDENT_CLASH,
    INCIDENT_AMBUSH,
    INCIDENT_AIRSTRIKE,
    INCIDENT_DRONE,
    INCIDENT_SHELLING,
    INCIDENT_IED,
    INCIDENT_SUICIDE,
    INCIDENT_GRENADE,
    INCIDENT_CHEMICAL,
    INCIDENT_ASSASSINATION,
    INCIDENT_ABDUCTION,
    INCIDENT_BODY_FOUND,
    INCIDENT_ARREST,
    INCIDENT_SWEEP,
    INCIDENT_MOVEMENT,
    INCIDENT_ALERT,
    INCIDENT_SEIZURE,
    INCIDENT_PROTEST,
    N_INCIDENT_TYPES
} IncidentType;

/* The word of the record ("body_found"). */
const char *incident_type_name(IncidentType type);
gboolean incident_type_parse(const char *name, IncidentType *ret_type);
/* attack to body_found: drawn by default; the rest are strategic. */
bool incident_type_is_violent(IncidentType type);
/* ACLED's event type and sub-event type. */
const char *incident_type_acled(IncidentType type, const char **ret_sub_event);
/* What a legend prints, language "ar" or "en". */
const char *incident_type_label(IncidentType type, const char *language);

typedef enum {
    DATE_DAY,
    DATE_RANGE,
    DATE_WEEK,
    DATE_MONTH,
    DATE_UNKNOWN,
    N_DATE_PRECISIONS
} DatePrecision;
typedef enum {
    BASIS_EXPLICIT,
    BASIS_WEEKDAY,
    BASIS_RELATIVE,
    BASIS_PUBLISHED,
    BASIS_NONE,
    N_DATE_BASES
} DateBasis;
typedef enum {
    MODALITY_STATED,
    MODALITY_SUSPECTED,
    MODALITY_CLAIMED,
    MODALITY_ALLEGED,
    MODALITY_DENIED,
    MODALITY_PLANNED,
    MODALITY_BACKGROUND
} Modality;
typedef enum {
    ATTRIBUTION_STATED,
    ATTRIBUTION_CLAIMED,
    ATTRIBUTION_SUSPECTED,
    ATTRIBUTION_UNIDENTIFIED
} Attribution;
typedef enum { TARGET_UNKNOWN, TARGET_MILITARY, TARGET_CIVILIAN, TARGET_INFRASTRUCTURE } TargetKind;
typedef enum { HARM_SIDE_UNKNOWN, HARM_SIDE_ACTOR, HARM_SIDE_TARGET, HARM_SIDE_CIVILIANS } HarmSide;

/* The words of the record for its codes ("day", "weekday", "stated"); static. */
const char *date_precision_name(DatePrecision value);
const char *date_basis_name(DateBasis value);
const char *modality_name(Modality value);
const char *attribution_name(Attribution value);
const char *target_kind_name(TargetKind value);
const char *harm_side_name(HarmSide value);

enum { HARM_NOT_SAID = -1 };

/* How words, or what was told before, tie a side, a place or a day to the deed: a row each of
 * gazetteer/reasons.tsv. */
typedef enum {
    TIE_NONE,
    TIE_CLAUSE,
    TIE_CONTINUED,
    TIE_DATE,
    TIE_WEEKDAY,
    TIE_RELATIVE,
    TIE_PUBLISHED,
    TIE_CARRIED_DAY,
    TIE_UNPUBLISHED,
    TIE_WORDS,
    TIE_KNOWN_DEED,
    TIE_LONG_BEFORE,
    TIE_SUBJECT,
    TIE_OBJECT,
    TIE_SUFFERER,
    TIE_BEHIND_NOUN,
    TIE_BESIDE_NOUN,
    TIE_HARMED,
    TIE_REPELLED,
    TIE_BEFORE,
    TIE_BESIDE,
    TIE_JOINED,
    TIE_AGENT,
    TIE_PATIENT,
    TIE_ONTO,
    TIE_BETWEEN,
    TIE_WITH,
    TIE_FROM,
    TIE_BACKER,
    TIE_ALLY,
    TIE_SOURCE,
    TIE_CLAIMANT,
    TIE_IN_DEED_WORD,
    TIE_WEAPON_OWNER,
    TIE_BOMB_OWNER,
    TIE_DEED_OWNER,
    TIE_SAID_BY_WHOM,
    TIE_BODY,
    TIE_OTHER_SIDE,
    TIE_COLUMN,
    TIE_ACCUSED,
    TIE_UNMASKED,
    TIE_SAID_BEHIND,
    TIE_VICTIM_MASTER,
    TIE_ANSWERS_FIRE,
    TIE_TOLD_BEFORE,
    TIE_ARMY,
    TIE_BOMBERS,
    TIE_FOUGHT_BEFORE,
    TIE_ATTACKED_BEFORE,
    TIE_HOLDER,
    TIE_FOE_OF_ACTOR,
    TIE_FOE_OF_TARGET,
    TIE_ONLY_GUNS,
    TIE_SAME_GUNS,
    TIE_UNARMED,
    TIE_UNARMED_VICTIMS,
    TIE_SUFFIX,
    N_TIES
} Tie;
/* The reason for a person, language "ar" or "en"; NULL of TIE_NONE. */
const char *tie_words(Tie tie, const char *language);

/* By which words a side is known, and how they tie it to the deed: for a person who checks, in
 * `explain` alone. Owns its words. */
typedef struct {
    char *words;     /* as the article writes them, or NULL */
    Tie tie;         /* TIE_NONE where there is no side */
    guint32 at, len; /* bytes in the quote; len 0 where the words stand elsewhere */
} IncidentLink;

/* Owns all its strings, its location's shape and its array of weapons. Strings are NULL where the
 * record has null. */
typedef struct {
    char *id;
    char *cluster;               /* id of the cluster after merging, or NULL */
    char *status;                /* auto, confirmed, edited or rejected; never NULL */
    char *date_start, *date_end; /* ISO or NULL */
    DatePrecision date_precision;
    DateBasis date_basis;
    char *time_of_day; /* morning, noon, evening, night … or NULL */

    IncidentType type;
    char **weapons; /* NULL-ended; never NULL */
    Modality modality;
    bool aggregate;
    int count_min; /* how many incidents the words say at the least; 1 */

    char *actor, *actor_ar, *actor_en; /* id and the words of the table */
    Attribution attribution;
    char *target, *target_ar, *target_en;
    TargetKind target_kind;
    IncidentLink actor_link, target_link;
    /* By which words its place and its day are known, and those that make it other than stated. */
    IncidentLink place_link, date_link, reality_link;
    guint32 clause_at, clause_len; /* bytes in the quote: the words that speak of it */

    int killed_min, killed_max, injured_min, injured_max; /* HARM_NOT_SAID where not said */
    char *harm_text;
    HarmSide harm_side;

    char *place, *place_ar,
        *place_en; /* id of the gazetteer and its names, with the words of the relation */
    char *surface; /* as the article writes it */
    PlaceKind place_kind;
    char *admin1, *admin2, *pcode; /* English names of the units; P-code */
    Location location;             /* lon NAN where unplaced */
    char **anchors;                /* ids of location.anchors, NULL-ended; never NULL */
    int geo_precision;             /* ACLED 1 to 3; 0 unplaced */
    int where_prec;                /* UCDP 1 to 7; 0 unplaced */

    char *article, *source, *url, *published;
    Field field;
    guint32 start, end; /* code points of the sentence in the field */
    char *quote;        /* the sentence */
    char *trigger;      /* the words that report it */
    guint32 trigger_start, trigger_end;
    int reports; /* independent articles */
    bool is_sample;

    double confidence, type_confidence, place_confidence, link_confidence;
    char *reason;
} Incident;

/* An attack, stated, of no day, place or side; the caller frees it. */
Incident *incident_new(void);
void incident_free(Incident *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Incident, incident_free)

/* The first day that it counts for, borrowed: of an incident that is known by its publication alone
 * that day, though it may have been any of the week before; NULL where no day is known. */
const char *incident_day(const Incident *self);
/* The last day, likewise. */
const char *incident_last_day(const Incident *self);
/* How many at least it killed, 0 where none are told: who is found dead died before, and perhaps in
 * what is told of elsewhere. */
int incident_killed(const Incident *self);
/* Is it drawn: violent (or strategic asked for), stated, suspected or claimed, no aggregate? */
bool incident_is_drawn(const Incident *self, bool include_strategic);

/*
 * The incidents of one article, in text order: GPtrArray of Incident, freed with it. Never fails.
 * What is no incident (tallies, background) comes as aggregate or background, or not at all.
 */
GPtrArray *incidents_extract(const Text *text, const Matches *matches, const PlaceMentions *places,
                             const Gazetteer *gazetteer);

/* Is an actor the whole, or a part of it by the actor table (division-17 of regime)? NULL is none.
 */
bool actor_is_part_of(const Gazetteer *gazetteer, const char *actor, const char *whole);

/* The English name by which records tell an actor whom they count as a part of the whole (a unit by
 * the actor table), or NULL of one that has an id of its own in them. */
const char *actor_unit_name(const Gazetteer *gazetteer, const char *id);

/* Which incidents to keep; NULL strings and zeros keep all. */
typedef struct {
    const char *since, *until; /* ISO; undated incidents pass */
    const LonLatBox *box;
    const char *const *types; /* NULL-ended names */
    const char *const *actors,
        *const *targets;        /* ids; a whole includes its parts, a unit is its name */
    const Gazetteer *gazetteer; /* who is a part of whom; NULL: only the ids themselves */
    double min_confidence;
} IncidentFilter;
bool incident_filter_passes(const IncidentFilter *self, const Incident *incident);
