/*
 * Numbers of persons: digits and number words with their bounds (أكثر من، نحو، بين … و), words that
 * say only "tens", ordinals, persons that count by their number alone, and tolls that rise.
 */
#include "incident/amounts.h"

enum { MOST = 100000 };

/* The value of a number word or of digits at a token, with its length; 0 tokens where none. */
static guint32 cardinal_at(const Reader *self, guint32 token, double *ret_value) {
    const Token *at = &self->text->tokens[token];
    if (at->kind == TOKEN_NUMBER) {
        *ret_value = at->value;
        return 1;
    }
    const Match *word = mark_at(self, MARK_NUMBER, token);
    if (!word || word->first_token != token || !mark_is(self, word, "kind", "cardinal")) return 0;
    *ret_value = g_ascii_strtod(mark_cell(self, word, "value"), NULL);
    return word->n_tokens;
}

/* "مئة وخمسة وعشرون": parts joined by و add up while they grow smaller. */
static guint32 number_at(const Reader *self, guint32 token, guint32 end, double *ret_value) {
    guint32 n = cardinal_at(self, token, ret_value);
    double part = *ret_value, thousands;
    guint32 more_of = n > 0 && token + n < end && !has_and(self, token + n)
                          ? cardinal_at(self, token + n, &thousands)
                          : 0;
    if (more_of > 0 && thousands >= 1000 && part < thousands) { /* 4 آلاف, خمسة آلاف */
        *ret_value = part *= thousands;
        n += more_of;
    }
    while (n > 0 && token + n < end && has_and(self, token + n) && part >= 20) {
        double next;
        guint32 more = cardinal_at(self, token + n, &next);
        if (more == 0 || next >= part || self->text->tokens[token + n].kind == TOKEN_NUMBER) break;
        *ret_value += part = next;
        n += more;
    }
    return n;
}

const char *harm_bound_before(const Reader *self, guint32 token) {
    for (guint32 back = 1, room = room_before(self, token, 2); back <= room; back++) {
        const Match *bound = mark_at(self, MARK_BOUND, token - back);
        if (bound) return mark_cell(self, bound, "value");
        if (self->text->tokens[token - back].kind == TOKEN_PUNCT) return "";
    }
    return "";
}

/* "عشرون قتيلاً على الأقل": a bound behind the number and its noun, with no number of its own. */
static const char *bound_after(const Reader *self, guint32 token, guint32 end) {
    enum { NOUN = 2 };
    for (guint32 t = token; t < end && t <= token + NOUN; t++) {
        const Match *bound = mark_at(self, MARK_BOUND, t);
        if (is_break(self, t) || has_and(self, t)) return "";
        if (!bound || bound->n_tokens < 2) continue;
        double value;
        guint32 next = mark_end(bound);
        return next < end && cardinal_at(self, next, &value) ? "" : mark_cell(self, bound, "value");
    }
    return "";
}

/* A number of persons, not of kilometres, hours, shells or a date. */
static bool counts_persons(const Reader *self, guint32 first, guint32 end) {
    const Match *from = end < self->text->n_tokens ? mark_at(self, MARK_FROM, end) : NULL;
    guint32 next = from ? mark_end(from) : end; /* 14 من تموز */
    const Match *after = next < self->text->n_tokens ? mark_at(self, MARK_CALENDAR, next) : NULL;
    if (after && (mark_is(self, after, "kind", "unit") || mark_is(self, after, "kind", "month")))
        return false;
    const Match *arms = end < self->text->n_tokens ? mark_at(self, MARK_WEAPON, end) : NULL;
    if (arms && arms->first_token == end && !(arms->clitics & CLITIC_IN) && !has_and(self, end))
        return false; /* أصابت ثلاثة صواريخ منزلاً */
    const Match *before = first > 0 ? mark_at(self, MARK_CALENDAR, first - 1) : NULL;
    if (before && mark_is(self, before, "kind", "month")) return false; /* آذار 2019 */
    const Match *over = mark_at(self, MARK_CALENDAR, first);
    return !(over && mark_end(over) >= end) && /* اثنا عشر holds what أثناء is spelt like */
           self->place_at[first] == NO_MARK;
}

/* "من 5 إلى 7 قتلى" */
static bool is_from_to(const Reader *self, guint32 token, guint32 end) {
    const Match *from = mark_at(self, MARK_FROM, token);
    double value;
    return from && from->first_token + 1 == token && mark_end(from) == end + 1 &&
           mark_end(from) < self->text->n_tokens && cardinal_at(self, end + 1, &value) > 0;
}

/* "ارتفع عدد القتلى من 3 إلى 5": what it was counts no more. */
static bool has_risen(const Reader *self, guint32 token) {
    enum { REACH = 12 };
    for (guint32 back = 1, room = room_before(self, token, REACH); back <= room; back++)
        if (is_marked_as(self, MARK_MODALITY, token - back, "modality", "toll")) return true;
    return false;
}

Amount harm_amount_at(const Reader *self, guint32 token, guint32 end) {
    double value = 0, second = 0;
    guint32 n = number_at(self, token, end, &value);
    Amount amount = {(int)CLAMP(value, 0, 100000), HARM_NOT_SAID, token, token + n};
    if (n == 0) return NO_AMOUNT;
    /* More than a town's people is no count of one incident, nor is there another beside it. */
    if (value > MOST) return (Amount){HARM_NOT_SAID, HARM_NOT_SAID, token, token + n};
    if (value != (int)value || !counts_persons(self, token, token + n)) return NO_AMOUNT;
    amount.max = amount.min;
    const char *bound = harm_bound_before(self, token);
    if (!*bound && is_from_to(self, token, token + n)) bound = "range";
    if (!*bound) bound = bound_after(self, token + n, self->text->n_tokens);
    if (!strcmp(bound, "min")) amount.max = HARM_NOT_SAID;
    if (!strcmp(bound, "max")) amount.min = HARM_NOT_SAID;
    if (!strcmp(bound, "range") && token + n < end) {
        guint32 at = token + n;
        if (!has_and(self, at)) at++; /* إلى */
        if (at < end && self->text->tokens[at].kind == TOKEN_WORD &&
            !cardinal_at(self, at, &second))
            at++; /* و apart from its number */
        guint32 more = at < end ? number_at(self, at, end, &second) : 0;
        if (more > 0 && second >= value && second <= MOST) {
            amount.max = (int)second;
            if (has_risen(self, token)) amount.min = amount.max;
            amount.end = at + more;
        }
    }
    return amount;
}

Amount harm_vague_at(const Reader *self, guint32 token) {
    const Match *word = mark_at(self, MARK_NUMBER, token);
    if (!word || word->first_token != token || !mark_is(self, word, "kind", "vague"))
        return NO_AMOUNT;
    double value = g_ascii_strtod(mark_cell(self, word, "value"), NULL);
    if (value != 1) return (Amount){HARM_NOT_SAID, HARM_NOT_SAID, token, mark_end(word)};
    return (Amount){1, 1, token, mark_end(word)};
}

Amount harm_ordinal_at(const Reader *self, guint32 token) {
    enum { LARGEST = 10 };
    const Match *word = mark_at(self, MARK_NUMBER, token);
    if (!word || !mark_is(self, word, "kind", "ordinal")) return NO_AMOUNT;
    bool is_definite = text_has_article(self->text, token);
    guint32 next = token + 1; /* إصابة الرابع, but not الرابع من تموز nor الـ 20 */
    bool is_person = word->n_tokens == 1 &&
                     g_ascii_strtod(mark_cell(self, word, "value"), NULL) <= LARGEST &&
                     !mark_at(self, MARK_FROM, next) && !mark_at(self, MARK_CALENDAR, next);
    return is_definite && !is_person ? NO_AMOUNT : (Amount){1, 1, token, mark_end(word)};
}

Amount harm_person_at(const Reader *self, guint32 token) {
    const Match *person = mark_at(self, MARK_PERSON, token);
    if (!person || person->first_token != token) return NO_AMOUNT;
    const Match *deed = mark_at(self, MARK_TRIGGER, token);
    if (deed && deed->first_token < token && !mark_at(self, MARK_HARM, deed->first_token))
        return NO_AMOUNT; /* قتلوا بهجوم مسلح */
    if (mark_is(self, person, "harm", "other") && room_before(self, token, 1) == 1 &&
        mark_at(self, MARK_WEAPON, token - 1))
        return NO_AMOUNT; /* بانفجار لغم آخر */
    int number = (int)g_ascii_strtoll(mark_cell(self, person, "number"), NULL, 10);
    if (number == 0) number = HARM_NOT_SAID; /* pl */
    return (Amount){number, number, token, mark_end(person)};
}

/* "ارتفع عدد قتلى التفجير الذي ضرب X إلى 44": the toll of a deed named on the way stands behind the
 * word that tells how far it rose; of several the last. */
Amount harm_risen_to(const Reader *self, const Match *mark, guint32 end) {
    const Match *toll = mark_at(self, MARK_MODALITY, mark->first_token);
    if (!toll && room_before(self, mark->first_token, 1) == 1)
        toll = mark_at(self, MARK_MODALITY, mark->first_token - 1);
    if (!toll || !mark_is(self, toll, "modality", "toll")) return NO_AMOUNT;
    Amount newest = NO_AMOUNT; /* "ارتفع إلى 10، قبل أن تعلن ارتفاع الحصيلة إلى 13 قتيلاً" */
    bool is_told_anew = true;
    for (guint32 t = mark_end(mark); t + 1 < end; t++) {
        const Match *to = mark_at(self, MARK_BOUND, t);
        is_told_anew |= is_marked_as(self, MARK_MODALITY, t, "modality", "toll");
        if (is_marked_as(self, MARK_HARM, t, "harm", "injured")) break;
        if (!to || !mark_is(self, to, "value", "to") || self->place_at[t] != NO_MARK) continue;
        Amount amount = harm_amount_at(self, t + 1, end);
        bool is_toll = is_told_anew && amount.first != amount.end && amount.min == amount.max;
        if (!is_toll || is_marked_as(self, MARK_HARM, amount.end, "harm", "injured")) continue;
        newest = amount;
        is_told_anew = false;
    }
    return newest;
}

/* "… مقتل خمسة، ثم ارتفعت الحصيلة إلى تسعة قتلى": does the word tell the newest count? */
bool harm_is_newest(const Reader *self, const Match *mark, guint32 first) {
    enum { REACH = 7 };
    for (guint32 back = 0; back <= REACH && mark_end(mark) > first + back; back++) {
        guint32 at = mark_end(mark) - 1 - back;
        if (at < mark->first_token && mark_at(self, MARK_HARM, at)) return false;
        if (is_marked_as(self, MARK_MODALITY, at, "modality", "toll")) return true;
        if (is_break(self, at)) return false;
    }
    return false;
}
