/*
 * labels: what the steps of labelling share: wishes (labels.c, towns.c), the positions that each
 * may take (candidates.c), and the choice among all (solver.c). Private to map/.
 */
#pragma once

#include "map/home.h"
#include "map/layout.h"

/* No mark is wider, in points; what is square and no wider is one. */
enum { LARGEST_MARK = 42 };
enum { MAX_LINES = 4 }; /* two languages, each in two lines */

/* The words of a label in a way to set them: lines centred on each other around (0, 0). */
typedef struct {
    char *texts[MAX_LINES];
    Type types[MAX_LINES];
    Direction directions[MAX_LINES];
    Box inks[MAX_LINES]; /* of each line, with halo, where its baseline starts at (0, 0) */
    double baselines[MAX_LINES];
    guint n_lines;
    double width, height;
    double cost;          /* of setting it this way */
    bool in_one_language; /* though there is a second */
    bool is_letter;       /* that stands for the name in a list */
} Wording;

typedef enum { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } Align;

/* A position. */
typedef struct {
    Box box;
    guint8 wording;
    guint8 align;
    bool has_leader;
    Point leader[2]; /* from the feature to the label */
    double cost;
} Candidate;

enum { DROPPED = -1, MAX_WORDINGS = 5 /* plain, wrapped, smaller, one language, a letter */ };

/* A label that is wanted. Owns its strings, wordings and candidates. */
typedef struct {
    char *id, *name;
    Voice voice;
    guint32 place; /* of the gazetteer, or NO_PLACE */
    Box feature;   /* what it names, and must not cover */
    bool has_dot;  /* of a town, drawn only with its label */
    Point dot;
    double dot_radius;
    bool is_covered; /* by marks of others: no dot is drawn, and the name stands free of them */
    bool may_lead;
    bool centred;   /* stands best above or below: badges */
    bool if_room;   /* wanted only where there is room, or a letter */
    bool optional;  /* then: not missed when there is no room */
    bool is_pinned; /* by an editor, at its one position */
    bool in_full;   /* in all of the page's languages or not at all */
    double drop_cost;
    Wording wordings[MAX_WORDINGS];
    guint n_wordings;
    GArray *candidates; /* Candidate, cheapest first */
    Box reach;          /* around all candidates */
    int chosen;
} Wish;

void wish_clear(Wish *self);
/* Is the same name wished for nearby already? */
bool wishes_have_twin(const GArray *wishes, const Wish *wish);
/* The words set in each of the page's languages, and wrapped where they are long. */
void wish_set_words(Layout *layout, Wish *wish, const char *layer, const char *ar, const char *en);

/* Cheap sums over what is drawn under a box: 0 on empty ground. */
typedef struct InkMap InkMap;
InkMap *ink_map_new(const Layout *layout);
/* The story's areas and roads instead: under a box the sum of the shares of each that lie there.
 * What is so wide that all of the map lies in it is left out. */
InkMap *ink_map_of_story(const Layout *layout);
void ink_map_free(InkMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InkMap, ink_map_free)
double ink_map_under(const InkMap *self, Box box);

/* strangers.c: the marks that are not the wish's own, and where it stands among them. */
typedef struct {
    GArray *marks; /* the nearest first */
    Point side;    /* from the middle of the knot that it is in, at most 1 long; 0 without one */
} Strangers;

void strangers_init(Strangers *self, const Layout *layout, const Wish *wish);
void strangers_clear(Strangers *self);
/* What a position, no part of which is farther than `reach` from the feature's middle, costs for
 * being taken for another's; INFINITY where it would be. */
double strangers_cost(const Strangers *self, const Wish *wish, const Candidate *candidate,
                      double reach);

/* Fills the wish's candidates: inside the frame, over no obstacle. */
void candidates_make(const Layout *layout, Wish *wish, const InkMap *ink, const Home *home);
/* Makes those of one wording again, or for the first time; the others stay. */
void candidates_make_again(const Layout *layout, Wish *wish, guint wording, const InkMap *ink,
                           const Home *home);
/* The one candidate of a pinned label. */
void candidates_pin(Wish *wish, Point shift);

/* Chooses a candidate for each wish (GArray of Wish), or DROPPED, such that none touch. */
void labels_solve(GArray *wishes);

/* towns.c: adds wishes for towns of the surroundings. */
void wishes_add_towns(Layout *layout, GArray *wishes, const GArray *pins, guint most);
