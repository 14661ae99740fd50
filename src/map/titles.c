/*
 * titles: what the map says of itself, made from the data: what happened, where, when, how often,
 * and how well the places are known. All wording is in gazetteer/map-words.tsv.
 */
#include <math.h>
#include <string.h>

#include "map/layout.h"

/* What lies within this distance of a river lies along it. */
static const double RIVER_REACH_M = 12000;
#define METRES_PER_DEGREE 111320.0
/* A river or the steppe is named from SOME of the incidents on, where both together hold MOST. */
static const double MOST = 0.75, SOME = 0.1;
enum { MAX_GOVERNORATES = 3, ALT_TEXT_MAX = 149, DESCRIBED_MAX = 40 };

/* ---- what -------------------------------------------------------------------------------------
 */

static void count_types(const Layout *self, guint ret_counts[N_INCIDENT_TYPES]) {
    memset(ret_counts, 0, N_INCIDENT_TYPES * sizeof *ret_counts);
    for (guint i = 0; i < self->n_incidents; i++)
        if (layout_shows(self, i)) ret_counts[self->incidents[i]->type]++;
}

static IncidentType take_most(guint counts[N_INCIDENT_TYPES], guint *ret_count) {
    guint best = 0;
    for (guint i = 1; i < N_INCIDENT_TYPES; i++)
        if (counts[i] > counts[best]) best = i;
    *ret_count = counts[best];
    counts[best] = 0;
    return (IncidentType)best;
}

/* Arabic has a form for two. */
static char *types_word(const Words *words, IncidentType type, guint n) {
    g_autofree char *key = g_strdup_printf("types-%s", incident_type_name(type));
    return words_say_number(words, key, n, 0);
}

/* Tables of others may name no types: theirs are attacks with no confidence in that. */
bool layout_knows_types(const Layout *self) {
    bool any = false;
    for (guint i = 0; i < self->n_incidents; i++) {
        if (!layout_shows(self, i)) continue;
        const Incident *incident = self->incidents[i];
        if (incident->type != INCIDENT_ATTACK || incident->type_confidence > 0) return true;
        any = true;
    }
    return !any;
}

char *layout_type_label(const Layout *self, IncidentType type, const Words *words) {
    if (!layout_knows_types(self)) return words_say(words, "type-untold");
    return g_strdup(incident_type_label(type, words_language(words)));
}

static char *types_and_others(const Words *words, IncidentType type, guint n, guint n_others) {
    g_autofree char *types = types_word(words, type, n);
    g_autofree char *said = words_say_number(words, "types-and-others", n_others, 0);
    g_autoptr(GString) out = g_string_new(said);
    g_string_replace(out, "<types>", types, 0);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The one type, or the two that make up most, or a word for all. */
static char *what_happened(const Layout *self, const Words *words) {
    guint counts[N_INCIDENT_TYPES], n_first, n_second, total = layout_n_drawn(self);
    count_types(self, counts);
    if (total == 1) return layout_type_label(self, take_most(counts, &n_first), words);
    if (!layout_knows_types(self)) return words_say(words, "types-mixed");
    IncidentType first = take_most(counts, &n_first), second = take_most(counts, &n_second);
    if (n_first >= MOST * total) return types_word(words, first, n_first);
    if (n_first < 2 || n_first + n_second < MOST * total) return words_say(words, "types-mixed");
    /* One ambush is not "ambushes". */
    if (n_second < 2) return types_and_others(words, first, n_first, total - n_first);
    g_autofree char *a = types_word(words, first, n_first),
                    *b = types_word(words, second, n_second);
    g_autofree char *small = words_are_arabic(words) ? g_strdup(b) : g_utf8_strdown(b, -1);
    const char *both[] = {a, small};
    return words_list(words, both, 2);
}

/* ---- where ------------------------------------------------------------------------------------
 */

static double flat_distance_m(LonLat a, LonLat b) {
    double x = (a.lon - b.lon) * cos(a.lat * G_PI / 180);
    return METRES_PER_DEGREE * hypot(x, a.lat - b.lat);
}

static bool is_badia(const Layout *self, const Group *group) {
    const Place *place = group_place(self, group);
    return group->method == METHOD_BADIA || (place && place->kind == PLACE_DESERT);
}

static bool lies_along(const BasemapFeature *line, LonLat at) {
    double reach = RIVER_REACH_M / METRES_PER_DEGREE;
    for (guint32 i = 0; i < line->n_points; i++)
        if (fabs(line->points[i].lat - at.lat) <= reach &&
            flat_distance_m(line->points[i], at) < RIVER_REACH_M)
            return true;
    return false;
}

/* A river of the whole country's map, and which groups lie along it. */
typedef struct {
    const char *name_ar, *name_en;
    guint n, n_groups;
    const Group *group; /* one of them */
    int rank;           /* 1: the greatest */
} River;

typedef struct {
    const Layout *layout;
    River best;
} RiverSearch;

/* The box around all that may lie along the line. */
static LonLatBox reach_of(const BasemapFeature *line) {
    LonLatBox box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (guint32 i = 0; i < line->n_points; i++) {
        LonLat at = line->points[i];
        double dy = RIVER_REACH_M / METRES_PER_DEGREE, dx = dy / cos(at.lat * G_PI / 180);
        box = (LonLatBox){MIN(box.west, at.lon - dx), MIN(box.south, at.lat - dy),
                          MAX(box.east, at.lon + dx), MAX(box.north, at.lat + dy)};
    }
    return box;
}

static void visit_river(const BasemapFeature *feature, void *data) {
    RiverSearch *search = data;
    const GArray *groups = search->layout->groups;
    River river = {feature->name_ar, feature->name_en, 0, 0, NULL, feature->rank};
    if (!*river.name_ar || !*river.name_en) return;
    LonLatBox box = reach_of(feature);
    for (guint i = 0; i < groups->len; i++) {
        const Group *group = &g_array_index(groups, Group, i);
        bool may_lie = group->at.lon >= box.west && group->at.lon <= box.east &&
                       group->at.lat >= box.south && group->at.lat <= box.north;
        if (!may_lie || group->is_coarse || is_badia(search->layout, group) ||
            !lies_along(feature, group->at))
            continue;
        river.n += group->n_incidents;
        river.n_groups++;
        river.group = group;
    }
    const River *best = &search->best;
    if (river.n > best->n || (river.n == best->n && river.rank < best->rank)) search->best = river;
}

/* The river that most incidents lie along, the greater of two that meet; n is 0 where there is
 * none.
 */
static River river_of(const Layout *self) {
    static const LonLatBox everywhere = {-180, -90, 180, 90};
    RiverSearch search = {self, {NULL, NULL, 0, 0, NULL, 0}};
    basemap_visit(self->basemap, "rivers", 0, everywhere, visit_river, &search);
    return search.best;
}

static const char *place_name(const Layout *self, const Place *place, const Words *words) {
    return gazetteer_string(self->gazetteer,
                            words_are_arabic(words) ? place->name_ar : place->name_en);
}

/* The steppe: of one town where all steppe incidents name the same. */
static char *where_badia(const Layout *self, const Words *words) {
    const Place *of = NULL;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (!is_badia(self, group)) continue;
        const Place *place = group_place(self, group);
        if (!place || place->kind == PLACE_DESERT || (of && of != place))
            return words_say(words, "where-badia");
        of = place;
    }
    return words_say_with(words, "where-badia-of", "place", place_name(self, of, words), NULL);
}

typedef struct {
    guint32 place;
    guint n;
} Share;

static gint shares_compare(gconstpointer a, gconstpointer b) {
    const Share *left = a, *right = b;
    if (left->n != right->n) return left->n > right->n ? -1 : 1;
    return left->place < right->place ? -1 : left->place > right->place;
}

/* Governorates by number of incidents; what lies in none is left out. */
static GArray *governorate_shares(const Layout *self) {
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(Share));
    for (guint i = 0; i < self->groups->len && self->gazetteer; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        guint32 unit = gazetteer_admin_at(self->gazetteer, group->at, PLACE_GOVERNORATE);
        if (unit == NO_PLACE) continue;
        guint at = 0;
        while (at < shares->len && g_array_index(shares, Share, at).place != unit) at++;
        if (at == shares->len) {
            Share share = {unit, 0};
            g_array_append_val(shares, share);
        }
        g_array_index(shares, Share, at).n += group->n_incidents;
    }
    g_array_sort(shares, shares_compare);
    return shares;
}

static char *where_governorates(const Layout *self, const Words *words) {
    g_autoptr(GArray) shares = governorate_shares(self);
    if (shares->len == 0 || shares->len > MAX_GOVERNORATES) return words_say(words, "where-syria");
    const char *names[MAX_GOVERNORATES];
    for (guint i = 0; i < shares->len; i++)
        names[i] = place_name(
            self, gazetteer_place(self->gazetteer, g_array_index(shares, Share, i).place), words);
    g_autofree char *list = words_list(words, names, shares->len);
    return words_say_with(words, shares->len == 1 ? "where-governorate" : "where-governorates",
                          "place", list, NULL);
}

/* One place: said by its name. NULL where that would not read well. */
static char *where_one(const Layout *self, const Words *words) {
    const Group *only = &g_array_index(self->groups, Group, 0);
    const Place *place = group_place(self, only);
    if (is_badia(self, only)) return where_badia(self, words);
    if (only->precision == PRECISION_TOWN || only->precision == PRECISION_SITE)
        return words_say_with(words, "where-in", "place", group_name(only, words), NULL);
    if (only->precision == PRECISION_NEAR && place)
        return words_say_with(words, "where-near", "place", place_name(self, place, words), NULL);
    return NULL;
}

/* The town that a spot lies in, or next to; NULL where none is. */
static const Place *town_at(const Layout *self, LonLat at) {
    static const double next_to_m = 6000;
    guint32 n = self->gazetteer ? gazetteer_n_places(self->gazetteer) : 0;
    const Place *town = NULL;
    double nearest = next_to_m;
    for (guint32 i = 0; i < n; i++) {
        const Place *place = gazetteer_place(self->gazetteer, i);
        if (place->kind != PLACE_CITY && place->kind != PLACE_TOWN) continue;
        double distance = flat_distance_m(at, (LonLat){place->lon, place->lat});
        if (distance >= nearest) continue;
        nearest = distance;
        town = place;
    }
    return town;
}

/* One place by a river does not lie along it: it lies in its town, or in its governorate. */
static char *where_along(const Layout *self, const River *river, const Words *words) {
    const Place *town = river->n_groups == 1 ? town_at(self, river->group->at) : NULL;
    if (town)
        return words_say_with(words, "where-in", "place", place_name(self, town, words), NULL);
    guint32 unit = river->n_groups == 1 && self->gazetteer
                       ? gazetteer_admin_at(self->gazetteer, river->group->at, PLACE_GOVERNORATE)
                       : NO_PLACE;
    if (unit != NO_PLACE) {
        const char *name = place_name(self, gazetteer_place(self->gazetteer, unit), words);
        return words_say_with(words, "where-governorate", "place", name, NULL);
    }
    return words_say_with(words, "where-along", "place",
                          words_are_arabic(words) ? river->name_ar : river->name_en, NULL);
}

char *layout_where(const Layout *self, const Words *words) {
    guint total = self->scene->summary.n_drawn, n_badia = 0;
    const char *found = self->where[words == self->words[1]];
    if (found) return g_strdup(found);
    char *one = self->groups->len == 1 ? where_one(self, words) : NULL;
    if (one) return one;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        n_badia += is_badia(self, group) ? group->n_incidents : 0;
    }
    River river = river_of(self);
    if (total == 0 || river.n + n_badia < MOST * total) return where_governorates(self, words);
    bool is_along = river.n > 0 && river.n >= SOME * total;
    bool is_steppe = n_badia > 0 && (n_badia >= SOME * total || !is_along);
    g_autofree char *along = is_along ? where_along(self, &river, words) : NULL;
    g_autofree char *steppe = is_steppe ? where_badia(self, words) : NULL;
    const char *parts[2];
    guint n = 0;
    if (along) parts[n++] = along;
    if (steppe) parts[n++] = steppe;
    return words_list(words, parts, n);
}

/* ---- when -------------------------------------------------------------------------------------
 */

static char *when(const Layout *self, const Words *words) {
    const char *from = NULL, *until = NULL;
    for (guint i = 0; i < self->n_incidents; i++) {
        const Incident *incident = self->incidents[i];
        if (!layout_shows(self, i)) continue;
        const char *end = incident->date_end ? incident->date_end : incident->date_start;
        if (!incident->date_start) continue;
        if (!from || strcmp(incident->date_start, from) < 0) from = incident->date_start;
        if (!until || strcmp(end, until) > 0) until = end;
    }
    return from ? words_period(words, from, until) : NULL;
}

/* ---- the lines --------------------------------------------------------------------------------
 */

char *layout_topic(const Layout *self, const Words *words, const char *where) {
    if (layout_n_drawn(self) == 0) return words_say(words, "title-empty");
    g_autofree char *what = what_happened(self, words);
    g_autofree char *found = where ? g_strdup(where) : layout_where(self, words);
    return words_say_with(words, "title-undated", "what", what, "where", found, NULL);
}

char *layout_title(const Layout *self, const Words *words) {
    if (self->options->title) return g_strdup(self->options->title);
    const char *own = self->titles[words == self->words[1]];
    if (own) return g_strdup(own);
    if (layout_n_drawn(self) == 0) return words_say(words, "title-empty");
    g_autofree char *what = what_happened(self, words), *where = layout_where(self, words);
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
        if (layout_shows(self, i)) killed += MAX(self->incidents[i]->killed_min, 0);
    return killed;
}

static int n_killed_unplaced(const Layout *self) {
    int killed = 0;
    for (guint s = 0; self->unplaced && s < self->unplaced->len; s++) {
        const GArray *members = g_array_index(self->unplaced, Stack, s).members;
        for (guint m = 0; m < members->len; m++)
            killed += MAX(self->incidents[g_array_index(members, guint32, m)]->killed_min, 0);
    }
    return killed;
}

/* Where many of the dead belong to no mark, a reader would give them to the marks. */
static char *killed_of_all(const Layout *self, const Words *words) {
    static const double many = 0.2;
    int killed = n_killed(self), unplaced = n_killed_unplaced(self);
    if (killed == 0) return NULL;
    char *dead = words_say_number(words, "subtitle-killed", killed, 0);
    if (unplaced < many * killed) return dead;
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

char *layout_coarse(const Layout *self, const Words *words) {
    guint n_coarse = self->scene->summary.n_coarse;
    const char *note = self->notes[words == self->words[1]];
    g_autoptr(GString) out = g_string_new(note);
    if (!note || n_coarse) {
        g_autofree char *coarse = words_say_number(words, "coarse", n_coarse, layout_n_drawn(self));
        g_string_append_printf(out, "%s%s", note ? " " : "", coarse);
    }
    if (self->n_outside) {
        g_autofree char *outside = words_say_number(words, "outside", self->n_outside, 0);
        g_string_append_printf(out, " %s", outside);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* In a page of a phone's width in fewer words. */
static char *say_fitting(const Layout *self, const Words *words, const char *key) {
    g_autofree char *brief = g_strconcat(key, "-short", NULL);
    return words_say(words, self->compact ? brief : key);
}

char *layout_credit(const Layout *self, const Words *words) {
    if (self->options->credit) return g_strdup(self->options->credit);
    const char *own = style_string(self->style, "page", "credit");
    g_autofree char *admin = say_fitting(self, words, "credit-admin");
    g_autofree char *osm = words_say(words, "credit-osm");
    const char *view = self->options->boundaries;
    bool dashed = !view || strcmp(view, "disputed") == 0;
    g_autofree char *disputed =
        self->shows_disputed ? say_fitting(self, words, dashed ? "disputed" : "disputed-view")
                             : g_strdup("");
    return g_strdup_printf("%s%s%s · %s%s%s", own, *own ? " · " : "", osm, admin,
                           *disputed ? " · " : "", disputed);
}

/* ---- in words ---------------------------------------------------------------------------------
 */

/* Cut at a word, with an ellipsis, where it is longer than `most` characters. */
static char *shortened(const char *text, glong most) {
    if (g_utf8_strlen(text, -1) <= most) return g_strdup(text);
    g_autofree char *cut = g_utf8_substring(text, 0, most - 1);
    char *space = strrchr(cut, ' ');
    if (space) *space = '\0';
    return g_strconcat(cut, "…", NULL);
}

char *layout_alt_text(const Layout *self, const Words *words) {
    g_autofree char *title = layout_title(self, words), *count = layout_subtitle(self, words);
    g_autofree char *full = words_say_with(words, "alt", "title", title, "count", count, NULL);
    return shortened(full, ALT_TEXT_MAX);
}

/* Incidents of stack `i`'s type in all stacks; 0 where an earlier one is of that type. */
static guint n_of_type(const GArray *stacks, guint i) {
    const Stack *stack = &g_array_index(stacks, Stack, i);
    guint n = 0;
    for (guint j = 0; j < stacks->len; j++) {
        const Stack *other = &g_array_index(stacks, Stack, j);
        if (other->type != stack->type) continue;
        if (j < i) return 0;
        n += other->members->len;
    }
    return n;
}

static char *stacks_in_words(const Layout *self, const GArray *stacks, const Words *words) {
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < stacks->len; i++) {
        const Stack *stack = &g_array_index(stacks, Stack, i);
        guint n = n_of_type(stacks, i);
        if (n == 0) continue;
        g_autofree char *said = words_say_number(words, "type-count", n, 0);
        g_autoptr(GString) text = g_string_new(said);
        g_autofree char *label = layout_type_label(self, stack->type, words);
        g_string_replace(text, "<type>", label, 0);
        g_ptr_array_add(parts, g_strdup(text->str));
    }
    return words_list(words, (const char *const *)parts->pdata, parts->len);
}

static void describe_group(const Layout *self, GString *out, const Group *group,
                           const Words *words) {
    const char *key = group->precision == PRECISION_AREA   ? "describe-area"
                      : group->precision <= PRECISION_TOWN ? "describe-place"
                                                           : "describe-near";
    g_autofree char *types = stacks_in_words(self, group->stacks, words);
    g_autofree char *line =
        words_say_with(words, key, "place", group_name(group, words), "types", types, NULL);
    g_string_append_printf(out, "\n%s", line);
}

/* The title tells the year then. */
static bool is_of_one_year(const Layout *self) {
    const char *first = NULL;
    for (guint i = 0; i < self->n_incidents; i++) {
        const Incident *incident = self->incidents[i];
        if (!layout_shows(self, i) || !incident->date_start) continue;
        const char *end = incident->date_end ? incident->date_end : incident->date_start;
        if (!first) first = incident->date_start;
        if (strncmp(first, incident->date_start, 4) != 0 || strncmp(first, end, 4) != 0)
            return false;
    }
    return true;
}

/* The days of a group's incidents, as short as can be; NULL where one has no date. */
static char *days_of(const Layout *self, const Group *group, const Words *words) {
    const char *from = NULL, *until = NULL;
    for (guint i = 0; i < group->stacks->len; i++) {
        const GArray *members = g_array_index(group->stacks, Stack, i).members;
        for (guint j = 0; j < members->len; j++) {
            const Incident *incident = self->incidents[g_array_index(members, guint32, j)];
            const char *start = incident->date_start, *end = incident->date_end;
            if (!start) return NULL;
            if (!from || strcmp(start, from) < 0) from = start;
            if (!until || strcmp(end ? end : start, until) > 0) until = end ? end : start;
        }
    }
    if (!from) return NULL;
    return is_of_one_year(self) ? words_days_brief(words, from, until)
                                : words_days(words, from, until);
}

/* What happened at a place: how often only where it was more than once. */
static char *stacks_in_brief(const Layout *self, const GArray *stacks, const Words *words) {
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < stacks->len; i++) {
        const Stack *stack = &g_array_index(stacks, Stack, i);
        guint n = n_of_type(stacks, i);
        if (n == 0) continue;
        g_autofree char *label = layout_type_label(self, stack->type, words);
        g_autofree char *count = words_number(words, n);
        g_ptr_array_add(parts, n > 1 ? g_strdup_printf("%s (%s)", label, count) : g_strdup(label));
    }
    return words_list(words, (const char *const *)parts->pdata, parts->len);
}

char *layout_group_in_words(const Layout *self, const Group *group, const Words *words) {
    g_autofree char *types = stacks_in_brief(self, group->stacks, words);
    g_autofree char *days = days_of(self, group, words);
    g_autofree char *what = words_say_with(words, "describe-place", "place",
                                           group_name(group, words), "types", types, NULL);
    if (!days) return g_steal_pointer(&what);
    /* A date is not torn at the end of a line. */
    g_autoptr(GString) whole = g_string_new(days);
    g_string_replace(whole, " ", "\u00a0", 0);
    return g_strconcat(what, " ·\u00a0", whole->str, NULL);
}

char *layout_description(const Layout *self, const Words *words) {
    g_autofree char *title = layout_title(self, words), *count = layout_subtitle(self, words);
    g_autofree char *coarse = layout_coarse(self, words);
    g_autoptr(GString) out = g_string_new(title);
    g_string_append_printf(out, "\n%s\n%s", count, coarse);
    guint shown = MIN(self->groups->len, DESCRIBED_MAX);
    for (guint i = 0; i < shown; i++)
        describe_group(self, out, &g_array_index(self->groups, Group, i), words);
    if (self->groups->len > shown) {
        g_autofree char *more = words_say_number(words, "and-more", self->groups->len - shown, 0);
        g_string_append_printf(out, "\n%s", more);
    }
    if (self->unplaced->len) {
        g_autofree char *types = stacks_in_words(self, self->unplaced, words);
        g_autofree char *line = words_say_with(words, "describe-unplaced", "types", types, NULL);
        g_string_append_printf(out, "\n%s", line);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
