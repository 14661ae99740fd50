/*
 * The scene made of made-up incidents along the Euphrates and in the steppe: what must hold of any
 * map holds of it, at each size and in each language.
 */
#include <glib/gstdio.h>
#include <math.h>

#include "map-incidents.h"

static Shape *square(double lon, double lat, double half) {
    Shape *shape = shape_new(SHAPE_POLYGONS);
    shape_begin_part(shape);
    const double corners[][2] = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
    for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
        shape_add_point(shape, (LonLat){lon + corners[i][0] * half, lat + corners[i][1] * half});
    return shape;
}

static void set_up(Fixture *self, gconstpointer data) {
    fixture_set_up(self);
    fixture_add(self, INCIDENT_ATTACK, "Al-Mayadin", 40.45, 35.019, METHOD_EXACT);
    fixture_add(self, INCIDENT_ATTACK, "Al-Mayadin", 40.45, 35.019, METHOD_EXACT);
    fixture_add(self, INCIDENT_AIRSTRIKE, "Al-Mayadin", 40.45, 35.019, METHOD_EXACT)->reports = 2;
    fixture_add(self, INCIDENT_IED, "Abu Kamal", 40.919, 34.451, METHOD_EXACT)->modality =
        MODALITY_SUSPECTED;
    fixture_add(self, INCIDENT_SHELLING, "near Al-Tibni", 39.82, 35.61, METHOD_NEAR);
    Incident *steppe = fixture_add(self, INCIDENT_ATTACK, "Badia", 40.0, 34.9, METHOD_BADIA);
    steppe->location.shape = square(40.0, 34.9, 0.25);
    steppe->location.radius_m = 25000;
    fixture_add(self, INCIDENT_ATTACK, "", NAN, NAN, METHOD_UNRESOLVED);
}

static void tear_down(Fixture *self, gconstpointer data) { fixture_tear_down(self); }

static const Symbol *symbol_with(const MapScene *scene, const char *id) {
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (strcmp(symbol->id, id) == 0) return symbol;
    }
    return NULL;
}

static void check_labels(const MapScene *scene) {
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        if (!label->placed) continue;
        g_assert_true(box_holds(scene->map_frame, label->box));
        for (guint j = i + 1; j < scene->labels->len; j++) {
            const Label *other = &g_array_index(scene->labels, Label, j);
            g_assert_false(other->placed && boxes_overlap(label->box, other->box));
        }
        for (guint j = 0; j < scene->symbols->len; j++) {
            const Symbol *symbol = &g_array_index(scene->symbols, Symbol, j);
            g_assert_false(
                symbol->shape != MARK_NONE &&
                boxes_overlap(label->box, box_around(symbol->at, symbol->size, symbol->size)));
        }
        for (guint j = 0; j < scene->furniture->len; j++)
            g_assert_false(
                boxes_overlap(label->box, g_array_index(scene->furniture, Furniture, j).box));
    }
}

static void test_no_overlap(Fixture *self, gconstpointer data) {
    static const char *const sizes[] = {"1200x675", "800x600", "400x400", "story"};
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
        for (MapLanguage language = LANGUAGE_AR; language <= LANGUAGE_BOTH; language++) {
            self->options.language = language;
            g_assert_true(map_options_set_size(&self->options, sizes[i], NULL));
            g_autoptr(MapScene) scene = fixture_scene(self);
            check_labels(scene);
        }
}

static void test_counts(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    const MapSummary *summary = map_scene_summary(scene);
    g_assert_cmpuint(summary->n_incidents, ==, 7);
    g_assert_cmpuint(summary->n_drawn, ==, 6);
    g_assert_cmpuint(summary->n_unplaced, ==, 1);
    g_assert_cmpuint(summary->n_coarse, ==, 1);
    const Furniture *count = scene_piece(scene, "count");
    g_assert_cmpstr(g_array_index(count->lines, TextLine, 0).text, ==,
                    "1 incident in no known place is not drawn.");
}

/* What is as it should be needs no words; what has no place is not told twice. */
static void test_nothing_is_said_of_none(Fixture *self, gconstpointer data) {
    g_ptr_array_set_size(self->incidents, 0);
    fixture_add(self, INCIDENT_ATTACK, "A", 40.1, 35.3, METHOD_EXACT);
    g_autoptr(MapScene) fine = fixture_scene(self);
    g_assert_null(scene_piece(fine, "count"));
    g_assert_cmpstr(map_scene_caption(fine).count, ==, "");
    fixture_add(self, INCIDENT_ATTACK, "", 40.1, 35.3, METHOD_ADMIN)->location.radius_m = 90000;
    fixture_add(self, INCIDENT_ATTACK, "", NAN, NAN, METHOD_UNRESOLVED);
    g_autoptr(MapScene) coarse = fixture_scene(self);
    g_assert_cmpstr(map_scene_caption(coarse).count, ==,
                    "1 of 3 could not be placed more precisely than a governorate. 1 incident in "
                    "no known place is not drawn.");
}

/* The steppe of a town is placed better than a governorate, the steppe of Syria is not. */
static void test_coarse_areas(Fixture *self, gconstpointer data) {
    Incident *steppe = self->incidents->pdata[5];
    steppe->location.radius_m = 50000;
    g_autoptr(MapScene) town = fixture_scene(self);
    g_assert_cmpuint(map_scene_summary(town)->n_coarse, ==, 1); /* what has no place */
    steppe->location.radius_m = 200000;
    g_autoptr(MapScene) country = fixture_scene(self);
    g_assert_cmpuint(map_scene_summary(country)->n_coarse, ==, 2);
}

/* What one side claims does not stand under the mark of what is stated. */
static void test_claims_stand_apart(Fixture *self, gconstpointer data) {
    fixture_add(self, INCIDENT_ATTACK, "Al-Mayadin", 40.45, 35.019, METHOD_EXACT)->modality =
        MODALITY_CLAIMED;
    g_autoptr(MapScene) scene = fixture_scene(self);
    guint stated = 0, claimed = 0;
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (!g_str_has_prefix(symbol->id, "place-1-attack")) continue;
        if (symbol->hollow)
            claimed += symbol->n_incidents;
        else
            stated += symbol->n_incidents;
    }
    g_assert_cmpuint(stated, ==, 2);
    g_assert_cmpuint(claimed, ==, 1);
    /* In words they are three attacks. */
    g_assert_nonnull(strstr(scene->description, "Armed attack (3)"));
}

static void test_precision_is_visible(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Symbol *town = symbol_with(scene, "place-1-extent");
    g_assert_cmpint(town->precision, ==, PRECISION_TOWN);
    g_assert_cmpuint(town->area_paint.n_dash, ==, 0);
    const Symbol *near = symbol_with(scene, "place-3-extent");
    g_assert_cmpint(near->precision, ==, PRECISION_NEAR);
    g_assert_cmpuint(near->area_paint.n_dash, ==, 2);
    const Symbol *area = symbol_with(scene, "place-4-extent");
    g_assert_cmpint(area->precision, ==, PRECISION_AREA);
    g_assert_cmpfloat(area->area_paint.fill.a, <=, 0.15);
    const Symbol *badge = symbol_with(scene, "place-4-badge");
    g_assert_true(path_holds(&area->area, badge->at));
}

/* Only what is blue may be taken for a lake, and is tinted otherwise. */
static void test_blue_areas_are_no_lakes(Fixture *self, gconstpointer data) {
    fixture_add(self, INCIDENT_AIRSTRIKE, "near Markadah", 40.77, 35.75, METHOD_NEAR);
    g_autoptr(MapScene) scene = fixture_scene(self);
    Color own[2], outline;
    MarkShape shape;
    const IncidentType types[] = {INCIDENT_SHELLING, INCIDENT_AIRSTRIKE};
    for (guint i = 0; i < 2; i++) style_incident(self->style, types[i], &shape, &own[i], &outline);
    g_assert_cmpfloat(symbol_with(scene, "place-3-extent")->area_paint.fill.r, ==, own[0].r);
    g_assert_cmpfloat(symbol_with(scene, "place-5-extent")->area_paint.fill.r, >, own[1].r + 0.1);
}

/* A steppe that is small on the page is still an area with a count beside it, and no spot. */
static void test_small_area_is_no_spot(Fixture *self, gconstpointer data) {
    Incident *steppe = fixture_add(self, INCIDENT_ATTACK, "Small", 41.5, 36.2, METHOD_BADIA);
    steppe->location.shape = square(41.5, 36.2, 0.04);
    steppe->location.radius_m = 4000;
    fixture_add(self, INCIDENT_ATTACK, "West", 38.0, 35.2, METHOD_EXACT);
    g_assert_true(map_options_set_size(&self->options, "800x600", NULL));
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Symbol *area = symbol_with(scene, "place-5-extent");
    g_assert_cmpint(area->precision, ==, PRECISION_AREA);
    Box box = path_box(&area->area);
    g_assert_cmpfloat(box.width, <, 26);
    Box badge = path_box(&symbol_with(scene, "place-5-badge")->area);
    g_assert_cmpfloat(boxes_shared(box, badge), <=, 0.5 * box.width * box.height);
}

static void test_trust_is_visible(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Symbol *two = symbol_with(scene, "place-1-attack-1");
    const Symbol *air = symbol_with(scene, "place-1-airstrike-2");
    const Symbol *suspected = symbol_with(scene, "place-2-ied-1");
    g_assert_cmpstr(two->number, ==, "2");
    g_assert_cmpuint(two->n_incidents, ==, 2);
    g_assert_true(air->ringed && !air->hollow);
    g_assert_true(suspected->hollow && !suspected->ringed);
    g_assert_cmpfloat(point_distance(two->at, air->at), >=, (two->size + air->size) / 2);
}

static void test_alt_text_is_short(Fixture *self, gconstpointer data) {
    for (MapLanguage language = LANGUAGE_AR; language <= LANGUAGE_BOTH; language++) {
        self->options.language = language;
        g_autoptr(MapScene) scene = fixture_scene(self);
        g_assert_cmpint(g_utf8_strlen(map_scene_alt_text(scene), -1), <, 150);
        g_assert_nonnull(strstr(map_scene_description(scene), "Abu Kamal"));
    }
}

static void test_title_from_data(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_nonnull(strstr(scene->title, "7 January 2022"));
    self->options.title = "Given";
    g_autoptr(MapScene) given = fixture_scene(self);
    g_assert_cmpstr(given->title, ==, "Given");
}

/* A table of others that names no types is not said to tell of attacks, nor of reports; what is
 * somewhere in the country has no place. */
static void test_table_without_types(Fixture *self, gconstpointer data) {
    g_ptr_array_set_size(self->incidents, 0);
    for (int i = 0; i < 4; i++) {
        Incident *row = fixture_add(self, INCIDENT_ATTACK, "Row", 39.5 + i, 35.2, METHOD_EXACT);
        row->article = g_strdup("events.csv");
        row->where_prec = i == 3 ? 6 : 1;
    }
    g_autoptr(MapScene) untold = fixture_scene(self);
    g_assert_true(g_str_has_prefix(untold->title, "Violent incidents"));
    g_assert_null(strstr(untold->description, "report"));
    g_assert_null(strstr(untold->description, "ttack"));
    g_assert_cmpuint(untold->summary.n_unplaced, ==, 1);
    Incident *first = self->incidents->pdata[0];
    first->type_confidence = 1;
    g_autoptr(MapScene) told = fixture_scene(self);
    g_assert_true(g_str_has_prefix(told->title, "Attacks"));
}

/* Of reports without a day the map says so; of rows of a table, and where one has a day, not. */
static void test_undated_reports(Fixture *self, gconstpointer data) {
    for (guint i = 0; i < self->incidents->len; i++) {
        Incident *incident = self->incidents->pdata[i];
        g_clear_pointer(&incident->date_start, g_free);
    }
    g_autoptr(MapScene) rows = fixture_scene(self);
    g_assert_null(strstr(rows->description, "undated"));
    Incident *read = self->incidents->pdata[0];
    read->article = g_strdup("one");
    read->quote = g_strdup("a sentence");
    g_autoptr(MapScene) reports = fixture_scene(self);
    g_assert_nonnull(strstr(reports->description, "from one report · undated"));
    read->date_start = g_strdup("2022-01-07");
    g_autoptr(MapScene) dated = fixture_scene(self);
    g_assert_null(strstr(dated->description, "undated"));
}

/* The scale bar of a bilingual map says its length in both languages. */
static void test_scale_in_both(Fixture *self, gconstpointer data) {
    self->options.language = LANGUAGE_BOTH;
    g_autoptr(MapScene) scene = fixture_scene(self);
    const GArray *lines = scene_piece(scene, "scale-bar")->lines;
    g_assert_cmpuint(lines->len, ==, 2);
    const TextLine *arabic = &g_array_index(lines, TextLine, 0);
    const TextLine *latin = &g_array_index(lines, TextLine, 1);
    g_assert_nonnull(strstr(arabic->text, "كم"));
    g_assert_nonnull(strstr(latin->text, "km"));
    g_assert_cmpfloat(latin->box.x + latin->box.width, <=, arabic->box.x + 0.1);
}

/* "كانون / الثاني 2022" is no month: a date stays on one line. */
static void test_dates_stay_whole(Fixture *self, gconstpointer data) {
    self->options.language = LANGUAGE_AR;
    self->options.width_px = 400;
    self->options.height_px = 560;
    self->options.title = "هجمات على طرق كثيرة في دير الزور كانون الثاني 2022";
    g_autoptr(MapScene) scene = fixture_scene(self);
    const Furniture *title = scene_piece(scene, "title");
    g_assert_cmpuint(title->lines->len, ==, 2);
    const char *last = g_array_index(title->lines, TextLine, 1).text;
    g_assert_true(g_str_has_suffix(last, "كانون الثاني 2022"));
}

/* What dots part breaks there, and neither line bears the dot. */
static void test_parts_stay_whole(Fixture *self, gconstpointer data) {
    self->options.width_px = 400;
    self->options.height_px = 560;
    self->options.subtitle =
        "ten incidents in ten places · at least twenty people killed in all · undated";
    g_autoptr(MapScene) scene = fixture_scene(self);
    const GArray *lines = scene_piece(scene, "subtitle")->lines;
    g_assert_cmpuint(lines->len, ==, 2);
    g_assert_cmpstr(g_array_index(lines, TextLine, 0).text, ==, "ten incidents in ten places");
    g_assert_cmpstr(g_array_index(lines, TextLine, 1).text, ==,
                    "at least twenty people killed in all · undated");
}

/* The dead of what has no place are not the dead of the marks; where they are most of all, they
 * make no headline. */
static void test_dead_without_a_place(Fixture *self, gconstpointer data) {
    g_ptr_array_set_size(self->incidents, 0);
    Incident *nowhere = fixture_add(self, INCIDENT_ATTACK, "", NAN, NAN, METHOD_UNRESOLVED);
    fixture_add(self, INCIDENT_ATTACK, "A", 40.1, 35.3, METHOD_EXACT)->killed_min = 70;
    nowhere->killed_min = 30;
    g_autoptr(MapScene) some = fixture_scene(self);
    g_assert_nonnull(
        strstr(map_scene_caption(some).subtitle, "100 killed (30 of them in no known place)"));
    nowhere->killed_min = 930;
    g_autoptr(MapScene) most = fixture_scene(self);
    g_assert_nonnull(
        strstr(map_scene_caption(most).subtitle, "at least 70 killed in known places"));
    g_assert_cmpstr(map_scene_caption(most).count, ==,
                    "1 incident in no known place is not drawn (at least 930 killed).");
}

/* Arabic pages run from right to left: the title ends at the right margin. */
static void test_arabic_is_mirrored(Fixture *self, gconstpointer data) {
    self->options.language = LANGUAGE_AR;
    g_autoptr(MapScene) scene = fixture_scene(self);
    Box title = scene_piece(scene, "title")->box;
    g_assert_cmpfloat(title.x + title.width, >, scene->width - 30);
    self->options.language = LANGUAGE_EN;
    g_autoptr(MapScene) english = fixture_scene(self);
    g_assert_cmpfloat(scene_piece(english, "title")->box.x, <, 30);
}

static char *report_of(const Fixture *self) {
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_autofree char *path = NULL;
    g_close(g_file_open_tmp("kharita-XXXXXX.json", &path, NULL), NULL);
    g_assert_true(map_scene_write_layout_report(scene, path, NULL));
    char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    remove(path);
    return text;
}

static void test_same_scene(Fixture *self, gconstpointer data) {
    g_autofree char *one = report_of(self), *two = report_of(self);
    g_assert_cmpstr(one, ==, two);
}

static void test_no_incidents(Fixture *self, gconstpointer data) {
    g_ptr_array_set_size(self->incidents, 0);
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_assert_cmpuint(map_scene_summary(scene)->n_drawn, ==, 0);
    g_assert_cmpstr(scene->title, ==, "No incidents to draw");
    g_assert_null(scene_piece(scene, "legend"));
}

static void test_crowd_is_joined(Fixture *self, gconstpointer data) {
    for (guint i = 0; i < 120; i++) {
        g_autofree char *name = g_strdup_printf("Place %u", i);
        fixture_add(self, i % 2 ? INCIDENT_IED : INCIDENT_CLASH, name, 40.2 + (i % 12) * 0.004,
                    35.2 + (i / 12) * 0.004, METHOD_EXACT);
    }
    g_autoptr(MapScene) scene = fixture_scene(self);
    guint members = 0;
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (symbol->shape == MARK_NONE) continue;
        members += symbol->n_incidents;
        g_assert_cmpfloat(point_distance(symbol->at, symbol->anchor), <, 90);
    }
    g_assert_cmpuint(members, ==, 126);
    check_labels(scene);
}

static void test_focus(Fixture *self, gconstpointer data) {
    g_autoptr(GError) error = NULL;
    static const char *const good[] = {"auto", "syria", "euphrates", "badia", "38,34,41,36"};
    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        self->options.focus = good[i];
        g_autoptr(MapScene) scene = fixture_scene(self);
        check_labels(scene);
    }
    static const char *const bad[] = {"nowhere", "1,2,3", "41,34,38,36", "a,b,c,d"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        self->options.focus = bad[i];
        g_assert_null(map_scene_new((const Incident *const *)self->incidents->pdata, 7,
                                    &self->options, self->style, NULL, &error));
        g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
        g_clear_error(&error);
    }
}

static Style *style_from_text(const char *text) {
    g_autofree char *path = NULL;
    g_close(g_file_open_tmp("kharita-XXXXXX.style", &path, NULL), NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    Style *style = style_load(path, NULL);
    g_remove(path);
    return style;
}

static bool warns_of(const MapScene *scene, const char *words) {
    const GPtrArray *warnings = map_scene_warnings(scene);
    for (guint i = 0; i < warnings->len; i++)
        if (strstr(warnings->pdata[i], words)) return true;
    return false;
}

static void test_preflight(Fixture *self, gconstpointer data) {
    g_autoptr(MapScene) good = fixture_scene(self);
    g_assert_cmpuint(map_scene_warnings(good)->len, ==, 0);
    style_free(self->style);
    self->style = style_from_text(
        "label-story { text-size = 8 }\nlabel-area { text-color = \"#C0C0C0\" }\n"
        "incident-attack { symbol-shape = \"circle\" symbol-color = \"#00A000\" }\n"
        "incident-ied { symbol-shape = \"circle\" symbol-color = \"#A08000\" }\n");
    g_autoptr(MapScene) bad = fixture_scene(self);
    g_assert_true(warns_of(bad, "8.0 points, under 11.0"));
    g_assert_true(warns_of(bad, "has a contrast of"));
    g_assert_true(warns_of(bad, "readers cannot tell attack from ied"));
}

static void test_pins_hide(Fixture *self, gconstpointer data) {
    g_autofree char *path = NULL;
    g_close(g_file_open_tmp("kharita-XXXXXX.pins", &path, NULL), NULL);
    g_assert_true(g_file_set_contents(path, "Abu Kamal\thide\nAl-Mayadin\t60,40\n", -1, NULL));
    self->options.pins = path;
    g_autoptr(MapScene) scene = fixture_scene(self);
    g_remove(path);
    bool moved = false;
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        g_assert_cmpstr(label->name, !=, "Abu Kamal");
        if (strcmp(label->name, "Al-Mayadin") != 0) continue;
        double dx = label->box.x + label->box.width / 2 - label->feature.x;
        double dy = label->box.y + label->box.height / 2 - label->feature.y;
        moved = fabs(dx - 60) < 0.01 && fabs(dy - 40) < 0.01;
    }
    g_assert_true(moved);
}

#define ADD(name, test) g_test_add("/map/scene/" name, Fixture, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    ADD("labels-cover-nothing", test_no_overlap);
    ADD("counts-stand-on-the-map", test_counts);
    ADD("coarse-is-what-no-governorate-beats", test_coarse_areas);
    ADD("claims-stand-apart", test_claims_stand_apart);
    ADD("blue-areas-are-no-lakes", test_blue_areas_are_no_lakes);
    ADD("precision-is-visible", test_precision_is_visible);
    ADD("small-area-is-no-spot", test_small_area_is_no_spot);
    ADD("trust-is-visible", test_trust_is_visible);
    ADD("alt-text-is-short", test_alt_text_is_short);
    ADD("title-comes-from-the-data", test_title_from_data);
    ADD("dates-stay-on-one-line", test_dates_stay_whole);
    ADD("parts-stay-on-one-line", test_parts_stay_whole);
    ADD("nothing-is-said-of-none", test_nothing_is_said_of_none);
    ADD("dead-without-a-place", test_dead_without_a_place);
    ADD("table-without-types", test_table_without_types);
    ADD("undated-reports", test_undated_reports);
    ADD("scale-in-both", test_scale_in_both);
    ADD("arabic-is-mirrored", test_arabic_is_mirrored);
    ADD("same-incidents-same-scene", test_same_scene);
    ADD("no-incidents-no-legend", test_no_incidents);
    ADD("crowds-are-joined", test_crowd_is_joined);
    ADD("focus", test_focus);
    ADD("preflight-finds-what-is-wrong", test_preflight);
    ADD("pins-hide-and-move", test_pins_hide);
    return g_test_run();
}
