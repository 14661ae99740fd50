/* The second half of merging anew: groups of reports become incidents, and incidents rows. */
#include <math.h>

#include "store/combine.h"
#include "store/rebuild.h"

/* The record of a report with its extent. */
static Incident *read_report(Rebuild *self, sqlite3_stmt *rows, gint64 fid, GError **error) {
    sqlite3_reset(rows);
    sqlite3_bind_int64(rows, 1, fid);
    if (!database_row(self->store->database, rows, error)) return NULL;
    Incident *incident = row_read_record(rows, 2, error);
    const char *kind = column_text(rows, 1);
    if (incident && kind && strcmp(kind, "circle"))
        incident->location.shape =
            geometry_blob_read(sqlite3_column_blob(rows, 0), (gsize)sqlite3_column_bytes(rows, 0));
    sqlite3_reset(rows);
    return incident;
}

/* What one group needs to be written: prepared once for all. */
typedef struct {
    sqlite3_stmt *read, *known, *remove, *insert, *keep, *unmark_own, *add_own, *report, *extent;
} Statements;

static const char *const SQL_OF_STATEMENTS[] = {
    "SELECT digest FROM incidents WHERE id = ?",
    "DELETE FROM incidents WHERE id = ?",
    "INSERT INTO temp.kept_incidents (id) VALUES (?)",
    "DELETE FROM extents WHERE article_key IS NULL AND incident = ?",
    "INSERT INTO extents (geom, kind, incident, is_shown) VALUES (?1, ?2, ?3, 1)",
    "UPDATE reports SET incident = ?1, merged_with = ?2, merge_reason = ?3 WHERE fid = ?4 AND"
    " (incident IS NOT ?1 OR merged_with IS NOT ?2 OR merge_reason IS NOT ?3)",
    "UPDATE extents SET incident = ?1, is_shown = ?2 WHERE article_key = ?3 AND report = ?4 AND"
    " (incident IS NOT ?1 OR is_shown IS NOT ?2)"};

static gboolean statements_init(Statements *self, Database *database, GError **error) {
    sqlite3_stmt **const all[] = {&self->known,   &self->remove, &self->keep,  &self->unmark_own,
                                  &self->add_own, &self->report, &self->extent};
    G_STATIC_ASSERT(G_N_ELEMENTS(all) == G_N_ELEMENTS(SQL_OF_STATEMENTS));
    *self = (Statements){.known = NULL};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++)
        if (!(*all[i] = database_prepare(database, SQL_OF_STATEMENTS[i], error))) return FALSE;
    g_autofree char *columns = package_record_columns("reports.");
    g_autofree char *read = g_strdup_printf(
        "SELECT extents.geom, extents.kind, %s FROM reports LEFT JOIN extents ON"
        " extents.article_key = reports.article_key AND extents.report = reports.id WHERE"
        " reports.fid = ?",
        columns);
    g_autofree char *into = package_columns("incidents");
    g_autoptr(GString) marks = g_string_new("?");
    for (const char *p = into; *p; p++)
        if (*p == ',') g_string_append(marks, ", ?");
    g_autofree char *insert =
        g_strdup_printf("INSERT INTO incidents (%s) VALUES (%s)", into, marks->str);
    self->read = database_prepare(database, read, error);
    if (!self->read) return FALSE;
    self->insert = database_prepare(database, insert, error);
    return self->insert != NULL;
}

static void statements_clear(Statements *self) {
    sqlite3_stmt *const all[] = {self->read,   self->known,   self->remove,
                                 self->insert, self->keep,    self->unmark_own,
                                 self->report, self->add_own, self->extent};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) sqlite3_finalize(all[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Statements, statements_clear)

/* Reports of one event. Borrows the rebuild. */
typedef struct {
    GArray *members;    /* guint: indices of the reports, in the order of merge_compare */
    GPtrArray *records; /* Incident of each */
    guint shown;        /* the member whose place is the event's */
    Incident *event;
} Group;

static void free_incident(void *incident) { incident_free(incident); }

static void group_clear(Group *self) {
    if (self->records) g_ptr_array_unref(self->records);
    incident_free(self->event);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Group, group_clear)

static guint member_at(const Group *self, guint i) {
    return g_array_index(self->members, guint, i);
}

/* Two articles of one name may have reports of one id: the second gets a number. */
static void make_id_unique(Rebuild *self, Incident *event) {
    g_autofree char *id = g_strdup(event->id);
    for (guint n = 2; g_hash_table_contains(self->used_ids, event->id); n++) {
        g_free(event->id);
        event->id = g_strdup_printf("%s-%u", id, n);
    }
    g_free(event->cluster);
    event->cluster = g_strdup(event->id);
    g_hash_table_add(self->used_ids, g_strdup(event->id));
}

static void decide(Rebuild *self, const Group *group) {
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < group->members->len; i++)
        g_ptr_array_add(ids, (gpointer)rebuild_report(self, member_at(group, i))->id);
    if (strcmp(group->event->id, ids->pdata[0])) g_ptr_array_add(ids, group->event->id);
    g_ptr_array_add(ids, NULL);
    decisions_apply_as(self->decisions, (const char *const *)ids->pdata, group->event,
                       self->options->gazetteer);
}

static gboolean make_event(Rebuild *self, Statements *statements, Group *group, GError **error) {
    guint n = group->members->len;
    g_autofree guint *texts = g_new(guint, n);
    group->records = g_ptr_array_new_with_free_func(free_incident);
    for (guint i = 0; i < n; i++) {
        guint member = member_at(group, i);
        gint64 fid = g_array_index(self->fids, gint64, member);
        Incident *record = read_report(self, statements->read, fid, error);
        if (!record) return FALSE;
        g_ptr_array_add(group->records, record);
        /* A report of a table has no text to compare: it is a witness of its own. */
        texts[i] = rebuild_report(self, member)->text;
    }
    group->event =
        reports_combine((const Incident *const *)group->records->pdata, texts, n, &group->shown);
    make_id_unique(self, group->event);
    decide(self, group);
    return TRUE;
}

static bool is_moved(const Group *group) {
    const Location *at = &group->event->location;
    if (isnan(at->lon)) return false;
    const Incident *shown = group->records->pdata[group->shown];
    const Location *of_report = &shown->location;
    return at->lon != of_report->lon || at->lat != of_report->lat ||
           at->radius_m != of_report->radius_m;
}

/* A place that a person gave has an extent that no report has. */
static gboolean write_own_extent(Rebuild *self, Statements *statements, const Group *group,
                                 GError **error) {
    bind_text(statements->unmark_own, 1, group->event->id);
    if (!rebuild_change(self, statements->unmark_own, error)) return FALSE;
    const char *kind = NULL;
    g_autoptr(GBytes) extent = is_moved(group) ? record_extent_blob(group->event, &kind) : NULL;
    if (!extent) return TRUE;
    row_bind_blob(statements->add_own, 1, extent);
    bind_text(statements->add_own, 2, kind);
    bind_text(statements->add_own, 3, group->event->id);
    return rebuild_change(self, statements->add_own, error);
}

static gboolean write_event(Rebuild *self, Statements *statements, const Group *group,
                            GError **error) {
    g_autofree char *digest = record_digest(group->event);
    bind_text(statements->keep, 1, group->event->id);
    if (!database_step(self->store->database, statements->keep, error)) return FALSE;
    bind_text(statements->known, 1, group->event->id);
    gboolean is_known = database_row(self->store->database, statements->known, error) &&
                        !g_strcmp0(column_text(statements->known, 0), digest);
    sqlite3_reset(statements->known);
    if (is_known) return TRUE;
    bind_text(statements->remove, 1, group->event->id);
    if (!rebuild_change(self, statements->remove, error)) return FALSE;
    g_autoptr(GBytes) point = record_point_blob(group->event);
    row_bind_blob(statements->insert, 1, point);
    int column = row_bind_record(statements->insert, 2, group->event);
    bind_text(statements->insert, column, digest);
    return rebuild_change(self, statements->insert, error) &&
           write_own_extent(self, statements, group, error);
}

static gboolean write_member(Rebuild *self, Statements *statements, const Group *group, guint i,
                             GError **error) {
    guint member = member_at(group, i);
    const MergeReport *report = rebuild_report(self, member);
    const Merged *merged = &g_array_index(self->merged, Merged, member);
    bind_text(statements->report, 1, group->event->id);
    bind_text(statements->report, 2,
              merged->with == member ? NULL : rebuild_report(self, merged->with)->id);
    bind_text(statements->report, 3, merged->reason);
    sqlite3_bind_int64(statements->report, 4, g_array_index(self->fids, gint64, member));
    if (!rebuild_change(self, statements->report, error)) return FALSE;
    bind_text(statements->extent, 1, group->event->id);
    sqlite3_bind_int(statements->extent, 2, i == group->shown && !is_moved(group));
    bind_text(statements->extent, 3, report->article);
    bind_text(statements->extent, 4, report->id);
    return rebuild_change(self, statements->extent, error);
}

static gboolean write_group(Rebuild *self, Statements *statements, GArray *members,
                            GError **error) {
    g_auto(Group) group = {.members = members};
    if (!make_event(self, statements, &group, error)) return FALSE;
    if (!write_event(self, statements, &group, error)) return FALSE;
    for (guint i = 0; i < members->len; i++)
        if (!write_member(self, statements, &group, i, error)) return FALSE;
    return TRUE;
}

static gint by_report(gconstpointer a, gconstpointer b, gpointer reports) {
    const MergeReport *all = reports;
    guint x = *(const guint *)a, y = *(const guint *)b;
    int order = merge_compare(&all[x], &all[y]);
    return order ? order : (x < y ? -1 : x > y);
}

static void free_array(void *array) {
    if (array) g_array_unref(array);
}

/* The members of each group, a GArray each, in the order of merge_compare. */
static GPtrArray *groups_of(const Rebuild *self) {
    guint n = self->reports->len;
    g_autofree guint *order = g_new(guint, n + 1);
    g_autofree GArray **of_first = g_new0(GArray *, n + 1);
    GPtrArray *groups = g_ptr_array_new_with_free_func(free_array);
    for (guint i = 0; i < n; i++) order[i] = i;
    if (n) g_qsort_with_data(order, (gint)n, sizeof(guint), by_report, self->reports->data);
    for (guint i = 0; i < n; i++) {
        guint first = g_array_index(self->merged, Merged, order[i]).first;
        if (!of_first[first]) {
            of_first[first] = g_array_new(FALSE, FALSE, sizeof(guint));
            g_ptr_array_add(groups, of_first[first]);
        }
        g_array_append_val(of_first[first], order[i]);
    }
    return groups;
}

/* What no report tells any more goes, with the extents that people gave it. */
static gboolean remove_rest(Rebuild *self, GError **error) {
    static const char *const sql[] = {
        "DELETE FROM incidents WHERE id NOT IN (SELECT id FROM temp.kept_incidents)",
        "DELETE FROM extents WHERE article_key IS NULL AND incident NOT IN"
        " (SELECT id FROM temp.kept_incidents)"};
    for (guint i = 0; i < G_N_ELEMENTS(sql); i++) {
        auto_statement *statement = database_prepare(self->store->database, sql[i], error);
        if (!statement || !rebuild_change(self, statement, error)) return FALSE;
    }
    return database_run(self->store->database, "DROP TABLE temp.kept_incidents", error);
}

gboolean rebuild_write_incidents(Rebuild *self, GError **error) {
    if (!database_run(self->store->database,
                      "CREATE TEMP TABLE kept_incidents (id TEXT PRIMARY KEY)", error))
        return FALSE;
    g_autoptr(GPtrArray) groups = groups_of(self);
    {
        g_auto(Statements) statements;
        if (!statements_init(&statements, self->store->database, error)) return FALSE;
        for (guint i = 0; i < groups->len; i++)
            if (!write_group(self, &statements, groups->pdata[i], error)) return FALSE;
    }
    return remove_rest(self, error);
}
