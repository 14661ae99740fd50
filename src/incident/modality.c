/* How real is what a trigger says: stated, feared, planned, recalled, counted up, denied. */
#include "incident/stages.h"

/* A place right behind the trigger, in its own phrase. */
static bool has_place_after(const Reader *self, const Match *trigger) {
    enum { REACH = 8 };
    for (guint32 t = mark_end(trigger); t < mark_end(trigger) + REACH; t++) {
        if (t >= self->text->n_tokens || is_break(self, t)) return false;
        if (self->place_at[t] != NO_MARK) return true;
    }
    return false;
}

bool is_blocked(const Reader *self, const Match *trigger) {
    for (guint32 t = trigger->first_token; t < mark_end(trigger); t++) {
        const Match *block = mark_at(self, MARK_BLOCK, t), *cue = mark_at(self, MARK_MODALITY, t);
        if (cue && mark_is(self, cue, "modality", "riposte")) return true; /* مصادر إطلاق النار */
        if (cue && trigger->article && mark_is(self, cue, "modality", "attribute")) return true;
        /* The block must hold the trigger's words: a longer trigger outweighs it. */
        if (!block || block->n_tokens < trigger->n_tokens) continue;
        /* "مكان الهجوم" refers to a deed told elsewhere, "مكان الغارة على دوما" tells it. */
        bool is_reference = mark_is(self, block, "scope", "reference");
        if (!is_reference || !has_place_after(self, trigger)) return true;
    }
    /* "معركة «ردع العدوان»" names a campaign. */
    guint32 next = mark_end(trigger);
    if (mark_is(self, trigger, "class", "noun") && mark_is(self, trigger, "strength", "weak") &&
        next < self->text->n_tokens && text_is_quote(self->text->tokens[next].punct))
        return true;
    /* عصابة خطف names a party, it tells no deed. */
    const Match *actor = mark_at(self, MARK_ACTOR, trigger->first_token);
    bool is_name =
        actor && actor->first_token < trigger->first_token && mark_end(actor) >= mark_end(trigger);
    return is_name || self->place_at[trigger->first_token] != NO_MARK;
}

/* No paragraph of a report is longer, in tokens; a cue further back is not looked for. */
enum { NEGATION_REACH = 3, LOOK_BACK = 1000 };

typedef struct {
    const char *name;
    Modality modality;
} Named;

/* "هاجمت حاجزاً قبل أن تنتشر": the cue tells of what came after the deed. */
static bool is_later(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++) {
        const Match *joint = mark_at(self, MARK_JOINT, t);
        if (joint && is_later_behind(self, joint) && !mark_at(self, MARK_CALENDAR, t)) return true;
    }
    return false;
}

static bool has_break(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (is_break(self, t)) return true;
    return false;
}

/* "رد على جرائم في منبج، حيث قتل 56 مدنياً": what is told of the place is told for itself. */
static bool has_where(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++) {
        const Match *joint = mark_at(self, MARK_JOINT, t);
        if (joint && joint->first_token == t && t > 0 && is_break(self, t - 1) &&
            mark_is(self, joint, "effect", "where"))
            return true;
    }
    return false;
}

/* "حيث علم المرصد أن": one deed is reported. */
static bool has_report(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++) {
        const Match *joint = mark_at(self, MARK_JOINT, t);
        bool is_verb_of_report = is_marked_as(self, MARK_SOURCE, t, "scope", "clause");
        if (is_verb_of_report && joint == NULL && has_break(self, from, t)) return true;
    }
    return false;
}

/* "مقتل 6 بقصف على X، ليرتفع عدد القتلى منذ مطلع العام": the sum is another's than the deed's. */
static bool has_toll(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (is_marked_as(self, MARK_MODALITY, t, "modality", "toll")) return true;
    return false;
}

static bool is_habit(const Reader *self, const Match *cue) {
    static const char *const habits[] = {"habitual", "routine", "ongoing", NULL};
    return g_strv_contains(habits, mark_cell(self, cue, "modality"));
}

/* "مجموعات تنتشر في X استهدفت": the verb behind a name tells of those who then acted. */
static bool tells_where_they_are(const Reader *self, const Match *cue, const Match *trigger) {
    guint32 at = cue->first_token;
    return cue->n_tokens == 1 && mark_at(self, MARK_TRIGGER, at) && is_verb(self, trigger) &&
           trigger->first_token > at && !has_break(self, at, trigger->first_token) &&
           room_before(self, at, 1) == 1 && !has_and(self, at) &&
           self->text->tokens[at - 1].kind == TOKEN_WORD;
}

/* "وبلغ عدد القتلى منذ بداية العام 132، توزعوا على النحو التالي": a list of the parts of a sum. */
static bool sums_up(const Reader *self, const Match *cue) {
    const Sentence *sentence =
        &self->text->sentences[self->text->tokens[cue->first_token].sentence];
    return mark_with(self, MARK_MODALITY, sentence->first_token, cue->first_token, "modality",
                     "tally") != NULL;
}

/* "وتوزعت على النحو الآتي: – 66 استهدافاً على X": the counted deeds behind the colon. */
static bool is_in_list_behind(const Reader *self, const Match *cue, const Match *trigger) {
    enum { HEAD = 2 }; /* the line's mark and the number */
    guint32 next = mark_end(cue), first = trigger->first_token;
    const Token *tokens = self->text->tokens;
    if (first < next || tokens[next].punct != ':' || tokens[first].field != tokens[next].field)
        return false;
    guint32 room = room_before(self, first, HEAD + 1);
    if (room > 0 && room <= HEAD && tokens[first - 1].kind == TOKEN_NUMBER) return true;
    const Sentence *line = &self->text->sentences[tokens[first].sentence];
    return tokens[line->first_token].kind == TOKEN_PUNCT && sums_up(self, cue);
}

/* "وخلال العام الماضي قتل …، وأسفر …": a sum that opens the sentence goes on in its clauses. */
static bool opens_with_tally(const Reader *self, const Match *cue, const Clause *clause) {
    enum { HEAD = 2 };
    const Sentence *sentence = &self->text->sentences[clause->sentence];
    return mark_is(self, cue, "modality", "tally") && cue->first_token < clause->first &&
           cue->first_token >= sentence->first_token &&
           cue->first_token <= sentence->first_token + HEAD &&
           !has_report(self, mark_end(cue), clause->first);
}

/* "قتل عنصران في X، في ظل فوضى تعيشها المحافظة منذ عام 2018": how long what is told aside lasts. */
static bool is_of_aside(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++) {
        const Match *cue = mark_at(self, MARK_MODALITY, t), *joint = mark_at(self, MARK_JOINT, t);
        bool is_behind_break = t > from && is_break(self, t - 1);
        if (is_behind_break &&
            ((cue && mark_is(self, cue, "modality", "background")) ||
             (joint && mark_is(self, joint, "effect", "continue") && mark_end(joint) == t + 1 &&
              cue == NULL && !mark_at(self, MARK_EFFECT, t))))
            return true;
    }
    return false;
}

/* Does the cue's scope reach the trigger? */
static bool reaches(const Reader *self, const Clause *clause, const Match *cue,
                    const Match *trigger) {
    const char *scope = mark_cell(self, cue, "scope");
    const Token *tokens = self->text->tokens;
    guint32 at = cue->first_token;
    bool is_of_sum = mark_is(self, cue, "modality", "tally") || is_habit(self, cue);
    if (is_of_sum && at < clause->first && opens_with_last(self, clause->first)) return false;
    if (!strcmp(scope, "rest")) return is_in_list_behind(self, cue, trigger);
    if (!strcmp(scope, "paragraph")) {
        const Sentence *sentences = self->text->sentences;
        const Sentence *a = &sentences[tokens[at].sentence];
        const Sentence *b = &sentences[tokens[trigger->first_token].sentence];
        return a->field == b->field && a->paragraph == b->paragraph && at < trigger->first_token;
    }
    /* A habit told in one clause of a sentence goes on in the next, but not in what is reported of
     * it: "تواصل نشاطها، حيث علم المرصد أن مسلحين أقدموا على …". */
    bool is_onward = !strcmp(scope, "onward");
    if (is_onward && at > trigger->first_token) return false;
    if (is_habit(self, cue) && tells_where_they_are(self, cue, trigger)) return false;
    if ((is_onward || !strcmp(scope, "sentence")) && is_habit(self, cue) &&
        at < trigger->first_token) {
        if (tokens[at].sentence != clause->sentence) return false;
        if (has_report(self, mark_end(cue), trigger->first_token)) return false;
        if (at < clause->first) return true;
    }
    if (!strcmp(scope, "sentence") && opens_with_tally(self, cue, clause)) return true;
    if (at < clause->first || at >= clause->end) return false;
    /* A sum behind a comma is of many, the deed before it is told. */
    if (is_of_sum && at > trigger->first_token && is_of_aside(self, mark_end(trigger), at))
        return false;
    if (is_of_sum && at > trigger->first_token &&
        (mark_is(self, trigger, "strength", "sure") ||
         !mark_at(self, MARK_HARM, trigger->first_token) ||
         has_toll(self, mark_end(trigger), at)) &&
        has_break(self, mark_end(trigger), at))
        return false;
    if (!strcmp(scope, "sentence")) return !is_later(self, mark_end(trigger), at);
    bool is_of_clause = !strcmp(scope, "clause") || !strcmp(scope, "governed");
    if (is_of_clause && has_where(self, mark_end(cue), trigger->first_token)) return false;
    if (!strcmp(scope, "phrase"))
        return at < mark_end(trigger) && trigger->first_token < mark_end(cue);
    /* "رد على القصف باستهداف X": what is answered stands right behind, the answer behind ب. */
    bool is_answer = (trigger->clitics & CLITIC_IN) && trigger->first_token > at &&
                     !has_break(self, at, trigger->first_token);
    if (!strcmp(scope, "governed") && is_answer) return false;
    return at <= trigger->first_token;
}

/* "لم يسفر الهجوم عن إصابات": what is denied is the harm, the deed with its article is told. */
static bool spares_deed(const Reader *self, const Match *cue, const Match *trigger) {
    bool has_verb = false;
    for (guint32 t = cue->first_token; t <= mark_end(cue) && t < trigger->first_token; t++)
        has_verb |= mark_at(self, MARK_LIGHT, t) != NULL;
    return has_verb && trigger->article && !is_verb(self, trigger);
}

static void apply(const Reader *self, const Match *cue, const Match *trigger, Reality *reality) {
    static const Named named[] = {
        {"alleged", MODALITY_ALLEGED},  {"accused", MODALITY_ALLEGED},
        {"denied", MODALITY_DENIED},    {"planned", MODALITY_PLANNED},
        {"feared", MODALITY_PLANNED},   {"conditional", MODALITY_PLANNED},
        {"purpose", MODALITY_PLANNED},  {"background", MODALITY_BACKGROUND},
        {"burial", MODALITY_BACKGROUND}};
    static const char *const others[] = {"tally",   "toll",    "habitual",  "ongoing",
                                         "routine", "claimed", "suspected", NULL};
    const char *modality = mark_cell(self, cue, "modality");
    bool is_other = g_strv_contains(others, modality) && reality->end == reality->first;
    for (guint i = 0; i < G_N_ELEMENTS(named); i++) {
        /* لا صحة للأنباء عن: denied, not alleged */
        if (strcmp(modality, named[i].name) != 0 || reality->modality == MODALITY_DENIED) continue;
        reality->modality = named[i].modality;
        is_other = true;
    }
    if (is_other) {
        reality->first = cue->first_token;
        reality->end = mark_end(cue);
    }
    if (!strcmp(modality, "tally")) reality->is_tally = true;
    /* A toll behind the deed is the deed's own. */
    if (!strcmp(modality, "toll")) reality->is_toll |= cue->first_token < trigger->first_token;
    if (!strcmp(modality, "recap")) reality->is_recap = true;
    if (!strcmp(modality, "before")) reality->is_recap = reality->is_before = true;
    if (!strcmp(modality, "habitual") ||
        (!strcmp(modality, "ongoing") && !mark_is(self, trigger, "type", "clash")))
        reality->is_habitual = true;
    if (!strcmp(modality, "counted")) reality->is_counted = true;
    if (!strcmp(modality, "routine")) reality->is_habitual = reality->is_routine = true;
    if (!strcmp(modality, "heard")) reality->is_heard = true;
    if (!strcmp(modality, "claimed")) reality->is_claimed = true;
    if (!strcmp(modality, "suspected")) reality->is_suspected = true;
    if (!strcmp(modality, "memory")) reality->is_dropped = true;
    if (!strcmp(modality, "aftermath") && !mark_is(self, trigger, "strength", "sure"))
        reality->is_dropped = true;
    /* "الانفجار ناجم عن تفجير ذخائر من مخلفات الحرب": the blast is the sappers' own. */
    const Match *blast = mark_at(self, MARK_TRIGGER, cue->first_token);
    if (!strcmp(modality, "defused") && mark_is(self, trigger, "type", "ied") && blast &&
        cue->n_tokens > 1 && mark_is(self, blast, "type", "ied") && !is_verb(self, trigger))
        reality->is_dropped = true;
    /* Of sappers: "قامت بتفجيرها", but not "انفجر لغم بفرق الهندسة". */
    if (!strcmp(modality, "defused") && mark_is(self, trigger, "type", "ied") &&
        (mark_is(self, trigger, "voice", "active") || !mark_is(self, trigger, "strength", "sure")))
        reality->is_dropped = true;
    if (!strcmp(modality, "negated") && trigger->first_token <= mark_end(cue) + NEGATION_REACH)
        reality->is_dropped |= /* نفى وقوع أي هجوم */
            reality->modality != MODALITY_DENIED && !spares_deed(self, cue, trigger);
}

/* Does the name at a token stand with ب or ل? */
static bool has_preposition(const Reader *self, guint32 token) {
    const Matches *matches = self->matches;
    for (guint32 i = matches_at(matches, token); i < matches->n; i++) {
        const Match *match = &matches->items[i];
        if (match->first_token != token) break;
        if (match->table == TABLE_NAME && (match->clitics & (CLITIC_IN | CLITIC_TO))) return true;
    }
    return false;
}

/* "بعد مواجهات حلب", "رداً على هجوم تدمر": a deed known by the name of its place is recalled, not
 * told. */
static bool is_recalled(const Reader *self, const Match *trigger) {
    guint32 first = trigger->first_token, next = mark_end(trigger);
    if (room_before(self, first, 1) == 0 || next >= self->text->n_tokens ||
        self->place_at[next] == NO_MARK || is_verb(self, trigger) || trigger->article)
        return false;
    const PlaceMention *place = &self->places->items[self->place_at[next]];
    /* "إثر انفجار لغم قرب بلدة X" tells where it was. */
    LocationMethod method = place->location.method;
    bool is_object = mark_is(self, trigger, "voice", "passive"); /* بعد اقتحام X, إثر قصف X */
    bool is_told = method == METHOD_NEAR || method == METHOD_OFFSET || is_object ||
                   has_preposition(self, next) || mention_has_head(self, place);
    bool is_answered = is_marked_as(self, MARK_JOINT, first - 1, "effect", "answer");
    return (is_answered || is_marked_as(self, MARK_JOINT, first - 1, "effect", "after")) &&
           place->first_token == next && place->role == ROLE_SCENE && !is_told;
}

bool reality_is_unreal(const Reality *self) {
    return self->modality == MODALITY_PLANNED || self->modality == MODALITY_BACKGROUND ||
           self->modality == MODALITY_DENIED || self->modality == MODALITY_ALLEGED;
}

/* "ويأتي هجوم التنظيم بعد …": the deed right behind such a verb is one told before. */
static bool is_ranked(const Reader *self, const Match *trigger) {
    guint32 first = trigger->first_token;
    if (room_before(self, first, 1) == 0 || is_verb(self, trigger)) return false;
    return is_marked_as(self, MARK_MODALITY, first - 1, "modality", "ranks");
}

Reality reality_of(const Reader *self, const Clause *clause, const Match *trigger) {
    Reality reality = {.modality = MODALITY_STATED};
    const GArray *marks = self->marks[MARK_MODALITY];
    guint32 from = clause->first > LOOK_BACK ? clause->first - LOOK_BACK : 0;
    guint32 begin = MAX(from, self->text->sentences[clause->sentence].first_token);
    guint near = mark_index(self, MARK_MODALITY, begin);
    for (guint i = 0; i < self->far_cues->len; i++) {
        const Match *cue = &g_array_index(marks, Match, g_array_index(self->far_cues, guint, i));
        if (cue->first_token >= begin) break;
        if (cue->first_token >= from && reaches(self, clause, cue, trigger))
            apply(self, cue, trigger, &reality);
    }
    for (guint i = near; i < marks->len; i++) {
        const Match *cue = &g_array_index(marks, Match, i);
        if (cue->first_token >= clause->end) break;
        if (reaches(self, clause, cue, trigger)) apply(self, cue, trigger, &reality);
    }
    if (is_recalled(self, trigger) || is_ranked(self, trigger) ||
        is_no_deed_of_now(self, trigger)) {
        reality.modality = MODALITY_BACKGROUND;
        reality.tie = TIE_KNOWN_DEED;
    }
    reality.is_tally |=
        !mark_is(self, trigger, "type", "clash") && is_lasting(self, clause, trigger);
    reality.is_dropped |= is_figure(self, clause, trigger) || is_talk(self, clause, trigger);
    return reality;
}
