/*
 * The audit. Hard findings are mistakes that must not ship; soft ones are for an editor to look at.
 * What the build refuses outright (unknown parents and kinds, names without letters) is not looked
 * at again.
 */
#include "gazetteer/check.h"

#include <stdarg.h>

#include "gazetteer/find-key.h"
#include "gazetteer/packed.h"

static const double TWINS_M = 500, FINEST_SETTLEMENT_M = 300, FINEST_SITE_M = 100;

G_GNUC_PRINTF(4, 0)
static void report(Audit *self, const char *weight, const char *rule, const char *format,
                   va_list args) {
    g_autofree char *message = g_strdup_vprintf(format, args);
    fprintf(self->out, "%s\t%s\t%s\n", weight, rule, message);
}

void audit_hard(Audit *self, const char *rule, const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(self, "hard", rule, format, args);
    va_end(args);
    self->n_hard++;
}

void audit_soft(Audit *self, const char *rule, const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(self, "soft", rule, format, args);
    va_end(args);
    self->n_soft++;
}

static gboolean is_settlement(const Place *place) {
    return place->kind == PLACE_CITY || place->kind == PLACE_TOWN || place->kind == PLACE_VILLAGE ||
           place->kind == PLACE_HAMLET;
}

static const char *id_of(const Gazetteer *g, guint32 place) {
    return g->strings + g->places[place].id;
}

static const char *name_of(const Gazetteer *g, guint32 place) {
    return g->strings + g->places[place].name_ar;
}

/* ---- places ---------------------------------------------------------------------------------- */

static void check_places(Audit *self) {
    const Gazetteer *g = self->g;
    for (guint32 i = 0; i < g->n_places; i++) {
        const Place *place = &g->places[i];
        if (is_settlement(place) && !place->is_abroad && place->admin1 == NO_PLACE)
            audit_hard(self, "no-unit", "%s %s lies in no governorate", id_of(g, i), name_of(g, i));
        double finest = is_settlement(place) ? FINEST_SETTLEMENT_M : FINEST_SITE_M;
        if ((double)place->radius_m < finest)
            audit_soft(self, "fine-radius", "%s %s: %.0f m is finer than its sources allow (%.0f)",
                       id_of(g, i), name_of(g, i), (double)place->radius_m, finest);
    }
}

/* Two consonants stand in many names and prove nothing. */
static gboolean is_part(const char *part, const char *whole) {
    return strlen(part) > 2 ? strstr(whole, part) != NULL : g_str_equal(part, whole);
}

/* Do two places share a name in any spelling? */
static gboolean are_alike(const Gazetteer *g, guint32 a, guint32 b) {
    const PlaceDetail *x = &g->details[a], *y = &g->details[b];
    for (guint32 i = 0; i < x->n_names; i++) {
        g_autofree char *key = find_key(g->strings + g->names[x->first_name + i].text);
        for (guint32 j = 0; j < y->n_names; j++) {
            g_autofree char *other = find_key(g->strings + g->names[y->first_name + j].text);
            if (is_part(key, other) || is_part(other, key)) return TRUE;
        }
    }
    return FALSE;
}

typedef struct {
    Audit *audit;
    guint32 place;
} TwinSearch;

static void check_twin(guint32 other, double distance_m, void *data) {
    const TwinSearch *search = data;
    const Gazetteer *g = search->audit->g;
    if (other <= search->place || !is_settlement(&g->places[other])) return;
    if (are_alike(g, search->place, other)) return;
    audit_soft(search->audit, "twins", "%s %s and %s %s are %.0f m apart", id_of(g, search->place),
               name_of(g, search->place), id_of(g, other), name_of(g, other), distance_m);
}

static void check_twins(Audit *self) {
    for (guint32 i = 0; i < self->g->n_places; i++) {
        const Place *place = &self->g->places[i];
        if (!is_settlement(place)) continue;
        TwinSearch search = {self, i};
        gazetteer_near(self->g, (LonLat){place->lon, place->lat}, TWINS_M, check_twin, &search);
    }
}

/* A name that two settlements of one district bear cannot be told apart by its district. */
static void check_namesakes(Audit *self) {
    const Gazetteer *g = self->g;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint32 i = 0; i < g->n_places; i++) {
        const Place *place = &g->places[i];
        if (!is_settlement(place) || place->admin2 == NO_PLACE) continue;
        g_autofree char *letters = find_letters(name_of(g, i));
        char *key = g_strdup_printf("%u %s", place->admin2, letters);
        gpointer other = g_hash_table_lookup(seen, key);
        if (!other) {
            g_hash_table_insert(seen, key, GUINT_TO_POINTER(i + 1));
            continue;
        }
        g_free(key);
        audit_soft(self, "namesakes", "%s and %s in district %s are both %s",
                   id_of(g, GPOINTER_TO_UINT(other) - 1), id_of(g, i), id_of(g, place->admin2),
                   name_of(g, i));
    }
}

/* ---- words ----------------------------------------------------------------------------------- */

/* A place's name that is a word of another table too, and that no row of common-words.tsv guards.
 */
static void check_node(Audit *self, const PhraseNode *node) {
    const Gazetteer *g = self->g;
    const Payload *name = NULL, *word = NULL;
    for (guint32 i = 0; i < node->n_payloads; i++) {
        const Payload *payload = &g->payloads[node->first_payload + i];
        switch (payload->table) {
            case TABLE_NAME:
                if (!name && !(payload->flags & PAYLOAD_VARIANT)) name = payload;
                break;
            case TABLE_COMMON:
            case TABLE_NOT_PLACE:
                return;
            case TABLE_BOILERPLATE:
                break;
            default:
                word = payload;
        }
    }
    if (!name || !word) return;
    audit_soft(self, "common-word",
               "%s of %s is also in table %u and has no row in common-words.tsv",
               g->strings + g->names[name->entry].text, id_of(g, name->owner), word->table);
}

static void check_words(Audit *self) {
    for (guint32 i = 0; i < self->g->n_nodes; i++) check_node(self, &self->g->nodes[i]);
    for (guint32 row = 0; row < gazetteer_n_rows(self->g, TABLE_HEAD); row++) {
        g_auto(GStrv) kinds =
            g_strsplit(gazetteer_cell(self->g, TABLE_HEAD, row, "kinds"), "|", -1);
        for (guint i = 0; kinds[i]; i++) {
            PlaceKind kind;
            if (!place_kind_parse(kinds[i], &kind))
                audit_hard(self, "unknown-kind", "heads.tsv: '%s' of %s is no kind", kinds[i],
                           gazetteer_cell(self->g, TABLE_HEAD, row, "form"));
        }
    }
}

guint gazetteer_check(const Gazetteer *self, FILE *out, guint *ret_soft) {
    Audit audit = {.g = self, .out = out};
    check_places(&audit);
    audit_areas(&audit);
    check_words(&audit);
    check_twins(&audit);
    check_namesakes(&audit);
    if (ret_soft) *ret_soft = audit.n_soft;
    return audit.n_hard;
}
