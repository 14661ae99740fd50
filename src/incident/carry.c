/*
 * A deed that is told without a place of its own goes on with the one before it, or, where that
 * cannot be the same, happens at its scene or at the one that a word of its kind names (المدينة).
 * Sums and what nobody saw happen nowhere.
 */
#include <math.h>

#include "incident/extraction.h"

/* المنطقة، هناك: a word of any kind of place. */
static bool is_of_any_kind(const char *value) {
    static const char *const open[] = {"any", "part", "back", "list", NULL};
    return g_strv_contains(open, value);
}

/* المدينة، المطار, but not المنطقة: a word of one kind of place. */
static bool is_of_kind(const Reader *reader, const Match *cue) {
    const char *value = mark_cell(reader, cue, "value");
    return !is_of_any_kind(value) && strcmp(value, "road") != 0;
}

/* Is the mention a place of the kind itself, in Syria and known? */
static bool names_kind(const Reader *reader, const Match *cue, const PlaceMention *mention) {
    if (mention->place == NO_PLACE || !isfinite(mention->location.lon)) return false;
    const Place *place = gazetteer_place(reader->gazetteer, mention->place);
    LocationMethod method = mention->location.method;
    bool is_site = method == METHOD_EXACT || method == METHOD_POI || method == METHOD_NEAR ||
                   method == METHOD_NEIGHBOURHOOD;
    g_auto(GStrv) kinds = g_strsplit(mark_cell(reader, cue, "value"), "|", -1);
    return !place->is_abroad && is_site &&
           g_strv_contains((const char *const *)kinds, place_kind_name((PlaceKind)place->kind));
}

/* Index of the last mention that begins before a token, or NO_PLACE. */
static guint32 mention_before(const Reader *reader, guint32 token) {
    guint32 n = reader->places->n;
    while (n > 0 && reader->places->items[n - 1].first_token >= token) n--;
    return n > 0 ? n - 1 : NO_PLACE;
}

/* "المدينة", "داخل المطار": the place of that kind named last before the word, or NO_PLACE. */
static guint32 place_by_word(const Reader *reader, const Event *event) {
    enum { FAR = 12 }; /* mentions */
    for (guint32 t = mark_end(event->trigger); t < event->end; t++) {
        const Match *cue = mark_at(reader, MARK_ANAPHORA, t);
        if (mark_at(reader, MARK_EFFECT, t)) return NO_PLACE;
        if (!cue || (!cue->article && cue->n_tokens == 1) || reader->place_at[t] != NO_MARK ||
            !is_of_kind(reader, cue))
            continue;
        guint32 before = mention_before(reader, t), aside = NO_PLACE;
        for (guint32 back = 0; back < FAR && before != NO_PLACE && back <= before; back++) {
            const PlaceMention *mention = &reader->places->items[before - back];
            if (mention->field != reader->text->tokens[t].field) break;
            if (!names_kind(reader, cue, mention)) continue;
            if (mention->role != ROLE_CONTEXT) return before - back;
            if (aside == NO_PLACE) aside = before - back; /* غربي مدينة الرقة */
        }
        if (aside != NO_PLACE) return aside;
    }
    return NO_PLACE;
}

static bool is_settlement(const char *kind) {
    static const char *const kinds[] = {"city", "town", "village", "hamlet", NULL};
    return g_strv_contains(kinds, kind);
}

/* May the mention be what the word means, or lie in it? المطار is no town, الطريق no region; a
 * building lies in المدينة. */
static bool may_mean(const Reader *reader, const Match *cue, const PlaceMention *mention) {
    static const double BUILDING_M = 3000;
    const char *value = mark_cell(reader, cue, "value");
    if (mention->place == NO_PLACE || is_of_any_kind(value)) return true;
    PlaceKind kind = (PlaceKind)gazetteer_place(reader->gazetteer, mention->place)->kind;
    bool is_small = is_settlement(place_kind_name(kind)) || mention->location.radius_m < BUILDING_M;
    g_auto(GStrv) kinds = g_strsplit(value, "|", -1);
    for (char **name = kinds; *name; name++)
        if (!strcmp(*name, place_kind_name(kind)) || (is_settlement(*name) && is_small))
            return true;
    return false;
}

/* "وعقب الهجوم، اشتبك …": the deed told before says when. */
static bool is_timed_by_known(const Reader *reader, const Event *event) {
    const Match *joint = mark_at(reader, MARK_JOINT, event->first);
    const Match *known = joint ? mark_at(reader, MARK_TRIGGER, mark_end(joint)) : NULL;
    return known && known != event->trigger && known->article && !is_verb(reader, known) &&
           mark_is(reader, joint, "effect", "after");
}

/* "وسط تبادل للقصف بين الطرفين": a part of the fight. */
static bool is_of_both(const Reader *reader, const Event *event) {
    return mark_with(reader, MARK_JOINT, event->trigger->first_token, event->end, "effect",
                     "both") != NULL;
}

/* "القاعدة ذاتها", "في البلدة": the place told before, by its kind. */
static bool names_it_again(const Reader *reader, const Event *event, const PlaceMention *mention) {
    if (is_timed_by_known(reader, event) || is_of_both(reader, event)) return true;
    for (guint32 t = event->first; t < event->end; t++) {
        const Match *cue = mark_at(reader, MARK_ANAPHORA, t);
        const Match *joint = mark_at(reader, MARK_JOINT, t);
        if (cue && (cue->article || cue->n_tokens > 1) && may_mean(reader, cue, mention))
            return true;
        if (joint && (mark_is(reader, joint, "effect", "here") ||
                      mark_is(reader, joint, "effect", "meanwhile")))
            return true;
    }
    return false;
}

/* "أعدموا خمسة …، وعثر على جثثهم": whose bodies they are was told in the same sentence. */
static bool is_of_the_dead(const Extraction *self, const Draft *draft, const Draft *next) {
    const Match *found = next->event.trigger;
    return next->event.type == INCIDENT_BODY_FOUND && draft->sentence == next->sentence &&
           incident_type_is_violent(draft->event.type) &&
           has_possessive(&self->reader, mark_end(found) - 1);
}

/* "وتبع ذلك هجوم على الطريق ذاته", "في وقت هاجم مسلحون …": the words part it from the deed before.
 */
static bool is_parted(const Extraction *self, const Draft *draft, const Clause *clause,
                      const Draft *next) {
    const Match *joint = mark_at(&self->reader, MARK_JOINT, clause->first);
    bool is_fresh = next->event.is_sure && !next->event.is_definite && !next->event.is_plural &&
                    type_is_from_afar(next->event.type); /* not وأعقب الانفجار إطلاق نار */
    if (is_of_both(&self->reader, &next->event)) return false; /* ترافقت مع قصف متبادل */
    if (is_fresh &&
        is_marked_as(&self->reader, MARK_MODALITY, clause->first, "modality", "follows"))
        return true;
    return joint && next->event.is_sure && !next->event.is_definite && !next->event.is_plural &&
           ((draft->sentence + 1 >= clause->sentence &&
             mark_is(&self->reader, joint, "effect", "followed")) ||
            (draft->sentence == clause->sentence &&
             mark_is(&self->reader, joint, "effect", "while") &&
             !names_it_again(&self->reader, &next->event,
                             &self->reader.places->items[draft->mention])));
}

/* "… إثر غارات على X، كما أعدم التنظيم أسيراً": no part of what came from afar. */
static bool is_execution(const Extraction *self, const Draft *draft, const Draft *next) {
    return next->event.type == INCIDENT_ASSASSINATION && next->event.is_sure &&
           is_verb(&self->reader, next->event.trigger) && next->event.n_weapons == 0 &&
           next->event.actor != draft->event.actor && type_is_from_afar(draft->event.type);
}

/* A deed of another type goes on with it only in the same paragraph; who was abducted or found dead
 * is a story of his own. */
static bool may_continue(const Extraction *self, const Draft *draft, const Clause *clause,
                         const Draft *next) {
    IncidentType a = draft->event.type, b = next->event.type;
    if (next->event.has_known && types_are_kin(a, next->event.known_type)) return true;
    if (is_revealed_by(draft, &next->event))
        return place_by_word(&self->reader, &next->event) == NO_PLACE;
    if (types_are_kin(a, b) || harm_parts_sum(&draft->harm, &next->harm) ||
        is_of_the_dead(self, draft, next))
        return true;
    /* "وأدى القصف إلى …", of a strike from the air */
    if (is_known_noun(&self->reader, next->event.trigger) && b == INCIDENT_SHELLING &&
        next->event.n_weapons == 0 && types_are_kin(a, INCIDENT_AIRSTRIKE))
        return true;
    if (is_parted(self, draft, clause, next) || is_execution(self, draft, next)) return false;
    /* "السيارة استهدفت بصاروخ", of a drone's strike told right before */
    if (next->event.actor == NO_PLACE && types_are_kin(a, INCIDENT_AIRSTRIKE) &&
        b == INCIDENT_SHELLING && is_verb(&self->reader, next->event.trigger))
        return true;
    bool is_own = a == INCIDENT_ABDUCTION || a == INCIDENT_BODY_FOUND || b == INCIDENT_ABDUCTION ||
                  b == INCIDENT_BODY_FOUND;
    /* "اشتباكات في X، وسط قصف جوي" */
    bool is_from_afar = (a == INCIDENT_CLASH && type_is_from_afar(b)) ||
                        (b == INCIDENT_CLASH && type_is_from_afar(a));
    if (is_from_afar && next->event.is_sure && !next->event.is_definite &&
        !is_of_both(&self->reader, &next->event))
        return false;
    bool is_blast_in_fight = (a == INCIDENT_CLASH && types_are_kin(b, INCIDENT_IED)) ||
                             (b == INCIDENT_CLASH && types_are_kin(a, INCIDENT_IED));
    if (is_blast_in_fight && next->event.is_sure && !next->event.is_definite) return false;
    bool is_by_same = draft->event.actor != NO_PLACE && draft->event.actor == next->event.actor;
    return !is_own && (is_by_same || paragraphs_since(self, draft, clause) == 0);
}

/* "عملية الاغتيال", said of a shooting: whoever else the words name, the deed is the one before. */
static bool is_named_again(const Draft *draft, const Event *event) {
    return event->is_definite && !event->is_plural && event->type == INCIDENT_ASSASSINATION &&
           (draft->event.type == INCIDENT_ASSASSINATION || draft->event.type == INCIDENT_ATTACK);
}

/* "فجرت خلايا X دراجة …. وأضافت أن الانفجار أدى إلى …": the noun of the deed told right before,
 * whoever else the words name. */
static bool is_the_same_by_noun(const Reader *reader, const Draft *draft, const Draft *next) {
    const Match *noun = next->event.trigger;
    return is_known_noun(reader, noun) && !next->event.is_plural && next->event.ordinal < 2 &&
           !next->event.reality.is_recap && next->sentence <= draft->sentence + 1 &&
           types_are_kin(draft->event.type, next->event.type) &&
           !mark_at(reader, MARK_HARM, noun->first_token);
}

/* "وردت قسد بقصف مدفعي": the other side's deed. */
static bool is_riposte(const Reader *reader, const Clause *clause, const Event *event) {
    const Match *joint = mark_at(reader, MARK_JOINT, clause->first);
    return joint && joint->first_token == clause->first &&
           (clause->join == JOIN_SPLIT || clause->join == JOIN_SENTENCE) &&
           mark_is(reader, joint, "effect", "riposte") && (event->trigger->clitics & CLITIC_IN);
}

/* "هاجم X صهاريج … . وأضاف أنه استهدف ثلاثة منها ما أدى إلى مقتل سائق": the same again, in the next
 * sentence, where those who died were hit beside what it aimed at. */
static bool is_told_on(const Extraction *self, const Draft *draft, const Draft *next) {
    guint32 target = next->event.target;
    return next->sentence == draft->told_last + 1 && !next->event.reality.is_recap &&
           side_is_named(&self->reader, next->event.actor) &&
           !side_is_named(&self->reader, target) && next->event.type == draft->event.type &&
           next->when.basis == BASIS_PUBLISHED;
}

/* "وتعرض مقر في البلدة ذاتها لهجوم": where another deed was told. */
static bool is_in_same_town(const Reader *reader, const Event *event) {
    if (!event->is_sure || event->is_definite || event->is_plural || event->reality.is_recap ||
        !(event->target != NO_PLACE ||
          mark_next(reader, MARK_TARGET, event->first, event->end, &(guint){0})))
        return false;
    for (guint32 t = event->first; t + 1 < event->end; t++)
        if (mark_at(reader, MARK_ANAPHORA, t) && mark_at(reader, MARK_AGAIN, t + 1) &&
            reader->place_at[t] == NO_MARK)
            return true;
    return false;
}

/* The draft that a clause without a place of its own goes on telling, or NULL. */
static Draft *continued(Extraction *self, const Clause *clause, const Draft *next) {
    bool is_another = next->event.ordinal > 1 && !next->event.is_definite && /* عبوة أخرى */
                      types_are_kin(next->event.type, INCIDENT_IED);
    if (is_riposte(&self->reader, clause, &next->event) || next->is_beside) return NULL;
    if (is_another && next->event.is_sure) return NULL;
    guint reach = next->event.is_definite ? 3 : 1;
    for (gint i = self->last; i >= 0; i--) {
        Draft *draft = &g_array_index(self->drafts, Draft, i);
        if (paragraphs_since(self, draft, clause) > reach) break;
        if (reality_is_unreal(&draft->event.reality) || is_other_day(&self->reader, draft, next) ||
            incident_type_is_violent(draft->event.type) !=
                incident_type_is_violent(next->event.type))
            continue;
        if (is_added_ambush(&self->reader, draft, next) || is_another_body(&self->reader, next))
            continue;
        /* "الهجوم" of the body is the one that the body told. */
        if (draft->is_title && i != self->last) break;
        bool is_same = (draft->sentence == clause->sentence || is_told_on(self, draft, next)) &&
                       next->event.actor != NO_PLACE && draft->event.actor == next->event.actor &&
                       types_are_kin(draft->event.type, next->event.type);
        if (is_same || is_named_again(draft, &next->event) ||
            is_the_same_by_noun(&self->reader, draft, next) ||
            (may_continue(self, draft, clause, next) && drafts_agree(&self->reader, draft, next)))
            return draft;
    }
    return NULL;
}

Draft *extraction_first_of_list(const Extraction *self, Draft *draft) {
    if (!draft || !draft->is_listed || draft->is_first) return draft;
    for (guint i = 0; i < self->drafts->len; i++) {
        Draft *first = &g_array_index(self->drafts, Draft, i);
        if (first->is_first && first->event.trigger == draft->event.trigger) return first;
    }
    return draft;
}

/* Is somebody named who did it or whom it hit? */
static bool is_named(const Reader *reader, const Event *event) {
    return side_is_named(reader, event->actor) || side_is_named(reader, event->target);
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
            self->homeless = extraction_draft(self, clause, event);
            self->has_homeless = true;
        }
        return false;
    }
    Draft draft = extraction_draft(self, clause, event);
    draft.mention = vague;
    extraction_add(self, clause, draft);
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
        Draft fight = extraction_draft(self, clause, event);
        fight.mention = ground->mention;
        fight.is_listed = ground->is_listed;
        fight.is_inherited = true;
        if (fight.event.actor == NO_PLACE) {
            fight.event.actor = ground->event.actor;
            fight.event.actor_name = ground->event.actor_name;
            fight.event.attribution = ground->event.attribution;
            fight.event.actor_link = ground->event.actor_link;
        }
        extraction_add(self, clause, fight);
    }
    return self->drafts->len > n;
}

/* How many paragraphs lie between the draft told last and the clause; of what the known deed times
 * from where that was told on. */
static guint paragraphs_between(const Extraction *self, const Event *event, const Clause *clause) {
    const Draft *last = &g_array_index(self->drafts, Draft, self->last);
    const Sentence *sentences = self->reader.text->sentences;
    const Sentence *a = &sentences[last->told_last], *b = &sentences[clause->sentence];
    bool goes_on = a->field == b->field && is_timed_by_known(&self->reader, event);
    return goes_on ? b->paragraph - a->paragraph : paragraphs_since(self, last, clause);
}

/* The draft told last, or of one that has but a river or a steppe the one before it. */
static Draft *last_exact(const Extraction *self, const Clause *clause) {
    Draft *last = &g_array_index(self->drafts, Draft, self->last);
    for (gint i = self->last; i >= 0; i--) {
        Draft *draft = &g_array_index(self->drafts, Draft, i);
        if (paragraphs_since(self, draft, clause) > 2) break;
        /* "يتعرض الشمال لحملة، بعد استهدافه": not where the sentence before told of */
        if (draft->sentence == clause->sentence && i == self->last) return last;
        if (draft->mention != NO_PLACE && !reality_is_unreal(&draft->event.reality) &&
            self->reader.places->items[draft->mention].location.radius_m < 2 * REGION_RADIUS_M)
            return draft;
    }
    return last;
}

/* A sure deed at a place that only a word of its kind names, where it is not that of the deed told
 * last. */
static bool add_by_word(Extraction *self, const Clause *clause, const Event *event) {
    const Reader *reader = &self->reader;
    bool is_fight = event->type == INCIDENT_CLASH && clause->join == JOIN_SPLIT; /* المعارك */
    bool is_told = event->is_sure || event->actor != NO_PLACE; /* قتل مسلحون امرأة داخل المخيم */
    bool is_own = is_fight || (is_told && !event->is_definite);
    guint32 place =
        is_own && incident_type_is_violent(event->type) ? place_by_word(reader, event) : NO_PLACE;
    if (place == NO_PLACE) return false;
    if (self->last != NO_MARK) {
        const Draft *last = &g_array_index(self->drafts, Draft, self->last);
        if (last->mention != NO_PLACE &&
            !mentions_lie_apart(&reader->places->items[place],
                                &reader->places->items[last->mention]) &&
            names_it_again(reader, event, &reader->places->items[last->mention]))
            return false;
    }
    Draft draft = extraction_draft(self, clause, event);
    draft.mention = place;
    draft.is_inherited = true;
    extraction_add(self, clause, draft);
    return true;
}

static bool names_list(const Reader *reader, const Event *event) {
    return mark_with(reader, MARK_ANAPHORA, mark_end(event->trigger), event->end, "value",
                     "list") != NULL;
}

/* "تزامنت مع إلقاء براميل على المدينتين", "شن هجوماً على هذه البلدات": another deed at the places of
 * the list told last. */
static bool add_at_list(Extraction *self, const Clause *clause, const Event *event) {
    if (self->last == NO_MARK || !event->is_sure || !names_list(&self->reader, event)) return false;
    Draft next = extraction_draft(self, clause, event);
    const Draft *last = &g_array_index(self->drafts, Draft, self->last);
    const Match *told = last->event.trigger;
    bool is_again =
        types_are_kin(last->event.type, event->type) && drafts_agree(&self->reader, last, &next);
    if (!last->is_listed || is_again || paragraphs_since(self, last, clause) > 1) return false;
    guint n = self->drafts->len;
    for (guint i = 0; i < n; i++) {
        const Draft *draft = &g_array_index(self->drafts, Draft, i);
        if (draft->event.trigger != told || !draft->is_listed) continue;
        next.mention = draft->mention;
        next.is_listed = next.is_inherited = true;
        next.is_first = draft->is_first;
        extraction_add(self, clause, next);
    }
    return self->drafts->len > n;
}

/* The deed joined to it in the same sentence may have the scene. */
static void wait_for_scene(Extraction *self, const Draft *draft) {
    const Event *event = &draft->event;
    self->waiting = *draft;
    self->has_waiting = event->is_sure && !event->is_plural && !event->is_definite &&
                        incident_type_is_violent(event->type);
}

/* "وكانت المحافظة قد شهدت معارك": what had been, without a day or a place of its own. */
static bool is_vaguely_recalled(const Draft *draft) {
    return draft->event.reality.is_recap && draft->when.basis == BASIS_PUBLISHED &&
           !draft->event.is_definite;
}

/* "بعد استهدافها بغارات": on whom the words before tell of. */
static bool is_on_those(const Reader *reader, const Event *event) {
    for (guint32 t = event->first; t <= event->trigger->first_token; t++) {
        const Match *noun = mark_at(reader, MARK_TRIGGER, t);
        if (noun && !is_verb(reader, noun) && mark_is(reader, noun, "voice", "passive") &&
            has_possessive(reader, t))
            return true;
    }
    return false;
}

/* "… هجوماً على حاجز. وقالت المصادر إن ثلاثة عناصر قتلوا": does the event only tell who died, and of
 * no cause? */
static bool is_bare_toll(const Reader *reader, const Event *event) {
    const Match *harm = mark_at(reader, MARK_HARM, event->trigger->first_token);
    return harm && !event->is_sure && event->n_weapons == 0 && event->actor == NO_PLACE &&
           !event->is_attack && !event->reality.is_toll && !event->reality.is_tally &&
           !event->reality.is_recap;
}

/* "داخل المطار", of a deed in a town: another place, by its kind. */
static bool names_another_kind(const Reader *reader, const Event *event,
                               const PlaceMention *mention) {
    for (guint32 t = event->first; t < event->end; t++) {
        const Match *cue = mark_at(reader, MARK_ANAPHORA, t);
        if (cue && (cue->article || cue->n_tokens > 1) && !may_mean(reader, cue, mention))
            return true;
    }
    return false;
}

/* Has the article told of one place alone so far? Then a further deed without a place is there. */
static bool is_only_scene(const Extraction *self, const Draft *last) {
    const PlaceMention *items = self->reader.places->items;
    guint n = 0;
    for (guint i = 0; i < self->drafts->len; i++) {
        const Draft *draft = &g_array_index(self->drafts, Draft, i);
        if (reality_is_unreal(&draft->event.reality)) continue;
        if (draft->mention == NO_PLACE || draft->is_listed ||
            !mentions_are_same(&items[draft->mention], &items[last->mention]))
            return false;
        n++;
    }
    return n > 0 && items[last->mention].location.radius_m < REGION_RADIUS_M;
}

/* The first deed without a place waits for the place that the lead or the detail names. */
static void keep_pending(Extraction *self, const Clause *clause, const Event *event) {
    bool is_pending = self->last == NO_MARK && event->is_sure && !event->is_plural &&
                      !reality_is_unreal(&event->reality) && !event->reality.is_tally &&
                      !event->reality.is_toll && incident_type_is_violent(event->type);
    if (!is_pending || self->has_pending) return;
    self->pending = extraction_draft(self, clause, event);
    self->has_pending = true;
}

/* "… بمظاهرة في X. ¶ وأطلق عناصر النار لتفريق المتظاهرين": on those who protested there. */
static bool is_on_protest(const Reader *reader, const Event *event, const Draft *draft) {
    if (draft->event.type != INCIDENT_PROTEST) return false;
    for (guint32 t = mark_end(event->trigger); t < event->end; t++) {
        const Match *crowd = mark_at(reader, MARK_TRIGGER, t);
        if (crowd && crowd->article && mark_is(reader, crowd, "type", "protest")) return true;
    }
    return false;
}

/* Is the deed told so near to the one before, and so of itself, that it happened there? */
static bool keeps_scene(const Extraction *self, const Clause *clause, const Event *event,
                        const Draft *draft, bool is_there) {
    const Reader *reader = &self->reader;
    /* سيطر على X بعد اشتباكات, but not انسحب من X بعد استهدافه بغارات, داهموا X، أعقبها اشتباك */
    const Match *joint = mark_at(reader, MARK_JOINT, event->first);
    bool is_aside = !incident_type_is_violent(draft->event.type) &&
                    draft->sentence == clause->sentence && joint &&
                    !mark_is(reader, joint, "effect", "followed") && !is_on_those(reader, event);
    bool is_many_elsewhere = event->is_plural && draft->sentence != clause->sentence && !is_there;
    if (is_aside || !event->is_sure || is_many_elsewhere || event->reality.is_tally ||
        !incident_type_is_violent(event->type))
        return false;
    /* "… غارات على X. ¶ كما قصفت بقذائف الهاون الأحياء السكنية" */
    bool is_told_on = clause->sentence <= draft->told_last + 1 && type_is_from_afar(event->type) &&
                      !types_are_kin(event->type, draft->event.type) && !event->is_plural &&
                      !event->is_definite && !event->reality.is_recap &&
                      !event->reality.is_habitual &&
                      !names_another_kind(reader, event, &reader->places->items[draft->mention]);
    is_told_on |=
        event->type == INCIDENT_BODY_FOUND && types_are_kin(draft->event.type, event->type);
    guint most = is_there || (is_told_on && is_only_scene(self, draft)) ? 1 : 0;
    return paragraphs_between(self, event, clause) <= most;
}

/* A deed at the place of the one told last. */
static void add_there(Extraction *self, const Clause *clause, const Draft *draft, Draft next) {
    next.mention = draft->mention;
    next.is_inherited = true;
    next.is_far = paragraphs_since(self, draft, clause) > 0;
    bool is_of_sum = draft->is_aggregate;
    guint n = self->drafts->len;
    extraction_add(self, clause, next);
    if (self->drafts->len > n) g_array_index(self->drafts, Draft, n).is_aggregate |= is_of_sum;
}

/* "عثر على جثتيهما في X، وكان قد فقد الاتصال بهما قبل أيام": how those went who were found, nobody
 * says where. */
static bool is_of_found_dead(const Extraction *self, const Clause *clause, const Event *event) {
    if (self->last == NO_MARK || event->type != INCIDENT_ABDUCTION) return false;
    const Draft *last = &g_array_index(self->drafts, Draft, self->last);
    return last->event.type == INCIDENT_BODY_FOUND && clause->sentence <= last->told_last + 1 &&
           event->reality.is_recap;
}

void extraction_carry(Extraction *self, const Clause *clause, const Event *event) {
    const Reader *reader = &self->reader;
    if (extraction_give_harm(self, clause, event)) return;
    if (add_unplaced(self, clause, event)) return;
    keep_pending(self, clause, event);
    if (reality_is_unreal(&event->reality) || names_other_place(reader, clause->first, clause->end))
        return;
    if (event->reality.is_tally && event->is_plural) return; /* 22 انفجاراً منذ بداية العام */
    if (is_of_found_dead(self, clause, event)) return;
    /* "تزامناً مع اشتباكات تخوضها الفصائل منذ أسبوع": not at the place told before */
    if (is_lasting(reader, clause, event->trigger)) return;
    Draft next = extraction_draft(self, clause, event);
    next.is_beside = is_in_same_town(reader, event);
    if (is_bare_toll(reader, event) && extraction_take_toll(self, clause, &next.harm)) return;
    if (self->last == NO_MARK || clause->join == JOIN_RESET) {
        if (!add_by_word(self, clause, event)) wait_for_scene(self, &next);
        return;
    }
    if (fight_for_ground(self, clause, event) || add_at_list(self, clause, event)) return;
    if (is_vaguely_recalled(&next)) return;
    /* "…، في وقت تستمر المعارك داخل المدينة": another place than that of the deed before. */
    if (clause->join == JOIN_SPLIT && event->type == INCIDENT_CLASH &&
        add_by_word(self, clause, event))
        return;
    Draft *draft = extraction_first_of_list(self, continued(self, clause, &next));
    if (draft) {
        draft_absorb(reader, draft, &next);
        return;
    }
    if (add_by_word(self, clause, event)) return;
    draft = last_exact(self, clause);
    bool is_there = names_it_again(reader, event, &reader->places->items[draft->mention]) ||
                    is_riposte(reader, clause, event) || is_on_protest(reader, event, draft);
    if (is_other_day(reader, draft, &next) && !is_there) return;
    if (keeps_scene(self, clause, event, draft, is_there))
        add_there(self, clause, draft, next);
    else
        wait_for_scene(self, &next);
}
