/* The whole way of the sample articles: what must hold of every mention and incident, whatever the
 * text says. */
#include "pipeline.h"

#include <math.h>

#include "sentences.h"

static void each_sample(void (*check)(const Reading *reading)) {
    static const char *const paths[] = {"tests/articles", NULL};
    static const ArticleOptions options = {0};
    g_autoptr(Gazetteer) gazetteer = sentences_gazetteer();
    g_autoptr(ArticleReader) reader = article_reader_new(paths, &options);
    g_autoptr(GError) error = NULL;
    guint n = 0;
    Article *article;
    while ((article = article_reader_next(reader, &error))) {
        g_autoptr(Reading) reading = reading_new(article, gazetteer);
        check(reading);
        n++;
    }
    g_assert_no_error(error);
    g_assert_cmpuint(n, >=, 8);
}

static void check_span(const Reading *reading, Field field, Span span) {
    const char *text = article_field(reading->article, field);
    g_assert_cmpuint(span.len, >, 0);
    g_assert_cmpuint(span.start + span.len, <=, strlen(text));
    g_assert_true(g_utf8_validate(text + span.start, span.len, NULL));
}

static void check_location(const Location *location) {
    if (isnan(location->lon)) return;
    g_assert_cmpfloat(location->radius_m, >, 0);
    g_assert_cmpfloat(location->lon, >=, -180);
    g_assert_cmpfloat(location->lon, <=, 180);
    g_assert_cmpfloat(location->lat, >=, -90);
    g_assert_cmpfloat(location->lat, <=, 90);
}

static void check_mentions(const Reading *reading) {
    g_assert_cmpuint(reading->places->n, >, 0);
    guint32 last = 0;
    for (guint32 i = 0; i < reading->places->n; i++) {
        const PlaceMention *m = &reading->places->items[i];
        check_span(reading, m->field, m->body);
        check_location(&m->location);
        g_assert_cmpfloat(m->confidence, >=, 0);
        g_assert_cmpfloat(m->confidence, <=, 1);
        g_assert_cmpuint(m->n_notes, >, 0);
        if (m->field == FIELD_BODY) {
            g_assert_cmpuint(m->body.start, >=, last);
            last = m->body.start;
        }
    }
}

static void check_incidents(const Reading *reading) {
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < reading->incidents->len; i++) {
        const Incident *incident = reading->incidents->pdata[i];
        const char *text = article_field(reading->article, incident->field);
        g_assert_true(g_hash_table_add(ids, incident->id));
        g_assert_cmpuint(incident->start, <, incident->end);
        g_assert_cmpuint(incident->end, <=, (guint)g_utf8_strlen(text, -1));
        g_autofree char *quote = g_utf8_substring(text, incident->start, incident->end);
        g_assert_cmpstr(quote, ==, incident->quote);
        g_autofree char *trigger =
            g_utf8_substring(text, incident->trigger_start, incident->trigger_end);
        g_assert_cmpstr(trigger, ==, incident->trigger);
        g_assert_cmpint(incident->killed_min, <=,
                        incident->killed_max == HARM_NOT_SAID ? G_MAXINT : incident->killed_max);
        g_assert_true(incident->is_sample);
        check_location(&incident->location);
    }
}

static void test_mentions_point_into_the_text(void) { each_sample(check_mentions); }
static void test_incidents_have_their_evidence(void) { each_sample(check_incidents); }

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pipeline/mentions-point-into-the-text", test_mentions_point_into_the_text);
    g_test_add_func("/pipeline/incidents-have-their-evidence", test_incidents_have_their_evidence);
    return g_test_run();
}
