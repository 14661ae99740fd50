/* Counting: each incident into its periods by share of days, and into its area. */
#include <math.h>
#include <string.h>

#include "compare/compare.h"

/* Where articles are told apart for one row and period. */
typedef struct {
    const CompareInput *input;
    const Periods *periods;
    AreaSystem *areas;
    Comparison *result;
    GHashTable **articles; /* period-major: row * n_periods + period: set of article ids */
} Counting;

static double share_in(const Counting *self, guint incident, guint period) {
    if (self->input->sets) return self->input->sets[incident] == period;
    return period_share(&self->periods->items[period], self->input->incidents[incident]);
}

static guint articles_in(const Counting *self, guint period) {
    guint n = 0;
    const Period *wanted = &self->periods->items[period];
    for (guint i = 0; i < self->input->n_articles; i++) {
        const ArticleSeen *article = &self->input->articles[i];
        GDate day;
        if (self->input->sets)
            n += article->set == period;
        else if (day_parse(article->published, &day))
            n += g_date_compare(&day, &wanted->first) >= 0 &&
                 g_date_compare(&day, &wanted->last) <= 0;
    }
    return n;
}

static void describe_periods(Counting *self) {
    for (guint i = 0; i < self->periods->n; i++) {
        PeriodCount *period = &self->result->periods[i];
        period->days = period_days(&self->periods->items[i]);
        period->n_articles = articles_in(self, i);
    }
}

static void count_in_row(Counting *self, CompareRow *row, const double *shares) {
    for (guint i = 0; i < self->periods->n; i++) row->counts[i] += shares[i];
}

static void note_articles(Counting *self, guint row, const Incident *incident,
                          const double *shares) {
    if (!incident->article) return;
    for (guint i = 0; i < self->periods->n; i++) {
        if (shares[i] <= 0) continue;
        GHashTable **set = &self->articles[row * self->periods->n + i];
        if (!*set) *set = g_hash_table_new(g_str_hash, g_str_equal);
        g_hash_table_add(*set, incident->article);
    }
}

/* The shares of an incident in all periods; FALSE where it lies in none. */
static bool shares_of(Counting *self, guint index, double *shares) {
    const Incident *incident = self->input->incidents[index];
    double sum = 0;
    for (guint i = 0; i < self->periods->n; i++) {
        PeriodCount *period = &self->result->periods[i];
        shares[i] = share_in(self, index, i);
        sum += shares[i];
        period->count += shares[i];
        period->n_straddling += shares[i] > 0 && shares[i] < 1;
        if (incident->killed_min > 0) period->n_killed_min += shares[i] * incident->killed_min;
    }
    return sum > 0;
}

/* Is it to be counted at all? Says why not in the totals. */
static bool is_counted(Counting *self, guint index, double *shares) {
    const Incident *incident = self->input->incidents[index];
    GDate day;
    if (!incident_is_drawn(incident, true)) {
        self->result->n_not_drawn++;
    } else if (!incident_is_drawn(incident, self->input->include_strategic)) {
        self->result->n_strategic++;
    } else if (!self->input->sets && !day_parse(incident_day(incident), &day)) {
        g_ptr_array_add(self->result->undated, (void *)incident);
        self->result->n_undated++;
    } else if (!shares_of(self, index, shares)) {
        self->result->n_outside_periods++;
    } else {
        return true;
    }
    return false;
}

/* The area of each incident, G_MAXUINT where none: known before rows are made, since areas come
 * into being here. */
static guint *find_areas(Counting *self, double *shares) {
    guint n_periods = self->periods->n;
    guint *areas = g_new(guint, MAX(self->input->n, 1u));
    for (guint i = 0; i < self->input->n; i++) {
        double *own = shares + (gsize)i * n_periods;
        areas[i] = G_MAXUINT;
        if (!is_counted(self, i, own)) {
            memset(own, 0, n_periods * sizeof *own);
            continue;
        }
        count_in_row(self, &self->result->all, own);
        AreaFit fit = area_system_find(self->areas, self->input->incidents[i], &areas[i]);
        if (fit == TOO_COARSE) self->result->n_too_coarse++;
        if (fit == OUTSIDE) self->result->n_outside_areas++;
    }
    return areas;
}

static void finish_row(const Counting *self, CompareRow *row, guint index) {
    const PeriodCount *first = &self->result->periods[0];
    const PeriodCount *last = &self->result->periods[self->periods->n - 1];
    row->article_shares = g_new(double, self->periods->n);
    for (guint i = 0; i < self->periods->n; i++) {
        GHashTable *set = self->articles[index * self->periods->n + i];
        guint n = self->result->periods[i].n_articles;
        row->article_shares[i] = n ? (double)(set ? g_hash_table_size(set) : 0) / n : NAN;
    }
    /* Sets without dates are taken as equally long: nothing else is known. */
    bool by_articles = self->input->by_articles;
    double before = by_articles ? first->n_articles : first->days ? first->days : 1;
    double after = by_articles ? last->n_articles : last->days ? last->days : 1;
    row->rate = rate_compare(row->counts[0], row->counts[self->periods->n - 1], before, after);
}

static int by_order(gconstpointer a, gconstpointer b, gpointer areas) {
    const Area *first = area_system_area(areas, ((const CompareRow *)a)->area);
    const Area *second = area_system_area(areas, ((const CompareRow *)b)->area);
    if (first->order != second->order) return first->order < second->order ? -1 : 1;
    return strcmp(first->id, second->id);
}

static void count(Counting *self) {
    Comparison *result = self->result;
    guint n_periods = self->periods->n;
    g_autofree double *shares = g_new0(double, (gsize)MAX(self->input->n, 1u) * n_periods);
    g_autofree guint *areas = find_areas(self, shares);
    result->n_rows = area_system_n(self->areas);
    result->rows = g_new0(CompareRow, result->n_rows);
    self->articles = g_new0(GHashTable *, (gsize)(result->n_rows + 1) * n_periods);
    for (guint i = 0; i < result->n_rows; i++) {
        result->rows[i].area = i;
        result->rows[i].counts = g_new0(double, n_periods);
    }
    for (guint i = 0; i < self->input->n; i++) {
        double *own = shares + (gsize)i * n_periods;
        note_articles(self, result->n_rows, self->input->incidents[i], own);
        // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): one for each
        if (areas[i] == G_MAXUINT) continue;
        count_in_row(self, &result->rows[areas[i]], own);
        note_articles(self, areas[i], self->input->incidents[i], own);
    }
    for (guint i = 0; i < result->n_rows; i++) finish_row(self, &result->rows[i], i);
    finish_row(self, &result->all, result->n_rows);
    g_qsort_with_data(result->rows, (int)result->n_rows, sizeof *result->rows, by_order,
                      self->areas);
    for (gsize i = 0; i < (gsize)(result->n_rows + 1) * n_periods; i++)
        if (self->articles[i]) g_hash_table_unref(self->articles[i]);
    g_free(self->articles);
}

Comparison *comparison_new(const CompareInput *input, const Periods *periods, AreaSystem *areas) {
    Comparison *result = g_new0(Comparison, 1);
    result->n_periods = periods->n;
    result->periods = g_new0(PeriodCount, periods->n);
    result->all.area = AREA_ALL;
    result->all.counts = g_new0(double, periods->n);
    result->undated = g_ptr_array_new();
    result->by_articles = input->by_articles;
    Counting counting = {input, periods, areas, result, NULL};
    describe_periods(&counting);
    count(&counting);
    return result;
}

static void row_clear(CompareRow *row) {
    g_free(row->counts);
    g_free(row->article_shares);
}

CompareRow *comparison_in_areas(const Comparison *self) {
    CompareRow *sum = g_new0(CompareRow, 1);
    sum->area = AREA_ANY;
    sum->counts = g_new0(double, self->n_periods);
    sum->article_shares = g_new(double, self->n_periods);
    for (guint k = 0; k < self->n_periods; k++) {
        sum->article_shares[k] = NAN;
        for (guint i = 0; i < self->n_rows; i++) sum->counts[k] += self->rows[i].counts[k];
    }
    sum->rate = rate_compare(sum->counts[0], sum->counts[self->n_periods - 1],
                             self->all.rate.exposure_before, self->all.rate.exposure_after);
    return sum;
}

void compare_row_free(CompareRow *self) {
    if (!self) return;
    row_clear(self);
    g_free(self);
}

void comparison_free(Comparison *self) {
    if (!self) return;
    for (guint i = 0; i < self->n_rows; i++) row_clear(&self->rows[i]);
    row_clear(&self->all);
    g_free(self->rows);
    g_free(self->periods);
    g_ptr_array_unref(self->undated);
    g_free(self);
}
