/*
 * Who did it to whom. The words by which parties hang on the deed come first (من قبل، على، مقتل);
 * what is left is told by the frame of the verb:
 *
 *   suffer   تعرضت [target] لهجوم شنه [actor]
 *   active   استهدف [actor] مواقع [target]    ·   [actor] استهدفوا [target]
 *   relative هجوماً استهدف [target]
 *   noun     قصف [actor] على [target]         ·   قيام [actor] بمهاجمة [target]
 */
#include "incident/stages.h"

enum { CLOSE = 2, NEAR = 4, MAX_PARTIES = 32 };

typedef struct {
    const Reader *reader;
    const Event *event;
    const GArray *parties;
    gint actor, target; /* indices of parties, or NO_MARK */
} Sides;

static const Party *party(const Sides *sides, guint i) {
    return &g_array_index(sides->parties, Party, i);
}

static bool is_civilian(const Reader *self, const Party *at) {
    return strstr(actor_cell(self, at->row, "kind"), "civilian") != NULL;
}

/* A party is free that has no side yet, nor is joined to one that has. */
static bool is_free(const Sides *sides, guint i) {
    if ((gint)i == sides->actor || (gint)i == sides->target) return false;
    const Party *at = party(sides, i);
    if (at->bond == BOND_ALLY) return false;
    return !(at->is_joined && i > 0 && !is_free(sides, i - 1));
}

static bool is_in(const Sides *sides, guint i) {
    const Party *at = party(sides, i);
    return at->first >= sides->event->first && at->first < sides->event->end;
}

/* The thing that a party owns is a site, a vehicle or goods: it is hit, it does not act. */
static bool owns_thing(const Reader *self, const Party *at) {
    if (at->head == NO_MARK) return false;
    const Match *head = &g_array_index(self->marks[MARK_TARGET], Match, at->head);
    return !mark_is(self, head, "class", "person");
}

/* A patrol is hit as a thing, and acts as a party where the verb can only be active (اقتحمت). */
static bool is_patrol_at_work(const Reader *self, const Match *verb, const Party *at) {
    if (at->head == NO_MARK || !mark_is(self, verb, "voice", "active")) return false;
    const Match *head = &g_array_index(self->marks[MARK_TARGET], Match, at->head);
    return mark_is(self, head, "class", "patrol");
}

/* Whoever is said to be hit, or owns what is hit, does not act; nor do civilians. */
static bool can_act(const Reader *self, const Party *at) {
    return !owns_thing(self, at) && !is_civilian(self, at) && at->bond != BOND_PATIENT &&
           at->bond != BOND_ONTO && at->bond != BOND_HARM;
}

/* The first free party in [from, to), or NO_MARK. */
static gint first_free(const Sides *sides, guint32 from, guint32 to) {
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = party(sides, i);
        if (at->end > from && at->first >= from && at->end <= to && is_free(sides, i) &&
            is_in(sides, i))
            return (gint)i;
    }
    return NO_MARK;
}

/* The last free party in [from, to) that can be meant; of a list its first. */
static gint last_free(const Sides *sides, guint32 from, guint32 to, bool must_act) {
    for (guint i = sides->parties->len; i > 0; i--) {
        const Party *at = party(sides, i - 1);
        if (at->is_joined || at->first < from || at->end > to || !is_free(sides, i - 1)) continue;
        if (!must_act || can_act(sides->reader, at)) return (gint)i - 1;
    }
    return NO_MARK;
}

static gint first_with_bond(const Sides *sides, Bond bond) {
    for (guint i = 0; i < sides->parties->len; i++)
        if (party(sides, i)->bond == bond && is_in(sides, i)) return (gint)i;
    return NO_MARK;
}

/* Is there anybody or anything after a party that can be what was hit? */
static bool has_object_after(const Sides *sides, const Party *at) {
    const Reader *self = sides->reader;
    for (guint32 t = at->end; t < sides->event->end; t++) {
        if (mark_at(self, MARK_TARGET, t) || mark_at(self, MARK_PERSON, t) ||
            mark_at(self, MARK_ACTOR, t))
            return true;
        if (t <= at->end + 1 && self->place_at[t] != NO_MARK) return true;
        if (is_break(self, t) || mark_at(self, MARK_EFFECT, t)) return false;
    }
    return false;
}

/* Is a place or a thing named behind a party, before any mark? */
static bool has_place_after(const Sides *sides, const Party *at) {
    enum { REACH = 8 };
    for (guint32 t = at->end; t < MIN(sides->event->end, at->end + REACH); t++) {
        if (is_break(sides->reader, t)) return false;
        if (sides->reader->place_at[t] != NO_MARK || mark_at(sides->reader, MARK_TARGET, t))
            return true;
    }
    return false;
}

/* "قتلت قوات النظام مدنيين": a verb of harm with its subject right behind it and a victim after. */
static bool is_killer(const Sides *sides, const Party *at) {
    const Match *verb = sides->event->trigger;
    return is_verb(sides->reader, verb) && mark_end(verb) == at->first && at->head == NO_MARK &&
           !is_civilian(sides->reader, at) && first_with_bond(sides, BOND_AGENT) == NO_MARK &&
           has_object_after(sides, at);
}

/* "تبادل عناصر من A وB إطلاق النار": two joined by و fight each other. */
static void link_each_other(Sides *sides) {
    for (guint i = 1; i < sides->parties->len; i++) {
        if (!party(sides, i)->is_joined || !is_in(sides, i - 1)) continue;
        if (actors_are_kin(sides->reader, party(sides, i - 1)->row, party(sides, i)->row)) continue;
        sides->actor = (gint)i - 1;
        sides->target = (gint)i;
        return;
    }
}

/* What the words beside the parties say. */
static void link_bonds(Sides *sides) {
    sides->actor = first_with_bond(sides, BOND_AGENT);
    sides->target = first_with_bond(sides, BOND_PATIENT);
    if (sides->target == NO_MARK) sides->target = first_with_bond(sides, BOND_ONTO);
    gint between = first_with_bond(sides, BOND_BETWEEN);
    if (between != NO_MARK && sides->event->type == INCIDENT_CLASH) {
        sides->actor = between;
        if ((guint)between + 1 < sides->parties->len) sides->target = between + 1;
        return;
    }
    if (sides->target == NO_MARK && sides->event->type == INCIDENT_CLASH)
        sides->target = first_with_bond(sides, BOND_WITH);
    if (sides->target == NO_MARK && sides->actor == NO_MARK && sides->event->type == INCIDENT_CLASH)
        link_each_other(sides);
    if (sides->actor == NO_MARK && !is_verb(sides->reader, sides->event->trigger)) {
        gint from = first_with_bond(sides, BOND_FROM);
        if (from != NO_MARK && party(sides, (guint)from)->first >= mark_end(sides->event->trigger))
            sides->actor = from;
    }
    gint victim = first_with_bond(sides, BOND_HARM);
    if (victim == NO_MARK || victim == sides->actor) return;
    /* "قتل عنصر من X في اشتباكات مع Y" */
    if (sides->event->type == INCIDENT_CLASH && sides->actor == NO_MARK &&
        sides->target != NO_MARK && party(sides, (guint)sides->target)->bond == BOND_WITH) {
        sides->actor = sides->target;
        sides->target = victim;
        return;
    }
    if (sides->actor == NO_MARK && is_killer(sides, party(sides, (guint)victim)))
        sides->actor = victim;
    else if (sides->target == NO_MARK)
        sides->target = victim;
}

static const Match *suffer_verb(const Sides *sides) {
    const Match *mark;
    for (guint cursor = 0; (mark = mark_next(sides->reader, MARK_LIGHT, sides->event->first,
                                             sides->event->end, &cursor));)
        if (mark_is(sides->reader, mark, "voice", "suffer")) return mark;
    return NULL;
}

static void link_suffer(Sides *sides, const Match *verb) {
    if (sides->target != NO_MARK && party(sides, (guint)sides->target)->bond != BOND_HARM) return;
    guint32 trigger = sides->event->trigger->first_token;
    guint32 to = trigger > verb->first_token ? trigger : sides->event->end;
    gint hit = first_free(sides, mark_end(verb), to);
    if (hit == NO_MARK) hit = last_free(sides, sides->event->first, verb->first_token, false);
    if (hit != NO_MARK) sides->target = hit;
    /* "أحبطت X محاولة تسلل مجموعتين تابعتين لـ Y": the doer stands behind the noun. */
    gint doer = first_free(sides, mark_end(sides->event->trigger), sides->event->end);
    if (sides->actor == NO_MARK && doer != NO_MARK &&
        !is_verb(sides->reader, sides->event->trigger) &&
        can_act(sides->reader, party(sides, (guint)doer)) &&
        party(sides, (guint)doer)->first <= mark_end(sides->event->trigger) + NEAR)
        sides->actor = doer;
}

/* Do both triggers tell of violence, or neither? */
static bool is_like(const Reader *self, const Match *mark, const Match *trigger) {
    IncidentType a, b;
    return incident_type_parse(mark_cell(self, mark, "type"), &a) &&
           incident_type_parse(mark_cell(self, trigger, "type"), &b) &&
           incident_type_is_violent(a) == incident_type_is_violent(b);
}

/* "هجوماً لتنظيم داعش", "غارات لطيران التحالف": ل after the noun of a deed names who does it. */
static void link_doer(Sides *sides) {
    const Match *noun = sides->event->trigger;
    if (sides->actor != NO_MARK || is_verb(sides->reader, noun) ||
        mark_is(sides->reader, noun, "voice", "passive"))
        return;
    gint next = first_free(sides, mark_end(noun), sides->event->end);
    if (next == NO_MARK) return;
    const Party *at = party(sides, (guint)next);
    if (at->has_to && at->first <= mark_end(noun) + 1 && can_act(sides->reader, at))
        sides->actor = next;
}

/* "القصف الروسي", "قصف الطيران الروسي": a name that shares words with the deed does it. */
static void link_shared(Sides *sides) {
    const Match *mark = sides->event->trigger;
    if (sides->actor != NO_MARK) return;
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = party(sides, i);
        if (at->first < mark_end(mark) && at->end > mark->first_token && at->head == NO_MARK &&
            !at->is_victim && is_free(sides, i) && !is_civilian(sides->reader, at))
            sides->actor = (gint)i;
    }
}

/* "طائرات روسية", "مدفعية النظام": who is named by his weapon uses it. */
static void link_platform(Sides *sides) {
    const Reader *self = sides->reader;
    if (sides->actor != NO_MARK) return;
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = party(sides, i);
        if (!is_in(sides, i) || !is_free(sides, i)) continue;
        if (at->head != NO_MARK || !can_act(self, at)) return; /* who comes first acts */
        for (guint32 t = at->first; t < at->end; t++) {
            if (!mark_at(self, MARK_WEAPON, t)) continue;
            sides->actor = (gint)i;
            return;
        }
    }
}

/* "انفجرت عبوة": what bursts is the bomb; no party does it. */
static bool bursts(const Reader *self, const Match *verb) {
    return mark_is(self, verb, "type", "ied") && mark_is(self, verb, "voice", "any");
}

/* "سيارة مفخخة لتنظيم داعش": the weapon's owner does it. */
static void link_weapon_owner(Sides *sides) {
    const Reader *self = sides->reader;
    const Match *deed = sides->event->trigger;
    if (sides->actor != NO_MARK || (is_verb(self, deed) && !bursts(self, deed))) return;
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = party(sides, i);
        if (at->has_to && is_in(sides, i) && is_free(sides, i) && can_act(self, at) &&
            at->first > sides->event->trigger->first_token &&
            mark_at(self, MARK_WEAPON, at->first - 1)) {
            sides->actor = (gint)i;
            return;
        }
    }
}

/* The verb of the event: a light one before the trigger, else the trigger where it is a verb. */
static const Match *active_verb(const Sides *sides) {
    const Reader *self = sides->reader;
    const Match *trigger = sides->event->trigger, *found = NULL, *mark;
    for (guint cursor = 0; (mark = mark_next(self, MARK_LIGHT, sides->event->first,
                                             trigger->first_token + 1, &cursor));)
        if (!mark_is(self, mark, "voice", "suffer") &&
            !mark_at(self, MARK_AGENT, mark->first_token))
            found = mark;
    if (found) return found;
    for (guint cursor = 0;
         (mark = mark_next(self, MARK_TRIGGER, sides->event->first, sides->event->end, &cursor));)
        if (is_verb(self, mark) && is_like(self, mark, trigger) &&
            !mark_is(self, mark, "voice", "passive") && is_deed_word(self, mark) &&
            !mark_at(self, MARK_HARM, mark->first_token))
            return mark;
    return NULL;
}

/* "هجوماً استهدف", "غارات استهدفت", "الهجوم الذي استهدف": the verb tells of the noun before it. */
static bool is_relative(const Reader *self, const Match *verb) {
    for (guint32 back = 1, room = room_before(self, verb->first_token, 3); back <= room; back++) {
        guint32 at = verb->first_token - back;
        const Match *noun = mark_at(self, MARK_TRIGGER, at);
        if (noun && mark_is(self, noun, "class", "noun")) return true;
        if (mark_at(self, MARK_WEAPON, at)) return true;
        if (is_break(self, at) || mark_at(self, MARK_ACTOR, at) || mark_at(self, MARK_TARGET, at))
            return false;
    }
    return false;
}

static void set_target(Sides *sides, gint i) {
    if (sides->target == NO_MARK && i != sides->actor) sides->target = i;
}

/* أوقعهم، أعدمهما، استهدفته: the verb carries its object as a suffix -هم, -هما, -ها, -ه. */
bool has_object(const Reader *self, const Match *verb) {
    enum { SHORTEST = 10 }; /* bytes of search form: five letters */
    const Token *token = &self->text->tokens[verb->first_token];
    const char *norm = text_norm(self->text, verb->first_token);
    return is_verb(self, verb) && token->norm_len >= SHORTEST &&
           (g_str_has_suffix(norm, "\xD9\x87\xD9\x85") ||
            g_str_has_suffix(norm, "\xD9\x87\xD9\x85\xD8\xA7") ||
            g_str_has_suffix(norm, "\xD9\x87\xD8\xA7") || g_str_has_suffix(norm, "\xD9\x87"));
}

/* The object was named last; the subject follows the verb (استهدفته طائرة) or was named before. */
static void link_object_suffix(Sides *sides, const Match *verb) {
    guint32 from = sides->event->first, at = verb->first_token, after = mark_end(verb);
    gint next = first_free(sides, after, MIN(after + CLOSE + 1, sides->event->end));
    if (sides->actor == NO_MARK && next != NO_MARK &&
        can_act(sides->reader, party(sides, (guint)next)))
        sides->actor = next;
    set_target(sides, last_free(sides, from, at, false));
    if (sides->actor == NO_MARK) sides->actor = last_free(sides, from, at, true);
}

/* "استُهدفت قاعدة …": the passive is spelt like the active; a thing or place right behind a verb
 * that can be either was hit. */
static bool is_passive(const Sides *sides, const Match *verb) {
    const Reader *self = sides->reader;
    guint32 next = mark_end(verb);
    if (next >= sides->event->end || !mark_is(self, verb, "voice", "any") ||
        mark_at(self, MARK_LIGHT, verb->first_token) == verb || mark_at(self, MARK_ACTOR, next))
        return false;
    const Match *target = mark_at(self, MARK_TARGET, next);
    if (target && mark_at(self, MARK_WEAPON, next)) return false; /* قصفت راجمات … */
    return self->place_at[next] != NO_MARK || (target && !mark_is(self, target, "class", "person"));
}

/* "قصفت راجمات النظام مدينة X": guns fire where something stands behind them to be hit. */
static bool is_gun_at_work(const Sides *sides, const Party *at) {
    const Match *head = &g_array_index(sides->reader->marks[MARK_TARGET], Match, at->head);
    return mark_at(sides->reader, MARK_WEAPON, head->first_token) && has_place_after(sides, at);
}

static void link_active(Sides *sides, const Match *verb) {
    const Reader *self = sides->reader;
    guint32 after = mark_end(verb), end = sides->event->end;
    if (has_object(self, verb)) {
        link_object_suffix(sides, verb);
        return;
    }
    if (is_verb(self, verb) && is_relative(self, verb)) {
        set_target(sides, first_free(sides, after, end));
        return;
    }
    gint subject = NO_MARK;
    if (sides->actor == NO_MARK)
        subject = last_free(sides, sides->event->first, verb->first_token, true);
    if (subject != NO_MARK) {
        sides->actor = subject;
        set_target(sides, first_free(sides, after, end));
        return;
    }
    gint next = first_free(sides, after, end);
    if (next == NO_MARK) return;
    const Party *at = party(sides, (guint)next);
    bool is_light = mark_at(self, MARK_LIGHT, verb->first_token) == verb;
    bool is_thing =
        owns_thing(self, at) && !is_patrol_at_work(self, verb, at) && !is_gun_at_work(sides, at);
    bool acts = !is_passive(sides, verb) && sides->actor == NO_MARK && !is_thing &&
                !is_civilian(self, at) && (!is_light || at->first - after <= CLOSE + 1);
    if (!acts) {
        set_target(sides, next);
        return;
    }
    sides->actor = next;
    set_target(sides, first_free(sides, at->end, end));
}

/* "انفجرت عبوة بسيارة لـ X، وفرضت Y طوقاً": whom it hits stands before the next verb. */
static void link_burst(Sides *sides, const Match *verb) {
    const Reader *self = sides->reader;
    guint32 end = mark_end(verb);
    while (end < sides->event->end) {
        const Match *deed = mark_at(self, MARK_TRIGGER, end);
        bool is_next =
            has_and(self, end) && (mark_at(self, MARK_LIGHT, end) || (deed && is_verb(self, deed)));
        if (is_next) break;
        end++;
    }
    set_target(sides, first_free(sides, mark_end(verb), end));
}

/* A party right after a verbal noun does it (قصف التحالف) or bears it (اغتيال ضابط). */
static void link_noun(Sides *sides) {
    const Reader *self = sides->reader;
    const Match *noun = sides->event->trigger;
    guint32 after = mark_end(noun);
    gint next = first_free(sides, after, sides->event->end);
    if (next == NO_MARK || next == sides->actor) return;
    const Party *at = party(sides, (guint)next);
    bool is_near = at->first - after <= CLOSE;
    if (!is_near || owns_thing(self, at) || is_civilian(self, at)) {
        if (is_near || sides->actor != NO_MARK) set_target(sides, next);
        return;
    }
    gint subject = last_free(sides, sides->event->first, noun->first_token, true);
    bool takes_object = mark_is(self, noun, "voice", "passive");
    if (sides->actor != NO_MARK || (takes_object && !has_object_after(sides, at)) ||
        (subject != NO_MARK && !at->has_to)) {
        set_target(sides, next);
        return;
    }
    sides->actor = next;
    set_target(sides, first_free(sides, at->end, sides->event->end));
}

/* Who is left over when the frames are done: one before the deed acts. */
static void link_rest(Sides *sides) {
    guint32 at = sides->event->trigger->first_token;
    /* Who is named before an explosion is its victim: it needs nobody who acts. */
    bool acts = !types_are_kin(sides->event->type, INCIDENT_IED) ||
                (is_verb(sides->reader, sides->event->trigger) &&
                 !bursts(sides->reader, sides->event->trigger));
    if (sides->actor == NO_MARK && acts) {
        gint before = last_free(sides, sides->event->first, at, true);
        bool is_hit = before != NO_MARK && sides->target != NO_MARK &&
                      actors_are_kin(sides->reader, party(sides, (guint)before)->row,
                                     party(sides, (guint)sides->target)->row);
        if (!is_hit || sides->event->type == INCIDENT_CLASH) sides->actor = before;
    }
    const Match *trigger = sides->event->trigger;
    bool is_burst = is_verb(sides->reader, trigger) && bursts(sides->reader, trigger);
    if (sides->target == NO_MARK && !is_burst) {
        gint before = last_free(sides, sides->event->first, at, false);
        gint after = first_free(sides, at, sides->event->end);
        sides->target = after != NO_MARK ? after : before;
    }
}

/* "وتبنى داعش العملية", "(داعش) يتبنى": who claims it did it. */
static void link_claim(Sides *sides) {
    const Reader *self = sides->reader;
    const Match *cue;
    for (guint cursor = 0;
         (cue = mark_next(self, MARK_MODALITY, sides->event->first, sides->event->end, &cursor));) {
        if (!mark_is(self, cue, "modality", "claimed")) continue;
        for (guint i = 0; i < sides->parties->len; i++) {
            const Party *at = party(sides, i);
            bool is_after = at->end > cue->first_token && at->first <= mark_end(cue) + CLOSE;
            bool is_before = at->end <= cue->first_token && at->end + CLOSE >= cue->first_token;
            if ((!is_after && !is_before) || is_civilian(self, at)) continue;
            sides->actor = (gint)i;
            if (sides->target == (gint)i) sides->target = NO_MARK;
            return;
        }
    }
}

/* The first party of the event that is no kin of a row, or NO_MARK. */
static gint first_other(const Sides *sides, guint32 row) {
    for (guint i = 0; i < sides->parties->len; i++)
        if (is_in(sides, i) && is_free(sides, i) &&
            !actors_are_kin(sides->reader, party(sides, i)->row, row))
            return (gint)i;
    return NO_MARK;
}

/* Nobody hits himself: the side that no word ties to the deed goes. */
static void part_sides(Sides *sides) {
    if (sides->actor == NO_MARK || sides->target == NO_MARK || sides->event->type == INCIDENT_CLASH)
        return;
    const Party *actor = party(sides, (guint)sides->actor);
    const Party *target = party(sides, (guint)sides->target);
    if (actor->row != target->row) return;
    if (target->is_pronoun) { /* هاجم X حاجزاً لـ Y وقتل ثلاثة من عناصره: of Y */
        sides->target = NO_MARK;
        sides->target = first_other(sides, actor->row);
        return;
    }
    bool is_hit = target->bond == BOND_PATIENT || target->bond == BOND_ONTO ||
                  target->bond == BOND_HARM || owns_thing(sides->reader, target);
    if (is_hit && actor->bond != BOND_AGENT)
        sides->actor = NO_MARK;
    else
        sides->target = NO_MARK;
}

static void copy_side(const Sides *sides, gint i, guint32 *ret_row, guint32 *ret_name) {
    if (i == NO_MARK) return;
    *ret_row = party(sides, (guint)i)->row;
    *ret_name = party(sides, (guint)i)->name_row;
}

static bool has_suspect(const Sides *sides) {
    for (guint i = 0; i < sides->parties->len; i++)
        if (party(sides, i)->is_suspected) return true;
    return false;
}

/* Is the actor himself suspected, or where the verb stands between (يعتقد أن X هاجم)? Others whom
 * the clause suspects of being there do not count. */
static bool is_suspect(const Sides *sides, const Party *actor) {
    return actor->is_suspected || (!has_suspect(sides) && sides->event->reality.is_suspected);
}

static Attribution attribution_of(const Sides *sides) {
    if (sides->actor == NO_MARK) return ATTRIBUTION_UNIDENTIFIED;
    const Party *actor = party(sides, (guint)sides->actor);
    if (!strcmp(actor_cell(sides->reader, actor->row, "id"), "unidentified"))
        return ATTRIBUTION_UNIDENTIFIED;
    if (actor->is_suspected) return ATTRIBUTION_SUSPECTED;
    return sides->event->reality.is_claimed ? ATTRIBUTION_CLAIMED : ATTRIBUTION_STATED;
}

/* What the frame of the verb says. */
static void link_frame(Sides *sides) {
    const Reader *self = sides->reader;
    const Match *suffer = suffer_verb(sides), *verb = suffer ? NULL : active_verb(sides);
    if (suffer)
        link_suffer(sides, suffer);
    else if (verb && bursts(self, verb))
        link_burst(sides, verb);
    else if (verb)
        link_active(sides, verb);
    if (!suffer && (!verb || mark_at(self, MARK_LIGHT, verb->first_token) == verb))
        link_noun(sides);
    link_rest(sides);
}

/* Who finds a body has not killed: only من قبل tells who did; whose it is stands behind. */
static void link_body(Sides *sides) {
    gint agent = first_with_bond(sides, BOND_AGENT);
    sides->actor = agent;
    sides->target = first_free(sides, mark_end(sides->event->trigger), sides->event->end);
    if (sides->target == NO_MARK) sides->target = first_with_bond(sides, BOND_HARM);
}

/* Civilians are hit, whatever the words' order; nobody is hit as unknown, but in a fight. */
static void drop_impossible(Sides *sides) {
    const Reader *self = sides->reader;
    if (sides->event->type == INCIDENT_CLASH) return; /* clans fight each other */
    if (sides->actor != NO_MARK && is_civilian(self, party(sides, (guint)sides->actor)))
        sides->actor = NO_MARK;
    if (sides->target == NO_MARK) return;
    guint32 row = party(sides, (guint)sides->target)->row;
    if (!strcmp(actor_cell(self, row, "id"), "unidentified")) sides->target = NO_MARK;
}

/* "دخل رتل للتحالف", "تعزيزات للحرس الثوري": whose column moves, moves. */
static void turn_movement(Sides *sides) {
    if (sides->actor != NO_MARK || sides->target == NO_MARK) return;
    const Reader *self = sides->reader;
    const Party *at = party(sides, (guint)sides->target);
    const Match *head =
        at->head == NO_MARK ? NULL : &g_array_index(self->marks[MARK_TARGET], Match, at->head);
    if (!head || mark_is(self, head, "class", "site") ||
        head->first_token > mark_end(sides->event->trigger))
        return;
    sides->actor = sides->target;
    sides->target = NO_MARK;
}

void sides_link(const Reader *self, const Clause *clause, const GArray *parties, Event *event) {
    Sides sides = {self, event, parties, NO_MARK, NO_MARK};
    if (event->type == INCIDENT_BODY_FOUND) {
        link_body(&sides);
    } else {
        link_bonds(&sides);
        if (event->reality.is_claimed) link_claim(&sides);
        link_shared(&sides);
        link_platform(&sides);
        link_weapon_owner(&sides);
        link_doer(&sides);
        link_frame(&sides);
        part_sides(&sides);
    }
    drop_impossible(&sides);
    if (event->type == INCIDENT_MOVEMENT) turn_movement(&sides);
    copy_side(&sides, sides.actor, &event->actor, &event->actor_name);
    copy_side(&sides, sides.target, &event->target, &event->target_name);
    event->attribution = attribution_of(&sides);
    if (sides.actor == NO_MARK)
        event->reality.is_suspected &= !has_suspect(&sides);
    else
        event->reality.is_suspected = is_suspect(&sides, party(&sides, (guint)sides.actor));
}
