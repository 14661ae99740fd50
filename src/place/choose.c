/*
 * Deciding all toponyms of a text, the plain ones first: what is sure by itself speaks for what is
 * near it, and a first mention settles the later ones.
 */
#include "place/resolver.h"

#define ACCEPTED 0.5
#define SURE 0.75
#define KIND(k) (G_GUINT64_CONSTANT(1) << (k))

static const Scored *best_of(const Choice *choice) {
    return choice->scored->len ? &g_array_index(choice->scored, Scored, 0) : NULL;
}

/* ---- which place? ---------------------------------------------------------------------------- */

/* Softmax of the points; a point is about a factor of two. */
static double probability_of_best(const Choice *choice) {
    const Scored *best = best_of(choice);
    double sum = 0;
    for (guint k = 0; k < choice->scored->len; k++)
        sum += exp(0.8 * (g_array_index(choice->scored, Scored, k).score - best->score));
    return 1 / sum;
}

/* One bit of 64 for each place: what has none of the bits of some is none of them. */
static guint64 bit_of(guint32 place) { return G_GUINT64_CONSTANT(1) << (place & 63); }

/* What a later toponym of the same name may be taken for: no unit, which stands for its town as
 * well. */
static guint32 settles_as(const Resolver *self, guint32 i) {
    const Choice *choice = &self->choices[i];
    if (choice->place == NO_PLACE || choice->is_dropped || toponym_is_pair(toponym_at(self, i)))
        return NO_PLACE;
    PlaceKind kind = (PlaceKind)gazetteer_place(self->gazetteer, choice->place)->kind;
    return kind_is_unit(kind) && kind != PLACE_COUNTRY ? NO_PLACE : choice->place;
}

/* The earlier toponym of the same name that was taken for one of the candidates. */
static guint32 settled_before(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    guint64 bits = 0;
    for (guint32 c = 0; c < t->n_candidates; c++) bits |= bit_of(t->candidates[c]);
    for (guint32 k = i; k-- > 0;) {
        if (!(bits & bit_of(self->settled[k]))) continue;
        for (guint32 c = 0; c < t->n_candidates; c++)
            if (t->candidates[c] == self->settled[k]) return k;
    }
    return NO_PLACE;
}

static gint compare_scored(gconstpointer a, gconstpointer b) {
    const Scored *x = a, *y = b;
    if (x->score > y->score) return -1;
    if (x->score < y->score) return 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* A first mention settles the later ones, unless their own head noun speaks against it. */
static void settle(Resolver *self, guint32 i) {
    Choice *choice = &self->choices[i];
    choice->same_as = settled_before(self, i);
    if (choice->same_as == NO_PLACE) return;
    guint32 place = self->choices[choice->same_as].place;
    for (guint k = 0; k < choice->scored->len; k++) {
        Scored *one = &g_array_index(choice->scored, Scored, k);
        if (one->place == place && (one->fits_head || toponym_at(self, i)->head == NO_PLACE))
            one->score += 3;
    }
    g_array_sort(choice->scored, compare_scored);
    if (best_of(choice)->place != place) choice->same_as = NO_PLACE;
}

/* Far from where the words behind the name put it. */
static bool is_far_from_within(const Resolver *self, guint32 i, const Place *p) {
    guint32 w = toponym_at(self, i)->within;
    if (toponym_at(self, i)->within_is_loose || within_agrees(self, w, p) >= 0 ||
        !self->choices[w].is_sure)
        return false;
    const Place *outer = chosen_place(self, w);
    bool is_part = !kind_is_settlement((PlaceKind)p->kind) && !kind_is_area((PlaceKind)outer->kind);
    return !geo_is_nearer(place_point(outer), place_point(p),
                          1.2 * (double)outer->radius_m + (is_part ? 12000 : 40000));
}

/* Far from two sure members of its list, or very far from the only one. */
static bool is_far_from_list(const Resolver *self, guint32 i, const Place *p) {
    const Toponym *t = toponym_at(self, i);
    guint far = 0, very_far = 0;
    for (guint32 k = context_begin(i); k < context_end(self, i) && t->list != NO_PLACE; k++) {
        if (toponym_at(self, k)->list != t->list || k == i || !self->choices[k].is_sure) continue;
        const Place *other = chosen_place(self, k);
        if (!other) continue;
        if (other->admin1 == p->admin1 || geo_is_nearer(place_point(other), place_point(p), 80000))
            return false;
        far++;
        very_far += !geo_is_nearer(place_point(other), place_point(p), 150000);
    }
    return far > 1 || very_far > 0;
}

/* «فرع الأمن العسكري»: the whole name is a head noun, so that every town has one: it is the one of
 * the town beside it. */
static bool is_generic(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    for (guint32 k = matches_at(self->matches, t->first_token); k < self->matches->n; k++) {
        const Match *m = &self->matches->items[k];
        if (m->first_token != t->first_token) return false;
        if (m->table == TABLE_HEAD && m->n_tokens == t->n_tokens) return t->n_tokens > 1;
    }
    return false;
}

/* The text speaks of a place beside it in this sentence or the next. */
static bool is_close(const Resolver *self, const Scored *one) {
    return nearness(self, gazetteer_place(self->gazetteer, one->place), 15000) > 0.58;
}

static void note_city(guint32 index, void *data) {
    struct {
        const Resolver *resolver;
        bool found;
    } *near = data;
    const Place *p = gazetteer_place(near->resolver->gazetteer, index);
    near->found = near->found || p->kind == PLACE_CITY;
}

/* «حي زملكا»: a town that has grown into the city beside it. */
static bool is_suburb(const Resolver *self, const Place *p) {
    struct {
        const Resolver *resolver;
        bool found;
    } near = {self, false};
    if (!kind_is_settlement((PlaceKind)p->kind) || p->kind == PLACE_CITY) return false;
    gazetteer_around(self->gazetteer, place_point(p), 12000, note_city, &near);
    return near.found;
}

/* A thing that bears the name of another place: «شارع راجو» in Afrin is no town, «مشفى الجولان» is
 * not in Golan. A quarter may be a suburb; a hospital that bears a town's name is mostly in it. */
static bool bears_other_name(const Resolver *self, guint32 i, const Scored *one) {
    const guint64 STREETS = KIND(PLACE_STREET) | KIND(PLACE_SQUARE);
    const guint64 PARTS = STREETS | KIND(PLACE_QUARTER) | KIND(PLACE_ROUNDABOUT) |
                          KIND(PLACE_MARKET) | KIND(PLACE_JUNCTION);
    const guint64 HOUSES = KIND(PLACE_HOSPITAL) | KIND(PLACE_SCHOOL) | KIND(PLACE_UNIVERSITY) |
                           KIND(PLACE_MOSQUE) | KIND(PLACE_CHURCH);
    const Toponym *t = toponym_at(self, i);
    const Place *p = gazetteer_place(self->gazetteer, one->place);
    guint64 kinds = t->head_kinds & ~KIND(PLACE_ROAD);
    if (!kinds || !t->has_own_head || one->fits_head ||
        strcmp(gazetteer_cell(self->gazetteer, TABLE_HEAD, t->head, "number"), "sg") != 0)
        return false;
    /* «بناء الحيط»: no village that is spelt otherwise. */
    if (kinds == KIND(PLACE_BUILDING) && !one->is_exact && kind_is_settlement((PlaceKind)p->kind))
        return true;
    if (!(kinds & ~HOUSES)) return !kind_is_settlement((PlaceKind)p->kind);
    /* «سوق معرة النعمان»: a town's market, unless the words behind put it elsewhere. */
    bool is_town = p->kind == PLACE_TOWN || p->kind == PLACE_CITY ||
                   (t->n_tokens > 1 && kind_is_settlement((PlaceKind)p->kind));
    if ((kinds & KIND(PLACE_MARKET)) && is_town && one->is_exact &&
        within_agrees(self, t->within, p) >= 0)
        return false;
    /* «ملعب الباسل»: a playground bears a man's name, not a village's. */
    if (kinds == (KIND(PLACE_BUILDING) | KIND(PLACE_SQUARE)))
        return p->kind == PLACE_VILLAGE || p->kind == PLACE_HAMLET;
    if (kinds & ~PARTS || !(kinds & (STREETS | KIND(PLACE_QUARTER)))) return false;
    return !(kinds & KIND(PLACE_QUARTER)) || (kinds & KIND(PLACE_SQUARE)) || !is_suburb(self, p);
}

/* Does toponym k say the same name once more, and nothing beside it where that is? What one mention
 * lacks the next does not add. */
static bool is_echo(const Resolver *self, guint32 i, guint32 k) {
    const Toponym *a = toponym_at(self, i), *b = toponym_at(self, k);
    if (a->n_candidates == 0 || a->n_candidates != b->n_candidates ||
        memcmp(a->candidates, b->candidates, a->n_candidates * sizeof *a->candidates) != 0)
        return false;
    const Scored *best = best_of(&self->choices[k]);
    return !best || !best->fits_within;
}

/* Does voice k, of another toponym than i, name a sure place in Syria? */
static inline bool is_other_ground(const Resolver *self, guint32 i, guint32 k) {
    return self->voices[k].is_sure && self->voices[k].is_ground && k != i && !is_echo(self, i, k);
}

/* `least` places at least that the text is sure of, and none within `reach_m`. What the text is
 * sure of elsewhere is no other place. */
static bool is_far_from_all(const Resolver *self, guint32 i, guint32 place, double reach_m,
                            guint32 least) {
    const Gazetteer *gazetteer = self->gazetteer;
    const Place *p = gazetteer_place(gazetteer, place);
    guint32 n_far = 0, last = NO_PLACE;
    for (guint32 k = 0; k < self->toponyms->n; k++) {
        const Voice *voice = &self->voices[k];
        if (!is_other_ground(self, i, k) || voice->place == last) continue;
        const Place *other = gazetteer_place(gazetteer, voice->place);
        double reach = reach_m + (voice->is_point ? 0 : other->radius_m);
        if (voice->place == place || geo_is_within(&voice->spot, gazetteer_spot(gazetteer, place),
                                                   place_point(other), place_point(p), reach))
            return false;
        n_far++;
        last = voice->place;
    }
    return n_far >= least;
}

/* So many settlements here bear the name as written. */
static guint32 n_namesakes(const Resolver *self, guint32 i) {
    const GArray *scored = self->choices[i].scored;
    guint32 n = 0;
    for (guint k = 0; k < scored->len; k++) {
        const Scored *one = &g_array_index(scored, Scored, k);
        const Place *p = gazetteer_place(self->gazetteer, one->place);
        n += one->is_exact && !p->is_abroad && kind_is_settlement((PlaceKind)p->kind);
    }
    return n;
}

#define OTHER_HALF_M 220000.0
#define OTHER_LAND_M 70000.0
#define OTHER_TOWN_M 40000.0

/* «تل حديد» in a text about Suwayda: no place that the text is sure of lies in its half of the
 * country; of a name that several bear, in its land; of a part of a town, in or about that town. */
static bool is_out_of_text(const Resolver *self, guint32 i, guint32 place) {
    const guint64 TOLD_BY_TOWN = KIND(PLACE_STREET) | KIND(PLACE_SQUARE) | KIND(PLACE_ROUNDABOUT) |
                                 KIND(PLACE_MARKET) | KIND(PLACE_JUNCTION) | KIND(PLACE_HOSPITAL) |
                                 KIND(PLACE_SCHOOL) | KIND(PLACE_UNIVERSITY) | KIND(PLACE_MOSQUE) |
                                 KIND(PLACE_CHURCH) | KIND(PLACE_BUILDING);
    const Place *p = gazetteer_place(self->gazetteer, place);
    /* «المشفى العسكري في دير الزور»: a name that says which. */
    const Toponym *t = toponym_at(self, i);
    bool says_which = t->list != NO_PLACE || (p->kind == PLACE_HOSPITAL && t->n_tokens > 3);
    if ((TOLD_BY_TOWN >> p->kind & 1 && !says_which) || (p->kind == PLACE_QUARTER && p->is_osm))
        return is_far_from_all(self, i, place, OTHER_TOWN_M, 1);
    if (kind_is_settlement((PlaceKind)p->kind) && n_namesakes(self, i) > 1 &&
        is_far_from_all(self, i, place, OTHER_LAND_M, 2))
        return true;
    return !p->population && is_far_from_all(self, i, place, OTHER_HALF_M, 2);
}

/* Is the place what another toponym of the text surely means? */
static bool is_named_elsewhere(const Resolver *self, guint32 i, guint32 place) {
    if (!ground_may_be_named_besides(self, i, place)) return false;
    for (guint32 k = ground_named_from(self, 0, place); k < self->toponyms->n;
         k = ground_named_from(self, k + 1, place))
        if (is_other_ground(self, i, k)) return true;
    return false;
}

/* Villages share names, and no gazetteer has them all: one that lies where the text is not is
 * another village of that name. Larger places are known to be one. */
static bool is_elsewhere(const Resolver *self, guint32 i, const Scored *best) {
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    if (bears_other_name(self, i, best)) return true;
    if (is_generic(self, i)) return !is_close(self, best);
    const guint64 SMALL = KIND(PLACE_VILLAGE) | KIND(PLACE_HAMLET) | KIND(PLACE_LOCALITY) |
                          KIND(PLACE_QUARTER) | KIND(PLACE_STREET) | KIND(PLACE_SQUARE) |
                          KIND(PLACE_ROUNDABOUT) | KIND(PLACE_MARKET) | KIND(PLACE_JUNCTION) |
                          KIND(PLACE_HOSPITAL) | KIND(PLACE_SCHOOL) | KIND(PLACE_UNIVERSITY) |
                          KIND(PLACE_MOSQUE) | KIND(PLACE_CHURCH) | KIND(PLACE_BUILDING) |
                          KIND(PLACE_BRIDGE) | KIND(PLACE_STATION) | KIND(PLACE_FARM);
    /* «قرية العريش بريف الحسكة» is no city of Egypt. */
    if (p->is_abroad)
        return (best->is_lent && self->foreign <= self->syrian) ||
               (kind_is_settlement((PlaceKind)p->kind) && is_far_from_within(self, i, p));
    if (best->fits_within) return false;
    /* There is one «المحطة الثانية», however far from the town that is named with it. */
    bool is_known_station = p->kind == PLACE_STATION && !p->is_osm && best->is_exact;
    if (is_known_station && toponym_at(self, i)->n_candidates == 1) return false;
    if (is_named_elsewhere(self, i, best->place)) return false;
    if (SMALL >> p->kind & 1)
        return is_far_from_within(self, i, p) || is_far_from_list(self, i, p) ||
               is_out_of_text(self, i, best->place);
    /* «قريتي الجاسم وبساتين»: no town that is spelt otherwise; «قرية المنصورة»: nor one that is
     * said to be a village, where the text is not. */
    const Toponym *t = toponym_at(self, i);
    bool is_small = p->population < 20000 || !best->is_exact;
    bool is_village = t->has_own_head && (t->head_kinds & KIND(PLACE_VILLAGE));
    if (p->kind == PLACE_SUBDISTRICT) return is_village && is_out_of_text(self, i, best->place);
    return p->kind == PLACE_TOWN && ((is_small && is_far_from_within(self, i, p)) ||
                                     ((is_village || (is_small && t->has_own_head)) &&
                                      is_out_of_text(self, i, best->place)));
}

/* Puts the best candidate that is not elsewhere first; false when all are. */
static bool prefer_here(Resolver *self, guint32 i) {
    GArray *scored = self->choices[i].scored;
    for (guint k = 0; k < scored->len; k++) {
        Scored one = g_array_index(scored, Scored, k);
        if (is_elsewhere(self, i, &one)) continue;
        if (k == 0) return true;
        g_array_remove_index(scored, k);
        g_array_prepend_val(scored, one);
        return true;
    }
    return false;
}

/* «ريف المحافظة الشرقي»: the last place of these kinds, or the governorate of the last place. */
static void choose_back(Resolver *self, guint32 i) {
    const guint64 UNITS = KIND(PLACE_GOVERNORATE) | KIND(PLACE_SUBDISTRICT);
    guint64 kinds = toponym_at(self, i)->back_kinds;
    Choice *choice = &self->choices[i];
    choice->place = choice->same_as = NO_PLACE;
    for (guint32 k = i; choice->place == NO_PLACE && k-- > 0;) {
        const Place *p = chosen_place(self, k);
        /* «قرية المنصورة بريف المحافظة»: what is said to lie there does not tell where that is. */
        if (!p || self->choices[k].is_dropped || p->is_abroad ||
            toponym_is_pair(toponym_at(self, k)) || toponym_at(self, k)->within == i)
            continue;
        if (kinds >> p->kind & 1)
            choice->place = self->choices[k].place;
        else if ((kinds & UNITS) && p->admin1 != NO_PLACE)
            choice->place = p->admin1;
        if (choice->place != NO_PLACE) choice->same_as = k;
    }
    choice->is_dropped = choice->place == NO_PLACE;
    choice->trust = choice->probability = 0.8;
    g_array_set_size(choice->scored, 0);
    if (choice->is_dropped) return;
    Scored one = {.place = choice->place, .score = 1, .is_exact = true, .fits_head = true};
    g_array_append_val(choice->scored, one);
}

/* «منطقة الصناعة في مدينة إدلب»: a part of the town that is named right behind, whatever village
 * bears the word. */
static bool is_region_within(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    const Place *town = t->within == NO_PLACE ? NULL : chosen_place(self, t->within);
    return t->has_own_head && t->head != NO_PLACE && strcmp(head_role(self, t), "region") == 0 &&
           t->n_tokens == 1 && town && !town->is_abroad &&
           kind_is_settlement((PlaceKind)town->kind) && !self->choices[t->within].is_dropped &&
           text_has_article(self->text, t->first_token);
}

/* «قريتي المناخ والفيصلية»: the head noun of a list makes a place of each member, though not of the
 * village far away that bears its name. */
static bool has_head_of_list(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    const Place *p = chosen_place(self, i);
    return t->list != NO_PLACE && t->head != NO_PLACE && !t->has_own_head && !t->needs_context &&
           t->is_exact && strcmp(head_role(self, t), "kind") == 0 && p &&
           kind_is_settlement((PlaceKind)p->kind) && self->foreign <= self->syrian;
}

/* «بالقرب من معمل الغزل»: near a thing that bears the name, which is not the quarter far away. */
static bool is_near_phrase(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    bool is_led = t->relation == RELATION_NEAR || t->relation == RELATION_SECTOR;
    return is_led && t->has_own_head && !t->needs_context && t->head != NO_PLACE &&
           strcmp(head_role(self, t), "kind") == 0 && self->foreign <= self->syrian;
}

static void decide(Resolver *self, guint32 i, bool use_context) {
    Choice *choice = &self->choices[i];
    const Toponym *t = toponym_at(self, i);
    if (toponym_is_pair(t)) return;
    if (t->back_kinds) {
        if (use_context) choose_back(self, i);
        return;
    }
    if (t->is_site) {
        if (use_context) choose_site(self, i);
        return;
    }
    if (use_context) surroundings_gather(self, i);
    candidates_score(self, i, use_context);
    if (!best_of(choice)) {
        choice->trust = 0.6;
        return;
    }
    if (use_context) settle(self, i);
    if (use_context && !prefer_here(self, i)) {
        choice->place = choice->same_as = NO_PLACE;
        choice->trust = 0.6;
        choice->is_sure = false;
        bool says_where = t->within != NO_PLACE && self->choices[t->within].place != NO_PLACE;
        /* «القاعدة الأمريكية» is a common noun, which names another place elsewhere. */
        bool is_definite = text_has_article(self->text, t->first_token);
        /* «دوار الحلوة»: a head noun makes it a place, whatever village bears the name elsewhere.
         */
        bool is_headed = (t->has_own_head && strcmp(head_role(self, t), "kind") == 0) ||
                         is_region_within(self, i);
        choice->is_dropped = self->foreign > self->syrian + 0.4 ||
                             (t->needs_context && !(is_headed && says_where)) ||
                             (t->head == NO_PLACE && (t->n_tokens == 1 || is_definite)) ||
                             (is_generic(self, i) && !says_where);
        return;
    }
    const Scored *best = best_of(choice);
    choice->place = best->place;
    choice->probability = probability_of_best(choice);
    choice->trust = use_context ? trust_in_context(self, i, best) : trust_of_name(self, t, best);
    choice->is_dropped = use_context && choice->trust < ACCEPTED;
    if (choice->is_dropped &&
        (has_head_of_list(self, i) || is_near_phrase(self, i) || is_region_within(self, i))) {
        choice->place = choice->same_as = NO_PLACE;
        choice->trust = 0.6;
        choice->is_dropped = false;
    }
    choice->is_sure = !choice->is_dropped && choice->place != NO_PLACE && choice->trust >= SURE &&
                      choice->probability >= (use_context ? 0.6 : 0.8);
}

/* … to the other toponyms. */
static bool says_the_same(const Choice *a, const Choice *b) {
    return a->place == b->place && a->is_sure == b->is_sure && a->is_dropped == b->is_dropped;
}

/* Does a choice ask how far the text is about Syria, be it more about Syria than about another
 * country (where all ask it)? For names of places abroad, and for words. */
static bool hangs_on_countries(const Resolver *self, const Toponym *t) {
    for (guint32 k = 0; k < t->n_candidates; k++)
        if (gazetteer_place(self->gazetteer, t->candidates[k])->is_abroad) return true;
    return t->needs_context;
}

/* What others ask of a choice follows it. */
static void choice_tell(Resolver *self, guint32 i) {
    self->settled[i] = settles_as(self, i);
    voice_set(self, i);
}

static void choose_alone(Resolver *self, guint32 i) {
    decide(self, i, false);
    choice_tell(self, i);
}

/* Decides again, where something that may bear on it has changed since it was decided. */
static void choose(Resolver *self, guint32 i) {
    Choice *choice = &self->choices[i];
    if (choice->decided_at == self->n_changes &&
        (choice->weighed_at == self->n_weighings || !hangs_on_countries(self, toponym_at(self, i))))
        return;
    const Choice before = *choice;
    decide(self, i, true);
    if (!says_the_same(choice, &before)) self->n_changes++;
    choice->decided_at = self->n_changes;
    choice->weighed_at = self->n_weighings;
    choice_tell(self, i);
}

/* ---- Syria or elsewhere ---------------------------------------------------------------------- */

/* How far one place says that the text is about Syria: a street or a mosque bears a name that every
 * country has, a village's may be a word. */
static double syrian_weight(const Place *p) {
    if (p->kind == PLACE_VILLAGE) return 0.6;
    bool is_known = kind_is_area((PlaceKind)p->kind) || kind_is_settlement((PlaceKind)p->kind) ||
                    (!p->is_osm && !kind_is_quarter((PlaceKind)p->kind));
    return is_known ? 1 : 0.25;
}

static void weigh_countries(Resolver *self) {
    double syria = self->here, abroad = self->abroad + 0.7 * self->toponyms->n_foreign;
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        const Choice *choice = &self->choices[i];
        const Place *p = chosen_place(self, i);
        if (!p || choice->is_dropped || choice->trust < ACCEPTED) continue;
        /* Abroad a name need not be settled: what stands in that table is known by it. */
        /* «قرية الجفرة» in a text of Syria's armies: a place here bears the name as well. */
        if (p->is_abroad && self->here > 0 && n_namesakes(self, i) > 0) continue;
        if (p->is_abroad && best_of(choice)->is_exact)
            abroad += p->kind == PLACE_COUNTRY ? 0.7 : 1;
        else if (!p->is_abroad && choice->is_sure)
            syria += syrian_weight(p);
    }
    double sum = syria + abroad + 0.3;
    bool is_abroad = self->foreign > self->syrian || abroad > syria;
    if (self->syrian != syria / sum || self->foreign != abroad / sum)
        ++*(is_abroad ? &self->n_changes : &self->n_weighings);
    self->syrian = syria / sum;
    self->foreign = abroad / sum;
}

bool is_state_border(const Resolver *self, guint32 i) {
    return chosen_place(self, i)->kind == PLACE_REGION &&
           has_relation(self, self->choices[i].place, "border-with");
}

static void close_within(Resolver *self) {
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        Choice *choice = &self->choices[i];
        guint32 w = toponym_at(self, i)->within;
        if (w == NO_PLACE || self->choices[w].is_dropped || self->choices[w].place == NO_PLACE)
            continue;
        const Place *p = chosen_place(self, i);
        /* «جبل الزاوية: البارة»: a mark and a smaller place behind say what is in the area. */
        bool is_inside_out = p && toponym_at(self, i)->within_is_loose && p->kind == PLACE_REGION &&
                             kind_is_settlement((PlaceKind)chosen_place(self, w)->kind) &&
                             toponym_at(self, w)->relation == RELATION_AT;
        choice->within_holds = !is_inside_out && (!p || within_agrees(self, w, p) > 0);
        /* «مدينة البوكمال الواقعة على الحدود السورية العراقية»: a border tells what kind of town it
         * is, and is no place of its own beside it. */
        if (choice->within_holds && p && is_state_border(self, w)) {
            self->choices[w].is_dropped = true;
            choice->within_holds = false;
        }
    }
}

/* A pair stands and falls with its two. */
static void close_pairs(Resolver *self) {
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        const Toponym *t = toponym_at(self, i);
        Choice *choice = &self->choices[i];
        if (!toponym_is_pair(t)) continue;
        const Choice *one = &self->choices[t->one], *other = &self->choices[t->other];
        choice->is_dropped = one->is_dropped || other->is_dropped || one->place == NO_PLACE ||
                             other->place == NO_PLACE || chosen_place(self, t->one)->is_abroad ||
                             chosen_place(self, t->other)->is_abroad || one->place == other->place;
        choice->place = choice->is_dropped ? NO_PLACE : one->place;
        choice->probability = MIN(one->probability, other->probability);
        choice->trust = MIN(one->trust, other->trust);
    }
}

void choices_make(Resolver *self) {
    lands_gather(self);
    for (guint32 i = 0; i < self->toponyms->n; i++) choose_alone(self, i);
    weigh_countries(self);
    for (int pass = 0; pass < 3; pass++) {
        /* Backwards first: what says where a place lies stands behind it. */
        for (guint32 i = self->toponyms->n; i-- > 0;)
            if (pass == 0) choose(self, i);
        for (guint32 i = 0; i < self->toponyms->n; i++) choose(self, i);
        weigh_countries(self);
    }
    drop_unanchored(self);
    close_within(self);
    close_pairs(self);
}
