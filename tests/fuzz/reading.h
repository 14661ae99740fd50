/* What holds of an article's reading, whatever its text. */
#pragma once

#include <math.h>

#include "fuzz.h"
#include "pipeline.h"

/* The first byte of a character, or the end. */
static inline gboolean is_border(const char *text, gsize offset) {
    return offset <= strlen(text) && (text[offset] & 0xc0) != 0x80;
}

static inline void check_span(const char *text, Span span) {
    g_assert_cmpuint(span.len, >, 0);
    g_assert_cmpuint((gsize)span.start + span.len, <=, strlen(text));
    g_assert_true(is_border(text, span.start));
    g_assert_true(is_border(text, (gsize)span.start + span.len));
}

static inline void check_location(const Location *location) {
    if (location->method == METHOD_UNRESOLVED && isnan(location->lon)) return;
    g_assert_true(fabs(location->lon) <= 180 && fabs(location->lat) <= 90);
    g_assert_cmpfloat(location->radius_m, >, 0);
    g_assert_true(isfinite(location->radius_m));
    const Shape *shape = location->shape;
    for (guint32 i = 0; shape && i < shape->n_points; i++)
        g_assert_true(isfinite(shape->points[i].lon) && isfinite(shape->points[i].lat));
}

static inline gboolean is_share(double value) { return value >= 0 && value <= 1; }

static inline void check_mentions(const Reading *reading, const Gazetteer *gazetteer) {
    for (guint32 i = 0; i < reading->places->n; i++) {
        const PlaceMention *mention = &reading->places->items[i];
        check_span(article_field(reading->article, mention->field), mention->body);
        check_location(&mention->location);
        g_assert_true(is_share(mention->confidence));
        g_autofree char *reason = place_mention_reason(mention, gazetteer, "ar");
        g_assert_true(reason && *reason);
        g_assert_true(mention->place == NO_PLACE || mention->place < gazetteer_n_places(gazetteer));
        g_assert_true(mention->within == NO_PLACE || mention->within < reading->places->n);
    }
}

/* The quote is the substring that its code points name, and evidence is never empty. */
static inline void check_evidence(const Reading *reading, const Incident *incident) {
    const char *text = article_field(reading->article, incident->field);
    g_assert_true(incident->quote && *incident->quote);
    g_assert_true(incident->trigger && *incident->trigger);
    glong length = g_utf8_strlen(text, -1);
    g_assert_cmpuint(incident->start, <, incident->end);
    g_assert_cmpuint(incident->end, <=, length);
    g_autofree char *quote = g_utf8_substring(text, incident->start, incident->end);
    g_assert_cmpstr(quote, ==, incident->quote);
    g_autofree char *trigger =
        g_utf8_substring(text, incident->trigger_start, incident->trigger_end);
    g_assert_cmpstr(trigger, ==, incident->trigger);
}

/* "More than 20" has no upper end. */
static inline void check_harm(int min, int max) {
    g_assert_true(min >= HARM_NOT_SAID && (max == HARM_NOT_SAID || min <= max));
}

static inline void check_incidents(const Reading *reading) {
    for (guint i = 0; i < reading->incidents->len; i++) {
        const Incident *incident = g_ptr_array_index(reading->incidents, i);
        check_evidence(reading, incident);
        check_location(&incident->location);
        g_assert_true(incident->id && *incident->id);
        g_assert_true(is_share(incident->confidence) && is_share(incident->place_confidence));
        check_harm(incident->killed_min, incident->killed_max);
        check_harm(incident->injured_min, incident->injured_max);
        g_assert_true(!incident->date_start || !incident->date_end ||
                      strcmp(incident->date_start, incident->date_end) <= 0);
    }
}

/* Reads a text as an article of 5 January 2022 and holds it to all of this. */
static inline Reading *read_and_check(const char *title, const char *body) {
    Article *article = g_new0(Article, 1);
    article->id = g_strdup("fuzz");
    article->title = title ? g_strdup(title) : NULL;
    article->body = g_strdup(body);
    article->published = g_strdup("2022-01-05");
    Reading *reading = reading_new(article, whole_gazetteer());
    check_mentions(reading, whole_gazetteer());
    check_incidents(reading);
    return reading;
}
