/* Tables of names, the life of a record, and what a filter keeps. */
#include "incident/incident.h"

static void test_type_names_round_trip(void) {
    for (guint i = 0; i < N_INCIDENT_TYPES; i++) {
        IncidentType type;
        g_assert_true(incident_type_parse(incident_type_name((IncidentType)i), &type));
        g_assert_cmpuint(type, ==, i);
        const char *sub_event = NULL;
        g_assert_nonnull(incident_type_acled((IncidentType)i, &sub_event));
        g_assert_nonnull(sub_event);
        g_assert_nonnull(incident_type_label((IncidentType)i, "ar"));
        g_assert_cmpstr(incident_type_label((IncidentType)i, "ar"), !=,
                        incident_type_label((IncidentType)i, "en"));
    }
    IncidentType untouched = INCIDENT_ALERT;
    g_assert_false(incident_type_parse("war", &untouched));
    g_assert_cmpuint(untouched, ==, INCIDENT_ALERT);
}

static void test_violent_is_attack_to_body_found(void) {
    for (guint i = 0; i < N_INCIDENT_TYPES; i++)
        g_assert_cmpint(incident_type_is_violent((IncidentType)i), ==, i <= INCIDENT_BODY_FOUND);
}

static void test_drawn_is_real_and_single(void) {
    g_autoptr(Incident) incident = incident_new();
    g_assert_true(incident_is_drawn(incident, false));
    incident->modality = MODALITY_PLANNED;
    g_assert_false(incident_is_drawn(incident, false));
    incident->modality = MODALITY_SUSPECTED;
    incident->aggregate = true;
    g_assert_false(incident_is_drawn(incident, false));
    incident->aggregate = false;
    incident->type = INCIDENT_MOVEMENT;
    g_assert_false(incident_is_drawn(incident, false));
    g_assert_true(incident_is_drawn(incident, true));
}

static void test_filter_compares_as_much_of_a_date_as_it_has(void) {
    g_autoptr(Incident) incident = incident_new();
    const IncidentFilter month = {.since = "2022-01", .until = "2022-01"};
    g_assert_true(incident_filter_passes(&month, incident)); /* undated passes */
    incident->date_start = g_strdup("2022-01-31");
    g_assert_true(incident_filter_passes(&month, incident));
    const IncidentFilter later = {.since = "2022-02-01"}, earlier = {.until = "2022-01-30"};
    g_assert_false(incident_filter_passes(&later, incident));
    g_assert_false(incident_filter_passes(&earlier, incident));
    incident->date_end = g_strdup("2022-02-02");
    g_assert_true(incident_filter_passes(&later, incident));
}

static void test_filter_by_box_drops_the_unplaced(void) {
    g_autoptr(Incident) incident = incident_new();
    const LonLatBox box = {38, 34, 41, 36};
    const IncidentFilter filter = {.box = &box};
    g_assert_false(incident_filter_passes(&filter, incident));
    incident->location.lon = 40;
    incident->location.lat = 35;
    g_assert_true(incident_filter_passes(&filter, incident));
}

static void test_filter_by_type_actor_and_confidence(void) {
    g_autoptr(Incident) incident = incident_new();
    incident->type = INCIDENT_IED;
    incident->confidence = 0.6;
    const char *const types[] = {"attack", "ied", NULL}, *const actors[] = {"isis", NULL};
    const IncidentFilter by_type = {.types = types}, by_actor = {.actors = actors};
    const IncidentFilter sure = {.min_confidence = 0.7};
    g_assert_true(incident_filter_passes(&by_type, incident));
    g_assert_false(incident_filter_passes(&by_actor, incident));
    g_assert_false(incident_filter_passes(&sure, incident));
    incident->actor = g_strdup("isis");
    g_assert_true(incident_filter_passes(&by_actor, incident));
    const IncidentFilter by_target = {.targets = actors};
    g_assert_false(incident_filter_passes(&by_target, incident));
    incident->target = g_strdup("isis");
    g_assert_true(incident_filter_passes(&by_target, incident));
}

/* A reason without a row would be told as nothing. */
static void test_every_tie_has_words(void) {
    for (Tie tie = TIE_NONE + 1; tie < N_TIES; tie++) {
        g_assert_true(tie_words(tie, "ar") && g_utf8_validate(tie_words(tie, "ar"), -1, NULL));
        g_assert_nonnull(tie_words(tie, "en"));
    }
    g_assert_null(tie_words(TIE_NONE, "en"));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incident/type-names-round-trip", test_type_names_round_trip);
    g_test_add_func("/incident/violent-is-attack-to-body-found",
                    test_violent_is_attack_to_body_found);
    g_test_add_func("/incident/drawn-is-real-and-single", test_drawn_is_real_and_single);
    g_test_add_func("/incident/filter-compares-as-much-of-a-date-as-it-has",
                    test_filter_compares_as_much_of_a_date_as_it_has);
    g_test_add_func("/incident/filter-by-box-drops-the-unplaced",
                    test_filter_by_box_drops_the_unplaced);
    g_test_add_func("/incident/filter-by-type-actor-and-confidence",
                    test_filter_by_type_actor_and_confidence);
    g_test_add_func("/incident/every-tie-has-words", test_every_tie_has_words);
    return g_test_run();
}
