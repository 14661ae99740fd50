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

char *csv_unguard(const char *cell) {
    return g_strdup(*cell == '\'' && is_formula(cell) ? cell + 1 : cell);
}

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

/* Reads one cell and stands behind it. FALSE where its quote is never closed. */
static gboolean parse_cell(const char **cursor, GString *cell) {
    const char *p = *cursor;
    g_string_truncate(cell, 0);
    if (*p != '"') {
        gsize len = strcspn(p, ",\r\n");
        g_string_append_len(cell, p, (gssize)len);
        *cursor = p + len;
        return TRUE;
    }
    for (p++; *p; p++) {
        if (*p == '"' && p[1] != '"') break;
        if (*p == '"') p++;
        g_string_append_c(cell, *p);
    }
    if (*p != '"') return FALSE;
    *cursor = p + 1;
    return TRUE;
}

static void free_row(void *row) { g_ptr_array_unref(row); }

GPtrArray *csv_read_rows(const char *text, GError **error) {
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_row);
    g_autoptr(GString) cell = g_string_new(NULL);
    const char *cursor = g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text;
    while (*cursor) {
        GPtrArray *row = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(rows, row);
        for (;;) {
            if (!parse_cell(&cursor, cell)) {
                g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                            _("record %u: a quote is never closed"), rows->len);
                return NULL;
            }
            g_ptr_array_add(row, g_strdup(cell->str));
            if (*cursor != ',') break;
            cursor++;
        }
        cursor += strspn(cursor, "\r");
        if (*cursor == '\n') {
            cursor++;
        } else if (*cursor) {
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                        _("record %u: text after a closing quote"), rows->len);
            return NULL;
        }
    }
    return g_steal_pointer(&rows);
}
