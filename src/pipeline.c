/* The picture of src/README.md, as code. */
#include "pipeline.h"

Reading *reading_new(Article *article, const Gazetteer *gazetteer) {
    Reading *self = g_new0(Reading, 1);
    self->article = article;
    self->text = text_new(article);
    self->matches = gazetteer_scan(gazetteer, self->text);
    self->toponyms = toponyms_find(self->text, self->matches, gazetteer);
    self->places = places_resolve(self->text, self->matches, self->toponyms, gazetteer);
    self->incidents = incidents_extract(self->text, self->matches, self->places, gazetteer);
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
