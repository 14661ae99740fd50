/* A comparison in words: what periods and areas are called, one sentence a finding. */
#include <math.h>

#include "compare/areas.h"

/* ---- names ------------------------------------------------------------------------------------
 */

static char *iso_day(const GDate *day) {
    return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(day), g_date_get_month(day),
                           g_date_get_day(day));
}

static bool has_whole_months(const Period *self) {
    return g_date_valid(&self->first) && g_date_get_day(&self->first) == 1 &&
           g_date_is_last_of_month(&self->last);
}

static bool is_month(const Period *self) {
    return has_whole_months(self) && period_days(self) <= 31;
}

char *period_name(const Period *self, const Words *words) {
    if (!g_date_valid(&self->first)) return g_strdup(self->name);
    g_autofree char *first = iso_day(&self->first), *last = iso_day(&self->last);
    guint days = period_days(self);
    bool from_first = has_whole_months(self);
    if (is_month(self)) return words_month(words, first);
    if (from_first && days >= 365 && days <= 366 && g_date_get_month(&self->first) == 1)
        return g_strndup(first, 4);
    return from_first ? words_period(words, first, last) : words_days(words, first, last);
}

char *period_short_name(const Period *self, const Words *words) {
    if (!has_whole_months(self) || period_days(self) >= 365) return period_name(self, words);
    g_autofree char *first = iso_day(&self->first), *last = iso_day(&self->last);
    return is_month(self) ? words_month_short(words, first)
                          : words_months_short(words, first, last);
}

char *period_name_before(const Period *first, const Period *second, const Words *words) {
    bool in_one_year = is_month(first) && is_month(second) &&
                       g_date_get_year(&first->first) == g_date_get_year(&second->first);
    if (!in_one_year) return period_name(first, words);
    g_autofree char *day = iso_day(&first->first);
    return words_month_of_year(words, day);
}

/* `said` with `<mark>` replaced; takes `said`. */
static char *put(char *said, const char *mark, const char *text) {
    GString *out = g_string_new(said);
    g_free(said);
    g_string_replace(out, mark, text, 0);
    return g_string_free(out, FALSE);
}

static const char *place_name(const AreaSystem *self, guint32 index, const Words *words) {
    if (index == NO_PLACE) return NULL;
    const Place *place = gazetteer_place(self->gazetteer, index);
    return gazetteer_string(self->gazetteer,
                            words_are_arabic(words) ? place->name_ar : place->name_en);
}

static const char *admin_key(PlaceKind unit) {
    if (unit == PLACE_GOVERNORATE) return "compare-governorate";
    return unit == PLACE_DISTRICT ? "compare-district" : "compare-subdistrict";
}

/* All stretches or rings together: "the valley of the Euphrates". */
static char *any_area_name(const AreaSystem *self, const Words *words) {
    const char *key = self->kind == AREAS_RIVER    ? "compare-any-river"
                      : self->kind == AREAS_ROAD   ? "compare-any-road"
                      : self->kind == AREAS_AROUND ? "compare-any-around"
                                                   : "compare-any";
    const char *name = place_name(self, self->centre, words);
    return put(words_say(words, key), "<place>", name ? name : "");
}

char *area_system_name(const AreaSystem *self, guint index, const Words *words) {
    static const char *const by_bank[] = {"compare-reach", "compare-reach-left",
                                          "compare-reach-right"};
    if (index == AREA_ALL) return words_say(words, "compare-all");
    if (index == AREA_ANY) return any_area_name(self, words);
    const Area *area = area_system_area(self, index);
    guint32 at = self->kind == AREAS_AROUND ? self->centre : area->place;
    const char *key = self->kind == AREAS_ADMIN      ? admin_key(self->unit)
                      : self->kind == AREAS_HEXAGONS ? "compare-hexagon"
                      : self->kind == AREAS_AROUND   ? "compare-ring"
                                                     : by_bank[area->bank];
    double from = isfinite(area->from_km) ? area->from_km : 0;
    double to = isfinite(area->to_km) ? area->to_km : 0;
    g_autofree char *nowhere = words_say(words, "compare-unnamed-place");
    const char *name = place_name(self, at, words);
    return put(words_say_number(words, key, from, to), "<place>", name ? name : nowhere);
}

/* ---- sentences --------------------------------------------------------------------------------
 */

static double to_tenths(double count) { return round(count * 10) / 10; }

/* Of periods that are not alike the counts may go one way and the rates another. */
static const char *direction_key(const Rate *rate) {
    if (rate->before == 0) return rate->after == 0 ? "compare-same" : "compare-new";
    if (rate->after == 0) return "compare-ceased";
    double change = to_tenths(rate->after) - to_tenths(rate->before);
    if (change == 0) return "compare-same";
    if (isfinite(rate->ratio) && (rate->ratio - 1) * change < 0)
        return to_tenths(rate->ratio) == 1 ? "compare-alike" : "compare-otherwise";
    return change > 0 ? "compare-rise" : "compare-fall";
}

/* Shares of incidents add up to a count of nothing: such a number is said to be about so. */
static char *put_nearness(char *said, const char *mark, double count, const Words *words) {
    g_autofree char *about = words_say(words, "compare-about");
    return put(said, mark, to_tenths(count) == floor(to_tenths(count)) ? "" : about);
}

/* Without days or articles in a period there is no rate. */
static bool has_interval(const Rate *rate) {
    return rate->exposure_before > 0 && rate->exposure_after > 0;
}

/* Of what is new or ceased only one end of the interval is a number. */
static char *interval_text(const Rate *rate, const Words *words) {
    g_autofree char *low = words_ratio(words, rate->low);
    if (rate->before == 0) return words_say_with(words, "compare-at-least", "low", low, NULL);
    g_autofree char *high = words_ratio(words, rate->high),
                    *ratio = words_ratio(words, rate->ratio);
    if (rate->after == 0) return words_say_with(words, "compare-at-most", "high", high, NULL);
    return words_say_with(words, "compare-interval", "ratio", ratio, "low", low, "high", high,
                          NULL);
}

char *rate_text(const Rate *self, const Words *words) {
    if (self->before == 0 || self->after == 0 || !has_interval(self)) return NULL;
    g_autofree char *low = words_ratio(words, self->low), *high = words_ratio(words, self->high);
    g_autofree char *ratio = words_ratio(words, self->ratio);
    return g_strdup_printf("%s (%s–%s)", ratio, low, high);
}

char *comparison_sentence(const Comparison *self, const CompareRow *row, const AreaSystem *areas,
                          const Words *words) {
    const Rate *rate = &row->rate;
    g_autofree char *area = area_system_name(areas, row->area, words);
    char *said = words_say_number(words, direction_key(rate), to_tenths(rate->before),
                                  to_tenths(rate->after));
    said = put_nearness(said, "<about-before>", rate->before, words);
    said = put_nearness(said, "<about-after>", rate->after, words);
    said = put(said, "<area>", area);
    if (rate->before + rate->after == 0 || !has_interval(rate)) return said;
    g_autofree char *interval = interval_text(rate, words);
    g_autofree char *verdict =
        words_say(words, rate->may_be_chance ? "compare-chance" : "compare-beyond-chance");
    char *whole = g_strdup_printf("%s %s%s", said, interval, verdict);
    g_free(said);
    return whole;
}

GPtrArray *comparison_caveats(const Comparison *self, const Words *words) {
    guint n_straddling = 0;
    for (guint i = 0; i < self->n_periods; i++)
        n_straddling = MAX(n_straddling, self->periods[i].n_straddling);
    const struct {
        const char *key;
        guint n;
    } counted[] = {{"compare-undated", self->n_undated},
                   {"compare-outside-periods", self->n_outside_periods},
                   {"compare-straddling", n_straddling},
                   {"compare-too-coarse", self->n_too_coarse},
                   {"compare-outside-areas", self->n_outside_areas},
                   {"compare-strategic", self->n_strategic},
                   {"compare-not-drawn", self->n_not_drawn}};
    GPtrArray *caveats = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < G_N_ELEMENTS(counted); i++)
        if (counted[i].n)
            g_ptr_array_add(caveats, words_say_number(words, counted[i].key, counted[i].n, 0));
    if (!has_interval(&self->all.rate))
        g_ptr_array_add(caveats, words_say(words, "compare-no-articles"));
    g_ptr_array_add(caveats, words_say(words, self->by_articles ? "compare-articles"
                                                                : "compare-articles-caveat"));
    return caveats;
}

static int surest_first(gconstpointer a, gconstpointer b) {
    const CompareRow *first = *(const CompareRow *const *)a,
                     *second = *(const CompareRow *const *)b;
    if (first->rate.p != second->rate.p) return first->rate.p < second->rate.p ? -1 : 1;
    double gap_first = fabs(first->rate.after - first->rate.before);
    double gap_second = fabs(second->rate.after - second->rate.before);
    if (gap_first != gap_second) return gap_first > gap_second ? -1 : 1;
    return first->area < second->area ? -1 : first->area > second->area;
}

GPtrArray *comparison_findings(const Comparison *self, guint most) {
    GPtrArray *rows = g_ptr_array_new();
    for (guint i = 0; i < self->n_rows; i++)
        if (self->rows[i].rate.before + self->rows[i].rate.after > 0)
            g_ptr_array_add(rows, &self->rows[i]);
    g_ptr_array_sort(rows, surest_first);
    if (rows->len > most) g_ptr_array_set_size(rows, (int)most);
    return rows;
}
