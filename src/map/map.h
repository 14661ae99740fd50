/*
 * map: an array of incidents in, a drawn map out. First a scene is made: symbols sized, labels
 * placed, furniture set, all as plain data in points at the final size; then one of two painters
 * draws it. One scene gives PNG, SVG and PDF.
 */
#pragma once

#include "incident/incident.h"

typedef struct Style Style;
typedef struct MapScene MapScene;

/* Reads a style by name (styles/NAME.style) or path. Fails with file and line and the key that was
 * meant. */
Style *style_load(const char *name_or_path, GError **error);
void style_free(Style *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Style, style_free)

typedef enum { LANGUAGE_AR, LANGUAGE_EN, LANGUAGE_BOTH } MapLanguage;
/* "ar", "en", "both"; FALSE of any other. */
gboolean map_language_parse(const char *name, MapLanguage *ret_language);

typedef enum { COLOR_BY_TYPE, COLOR_BY_ACTOR, COLOR_BY_PERIOD } ColorBy;
typedef enum { SIZE_BY_NONE, SIZE_BY_KILLED, SIZE_BY_COUNT } SizeBy;

typedef struct {
    int width_px, height_px;
    double scale;       /* of PNG: 2 gives twice the pixels */
    double most_pixels; /* of PNG: a larger one is not drawn */
    MapLanguage language;
    const char *title, *subtitle, *credit; /* NULL: made from the data */
    const char *focus;                     /* auto syria euphrates badia, place name, or W,S,E,N */
    const char *boundaries;                /* a view of map-boundaries.tsv; NULL: disputed */
    const char *crs;                       /* NULL or "auto", or "EPSG:…" */
    ColorBy color_by;
    SizeBy size_by;
    bool include_strategic;
    bool key; /* places bear numbers, which a list below the map explains, instead of names */
    const char *pins; /* sidecar file of pinned and hidden labels, or NULL */
} MapOptions;

/* What holds where nothing is asked: wide, Arabic, framed by the incidents. */
void map_options_init(MapOptions *self);
/* "1200x675" or a preset: wide square story column print-a4. */
gboolean map_options_set_size(MapOptions *self, const char *size, GError **error);

/* Numbers that the commands say of a map. */
typedef struct {
    guint n_incidents, n_drawn, n_unplaced, n_coarse; /* coarse: no better than a governorate */
    guint n_labels_wished, n_labels_placed;
} MapSummary;

/*
 * Places everything. `incidents` is an array of const Incident pointers; those not drawn are
 * counted. Borrows style, gazetteer and incidents only during the call. Fails on a broken basemap,
 * font or focus.
 */
MapScene *map_scene_new(const Incident *const *incidents, guint n, const MapOptions *options,
                        const Style *style, const Gazetteer *gazetteer, GError **error);
void map_scene_free(MapScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MapScene, map_scene_free)

/* What was drawn and what was not, counted; borrowed. */
const MapSummary *map_scene_summary(const MapScene *self);
/* What preflight found, a line each; empty when all is well. Borrowed. */
const GPtrArray *map_scene_warnings(const MapScene *self);
/* The map in words, in the map's language: short (under 150 characters) and long. Borrowed. */
const char *map_scene_alt_text(const MapScene *self);
const char *map_scene_description(const MapScene *self);

/* Writes the scene; the ending of `path` (.png .svg .pdf) decides. The file is whole or absent. */
gboolean map_scene_write(const MapScene *self, const char *path, GError **error);

/* Text of an SVG: with the glyphs of its fonts (the default), trusting the reader's fonts, or as
 * outlines. */
typedef enum { SVG_TEXT_EMBEDDED, SVG_TEXT_PLAIN, SVG_TEXT_OUTLINE } SvgText;
/* "embedded", "plain" or "outline". */
gboolean svg_text_parse(const char *name, SvgText *ret_mode);

/* Colours of a PNG: 256 where no eye sees the difference from all of them (palette.h has the
 * measure), or always all. */
typedef enum { PNG_COLORS_AUTO, PNG_COLORS_FULL } PngColors;

/* How files are written; all 0 is the default. */
typedef struct {
    SvgText svg_text;
    PngColors png_colors;
    /* Writes the PNG at `png` as WebP too, for the pages of map_embed_write; NULL: none. */
    gboolean (*webp)(const char *png, const char *path, GError **error);
} MapWriting;
/* Fails where the ending of `path` names no format that a scene can be written in. */
gboolean map_check_path(const char *path, GError **error);
/* The same as map_scene_write, in a way of one's own. */
gboolean map_scene_write_with(const MapScene *self, const char *path, const MapWriting *writing,
                              GError **error);
/*
 * The map as an <svg> element to stand in a page, its text in the reader's fonts. `prefix` comes
 * before every id and class, so that a page can hold several. The caller frees it.
 */
char *map_scene_svg(const MapScene *self, const char *prefix, GError **error);
/* The ids of the symbols that show incident `index` of the array given to map_scene_new, those of
 * an enlargement first, as the <svg> has them after its prefix. GPtrArray of borrowed strings; the
 * caller unrefs it. */
GPtrArray *map_scene_symbols_of(const MapScene *self, guint index);
/* What is said beside the map, in its first language. Borrowed. */
typedef struct {
    const char *title, *subtitle, *count, *credit, *description, *in_words;
} MapCaption;
MapCaption map_scene_caption(const MapScene *self);
/* Up to this width a map is laid out for a phone. */
enum { MAP_COMPACT_WIDTH = 560 };
/*
 * Writes the map and what a page needs to show it, all beside `path` (FILE.png or .svg): twice as
 * many pixels (FILE@2x.png), the drawing for phones (FILE-phone.png, `narrow` laid out at a phone's
 * width; NULL: none), and FILE.html with the <figure>. Every file is whole or absent.
 */
gboolean map_embed_write(const MapScene *wide, const MapScene *narrow, const char *path,
                         const MapWriting *writing, GError **error);
/* Can a page show a picture of this name? */
bool map_embed_takes(const char *path);
/* Every symbol, label and piece of furniture with its box in pixels; what was dropped or moved, and
 * why. */
gboolean map_scene_write_layout_report(const MapScene *self, const char *path, GError **error);
