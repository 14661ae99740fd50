/* The word tables: their cells into the file, their forms into the phrase matcher. */
#include "gazetteer/build.h"
#include "gazetteer/verify.h"

enum { MAX_COLUMNS = 10 };

/* The tables in the order of TableId; the column of forms (or keys) comes first. */
static const struct {
    TableId id;
    const char *file;
    const char *columns[MAX_COLUMNS + 1];
} WORD_TABLES[] = {
    {TABLE_HEAD, "heads.tsv", {"form", "kinds", "number", "role"}},
    {TABLE_CUE, "cues.tsv", {"form", "cue", "value"}},
    {TABLE_COMMON, "common-words.tsv", {"form", "need"}},
    {TABLE_NOT_PLACE, "not-places.tsv", {"form", "kind"}},
    {TABLE_TRIGGER, "triggers.tsv", {"form", "type", "class", "voice", "strength"}},
    {TABLE_ACTOR,
     "actors.tsv",
     {"forms", "id", "side", "parent", "kind", "name_ar", "name_en", "from", "until", "means"}},
    {TABLE_TARGET, "targets.tsv", {"form", "target_kind", "class"}},
    {TABLE_WEAPON, "weapons.tsv", {"form", "weapon", "type"}},
    {TABLE_MODALITY, "modality.tsv", {"form", "modality", "scope"}},
    {TABLE_CONNECTIVE, "connectives.tsv", {"form", "effect"}},
    {TABLE_HARM, "harm.tsv", {"form", "harm", "number"}},
    {TABLE_NUMBER, "number-words.tsv", {"form", "value", "kind"}},
    {TABLE_CALENDAR, "calendar.tsv", {"form", "kind", "value", "number"}},
    {TABLE_BOILERPLATE, "boilerplate.tsv", {"form", "kind"}},
    {TABLE_RELATION_NAME, "relation-names.tsv", {"relation", "ar", "en"}},
    {TABLE_GLOSS, "glosses.tsv", {"place", "from", "km", "direction", "tolerance_km"}},
    {TABLE_ACCEPTED, "accepted.tsv", {"rule", "subject", "reason"}},
    {TABLE_SOURCE, "source-precision.tsv", {"source", "finest_m"}},
    {TABLE_SOUND, "sounds.tsv", {"written", "where", "plain", "sound"}},
    {TABLE_ENGLISH_HEAD, "english-heads.tsv", {"form", "kinds", "arabic"}},
    {TABLE_FOE, "foes.tsv", {"side", "foes"}},
    {TABLE_HOLDER, "holders.tsv", {"unit", "side", "from", "until"}},
};
G_STATIC_ASSERT(G_N_ELEMENTS(WORD_TABLES) == N_TABLES - 1);

const char *const *word_table_columns(TableId table) {
    g_assert(table > TABLE_NAME && table < N_TABLES);
    return WORD_TABLES[table - 1].columns;
}

/* The columns of a desk's own actors, in the order of ours. */
static const char *const DESK_ACTOR_COLUMNS[] = {"forms",  "id",       "?side",    "?parent",
                                                 "?kind",  "?name_ar", "?name_en", "?from",
                                                 "?until", "?means",   NULL};
enum { ACTOR_ID = 1, ACTOR_SIDE = 2, ACTOR_KIND = 4, ACTOR_NAME_AR = 5, ACTOR_NAME_EN = 6 };

/* Does an actor of ours bear one of the forms already? Two bearers would be a toss-up. */
static gboolean check_desk_forms(const Build *self, const Tsv *tsv, GError **error) {
    g_auto(GStrv) forms = g_strsplit(tsv_cell(tsv, 0), "|", -1);
    for (char **text = forms; *text; text++) {
        Form form;
        if (!form_parse(*text, &form, NULL)) continue; /* said where it is added */
        g_autofree char *key = form_key(&form);
        form_clear(&form);
        if (g_hash_table_contains(self->actor_keys, key))
            return tsv_fail(tsv, error, "'%s' is a form of another actor already", *text);
    }
    if (*tsv_cell(tsv, ACTOR_ID) &&
        (*tsv_cell(tsv, ACTOR_NAME_AR) || *tsv_cell(tsv, ACTOR_NAME_EN)))
        return TRUE;
    return tsv_fail(tsv, error, "an actor needs an id and a name");
}

/* What a desk leaves out of its actor: it fights for itself, its kind is unknown, one name serves.
 */
static const char *desk_cell(const Tsv *tsv, guint column) {
    const char *cell = tsv_cell(tsv, column);
    if (*cell) return cell;
    return column == ACTOR_SIDE      ? tsv_cell(tsv, ACTOR_ID)
           : column == ACTOR_KIND    ? "unknown"
           : column == ACTOR_NAME_AR ? tsv_cell(tsv, ACTOR_NAME_EN)
           : column == ACTOR_NAME_EN ? tsv_cell(tsv, ACTOR_NAME_AR)
                                     : cell;
}

static gboolean add_forms(Build *self, const Tsv *tsv, TableId id, guint32 row, GError **error) {
    g_auto(GStrv) forms = g_strsplit(tsv_cell(tsv, 0), "|", -1);
    if (!forms[0]) return tsv_fail(tsv, error, "no form");
    for (guint i = 0; forms[i]; i++) {
        Form form;
        GError *cause = NULL;
        if (!form_parse(forms[i], &form, &cause)) {
            tsv_fail(tsv, error, "%s", cause->message);
            g_error_free(cause);
            return FALSE;
        }
        phrase_builder_add(self->phrases, &form,
                           (Payload){.entry = row, .owner = row, .table = (guint16)id});
        g_hash_table_add(self->word_keys, form_key(&form));
        if (id == TABLE_ACTOR) g_hash_table_add(self->actor_keys, form_key(&form));
        form_clear(&form);
    }
    return TRUE;
}

static gboolean read_rows(Build *self, Tsv *tsv, guint at, bool is_desk, Table *table,
                          GError **error) {
    GError *cause = NULL;
    while (tsv_next(tsv, &cause)) {
        TableId id = WORD_TABLES[at].id;
        if (is_desk && !check_desk_forms(self, tsv, error)) return FALSE;
        if (id < TABLE_RELATION_NAME && !add_forms(self, tsv, id, table->n_rows, error))
            return FALSE;
        for (guint column = 0; column < table->n_columns; column++) {
            guint32 cell = build_string(self, (is_desk ? desk_cell : tsv_cell)(tsv, column));
            g_array_append_val(self->cells, cell);
        }
        guint32 line = tsv_line(tsv);
        g_array_append_val(self->row_lines, line);
        table->n_rows++;
    }
    if (cause) g_propagate_error(error, cause);
    return cause == NULL;
}

static gboolean read_desk_actors(Build *self, const char *const *more, guint at, Table *table,
                                 GError **error) {
    for (; more && *more; more++) {
        g_autoptr(Tsv) tsv = tsv_open(*more, DESK_ACTOR_COLUMNS, error);
        if (!tsv || !read_rows(self, tsv, at, true, table, error)) return FALSE;
    }
    return TRUE;
}

/* Cells are asked for by the codes of their columns. */
static void assert_codes_differ(const char *const *columns) {
    for (guint i = 0; columns[i]; i++)
        for (guint k = 0; k < i; k++) g_assert(column_code(columns[i]) != column_code(columns[k]));
}

gboolean build_words(Build *self, const char *const *more_actors, GError **error) {
    g_array_set_size(self->tables, N_TABLES);
    for (guint i = 0; i < G_N_ELEMENTS(WORD_TABLES); i++) {
        GError *cause = NULL;
        assert_codes_differ(WORD_TABLES[i].columns);
        g_autoptr(Tsv) tsv = build_table(self, WORD_TABLES[i].file, WORD_TABLES[i].columns, &cause);
        if (cause) {
            g_propagate_error(error, cause);
            return FALSE;
        }
        Table table = {.first_column = self->columns->len,
                       .first_cell = self->cells->len,
                       .file = build_string(self, WORD_TABLES[i].file),
                       .first_line = self->row_lines->len};
        for (; WORD_TABLES[i].columns[table.n_columns]; table.n_columns++) {
            guint32 column = build_string(self, WORD_TABLES[i].columns[table.n_columns]);
            g_array_append_val(self->columns, column);
        }
        if (tsv && !read_rows(self, tsv, i, false, &table, error)) return FALSE;
        if (WORD_TABLES[i].id == TABLE_ACTOR &&
            !read_desk_actors(self, more_actors, i, &table, error))
            return FALSE;
        g_array_index(self->tables, Table, WORD_TABLES[i].id) = table;
    }
    return TRUE;
}
