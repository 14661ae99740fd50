/* The numbers as JSON, as CSV, and as a table for a terminal. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "compare/compare.h"

typedef struct {
    const Comparison *comparison;
    const Periods *periods;
    const AreaSystem *areas;
    const Words *const *words;
    guint n_words;
    FILE *out;
} Table;

static char *day_text(const GDate *day) {
    if (!g_date_valid(day)) return NULL;
    return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(day), g_date_get_month(day),
                           g_date_get_day(day));
}

/* Four digits after the point are enough, and the same everywhere. */
static const char *number_text(double number, char *buffer, gsize size) {
    if (isnan(number)) return "";
    if (isinf(number)) return "inf";
    return g_ascii_formatd(buffer, (int)size, "%.10g", round(number * 10000) / 10000);
}

/* ---- JSON -------------------------------------------------------------------------------------
 */

static json_t *json_number_or_null(double number) {
    if (!isfinite(number)) return json_null();
    double rounded = round(number * 10000) / 10000;
    return rounded == floor(rounded) && fabs(rounded) < 1e15 ? json_integer((json_int_t)rounded)
                                                             : json_real(rounded);
}

static json_t *json_text_or_null(const char *text) {
    return text ? json_string(text) : json_null();
}

static json_t *json_period(const Table *self, guint index) {
    const PeriodCount *count = &self->comparison->periods[index];
    const Period *period = &self->periods->items[index];
    g_autofree char *from = day_text(&period->first), *to = day_text(&period->last);
    json_t *object = json_object();
    json_object_set_new(object, "name", json_text_or_null(period->name));
    json_object_set_new(object, "from", json_text_or_null(from));
    json_object_set_new(object, "to", json_text_or_null(to));
    json_object_set_new(object, "count", json_number_or_null(count->count));
    json_object_set_new(object, "days", count->days ? json_integer(count->days) : json_null());
    json_object_set_new(
        object, "per_day",
        count->days ? json_number_or_null(count->count / count->days) : json_null());
    json_object_set_new(object, "articles", json_integer(count->n_articles));
    json_object_set_new(object, "split", json_integer(count->n_straddling));
    json_object_set_new(object, "killed_min", json_number_or_null(count->n_killed_min));
    return object;
}

static json_t *json_rate(const Rate *rate) {
    json_t *object = json_object();
    json_object_set_new(object, "change", json_number_or_null(rate->after - rate->before));
    json_object_set_new(object, "ratio", json_number_or_null(rate->ratio));
    json_object_set_new(object, "low", json_number_or_null(rate->low));
    json_object_set_new(object, "high", json_number_or_null(rate->high));
    json_object_set_new(object, "p", json_number_or_null(rate->p));
    json_object_set_new(object, "may_be_chance", json_boolean(rate->may_be_chance));
    return object;
}

static json_t *json_row(const Table *self, const CompareRow *row) {
    json_t *object = json_object(), *counts = json_array(), *shares = json_array();
    const Area *area = row->area == AREA_ALL ? NULL : area_system_area(self->areas, row->area);
    json_object_set_new(object, "area", json_string(area ? area->id : "all"));
    for (guint i = 0; i < self->n_words; i++) {
        const Words *words = self->words[i];
        g_autofree char *name = area_system_name(self->areas, row->area, words);
        g_autofree char *key = g_strdup_printf("name_%s", words_language(words));
        json_object_set_new(object, key, json_string(name));
    }
    for (guint i = 0; i < self->comparison->n_periods; i++) {
        json_array_append_new(counts, json_number_or_null(row->counts[i]));
        json_array_append_new(shares, json_number_or_null(row->article_shares[i]));
    }
    json_object_set_new(object, "counts", counts);
    json_object_set_new(object, "article_shares", shares);
    json_t *rate = json_rate(&row->rate);
    json_object_update(object, rate);
    json_decref(rate);
    for (guint i = 0; i < self->n_words; i++) {
        const Words *words = self->words[i];
        g_autofree char *said = comparison_sentence(self->comparison, row, self->areas, words);
        g_autofree char *key = g_strdup_printf("finding_%s", words_language(words));
        json_object_set_new(object, key, json_string(said));
    }
    return object;
}

static json_t *json_left_out(const Comparison *comparison) {
    json_t *object = json_object(), *undated = json_array();
    json_object_set_new(object, "undated", json_integer(comparison->n_undated));
    json_object_set_new(object, "outside_periods", json_integer(comparison->n_outside_periods));
    json_object_set_new(object, "too_coarse", json_integer(comparison->n_too_coarse));
    json_object_set_new(object, "outside_areas", json_integer(comparison->n_outside_areas));
    json_object_set_new(object, "strategic", json_integer(comparison->n_strategic));
    json_object_set_new(object, "not_counted", json_integer(comparison->n_not_drawn));
    for (guint i = 0; i < comparison->undated->len; i++) {
        const Incident *incident = comparison->undated->pdata[i];
        json_array_append_new(undated, json_text_or_null(incident->id));
    }
    json_object_set_new(object, "undated_ids", undated);
    return object;
}

static void write_json(const Table *self) {
    const Comparison *comparison = self->comparison;
    json_t *root = json_object(), *periods = json_array(), *areas = json_array();
    for (guint i = 0; i < comparison->n_periods; i++)
        json_array_append_new(periods, json_period(self, i));
    for (guint i = 0; i < comparison->n_rows; i++)
        json_array_append_new(areas, json_row(self, &comparison->rows[i]));
    json_object_set_new(root, "periods", periods);
    json_object_set_new(root, "normalised",
                        json_string(comparison->by_articles ? "articles" : "days"));
    json_object_set_new(root, "all", json_row(self, &comparison->all));
    json_object_set_new(root, "areas", areas);
    json_object_set_new(root, "left_out", json_left_out(comparison));
    char *text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(10));
    fprintf(self->out, "%s\n", text);
    g_free(text);
    json_decref(root);
}

/* ---- CSV --------------------------------------------------------------------------------------
 */

static void write_cell(FILE *out, const char *text) {
    g_autoptr(GString) quoted = g_string_new(text);
    g_string_replace(quoted, "\"", "\"\"", 0);
    fprintf(out, "\"%s\"", quoted->str);
}

static void write_csv_head(const Table *self) {
    fputs("area", self->out);
    for (guint i = 0; i < self->n_words; i++)
        fprintf(self->out, ",name_%s", words_language(self->words[i]));
    for (guint i = 0; i < self->periods->n; i++) {
        const Period *period = &self->periods->items[i];
        g_autofree char *from = day_text(&period->first), *to = day_text(&period->last);
        g_autofree char *title =
            from ? g_strdup_printf("%s..%s", from, to) : g_strdup(period->name);
        fputc(',', self->out);
        write_cell(self->out, title);
    }
    fputs(",change,ratio,low,high,p,may_be_chance,article_share_first,article_share_last\n",
          self->out);
}

static void write_csv_row(const Table *self, const CompareRow *row) {
    const Area *area = row->area == AREA_ALL ? NULL : area_system_area(self->areas, row->area);
    write_cell(self->out, area ? area->id : "all");
    for (guint i = 0; i < self->n_words; i++) {
        g_autofree char *name = area_system_name(self->areas, row->area, self->words[i]);
        fputc(',', self->out);
        write_cell(self->out, name);
    }
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    guint last = self->periods->n - 1;
    for (guint i = 0; i <= last; i++)
        fprintf(self->out, ",%s", number_text(row->counts[i], buffer, sizeof buffer));
    const Rate *rate = &row->rate;
    const double numbers[] = {rate->after - rate->before, rate->ratio, rate->low, rate->high,
                              rate->p};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        fprintf(self->out, ",%s", number_text(numbers[i], buffer, sizeof buffer));
    fprintf(self->out, ",%s", rate->may_be_chance ? "true" : "false");
    fprintf(self->out, ",%s", number_text(row->article_shares[0], buffer, sizeof buffer));
    fprintf(self->out, ",%s\n", number_text(row->article_shares[last], buffer, sizeof buffer));
}

static void write_csv(const Table *self) {
    write_csv_head(self);
    for (guint i = 0; i < self->comparison->n_rows; i++)
        write_csv_row(self, &self->comparison->rows[i]);
    write_csv_row(self, &self->comparison->all);
}

/* ---- terminal ---------------------------------------------------------------------------------
 */

enum { FINDINGS_SHOWN = 8, COLUMNS_SHOWN = 12 };

static void write_line(const Table *self, const CompareRow *row) {
    const Words *words = self->words[0];
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    guint n = self->periods->n;
    for (guint i = n > COLUMNS_SHOWN ? n - COLUMNS_SHOWN : 0; i < n; i++) {
        double count = round(row->counts[i] * 10) / 10;
        fprintf(self->out, "%9s", number_text(count, buffer, sizeof buffer));
    }
    fprintf(self->out, "  %8s",
            number_text(round(row->rate.ratio * 100) / 100, buffer, sizeof buffer));
    fprintf(self->out, " %s ", row->rate.may_be_chance ? " " : "*");
    g_autofree char *name = area_system_name(self->areas, row->area, words);
    fprintf(self->out, " %s\n", name);
}

static void write_terminal(const Table *self) {
    const Words *words = self->words[0];
    guint n = self->periods->n;
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = period_name(&self->periods->items[i], words);
        g_autofree char *all =
            words_number(words, round(self->comparison->periods[i].count * 10) / 10);
        fprintf(self->out, "%2u  %s: %s\n", i + 1, name, all);
    }
    fputc('\n', self->out);
    for (guint i = n > COLUMNS_SHOWN ? n - COLUMNS_SHOWN : 0; i < n; i++)
        fprintf(self->out, "%9u", i + 1);
    fputs("     ratio\n", self->out);
    for (guint i = 0; i < self->comparison->n_rows; i++)
        write_line(self, &self->comparison->rows[i]);
    write_line(self, &self->comparison->all);
    fputc('\n', self->out);
    g_autoptr(GPtrArray) findings = comparison_findings(self->comparison, FINDINGS_SHOWN);
    g_ptr_array_insert(findings, 0, (void *)&self->comparison->all);
    for (guint i = 0; i < findings->len; i++) {
        g_autofree char *said =
            comparison_sentence(self->comparison, findings->pdata[i], self->areas, words);
        fprintf(self->out, "· %s\n", said);
    }
    g_autoptr(GPtrArray) caveats = comparison_caveats(self->comparison, words);
    for (guint i = 0; i < caveats->len; i++)
        fprintf(self->out, "– %s\n", (const char *)caveats->pdata[i]);
}

gboolean comparison_write(const Comparison *self, const Periods *periods, const AreaSystem *areas,
                          const Words *const *words, guint n_words, const char *path,
                          GError **error) {
    bool as_json = g_str_has_suffix(path, ".json"), as_csv = g_str_has_suffix(path, ".csv");
    if (!as_json && !as_csv && strcmp(path, "-") != 0) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                    _("cannot tell the form of the table '%s': its name ends in .json or .csv"),
                    path);
        return FALSE;
    }
    g_autoptr(OutFile) file = out_file_open(path, error);
    if (!file) return FALSE;
    Table table = {self, periods, areas, words, n_words, out_file_stream(file)};
    if (as_json)
        write_json(&table);
    else if (as_csv)
        write_csv(&table);
    else
        write_terminal(&table);
    return out_file_commit(file, error);
}
