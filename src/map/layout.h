/*
 * layout: the bench on which a scene is made. Each step (frame, ground, symbols, furniture, labels)
 * reads what the steps before have put here and adds its own. Private to map/.
 */
#pragma once

#include "map/boxes.h"
#include "map/scene.h"

/* Incidents of one type (or colour class), equally sure, at one place. Owns its array. */
typedef struct {
    IncidentType type;
    guint category;  /* of --color-by actor or period; 0 by type */
    GArray *members; /* guint32: indices of incidents */
    bool hollow;     /* only suspected or claimed */
    bool ringed;     /* one at least has two independent reports */
    int killed;
} Stack;

/* How a group is drawn: with its marks or count and its name; or, where an enlargement shows these,
 * as dots or as its bare area. */
typedef enum { GROUP_WHOLE, GROUP_DOT, GROUP_EXTENT } GroupDrawn;

/* group-names.c: what a place is called, looked up once it is asked for: of thousands of places few
 * are named. */
typedef struct GroupNames GroupNames;

/* A place that a mark for several stands for. Owns its names. */
typedef struct {
    guint32 place; /* of the gazetteer, or NO_PLACE */
    PlaceKind kind;
    PrecisionClass precision;
    LonLat at; /* not on the page: the map may be framed anew once places are joined */
    double radius_m;
    guint n_incidents;
    guint hash; /* alike of what is one place */
    GroupNames *names;
} Member;

/* The first and the last day of what is shown, borrowed from incidents; NULL where none has a day.
 */
typedef struct {
    const char *from, *until;
} DaySpan;

/* Incidents at one place. Owns its strings and arrays; `shape` is borrowed from the incidents
 * unless `own_shape` holds it. */
typedef struct {
    char *id;
    guint32 place; /* of the gazetteer, or NO_PLACE */
    PlaceKind kind;
    LocationMethod method;
    PrecisionClass precision;
    LonLat at;
    double radius_m;
    const Shape *shape;
    Shape *own_shape;
    GroupNames *names;
    bool is_coarse;  /* no better than a governorate */
    bool is_cluster; /* stands for several places near each other */
    GArray *stacks;  /* Stack, most incidents first */
    GArray *members; /* Member: what was joined; NULL where nothing was */
    guint n_incidents;
    guint number; /* in the key; 0 without one */
    /* on the page */
    GroupDrawn drawn;
    Point anchor;
    Box box;        /* around its marks or its badge */
    bool is_wished; /* by name */
} Group;

/* A colour class of --color-by actor or period. Owns its strings. */
typedef struct {
    char *id;      /* of the actor, or YYYY-MM */
    char *ar, *en; /* name, where there is one */
} Category;

/* boundaries.c: how lines that not all agree on are drawn in a view. */
typedef struct Boundaries Boundaries;
/* Of a name in gazetteer/map-boundaries.tsv; fails on one that is not there. */
Boundaries *boundaries_new(const char *view, GError **error);
void boundaries_free(Boundaries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Boundaries, boundaries_free)
/* A line's name in the basemap, or "golan": "border", "disputed", "none"; "land", "neighbour". */
const char *boundaries_as(const Boundaries *self, const char *line);

/* Owns what it points to, but for the first five; a detail borrows fonts, basemap, boundaries and
 * words. */
typedef struct Layout Layout;
struct Layout {
    const Incident *const *incidents;
    guint n_incidents;
    const MapOptions *options;
    const Style *style;
    const Gazetteer *gazetteer;
    Fonts *fonts;
    Basemap *basemap;
    Boundaries *boundaries;
    Words *words[2]; /* the page's languages, the leading one first */
    guint n_words;
    Direction direction;   /* of the page */
    bool compact;          /* a phone's width */
    bool has_legend;       /* it stands outside of the map */
    bool legend_below;     /* below it, where the page is no phone's */
    char *where[2];        /* what layout_where said, in each language, before places were joined */
    double letters_room;   /* kept below the map for a list of letters */
    double letters_price;  /* times what a letter costs a name; 0: names have none */
    double letters_needed; /* of such room, by the list; 0: none is there, or none needed */
    bool names_as_room_allows; /* marks are too many for all to be named */
    bool has_key;              /* marks bear their place's number in a list below */
    bool refuses_key;          /* it would leave the map too little */
    bool is_tight;             /* so small a page that the text around the map gives way */
    bool has_lost_language;    /* the page says something in one of its two languages only */
    bool must_be_brief;        /* however much room there is */
    bool is_brief;             /* and says things in fewer words */
    bool is_brief_head;        /* the subtitle, too */
    Box side;                  /* room left below a legend beside the map; empty without one */
    guint signs_kept;          /* what the legend explains though it may not be there */
    guint signs_told;          /* what the legend explained when it was made (legend_signs) */
    guint most_notes;          /* rows of the legend beside the types, at the most */
    guint n_page_furniture;    /* how much of the furniture stands outside of the map */
    MapScene *scene;
    MapView *view;
    GArray *groups;         /* Group: what has a place */
    GHashTable *areas;      /* areas within the border (areas_table_new); borrowed by details and
                               panels; NULL: none is kept */
    bool shows_disputed;    /* a disputed border runs through the frame */
    guint n_outside;        /* incidents with a place beyond the frame */
    DaySpan days;           /* layout_days, once the page is set */
    bool *shown;            /* an incident each: it is drawn, and no such one; NULL before groups */
    double largest_mark;    /* against that of one incident; 0 before marks are placed */
    guint n_places;         /* groups before any were joined */
    GArray *unplaced;       /* Stack: what has none */
    GArray *categories;     /* Category, in order of first use */
    GArray *obstacles;      /* Box: what no label may cover */
    GArray *wishes;         /* Wish: names that the map may bear; NULL before these are made */
    GArray *pins;           /* Pin: an editor's wishes for labels; NULL before these, or without */
    GError *failure;        /* the first thing that went wrong; later steps become empty */
    GArray *detail_choices; /* what may be drawn larger (detail.h); NULL before it is asked */
    Layout *detail;         /* of a dense part, drawn larger; or NULL */
    Layout *next;           /* of a detail: of a further part, or NULL */
    Box part;               /* of a detail: what it shows, on the map */
    bool is_detail;
    guint8 *only;          /* an incident each: not 0 where a detail shows it; NULL: all */
    bool is_sheet;         /* several maps on one page: the legend stands below them */
    const guint8 *periods; /* of an overlay, an incident each: 0 the first period, drawn hollow, 1
                              the second; NULL where it is none */
    char *notes[2];        /* what the foot says besides, a language each; or NULL */
    char *titles[2], *subtitles[2]; /* instead of those made, a language each; or NULL */
    /* The legend of a sheet whose symbols are its own; NULL: that of the marks. */
    void (*own_legend)(Layout *self, double width, Furniture *ret_legend);
    const void *sheet; /* what that needs; borrowed */
    guint most_labels; /* of towns, at the most; 0: as many as the style says */
};

/* ---- boxes and colours ------------------------------------------------------------------------
 */

Color color_with_alpha(Color color, double alpha);
/* `share` of `other` mixed in. */
Color color_mixed(Color color, Color other, double share);
/* WCAG 2 contrast of two opaque colours. */
double color_contrast(Color a, Color b);

/* ---- paths ------------------------------------------------------------------------------------
 */

void path_begin(Path *self);
void path_add(Path *self, Point point);
void path_move(Path *self, double dx, double dy);
/* The caller clears it. */
Path path_copy(const Path *self);
Box path_box(const Path *self);
bool path_holds(const Path *self, Point point);
/* Distance from a point to the nearest edge. */
double path_distance(const Path *self, Point point);
void path_add_circle(Path *self, Point centre, double radius);
/* The convex ring around points, which it puts into another order. */
void path_add_hull(Path *self, Point *points, guint n);
/* A slice from angle `from` to `to`, clockwise from the right. */
void path_add_sector(Path *self, Point centre, double radius, double from, double to);
void path_add_rounded_box(Path *self, Box box, double radius);
/* Leaves of the rings what lies inside of those of `by`, by GEOS. */
void path_cut(Path *self, const Path *by);
/* Fills the notches of an area and rounds its corners off by circles of this share of its own
 * radius, less where it is narrow: it must not look surveyed. */
void path_soften(Path *self, double share);
/* The outline of everything within `distance` of the lines of `self`, by GEOS. */
void path_add_band(Path *out, const Path *lines, double distance);

/* ---- text -------------------------------------------------------------------------------------
 */

/* Does a box keep so far from all that no label may cover? Pixels. */
bool layout_is_clear(const Layout *self, Box box, double clearance);
/* And so far from the edge of the map, with room for a name beside others in its line? */
bool layout_has_room(const Layout *self, Box box, double edge, double clearance);

/* How a layer's text looks in a language. */
Type layout_type(const Layout *self, const char *layer, const Words *words);
double layout_advance(Layout *self, const char *text, const Type *type, Direction direction);
/* A line at `at`, measured. */
TextLine layout_line(Layout *self, const char *text, const Type *type, Direction direction,
                     TextAnchor anchor, Point at);
/* Is the blank one at which no line ends: after a number, or the first word of "دير الزور"? */
bool layout_keeps_together(const Layout *self, const char *text, const char *blank);
/* The text broken into lines no wider than `width`. */
GPtrArray *layout_wrap(Layout *self, const char *text, const Type *type, Direction direction,
                       double width);
void text_line_clear(TextLine *self);
void text_line_move(TextLine *self, double dx, double dy);
double type_line_height(const Type *type);

/* An empty scene of the page's size. */
MapScene *scene_new(const MapOptions *options, const Style *style);
/* Frees what a layout has beside scene, view and what details borrow. */
void layout_clear_parts(Layout *self);

/* ---- scene parts ------------------------------------------------------------------------------
 */

void ground_path_clear(GroundPath *self);
void symbol_clear(Symbol *self);
void label_clear(Label *self);
/* Of Label, none yet. */
GArray *labels_new(void);
void furniture_clear(Furniture *self);
void furniture_init(Furniture *self, const char *id);
void furniture_move(Furniture *self, double dx, double dy);
void furniture_add_path(Furniture *self, const char *layer, Path *path, Paint paint, bool closed);
void furniture_add_line(Furniture *self, TextLine line);

/* ---- steps ------------------------------------------------------------------------------------
 */

/* groups.c: which incidents are drawn, and which stand together. */
void layout_group(Layout *self);
/* Adds the incidents of another place nearby; the group then stands for both, and is settled once
 * all are in it (group_settle_cluster). */
void group_join(Group *into, Group *from);
/* Is the place the group's, or one of those that it stands for? */
bool group_has_place(const Group *self, guint32 place);
/* Colour classes, none yet; a layout whose classes are known beforehand sets them itself. */
GArray *categories_new(void);
/* Name of a colour class in a language. The caller frees it. */
char *category_name(const Category *self, const Words *words);
/* The place of a group in the gazetteer, or NULL. */
const Place *group_place(const Layout *self, const Group *group);
/* group-names.c: names that are known; takes both. A group owns its own. */
GroupNames *group_names_of(char *ar, char *en);
void group_names_free(GroupNames *self);
/* The name of a group in a language; never NULL, borrowed of the group. */
const char *group_name(const Layout *self, const Group *group, const Words *words);
const char *group_name_in(const Layout *self, const Group *group, bool arabic);
/* The days of all that is on the map. */
DaySpan layout_days(const Layout *self);
/* Is the incident on the map, in a place or among those without one? */
bool layout_shows(const Layout *self, guint32 incident);
guint layout_n_drawn(const Layout *self);

/* titles.c: title, subtitle, counts, credit. */
char *layout_title(const Layout *self, const Words *words);
/* The title without its time: what happened, and `where`; NULL: where it happened. */
char *layout_topic(const Layout *self, const Words *words, const char *where);
/* Does any of the incidents come with its type? True where none is drawn. */
bool layout_knows_types(const Layout *self);
/* What one incident of the type is called. The caller frees it. */
char *layout_type_label(const Layout *self, IncidentType type, const Words *words);
char *layout_subtitle(const Layout *self, const Words *words);
char *layout_coarse(const Layout *self, const Words *words);
char *layout_credit(const Layout *self, const Words *words);
/* The same in fewer words, for pages with little room; what the credit says of boundaries stands by
 * itself then, and may be empty. */
char *layout_subtitle_brief(const Layout *self, const Words *words);
char *layout_coarse_brief(const Layout *self, const Words *words);
char *layout_credit_brief(const Layout *self, const Words *words);
char *layout_disclaimer_brief(const Layout *self, const Words *words);
char *layout_alt_text(const Layout *self, const Words *words);
char *layout_description(const Layout *self, const Words *words);
/* What happened at a place, and when, as a line of the key. */
char *layout_group_in_words(const Layout *self, const Group *group, const Words *words);
/* The region that the incidents lie in ("along the Euphrates and in the Badia"). */
char *layout_where(const Layout *self, const Words *words);

/* scene.c: makes the scene, reads what every layout needs, in `options`, `style` and the rest. */
gboolean layout_open(Layout *self, GError **error);
/* Title, alternative text, description. */
void layout_describe(Layout *self);
void layout_clear(Layout *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Layout, layout_clear)

/* page.c: what stands above and below the map. Sets map_frame. */
void layout_page(Layout *self);

/* frame.c: the view. FALSE with `error` on an unknown focus. */
gboolean layout_frame(Layout *self, GError **error);
/* Does the map choose its view, and no user? */
bool layout_frames_itself(const Layout *self);
/* What the focus asks to be in view. */
gboolean layout_ground_box(const Layout *self, LonLatBox *ret_box, GError **error);
/* A named view of map-views.tsv. */
gboolean frame_view(const char *name, LonLatBox *ret_box, GError **error);

/* ground.c */
void layout_ground(Layout *self);

/* areas.c */
/* What is drawn for the group's shape where it only lies "about here": rounded off. The caller
 * frees it; NULL: as it is. */
Shape *area_soft_shape(const Layout *self, const Group *group);
/* The path of a group's uncertainty in points. */
void area_path(const Layout *self, const Group *group, Path *ret_area);
/* The same, and how it is painted. */
void area_make(const Layout *self, const Group *group, Path *ret_area, Paint *ret_paint);
/* The edge of what is tinted with `color`: told from the land, light or dark, by 3:1. */
Color area_edge_color(const Style *style, Color color);
/* A shape as far as the border that the map draws; the caller lets go of it. */
Shape *area_within_border(const Layout *self, const Shape *shape);
/* An empty table for Layout.areas. */
GHashTable *areas_table_new(void);

/* symbols.c */
void layout_symbols(Layout *self);
/* An area smaller than a mark is drawn as what it is at this scale: a ring. */
void group_narrow(const Layout *self, Group *group);
/* The look of a stack's mark, without its place. */
Symbol stack_symbol(const Layout *self, const Stack *stack, double size);
double stack_size(const Layout *self, const Stack *stack);

/* legend.c: the legend with its top left corner at (0, 0): types and notes in one column, beside
 * each other, or flowing over `width` one below the other; with a panel behind it where it lies on
 * the map. */
typedef enum {
    LEGEND_COLUMN,
    LEGEND_LOW_COLUMN, /* two languages on a line */
    LEGEND_TWO_COLUMNS,
    LEGEND_STRIP
} LegendForm;
void legend_make(Layout *self, LegendForm form, double width, bool with_panel,
                 Furniture *ret_legend);
bool legend_needed(const Layout *self);
/* Which signs that a legend explains are on the map as it is now: a bit for each. */
guint legend_signs(const Layout *self);
/* A box with the counts of what has no place, likewise. */
void unplaced_make(Layout *self, Furniture *ret_box);
void furniture_add_panel(const Layout *self, Furniture *furniture, Box box);

/* key.c: numbers the groups, and makes the list of them with its top left corner at (0, 0). False
 * where it would take too much of the page: then none is numbered. */
bool key_make(Layout *self, double width, Furniture *ret_key);
/* Gives the groups of an enlargement the numbers that the whole map's have. */
void key_copy_numbers(const Layout *whole, Layout *detail);

/* furniture.c: what stands on the map. False where the legend finds no room on it. */
bool layout_furniture(Layout *self);
/* Which of some sizes finds the best room at the map's edges, where it hides nothing, and where;
 * -1: none does. */
int layout_find_room(const Layout *self, const Box *sizes, guint n, Point *ret_at);
/* Puts the legend into a column beside the map or a strip below it, whichever leaves the story
 * larger. */
void layout_legend_off_map(Layout *self);
/* inset.c: scale bar and locator, with the top left corner at (0, 0). False where none is needed.
 */
bool scale_bar_make(Layout *self, Furniture *ret_bar);
bool locator_make(Layout *self, Furniture *ret_locator);

/* shields.c: numbers of the roads that the story names. */
void layout_shields(Layout *self);

/* labels.c: are so many groups more than the page can name? */
bool layout_is_crowd(const Layout *layout, guint n_groups);
/* towns.c: is a place the seat of a unit, of a kind between these? */
bool layout_is_seat(const Layout *layout, guint32 place, PlaceKind widest, PlaceKind finest);
/* towns.c: fills the scene's landmarks: capitals of governorates, and the towns that the story says
 * where it is by. */
void layout_landmarks(Layout *self);

/* labels.c */
void layout_labels(Layout *self);
/* letters.c: how many names of the map and its enlargements stand badly, so that a letter would
 * serve them better. */
guint letters_wanted(const Layout *self);
/* Gives the letters out that names were set for, and sets their list: in the room kept for it, or
 * else beside the map or on it. False where there is no room; letters_needed says then how high it
 * would be below the map: 0: it is not worth that, INFINITY: too high. */
bool letters_set(Layout *self);
/* names.c: all names of the map and its enlargements, and the list of letters. */
void layout_names(Layout *self);
/* regions.c: names of countries, governorates, rivers and ranges, into what room is left. */
void layout_region_labels(Layout *self);
void layout_river_labels(Layout *self);
void layout_range_labels(Layout *self);

/* preflight.c */
void layout_preflight(Layout *self);

/* pins.c: an editor's own wishes for labels. */
typedef struct {
    char *name;
    bool hidden;
    bool has_shift;
    Point shift; /* of the label's centre from its feature, in points */
} Pin;
GArray *pins_read(const char *path, GError **error);
const Pin *pins_find(const GArray *pins, const char *name_ar, const char *name_en);
/* Shall no label of this name be there? */
bool pins_hide(const GArray *pins, const char *name_ar, const char *name_en);
