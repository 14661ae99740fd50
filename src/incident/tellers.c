/*
 * Who tells a deed and who is told of: "قالت X إنها …", "أعلنت X استهداف …", "تبنت X", "اتهمت Y X".
 * Who only tells is no party; who tells of himself, claims or is accused is.
 */
#include "incident/parties.h"

/* "قتل المتحدث باسم X": his office, who was hit, not a word of saying. */
static bool is_victim_office(const Reader *self, const Match *said) {
    const Match *harm = room_before(self, said->first_token, 1) == 1
                            ? mark_at(self, MARK_HARM, said->first_token - 1)
                            : NULL;
    return harm &&
           (mark_is(self, harm, "harm", "killed") || mark_is(self, harm, "harm", "injured"));
}

/* Is the party one whose words say who told it (مصادر مقربة من X, أعلنت X)? */
bool is_teller_at(const Reader *self, guint32 first, guint32 at) {
    enum { PREPOSITION = 4 }; /* bytes of في */
    const Match *said = mark_at(self, MARK_SOURCE, at);
    bool is_said = (said && !is_victim_office(self, said)) ||
                   is_marked_as(self, MARK_MODALITY, at, "modality", "denied");
    guint32 gap = first - at; /* أعلنت X، مصادر مقربة من X */
    bool is_quoted = gap == 2 && self->text->tokens[at + 1].kind == TOKEN_PUNCT &&
                     !is_break(self, at + 1);                         /* قالت "X" */
    bool is_within = gap == 2 && (mark_at(self, MARK_FROM, at + 1) || /* مصادر في المعارضة */
                                  (self->text->tokens[at + 1].norm_len <= PREPOSITION &&
                                   !mark_at(self, MARK_JOINT, at + 1)));
    return is_said && (gap == 1 || is_quoted || is_within);
}

/* "نفت X مسؤوليتها عن قصف Y": who disclaims a deed, named in the words or right before them. */
bool disclaims_deed(const Reader *self, const Match *mark) {
    guint32 next = mark_end(mark);
    if (next < self->text->n_tokens && self->text->tokens[next].kind == TOKEN_PUNCT) next++;
    return is_marked_as(self, MARK_MODALITY, mark->first_token, "modality", "disclaimed") ||
           is_marked_as(self, MARK_MODALITY, next, "modality", "disclaimed");
}

/* Does what is said begin here (أن, إن, :)? Sets whether it speaks of who says it (أنه). */
static bool opens_content(const Reader *self, guint32 token, bool *ret_of_himself) {
    const Match *joint = mark_at(self, MARK_JOINT, token);
    *ret_of_himself = joint && mark_is(self, joint, "effect", "self");
    return *ret_of_himself || (joint && (mark_is(self, joint, "effect", "content") ||
                                         mark_is(self, joint, "effect", "that")));
}

static bool tells_deed(const Reader *self, guint32 token) {
    const Match *deed = mark_at(self, MARK_TRIGGER, token);
    return deed && is_deed_word(self, deed) && !is_blocked(self, deed) &&
           self->place_at[token] == NO_MARK;
}

/* "ذكر X أنه خلال ساعات الفجر شنت Y هجمات": the verb behind has a subject of its own. */
static bool names_doer(const Reader *self, const Match *joint) {
    enum { REACH = 8 };
    guint32 end = MIN(mark_end(joint) + REACH, self->text->n_tokens);
    for (guint32 t = mark_end(joint); t < end; t++) {
        const Match *verb = mark_at(self, MARK_LIGHT, t);
        if (!verb) verb = mark_at(self, MARK_TRIGGER, t);
        if (is_break(self, t)) return false;
        if (!verb) continue;
        guint32 next = mark_end(verb);
        while (next < self->text->n_tokens && self->text->tokens[next].kind == TOKEN_PUNCT) next++;
        return t > mark_end(joint) && mark_at(self, MARK_ACTOR, next) != NULL;
    }
    return false;
}

/* "وكانت X أعلنت، الثلاثاء، أنّ Y": the verb of saying stands right behind its subject. */
static bool says_behind(const Reader *self, const Match *mark) {
    guint32 next = mark_end(mark);
    const Match *said = next < self->text->n_tokens ? mark_at(self, MARK_SOURCE, next) : NULL;
    return said && said->first_token == next && !mark_is(self, said, "scope", "phrase");
}

/* "وأوضح المتحدث باسم X، فلان، على صفحة X، أن …", "…، بحسب المتحدث باسم قوات X": is the name one of
 * those between a word of saying and what is said, or behind "according to"? */
bool stands_in_saying(const Reader *self, const Match *mark) {
    enum { REACH = 24 };
    bool is_said = says_behind(self, mark), is_of_himself = false, has_break = false;
    for (guint32 back = 1, room = room_before(self, mark->first_token, REACH); back <= room;
         back++) {
        guint32 at = mark->first_token - back;
        const Match *said = mark_at(self, MARK_SOURCE, at);
        if (said && is_victim_office(self, said)) return false;
        if (said && mark_is(self, said, "scope", "phrase")) return !has_break;
        if (opens_content(self, at, &is_of_himself) || tells_deed(self, at)) break;
        is_said |= said != NULL;
        has_break |= is_break(self, at);
    }
    if (!is_said) return false;
    for (guint32 t = mark_end(mark); t < self->text->n_tokens && t < mark_end(mark) + REACH; t++) {
        if (self->text->tokens[t].sentence != self->text->tokens[mark->first_token].sentence)
            return false;
        if (opens_content(self, t, &is_of_himself))
            return !is_of_himself || names_doer(self, mark_at(self, MARK_JOINT, t));
        if (tells_deed(self, t)) return false;
    }
    return false;
}

/* Where what somebody says begins: behind his name, "في بيان له", the day and commas. */
static guint32 saying_after(const Reader *self, guint32 token) {
    enum { ASIDE = 8 };
    for (guint32 t = token; t < self->text->n_tokens && t < token + ASIDE; t++) {
        bool is_aside = is_marked_as(self, MARK_MODALITY, t, "modality", "aside");
        if (!is_aside && !mark_at(self, MARK_CALENDAR, t) &&
            self->text->tokens[t].kind != TOKEN_PUNCT)
            return t;
    }
    return token;
}

/* "أعلن التحالف أنه نفذ": who says it is the subject of what he says. */
bool says_of_himself(const Reader *self, const Match *mark) {
    const Match *joint = mark_at(self, MARK_JOINT, saying_after(self, mark_end(mark)));
    return joint && mark_is(self, joint, "effect", "self") && !names_doer(self, joint);
}

/* "أعلن التحالف استهداف …": who announces a deed by its noun has done it; "أعلن مقتل …" tells of
 * another's. */
bool announces_deed(const Reader *self, const Match *mark) {
    guint32 begin = saying_after(self, mark_end(mark));
    const Match *deed = mark_at(self, MARK_TRIGGER, begin),
                *light = mark_at(self, MARK_LIGHT, begin);
    if (light && mark_is(self, light, "voice", "active")) /* تنفيذ غارة */
        deed = mark_at(self, MARK_TRIGGER, mark_end(light));
    return deed && !is_verb(self, deed) && !deed->article && is_deed_word(self, deed) &&
           !mark_at(self, MARK_HARM, deed->first_token) && mark_is(self, deed, "class", "noun");
}

/* "أعلن X مسؤوليته عن": who claims a deed, inside the words of the claim or right before them. */
bool claims_deed(const Reader *self, const Match *mark) {
    return is_marked_as(self, MARK_MODALITY, mark->first_token, "modality", "claimed") ||
           is_marked_as(self, MARK_MODALITY, mark_end(mark), "modality", "claimed");
}

/* "أن الانتحاري عضو في X", "إن المسيّرة تابعة لـ X": whose the known bomber or aircraft is, behind a
 * word of belonging that is no attribute (التابعة). */
static bool is_said_to_be_of(const Reader *self, const Match *mark) {
    enum { REACH = 6 };
    bool has_tie = (mark->clitics & CLITIC_TO) != 0;
    for (guint32 back = 1, room = room_before(self, mark->first_token, REACH); back <= room;
         back++) {
        guint32 at = mark->first_token - back;
        const Match *man = mark_at(self, MARK_TARGET, at), *means = mark_at(self, MARK_WEAPON, at);
        const Match *deed = mark_at(self, MARK_TRIGGER, at);
        bool is_agent = mark_at(self, MARK_AGENT, at) || mark_at(self, MARK_PATIENT, at);
        if (is_agent) return false; /* الرد على مصادر النيران من قبل X */
        if (means && text_has_article(self->text, means->first_token)) return has_tie;
        bool is_tie = mark_at(self, MARK_OWNER, at) || mark_at(self, MARK_FROM, at) ||
                      (man && mark_is(self, man, "class", "person"));
        if (is_tie && text_has_article(self->text, at)) return false;
        has_tie |= is_tie;
        if (is_break(self, at) || mark_at(self, MARK_ACTOR, at) || mark_at(self, MARK_LIGHT, at) ||
            (deed && !is_tie))
            return false;
    }
    return false;
}

/* "إن الطائرة المغيرة روسية", "أن تكون المسيرة تركية": whose the known aircraft are, told later. */
bool is_unmasking(const Reader *self, const Match *mark) {
    enum { ADJECTIVES = 2 };
    if (is_said_to_be_of(self, mark)) return true;
    guint32 first = mark->first_token, last = mark_end(mark) - 1;
    if (mark->n_tokens > 1) { /* الطائرات إسرائيلية, but not الطائرات الإسرائيلية */
        bool is_told = !text_has_article(self->text, last);
        for (guint32 t = first + 1; t < last; t++) /* الطائرة المسيرة تابعة للتحالف */
            is_told |= mark_at(self, MARK_OWNER, t) && !text_has_article(self->text, t);
        return mark_at(self, MARK_WEAPON, first) && text_has_article(self->text, first) && is_told;
    }
    if (!strstr(actor_cell(self, mark->entry, "kind"), "nisba") || mark->article) return false;
    for (guint32 back = 1; back <= room_before(self, mark->first_token, ADJECTIVES); back++) {
        const Match *weapon = mark_at(self, MARK_WEAPON, mark->first_token - back);
        if (weapon) return weapon->article || text_has_article(self->text, weapon->first_token);
        if (!text_has_article(self->text, mark->first_token - back)) return false;
    }
    return false;
}

/* A break, a deed or ب parts the accused from what he is accused of. */
static bool accusation_ends(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (is_break(self, t) || mark_at(self, MARK_TRIGGER, t) || mark_at(self, MARK_AGENT, t))
            return true;
    return false;
}

/* The word of accusation before a token in its clause, or NULL. */
static const Match *accusation_before(const Reader *self, const Clause *clause, guint32 token) {
    for (guint32 t = token; t > clause->first; t--) {
        const Match *cue = mark_at(self, MARK_MODALITY, t - 1);
        if (cue &&
            (mark_is(self, cue, "modality", "accused") || mark_is(self, cue, "modality", "blamed")))
            return cue;
        if (mark_at(self, MARK_TRIGGER, t - 1) && !mark_at(self, MARK_HARM, t - 1)) return NULL;
    }
    return NULL;
}

/* "اتهمت Y X بـ": Y tells it, X is accused. TRUE where the name is that of one who accuses. */
static bool has_deed_behind(const Reader *self, const Clause *clause, const Match *mark) {
    const Match *deed;
    for (guint cursor = 0;
         (deed = mark_next(self, MARK_TRIGGER, mark_end(mark), clause->end, &cursor));)
        if (!deed->article) return true; /* اتهم X بقصف, but not بتنفيذ الهجوم */
    return false;
}

bool is_accuser(const Reader *self, const Clause *clause, const Match *mark, Party *party) {
    const Match *cue = accusation_before(self, clause, mark->first_token);
    if (!cue) return false;
    if (mark_is(self, cue, "modality", "blamed") && mark->first_token < mark_end(cue))
        return true; /* نسبت X الهجوم إلى Y */
    bool is_second = mark_is(self, cue, "modality", "blamed"), has_next = false;
    guint cursor = 0;
    const Match *other;
    while ((other = mark_next(self, MARK_ACTOR, cue->first_token, clause->end, &cursor))) {
        if (other->first_token < mark->first_token) is_second = true;
        if (other->first_token > mark->first_token &&
            !accusation_ends(self, mark_end(mark), other->first_token))
            has_next = true;
    }
    if (!is_second && has_next) return true;
    /* Rivals accuse each other; only of those who strike from hiding it makes a suspect. */
    bool is_of_cells = strstr(actor_cell(self, mark->entry, "kind"), "cells") != NULL;
    if (!is_of_cells && !has_deed_behind(self, clause, mark)) return true;
    party->is_accused = party->is_suspected = true;
    party->bond = BOND_AGENT;
    return false;
}
