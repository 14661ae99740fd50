/*
 * place: which place a toponym means, where it lies, how sure that is, and why. A location is a
 * point with the radius that holds the truth with 90 % probability, and the shape where it is an
 * area or a line.
 */
#pragma once

#include "toponym/toponym.h"

typedef enum {
    METHOD_EXACT,
    METHOD_POI,
    METHOD_NEIGHBOURHOOD,
    METHOD_NEAR,
    METHOD_OFFSET,
    METHOD_BETWEEN,
    METHOD_ROAD,
    METHOD_COUNTRYSIDE,
    METHOD_BADIA,
    METHOD_RIVER,
    METHOD_REGION,
    METHOD_ADMIN,
    METHOD_INHERITED,
    METHOD_UNRESOLVED,
    N_METHODS
} LocationMethod;
/* The word of the data ("neighbourhood"). */
const char *location_method_name(LocationMethod method);

typedef enum {
    ROLE_SCENE,
    ROLE_CONTEXT,
    ROLE_ORIGIN,
    ROLE_DESTINATION,
    ROLE_VICTIM_HOME,
    ROLE_TREATMENT,
    ROLE_DATELINE,
    N_ROLES
} PlaceRole;
/* The word of the data ("victim_home"). */
const char *place_role_name(PlaceRole role);

/* What a location is measured from. */
typedef struct {
    guint32 place;
    double distance_m, bearing; /* NAN when not said */
} Anchor;

enum { MAX_ANCHORS = 3, MAX_SHOWN_CANDIDATES = 5 };

/* A place on the ground. Owns its shape. */
typedef struct {
    LocationMethod method;
    double lon, lat; /* representative point; NAN when unresolved */
    double radius_m; /* 90 %; NAN when unresolved */
    Anchor anchors[MAX_ANCHORS];
    guint n_anchors;
    Shape *shape; /* line, sector or area; NULL where a point with its radius says it all */
} Location;

/* Frees the shape. */
void location_clear(Location *self);
/* Copies the shape, too, into what need not be cleared before. */
void location_copy(const Location *self, Location *ret_copy);

typedef struct {
    guint32 place;
    double score; /* 0 to 1 */
} PlaceCandidate;

/* Why a mention means a place: a row each of gazetteer/reasons.tsv. */
typedef enum {
    WHY_NONE,
    WHY_ONLY_SITE,
    WHY_ONLY,
    WHY_BEST,
    WHY_HEAD_FITS,
    WHY_LIES_IN,
    WHY_LIES_BY,
    WHY_LIES_THAT_WAY,
    WHY_AS_BEFORE,
    WHY_NEAR_OTHERS,
    WHY_SPELT,
    WHY_NOT,
    WHY_NOT_IN,
    WHY_HEAD_IS_NOT,
    WHY_ELSEWHERE,
    WHY_FAR,
    WHY_SPELT_OTHERWISE,
    WHY_OF_OTHER_COUNTRY,
    WHY_SMALLER,
    WHY_LESS,
    WHY_HARDLY_LESS,
    WHY_NAMESAKES_ELSEWHERE,
    WHY_UNKNOWN,
    WHY_NOWHERE,
    WHY_CONTEXT,
    WHY_TWO,
    WHY_RING,
    WHY_SO_FAR,
    WHY_BETWEEN,
    WHY_ALONG,
    WHY_ON_THE_WAY,
    WHY_SECTOR,
    WHY_COUNTRYSIDE,
    WHY_STEPPE,
    WHY_BANK,
    N_PLACE_WHYS
} PlaceWhy;

/* One thing that spoke for a place, with what its row names. */
typedef struct {
    PlaceWhy why, against; /* against: of WHY_NOT, what spoke against that place */
    guint32 place, other;
    guint n;
} PlaceNote;

enum { MAX_PLACE_NOTES = 8 };

/* A mention of a place in a text, resolved. Owns its location. */
typedef struct {
    Field field;
    Span body;                     /* the name with the words of its relation */
    guint32 first_token, n_tokens; /* the same in tokens */
    guint32 sentence;
    guint32 place; /* index, or NO_PLACE where unresolved */
    Location location;
    PlaceRole role;
    double confidence;                /* 0 to 1 */
    PlaceNote notes[MAX_PLACE_NOTES]; /* why, in the order in which it is told */
    guint n_notes;
    PlaceCandidate candidates[MAX_SHOWN_CANDIDATES];
    guint n_candidates;
    guint32 within; /* index of the mention that says where this one is, or NO_PLACE: the finer
                       place wins */
    guint32 list;   /* mentions of one list share it; NO_PLACE when none */
} PlaceMention;

/* In the text's order: the title's first, then by start, the longer of two that start together
 * first.
 */
typedef struct {
    PlaceMention *items;
    guint32 n;
} PlaceMentions;

/* Resolves the toponyms of a text. Never fails: what cannot be placed is METHOD_UNRESOLVED. */
PlaceMentions *places_resolve(const Text *text, const Matches *matches, const Toponyms *toponyms,
                              const Gazetteer *gazetteer);
/* The same without any shape: the same points and radii in half the time. */
PlaceMentions *places_resolve_points(const Text *text, const Matches *matches,
                                     const Toponyms *toponyms, const Gazetteer *gazetteer);
void place_mentions_free(PlaceMentions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlaceMentions, place_mentions_free)

/* Why the mention means its place, as a short sentence in "ar" or "en"; the caller frees it. */
char *place_mention_reason(const PlaceMention *self, const Gazetteer *gazetteer,
                           const char *language);
/* The admin unit of `kind` that holds the mention's place or point, or NO_PLACE. */
guint32 place_mention_admin(const PlaceMention *self, const Gazetteer *gazetteer, PlaceKind kind);
