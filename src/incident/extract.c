/* The stage as a whole: sentences to clauses to events to drafts to records, and what one clause
 * leaves to the next: the scene, the sides, the date. */
#include "incident/extraction.h"
#include "incident/recall.h"

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

/* "… إثر انفجار لغم، وإطلاق قذيفة في X": deeds in a row of one sentence are at one place, or at
 * those of one list. */
static bool has_joined_waiting(const Extraction *self, const Clause *clause) {
    bool follows = is_marked_as(&self->reader, MARK_JOINT, clause->first, "effect", "followed");
    return self->has_waiting && (clause->join == JOIN_AND || follows) &&
           self->waiting.sentence == clause->sentence;
}

static void add_waiting(Extraction *self, const Clause *clause, guint32 mention, bool is_first) {
    Draft draft = self->waiting;
    draft.mention = mention;
    draft.is_inherited = true;
    if (!is_first) harm_init(&draft.harm);
    extraction_add(self, clause, draft);
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
    Draft draft = extraction_draft(self, clause, event);
    if (extraction_give_harm(self, clause, event)) harm_init(&draft.harm);
    Harm whole = draft.harm;
    guint32 from = event->first;
    guint bearer = bearer_of(reader, &whole, scenes), first = self->drafts->len;
    bool is_row = has_joined_waiting(self, clause);
    bool is_kin = is_row && types_are_kin(self->waiting.event.type, event->type);
    draft.is_listed = scenes->len > 1;
    for (guint i = 0; i < scenes->len; i++) {
        const PlaceMention *mention = scene_mention(reader, scenes, i);
        draft.mention = g_array_index(scenes, guint32, i);
        draft.has_own_harm =
            draft.is_listed && harm_beside(reader, from, mention->first_token, &draft.harm);
        if (!draft.has_own_harm) draft.harm = whole;
        draft.is_first = i == bearer;
        if (is_row && (i == 0 || is_kin)) add_waiting(self, clause, draft.mention, i == 0);
        if (i == 0) take_pending(self, clause, &draft);
        extraction_add(self, clause, draft);
        from = mention->first_token + mention->n_tokens;
    }
    self->has_waiting = false;
    if (event->reality.is_habitual) sum_up_list(self, first);
}

/* "استهدافها بلدة X", "استهدافهم لقرية Y": behind a noun of a deed whose suffix is its doer stands
 * what was hit; behind "استهدافهم شرق X" only where it was. */
static bool has_object_behind(const Reader *reader, const Match *noun) {
    guint32 next = mark_end(noun);
    if (next >= reader->text->n_tokens || reader->place_at[next] == NO_MARK) return false;
    const PlaceMention *place = &reader->places->items[reader->place_at[next]];
    bool is_bare = place->body.start == text_span(reader->text, next, 1).start;
    bool is_itself = place->location.method <= METHOD_NEIGHBOURHOOD ||
                     place->location.method == METHOD_INHERITED;
    return place->first_token == next && is_itself &&
           (is_bare || g_str_has_prefix(text_norm(reader->text, next), "ل"));
}

/* "غاراته": the owner of the noun does the deed; of استهدافهم he bears it. */
static void take_suffix_owner(const Extraction *self, Event *event) {
    bool is_borne = mark_is(&self->reader, event->trigger, "voice", "passive") &&
                    !has_object_behind(&self->reader, event->trigger);
    if ((is_borne ? event->target : event->actor) != NO_PLACE) return;
    if (types_are_kin(event->type, INCIDENT_IED)) return; /* تم تفجيرها: the bomb */
    guint32 row = suffix_owner(&self->reader, event->trigger, self->named);
    if (row == NO_PLACE || row == event->actor || row == event->target) return;
    const Match *noun = event->trigger;
    SideLink link = {noun->first_token, mark_end(noun), TIE_SUFFIX};
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
    return is_marked_as(reader, MARK_JOINT, clause->first, "effect", "answer");
}

/* "الغارة تابعة لقوات التحالف في شمال شرقي سوريا": the deed told right before, and the land of who
 * did it. */
static bool is_known_in_land(const Extraction *self, const Clause *clause, const Event *event,
                             const GArray *scenes) {
    static const double LAND_M = 60000;
    if (self->last == NO_MARK || scenes->len != 1 || event->is_plural ||
        !is_known_noun(&self->reader, event->trigger))
        return false;
    const Draft *last = &g_array_index(self->drafts, Draft, self->last);
    const PlaceMention *items = self->reader.places->items;
    return last->mention != NO_PLACE && clause->sentence <= last->told_last + 1 &&
           types_are_kin(last->event.type, event->type) &&
           scene_mention(&self->reader, scenes, 0)->location.radius_m >= LAND_M &&
           2 * items[last->mention].location.radius_m < LAND_M;
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
    const Match *joint =
        mark_with(reader, MARK_JOINT, mark_end(event->trigger), event->end, "effect", "answer");
    return joint ? joint->first_token : event->end;
}

/* "الشاحنات التي استهدفت أمس، دخلت من X": a deed known by whom it hit. */
static bool is_told_of(const Reader *reader, const Event *event) {
    guint32 verb = event->trigger->first_token;
    if (!is_verb(reader, event->trigger) || room_before(reader, verb, 2) < 2) return false;
    const Match *joint = mark_at(reader, MARK_JOINT, verb - 1);
    const Match *thing = mark_at(reader, MARK_TARGET, verb - 2);
    bool is_relative =
        joint && joint->n_tokens == 1 && mark_is(reader, joint, "effect", "continue");
    return is_relative && thing && thing->article && !mark_is(reader, thing, "class", "person");
}

/* "مما دفع القوات للرد بقصف مواقع X": what came of the deed, at a place that nobody names. */
static bool is_aftermath(const Reader *reader, const Event *event) {
    const Match *joint = mark_at(reader, MARK_JOINT, event->first);
    return joint && joint->first_token == event->first && !is_verb(reader, event->trigger) &&
           mark_is(reader, joint, "effect", "forced");
}

static guint32 break_after(const Reader *reader, const Event *event) {
    guint32 t = mark_end(event->trigger);
    while (t < event->end && !is_break(reader, t)) t++;
    return t;
}

/* "تحولت إلى مدينة أشباح بعد القصف": the cause of something else, which nothing has told before. */
static bool is_untold_cause(const Extraction *self, const Clause *clause, const Event *event) {
    bool is_told = false;
    for (guint i = 0; i < self->told->len; i++)
        is_told |= incident_type_is_violent(g_array_index(self->told, Draft, i).event.type);
    return !is_told && is_mere_cause(&self->reader, clause, event->trigger);
}

/* "… بقصف على X. كما أصيب اثنان آخران في Y": others, by the deed told right before. */
static void take_kind_of_last(const Extraction *self, const Clause *clause, Event *event) {
    enum { CLOSE = 3 };
    const Reader *reader = &self->reader;
    if (self->last == NO_MARK || event->is_sure || event->n_weapons > 0 ||
        event->actor != NO_PLACE || event->type != INCIDENT_ASSASSINATION ||
        !mark_at(reader, MARK_HARM, event->trigger->first_token))
        return;
    const Draft *last = &g_array_index(self->drafts, Draft, self->last);
    guint32 from = mark_end(event->trigger), to = MIN(event->end, from + CLOSE);
    const Match *others = mark_with(reader, MARK_PERSON, from, to, "harm", "other");
    bool is_of_many = type_is_from_afar(last->event.type) || last->event.type == INCIDENT_CLASH;
    if (!others || !is_of_many || clause->sentence > last->told_last + 1 ||
        reality_is_unreal(&last->event.reality))
        return;
    event->type = last->event.type;
    event->actor = last->event.actor;
    event->actor_name = last->event.actor_name;
    event->actor_link = last->event.actor_link;
    event->attribution = last->event.attribution;
}

/* "بينما طال الثاني رتلاً", "انفجرت الأخرى في X": the verb of one of a row? */
static bool is_of_row(const Reader *reader, const Match *verb) {
    return verb->n_tokens == 2 && is_verb(reader, verb) &&
           (is_marked_as(reader, MARK_NUMBER, mark_end(verb) - 1, "kind", "ordinal") ||
            is_marked_as(reader, MARK_PERSON, mark_end(verb) - 1, "harm", "other"));
}

/* "تفجيرات بعبوات، استهدف آخرها مسجداً", "استهدف الأول X، بينما طال الثاني Y": one of several is of
 * the kind of the others, and of a row by the same. */
static void take_kind_of_many(const Extraction *self, const Clause *clause, Event *event) {
    bool is_next = is_of_row(&self->reader, event->trigger);
    if (is_next) event->ordinal = MAX(event->ordinal, 2);
    if (self->told->len == 0 || (!is_next && !opens_with_last(&self->reader, clause->first)))
        return;
    const Draft *many = &g_array_index(self->told, Draft, self->told->len - 1);
    if (clause->sentence > many->sentence + 1 || !incident_type_is_violent(many->event.type))
        return;
    if (event->type == INCIDENT_ATTACK && event->n_weapons == 0) event->type = many->event.type;
    if (is_next && event->actor == NO_PLACE) recall_take_actor(event, &many->event);
}

static void read_clause(Extraction *self, const Clause *clause) {
    const Reader *reader = &self->reader;
    g_autoptr(GArray) parties = parties_find(reader, clause, self->named);
    g_autoptr(GArray) events = events_find(reader, clause, parties);
    g_autoptr(GArray) all = scenes_in(reader, clause->first, clause->told);
    if (events->len == 0) {
        Harm harm = harm_read(reader, clause->first, clause->end);
        extraction_take_toll(self, clause, &harm);
    }
    for (guint i = 0; i < events->len; i++) {
        Event *event = &g_array_index(events, Event, i);
        if (is_untold_cause(self, clause, event)) continue;
        event->end = answered_from(reader, event);
        if (is_told_of(reader, event)) event->end = break_after(reader, event);
        event->unharmed = harm_denied_from(reader, event->first, event->end);
        sides_link(reader, parties, event);
        take_suffix_owner(self, event);
        g_autoptr(GArray) scenes = scenes_choose(reader, event, all);
        if (scenes->len == 0) scenes_add_aim(reader, events, i, all, scenes);
        if (scenes->len == 0) scenes_add_by_kind(reader, event, scenes);
        sides_recall(reader, clause, self->told, i == 0, event);
        event_part_sides(reader, event);
        kind_settle(reader, clause, event);
        take_kind_of_last(self, clause, event);
        take_kind_of_many(self, clause, event);
        Draft told = {.event = *event,
                      .mention = scenes->len > 0 ? g_array_index(scenes, guint32, 0) : NO_PLACE,
                      .sentence = clause->sentence};
        if (!is_answered(reader, clause)) g_array_append_val(self->told, told);
        if (is_accusation(reader, event, scenes) ||
            (scenes->len == 0 &&
             (later_before(reader, clause, event) || is_aftermath(reader, event))))
            continue;
        if (scenes->len > 0 && !is_known_in_land(self, clause, event, scenes))
            place_event(self, clause, event, scenes);
        else
            extraction_carry(self, clause, event);
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
    drafts_share_days(&self.reader, self.drafts);
    sides_infer(&self.reader, self.told, self.drafts);
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
