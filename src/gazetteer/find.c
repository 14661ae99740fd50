/*
 * Look-up by hand. A person types a name in one of many spellings, a P-code, or part of a name; the
 * answer is ranked, and says how well each place fits:
 *
 *   1          the id or P-code
 *   0.96       a display name letter for letter (articles, marks and case aside); 0.945 another
 *              name of the place
 *   0.9        a spelling that a text may have (joined, varied, after its head noun)
 *   0.6–0.9    the same consonants (find-key.h), by how alike the letters are
 *   0.4–0.7    part of a name; a name at one or two letters' distance
 *
 * and up to 0.04 for what a person is likelier to mean: a city before the hamlet of its name.
 */
#include <math.h>

#include "gazetteer/build.h"
#include "gazetteer/find-key.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/packed.h"

static const double SCORE_CODE = 1.0, SCORE_DISPLAY = 0.96, SCORE_NAME = 0.945,
                    SCORE_VARIANT = 0.91, SCORE_AFTER_HEAD = 0.9, SCORE_KEY = 0.6, KEY_SPAN = 0.3,
                    SCORE_OTHER_SCRIPT = 0.72, SCORE_SURE = 0.88;
/* What importance adds. */
static const double OF_CITY = 0.04, OF_TOWN = 0.03, OF_UNIT = 0.02, OF_PEOPLE = 0.02;
enum { MANY_PEOPLE = 5000 };
/* What a part of the typed name counts. */
static const double WEIGHT_OF_PART = 0.9;

/* Longest name that is compared letter by letter. */
enum { MAX_LETTERS = 48 };
/* Bytes of the shortest part of a name that is looked for. */
enum { LEAST_PART = 3 };

/* ---- likeness -------------------------------------------------------------------------------- */

typedef struct {
    gunichar letters[MAX_LETTERS];
    guint n;
    guint32 signature;
} Letters;

static Letters spell(const char *text) {
    Letters out = {.n = 0};
    for (const char *p = text; *p && out.n < MAX_LETTERS; p = g_utf8_next_char(p)) {
        out.letters[out.n] = g_utf8_get_char(p);
        out.signature |= 1u << out.letters[out.n++] % 32;
    }
    return out;
}

/* Levenshtein's distance, or `most` + 1 where it is more than `most`. */
static guint edit_distance(const Letters *a, const Letters *b, guint most) {
    if (a->n > b->n + most || b->n > a->n + most) return most + 1;
    guint row[MAX_LETTERS + 1];
    for (guint j = 0; j <= b->n; j++) row[j] = j;
    for (guint i = 1; i <= a->n; i++) {
        guint diagonal = row[0], least = i;
        row[0] = i;
        for (guint j = 1; j <= b->n; j++) {
            guint change = diagonal + (a->letters[i - 1] != b->letters[j - 1]);
            diagonal = row[j];
            row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
            least = MIN(least, row[j]);
        }
        if (least > most) return most + 1;
    }
    return row[b->n];
}

static gboolean is_arabic(const char *letters) {
    gunichar c = *letters ? g_utf8_get_char(letters) : 0;
    return c >= 0x0600 && c <= 0x06FF;
}

/* ---- build ----------------------------------------------------------------------------------- */

static int compare_keys(const void *a, const void *b, void *data) {
    const Build *build = data;
    const FindKey *x = a, *y = b;
    int order = strcmp(build_text(build, x->key), build_text(build, y->key));
    if (order) return order;
    return x->name < y->name ? -1 : x->name > y->name;
}

void build_find_keys(Build *self) {
    for (guint32 i = 0; i < self->names->len; i++) {
        /* Copied, because adding to the pool moves it. */
        g_autofree char *text =
            g_strdup(build_text(self, g_array_index(self->names, Name, i).text));
        g_autofree char *key = find_key(text), *letters = find_letters(text);
        Letters spelt = spell(letters);
        FindKey row = {.key = build_string(self, key),
                       .letters = build_string(self, letters),
                       .name = i,
                       .signature = spelt.signature,
                       .n_letters = (guint16)spelt.n,
                       .is_arabic = (guint16)is_arabic(letters)};
        g_array_append_val(self->keys, row);
    }
    g_array_sort_with_data(self->keys, compare_keys, self);
}

/* ---- search ---------------------------------------------------------------------------------- */

/* What is looked for, and the best score of each place so far. */
typedef struct {
    const Gazetteer *g;
    const char *typed, *letters;
    Letters spelt;
    gboolean arabic;
    double *scores;
    double best, weight;
} Search;

static void offer(Search *s, guint32 place, double score) {
    score *= s->weight;
    s->scores[place] = MAX(s->scores[place], score);
    s->best = MAX(s->best, score);
}

static void search_codes(Search *s) {
    if (!g_ascii_isalnum(*s->typed)) return;
    for (guint32 i = 0; i < s->g->n_places; i++) {
        const Place *place = &s->g->places[i];
        if (g_ascii_strcasecmp(s->typed, s->g->strings + place->id) == 0 ||
            (place->pcode && g_ascii_strcasecmp(s->typed, s->g->strings + place->pcode) == 0))
            offer(s, i, SCORE_CODE);
    }
}

static double score_of_letters(const Search *s, const FindKey *key) {
    const char *letters = s->g->strings + key->letters;
    if (g_str_equal(letters, s->letters))
        return s->g->names[key->name].is_display ? SCORE_DISPLAY : SCORE_NAME;
    if ((gboolean)key->is_arabic != s->arabic) return SCORE_OTHER_SCRIPT;
    Letters other = spell(letters);
    guint longest = MAX(MAX(other.n, s->spelt.n), 1);
    guint distance = edit_distance(&s->spelt, &other, longest);
    return SCORE_KEY + KEY_SPAN * (1.0 - (double)distance / longest);
}

static void search_key(Search *s, const char *key) {
    if (!key || *key == '\0') return;
    gsize low = 0, high = s->g->n_keys;
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        if (strcmp(s->g->strings + s->g->keys[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < s->g->n_keys && g_str_equal(s->g->strings + s->g->keys[low].key, key); low++) {
        const FindKey *found = &s->g->keys[low];
        offer(s, s->g->names[found->name].place, score_of_letters(s, found));
    }
}

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
            offer(s, place, SCORE_VARIANT);
        else if (head_allows(s->g, head, place))
            offer(s, place, SCORE_AFTER_HEAD);
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

/* Parts of names and near misses: a look at every name. */
static void search_all(Search *s) {
    guint most = s->spelt.n >= 6 ? 2 : 1;
    g_auto(GStrv) words = find_words(s->typed);
    for (gsize i = 0; i < s->g->n_keys && s->spelt.n >= LEAST_PART; i++) {
        const FindKey *key = &s->g->keys[i];
        if ((gboolean)key->is_arabic != s->arabic) continue;
        const char *letters = s->g->strings + key->letters;
        guint32 place = s->g->names[key->name].place;
        gboolean has_all = (s->spelt.signature & ~key->signature) == 0;
        const char *part = has_all ? strstr(letters, s->letters) : NULL;
        if (part || (has_all && holds_all_words(letters, words))) {
            double share = (double)strlen(s->letters) / (double)strlen(letters);
            offer(s, place, (part == letters ? 0.5 : 0.4) + 0.2 * share);
        } else if (may_be_near(&s->spelt, key, most)) {
            Letters other = spell(letters);
            guint distance = edit_distance(&s->spelt, &other, most);
            if (distance <= most) offer(s, place, 0.7 - 0.9 * distance / MAX(s->spelt.n, 6u));
        }
    }
}

/* ---- ranking --------------------------------------------------------------------------------- */

static double importance(const Place *place) {
    switch (place->kind) {
        case PLACE_CITY:
            return OF_CITY;
        case PLACE_TOWN:
            return OF_TOWN;
        case PLACE_COUNTRY:
        case PLACE_GOVERNORATE:
        case PLACE_DISTRICT:
        case PLACE_SUBDISTRICT:
            return OF_UNIT;
        default:
            return place->population > MANY_PEOPLE ? OF_PEOPLE : 0;
    }
}

static guint kind_rank(guint kind) {
    switch (kind) {
        case PLACE_CITY:
            return 0;
        case PLACE_TOWN:
            return 1;
        case PLACE_COUNTRY:
        case PLACE_GOVERNORATE:
        case PLACE_DISTRICT:
        case PLACE_SUBDISTRICT:
            return 3;
        default:
            return 2;
    }
}

static int compare_results(const void *a, const void *b, void *data) {
    const Gazetteer *g = data;
    const Found *x = a, *y = b;
    if (fabs(x->score - y->score) > 1e-9) return x->score > y->score ? -1 : 1;
    const Place *p = &g->places[x->place], *q = &g->places[y->place];
    if (p->is_abroad != q->is_abroad) return p->is_abroad ? 1 : -1;
    guint p_rank = kind_rank(p->kind), q_rank = kind_rank(q->kind);
    if (p_rank != q_rank) return p_rank < q_rank ? -1 : 1;
    if (p->population != q->population) return p->population > q->population ? -1 : 1;
    /* A place that is written about has been spelt in more ways. */
    guint32 p_names = g->details[x->place].n_names, q_names = g->details[y->place].n_names;
    if (p_names != q_names) return p_names > q_names ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

static GArray *collect(const Search *s, guint most) {
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Found));
    for (guint32 i = 0; i < s->g->n_places; i++) {
        if (s->scores[i] <= 0) continue;
        Found row = {i, MIN(1.0, s->scores[i] + importance(&s->g->places[i]))};
        g_array_append_val(found, row);
    }
    g_array_sort_with_data(found, compare_results, (void *)s->g);
    if (found->len > most) g_array_set_size(found, most);
    return found;
}

static void search_name(Search *s, const char *name, double weight);

/* «Tadmur/Palmyra», «Al-Rai (Choban Bey)»: each part by itself. */
static void search_alternatives(Search *s, const char *name) {
    g_auto(GStrv) parts = g_strsplit_set(name, "/()،", -1);
    if (g_strv_length(parts) < 2) return;
    for (guint i = 0; parts[i]; i++) {
        g_strstrip(parts[i]);
        if (*parts[i]) search_name(s, parts[i], WEIGHT_OF_PART);
    }
}

/* «Hamah Military Airport»: what is left when words are dropped from the end. */
static void search_beginnings(Search *s, const char *name) {
    g_autofree char *rest = g_strdup(name);
    gsize whole = strlen(rest);
    for (char *end; s->best <= 0 && (end = strrchr(rest, ' ')) != NULL;) {
        *end = '\0';
        g_strchomp(rest);
        search_name(s, rest, WEIGHT_OF_PART * (double)strlen(rest) / (double)whole);
    }
}

/* Looks one spelling up; scores count by `weight`. */
static void search_name(Search *s, const char *name, double weight) {
    g_autofree char *letters = find_letters(name), *key = find_key(name);
    g_autofree char *joined = find_key_joined(name);
    s->typed = name;
    s->letters = letters;
    s->spelt = spell(letters);
    s->arabic = is_arabic(letters);
    s->weight = weight;
    search_codes(s);
    search_key(s, key);
    if (s->best < SCORE_SURE) search_key(s, joined);
    if (s->arabic) search_as_text(s);
    if (s->best < SCORE_SURE * weight) search_all(s);
}

GArray *gazetteer_find(const Gazetteer *self, const char *name, guint most) {
    g_autofree char *typed = g_strstrip(g_strdup(name));
    g_autofree double *scores = g_new0(double, self->n_places);
    Search search = {.g = self, .scores = scores};
    search_name(&search, typed, 1.0);
    if (search.best < SCORE_SURE) search_alternatives(&search, typed);
    if (search.best <= 0) search_beginnings(&search, typed);
    return collect(&search, most);
}
