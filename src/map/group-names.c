/*
 * group-names: what a place of the story is called on the map. Tables of others name places in
 * Latin letters alone, in spellings of their own, or a district by a village that lies in it.
 */
#include <math.h>
#include <string.h>

#include "map/symbols.h"

struct GroupNames {
    const Incident *incident; /* that names it; NULL where the names are known */
    guint32 place;            /* as the group had them before it was joined with others */
    PrecisionClass precision;
    LonLat at;
    GroupNames *first, *second; /* of a mark for several places, borrowed; NULL of another */
    guint n_places;
    char *ar, *en; /* NULL: not asked yet */
};

static const char *or_else(const char *text, const char *fallback) {
    return text && *text ? text : fallback;
}

/* A hyphen that stands alone parts two names: on a map it is a dash. */
static char *with_dashes(const char *name) {
    g_autoptr(GString) set = g_string_new(name);
    g_string_replace(set, " - ", " \u2013 ", 0);
    return g_string_free(g_steal_pointer(&set), FALSE);
}

static bool has_arabic(const char *text) {
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (g_unichar_get_script(g_utf8_get_char(at)) == G_UNICODE_SCRIPT_ARABIC) return true;
    return false;
}

char *name_without_brackets(const char *name) {
    const char *bracket = strstr(name, " (");
    return bracket && bracket > name ? g_strndup(name, (gsize)(bracket - name)) : g_strdup(name);
}

/* A table's point may stand so far from ours of the same place. */
static const double NAMESAKE_M = 12000;

/* The place of a name nearby; NULL where there is none. */
static const Place *namesake(const Layout *self, const GroupNames *names, const GArray *found) {
    static const double least_alike = 0.8, alike_per_m = 1 / 20000.0;
    const GeoSpot spot = geo_spot(names->at);
    const Place *best = NULL;
    double most = -INFINITY;
    for (guint i = 0; i < found->len; i++) {
        const Found *one = &g_array_index(found, Found, i);
        const Place *place = gazetteer_place(self->gazetteer, one->place);
        bool is_area = group_kind_is_area((PlaceKind)place->kind);
        if (one->score < least_alike || is_area != (names->precision == PRECISION_AREA)) continue;
        double chord2 = geo_chord2(&spot, gazetteer_spot(self->gazetteer, one->place));
        if (chord2 > NAMESAKE_M * NAMESAKE_M) continue;
        double worth = one->score - geo_arc_m(chord2) * alike_per_m;
        if (worth <= most) continue;
        best = place;
        most = worth;
    }
    return best;
}

/* Another place of the same name is spelt alike in Arabic. The caller frees it; NULL where none is
 * known. */
static char *spelling(const Layout *self, const GArray *found) {
    static const double same = 0.9;
    for (guint i = 0; i < found->len; i++) {
        const Found *one = &g_array_index(found, Found, i);
        const Place *place = gazetteer_place(self->gazetteer, one->place);
        if (one->score >= same && !place->is_abroad)
            return name_without_brackets(gazetteer_string(self->gazetteer, place->name_ar));
    }
    return NULL;
}

/* The place that a name in Latin letters means; where there is none, how a place of that name would
 * be spelt in Arabic, which the caller frees. */
static const Place *place_named(const Layout *self, const GroupNames *names, const char *name,
                                char **ret_spelling) {
    enum { MOST_FOUND = 12 };
    g_autoptr(GArray) nearby =
        gazetteer_find_near(self->gazetteer, name, names->at, NAMESAKE_M, MOST_FOUND);
    const Place *known = namesake(self, names, nearby);
    if (known) return known;
    g_autoptr(GArray) found = gazetteer_find(self->gazetteer, name, MOST_FOUND);
    known = namesake(self, names, found);
    if (!known && names->precision != PRECISION_AREA) *ret_spelling = spelling(self, found);
    return known;
}

/* "Homs" is a town: its governorate says that it is one, and so does its district. The key of the
 * words for it; NULL where a place bears its name alone. */
static const char *unit_key(const GroupNames *names, const Place *place) {
    if (names->precision != PRECISION_AREA || !place ||
        names->incident->location.method != METHOD_ADMIN)
        return NULL;
    return place->kind == PLACE_GOVERNORATE   ? "label-governorate"
           : place->kind == PLACE_DISTRICT    ? "label-district"
           : place->kind == PLACE_SUBDISTRICT ? "label-subdistrict"
                                              : NULL;
}

/* The caller frees it. */
static char *unit_name(const Layout *self, const char *key, const char *name, bool arabic) {
    for (guint i = 0; key && i < self->n_words; i++)
        if (words_are_arabic(self->words[i]) == arabic)
            return words_say_with(self->words[i], key, "place", name, NULL);
    return g_strdup(name);
}

/* In one language only a name is not told apart: its brackets would be the other's riddle. */
static char *bare_as(const char *name, const char *other) {
    bool is_told_apart = g_str_has_suffix(name, ")") && !strstr(other, " (");
    return is_told_apart ? name_without_brackets(name) : g_strdup(name);
}

/* ---- Latin letters ----------------------------------------------------------------------------
 */

/* The article before a name, with its last letter as that begins: "al Kura", "Ar Raqqah". */
static bool is_article(const Layout *self, const char *word, const char *next) {
    if (!g_ascii_isupper(next[0])) return false;
    g_autofree char *lower = g_ascii_strdown(word, -1);
    char last = lower[strlen(lower) - 1];
    char sound = strlen(lower) > 2 ? lower[1] : last; /* "ash" and "adh" */
    if (last != 'l' && g_ascii_tolower(next[0]) != sound) return false;
    g_autofree char *said = words_say(self->words[0], "latin-articles");
    g_auto(GStrv) articles = g_strsplit(said, " ", -1);
    return g_strv_contains((const char *const *)articles, lower);
}

/* As the gazetteer writes it: "Al-Kura", "Qasr al-Hayr", "Deir ez-Zor". */
static char *with_articles(const Layout *self, const char *name) {
    if (!strchr(name, ' ')) return g_strdup(name);
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    g_autoptr(GString) set = g_string_new(NULL);
    for (guint i = 0; words[i]; i++) {
        bool article = words[i + 1] && *words[i] && is_article(self, words[i], words[i + 1]);
        char first = article && i == 0 ? g_ascii_toupper(words[i][0]) : words[i][0];
        if (article && i > 0) first = g_ascii_tolower(first);
        if (first) g_string_append_c(set, first);
        if (first) g_string_append(set, words[i] + 1);
        if (words[i + 1]) g_string_append_c(set, article ? '-' : ' ');
    }
    return g_string_free(g_steal_pointer(&set), FALSE);
}

/* ---- one place ---------------------------------------------------------------------------------
 */

static void look_up(const Layout *self, GroupNames *names) {
    const Incident *incident = names->incident;
    const Place *place =
        names->place == NO_PLACE ? NULL : gazetteer_place(self->gazetteer, names->place);
    const char *ar = place ? gazetteer_string(self->gazetteer, place->name_ar) : "";
    const char *en = place ? gazetteer_string(self->gazetteer, place->name_en) : "";
    ar = or_else(incident->place_ar, or_else(ar, or_else(incident->surface, "")));
    en = or_else(incident->place_en, or_else(en, ar));
    bool is_foreign = !place && !has_arabic(ar) && self->gazetteer;
    g_autofree char *spelt = NULL;
    const Place *known = is_foreign ? place_named(self, names, en, &spelt) : NULL;
    if (known) ar = gazetteer_string(self->gazetteer, known->name_ar);
    if (known) en = gazetteer_string(self->gazetteer, known->name_en);
    if (spelt) ar = spelt;
    const char *key = unit_key(names, place ? place : known);
    g_autofree char *bare_ar = bare_as(or_else(ar, en), en), *bare_en = bare_as(en, ar);
    g_autofree char *house_en = with_articles(self, bare_en);
    g_autofree char *unit_ar = unit_name(self, key, bare_ar, true);
    g_autofree char *unit_en = unit_name(self, key, house_en, false);
    guint lost[2];
    g_autofree char *set_ar = with_dashes(unit_ar), *set_en = with_dashes(unit_en);
    names->ar = fonts_mend_text(self->fonts, set_ar, &lost[0]);
    names->en = fonts_mend_text(self->fonts, set_en, &lost[1]);
    if (lost[0] + lost[1] > 0 && !self->is_detail)
        g_ptr_array_add(self->scene->warnings,
                        g_strdup_printf("the name '%s' has a character that no font has",
                                        lost[0] ? names->ar : names->en));
}

/* ---- several places ---------------------------------------------------------------------------
 */

/* "Near Al-Shula" and what lies around is the area of Al-Shula. */
static const char *plain_name(const Layout *self, GroupNames *names, bool arabic) {
    if (names->precision == PRECISION_NEAR && names->place != NO_PLACE) {
        const Place *place = gazetteer_place(self->gazetteer, names->place);
        return gazetteer_string(self->gazetteer, arabic ? place->name_ar : place->name_en);
    }
    return group_names_in(self, names, arabic);
}

static const Words *words_in(const Layout *self, bool arabic) {
    for (guint i = 0; i < self->n_words; i++)
        if (words_are_arabic(self->words[i]) == arabic) return self->words[i];
    return NULL;
}

/* Two names of this many letters together are one label's. */
static bool are_short(const char *one, const char *other) {
    enum { MOST_LETTERS = 24 };
    return g_utf8_strlen(one, -1) + g_utf8_strlen(other, -1) <= MOST_LETTERS;
}

static bool may_say_both(const Layout *self, const GroupNames *names) {
    if (names->n_places != 2) return false;
    GroupNames *one = names->first, *other = names->second;
    return are_short(plain_name(self, one, true), plain_name(self, other, true)) &&
           are_short(plain_name(self, one, false), plain_name(self, other, false));
}

/* One name, two where they are short, or the first "and what lies around". */
static char *name_of(const Layout *self, const GroupNames *names, bool both, bool arabic) {
    const Words *words = words_in(self, arabic);
    const char *first = plain_name(self, names->first, arabic);
    if (names->n_places == 1 || !words) return g_strdup(first);
    if (!both) return words_say_with(words, "cluster", "place", first, NULL);
    const char *const both_names[] = {first, plain_name(self, names->second, arabic)};
    return words_list(words, both_names, G_N_ELEMENTS(both_names));
}

static void name_places(const Layout *self, GroupNames *names) {
    bool both = may_say_both(self, names);
    names->ar = name_of(self, names, both, true);
    names->en = name_of(self, names, both, false);
}

GroupNames *group_names_of_places(GroupNames *first, GroupNames *second, guint n_places) {
    GroupNames *self = g_new(GroupNames, 1);
    *self = (GroupNames){.place = NO_PLACE, .first = first, .second = second, .n_places = n_places};
    return self;
}

/* ---- all --------------------------------------------------------------------------------------
 */

GroupNames *group_names_new(const Group *group, const Incident *incident) {
    GroupNames *self = g_new(GroupNames, 1);
    *self = (GroupNames){.incident = incident,
                         .place = group->place,
                         .precision = group->precision,
                         .at = group->at};
    return self;
}

GroupNames *group_names_of(char *ar, char *en) {
    GroupNames *self = g_new(GroupNames, 1);
    *self = (GroupNames){.place = NO_PLACE, .ar = ar, .en = en};
    return self;
}

void group_names_free(GroupNames *self) {
    if (!self) return;
    g_free(self->ar);
    g_free(self->en);
    g_free(self);
}

const char *group_names_in(const Layout *layout, GroupNames *self, bool arabic) {
    if (!self->ar && self->first) name_places(layout, self);
    if (!self->ar) look_up(layout, self);
    return arabic ? self->ar : self->en;
}

const char *group_names_written(const GroupNames *self) {
    const Incident *incident = self->incident;
    return incident ? or_else(incident->place_en, or_else(incident->surface, "")) : self->en;
}

const char *group_name_in(const Layout *self, const Group *group, bool arabic) {
    return group_names_in(self, group->names, arabic);
}

const char *group_name(const Layout *self, const Group *group, const Words *words) {
    return group_name_in(self, group, words_are_arabic(words));
}
