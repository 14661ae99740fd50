/*
 * A report's first lines sum up, or tell once what an official tells again below them with other
 * words: "قتل 10 أشخاص بانفجار لغمين في ريف X" over nine here and one there is no incident of its
 * own, and "أعلن الدفاع المدني مقتل شخصين على طريق Y" under two dead near X is the same one.
 */
#include <math.h>

#include "incident/stages.h"

/* Two tellings of one deed name places no farther apart. */
#define RETOLD_M 15000.0
/* … but "the explosion" of the next sentence, told by somebody, is the one before all the same. */
#define SPOKEN_M 200000.0

static guint32 paragraph_of(const Reader *self, const Draft *draft) {
    return self->text->sentences[draft->sentence].paragraph;
}

/* The paragraph that told of it last. */
static guint32 last_paragraph_of(const Reader *self, const Draft *draft) {
    return self->text->sentences[draft->told_last].paragraph;
}

/* May the draft be one of those that the lead sums up: of its kind, sides and day? */
static bool may_be_part_of(const Reader *self, const Draft *lead, const Draft *draft) {
    return draft->event.trigger->first_token > lead->event.trigger->first_token &&
           !reality_is_unreal(&draft->event.reality) && !draft->is_aggregate &&
           (kinds_agree(lead->event.type, draft->event.type) || may_be_kind_of(lead, draft)) &&
           drafts_agree(self, lead, draft) && !is_other_day(self, lead, draft);
}

/* May it be the same told again, in a sentence behind? */
static bool may_be_of(const Reader *self, const Draft *lead, const Draft *draft) {
    return draft->sentence > lead->told_first && may_be_part_of(self, lead, draft);
}

/* The dead (or wounded) of the lead are those of several drafts after it together. */
static bool is_sum_of(const Reader *self, const GArray *drafts, guint at) {
    const Draft *lead = &g_array_index(drafts, Draft, at);
    const Harm *sum = &lead->harm;
    /* "قتل وجرح ستة": the parts of which are told below. */
    int both = sum->killed_min == 1 && sum->killed_max > 1 && sum->injured_max == sum->killed_max
                   ? sum->killed_max + 1
                   : 0;
    bool has_killed = sum->killed_min > 1, has_injured = sum->injured_min > 1;
    int killed = 0, injured = 0;
    guint n = 0;
    if (!lead->is_lead || lead->is_listed || !(has_killed || has_injured || both)) return false;
    for (guint i = at + 1; i < drafts->len; i++) {
        const Draft *draft = &g_array_index(drafts, Draft, i);
        if (!may_be_part_of(self, lead, draft)) continue;
        killed += MAX(draft->harm.killed_min, 0);
        injured += MAX(draft->harm.injured_min, 0);
        if (both)
            n += draft->harm.killed_min > 0 || draft->harm.injured_min > 0;
        else
            n += has_killed ? draft->harm.killed_min > 0 : draft->harm.injured_min > 0;
    }
    if (n < 2) return false;
    if (both) return killed + injured == both;
    bool is_killed = !has_killed || killed == sum->killed_min;
    bool is_injured = !has_injured || injured == sum->injured_min || (has_killed && injured == 0);
    return is_killed && is_injured && (has_killed || injured == sum->injured_min);
}

bool draft_tells_of_others(const Reader *self, const Draft *draft) {
    const Match *harm = NULL;
    for (guint32 t = draft->event.first; t < MIN(draft->event.end, draft->harm.end + 1); t++) {
        const Match *person = mark_at(self, MARK_PERSON, t);
        if (mark_at(self, MARK_HARM, t)) harm = mark_at(self, MARK_HARM, t);
        bool is_of_dead = !harm || mark_is(self, harm, "harm", "killed");
        if (person && is_of_dead && mark_is(self, person, "harm", "other")) return true;
    }
    return false;
}

/* "وأعلن الدفاع المدني عن …": the sentence begins with somebody who tells. */
static bool is_quoted(const Reader *self, const Draft *draft) {
    const Sentence *sentence = &self->text->sentences[draft->sentence];
    const Match *joint = mark_at(self, MARK_JOINT, sentence->first_token);
    bool is_told_on = joint && (mark_at(self, MARK_SOURCE, mark_end(joint)) || /* كما أضاف */
                                mark_at(self, MARK_SOURCE, joint->first_token)); /* ورصد */
    if (joint && !is_told_on && !mark_is(self, joint, "effect", "continue")) return false;
    for (guint32 t = sentence->first_token; t < draft->event.trigger->first_token; t++)
        if (mark_at(self, MARK_SOURCE, t)) return true;
    return false;
}

static bool is_nearer(const Reader *self, const Draft *a, const Draft *b, double than_m) {
    const Location *p = &self->places->items[a->mention].location;
    const Location *q = &self->places->items[b->mention].location;
    return geo_is_nearer((LonLat){p->lon, p->lat}, (LonLat){q->lon, q->lat}, than_m);
}

/* Does the second lie in the governorate whose seat the first names? */
static bool is_in_land_of_seat(const Reader *self, const Draft *seat, const Draft *draft) {
    const PlaceMention *items = self->places->items;
    guint32 place = items[seat->mention].place;
    return place != NO_PLACE && is_seat_of_governorate(self, place) &&
           gazetteer_place(self->gazetteer, place)->admin1 ==
               place_mention_admin(&items[draft->mention], self->gazetteer, PLACE_GOVERNORATE);
}

/* "في البادية، بالقرب من حمص": near a town that bears its governorate's name means the latter. */
static bool is_near_governorate(const Reader *self, const Draft *vague, const Draft *exact) {
    const PlaceMention *a = &self->places->items[vague->mention];
    if (a->location.method != METHOD_NEAR || a->place == NO_PLACE || mention_has_head(self, a))
        return false;
    return is_in_land_of_seat(self, vague, exact);
}

static bool are_near(const Reader *self, const Draft *a, const Draft *b) {
    const PlaceMention *items = self->places->items;
    if (is_near_governorate(self, a, b)) return true;
    double reach_m = items[a->mention].location.method == METHOD_NEAR ? 2 * RETOLD_M : RETOLD_M;
    return is_nearer(self, a, b,
                     MAX(reach_m, MAX(items[a->mention].location.radius_m,
                                      items[b->mention].location.radius_m)));
}

/* "بعبوة ناسفة غربي مدينة X", then "إن عبوة انفجرت على طريق Y": the same means and target, right
 * below, and no number that speaks against it. */
static bool is_details_of(const Reader *self, const Draft *lead, const Draft *draft) {
    const Event *a = &lead->event, *b = &draft->event;
    bool is_open =
        lead->harm.killed_min == HARM_NOT_SAID || draft->harm.killed_min == HARM_NOT_SAID;
    const Location *at = &self->places->items[lead->mention].location;
    bool is_side = at->method == METHOD_NEAR && at->n_anchors > 0;
    bool is_by_same =
        a->actor != NO_PLACE && a->actor == b->actor && !actor_is_unidentified(self, a->actor);
    bool is_alike = a->type == b->type && a->target != NO_PLACE && b->target != NO_PLACE;
    return is_open && is_side && (is_alike || is_by_same) &&
           paragraph_of(self, draft) <= paragraph_of(self, lead) + 1;
}

/* As many dead, told by somebody below the lead, near by. */
static bool is_retold(const Reader *self, const Draft *lead, const Draft *draft) {
    const Harm *a = &lead->harm, *b = &draft->harm;
    bool is_more = a->injured_max == HARM_NOT_SAID && b->injured_min >= a->injured_min;
    bool is_injured_alike = a->injured_min == b->injured_min || a->injured_min == HARM_NOT_SAID ||
                            b->injured_min == HARM_NOT_SAID || is_more; /* أكثر من عشرة: 11 */
    bool is_as_many = harm_is_exact(a->killed_min, a->killed_max) &&
                      harm_is_exact(b->killed_min, b->killed_max) &&
                      a->killed_min == b->killed_min && is_injured_alike;
    return lead->is_lead && !lead->is_listed && !draft->is_listed && may_be_of(self, lead, draft) &&
           (is_as_many || harm_parts_sum(a, b) || is_details_of(self, lead, draft)) &&
           paragraph_of(self, draft) <= last_paragraph_of(self, lead) + 2 &&
           is_quoted(self, draft) && !draft_tells_of_others(self, draft) &&
           are_near(self, lead, draft);
}

/* "أصيب 15 عنصراً على طريق X", then "وقال مصدر إن 15 عنصراً أصيبوا قرب جسر Y": the same numbers of
 * the same kind of deed, told by somebody in the sentence behind. */
static bool is_told_again(const Reader *self, const Draft *first, const Draft *again) {
    static const double FAR_M = 60000;
    enum { MANY = 3, FEW = 3, OF_ONE = 10 };
    const Harm *a = &first->harm, *b = &again->harm;
    bool is_injured_alike = a->injured_min == b->injured_min && a->injured_max == b->injured_max;
    bool is_open = a->injured_min == HARM_NOT_SAID || b->injured_min == HARM_NOT_SAID;
    bool is_as_many = a->killed_min == b->killed_min && a->killed_max == b->killed_max &&
                      (is_injured_alike || (is_open && a->killed_min >= OF_ONE)) &&
                      MAX(a->killed_min, a->injured_min) >= MANY;
    bool is_next = again->sentence == first->sentence + 1;
    /* "في مدينة X" of a wire, "في بادية محافظة X" of who was there */
    bool is_of_seat = is_next && a->killed_min >= OF_ONE && is_in_land_of_seat(self, first, again);
    return is_as_many && (is_next || again->sentence <= first->told_last + FEW) &&
           !first->is_listed && !again->is_listed && may_be_of(self, first, again) &&
           is_quoted(self, again) && !draft_tells_of_others(self, again) &&
           (is_of_seat || is_nearer(self, first, again, is_next ? FAR_M : RETOLD_M));
}

/* "لقي 15 مصرعهم جراء قصف X", then "وأوضحت المنظمة أن … قصفت A وB وC، ما أسفر عن مقتل 15": the list
 * tells where. */
static bool is_listed_below(const Reader *self, const Draft *lead, const Draft *first) {
    enum { MANY = 2 };
    const Harm *a = &lead->harm, *b = &first->harm;
    return lead->is_lead && !lead->is_listed && first->is_listed && first->is_first &&
           harm_is_exact(a->killed_min, a->killed_max) && a->killed_min >= MANY &&
           a->killed_min == b->killed_min && a->killed_max == b->killed_max &&
           first->sentence <= lead->sentence + 2 && may_be_of(self, lead, first) &&
           is_quoted(self, first) && !draft_tells_of_others(self, first);
}

/* "التفجير حدث على طريق X", "ولم يؤد التفجير الذي وقع في X إلى …": the sentence is about the deed.
 */
static bool opens_sentence(const Reader *self, const Match *noun) {
    guint32 first = noun->first_token, room = room_before(self, first, 3);
    bool is_negated = room == 2 && mark_at(self, MARK_LIGHT, first - 1) &&
                      is_marked_as(self, MARK_MODALITY, first - 2, "modality", "negated");
    return room == 0 || is_negated;
}

/* "اللغم انفجر في قرية X", "العبوة كانت مزروعة … وانفجرت": the bomb told of before. */
static bool is_of_known_bomb(const Reader *self, const Event *event) {
    guint32 first = event->trigger->first_token;
    if (event->type != INCIDENT_IED || !is_verb(self, event->trigger)) return false;
    const Match *bomb = mark_at(self, MARK_WEAPON, mark_end(event->trigger));
    for (guint32 t = first; t > event->first && !bomb; t--)
        bomb = mark_at(self, MARK_WEAPON, t - 1);
    return bomb && bomb->article && mark_is(self, bomb, "type", "ied");
}

/* "الانفجارات تركزت قرب X": the deed of the lead, by its definite noun, near by. */
static bool is_spoken_of(const Reader *self, const Draft *lead, const Draft *draft) {
    const Event *event = &draft->event;
    const Harm *a = &lead->harm, *b = &draft->harm;
    bool is_open = !harm_is_exact(a->killed_min, a->killed_max) && b->killed_min >= a->killed_min;
    bool is_said = b->killed_min == HARM_NOT_SAID || a->killed_min == HARM_NOT_SAID || is_open ||
                   b->killed_min == a->killed_min;
    bool is_next = draft->sentence == lead->sentence + 1 &&
                   kinds_agree(event->type, lead->event.type) &&
                   is_nearer(self, lead, draft, SPOKEN_M);
    bool is_near = is_next && is_nearer(self, lead, draft, 2 * RETOLD_M);
    return (lead->is_lead || is_near) && !lead->is_listed && !draft->is_listed &&
           event->is_plural == lead->event.is_plural &&
           (is_known_noun(self, event->trigger) || is_of_known_bomb(self, event)) &&
           (is_said || (is_near && is_quoted(self, draft))) && may_be_of(self, lead, draft) &&
           (is_quoted(self, draft) || opens_sentence(self, event->trigger)) &&
           paragraph_of(self, draft) <= last_paragraph_of(self, lead) + 2 &&
           (is_next || are_near(self, lead, draft));
}

/* "… على A وB", then "وذكرت وسائل إعلام أن الهجوم استهدف نقاطاً في محيط مصياف": the deed again, in
 * the wider place that holds where it was. */
static bool is_widely_told_again(const Reader *self, const Draft *first, const Draft *again) {
    const Event *event = &again->event;
    const PlaceMention *items = self->places->items, *wide = &items[again->mention];
    bool is_known = is_known_noun(self, event->trigger);
    return event->is_definite && is_known && !again->is_listed && may_be_of(self, first, again) &&
           (is_quoted(self, again) || again->harm.killed_min == HARM_NOT_SAID) &&
           paragraph_of(self, again) <= paragraph_of(self, first) + 3 &&
           mention_holds(self, wide, &items[first->mention]);
}

/* "قرب تدمر", "على طريق دير الزور - تدمر": one is told from the other. */
static bool shares_anchor(const Reader *self, const Draft *a, const Draft *b) {
    const PlaceMention *p = &self->places->items[a->mention], *q = &self->places->items[b->mention];
    for (guint i = 0; i < q->location.n_anchors; i++) {
        guint32 anchor = q->location.anchors[i].place;
        if (anchor == NO_PLACE) continue;
        if (anchor == p->place) return true;
        for (guint k = 0; k < p->location.n_anchors; k++)
            if (p->location.anchors[k].place == anchor) return true;
    }
    return false;
}

/* "هجوم على طريق معرة النعمان أمس", then "مساء أمس … في منطقة معرة النعمان": the lead's road leads
 * to where it was on that day. */
static bool is_on_way_there(const Reader *self, const Draft *lead, const Draft *draft) {
    const PlaceMention *items = self->places->items;
    LocationMethod a = items[lead->mention].location.method,
                   b = items[draft->mention].location.method;
    bool is_way = (a == METHOD_ROAD || b == METHOD_ROAD) && a != b;
    return lead->is_lead && is_way && !lead->is_listed && !draft->is_listed &&
           may_be_of(self, lead, draft) && lead->when.precision == DATE_DAY &&
           draft->when.precision == DATE_DAY && lead->when.start == draft->when.start &&
           paragraph_of(self, draft) <= paragraph_of(self, lead) + 2 &&
           shares_anchor(self, lead, draft) && are_near(self, lead, draft);
}

/* "في كمين شمال شرقي X", then "وقالت وكالة إن رتلاً استهدف بكمين شمالي X": two tellings of one side
 * or another of one town, by one who is known. */
static bool is_side_told_again(const Reader *self, const Draft *first, const Draft *again) {
    const Event *a = &first->event, *b = &again->event;
    const PlaceMention *p = &self->places->items[first->mention],
                       *q = &self->places->items[again->mention];
    return again->sentence == first->told_last + 1 && a->type == b->type && p->place != NO_PLACE &&
           p->place == q->place && p->location.method == METHOD_NEAR &&
           q->location.method == METHOD_NEAR && a->actor != NO_PLACE && a->actor == b->actor &&
           !actor_is_unidentified(self, a->actor) && !first->is_listed && !again->is_listed &&
           !b->is_plural && b->ordinal < 2 && !reality_is_unreal(&b->reality) &&
           !b->reality.is_recap && is_quoted(self, again) && !draft_tells_of_others(self, again);
}

/* The finer place of two tellings stays. */
static void merge_retold(const Reader *self, GArray *drafts, guint at, guint again) {
    Draft *lead = &g_array_index(drafts, Draft, at), *draft = &g_array_index(drafts, Draft, again);
    const PlaceMention *items = self->places->items;
    if (items[draft->mention].location.radius_m < items[lead->mention].location.radius_m)
        lead->mention = draft->mention;
    draft_absorb(self, lead, draft);
    g_array_remove_index(drafts, again);
}

/* "دير الزور" without a head noun over a town of its governorate. */
static bool is_unit_of_seat(const Reader *self, const Draft *title, const Draft *draft) {
    const PlaceMention *items = self->places->items, *seat = &items[title->mention];
    return may_be_governorate(self, seat) &&
           gazetteer_place(self->gazetteer, seat->place)->admin1 ==
               place_mention_admin(&items[draft->mention], self->gazetteer, PLACE_GOVERNORATE);
}

/* "X يفجر عبوات برتل في البادية" over an ambush there, "قصف يستهدف X" over raids: a headline names
 * the deed of one who is known by any of its means. */
static bool is_loose_headline(const Reader *self, const Draft *title, const Draft *draft) {
    const Event *a = &title->event, *b = &draft->event;
    bool is_of_means = type_is_from_afar(a->type) == type_is_from_afar(b->type);
    bool is_deed = a->type != INCIDENT_ABDUCTION && a->type != INCIDENT_BODY_FOUND &&
                   b->type != INCIDENT_ABDUCTION && b->type != INCIDENT_BODY_FOUND;
    return title->is_title && !draft->is_title && !title->is_listed && !draft->is_aggregate &&
           is_deed && is_of_means && incident_type_is_violent(b->type) && a->actor != NO_PLACE &&
           !actor_is_unidentified(self, a->actor) && a->actor == b->actor &&
           (a->target == NO_PLACE || b->target == NO_PLACE ||
            actors_are_kin(self, a->target, b->target)) &&
           (title->harm.killed_min == HARM_NOT_SAID || draft->harm.killed_min == HARM_NOT_SAID ||
            title->harm.killed_min == draft->harm.killed_min) &&
           !reality_is_unreal(&b->reality) && !b->reality.is_recap && draft->is_lead &&
           mention_holds(self, &self->places->items[title->mention],
                         &self->places->items[draft->mention]);
}

/* A headline tells what the body tells: "هجوم على حافلة قرب X" over one on the road to X. */
static bool is_headline_of(const Reader *self, const Draft *title, const Draft *draft) {
    static const double HEADLINE_M = 40000;
    bool is_over = title->is_heading && !draft->is_heading &&
                   paragraph_of(self, draft) <= paragraph_of(self, title) + 2;
    return ((title->is_title && !draft->is_title) || is_over) && !title->is_listed &&
           (title->harm.killed_min == HARM_NOT_SAID ||
            title->harm.killed_min == draft->harm.killed_min) &&
           may_be_of(self, title, draft) &&
           (is_nearer(self, title, draft, HEADLINE_M) || shares_anchor(self, title, draft) ||
            (is_over && is_unit_of_seat(self, title, draft)));
}

/* Whom they hit may be told otherwise where one who is known struck on one day. */
static bool is_by_same(const Reader *self, const Draft *a, const Draft *b) {
    return a->event.actor != NO_PLACE && a->event.actor == b->event.actor &&
           !actor_is_unidentified(self, a->event.actor) && a->when.precision == DATE_DAY &&
           b->when.precision == DATE_DAY && a->when.start == b->when.start;
}

/* "هاجم X حاجزاً بريف Y", then "وذكر المرصد أن X هاجموا حاجزاً في Z": told again right behind. */
static bool is_detailed_behind(const Reader *self, const Draft *wide, const Draft *draft) {
    return draft->sentence > wide->sentence && draft->sentence <= wide->sentence + 2 &&
           is_quoted(self, draft) && !draft->event.reality.is_recap;
}

/* "استهدف X سيارة لـ Y في بادية Z", then "وقالت شبكة إن X استهدف سيارة لـ Y بعبوة شرقي W". */
static bool is_means_told(const Reader *self, const Draft *wide, const Draft *draft) {
    const Event *a = &wide->event, *b = &draft->event;
    return a->type == INCIDENT_ATTACK && a->n_weapons == 0 && a->actor != NO_PLACE &&
           a->actor == b->actor && a->target != NO_PLACE && a->target == b->target &&
           is_detailed_behind(self, wide, draft);
}

#define UNIT_M 30000.0

/* "هاجم X موقعاً في البادية": the wide steppe of a deed that the article places more exactly. */
static bool is_in_wide(const Reader *self, const Draft *wide, const Draft *draft) {
    static const double STEPPE_M = 100000, LOOSE = 1.5;
    bool is_said = wide->harm.killed_min == HARM_NOT_SAID ||
                   draft->harm.killed_min == HARM_NOT_SAID ||
                   wide->harm.killed_min == draft->harm.killed_min;
    const Location *at = &self->places->items[wide->mention].location;
    if (!(at->radius_m >= UNIT_M) || wide->is_listed || wide->is_aggregate ||
        wide->event.is_plural || draft->is_aggregate)
        return false;
    const Match *joint = mark_at(
        self, MARK_JOINT, self->text->sentences[wide->sentence].first_token); /* كما شهدت … */
    bool is_added = joint && !mark_is(self, joint, "effect", "continue");
    bool is_region = at->method == METHOD_COUNTRYSIDE || at->method == METHOD_REGION ||
                     at->method == METHOD_BADIA;
    bool is_told_again = is_quoted(self, wide) || is_detailed_behind(self, wide, draft);
    bool is_unit = at->method == METHOD_ADMIN || (is_region && is_told_again);
    double least_m = is_unit ? UNIT_M : STEPPE_M;
    bool is_recalled = wide->event.reality.is_recap && !is_detailed_behind(self, wide, draft);
    return at->radius_m >= least_m && is_said && !is_recalled &&
           !(is_added && wide->sentence > draft->sentence) &&
           !reality_is_unreal(&draft->event.reality) &&
           (types_are_kin(wide->event.type, draft->event.type) ||
            is_means_told(self, wide, draft)) &&
           (drafts_agree(self, wide, draft) || is_by_same(self, wide, draft)) &&
           (mention_holds(self, &self->places->items[wide->mention],
                          &self->places->items[draft->mention]) ||
            (is_detailed_behind(self, wide, draft) &&
             2 * self->places->items[draft->mention].location.radius_m < at->radius_m &&
             is_nearer(self, wide, draft, LOOSE * at->radius_m)));
}

/* "… كما استهدف مجهولون سيارة للواء X. واستهدفت عبوة سيارة للواء X على طريق Y": a deed that had no
 * place of its own, told again with one. */
static bool is_placed_by(const Reader *self, const Draft *vague, const Draft *draft) {
    bool is_said =
        vague->harm.killed_min == HARM_NOT_SAID || vague->harm.killed_min == draft->harm.killed_min;
    return vague->is_inherited && !draft->is_inherited && is_said &&
           may_be_of(self, vague, draft) && draft->sentence == vague->sentence + 1 &&
           vague->event.type == draft->event.type && vague->event.target != NO_PLACE &&
           vague->event.target == draft->event.target;
}

/* Is a draft told at the town that the other names? */
static bool is_same_name(const Reader *self, const Draft *a, const Draft *b) {
    const PlaceMention *p = &self->places->items[a->mention], *q = &self->places->items[b->mention];
    return p->place != NO_PLACE && p->place == q->place;
}

/* "قتلى مدنيون في دير الزور" over a raid on a town of it: a headline tells of the dead alone. */
static bool is_toll_over(const Reader *self, const Draft *title, const Draft *draft) {
    const Event *event = &title->event;
    bool is_said = title->harm.killed_min == HARM_NOT_SAID ||
                   draft->harm.killed_min == HARM_NOT_SAID ||
                   title->harm.killed_min == draft->harm.killed_min;
    return mark_at(self, MARK_HARM, event->trigger->first_token) && !event->is_sure &&
           event->n_weapons == 0 && is_said && draft->harm.end > draft->harm.first &&
           (is_unit_of_seat(self, title, draft) ||
            mention_holds(self, &self->places->items[title->mention],
                          &self->places->items[draft->mention]));
}

/* "شهداء في A وB جراء غارات وقصف مدفعي": a headline of several towns and deeds only announces what
 * the body tells of each. */
static bool is_announced(const Reader *self, const Draft *title, const Draft *draft) {
    return title->is_title && !draft->is_title && !draft->is_aggregate &&
           incident_type_is_violent(draft->event.type) &&
           !reality_is_unreal(&draft->event.reality) &&
           (title->is_listed ? is_same_name(self, title, draft) : is_toll_over(self, title, draft));
}

/* A headline, a wide place or none of its own: of the many pairs of a long report, few have one. */
static bool may_give_way(const Reader *self, const Draft *draft) {
    return draft->is_title || draft->is_heading || draft->is_inherited ||
           self->places->items[draft->mention].location.radius_m >= UNIT_M;
}

/* Drops a draft that another tells more exactly; TRUE where it did. */
static bool give_way(const Reader *self, GArray *drafts, guint at) {
    Draft *vague = &g_array_index(drafts, Draft, at);
    if (!may_give_way(self, vague)) return false;
    for (guint k = 0; k < drafts->len; k++) {
        Draft *draft = &g_array_index(drafts, Draft, k);
        if (k != at && is_announced(self, vague, draft) &&
            !types_are_kin(vague->event.type, draft->event.type)) {
            g_array_remove_index(drafts, at);
            return true;
        }
        if (k == at ||
            !(is_headline_of(self, vague, draft) || is_loose_headline(self, vague, draft) ||
              is_in_wide(self, vague, draft) || is_placed_by(self, vague, draft)))
            continue;
        draft_absorb(self, draft, vague);
        draft->is_lead |= vague->is_lead;
        draft->has_title |= vague->is_title && is_same_name(self, vague, draft);
        g_array_remove_index(drafts, at);
        return true;
    }
    return false;
}

/* "الغارات طالت أيضاً بلدة X": another place of it. */
static bool is_added_place(const Reader *self, const Draft *draft) {
    return mark_with(self, MARK_JOINT, draft->event.trigger->first_token,
                     self->places->items[draft->mention].first_token, "effect", "also") != NULL;
}

/* Long reports have many pairs: what no telling can be is told first. */
static bool tells_again(const Reader *self, const Draft *lead, const Draft *draft) {
    enum { MOST_PARAGRAPHS = 3 };
    bool is_next = draft->sentence == lead->sentence + 1;
    if (draft->sentence <= lead->told_first ||
        !(is_next || paragraph_of(self, draft) <= paragraph_of(self, lead) + MOST_PARAGRAPHS) ||
        is_added_place(self, draft))
        return false;
    return is_spoken_of(self, lead, draft) || is_retold(self, lead, draft) ||
           is_told_again(self, lead, draft) || is_widely_told_again(self, lead, draft) ||
           is_on_way_there(self, lead, draft) || is_side_told_again(self, lead, draft);
}

void drafts_drop_summaries(const Reader *self, GArray *drafts) {
    for (guint i = drafts->len; i > 0; i--)
        if (is_sum_of(self, drafts, i - 1)) g_array_remove_index(drafts, i - 1);
    for (guint i = 0; i < drafts->len; i++)
        for (guint k = i + 1; k < drafts->len; k++)
            if (is_listed_below(self, &g_array_index(drafts, Draft, i),
                                &g_array_index(drafts, Draft, k))) {
                g_array_remove_index(drafts, i--);
                break;
            }
    for (guint i = 0; i < drafts->len;)
        if (!give_way(self, drafts, i)) i++;
    for (guint i = 0; i < drafts->len; i++)
        for (guint k = drafts->len; k > 0; k--) {
            if (i == k - 1 || !tells_again(self, &g_array_index(drafts, Draft, i),
                                           &g_array_index(drafts, Draft, k - 1)))
                continue;
            merge_retold(self, drafts, i, k - 1);
            if (k - 1 < i) i--;
        }
}
