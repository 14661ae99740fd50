/*
 * Groups of reports: the pairs that agree best are joined first, and two groups only when every
 * report of the one agrees with every report of the other, so that no chain of likenesses leads
 * from one event to the next. What people decided comes before all.
 */
#include "store/merge.h"

static guint32 julian_of(const char *day) {
    GDate date;
    int year, month, of_month;
    if (!day || sscanf(day, "%4d-%2d-%2d", &year, &month, &of_month) != 3) return 0;
    if (!g_date_valid_dmy((GDateDay)of_month, (GDateMonth)month, (GDateYear)year)) return 0;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)of_month, (GDateMonth)month, (GDateYear)year);
    return g_date_get_julian(&date);
}

MergeReport merge_report(const Incident *incident, guint text) {
    const Location *at = &incident->location;
    guint32 start = julian_of(incident->date_start), end = julian_of(incident->date_end);
    return (MergeReport){.id = incident->id,
                         .article = incident->article,
                         .source = incident->source,
                         .published = incident->published,
                         .text = text,
                         .type = incident->type,
                         .modality = incident->modality,
                         .aggregate = incident->aggregate,
                         .actor = incident->actor,
                         .target = incident->target,
                         .place = incident->place,
                         .time_of_day = incident->time_of_day,
                         .start = start,
                         .end = end ? end : start,
                         .date_precision = incident->date_precision,
                         .date_basis = incident->date_basis,
                         .method = at->method,
                         .lon = at->lon,
                         .lat = at->lat,
                         .radius_m = at->radius_m,
                         .killed_min = incident->killed_min,
                         .killed_max = incident->killed_max,
                         .injured_min = incident->injured_min,
                         .injured_max = incident->injured_max};
}

void merged_clear(Merged *self) { g_clear_pointer(&self->reason, g_free); }

int merge_compare(const MergeReport *a, const MergeReport *b) {
    /* Articles without a date come last: they cannot have told first. */
    const char *x = a->published ? a->published : "~", *y = b->published ? b->published : "~";
    int order = strcmp(x, y);
    if (order == 0) order = g_strcmp0(a->article, b->article);
    return order ? order : g_strcmp0(a->id, b->id);
}

/* A pair that agrees. */
typedef struct {
    double agreement;
    guint a, b; /* ranks, a < b */
} Pair;

/* Reports are known by their rank in the order of merge_compare; groups are linked lists of ranks.
 */
typedef struct {
    const MergeReport *reports;
    const Gazetteer *gazetteer;
    guint n;
    guint *at;          /* rank → index */
    guint *rank;        /* index → rank */
    guint *group;       /* rank → the group's first rank */
    guint *next;        /* rank → the next of its group, or NO_RANK */
    GHashTable *parted; /* pairs that a person parted: key_of */
    Merged *merged;
} Merging;

enum { NO_RANK = G_MAXUINT };

static const MergeReport *report_at(const Merging *self, guint rank) {
    return &self->reports[self->at[rank]];
}

static guint64 key_of(guint a, guint b) { return (guint64)MIN(a, b) << 32 | MAX(a, b); }

static bool is_parted(const Merging *self, guint a, guint b) {
    guint64 key = key_of(a, b);
    return g_hash_table_contains(self->parted, &key);
}

/* Does an earlier report of its group print the same text? Then that one speaks for both: what a
 * copy says of days is read from the day on which it was printed. */
static bool is_spoken_for(const Merging *self, guint rank) {
    for (guint i = self->group[rank]; i != NO_RANK; i = self->next[i])
        if (i < rank && report_at(self, i)->text == report_at(self, rank)->text) return true;
    return false;
}

/* May the two stand in one group? An article tells an event once: what it tells twice are two. */
static bool may_meet(const Merging *self, guint a, guint b) {
    const MergeReport *x = report_at(self, a), *y = report_at(self, b);
    if (is_parted(self, a, b) || !g_strcmp0(x->article, y->article)) return false;
    return is_spoken_for(self, a) || is_spoken_for(self, b) ||
           reports_agreement(x, y, self->gazetteer, NULL) > 0;
}

static bool groups_agree(const Merging *self, guint x, guint y) {
    for (guint a = x; a != NO_RANK; a = self->next[a])
        for (guint b = y; b != NO_RANK; b = self->next[b])
            if (!may_meet(self, a, b)) return false;
    return true;
}

/* Hangs the tree that holds `child` on `parent`: the reports on the way from `child` to its root
 * turn round, so that every report but the group's first says with which one it goes and why. */
static void hang(Merging *self, guint child, guint parent, char *reason) {
    for (;;) {
        Merged *merged = &self->merged[self->at[child]];
        guint above = self->rank[merged->with];
        char *of_above = merged->reason;
        merged->with = self->at[parent];
        merged->reason = reason;
        if (above == child) return;
        parent = child;
        child = above;
        reason = of_above;
    }
}

/* Joins the groups of two reports; takes the reason. */
static void join(Merging *self, guint a, guint b, char *reason) {
    guint x = self->group[a], y = self->group[b];
    guint first = MIN(x, y), other = MAX(x, y), last = first;
    hang(self, x < y ? b : a, x < y ? a : b, reason);
    for (guint i = other; i != NO_RANK; i = self->next[i]) self->group[i] = first;
    // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): ranks lie within the array
    while (self->next[last] != NO_RANK) last = self->next[last];
    self->next[last] = other;
}

/* ---- what people decided ----------------------------------------------------------------------
 */

static void heed_verdicts(Merging *self, const MergeVerdict *verdicts, guint n) {
    for (guint i = 0; i < n; i++) {
        guint a = self->rank[verdicts[i].a], b = self->rank[verdicts[i].b];
        guint64 key = key_of(a, b);
        /* The last word on a pair counts. */
        if (verdicts[i].is_same)
            g_hash_table_remove(self->parted, &key);
        else
            g_hash_table_add(self->parted, g_memdup2(&key, sizeof key));
    }
    for (guint i = 0; i < n; i++) {
        guint a = self->rank[verdicts[i].a], b = self->rank[verdicts[i].b];
        if (!verdicts[i].is_same || is_parted(self, a, b) || self->group[a] == self->group[b])
            continue;
        const char *why =
            verdicts[i].note && *verdicts[i].note ? verdicts[i].note : "no reason given";
        join(self, a, b, g_strdup_printf("decided by a person: %s", why));
    }
}

/* ---- by machine -------------------------------------------------------------------------------
 */

static gint by_agreement(gconstpointer a, gconstpointer b) {
    const Pair *x = a, *y = b;
    if (x->agreement != y->agreement) return x->agreement > y->agreement ? -1 : 1;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

typedef struct {
    guint32 day;
    guint rank;
} Dated;

static gint by_day(gconstpointer a, gconstpointer b) {
    const Dated *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* Only reports whose dates lie near can agree: all others need not be compared. Undated ones agree
 * with their own copies only, and are few. */
enum { FARTHEST_DAYS = 45 };

static GArray *pairs_that_agree(const Merging *self) {
    g_autoptr(GArray) dated = g_array_new(FALSE, FALSE, sizeof(Dated));
    for (guint i = 0; i < self->n; i++) {
        Dated entry = {report_at(self, i)->start, i};
        g_array_append_val(dated, entry);
    }
    g_array_sort(dated, by_day);
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    for (guint i = 0; i < dated->len; i++) {
        const Dated *x = &g_array_index(dated, Dated, i);
        for (guint k = i + 1; k < dated->len; k++) {
            const Dated *y = &g_array_index(dated, Dated, k);
            if (x->day && y->day > x->day + FARTHEST_DAYS) break;
            const MergeReport *a = report_at(self, x->rank), *b = report_at(self, y->rank);
            if (!x->day && a->text != b->text) continue;
            if (!g_strcmp0(a->article, b->article)) continue;
            Pair pair = {reports_agreement(a, b, self->gazetteer, NULL), MIN(x->rank, y->rank),
                         MAX(x->rank, y->rank)};
            if (pair.agreement > 0) g_array_append_val(pairs, pair);
        }
    }
    g_array_sort(pairs, by_agreement);
    return pairs;
}

static void merge_by_machine(Merging *self) {
    g_autoptr(GArray) pairs = pairs_that_agree(self);
    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);
        guint x = self->group[pair->a], y = self->group[pair->b];
        if (x == y || !groups_agree(self, x, y)) continue;
        char *reason = NULL;
        reports_agreement(report_at(self, pair->a), report_at(self, pair->b), self->gazetteer,
                          &reason);
        join(self, pair->a, pair->b, reason);
    }
}

/* ---- all --------------------------------------------------------------------------------------
 */

static gint by_report(gconstpointer a, gconstpointer b, gpointer reports) {
    guint x = *(const guint *)a, y = *(const guint *)b;
    const MergeReport *all = reports;
    int order = merge_compare(&all[x], &all[y]);
    return order ? order : (x < y ? -1 : x > y);
}

static void merging_init(Merging *self, const MergeReport *reports, guint n,
                         const Gazetteer *gazetteer, Merged *merged) {
    *self = (Merging){.reports = reports, .gazetteer = gazetteer, .n = n, .merged = merged};
    self->at = g_new(guint, n);
    self->rank = g_new(guint, n);
    self->group = g_new(guint, n);
    self->next = g_new(guint, n);
    self->parted = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < n; i++) self->at[i] = i;
    if (n) g_qsort_with_data(self->at, (gint)n, sizeof(guint), by_report, (gpointer)reports);
    for (guint i = 0; i < n; i++) {
        self->rank[self->at[i]] = self->group[i] = i;
        self->next[i] = NO_RANK;
        merged[i].with = i;
    }
}

static void merging_clear(Merging *self) {
    g_free(self->at);
    g_free(self->rank);
    g_free(self->group);
    g_free(self->next);
    g_hash_table_unref(self->parted);
}

GArray *reports_merge(const MergeReport *reports, guint n, const MergeVerdict *verdicts,
                      guint n_verdicts, bool by_machine, const Gazetteer *gazetteer) {
    GArray *merged = g_array_sized_new(FALSE, TRUE, sizeof(Merged), n);
    g_array_set_size(merged, n);
    g_array_set_clear_func(merged, (GDestroyNotify)merged_clear);
    Merging self;
    merging_init(&self, reports, n, gazetteer, (Merged *)(void *)merged->data);
    heed_verdicts(&self, verdicts, n_verdicts);
    if (by_machine) merge_by_machine(&self);
    for (guint i = 0; i < n; i++) self.merged[i].first = self.at[self.group[self.rank[i]]];
    merging_clear(&self);
    return merged;
}
