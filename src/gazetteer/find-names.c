/* One spelling looked up: by code, by its consonants, as a text would have it, by parts and near
 * misses. The scores are told in find.c. */
#include <math.h>

#include "gazetteer/find.h"

static const double SCORE_CODE = 1.0, SCORE_DISPLAY = 0.96, SCORE_NAME = 0.945,
                    SCORE_HEADLESS = 0.9, LESS_IN_PLAIN = 0.01, SCORE_VARIANT = 0.91,
                    SCORE_AFTER_HEAD = 0.9, SCORE_KEY = 0.5, KEY_SPAN = 0.4,
                    SCORE_OTHER_SCRIPT = 0.62;
/* A key of one or two consonants is shared by chance: there the letters count for more. */
static const double SCORE_SHORT_KEY = 0.3, SHORT_KEY_SPAN = 0.6, SHORT_OTHER_SCRIPT = 0.55;
enum { SHORT_KEY = 2 };
/* Part of a name: at its beginning, within it, and by the share of it; the beginning of a place
 * that is much written about is how people abbreviate and how a search is typed. */
static const double SCORE_BEGINNING = 0.5, SCORE_WITHIN = 0.4, PART_SPAN = 0.2,
                    KNOWN_BEGINNING = 0.55, KNOWN_SPAN = 0.36;
/* The most that a near miss counts. */
static const double SCORE_NEAREST = 0.7;
/* The share of a known name from which its beginning counts so. */
static const double LEAST_SHARE = 0.6;
/* What a near miss of a name without its head counts, against one of a whole name. */
static const double LESS_HEADLESS = 0.9;
/* Bytes of the shortest part of a name that is looked for. */
enum { LEAST_PART = 3 };
/* Places that are looked through instead of being indexed. */
enum { FEW = 12 };

Search search_new(const Gazetteer *g, const KeyRules *rules, guint64 kinds) {
    return (Search){.g = g,
                    .rules = rules,
                    .found = g_array_new(FALSE, FALSE, sizeof(Found)),
                    .index = g_hash_table_new(NULL, NULL),
                    .kinds = kinds,
                    .most_chord2 = INFINITY};
}

void search_clear(Search *self) {
    g_array_unref(self->found);
    g_hash_table_unref(self->index);
}

/* Of a few, each is asked; of more, their index, which begins with the first that it is needed for.
 */
static Found *found_at(const Search *s, guint32 place) {
    if (s->found->len <= FEW) {
        for (guint i = 0; i < s->found->len; i++)
            if (g_array_index(s->found, Found, i).place == place)
                return &g_array_index(s->found, Found, i);
        return NULL;
    }
    guint at = GPOINTER_TO_UINT(g_hash_table_lookup(s->index, GUINT_TO_POINTER(place + 1)));
    return at ? &g_array_index(s->found, Found, at - 1) : NULL;
}

/* Notes what was found from `first` on. */
static void index_found(Search *s, guint first) {
    for (guint i = first; i < s->found->len; i++)
        g_hash_table_insert(s->index, GUINT_TO_POINTER(g_array_index(s->found, Found, i).place + 1),
                            GUINT_TO_POINTER(i + 1));
}

double search_score(const Search *self, guint32 place) {
    const Found *found = found_at(self, place);
    return found ? found->score : 0;
}

static gboolean may_be_meant(const Search *s, guint32 place) {
    return s->kinds >> s->g->places[place].kind & 1 &&
           (isinf(s->most_chord2) || geo_chord2(&s->near, &s->g->spots[place]) <= s->most_chord2);
}

void search_offer(Search *s, guint32 place, double score) {
    if (!may_be_meant(s, place)) return;
    score *= s->weight;
    s->best = MAX(s->best, score);
    Found *found = found_at(s, place);
    if (found) {
        found->score = MAX(found->score, score);
        return;
    }
    Found added = {place, score};
    g_array_append_val(s->found, added);
    if (s->found->len > FEW) index_found(s, s->found->len == FEW + 1 ? 0 : s->found->len - 1);
}

static void search_codes(Search *s) {
    if (!g_ascii_isalnum(*s->typed)) return;
    gsize low = 0, high = s->g->n_codes;
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        if (g_ascii_strcasecmp(s->g->strings + s->g->codes[middle].code, s->typed) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < s->g->n_codes; low++) {
        const PlaceCode *found = &s->g->codes[low];
        if (g_ascii_strcasecmp(s->g->strings + found->code, s->typed) != 0) return;
        search_offer(s, found->place, SCORE_CODE);
    }
}

/* ---- by key ---------------------------------------------------------------------------------- */

/* What a key counts whose letters are those that were typed. */
static double score_of_same(const Search *s, const FindKey *key) {
    return key->is_headless                    ? SCORE_HEADLESS
           : s->g->names[key->name].is_display ? SCORE_DISPLAY
                                               : SCORE_NAME;
}

/* What is as long and has the same letters is compared as a whole. */
static gboolean has_same_letters(const Search *s, const FindKey *key) {
    const Letters *spelt = &s->spelt.name;
    return key->n_letters == spelt->n && key->signature == spelt->signature &&
           g_str_equal(s->g->strings + key->letters, s->letters);
}

static double score_of_letters(const Search *s, const FindKey *key, double same) {
    if (has_same_letters(s, key)) return same;
    gboolean is_short = strlen(s->g->strings + key->key) <= SHORT_KEY;
    if ((gboolean)key->is_arabic != s->arabic)
        return is_short ? SHORT_OTHER_SCRIPT : SCORE_OTHER_SCRIPT;
    Letters other = letters_spell(s->g->strings + key->plain);
    guint longest = MAX(MAX(other.n, s->plain.name.n), 1);
    guint distance = letters_distance(&s->plain, &other, longest);
    if (distance == 0) return same - LESS_IN_PLAIN;
    double likeness = 1.0 - (double)distance / longest;
    if (is_short) return SCORE_SHORT_KEY + SHORT_KEY_SPAN * likeness;
    return SCORE_KEY + KEY_SPAN * likeness;
}

/* Keys by their beginning, then as a whole. */
static int compare_key(const Search *s, const FindKey *found, const char *key, guint64 beginning) {
    if (found->beginning != beginning) return found->beginning < beginning ? -1 : 1;
    return strcmp(s->g->strings + found->key, key);
}

static void search_key(Search *s, const char *key) {
    if (!key || *key == '\0') return;
    guint64 beginning = find_beginning(key);
    const FindKey *keys = s->g->keys;
    gsize low = 0, high = s->g->n_keys;
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        if (compare_key(s, &keys[middle], key, beginning) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < s->g->n_keys && compare_key(s, &keys[low], key, beginning) == 0; low++) {
        guint32 place = s->g->names[keys[low].name].place;
        double same = score_of_same(s, &keys[low]);
        if (may_be_meant(s, place) && search_score(s, place) < same * s->weight)
            search_offer(s, place, score_of_letters(s, &keys[low], same));
    }
}

static void search_joined(Search *s) {
    g_autofree char *key = find_key_joined(s->rules, s->letters);
    search_key(s, key);
}

/* ---- as a text ------------------------------------------------------------------------------- */

static gboolean head_allows(const Gazetteer *g, guint32 head, guint32 place) {
    const char *kind = place_kind_name((PlaceKind)g->places[place].kind);
    g_auto(GStrv) kinds = g_strsplit(gazetteer_cell(g, TABLE_HEAD, head, "kinds"), "|", -1);
    return g_strv_contains((const char *const *)kinds, kind);
}

/* Names that the matcher of texts finds at `first` and that reach to the end. `head`: the row of
 * the head noun before, or NO_PLACE. */
static void search_matches(Search *s, const Text *text, const Matches *matches, guint32 first,
                           guint32 head) {
    for (guint32 i = matches_at(matches, first); i < matches->n; i++) {
        const Match *match = &matches->items[i];
        if (match->first_token != first) break;
        if (match->table != TABLE_NAME || match->clitics ||
            first + match->n_tokens != text->n_tokens)
            continue;
        guint32 place = s->g->names[match->entry].place;
        if (head == NO_PLACE)
            search_offer(s, place, SCORE_VARIANT);
        else if (head_allows(s->g, head, place))
            search_offer(s, place, SCORE_AFTER_HEAD);
    }
}

/* Arabic as a text would have it: joined and varied spellings, «قرية الحسينية». */
static void search_as_text(Search *s) {
    char *empty = (char *)"";
    Article article = {.id = empty, .body = (char *)s->typed};
    g_autoptr(Text) text = text_new(&article);
    g_autoptr(Matches) matches = gazetteer_scan(s->g, text);
    search_matches(s, text, matches, 0, NO_PLACE);
    for (guint32 i = 0; i < matches->n && matches->items[i].first_token == 0; i++) {
        const Match *match = &matches->items[i];
        if (match->table == TABLE_HEAD && match->n_tokens < text->n_tokens)
            search_matches(s, text, matches, match->n_tokens, match->entry);
    }
}

/* ---- by parts and near misses ---------------------------------------------------------------- */

/* Does every word that was typed stand somewhere in the name? («Omar field», Al-Omar oil field.) */
static gboolean holds_all_words(const char *letters, char *const *words) {
    guint n = 0;
    for (; words[n]; n++)
        if (strlen(words[n]) < LEAST_PART || !strstr(letters, words[n])) return FALSE;
    return n > 1;
}

/* Can two names lie within `most` edits? An edit changes two letters of the signatures at most. */
static gboolean may_be_near(const Letters *a, const FindKey *b, guint most) {
    if (a->n > b->n_letters + most || b->n_letters > a->n + most) return FALSE;
    return (guint)__builtin_popcount(a->signature ^ b->signature) <= 2 * most;
}

/* What a part that makes up `share` of a name counts. */
static double score_of_part(const Search *s, guint32 place, gboolean at_beginning, double share) {
    PlaceKind kind = (PlaceKind)s->g->places[place].kind;
    if (at_beginning && (kind == PLACE_CITY || kind == PLACE_TOWN) && share >= LEAST_SHARE)
        return KNOWN_BEGINNING + KNOWN_SPAN * share;
    return (at_beginning ? SCORE_BEGINNING : SCORE_WITHIN) + PART_SPAN * share;
}

/* What a name at so many letters' distance counts; less than one that is sure. */
static double score_of_near_miss(guint distance, guint n_letters) {
    return MIN(SCORE_NEAREST, 0.8 - 0.9 * distance / MAX(n_letters, 6u));
}

/* A look at every name. */
static void search_all(Search *s) {
    guint most = s->spelt.name.n >= 6 ? 2 : 1;
    for (gsize i = 0; i < s->g->n_keys && s->spelt.name.n >= LEAST_PART; i++) {
        const FindKey *key = &s->g->keys[i];
        if ((gboolean)key->is_arabic != s->arabic) continue;
        const char *letters = s->g->strings + key->letters;
        guint32 place = s->g->names[key->name].place;
        double less = key->is_headless ? LESS_HEADLESS : 1.0;
        gboolean has_all = (s->spelt.name.signature & ~key->signature) == 0;
        const char *part = has_all ? strstr(letters, s->letters) : NULL;
        if (part || (has_all && holds_all_words(letters, s->words))) {
            double share = (double)strlen(s->letters) / (double)strlen(letters);
            search_offer(s, place, less * score_of_part(s, place, part == letters, share));
        } else if (may_be_near(&s->spelt.name, key, most)) {
            Letters other = letters_spell(letters);
            guint distance = letters_distance(&s->spelt, &other, most);
            if (distance <= most)
                search_offer(s, place, less * score_of_near_miss(distance, s->spelt.name.n));
        }
    }
}

void search_name(Search *s, const char *name, double weight, gboolean exactly) {
    g_auto(GStrv) words = find_words(s->rules, name);
    g_autofree char *letters = g_strjoinv("", words), *key = find_key_of(s->rules, words);
    g_autofree char *plain = find_plain(s->rules, letters);
    s->typed = name;
    s->letters = letters;
    s->words = words;
    pattern_init(&s->spelt, letters);
    pattern_init(&s->plain, plain);
    s->arabic = begins_in_arabic(letters);
    s->weight = weight;
    search_codes(s);
    search_key(s, key);
    if (s->best < SCORE_SURE) search_joined(s);
    if (s->arabic) search_as_text(s);
    if (!exactly && s->best < SCORE_SURE * weight) search_all(s);
    s->letters = s->typed = NULL;
    s->words = NULL;
}
