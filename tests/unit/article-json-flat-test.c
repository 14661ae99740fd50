/* Flat JSON objects: what is read at once is what jansson reads, and the rest is left to it. */
#include <jansson.h>

#include "article/json-flat.h"

/* Fails where the reader accepts what jansson refuses, or reads it otherwise. */
static bool reads_as_jansson(const char *text, gsize len) {
    FlatObject flat;
    if (!flat_object_read(&flat, text, len)) return false;
    json_t *tree = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
    g_assert_nonnull(tree);
    g_assert_cmpuint(json_object_size(tree), ==, flat.n);
    for (guint i = 0; i < flat.n; i++) {
        const FlatMember *member = &flat.members[i];
        g_autofree char *key = g_strndup(member->key, member->key_len);
        const json_t *value = json_object_get(tree, key);
        g_assert_nonnull(value);
        g_assert_cmpint(json_is_string(value), ==, member->kind == FLAT_STRING);
        g_assert_cmpint(json_is_integer(value), ==, member->kind == FLAT_NUMBER);
        if (member->kind == FLAT_OTHER) continue;
        g_autofree char *text_of_member = flat_member_text(member);
        g_autofree char *number = g_strdup_printf("%lld", (long long)json_integer_value(value));
        g_assert_cmpstr(text_of_member, ==,
                        member->kind == FLAT_STRING ? json_string_value(value) : number);
    }
    json_decref(tree);
    return true;
}

static void test_flat_lines_are_read(void) {
    static const char *const lines[] = {
        "{\"id\": 7, \"text\": \"قصف على \\\"تادف\\\"\\nثم هدوء\", \"date\": null}",
        " {\"text\":\"\\u0642\\u0635\\u0641 \\uD83D\\uDCA5 \\/ \\\\ \\t\",\"ok\":true , \"n\":0}\n",
        "{\"text\": \"\", \"other\": \"\xF0\x9F\x92\xA5 a\", \"id\": 123456789012345}",
    };
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
        g_assert_true(reads_as_jansson(lines[i], strlen(lines[i])));
}

static void test_the_rest_is_left(void) {
    static const char *const lines[] = {
        "",
        "{}",
        "[]",
        "{\"a\": [1]}",
        "{\"a\": {}}",
        "{\"a\": 1.5}",
        "{\"a\": -1}",
        "{\"a\": 01}",
        "{\"a\": 1e3}",
        "{\"a\": 1234567890123456}",
        "{\"a\": \"b\"",
        "{\"a\": \"b\"} x",
        "{\"a\": \"b\",}",
        "{\"a\": \"b\", \"a\": \"c\"}",
        "{\"\\u0061\": \"b\"}",
        "{\"a\": \"\\u0000\"}",
        "{\"a\": \"\\uD83D\"}",
        "{\"a\": \"\\uDCA5\\uD83D\"}",
        "{\"a\": \"\\x\"}",
        "{\"a\": \"\\u00g0\"}",
        "{\"a\": \"b\nc\"}",
        "{\"a\": \"\xC3\"}",
        "{\"a\": nul}",
    };
    FlatObject flat;
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
        g_assert_false(flat_object_read(&flat, lines[i], strlen(lines[i])));
}

/* Bytes of a line changed for others that mean something in JSON, by a generator of its own. */
static void test_damaged_lines_are_never_misread(void) {
    static const char LINE[] =
        "{\"id\": 71, \"text\": \"قصف \\\"تادف\\\" \\u0642\\uD83D\\uDCA5\\n\", \"url\": null}";
    static const char SIGNS[] = "\"\\{}[]:,uDdC0a\n\xD9\x82 .-";
    enum { TRIES = 40000 };
    guint32 state = 1;
    guint n_read = 0;
    for (guint i = 0; i < TRIES; i++) {
        char line[sizeof LINE];
        memcpy(line, LINE, sizeof LINE);
        for (guint k = 0; k < 2; k++) {
            state = state * 1664525 + 1013904223;
            line[(state >> 16) % (sizeof LINE - 1)] = SIGNS[(state >> 4) % (sizeof SIGNS - 1)];
        }
        n_read += reads_as_jansson(line, sizeof LINE - 1);
    }
    g_assert_cmpuint(n_read, >, 100);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/json-flat/lines-are-read", test_flat_lines_are_read);
    g_test_add_func("/article/json-flat/the-rest-is-left", test_the_rest_is_left);
    g_test_add_func("/article/json-flat/damaged-lines-are-never-misread",
                    test_damaged_lines_are_never_misread);
    return g_test_run();
}
