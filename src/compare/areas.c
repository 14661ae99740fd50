/* The ways to divide the land, behind one door. */
#include "compare/areas.h"

#include <math.h>
#include <string.h>

#include "place/road.h"

/* Beyond this an incident is no longer "on the river" or "on the road". */
static const double BESIDE_M = 15000;
/* A name that fits a place worse than this is no place's name. */
static const double SURE = 0.9;

/* ---- areas, made as they are met --------------------------------------------------------------
 */

static void area_free(void *data) {
    Area *area = data;
    g_free(area->id);
    g_free(area);
}

typedef struct {
    const Gazetteer *gazetteer;
    PlaceKind least;
    guint32 best, population;
} BestKnown;

static void weigh(guint32 place, double distance_m, void *data) {
    BestKnown *search = data;
    const Place *at = gazetteer_place(search->gazetteer, place);
    if (at->kind < PLACE_CITY || at->kind > search->least || at->is_abroad) return;
    bool is_better = search->best == NO_PLACE || at->population > search->population ||
                     (at->population == search->population && place < search->best);
    if (!is_better) return;
    search->best = place;
    search->population = at->population;
}

guint32 best_known_place(const Gazetteer *gazetteer, LonLat at, double reach_m, PlaceKind least) {
    BestKnown search = {gazetteer, least, NO_PLACE, 0};
    gazetteer_near(gazetteer, at, reach_m, weigh, &search);
    return search.best;
}

/* What tells people where a cell or a stretch lies; rings are told by their centre. */
static guint32 best_known_in(const AreaSystem *self, const Area *area) {
    if (self->kind == AREAS_AROUND) return NO_PLACE;
    PlanePoint middle = self->kind == AREAS_HEXAGONS
                            ? hexagon_centre(self->size_m, (HexCell){area->q, area->r})
                            : track_point(&self->track, (area->from_km + area->to_km) / 2 * 1000);
    return best_known_place(self->gazetteer, projection_inverse(self->plane, middle),
                            self->size_m * 0.55, PLACE_VILLAGE);
}

/* The index of the area with this id, made by copying `area` where it is new; takes area.id. */
static guint area_system_intern(AreaSystem *self, Area area) {
    void *index;
    if (g_hash_table_lookup_extended(self->indices, area.id, NULL, &index)) {
        g_free(area.id);
        return GPOINTER_TO_UINT(index);
    }
    if (area.place == NO_PLACE) area.place = best_known_in(self, &area);
    g_ptr_array_add(self->areas, g_memdup2(&area, sizeof area));
    guint new = self->areas->len - 1;
    g_hash_table_insert(self->indices, area.id, GUINT_TO_POINTER(new));
    return new;
}

/* ---- which way ---------------------------------------------------------------------------------
 */

G_GNUC_PRINTF(2, 3)
static gboolean fail(GError **error, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error_literal(error, KHARITA_ERROR, KHARITA_ERROR_USAGE, message);
    return FALSE;
}

static guint32 place_named(const Gazetteer *gazetteer, const char *name, GError **error) {
    g_autoptr(GArray) found = gazetteer_find(gazetteer, name, 1);
    if (found->len && g_array_index(found, Found, 0).score >= SURE)
        return g_array_index(found, Found, 0).place;
    fail(error, _("the gazetteer knows no place '%s'"), name);
    return NO_PLACE;
}

/* The river of this name, though quarters and villages are called after it. */
static guint32 river_named(const Gazetteer *gazetteer, const char *name, GError **error) {
    enum { NAMESAKES = 30 };
    g_autoptr(GArray) found = gazetteer_find(gazetteer, name, NAMESAKES);
    for (guint i = 0; i < found->len; i++) {
        const Found *at = &g_array_index(found, Found, i);
        if (at->score >= SURE && gazetteer_place(gazetteer, at->place)->kind == PLACE_RIVER)
            return at->place;
    }
    fail(error, _("the gazetteer knows no river '%s'"), name);
    return NO_PLACE;
}

/* Is the line called as the place is? Of the Arabic spellings there may be several. */
static bool is_course_of(const Gazetteer *gazetteer, const Line *line, const Place *river) {
    const char *ar = gazetteer_string(gazetteer, line->name_ar);
    const char *en = gazetteer_string(gazetteer, line->name_en);
    return (*ar && strcmp(ar, gazetteer_string(gazetteer, river->name_ar)) == 0) ||
           (*en && strcmp(en, gazetteer_string(gazetteer, river->name_en)) == 0);
}

static gboolean follow_river(AreaSystem *self, const char *name, GError **error) {
    guint32 river = name ? river_named(self->gazetteer, name, error)
                         : gazetteer_by_id(self->gazetteer, "nahr-euphrates");
    if (river == NO_PLACE) return name ? FALSE : fail(error, _("the gazetteer has no Euphrates"));
    self->centre = river;
    const Place *place = gazetteer_place(self->gazetteer, river);
    const Line *longest = NULL;
    for (guint32 i = 0; i < gazetteer_n_lines(self->gazetteer); i++) {
        const Line *line = gazetteer_line(self->gazetteer, i);
        if (line->kind != LINE_RIVER || (longest && line->n_points <= longest->n_points)) continue;
        if (is_course_of(self->gazetteer, line, place)) longest = line;
    }
    if (!longest)
        return fail(error, _("the gazetteer has no course of '%s'"), name ? name : "Euphrates");
    track_from(&self->track, self->plane,
               gazetteer_line_points(self->gazetteer) + longest->first_point, longest->n_points);
    return TRUE;
}

static gboolean follow_road(AreaSystem *self, const char *name, GError **error) {
    g_auto(GStrv) ends = g_strsplit(name ? name : "", "/", 0);
    if (g_strv_length(ends) != 2)
        return fail(error, _("'road:%s': name its two ends, as in road:Palmyra/Deir ez-Zor"),
                    name ? name : "");
    LonLat points[2];
    for (int i = 0; i < 2; i++) {
        guint32 place = place_named(self->gazetteer, ends[i], error);
        if (place == NO_PLACE) return FALSE;
        const Place *at = gazetteer_place(self->gazetteer, place);
        points[i] = (LonLat){at->lon, at->lat};
    }
    g_autoptr(Shape) road = road_between(self->gazetteer, points[0], points[1]);
    if (!road) return fail(error, _("the gazetteer's roads do not join '%s'"), name);
    track_from(&self->track, self->plane, road->points, shape_part_end(road, 0));
    return TRUE;
}

static gboolean circle_place(AreaSystem *self, const char *name, GError **error) {
    if (!name) return fail(error, _("'around': name the place, as in around:Palmyra:25"));
    self->centre = place_named(self->gazetteer, name, error);
    return self->centre != NO_PLACE;
}

typedef struct {
    const char *word;
    AreaKind kind;
    PlaceKind unit;
    double size_km;
} AreaWord;

static const AreaWord WORDS[] = {
    {"governorate", AREAS_ADMIN, PLACE_GOVERNORATE, 0},
    {"district", AREAS_ADMIN, PLACE_DISTRICT, 0},
    {"subdistrict", AREAS_ADMIN, PLACE_SUBDISTRICT, 0},
    {"hexagons", AREAS_HEXAGONS, 0, 20},
    {"river", AREAS_RIVER, 0, 20},
    {"road", AREAS_ROAD, 0, 20},
    {"around", AREAS_AROUND, 0, 25},
};

static gboolean prepare(AreaSystem *self, const AreaWord *word, const char *name, GError **error) {
    self->kind = word->kind;
    self->unit = word->unit;
    switch (word->kind) {
        case AREAS_RIVER:
            return follow_river(self, name, error);
        case AREAS_ROAD:
            return follow_road(self, name, error);
        case AREAS_AROUND:
            return circle_place(self, name, error);
        default:
            return !name || fail(error, _("'%s' is no number of kilometres"), name);
    }
}

/* "word:name:size" with name and size at will; takes the parts apart in place. */
static gboolean read_size(char **parts, double *size_km, GError **error) {
    guint n = g_strv_length(parts);
    char *end;
    double size = n > 1 ? g_ascii_strtod(parts[n - 1], &end) : 0;
    if (n < 2 || end == parts[n - 1] || *end) return TRUE;
    if (!(size >= 1 && size <= 500))
        return fail(error, _("'%s': between 1 and 500 kilometres, please"), parts[n - 1]);
    *size_km = size;
    g_clear_pointer(&parts[n - 1], g_free);
    return TRUE;
}

AreaSystem *area_system_new(const char *text, const Gazetteer *gazetteer, GError **error) {
    g_auto(GStrv) parts = g_strsplit(text, ":", 3);
    const AreaWord *word = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (parts[0] && strcmp(parts[0], WORDS[i].word) == 0) word = &WORDS[i];
    if (!word) {
        fail(error,
             _("'%s' is no way to divide the land: governorate, district, subdistrict, hexagons, "
               "river, road:PLACE/PLACE or around:PLACE"),
             text);
        return NULL;
    }
    g_autoptr(AreaSystem) self = g_new0(AreaSystem, 1);
    self->gazetteer = gazetteer;
    self->areas = g_ptr_array_new_with_free_func(area_free);
    self->indices = g_hash_table_new(g_str_hash, g_str_equal);
    self->plane = projection_new(EQUAL_AREA, PROJ_PARAMETERS, error);
    double size_km = word->size_km;
    if (!self->plane) return NULL;
    if (word->kind == AREAS_ADMIN && parts[1]) {
        fail(error, _("'%s': a %s has no size and no name"), text, word->word);
        return NULL;
    }
    if (!read_size(parts, &size_km, error)) return NULL;
    self->size_m = size_km * 1000;
    self->centre = NO_PLACE;
    return prepare(self, word, parts[1], error) ? g_steal_pointer(&self) : NULL;
}

void area_system_free(AreaSystem *self) {
    if (!self) return;
    track_clear(&self->track);
    projection_free(self->plane);
    g_hash_table_unref(self->indices);
    g_ptr_array_unref(self->areas);
    g_free(self);
}

AreaKind area_system_kind(const AreaSystem *self) { return self->kind; }
double area_system_size_m(const AreaSystem *self) { return self->size_m; }
guint area_system_n(const AreaSystem *self) { return self->areas->len; }
const Area *area_system_area(const AreaSystem *self, guint area) {
    return self->areas->pdata[area];
}

/* ---- which area --------------------------------------------------------------------------------
 */

/* Tables of others have no radius, but often UCDP's
 * precision, whose classes reach about so far. */
double incident_uncertainty_m(const Incident *incident) {
    static const double of_class[] = {INFINITY, 2000,  25000,    40000,
                                      100000,   60000, INFINITY, INFINITY};
    if (isfinite(incident->location.radius_m) && incident->location.radius_m > 0)
        return incident->location.radius_m;
    return of_class[CLAMP(incident->where_prec, 0, 7)];
}

/* A table of others may say nothing of its precision: then the radius decides. */
static bool is_near_enough(const AreaSystem *self, const Incident *incident) {
    double radius = incident->location.radius_m;
    double most = self->unit == PLACE_GOVERNORATE ? 40000
                  : self->unit == PLACE_DISTRICT  ? 15000
                                                  : 6000;
    return isfinite(radius) && radius > 0 && radius <= most;
}

static bool is_fine_enough(const AreaSystem *self, const Incident *incident) {
    int prec = incident->where_prec;
    if (self->kind != AREAS_ADMIN)
        return incident_uncertainty_m(incident) <= MAX(self->size_m, 10000);
    if (prec > 5) return false;
    if (prec < 1) return is_near_enough(self, incident);
    if (self->unit == PLACE_GOVERNORATE) return true;
    if (self->unit == PLACE_DISTRICT) return prec != 4 && incident->geo_precision <= 2;
    return prec <= 2 || incident_uncertainty_m(incident) <= 15000;
}

static Area admin_area(const AreaSystem *self, LonLat at) {
    guint32 unit = gazetteer_admin_at(self->gazetteer, at, self->unit);
    Area area = {.place = unit, .from_km = NAN, .to_km = NAN};
    if (unit == NO_PLACE) return area;
    const Place *place = gazetteer_place(self->gazetteer, unit);
    area.id = g_strdup(gazetteer_string(self->gazetteer, place->id));
    return area;
}

static Area stretch(const AreaSystem *self, double along_m, Bank bank) {
    static const char *const banks[] = {"", " left", " right"};
    double step = floor(along_m / self->size_m), from = step * self->size_m / 1000;
    double to = from + self->size_m / 1000;
    return (Area){.id = g_strdup_printf("km %g-%g%s", from, to, banks[bank]),
                  .place = NO_PLACE,
                  .from_km = from,
                  .to_km = to,
                  .bank = bank,
                  .order = step * 2 + (bank == BANK_RIGHT)};
}

static Area track_area(const AreaSystem *self, LonLat at) {
    TrackPosition position = track_locate(&self->track, projection_forward(self->plane, at));
    if (position.away_m > BESIDE_M) return (Area){0};
    return stretch(self, position.along_m, self->kind == AREAS_RIVER ? position.bank : BANK_NONE);
}

static Area cell_area(const AreaSystem *self, LonLat at) {
    HexCell cell = hexagon_at(self->size_m, projection_forward(self->plane, at));
    return (Area){.id = g_strdup_printf("hex %d,%d", cell.q, cell.r),
                  .place = NO_PLACE,
                  .from_km = NAN,
                  .to_km = NAN,
                  .q = cell.q,
                  .r = cell.r,
                  .order = -cell.r};
}

static Area ring_area(const AreaSystem *self, LonLat at) {
    const Place *centre = gazetteer_place(self->gazetteer, self->centre);
    double away = geo_distance_m((LonLat){centre->lon, centre->lat}, at);
    return stretch(self, away, BANK_NONE);
}

AreaFit area_system_find(AreaSystem *self, const Incident *incident, guint *ret_area) {
    LonLat at = {incident->location.lon, incident->location.lat};
    if (!isfinite(at.lon) || !is_fine_enough(self, incident)) return TOO_COARSE;
    Area area;
    switch (self->kind) {
        case AREAS_ADMIN:
            area = admin_area(self, at);
            break;
        case AREAS_HEXAGONS:
            area = cell_area(self, at);
            break;
        case AREAS_AROUND:
            area = ring_area(self, at);
            break;
        default:
            area = track_area(self, at);
    }
    if (!area.id) return OUTSIDE;
    *ret_area = area_system_intern(self, area);
    return IN_AREA;
}

/* ---- its shape ---------------------------------------------------------------------------------
 */

static Shape *disc(LonLat centre, double radius_m) {
    Shape *shape = shape_new(SHAPE_POLYGONS);
    shape_begin_part(shape);
    for (int i = 0; i <= 72; i++)
        shape_add_point(shape, geo_direct(centre, 360 - 5.0 * (i % 72), radius_m));
    return shape;
}

Shape *area_system_shape(const AreaSystem *self, guint index) {
    const Area *area = area_system_area(self, index);
    switch (self->kind) {
        case AREAS_ADMIN:
            return gazetteer_area(self->gazetteer, area->place);
        case AREAS_HEXAGONS:
            return hexagon_shape(self->plane, self->size_m, (HexCell){area->q, area->r});
        case AREAS_AROUND: {
            const Place *centre = gazetteer_place(self->gazetteer, self->centre);
            return disc((LonLat){centre->lon, centre->lat}, area->to_km * 1000);
        }
        default:
            return track_part(&self->track, self->plane, area->from_km * 1000, area->to_km * 1000);
    }
}

/* Beside the line, on the bank that the stretch is of. */
static LonLat middle_of_stretch(const AreaSystem *self, const Area *area) {
    double from = area->from_km * 1000, to = area->to_km * 1000;
    PlanePoint a = track_point(&self->track, from), b = track_point(&self->track, to);
    PlanePoint at = track_point(&self->track, (from + to) / 2);
    double length = hypot(b.x - a.x, b.y - a.y), away = 0.3 * self->size_m;
    if (area->bank == BANK_NONE || length == 0) away = 0;
    if (area->bank == BANK_RIGHT) away = -away;
    if (away != 0) {
        at.x -= (b.y - a.y) / length * away;
        at.y += (b.x - a.x) / length * away;
    }
    return projection_inverse(self->plane, at);
}

LonLat area_system_middle(const AreaSystem *self, guint index) {
    const Area *area = area_system_area(self, index);
    if (self->kind == AREAS_HEXAGONS)
        return projection_inverse(self->plane,
                                  hexagon_centre(self->size_m, (HexCell){area->q, area->r}));
    if (self->kind == AREAS_RIVER || self->kind == AREAS_ROAD) return middle_of_stretch(self, area);
    bool is_ring = self->kind == AREAS_AROUND;
    const Place *place = gazetteer_place(self->gazetteer, is_ring ? self->centre : area->place);
    LonLat at = {place->lon, place->lat};
    return is_ring ? geo_direct(at, 90, (area->from_km + area->to_km) / 2 * 1000) : at;
}

guint32 area_system_centre(const AreaSystem *self) { return self->centre; }

double area_system_course(const AreaSystem *self) {
    if (self->track.n < 2) return NAN;
    return geo_azimuth(projection_inverse(self->plane, self->track.points[0]),
                       projection_inverse(self->plane, self->track.points[self->track.n - 1]));
}

double area_system_length_km(const AreaSystem *self) {
    return self->track.n ? self->track.along_m[self->track.n - 1] / 1000 : 0;
}

static int by_population(gconstpointer a, gconstpointer b) {
    const Landmark *first = a, *second = b;
    if (first->population != second->population)
        return first->population > second->population ? -1 : 1;
    return first->place < second->place ? -1 : first->place > second->place;
}

GArray *area_system_landmarks(const AreaSystem *self) {
    static const double beside_m = 8000;
    GArray *landmarks = g_array_new(FALSE, FALSE, sizeof(Landmark));
    bool has_track = self->track.n > 1;
    for (guint32 i = 0; has_track && i < gazetteer_n_places(self->gazetteer); i++) {
        const Place *place = gazetteer_place(self->gazetteer, i);
        if (place->is_abroad || (place->kind != PLACE_CITY && place->kind != PLACE_TOWN)) continue;
        PlanePoint at = projection_forward(self->plane, (LonLat){place->lon, place->lat});
        TrackPosition position = track_locate(&self->track, at);
        if (position.away_m > beside_m) continue;
        Landmark landmark = {i, place->population, position.along_m / 1000};
        g_array_append_val(landmarks, landmark);
    }
    g_array_sort(landmarks, by_population);
    return landmarks;
}
