/* Lines of text are shaped, ordered and measured. */
#include "map/fonts.h"

static const Type PLAIN = {.family = "Noto Sans", .size = 13, .weight = 400};
static const Type BOLD = {.family = "Noto Sans", .size = 13, .weight = 700};

static Fonts *open_fonts(void) {
    g_autoptr(GError) error = NULL;
    Fonts *fonts = fonts_new(&error);
    g_assert_no_error(error);
    return fonts;
}

static TextLayout *lay_out(Fonts *fonts, const char *text, Direction direction) {
    g_autoptr(GError) error = NULL;
    TextLayout *layout = text_layout_new(fonts, text, &PLAIN, direction, &error);
    g_assert_no_error(error);
    return layout;
}

static void measure(Fonts *fonts, const char *text, const Type *type, TextAnchor anchor,
                    Box *ret_ink, double *ret_advance) {
    g_autoptr(GError) error = NULL;
    fonts_measure(fonts, text, type, DIRECTION_LTR, anchor, ret_ink, ret_advance, &error);
    g_assert_no_error(error);
}

static void test_bold_is_wider(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    double plain, bold;
    measure(fonts, "Deir ez-Zor", &PLAIN, ANCHOR_START, NULL, &plain);
    measure(fonts, "Deir ez-Zor", &BOLD, ANCHOR_START, NULL, &bold);
    g_assert_cmpfloat(bold, >, plain);
}

static void test_box_grows_with_size(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    Type twice = PLAIN;
    twice.size *= 2;
    Box small, large;
    measure(fonts, "الميادين", &PLAIN, ANCHOR_START, &small, NULL);
    measure(fonts, "الميادين", &twice, ANCHOR_START, &large, NULL);
    g_assert_cmpfloat_with_epsilon(large.width, 2 * small.width, 1e-9);
    g_assert_cmpfloat_with_epsilon(large.height, 2 * small.height, 1e-9);
    g_assert_cmpfloat(small.y, <, 0); /* above the baseline */
}

static void test_anchor_moves_the_box(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    Box start, end;
    double advance;
    measure(fonts, "Homs", &PLAIN, ANCHOR_START, &start, &advance);
    measure(fonts, "Homs", &PLAIN, ANCHOR_END, &end, &advance);
    g_assert_cmpfloat_with_epsilon(start.x - end.x, advance, 1e-9);
}

static guint32 first_letter(const TextLayout *layout) {
    for (guint i = 0; i < layout->n_glyphs; i++)
        if (layout->glyphs[i].cluster == 0) return layout->glyphs[i].id;
    g_assert_not_reached();
}

/* حمص begins with the initial form of its letter; cut apart, with the isolated one. */
static void test_arabic_letters_join(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    g_autoptr(TextLayout) joined = lay_out(fonts, "حمص", DIRECTION_RTL);
    g_autoptr(TextLayout) apart = lay_out(fonts, "ح\u200cم\u200cص", DIRECTION_RTL);
    g_assert_cmpuint(first_letter(joined), !=, first_letter(apart));
}

/* The first letter of an Arabic line stands at its right end. */
static void test_arabic_runs_from_right_to_left(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    g_autoptr(TextLayout) layout = lay_out(fonts, "حلب", DIRECTION_RTL);
    g_assert_cmpuint(layout->n_runs, ==, 1);
    g_assert_true(layout->runs[0].rtl);
    g_assert_cmpuint(layout->glyphs[layout->n_glyphs - 1].cluster, ==, 0);
}

/* قتل 12 جنديا (killed 12 soldiers): 12 stands as 12, left of what precedes it. */
static void test_digits_in_arabic_keep_their_order(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    g_autoptr(TextLayout) layout = lay_out(fonts, "قتل 12 جنديا", DIRECTION_RTL);
    double x1 = -1, x2 = -1, x_first = -1;
    for (guint i = 0; i < layout->n_glyphs; i++) {
        char c = layout->text[layout->glyphs[i].cluster];
        if (c == '1') x1 = layout->glyphs[i].x;
        if (c == '2') x2 = layout->glyphs[i].x;
        if (layout->glyphs[i].cluster == 0) x_first = layout->glyphs[i].x;
    }
    g_assert_cmpfloat(x1, <, x2);
    g_assert_cmpfloat(x2, <, x_first);
}

static void test_two_scripts_use_two_fonts(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    g_autoptr(TextLayout) layout = lay_out(fonts, "حمص Homs", DIRECTION_RTL);
    g_assert_cmpstr(layout->runs[0].face->family, ==, "Noto Sans"); /* leftmost */
    g_assert_cmpstr(layout->runs[layout->n_runs - 1].face->family, ==, "Noto Sans Arabic");
}

static void test_unknown_glyph_is_an_error(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    g_autoptr(GError) error = NULL;
    g_assert_null(text_layout_new(fonts, "漢", &PLAIN, DIRECTION_LTR, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
    g_assert_cmpstr(error->message, ==, "no font has a glyph for U+6F22 in \"漢\"");
}

static void test_unknown_family_is_an_error(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    g_autoptr(GError) error = NULL;
    Type type = {.family = "No Such Font", .size = 13, .weight = 400};
    g_assert_null(text_layout_new(fonts, "a", &type, DIRECTION_LTR, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
}

static void test_bad_bytes_are_an_error(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    g_autoptr(GError) error = NULL;
    g_assert_null(text_layout_new(fonts, "\xd8", &PLAIN, DIRECTION_LTR, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA);
}

static void test_empty_text_has_no_ink(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    g_autoptr(TextLayout) layout = lay_out(fonts, "", DIRECTION_RTL);
    g_assert_cmpfloat(layout->advance, ==, 0);
    g_assert_cmpfloat(layout->ink.width, ==, 0);
}

static void test_controls_become_spaces(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    g_autoptr(TextLayout) layout = lay_out(fonts, "a\tb", DIRECTION_LTR);
    g_assert_cmpstr(layout->text, ==, "a b");
}

static double place_of(const TextLayout *layout, const char *word) {
    const char *at = strstr(layout->text, word);
    g_assert_nonnull(at);
    for (guint i = 0; i < layout->n_glyphs; i++)
        if (layout->glyphs[i].cluster == (guint32)(at - layout->text)) return layout->glyphs[i].x;
    g_assert_not_reached();
}

/* In an Arabic line Latin names that a comma parts stand from right to left as well, and a number
 * after one stands at its left; the words of one name stand as they are written. */
static void test_names_are_isolated(void) {
    g_autoptr(Fonts) fonts = open_fonts();
    g_autoptr(TextLayout) credit = lay_out(fonts, "خرائط Alpha Maps، Beta، غاما", DIRECTION_RTL);
    g_assert_cmpfloat(place_of(credit, "Alpha"), >, place_of(credit, "Beta"));
    g_assert_cmpfloat(place_of(credit, "Alpha"), <, place_of(credit, "Maps"));
    g_autoptr(TextLayout) title = lay_out(fonts, "هجوم في Alpha، 2022", DIRECTION_RTL);
    g_assert_cmpfloat(place_of(title, "Alpha"), >, place_of(title, "2022"));
    g_autoptr(TextLayout) plain = lay_out(fonts, "حمص Homs", DIRECTION_RTL);
    g_assert_cmpstr(plain->text, ==, "حمص Homs");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fonts/bold-is-wider", test_bold_is_wider);
    g_test_add_func("/fonts/box-grows-with-size", test_box_grows_with_size);
    g_test_add_func("/fonts/anchor-moves-the-box", test_anchor_moves_the_box);
    g_test_add_func("/fonts/arabic-letters-join", test_arabic_letters_join);
    g_test_add_func("/fonts/arabic-runs-from-right-to-left", test_arabic_runs_from_right_to_left);
    g_test_add_func("/fonts/digits-in-arabic-keep-order", test_digits_in_arabic_keep_their_order);
    g_test_add_func("/fonts/names-are-isolated", test_names_are_isolated);
    g_test_add_func("/fonts/two-scripts-use-two-fonts", test_two_scripts_use_two_fonts);
    g_test_add_func("/fonts/unknown-glyph-is-an-error", test_unknown_glyph_is_an_error);
    g_test_add_func("/fonts/unknown-family-is-an-error", test_unknown_family_is_an_error);
    g_test_add_func("/fonts/bad-bytes-are-an-error", test_bad_bytes_are_an_error);
    g_test_add_func("/fonts/empty-text-has-no-ink", test_empty_text_has_no_ink);
    g_test_add_func("/fonts/controls-become-spaces", test_controls_become_spaces);
    return g_test_run();
}
