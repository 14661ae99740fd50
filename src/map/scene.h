/*
 * scene: the drawing as plain data, in points of the final size (1 point = 1 px at scale 1), y
 * downwards. Whoever makes it decides everything; whoever paints it decides nothing. Private to
 * map/.
 */
#pragma once

#include "map/map.h"
#include "words/words.h"

typedef struct {
    double x, y;
} Point;
typedef struct {
    double x, y, width, height;
} Box;
typedef struct {
    double r, g, b, a; /* 0 to 1, not premultiplied */
} Color;

/* ---- view: from the globe to the page ---------------------------------------------------------
 */

/* A projection and a frame. One per thread. */
typedef struct MapView MapView;

/* Fits `box` into `frame` with `padding` points on each side. `crs` NULL: Lambert conformal conic
 * (wide) or transverse Mercator (town) centred on the box. */
MapView *map_view_new(LonLatBox box, Box frame, double padding, const char *crs, GError **error);
void map_view_free(MapView *self);
/* Moves the map `right` under its frame. */
void map_view_move(MapView *self, double right);
/* Draws the map `times` as large around the middle of its frame. */
void map_view_zoom(MapView *self, double times);
Point map_view_project(const MapView *self, LonLat at);
/* The same for `n` points at once, to a twentieth of a point; NAN where the projection ends. */
void map_view_project_many(const MapView *self, const LonLat *from, gsize n, Point *ret_points);
LonLat map_view_unproject(const MapView *self, Point at);
/* Metres on the ground per point, at the frame's centre. */
double map_view_metres_per_point(const MapView *self);
/* Scale denominator at 96 px an inch. */
double map_view_scale_denominator(const MapView *self);
Box map_view_frame(const MapView *self);
/* The box on the globe that the frame shows. */
LonLatBox map_view_extent(const MapView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MapView, map_view_free)

/* ---- paths ------------------------------------------------------------------------------------
 */

/* Points in parts, as Shape has them. Owns its arrays. */
typedef struct {
    Point *points;
    guint32 n_points;
    guint32 *parts;
    guint32 n_parts;
} Path;
void path_clear(Path *self);

/* ---- what is painted ---------------------------------------------------------------------------
 */

typedef enum { HATCH_NONE, HATCH_DIAGONAL, HATCH_DOTS } Hatch;

/* How a path is filled and stroked; alpha 0 leaves it out. */
typedef struct {
    Color fill;
    Color stroke;
    double stroke_width;
    double dash[4];
    guint n_dash;
    Hatch hatch;
    bool round; /* caps and joins */
} Paint;

/* Basemap features of one layer under one paint. Drawn in array order. */
typedef struct {
    char *layer; /* name in the style: land, water, river … becomes the group's id in SVG */
    Paint paint;
    Path path;
    bool closed;
} GroundPath;

/* A shaded relief under the ground: how dark each cell of a grid on the page is. Owns its cells. */
typedef struct {
    Box box;               /* what the cells cover */
    guint32 width, height; /* 0: no relief */
    guint8 *cells;         /* 0 (none) to 255, rows from above */
    Color color;           /* of the shade; alpha is its strength where a cell is 255 */
    guint after;           /* it lies over this many paths of the ground, under the rest */
} Shade;
void shade_clear(Shade *self);

/* Shapes of symbols; sizes are the diameter. */
typedef enum {
    MARK_CIRCLE,
    MARK_SQUARE,
    MARK_DIAMOND,
    MARK_TRIANGLE,
    MARK_TRIANGLE_DOWN,
    MARK_STAR,
    MARK_CROSS,
    MARK_PENTAGON,
    MARK_HEXAGON,
    MARK_PLUS,
    MARK_NONE
} MarkShape;

/* How well the place is known decides how it is drawn. */
typedef enum {
    PRECISION_SITE,
    PRECISION_TOWN,
    PRECISION_NEAR,
    PRECISION_LINE,
    PRECISION_AREA
} PrecisionClass;

/* One symbol: one or more incidents at one place. Owns its strings, its area and the indices. */
typedef struct {
    char *id; /* stable, for SVG and the report */
    PrecisionClass precision;
    MarkShape shape;
    IncidentType type;
    Color fill, outline;
    bool hollow;       /* suspected or claimed only */
    bool ringed;       /* two or more independent reports */
    bool is_dot;       /* small: an enlargement shows the mark itself */
    double size;       /* diameter of the mark in points */
    Point at;          /* where it stands */
    Point anchor;      /* where the place is, when it had to move; equal to `at` otherwise */
    bool has_hairline; /* anchor and at differ */
    Path area;         /* uncertainty: disc, ring, band, sector, polygon; empty when crisp */
    Paint area_paint;
    bool is_extent; /* nothing but where it may have been: of several on each other the smallest
                       gives the tint */
    char *number;   /* text in the mark: count or key number; NULL when none */
    double number_size;
    Color number_color;
    char *tooltip;      /* one line in the map's language */
    guint32 *incidents; /* indices into the array given to map_scene_new */
    guint n_incidents;
} Symbol;

typedef enum {
    VOICE_STORY,
    VOICE_CONTEXT,
    VOICE_WATER,
    VOICE_REGION,
    VOICE_FURNITURE,
    VOICE_TITLE
} Voice;
typedef enum {
    ANCHOR_START,
    ANCHOR_MIDDLE,
    ANCHOR_END
} TextAnchor; /* start = left, whatever the direction */

/* How text looks. */
typedef struct {
    const char *family; /* interned */
    double size;
    int weight; /* 400, 600, 700 */
    Color color;
    Color halo;
    double halo_width; /* on each side */
} Type;

static inline bool type_has_halo(const Type *self) {
    return self->halo.a > 0 && self->halo_width > 0;
}

/* No text is set smaller. */
static inline double least_text_size(bool is_arabic) { return is_arabic ? 12.5 : 11; }

/* One line of text at its place. Owns its text. */
typedef struct {
    char *text;
    Type type;
    Direction direction;
    TextAnchor anchor;
    Point at; /* of the anchor, on the baseline */
    Box box;  /* ink box with halo, as measured */
} TextLine;

/* A label: up to three lines (name; second language; count). Owns its lines. */
typedef struct {
    char *id;
    char *name; /* of the place, for the report */
    Voice voice;
    TextLine *lines;
    guint n_lines;
    Box box;       /* around all lines */
    Point feature; /* what it names */
    bool has_leader;
    Point leader[3];
    guint n_leader;
    Color leader_color;
    Path curve; /* baseline for text on a curve (rivers, ranges); empty for straight text */
    bool placed;
    bool in_one_language; /* of the page's two */
    bool is_letter;       /* a list says the name */
    char *why;            /* moved or dropped, and why; NULL when at its first wish */
} Label;

/* Furniture: boxes with paths, marks and lines of text: legend, scale bar, locator, title, credit.
 */
typedef struct {
    char *id; /* "legend", "scale-bar", "locator", "title", "subtitle", "credit", "count",
                 "disclaimer", "key", "sample" */
    Box box;
    GArray *paths; /* GroundPath */
    GArray *marks; /* Symbol, for the legend's samples */
    GArray *lines; /* TextLine */
} Furniture;

/* What is said beside the picture, in one of its languages. Owns its texts but for `language`. */
typedef struct {
    const char *language; /* "ar" or "en" */
    Direction direction;
    char *title, *subtitle, *count, *credit;
    char *description; /* lines; the first is the title */
    char *in_words;    /* what a description is called */
} Caption;

/* Owns everything in it. */
typedef struct Fonts Fonts;

struct MapScene {
    int width, height; /* points */
    double scale;
    double most_pixels; /* of a PNG; 0: any number */
    MapLanguage language;
    Color background; /* of the page */
    Box map_frame;    /* the map itself: ground, symbols and labels are clipped to it */
    Color sea;
    GArray *ground; /* GroundPath, bottom first */
    Shade shade;
    GArray *symbols;   /* Symbol, bottom first; areas are painted before all marks */
    GArray *labels;    /* Label */
    GArray *furniture; /* Furniture */
    GPtrArray *panels; /* MapScene: a sheet of several maps instead of one; NULL where it is one */
    GArray
        *landmarks;   /* Point: cities and the towns that the story names, which nothing may hide */
    MapScene *detail; /* a part drawn larger, in a frame of the same page; or NULL */
    MapScene *next;   /* of a detail: a further part, or NULL */
    Caption captions[2];
    guint n_captions;
    char *title, *alt_text, *description; /* for role="img" and the figure */
    MapSummary summary;
    GPtrArray *warnings; /* char* */
    bool uses_osm;
    Fonts *fonts; /* by which it was laid out, with what they have read and measured; or NULL */
};

/* ---- text measured
 * -------------------------------------------------------------------------------- */

/* The private font map: Noto Sans and Noto Sans Arabic from the data folder or the system's fixed
 * paths, never by the machine's configuration. One per thread. */
Fonts *fonts_new(GError **error);
void fonts_free(Fonts *self);
/* Ink box of one line around (0,0) on the baseline, anchored as asked, without halo. Fails on a
 * glyph that no font has. */
gboolean fonts_measure(Fonts *self, const char *text, const Type *type, Direction direction,
                       TextAnchor anchor, Box *ret_ink, double *ret_advance, GError **error);
/* A copy that can be set: each character that no font has becomes U+FFFD, and is counted. */
char *fonts_mend_text(Fonts *self, const char *text, guint *ret_n_lost);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fonts, fonts_free)

/* ---- the basemap
 * ---------------------------------------------------------------------------------- */

/* The compiled basemap: layers by scale, indexed, clipped on reading. */
typedef struct Basemap Basemap;
Basemap *basemap_open(const char *path, GError **error); /* NULL: the bundled one */
void basemap_free(Basemap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Basemap, basemap_free)

/* A feature of the compiled basemap: strings are borrowed. */
typedef struct {
    const char *kind; /* class: motorway, major, international … */
    const char *name_ar, *name_en, *ref;
    int rank;
    const LonLat *points;
    const guint32 *parts; /* as in Shape */
    guint32 n_points, n_parts;
} BasemapFeature;

/* Level of the basemap for a scale denominator: 0 (country) to 3 (town). */
int basemap_level(double scale_denominator);
/* Calls `visit` for each feature of `layer` at `level` whose box meets `box`, in file order. A
 * layer without that level uses the next coarser one. */
void basemap_visit(const Basemap *self, const char *layer, int level, LonLatBox box,
                   void (*visit)(const BasemapFeature *feature, void *data), void *data);
/* The shaded relief: grey values on a grid of degrees, rows from the north; 255 is flat or lit.
 * Borrowed from the basemap. */
typedef struct {
    guint32 width, height;
    LonLatBox box;
    const guint8 *grey;
} Relief;
/* False where the basemap has none. */
bool basemap_relief(const Basemap *self, Relief *ret_relief);
/* The relief as the view's frame sees it, coarse enough for an SVG to carry; the caller sets colour
 * and `after`, and clears it. False where the basemap has none. */
bool shade_make(const Basemap *self, const MapView *view, Shade *ret_shade);
/* Projects and clips (to the frame grown by 20 points) and appends to `out`, dropping points closer
 * than 0.2 points. */
void path_add_projected(Path *out, const MapView *view, const LonLat *points, const guint32 *parts,
                        guint32 n_points, guint32 n_parts, bool closed);
/* Takes away the rings from `first_part` on, holes too, that cover less than `least` square points.
 */
void path_drop_small(Path *self, guint32 first_part, double least);

/* ---- painters
 * -------------------------------------------------------------------------------------- */

gboolean paint_png(const MapScene *scene, Fonts *fonts, const char *path, GError **error);
gboolean paint_pdf(const MapScene *scene, Fonts *fonts, const char *path, GError **error);
gboolean paint_svg(const MapScene *scene, Fonts *fonts, const char *path, GError **error);
/* paint_png chooses its colours itself; this does as told. */
gboolean paint_png_with(const MapScene *scene, Fonts *fonts, PngColors colors, const char *path,
                        GError **error);
/* paint_svg embeds the fonts; this does as told. */
gboolean paint_svg_with(const MapScene *scene, Fonts *fonts, SvgText mode, const char *path,
                        GError **error);
/* The document as a string, which the caller frees; `prefix` comes before its ids and classes. */
char *svg_new(const MapScene *scene, Fonts *fonts, SvgText mode, const char *prefix,
              GError **error);

/* ---- style
 * ------------------------------------------------------------------------------------------- */

/* A value of the style file: layer ("river"), key ("line-color"); the style's schema has a default
 * for each. */
Color style_color(const Style *self, const char *layer, const char *key);
double style_number(const Style *self, const char *layer, const char *key);
const char *style_string(const Style *self, const char *layer, const char *key);
/* Shape, fill and outline of an incident type. */
void style_incident(const Style *self, IncidentType type, MarkShape *ret_shape, Color *ret_fill,
                    Color *ret_outline);
