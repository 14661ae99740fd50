/*
 * What one telling of an incident takes from another: sides that it does not know, numbers that are
 * told better, means, the day.
 */
#include "incident/stages.h"

/* Takes a side that is unknown, or told more finely; nobody hits his own (`foe`, NO_PLACE in a
 * fight). */
static void take_side(const Reader *self, guint32 foe, guint32 *row, guint32 *name, SideLink *link,
                      guint32 other, guint32 other_name, const SideLink *other_link) {
    bool is_finer = other != NO_PLACE && *row != NO_PLACE && other != *row &&
                    actor_is_under(self, other, actor_cell(self, *row, "id"));
    if (other == NO_PLACE || !(side_is_unknown(self, *row) || is_finer)) return;
    if (foe != NO_PLACE && actors_are_kin(self, other, foe)) return;
    *row = other;
    *name = other_name;
    *link = *other_link;
}

/* Each means once. */
static void take_weapons(Event *event, const Event *more) {
    for (guint i = 0; i < more->n_weapons && event->n_weapons < MAX_WEAPONS; i++) {
        bool is_known = false;
        for (guint k = 0; k < event->n_weapons; k++)
            is_known |= !strcmp(event->weapons[k], more->weapons[i]);
        if (!is_known) event->weapons[event->n_weapons++] = more->weapons[i];
    }
}

void event_turn(Event *event) {
    Event was = *event;
    event->actor = was.target;
    event->actor_name = was.target_name;
    event->actor_link = was.target_link;
    event->target = was.actor;
    event->target_name = was.actor_name;
    event->target_link = was.actor_link;
}

void event_part_sides(const Reader *self, Event *event) {
    if (event->actor == NO_PLACE || event->target == NO_PLACE ||
        strcmp(actor_cell(self, event->actor, "id"), actor_cell(self, event->target, "id")) ||
        strstr(actor_cell(self, event->actor, "kind"), "feud"))
        return;
    event->target = event->target_name = NO_PLACE;
    event->target_link.tie = TIE_NONE;
}

bool event_hits_anyone(const Reader *self, const Event *event) {
    const SideLink *link = &event->target_link;
    return !types_are_kin(event->type, INCIDENT_IED) && event->target_kind == TARGET_CIVILIAN &&
           link->end > link->first && mark_at(self, MARK_ANYONE, link->first);
}

bool is_revealed_by(const Draft *draft, const Event *cause) {
    const Event *event = &draft->event;
    return event->type == INCIDENT_IED && event->n_weapons == 0 && cause->is_sure &&
           types_are_kin(cause->type, INCIDENT_AIRSTRIKE);
}

/* Is the first told of two that fight the one whom the other telling's raid hit? */
static bool is_raided(const Reader *self, const Event *fight, const Event *raid) {
    return fight->type == INCIDENT_CLASH && raid->type != INCIDENT_CLASH &&
           raid->actor != NO_PLACE && fight->target != NO_PLACE &&
           actors_are_kin(self, raid->actor, fight->target) &&
           !(fight->actor != NO_PLACE && actors_are_kin(self, raid->actor, fight->actor));
}

/* "قتل طفلان بقصف على X", then "استهدفت المسيرة سيارة لـ Y": what was aimed at, not who stood by.
 */
static bool is_aim(const Reader *self, const Event *event, const Event *more) {
    return (types_are_kin(event->type, INCIDENT_AIRSTRIKE) || event_hits_anyone(self, event)) &&
           event->target_kind == TARGET_CIVILIAN && more->target_kind == TARGET_MILITARY &&
           !side_is_unknown(self, more->target) && more->target != event->actor;
}

/* The sides that the one telling leaves open are those of the other. */
static void absorb_sides(const Reader *self, Event *event, Event *more) {
    if (is_raided(self, event, more))
        event_turn(event);
    else if (is_raided(self, more, event))
        event_turn(more);
    guint32 actor = event->actor;
    if (more->attribution == ATTRIBUTION_CLAIMED && event->actor == more->actor)
        event->attribution = ATTRIBUTION_CLAIMED;
    bool is_fight = event->type == INCIDENT_CLASH;
    take_side(self, is_fight ? NO_PLACE : event->target, &event->actor, &event->actor_name,
              &event->actor_link, more->actor, more->actor_name, &more->actor_link);
    if (side_is_unknown(self, actor) && event->actor != actor)
        event->attribution = more->attribution;
    if (is_aim(self, event, more)) {
        event->target = NO_PLACE;
        event->target_kind = more->target_kind;
        if (event->type == INCIDENT_ASSASSINATION && more->type == INCIDENT_ATTACK)
            event->type = INCIDENT_ATTACK; /* a fighter was shot */
    }
    bool is_bystander = is_fight && more->type != INCIDENT_CLASH && more->target != NO_PLACE &&
                        actor_is_civilian(self, more->target);
    if (!is_bystander)
        take_side(self, is_fight ? NO_PLACE : event->actor, &event->target, &event->target_name,
                  &event->target_link, more->target, more->target_name, &more->target_link);
    event_part_sides(self, event);
}

/* Which of the two words for it says what it was. */
static void absorb_type(Draft *draft, const Draft *other, const Event *more) {
    Event *event = &draft->event;
    if (may_be_kind_of(draft, other)) {
        event->type = more->type;
        event->reality.is_heard &= more->reality.is_heard;
    }
    /* "وتبين أن الانفجار ناجم عن قصف طائرة مسيرة" */
    bool is_cause = more->has_known && types_are_kin(event->type, more->known_type);
    if (is_cause || is_revealed_by(draft, more)) event->type = more->type;
    /* "هجوم … وتم الاستهداف بعبوة": the second telling names the means. */
    if (event->type == INCIDENT_ATTACK && event->n_weapons == 0 && more->is_definite &&
        more->n_weapons > 0 && more->type != INCIDENT_CLASH)
        event->type = more->type;
    /* An explosion followed by gunfire is an attack. */
    if (event->type == INCIDENT_IED && more->is_attack && more->type == INCIDENT_ATTACK &&
        draft->sentence == other->sentence)
        event->type = INCIDENT_ATTACK;
}

/* Of many deeds that are told of again the numbers and the time are not those of one. */
static void absorb_harm_and_time(const Reader *self, Draft *draft, const Draft *other,
                                 const Event *more) {
    bool is_of_sum = more->is_plural && !draft->event.is_plural;
    /* "هجمات أسفرت عن قتل العشرات", then one of them with its dead */
    bool is_of_many = is_of_sum && (draft->harm.killed_min > 0 || draft->harm.injured_min > 0);
    if (!is_of_many && (!other->is_listed || other->has_own_harm)) {
        /* "معارك في A وB، وقتلت 25 عنصراً في B": told of that place alone */
        draft->has_own_harm |= draft->is_listed && draft->harm.end == draft->harm.first &&
                               other->harm.end > other->harm.first;
        harm_take(self, &draft->harm, &other->harm);
    }
    /* "كمين …", then "شن هجمات خلال الأيام الثلاثة الماضية" */
    bool is_time_of_many = is_of_sum && other->when.precision != DATE_DAY;
    if (draft->when.basis == BASIS_NONE || (draft->when.basis == BASIS_PUBLISHED &&
                                            other->when.basis != BASIS_NONE && !is_time_of_many))
        draft->when = other->when;
    if (!draft->when.time_of_day) draft->when.time_of_day = other->when.time_of_day;
}

void draft_absorb(const Reader *self, Draft *draft, const Draft *other) {
    Event *event = &draft->event, more = other->event;
    absorb_sides(self, event, &more);
    absorb_type(draft, other, &more);
    if (event->target_kind == TARGET_UNKNOWN) event->target_kind = more.target_kind;
    take_weapons(event, &more);
    absorb_harm_and_time(self, draft, other, &more);
    draft->told_first = MIN(draft->told_first, other->told_first);
    draft->told_last = MAX(draft->told_last, other->told_last);
    draft->retold++;
}
