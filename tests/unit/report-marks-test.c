/* A text with its marks as elements that nest, and nothing of a text as anything but text. */
#include <string.h>

#include "base/autoptr.h"
#include "report/html.h"
#include "report/marks.h"

static char *escaped(const char *text, gssize len) {
    GString *out = g_string_new(NULL);
    html_text(out, text, len);
    return g_string_free(out, FALSE);
}

static void assert_text(const char *text, gssize len, const char *expected) {
    g_autofree char *found = escaped(text, len);
    g_assert_cmpstr(found, ==, expected);
}

static void test_text(void) {
    assert_text("<script>alert(\"x\" & 'y')</script>", -1,
                "&lt;script&gt;alert(&quot;x&quot; &amp; &#39;y&#39;)&lt;/script&gt;");
    assert_text("قصف\nحلب\tاليوم", -1, "قصف\nحلب\tاليوم");
    assert_text("حلب ودمشق", 6, "حلب");
    assert_text(NULL, -1, "");
}

static void test_harmful_text(void) {
    assert_text("a\x1b[31mb\x7f", -1, "a\uFFFD[31mb\uFFFD");
    assert_text("a\u202Egnp.exe", -1, "a\uFFFDgnp.exe");
    assert_text("\xc2\x85\uFFFE\uFFFF\U0001FFFF", -1, "\uFFFD\uFFFD\uFFFD\uFFFD");
    assert_text("a\xff\xd9", -1, "a\uFFFD\uFFFD");
    assert_text("a\0b", 3, "a\uFFFDb");
    assert_text("\u200fحلب\u200e", -1, "\u200fحلب\u200e"); /* harmless, and common in the press */
}

static void test_attributes(void) {
    g_autoptr(GString) out = g_string_new(NULL);
    html_attribute(out, "title", "\" onload=\"x");
    html_element(out, "p class=\"a\"", "<b>");
    html_element(out, "p", "");
    g_assert_cmpstr(out->str, ==, " title=\"&quot; onload=&quot;x\"<p class=\"a\">&lt;b&gt;</p>\n");
}

static void test_addresses(void) {
    g_assert_true(html_is_address("https://example.org/a"));
    g_assert_true(html_is_address("HTTP://example.org/a"));
    g_assert_false(html_is_address("javascript:alert(1)"));
    g_assert_false(html_is_address("data:text/html,x"));
    g_assert_false(html_is_address(" https://example.org"));
    g_assert_false(html_is_address(NULL));
}

/* ---- marks ------------------------------------------------------------------------------------
 */

static GArray *marks_new(void) {
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    g_array_set_clear_func(marks, (GDestroyNotify)mark_clear);
    return marks;
}

static void add(GArray *marks, guint32 start, guint32 end, const char *name) {
    Mark mark = {.start = start,
                 .end = end,
                 .id = g_strdup(name),
                 .attributes = g_strdup_printf(" %s", name),
                 .tail = g_strdup_printf("[%s]", name)};
    g_array_append_val(marks, mark);
}

/* `stretches`: pairs of from and to, ended by a pair of zeros. */
static void assert_marked(const char *text, GArray *marks, const guint32 *stretches,
                          const char *expected) {
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(MarkWriter) writer = mark_writer_new(out, text, marks);
    for (; stretches[1]; stretches += 2) {
        mark_writer_write(writer, stretches[0], stretches[1]);
        g_string_append_c(out, '|');
    }
    g_assert_cmpstr(out->str, ==, expected);
}

static void test_nested_marks(void) {
    static const guint32 whole[] = {0, 6, 0, 0};
    g_autoptr(GArray) marks = marks_new();
    add(marks, 2, 4, "b");
    add(marks, 0, 6, "a");
    add(marks, 2, 3, "c");
    assert_marked("abcdef", marks, whole,
                  "<mark id=\"a\" a>ab<mark id=\"b\" b><mark id=\"c\" c>c</mark>[c]d</mark>[b]ef"
                  "</mark>[a]|");
}

static void test_crossing_marks(void) {
    static const guint32 whole[] = {0, 6, 0, 0};
    g_autoptr(GArray) marks = marks_new();
    add(marks, 0, 4, "a");
    add(marks, 2, 6, "b");
    assert_marked("abcdef", marks, whole,
                  "<mark id=\"a\" a>ab<mark id=\"b\" b>cd</mark></mark>[a]<mark b>ef</mark>[b]|");
}

static void test_marks_over_stretches(void) {
    static const guint32 lines[] = {0, 2, 3, 5, 6, 8, 0, 0};
    g_autoptr(GArray) marks = marks_new();
    add(marks, 1, 4, "a");
    add(marks, 2, 3, "gap");
    add(marks, 5, 7, "b");
    assert_marked("ab\ncd\nef", marks, lines,
                  "a<mark id=\"a\" a>b</mark>|<mark a>c</mark>[a]d|<mark id=\"b\" b>e</mark>[b]f|");
}

static void test_empty_marks(void) {
    static const guint32 whole[] = {0, 3, 0, 0};
    g_autoptr(GArray) marks = marks_new();
    add(marks, 1, 1, "a");
    add(marks, 3, 9, "b");
    assert_marked("a<b", marks, whole, "a&lt;b|");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/html/text", test_text);
    g_test_add_func("/report/html/harmful-text", test_harmful_text);
    g_test_add_func("/report/html/attributes", test_attributes);
    g_test_add_func("/report/html/addresses", test_addresses);
    g_test_add_func("/report/marks/nested", test_nested_marks);
    g_test_add_func("/report/marks/crossing", test_crossing_marks);
    g_test_add_func("/report/marks/stretches", test_marks_over_stretches);
    g_test_add_func("/report/marks/empty", test_empty_marks);
    return g_test_run();
}
