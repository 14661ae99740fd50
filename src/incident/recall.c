/*
 * What an event leaves out of its sides and the article has told: "القصف" is by those who shelled,
 * "الجانبين" are the two before, "وقصفت" has the subject of the verb before it, "الطائرات ذاتها"
 * are those that struck last, "ثلاثة آخرون" are of those who were hit, and who fights one of two
 * sides is the other.
 */
#include "incident/recall.h"

#include "incident/joins.h"

static const Event *event_at(const GArray *drafts, guint i) {
    return &g_array_index(drafts, Draft, i).event;
}

bool recall_is_within(const Reader *self, const Draft *draft, const Clause *clause, guint reach) {
    const Sentence *a = &self->text->sentences[draft->sentence];
    const Sentence *b = &self->text->sentences[clause->sentence];
    return a->field == b->field && b->paragraph - a->paragraph <= reach;
}

void recall_take_actor(Event *event, const Event *from) {
    if (from->actor != NO_PLACE && from->actor == event->target && event->type != INCIDENT_CLASH)
        return;
    event->actor = from->actor;
    event->actor_name = from->actor_name;
    event->attribution = from->attribution;
    event->actor_link = from->actor_link;
    event->actor_link.tie = TIE_TOLD_BEFORE;
}

void recall_take_target(Event *event, const Event *from) {
    if (from->target != NO_PLACE && from->target == event->actor && event->type != INCIDENT_CLASH)
        return;
    event->target = from->target;
    event->target_name = from->target_name;
    event->target_kind = from->target_kind;
    event->target_link = from->target_link;
    event->target_link.tie = TIE_TOLD_BEFORE;
}

/* Who was hit before; but not the people of one place, where the event names another. */
static void take_target_of(const Reader *self, const Draft *draft, Event *event) {
    g_autoptr(GArray) scenes = scenes_in(self, event->first, event->end);
    bool is_elsewhere =
        scenes->len > 0 &&
        (draft->mention == NO_PLACE ||
         !mentions_are_same(scene_mention(self, scenes, 0), &self->places->items[draft->mention]));
    if (draft->event.target_kind != TARGET_CIVILIAN || !is_elsewhere)
        recall_take_target(event, &draft->event);
}

/* "القصف" may be from the air, "الضربات" and "الاستهداف" by any means. */
static bool may_mean(const Event *event, const Event *earlier) {
    if (types_are_kin(earlier->type, event->type)) return true;
    bool is_from_afar = type_is_from_afar(earlier->type);
    if (event->type == INCIDENT_SHELLING) return is_from_afar;
    return event->type == INCIDENT_ATTACK && event->n_weapons == 0 &&
           (is_from_afar || types_are_kin(earlier->type, INCIDENT_IED));
}

/* الضربات, told as "شنت ضربات جوية": the noun itself stands in the other's words. */
static bool shares_noun(const Reader *self, const Match *known, const Match *told) {
    static const char ARTICLE[] = "ال";
    guint32 at = known->first_token;
    if (is_verb(self, known) && room_before(self, at, 1) == 1) at--; /* الضربات استهدفت */
    const char *noun = text_norm(self->text, at);
    if (!text_has_article(self->text, at) || !begins_with(noun, ARTICLE)) return false;
    for (guint32 t = told->first_token; t < mark_end(told); t++)
        if (ends_with(text_norm(self->text, t), noun + strlen(ARTICLE))) return true;
    return false;
}

static bool is_same_word(const Reader *self, const Event *event, const Event *earlier) {
    bool is_entry = event->trigger->table == earlier->trigger->table &&
                    event->trigger->entry == earlier->trigger->entry;
    return (is_entry || shares_noun(self, event->trigger, earlier->trigger)) &&
           !reality_is_unreal(&earlier->reality);
}

/* القصف المدفعي, of guns alone: aircraft fire rockets, too. */
static bool is_by_guns(const Reader *self, const Match *noun) {
    const Match *weapon =
        mark_with(self, MARK_WEAPON, noun->first_token, mark_end(noun), "type", "shelling");
    return weapon && mark_is(self, weapon, "weapon", "artillery");
}

/* "القصف", "الهجوم": told before, by the same and on the same, unless the clause says otherwise. */
static void recall_definite(const Reader *self, const Clause *clause, const GArray *drafts,
                            Event *event) {
    if (!event->is_definite || clause->join == JOIN_RESET) return;
    bool has_same = false; /* "الضربات" are the ضربات, even where a هجوم was told since */
    for (guint i = 0; i < drafts->len; i++)
        has_same |= is_same_word(self, event, event_at(drafts, i));
    for (guint i = drafts->len; i > 0; i--) {
        const Event *earlier = event_at(drafts, i - 1);
        if (!may_mean(event, earlier) || reality_is_unreal(&earlier->reality)) continue;
        if (has_same && !is_same_word(self, event, earlier)) continue;
        if (event->actor == NO_PLACE) recall_take_actor(event, earlier);
        if (event->target == NO_PLACE)
            take_target_of(self, &g_array_index(drafts, Draft, i - 1), event);
        bool may_be_same = actor_is_aerial(self, event->actor) || !is_by_guns(self, event->trigger);
        if (event->actor == earlier->actor && may_be_same) event->type = earlier->type;
        return;
    }
}

/* "قصفاً مماثلاً استهدف X": of the kind and by the one told before. */
static void recall_alike(const Reader *self, const GArray *drafts, Event *event) {
    enum { ADJECTIVES = 2 };
    bool is_alike = false;
    for (guint32 t = mark_end(event->trigger); t < mark_end(event->trigger) + ADJECTIVES; t++)
        is_alike |= is_marked_as(self, MARK_JOINT, t, "effect", "alike");
    /* قصف آخر, but not هجوم آخر */
    is_alike |= type_is_from_afar(event->type) && !is_verb(self, event->trigger) &&
                is_marked_as(self, MARK_PERSON, mark_end(event->trigger), "harm", "other");
    if (!is_alike) return; /* also behind وفي السياق */
    for (guint i = drafts->len; i > 0; i--) {
        const Event *earlier = event_at(drafts, i - 1);
        if (!may_mean(event, earlier) || reality_is_unreal(&earlier->reality)) continue;
        if (event->actor == NO_PLACE && side_is_named(self, earlier->actor))
            recall_take_actor(event, earlier);
        if (event->actor == earlier->actor && event->n_weapons == 0) event->type = earlier->type;
        return;
    }
}

/* "وأصيب ثالث في حادثة مماثلة قرب X": hurt by the kind of deed told right before. */
static void recall_alike_case(const Reader *self, const GArray *drafts, Event *event) {
    enum { REACH = 7 };
    guint32 from = mark_end(event->trigger), end = MIN(from + REACH, event->end);
    if (drafts->len == 0 || event->is_sure || event->n_weapons > 0 ||
        !mark_at(self, MARK_HARM, event->trigger->first_token) ||
        !mark_with(self, MARK_JOINT, from, end, "effect", "alike"))
        return;
    const Event *earlier = event_at(drafts, drafts->len - 1);
    if (reality_is_unreal(&earlier->reality) || !incident_type_is_violent(earlier->type)) return;
    event->type = earlier->type;
    if (event->actor == NO_PLACE) recall_take_actor(event, earlier);
}

/* "اشتباكات بين الجانبين": the sides of the incident before. */
static void recall_both(const Reader *self, const Clause *clause, const GArray *drafts,
                        Event *event) {
    bool is_both = false;
    for (guint32 t = event->first; t < event->end; t++)
        is_both |= is_marked_as(self, MARK_JOINT, t, "effect", "both");
    if (!is_both || clause->join == JOIN_RESET || event->actor != NO_PLACE ||
        event->target != NO_PLACE || drafts->len == 0)
        return;
    recall_take_actor(event, event_at(drafts, drafts->len - 1));
    recall_take_target(event, event_at(drafts, drafts->len - 1));
}

/* "كما كمنوا لصهريج": a verb of many that names none of them. */
static bool is_of_them(const Reader *self, const Match *verb) {
    return verb->n_tokens == 1 && is_verb_of_many(self, verb->first_token);
}

/* "وكان قد أعدم …": a sentence that looks back with a verb of no subject goes on with the last. */
static bool is_told_back(const Reader *self, const Clause *clause, const Draft *draft,
                         const Event *event) {
    guint32 verb = event->trigger->first_token;
    const Match *cue = verb > clause->first ? mark_at(self, MARK_MODALITY, verb - 1) : NULL;
    return cue && mark_is(self, cue, "modality", "recap") &&
           recall_is_within(self, draft, clause, NEAR);
}

/* The light verb before the event's noun, or NULL. */
static const Match *light_verb(const Reader *self, const Event *event) {
    const Match *light, *found = NULL;
    for (guint cursor = 0;
         (light = mark_next(self, MARK_LIGHT, event->first, event->trigger->first_token, &cursor));)
        found = light;
    return found;
}

/* "كما هاجم نقاطاً أخرى …", "وشن هجوماً على …": a sentence that begins with a verb whose object, by
 * its ending, stands right behind it, goes on with the subject of the one before. */
static bool goes_on_bare(const Reader *self, const Clause *clause, const Draft *draft,
                         const Event *event) {
    enum { OPENING = 2 }; /* كما، و */
    const Match *light = light_verb(self, event);
    const Match *verb = light ? light : event->trigger;
    guint32 next = verb->first_token + 1;
    if (verb->first_token > clause->first + OPENING || next >= event->end ||
        mark_at(self, MARK_HARM, verb->first_token) || !recall_is_within(self, draft, clause, NEAR))
        return false;
    if (verb->first_token == clause->first && !has_and(self, verb->first_token)) return false;
    const Match *deed = mark_at(self, MARK_TRIGGER, next),
                *thing = mark_at(self, MARK_TARGET, next);
    bool is_object = (light && deed && !is_verb(self, deed)) || thing;
    /* "وكذلك فجر الجسر القديم" */
    bool is_also = verb->first_token > clause->first && mark_at(self, MARK_JOINT, clause->first);
    if (is_also && !light && self->place_at[next] != NO_MARK && event->type != INCIDENT_SHELLING)
        return true;
    return is_object && !mark_at(self, MARK_ACTOR, next) &&
           g_str_has_suffix(text_norm(self->text, next), "ا");
}

/* "كما قصفت بالمدفعية بلدة X": guns behind the verb, and nobody between. */
static bool has_means_behind(const Reader *self, const Match *verb) {
    const Match *weapon = mark_at(self, MARK_WEAPON, mark_end(verb));
    return weapon && weapon->first_token == mark_end(verb) && (weapon->clitics & CLITIC_IN);
}

/* "شنت X غارات على A، مضيفاً أن طفلاً قتل بغارة على B": what one sentence tells of the like is by the
 * same. */
static bool goes_on_alike(const Clause *clause, const GArray *drafts, Event *event) {
    if (drafts->len == 0 || clause->join != JOIN_THAT || event->actor != NO_PLACE) return false;
    const Draft *draft = &g_array_index(drafts, Draft, drafts->len - 1);
    bool is_alike = draft->sentence == clause->sentence && draft->event.actor != NO_PLACE &&
                    types_are_kin(event->type, draft->event.type) && type_is_from_afar(event->type);
    if (is_alike) recall_take_actor(event, &draft->event);
    return is_alike;
}

static bool has_weapon(const Reader *self, const Event *event) {
    guint cursor = 0;
    return mark_next(self, MARK_WEAPON, event->trigger->first_token, event->end, &cursor) != NULL;
}

/* "شنت طائرات X غارات على A، كما استهدفت منازل في B": a verb that leaves the means open goes on
 * with those of the strike told right before. */
static bool goes_on_striking(const Reader *self, const Event *event, const Event *before) {
    return type_is_from_afar(before->type) && event->type == INCIDENT_ATTACK &&
           mark_is(self, event->trigger, "voice", "any") &&
           !mark_at(self, MARK_HARM, event->trigger->first_token) &&
           !reality_is_unreal(&before->reality);
}

/* "وقصفت …", "كما قصفت …": the subject of a verb that names none is that of the verb before. */
static void recall_subject(const Reader *self, const Clause *clause, const GArray *drafts,
                           Event *event) {
    const Match *light = light_verb(self, event);
    bool is_brought = light && mark_is(self, light, "voice", "active"); /* كما شنت غارات */
    if (goes_on_alike(clause, drafts, event)) return;
    if (is_marked_as(self, MARK_JOINT, clause->first, "effect", "after")) return; /* بعد أن … X */
    if (drafts->len == 0 || event->actor != NO_PLACE || clause->join == JOIN_RESET ||
        (!is_brought &&
         (!is_verb(self, event->trigger) || mark_is(self, event->trigger, "voice", "passive"))))
        return;
    const Draft *draft = &g_array_index(drafts, Draft, drafts->len - 1);
    const Event *before = &draft->event;
    if (before->actor == NO_PLACE) return;
    if (clause->join == JOIN_SENTENCE || draft->sentence != clause->sentence) {
        if (is_told_back(self, clause, draft, event) || goes_on_bare(self, clause, draft, event))
            recall_take_actor(event, before);
        return;
    }
    /* "كما قتلت امرأة": she was killed, where no و goes on from a verb with a subject. */
    bool is_on_them = has_object(self, event->trigger); /* ثم أعدمهم */
    if (clause->join != JOIN_AND && !is_on_them &&
        mark_at(self, MARK_HARM, event->trigger->first_token))
        return;
    bool is_again = event->trigger->table == before->trigger->table &&
                    event->trigger->entry == before->trigger->entry;
    bool is_deed = !mark_at(self, MARK_HARM, event->trigger->first_token) &&
                   (mark_is(self, event->trigger, "voice", "active") || /* كما شنت غارات على Y */
                    has_means_behind(self, event->trigger));
    bool is_striking = goes_on_striking(self, event, before);
    bool goes_on = clause->join == JOIN_AND || types_are_kin(event->type, before->type) ||
                   is_deed || is_striking || is_of_them(self, event->trigger);
    if (is_striking && !has_weapon(self, event)) event->type = before->type;
    if (goes_on || is_again || is_on_them) recall_take_actor(event, before);
    if (is_on_them && event->target == NO_PLACE) recall_take_target(event, before);
}

/* "غارات على A وغارتين على B": a noun joined to the one before has its subject. */
static void recall_joined(const Reader *self, const Clause *clause, const GArray *drafts,
                          Event *event) {
    if (drafts->len == 0 || event->actor != NO_PLACE || is_verb(self, event->trigger) ||
        !((event->trigger->clitics & CLITIC_AND) || is_added(self, event->trigger)))
        return;
    const Draft *draft = &g_array_index(drafts, Draft, drafts->len - 1);
    bool is_kin =
        types_are_kin(event->type, draft->event.type) || may_mean(event, &draft->event) ||
        (is_added(self, event->trigger) && types_are_kin(event->type, INCIDENT_AIRSTRIKE) &&
         types_are_kin(draft->event.type, INCIDENT_SHELLING));
    if (draft->sentence == clause->sentence && is_kin && side_is_named(self, draft->event.actor))
        recall_take_actor(event, &draft->event);
}

/* "استهدفت X قرى A بغارات، وقرية B بقذائف": by the subject of the one verb. */
static void recall_of_verb(const Reader *self, const Clause *clause, const GArray *drafts,
                           Event *event) {
    if (drafts->len == 0 || event->actor != NO_PLACE || !opens_by_means(self, event->trigger))
        return;
    const Draft *draft = &g_array_index(drafts, Draft, drafts->len - 1);
    const Event *before = &draft->event;
    bool is_subject = before->actor_link.end > before->actor_link.first &&
                      before->actor_link.first < before->trigger->first_token &&
                      !mark_at(self, MARK_WEAPON, before->actor_link.first);
    is_subject |= is_verb(self, before->trigger) && before->actor_link.tie == TIE_SUBJECT;
    if (draft->sentence == clause->sentence && is_subject) recall_take_actor(event, before);
}

static bool is_by_bomber(const Reader *self, const Event *event) {
    return mark_with(self, MARK_WEAPON, event->first, event->end, "type", "suicide") ||
           event->type == INCIDENT_SUICIDE;
}

/* "فجر انتحاري عربة": whose men blow themselves up among those whom the article told of last. */
static void recall_bomber(const Reader *self, const Clause *clause, const GArray *drafts,
                          Event *event) {
    if (event->actor != NO_PLACE || !is_by_bomber(self, event)) return;
    for (guint i = drafts->len; i > 0; i--) {
        const Draft *draft = &g_array_index(drafts, Draft, i - 1);
        const Event *before = &draft->event;
        const guint32 rows[] = {before->actor, before->target};
        for (guint k = 0; k < G_N_ELEMENTS(rows); k++) {
            if (rows[k] == NO_PLACE || !recall_is_within(self, draft, clause, FAR) ||
                !strstr(actor_cell(self, rows[k], "kind"), "bombers"))
                continue;
            event->actor = rows[k];
            event->actor_name = k == 0 ? before->actor_name : before->target_name;
            event->actor_link = k == 0 ? before->actor_link : before->target_link;
            event->actor_link.tie = TIE_BOMBERS;
            event->attribution = ATTRIBUTION_SUSPECTED;
            return;
        }
    }
}

/* Does the event speak of aircraft as told before: "الطائرات ذاتها", "الطيران الحربي"? */
static bool is_platform_again(const Reader *self, const Event *event, bool *ret_again) {
    const Match *weapon;
    *ret_again = false;
    for (guint cursor = 0;
         (weapon = mark_next(self, MARK_WEAPON, event->first, event->end, &cursor));) {
        IncidentType type;
        bool is_aerial = incident_type_parse(mark_cell(self, weapon, "type"), &type) &&
                         types_are_kin(type, INCIDENT_AIRSTRIKE);
        const Match *other = mark_at(self, MARK_PERSON, mark_end(weapon)); /* مسيّرة أخرى */
        *ret_again |= is_aerial && (mark_at(self, MARK_AGAIN, mark_end(weapon)) ||
                                    (other && mark_is(self, other, "harm", "other")));
        if (is_aerial && (weapon->article || *ret_again)) return true;
    }
    return false;
}

static void recall_platform(const Reader *self, const Clause *clause, const GArray *drafts,
                            Event *event) {
    bool is_again;
    if (event->actor != NO_PLACE || !is_platform_again(self, event, &is_again)) return;
    for (guint i = drafts->len; i > 0; i--) {
        const Draft *draft = &g_array_index(drafts, Draft, i - 1);
        if (!types_are_kin(draft->event.type, INCIDENT_AIRSTRIKE) ||
            reality_is_unreal(&draft->event.reality) || !side_is_named(self, draft->event.actor))
            continue;
        if (is_again || recall_is_within(self, draft, clause, FAR))
            recall_take_actor(event, &draft->event);
        return;
    }
}

/* "انفجار آخر", "لغم آخر": another deed, not another man. */
static bool is_of_deed(const Reader *self, const Match *other) {
    enum { PRONOUN = 4 }; /* bytes of هي: تعرضت هي الأخرى لقصف */
    if (room_before(self, other->first_token, 1) == 0) return false;
    if (other->article && self->text->tokens[other->first_token - 1].norm_len <= PRONOUN)
        return true;
    const Match *deed = mark_at(self, MARK_TRIGGER, other->first_token - 1);
    return mark_at(self, MARK_WEAPON, other->first_token - 1) ||
           (deed && !mark_at(self, MARK_HARM, other->first_token - 1));
}

/* "كما قتل ثلاثة آخرون": of those who were hit before. */
static void recall_others(const Reader *self, const Clause *clause, const GArray *drafts,
                          Event *event) {
    if (event->target != NO_PLACE || drafts->len == 0) return;
    const Draft *draft = &g_array_index(drafts, Draft, drafts->len - 1);
    if (!recall_is_within(self, draft, clause, NEAR) || draft->event.target == NO_PLACE) return;
    const Match *person;
    for (guint cursor = 0;
         (person = mark_next(self, MARK_PERSON, event->first, event->end, &cursor));) {
        if (!mark_is(self, person, "harm", "other")) { /* عنصر آخر */
            if (is_marked_as(self, MARK_PERSON, mark_end(person), "harm", "other")) continue;
            break;
        }
        if (is_of_deed(self, person)) continue;
        if (person->first_token > event->trigger->first_token + 4) return;
        recall_take_target(event, &draft->event);
        return;
    }
    /* "كما قتل ثالث" */
    const Match *harm;
    for (guint cursor = 0;
         (harm = mark_next(self, MARK_HARM, event->first, event->end, &cursor));) {
        const Match *ordinal =
            mark_end(harm) < event->end ? mark_at(self, MARK_NUMBER, mark_end(harm)) : NULL;
        if (ordinal && mark_is(self, ordinal, "kind", "ordinal"))
            recall_take_target(event, &draft->event);
    }
}

/* Does the event go on with the one before it: by the same, or by nobody that is named? */
static bool goes_on(const Reader *self, const Event *event, const Event *before) {
    return !side_is_named(self, event->actor) || !side_is_named(self, before->actor) ||
           actors_are_kin(self, event->actor, before->actor);
}

static bool is_by_same(const Event *event, const Event *before) {
    return event->actor != NO_PLACE && event->actor == before->actor;
}

/* "مقتل ثلاثة عناصر", "هاجموا حاجزاً", "تعرضت الدورية", of nobody's: of the side that was hit
 * before.
 */
static void recall_unowned(const Reader *self, const Clause *clause, const GArray *drafts,
                           Event *event) {
    if (event->target != NO_PLACE || drafts->len == 0 || clause->join == JOIN_RESET) return;
    const Draft *draft = &g_array_index(drafts, Draft, drafts->len - 1);
    const Event *before = &draft->event;
    if (!recall_is_within(self, draft, clause, NEAR) || reality_is_unreal(&before->reality) ||
        !side_is_named(self, before->target) || before->target == event->actor ||
        before->target_kind == TARGET_CIVILIAN)
        return;
    const Match *thing;
    for (guint cursor = 0;
         (thing = mark_next(self, MARK_TARGET, event->first, event->end, &cursor));) {
        bool is_man = mark_is(self, thing, "class", "person");
        bool is_military = mark_is(self, thing, "target_kind", "military");
        if (is_man && !is_military) return;
        if (mark_at(self, MARK_ACTOR, thing->first_token)) continue; /* somebody's by name */
        bool is_told_on = thing->article || clause->join == JOIN_SENTENCE;
        if (!is_military || (!is_man && !is_told_on && !is_by_same(event, before))) continue;
        if (!is_man && !goes_on(self, event, before)) continue;
        recall_take_target(event, before);
        return;
    }
}

/* "استشهد الشاب في X", "أن الأطفال قتلوا في X": whoever they are was told before. */
static bool is_of_known_victim(const Reader *self, const Event *event) {
    enum { BACK = 2, REACH = 3 };
    guint32 first = event->trigger->first_token, end = mark_end(event->trigger) + REACH;
    for (guint32 t = first - room_before(self, first, BACK); t < MIN(end, event->end); t++) {
        const Match *person = mark_at(self, MARK_PERSON, t), *man = mark_at(self, MARK_TARGET, t);
        bool is_man = man && mark_is(self, man, "class", "person") &&
                      !mark_is(self, man, "target_kind", "military");
        if ((person && person->article) || (is_man && man->article)) return true;
    }
    return false;
}

/* "… غارات على A، وأن 17 مقاتلاً قتلوا في B": who died of no other cause in the same sentence died
 * of what it tells. */
static void recall_cause(const Reader *self, const Clause *clause, const GArray *drafts,
                         Event *event) {
    if (drafts->len == 0 || event->is_sure || event->actor != NO_PLACE || event->n_weapons > 0 ||
        !mark_at(self, MARK_HARM, event->trigger->first_token))
        return;
    const Draft *draft = &g_array_index(drafts, Draft, drafts->len - 1);
    const Event *before = &draft->event;
    bool is_from_afar = type_is_from_afar(before->type);
    if ((is_from_afar || types_are_kin(before->type, INCIDENT_IED)) &&
        !reality_is_unreal(&before->reality) && clause->sentence == draft->sentence + 1 &&
        recall_is_within(self, draft, clause, NEAR) && is_of_known_victim(self, event)) {
        event->type = before->type;
        recall_take_actor(event, before);
        return;
    }
    if (draft->sentence != clause->sentence || clause->join == JOIN_RESET || !is_from_afar ||
        reality_is_unreal(&before->reality))
        return;
    event->type = before->type;
    recall_take_actor(event, before);
}

void sides_recall(const Reader *self, const Clause *clause, const GArray *drafts, bool is_first,
                  Event *event) {
    recall_definite(self, clause, drafts, event);
    recall_both(self, clause, drafts, event);
    recall_alike(self, drafts, event);
    recall_alike_case(self, drafts, event);
    if (is_first) recall_subject(self, clause, drafts, event);
    recall_joined(self, clause, drafts, event);
    recall_of_verb(self, clause, drafts, event);
    recall_bomber(self, clause, drafts, event);
    recall_platform(self, clause, drafts, event);
    recall_cause(self, clause, drafts, event);
    recall_others(self, clause, drafts, event);
    foes_recall(self, clause, drafts, event);
    recall_unowned(self, clause, drafts, event);
    foes_recall_alone(self, clause, drafts, event);
}
