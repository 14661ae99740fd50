/*
 * Our own file is believed, since its making is part of the build. One that is named on the command
 * line may be cut, old or made to harm: each array is looked through once, in some 10 ms.
 */
#include "gazetteer/verify.h"

#include <math.h>

#include "gazetteer/phrases.h"

/* The pool is UTF-8, as check_strings says; one begins at a character, not inside it. */
static gboolean is_string(const Gazetteer *g, guint32 offset) {
    return offset < g->n_strings && ((guint8)g->strings[offset] & 0xC0) != 0x80;
}

static gboolean is_place(const Gazetteer *g, guint32 place) { return place < g->n_places; }

static gboolean is_place_or_none(const Gazetteer *g, guint32 place) {
    return place == NO_PLACE || is_place(g, place);
}

static gboolean is_span(guint32 first, guint32 n, gsize within) {
    return first <= within && n <= within - first;
}

static const char *check_strings(const Gazetteer *g) {
    const char *end = g->strings + g->n_strings;
    for (const char *text = g->strings; text < end; text += strlen(text) + 1)
        if (!g_utf8_validate(text, -1, NULL)) return "its strings are no UTF-8";
    return NULL;
}

/* ---- places and names ------------------------------------------------------------------------ */

static gboolean place_is_sound(const Gazetteer *g, const Place *p) {
    return is_string(g, p->id) && is_string(g, p->name_ar) && is_string(g, p->name_en) &&
           is_string(g, p->pcode) && is_place_or_none(g, p->parent) &&
           is_place_or_none(g, p->admin1) && is_place_or_none(g, p->admin2) &&
           is_place_or_none(g, p->admin3) && (p->area == NO_PLACE || p->area < g->n_areas) &&
           p->kind < N_PLACE_KINDS && fabs(p->lon) <= 180 && fabs(p->lat) <= 90 &&
           p->radius_m > 0 && isfinite(p->radius_m);
}

static const char *check_places(const Gazetteer *g) {
    enum { MAX_CHAIN = 32 };
    for (gsize i = 0; i < g->n_places; i++) {
        const PlaceDetail *detail = &g->details[i];
        if (!place_is_sound(g, &g->places[i]) || !is_string(g, detail->sources) ||
            !is_string(g, detail->note) || !is_string(g, detail->row.file) ||
            !is_span(detail->first_name, detail->n_names, g->n_names))
            return "a place leads nowhere";
    }
    for (gsize i = 0; i < g->n_places; i++) {
        guint steps = 0;
        for (guint32 at = (guint32)i; at != NO_PLACE; at = g->places[at].parent)
            if (++steps > MAX_CHAIN) return "the parents of a place run in a circle";
    }
    for (gsize i = 0; i < g->n_names; i++)
        if (!is_place(g, g->names[i].place) || !is_string(g, g->names[i].text) ||
            !is_string(g, g->infos[i].kind) || !is_string(g, g->infos[i].row.file))
            return "a name leads nowhere";
    for (gsize i = 0; i < g->n_keys; i++)
        if (!is_string(g, g->keys[i].key) || !is_string(g, g->keys[i].letters) ||
            !is_string(g, g->keys[i].plain) || g->keys[i].name >= g->n_names)
            return "a key leads nowhere";
    for (gsize i = 0; i < g->n_codes; i++)
        if (!is_string(g, g->codes[i].code) || !is_place(g, g->codes[i].place))
            return "a code leads nowhere";
    return NULL;
}

static const char *check_relations(const Gazetteer *g) {
    for (gsize i = 0; i < g->n_relations; i++) {
        const Relation *row = &g->relations[i];
        if (!is_place(g, row->place) || !is_place_or_none(g, row->other) ||
            !is_string(g, row->relation) || (row->line != NO_PLACE && row->line >= g->n_lines))
            return "a relation leads nowhere";
        if (i > 0 && row[-1].place > row->place) return "the relations are out of order";
    }
    return NULL;
}

/* ---- shapes ---------------------------------------------------------------------------------- */

static const char *check_shapes(const Gazetteer *g) {
    for (gsize i = 0; i < g->n_areas; i++) {
        const Area *area = &g->areas[i];
        if (!is_place(g, area->place) || area->kind >= N_PLACE_KINDS || !is_string(g, area->file) ||
            area->n_rings == 0 || !is_span(area->first_ring, area->n_rings, g->n_rings))
            return "an area leads nowhere";
    }
    for (gsize i = 0; i < g->n_rings; i++)
        if (g->rings[i].n_points < 4 ||
            !is_span(g->rings[i].first_point, g->rings[i].n_points, g->n_points))
            return "a ring leads nowhere";
    for (gsize i = 0; i < g->n_lines; i++) {
        const Line *line = &g->lines[i];
        if (!is_string(g, line->id) || !is_string(g, line->name_ar) ||
            !is_string(g, line->name_en) || !is_string(g, line->ref) || line->kind > LINE_RAIL ||
            line->n_points < 2 || !is_span(line->first_point, line->n_points, g->n_line_points))
            return "a line leads nowhere";
    }
    return NULL;
}

static const char *check_roads(const Gazetteer *g) {
    for (gsize i = 0; i < g->n_road_nodes; i++) {
        const RoadNode *node = &g->road_nodes[i];
        if (!(fabs(node->point.lon) <= 180) || !(fabs(node->point.lat) <= 90) ||
            !is_span(node->first_edge, node->n_edges, g->n_road_edges) ||
            (i > 0 && node->point.lat < g->road_nodes[i - 1].point.lat))
            return "a road leads nowhere";
    }
    for (gsize i = 0; i < g->n_road_edges; i++)
        if (g->road_edges[i].to >= g->n_road_nodes) return "a road leads nowhere";
    return NULL;
}

static const char *check_grid(const Gazetteer *g) {
    static const char DAMAGE[] = "its grid does not fit";
    const Grid *grid = g->grid;
    guint64 n_cells = (guint64)grid->n_columns * grid->n_rows;
    if (!(grid->step > 0) || !isfinite(grid->west) || !isfinite(grid->south) || n_cells == 0 ||
        n_cells + 1 != g->n_grid_cells || g->grid_cells[0] != 0 ||
        g->grid_cells[n_cells] != g->n_grid_members)
        return DAMAGE;
    for (guint64 i = 0; i < n_cells; i++)
        if (g->grid_cells[i] > g->grid_cells[i + 1]) return DAMAGE;
    for (gsize i = 0; i < g->n_grid_members; i++)
        if (!is_place(g, g->grid_members[i])) return DAMAGE;
    return NULL;
}

/* ---- word tables ----------------------------------------------------------------------------- */

static gboolean columns_fit(const Gazetteer *g, const Table *table, TableId id) {
    const char *const *columns = word_table_columns(id);
    for (guint32 i = 0; i < table->n_columns; i++) {
        guint32 name = g->columns[table->first_column + i];
        if (!columns[i] || !is_string(g, name) || !g_str_equal(g->strings + name, columns[i]))
            return FALSE;
    }
    return columns[table->n_columns] == NULL;
}

static const char *check_tables(const Gazetteer *g) {
    for (guint id = TABLE_HEAD; id < N_TABLES; id++) {
        const Table *table = &g->tables[id];
        guint64 n = (guint64)table->n_rows * table->n_columns;
        if (!is_string(g, table->file) || n > g->n_cells ||
            !is_span(table->first_column, table->n_columns, g->n_columns) ||
            !is_span(table->first_cell, (guint32)n, g->n_cells) ||
            !is_span(table->first_line, table->n_rows, g->n_row_lines) ||
            !columns_fit(g, table, (TableId)id))
            return "a word table does not fit";
    }
    for (gsize i = 0; i < g->n_cells; i++)
        if (!is_string(g, g->cells[i])) return "a cell leads nowhere";
    return NULL;
}

/* ---- the phrase matcher ---------------------------------------------------------------------- */

static gboolean is_power_of_two(gsize n) { return n && (n & (n - 1)) == 0 && n <= G_MAXUINT32; }

/* A hash table needs an empty slot, where each search ends. */
static const char *check_slots(const Gazetteer *g) {
    gsize n_words = 0, n_edges = 0;
    if (!is_power_of_two(g->n_words) || !is_power_of_two(g->n_edges) || g->n_word_bytes == 0 ||
        g->word_bytes[g->n_word_bytes - 1] != '\0')
        return "its vocabulary does not fit";
    for (gsize i = 0; i < g->n_words; i++) {
        const WordSlot *slot = &g->words[i];
        n_words += slot->word != 0;
        if (slot->word && (slot->bytes >= g->n_word_bytes || slot->node >= g->n_nodes))
            return "a word leads nowhere";
    }
    for (gsize i = 0; i < g->n_edges; i++) {
        const EdgeSlot *edge = &g->edges[i];
        n_edges += edge->child != 0;
        if (edge->child && (edge->node >= g->n_nodes || edge->child >= g->n_nodes))
            return "an edge leads nowhere";
    }
    return n_words < g->n_words && n_edges < g->n_edges ? NULL : "its vocabulary is full";
}

/* A step down the trie: a node lies deeper than each that leads to it. TRUE where that was news. */
static gboolean deepen(guint8 *depths, guint32 node, guint32 child) {
    if (depths[child] > depths[node]) return FALSE;
    depths[child] = (guint8)MIN(depths[node] + 1, G_MAXUINT8);
    return TRUE;
}

/* No form is longer than MAX_WORDS words and the gaps between them; a circle would be. */
static const char *check_depth(const Gazetteer *g) {
    g_autofree guint8 *depths = g_new0(guint8, g->n_nodes);
    gboolean has_news = TRUE;
    for (guint pass = 0; has_news && pass <= 2 * MAX_WORDS; pass++) {
        has_news = FALSE;
        for (gsize i = 0; i < g->n_edges; i++)
            if (g->edges[i].child) has_news |= deepen(depths, g->edges[i].node, g->edges[i].child);
        for (gsize i = 0; i < g->n_nodes; i++)
            if (g->nodes[i].gap) has_news |= deepen(depths, (guint32)i, g->nodes[i].gap);
    }
    return has_news ? "its phrases run in a circle" : NULL;
}

static const char *check_phrases(const Gazetteer *g) {
    for (gsize i = 0; i < g->n_nodes; i++)
        if (g->nodes[i].gap >= g->n_nodes ||
            !is_span(g->nodes[i].first_payload, g->nodes[i].n_payloads, g->n_payloads))
            return "a phrase leads nowhere";
    for (gsize i = 0; i < g->n_payloads; i++) {
        const Payload *payload = &g->payloads[i];
        if (payload->table >= N_TABLES) return "a phrase leads nowhere";
        gboolean is_name = payload->table == TABLE_NAME;
        gsize n = is_name ? g->n_names : g->tables[payload->table].n_rows;
        if (payload->entry >= n || (is_name && !is_place(g, payload->owner)))
            return "a phrase leads nowhere";
    }
    return NULL;
}

const char *gazetteer_damage(const Gazetteer *self) {
    static const char *(*const STEPS[])(const Gazetteer *) = {
        check_strings, check_places, check_relations, check_shapes,  check_roads,
        check_grid,    check_tables, check_slots,     check_phrases, check_depth};
    const char *damage = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(STEPS) && !damage; i++) damage = STEPS[i](self);
    return damage;
}
