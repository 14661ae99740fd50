/*
 * An editor's verdicts. The machine's record stays as it was read wherever it is kept; the verdicts
 * are laid over it on every run.
 */
#include "store/decisions.h"

#include <math.h>

/* A point that a person set by hand is meant to this exactness, unless the row says otherwise. */
static const double SET_BY_HAND_M = 500;
/* Regions are no points: what is as wide as this has ACLED's precision 3, else 2 or 1. */
static const double SPOT_M = 5000, REGION_M = 25000;

struct Decisions {
    GPtrArray *rows;   /* Decision */
    GHashTable *by_id; /* id → GArray of guint, in order; borrows the rows' ids */
};

static void decision_free(void *data) {
    Decision *self = data;
    g_free(self->id);
    g_free(self->value);
    g_free(self->note);
    g_free(self->where);
    g_free(self->file);
    g_free(self);
}

static void free_array(void *array) { g_array_unref(array); }

Decisions *decisions_new(void) {
    Decisions *self = g_new0(Decisions, 1);
    self->rows = g_ptr_array_new_with_free_func(decision_free);
    self->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_array);
    return self;
}

void decisions_free(Decisions *self) {
    if (!self) return;
    g_hash_table_unref(self->by_id);
    g_ptr_array_unref(self->rows);
    g_free(self);
}

guint decisions_n(const Decisions *self) { return self->rows->len; }
const Decision *decisions_at(const Decisions *self, guint i) { return self->rows->pdata[i]; }
void decisions_meet(Decisions *self, guint i) { ((Decision *)self->rows->pdata[i])->is_met = TRUE; }

/* NULL-ended. */
static const char *const NAMES[N_DECISIONS + 1] = {
    [DECISION_CONFIRM] = "confirm",    [DECISION_REJECT] = "reject",
    [DECISION_MOVE] = "move",          [DECISION_RETYPE] = "retype",
    [DECISION_REDATE] = "redate",      [DECISION_ACTOR] = "actor",
    [DECISION_TARGET] = "target",      [DECISION_KILLED] = "killed",
    [DECISION_INJURED] = "injured",    [DECISION_SAME] = "same",
    [DECISION_DIFFERENT] = "different"};

const char *decision_name(DecisionKind kind) { return NAMES[kind]; }

/* ---- values -----------------------------------------------------------------------------------
 */

/* "LON,LAT" or "LON,LAT,RADIUS_M". */
static gboolean parse_point(const char *text, double ret_numbers[3]) {
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    guint n = g_strv_length(parts);
    if (n != 2 && n != 3) return FALSE;
    ret_numbers[2] = SET_BY_HAND_M;
    for (guint i = 0; i < n; i++) {
        char *end = NULL;
        g_strstrip(parts[i]);
        ret_numbers[i] = g_ascii_strtod(parts[i], &end);
        if (end == parts[i] || *end || !isfinite(ret_numbers[i])) return FALSE;
    }
    return fabs(ret_numbers[0]) <= 180 && fabs(ret_numbers[1]) <= 90 && ret_numbers[2] > 0 &&
           ret_numbers[2] <= 1e6;
}

static gboolean is_day(const char *text) {
    int year = 0, month = 0, day = 0, used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10) return FALSE;
    return year > 0 && !text[used] &&
           g_date_valid_dmy((GDateDay)CLAMP(day, 0, 99), (GDateMonth)CLAMP(month, 0, 13),
                            (GDateYear)year);
}

/* "2022-01-05" or "2022-01-05..2022-01-07". The caller frees both. */
static gboolean parse_days(const char *text, char **ret_first, char **ret_last) {
    g_auto(GStrv) parts = g_strsplit(text, "..", 2);
    const char *first = parts[0], *last = first && parts[1] ? parts[1] : first;
    if (!first || !is_day(first) || !is_day(last) || strcmp(first, last) > 0) return FALSE;
    *ret_first = g_strdup(first);
    *ret_last = g_strdup(last);
    return TRUE;
}

/* "3", "2-5" or "unknown". */
static gboolean parse_count(const char *text, int *ret_min, int *ret_max) {
    *ret_min = *ret_max = HARM_NOT_SAID;
    if (g_str_equal(text, "unknown")) return TRUE;
    int used = 0;
    if (!g_ascii_isdigit(*text)) return FALSE;
    if (sscanf(text, "%6d%n", ret_min, &used) != 1) return FALSE;
    *ret_max = *ret_min;
    if (text[used] == '-' && g_ascii_isdigit(text[used + 1])) {
        int more = 0;
        sscanf(text + used + 1, "%6d%n", ret_max, &more);
        used += 1 + more;
    }
    return !text[used] && *ret_min <= *ret_max;
}

static guint32 actor_row(const Gazetteer *gazetteer, const char *id) {
    for (guint32 i = 0; i < gazetteer_n_rows(gazetteer, TABLE_ACTOR); i++)
        if (g_str_equal(gazetteer_cell(gazetteer, TABLE_ACTOR, i, "id"), id)) return i;
    return NO_PLACE;
}

/* NULL where the value fits, else what is wrong with it. The caller frees it. */
static char *wrong_value(DecisionKind kind, const char *id, const char *value,
                         const Gazetteer *gazetteer) {
    double numbers[3];
    int min, max;
    IncidentType type;
    g_autofree char *first = NULL, *last = NULL;
    switch (kind) {
        case DECISION_MOVE:
            if (gazetteer_by_id(gazetteer, value) != NO_PLACE || parse_point(value, numbers))
                return NULL;
            return g_strdup_printf(_("'%s' is neither a place's id nor LON,LAT[,RADIUS_M]"), value);
        case DECISION_RETYPE:
            return incident_type_parse(value, &type)
                       ? NULL
                       : g_strdup_printf(_("no incident type '%s'"), value);
        case DECISION_REDATE:
            return parse_days(value, &first, &last)
                       ? NULL
                       : g_strdup_printf(_("'%s' is no day YYYY-MM-DD and no DAY..DAY"), value);
        case DECISION_ACTOR:
        case DECISION_TARGET:
            return actor_row(gazetteer, value) != NO_PLACE
                       ? NULL
                       : g_strdup_printf(_("no actor '%s' in the table of actors"), value);
        case DECISION_KILLED:
        case DECISION_INJURED:
            return parse_count(value, &min, &max)
                       ? NULL
                       : g_strdup_printf(_("'%s' is no number, no N-M and not unknown"), value);
        case DECISION_SAME:
        case DECISION_DIFFERENT:
            return !*value ? g_strdup(_("the other report's id is missing"))
                   : g_str_equal(id, value)
                       ? g_strdup(_("a report is told from another, not from itself"))
                       : NULL;
        default:
            return *value ? g_strdup_printf(_("%s takes no value"), decision_name(kind)) : NULL;
    }
}

/* ---- reading ----------------------------------------------------------------------------------
 */

static gboolean parse_kind(const char *name, DecisionKind *ret_kind, GError **error) {
    for (guint i = 0; i < N_DECISIONS; i++) {
        if (!g_str_equal(name, NAMES[i])) continue;
        *ret_kind = (DecisionKind)i;
        return TRUE;
    }
    g_autofree char *known = g_strjoinv(", ", (char **)NAMES);
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("no decision '%s'; there are %s"),
                name, known);
    return FALSE;
}

gboolean decisions_add(Decisions *self, const char *id, const char *kind_name, const char *value,
                       const char *note, const char *file, const char *where,
                       const Gazetteer *gazetteer, GError **error) {
    DecisionKind kind;
    if (!*id) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, _("the incident's id is missing"));
        return FALSE;
    }
    if (!parse_kind(kind_name, &kind, error)) return FALSE;
    g_autofree char *wrong = wrong_value(kind, id, value, gazetteer);
    if (wrong) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, "%s", wrong);
        return FALSE;
    }
    Decision *row = g_new0(Decision, 1);
    *row = (Decision){.id = g_strdup(id),
                      .value = g_strdup(value),
                      .note = g_strdup(note),
                      .where = g_strdup(where),
                      .file = g_path_get_basename(file),
                      .kind = kind};
    guint at = self->rows->len;
    g_ptr_array_add(self->rows, row);
    GArray *list = g_hash_table_lookup(self->by_id, id);
    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(self->by_id, row->id, list);
    }
    g_array_append_val(list, at);
    return TRUE;
}

/* Cells as a person types them: without the blanks around. */
static char *cell(const Tsv *table, guint column) {
    return g_strstrip(g_strdup(tsv_cell(table, column)));
}

static void read_row(Decisions *self, const Tsv *table, const Gazetteer *gazetteer,
                     GPtrArray *bad) {
    g_autofree char *where = g_strdup_printf(_("%s, line %u"), tsv_path(table), tsv_line(table));
    g_autofree char *id = cell(table, 0), *kind = cell(table, 1), *value = cell(table, 2),
                    *note = cell(table, 3);
    g_autoptr(GError) error = NULL;
    if (!decisions_add(self, id, kind, value, note, tsv_path(table), where, gazetteer, &error))
        g_ptr_array_add(bad, g_strdup_printf("%s: %s", where, error->message));
}

gboolean decisions_read(Decisions *self, const char *path, const Gazetteer *gazetteer,
                        GPtrArray *ret_bad, GError **error) {
    static const char *const columns[] = {"id", "decision", "value", "note", NULL};
    g_autoptr(GError) problem = NULL;
    g_autoptr(Tsv) table = tsv_open(path, columns, &problem);
    if (!table) { /* an editor's table is input, not data of ours */
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT, "%s", problem->message);
        return FALSE;
    }
    for (;;) {
        g_clear_error(&problem);
        if (tsv_next(table, &problem))
            read_row(self, table, gazetteer, ret_bad);
        else if (problem)
            g_ptr_array_add(ret_bad, g_strdup(problem->message));
        else
            return TRUE;
    }
}

/* Is the row about two reports, and not about what one tells? */
static bool is_of_two(const Decision *row) {
    return row->kind == DECISION_SAME || row->kind == DECISION_DIFFERENT;
}

/* What is to be said of a row that was of no use; NULL of one that was. The caller frees it. */
static char *unmet(const Decision *row, bool in_store) {
    if (is_of_two(row) && !in_store)
        return g_strdup_printf(_("%s: '%s' is for a store, which joins reports (kharita ingest): "
                                 "it does nothing here"),
                               row->where, decision_name(row->kind));
    if (row->is_met) return NULL;
    if (is_of_two(row))
        return g_strdup_printf(_("%s: the store has no two reports '%s' and '%s': the row waits"),
                               row->where, row->id, row->value);
    return g_strdup_printf(_("%s: no incident has the id '%s'"), row->where, row->id);
}

GPtrArray *decisions_unmet(const Decisions *self, bool in_store) {
    GPtrArray *said = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < self->rows->len; i++) {
        char *words = unmet(decisions_at(self, i), in_store);
        if (words) g_ptr_array_add(said, words);
    }
    return said;
}

/* ---- applying ---------------------------------------------------------------------------------
 */

static void take(char **to, const char *from) {
    g_free(*to);
    *to = from && *from ? g_strdup(from) : NULL;
}

static void set_status(Incident *incident, const char *status) { take(&incident->status, status); }

static void take_unit(const Gazetteer *gazetteer, LonLat point, PlaceKind kind, char **to) {
    guint32 unit = gazetteer_admin_at(gazetteer, point, kind);
    take(to, unit == NO_PLACE
                 ? NULL
                 : gazetteer_string(gazetteer, gazetteer_place(gazetteer, unit)->name_en));
}

static void set_location(Incident *incident, LonLat point, double radius_m, Shape *shape,
                         const Gazetteer *gazetteer) {
    Location *at = &incident->location;
    location_clear(at);
    *at = (Location){.method = METHOD_EXACT,
                     .lon = point.lon,
                     .lat = point.lat,
                     .radius_m = radius_m,
                     .shape = shape};
    g_strfreev(incident->anchors);
    incident->anchors = g_new0(char *, 1);
    take_unit(gazetteer, point, PLACE_GOVERNORATE, &incident->admin1);
    take_unit(gazetteer, point, PLACE_DISTRICT, &incident->admin2);
    incident->geo_precision = radius_m > REGION_M ? 3 : radius_m > SPOT_M ? 2 : 1;
    incident->where_prec = radius_m > REGION_M ? 5 : radius_m > SPOT_M ? 2 : 1;
    incident->place_confidence = 1;
}

static void move_to_place(Incident *incident, guint32 index, const Gazetteer *gazetteer) {
    const Place *place = gazetteer_place(gazetteer, index);
    set_location(incident, (LonLat){place->lon, place->lat}, place->radius_m,
                 gazetteer_area(gazetteer, index), gazetteer);
    take(&incident->place, gazetteer_string(gazetteer, place->id));
    take(&incident->place_ar, gazetteer_string(gazetteer, place->name_ar));
    take(&incident->place_en, gazetteer_string(gazetteer, place->name_en));
    take(&incident->pcode, gazetteer_string(gazetteer, place->pcode));
    incident->place_kind = (PlaceKind)place->kind;
}

/* A point within the radius is the same place, more exactly; beyond it the old names are wrong. */
static void move_to_point(Incident *incident, const double numbers[3], const Gazetteer *gazetteer) {
    const Location *at = &incident->location;
    LonLat point = {numbers[0], numbers[1]};
    bool is_inside =
        isfinite(at->lon) && geo_distance_m(point, (LonLat){at->lon, at->lat}) <= at->radius_m;
    set_location(incident, point, numbers[2], NULL, gazetteer);
    take(&incident->pcode, NULL);
    take(&incident->place, NULL);
    if (is_inside) return;
    take(&incident->place_ar, NULL);
    take(&incident->place_en, NULL);
}

static void move(Incident *incident, const char *value, const Gazetteer *gazetteer) {
    guint32 place = gazetteer_by_id(gazetteer, value);
    double numbers[3];
    if (place != NO_PLACE)
        move_to_place(incident, place, gazetteer);
    else if (parse_point(value, numbers))
        move_to_point(incident, numbers, gazetteer);
}

static void redate(Incident *incident, const char *value) {
    g_autofree char *first = NULL, *last = NULL;
    if (!parse_days(value, &first, &last)) return;
    take(&incident->date_start, first);
    take(&incident->date_end, last);
    incident->date_precision = g_str_equal(first, last) ? DATE_DAY : DATE_RANGE;
    incident->date_basis = BASIS_EXPLICIT;
}

static void set_side(char **id, char **name_ar, char **name_en, const char *value,
                     const Gazetteer *gazetteer) {
    guint32 row = actor_row(gazetteer, value);
    take(id, value);
    take(name_ar, row == NO_PLACE ? NULL : gazetteer_cell(gazetteer, TABLE_ACTOR, row, "name_ar"));
    take(name_en, row == NO_PLACE ? NULL : gazetteer_cell(gazetteer, TABLE_ACTOR, row, "name_en"));
}

static void apply_row(const Decision *row, Incident *incident, const Gazetteer *gazetteer) {
    switch (row->kind) {
        case DECISION_MOVE:
            move(incident, row->value, gazetteer);
            break;
        case DECISION_RETYPE:
            incident_type_parse(row->value, &incident->type);
            incident->type_confidence = 1;
            break;
        case DECISION_REDATE:
            redate(incident, row->value);
            break;
        case DECISION_ACTOR:
            set_side(&incident->actor, &incident->actor_ar, &incident->actor_en, row->value,
                     gazetteer);
            incident->attribution = g_str_equal(row->value, "unidentified")
                                        ? ATTRIBUTION_UNIDENTIFIED
                                        : ATTRIBUTION_STATED;
            break;
        case DECISION_TARGET:
            set_side(&incident->target, &incident->target_ar, &incident->target_en, row->value,
                     gazetteer);
            break;
        case DECISION_KILLED:
            parse_count(row->value, &incident->killed_min, &incident->killed_max);
            break;
        case DECISION_INJURED:
            parse_count(row->value, &incident->injured_min, &incident->injured_max);
            break;
        default:
            break;
    }
}

/* A rejected incident stays rejected, a confirmed one confirmed, whatever else was mended in it. */
static void apply_status(const Decision *row, Incident *incident) {
    bool is_judged =
        g_str_equal(incident->status, "rejected") || g_str_equal(incident->status, "confirmed");
    if (row->kind == DECISION_REJECT)
        set_status(incident, "rejected");
    else if (row->kind == DECISION_CONFIRM)
        set_status(incident, "confirmed");
    else if (!is_judged)
        set_status(incident, "edited");
}

static gint by_row(gconstpointer a, gconstpointer b) {
    guint x = *(const guint *)a, y = *(const guint *)b;
    return x < y ? -1 : x > y;
}

void decisions_apply_as(Decisions *self, const char *const *ids, Incident *incident,
                        const Gazetteer *gazetteer) {
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (; *ids; ids++) {
        const GArray *list = g_hash_table_lookup(self->by_id, *ids);
        if (list) g_array_append_vals(rows, list->data, list->len);
    }
    g_array_sort(rows, by_row);
    for (guint i = 0; i < rows->len; i++) {
        Decision *row = self->rows->pdata[g_array_index(rows, guint, i)];
        if (is_of_two(row)) continue; /* merging heeds them */
        row->is_met = TRUE;
        apply_row(row, incident, gazetteer);
        apply_status(row, incident);
    }
}

void decisions_apply(Decisions *self, Incident *incident, const Gazetteer *gazetteer) {
    const char *const ids[] = {incident->id, NULL};
    decisions_apply_as(self, ids, incident, gazetteer);
}
