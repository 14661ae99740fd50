/*
 * sheet: which incidents are shown, what the page says, and the steps in their order:
 *
 *     choose -> legend -> page -> timeline -> panels -> description
 */
#include "map/sheet.h"

#include <math.h>
#include <string.h>

#include "map/detail.h"
#include "map/sheet-parts.h"

static const char *const LAYOUTS[] = {"side-by-side", "small-multiples", "overlay",
                                      "difference",   "density",         "profile"};

gboolean sheet_layout_parse(const char *name, SheetLayout *ret_layout) {
    for (guint i = 0; i < G_N_ELEMENTS(LAYOUTS); i++)
        if (strcmp(name, LAYOUTS[i]) == 0) {
            *ret_layout = (SheetLayout)i;
            return TRUE;
        }
    return FALSE;
}

gboolean map_sheet_check(const SheetInput *input, GError **error) {
    guint n = input->periods->n;
    bool has_panels = input->layout == SHEET_SIDE_BY_SIDE ||
                      input->layout == SHEET_SMALL_MULTIPLES || input->layout == SHEET_DENSITY;
    AreaKind kind = area_system_kind(input->areas);
    const char *wrong = NULL;
    if (n < 1)
        wrong = "nothing lies in any period";
    else if (has_panels && n > SHEET_MOST_PANELS)
        wrong =
            "a page bears 24 panels at the most: choose longer periods, or fewer days with "
            "--since and --until";
    else if (!has_panels && n < 2)
        wrong = "this layout needs two periods";
    else if (input->layout == SHEET_PROFILE && (kind == AREAS_ADMIN || kind == AREAS_HEXAGONS))
        wrong = "a profile runs along a line: --areas river, road:PLACE/PLACE or around:PLACE";
    else if (input->has_timeline && !g_date_valid(&input->periods->items[0].first))
        wrong = "a timeline needs periods with days, not sets";
    if (!wrong) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, _("--layout %s: %s"),
                LAYOUTS[input->layout], wrong);
    return FALSE;
}

/* ---- which incidents ---------------------------------------------------------------------------
 */

/* The period in which most days of the incident lie, the earlier of two; -1 where none. */
static int period_of(const SheetInput *input, guint index) {
    const CompareInput *counted = input->counted;
    const Incident *incident = counted->incidents[index];
    if (!incident_is_drawn(incident, counted->include_strategic)) return -1;
    if (counted->sets) return (int)counted->sets[index];
    double best = 0;
    int found = -1;
    GDate first, last;
    if (!incident_days(incident, &first, &last)) return -1;
    for (guint i = 0; i < input->periods->n; i++) {
        double share = period_share_of_days(&input->periods->items[i], &first, &last);
        if (share <= best) continue;
        best = share;
        found = (int)i;
    }
    return found;
}

/* An overlay and a difference show the first and the last period. */
static bool shows_ends_only(SheetLayout layout) {
    return layout == SHEET_OVERLAY || layout == SHEET_DIFFERENCE || layout == SHEET_PROFILE;
}

static void choose_incidents(Sheet *self) {
    const CompareInput *counted = self->input->counted;
    guint last = self->input->periods->n - 1;
    self->incidents = g_new(const Incident *, MAX(counted->n, 1u));
    self->periods = g_new(guint, MAX(counted->n, 1u));
    self->classes = g_new(guint8, MAX(counted->n, 1u));
    for (guint i = 0; i < counted->n; i++) {
        int period = period_of(self->input, i);
        bool between = shows_ends_only(self->input->layout) && period > 0 && period < (int)last;
        if (period < 0 || between) continue;
        self->incidents[self->n] = counted->incidents[i];
        self->periods[self->n] = (guint)period;
        self->classes[self->n++] = period > 0;
    }
}

/* ---- what the page says ------------------------------------------------------------------------
 */

bool sheet_layout_uses_areas(SheetLayout layout) {
    return layout == SHEET_DIFFERENCE || layout == SHEET_PROFILE;
}

/* Is the picture of a river, a road or what lies around a place alone? */
static bool is_of_part(const Sheet *self) {
    AreaKind kind = area_system_kind(self->input->areas);
    return sheet_layout_uses_areas(self->input->layout) && kind != AREAS_ADMIN &&
           kind != AREAS_HEXAGONS;
}

/* What the picture runs along, whatever else was read; NULL where the page may say. */
static char *where_in(const Sheet *self, const Words *words) {
    AreaKind kind = area_system_kind(self->input->areas);
    guint32 centre = area_system_centre(self->input->areas);
    if (!is_of_part(self) || centre == NO_PLACE) return NULL;
    const Place *place = gazetteer_place(self->page.gazetteer, centre);
    const char *name = gazetteer_string(self->page.gazetteer,
                                        words_are_arabic(words) ? place->name_ar : place->name_en);
    return words_say_with(words, kind == AREAS_RIVER ? "where-along" : "where-around", "place",
                          name, NULL);
}

static bool is_series(const Sheet *self) {
    return self->input->periods->n > 2 && !shows_ends_only(self->input->layout);
}

/* The two periods by their names, or the whole time of a series. */
static char *title_in(const Sheet *self, const Words *words) {
    const Period *first = &self->input->periods->items[0];
    const Period *last = &self->input->periods->items[self->input->periods->n - 1];
    g_autofree char *where = where_in(self, words);
    g_autofree char *topic = layout_topic(&self->page, words, where);
    if (!is_series(self)) {
        g_autofree char *before = period_name_before(first, last, words);
        g_autofree char *after = period_name(last, words);
        return words_say_with(words, "sheet-title", "topic", topic, "before", before, "after",
                              after, NULL);
    }
    Period whole = {first->first, last->last, NULL};
    g_autofree char *when = period_name(&whole, words);
    return words_say_with(words, "sheet-title-series", "topic", topic, "when", when, NULL);
}

/* Of a series: how many, and when most and fewest. */
static char *series_in(const Sheet *self, const Words *words) {
    const Comparison *comparison = self->input->comparison;
    guint most = 0, least = 0;
    double sum = 0;
    for (guint i = 0; i < comparison->n_periods; i++) {
        double count = comparison->periods[i].count;
        sum += count;
        if (count > comparison->periods[most].count) most = i;
        if (count < comparison->periods[least].count) least = i;
    }
    const Periods *periods = self->input->periods;
    g_autofree char *most_name = period_name(&periods->items[most], words);
    g_autofree char *least_name = period_name(&periods->items[least], words);
    g_autofree char *most_count = words_number(words, round(comparison->periods[most].count));
    g_autofree char *least_count = words_number(words, round(comparison->periods[least].count));
    g_autofree char *count = words_say_number(words, "subtitle-count-only", round(sum), 0);
    return words_say_with(words, "sheet-series", "count", count, "most", most_name, "n-most",
                          most_count, "least", least_name, "n-least", least_count, NULL);
}

static char *subtitle_in(const Sheet *self, const Words *words) {
    const Comparison *comparison = self->input->comparison;
    if (is_series(self)) return series_in(self, words);
    g_autoptr(CompareRow) in_areas = comparison_in_areas(comparison);
    return comparison_sentence(comparison, is_of_part(self) ? in_areas : &comparison->all,
                               self->input->areas, words);
}

/* What is not drawn in this layout, beside what the numbers leave out. */
static guint n_not_shown(const Sheet *self) {
    if (self->circles) return self->circles->n_coarse;
    return self->density ? self->density->n_nowhere : 0;
}

/* Each picture tells what it leaves out; those without areas need not speak of areas. */
static char *notes_in(const Sheet *self, const Words *words) {
    Comparison shown = *self->input->comparison;
    if (!sheet_layout_uses_areas(self->input->layout))
        shown.n_too_coarse = shown.n_outside_areas = 0;
    g_autoptr(GPtrArray) caveats = comparison_caveats(&shown, words);
    guint coarse = n_not_shown(self);
    if (coarse) g_ptr_array_insert(caveats, 0, words_say_number(words, "sheet-coarse", coarse, 0));
    g_ptr_array_add(caveats, NULL);
    g_autofree char *said = g_strjoinv(" · ", (char **)caveats->pdata);
    return g_strdup_printf("%s.", said);
}

static void say_all(Sheet *self) {
    Layout *page = &self->page;
    for (guint i = 0; i < page->n_words; i++) {
        page->titles[i] = title_in(self, page->words[i]);
        page->subtitles[i] = subtitle_in(self, page->words[i]);
        page->notes[i] = notes_in(self, page->words[i]);
    }
}

enum { FINDINGS_TOLD = 12 };

/* The picture in words: title, sentences of the surest differences, caveats. */
static char *describe(const Sheet *self, const Words *words) {
    const SheetInput *input = self->input;
    g_autofree char *title = layout_title(&self->page, words);
    g_autofree char *whole = layout_subtitle(&self->page, words);
    g_autoptr(GString) out = g_string_new(title);
    g_string_append_printf(out, "\n%s", whole);
    for (guint i = 0; i < input->periods->n; i++) {
        g_autofree char *name = period_name(&input->periods->items[i], words);
        g_autofree char *count = words_say_number(
            words, "sheet-count-only", round(input->comparison->periods[i].count * 10) / 10, 0);
        g_string_append_printf(out, "\n%s: %s", name, count);
    }
    g_autoptr(GPtrArray) findings = comparison_findings(input->comparison, FINDINGS_TOLD);
    for (guint i = 0; i < findings->len; i++) {
        g_autofree char *said =
            comparison_sentence(input->comparison, findings->pdata[i], input->areas, words);
        g_string_append_printf(out, "\n%s", said);
    }
    g_autofree char *notes = notes_in(self, words);
    g_string_append_printf(out, "\n%s", notes);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void describe_all(Sheet *self) {
    const Words *words = self->page.words[0];
    MapScene *scene = self->page.scene;
    layout_describe(&self->page);
    g_free(scene->description);
    scene->description = describe(self, words);
    for (guint i = 0; i < scene->n_captions; i++) {
        g_free(scene->captions[i].description);
        scene->captions[i].description = describe(self, self->page.words[i]);
    }
}

/* ---- the steps ---------------------------------------------------------------------------------
 */

static gboolean prepare(Sheet *self, GError **error) {
    self->page.is_sheet = true;
    self->page.sheet = self;
    switch (self->input->layout) {
        case SHEET_DIFFERENCE:
            sheet_prepare_change(self);
            return TRUE;
        case SHEET_DENSITY:
            return sheet_prepare_density(self, error);
        case SHEET_PROFILE:
            sheet_prepare_profile(self);
            return TRUE;
        default:
            return sheet_prepare_maps(self, error);
    }
}

static gboolean draw(Sheet *self, GError **error) {
    switch (self->input->layout) {
        case SHEET_DIFFERENCE:
            return sheet_draw_change(self, error);
        case SHEET_DENSITY:
            return sheet_draw_density(self, error);
        case SHEET_PROFILE:
            return sheet_draw_profile(self, error);
        default:
            return sheet_draw_maps(self, error);
    }
}

static void set_room(Sheet *self) {
    static const double gap = 8;
    self->body = self->page.scene->map_frame;
    double height = sheet_timeline_height(self);
    if (height <= 0) return;
    Box room = {self->body.x, self->body.y + self->body.height - height, self->body.width, height};
    self->body.height -= height + gap;
    sheet_add_timeline(self, room);
}

static void sheet_clear(Sheet *self) {
    layout_clear(&self->page);
    circles_free(self->circles);
    density_free(self->density);
    g_free(self->incidents);
    g_free(self->periods);
    g_free(self->classes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sheet, sheet_clear)

static gboolean make(Sheet *self, GError **error) {
    if (!layout_open(&self->page, error)) return FALSE;
    layout_group(&self->page);
    self->page.scene->panels = g_ptr_array_new_with_free_func((GDestroyNotify)map_scene_free);
    if (!prepare(self, error)) return FALSE;
    /* A picture that says itself what it could not place need not say it twice. */
    if (self->page.own_legend) self->page.scene->summary.n_coarse = 0;
    self->page.scene->sea = self->page.scene->background;
    say_all(self);
    layout_page(&self->page);
    set_room(self);
    if (!draw(self, error)) return FALSE;
    describe_all(self);
    layout_preflight(&self->page);
    if (!self->page.failure) return TRUE;
    g_propagate_error(error, g_steal_pointer(&self->page.failure));
    return FALSE;
}

MapScene *map_sheet_new(const SheetInput *input, const MapOptions *options, const Style *style,
                        const Gazetteer *gazetteer, GError **error) {
    if (!map_sheet_check(input, error)) return NULL;
    g_auto(Sheet) self = {.input = input, .options = *options};
    choose_incidents(&self);
    if (input->layout == SHEET_OVERLAY) self.options.color_by = COLOR_BY_PERIOD;
    self.options.size_by = SIZE_BY_COUNT;
    self.options.include_strategic = input->counted->include_strategic;
    self.page = (Layout){.incidents = self.incidents,
                         .n_incidents = self.n,
                         .options = &self.options,
                         .style = style,
                         .gazetteer = gazetteer,
                         .most_notes = G_MAXUINT,
                         .periods = input->layout == SHEET_OVERLAY ? self.classes : NULL};
    return make(&self, error) ? g_steal_pointer(&self.page.scene) : NULL;
}
