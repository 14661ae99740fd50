/* The audit of names that are ordinary words, and of the kinds that the word tables name. */
#include "gazetteer/check.h"

/* Where a row of a word table stands: "heads.tsv, line 12". The caller frees it. */
static char *row_label(const Gazetteer *g, guint table, guint32 row) {
    const Table *t = &g->tables[table];
    return g_strdup_printf("%s, line %u", g->strings + t->file, g->row_lines[t->first_line + row]);
}

/* A place's name that is a word of another table or of everyday prose too, and that no row of
 * common-words.tsv or not-places.tsv guards. */
static void check_node(Audit *self, const PhraseNode *node) {
    const Gazetteer *g = self->g;
    const Payload *name = NULL, *word = NULL, *actor = NULL;
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
            case TABLE_CUE: /* a capital that stands for its government is a place all the same */
                if (!g_str_equal(gazetteer_cell(g, TABLE_CUE, payload->entry, "cue"), "metonym"))
                    word = payload;
                break;
            case TABLE_ACTOR:
                actor = payload;
                break;
            default:
                word = payload;
        }
    }
    /* اللواء 52 is the unit and its base: what stands around tells them apart. */
    if (name && actor && g->places[name->owner].kind != PLACE_BASE &&
        g->places[name->owner].kind != PLACE_BARRACKS)
        word = actor;
    if (!name || (!word && !g->infos[name->entry].is_ordinary)) return;
    g_autofree char *label =
        word ? row_label(g, word->table, word->entry) : g_strdup("ordinary-words.tsv");
    audit_name(self, SOFT, "common-word", name->entry,
               "%s of %s stands in %s and has no row in common-words.tsv",
               g->strings + g->names[name->entry].text, place_id(g, name->owner), label);
}

static void check_kinds(Audit *self, guint32 row) {
    const char *form = gazetteer_cell(self->g, TABLE_HEAD, row, "form");
    g_auto(GStrv) kinds = g_strsplit(gazetteer_cell(self->g, TABLE_HEAD, row, "kinds"), "|", -1);
    for (guint i = 0; kinds[i]; i++) {
        PlaceKind kind;
        if (!place_kind_parse(kinds[i], &kind))
            audit_row(self, HARD, "unknown-kind", TABLE_HEAD, row, form, "'%s' of %s is no kind",
                      kinds[i], form);
    }
}

void audit_words(Audit *self) {
    for (guint32 i = 0; i < self->g->n_nodes; i++) check_node(self, &self->g->nodes[i]);
    for (guint32 row = 0; row < gazetteer_n_rows(self->g, TABLE_HEAD); row++)
        check_kinds(self, row);
}
