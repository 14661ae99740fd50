/*
 * Whose the men and the posts are that nobody is named for: a captain, soldiers, a patrol of
 * security are of the army or the side that held the governorate on that day (holders.tsv).
 */
#include "incident/stages.h"

/* The P-code of the governorate of a place, or NULL. */
static const char *governorate_of(const Reader *self, guint32 mention) {
    guint32 unit = mention == NO_PLACE ? NO_PLACE
                                       : place_mention_admin(&self->places->items[mention],
                                                             self->gazetteer, PLACE_GOVERNORATE);
    return unit == NO_PLACE
               ? NULL
               : gazetteer_string(self->gazetteer, gazetteer_place(self->gazetteer, unit)->pcode);
}

/* Is a fighter named in the sentence whose the men could be: not the one who did it, nor one who
 * only holds a place? */
static bool names_owner(const Reader *self, const Event *event) {
    const Sentence *sentence =
        &self->text->sentences[self->text->tokens[event->trigger->first_token].sentence];
    guint32 end = sentence->first_token + sentence->n_tokens;
    const Match *name;
    for (guint cursor = 0;
         (name = mark_next(self, MARK_ACTOR, sentence->first_token, end, &cursor));)
        if (side_is_named(self, name->entry) &&
            !(event->actor != NO_PLACE && actors_are_kin(self, event->actor, name->entry)))
            return true;
    return false;
}

/* A captain, soldiers: ranks of an army. */
static bool has_rank(const Reader *self, const Event *event) {
    return mark_with(self, MARK_JOINT, event->first, event->end, "effect", "rank") != NULL;
}

/* A post or a patrol: a thing of war behind the deed that is no name of a place. */
static bool has_post(const Reader *self, const Event *event) {
    const Match *thing;
    for (guint cursor = 0;
         (thing = mark_next(self, MARK_TARGET, mark_end(event->trigger), event->end, &cursor));)
        if (mark_is(self, thing, "target_kind", "military") &&
            (mark_is(self, thing, "class", "site") || mark_is(self, thing, "class", "patrol")) &&
            self->place_at[thing->first_token] == NO_MARK)
            return true;
    return false;
}

static bool is_by_stealth(IncidentType type) {
    return types_are_kin(type, INCIDENT_IED) || type == INCIDENT_ATTACK ||
           type == INCIDENT_AMBUSH || type == INCIDENT_GRENADE;
}

void army_infer(const Reader *self, Draft *draft) {
    Event *event = &draft->event;
    bool is_open = event->target_kind == TARGET_UNKNOWN || event->target_kind == TARGET_MILITARY;
    if (event->target != NO_PLACE || !is_open || !incident_type_is_violent(event->type) ||
        event->type == INCIDENT_CLASH || names_owner(self, event))
        return;
    bool is_of_army = has_rank(self, event);
    if (!is_of_army && !(is_by_stealth(event->type) && has_post(self, event))) return;
    const char *code = governorate_of(self, draft->mention);
    if (!code) return;
    guint32 holder = actor_row_of_holder(self, code), army = actor_row_of_holder(self, "SY");
    if (is_of_army && holder == NO_PLACE) holder = army;
    if (holder == NO_PLACE || (is_of_army && holder != army) || /* no ranks but in armies */
        (event->actor != NO_PLACE && actors_share_side(self, event->actor, holder)))
        return;
    event->target = event->target_name = holder;
    event->target_kind = TARGET_MILITARY;
    event->target_link = (SideLink){0, 0, TIE_ARMY};
}
