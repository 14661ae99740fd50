/* From an event to its draft: when it was, whether it is a headline or a lead, and whether it is
 * one deed or a sum of many. */
#include "incident/extraction.h"

#define STEPPE_RADIUS_M 100000.0
/* Towns and villages of a region this wide are more than one place. */
#define PARTS_RADIUS_M 12000.0
/* A year of a bulletin has fewer; comparing more with each other would take minutes. */
enum { MOST_DRAFTS = 5000 };

static const Sentence *sentence_of(const Extraction *self, const Draft *draft) {
    return &self->reader.text->sentences[draft->sentence];
}

const Match *later_before(const Reader *reader, const Clause *clause, const Event *event) {
    for (guint32 t = event->trigger->first_token; t > clause->first; t--) {
        const Match *joint = mark_at(reader, MARK_JOINT, t - 1);
        if (joint && mark_is(reader, joint, "effect", "later")) return joint;
        if (is_break(reader, t - 1)) return NULL;
    }
    return NULL;
}

/* The day of the deed told last, or of that which the rest of the sentence tells, where one is
 * known, else that of publication. */
static When base_date(const Extraction *self, const Clause *clause) {
    When when = {.precision = DATE_WEEK};
    const Draft *last =
        self->last == NO_MARK ? NULL : &g_array_index(self->drafts, Draft, self->last);
    if (last && last->when.start && last->when.precision == DATE_DAY) return last->when;
    const Sentence *sentence = &self->reader.text->sentences[clause->sentence];
    When rest = when_read(&self->reader, clause->end, sentence->first_token + sentence->n_tokens);
    if (rest.precision == DATE_DAY) return rest; /* غداة هجوم على X، قصفت Y اليوم */
    when.start = when.end = self->reader.today;
    return when;
}

/* A word of the calendar, or a figure that may be a part of a date. */
static bool is_day_or_figure(const Reader *reader, guint32 token) {
    return mark_at(reader, MARK_CALENDAR, token) ||
           reader->text->tokens[token].kind == TOKEN_NUMBER;
}

/* "صادرت X اليوم …، حيث أسفر انفجار وقع أمس": the day right behind the deed is its own, where no
 * words of time lead to another. */
static When when_behind(const Reader *reader, const Event *event) {
    static const char *const others[] = {"after", "before", "forced", "later",
                                         "split", "while",  "answer", NULL};
    enum { REACH = 10 };
    guint32 first = mark_end(event->trigger), end = MIN(event->end, first + REACH);
    for (guint32 t = first; t < end; t++) {
        const Match *joint = mark_at(reader, MARK_JOINT, t);
        bool is_other = joint && g_strv_contains(others, mark_cell(reader, joint, "effect"));
        if (is_break(reader, t) || is_other) end = t;
        bool goes_on = end == t + 1 && end < event->end && is_day_or_figure(reader, t) &&
                       is_day_or_figure(reader, end);
        if (goes_on) end++; /* يوم الاثنين 17 رمضان */
    }
    When when = when_read(reader, first, end);
    bool is_span = when.precision == DATE_RANGE &&
                   (when.basis == BASIS_EXPLICIT || when.basis == BASIS_WEEKDAY);
    if (when.precision != DATE_DAY && !is_span) when_init(&when);
    return when;
}

/* "…، أما X الذي …": where the words turn to somebody else. */
static guint32 topic_end(const Reader *reader, const Event *event) {
    for (guint32 t = mark_end(event->trigger); t < event->end; t++) {
        const Match *joint = mark_at(reader, MARK_JOINT, t);
        if (joint && joint->first_token == t &&
            (mark_is(reader, joint, "effect", "topic") ||
             mark_is(reader, joint, "effect", "while") ||
             mark_is(reader, joint, "effect", "split")))
            return t;
    }
    return event->end;
}

/* "وقال X اليوم إن … قتلوا أمس": a day behind the word that begins what is said is the deed's, one
 * before it that of the saying. */
static When when_of_said(const Reader *reader, const Clause *clause, const Event *event) {
    for (guint32 t = event->trigger->first_token; t > clause->first; t--) {
        const Match *joint = mark_at(reader, MARK_JOINT, t - 1);
        if (joint && (mark_is(reader, joint, "effect", "content") ||
                      mark_is(reader, joint, "effect", "self")))
            return when_read(reader, t, event->end);
    }
    When none;
    when_init(&none);
    return none;
}

/* "وقالت في بيان، الخميس، إنها … صباح اليوم": the day on which it was said, where `when` is today.
 */
static When day_of_saying(const Reader *reader, const Clause *clause, const Event *event,
                          When when) {
    bool is_today =
        when.basis == BASIS_RELATIVE && when.precision == DATE_DAY && when.start == reader->today;
    for (guint32 t = event->trigger->first_token; is_today && t > clause->first; t--) {
        const Match *joint = mark_at(reader, MARK_JOINT, t - 1);
        if (!joint || (!mark_is(reader, joint, "effect", "content") &&
                       !mark_is(reader, joint, "effect", "self")))
            continue;
        When said = when_read(reader, clause->first, t);
        if (said.basis != BASIS_WEEKDAY) continue;
        said.time_of_day = when.time_of_day;
        return said;
    }
    return when;
}

/* "وفي اليوم ذاته": the day of the deed told before. */
static bool is_of_same_day(const Reader *reader, const Clause *clause, const Event *event) {
    return mark_with(reader, MARK_CALENDAR, clause->first, event->end, "kind", "same") != NULL;
}

/* "أعلن X، مساء أمس، مسؤوليته عن هجوم": the day before the deed is that of the claim. */
static bool is_day_of_claim(const Reader *reader, const Clause *clause, const Event *event,
                            const When *when) {
    guint32 verb = event->trigger->first_token;
    guint32 teller = clause->first; /* ويوم الخميس أعلن …, تبنى … */
    while (teller < verb && mark_at(reader, MARK_CALENDAR, teller)) teller++;
    bool is_told = mark_at(reader, MARK_SOURCE, teller) ||
                   is_marked_as(reader, MARK_MODALITY, teller, "modality", "claimed");
    if (!event->reality.is_claimed || !is_told) return false;
    When before = when_read(reader, clause->first, verb),
         behind = when_read(reader, verb, clause->end);
    return before.basis != BASIS_NONE && behind.basis == BASIS_NONE && before.start == when->start;
}

/* The date of the event's own words, else of its sentence, else of what it continues. */
static When date_of(const Extraction *self, const Clause *clause, const Event *event) {
    const Reader *reader = &self->reader;
    const Match *later = later_before(reader, clause, event);
    if (later) {
        When base = base_date(self, clause), before = when_before(reader, later, &base);
        if (before.basis != BASIS_NONE) return before;
    }
    if (self->last != NO_MARK && is_of_same_day(reader, clause, event)) {
        const When *last = &g_array_index(self->drafts, Draft, self->last).when;
        if (last->start && last->precision == DATE_DAY) return *last;
    }
    When when = when_behind(reader, event);
    if (when.basis == BASIS_NONE) when = when_of_said(reader, clause, event);
    if (when.basis == BASIS_NONE) when = when_read(reader, event->first, topic_end(reader, event));
    if (when.basis == BASIS_NONE) when = when_read(reader, event->first, event->end);
    if (when.basis == BASIS_NONE) when = when_read(reader, clause->first, clause->end);
    if (when.basis == BASIS_NONE && clause->join != JOIN_RESET) {
        const Sentence *sentence = &reader->text->sentences[clause->sentence];
        When before = when_read(reader, sentence->first_token, clause->first);
        if (!when.time_of_day || before.basis != BASIS_NONE) when = before;
    }
    if (when.basis == BASIS_NONE || is_day_of_claim(reader, clause, event, &when)) {
        when_init(&when);
        when.start = when.end = reader->today;
        when.precision = DATE_WEEK;
        when.basis = BASIS_PUBLISHED;
    }
    return day_of_saying(reader, clause, event, when);
}

/* "عثر على جثة منذ يومين" was two days ago; "تدور اشتباكات منذ يومين" is of both. */
static void take_first_day(const Event *event, When *when) {
    static const IncidentType at_once[] = {
        INCIDENT_IED,           INCIDENT_SUICIDE,   INCIDENT_GRENADE,    INCIDENT_AMBUSH,
        INCIDENT_ASSASSINATION, INCIDENT_ABDUCTION, INCIDENT_BODY_FOUND, INCIDENT_DRONE};
    bool is_at_once = false;
    for (guint i = 0; i < G_N_ELEMENTS(at_once); i++) is_at_once |= event->type == at_once[i];
    if (!when->is_since || !is_at_once || event->is_plural) return;
    when->end = when->start;
    when->precision = DATE_DAY;
}

/* "يذكر أن X تعرضت في 17 من الشهر لهجوم": one deed with a day of its own is told, not recalled in
 * general. */
static bool is_dated_recap(const Event *event, const Harm *harm, const When *when, bool is_old) {
    bool is_deed = event->is_sure || /* ارتكب X أمس مجزرة في Y راح ضحيتها … */
                   (event->actor != NO_PLACE && harm->end > harm->first);
    return event->reality.modality == MODALITY_BACKGROUND && is_deed && !event->is_plural &&
           !event->reality.is_tally && !event->reality.is_toll && !event->reality.is_habitual &&
           when->precision == DATE_DAY && !is_old &&
           (when->basis == BASIS_EXPLICIT || when->basis == BASIS_RELATIVE ||
            when->basis == BASIS_WEEKDAY);
}

/* ليرتفع، لتصل: a sum that grows by the deed. */
static bool has_and_so(const Reader *reader, const Match *cue) {
    return g_str_has_prefix(text_norm(reader->text, cue->first_token), "ل");
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

/* Does the article tell, after its news, a date so many days before its own? */
static bool is_older(const Extraction *self, const When *when, guint32 days) {
    return self->drafts->len > 0 && when->basis == BASIS_EXPLICIT && when->end &&
           self->reader.published > when->end + days;
}

Draft extraction_draft(const Extraction *self, const Clause *clause, const Event *event) {
    enum { YEAR_DAYS = 330 };
    Event told = *event;
    When when = date_of(self, clause, event);
    take_first_day(event, &when);
    /* "منذ كانون الثاني 2022 عندما هاجم …": of long ago; the report is not about it. A deed that is
     * told with its day is one of the news of the year. */
    bool is_past = is_long_past(&self->reader, event, &when);
    bool is_old = is_past || is_older(self, &when, OLD_DAYS);
    if ((is_past || is_older(self, &when, when.precision == DATE_DAY ? YEAR_DAYS : OLD_DAYS)) &&
        (told.reality.modality == MODALITY_STATED || told.reality.modality == MODALITY_ALLEGED)) {
        told.reality.modality = MODALITY_BACKGROUND;
        told.reality.tie = TIE_LONG_BEFORE;
    }
    Harm harm = harm_read(&self->reader, event->first, toll_after(&self->reader, event));
    if (is_dated_recap(event, &harm, &when, is_old)) {
        told.reality.modality = MODALITY_STATED;
        told.reality.is_recap = true;
    }
    return (Draft){.event = told,
                   .harm = harm,
                   .when = when,
                   .mention = NO_PLACE,
                   .sentence = clause->sentence,
                   .told_first = clause->sentence,
                   .told_last = clause->sentence};
}

/* A headline is the title, or a first line without a full stop. */
static bool is_title(const Extraction *self, const Clause *clause) {
    const Text *text = self->reader.text;
    const Sentence *sentence = &text->sentences[clause->sentence];
    if (sentence->field == FIELD_TITLE) return true;
    const Token *last = &text->tokens[sentence->first_token + sentence->n_tokens - 1];
    return self->lead == NO_PLACE && last->kind != TOKEN_PUNCT;
}

/* "غارة جوية في ريف X": a short line of its own without a full stop, over a paragraph that ends
 * with one. */
static bool is_heading(const Extraction *self, const Clause *clause) {
    enum { LONGEST_HEADING = 14 };
    const Text *text = self->reader.text;
    const Sentence *line = &text->sentences[clause->sentence];
    if (clause->sentence == 0 || clause->sentence + 1 >= text->n_sentences) return false;
    const Sentence *before = line - 1, *next = line + 1;
    const Token *last = &text->tokens[line->first_token + line->n_tokens - 1];
    const Token *end = &text->tokens[next->first_token + next->n_tokens - 1];
    bool is_alone = next->field == line->field && next->paragraph != line->paragraph &&
                    (before->field != line->field || before->paragraph != line->paragraph);
    return is_alone && line->n_tokens <= LONGEST_HEADING && last->kind != TOKEN_PUNCT &&
           (end->kind == TOKEN_PUNCT || next->n_tokens > 2 * LONGEST_HEADING);
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
            /* حصيلة هجوم شنه X */
            bool is_named = deed && (deed->article || mark_at(reader, MARK_AGENT, mark_end(deed)));
            is_of_one |= is_named && !is_plural_deed(reader, deed) && !is_verb(reader, deed) &&
                         !counts_cases(reader, deed);
        }
        /* ارتفع … حصيلة الهجوم, but not بلغت حصيلة القصف … منذ مطلع العام */
        if (is_tally && cue->first_token > event->trigger->first_token) return false;
        is_toll |= is_of_one;
    }
    return is_toll;
}

/* "37 عملية اغتيال خلال أيلول", "260 قتيلاً خلال 30 يوماً من المعارك": so many deeds or dead in so
 * long a time are a sum. */
static bool is_count_of_period(const Draft *draft) {
    enum { MANY = 4, DAYS = 3, WEEKS = 10, DEAD = 10 };
    const When *when = &draft->when;
    const Event *event = &draft->event;
    if (when->basis == BASIS_PUBLISHED || when->basis == BASIS_NONE) return false;
    bool is_long = when->precision == DATE_MONTH || when->end > when->start + WEEKS;
    bool is_of_many = event->is_plural || event->type == INCIDENT_CLASH || !event->is_sure;
    if (is_long && is_of_many && (draft->harm.killed_min >= DEAD || event->is_plural)) return true;
    return event->count_min > MANY && (is_long || when->end > when->start + DAYS);
}

/* "تتعرض البلدة لقصف شبه يومي": how often, but not when and whom it hit. */
static bool is_mere_routine(const Draft *draft) {
    const When *when = &draft->when;
    bool has_day = when->precision == DATE_DAY && when->basis != BASIS_PUBLISHED;
    bool has_harm = draft->harm.end > draft->harm.first;
    return draft->event.reality.is_routine && !has_day && !has_harm;
}

/* "استقدمت تعزيزات على خلفية هجمات X على Y": many deeds that give the reason of a movement. */
static bool is_recalled_reason(const Extraction *self, const Draft *draft) {
    const GArray *drafts = self->drafts;
    const Draft *before = drafts->len ? &g_array_index(drafts, Draft, drafts->len - 1) : NULL;
    const Match *joint = mark_at(&self->reader, MARK_JOINT, draft->event.first);
    return before && before->sentence == draft->sentence && draft->event.is_plural && joint &&
           draft->harm.killed_min <= 0 && !incident_type_is_violent(before->event.type) &&
           mark_is(&self->reader, joint, "effect", "after");
}

/* "وثق المركز مقتل 45 شخصاً خلال أيار": many are counted up; "وثق مقتل عنصرين بانفجار لغم في X"
 * tells one deed. */
static bool is_counted_up(const Draft *draft, double radius_m) {
    enum { MANY = 15, DAYS = 3 };
    const When *when = &draft->when;
    bool is_long = when->basis != BASIS_PUBLISHED && when->end > when->start + DAYS;
    bool is_wide = radius_m >= REGION_RADIUS_M && !draft->event.is_sure;
    return draft->event.is_plural || is_long || is_wide || draft->harm.killed_min >= MANY;
}

/* "50 شخصاً في عمليات اغتيال", "1400 قتيل": no one deed. */
static bool is_too_many(const Reader *reader, const Draft *draft) {
    enum { DEAD = 500, MURDERED = 10 };
    const Event *event = &draft->event;
    int killed = draft->harm.killed_min;
    return (killed >= DEAD && event->type != INCIDENT_CHEMICAL) ||
           (killed >= MURDERED && event->is_plural && event->type == INCIDENT_ASSASSINATION &&
            !is_verb(reader, event->trigger));
}

/* "مقتل 27 مسلحاً في شمال سوريا": the dead of a land, of no deed that is told. */
static bool is_toll_of_land(const Reader *reader, const Draft *draft, double radius_m) {
    enum { FEW = 3 };
    const Event *event = &draft->event;
    LocationMethod method = reader->places->items[draft->mention].location.method;
    return !event->is_sure && event->n_weapons == 0 && draft->harm.killed_min >= FEW &&
           mark_at(reader, MARK_HARM, event->trigger->first_token) && method != METHOD_BADIA &&
           radius_m >= STEPPE_RADIUS_M;
}

/* "على مدن وبلدات ريف X", "مناطق متفرقة من X": several places of a region. */
static bool is_of_parts(const Reader *reader, const PlaceMention *mention) {
    guint32 first = mention->first_token;
    return mention->location.radius_m >= PARTS_RADIUS_M &&
           (mark_at(reader, MARK_PARTLY, first) ||
            (room_before(reader, first, 1) == 1 && mark_at(reader, MARK_PARTLY, first - 1)));
}

/* "تعرضت القاعدة لـ17 هجوماً منذ 19 تشرين الأول": so many since a day. */
static bool is_count_since(const Reader *reader, const Draft *draft) {
    enum { MANY = 3 };
    const Event *event = &draft->event;
    if (event->count_min < MANY || draft->when.basis != BASIS_EXPLICIT) return false;
    for (guint32 t = event->first; t < event->end; t++)
        if (is_marked_as(reader, MARK_CALENDAR, t, "value", "since")) return true;
    return false;
}

/* Do the words name its day? */
static bool is_of_day(const When *when) {
    return when->precision == DATE_DAY && when->start == when->end &&
           when->basis != BASIS_PUBLISHED && when->basis != BASIS_NONE;
}

/* "حصيلة ضحايا غارات على بلدة X فجر اليوم ارتفعت إلى 18": the toll of a day at one point; "خسائر …
 * جراء هجمات على A وB": of several by name, and of no one day (the day's sum is told in parts). */
static bool is_toll_at_points(const Draft *draft, double radius_m) {
    bool is_list = draft->is_listed && !draft->event.reality.is_tally;
    return draft->event.is_sure && radius_m < REGION_RADIUS_M && is_of_day(&draft->when) != is_list;
}

/* "شنت طائرات غارات على بادية X وريف Y، أمس": one day's raids, and their steppe and countryside the
 * place that is told; of governorates and "سبع هجمات" it is a sum. */
static bool is_raid_of_day(const Reader *reader, const Draft *draft, LocationMethod method) {
    return is_of_day(&draft->when) && draft->event.count_min <= 1 &&
           !mark_at(reader, MARK_HARM, draft->event.trigger->first_token) &&
           (method == METHOD_BADIA || method == METHOD_COUNTRYSIDE);
}

static bool is_aggregate(const Extraction *self, const Draft *draft) {
    const Event *event = &draft->event;
    const PlaceMention *mention = &self->reader.places->items[draft->mention];
    bool is_unknown = mention->location.method == METHOD_UNRESOLVED; /* a village nobody knows */
    double radius = is_unknown ? 0 : mention->location.radius_m;
    bool is_many = event->is_plural || !event->is_sure || radius >= REGION_RADIUS_M;
    bool is_sum = event->reality.is_tally || (event->reality.is_toll && is_many);
    const GArray *drafts = self->drafts;
    const Draft *before = drafts->len ? &g_array_index(drafts, Draft, drafts->len - 1) : NULL;
    bool goes_on = before && before->sentence == draft->sentence && is_count_of_period(before);
    if (event->is_plural && event->count_min > 2 && counts_cases(&self->reader, event->trigger))
        return true; /* 6 حالات قصف */
    if (is_count_of_period(draft) || is_count_since(&self->reader, draft) ||
        (goes_on && !event->is_sure))
        return true;
    if (is_sum && !is_toll_of_one(&self->reader, event) && !is_toll_at_points(draft, radius))
        return true;
    bool has_day = is_of_day(&draft->when);
    /* "تستهدف مقارها في مختلف المناطق" */
    bool is_wont = is_verb(&self->reader, event->trigger) && draft->harm.end == draft->harm.first &&
                   is_imperfect(&self->reader, event->trigger->first_token);
    if (event->reality.is_habitual && !has_day && (is_many || is_wont)) return true;
    if (is_of_parts(&self->reader, mention) || is_too_many(&self->reader, draft) ||
        is_toll_of_land(&self->reader, draft, radius))
        return true;
    if (is_mere_routine(draft) || is_recalled_reason(self, draft)) return true;
    if (event->reality.is_counted && is_counted_up(draft, radius)) return true;
    /* "الهجمات الأخيرة في الرقة تعتبر الأعنف" */
    bool is_of_known = event->is_definite && !has_day && draft->harm.end == draft->harm.first;
    if (event->is_plural && (draft->is_lead || is_of_known) &&
        may_be_governorate(&self->reader, mention))
        return true;
    /* The steppe around a town is wide and empty: several raids there are still one place's. */
    double most = mention->location.method == METHOD_BADIA ? STEPPE_RADIUS_M : REGION_RADIUS_M;
    return !draft->is_inherited && (event->is_plural || draft->is_listed) && radius >= most &&
           !is_raid_of_day(&self->reader, draft, mention->location.method);
}

/* "قطعت الطرق نتيجة الحرب": no deed of arms, and of no day. */
static bool is_mere_background(const Draft *draft) {
    return draft->event.reality.modality == MODALITY_BACKGROUND &&
           !incident_type_is_violent(draft->event.type) &&
           (draft->when.basis == BASIS_PUBLISHED || draft->when.basis == BASIS_NONE);
}

/* "وفي 24 آذار، اغتال مجهولون …", under deeds of the 26th: a day of its own opens another story. */
static bool is_earlier(const Extraction *self, const Draft *draft) {
    enum { HEAD = 6 };
    const Sentence *sentence = sentence_of(self, draft);
    guint32 first = sentence->first_token;
    guint32 end = MIN(first + HEAD, draft->event.trigger->first_token);
    if (draft->when.precision != DATE_DAY || draft->when.basis == BASIS_PUBLISHED || end <= first)
        return false;
    When head = when_read(&self->reader, first, end);
    if (head.basis == BASIS_NONE || head.start != draft->when.start) return false;
    for (guint i = 0; i < self->drafts->len; i++) {
        const Draft *told = &g_array_index(self->drafts, Draft, i);
        if (told->sentence < draft->sentence && told->when.basis != BASIS_PUBLISHED &&
            told->when.precision == DATE_DAY && told->when.start > draft->when.end)
            return true;
    }
    return false;
}

void extraction_add(Extraction *self, const Clause *clause, Draft draft) {
    if (self->drafts->len >= MOST_DRAFTS || is_mere_background(&draft)) return;
    draft.is_title = is_title(self, clause);
    draft.is_lead = is_lead(self, clause);
    draft.is_heading = !draft.is_title && is_heading(self, clause);
    draft.is_aggregate = is_aggregate(self, &draft);
    draft.is_earlier = is_earlier(self, &draft);
    g_array_append_val(self->drafts, draft);
    if (!reality_is_unreal(&draft.event.reality)) self->last = (gint)self->drafts->len - 1;
}

guint paragraphs_since(const Extraction *self, const Draft *draft, const Clause *clause) {
    const Sentence *a = sentence_of(self, draft);
    const Sentence *b = &self->reader.text->sentences[clause->sentence];
    return a->field == b->field ? b->paragraph - a->paragraph : 100;
}
