/*
 * By which word a party hangs on the deed: من قبل، على، في صفوف، مع, بين; the verb of harm that it
 * suffers (عناصر X قتلوا) or is the subject of (قتلت X خمسة).
 */
#include "incident/parties.h"

enum { REACH = 8, CLOSE = 2 };

/* "في مناطق سيطرة X", "الخاضعة لسيطرة X": who holds the place has no part in the deed, unless it
 * came from there (أطلقت من مناطق سيطرة X، مصدره مناطق سيطرة X). */
static Bond bond_of_holder(const Reader *self, guint32 holder) {
    const Match *mark = mark_at(self, MARK_HOLDER, holder);
    guint32 first = mark->first_token, room = room_before(self, first, 2);
    if (room >= 1 && mark_at(self, MARK_AGENT, first - 1)) return BOND_AGENT;
    const Match *raid = room >= 2 ? mark_at(self, MARK_TRIGGER, first - 2) : NULL;
    if (raid && mark_at(self, MARK_ONTO, first - 1) && mark_is(self, raid, "type", "attack"))
        return BOND_ONTO; /* هجوماً على مناطق سيطرة X */
    if (room < 2 || !mark_at(self, MARK_FROM, first - 1)) return BOND_SOURCE;
    const Match *deed = mark_at(self, MARK_TRIGGER, first - 2);
    bool is_fired = mark_at(self, MARK_LIGHT, first - 2) || deed;
    return is_fired ? BOND_AGENT : BOND_SOURCE;
}

/* "على X", but not the على of "على خلفية قرار لـ X", "على الأقل من X", "على حساب X". */
static bool is_onto(const Reader *self, guint32 token) {
    const Match *onto = mark_at(self, MARK_ONTO, token), *joint = mark_at(self, MARK_JOINT, token);
    const Match *bound = mark_at(self, MARK_BOUND, token); /* على الأقل */
    return onto && !(joint && joint->n_tokens > onto->n_tokens) &&
           !(bound && bound->n_tokens > onto->n_tokens);
}

/* "مزرعة في X تستخدمها Y": whose use of a thing or a place says that they were hit; not
 * "استراتيجية يستخدمها Y". */
static bool is_patient(const Reader *self, const Match *cue) {
    enum { USED_REACH = 6 };
    if (!mark_is(self, cue, "value", "thing")) return true;
    for (guint32 back = 1, room = room_before(self, cue->first_token, USED_REACH); back <= room;
         back++) {
        guint32 at = cue->first_token - back;
        const Match *thing = mark_at(self, MARK_TARGET, at);
        if (self->place_at[at] != NO_MARK || (thing && !mark_is(self, thing, "class", "person")))
            return true;
    }
    return false;
}

static Bond bond_at(const Reader *self, const Party *party, guint32 at) {
    guint32 gap = party->first - at;
    if (mark_at(self, MARK_BACKER, at) && gap <= CLOSE) return BOND_BACKER;
    if (mark_at(self, MARK_ALLY, at) && gap <= CLOSE + 2) return BOND_ALLY;
    const Match *agent = mark_at(self, MARK_AGENT, at), *patient = mark_at(self, MARK_PATIENT, at);
    bool is_answered = agent && patient && patient->n_tokens > agent->n_tokens; /* تم الرد من قبل */
    if (agent && !is_answered) return BOND_AGENT;
    if (patient && !mark_at(self, MARK_TRIGGER, at) && is_patient(self, patient))
        return BOND_PATIENT;
    if (is_onto(self, at)) return BOND_ONTO;
    if (mark_at(self, MARK_PART, at)) return BOND_HARM; /* قتل 28، غالبيتهم من X */
    const Match *harm = mark_at(self, MARK_HARM, at), *deed = mark_at(self, MARK_TRIGGER, at);
    bool is_count = deed && !is_verb(self, deed) && mark_is(self, deed, "strength", "weak");
    if (!harm && is_count) harm = mark_at(self, MARK_HARM, deed->first_token); /* إصابة عدد من */
    if (harm && !mark_is(self, harm, "harm", "loss")) return BOND_HARM;
    if (mark_at(self, MARK_WITH, at) && gap <= CLOSE) return BOND_WITH;
    if (mark_at(self, MARK_BETWEEN, at) && gap <= CLOSE + 1) return BOND_BETWEEN;
    return BOND_NONE;
}

/* A deed ends the search, but not the gap of its own form: فقد [ثلاثة من X] حياتهم. */
static bool is_other_deed(const Reader *self, guint32 at, guint32 party) {
    const Match *deed = mark_at(self, MARK_TRIGGER, at);
    return deed && mark_end(deed) <= party;
}

/* Does the من right before `token` belong to words of a place (بالقرب من قاعدة X، على بعد 2 كم من
 * X) or to a number (عدد من عناصر X)? */
static bool is_from_of_place(const Reader *self, guint32 token) {
    enum { LONGEST = 4 };
    guint32 first = token - MIN(room_before(self, token, LONGEST), token);
    for (guint32 i = matches_at(self->matches, first); i < self->matches->n; i++) {
        const Match *match = &self->matches->items[i];
        if (match->first_token >= token - 1) return false;
        if (match->table != TABLE_CUE || mark_end(match) != token) continue;
        if (mark_is(self, match, "cue", "near") || mark_is(self, match, "cue", "offset"))
            return true;
    }
    return false;
}

static bool has_place_between(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (self->place_at[t] != NO_MARK) return true;
    return false;
}

/* "جراء اعتداء X بالقذائف على Y": right behind the noun of a deed that is told as the cause. */
static bool does_cause(const Reader *self, const Party *party) {
    if (party->head != NO_MARK || party->has_to || room_before(self, party->first, 2) < 2)
        return false; /* بعد هجوم لـ X */
    const Match *deed = mark_at(self, MARK_TRIGGER, party->first - 1);
    if (!deed || is_verb(self, deed) || deed->article || mark_is(self, deed, "voice", "passive") ||
        mark_at(self, MARK_HARM, deed->first_token) || mark_end(deed) != party->first)
        return false;
    return room_before(self, deed->first_token, 1) == 1 &&
           mark_at(self, MARK_CAUSE, deed->first_token - 1) &&
           !mark_is(self, deed, "type", "clash");
}

/* The word on the left by which a party hangs on the deed. */
void party_find_bond(const Reader *self, const Clause *clause, const Match *mark, Party *party) {
    guint32 stop = party->first > clause->first + REACH ? party->first - REACH : clause->first;
    /* هجوم من X, but not of numbers: عدد من عناصر X */
    const Match *from =
        party->first > clause->first ? mark_at(self, MARK_FROM, party->first - 1) : NULL;
    if (does_cause(self, party)) {
        party->bond = BOND_AGENT;
        return;
    }
    bool has_from = from && from->n_tokens == 1 && !mark_at(self, MARK_NUMBER, party->first - 1) &&
                    !is_from_of_place(self, party->first);
    for (guint32 t = party->first; t > stop; t--) {
        guint32 at = t - 1;
        if (mark_at(self, MARK_CAUSE, at) && mark_at(self, MARK_TRIGGER, party->first)) {
            party->bond = BOND_AGENT; /* مقتل شخصين نتيجة ضربات إسرائيلية */
            return;
        }
        bool is_held = mark_at(self, MARK_HOLDER, at) && party->first - at <= CLOSE &&
                       !mark_at(self, MARK_TARGET, at);
        party->bond = is_held ? bond_of_holder(self, at) : bond_at(self, party, at);
        /* "القصف على مدينة A من X": what على governs is the place. */
        if (party->bond == BOND_ONTO && !has_and(self, party->first) &&
            has_place_between(self, at, party->first)) {
            party->bond = has_from ? BOND_FROM : BOND_NONE;
            return;
        }
        if (party->bond != BOND_NONE) return;
        if (has_from) party->bond = BOND_FROM; /* unless a word further left says more */
        if (is_teller_at(self, mark->first_token, at) || is_teller_at(self, party->first, at)) {
            party->bond = BOND_SOURCE;
            return;
        }
        const Match *actor = mark_at(self, MARK_ACTOR, at);
        bool is_title = actor && actor_is_short_name(self, actor->entry); /* ميليشيا قسد */
        if (is_break(self, at) || (actor && !is_title) || mark_at(self, MARK_LIGHT, at) ||
            is_other_deed(self, at, party->first))
            return;
        party->bond = BOND_NONE;
    }
    if (has_from) party->bond = BOND_FROM;
}

/* The first token behind `token` that is no quotation mark. */
static guint32 behind_quotes(const Reader *self, guint32 token) {
    while (token < self->text->n_tokens && self->text->tokens[token].kind == TOKEN_PUNCT &&
           !is_break(self, token))
        token++;
    return token;
}

bool is_harmed(const Reader *self, const Party *party) {
    guint32 verb = behind_quotes(self, party->end);
    const Match *harm = mark_at(self, MARK_HARM, verb);
    const Match *deed = mark_at(self, MARK_TRIGGER, verb);
    if (!harm || !deed || !is_verb(self, deed) || has_and(self, verb) ||
        (!mark_is(self, harm, "harm", "killed") && !mark_is(self, harm, "harm", "injured") &&
         !mark_is(self, harm, "harm", "both")))
        return false;
    /* Of the men whom he owns; where they stand in his name (عناصر الأمن) only قتلوا tells it is
     * they: قتلت may be of his name, and have an object. */
    const Match *men = party->head != NO_MARK
                           ? &g_array_index(self->marks[MARK_TARGET], Match, party->head)
                       : is_verb_of_many(self, verb) ? mark_at(self, MARK_TARGET, party->first)
                                                     : NULL;
    guint32 next = mark_end(harm);
    static const MarkKind objects[] = {MARK_PERSON, MARK_TARGET, MARK_NUMBER, MARK_ACTOR};
    for (guint i = 0; i < G_N_ELEMENTS(objects); i++)
        if (mark_at(self, objects[i], next)) return false;
    return men && mark_is(self, men, "class", "person") && next < self->text->n_tokens &&
           self->text->tokens[next].kind != TOKEN_NUMBER;
}

/* Persons, or a number of them, as the object of a verb. */
static bool is_object(const Reader *self, guint32 token) {
    return token < self->text->n_tokens && !has_and(self, token) &&
           (self->text->tokens[token].kind == TOKEN_NUMBER || mark_at(self, MARK_NUMBER, token) ||
            mark_at(self, MARK_PERSON, token) ||
            is_marked_as(self, MARK_TARGET, token, "class", "person"));
}

static bool is_verb_of_arrest(const Reader *self, const Match *deed) {
    return deed && is_verb(self, deed) && !mark_is(self, deed, "voice", "passive") &&
           (mark_is(self, deed, "type", "arrest") || mark_is(self, deed, "type", "abduction"));
}

/* "دورية من X اعتقلت شاباً". */
static bool is_arresting(const Reader *self, const Party *party) {
    guint32 verb = behind_quotes(self, party->end);
    const Match *deed = mark_at(self, MARK_TRIGGER, verb);
    return is_verb_of_arrest(self, deed) && deed->first_token == verb && !has_and(self, verb) &&
           is_object(self, mark_end(deed));
}

/* "في الوقت الذي خسر فيه X أحد عناصره": a preposition with the pronoun of what is told about. */
static bool is_resumed(const Reader *self, guint32 token) {
    enum { PREPOSITION = 8 };                               /* bytes of فيها */
    const Match *deed = mark_at(self, MARK_TRIGGER, token); /* خسر … عناصره covers it */
    return self->text->tokens[token].norm_len <= PREPOSITION && has_possessive(self, token) &&
           !(deed && deed->first_token == token) && !mark_at(self, MARK_HARM, token) &&
           !mark_at(self, MARK_PERSON, token);
}

/* "قتل تنظيم X أربعة مدنيين", "أسرت قوات X عنصرين": a name between a verb of harm and those who
 * suffer it is the subject; of arrests also a name with a head («اعتقلت دورية من X شاباً»). */
bool is_harming(const Reader *self, const Party *party) {
    if (strstr(actor_cell(self, party->row, "kind"), "civilian")) return false;
    if (is_arresting(self, party)) return true;
    if (room_before(self, party->first, 1) == 0) return false;
    guint32 verb = party->first - 1;
    if (room_before(self, party->first, 2) == 2 && is_resumed(self, verb)) verb--;
    const Match *harm = mark_at(self, MARK_HARM, verb), *deed = mark_at(self, MARK_TRIGGER, verb);
    bool is_arrest = is_verb_of_arrest(self, deed);
    if (party->head != NO_MARK && !is_arrest) return false;
    bool is_capture = is_arrest || (harm && mark_is(self, harm, "harm", "captured"));
    bool is_verb_of_harm =
        harm && deed && is_verb(self, deed) &&
        (mark_is(self, harm, "harm", "killed") || mark_is(self, harm, "harm", "injured"));
    guint32 next = behind_quotes(self, party->end);
    if (!(is_capture || is_verb_of_harm) || next >= self->text->n_tokens) return false;
    if (actor_is_unidentified(self, party->row)) /* اغتال مسلحون القيادي في X */
        return is_marked_as(self, MARK_TARGET, next, "class", "person") && !has_and(self, next) &&
               text_has_article(self->text, next);
    /* قتل القيادي في X الحاج فلان: his own title */
    bool is_another = is_marked_as(self, MARK_PERSON, next, "harm", "other"); /* قتل عنصر أمن آخر */
    return !is_another && !text_has_article(self->text, next) && is_object(self, next);
}
