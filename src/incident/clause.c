/*
 * Sentences of these reports run to sixty words and tell several incidents. A clause begins where
 * a connective or a verb with و begins one, and only where both sides have something to tell:
 * a connective without a verb or deed after it (وأيضاً بالقرب من الشولا) goes on with its clause.
 */
#include "incident/stages.h"

/* قتلى، إصابات: nouns that count the victims of a deed. */
static bool is_count_of_victims(const Reader *self, const Match *trigger) {
    return !is_verb(self, trigger) && mark_at(self, MARK_HARM, trigger->first_token) &&
           mark_is(self, trigger, "strength", "weak");
}

/* Does a deed stand in [first, end)? Nouns of harm alone are none. */
static bool tells(const Reader *self, guint32 first, guint32 end) {
    for (guint32 t = first; t < end; t++) {
        const Match *trigger = mark_at(self, MARK_TRIGGER, t);
        if (trigger && is_deed_word(self, trigger) && !is_count_of_victims(self, trigger) &&
            !mark_at(self, MARK_BLOCK, t) && self->place_at[t] == NO_MARK)
            return true;
    }
    return false;
}

/* "وأيضاً بالقرب من الشولا": the connective adds a place to what was told. */
static bool adds_place(const Reader *self, const Match *joint) {
    guint32 next = mark_end(joint);
    return joint->n_tokens == 1 && has_and(self, joint->first_token) &&
           next < self->text->n_tokens && self->place_at[next] != NO_MARK;
}

/* "هاجموا أيضاً حواجز", "وكذلك على مقر": an adverb parts clauses only before a verb. */
static bool opens_clause(const Reader *self, const Match *joint) {
    if (!mark_is(self, joint, "effect", "also")) return true;
    const Match *deed = mark_at(self, MARK_TRIGGER, mark_end(joint));
    return mark_at(self, MARK_LIGHT, mark_end(joint)) || (deed && is_verb(self, deed));
}

/* "، وشنت مروحيات ضربات على X", "، وعلى إثره شنت مقاتلات غارات على X", "، وامتدت المعارك إلى X": a
 * light verb or one of spreading with و, and the deed that it brings. */
static bool opens_deed(const Reader *self, guint32 token) {
    enum { REACH = 6 };
    if (token == 0 || !is_break(self, token - 1)) return false;
    const Match *joint = mark_at(self, MARK_JOINT, token);
    if (joint && joint->first_token != token) joint = NULL;
    bool answers = joint && joint->n_tokens > 1 && mark_is(self, joint, "effect", "continue");
    bool spreads = joint && mark_is(self, joint, "effect", "spread");
    guint32 verb = answers ? mark_end(joint) : token;
    const Match *light = mark_at(self, MARK_LIGHT, verb);
    bool is_light = light && light->first_token == verb && !mark_is(self, light, "voice", "any");
    if (!(answers || has_and(self, token)) || !(is_light || spreads)) return false;
    guint32 end = MIN(self->text->n_tokens, verb + REACH);
    for (guint32 t = verb + 1; t < end && !is_break(self, t); t++) {
        const Match *deed = mark_at(self, MARK_TRIGGER, t);
        if (deed && is_deed_word(self, deed) && !mark_at(self, MARK_HARM, t)) return true;
    }
    return false;
}

/* "استهدف X مقار Y في Z، وردت Y بقصف مدفعي على W": the answer, which ب brings. */
static bool opens_riposte(const Reader *self, const Match *joint) {
    enum { REACH = 9 };
    if (!mark_is(self, joint, "effect", "riposte") || joint->article) return false;
    guint32 end = MIN(self->text->n_tokens, mark_end(joint) + REACH);
    for (guint32 t = mark_end(joint); t < end && !is_break(self, t); t++) {
        const Match *deed = mark_at(self, MARK_TRIGGER, t);
        if (deed && deed->first_token == t && (deed->clitics & CLITIC_IN) &&
            is_deed_word(self, deed) && !mark_at(self, MARK_HARM, t))
            return true;
    }
    return false;
}

/* "بين X من جهة وY من جهة أخرى في Z": behind a name it tells the camps of a fight apart. */
static bool ends_camp(const Reader *self, const Match *joint) {
    guint32 first = joint->first_token;
    return mark_at(self, MARK_APPROACH, first) && room_before(self, first, 1) == 1 &&
           !is_break(self, first - 1) && !has_and(self, first);
}

/* "…، تلا القصف الجوي سقوط قذائف على X", "وتزامن الهجوم مع قصف": the known deed leads to another.
 */
static bool opens_with_known(const Reader *self, guint32 token) {
    const Match *cue = mark_at(self, MARK_MODALITY, token);
    if (!cue || cue->first_token != token || !mark_is(self, cue, "modality", "follows") ||
        token == 0 || !(is_break(self, token - 1) || has_and(self, token)))
        return false;
    const Match *known = mark_at(self, MARK_TRIGGER, mark_end(cue));
    return known && is_known_noun(self, known);
}

/* Does a place begin within some words, without a break? */
static bool leads_to_place(const Reader *self, guint32 token) {
    enum { REACH = 8 };
    for (guint32 t = token; t < MIN(self->text->n_tokens, token + REACH); t++) {
        if (is_break(self, t) || mark_at(self, MARK_TRIGGER, t)) return false;
        if (self->place_at[t] != NO_MARK) return true;
    }
    return false;
}

/* "انفجر لغم، في الوقت ذاته، قرب X": between commas, with no verb behind them. */
static bool is_aside(const Reader *self, const Match *joint) {
    guint32 next = mark_end(joint) + 1;
    if (joint->n_tokens < 2 || joint->first_token == 0 || next >= self->text->n_tokens ||
        room_before(self, joint->first_token, 2) < 2 || !is_break(self, joint->first_token - 1) ||
        !is_break(self, next - 1))
        return false;
    const Match *verb = mark_at(self, MARK_TRIGGER, next);
    return !mark_at(self, MARK_LIGHT, next) && !(verb && is_deed_word(self, verb)) &&
           leads_to_place(self, next);
}

/* "…، وكان آخرها مقتل شاب في X", "…، استهدف آخرها مسجداً في X": one of the many told as a sum. */
bool opens_with_last(const Reader *self, guint32 token) {
    if (token == 0 || !is_break(self, token - 1)) return false;
    const Match *joint = mark_at(self, MARK_JOINT, token);
    if (joint && joint->first_token == token && mark_is(self, joint, "effect", "last")) return true;
    const Match *verb = mark_at(self, MARK_TRIGGER, token);
    return verb && verb->first_token == token && is_verb(self, verb) &&
           is_marked_as(self, MARK_JOINT, mark_end(verb), "effect", "last");
}

/* Are people hit told of right behind a deed, before any break or place? */
static bool leads_to_harm(const Reader *self, const Match *deed) {
    enum { REACH = 6 };
    for (guint32 t = mark_end(deed); t < MIN(self->text->n_tokens, mark_end(deed) + REACH); t++) {
        if (is_break(self, t) || self->place_at[t] != NO_MARK) return false;
        if (mark_at(self, MARK_HARM, t)) return true;
    }
    return false;
}

/* "…، وأسفر قصف مدفعي عن إصابات في X": what has results is another deed, where it is none known. */
static bool opens_with_other(const Reader *self, const Match *joint) {
    guint32 first = joint->first_token;
    if (!mark_is(self, joint, "effect", "continue") || joint->n_tokens != 1 ||
        room_before(self, first, 1) == 0 || !is_break(self, first - 1) ||
        !g_str_has_prefix(text_norm(self->text, first), "\xD9\x88"))
        return false;
    const Match *deed = mark_at(self, MARK_TRIGGER, mark_end(joint));
    return deed && deed->first_token == mark_end(joint) && deed->clitics == 0 &&
           !is_known_noun(self, deed) && !mark_at(self, MARK_HARM, mark_end(joint)) &&
           mark_is(self, deed, "strength", "sure") && !has_possessive(self, mark_end(joint)) &&
           leads_to_harm(self, deed);
}

/* "قتل شابان بلغم في A، وأصيب ثالث في حادثة مماثلة قرب B": the like of the deed before, at a place
 * of its own. */
static bool opens_alike(const Reader *self, guint32 token) {
    enum { REACH = 7 };
    const Match *verb = mark_at(self, MARK_TRIGGER, token);
    if (!verb || verb->first_token != token || token == 0 || !is_break(self, token - 1) ||
        !has_and(self, token) || !is_verb(self, verb) || !mark_at(self, MARK_HARM, token))
        return false;
    for (guint32 t = mark_end(verb); t < MIN(self->text->n_tokens, mark_end(verb) + REACH); t++) {
        if (is_break(self, t) || self->place_at[t] != NO_MARK) return false;
        if (is_marked_as(self, MARK_JOINT, t, "effect", "alike")) return leads_to_place(self, t);
    }
    return false;
}

static JoinKind join_of(const Reader *self, guint32 token) {
    static const char *const splits[] = {"split", "while",    "also", "meanwhile",
                                         "topic", "followed", NULL};
    const Match *joint = mark_at(self, MARK_JOINT, token);
    if (joint && joint->first_token == token && self->place_at[token] == NO_MARK &&
        !adds_place(self, joint) && opens_clause(self, joint) && !ends_camp(self, joint) &&
        !is_aside(self, joint)) {
        if (g_strv_contains(splits, mark_cell(self, joint, "effect"))) return JOIN_SPLIT;
        if (mark_is(self, joint, "effect", "that")) return JOIN_THAT;
        if (opens_riposte(self, joint) || opens_with_other(self, joint)) return JOIN_SPLIT;
        /* "ميدانياً، قصفت …", but not "إعدامهم ميدانياً". */
        bool is_apart = token == 0 || room_before(self, token, 1) == 0 ||
                        is_break(self, token - 1) || joint->n_tokens > 1;
        if ((mark_is(self, joint, "effect", "reset") && is_apart) ||
            mark_is(self, joint, "effect", "answer"))
            return JOIN_RESET;
    }
    if (opens_with_known(self, token) || opens_with_last(self, token) || opens_alike(self, token))
        return JOIN_SPLIT;
    /* ، وقالت إنها …، مضيفاً أن … */
    const Match *said = mark_at(self, MARK_SOURCE, token);
    if (said && said->first_token == token && token > 0 && is_break(self, token - 1) &&
        (has_and(self, token) || mark_is(self, said, "scope", "goes on")))
        return JOIN_THAT;
    /* وقال، وأضاف stand in the tables with their و */
    if (said && said->first_token == token && token > 0 && is_break(self, token - 1) &&
        mark_is(self, said, "scope", "clause") &&
        g_str_has_prefix(text_norm(self->text, token), "و"))
        return JOIN_SAID;
    if (opens_deed(self, token)) return JOIN_AND;
    const Match *verb = mark_at(self, MARK_TRIGGER, token);
    bool begins = verb && verb->first_token == token && has_and(self, token) &&
                  is_verb(self, verb) && mark_is(self, verb, "strength", "sure");
    return begins ? JOIN_AND : JOIN_SENTENCE;
}

/* "… بعد أن استهدفت X بلدة Y", but not "… بعد أن خرجت من Y": a violent deed of somebody else. */
static bool has_own_subject(const Reader *self, guint32 first, const Match *joint,
                            const Match *deed) {
    IncidentType type;
    const Match *subject = mark_at(self, MARK_ACTOR, mark_end(deed)), *other;
    if (!subject || subject->first_token != mark_end(deed) || subject->clitics ||
        !incident_type_parse(mark_cell(self, deed, "type"), &type) ||
        !incident_type_is_violent(type) || mark_at(self, MARK_HARM, deed->first_token))
        return false;
    for (guint cursor = 0;
         (other = mark_next(self, MARK_ACTOR, first, joint->first_token, &cursor));)
        if (other->entry == subject->entry) return false;
    return true;
}

/* "وجاءت الغارات بعد هجوم على X": the deed after the connective has a place of its own, and the one
 * before it either has one too or was told before (الغارات). Words of harm alone are no deed: of
 * "قتل عنصران في X إثر كمين" the ambush is the cause. */
static bool parts_two_deeds(const Reader *self, guint32 first, guint32 token, guint32 end) {
    enum { REACH = 18 };
    const Match *joint = mark_at(self, MARK_JOINT, token);
    bool is_later = joint && mark_is(self, joint, "effect", "later");
    if (!joint || joint->first_token != token ||
        (!is_later && !mark_is(self, joint, "effect", "after")))
        return false;
    const Match *deed = mark_end(joint) < end ? mark_at(self, MARK_TRIGGER, mark_end(joint)) : NULL;
    if (!deed || (is_verb(self, deed) && !has_own_subject(self, first, joint, deed)) ||
        deed->article ||
        (!is_later && !is_verb(self, deed) && !mark_is(self, deed, "strength", "sure")))
        return false;
    bool has_place = false, had_place = false, had_deed = false, is_known = false;
    guint32 reach = is_later ? end : MIN(end, mark_end(deed) + REACH);
    for (guint32 t = mark_end(deed); t < reach; t++)
        has_place |= self->place_at[t] != NO_MARK && !mark_at(self, MARK_ANAPHORA, t);
    for (guint32 t = first; t < token; t++) {
        const Match *before = mark_at(self, MARK_TRIGGER, t);
        had_place |= self->place_at[t] != NO_MARK;
        had_deed |= before && (mark_is(self, before, "strength", "sure") ||
                               (mark_is(self, before, "strength", "weak") &&
                                (mark_is(self, before, "type", "clash") ||
                                 (is_verb(self, deed) && !mark_at(self, MARK_HARM, t)))));
        is_known |= before && before->article && !is_verb(self, before);
    }
    return has_place && ((had_place && had_deed) || is_known);
}

/* "بعد قصف بلدة X": a deed with a place of its own? */
static bool has_deed_and_place(const Reader *self, guint32 first, guint32 end) {
    bool has_place = false;
    for (guint32 t = first; t < end; t++) has_place |= self->place_at[t] != NO_MARK;
    return has_place && tells(self, first, end);
}

/* "وقال X إنه بالتزامن مع …": what is said begins at the token. */
static bool is_said_there(const Reader *self, guint32 token) {
    const Match *joint = mark_at(self, MARK_JOINT, token - 1);
    return joint &&
           (mark_is(self, joint, "effect", "content") || mark_is(self, joint, "effect", "self") ||
            mark_is(self, joint, "effect", "that"));
}

/* "في الوقت الذي … X، شن …", "رداً على قصف X، شن …": a clause of time or of what is answered
 * at the head of a sentence ends at the comma before the verb of the main one. */
static bool ends_head_clause(const Reader *self, guint32 head, guint32 token) {
    const Match *joint = mark_at(self, MARK_JOINT, head);
    bool is_time =
        joint &&
        (mark_is(self, joint, "effect", "split") || mark_is(self, joint, "effect", "while") ||
         mark_is(self, joint, "effect", "answer") || mark_is(self, joint, "effect", "later"));
    is_time |=
        joint && mark_is(self, joint, "effect", "after") && has_deed_and_place(self, head, token);
    bool is_head = room_before(self, head, 1) == 0 || is_said_there(self, head);
    if (!is_time || joint->first_token != head || !is_head || !is_break(self, token - 1))
        return false;
    const Match *verb = mark_at(self, MARK_TRIGGER, token);
    return mark_at(self, MARK_LIGHT, token) || (verb && is_verb(self, verb));
}

static bool names_day(const Reader *self, const Match *mark) {
    static const char *const kinds[] = {"weekday", "day", "night", "same", NULL};
    return g_strv_contains(kinds, mark_cell(self, mark, "kind"));
}

/* "… في الجفرة، وفي 15 كانون الثاني جرح …": a day of its own behind a comma and و opens a clause.
 */
static bool opens_with_day(const Reader *self, guint32 token) {
    guint32 day = token + 1;
    if (!is_break(self, token - 1) || !has_and(self, token) || day + 1 >= self->text->n_tokens)
        return false;
    const Match *own = mark_at(self, MARK_CALENDAR, token); /* والأربعاء، وفي اليوم ذاته */
    if (own && own->first_token == token && names_day(self, own)) return true;
    if (self->text->tokens[day].kind == TOKEN_NUMBER) day++;
    const Match *date = mark_at(self, MARK_CALENDAR, day);
    if (!date || date->first_token != day) return false;
    return names_day(self, date) || (day > token + 1 && mark_is(self, date, "kind", "month"));
}

/* "وقعت الأولى في A إثر قصف …، والثانية في B حيث قصفت …": the second of a row, and another deed. */
static bool opens_with_next(const Reader *self, guint32 token, guint32 end) {
    const Match *which = mark_at(self, MARK_NUMBER, token);
    if (!which || which->first_token != token || !is_break(self, token - 1) ||
        !has_and(self, token) || !mark_is(self, which, "kind", "ordinal") ||
        g_ascii_strtod(mark_cell(self, which, "value"), NULL) < 2)
        return false;
    for (guint32 t = token + 1; t < end; t++) {
        const Match *deed = mark_at(self, MARK_TRIGGER, t);
        if (deed && is_verb(self, deed) && mark_is(self, deed, "strength", "sure")) return true;
    }
    return false;
}

/* هجومين، غارتين */
static bool is_dual(const Reader *self, const Match *noun) {
    return noun->n_tokens == 1 && !mark_at(self, MARK_HARM, noun->first_token) &&
           g_str_has_suffix(text_norm(self->text, noun->first_token), "ين");
}

/* "… ارتفاع عدد الاستهدافات إلى 3، حيث استهدفت طائرة …": behind a sum one deed is told. */
static bool opens_single(const Reader *self, guint32 first, guint32 token) {
    const Match *joint = mark_at(self, MARK_JOINT, token);
    if (!joint || joint->first_token != token || !mark_is(self, joint, "effect", "where") ||
        !is_break(self, token - 1))
        return false;
    bool is_deed = is_marked_as(self, MARK_TRIGGER, mark_end(joint), "strength", "sure");
    if (!is_deed && !mark_at(self, MARK_LIGHT, mark_end(joint))) return false;
    const Match *cue;
    for (guint cursor = 0; (cue = mark_next(self, MARK_MODALITY, first, token, &cursor));)
        if (mark_is(self, cue, "modality", "tally") || mark_is(self, cue, "modality", "toll"))
            return true;
    for (guint cursor = 0; (cue = mark_next(self, MARK_TARGET, first, token, &cursor));)
        if (!mark_is(self, cue, "class", "person")) return false;
    /* "شن عدة هجمات، حيث استهدف شاحنتين على طريق X" */
    for (guint cursor = 0; (cue = mark_next(self, MARK_TRIGGER, first, token, &cursor));)
        if ((is_plural_deed(self, cue) || is_dual(self, cue)) && !cue->article &&
            !is_verb(self, cue))
            return true;
    return false;
}

/* "قتل ثلاثة من X بينما جرح رابع بهجوم في Y": two verbs of harm, and the one deed behind both. */
static bool goes_on_harm(const Reader *self, guint32 first, guint32 token) {
    const Match *joint = mark_at(self, MARK_JOINT, token);
    guint32 next = joint ? mark_end(joint) : token;
    if (!joint || !mark_is(self, joint, "effect", "while") || next >= self->text->n_tokens ||
        !mark_at(self, MARK_HARM, next))
        return false;
    bool has_harm = false;
    for (guint32 t = first; t < token; t++) {
        const Match *deed = mark_at(self, MARK_TRIGGER, t);
        bool is_harm = mark_at(self, MARK_HARM, t) != NULL;
        has_harm |= is_harm;
        if ((deed && !is_harm) || self->place_at[t] != NO_MARK || mark_at(self, MARK_WEAPON, t) ||
            mark_at(self, MARK_AGENT, t) || mark_at(self, MARK_LIGHT, t))
            return false;
    }
    return has_harm;
}

/* No clause is longer, in tokens: what is gets cut, so that no text takes time without end. */
enum { LONGEST = 300 };

static Clause *clause_at(GArray *clauses, guint i) { return &g_array_index(clauses, Clause, i); }

/* فيما …: of somebody else. */
static bool is_while(const Reader *self, const Clause *clause) {
    return is_marked_as(self, MARK_JOINT, clause->first, "effect", "while");
}

/* "رداً على مقتل جندي، …": what is answered. */
static bool is_answer(const Reader *self, const Clause *clause) {
    return is_marked_as(self, MARK_JOINT, clause->first, "effect", "answer");
}

/* "بعد أسبوع على مقتل قائد X، …": who died then is no victim of what follows. */
static bool is_since_deaths(const Reader *self, const Clause *clause) {
    if (!is_marked_as(self, MARK_JOINT, clause->first, "effect", "later")) return false;
    for (guint32 t = clause->first; t < clause->end; t++)
        if (mark_at(self, MARK_HARM, t)) return true;
    return false;
}

/* "وذكر مراسلنا أن X سيطرت على بلدة Y": what is said has a scene of its own? */
static bool has_deed_and_scene(const Reader *self, guint32 first, guint32 end) {
    if (!tells(self, first, end)) return false;
    for (guint32 t = first; t < end; t++)
        if (self->place_at[t] != NO_MARK &&
            self->places->items[self->place_at[t]].role == ROLE_SCENE)
            return true;
    return false;
}

/* A clause that tells nothing goes with the one before it; the first with the one after it. */
static void join_silent(const Reader *self, GArray *clauses) {
    /* Of the clause before; each word is looked at once. */
    bool has_told = tells(self, clause_at(clauses, 0)->first, clause_at(clauses, 0)->end);
    for (guint i = 1; i < clauses->len;) {
        Clause *before = clause_at(clauses, i - 1), *at = clause_at(clauses, i);
        bool tells_too = tells(self, at->first, at->end);
        bool is_said = at->join == JOIN_SAID;
        bool is_other = is_said && has_deed_and_scene(self, at->first, at->end);
        if (has_told && (at->join == JOIN_THAT || is_said != tells_too || is_other)) {
            has_told = tells_too;
            i++;
            continue;
        }
        /* "… شمالي سوريا، رداً على تفجير X": nothing of the first part is the second's. */
        if (!has_told &&
            (at->join == JOIN_RESET || is_answer(self, before) || is_since_deaths(self, before))) {
            g_array_remove_index(clauses, i - 1);
            has_told = tells_too;
            continue;
        }
        before->end = at->end;
        if (!has_told || !is_while(self, at)) before->told = at->end;
        has_told = has_told || tells_too;
        g_array_remove_index(clauses, i);
    }
}

GArray *clauses_split(const Reader *self, guint32 sentence) {
    const Sentence *at = &self->text->sentences[sentence];
    guint32 end = at->first_token + at->n_tokens;
    GArray *clauses = g_array_new(FALSE, FALSE, sizeof(Clause));
    Clause clause = {at->first_token, end, sentence, join_of(self, at->first_token), end};
    if (clause.join != JOIN_RESET) clause.join = JOIN_SENTENCE;
    for (guint32 t = at->first_token + 1; t < end; t++) {
        JoinKind join = parts_two_deeds(self, clause.first, t, end) ? JOIN_SPLIT : join_of(self, t);
        if (join == JOIN_SPLIT && goes_on_harm(self, clause.first, t)) continue;
        bool is_cut = t - clause.first >= LONGEST || ends_head_clause(self, clause.first, t) ||
                      opens_with_day(self, t) || opens_single(self, clause.first, t) ||
                      opens_with_next(self, t, end);
        if (join == JOIN_SENTENCE && is_cut) join = JOIN_SPLIT;
        if (join == JOIN_SENTENCE) continue;
        clause.end = t;
        g_array_append_val(clauses, clause);
        clause = (Clause){t, end, sentence, join, end};
    }
    g_array_append_val(clauses, clause);
    for (guint i = 0; i < clauses->len; i++)
        clause_at(clauses, i)->told = clause_at(clauses, i)->end;
    join_silent(self, clauses);
    return clauses;
}
