/*
 * gazetteer: what kharita knows. The tables under gazetteer/ are compiled into one packed file;
 * here it is opened read-only and asked: which places bear this name, which words of a text stand
 * in which table, what is the area of this district.
 */
#pragma once

#include <string.h>

#include "text/text.h"

#define NO_PLACE G_MAXUINT32

typedef struct Gazetteer Gazetteer;

/* Opens a compiled gazetteer; `path` NULL means the bundled one, which is believed, while any other
 * is looked through once. */
Gazetteer *gazetteer_open(const char *path, GError **error);
void gazetteer_free(Gazetteer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Gazetteer, gazetteer_free)

/*
 * Compiles tables for this run alone and opens the result: `folder` (NULL means the bundled tables)
 * with a desk's own places, NULL-ended `more_places` (may be NULL). Takes about a second.
 */
Gazetteer *gazetteer_open_tables(const char *folder, const char *const *more_places,
                                 GError **error);
/* A desk's own tables: NULL-ended lists of files, or NULL. Borrows all. */
typedef struct {
    const char *const *places, *const *actors;
} DeskTables;
/* The same with a desk's own actors too. */
Gazetteer *gazetteer_open_desk(const char *folder, const DeskTables *desk, GError **error);

/*
 * What a later stage makes of the tables once, and keeps beside them: `make` is called on the first
 * demand, whichever thread has it; `release` (of the first demand) when the gazetteer is freed.
 * What threads change in it they guard themselves.
 */
typedef enum {
    KEPT_BY_TOPONYM,
    KEPT_HEADS,
    KEPT_CUES,
    KEPT_SLIPS,
    KEPT_KEY_RULES,
    KEPT_ENGLISH_HEADS,
    KEPT_MARK_KINDS,
    KEPT_RELATION_NAMES,
    KEPT_BY_PLACE,
    KEPT_POINTS,
    KEPT_REGIONS,
    KEPT_STEPPES,
    KEPT_LINES,
    KEPT_BY_INCIDENT,
    N_KEEPERS
} Keeper;
void *gazetteer_kept(const Gazetteer *self, Keeper keeper,
                     void *(*make)(const Gazetteer *gazetteer), GDestroyNotify release);

/* ---- places ---------------------------------------------------------------------------------- */

/* Kinds of place: each is a row of kinds.tsv, which the build checks. The names are in kinds.c. */
typedef enum {
    PLACE_COUNTRY,
    PLACE_GOVERNORATE,
    PLACE_DISTRICT,
    PLACE_SUBDISTRICT,
    PLACE_REGION,
    PLACE_COUNTRYSIDE,
    PLACE_CITY,
    PLACE_TOWN,
    PLACE_VILLAGE,
    PLACE_HAMLET,
    PLACE_QUARTER,
    PLACE_STREET,
    PLACE_CAMP,
    PLACE_OILFIELD,
    PLACE_GASFIELD,
    PLACE_FACILITY,
    PLACE_BASE,
    PLACE_BARRACKS,
    PLACE_AIRPORT,
    PLACE_CROSSING,
    PLACE_BRIDGE,
    PLACE_DAM,
    PLACE_CASTLE,
    PLACE_RUIN,
    PLACE_SHRINE,
    PLACE_MOSQUE,
    PLACE_CHURCH,
    PLACE_HOSPITAL,
    PLACE_SCHOOL,
    PLACE_UNIVERSITY,
    PLACE_PRISON,
    PLACE_MOUNTAIN,
    PLACE_HILL,
    PLACE_WADI,
    PLACE_DESERT,
    PLACE_RIVER,
    PLACE_LAKE,
    PLACE_ISLAND,
    PLACE_ROAD,
    PLACE_JUNCTION,
    PLACE_ROUNDABOUT,
    PLACE_SQUARE,
    PLACE_STATION,
    PLACE_SILO,
    PLACE_MINE,
    PLACE_MARKET,
    PLACE_FARM,
    PLACE_BUILDING,
    PLACE_RAILWAY,
    PLACE_LOCALITY,
    N_PLACE_KINDS
} PlaceKind;

/* The word of the tables ("village"). */
const char *place_kind_name(PlaceKind kind);
/* What a key or a reason prints, language "ar" or "en". */
const char *place_kind_label(PlaceKind kind, const char *language);
/* FALSE when `name` is no kind. */
gboolean place_kind_parse(const char *name, PlaceKind *ret_kind);
bool kind_is_settlement(PlaceKind kind); /* city to hamlet */
bool kind_is_unit(PlaceKind kind);       /* country to subdistrict */

/* One place, as it lies in the packed file. Strings are offsets for gazetteer_string. */
typedef struct {
    double lon, lat;
    float radius_m;     /* of the place's own point or area: 90 % */
    guint32 population; /* 0 when unknown */
    guint32 id, name_ar, name_en, pcode;
    guint32 parent, admin1, admin2, admin3; /* indices of places, or NO_PLACE */
    guint32 area;                           /* index for gazetteer_area, or NO_PLACE */
    guint16 kind;                           /* PlaceKind */
    guint8 is_abroad;                       /* outside Syria */
    guint8 is_osm : 1;                      /* from OpenStreetMap: a map that shows it credits it */
    guint8 is_desk : 1; /* of a desk's own table (--add-places), which takes precedence */
    guint8 spare : 6;
} Place;

/* Places go by their index, from 0, in the order of their ids; borrowed, as all below. */
guint32 gazetteer_n_places(const Gazetteer *self);
const Place *gazetteer_place(const Gazetteer *self, guint32 place);
/* Its point in space, for distances that are only compared. */
const GeoSpot *gazetteer_spot(const Gazetteer *self, guint32 place);
/* Where the place comes from and what an editor noted about it; borrowed, "" when nothing. */
const char *gazetteer_place_sources(const Gazetteer *self, guint32 place);
const char *gazetteer_place_note(const Gazetteer *self, guint32 place);
/* The place's names lie one after another from *ret_first, display names first; gives their number.
 */
guint32 gazetteer_place_names(const Gazetteer *self, guint32 place, guint32 *ret_first);
/* "display", or the kind of variant that names.tsv states: short, spelling, second … Borrowed. */
const char *gazetteer_name_kind(const Gazetteer *self, guint32 name);
/* Borrowed, never NULL: offset 0 is "". */
const char *gazetteer_string(const Gazetteer *self, guint32 offset);
/* The place with this id, or NO_PLACE. */
guint32 gazetteer_by_id(const Gazetteer *self, const char *id);

/* A new shape with the place's polygons, or NULL where it has only a point. The caller frees it. */
Shape *gazetteer_area(const Gazetteer *self, guint32 place);
/* Is the point inside the place's polygon? FALSE where it has none. */
gboolean gazetteer_area_holds(const Gazetteer *self, guint32 place, LonLat point);
/* The unit of `kind` (governorate, district, subdistrict, country) that holds a point, or NO_PLACE.
 */
guint32 gazetteer_admin_at(const Gazetteer *self, LonLat point, PlaceKind kind);
/* Calls `visit` for each place within `distance_m` of `point`, in no order. */
void gazetteer_near(const Gazetteer *self, LonLat point, double distance_m,
                    void (*visit)(guint32 place, double distance_m, void *data), void *data);
/* The same for who does not ask how far each is: much faster. */
void gazetteer_around(const Gazetteer *self, LonLat point, double distance_m,
                      void (*visit)(guint32 place, void *data), void *data);

/* A road, river or railway. Strings are offsets for gazetteer_string. */
typedef struct {
    guint32 id, name_ar, name_en, ref;
    guint32 first_point, n_points; /* into gazetteer_line_points */
    guint16 kind;                  /* LineKind */
    guint16 is_osm;
} Line;
typedef enum { LINE_ROAD, LINE_RIVER, LINE_RAIL } LineKind;

/* Lines go by their index; several parts of one road are several lines. */
guint32 gazetteer_n_lines(const Gazetteer *self);
const Line *gazetteer_line(const Gazetteer *self, guint32 line);
const LonLat *gazetteer_line_points(const Gazetteer *self);

/* A vertex of the roads, and where it leads to. */
typedef struct {
    LonLat point;
    guint32 first_edge, n_edges;
} RoadNode;
typedef struct {
    guint32 to;      /* node */
    guint32 is_join; /* no road: one of the two is a loose end, which meets what lies within
                        ROAD_JOIN_M (and a little more, for planes of other scales) */
} RoadEdge;
#define ROAD_JOIN_M 400.0

/* The graph of the roads: nodes by latitude, from the south. */
const RoadNode *gazetteer_roads(const Gazetteer *self, guint32 *ret_n, const RoadEdge **ret_edges);

/* A row of relations.tsv. */
typedef struct {
    guint32 place, other; /* places; `other` may be NO_PLACE */
    guint32 relation;     /* string */
    guint32 line;         /* the first part of the line that `other` names (a river), or NO_PLACE */
} Relation;
/* The next such row of a place, in the order of the table, from `cursor` on, which begins at 0 and
 * moves behind it; NULL when there is none. Borrowed. */
const Relation *gazetteer_next_relation(const Gazetteer *self, guint32 place, const char *relation,
                                        guint32 *cursor);

/* ---- words ----------------------------------------------------------------------------------- */

/* The tables whose forms are found in a text, besides the names of places. */
typedef enum {
    TABLE_NAME, /* entry: index of a Name */
    TABLE_HEAD,
    TABLE_CUE,
    TABLE_COMMON,
    TABLE_NOT_PLACE,
    TABLE_TRIGGER,
    TABLE_ACTOR,
    TABLE_TARGET,
    TABLE_WEAPON,
    TABLE_MODALITY,
    TABLE_CONNECTIVE,
    TABLE_HARM,
    TABLE_NUMBER,
    TABLE_CALENDAR,
    TABLE_BOILERPLATE,
    TABLE_RELATION_NAME, /* from here on keys, not forms: none of it is found in a text */
    TABLE_GLOSS,
    TABLE_ACCEPTED,
    TABLE_SOURCE,
    TABLE_SOUND,
    TABLE_ENGLISH_HEAD,
    TABLE_FOE,
    TABLE_HOLDER,
    N_TABLES
} TableId;

/* A name of a place. */
typedef struct {
    guint32 place;
    guint32 text;        /* string: as the table writes it */
    guint16 is_display;  /* it is name_ar or name_en itself, not a variant */
    guint16 has_article; /* its first word begins with ال */
} Name;
const Name *gazetteer_name(const Gazetteer *self, guint32 name);

/* A column's name in one number, which the compiler reckons where the name is written out. No two
 * columns of one table share it. */
static inline guint32 column_code(const char *name) {
    gsize len = strlen(name);
    return (guint32)(guint8)name[0] | (guint32)(guint8)name[1] << 8 |
           (guint32)(guint8)name[len - 1] << 16 | (guint32)len << 24;
}
const char *gazetteer_cell_by_code(const Gazetteer *self, TableId table, guint32 row, guint32 code);
/*
 * The cells of a row of a word table, by column name ("type", "value"); "" where empty. The row is
 * what Match.entry says. Unknown column names are a programmer's mistake.
 */
static inline const char *gazetteer_cell(const Gazetteer *self, TableId table, guint32 row,
                                         const char *column) {
    return gazetteer_cell_by_code(self, table, row, column_code(column));
}
/* Is this what the cell says? */
static inline gboolean gazetteer_cell_is(const Gazetteer *self, TableId table, guint32 row,
                                         const char *column, const char *value) {
    const char *cell = gazetteer_cell(self, table, row, column);
    return cell[0] == value[0] && strcmp(cell, value) == 0;
}
guint32 gazetteer_n_rows(const Gazetteer *self, TableId table);

/* A form of a table, or a place name, found in a text. */
typedef struct {
    TableId table;
    guint32 entry; /* row of the table; for TABLE_NAME index of a Name */
    guint32 first_token, n_tokens;
    guint8 clitics; /* CLITIC_* taken off the first token */
    bool article;   /* the first token has ال in the text */
    bool exact; /* every token met the form as it stands, with its article, before folding of ال */
    bool variant; /* of a name: a rule of variants.tsv made this spelling; needs more support */
} Match;

/* Every match in a text, by first token, then longest first, then table and entry. Owns its arrays.
 */
typedef struct {
    Match *items;
    guint32 n;
    guint32 *at;     /* where those of each token begin; n_tokens + 1 items */
    guint32 *tables; /* beside it: bits of their tables */
    guint32 n_tokens;
} Matches;
G_STATIC_ASSERT(N_TABLES <= 32);

/* Finds all forms of all tables in a text in one pass. Free with matches_free. */
Matches *gazetteer_scan(const Gazetteer *self, const Text *text);
void matches_free(Matches *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Matches, matches_free)
/* Those that begin with the first word alone. */
Matches *gazetteer_scan_first(const Gazetteer *self, const Text *text);
/*
 * Words that forms may begin with («مطار»): asked often whether a form goes on with some word, they
 * are looked up once. Owns its array; the gazetteer is borrowed.
 */
typedef struct Opening Opening;
Opening *opening_new(const Gazetteer *gazetteer, const char *words);
void opening_free(Opening *self);
/* May a form go on with this word of letters (in search form) behind them? FALSE is sure. */
gboolean opening_may_go_on(const Opening *self, const char *word);
/* Does any form of any table hold the word (in search form), with or without its article? */
gboolean gazetteer_knows_word(const Gazetteer *self, const char *form);
/* The index of the first match that begins at or after `token`. */
static inline guint32 matches_at(const Matches *self, guint32 token) {
    return self->at[MIN(token, self->n_tokens)];
}
/* Does a match of the table begin at `token`? */
static inline bool matches_have(const Matches *self, guint32 token, TableId table) {
    return token < self->n_tokens && (self->tables[token] >> table & 1);
}

/* ---- look-up by hand, build, audit ------------------------------------------------------------
 */

typedef struct {
    guint32 place;
    double score; /* 0 to 1 */
} Found;

/* Places for a name typed by a person: Arabic or Latin in any spelling, P-code, or part of a name;
 * best first. GArray of Found; the caller unrefs it. */
GArray *gazetteer_find(const Gazetteer *self, const char *name, guint most);
/* Those of them that lie near a point, and are told without a look at every name: none where no
 * place there surely bears it. */
GArray *gazetteer_find_near(const Gazetteer *self, const char *name, LonLat at, double most_m,
                            guint most);

/* FALSE where no place's Arabic name can be one letter away (more, less, other, two swapped) from
 * this word in search form: told at once, while a look-up takes a look at every name. */
gboolean gazetteer_may_be_slip(const Gazetteer *self, const char *form);

/* Compiles the tables in `folder` into `path`. Fails with file and line of the first bad row. */
gboolean gazetteer_build(const char *folder, const char *path, GError **error);
/*
 * The same with a desk's own tables. Places have the form of places.tsv, of which only id, kind, a
 * name, lon and lat must be there, and `other_names` may; they take precedence over ours where they
 * have the same id. Actors have the form of actors.tsv, of which only id, forms and a name must be
 * there; an id of ours gets further forms, and no form may be that of an actor of ours.
 */
gboolean gazetteer_build_with(const char *folder, const DeskTables *desk, const char *path,
                              GError **error);

/* What somebody says in passing of where a place lies: «تل أبيض 100 كم شمالي الرقة». */
typedef struct {
    guint32 place, from;
    double distance_m, bearing; /* NAN when not said */
    double tolerance_m;         /* NAN: what such talk usually allows */
} Gloss;
/* How the coordinates contradict it, in words; NULL where they bear it out. The caller frees it. */
char *gazetteer_contradiction(const Gazetteer *self, const Gloss *gloss);

/* What the audit has found. Hard findings are mistakes that must not ship; soft ones are for an
 * editor to look at, who may accept them in accepted.tsv. Owns its strings. */
typedef struct {
    const char *rule;
    gboolean is_hard, is_accepted;
    char *file; /* and line: the row to look at */
    guint line;
    char *subject; /* what it is about: ids, a name; what a row of accepted.tsv names */
    char *message;
} Finding;
/* A finding about a gloss that a text has; the caller frees it with finding_free. */
Finding *finding_new_gloss(const Gazetteer *self, const char *file, const Gloss *gloss,
                           const char *contradiction);
void finding_free(Finding *self);

/* Audits a compiled gazetteer, or only the desk's own places in it. GPtrArray of Finding, by file,
 * line and rule; the caller unrefs it. */
typedef enum { CHECK_ALL, CHECK_DESK } CheckScope;
GPtrArray *gazetteer_check(const Gazetteer *self, CheckScope scope);
