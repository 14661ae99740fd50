/* People's verdicts: what each does, what is wrong with a row, what met nothing. */
#include <glib/gstdio.h>
#include <math.h>

#include "sentences.h"
#include "store/store.h"

static Gazetteer *gazetteer;

/* The decisions of a table whose rows are given; `ret_bad` may be NULL where none is expected. */
static Decisions *read_rows(const char *rows, GPtrArray **ret_bad) {
    g_autofree char *folder = g_dir_make_tmp("kharita-decisions-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "t.tsv", NULL);
    g_autofree char *text = g_strconcat("# by the desk\nid\tdecision\tvalue\tnote\n", rows, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    Decisions *decisions = decisions_new();
    g_assert_true(decisions_read(decisions, path, gazetteer, bad, &error));
    g_assert_no_error(error);
    g_unlink(path);
    g_rmdir(folder);
    if (ret_bad)
        *ret_bad = g_steal_pointer(&bad);
    else
        g_assert_cmpuint(bad->len, ==, 0);
    return decisions;
}

static Incident *decided(const char *rows) {
    g_autoptr(Decisions) decisions = read_rows(rows, NULL);
    Incident *incident = incident_new();
    incident->id = g_strdup("x");
    incident->type = INCIDENT_ATTACK;
    incident->place = g_strdup("C5086");
    incident->place_en = g_strdup("Deir ez-Zor");
    incident->location.lon = 40.14;
    incident->location.lat = 35.33;
    incident->location.radius_m = 6000;
    incident->location.method = METHOD_EXACT;
    decisions_apply(decisions, incident, gazetteer);
    return incident;
}

static void test_confirm_and_reject(void) {
    g_autoptr(Incident) confirmed = decided("x\tconfirm\t\tseen on video\n");
    g_assert_cmpstr(confirmed->status, ==, "confirmed");
    g_autoptr(Incident) rejected = decided("x\tconfirm\t\t\nx\treject\t\tit was an exercise\n");
    g_assert_cmpstr(rejected->status, ==, "rejected");
    g_assert_false(incident_is_drawn(rejected, true));
    g_autoptr(Incident) both = decided("x\treject\t\t\nx\tretype\tied\t\n");
    g_assert_cmpstr(both->status, ==, "rejected"); /* mended, and still rejected */
}

static void test_move_to_a_place(void) {
    g_autoptr(Incident) incident = decided("x\tmove\tC5119\t\n");
    g_assert_cmpstr(incident->place, ==, "C5119");
    g_assert_cmpstr(incident->place_en, ==, "Al-Shuhayl");
    g_assert_cmpstr(incident->admin1, ==, "Deir ez-Zor");
    g_assert_cmpfloat_with_epsilon(incident->location.lat, 35.09, 0.02);
    g_assert_cmpint(incident->geo_precision, ==, 1);
    g_assert_cmpstr(incident->status, ==, "edited");
}

static void test_move_to_a_point(void) {
    g_autoptr(Incident) near = decided("x\tmove\t40.15, 35.34\t\n");
    g_assert_cmpstr(near->place_en, ==, "Deir ez-Zor"); /* within what it was: the name holds */
    g_assert_cmpfloat(near->location.lon, ==, 40.15);
    g_autoptr(Incident) far = decided("x\tmove\t38.27,34.56,8000\t\n");
    g_assert_null(far->place_en);
    g_assert_null(far->place);
    g_assert_cmpstr(far->admin1, ==, "Homs");
    g_assert_cmpfloat(far->location.radius_m, ==, 8000);
    g_assert_cmpint(far->geo_precision, ==, 2);
}

static void test_retype_redate_sides_and_counts(void) {
    g_autoptr(Incident) incident = decided(
        "x\tretype\tdrone\t\nx\tredate\t2022-01-05..2022-01-07\t\nx\tactor\tturkey\t\n"
        "x\ttarget\tsdf\t\nx\tkilled\t2-5\t\nx\tinjured\tunknown\t\n");
    g_assert_cmpint(incident->type, ==, INCIDENT_DRONE);
    g_assert_cmpstr(incident->date_start, ==, "2022-01-05");
    g_assert_cmpstr(incident->date_end, ==, "2022-01-07");
    g_assert_cmpint(incident->date_precision, ==, DATE_RANGE);
    g_assert_cmpstr(incident->actor, ==, "turkey");
    g_assert_nonnull(incident->actor_ar);
    g_assert_cmpstr(incident->target, ==, "sdf");
    g_assert_cmpint(incident->killed_min, ==, 2);
    g_assert_cmpint(incident->killed_max, ==, 5);
    g_assert_cmpint(incident->injured_min, ==, HARM_NOT_SAID);
}

static void test_others_are_left_alone(void) {
    g_autoptr(Incident) incident = decided("y\treject\t\t\n");
    g_assert_cmpstr(incident->status, ==, "auto");
}

static void test_bad_rows_are_named(void) {
    static const struct {
        const char *row, *message;
    } cases[] = {
        {"x\tdelete\t\t\n", "line 3: no decision 'delete'; there are confirm"},
        {"\treject\t\t\n", "line 3: the incident's id is missing"},
        {"x\treject\n", "line 3: 2 cells where the head names 4 columns"},
        {"x\treject\tyes\t\n", "line 3: reject takes no value"},
        {"x\tmove\tnowhere\t\n", "line 3: 'nowhere' is neither a place's id nor"},
        {"x\tmove\t35,91\t\n", "line 3: '35,91' is neither"},
        {"x\tmove\tnan,35\t\n", "line 3: 'nan,35' is neither"},
        {"x\tmove\t\t\n", "line 3: '' is neither"},
        {"x\tretype\tbattle\t\n", "line 3: no incident type 'battle'"},
        {"x\tredate\t2022-02-30\t\n", "line 3: '2022-02-30' is no day"},
        {"x\tredate\t2022-02-03..2022-02-01\t\n", "is no day"},
        {"x\tactor\tmartians\t\n", "line 3: no actor 'martians'"},
        {"x\tkilled\t-1\t\n", "line 3: '-1' is no number"},
        {"x\tkilled\t5-2\t\n", "line 3: '5-2' is no number"},
        {"x\tsame\t\t\n", "line 3: the other report's id is missing"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) bad = NULL;
        g_autoptr(Decisions) decisions = read_rows(cases[i].row, &bad);
        g_assert_cmpuint(bad->len, ==, 1);
        g_test_message("%s", (const char *)bad->pdata[0]);
        g_assert_nonnull(strstr(bad->pdata[0], cases[i].message));
        g_assert_cmpuint(decisions_n(decisions), ==, 0);
    }
}

static void test_all_bad_rows_are_named_at_once(void) {
    g_autoptr(GPtrArray) bad = NULL;
    g_autoptr(Decisions) decisions = read_rows("x\tfoo\t\t\nx\treject\t\t\nx\tbar\t\t\n", &bad);
    g_assert_cmpuint(bad->len, ==, 2);
    g_assert_cmpuint(decisions_n(decisions), ==, 1);
}

static void test_unmet_rows_are_said(void) {
    g_autoptr(Decisions) decisions =
        read_rows("x\tconfirm\t\t\ny\treject\t\t\nx\tsame\tz\t\n", NULL);
    g_autoptr(Incident) incident = incident_new();
    incident->id = g_strdup("x");
    decisions_apply(decisions, incident, gazetteer);
    g_autoptr(GPtrArray) outside = decisions_unmet(decisions, false);
    g_assert_cmpuint(outside->len, ==, 2);
    g_assert_nonnull(strstr(outside->pdata[0], "line 4: no incident has the id 'y'"));
    g_assert_nonnull(strstr(outside->pdata[1], "line 5: 'same' is for a store"));
    g_autoptr(GPtrArray) in_store = decisions_unmet(decisions, true);
    g_assert_cmpuint(in_store->len, ==, 2);
    g_assert_nonnull(
        strstr(in_store->pdata[1], "line 5: the store has no two reports 'x' and 'z'"));
}

static void test_a_missing_table_is_an_error(void) {
    g_autoptr(Decisions) decisions = decisions_new();
    g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_assert_false(decisions_read(decisions, "/nowhere/t.tsv", gazetteer, bad, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    gazetteer = sentences_gazetteer();
    g_test_add_func("/decisions/confirm-and-reject", test_confirm_and_reject);
    g_test_add_func("/decisions/move-to-a-place", test_move_to_a_place);
    g_test_add_func("/decisions/move-to-a-point", test_move_to_a_point);
    g_test_add_func("/decisions/retype-redate-sides-and-counts",
                    test_retype_redate_sides_and_counts);
    g_test_add_func("/decisions/others-are-left-alone", test_others_are_left_alone);
    g_test_add_func("/decisions/bad-rows-are-named", test_bad_rows_are_named);
    g_test_add_func("/decisions/all-bad-rows-are-named-at-once",
                    test_all_bad_rows_are_named_at_once);
    g_test_add_func("/decisions/unmet-rows-are-said", test_unmet_rows_are_said);
    g_test_add_func("/decisions/a-missing-table-is-an-error", test_a_missing_table_is_an_error);
    int status = g_test_run();
    gazetteer_free(gazetteer);
    return status;
}
