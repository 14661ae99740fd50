/* Styles, options and pins: what an editor writes is read, or the line that is wrong is named. */
#include <glib/gstdio.h>

#include "map/layout.h"
#include "map/style-schema.h"

/* Writes `text` to a file of its own and loads it. */
static Style *load_text(const char *text, GError **error) {
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("kharita-XXXXXX.style", &path, NULL);
    g_assert_cmpint(file, >=, 0);
    g_close(file, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    Style *style = style_load(path, error);
    g_remove(path);
    return style;
}

static void check_refused(const char *text, const char *message) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Style) style = load_text(text, &error);
    g_assert_null(style);
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
    if (!strstr(error->message, message)) g_error("'%s' lacks '%s'", error->message, message);
}

static void test_defaults(void) {
    g_autoptr(Style) style = load_text("river { line-width = 3 }\n", NULL);
    g_assert_cmpfloat(style_number(style, "river", "line-width"), ==, 3);
    Color land = style_color(style, "land", "fill-color");
    g_assert_cmpfloat_with_epsilon(land.r, 250 / 255.0, 1e-9);
    g_assert_cmpfloat(land.a, ==, 1);
}

static void test_unknown_key(void) {
    check_refused("land { fill-color = \"#FFFFFF\" }\nriver {\n  line-colour = \"#FFFFFF\"\n}\n",
                  "line 3: no such key 'line-colour' in layer 'river'; did you mean 'line-color'?");
    check_refused("rivr { line-width = 1 }\n",
                  "line 1: no such layer 'rivr'; did you mean 'river'?");
}

static void test_bad_values(void) {
    check_refused("\nriver { line-color = \"blue\" }\n", "line 2: 'blue' is no colour");
    check_refused("river { line-width = wide }\n", "line 1: 'wide' is no number");
    check_refused("river { line-color = \"#12345\" }\n", "is no colour");
    check_refused("\nriver {\n", "line 2: '{' is never closed");
}

static void test_shipped(void) {
    static const char *const names[] = {"newsroom", "night", "print", "analyst", "high-contrast"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Style) style = style_load(names[i], &error);
        g_assert_no_error(error);
    }
    g_autoptr(GError) error = NULL;
    g_assert_null(style_load("nowhere", &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
}

/* newsroom.style writes the defaults out, for desks to copy. */
static void test_newsroom_is_default(void) {
    g_autoptr(Style) plain = load_text("", NULL), newsroom = style_load("newsroom", NULL);
    static const char *const layers[] = {"land", "river", "label-story", "title"};
    static const char *const keys[] = {"fill-color", "line-color", "text-color", "text-color"};
    for (guint i = 0; i < G_N_ELEMENTS(layers); i++) {
        Color a = style_color(plain, layers[i], keys[i]);
        Color b = style_color(newsroom, layers[i], keys[i]);
        g_assert_cmpmem(&a, sizeof a, &b, sizeof b);
    }
}

/* Types that share a shape must differ in colour; the rest differ in shape. */
static void test_types_differ(void) {
    g_autoptr(Style) style = style_load("newsroom", NULL);
    for (guint a = 0; a < N_INCIDENT_TYPES; a++)
        for (guint b = a + 1; b < N_INCIDENT_TYPES; b++) {
            MarkShape shape[2];
            Color fill[2], outline;
            style_incident(style, (IncidentType)a, &shape[0], &fill[0], &outline);
            style_incident(style, (IncidentType)b, &shape[1], &fill[1], &outline);
            g_assert_true(shape[0] != shape[1] || memcmp(&fill[0], &fill[1], sizeof fill[0]) != 0);
        }
}

/* What a print style leaves as it stands for screens comes out in colour. */
static void test_print_is_grey(void) {
    g_autoptr(Style) style = style_load("print", NULL);
    guint n;
    const StyleRule *rules = style_schema(&n);
    for (guint i = 0; i < n; i++) {
        if (rules[i].kind != STYLE_COLOR) continue;
        Color color = style_color(style, rules[i].layer, rules[i].key);
        if (color.a > 0 && (color.r != color.g || color.g != color.b))
            g_error("print: %s { %s } is no grey", rules[i].layer, rules[i].key);
    }
}

/* Shares of a ring have no shape: the types that most rings are of must differ in tone. */
static void test_print_tones_differ(void) {
    static const IncidentType types[] = {INCIDENT_ATTACK, INCIDENT_AIRSTRIKE, INCIDENT_IED,
                                         INCIDENT_CLASH, INCIDENT_AMBUSH};
    g_autoptr(Style) style = style_load("print", NULL);
    for (guint a = 0; a < G_N_ELEMENTS(types); a++)
        for (guint b = a + 1; b < G_N_ELEMENTS(types); b++) {
            MarkShape shape;
            Color one, other, outline;
            style_incident(style, types[a], &shape, &one, &outline);
            style_incident(style, types[b], &shape, &other, &outline);
            g_assert_cmpfloat(color_contrast(one, other), >, 1.35);
        }
}

/* Edges of areas are told from dark land as from light. */
static void test_edges_are_seen(void) {
    static const char *const names[] = {"newsroom", "night", "print", "analyst", "high-contrast"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(Style) style = style_load(names[i], NULL);
        Color land = style_color(style, "land", "fill-color");
        for (guint type = 0; type < N_INCIDENT_TYPES; type++) {
            MarkShape shape;
            Color fill, outline;
            style_incident(style, (IncidentType)type, &shape, &fill, &outline);
            Color edge = area_edge_color(style, fill);
            g_assert_cmpfloat(color_contrast(color_mixed(land, edge, edge.a), land), >=, 2.9);
        }
    }
}

static void test_sizes(void) {
    MapOptions options;
    map_options_init(&options);
    g_assert_true(map_options_set_size(&options, "800x450", NULL));
    g_assert_cmpint(options.width_px, ==, 800);
    g_assert_true(map_options_set_size(&options, "square", NULL));
    g_assert_cmpfloat(options.height_px * options.scale, ==, 1080);
    static const char *const bad[] = {"", "800", "800x", "x450", "0x0", "99999x2", "800x450x2"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(map_options_set_size(&options, bad[i], &error));
        g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE);
    }
}

static GArray *read_pins(const char *text, GError **error) {
    g_autofree char *path = NULL;
    g_close(g_file_open_tmp("kharita-XXXXXX.pins", &path, NULL), NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    GArray *pins = pins_read(path, error);
    g_remove(path);
    return pins;
}

static void test_pins(void) {
    g_autoptr(GArray) pins = read_pins("# by hand\nHajin\thide\nالميادين\t12,-30.5\n", NULL);
    g_assert_true(pins_find(pins, "هجين", "Hajin")->hidden);
    const Pin *moved = pins_find(pins, "الميادين", "Al-Mayadin");
    g_assert_cmpfloat(moved->shift.y, ==, -30.5);
    g_assert_null(pins_find(pins, "الرقة", "Raqqa"));
    g_autoptr(GError) error = NULL;
    g_assert_null(read_pins("Hajin\thide\nRaqqa\tup\n", &error));
    g_assert_nonnull(strstr(error->message, "line 2"));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    g_test_add_func("/map/style/what-is-left-out-is-default", test_defaults);
    g_test_add_func("/map/style/unknown-keys-say-what-was-meant", test_unknown_key);
    g_test_add_func("/map/style/bad-values-name-their-line", test_bad_values);
    g_test_add_func("/map/style/shipped-styles-load", test_shipped);
    g_test_add_func("/map/style/newsroom-is-the-default", test_newsroom_is_default);
    g_test_add_func("/map/style/types-differ", test_types_differ);
    g_test_add_func("/map/style/print-is-grey", test_print_is_grey);
    g_test_add_func("/map/style/print-tones-differ", test_print_tones_differ);
    g_test_add_func("/map/style/edges-are-seen", test_edges_are_seen);
    g_test_add_func("/map/options/sizes", test_sizes);
    g_test_add_func("/map/pins/hide-and-move", test_pins);
    return g_test_run();
}
