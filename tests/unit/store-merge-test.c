/* Which reports are one event: each gate by a pair that passes and one that does not. */
#include <math.h>

#include "store/merge.h"

/* A mine in Al-Shuhayl on 6 March 2022: killed 3. */
static MergeReport report(const char *article, guint text) {
    return (MergeReport){.id = article,
                         .article = article,
                         .published = "2022-03-06",
                         .text = text,
                         .type = INCIDENT_IED,
                         .target = "civilians",
                         .place = "C5119",
                         .start = 738220,
                         .end = 738220,
                         .date_precision = DATE_DAY,
                         .date_basis = BASIS_RELATIVE,
                         .method = METHOD_EXACT,
                         .lon = 40.45,
                         .lat = 35.09,
                         .radius_m = 700,
                         .killed_min = 3,
                         .killed_max = 3,
                         .injured_min = HARM_NOT_SAID,
                         .injured_max = HARM_NOT_SAID};
}

static bool agree(const MergeReport *a, const MergeReport *b) {
    bool forth = reports_agreement(a, b, NULL, NULL) > 0;
    g_assert_true(forth == (reports_agreement(b, a, NULL, NULL) > 0));
    return forth;
}

static void test_one_event_told_twice(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    g_assert_true(agree(&a, &b));
}

static void test_types_of_another_family_part(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    b.type = INCIDENT_ATTACK; /* a mine and the attack that follows are told as one */
    g_assert_true(agree(&a, &b));
    b.type = INCIDENT_AIRSTRIKE;
    g_assert_false(agree(&a, &b));
}

static void test_sides_part(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    a.type = b.type = INCIDENT_ATTACK;
    a.actor = "isis";
    b.actor = "unidentified";
    g_assert_true(agree(&a, &b));
    b.actor = "sdf";
    g_assert_false(agree(&a, &b));
}

static void test_a_clash_is_told_from_both_sides(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    a.type = b.type = INCIDENT_CLASH;
    a.actor = b.target = "isis";
    a.target = b.actor = "sdf";
    g_assert_true(agree(&a, &b));
    a.type = b.type = INCIDENT_AMBUSH;
    g_assert_false(agree(&a, &b));
}

static void test_days_part(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    b.start = b.end = a.start + 1;
    g_assert_false(agree(&a, &b));
    a.time_of_day = "night"; /* belongs to two days */
    g_assert_true(agree(&a, &b));
    b.start = b.end = a.start + 2;
    g_assert_false(agree(&a, &b));
}

static void test_morning_and_evening_part(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    a.time_of_day = "morning";
    b.time_of_day = "evening";
    g_assert_false(agree(&a, &b));
    b.time_of_day = "noon"; /* outlets differ by a step */
    g_assert_true(agree(&a, &b));
    a.time_of_day = "dawn";
    b.time_of_day = "night"; /* the same night */
    g_assert_true(agree(&a, &b));
    a.text = b.text; /* what is printed again may say another time */
    b.time_of_day = "noon";
    g_assert_true(agree(&a, &b));
}

static void test_publication_widens_the_days(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    b.date_precision = DATE_WEEK;
    b.date_basis = BASIS_PUBLISHED;
    b.end = a.start + 2;
    b.start = b.end - 6;
    g_assert_true(agree(&a, &b));
    b.start = b.end = a.start + 3;
    g_assert_false(agree(&a, &b));
    b.start = b.end = a.start - 1; /* nobody tells what is still to come */
    g_assert_false(agree(&a, &b));
}

static void test_undated_reports_stay_apart(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    b.start = b.end = 0;
    b.date_precision = DATE_UNKNOWN;
    g_assert_false(agree(&a, &b));
}

static void test_two_names_are_two_places(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    b.place = "C5116";
    b.lat += 0.01; /* 1.1 km away, beyond both radii of 700 m */
    g_assert_false(agree(&a, &b));
    b.radius_m = 2000; /* a town that holds the other */
    g_assert_true(agree(&a, &b));
}

static void test_near_a_place_widens_the_distance(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    b.place = "C5116";
    b.method = METHOD_NEAR;
    b.radius_m = 3000;
    b.lat += 0.04; /* 4.4 km */
    g_assert_true(agree(&a, &b));
    b.lat += 0.04;
    g_assert_false(agree(&a, &b));
}

static void test_a_wide_area_needs_more(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    a.method = b.method = METHOD_BADIA;
    a.radius_m = b.radius_m = 30000;
    b.place = "badia-b";
    a.killed_min = b.killed_min = HARM_NOT_SAID;
    a.target = b.target = NULL;
    b.lat += 0.2;
    g_assert_false(agree(&a, &b));
    a.actor = b.actor = "isis";
    a.target = b.target = "regime";
    g_assert_true(agree(&a, &b));
    b.date_precision = DATE_WEEK;
    b.date_basis = BASIS_PUBLISHED;
    g_assert_false(agree(&a, &b));
}

static void test_tolls_far_apart_part(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    b.killed_min = b.killed_max = 5; /* first counts grow */
    g_assert_true(agree(&a, &b));
    b.killed_min = b.killed_max = 30;
    g_assert_false(agree(&a, &b));
}

static void test_sums_and_plans_are_no_events(void) {
    MergeReport a = report("a", 1), b = report("b", 2);
    b.aggregate = true;
    g_assert_false(agree(&a, &b));
    b.aggregate = false;
    b.modality = MODALITY_PLANNED;
    g_assert_false(agree(&a, &b));
}

static void test_copies_agree_whatever_their_dates(void) {
    MergeReport a = report("a", 1), b = report("b", 1);
    b.start = b.end = a.start + 9;
    g_assert_true(agree(&a, &b));
    b.type = INCIDENT_CLASH; /* another line of the same text */
    g_assert_false(agree(&a, &b));
}

/* ---- groups -----------------------------------------------------------------------------------
 */

/* The groups as "0 0 2": for each report the index of its group's first. */
static char *groups(const MergeReport *reports, guint n, const MergeVerdict *verdicts,
                    guint n_verdicts, bool by_machine) {
    g_autoptr(GArray) merged = reports_merge(reports, n, verdicts, n_verdicts, by_machine, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        const Merged *m = &g_array_index(merged, Merged, i);
        g_assert_true((m->reason == NULL) == (m->first == i)); /* each joining says why */
        g_string_append_printf(text, "%s%u", i ? " " : "", m->first);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void test_an_article_tells_an_event_once(void) {
    MergeReport reports[] = {report("a", 1), report("a", 1), report("b", 2)};
    reports[0].id = "a1";
    reports[1].id = "a2";
    g_autofree char *found = groups(reports, 3, NULL, 0, true);
    g_assert_cmpstr(found, ==, "0 1 0");
}

/* An open side fits both of two that exclude each other: it must not bring them together. */
static void test_no_chain_joins_what_parts(void) {
    MergeReport reports[] = {report("a", 1), report("b", 2), report("c", 3)};
    for (guint i = 0; i < 3; i++) reports[i].type = INCIDENT_ATTACK;
    reports[0].actor = "isis";
    reports[1].actor = "unidentified";
    reports[2].actor = "sdf";
    g_autofree char *found = groups(reports, 3, NULL, 0, true);
    g_assert_cmpstr(found, ==, "0 0 2");
}

static void test_order_of_input_does_not_matter(void) {
    MergeReport reports[] = {report("a", 1), report("b", 2), report("c", 3), report("d", 4)};
    reports[1].actor = "isis";
    reports[2].actor = "sdf";
    reports[1].type = reports[2].type = reports[3].type = INCIDENT_ATTACK;
    static const guint orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}, {1, 3, 0, 2}};
    g_autofree char *expected = NULL;
    for (guint o = 0; o < G_N_ELEMENTS(orders); o++) {
        MergeReport shuffled[4];
        for (guint i = 0; i < 4; i++) shuffled[i] = reports[orders[o][i]];
        g_autoptr(GArray) merged = reports_merge(shuffled, 4, NULL, 0, true, NULL);
        const char *first_of[4];
        for (guint i = 0; i < 4; i++)
            first_of[orders[o][i]] = shuffled[g_array_index(merged, Merged, i).first].id;
        g_autofree char *found =
            g_strjoin(" ", first_of[0], first_of[1], first_of[2], first_of[3], NULL);
        if (!expected) expected = g_strdup(found);
        g_assert_cmpstr(found, ==, expected);
    }
}

static void test_people_come_before_the_machine(void) {
    MergeReport reports[] = {report("a", 1), report("b", 2), report("c", 3)};
    reports[2].type = INCIDENT_PROTEST;
    const MergeVerdict verdicts[] = {{0, 1, false, ""}, {0, 2, true, "one and the same"}};
    g_autofree char *found = groups(reports, 3, verdicts, 2, true);
    g_assert_cmpstr(found, ==, "0 1 0");
    g_autofree char *alone = groups(reports, 3, verdicts, 2, false);
    g_assert_cmpstr(alone, ==, "0 1 0");
}

static void test_without_merging_each_stays_alone(void) {
    MergeReport reports[] = {report("a", 1), report("b", 2)};
    g_autofree char *found = groups(reports, 2, NULL, 0, false);
    g_assert_cmpstr(found, ==, "0 1");
}

static void test_the_last_verdict_counts(void) {
    MergeReport reports[] = {report("a", 1), report("b", 2)};
    const MergeVerdict verdicts[] = {{0, 1, false, ""}, {1, 0, true, ""}};
    g_autofree char *found = groups(reports, 2, verdicts, 2, true);
    g_assert_cmpstr(found, ==, "0 0");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/merge/one-event-told-twice", test_one_event_told_twice);
    g_test_add_func("/merge/types-of-another-family-part", test_types_of_another_family_part);
    g_test_add_func("/merge/sides-part", test_sides_part);
    g_test_add_func("/merge/a-clash-is-told-from-both-sides", test_a_clash_is_told_from_both_sides);
    g_test_add_func("/merge/days-part", test_days_part);
    g_test_add_func("/merge/morning-and-evening-part", test_morning_and_evening_part);
    g_test_add_func("/merge/publication-widens-the-days", test_publication_widens_the_days);
    g_test_add_func("/merge/undated-reports-stay-apart", test_undated_reports_stay_apart);
    g_test_add_func("/merge/two-names-are-two-places", test_two_names_are_two_places);
    g_test_add_func("/merge/near-a-place-widens-the-distance",
                    test_near_a_place_widens_the_distance);
    g_test_add_func("/merge/a-wide-area-needs-more", test_a_wide_area_needs_more);
    g_test_add_func("/merge/tolls-far-apart-part", test_tolls_far_apart_part);
    g_test_add_func("/merge/sums-and-plans-are-no-events", test_sums_and_plans_are_no_events);
    g_test_add_func("/merge/copies-agree-whatever-their-dates",
                    test_copies_agree_whatever_their_dates);
    g_test_add_func("/merge/an-article-tells-an-event-once", test_an_article_tells_an_event_once);
    g_test_add_func("/merge/no-chain-joins-what-parts", test_no_chain_joins_what_parts);
    g_test_add_func("/merge/order-of-input-does-not-matter", test_order_of_input_does_not_matter);
    g_test_add_func("/merge/people-come-before-the-machine", test_people_come_before_the_machine);
    g_test_add_func("/merge/without-merging-each-stays-alone",
                    test_without_merging_each_stays_alone);
    g_test_add_func("/merge/the-last-verdict-counts", test_the_last_verdict_counts);
    return g_test_run();
}
