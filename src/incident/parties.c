/*
 * The parties that a clause names: what they own (مواقع تابعة للميليشيات), which names are one, and
 * which are none. By which word they hang on the deed: bonds.c.
 */
#include "incident/parties.h"

enum { REACH = 8, OWNED_REACH = 7, CLOSE = 2 };

/* "العامل تحت قيادة X": the worker is a word of the tie. */
static bool is_of_owner(const Reader *self, guint32 token) {
    const Match *owner = mark_at(self, MARK_OWNER, token), *name = mark_at(self, MARK_ACTOR, token);
    return owner && name && owner->first_token == name->first_token &&
           owner->n_tokens > name->n_tokens &&
           strstr(mark_cell(self, name, "kind"), "civilian") != NULL;
}

/* May a word stand between a thing and its owner (مواقع … تابعة لـ X)? Adjectives may, deeds and
 * other parties may not. */
static bool is_filler(const Reader *self, guint32 token) {
    static const MarkKind others[] = {MARK_ACTOR, MARK_LIGHT,  MARK_AGENT,  MARK_ONTO,
                                      MARK_HARM,  MARK_BACKER, MARK_BETWEEN};
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (mark_at(self, others[i], token) && !is_of_owner(self, token)) return false;
    /* مصادر إعلامية إن مجموعات من X */
    if (is_marked_as(self, MARK_JOINT, token, "effect", "content")) return false;
    const Match *trigger = mark_at(self, MARK_TRIGGER, token);
    bool is_deed = trigger && is_deed_word(self, trigger) && !mark_at(self, MARK_OWNER, token) &&
                   !is_blocked(self, trigger) &&
                   !mark_at(self, MARK_MASCULINE, token); /* عناصر تنظيم (X) */
    return !is_deed && !is_break(self, token);
}

/* "قاعدة أمريكية", "رتل تركي": the name itself holds the thing that is owned; an adjective takes
 * the word before it with it. */
static void take_own_thing(const Reader *self, const Match *mark, Party *party) {
    bool is_nisba = strstr(actor_cell(self, mark->entry, "kind"), "nisba") != NULL;
    guint32 at = is_nisba ? mark->first_token - 1 : mark->first_token;
    const Match *thing = mark_at(self, MARK_TARGET, at);
    bool is_own = thing && mark_end(thing) <= mark_end(mark) && *mark_cell(self, thing, "class");
    if (is_own &&
        (is_nisba || mark_is(self, thing, "class", "site") ||
         mark_is(self, thing, "class", "vehicle") || mark_is(self, thing, "class", "patrol"))) {
        party->head = mark_number(self, MARK_TARGET, at);
        party->first = MIN(party->first, thing->first_token);
        party->has_to |= (thing->clitics & CLITIC_TO) != 0;
    } else if (is_nisba) {
        const Match *deed = mark_at(self, MARK_TRIGGER, at),
                    *weapon = mark_at(self, MARK_WEAPON, at);
        party->first = deed ? deed->first_token : weapon ? weapon->first_token : at;
        party->is_victim = mark_at(self, MARK_HARM, at) != NULL; /* قتيل أمريكي */
    }
}

static bool is_bystander(const Reader *self, const Match *target) {
    return mark_is(self, target, "class", "person") &&
           mark_is(self, target, "target_kind", "civilian");
}

/* What a party owns: "مواقع ونقاط مراقبة تابعة لـ X", "نقاط تمركز X". */
static void find_owned(const Reader *self, const Clause *clause, Party *party) {
    bool has_owner = false, is_people = strstr(actor_cell(self, party->row, "kind"), "civilian");
    guint32 name = party->first;
    for (guint32 at = name;
         at > clause->first && name - at < (has_owner ? 2 * OWNED_REACH : OWNED_REACH);) {
        at--;
        const Match *target = mark_at(self, MARK_TARGET, at);
        const Match *bomb = mark_at(self, MARK_WEAPON, at), *owner = mark_at(self, MARK_OWNER, at);
        if (target && owner && is_bystander(self, target)) target = NULL; /* العامل تحت قيادة X */
        const Match *title = mark_at(self, MARK_ACTOR, at);               /* ميليشيات X */
        bool is_title =
            title && mark_end(title) + 1 >= name && actor_is_short_name(self, title->entry);
        if (is_title && title->n_tokens > 1) { /* لعناصر تنظيم (X) */
            party->first = title->first_token;
            party->has_to |= (title->clitics & CLITIC_TO) != 0;
        }
        if (is_title) continue;
        if (target && bomb && mark_is(self, bomb, "type", "ied")) return; /* سيارة مفخخة لـ X */
        if (target && !mark_at(self, MARK_ACTOR, at)) {
            bool is_public = mark_is(self, target, "target_kind", "infrastructure");
            if (is_public && !has_owner && !(party->has_to && mark_end(target) == name))
                return; /* من جنوب الطريق من مجموعة X */
            if (!has_owner && party->first - mark_end(target) > CLOSE) return;
            if (!has_owner && is_bystander(self, target)) return;      /* اتهم ناشطون X */
            if (is_people && mark_end(target) != party->first) return; /* قيادي إن مدنياً */
            party->head = mark_number(self, MARK_TARGET, at);
            party->first = at = MAX(target->first_token, clause->first);
            party->has_to |= !has_owner && (target->clitics & CLITIC_TO);
            continue;
        }
        if (!is_filler(self, at)) return;
        if (mark_at(self, MARK_OWNER, at)) has_owner = true;
    }
}

static bool is_platform(const Reader *self, const Match *weapon) {
    static const char *const platforms[] = {"aircraft",  "helicopter", "drone",
                                            "artillery", "mlrs",       NULL};
    return g_strv_contains(platforms, mark_cell(self, weapon, "weapon"));
}

/* "طائرات مسيرة يعتقد أنها تابعة لـ X", "من الطائرات ومدفعية الهاون التابعة لـ X": the aircraft and
 * guns behind which a word says whose they are stand for him; not those that are hit themselves
 * (مستودع طائرات …, إسقاط طائرة …). */
static void take_platform(const Reader *self, const Clause *clause, Party *party) {
    enum { REACH_OF_OWNER = 6 };
    bool has_owner = false;
    for (guint32 back = 1; back <= REACH_OF_OWNER && party->first >= clause->first + back; back++) {
        guint32 at = party->first - back;
        const Match *weapon = mark_at(self, MARK_WEAPON, at);
        if (!weapon || !is_platform(self, weapon)) {
            has_owner |= mark_at(self, MARK_OWNER, at) != NULL;
            bool is_said = is_marked_as(self, MARK_MODALITY, at, "modality", "suspected");
            bool is_aside = is_break(self, at) && /* ، يرجح أنها تابعة لـ X */
                            is_marked_as(self, MARK_MODALITY, at + 1, "modality", "suspected");
            if (mark_at(self, MARK_TARGET, at) || !(is_filler(self, at) || is_said || is_aside))
                return;
            continue;
        }
        guint32 first = weapon->first_token;
        bool is_inside = room_before(self, first, 1) == 0;
        const Match *thing = is_inside ? NULL : mark_at(self, MARK_TARGET, first - 1);
        const Match *verb = is_inside ? NULL : mark_at(self, MARK_TRIGGER, first - 1);
        const Match *deed = mark_at(self, MARK_TRIGGER, first);
        bool is_downed =
            (deed && mark_end(deed) <= mark_end(weapon) &&
             !mark_is(self, deed, "strength", "sure")) ||
            (verb && mark_end(verb) == first && mark_is(self, verb, "strength", "weak"));
        if (has_owner && !thing && !is_downed) party->first = first;
        return;
    }
}

/* "قيادي سابق في X": who fought once is a civilian. */
static bool is_former(const Reader *self, const Party *party, guint32 name) {
    enum { NEAR = 2, PREPOSITION = 4 }; /* سابقاً في X; bytes of في */
    bool is_in = room_before(self, name, NEAR) == NEAR &&
                 self->text->tokens[name - 1].norm_len <= PREPOSITION;
    guint32 from = is_in ? MIN(party->first, name - NEAR) : party->first;
    for (guint32 t = from; t < name; t++)
        if (is_marked_as(self, MARK_JOINT, t, "effect", "former")) return true;
    return false;
}

static void set_suspected(const Reader *self, guint32 from, guint32 to, Party *party) {
    for (guint32 t = from; t < to; t++)
        if (is_marked_as(self, MARK_MODALITY, t, "modality", "suspected"))
            party->is_suspected = true;
}

static bool has_mark_between(const Reader *self, MarkKind kind, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (mark_at(self, kind, t)) return true;
    return false;
}

static bool has_thing_between(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++) {
        const Match *target = mark_at(self, MARK_TARGET, t);
        if (target && !mark_is(self, target, "class", "person")) return true;
    }
    return false;
}

/* "اغتال مسلحون القيادي في X": a man of his own between two names, not مسلحون من عناصر X. */
static bool has_man_between(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++) {
        const Match *man = mark_at(self, MARK_TARGET, t);
        if (man && mark_is(self, man, "class", "person") && man->first_token == t &&
            !(t > 0 && mark_at(self, MARK_FROM, t - 1)) && !has_and(self, t) &&
            text_has_article(self->text, t))
            return true;
    }
    return false;
}

/* "طائرة مجهولة، يرجح أنها تابعة لـ X": where the words suspect somebody, a mark parts nothing. */
static bool has_verb_between(const Reader *self, guint32 from, guint32 to, bool over_marks) {
    for (guint32 t = from; t < to; t++) {
        const Match *trigger = mark_at(self, MARK_TRIGGER, t);
        if (mark_at(self, MARK_LIGHT, t) || (!over_marks && is_break(self, t))) return true;
        if (trigger && !is_blocked(self, trigger)) return true;
    }
    return false;
}

/* قوى الأمن الداخلي "الأسايش": the name in quotes right behind says which of those who bear the
 * first name is meant. */
static bool is_glossed_by(const Reader *self, const Match *name, guint32 gloss) {
    const Matches *matches = self->matches;
    const char *id = actor_cell(self, gloss, "id");
    for (guint32 i = matches_at(matches, name->first_token); i < matches->n; i++) {
        const Match *match = &matches->items[i];
        if (match->first_token >= mark_end(name)) break;
        if (match->table == TABLE_ACTOR && mark_end(match) == mark_end(name) &&
            !strcmp(actor_cell(self, match->entry, "id"), id))
            return true;
    }
    return false;
}

/* Do only quotes and brackets stand in [from, to), one at least? */
static bool is_in_quotes(const Reader *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (self->text->tokens[t].kind != TOKEN_PUNCT || is_break(self, t)) return false;
    return to > from;
}

/* "جبهة فتح الشام (جبهة النصرة سابقاً)": what one of the same kin was called before. */
static bool is_other_name(const Reader *self, const Party *last, const Party *next,
                          const Match *mark) {
    return is_marked_as(self, MARK_JOINT, mark_end(mark), "effect", "former") &&
           !strcmp(actor_cell(self, last->row, "side"), actor_cell(self, next->row, "side"));
}

/* "أربعة شبان من عناصر X", "شخصان من صفوف X": whose men the people are. */
static bool are_his_men(const Reader *self, const Party *last, const Party *next, guint32 from,
                        guint32 to) {
    if (strcmp(actor_cell(self, last->row, "id"), "civilians") ||
        strstr(actor_cell(self, next->row, "kind"), "civilian") || from >= to ||
        !mark_at(self, MARK_FROM, from))
        return false;
    bool has_men = false;
    for (guint32 t = from + 1; t <= to; t++) {
        const Match *men = mark_at(self, MARK_TARGET, t), *joint = mark_at(self, MARK_JOINT, t);
        if (joint && mark_is(self, joint, "effect", "former")) return false;
        has_men |= men && mark_is(self, men, "class", "person") &&
                   mark_is(self, men, "target_kind", "military");
    }
    return has_men;
}

/* "عنصر سابق في X انضم إلى Y": the last word before the name says whose man he is since. */
static bool has_joined(const Reader *self, guint32 from, guint32 to) {
    enum { MOST = 10 };
    if (to <= from || to - from > MOST) return false;
    for (guint32 t = from; t < to; t++)
        if (is_break(self, t) || is_marked_as(self, MARK_MODALITY, t, "modality", "negated"))
            return false;
    return is_marked_as(self, MARK_JOINT, to - 1, "effect", "joined") ||
           (to - from > 1 && is_marked_as(self, MARK_JOINT, to - 2, "effect", "joined"));
}

/* "X (واجهة Y)", "X/Y": of one side, in brackets or behind a stroke. */
static bool is_gloss(const Reader *self, const Party *last, const Party *next, guint32 from) {
    const Token *tokens = self->text->tokens;
    if (from >= next->first || !actors_share_side(self, last->row, next->row)) return false;
    if (tokens[from].punct == '/') return next->first == from + 1;
    if (tokens[from].punct != '(') return false;
    for (guint32 t = from; t < next->first; t++)
        if (tokens[t].punct == ')') return false;
    return true;
}

/*
 * Two names for one party: "مجموعات مسلحة يعتقد أنها تابعة لتنظيم داعش" is داعش, "الفرقة 17 في قوات
 * النظام" is the regime with the unit's name, and the backer of a party is none of its own.
 * TRUE where the new one has gone into the last.
 */
static bool joins_last(const Reader *self, GArray *parties, const Party *next, const Match *mark) {
    if (parties->len == 0) return false;
    Party *last = &g_array_index(parties, Party, parties->len - 1);
    guint32 from = last->end, to = mark->first_token;
    if (has_joined(self, from, to) || is_gloss(self, last, next, from)) {
        if (has_joined(self, from, to)) last->row = last->name_row = next->row;
        last->end = mark_end(mark);
        return true;
    }
    if (to - from > REACH || has_verb_between(self, from, to, next->is_suspected)) return false;
    const Match *name = mark_at(self, MARK_ACTOR, from - 1);
    if (name && is_in_quotes(self, from, to) && is_glossed_by(self, name, next->row)) {
        last->row = last->name_row = next->row;
        last->end = mark_end(mark);
        return true;
    }
    if (is_in_quotes(self, from, to) && to == from + 1 && is_other_name(self, last, next, mark)) {
        last->end = mark_end(mark);
        return true;
    }
    if (are_his_men(self, last, next, from, to)) {
        last->row = next->row;
        last->name_row = next->name_row;
        last->end = mark_end(mark);
        return true;
    }
    bool is_of = to == from + 1 && mark_at(self, MARK_FROM, from); /* مسلحون من X */
    bool has_owner =
        has_mark_between(self, MARK_OWNER, from, to) || is_of || (mark->clitics & CLITIC_TO) != 0;
    bool is_thing = has_thing_between(self, from, to); /* مسلحون … حاجزاً لـ X */
    /* "مسلحان يستقلان دراجة يعتقد أنهما من X": what they ride parts them from nobody suspected. */
    bool is_named_later =
        next->is_suspected || (has_owner && !is_thing && !has_man_between(self, from, to));
    bool is_vague = strstr(actor_cell(self, last->row, "kind"), "vague") && next->is_suspected;
    if ((actor_is_unidentified(self, last->row) && is_named_later) || is_vague) {
        last->is_unmasked = text_has_article(self->text, last->first);
        last->row = next->row;
        last->name_row = next->name_row;
        last->is_suspected |= next->is_suspected;
        last->end = mark_end(mark);
        return true;
    }
    /* "قوات المهام الخاصة التابعة لـ X": of two that bear the name the one that is X's. */
    bool is_unit_of =
        to == from + 1 && mark_at(self, MARK_OWNER, from) && has_owner && !is_thing &&
        strstr(actor_cell(self, last->row, "kind"), "unit") &&
        !strstr(actor_cell(self, next->row, "kind"), "state") &&
        strcmp(actor_cell(self, last->row, "side"), actor_cell(self, next->row, "side"));
    if (is_unit_of) {
        last->row = last->name_row = next->row;
        last->end = mark_end(mark);
        return true;
    }
    if (actor_is_under(self, last->row, actor_cell(self, next->row, "id")) && to > from &&
        !has_and(self, to) && (has_owner || to - from == 1)) {
        if (!strstr(actor_cell(self, last->row, "kind"), "state")) /* فرع الأمن السياسي stays */
            last->row = next->row;
        last->end = mark_end(mark);
        return true;
    }
    return false;
}

/* "X ومما يسمى Y", "X وعناصر ما يسمى بجيش Y": the word with و that opens what a party is called by
 * some, with the men before it; else where the party begins. */
static guint32 so_called_from(const Reader *self, const Party *last, guint32 first) {
    enum { NOUN = 1 }; /* جيش */
    guint32 at = first;
    for (guint32 gap = 0; gap <= NOUN && at > last->end; gap++, at--) {
        if (!is_marked_as(self, MARK_JOINT, at - 1, "effect", "so-called")) continue;
        at = mark_at(self, MARK_JOINT, at - 1)->first_token;
        const Match *men = at > last->end ? mark_at(self, MARK_TARGET, at - 1) : NULL;
        return men && !has_and(self, at) ? men->first_token : at;
    }
    return first;
}

/* و before the name or before what he owns, or a comma in a list. */
static bool is_joined(const Reader *self, const GArray *parties, const Party *party) {
    if (parties->len == 0) return false;
    const Party *last = &g_array_index(parties, Party, parties->len - 1);
    guint32 first = so_called_from(self, last, party->first);
    bool is_near =
        first - last->end <= CLOSE + 2 && !has_verb_between(self, last->end, first, false);
    return is_near &&
           (has_and(self, first) || (first > last->end && mark_at(self, MARK_ALLY, first - 1)));
}

bool state_acts(const Reader *self, guint32 token) {
    if (!mark_at(self, MARK_ACTOR, token)) return false;
    guint32 before = token - 1, after = mark_end(mark_at(self, MARK_ACTOR, token));
    bool has_before = room_before(self, token, 1) == 1;
    const Match *verb = has_before ? mark_at(self, MARK_TRIGGER, before) : NULL;
    const Match *next = mark_at(self, MARK_TRIGGER, after);
    return (verb && is_verb(self, verb)) || (next && is_verb(self, next)) ||
           (has_before && mark_at(self, MARK_LIGHT, before)) || mark_at(self, MARK_LIGHT, after) ||
           (has_before && mark_at(self, MARK_SOURCE, before) &&
            says_of_himself(self, mark_at(self, MARK_ACTOR, token)));
}

/* "بادية الشعيطات", "قرى العكيدات": a tribe behind the head noun of a place names the place. */
static bool is_in_place_name(const Reader *self, const Match *mark) {
    if (!strstr(actor_cell(self, mark->entry, "kind"), "feud") || mark->n_tokens > 1 ||
        room_before(self, mark->first_token, 1) == 0)
        return false;
    const Matches *matches = self->matches;
    for (guint32 i = matches_at(matches, mark->first_token - 1); i < matches->n; i++) {
        const Match *match = &matches->items[i];
        if (match->first_token >= mark->first_token) return false;
        if (match->table == TABLE_HEAD && mark_end(match) == mark->first_token) return true;
    }
    return false;
}

/* A name of a place is no party (إسرائيل), unless it acts, or names what a party holds (قاعدة
 * أمريكية). */
bool names_only_place(const Reader *self, const Match *mark) {
    if (is_in_place_name(self, mark)) return true;
    if (self->place_at[mark->first_token] == NO_MARK) return false;
    bool is_held = mark->n_tokens > 1 &&
                   is_marked_as(self, MARK_TARGET, mark->first_token, "target_kind", "military");
    bool is_owner_of = mark->first_token > 0 && (mark->clitics & CLITIC_TO) &&
                       mark_at(self, MARK_OWNER, mark->first_token - 1); /* تابعة لإسرائيل */
    return !is_held && !is_owner_of && !state_acts(self, mark->first_token);
}

/* "أعدم … بتهمة التعامل مع X": who stands in the reason given for a deed has no part in it. */
static bool is_in_charge(const Reader *self, const Clause *clause, const Match *mark) {
    enum { REASON = 6 };
    for (guint32 t = mark->first_token; t > clause->first && mark->first_token - t < REASON; t--) {
        if (is_break(self, t - 1)) return false;
        if (is_marked_as(self, MARK_JOINT, t - 1, "effect", "charge")) return true;
    }
    return false;
}

/* "لغم من مخلفات X": whose it was, never who was hit. */
static bool is_of_remnant(const Reader *self, const Match *mark) {
    enum { TITLE = 4 }; /* من مخلفات إرهابيي تنظيم (X) */
    guint32 first = mark->first_token, room = room_before(self, first, TITLE);
    while (room > 1 && !is_break(self, first - 1) &&
           (self->text->tokens[first - 1].kind == TOKEN_PUNCT ||
            mark_at(self, MARK_ACTOR, first - 1))) {
        first--;
        room--;
    }
    const Match *before = room > 0 ? mark_at(self, MARK_WEAPON, first - 1) : NULL;
    const Match *inside = mark_at(self, MARK_WEAPON, mark->first_token);
    const Match *weapon = before ? before : inside;
    return weapon &&
           (mark_is(self, weapon, "weapon", "erw") || mark_is(self, weapon, "weapon", "mine"));
}

/* "أقلعت من قاعدة X": where it came from is no side. */
static bool is_home_of(const Reader *self, const Match *mark) {
    return room_before(self, mark->first_token, 1) == 1 &&
           mark_at(self, MARK_STATIONED, mark->first_token - 1) &&
           !mark_at(self, MARK_AGENT, mark->first_token - 1); /* مصدره قوات X */
}

/* "استفاق أهالي قرية X": who lives there has a part only where a word of the deed says so. */
static bool is_onlooker(const Reader *self, const Party *party) {
    guint32 next = party->end;
    bool is_of_place = next + 1 < self->text->n_tokens &&
                       (self->place_at[next] != NO_MARK || self->place_at[next + 1] != NO_MARK);
    return mark_at(self, MARK_PEOPLE, party->first) && party->bond == BOND_NONE && is_of_place &&
           strstr(actor_cell(self, party->row, "kind"), "civilian");
}

/* "قصف روسي", "غارات تركية": the adjective of a deed, or a name that holds one, tells who does it.
 */
static bool does_deed(const Reader *self, const Match *mark) {
    const Match *deed = mark->n_tokens > 1 ? mark_at(self, MARK_TRIGGER, mark->first_token) : NULL;
    bool is_nisba = strstr(actor_cell(self, mark->entry, "kind"), "nisba") != NULL;
    if (!deed && is_nisba && mark->first_token > 0)
        deed = mark_at(self, MARK_TRIGGER, mark->first_token - 1);
    if (!deed || is_verb(self, deed) || mark_at(self, MARK_HARM, deed->first_token)) return false;
    if (is_nisba && deed->article) return true; /* الاستهداف الإسرائيلي */
    return mark_is(self, deed, "strength", "sure") && !mark_is(self, deed, "voice", "passive");
}

/* "أطلق حاجز لقوات X النار": between the two words of an active deed stands who does it. */
static bool stands_in_deed(const Reader *self, const Match *mark) {
    const Match *deed = mark_at(self, MARK_TRIGGER, mark->first_token);
    return deed && deed->first_token < mark->first_token && mark_end(mark) < mark_end(deed) &&
           is_verb(self, deed) && mark_is(self, deed, "voice", "active");
}

/* "ستة قتلى في قصف إسرائيلي": a name that shares a word with the deed was not harmed by it. */
static bool is_of_deed(const Reader *self, const Match *mark) {
    guint32 first = mark->first_token;
    const Match *deed = mark->n_tokens > 1 ? mark_at(self, MARK_TRIGGER, first) : NULL;
    if (!deed && room_before(self, first, 1) == 1 &&
        strstr(actor_cell(self, mark->entry, "kind"), "nisba"))
        deed = mark_at(self, MARK_TRIGGER, first - 1);
    return deed && !mark_at(self, MARK_HARM, deed->first_token);
}

/* للتنظيم, where the table has the form with its ل. */
static bool begins_with_to(const Reader *self, const Match *mark) {
    return g_str_has_prefix(text_norm(self->text, mark->first_token), "لل");
}

/* What the words say of a party whose name is known. */
static Party read_party(const Reader *self, const Clause *clause, const Match *mark, guint32 row,
                        const GArray *parties) {
    Party party = {.first = mark->first_token,
                   .end = mark_end(mark),
                   .row = row,
                   .name_row = row,
                   .head = NO_MARK,
                   .has_to = (mark->clitics & CLITIC_TO) || begins_with_to(self, mark)};
    guint32 left = party.first > clause->first + 5 ? party.first - 5 : clause->first;
    if (parties->len) left = MAX(left, g_array_index(parties, Party, parties->len - 1).end);
    set_suspected(self, left, party.first, &party);
    return party;
}

/* By which word it hangs on the deed, and what it owns. */
static void hang_party(const Reader *self, const Clause *clause, const Match *mark,
                       const GArray *parties, Party *party) {
    take_own_thing(self, mark, party);
    party->is_unmasked = is_unmasking(self, mark);
    if (party->head == NO_MARK) find_owned(self, clause, party);
    if (party->head == NO_MARK) take_platform(self, clause, party);
    party_find_bond(self, clause, mark, party);
    if (is_former(self, party, mark->first_token))
        party->row = party->name_row = actor_row_of_id(self, "civilians");
    if (is_of_remnant(self, mark)) party->bond = BOND_AGENT;
    if (party->bond == BOND_HARM && is_of_deed(self, mark)) party->bond = BOND_NONE;
    /* طال قصف روسي بلدة X */
    if (party->bond == BOND_PATIENT && is_of_deed(self, mark)) party->bond = BOND_AGENT;
    if (party->is_victim || is_harmed(self, party)) party->bond = BOND_HARM;
    if (does_deed(self, mark) || is_harming(self, party) || stands_in_deed(self, mark))
        party->bond = BOND_AGENT;
    party->is_joined = is_joined(self, parties, party);
    if (party->bond != BOND_AGENT && stands_in_saying(self, mark)) party->bond = BOND_SOURCE;
    if (party->bond != BOND_SOURCE) return;
    if (says_of_himself(self, mark)) party->bond = BOND_NONE;
    if (announces_deed(self, mark) || claims_deed(self, mark)) party->bond = BOND_AGENT;
}

/* "رد X على القصف الروسي باستهداف …": who did what is answered. */
static bool is_of_answered(const Reader *self, const Match *mark) {
    const Match *deed = mark_at(self, MARK_TRIGGER, mark->first_token);
    if (!deed && mark->first_token > 0) deed = mark_at(self, MARK_TRIGGER, mark->first_token - 1);
    if (!deed || is_verb(self, deed) || room_before(self, deed->first_token, 1) == 0) return false;
    const Match *cue = mark_at(self, MARK_MODALITY, deed->first_token - 1);
    return cue && mark_is(self, cue, "modality", "purpose") && mark_end(cue) == deed->first_token;
}

/* "ميليشيات محلية موالية للحرس الثوري": a militia without a name is of the side that it is loyal
 * to. */
static void take_backer(const Reader *self, GArray *parties, const Party *backer) {
    if (parties->len == 0) return;
    Party *last = &g_array_index(parties, Party, parties->len - 1);
    guint32 root = actor_row_of_root(self, backer->row);
    if (root == NO_PLACE || backer->first - last->end > CLOSE + 1 ||
        !strstr(actor_cell(self, last->name_row, "kind"), "backed"))
        return;
    last->row = last->name_row = root;
    last->end = backer->end;
}

/* "أدى إلى نزوح كثيف للأهالي", "نزوح مئات المدنيين": who flees was not hit. */
bool people_flee(const Reader *self, const Match *people) {
    enum { NEAR = 3 };
    guint32 first = people->first_token;
    for (guint32 back = 1, room = room_before(self, first, NEAR); back <= room; back++) {
        if (is_break(self, first - back) || mark_at(self, MARK_HARM, first - back)) return false;
        if (is_marked_as(self, MARK_JOINT, first - back, "effect", "fleeing")) return true;
    }
    return false;
}

/* Is he named, and no party: who backs, tells, accuses, disclaims, flees, looks on, or is joined to
 * one of them? */
static bool is_no_party(const Reader *self, const Clause *clause, const Match *mark,
                        guint32 left_out, Party *party) {
    bool is_teller = is_accuser(self, clause, mark, party);
    bool is_with_left_out = left_out && party->first <= left_out + 1 && has_and(self, party->first);
    return is_teller || party->bond == BOND_BACKER || party->bond == BOND_SOURCE ||
           is_with_left_out || is_onlooker(self, party) || is_of_answered(self, mark) ||
           disclaims_deed(self, mark) ||
           (actor_is_civilian(self, party->row) && people_flee(self, mark));
}

GArray *parties_find(const Reader *self, const Clause *clause, GArray *named) {
    GArray *parties = g_array_new(FALSE, FALSE, sizeof(Party));
    const Match *mark;
    guint32 left_out = 0; /* end of the last that is no party: those joined to him are none */
    for (guint cursor = 0;
         (mark = mark_next(self, MARK_ACTOR, clause->first, clause->end, &cursor));) {
        guint32 row = actor_row_of(self, mark, named);
        if (row == NO_PLACE || names_only_place(self, mark)) continue;
        if (!actor_is_short_name(self, mark->entry)) g_array_append_val(named, row);
        if (is_in_charge(self, clause, mark) || is_home_of(self, mark) ||
            is_of_owner(self, mark->first_token))
            continue;
        Party party = read_party(self, clause, mark, row, parties);
        if (joins_last(self, parties, &party, mark)) continue;
        hang_party(self, clause, mark, parties, &party);
        if (party.bond == BOND_BACKER) take_backer(self, parties, &party);
        if (is_no_party(self, clause, mark, left_out, &party))
            left_out = party.end;
        else
            g_array_append_val(parties, party);
    }
    parties_add_pronouns(self, clause, named, parties);
    return parties;
}
