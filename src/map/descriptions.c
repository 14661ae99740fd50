/*
 * descriptions: the map in words, for those who do not see it: the alternative text, what happened
 * at each place, and the lines of the key.
 */
#include <string.h>

#include "map/layout.h"

enum { ALT_TEXT_MAX = 149, DESCRIBED_MAX = 40 };

/* Cut at a word, with an ellipsis, where it is longer than `most` characters. */
static char *shortened(const char *text, glong most) {
    if (g_utf8_strlen(text, -1) <= most) return g_strdup(text);
    g_autofree char *cut = g_utf8_substring(text, 0, most - 1);
    char *space = strrchr(cut, ' ');
    if (space) *space = '\0';
    return g_strconcat(cut, "…", NULL);
}

char *layout_alt_text(const Layout *self, const Words *words) {
    g_autofree char *title = layout_title(self, words), *count = layout_subtitle(self, words);
    g_autofree char *full = words_say_with(words, "alt", "title", title, "count", count, NULL);
    return shortened(full, ALT_TEXT_MAX);
}

/* Incidents of stack `i`'s type in all stacks; 0 where an earlier one is of that type. */
static guint n_of_type(const GArray *stacks, guint i) {
    const Stack *stack = &g_array_index(stacks, Stack, i);
    guint n = 0;
    for (guint j = 0; j < stacks->len; j++) {
        const Stack *other = &g_array_index(stacks, Stack, j);
        if (other->type != stack->type) continue;
        if (j < i) return 0;
        n += other->members->len;
    }
    return n;
}

/* The kinds of a group's incidents, each once; how often only where it was more than once. */
static char *kinds_told(const Layout *self, const GArray *stacks, const Words *words) {
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < stacks->len; i++) {
        guint n = n_of_type(stacks, i);
        if (n == 0) continue;
        g_autofree char *label =
            layout_type_label(self, g_array_index(stacks, Stack, i).type, words);
        g_autofree char *count = words_number(words, n);
        g_ptr_array_add(parts, n > 1 ? g_strdup_printf("%s (%s)", label, count) : g_strdup(label));
    }
    return words_list(words, (const char *const *)parts->pdata, parts->len);
}

static void describe_group(const Layout *self, GString *out, const Group *group,
                           const Words *words) {
    const char *key = group->precision == PRECISION_AREA   ? "describe-area"
                      : group->precision <= PRECISION_TOWN ? "describe-place"
                                                           : "describe-near";
    g_autofree char *types = kinds_told(self, group->stacks, words);
    g_autofree char *line =
        words_say_with(words, key, "place", group_name(self, group, words), "types", types, NULL);
    g_string_append_printf(out, "\n%s", line);
}

/* The title tells the year then. */
static bool is_of_one_year(const Layout *self) {
    DaySpan days = layout_days(self);
    return !days.from || strncmp(days.from, days.until, 4) == 0;
}

/* The days of a group's incidents, as short as can be; NULL where one has no date. */
static char *days_of(const Layout *self, const Group *group, const Words *words) {
    const char *from = NULL, *until = NULL;
    for (guint i = 0; i < group->stacks->len; i++) {
        const GArray *members = g_array_index(group->stacks, Stack, i).members;
        for (guint j = 0; j < members->len; j++) {
            const Incident *incident = self->incidents[g_array_index(members, guint32, j)];
            const char *start = incident_day(incident), *end = incident_last_day(incident);
            if (!start) return NULL;
            if (!from || strcmp(start, from) < 0) from = start;
            if (!until || strcmp(end, until) > 0) until = end;
        }
    }
    if (!from) return NULL;
    return is_of_one_year(self) ? words_days_brief(words, from, until)
                                : words_days(words, from, until);
}

char *layout_group_in_words(const Layout *self, const Group *group, const Words *words) {
    g_autofree char *types = kinds_told(self, group->stacks, words);
    g_autofree char *days = days_of(self, group, words);
    g_autofree char *what = words_say_with(words, "describe-place", "place",
                                           group_name(self, group, words), "types", types, NULL);
    if (!days) return g_steal_pointer(&what);
    /* A date is not torn at the end of a line. */
    g_autoptr(GString) whole = g_string_new(days);
    g_string_replace(whole, " ", "\u00a0", 0);
    return g_strconcat(what, " · ", whole->str, NULL);
}

char *layout_description(const Layout *self, const Words *words) {
    g_autofree char *title = layout_title(self, words), *count = layout_subtitle(self, words);
    g_autofree char *coarse = layout_coarse(self, words);
    g_autoptr(GString) out = g_string_new(title);
    g_string_append_printf(out, "\n%s\n%s", count, coarse);
    guint shown = MIN(self->groups->len, DESCRIBED_MAX);
    for (guint i = 0; i < shown; i++)
        describe_group(self, out, &g_array_index(self->groups, Group, i), words);
    if (self->groups->len > shown) {
        g_autofree char *more = words_say_number(words, "and-more", self->groups->len - shown, 0);
        g_string_append_printf(out, "\n%s", more);
    }
    if (self->unplaced->len) {
        g_autofree char *types = kinds_told(self, self->unplaced, words);
        g_autofree char *line = words_say_with(words, "describe-unplaced", "types", types, NULL);
        g_string_append_printf(out, "\n%s", line);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
