/* report: collects what a page is about, and orders it. */
#include "report/report.h"

#include <math.h>

#include "report/parts.h"

static void entry_free(void *data) {
    Entry *self = data;
    incident_free(self->incident);
    g_free(self);
}

static void report_text_free(void *data) {
    ReportText *self = data;
    g_free(self->id);
    g_free(self->source);
    g_free(self->url);
    g_free(self->published);
    for (guint i = 0; i < N_FIELDS; i++) g_free(self->fields[i]);
    g_array_unref(self->names);
    g_ptr_array_unref(self->entries);
    g_free(self);
}

Report *report_new(void) {
    Report *self = g_new0(Report, 1);
    self->texts = g_ptr_array_new_with_free_func(report_text_free);
    self->entries = g_ptr_array_new_with_free_func(entry_free);
    return self;
}

void report_free(Report *self) {
    if (!self) return;
    g_ptr_array_unref(self->texts);
    g_ptr_array_unref(self->entries);
    g_free(self);
}

bool entry_is_placed(const Entry *self) {
    return isfinite(self->incident->location.lon) && isfinite(self->incident->location.lat);
}

bool entry_has_words(const Entry *self) {
    return self->in_text || (self->incident->quote && *self->incident->quote);
}

/* ---- adding -----------------------------------------------------------------------------------
 */

/* A place in a field that is told in code points, and where to put it in bytes. */
typedef struct {
    Field field;
    guint32 code_points;
    guint32 *bytes;
} Offset;

static gint offsets_compare(gconstpointer a, gconstpointer b) {
    const Offset *x = a, *y = b;
    if (x->field != y->field) return x->field < y->field ? -1 : 1;
    return x->code_points < y->code_points ? -1 : x->code_points > y->code_points;
}

/* One walk through each field, however many incidents there are. */
static void find_bytes(const ReportText *text, GArray *offsets) {
    g_array_sort(offsets, offsets_compare);
    Field field = N_FIELDS;
    const char *at = "";
    guint32 passed = 0;
    for (guint i = 0; i < offsets->len; i++) {
        const Offset *offset = &g_array_index(offsets, Offset, i);
        if (offset->field != field) {
            field = offset->field;
            at = text->fields[field];
            passed = 0;
        }
        for (; passed < offset->code_points && *at; passed++) at = g_utf8_next_char(at);
        *offset->bytes = (guint32)(at - text->fields[field]);
    }
}

static void add_offset(GArray *offsets, Field field, guint32 code_points, guint32 *bytes) {
    Offset offset = {field, code_points, bytes};
    g_array_append_val(offsets, offset);
}

static Entry *add_entry(Report *self, Incident *incident) {
    Entry *entry = g_new0(Entry, 1);
    entry->incident = incident;
    g_ptr_array_add(self->entries, entry);
    return entry;
}

static void add_names(ReportText *text, const PlaceMentions *places, const Gazetteer *gazetteer) {
    for (guint32 i = 0; i < places->n; i++) {
        const PlaceMention *mention = &places->items[i];
        NamedPlace name = {.field = mention->field,
                           .body = mention->body,
                           .method = mention->location.method,
                           .radius_m = mention->location.radius_m};
        if (mention->place != NO_PLACE) {
            const Place *place = gazetteer_place(gazetteer, mention->place);
            name.name_ar = gazetteer_string(gazetteer, place->name_ar);
            name.name_en = gazetteer_string(gazetteer, place->name_en);
        }
        g_array_append_val(text->names, name);
    }
}

static ReportText *text_of_article(const Article *article) {
    ReportText *text = g_new0(ReportText, 1);
    text->id = g_strdup(article->id);
    text->source = g_strdup(article->source);
    text->url = g_strdup(article->url);
    text->published = g_strdup(article->published);
    text->is_sample = article->is_sample;
    for (guint i = 0; i < N_FIELDS; i++)
        text->fields[i] = g_strdup(article_field(article, (Field)i));
    text->names = g_array_new(FALSE, FALSE, sizeof(NamedPlace));
    text->entries = g_ptr_array_new();
    return text;
}

void report_add_article(Report *self, const Text *text, const PlaceMentions *places,
                        GPtrArray *incidents, const Gazetteer *gazetteer) {
    ReportText *own = text_of_article(text->article);
    g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(Offset));
    add_names(own, places, gazetteer);
    for (guint i = 0; i < incidents->len; i++) {
        Incident *incident = g_steal_pointer(&incidents->pdata[i]);
        Entry *entry = add_entry(self, incident);
        entry->in_text = true;
        add_offset(offsets, incident->field, incident->start, &entry->start);
        add_offset(offsets, incident->field, incident->end, &entry->end);
        add_offset(offsets, incident->field, incident->trigger_start, &entry->trigger_start);
        add_offset(offsets, incident->field, incident->trigger_end, &entry->trigger_end);
        g_ptr_array_add(own->entries, entry);
    }
    find_bytes(own, offsets);
    g_ptr_array_add(self->texts, own);
}

void report_add_incidents(Report *self, GPtrArray *incidents) {
    for (guint i = 0; i < incidents->len; i++)
        add_entry(self, g_steal_pointer(&incidents->pdata[i]));
}

/* ---- order ------------------------------------------------------------------------------------
 */

static Fate fate_of(const Incident *incident, bool include_strategic) {
    if (incident_is_drawn(incident, include_strategic)) return FATE_SHOWN;
    if (g_strcmp0(incident->status, "rejected") == 0) return FATE_REJECTED;
    if (incident->aggregate) return FATE_AGGREGATE;
    return incident_is_drawn(incident, true) ? FATE_STRATEGIC : FATE_MODALITY;
}

/* By date, undated last; those of a day stay as they were read. */
static gint entries_compare(gconstpointer a, gconstpointer b) {
    const Entry *x = *(const Entry *const *)a, *y = *(const Entry *const *)b;
    bool x_shown = x->fate == FATE_SHOWN, y_shown = y->fate == FATE_SHOWN;
    const char *x_date = incident_day(x->incident), *y_date = incident_day(y->incident);
    if (x_shown != y_shown) return x_shown ? -1 : 1;
    if (!x_date != !y_date) return x_date ? -1 : 1;
    int order = g_strcmp0(x_date, y_date);
    if (order == 0) order = x->number < y->number ? -1 : x->number > y->number;
    return order;
}

/* Several incidents of one sentence share its mark. */
static void share_sentences(const ReportText *text) {
    for (guint i = 0; i < text->entries->len; i++) {
        Entry *entry = text->entries->pdata[i];
        for (guint j = 0; j < i; j++) {
            Entry *other = text->entries->pdata[j];
            if (other->incident->field == entry->incident->field && other->start == entry->start &&
                other->end == entry->end) {
                entry->evidence = other->evidence;
                break;
            }
        }
    }
}

void report_arrange(Report *self, bool include_strategic) {
    for (guint i = 0; i < self->entries->len; i++) {
        Entry *entry = self->entries->pdata[i];
        entry->fate = fate_of(entry->incident, include_strategic);
        entry->number = i;
    }
    g_ptr_array_sort(self->entries, entries_compare);
    for (guint i = 0; i < self->entries->len; i++) {
        Entry *entry = self->entries->pdata[i];
        entry->number = entry->evidence = i + 1;
    }
    for (guint i = 0; i < self->texts->len; i++) share_sentences(self->texts->pdata[i]);
}

GPtrArray *report_incidents(const Report *self) {
    GPtrArray *incidents = g_ptr_array_new();
    for (guint i = 0; i < self->entries->len; i++)
        g_ptr_array_add(incidents, ((const Entry *)self->entries->pdata[i])->incident);
    return incidents;
}
