/* Which mentions can be a scene at all: by the role that the place stage gave them, and by the
 * words around, which tell where people come from, were taken to, live, or set out. */
#include <math.h>

#include "incident/stages.h"

/* Joined by و to one that is surely a place. */
#define LEAST_IN_LIST 0.05
#define SURE_CONFIDENCE 0.6

/* Somewhere in Syria that is smaller than Syria. */
bool mention_is_site(const Reader *self, const PlaceMention *mention) {
    const Place *place = mention_place(self, mention);
    if (!isfinite(mention->location.lon)) return false;
    return !place || (!place->is_abroad && place->kind != PLACE_COUNTRY);
}

/* A verb that is spelt like a name (تبنى): the word tables know it better. */
static bool is_word(const Reader *self, const PlaceMention *mention) {
    const Match *word = mark_at(self, MARK_MODALITY, mention->first_token);
    const Match *thing = mark_at(self, MARK_TARGET, mention->first_token);
    bool is_thing = thing && thing->n_tokens == 1 && mark_is(self, thing, "class", "vehicle");
    if (mention->n_tokens == 1 && is_thing) return true; /* بصهريجه */
    return mention->n_tokens == 1 && word && !word->article &&
           word->first_token == mention->first_token;
}

/* "ونقل المصابون إلى مشفى في مدينة تدمر" */
static bool is_after_treatment(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 12 };
    for (guint32 back = 1, room = room_before(self, mention->first_token, REACH); back <= room;
         back++) {
        guint32 at = mention->first_token - back;
        if (mark_at(self, MARK_TREATMENT, at)) return true;
        if (mark_at(self, MARK_TRIGGER, at) || mark_at(self, MARK_JOINT, at) || is_break(self, at))
            return false;
    }
    return false;
}

/* "عين العرب (كوباني)", "منطقة الرصافة (نحو 30 كم غرب الرقة)": the second name of the place before
 * it, or where it lies. */
static bool is_gloss(const Reader *self, const PlaceMention *mention) {
    guint32 first = mention->first_token;
    if (room_before(self, first, 3) == 3 && mark_at(self, MARK_BOUND, first - 1)) first--;
    return room_before(self, first, 2) == 2 && self->text->tokens[first - 1].punct == '(' &&
           self->place_at[first - 2] != NO_MARK;
}

/* "تشييعهم في قرية X شرقي سلمية": words right behind a place that is no scene say where that is. */
static bool is_gloss_of_other(const Reader *self, const PlaceMention *mention) {
    guint32 first = mention->first_token;
    if (room_before(self, first, 1) == 0 || self->place_at[first - 1] == NO_MARK) return false;
    const PlaceMention *before = &self->places->items[self->place_at[first - 1]];
    LocationMethod method = mention->location.method;
    bool is_region =
        method == METHOD_COUNTRYSIDE || method == METHOD_REGION || method == METHOD_ADMIN;
    bool is_of_way = before->role == ROLE_DESTINATION || before->role == ROLE_ORIGIN;
    bool is_of_other = before->role == ROLE_VICTIM_HOME || before->role == ROLE_TREATMENT;
    return !has_and(self, first) &&
           ((is_region && is_of_way) || ((is_region || method == METHOD_NEAR) && is_of_other));
}

/* "واقتادوهم إلى قرية A الخاضعة لسيطرتهم في ريف X": the region of where they went. */
static bool is_region_of_way(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 5 };
    LocationMethod method = mention->location.method;
    guint32 first = mention->first_token, room = room_before(self, first, REACH);
    if (method != METHOD_COUNTRYSIDE && method != METHOD_REGION && method != METHOD_ADMIN)
        return false;
    for (guint32 back = 1; back <= room; back++) {
        guint32 t = first - back;
        const Match *deed = mark_at(self, MARK_TRIGGER, t);
        bool is_of_holder = deed && (deed->clitics & CLITIC_TO) && /* الخاضعة لسيطرته */
                            mark_is(self, deed, "type", "movement");
        if (is_break(self, t) || has_and(self, t + 1) || (deed && !is_of_holder) ||
            mark_at(self, MARK_LIGHT, t))
            return false;
        if (self->place_at[t] == NO_MARK) continue;
        const PlaceMention *before = &self->places->items[self->place_at[t]];
        return before->role == ROLE_DESTINATION;
    }
    return false;
}

/* "حي التمو وأطرافه", "مدينة دير الزور وريفها": what surrounds the place right before it is no
 * scene of its own. */
static bool is_surroundings(const Reader *self, const PlaceMention *mention) {
    guint32 first = mention->first_token;
    return room_before(self, first, 1) == 1 && self->place_at[first - 1] != NO_MARK &&
           has_and(self, first) && has_possessive(self, first);
}

/* A man, or what is his (عودته من X); of things a part is meant (القطاع الخامس من X). */
static bool is_somebody(const Reader *self, guint32 token) {
    bool is_definite = text_has_article(self->text, token);
    return mark_at(self, MARK_PERSON, token) || mark_at(self, MARK_ACTOR, token) ||
           is_marked_as(self, MARK_TARGET, token, "class", "person") ||
           (!is_definite && has_possessive(self, token));
}

/* Does من itself stand right before the token? "من داعش إلى" is a mark of three words. */
static bool is_behind_from(const Reader *self, guint32 token) {
    const Match *from = mark_at(self, MARK_FROM, token - 1);
    return from && from->first_token == token - 1;
}

/* "وفقد فلان (43 عاماً)، من قرية X، حياته": between commas behind a man, where he comes from. */
static bool is_set_off_origin(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 6 };
    guint32 first = mention->first_token, room = room_before(self, first, REACH);
    if (room < 3 || !is_behind_from(self, first) || !is_break(self, first - 2)) return false;
    for (guint32 back = 3; back <= room; back++) {
        guint32 at = first - back;
        if (is_break(self, at)) return false;
        /* 43 عاماً */
        if (is_somebody(self, at) || is_marked_as(self, MARK_CALENDAR, at, "kind", "unit"))
            return true;
    }
    return false;
}

/* "حاولت التقدم من قرية X إلى قرية Y": whence to a place that is named behind. */
static bool is_start_of_advance(const Reader *self, const PlaceMention *mention) {
    enum { NEXT = 3 };
    const Match *advance = mark_at(self, MARK_TRIGGER, mention->first_token - 2);
    const PlaceMention *end = self->places->items + self->places->n;
    if (!advance || mark_end(advance) != mention->first_token - 1) return false;
    for (const PlaceMention *next = mention + 1; next < end && next <= mention + NEXT; next++)
        if (next->sentence == mention->sentence && next->role == ROLE_DESTINATION) return true;
    return false;
}

/* "قرية X الواقعة بين A وB", "الحدودية بين محافظتي A وB": both ends say where the place before
 * lies. */
static bool is_end_of_gloss(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 3 };
    const PlaceMention *first = mention;
    if (has_and(self, first->first_token) && first > self->places->items &&
        (first - 1)->first_token + (first - 1)->n_tokens == first->first_token)
        first--;
    for (guint32 back = 1; back <= room_before(self, first->first_token, REACH); back++) {
        guint32 t = first->first_token - back;
        if (is_break(self, t) || self->place_at[t] != NO_MARK) return false;
        const Match *between = mark_at(self, MARK_BETWEEN, t);
        if (!between) continue;
        guint32 at = between->first_token;
        for (guint32 step = 1; step <= room_before(self, at, 2); step++)
            if (self->place_at[at - step] != NO_MARK) return true;
        return false;
    }
    return false;
}

/* "وصرح مدير مشفى X": somebody who tells, by his office. */
static bool is_teller_of(const Reader *self, guint32 office) {
    enum { REACH = 3 };
    for (guint32 back = 1; back <= room_before(self, office, REACH); back++)
        if (mark_at(self, MARK_SOURCE, office - back)) return true;
    return false;
}

/* "قتل شاب من بلدة X", "اندحر من X": a place behind من is where somebody comes from, but of those
 * who were taken away it is where that happened. */
static bool is_source(const Reader *self, const PlaceMention *mention, bool of_people) {
    enum { REACH = 6 };
    guint32 first = mention->first_token;
    if (is_set_off_origin(self, mention)) return true;
    guint32 name = first; /* مختار قرية X: the head noun may stand before the mention */
    if (room_before(self, first, 2) == 2 && is_head_of_settlement(self, first - 1)) name--;
    if (room_before(self, name, 1) == 1 && mark_at(self, MARK_PEOPLE, name - 1))
        return !of_people || is_teller_of(self, name - 1);
    if (room_before(self, first, 2) < 2 || !is_behind_from(self, first) ||
        mark_at(self, MARK_EACH, first - 1))
        return false;
    if (is_start_of_advance(self, mention)) return true;
    for (guint32 back = 2, room = room_before(self, first, REACH); back <= room; back++) {
        const Match *trigger = mark_at(self, MARK_TRIGGER, first - back);
        if (is_break(self, first - back)) break;
        if (!trigger) continue;
        IncidentType type;
        if (!incident_type_parse(mark_cell(self, trigger, "type"), &type)) return true;
        bool is_taking = type == INCIDENT_ABDUCTION || type == INCIDENT_ARREST ||
                         type == INCIDENT_SEIZURE || (type == INCIDENT_MOVEMENT && back == 2);
        bool is_whom = mark_at(self, MARK_PERSON, first - 2) != NULL;
        if (is_taking && (of_people || !is_whom)) return false;
        break;
    }
    return is_somebody(self, first - 2);
}

/* "قرى A وB في ريفي X وY": the lands of a list say where the places before it lie. */
static bool is_land_of_list(const Reader *self, const PlaceMention *mention) {
    LocationMethod method = mention->location.method;
    const PlaceMention *head = mention;
    if (mention->list == NO_PLACE || (method != METHOD_COUNTRYSIDE && method != METHOD_ADMIN))
        return false;
    while (head > self->places->items && (head - 1)->list == mention->list) head--;
    return head < mention && head->role == ROLE_CONTEXT && head->location.method == method;
}

/* Of a list behind من its first one tells of all. */
static bool is_source_or_listed(const Reader *self, const PlaceMention *mention, bool of_people) {
    if (is_source(self, mention, of_people)) return true;
    if (mention->list == NO_PLACE) return false;
    for (const PlaceMention *at = self->places->items; at < mention; at++)
        if (at->list == mention->list) return is_source(self, at, of_people);
    return false;
}

/* "الجسر المؤدي إلى بلدة X" */
static bool is_led_to(const Reader *self, const PlaceMention *mention) {
    return mention->role == ROLE_DESTINATION && room_before(self, mention->first_token, 1) == 1 &&
           mark_at(self, MARK_LEADING, mention->first_token - 1);
}

/* هجوم، صواريخ باتجاه: deeds that lead somewhere. */
static bool is_assault(const Reader *self, const Match *deed) {
    bool is_fired = false;
    for (guint32 t = deed->first_token; t < mark_end(deed); t++)
        is_fired |= deed->n_tokens > 1 && mark_at(self, MARK_WEAPON, t) != NULL;
    return (is_fired && mark_is(self, deed, "type", "shelling")) ||
           mark_is(self, deed, "type", "attack");
}

/* "حاولوا التسلل إلى قرية X", "محاولة التقدم نحو X", "تسللت مجموعة من قوات النظام إلى X": where an
 * assault leads to. */
static bool is_assaulted(const Reader *self, const PlaceMention *mention) {
    enum { PREPOSITION = 2, REACH = 8, WAY = 18 };
    guint32 first = mention->first_token, room = room_before(self, first, WAY), reach = REACH;
    if (mention->role != ROLE_DESTINATION) return false;
    for (guint32 back = 1; back <= room && back <= reach; back++) {
        const Match *deed = mark_at(self, MARK_TRIGGER, first - back);
        gint32 at = self->place_at[first - back];
        const PlaceMention *start = at == NO_MARK ? NULL : &self->places->items[at];
        bool is_start = start && start->role != ROLE_DESTINATION && is_source(self, start, false);
        if (is_start) reach = WAY; /* من قرية A التي يسيطر عليها X إلى قرية B */
        if (is_break(self, first - back) || (at != NO_MARK && !is_start)) return false;
        if (!deed && mark_at(self, MARK_LEADING, first - back)) return false;
        if (deed && back > PREPOSITION && is_verb(self, deed) &&
            !mark_is(self, deed, "strength", "weak"))
            return false;
        if (deed)
            return is_assault(self, deed) && is_deed_word(self, deed) &&
                   !mark_at(self, MARK_HARM, first - back);
    }
    return false;
}

/* "هاجموا إحدى النقاط العسكرية باتجاه X": which way a site lies, where it has no place of its own.
 */
static bool is_where_site_lies(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 3 };
    guint32 first = mention->first_token;
    if (mention->role != ROLE_DESTINATION || room_before(self, first, 1) == 0) return false;
    for (guint32 back = 2; back <= room_before(self, first, REACH); back++) {
        guint32 t = first - back;
        if (is_break(self, t) || self->place_at[t] != NO_MARK || mark_at(self, MARK_TRIGGER, t))
            return false;
        if (is_marked_as(self, MARK_TARGET, t, "class", "site"))
            return is_marked_as(self, MARK_TARGET, t, "target_kind", "military");
    }
    return false;
}

/* Is it joined by و to one that is surely a place? Homonyms alone make it doubtful. */
static bool is_joined_to_sure(const Reader *self, const PlaceMention *mention) {
    if (mention->confidence < LEAST_IN_LIST || mention == self->places->items) return false;
    const PlaceMention *before = mention - 1;
    return before->first_token + before->n_tokens == mention->first_token &&
           has_and(self, mention->first_token) && before->confidence >= SURE_CONFIDENCE;
}

/* `of_people`: where people live (سكان قرية X) counts too. */
/* "قرية X الواقعة بين بلدة A شرق حماة، ومدينة B": behind the comma the second end of what says
 * where X is. */
static bool is_second_end(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 9 };
    guint32 first = mention->first_token, room = room_before(self, first, REACH);
    if (room < 3 || !has_and(self, first) || !is_break(self, first - 1)) return false;
    for (guint32 back = 2; back <= room; back++) {
        const Match *between = mark_at(self, MARK_BETWEEN, first - back);
        if (mark_at(self, MARK_TRIGGER, first - back) || is_break(self, first - back)) return false;
        if (between) return between->n_tokens > 1 && self->place_at[mark_end(between)] != NO_MARK;
    }
    return false;
}

/* "وقال المكتب الإعلامي لولاية X إن", "أفاد فلان أبو X مدير": the name of who tells, behind his
 * verb or his outlet, before what he says. */
static bool is_name_of_teller(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 4 };
    guint32 first = mention->first_token;
    if (mention_has_head(self, mention)) return false;
    for (guint32 back = 1; back <= room_before(self, first, REACH); back++) {
        guint32 t = first - back;
        const Match *source = mark_at(self, MARK_SOURCE, t), *joint = mark_at(self, MARK_JOINT, t);
        if (source && mark_is(self, source, "scope", "outlet"))
            return !is_preposition(self, first - 1);
        if (source && back <= 2)
            return mark_is(self, source, "scope", "clause") && back == 2 &&
                   !is_preposition(self, first - 1) && mention->n_tokens <= 2;
        if (joint || is_break(self, t) || mark_at(self, MARK_TRIGGER, t) ||
            mark_at(self, MARK_LIGHT, t))
            return false;
    }
    return false;
}

/* "وقالت مديرية الأمن في X إن", "أعلن قائد الشرطة في محافظة X أن": the seat of who tells. */
static bool is_seat_of_teller(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 9, AHEAD = 8 };
    guint32 first = mention->first_token, next = first + mention->n_tokens;
    bool is_office = false, is_told = false, is_said = false;
    for (guint32 back = 1; back <= room_before(self, first, REACH) && !is_told; back++) {
        guint32 t = first - back;
        const Match *cue = mark_at(self, MARK_MODALITY, t), *source = mark_at(self, MARK_SOURCE, t);
        if (is_break(self, t) || mark_at(self, MARK_TRIGGER, t)) return false;
        is_office |= (cue && mark_is(self, cue, "modality", "office")) ||
                     (source && mark_is(self, source, "scope", "outlet"));
        is_told = source && mark_is(self, source, "scope", "clause");
    }
    for (guint32 t = next; t < MIN(next + AHEAD, self->text->n_tokens); t++) {
        const Match *joint = mark_at(self, MARK_JOINT, t);
        if (mark_at(self, MARK_TRIGGER, t)) break;
        is_said |= joint && (mark_is(self, joint, "effect", "content") ||
                             mark_is(self, joint, "effect", "self"));
    }
    return is_office && is_told && is_said;
}

/* "إصابة أربعة مدنيين وهم حسن علي وأحمد خليل": a man's name in a list of names. */
static bool is_in_list_of_names(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 60 };
    guint32 first = mention->first_token;
    if (mention_has_head(self, mention)) return false;
    for (guint32 back = 1; back <= room_before(self, first, REACH); back++) {
        guint32 t = first - back;
        if (mark_at(self, MARK_TRIGGER, t) || mark_at(self, MARK_LIGHT, t)) return false;
        if (is_marked_as(self, MARK_MODALITY, t, "modality", "named")) return true;
        if (back == 1 && is_preposition(self, t)) return false;
    }
    return false;
}

/* "التي تبعد عن مدينة X نحو 13 كم": from where the place before it is measured. */
static bool is_measured_from(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 2 };
    guint32 first = mention->first_token, from = first - room_before(self, first, REACH);
    const Matches *matches = self->matches;
    for (guint32 i = matches_at(matches, from); i < matches->n; i++) {
        const Match *match = &matches->items[i];
        if (match->first_token >= first) break;
        if (match->table == TABLE_CUE && mark_is(self, match, "cue", "offset") &&
            mark_is(self, match, "value", "gloss"))
            return true;
    }
    return false;
}

/* "معبر السكة الذي يصل مدينة X بالعراق": what a word of no deed ties to the place right before it.
 */
static bool is_linked_to(const Reader *self, const PlaceMention *mention) {
    guint32 first = mention->first_token, verb = first - 1;
    if (room_before(self, first, 3) < 3 || self->place_at[first - 3] == NO_MARK) return false;
    return is_marked_as(self, MARK_JOINT, first - 2, "effect", "continue") &&
           mark_at(self, MARK_JOINT, first - 2)->n_tokens == 1 && is_imperfect(self, verb) &&
           !mark_at(self, MARK_TRIGGER, verb) && !mark_at(self, MARK_LIGHT, verb) &&
           !mark_at(self, MARK_HARM, verb);
}

bool mention_is_scene(const Reader *self, const PlaceMention *mention, bool of_people) {
    return (mention->role == ROLE_SCENE || is_led_to(self, mention) ||
            is_assaulted(self, mention) || is_where_site_lies(self, mention)) &&
           mention_is_site(self, mention) && !is_word(self, mention) && !is_gloss(self, mention) &&
           !is_gloss_of_other(self, mention) && !is_measured_from(self, mention) &&
           !is_linked_to(self, mention) && !is_in_list_of_names(self, mention) &&
           !is_name_of_teller(self, mention) && !is_seat_of_teller(self, mention) &&
           !is_region_of_way(self, mention) && !is_source_or_listed(self, mention, of_people) &&
           !is_after_treatment(self, mention) && !is_surroundings(self, mention) &&
           !is_land_of_list(self, mention) && !is_second_end(self, mention) &&
           !is_end_of_gloss(self, mention) &&
           (mention->confidence >= LEAST_CONFIDENCE || is_joined_to_sure(self, mention));
}

bool mention_names_place(const Reader *self, const PlaceMention *mention) {
    return !is_word(self, mention) && !is_gloss(self, mention);
}
