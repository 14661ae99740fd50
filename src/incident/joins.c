/*
 * Are two triggers of a clause one event? «شنت … هجوماً استهدف …» is one; two deeds stand where
 * their types cannot be one, where each has its place, or where one is real and the other is not.
 */
#include "incident/joins.h"

/* A word for any violent deed: attacks, clashes and deaths say little of the means. */
static bool is_generic(IncidentType type) {
    return type == INCIDENT_ATTACK || type == INCIDENT_CLASH || type == INCIDENT_ASSASSINATION;
}

static bool is_violent_deed(IncidentType type) {
    return incident_type_is_violent(type) && type != INCIDENT_BODY_FOUND &&
           type != INCIDENT_ABDUCTION;
}

bool has_role_scene(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (self->place_at[t] != NO_MARK &&
            self->places->items[self->place_at[t]].role == ROLE_SCENE)
            return true;
    return false;
}

static bool has_cue(const Reader *self, MarkKind kind, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (mark_at(self, kind, t)) return true;
    return false;
}

static bool has_scene(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (self->place_at[t] != NO_MARK) return true;
    return false;
}

bool is_added(const Reader *self, const Match *noun) {
    guint32 first = noun->first_token;
    if (is_verb(self, noun) || noun->article || room_before(self, first, 1) == 0) return false;
    const Match *joint = mark_at(self, MARK_JOINT, first - 1);
    return joint && mark_end(joint) == first &&
           (mark_is(self, joint, "effect", "continue") ||
            (joint->n_tokens > 1 && mark_is(self, joint, "effect", "split")));
}

/* "هجوم في A وهجوم في B": told twice with a place each. */
static bool is_another(const Reader *self, const Clause *clause, const Event *event,
                       const Trigger *next) {
    guint32 at = next->mark->first_token;
    return ((next->mark->clitics & CLITIC_AND) || is_added(self, next->mark)) && next->is_sure &&
           has_scene(self, event->trigger->first_token, at) &&
           has_scene(self, mark_end(next->mark), clause->end);
}

/* "أصيب شاب في A، وقتل آخر في B": two deeds known by their victims, with a scene each. */
static bool is_another_victim(const Reader *self, const Clause *clause, const Event *event,
                              const Trigger *next) {
    guint32 at = next->mark->first_token, from = mark_end(event->trigger);
    return !next->is_sure && (next->mark->clitics & CLITIC_AND) && is_verb(self, next->mark) &&
           mark_at(self, MARK_HARM, at) && is_break(self, at - 1) &&
           has_role_scene(self, from, at) &&
           has_role_scene(self, mark_end(next->mark), clause->end);
}

static bool is_real(const Reality *reality) {
    return reality->modality != MODALITY_PLANNED && reality->modality != MODALITY_BACKGROUND &&
           reality->modality != MODALITY_DENIED;
}

enum { CAUSE_REACH = 3, SCENE_REACH = 7, AIM_REACH = 6 };

/* "انفجار جراء غارة": the deed right after the word of cause is what happened. */
static bool is_cause(const Reader *self, guint32 from, guint32 to) {
    return has_cue(self, MARK_CAUSE, to > from + CAUSE_REACH ? to - CAUSE_REACH : from, to);
}

bool has_other_time(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++) {
        const Match *joint = mark_at(self, MARK_JOINT, t);
        if (joint && !mark_at(self, MARK_AGENT, t) &&
            (is_later_behind(self, joint) || mark_is(self, joint, "effect", "after")))
            return true;
    }
    return false;
}

/* "والسيطرة على مناطق X": a strategic deed with a place of its own right behind it. */
static bool leads_to_scene(const Reader *self, const Clause *clause, const Match *mark) {
    for (guint32 t = mark_end(mark); t < clause->end && t < mark_end(mark) + SCENE_REACH; t++)
        if (self->place_at[t] != NO_MARK)
            return self->places->items[self->place_at[t]].role == ROLE_SCENE;
    return false;
}

/* قصف alone may come from the ground or the air; قصف مدفعي may not. */
static bool is_bare_shelling(IncidentType type, const Match *mark) {
    return type == INCIDENT_SHELLING && mark->n_tokens == 1;
}

/* "اشتباكات في A، بعد ليلة من المواجهات عند B": two deeds, with a place each. */
static bool is_earlier(const Reader *self, const Clause *clause, const Event *event,
                       const Trigger *next) {
    guint32 from = mark_end(event->trigger), at = next->mark->first_token;
    guint32 joint = at;
    while (joint > from && !has_other_time(self, joint, joint + 1)) joint--;
    return next->is_sure && event->is_sure && joint > from && has_scene(self, from, joint) &&
           !has_scene(self, joint, at) && has_scene(self, mark_end(next->mark), clause->end) &&
           !is_verb(self, next->mark);
}

int ordinal_behind(const Reader *self, const Match *mark) {
    guint32 at = mark_end(mark);
    const Match *weapon = mark_at(self, MARK_WEAPON, at);
    bool is_of_weapon = weapon && weapon->first_token == at;
    if (is_of_weapon) at = mark_end(weapon);
    const Match *which = mark_at(self, MARK_NUMBER, at);
    if (which && which->first_token == at && mark_is(self, which, "kind", "ordinal"))
        return (int)g_ascii_strtoll(mark_cell(self, which, "value"), NULL, 10);
    /* one raid may be by a drone and another one; each bomb goes off for itself */
    IncidentType type;
    bool is_bomb = incident_type_parse(mark_cell(self, mark, "type"), &type) &&
                   types_are_kin(type, INCIDENT_IED) && !is_plural_deed(self, mark);
    const Match *other = mark_at(self, MARK_PERSON, at);
    bool is_other = other && other->first_token == at && mark_is(self, other, "harm", "other");
    return is_other && is_bomb && (is_of_weapon || !is_verb(self, mark)) ? 2 : 0;
}

/* "سيطرت على A بعد اشتباكات، وذلك عقب سيطرتها على B": what was gained before has its own scene. */
static bool is_gain_before(const Reader *self, const Clause *clause, const Event *event,
                           const Trigger *next) {
    guint32 at = next->mark->first_token;
    return !next->is_sure && !incident_type_is_violent(next->type) &&
           incident_type_is_violent(event->type) && has_role_scene(self, clause->first, at) &&
           has_other_time(self, mark_end(event->trigger), at) &&
           leads_to_scene(self, clause, next->mark);
}

static bool has_break_between(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (is_break(self, t)) return true;
    return false;
}

/* "هجوماً على A وB، تمكن خلاله من السيطرة على C": what was gained has its own scene. */
static bool is_gain_in(const Reader *self, const Clause *clause, const Event *event,
                       const Trigger *next) {
    guint32 from = mark_end(event->trigger), at = next->mark->first_token;
    return !next->is_sure && next->type == INCIDENT_MOVEMENT && !is_verb(self, next->mark) &&
           incident_type_is_violent(event->type) && has_break_between(self, from, at) &&
           has_role_scene(self, from, at) && leads_to_scene(self, clause, next->mark);
}

/* "عملية أمنية استهدفت خلايا X": whom an operation is aimed at. */
static bool is_aim_of_operation(const Reader *self, const Event *event, const Trigger *next) {
    guint32 verb = next->mark->first_token;
    if ((event->type != INCIDENT_SWEEP && event->type != INCIDENT_ARREST) ||
        is_verb(self, event->trigger) || !is_verb(self, next->mark) ||
        !mark_is(self, next->mark, "voice", "any") || next->type != INCIDENT_ATTACK)
        return false;
    for (guint32 back = 1; back <= room_before(self, verb, AIM_REACH); back++) {
        const Match *noun = mark_at(self, MARK_TRIGGER, verb - back);
        if (is_break(self, verb - back)) return false;
        if (!noun) continue;
        return mark_is(self, noun, "type", "sweep") || mark_is(self, noun, "type", "arrest");
    }
    return false;
}

/* "كمين … نصبوا فيه عبوات تم تفجيرها": by what the ambushers struck. */
static bool is_blast_of_ambush(const Reader *self, const Clause *clause, const Event *event,
                               const Trigger *next) {
    return event->type == INCIDENT_AMBUSH && types_are_kin(next->type, INCIDENT_IED) &&
           is_real(&event->reality) == is_real(&next->reality) &&
           !has_scene(self, mark_end(next->mark), clause->end);
}

/* The first token of the amount behind ب that counts the means, or 0. */
static guint32 amount_of_means(const Reader *self, const Match *means) {
    enum { AMOUNT = 5 };
    guint32 first = means->first_token, room = room_before(self, first, AMOUNT);
    if (means->clitics & CLITIC_IN) return first;
    for (guint32 back = 1; back <= room; back++) {
        guint32 t = first - back;
        if (is_break(self, t) || self->place_at[t] != NO_MARK || mark_at(self, MARK_TRIGGER, t))
            return 0;
        if (g_str_has_prefix(text_norm(self->text, t), "ب")) return t;
    }
    return 0;
}

guint32 opens_by_means(const Reader *self, const Match *means) {
    enum { LIST = 14 };
    guint32 end = amount_of_means(self, means);
    if (end > 0 && text_is_quote(self->text->tokens[end - 1].punct)) end--;
    if (end == 0 || room_before(self, end, 1) == 0 || self->place_at[end - 1] == NO_MARK) return 0;
    for (guint32 back = 1, room = room_before(self, end, LIST); back <= room; back++) {
        guint32 t = end - back;
        if (mark_at(self, MARK_TRIGGER, t) || mark_at(self, MARK_JOINT, t)) return 0;
        if (is_break(self, t)) return has_and(self, t + 1) ? t + 1 : 0;
    }
    return 0;
}

guint32 next_to_suffer(const Reader *self, const Event *event, const Trigger *next) {
    guint32 by_means = opens_by_means(self, next->mark);
    if (by_means > mark_end(event->trigger) && is_violent_deed(event->type) &&
        has_scene(self, event->first, by_means))
        return by_means;
    enum { BEFORE_PLACE = 4 }; /* ومقر لهم في بلدة B */
    guint32 from = mark_end(event->trigger), to = next->mark->first_token;
    bool is_suffered = (event->trigger->clitics & CLITIC_TO) && (next->mark->clitics & CLITIC_TO);
    for (guint32 t = from; is_suffered && next->is_sure && t < to; t++) {
        const Match *deed = mark_at(self, MARK_TRIGGER, t);
        if (deed && is_verb(self, deed)) return 0;
        if (self->place_at[t] == NO_MARK) continue;
        const PlaceMention *place = &self->places->items[self->place_at[t]];
        for (guint32 back = 0; back <= BEFORE_PLACE && place->first_token >= from + back; back++)
            if (has_and(self, place->first_token - back)) return place->first_token - back;
    }
    return 0;
}

/* Of two triggers one of which is no sure sign of a deed. */
static bool joins_weakly(const Reader *self, const Clause *clause, const Event *event,
                         const Trigger *next) {
    bool is_prior = !incident_type_is_violent(event->type) && next->type == INCIDENT_CLASH &&
                    has_other_time(self, mark_end(event->trigger), next->mark->first_token);
    if (is_prior) return false; /* سيطر على X بعد معارك */
    if (is_gain_before(self, clause, event, next) || is_gain_in(self, clause, event, next))
        return false;
    /* "قتل لاجئ في A، وذلك بعد ساعات من العثور على جثة في B" */
    if (next->type == INCIDENT_BODY_FOUND && event->type != INCIDENT_BODY_FOUND &&
        mark_with(self, MARK_JOINT, mark_end(event->trigger), next->mark->first_token, "effect",
                  "later"))
        return false;
    /* A gain of ground is a deed of its own; a withdrawal only ends the attack. */
    if (!next->is_sure)
        return incident_type_is_violent(next->type) || !(next->mark->clitics & CLITIC_AND) ||
               !leads_to_scene(self, clause, next->mark);
    return incident_type_is_violent(event->type) ||
           !has_other_time(self, mark_end(event->trigger), next->mark->first_token);
}

/* "قتل شخصان خلال مظاهرة في X": those hit while others protest. */
static bool is_hit_at_protest(const Reader *self, const Event *event, const Trigger *next) {
    const Match *harm = mark_at(self, MARK_HARM, event->trigger->first_token);
    return next->type == INCIDENT_PROTEST && !is_verb(self, next->mark) && harm &&
           (mark_is(self, harm, "harm", "killed") || mark_is(self, harm, "harm", "injured")) &&
           has_other_time(self, mark_end(event->trigger), next->mark->first_token);
}

bool triggers_join(const Reader *self, const Clause *clause, const Event *event,
                   const Trigger *next) {
    if (next_to_suffer(self, event, next) || is_hit_at_protest(self, event, next)) return false;
    if (is_aim_of_operation(self, event, next) || is_blast_of_ambush(self, clause, event, next))
        return true;
    if (is_real(&event->reality) != is_real(&next->reality)) return false;
    /* "نفذت تلك الغارات، علماً أن X يتعرضون بانتظام لغارات" */
    if (next->reality.is_routine && !event->reality.is_routine &&
        has_break_between(self, mark_end(event->trigger), next->mark->first_token))
        return false;
    /* "انفجار لغم في X، وفق الدفاع المدني الذي وثق منذ بداية العام 22 انفجاراً" */
    if (next->reality.is_tally && !event->reality.is_tally && event->is_sure &&
        !mark_at(self, MARK_HARM, next->mark->first_token) &&
        has_break_between(self, mark_end(event->trigger), next->mark->first_token))
        return false;
    /* "استهدفت … في X، وسُمعت انفجارات حتى Y" */
    if (next->reality.is_heard && !event->reality.is_heard &&
        is_break(self, next->mark->first_token - 1))
        return false;
    if (is_another_victim(self, clause, event, next)) return false;
    if (!event->is_sure &&
        (is_break(self, next->mark->first_token - 1) || is_added(self, next->mark)) &&
        is_another(self, clause, event, next))
        return false; /* تبنى قتل مختار في A، واستهداف آلية في B */
    /* "تستمر الاحتجاجات وتستهدف الحكومة" */
    if (event->type == INCIDENT_PROTEST && is_generic(next->type) && is_verb(self, next->mark) &&
        mark_is(self, next->mark, "voice", "any") &&
        !has_scene(self, mark_end(next->mark), clause->end))
        return true;
    /* "غارات من طائرات حلقت في أجواء X، استهدفت Y": what the aircraft did is told of them. */
    if (next->type == INCIDENT_ALERT && types_are_kin(event->type, INCIDENT_AIRSTRIKE) &&
        event->is_sure && !is_verb(self, event->trigger) && is_verb(self, next->mark) &&
        !(next->mark->clitics & CLITIC_AND) && !is_break(self, next->mark->first_token - 1))
        return true;
    /* "استهدفت تجمعاً للمحتجين": whom the deed hit. */
    if (next->type == INCIDENT_PROTEST && is_violent_deed(event->type) &&
        !is_verb(self, next->mark) && !(next->mark->clitics & CLITIC_AND))
        return true;
    if (!next->is_sure || !event->is_sure) return joins_weakly(self, clause, event, next);
    if (is_another(self, clause, event, next) || is_earlier(self, clause, event, next))
        return false;
    if (ordinal_behind(self, next->mark) > 1 && (next->mark->clitics & CLITIC_AND)) return false;
    if (types_are_kin(event->type, next->type)) return true;
    /* "على جثته بعد خطفه": what had happened to the same man. */
    if (next->type == INCIDENT_ABDUCTION && incident_type_is_violent(event->type) &&
        !is_verb(self, next->mark) &&
        has_other_time(self, mark_end(event->trigger), next->mark->first_token))
        return true;
    if (!is_violent_deed(event->type) || !is_violent_deed(next->type)) return false;
    guint32 from = mark_end(event->trigger), to = next->mark->first_token;
    if (is_cause(self, from, to) || has_cue(self, MARK_EFFECT, from, to)) return true;
    if (has_other_time(self, from, to)) return false;
    if (event->type == INCIDENT_CLASH || next->type == INCIDENT_CLASH) return false;
    return is_generic(event->type) || is_generic(next->type) ||
           is_bare_shelling(event->type, event->trigger) ||
           is_bare_shelling(next->type, next->mark);
}

static bool is_death(const Reader *self, const Match *mark) {
    const Match *harm = mark_at(self, MARK_HARM, mark->first_token);
    return harm && mark_is(self, harm, "harm", "killed");
}

/* "قتل 4 عناصر في معارك مع X": of two weak words that of the deed, not that of its dead. */
static bool is_cause_of_death(const Reader *self, const Match *harm, const Trigger *next) {
    bool is_by = next->type == INCIDENT_ATTACK && (next->mark->clitics & CLITIC_IN); /* باعتداء */
    return mark_at(self, MARK_HARM, harm->first_token) && (next->type == INCIDENT_CLASH || is_by) &&
           !mark_at(self, MARK_HARM, next->mark->first_token) && !is_verb(self, next->mark) &&
           !(next->mark->clitics & CLITIC_AND);
}

static bool is_raid(IncidentType type) {
    return type == INCIDENT_ARREST || type == INCIDENT_SWEEP || type == INCIDENT_SEIZURE;
}

bool trigger_tells_more(const Reader *self, const Event *event, const Trigger *next) {
    if (is_aim_of_operation(self, event, next)) return false;
    /* "هجوم … حيث سُمعت انفجارات": its sounds */
    if (next->reality.is_heard && !event->reality.is_heard) return false;
    if (event->type == INCIDENT_AMBUSH && types_are_kin(next->type, INCIDENT_IED)) return false;
    if (event->type == INCIDENT_BODY_FOUND) return false; /* عثر على جثة عنصر قتل ذبحا */
    /* قتل عنصران خلال مداهمة، قتلت القوات شاباً خلال توغلها */
    bool is_meanwhile = next->type == INCIDENT_MOVEMENT &&
                        has_other_time(self, mark_end(event->trigger), next->mark->first_token);
    if ((is_raid(next->type) || is_meanwhile) && is_death(self, event->trigger)) return false;
    /* توغلت القوات في X وقتلت شاباً */
    if ((is_raid(event->type) || event->type == INCIDENT_MOVEMENT) &&
        is_verb(self, event->trigger) && is_verb(self, next->mark) &&
        (next->mark->clitics & CLITIC_AND) && is_death(self, next->mark))
        return true;
    if (event->is_sure != next->is_sure) return next->is_sure;
    if (!event->is_sure && is_cause_of_death(self, event->trigger, next)) return true;
    if (!next->is_sure || next->type == INCIDENT_PROTEST) return false;
    if (event->type == INCIDENT_PROTEST) return false;
    if (next->type == INCIDENT_ALERT && types_are_kin(event->type, INCIDENT_AIRSTRIKE))
        return false;
    if (next->type == INCIDENT_ABDUCTION && event->is_sure) return false; /* قتل … بعد خطفه */
    guint32 from = mark_end(event->trigger), to = next->mark->first_token;
    if (has_cue(self, MARK_EFFECT, from, to)) return false;
    if (is_cause(self, from, to) && !is_generic(next->type)) return true;
    if (event->type == INCIDENT_CLASH && next->type == INCIDENT_ATTACK) return true;
    if (event->type == INCIDENT_SHELLING && next->type == INCIDENT_AIRSTRIKE) return true;
    return is_generic(event->type) && !is_generic(next->type);
}
