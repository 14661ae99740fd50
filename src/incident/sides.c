/*
 * Who did it to whom. The words by which parties hang on the deed come first (sides-words.c); what
 * is left is told by the frame of the verb (sides-frame.c); then nobody hits himself, and who
 * cannot be a side is dropped.
 */
#include "incident/sides.h"

const Party *sides_party(const Sides *sides, guint i) {
    return &g_array_index(sides->parties, Party, i);
}

bool party_is_civilian(const Reader *self, const Party *at) {
    return strstr(actor_cell(self, at->row, "kind"), "civilian") != NULL;
}

/* A party is free that has no side yet, nor is joined to one that has. */
bool sides_is_free(const Sides *sides, guint i) {
    if ((gint)i == sides->actor || (gint)i == sides->target) return false;
    const Party *at = sides_party(sides, i);
    if (at->bond == BOND_ALLY) return false;
    return !(at->is_joined && i > 0 && !sides_is_free(sides, i - 1));
}

bool sides_is_in(const Sides *sides, guint i) {
    const Party *at = sides_party(sides, i);
    return at->first >= sides->event->first && at->first < sides->end;
}

/* The thing that a party owns is a site, a vehicle or goods: it is hit, it does not act. */
bool party_owns_thing(const Reader *self, const Party *at) {
    if (at->head == NO_MARK) return false;
    const Match *head = &g_array_index(self->marks[MARK_TARGET], Match, at->head);
    return !mark_is(self, head, "class", "person");
}

/* Whoever is said to be hit, or owns what is hit, does not act; nor do civilians. */
bool party_can_act(const Reader *self, const Party *at) {
    return !party_owns_thing(self, at) && !party_is_civilian(self, at) &&
           at->bond != BOND_PATIENT && at->bond != BOND_ONTO && at->bond != BOND_HARM;
}

/* The first free party in [from, to), or NO_MARK. */
gint sides_first_free(const Sides *sides, guint32 from, guint32 to) {
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = sides_party(sides, i);
        if (at->end > from && at->first >= from && at->end <= to && sides_is_free(sides, i) &&
            sides_is_in(sides, i))
            return (gint)i;
    }
    return NO_MARK;
}

/* The last free party in [from, to) that can be meant; of a list its first. */
gint sides_last_free(const Sides *sides, guint32 from, guint32 to, bool must_act) {
    for (guint i = sides->parties->len; i > 0; i--) {
        const Party *at = sides_party(sides, i - 1);
        if (at->is_joined || at->first < from || at->end > to || !sides_is_free(sides, i - 1))
            continue;
        if (!must_act || party_can_act(sides->reader, at)) return (gint)i - 1;
    }
    return NO_MARK;
}

gint sides_first_with_bond(const Sides *sides, Bond bond) {
    gint accused = NO_MARK; /* "اتهموا X … بعد غارات نفذها Y": who did it, before who is accused */
    for (guint i = 0; i < sides->parties->len; i++) {
        if (sides_party(sides, i)->bond != bond || !sides_is_in(sides, i)) continue;
        if (!sides_party(sides, i)->is_accused) return (gint)i;
        if (accused == NO_MARK) accused = (gint)i;
    }
    return accused;
}

/* "استهداف X في بلدة Y": the place behind في is where, not what. */
static bool is_in_place(const Reader *self, guint32 token) {
    return token + 1 < self->text->n_tokens && is_preposition(self, token) &&
           self->place_at[token] == NO_MARK && self->place_at[token + 1] != NO_MARK;
}

/* "استهداف X بالقذائف الصاروخية مدينة Y": where the words behind the means begin. */
static guint32 behind_means(const Reader *self, guint32 token, guint32 end) {
    guint32 first = token; /* تنظيم "X" بالقذائف */
    while (first < end && self->text->tokens[first].kind == TOKEN_PUNCT && !is_break(self, first))
        first++;
    const Match *means = first < end ? mark_at(self, MARK_WEAPON, first) : NULL;
    if (!means || !(means->clitics & CLITIC_IN)) return token;
    guint32 t = mark_end(means);
    while (t < end && text_has_article(self->text, t) && self->place_at[t] == NO_MARK) t++;
    return t;
}

/* Is there anybody or anything after a party that can be what was hit? */
bool sides_has_object_after(const Sides *sides, const Party *at) {
    const Reader *self = sides->reader;
    guint32 from = behind_means(self, at->end, sides->end);
    bool is_there = mark_at(self, MARK_STATIONED, at->end) || is_in_place(self, at->end);
    for (guint32 t = at->end; t < sides->end; t++) {
        if (mark_at(self, MARK_HARM, t)) return false; /* أدى استهداف X إلى مقتل … */
        if (mark_at(self, MARK_TARGET, t) || mark_at(self, MARK_PERSON, t) ||
            mark_at(self, MARK_ACTOR, t))
            return true;
        if (!is_there && t <= from + 1 && self->place_at[t] != NO_MARK) return true;
        if (is_break(self, t) || mark_at(self, MARK_EFFECT, t)) return false;
    }
    return false;
}

void sides_set_target(Sides *sides, gint i) {
    if (sides->target == NO_MARK && i != sides->actor) sides->target = i;
}

/* "انفجرت عبوة": what bursts is the bomb; no party does it. */
bool verb_bursts(const Reader *self, const Match *verb) {
    return mark_is(self, verb, "type", "ied") && mark_is(self, verb, "voice", "any");
}

void sides_note(Sides *sides, Tie actor_tie, Tie target_tie) {
    if (sides->actor != sides->noted_actor) sides->actor_tie = actor_tie;
    if (sides->target != sides->noted_target) sides->target_tie = target_tie;
    sides->noted_actor = sides->actor;
    sides->noted_target = sides->target;
}

/* The first party of the event that is no kin of a row, or NO_MARK. */
static gint first_other(const Sides *sides, guint32 row) {
    for (guint i = 0; i < sides->parties->len; i++)
        if (sides_is_in(sides, i) && sides_is_free(sides, i) &&
            !actors_are_kin(sides->reader, sides_party(sides, i)->row, row))
            return (gint)i;
    return NO_MARK;
}

/* "عناصر من X حاولوا التسلل", "حاولت X التقدم": beside a verb that only who acts can have. */
static bool is_subject_beside(const Sides *sides, const Party *at) {
    enum { NEAR = 2 };
    const Match *verb = sides->event->trigger;
    return is_verb(sides->reader, verb) && mark_is(sides->reader, verb, "voice", "active") &&
           !mark_at(sides->reader, MARK_HARM, verb->first_token) &&
           ((at->end <= verb->first_token && verb->first_token - at->end <= NEAR) ||
            (at->first >= verb->first_token && at->first <= mark_end(verb)));
}

/* Nobody hits himself: the side that no word ties to the deed goes. */
static void part_sides(Sides *sides) {
    if (sides->actor == NO_MARK || sides->target == NO_MARK) return;
    const Party *actor = sides_party(sides, (guint)sides->actor);
    const Party *target = sides_party(sides, (guint)sides->target);
    if (strcmp(actor_cell(sides->reader, actor->row, "id"),
               actor_cell(sides->reader, target->row, "id")) != 0)
        return;
    if (sides->event->type == INCIDENT_CLASH) { /* قتل 27 من عناصرها خلال الاشتباكات */
        if (!strstr(actor_cell(sides->reader, actor->row, "kind"), "feud") && !sides->is_fight)
            sides->actor = NO_MARK;
        return;
    }
    if (target->is_pronoun) { /* هاجم X حاجزاً لـ Y وقتل ثلاثة من عناصره: of Y */
        gint hit = sides->target;
        sides->target = NO_MARK;
        sides->target = first_other(sides, actor->row);
        bool is_own = sides->target == NO_MARK && actor->bond != BOND_AGENT &&
                      party_owns_thing(sides->reader, target);
        if (!is_own) return;
        sides->target = hit; /* فرضت X طوقاً بعد إطلاق نار استهدف دورياتها */
        sides->actor = NO_MARK;
        return;
    }
    bool is_own_loss = target->bond == BOND_HARM && is_subject_beside(sides, actor) &&
                       target->first > mark_end(sides->event->trigger);
    bool is_hit = target->bond == BOND_PATIENT || target->bond == BOND_ONTO ||
                  (target->bond == BOND_HARM && !is_own_loss) ||
                  (party_owns_thing(sides->reader, target) && actor->first > target->first);
    if (is_hit && actor->bond != BOND_AGENT) {
        sides->actor = NO_MARK;
        return;
    }
    sides->target = NO_MARK; /* "قصفت الفصائل العاملة في غرفة X مواقع لـ Y": two names of one */
    gint other = first_other(sides, actor->row);
    if (other != NO_MARK && party_owns_thing(sides->reader, sides_party(sides, (guint)other)))
        sides->target = other;
}

static void copy_side(const Sides *sides, gint i, Tie tie, guint32 *ret_row, guint32 *ret_name,
                      SideLink *ret_link) {
    if (i == NO_MARK) return;
    const Party *at = sides_party(sides, (guint)i);
    *ret_row = at->row;
    *ret_name = at->name_row;
    *ret_link = (SideLink){at->first, at->end, tie};
}

static bool has_suspect(const Sides *sides) {
    for (guint i = 0; i < sides->parties->len; i++)
        if (sides_party(sides, i)->is_suspected) return true;
    return false;
}

/* Is the actor himself suspected, or where the verb stands between (يعتقد أن X هاجم)? Others whom
 * the clause suspects of being there do not count. */
static bool is_suspect(const Sides *sides, const Party *actor) {
    return actor->is_suspected || (!has_suspect(sides) && sides->event->reality.is_suspected);
}

static Attribution attribution_of(const Sides *sides) {
    if (sides->actor == NO_MARK) return ATTRIBUTION_UNIDENTIFIED;
    const Party *actor = sides_party(sides, (guint)sides->actor);
    if (actor_is_unidentified(sides->reader, actor->row)) return ATTRIBUTION_UNIDENTIFIED;
    if (actor->is_suspected) return ATTRIBUTION_SUSPECTED;
    return sides->event->reality.is_claimed ? ATTRIBUTION_CLAIMED : ATTRIBUTION_STATED;
}

/* Who finds a body has not killed: only من قبل tells who did; whose it is stands behind. */
static void link_body(Sides *sides) {
    gint agent = sides_first_with_bond(sides, BOND_AGENT);
    sides->actor = agent;
    sides->target = sides_first_free(sides, mark_end(sides->event->trigger), sides->end);
    if (sides->target == NO_MARK) sides->target = sides_first_with_bond(sides, BOND_HARM);
}

/* "اشتباكات بين الأهالي ودورية لـ X": of people of a place and who bears arms the latter has come.
 */
static void put_armed_first(Sides *sides) {
    if (sides->actor == NO_MARK || sides->target == NO_MARK) return;
    const Party *actor = sides_party(sides, (guint)sides->actor);
    const Party *target = sides_party(sides, (guint)sides->target);
    gint first = sides->actor;
    if (!party_is_civilian(sides->reader, actor) || party_is_civilian(sides->reader, target) ||
        actor_is_unidentified(sides->reader, target->row))
        return;
    sides->actor = sides->target;
    sides->target = first;
}

/* Civilians are hit, whatever the words' order; nobody is hit as unknown, but in a fight. */
static void drop_impossible(Sides *sides) {
    const Reader *self = sides->reader;
    if (sides->event->type == INCIDENT_CLASH) { /* clans fight each other */
        put_armed_first(sides);
        return;
    }
    if (sides->actor != NO_MARK && party_is_civilian(self, sides_party(sides, (guint)sides->actor)))
        sides->actor = NO_MARK;
    if (sides->target == NO_MARK) return;
    const Party *target = sides_party(sides, (guint)sides->target);
    bool is_unharmed = party_is_civilian(self, target) && target->first >= sides->event->unharmed;
    if (actor_is_unidentified(self, target->row) || is_unharmed) sides->target = NO_MARK;
}

/* "دخل رتل للتحالف", "تعزيزات للحرس الثوري": whose column moves, moves. */
static void turn_movement(Sides *sides) {
    if (sides->actor != NO_MARK || sides->target == NO_MARK) return;
    const Reader *self = sides->reader;
    const Party *at = sides_party(sides, (guint)sides->target);
    const Match *head =
        at->head == NO_MARK ? NULL : &g_array_index(self->marks[MARK_TARGET], Match, at->head);
    if (!head || mark_is(self, head, "class", "site") ||
        head->first_token > mark_end(sides->event->trigger))
        return;
    sides->actor = sides->target;
    sides->target = NO_MARK;
}

bool event_has_no_foe(const Event *event) {
    return event->type == INCIDENT_MOVEMENT || event->type == INCIDENT_ALERT;
}

/* "حشود ضد X", "على مواقع X": behind a word that says against whom. */
static bool is_aimed_at(const Sides *sides) {
    if (sides->target == NO_MARK) return false;
    Bond bond = sides_party(sides, (guint)sides->target)->bond;
    return bond == BOND_PATIENT || bond == BOND_ONTO;
}

/* "قصفت X قرية، مع منع Y الأهالي من الخروج": a verbal noun behind مع and who does it right behind:
 * what goes on beside the deed. */
static bool opens_circumstance(const Reader *self, const Event *event, guint32 token) {
    static const MarkKind others[] = {MARK_ACTOR,  MARK_TARGET, MARK_PERSON, MARK_NUMBER,
                                      MARK_WEAPON, MARK_JOINT,  MARK_FROM};
    guint32 next = token + 1;
    if (!mark_at(self, MARK_WITH, token) || mark_at(self, MARK_ALLY, token) ||
        event->type == INCIDENT_CLASH || next + 1 >= event->end ||
        self->text->tokens[next].kind != TOKEN_WORD || text_has_article(self->text, next) ||
        self->place_at[next] != NO_MARK)
        return false;
    for (guint k = 0; k < G_N_ELEMENTS(others); k++)
        if (mark_at(self, others[k], next)) return false;
    const Match *name = mark_at(self, MARK_ACTOR, next + 1);
    return name && name->first_token == next + 1;
}

/* "ضحايا بقصف على X وY يعدم أسيراً": a name with و and its own verb right behind. */
static bool opens_other_verb(const Reader *self, const Event *event, guint32 token) {
    const Match *name = mark_at(self, MARK_ACTOR, token);
    if (!name || name->first_token != token || !has_and(self, token) ||
        is_verb(self, event->trigger) || event->type == INCIDENT_CLASH)
        return false;
    guint32 next = mark_end(name);
    while (next < event->end && self->text->tokens[next].kind == TOKEN_PUNCT &&
           !is_break(self, next))
        next++;
    const Match *verb = next < event->end ? mark_at(self, MARK_TRIGGER, next) : NULL;
    if (!verb && next < event->end) verb = mark_at(self, MARK_LIGHT, next);
    return verb && verb->first_token == next && is_verb(self, verb) && is_imperfect(self, next);
}

/* "استهدفت X بلدة، بعد سيطرة Y على نقاطها": where the words turn to a deed that is not this one. */
static guint32 own_words_end(const Reader *self, const Event *event) {
    guint32 t = mark_end(event->trigger);
    if (!incident_type_is_violent(event->type)) return event->end;
    for (; t < event->end; t++) {
        bool is_after = is_marked_as(self, MARK_JOINT, t, "effect", "after");
        if ((is_after && turns_to_other_deed(self, t)) || opens_circumstance(self, event, t) ||
            opens_other_verb(self, event, t))
            break;
    }
    return t;
}

static void link_sides(Sides *sides) {
    if (sides->event->type == INCIDENT_BODY_FOUND) {
        link_body(sides);
        sides_note(sides, TIE_SAID_BY_WHOM, TIE_BODY);
        return;
    }
    sides_link_words(sides);
    sides_link_frame(sides);
    part_sides(sides);
    sides_note(sides, TIE_OTHER_SIDE, TIE_OTHER_SIDE);
}

void sides_link(const Reader *self, const GArray *parties, Event *event) {
    Sides sides = {.reader = self,
                   .event = event,
                   .parties = parties,
                   .end = own_words_end(self, event),
                   .actor = NO_MARK,
                   .target = NO_MARK,
                   .bystander = NO_MARK,
                   .noted_actor = NO_MARK,
                   .noted_target = NO_MARK};
    link_sides(&sides);
    bool is_bare = sides.actor == NO_MARK && sides.target == NO_MARK;
    if (is_bare && event->type == INCIDENT_CLASH && sides.end < event->end) {
        sides.end = event->end; /* اشتباكات في X إثر كمين نفذه Y على Z */
        link_sides(&sides);
    }
    if (sides.is_fight && event->type == INCIDENT_ATTACK) event->type = INCIDENT_CLASH;
    drop_impossible(&sides);
    if (event->type == INCIDENT_MOVEMENT) turn_movement(&sides);
    event->is_aimed = is_aimed_at(&sides);
    sides_note(&sides, TIE_COLUMN, TIE_NONE);
    copy_side(&sides, sides.actor, sides.actor_tie, &event->actor, &event->actor_name,
              &event->actor_link);
    copy_side(&sides, sides.target, sides.target_tie, &event->target, &event->target_name,
              &event->target_link);
    event->attribution = attribution_of(&sides);
    if (sides.actor == NO_MARK)
        event->reality.is_suspected &= !has_suspect(&sides);
    else
        event->reality.is_suspected = is_suspect(&sides, sides_party(&sides, (guint)sides.actor));
}
