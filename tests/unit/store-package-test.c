/* The store as a file: what goes in comes out, whatever the order; old ones are brought up to date,
 * newer and foreign ones refused. */
#include <glib/gstdio.h>
#include <math.h>

#include "sentences.h"
#include "store/package.h"

static Gazetteer *gazetteer;
static char *folder;

static char *path_of(const char *name) { return g_build_filename(folder, name, NULL); }

/* An ambush in the Badia of Al-Mayadin, in a triangle around it. */
static Incident *sample(const char *id) {
    Incident *incident = incident_new();
    incident->id = g_strdup(id);
    incident->type = INCIDENT_AMBUSH;
    incident->date_start = g_strdup("2022-01-19");
    incident->date_end = g_strdup("2022-01-19");
    incident->date_precision = DATE_DAY;
    incident->date_basis = BASIS_EXPLICIT;
    incident->actor = g_strdup("isis");
    incident->target = g_strdup("regime");
    incident->killed_min = 4;
    incident->killed_max = 4;
    incident->place_ar = g_strdup("بادية الميادين");
    incident->location.method = METHOD_BADIA;
    incident->location.lon = 40.3;
    incident->location.lat = 34.85;
    incident->location.radius_m = 20000;
    Shape *shape = incident->location.shape = shape_new(SHAPE_POLYGONS);
    const LonLat ring[] = {{40, 34.7}, {40.6, 34.7}, {40.3, 35}, {40, 34.7}};
    shape_begin_part(shape);
    for (guint i = 0; i < G_N_ELEMENTS(ring); i++) shape_add_point(shape, ring[i]);
    incident->article = g_strconcat("article-", id, NULL);
    incident->source = g_strdup(id);
    incident->quote = g_strdup("كمين \"'; DROP TABLE incidents; --");
    incident->confidence = 0.8;
    return incident;
}

static StoreSummary commit_into(const char *name, Incident *const *incidents, guint n, bool merge,
                                Decisions *decisions) {
    g_autofree char *path = path_of(name);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) table = g_ptr_array_new();
    for (guint i = 0; i < n; i++) g_ptr_array_add(table, incidents[i]);
    g_autoptr(Store) store = store_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(store_add_incidents(store, table, &error));
    g_assert_no_error(error);
    const StoreOptions options = {merge, decisions, gazetteer};
    StoreSummary summary;
    g_assert_true(store_commit(store, &options, &summary, &error));
    g_assert_no_error(error);
    return summary;
}

static GPtrArray *read_back(const char *name) {
    g_autofree char *path = path_of(name);
    g_autoptr(GError) error = NULL;
    g_assert_true(store_sniff(path));
    GPtrArray *incidents = store_read(path, NULL, NULL, &error);
    g_assert_no_error(error);
    return incidents;
}

static void run_sql(const char *name, const char *sql) {
    g_autofree char *path = path_of(name);
    g_autoptr(GError) error = NULL;
    g_autoptr(Database) database = database_open(path, TRUE, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(geopackage_add_functions(database, &error));
    database_run(database, sql, &error);
    g_assert_no_error(error);
}

static void test_what_goes_in_comes_out(void) {
    g_autoptr(Incident) incident = sample("a");
    Incident *const all[] = {incident};
    StoreSummary summary = commit_into("whole.gpkg", all, 1, true, NULL);
    g_assert_cmpuint(summary.n_incidents, ==, 1);
    g_assert_true(summary.has_changed);
    g_autoptr(GPtrArray) read = read_back("whole.gpkg");
    const Incident *back = read->pdata[0];
    g_assert_cmpstr(back->quote, ==, incident->quote);
    g_assert_cmpstr(back->cluster, ==, "a");
    g_assert_cmpint(back->type, ==, INCIDENT_AMBUSH);
    g_assert_cmpint(back->injured_min, ==, HARM_NOT_SAID);
    g_assert_cmpfloat(back->location.lon, ==, 40.3);
    g_assert_nonnull(back->location.shape);
    g_assert_cmpuint(back->location.shape->n_points, ==, 4);
    g_assert_cmpfloat(back->location.shape->points[2].lat, ==, 35);
}

static void test_the_same_again_changes_nothing(void) {
    g_autoptr(Incident) incident = sample("a");
    Incident *const all[] = {incident};
    commit_into("twice.gpkg", all, 1, true, NULL);
    g_autofree char *path = path_of("twice.gpkg"), *before = NULL, *after = NULL;
    gsize len = 0, again = 0;
    g_assert_true(g_file_get_contents(path, &before, &len, NULL));
    StoreSummary summary = commit_into("twice.gpkg", all, 1, true, NULL);
    g_assert_false(summary.has_changed);
    g_assert_cmpuint(summary.n_known, ==, 1);
    g_assert_true(g_file_get_contents(path, &after, &again, NULL));
    g_assert_cmpmem(before, len, after, again);
}

static void test_reports_of_one_event_are_one_incident(void) {
    g_autoptr(Incident) a = sample("a");
    g_autoptr(Incident) b = sample("b");
    b->killed_min = b->killed_max = 5;
    b->confidence = 0.6;
    g_free(b->actor);
    b->actor = g_strdup("unidentified");
    Incident *const all[] = {b, a};
    StoreSummary summary = commit_into("merged.gpkg", all, 2, true, NULL);
    g_assert_cmpuint(summary.n_reports, ==, 2);
    g_assert_cmpuint(summary.n_incidents, ==, 1);
    g_autoptr(GPtrArray) read = read_back("merged.gpkg");
    const Incident *event = read->pdata[0];
    g_assert_cmpstr(event->actor, ==, "isis");
    g_assert_cmpint(event->killed_min, ==, 4);
    g_assert_cmpint(event->killed_max, ==, 5);
    g_assert_cmpint(event->reports, ==, 2);
    g_assert_cmpfloat_with_epsilon(event->confidence, 1 - 0.2 * 0.7, 1e-6);
    summary = commit_into("merged.gpkg", NULL, 0, false, NULL);
    g_assert_cmpuint(summary.n_incidents, ==, 2);
}

static void test_the_order_of_ingests_does_not_matter(void) {
    g_autoptr(Incident) a = sample("a");
    g_autoptr(Incident) b = sample("b");
    g_autoptr(Incident) c = sample("c");
    c->location.lat = 36.5;
    Incident *const forth[] = {a, b, c}, *const back[] = {c, b, a};
    commit_into("forth.gpkg", forth, 3, true, NULL);
    for (guint i = 0; i < 3; i++) commit_into("back.gpkg", back + i, 1, true, NULL);
    g_autoptr(GPtrArray) x = read_back("forth.gpkg");
    g_autoptr(GPtrArray) y = read_back("back.gpkg");
    g_assert_cmpuint(x->len, ==, y->len);
    for (guint i = 0; i < x->len; i++) {
        g_autofree char *one = record_digest(x->pdata[i]), *other = record_digest(y->pdata[i]);
        g_assert_cmpstr(one, ==, other);
    }
}

static void test_a_removed_article_takes_its_reports_along(void) {
    g_autoptr(Incident) a = sample("a");
    g_autoptr(Incident) b = sample("b");
    Incident *const all[] = {a, b};
    commit_into("removed.gpkg", all, 2, true, NULL);
    run_sql("removed.gpkg", "DELETE FROM articles WHERE article = 'article-a'");
    StoreSummary summary = commit_into("removed.gpkg", NULL, 0, true, NULL);
    g_assert_cmpuint(summary.n_reports, ==, 1);
    g_autoptr(GPtrArray) read = read_back("removed.gpkg");
    g_assert_cmpuint(read->len, ==, 1);
    g_assert_cmpstr(((const Incident *)read->pdata[0])->id, ==, "b");
}

static void test_decisions_are_kept(void) {
    g_autoptr(Incident) a = sample("a");
    g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Decisions) decisions = decisions_new();
    g_autofree char *table = path_of("decisions.tsv");
    g_assert_true(g_file_set_contents(
        table, "id\tdecision\tvalue\tnote\na\tkilled\t7\tcounted anew\n", -1, NULL));
    g_assert_true(decisions_read(decisions, table, gazetteer, bad, NULL));
    Incident *const all[] = {a};
    StoreSummary summary = commit_into("decided.gpkg", all, 1, true, decisions);
    g_assert_cmpuint(summary.n_decisions, ==, 1);
    summary = commit_into("decided.gpkg", all, 1, true, decisions);
    g_assert_cmpuint(summary.n_decisions, ==, 0);
    g_assert_false(summary.has_changed);
    run_sql("decided.gpkg", "UPDATE decisions SET value = '9', note = 'by hand, in QGIS'");
    commit_into("decided.gpkg", all, 1, true, NULL);
    g_autoptr(GPtrArray) read = read_back("decided.gpkg");
    g_assert_cmpint(((const Incident *)read->pdata[0])->killed_min, ==, 9);
    g_assert_cmpstr(((const Incident *)read->pdata[0])->status, ==, "edited");
}

static void test_an_older_store_is_brought_up_to_date(void) {
    g_autoptr(Incident) a = sample("a");
    g_autoptr(Incident) b = sample("b");
    Incident *const all[] = {a, b};
    commit_into("old.gpkg", all, 1, true, NULL);
    run_sql("old.gpkg",
            "ALTER TABLE incidents DROP COLUMN harm_text; ALTER TABLE reports DROP COLUMN"
            " harm_text; DROP TABLE runs; UPDATE kharita_store SET value = '0' WHERE key ="
            " 'schema_version'");
    g_autoptr(GPtrArray) as_it_is = read_back("old.gpkg"); /* readers need no migration */
    g_assert_cmpuint(as_it_is->len, ==, 1);
    StoreSummary summary = commit_into("old.gpkg", all + 1, 1, false, NULL);
    g_assert_cmpuint(summary.n_incidents, ==, 2);
    run_sql("old.gpkg", "SELECT harm_text FROM incidents; SELECT program FROM runs");
}

static void test_a_newer_store_is_refused(void) {
    g_autoptr(Incident) a = sample("a");
    Incident *const all[] = {a};
    commit_into("new.gpkg", all, 1, true, NULL);
    run_sql("new.gpkg", "UPDATE kharita_store SET value = '99' WHERE key = 'schema_version'");
    g_autofree char *path = path_of("new.gpkg");
    g_autoptr(GError) error = NULL;
    g_assert_null(store_open(path, NULL, NULL, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT);
    g_assert_nonnull(strstr(error->message, "99"));
    g_clear_error(&error);
    g_assert_null(store_read(path, NULL, NULL, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT);
}

static void test_foreign_files_are_refused(void) {
    static const char *const contents[] = {"no database at all", ""};
    for (guint i = 0; i < G_N_ELEMENTS(contents); i++) {
        g_autofree char *path = path_of("foreign.gpkg");
        g_assert_true(g_file_set_contents(path, contents[i], -1, NULL));
        g_assert_false(store_sniff(path));
    }
    run_sql("tables.gpkg", "CREATE TABLE somebody (id INTEGER)");
    g_autofree char *path = path_of("tables.gpkg");
    g_autoptr(GError) error = NULL;
    g_assert_null(store_open(path, NULL, NULL, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT);
}

/* A cell that a person filled with nonsense is named, not believed. */
static void test_bad_cells_are_named(void) {
    g_autoptr(Incident) a = sample("a");
    Incident *const all[] = {a};
    commit_into("bad.gpkg", all, 1, true, NULL);
    run_sql("bad.gpkg", "UPDATE incidents SET type = 'party'");
    g_autofree char *path = path_of("bad.gpkg");
    g_autoptr(GError) error = NULL;
    g_assert_null(store_read(path, NULL, NULL, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT);
    g_assert_nonnull(strstr(error->message, "table incidents, row 1: bad value for \"type\""));
}

/* ---- asked by place and day -------------------------------------------------------------------
 */

enum { N_ASKED = 60 };

/* Over six degrees and some years; some without a place, without a day, or over several days. */
static Incident *scattered(guint i) {
    g_autofree char *id = g_strdup_printf("s%02u", i);
    Incident *incident = sample(id);
    g_clear_pointer(&incident->location.shape, shape_free);
    incident->location.lon = i % 9 == 0 ? NAN : 36 + i % 7;
    incident->location.lat = i % 9 == 0 ? NAN : 33 + i % 4;
    g_free(incident->date_start);
    g_free(incident->date_end);
    incident->date_start =
        i % 11 == 0 ? NULL : g_strdup_printf("20%02u-%02u-10", 13 + i % 3, 1 + i % 12);
    incident->date_end = incident->date_start && i % 5
                             ? g_strdup_printf("20%02u-%02u-20", 13 + i % 3, 1 + i % 12)
                             : NULL;
    return incident;
}

static void make_scattered(const char *name) {
    Incident *all[N_ASKED];
    for (guint i = 0; i < N_ASKED; i++) all[i] = scattered(i);
    commit_into(name, all, N_ASKED, false, NULL);
    for (guint i = 0; i < N_ASKED; i++) incident_free(all[i]);
}

/* The ids of those that pass, in order. */
static char *passing(const char *name, const IncidentFilter *asked, const IncidentFilter *filter,
                     guint *ret_n_read) {
    g_autofree char *path = path_of(name);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) incidents = store_read(path, asked, NULL, &error);
    g_assert_no_error(error);
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < incidents->len; i++) {
        const Incident *incident = incidents->pdata[i];
        if (incident_filter_passes(filter, incident))
            g_string_append_printf(ids, "%s ", incident->id);
    }
    *ret_n_read = incidents->len;
    return g_string_free(ids, FALSE);
}

static void test_what_is_asked_for_is_what_a_whole_read_gives(void) {
    static const LonLatBox box = {37, 33, 39, 35}, nowhere = {1, 1, 2, 2};
    static const char *const types[] = {"ied", NULL};
    static const IncidentFilter filters[] = {
        {.box = &box},
        {.box = &nowhere},
        {.since = "2014-03-20"},
        {.since = "2014-03-21"},
        {.until = "2014-03-10"},
        {.until = "2014-03"},
        {.until = "2014"},
        {.since = "2014", .until = "2014"},
        {.box = &box, .since = "2014-06"},
        {.box = &box, .since = "2013-05-15", .until = "2013-11"},
        {.box = &box, .until = "2015", .types = types},
    };
    make_scattered("asked.gpkg");
    for (guint i = 0; i < G_N_ELEMENTS(filters); i++) {
        guint n_all, n_read;
        g_autofree char *whole = passing("asked.gpkg", NULL, &filters[i], &n_all);
        g_autofree char *asked = passing("asked.gpkg", &filters[i], &filters[i], &n_read);
        g_assert_cmpstr(asked, ==, whole);
        g_assert_cmpuint(n_all, ==, N_ASKED);
        g_assert_cmpuint(n_read, <, n_all);
    }
}

/* It may have been moved into the box. */
static void test_what_was_decided_on_is_read_in_any_case(void) {
    static const LonLatBox nowhere = {1, 1, 2, 2};
    static const IncidentFilter filter = {.box = &nowhere};
    make_scattered("decided.gpkg");
    g_autofree char *path = path_of("decided.gpkg"), *table = path_of("decided.tsv");
    g_assert_true(g_file_set_contents(
        table, "id\tdecision\tvalue\tnote\ns05\tmove\t1.5,1.5\t\nnobody\treject\t\t\n", -1, NULL));
    g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Decisions) decisions = decisions_new();
    g_autoptr(GError) error = NULL;
    g_assert_true(decisions_read(decisions, table, gazetteer, bad, &error));
    g_assert_cmpuint(bad->len, ==, 0);
    g_autoptr(GPtrArray) read = store_read(path, &filter, decisions, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(read->len, ==, 1);
    g_assert_cmpstr(((const Incident *)read->pdata[0])->id, ==, "s05");
}

/* A coordinate that is no number is in no box, and yet not passed over. */
static void test_a_bad_coordinate_is_named_wherever_one_asks(void) {
    static const LonLatBox nowhere = {1, 1, 2, 2};
    static const IncidentFilter filter = {.box = &nowhere};
    make_scattered("coordinate.gpkg");
    run_sql("coordinate.gpkg", "UPDATE incidents SET lon = 'east' WHERE id = 's05'");
    g_autofree char *path = path_of("coordinate.gpkg");
    g_autoptr(GError) error = NULL;
    g_assert_null(store_read(path, &filter, NULL, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT);
}

/* A store of before, without indexes, gives the same; the next ingest adds them. */
static void test_a_store_without_indexes_is_asked_too(void) {
    static const IncidentFilter filter = {.since = "2014-06"};
    guint n;
    make_scattered("bare.gpkg");
    g_autofree char *before = passing("bare.gpkg", &filter, &filter, &n);
    run_sql("bare.gpkg",
            "DROP INDEX incidents_place; DROP INDEX incidents_last_day; DROP INDEX"
            " incidents_first_day; UPDATE kharita_store SET value = '' WHERE key = 'columns'");
    g_autofree char *bare = passing("bare.gpkg", &filter, &filter, &n);
    g_assert_cmpstr(bare, ==, before);
    make_scattered("bare.gpkg");
    run_sql("bare.gpkg",
            "SELECT count(*) FROM incidents INDEXED BY incidents_place"
            " WHERE lon BETWEEN 1 AND 2");
}

/* ---- geometries -------------------------------------------------------------------------------
 */

static void test_a_hole_stays_in_its_polygon(void) {
    g_autoptr(Shape) shape = shape_new(SHAPE_POLYGONS);
    const LonLat rings[][4] = {{{0, 0}, {4, 0}, {0, 4}, {0, 0}},
                               {{1, 1}, {1, 2}, {2, 1}, {1, 1}}, /* clockwise: a hole */
                               {{9, 9}, {10, 9}, {9, 10}, {9, 9}}};
    for (guint r = 0; r < G_N_ELEMENTS(rings); r++) {
        shape_begin_part(shape);
        for (guint i = 0; i < 4; i++) shape_add_point(shape, rings[r][i]);
    }
    g_autoptr(GBytes) blob = geometry_blob_shape(shape);
    gsize len;
    const guint8 *bytes = g_bytes_get_data(blob, &len);
    g_assert_cmpint(bytes[40 + 5], ==, 2); /* two polygons */
    g_autoptr(Shape) back = geometry_blob_read(bytes, len);
    g_assert_cmpuint(back->n_parts, ==, 3);
    g_assert_cmpuint(back->n_points, ==, 12);
    LonLatBox box;
    g_assert_true(geometry_blob_box(bytes, len, &box));
    g_assert_cmpfloat(box.east, ==, 10);
}

/* Any cut of a geometry, and any count in it, is no geometry: never a crash. */
static void test_broken_geometries_are_none(void) {
    g_autoptr(GBytes) blob = geometry_blob_circle((LonLat){40, 35}, 5000);
    gsize len;
    const guint8 *bytes = g_bytes_get_data(blob, &len);
    for (gsize cut = 0; cut < len; cut++) {
        g_autofree guint8 *copy = g_memdup2(bytes, MAX(cut, 1));
        g_assert_null(geometry_blob_read(copy, cut));
    }
    for (gsize i = 40; i < 62; i++) {
        g_autofree guint8 *copy = g_memdup2(bytes, len);
        copy[i] = 0xff;
        shape_free(geometry_blob_read(copy, len));
        LonLatBox box;
        geometry_blob_box(copy, len, &box);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    gazetteer = sentences_gazetteer();
    folder = g_dir_make_tmp("kharita-store-XXXXXX", NULL);
    g_test_add_func("/package/what-goes-in-comes-out", test_what_goes_in_comes_out);
    g_test_add_func("/package/the-same-again-changes-nothing", test_the_same_again_changes_nothing);
    g_test_add_func("/package/reports-of-one-event-are-one-incident",
                    test_reports_of_one_event_are_one_incident);
    g_test_add_func("/package/the-order-of-ingests-does-not-matter",
                    test_the_order_of_ingests_does_not_matter);
    g_test_add_func("/package/a-removed-article-takes-its-reports-along",
                    test_a_removed_article_takes_its_reports_along);
    g_test_add_func("/package/decisions-are-kept", test_decisions_are_kept);
    g_test_add_func("/package/an-older-store-is-brought-up-to-date",
                    test_an_older_store_is_brought_up_to_date);
    g_test_add_func("/package/a-newer-store-is-refused", test_a_newer_store_is_refused);
    g_test_add_func("/package/foreign-files-are-refused", test_foreign_files_are_refused);
    g_test_add_func("/package/bad-cells-are-named", test_bad_cells_are_named);
    g_test_add_func("/package/what-is-asked-for-is-what-a-whole-read-gives",
                    test_what_is_asked_for_is_what_a_whole_read_gives);
    g_test_add_func("/package/what-was-decided-on-is-read-in-any-case",
                    test_what_was_decided_on_is_read_in_any_case);
    g_test_add_func("/package/a-bad-coordinate-is-named-wherever-one-asks",
                    test_a_bad_coordinate_is_named_wherever_one_asks);
    g_test_add_func("/package/a-store-without-indexes-is-asked-too",
                    test_a_store_without_indexes_is_asked_too);
    g_test_add_func("/package/a-hole-stays-in-its-polygon", test_a_hole_stays_in_its_polygon);
    g_test_add_func("/package/broken-geometries-are-none", test_broken_geometries_are_none);
    int status = g_test_run();
    g_autoptr(GDir) left = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(left));) {
        g_autofree char *path = path_of(name);
        g_unlink(path);
    }
    g_rmdir(folder);
    g_free(folder);
    gazetteer_free(gazetteer);
    return status;
}
