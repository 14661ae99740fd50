/*
 * Parties that stand only as a suffix: "مقتل ثلاثة من عناصرها", "تصدت قواتنا", "استهدف موقعهم".
 * Whose they are says the party named last that the suffix can mean.
 */
#include "incident/stages.h"

/* Things and men of war belong to a party; a driver, a car or a house to somebody else. */
static bool can_be_owned(const Reader *self, const Match *thing) {
    return thing->n_tokens == 1 && !mark_at(self, MARK_ACTOR, thing->first_token) &&
           mark_is(self, thing, "target_kind", "military");
}

/* قواته is his whose name is masculine (تنظيم، جيش), قواتها hers; قواتهم can be anybody's. */
static bool fits(const Reader *self, const Match *name, Pronoun suffix) {
    bool is_masculine = mark_at(self, MARK_MASCULINE, name->first_token) != NULL;
    if (suffix == PRONOUN_HIS) return is_masculine;
    if (suffix == PRONOUN_HER) return !is_masculine;
    return true;
}

/* Unknown men own nothing that a suffix in the singular means. */
static bool can_own(const Reader *self, const Match *name, Pronoun suffix) {
    const char *kind = mark_cell(self, name, "kind");
    bool is_one = suffix == PRONOUN_HIS || suffix == PRONOUN_HER;
    if (is_one && actor_is_unidentified(self, name->entry)) return false;
    bool is_place = self->place_at[name->first_token] != NO_MARK;
    return !strstr(kind, "civilian") && !(is_place && !state_acts(self, name->first_token));
}

/* "ميليشيات موالية لـ X … صفوفهم": who backs is not meant. */
static bool is_backer(const Reader *self, const Match *name) {
    enum { NEAR = 2 };
    for (guint32 back = 1, room = room_before(self, name->first_token, NEAR); back <= room; back++)
        if (mark_at(self, MARK_BACKER, name->first_token - back)) return true;
    return false;
}

/* "أعلنت X …: نفذت قواتنا": who speaks last before a token, or NO_PLACE. */
static guint32 speaker_before(const Reader *self, guint32 token, const GArray *named) {
    enum { NEAR = 4 }; /* أعلنت ما تسمى بـ «X» */
    const GArray *names = self->marks[MARK_ACTOR];
    for (guint i = mark_index(self, MARK_ACTOR, token); i > 0; i--) {
        const Match *name = &g_array_index(names, Match, i - 1);
        if (self->text->tokens[name->first_token].field != self->text->tokens[token].field) break;
        for (guint32 back = 1, room = room_before(self, name->first_token, NEAR); back <= room;
             back++) {
            guint32 at = name->first_token - back;
            if (mark_at(self, MARK_ACTOR, at) || mark_at(self, MARK_TRIGGER, at)) break;
            if (!mark_at(self, MARK_SOURCE, at)) continue;
            guint32 row = actor_row_of(self, name, named);
            if (row != NO_PLACE && !strstr(actor_cell(self, row, "kind"), "civilian")) return row;
        }
    }
    return NO_PLACE;
}

/* "X استهدفت شاحنتين … في صفوفهم": those who were in what was hit. */
static bool has_thing_between(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++) {
        const Match *thing = mark_at(self, MARK_TARGET, t);
        if (thing && !mark_at(self, MARK_ACTOR, t) && self->place_at[t] == NO_MARK &&
            mark_is(self, thing, "target_kind", "military") &&
            (mark_is(self, thing, "class", "vehicle") || mark_is(self, thing, "class", "patrol")))
            return true;
    }
    return false;
}

/* The party named last before a token in its sentence or the one before, or NO_PLACE. */
static guint32 owner_before(const Reader *self, guint32 token, Pronoun suffix,
                            const GArray *named) {
    const GArray *names = self->marks[MARK_ACTOR];
    guint32 sentence = self->text->tokens[token].sentence, nearest = NO_PLACE;
    Field field = self->text->tokens[token].field;
    guint32 speaker = suffix == PRONOUN_OUR ? speaker_before(self, token, named) : NO_PLACE;
    if (speaker != NO_PLACE) return speaker;
    for (guint i = mark_index(self, MARK_ACTOR, token); i > 0; i--) {
        g_assert(names->data);
        const Match *name = &g_array_index(names, Match, i - 1);
        const Token *at = &self->text->tokens[name->first_token];
        if (mark_end(name) > token || is_backer(self, name)) continue;
        if (at->field != field || at->sentence + 1 < sentence) break;
        if (at->sentence < sentence && nearest != NO_PLACE) break;
        guint32 row = can_own(self, name, suffix) ? actor_row_of(self, name, named) : NO_PLACE;
        if (row == NO_PLACE) continue;
        bool is_of_some = suffix == PRONOUN_THEIR || suffix == PRONOUN_BOTH;
        if (is_of_some && has_thing_between(self, mark_end(name), token)) return NO_PLACE;
        if (fits(self, name, suffix)) return row;
        if (nearest == NO_PLACE) nearest = row;
    }
    return nearest;
}

static bool is_head(const GArray *parties, gint32 thing) {
    for (guint i = 0; i < parties->len; i++)
        if (g_array_index(parties, Party, i).head == thing) return true;
    return false;
}

static gint by_position(gconstpointer a, gconstpointer b) {
    const Party *p = a, *q = b;
    return p->first < q->first ? -1 : p->first > q->first;
}

static void add_party(const Reader *self, const Clause *clause, const Match *word, gint32 head,
                      guint32 row, GArray *parties) {
    Party party = {.first = word->first_token,
                   .end = mark_end(word),
                   .row = row,
                   .name_row = row,
                   .head = head,
                   .is_pronoun = true,
                   .has_to = (word->clitics & CLITIC_TO) != 0};
    party_find_bond(self, clause, word, &party);
    if (is_harmed(self, &party)) party.bond = BOND_HARM;
    if (party.bond != BOND_SOURCE && party.bond != BOND_BACKER) g_array_append_val(parties, party);
}

/* "قصفت أحياء المدينة من مواقعها في X": from there they fire; but "ثلاثة من عناصرها". */
static bool is_whence(const Reader *self, const Match *thing) {
    return !mark_is(self, thing, "class", "person") &&
           room_before(self, thing->first_token, 1) == 1 &&
           mark_at(self, MARK_FROM, thing->first_token - 1);
}

/* "مستودع أسلحة تابع لها": what a word of belonging with a suffix says to be of the party before.
 */
static void add_belongings(const Reader *self, const Clause *clause, const GArray *named,
                           GArray *parties) {
    enum { ADJECTIVES = 3 };
    const Match *word, *thing;
    for (guint cursor = 0;
         (word = mark_next(self, MARK_JOINT, clause->first, clause->end, &cursor));) {
        if (!mark_is(self, word, "effect", "his")) continue;
        thing = NULL;
        guint32 room = room_before(self, word->first_token, ADJECTIVES);
        for (guint32 back = 1; back <= room && !thing; back++)
            thing = mark_at(self, MARK_TARGET, word->first_token - back);
        if (!thing || mark_at(self, MARK_ACTOR, thing->first_token) ||
            !mark_is(self, thing, "target_kind", "military"))
            continue;
        gint32 index = mark_number(self, MARK_TARGET, thing->first_token);
        guint32 row = is_head(parties, index)
                          ? NO_PLACE
                          : owner_before(self, thing->first_token,
                                         pronoun_of(self, mark_end(word) - 1), named);
        if (row != NO_PLACE) add_party(self, clause, thing, index, row, parties);
    }
}

/* The gender and number of a verb's subject by its ending, before the suffix of its object: خاضتها
 * hers, نفذوه theirs, شنه his. */
static Pronoun subject_of(const Reader *self, guint32 token) {
    const char *norm = text_norm(self->text, token);
    if (g_str_has_suffix(norm, "تها") || g_str_has_suffix(norm, "ته") ||
        g_str_has_suffix(norm, "تهم") || g_str_has_suffix(norm, "تهما"))
        return PRONOUN_HER;
    if (g_str_has_suffix(norm, "وها") || g_str_has_suffix(norm, "وه") ||
        g_str_has_suffix(norm, "وهم"))
        return PRONOUN_THEIR;
    return g_str_has_suffix(norm, "ها") || g_str_has_suffix(norm, "ه") ? PRONOUN_HIS : PRONOUN_NONE;
}

/* Does a verb of agency name nobody behind it: "معارك خاضتها ضد Y", "هجوم نفذه على Y"? */
static bool is_bare_agent(const Reader *self, const Match *verb) {
    guint32 next = mark_end(verb), first = verb->first_token;
    if (next + 1 < self->text->n_tokens && self->text->tokens[next].kind == TOKEN_PUNCT &&
        !is_break(self, next) && self->text->tokens[next + 1].kind == TOKEN_WORD &&
        self->text->tokens[next + 1].sentence == self->text->tokens[first].sentence)
        return false; /* نفذته «بعض العناصر …» */
    if (verb->n_tokens != 1 || room_before(self, first, 2) == 0) return false;
    const Match *noun = NULL;
    for (guint32 back = 1, room = room_before(self, first, 2); back <= room && !noun; back++)
        noun = mark_at(self, MARK_TRIGGER, first - back);
    if (!noun || is_verb(self, noun)) return false;
    static const MarkKind subjects[] = {MARK_ACTOR, MARK_TARGET, MARK_PERSON, MARK_WEAPON,
                                        MARK_NUMBER};
    for (guint k = 0; k < G_N_ELEMENTS(subjects); k++)
        if (mark_at(self, subjects[k], next)) return false;
    return next >= self->text->n_tokens || mark_at(self, MARK_ONTO, next) ||
           mark_at(self, MARK_WITH, next) || mark_at(self, MARK_PATIENT, next) ||
           self->text->tokens[next].kind == TOKEN_PUNCT || self->place_at[next] != NO_MARK ||
           (next + 1 < self->text->n_tokens && self->place_at[next + 1] != NO_MARK);
}

/* The subject of such a verb is the one named before. */
static void add_bare_agents(const Reader *self, const Clause *clause, const GArray *named,
                            GArray *parties) {
    static const MarkKind kinds[] = {MARK_AGENT, MARK_LIGHT};
    for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
        const Match *verb;
        for (guint cursor = 0;
             (verb = mark_next(self, kinds[k], clause->first, clause->end, &cursor));) {
            Pronoun suffix = subject_of(self, verb->first_token);
            bool is_twice = kinds[k] == MARK_LIGHT && mark_at(self, MARK_AGENT, verb->first_token);
            if (suffix == PRONOUN_NONE || is_twice || !is_bare_agent(self, verb)) continue;
            guint32 row = owner_before(self, verb->first_token, suffix, named);
            if (row == NO_PLACE) continue;
            Party party = {.first = verb->first_token,
                           .end = mark_end(verb),
                           .row = row,
                           .name_row = row,
                           .head = NO_MARK,
                           .is_pronoun = true,
                           .bond = BOND_AGENT};
            g_array_append_val(parties, party);
        }
    }
}

void parties_add_pronouns(const Reader *self, const Clause *clause, const GArray *named,
                          GArray *parties) {
    guint n = parties->len;
    const Match *thing;
    for (guint cursor = 0;
         (thing = mark_next(self, MARK_TARGET, clause->first, clause->end, &cursor));) {
        gint32 index = mark_number(self, MARK_TARGET, thing->first_token);
        Pronoun suffix = pronoun_of(self, thing->first_token);
        if (suffix == PRONOUN_NONE || !can_be_owned(self, thing) || is_head(parties, index))
            continue;
        if (is_whence(self, thing)) continue;
        guint32 row = owner_before(self, thing->first_token, suffix, named);
        if (row == NO_PLACE) continue;
        add_party(self, clause, thing, index, row, parties);
    }
    add_belongings(self, clause, named, parties);
    const Match *word;
    for (guint cursor = 0;
         (word = mark_next(self, MARK_LATTER, clause->first, clause->end, &cursor));) {
        guint32 row = owner_before(self, word->first_token, PRONOUN_THEIR, named);
        bool is_noun = word->article && room_before(self, word->first_token, 1) == 1 &&
                       ((word->clitics & CLITIC_TO) || /* محاولة تقدم للأخيرة */
                        !mark_at(self, MARK_TRIGGER, word->first_token - 1));
        if (row != NO_PLACE && is_noun) add_party(self, clause, word, NO_MARK, row, parties);
    }
    add_bare_agents(self, clause, named, parties);
    if (parties->len > n) g_array_sort(parties, by_position);
}

guint32 suffix_owner(const Reader *self, const Match *noun, const GArray *named) {
    if (noun->n_tokens != 1 || is_verb(self, noun) || noun->article) return NO_PLACE;
    Pronoun suffix = pronoun_of(self, noun->first_token);
    return suffix == PRONOUN_NONE ? NO_PLACE : owner_before(self, noun->first_token, suffix, named);
}
