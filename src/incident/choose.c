/*
 * Which of a clause's scenes are those of an event: the ones behind its trigger and before its
 * effects, without where those who act come from, what is denied or happens later, and of names
 * that say where one place is the finest.
 */
#include <math.h>

#include "incident/stages.h"

/* Places named side by side within this are one scene. */
#define ONE_SCENE_M 40000.0

const PlaceMention *scene_mention(const Reader *reader, const GArray *scenes, guint i) {
    return &reader->places->items[g_array_index(scenes, guint32, i)];
}

bool turns_to_other_deed(const Reader *reader, guint32 token) {
    enum { REACH = 8 };
    const Match *joint = mark_at(reader, MARK_JOINT, token);
    if (!joint || joint->first_token != token ||
        (!mark_is(reader, joint, "effect", "after") &&
         !mark_is(reader, joint, "effect", "continue")))
        return false;
    guint32 verb = mark_end(joint); /* التي سيطرت، التي كانت سيطرت */
    if (is_marked_as(reader, MARK_MODALITY, verb, "modality", "was")) verb++;
    const Match *next = mark_at(reader, MARK_TRIGGER, verb);
    /* بعد محاولة قوات X تمشيط Y */
    for (guint32 t = mark_end(joint); mark_at(reader, MARK_CASE, mark_end(joint)) && !next &&
                                      t < mark_end(joint) + REACH && !is_break(reader, t);
         t++)
        next = mark_at(reader, MARK_TRIGGER, t);
    IncidentType type;
    return next && incident_type_parse(mark_cell(reader, next, "type"), &type) &&
           !incident_type_is_violent(type);
}

/* "نافياً سقوط X", "قبل أن تصل تعزيزات من X": what is denied, feared, planned or later than the deed
 * has other places. */
static guint32 unreal_after(const Reader *reader, const Event *event) {
    static const char *const kinds[] = {"denied",      "feared", "planned",
                                        "conditional", "burial", NULL};
    const Match *cue;
    if (reality_is_unreal(&event->reality)) return event->end;
    guint32 after = mark_end(event->trigger), end = event->end;
    for (guint cursor = 0; (cue = mark_next(reader, MARK_MODALITY, after, end, &cursor));)
        if (g_strv_contains(kinds, mark_cell(reader, cue, "modality")))
            end = MIN(end, cue->first_token);
    for (guint cursor = 0; (cue = mark_next(reader, MARK_JOINT, after, end, &cursor));)
        if (is_later_behind(reader, cue) &&
            (cue->n_tokens > 1 || !mark_at(reader, MARK_CALENDAR, cue->first_token)))
            end = cue->first_token;
    return end;
}

static guint32 effect_after(const Reader *reader, const Event *event) {
    for (guint32 t = mark_end(event->trigger); t < event->end; t++)
        if (mark_at(reader, MARK_EFFECT, t)) return t;
    return event->end;
}

/* "… على الدراجة، وفق ما رواه أقارب في مشفى X": a place between the words of a source behind a
 * comma and the next comma is where the source is. */
static bool is_of_source(const Reader *reader, const Event *event, const PlaceMention *mention) {
    for (guint32 t = mention->first_token; t > mark_end(event->trigger); t--) {
        if (is_break(reader, t - 1)) return is_marked_as(reader, MARK_SOURCE, t, "scope", "phrase");
    }
    return false;
}

/* "غارات من طائرات حلقت في أجواء X": where the aircraft came by. */
static bool is_of_flight(const Reader *reader, const Event *event, const PlaceMention *mention) {
    enum { REACH = 4 };
    guint32 first = mention->first_token, room = room_before(reader, first, REACH);
    if (!types_are_kin(event->type, INCIDENT_AIRSTRIKE)) return false;
    for (guint32 back = 1; back <= room && first - back > event->trigger->first_token; back++) {
        if (is_break(reader, first - back)) return false;
        if (is_marked_as(reader, MARK_TRIGGER, first - back, "type", "alert")) return true;
    }
    return false;
}

/* "قتل عنصر خلال تفكيك لغم في X", "خلال مداهمة منزل في X", "خلال توغلها في X": what they were at is
 * where they were hit. */
static bool is_hit_at_work(const Reader *reader, const Event *event, guint32 joint) {
    const Match *work = mark_at(reader, MARK_TRIGGER, mark_end(mark_at(reader, MARK_JOINT, joint)));
    if (!work) return false; /* بعد محاولة X تمشيط، التي كانت سيطرت على */
    bool is_raid =
        mark_is(reader, work, "type", "arrest") && mark_is(reader, work, "class", "noun");
    bool is_operation = mark_is(reader, work, "type", "seizure") ||
                        mark_is(reader, work, "type", "sweep") ||
                        mark_is(reader, work, "type", "movement");
    return (is_raid || is_operation) && mark_at(reader, MARK_HARM, event->trigger->first_token);
}

/* Does the mention stand in the phrase of another deed, up to its comma: "بعد دخولها من معبر X، في
 * قرية Y"? What و joins to it goes with it. */
static bool is_of_other_deed(const Reader *reader, const Event *event,
                             const PlaceMention *mention) {
    for (guint32 t = mention->first_token; t > mark_end(event->trigger); t--) {
        if (turns_to_other_deed(reader, t - 1) && !is_hit_at_work(reader, event, t - 1))
            return true;
        bool goes_on = t == mention->first_token && has_and(reader, t);
        if (is_break(reader, t - 1) && !goes_on) return false;
    }
    return false;
}

/* The verb of "تعرضت مواقع في X لهجوم" before the trigger; the trigger where there is none. */
static guint32 suffer_before(const Reader *reader, const Event *event) {
    for (guint32 t = event->first; t < event->trigger->first_token; t++)
        if (is_marked_as(reader, MARK_LIGHT, t, "voice", "suffer")) return t;
    return event->trigger->first_token;
}

/* "دخلت مجموعة من X إلى بلدة Y": the words that lead to the place tell that they came there. */
static bool is_entered(const Reader *reader, const PlaceMention *mention) {
    enum { REACH = 9 };
    if (mention->role != ROLE_DESTINATION) return false;
    guint32 first = mention->first_token, room = room_before(reader, first, REACH);
    for (guint32 back = 1; back <= room; back++) {
        if (is_break(reader, first - back) || reader->place_at[first - back] != NO_MARK)
            return false;
        if (mark_at(reader, MARK_ENTERED, first - back)) return true;
    }
    return false;
}

/* Does the place only say where the one right before it lies? */
static bool is_container(const Reader *reader, const PlaceMention *mention) {
    guint32 first = mention->first_token;
    return room_before(reader, first, 1) == 1 && reader->place_at[first - 1] != NO_MARK &&
           !has_and(reader, first);
}

static bool is_other_story(const Reader *reader, guint32 token) {
    static const char *const effects[] = {"before", "forced", "after", "while",
                                          "reset",  "topic",  NULL};
    const Match *joint = mark_at(reader, MARK_JOINT, token);
    return joint && g_strv_contains(effects, mark_cell(reader, joint, "effect"));
}

/* "دخلوا إلى مشفى الهناء، ودارت اشتباكات داخله", "تسلل مسلحون إلى بلدة X وهاجموا حاجزاً": where
 * they went is where it then happened. */
static void add_entered(const Reader *reader, const Event *event, GArray *scenes) {
    bool is_there = event->type == INCIDENT_CLASH;
    guint32 trigger = event->trigger->first_token, room = room_before(reader, trigger, trigger);
    for (guint32 t = trigger; t > trigger - room; t--) {
        if (is_other_story(reader, t - 1) || mark_at(reader, MARK_HARM, t - 1)) return;
        is_there |= is_marked_as(reader, MARK_JOINT, t - 1, "effect", "where");
        gint32 at = reader->place_at[t - 1];
        if (at == NO_MARK) continue;
        const PlaceMention *mention = &reader->places->items[at];
        guint32 scene = (guint32)at;
        if (is_container(reader, mention)) continue;
        bool is_goal = mention->role == ROLE_DESTINATION || mention->role == ROLE_TREATMENT;
        bool is_same_clause = mention->first_token >= event->first;
        if (is_goal && isfinite(mention->location.lon) &&
            ((is_there && is_same_clause) || is_entered(reader, mention)))
            g_array_append_val(scenes, scene);
        return;
    }
}

static bool has_same(const Reader *reader, const GArray *scenes, const PlaceMention *mention) {
    for (guint i = 0; i < scenes->len; i++)
        if (mentions_are_same(scene_mention(reader, scenes, i), mention)) return true;
    return false;
}

/* "وامتدت إلى قرية تل حلف": the deed goes on at the place to which it spread. */
static void add_spread(const Reader *reader, const Event *event, GArray *scenes) {
    for (guint32 t = event->first; t < event->end; t++) {
        const Match *joint = mark_at(reader, MARK_JOINT, t);
        if (!joint || !mark_is(reader, joint, "effect", "spread")) continue;
        const PlaceMention *last = NULL;
        for (; t < event->end && !is_break(reader, t); t++) {
            if (reader->place_at[t] == NO_MARK) continue;
            guint32 scene = (guint32)reader->place_at[t];
            const PlaceMention *mention = &reader->places->items[scene];
            if (last && !are_coordinated(reader, last, mention)) return;
            last = mention;
            t = mention->first_token + mention->n_tokens - 1;
            if (mention->role != ROLE_DESTINATION && mention->role != ROLE_SCENE) return;
            if (!is_vague(reader, mention) && !has_same(reader, scenes, mention))
                g_array_append_val(scenes, scene);
        }
        return;
    }
}

/* Does another place stand at the token, that no و joins to the mention? */
static bool is_own_place(const Reader *reader, guint32 token, const PlaceMention *mention) {
    gint32 at = reader->place_at[token];
    return at != NO_MARK && !are_coordinated(reader, &reader->places->items[at], mention);
}

/* "المدفعية التركية المتمركزة في محيط X", "انطلاقاً من X": where the one who acts sits. */
static bool is_of_actor(const Reader *reader, const Event *event, const PlaceMention *mention) {
    enum { CLOSE = 4, WAY = 6, REACH = 6 };
    guint32 first = mention->first_token, room = room_before(reader, first, WAY);
    for (guint32 back = 1; back <= room; back++) {
        const Match *seat = mark_at(reader, MARK_STATIONED, first - back);
        if (!seat && is_break(reader, first - back)) return false;
        const Match *deed = mark_at(reader, MARK_TRIGGER, first - back);
        bool is_deed = deed && is_verb(reader, deed); /* قصف مصدره مواقع X استهدف بلدة Y */
        if (!seat && (is_deed || is_own_place(reader, first - back, mention))) return false;
        if (!seat) continue;
        if (seat->n_tokens > 1) return true;
        if (back > CLOSE) return false;
        guint32 at = seat->first_token, left = room_before(reader, at, REACH);
        for (guint32 step = 1; step <= left; step++) {
            const Match *name = mark_at(reader, MARK_ACTOR, at - step);
            if (!name) continue;
            return event->actor != NO_PLACE && actors_are_kin(reader, name->entry, event->actor);
        }
    }
    return false;
}

/* "قصف من حواجز النظام في محردة": where the guns stand. */
static bool is_of_guns(const Reader *reader, const Event *event, const PlaceMention *mention) {
    enum { REACH = 7 };
    guint32 first = mention->first_token, room = room_before(reader, first, REACH);
    if (!type_is_from_afar(event->type)) return false;
    for (guint32 back = 1; back < room; back++) {
        guint32 t = first - back;
        if (is_break(reader, t) || mark_at(reader, MARK_TRIGGER, t) ||
            is_own_place(reader, t, mention))
            return false;
        const Match *seat = mark_at(reader, MARK_TARGET, t);
        const Match *from = mark_at(reader, MARK_FROM, t - 1);
        if (seat && seat->first_token == t && mark_is(reader, seat, "target_kind", "military") &&
            !mark_is(reader, seat, "class", "person"))
            return from && from->first_token == t - 1;
    }
    return false;
}

/* As wide as a steppe; half a way between towns. */
#define WIDE_SCENE_M 15000.0
#define WAY_M 200000.0

/* "قرب قرية X على الحدود الإدارية بين A وB": a place near the last that no و joins to it says where
 * that is; the finer of the two stays. FALSE where the new one is another scene. */
static bool keep_finer(const Reader *reader, GArray *scenes, guint32 next) {
    const PlaceMention *last = scene_mention(reader, scenes, scenes->len - 1);
    const PlaceMention *mention = &reader->places->items[next];
    const Location *a = &last->location, *b = &mention->location;
    for (guint32 t = last->first_token + last->n_tokens; t < mention->first_token; t++) {
        const Match *joint = mark_at(reader, MARK_JOINT, t);
        bool goes_on = joint && mark_is(reader, joint, "effect", "where"); /* …، حيث تقدمت من B */
        if (joint && !goes_on) return false;
        /* "مستشفى القدس ومبنى مجاوراً له في حي السكري": و joins no place. */
        bool holds = t + 1 < mention->first_token && !mark_at(reader, MARK_TRIGGER, t) &&
                     mention_holds(reader, mention, last);
        if (has_and(reader, t) && !holds) return false;
    }
    bool is_way =
        b->method == METHOD_ROAD || b->method == METHOD_BETWEEN; /* أثناء توجههم من A إلى B */
    /* "شرقي مدينة A، على الطريق الواصل إلى B", "في بادية A عندما هاجموا نقطة في B" */
    bool is_on_way = is_way && a->radius_m < WIDE_SCENE_M &&
                     is_break(reader, last->first_token + last->n_tokens);
    bool is_in_wide = a->radius_m >= WIDE_SCENE_M && 2 * b->radius_m < a->radius_m;
    bool is_by_way = a->method == METHOD_ROAD && b->method == METHOD_NEAR; /* على طريق A قرب B */
    double reach_m = is_on_way || is_by_way ? WAY_M
                     : is_in_wide           ? a->radius_m + WIDE_SCENE_M
                                            : ONE_SCENE_M;
    if (!geo_is_nearer((LonLat){a->lon, a->lat}, (LonLat){b->lon, b->lat}, reach_m)) return false;
    if ((b->radius_m < a->radius_m || is_by_way) && !is_way)
        g_array_index(scenes, guint32, scenes->len - 1) = next;
    return true;
}

/* "عثر أهالي بلدة X على جثة ضابط كان قد فقد في Y": what had been before has its own scene. */
static guint32 recap_after(const Reader *reader, const Event *event) {
    const Match *cue =
        mark_with(reader, MARK_MODALITY, mark_end(event->trigger), event->end, "modality", "recap");
    return cue ? cue->first_token : event->end;
}

/* "المنطقة الممتدة بين A وB", where nobody knows one of them: one place. */
static bool is_between(const Reader *reader, const PlaceMention *mention) {
    guint32 first = mention->first_token;
    return mention->location.method == METHOD_UNRESOLVED && room_before(reader, first, 1) == 1 &&
           mark_at(reader, MARK_BETWEEN, first - 1);
}

/* "شرقي A وغربي B": two sides of one place between them. */
static bool is_other_side(const PlaceMention *last, const PlaceMention *mention) {
    enum { OPPOSITE = 90 };
    const Location *a = &last->location, *b = &mention->location;
    if (a->n_anchors == 0 || b->n_anchors == 0 || !isfinite(a->anchors[0].bearing) ||
        !isfinite(b->anchors[0].bearing))
        return false;
    double turn = fabs(remainder(a->anchors[0].bearing - b->anchors[0].bearing, 360));
    return turn > OPPOSITE &&
           geo_is_nearer((LonLat){a->lon, a->lat}, (LonLat){b->lon, b->lat}, 2 * ONE_SCENE_M);
}

/* The scenes without those whence they came, where there are others. */
static GArray *without_approaches(const Reader *reader, const Event *event, const GArray *all) {
    GArray *scenes = g_array_new(FALSE, FALSE, sizeof(guint32));
    /* "بدأ الهجوم من جهة X": the known deed has a place already. */
    bool has_other = is_known_noun(reader, event->trigger);
    for (guint i = 0; i < all->len; i++) {
        const PlaceMention *mention = scene_mention(reader, all, i);
        has_other |= mention->first_token >= event->first && mention->first_token < event->end &&
                     !mention_is_approach(reader, mention);
    }
    for (guint i = 0; i < all->len; i++)
        if (!has_other || !mention_is_approach(reader, scene_mention(reader, all, i)))
            g_array_append_val(scenes, g_array_index(all, guint32, i));
    return scenes;
}

/* "اغتيل بعد عودته إلى بلدة X": where he had come who was hit; or NO_PLACE. */
static guint32 arrival_of(const Reader *reader, const Event *event) {
    enum { REACH = 6 };
    if (!incident_type_is_violent(event->type) && event->type != INCIDENT_ARREST) return NO_PLACE;
    for (guint32 t = mark_end(event->trigger); t < event->end; t++) {
        const Match *came = mark_at(reader, MARK_ENTERED, t);
        if (!came || !has_possessive(reader, t)) continue;
        for (guint32 k = t + 1; k < MIN(event->end, t + REACH) && !is_break(reader, k); k++) {
            if (reader->place_at[k] == NO_MARK) continue;
            const PlaceMention *mention = &reader->places->items[reader->place_at[k]];
            bool is_goal = mention->role == ROLE_DESTINATION && mention_is_site(reader, mention);
            return is_goal ? (guint32)reader->place_at[k] : NO_PLACE;
        }
    }
    return NO_PLACE;
}

/* What is named behind it says by which way he came. */
static void prefer_arrival(const Reader *reader, const Event *event, GArray *scenes) {
    guint32 arrival = arrival_of(reader, event);
    if (arrival == NO_PLACE || (scenes->len > 0 && g_array_index(scenes, guint32, 0) < arrival))
        return;
    g_array_set_size(scenes, 0);
    g_array_append_val(scenes, arrival);
}

/* "في بلدة A والمعبر النهري في قرية B، إثر غارات": a thing joined to a place has one of its own. */
static bool is_joined_by_thing(const Reader *reader, const GArray *scenes,
                               const PlaceMention *mention) {
    enum { REACH = 5 };
    if (scenes->len == 0) return false;
    const PlaceMention *last = scene_mention(reader, scenes, scenes->len - 1);
    guint32 from = last->first_token + last->n_tokens;
    if (mention->first_token > from + REACH || !has_and(reader, from)) return false;
    for (guint32 t = from; t < mention->first_token; t++)
        if (is_break(reader, t) || mark_at(reader, MARK_TRIGGER, t) ||
            mark_at(reader, MARK_JOINT, t) || mark_at(reader, MARK_LIGHT, t))
            return false;
    return true;
}

/*
 * The scenes of an event among those of its clause: the ones behind its trigger and before its
 * effects; without such, the ones before the trigger, the last group of them (the others stand
 * with what the clause says first).
 */
GArray *scenes_choose(const Reader *reader, const Event *event, const GArray *of_clause) {
    GArray *scenes = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) all = without_approaches(reader, event, of_clause);
    guint32 trigger = event->trigger->first_token, effect = effect_after(reader, event);
    guint32 suffer = suffer_before(reader, event), end = unreal_after(reader, event);
    if (event->type == INCIDENT_BODY_FOUND) end = MIN(end, recap_after(reader, event));
    effect = MIN(effect, end);
    const guint32 bounds[][2] = {
        {suffer, trigger}, {trigger, effect}, {event->first, trigger}, {effect, end}};
    for (guint b = 0; b < G_N_ELEMENTS(bounds) && scenes->len == 0; b++) {
        for (guint i = 0; i < all->len; i++) {
            const PlaceMention *mention = scene_mention(reader, all, i);
            if (mention->first_token < bounds[b][0] || mention->first_token >= bounds[b][1] ||
                is_of_actor(reader, event, mention) || is_of_source(reader, event, mention) ||
                is_of_other_deed(reader, event, mention) || is_of_flight(reader, event, mention) ||
                is_of_guns(reader, event, mention))
                continue;
            bool goes_on =
                scenes->len > 0 &&
                are_coordinated(reader, scene_mention(reader, scenes, scenes->len - 1), mention);
            if (goes_on && is_between(reader, scene_mention(reader, scenes, scenes->len - 1)))
                continue;
            /* Two names that nobody knows lie at one guessed point. */
            bool is_unknown = goes_on && mention->location.method == METHOD_UNRESOLVED;
            if (!is_unknown && has_same(reader, scenes, mention)) continue;
            if (goes_on && has_and(reader, mention->first_token) &&
                !is_head_of_settlement(reader, mention->first_token) && /* محور A ومدينة B */
                mention_is_front(reader, scene_mention(reader, scenes, 0)))
                continue;
            if (scenes->len > 0 && !goes_on && mention_is_front(reader, mention)) continue;
            if (goes_on && is_other_side(scene_mention(reader, scenes, scenes->len - 1), mention))
                continue;
            if (b == 2 && !goes_on && !is_joined_by_thing(reader, scenes, mention))
                g_array_set_size(scenes, 0);
            if (b != 2 && scenes->len > 0 && !goes_on &&
                keep_finer(reader, scenes, g_array_index(all, guint32, i)))
                continue;
            g_array_append_val(scenes, g_array_index(all, guint32, i));
        }
    }
    prefer_arrival(reader, event, scenes);
    if (scenes->len == 0) add_entered(reader, event, scenes);
    add_spread(reader, event, scenes);
    return scenes;
}

/* انسحب: who moves leaves the place; else the place to which he comes counts. */
static void add_moved(const Reader *reader, const Event *event, GArray *scenes) {
    bool leaves = mark_is(reader, event->trigger, "voice", "leaving");
    PlaceRole wanted = leaves ? ROLE_ORIGIN : ROLE_DESTINATION;
    for (guint32 t = event->trigger->first_token; t < event->end; t++) {
        gint32 at = reader->place_at[t];
        if (at == NO_MARK) continue;
        const PlaceMention *mention = &reader->places->items[at];
        t = mention->first_token + mention->n_tokens - 1;
        if (mention->role != wanted || is_vague(reader, mention) ||
            has_same(reader, scenes, mention))
            continue;
        g_array_append_val(scenes, at);
        if (leaves) return;
    }
}

/* "اختطف مسلحون امرأة من بلدة X": where she was taken, where no other place is named. */
static void add_taken_from(const Reader *reader, const Event *event, GArray *scenes) {
    for (guint32 t = mark_end(event->trigger); t < event->end && !is_break(reader, t); t++) {
        if (reader->place_at[t] == NO_MARK) continue;
        guint32 scene = (guint32)reader->place_at[t];
        const PlaceMention *mention = &reader->places->items[scene];
        if (mark_at(reader, MARK_FROM, t - 1) && mention_is_site(reader, mention))
            g_array_append_val(scenes, scene);
        return;
    }
}

void scenes_add_by_kind(const Reader *reader, const Event *event, GArray *scenes) {
    if (reality_is_unreal(&event->reality)) return;
    if (event->type == INCIDENT_MOVEMENT) add_moved(reader, event, scenes);
    if (event->type == INCIDENT_ABDUCTION || event->type == INCIDENT_ARREST)
        add_taken_from(reader, event, scenes);
    if (event->type != INCIDENT_BODY_FOUND) return;
    g_autoptr(GArray) homes = scenes_of_people(reader, event->first, recap_after(reader, event));
    if (homes->len > 0) g_array_append_val(scenes, g_array_index(homes, guint32, 0));
}

/* "قتل مواطن بطلق ناري خلال تشييع قتلى في مقبرة X": who was hit among mourners. */
static bool is_at_burial(const Reader *reader, const Event *event, const Event *burial) {
    bool is_real = !reality_is_unreal(&event->reality);
    for (guint32 t = mark_end(event->trigger); is_real && t < burial->trigger->first_token; t++) {
        const Match *joint = t > 0 ? mark_at(reader, MARK_JOINT, t - 1) : NULL;
        if (is_marked_as(reader, MARK_MODALITY, t, "modality", "burial"))
            return joint && mark_is(reader, joint, "effect", "after");
    }
    return false;
}

/* "قتل عنصران في اشتباكات أثناء مداهمة منزل في X": the fight was where they raided. */
static bool is_during(const Reader *reader, const Event *event, const Event *raid) {
    if (!incident_type_is_violent(event->type) || incident_type_is_violent(raid->type) ||
        is_known_noun(reader, event->trigger) || raid->type == INCIDENT_MOVEMENT ||
        reality_is_unreal(&raid->reality))
        return false;
    for (guint32 t = mark_end(event->trigger); t < raid->trigger->first_token; t++) {
        const Match *joint = mark_at(reader, MARK_JOINT, t);
        if (joint &&
            (mark_is(reader, joint, "effect", "after") || mark_is(reader, joint, "effect", "here")))
            return true;
    }
    return false;
}

/* "اشتباكات بين الأهالي ودورية توغلت داخل X": the fight was where those had come whom it names
 * last.
 */
static bool is_with_comers(const Reader *reader, const Event *event, const Event *coming) {
    if (event->type != INCIDENT_CLASH || incident_type_is_violent(coming->type) ||
        !is_verb(reader, coming->trigger) || (coming->trigger->clitics & CLITIC_AND) ||
        reality_is_unreal(&coming->reality))
        return false;
    bool has_party = false;
    for (guint32 t = mark_end(event->trigger); t < coming->trigger->first_token; t++) {
        if (is_break(reader, t) || mark_at(reader, MARK_JOINT, t)) return false;
        has_party |= mark_at(reader, MARK_ACTOR, t) || mark_at(reader, MARK_TARGET, t);
    }
    return has_party;
}

/* "قتل خمسة بانفجار لغم وإطلاق قذيفة في X": deeds in a row are at one place. */
static bool is_joined_deed(const Event *event, const Event *next) {
    return event->is_sure && next->is_sure && (next->trigger->clitics & CLITIC_AND) &&
           incident_type_is_violent(event->type) && incident_type_is_violent(next->type) &&
           !reality_is_unreal(&next->reality) && next->first == next->trigger->first_token;
}

/* "ضربة استهدفت مجموعة كانت تستعد للهجوم في X": where those were who were hit. */
void scenes_add_aim(const Reader *reader, const GArray *events, guint at, const GArray *all,
                    GArray *scenes) {
    const Event *event = &g_array_index(events, Event, at);
    if (at + 1 >= events->len || reality_is_unreal(&event->reality)) return;
    const Event *aim = &g_array_index(events, Event, at + 1);
    if (aim->reality.modality != MODALITY_PLANNED && !is_during(reader, event, aim) &&
        !is_at_burial(reader, event, aim) && !is_joined_deed(event, aim) &&
        !is_with_comers(reader, event, aim))
        return;
    g_autoptr(GArray) places = scenes_choose(reader, aim, all);
    g_array_append_vals(scenes, places->data, places->len);
}
