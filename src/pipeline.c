/* The picture of src/README.md, as code. */
#include "pipeline.h"

/* How many words begin a name of the gazetteer, or the noun that leads to one (قرية): before it is
 * asked what they mean, which takes the time. */
static guint possible_mentions(const Matches *matches) {
    guint n = 0;
    guint32 last = G_MAXUINT32;
    for (guint32 i = 0; i < matches->n; i++) {
        const Match *match = &matches->items[i];
        if (match->table != TABLE_NAME && match->table != TABLE_HEAD) continue;
        n += match->first_token != last;
        last = match->first_token;
    }
    return n;
}

static gboolean too_many(const Article *article, guint n, guint most, GError **error) {
    if (n <= most) return FALSE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                _("'%s' may name %u places, more than %u (--max-mentions)"),
                article->path ? article->path : article->id, n, most);
    return TRUE;
}

Reading *reading_new(Article *article, const Gazetteer *gazetteer) {
    const ReadingOptions options = {.most_mentions = G_MAXUINT};
    return reading_new_with(article, gazetteer, &options, NULL);
}

Reading *reading_new_with(Article *article, const Gazetteer *gazetteer,
                          const ReadingOptions *options, GError **error) {
    Reading *self = g_new0(Reading, 1);
    self->timings.is_on = options->is_timed;
    gint64 at = timings_begin(&self->timings);
    self->article = article;
    self->text = text_new(article);
    at = timings_lap(&self->timings, STAGE_TEXT, at);
    self->matches = gazetteer_scan(gazetteer, self->text);
    at = timings_lap(&self->timings, STAGE_SCAN, at);
    if (too_many(article, possible_mentions(self->matches), options->most_mentions, error)) {
        reading_free(self);
        return NULL;
    }
    self->toponyms = toponyms_find(self->text, self->matches, gazetteer);
    at = timings_lap(&self->timings, STAGE_TOPONYM, at);
    PlaceMentions *(*resolve)(const Text *, const Matches *, const Toponyms *, const Gazetteer *) =
        options->points_alone ? places_resolve_points : places_resolve;
    self->places = resolve(self->text, self->matches, self->toponyms, gazetteer);
    at = timings_lap(&self->timings, STAGE_PLACE, at);
    self->incidents = incidents_extract(self->text, self->matches, self->places, gazetteer);
    timings_lap(&self->timings, STAGE_INCIDENT, at);
    return self;
}

/* Last made, first freed: later results point into earlier ones. */
void reading_free(Reading *self) {
    if (!self) return;
    g_clear_pointer(&self->incidents, g_ptr_array_unref);
    place_mentions_free(self->places);
    toponyms_free(self->toponyms);
    matches_free(self->matches);
    text_free(self->text);
    article_free(self->article);
    g_free(self);
}
