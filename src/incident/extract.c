/* The stage as a whole: sentences to clauses to events to drafts to records, and what one clause
 * leaves to the next: the scene, the sides, the date. */
#include <math.h>

#include "incident/stages.h"

/* A plural of deeds over more than this is a sum, no point. */
#define REGION_RADIUS_M 30000.0
#define STEPPE_RADIUS_M 100000.0
/* A year of a bulletin has fewer; comparing more with each other would take minutes. */
enum { MOST_DRAFTS = 5000 };

typedef struct {
    Reader reader;
    GArray *named;  /* rows of TABLE_ACTOR in the order of their names in the article */
    GArray *drafts; /* Draft */
    GArray *told;   /* Draft: every event of the article, with or without a place, for its sides */
    guint32 lead;   /* the first paragraph of the body that tells an incident, or NO_PLACE */
    Draft homeless; /* the first incident for which no place is named at all */
    bool has_homeless;
    Draft pending; /* a deed told without its place, which a later sentence may name */
    bool has_pending;
    gint last; /* the draft that a clause without a place continues, or NO_MARK */
} Extraction;

static const Sentence *sentence_of(const Extraction *self, const Draft *draft) {
    return &self->reader.text->sentences[draft->sentence];
}

/* "بعد يوم من مقتل …": the words that put the deed before the one it is told with; or NULL. */
static const Match *later_before(const Reader *reader, const Clause *clause, const Event *event) {
    for (guint32 t = event->trigger->first_token; t > clause->first; t--) {
        const Match *joint = mark_at(reader, MARK_JOINT, t - 1);
        if (joint && mark_is(reader, joint, "effect", "later")) return joint;
        if (is_break(reader, t - 1)) return NULL;
    }
    return NULL;
}

/* The day of the deed told last, where it is known, else that of publication. */
static When base_date(const Extraction *self) {
    When when = {.precision = DATE_WEEK};
    const Draft *last =
        self->last == NO_MARK ? NULL : &g_array_index(self->drafts, Draft, self->last);
    if (last && last->when.start && last->when.precision == DATE_DAY) return last->when;
    when.start = when.end = self->reader.published;
    return when;
}

/* The date of the event's own words, else of its sentence, else of what it continues. */
static When date_of(const Extraction *self, const Clause *clause, const Event *event) {
    const Reader *reader = &self->reader;
    const Match *later = later_before(reader, clause, event);
    if (later) {
        When base = base_date(self), before = when_before(reader, later, &base);
        if (before.basis != BASIS_NONE) return before;
    }
    When when = when_read(reader, event->first, event->end);
    if (when.basis == BASIS_NONE) when = when_read(reader, clause->first, clause->end);
    if (when.basis == BASIS_NONE && clause->join != JOIN_RESET) {
        const Sentence *sentence = &reader->text->sentences[clause->sentence];
        When before = when_read(reader, sentence->first_token, clause->first);
        if (!when.time_of_day || before.basis != BASIS_NONE) when = before;
    }
    if (when.basis == BASIS_NONE && reader->published) {
        when.start = when.end = reader->published;
        when.precision = DATE_WEEK;
        when.basis = BASIS_PUBLISHED;
    }
    return when;
}

/* "يذكر أن X تعرضت في 17 من الشهر لهجوم": one deed with a day of its own is told, not recalled in
 * general. */
static bool is_dated_recap(const Event *event, const When *when, bool is_old) {
    return event->reality.modality == MODALITY_BACKGROUND && event->is_sure && !event->is_plural &&
           !event->reality.is_tally && !event->reality.is_toll && !event->reality.is_habitual &&
           when->precision == DATE_DAY && !is_old &&
           (when->basis == BASIS_EXPLICIT || when->basis == BASIS_RELATIVE);
}

/* ليرتفع، لتصل: a sum that grows by the deed. */
static bool has_and_so(const Reader *reader, const Match *cue) {
    /* ل is two bytes in UTF-8 */
    return g_str_has_prefix(text_norm(reader->text, cue->first_token), "\xD9\x84");
}

/* "…، لترتفع حصيلة القتلى إلى 68": where the sum of many begins behind a deed. */
static guint32 toll_after(const Reader *reader, const Event *event) {
    const Match *cue;
    if (event->reality.is_tally || event->reality.is_toll) return event->end;
    for (guint cursor = 0;
         (cue = mark_next(reader, MARK_MODALITY, mark_end(event->trigger), event->end, &cursor));)
        if (mark_is(reader, cue, "modality", "tally") ||
            (mark_is(reader, cue, "modality", "toll") && has_and_so(reader, cue)))
            return cue->first_token;
    return event->end;
}

static Draft draft_of(const Extraction *self, const Clause *clause, const Event *event) {
    Event told = *event;
    When when = date_of(self, clause, event);
    /* "منذ كانون الثاني 2022 عندما هاجم …": of long ago; the report is not about it. */
    bool is_old = (self->drafts->len > 0 && when.basis == BASIS_EXPLICIT && when.end &&
                   self->reader.published > when.end + OLD_DAYS) ||
                  is_long_past(&self->reader, event, &when);
    if (is_old && told.reality.modality == MODALITY_STATED)
        told.reality.modality = MODALITY_BACKGROUND;
    if (is_dated_recap(event, &when, is_old)) {
        told.reality.modality = MODALITY_STATED;
        told.reality.is_recap = true;
    }
    return (Draft){.event = told,
                   .harm = harm_read(&self->reader, event->first, toll_after(&self->reader, event)),
                   .when = when,
                   .mention = NO_PLACE,
                   .sentence = clause->sentence};
}

/* A headline is the title, or a first line without a full stop. */
static bool is_title(const Extraction *self, const Clause *clause) {
    const Text *text = self->reader.text;
    const Sentence *sentence = &text->sentences[clause->sentence];
    if (sentence->field == FIELD_TITLE) return true;
    const Token *last = &text->tokens[sentence->first_token + sentence->n_tokens - 1];
    return self->lead == NO_PLACE && last->kind != TOKEN_PUNCT;
}

/* The first paragraph under the headline that tells an incident. */
static bool is_lead(Extraction *self, const Clause *clause) {
    const Sentence *sentence = &self->reader.text->sentences[clause->sentence];
    if (is_title(self, clause)) return true;
    if (self->lead == NO_PLACE) self->lead = sentence->paragraph;
    return self->lead == sentence->paragraph;
}

/* "ارتفعت إلى 5 قتلى حصيلة الهجوم الذي استهدف …": the sum counts the dead of one deed, which the
 * words of the sum name as known. */
static bool is_toll_of_one(const Reader *reader, const Event *event) {
    enum { REACH = 3 };
    guint32 first = event->first - room_before(reader, event->first, 2);
    bool is_toll = false;
    const Match *cue;
    for (guint cursor = 0; (cue = mark_next(reader, MARK_MODALITY, first, event->end, &cursor));) {
        bool is_tally = mark_is(reader, cue, "modality", "tally");
        if (!is_tally && !mark_is(reader, cue, "modality", "toll")) continue;
        bool is_of_one = false;
        for (guint32 t = mark_end(cue); t < MIN(mark_end(cue) + REACH, event->end); t++) {
            const Match *deed = mark_at(reader, MARK_TRIGGER, t);
            is_of_one |=
                deed && deed->article && !is_plural_deed(reader, deed) && !is_verb(reader, deed);
        }
        /* ارتفع … حصيلة الهجوم, but not بلغت حصيلة القصف … منذ مطلع العام */
        if (is_tally && cue->first_token > event->trigger->first_token) return false;
        is_toll |= is_of_one;
    }
    return is_toll;
}

/* Is somebody named who did it or whom it hit? */
static bool is_named(const Reader *reader, const Event *event) {
    const guint32 sides[] = {event->actor, event->target};
    for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
        if (sides[i] != NO_PLACE && strcmp(actor_cell(reader, sides[i], "id"), "unidentified") &&
            strcmp(actor_cell(reader, sides[i], "id"), "civilians"))
            return true;
    return false;
}

/* "37 عملية اغتيال خلال أيلول": so many deeds in so long a time are a sum. */
static bool is_count_of_period(const Draft *draft) {
    enum { MANY = 4, DAYS = 3 };
    const When *when = &draft->when;
    return draft->event.count_min > MANY && when->basis != BASIS_PUBLISHED &&
           (when->precision == DATE_MONTH || when->end > when->start + DAYS);
}

/* "تتعرض البلدة لقصف شبه يومي": how often, but not when and whom it hit. */
static bool is_mere_routine(const Draft *draft) {
    const When *when = &draft->when;
    bool has_day = when->precision == DATE_DAY && when->basis != BASIS_PUBLISHED;
    bool has_harm = draft->harm.end > draft->harm.first;
    return draft->event.reality.is_routine && !has_day && !has_harm;
}

static bool is_aggregate(const Extraction *self, const Draft *draft) {
    const Event *event = &draft->event;
    const PlaceMention *mention = &self->reader.places->items[draft->mention];
    double radius = mention->location.radius_m;
    bool is_many = event->is_plural || !event->is_sure || radius >= REGION_RADIUS_M;
    bool is_sum = event->reality.is_tally || (event->reality.is_toll && is_many);
    const GArray *drafts = self->drafts;
    const Draft *before = drafts->len ? &g_array_index(drafts, Draft, drafts->len - 1) : NULL;
    bool goes_on = before && before->sentence == draft->sentence && is_count_of_period(before);
    if (is_count_of_period(draft) || (goes_on && !event->is_sure)) return true;
    if (is_sum && !is_toll_of_one(&self->reader, event)) return true;
    bool has_day = draft->when.basis == BASIS_EXPLICIT && draft->when.precision == DATE_DAY;
    if (event->reality.is_habitual && !has_day && is_many) return true;
    if (is_mere_routine(draft)) return true;
    if (event->is_plural && draft->is_lead && may_be_governorate(&self->reader, mention))
        return true;
    /* The steppe around a town is wide and empty: several raids there are still one place's. */
    double most = mention->location.method == METHOD_BADIA ? STEPPE_RADIUS_M : REGION_RADIUS_M;
    return !draft->is_inherited && (event->is_plural || draft->is_listed) && radius >= most;
}

static void add_draft(Extraction *self, const Clause *clause, Draft draft) {
    if (self->drafts->len >= MOST_DRAFTS) return;
    draft.is_title = is_title(self, clause);
    draft.is_lead = is_lead(self, clause);
    draft.is_aggregate = is_aggregate(self, &draft);
    g_array_append_val(self->drafts, draft);
    if (!reality_is_unreal(&draft.event.reality)) self->last = (gint)self->drafts->len - 1;
}

/* How many paragraphs lie between a draft and a clause; far when in another field. */
static guint paragraphs_since(const Extraction *self, const Draft *draft, const Clause *clause) {
    const Sentence *a = sentence_of(self, draft);
    const Sentence *b = &self->reader.text->sentences[clause->sentence];
    return a->field == b->field ? b->paragraph - a->paragraph : 100;
}

/* May the draft, told without a place, be the deed that the clause places? */
static bool may_be_told_of(const Extraction *self, const Draft *told, const Clause *clause,
                           const Draft *draft) {
    return paragraphs_since(self, told, clause) <= 2 && !reality_is_unreal(&draft->event.reality) &&
           types_are_kin(told->event.type, draft->event.type) &&
           drafts_agree(&self->reader, told, draft);
}

/* "قتل 35 عنصراً من X في هجوم شنه Y، واستهدف خلاله مواقع في Z": the deed was told before its place.
 */
static void take_pending(Extraction *self, const Clause *clause, Draft *draft) {
    /* "انفجرت شاحنة مفخخة واستهدفت حي X": the verb without a means goes on from the deed. */
    bool told_in_same = self->has_pending && self->pending.sentence == clause->sentence &&
                        clause->join == JOIN_AND && draft->event.type == INCIDENT_ATTACK &&
                        draft->event.n_weapons == 0 &&
                        drafts_agree(&self->reader, &self->pending, draft);
    if (!self->has_pending ||
        (!told_in_same && !may_be_told_of(self, &self->pending, clause, draft)))
        return;
    if (told_in_same) draft->event.type = self->pending.event.type;
    draft_absorb(&self->reader, draft, &self->pending);
    draft->is_listed = draft->is_listed && !draft->has_own_harm;
    self->has_pending = false;
}

/* "غارات على A وB، مخلفة شهيدين في B": which of the scenes bears the harm; the first where no words
 * tell. */
static guint bearer_of(const Reader *reader, const Harm *harm, const GArray *scenes) {
    enum { REACH = 2 };
    for (guint32 t = harm->end; t < harm->end + REACH && harm->end > harm->first; t++) {
        gint32 at = t < reader->text->n_tokens ? reader->place_at[t] : NO_MARK;
        if (at == NO_MARK) continue;
        for (guint i = 0; i < scenes->len; i++)
            if (mentions_are_same(scene_mention(reader, scenes, i), &reader->places->items[at]))
                return i;
    }
    return 0;
}

/* Of a habit at several places none is a point, where one is not. */
static void sum_up_list(Extraction *self, guint first) {
    bool is_sum = false;
    for (guint i = first; i < self->drafts->len; i++)
        is_sum |= g_array_index(self->drafts, Draft, i).is_aggregate;
    for (guint i = first; i < self->drafts->len; i++)
        g_array_index(self->drafts, Draft, i).is_aggregate = is_sum;
}

static void place_event(Extraction *self, const Clause *clause, const Event *event,
                        const GArray *scenes) {
    const Reader *reader = &self->reader;
    Draft draft = draft_of(self, clause, event);
    Harm whole = draft.harm;
    guint32 from = event->first;
    guint bearer = bearer_of(reader, &whole, scenes), first = self->drafts->len;
    draft.is_listed = scenes->len > 1;
    for (guint i = 0; i < scenes->len; i++) {
        const PlaceMention *mention = scene_mention(reader, scenes, i);
        draft.mention = g_array_index(scenes, guint32, i);
        draft.has_own_harm =
            draft.is_listed && harm_beside(reader, from, mention->first_token, &draft.harm);
        if (!draft.has_own_harm) draft.harm = whole;
        draft.is_first = i == bearer;
        if (i == 0) take_pending(self, clause, &draft);
        add_draft(self, clause, draft);
        from = mention->first_token + mention->n_tokens;
    }
    if (event->reality.is_habitual) sum_up_list(self, first);
}

/* "قتل وجرح ثمانية", then "ثلاثة قتلوا وأصيب خمسة": the second parts what the first sums up. */
static bool parts_sum(const Harm *sum, const Harm *parts) {
    return sum->killed_min == 1 && sum->killed_max > 1 && sum->injured_max == sum->killed_max &&
           parts->killed_min > 0 && parts->killed_min == parts->killed_max &&
           parts->injured_min > 0 && parts->injured_min == parts->injured_max &&
           parts->killed_min + parts->injured_min == sum->killed_max + 1;
}

/* A deed of another type goes on with it only in the same paragraph; who was abducted or found dead
 * is a story of his own. */
static bool may_continue(const Extraction *self, const Draft *draft, const Clause *clause,
                         const Draft *next) {
    IncidentType a = draft->event.type, b = next->event.type;
    if (types_are_kin(a, b) || parts_sum(&draft->harm, &next->harm)) return true;
    bool is_own = a == INCIDENT_ABDUCTION || a == INCIDENT_BODY_FOUND || b == INCIDENT_ABDUCTION ||
                  b == INCIDENT_BODY_FOUND;
    bool is_blast_in_fight = (a == INCIDENT_CLASH && types_are_kin(b, INCIDENT_IED)) ||
                             (b == INCIDENT_CLASH && types_are_kin(a, INCIDENT_IED));
    if (is_blast_in_fight && next->event.is_sure && !next->event.is_definite) return false;
    bool is_by_same = draft->event.actor != NO_PLACE && draft->event.actor == next->event.actor;
    return !is_own && (is_by_same || paragraphs_since(self, draft, clause) == 0);
}

/* The draft that a clause without a place of its own goes on telling, or NULL. */
static Draft *continued(Extraction *self, const Clause *clause, const Draft *next) {
    guint reach = next->event.is_definite ? 2 : 1;
    for (gint i = self->last; i >= 0; i--) {
        Draft *draft = &g_array_index(self->drafts, Draft, i);
        if (paragraphs_since(self, draft, clause) > reach) break;
        if (reality_is_unreal(&draft->event.reality) || is_other_day(&self->reader, draft, next) ||
            incident_type_is_violent(draft->event.type) !=
                incident_type_is_violent(next->event.type))
            continue;
        bool is_same = draft->sentence == clause->sentence && next->event.actor != NO_PLACE &&
                       draft->event.actor == next->event.actor &&
                       types_are_kin(draft->event.type, next->event.type);
        if (is_same ||
            (may_continue(self, draft, clause, next) && drafts_agree(&self->reader, draft, next)))
            return draft;
    }
    return NULL;
}

static bool is_settlement(const char *kind) {
    static const char *const kinds[] = {"city", "town", "village", "hamlet", NULL};
    return g_strv_contains(kinds, kind);
}

/* May the mention be what the word means, or lie in it? المطار is no town, الطريق no region; a
 * building lies in المدينة. */
static bool may_mean(const Reader *reader, const Match *cue, const PlaceMention *mention) {
    static const char *const open[] = {"any", "part", "back", NULL};
    static const double BUILDING_M = 3000;
    const char *value = mark_cell(reader, cue, "value");
    if (mention->place == NO_PLACE || g_strv_contains(open, value)) return true;
    PlaceKind kind = (PlaceKind)gazetteer_place(reader->gazetteer, mention->place)->kind;
    bool is_small = is_settlement(place_kind_name(kind)) || mention->location.radius_m < BUILDING_M;
    g_auto(GStrv) kinds = g_strsplit(value, "|", -1);
    for (char **name = kinds; *name; name++)
        if (!strcmp(*name, place_kind_name(kind)) || (is_settlement(*name) && is_small))
            return true;
    return false;
}

/* "القاعدة ذاتها", "في البلدة": the place told before, by its kind. */
static bool names_it_again(const Reader *reader, const Event *event, const PlaceMention *mention) {
    for (guint32 t = event->first; t < event->end; t++) {
        const Match *cue = mark_at(reader, MARK_ANAPHORA, t);
        const Match *joint = mark_at(reader, MARK_JOINT, t);
        if (cue && (cue->article || cue->n_tokens > 1) && may_mean(reader, cue, mention))
            return true;
        if (joint && mark_is(reader, joint, "effect", "here")) return true;
    }
    return false;
}

/*
 * "هاجم تنظيم داعش نقطة لقوات النظام في X", where nobody knows X, or it is only Syria: kept without
 * a point, so that a map can say how many it could not place.
 */
static bool add_unplaced(Extraction *self, const Clause *clause, const Event *event) {
    const Reader *reader = &self->reader;
    bool is_told = event->is_sure && is_named(reader, event) &&
                   !reality_is_unreal(&event->reality) && !event->reality.is_tally &&
                   !event->reality.is_habitual && incident_type_is_violent(event->type);
    if (!is_told) return false;
    guint32 vague = vague_scene(reader, event->trigger->first_token, event->end);
    if (vague == NO_PLACE) {
        if (!self->has_homeless && !names_other_place(reader, clause->first, clause->end)) {
            self->homeless = draft_of(self, clause, event);
            self->has_homeless = true;
        }
        return false;
    }
    Draft draft = draft_of(self, clause, event);
    draft.mention = vague;
    add_draft(self, clause, draft);
    self->last = NO_MARK;
    return true;
}

/* "سيطر على A وB بعد معارك": what was fought for is where the fight was. */
static bool fight_for_ground(Extraction *self, const Clause *clause, const Event *event) {
    const Match *joint = mark_at(&self->reader, MARK_JOINT, event->first);
    if (event->type != INCIDENT_CLASH || !joint ||
        !mark_is(&self->reader, joint, "effect", "after"))
        return false;
    guint n = self->drafts->len;
    for (guint i = 0; i < n; i++) {
        const Draft *ground = &g_array_index(self->drafts, Draft, i);
        if (ground->sentence != clause->sentence || ground->event.type != INCIDENT_MOVEMENT ||
            ground->event.end != event->first || reality_is_unreal(&ground->event.reality))
            continue;
        Draft fight = draft_of(self, clause, event);
        fight.mention = ground->mention;
        fight.is_listed = ground->is_listed;
        fight.is_inherited = true;
        if (fight.event.actor == NO_PLACE) {
            fight.event.actor = ground->event.actor;
            fight.event.actor_name = ground->event.actor_name;
            fight.event.attribution = ground->event.attribution;
            fight.event.actor_link = ground->event.actor_link;
        }
        add_draft(self, clause, fight);
    }
    return self->drafts->len > n;
}

/*
 * An event without a place goes on with the one before it, or, where that cannot be the same deed,
 * happens at its scene. Sums and what nobody saw happen nowhere.
 */
static void carry_event(Extraction *self, const Clause *clause, const Event *event) {
    const Reader *reader = &self->reader;
    if (add_unplaced(self, clause, event)) return;
    bool is_pending = self->last == NO_MARK && event->is_sure && !event->is_plural &&
                      !reality_is_unreal(&event->reality) && !event->reality.is_tally &&
                      !event->reality.is_toll && incident_type_is_violent(event->type);
    if (is_pending && !self->has_pending) {
        self->pending = draft_of(self, clause, event);
        self->has_pending = true;
    }
    if (self->last == NO_MARK || clause->join == JOIN_RESET || reality_is_unreal(&event->reality) ||
        names_other_place(reader, clause->first, clause->end) ||
        fight_for_ground(self, clause, event))
        return;
    Draft next = draft_of(self, clause, event);
    Draft *draft = continued(self, clause, &next);
    if (draft) {
        draft_absorb(reader, draft, &next);
        return;
    }
    draft = &g_array_index(self->drafts, Draft, self->last);
    bool is_aside = !incident_type_is_violent(draft->event.type) &&
                    draft->sentence == clause->sentence &&
                    mark_at(reader, MARK_JOINT, event->first); /* سيطر على X بعد اشتباكات */
    bool is_there = names_it_again(reader, event, &reader->places->items[draft->mention]);
    if (is_other_day(reader, draft, &next) && !is_there) return;
    if (is_aside || !event->is_sure ||
        (event->is_plural && draft->sentence != clause->sentence && !is_there) ||
        event->reality.is_tally || !incident_type_is_violent(event->type) ||
        paragraphs_since(self, draft, clause) > (is_there ? 1u : 0u))
        return;
    next.mention = draft->mention;
    next.is_inherited = true;
    next.is_far = paragraphs_since(self, draft, clause) > 0;
    add_draft(self, clause, next);
}

/* "غاراته": the owner of the noun does the deed; of استهدافهم he bears it. */
static void take_suffix_owner(const Extraction *self, Event *event) {
    bool is_borne = mark_is(&self->reader, event->trigger, "voice", "passive");
    if ((is_borne ? event->target : event->actor) != NO_PLACE) return;
    guint32 row = suffix_owner(&self->reader, event->trigger, self->named);
    if (row == NO_PLACE || row == event->actor || row == event->target) return;
    const Match *noun = event->trigger;
    SideLink link = {noun->first_token, mark_end(noun), "by the suffix of the deed's noun"};
    if (is_borne) {
        event->target = event->target_name = row;
        event->target_kind = TARGET_MILITARY;
        event->target_link = link;
    } else {
        event->actor = event->actor_name = row;
        event->attribution = ATTRIBUTION_STATED;
        event->actor_link = link;
    }
}

/* "… رداً على الهجوم على X": what is answered is not what the article goes on to tell. */
static bool is_answered(const Reader *reader, const Clause *clause) {
    const Match *joint = mark_at(reader, MARK_JOINT, clause->first);
    return joint && mark_is(reader, joint, "effect", "answer");
}

/* "متهمة إيران بالوقوف خلف الهجوم": who is accused of the deed that was told does no other one;
 * "… خلف الهجوم الذي استهدف X" tells it. */
static bool is_accusation(const Reader *reader, const Event *event, const GArray *scenes) {
    return event->reality.modality == MODALITY_ALLEGED && event->is_definite &&
           (scenes->len == 0 ||
            scene_mention(reader, scenes, 0)->first_token < event->trigger->first_token);
}

/* "باستهداف مواقع X رداً على مقتل جندي": where a deed ends and the one begins that it answers. */
static guint32 answered_from(const Reader *reader, const Event *event) {
    const Match *joint;
    for (guint cursor = 0;
         (joint = mark_next(reader, MARK_JOINT, mark_end(event->trigger), event->end, &cursor));)
        if (mark_is(reader, joint, "effect", "answer")) return joint->first_token;
    return event->end;
}

static void read_clause(Extraction *self, const Clause *clause) {
    const Reader *reader = &self->reader;
    g_autoptr(GArray) parties = parties_find(reader, clause, self->named);
    g_autoptr(GArray) events = events_find(reader, clause, parties);
    g_autoptr(GArray) all = scenes_in(reader, clause->first, clause->end);
    for (guint i = 0; i < events->len; i++) {
        Event *event = &g_array_index(events, Event, i);
        event->end = answered_from(reader, event);
        sides_link(reader, clause, parties, event);
        take_suffix_owner(self, event);
        g_autoptr(GArray) scenes = scenes_choose(reader, event, all);
        if (scenes->len == 0) scenes_add_aim(reader, events, i, all, scenes);
        if (scenes->len == 0) scenes_add_by_kind(reader, event, scenes);
        sides_recall(reader, clause, self->told, i == 0, event);
        kind_settle(reader, clause, event);
        Draft told = {.event = *event, .mention = NO_PLACE, .sentence = clause->sentence};
        if (!is_answered(reader, clause)) g_array_append_val(self->told, told);
        if (is_accusation(reader, event, scenes) ||
            (scenes->len == 0 && later_before(reader, clause, event)))
            continue;
        if (scenes->len > 0)
            place_event(self, clause, event, scenes);
        else
            carry_event(self, clause, event);
    }
    claims_apply(reader, clause, parties, self->drafts);
}

/* Does the line only say who wrote it, or where to read more? */
static bool is_furniture(const Reader *reader, const Sentence *sentence) {
    const Matches *matches = reader->matches;
    for (guint32 i = matches_at(matches, sentence->first_token); i < matches->n; i++) {
        const Match *match = &matches->items[i];
        if (match->first_token != sentence->first_token) return false;
        if (match->table != TABLE_BOILERPLATE) continue;
        const char *kind = mark_cell(reader, match, "kind");
        guint32 next = mark_end(match);
        /* "المصدر:" but not "المصدر أكد": one word needs a mark behind it. */
        bool stands_apart = match->n_tokens > 1 || next >= reader->text->n_tokens ||
                            reader->text->tokens[next].kind == TOKEN_PUNCT;
        bool begins = !strcmp(kind, "start") || !strcmp(kind, "tail");
        if (begins && match->exact && stands_apart) return true;
        if (match->n_tokens * 2 > sentence->n_tokens && strcmp(kind, "phrase")) return true;
    }
    return false;
}

static void free_incident(void *incident) { incident_free(incident); }

/* The title is read after the body would be a second telling: it comes first and gives way. */
GPtrArray *incidents_extract(const Text *text, const Matches *matches, const PlaceMentions *places,
                             const Gazetteer *gazetteer) {
    Extraction self = {.lead = NO_PLACE, .last = NO_MARK};
    reader_init(&self.reader, text, matches, places, gazetteer);
    self.named = g_array_new(FALSE, FALSE, sizeof(guint32));
    self.drafts = g_array_new(FALSE, FALSE, sizeof(Draft));
    self.told = g_array_new(FALSE, FALSE, sizeof(Draft));
    for (guint32 i = 0; i < text->n_sentences; i++) {
        if (is_furniture(&self.reader, &text->sentences[i])) continue;
        g_autoptr(GArray) clauses = clauses_split(&self.reader, i);
        for (guint k = 0; k < clauses->len; k++)
            read_clause(&self, &g_array_index(clauses, Clause, k));
    }
    drafts_merge(&self.reader, self.drafts);
    if (self.drafts->len == 0 && self.has_homeless && is_about_syria(&self.reader))
        g_array_append_val(self.drafts, self.homeless);
    GPtrArray *incidents = g_ptr_array_new_with_free_func(free_incident);
    for (guint i = 0; i < self.drafts->len; i++)
        g_ptr_array_add(incidents,
                        draft_record(&self.reader, &g_array_index(self.drafts, Draft, i)));
    g_array_unref(self.named);
    g_array_unref(self.drafts);
    g_array_unref(self.told);
    reader_clear(&self.reader);
    return incidents;
}
