/*
 * kharita find: which place bears this name, where it lies, and how sure that is. For people a
 * table, with what else the best one is called and what lies near it; for programs JSON.
 */
#include <jansson.h>
#include <math.h>

#include "base/autoptr.h"
#include "cmd/cmd.h"

enum { DEFAULT_MOST = 10, NEAR_MOST = 4, NEAR_M = 25000, MAX_SHOWN_NAMES = 12 };
/* Below this score nothing bears the name; what is shown was perhaps meant. */
static const double SURE = 0.75;
/* Beside a place that bears it, what fits worse by this much is not shown. */
static const double WORSE = 0.2;
enum { MOST_SUGGESTIONS = 3 };

typedef struct {
    const Gazetteer *g;
    const char *near_text;
    LonLat near;
    int most;
} Query;

/* ---- what lies near -------------------------------------------------------------------------- */

typedef struct {
    guint32 place;
    double distance_m;
} Neighbour;

typedef struct {
    const Gazetteer *g;
    GArray *list;
    guint32 except;
    gboolean settlements_only;
} Neighbours;

static gboolean is_settlement(const Place *place) {
    return place->kind >= PLACE_CITY && place->kind <= PLACE_VILLAGE;
}

static void add_neighbour(guint32 place, double distance_m, void *data) {
    Neighbours *near = data;
    const Place *p = gazetteer_place(near->g, place);
    if (place == near->except || p->kind <= PLACE_COUNTRYSIDE) return;
    if (near->settlements_only && !is_settlement(p)) return;
    Neighbour row = {place, distance_m};
    g_array_append_val(near->list, row);
}

static int compare_neighbours(const void *a, const void *b) {
    const Neighbour *x = a, *y = b;
    if (x->distance_m < y->distance_m || x->distance_m > y->distance_m)
        return x->distance_m < y->distance_m ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

/* The nearest places around a point, nearest first. GArray of Neighbour; the caller unrefs it. */
static GArray *neighbours(const Gazetteer *g, LonLat point, guint32 except,
                          gboolean settlements_only, guint most) {
    Neighbours near = {g, g_array_new(FALSE, FALSE, sizeof(Neighbour)), except, settlements_only};
    gazetteer_near(g, point, NEAR_M, add_neighbour, &near);
    g_array_sort(near.list, compare_neighbours);
    if (near.list->len > most) g_array_set_size(near.list, most);
    return near.list;
}

static const char *compass(double azimuth) {
    static const char *const POINTS[] = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
    return POINTS[(guint)floor(azimuth / 45 + 0.5) % G_N_ELEMENTS(POINTS)];
}

/* ---- output for programs --------------------------------------------------------------------- */

static json_t *text_or_null(const Gazetteer *g, guint32 string) {
    return string ? json_string(gazetteer_string(g, string)) : json_null();
}

static json_t *admin_or_null(const Gazetteer *g, guint32 place) {
    return place == NO_PLACE ? json_null() : text_or_null(g, gazetteer_place(g, place)->name_en);
}

/* Coordinates are kept to a millionth of a degree, scores to a thousandth. */
static json_t *rounded(double value, double unit) { return json_real(round(value / unit) * unit); }

static double away_from(const Query *query, const Found *found) {
    const Place *p = gazetteer_place(query->g, found->place);
    return geo_distance_m(query->near, (LonLat){p->lon, p->lat});
}

static json_t *found_json(const Query *query, const Found *found) {
    const Gazetteer *g = query->g;
    const Place *p = gazetteer_place(g, found->place);
    json_t *record =
        json_pack("{so so so ss so so sI so so so so}", "id", text_or_null(g, p->id), "name_ar",
                  text_or_null(g, p->name_ar), "name_en", text_or_null(g, p->name_en), "kind",
                  place_kind_name((PlaceKind)p->kind), "lon", rounded(p->lon, 1e-6), "lat",
                  rounded(p->lat, 1e-6), "radius_m", (json_int_t)lround((double)p->radius_m),
                  "admin1", admin_or_null(g, p->admin1), "admin2", admin_or_null(g, p->admin2),
                  "pcode", text_or_null(g, p->pcode), "score", rounded(found->score, 1e-3));
    if (query->near_text)
        json_object_set_new(record, "distance_m",
                            json_integer((json_int_t)lround(away_from(query, found))));
    return record;
}

static void write_json(const Query *query, const GArray *found, FILE *out) {
    auto_json *list = json_array();
    for (guint i = 0; i < found->len; i++)
        json_array_append_new(list, found_json(query, &g_array_index(found, Found, i)));
    json_dumpf(list, out, JSON_INDENT(1) | JSON_REAL_PRECISION(9));
    fputc('\n', out);
}

/* ---- output for people ----------------------------------------------------------------------- */

enum { N_COLUMNS = 8 };

static guint width_of(const char *text) {
    guint width = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

static char *degrees(double value) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(buffer, sizeof buffer, "%.4f", value));
}

static char *metres(double value) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    if (value < 1000) return g_strdup_printf("%.0f m", value);
    return g_strdup_printf("%s km", g_ascii_formatd(buffer, sizeof buffer, "%.1f", value / 1000));
}

static char *admin_text(const Gazetteer *g, const Place *place) {
    const guint32 units[] = {place->admin2, place->admin1};
    GString *text = g_string_new(NULL);
    guint32 before = 0;
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        guint32 name = units[i] == NO_PLACE ? 0 : gazetteer_place(g, units[i])->name_en;
        if (!name || name == before) continue;
        if (text->len) g_string_append(text, ", ");
        g_string_append(text, gazetteer_string(g, name));
        before = name;
    }
    return g_string_free(text, FALSE);
}

/* Arabic comes last in its line, where its direction disturbs no column. */
static GStrv table_row(const Query *query, const Found *found) {
    const Gazetteer *g = query->g;
    const Place *p = gazetteer_place(g, found->place);
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    char **row = g_new0(char *, N_COLUMNS + 1);
    row[0] = query->near_text
                 ? metres(away_from(query, found))
                 : g_strdup(g_ascii_formatd(buffer, sizeof buffer, "%.2f", found->score));
    row[1] = g_strdup(gazetteer_string(g, p->id));
    row[2] = g_strdup(place_kind_name((PlaceKind)p->kind));
    row[3] = g_strdup(gazetteer_string(g, p->name_en));
    g_autofree char *lon = degrees(p->lon), *lat = degrees(p->lat);
    row[4] = g_strdup_printf("%s %s", lon, lat);
    row[5] = metres((double)p->radius_m);
    row[6] = admin_text(g, p);
    row[7] = g_strdup(gazetteer_string(g, p->name_ar));
    return row;
}

static void write_table(const Query *query, const GArray *found, FILE *out) {
    static const char *const HEAD[N_COLUMNS] = {"score",   "id",     "kind", "name",
                                                "lon lat", "radius", "in",   "Arabic"};
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_ptr_array_add(rows, g_strdupv((char **)(void *)(const char *[]){
                              query->near_text ? "away" : HEAD[0], HEAD[1], HEAD[2], HEAD[3],
                              HEAD[4], HEAD[5], HEAD[6], HEAD[7], NULL}));
    for (guint i = 0; i < found->len; i++)
        g_ptr_array_add(rows, table_row(query, &g_array_index(found, Found, i)));
    guint widths[N_COLUMNS] = {0};
    for (guint i = 0; i < rows->len; i++)
        for (guint column = 0; column < N_COLUMNS; column++)
            widths[column] =
                MAX(widths[column], width_of(((char **)g_ptr_array_index(rows, i))[column]));
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        for (guint column = 0; column < N_COLUMNS; column++) {
            fputs(row[column], out);
            guint pad = column + 1 < N_COLUMNS ? widths[column] - width_of(row[column]) + 2 : 0;
            fprintf(out, "%*s", (int)pad, "");
        }
        fputc('\n', out);
    }
}

static gboolean is_arabic(const char *name) {
    gunichar c = g_utf8_get_char(name);
    return c >= 0x0600 && c <= 0x06FF;
}

/* Scripts stand in lines of their own: mixed, a terminal would turn them about. */
static void write_other_names(const Gazetteer *g, guint32 place, gboolean arabic, FILE *out) {
    const Place *p = gazetteer_place(g, place);
    guint32 first = 0, n = gazetteer_place_names(g, place, &first), shown = 0, hidden = 0;
    for (guint32 i = first; i < first + n; i++) {
        const Name *name = gazetteer_name(g, i);
        const char *text = gazetteer_string(g, name->text);
        if (name->text == p->name_ar || name->text == p->name_en || is_arabic(text) != arabic)
            continue;
        if (shown == MAX_SHOWN_NAMES)
            hidden++;
        else
            fprintf(out, "%s%s", shown++ ? " · " : arabic ? "  Arabic " : "  also   ", text);
    }
    if (hidden) fprintf(out, " · %u more", hidden);
    if (shown) fputc('\n', out);
}

static void write_near(const Gazetteer *g, guint32 place, FILE *out) {
    const Place *p = gazetteer_place(g, place);
    LonLat here = {p->lon, p->lat};
    g_autoptr(GArray) near = neighbours(g, here, place, is_settlement(p), NEAR_MOST);
    for (guint i = 0; i < near->len; i++) {
        const Neighbour *row = &g_array_index(near, Neighbour, i);
        const Place *other = gazetteer_place(g, row->place);
        g_autofree char *away = metres(row->distance_m);
        fprintf(out, "%s%s %s %s", i ? " · " : "  near   ", gazetteer_string(g, other->name_en),
                away, compass(geo_azimuth(here, (LonLat){other->lon, other->lat})));
    }
    if (near->len) fputc('\n', out);
}

static void write_detail(const Gazetteer *g, guint32 place, FILE *out) {
    const Place *p = gazetteer_place(g, place);
    fprintf(out, "\n%s · %s\n", gazetteer_string(g, p->name_en), gazetteer_string(g, p->name_ar));
    write_other_names(g, place, FALSE, out);
    write_other_names(g, place, TRUE, out);
    write_near(g, place, out);
    fprintf(out, "  source %s\n", gazetteer_place_sources(g, place));
    if (*gazetteer_place_note(g, place))
        fprintf(out, "  note   %s\n", gazetteer_place_note(g, place));
}

/* ---- the command ----------------------------------------------------------------------------- */

static gboolean parse_point(const char *text, LonLat *ret_point) {
    char *end = NULL;
    ret_point->lon = g_ascii_strtod(text, &end);
    if (end == text || *end != ',') return FALSE;
    const char *lat = end + 1;
    ret_point->lat = g_ascii_strtod(lat, &end);
    return end != lat && *end == '\0' && fabs(ret_point->lon) <= 180 && fabs(ret_point->lat) <= 90;
}

static int compare_distances(const void *a, const void *b, void *data) {
    double x = away_from(data, a), y = away_from(data, b);
    if (x < y || x > y) return x < y ? -1 : 1;
    return ((const Found *)a)->place < ((const Found *)b)->place ? -1 : 1;
}

/* Places by name; with --near those of the best name's namesakes that lie nearest come first. */
static GArray *by_name(const Query *query, const char *name) {
    guint most = query->near_text ? gazetteer_n_places(query->g) : (guint)query->most;
    GArray *found = gazetteer_find(query->g, name, most);
    if (!query->near_text) return found;
    for (guint i = 0; i < found->len; i++)
        if (g_array_index(found, Found, i).score < g_array_index(found, Found, 0).score - 0.05)
            g_array_set_size(found, i);
    g_array_sort_with_data(found, compare_distances, (void *)query);
    if (found->len > (guint)query->most) g_array_set_size(found, (guint)query->most);
    return found;
}

static GArray *by_point(const Query *query) {
    g_autoptr(GArray) near = neighbours(query->g, query->near, NO_PLACE, FALSE, (guint)query->most);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Found));
    for (guint i = 0; i < near->len; i++) {
        Found row = {g_array_index(near, Neighbour, i).place, 1.0};
        g_array_append_val(found, row);
    }
    return found;
}

static void drop_worse(GArray *found) {
    double best = found->len ? g_array_index(found, Found, 0).score : 0;
    for (guint i = 0; best >= SURE && i < found->len; i++)
        if (g_array_index(found, Found, i).score < best - WORSE) g_array_set_size(found, i);
}

static void say_suggestions(const CommandLine *line, const Query *query, const GArray *found,
                            const char *name) {
    GString *names = g_string_new(NULL);
    guint n = 0;
    for (guint i = 0; i < found->len && n < MOST_SUGGESTIONS; i++) {
        // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): an array that has items has data
        const Place *p = gazetteer_place(query->g, g_array_index(found, Found, i).place);
        g_autofree char *one = g_strdup_printf("%s (%s)", gazetteer_string(query->g, p->name_en),
                                               gazetteer_string(query->g, p->name_ar));
        if (strstr(names->str, one)) continue;
        g_string_append_printf(names, "%s%s", n++ ? " or " : "", one);
    }
    if (n)
        command_say(line, "nothing is called '%s'; perhaps %s was meant", name, names->str);
    else
        command_say(line, "nothing is called '%s'", name);
    g_string_free(names, TRUE);
}

static int answer(CommandLine *line, const Query *query, const char *name) {
    const char *output = command_line_output(line);
    if (!output) return EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    g_autoptr(OutFile) file = out_file_open(output, &error);
    if (!file) return command_fail(line, error);
    FILE *out = out_file_stream(file);
    g_autoptr(GArray) found = *name ? by_name(query, name) : by_point(query);
    drop_worse(found);
    const Found *best = found->len ? &g_array_index(found, Found, 0) : NULL;
    if (g_strcmp0(line->format, "json") == 0) {
        write_json(query, found, out);
    } else if (best) {
        write_table(query, found, out);
        write_detail(query->g, best->place, out);
    }
    if (!best && *name == '\0')
        command_say(line, "no place is known within %d km of %s", NEAR_M / 1000, query->near_text);
    else if (!best || best->score < SURE)
        say_suggestions(line, query, found, name);
    if (!out_file_commit(file, &error)) return command_fail(line, error);
    return best ? EXIT_WELL : EXIT_FAILED;
}

int cmd_find(int argc, char **argv) {
    g_autofree char *near = NULL;
    Query query = {.most = DEFAULT_MOST};
    g_auto(CommandLine) line = {0};
    const GOptionEntry own[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &line.format, N_("form of the output"),
         "table|json"},
        {"near", 0, 0, G_OPTION_ARG_STRING, &near,
         N_("the places nearest to this point; with a name, those that bear it"), "LON,LAT"},
        {"most", 'n', 0, G_OPTION_ARG_INT, &query.most, N_("show at most N places"), "N"},
        G_OPTION_ENTRY_NULL};
    int status = command_line_parse(&line, "find", own, argc, argv);
    if (status >= 0) return status;
    query.near_text = near;
    if (near && !parse_point(near, &query.near))
        return command_usage(&line, "'%s' is no point LON,LAT in degrees", near);
    if (query.most < 1) return command_usage(&line, "--most takes a number from 1");
    g_autofree char *name = line.files ? g_strjoinv(" ", line.files) : g_strdup("");
    if (!*name && !near) return command_usage(&line, "say a name, or --near LON,LAT");
    if (!g_utf8_validate(name, -1, NULL)) return command_usage(&line, "the name is no valid UTF-8");
    query.g = command_line_gazetteer(&line);
    return query.g ? answer(&line, &query, name) : EXIT_FAILED;
}
