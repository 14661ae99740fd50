/*
 * Which words are a name, and which head nouns stand before it. The longest name that begins at a
 * token wins, unless a head noun and the name behind it reach further.
 */
#include <math.h>

#include "toponym/draft.h"

enum { MAX_HEADS = 3, MAX_NAME = 8 };

#define QUOTES "\"“”„«»‹›‘’'"
#define OPENING "\"“„«‹‘'#"
#define CLOSING "\"”»›’'"

Draft draft_new(guint32 first, guint32 n) {
    return (Draft){
        .t = {.first_token = first,
              .n_tokens = n,
              .head = NO_PLACE,
              .bearing = NAN,
              .distance_m = NAN,
              .other = NO_PLACE,
              .within = NO_PLACE,
              .list = NO_PLACE,
              .one = NO_PLACE,
              .cue = "",
              .cue_value = ""},
        .begin = first,
        .end = first + n,
        .need = "",
    };
}

/* ---- candidates ------------------------------------------------------------------------------ */

typedef struct {
    guint32 place;
    bool exact;
    guint16 kind;
    guint32 population;
} Bearer;

static gint compare_bearers(gconstpointer a, gconstpointer b) {
    const Bearer *x = a, *y = b;
    if (x->exact != y->exact) return x->exact ? -1 : 1;
    if (x->population != y->population) return x->population > y->population ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* The fewest clitics with which some name of this length reads: «بقرص» is a town before it is
 * ب + قرص. */
static guint8 least_clitics(const Scan *scan, guint32 token, guint32 n) {
    guint8 least = G_MAXUINT8;
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) break;
        if (m->table == TABLE_NAME && m->n_tokens == n) least = MIN(least, m->clitics);
    }
    return least;
}

static void add_bearer(const Scan *scan, GArray *bearers, const Match *m) {
    guint32 place = gazetteer_name(scan->gazetteer, m->entry)->place;
    for (guint i = 0; i < bearers->len; i++) {
        Bearer *known = &g_array_index(bearers, Bearer, i);
        if (known->place != place) continue;
        known->exact = known->exact || m->exact;
        return;
    }
    const Place *p = gazetteer_place(scan->gazetteer, place);
    Bearer fresh = {place, m->exact, p->kind, p->population};
    g_array_append_val(bearers, fresh);
}

/* Words that stand in another table are ordinary words, even where a hamlet bears them (وسط, الحقل,
 * المشفى الميداني); a town of that name is not so easily denied. */
static bool is_ordinary(const Scan *scan, guint32 token, guint32 n, const Place *best) {
    static const TableId WORDS[] = {TABLE_HEAD,     TABLE_CUE,   TABLE_CONNECTIVE, TABLE_TRIGGER,
                                    TABLE_TARGET,   TABLE_HARM,  TABLE_MODALITY,   TABLE_NUMBER,
                                    TABLE_CALENDAR, TABLE_WEAPON};
    if (best->kind <= PLACE_TOWN || best->kind == PLACE_DESERT || best->kind == PLACE_RIVER)
        return false;
    /* A site of several words that the editors set down by hand is one (قاعدة حميميم). */
    if (n > 1 && !best->is_osm && best->kind >= PLACE_OILFIELD && !scan_has_article(scan, token))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (scan_table_alone(scan, WORDS[i], token, n)) return true;
    return false;
}

/* Names take no tanwin: درعاً is a shield. */
static bool has_tanwin(const Scan *scan, guint32 token) {
    const Token *t = &scan->text->tokens[token];
    const char *body = article_field(scan->text->article, t->field) + t->body.start;
    for (const char *p = body; p < body + t->body.len; p = g_utf8_next_char(p))
        if (g_utf8_get_char(p) == 0x064B) return true;
    return false;
}

/* «المدينة»، «الحقل»: the thing spoken of before, whatever hamlet bears the word. */
static bool points_back(const Scan *scan, guint32 token, guint32 n) {
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) return false;
        if (m->table == TABLE_CUE && m->n_tokens == n && m->exact &&
            strcmp(gazetteer_cell(scan->gazetteer, TABLE_CUE, m->entry, "cue"), "anaphora") == 0)
            return true;
    }
    return false;
}

/* What a name needs that is also a word; "" for one that is no word. */
static const char *need_of(const Scan *scan, guint32 token, guint32 n, const Draft *draft) {
    const Place *best = gazetteer_place(scan->gazetteer, draft->t.candidates[0]);
    if (n == 1 && has_tanwin(scan, token)) return "never";
    if (best->kind != PLACE_DESERT && points_back(scan, token, n)) return "never";
    /* «تل عنتر» is a hill, not the town التل. */
    if (!draft->t.is_exact && scan_table_alone(scan, TABLE_HEAD, token, n)) return "never";
    if (*draft->need) return draft->need;
    return is_ordinary(scan, token, n, best) ? "head" : "";
}

void names_candidates(const Scan *scan, guint32 token, guint32 n, Draft *draft) {
    g_autoptr(GArray) bearers = g_array_new(FALSE, FALSE, sizeof(Bearer));
    guint8 clitics = least_clitics(scan, token, n);
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) break;
        if (m->table == TABLE_NAME && m->n_tokens == n && m->clitics == clitics)
            add_bearer(scan, bearers, m);
        if (m->table == TABLE_COMMON && m->n_tokens == n)
            draft->need = gazetteer_cell(scan->gazetteer, TABLE_COMMON, m->entry, "need");
    }
    g_array_sort(bearers, compare_bearers);
    guint32 most = MIN(bearers->len, (guint32)MAX_CANDIDATES);
    draft->t.candidates = g_new(guint32, most + 1);
    for (guint32 i = 0; i < most; i++)
        draft->t.candidates[i] = g_array_index(bearers, Bearer, i).place;
    draft->t.n_candidates = most;
    draft->t.clitics = draft->lead = clitics;
    draft->t.is_exact = most > 0 && g_array_index(bearers, Bearer, 0).exact;
    if (most > 0) draft->need = need_of(scan, token, n, draft);
}

/* Some candidate is of a kind that the head allows. */
static bool head_fits(const Scan *scan, const Draft *draft, guint64 kinds) {
    for (guint32 i = 0; i < draft->t.n_candidates; i++) {
        const Place *p = gazetteer_place(scan->gazetteer, draft->t.candidates[i]);
        if (kinds >> p->kind & 1) return true;
    }
    return false;
}

/* ---- one phrase ------------------------------------------------------------------------------ */

/* Heads one behind the other from `token`: ريف + بلدة. A head with the article is a thing spoken
 * of before (في المدينة), not the head of a name. */
static guint heads_at(const Scan *scan, guint32 token, Head heads[MAX_HEADS]) {
    guint n = 0;
    while (n < MAX_HEADS && token < scan->text->n_tokens && !scan->shut[token]) {
        Head *head = &heads[n];
        if (!scan_head(scan, token, head) && !(n == 0 && slip_head(scan, token, head))) break;
        if (head->article || (n > 0 && head->clitics)) break;
        /* The head begins a longer name (بلدة + كفر حمرة): it is no second head. */
        if (n > 0 && scan_name(scan, token, MAX_NAME) > head->n && head->role == HEAD_KIND) break;
        token += head->n;
        n++;
    }
    return n;
}

static guint32 skip_opening(const Scan *scan, guint32 token) {
    return scan_is_punct(scan, token, OPENING) ? token + 1 : token;
}

/* «#ريف_ديرالزور_الشرقي»: the words of a hashtag hang on a line. */
static guint32 skip_joint(const Scan *scan, guint32 token) {
    return scan_is_punct(scan, token, "_") ? token + 1 : token;
}

static guint32 skip_closing(const Scan *scan, guint32 token) {
    return scan_is_punct(scan, token, CLOSING) ? token + 1 : token;
}

/* The heads behind an extent govern the name (ريف بلدة X); those before it only say that something
 * lies in it (قرى ريف X). */
static void set_heads(Draft *draft, const Head *heads, guint n_heads) {
    if (n_heads == 0) return;
    guint from = 0;
    for (guint i = 0; i < n_heads; i++) {
        if (heads[i].role == HEAD_COUNTRYSIDE || heads[i].role == HEAD_BADIA) {
            draft->extent = heads[i];
            draft->head = (Head){0};
            from = i;
        } else {
            draft->head = heads[i];
        }
    }
    draft->t.has_own_head = true;
    draft->begin = MIN(draft->begin, heads[from].first);
    draft->t.clitics = draft->lead = heads[from].clitics;
    draft->t.head = draft->head.n ? draft->head.row : draft->extent.row;
}

/* «الشرقي»، «الشمالي الغربي» behind an extent: the bearing belongs to it. */
static void read_bearing_after(const Scan *scan, Draft *draft) {
    guint32 at = skip_joint(scan, skip_closing(scan, draft->end));
    const Cue *cue = scan_cue_at(scan, CUE_BEARING, at);
    if (!cue || cue->clitics || !scan_has_article(scan, at) ||
        !scan_same_sentence(scan, draft->begin, at))
        return;
    if (g_ascii_isdigit(*cue->value)) draft->t.bearing = g_ascii_strtod(cue->value, NULL);
    draft->end = at + cue->n;
}

/* «… الشرقي والغربي»: the same extent once more with the other bearing. */
static void repeat_bearing(const Scan *scan, GArray *drafts) {
    Draft first = *DRAFT(drafts, drafts->len - 1);
    const Cue *cue = scan_cue_at(scan, CUE_BEARING, first.end);
    if (isnan(first.t.bearing) || !cue || !(cue->clitics & CLITIC_AND) ||
        !g_ascii_isdigit(*cue->value))
        return;
    Draft second = first;
    second.t.candidates =
        g_memdup2(first.t.candidates, (first.t.n_candidates + 1) * sizeof *first.t.candidates);
    second.t.bearing = g_ascii_strtod(cue->value, NULL);
    second.end = first.end + cue->n;
    g_array_append_val(drafts, second);
}

static guint32 finish_phrase(const Scan *scan, GArray *drafts, Draft draft) {
    if (draft.extent.n) {
        draft.t.relation = draft.extent.role == HEAD_BADIA ? RELATION_BADIA : RELATION_COUNTRYSIDE;
        read_bearing_after(scan, &draft);
    }
    g_array_append_val(drafts, draft);
    if (draft.extent.n) repeat_bearing(scan, drafts);
    return DRAFT(drafts, drafts->len - 1)->end;
}

/* A bearing stands behind the whole name of a countryside: the name says only half (ريف حلب
 * الشمالي + الغربي). */
static bool bearing_follows(const Scan *scan, guint32 token) {
    const Cue *cue = scan_cue_at(scan, CUE_BEARING, token);
    return cue && scan_same_sentence(scan, token - 1, token) &&
           (scan_has_article(scan, token) || (cue->clitics & CLITIC_AND));
}

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

/* A thing that bears the name of another place: «شارع راجو» in Afrin is no town, «مشفى الجولان» is
 * not in Golan. A hospital that bears a town's name is mostly in it. */
static bool bears_other_name(const Scan *scan, const Draft *draft) {
    const guint64 STREETS = KIND(PLACE_STREET) | KIND(PLACE_QUARTER) | KIND(PLACE_SQUARE);
    const guint64 PARTS =
        STREETS | KIND(PLACE_ROUNDABOUT) | KIND(PLACE_MARKET) | KIND(PLACE_JUNCTION);
    const guint64 HOUSES = KIND(PLACE_HOSPITAL) | KIND(PLACE_SCHOOL) | KIND(PLACE_UNIVERSITY) |
                           KIND(PLACE_MOSQUE) | KIND(PLACE_CHURCH);
    const guint64 SETTLEMENTS =
        KIND(PLACE_CITY) | KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE) | KIND(PLACE_HAMLET);
    guint64 kinds = draft->head.n ? draft->head.kinds & ~KIND(PLACE_ROAD) : 0;
    if (!kinds || draft->head.number > 1 || head_fits(scan, draft, draft->head.kinds)) return false;
    if (!(kinds & ~PARTS)) return kinds & STREETS;
    return !(kinds & ~HOUSES) && !head_fits(scan, draft, SETTLEMENTS);
}

/* Is some place that bears the name of `n` words at `token` of a kind that the head allows? */
static bool bearers_fit(const Scan *scan, const Head *head, guint32 token, guint32 n) {
    Draft draft = draft_new(token, n);
    names_candidates(scan, token, n, &draft);
    bool fits = head->role == HEAD_KIND && head_fits(scan, &draft, head->kinds);
    g_free(draft.t.candidates);
    return fits;
}

/* «مدينة إدلب» is also a formal name of the district, and still means the town. */
static bool is_unit_only(const Scan *scan, guint32 token, guint32 n) {
    const guint64 UNITS = KIND(PLACE_GOVERNORATE) | KIND(PLACE_DISTRICT) | KIND(PLACE_SUBDISTRICT);
    Draft draft = draft_new(token, n);
    names_candidates(scan, token, n, &draft);
    bool is_only = !head_fits(scan, &draft, ~UNITS);
    g_free(draft.t.candidates);
    return is_only;
}

static bool is_borne_exactly(const Scan *scan, guint32 token, guint32 n) {
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) return false;
        if (m->table == TABLE_NAME && m->n_tokens == n && m->exact) return true;
    }
    return false;
}

/* Heads and the name behind the last of them; fewer heads where the last is itself the name. */
static bool pick_headed(const Scan *scan, const Head *heads, guint n_heads, guint32 whole,
                        GArray *drafts) {
    for (guint k = n_heads; k > 0; k--) {
        guint32 at = heads[k - 1].first + heads[k - 1].n,
                name = skip_joint(scan, skip_opening(scan, at));
        if (!scan_same_sentence(scan, heads[0].first, name)) continue;
        guint32 n = scan_name(scan, name, MAX_NAME);
        /* A clitic ends the phrase (حيان بريف حلب). */
        if (n == 0 || least_clitics(scan, name, n)) continue;
        bool is_half = (heads[0].role == HEAD_COUNTRYSIDE || heads[0].role == HEAD_BADIA) &&
                       whole && bearing_follows(scan, heads[0].first + whole);
        guint32 reach = heads[0].first + whole;
        bool is_other = reach == name + n && whole && is_unit_only(scan, heads[0].first, whole) &&
                        bearers_fit(scan, &heads[k - 1], name, n);
        /* «ريف دير الزور شرقي سوريا»: the longer reading only folds its way to a name. */
        bool is_looser = whole && !is_borne_exactly(scan, heads[0].first, whole) &&
                         is_borne_exactly(scan, name, n);
        if (reach >= name + n && !is_half && !is_other && !is_looser) return false;
        Draft draft = draft_new(name, n);
        names_candidates(scan, name, n, &draft);
        set_heads(&draft, heads, k);
        if (bears_other_name(scan, &draft)) draft.t.n_candidates = 0;
        draft.end = skip_closing(scan, name + n) > name + n && name > at ? name + n + 1 : name + n;
        finish_phrase(scan, drafts, draft);
        return true;
    }
    return false;
}

static guint32 pick_whole(const Scan *scan, guint32 token, guint32 n, const Head *heads,
                          guint n_heads, GArray *drafts) {
    Draft draft = draft_new(token, n);
    names_candidates(scan, token, n, &draft);
    /* A head that is part of the name tells the kind as well as one before it. */
    if (n_heads && head_fits(scan, &draft, heads[0].kinds)) {
        draft.head = heads[0];
        draft.t.head = heads[0].row;
        draft.t.has_own_head = n > 1;
    }
    return finish_phrase(scan, drafts, draft);
}

/* «الريف الشرقي لدير الزور»، «البادية الجنوبية في حمص»: the bearing stands first. */
static bool pick_turned(const Scan *scan, guint32 token, GArray *drafts) {
    Head extent, head = {0};
    if (!scan_head(scan, token, &extent) || !extent.article) return false;
    if (extent.role != HEAD_COUNTRYSIDE && extent.role != HEAD_BADIA) return false;
    const Cue *cue = scan_cue_at(scan, CUE_BEARING, token + extent.n);
    if (!cue || !g_ascii_isdigit(*cue->value)) return false;
    guint32 at = token + extent.n + cue->n;
    if (!scan_same_sentence(scan, token, at)) return false;
    bool has_particle = scan_is_particle(scan, at) && scan_name(scan, at, MAX_NAME) == 0;
    at += has_particle;
    if (scan_head(scan, at, &head) && !head.article && scan_name(scan, at, MAX_NAME) <= head.n)
        at += head.n;
    else
        head = (Head){0};
    guint32 n = scan_name(scan, at, MAX_NAME);
    if (n == 0 || !scan_same_sentence(scan, token, at)) return false;
    Draft draft = draft_new(at, n);
    names_candidates(scan, at, n, &draft);
    guint8 own = head.n ? head.clitics : draft.t.clitics;
    if (!has_particle && !(own & (CLITIC_TO | CLITIC_IN))) {
        g_free(draft.t.candidates);
        return false;
    }
    draft.extent = extent;
    draft.head = head;
    draft.t.head = extent.row;
    draft.t.has_own_head = true;
    draft.t.clitics = draft.lead = extent.clitics;
    draft.begin = token;
    draft.t.bearing = g_ascii_strtod(cue->value, NULL);
    draft.t.relation = extent.role == HEAD_BADIA ? RELATION_BADIA : RELATION_COUNTRYSIDE;
    g_array_append_val(drafts, draft);
    return true;
}

/* Some name of these tokens is a settlement's. */
static bool names_settlement(const Scan *scan, guint32 token, guint32 n) {
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) break;
        if (m->table != TABLE_NAME || m->n_tokens != n) continue;
        guint16 kind =
            gazetteer_place(scan->gazetteer, gazetteer_name(scan->gazetteer, m->entry)->place)
                ->kind;
        if (kind >= PLACE_CITY && kind <= PLACE_HAMLET) return true;
    }
    return false;
}

/* «شرقي دير الزور» is also a name of the countryside there, but mostly says where another place
 * lies: the bearing is left to the rules of relation, and the town is the name. */
static guint32 bearing_words(const Scan *scan, guint32 token, guint32 whole) {
    const Cue *cue = scan_cue_at(scan, CUE_BEARING, token);
    if (!cue || !whole || cue->n >= whole || scan_has_article(scan, token)) return 0;
    return names_settlement(scan, token + cue->n, whole - cue->n) ? cue->n : 0;
}

static guint32 pick_at(const Scan *scan, guint32 token, GArray *drafts) {
    if (scan->shut[token] || scan->text->tokens[token].kind == TOKEN_PUNCT) return token + 1;
    guint before = drafts->len;
    guint32 whole = scan_name(scan, token, MAX_NAME);
    guint32 bearing = bearing_words(scan, token, whole);
    if (bearing) return token + bearing;
    if (pick_turned(scan, token, drafts)) return DRAFT(drafts, drafts->len - 1)->end;
    Head heads[MAX_HEADS];
    guint n_heads = heads_at(scan, token, heads);
    /* «مدخل مدينة حلب» is near the town, no thing of its own. */
    if (n_heads > 1 && scan_cue_over(scan, CUE_NEAR, token, token + heads[0].n)) return token + 1;
    if (n_heads && pick_headed(scan, heads, n_heads, whole, drafts))
        return DRAFT(drafts, drafts->len - 1)->end;
    /* The head word alone is a name only where nothing better stands behind it (تل عنتر). */
    if (n_heads && whole == heads[0].n && unknown_pick(scan, heads, n_heads, drafts))
        return DRAFT(drafts, drafts->len - 1)->end;
    if (whole) return pick_whole(scan, token, whole, heads, n_heads, drafts);
    if (n_heads && unknown_pick(scan, heads, n_heads, drafts))
        return DRAFT(drafts, drafts->len - 1)->end;
    return drafts->len > before ? DRAFT(drafts, drafts->len - 1)->end : token + 1;
}

/* The head of a list that may go on at `token`: a dual or plural before the last name, and nothing
 * but a comma between. */
static const Head *open_list(const Scan *scan, const GArray *drafts, const Head *head,
                             guint32 token) {
    if (drafts->len == 0 || !head->n) return NULL;
    guint32 end = DRAFT(drafts, drafts->len - 1)->end;
    bool goes_on = end == token || (end + 1 == token && scan_is_punct(scan, end, "،,"));
    return goes_on && scan_same_sentence(scan, end - 1, token) ? head : NULL;
}

void names_pick(const Scan *scan, GArray *drafts) {
    Head list = {0}, heads[MAX_HEADS];
    for (guint32 token = 0; token < scan->text->n_tokens;) {
        const Head *open = open_list(scan, drafts, &list, token);
        guint n_heads = heads_at(scan, token, heads);
        const Head *own = n_heads ? &heads[n_heads - 1] : NULL;
        if (own && own->number > 1 && own->role == HEAD_KIND) {
            list = *own;
            if (compound_pick(scan, own->first + own->n, own, drafts)) {
                Draft *draft = DRAFT(drafts, drafts->len - 1);
                set_heads(draft, heads, n_heads);
                token = draft->end;
                continue;
            }
        } else if (open && compound_pick(scan, token, open, drafts)) {
            token = DRAFT(drafts, drafts->len - 1)->end;
            continue;
        }
        token = pick_at(scan, token, drafts);
    }
}
