/* The tables of places, their names and their relations. */
#include "gazetteer/build.h"

enum {
    ID,
    KIND,
    NAME_AR,
    NAME_EN,
    LON,
    LAT,
    RADIUS,
    POPULATION,
    PARENT,
    PCODE,
    SOURCES,
    NOTE,
    OTHER_NAMES
};
static const char *const PLACE_COLUMNS[] = {"id",      "kind",     "name_ar",    "name_en", "lon",
                                            "lat",     "radius_m", "population", "parent",  "pcode",
                                            "sources", "note",     NULL};
/* A desk writes what it has; its other names stand in the row, split by |. */
static const char *const DESK_COLUMNS[] = {
    "id",          "kind",    "?name_ar", "?name_en", "lon",   "lat",          "?radius_m",
    "?population", "?parent", "?pcode",   "?sources", "?note", "?other_names", NULL};

static const struct {
    const char *name;
    guint8 is_abroad, is_osm;
} PLACE_TABLES[] = {
    {"regions.tsv", 0, 0},   {"places.tsv", 0, 0},     {"quarters.tsv", 0, 0},
    {"landmarks.tsv", 0, 0}, {"places-osm.tsv", 0, 1}, {"abroad.tsv", 1, 0},
};

/* A place before its index is known: places are sorted by id when all tables are read. */
typedef struct {
    Place place;
    PlaceDetail detail;
    guint32 parent;
    guint32 path; /* string: of its table, for messages about its parent */
} Row;

gboolean build_kinds(Build *self, float ret_radius[N_PLACE_KINDS], GError **error) {
    static const char *const COLUMNS[] = {"kind", "radius_m", NULL};
    g_autofree char *path = g_build_filename(self->folder, "kinds.tsv", NULL);
    g_autoptr(Tsv) table = tsv_open(path, COLUMNS, error);
    if (!table) return FALSE;
    gboolean seen[N_PLACE_KINDS] = {FALSE};
    GError *cause = NULL;
    while (tsv_next(table, &cause)) {
        PlaceKind kind;
        double radius = 0;
        if (!place_kind_parse(tsv_cell(table, 0), &kind))
            return tsv_fail(table, error, "the program knows no kind '%s'", tsv_cell(table, 0));
        if (seen[kind]) return tsv_fail(table, error, "kind '%s' stands twice", tsv_cell(table, 0));
        if (!tsv_number(table, 1, 0, &radius, error)) return FALSE;
        if (radius <= 0) return tsv_fail(table, error, "radius_m must be more than 0");
        ret_radius[kind] = (float)radius;
        seen[kind] = TRUE;
    }
    if (cause) {
        g_propagate_error(error, cause);
        return FALSE;
    }
    for (guint kind = 0; kind < N_PLACE_KINDS; kind++)
        if (!seen[kind])
            return tsv_fail(table, error, "kind '%s' is missing", place_kind_name((PlaceKind)kind));
    return TRUE;
}

static gboolean read_numbers(const Tsv *table, Place *place, float default_radius, GError **error) {
    double radius, population;
    if (*tsv_cell(table, LON) == '\0' || *tsv_cell(table, LAT) == '\0')
        return tsv_fail(table, error, "no coordinates");
    if (!tsv_number(table, LON, 0, &place->lon, error) ||
        !tsv_number(table, LAT, 0, &place->lat, error) ||
        !tsv_number(table, RADIUS, default_radius, &radius, error) ||
        !tsv_number(table, POPULATION, 0, &population, error))
        return FALSE;
    if (place->lon < -180 || place->lon > 180 || place->lat < -90 || place->lat > 90)
        return tsv_fail(table, error, "coordinates %s %s are off the globe", tsv_cell(table, LON),
                        tsv_cell(table, LAT));
    if (radius <= 0) return tsv_fail(table, error, "radius_m must be more than 0");
    if (population < 0 || population > G_MAXUINT32)
        return tsv_fail(table, error, "population '%s' is out of range",
                        tsv_cell(table, POPULATION));
    place->radius_m = (float)radius;
    place->population = (guint32)population;
    return TRUE;
}

static gboolean is_nameable(const char *name) {
    g_autofree char *form = search_form(name);
    return *form != '\0';
}

/* Says which kind was meant where that is one slip away. */
static gboolean fail_kind(const Tsv *table, const char *name, GError **error) {
    for (guint kind = 0; kind < N_PLACE_KINDS; kind++)
        if (word_distance(name, place_kind_name((PlaceKind)kind)) == 1)
            return tsv_fail(table, error, "unknown kind '%s'; did you mean '%s'?", name,
                            place_kind_name((PlaceKind)kind));
    return tsv_fail(table, error, "unknown kind '%s'", name);
}

static gboolean read_row(Build *self, const Tsv *table, const float radius[N_PLACE_KINDS], Row *row,
                         GError **error) {
    PlaceKind kind;
    if (*tsv_cell(table, ID) == '\0') return tsv_fail(table, error, "no id");
    if (!place_kind_parse(tsv_cell(table, KIND), &kind))
        return fail_kind(table, tsv_cell(table, KIND), error);
    const char *ar = tsv_cell(table, NAME_AR), *en = tsv_cell(table, NAME_EN);
    if (*ar == '\0' && *en == '\0') return tsv_fail(table, error, "no name");
    for (guint column = NAME_AR; column <= NAME_EN; column++)
        if (*tsv_cell(table, column) && !is_nameable(tsv_cell(table, column)))
            return tsv_fail(table, error, "name '%s' normalises to nothing",
                            tsv_cell(table, column));
    Place *place = &row->place;
    if (!read_numbers(table, place, radius[kind], error)) return FALSE;
    place->kind = (guint16)kind;
    place->id = build_string(self, tsv_cell(table, ID));
    place->name_ar = build_string(self, *ar ? ar : en);
    place->name_en = build_string(self, *en ? en : ar);
    place->pcode = build_string(self, tsv_cell(table, PCODE));
    place->parent = place->admin1 = place->admin2 = place->admin3 = place->area = NO_PLACE;
    row->detail = (PlaceDetail){.sources = build_string(self, tsv_cell(table, SOURCES)),
                                .note = build_string(self, tsv_cell(table, NOTE)),
                                .row = build_row(self, table)};
    row->parent = build_string(self, tsv_cell(table, PARENT));
    row->path = build_string(self, tsv_path(table));
    return TRUE;
}

/* Keeps a desk's other names of a place until all names are read. */
static gboolean read_other_names(Build *self, const Tsv *table, GError **error) {
    g_auto(GStrv) names = g_strsplit(tsv_cell(table, OTHER_NAMES), "|", -1);
    for (guint i = 0; names[i]; i++) {
        if (!is_nameable(names[i]))
            return tsv_fail(table, error, "name '%s' normalises to nothing", names[i]);
        DeskName row = {build_string(self, tsv_cell(table, ID)), build_string(self, names[i]),
                        build_row(self, table)};
        g_array_append_val(self->desk_names, row);
    }
    return TRUE;
}

/* A desk's own places take the row of the same id; within our tables, and within one of a desk's,
 * an id stands once. */
static gboolean read_place_table(Build *self, Tsv *table, const Row *marks,
                                 const float radius[N_PLACE_KINDS], GArray *rows, GError **error) {
    GError *cause = NULL;
    gboolean is_desk = marks->place.is_desk;
    while (tsv_next(table, &cause)) {
        Row row = *marks;
        if (!read_row(self, table, radius, &row, error) ||
            (is_desk && !read_other_names(self, table, error)))
            return FALSE;
        const char *id = tsv_cell(table, ID);
        guint32 known = build_place_by_id(self, id);
        const Row *other = known == NO_PLACE ? NULL : &g_array_index(rows, Row, known);
        if (other && is_desk && other->path != row.path) {
            row.place.is_abroad = other->place.is_abroad;
            g_array_index(rows, Row, known) = row;
            continue;
        }
        if (other) {
            return tsv_fail(table, error, "id '%s' stands already in %s, line %u", id,
                            build_text(self, other->path), other->detail.row.line);
        }
        g_array_append_val(rows, row);
        g_hash_table_insert(self->by_id, g_strdup(id), GUINT_TO_POINTER(rows->len));
    }
    if (cause) g_propagate_error(error, cause);
    return cause == NULL;
}

static gboolean read_rows(Build *self, const char *const *more, const float radius[N_PLACE_KINDS],
                          GArray *rows, GError **error) {
    for (guint i = 0; i < G_N_ELEMENTS(PLACE_TABLES); i++) {
        Row marks = {
            .place = {.is_abroad = PLACE_TABLES[i].is_abroad, .is_osm = PLACE_TABLES[i].is_osm}};
        GError *cause = NULL;
        g_autoptr(Tsv) table = build_table(self, PLACE_TABLES[i].name, PLACE_COLUMNS, &cause);
        if (cause) {
            g_propagate_error(error, cause);
            return FALSE;
        }
        if (table && !read_place_table(self, table, &marks, radius, rows, error)) return FALSE;
    }
    for (guint i = 0; more && more[i]; i++) {
        Row marks = {.place = {.is_desk = 1}};
        g_autoptr(Tsv) table = tsv_open(more[i], DESK_COLUMNS, error);
        if (!table || !read_place_table(self, table, &marks, radius, rows, error)) return FALSE;
    }
    return TRUE;
}

static int compare_rows(const void *a, const void *b, void *data) {
    const Build *self = data;
    return strcmp(build_text(self, ((const Row *)a)->place.id),
                  build_text(self, ((const Row *)b)->place.id));
}

static gboolean link_parents(Build *self, const GArray *rows, GError **error) {
    for (guint i = 0; i < rows->len; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        if (row->parent == 0) continue;
        const char *id = build_text(self, row->parent);
        guint32 parent = build_place_by_id(self, id);
        if (parent == NO_PLACE || parent == i) {
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                        _("%s, line %u: parent '%s' of '%s' is %s"), build_text(self, row->path),
                        row->detail.row.line, id, build_text(self, row->place.id),
                        parent == i ? _("the place itself") : _("unknown"));
            return FALSE;
        }
        g_array_index(self->places, Place, i).parent = parent;
    }
    return TRUE;
}

gboolean build_places(Build *self, const char *const *more, const float radius[N_PLACE_KINDS],
                      GError **error) {
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(Row));
    if (!read_rows(self, more, radius, rows, error)) return FALSE;
    if (rows->len == 0) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("no places in '%s'"), self->folder);
        return FALSE;
    }
    g_array_sort_with_data(rows, compare_rows, self);
    for (guint i = 0; i < rows->len; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        g_array_append_val(self->places, row->place);
        GeoSpot spot = geo_spot((LonLat){row->place.lon, row->place.lat});
        g_array_append_val(self->spots, spot);
        g_array_append_val(self->details, row->detail);
        g_array_append_val(self->parents, row->parent);
        g_hash_table_insert(self->by_id, g_strdup(build_text(self, row->place.id)),
                            GUINT_TO_POINTER(i + 1));
    }
    return link_parents(self, rows, error);
}

/* ---- names ----------------------------------------------------------------------------------- */

/* A name before it is sorted: by place, display names first, then as the tables list them. */
typedef struct {
    Name name;
    NameInfo info;
    guint32 order;
} NameRow;

static void add_name(Build *self, GArray *rows, guint32 place, guint32 text, const char *kind,
                     gboolean is_latin, TableRow at) {
    NameRow row = {
        .name = {.place = place,
                 .text = text,
                 .is_display = g_str_equal(kind, "display"),
                 .has_article = g_str_has_prefix(build_text(self, text), "ال")},
        .info = {.kind = build_string(self, kind), .is_latin = (guint16)is_latin, .row = at},
        .order = rows->len};
    g_array_append_val(rows, row);
}

static gboolean is_latin_text(const char *text) {
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c >= 0x0600 && c <= 0x06FF) return FALSE;
    }
    return TRUE;
}

static gboolean read_names(Build *self, const char *file, GArray *rows, GError **error) {
    static const char *const COLUMNS[] = {"place", "name", "lang", "kind", NULL};
    GError *cause = NULL;
    g_autoptr(Tsv) table = build_table(self, file, COLUMNS, &cause);
    while (table && tsv_next(table, &cause)) {
        guint32 place = build_place_by_id(self, tsv_cell(table, 0));
        const char *name = tsv_cell(table, 1), *lang = tsv_cell(table, 2);
        if (place == NO_PLACE)
            return tsv_fail(table, error, "unknown place '%s'", tsv_cell(table, 0));
        if (!is_nameable(name))
            return tsv_fail(table, error, "name '%s' normalises to nothing", name);
        if (!g_str_equal(lang, "ar") && !g_str_equal(lang, "en"))
            return tsv_fail(table, error, "lang '%s' is neither ar nor en", lang);
        if (*tsv_cell(table, 3) == '\0') return tsv_fail(table, error, "no kind of name");
        add_name(self, rows, place, build_string(self, name), tsv_cell(table, 3),
                 g_str_equal(lang, "en"), build_row(self, table));
    }
    if (cause) g_propagate_error(error, cause);
    return cause == NULL;
}

static int compare_names(const void *a, const void *b) {
    const NameRow *x = a, *y = b;
    if (x->name.place != y->name.place) return x->name.place < y->name.place ? -1 : 1;
    if (x->name.is_display != y->name.is_display) return x->name.is_display ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* Is the name there already among those of its place? (OCHA and OSM often agree.) */
static gboolean is_repeated(const Build *self, const Name *name) {
    for (guint i = self->names->len; i > 0; i--) {
        const Name *before = &g_array_index(self->names, Name, i - 1);
        if (before->place != name->place) return FALSE;
        if (before->text == name->text) return TRUE;
    }
    return FALSE;
}

gboolean build_names_of_places(Build *self, GError **error) {
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(NameRow));
    for (guint32 i = 0; i < self->places->len; i++) {
        const Place *place = &g_array_index(self->places, Place, i);
        const guint32 texts[] = {place->name_ar, place->name_en};
        for (guint j = 0; j < 2; j++)
            add_name(self, rows, i, texts[j], "display", is_latin_text(build_text(self, texts[j])),
                     g_array_index(self->details, PlaceDetail, i).row);
    }
    if (!read_names(self, "names.tsv", rows, error) ||
        !read_names(self, "names-osm.tsv", rows, error))
        return FALSE;
    for (guint i = 0; i < self->desk_names->len; i++) {
        const DeskName *name = &g_array_index(self->desk_names, DeskName, i);
        guint32 place = build_place_by_id(self, build_text(self, name->id));
        add_name(self, rows, place, name->text, "second",
                 is_latin_text(build_text(self, name->text)), name->row);
    }
    g_array_sort(rows, compare_names);
    for (guint i = 0; i < rows->len; i++) {
        const NameRow *row = &g_array_index(rows, NameRow, i);
        if (is_repeated(self, &row->name)) continue;
        PlaceDetail *detail = &g_array_index(self->details, PlaceDetail, row->name.place);
        if (detail->n_names++ == 0) detail->first_name = self->names->len;
        g_array_append_val(self->names, row->name);
        g_array_append_val(self->infos, row->info);
    }
    return TRUE;
}

/* The first line with this id, or NO_PLACE. */
static guint32 line_by_id(Build *self, const char *id) {
    guint32 string = build_string(self, id); /* each string stands once: offsets compare */
    for (guint32 i = 0; i < self->lines->len; i++)
        if (g_array_index(self->lines, Line, i).id == string) return i;
    return NO_PLACE;
}

static gint compare_relations(gconstpointer a, gconstpointer b) {
    const Relation *x = a, *y = b;
    return x->place < y->place ? -1 : x->place > y->place;
}

gboolean build_relations(Build *self, GError **error) {
    static const char *const COLUMNS[] = {"place", "relation", "other", NULL};
    GError *cause = NULL;
    g_autoptr(Tsv) table = build_table(self, "relations.tsv", COLUMNS, &cause);
    while (table && tsv_next(table, &cause)) {
        const char *other = tsv_cell(table, 2);
        Relation row = {.place = build_place_by_id(self, tsv_cell(table, 0)),
                        .other = build_place_by_id(self, other),
                        .relation = build_string(self, tsv_cell(table, 1)),
                        .line = NO_PLACE};
        if (row.place == NO_PLACE)
            return tsv_fail(table, error, "unknown place '%s'", tsv_cell(table, 0));
        if (row.other == NO_PLACE && *other != '\0') row.line = line_by_id(self, other);
        if (row.other == NO_PLACE && *other != '\0' && row.line == NO_PLACE)
            return tsv_fail(table, error, "no place or line '%s'", other);
        if (row.relation == 0) return tsv_fail(table, error, "no relation");
        g_array_append_val(self->relations, row);
    }
    g_array_sort(self->relations, compare_relations); /* those of a place stay in order */
    if (cause) g_propagate_error(error, cause);
    return cause == NULL;
}
