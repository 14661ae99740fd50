/*
 * palette: the colours that a picture has are counted, split into boxes where they differ most
 * (Heckbert 1982, by variance as in Wu 1991), and the boxes' means moved to where their colours are
 * (k-means). All in CIE L*a*b*, and with counts damped, so that the edge of a small symbol weighs
 * against the wide land.
 *
 * Written here because the library that Debian has for it (libimagequant) is under the GPL, and a
 * map needs no dithering: its colours are few and flat.
 */
#include "map/palette.h"

#include <math.h>
#include <string.h>

enum { MOST_COLORS = 60000, FIRST_SLOTS = 1 << 14, ROUNDS = 3 };
/* What palette_is_faithful asks for. */
static const double MEAN_LIMIT = 0.5, VISIBLE = 6, VISIBLE_LIMIT = 0.001, WORST_LIMIT = 20;
/* A cell this close about its mean is one colour to the eye: a finer palette makes a larger file.
 */
static const double CLOSE = 0.5;

/* How a palette is sought: the first that is faithful is taken. Fewer colours make a smaller file
 * (160 instead of 256: a tenth less); where tints lie over tints, wide fields must weigh more. */
static const struct Attempt {
    guint most_colors;
    float damping; /* a colour weighs its number of pixels to this power */
} ATTEMPTS[] = {{160, 0.5f}, {PALETTE_MOST, 0.5f}, {PALETTE_MOST, 0.65f}};

typedef struct {
    guint32 rgb;
    guint32 count;
    float lab[3];
    float weight;
} Tone;

/* Pixels of one colour in a row. */
typedef struct {
    guint32 tone, n;
} Run;

/* The colours of a picture in the order of their first pixel, and the picture in them. Owns its
 * arrays. */
typedef struct {
    Tone *tones;
    guint n, room;
    guint32 *slots; /* open addressing: index of a tone + 1 */
    guint n_slots;
    Run *runs;
    guint n_runs, runs_room;
} Tones;

/* ---- counting ---------------------------------------------------------------------------------
 */

static guint slot_of(const Tones *self, guint32 rgb) {
    guint slot = (rgb * 2654435769u >> 7) & (self->n_slots - 1);
    while (self->slots[slot] && self->tones[self->slots[slot] - 1].rgb != rgb)
        slot = (slot + 1) & (self->n_slots - 1);
    return slot;
}

static void grow_slots(Tones *self) {
    g_free(self->slots);
    self->n_slots *= 4;
    self->slots = g_new0(guint32, self->n_slots);
    for (guint i = 0; i < self->n; i++) self->slots[slot_of(self, self->tones[i].rgb)] = i + 1;
}

static guint tone_for(Tones *self, guint32 rgb) {
    guint slot = slot_of(self, rgb);
    if (self->slots[slot]) return self->slots[slot] - 1;
    if (self->n == self->room) self->tones = g_renew(Tone, self->tones, self->room *= 2);
    self->tones[self->n] = (Tone){.rgb = rgb};
    self->slots[slot] = ++self->n;
    if (self->n * 2 > self->n_slots) grow_slots(self);
    return self->n - 1;
}

static void tones_clear(Tones *self) {
    g_free(self->tones);
    g_free(self->slots);
    g_free(self->runs);
}

static void add_run(Tones *self, Run run) {
    if (self->n_runs == self->runs_room)
        self->runs = g_renew(Run, self->runs, self->runs_room *= 2);
    self->runs[self->n_runs++] = run;
    self->tones[run.tone].count += run.n;
}

/* Runs of one colour are counted at once. False where there are too many colours. */
static gboolean count_tones(Tones *self, const guint8 *pixels, int width, int height, int stride) {
    *self =
        (Tones){.room = 4096, .n_slots = FIRST_SLOTS, .runs_room = (guint)(width * height / 8) + 1};
    self->tones = g_new0(Tone, self->room);
    self->slots = g_new0(guint32, self->n_slots);
    self->runs = g_new(Run, self->runs_room);
    for (int y = 0; y < height; y++) {
        const guint32 *row = (const guint32 *)(const void *)(pixels + (gsize)y * (gsize)stride);
        for (int x = 0; x < width;) {
            guint32 rgb = row[x] & 0xFFFFFF;
            int end = x + 1;
            while (end < width && (row[end] & 0xFFFFFF) == rgb) end++;
            add_run(self, (Run){tone_for(self, rgb), (guint32)(end - x)});
            x = end;
        }
        if (self->n > MOST_COLORS) return FALSE;
    }
    return TRUE;
}

/* ---- L*a*b* -----------------------------------------------------------------------------------
 */

static float lab_curve(float t) { return t > 0.008856f ? cbrtf(t) : 7.787f * t + 16.0f / 116; }

/* sRGB, D65; `linear` is its transfer curve at each of 256 levels. */
static void set_lab(const float linear[256], guint32 rgb, float ret_lab[3]) {
    float r = linear[rgb >> 16 & 0xFF], g = linear[rgb >> 8 & 0xFF], b = linear[rgb & 0xFF];
    float x = lab_curve((0.4124f * r + 0.3576f * g + 0.1805f * b) / 0.9505f);
    float y = lab_curve(0.2126f * r + 0.7152f * g + 0.0722f * b);
    float z = lab_curve((0.0193f * r + 0.1192f * g + 0.9505f * b) / 1.089f);
    ret_lab[0] = 116 * y - 16;
    ret_lab[1] = 500 * (x - y);
    ret_lab[2] = 200 * (y - z);
}

static void make_linear(float linear[256]) {
    for (int i = 0; i < 256; i++) {
        double level = i / 255.0;
        linear[i] = (float)(level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4));
    }
}

static float distance2(const float a[3], const float b[3]) {
    float l = a[0] - b[0], x = a[1] - b[1], y = a[2] - b[2];
    return l * l + x * x + y * y;
}

/* ---- boxes ------------------------------------------------------------------------------------
 */

/* Tones `first` to `first + n` of the order. */
typedef struct {
    guint first, n;
    double weight, mean[3], spread[3]; /* weighted squares about the mean, an axis each */
} Cell;

static void measure_cell(Cell *self, const Tone *tones, const guint32 *order) {
    double sum[3] = {0}, squares[3] = {0};
    self->weight = 0;
    for (guint i = self->first; i < self->first + self->n; i++) {
        const Tone *tone = &tones[order[i]];
        self->weight += tone->weight;
        for (guint axis = 0; axis < 3; axis++) {
            sum[axis] += tone->weight * tone->lab[axis];
            squares[axis] += tone->weight * tone->lab[axis] * tone->lab[axis];
        }
    }
    for (guint axis = 0; axis < 3; axis++) {
        self->mean[axis] = sum[axis] / self->weight;
        self->spread[axis] = fmax(0, squares[axis] - sum[axis] * self->mean[axis]);
    }
}

static guint widest_axis(const Cell *self) {
    guint axis = 0;
    for (guint i = 1; i < 3; i++)
        if (self->spread[i] > self->spread[axis]) axis = i;
    return axis;
}

/* Parts the cell's tones at the mean of its widest axis; returns how many lie below. */
static guint part_cell(const Cell *self, const Tone *tones, guint32 *order) {
    guint axis = widest_axis(self), low = self->first, high = self->first + self->n;
    while (low < high) {
        if (tones[order[low]].lab[axis] < self->mean[axis]) {
            low++;
            continue;
        }
        high--;
        guint32 swapped = order[low];
        order[low] = order[high];
        order[high] = swapped;
    }
    return low - self->first;
}

/* Returns how many cells there are, and which each tone is in. */
static guint split_cells(const Tone *tones, guint n, guint most, Cell *cells, guint16 *ret_cell) {
    g_autofree guint32 *order = g_new(guint32, n);
    for (guint i = 0; i < n; i++) order[i] = i;
    cells[0] = (Cell){.n = n};
    measure_cell(&cells[0], tones, order);
    guint n_cells = 1;
    while (n_cells < most) {
        guint worst = 0;
        for (guint i = 1; i < n_cells; i++)
            if (cells[i].spread[widest_axis(&cells[i])] >
                cells[worst].spread[widest_axis(&cells[worst])])
                worst = i;
        double spread = cells[worst].spread[widest_axis(&cells[worst])];
        if (spread < CLOSE * CLOSE * cells[worst].weight) break;
        guint below = part_cell(&cells[worst], tones, order);
        if (below == 0 || below == cells[worst].n) break;
        cells[n_cells] = (Cell){.first = cells[worst].first + below, .n = cells[worst].n - below};
        cells[worst].n = below;
        measure_cell(&cells[worst], tones, order);
        measure_cell(&cells[n_cells++], tones, order);
    }
    for (guint c = 0; c < n_cells; c++)
        for (guint i = 0; i < cells[c].n; i++) ret_cell[order[cells[c].first + i]] = (guint16)c;
    return n_cells;
}

/* ---- k-means ----------------------------------------------------------------------------------
 */

enum { SHELVES = 256 };

/* The palette while it settles: centres by rising lightness, and each tone's centre, as a guess
 * until it is assigned. */
typedef struct {
    float centres[PALETTE_MOST][3];
    guint n;
    guint16 shelves[SHELVES];   /* the first centre at or above each step of lightness */
    float alone2[PALETTE_MOST]; /* what lies within this of a centre has no nearer one; squared */
    guint16 *nearest;
} Settling;

/* Lightness goes from 0 to 100. */
static guint shelf_of(float lightness) {
    return (guint)CLAMP(lightness * (SHELVES / 100.0f), 0, SHELVES - 1);
}

static void fill_shelves(Settling *self) {
    for (guint shelf = 0, centre = 0; shelf < SHELVES; shelf++) {
        while (centre < self->n && shelf_of(self->centres[centre][0]) < shelf) centre++;
        self->shelves[shelf] = (guint16)centre;
    }
}

/* A centre and where it stood before it was put in order. */
typedef struct {
    float lab[3];
    guint before;
} Place;

static int places_compare(const void *a, const void *b) {
    const Place *left = a, *right = b;
    for (guint axis = 0; axis < 3; axis++)
        if (left->lab[axis] != right->lab[axis]) return left->lab[axis] < right->lab[axis] ? -1 : 1;
    return left->before < right->before ? -1 : 1;
}

/* Puts the centres by lightness; the tones' centres stay the same ones. */
static void sort_centres(Settling *self, guint n_tones) {
    Place places[PALETTE_MOST];
    guint16 now[PALETTE_MOST];
    for (guint c = 0; c < self->n; c++) {
        memcpy(places[c].lab, self->centres[c], sizeof places[c].lab);
        places[c].before = c;
    }
    qsort(places, self->n, sizeof *places, places_compare);
    for (guint c = 0; c < self->n; c++) {
        memcpy(self->centres[c], places[c].lab, sizeof places[c].lab);
        now[places[c].before] = (guint16)c;
    }
    for (guint i = 0; i < n_tones; i++) self->nearest[i] = now[self->nearest[i]];
}

/* Half the way to the next centre, and a little less, since these are rounded numbers. */
static void measure_alone(Settling *self) {
    for (guint c = 0; c < self->n; c++) {
        float least = INFINITY;
        for (guint i = c; i-- > 0;) {
            float dl = self->centres[c][0] - self->centres[i][0];
            if (dl * dl > least) break;
            least = MIN(least, distance2(self->centres[i], self->centres[c]));
        }
        for (guint i = c + 1; i < self->n; i++) {
            float dl = self->centres[i][0] - self->centres[c][0];
            if (dl * dl > least) break;
            least = MIN(least, distance2(self->centres[i], self->centres[c]));
        }
        self->alone2[c] = 0.249f * least;
    }
}

/* Looks outwards from the centre of like lightness until lightness alone is farther than the
 * guess. */
static guint nearest_centre(const Settling *self, const float lab[3], guint guess) {
    float least = distance2(self->centres[guess], lab);
    if (least < self->alone2[guess]) return guess;
    guint low = self->shelves[shelf_of(lab[0])], best = guess;
    while (low < self->n && self->centres[low][0] < lab[0]) low++;
    for (guint i = low; i < self->n; i++) {
        float dl = self->centres[i][0] - lab[0];
        if (dl * dl > least) break;
        float distance = distance2(self->centres[i], lab);
        if (distance < least) least = distance, best = i;
    }
    for (guint i = low; i-- > 0;) {
        float dl = self->centres[i][0] - lab[0];
        if (dl * dl > least) break;
        float distance = distance2(self->centres[i], lab);
        if (distance < least) least = distance, best = i;
    }
    return best;
}

static void assign(Settling *self, const Tone *tones, guint n) {
    sort_centres(self, n);
    fill_shelves(self);
    measure_alone(self);
    for (guint i = 0; i < n; i++)
        self->nearest[i] = (guint16)nearest_centre(self, tones[i].lab, self->nearest[i]);
}

static void move_centres(Settling *self, const Tone *tones, guint n) {
    double sums[PALETTE_MOST][3] = {{0}}, weights[PALETTE_MOST] = {0};
    for (guint i = 0; i < n; i++) {
        guint to = self->nearest[i];
        weights[to] += tones[i].weight;
        for (guint axis = 0; axis < 3; axis++)
            sums[to][axis] += tones[i].weight * tones[i].lab[axis];
    }
    for (guint c = 0; c < self->n; c++)
        for (guint axis = 0; axis < 3 && weights[c] > 0; axis++)
            self->centres[c][axis] = (float)(sums[c][axis] / weights[c]);
}

/* The colour that stands for each centre: the tone that most of its pixels have, or else the mean,
 * so that flat fields keep their very colour. Centres without a tone are left out. */
static guint settled_colors(const Settling *self, const Tone *tones, guint n, Palette *palette,
                            guint8 *ret_index) {
    double sums[PALETTE_MOST][3] = {{0}}, totals[PALETTE_MOST] = {0};
    guint32 most[PALETTE_MOST] = {0}, rgb[PALETTE_MOST] = {0};
    for (guint i = 0; i < n; i++) {
        guint to = self->nearest[i];
        totals[to] += tones[i].count;
        for (guint c = 0; c < 3; c++)
            sums[to][c] += (double)tones[i].count * (tones[i].rgb >> (16 - 8 * c) & 0xFF);
        if (tones[i].count <= most[to]) continue;
        most[to] = tones[i].count;
        rgb[to] = tones[i].rgb;
    }
    guint n_colors = 0;
    for (guint c = 0; c < self->n; c++) {
        if (totals[c] == 0) continue;
        for (guint channel = 0; channel < 3; channel++)
            palette->rgb[n_colors][channel] = 2 * most[c] > totals[c]
                                                  ? (guint8)(rgb[c] >> (16 - 8 * channel))
                                                  : (guint8)lround(sums[c][channel] / totals[c]);
        ret_index[c] = (guint8)n_colors++;
    }
    return n_colors;
}

/* ---- the whole --------------------------------------------------------------------------------
 */

static void settle(Settling *self, const Tone *tones, guint n, guint most) {
    g_autofree Cell *cells = g_new0(Cell, PALETTE_MOST);
    self->n = split_cells(tones, n, most, cells, self->nearest);
    for (guint i = 0; i < self->n; i++)
        for (guint axis = 0; axis < 3; axis++) self->centres[i][axis] = (float)cells[i].mean[axis];
    for (guint round = 0; round < ROUNDS; round++) {
        assign(self, tones, n);
        move_centres(self, tones, n);
    }
    assign(self, tones, n);
}

/* Differences by pixel. */
static void measure(Palette *self, const Tone *tones, guint n, const guint8 *index_of_tone,
                    const float linear[256]) {
    float labs[PALETTE_MOST][3];
    for (guint c = 0; c < self->n_colors; c++) {
        const guint8 *rgb = self->rgb[c];
        set_lab(linear, (guint32)rgb[0] << 16 | (guint32)rgb[1] << 8 | rgb[2], labs[c]);
    }
    double total = 0, sum = 0, seen = 0;
    self->worst_difference = 0;
    for (guint i = 0; i < n; i++) {
        double difference = sqrtf(distance2(labs[index_of_tone[i]], tones[i].lab));
        total += tones[i].count;
        sum += difference * tones[i].count;
        if (difference > VISIBLE) seen += tones[i].count;
        self->worst_difference = fmax(self->worst_difference, difference);
    }
    self->mean_difference = sum / total;
    self->visible_share = seen / total;
}

static void set_indices(Palette *self, const Tones *tones, const guint8 *index_of_tone,
                        gsize n_pixels) {
    self->indices = g_malloc(n_pixels);
    guint8 *out = self->indices;
    for (guint i = 0; i < tones->n_runs; i++) {
        const Run *run = &tones->runs[i];
        guint8 index = index_of_tone[run->tone];
        *out = index;
        if (run->n > 1) memset(out, index, run->n);
        out += run->n;
    }
}

/* One attempt: colours, each tone's index of them, and how far off they are. */
static void choose_colors(Palette *self, const struct Attempt *attempt, Tones *tones,
                          const float linear[256], guint8 *index_of_tone) {
    for (guint i = 0; i < tones->n; i++)
        tones->tones[i].weight = powf((float)tones->tones[i].count, attempt->damping);
    g_autofree guint16 *nearest = g_new0(guint16, tones->n);
    Settling settling = {.nearest = nearest};
    settle(&settling, tones->tones, tones->n, attempt->most_colors);
    guint8 index_of_centre[PALETTE_MOST] = {0};
    self->n_colors = settled_colors(&settling, tones->tones, tones->n, self, index_of_centre);
    for (guint i = 0; i < tones->n; i++) index_of_tone[i] = index_of_centre[nearest[i]];
    measure(self, tones->tones, tones->n, index_of_tone, linear);
}

Palette *palette_new(const guint8 *pixels, int width, int height, int stride) {
    Tones tones;
    if (!count_tones(&tones, pixels, width, height, stride)) {
        tones_clear(&tones);
        return NULL;
    }
    float linear[256];
    make_linear(linear);
    for (guint i = 0; i < tones.n; i++) set_lab(linear, tones.tones[i].rgb, tones.tones[i].lab);
    g_autofree guint8 *index_of_tone = g_malloc(tones.n);
    Palette *self = g_new0(Palette, 1);
    for (guint i = 0; i < G_N_ELEMENTS(ATTEMPTS); i++) {
        choose_colors(self, &ATTEMPTS[i], &tones, linear, index_of_tone);
        if (palette_is_faithful(self)) break;
    }
    set_indices(self, &tones, index_of_tone, (gsize)width * (gsize)height);
    tones_clear(&tones);
    return self;
}

void palette_free(Palette *self) {
    if (!self) return;
    g_free(self->indices);
    g_free(self);
}

gboolean palette_is_faithful(const Palette *self) {
    return self->mean_difference <= MEAN_LIMIT && self->visible_share < VISIBLE_LIMIT &&
           self->worst_difference <= WORST_LIMIT;
}
