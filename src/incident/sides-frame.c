/*
 * Who does what the frame of the verb says, where no word beside the parties tells:
 *
 *   suffer   تعرضت [target] لهجوم شنه [actor]
 *   active   استهدف [actor] مواقع [target]    ·   [actor] استهدفوا [target]
 *   relative هجوماً استهدف [target]
 *   noun     قصف [actor] على [target]         ·   قيام [actor] بمهاجمة [target]
 */
#include "incident/sides.h"

enum { CLOSE = 2, NEAR = 4 };

/* A patrol is hit as a thing, and acts as a party where the verb can only be active (اقتحمت). */
static bool is_patrol_at_work(const Reader *self, const Match *verb, const Party *at) {
    if (at->head == NO_MARK || !mark_is(self, verb, "voice", "active")) return false;
    const Match *head = &g_array_index(self->marks[MARK_TARGET], Match, at->head);
    return mark_is(self, head, "class", "patrol");
}

/* Is a place or a thing named behind a party, before any mark? */
static bool has_place_after(const Sides *sides, const Party *at) {
    enum { REACH = 8 };
    for (guint32 t = at->end; t < MIN(sides->end, at->end + REACH); t++) {
        if (is_break(sides->reader, t)) return false;
        if (sides->reader->place_at[t] != NO_MARK || mark_at(sides->reader, MARK_TARGET, t))
            return true;
    }
    return false;
}

/* Does a name that can act stand right behind a verb? */
static bool has_subject_behind(const Sides *sides, const Match *verb) {
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = sides_party(sides, i);
        if (at->first == mark_end(verb)) return party_can_act(sides->reader, at);
    }
    return false;
}

static const Match *suffer_verb(const Sides *sides) {
    const Match *mark;
    for (guint cursor = 0;
         (mark = mark_next(sides->reader, MARK_LIGHT, sides->event->first, sides->end, &cursor));)
        if (mark_is(sides->reader, mark, "voice", "suffer")) {
            /* "تعرضت قواعد X لهجمات، حيث قصفت Y": the verb behind is another's. */
            const Match *deed = sides->event->trigger;
            bool is_apart = deed->first_token > mark->first_token && is_verb(sides->reader, deed) &&
                            mark_is(sides->reader, deed, "strength", "sure") &&
                            has_subject_behind(sides, deed);
            return is_apart ? NULL : mark;
        }
    return NULL;
}

/* "صد X محاولة تقدم لـ Y وأوقع قتلى في صفوف Y": whose attempt it was stands right behind its noun;
 * those of his who were hit after it were hit by the other deed. */
static bool is_own_attempt(const Sides *sides) {
    const Match *noun = sides->event->trigger;
    if (is_verb(sides->reader, noun) || sides->actor == NO_MARK || sides->target == NO_MARK)
        return false;
    const Party *at = sides_party(sides, (guint)sides->actor);
    return at->has_to && at->first >= mark_end(noun) && at->first <= mark_end(noun) + 1 &&
           actors_are_kin(sides->reader, at->row, sides_party(sides, (guint)sides->target)->row);
}

static void link_suffer(Sides *sides, const Match *verb) {
    if (is_own_attempt(sides)) sides->target = NO_MARK;
    if (sides->target != NO_MARK && sides_party(sides, (guint)sides->target)->bond != BOND_HARM)
        return;
    guint32 trigger = sides->event->trigger->first_token;
    guint32 to = trigger > verb->first_token ? trigger : sides->end;
    gint hit = sides_first_free(sides, mark_end(verb), to);
    if (hit == NO_MARK) hit = sides_last_free(sides, sides->event->first, verb->first_token, false);
    if (hit != NO_MARK) sides->target = hit;
    /* "أحبطت X محاولة تسلل مجموعتين تابعتين لـ Y": the doer stands behind the noun. */
    gint doer = sides_first_free(sides, mark_end(sides->event->trigger), sides->end);
    if (sides->actor == NO_MARK && doer != NO_MARK &&
        !is_verb(sides->reader, sides->event->trigger) &&
        party_can_act(sides->reader, sides_party(sides, (guint)doer)) &&
        sides_party(sides, (guint)doer)->first <= mark_end(sides->event->trigger) + NEAR)
        sides->actor = doer;
}

/* The words by which somebody falls into an ambush: one form (وقع … في كمين), or a verb of
 * happening that stands farther off and the noun behind في; or NULL. */
static const Match *falling_verb(const Sides *sides) {
    const Reader *self = sides->reader;
    const Match *deed = sides->event->trigger, *verb, *found = NULL;
    if (mark_is(self, deed, "voice", "suffer")) return deed;
    if (sides->event->type != INCIDENT_AMBUSH || room_before(self, deed->first_token, 1) == 0 ||
        !is_preposition(self, deed->first_token - 1) ||
        mark_at(self, MARK_FROM, deed->first_token - 1))
        return NULL;
    for (guint cursor = 0;
         (verb = mark_next(self, MARK_LIGHT, sides->event->first, deed->first_token, &cursor));)
        if (mark_is(self, verb, "voice", "any")) found = verb;
    return found;
}

/* "وقعت [target] في كمين لـ [actor]": the verb itself tells who suffers. */
static void link_fallen(Sides *sides, const Match *verb) {
    guint32 after = mark_end(sides->event->trigger);
    gint hit = sides_first_free(sides, verb->first_token, after);
    if (hit == NO_MARK) hit = sides_last_free(sides, sides->event->first, verb->first_token, false);
    sides_set_target(sides, hit);
    gint doer = sides_first_free(sides, after, sides->end);
    if (doer == NO_MARK) return;
    const Party *at = sides_party(sides, (guint)doer);
    bool is_doer = at->has_to && at->first <= after + NEAR && party_can_act(sides->reader, at);
    if (sides->actor == NO_MARK && is_doer) sides->actor = doer;
    if (sides->target == NO_MARK && !is_doer) sides->target = doer; /* وقع في كمين عناصر من X */
}

/* Do both triggers tell of violence, or neither? */
static bool is_like(const Reader *self, const Match *mark, const Match *trigger) {
    IncidentType a, b;
    return incident_type_parse(mark_cell(self, mark, "type"), &a) &&
           incident_type_parse(mark_cell(self, trigger, "type"), &b) &&
           incident_type_is_violent(a) == incident_type_is_violent(b);
}

/* "واصل X قوله إن Y قصف", "وقع الهجوم في وقت يواصل X اقتحام Y": what is said, or happens meanwhile,
 * has a verb of its own. */
static bool has_content_between(const Reader *self, guint32 from, guint32 to) {
    static const char *const others[] = {"content", "that", "while", NULL};
    for (guint32 t = from; t < to; t++) {
        const Match *joint = mark_at(self, MARK_JOINT, t);
        if (joint && g_strv_contains(others, mark_cell(self, joint, "effect"))) return true;
    }
    return false;
}

/* The verb of the event: a light one before the trigger, else the trigger where it is a verb. */
static const Match *active_verb(const Sides *sides) {
    const Reader *self = sides->reader;
    const Match *trigger = sides->event->trigger, *found = NULL, *mark;
    for (guint cursor = 0; (mark = mark_next(self, MARK_LIGHT, sides->event->first,
                                             trigger->first_token + 1, &cursor));)
        if (mark_is(self, mark, "voice", "active") && /* of شهدت who did it is told elsewhere */
            !mark_at(self, MARK_AGENT, mark->first_token) && !mark->article &&
            !mark_at(self, MARK_BLOCK, mark->first_token) && /* وقف إطلاق النار */
            !has_content_between(self, mark_end(mark), trigger->first_token) &&
            (mark->first_token < trigger->first_token || is_verb(self, trigger)))
            found = mark; /* of إطلاق نار the first word is no verb */
    if (found) return found;
    for (guint cursor = 0;
         (mark = mark_next(self, MARK_TRIGGER, sides->event->first, sides->end, &cursor));)
        if (is_verb(self, mark) && is_like(self, mark, trigger) &&
            !mark_is(self, mark, "voice", "passive") && is_deed_word(self, mark) &&
            !mark_at(self, MARK_HARM, mark->first_token))
            return mark;
    return NULL;
}

/* Is the token part of a day, or of the marks around one (يوم الأحد 9 شباط/فبراير 2025،)? */
static bool is_of_day(const Reader *self, guint32 token) {
    const Token *at = &self->text->tokens[token];
    bool is_mark = at->kind == TOKEN_PUNCT && token > 0 &&
                   (mark_at(self, MARK_CALENDAR, token - 1) ||
                    self->text->tokens[token - 1].kind == TOKEN_NUMBER);
    return mark_at(self, MARK_CALENDAR, token) || at->kind == TOKEN_NUMBER || is_mark;
}

/* "هجوماً استهدف", "غارات استهدفت", "الهجوم الذي استهدف", "عملية يوم الأحد، استهدفت": the verb tells
 * of the noun before it. */
static bool is_relative(const Reader *self, const Match *verb) {
    enum { WORDS = 3, DAY = 14 };
    guint32 words = 0;
    for (guint32 back = 1, room = room_before(self, verb->first_token, DAY);
         back <= room && words < WORDS; back++) {
        guint32 at = verb->first_token - back;
        if (is_of_day(self, at)) continue;
        words++;
        const Match *noun = mark_at(self, MARK_TRIGGER, at);
        if (noun && !is_verb(self, noun)) return true;
        if (mark_at(self, MARK_WEAPON, at)) return true;
        /* وقع الهجوم في وقت يواصل X … */
        if (is_marked_as(self, MARK_JOINT, at, "effect", "while")) return false;
        if (is_break(self, at) || mark_at(self, MARK_ACTOR, at) || mark_at(self, MARK_TARGET, at))
            return false;
    }
    return false;
}

/* أوقعهم، أعدمهما، استهدفته: the verb carries its object as a suffix -هم, -هما, -ها, -ه. */
bool has_object(const Reader *self, const Match *verb) {
    enum { SHORTEST = 10 }; /* bytes of search form: five letters */
    const Token *token = &self->text->tokens[verb->first_token];
    const char *norm = text_norm(self->text, verb->first_token);
    return is_verb(self, verb) && token->norm_len >= SHORTEST && pronoun_in(norm) != PRONOUN_NONE &&
           pronoun_in(norm) != PRONOUN_OUR;
}

/* The object was named last; the subject follows the verb (استهدفته طائرة) or was named before. */
static void link_object_suffix(Sides *sides, const Match *verb) {
    guint32 from = sides->event->first, at = verb->first_token, after = mark_end(verb);
    gint next = sides_first_free(sides, after, MIN(after + CLOSE + 1, sides->end));
    if (sides->actor == NO_MARK && next != NO_MARK &&
        party_can_act(sides->reader, sides_party(sides, (guint)next)))
        sides->actor = next;
    sides_set_target(sides, sides_last_free(sides, from, at, false));
    if (sides->actor == NO_MARK) sides->actor = sides_last_free(sides, from, at, true);
}

/* "استُهدفت قاعدة …": the passive is spelt like the active; a thing or place right behind a verb
 * that can be either was hit. */
static bool is_passive(const Sides *sides, const Match *verb) {
    const Reader *self = sides->reader;
    guint32 next = mark_end(verb);
    if (next >= sides->end || !mark_is(self, verb, "voice", "any") ||
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

/* "قوات X ومرتزقته من Y": Y are those whom the word with its suffix means, and no object. */
static bool is_made_of(const Sides *sides, const Party *at) {
    if (at->bond != BOND_FROM || at->head != NO_MARK || at->first < 2) return false;
    Pronoun whose = pronoun_in(text_norm(sides->reader->text, at->first - 2));
    return whose == PRONOUN_HIS || whose == PRONOUN_HER;
}

/* "وسط انخفاض في وتيرة القصف المدفعي من Y": who does another deed, by its noun. */
static bool does_other_deed(const Sides *sides, const Party *at) {
    enum { ADJECTIVES = 2 };
    if (at->bond != BOND_FROM || at->head != NO_MARK) return false;
    guint32 room = room_before(sides->reader, at->first, ADJECTIVES + 2);
    for (guint32 back = 2; back <= room; back++) {
        const Match *deed = mark_at(sides->reader, MARK_TRIGGER, at->first - back);
        if (is_break(sides->reader, at->first - back)) return false;
        if (deed)
            return !is_verb(sides->reader, deed) && deed->article && deed != sides->event->trigger;
    }
    return false;
}

/* The first party behind a verb that can be its object: "قصفت X قرية Y، ما دفع Z للرد" has a place
 * for its object, and what came of it has others. */
static gint object_behind(const Sides *sides, guint32 after) {
    const Reader *self = sides->reader;
    gint next = sides_first_free(sides, after, sides->end);
    if (next != NO_MARK && (is_made_of(sides, sides_party(sides, (guint)next)) ||
                            does_other_deed(sides, sides_party(sides, (guint)next))))
        next = sides_first_free(sides, sides_party(sides, (guint)next)->end, sides->end);
    if (next == NO_MARK) return NO_MARK;
    bool has_place = false;
    for (guint32 t = after; t < sides_party(sides, (guint)next)->first; t++) {
        const Match *joint = mark_at(self, MARK_JOINT, t);
        has_place |= self->place_at[t] != NO_MARK;
        bool is_outcome = mark_at(self, MARK_EFFECT, t) && !mark_at(self, MARK_HARM, t);
        bool is_next = joint && joint->first_token == t && t > 0 && is_break(self, t - 1) &&
                       (mark_is(self, joint, "effect", "continue") || is_later_behind(self, joint));
        Bond bond = sides_party(sides, (guint)next)->bond;
        is_outcome &= bond != BOND_PATIENT && bond != BOND_ONTO && bond != BOND_HARM;
        if (has_place && (is_next || is_outcome)) return NO_MARK;
    }
    return next;
}

/* "استهدفت الغارات اللواء 137", "طال القصف الجوي مواقع X": the deed itself, by its noun with the
 * article, is the subject right behind the verb; who follows was hit. */
static bool has_deed_for_subject(const Sides *sides, const Match *verb) {
    const Reader *self = sides->reader;
    guint32 next = mark_end(verb);
    const Match *noun = next < sides->end ? mark_at(self, MARK_TRIGGER, next) : NULL;
    bool is_light = mark_at(self, MARK_LIGHT, verb->first_token) == verb; /* منفذو الهجوم X */
    if (!noun || is_light || !is_verb(self, verb) || is_verb(self, noun) || !noun->article ||
        (noun->clitics & CLITIC_IN))
        return false;
    gint after = sides_first_free(sides, next, sides->end);
    return after != NO_MARK && sides_party(sides, (guint)after)->first >= mark_end(noun);
}

static void link_active(Sides *sides, const Match *verb) {
    const Reader *self = sides->reader;
    guint32 after = mark_end(verb), end = sides->end;
    if (has_object(self, verb)) {
        link_object_suffix(sides, verb);
        return;
    }
    if (has_deed_for_subject(sides, verb) || (is_verb(self, verb) && is_relative(self, verb))) {
        sides_set_target(sides, sides_first_free(sides, after, end));
        return;
    }
    gint subject = NO_MARK;
    if (sides->actor == NO_MARK)
        subject = sides_last_free(sides, sides->event->first, verb->first_token, true);
    if (subject != NO_MARK) {
        sides->actor = subject;
        sides_set_target(sides, object_behind(sides, after));
        return;
    }
    gint next = sides_first_free(sides, after, end);
    if (next == NO_MARK) return;
    const Party *at = sides_party(sides, (guint)next);
    bool is_light = mark_at(self, MARK_LIGHT, verb->first_token) == verb;
    bool is_thing = party_owns_thing(self, at) && !is_patrol_at_work(self, verb, at) &&
                    !is_gun_at_work(sides, at);
    bool acts = !is_passive(sides, verb) && sides->actor == NO_MARK && !is_thing &&
                !party_is_civilian(self, at) && (!is_light || at->first - after <= CLOSE + 1);
    if (!acts) {
        sides_set_target(sides, next);
        return;
    }
    sides->actor = next;
    sides_set_target(sides, object_behind(sides, at->end));
}

/* "عبوة زرعها مجهولون بسيارة لـ X انفجرت": whose thing it was in stands before the verb, or
 * NO_MARK.
 */
static gint bearer_before(const Sides *sides, const Match *verb) {
    const Reader *self = sides->reader;
    guint32 first = sides->event->first;
    for (guint i = sides->parties->len; i > 0; i--) {
        const Party *at = sides_party(sides, i - 1);
        if (at->end > verb->first_token || at->first < first || at->head == NO_MARK ||
            !sides_is_free(sides, i - 1))
            continue;
        const Match *thing = mark_at(self, MARK_TARGET, at->first);
        bool is_in = (thing && (thing->clitics & CLITIC_IN)) ||
                     (room_before(self, at->first, 1) == 1 && is_preposition(self, at->first - 1));
        if (is_in && mark_with(self, MARK_WEAPON, first, at->first, "type", "ied"))
            return (gint)i - 1;
    }
    return NO_MARK;
}

/* "انفجرت عبوة بسيارة لـ X، وفرضت Y طوقاً": whom it hits stands before the next verb. */
static void link_burst(Sides *sides, const Match *verb) {
    const Reader *self = sides->reader;
    guint32 end = mark_end(verb);
    while (end < sides->end) {
        const Match *deed = mark_at(self, MARK_TRIGGER, end);
        bool is_next =
            has_and(self, end) && (mark_at(self, MARK_LIGHT, end) || (deed && is_verb(self, deed)));
        if (is_next) break;
        end++;
    }
    gint hit = sides_first_free(sides, mark_end(verb), end);
    sides_set_target(sides, hit == NO_MARK ? bearer_before(sides, verb) : hit);
}

/* A party right after a verbal noun does it (قصف التحالف) or bears it (اغتيال ضابط). */
static void link_noun(Sides *sides) {
    const Reader *self = sides->reader;
    const Match *noun = sides->event->trigger;
    guint32 after = mark_end(noun);
    gint next = sides_first_free(sides, after, sides->end);
    if (next == NO_MARK || next == sides->actor) return;
    const Party *at = sides_party(sides, (guint)next);
    bool is_near = at->first - after <= CLOSE;
    if (!is_near || party_owns_thing(self, at) || party_is_civilian(self, at)) {
        if (is_near || sides->actor != NO_MARK) sides_set_target(sides, next);
        return;
    }
    gint subject = sides_last_free(sides, sides->event->first, noun->first_token, true);
    bool takes_object = mark_is(self, noun, "voice", "passive");
    if (noun->article && !at->has_to) return; /* هذه الهجمات X: no construct */
    if (sides->actor != NO_MARK || (takes_object && !sides_has_object_after(sides, at)) ||
        (subject != NO_MARK && !at->has_to)) {
        sides_set_target(sides, next);
        return;
    }
    sides->actor = next;
    sides_set_target(sides, sides_first_free(sides, at->end, sides->end));
}

/* "نجا X من محاولة اغتيال": who lives was hit. */
static bool has_survivor(const Sides *sides) {
    return mark_with(sides->reader, MARK_HARM, sides->event->first, sides->end, "harm",
                     "survived") != NULL;
}

/* "أقدمت مجموعة من خلايا X": does a verb of doing stand before the party, nobody else between? */
static bool is_behind_doing(const Reader *self, const Party *at) {
    enum { WORDS = 2 };
    for (guint32 back = 1, room = room_before(self, at->first, WORDS + 1); back <= room; back++) {
        guint32 t = at->first - back;
        if (is_break(self, t) || mark_at(self, MARK_ACTOR, t)) return false;
        const Match *light = mark_at(self, MARK_LIGHT, t);
        if (light) return mark_is(self, light, "voice", "active") && !mark_at(self, MARK_EFFECT, t);
    }
    return false;
}

/* "الاستهداف الأول وقع في X، حيث أقدم Y على مهاجمة Z": who stands behind a verb of doing that tells
 * of the deed does it. */
static void link_told_behind(Sides *sides) {
    const Match *deed = sides->event->trigger;
    if (is_verb(sides->reader, deed)) return;
    for (guint i = 0; i < sides->parties->len && sides->actor == NO_MARK; i++) {
        const Party *at = sides_party(sides, i);
        if (at->first > deed->first_token && sides_is_in(sides, i) && sides_is_free(sides, i) &&
            party_can_act(sides->reader, at) && is_behind_doing(sides->reader, at))
            sides->actor = (gint)i;
    }
}

/* "نقلت سيارات X الجثث جراء القصف", "انسحبت X بعد الهجوم": what came of a known deed has a subject
 * of its own. */
static bool is_known_cause(const Sides *sides) {
    const Reader *self = sides->reader;
    const Match *deed = sides->event->trigger;
    if (sides->event->type == INCIDENT_CLASH || is_verb(self, deed) || !deed->article ||
        sides->event->is_plural || room_before(self, deed->first_token, 1) == 0)
        return false;
    guint32 before = deed->first_token - 1;
    return mark_at(self, MARK_CAUSE, before) ||
           is_marked_as(self, MARK_JOINT, before, "effect", "after");
}

/* Who is left over when the frames are done: one before the deed acts. */
static void link_rest(Sides *sides) {
    guint32 at = sides->event->trigger->first_token;
    /* Who is named before an explosion is its victim: it needs nobody who acts. */
    bool acts = !types_are_kin(sides->event->type, INCIDENT_IED) ||
                (is_verb(sides->reader, sides->event->trigger) &&
                 !verb_bursts(sides->reader, sides->event->trigger));
    if (sides->actor == NO_MARK && acts && !has_survivor(sides) && !is_known_cause(sides)) {
        gint before = sides_last_free(sides, sides->event->first, at, true);
        bool is_hit = before != NO_MARK && sides->target != NO_MARK &&
                      actors_are_kin(sides->reader, sides_party(sides, (guint)before)->row,
                                     sides_party(sides, (guint)sides->target)->row);
        if (!is_hit || sides->event->type == INCIDENT_CLASH) sides->actor = before;
    }
    const Match *trigger = sides->event->trigger;
    bool is_burst = is_verb(sides->reader, trigger) && verb_bursts(sides->reader, trigger);
    if (sides->target == NO_MARK && !is_burst) {
        gint before = sides_last_free(sides, sides->event->first, at, false);
        gint after = sides->event->type == INCIDENT_CLASH ? sides_first_free(sides, at, sides->end)
                                                          : object_behind(sides, at);
        sides->target = after != NO_MARK ? after : before;
    }
}

/* "جددت X وحلفاؤها، خلال الساعات الماضية، قصفها": does the verb reach its object over these words?
 */
static bool is_one_frame(const Reader *self, guint32 from, guint32 to) {
    enum { WORDS = 12 };
    if (to - from > WORDS) return false;
    for (guint32 t = from; t < to; t++)
        if (mark_at(self, MARK_TRIGGER, t) || mark_at(self, MARK_LIGHT, t) ||
            self->place_at[t] != NO_MARK)
            return false;
    return true;
}

/* "جددت X قصفها على Y", "كثف X غاراته": whose deed it is by its suffix stands between the verb that
 * says how and the noun. */
static void link_aspect(Sides *sides) {
    const Reader *self = sides->reader;
    const Match *deed = sides->event->trigger, *light;
    if (sides->actor != NO_MARK || !has_possessive(self, deed->first_token)) return;
    for (guint cursor = 0;
         (light = mark_next(self, MARK_LIGHT, sides->event->first, deed->first_token, &cursor));) {
        if (!mark_is(self, light, "voice", "any")) continue;
        for (guint i = 0; i < sides->parties->len; i++) {
            const Party *at = sides_party(sides, i);
            if (at->first == mark_end(light) && at->end <= deed->first_token &&
                is_one_frame(self, at->end, deed->first_token) && sides_is_free(sides, i) &&
                party_can_act(self, at)) {
                sides->actor = (gint)i;
                return;
            }
        }
    }
}

/* "تصدى X لمحاولة اقتحام وقتل عناصر من Y": whom the one who suffers it kills has attacked. */
static void link_repelled(Sides *sides, const Match *suffer) {
    if (!suffer || sides->actor != NO_MARK || sides->target == NO_MARK) return;
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = sides_party(sides, i);
        bool is_other =
            !actors_are_kin(sides->reader, at->row, sides_party(sides, (guint)sides->target)->row);
        if (at->bond == BOND_HARM && is_other && sides_is_in(sides, i) &&
            at->first > sides->event->trigger->first_token &&
            !party_is_civilian(sides->reader, at)) {
            sides->actor = (gint)i;
            return;
        }
    }
}

/* What the frame of the verb says. */
void sides_link_frame(Sides *sides) {
    const Reader *self = sides->reader;
    link_aspect(sides);
    if (sides->actor != NO_MARK) sides_note(sides, TIE_SUBJECT, TIE_NONE);
    const Match *fallen = falling_verb(sides), *suffer = fallen ? fallen : suffer_verb(sides);
    const Match *verb = suffer ? NULL : active_verb(sides);
    if (fallen)
        link_fallen(sides, fallen);
    else if (suffer)
        link_suffer(sides, suffer);
    else if (verb && verb_bursts(self, verb))
        link_burst(sides, verb);
    else if (verb)
        link_active(sides, verb);
    sides_note(sides, suffer ? TIE_BEHIND_NOUN : TIE_SUBJECT, suffer ? TIE_SUFFERER : TIE_OBJECT);
    if (!suffer && (!verb || mark_at(self, MARK_LIGHT, verb->first_token) == verb))
        link_noun(sides);
    sides_note(sides, TIE_BESIDE_NOUN, TIE_BESIDE_NOUN);
    if (sides->bystander != sides->actor && sides->event->type != INCIDENT_CLASH)
        sides_set_target(sides, sides->bystander);
    sides_note(sides, TIE_NONE, TIE_HARMED);
    link_repelled(sides, suffer);
    sides_note(sides, TIE_REPELLED, TIE_NONE);
    link_told_behind(sides);
    sides_note(sides, TIE_SUBJECT, TIE_NONE);
    link_rest(sides);
    sides_note(sides, TIE_BEFORE, TIE_BESIDE);
}
