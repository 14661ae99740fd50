/*
 * What stands around a toponym: the places that are sure, by how many sentences away they are
 * named. Asked for every candidate of every toponym, again and again while they change: so the
 * points lie side by side, what is heard at a step of sentences is a range of them, and what is
 * said of the governorates is counted in a window that moves along the text.
 */
#include "place/resolver.h"

/* How much a place so many sentences away still says, and minus the logarithm of that. */
static const double WEIGHTS[N_STEPS] = {1, 0.85, 0.7, 0.7, 0.55};
static const double DEARNESS[N_STEPS] = {0, 0.16251892949777494, 0.35667494393873245,
                                         0.35667494393873245, 0.59783700075562041};

/* A governorate that voices name. */
typedef struct {
    guint32 governorate;
    guint32 n;          /* voices of the window that name it */
    guint32 n_near;     /* … of which so many are no further than the last step but one */
    double near_weight; /* what those say */
} Share;

/* How near a place is to what is named at each step: a candidate is asked about for its points, and
 * the best again for its trust. */
typedef struct {
    guint64 turn; /* Surroundings.turn, when it was asked */
    guint32 place;
    guint known;            /* bits of the steps that were asked */
    double chord2[N_STEPS]; /* the least square of a chord, or infinity */
} Answer;

enum { N_ANSWERS = 16, N_ALIKE = 256 };

struct Surroundings {
    double *x, *y, *z; /* one a toponym: its point in space where it is sure, else infinity */
    guint32 *places;   /* likewise, or NO_PLACE */
    guint32 *grounds;  /* the place in Syria that it surely means, or NO_PLACE */
    guint32 n_alike[N_ALIKE]; /* how many of these are numbers that end alike */
    guint32 n;
    GArray *shares;     /* Share, one for each governorate that a voice has named so far */
    Share all;          /* … of all that is said, of abroad too */
    guint32 begin, end; /* the window: the voices that `shares` counts */
    guint32 at;         /* the toponym that is decided on */
    guint64 turn;       /* counts what makes answers old */
    Answer answers[N_ANSWERS];
    guint32 first[N_STEPS],
        past[N_STEPS]; /* what is named at most so many sentences away from it */
};

Surroundings *surroundings_new(guint32 n) {
    Surroundings *self = g_new0(Surroundings, 1);
    self->x = g_new(double, n + 1);
    self->y = g_new(double, n + 1);
    self->z = g_new(double, n + 1);
    self->places = g_new(guint32, n + 1);
    self->grounds = g_new(guint32, n + 1);
    self->n = n;
    for (guint32 i = 0; i < n; i++) {
        self->x[i] = self->y[i] = self->z[i] = INFINITY;
        self->places[i] = self->grounds[i] = NO_PLACE;
    }
    self->shares = g_array_new(FALSE, FALSE, sizeof(Share));
    return self;
}

void surroundings_free(Surroundings *self) {
    g_free(self->x);
    g_free(self->y);
    g_free(self->z);
    g_free(self->places);
    g_free(self->grounds);
    g_array_unref(self->shares);
    g_free(self);
}

/* ---- what is said of governorates ------------------------------------------------------------ */

/* The governorate's number among the shares. */
static guint32 share_of(Surroundings *self, guint32 governorate) {
    if (governorate == NO_PLACE) return NO_PLACE;
    for (guint k = 0; k < self->shares->len; k++)
        if (g_array_index(self->shares, Share, k).governorate == governorate) return k;
    Share fresh = {.governorate = governorate};
    g_array_append_val(self->shares, fresh);
    return self->shares->len - 1;
}

static bool says_where(const Voice *voice) {
    return voice->is_sure && (voice->share != NO_PLACE || voice->is_abroad);
}

/* Takes a voice into the window (1) or out of it (-1). */
static void count(Surroundings *self, const Voice *voice, int step) {
    if (!says_where(voice)) return;
    self->all.n += (guint32)step;
    if (voice->share != NO_PLACE)
        g_array_index(self->shares, Share, voice->share).n += (guint32)step;
}

static void count_near(Share *share, double weight) {
    share->n_near++;
    share->near_weight += weight;
}

static double weight_of(const Share *share) {
    const double FAR_WEIGHT = WEIGHTS[N_STEPS - 1] * WEIGHTS[N_STEPS - 1];
    return share->near_weight + FAR_WEIGHT * (share->n - share->n_near);
}

double governorate_share(const Resolver *self, guint32 admin1) {
    const Surroundings *around = self->around;
    double all = weight_of(&around->all);
    if (admin1 == NO_PLACE || !(all > 0)) return 0;
    for (guint k = 0; k < around->shares->len; k++) {
        const Share *share = &g_array_index(around->shares, Share, k);
        if (share->governorate == admin1) return weight_of(share) / all;
    }
    return 0;
}

/* ---- what a toponym says --------------------------------------------------------------------- */

static void set_point(Surroundings *self, guint32 i, const Voice *voice) {
    bool is_heard = voice->is_sure && voice->is_point;
    self->x[i] = is_heard ? voice->spot.x : INFINITY;
    self->y[i] = is_heard ? voice->spot.y : INFINITY;
    self->z[i] = is_heard ? voice->spot.z : INFINITY;
    self->places[i] = is_heard ? voice->place : NO_PLACE;
    guint32 ground = voice->is_sure && voice->is_ground ? voice->place : NO_PLACE;
    if (self->grounds[i] != NO_PLACE) self->n_alike[self->grounds[i] % N_ALIKE]--;
    if (ground != NO_PLACE) self->n_alike[ground % N_ALIKE]++;
    self->grounds[i] = ground;
}

bool ground_may_be_named_besides(const Resolver *self, guint32 i, guint32 place) {
    const Surroundings *around = self->around;
    return around->n_alike[place % N_ALIKE] > (around->grounds[i] == place ? 1 : 0);
}

guint32 ground_named_from(const Resolver *self, guint32 from, guint32 place) {
    const Surroundings *around = self->around;
    while (from < around->n && around->grounds[from] != place) from++;
    return from;
}

void voice_set(Resolver *self, guint32 i) {
    const Choice *choice = &self->choices[i];
    Voice *voice = &self->voices[i];
    Surroundings *around = self->around;
    bool is_sure = choice->is_sure && choice->place != NO_PLACE && !choice->is_dropped;
    voice->sentence = self->text->tokens[toponym_at(self, i)->first_token].sentence;
    if (is_sure == voice->is_sure && (!is_sure || voice->place == choice->place)) return;
    bool is_counted = i >= around->begin && i < around->end;
    if (is_counted) count(around, voice, -1);
    around->turn++;
    voice->is_sure = is_sure;
    if (is_sure) {
        const Place *p = gazetteer_place(self->gazetteer, choice->place);
        voice->place = choice->place;
        voice->spot = *gazetteer_spot(self->gazetteer, choice->place);
        voice->governorate = p->kind == PLACE_GOVERNORATE ? choice->place : p->admin1;
        voice->share = share_of(around, voice->governorate);
        voice->is_point = !kind_is_area((PlaceKind)p->kind);
        voice->is_abroad = p->is_abroad;
        voice->is_ground = !p->is_abroad && p->kind != PLACE_COUNTRY && p->kind != PLACE_DESERT;
    }
    if (is_counted) count(around, voice, 1);
    set_point(around, i, voice);
}

/* ---- around one toponym ---------------------------------------------------------------------- */

static void move_window(Resolver *self, guint32 begin, guint32 end) {
    Surroundings *around = self->around;
    while (around->begin > begin) count(around, &self->voices[--around->begin], 1);
    while (around->end < end) count(around, &self->voices[around->end++], 1);
    while (around->begin < begin) count(around, &self->voices[around->begin++], -1);
    while (around->end > end) count(around, &self->voices[--around->end], -1);
}

static void hear_near(Surroundings *self, const Voice *voice, guint step) {
    double weight = WEIGHTS[step] * WEIGHTS[step];
    if (!says_where(voice)) return;
    count_near(&self->all, weight);
    if (voice->share != NO_PLACE)
        count_near(&g_array_index(self->shares, Share, voice->share), weight);
}

void surroundings_gather(Resolver *self, guint32 i) {
    Surroundings *around = self->around;
    const Voice *own = &self->voices[i];
    guint32 begin = context_begin(i), end = context_end(self, i), first = i, past = i + 1;
    move_window(self, begin, end);
    around->at = i;
    around->turn++;
    around->all.n_near = 0;
    around->all.near_weight = 0;
    for (guint k = 0; k < around->shares->len; k++) {
        g_array_index(around->shares, Share, k).n_near = 0;
        g_array_index(around->shares, Share, k).near_weight = 0;
    }
    for (guint step = 0; step + 1 < N_STEPS; step++) {
        while (first > begin && self->voices[first - 1].sentence + step >= own->sentence)
            hear_near(around, &self->voices[--first], step);
        while (past < end && self->voices[past].sentence <= own->sentence + step)
            hear_near(around, &self->voices[past++], step);
        around->first[step] = first;
        around->past[step] = past;
    }
    around->first[N_STEPS - 1] = begin;
    around->past[N_STEPS - 1] = end;
    /* It is in the window, and says nothing for itself. */
    if (!says_where(own)) return;
    count_near(&around->all, 0);
    if (own->share != NO_PLACE) count_near(&g_array_index(around->shares, Share, own->share), 0);
}

/* ---- how near -------------------------------------------------------------------------------- */

/* The place asked about, and how far what is heard may lie. */
typedef struct {
    guint32 place;
    GeoSpot spot;
    double reach_m;
} Question;

/* So far apart that nearness is nothing. */
static bool is_out_of_reach(const Place *a, const Place *b, double reach_m) {
    const double METRES_PER_DEGREE_LAT = 110500, LEAST_METRES_PER_DEGREE_LON = 85000;
    double most = 6 * reach_m;
    return fabs(a->lat - b->lat) * METRES_PER_DEGREE_LAT > most ||
           fabs(a->lon - b->lon) * LEAST_METRES_PER_DEGREE_LON > most;
}

/* The least square of a chord from the place to those from `first` to `past`, or `least`. */
static double nearest_chord2(const Surroundings *self, const Question *q, guint32 first,
                             guint32 past, double least) {
    const GeoSpot spot = q->spot;
    for (guint32 k = first; k < past; k++) {
        double x = spot.x - self->x[k], y = spot.y - self->y[k], z = spot.z - self->z[k];
        double chord2 = x * x + y * y + z * z;
        chord2 = self->places[k] == q->place ? INFINITY : chord2;
        least = chord2 < least ? chord2 : least;
    }
    return least;
}

/* The same where all are so far away that some do not count. */
static double far_chord2(const Resolver *self, const Question *q, guint32 first, guint32 past,
                         double least) {
    const Gazetteer *gazetteer = self->gazetteer;
    const guint32 *places = self->around->places;
    for (guint32 k = first; k < past; k++) {
        if (places[k] == NO_PLACE || places[k] == q->place) continue;
        double chord2 = geo_chord2(&q->spot, gazetteer_spot(gazetteer, places[k]));
        if (chord2 < least && !is_out_of_reach(gazetteer_place(gazetteer, places[k]),
                                               gazetteer_place(gazetteer, q->place), q->reach_m))
            least = chord2;
    }
    return least;
}

/* What is heard at a step stands before the toponym and behind it. */
typedef struct {
    guint32 first, inner_first, inner_past, past;
} Step;

static Step step_of(const Surroundings *self, guint step) {
    if (step == 0) return (Step){self->first[0], self->at, self->at + 1, self->past[0]};
    return (Step){self->first[step], self->first[step - 1], self->past[step - 1], self->past[step]};
}

/* The least square of a chord to what is heard at that step, however far. */
static double chord2_at_step(Surroundings *self, const Question *q, guint step) {
    Answer *answer = &self->answers[q->place % N_ANSWERS];
    if (answer->turn != self->turn || answer->place != q->place)
        *answer = (Answer){.turn = self->turn, .place = q->place};
    if (answer->known >> step & 1) return answer->chord2[step];
    Step at = step_of(self, step);
    double chord2 = nearest_chord2(self, q, at.first, at.inner_first, INFINITY);
    answer->chord2[step] = nearest_chord2(self, q, at.inner_past, at.past, chord2);
    answer->known |= 1u << step;
    return answer->chord2[step];
}

/* … that counts. */
static double heard_chord2(const Resolver *self, const Question *q, guint step) {
    const double NEAR2 = 36 * q->reach_m * q->reach_m, FAR2 = 81 * q->reach_m * q->reach_m;
    double chord2 = chord2_at_step(self->around, q, step);
    if (chord2 > NEAR2 && chord2 <= FAR2) {
        Step at = step_of(self->around, step);
        chord2 = far_chord2(self, q, at.first, at.inner_first, INFINITY);
        chord2 = far_chord2(self, q, at.inner_past, at.past, chord2);
    }
    return chord2 > FAR2 ? INFINITY : chord2;
}

/* Weight times exp(-way / reach) is most where the way, and reach times the weight's dearness, are
 * least together: so only the best one is asked for the exponential, and where something is so near
 * that nothing farther in the text can be dearer, that is not looked at. */
double nearness(const Resolver *self, const Place *place, double reach_m) {
    guint32 index = (guint32)(place - gazetteer_place(self->gazetteer, 0));
    const Question question = {index, *gazetteer_spot(self->gazetteer, index), reach_m};
    double least = INFINITY, best_m = 0;
    guint best = N_STEPS;
    for (guint step = 0; step < N_STEPS && reach_m * DEARNESS[step] < least; step++) {
        double chord2 = heard_chord2(self, &question, step);
        if (isinf(chord2)) continue;
        double arc_m = geo_arc_m(chord2), sum = arc_m + reach_m * DEARNESS[step];
        if (sum >= least) continue;
        least = sum;
        best = step;
        best_m = arc_m;
    }
    return best < N_STEPS ? WEIGHTS[best] * exp(-best_m / reach_m) : 0;
}
