/*
 * How many were killed and injured. A word of harm takes the number beside it: before it (٢٠ قتيلاً)
 * or after it (مقتل ثلاثة عناصر); without a number a person counts (عنصر 1, عنصرين 2). What is told
 * only as "some" or "many" stays unsaid as a number.
 */
#include "incident/amounts.h"

enum { AFTER = 6, BEFORE = 3 };

static const Amount NOBODY = {0, 0, 0, 0};

void harm_init(Harm *self) {
    *self = (Harm){.killed_min = HARM_NOT_SAID,
                   .killed_max = HARM_NOT_SAID,
                   .injured_min = HARM_NOT_SAID,
                   .injured_max = HARM_NOT_SAID,
                   .dead_of = NO_PLACE,
                   .also_of = NO_PLACE};
}

/* Does the search for a number end at this token? */
static bool is_end(const Reader *self, guint32 token) {
    const Match *harm = mark_at(self, MARK_HARM, token);
    const Match *trigger = mark_at(self, MARK_TRIGGER, token);
    bool is_deed = trigger && trigger->first_token == token && !mark_at(self, MARK_HARM, token) &&
                   mark_is(self, trigger, "strength", "sure");
    return (harm && harm->first_token == token) || is_deed || mark_at(self, MARK_AGENT, token) ||
           mark_at(self, MARK_PART, token) || mark_at(self, MARK_LIGHT, token);
}

/* "قتل ضابط … وعنصر": single persons joined by و are added. */
static void add_joined(const Reader *self, guint32 end, Amount *amount) {
    enum { AND_ALONE = 2 }; /* bytes of و */
    for (guint32 t = amount->end, gap = 0; t < end && gap < 9; t++, gap++) {
        if (is_end(self, t) || is_marked_as(self, MARK_JOINT, t, "effect", "namely")) return;
        /* "مدنيان، رجل وزوجته": who they were, not more of them. */
        if (is_break(self, t) && t + 1 < end && !has_and(self, t + 1)) return;
        if (mark_at(self, MARK_ALLY, t) && t + 1 < end && mark_at(self, MARK_PERSON, t + 1))
            t++; /* برفقة حارسه */
        else if (mark_at(self, MARK_WITH, t) && t + 1 < end && mark_at(self, MARK_NUMBER, t + 1))
            t++; /* مع اثنين من مرافقيه */
        else if (!has_and(self, t))
            continue;
        else if (t + 1 < end && self->text->tokens[t + 1].kind == TOKEN_NUMBER &&
                 self->text->tokens[t].norm_len == AND_ALONE)
            t++; /* و3 من أبناء العشائر, but not وتوقيف 11 */
        Amount more = harm_amount_at(self, t, end);
        if (more.first == more.end) more = harm_person_at(self, t);
        bool is_open = more.first != more.end && more.min == HARM_NOT_SAID && more.end < end;
        if (is_open) /* وأطفالهما الثلاثة */
            more = harm_amount_at(self, more.end, end);
        if (more.first == more.end || more.min == HARM_NOT_SAID) continue;
        amount->min += more.min;
        amount->max = amount->min;
        amount->end = more.end;
        gap = 0;
    }
}

/* "سائقين اثنين", "عائلة كاملة من خمسة أفراد": the number behind those whom it counts. */
static Amount amount_behind(const Reader *self, guint32 token, guint32 end) {
    enum { ADJECTIVES = 2 };
    if (token >= end) return NO_AMOUNT;
    for (guint32 t = token; t + 1 < end && t <= token + ADJECTIVES; t++)
        if (mark_at(self, MARK_FROM, t) && mark_at(self, MARK_FROM, t)->n_tokens == 1)
            return harm_amount_at(self, t + 1, end);
    return harm_amount_at(self, token, end);
}

/* "استشهاد مواطنين وإصابة ثالث": who comes third comes after two, where the dual is spelt like the
 * plural. */
static void count_by_next(const Reader *self, guint32 end, Amount *amount) {
    enum { GAP = 5 };
    for (guint32 t = amount->end; t + 1 < end && t < amount->end + GAP; t++) {
        const Match *harm = mark_at(self, MARK_HARM, t);
        const Match *next = mark_at(self, MARK_NUMBER, t + 1);
        if (is_break(self, t)) return;
        if (!harm || !next || !mark_is(self, next, "kind", "ordinal") ||
            harm_ordinal_at(self, t + 1).first == harm_ordinal_at(self, t + 1).end)
            continue;
        int before = (int)g_ascii_strtod(mark_cell(self, next, "value"), NULL) - 1;
        if (before > 0) amount->min = amount->max = before;
        return;
    }
}

/* "وقتل في الهجوم عنصران": where the words behind a known deed begin. */
static guint32 after_known(const Reader *self, guint32 from, guint32 end) {
    if (from + 1 >= end ||
        !(is_preposition(self, from) || is_marked_as(self, MARK_JOINT, from, "effect", "after")))
        return from;
    const Match *deed = mark_at(self, MARK_TRIGGER, from + 1);
    bool is_known = deed && deed->article && !is_verb(self, deed) && mark_end(deed) < end;
    return is_known && mark_at(self, MARK_PERSON, mark_end(deed)) ? mark_end(deed) : from;
}

static Amount amount_after(const Reader *self, guint32 from, guint32 end) {
    from = after_known(self, from, end);
    guint32 reach = from + AFTER;
    for (guint32 t = from; t < end && t < reach; t++) {
        /* أعدم تنظيم الدولة ظهر أمس الأربعاء عشرين رجلاً */
        if (mark_at(self, MARK_ACTOR, t) || mark_at(self, MARK_CALENDAR, t) ||
            self->text->tokens[t].kind == TOKEN_PUNCT)
            reach++;
        const Match *deed = t == from ? mark_at(self, MARK_TRIGGER, t) : NULL;
        bool is_deed =
            deed && (deed->article || (deed->clitics & CLITIC_IN)) && !mark_at(self, MARK_HARM, t);
        const Match *one = t == from ? mark_at(self, MARK_PERSON, t) : NULL; /* وتوفي أحدهم */
        bool is_one = one && mark_at(self, MARK_PART, t) &&
                      !is_verb_of_many(self, from - 1); /* خمسة قتلوا، أحدهم ضابط */
        if (!is_deed && !is_one && is_end(self, t)) break;
        Amount amount = harm_amount_at(self, t, end);
        if (amount.first != amount.end) {
            if (amount.min == amount.max) add_joined(self, end, &amount);
            return amount;
        }
        amount = harm_vague_at(self, t);
        if (amount.first != amount.end && mark_is(self, mark_at(self, MARK_NUMBER, t), "value", ""))
            continue; /* عائلة كاملة من خمسة أفراد */
        if (amount.first != amount.end) {
            if (amount.min != 1) return amount;
            return (Amount){1, 1, amount.first, amount.end};
        }
        if (t == from) amount = harm_ordinal_at(self, t);
        if (amount.first != amount.end) return amount;
        amount = harm_person_at(self, t);
        if (amount.first == amount.end) continue;
        Amount behind =
            amount.min == HARM_NOT_SAID ? amount_behind(self, amount.end, end) : NO_AMOUNT;
        if (behind.first != behind.end) return behind;
        if (amount.min == HARM_NOT_SAID) count_by_next(self, end, &amount);
        if (amount.min != HARM_NOT_SAID) add_joined(self, end, &amount);
        return amount;
    }
    return NO_AMOUNT;
}

/* "بين 5 و7 قتلى": the whole range, where the second number was met first. */
static Amount range_before(const Reader *self, guint32 first, guint32 second, guint32 end) {
    enum { GAP = 2 };
    for (guint32 back = 1; back <= GAP && second >= first + back; back++) {
        Amount amount = harm_amount_at(self, second - back, end);
        if (amount.first != amount.end && amount.max > amount.min && amount.end > second)
            return amount;
    }
    return NO_AMOUNT;
}

/* "امرأة وثلاثة أطفال قتلوا": the one before و counts too. */
static Amount with_joined_before(const Reader *self, guint32 first, Amount amount) {
    if (amount.first <= first || !has_and(self, amount.first)) return amount;
    Amount before = NO_AMOUNT;
    const Match *person = mark_at(self, MARK_PERSON, amount.first - 1);
    if (person && mark_end(person) == amount.first)
        before = harm_person_at(self, person->first_token);
    if (before.min != 1 || amount.min != amount.max || amount.min == HARM_NOT_SAID) return amount;
    amount.min = amount.max = amount.min + before.min;
    amount.first = before.first;
    return amount;
}

/* "20 قتيلاً", "ثلاثة مدنيين قتلوا": the number before, with nothing but counted nouns between. */
static Amount amount_before(const Reader *self, guint32 first, guint32 token) {
    for (guint32 back = 1; back <= BEFORE && token >= first + back; back++) {
        guint32 at = token - back;
        if (is_break(self, at) || mark_at(self, MARK_HARM, at) || mark_at(self, MARK_AGENT, at))
            break;
        bool is_digits = self->text->tokens[at].kind == TOKEN_NUMBER;
        const Match *word = is_digits ? NULL : mark_at(self, MARK_NUMBER, at);
        guint32 start = word ? word->first_token : at;
        while (start > first && has_and(self, start) && mark_at(self, MARK_NUMBER, start - 1))
            start = mark_at(self, MARK_NUMBER, start - 1)->first_token;
        Amount amount = harm_amount_at(self, start, token);
        if (word && amount.min == 1 && amount.max == 1 && start > first &&
            mark_at(self, MARK_PERSON, start - 1))
            continue; /* عائلة واحدة */
        Amount range = range_before(self, first, start, token);
        if (range.first != range.end) return range;
        if (amount.first == amount.end) amount = harm_vague_at(self, start);
        if (amount.first != amount.end) return with_joined_before(self, first, amount);
    }
    return NO_AMOUNT;
}

/* "عنصر من قسد … حتفه": the persons stand before the word that tells of their death. */
static Amount person_before(const Reader *self, guint32 first, guint32 token) {
    enum { FAR = 10 };
    for (guint32 back = 1; back <= FAR && token >= first + back; back++) {
        guint32 at = token - back;
        const Match *person = mark_at(self, MARK_PERSON, at);
        if (mark_at(self, MARK_HARM, at) || mark_at(self, MARK_AGENT, at)) break;
        if (!person) continue;
        Amount amount = amount_before(self, first, person->first_token);
        Amount alone = harm_person_at(self, person->first_token);
        if (amount.first == amount.end && alone.min == HARM_NOT_SAID) { /* ثلاثة من عائلة */
            Amount farther = person_before(self, first, person->first_token);
            if (farther.min != HARM_NOT_SAID) return farther;
        }
        return amount.first == amount.end ? harm_person_at(self, person->first_token) : amount;
    }
    return NO_AMOUNT;
}

/* "12 مواطناً، بينهم 11 امرأة استشهدوا": the verb tells of all, not of the part beside it; but not
 * where the whole has a verb of its own (أصيب عشرون، بينهم طفلان فارقا الحياة). */
static Amount whole_of(const Reader *self, guint32 first, Amount part) {
    enum { OWN_VERB = 3, RANK = 4 }; /* بينهم ضابط برتبة ملازم */
    const Match *among = NULL;
    for (guint32 back = 1; back <= RANK && !among && part.first >= first + back + 1; back++) {
        if (is_break(self, part.first - back)) break;
        among = mark_at(self, MARK_PART, part.first - back);
    }
    if (!among) return part;
    guint32 aside = among->first_token;
    Amount whole = person_before(self, first, aside);
    if (whole.first == whole.end || whole.min <= part.min) return part;
    for (guint32 back = 1; back <= OWN_VERB && whole.first >= first + back; back++)
        if (mark_at(self, MARK_HARM, whole.first - back)) return part;
    return whole;
}

static void put(int *min, int *max, const Amount *amount, bool is_part) {
    if (amount->min == HARM_NOT_SAID && amount->max == HARM_NOT_SAID) return;
    if (*min != HARM_NOT_SAID || *max != HARM_NOT_SAID) return; /* told first */
    /* Of a sum each part is at least one, and at most the rest. */
    *min = is_part ? 1 : amount->min;
    *max = is_part && amount->max > 1 ? amount->max - 1 : amount->max;
}

/* "بعد مقتل …": who died before. */
static bool is_of_before(const Reader *self, const Match *mark) {
    return room_before(self, mark->first_token, 1) == 1 &&
           is_marked_as(self, MARK_JOINT, mark->first_token - 1, "effect", "after");
}

/* "تحدثت سانا عن مجزرة قضى فيها 300 مدني، قال ناشطون إن التنظيم أعدم 85 شخصاً": another tells the
 * second count. */
static bool is_by_other_teller(const Reader *self, const Harm *harm, const Match *mark) {
    for (guint32 t = harm->end; t < mark->first_token; t++)
        if (mark_at(self, MARK_SOURCE, t)) return true;
    return false;
}

/* Those of the side told first, or the newest of its tolls; the dead of another, and those who died
 * "besides", are added. Where tellers differ the number lies between theirs. */
static void put_dead(const Reader *self, const Match *mark, guint32 first, Harm *harm,
                     const Amount *amount) {
    if (amount->first == amount->end) return;
    guint32 of = harm_owner(self, amount);
    bool is_exact = amount->min == amount->max && amount->min > 0;
    bool is_more = mark_is(self, mark, "number", "add") && harm->killed_min > 0 &&
                   harm->killed_min == harm->killed_max;
    bool is_newer = amount->min > harm->killed_min && harm_is_newest(self, mark, first);
    if (is_exact && harm->killed_min != HARM_NOT_SAID && is_newer && !is_more)
        harm->killed_min = harm->killed_max = HARM_NOT_SAID;
    if (is_exact &&
        (is_more || (!is_of_before(self, mark) && harm_adds(self, harm, amount->min, of)))) {
        if (is_by_other_teller(self, harm, mark)) {
            harm->killed_min = MIN(harm->killed_min, amount->min);
            harm->killed_max = MAX(harm->killed_max, amount->min);
            return;
        }
        harm_add(harm, amount->min, of);
        return;
    }
    if (harm->killed_min == HARM_NOT_SAID && harm->killed_max == HARM_NOT_SAID) harm->dead_of = of;
    put(&harm->killed_min, &harm->killed_max, amount, false);
}

/* "استهدفوا سيارة تقل أربعة مدنيين … ما أدى إلى مقتلهم": the persons whom the suffix means, where
 * they were counted and nobody was harmed since. */
static Amount many_before(const Reader *self, const Match *mark, guint32 first) {
    enum { FAR = 30 };
    for (guint32 back = 1; back <= FAR && mark->first_token >= first + back; back++) {
        guint32 at = mark->first_token - back;
        if (mark_at(self, MARK_HARM, at)) break;
        const Match *person = mark_at(self, MARK_PERSON, at);
        if (!person || person->first_token != at) continue;
        Amount amount = amount_before(self, first, at);
        if (amount.first == amount.end) amount = harm_person_at(self, at);
        const Match *name = mark_at(self, MARK_ACTOR, at);
        bool is_fighter = name && !strstr(mark_cell(self, name, "kind"), "civilian");
        if (amount.min > 1 && amount.min == amount.max && !is_fighter) return amount;
        break;
    }
    return NO_AMOUNT;
}

/* "لقي … حتفهم", "فقد … حياتهم": of a word that closes a frame the persons stand before, and the
 * verb that opens it before them. */
static Amount amount_in_frame(const Reader *self, const Match *mark, guint32 first) {
    enum { FRAME = 12 };
    for (guint32 back = 1; back <= FRAME && mark->first_token >= first + back; back++) {
        const Match *opening = mark_at(self, MARK_HARM, mark->first_token - back);
        if (!opening) continue;
        Amount inside = amount_after(self, mark_end(opening), mark->first_token);
        if (inside.first != inside.end) return inside;
        return person_before(self, first, opening->first_token); /* إن مدنياً فقد حياته */
    }
    return many_before(self, mark, first);
}

/* "اغتال مسلحان رجلاً": behind the verb stands who did it, whom nobody counts; the object follows.
 */
static guint32 after_subject(const Reader *self, const Match *mark, guint32 end) {
    enum { OBJECT = 6 };
    guint32 next = mark_end(mark);
    const Match *verb = mark_at(self, MARK_TRIGGER, mark->first_token);
    const Match *subject = next < end ? mark_at(self, MARK_ACTOR, next) : NULL;
    if (!verb || !is_verb(self, verb) || mark_is(self, verb, "voice", "passive") || !subject ||
        !actor_is_unidentified(self, subject->entry))
        return next;
    for (guint32 t = mark_end(subject); t < MIN(end, mark_end(subject) + OBJECT); t++) {
        const Match *person = mark_at(self, MARK_PERSON, t);
        if (is_break(self, t) && mark_at(self, MARK_CALENDAR, t + 1)) { /* ، مساء أمس، */
            while (t + 1 < end && (mark_at(self, MARK_CALENDAR, t + 1) || t == mark_end(subject)))
                t++;
            if (t + 1 < end && is_break(self, t + 1)) t++;
            continue;
        }
        bool is_stop = is_break(self, t) || has_and(self, t) || mark_at(self, MARK_AGENT, t) ||
                       mark_at(self, MARK_PART, t) || mark_at(self, MARK_CAUSE, t) ||
                       mark_at(self, MARK_HARM, t) || mark_at(self, MARK_FROM, t);
        if (is_stop) return next;
        if (person || mark_at(self, MARK_NUMBER, t) || self->text->tokens[t].kind == TOKEN_NUMBER)
            return t;
    }
    return next;
}

/* "قتل فلان الفلاني برصاص مجهولين": a verb of one with a name behind it that no table knows. */
static Amount one_by_name(const Reader *self, const Match *mark, guint32 end) {
    const Match *verb = mark_at(self, MARK_TRIGGER, mark->first_token);
    guint32 name = mark_end(mark);
    while (name < end && text_is_quote(self->text->tokens[name].punct) &&
           self->text->tokens[name].kind == TOKEN_PUNCT)
        name++;
    bool is_one = verb && is_verb(self, verb) && mark->n_tokens == 1 && !has_object(self, mark) &&
                  !is_verb_of_many(self, mark->first_token);
    if (!is_one || name >= end || self->text->tokens[name].kind != TOKEN_WORD ||
        is_preposition(self, name) || self->place_at[name] != NO_MARK)
        return NO_AMOUNT;
    guint32 known = matches_at(self->matches, name);
    bool is_known = known < self->matches->n && self->matches->items[known].first_token == name;
    return is_known ? NO_AMOUNT : (Amount){1, 1, mark->first_token, name + 1};
}

/* "إن فلان الفلاني، 55 عاماً، قد قتل بانفجار": a verb of one that names nobody behind it, of a man
 * whom no table knows. */
static Amount one_before(const Reader *self, const Match *mark, guint32 first) {
    enum { CLOSE = 8 };
    const Match *verb = mark_at(self, MARK_TRIGGER, mark->first_token);
    guint32 next = mark_end(mark);
    const Match *cause = mark_at(self, MARK_TRIGGER, next);
    bool is_by = mark_at(self, MARK_CAUSE, next) || mark_at(self, MARK_AGENT, next) ||
                 (cause && cause->first_token == next && (cause->clitics & CLITIC_IN));
    bool is_one = verb && is_verb(self, verb) && mark->n_tokens == 1 && !has_object(self, mark) &&
                  !is_verb_of_many(self, mark->first_token) && !has_and(self, mark->first_token);
    if (!is_by || !is_one) return NO_AMOUNT;
    for (guint32 back = 1; back <= CLOSE && mark->first_token >= first + back; back++) {
        guint32 at = mark->first_token - back;
        if (is_marked_as(self, MARK_JOINT, at, "effect", "content") ||
            mark_at(self, MARK_SOURCE, at))
            return back > 2 ? (Amount){1, 1, mark->first_token, mark_end(mark)} : NO_AMOUNT;
        if (mark_at(self, MARK_HARM, at) || mark_at(self, MARK_PERSON, at) ||
            mark_at(self, MARK_ACTOR, at) || mark_at(self, MARK_TARGET, at) ||
            mark_at(self, MARK_TRIGGER, at))
            return NO_AMOUNT;
    }
    return NO_AMOUNT;
}

static Amount amount_of(const Reader *self, const Match *mark, guint32 first, guint32 end) {
    const char *number = mark_cell(self, mark, "number");
    if (!strcmp(number, "before")) return amount_in_frame(self, mark, first);
    Amount risen =
        mark_is(self, mark, "harm", "killed") ? harm_risen_to(self, mark, end) : NO_AMOUNT;
    if (risen.first != risen.end) return risen;
    bool takes_next = !strcmp(number, "next") || !strcmp(number, "add");
    Amount amount =
        takes_next ? amount_after(self, after_subject(self, mark, end), end) : NO_AMOUNT;
    bool is_open = amount.max == amount.min && mark->n_tokens > 1 &&
                   !strcmp(harm_bound_before(self, mark->first_token), "min");
    if (is_open) amount.max = HARM_NOT_SAID; /* تجاوز عدد القتلى الـ 20 */
    if (amount.first == amount.end) amount = amount_before(self, first, mark->first_token);
    bool is_sum = mark_is(self, mark, "harm", "both"); /* 30 عنصراً من X بين قتيل وجريح */
    if (amount.first == amount.end && (takes_next || is_sum)) {
        amount = person_before(self, first, mark->first_token);
        if (is_sum && amount.max == 1) amount = NO_AMOUNT; /* مركبة لمسؤول … عن قتلى وجرحى */
    }
    if (amount.first != amount.end)
        return amount.end <= mark->first_token ? whole_of(self, first, amount) : amount;
    if (!strcmp(number, "pl") && mark_is(self, mark, "harm", "killed") && !mark->article &&
        mark_end(mark) < end) /* جثث ثلاثة شبان */
        amount = harm_amount_at(self, mark_end(mark), end);
    if (amount.first != amount.end) return amount;
    int count = (int)g_ascii_strtoll(number, NULL, 10);
    if (count <= 0 && takes_next) {
        Amount one = one_by_name(self, mark, end);
        return one.first == one.end ? one_before(self, mark, first) : one;
    }
    if (count <= 0 || mark->article) return NO_AMOUNT;
    if (count == 1 && mark_end(mark) < end && !has_and(self, mark_end(mark)) &&
        has_possessive(self, mark_end(mark) - 1)) { /* قتلها عنصرين: her deed, with its object */
        Amount object = harm_amount_at(self, mark_end(mark), end);
        if (object.first == object.end) object = harm_person_at(self, mark_end(mark));
        if (object.first != object.end) return object;
    }
    amount = (Amount){count, count, mark->first_token, mark_end(mark)};
    if (mark_at(self, MARK_WITH, amount.end)) add_joined(self, end, &amount); /* مقتله مع ثلاثة */
    return amount;
}

/* لقي … مصرعه: the persons stand in the gap of the form itself. */
static Amount amount_inside(const Reader *self, const Match *mark) {
    for (guint32 t = mark->first_token + 1; t + 1 < mark_end(mark); t++) {
        Amount amount = harm_amount_at(self, t, mark_end(mark));
        if (amount.first == amount.end) amount = harm_person_at(self, t);
        if (amount.first != amount.end) return amount;
    }
    return NO_AMOUNT;
}

/* "إن طفلاً قتل وأصيب 15 شخصاً": one died, whom the verb of both follows, and the others were hurt.
 */
static bool put_split(const Reader *self, const Match *mark, guint32 first, guint32 end,
                      Harm *harm) {
    enum { VERBS = 2, NAME = 4 };
    if (mark->n_tokens != VERBS || !has_and(self, mark_end(mark) - 1) ||
        mark->first_token < first + 1)
        return false;
    const Match *one = NULL; /* قيادياً من قسد */
    for (guint32 back = 1; back <= NAME && !one && mark->first_token >= first + back; back++) {
        guint32 at = mark->first_token - back;
        if (is_break(self, at) || mark_at(self, MARK_HARM, at)) break;
        one = mark_at(self, MARK_PERSON, at);
        if (!one && !mark_at(self, MARK_ACTOR, at) && !mark_at(self, MARK_FROM, at) &&
            self->text->tokens[at].kind == TOKEN_WORD && !is_preposition(self, at))
            break;
    }
    Amount killed = one ? harm_person_at(self, one->first_token) : NO_AMOUNT;
    Amount injured = amount_after(self, mark_end(mark), end);
    bool is_counted = one && one->first_token > first &&
                      (mark_at(self, MARK_NUMBER, one->first_token - 1) ||
                       self->text->tokens[one->first_token - 1].kind == TOKEN_NUMBER);
    if (killed.min < 1 || killed.min != killed.max || injured.first == injured.end || is_counted)
        return false;
    put(&harm->killed_min, &harm->killed_max, &killed, false);
    put(&harm->injured_min, &harm->injured_max, &injured, false);
    harm->first = MIN(harm->first, killed.first);
    harm->end = MAX(harm->end, injured.end);
    harm->victim = killed.end;
    return true;
}

static void put_nobody(Harm *harm) {
    put(&harm->killed_min, &harm->killed_max, &NOBODY, false);
    put(&harm->injured_min, &harm->injured_max, &NOBODY, false);
}

/* "وفاة أربعة من الجرحى": out of those told before. */
static bool is_out_of_them(const Reader *self, const Match *mark) {
    const Match *from = room_before(self, mark->first_token, 1) == 1
                            ? mark_at(self, MARK_FROM, mark->first_token - 1)
                            : NULL;
    return from && from->n_tokens == 1 && mark->article && mark_is(self, mark, "number", "pl");
}

static void read_mark(const Reader *self, const Match *mark, guint32 first, guint32 end,
                      Harm *harm) {
    const char *kind = mark_cell(self, mark, "harm");
    bool is_both = !strcmp(kind, "both"), is_killed = !strcmp(kind, "killed");
    if (is_both && put_split(self, mark, first, end, harm)) return;
    if (!strcmp(kind, "none")) {
        put_nobody(harm);
    } else if (!is_both && !is_killed && strcmp(kind, "injured")) {
        return;
    } else {
        Amount amount = mark->n_tokens > 2 ? amount_inside(self, mark) : NO_AMOUNT;
        if (amount.first == amount.end) amount = amount_of(self, mark, first, end);
        harm->is_sum |= is_both;
        if (is_killed) put_dead(self, mark, first, harm, &amount);
        if (is_both) put(&harm->killed_min, &harm->killed_max, &amount, true);
        if (!is_killed) put(&harm->injured_min, &harm->injured_max, &amount, is_both);
        harm->end = MAX(harm->end, amount.end);
        if (amount.end > amount.first) harm->victim = amount.end;
        if (amount.end > amount.first && harm->first != harm->end)
            harm->first = MIN(harm->first, amount.first);
    }
    if (harm->first == 0 && harm->end <= mark_end(mark)) harm->first = mark->first_token;
    harm->first = MIN(harm->first, mark->first_token);
    harm->end = MAX(harm->end, mark_end(mark));
}

/* "لم تسفر الغارات على X عن خسائر بشرية": the verb of result is denied, so nobody was harmed. */
static bool is_denied(const Reader *self, const Match *mark, guint32 first) {
    enum { REACH = 12 };
    const char *number = mark_cell(self, mark, "number");
    bool is_open = mark_is(self, mark, "harm", "loss") || !strcmp(number, "pl");
    for (guint32 back = 1; is_open && back <= REACH && mark->first_token >= first + back; back++) {
        guint32 at = mark->first_token - back;
        const Match *cue = mark_at(self, MARK_MODALITY, at);
        if (is_break(self, at) || mark_at(self, MARK_HARM, at)) return false;
        if (!cue || !mark_is(self, cue, "modality", "negated")) continue;
        for (guint32 t = cue->first_token; t <= at + 1; t++)
            if (mark_at(self, MARK_LIGHT, t)) return true;
    }
    return false;
}

/* "لم يسفر عن قتلى لكنه أدى إلى إصابة عنصرين": the others were hurt. */
static bool hurts_behind(const Reader *self, const Match *mark, guint32 end) {
    enum { REACH = 6 };
    for (guint32 t = mark_end(mark); t < MIN(end, mark_end(mark) + REACH); t++) {
        const Match *harm = mark_at(self, MARK_HARM, t);
        if (harm && mark_is(self, harm, "harm", "injured")) return true;
    }
    return false;
}

bool harm_is_unsaid(const Reader *self, const Match *mark) {
    enum { REACH = 4 };
    if (mark_is(self, mark, "harm", "unsaid")) return true;
    for (guint32 back = 1, room = room_before(self, mark->first_token, REACH); back <= room;
         back++) {
        guint32 at = mark->first_token - back;
        if (is_break(self, at)) return false;
        if (is_marked_as(self, MARK_HARM, at, "harm", "unsaid")) return true;
    }
    return false;
}

Harm harm_read(const Reader *self, guint32 first, guint32 end) {
    Harm harm;
    harm_init(&harm);
    harm.first = end;
    const Match *mark;
    for (guint cursor = 0; (mark = mark_next(self, MARK_HARM, first, end, &cursor));) {
        const Match *cue =
            mark->first_token > first ? mark_at(self, MARK_MODALITY, mark->first_token - 1) : NULL;
        bool is_negated = cue && mark_is(self, cue, "modality", "negated") &&
                          !mark_is(self, mark, "harm", "none");
        if (is_denied(self, mark, first)) {
            if (mark_is(self, mark, "harm", "killed") && hurts_behind(self, mark, end))
                put(&harm.killed_min, &harm.killed_max, &NOBODY, false);
            else
                put_nobody(&harm);
            harm.first = MIN(harm.first, mark->first_token);
            harm.end = MAX(harm.end, mark_end(mark));
        } else if (!is_negated && !harm_is_unsaid(self, mark) && !is_out_of_them(self, mark))
            read_mark(self, mark, first, end, &harm);
    }
    if (harm.end == 0) harm.first = 0;
    return harm;
}

guint32 harm_denied_from(const Reader *self, guint32 first, guint32 end) {
    Harm harm = harm_read(self, first, end);
    return harm.killed_max == 0 && harm.injured_max == 0 ? harm.first : end;
}

/* Is the last word of harm up to a token one of injuries? */
static bool is_of_injured(const Reader *self, guint32 token) {
    for (guint32 back = 0, room = room_before(self, token, token); back <= room; back++) {
        const Match *harm = mark_at(self, MARK_HARM, token - back);
        if (harm) return mark_is(self, harm, "harm", "injured");
    }
    return false;
}

bool harm_beside(const Reader *self, guint32 from, guint32 place, Harm *ret_harm) {
    enum { REACH = 5, PREPOSITION = 4 }; /* bytes of في */
    for (guint32 back = 1; back <= REACH && place >= from + back; back++) {
        guint32 at = place - back;
        if (is_break(self, at)) return false;
        Amount amount = harm_amount_at(self, at, place);
        if (amount.first == amount.end) continue;
        for (guint32 t = amount.end; t < place; t++) /* of persons: not عشر غارات استهدفت */
            if (!mark_at(self, MARK_PERSON, t) && self->text->tokens[t].norm_len > PREPOSITION)
                return false;
        harm_init(ret_harm);
        ret_harm->first = ret_harm->victim = amount.first;
        ret_harm->end = amount.end;
        if (is_of_injured(self, amount.first))
            put(&ret_harm->injured_min, &ret_harm->injured_max, &amount, false);
        else
            put(&ret_harm->killed_min, &ret_harm->killed_max, &amount, false);
        return true;
    }
    return false;
}
