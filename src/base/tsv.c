/* Tab-separated tables with comments: the form in which everything the program knows is kept. */
#include <math.h>

#include "base/base.h"

/* Larger tables are none of ours. */
enum { MOST_BYTES = 256 << 20 };

struct Tsv {
    char *path;
    char *text; /* cut in place: cells end in NUL */
    char *next; /* the line to be read next, or NULL at the end */
    guint line;
    guint n_cells; /* of the head line */
    char **cells;  /* of the current record */
    guint n_asked;
    guint *asked; /* for each column asked for, its place in the file; n_cells: it has none */
};

gboolean tsv_fail(const Tsv *self, GError **error, const char *format, ...) {
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(gettext(format), args);
    va_end(args);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("%s, line %u: %s"), self->path,
                self->line, message);
    return FALSE;
}

/* The next line that is neither empty nor a comment, without its end; NULL at the end of the text.
 */
static char *next_line(Tsv *self) {
    while (self->next) {
        char *line = self->next;
        char *end = strchr(line, '\n');
        self->next = end ? end + 1 : NULL;
        self->line++;
        if (end) *end = '\0';
        if (end && end > line && end[-1] == '\r') end[-1] = '\0';
        if (*line != '\0' && *line != '#') return line;
    }
    return NULL;
}

static guint cut_cells(char *line, char **cells, guint most) {
    guint n = 0;
    for (char *cell = line; cell; n++) {
        char *tab = strchr(cell, '\t');
        if (tab) *tab = '\0';
        if (n < most) cells[n] = cell;
        cell = tab ? tab + 1 : NULL;
    }
    return n;
}

static gboolean read_head(Tsv *self, const char *const *columns, GError **error) {
    char *head = next_line(self);
    if (!head) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                    _("%s: no head line that names the columns"), self->path);
        return FALSE;
    }
    g_auto(GStrv) names = g_strsplit(head, "\t", -1);
    self->n_cells = g_strv_length(names);
    self->cells = g_new0(char *, self->n_cells);
    self->n_asked = g_strv_length((char **)columns);
    self->asked = g_new0(guint, self->n_asked);
    for (guint i = 0; i < self->n_asked; i++) {
        gboolean may_miss = *columns[i] == '?';
        guint at = 0;
        while (at < self->n_cells && !g_str_equal(names[at], columns[i] + may_miss)) at++;
        if (at == self->n_cells && !may_miss)
            return tsv_fail(self, error, "no column '%s'%s", columns[i],
                            self->n_cells == 1 ? "; columns are split by tabs" : "");
        self->asked[i] = at;
    }
    return TRUE;
}

Tsv *tsv_open(const char *path, const char *const *columns, GError **error) {
    g_autoptr(Tsv) self = g_new0(Tsv, 1);
    self->path = g_strdup(path);
    self->text = file_read_text(path, MOST_BYTES, error);
    if (!self->text) return NULL;
    self->next = self->text;
    if (g_str_has_prefix(self->text, "\xef\xbb\xbf")) self->next += 3;
    return read_head(self, columns, error) ? g_steal_pointer(&self) : NULL;
}

void tsv_free(Tsv *self) {
    if (!self) return;
    g_free(self->path);
    g_free(self->text);
    g_free(self->cells);
    g_free(self->asked);
    g_free(self);
}

gboolean tsv_next(Tsv *self, GError **error) {
    char *line = next_line(self);
    if (!line) return FALSE;
    guint n = cut_cells(line, self->cells, self->n_cells);
    if (n != self->n_cells) {
        tsv_fail(self, error, "%u cells where the head names %u columns", n, self->n_cells);
        return FALSE;
    }
    return TRUE;
}

const char *tsv_cell(const Tsv *self, guint column) {
    g_assert(column < self->n_asked);
    return self->asked[column] < self->n_cells ? self->cells[self->asked[column]] : "";
}

gboolean tsv_number(const Tsv *self, guint column, double fallback, double *ret_value,
                    GError **error) {
    const char *cell = tsv_cell(self, column);
    if (*cell == '\0') {
        *ret_value = fallback;
        return TRUE;
    }
    char *end = NULL;
    double value = g_ascii_strtod(cell, &end);
    if (*end != '\0' || !isfinite(value)) return tsv_fail(self, error, "'%s' is no number", cell);
    *ret_value = value;
    return TRUE;
}

guint tsv_line(const Tsv *self) { return self->line; }
const char *tsv_path(const Tsv *self) { return self->path; }
