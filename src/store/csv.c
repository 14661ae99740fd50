/*
 * CSV as RFC 4180 has it: commas, double quotes, CRLF. A text that begins like a formula gets an
 * apostrophe, because spreadsheets run formulas of files that come from elsewhere.
 */
#include "store/fields.h"

/* Does the text, after any apostrophes, begin with what a spreadsheet takes for a formula? */
static bool is_formula(const char *text) {
    const char *start = text + strspn(text, "'");
    return *start && strchr("=+-@\t\r", *start);
}

static void write_cell(FILE *stream, const char *cell, bool guard) {
    bool is_quoted = strpbrk(cell, ",\"\r\n") || *cell == ' ' || g_str_has_suffix(cell, " ");
    if (is_quoted) fputc('"', stream);
    if (guard && is_formula(cell)) fputc('\'', stream);
    for (const char *p = cell; *p; p++) {
        if (*p == '"') fputc('"', stream);
        fputc(*p, stream);
    }
    if (is_quoted) fputc('"', stream);
}

void csv_write_row(FILE *stream, char *const *cells, const bool *guard, guint n) {
    for (guint i = 0; i < n; i++) {
        if (i > 0) fputc(',', stream);
        write_cell(stream, cells[i], guard[i]);
    }
    fputs("\r\n", stream);
}

char *csv_unguard(char *cell) { return *cell == '\'' && is_formula(cell) ? cell + 1 : cell; }

static bool is_text(const RecordField *field) {
    return field->kind == VALUE_STRING || field->kind == VALUE_STRINGS ||
           field->kind == VALUE_ANCHORS;
}

static void csv_begin(ExportState *state) {
    guint n;
    const RecordField *fields = record_fields(&n);
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < n; i++) g_ptr_array_add(cells, record_column(&fields[i]));
    g_autofree bool *guard = g_new0(bool, n);
    if (state->options.bom) fputs("\xEF\xBB\xBF", state->stream);
    csv_write_row(state->stream, (char **)cells->pdata, guard, n);
}

static void csv_add(ExportState *state, const Incident *incident) {
    guint n;
    const RecordField *fields = record_fields(&n);
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    g_autofree bool *guard = g_new0(bool, n);
    for (guint i = 0; i < n; i++) {
        g_ptr_array_add(cells, record_cell(&fields[i], incident));
        guard[i] = is_text(&fields[i]);
    }
    csv_write_row(state->stream, (char **)cells->pdata, guard, n);
}

const ExportFormat FORMAT_CSV = {"csv", csv_begin, csv_add, NULL};

/* ---- reading ----------------------------------------------------------------------------------
 */

/* What a quoted cell says is moved to its beginning. Returns where it ends, and stands behind its
 * quote; NULL where that is never closed. */
static char *unquote(char **cursor) {
    char *from = *cursor + 1, *to = *cursor;
    for (; *from; from++) {
        if (*from == '"' && from[1] != '"') break;
        if (*from == '"') from++;
        *to++ = *from;
    }
    if (*from != '"') return NULL;
    *cursor = from + 1;
    return to;
}

/* Splits one row and stands behind it. */
static gboolean split_row(CsvTable *table, char **cursor, GError **error) {
    guint record = table->ends->len + 1;
    bool has_more = true;
    for (char *at = *cursor; has_more; *cursor = at) {
        char *cell = at, *end;
        if (*at == '"')
            end = unquote(&at);
        else
            end = at += strcspn(at, ",\r\n");
        if (!end) {
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                        _("record %u: a quote is never closed"), record);
            return FALSE;
        }
        g_ptr_array_add(table->cells, cell);
        has_more = *at == ',';
        if (!has_more) at += strspn(at, "\r");
        if (!has_more && *at && *at != '\n') {
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                        _("record %u: text after a closing quote"), record);
            return FALSE;
        }
        if (*at) at++;
        *end = '\0';
    }
    g_array_append_val(table->ends, table->cells->len);
    return TRUE;
}

gboolean csv_split(char *text, CsvTable *ret_table, GError **error) {
    *ret_table = (CsvTable){g_ptr_array_new(), g_array_new(FALSE, FALSE, sizeof(guint))};
    char *cursor = g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text;
    while (*cursor)
        if (!split_row(ret_table, &cursor, error)) return FALSE;
    return TRUE;
}

void csv_table_clear(CsvTable *self) {
    g_clear_pointer(&self->cells, g_ptr_array_unref);
    g_clear_pointer(&self->ends, g_array_unref);
}

char **csv_row(const CsvTable *self, guint row, guint *ret_n) {
    guint begin = row ? g_array_index(self->ends, guint, row - 1) : 0;
    *ret_n = g_array_index(self->ends, guint, row) - begin;
    return (char **)self->cells->pdata + begin;
}
