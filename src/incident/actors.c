/*
 * The parties that a clause names: which row of the actor table the words mean, what they own
 * (مواقع تابعة للميليشيات), and by which word they hang on the deed (من قبل، على، مقتل …).
 */
#include "incident/stages.h"

enum { REACH = 8, OWNED_REACH = 7, CLOSE = 2 };

const char *actor_cell(const Reader *self, guint32 row, const char *column) {
    return gazetteer_cell(self->gazetteer, TABLE_ACTOR, row, column);
}

/* A row by its id; the first one, or NO_PLACE. */
static guint32 row_of_id(const Reader *self, const char *id) {
    guint32 n = gazetteer_n_rows(self->gazetteer, TABLE_ACTOR);
    for (guint32 row = 0; *id && row < n; row++)
        if (!strcmp(actor_cell(self, row, "id"), id)) return row;
    return NO_PLACE;
}

bool actor_is_under(const Reader *self, guint32 row, const char *ancestor) {
    for (int depth = 0; row != NO_PLACE && depth < 6; depth++) {
        if (!strcmp(actor_cell(self, row, "id"), ancestor)) return true;
        row = row_of_id(self, actor_cell(self, row, "parent"));
    }
    return false;
}

bool actors_are_kin(const Reader *self, guint32 a, guint32 b) {
    return actor_is_under(self, a, actor_cell(self, b, "id")) ||
           actor_is_under(self, b, actor_cell(self, a, "id"));
}

static bool is_unidentified(const Reader *self, guint32 row) {
    return !strcmp(actor_cell(self, row, "id"), "unidentified");
}

static bool is_anaphora(const Reader *self, guint32 row) {
    return strstr(actor_cell(self, row, "kind"), "anaphora") != NULL;
}

/* A fighting part of a larger body. */
static bool is_militia(const Reader *self, guint32 row) {
    return *actor_cell(self, row, "parent") && strstr(actor_cell(self, row, "kind"), "military");
}

/* The last row named under the same id: what التنظيم or الميليشيات means here. */
static guint32 antecedent(const Reader *self, guint32 row, const GArray *named) {
    const char *id = actor_cell(self, row, "id");
    bool takes_last = strstr(actor_cell(self, row, "kind"), "last") != NULL;
    for (guint i = named->len; i > 0; i--) {
        guint32 earlier = g_array_index(named, guint32, i - 1);
        bool is_it = takes_last ? actor_is_under(self, earlier, id) || is_militia(self, earlier)
                                : !strcmp(actor_cell(self, earlier, "id"), id);
        if (is_it) return earlier;
    }
    /* A headline may use the short name first. */
    const GArray *all = self->marks[MARK_ACTOR];
    for (guint i = 0; i < all->len; i++) {
        guint32 later = g_array_index(all, Match, i).entry;
        if (!is_anaphora(self, later) && actor_is_under(self, later, id)) return later;
    }
    return NO_PLACE;
}

/* "ميليشيا (قسد)": the name stands behind the word. */
static bool is_title(const Reader *self, const Match *mark) {
    guint32 next = mark_end(mark);
    if (next < self->text->n_tokens && self->text->tokens[next].kind == TOKEN_PUNCT) next++;
    return mark_at(self, MARK_ACTOR, next) != NULL;
}

/* "عناصر النظام", "غارات التحالف", "قصف للنظام", "طائرات استطلاع للتحالف": what stands before the
 * name is his. */
static bool is_owner(const Reader *self, const Match *mark) {
    if (room_before(self, mark->first_token, 1) == 0) return false;
    guint32 before = mark->first_token - 1;
    const Match *deed = mark_at(self, MARK_TRIGGER, before);
    bool is_his = (deed && !is_verb(self, deed)) || mark_at(self, MARK_WEAPON, before);
    return mark_at(self, MARK_TARGET, before) || mark_at(self, MARK_OWNER, before) ||
           (is_his && (mark->article || (mark->clitics & CLITIC_TO)));
}

/* An anaphoric name means what was named; unnamed, it needs something that it owns beside it
 * (عناصر النظام), because the bare word may be an ordinary one. */
guint32 actor_row_of(const Reader *self, const Match *mark, const GArray *named) {
    if (!is_anaphora(self, mark->entry)) return mark->entry;
    bool takes_last = strstr(actor_cell(self, mark->entry, "kind"), "last") != NULL;
    if (takes_last && !mark->article) /* ميليشيا X: a title, or of one whom the table lacks */
        return is_title(self, mark) ? NO_PLACE : mark->entry;
    guint32 row = antecedent(self, mark->entry, named);
    if (row != NO_PLACE) return row;
    if (strstr(actor_cell(self, mark->entry, "kind"), "default") && mark->article)
        return mark->entry;
    return is_owner(self, mark) ? mark->entry : NO_PLACE;
}

/* May a word stand between a thing and its owner (مواقع … تابعة لـ X)? Adjectives may, deeds and
 * other parties may not. */
static bool is_filler(const Reader *self, guint32 token) {
    static const MarkKind others[] = {MARK_ACTOR, MARK_LIGHT, MARK_AGENT,
                                      MARK_ONTO,  MARK_HARM,  MARK_BACKER};
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (mark_at(self, others[i], token)) return false;
    const Match *trigger = mark_at(self, MARK_TRIGGER, token);
    bool is_deed = trigger && is_deed_word(self, trigger) && !mark_at(self, MARK_OWNER, token) &&
                   !is_blocked(self, trigger);
    return !is_deed && !is_break(self, token);
}

/* "قاعدة أمريكية", "رتل تركي": the name itself holds the thing that is owned; an adjective takes
 * the word before it with it. */
static void take_own_thing(const Reader *self, const Match *mark, Party *party) {
    bool is_nisba = strstr(actor_cell(self, mark->entry, "kind"), "nisba") != NULL;
    guint32 at = is_nisba ? mark->first_token - 1 : mark->first_token;
    const Match *thing = mark_at(self, MARK_TARGET, at);
    bool is_own = thing && mark_end(thing) <= mark_end(mark) && *mark_cell(self, thing, "class");
    if (is_own &&
        (is_nisba || mark_is(self, thing, "class", "site") ||
         mark_is(self, thing, "class", "vehicle") || mark_is(self, thing, "class", "patrol"))) {
        party->head = self->cover[MARK_TARGET][at];
        party->first = MIN(party->first, thing->first_token);
        party->has_to |= (thing->clitics & CLITIC_TO) != 0;
    } else if (is_nisba) {
        const Match *deed = mark_at(self, MARK_TRIGGER, at),
                    *weapon = mark_at(self, MARK_WEAPON, at);
        party->first = deed ? deed->first_token : weapon ? weapon->first_token : at;
        party->is_victim = mark_at(self, MARK_HARM, at) != NULL; /* قتيل أمريكي */
    }
}

/* What a party owns: "مواقع ونقاط مراقبة تابعة لـ X", "نقاط تمركز X". */
static void find_owned(const Reader *self, const Clause *clause, Party *party) {
    bool has_owner = false;
    guint32 name = party->first;
    for (guint32 at = name; at > clause->first && name - at < OWNED_REACH;) {
        at--;
        const Match *target = mark_at(self, MARK_TARGET, at);
        const Match *bomb = mark_at(self, MARK_WEAPON, at);
        if (target && bomb && mark_is(self, bomb, "type", "ied")) return; /* سيارة مفخخة لـ X */
        if (target && !mark_at(self, MARK_ACTOR, at)) {
            if (!has_owner && party->first - mark_end(target) > CLOSE) return;
            party->head = self->cover[MARK_TARGET][at];
            party->first = at = MAX(target->first_token, clause->first);
            continue;
        }
        if (!is_filler(self, at)) return;
        if (mark_at(self, MARK_OWNER, at)) has_owner = true;
    }
}

/* Is the party one whose words say who told it (مصادر مقربة من X, أعلنت X)? */
static bool is_source(const Reader *self, const Match *mark, guint32 at) {
    const Match *cue = mark_at(self, MARK_MODALITY, at);
    bool is_said =
        mark_at(self, MARK_SOURCE, at) || (cue && mark_is(self, cue, "modality", "denied"));
    guint32 gap = mark->first_token - at; /* أعلنت X، مصادر مقربة من X */
    return is_said && (gap == 1 || (gap == 2 && mark_at(self, MARK_FROM, at + 1)));
}

static Bond bond_at(const Reader *self, const Party *party, guint32 at) {
    guint32 gap = party->first - at;
    if (mark_at(self, MARK_BACKER, at) && gap <= CLOSE) return BOND_BACKER;
    if (mark_at(self, MARK_ALLY, at) && gap <= CLOSE + 2) return BOND_ALLY;
    if (mark_at(self, MARK_AGENT, at)) return BOND_AGENT;
    if (mark_at(self, MARK_PATIENT, at) && !mark_at(self, MARK_TRIGGER, at)) return BOND_PATIENT;
    if (mark_at(self, MARK_ONTO, at)) return BOND_ONTO;
    if (mark_at(self, MARK_PART, at)) return BOND_HARM; /* قتل 28، غالبيتهم من X */
    const Match *harm = mark_at(self, MARK_HARM, at), *deed = mark_at(self, MARK_TRIGGER, at);
    bool is_count = deed && !is_verb(self, deed) && mark_is(self, deed, "strength", "weak");
    if (!harm && is_count) harm = mark_at(self, MARK_HARM, deed->first_token); /* إصابة عدد من */
    if (harm && !mark_is(self, harm, "harm", "loss")) return BOND_HARM;
    if (mark_at(self, MARK_WITH, at) && gap <= CLOSE) return BOND_WITH;
    if (mark_at(self, MARK_BETWEEN, at) && gap <= CLOSE + 1) return BOND_BETWEEN;
    return BOND_NONE;
}

/* The word on the left by which a party hangs on the deed. */
void party_find_bond(const Reader *self, const Clause *clause, const Match *mark, Party *party) {
    guint32 stop = party->first > clause->first + REACH ? party->first - REACH : clause->first;
    /* هجوم من X, but not of numbers: عدد من عناصر X */
    bool has_from = party->first > clause->first && mark_at(self, MARK_FROM, party->first - 1) &&
                    !mark_at(self, MARK_NUMBER, party->first - 1);
    for (guint32 t = party->first; t > stop; t--) {
        guint32 at = t - 1;
        party->bond = bond_at(self, party, at);
        if (party->bond != BOND_NONE) return;
        if (has_from) party->bond = BOND_FROM; /* unless a word further left says more */
        if (is_source(self, mark, at)) {
            party->bond = BOND_SOURCE;
            return;
        }
        const Match *actor = mark_at(self, MARK_ACTOR, at);
        bool is_title = actor && is_anaphora(self, actor->entry); /* ميليشيا قسد */
        if (is_break(self, at) || (actor && !is_title) || mark_at(self, MARK_LIGHT, at) ||
            mark_at(self, MARK_TRIGGER, at))
            return;
        party->bond = BOND_NONE;
    }
    if (has_from) party->bond = BOND_FROM;
}

static void set_suspected(const Reader *self, guint32 from, guint32 to, Party *party) {
    for (guint32 t = from; t < to; t++) {
        const Match *cue = mark_at(self, MARK_MODALITY, t);
        if (cue && mark_is(self, cue, "modality", "suspected")) party->is_suspected = true;
    }
}

static bool has_mark_between(const Reader *self, MarkKind kind, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (mark_at(self, kind, t)) return true;
    return false;
}

static bool has_thing_between(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++) {
        const Match *target = mark_at(self, MARK_TARGET, t);
        if (target && !mark_is(self, target, "class", "person")) return true;
    }
    return false;
}

/* "طائرة مجهولة، يرجح أنها تابعة لـ X": where the words suspect somebody, a mark parts nothing. */
static bool has_verb_between(const Reader *self, guint32 from, guint32 to, bool over_marks) {
    for (guint32 t = from; t < to; t++) {
        const Match *trigger = mark_at(self, MARK_TRIGGER, t);
        if (mark_at(self, MARK_LIGHT, t) || (!over_marks && is_break(self, t))) return true;
        if (trigger && !is_blocked(self, trigger)) return true;
    }
    return false;
}

/*
 * Two names for one party: "مجموعات مسلحة يعتقد أنها تابعة لتنظيم داعش" is داعش, "الفرقة 17 في قوات
 * النظام" is the regime with the unit's name, and the backer of a party is none of its own.
 * TRUE where the new one has gone into the last.
 */
static bool joins_last(const Reader *self, GArray *parties, const Party *next, const Match *mark) {
    if (parties->len == 0) return false;
    Party *last = &g_array_index(parties, Party, parties->len - 1);
    guint32 from = last->end, to = mark->first_token;
    if (to - from > REACH || has_verb_between(self, from, to, next->is_suspected)) return false;
    bool is_of = to == from + 1 && mark_at(self, MARK_FROM, from); /* مسلحون من X */
    bool has_owner =
        has_mark_between(self, MARK_OWNER, from, to) || is_of || (mark->clitics & CLITIC_TO) != 0;
    bool is_thing = has_thing_between(self, from, to); /* مسلحون … حاجزاً لـ X */
    if (is_unidentified(self, last->row) && !is_thing && (has_owner || next->is_suspected)) {
        last->row = next->row;
        last->name_row = next->name_row;
        last->is_suspected |= next->is_suspected;
        last->end = mark_end(mark);
        return true;
    }
    if (actor_is_under(self, last->row, actor_cell(self, next->row, "id")) && to > from &&
        !has_and(self, to) && (has_owner || to - from == 1)) {
        last->row = next->row;
        last->end = mark_end(mark);
        return true;
    }
    return false;
}

/* و before the name or before what he owns, or a comma in a list. */
static bool is_joined(const Reader *self, const GArray *parties, const Party *party) {
    if (parties->len == 0) return false;
    const Party *last = &g_array_index(parties, Party, parties->len - 1);
    guint32 first = party->first;
    bool is_near =
        first - last->end <= CLOSE + 2 && !has_verb_between(self, last->end, first, false);
    return is_near &&
           (has_and(self, first) || (first > last->end && mark_at(self, MARK_ALLY, first - 1)));
}

/* "أعلن التحالف أنه نفذ": who says it is the subject of what he says. */
static bool says_of_himself(const Reader *self, const Match *mark) {
    const Match *joint = mark_at(self, MARK_JOINT, mark_end(mark));
    return joint && mark_is(self, joint, "effect", "self");
}

/* "أعلن التحالف استهداف …": who announces a deed by its noun has done it; "أعلن مقتل …" tells of
 * another's. */
static bool announces_deed(const Reader *self, const Match *mark) {
    const Match *deed = mark_at(self, MARK_TRIGGER, mark_end(mark));
    return deed && !is_verb(self, deed) && !deed->article && is_deed_word(self, deed) &&
           !mark_at(self, MARK_HARM, deed->first_token) && mark_is(self, deed, "class", "noun");
}

/* "أعلن X مسؤوليته عن": who claims a deed, inside the words of the claim or right before them. */
static bool claims_deed(const Reader *self, const Match *mark) {
    const Match *cue = mark_at(self, MARK_MODALITY, mark->first_token);
    if (!cue) cue = mark_at(self, MARK_MODALITY, mark_end(mark));
    return cue && mark_is(self, cue, "modality", "claimed");
}

bool state_acts(const Reader *self, guint32 token) {
    if (!mark_at(self, MARK_ACTOR, token)) return false;
    guint32 before = token - 1, after = mark_end(mark_at(self, MARK_ACTOR, token));
    bool has_before = room_before(self, token, 1) == 1;
    const Match *verb = has_before ? mark_at(self, MARK_TRIGGER, before) : NULL;
    const Match *next = mark_at(self, MARK_TRIGGER, after);
    return (verb && is_verb(self, verb)) || (next && is_verb(self, next)) ||
           (has_before && mark_at(self, MARK_LIGHT, before)) || mark_at(self, MARK_LIGHT, after) ||
           (has_before && mark_at(self, MARK_SOURCE, before) &&
            says_of_himself(self, mark_at(self, MARK_ACTOR, token)));
}

/* A name of a place is no party (إسرائيل), unless it acts, or names what a party holds (قاعدة
 * أمريكية). */
static bool is_only_place(const Reader *self, const Match *mark) {
    if (self->place_at[mark->first_token] == NO_MARK) return false;
    const Match *thing = mark_at(self, MARK_TARGET, mark->first_token);
    bool is_held = mark->n_tokens > 1 && thing && mark_is(self, thing, "target_kind", "military");
    bool is_owner_of = mark->first_token > 0 && (mark->clitics & CLITIC_TO) &&
                       mark_at(self, MARK_OWNER, mark->first_token - 1); /* تابعة لإسرائيل */
    return !is_held && !is_owner_of && !state_acts(self, mark->first_token);
}

/* "أعدم … بتهمة التعامل مع X": who stands in the reason given for a deed has no part in it. */
static bool is_in_charge(const Reader *self, const Clause *clause, const Match *mark) {
    enum { REASON = 6 };
    for (guint32 t = mark->first_token; t > clause->first && mark->first_token - t < REASON; t--) {
        const Match *joint = mark_at(self, MARK_JOINT, t - 1);
        if (is_break(self, t - 1)) return false;
        if (joint && mark_is(self, joint, "effect", "charge")) return true;
    }
    return false;
}

/* "قصف روسي", "غارات تركية": the adjective of a deed, or a name that holds one, tells who does it.
 */
static bool does_deed(const Reader *self, const Match *mark) {
    const Match *deed = mark->n_tokens > 1 ? mark_at(self, MARK_TRIGGER, mark->first_token) : NULL;
    bool is_nisba = strstr(actor_cell(self, mark->entry, "kind"), "nisba") != NULL;
    if (!deed && is_nisba && mark->first_token > 0)
        deed = mark_at(self, MARK_TRIGGER, mark->first_token - 1);
    return deed && !is_verb(self, deed) && mark_is(self, deed, "strength", "sure") &&
           !mark_at(self, MARK_HARM, deed->first_token) && !mark_is(self, deed, "voice", "passive");
}

GArray *parties_find(const Reader *self, const Clause *clause, GArray *named) {
    GArray *parties = g_array_new(FALSE, FALSE, sizeof(Party));
    const Match *mark;
    for (guint cursor = 0;
         (mark = mark_next(self, MARK_ACTOR, clause->first, clause->end, &cursor));) {
        guint32 row = actor_row_of(self, mark, named);
        if (row == NO_PLACE || is_only_place(self, mark)) continue;
        if (!is_anaphora(self, mark->entry)) g_array_append_val(named, row);
        if (is_in_charge(self, clause, mark)) continue;
        Party party = {.first = mark->first_token,
                       .end = mark_end(mark),
                       .row = row,
                       .name_row = row,
                       .head = NO_MARK,
                       .has_to = (mark->clitics & CLITIC_TO) != 0};
        guint32 left = party.first > clause->first + 5 ? party.first - 5 : clause->first;
        if (parties->len) left = MAX(left, g_array_index(parties, Party, parties->len - 1).end);
        set_suspected(self, left, party.first, &party);
        if (joins_last(self, parties, &party, mark)) continue;
        take_own_thing(self, mark, &party);
        if (party.head == NO_MARK) find_owned(self, clause, &party);
        party_find_bond(self, clause, mark, &party);
        if (party.is_victim) party.bond = BOND_HARM;
        if (does_deed(self, mark)) party.bond = BOND_AGENT;
        party.is_joined = is_joined(self, parties, &party);
        if (party.bond == BOND_SOURCE && says_of_himself(self, mark)) party.bond = BOND_NONE;
        bool is_doer = announces_deed(self, mark) || claims_deed(self, mark);
        if (party.bond == BOND_SOURCE && is_doer) party.bond = BOND_AGENT;
        if (party.bond == BOND_BACKER || party.bond == BOND_SOURCE) continue;
        g_array_append_val(parties, party);
    }
    parties_add_pronouns(self, clause, named, parties);
    return parties;
}
