/* Which of the mentions that can be a scene are: of two that lie in each other the finer one. */
#include <math.h>

#include "incident/stages.h"

/* An outer place must be this much coarser than an inner one to hold it. */
#define COARSER 1.6
/* A badia of no one town. */
#define WHOLE_STEPPE_M 100000.0

/* Index of the first mention that begins at or after a token; mentions stand in text order. */
static guint32 mention_index(const Reader *self, guint32 token) {
    guint32 low = 0, high = self->places->n;
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (self->places->items[middle].first_token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static LonLat point_of(const PlaceMention *mention) {
    return (LonLat){mention->location.lon, mention->location.lat};
}

const Place *mention_place(const Reader *self, const PlaceMention *mention) {
    return mention->place == NO_PLACE ? NULL : gazetteer_place(self->gazetteer, mention->place);
}

bool is_head_of_settlement(const Reader *self, guint32 token) {
    const Matches *matches = self->matches;
    for (guint32 i = matches_at(matches, token); i < matches->n; i++) {
        const Match *match = &matches->items[i];
        if (match->first_token != token) break;
        if (match->table == TABLE_HEAD && strstr(mark_cell(self, match, "kinds"), "village"))
            return true;
    }
    return false;
}

bool mention_has_head(const Reader *self, const PlaceMention *mention) {
    guint32 end = mention->first_token + mention->n_tokens;
    const Matches *matches = self->matches;
    for (guint32 i = matches_at(matches, mention->first_token); i < matches->n; i++) {
        const Match *match = &matches->items[i];
        if (match->first_token >= end) break;
        if (match->table == TABLE_HEAD && mark_end(match) < end) return true;
    }
    return false;
}

/* "متعاون مع فرع الأمن": an institution that somebody belongs to. */
static bool is_institution(const Reader *self, const PlaceMention *mention) {
    guint32 first = mention->first_token;
    LocationMethod method = mention->location.method;
    if (mention->n_tokens > 1 && is_head_of_settlement(self, first)) return false;
    return (method == METHOD_POI || method == METHOD_UNRESOLVED) &&
           room_before(self, first, 1) == 1 &&
           (mark_at(self, MARK_WITH, first - 1) || mark_at(self, MARK_OWNER, first - 1));
}

/* «ناحية سلوك»: a town that lends its name to the land around it is still the finest that is said.
 */
static bool is_region(const Reader *self, const PlaceMention *mention) {
    switch (mention->location.method) {
        case METHOD_ADMIN:
            return mention->place == NO_PLACE ||
                   kind_is_unit((PlaceKind)gazetteer_place(self->gazetteer, mention->place)->kind);
        case METHOD_REGION:
        case METHOD_COUNTRYSIDE:
        case METHOD_BADIA:
        case METHOD_RIVER:
        case METHOD_UNRESOLVED:
            return true;
        default:
            return false;
    }
}

/* "دوار الباسل في حي غويران في مدينة الحسكة": the words themselves say what holds what. */
static bool is_within(const Reader *self, const PlaceMention *inner, const PlaceMention *outer) {
    const PlaceMention *items = self->places->items;
    for (guint32 at = inner->within, depth = 0; at != NO_PLACE && depth < 4; depth++) {
        if (&items[at] == outer) return true;
        if (outer->place != NO_PLACE && items[at].place == outer->place &&
            outer->location.method == items[at].location.method)
            return true;
        at = items[at].within;
    }
    return false;
}

/* "في ريف الحسكة، وهجوم في بلدة الصبحة": the countryside of a governorate ends at its border,
 * however wide its circle is. */
static bool is_of_other_governorate(const Reader *self, const PlaceMention *outer,
                                    const PlaceMention *inner) {
    static const double GOVERNORATE_M = 50000;
    if (outer->location.method != METHOD_COUNTRYSIDE || outer->location.radius_m < GOVERNORATE_M)
        return false;
    guint32 a = place_mention_admin(outer, self->gazetteer, PLACE_GOVERNORATE);
    guint32 b = place_mention_admin(inner, self->gazetteer, PLACE_GOVERNORATE);
    return a != NO_PLACE && b != NO_PLACE && a != b;
}

/* «قريتي المناخ والفيصلية»: a village that nobody knows lies somewhere in its circle, and holds
 * nothing of it. */
static bool is_unknown_village(const Reader *self, const PlaceMention *mention) {
    return mention->location.method == METHOD_UNRESOLVED && mention->list != NO_PLACE;
}

bool mention_holds(const Reader *self, const PlaceMention *outer, const PlaceMention *inner) {
    const Place *inner_place = mention_place(self, inner);
    if (outer == inner) return false;
    bool is_part = inner->location.method == METHOD_NEIGHBOURHOOD && outer->place != NO_PLACE;
    if (is_part && outer->location.method == METHOD_EXACT && inner_place &&
        inner_place->parent == outer->place)
        return true; /* a quarter may have a wider circle than its town's heart */
    if (is_within(self, inner, outer) &&
        inner->location.radius_m <= COARSER * outer->location.radius_m)
        return true;
    if (!(outer->location.radius_m > COARSER * inner->location.radius_m)) return false;
    if (is_unknown_village(self, outer)) return false;
    if (inner_place && outer->place != NO_PLACE &&
        (inner_place->parent == outer->place || inner_place->admin1 == outer->place ||
         inner_place->admin2 == outer->place || inner_place->admin3 == outer->place))
        return true;
    if (outer->place != NO_PLACE &&
        gazetteer_area_holds(self->gazetteer, outer->place, point_of(inner)))
        return true;
    return is_region(self, outer) && !is_of_other_governorate(self, outer, inner) &&
           geo_is_nearer(point_of(outer), point_of(inner), outer->location.radius_m);
}

/* "بادية أثريا بريف الرقة الغربي", "في البادية قرب سويعية", "شارع عامودا في الحي الغربي من مدينة
 * القامشلي": names side by side are one place, whatever the map says of their borders. */
static bool is_beside(const Reader *self, const PlaceMention *a, const PlaceMention *b) {
    const PlaceMention *first = a->first_token < b->first_token ? a : b;
    const PlaceMention *second = first == a ? b : a;
    guint32 at = first->first_token + first->n_tokens, gap = 0;
    while (at < second->first_token) {
        if (has_and(self, at)) return false;
        gint32 between = self->place_at[at];
        if (between == NO_MARK) {
            const Token *token = &self->text->tokens[at];
            bool is_mark = token->kind == TOKEN_PUNCT && text_is_quote(token->punct);
            if (!is_mark && ++gap > 1) return false;
            at++;
            continue;
        }
        const PlaceMention *step = &self->places->items[between];
        at = step->first_token + step->n_tokens;
        gap = 0;
    }
    return at == second->first_token && !has_and(self, at);
}

/* A river or a road beside a town says less than the town. */
static bool is_line(const Reader *self, const PlaceMention *mention) {
    const Place *place = mention_place(self, mention);
    return place &&
           (place->kind == PLACE_RIVER || place->kind == PLACE_LAKE || place->kind == PLACE_ROAD);
}

#define BANK_M 10000.0

/* «على الضفة اليسرى لنهر الفرات قرب الميادين»: the bank by the town, not all around it. */
static bool is_bank_by(const PlaceMention *bank, const PlaceMention *town) {
    return bank->location.method == METHOD_RIVER && bank->location.radius_m < BANK_M &&
           town->location.method == METHOD_NEAR && town->list == NO_PLACE;
}

/* The first of the list that a mention is a member of; without one itself. */
static const PlaceMention *list_head(const Reader *self, const PlaceMention *mention) {
    if (mention->list == NO_PLACE) return mention;
    while (mention > self->places->items && (mention - 1)->list == mention->list) mention--;
    return mention;
}

/* Joined by و, or members of a list: each stands for itself. Of "في ريف X، حيث طال قرى A وB" the
 * و joins B to its list. */
bool are_coordinated(const Reader *self, const PlaceMention *a, const PlaceMention *b) {
    const PlaceMention *second = a->first_token < b->first_token ? b : a;
    if (a->list != NO_PLACE && a->list == b->list) return true;
    second = list_head(self, second);
    return has_and(self, second->first_token) ||
           (second->first_token > 0 && has_and(self, second->first_token - 1));
}

bool mentions_are_same(const PlaceMention *a, const PlaceMention *b) {
    return a->place == b->place && a->location.method == b->location.method &&
           geo_is_nearer(point_of(a), point_of(b), 500);
}

bool mentions_lie_apart(const PlaceMention *a, const PlaceMention *b) {
    return geo_distance_m(point_of(a), point_of(b)) > a->location.radius_m + b->location.radius_m;
}

/* "مدينة البوكمال …، شرق مدينة دير الزور": the side of a town, set behind a place, says where that
 * place is. */
static bool is_bearing_of(const Reader *self, const PlaceMention *side, const PlaceMention *of) {
    const Location *at = &side->location;
    return at->method == METHOD_NEAR && at->n_anchors > 0 && isfinite(at->anchors[0].bearing) &&
           of->first_token < side->first_token && of->sentence == side->sentence &&
           is_break(self, side->first_token - 1) && !has_and(self, side->first_token);
}

/* The mentions of some tokens, and which of them stand side by side: those of one run. */
typedef struct {
    guint32 first, n; /* indices of mentions */
    guint32 *run;     /* per mention */
} Runs;

/* The same as is_beside for each mention and the next, in one pass. */
static Runs runs_of(const Reader *self, guint32 first, guint32 end) {
    Runs runs = {.first = mention_index(self, first)};
    runs.n = mention_index(self, end) - runs.first;
    runs.run = g_new(guint32, MAX(1u, runs.n));
    for (guint32 i = 0; i < runs.n; i++) {
        const PlaceMention *mention = &self->places->items[runs.first + i];
        bool goes_on = i > 0 && is_beside(self, mention - 1, mention);
        runs.run[i] = i == 0 ? 0 : runs.run[i - 1] + !goes_on;
    }
    return runs;
}

static bool are_beside(const Reader *self, const Runs *runs, guint32 a, guint32 b) {
    guint32 i = a - runs->first, k = b - runs->first; /* what lies before wraps around */
    if (i < runs->n && k < runs->n) return runs->run[i] == runs->run[k];
    return is_beside(self, &self->places->items[a], &self->places->items[b]);
}

/* "على طريق تدمر - السخنة شرقي حمص": the side of a town right behind a road says where that is. */
static bool is_side_behind_road(const Reader *self, const Runs *runs, guint32 road, guint32 side) {
    const PlaceMention *a = &self->places->items[road], *b = &self->places->items[side];
    bool is_way = a->location.method == METHOD_ROAD || a->location.method == METHOD_BETWEEN;
    return is_way && a->location.n_anchors > 1 && side > road &&
           are_beside(self, runs, road, side) && b->location.n_anchors > 0 &&
           isfinite(b->location.anchors[0].bearing);
}

/* "وفي دير الزور انفجر …", "أما في حلب ف…": no deed stands before it in its sentence or clause. */
static bool is_frame(const Reader *self, const PlaceMention *mention) {
    enum { HEAD = 3 }; /* أما في محافظة */
    guint32 first = mention->first_token, room = room_before(self, first, HEAD + 1);
    for (guint32 back = 1; back <= room; back++) {
        guint32 at = first - back;
        if (mark_at(self, MARK_TRIGGER, at) || mark_at(self, MARK_LIGHT, at) ||
            self->place_at[at] != NO_MARK)
            return false;
        if (is_break(self, at)) return true;
    }
    return room <= HEAD;
}

static bool is_in_governorate_of(const Reader *self, const PlaceMention *region,
                                 const PlaceMention *named);

/* A story of the governorate, by its town's name, and the scene in it behind. */
static bool is_framed_by(const Reader *self, const PlaceMention *frame, const PlaceMention *scene) {
    return frame->first_token < scene->first_token && frame->sentence == scene->sentence &&
           may_be_governorate(self, frame) && is_frame(self, frame) &&
           is_in_governorate_of(self, scene, frame);
}

bool mention_is_approach(const Reader *self, const PlaceMention *mention) {
    enum { REACH = 3 };
    guint32 first = mention->first_token, room = room_before(self, first, REACH);
    if (mark_at(self, MARK_APPROACH, first)) return true;
    for (guint32 back = 1; back <= room; back++) {
        if (mark_at(self, MARK_APPROACH, first - back)) return true;
        if (self->text->tokens[first - back].kind != TOKEN_PUNCT) return false;
    }
    return false;
}

/* "A – B": the place that a dash ties to the mention; the mention itself where none
 * does. */
static const PlaceMention *before_dash(const Reader *self, const PlaceMention *mention) {
    guint32 first = mention->first_token;
    if (room_before(self, first, 2) < 2 || mention == self->places->items) return mention;
    const Token *dash = &self->text->tokens[first - 1];
    const PlaceMention *before = mention - 1;
    bool is_dash = dash->kind == TOKEN_PUNCT &&
                   (dash->punct == '-' || dash->punct == 0x2013 || dash->punct == 0x2014);
    return is_dash && before->first_token + before->n_tokens == first - 1 ? before : mention;
}

bool mention_is_front(const Reader *self, const PlaceMention *named) {
    enum { REACH = 2 };
    const PlaceMention *mention = before_dash(self, named);
    guint32 first = mention->first_token, room = room_before(self, first, REACH);
    for (guint32 t = first - room; t < first + mention->n_tokens; t++)
        if (mark_at(self, MARK_FRONT, t)) return true;
    return false;
}

/* "قريتي A وB على محور C – D": the front by which villages lie. */
static bool is_front_of(const Reader *self, const PlaceMention *front, const PlaceMention *at) {
    return at->list != NO_PLACE && (!is_region(self, at) || is_unknown_village(self, at)) &&
           front->first_token > at->first_token && mention_is_front(self, front) &&
           !mention_is_front(self, at);
}

/* Does the other scene say where the first one is more exactly? */
static bool outdoes(const Reader *self, const Runs *runs, guint32 at, guint32 by) {
    const PlaceMention *mention = &self->places->items[at], *other = &self->places->items[by];
    double radius_m = mention->location.radius_m, other_m = other->location.radius_m;
    if (is_side_behind_road(self, runs, at, by) || is_bank_by(mention, other)) return false;
    if (is_bank_by(other, mention)) return true;
    if (is_framed_by(self, other, mention) || is_front_of(self, other, mention)) return false;
    if (is_framed_by(self, mention, other)) return true;
    if (mention_is_approach(self, other) && !mention_is_approach(self, mention)) return false;
    if (is_side_behind_road(self, runs, by, at)) return true;
    if (is_of_other_governorate(self, mention, other)) return false;
    if (radius_m >= WHOLE_STEPPE_M && other_m < WHOLE_STEPPE_M) return true;
    if (are_beside(self, runs, at, by)) {
        if (is_line(self, mention) != is_line(self, other)) {
            if (is_line(self, mention)) return true;
        } else if (radius_m > other_m) {
            return true;
        }
    }
    return mention_holds(self, mention, other) || is_bearing_of(self, mention, other);
}

/* Is one of the other scenes a finer place inside this one, or the same place named before? */
static bool is_outdone(const Reader *self, const Runs *runs, const GArray *scenes, guint at) {
    const PlaceMention *items = self->places->items;
    guint32 index = g_array_index(scenes, guint32, at);
    const PlaceMention *mention = &items[index];
    for (guint i = 0; i < scenes->len; i++) {
        if (i == at) continue;
        guint32 by = g_array_index(scenes, guint32, i);
        const PlaceMention *other = &items[by];
        if (other->within == index &&
            other->location.radius_m <= COARSER * mention->location.radius_m)
            return true;
        /* The last two cost most. */
        if (outdoes(self, runs, index, by) && !mentions_are_same(mention, other) &&
            !are_coordinated(self, mention, other))
            return true;
    }
    return false;
}

static guint n_words(const char *name) {
    guint n = 1;
    for (; *name; name++) n += *name == ' ';
    return n;
}

bool is_seat_of_governorate(const Reader *self, guint32 place) {
    const Place *at = gazetteer_place(self->gazetteer, place);
    if (at->admin1 == NO_PLACE || at->kind > PLACE_CITY) return false;
    const Place *unit = gazetteer_place(self->gazetteer, at->admin1);
    return !strcmp(gazetteer_string(self->gazetteer, at->name_ar),
                   gazetteer_string(self->gazetteer, unit->name_ar));
}

/* A bare "دير الزور" may be the governorate: the town bears its name. */
bool may_be_governorate(const Reader *self, const PlaceMention *mention) {
    if (mention->place == NO_PLACE) return false;
    const Place *place = gazetteer_place(self->gazetteer, mention->place);
    if (mention->n_tokens > n_words(gazetteer_string(self->gazetteer, place->name_ar)))
        return false; /* مدينة حلب */
    return is_seat_of_governorate(self, mention->place);
}

/* "جنوبي إدلب": the side of a town that bears its governorate's name is one of the governorate. */
static bool is_side_of_governorate(const Reader *self, const PlaceMention *mention) {
    return mention->place != NO_PLACE && mention->role == ROLE_CONTEXT &&
           is_seat_of_governorate(self, mention->place);
}

static bool is_in_governorate_of(const Reader *self, const PlaceMention *region,
                                 const PlaceMention *named) {
    const Place *place = mention_place(self, region);
    if (!place) return false;
    guint32 unit = place->kind == PLACE_GOVERNORATE ? region->place : place->admin1;
    return unit != NO_PLACE &&
           unit == place_mention_admin(named, self->gazetteer, PLACE_GOVERNORATE);
}

/*
 * Headlines name the region first ("ريف حلب اعزاز", "حمص الغنطو"): where what is said to hold a
 * scene is the finer place and lies in it, that is the scene.
 */
static guint32 finest(const Reader *self, guint32 index) {
    const PlaceMention *mention = &self->places->items[index];
    if (mention->within == NO_PLACE) return index;
    const PlaceMention *named = &self->places->items[mention->within];
    double radius_m = mention->location.radius_m;
    bool is_steppe = mention->location.method == METHOD_BADIA;
    if (is_line(self, mention) && mention_is_site(self, named) && !is_region(self, named))
        return is_bank_by(mention, named) ? index : mention->within;
    if (!mention_is_site(self, named) || named->location.radius_m >= radius_m) return index;
    /* "البادية في شرق محافظة حمص": of the whole steppe the part that is named. */
    if (is_steppe && radius_m >= WHOLE_STEPPE_M) return mention->within;
    if (named->location.radius_m * COARSER >= radius_m) return index;
    if (is_side_of_governorate(self, named)) return index; /* جبل الزاوية جنوبي إدلب */
    bool is_coarse = (is_region(self, mention) && !is_steppe) || may_be_governorate(self, mention);
    return is_coarse && is_in_governorate_of(self, mention, named) ? mention->within : index;
}

static GArray *all_scenes(const Reader *self, guint32 first, guint32 end, bool of_people) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint32 last = mention_index(self, end);
    for (guint32 i = mention_index(self, first); i < last; i++) {
        const PlaceMention *mention = &self->places->items[i];
        if (!mention_is_scene(self, mention, of_people)) continue;
        guint32 scene = is_institution(self, mention) ? mention->within : finest(self, i);
        if (scene == NO_PLACE || !mention_is_site(self, &self->places->items[scene])) continue;
        g_array_append_val(all, scene);
    }
    return all;
}

GArray *scenes_in(const Reader *self, guint32 first, guint32 end) {
    g_autoptr(GArray) all = all_scenes(self, first, end, false);
    if (all->len == 0) {
        g_array_unref(all);
        all = all_scenes(self, first, end, true);
    }
    GArray *scenes = g_array_new(FALSE, FALSE, sizeof(guint32));
    Runs runs = runs_of(self, first, end);
    for (guint i = 0; i < all->len; i++)
        if (!is_outdone(self, &runs, all, i))
            g_array_append_val(scenes, g_array_index(all, guint32, i));
    g_free(runs.run);
    return scenes;
}

GArray *scenes_of_people(const Reader *self, guint32 first, guint32 end) {
    return all_scenes(self, first, end, true);
}

bool is_about_syria(const Reader *self) {
    for (guint32 i = 0; i < self->places->n; i++) {
        const PlaceMention *mention = &self->places->items[i];
        const Place *place = mention_place(self, mention);
        if (place && !place->is_abroad && mention->confidence >= LEAST_CONFIDENCE) return true;
    }
    return false;
}

bool is_vague(const Reader *self, const PlaceMention *mention) {
    const Place *place = mention_place(self, mention);
    return !isfinite(mention->location.lon) ||
           (place && !place->is_abroad && place->kind == PLACE_COUNTRY);
}

guint32 vague_scene(const Reader *self, guint32 first, guint32 end) {
    guint32 found = NO_PLACE;
    if (!is_about_syria(self)) return NO_PLACE;
    guint32 last = mention_index(self, end);
    for (guint32 i = mention_index(self, first); i < last; i++) {
        const PlaceMention *mention = &self->places->items[i];
        const Place *place = mention_place(self, mention);
        if (mention->role != ROLE_SCENE || !mention_names_place(self, mention) ||
            state_acts(self, mention->first_token))
            continue;
        if (place && place->is_abroad) return NO_PLACE;
        if (found == NO_PLACE && is_vague(self, mention)) found = i;
    }
    return found;
}

bool names_other_place(const Reader *self, guint32 first, guint32 end) {
    guint32 last = mention_index(self, end);
    for (guint32 i = mention_index(self, first); i < last; i++) {
        const PlaceMention *mention = &self->places->items[i];
        if (state_acts(self, mention->first_token)) continue;
        const Place *place = mention_place(self, mention);
        bool is_abroad = place && place->is_abroad;
        if (mention->role == ROLE_SCENE && (is_abroad || !isfinite(mention->location.lon)))
            return true;
    }
    return false;
}
