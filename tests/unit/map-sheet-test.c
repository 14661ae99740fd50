/* Sheets: every layout, on incidents made for the test; what is drawn adds up to what was given. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "map/scene.h"
#include "map/sheet.h"

enum { N = 400 };

static Gazetteer *gazetteer;
static Style *style;

/* Two months of incidents in and around the valley; every eighth is known by its governorate only.
 * No randomness: places and days follow from the number. */
static Incident *made(guint i) {
    Incident *incident = incident_new();
    guint day = i * 7 % 59;
    bool is_february = day >= 31;
    incident->id = g_strdup_printf("made-%u", i);
    incident->article = g_strdup_printf("sample-%u", i % 50);
    incident->published = g_strdup_printf("2022-0%u-15", is_february ? 2u : 1u);
    incident->date_start =
        g_strdup_printf("2022-0%u-%02u", is_february ? 2u : 1u, (is_february ? day - 31 : day) + 1);
    incident->date_end = g_strdup(incident->date_start);
    incident->location.lon = 38.2 + 0.11 * (i % 23) + 0.003 * (i % 7);
    incident->location.lat = 36.0 - 0.07 * (i % 23) + 0.01 * (i % 5);
    incident->location.radius_m = i % 8 == 0 ? 58000 : 1500;
    incident->location.method = METHOD_EXACT;
    incident->place_kind = PLACE_VILLAGE;
    incident->where_prec = i % 8 == 0 ? 4 : 1;
    incident->geo_precision = i % 8 == 0 ? 3 : 1;
    incident->type = i % 3 ? INCIDENT_ATTACK : INCIDENT_IED;
    incident->is_sample = true;
    return incident;
}

/* What a sheet is made of. Owns all. */
typedef struct {
    GPtrArray *incidents;
    Periods periods;
    AreaSystem *areas;
    CompareInput counted;
    Comparison *comparison;
    GArray *annotations;
    MapOptions options;
    SheetInput input;
} Fixture;

static void fixture_clear(Fixture *self) {
    comparison_free(self->comparison);
    area_system_free(self->areas);
    periods_clear(&self->periods);
    g_ptr_array_unref(self->incidents);
    if (self->annotations) g_array_unref(self->annotations);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)

static void fixture_open(Fixture *self, SheetLayout layout, guint n, const char *areas,
                         bool is_series) {
    *self = (Fixture){0};
    self->incidents = g_ptr_array_new_with_free_func((GDestroyNotify)incident_free);
    for (guint i = 0; i < n; i++) g_ptr_array_add(self->incidents, made(i));
    GDate first, last;
    g_assert_true(day_parse("2022-01-01", &first) && day_parse("2022-02-28", &last));
    if (is_series) {
        g_assert_true(periods_add_series(&self->periods, BY_WEEK, &first, &last, 24, NULL));
    } else {
        g_assert_true(periods_add_range(&self->periods, "2022-01", NULL));
        g_assert_true(periods_add_range(&self->periods, "2022-02", NULL));
    }
    self->areas = area_system_new(areas, gazetteer, NULL);
    g_assert_nonnull(self->areas);
    self->counted = (CompareInput){.incidents = (const Incident *const *)self->incidents->pdata,
                                   .n = self->incidents->len};
    self->comparison = comparison_new(&self->counted, &self->periods, self->areas);
    map_options_init(&self->options);
    self->options.language = LANGUAGE_EN;
    self->input = (SheetInput){.counted = &self->counted,
                               .periods = &self->periods,
                               .comparison = self->comparison,
                               .areas = self->areas,
                               .layout = layout};
}

static MapScene *sheet_of(const Fixture *self) {
    g_autoptr(GError) error = NULL;
    MapScene *scene = map_sheet_new(&self->input, &self->options, style, gazetteer, &error);
    g_assert_no_error(error);
    return scene;
}

/* ---- what holds for every sheet ----------------------------------------------------------------
 */

static bool lies_within(Box box, double width, double height) {
    const double slack = 1.5;
    return box.x >= -slack && box.y >= -slack && box.x + box.width <= width + slack &&
           box.y + box.height <= height + slack;
}

static bool overlap(Box a, Box b) {
    return a.x + 0.5 < b.x + b.width && b.x + 0.5 < a.x + a.width && a.y + 0.5 < b.y + b.height &&
           b.y + 0.5 < a.y + a.height;
}

static void assert_panels(const MapScene *scene, guint n) {
    g_assert_cmpuint(scene->panels->len, ==, n);
    for (guint i = 0; i < n; i++) {
        const MapScene *panel = scene->panels->pdata[i], *first = scene->panels->pdata[0];
        g_assert_true(lies_within(panel->map_frame, scene->width, scene->height));
        g_assert_cmpfloat_with_epsilon(panel->map_frame.width, first->map_frame.width, 0.01);
        g_assert_cmpfloat_with_epsilon(panel->map_frame.height, first->map_frame.height, 0.01);
        for (guint j = 0; j < i; j++)
            g_assert_false(
                overlap(panel->map_frame, ((MapScene *)scene->panels->pdata[j])->map_frame));
    }
}

static void assert_texts_on_page(const MapScene *scene) {
    for (guint i = 0; i < scene->furniture->len; i++) {
        const Furniture *piece = &g_array_index(scene->furniture, Furniture, i);
        for (guint k = 0; k < piece->lines->len; k++) {
            const TextLine *line = &g_array_index(piece->lines, TextLine, k);
            if (!lies_within(line->box, scene->width, scene->height))
                g_error("'%s' of %s lies off the page", line->text, piece->id);
        }
    }
}

static const Furniture *furniture_of(const MapScene *scene, const char *id) {
    for (guint i = 0; i < scene->furniture->len; i++) {
        const Furniture *piece = &g_array_index(scene->furniture, Furniture, i);
        if (strcmp(piece->id, id) == 0) return piece;
    }
    return NULL;
}

static guint incidents_drawn(const MapScene *panel) {
    guint n = 0;
    for (guint i = 0; i < panel->symbols->len; i++)
        n += g_array_index(panel->symbols, Symbol, i).n_incidents;
    return n;
}

static guint well_known(const Fixture *self) {
    guint n = 0;
    for (guint i = 0; i < self->incidents->len; i++)
        n += ((const Incident *)self->incidents->pdata[i])->where_prec == 1;
    return n;
}

/* ---- layouts -----------------------------------------------------------------------------------
 */

/* Circles in all panels stand for every incident whose place is known, once. */
static void test_circles_add_up(void) {
    g_auto(Fixture) fixture;
    fixture_open(&fixture, SHEET_SIDE_BY_SIDE, N, "governorate", false);
    g_autoptr(MapScene) scene = sheet_of(&fixture);
    assert_panels(scene, 2);
    assert_texts_on_page(scene);
    guint drawn =
        incidents_drawn(scene->panels->pdata[0]) + incidents_drawn(scene->panels->pdata[1]);
    g_assert_cmpuint(drawn, ==, well_known(&fixture));
    g_assert_nonnull(strstr(scene->description, "counted but not drawn"));
}

/* A circle of as many incidents is as large in each panel. */
static void test_one_scale(void) {
    g_auto(Fixture) fixture;
    fixture_open(&fixture, SHEET_SIDE_BY_SIDE, N, "governorate", false);
    g_autoptr(MapScene) scene = sheet_of(&fixture);
    double sizes[N + 1] = {0};
    for (guint p = 0; p < 2; p++) {
        const MapScene *panel = scene->panels->pdata[p];
        for (guint i = 0; i < panel->symbols->len; i++) {
            const Symbol *symbol = &g_array_index(panel->symbols, Symbol, i);
            if (sizes[symbol->n_incidents] > 0)
                g_assert_cmpfloat_with_epsilon(symbol->size, sizes[symbol->n_incidents], 1e-9);
            sizes[symbol->n_incidents] = symbol->size;
        }
    }
}

/* The same names stand at the same places of both panels. */
static void test_frozen_labels(void) {
    g_auto(Fixture) fixture;
    fixture_open(&fixture, SHEET_SIDE_BY_SIDE, N, "governorate", false);
    g_autoptr(MapScene) scene = sheet_of(&fixture);
    const MapScene *a = scene->panels->pdata[0], *b = scene->panels->pdata[1];
    g_assert_cmpuint(a->labels->len, >, 0);
    g_assert_cmpuint(a->labels->len, ==, b->labels->len);
    for (guint i = 0; i < a->labels->len; i++) {
        const Label *left = &g_array_index(a->labels, Label, i);
        const Label *right = &g_array_index(b->labels, Label, i);
        g_assert_cmpstr(left->name, ==, right->name);
        g_assert_cmpfloat_with_epsilon(left->box.x - a->map_frame.x, right->box.x - b->map_frame.x,
                                       1e-6);
    }
}

/* Few incidents keep their own marks. */
static void test_marks(void) {
    g_auto(Fixture) fixture;
    fixture_open(&fixture, SHEET_SIDE_BY_SIDE, 12, "governorate", false);
    g_autoptr(MapScene) scene = sheet_of(&fixture);
    assert_panels(scene, 2);
    bool has_star = false;
    for (guint p = 0; p < 2; p++) {
        const MapScene *panel = scene->panels->pdata[p];
        for (guint i = 0; i < panel->symbols->len; i++)
            has_star |= g_array_index(panel->symbols, Symbol, i).shape == MARK_STAR;
    }
    g_assert_true(has_star);
    g_assert_nonnull(furniture_of(scene, "legend"));
    g_assert_nonnull(furniture_of(scene, "sample"));
}

static void test_multiples(void) {
    g_auto(Fixture) fixture;
    fixture_open(&fixture, SHEET_SMALL_MULTIPLES, N, "governorate", true);
    g_autoptr(MapScene) scene = sheet_of(&fixture);
    assert_panels(scene, fixture.periods.n);
    assert_texts_on_page(scene);
    guint drawn = 0;
    for (guint i = 0; i < scene->panels->len; i++)
        drawn += incidents_drawn(scene->panels->pdata[i]);
    g_assert_cmpuint(drawn, ==, well_known(&fixture));
}

static void test_overlay(void) {
    g_auto(Fixture) fixture;
    fixture_open(&fixture, SHEET_OVERLAY, N, "governorate", false);
    g_autoptr(MapScene) scene = sheet_of(&fixture);
    assert_panels(scene, 1);
    g_assert_cmpuint(incidents_drawn(scene->panels->pdata[0]), ==, well_known(&fixture));
}

/* Triangles say by their number in the sentence what the comparison counted. */
static void test_difference(void) {
    g_auto(Fixture) fixture;
    fixture_open(&fixture, SHEET_DIFFERENCE, N, "district", false);
    g_autoptr(MapScene) scene = sheet_of(&fixture);
    assert_panels(scene, 1);
    assert_texts_on_page(scene);
    const MapScene *panel = scene->panels->pdata[0];
    guint fills = 0, shown = 0;
    for (guint i = 0; i < panel->ground->len; i++)
        fills += g_str_has_prefix(g_array_index(panel->ground, GroundPath, i).layer, "area-");
    for (guint i = 0; i < fixture.comparison->n_rows; i++) {
        const Rate *rate = &fixture.comparison->rows[i].rate;
        shown += rate->before + rate->after > 0;
    }
    g_assert_cmpuint(fills, ==, shown);
    for (guint i = 0; i < panel->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(panel->symbols, Symbol, i);
        bool rise = symbol->shape == MARK_TRIANGLE;
        g_assert_true(rise || symbol->shape == MARK_TRIANGLE_DOWN);
        g_assert_true(!rise || !strstr(symbol->tooltip, "fell"));
    }
}

static void test_difference_of_lines_and_rings(void) {
    static const char *const systems[] = {"river", "around:Raqqa:40", "hexagons:30",
                                          "road:Palmyra/Al-Sukhnah"};
    for (guint i = 0; i < G_N_ELEMENTS(systems); i++) {
        g_auto(Fixture) fixture;
        fixture_open(&fixture, SHEET_DIFFERENCE, N, systems[i], false);
        g_autoptr(MapScene) scene = sheet_of(&fixture);
        assert_panels(scene, 1);
        assert_texts_on_page(scene);
    }
}

static void test_density(void) {
    g_auto(Fixture) fixture;
    fixture_open(&fixture, SHEET_DENSITY, N, "governorate", false);
    g_autoptr(MapScene) scene = sheet_of(&fixture);
    assert_panels(scene, 2);
    for (guint p = 0; p < 2; p++) {
        const MapScene *panel = scene->panels->pdata[p];
        guint classes = 0;
        for (guint i = 0; i < panel->ground->len; i++)
            classes +=
                g_str_has_prefix(g_array_index(panel->ground, GroundPath, i).layer, "density-");
        g_assert_cmpuint(classes, >=, 2);
    }
}

/* A bar for each count of each stretch, and the axis: no more, no less. */
static void test_profile(void) {
    g_auto(Fixture) fixture;
    fixture_open(&fixture, SHEET_PROFILE, N, "river", false);
    g_autoptr(MapScene) scene = sheet_of(&fixture);
    g_assert_cmpuint(scene->panels->len, ==, 0);
    assert_texts_on_page(scene);
    const Furniture *profile = furniture_of(scene, "profile");
    guint bars = 0, counts = 1; /* the river itself */
    for (guint i = 0; i < profile->paths->len; i++)
        bars += strcmp(g_array_index(profile->paths, GroundPath, i).layer, "bar") == 0;
    for (guint i = 0; i < fixture.comparison->n_rows; i++) {
        const Rate *rate = &fixture.comparison->rows[i].rate;
        counts += (rate->before > 0) + (rate->after > 0);
    }
    g_assert_cmpuint(bars, ==, counts);
}

static void test_timeline(void) {
    static const SheetLayout layouts[] = {SHEET_SIDE_BY_SIDE, SHEET_OVERLAY, SHEET_DIFFERENCE,
                                          SHEET_DENSITY, SHEET_PROFILE};
    for (guint i = 0; i < G_N_ELEMENTS(layouts); i++) {
        g_auto(Fixture) fixture;
        fixture_open(&fixture, layouts[i], N, "river", false);
        fixture.input.has_timeline = true;
        g_autoptr(MapScene) scene = sheet_of(&fixture);
        const Furniture *timeline = furniture_of(scene, "timeline");
        g_assert_nonnull(timeline);
        for (guint p = 0; p < scene->panels->len; p++)
            g_assert_false(
                overlap(timeline->box, ((MapScene *)scene->panels->pdata[p])->map_frame));
    }
}

/* Every layout on every page, in every language, keeps to the page. */
static void test_pages(void) {
    static const char *const sizes[] = {"1200x675", "540x540", "400x560", "320x480"};
    for (guint layout = SHEET_SIDE_BY_SIDE; layout <= SHEET_PROFILE; layout++)
        for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
            g_auto(Fixture) fixture;
            fixture_open(&fixture, (SheetLayout)layout, 60, "river", false);
            fixture.options.language = (MapLanguage)((layout + i) % 3);
            g_assert_true(map_options_set_size(&fixture.options, sizes[i], NULL));
            g_autoptr(MapScene) scene = sheet_of(&fixture);
            assert_texts_on_page(scene);
        }
}

/* ---- unhappy paths -----------------------------------------------------------------------------
 */

static void assert_refused(SheetLayout layout, const char *areas, bool is_series) {
    g_auto(Fixture) fixture;
    fixture_open(&fixture, layout, 3, areas, is_series);
    g_autoptr(GError) error = NULL;
    if (is_series) { /* more than a page bears */
        GDate first, last;
        g_assert_true(day_parse("2022-01-01", &first) && day_parse("2022-01-31", &last));
        periods_clear(&fixture.periods);
        g_assert_true(periods_add_series(&fixture.periods, BY_DAY, &first, &last, 99, NULL));
    }
    g_assert_null(map_sheet_new(&fixture.input, &fixture.options, style, gazetteer, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
}

static void test_refusals(void) {
    assert_refused(SHEET_PROFILE, "district", false);
    assert_refused(SHEET_SMALL_MULTIPLES, "district", true);
}

/* A page without a single incident is still a page. */
static void test_empty(void) {
    for (guint layout = SHEET_SIDE_BY_SIDE; layout <= SHEET_PROFILE; layout++) {
        g_auto(Fixture) fixture;
        fixture_open(&fixture, (SheetLayout)layout, 0, "river", false);
        fixture.input.has_timeline = true;
        g_autoptr(MapScene) scene = sheet_of(&fixture);
        assert_texts_on_page(scene);
    }
}

/* ---- writing -----------------------------------------------------------------------------------
 */

static char *svg_of(const MapScene *scene, const char *folder) {
    g_autofree char *path = g_build_filename(folder, "sheet.svg", NULL);
    g_autoptr(GError) error = NULL;
    char *text = NULL;
    g_assert_true(map_scene_write(scene, path, &error));
    g_assert_no_error(error);
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_remove(path);
    return text;
}

/* The same bytes on every run; each id once. */
static void test_same_bytes(void) {
    g_autofree char *folder = g_dir_make_tmp("kharita-sheet-XXXXXX", NULL);
    for (guint layout = SHEET_SIDE_BY_SIDE; layout <= SHEET_PROFILE; layout++) {
        g_auto(Fixture) fixture;
        fixture_open(&fixture, (SheetLayout)layout, 80, "river", false);
        g_autoptr(MapScene) first = sheet_of(&fixture), second = sheet_of(&fixture);
        g_autofree char *a = svg_of(first, folder), *b = svg_of(second, folder);
        g_assert_cmpstr(a, ==, b);
        g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_auto(GStrv) parts = g_strsplit(a, " id=\"", -1);
        for (guint i = 1; parts[i]; i++)
            g_assert_true(g_hash_table_add(ids, g_strndup(parts[i], strcspn(parts[i], "\""))));
    }
    g_rmdir(folder);
}

int main(int argc, char **argv) {
    g_setenv("KHARITA_DATA", ".", FALSE);
    g_test_init(&argc, &argv, NULL);
    gazetteer = gazetteer_open(NULL, NULL);
    style = style_load("newsroom", NULL);
    g_assert_true(gazetteer && style);
    g_test_add_func("/sheet/circles-add-up", test_circles_add_up);
    g_test_add_func("/sheet/circles-have-one-scale", test_one_scale);
    g_test_add_func("/sheet/names-stand-still", test_frozen_labels);
    g_test_add_func("/sheet/few-keep-their-marks", test_marks);
    g_test_add_func("/sheet/small-multiples-add-up", test_multiples);
    g_test_add_func("/sheet/overlay-adds-up", test_overlay);
    g_test_add_func("/sheet/difference-fills-each-area", test_difference);
    g_test_add_func("/sheet/difference-of-lines-and-rings", test_difference_of_lines_and_rings);
    g_test_add_func("/sheet/density-has-classes", test_density);
    g_test_add_func("/sheet/profile-has-all-bars", test_profile);
    g_test_add_func("/sheet/timeline-under-all", test_timeline);
    g_test_add_func("/sheet/every-page-holds-its-text", test_pages);
    g_test_add_func("/sheet/impossible-layouts-are-refused", test_refusals);
    g_test_add_func("/sheet/nothing-is-a-page-too", test_empty);
    g_test_add_func("/sheet/same-bytes", test_same_bytes);
    int status = g_test_run();
    style_free(style);
    gazetteer_free(gazetteer);
    return status;
}
