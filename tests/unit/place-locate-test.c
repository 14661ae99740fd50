/*
 * Where relations put a place, in numbers: read a sentence, look at the location of one mention.
 * Distances are to points that a map shows; radii are what an editor would believe.
 */
#include <math.h>

#include "place/place.h"

typedef struct {
    Gazetteer *gazetteer;
    Article article;
    Text *text;
    Matches *matches;
    Toponyms *toponyms;
    PlaceMentions *places;
} Fixture;

static void set_up(Fixture *self, gconstpointer sentence) {
    const char *out = g_getenv("OUT");
    g_autofree char *path = g_build_filename(out ? out : "out", "gazetteer.bin", NULL);
    g_autoptr(GError) error = NULL;
    self->gazetteer = gazetteer_open(path, &error);
    g_assert_no_error(error);
    self->article = (Article){.id = (char *)"case", .body = (char *)sentence};
    self->text = text_new(&self->article);
    self->matches = gazetteer_scan(self->gazetteer, self->text);
    self->toponyms = toponyms_find(self->text, self->matches, self->gazetteer);
    self->places = places_resolve(self->text, self->matches, self->toponyms, self->gazetteer);
}

static void tear_down(Fixture *self, gconstpointer sentence) {
    place_mentions_free(self->places);
    toponyms_free(self->toponyms);
    matches_free(self->matches);
    text_free(self->text);
    gazetteer_free(self->gazetteer);
}

/* The first mention located by `method`. */
static const PlaceMention *mention_by(const Fixture *self, LocationMethod method) {
    for (guint32 i = 0; i < self->places->n; i++)
        if (self->places->items[i].location.method == method) return &self->places->items[i];
    g_test_message("no mention is located by %s", location_method_name(method));
    g_test_fail();
    return NULL;
}

static double km_to(const PlaceMention *m, double lon, double lat) {
    return geo_distance_m((LonLat){m->location.lon, m->location.lat}, (LonLat){lon, lat}) / 1000;
}

static void an_offset_with_bearing_lies_on_that_side(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_OFFSET);
    if (!m) return;
    const Place *anchor = gazetteer_place(self->gazetteer, m->place);
    LonLat from = {anchor->lon, anchor->lat}, to = {m->location.lon, m->location.lat};
    g_assert_cmpfloat(fabs(geo_distance_m(from, to) - 20000), <, 100);
    g_assert_cmpfloat(fabs(geo_azimuth(from, to) - 90), <, 1);
    g_assert_nonnull(m->location.shape);
    g_assert_cmpfloat(m->location.radius_m, >, 5000);
    g_assert_cmpfloat(m->location.radius_m, <, 20000);
}

static void an_offset_without_bearing_is_a_ring(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_OFFSET);
    if (!m) return;
    g_assert_cmpfloat(km_to(m, 40.42, 35.07), <, 3);
    g_assert_cmpfloat(m->location.radius_m, >=, 2000);
    g_assert_cmpfloat(m->location.radius_m, <=, 6000);
}

static void a_road_lies_between_its_ends(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_ROAD);
    if (!m) return;
    g_assert_cmpfloat(km_to(m, 38.57, 34.72), <, 15);
    g_assert_cmpuint(m->location.n_anchors, ==, 2);
    g_assert_cmpint(m->location.shape->kind, ==, SHAPE_LINES);
    g_assert_cmpuint(m->location.shape->n_points, >, 2);
}

static void a_long_road_told_by_a_side_is_its_piece_there(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_ROAD);
    if (!m) return;
    g_assert_cmpfloat(m->location.lat, >, 36.2);
    g_assert_cmpfloat(km_to(m, 39.006, 35.953), <, 70);
    g_assert_cmpfloat(m->location.radius_m, <, 60000);
}

static void a_badia_never_lies_north_of_the_river(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_BADIA);
    if (!m) return;
    const LonLat LEFT_BANK = {40.70, 35.10};
    g_assert_cmpfloat(m->location.lat, <, 35.02);
    g_assert_false(m->place != NO_PLACE &&
                   gazetteer_area_holds(self->gazetteer, m->place, LEFT_BANK));
}

static void a_badia_of_a_left_bank_town_lies_beyond_the_river(Fixture *self,
                                                              gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_BADIA);
    if (!m) return;
    const Place *town = gazetteer_place(self->gazetteer, m->place);
    double azimuth =
        geo_azimuth((LonLat){town->lon, town->lat}, (LonLat){m->location.lon, m->location.lat});
    g_assert_cmpfloat(azimuth, >, 10);
    g_assert_cmpfloat(azimuth, <, 110);
}

static void a_badia_of_raqqa_lies_across_the_river(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_BADIA);
    if (!m) return;
    const double RAQQA_LAT = 35.95; /* on the left bank, its steppe on the right */
    g_assert_cmpfloat(m->location.lat, <, RAQQA_LAT - 0.1);
}

/* A reason without a row would be told as nothing. */
static void every_reason_has_words(Fixture *self, gconstpointer sentence) {
    for (PlaceWhy why = WHY_NONE + 1; why < N_PLACE_WHYS; why++) {
        const PlaceMention mention = {.notes = {{.why = why, .against = WHY_FAR}}, .n_notes = 1};
        g_autofree char *ar = place_mention_reason(&mention, self->gazetteer, "ar");
        g_autofree char *en = place_mention_reason(&mention, self->gazetteer, "en");
        g_assert_true(*ar && *en);
        g_assert_null(strpbrk(ar, "{}"));
        g_assert_null(strpbrk(en, "{}"));
    }
}

static void a_reason_names_places_in_its_language(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_EXACT);
    if (!m) return;
    g_autofree char *ar = place_mention_reason(m, self->gazetteer, "ar");
    g_autofree char *en = place_mention_reason(m, self->gazetteer, "en");
    g_assert_nonnull(strstr(ar, "يقع في ريف دير الزور"));
    g_assert_nonnull(strstr(en, "lies in Eastern countryside of Deir ez-Zor"));
}

static void an_unknown_village_takes_the_radius_of_its_context(Fixture *self,
                                                               gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_UNRESOLVED);
    if (!m) return;
    g_assert_cmpuint(m->place, ==, NO_PLACE);
    g_assert_cmpfloat(m->location.radius_m, >=, 8000);
    g_assert_cmpfloat(km_to(m, 40.6, 34.9), <, 65);
    g_assert_cmpuint(m->notes[m->n_notes - 1].why, ==, WHY_CONTEXT);
}

static void surroundings_end_before_the_next_town(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_NEAR);
    if (!m) return;
    g_assert_cmpfloat(m->location.radius_m, >, 2000);
    g_assert_cmpfloat(m->location.radius_m, <, 10000);
    g_assert_cmpfloat(km_to(m, 40.4535, 35.0209), <, 1);
}

static void a_bearing_of_a_governorate_is_a_part_of_it(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_ADMIN);
    if (!m) return;
    const Place *whole = gazetteer_place(self->gazetteer, m->place);
    g_assert_cmpfloat(m->location.lon, >, whole->lon);
    g_assert_true(gazetteer_area_holds(self->gazetteer, m->place,
                                       (LonLat){m->location.lon, m->location.lat}));
}

static void a_bank_lies_on_its_side_of_the_river(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_RIVER);
    if (!m) return;
    /* Al-Mayadin lies on the right bank: the left one is north-east of it. */
    g_assert_nonnull(m->location.shape);
    g_assert_cmpfloat(m->location.lon, >, 40.4535);
    g_assert_cmpfloat(km_to(m, 40.4535, 35.0209), <, 8);
    g_assert_cmpfloat(m->location.radius_m, <, 8000);
}

static void an_offset_keeps_to_the_road_that_is_named(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_OFFSET);
    if (!m) return;
    g_assert_nonnull(m->location.shape);
    g_assert_cmpint(m->location.shape->kind, ==, SHAPE_LINES);
    /* The road leaves Palmyra to the east. */
    g_assert_cmpfloat(m->location.lon, >, 38.4);
    g_assert_cmpfloat(km_to(m, 38.2842, 34.5604), >, 17);
    g_assert_cmpfloat(km_to(m, 38.2842, 34.5604), <, 23);
}

static void a_border_told_by_a_town_is_its_piece_there(Fixture *self, gconstpointer sentence) {
    const PlaceMention *m = mention_by(self, METHOD_REGION);
    if (!m) return;
    /* A piece south of the town; the border as a whole is far wider. */
    g_assert_cmpfloat(km_to(m, 36.568, 32.707), <, 45);
    g_assert_cmpfloat(m->location.radius_m, <, 25000);
}

static void mentions_stand_in_the_order_of_the_text(Fixture *self, gconstpointer sentence) {
    g_assert_cmpuint(self->places->n, ==, 3);
    for (guint32 i = 1; i < self->places->n; i++)
        g_assert_cmpuint(self->places->items[i - 1].body.start, <=,
                         self->places->items[i].body.start);
    g_assert_cmpint(self->places->items[0].location.method, ==, METHOD_ROAD);
}

#define ADD(name, sentence, function) \
    g_test_add("/place/" name, Fixture, sentence, set_up, function, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("an-offset-with-bearing-lies-on-that-side",
        "وقع الهجوم على بعد عشرين كيلومتراً شرق مدينة تدمر.",
        an_offset_with_bearing_lies_on_that_side);
    ADD("an-offset-without-bearing-is-a-ring", "وقع الكمين على بعد 2 كم من بلدة بقرص.",
        an_offset_without_bearing_is_a_ring);
    ADD("a-road-lies-between-its-ends", "قتل جنود على الطريق الواصل بين مدينتي السخنة وتدمر.",
        a_road_lies_between_its_ends);
    ADD("a-long-road-told-by-a-side-is-its-piece-there",
        "قصفت مسيرة سيارة على الطريق الدولي M4 شمالي الرقة.",
        a_long_road_told_by_a_side_is_its_piece_there);
    ADD("a-badia-never-lies-north-of-the-river", "هجوم في بادية مدينة الميادين.",
        a_badia_never_lies_north_of_the_river);
    ADD("a-badia-of-hajin-lies-beyond-the-river", "هجوم على نقطة في بادية هجين.",
        a_badia_of_a_left_bank_town_lies_beyond_the_river);
    ADD("a-badia-of-shuhayl-lies-beyond-the-river", "انفجر لغم في بادية بلدة الشحيل.",
        a_badia_of_a_left_bank_town_lies_beyond_the_river);
    ADD("a-badia-of-raqqa-lies-across-the-river", "هجوم على نقطة في بادية الرقة الشرقية.",
        a_badia_of_raqqa_lies_across_the_river);
    ADD("an-unknown-village-takes-the-radius-of-its-context",
        "قتل مدني في قرية المجهولية بريف دير الزور الشرقي.",
        an_unknown_village_takes_the_radius_of_its_context);
    ADD("surroundings-end-before-the-next-town", "قصف في محيط مدينة الميادين.",
        surroundings_end_before_the_next_town);
    ADD("a-bearing-of-a-governorate-is-a-part-of-it", "هجوم في شرق محافظة حمص.",
        a_bearing_of_a_governorate_is_a_part_of_it);
    ADD("a-left-bank-lies-left-of-the-river",
        "قصف على الضفة اليسرى لنهر الفرات قرب مدينة الميادين.",
        a_bank_lies_on_its_side_of_the_river);
    ADD("the-other-bank-lies-across-from-the-town", "قصف على الضفة المقابلة لمدينة الميادين.",
        a_bank_lies_on_its_side_of_the_river);
    ADD("an-offset-keeps-to-the-road-that-is-named",
        "قتل عنصران على بعد 20 كم من تدمر على الطريق الواصل بين تدمر والسخنة.",
        an_offset_keeps_to_the_road_that_is_named);
    ADD("a-border-on-a-side-of-a-town-is-its-piece-there",
        "قتل مهرب على الحدود السورية الأردنية جنوب السويداء.",
        a_border_told_by_a_town_is_its_piece_there);
    ADD("near-a-border-in-a-countryside-is-its-piece-there",
        "اشتباك قرب الحدود السورية الأردنية في ريف السويداء الجنوبي.",
        a_border_told_by_a_town_is_its_piece_there);
    ADD("every-reason-has-words", "", every_reason_has_words);
    ADD("a-reason-names-places-in-its-language", "انفجار في بلدة الشحيل بريف دير الزور الشرقي.",
        a_reason_names_places_in_its_language);
    ADD("mentions-stand-in-the-order-of-the-text", "قتل جنود على الطريق بين السخنة وتدمر.",
        mentions_stand_in_the_order_of_the_text);
    return g_test_run();
}
