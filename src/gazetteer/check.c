/*
 * The audit. Hard findings are mistakes that must not ship; soft ones are for an editor to look at,
 * who mends the row or writes into accepted.tsv why it stays. What the build refuses outright
 * (unknown parents and kinds, names without letters) is not looked at again.
 */
#include "gazetteer/check.h"

#include <stdarg.h>

void finding_free(Finding *self) {
    if (!self) return;
    g_free(self->file);
    g_free(self->subject);
    g_free(self->message);
    g_free(self);
}

gboolean audit_wants(const Audit *self, guint32 place) {
    return self->scope == CHECK_ALL || self->g->places[place].is_desk;
}

char *audit_label(const Gazetteer *g, guint32 place) {
    return g_strdup_printf("%s %s", place_id(g, place), g->strings + g->places[place].name_ar);
}

G_GNUC_PRINTF(5, 0)
static Finding *add(Audit *self, Weight weight, const char *rule, TableRow row, const char *format,
                    va_list args) {
    Finding *finding = g_new0(Finding, 1);
    finding->rule = rule;
    finding->is_hard = weight == HARD;
    finding->file = g_strdup(self->g->strings + row.file);
    finding->line = row.line;
    finding->message = g_strdup_vprintf(format, args);
    g_ptr_array_add(self->findings, finding);
    return finding;
}

void audit_place(Audit *self, Weight weight, const char *rule, guint32 place, const char *format,
                 ...) {
    va_list args;
    va_start(args, format);
    Finding *finding = add(self, weight, rule, self->g->details[place].row, format, args);
    va_end(args);
    finding->subject = g_strdup(place_id(self->g, place));
}

void audit_pair(Audit *self, Weight weight, const char *rule, guint32 place, guint32 other,
                const char *format, ...) {
    va_list args;
    va_start(args, format);
    Finding *finding = add(self, weight, rule, self->g->details[place].row, format, args);
    va_end(args);
    const char *a = place_id(self->g, MIN(place, other)), *b = place_id(self->g, MAX(place, other));
    finding->subject = g_strconcat(a, "|", b, NULL);
}

void audit_name(Audit *self, Weight weight, const char *rule, guint32 name, const char *format,
                ...) {
    va_list args;
    va_start(args, format);
    Finding *finding = add(self, weight, rule, self->g->infos[name].row, format, args);
    va_end(args);
    const Name *record = &self->g->names[name];
    finding->subject =
        g_strconcat(place_id(self->g, record->place), "|", self->g->strings + record->text, NULL);
}

void audit_row(Audit *self, Weight weight, const char *rule, TableId table, guint32 row,
               const char *subject, const char *format, ...) {
    const Table *t = &self->g->tables[table];
    va_list args;
    va_start(args, format);
    TableRow at = {t->file, self->g->row_lines[t->first_line + row]};
    Finding *finding = add(self, weight, rule, at, format, args);
    va_end(args);
    finding->subject = g_strdup(subject);
}

/* ---- what an editor has accepted ------------------------------------------------------------- */

static void accept_row(Audit *self, guint32 row) {
    const char *rule = gazetteer_cell(self->g, TABLE_ACCEPTED, row, "rule");
    const char *subject = gazetteer_cell(self->g, TABLE_ACCEPTED, row, "subject");
    const char *reason = gazetteer_cell(self->g, TABLE_ACCEPTED, row, "reason");
    gboolean is_used = FALSE, is_hard = FALSE;
    for (guint i = 0; i < self->findings->len; i++) {
        Finding *finding = g_ptr_array_index(self->findings, i);
        if (!g_str_equal(finding->rule, rule) || !g_str_equal(finding->subject, subject)) continue;
        is_used = TRUE;
        is_hard = is_hard || finding->is_hard;
        finding->is_accepted = !finding->is_hard && *reason != '\0';
    }
    if (is_hard)
        audit_row(self, SOFT, "stale", TABLE_ACCEPTED, row, subject,
                  "%s of %s is a hard finding, which nobody can accept", rule, subject);
    else if (!is_used)
        audit_row(self, SOFT, "stale", TABLE_ACCEPTED, row, subject,
                  "%s of %s is found no more: take the row out", rule, subject);
    else if (*reason == '\0')
        audit_row(self, SOFT, "stale", TABLE_ACCEPTED, row, subject,
                  "%s of %s is accepted without a reason", rule, subject);
}

static void accept_known(Audit *self) {
    guint32 n = gazetteer_n_rows(self->g, TABLE_ACCEPTED);
    for (guint32 row = 0; row < n; row++) accept_row(self, row);
}

static int compare_findings(const void *a, const void *b) {
    const Finding *x = *(Finding *const *)a, *y = *(Finding *const *)b;
    int order = strcmp(x->file, y->file);
    if (order == 0) order = x->line < y->line ? -1 : x->line > y->line;
    if (order == 0) order = strcmp(x->rule, y->rule);
    return order ? order : strcmp(x->subject, y->subject);
}

/* Names with and without their article meet the same word: once is enough. */
static void remove_repeated(GPtrArray *findings) {
    for (guint i = findings->len; i > 1; i--)
        if (compare_findings(&findings->pdata[i - 2], &findings->pdata[i - 1]) == 0)
            g_ptr_array_remove_index(findings, i - 1);
}

GPtrArray *gazetteer_check(const Gazetteer *self, CheckScope scope) {
    GPtrArray *findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
    const KeyRules *rules = key_rules_of(self);
    Audit audit = {self, scope, findings, rules};
    audit_places(&audit);
    audit_areas(&audit);
    if (scope == CHECK_ALL) {
        audit_words(&audit);
        audit_glosses(&audit);
        accept_known(&audit);
    }
    g_ptr_array_sort(findings, compare_findings);
    remove_repeated(findings);
    return findings;
}
