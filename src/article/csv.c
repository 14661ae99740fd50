/* Articles as CSV, by libcsv: a head row names the columns. */
#include <csv.h>

#include "article/readers.h"

typedef enum {
    COLUMN_BODY,
    COLUMN_TITLE,
    COLUMN_DATE,
    COLUMN_SOURCE,
    COLUMN_URL,
    COLUMN_ID,
    COLUMN_OTHER
} Column;

static const struct {
    const char *name;
    Column column;
} COLUMNS[] = {
    {"text", COLUMN_BODY},
    {"body", COLUMN_BODY},
    {"content", COLUMN_BODY},
    {"title", COLUMN_TITLE},
    {"date", COLUMN_DATE},
    {"published", COLUMN_DATE},
    {"published_at", COLUMN_DATE},
    {"datePublished", COLUMN_DATE},
    {"source", COLUMN_SOURCE},
    {"source-hostname", COLUMN_SOURCE},
    {"sitename", COLUMN_SOURCE},
    {"url", COLUMN_URL},
    {"id", COLUMN_ID},
};

typedef struct {
    const char *path;
    GArray *columns; /* Column of each cell, once the head row is read */
    gboolean has_head;
    guint cell, row;
    Article *article;
    GPtrArray *results;
} CsvReader;

static Column column_of(const char *name) {
    for (guint i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
        if (g_ascii_strcasecmp(name, COLUMNS[i].name) == 0) return COLUMNS[i].column;
    return COLUMN_OTHER;
}

static char **slot_of(Article *article, Column column) {
    switch (column) {
        case COLUMN_BODY:
            return &article->body;
        case COLUMN_TITLE:
            return &article->title;
        case COLUMN_DATE:
            return &article->published;
        case COLUMN_SOURCE:
            return &article->source;
        case COLUMN_URL:
            return &article->url;
        case COLUMN_ID:
            return &article->id;
        case COLUMN_OTHER:
            break;
    }
    return NULL;
}

static void on_cell(void *bytes, size_t len, void *data) {
    CsvReader *self = data;
    g_autofree char *text = g_strndup(bytes ? bytes : "", len);
    if (!self->has_head) {
        Column column = column_of(g_strstrip(text));
        g_array_append_val(self->columns, column);
        return;
    }
    Column column = self->cell < self->columns->len
                        ? g_array_index(self->columns, Column, self->cell)
                        : COLUMN_OTHER;
    self->cell++;
    char **slot = slot_of(self->article, column);
    if (slot && !*slot && *text) *slot = g_steal_pointer(&text);
}

static void end_article(CsvReader *self) {
    RecordResult *result = g_new0(RecordResult, 1);
    g_autoptr(Article) article = g_steal_pointer(&self->article);
    g_autofree char *date = g_steal_pointer(&article->published);
    if (date) article->published = article_day(date);
    if (!article->id) article->id = record_id(self->path, self->row);
    if (article->body)
        result->article = g_steal_pointer(&article);
    else
        g_set_error(&result->error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("cannot read '%s', record %u: no text"), self->path, self->row);
    g_ptr_array_add(self->results, result);
}

static void on_row(int terminator, void *data) {
    CsvReader *self = data;
    self->row++;
    if (self->has_head) end_article(self);
    self->has_head = TRUE;
    self->cell = 0;
    self->article = g_new0(Article, 1);
}

/* The rest of the file was swallowed by it. */
static void add_open_quote(CsvReader *self) {
    RecordResult *result = g_new0(RecordResult, 1);
    g_set_error(&result->error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                _("cannot read '%s', record %u: a quote is never closed"), self->path,
                self->row + 1);
    g_ptr_array_add(self->results, result);
}

static gboolean has_body_column(const GArray *columns) {
    for (guint i = 0; i < columns->len; i++)
        if (g_array_index(columns, Column, i) == COLUMN_BODY) return TRUE;
    return FALSE;
}

GPtrArray *read_csv(const char *path, const char *text, GError **error) {
    struct csv_parser parser;
    CsvReader self = {
        .path = path,
        .columns = g_array_new(FALSE, FALSE, sizeof(Column)),
        .results = g_ptr_array_new_with_free_func((GDestroyNotify)record_result_free)};
    g_assert(csv_init(&parser, CSV_APPEND_NULL) == 0);
    csv_parse(&parser, text, strlen(text), on_cell, on_row, &self);
    /* Strict at the end alone: quotes inside a cell are common and do no harm. */
    csv_set_opts(&parser, CSV_APPEND_NULL | CSV_STRICT | CSV_STRICT_FINI);
    gboolean is_whole = csv_fini(&parser, on_cell, on_row, &self) == 0;
    csv_free(&parser);
    g_clear_pointer(&self.article, article_free);
    if (!is_whole) add_open_quote(&self);
    if (!has_body_column(self.columns)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT,
                    _("cannot read '%s': its first row names no column text, body or content"),
                    path);
        g_clear_pointer(&self.results, g_ptr_array_unref);
    }
    g_array_unref(self.columns);
    return self.results;
}
