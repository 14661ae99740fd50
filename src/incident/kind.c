/*
 * The type of an event: the weapon decides before the verb, an aerial actor makes shelling an
 * airstrike, a civilian target makes a shooting an assassination. docs/codebook.md has the rules.
 */
#include "incident/stages.h"

enum { MEANS_REACH = 3 };

/* Does the word before the weapon, within reach, carry the ب of means (بعدة قذائف، بالأسلحة)? */
static bool has_in(const Reader *self, const Match *weapon) {
    if (weapon->clitics & CLITIC_IN) return true;
    for (guint32 back = 1, room = room_before(self, weapon->first_token, MEANS_REACH); back <= room;
         back++) {
        guint32 at = weapon->first_token - back;
        /* عبر and its kin stand among the agent cues of means; طريق of عن طريق is no target */
        if (mark_at(self, MARK_AGENT, at) || mark_at(self, MARK_CAUSE, at)) return true;
        if (is_break(self, at) || mark_at(self, MARK_TARGET, at)) return false;
        if (g_str_has_prefix(text_norm(self->text, at), "ب")) return true;
    }
    return false;
}

/* "طائرة مسيرة من طراز X، استهدفت", "مفخخة في X تقتل": an aircraft or a bomb as the subject of a
 * verb some words behind it. */
static bool flies_to_deed(const Reader *self, const Match *weapon) {
    enum { REACH = 8 };
    IncidentType type;
    if (!incident_type_parse(mark_cell(self, weapon, "type"), &type) ||
        !(type_is_from_afar(type) || types_are_kin(type, INCIDENT_IED)) ||
        mark_is(self, weapon, "weapon", "mine") || mark_is(self, weapon, "weapon", "erw"))
        return false;
    guint32 end = MIN(mark_end(weapon) + REACH, self->text->n_tokens);
    for (guint32 t = mark_end(weapon); t < end; t++) {
        const Match *verb = mark_at(self, MARK_TRIGGER, t);
        if (has_and(self, t) || mark_at(self, MARK_TARGET, t)) return false;
        if (verb) return is_verb(self, verb) && is_deed_word(self, verb);
        if (mark_at(self, MARK_LIGHT, t)) return true;
    }
    return false;
}

static bool is_aircraft(const Reader *self, const Match *weapon) {
    IncidentType type;
    return incident_type_parse(mark_cell(self, weapon, "type"), &type) &&
           types_are_kin(type, INCIDENT_AIRSTRIKE);
}

/* Next to a trigger, or part of it: انفجار لغم، سقوط قذائف، غارات. */
static bool is_beside_deed(const Reader *self, const Match *weapon) {
    guint32 from = weapon->first_token > 1 ? weapon->first_token - 2 : 0;
    for (guint32 t = from; t < mark_end(weapon) + 1 && t < self->text->n_tokens; t++) {
        const Match *trigger = mark_at(self, MARK_TRIGGER, t);
        if (trigger && trigger->first_token < mark_end(weapon) && is_deed_word(self, trigger))
            return true;
    }
    if (mark_at(self, MARK_LIGHT, mark_end(weapon))) return true; /* طائرات نفذت ضربات */
    if (is_aircraft(self, weapon) && room_before(self, weapon->first_token, 1) == 1 &&
        mark_at(self, MARK_LIGHT, weapon->first_token - 1))
        return true; /* شنت مروحيات … ضربات */
    const Match *verb = mark_at(self, MARK_TRIGGER, mark_end(weapon)); /* مفخخة تضرب موقفاً */
    if (verb && is_verb(self, verb) && is_deed_word(self, verb)) return true;
    return mark_at(self, MARK_ACTOR, weapon->first_token) != NULL || flies_to_deed(self, weapon);
}

/* "دمر الثوار مدفعاً لقوات النظام": right behind a verb of ruin and its subject stands what is hit.
 */
static bool is_ruined(const Reader *self, const Match *weapon) {
    guint32 at = weapon->first_token;
    const Match *subject = at > 0 ? mark_at(self, MARK_ACTOR, at - 1) : NULL;
    if (!subject || weapon->clitics || room_before(self, at, subject->n_tokens + 1) == 0)
        return false;
    const Match *verb =
        subject->first_token > 0 ? mark_at(self, MARK_TRIGGER, subject->first_token - 1) : NULL;
    return verb && is_verb(self, verb) && mark_is(self, verb, "type", "attack") &&
           !(weapon->clitics & CLITIC_IN);
}

/* "هجوماً مدعوماً بسلاحي الجو والمدفعية": what backs the deed, and is not its means; but "الميليشيات
 * الموالية لإيران بقذائف", where somebody else stands behind the word of backing. */
static bool is_backing(const Reader *self, const Match *weapon) {
    if (!has_in(self, weapon)) return false;
    for (guint32 back = 1; back <= room_before(self, weapon->first_token, MEANS_REACH); back++) {
        guint32 at = weapon->first_token - back;
        if (mark_at(self, MARK_ACTOR, at)) return false;
        if (mark_at(self, MARK_BACKER, at)) return true;
    }
    return false;
}

/* A weapon that is hit, taken or owned is no means: تدمير دبابة، مستودع صواريخ. */
static bool is_means(const Reader *self, const Match *weapon, bool after_means) {
    if (mark_at(self, MARK_BLOCK, weapon->first_token) && !mark_is(self, weapon, "weapon", "erw"))
        return false;
    if (self->place_at[weapon->first_token] != NO_MARK || is_ruined(self, weapon)) return false;
    if (is_backing(self, weapon)) return false;
    if (after_means && (weapon->clitics & CLITIC_AND)) return true;
    return has_in(self, weapon) || is_beside_deed(self, weapon);
}

/* "زرعوا اللغم …، ما أدى لمقتل عنصر": the bomb that was told of before, where only the harm is. */
static bool is_known_bomb(const Reader *self, const Event *event, const Match *weapon) {
    return !event->is_sure && mark_at(self, MARK_HARM, event->trigger->first_token) &&
           weapon->article && mark_is(self, weapon, "type", "ied") &&
           weapon->first_token < event->trigger->first_token;
}

static void add_weapon(Event *event, const char *name) {
    for (guint i = 0; i < event->n_weapons; i++)
        if (!strcmp(event->weapons[i], name)) return;
    if (event->n_weapons < MAX_WEAPONS) event->weapons[event->n_weapons++] = name;
}

typedef struct {
    bool by[N_INCIDENT_TYPES]; /* a means decides this type */
    bool has_small_arms, has_aircraft, has_remnant;
} Means;

/* "محاولة تقدم … أسفرت عن تدمير دبابة بصاروخ": the weapon behind the result is not the deed's. */
static bool is_of_result(const Reader *self, const Event *event, guint32 weapon) {
    for (guint32 t = mark_end(event->trigger); t < weapon; t++)
        if (mark_at(self, MARK_EFFECT, t)) return true;
    return false;
}

static Means means_of(const Reader *self, Event *event) {
    Means means = {.has_small_arms = false};
    bool after_means = false;
    const Match *weapon;
    for (guint cursor = 0;
         (weapon = mark_next(self, MARK_WEAPON, event->first, event->end, &cursor));) {
        after_means = is_means(self, weapon, after_means) || is_known_bomb(self, event, weapon);
        if (!after_means) continue;
        const char *name = mark_cell(self, weapon, "weapon");
        IncidentType type;
        bool decides = incident_type_parse(mark_cell(self, weapon, "type"), &type);
        decides &= !is_of_result(self, event, weapon->first_token);
        if (decides) means.by[type] = true;
        means.has_small_arms |= !strcmp(name, "heavy-arms") || !strcmp(name, "machine-gun") ||
                                !strcmp(name, "small-arms") || !strcmp(name, "gunfire") ||
                                !strcmp(name, "rpg");
        means.has_aircraft |= decides && type == INCIDENT_AIRSTRIKE;
        means.has_remnant |= !strcmp(name, "erw") || !strcmp(name, "mine");
        add_weapon(event, name);
    }
    return means;
}

/* The type that the means decide for a deed of any type; the strongest first. */
static IncidentType type_by_means(const Means *means, const Event *event) {
    IncidentType type = event->type;
    static const IncidentType order[] = {INCIDENT_CHEMICAL, INCIDENT_SUICIDE, INCIDENT_DRONE,
                                         INCIDENT_AIRSTRIKE};
    for (guint i = 0; i < G_N_ELEMENTS(order); i++)
        if (means->by[order[i]]) return order[i];
    if (means->by[INCIDENT_IED])
        return means->has_small_arms && event->is_attack ? INCIDENT_ATTACK : INCIDENT_IED;
    if (means->by[INCIDENT_GRENADE]) return INCIDENT_GRENADE;
    bool is_raid = type == INCIDENT_AIRSTRIKE && event->is_sure; /* عدوان جوي بالصواريخ */
    if (means->by[INCIDENT_SHELLING] && !means->has_small_arms && !is_raid)
        return INCIDENT_SHELLING;
    return type;
}

/* "مهاجمة منازل المدنيين": the deed is aimed at the thing that stands first behind it. */
static bool is_at_thing(const Reader *self, const Event *event) {
    enum { REACH = 5 };
    guint32 after = mark_end(event->trigger), end = MIN(event->end, after + REACH);
    const Match *target;
    for (guint cursor = 0; (target = mark_next(self, MARK_TARGET, after, end, &cursor));) {
        bool is_person = mark_is(self, target, "class", "person");
        bool is_fighter = is_person && mark_is(self, target, "target_kind", "military");
        if (self->place_at[target->first_token] == NO_MARK && !is_fighter) return !is_person;
    }
    return false;
}

/* Does a site or vehicle of war stand between the deed and a token? */
static bool hits_military(const Reader *self, const Event *event, guint32 token) {
    const Match *target;
    for (guint cursor = 0;
         (target = mark_next(self, MARK_TARGET, mark_end(event->trigger), token, &cursor));)
        if (mark_is(self, target, "target_kind", "military") &&
            !mark_is(self, target, "class", "person"))
            return true;
    return false;
}

static bool is_from_afar(const Event *event) {
    return event->type != INCIDENT_CHEMICAL && type_is_from_afar(event->type);
}

/* A bomb or gas in a town hits its people, where the words tell of victims and of nothing military;
 * so does what falls on it from afar, where they are its martyrs. Who else an aircraft killed
 * nobody says. */
static bool hits_people(const Reader *self, const Event *event) {
    bool is_blast = types_are_kin(event->type, INCIDENT_IED), has_victims = false;
    bool is_gas = event->type == INCIDENT_CHEMICAL;
    if (!is_blast && !is_gas && !is_from_afar(event)) return false;
    for (guint32 t = event->first; t < event->end; t++) {
        const Match *target = mark_at(self, MARK_TARGET, t), *harm = mark_at(self, MARK_HARM, t);
        if (target && self->place_at[t] == NO_MARK &&
            mark_is(self, target, "target_kind", "military"))
            return false;
        has_victims |=
            harm && !(is_blast && harm->article) && /* الجرحى: of whom nothing is told */
            !harm_is_unsaid(self, harm) &&
            (mark_is(self, harm, "harm", "killed") || mark_is(self, harm, "harm", "injured") ||
             mark_is(self, harm, "harm", "both")) &&
            (is_blast || is_gas || mark_at(self, MARK_MARTYR, t));
    }
    return has_victims && event->unharmed == event->end;
}

/* أهالي قرية X */
static bool is_people_of_place(const Reader *self, const Match *people) {
    guint32 next = mark_end(people);
    return mark_at(self, MARK_PEOPLE, people->first_token) && next + 1 < self->text->n_tokens &&
           (self->place_at[next] != NO_MARK || /* not شبان في بلدة X */
            (self->place_at[next + 1] != NO_MARK &&
             (people->article || !is_preposition(self, next))));
}

/* "برصاص شخصين", "على يد أشخاص": men behind a word of agency act. */
static bool is_doer(const Reader *self, const Match *people) {
    return room_before(self, people->first_token, 1) == 1 &&
           mark_at(self, MARK_AGENT, people->first_token - 1);
}

/* "قال ناشطون إن", "بحسب ناشطين": who told it. */
static bool tells_it(const Reader *self, const Match *people) {
    const Match *source = room_before(self, people->first_token, 1) == 1
                              ? mark_at(self, MARK_SOURCE, people->first_token - 1)
                              : NULL;
    return source && mark_end(source) == people->first_token;
}

/* "المكتب الإعلامي": behind a noun with its article a word in -ي is its adjective. */
static bool is_adjective(const Reader *self, const Match *people) {
    guint32 first = people->first_token;
    if (people->n_tokens != 1 || !people->article || room_before(self, first, 1) == 0 ||
        !g_str_has_suffix(text_norm(self->text, first), "ي"))
        return false;
    return text_has_article(self->text, first - 1) && !mark_at(self, MARK_PERSON, first - 1) &&
           !mark_at(self, MARK_ACTOR, first - 1);
}

/* Persons or things of civilians among the words of the event, where no armed party is hit;
 * `of_anyone`: also persons of whom nothing else is said. */
static const Match *civilian_mark(const Reader *self, const Event *event, bool of_anyone,
                                  bool *ret_is_person) {
    const Match *target, *found = NULL;
    guint32 effect = mark_end(event->trigger);
    /* "عثر مدنيون على جثة": who found it is not who died */
    guint32 first = event->type == INCIDENT_BODY_FOUND ? effect : event->first;
    while (effect < event->end && !mark_at(self, MARK_EFFECT, effect) &&
           !mark_at(self, MARK_TREATMENT, effect))
        effect++;
    for (guint cursor = 0;
         (target = mark_next(self, MARK_TARGET, first, event->unharmed, &cursor));) {
        if (!mark_is(self, target, "target_kind", "civilian") ||
            mark_at(self, MARK_BLOCK, target->first_token) ||
            mark_at(self, MARK_OWNER, target->first_token)) /* العامل تحت قيادة X */
            continue;
        if (self->place_at[target->first_token] != NO_MARK || is_people_of_place(self, target) ||
            is_doer(self, target) || tells_it(self, target) || is_adjective(self, target) ||
            people_flee(self, target) ||
            (!of_anyone && mark_at(self, MARK_ANYONE, target->first_token)))
            continue;
        *ret_is_person = mark_is(self, target, "class", "person");
        /* The driver of an army truck is no civilian. */
        if (*ret_is_person && !hits_military(self, event, target->first_token)) return target;
        if (target->first_token < effect) found = target; /* then come hospitals */
    }
    return found;
}

static TargetKind kind_of_things(const Reader *self, const Event *event) {
    const Match *target;
    for (guint cursor = 0;
         (target = mark_next(self, MARK_TARGET, event->first, event->end, &cursor));) {
        if (mark_is(self, target, "target_kind", "military")) return TARGET_MILITARY;
        if (mark_is(self, target, "target_kind", "infrastructure")) return TARGET_INFRASTRUCTURE;
        if (mark_is(self, target, "target_kind", "civilian")) return TARGET_CIVILIAN;
    }
    return TARGET_UNKNOWN;
}

static void set_civilians(const Reader *self, const Match *words, Event *event) {
    event->target = event->target_name = actor_row_of_id(self, "civilians");
    event->target_kind = TARGET_CIVILIAN;
    event->target_link = (SideLink){words->first_token, mark_end(words), TIE_UNARMED};
}

static void settle_target(const Reader *self, Event *event, bool *ret_on_person) {
    *ret_on_person = false;
    const Match *civilian = civilian_mark(self, event, true, ret_on_person);
    bool is_fight = event->type == INCIDENT_CLASH; /* of whom bystanders are no side */
    if (event->target == NO_PLACE && civilian && !event_has_no_foe(event) && !is_fight) {
        set_civilians(self, civilian, event);
        return;
    }
    if (event->target == NO_PLACE) {
        event->target_kind = kind_of_things(self, event);
        *ret_on_person = false;
        return;
    }
    bool is_civilian = strstr(actor_cell(self, event->target, "kind"), "civilian") != NULL;
    event->target_kind = is_civilian ? TARGET_CIVILIAN : TARGET_MILITARY;
    *ret_on_person &= civilian != NULL;
    *ret_on_person |= is_civilian;
}

/* "مقتل شخصين بغارة": whoever is hit from afar may be anybody's man; what else of civilians the
 * words name is hit. */
static void leave_anyone(const Reader *self, Event *event) {
    bool is_person;
    const SideLink *link = &event->target_link;
    if (!is_from_afar(event) || event->target_kind != TARGET_CIVILIAN || link->end == link->first ||
        !mark_at(self, MARK_ANYONE, link->first))
        return;
    const Match *other = civilian_mark(self, event, false, &is_person);
    if (other) {
        set_civilians(self, other, event);
        return;
    }
    event->target = event->target_name = NO_PLACE;
    event->target_link = (SideLink){0, 0, TIE_NONE};
    event->target_kind = kind_of_things(self, event);
}

static void settle_people(const Reader *self, Event *event) {
    if (event->target != NO_PLACE || !hits_people(self, event)) return;
    event->target = event->target_name = actor_row_of_id(self, "civilians");
    event->target_kind = TARGET_CIVILIAN;
    event->target_link = (SideLink){0, 0, TIE_UNARMED_VICTIMS};
}

/* الدفاعات الجوية: they fire at what strikes. */
static bool is_air_defence(const Reader *self, const Event *event) {
    return mark_is(self, event->trigger, "class", "participle") &&
           mark_is(self, event->trigger, "type", "airstrike");
}

static bool has_drone(const Reader *self, const Event *event) {
    return mark_with(self, MARK_WEAPON, event->first, event->end, "type", "drone") != NULL;
}

static bool is_storm(const Reader *self, const Event *event) {
    return is_marked_as(self, MARK_MODALITY, event->trigger->first_token, "modality", "storming");
}

/* "اقتحمت دوريات لقسد بلدة X واعتقلت خمسة أشخاص": who rules there makes a raid. */
static bool is_raid(const Reader *self, const Clause *clause, const Event *event) {
    enum { REACH = 20 };
    bool is_by_ruler = event->actor != NO_PLACE && !actor_is_unidentified(self, event->actor) &&
                       !strstr(actor_cell(self, event->actor, "kind"), "cells");
    bool is_on_people = event->target == NO_PLACE || event->target_kind == TARGET_CIVILIAN;
    if (!is_storm(self, event) || !is_by_ruler || !is_on_people || event->n_weapons > 0)
        return false;
    const Sentence *sentence = &self->text->sentences[clause->sentence];
    const Match *next;
    guint32 end = MIN(sentence->first_token + sentence->n_tokens, mark_end(event->trigger) + REACH);
    for (guint cursor = 0;
         (next = mark_next(self, MARK_TRIGGER, mark_end(event->trigger), end, &cursor));)
        if (mark_is(self, next, "type", "arrest")) return true;
    return false;
}

void kind_settle(const Reader *self, const Clause *clause, Event *event) {
    bool on_person = false;
    settle_target(self, event, &on_person);
    if (!incident_type_is_violent(event->type)) return;
    Means means = means_of(self, event);
    IncidentType type = event->type;
    if (!event->is_sure && type == INCIDENT_ABDUCTION && event->n_weapons > 0)
        event->type = type = INCIDENT_ATTACK; /* فقد … حياته برصاص: not a missing one */
    bool is_deed =
        type != INCIDENT_ABDUCTION && type != INCIDENT_BODY_FOUND && type != INCIDENT_CLASH;
    bool is_on_foot = event->is_sure && type == INCIDENT_ATTACK &&
                      mark_is(self, event->trigger, "voice", "active") && means.has_aircraft;
    if (is_deed && !is_on_foot && type != INCIDENT_AMBUSH && type != INCIDENT_SUICIDE &&
        type != INCIDENT_CHEMICAL && type != INCIDENT_DRONE)
        type = type_by_means(&means, event);
    if (type == INCIDENT_AIRSTRIKE && !means.has_aircraft && !means.by[INCIDENT_AIRSTRIKE] &&
        event->actor != NO_PLACE && strstr(actor_cell(self, event->actor, "kind"), "ground"))
        type = INCIDENT_ATTACK; /* أغار مقاتلو التنظيم على حاجز */
    if (type == INCIDENT_SHELLING && !means.by[INCIDENT_SHELLING] &&
        (means.has_aircraft || actor_is_aerial(self, event->actor)))
        type = INCIDENT_AIRSTRIKE;
    /* استهداف and هجوم leave the means open; who storms or lands does so on foot. */
    bool is_strike =
        !mark_at(self, MARK_HARM, event->trigger->first_token) && !is_storm(self, event);
    bool is_of_strikes = event->actor_link.end > event->actor_link.first && /* نتيجة ضربات X */
                         !mark_is(self, event->trigger, "voice", "active") &&
                         mark_at(self, MARK_TRIGGER, event->actor_link.first);
    if (type == INCIDENT_ATTACK && is_of_strikes && actor_is_aerial(self, event->actor))
        type = INCIDENT_AIRSTRIKE;
    if (type == INCIDENT_ATTACK && is_strike && !means.has_small_arms && /* cluster bombs */
        !mark_is(self, event->trigger, "voice", "active") && actor_is_aerial(self, event->actor))
        type = INCIDENT_AIRSTRIKE;
    bool is_aimed = !event->is_sure || is_verb(self, event->trigger) ||
                    mark_is(self, event->trigger, "voice", "passive");
    if (type == INCIDENT_ATTACK && is_aimed && on_person && !is_at_thing(self, event) &&
        event->target_kind == TARGET_CIVILIAN)
        type = INCIDENT_ASSASSINATION;
    if (type == INCIDENT_ATTACK && is_raid(self, clause, event)) type = INCIDENT_ARREST;
    if (means.has_remnant && event->attribution == ATTRIBUTION_STATED)
        event->attribution = ATTRIBUTION_UNIDENTIFIED; /* whose mine it was, not who did it */
    if (type == INCIDENT_ASSASSINATION && on_person) event->target_kind = TARGET_CIVILIAN;
    if (type == INCIDENT_AIRSTRIKE && is_air_defence(self, event) && has_drone(self, event))
        type = INCIDENT_DRONE; /* اعترضت الدفاعات مسيّرة */
    event->has_cause = means.has_remnant && event->actor == NO_PLACE;
    event->type = type;
    leave_anyone(self, event);
    settle_people(self, event);
}
