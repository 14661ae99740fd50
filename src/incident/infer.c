/*
 * The side that no words of a deed name, by what the whole article tells: whom the side that is
 * known fights in it, and whose aircraft and guns alone are at work in it. All that the article
 * says of a foe is weighed by how near it stands to the deed; who does not stand out stays unknown.
 */
#include "incident/parties.h"

enum { LAST_PARAGRAPH_GAP = 1 };

/* What one telling of a foe weighs. */
enum {
    WEIGHT_NAMED = 1,       /* his name anywhere, and on top of that */
    WEIGHT_IN_SENTENCE = 2, /* … in the sentence of the deed */
    WEIGHT_NEAR = 1,        /* … in its paragraph or one beside it */
    WEIGHT_FOUGHT = 3,      /* a deed between the two */
    LEAST_TO_TELL = 2,      /* enough, where men meet */
    LEAST_FROM_AFAR = 6,    /* enough for an air raid, which may hit anybody */
    MOST_BY_NAME = 4,       /* however often he is named */
};

typedef struct {
    guint32 row, name_row;
    guint weight, by_name;
} Foe;

static bool is_fighter(const Reader *self, guint32 row) {
    return row != NO_PLACE && !actor_is_unidentified(self, row) && !actor_is_civilian(self, row);
}

static bool is_of_side(const Reader *self, guint32 row, guint32 other) {
    return actors_share_side(self, row, other) || actors_are_kin(self, row, other);
}

/* The foe of that side among those found, added where it is new. */
static Foe *foe_of(const Reader *self, GArray *foes, guint32 row, guint32 name_row) {
    for (guint i = 0; i < foes->len; i++) {
        Foe *foe = &g_array_index(foes, Foe, i);
        if (actors_share_side(self, foe->row, row)) return foe;
    }
    Foe foe = {.row = row, .name_row = name_row};
    g_array_append_val(foes, foe);
    return &g_array_index(foes, Foe, foes->len - 1);
}

/* "من جهة أخرى، قصف …": what opens with a word that parts it from all before goes on with none. */
static bool stands_apart(const Reader *self, guint32 sentence) {
    return is_marked_as(self, MARK_JOINT, self->text->sentences[sentence].first_token, "effect",
                        "reset");
}

static guint nearness(const Reader *self, guint32 sentence, guint32 other) {
    const Sentence *a = &self->text->sentences[sentence], *b = &self->text->sentences[other];
    if (sentence == other) return WEIGHT_IN_SENTENCE + WEIGHT_NEAR;
    if (a->field != b->field) return 0;
    guint gap =
        a->paragraph > b->paragraph ? a->paragraph - b->paragraph : b->paragraph - a->paragraph;
    return gap <= LAST_PARAGRAPH_GAP ? WEIGHT_NEAR : 0;
}

/* Is `one` of the side, or his ally, where men meet: no foe of it, where the other is one? */
static bool is_in_camp(const Reader *self, const Draft *draft, guint32 side, guint32 one,
                       guint32 other) {
    return is_of_side(self, one, side) ||
           (!type_is_from_afar(draft->event.type) && !is_of_side(self, other, side) &&
            !actor_has_foe(self, side, one) && actor_has_foe(self, side, other));
}

/* What the article says of foes, whoever asks: gathered once. Borrows all but its arrays. */
typedef struct {
    const GArray *told; /* Draft */
    GArray *fights;     /* const Draft *: those of `told` with a fighter on both sides */
    GArray *names;      /* const Match *: fighters named as such */
} Tellings;

/* "قال قيادي في X إن": who tells it is named for that alone. */
static bool only_tells(const Reader *self, const Match *name) {
    guint32 first = name->first_token;
    for (guint32 back = 1, room = room_before(self, first, 2); back <= room; back++)
        if (is_teller_at(self, first, first - back)) return true;
    return stands_in_saying(self, name);
}

static bool names_fighter(const Reader *self, const Match *name) {
    return !actor_is_short_name(self, name->entry) && is_fighter(self, name->entry) &&
           !names_only_place(self, name) && !only_tells(self, name);
}

static void tellings_gather(const Reader *self, Tellings *tellings) {
    const GArray *names = self->marks[MARK_ACTOR];
    if (tellings->fights) return;
    tellings->fights = g_array_new(FALSE, FALSE, sizeof(const Draft *));
    tellings->names = g_array_new(FALSE, FALSE, sizeof(const Match *));
    for (guint i = 0; i < tellings->told->len; i++) {
        const Draft *draft = &g_array_index(tellings->told, Draft, i);
        if (is_fighter(self, draft->event.actor) && is_fighter(self, draft->event.target))
            g_array_append_val(tellings->fights, draft);
    }
    for (guint i = 0; i < names->len; i++) {
        const Match *name = &g_array_index(names, Match, i);
        if (names_fighter(self, name)) g_array_append_val(tellings->names, name);
    }
}

static void tellings_clear(Tellings *self) {
    g_clear_pointer(&self->fights, g_array_unref);
    g_clear_pointer(&self->names, g_array_unref);
}

/* Who fought the side or its allies in another deed of the article. */
static void weigh_deeds(const Reader *self, const Tellings *tellings, const Draft *draft,
                        guint32 side, bool is_apart, GArray *foes) {
    for (guint i = 0; i < tellings->fights->len; i++) {
        const Draft *other = g_array_index(tellings->fights, const Draft *, i);
        const Event *deed = &other->event;
        if (is_apart && other->sentence != draft->sentence) continue;
        bool is_actor = is_in_camp(self, draft, side, deed->actor, deed->target);
        bool is_target = is_in_camp(self, draft, side, deed->target, deed->actor);
        if (is_actor == is_target) continue;
        Foe *foe = is_actor ? foe_of(self, foes, deed->target, deed->target_name)
                            : foe_of(self, foes, deed->actor, deed->actor_name);
        foe->weight += WEIGHT_FOUGHT + nearness(self, draft->sentence, other->sentence);
    }
}

/* Who is named in the article, of those that the side is known to fight. */
static void weigh_names(const Reader *self, const Tellings *tellings, const Draft *draft,
                        guint32 side, bool is_apart, GArray *foes) {
    for (guint i = 0; i < tellings->names->len; i++) {
        const Match *name = g_array_index(tellings->names, const Match *, i);
        guint32 row = name->entry;
        guint sentence = self->text->tokens[name->first_token].sentence;
        if ((is_apart && sentence != draft->sentence) || is_of_side(self, row, side) ||
            !actor_has_foe(self, side, row))
            continue;
        Foe *foe = foe_of(self, foes, row, row);
        guint more = MIN(WEIGHT_NAMED + nearness(self, draft->sentence, sentence),
                         MOST_BY_NAME - foe->by_name);
        foe->by_name += more;
        foe->weight += more;
    }
}

/* The foe that stands out, or NULL: twice as heavy as the next. */
static const Foe *heaviest(const GArray *foes, guint least) {
    const Foe *best = NULL;
    guint next = 0;
    for (guint i = 0; i < foes->len; i++) {
        const Foe *foe = &g_array_index(foes, Foe, i);
        if (!best || foe->weight > best->weight) {
            next = best ? best->weight : 0;
            best = foe;
        } else {
            next = MAX(next, foe->weight);
        }
    }
    return best && best->weight >= least && best->weight >= 2 * next ? best : NULL;
}

/* The foe of one side of the deed who stands out in the article; FALSE where none does. */
static bool find_foe(const Reader *self, Tellings *tellings, const Draft *draft, guint32 side,
                     guint least, Foe *ret_foe) {
    g_autoptr(GArray) foes = g_array_new(FALSE, FALSE, sizeof(Foe));
    bool is_apart = stands_apart(self, draft->sentence);
    tellings_gather(self, tellings);
    weigh_deeds(self, tellings, draft, side, is_apart, foes);
    weigh_names(self, tellings, draft, side, is_apart, foes);
    const Foe *foe = heaviest(foes, least);
    if (foe) *ret_foe = *foe;
    return foe != NULL;
}

static guint least_of(IncidentType type) {
    switch (type) {
        case INCIDENT_ATTACK:
        case INCIDENT_CLASH:
        case INCIDENT_AMBUSH:
        case INCIDENT_DRONE:
        case INCIDENT_SUICIDE:
            return LEAST_TO_TELL;
        case INCIDENT_AIRSTRIKE:
            return LEAST_FROM_AFAR;
        default:
            return 0;
    }
}

static void infer_target(const Reader *self, Tellings *tellings, Draft *draft) {
    Event *event = &draft->event;
    guint least = least_of(event->type);
    bool is_open = event->target_kind == TARGET_UNKNOWN || event->target_kind == TARGET_MILITARY;
    if (least == 0 || event->target != NO_PLACE || !is_fighter(self, event->actor) || !is_open)
        return;
    Foe foe;
    bool is_raid = event->type == INCIDENT_AIRSTRIKE;
    if (!find_foe(self, tellings, draft, event->actor, least, &foe) ||
        (is_raid && !strstr(actor_cell(self, foe.row, "kind"), "cells")))
        return;
    event->target = foe.row;
    event->target_name = foe.name_row;
    event->target_kind = TARGET_MILITARY;
    event->target_link = (SideLink){0, 0, TIE_FOE_OF_ACTOR};
}

/* "هجوم من قبل شرطي منشق": somebody whom no table knows. */
static bool has_agent(const Reader *self, const Event *event) {
    guint cursor = 0;
    return mark_next(self, MARK_AGENT, event->first, event->end, &cursor) != NULL;
}

static void infer_actor(const Reader *self, Tellings *tellings, Draft *draft) {
    Event *event = &draft->event;
    bool is_on_ground = event->type == INCIDENT_ATTACK || event->type == INCIDENT_CLASH ||
                        event->type == INCIDENT_AMBUSH;
    if (!is_on_ground || event->actor != NO_PLACE || !is_fighter(self, event->target) ||
        has_agent(self, event))
        return;
    Foe foe;
    if (!find_foe(self, tellings, draft, event->target, LEAST_TO_TELL, &foe)) return;
    event->actor = foe.row;
    event->actor_name = foe.name_row;
    event->attribution = ATTRIBUTION_SUSPECTED;
    event->actor_link = (SideLink){0, 0, TIE_FOE_OF_TARGET};
}

/* "القصف طال قرى X وY": where but one side has aircraft and guns at work in the article. */
static void infer_gunner(const Reader *self, const GArray *told, Draft *draft) {
    Event *event = &draft->event;
    const Event *only = NULL;
    if (!type_is_from_afar(event->type) || event->actor != NO_PLACE) return;
    for (guint i = 0; i < told->len; i++) {
        const Draft *telling = &g_array_index(told, Draft, i);
        const Event *other = &telling->event;
        bool is_later = telling->sentence == draft->sentence && /* رداً على قصف X، قصفت Y */
                        other->trigger->first_token > event->trigger->first_token;
        if (!types_are_kin(other->type, event->type) || !is_fighter(self, other->actor) || is_later)
            continue;
        if (only && !is_of_side(self, only->actor, other->actor)) return;
        only = other;
    }
    if (!only || (event->target != NO_PLACE && is_of_side(self, only->actor, event->target)))
        return;
    event->actor = only->actor;
    event->actor_name = only->actor_name;
    event->attribution = ATTRIBUTION_SUSPECTED;
    event->actor_link = (SideLink){0, 0, TIE_ONLY_GUNS};
}

/* Has the side aircraft of its own, by the rows of actors.tsv? */
static bool has_aircraft(const Reader *self, guint32 side) {
    const char *id = actor_cell(self, side, "id");
    for (guint32 row = 0; row < gazetteer_n_rows(self->gazetteer, TABLE_ACTOR); row++)
        if (actor_is_aerial(self, row) && !strcmp(actor_cell(self, row, "id"), id)) return true;
    return false;
}

/* "خاض X اشتباكات مع Y. وشن الطيران الحربي غارات على مواقع Y": the aircraft, as known, of who
 * fights those whom they hit. */
static void infer_pilot(const Reader *self, Tellings *tellings, Draft *draft) {
    Event *event = &draft->event;
    if (event->type != INCIDENT_AIRSTRIKE || event->actor != NO_PLACE ||
        !is_fighter(self, event->target))
        return;
    const Match *weapon;
    bool is_known = false;
    for (guint cursor = 0;
         (weapon = mark_next(self, MARK_WEAPON, event->first, event->end, &cursor));)
        is_known |= mark_is(self, weapon, "weapon", "aircraft") &&
                    text_has_article(self->text, weapon->first_token);
    Foe foe;
    if (!is_known || !find_foe(self, tellings, draft, event->target, LEAST_FROM_AFAR, &foe) ||
        !has_aircraft(self, foe.row))
        return;
    event->actor = foe.row;
    event->actor_name = foe.name_row;
    event->attribution = ATTRIBUTION_SUSPECTED;
    event->actor_link = (SideLink){0, 0, TIE_FOE_OF_TARGET};
}

/* "قصفت X قرى Y" beside "… ما أدى إلى مقتل مدني" by the same guns: they fire at the people of the
 * towns around. */
static void infer_people(const Reader *self, const GArray *told, Draft *draft) {
    Event *event = &draft->event;
    if (event->type != INCIDENT_SHELLING || event->target != NO_PLACE ||
        !is_fighter(self, event->actor) || event->target_kind != TARGET_UNKNOWN ||
        draft->harm.killed_max == 0)
        return;
    for (guint i = 0; i < told->len; i++) {
        const Draft *telling = &g_array_index(told, Draft, i);
        const Event *other = &telling->event;
        if (other->type != INCIDENT_SHELLING || other->target_kind != TARGET_CIVILIAN ||
            other->target == NO_PLACE || other->actor == NO_PLACE ||
            !is_of_side(self, other->actor, event->actor) ||
            nearness(self, draft->sentence, telling->sentence) == 0)
            continue;
        event->target = event->target_name = other->target;
        event->target_kind = TARGET_CIVILIAN;
        event->target_link = (SideLink){0, 0, TIE_SAME_GUNS};
        return;
    }
}

void sides_infer(const Reader *self, const GArray *told, GArray *drafts) {
    Tellings tellings = {.told = told};
    for (guint i = 0; i < drafts->len; i++) {
        Draft *draft = &g_array_index(drafts, Draft, i);
        if (draft->is_aggregate || reality_is_unreal(&draft->event.reality)) continue;
        infer_gunner(self, told, draft);
        infer_pilot(self, &tellings, draft);
        infer_actor(self, &tellings, draft);
        infer_target(self, &tellings, draft);
        infer_people(self, told, draft);
        army_infer(self, draft);
    }
    tellings_clear(&tellings);
}
