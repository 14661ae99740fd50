/* The picture of src/README.md, as code. */
#include "pipeline.h"

Reading *reading_new(Article *article, const Gazetteer *gazetteer) {
    Reading *self = g_new0(Reading, 1);
    gint64 at = timings_begin();
    self->article = article;
    self->text = text_new(article);
    at = timings_lap(&self->timings, STAGE_TEXT, at);
    self->matches = gazetteer_scan(gazetteer, self->text);
    at = timings_lap(&self->timings, STAGE_SCAN, at);
    self->toponyms = toponyms_find(self->text, self->matches, gazetteer);
    at = timings_lap(&self->timings, STAGE_TOPONYM, at);
    self->places = places_resolve(self->text, self->matches, self->toponyms, gazetteer);
    at = timings_lap(&self->timings, STAGE_PLACE, at);
    self->incidents = incidents_extract(self->text, self->matches, self->places, gazetteer);
    timings_lap(&self->timings, STAGE_INCIDENT, at);
    return self;
}

/* Last made, first freed: later results point into earlier ones. */
void reading_free(Reading *self) {
    if (!self) return;
    g_ptr_array_unref(self->incidents);
    place_mentions_free(self->places);
    toponyms_free(self->toponyms);
    matches_free(self->matches);
    text_free(self->text);
    article_free(self->article);
    g_free(self);
}
