/*
 * Words of war that tell of no war: of matches and prices, of what projects aim at, of storms and
 * dogs, of what comments say of deeds, of what used to be done.
 */
#include "incident/stages.h"

static bool is_modality(const Reader *self, guint32 token, const char *modality) {
    return is_marked_as(self, MARK_MODALITY, token, "modality", modality);
}

static bool has_mark(const Reader *self, MarkKind kind, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (mark_at(self, kind, t)) return true;
    return false;
}

/* Is somebody killed or injured? */
static bool has_victims(const Reader *self, guint32 from, guint32 to) {
    static const char *const hurt[] = {"killed", "injured", "both", NULL};
    const Match *harm;
    for (guint cursor = 0; (harm = mark_next(self, MARK_HARM, from, to, &cursor));)
        if (g_strv_contains(hurt, mark_cell(self, harm, "harm"))) return true;
    return false;
}

/* Do the words of the clause tell when it was? */
static bool has_day(const Reader *self, const Clause *clause) {
    return when_read(self, clause->first, clause->end).basis != BASIS_NONE;
}

/* Is somebody named who bears arms? */
static bool has_armed(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++) {
        const Match *actor = mark_at(self, MARK_ACTOR, t);
        if (actor && g_str_has_prefix(actor_cell(self, actor->entry, "kind"), "military"))
            return true;
    }
    return false;
}

static guint count_marks(const Reader *self, MarkKind kind, const char *column, const char *value) {
    guint n = 0;
    for (guint i = 0; i < self->marks[kind]->len; i++)
        n += mark_is(self, &g_array_index(self->marks[kind], Match, i), column, value);
    return n;
}

/* "انتشال جثة الغريق", "انفجار خزان محروقات": accidents told more than once, and no arms. */
bool is_of_mishaps(const Reader *self) {
    enum { MANY = 2 };
    guint n = count_marks(self, MARK_BLOCK, "scope", "sentence") +
              count_marks(self, MARK_MODALITY, "modality", "mishap") +
              count_marks(self, MARK_MODALITY, "scope", "nature");
    return n >= MANY && self->marks[MARK_WEAPON]->len == 0 &&
           !has_armed(self, 0, self->text->n_tokens);
}

/* More words of sport than of arms and harm: where so many are, the whole article is of it. */
bool is_of_sport(const Reader *self) {
    enum { MANY = 3 };
    guint n = count_marks(self, MARK_MODALITY, "modality", "sphere");
    guint n_harm = count_marks(self, MARK_HARM, "harm", "killed") +
                   count_marks(self, MARK_HARM, "harm", "injured");
    return n >= MANY && n > n_harm + self->marks[MARK_WEAPON]->len;
}

/* "هجوم على لقمة العيش", "هجوماً على مرمى الخصم": words of prices and of sport, where nothing in
 * the clause tells of arms or of harm. */
static bool is_of_sphere(const Reader *self, const Clause *clause) {
    bool has_sphere = self->is_sport;
    for (guint32 t = clause->first; t < clause->end && !has_sphere; t++)
        has_sphere = is_modality(self, t, "sphere");
    return has_sphere && !has_victims(self, clause->first, clause->end) &&
           !has_mark(self, MARK_WEAPON, clause->first, clause->end);
}

/* "حملة تلقيح … تستهدف", "هاجمت مجموعة من الكلاب", "اقتحمت السيول": who does it bears no arms. */
static bool is_by_unarmed(const Reader *self, const Clause *clause, const Match *trigger) {
    enum { AHEAD = 3, BACK = 12 };
    guint32 next = mark_end(trigger), first = trigger->first_token;
    if (has_mark(self, MARK_WEAPON, clause->first, clause->end) ||
        has_armed(self, clause->first, clause->end))
        return false;
    for (guint32 t = next; t < MIN(next + AHEAD, clause->end) && !is_break(self, t); t++)
        if (is_modality(self, t, "unarmed")) return true;
    if (!is_verb(self, trigger)) return false;
    for (guint32 t = first; t > clause->first && t + BACK > first; t--) {
        if (mark_at(self, MARK_TRIGGER, t - 1)) return false;
        if (is_modality(self, t - 1, "unarmed")) return true;
    }
    return false;
}

/* The number that a token says, or 0. */
static double number_at(const Reader *self, guint32 token) {
    const Match *word = mark_at(self, MARK_NUMBER, token);
    if (self->text->tokens[token].kind == TOKEN_NUMBER) return self->text->tokens[token].value;
    return word ? g_ascii_strtod(mark_cell(self, word, "value"), NULL) : 0;
}

/* "يستهدف تأهيل 20 مدرسة", "تستهدف نحو 500 ألف نسمة": an aim of works, or more people than a deed
 * hits. */
static bool has_peaceful_aim(const Reader *self, const Clause *clause, const Match *trigger) {
    enum { REACH = 5, MANY = 50 };
    if (!is_modality(self, trigger->first_token, "aiming") ||
        has_mark(self, MARK_WEAPON, clause->first, clause->end) ||
        has_victims(self, clause->first, clause->end) ||
        has_armed(self, clause->first, clause->end))
        return false;
    guint32 end = MIN(mark_end(trigger) + REACH, clause->end);
    bool is_many = false;
    for (guint32 t = mark_end(trigger); t < end && !is_break(self, t); t++) {
        const Match *cue = mark_at(self, MARK_MODALITY, t);
        is_many |= number_at(self, t) >= MANY;
        if (!cue || !mark_is(self, cue, "modality", "aim")) continue;
        if (mark_is(self, cue, "scope", "phrase") || is_many) return true;
    }
    return false;
}

/* "ألقت الشرطة القبض على لص", "وصلت قافلة مساعدات": of common crime, aid and trade. */
static bool is_civil(const Reader *self, const Clause *clause, const Match *trigger) {
    static const char *const types[] = {"arrest", "seizure", "sweep", "movement", "alert", NULL};
    enum { REACH = 12 };
    bool is_strategic = g_strv_contains(types, mark_cell(self, trigger, "type"));
    guint32 end = MIN(mark_end(trigger) + REACH, clause->end);
    guint32 first = MAX(clause->first, trigger->first_token - MIN(trigger->first_token, REACH / 2));
    for (guint32 t = first; is_strategic && t < end; t++)
        if (is_modality(self, t, "civil")) return true;
    return false;
}

static bool is_violent_word(const Reader *self, const Match *trigger) {
    IncidentType type;
    return incident_type_parse(mark_cell(self, trigger, "type"), &type) &&
           incident_type_is_violent(type);
}

/* "تعرض خط الغاز لانفجار نتيجة عطل فني", "ضربت عاصفة X وتسببت بإصابات": of harm the words of the
 * whole sentence count. */
static bool is_mishap(const Reader *self, const Clause *clause, const Match *trigger) {
    bool is_told = self->is_of_mishaps && is_violent_word(self, trigger);
    bool is_harm = mark_at(self, MARK_HARM, trigger->first_token) != NULL;
    const Sentence *sentence = &self->text->sentences[clause->sentence];
    guint32 first = is_harm ? sentence->first_token : clause->first;
    guint32 end = is_harm ? sentence->first_token + sentence->n_tokens : clause->end;
    for (guint32 t = first; t < end && !is_told; t++) {
        const Match *cue = mark_at(self, MARK_MODALITY, t);
        is_told = cue && (mark_is(self, cue, "modality", "mishap") ||
                          (is_harm && mark_is(self, cue, "scope", "nature")));
    }
    return is_told && !has_mark(self, MARK_WEAPON, clause->first, clause->end) &&
           !has_armed(self, clause->first, clause->end);
}

/* "شاحنة تنقل صواريخ", "يخزن قذائف في X": weapons that are carried or kept. */
static bool is_carried(const Reader *self, const Match *trigger) {
    enum { REACH = 4 };
    guint32 first = trigger->first_token;
    if (!mark_at(self, MARK_WEAPON, first) || !mark_is(self, trigger, "type", "shelling"))
        return false;
    for (guint32 back = 1; back <= room_before(self, first, REACH); back++) {
        if (mark_at(self, MARK_LIGHT, first - back) || mark_at(self, MARK_TRIGGER, first - back))
            return false;
        if (is_modality(self, first - back, "carried")) return true;
    }
    return false;
}

bool is_figure(const Reader *self, const Clause *clause, const Match *trigger) {
    return is_of_sphere(self, clause) || is_by_unarmed(self, clause, trigger) ||
           has_peaceful_aim(self, clause, trigger) || is_civil(self, clause, trigger) ||
           is_carried(self, trigger) || is_mishap(self, clause, trigger);
}

/* يقصف، تقصف. */
bool is_imperfect(const Reader *self, guint32 token) {
    const char *norm = text_norm(self->text, token);
    if (has_and(self, token)) norm += strlen("و");
    return g_str_has_prefix(norm, "ي") ||
           (g_str_has_prefix(norm, "ت") && !g_str_has_suffix(norm, "ت"));
}

/* Does the noun open what is said, as its subject? */
static bool is_subject(const Reader *self, const Clause *clause, const Match *noun) {
    guint32 first = noun->first_token;
    if (first == clause->first) return true;
    const Match *joint = mark_at(self, MARK_JOINT, first - 1);
    return joint && mark_end(joint) == first &&
           (mark_is(self, joint, "effect", "content") || mark_is(self, joint, "effect", "that"));
}

/* هجماته، غاراتها */
static bool is_of_his(const Reader *self, guint32 noun) {
    static const char *const endings[] = {"اته", "اتها", "اتهم", "اتهما"};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(text_norm(self->text, noun), endings[i])) return true;
    return false;
}

/* "إن هجمات X على Y تعكس …": what somebody thinks of many deeds; "إن استهداف X جريمة": of any. */
static bool is_commented(const Reader *self, const Clause *clause, const Match *trigger) {
    enum { REACH = 12 };
    bool is_fights = trigger->article && mark_is(self, trigger, "type", "clash"); /* المعارك */
    bool is_many =
        is_fights || is_plural_deed(self, trigger) || is_of_his(self, trigger->first_token);
    if (is_verb(self, trigger) || !is_subject(self, clause, trigger) ||
        has_victims(self, clause->first, clause->end) || has_day(self, clause))
        return false;
    guint32 end = MIN(mark_end(trigger) + REACH, clause->end);
    for (guint32 t = mark_end(trigger); t < end && !is_break(self, t); t++) {
        bool has_aim = is_modality(self, t, "purpose") && is_imperfect(self, t); /* تهدف إلى */
        const Match *cue = mark_at(self, MARK_MODALITY, t);
        if (cue && mark_is(self, cue, "modality", "comment") &&
            (is_many || mark_is(self, cue, "scope", "verdict")))
            return true;
        if (is_many && has_aim) return true;
        if (mark_at(self, MARK_LIGHT, t) || mark_at(self, MARK_TRIGGER, t)) return false;
    }
    return false;
}

/* "كانت قوات النظام تقصف البلدة": what used to be done. */
static bool was_habit(const Reader *self, const Clause *clause, const Match *trigger) {
    enum { REACH = 10, LIGHT_REACH = 2 };
    guint32 verb = trigger->first_token;
    if (!is_verb(self, trigger)) { /* كان … يشن منها هجمات */
        const Match *light = NULL;
        for (guint32 back = 1; back <= room_before(self, verb, LIGHT_REACH) && !light; back++)
            light = mark_at(self, MARK_LIGHT, verb - back);
        if (!light || !is_plural_deed(self, trigger)) return false;
        verb = light->first_token;
    }
    if (!is_imperfect(self, verb) || has_day(self, clause)) return false;
    for (guint32 back = 1; back <= room_before(self, verb, REACH); back++) {
        if (is_break(self, verb - back)) return false;
        if (is_modality(self, verb - back, "was")) return true;
    }
    return false;
}

/* "تواصل طائرات X قصفها لمدينة Y منذ عدة أيام", "يتعرض الحي منذ أسبوع لقصف": many deeds. */
bool is_lasting(const Reader *self, const Clause *clause, const Match *trigger) {
    enum { REACH = 8, BEHIND = 2 };
    guint32 first = trigger->first_token;
    bool is_present = is_verb(self, trigger) && is_imperfect(self, first), is_since = false;
    for (guint32 back = 1; back <= room_before(self, first, REACH) && !is_present; back++) {
        if (is_break(self, first - back)) break;
        is_present = is_modality(self, first - back, "going on");
    }
    for (guint32 t = mark_end(trigger); t < MIN(mark_end(trigger) + BEHIND, clause->end); t++)
        is_present |= mark_at(self, MARK_AGENT, t) && is_imperfect(self, t); /* يخوضها */
    for (guint32 t = clause->first; is_present && t < clause->end; t++)
        is_since |= is_modality(self, t, "lasting");
    return is_since;
}

/* "لوقف المجازر", "خلال المعارك التي شهدتها البلدة": known deeds, without harm and day. */
static bool is_only_spoken_of(const Reader *self, const Clause *clause, const Match *trigger) {
    guint32 first = trigger->first_token;
    const Match *end = room_before(self, first, 1) ? mark_at(self, MARK_MODALITY, first - 1) : NULL;
    if (end && mark_is(self, end, "modality", "end")) return true;
    return trigger->article && !is_verb(self, trigger) &&
           is_modality(self, mark_end(trigger), "spoken") &&
           !has_victims(self, clause->first, clause->end) && !has_day(self, clause);
}

/* "وكانت المدينة قد شهدت معارك": what had been, without harm and day. */
static bool had_been(const Reader *self, const Clause *clause, const Match *trigger) {
    enum { REACH = 4 };
    guint32 first = trigger->first_token;
    bool is_fight = mark_is(self, trigger, "type", "clash");
    if (is_verb(self, trigger) || !(is_fight || is_plural_deed(self, trigger)) ||
        has_victims(self, clause->first, clause->end) || has_day(self, clause))
        return false;
    for (guint32 back = 1; back <= room_before(self, first, REACH); back++)
        if (is_modality(self, first - back, "recap")) return true;
    return false;
}

/* "في ظل غياب الطائرات عن قصف X", but not "لم تتوقف عن قصف X". */
static bool is_withheld(const Reader *self, const Match *trigger) {
    guint32 first = trigger->first_token;
    const Match *cue = room_before(self, first, 1) ? mark_at(self, MARK_MODALITY, first - 1) : NULL;
    if (!cue || mark_end(cue) != first || !mark_is(self, cue, "modality", "withheld")) return false;
    for (guint32 t = cue->first_token; t < first; t++)
        if (is_break(self, t)) return false;
    return room_before(self, cue->first_token, 1) == 0 ||
           !is_modality(self, cue->first_token - 1, "negated");
}

/* "بعد تعرض المخازن القديمة في X للقصف": what was hit once. */
static bool was_once(const Reader *self, const Match *trigger) {
    enum { REACH = 9 };
    guint32 first = trigger->first_token;
    bool is_of_once = false;
    if (is_verb(self, trigger) || !trigger->article) return false;
    for (guint32 back = 1; back <= room_before(self, first, REACH); back++) {
        const Match *light = mark_at(self, MARK_LIGHT, first - back);
        if (is_break(self, first - back)) return false;
        is_of_once |= is_modality(self, first - back, "once");
        if (light) return is_of_once && mark_is(self, light, "voice", "suffer");
    }
    return false;
}

/* "وأعيد ترميم المدرسة بعد أن دمرت جراء القصف": works on what a known deed of once has left. */
static bool is_repaired(const Reader *self, const Clause *clause, const Match *trigger) {
    enum { REACH = 2 };
    bool is_cause = false, has_repair = false;
    if (!trigger->article || is_verb(self, trigger)) return false;
    for (guint32 back = 1; back <= room_before(self, trigger->first_token, REACH); back++)
        is_cause |= mark_at(self, MARK_CAUSE, trigger->first_token - back) != NULL;
    for (guint32 t = clause->first; t < clause->end; t++)
        has_repair |= is_modality(self, t, "repair");
    return is_cause && has_repair;
}

/* A sure deed that nothing calls known, in the clause behind a token? */
static bool has_fresh_deed(const Reader *self, const Clause *clause, guint32 from) {
    for (guint32 t = from; t < clause->end; t++) {
        const Match *deed = mark_at(self, MARK_TRIGGER, t);
        if (deed && deed->first_token == t && mark_is(self, deed, "strength", "sure") &&
            (is_verb(self, deed) || !deed->article) && !is_blocked(self, deed))
            return true;
    }
    return false;
}

/* "اشتباكات تبعت التفجير", "وعقب الهجوم، اشتبك X مع دورية": a known deed, by which the words tell
 * when another one was. */
static bool is_mark_of_time(const Reader *self, const Clause *clause, const Match *trigger) {
    guint32 first = trigger->first_token, t = mark_end(trigger);
    if (is_verb(self, trigger) || room_before(self, first, 1) == 0) return false;
    if (is_modality(self, first - 1, "follows") && is_known_noun(self, trigger)) return true;
    if (!trigger->article) return false;
    const Match *joint = mark_at(self, MARK_JOINT, first - 1);
    if (!joint || joint->first_token != clause->first ||
        !(mark_is(self, joint, "effect", "after") || mark_is(self, joint, "effect", "later")))
        return false;
    while (t < clause->end && !is_break(self, t)) {
        const Match *verb = mark_at(self, MARK_TRIGGER, t);
        if (mark_at(self, MARK_LIGHT, t) || (verb && is_verb(self, verb))) break;
        if (self->place_at[t] != NO_MARK || mark_at(self, MARK_ACTOR, t)) return false;
        t++;
    }
    return has_fresh_deed(self, clause, t);
}

bool is_talk(const Reader *self, const Clause *clause, const Match *trigger) {
    return is_commented(self, clause, trigger) || was_habit(self, clause, trigger) ||
           is_only_spoken_of(self, clause, trigger) || had_been(self, clause, trigger) ||
           is_repaired(self, clause, trigger) || is_mark_of_time(self, clause, trigger);
}

/* "تحولت إلى مدينة أشباح بعد القصف", "تهدمت أثناء المعارك": a known deed is the cause of
 * something else. */
bool is_mere_cause(const Reader *self, const Clause *clause, const Match *trigger) {
    enum { REACH = 6 };
    guint32 first = trigger->first_token, next = mark_end(trigger);
    if (!trigger->article || is_verb(self, trigger) || trigger->n_tokens > 1 ||
        room_before(self, first, 1) == 0 || has_victims(self, clause->first, clause->end) ||
        has_day(self, clause) || has_mark(self, MARK_WEAPON, clause->first, clause->end))
        return false;
    bool is_cause = mark_at(self, MARK_CAUSE, first - 1) ||
                    is_marked_as(self, MARK_JOINT, first - 1, "effect", "after");
    for (guint32 t = next; t < MIN(next + REACH, clause->end) && !is_break(self, t); t++)
        if (self->place_at[t] != NO_MARK || mark_at(self, MARK_ACTOR, t)) return false;
    return is_cause;
}

bool is_no_deed_of_now(const Reader *self, const Match *trigger) {
    return is_withheld(self, trigger) || was_once(self, trigger);
}
