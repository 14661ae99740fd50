/*
 * One incident told twice in an article is one: a summary at the head and its details below, an
 * explosion named and then described, the attack recalled as "the attack".
 */
#include <math.h>

#include "incident/stages.h"

/* Two mentions nearer than this with like radii are one place. */
enum { SAME_M = 2500, TWIN_M = 300 };
/* The place of a first sentence as wide as a district: one of the same paragraph may be exacter. */
#define WIDE_M 20000.0

static const PlaceMention *mention_of(const Reader *self, const Draft *draft) {
    return &self->places->items[draft->mention];
}

/* Units of one side are one where they are hit, or strike, at one place and day. */
static bool sides_agree(const Reader *self, guint32 a, guint32 b) {
    if (a == b || side_is_unknown(self, a) || side_is_unknown(self, b)) return true;
    return actors_are_kin(self, a, b) ||
           !strcmp(actor_cell(self, a, "side"), actor_cell(self, b, "side"));
}

static bool dates_agree(const Reader *self, const When *a, const When *b) {
    if (a->start == 0 || b->start == 0) return true;
    if (when_is_assumed(self, a) != when_is_assumed(self, b)) return true;
    if (a->basis == BASIS_PUBLISHED || b->basis == BASIS_PUBLISHED) return true;
    bool is_night = !g_strcmp0(a->time_of_day, "night") || !g_strcmp0(b->time_of_day, "night");
    bool are_days = a->precision == DATE_DAY && b->precision == DATE_DAY;
    guint32 slack = are_days && !is_night ? 0 : 1; /* a night has two days */
    return a->start <= b->end + slack && b->start <= a->end + slack;
}

static bool realities_agree(const Reality *a, const Reality *b) {
    return a->modality == b->modality;
}

/* What happens again and again, or is summed up, is not the deed told before; what is documented of
 * "the attack" is. */
static bool are_single(const Event *a, const Event *b) {
    const Event *habit = a->reality.is_habitual ? a : b;
    bool is_known = habit->is_definite && !habit->is_plural;
    return a->reality.is_tally == b->reality.is_tally &&
           (a->reality.is_habitual == b->reality.is_habitual || is_known);
}

bool kinds_agree(IncidentType a, IncidentType b) {
    if (types_are_kin(a, b)) return true;
    bool a_shot = a == INCIDENT_ATTACK || a == INCIDENT_ASSASSINATION;
    bool b_shot = b == INCIDENT_ATTACK || b == INCIDENT_ASSASSINATION;
    return a_shot && b_shot;
}

bool may_be_kind_of(const Draft *vague, const Draft *exact) {
    const Event *event = &vague->event;
    if (!incident_type_is_violent(exact->event.type) || exact->event.type == INCIDENT_ABDUCTION ||
        exact->event.type == INCIDENT_BODY_FOUND || exact->event.reality.is_heard)
        return false; /* هاجموا … وسمعت انفجارات: no bombing */
    bool is_heard = event->reality.is_heard && vague->harm.end == vague->harm.first &&
                    types_are_kin(event->type, INCIDENT_IED);
    /* "استهداف السيارة وقع في X" says nothing of the means, nor of the harm. */
    bool is_bare = event->is_definite && exact->sentence < vague->sentence &&
                   vague->harm.end == vague->harm.first;
    /* "أعلنت X مهاجمة القاعدة في Y", then "هاجم X بالصواريخ قاعدة Y". */
    bool is_same_pair = event->actor != NO_PLACE && event->actor == exact->event.actor &&
                        event->target != NO_PLACE && event->target == exact->event.target;
    bool is_from_afar = type_is_from_afar(exact->event.type);
    bool has_means = is_from_afar || types_are_kin(exact->event.type, INCIDENT_IED);
    bool is_told_below =
        vague->is_lead && is_same_pair && has_means && exact->sentence > vague->sentence;
    /* "هجوم على مخيم", then "الهجوم الانتحاري وقع في X" */
    bool is_named_below = vague->is_lead && has_means && exact->sentence > vague->sentence &&
                          exact->event.is_definite && !exact->event.is_plural;
    bool is_open = event->type == INCIDENT_ATTACK && event->n_weapons == 0 &&
                   (vague->is_title || is_bare || is_told_below || is_named_below);
    /* "قصف يستهدف X" over a strike by a drone */
    bool is_bombing = event->type == INCIDENT_SHELLING && event->n_weapons == 0 &&
                      event->trigger->n_tokens == 1 && (vague->is_title || is_bare) &&
                      types_are_kin(exact->event.type, INCIDENT_AIRSTRIKE);
    return is_heard || is_open || is_bombing;
}

/* "استشهاد مدنيين اثنين في X": the dead of a deed, without the deed. */
static bool is_bare_harm(const Reader *self, const Draft *draft) {
    const Event *event = &draft->event;
    return mark_at(self, MARK_HARM, event->trigger->first_token) && !event->is_sure &&
           event->n_weapons == 0 && event->actor == NO_PLACE && !draft->is_aggregate &&
           types_are_kin(event->type, INCIDENT_ASSASSINATION);
}

static bool harm_may_be(int a, int b) { return a == HARM_NOT_SAID || b == HARM_NOT_SAID || a == b; }

/* "اشتباكات في محيط X. … عن استشهاد مدنيين اثنين في X": the dead of the deed told right before, at
 * its place. */
static bool is_harm_of(const Reader *self, const Draft *deed, const Draft *dead) {
    enum { NEXT = 2 };
    bool is_behind = dead->sentence > deed->sentence && dead->sentence <= deed->told_last + NEXT;
    /* "قتل وأصيب مدنيون في X", then the raids that killed them */
    bool is_lead = dead->is_lead && !dead->is_listed && deed->sentence > dead->sentence &&
                   deed->sentence <= dead->told_last + NEXT && !deed->event.reality.is_recap;
    IncidentType type = deed->event.type;
    bool is_deed = incident_type_is_violent(type) && type != INCIDENT_ABDUCTION &&
                   type != INCIDENT_BODY_FOUND && !is_bare_harm(self, deed);
    return is_deed && is_bare_harm(self, dead) && (is_behind || is_lead) &&
           realities_agree(&deed->event.reality, &dead->event.reality) &&
           dates_agree(self, &deed->when, &dead->when) &&
           harm_may_be(deed->harm.killed_min, dead->harm.killed_min) &&
           harm_may_be(deed->harm.injured_min, dead->harm.injured_min);
}

/* "قصف إسرائيلي على X", then "قصفت إسرائيل X بصاروخين": of one who strikes from the air, where no
 * guns are named. */
static bool is_one_bombing(const Reader *self, const Draft *a, const Draft *b) {
    const Event *shelling = a->event.type == INCIDENT_SHELLING ? &a->event : &b->event;
    const Event *raid = shelling == &a->event ? &b->event : &a->event;
    if (shelling->type != INCIDENT_SHELLING || raid->type != INCIDENT_AIRSTRIKE ||
        shelling->actor != raid->actor || !actor_is_aerial(self, raid->actor))
        return false;
    for (guint i = 0; i < shelling->n_weapons; i++)
        if (strcmp(shelling->weapons[i], "rocket") != 0) return false;
    return true;
}

static bool drafts_are_kin(const Reader *self, const Draft *a, const Draft *b) {
    return kinds_agree(a->event.type, b->event.type) || may_be_kind_of(a, b) ||
           may_be_kind_of(b, a) || is_one_bombing(self, a, b);
}

/* "مقتل مدنيين جراء الاشتباكات": a fight told before, by its noun, hits bystanders. */
static bool is_fight_again(const Event *a, const Event *b) {
    const Event *again = a->is_definite ? a : b;
    return again->is_definite && !again->is_plural && again->actor != NO_PLACE &&
           types_are_kin(a->type, INCIDENT_ATTACK) && types_are_kin(b->type, INCIDENT_ATTACK);
}

/* What explodes or falls from above hits bystanders beside its target, as does a fight. */
static bool targets_agree(const Reader *self, const Event *a, const Event *b) {
    bool is_blast =
        is_fight_again(a, b) || types_are_kin(a->type, INCIDENT_IED) || type_is_from_afar(a->type);
    if (event_hits_anyone(self, a) || event_hits_anyone(self, b)) return true;
    if (is_blast && (a->target_kind == TARGET_CIVILIAN || b->target_kind == TARGET_CIVILIAN))
        return true;
    return sides_agree(self, a->target, b->target);
}

/* Two that fight each other may be told in either order; the fight may go on from an attack. */
static bool clash_agrees(const Reader *self, const Event *a, const Event *b) {
    bool is_fight = a->type == INCIDENT_CLASH || b->type == INCIDENT_CLASH ||
                    (a->type == INCIDENT_ATTACK && b->type == INCIDENT_ATTACK &&
                     a->is_sure != b->is_sure); /* "خسائر على يد X … حاولت التسلل" */
    return is_fight && types_are_kin(a->type, b->type) && sides_agree(self, a->actor, b->target) &&
           sides_agree(self, a->target, b->actor);
}

bool drafts_agree(const Reader *self, const Draft *a, const Draft *b) {
    bool is_one_pair = sides_agree(self, a->event.actor, b->event.actor) &&
                       targets_agree(self, &a->event, &b->event);
    const Draft *later = b->sentence > a->sentence ? b : a, *first = later == b ? a : b;
    if (later->event.reality.is_before && !first->event.reality.is_before &&
        later->sentence > first->sentence && !later->event.is_definite)
        return false;
    bool is_undated = a->when.basis == BASIS_PUBLISHED || b->when.basis == BASIS_PUBLISHED;
    /* a heading has the day of what stands under it */
    bool is_under = first->is_heading && later->sentence <= first->sentence + 2;
    if (is_undated && !is_under && (a->is_earlier || b->is_earlier)) return false;
    return realities_agree(&a->event.reality, &b->event.reality) &&
           dates_agree(self, &a->when, &b->when) &&
           (is_one_pair || clash_agrees(self, &a->event, &b->event));
}

/* A place itself, or a ring around it. */
static bool is_spot(const Location *at) {
    return at->method == METHOD_EXACT || at->method == METHOD_POI ||
           at->method == METHOD_NEIGHBOURHOOD || at->method == METHOD_NEAR ||
           at->method == METHOD_OFFSET;
}

static bool is_same_place(const Reader *self, const Draft *a, const Draft *b) {
    const PlaceMention *p = mention_of(self, a), *q = mention_of(self, b);
    if (p == q) return true;
    const Location *at = &p->location, *to = &q->location;
    bool is_alike = at->method == to->method || (is_spot(at) && is_spot(to));
    if (!is_alike) return false;
    LonLat here = {at->lon, at->lat}, there = {to->lon, to->lat};
    if (p->place == q->place) return geo_is_nearer(here, there, SAME_M);
    bool is_named = p->place != NO_PLACE && q->place != NO_PLACE; /* two names, two places */
    double ratio = at->radius_m / to->radius_m;
    return ratio > 0.3 && ratio < 3.4 && geo_is_nearer(here, there, is_named ? TWIN_M : SAME_M);
}

static guint32 paragraph_of(const Reader *self, const Draft *draft) {
    const Sentence *sentence = &self->text->sentences[draft->sentence];
    return sentence->field == FIELD_TITLE ? 0 : sentence->paragraph + 1;
}

/* "القامشلي: …" over a village of its district: headlines name the district by its town. */
static bool is_seat_of(const Reader *self, guint32 town, const PlaceMention *detail) {
    static const PlaceKind units[] = {PLACE_DISTRICT, PLACE_SUBDISTRICT};
    const Gazetteer *gazetteer = self->gazetteer;
    const Place *seat = gazetteer_place(gazetteer, town);
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        guint32 unit = place_mention_admin(detail, gazetteer, units[i]);
        if (unit == NO_PLACE || detail->place == town) continue;
        if (!strcmp(gazetteer_string(gazetteer, gazetteer_place(gazetteer, unit)->name_ar),
                    gazetteer_string(gazetteer, seat->name_ar)))
            return true;
    }
    return false;
}

static bool is_coarser(const Reader *self, const PlaceMention *lead, const PlaceMention *detail) {
    const Location *a = &lead->location, *b = &detail->location;
    if (may_be_governorate(self, lead) &&
        gazetteer_place(self->gazetteer, lead->place)->admin1 ==
            place_mention_admin(detail, self->gazetteer, PLACE_GOVERNORATE))
        return true;
    if (lead->place != NO_PLACE && is_seat_of(self, lead->place, detail)) return true;
    return a->radius_m > 1.6 * b->radius_m && a->method != METHOD_EXACT &&
           geo_is_nearer((LonLat){a->lon, a->lat}, (LonLat){b->lon, b->lat}, a->radius_m);
}

/* Reporters draw the bounds of a countryside more widely than we do. */
static bool is_loosely_of(const PlaceMention *lead, const PlaceMention *detail) {
    static const double LOOSE = 1.5;
    const Location *a = &lead->location, *b = &detail->location;
    return a->method == METHOD_COUNTRYSIDE && a->radius_m >= WIDE_M && b->radius_m < WIDE_M &&
           geo_is_nearer((LonLat){a->lon, a->lat}, (LonLat){b->lon, b->lat}, LOOSE * a->radius_m);
}

/* "وقع الهجوم في بادية X", then "تعرضت الحافلة لهجوم قرب Y": one of them speaks of a deed as known.
 */
static bool refers_back(const Draft *first, const Draft *second) {
    return (first->event.is_definite || second->event.is_definite) && !first->event.is_plural &&
           !second->event.is_plural && !first->is_listed && !second->is_listed;
}

bool is_other_day(const Reader *self, const Draft *lead, const Draft *detail) {
    enum { DAYS = 3 };
    const Harm *a = &lead->harm, *b = &detail->harm;
    bool is_other_toll = a->killed_min > 0 && b->killed_min > 0 && a->killed_max == a->killed_min &&
                         b->killed_max == b->killed_min && a->killed_min != b->killed_min;
    bool is_days_ago = detail->when.end > 0 && self->today > detail->when.end + DAYS;
    bool is_today = detail->when.precision == DATE_DAY && detail->when.start == self->today;
    if (is_today) return false; /* وكان X قد أفاد بقصف فجر اليوم: told before, with fewer dead */
    return detail->event.reality.is_recap && lead->when.basis == BASIS_PUBLISHED &&
           detail->when.basis != BASIS_PUBLISHED && (is_other_toll || is_days_ago);
}

/* What of a summary needs no look at how the places lie. */
static bool may_be_summary_of(const Reader *self, const Draft *lead, const Draft *detail) {
    bool is_vague = lead->event.reality.is_heard && !detail->event.reality.is_heard;
    if (!lead->is_lead && !is_vague && !refers_back(lead, detail)) return false;
    /* A village that nobody knows has a wide ring, and is a place of its own. */
    if (mention_of(self, lead)->location.method == METHOD_UNRESOLVED) return false;
    if (lead->event.ordinal > 1) return false; /* التفجير الثاني */
    bool is_wide = mention_of(self, lead)->location.radius_m >= WIDE_M &&
                   detail->sentence > lead->sentence && !lead->is_listed && !detail->is_listed;
    return is_wide || paragraph_of(self, detail) > paragraph_of(self, lead);
}

/* A summary gives way to the details that a later paragraph tells of the same deed. */
static bool is_summary_of(const Reader *self, const Draft *lead, const Draft *detail) {
    return !is_other_day(self, lead, detail) &&
           (mention_holds(self, mention_of(self, lead), mention_of(self, detail)) ||
            is_loosely_of(mention_of(self, lead), mention_of(self, detail)) ||
            ((lead->is_title || lead->has_title) &&
             is_coarser(self, mention_of(self, lead), mention_of(self, detail))));
}

/* In one sentence, a region named after the place in it brings nothing new. */
static bool is_afterthought(const Reader *self, const Draft *a, const Draft *b) {
    return a->sentence == b->sentence && !b->is_listed &&
           mention_of(self, b)->location.method != METHOD_UNRESOLVED && /* a name of its own */
           !mentions_lie_apart(mention_of(self, a), mention_of(self, b)) &&
           mention_holds(self, mention_of(self, b), mention_of(self, a));
}

/* Two places of one list, struck by one deed, are two incidents however near they lie. */
static bool are_listed_together(const Draft *a, const Draft *b) {
    return a->is_listed && b->is_listed && a->event.trigger == b->event.trigger &&
           a->mention != b->mention;
}

/* "التفجير الثاني" is not the one told before. */
static bool is_another_of_row(const Draft *a, const Draft *b) {
    return a->event.ordinal != b->event.ordinal && b->event.ordinal > 1;
}

bool is_added_ambush(const Reader *self, const Draft *a, const Draft *b) {
    const Event *event = &b->event;
    return event->type == INCIDENT_AMBUSH && a->event.type != INCIDENT_AMBUSH && event->is_sure &&
           !is_known_noun(self, event->trigger) &&
           is_marked_as(self, MARK_JOINT, event->first, "effect", "split");
}

/* "تسللوا إلى نقطة لـ X", then in the next paragraph "تعرض موقع لـ Y إلى هجوم في Z": two units of
 * one side, each with an attack of its own. */
static bool is_on_another_unit(const Reader *self, const Draft *a, const Draft *b) {
    guint32 first = a->event.target, second = b->event.target;
    const Match *noun = b->event.trigger;
    bool are_units = first != NO_PLACE && second != NO_PLACE && first != second &&
                     !actors_are_kin(self, first, second) && !side_is_unknown(self, first) &&
                     !side_is_unknown(self, second) && *actor_cell(self, first, "parent") &&
                     *actor_cell(self, second, "parent");
    return are_units && a->mention != b->mention && !b->is_inherited && !b->event.is_definite &&
           !is_verb(self, noun) && !a->is_lead && b->event.is_sure &&
           a->event.type != INCIDENT_CLASH && b->event.type != INCIDENT_CLASH &&
           paragraph_of(self, b) > paragraph_of(self, a);
}

/* "قتل ستة في هجوم على X، كما قتل أربعة آخرون في هجوم عند مدخل X": others died of another deed. */
static bool is_on_others(const Reader *self, const Draft *a, const Draft *b) {
    return a->mention != b->mention && !b->is_inherited && !b->event.is_definite &&
           b->event.is_sure && a->harm.killed_min > 0 && b->harm.killed_min > 0 &&
           a->harm.killed_min == a->harm.killed_max && draft_tells_of_others(self, b);
}

bool is_another_body(const Reader *self, const Draft *next) {
    enum { REACH = 4 };
    const Event *event = &next->event;
    if (event->type != INCIDENT_BODY_FOUND || event->is_definite) return false;
    guint32 from = mark_end(event->trigger), end = MIN(from + REACH, event->end);
    return mark_with(self, MARK_PERSON, from, end, "harm", "other") != NULL;
}

/* The draft that tells the same as `later`, or NULL. */
static Draft *twin_of(const Reader *self, GArray *drafts, guint later) {
    Draft *b = &g_array_index(drafts, Draft, later);
    for (guint i = 0; i < later; i++) {
        Draft *a = &g_array_index(drafts, Draft, i);
        /* Of the many pairs of a long report, few are at one place. */
        if (b->is_beside || (!is_same_place(self, a, b) && !is_afterthought(self, a, b))) continue;
        bool is_dead_of = is_harm_of(self, a, b) || is_harm_of(self, b, a);
        if ((drafts_are_kin(self, a, b) || is_dead_of) && are_single(&a->event, &b->event) &&
            !are_listed_together(a, b) && !is_another_of_row(a, b) &&
            !is_added_ambush(self, a, b) && !is_on_another_unit(self, a, b) &&
            !is_on_others(self, a, b) && !is_another_body(self, b) && !is_other_day(self, a, b) &&
            (is_dead_of || drafts_agree(self, a, b)))
            return a;
    }
    return NULL;
}

/* "سُمعت انفجارات حتى X": sounds heard near a deed that the article tells are those of the deed. */
static void drop_echoes(const Reader *self, GArray *drafts) {
    static const double HEARD_M = 30000;
    for (guint i = drafts->len; i > 0; i--) {
        const Draft *echo = &g_array_index(drafts, Draft, i - 1);
        bool is_echo = false;
        if (!echo->event.reality.is_heard || echo->harm.end > echo->harm.first) continue;
        const Location *at = &mention_of(self, echo)->location;
        for (guint k = 0; k < drafts->len && !is_echo; k++) {
            const Draft *deed = &g_array_index(drafts, Draft, k);
            const Location *of = &mention_of(self, deed)->location;
            is_echo =
                !deed->event.reality.is_heard && !deed->is_aggregate &&
                incident_type_is_violent(deed->event.type) &&
                (!types_are_kin(deed->event.type, INCIDENT_ATTACK) ||
                 deed->sentence == echo->sentence) &&
                !reality_is_unreal(&deed->event.reality) &&
                dates_agree(self, &deed->when, &echo->when) &&
                geo_is_nearer((LonLat){at->lon, at->lat}, (LonLat){of->lon, of->lat}, HEARD_M);
        }
        if (is_echo) g_array_remove_index(drafts, i - 1);
    }
}

/* The first detail of a summary, or NULL; how many there are goes to `ret_n`. */
static Draft *detail_of(const Reader *self, GArray *drafts, guint lead, guint *ret_n) {
    Draft *a = &g_array_index(drafts, Draft, lead), *found = NULL;
    *ret_n = 0;
    for (guint i = 0; i < drafts->len; i++) {
        Draft *b = &g_array_index(drafts, Draft, i);
        if (i == lead || (b->is_aggregate && !a->is_aggregate) || !may_be_summary_of(self, a, b) ||
            !drafts_are_kin(self, a, b) || !is_summary_of(self, a, b) || !drafts_agree(self, a, b))
            continue;
        if (!found) found = b;
        (*ret_n)++;
    }
    return found;
}

static void merge_twins(const Reader *self, GArray *drafts) {
    for (guint i = 1; i < drafts->len;) {
        Draft *twin = twin_of(self, drafts, i);
        Draft *again = &g_array_index(drafts, Draft, i);
        if (!twin) {
            i++;
            continue;
        }
        bool is_better = (twin->is_title && !again->is_title) || may_be_kind_of(twin, again) ||
                         is_harm_of(self, again, twin);
        if (is_better && !is_harm_of(self, twin, again)) {
            /* A headline's words are poorer evidence than those of the body. */
            draft_absorb(self, again, twin);
            again->is_title |= twin->is_title;
            again->is_lead |= twin->is_lead;
            *twin = *again;
        } else {
            draft_absorb(self, twin, again);
        }
        g_array_remove_index(drafts, i);
    }
}

/* Places of one sentence that the same one struck were held by the same ones. */
static void share_targets(GArray *drafts) {
    for (guint i = 0; i + 1 < drafts->len; i++) {
        Draft *a = &g_array_index(drafts, Draft, i), *b = &g_array_index(drafts, Draft, i + 1);
        if (a->sentence != b->sentence || a->event.type != b->event.type ||
            a->event.actor != b->event.actor || a->event.actor == NO_PLACE)
            continue;
        Event *to = a->event.target == NO_PLACE ? &a->event : &b->event;
        const Event *from = to == &a->event ? &b->event : &a->event;
        if (to->target != NO_PLACE) continue;
        to->target = from->target;
        to->target_name = from->target_name;
        to->target_kind = from->target_kind;
        to->target_link = from->target_link;
    }
}

/* "شن X هجوماً واسعاً على مواقع Y شرقي Z", then "هاجم X نقاطاً في A وB وC": the region of several that
 * are told below by their places. */
static bool is_region_of_many(const Reader *self, const GArray *drafts, guint at) {
    enum { SEVERAL = 2, PARAGRAPHS = 4 };
    const Draft *wide = &g_array_index(drafts, Draft, at);
    const PlaceMention *region = mention_of(self, wide);
    guint n = 0;
    bool is_wide =
        region->location.radius_m >= WIDE_M || region->location.method == METHOD_COUNTRYSIDE;
    if (!is_wide || region->location.method == METHOD_UNRESOLVED || wide->is_listed ||
        wide->harm.killed_min != HARM_NOT_SAID)
        return false;
    bool is_by_known = !side_is_unknown(self, wide->event.actor);
    for (guint i = 0; i < drafts->len; i++) {
        const Draft *draft = &g_array_index(drafts, Draft, i);
        const PlaceMention *place = mention_of(self, draft);
        if (i == at || draft->sentence <= wide->told_first || draft->is_aggregate ||
            paragraph_of(self, draft) > paragraph_of(self, wide) + PARAGRAPHS ||
            2 * place->location.radius_m > region->location.radius_m)
            continue;
        /* "استهدف سبع قرى بريف X. وتركز القصف على قرى A وB": by nobody known, but known */
        bool is_list_of = draft->is_listed && draft->event.is_definite &&
                          draft->event.type == wide->event.type &&
                          draft->sentence <= wide->told_last + 2;
        n += (is_list_of || (is_by_known && draft->event.actor == wide->event.actor)) &&
             types_are_kin(draft->event.type, wide->event.type) &&
             drafts_agree(self, wide, draft) &&
             (mention_holds(self, region, place) || is_loosely_of(region, place));
    }
    return n >= SEVERAL;
}

void drafts_merge(const Reader *self, GArray *drafts) {
    drafts_drop_summaries(self, drafts);
    merge_twins(self, drafts);
    for (guint i = 0; i < drafts->len; i++)
        g_array_index(drafts, Draft, i).is_aggregate |= is_region_of_many(self, drafts, i);
    /* From the last: what is told more and more exactly ends at its finest place. */
    for (guint i = drafts->len; i > 0; i--) {
        guint n_details;
        Draft *detail = detail_of(self, drafts, i - 1, &n_details);
        if (!detail) continue;
        Draft *lead = &g_array_index(drafts, Draft, i - 1);
        if (n_details > 1 && !lead->is_title) {
            lead->is_aggregate = true;
            continue;
        }
        if (n_details > 1) harm_init(&lead->harm);
        draft_absorb(self, detail, lead);
        g_array_remove_index(drafts, i - 1);
    }
    merge_twins(self, drafts);
    drop_echoes(self, drafts);
    share_targets(drafts);
}
