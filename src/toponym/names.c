/*
 * Which words are a name, and which head nouns stand before it. The longest name that begins at a
 * token wins, unless a head noun and the name behind it reach further.
 */
#include <math.h>

#include "toponym/draft.h"

enum { MAX_HEADS = 3, MAX_NAME = 8 };

#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

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
    guint32 first = token;
    while (n < MAX_HEADS && scan_same_sentence(scan, first, token) && !scan->shut[token]) {
        Head *head = &heads[n];
        if (!scan_head(scan, token, head) && !(n == 0 && slip_head(scan, token, head))) break;
        if (head->article || (n > 0 && head->clitics)) break;
        /* The head begins a longer name (بلدة + كفر حمرة، محافظة + ريف دمشق): it is no second head.
         */
        bool is_whole = head->role == HEAD_KIND || head->role == HEAD_REGION ||
                        (n > 0 && heads[n - 1].role == HEAD_ADMIN);
        if (n > 0 && scan_name(scan, token, MAX_NAME) > head->n && is_whole) break;
        token += head->n;
        n++;
    }
    return n;
}

static guint32 skip_opening(const Scan *scan, guint32 token) {
    return scan_is_quote(scan, token) || scan_is_punct(scan, token, "#") ? token + 1 : token;
}

/* «#ريف_ديرالزور_الشرقي»: the words of a hashtag hang on a line. */
static guint32 skip_joint(const Scan *scan, guint32 token) {
    return scan_is_punct(scan, token, "_") ? token + 1 : token;
}

static guint32 skip_closing(const Scan *scan, guint32 token) {
    return scan_is_quote(scan, token) ? token + 1 : token;
}

/* The heads behind an extent govern the name (ريف بلدة X); those before it only say that something
 * lies in it (قرى ريف X). */
static void set_heads(Draft *draft, const Head *heads, guint n_heads) {
    if (n_heads == 0) return;
    guint from = 0;
    for (guint i = 0; i < n_heads; i++) {
        if (heads[i].role == HEAD_COUNTRYSIDE || heads[i].role == HEAD_BADIA) {
            /* «بادية ريف دير الزور الغربي» is steppe. */
            if (draft->extent.n && draft->extent.role == HEAD_BADIA) continue;
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
void names_read_bearing(const Scan *scan, Draft *draft) {
    guint32 at = skip_joint(scan, skip_closing(scan, draft->end));
    const Cue *cue = scan_cue_at(scan, CUE_BEARING, at);
    if (!cue || cue->clitics || !scan_has_article(scan, at) ||
        !scan_same_sentence(scan, draft->begin, at))
        return;
    if (g_ascii_isdigit(*cue->value)) draft->t.bearing = g_ascii_strtod(cue->value, NULL);
    draft->end = at + cue->n;
}

/* «… الشرقي والغربي»: the same extent once more with the other bearing; false where there is none.
 */
static bool repeat_bearing(const Scan *scan, GArray *drafts) {
    Draft first = *DRAFT(drafts, drafts->len - 1);
    const Cue *cue = scan_cue_at(scan, CUE_BEARING, first.end);
    if (isnan(first.t.bearing) || !cue || !(cue->clitics & CLITIC_AND) ||
        !g_ascii_isdigit(*cue->value))
        return false;
    Draft second = first;
    second.t.candidates =
        g_memdup2(first.t.candidates, (first.t.n_candidates + 1) * sizeof *first.t.candidates);
    second.t.bearing = g_ascii_strtod(cue->value, NULL);
    second.end = first.end + cue->n;
    g_array_append_val(drafts, second);
    return true;
}

static guint32 finish_phrase(const Scan *scan, GArray *drafts, Draft draft) {
    if (draft.extent.n) {
        draft.t.relation = draft.extent.role == HEAD_BADIA ? RELATION_BADIA : RELATION_COUNTRYSIDE;
        names_read_bearing(scan, &draft);
    }
    g_array_append_val(drafts, draft);
    while (draft.extent.n && repeat_bearing(scan, drafts)) continue;
    return DRAFT(drafts, drafts->len - 1)->end;
}

/* A bearing stands behind the whole name of a countryside: the name says only half (ريف حلب
 * الشمالي + الغربي). */
static bool bearing_follows(const Scan *scan, guint32 token) {
    const Cue *cue = scan_cue_at(scan, CUE_BEARING, token);
    return cue && scan_same_sentence(scan, token - 1, token) &&
           (scan_has_article(scan, token) || (cue->clitics & CLITIC_AND));
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

/* The name's last word is a bearing that leads to the next name: «الدوير شرقي دير الزور» is Duwayr,
 * whatever village is called eastern Duwayr. Behind a head «قرى شرقي نهر الفرات» names none. */
static guint32 without_bearing(const Scan *scan, guint32 token, guint32 n) {
    guint32 last = token + n - 1;
    const Cue *cue = n ? scan_cue_at(scan, CUE_BEARING, last) : NULL;
    Head head;
    if (!cue || cue->n > 1 || cue->clitics || scan_has_article(scan, last) ||
        !g_ascii_isdigit(*cue->value) || !scan_same_sentence(scan, last, last + 1))
        return n;
    if (scan_name(scan, last + 1, MAX_NAME) == 0 && !scan_head(scan, last + 1, &head)) return n;
    return n > 1 ? scan_name(scan, token, n - 1) : 0;
}

/* No place shows the name of `n` words at `token` as its own: «قرية المستريحة» is one of the names
 * of one of the villages المستريحة. */
static bool is_byname(const Scan *scan, guint32 token, guint32 n) {
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) break;
        if (m->table == TABLE_NAME && m->n_tokens == n &&
            gazetteer_name(scan->gazetteer, m->entry)->is_display)
            return false;
    }
    return true;
}

/* Those who bear the whole phrase are candidates as well as those who bear its last words. */
static void join_bearers(const Scan *scan, guint32 token, guint32 n, Draft *draft) {
    Draft whole = draft_new(token, n);
    names_candidates(scan, token, n, &whole);
    draft->t.candidates = g_renew(guint32, draft->t.candidates, MAX_CANDIDATES + 1);
    for (guint32 i = 0; i < whole.t.n_candidates && draft->t.n_candidates < MAX_CANDIDATES; i++) {
        bool is_known = false;
        for (guint32 k = 0; k < draft->t.n_candidates; k++)
            is_known = is_known || draft->t.candidates[k] == whole.t.candidates[i];
        if (!is_known) draft->t.candidates[draft->t.n_candidates++] = whole.t.candidates[i];
    }
    g_free(whole.t.candidates);
}

/* «منطقة "وادي الذكارا"»: in quotes the noun that a village is called by as well goes on. */
static bool is_half_of_quoted(const Scan *scan, guint32 name, guint32 n) {
    Head head;
    return scan_is_quote(scan, name - 1) && scan_head(scan, name, &head) && head.n == n &&
           scan_same_sentence(scan, name, name + n) && !scan_is_quote(scan, name + n);
}

/* Heads and the name behind the last of them; fewer heads where the last is itself the name. */
static bool pick_headed(const Scan *scan, const Head *heads, guint n_heads, guint32 whole,
                        GArray *drafts) {
    for (guint k = n_heads; k > 0; k--) {
        guint32 at = heads[k - 1].first + heads[k - 1].n,
                name = skip_joint(scan, skip_opening(scan, at));
        if (!scan_same_sentence(scan, heads[0].first, name)) continue;
        guint32 n = without_bearing(scan, name, scan_name(scan, name, MAX_NAME));
        /* A clitic ends the phrase (حيان بريف حلب). */
        if (n == 0 || names_least_clitics(scan, name, n) || is_half_of_quoted(scan, name, n))
            continue;
        bool is_half = (heads[0].role == HEAD_COUNTRYSIDE || heads[0].role == HEAD_BADIA) &&
                       whole && bearing_follows(scan, heads[0].first + whole);
        guint32 reach = heads[0].first + whole;
        bool is_other = reach == name + n && whole && is_unit_only(scan, heads[0].first, whole) &&
                        bearers_fit(scan, &heads[k - 1], name, n);
        /* «ريف دير الزور شرقي سوريا»: the longer reading only folds its way to a name. */
        bool is_looser = whole && !is_borne_exactly(scan, heads[0].first, whole) &&
                         is_borne_exactly(scan, name, n);
        const guint64 SETTLEMENTS = KIND(PLACE_TOWN) | KIND(PLACE_VILLAGE);
        bool is_one_of_many = reach == name + n && whole && (heads[k - 1].kinds & SETTLEMENTS) &&
                              !(heads[k - 1].kinds & KIND(PLACE_HILL)) &&
                              is_byname(scan, heads[0].first, whole) &&
                              bearers_fit(scan, &heads[k - 1], name, n);
        if (reach >= name + n && !is_half && !is_other && !is_looser && !is_one_of_many)
            return false;
        Draft draft = draft_new(name, n);
        names_candidates(scan, name, n, &draft);
        if (is_one_of_many) join_bearers(scan, heads[0].first, whole, &draft);
        set_heads(&draft, heads, k);
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

/* The bearings behind the head of a turned extent: «الريف الشرقي», «الريفين الشرقي والغربي». Gives
 * the token behind them. */
static guint32 turned_bearings(const Scan *scan, guint32 at, const Cue *bearings[2]) {
    for (guint k = 0; k < 2; k++) {
        const Cue *cue = scan_cue_at(scan, CUE_BEARING, at);
        bool goes_on = cue && g_ascii_isdigit(*cue->value) &&
                       (k == 0 || ((cue->clitics & CLITIC_AND) && cue->article));
        if (!goes_on) break;
        bearings[k] = cue;
        at += cue->n;
    }
    return at;
}

/* What a turned extent is of: a name behind a preposition or with one as its clitic. */
static bool turned_name(const Scan *scan, guint32 token, guint32 at, Draft *ret_draft) {
    Head head = {0};
    if (!scan_same_sentence(scan, token, at)) return false;
    bool has_particle = scan_is_particle(scan, at) && scan_name(scan, at, MAX_NAME) == 0;
    at += has_particle;
    if (scan_head(scan, at, &head) && !head.article && scan_name(scan, at, MAX_NAME) <= head.n)
        at += head.n;
    else
        head = (Head){0};
    guint32 n = scan_name(scan, at, MAX_NAME);
    /* «البادية الجنوبية من المحافظة» */
    bool may_point =
        has_particle && scan_same_sentence(scan, token, at) && scan_has_article(scan, at);
    guint64 back = may_point ? scan_back_kinds(scan, at) : 0;
    if (back) {
        *ret_draft = draft_new(at, 1);
        ret_draft->t.candidates = g_new0(guint32, 1);
        ret_draft->t.back_kinds = back;
        return true;
    }
    if (n == 0 || !scan_same_sentence(scan, token, at)) return false;
    *ret_draft = draft_new(at, n);
    names_candidates(scan, at, n, ret_draft);
    ret_draft->head = head;
    guint8 own = head.n ? head.clitics : ret_draft->t.clitics;
    if (has_particle || (own & (CLITIC_TO | CLITIC_IN))) return true;
    g_free(ret_draft->t.candidates);
    return false;
}

/* «وفي الريف الشرقي قتل …»: of the governorate that the text spoke of before. */
static Draft turned_back(const Head *extent, const Cue *bearing) {
    Draft draft = draft_new(bearing->first, bearing->n);
    draft.t.candidates = g_new0(guint32, 1);
    draft.t.back_kinds = KIND(PLACE_GOVERNORATE);
    draft.end = bearing->first + bearing->n;
    draft.begin = extent->first;
    return draft;
}

/* «الريف الشرقي لدير الزور»، «البادية الجنوبية في حمص»: the bearing stands first. */
static bool pick_turned(const Scan *scan, guint32 token, guint32 whole, GArray *drafts) {
    Head extent;
    const Cue *bearings[2] = {NULL, NULL};
    Draft draft;
    if (!scan_head(scan, token, &extent) || !extent.article) return false;
    if (extent.role != HEAD_COUNTRYSIDE && extent.role != HEAD_BADIA) return false;
    guint32 at = turned_bearings(scan, token + extent.n, bearings);
    if (!bearings[0]) return false;
    if (!turned_name(scan, token, at, &draft)) {
        /* «الغوطة الشرقية» is a name. */
        if (extent.role != HEAD_COUNTRYSIDE || bearings[1] || whole > extent.n) return false;
        draft = turned_back(&extent, bearings[0]);
    }
    draft.extent = extent;
    draft.t.head = extent.row;
    draft.t.has_own_head = true;
    draft.t.clitics = draft.lead = extent.clitics;
    draft.begin = token;
    draft.t.relation = extent.role == HEAD_BADIA ? RELATION_BADIA : RELATION_COUNTRYSIDE;
    for (guint k = 0; k < 2 && bearings[k]; k++) {
        Draft one = draft;
        if (k > 0)
            one.t.candidates = g_memdup2(draft.t.candidates,
                                         (draft.t.n_candidates + 1) * sizeof *draft.t.candidates);
        one.t.bearing = g_ascii_strtod(bearings[k]->value, NULL);
        g_array_append_val(drafts, one);
    }
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

/* Does a city bear exactly this name? */
static bool names_city(const Scan *scan, guint32 token, guint32 n) {
    for (guint32 i = matches_at(scan->matches, token); i < scan->matches->n; i++) {
        const Match *m = &scan->matches->items[i];
        if (m->first_token != token) break;
        if (m->table != TABLE_NAME || m->n_tokens != n || !m->exact) continue;
        guint32 place = gazetteer_name(scan->gazetteer, m->entry)->place;
        if (gazetteer_place(scan->gazetteer, place)->kind == PLACE_CITY) return true;
    }
    return false;
}

/* A settlement's name, or one that holds its head noun: «مدخل حقل التنك» is near a field. */
static bool stands_alone(const Scan *scan, guint32 token, guint32 n) {
    Head head;
    return names_settlement(scan, token, n) ||
           (n > 1 && scan_head(scan, token, &head) && !head.article);
}

/* «شرقي دير الزور» is also a name of the countryside there, but mostly says where another place
 * lies: the bearing is left to the rules of relation, and the town is the name. */
static guint32 bearing_words(const Scan *scan, guint32 token, guint32 whole) {
    const Cue *cue = scan_cue_at(scan, CUE_BEARING, token);
    if (!cue || !whole || cue->n >= whole || scan_has_article(scan, token)) return 0;
    return names_settlement(scan, token + cue->n, whole - cue->n) ? cue->n : 0;
}

/* «الحي الشرقي من مدينة صوران»: a quarter told by its side of a town that is named right behind. */
static bool names_side_of_town(const Scan *scan, guint32 token) {
    Head quarter, town;
    if (!scan_head(scan, token, &quarter) || !quarter.article || quarter.n != 1 ||
        !(quarter.kinds & KIND(PLACE_QUARTER)) || quarter.number != 1)
        return false;
    const Cue *bearing = scan_cue_at(scan, CUE_BEARING, token + 1);
    if (!bearing || bearing->clitics || !scan_has_article(scan, token + 1)) return false;
    guint32 at = token + 1 + bearing->n;
    if (!scan_same_sentence(scan, token, at + 1)) return false;
    at += scan_is_particle(scan, at);
    /* «الحي الغربي من المدينة» */
    if (scan_has_article(scan, at) && (scan_back_kinds(scan, at) & KIND(PLACE_TOWN))) return true;
    return scan_head(scan, at, &town) && (town.kinds & KIND(PLACE_TOWN)) && !town.article;
}

/* «المطار العسكري»، «السجن المركزي»: a site by its common noun, with the article, and an adjective.
 */
static bool pick_site(const Scan *scan, guint32 token, guint32 whole, GArray *drafts) {
    const guint64 SITES = KIND(PLACE_AIRPORT) | KIND(PLACE_PRISON) | KIND(PLACE_HOSPITAL) |
                          KIND(PLACE_BRIDGE) | KIND(PLACE_BASE) | KIND(PLACE_CAMP) |
                          KIND(PLACE_CROSSING) | KIND(PLACE_STATION) | KIND(PLACE_SILO);
    /* «الكلية البحرية»، «المنطقة الصناعية»، «المساكن العسكرية»، «الكورنيش البحري» */
    const guint64 SORTS = KIND(PLACE_AIRPORT) | KIND(PLACE_PRISON) | KIND(PLACE_HOSPITAL) |
                          KIND(PLACE_BRIDGE) | KIND(PLACE_UNIVERSITY) | KIND(PLACE_FACILITY) |
                          KIND(PLACE_QUARTER) | KIND(PLACE_RUIN) | KIND(PLACE_STREET);
    Head head;
    guint32 at = token + 1; /* «مطار عسكري» is a head noun of two words */
    const Cue *adjective = scan_cue_at(scan, CUE_APPOSITION, at);
    bool is_sort = adjective && strcmp(adjective->value, "site") == 0;
    is_sort = is_sort || names_side_of_town(scan, token);
    if (!scan_head(scan, token, &head) || head.n > 2 || !head.article) return false;
    /* A name of its own wins, but «المنطقة الصناعية» of some town is none. */
    bool is_name = !is_sort && whole > 1 && is_borne_exactly(scan, token, whole);
    bool may_be = is_sort && (head.number == 1 || (head.kinds & KIND(PLACE_CAMP)))
                      ? (head.kinds & SORTS) != 0 && head.role != HEAD_ADMIN
                      : (head.kinds & SITES) && !(head.kinds & KIND(PLACE_BUILDING)) &&
                            head.number == 1 && head.role == HEAD_KIND;
    if (!may_be || is_name) return false;
    if (at >= scan->text->n_tokens || whole > 2 || scan->shut[at] ||
        !scan_same_sentence(scan, token, at) || !scan_has_article(scan, at) ||
        scan->text->tokens[at].kind != TOKEN_WORD || scan_cue_at(scan, CUE_PART_OF, at) ||
        scan_cue_at(scan, CUE_NEAR, at))
        return false;
    Draft draft = draft_new(token, 2);
    draft.t.candidates = g_new0(guint32, 1);
    draft.head = head;
    draft.t.head = head.row;
    draft.t.has_own_head = draft.t.is_site = true;
    draft.t.is_sort = is_sort && (head.kinds & SORTS);
    draft.t.clitics = draft.lead = head.clitics;
    g_array_append_val(drafts, draft);
    return true;
}

/* «ريف المحافظة الشرقي»، «بادية المدينة»: the extent of the place that the text spoke of before. */
static bool pick_back(const Scan *scan, const Head *heads, guint n_heads, GArray *drafts) {
    const Head *extent = n_heads == 1 ? &heads[0] : NULL;
    if (!extent || (extent->role != HEAD_COUNTRYSIDE && extent->role != HEAD_BADIA)) return false;
    guint32 at = extent->first + extent->n;
    /* «ريف المحافظة» reads like the head noun «ريف محافظة». */
    if (extent->n > 1 && scan_has_article(scan, at - 1)) at--;
    guint64 kinds = scan_same_sentence(scan, extent->first, at) && scan_has_article(scan, at)
                        ? scan_back_kinds(scan, at)
                        : 0;
    if (!kinds) return false;
    Draft draft = draft_new(at, 1);
    draft.t.candidates = g_new0(guint32, 1);
    draft.t.back_kinds = kinds;
    set_heads(&draft, heads, 1);
    finish_phrase(scan, drafts, draft);
    return true;
}

/* «محافظ الرقة عبد الرزاق»: not رقة العبد with its article moved; «مفصول الرأس عن الجسد»: no name
 * ends in a preposition of the text. A name of several words that stands as written is never cut.
 */
static guint32 without_loose_end(const Scan *scan, guint32 token, guint32 n) {
    if (n < 2 || is_borne_exactly(scan, token, n)) return n;
    const char *last = text_norm(scan->text, token + n - 1);
    guint32 shorter = scan_name(scan, token, n - 1);
    bool is_cut = g_utf8_strlen(last, -1) <= 2 && !scan_has_article(scan, token + n - 1) &&
                  scan->text->tokens[token + n - 1].kind == TOKEN_WORD;
    bool is_city =
        shorter && is_borne_exactly(scan, token, shorter) && names_city(scan, token, shorter);
    return is_cut || is_city ? shorter : n;
}

/* «طريق حلب - اللاذقية» leads from one town to another, whatever quarter is called طريق حلب. */
static bool opens_way(const Scan *scan, const Head *head, guint32 whole) {
    if (head->kinds != KIND(PLACE_ROAD) || whole <= head->n) return false;
    guint32 name = head->first + head->n, end = head->first + whole, at = end;
    while (scan_is_punct(scan, at, "-–—")) at++;
    return at > end && scan_same_sentence(scan, head->first, at) &&
           names_settlement(scan, name, end - name) &&
           names_settlement(scan, at, scan_name(scan, at, MAX_NAME));
}

static guint32 pick_at(const Scan *scan, guint32 token, GArray *drafts) {
    if (scan->shut[token] || scan->text->tokens[token].kind == TOKEN_PUNCT) return token + 1;
    guint before = drafts->len;
    guint32 whole = without_bearing(
        scan, token, without_loose_end(scan, token, scan_name(scan, token, MAX_NAME)));
    /* «الضفة الغربية لنهر الفرات» is not the West Bank. */
    const Cue *bank = scan_cue_at(scan, CUE_BANK, token);
    if (bank && whole > 1 && bank->n > whole) return token + whole;
    guint32 bearing = bearing_words(scan, token, whole);
    if (bearing) return token + bearing;
    if (pick_turned(scan, token, whole, drafts)) return DRAFT(drafts, drafts->len - 1)->end;
    if (pick_site(scan, token, whole, drafts)) return DRAFT(drafts, drafts->len - 1)->end;
    Head heads[MAX_HEADS];
    guint n_heads = heads_at(scan, token, heads);
    if (pick_back(scan, heads, n_heads, drafts)) return DRAFT(drafts, drafts->len - 1)->end;
    /* «بقرية» is ب and قرية before it is the village of that name. */
    if (n_heads && whole == heads[0].n && (heads[0].clitics & CLITIC_IN)) whole = 0;
    if (n_heads && opens_way(scan, &heads[0], whole)) whole = 0;
    /* «مدخل مدينة حلب» is near the town, no thing of its own, and «طريق مدينة حلب» leads there. */
    bool leads = n_heads && (scan_cue_over(scan, CUE_NEAR, token, token + heads[0].n) ||
                             heads[0].kinds == KIND(PLACE_ROAD));
    bool names_inner =
        n_heads == 1 && leads && heads[0].kinds != KIND(PLACE_ROAD) &&
        stands_alone(scan, token + heads[0].n, scan_name(scan, token + heads[0].n, MAX_NAME));
    if ((n_heads > 1 && leads) || (names_inner && whole <= heads[0].n)) return token + 1;
    if (unknown_landform(scan, heads, n_heads) && unknown_pick(scan, heads, n_heads, drafts))
        return DRAFT(drafts, drafts->len - 1)->end;
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
    bool is_joined =
        token < scan->text->n_tokens && g_str_has_prefix(text_norm(scan->text, token), "و");
    bool goes_on = (end == token && is_joined) ||
                   (end + 1 == token && (scan_is_punct(scan, end, "،,") || scan_is_and(scan, end)));
    return goes_on && scan_same_sentence(scan, end - 1, token) ? head : NULL;
}

/* «المحطتين الثانية والثالثة»: a definite dual opens a list as a bare one does. */
static guint definite_dual(const Scan *scan, guint32 token, Head *ret_head) {
    return !scan->shut[token] && scan_head(scan, token, ret_head) && ret_head->article &&
           ret_head->number == 2 && ret_head->role == HEAD_KIND;
}

void names_pick(const Scan *scan, GArray *drafts) {
    Head list = {0}, heads[MAX_HEADS];
    for (guint32 token = 0; token < scan->text->n_tokens;) {
        const Head *open = open_list(scan, drafts, &list, token);
        guint n_heads = heads_at(scan, token, heads);
        if (n_heads == 0) n_heads = definite_dual(scan, token, heads);
        const Head *own = n_heads ? &heads[n_heads - 1] : NULL;
        if (own && own->number > 1 && own->role == HEAD_KIND) {
            list = *own;
            if (scan_same_sentence(scan, own->first, own->first + own->n) &&
                compound_pick(scan, own->first + own->n, own, drafts)) {
                Draft *draft = DRAFT(drafts, drafts->len - 1);
                set_heads(draft, heads, n_heads);
                token = draft->end;
                continue;
            }
        } else if (open && (compound_pick(scan, token, open, drafts) ||
                            unknown_member(scan, token, open, drafts))) {
            token = DRAFT(drafts, drafts->len - 1)->end;
            continue;
        }
        token = pick_at(scan, token, drafts);
    }
}
