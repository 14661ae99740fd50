/*
 * titles: the lines around the map, made from the data: title, subtitle, how well the places are
 * known, credit. All wording is in gazetteer/map-words.tsv.
 */
#include <string.h>

#include "map/headline.h"

/* ---- when -------------------------------------------------------------------------------------
 */

DaySpan layout_days(const Layout *self) {
    DaySpan days = self->days;
    if (days.from) return days;
    for (guint i = 0; i < self->n_incidents; i++) {
        const Incident *incident = self->incidents[i];
        if (!layout_shows(self, i)) continue;
        const char *start = incident_day(incident), *end = incident_last_day(incident);
        if (!start) continue;
        if (!days.from || strcmp(start, days.from) < 0) days.from = start;
        if (!days.until || strcmp(end, days.until) > 0) days.until = end;
    }
    return days;
}

static char *when(const Layout *self, const Words *words) {
    DaySpan days = layout_days(self);
    return days.from ? words_period(words, days.from, days.until) : NULL;
}

/* ---- the lines --------------------------------------------------------------------------------
 */

char *layout_topic(const Layout *self, const Words *words, const char *where) {
    if (layout_n_drawn(self) == 0) return words_say(words, "title-empty");
    g_autofree char *what = headline_what(self, words);
    g_autofree char *found = where ? g_strdup(where) : layout_where(self, words);
    return words_say_with(words, "title-undated", "what", what, "where", found, NULL);
}

char *layout_title(const Layout *self, const Words *words) {
    if (self->options->title) return g_strdup(self->options->title);
    const char *own = self->titles[words == self->words[1]];
    if (own) return g_strdup(own);
    if (layout_n_drawn(self) == 0) return words_say(words, "title-empty");
    g_autofree char *what = headline_what(self, words), *where = layout_where(self, words);
    g_autofree char *time = when(self, words);
    if (!time) return words_say_with(words, "title-undated", "what", what, "where", where, NULL);
    return words_say_with(words, "title", "what", what, "where", where, "when", time, NULL);
}

/* Only what is quoted was read: a row of a table tells of no report. */
static guint n_reports(const Layout *self) {
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < self->n_incidents; i++)
        if (self->incidents[i]->article && self->incidents[i]->quote && layout_shows(self, i))
            g_hash_table_add(seen, self->incidents[i]->article);
    return g_hash_table_size(seen);
}

static int n_killed(const Layout *self) {
    int killed = 0;
    for (guint i = 0; i < self->n_incidents; i++)
        if (layout_shows(self, i)) killed += incident_killed(self->incidents[i]);
    return killed;
}

static int n_killed_unplaced(const Layout *self) {
    int killed = 0;
    for (guint s = 0; self->unplaced && s < self->unplaced->len; s++) {
        const GArray *members = g_array_index(self->unplaced, Stack, s).members;
        for (guint m = 0; m < members->len; m++)
            killed += incident_killed(self->incidents[g_array_index(members, guint32, m)]);
    }
    return killed;
}

/* Where many of the dead belong to no mark, a reader would give them to the marks; where most do,
 * the footnote has them. */
static const double MANY_UNPLACED = 0.2, MOST_UNPLACED = 0.5;

static char *killed_of_all(const Layout *self, const Words *words) {
    int killed = n_killed(self), unplaced = n_killed_unplaced(self);
    if (killed == 0 || killed == unplaced) return NULL;
    if (unplaced >= MOST_UNPLACED * killed)
        return words_say_number(words, "subtitle-killed-placed", killed - unplaced, 0);
    char *dead = words_say_number(words, "subtitle-killed", killed, 0);
    if (unplaced < MANY_UNPLACED * killed) return dead;
    g_autofree char *all = dead;
    g_autofree char *of_them = words_say_number(words, "subtitle-killed-unplaced", unplaced, 0);
    return g_strdup_printf("%s (%s)", all, of_them);
}

char *layout_subtitle(const Layout *self, const Words *words) {
    if (self->options->subtitle) return g_strdup(self->options->subtitle);
    const char *own = self->subtitles[words == self->words[1]];
    if (own) return g_strdup(own);
    guint total = layout_n_drawn(self), reports = n_reports(self);
    /* With unplaced ones "5 in 3 places" would be wrong. */
    bool all_placed = self->scene->summary.n_unplaced == 0 && self->groups->len > 0;
    g_autofree char *count = words_say_number(
        words, all_placed ? "subtitle-count" : "subtitle-count-only", total, self->n_places);
    g_autofree char *dead = killed_of_all(self, words);
    g_autofree char *sources =
        reports > 0 ? words_say_number(words, "subtitle-reports", reports, 0) : NULL;
    g_autoptr(GString) line = g_string_new(count);
    if (dead) g_string_append_printf(line, " · %s", dead);
    if (sources) g_string_append_printf(line, " · %s", sources);
    /* A map of reports says when, or that they do not. */
    g_autofree char *time = sources ? when(self, words) : NULL;
    g_autofree char *undated = sources && !time ? words_say(words, "subtitle-undated") : NULL;
    if (undated) g_string_append_printf(line, " · %s", undated);
    return g_string_free(g_steal_pointer(&line), FALSE);
}

/* What happened in no known place: in words, as a mark with a number is read as a place. The panels
 * of a sheet have boxes for it. NULL: nothing. */
static char *unplaced_of_all(const Layout *self, const Words *words) {
    guint n = self->scene->summary.n_unplaced;
    if (n == 0 || (self->is_sheet && !self->compact)) return NULL;
    g_autofree char *count = words_say_number(words, "unplaced-count", n, 0);
    int unplaced = n_killed_unplaced(self);
    if (unplaced == 0 || unplaced < MOST_UNPLACED * n_killed(self))
        return g_strdup_printf("%s.", count);
    g_autofree char *dead = words_say_number(words, "subtitle-killed", unplaced, 0);
    return g_strdup_printf("%s (%s).", count, dead);
}

/* Of what has a place. */
static guint n_coarse(const Layout *self) {
    const MapSummary *summary = &self->scene->summary;
    return summary->n_coarse - MIN(summary->n_coarse, summary->n_unplaced);
}

static void append_part(GString *out, const char *between, const char *part) {
    if (!part || !*part) return;
    if (out->len) g_string_append(out, between);
    g_string_append(out, part);
}

char *layout_coarse(const Layout *self, const Words *words) {
    g_autoptr(GString) out = g_string_new(self->notes[words == self->words[1]]);
    g_autofree char *coarse =
        words_say_number(words, "coarse", n_coarse(self), layout_n_drawn(self));
    g_autofree char *unplaced = unplaced_of_all(self, words);
    g_autofree char *outside =
        self->n_outside ? words_say_number(words, "outside", self->n_outside, 0) : NULL;
    append_part(out, " ", coarse);
    append_part(out, " ", unplaced);
    append_part(out, " ", outside);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* In a page of a phone's width in fewer words. */
static char *say_fitting(const Layout *self, const Words *words, const char *key) {
    g_autofree char *brief = g_strconcat(key, "-short", NULL);
    return words_say(words, self->compact ? brief : key);
}

/* Are disputed lines dashed? Else the map follows one view of them. */
static bool dashes_disputed(const Layout *self) {
    const char *view = self->options->boundaries;
    return !view || strcmp(view, "disputed") == 0;
}

char *layout_credit(const Layout *self, const Words *words) {
    if (self->options->credit) return g_strdup(self->options->credit);
    const char *own = style_string(self->style, "page", "credit");
    g_autofree char *admin = say_fitting(self, words, "credit-admin");
    g_autofree char *osm = words_say(words, "credit-osm");
    g_autofree char *disputed =
        self->shows_disputed
            ? say_fitting(self, words, dashes_disputed(self) ? "disputed" : "disputed-view")
            : g_strdup("");
    return g_strdup_printf("%s%s%s · %s%s%s", own, *own ? " · " : "", osm, admin,
                           *disputed ? " · " : "", disputed);
}

/* ---- the lines where there is little room ------------------------------------------------------
 */

char *layout_subtitle_brief(const Layout *self, const Words *words) {
    if (self->options->subtitle || self->subtitles[words == self->words[1]])
        return layout_subtitle(self, words);
    g_autofree char *count =
        words_say_number(words, "subtitle-count-only", layout_n_drawn(self), 0);
    g_autofree char *dead = killed_of_all(self, words), *time = when(self, words);
    g_autofree char *undated =
        n_reports(self) > 0 && !time ? words_say(words, "subtitle-undated") : NULL;
    g_autoptr(GString) line = g_string_new(count);
    append_part(line, " · ", dead);
    append_part(line, " · ", undated);
    return g_string_free(g_steal_pointer(&line), FALSE);
}

char *layout_coarse_brief(const Layout *self, const Words *words) {
    if (self->notes[words == self->words[1]] || self->n_outside) return layout_coarse(self, words);
    guint coarse = n_coarse(self), unplaced = self->scene->summary.n_unplaced;
    g_autofree char *said =
        coarse ? words_say_number(words, "coarse-short", coarse, layout_n_drawn(self)) : NULL;
    g_autofree char *nowhere =
        unplaced ? words_say_number(words, "unplaced-count-short", unplaced, 0) : NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    append_part(out, " · ", said);
    append_part(out, " · ", nowhere);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *layout_credit_brief(const Layout *self, const Words *words) {
    if (self->options->credit) return g_strdup(self->options->credit);
    g_autofree char *sources = words_say(words, "credit-brief");
    g_autoptr(GString) out = g_string_new(style_string(self->style, "page", "credit"));
    append_part(out, " · ", sources);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *layout_disclaimer_brief(const Layout *self, const Words *words) {
    if (self->options->credit || !self->shows_disputed) return g_strdup("");
    return words_say(words, dashes_disputed(self) ? "disputed-brief" : "disputed-view-brief");
}
