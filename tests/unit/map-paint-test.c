/* One scene gives PNG, PDF and SVG: whole, the same every time, and with its text as text. */
#include <glib/gstdio.h>

#include "map/layout.h"
#include "sample-scene.h"

typedef gboolean (*Painter)(const MapScene *scene, Fonts *fonts, const char *path, GError **error);

/* Paints the sample scene, changed by `change`; returns the bytes of the file. */
static GBytes *painted(Painter paint, void (*change)(MapScene *scene)) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Fonts) fonts = fonts_new(&error);
    g_assert_no_error(error);
    g_autofree char *folder = g_dir_make_tmp("kharita-paint-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "map", NULL);
    MapScene *scene = sample_scene_new();
    if (change) change(scene);
    paint(scene, fonts, path, &error);
    sample_scene_free(scene);
    g_assert_no_error(error);
    char *bytes = NULL;
    gsize len = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
    g_unlink(path);
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* nothing else was left there */
    return g_bytes_new_take(bytes, len);
}

static bool contains(GBytes *bytes, const char *words) {
    gsize len;
    const char *data = g_bytes_get_data(bytes, &len);
    return memmem(data, len, words, strlen(words)) != NULL;
}

static guint big_endian(const guint8 *at) {
    return (guint)at[0] << 24 | (guint)at[1] << 16 | (guint)at[2] << 8 | at[3];
}

/* ---- all formats ------------------------------------------------------------------------------
 */

static void test_same_scene_same_bytes(gconstpointer data) {
    Painter paint = *(const Painter *)data;
    g_autoptr(GBytes) first = painted(paint, NULL), second = painted(paint, NULL);
    g_assert_cmpuint(g_bytes_get_size(first), >, 1000);
    g_assert_true(g_bytes_equal(first, second));
}

static void add_unknown_glyph(MapScene *scene) {
    Label label = {.id = g_strdup("label-9"), .placed = true};
    add_line(&label, "漢", DIRECTION_LTR, ANCHOR_START, (Point){50, 50});
    g_array_append_val(scene->labels, label);
}

static void test_failure_leaves_no_file(gconstpointer data) {
    Painter paint = *(const Painter *)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(Fonts) fonts = fonts_new(&error);
    g_autofree char *folder = g_dir_make_tmp("kharita-paint-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "map", NULL);
    MapScene *scene = sample_scene_new();
    add_unknown_glyph(scene);
    g_assert_false(paint(scene, fonts, path, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
    sample_scene_free(scene);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void empty(MapScene *scene) {
    g_array_set_size(scene->ground, 0);
    g_array_set_size(scene->symbols, 0);
    g_array_set_size(scene->labels, 0);
    g_array_set_size(scene->furniture, 0);
}

static void test_empty_scene_is_painted(gconstpointer data) {
    g_autoptr(GBytes) bytes = painted(*(const Painter *)data, empty);
    g_assert_cmpuint(g_bytes_get_size(bytes), >, 100);
}

/* ---- PNG --------------------------------------------------------------------------------------
 */

static void test_png_has_its_size(void) {
    g_autoptr(GBytes) bytes = painted(paint_png, NULL);
    const guint8 *data = g_bytes_get_data(bytes, NULL);
    g_assert_cmpuint(big_endian(data + 16), ==, 380);
    g_assert_cmpuint(big_endian(data + 20), ==, 260);
}

static void twice(MapScene *scene) { scene->scale = 2; }

static void test_png_scale_gives_more_pixels(void) {
    g_autoptr(GBytes) bytes = painted(paint_png, twice);
    const guint8 *data = g_bytes_get_data(bytes, NULL);
    g_assert_cmpuint(big_endian(data + 16), ==, 760);
    g_assert_cmpuint(big_endian(data + 20), ==, 520);
}

static void test_png_has_a_limit(void) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Fonts) fonts = fonts_new(NULL);
    MapScene *scene = sample_scene_new();
    scene->width = scene->height = 8000;
    scene->scale = 8;
    scene->most_pixels = 130e6;
    g_assert_false(paint_png(scene, fonts, "never.png", &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
    sample_scene_free(scene);
}

static void test_png_carries_title_and_alt_text(void) {
    g_autoptr(GBytes) bytes = painted(paint_png, NULL);
    g_assert_true(contains(bytes, "Sample"));
    g_assert_true(contains(bytes, "خريطة & test"));
}

/* ---- SVG --------------------------------------------------------------------------------------
 */

static void assert_svg_has(void (*change)(MapScene *scene), const char *words) {
    g_autoptr(GBytes) bytes = painted(paint_svg, change);
    if (contains(bytes, words)) return;
    g_test_message("not in the SVG: %s", words);
    g_test_fail();
}

static void test_svg_text_is_text(void) {
    assert_svg_has(NULL, ">Deir ez-Zor</text>");
    assert_svg_has(NULL, ">\u2067دير الزور\u2069<");
    assert_svg_has(NULL,
                   ".rtl{font-family:'Noto Sans Arabic','Noto Sans',sans-serif;direction:rtl;"
                   "text-anchor:middle}");
    assert_svg_has(NULL, " rtl\" x=");
}

static void in_english(MapScene *scene) { scene->language = LANGUAGE_EN; }

/* A line says its language where it is not the document's. */
static void test_svg_says_its_languages(void) {
    assert_svg_has(NULL, "xml:lang=\"en\">Deir ez-Zor</text>");
    assert_svg_has(in_english, "xml:lang=\"ar\">\u2067دير الزور\u2069<");
    assert_svg_has(in_english, "\">Deir ez-Zor</text>");
}

static void test_svg_says_what_it_is(void) {
    assert_svg_has(NULL, "role=\"img\"");
    assert_svg_has(NULL, "<title id=\"kharita-title\">Sample</title>");
    assert_svg_has(NULL, ">A scene made by hand.</desc>");
    assert_svg_has(NULL, "<title>بادية &lt;دير الزور&gt;: 3 حوادث</title>");
}

static void test_svg_carries_its_fonts(void) {
    assert_svg_has(NULL,
                   "@font-face{font-family:'Noto Sans Arabic';font-weight:700;"
                   "src:url(data:font/woff;base64,d09GRg");
}

static gboolean paint_plain(const MapScene *scene, Fonts *fonts, const char *path, GError **error) {
    return paint_svg_with(scene, fonts, SVG_TEXT_PLAIN, path, error);
}

static gboolean paint_outlined(const MapScene *scene, Fonts *fonts, const char *path,
                               GError **error) {
    return paint_svg_with(scene, fonts, SVG_TEXT_OUTLINE, path, error);
}

static void test_svg_text_plain_or_outlined(void) {
    g_autoptr(GBytes) plain = painted(paint_plain, NULL), outlined = painted(paint_outlined, NULL);
    g_assert_false(contains(plain, "@font-face"));
    g_assert_true(contains(plain, "<text"));
    g_assert_false(contains(outlined, "<text"));
    g_assert_true(contains(outlined, "aria-label=\"Deir ez-Zor\""));
}

static void test_svg_text_has_names(void) {
    SvgText mode = SVG_TEXT_EMBEDDED;
    g_assert_true(svg_text_parse("outline", &mode));
    g_assert_cmpint(mode, ==, SVG_TEXT_OUTLINE);
    g_assert_false(svg_text_parse("curved", &mode));
    g_assert_cmpint(mode, ==, SVG_TEXT_OUTLINE);
}

static void test_svg_curved_text_keeps_its_words(void) {
    assert_svg_has(NULL, "aria-label=\"نهر الفرات\" d=\"m");
}

static void test_svg_leaves_out_dropped_labels(void) {
    g_autoptr(GBytes) bytes = painted(paint_svg, NULL);
    g_assert_false(contains(bytes, "dropped"));
}

/* A ring of the land and the lake in it, one path, steps from point to point. */
static void test_svg_paths_are_short(void) {
    assert_svg_has(NULL, "d=\"m20 40 340 0 0 200-340 0zm40 60 0 40 50 0 0-40z\"");
}

/* Three pieces of a road, one of them backwards, and a side road that meets none of their ends. */
static void add_pieces(MapScene *scene) {
    GroundPath road = {.layer = g_strdup("road")};
    road.paint = (Paint){.stroke = {0, 0, 0, 1}, .stroke_width = 1};
    const Point pieces[][2] = {{{100, 50}, {150, 80}},
                               {{50, 50}, {100, 50}},
                               {{200, 50}, {150, 80}},
                               {{60, 60}, {60, 90}}};
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) path_add_points(&road.path, pieces[i], 2);
    g_array_append_val(scene->ground, road);
}

static void test_svg_joins_lines(void) {
    assert_svg_has(add_pieces, "d=\"m50 50 50 0 50 30 50-30m-140 10 0 30\"");
}

static void name_groups_badly(MapScene *scene) {
    for (guint i = 0; i < 2; i++) {
        GroundPath path = {.layer = g_strdup("1 <river>"), .closed = true};
        path.paint.fill = (Color){0, 0, 1, 1};
        path.path = box_path(40.04, 60, 10.26, 10);
        g_array_append_val(scene->ground, path);
    }
    g_free(scene->title);
    scene->title = g_strdup(
        "bad\x01"
        "bytes \xef\xbf\xbf \xd8 end");
}

static void test_svg_ids_are_sound_and_unique(void) {
    assert_svg_has(name_groups_badly, "<g id=\"id-1--river-\">");
    assert_svg_has(name_groups_badly, "<g id=\"id-1--river--2\">");
}

static void test_svg_keeps_to_what_xml_allows(void) {
    assert_svg_has(name_groups_badly, ">bad bytes \ufffd \ufffd end</title>");
}

/* The ground, which fills most of the file, lies on halves of points. */
static void test_svg_ground_lies_on_halves(void) {
    assert_svg_has(name_groups_badly, "d=\"m40 60 10.5 0 0 10-10.5 0z\"");
}

static void add_small_area(MapScene *scene) {
    Symbol area = {.id = g_strdup("small"), .shape = MARK_NONE};
    area.area_paint.fill = (Color){1, 0, 0, 1};
    area.area = box_path(40.04, 60, 10.26, 10);
    g_array_append_val(scene->symbols, area);
}

static void test_svg_coordinates_are_tenths(void) {
    assert_svg_has(add_small_area, "d=\"m40 60 10.3 0 0 10-10.3 0z\"");
}

/* Two marks of one look, and a third one. */
static void add_marks(MapScene *scene) {
    for (guint i = 0; i < 3; i++) {
        Symbol mark = {.id = g_strdup_printf("mark-%u", i),
                       .shape = MARK_DIAMOND,
                       .fill = {i < 2, 0.5, 0, 1},
                       .outline = {0, 0, 0, 1},
                       .size = 12,
                       .at = {20 + 30 * i, 40.3}};
        g_array_append_val(scene->symbols, mark);
    }
}

static guint count(GBytes *bytes, const char *text) {
    g_autofree char *whole = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    guint n = 0;
    for (const char *at = strstr(whole, text); at; at = strstr(at + 1, text)) n++;
    return n;
}

/* What stands at several places is drawn once; what stands at one, there. */
static void test_svg_marks_are_written_once(void) {
    g_autoptr(GBytes) svg = painted(paint_plain, add_marks);
    g_assert_true(contains(svg, "y=\"40.3\"/>"));
    g_assert_cmpuint(count(svg, "<use xlink:href=\"#m"), ==, 2);
    g_assert_cmpuint(count(svg, "<g id=\"m"), >=, 1 + 3);
}

static void add_disc(MapScene *scene) {
    Symbol disc = {.id = g_strdup("disc"), .shape = MARK_NONE};
    disc.area_paint.fill = (Color){1, 0, 0, 1};
    path_add_circle(&disc.area, (Point){50, 40}, 22.5);
    g_array_append_val(scene->symbols, disc);
}

static void test_svg_discs_are_circles(void) {
    assert_svg_has(add_disc, "cx=\"50\" cy=\"40\" r=\"22.5\"/>");
}

/* A speck of what is hardly told from the land, and one of what is. */
static void add_specks(MapScene *scene) {
    static const double greys[] = {0.9, 0.5};
    for (guint i = 0; i < G_N_ELEMENTS(greys); i++) {
        GroundPath speck = {.layer = g_strdup(i ? "dark" : "pale"), .closed = true};
        speck.paint.fill = (Color){greys[i], greys[i], greys[i], 1};
        speck.path = box_path(30 + 20 * i, 60, 3, 3);
        g_array_append_val(scene->ground, speck);
    }
    scene->background = (Color){1, 1, 1, 1};
    g_clear_pointer(&g_array_index(scene->ground, GroundPath, 0).layer, g_free);
    g_array_index(scene->ground, GroundPath, 0).layer = g_strdup("sea");
}

static void test_svg_leaves_out_pale_specks(void) {
    g_autoptr(GBytes) svg = painted(paint_plain, add_specks);
    g_assert_true(contains(svg, "m50 60 3 0 0 3-3 0z"));
    g_assert_false(contains(svg, "m30 60 3 0 0 3-3 0z"));
}

/* A relief of two by one cells, dark at the right. */
static void add_shade(MapScene *scene) {
    static guint8 cells[] = {0, 255};
    scene->shade = (Shade){.box = scene->map_frame,
                           .width = 2,
                           .height = 1,
                           .cells = cells,
                           .color = {0.2, 0.2, 0.2, 0.3},
                           .after = 1};
}

static void test_svg_carries_the_relief(void) {
    assert_svg_has(add_shade, "<image id=\"relief\" x=\"10\" y=\"36\" width=\"360\"");
    assert_svg_has(add_shade, "xlink:href=\"data:image/png;base64,iVBOR");
}

static void test_relief_is_painted(void) {
    const Painter painters[] = {paint_png, paint_pdf};
    for (guint i = 0; i < G_N_ELEMENTS(painters); i++) {
        g_autoptr(GBytes) flat = painted(painters[i], NULL);
        g_autoptr(GBytes) shaded = painted(painters[i], add_shade);
        g_assert_false(g_bytes_equal(flat, shaded));
    }
}

/* ---- PDF --------------------------------------------------------------------------------------
 */

static void test_pdf_has_title_and_fixed_date(void) {
    g_autoptr(GBytes) bytes = painted(paint_pdf, NULL);
    g_assert_true(contains(bytes, "/Title (Sample)"));
    g_assert_true(contains(bytes, "/CreationDate (20000101000000"));
}

/* ---- the ending decides ------------------------------------------------------------------------
 */

static void test_unknown_ending_is_an_error(void) {
    g_autoptr(GError) error = NULL;
    MapScene *scene = sample_scene_new();
    g_assert_false(map_scene_write(scene, "map.jpeg", &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
    sample_scene_free(scene);
}

static void test_unwritable_file_is_an_error(void) {
    const char *const paths[] = {"/nowhere/map.png", "/nowhere/map.svg", "/nowhere/map.pdf"};
    MapScene *scene = sample_scene_new();
    for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(map_scene_write(scene, paths[i], &error));
        g_assert_nonnull(error);
    }
    sample_scene_free(scene);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    static const struct {
        const char *name;
        Painter paint;
    } FORMATS[] = {{"png", paint_png}, {"svg", paint_svg}, {"pdf", paint_pdf}};
    for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++) {
        g_autofree char *same = g_strconcat("/paint/same-scene-same-bytes/", FORMATS[i].name, NULL);
        g_autofree char *fail =
            g_strconcat("/paint/failure-leaves-no-file/", FORMATS[i].name, NULL);
        g_autofree char *none = g_strconcat("/paint/empty-scene/", FORMATS[i].name, NULL);
        g_test_add_data_func(same, &FORMATS[i].paint, test_same_scene_same_bytes);
        g_test_add_data_func(fail, &FORMATS[i].paint, test_failure_leaves_no_file);
        g_test_add_data_func(none, &FORMATS[i].paint, test_empty_scene_is_painted);
    }
    g_test_add_func("/paint/png/has-its-size", test_png_has_its_size);
    g_test_add_func("/paint/png/scale-gives-more-pixels", test_png_scale_gives_more_pixels);
    g_test_add_func("/paint/png/has-a-limit", test_png_has_a_limit);
    g_test_add_func("/paint/png/carries-title-and-alt-text", test_png_carries_title_and_alt_text);
    g_test_add_func("/paint/svg/text-is-text", test_svg_text_is_text);
    g_test_add_func("/paint/svg/says-its-languages", test_svg_says_its_languages);
    g_test_add_func("/paint/svg/says-what-it-is", test_svg_says_what_it_is);
    g_test_add_func("/paint/svg/carries-its-fonts", test_svg_carries_its_fonts);
    g_test_add_func("/paint/svg/text-plain-or-outlined", test_svg_text_plain_or_outlined);
    g_test_add_func("/paint/svg/text-has-names", test_svg_text_has_names);
    g_test_add_func("/paint/svg/curved-text-keeps-its-words", test_svg_curved_text_keeps_its_words);
    g_test_add_func("/paint/svg/leaves-out-dropped-labels", test_svg_leaves_out_dropped_labels);
    g_test_add_func("/paint/svg/paths-are-short", test_svg_paths_are_short);
    g_test_add_func("/paint/svg/joins-lines", test_svg_joins_lines);
    g_test_add_func("/paint/svg/ids-are-sound-and-unique", test_svg_ids_are_sound_and_unique);
    g_test_add_func("/paint/svg/keeps-to-what-xml-allows", test_svg_keeps_to_what_xml_allows);
    g_test_add_func("/paint/svg/ground-lies-on-halves", test_svg_ground_lies_on_halves);
    g_test_add_func("/paint/svg/coordinates-are-tenths", test_svg_coordinates_are_tenths);
    g_test_add_func("/paint/svg/marks-are-written-once", test_svg_marks_are_written_once);
    g_test_add_func("/paint/svg/discs-are-circles", test_svg_discs_are_circles);
    g_test_add_func("/paint/svg/leaves-out-pale-specks", test_svg_leaves_out_pale_specks);
    g_test_add_func("/paint/svg/carries-the-relief", test_svg_carries_the_relief);
    g_test_add_func("/paint/relief-is-painted", test_relief_is_painted);
    g_test_add_func("/paint/pdf/has-title-and-fixed-date", test_pdf_has_title_and_fixed_date);
    g_test_add_func("/paint/unknown-ending-is-an-error", test_unknown_ending_is_an_error);
    g_test_add_func("/paint/unwritable-file-is-an-error", test_unwritable_file_is_an_error);
    return g_test_run();
}
