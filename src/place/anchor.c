/*
 * Does anything tie the text to Syria? Names of villages are words, and places in other countries:
 * they count only in a text that is about here.
 */
#include "place/resolver.h"

/* A town whose people nobody counted is one all the same. */
static bool is_known_town(const Place *p) {
    return p->kind == PLACE_TOWN && (p->population >= 4000 || p->population == 0);
}

static bool is_known_area(const Place *p) {
    return !p->is_abroad &&
           (p->kind == PLACE_COUNTRY || p->kind == PLACE_GOVERNORATE || p->kind == PLACE_CITY ||
            p->kind == PLACE_REGION || p->kind == PLACE_COUNTRYSIDE || p->kind == PLACE_DESERT);
}

/* Something in the sentence treats the word as a place. */
static bool is_used_as_place(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    const Scored *best = &g_array_index(self->choices[i].scored, Scored, 0);
    return t->has_own_head || t->is_introduced || t->n_tokens > 1 || t->list != NO_PLACE ||
           best->fits_within || sentence_reports(self, i);
}

/* Fields, bases, crossings, rivers … that the editors set down by hand: their names with the head
 * noun are rarely another's. */
static bool is_landmark(const Place *p) {
    bool is_site = (p->kind >= PLACE_CAMP && p->kind <= PLACE_CASTLE) || p->kind == PLACE_PRISON;
    return !p->is_osm && !p->is_abroad && (is_site || p->kind == PLACE_RIVER);
}

/* How many of the candidates bear the name as written. */
static guint n_exact(const Resolver *self, guint32 i) {
    const GArray *scored = self->choices[i].scored;
    guint n = 0;
    for (guint k = 0; k < scored->len; k++) n += g_array_index(scored, Scored, k).is_exact;
    return n;
}

/* «ناحية معبطلي»: the town and the units that bear its name are one place. */
static bool is_one_place(const Resolver *self, guint32 i) {
    const GArray *scored = self->choices[i].scored;
    const Place *p = chosen_place(self, i);
    for (guint k = 0; k < scored->len; k++) {
        guint32 other = g_array_index(scored, Scored, k).place;
        if (other != self->choices[i].place && other != p->admin2 && other != p->admin3)
            return false;
    }
    return true;
}

/* «قره كوزاك: …»: two words that together are one village's name and nothing else, which something
 * leads to, in a report. */
static bool is_whole_name(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    const Scored *best = &g_array_index(self->choices[i].scored, Scored, 0);
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    return t->n_tokens > 1 && t->n_candidates == 1 && best->is_exact && !t->needs_context &&
           !p->is_osm && kind_is_settlement((PlaceKind)p->kind) && t->is_introduced &&
           sentence_reports(self, i);
}

enum { LEAST_OWN_LETTERS = 5 };

/* «بلدة معبده»، «ناحية معبطلي»: without the article of its table, and yet a head noun that fits, a
 * long name, and one place that bears it. */
static bool is_headed_town(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    const Scored *best = &g_array_index(self->choices[i].scored, Scored, 0);
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    return t->has_own_head && t->head != NO_PLACE && best->fits_head && p->kind == PLACE_TOWN &&
           g_utf8_strlen(text_norm(self->text, t->first_token), -1) >= LEAST_OWN_LETTERS &&
           is_one_place(self, i) && sentence_reports(self, i);
}

/* «قرية الباغوز فوقاني»، «قاعدة حميميم»: a head noun that fits and a name that only one place
 * bears, of several words or of a landmark. */
static bool is_unmistakable(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    const Scored *best = &g_array_index(self->choices[i].scored, Scored, 0);
    const Place *p = gazetteer_place(self->gazetteer, best->place);
    /* The Euphrates flows on. */
    if (p->kind == PLACE_RIVER || p->is_abroad) return false;
    if (is_headed_town(self, i) || is_whole_name(self, i)) return true;
    if (!best->is_exact) return false;
    /* «اللواء 52»: the head noun has its article and a number. */
    const Token *last = &self->text->tokens[t->first_token + t->n_tokens - 1];
    if (t->n_tokens > 1 && t->is_introduced && last->kind == TOKEN_NUMBER)
        return p->kind == PLACE_BASE || p->kind == PLACE_BARRACKS;
    return t->head != NO_PLACE && best->fits_head && !p->is_osm &&
           (is_landmark(p) ? t->n_candidates <= 3
                           : t->n_candidates == 1 && t->n_tokens > 1 &&
                                 kind_is_settlement((PlaceKind)p->kind));
}

/* Does the country's name stand among the words? */
static bool says_syria(const Resolver *self, const Toponym *t) {
    for (guint32 i = matches_at(self->matches, t->span_first); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token >= t->span_first + t->span_n) return false;
        if (m->table != TABLE_NAME) continue;
        const Place *p =
            gazetteer_place(self->gazetteer, gazetteer_name(self->gazetteer, m->entry)->place);
        if (p->kind == PLACE_COUNTRY && !p->is_abroad) return true;
    }
    return false;
}

/* Is the head noun part of the name («حوض اليرموك»), not a word before it («مناطق الساحل»)? */
static bool head_is_inside(const Resolver *self, const Toponym *t) {
    for (guint32 k = matches_at(self->matches, t->first_token); k < self->matches->n; k++) {
        const Match *m = &self->matches->items[k];
        if (m->first_token != t->first_token) return false;
        if (m->table == TABLE_HEAD && m->entry == t->head) return true;
    }
    return false;
}

/* «جبل الزاوية»، «حوض اليرموك»، «في حوران»: a region whose name no other place bears, of several
 * words or led to as a place is, in a report. «مناطق الساحل» is any coast. */
static bool is_own_region(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    const Scored *best = &g_array_index(self->choices[i].scored, Scored, 0);
    bool is_loose = strcmp(head_role(self, t), "region") == 0 && !head_is_inside(self, t);
    return chosen_place(self, i)->kind == PLACE_REGION && best->is_exact && n_exact(self, i) == 1 &&
           (t->n_tokens > 1 || t->is_introduced) && !t->needs_context && !is_loose &&
           sentence_reports(self, i);
}

/* «في الخشام»: a town of some size that the text gives an article, led to as a place is, in a
 * report. */
static bool is_town_led_to(const Resolver *self, guint32 i) {
    const Place *p = chosen_place(self, i);
    const Toponym *t = toponym_at(self, i);
    return p->kind == PLACE_TOWN && p->population >= 4000 && t->is_introduced && !t->clitics &&
           text_has_article(self->text, t->first_token) && sentence_reports(self, i);
}

/* A settlement here that is named as written and used as a place. */
static bool is_plain_settlement(const Resolver *self, guint32 i) {
    const Place *p = chosen_place(self, i);
    return p && !self->choices[i].is_dropped && !p->is_abroad &&
           kind_is_settlement((PlaceKind)p->kind) && !toponym_is_pair(toponym_at(self, i)) &&
           g_array_index(self->choices[i].scored, Scored, 0).is_exact && is_used_as_place(self, i);
}

/* «قرى المسرب والخريطة والشميطية»: villages of one list that lie beside each other are no chance:
 * what each of them adds. */
#define BESIDE_M 25000.0
static double company_weight(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    guint32 beside = 0;
    if (t->list == NO_PLACE || !is_plain_settlement(self, i)) return 0;
    for (guint32 k = context_begin(i); k < context_end(self, i); k++) {
        if (k == i || toponym_at(self, k)->list != t->list || !is_plain_settlement(self, k) ||
            self->choices[k].place == self->choices[i].place)
            continue;
        beside += geo_distance_m(place_point(chosen_place(self, i)),
                                 place_point(chosen_place(self, k))) < BESIDE_M;
    }
    /* «بلدتي الكشمة والدوير»: the noun says that both are towns. */
    bool is_said =
        t->head != NO_PLACE && strcmp(head_role(self, t), "kind") == 0 &&
        strcmp(gazetteer_cell(self->gazetteer, TABLE_HEAD, t->head, "number"), "sg") != 0;
    return beside >= 2 || (beside == 1 && is_said) ? 0.4 : beside == 1 ? 0.25 : 0;
}

/* How far one mention ties the text to Syria. */
static double anchor_weight(const Resolver *self, guint32 i) {
    const Choice *choice = &self->choices[i];
    const Toponym *t = toponym_at(self, i);
    const Place *p = chosen_place(self, i);
    const Scored *best = &g_array_index(choice->scored, Scored, 0);
    /* Regions bear the names of directions and coasts, which every country has, unless they say
     * which (شمالي سوريا). */
    if (p->kind == PLACE_REGION || p->kind == PLACE_DESERT)
        return says_syria(self, t) || is_own_region(self, i) ? 1 : 0.4;
    if (is_known_area(p)) {
        /* «شمال حماة»: words of relation make the town of a word. */
        bool is_related = t->relation != RELATION_AT && t->relation != RELATION_ROAD;
        bool is_plain = best->is_exact && (!t->needs_context || best->fits_within || is_related);
        return is_plain && is_used_as_place(self, i) ? 1 : 0.2;
    }
    if (is_landmark(p) && best->fits_head && best->is_exact) return t->has_own_head ? 0.5 : 0.2;
    if (best->fits_within) {
        const Place *outer = chosen_place(self, t->within);
        if (outer && is_known_area(outer)) return 1;
    }
    if (is_unmistakable(self, i)) return 0.5;
    if (is_known_town(p) && best->is_exact) {
        /* «بريف المالكية»: the press of no other country speaks so. */
        if (t->relation == RELATION_COUNTRYSIDE && sentence_reports(self, i)) return 0.9;
        return t->has_own_head || t->is_introduced ? 0.5 : 0.35;
    }
    return t->has_own_head && best->is_exact && sentence_reports(self, i) ? 0.25 : 0.05;
}

static bool is_repeated(const Resolver *self, guint32 i) {
    for (guint32 k = 0; k < i; k++)
        if (!self->choices[k].is_dropped && self->choices[k].place == self->choices[i].place)
            return true;
    return false;
}

/* The rows of cues.tsv of a sort (guint32) that the text has words of, each once. */
static GArray *cue_rows(const Resolver *self, const char *cue) {
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = 0; i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->table != TABLE_CUE ||
            !gazetteer_cell_is(self->gazetteer, TABLE_CUE, m->entry, "cue", cue))
            continue;
        bool is_known = false;
        for (guint k = 0; k < rows->len && !is_known; k++)
            is_known = g_array_index(rows, guint32, k) == m->entry;
        if (!is_known) g_array_append_val(rows, m->entry);
    }
    return rows;
}

static const char *cue_value(const Resolver *self, const GArray *rows, guint i) {
    return gazetteer_cell(self->gazetteer, TABLE_CUE, g_array_index(rows, guint32, i), "value");
}

/* «قوات النظام»، «الجيش السوري»: words that only a report about Syria uses. */
static double words_of_syria(const Resolver *self) {
    g_autoptr(GArray) rows = cue_rows(self, "here");
    double most = 0, sum = 0;
    for (guint i = 0; i < rows->len; i++) {
        double weight = g_ascii_strtod(cue_value(self, rows, i), NULL);
        most = MAX(most, weight);
        sum += weight;
    }
    return MIN(0.8, MAX(most, 0.8 * sum));
}

/* «الجيش اللبناني»، «قوات حفتر»: words that stand for a country. Their value names it, and how much
 * they say for it. */
void lands_gather(Resolver *self) {
    self->here = words_of_syria(self);
    g_autoptr(GArray) rows = cue_rows(self, "abroad");
    for (guint i = 0; i < rows->len; i++) {
        g_auto(GStrv) words = g_strsplit(cue_value(self, rows, i), " ", 2);
        guint32 land = gazetteer_by_id(self->gazetteer, words[0]);
        if (land == NO_PLACE) continue;
        g_array_append_val(self->lands, land);
        self->abroad += words[1] ? g_ascii_strtod(words[1], NULL) : 0;
    }
}

/* How far the text is tied to Syria, less its ties to cities elsewhere (countries are named in
 * every report). Each place counts once, however often it is named. */
static double anchorage(const Resolver *self) {
    double here = self->here, elsewhere = self->abroad;
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        const Choice *choice = &self->choices[i];
        const Place *p = chosen_place(self, i);
        if (!p || choice->is_dropped || toponym_is_pair(toponym_at(self, i)) ||
            is_repeated(self, i))
            continue;
        if (!p->is_abroad)
            here += anchor_weight(self, i) + company_weight(self, i);
        else if (p->kind != PLACE_COUNTRY && choice->is_sure)
            elsewhere += 1;
    }
    return here - 0.6 * elsewhere;
}

#define BEYOND_M 150000.0

/* «محور الحلفايا» of Khartoum: the text names places abroad, and none that the place is near. */
static bool is_beyond(const Resolver *self, guint32 i) {
    const Place *p = chosen_place(self, i);
    bool is_abroad = false;
    for (guint32 k = context_begin(i); k < context_end(self, i); k++) {
        const Place *other = chosen_place(self, k);
        if (!other || !other->is_abroad || self->choices[k].is_dropped) continue;
        double reach = BEYOND_M + (kind_is_area((PlaceKind)other->kind) ? other->radius_m : 0);
        if (geo_distance_m(place_point(other), place_point(p)) < reach) return false;
        is_abroad = true;
    }
    return is_abroad && self->foreign > self->syrian;
}

/* «تل الخنيزير»: not the village of that name far away, and yet a head noun makes it a place, where
 * something happened: one without an entry. */
static void keep_unresolved(Resolver *self, guint32 i) {
    Choice *choice = &self->choices[i];
    const Toponym *t = toponym_at(self, i);
    const Place *p = chosen_place(self, i);
    if (!t->has_own_head || t->needs_context || strcmp(head_role(self, t), "kind") != 0 ||
        !kind_is_settlement((PlaceKind)p->kind) || self->foreign > 0 || !sentence_reports(self, i))
        return;
    choice->is_dropped = choice->is_sure = false;
    choice->place = choice->same_as = NO_PLACE;
    choice->trust = 0.6;
}

/* One of the two that a road or a way joins. */
static bool is_end_of_pair(const Resolver *self, guint32 i) {
    for (guint32 k = i + 1; k < self->toponyms->n && k <= i + 2; k++) {
        const Toponym *pair = toponym_at(self, k);
        if (toponym_is_pair(pair) && (pair->one == i || pair->other == i)) return true;
    }
    return false;
}

/* «أصعب من كسب الألف بعده»: a town's name that is a word stays one, where no head noun and no words
 * of place lead to it. */
static bool is_but_a_word(const Resolver *self, guint32 i) {
    const Toponym *t = toponym_at(self, i);
    bool is_led = (t->is_introduced && strcmp(t->cue_value, "weak") != 0) || t->list != NO_PLACE ||
                  is_end_of_pair(self, i);
    return t->needs_context && !t->has_own_head && !is_led && t->n_tokens == 1 &&
           chosen_place(self, i)->kind == PLACE_TOWN;
}

/* In a text that nothing ties to Syria a village's name is a word, or a place elsewhere. A town is
 * believed where something leads to it or no place abroad is named; a village only with a head noun
 * or a preposition, where something violent happens. */
void drop_unanchored(Resolver *self) {
    double anchored = anchorage(self);
    if (anchored >= 0.9) return;
    bool is_of_here = anchored >= 0.8; /* «قوات النظام», and no word of elsewhere */
    for (guint32 i = 0; i < self->toponyms->n; i++) {
        Choice *choice = &self->choices[i];
        const Place *p = chosen_place(self, i);
        if (!p && !toponym_is_pair(toponym_at(self, i)))
            choice->is_dropped =
                choice->is_dropped || self->foreign > 0 || !sentence_reports(self, i);
        if (!p || p->is_abroad || choice->is_dropped || toponym_is_pair(toponym_at(self, i)))
            continue;
        const Toponym *t = toponym_at(self, i);
        const Scored *best = &g_array_index(choice->scored, Scored, 0);
        bool is_told = sentence_reports(self, i);
        bool is_used = is_used_as_place(self, i);
        bool is_plain = best->is_exact || is_town_led_to(self, i) ||
                        ((is_known_area(p) || is_of_here) && t->has_own_head && best->fits_head);
        bool stays = is_plain && !t->is_qualifier && self->foreign <= self->syrian &&
                     !is_but_a_word(self, i);
        if (is_known_town(p))
            stays = stays && (is_used || self->foreign <= 0);
        else if (p->kind == PLACE_REGION || p->kind == PLACE_DESERT)
            stays =
                stays &&
                (p->kind == PLACE_DESERT ? is_told : says_syria(self, t) || is_own_region(self, i));
        else if (is_known_area(p) ||
                 (is_landmark(p) && (t->has_own_head || t->list != NO_PLACE) && best->fits_head))
            stays = stays && is_used;
        else
            stays = stays && is_told && self->foreign <= 0 &&
                    (t->has_own_head ? choice->trust >= 0.6 : t->is_introduced || t->n_tokens > 1);
        choice->is_dropped = !stays && (!is_unmistakable(self, i) || is_beyond(self, i));
        if (choice->is_dropped) keep_unresolved(self, i);
    }
}
