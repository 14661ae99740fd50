/*
 * boundaries: how lines that not all agree on are drawn, as gazetteer/map-boundaries.tsv has it for
 * each view. Which view a map takes is an editor's decision, and stands in no code.
 */
#include <string.h>

#include "map/layout.h"

/* Owns its strings. */
typedef struct {
    char *line, *as;
} Rule;

struct Boundaries {
    GArray *rules;
};

static void rule_clear(Rule *self) {
    g_free(self->line);
    g_free(self->as);
}

void boundaries_free(Boundaries *self) {
    if (!self) return;
    g_array_unref(self->rules);
    g_free(self);
}

static gboolean add_rule(Boundaries *self, const Tsv *tsv, GError **error) {
    static const char *const known[] = {"border", "disputed", "none", "land", "neighbour", NULL};
    const char *as = tsv_cell(tsv, 2);
    if (!g_strv_contains(known, as))
        return tsv_fail(tsv, error, "'%s' is none of border, disputed, none, land, neighbour", as);
    Rule rule = {g_strdup(tsv_cell(tsv, 1)), g_strdup(as)};
    g_array_append_val(self->rules, rule);
    return TRUE;
}

Boundaries *boundaries_new(const char *view, GError **error) {
    static const char *const columns[] = {"view", "line", "as", NULL};
    g_autofree char *path = data_path("gazetteer/map-boundaries.tsv", error);
    g_autoptr(Tsv) tsv = path ? tsv_open(path, columns, error) : NULL;
    if (!tsv) return NULL;
    g_autoptr(Boundaries) self = g_new0(Boundaries, 1);
    self->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
    g_array_set_clear_func(self->rules, (GDestroyNotify)rule_clear);
    g_autoptr(GString) views = g_string_new(NULL);
    g_autofree char *last = NULL;
    GError *failure = NULL;
    while (tsv_next(tsv, &failure)) {
        const char *name = tsv_cell(tsv, 0);
        if (g_strcmp0(last, name) != 0)
            g_string_append_printf(views, "%s%s", last ? ", " : "", name);
        g_free(last);
        last = g_strdup(name);
        if (strcmp(name, view) == 0 && !add_rule(self, tsv, error)) return NULL;
    }
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    if (self->rules->len) return g_steal_pointer(&self);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                _("no view of boundaries '%s': there are %s"), view, views->str);
    return NULL;
}

const char *boundaries_as(const Boundaries *self, const char *line) {
    for (guint i = 0; i < self->rules->len; i++) {
        const Rule *rule = &g_array_index(self->rules, Rule, i);
        if (strcmp(rule->line, line) == 0) return rule->as;
    }
    return "disputed";
}
