/*
 * What the words beside the parties say of who did it to whom: من قبل, على, في صفوف, مقتل, بين … و,
 * the claim, the owner of the weapon, the name that shares a word with the deed.
 */
#include "incident/sides.h"

enum { CLOSE = 2, CLAIMANT_REACH = 4, NEAR_DEED = 6 };

/* "قنص عنصر من X طفلاً": the object right behind him. */
static bool kills_right_behind(const Reader *self, const Party *at) {
    const Match *victim = mark_at(self, MARK_PERSON, at->end);
    return victim && victim->first_token == at->end && !has_and(self, at->end) &&
           !text_has_article(self->text, at->end); /* القيادي في X الحاج فلان: his own title */
}

/* "قتلت قوات النظام مدنيين": a verb of harm with its subject right behind it and a victim after. */
static bool is_killer(const Sides *sides, const Party *at) {
    const Match *verb = sides->event->trigger;
    bool has_man =
        mark_at(sides->reader, MARK_TARGET, at->first) && /* اغتيل قيادي في X */
        mark_is(sides->reader, mark_at(sides->reader, MARK_TARGET, at->first), "class", "person");
    bool is_name = (at->head == NO_MARK && !has_man) || kills_right_behind(sides->reader, at);
    return is_verb(sides->reader, verb) && !mark_is(sides->reader, verb, "voice", "passive") &&
           mark_end(verb) == at->first && is_name && !party_is_civilian(sides->reader, at) &&
           sides_first_with_bond(sides, BOND_AGENT) == NO_MARK && sides_has_object_after(sides, at);
}

/* "تبادل عناصر من A وB إطلاق النار": two joined by و fight each other. */
static void link_each_other(Sides *sides) {
    for (guint i = 1; i < sides->parties->len; i++) {
        if (!sides_party(sides, i)->is_joined || !sides_is_in(sides, i - 1)) continue;
        if (actors_are_kin(sides->reader, sides_party(sides, i - 1)->row,
                           sides_party(sides, i)->row))
            continue;
        sides->actor = (gint)i - 1;
        sides->target = (gint)i;
        return;
    }
}

/* Does a party go on with the list that the one before it begins: "… وX", "… من جهة، وX"? */
static bool goes_on(const Sides *sides, guint i) {
    enum { LIST_REACH = 12 };
    const Reader *self = sides->reader;
    const Party *at = sides_party(sides, i), *before = sides_party(sides, i - 1);
    if (at->is_joined) return true;
    if (!has_and(self, at->first) || at->first - before->end > LIST_REACH) return false;
    for (guint32 t = before->end; t < at->first; t++)
        if (mark_at(self, MARK_TRIGGER, t) || mark_at(self, MARK_LIGHT, t)) return false;
    return true;
}

/* "بين A وفصيل يتبع لـ B": does an و stand before the other, with no place nor verb on the way? */
static bool stands_behind(const Sides *sides, guint first, guint other) {
    const Reader *self = sides->reader;
    bool has_joint = false;
    for (guint32 t = sides_party(sides, first)->end; t <= sides_party(sides, other)->first; t++) {
        const Match *verb = mark_at(self, MARK_TRIGGER, t);
        has_joint |= has_and(self, t) || mark_at(self, MARK_WITH, t) || mark_at(self, MARK_ALLY, t);
        if (self->place_at[t] != NO_MARK && !mark_at(self, MARK_ACTOR, t)) return false;
        if (verb && is_verb(self, verb) && !mark_at(self, MARK_ACTOR, t)) return false;
    }
    return has_joint;
}

static bool has_camp_between(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (is_marked_as(self, MARK_JOINT, t, "effect", "camp")) return true;
    return false;
}

/* Does a party fight with the first, not against him: a part of his, or "المسلحين الموالين لها"? */
static bool is_with(const Sides *sides, guint first, guint other) {
    const Party *at = sides_party(sides, other);
    const Match *backer = mark_at(sides->reader, MARK_BACKER, at->end);
    return (backer && mark_end(backer) - at->end == backer->n_tokens) ||
           actors_are_kin(sides->reader, sides_party(sides, first)->row, at->row);
}

/* "بين A وB، وC": of a list of three and more the one that alone stands behind a comma, or NO_MARK.
 */
static gint parted_from(const Sides *sides, guint next) {
    gint parted = NO_MARK;
    for (guint i = next; i < sides->parties->len && sides_is_in(sides, i); i++) {
        const Party *at = sides_party(sides, i), *before = sides_party(sides, i - 1);
        if (!goes_on(sides, i)) break;
        if (at->first == before->end || !is_break(sides->reader, at->first - 1)) {
            if (parted != NO_MARK) return NO_MARK; /* one of the middle */
            continue;
        }
        if (parted != NO_MARK) return NO_MARK;
        parted = (gint)i;
    }
    return parted > (gint)next ? parted : NO_MARK;
}

/* "بين قوات النظام والميليشيات الموالية لها من جهة، وتنظيم داعش من جهة أخرى": whom the first of the
 * list fights is the next one, or where the words part the camps the first of the other. */
static gint other_of(const Sides *sides, gint first) {
    guint next = (guint)first + 1;
    bool is_alone = next >= sides->parties->len || !goes_on(sides, next);
    const char *kind = actor_cell(sides->reader, sides_party(sides, (guint)first)->row, "kind");
    if (is_alone && strstr(kind, "feud")) return first; /* بين عشيرتين */
    if (next >= sides->parties->len) return NO_MARK;
    for (guint i = next; i < sides->parties->len && sides_is_in(sides, i); i++)
        if (has_camp_between(sides->reader, sides_party(sides, i - 1)->end,
                             sides_party(sides, i)->first))
            return (gint)i;
    gint parted = parted_from(sides, next);
    if (parted != NO_MARK) return parted;
    while (next + 1 < sides->parties->len && goes_on(sides, next + 1) &&
           is_with(sides, (guint)first, next))
        next++;
    return stands_behind(sides, (guint)first, next) ? (gint)next : NO_MARK;
}

/* "إطلاق نار بين X وY", "قصف متبادل بين X وY": between two armed ones any deed is a fight. */
static bool are_between(const Sides *sides, gint first) {
    gint other = other_of(sides, first);
    IncidentType type = sides->event->type;
    if (type == INCIDENT_CLASH) return true;
    if (sides->actor != NO_MARK) return false; /* اشتباكات بين … إثر هجوم نفذه الأخير */
    return other != NO_MARK && (type == INCIDENT_ATTACK || type == INCIDENT_SHELLING) &&
           !party_is_civilian(sides->reader, sides_party(sides, (guint)first)) &&
           !party_is_civilian(sides->reader, sides_party(sides, (guint)other)) &&
           (other == first || goes_on(sides, (guint)other));
}

/* "بدأت B اقتحامها للقرية، ودارت اشتباكات بين A وB", "اشتباكات بين A وB إثر محاولة تقدم للأخيرة":
 * before the raid that the fight follows, or behind ل of its noun; or NO_MARK. */
static gint raider(const Sides *sides, gint between) {
    enum { ADJECTIVES = 2 };
    const Reader *self = sides->reader;
    const Match *deed = sides->event->trigger;
    for (gint i = between; i > 0 && mark_is(self, deed, "type", "attack"); i--) {
        const Party *at = sides_party(sides, (guint)i - 1);
        if (sides_is_in(sides, (guint)i - 1) && at->first < deed->first_token &&
            party_can_act(self, at))
            return i - 1;
    }
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = sides_party(sides, i);
        if (!(at->has_to || at->is_pronoun) || !sides_is_in(sides, i)) continue;
        guint32 room = room_before(self, at->first, ADJECTIVES + 1);
        for (guint32 back = 1; back <= room; back++) {
            const Match *raid = mark_at(self, MARK_TRIGGER, at->first - back);
            if (raid && !is_verb(self, raid) && mark_is(self, raid, "type", "attack") &&
                !mark_is(self, raid, "voice", "passive"))
                return (gint)i;
        }
    }
    return NO_MARK;
}

/* Is the party whom a word of agency names one of the second camp of a fight? */
static bool began_it(const Sides *sides, gint doer) {
    if (doer == NO_MARK || sides->target == NO_MARK || sides->target == sides->actor) return false;
    guint32 row = sides_party(sides, (guint)doer)->row;
    return actors_are_kin(sides->reader, row, sides_party(sides, (guint)sides->target)->row) &&
           !actors_are_kin(sides->reader, row, sides_party(sides, (guint)sides->actor)->row);
}

/* The first whose people were harmed; "مقتل اثنين من المهاجمين" tells of nobody who was hit. */
static gint known_victim(const Sides *sides) {
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = sides_party(sides, i);
        if (at->bond == BOND_HARM && sides_is_in(sides, i) &&
            !actor_is_unidentified(sides->reader, at->row))
            return (gint)i;
    }
    return NO_MARK;
}

/* اشتباكات مع X، معارك ضد X: behind the noun of a fight. */
static bool is_opponent(const Sides *sides, const Party *at) {
    if (at->bond == BOND_WITH) return true;
    guint32 after = mark_end(sides->event->trigger);
    return (at->bond == BOND_ONTO || at->bond == BOND_PATIENT) && at->first >= after &&
           at->first <= after + CLOSE && !is_verb(sides->reader, sides->event->trigger);
}

/* "اقتتال عشائري": those who fight each other stand in the word of the deed. */
static bool link_feud(Sides *sides) {
    const Match *deed = sides->event->trigger;
    if (sides->event->type != INCIDENT_CLASH) return false;
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = sides_party(sides, i);
        bool is_in_deed = at->first < mark_end(deed) && at->end > deed->first_token;
        if (!is_in_deed || !strstr(actor_cell(sides->reader, at->row, "kind"), "feud")) continue;
        sides->actor = sides->target = (gint)i;
        return sides->is_fight = true;
    }
    return false;
}

/* What the words beside the parties say. */
static void link_bonds(Sides *sides) {
    if (link_feud(sides)) return;
    sides->actor = sides_first_with_bond(sides, BOND_AGENT);
    sides->target = sides_first_with_bond(sides, BOND_PATIENT);
    if (sides->target == NO_MARK) sides->target = sides_first_with_bond(sides, BOND_ONTO);
    gint between = sides_first_with_bond(sides, BOND_BETWEEN);
    if (between != NO_MARK && are_between(sides, between)) {
        gint doer = sides->actor == NO_MARK ? raider(sides, between) : sides->actor;
        sides->actor = between;
        sides->target = other_of(sides, between);
        if (began_it(sides, doer)) { /* … إثر هجوم نفذه الأخير */
            sides->actor = sides->target;
            sides->target = between;
        }
        sides->is_fight = true;
        return;
    }
    if (sides->target == NO_MARK && sides->event->type == INCIDENT_CLASH)
        sides->target = sides_first_with_bond(sides, BOND_WITH);
    /* "سيطر X على A بعد معارك مع Y": who fights is the subject of the verb before. */
    if (sides->target != NO_MARK && sides->actor == NO_MARK &&
        sides_party(sides, (guint)sides->target)->bond == BOND_WITH &&
        sides_first_with_bond(sides, BOND_HARM) == NO_MARK)
        sides->actor = sides_last_free(sides, 0, sides->event->trigger->first_token, true);
    if (sides->target == NO_MARK && sides->actor == NO_MARK && sides->event->type == INCIDENT_CLASH)
        link_each_other(sides);
    if (sides->actor == NO_MARK && !is_verb(sides->reader, sides->event->trigger)) {
        gint from = sides_first_with_bond(sides, BOND_FROM);
        guint32 after = mark_end(sides->event->trigger);
        guint32 first = from == NO_MARK ? 0 : sides_party(sides, (guint)from)->first;
        bool is_fight = sides->event->type == INCIDENT_CLASH;
        if (first >= after && (is_fight || first <= after + NEAR_DEED)) sides->actor = from;
    }
    gint victim = known_victim(sides);
    if (victim == NO_MARK || victim == sides->actor) return;
    /* "قتل عنصر من X في اشتباكات مع Y", "… خلال معارك ضد Y" */
    if (sides->event->type == INCIDENT_CLASH && sides->actor == NO_MARK &&
        sides->target != NO_MARK && is_opponent(sides, sides_party(sides, (guint)sides->target))) {
        sides->actor = sides->target;
        sides->target = victim;
        return;
    }
    if (sides->actor == NO_MARK && is_killer(sides, sides_party(sides, (guint)victim)))
        sides->actor = victim;
    else if (party_is_civilian(sides->reader, sides_party(sides, (guint)victim)))
        sides->bystander = victim;
    else if (sides->target == NO_MARK)
        sides->target = victim;
}

/* "هجوماً لتنظيم داعش", "غارات لطيران التحالف": ل after the noun of a deed names who does it. */
static void link_doer(Sides *sides) {
    const Match *noun = sides->event->trigger;
    if (sides->actor != NO_MARK || is_verb(sides->reader, noun) ||
        mark_is(sides->reader, noun, "voice", "passive"))
        return;
    gint next = sides_first_free(sides, mark_end(noun), sides->end);
    if (next == NO_MARK) return;
    const Party *at = sides_party(sides, (guint)next);
    if (at->first == mark_end(noun) && !noun->article &&
        actor_is_unidentified(sides->reader, at->row) && party_can_act(sides->reader, at)) {
        sides->actor = next; /* هجوم مسلحين مجهولين على X */
        return;
    }
    bool is_object = at->first > mark_end(noun) && /* عملية استهدفت خلية لـ X */
                     (mark_at(sides->reader, MARK_PATIENT, mark_end(noun)) ||
                      mark_at(sides->reader, MARK_TRIGGER, mark_end(noun)));
    if (at->has_to && !is_object && at->first <= mark_end(noun) + 1 &&
        party_can_act(sides->reader, at))
        sides->actor = next;
}

/* "القصف الروسي", "قصف الطيران الروسي": a name that shares words with the deed does it. */
static void link_shared(Sides *sides) {
    const Match *mark = sides->event->trigger;
    if (sides->actor != NO_MARK || mark_is(sides->reader, mark, "voice", "suffer")) return;
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = sides_party(sides, i);
        if (at->first < mark_end(mark) && at->end > mark->first_token &&
            !party_owns_thing(sides->reader, at) && !at->is_victim && sides_is_free(sides, i) &&
            !party_is_civilian(sides->reader, at)) {
            sides->actor = (gint)i; /* أسقط [X] مروحية لـ Y */
            return;
        }
    }
}

/* "أسقط مقاتلو X مروحية لـ Y": right behind a verb that is no passive. */
static bool is_subject(const Reader *self, const Party *at) {
    if (room_before(self, at->first, 1) == 0 || at->bond != BOND_NONE) return false;
    for (guint32 t = at->first; t < at->end; t++)
        if (mark_at(self, MARK_WEAPON, t)) return false;
    const Match *verb = mark_at(self, MARK_TRIGGER, at->first - 1);
    return verb && is_verb(self, verb) && mark_end(verb) == at->first &&
           mark_is(self, verb, "voice", "active");
}

/* "قصفت X قرية، فردت مدفعية Y": the guns behind a comma are those of another deed, where somebody
 * stands right behind the verb of this. */
static bool is_of_next_verb(const Sides *sides, guint platform) {
    const Reader *self = sides->reader;
    guint32 verb_end = mark_end(sides->event->trigger);
    bool has_subject = false;
    for (guint i = 0; i < platform; i++) has_subject |= sides_party(sides, i)->first == verb_end;
    for (guint32 t = verb_end; has_subject && t < sides_party(sides, platform)->first; t++)
        if (is_break(self, t)) return is_verb(self, sides->event->trigger);
    return false;
}

/* "طائرات روسية", "مدفعية النظام": who is named by his weapon uses it. */
static void link_platform(Sides *sides) {
    const Reader *self = sides->reader;
    if (sides->actor != NO_MARK) return;
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = sides_party(sides, i);
        if (!sides_is_in(sides, i) || !sides_is_free(sides, i)) continue;
        if (at->head != NO_MARK || !party_can_act(self, at) || is_subject(self, at))
            return; /* who comes first acts */
        for (guint32 t = at->first; t < at->end; t++) {
            if (!mark_at(self, MARK_WEAPON, t) || is_of_next_verb(sides, i)) continue;
            sides->actor = (gint)i;
            return;
        }
    }
}

/* "سيارة مفخخة لتنظيم داعش": the weapon's owner does it. */
static void link_weapon_owner(Sides *sides) {
    const Reader *self = sides->reader;
    const Match *deed = sides->event->trigger;
    if (sides->actor != NO_MARK || (is_verb(self, deed) && !verb_bursts(self, deed))) return;
    bool is_object = sides->event->type == INCIDENT_ATTACK && /* تدمير مسيّرة لـ X */
                     mark_at(self, MARK_WEAPON, mark_end(deed));
    if (is_object) return;
    for (guint i = 0; i < sides->parties->len; i++) {
        const Party *at = sides_party(sides, i);
        if (at->has_to && sides_is_in(sides, i) && sides_is_free(sides, i) &&
            party_can_act(self, at) && at->first > sides->event->trigger->first_token &&
            mark_at(self, MARK_WEAPON, at->first - 1)) {
            sides->actor = (gint)i;
            return;
        }
    }
}

/* "وتبنى داعش العملية", "(داعش) يتبنى": who claims it did it. */
/* "تبنت X عملية اغتيال قيادي في Y": whose man was hit has not claimed it. */
static bool has_deed_between(const Reader *self, const Match *claim, const Party *at) {
    for (guint32 t = mark_end(claim); t < at->first; t++)
        if (mark_at(self, MARK_TRIGGER, t)) return true;
    return false;
}

static void link_claim(Sides *sides) {
    const Reader *self = sides->reader;
    const Match *cue;
    for (guint cursor = 0;
         (cue = mark_next(self, MARK_MODALITY, sides->event->first, sides->end, &cursor));) {
        if (!mark_is(self, cue, "modality", "claimed")) continue;
        for (guint i = 0; i < sides->parties->len; i++) {
            const Party *at = sides_party(sides, i);
            bool is_after =
                at->end > cue->first_token && at->first <= mark_end(cue) + CLAIMANT_REACH;
            bool is_before = at->end <= cue->first_token && at->end + CLOSE >= cue->first_token;
            if ((!is_after && !is_before) || party_is_civilian(self, at)) continue;
            if (is_after && at->head != NO_MARK && has_deed_between(self, cue, at)) continue;
            sides->actor = (gint)i;
            if (sides->target == (gint)i) sides->target = NO_MARK;
            return;
        }
    }
}

/* What the bond of a party says, for a person who checks. */
static Tie tie_of_bond(const Sides *sides, gint i) {
    static const Tie ties[] = {
        [BOND_NONE] = TIE_JOINED, [BOND_AGENT] = TIE_AGENT,   [BOND_PATIENT] = TIE_PATIENT,
        [BOND_ONTO] = TIE_ONTO,   [BOND_HARM] = TIE_HARMED,   [BOND_BETWEEN] = TIE_BETWEEN,
        [BOND_WITH] = TIE_WITH,   [BOND_FROM] = TIE_FROM,     [BOND_BACKER] = TIE_BACKER,
        [BOND_ALLY] = TIE_ALLY,   [BOND_SOURCE] = TIE_SOURCE,
    };
    return i == NO_MARK ? TIE_NONE : ties[sides_party(sides, (guint)i)->bond];
}

void sides_link_words(Sides *sides) {
    link_bonds(sides);
    sides_note(sides, tie_of_bond(sides, sides->actor), tie_of_bond(sides, sides->target));
    if (sides->event->reality.is_claimed) link_claim(sides);
    sides_note(sides, TIE_CLAIMANT, TIE_NONE);
    link_shared(sides);
    sides_note(sides, TIE_IN_DEED_WORD, TIE_NONE);
    link_platform(sides);
    sides_note(sides, TIE_WEAPON_OWNER, TIE_NONE);
    link_weapon_owner(sides);
    sides_note(sides, TIE_BOMB_OWNER, TIE_NONE);
    link_doer(sides);
    sides_note(sides, TIE_DEED_OWNER, TIE_NONE);
}
