/* The line of progress. */
#include "cmd/progress.h"

static void assert_text(guint n, double seconds, guint64 bytes, guint64 of, const char *expected) {
    g_autofree char *text = progress_text(n, seconds, bytes, of);
    g_assert_cmpstr(text, ==, expected);
}

static void test_rate_share_and_rest(void) {
    assert_text(500, 10, 250, 1000, "articles: 500, a second: 50, 25 %, 30 s left");
    assert_text(500, 100, 250, 1000, "articles: 500, a second: 5, 25 %, 5 min left");
    assert_text(500, 6000, 250, 1000, "articles: 500, a second: 0, 25 %, 5 h left");
}

static void test_unknown_sizes(void) {
    assert_text(7, 2, 0, 0, "articles: 7, a second: 4");
    assert_text(7, 2, 10, 0, "articles: 7, a second: 4");
    assert_text(7, 2, 20, 10, "articles: 7, a second: 4");
    assert_text(0, 0, 0, 10, "articles: 0, a second: 0");
}

static void test_nobody_watches(void) {
    g_assert_null(progress_new(10, FALSE)); /* the test's standard error is no terminal */
    progress_show(NULL, 1, 1);
    progress_free(NULL);
}

int main(int argc, char **argv) {
    g_setenv("TERM", "dumb", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cmd/progress/rate-share-and-rest", test_rate_share_and_rest);
    g_test_add_func("/cmd/progress/unknown-sizes", test_unknown_sizes);
    g_test_add_func("/cmd/progress/nobody-watches", test_nobody_watches);
    return g_test_run();
}
