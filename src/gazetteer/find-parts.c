/* What is typed in parts: other names, the unit that a place lies in, the word for its kind. */
#include "gazetteer/find.h"

/* What a part of the typed name counts: an alternative, a name in its unit, after its head. */
static const double OF_ALTERNATIVE = 0.9, OF_UNIT = 0.98, OF_HEAD = 0.97;
/* How surely the name of a unit must be known. */
static const double UNIT_SURE = 0.85;
/* So many words at the end may name the unit. */
enum { MOST_UNIT_WORDS = 3 };

#define KIND(kind) (G_GUINT64_CONSTANT(1) << (kind))
static const guint64 UNIT_KINDS = KIND(PLACE_COUNTRY) | KIND(PLACE_GOVERNORATE) |
                                  KIND(PLACE_DISTRICT) | KIND(PLACE_SUBDISTRICT) |
                                  KIND(PLACE_CITY) | KIND(PLACE_TOWN);

static gboolean is_separator(gunichar c) {
    return c == '/' || c == '(' || c == ')' || c == ',' || c == 0x060C /* ، */ || c == ';' ||
           c == 0x061B /* ؛ */ || c == '|';
}

/* «Tadmur/Palmyra», «Al-Rai (Choban Bey)»: each part by itself. */
gboolean search_alternatives(Search *s, const char *name) {
    g_autofree char *text = g_strdup(name);
    guint n_parts = 0;
    for (char *part = text; *part;) {
        char *end = part;
        while (*end && !is_separator(g_utf8_get_char(end))) end = g_utf8_next_char(end);
        char *next = *end ? g_utf8_next_char(end) : end;
        if (*end == '\0' && n_parts == 0) return FALSE;
        *end = '\0';
        g_strstrip(part);
        if (*part) search_name(s, part, OF_ALTERNATIVE, FALSE);
        n_parts++;
        part = next;
    }
    return n_parts > 1;
}

/* ---- «Suran, Hama» --------------------------------------------------------------------------- */

/* A search of its own for a part of the name. The caller clears it. */
static Search search_part(const Search *s, const char *part, guint64 kinds) {
    Search sub = search_new(s->g, s->rules, kinds & s->kinds);
    search_name(&sub, part, 1.0, TRUE);
    return sub;
}

/* Does the place lie in one of the units that bear a name surely enough? */
static gboolean lies_in(const Search *units, guint32 place) {
    const Place *p = &units->g->places[place];
    const guint32 above[] = {p->parent, p->admin1, p->admin2, p->admin3};
    for (guint i = 0; i < G_N_ELEMENTS(above); i++)
        if (above[i] != NO_PLACE && above[i] != place && search_score(units, above[i]) >= UNIT_SURE)
            return TRUE;
    const Place *parent = p->parent == NO_PLACE ? NULL : &units->g->places[p->parent];
    return parent && parent->parent != NO_PLACE && search_score(units, parent->parent) >= UNIT_SURE;
}

static gboolean search_pair(Search *s, const char *name, const char *unit) {
    Search units = search_part(s, unit, UNIT_KINDS);
    gboolean is_found = FALSE;
    if (units.best >= UNIT_SURE) {
        Search names = search_part(s, name, ALL_KINDS);
        s->weight = OF_UNIT;
        for (guint i = 0; i < names.found->len; i++) {
            const Found *found = &g_array_index(names.found, Found, i);
            if (found->score <= 0 || !lies_in(&units, found->place)) continue;
            search_offer(s, found->place, found->score);
            is_found = TRUE;
        }
        search_clear(&names);
    }
    search_clear(&units);
    return is_found;
}

gboolean search_within_unit(Search *s, const char *name) {
    g_autofree char *left = g_strdup(name);
    for (char *p = left; *p; p = g_utf8_next_char(p))
        if (is_separator(g_utf8_get_char(p))) *p = g_utf8_next_char(p) == p + 1 ? ' ' : *p;
    guint n_words = 0;
    for (char *end = left + strlen(left); end > left && n_words < MOST_UNIT_WORDS;) {
        end = g_strrstr_len(left, end - left, " ");
        if (!end) return FALSE;
        g_autofree char *unit = g_strstrip(g_strdup(name + (end - left)));
        g_autofree char *rest = g_strstrip(g_strndup(name, (gsize)(end - left)));
        n_words++;
        if (*unit && *rest && search_pair(s, rest, unit)) return TRUE;
    }
    return FALSE;
}

/* ---- «Mezzeh airport» ------------------------------------------------------------------------ */

static void *heads_read(const Gazetteer *g) {
    GArray *heads = english_heads_new();
    for (guint32 row = 0; row < gazetteer_n_rows(g, TABLE_ENGLISH_HEAD); row++)
        english_heads_add(heads, gazetteer_cell(g, TABLE_ENGLISH_HEAD, row, "form"),
                          gazetteer_cell(g, TABLE_ENGLISH_HEAD, row, "kinds"));
    return heads;
}

static void heads_free(void *data) { g_array_unref(data); }

gboolean search_after_head(Search *s, const char *name) {
    const GArray *heads = gazetteer_kept(s->g, KEPT_ENGLISH_HEADS, heads_read, heads_free);
    guint64 kinds = 0, before = s->kinds;
    g_autofree char *rest = english_heads_strip(heads, name, &kinds);
    if (!rest || *rest == '\0') return FALSE;
    double best = s->best;
    s->kinds = kinds;
    search_name(s, rest, OF_HEAD, TRUE);
    s->kinds = before;
    return s->best > best;
}

/* «Hamah Military Airport»: what is left when words are dropped from the end. */
gboolean search_beginnings(Search *s, const char *name) {
    g_autofree char *rest = g_strdup(name);
    gsize whole = strlen(rest);
    for (char *end; s->best <= 0 && (end = strrchr(rest, ' ')) != NULL;) {
        *end = '\0';
        g_strchomp(rest);
        search_name(s, rest, OF_ALTERNATIVE * (double)strlen(rest) / (double)whole, FALSE);
    }
    return s->best > 0;
}
