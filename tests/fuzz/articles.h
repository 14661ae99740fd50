/* What holds of an article that any reader gave. */
#pragma once

#include "article/readers.h"
#include "fuzz.h"

static inline void check_string(const char *text) {
    g_assert_true(!text || g_utf8_validate(text, -1, NULL));
}

static inline void check_day(const char *day) {
    g_auto(GStrv) parts = g_strsplit(day, "-", -1);
    g_assert_cmpuint(strlen(day), ==, 10);
    g_assert_cmpuint(g_strv_length(parts), ==, 3);
    guint64 number[3];
    for (guint i = 0; i < 3; i++)
        g_assert_true(g_ascii_string_to_unsigned(parts[i], 10, 1, 9999, &number[i], NULL));
    g_assert_true(
        g_date_valid_dmy((GDateDay)number[2], (GDateMonth)number[1], (GDateYear)number[0]));
}

static inline void check_article(const Article *article) {
    g_assert_nonnull(article->body);
    g_assert_cmpuint(strlen(article->body), >, 0);
    check_string(article->id);
    check_string(article->title);
    check_string(article->body);
    check_string(article->source);
    check_string(article->url);
    if (article->published) check_day(article->published);
}

/* Either an article that is sound, or an error; frees both. */
static inline void check_result(Article *article, GError *error) {
    g_assert_true(!article == !!error);
    if (article) check_article(article);
    if (error) check_error(error);
    article_free(article);
    g_clear_error(&error);
}

static inline void check_results(GPtrArray *results, GError *error) {
    g_assert_true(!results == !!error);
    for (guint i = 0; results && i < results->len; i++) {
        RecordResult *result = g_ptr_array_index(results, i);
        check_result(g_steal_pointer(&result->article), g_steal_pointer(&result->error));
    }
    if (error) check_error(error);
    g_clear_pointer(&results, g_ptr_array_unref);
    g_clear_error(&error);
}
