/* The figures of an evaluation: counted, printed, as JSON. */
#include <math.h>
#include <stdarg.h>

#include "cmd/evaluate.h"

const int REACHES_KM[N_REACHES] = {1, 5, 10, 25};

double tally_precision(const Tally *self) {
    return self->tp + self->fp ? (double)self->tp / (self->tp + self->fp) : 0;
}

double tally_recall(const Tally *self) {
    return self->tp + self->fn ? (double)self->tp / (self->tp + self->fn) : 0;
}

double tally_f1(const Tally *self) {
    double p = tally_precision(self), r = tally_recall(self);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

void calibration_add(Calibration *self, double confidence, bool is_right) {
    int bin = CLAMP((int)(confidence * N_BINS), 0, N_BINS - 1);
    self->n[bin]++;
    self->right[bin] += is_right;
    self->confidence[bin] += confidence;
    self->square += pow(confidence - is_right, 2);
}

void figures_init(Figures *self) {
    *self = (Figures){
        .confusion = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        .errors = g_ptr_array_new_with_free_func(g_free),
    };
}

void figures_clear(Figures *self) {
    g_hash_table_unref(self->confusion);
    g_hash_table_unref(self->texts);
    g_ptr_array_unref(self->errors);
}

void figures_confuse(Figures *self, const char *gold, const char *found) {
    char *key = g_strdup_printf("%s\t%s", gold, found);
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(self->confusion, key));
    g_hash_table_replace(self->confusion, key, GUINT_TO_POINTER(n + 1));
}

void score_side(Share *exact, Share *grain, const char *gold, const char *found,
                const Gazetteer *gazetteer) {
    exact->n++;
    grain->n++;
    exact->ok += !g_strcmp0(gold, found);
    grain->ok += actor_is_part_of(gazetteer, found, gold);
}

void figures_error(Figures *self, const char *format, ...) {
    va_list args;
    va_start(args, format);
    g_ptr_array_add(self->errors, g_strdup_vprintf(format, args));
    va_end(args);
}

static gint by_name(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The keys of a table, sorted; borrowed from it. */
static GPtrArray *sorted_keys(GHashTable *table) {
    GPtrArray *keys = g_ptr_array_new();
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, table);
    while (g_hash_table_iter_next(&iter, &key, NULL)) g_ptr_array_add(keys, key);
    g_ptr_array_sort(keys, by_name);
    return keys;
}

static double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/* ---- the table ---------------------------------------------------------------------------------
 */

static void print_tally(FILE *out, const char *what, const Tally *tally) {
    fprintf(out, "%s: P %.3f  R %.3f  F1 %.3f  (tp %u, fp %u, fn %u)\n", what,
            tally_precision(tally), tally_recall(tally), tally_f1(tally), tally->tp, tally->fp,
            tally->fn);
}

static void print_share(FILE *out, const char *what, const Share *share) {
    if (share->n)
        fprintf(out, "%s: %u/%u = %.3f\n", what, share->ok, share->n, ratio(share->ok, share->n));
}

static const char *basis_name(guint i) { return date_basis_name((DateBasis)i); }
static const char *precision_name(guint i) { return date_precision_name((DatePrecision)i); }

static void print_parts(FILE *out, const Share *parts, guint n, const char *(*name)(guint)) {
    for (guint i = 0; i < n; i++)
        if (parts[i].n) fprintf(out, "  %-12s %u/%u\n", name(i), parts[i].ok, parts[i].n);
}

/* By basis and by precision of what the program said. */
static void print_dates(const Figures *self, FILE *out) {
    if (self->when.n == 0) return;
    print_share(out, "when", &self->when);
    print_share(out, "when, within what is said", &self->when_held);
    print_parts(out, self->when_by_basis, N_DATE_BASES, basis_name);
    print_parts(out, self->when_by_precision, N_DATE_PRECISIONS, precision_name);
}

static double calibration_n(const Calibration *self) {
    double n = 0;
    for (guint i = 0; i < N_BINS; i++) n += self->n[i];
    return n;
}

/* The mean distance of confidence and truth, weighted by how many lie in a bin (Naeini 2015). */
static double calibration_error(const Calibration *self) {
    double sum = 0;
    for (guint i = 0; i < N_BINS; i++) sum += fabs(self->confidence[i] - self->right[i]);
    return ratio(sum, calibration_n(self));
}

static void print_calibration(FILE *out, const char *what, const Calibration *self) {
    double n = calibration_n(self);
    if (n == 0) return;
    fprintf(out, "%s: Brier %.3f  mean error %.3f  (n %.0f)\n", what, self->square / n,
            calibration_error(self), n);
    for (guint i = 0; i < N_BINS; i++)
        if (self->n[i])
            fprintf(out, "  %.1f-%.1f  said %.3f  right %.3f  (%u/%u)\n", i / (double)N_BINS,
                    (i + 1) / (double)N_BINS, self->confidence[i] / self->n[i],
                    ratio(self->right[i], self->n[i]), self->right[i], self->n[i]);
}

static void print_distances(FILE *out, const char *group, const char *what, const Distances *d) {
    fprintf(out, "%s, %s:", group, what);
    for (guint i = 0; i < N_REACHES; i++)
        fprintf(out, " %s@%d km %.3f", i ? " " : "", REACHES_KM[i], ratio(d->within[i], d->n));
    fprintf(out, "  none %.3f  inside its radius %.3f  (n %u)\n", ratio(d->none, d->n),
            ratio(d->inside, MAX(1, d->n - d->none)), d->n);
}

static void print_texts(const Figures *self, FILE *out) {
    g_autoptr(GPtrArray) groups = sorted_keys(self->texts);
    for (guint i = 0; i < groups->len; i++) {
        const Distances *both = g_hash_table_lookup(self->texts, groups->pdata[i]);
        print_distances(out, groups->pdata[i], "any place", &both[0]);
        print_distances(out, groups->pdata[i], "any incident", &both[1]);
    }
}

/* One line a pair: gold's type, the program's, how often. */
static void print_confusion(const Figures *self, FILE *out) {
    g_autoptr(GPtrArray) keys = sorted_keys(self->confusion);
    if (keys->len) fputs("types, gold and found:\n", out);
    for (guint i = 0; i < keys->len; i++) {
        g_auto(GStrv) pair = g_strsplit(keys->pdata[i], "\t", 2);
        fprintf(out, "  %-24s %-16s %u\n", pair[0], pair[1],
                GPOINTER_TO_UINT(g_hash_table_lookup(self->confusion, keys->pdata[i])));
    }
}

void figures_print(const Figures *self, FILE *out) {
    const char *kind = self->is_excerpts ? "excerpts, " : "";
    g_autofree char *recognition = g_strconcat(kind, "recognition", NULL);
    g_autofree char *incidents = g_strconcat(kind, "incidents", NULL);
    if (self->has_places) print_tally(out, recognition, &self->places);
    print_share(out, "resolution", &self->resolution);
    if (self->has_incidents) print_tally(out, incidents, &self->incidents);
    if (self->actor.n + self->target.n)
        fprintf(out, "actor: %u/%u   target: %u/%u\n", self->actor.ok, self->actor.n,
                self->target.ok, self->target.n);
    if (self->actor.n + self->target.n)
        fprintf(out, "at gold's grain: actor %u/%u   target %u/%u\n", self->actor_grain.ok,
                self->actor_grain.n, self->target_grain.ok, self->target_grain.n);
    print_share(out, "killed", &self->killed);
    print_share(out, "injured", &self->injured);
    print_dates(self, out);
    print_texts(self, out);
    if (self->has_negatives)
        fprintf(out,
                "false places per 100 texts: %.2f   false incidents per 100 texts: %.2f   (n %u)\n",
                100 * ratio(self->false_places, self->n_negatives),
                100 * ratio(self->false_incidents, self->n_negatives), self->n_negatives);
    print_calibration(out, "confidence of places", &self->of_places);
    print_calibration(out, "confidence of incidents", &self->of_incidents);
    print_confusion(self, out);
}

/* ---- JSON --------------------------------------------------------------------------------------
 */

static json_t *rounded(double value) { return json_real(round(value * 1e4) / 1e4); }

static json_t *tally_json(const Tally *self) {
    return json_pack("{si si si so so so}", "tp", (int)self->tp, "fp", (int)self->fp, "fn",
                     (int)self->fn, "precision", rounded(tally_precision(self)), "recall",
                     rounded(tally_recall(self)), "f1", rounded(tally_f1(self)));
}

static json_t *share_json(const Share *self) {
    return json_pack("{si si so}", "right", (int)self->ok, "n", (int)self->n, "share",
                     rounded(ratio(self->ok, self->n)));
}

static json_t *parts_json(const Share *parts, guint n, const char *(*name)(guint)) {
    json_t *object = json_object();
    for (guint i = 0; i < n; i++)
        if (parts[i].n) json_object_set_new(object, name(i), share_json(&parts[i]));
    return object;
}

static json_t *dates_json(const Figures *self) {
    return json_pack("{so so so so}", "exact", share_json(&self->when), "within",
                     share_json(&self->when_held), "by_basis",
                     parts_json(self->when_by_basis, N_DATE_BASES, basis_name), "by_precision",
                     parts_json(self->when_by_precision, N_DATE_PRECISIONS, precision_name));
}

static json_t *calibration_json(const Calibration *self) {
    double n = calibration_n(self);
    json_t *bins = json_array();
    for (guint i = 0; i < N_BINS; i++)
        if (self->n[i])
            json_array_append_new(
                bins, json_pack("{so so si so so}", "from", rounded(i / (double)N_BINS), "to",
                                rounded((i + 1) / (double)N_BINS), "n", (int)self->n[i],
                                "confidence", rounded(self->confidence[i] / self->n[i]), "right",
                                rounded(ratio(self->right[i], self->n[i]))));
    return json_pack("{si so so so}", "n", (int)n, "brier", rounded(ratio(self->square, n)),
                     "mean_error", rounded(calibration_error(self)), "bins", bins);
}

static json_t *distances_json(const Distances *self) {
    json_t *within = json_object();
    for (guint i = 0; i < N_REACHES; i++) {
        char key[16];
        g_snprintf(key, sizeof key, "%d", REACHES_KM[i]);
        json_object_set_new(within, key, rounded(ratio(self->within[i], self->n)));
    }
    return json_pack("{si so so so}", "n", (int)self->n, "within_km", within, "none",
                     rounded(ratio(self->none, self->n)), "inside_radius",
                     rounded(ratio(self->inside, MAX(1, self->n - self->none))));
}

static json_t *texts_json(const Figures *self) {
    json_t *object = json_object();
    g_autoptr(GPtrArray) groups = sorted_keys(self->texts);
    for (guint i = 0; i < groups->len; i++) {
        const Distances *both = g_hash_table_lookup(self->texts, groups->pdata[i]);
        json_object_set_new(object, groups->pdata[i],
                            json_pack("{so so}", "any_place", distances_json(&both[0]),
                                      "any_incident", distances_json(&both[1])));
    }
    return object;
}

static json_t *confusion_json(const Figures *self) {
    json_t *rows = json_array();
    g_autoptr(GPtrArray) keys = sorted_keys(self->confusion);
    for (guint i = 0; i < keys->len; i++) {
        g_auto(GStrv) pair = g_strsplit(keys->pdata[i], "\t", 2);
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(self->confusion, keys->pdata[i]));
        json_array_append_new(
            rows, json_pack("{ss ss si}", "gold", pair[0], "found", pair[1], "n", (int)n));
    }
    return rows;
}

json_t *figures_json(const Figures *self) {
    json_t *all = json_object();
    if (self->has_places) {
        json_object_set_new(all, "recognition", tally_json(&self->places));
        if (self->resolution.n)
            json_object_set_new(all, "resolution", share_json(&self->resolution));
        if (self->resolution.n)
            json_object_set_new(all, "place_confidence", calibration_json(&self->of_places));
    }
    if (self->has_incidents) {
        const struct {
            const char *key;
            const Share *share;
        } shares[] = {{"actor", &self->actor},
                      {"target", &self->target},
                      {"actor_grain", &self->actor_grain},
                      {"target_grain", &self->target_grain},
                      {"killed", &self->killed},
                      {"injured", &self->injured}};
        json_object_set_new(all, "incidents", tally_json(&self->incidents));
        for (guint i = 0; i < G_N_ELEMENTS(shares); i++)
            json_object_set_new(all, shares[i].key, share_json(shares[i].share));
        if (self->when.n) json_object_set_new(all, "when", dates_json(self));
        json_object_set_new(all, "confidence", calibration_json(&self->of_incidents));
        json_object_set_new(all, "types", confusion_json(self));
    }
    if (self->has_texts) json_object_set_new(all, "texts", texts_json(self));
    if (self->has_negatives)
        json_object_set_new(
            all, "negatives",
            json_pack("{si si si}", "n", (int)self->n_negatives, "false_places",
                      (int)self->false_places, "false_incidents", (int)self->false_incidents));
    return all;
}
