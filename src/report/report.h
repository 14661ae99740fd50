/*
 * report: a page that shows what was found: the map, the table of incidents, every article with its
 * evidence marked, and what was left out. One file of HTML that fetches nothing.
 */
#pragma once

#include "incident/incident.h"
#include "map/map.h"
#include "words/words.h"

/* What the page is made of. Owns the incidents and copies of the articles' texts. */
typedef struct Report Report;

/* Without articles. */
Report *report_new(void);
void report_free(Report *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)

/* Adds an article that was read, with those of its incidents that the page is about, which are
 * taken out of the array. The gazetteer is borrowed until the report is freed. */
void report_add_article(Report *self, const Text *text, const PlaceMentions *places,
                        GPtrArray *incidents, const Gazetteer *gazetteer);
/* Adds incidents of which no text is at hand; they are taken out of the array. */
void report_add_incidents(Report *self, GPtrArray *incidents);

/* Puts the incidents in the order of the page, once all are added: what is shown by date, then what
 * is left out. */
void report_arrange(Report *self, bool include_strategic);
/* The incidents in that order: GPtrArray of const Incident, for map_scene_new; borrowed items, the
 * caller unrefs the array. */
GPtrArray *report_incidents(const Report *self);

/* How the page is written. Borrows everything. */
typedef struct {
    const MapScene *map;    /* of report_incidents */
    const MapScene *phone;  /* the same drawn for phones, or NULL */
    const Words *words;     /* of the page's language */
    const char *const *how; /* NULL-ended: the options that made it, one a string */
} ReportPage;

/* Writes the page, whole or not at all. Fails where its style or script is missing. */
gboolean report_write(const Report *self, const ReportPage *page, const char *path, GError **error);
