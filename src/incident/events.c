/*
 * The events of a clause: which words tell of a deed, which of them tell of one (joins.c), and how
 * many deeds each counts.
 */
#include "incident/joins.h"

static bool has_accident(const Reader *self, const Clause *clause) {
    for (guint32 t = clause->first; t < clause->end; t++) {
        const Match *block = mark_at(self, MARK_BLOCK, t);
        if (block && mark_is(self, block, "scope", "sentence")) return true;
    }
    return false;
}

/* شهداء، قتلى: people killed or injured. */
static bool is_victims(const Reader *self, guint32 token) {
    const Match *harm = mark_at(self, MARK_HARM, token);
    return harm && (mark_is(self, harm, "harm", "killed") ||
                    mark_is(self, harm, "harm", "injured") || mark_is(self, harm, "harm", "both"));
}

/* "استقبال ست إصابات": a hospital's count. */
static bool is_treated(const Reader *self, guint32 token) {
    enum { REACH = 3 };
    for (guint32 back = 1, room = room_before(self, token, REACH); back <= room; back++)
        if (mark_at(self, MARK_TREATMENT, token - back)) return true;
    return false;
}

/* العملية، الحادثة: the deed told before, by a word for any deed. */
static bool is_deed_told(const Reader *self, guint32 token) {
    const Match *deed = mark_at(self, MARK_MODALITY, token);
    return deed && deed->first_token == token && mark_is(self, deed, "modality", "deed") &&
           text_has_article(self->text, token);
}

/* "العملية أسفرت عن مقتل فلان": whoever it is, the deed killed him. */
static bool is_result_of_deed(const Reader *self, const Clause *clause, const Match *harm) {
    enum { REACH = 4 };
    for (guint32 t = harm->first_token; t > clause->first && t + REACH > harm->first_token; t--)
        if (is_deed_told(self, t - 1)) return mark_at(self, MARK_EFFECT, harm->first_token - 1);
    return false;
}

/* "توفي طفل في X": of what he died the words do not tell, but "توفي برصاص" they do. */
static bool is_mere_death(const Reader *self, const Clause *clause, const Match *mark,
                          const GArray *parties) {
    if (!is_marked_as(self, MARK_MODALITY, mark->first_token, "modality", "died")) return false;
    guint cursor = 0;
    return parties->len == 0 && !mark_next(self, MARK_WEAPON, clause->first, clause->end, &cursor);
}

/* A weak trigger needs a weapon, a party or a target in its clause. */
static bool is_supported(const Reader *self, const Clause *clause, const Match *mark,
                         const GArray *parties) {
    enum { CLOSE = 4 };
    if (has_accident(self, clause) || is_mere_death(self, clause, mark, parties)) return false;
    bool is_deed = !mark_at(self, MARK_HARM, mark->first_token);
    if (!is_deed && is_treated(self, mark->first_token)) return false;
    if (mark_is(self, mark, "type", "clash") && !is_verb(self, mark) &&
        has_role_scene(self, mark_end(mark), MIN(clause->end, mark_end(mark) + CLOSE)))
        return true; /* قتال في محيط X */
    if (!is_deed && is_result_of_deed(self, clause, mark)) return true;
    for (guint32 t = clause->first; t < clause->end; t++) {
        /* What stands in the gap of a form (صاروخ … على) is no part of its words. */
        bool is_own = mark->n_tokens <= 2 || t == mark->first_token;
        if (t >= mark->first_token && t < mark_end(mark) && is_own) continue;
        const Match *number = t == mark_end(mark) ? mark_at(self, MARK_NUMBER, t) : NULL;
        if (!is_deed && number && mark_is(self, number, "kind", "ordinal"))
            return true; /* قتل ثالث */
        if (mark_at(self, MARK_WEAPON, t) || mark_at(self, MARK_TARGET, t) ||
            mark_at(self, MARK_PERSON, t) || (is_deed && is_victims(self, t)))
            return true;
    }
    return parties->len > 0;
}

/* اليوم، الجمعة, but not نفسه: what a part of the day stands before. */
static bool is_day_at(const Reader *self, guint32 token) {
    const Match *day = mark_at(self, MARK_CALENDAR, token);
    return day && !mark_is(self, day, "kind", "which");
}

/* فجر is dawn beside a day (فجر اليوم الجمعة … بيت), and a deed elsewhere. */
static bool is_time(const Reader *self, const Match *mark) {
    const Match *day = mark_at(self, MARK_CALENDAR, mark->first_token);
    if (!day) return false;
    bool is_by_day = is_day_at(self, mark_end(mark)) || is_day_at(self, mark_end(day));
    bool is_part_of_day = mark_is(self, day, "kind", "time") || mark->n_tokens > 1;
    return day->n_tokens > 1 || (is_part_of_day && is_by_day);
}

/* "دارت معارك", "شن ضربات": a light verb makes a weak noun a deed. */
static bool is_brought(const Reader *self, const Match *mark) {
    if (!mark_is(self, mark, "class", "noun") || mark_at(self, MARK_HARM, mark->first_token))
        return false;
    const Match *joint = room_before(self, mark->first_token, 1)
                             ? mark_at(self, MARK_JOINT, mark->first_token - 1)
                             : NULL; /* تبع ذلك اشتباكات */
    if (joint && mark_is(self, joint, "effect", "followed")) return true;
    for (guint32 back = 1, room = room_before(self, mark->first_token, 2); back <= room; back++) {
        guint32 at = mark->first_token - back;
        const Match *light = mark_at(self, MARK_LIGHT, at);
        if (light) return mark_end(light) == at + 1;
        if (self->text->tokens[at].kind == TOKEN_PUNCT) return false;
    }
    return false;
}

/* "الإصابات بالغازات السامة": what they suffer from tells the deed. */
static bool is_gassed(const Reader *self, const Match *mark) {
    enum { REACH = 6 };
    for (guint32 t = mark_end(mark); t < mark_end(mark) + REACH; t++) {
        if (t >= self->text->n_tokens || is_break(self, t)) return false;
        const Match *weapon = mark_at(self, MARK_WEAPON, t);
        if (weapon && (weapon->clitics & CLITIC_IN) && mark_is(self, weapon, "type", "chemical"))
            return true;
    }
    return false;
}

/* "القتلى", "الإصابات": whose deaths have been told. */
static bool is_retold(const Reader *self, const Match *mark) {
    return mark->article && !is_verb(self, mark) && mark_at(self, MARK_HARM, mark->first_token) &&
           !is_gassed(self, mark);
}

/* "تعرضت أحياء X لعشرات القذائف": a weapon that a verb of suffering governs is a deed. */
static bool is_suffered(const Reader *self, const Match *mark) {
    enum { REACH = 12, CLOSE = 2 };
    guint32 first = mark->first_token;
    bool has_to = (mark->clitics & CLITIC_TO) != 0;
    for (guint32 back = 1, room = room_before(self, first, REACH); back <= room; back++) {
        guint32 at = first - back;
        has_to |= back <= CLOSE && g_str_has_prefix(text_norm(self->text, at), "ل");
        if (!has_to && back > CLOSE) return false;
        const Match *light = mark_at(self, MARK_LIGHT, at);
        if (light) return mark_is(self, light, "voice", "suffer");
        if (is_break(self, at) || mark_at(self, MARK_TRIGGER, at)) return false;
    }
    return false;
}

/* "ألقى مسلحون يستقلون دراجة نارية، قنبلة يدوية على منزل": what they threw, beyond the gap of a
 * form.
 */
static bool is_thrown(const Reader *self, const Match *mark) {
    enum { REACH = 9 };
    guint32 first = mark->first_token;
    if (!mark_is(self, mark, "type", "grenade") || mark->clitics) return false;
    for (guint32 back = 1, room = room_before(self, first, REACH); back <= room; back++) {
        guint32 at = first - back;
        const Match *light = mark_at(self, MARK_LIGHT, at);
        if (light) return mark_is(self, light, "voice", "active") && light->n_tokens == 1;
        if ((is_break(self, at) && back > 1) || mark_at(self, MARK_TRIGGER, at)) return false;
    }
    return false;
}

bool is_deed_word(const Reader *self, const Match *mark) {
    if (mark_is(self, mark, "strength", "part")) return false;
    return !mark_is(self, mark, "strength", "brought") || is_suffered(self, mark) ||
           is_thrown(self, mark) || opens_by_means(self, mark) > 0;
}

/* "القصف المدفعي", "عملية الاغتيال" stand in the table with their article. */
static bool is_definite_noun(const Reader *self, const Match *noun) {
    return noun->article ||
           (noun->n_tokens > 1 &&
            (text_has_article(self->text, noun->first_token) ||
             (noun->n_tokens == 2 && text_has_article(self->text, noun->first_token + 1) &&
              mark_at(self, MARK_CASE, noun->first_token))));
}

bool is_known_noun(const Reader *self, const Match *noun) {
    bool is_one = noun->n_tokens == 1 && noun->article && !is_verb(self, noun);
    return is_one || (mark_is(self, noun, "class", "noun") && is_definite_noun(self, noun));
}

/* "أطلقت X النار عقب الانفجار باتجاه Y": the known deed behind the word of time only says when the
 * one told before it was. */
static bool is_time_of_told(const Reader *self, const GArray *told, const Match *noun) {
    if (told->len == 0 || !is_known_noun(self, noun) || !noun->article || noun->clitics ||
        room_before(self, noun->first_token, 1) == 0)
        return false;
    const Trigger *last = &g_array_index(told, Trigger, told->len - 1);
    const Match *joint = mark_at(self, MARK_JOINT, noun->first_token - 1);
    enum { CLOSE = 3 };
    return joint && mark_is(self, joint, "effect", "after") && last->is_sure &&
           is_verb(self, last->mark) && incident_type_is_violent(last->type) &&
           !mark_at(self, MARK_HARM, last->mark->first_token) &&
           joint->first_token <= mark_end(last->mark) + CLOSE;
}

static GArray *triggers_of(const Reader *self, const Clause *clause, const GArray *parties) {
    GArray *triggers = g_array_new(FALSE, FALSE, sizeof(Trigger));
    const Match *mark;
    for (guint cursor = 0;
         (mark = mark_next(self, MARK_TRIGGER, clause->first, clause->end, &cursor));) {
        bool is_suffered_noun = mark_is(self, mark, "strength", "brought");
        Trigger trigger = {.mark = mark,
                           .is_sure = is_suffered_noun || mark_is(self, mark, "strength", "sure")};
        if ((mark->clitics & CLITIC_LIKE) && !is_verb(self, mark)) continue; /* كطعنة: a simile */
        if (!is_deed_word(self, mark) || is_blocked(self, mark) || is_time(self, mark) ||
            is_time_of_told(self, triggers, mark) ||
            !incident_type_parse(mark_cell(self, mark, "type"), &trigger.type))
            continue;
        if (!trigger.is_sure &&
            (is_retold(self, mark) || !is_supported(self, clause, mark, parties)))
            continue;
        if (!trigger.is_sure && is_brought(self, mark)) trigger.is_sure = true;
        trigger.reality = reality_of(self, clause, mark);
        if (!trigger.reality.is_dropped) g_array_append_val(triggers, trigger);
    }
    return triggers;
}

/* The number of deeds that the words before the trigger give. */
static int count_before(const Reader *self, const Match *mark) {
    enum { REACH = 3 };
    guint32 room = room_before(self, mark->first_token, REACH), step = 1;
    while (step < room && mark_at(self, MARK_CASE, mark->first_token - step)) step++;
    if (room == 0 || (mark->clitics != 0 && step == 1)) return 1;
    guint32 at = mark->first_token - step;
    const Token *token = &self->text->tokens[at];
    double value = token->kind == TOKEN_NUMBER ? token->value : 1;
    const Match *word = mark_at(self, MARK_NUMBER, at);
    if (word && !mark_is(self, word, "kind", "ordinal"))
        value = g_ascii_strtod(mark_cell(self, word, "value"), NULL);
    return value >= 1 && value < 1000 ? (int)value : 1;
}

bool is_plural_deed(const Reader *self, const Match *noun) {
    bool is_arms = noun->table == TABLE_TRIGGER && mark_is(self, noun, "class", "participle");
    const Match *cue = mark_at(self, MARK_MODALITY, mark_end(noun) - 1);
    if (cue && mark_is(self, cue, "modality", "plural")) return true; /* كمائن */
    return !is_arms && /* الدفاعات الجوية */
           g_str_has_suffix(text_norm(self->text, noun->first_token), "ات");
}

static bool is_assault(const Trigger *trigger) {
    return trigger->is_sure &&
           (trigger->type == INCIDENT_ATTACK || trigger->type == INCIDENT_CLASH);
}

static void set_trigger(Event *event, const Trigger *trigger) {
    event->trigger = trigger->mark;
    event->type = trigger->type;
    event->is_sure = trigger->is_sure;
}

/* "استهدافها": the deed on what was named before. */
static bool has_owner_suffix(const Reader *self, const Match *mark) {
    enum { SHORTEST = 10 }; /* bytes: five letters */
    const Token *token = &self->text->tokens[mark->first_token];
    const char *norm = text_norm(self->text, mark->first_token);
    return mark->n_tokens == 1 && token->norm_len >= SHORTEST &&
           (pronoun_in(norm) == PRONOUN_HER || pronoun_in(norm) == PRONOUN_THEIR);
}

bool counts_cases(const Reader *self, const Match *noun) {
    if (room_before(self, noun->first_token, 1) == 0) return false;
    const Match *word = mark_at(self, MARK_CASE, noun->first_token - 1);
    return word && is_plural_deed(self, word);
}

/* "استهداف السيارة": the deed on a thing that was told of before. */
static bool has_known_object(const Reader *self, const Match *noun) {
    const Match *thing = mark_at(self, MARK_TARGET, mark_end(noun));
    return thing && thing->article && !mark_is(self, thing, "class", "person") &&
           mark_is(self, noun, "voice", "passive") && !mark_at(self, MARK_ACTOR, mark_end(noun));
}

/* Plural, number and definiteness, of a noun trigger. */
static void count_event(const Reader *self, Event *event) {
    const Match *mark = event->trigger;
    event->count_min = 1;
    event->ordinal = MAX(event->ordinal, ordinal_behind(self, mark));
    if (is_verb(self, mark)) { /* "الضربات استهدفت": its noun may be definite */
        event->is_definite |= is_deed_told(self, mark_end(mark)); /* استهدفت العملية */
        return;
    }
    /* "تعرضت البلدة للقصف" knows of none before. */
    bool is_of_any = mark->n_tokens == 1 && (mark->clitics & CLITIC_TO) && is_suffered(self, mark);
    event->is_definite |= (is_definite_noun(self, mark) && !is_of_any) ||
                          has_owner_suffix(self, mark) || has_known_object(self, mark);
    bool is_toll = mark_at(self, MARK_HARM, mark->first_token) != NULL; /* 4 قتلى: no four deeds */
    event->count_min = is_toll ? 1 : count_before(self, mark);
    if (is_plural_deed(self, mark) && event->type != INCIDENT_CLASH) {
        event->is_plural = true;
        event->count_min = MAX(2, event->count_min);
    }
    if (event->count_min > 1 || counts_cases(self, mark)) event->is_plural = true;
}

/* The words that open an event: a joint or light verb after the event before it. */
static guint32 opening(const Reader *self, guint32 from, const Match *trigger) {
    enum { LIGHT_REACH = 8 };
    guint32 first = trigger->first_token;
    bool is_parted = false; /* جرى على X، وسط اشتباكات */
    for (guint32 t = trigger->first_token; t > from; t--) {
        is_parted |= is_break(self, t - 1) && mark_at(self, MARK_JOINT, t);
        if (!is_parted && mark_at(self, MARK_LIGHT, t - 1) && !mark_at(self, MARK_AGENT, t - 1) &&
            first - t <= LIGHT_REACH)
            first = t - 1;
        const Match *joint = mark_at(self, MARK_JOINT, t - 1);
        if (!joint || joint->first_token < from) continue;
        bool is_where = joint->first_token > from && is_break(self, joint->first_token - 1) &&
                        mark_is(self, joint, "effect", "where");
        if (is_where || has_other_time(self, t - 1, t)) return joint->first_token;
    }
    return first;
}

/* "تلا القصف الجوي سقوط قذائف": behind the known deed that another follows. */
static guint32 behind_known(const Reader *self, const Clause *clause, const Match *trigger) {
    const Match *cue = mark_at(self, MARK_MODALITY, clause->first);
    if (!cue || !mark_is(self, cue, "modality", "follows")) return clause->first;
    const Match *known = mark_at(self, MARK_TRIGGER, mark_end(cue));
    return known && is_known_noun(self, known) && mark_end(known) <= trigger->first_token
               ? mark_end(known)
               : clause->first;
}

static bool has_cause_between(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (mark_at(self, MARK_CAUSE, t)) return true;
    return false;
}

GArray *events_find(const Reader *self, const Clause *clause, const GArray *parties) {
    GArray *events = g_array_new(FALSE, FALSE, sizeof(Event));
    g_autoptr(GArray) triggers = triggers_of(self, clause, parties);
    guint32 last_end = clause->first, harm_start = 0;
    for (guint i = 0; i < triggers->len; i++) {
        const Trigger *next = &g_array_index(triggers, Trigger, i);
        Event *event = events->len ? &g_array_index(events, Event, events->len - 1) : NULL;
        if (event && triggers_join(self, clause, event, next)) {
            const Match *noun = event->trigger;
            event->is_definite |= noun->article && !is_verb(self, noun);
            if (trigger_tells_more(self, event, next)) {
                event->has_known = noun->article && !is_verb(self, noun) &&
                                   types_are_kin(event->type, INCIDENT_IED);
                event->known_type = event->type;
                if (next->is_sure && next->reality.modality == MODALITY_ALLEGED)
                    event->reality.modality = MODALITY_ALLEGED;
                else if (event->reality.modality == MODALITY_ALLEGED && next->is_sure)
                    event->reality = next->reality;
                /* a sum behind the comma speaks of what follows it */
                if (next->is_sure && !event->is_sure)
                    event->reality.is_tally &= next->reality.is_tally;
                if (has_cause_between(self, mark_end(noun), next->mark->first_token))
                    event->reality.is_heard = false; /* انفجارات ناجمة عن غارات */
                set_trigger(event, next);
            }
            event->is_attack |= is_assault(next);
        } else {
            Event fresh = {.actor = NO_PLACE,
                           .actor_name = NO_PLACE,
                           .target = NO_PLACE,
                           .target_name = NO_PLACE,
                           .end = clause->end,
                           .reality = next->reality,
                           .attribution = ATTRIBUTION_UNIDENTIFIED};
            set_trigger(&fresh, next);
            fresh.is_attack = is_assault(next);
            fresh.first = event ? opening(self, last_end, next->mark)
                                : behind_known(self, clause, next->mark);
            if (event && event->reality.modality == MODALITY_PLANNED &&
                (next->mark->clitics & CLITIC_IN) && !is_verb(self, next->mark))
                fresh.first = event->first; /* رد X على القصف باستهداف Y: the same subject */
            if (event && harm_start > event->trigger->first_token)
                fresh.first = MIN(fresh.first, harm_start); /* وقضى … بقصف */
            guint32 suffers = event ? next_to_suffer(self, event, next) : 0;
            if (suffers) fresh.first = suffers;
            if (event) event->end = fresh.first;
            g_array_append_val(events, fresh);
        }
        last_end = mark_end(next->mark);
        bool is_harm =
            !next->is_sure && (next->mark->clitics & CLITIC_AND) && is_verb(self, next->mark);
        harm_start = is_harm ? next->mark->first_token : next->is_sure ? 0 : harm_start;
    }
    for (guint i = 0; i < events->len; i++) count_event(self, &g_array_index(events, Event, i));
    return events;
}
