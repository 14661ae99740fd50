/*
 * resolver: what the files of place/ share while the toponyms of one text are resolved. Private to
 * place/.
 */
#pragma once

#include <math.h>

#include "place/ground.h"
#include "place/place.h"

/* A candidate, and what speaks for it. */
typedef struct {
    guint32 place;
    double score; /* points: see candidate.c */
    bool is_exact, fits_head, fits_within, is_near;
    bool is_lent; /* a further name of a place abroad, which a place here bears too */
} Scored;

/* What a candidate gets for the places that the words tie it to. */
typedef struct {
    int agrees;  /* within_agrees */
    double side; /* points for lying on the side of that place which is told */
    double way;  /* … for lying near the other end of a way */
} Tie;

/* What was decided about a toponym. Owns its arrays. */
typedef struct {
    Scored *alone; /* one a candidate: what the name and its head say; NULL before */
    Tie *ties;     /* likewise, as long as the next two places stay */
    guint32 tied_within, tied_end;
    GArray *scored;     /* Scored, best first */
    guint32 place;      /* chosen, or NO_PLACE */
    guint32 same_as;    /* an earlier toponym of the same name whose place it takes, or NO_PLACE */
    double probability; /* that the place is right, given that it is one */
    double trust;       /* that the word is a place at all */
    bool is_sure;       /* may speak for others */
    bool is_dropped;    /* no place after all */
    guint64 decided_at; /* how many changes there had been; 0 before */
    guint64 weighed_at; /* … and how many weighings */
    bool within_holds;  /* the toponym behind it does say where it lies */
} Choice;

/* What a toponym says for the others, beside its choice. */
typedef struct {
    GeoSpot spot;
    guint32 place, governorate; /* or NO_PLACE */
    guint32 share;              /* number of its governorate in surroundings.c, or NO_PLACE */
    guint32 sentence;
    bool is_sure;   /* else it says nothing */
    bool is_point;  /* no area */
    bool is_ground; /* in Syria, and no larger than a part of it */
    bool is_abroad;
} Voice;

/* The toponyms that may say something about another: no further than an article is long, so that a
 * text of many thousand names takes no square of time. Sentences count as steps, up to N_STEPS. */
enum { CONTEXT_TOPONYMS = 120, N_STEPS = 5 };

/* What stands around the toponym that is decided on: surroundings.c. */
typedef struct Surroundings Surroundings;

typedef struct {
    const Text *text;
    const Matches *matches;
    const Toponyms *toponyms;
    const Gazetteer *gazetteer;
    Choice *choices;   /* one a toponym */
    Voice *voices;     /* likewise */
    guint32 *settled;  /* likewise: the place that a later toponym of its name may be taken for, or
                          NO_PLACE */
    guint64 n_changes; /* of choices: what was decided since the last of them stands */
    guint64 n_weighings;  /* changes of `syrian` and `foreign`, for those that hang on them */
    bool wants_shapes;    /* else points and radii alone */
    double syrian;        /* how much in the text speaks of Syria, 0 to 1 */
    double foreign;       /* … of abroad */
    GArray *lands;        /* guint32: countries abroad that words of the text stand for */
    double abroad;        /* what those words say for abroad */
    double here;          /* what words of it say for Syria (قوات النظام), 0 … 0.8 */
    Surroundings *around; /* the toponym that is decided on (surroundings_gather) */
    guint8 *reports;      /* one a sentence: sentence_reports, once it was asked */
    guint32 *first_inner; /* one a toponym: the first that lies within it, or NO_PLACE */
} Resolver;

static inline const Toponym *toponym_at(const Resolver *self, guint32 i) {
    return &self->toponyms->items[i];
}
static inline const Place *chosen_place(const Resolver *self, guint32 i) {
    guint32 place = self->choices[i].place;
    return place == NO_PLACE ? NULL : gazetteer_place(self->gazetteer, place);
}
/* Between, road, from–to: a toponym of two others. */
static inline bool toponym_is_pair(const Toponym *t) { return t->one != NO_PLACE; }
static inline LonLat place_point(const Place *p) { return (LonLat){p->lon, p->lat}; }

/* The toponyms that may say something about toponym i, from the first to one past the last. */
static inline guint32 context_begin(guint32 i) {
    return i > CONTEXT_TOPONYMS ? i - CONTEXT_TOPONYMS : 0;
}
static inline guint32 context_end(const Resolver *self, guint32 i) {
    return MIN(self->toponyms->n, i + CONTEXT_TOPONYMS + 1);
}

bool kind_is_area(PlaceKind kind);    /* units, regions, countrysides, deserts */
bool kind_is_quarter(PlaceKind kind); /* quarter, street, square, roundabout, market */

/* The head's role ("kind", "admin", …), "" without a head. */
const char *head_role(const Resolver *self, const Toponym *t);

/* evidence.c: the first other place of a row of relations.tsv (Damascus is "countryside-in" the
 * governorate around it), or NO_PLACE. */
guint32 related_to(const Resolver *self, guint32 place, const char *relation);
/* Has it such a row at all, to a place or to a line ("bank-left" of a river)? */
bool has_relation(const Resolver *self, guint32 place, const char *relation);
/* evidence.c: «ناحية الكسرة»: the subdistrict around the chosen town, where the words say the unit;
 * else NO_PLACE. */
guint32 unit_named(const Resolver *self, guint32 i);
/* candidate.c: fills choices[i].scored from what stands around toponym i. */
void candidates_score(Resolver *self, guint32 i, bool use_context);
/* evidence.c */
/* Does the toponym `w`, as resolved so far, lie around `place`? 1 yes, 0 cannot say, -1 no. */
int within_agrees(const Resolver *self, guint32 w, const Place *place);
/* surroundings.c */
Surroundings *surroundings_new(guint32 n_toponyms);
void surroundings_free(Surroundings *self);
/* What toponym i says from now on. */
void voice_set(Resolver *self, guint32 i);
/* Gathers what is said around toponym i, for nearness and governorate_share. */
void surroundings_gather(Resolver *self, guint32 i);
/* How near the sure places of the text are to `place`: 0 to 1, nearer sentences count more. */
double nearness(const Resolver *self, const Place *place, double reach_m);
/* May any toponym but i surely mean the place? Told without a look at each, and mostly no. */
bool ground_may_be_named_besides(const Resolver *self, guint32 i, guint32 place);
/* The first toponym from that one on which surely means the place, in Syria; their number where
 * none does. */
guint32 ground_named_from(const Resolver *self, guint32 from, guint32 place);
/* Share of the sure places of the text (by nearness of sentences) in the governorate. */
double governorate_share(const Resolver *self, guint32 admin1);

/* trust.c: how surely the word is a place, by its name and head; and with what stands around it. */
double trust_of_name(const Resolver *self, const Toponym *t, const Scored *best);
double trust_in_context(const Resolver *self, guint32 i, const Scored *best);
/* Does the sentence of toponym i report something? */
bool sentence_reports(const Resolver *self, guint32 i);

/* anchor.c: gathers what words of the text say for Syria and for countries abroad. */
void lands_gather(Resolver *self);
/* Drops what a text that nothing ties to Syria cannot mean. */
void drop_unanchored(Resolver *self);

/* site.c: «المطار العسكري»: the only such site by the town of the text; drops toponym i where there
 * is none, or more than one. */
bool choose_site(Resolver *self, guint32 i);

/* choose.c: decides all toponyms. */
void choices_make(Resolver *self);
/* Is the chosen place of toponym i the border of a state? */
bool is_state_border(const Resolver *self, guint32 i);

/* locate.c: the location of toponym i, as chosen. */
void locate(const Resolver *self, guint32 i, Location *ret_location);
/* … of a toponym whose place is known, and is no pair. */
void locate_known(const Resolver *self, guint32 i, Location *location);
/* unresolved.c: … of one without a place, from its context. */
void locate_unresolved(const Resolver *self, guint32 i, Location *location);
/* extent.c: areas that a relation makes of a place. Each returns false where it cannot. */
bool locate_countryside(const Resolver *self, guint32 place, double bearing, Location *location);
bool locate_badia(const Resolver *self, guint32 place, double bearing, Location *location);
/* `is_town`: the words say the town itself (شمال مدينة الرقة), not what lies that way. */
bool locate_sector(const Resolver *self, guint32 place, double bearing, bool is_town,
                   Location *location);
/* «على الحدود الإدارية مع محافظة الرقة»: the land along the border of two units. */
bool locate_border(const Resolver *self, guint32 unit, guint32 other, Location *location);
/* The region of the gazetteer that is known by this relation (rif-…, badia-…), or NO_PLACE. */
guint32 extent_row(const Resolver *self, guint32 place, ToponymRelation relation, double bearing);
/* pair.c: between two places. */
bool locate_pair(const Resolver *self, guint32 i, Location *location);
/* ring.c: near, offset, bank. */
void locate_near(const Resolver *self, guint32 place, Location *location);
void locate_offset(const Resolver *self, guint32 i, guint32 place, Location *location);
bool locate_bank(const Resolver *self, guint32 i, guint32 place, Location *location);
/* The same resolver, which makes shapes whether they are wanted or not: where a point hangs on one.
 * It borrows all from `self`. */
Resolver resolver_with_shapes(const Resolver *self);
/* Sets point and radius from an area, and the shape where it is wanted; eats the area. */
bool location_from_area(const Resolver *self, const Ground *ground, Area *eaten,
                        LocationMethod method, Location *location);

/* What two areas share; false where that is nothing. Needs a resolver that wants shapes. */
bool location_shared(const Resolver *self, const Location *one, const Location *other,
                     Location *ret_part);
/* Takes point, radius and shape of `part`, which is left without its shape. */
void location_replace(Location *self, Location *part);

/* reasons.c: notes why the mention, whose location is known, means that place. */
void note_reasons(const Resolver *self, guint32 i, PlaceMention *mention);

/* words.c */
PlaceRole role_of(const Resolver *self, guint32 i);
double confidence_of(const Resolver *self, guint32 i, const Location *location);
