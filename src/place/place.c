/* From toponyms to mentions: the order of the work, and what the mentions own. */
#include "place/place.h"

#include "place/resolver.h"

static const char *const METHOD_NAMES[N_METHODS] = {
    "exact",       "poi",   "neighbourhood", "near",   "offset", "between",   "road",
    "countryside", "badia", "river",         "region", "admin",  "inherited", "unresolved"};

const char *location_method_name(LocationMethod method) { return METHOD_NAMES[method]; }

static const char *const ROLE_NAMES[N_ROLES] = {
    "scene", "context", "origin", "destination", "victim_home", "treatment", "dateline"};

const char *place_role_name(PlaceRole role) { return ROLE_NAMES[role]; }

void location_clear(Location *self) {
    shape_free(self->shape);
    self->shape = NULL;
}

void location_copy(const Location *self, Location *ret_copy) {
    *ret_copy = *self;
    ret_copy->shape = shape_share(self->shape);
}

/* ---- a mention ------------------------------------------------------------------------------- */

static void fill_candidates(const Choice *choice, PlaceMention *mention) {
    if (choice->scored->len == 0) return;
    double best = g_array_index(choice->scored, Scored, 0).score;
    for (guint k = 0; k < choice->scored->len && k < MAX_SHOWN_CANDIDATES; k++) {
        const Scored *one = &g_array_index(choice->scored, Scored, k);
        mention->candidates[mention->n_candidates++] =
            (PlaceCandidate){one->place, choice->probability * exp(0.8 * (one->score - best))};
    }
}

/* The place that the mention names: of an extent, the region where the gazetteer has it. */
static guint32 named_place(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    guint32 place = self->choices[i].place;
    if (place == NO_PLACE || (t->relation != RELATION_COUNTRYSIDE && t->relation != RELATION_BADIA))
        return place;
    guint32 row = extent_row(self, place, t->relation, t->bearing);
    return row == NO_PLACE ? place : row;
}

static bool is_mark_of_letter(gunichar c) {
    return c == 0x0640 || g_unichar_ismark(c) || g_unichar_type(c) == G_UNICODE_FORMAT;
}

/* «بريف حمص» is printed as «ريف حمص»: the letters of its clitics go, and the marks on them. */
static Span without_clitics(const Resolver *self, const Toponym *t, Span body) {
    const char *field = article_field(self->text->article, self->text->tokens[t->span_first].field);
    const char *at = field + body.start, *end = at + self->text->tokens[t->span_first].body.len;
    guint letters = 0;
    for (guint8 bits = t->lead; bits; bits &= (guint8)(bits - 1)) letters++;
    for (; letters > 0 && at < end; letters--) {
        at = g_utf8_next_char(at);
        while (at < end && is_mark_of_letter(g_utf8_get_char(at))) at = g_utf8_next_char(at);
    }
    guint32 cut = (guint32)(at - field) - body.start;
    return at < end ? (Span){body.start + cut, body.len - cut} : body;
}

static PlaceMention mention_of(const Resolver *self, guint32 i, const guint32 *index) {
    const Toponym *t = toponym_at(self, i);
    const Choice *choice = &self->choices[i];
    PlaceMention mention = {
        .field = self->text->tokens[t->span_first].field,
        .body = without_clitics(self, t, text_span(self->text, t->span_first, t->span_n)),
        .first_token = t->span_first,
        .n_tokens = t->span_n,
        .sentence = self->text->tokens[t->first_token].sentence,
        .place = named_place(self, i),
        .role = role_of(self, i),
        .within = choice->within_holds ? index[t->within] : NO_PLACE,
        .list = t->list,
    };
    locate(self, i, &mention.location);
    mention.confidence = confidence_of(self, i, &mention.location);
    note_reasons(self, i, &mention);
    fill_candidates(choice, &mention);
    return mention;
}

/* ---- all ------------------------------------------------------------------------------------- */

static void resolver_init(Resolver *self) {
    self->choices = g_new0(Choice, self->toponyms->n + 1);
    self->voices = g_new0(Voice, self->toponyms->n + 1);
    self->settled = g_new(guint32, self->toponyms->n + 1);
    self->first_inner = g_new(guint32, self->toponyms->n + 1);
    self->around = surroundings_new(self->toponyms->n);
    self->reports = g_new0(guint8, self->text->n_sentences + 1);
    self->lands = g_array_new(FALSE, FALSE, sizeof(guint32));
    self->n_changes = 1;
    for (guint32 i = 0; i < self->toponyms->n; i++)
        self->first_inner[i] = self->settled[i] = NO_PLACE;
    for (guint32 i = self->toponyms->n; i-- > 0;) {
        guint32 within = toponym_at(self, i)->within;
        if (within != NO_PLACE) self->first_inner[within] = i;
    }
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        self->choices[i].scored =
            g_array_sized_new(FALSE, FALSE, sizeof(Scored), toponym_at(self, i)->n_candidates + 1);
        self->choices[i].place = self->choices[i].same_as = NO_PLACE;
    }
}

static void resolver_clear(Resolver *self) {
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        g_array_unref(self->choices[i].scored);
        g_free(self->choices[i].alone);
        g_free(self->choices[i].ties);
    }
    g_free(self->choices);
    g_free(self->voices);
    g_free(self->settled);
    g_free(self->reports);
    g_free(self->first_inner);
    surroundings_free(self->around);
    g_array_unref(self->lands);
}

/* The text's order: the title first, then by start; of two with one start the longer is first. */
static gint compare_in_text(gconstpointer a, gconstpointer b, gpointer items) {
    const PlaceMention *x = (const PlaceMention *)items + *(const guint32 *)a;
    const PlaceMention *y = (const PlaceMention *)items + *(const guint32 *)b;
    if (x->field != y->field) return x->field == FIELD_TITLE ? -1 : 1;
    if (x->body.start != y->body.start) return x->body.start < y->body.start ? -1 : 1;
    if (x->body.len != y->body.len) return x->body.len > y->body.len ? -1 : 1;
    return *(const guint32 *)a < *(const guint32 *)b ? -1 : 1;
}

/* A pair is made after its two toponyms, and begins before them. */
static void put_in_order(PlaceMentions *self) {
    g_autofree guint32 *order = g_new(guint32, self->n + 1);
    g_autofree guint32 *moved = g_new(guint32, self->n + 1);
    for (guint32 i = 0; i < self->n; i++) order[i] = i;
    g_qsort_with_data(order, (gint)self->n, sizeof *order, compare_in_text, self->items);
    PlaceMention *items = g_new0(PlaceMention, self->n + 1);
    for (guint32 i = 0; i < self->n; i++) {
        items[i] = self->items[order[i]];
        moved[order[i]] = i;
    }
    for (guint32 i = 0; i < self->n; i++)
        if (items[i].within != NO_PLACE) items[i].within = moved[items[i].within];
    g_free(self->items);
    self->items = items;
}

static PlaceMentions *resolve(Resolver self) {
    const Toponyms *toponyms = self.toponyms;
    resolver_init(&self);
    choices_make(&self);
    PlaceMentions *mentions = g_new0(PlaceMentions, 1);
    mentions->items = g_new0(PlaceMention, toponyms->n + 1);
    g_autofree guint32 *index = g_new(guint32, toponyms->n + 1);
    guint32 kept = 0;
    for (guint32 i = 0; i < toponyms->n; i++)
        index[i] = self.choices[i].is_dropped ? NO_PLACE : kept++;
    for (guint32 i = 0; i < toponyms->n; i++)
        if (!self.choices[i].is_dropped)
            mentions->items[mentions->n++] = mention_of(&self, i, index);
    put_in_order(mentions);
    resolver_clear(&self);
    return mentions;
}

PlaceMentions *places_resolve(const Text *text, const Matches *matches, const Toponyms *toponyms,
                              const Gazetteer *gazetteer) {
    return resolve((Resolver){.text = text,
                              .matches = matches,
                              .toponyms = toponyms,
                              .gazetteer = gazetteer,
                              .wants_shapes = true});
}

PlaceMentions *places_resolve_points(const Text *text, const Matches *matches,
                                     const Toponyms *toponyms, const Gazetteer *gazetteer) {
    return resolve(
        (Resolver){.text = text, .matches = matches, .toponyms = toponyms, .gazetteer = gazetteer});
}

void place_mentions_free(PlaceMentions *self) {
    if (!self) return;
    for (guint32 i = 0; i < self->n; i++) location_clear(&self->items[i].location);
    g_free(self->items);
    g_free(self);
}

guint32 place_mention_admin(const PlaceMention *self, const Gazetteer *gazetteer, PlaceKind kind) {
    if (self->place != NO_PLACE) {
        const Place *p = gazetteer_place(gazetteer, self->place);
        if (p->kind == kind) return self->place;
        guint32 unit = kind == PLACE_GOVERNORATE   ? p->admin1
                       : kind == PLACE_DISTRICT    ? p->admin2
                       : kind == PLACE_SUBDISTRICT ? p->admin3
                                                   : NO_PLACE;
        if (unit != NO_PLACE || p->kind < kind || kind_is_area(p->kind)) return unit;
    }
    if (isnan(self->location.lon)) return NO_PLACE;
    return gazetteer_admin_at(gazetteer, (LonLat){self->location.lon, self->location.lat}, kind);
}
