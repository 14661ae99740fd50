/*
 * Whom somebody fights, where the words name one side alone: whoever he fought before, who held
 * what he stormed, who began the fight.
 */
#include "incident/recall.h"

/* A fight, or a deed named by its noun (هجوم آخر): what is left out is as before. */
static bool is_told_short(const Reader *self, const Event *event) {
    return event->is_sure && !is_verb(self, event->trigger) &&
           types_are_kin(event->type, INCIDENT_ATTACK);
}

/* Who fights X is whoever X fought before. */
static bool recall_opponent(const Reader *self, Event *event, const Event *pair) {
    bool has_actor = event->actor != NO_PLACE;
    guint32 side = has_actor ? event->actor : event->target;
    bool is_first = actors_are_kin(self, side, pair->actor);
    bool is_second = actors_are_kin(self, side, pair->target);
    if (!is_first && !is_second) return false;
    guint32 row = is_first ? pair->target : pair->actor;
    guint32 name = is_first ? pair->target_name : pair->actor_name;
    if (has_actor) {
        event->target = row;
        event->target_name = name;
        event->target_kind = TARGET_MILITARY;
        event->target_link = is_first ? pair->target_link : pair->actor_link;
        event->target_link.tie = TIE_FOUGHT_BEFORE;
    } else {
        event->actor = row;
        event->actor_name = name;
        event->attribution = pair->attribution;
        event->actor_link = is_first ? pair->target_link : pair->actor_link;
        event->actor_link.tie = TIE_FOUGHT_BEFORE;
    }
    return true;
}

/* Does the event name a place of its own, far from that of another deed? */
static bool is_elsewhere(const Reader *self, const Event *event, const Draft *draft) {
    if (draft->mention == NO_PLACE) return false;
    g_autoptr(GArray) scenes = scenes_in(self, event->first, event->end);
    for (guint i = 0; i < scenes->len; i++)
        if (!mentions_lie_apart(scene_mention(self, scenes, i),
                                &self->places->items[draft->mention]))
            return false;
    return scenes->len > 0;
}

/* "اشتباكات بين A وB" after a raid of B on A at the same place: B began that too. */
static void recall_attacker(const Reader *self, const Clause *clause, const GArray *drafts,
                            Event *event) {
    if (event->type != INCIDENT_CLASH || !side_is_named(self, event->actor) ||
        !side_is_named(self, event->target) || is_verb(self, event->trigger))
        return;
    for (guint i = drafts->len; i > 0; i--) {
        const Draft *draft = &g_array_index(drafts, Draft, i - 1);
        const Event *raid = &draft->event;
        bool is_raid = raid->type == INCIDENT_ATTACK || raid->type == INCIDENT_AMBUSH;
        is_raid &= raid->actor != NO_PLACE && /* where armies meet: who is named first */
                   strstr(actor_cell(self, raid->actor, "kind"), "cells");
        if (!is_raid || !recall_is_within(self, draft, clause, FAR) ||
            reality_is_unreal(&raid->reality) || !side_is_named(self, raid->actor) ||
            !side_is_named(self, raid->target))
            continue;
        if (actors_are_kin(self, raid->actor, event->target) &&
            actors_are_kin(self, raid->target, event->actor) && !is_elsewhere(self, event, draft))
            event_turn(event);
        return;
    }
}

static void recall_pair(const Reader *self, const Clause *clause, const GArray *drafts,
                        Event *event) {
    bool is_clash = event->type == INCIDENT_CLASH;
    bool has_one = (event->actor != NO_PLACE) != (event->target != NO_PLACE);
    bool has_none = event->actor == NO_PLACE && event->target == NO_PLACE;
    if (!(has_one && is_clash) && !(has_none && is_told_short(self, event))) return;
    if (has_one && !side_is_named(self, event->actor != NO_PLACE ? event->actor : event->target))
        return;
    for (guint i = drafts->len; i > 0; i--) {
        const Draft *draft = &g_array_index(drafts, Draft, i - 1);
        const Event *pair = &draft->event;
        guint reach = is_clash && event->is_definite ? FAR : NEAR;
        if (!recall_is_within(self, draft, clause, reach)) return;
        if (reality_is_unreal(&pair->reality)) continue;
        if (!side_is_named(self, pair->actor) || !side_is_named(self, pair->target)) {
            if (has_none) return; /* only what was told last can be meant */
            continue;
        }
        if (has_one) {
            recall_opponent(self, event, pair);
            return;
        }
        if (clause->join == JOIN_RESET) return;
        recall_take_actor(event, pair);
        recall_take_target(event, pair);
        return;
    }
}

/* "هاجم X قرية Y الخاضعة لسيطرة Z": who storms a place comes upon those who hold it. */
static void recall_holder(const Reader *self, Event *event) {
    enum { BEHIND = 2 };
    if (event->type != INCIDENT_ATTACK || !event->is_sure || event->target != NO_PLACE ||
        !side_is_named(self, event->actor) || event->n_weapons > 0)
        return;
    const Match *holder;
    for (guint cursor = 0;
         (holder = mark_next(self, MARK_HOLDER, mark_end(event->trigger), event->end, &cursor));) {
        const Match *name = NULL;
        for (guint32 t = mark_end(holder); t < mark_end(holder) + BEHIND && !name; t++)
            name = mark_at(self, MARK_ACTOR, t);
        if (!name || actor_is_short_name(self, name->entry) ||
            actors_are_kin(self, name->entry, event->actor))
            continue;
        event->target = event->target_name = name->entry;
        event->target_kind = TARGET_MILITARY;
        event->target_link = (SideLink){name->first_token, mark_end(name), TIE_HOLDER};
        return;
    }
}

/* Does the event hit a thing or men of war of nobody's that is named, and no people? */
static bool hits_unowned(const Reader *self, const Event *event) {
    const Match *thing;
    bool has_thing = false;
    for (guint cursor = 0;
         (thing = mark_next(self, MARK_TARGET, mark_end(event->trigger), event->end, &cursor));) {
        bool is_military = mark_is(self, thing, "target_kind", "military");
        if (!is_military && mark_is(self, thing, "class", "person")) return false;
        has_thing |= is_military && self->place_at[thing->first_token] == NO_MARK;
    }
    return has_thing;
}

/* "كما هاجم X نقاطاً أخرى في …": of those whom X attacked before. */
static void recall_foe(const Reader *self, const Clause *clause, const GArray *drafts,
                       Event *event) {
    if (event->target != NO_PLACE || !side_is_named(self, event->actor) ||
        !incident_type_is_violent(event->type) || !hits_unowned(self, event))
        return;
    for (guint i = drafts->len; i > 0; i--) {
        const Draft *draft = &g_array_index(drafts, Draft, i - 1);
        const Event *before = &draft->event;
        if (!recall_is_within(self, draft, clause, FAR)) return;
        if (reality_is_unreal(&before->reality) || !side_is_named(self, before->target) ||
            before->target_kind != TARGET_MILITARY || before->actor == NO_PLACE ||
            !actors_are_kin(self, before->actor, event->actor) ||
            actors_are_kin(self, before->target, event->actor))
            continue;
        recall_take_target(event, before);
        event->target_link.tie = TIE_ATTACKED_BEFORE;
        return;
    }
}

void foes_recall(const Reader *self, const Clause *clause, const GArray *drafts, Event *event) {
    recall_pair(self, clause, drafts, event);
    recall_attacker(self, clause, drafts, event);
}

void foes_recall_alone(const Reader *self, const Clause *clause, const GArray *drafts,
                       Event *event) {
    recall_foe(self, clause, drafts, event);
    recall_holder(self, event);
}
