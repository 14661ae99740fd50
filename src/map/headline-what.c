/*
 * headline-what: what happened, in the words of a headline: all kinds by name where they are few,
 * else those that make up most, else a word for all.
 */
#include <string.h>

#include "map/headline.h"

/* What is named makes up at least so much of all; a second kind of so much is not passed over. */
static const double MOST = 0.75, SECOND = 0.15;
enum { MOST_KINDS = 4, MOST_OF_MANY = 3, MANY = 3 };

static void count_types(const Layout *self, guint ret_counts[N_INCIDENT_TYPES]) {
    memset(ret_counts, 0, N_INCIDENT_TYPES * sizeof *ret_counts);
    for (guint i = 0; i < self->n_incidents; i++)
        if (layout_shows(self, i)) ret_counts[self->incidents[i]->type]++;
}

static IncidentType take_most(guint counts[N_INCIDENT_TYPES], guint *ret_count) {
    guint best = 0;
    for (guint i = 1; i < N_INCIDENT_TYPES; i++)
        if (counts[i] > counts[best]) best = i;
    *ret_count = counts[best];
    counts[best] = 0;
    return (IncidentType)best;
}

/* Arabic has a form for two. */
static char *types_word(const Words *words, IncidentType type, guint n) {
    g_autofree char *key = g_strdup_printf("types-%s", incident_type_name(type));
    return words_say_number(words, key, n, 0);
}

/* Tables of others may name no types: theirs are attacks with no confidence in that. */
bool layout_knows_types(const Layout *self) {
    bool any = false;
    for (guint i = 0; i < self->n_incidents; i++) {
        if (!layout_shows(self, i)) continue;
        const Incident *incident = self->incidents[i];
        if (incident->type != INCIDENT_ATTACK || incident->type_confidence > 0) return true;
        any = true;
    }
    return !any;
}

char *layout_type_label(const Layout *self, IncidentType type, const Words *words) {
    if (!layout_knows_types(self)) return words_say(words, "type-untold");
    return g_strdup(incident_type_label(type, words_language(words)));
}

static char *types_and_others(const Words *words, IncidentType type, guint n_others) {
    g_autofree char *types = types_word(words, type, MANY);
    g_autofree char *said = words_say_number(words, "types-and-others", n_others, 0);
    g_autoptr(GString) out = g_string_new(said);
    g_string_replace(out, "<types>", types, 0);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Kinds of incidents, the most frequent first. */
typedef struct {
    IncidentType types[N_INCIDENT_TYPES];
    guint counts[N_INCIDENT_TYPES];
    guint n;
} Kinds;

static void kinds_find(const Layout *self, Kinds *ret_kinds) {
    guint counts[N_INCIDENT_TYPES], n;
    count_types(self, counts);
    *ret_kinds = (Kinds){.n = 0};
    for (IncidentType type = take_most(counts, &n); n > 0; type = take_most(counts, &n)) {
        ret_kinds->types[ret_kinds->n] = type;
        ret_kinds->counts[ret_kinds->n++] = n;
    }
}

/* The first `n` kinds; `exactly`: one or two of a kind are told as such. */
static char *list_of(const Kinds *kinds, guint n, bool exactly, const Words *words) {
    char *said[N_INCIDENT_TYPES] = {NULL};
    for (guint i = 0; i < n; i++)
        said[i] = types_word(words, kinds->types[i], exactly ? kinds->counts[i] : MANY);
    char *list = words_list(words, (const char *const *)said, n);
    for (guint i = 0; i < n; i++) g_free(said[i]);
    return list;
}

static char *kinds_in_words(const Kinds *kinds, guint total, const Words *words) {
    guint two = kinds->counts[0] + (kinds->n > 1 ? kinds->counts[1] : 0);
    bool is_row = kinds->n > MOST_OF_MANY && kinds->counts[0] < 2; /* one of each of many kinds */
    if (total <= HEADLINE_FEW && kinds->n <= MOST_KINDS && !is_row)
        return list_of(kinds, kinds->n, true, words);
    bool is_alone = kinds->n < 2 || kinds->counts[1] < SECOND * total;
    if (kinds->counts[0] >= MOST * total && is_alone) return list_of(kinds, 1, false, words);
    if (two >= MOST * total && kinds->counts[1] < 2)
        return types_and_others(words, kinds->types[0], total - kinds->counts[0]);
    if (two >= MOST * total) return list_of(kinds, 2, false, words);
    if (kinds->n <= MOST_OF_MANY) return list_of(kinds, kinds->n, true, words);
    return words_say(words, "types-mixed");
}

static char *with_capital(const char *text) {
    char first[8] = {0};
    g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(text)), first);
    return g_strconcat(first, g_utf8_next_char(text), NULL);
}

char *headline_what(const Layout *self, const Words *words) {
    Kinds kinds;
    guint total = layout_n_drawn(self);
    kinds_find(self, &kinds);
    if (total == 1) return layout_type_label(self, kinds.types[0], words);
    g_autofree char *said = layout_knows_types(self) ? kinds_in_words(&kinds, total, words)
                                                     : words_say(words, "types-mixed");
    return with_capital(said);
}
